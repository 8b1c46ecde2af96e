/* Changes of rings, one by one and several as one, and what is refused, which leaves a ring as it was. */
#include "hash_rings.h"

static ring_memory before;

/* --- one change --------------------------------------------------------------------------------------------------- */

static void change_what_they_say(void) {
    kedge_ring *ring = make_ring(KEDGE_RING_CIRCLE);
    uint64_t ids[3];
    add_nodes(ring, 3, ids);
    CHECK(ids[0] != ids[1] && ids[1] != ids[2] && info_of(ring).version == 3);
    EXPECT(KEDGE_OK, kedge_ring_set_weight, ring, ids[0], 5);
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, ids[1], KEDGE_NODE_DOWN);
    EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, ids[2], TEXT("west"));
    CHECK(node_of(ring, ids[0]).weight == 5 && node_of(ring, ids[1]).state == KEDGE_NODE_DOWN);
    CHECK(node_of(ring, ids[2]).has_zone == 1 && info_of(ring).version == 6 && info_of(ring).up_count == 2);
    EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, ids[2], NULL, 0);
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, ids[1], KEDGE_NODE_UP);
    CHECK(node_of(ring, ids[2]).has_zone == 0 && info_of(ring).up_count == 3);
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, ids[1]);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_remove, ring, ids[1]);
    /* The name is free again, and the id is not. */
    uint64_t again = add_node(ring, "n1", 1);
    CHECK(again != ids[0] && again != ids[1] && again != ids[2]);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_set_weight, ring, ids[1], 1);
    CHECK(info_of(ring).version == 10 && info_of(ring).node_count == 3);
    drop_ring(ring);
}

static void refuses_single_changes(void) {
    static const uint8_t name[] = "x";
    const uint64_t unknown[] = {0, 4, UINT64_MAX, (uint64_t)1 << 40 | 1};
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    uint64_t node = 77;
    EXPECT(KEDGE_OK, kedge_ring_set_weight, ring, 2, 2);
    remember(ring, &before);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_add, ring, name, 1, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_add, ring, NULL, 1, 1, &node);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_add, ring, name, over, 1, &node);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_add, ring, name, SIZE_MAX, 1, &node);
    EXPECT(KEDGE_DUPLICATE_NODE_NAME, kedge_ring_add, ring, BYTES("n0"), 1, &node);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_add, ring, name, 1, 0, &node);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_add, ring, name, 1, UINT32_MAX, &node);
    EXPECT(KEDGE_TOO_MANY_POINTS, kedge_ring_add, ring, name, 1, (1 << 24) / 160, &node);
    CHECK(node == 77);
    for (size_t i = 0; i < COUNT(unknown); i++) {
        EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_remove, ring, unknown[i]);
        EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_set_weight, ring, unknown[i], 1);
        EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_set_state, ring, unknown[i], KEDGE_NODE_UP);
        EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_set_zone, ring, unknown[i], NULL, 0);
    }
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_set_weight, ring, 1, 0);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_set_weight, ring, 1, UINT32_MAX);
    EXPECT(KEDGE_TOO_MANY_POINTS, kedge_ring_set_weight, ring, 1, (1 << 24) / 160);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_state, ring, 1, 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_state, ring, 1, KEDGE_NODE_DOWN + 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_state, ring, 1, UINT32_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_zone, ring, 1, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_zone, ring, 1, "x", over);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_set_zone, ring, 1, "x", SIZE_MAX);
    EXPECT(KEDGE_INVALID_UTF8, kedge_ring_set_zone, ring, 1, "\xC3", 1);
    EXPECT(KEDGE_INVALID_UTF8, kedge_ring_set_zone, ring, 1, "\xED\xA0\x80", 3);
    CHECK(is_as_it_was(ring, &before));
    /* 2^32 - 1 is the largest sum of weights, and the weight that goes does not count. */
    kedge_ring *heavy = make_full_ring(KEDGE_RING_ENVOY_MAGLEV);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_set_weight, heavy, 1, UINT32_MAX - 1);
    EXPECT(KEDGE_OK, kedge_ring_set_weight, heavy, 1, UINT32_MAX - 2);
    EXPECT(KEDGE_OK, kedge_ring_set_weight, heavy, 1, UINT32_MAX - 2);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_add, heavy, name, 1, 1, &node);
    EXPECT(KEDGE_INVALID_NODE_WEIGHT, kedge_ring_set_weight, heavy, 2, 2);
    drop_ring(heavy);
    drop_ring(ring);
}

static void placements_refuse_what_they_lack(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_full_ring(placement);
        kedge_status weights = takes_weights(placement) ? KEDGE_OK : KEDGE_NOT_IN_THIS_PLACEMENT;
        kedge_status states = placement == KEDGE_RING_JUMP ? KEDGE_NOT_IN_THIS_PLACEMENT : KEDGE_OK;
        uint64_t node = 77;
        remember(ring, &before);
        EXPECT(weights, kedge_ring_add, ring, BYTES("x"), 2, &node);
        EXPECT(weights, kedge_ring_set_weight, ring, 1, 2);
        EXPECT(states, kedge_ring_set_state, ring, 1, KEDGE_NODE_DRAINING);
        EXPECT(states, kedge_ring_remove, ring, 1);
        if (placement == KEDGE_RING_JUMP) {
            CHECK(is_as_it_was(ring, &before) && node == 77);
            EXPECT(KEDGE_OK, kedge_ring_remove, ring, 3);
            EXPECT(KEDGE_OK, kedge_ring_set_weight, ring, 1, 1);
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 1, KEDGE_NODE_UP);
        }
        EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, 2, TEXT("z"));
        drop_ring(ring);
    }
}

static void a_maglev_table_has_a_slot_for_each_node(void) {
    kedge_ring_options options = ring_options(KEDGE_RING_ENVOY_MAGLEV);
    options.table_size = 3;
    kedge_ring *ring = NULL;
    uint64_t node = 77;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    add_nodes(ring, 3, NULL);
    remember(ring, &before);
    EXPECT(KEDGE_TOO_MANY_POINTS, kedge_ring_add, ring, BYTES("x"), 1, &node);
    CHECK(node == 77 && is_as_it_was(ring, &before));
    drop_ring(ring);
}

/* --- several as one ----------------------------------------------------------------------------------------------- */

static void are_made_as_one(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    kedge_ring_change changes[] = {
        addition("a"), change_of(KEDGE_RING_REMOVE, 2), change_of(KEDGE_RING_SET_WEIGHT, 1), addition("n1"),
        change_of(KEDGE_RING_SET_STATE, 3), change_of(KEDGE_RING_SET_ZONE, 1),
    };
    uint64_t added[3] = {77, 77, 77}, ids[8];
    size_t count = 0;
    kedge_ring_report *report = NULL;
    changes[0].weight = 4;
    changes[0].zone = changes[5].zone = "east";
    changes[0].zone_len = changes[5].zone_len = 4;
    changes[2].weight = 9;
    changes[3].state = KEDGE_NODE_DRAINING;
    changes[4].state = KEDGE_NODE_DOWN;
    /* What a kind does not need is not looked at. */
    changes[1].weight = 0;
    changes[2].state = 99;
    changes[0].node = UINT64_MAX;
    changes[4].name = NULL;
    changes[4].name_len = SIZE_MAX;
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, changes, COUNT(changes), added, &report);
    CHECK(info_of(ring).version == 4 && info_of(ring).node_count == 4 && info_of(ring).up_count == 2);
    CHECK(added[0] == 4 && added[1] == 5 && added[2] == 77 && report_info(report).version == 4);
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, ids, COUNT(ids), &count);
    CHECK(count == 4 && ids[0] == 1 && ids[1] == 3 && ids[2] == 4 && ids[3] == 5);
    CHECK(node_of(ring, 4).weight == 4 && node_of(ring, 4).has_zone == 1 && node_of(ring, 1).weight == 9);
    CHECK(node_of(ring, 5).state == KEDGE_NODE_DRAINING && node_of(ring, 3).state == KEDGE_NODE_DOWN);
    CHECK(node_of(ring, 1).has_zone == 1);
    drop_report(report);
    /* Nobody has to ask, and a change may change what the ones before it made. */
    kedge_ring_change chain[] = {addition("b"), change_of(KEDGE_RING_SET_WEIGHT, 6), change_of(KEDGE_RING_REMOVE, 6)};
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, chain, 2, NULL, NULL);
    CHECK(node_of(ring, 6).weight == 1 && info_of(ring).version == 5);
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, chain + 2, 1, NULL, NULL);
    chain[1].node = chain[2].node = 7;
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, chain, 3, added, NULL);
    CHECK(added[0] == 7 && info_of(ring).node_count == 4);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_remove, ring, 7);
    drop_ring(ring);
}

/* The second or third of several is refused, and so are all. */
static void is_refused_as_one(void) {
    static const char bad[] = "\xFF";
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_full_ring(placement);
        kedge_ring_report *const no_report = (kedge_ring_report *)&before, *report = no_report;
        uint64_t added[3] = {77, 77, 77};
        kedge_ring_change first[] = {
            addition("a"), change_of(KEDGE_RING_SET_ZONE, 2), change_of(KEDGE_RING_REMOVE, 4), addition("b")};
        kedge_ring_change last = addition("c");
        first[1].zone = "z";
        first[1].zone_len = 1;
        remember(ring, &before);
        for (int fault = 0; fault < 16; fault++) {
            kedge_status expected = KEDGE_INVALID_ARGUMENT;
            last = addition("c");
            switch (fault) {
            case 0: last.kind = 0; break;
            case 1: last.kind = KEDGE_RING_SET_ZONE + 1; break;
            case 2: last.reserved = 1; break;
            case 3: last.name = NULL; break;
            case 4: last.name_len = over; break;
            case 5: last.zone_len = 1; break;
            case 6: last.zone = bad, last.zone_len = SIZE_MAX; break;
            case 7: last.state = 0; break;
            case 8: last.struct_size++; break;
            case 9: last.zone = bad, last.zone_len = 1, expected = KEDGE_INVALID_UTF8; break;
            case 10: last.weight = 0, expected = KEDGE_INVALID_NODE_WEIGHT; break;
            case 11: last.weight = UINT32_MAX, expected = KEDGE_INVALID_NODE_WEIGHT; break;
            case 12: last.name = (const uint8_t *)"b", expected = KEDGE_DUPLICATE_NODE_NAME; break;
            case 13: last = change_of(KEDGE_RING_REMOVE, 4), expected = KEDGE_UNKNOWN_NODE; break;
            case 14:
                last = change_of(KEDGE_RING_SET_WEIGHT, 1), last.weight = 200000;
                expected = placement == KEDGE_RING_CIRCLE ? KEDGE_TOO_MANY_POINTS
                           : takes_weights(placement)     ? KEDGE_OK
                                                          : KEDGE_NOT_IN_THIS_PLACEMENT;
                break;
            default:
                last = change_of(KEDGE_RING_REMOVE, 1);
                expected = placement == KEDGE_RING_JUMP ? KEDGE_NOT_IN_THIS_PLACEMENT : KEDGE_OK;
            }
            if (expected == KEDGE_OK) continue;
            kedge_ring_change changes[] = {first[0], first[1], first[2], first[3], last};
            for (int way = 0; way < 3; way++) {
                kedge_status status =
                    way == 0   ? CALL(kedge_ring_apply, ring, changes, 5, added, NULL)
                    : way == 1 ? CALL(kedge_ring_apply, ring, changes, 5, added, &report)
                               : CALL(kedge_ring_preview, ring, changes, 5, &report);
                CHECK_AT(status == expected, "placement %u, fault %d: %d", placement, fault, (int)status);
                CHECK_AT(is_as_it_was(ring, &before), "placement %u, fault %d", placement, fault);
            }
        }
        CHECK(report == no_report && added[0] == 77 && added[1] == 77 && added[2] == 77);
        drop_ring(ring);
    }
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static kedge_ring *shared_ring;

static kedge_status init_change(void *change, size_t struct_size) {
    return CALL(kedge_ring_change_init, change, struct_size);
}

static kedge_status use_change(void *change) {
    kedge_ring_report *report = NULL;
    kedge_status status = CALL(kedge_ring_preview, shared_ring, change, 1, &report);
    CHECK((status == KEDGE_OK) == (report != NULL));
    kedge_ring_report_destroy(report);
    return status;
}

static void changes_keep_the_rules(void) {
    kedge_ring_change change;
    shared_ring = make_full_ring(KEDGE_RING_RENDEZVOUS);
    /* As it is filled, it adds a node of an empty name. */
    check_options(init_change, sizeof change, use_change);
    EXPECT(KEDGE_OK, kedge_ring_change_init, &change, sizeof change);
    CHECK(change.kind == KEDGE_RING_ADD && change.weight == 1 && change.state == KEDGE_NODE_UP);
    CHECK(change.name == NULL && change.name_len == 0 && change.zone == NULL && change.zone_len == 0);
    CHECK(change.node == 0 && change.reserved == 0);
    drop_ring(shared_ring);
}

/* A later release's changes: larger, and so further apart. */
static void larger_changes_are_further_apart(void) {
    enum { LARGER = sizeof(kedge_ring_change) + 24, CHANGES = 4 };
    union {
        size_t struct_size;
        uint8_t bytes[CHANGES * LARGER];
    } list;
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    uint64_t added[CHANGES], found = 0;
    kedge_ring_report *report = NULL;
    static const char *const names[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < CHANGES; i++) {
        kedge_ring_change *change = (kedge_ring_change *)(void *)(list.bytes + i * LARGER);
        EXPECT(KEDGE_OK, kedge_ring_change_init, change, LARGER);
        CHECK(change->struct_size == LARGER);
        change->name = (const uint8_t *)names[i];
        change->name_len = 1;
    }
    kedge_ring_change *changes = (kedge_ring_change *)(void *)list.bytes;
    remember(ring, &before);
    for (size_t i = 0; i < CHANGES; i++) {
        for (size_t at = sizeof(kedge_ring_change); at < LARGER; at++) {
            list.bytes[i * LARGER + at] = 1;
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_apply, ring, changes, CHANGES, added, NULL);
            SAYS("changes: a byte behind the first 64 is not 0; this release has no field there");
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_preview, ring, changes, CHANGES, &report);
            list.bytes[i * LARGER + at] = 0;
        }
        kedge_ring_change *change = (kedge_ring_change *)(void *)(list.bytes + i * LARGER);
        if (i == 0) continue;
        change->struct_size = sizeof *change;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_apply, ring, changes, CHANGES, added, NULL);
        SAYS("changes: struct_size 64 of one differs from 88 of the first");
        change->struct_size = LARGER;
    }
    CHECK(is_as_it_was(ring, &before) && report == NULL);
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, changes, CHANGES, added, NULL);
    for (size_t i = 0; i < CHANGES; i++) {
        EXPECT(KEDGE_OK, kedge_ring_find, ring, BYTES(names[i]), &found);
        CHECK(found == added[i]);
    }
    drop_ring(ring);
}

static void lists_have_limits(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    kedge_ring_change change = addition("a");
    kedge_ring_report *report = NULL;
    const size_t counts[] = {(1 << 24) + 1, PTRDIFF_MAX, over, SIZE_MAX};
    remember(ring, &before);
    for (size_t i = 0; i < COUNT(counts); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_apply, ring, &change, counts[i], NULL, NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_preview, ring, &change, counts[i], &report);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_apply, ring, NULL, 1, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_preview, ring, NULL, 1, &report);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_preview, ring, &change, 1, NULL);
    CHECK(is_as_it_was(ring, &before) && report == NULL);
    /* No change at all is one that moves nothing. */
    EXPECT(KEDGE_OK, kedge_ring_preview, ring, NULL, 0, &report);
    CHECK(report_info(report).moved == 0 && report_info(report).range_count == 0);
    CHECK(report_info(report).share_count == 3 && is_as_it_was(ring, &before));
    drop_report(report);
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, NULL, 0, NULL, NULL);
    CHECK(info_of(ring).node_count == 3 && info_of(ring).up_count == 3);
    drop_ring(ring);
}

int main(void) {
    check_begin("hash_ring_changes");
    check_case("changes change what they say, and ids are never given again", change_what_they_say);
    check_case("what is no change is refused, and the ring stays as it was", refuses_single_changes);
    check_case("a placement refuses what it lacks", placements_refuse_what_they_lack);
    check_case("a Maglev table has a slot for each node", a_maglev_table_has_a_slot_for_each_node);
    check_case("several changes are made as one, in their order", are_made_as_one);
    check_case("several changes are refused as one", is_refused_as_one);
    check_case("changes keep the rules of options", changes_keep_the_rules);
    check_case("larger changes are further apart, and what is not known of them has to be zero",
        larger_changes_are_further_apart);
    check_case("lists have limits, and may be empty", lists_have_limits);
    return check_end();
}
