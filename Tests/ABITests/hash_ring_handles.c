/* Rings and reports that are none: every function answers KEDGE_INVALID_HANDLE and writes nothing. */
#include "hash_rings.h"

enum { RING_CALLS = 24, REPORT_CALLS = 4 };

/* A ring's function number so and so with other arguments that are right. */
static kedge_status call_ring(int number, const void *handle) {
    union {
        kedge_ring_info info;
        kedge_ring_node node;
        kedge_ring_admission admission;
        uint8_t bytes[128];
    } out;
    uint64_t id = 77, ids[2] = {77, 77}, ends[] = {1}, hash = 1;
    size_t count = 77;
    kedge_ring_report *report = (kedge_ring_report *)ids;
    kedge_ring_change change = addition("x");
    const uint8_t *key = (const uint8_t *)"k";
    kedge_ring *ring = (kedge_ring *)handle;
    kedge_status status = KEDGE_OK;
    memset(&out, 0x5A, sizeof out);
    const size_t size = number == 18 ? sizeof out.info : number == 20 ? sizeof out.node : sizeof out.admission;
    memcpy(&out, &size, sizeof size);
    switch (number) {
    case 0: status = CALL(kedge_ring_destroy, ring); break;
    case 1: status = CALL(kedge_ring_export, ring, (char *)out.bytes, sizeof out, &count); break;
    case 2: status = CALL(kedge_ring_add, ring, key, 1, 1, &id); break;
    case 3: status = CALL(kedge_ring_remove, ring, 1); break;
    case 4: status = CALL(kedge_ring_set_weight, ring, 1, 1); break;
    case 5: status = CALL(kedge_ring_set_state, ring, 1, KEDGE_NODE_UP); break;
    case 6: status = CALL(kedge_ring_set_zone, ring, 1, NULL, 0); break;
    case 7: status = CALL(kedge_ring_apply, ring, &change, 1, &id, &report); break;
    case 8: status = CALL(kedge_ring_preview, ring, &change, 1, &report); break;
    case 9: status = CALL(kedge_ring_admit, ring, key, 1, 100, &id, &out.admission); break;
    case 10: status = CALL(kedge_ring_admit_hash, ring, 1, 100, &id, &out.admission); break;
    case 11: status = CALL(kedge_ring_finish, ring, 1); break;
    case 12: status = CALL(kedge_ring_owner, ring, key, 1, &id); break;
    case 13: status = CALL(kedge_ring_owner_of_text, ring, "k", 1, &id); break;
    case 14: status = CALL(kedge_ring_owner_of_hash, ring, 1, &id); break;
    case 15: status = CALL(kedge_ring_owner_of_keys, ring, key, 1, ends, 1, ids); break;
    case 16: status = CALL(kedge_ring_owner_of_hashes, ring, &hash, 1, ids); break;
    case 17: status = CALL(kedge_ring_owners, ring, key, 1, ids, 2, &count); break;
    case 18: status = CALL(kedge_ring_get_info, ring, &out.info); break;
    case 19: status = CALL(kedge_ring_nodes, ring, ids, 2, &count); break;
    case 20: status = CALL(kedge_ring_get_node, ring, 1, &out.node); break;
    case 21: status = CALL(kedge_ring_node_name, ring, 1, out.bytes, sizeof out, &count); break;
    case 22: status = CALL(kedge_ring_node_zone, ring, 1, (char *)out.bytes, sizeof out, &count); break;
    case 23: {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_ring_owners_of_hash, ring, 1, ids, 2, &count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_ring_choice, ring, key, 1, 0, &id);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_ring_choice_of_hash, ring, 1, 0, &id);
        status = CALL(kedge_ring_find, ring, key, 1, &id);
        break;
    }
    default: abort();
    }
    CHECK_AT(id == 77 && ids[0] == 77 && ids[1] == 77 && count == 77, "call %d", number);
    CHECK_AT(report == (kedge_ring_report *)ids, "call %d", number);
    CHECK_AT(check_all(out.bytes + sizeof size, sizeof out - sizeof size, 0x5A), "call %d", number);
    return status;
}

static kedge_status call_report(int number, const void *handle) {
    union {
        size_t struct_size;
        kedge_ring_report_info info;
        kedge_ring_share share;
        kedge_ring_range range;
        uint8_t bytes[128];
    } out;
    kedge_status status = KEDGE_OK;
    memset(&out, 0x5A, sizeof out);
    out.struct_size = number == 0 ? sizeof out.info : number == 1 ? sizeof out.share : sizeof out.range;
    switch (number) {
    case 0: status = CALL(kedge_ring_report_get_info, handle, &out.info); break;
    case 1: status = CALL(kedge_ring_report_share, handle, 0, &out.share); break;
    case 2: status = CALL(kedge_ring_report_range, handle, 0, &out.range); break;
    case 3: status = CALL(kedge_ring_report_destroy, (kedge_ring_report *)handle); break;
    default: abort();
    }
    CHECK_AT(check_all(out.bytes + sizeof(size_t), sizeof out - sizeof(size_t), 0x5A), "call %d", number);
    return status;
}

static void refuse(const void *handle, int is_ring, int is_report, const char *what) {
    for (int number = handle == NULL ? 1 : 0; number < RING_CALLS && !is_ring; number++)
        CHECK_AT(call_ring(number, handle) == KEDGE_INVALID_HANDLE, "%s, call %d", what, number);
    for (int number = 0; number < REPORT_CALLS - (handle == NULL) && !is_report; number++)
        CHECK_AT(call_report(number, handle) == KEDGE_INVALID_HANDLE, "%s, call %d of reports", what, number);
}

static void what_is_no_ring_is_refused(void) {
    kedge_ring *ring = make_full_ring(KEDGE_RING_CIRCLE);
    kedge_ring_change change = addition("a");
    kedge_ring_report *report = NULL;
    kedge_keccak256 *state = NULL;
    kedge_keyring *keys = NULL;
    static ring_memory before;
    EXPECT(KEDGE_OK, kedge_ring_preview, ring, &change, 1, &report);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_keyring_create, NULL, &keys);
    remember(ring, &before);
    refuse(NULL, 0, 0, "NULL");
    refuse(state, 0, 0, "a hash");
    refuse(keys, 0, 0, "a ring of keys");
    refuse(report, 0, 1, "a report");
    refuse(ring, 1, 0, "a ring");
    refuse(&change, 0, 0, "an address");
    for (int bit = 0; bit < 64; bit++) {
        refuse((void *)((uintptr_t)ring ^ (uintptr_t)1 << bit), 0, 0, "a ring with one bit changed");
        refuse((void *)((uintptr_t)report ^ (uintptr_t)1 << bit), 0, 0, "a report with one bit changed");
    }
    CHECK(is_as_it_was(ring, &before) && report_info(report).share_count == 4);
    drop_report(report);
    drop_ring(ring);
    refuse(report, 0, 0, "a destroyed report");
    refuse(ring, 0, 0, "a destroyed ring");
    kedge_ring *next = make_full_ring(KEDGE_RING_CIRCLE);
    refuse(report, 0, 0, "a report whose slot is in use again");
    refuse(ring, 0, 0, "a ring whose slot is in use again");
    CHECK(info_of(next).version == 3);
    drop_ring(next);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, keys);
}

int main(void) {
    check_begin("hash_ring_handles");
    check_case("every function refuses what is no ring, or no report, and writes nothing", what_is_no_ring_is_refused);
    return check_end();
}
