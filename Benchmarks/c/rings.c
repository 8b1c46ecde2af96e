/* Rings: whose a key is, beside the same in C with arrays that never change, and what changes and points cost. */
#include "ring_peers.h"
#include "threads.h"

#include <kedge.h>
#include <malloc.h>
#include <openssl/rand.h>

enum {
    KEYS = 1 << 16, /* so many that no branch predictor learns them */
    SLOTS = 65537,
    SIZES = 4,
    THOUSAND = 2, /* of the sizes */
    CHANGE_EVERY_NS = 1000000,
    LONG_TURN = 10, /* so many milliseconds, and changes, instead of one */
};

static const size_t node_counts[SIZES] = {10, 100, 1000, 10000};
static uint8_t keys[KEYS][KEY];
static kedge_ring *circles[SIZES], *maglev;
static struct point_array arrays[SIZES];
static double ring_bytes[SIZES], array_bytes[SIZES]; /* for each point */
static uint32_t slots[SLOTS];
static uint64_t found;
static int second_cpu;

/* --- getting ready --------------------------------------------------------------------------------------------------- */

static kedge_ring *make_ring(uint32_t placement, size_t node_count) {
    kedge_ring_options options;
    kedge_ring *ring;
    must(kedge_ring_options_init(&options, sizeof options) == KEDGE_OK);
    options.placement = placement;
    must(kedge_ring_create(&options, &ring) == KEDGE_OK);
    kedge_ring_change *changes = malloc(node_count * sizeof *changes);
    char(*names)[NAME_ROOM] = malloc(node_count * sizeof *names);
    must(changes != NULL && names != NULL);
    for (size_t i = 0; i < node_count; i++) {
        must(kedge_ring_change_init(&changes[i], sizeof *changes) == KEDGE_OK);
        changes[i].name = (const uint8_t *)names[i];
        changes[i].name_len = name_node(names[i], i + 1);
    }
    must(kedge_ring_apply(ring, changes, node_count, NULL, NULL) == KEDGE_OK);
    free(names);
    free(changes);
    return ring;
}

static size_t bytes_in_use(void) {
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void make_both(int size) {
    double points = (double)(node_counts[size] * POINTS);
    size_t before = bytes_in_use();
    circles[size] = make_ring(KEDGE_RING_CIRCLE, node_counts[size]);
    size_t between = bytes_in_use();
    build_points(&arrays[size], node_counts[size]);
    index_points(&arrays[size]);
    ring_bytes[size] = (double)(between - before) / points;
    array_bytes[size] = (double)(bytes_in_use() - between) / points;
}

static uint64_t owner(const kedge_ring *ring, const uint8_t *key) {
    uint64_t node;
    must(kedge_ring_owner(ring, key, KEY, &node) == KEDGE_OK);
    return node;
}

static void prepare(void) {
    second_cpu = allowed_cpu(1);
    must(RAND_bytes(keys[0], sizeof keys) == 1);
    for (int size = 0; size < SIZES; size++) make_both(size);
    maglev = make_ring(KEDGE_RING_ENVOY_MAGLEV, 100);
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        must(kedge_ring_owner_of_hash(maglev, slot, &found) == KEDGE_OK);
        slots[slot] = (uint32_t)found;
    }
    for (int i = 0; i < KEYS; i++) {
        must(owner(maglev, keys[i]) == slot_owner(slots, SLOTS, keys[i]));
        for (int size = 0; size < SIZES; size++) {
            uint64_t node = owner(circles[size], keys[i]);
            must(node == indexed_owner(&arrays[size], keys[i]) && node == searched_owner(&arrays[size], keys[i]));
        }
    }
}

/* --- lookups --------------------------------------------------------------------------------------------------------- */

/* The body of a timed function that looks up all keys in turn, once before: a turn finds the caches as another of its own
 * kind would leave them, not one of the other side. */
#define LOOK_UP(times, statement)                      \
    do {                                               \
        for (long i = 0; i < KEYS; i++) statement;     \
        REPEAT(times, statement);                      \
    } while (0)
#define NEXT_KEY keys[i % KEYS]

static double of_ring(const kedge_ring *ring, long times) {
    LOOK_UP(times, must(kedge_ring_owner(ring, NEXT_KEY, KEY, &found) == KEDGE_OK));
}
static double of_index(const struct point_array *array, long times) {
    LOOK_UP(times, found = indexed_owner(array, NEXT_KEY));
}
static double of_search(const struct point_array *array, long times) {
    LOOK_UP(times, found = searched_owner(array, NEXT_KEY));
}

static double ring_10(long times) { return of_ring(circles[0], times); }
static double ring_100(long times) { return of_ring(circles[1], times); }
static double ring_1k(long times) { return of_ring(circles[2], times); }
static double ring_10k(long times) { return of_ring(circles[3], times); }
static double index_10(long times) { return of_index(&arrays[0], times); }
static double index_100(long times) { return of_index(&arrays[1], times); }
static double index_1k(long times) { return of_index(&arrays[2], times); }
static double index_10k(long times) { return of_index(&arrays[3], times); }
static double search_10(long times) { return of_search(&arrays[0], times); }
static double search_100(long times) { return of_search(&arrays[1], times); }
static double search_1k(long times) { return of_search(&arrays[2], times); }
static double search_10k(long times) { return of_search(&arrays[3], times); }
static double of_maglev(long times) { return of_ring(maglev, times); }
static double of_slots(long times) { LOOK_UP(times, found = slot_owner(slots, SLOTS, NEXT_KEY)); }

/* --- lookups while nodes come and go --------------------------------------------------------------------------------- */

static atomic_bool changes_end;
static atomic_int changes_made;

/* Adds a node and removes it again, a thousand changes a second. */
static void *make_changes(void *ring) {
    struct timespec next;
    uint64_t node = 0;
    pin(second_cpu);
    clock_gettime(CLOCK_MONOTONIC, &next);
    while (!atomic_load(&changes_end) || node != 0) {
        if (node == 0) {
            must(kedge_ring_add(ring, (const uint8_t *)"comes and goes", 14, 1, &node) == KEDGE_OK);
        } else {
            must(kedge_ring_remove(ring, node) == KEDGE_OK);
            node = 0;
        }
        atomic_fetch_add(&changes_made, 1);
        next.tv_nsec += CHANGE_EVERY_NS;
        if (next.tv_nsec >= 1000000000) next = (struct timespec){next.tv_sec + 1, next.tv_nsec - 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
    return NULL;
}

static double quiet(long times) { return of_ring(circles[THOUSAND], times * LONG_TURN) / LONG_TURN; }

static double unquiet(long times) {
    pthread_t changer;
    if (second_cpu < 0) return -1;
    changes_end = false;
    changes_made = 0;
    must(pthread_create(&changer, NULL, make_changes, circles[THOUSAND]) == 0);
    while (atomic_load(&changes_made) == 0) sched_yield();
    double taken = quiet(times);
    changes_end = true;
    must(pthread_join(changer, NULL) == 0);
    return taken;
}

/* --- making rings, and their memory ---------------------------------------------------------------------------------- */

static void build_ring(void) { must(kedge_ring_destroy(make_ring(KEDGE_RING_CIRCLE, node_counts[THOUSAND])) == KEDGE_OK); }

static void build_array(void) {
    struct point_array array;
    build_points(&array, node_counts[THOUSAND]);
    index_points(&array);
    free_points(&array);
}

static double ring_build(long times) { REPEAT(times, build_ring()); }
static double array_build(long times) { REPEAT(times, build_array()); }

/* Bytes and no nanoseconds; they were counted while getting ready. */
static double ring_memory_1k(long times) { return ring_bytes[2] * (double)times; }
static double ring_memory_10k(long times) { return ring_bytes[3] * (double)times; }
static double array_memory_1k(long times) { return array_bytes[2] * (double)times; }
static double array_memory_10k(long times) { return array_bytes[3] * (double)times; }

#define INDEX "C, array and index"
#define SEARCH "C, binary search"
static const struct row rows[] = {
    {"Ring lookup, 10 nodes", "ns", ring_10, index_10, INDEX, .allowance = 5},
    {"Ring lookup, 100 nodes", "ns", ring_100, index_100, INDEX, .allowance = 5},
    {"Ring lookup, 1,000 nodes", "ns", ring_1k, index_1k, INDEX, .allowance = 6},
    {"Ring lookup, 10,000 nodes", "ns", ring_10k, index_10k, INDEX, .allowance = 25},
    {"Ring lookup, 10 nodes, and search", "ns", ring_10, search_10, SEARCH, .target = 0},
    {"Ring lookup, 100 nodes, and search", "ns", ring_100, search_100, SEARCH, .target = 0},
    {"Ring lookup, 1,000 nodes, and search", "ns", ring_1k, search_1k, SEARCH, .target = 0},
    {"Ring lookup, 10,000 nodes, and search", "ns", ring_10k, search_10k, SEARCH, .target = 0},
    {"Ring lookup, Maglev, 65,537 slots", "ns", of_maglev, of_slots, "the same in C", .allowance = 5},
    {"Ring lookup, 1,000 changes a second", "ns", unquiet, quiet, "the same, no changes", .target = 1.1},
    {"Ring build, 1,000 nodes", "ms", ring_build, array_build, INDEX, .target = 0},
    {"Ring memory per point, 1,000 nodes", "B", ring_memory_1k, array_memory_1k, INDEX, .target = 0},
    {"Ring memory per point, 10,000 nodes", "B", ring_memory_10k, array_memory_10k, INDEX, .target = 0},
};
const struct row_group rings = {rows, sizeof rows / sizeof *rows, prepare};
