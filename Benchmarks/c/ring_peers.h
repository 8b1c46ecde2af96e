/* What rings are timed beside: the same points as KEDGE_RING_CIRCLE has them, in arrays that never change. */
#ifndef KEDGE_BENCHMARK_RING_PEERS_H
#define KEDGE_BENCHMARK_RING_PEERS_H

#include "rows.h"

#include <stdint.h>

enum { POINTS = 160, KEY = 16, NAME_ROOM = 24 };

struct point {
    uint64_t hash, node;
};

/* The points of a circle in their order, and for the top bits of a hash where to begin among them. */
struct point_array {
    struct point *points;
    uint32_t *starts;
    size_t count;
    int shift;
};

/* Writes the name of a node and returns its length. */
size_t name_node(char name[NAME_ROOM], size_t number);

/* Nodes have the numbers 1 to node_count, which are Kedge's ids of them too. */
void build_points(struct point_array *array, size_t node_count);
void index_points(struct point_array *array);
void free_points(struct point_array *array);

/* By the index, and by binary search alone. */
uint64_t indexed_owner(const struct point_array *array, const uint8_t *key);
uint64_t searched_owner(const struct point_array *array, const uint8_t *key);

/* The slot of a Maglev table. */
uint64_t slot_owner(const uint32_t *slots, uint32_t slot_count, const uint8_t *key);

#endif
