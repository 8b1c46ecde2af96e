/* Rings of nodes, and what has to be the same after a refused change, for the C tests of consistent hashing. */
#ifndef HASH_RINGS_H
#define HASH_RINGS_H

#include "options.h"

enum { FIRST_PLACEMENT = KEDGE_RING_CIRCLE, LAST_PLACEMENT = KEDGE_RING_RENDEZVOUS };

MAYBE_UNUSED static int is_ketama(uint32_t placement) {
    return placement >= KEDGE_RING_KETAMA_LIBKETAMA && placement <= KEDGE_RING_KETAMA_SPYMEMCACHED;
}

MAYBE_UNUSED static int is_envoy(uint32_t placement) {
    return placement >= KEDGE_RING_ENVOY_XXHASH64 && placement <= KEDGE_RING_ENVOY_MAGLEV;
}

MAYBE_UNUSED static int takes_weights(uint32_t placement) {
    return placement < KEDGE_RING_JUMP && placement != KEDGE_RING_KETAMA_SPYMEMCACHED;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_ring_options ring_options(uint32_t placement) {
    kedge_ring_options options;
    EXPECT(KEDGE_OK, kedge_ring_options_init, &options, sizeof options);
    options.placement = placement;
    options.table_size = 503;
    return options;
}

MAYBE_UNUSED static kedge_ring *make_ring(uint32_t placement) {
    kedge_ring_options options = ring_options(placement);
    kedge_ring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    return ring;
}

MAYBE_UNUSED static void drop_ring(kedge_ring *ring) { EXPECT(KEDGE_OK, kedge_ring_destroy, ring); }
MAYBE_UNUSED static void drop_report(kedge_ring_report *report) { EXPECT(KEDGE_OK, kedge_ring_report_destroy, report); }

MAYBE_UNUSED static uint64_t add_node(kedge_ring *ring, const char *name, uint32_t weight) {
    uint64_t node = 0;
    EXPECT(KEDGE_OK, kedge_ring_add, ring, BYTES(name), weight, &node);
    CHECK(node != 0);
    return node;
}

/* Nodes of weight 1 that are called n0, n1 and so on; ids may be NULL. */
MAYBE_UNUSED static void add_nodes(kedge_ring *ring, size_t count, uint64_t *ids) {
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "n%zu", i);
        uint64_t id = add_node(ring, name, 1);
        if (ids != NULL) ids[i] = id;
    }
}

/* Three nodes, which have the ids 1 to 3. */
MAYBE_UNUSED static kedge_ring *make_full_ring(uint32_t placement) {
    kedge_ring *ring = make_ring(placement);
    add_nodes(ring, 3, NULL);
    return ring;
}

MAYBE_UNUSED static kedge_ring_change change_of(uint32_t kind, uint64_t node) {
    kedge_ring_change change;
    EXPECT(KEDGE_OK, kedge_ring_change_init, &change, sizeof change);
    change.kind = kind;
    change.node = node;
    return change;
}

MAYBE_UNUSED static kedge_ring_change addition(const char *name) {
    kedge_ring_change change = change_of(KEDGE_RING_ADD, 0);
    change.name = (const uint8_t *)name;
    change.name_len = strlen(name);
    return change;
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_ring_info info_of(const kedge_ring *ring) {
    kedge_ring_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_ring_get_info, ring, &info);
    return info;
}

MAYBE_UNUSED static kedge_ring_node node_of(const kedge_ring *ring, uint64_t node) {
    kedge_ring_node info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_ring_get_node, ring, node, &info);
    CHECK(info.node == node && info.reserved == 0);
    return info;
}

MAYBE_UNUSED static kedge_ring_report_info report_info(const kedge_ring_report *report) {
    kedge_ring_report_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_ring_report_get_info, report, &info);
    return info;
}

MAYBE_UNUSED static uint64_t owner_of(const kedge_ring *ring, const char *key) {
    uint64_t node = 0;
    EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES(key), &node);
    return node;
}

/* --- what a ring was ---------------------------------------------------------------------------------------------- */

enum { KNOWN_KEYS = 200, KNOWN_NODES = 32 };

typedef struct ring_memory {
    char text[8192];
    size_t length, node_count;
    kedge_ring_info info;
    uint64_t nodes[KNOWN_NODES];
    kedge_ring_node node_infos[KNOWN_NODES];
    kedge_status statuses[KNOWN_KEYS];
    uint64_t owners[KNOWN_KEYS];
} ring_memory;

/* All that can be asked of a ring of at most KNOWN_NODES nodes. */
MAYBE_UNUSED static void remember(const kedge_ring *ring, ring_memory *memory) {
    memset(memory, 0, sizeof *memory);
    EXPECT(KEDGE_OK, kedge_ring_export, ring, memory->text, sizeof memory->text, &memory->length);
    memory->info = info_of(ring);
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, memory->nodes, KNOWN_NODES, &memory->node_count);
    for (size_t i = 0; i < memory->node_count; i++) memory->node_infos[i] = node_of(ring, memory->nodes[i]);
    for (int i = 0; i < KNOWN_KEYS; i++) {
        char key[16];
        snprintf(key, sizeof key, "key%d", i);
        memory->statuses[i] = CALL(kedge_ring_owner, ring, BYTES(key), &memory->owners[i]);
    }
}

MAYBE_UNUSED static int is_as_it_was(const kedge_ring *ring, const ring_memory *before) {
    static ring_memory now;
    remember(ring, &now);
    return memcmp(&now, before, sizeof now) == 0;
}

#endif
