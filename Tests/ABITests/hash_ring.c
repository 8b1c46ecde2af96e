/* Rings as such: how they are made, what their nodes are called, and how they are written down and read again. */
#include "hash_rings.h"

/* --- making ------------------------------------------------------------------------------------------------------- */

static void are_made(void) {
    kedge_ring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_ring_create, NULL, &ring);
    kedge_ring_info info = info_of(ring);
    CHECK(info.placement == KEDGE_RING_CIRCLE && info.version == 0 && info.node_count == 0 && info.up_count == 0);
    CHECK(info.total_load == 0 && info.reserved == 0);
    drop_ring(ring);
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        ring = make_ring(placement);
        CHECK(info_of(ring).placement == placement);
        add_nodes(ring, 3, NULL);
        info = info_of(ring);
        CHECK(info.version == 3 && info.node_count == 3 && info.up_count == 3);
        drop_ring(ring);
    }
    EXPECT(KEDGE_OK, kedge_ring_destroy, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_ring_destroy, ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_create, NULL, NULL);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_ring_options_init, options, struct_size);
}

static kedge_status use_options(void *options) {
    kedge_ring *ring = NULL;
    kedge_status status = CALL(kedge_ring_create, options, &ring);
    CHECK((status == KEDGE_OK) == (ring != NULL));
    kedge_ring_destroy(ring);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_ring_options options;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_ring_options_init, &options, sizeof options);
    CHECK(options.placement == KEDGE_RING_CIRCLE && options.points_per_weight == 160 && options.minimum_size == 1024);
    CHECK(options.maximum_size == 8388608 && options.table_size == 65537 && options.reserved == 0);
}

static void refuses_options_out_of_range(void) {
    enum { MAXIMUM = 8388608, TABLE = 5000011 };
    static const struct {
        uint32_t placement, points_per_weight, minimum_size, maximum_size, table_size, reserved;
        kedge_status status;
    } cases[] = {
        {0, 160, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_ARGUMENT},
        {LAST_PLACEMENT + 1, 160, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_ARGUMENT},
        {UINT32_MAX, 160, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_ARGUMENT},
        {KEDGE_RING_CIRCLE, 160, 1024, MAXIMUM, 503, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_RING_JUMP, 160, 1024, MAXIMUM, 503, UINT32_MAX, KEDGE_INVALID_ARGUMENT},
        {KEDGE_RING_CIRCLE, 1, 0, 0, 0, 0, KEDGE_OK},
        {KEDGE_RING_CIRCLE, 65536, 0, 0, 0, 0, KEDGE_OK},
        {KEDGE_RING_CIRCLE, 0, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_CIRCLE, 65537, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_CIRCLE, UINT32_MAX, 1024, MAXIMUM, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_XXHASH64, 0, 1, 1, 0, 0, KEDGE_OK},
        {KEDGE_RING_ENVOY_MURMURHASH2, 0, MAXIMUM, MAXIMUM, 0, 0, KEDGE_OK},
        {KEDGE_RING_ENVOY_XXHASH64, 160, 0, MAXIMUM, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_XXHASH64, 160, 1024, 0, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_XXHASH64, 160, 1024, 1023, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_MURMURHASH2, 160, 1024, MAXIMUM + 1, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_MURMURHASH2, 160, UINT32_MAX, UINT32_MAX, 503, 0, KEDGE_INVALID_POINT_COUNT},
        {KEDGE_RING_ENVOY_MAGLEV, 0, 0, 0, 2, 0, KEDGE_OK},
        {KEDGE_RING_ENVOY_MAGLEV, 0, 0, 0, TABLE, 0, KEDGE_OK},
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, 0, 0, KEDGE_INVALID_TABLE_SIZE},
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, 1, 0, KEDGE_INVALID_TABLE_SIZE},
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, 9, 0, KEDGE_INVALID_TABLE_SIZE},
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, 65536, 0, KEDGE_INVALID_TABLE_SIZE},
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, 5000077, 0, KEDGE_INVALID_TABLE_SIZE}, /* the next prime */
        {KEDGE_RING_ENVOY_MAGLEV, 160, 1024, MAXIMUM, UINT32_MAX, 0, KEDGE_INVALID_TABLE_SIZE},
        /* What belongs to another placement is not looked at. */
        {KEDGE_RING_JUMP, 0, 0, 0, 0, 0, KEDGE_OK},
        {KEDGE_RING_RENDEZVOUS, 0, 0, 0, 0, 0, KEDGE_OK},
        {KEDGE_RING_KETAMA_LIBKETAMA, 0, 0, 0, 0, 0, KEDGE_OK},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_ring_options options = ring_options(cases[i].placement);
        options.points_per_weight = cases[i].points_per_weight;
        options.minimum_size = cases[i].minimum_size;
        options.maximum_size = cases[i].maximum_size;
        options.table_size = cases[i].table_size;
        options.reserved = cases[i].reserved;
        kedge_status status = use_options(&options);
        CHECK_AT(status == cases[i].status, "case %zu: %d", i, (int)status);
    }
}

/* --- nodes -------------------------------------------------------------------------------------------------------- */

static void tells_of_a_node(void) {
    kedge_ring *ring = make_ring(KEDGE_RING_CIRCLE);
    uint64_t first = add_node(ring, "first", 7), second = add_node(ring, "second", 1);
    kedge_ring_node info = node_of(ring, first);
    CHECK(info.load == 0 && info.weight == 7 && info.state == KEDGE_NODE_UP && info.has_zone == 0);
    EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, second, TEXT("east"));
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, second, KEDGE_NODE_DRAINING);
    info = node_of(ring, second);
    CHECK(info.weight == 1 && info.state == KEDGE_NODE_DRAINING && info.has_zone == 1);
    CHECK(info_of(ring).node_count == 2 && info_of(ring).up_count == 1 && info_of(ring).version == 4);
    const uint64_t unknown[] = {0, second + 1, UINT64_MAX, (uint64_t)1 << 63, (uint64_t)1 << 24 | first};
    for (size_t i = 0; i < COUNT(unknown); i++) {
        kedge_ring_node untouched = {.struct_size = sizeof untouched, .node = 77};
        EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_get_node, ring, unknown[i], &untouched);
        CHECK(untouched.node == 77);
    }
    drop_ring(ring);
}

static kedge_ring *shared_ring;
static kedge_status use_info(void *info) { return CALL(kedge_ring_get_info, shared_ring, info); }
static kedge_status use_node(void *info) { return CALL(kedge_ring_get_node, shared_ring, 1, info); }

static void results_keep_the_rules(void) {
    shared_ring = make_full_ring(KEDGE_RING_CIRCLE);
    check_result(sizeof(kedge_ring_info), use_info, 1);
    check_result(sizeof(kedge_ring_node), use_node, 1);
    drop_ring(shared_ring);
}

static void lists_the_nodes(void) {
    uint64_t added[5], ids[8];
    size_t count = 77;
    kedge_ring *ring = make_ring(KEDGE_RING_RENDEZVOUS);
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, NULL, 0, &count);
    CHECK(count == 0);
    add_nodes(ring, 5, added);
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, added[1]);
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, added[2], KEDGE_NODE_DOWN);
    memset(ids, 0x5A, sizeof ids);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_nodes, ring, ids, 3, &count);
    CHECK(count == 4 && check_all((uint8_t *)ids, sizeof ids, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_nodes, ring, NULL, 100, &count);
    CHECK(count == 4);
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, ids, 4, &count);
    CHECK(count == 4 && ids[0] == added[0] && ids[1] == added[2] && ids[2] == added[3] && ids[3] == added[4]);
    CHECK(check_all((uint8_t *)(ids + 4), sizeof ids / 2, 0x5A));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_nodes, ring, ids, 4, NULL);
    count = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_nodes, ring, ids, over, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_nodes, ring, ids, SIZE_MAX, &count);
    CHECK(count == 77);
    /* More than any address space holds, and yet no length over PTRDIFF_MAX. */
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, ids, PTRDIFF_MAX, &count);
    CHECK(count == 4);
    drop_ring(ring);
}

static void names_are_any_bytes(void) {
    static uint8_t large[100000], out[sizeof large];
    static const uint8_t odd[] = {0, 0xFF, 0, 0xC0};
    const struct {
        const uint8_t *name;
        size_t count;
    } names[] = {{NULL, 0}, {odd, 1}, {odd, 3}, {odd, 4}, {large, sizeof large}, {(const uint8_t *)"a", 1}};
    size_t length = 77;
    uint64_t ids[COUNT(names)], found = 0;
    kedge_ring *ring = make_ring(KEDGE_RING_CIRCLE);
    check_pattern(large, sizeof large, 1);
    for (size_t i = 0; i < COUNT(names); i++)
        EXPECT(KEDGE_OK, kedge_ring_add, ring, names[i].name, names[i].count, 1, &ids[i]);
    for (size_t i = 0; i < COUNT(names); i++) {
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_OK, kedge_ring_node_name, ring, ids[i], out, sizeof out, &length);
        CHECK(length == names[i].count && (length == 0 || memcmp(out, names[i].name, length) == 0));
        CHECK(check_all(out + length, sizeof out - length, 0x5A));
        EXPECT(KEDGE_OK, kedge_ring_find, ring, names[i].name, names[i].count, &found);
        CHECK(found == ids[i]);
        found = 77;
        EXPECT(KEDGE_DUPLICATE_NODE_NAME, kedge_ring_add, ring, names[i].name, names[i].count, 1, &found);
        CHECK(found == 77);
    }
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_OK, kedge_ring_node_name, ring, ids[0], NULL, 0, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_node_name, ring, ids[3], out, 3, &length);
    CHECK(length == 4);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_node_name, ring, ids[3], NULL, 4, &length);
    CHECK(length == 4 && check_all(out, sizeof out, 0x5A));
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_name, ring, ids[3], out, 4, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_name, ring, ids[3], out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_name, ring, ids[3], out, SIZE_MAX, &length);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_node_name, ring, 0, out, sizeof out, &length);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_find, ring, BYTES("b"), &found);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_find, ring, NULL, 1, &found);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_find, ring, odd, over, &found);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_find, ring, odd, SIZE_MAX, &found);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_find, ring, odd, 1, NULL);
    CHECK(length == 77 && found == 77 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, ids[5]);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_find, ring, BYTES("a"), &found);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_node_name, ring, ids[5], out, sizeof out, &length);
    drop_ring(ring);
}

static void zones_are_text(void) {
    static const char zone[] = "\xC3\xB6st";
    char out[16];
    size_t length = 77;
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    EXPECT(KEDGE_OK, kedge_ring_node_zone, ring, 1, out, 1, &length);
    CHECK(length == 0 && out[0] == 0 && node_of(ring, 1).has_zone == 0);
    /* An empty zone is one. */
    EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, 1, zone, 0);
    EXPECT(KEDGE_OK, kedge_ring_node_zone, ring, 1, out, sizeof out, &length);
    CHECK(length == 0 && out[0] == 0 && node_of(ring, 1).has_zone == 1);
    EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, 1, TEXT(zone));
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_node_zone, ring, 1, out, 4, &length);
    CHECK(length == 5 && check_all((uint8_t *)out, sizeof out, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_ring_node_zone, ring, 1, NULL, 5, &length);
    EXPECT(KEDGE_OK, kedge_ring_node_zone, ring, 1, out, 5, &length);
    CHECK(length == 4 && strcmp(out, zone) == 0 && check_all((uint8_t *)out + 5, sizeof out - 5, 0x5A));
    memset(out, 0x5A, sizeof out);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_zone, ring, 1, out, 5, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_zone, ring, 1, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_node_zone, ring, 1, out, SIZE_MAX, &length);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_node_zone, ring, 4, out, sizeof out, &length);
    CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
    drop_ring(ring);
}

int main(void) {
    check_begin("hash_ring");
    check_case("a ring is made with the defaults, and in every placement", are_made);
    check_case("options keep the rules of options", options_keep_the_rules);
    check_case("options out of their range are refused, each with its status", refuses_options_out_of_range);
    check_case("a ring tells what is known of its nodes", tells_of_a_node);
    check_case("result structs keep the rules of results", results_keep_the_rules);
    check_case("nodes are listed in the order in which they were added", lists_the_nodes);
    check_case("a name is any bytes, and no two nodes have the same", names_are_any_bytes);
    check_case("a zone is text, or there is none", zones_are_text);
    return check_end();
}
