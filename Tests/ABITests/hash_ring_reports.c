/* Reports: what a change moves, or would, compared with what look-ups say. */
#include "hash_rings.h"

static kedge_ring_share share_of(const kedge_ring_report *report, uint64_t index) {
    kedge_ring_share share = {.struct_size = sizeof share};
    EXPECT(KEDGE_OK, kedge_ring_report_share, report, index, &share);
    return share;
}

static kedge_ring_range range_of(const kedge_ring_report *report, uint64_t index) {
    kedge_ring_range range = {.struct_size = sizeof range};
    EXPECT(KEDGE_OK, kedge_ring_report_range, report, index, &range);
    return range;
}

static int is_near(double one, double other) { return one - other < 1e-9 && other - one < 1e-9; }

static uint64_t owner_of_hash(const kedge_ring *ring, uint64_t hash) {
    uint64_t node = 0;
    kedge_status status = kedge_ring_owner_of_hash(ring, hash, &node);
    CHECK(status == KEDGE_OK || status == KEDGE_RING_EMPTY || status == KEDGE_NO_NODE_UP);
    return node;
}

static void are_equal(const kedge_ring_report *one, const kedge_ring_report *other) {
    kedge_ring_report_info first = report_info(one), second = report_info(other);
    CHECK(memcmp(&first, &second, sizeof first) == 0);
    for (uint64_t i = 0; i < first.share_count && i < second.share_count; i++) {
        kedge_ring_share here = share_of(one, i), there = share_of(other, i);
        CHECK(memcmp(&here, &there, sizeof here) == 0);
    }
    for (uint64_t i = 0; i < first.range_count && i < second.range_count; i++) {
        kedge_ring_range here = range_of(one, i), there = range_of(other, i);
        CHECK(memcmp(&here, &there, sizeof here) == 0);
    }
}

/* Both ends of every range, in the ring as it was and as it is, and what the ranges and shares add up to. */
static void is_true(const kedge_ring_report *report, const kedge_ring *old, const kedge_ring *new, uint32_t placement) {
    double whole = is_ketama(placement) ? 4294967296.0 : placement == KEDGE_RING_ENVOY_MAGLEV ? 503 : 18446744073709551616.0;
    kedge_ring_report_info info = report_info(report);
    double moved = 0, before = 0, after = 0;
    uint64_t end = 0, latest = 0;
    for (uint64_t i = 0; i < info.share_count; i++) {
        kedge_ring_share share = share_of(report, i);
        CHECK(share.node > latest && share.before >= 0 && share.before <= 1);
        CHECK_AT(share.after >= 0 && share.after <= 1, "placement %u: 1 + %g", placement, share.after - 1);
        latest = share.node;
        before += share.before;
        after += share.after;
    }
    CHECK_AT(is_near(before, info_of(old).up_count > 0), "placement %u: %f", placement, before);
    CHECK_AT(is_near(after, info_of(new).up_count > 0), "placement %u: %f", placement, after);
    for (uint64_t i = 0; i < info.range_count; i++) {
        kedge_ring_range range = range_of(report, i);
        CHECK(range.first <= range.last && range.before != range.after && (i == 0 || range.first > end));
        end = range.last;
        moved += (double)(range.last - range.first + 1) / whole;
        CHECK(owner_of_hash(old, range.first) == range.before && owner_of_hash(old, range.last) == range.before);
        CHECK(owner_of_hash(new, range.first) == range.after && owner_of_hash(new, range.last) == range.after);
    }
    if (placement < KEDGE_RING_JUMP) {
        CHECK_AT(is_near(moved, info.moved), "placement %u: %f and %f", placement, moved, info.moved);
    } else {
        CHECK(info.range_count == 0);
    }
    CHECK_AT(info.moved >= 0 && info.moved <= 1, "placement %u: 1 + %g", placement, info.moved - 1);
    CHECK_AT(info.collateral >= 0 && info.collateral <= info.moved + 1e-9, "placement %u: %f", placement, info.collateral);
    if (placement == KEDGE_RING_CIRCLE) CHECK(info.collateral == 0);
    CHECK(info.version == info_of(new).version);
}

static kedge_ring *copy_of(const kedge_ring *ring) {
    static char text[16384];
    size_t length = 0;
    kedge_ring *copy = NULL;
    EXPECT(KEDGE_OK, kedge_ring_export, ring, text, sizeof text, &length);
    EXPECT(KEDGE_OK, kedge_ring_import, text, length, &copy);
    return copy;
}

/* A preview says what the change says, and both say what look-ups say. */
static void change_and_compare(kedge_ring *ring, uint32_t placement, const kedge_ring_change *changes, size_t count) {
    static ring_memory memory;
    kedge_ring_report *preview = NULL, *report = NULL;
    uint64_t added[8];
    kedge_ring *old = copy_of(ring);
    remember(ring, &memory);
    EXPECT(KEDGE_OK, kedge_ring_preview, ring, changes, count, &preview);
    CHECK(is_as_it_was(ring, &memory));
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, changes, count, added, &report);
    are_equal(preview, report);
    is_true(report, old, ring, placement);
    drop_ring(old);
    drop_report(preview);
    drop_report(report);
}

static void tell_what_moves(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        kedge_ring *ring = make_ring(placement);
        kedge_ring_change first[] = {addition("a"), addition("b"), addition("c"), addition("d")};
        change_and_compare(ring, placement, first, COUNT(first));
        kedge_ring_change more[] = {addition("e"), addition("f")};
        if (takes_weights(placement)) more[1].weight = 3;
        change_and_compare(ring, placement, more, COUNT(more));
        kedge_ring_change gone[] = {change_of(KEDGE_RING_REMOVE, 6), change_of(KEDGE_RING_SET_ZONE, 1)};
        change_and_compare(ring, placement, gone, COUNT(gone));
        kedge_ring_change mixed[] = {addition("g"), change_of(KEDGE_RING_SET_STATE, 1), change_of(KEDGE_RING_SET_WEIGHT, 2),
            change_of(KEDGE_RING_REMOVE, 3)};
        mixed[1].state = KEDGE_NODE_DOWN;
        mixed[2].weight = takes_weights(placement) ? 4 : 1;
        if (placement != KEDGE_RING_JUMP) change_and_compare(ring, placement, mixed, COUNT(mixed));
        size_t count = 0;
        uint64_t ids[8];
        EXPECT(KEDGE_OK, kedge_ring_nodes, ring, ids, COUNT(ids), &count);
        kedge_ring_change all[8];
        for (size_t i = 0; i < count; i++) all[i] = change_of(KEDGE_RING_REMOVE, ids[count - 1 - i]);
        change_and_compare(ring, placement, all, count);
        CHECK(info_of(ring).node_count == 0);
        drop_ring(ring);
    }
}

/* With the default placement the one who comes gets from all, and nobody gets from anybody else. */
static void only_changed_nodes_move_keys(void) {
    static uint64_t owners[10000];
    kedge_ring *ring = make_ring(KEDGE_RING_CIRCLE);
    add_nodes(ring, 10, NULL);
    for (size_t i = 0; i < COUNT(owners); i++) {
        char key[32];
        snprintf(key, sizeof key, "key%zu", i);
        EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES(key), &owners[i]);
    }
    kedge_ring_change change = addition("new");
    kedge_ring_report *report = NULL;
    uint64_t added = 0, moved = 0;
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, &change, 1, &added, &report);
    for (size_t i = 0; i < COUNT(owners); i++) {
        char key[32];
        snprintf(key, sizeof key, "key%zu", i);
        uint64_t owner = owner_of(ring, key);
        CHECK(owner == owners[i] || owner == added);
        moved += owner == added;
    }
    double expected = report_info(report).moved * COUNT(owners);
    CHECK_AT((double)moved > expected * 0.8 && (double)moved < expected * 1.2, "%u and %f", (unsigned)moved, expected);
    CHECK(is_near(share_of(report, 10).after, report_info(report).moved) && share_of(report, 10).before == 0);
    drop_report(report);
    drop_ring(ring);
}

/* --- reports as such ---------------------------------------------------------------------------------------------- */

static kedge_ring_report *shared_report;
static kedge_status use_info(void *info) { return CALL(kedge_ring_report_get_info, shared_report, info); }
static kedge_status use_share(void *share) { return CALL(kedge_ring_report_share, shared_report, 3, share); }
static kedge_status use_range(void *range) { return CALL(kedge_ring_report_range, shared_report, 1, range); }

static void stay_without_their_ring(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    kedge_ring_change change = addition("a");
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, &change, 1, NULL, &shared_report);
    kedge_ring_report_info info = report_info(shared_report);
    EXPECT(KEDGE_OK, kedge_ring_remove, ring, 4);
    drop_ring(ring);
    kedge_ring_report_info later = report_info(shared_report);
    CHECK(memcmp(&info, &later, sizeof info) == 0 && info.share_count == 4 && info.range_count > 1);
    check_result(sizeof(kedge_ring_report_info), use_info, 1);
    check_result(sizeof(kedge_ring_share), use_share, 1);
    check_result(sizeof(kedge_ring_range), use_range, 1);
    const uint64_t beyond[] = {0, 1, 1 << 20, (uint64_t)1 << 32, INT64_MAX, (uint64_t)1 << 63};
    for (size_t i = 0; i < COUNT(beyond); i++) {
        kedge_ring_share share = {.struct_size = sizeof share, .node = 77};
        kedge_ring_range range = {.struct_size = sizeof range, .first = 77};
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_report_share, shared_report, info.share_count + beyond[i], &share);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_report_range, shared_report, info.range_count + beyond[i], &range);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_report_share, shared_report, UINT64_MAX - beyond[i], &share);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_ring_report_range, shared_report, UINT64_MAX - beyond[i], &range);
        CHECK(share.node == 77 && range.first == 77);
    }
    drop_report(shared_report);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_ring_report_destroy, shared_report);
    EXPECT(KEDGE_OK, kedge_ring_report_destroy, NULL);
}

int main(void) {
    check_begin("hash_ring_reports");
    check_case("a report tells what moves, as look-ups do, and a preview tells it before", tell_what_moves);
    check_case("on the circle only the nodes that change move keys", only_changed_nodes_move_keys);
    check_case("reports stay without their ring, and keep the rules of results", stay_without_their_ring);
    return check_end();
}
