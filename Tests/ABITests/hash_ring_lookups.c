/* Look-ups: the owner of a key, of several, by hash, the nodes for replicas, and those to try next. */
#include "hash_rings.h"

enum { KEYS = 300 };

static void key_number(int number, char key[32]) { snprintf(key, 32, "key-%d", number); }

static int is_node(uint64_t node) { return node >= 1 && node <= 3; }

/* The hash of no bytes at all, as each placement takes it. Sources: the test vectors of xxHash (XXH3 and XXH64, seed 0),
 * RFC 1321 A.5 (MD5). */
static uint64_t hash_of_nothing(uint32_t placement) {
    if (is_ketama(placement)) return 0xD98C1DD4;
    return is_envoy(placement) ? 0xEF46DB3751D8E999 : 0x2D06800538D394C2;
}

static void every_way_finds_the_same_owner(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_full_ring(placement);
        uint64_t ends[KEYS], owners[KEYS], all[KEYS];
        static char data[KEYS * 32];
        size_t length = 0, seen[4] = {0};
        for (int i = 0; i < KEYS; i++) {
            char key[32];
            uint64_t by_text = 0, again = 0;
            key_number(i, key);
            owners[i] = owner_of(ring, key);
            EXPECT(KEDGE_OK, kedge_ring_owner_of_text, ring, TEXT(key), &by_text);
            EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES(key), &again);
            CHECK(is_node(owners[i]) && by_text == owners[i] && again == owners[i]);
            seen[owners[i] & 3]++;
            memcpy(data + length, key, strlen(key));
            ends[i] = length += strlen(key);
        }
        CHECK_AT(seen[1] > 0 && seen[2] > 0 && seen[3] > 0, "placement %u", placement);
        EXPECT(KEDGE_OK, kedge_ring_owner_of_keys, ring, (uint8_t *)data, length, ends, KEYS, all);
        CHECK_AT(memcmp(all, owners, sizeof all) == 0, "placement %u", placement);
        /* Keys may be empty, too. */
        const uint64_t zeros[2] = {0};
        uint64_t empty[2], owner = 0, by_hash = 77;
        EXPECT(KEDGE_OK, kedge_ring_owner, ring, NULL, 0, &owner);
        EXPECT(KEDGE_OK, kedge_ring_owner_of_text, ring, NULL, 0, &by_hash);
        EXPECT(KEDGE_OK, kedge_ring_owner_of_keys, ring, NULL, 0, zeros, 2, empty);
        CHECK(by_hash == owner && empty[0] == owner && empty[1] == owner);
        EXPECT(KEDGE_OK, kedge_ring_owner_of_keys, ring, NULL, 0, NULL, 0, NULL);
        kedge_status takes = placement == KEDGE_RING_RENDEZVOUS ? KEDGE_NOT_IN_THIS_PLACEMENT : KEDGE_OK;
        uint64_t hashes[] = {hash_of_nothing(placement), 0, 0xFFFFFFFF, hash_of_nothing(placement)};
        uint64_t found[] = {77, 77, 77, 77};
        by_hash = 77;
        EXPECT(takes, kedge_ring_owner_of_hash, ring, hashes[0], &by_hash);
        EXPECT(takes, kedge_ring_owner_of_hashes, ring, hashes, 4, found);
        if (takes == KEDGE_OK) {
            CHECK_AT(by_hash == owner && found[0] == owner && found[3] == owner, "placement %u", placement);
            CHECK(is_node(found[1]) && is_node(found[2]));
        } else {
            CHECK(by_hash == 77 && found[0] == 77 && found[3] == 77);
        }
        EXPECT(KEDGE_OK, kedge_ring_owner_of_hashes, ring, NULL, 0, NULL);
        drop_ring(ring);
    }
}

static void hashes_of_ketama_are_short(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement < KEDGE_RING_RENDEZVOUS; placement++) {
        kedge_status status = is_ketama(placement) ? KEDGE_INVALID_KEY_HASH : KEDGE_OK;
        const uint64_t large[] = {(uint64_t)1 << 32, (uint64_t)1 << 63, UINT64_MAX};
        kedge_ring *ring = make_full_ring(placement);
        for (size_t i = 0; i < COUNT(large); i++) {
            uint64_t node = 77, nodes[2] = {77, 77};
            uint64_t hashes[] = {1, large[i]};
            size_t count = 77;
            EXPECT(status, kedge_ring_owner_of_hash, ring, large[i], &node);
            EXPECT(status, kedge_ring_owner_of_hashes, ring, hashes, 2, nodes);
            CHECK(status == KEDGE_OK || (node == 77 && nodes[0] == 77 && nodes[1] == 77));
            EXPECT(status, kedge_ring_choice_of_hash, ring, large[i], 0, &node);
            if (placement == KEDGE_RING_JUMP) continue;
            EXPECT(status, kedge_ring_owners_of_hash, ring, large[i], nodes, 2, &count);
            EXPECT(status, kedge_ring_admit_hash, ring, large[i], 100, &node, NULL);
            CHECK(status == KEDGE_OK || (node == 77 && nodes[0] == 77 && count == 77));
        }
        drop_ring(ring);
    }
}

/* --- nobody ------------------------------------------------------------------------------------------------------- */

/* Every look-up gives this status, and writes nothing. */
static void expect_nobody(kedge_ring *ring, uint32_t placement, kedge_status status) {
    uint64_t node = 77, nodes[2] = {77, 77}, hashes[] = {1, 2}, ends[] = {0, 1};
    size_t count = 77;
    int has_hashes = placement != KEDGE_RING_RENDEZVOUS, has_order = placement != KEDGE_RING_JUMP;
    kedge_ring_admission admission = {.struct_size = sizeof admission, .node = 77};
    kedge_status by_hash = has_hashes ? status : KEDGE_NOT_IN_THIS_PLACEMENT;
    kedge_status in_order = has_order ? status : KEDGE_NOT_IN_THIS_PLACEMENT;
    kedge_status both = has_hashes ? in_order : KEDGE_NOT_IN_THIS_PLACEMENT;
    EXPECT(status, kedge_ring_owner, ring, BYTES("k"), &node);
    EXPECT(status, kedge_ring_owner_of_text, ring, TEXT("k"), &node);
    EXPECT(status, kedge_ring_owner_of_keys, ring, BYTES("k"), ends, 2, nodes);
    EXPECT(by_hash, kedge_ring_owner_of_hash, ring, 1, &node);
    EXPECT(by_hash, kedge_ring_owner_of_hashes, ring, hashes, 2, nodes);
    EXPECT(in_order, kedge_ring_owners, ring, BYTES("k"), nodes, 2, &count);
    EXPECT(both, kedge_ring_owners_of_hash, ring, 1, nodes, 2, &count);
    EXPECT(status, kedge_ring_choice, ring, BYTES("k"), 0, &node);
    EXPECT(in_order, kedge_ring_choice, ring, BYTES("k"), 1, &node);
    EXPECT(by_hash, kedge_ring_choice_of_hash, ring, 1, 0, &node);
    EXPECT(both, kedge_ring_choice_of_hash, ring, 1, 1, &node);
    EXPECT(in_order, kedge_ring_admit, ring, BYTES("k"), 100, &node, &admission);
    EXPECT(both, kedge_ring_admit_hash, ring, 1, 100, &node, &admission);
    CHECK(node == 77 && nodes[0] == 77 && nodes[1] == 77 && count == 77 && admission.node == 77);
}

static void nobody_is_two_statuses(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_ring(placement);
        expect_nobody(ring, placement, KEDGE_RING_EMPTY);
        add_nodes(ring, 2, NULL);
        if (placement != KEDGE_RING_JUMP) {
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 1, KEDGE_NODE_DRAINING);
            CHECK(owner_of(ring, "k") == 2);
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 2, KEDGE_NODE_DOWN);
            expect_nobody(ring, placement, KEDGE_NO_NODE_UP);
            EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 1, KEDGE_NODE_UP);
            CHECK(owner_of(ring, "k") == 1);
        }
        EXPECT(KEDGE_OK, kedge_ring_remove, ring, 2);
        EXPECT(KEDGE_OK, kedge_ring_remove, ring, 1);
        expect_nobody(ring, placement, KEDGE_RING_EMPTY);
        drop_ring(ring);
    }
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    const uint8_t *const key = (const uint8_t *)"key";
    const uint64_t hashes[2] = {1, 2};
    const size_t lengths[] = {over, SIZE_MAX};
    uint64_t node = 77, nodes[4] = {77, 77, 77, 77};
    size_t count = 77;
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner, ring, NULL, 1, &node);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner, ring, key, 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_text, ring, NULL, 1, &node);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_text, ring, "key", 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_hash, ring, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_hashes, ring, NULL, 1, nodes);
    SAYS("hash_count is 1: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_hashes, ring, hashes, 2, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_hashes, ring, hashes, SIZE_MAX / 8 + 1, nodes);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, NULL, 1, nodes, 4, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, 3, NULL, 4, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, 3, NULL, 0, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, 3, nodes, 0, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, 3, nodes, 4, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners_of_hash, ring, 1, NULL, 4, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners_of_hash, ring, 1, nodes, 0, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners_of_hash, ring, 1, nodes, 4, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_choice, ring, NULL, 1, 0, &node);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_choice, ring, key, 3, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_choice_of_hash, ring, 1, 0, NULL);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner, ring, key, lengths[i], &node);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_text, ring, "key", lengths[i], &node);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_hashes, ring, hashes, lengths[i], nodes);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, lengths[i], nodes, 4, &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners, ring, key, 3, nodes, lengths[i], &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owners_of_hash, ring, 1, nodes, lengths[i], &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_choice, ring, key, lengths[i], 0, &node);
    }
    EXPECT(KEDGE_INVALID_UTF8, kedge_ring_owner_of_text, ring, "\xFF", 1, &node);
    EXPECT(KEDGE_INVALID_UTF8, kedge_ring_owner_of_text, ring, "ab\xC3", 3, &node);
    EXPECT(KEDGE_INVALID_UTF8, kedge_ring_owner_of_text, ring, "\xF4\x90\x80\x80", 4, &node);
    CHECK(node == 77 && nodes[0] == 77 && nodes[1] == 77 && count == 77);
    drop_ring(ring);
}

static void keys_end_where_they_end(void) {
    static const struct {
        uint64_t ends[3];
        size_t count, data_len;
        kedge_status status;
    } cases[] = {
        {{1, 2, 3}, 3, 3, KEDGE_OK},
        {{0, 0, 3}, 3, 3, KEDGE_OK},
        {{3, 3, 3}, 3, 3, KEDGE_OK},
        {{3, 0, 0}, 1, 3, KEDGE_OK},
        {{2, 1, 3}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 2}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 4}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{4, 3, 3}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{UINT64_MAX, 3, 3}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{1, (uint64_t)1 << 63, 3}, 3, 3, KEDGE_INVALID_ARGUMENT},
        {{0, 0, 0}, 0, 3, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 3}, 3, (size_t)PTRDIFF_MAX + 1, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 3}, 3, SIZE_MAX, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 3}, (size_t)PTRDIFF_MAX + 1, 3, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 3}, SIZE_MAX, 3, KEDGE_INVALID_ARGUMENT},
        {{1, 2, 3}, SIZE_MAX / 8 + 1, 3, KEDGE_INVALID_ARGUMENT},
    };
    const uint64_t whole = 1;
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    uint64_t untouched[3] = {77, 77, 77};
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint64_t nodes[3] = {77, 77, 77};
        kedge_status status = CALL(
            kedge_ring_owner_of_keys, ring, (const uint8_t *)"abc", cases[i].data_len, cases[i].ends, cases[i].count, nodes);
        CHECK_AT(status == cases[i].status, "case %zu: %d", i, (int)status);
        CHECK_AT(status == KEDGE_OK ? is_node(nodes[0]) : nodes[0] == 77 && nodes[1] == 77 && nodes[2] == 77, "case %zu", i);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_keys, ring, NULL, 1, &whole, 1, untouched);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_keys, ring, BYTES("a"), NULL, 1, untouched);
    SAYS("key_count is 1: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_owner_of_keys, ring, BYTES("a"), &whole, 1, NULL);
    CHECK(untouched[0] == 77);
    drop_ring(ring);
}

/* --- several nodes for a key -------------------------------------------------------------------------------------- */

static void replicas_are_distinct(void) {
    enum { MANY = 40 };
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        if (placement == KEDGE_RING_JUMP) continue;
        kedge_ring *ring = make_ring(placement);
        uint64_t nodes[MANY + 2], fewer[3];
        add_nodes(ring, MANY, NULL);
        for (int i = 0; i < 20; i++) {
            char key[32], seen[MANY + 1] = {0};
            size_t count = 0;
            key_number(i, key);
            nodes[MANY] = 77;
            EXPECT(KEDGE_OK, kedge_ring_owners, ring, BYTES(key), nodes, MANY + 2, &count);
            CHECK(count == info_of(ring).up_count && count <= MANY && nodes[MANY] == 77);
            CHECK(nodes[0] == owner_of(ring, key));
            for (size_t j = 0; j < count && nodes[j] <= MANY; j++) CHECK(seen[nodes[j]]++ == 0);
            EXPECT(KEDGE_OK, kedge_ring_owners, ring, BYTES(key), fewer, 3, &count);
            CHECK(count == 3 && memcmp(fewer, nodes, sizeof fewer) == 0);
        }
        uint64_t by_key[5], by_hash[5];
        size_t count = 0;
        if (placement != KEDGE_RING_RENDEZVOUS) {
            EXPECT(KEDGE_OK, kedge_ring_owners, ring, NULL, 0, by_key, 5, &count);
            EXPECT(KEDGE_OK, kedge_ring_owners_of_hash, ring, hash_of_nothing(placement), by_hash, 5, &count);
            CHECK(count == 5 && memcmp(by_key, by_hash, sizeof by_key) == 0);
        }
        drop_ring(ring);
    }
}

static void replicas_stand_apart(void) {
    static const char *const zones[] = {"east", "east", "west", "west", "north", NULL};
    kedge_ring *ring = make_ring(KEDGE_RING_CIRCLE);
    add_nodes(ring, COUNT(zones), NULL);
    for (size_t i = 0; i < COUNT(zones); i++)
        EXPECT(KEDGE_OK, kedge_ring_set_zone, ring, i + 1, zones[i], zones[i] == NULL ? 0 : strlen(zones[i]));
    for (int number = 0; number < 200; number++) {
        uint64_t nodes[6];
        size_t count = 0, seen[7] = {0};
        char key[32];
        key_number(number, key);
        EXPECT(KEDGE_OK, kedge_ring_owners, ring, BYTES(key), nodes, 6, &count);
        CHECK(count == 6 && nodes[0] == owner_of(ring, key));
        /* Four places: three zones, and the node that stands nowhere in particular. */
        for (int i = 0; i < 4; i++) seen[nodes[i] <= 2 ? 0 : nodes[i] <= 4 ? 1 : nodes[i]]++;
        CHECK_AT(seen[0] == 1 && seen[1] == 1, "key %d", number);
    }
    drop_ring(ring);
}

static void the_next_to_try_is_the_next_owner(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_full_ring(placement);
        for (int number = 0; number < 50; number++) {
            char key[32];
            uint64_t nodes[3] = {0}, node = 77;
            size_t count = 0;
            key_number(number, key);
            EXPECT(KEDGE_OK, kedge_ring_choice, ring, BYTES(key), 0, &node);
            CHECK(node == owner_of(ring, key));
            node = 77;
            if (placement == KEDGE_RING_JUMP) {
                EXPECT(KEDGE_NOT_IN_THIS_PLACEMENT, kedge_ring_choice, ring, BYTES(key), 1, &node);
                CHECK(node == 77);
                continue;
            }
            EXPECT(KEDGE_OK, kedge_ring_owners, ring, BYTES(key), nodes, 3, &count);
            for (uint32_t attempt = 1; attempt < 5; attempt++) {
                kedge_status status = is_envoy(placement) || attempt < 3 ? KEDGE_OK : KEDGE_NO_FURTHER_NODE;
                EXPECT(status, kedge_ring_choice, ring, BYTES(key), attempt, &node);
                CHECK(status != KEDGE_OK || is_node(node));
                CHECK(is_envoy(placement) || node == nodes[attempt < 3 ? attempt : 2]);
            }
            EXPECT(is_envoy(placement) ? KEDGE_OK : KEDGE_NO_FURTHER_NODE, kedge_ring_choice, ring, BYTES(key),
                UINT32_MAX, &node);
        }
        if (placement != KEDGE_RING_JUMP && placement != KEDGE_RING_RENDEZVOUS) {
            uint64_t by_key = 0, by_hash = 0;
            EXPECT(KEDGE_OK, kedge_ring_choice, ring, NULL, 0, 1, &by_key);
            EXPECT(KEDGE_OK, kedge_ring_choice_of_hash, ring, hash_of_nothing(placement), 1, &by_hash);
            CHECK(by_key == by_hash);
            by_hash = 77;
            EXPECT(is_envoy(placement) ? KEDGE_OK : KEDGE_NO_FURTHER_NODE, kedge_ring_choice_of_hash, ring, 1, 3, &by_hash);
            CHECK(is_envoy(placement) || by_hash == 77);
        }
        drop_ring(ring);
    }
}

int main(void) {
    check_begin("hash_ring_lookups");
    check_case("every way to look a key up finds the same owner", every_way_finds_the_same_owner);
    check_case("hashes of ketama have 32 bits", hashes_of_ketama_are_short);
    check_case("a ring without nodes and one without nodes that are up are two statuses", nobody_is_two_statuses);
    check_case("NULL, lengths over PTRDIFF_MAX and what is not UTF-8 are refused", refuses_bad_arguments);
    check_case("keys in a row end where they end", keys_end_where_they_end);
    check_case("replicas are distinct, the owner first", replicas_are_distinct);
    check_case("replicas stand in different zones as long as there are zones", replicas_stand_apart);
    check_case("the next node to try is the next owner, or Envoy's choice", the_next_to_try_is_the_next_owner);
    return check_end();
}
