#include "ring_peers.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

size_t name_node(char name[NAME_ROOM], size_t number) { return (size_t)snprintf(name, NAME_ROOM, "node-%zu", number); }

static int compare_points(const void *left, const void *right) {
    uint64_t a = ((const struct point *)left)->hash, b = ((const struct point *)right)->hash;
    return (a > b) - (a < b);
}

/* Of its own, for compilers that take XXH3's way with long texts for one with these names. */
__attribute__((noinline)) static uint64_t place(const char *name, size_t length, uint64_t number) {
    return XXH3_64bits_withSeed(name, length, number);
}

void build_points(struct point_array *array, size_t node_count) {
    *array = (struct point_array){.count = node_count * POINTS};
    array->points = malloc((array->count + 1) * sizeof *array->points);
    must(array->points != NULL);
    struct point *next = array->points;
    for (size_t node = 1; node <= node_count; node++) {
        char name[NAME_ROOM];
        size_t length = name_node(name, node);
        for (uint64_t i = 0; i < POINTS; i++) *next++ = (struct point){place(name, length, i), node};
    }
    qsort(array->points, array->count, sizeof *array->points, compare_points);
    /* Whoever is behind the last point belongs to the first. */
    *next = (struct point){UINT64_MAX, array->points[0].node};
}

/* As many starts as there are points, or up to twice as many. */
void index_points(struct point_array *array) {
    array->shift = __builtin_clzll(array->count);
    size_t start_count = (size_t)1 << (64 - array->shift), at = 0;
    array->starts = malloc(start_count * sizeof *array->starts);
    must(array->starts != NULL);
    for (size_t start = 0; start < start_count; start++) {
        while (array->points[at].hash < (uint64_t)start << array->shift) at++;
        array->starts[start] = (uint32_t)at;
    }
}

void free_points(struct point_array *array) {
    free(array->points);
    free(array->starts);
}

uint64_t indexed_owner(const struct point_array *array, const uint8_t *key) {
    uint64_t hash = XXH3_64bits(key, KEY);
    const struct point *point = array->points + array->starts[hash >> array->shift];
    while (point->hash < hash) point++;
    return point->node;
}

uint64_t searched_owner(const struct point_array *array, const uint8_t *key) {
    uint64_t hash = XXH3_64bits(key, KEY);
    size_t low = 0, high = array->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (array->points[middle].hash < hash) low = middle + 1;
        else high = middle;
    }
    return array->points[low].node;
}

uint64_t slot_owner(const uint32_t *slots, uint32_t slot_count, const uint8_t *key) {
    return slots[XXH64(key, KEY, 0) % slot_count];
}
