/* Memberships of rings from text that anybody wrote: what is taken is written, and read again as the same. */
#include "mutation.h"

enum { NODES = 6, LONGEST = 4000, TEXT_ROOM = 1 << 16, KEYS = 32, MOST_POINTS = 300000, OVER_EVERY_LIMIT = 1 << 24 };

static const char *const pieces[] = {
    "{", "}", "[", "]", ",", ":", "\"kedge_ring\":1", "\"kedge_ring\":2", "\"placement\":", "\"version\":1",
    "\"version\":9223372036854775807", "\"version\":9223372036854775808", "\"next_id\":9", "\"next_id\":549755813887",
    "\"next_id\":0", "\"nodes\":[", "\"nodes\":[]", "{\"name\":\"circle\",\"points_per_weight\":3}",
    "{\"name\":\"ketama_libketama\"}", "{\"name\":\"jump\"}", "{\"name\":\"rendezvous\"}", "{\"name\":\"round robin\"}",
    "{\"name\":\"envoy_maglev\",\"table_size\":7}", "{\"name\":\"envoy_maglev\",\"table_size\":8}",
    "{\"name\":\"envoy_ring_xxhash64\",\"minimum_size\":9,\"maximum_size\":8}",
    "{\"name\":\"envoy_ring_murmurhash2\",\"minimum_size\":1,\"maximum_size\":99}",
    "{\"name\":\"circle\",\"points_per_weight\":0}", "{\"name\":\"circle\"}", "\"points_per_weight\":", "\"name\":",
    "\"name_hex\":\"ff\"", "\"name_hex\":\"FF0\"", "\"id\":", "\"weight\":", "\"weight\":4294967295", "\"weight\":0",
    "\"zone\":\"z\"", "\"zone\":\"\"", "\"zone\":null", "\"zone\":", "\"state\":\"up\"", "\"state\":\"down\"",
    "\"state\":\"draining\"", "\"state\":\"gone\"", "1", "2", "3", "1.0", "1e0", "-1", "01", "null", "\"a\"", "\"\\u0061\"",
    "\"\\u0000\"", "\"\xc3\xa4\"", "\"\\ud800\"", " ", "\"x\":1",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static struct sample samples[KEDGE_RING_RENDEZVOUS], copy;
static char text[TEXT_ROOM], again[TEXT_ROOM];

/* Whether the points of all nodes could be so many that placing them takes seconds; by the numbers in the text, and more
 * often than need be. What is over every limit is refused. */
static int is_costly(const struct sample *membership) {
    uint64_t largest = 0, sum = 0, number = 0;
    for (size_t i = 0; i <= membership->count; i++) {
        unsigned digit = i < membership->count ? membership->bytes[i] - '0' : 10u;
        if (digit < 10) {
            if (number <= OVER_EVERY_LIMIT) number = number * 10 + digit;
            continue;
        }
        if (number <= OVER_EVERY_LIMIT) {
            sum += number;
            if (number > largest) largest = number;
        }
        number = 0;
    }
    return largest * (sum - largest + 1) > MOST_POINTS;
}

/* --- getting ready ----------------------------------------------------------------------------------------------- */

/* With a name that is no UTF-8, zones, weights and states, where the placement has them. */
static void make_sample(uint32_t placement, struct sample *out) {
    static const char *const names[NODES] = {"10.0.0.1:80", "b", "\xff\x00", "", "\xc3\xa4", "gone"};
    kedge_ring_options options;
    kedge_ring *ring = NULL;
    uint64_t node = 0;
    int is_plain = placement == KEDGE_RING_JUMP || placement == KEDGE_RING_RENDEZVOUS
        || placement == KEDGE_RING_KETAMA_SPYMEMCACHED;
    MUST(kedge_ring_options_init(&options, sizeof options) == KEDGE_OK);
    options.placement = placement;
    options.minimum_size = options.points_per_weight = 16;
    options.maximum_size = 400;
    options.table_size = 101;
    MUST(kedge_ring_create(&options, &ring) == KEDGE_OK);
    for (uint32_t i = 0; i < NODES; i++) {
        size_t length = i == 2 ? 2 : strlen(names[i]);
        MUST(kedge_ring_add(ring, (const uint8_t *)names[i], length, is_plain ? 1 : i + 1, &node) == KEDGE_OK);
        if (i % 2) MUST(kedge_ring_set_zone(ring, node, "east", 4) == KEDGE_OK);
        if (placement != KEDGE_RING_JUMP) MUST(kedge_ring_set_state(ring, node, i % 3 + 1) == KEDGE_OK);
    }
    MUST(kedge_ring_remove(ring, node) == KEDGE_OK);
    MUST(kedge_ring_export(ring, (char *)out->bytes, sizeof out->bytes, &out->count) == KEDGE_OK);
    MUST(kedge_ring_destroy(ring) == KEDGE_OK);
}

static void prepare(void) {
    if (samples[0].count > 0) return;
    for (uint32_t i = 0; i < KEDGE_RING_RENDEZVOUS; i++) {
        make_sample(i + 1, &samples[i]);
        MUST(!is_costly(&samples[i]) && samples[i].count < LONGEST);
    }
}

/* --- inputs ------------------------------------------------------------------------------------------------------ */

static void append(const void *bytes, size_t count) {
    if (copy.count + count > LONGEST) return;
    memcpy(copy.bytes + copy.count, bytes, count);
    copy.count += count;
}

static void append_text(const char *piece) { append(piece, strlen(piece)); }

static void put_together(struct reader *reader) {
    while (reader->left > 0) append_text(pieces[take_byte(reader) % PIECES]);
}

/* A membership that is well formed, with nodes that fit or do not. */
static void write_out(struct reader *reader) {
    static const char *const placements[] = {
        "{\"name\":\"circle\",\"points_per_weight\":3}", "{\"name\":\"ketama_libketama\"}",
        "{\"name\":\"ketama_libmemcached\"}", "{\"name\":\"ketama_spymemcached\"}",
        "{\"name\":\"envoy_ring_xxhash64\",\"minimum_size\":9,\"maximum_size\":99}",
        "{\"maximum_size\":40,\"minimum_size\":40,\"name\":\"envoy_ring_murmurhash2\"}",
        "{\"name\":\"envoy_maglev\",\"table_size\":7}", "{\"name\":\"jump\"}", "{\"name\":\"rendezvous\"}"};
    static const char *const states[] = {"up", "up", "up", "draining", "down", "gone"};
    static const uint32_t weights[] = {1, 1, 1, 2, 30, 0, UINT32_MAX, 1u << 31};
    char node[160];
    unsigned id = 0;
    append_text("{\"kedge_ring\":1,\"placement\":");
    append_text(placements[take_byte(reader) % 9]);
    unsigned numbers = take_byte(reader);
    append_text(numbers & 1 ? ",\"version\":9223372036854775807" : ",\"version\":77");
    append_text(numbers & 2 ? ",\"next_id\":549755813887,\"nodes\":[" : ",\"next_id\":400,\"nodes\":[");
    for (int i = 0; reader->left > 0; i++) {
        unsigned choice = take_byte(reader), zone = take_byte(reader);
        id += choice % 64 ? 1 : zone;
        snprintf(
            node, sizeof node, "%s{\"id\":%u,\"name%s\":\"%02x\",\"weight\":%u%s%s,\"state\":\"%s\"}", i > 0 ? "," : "", id,
            choice & 64 ? "_hex" : "", take_byte(reader) % 64 + 200u, weights[take_byte(reader) % 8],
            zone % 4 ? "" : ",\"zone\":", zone % 4 ? "" : zone % 8 ? "\"east\"" : "\"\"",
            states[choice & 128 ? take_byte(reader) % 6 : 0]);
        append_text(node);
    }
    append_text("]}");
}

/* --- what is taken ----------------------------------------------------------------------------------------------- */

static void check_ring(const kedge_ring *ring) {
    static const statuses finding = BIT(KEDGE_OK) | BIT(KEDGE_RING_EMPTY) | BIT(KEDGE_NO_NODE_UP);
    kedge_ring *same = NULL;
    kedge_ring_info info = {.struct_size = sizeof info}, other = {.struct_size = sizeof other};
    size_t length = 0, length_again = 0;
    MUST(kedge_ring_export(ring, text, sizeof text, &length) == KEDGE_OK && strlen(text) == length);
    MUST(kedge_ring_import(text, length, &same) == KEDGE_OK);
    MUST(kedge_ring_export(same, again, sizeof again, &length_again) == KEDGE_OK);
    MUST(length == length_again && memcmp(text, again, length) == 0);
    MUST(kedge_ring_get_info(ring, &info) == KEDGE_OK && kedge_ring_get_info(same, &other) == KEDGE_OK);
    MUST(memcmp(&info, &other, sizeof info) == 0 && info.total_load == 0 && info.up_count <= info.node_count);
    for (uint32_t key = 0; key < KEYS; key++) {
        uint64_t here = 0, there = 0;
        kedge_ring_node node = {.struct_size = sizeof node};
        kedge_status status = CALL(finding, kedge_ring_owner, ring, (const uint8_t *)&key, sizeof key, &here);
        MUST((status == KEDGE_OK) == (info.up_count > 0));
        MUST(kedge_ring_owner(same, (const uint8_t *)&key, sizeof key, &there) == status && here == there);
        if (status != KEDGE_OK) continue;
        MUST(kedge_ring_get_node(ring, here, &node) == KEDGE_OK && node.state == KEDGE_NODE_UP);
    }
    MUST(kedge_ring_destroy(same) == KEDGE_OK);
}

/* The ring still changes and can be written, and a new node gets an id that none has had. */
static void check_addition(kedge_ring *ring) {
    static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_NODE_WEIGHT) | BIT(KEDGE_TOO_MANY_POINTS)
        | BIT(KEDGE_DUPLICATE_NODE_NAME);
    uint64_t ids[LONGEST], node = 0;
    size_t count = 0;
    MUST(kedge_ring_nodes(ring, ids, LONGEST, &count) == KEDGE_OK);
    kedge_status status = CALL(documented, kedge_ring_add, ring, (const uint8_t *)"one more", 8, 1, &node);
    if (status != KEDGE_OK) return;
    MUST(count == 0 || node > ids[count - 1]);
    MUST(kedge_ring_remove(ring, node) == KEDGE_OK);
    check_ring(ring);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_MEMBERSHIP) | BIT(KEDGE_INVALID_POINT_COUNT)
        | BIT(KEDGE_INVALID_TABLE_SIZE) | BIT(KEDGE_DUPLICATE_NODE_NAME) | BIT(KEDGE_INVALID_NODE_WEIGHT)
        | BIT(KEDGE_TOO_MANY_POINTS) | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    const struct sample *original = &samples[choice / 4 % KEDGE_RING_RENDEZVOUS];
    int is_original = 0;
    copy.count = 0;
    if (choice % 4 < 2) is_original = mutate(&reader, original, &copy);
    else if (choice % 4 == 2) write_out(&reader);
    else put_together(&reader);
    if (copy.count > LONGEST || is_costly(&copy)) return 0;
    kedge_ring *ring = NULL;
    kedge_status status = CALL(documented, kedge_ring_import, (const char *)copy.bytes, copy.count, &ring);
    MUST((status == KEDGE_OK) == (ring != NULL) && (status == KEDGE_OK || !is_original));
    if (status == KEDGE_OK) {
        check_ring(ring);
        if (is_original) MUST(strlen(text) == copy.count && memcmp(text, copy.bytes, copy.count) == 0);
        check_addition(ring);
        MUST(kedge_ring_destroy(ring) == KEDGE_OK);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
