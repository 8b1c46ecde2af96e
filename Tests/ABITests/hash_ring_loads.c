/* Bounded loads: admissions, what they are told, and their ends. */
#include "hash_rings.h"

static uint64_t least_bound(uint64_t percent, uint64_t total, uint64_t weight, uint64_t sum) {
    return (percent * total * weight + 100 * sum - 1) / (100 * sum);
}

static kedge_ring_admission admit(kedge_ring *ring, const char *key, uint32_t percent) {
    kedge_ring_admission admission = {.struct_size = sizeof admission};
    uint64_t node = 0;
    EXPECT(KEDGE_OK, kedge_ring_admit, ring, BYTES(key), percent, &node, &admission);
    CHECK(node == admission.node);
    return admission;
}

static void no_node_has_more_than_its_share(void) {
    static const uint32_t weights[] = {1, 2, 5, 3};
    static const uint32_t percents[] = {100, 125, 333, 100000};
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        if (placement == KEDGE_RING_JUMP) continue;
        for (size_t p = 0; p < COUNT(percents); p++) {
            kedge_ring *ring = make_ring(placement);
            uint64_t loads[5] = {0}, sum = 0;
            for (size_t i = 0; i < COUNT(weights); i++) {
                char name[] = {(char)('a' + i), 0};
                uint32_t weight = takes_weights(placement) ? weights[i] : 1;
                CHECK(add_node(ring, name, weight) == i + 1);
                sum += weight;
            }
            for (uint64_t turn = 1; turn <= 60; turn++) {
                kedge_ring_admission given = admit(ring, "the same key every time", percents[p]);
                CHECK(given.node >= 1 && given.node <= 4);
                if (given.node < 1 || given.node > 4) break;
                uint64_t weight = takes_weights(placement) ? weights[given.node - 1] : 1;
                CHECK(given.total == turn && given.load == ++loads[given.node] && given.load <= given.bound);
                CHECK(given.bound == least_bound(percents[p], turn, weight, sum));
                CHECK(node_of(ring, given.node).load == given.load && info_of(ring).total_load == turn);
                /* The owner first, as long as it has room. */
                if (turn == 1) CHECK(given.node == owner_of(ring, "the same key every time"));
            }
            for (uint64_t node = 1; node <= 4; node++) {
                for (; loads[node] > 0; loads[node]--) EXPECT(KEDGE_OK, kedge_ring_finish, ring, node);
                EXPECT(KEDGE_NO_CALL_UNDER_WAY, kedge_ring_finish, ring, node);
            }
            CHECK(info_of(ring).total_load == 0);
            drop_ring(ring);
        }
    }
}

static void hashes_are_admitted_as_keys(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    kedge_ring_admission admission = {.struct_size = sizeof admission};
    uint64_t node = 0, owner = 0;
    EXPECT(KEDGE_OK, kedge_ring_owner_of_hash, ring, 12345, &owner);
    EXPECT(KEDGE_OK, kedge_ring_admit_hash, ring, 12345, 100, &node, &admission);
    CHECK(node == owner && admission.node == owner && admission.load == 1 && admission.bound == 1 && admission.total == 1);
    EXPECT(KEDGE_OK, kedge_ring_admit_hash, ring, 12345, 100, &node, NULL);
    CHECK(node != owner);
    EXPECT(KEDGE_OK, kedge_ring_admit, ring, NULL, 0, 100, &node, NULL);
    CHECK(info_of(ring).total_load == 3);
    for (uint64_t id = 1; id <= 3; id++) EXPECT(KEDGE_OK, kedge_ring_finish, ring, id);
    drop_ring(ring);
}

static void removed_nodes_take_their_calls_with_them(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    for (int i = 0; i < 9; i++) admit(ring, "k", 100);
    CHECK(node_of(ring, 1).load == 3 && node_of(ring, 2).load == 3 && node_of(ring, 3).load == 3);
    /* A node that drains keeps its calls, and gets none. */
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 2, KEDGE_NODE_DRAINING);
    CHECK(node_of(ring, 2).load == 3 && info_of(ring).total_load == 9);
    for (int i = 0; i < 4; i++) CHECK(admit(ring, "k", 100).node != 2);
    EXPECT(KEDGE_OK, kedge_ring_finish, ring, 2);
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, 1);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_finish, ring, 1);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_finish, ring, 0);
    EXPECT(KEDGE_UNKNOWN_NODE, kedge_ring_finish, ring, UINT64_MAX);
    CHECK(info_of(ring).total_load == node_of(ring, 2).load + node_of(ring, 3).load && node_of(ring, 2).load == 2);
    /* Another node in its place begins from nothing. */
    uint64_t again = add_node(ring, "n0", 1);
    CHECK(node_of(ring, again).load == 0);
    EXPECT(KEDGE_NO_CALL_UNDER_WAY, kedge_ring_finish, ring, again);
    drop_ring(ring);
}

static kedge_ring *shared_ring;

static kedge_status use_admission(void *admission) {
    uint64_t node = 77;
    kedge_status status = CALL(kedge_ring_admit, shared_ring, BYTES("k"), 100, &node, admission);
    if (status == KEDGE_OK) EXPECT(KEDGE_OK, kedge_ring_finish, shared_ring, node);
    CHECK((status == KEDGE_OK) == (node != 77));
    return status;
}

static kedge_status use_hash_admission(void *admission) {
    uint64_t node = 77;
    kedge_status status = CALL(kedge_ring_admit_hash, shared_ring, 1, 100, &node, admission);
    if (status == KEDGE_OK) EXPECT(KEDGE_OK, kedge_ring_finish, shared_ring, node);
    CHECK((status == KEDGE_OK) == (node != 77));
    return status;
}

static void refuses_bad_arguments(void) {
    const uint32_t percents[] = {0, 1, 99, 100001, UINT32_MAX};
    const uint8_t *const key = (const uint8_t *)"k";
    kedge_ring_admission admission = {.struct_size = sizeof admission, .node = 77};
    static ring_memory before;
    uint64_t node = 77;
    shared_ring = make_full_ring(KEDGE_RING_CIRCLE);
    check_result(sizeof(kedge_ring_admission), use_admission, 0);
    check_result(sizeof(kedge_ring_admission), use_hash_admission, 0);
    remember(shared_ring, &before);
    for (size_t i = 0; i < COUNT(percents); i++) {
        EXPECT(KEDGE_INVALID_LOAD_BOUND, kedge_ring_admit, shared_ring, key, 1, percents[i], &node, &admission);
        EXPECT(KEDGE_INVALID_LOAD_BOUND, kedge_ring_admit_hash, shared_ring, 1, percents[i], &node, &admission);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_admit, shared_ring, NULL, 1, 100, &node, &admission);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_admit, shared_ring, key, over, 100, &node, &admission);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_admit, shared_ring, key, SIZE_MAX, 100, &node, &admission);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_admit, shared_ring, key, 1, 100, NULL, &admission);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_admit_hash, shared_ring, 1, 100, NULL, &admission);
    CHECK(node == 77 && admission.node == 77 && is_as_it_was(shared_ring, &before));
    drop_ring(shared_ring);
}

int main(void) {
    check_begin("hash_ring_loads");
    check_case("no node has more than its share, and the numbers say so", no_node_has_more_than_its_share);
    check_case("a hash is admitted as a key is", hashes_are_admitted_as_keys);
    check_case("a removed node takes its calls with it, and one that drains keeps them",
        removed_nodes_take_their_calls_with_them);
    check_case("bad arguments are refused, and nothing is counted", refuses_bad_arguments);
    return check_end();
}
