/* Memberships: rings written as JSON, and made of it. */
#include "hash_rings.h"

#define CIRCLE "{\"kedge_ring\":1,\"placement\":{\"name\":\"circle\",\"points_per_weight\":40},"
#define NODE(id, name) "{\"id\":" id ",\"name\":\"" name "\",\"weight\":1,\"state\":\"up\"}"
#define ONE_OF(placement) \
    "{\"kedge_ring\":1,\"placement\":{" placement "},\"version\":1,\"next_id\":2,\"nodes\":[" NODE("1", "a") "]}"

static kedge_ring *import(const char *text, size_t count) {
    kedge_ring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_ring_import, text, count, &ring);
    return ring;
}

static void is_the_documented_text(void) {
    static const char expected[] =
        CIRCLE "\"version\":4,\"next_id\":4,\"nodes\":["
        "{\"id\":1,\"name\":\"a\",\"weight\":3,\"zone\":\"east\",\"state\":\"draining\"},"
        "{\"id\":3,\"name_hex\":\"c000\",\"weight\":1,\"state\":\"up\"}]}";
    static const uint8_t name[] = {0xC0, 0};
    char out[sizeof expected + 8];
    size_t length = 77;
    kedge_ring_options options = ring_options(KEDGE_RING_CIRCLE);
    options.points_per_weight = 40;
    kedge_ring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    kedge_ring_change change = addition("a");
    change.weight = 3;
    change.zone = "east";
    change.zone_len = 4;
    change.state = KEDGE_NODE_DRAINING;
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, &change, 1, NULL, NULL);
    uint64_t gone = add_node(ring, "b", 1), last = 0;
    EXPECT(KEDGE_OK, kedge_ring_add, ring, name, sizeof name, 1, &last);
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, gone);
    for (size_t capacity = 0; capacity < sizeof expected; capacity++) {
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_export, ring, capacity == 0 ? NULL : out, capacity, &length);
        CHECK(length == sizeof expected && check_all((uint8_t *)out, sizeof out, 0x5A));
    }
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_export, ring, NULL, PTRDIFF_MAX, &length);
    CHECK(length == sizeof expected);
    EXPECT(KEDGE_OK, kedge_ring_export, ring, out, sizeof expected, &length);
    CHECK_AT(length == sizeof expected - 1 && memcmp(out, expected, sizeof expected) == 0, "%s", out);
    CHECK(check_all((uint8_t *)out + sizeof expected, 8, 0x5A));
    memset(out, 0x5A, sizeof out);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_export, ring, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_export, ring, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_export, ring, out, SIZE_MAX, &length);
    CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
    drop_ring(ring);
}

static void every_ring_comes_back(void) {
    static ring_memory before;
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_ring(placement);
        uint64_t ids[8], next = 0, next_here = 0;
        add_nodes(ring, 8, ids);
        EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, ids[0], TEXT("z\xC3\xB6\n\"\\"));
        EXPECT(KEDGE_OK, kedge_ring_remove, ring, ids[7]);
        if (placement != KEDGE_RING_JUMP) {
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, ids[1], KEDGE_NODE_DRAINING);
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, ids[2], KEDGE_NODE_DOWN);
            EXPECT(KEDGE_OK, kedge_ring_remove, ring, ids[3]);
        }
        remember(ring, &before);
        kedge_ring *copy = import(before.text, before.length);
        CHECK_AT(is_as_it_was(copy, &before), "placement %u", placement);
        EXPECT(KEDGE_OK, kedge_ring_add, ring, BYTES("next"), 1, &next);
        EXPECT(KEDGE_OK, kedge_ring_add, copy, BYTES("next"), 1, &next_here);
        CHECK(next == next_here && next == ids[7] + 1);
        drop_ring(copy);
        drop_ring(ring);
        kedge_ring *empty = make_ring(placement);
        remember(empty, &before);
        copy = import(before.text, before.length);
        CHECK_AT(is_as_it_was(copy, &before), "placement %u", placement);
        drop_ring(copy);
        drop_ring(empty);
    }
}

static void keeps_ids_and_version(void) {
    static const char text[] =
        CIRCLE "\"version\":9223372036854775807,\"next_id\":1000,\"nodes\":[" NODE("5", "a") "," NODE("998", "b") "]}";
    kedge_ring *ring = import(TEXT(text));
    CHECK(info_of(ring).version == INT64_MAX && info_of(ring).node_count == 2);
    uint64_t found = 0;
    EXPECT(KEDGE_OK, kedge_ring_find, ring, BYTES("b"), &found);
    CHECK(found == 998 && add_node(ring, "c", 1) == 1000);
    drop_ring(ring);
}

static void refuses_what_is_no_membership(void) {
    static const struct {
        const char *text;
        kedge_status status;
    } cases[] = {
        {"", KEDGE_INVALID_MEMBERSHIP},
        {"[]", KEDGE_INVALID_MEMBERSHIP},
        {"{}", KEDGE_INVALID_MEMBERSHIP},
        {"\xFF", KEDGE_INVALID_MEMBERSHIP},
        {"{\"kedge_ring\":2}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":1}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":0,\"nodes\":[]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":-1,\"next_id\":1,\"nodes\":[]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":18446744073709551616,\"next_id\":1,\"nodes\":[]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":18446744073709551615,\"nodes\":[]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":1,\"nodes\":{}}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":1,\"nodes\":[],\"more\":1}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":0,\"next_id\":1,\"nodes\":[]} x", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[" NODE("0", "a") "]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[" NODE("2", "a") "]}", KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":2,\"next_id\":3,\"nodes\":[" NODE("2", "a") "," NODE("1", "b") "]}",
            KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[{\"id\":1,\"name\":\"a\",\"weight\":0,\"state\":\"up\"}]}",
            KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[{\"id\":1,\"name\":\"a\",\"weight\":1,\"state\":\"Up\"}]}",
            KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[{\"id\":1,\"name_hex\":\"a\",\"weight\":1,\"state\":\"up\"}]}",
            KEDGE_INVALID_MEMBERSHIP},
        {CIRCLE "\"version\":2,\"next_id\":3,\"nodes\":[" NODE("1", "a") "," NODE("2", "a") "]}",
            KEDGE_DUPLICATE_NODE_NAME},
        {CIRCLE "\"version\":1,\"next_id\":2,\"nodes\":[{\"id\":1,\"name\":\"a\",\"weight\":500000,\"state\":\"up\"}]}",
            KEDGE_TOO_MANY_POINTS},
        {ONE_OF("\"name\":\"square\""), KEDGE_INVALID_MEMBERSHIP},
        {ONE_OF("\"name\":\"circle\""), KEDGE_INVALID_MEMBERSHIP},
        {ONE_OF("\"name\":\"circle\",\"points_per_weight\":0"), KEDGE_INVALID_POINT_COUNT},
        {ONE_OF("\"name\":\"circle\",\"points_per_weight\":65537"), KEDGE_INVALID_POINT_COUNT},
        {ONE_OF("\"name\":\"circle\",\"points_per_weight\":4294967296"), KEDGE_INVALID_MEMBERSHIP},
        {ONE_OF("\"name\":\"jump\",\"points_per_weight\":1"), KEDGE_INVALID_MEMBERSHIP},
        {ONE_OF("\"name\":\"envoy_ring_xxhash64\",\"minimum_size\":0,\"maximum_size\":1"), KEDGE_INVALID_POINT_COUNT},
        {ONE_OF("\"name\":\"envoy_maglev\",\"table_size\":4"), KEDGE_INVALID_TABLE_SIZE},
        {"{\"kedge_ring\":1,\"placement\":{\"name\":\"envoy_maglev\",\"table_size\":5},\"version\":2,\"next_id\":3,"
         "\"nodes\":[{\"id\":1,\"name\":\"a\",\"weight\":4294967295,\"state\":\"up\"}," NODE("2", "b") "]}",
            KEDGE_INVALID_NODE_WEIGHT},
        {"{\"kedge_ring\":1,\"placement\":{\"name\":\"envoy_maglev\",\"table_size\":2},\"version\":3,\"next_id\":4,"
         "\"nodes\":[" NODE("1", "a") "," NODE("2", "b") "," NODE("3", "c") "]}",
            KEDGE_TOO_MANY_POINTS},
        {"{\"kedge_ring\":1,\"placement\":{\"name\":\"jump\"},\"version\":1,\"next_id\":2,\"nodes\":["
         "{\"id\":1,\"name\":\"a\",\"weight\":2,\"state\":\"up\"}]}",
            KEDGE_NOT_IN_THIS_PLACEMENT},
        {"{\"kedge_ring\":1,\"placement\":{\"name\":\"jump\"},\"version\":1,\"next_id\":2,\"nodes\":["
         "{\"id\":1,\"name\":\"a\",\"weight\":1,\"state\":\"down\"}]}",
            KEDGE_NOT_IN_THIS_PLACEMENT},
    };
    kedge_ring *const untouched = (kedge_ring *)&cases, *ring = untouched;
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_status status = CALL(kedge_ring_import, TEXT(cases[i].text), &ring);
        CHECK_AT(status == cases[i].status && ring == untouched, "case %zu: %d", i, (int)status);
        CHECK(strlen(kedge_last_error()) > 15);
    }
    EXPECT(KEDGE_INVALID_MEMBERSHIP, kedge_ring_import, NULL, 0, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_import, NULL, 1, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_import, "{}", over, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_import, "{}", SIZE_MAX, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_import, "{}", 2, NULL);
    CHECK(ring == untouched);
}

/* Every beginning of a text, and the text with each byte changed: a ring or a refusal, and no harm. */
static void damage_does_no_harm(void) {
    static const char text[] = CIRCLE "\"version\":2,\"next_id\":3,\"nodes\":[" NODE("1", "a") "," NODE("2", "b") "]}";
    char damaged[sizeof text];
    int step = check_is_light() ? 16 : 1;
    for (size_t count = 0; count < sizeof text - 1; count++) {
        kedge_ring *ring = NULL;
        EXPECT(KEDGE_INVALID_MEMBERSHIP, kedge_ring_import, text, count, &ring);
    }
    for (size_t at = 0; at < sizeof text - 1; at++) {
        for (int byte = 1; byte < 256; byte += step) {
            kedge_ring *ring = NULL;
            memcpy(damaged, text, sizeof text);
            damaged[at] = (char)(damaged[at] ^ byte);
            kedge_status status = CALL(kedge_ring_import, damaged, sizeof text - 1, &ring);
            CHECK_AT((status == KEDGE_OK) == (ring != NULL), "byte %zu ^ %d", at, byte);
            kedge_ring_destroy(ring);
        }
    }
}

int main(void) {
    check_begin("hash_ring_memberships");
    check_case("a membership is the text that is documented", is_the_documented_text);
    check_case("every ring comes back as it was, with the ids that come next", every_ring_comes_back);
    check_case("ids and the version are those that are written", keeps_ids_and_version);
    check_case("what is no membership is refused, each with its status", refuses_what_is_no_membership);
    check_case("a damaged membership does no harm", damage_does_no_harm);
    return check_end();
}
