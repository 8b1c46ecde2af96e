/* What the system refuses to rings: memory, a place in the handle table, randomness. Each is a status, and changes
 * nothing. Each case runs in a child, which begins from nothing, as this process itself never uses the library. */
#include "faults.h"
#include "hash_rings.h"
#include "limits.h"

/* Whatever look-ups read lies at the beginning of a cache line. Swift's own objects do not, and are not on trial. */
int posix_memalign(void **memory, size_t alignment, size_t size) {
    REAL(int, posix_memalign, (void **, size_t, size_t))
    return alignment == 64 && fails("posix_memalign") ? ENOMEM : real(memory, alignment, size);
}

/* --- the calls ---------------------------------------------------------------------------------------------------- */

enum call {
    CREATE,
    IMPORT,
    PREVIEW,
    APPLY_REPORTING,
    HANDLE_CALLS,
    APPLY = HANDLE_CALLS,
    ADD,
    REMOVE,
    SET_WEIGHT,
    SET_STATE,
    CHANGE_CALLS,
    SET_ZONE = CHANGE_CALLS,
    FIND,
    EXPORT,
    CHOICE,
    CHOICE_OF_HASH,
    CALLS
};

static const char *const call_names[] = {
    "kedge_ring_create", "kedge_ring_import", "kedge_ring_preview", "kedge_ring_apply", "kedge_ring_apply",
    "kedge_ring_add", "kedge_ring_remove", "kedge_ring_set_weight", "kedge_ring_set_state", "kedge_ring_set_zone",
    "kedge_ring_find", "kedge_ring_export", "kedge_ring_choice", "kedge_ring_choice_of_hash",
};

enum { ENDLESS = 100000, NODES = 20, MEMBERSHIP_BYTES = 1 << 22 };
static char endless[ENDLESS], membership[MEMBERSHIP_BYTES], room[MEMBERSHIP_BYTES];
static size_t membership_len, name_len;
static kedge_ring *ring;
static kedge_ring_options options;
static uint32_t attempts = 1, heavy = 4;
static ring_memory before;

static void prepare(uint32_t placement) {
    memset(endless, 'x', sizeof endless);
    name_len = 3;
    options = ring_options(placement);
    ring = make_ring(placement);
    add_nodes(ring, NODES, NULL);
    EXPECT(KEDGE_OK, kedge_ring_set_state, ring, 2, placement == KEDGE_RING_JUMP ? KEDGE_NODE_UP : KEDGE_NODE_DOWN);
    EXPECT(KEDGE_OK, kedge_ring_export, ring, membership, sizeof membership, &membership_len);
    remember(ring, &before);
}

/* The call itself, unnoted, as writing the note may be what is refused just now. Rings and reports that it makes are
 * destroyed; what it changes stays. */
static kedge_status attempt(enum call call) {
    kedge_ring *made = NULL;
    kedge_ring_report *report = NULL;
    uint64_t node = 77, added[2] = {77, 77};
    size_t length = 77, live = kedge_live_handles();
    kedge_ring_change changes[2];
    kedge_status status = KEDGE_OK;
    for (int i = 0; i < 2; i++) kedge_ring_change_init(&changes[i], sizeof *changes);
    changes[0].name = (const uint8_t *)endless;
    changes[0].name_len = name_len;
    changes[1].kind = KEDGE_RING_SET_STATE;
    changes[1].node = 1;
    uint32_t placement = options.placement;
    uint64_t last = NODES;
    switch (call) {
    case CREATE: status = kedge_ring_create(&options, &made); break;
    case IMPORT: status = kedge_ring_import(membership, membership_len, &made); break;
    case PREVIEW: status = kedge_ring_preview(ring, changes, 2, &report); break;
    case APPLY_REPORTING: status = kedge_ring_apply(ring, changes, 2, added, &report); break;
    case APPLY: status = kedge_ring_apply(ring, changes, 2, added, NULL); break;
    case ADD: status = kedge_ring_add(ring, (const uint8_t *)endless, name_len, 1, &node); break;
    case REMOVE: status = kedge_ring_remove(ring, last); break;
    case SET_WEIGHT: status = kedge_ring_set_weight(ring, 1, takes_weights(placement) ? heavy : 1); break;
    case SET_STATE:
        status = kedge_ring_set_state(ring, 3, placement == KEDGE_RING_JUMP ? KEDGE_NODE_UP : KEDGE_NODE_DRAINING);
        break;
    case SET_ZONE: status = kedge_ring_set_zone(ring, 4, endless, name_len); break;
    case FIND: status = kedge_ring_find(ring, (const uint8_t *)endless, name_len, &node); break;
    case EXPORT: status = kedge_ring_export(ring, room, sizeof room, &length); break;
    case CHOICE: status = kedge_ring_choice(ring, (const uint8_t *)"k", 1, attempts, &node); break;
    case CHOICE_OF_HASH: status = kedge_ring_choice_of_hash(ring, 1, attempts, &node); break;
    default: abort();
    }
    if (status == KEDGE_OUT_OF_MEMORY) {
        CHECK_AT(made == NULL && report == NULL && node == 77 && length == 77, "%s", call_names[call]);
        CHECK_AT(added[0] == 77 && kedge_live_handles() == live, "%s", call_names[call]);
    }
    kedge_ring_destroy(made);
    kedge_ring_report_destroy(report);
    return status;
}

static void expect(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s, placement %u: %d and not %d", call_names[call], options.placement, (int)status,
        (int)expected);
}

/* --- one fault after another -------------------------------------------------------------------------------------- */

static int has(enum call call) {
    if (options.placement == KEDGE_RING_JUMP) return call < CHANGE_CALLS || call == SET_ZONE || call == EXPORT;
    return call != CHOICE_OF_HASH || options.placement != KEDGE_RING_RENDEZVOUS;
}

static void meet_every_fault(void) {
    int faults_of_changes = 0;
    /* A reader's place, which a thread has from its first look-up on, is not on trial. */
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        for (enum call call = CREATE; call < CALLS; call++) {
            int fault = 0;
            for (; fault < 2000; fault++) {
                prepare(placement);
                if (!has(call)) {
                    drop_ring(ring);
                    break;
                }
                failed_function = NULL;
                countdown = fault;
                kedge_status status = attempt(call);
                countdown = -1;
                const char *failed = failed_function;
                if (failed != NULL) {
                    expect(call, status, KEDGE_OUT_OF_MEMORY);
                    CHECK_AT(is_as_it_was(ring, &before), "%s, placement %u, fault %d", call_names[call], placement, fault);
                    /* It is as if nothing had been asked. */
                    status = attempt(call);
                }
                expect(call, status, call == FIND ? KEDGE_UNKNOWN_NODE : KEDGE_OK);
                drop_ring(ring);
                if (failed == NULL) break;
                /* There may be many of one kind, in a row. */
                if (fault > 40 && fault % 97 != 0) fault += 13;
            }
            CHECK_AT(fault < 2000, "%s, placement %u", call_names[call], placement);
            if (call == CREATE) CHECK_AT(fault > 0, "placement %u", placement);
            if (call == ADD) faults_of_changes += fault;
        }
    }
    /* Some rings have memory left from the change before. */
    CHECK(faults_of_changes > 0);
}

/* Changes go on after any number of faults, and nothing is lost by them. */
static void change_among_faults(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        prepare(placement);
        uint64_t latest = 0;
        int refused = 0;
        for (int i = 0; i < (check_is_light() ? 60 : 600); i++) {
            uint64_t node = 0;
            countdown = i % 3 == 0 ? i % 11 : -1;
            kedge_status status = latest == 0 ? kedge_ring_add(ring, (const uint8_t *)"guest", 5, 1, &node)
                                              : kedge_ring_remove(ring, latest);
            countdown = -1;
            CHECK_AT(status == KEDGE_OK || status == KEDGE_OUT_OF_MEMORY, "%d", (int)status);
            if (status == KEDGE_OK) latest = node;
            refused += status == KEDGE_OUT_OF_MEMORY;
            if (latest == 0 && status == KEDGE_OK) {
                ring_memory now;
                remember(ring, &now);
                CHECK_AT(memcmp(now.owners, before.owners, sizeof now.owners) == 0, "placement %u", placement);
            }
        }
        CHECK_AT(refused > 0, "placement %u", placement);
        drop_ring(ring);
    }
}

/* A tool has a posix_memalign of its own. */
static void every_fault_is_met(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(meet_every_fault);
}

static void faults_lose_nothing(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(change_among_faults);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Every second one stays for what Swift itself needs; the others keep them from becoming larger ones. */
static void *pieces[400];

/* Leaves malloc without `smallest` bytes in one piece. */
static void have_little_memory(size_t smallest) {
    for (size_t i = 0; i < COUNT(pieces); i++) pieces[i] = malloc(3600);
    take_all_memory(smallest);
    for (size_t i = 0; i < COUNT(pieces); i += 2) free(pieces[i]);
}

static void have_memory_again(void) {
    give_memory_back();
    for (size_t i = 1; i < COUNT(pieces); i += 2) free(pieces[i]);
}

/* Names and zones that are long, and lists of changes. */
static void have_no_memory_for_long_input(void) {
    static const enum call calls[] = {PREVIEW, APPLY_REPORTING, APPLY, ADD, SET_ZONE, FIND, IMPORT};
    static kedge_ring_change many[20000];
    kedge_status statuses[COUNT(calls)], lists[2];
    kedge_ring_report *report = NULL;
    prepare(KEDGE_RING_RENDEZVOUS);
    name_len = ENDLESS;
    memset(membership, ' ', ENDLESS);
    membership_len = ENDLESS;
    for (size_t i = 0; i < COUNT(many); i++) many[i] = change_of(KEDGE_RING_REMOVE, 1);
    have_little_memory(16384);
    for (size_t i = 0; i < COUNT(calls); i++) statuses[i] = attempt(calls[i]);
    lists[0] = kedge_ring_apply(ring, many, COUNT(many), NULL, NULL);
    lists[1] = kedge_ring_preview(ring, many, COUNT(many), &report);
    have_memory_again();
    for (size_t i = 0; i < COUNT(calls); i++) expect(calls[i], statuses[i], KEDGE_OUT_OF_MEMORY);
    expect(APPLY, lists[0], KEDGE_OUT_OF_MEMORY);
    expect(PREVIEW, lists[1], KEDGE_OUT_OF_MEMORY);
    CHECK(is_as_it_was(ring, &before) && report == NULL);
    drop_ring(ring);
}

/* Changes that need more than is there: many points, or a large table. */
static void have_no_memory_for_points(void) {
    static const uint32_t placements[] = {KEDGE_RING_CIRCLE, KEDGE_RING_ENVOY_MAGLEV};
    for (size_t p = 0; p < COUNT(placements); p++) {
        kedge_status statuses[CALLS];
        prepare(placements[p]);
        drop_ring(ring);
        options.table_size = 65537;
        options.points_per_weight = 8192;
        heavy = 3;
        EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
        add_nodes(ring, NODES, NULL);
        EXPECT(KEDGE_OK, kedge_ring_export, ring, membership, sizeof membership, &membership_len);
        remember(ring, &before);
        have_little_memory(16384);
        for (enum call call = IMPORT; call < CHANGE_CALLS; call++) statuses[call] = attempt(call);
        have_memory_again();
        for (enum call call = IMPORT; call < CHANGE_CALLS; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
        CHECK(is_as_it_was(ring, &before));
        for (enum call call = IMPORT; call < CALLS; call++) {
            if (call == APPLY || call == ADD) EXPECT(KEDGE_OK, kedge_ring_remove, ring, NODES + 1 + (call == ADD));
            if (call != FIND && call != CHOICE && call != CHOICE_OF_HASH) expect(call, attempt(call), KEDGE_OK);
        }
        drop_ring(ring);
    }
}

/* A ring of many nodes, so that whatever is asked for all of them is large. */
enum { MANY_NODES = 30000 };
static kedge_ring_change many_changes[MANY_NODES];
static char many_names[MANY_NODES][8];
static uint64_t many_ids[MANY_NODES];

static void make_many(uint32_t placement) {
    memset(endless, 'x', sizeof endless);
    name_len = 3;
    options = ring_options(placement);
    options.points_per_weight = 1;
    options.table_size = 65537;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    for (size_t i = 0; i < MANY_NODES; i++) {
        snprintf(many_names[i], sizeof *many_names, "%x", (unsigned)i & 0xFFFFFF);
        many_changes[i] = addition(many_names[i]);
    }
    EXPECT(KEDGE_OK, kedge_ring_apply, ring, many_changes, MANY_NODES, many_ids, NULL);
}

static void have_no_memory_for_a_late_choice(void) {
    kedge_status statuses[2];
    make_many(KEDGE_RING_CIRCLE);
    attempts = 20000;
    have_little_memory(16384);
    statuses[0] = attempt(CHOICE);
    statuses[1] = attempt(CHOICE_OF_HASH);
    have_memory_again();
    expect(CHOICE, statuses[0], KEDGE_OUT_OF_MEMORY);
    expect(CHOICE_OF_HASH, statuses[1], KEDGE_OUT_OF_MEMORY);
    expect(CHOICE, attempt(CHOICE), KEDGE_OK);
    drop_ring(ring);
}

/* Swift ends the process where it gets no memory, so nothing here asks for any. */
static void look_up_without_memory(void) {
    for (uint32_t placement = FIRST_PLACEMENT; placement <= LAST_PLACEMENT; placement++) {
        uint64_t node[8] = {0}, hash = 7, nodes[16], ends[2] = {3, 8};
        size_t count = 0;
        kedge_status seen[10] = {0};
        kedge_ring_admission admission = {.struct_size = sizeof admission};
        ring = make_ring(placement);
        add_nodes(ring, NODES, NULL);
        EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES("first"), &node[0]);
        have_little_memory(16);
        seen[0] = kedge_ring_owner(ring, (const uint8_t *)"a key", 5, &node[0]);
        seen[1] = kedge_ring_owner_of_text(ring, "a key", 5, &node[1]);
        seen[2] = kedge_ring_owner_of_hash(ring, hash, &node[2]);
        seen[3] = kedge_ring_owner_of_keys(ring, (const uint8_t *)"onefours", 8, ends, 2, nodes);
        seen[4] = kedge_ring_owner_of_hashes(ring, &hash, 1, nodes);
        seen[5] = kedge_ring_owners(ring, (const uint8_t *)"a key", 5, nodes, 16, &count);
        seen[6] = kedge_ring_choice(ring, (const uint8_t *)"a key", 5, 5, &node[3]);
        seen[7] = kedge_ring_admit(ring, (const uint8_t *)"a key", 5, 125, &node[4], &admission);
        seen[8] = kedge_ring_admit_hash(ring, hash, 125, &node[5], &admission);
        seen[9] = seen[7] == KEDGE_OK ? kedge_ring_finish(ring, node[4]) : KEDGE_OK;
        have_memory_again();
        for (int i = 0; i < 10; i++) {
            int is_jump = placement == KEDGE_RING_JUMP && i >= 5 && i <= 8;
            int is_hash = placement == KEDGE_RING_RENDEZVOUS && (i == 2 || i == 4 || i == 8);
            CHECK_AT(seen[i] == (is_jump || is_hash ? KEDGE_NOT_IN_THIS_PLACEMENT : KEDGE_OK), "placement %u, call %d: %d",
                placement, i, (int)seen[i]);
        }
        CHECK(node[0] != 0 && node[0] == node[1]);
        drop_ring(ring);
    }
}

static void look_ups_need_no_memory(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(look_up_without_memory);
}

/* Names of so many bytes, which together are longer than any piece of memory, or each. */
static size_t bytes_of_name;

static void export_long_names(void) {
    options = ring_options(KEDGE_RING_RENDEZVOUS);
    memset(endless, 'x', sizeof endless);
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    for (char i = 0; i < NODES; i++) {
        uint64_t node = 0;
        endless[0] = (char)('a' + i);
        EXPECT(KEDGE_OK, kedge_ring_add, ring, (const uint8_t *)endless, bytes_of_name, 1, &node);
    }
    have_little_memory(16384);
    kedge_status status = attempt(EXPORT);
    have_memory_again();
    expect(EXPORT, status, KEDGE_OUT_OF_MEMORY);
    expect(EXPORT, attempt(EXPORT), KEDGE_OK);
    drop_ring(ring);
}

static const uint32_t many_placements[] = {
    KEDGE_RING_CIRCLE, KEDGE_RING_ENVOY_XXHASH64, KEDGE_RING_ENVOY_MAGLEV, KEDGE_RING_JUMP, KEDGE_RING_RENDEZVOUS};
static uint32_t many_placement;
static enum call many_call;

/* A small change of a large ring may find what it needs, or not; a text of all nodes cannot. */
static void have_no_memory_for_many_nodes(void) {
    make_many(many_placement);
    have_little_memory(16384);
    kedge_status status = attempt(many_call);
    have_memory_again();
    check_note(call_names[many_call], status);
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY || (status == KEDGE_OK && many_call != EXPORT), "%s, placement %u: %d",
        call_names[many_call], many_placement, (int)status);
    uint64_t count = MANY_NODES;
    if (status == KEDGE_OK) count += many_call == ADD ? 1 : many_call == REMOVE ? UINT64_MAX : 0;
    CHECK(info_of(ring).node_count == count);
    drop_ring(ring);
}

/* Until no memory is left for one more. */
static void grow_without_memory(void) {
    kedge_status status = KEDGE_OK;
    uint64_t count = MANY_NODES, node = 0;
    make_many(many_placement);
    have_little_memory(16384);
    for (uint32_t i = 0; i < MANY_NODES && status == KEDGE_OK; i++) {
        status = kedge_ring_add(ring, (const uint8_t *)&i, sizeof i, 1, &node);
        count += status == KEDGE_OK;
    }
    have_memory_again();
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY, "placement %u: %d", many_placement, (int)status);
    CHECK(info_of(ring).node_count == count);
    drop_ring(ring);
}

static void list_without_memory(void) {
    static uint64_t ids[MANY_NODES];
    size_t count = 77;
    make_many(KEDGE_RING_JUMP);
    have_little_memory(16384);
    kedge_status status = kedge_ring_nodes(ring, ids, MANY_NODES, &count);
    kedge_status size = kedge_ring_nodes(ring, NULL, 0, &count);
    have_memory_again();
    check_note("kedge_ring_nodes", status);
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY && size == KEDGE_OUT_OF_MEMORY, "%d and %d", (int)status, (int)size);
    CHECK(count == 77 && ids[0] == 0);
    EXPECT(KEDGE_OK, kedge_ring_nodes, ring, ids, MANY_NODES, &count);
    CHECK(count == MANY_NODES && memcmp(ids, many_ids, sizeof ids) == 0);
    drop_ring(ring);
}

/* All of a list is refused where there is no memory for all of it. */
static void add_many_at_once(void) {
    make_many(KEDGE_RING_CIRCLE);
    drop_ring(ring);
    prepare(KEDGE_RING_CIRCLE);
    for (size_t i = 0; i < NODES; i++) EXPECT(KEDGE_OK, kedge_ring_remove, ring, i + 1);
    remember(ring, &before);
    /* Enough for the list itself. */
    have_little_memory(8 << 20);
    kedge_status status = kedge_ring_apply(ring, many_changes, MANY_NODES, NULL, NULL);
    have_memory_again();
    expect(APPLY, status, KEDGE_OUT_OF_MEMORY);
    CHECK(is_as_it_was(ring, &before));
    drop_ring(ring);
}

static kedge_keccak256 *fillers_of_table[1024];

/* The table grows by 1,024 places at a time. */
static void have_no_memory_for_a_handle(void) {
    size_t made = 0;
    kedge_status statuses[HANDLE_CALLS];
    prepare(KEDGE_RING_CIRCLE);
    while (kedge_live_handles() < 1024) EXPECT(KEDGE_OK, kedge_keccak256_create, &fillers_of_table[made++]);
    /* What a ring of one point needs is smaller than a table's next part. */
    drop_ring(ring);
    options.points_per_weight = 1;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &ring);
    add_nodes(ring, 1, NULL);
    EXPECT(KEDGE_OK, kedge_ring_export, ring, membership, sizeof membership, &membership_len);
    remember(ring, &before);
    have_little_memory(16384);
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) statuses[call] = attempt(call);
    have_memory_again();
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
    CHECK(is_as_it_was(ring, &before));
    while (made > 0) EXPECT(KEDGE_OK, kedge_keccak256_destroy, fillers_of_table[--made]);
    drop_ring(ring);
}

static void missing_memory_for_input_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(have_no_memory_for_long_input);
    check_in_child(have_no_memory_for_points);
    check_in_child(have_no_memory_for_a_late_choice);
    bytes_of_name = 2000;
    check_in_child(export_long_names);
}

static void run_with_many(enum call call, void (*body)(void)) {
    int problems = check_problems;
    many_call = call;
    check_in_child(body);
    CHECK_AT(check_problems == problems, "%s, placement %u", call_names[call], many_placement);
}

static void missing_memory_for_a_list_of_nodes_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    many_placement = KEDGE_RING_CIRCLE;
    run_with_many(EXPORT, have_no_memory_for_many_nodes);
    check_in_child(list_without_memory);
}

static void missing_memory_for_a_long_name_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    bytes_of_name = ENDLESS;
    check_in_child(export_long_names);
}

static void missing_memory_beside_many_nodes_is_a_status(void) {
    static const enum call calls[] = {PREVIEW, APPLY_REPORTING, ADD, REMOVE, SET_WEIGHT};
    SKIP_UNDER_A_TOOL();
    for (size_t i = 0; i < COUNT(many_placements); i++) {
        many_placement = many_placements[i];
        for (size_t j = 0; j < COUNT(calls); j++) {
            /* Of a jump hash only the last goes. */
            if (calls[j] == REMOVE && many_placement == KEDGE_RING_JUMP) continue;
            run_with_many(calls[j], have_no_memory_for_many_nodes);
        }
        run_with_many(ADD, grow_without_memory);
    }
    check_in_child(add_many_at_once);
}

static void missing_memory_for_a_handle_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(have_no_memory_for_a_handle);
}

/* --- the handle table --------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t made = 0;
    prepare(KEDGE_RING_CIRCLE);
    while (made < MOST_HANDLES && kedge_keccak256_create(&many[made]) == KEDGE_OK) made++;
    for (enum call call = CREATE; call <= PREVIEW; call++) expect(call, attempt(call), KEDGE_TOO_MANY_HANDLES);
    expect(APPLY_REPORTING, attempt(APPLY_REPORTING), KEDGE_TOO_MANY_HANDLES);
    CHECK(is_as_it_was(ring, &before));
    for (size_t i = 0; i < made; i++) kedge_keccak256_destroy(many[i]);
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_OK);
    drop_ring(ring);
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

/* --- randomness --------------------------------------------------------------------------------------------------- */

/* The first handle of a process takes some. */
static void begin_without_randomness(void) {
    static const char text[] =
        "{\"kedge_ring\":1,\"placement\":{\"name\":\"jump\"},\"version\":0,\"next_id\":1,\"nodes\":[]}";
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_OK, kedge_ring_options_init, &options, sizeof options);
    memcpy(membership, text, sizeof text);
    membership_len = sizeof text - 1;
    expect(CREATE, attempt(CREATE), KEDGE_RANDOM_UNAVAILABLE);
    expect(IMPORT, attempt(IMPORT), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

/* Nothing else needs any. */
static void go_on_without_randomness(void) {
    prepare(KEDGE_RING_CIRCLE);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_OK);
    drop_ring(ring);
}

static void missing_randomness_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(begin_without_randomness);
    check_in_child(go_on_without_randomness);
}

int main(void) {
    check_begin("hash_ring_faults");
    check_case("without memory for what look-ups read, nothing is made and nothing changes", every_fault_is_met);
    check_case("changes that were refused lose nothing", faults_lose_nothing);
    check_case("missing memory for what is given is a status", missing_memory_for_input_is_a_status);
    check_case("look-ups and admissions need no memory", look_ups_need_no_memory);
    check_case("missing memory for a list of all nodes is a status",
        missing_memory_for_a_list_of_nodes_is_a_status);
    check_case("missing memory for a long name is a status", missing_memory_for_a_long_name_is_a_status);
    check_case("missing memory for a change is a status, however many nodes there are",
        missing_memory_beside_many_nodes_is_a_status);
    check_case("missing memory for a handle is a status, and changes nothing", missing_memory_for_a_handle_is_a_status);
    check_case("a full table is a status, and changes nothing", the_table_is_full);
    check_case("missing randomness is a status", missing_randomness_is_a_status);
    return check_end();
}
