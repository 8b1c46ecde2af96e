/* Bulkheads on one thread: places, tickets and what becomes of them, calls, children of fork(), and what is refused. */
#include "bulkheads.h"

/* --- making ------------------------------------------------------------------------------------------------------- */

static kedge_status create(void **out) {
    kedge_bulkhead *bulkhead = NULL;
    kedge_status status = kedge_bulkhead_create(NULL, &bulkhead);
    *out = bulkhead;
    return status;
}

static kedge_status destroy(void *handle) { return kedge_bulkhead_destroy(handle); }

/* 16 MB of places, and 128 MB of tickets. */
static void make_large_ones(void) {
    kedge_bulkhead_options options = options_of(1000000, 1000000, SECOND);
    kedge_bulkhead *bulkhead = NULL;
    limit_memory(64 << 20);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_bulkhead_create, &options, &bulkhead);
    CHECK_SAYS("memory");
    limit_memory(8 << 20);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_bulkhead_create, &options, &bulkhead);
    options.maximum_waiting = 0;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_bulkhead_create, &options, &bulkhead);
    CHECK(bulkhead == NULL);
    options.maximum_calls = 100000;
    EXPECT(KEDGE_OK, kedge_bulkhead_create, &options, &bulkhead);
    drop(bulkhead);
}

static int32_t do_nothing(void *context) {
    (void)context;
    return 5;
}

static void work_without_memory(void) {
    kedge_bulkhead *bulkhead = make(2, 2, DAY, NULL);
    uint64_t first = take(bulkhead), second = 0, ticket = 0, place = 0, due = 0;
    int32_t result = 0;
    kedge_status statuses[10];
    EXPECT(KEDGE_OK, kedge_bulkhead_call, bulkhead, 0, do_nothing, NULL, &result);
    CHECK(kedge_bulkhead_cancel(bulkhead, 0) == KEDGE_UNKNOWN_TICKET);
    have_little_memory(16);
    statuses[0] = kedge_bulkhead_call(bulkhead, 0, do_nothing, NULL, &result);
    statuses[1] = kedge_bulkhead_acquire(bulkhead, &second);
    statuses[2] = kedge_bulkhead_enqueue(bulkhead, &place, &ticket) == KEDGE_NOT_YET ? KEDGE_OK : KEDGE_BUSY;
    statuses[3] = kedge_bulkhead_poll(bulkhead, ticket, &place, &due) == KEDGE_NOT_YET ? KEDGE_OK : KEDGE_BUSY;
    statuses[4] = kedge_bulkhead_release(bulkhead, first);
    statuses[5] = kedge_bulkhead_wait(bulkhead, ticket, KEDGE_NO_LIMIT, &place);
    statuses[6] = kedge_bulkhead_acquire_wait(bulkhead, 1000, &due) == KEDGE_BULKHEAD_TIMED_OUT ? KEDGE_OK : KEDGE_BUSY;
    statuses[7] = kedge_bulkhead_release(bulkhead, place);
    statuses[8] = kedge_bulkhead_release(bulkhead, second);
    statuses[9] = kedge_bulkhead_cancel(bulkhead, ticket) == KEDGE_UNKNOWN_TICKET ? KEDGE_OK : KEDGE_BUSY;
    have_memory_again();
    for (size_t i = 0; i < COUNT(statuses); i++) CHECK_AT(statuses[i] == KEDGE_OK, "call %zu: %d", i, (int)statuses[i]);
    CHECK_INFO(bulkhead, 0, 0, 0);
    drop(bulkhead);
}

static void refusals_of_the_system_are_statuses(void) {
    SKIP_UNDER_A_TOOL();
    check_creation("kedge_bulkhead_create", create, destroy);
    check_in_child(make_large_ones);
    check_in_child(work_without_memory);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_bulkhead_options_init, options, struct_size);
}

static kedge_status use_options(void *options) {
    kedge_bulkhead *bulkhead = NULL;
    kedge_status status = CALL(kedge_bulkhead_create, options, &bulkhead);
    CHECK((status == KEDGE_OK) == (bulkhead != NULL));
    kedge_bulkhead_destroy(bulkhead);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_bulkhead_options options;
    kedge_bulkhead *bulkhead = NULL;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_bulkhead_options_init, &options, sizeof options);
    CHECK(options.clock == NULL && options.maximum_calls == 25 && options.maximum_waiting == 0);
    CHECK(options.maximum_wait_ns == 0 && options.claim_time_ns == SECOND);
    CHECK(use_options(NULL) == KEDGE_OK);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_create, &options, NULL);
    options.clock = (kedge_manual_clock *)&options;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_create, &options, &bulkhead);
    CHECK_SAYS("clock");
    CHECK(bulkhead == NULL);
    EXPECT(KEDGE_OK, kedge_bulkhead_destroy, NULL);
}

static void refuses_options_out_of_range(void) {
    const uint64_t half = (uint64_t)1 << 63, ms = KEDGE_MILLISECOND;
    const struct {
        uint64_t calls, waiting, wait_ns, claim_ns;
        const char *words;
    } cases[] = {
        {1, 0, 0, ms, NULL},
        {1000000, 1, 365 * DAY, 365 * DAY, NULL},
        {0, 0, 0, ms, "maximum calls: 1 to 1,000,000"},
        {1000001, 0, 0, ms, "maximum calls: 1 to 1,000,000"},
        {half, 0, 0, ms, "maximum calls: 1 to 1,000,000"},
        {KEDGE_NO_LIMIT, 0, 0, ms, "maximum calls: 1 to 1,000,000"},
        {1, 1000001, 0, ms, "maximum waiting: 0 to 1,000,000"},
        {1, KEDGE_NO_LIMIT, 0, ms, "maximum waiting: 0 to 1,000,000"},
        {1, 1, 365 * DAY + 1, ms, "maximum wait: 0 to 365 days"},
        {1, 1, half, ms, "maximum wait: 0 to 365 days"},
        {1, 1, KEDGE_NO_LIMIT, ms, "maximum wait: 0 to 365 days"},
        {1, 1, 1, ms - 1, "claim time: 1 ms to 365 days"},
        {1, 0, 0, 0, "claim time: 1 ms to 365 days"},
        {1, 1, 1, 365 * DAY + 1, "claim time: 1 ms to 365 days"},
        {1, 1, 1, KEDGE_NO_LIMIT, "claim time: 1 ms to 365 days"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_bulkhead_options options = options_of(cases[i].calls, cases[i].waiting, cases[i].wait_ns);
        options.claim_time_ns = cases[i].claim_ns;
        kedge_status status = use_options(&options);
        CHECK_AT(status == (cases[i].words == NULL ? KEDGE_OK : KEDGE_INVALID_POLICY), "case %zu: %d", i, (int)status);
        if (cases[i].words != NULL) CHECK_SAYS(cases[i].words);
    }
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static void places_are_taken_and_given_back(void) {
    kedge_bulkhead *bulkhead = make(2, 0, 0, NULL);
    uint64_t first = take(bulkhead), second = take(bulkhead), none = 77, ticket = 77;
    CHECK(first != second);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, bulkhead, &none);
    CHECK_SAYS("all places");
    /* Without a queue nobody waits. */
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_enqueue, bulkhead, &none, &ticket);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire_wait, bulkhead, KEDGE_NO_LIMIT, &none);
    CHECK(none == 77 && ticket == 77);
    give(bulkhead, first);
    EXPECT(KEDGE_OK, kedge_bulkhead_enqueue, bulkhead, &first, &ticket);
    CHECK(first != 0 && ticket == 0);
    give(bulkhead, first);
    EXPECT(KEDGE_OK, kedge_bulkhead_acquire_wait, bulkhead, 0, &first);
    CHECK_INFO(bulkhead, 2, 0, 0);
    give(bulkhead, first);
    give(bulkhead, second);
    kedge_bulkhead_info info = counts_of(bulkhead);
    CHECK(info.calls_under_way == 0 && info.admitted == 4 && info.refused == 3 && info.timed_out == 0);
    drop(bulkhead);
}

static void a_place_is_given_back_once(void) {
    static const uint64_t odd[] = {0, 1, 2, 3, 0x1FFFFF, 0x200000, 0x200001, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX};
    kedge_bulkhead *bulkhead = make(2, 2, DAY, NULL), *other = make(2, 2, DAY, NULL);
    uint64_t first = take(bulkhead), second;
    give(bulkhead, first);
    EXPECT(KEDGE_NOT_HELD, kedge_bulkhead_release, bulkhead, first);
    CHECK_SAYS("given back before");
    /* Also when somebody else has the place. */
    second = take(bulkhead);
    EXPECT(KEDGE_NOT_HELD, kedge_bulkhead_release, bulkhead, first);
    for (size_t i = 0; i < COUNT(odd); i++) {
        if (odd[i] == second) continue;
        kedge_status status = CALL(kedge_bulkhead_release, bulkhead, odd[i]);
        /* One whose generation is another's is from before a fork, and nothing is done. */
        CHECK_AT(status == KEDGE_NOT_HELD || (status == KEDGE_OK && odd[i] >> 56 != second >> 56), "%zu: %d", i, (int)status);
    }
    CHECK_INFO(bulkhead, 1, 0, 0);
    /* What holds here says nothing there, unless the very same is held. */
    EXPECT(KEDGE_NOT_HELD, kedge_bulkhead_release, other, second);
    give(bulkhead, second);
    drop(bulkhead);
    drop(other);
}

static void clocks_are_kept(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_bulkhead *bulkhead = make(1, 1, SECOND, clock);
    uint64_t place = take(bulkhead), ticket = line_up(bulkhead), none = 77;
    advance(clock, SECOND);
    drop_clock(clock);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_poll, bulkhead, ticket, &none, NULL);
    give(bulkhead, place);
    drop(bulkhead);
}

/* --- tickets ------------------------------------------------------------------------------------------------------ */

static void expect_due(kedge_bulkhead *bulkhead, uint64_t ticket, uint64_t due) {
    uint64_t place = 77, due_ns = 77;
    EXPECT(KEDGE_NOT_YET, kedge_bulkhead_poll, bulkhead, ticket, &place, &due_ns);
    CHECK_AT(place == 77 && due_ns == due, "due %llu", (unsigned long long)due_ns);
    EXPECT(KEDGE_NOT_YET, kedge_bulkhead_poll, bulkhead, ticket, &place, NULL);
    CHECK_SAYS("waits for its place");
    EXPECT(KEDGE_NOT_YET, kedge_bulkhead_wait, bulkhead, ticket, 0, &place);
    CHECK(place == 77);
}

static uint64_t expect_place(kedge_bulkhead *bulkhead, uint64_t ticket) {
    uint64_t place = 0, due_ns = 77;
    EXPECT(KEDGE_OK, kedge_bulkhead_poll, bulkhead, ticket, &place, &due_ns);
    CHECK(place != 0 && due_ns == 77);
    return place;
}

static void expect_unknown(kedge_bulkhead *bulkhead, uint64_t ticket) {
    uint64_t place = 77, due_ns = 77;
    EXPECT(KEDGE_UNKNOWN_TICKET, kedge_bulkhead_poll, bulkhead, ticket, &place, &due_ns);
    CHECK_SAYS("ticket ended before");
    EXPECT(KEDGE_UNKNOWN_TICKET, kedge_bulkhead_wait, bulkhead, ticket, KEDGE_NO_LIMIT, &place);
    EXPECT(KEDGE_UNKNOWN_TICKET, kedge_bulkhead_cancel, bulkhead, ticket);
    CHECK(place == 77 && due_ns == 77);
}

static void who_comes_first_is_served_first(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_bulkhead *bulkhead = make(2, 2, 10 * SECOND, clock);
    uint64_t first = take(bulkhead), second = take(bulkhead), none = 77, no_ticket = 77;
    uint64_t early = line_up(bulkhead);
    advance(clock, SECOND);
    uint64_t late = line_up(bulkhead);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_enqueue, bulkhead, &none, &no_ticket);
    CHECK(none == 77 && no_ticket == 77);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, bulkhead, &none);
    CHECK_INFO(bulkhead, 2, 0, 2);
    expect_due(bulkhead, early, 9 * SECOND);
    expect_due(bulkhead, late, 9 * SECOND + SECOND);
    give(bulkhead, first);
    CHECK_INFO(bulkhead, 1, 1, 1);
    /* It may get the place that was granted, if nobody comes for that. */
    expect_due(bulkhead, late, SECOND);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, bulkhead, &none);
    first = expect_place(bulkhead, early);
    expect_unknown(bulkhead, early);
    give(bulkhead, second);
    EXPECT(KEDGE_OK, kedge_bulkhead_wait, bulkhead, late, 0, &second);
    expect_unknown(bulkhead, late);
    CHECK_INFO(bulkhead, 2, 0, 0);
    give(bulkhead, first);
    give(bulkhead, second);
    CHECK(none == 77 && counts_of(bulkhead).admitted == 4);
    drop(bulkhead);
    drop_clock(clock);
}

static void time_ends_a_ticket(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_bulkhead *bulkhead = make(1, 3, SECOND, clock);
    uint64_t held = take(bulkhead), polled = line_up(bulkhead), waited = line_up(bulkhead), ended = line_up(bulkhead);
    uint64_t place = 77, due = 77;
    advance(clock, SECOND - 1);
    expect_due(bulkhead, polled, 1);
    advance(clock, 1);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_poll, bulkhead, polled, &place, &due);
    CHECK_SAYS("within the time");
    expect_unknown(bulkhead, polled);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_wait, bulkhead, waited, KEDGE_NO_LIMIT, &place);
    expect_unknown(bulkhead, waited);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, ended);
    expect_unknown(bulkhead, ended);
    CHECK(place == 77 && due == 77 && counts_of(bulkhead).timed_out == 3);
    give(bulkhead, held);
    drop(bulkhead);
    drop_clock(clock);
}

static void a_place_that_nobody_claims_goes_on(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_bulkhead *bulkhead = make(1, 3, DAY, clock);
    uint64_t held = take(bulkhead), first = line_up(bulkhead), second = line_up(bulkhead), third = line_up(bulkhead);
    uint64_t place = 77;
    give(bulkhead, held);
    CHECK_INFO(bulkhead, 0, 1, 2);
    advance(clock, SECOND);
    CHECK_INFO(bulkhead, 0, 1, 1);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_poll, bulkhead, first, &place, NULL);
    CHECK(place == 77 && counts_of(bulkhead).reclaimed == 1);
    /* Or that somebody does not want. */
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, second);
    CHECK_INFO(bulkhead, 0, 1, 0);
    held = expect_place(bulkhead, third);
    expect_unknown(bulkhead, second);
    give(bulkhead, held);
    CHECK_INFO(bulkhead, 0, 0, 0);
    drop(bulkhead);
    drop_clock(clock);
}

static void who_leaves_makes_room(void) {
    kedge_bulkhead *bulkhead = make(1, 1, DAY, NULL);
    uint64_t held = take(bulkhead), ticket = line_up(bulkhead);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, ticket);
    expect_unknown(bulkhead, ticket);
    uint64_t next = line_up(bulkhead);
    CHECK(next != ticket);
    expect_unknown(bulkhead, ticket);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, next);
    CHECK_INFO(bulkhead, 1, 0, 0);
    give(bulkhead, held);
    drop(bulkhead);
}

static void what_is_no_ticket_is_told(void) {
    static const uint64_t odd[] = {0, 1, 2, 0x1FFFFF, 0x200000, 0x200001, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX};
    kedge_bulkhead *bulkhead = make(1, 2, DAY, NULL);
    uint64_t held = take(bulkhead), ticket = line_up(bulkhead), place = 77;
    for (size_t i = 0; i < COUNT(odd); i++) {
        if (odd[i] == ticket) continue;
        kedge_status expected =
            (odd[i] & 0x1FFFFF) != 0 && odd[i] >> 56 != ticket >> 56 ? KEDGE_FORKED : KEDGE_UNKNOWN_TICKET;
        EXPECT(expected, kedge_bulkhead_poll, bulkhead, odd[i], &place, NULL);
        EXPECT(expected, kedge_bulkhead_wait, bulkhead, odd[i], KEDGE_NO_LIMIT, &place);
        EXPECT(expected, kedge_bulkhead_cancel, bulkhead, odd[i]);
    }
    CHECK(place == 77);
    CHECK_INFO(bulkhead, 1, 0, 1);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, ticket);
    give(bulkhead, held);
    drop(bulkhead);
}

/* The time that a thread blocks is the system's, whatever clock the bulkhead has. */
static void waiting_ends_with_its_time(void) {
    kedge_manual_clock *clock = make_clock(0);
    for (int is_manual = 0; is_manual <= 1; is_manual++) {
        kedge_bulkhead *bulkhead = make(1, 2, DAY, is_manual ? clock : NULL);
        uint64_t held = take(bulkhead), ticket = line_up(bulkhead), place = 77;
        EXPECT(KEDGE_NOT_YET, kedge_bulkhead_wait, bulkhead, ticket, KEDGE_MILLISECOND, &place);
        EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_acquire_wait, bulkhead, 0, &place);
        EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_acquire_wait, bulkhead, 5 * KEDGE_MILLISECOND, &place);
        CHECK_SAYS("within the time");
        /* Who gave up has left the queue. */
        CHECK_INFO(bulkhead, 1, 0, 1);
        give(bulkhead, held);
        EXPECT(KEDGE_OK, kedge_bulkhead_wait, bulkhead, ticket, KEDGE_NO_LIMIT, &held);
        CHECK(place == 77);
        give(bulkhead, held);
        CHECK_INFO(bulkhead, 0, 0, 0);
        drop(bulkhead);
    }
    drop_clock(clock);
    /* With the bulkhead's own, too. */
    kedge_bulkhead *bulkhead = make(1, 1, KEDGE_MILLISECOND, NULL);
    uint64_t held = take(bulkhead), place = 77;
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_acquire_wait, bulkhead, KEDGE_NO_LIMIT, &place);
    uint64_t ticket = line_up(bulkhead);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_wait, bulkhead, ticket, KEDGE_NO_LIMIT, &place);
    CHECK(place == 77 && counts_of(bulkhead).timed_out == 2);
    give(bulkhead, held);
    drop(bulkhead);
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static kedge_bulkhead *shared;

static int32_t look_around(void *context) {
    uint64_t place = 77;
    int32_t result = 77;
    CHECK(context == &shared);
    CHECK_INFO(shared, 1, 0, 0);
    EXPECT(KEDGE_BUSY, kedge_bulkhead_destroy, shared);
    CHECK_SAYS("callback");
    CHECK_SAYS("bulkhead");
    /* The place that the call has is the only one. */
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, shared, &place);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_call, shared, 1, do_nothing, NULL, &result);
    CHECK(place == 77 && result == 77);
    return -7;
}

static void a_call_has_a_place(void) {
    int32_t result = 77;
    shared = make(1, 1, DAY, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_acquire, shared, NULL);
    const char *before = kedge_last_error();
    char kept[512];
    snprintf(kept, sizeof kept, "%s", before);
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, 0, look_around, &shared, &result);
    CHECK(result == -7);
    /* What failed in it is not what failed last outside. */
    CHECK(strcmp(kedge_last_error(), kept) == 0);
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, KEDGE_NO_LIMIT, do_nothing, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_call, shared, 0, NULL, NULL, &result);
    CHECK_SAYS("body");
    CHECK_INFO(shared, 0, 0, 0);
    CHECK(result == -7 && counts_of(shared).admitted == 2);
    drop(shared);
    shared = make(1, 0, 0, NULL);
    uint64_t held = take(shared);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_call, shared, KEDGE_NO_LIMIT, do_nothing, NULL, &result);
    CHECK(result == -7);
    give(shared, held);
    drop(shared);
}

static int32_t go_deeper(void *depth) {
    int32_t result = 0;
    if (*(int *)depth == 0) return 0;
    --*(int *)depth;
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, 0, go_deeper, depth, &result);
    EXPECT(KEDGE_BUSY, kedge_bulkhead_destroy, shared);
    return result + 1;
}

static void calls_may_be_nested(void) {
    int depth = 20;
    int32_t result = 0;
    shared = make(25, 0, 0, NULL);
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, 0, go_deeper, &depth, &result);
    CHECK(result == 20 && counts_of(shared).admitted == 21);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
}

/* --- fork --------------------------------------------------------------------------------------------------------- */

static uint64_t held_before, ticket_before;

static void begin_at_zero(void) {
    uint64_t place = 77;
    CHECK_INFO(shared, 0, 0, 0);
    CHECK(counts_of(shared).admitted == 0);
    EXPECT(KEDGE_OK, kedge_bulkhead_release, shared, held_before);
    EXPECT(KEDGE_OK, kedge_bulkhead_release, shared, held_before);
    EXPECT(KEDGE_FORKED, kedge_bulkhead_poll, shared, ticket_before, &place, NULL);
    CHECK_SAYS("fork()");
    EXPECT(KEDGE_FORKED, kedge_bulkhead_wait, shared, ticket_before, KEDGE_NO_LIMIT, &place);
    EXPECT(KEDGE_FORKED, kedge_bulkhead_cancel, shared, ticket_before);
    CHECK(place == 77);
    uint64_t mine = take(shared);
    CHECK(mine != held_before);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, shared, &place);
    uint64_t ticket = line_up(shared);
    give(shared, mine);
    mine = expect_place(shared, ticket);
    CHECK_INFO(shared, 1, 0, 0);
    give(shared, mine);
    drop(shared);
}

static void a_child_begins_at_zero(void) {
    shared = make(1, 1, DAY, NULL);
    held_before = take(shared);
    ticket_before = line_up(shared);
    check_in_child(begin_at_zero);
    CHECK_INFO(shared, 1, 0, 1);
    give(shared, held_before);
    held_before = expect_place(shared, ticket_before);
    /* The first that a child asks for may be anything. */
    give(shared, held_before);
    drop(shared);
}

static void give_back_first(void) {
    give(shared, held_before);
    CHECK_INFO(shared, 0, 0, 0);
    give(shared, take(shared));
    drop(shared);
}

static void take_first(void) {
    uint64_t mine = take(shared);
    CHECK_INFO(shared, 1, 0, 0);
    give(shared, mine);
    drop(shared);
}

static void cancel_first(void) {
    EXPECT(KEDGE_FORKED, kedge_bulkhead_cancel, shared, ticket_before);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
}

static void whatever_a_child_asks_first(void) {
    shared = make(1, 1, DAY, NULL);
    held_before = take(shared);
    ticket_before = line_up(shared);
    check_in_child(give_back_first);
    check_in_child(take_first);
    check_in_child(cancel_first);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, shared, ticket_before);
    give(shared, held_before);
    drop(shared);
}

static void look_around_in_the_child(void) {
    EXPECT(KEDGE_BUSY, kedge_bulkhead_destroy, shared);
    CHECK_INFO(shared, 0, 0, 0);
    give(shared, take(shared));
}

static int32_t fork_in_a_call(void *context) {
    check_in_child(look_around_in_the_child);
    return context == NULL;
}

static void a_call_may_fork(void) {
    int32_t result = 77;
    shared = make(1, 1, DAY, NULL);
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, 0, fork_in_a_call, NULL, &result);
    CHECK(result == 1);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
}

/* A child that was made in a call returns from it, too. */
static pid_t forked_in_call;

static int32_t become_two(void *context) {
    fflush(NULL);
    forked_in_call = fork();
    return context == NULL;
}

static void a_child_returns_from_the_call(void) {
    int32_t result = 77;
    shared = make(1, 1, DAY, NULL);
    kedge_status status = kedge_bulkhead_call(shared, 0, become_two, NULL, &result);
    if (forked_in_call == 0) {
        alarm(60);
        int is_right = status == KEDGE_OK && result == 1 && kedge_bulkhead_destroy(shared) == KEDGE_OK;
        _exit(is_right ? 0 : 1);
    }
    int outcome = 0;
    CHECK(status == KEDGE_OK && forked_in_call > 0 && waitpid(forked_in_call, &outcome, 0) == forked_in_call);
    CHECK_AT(outcome == 0, "%d", outcome);
    drop(shared);
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static kedge_status use_info(void *info) { return CALL(kedge_bulkhead_get_info, shared, info); }

static void results_keep_the_rules(void) {
    shared = make(1, 1, 1, NULL);
    check_result(sizeof(kedge_bulkhead_info), use_info, 1);
    drop(shared);
}

static void null_is_refused(void) {
    kedge_bulkhead *bulkhead = make(1, 1, DAY, NULL);
    uint64_t held = take(bulkhead), place = 77, ticket = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_acquire, bulkhead, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_enqueue, bulkhead, NULL, &ticket);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_enqueue, bulkhead, &place, NULL);
    CHECK(place == 77 && ticket == 77);
    ticket = line_up(bulkhead);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_poll, bulkhead, ticket, NULL, &place);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_wait, bulkhead, ticket, KEDGE_NO_LIMIT, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_acquire_wait, bulkhead, KEDGE_NO_LIMIT, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_bulkhead_get_info, bulkhead, NULL);
    CHECK(place == 77);
    CHECK_INFO(bulkhead, 1, 0, 1);
    EXPECT(KEDGE_OK, kedge_bulkhead_cancel, bulkhead, ticket);
    give(bulkhead, held);
    drop(bulkhead);
}

static void *make_any(void) { return make(1, 1, DAY, NULL); }
static void drop_any(void *handle) { drop(handle); }

static void refuse(const void *handle, const char *what) {
    kedge_bulkhead *bulkhead = (kedge_bulkhead *)handle;
    kedge_bulkhead_info info = {.struct_size = sizeof info, .admitted = 77};
    uint64_t place = 77, other = 77;
    int32_t result = 77;
    if (handle != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_destroy, bulkhead);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_acquire, bulkhead, &place);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_enqueue, bulkhead, &place, &other);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_poll, bulkhead, 1, &place, &other);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_wait, bulkhead, 1, KEDGE_NO_LIMIT, &place);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_acquire_wait, bulkhead, KEDGE_NO_LIMIT, &place);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_cancel, bulkhead, 1);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_release, bulkhead, 1);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_call, bulkhead, 0, do_nothing, NULL, &result);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_bulkhead_get_info, bulkhead, &info);
    CHECK_SAYS("bulkhead");
    CHECK_AT(place == 77 && other == 77 && result == 77 && info.admitted == 77, "%s", what);
}

static void what_is_no_bulkhead_is_refused(void) { check_foreign_handles(make_any, drop_any, refuse); }

int main(void) {
    check_begin("bulkhead");
    check_case("missing memory, handles and randomness are statuses", refusals_of_the_system_are_statuses);
    check_case("options keep the rules of options", options_keep_the_rules);
    check_case("options out of their range are refused by name", refuses_options_out_of_range);
    check_case("places are taken and given back", places_are_taken_and_given_back);
    check_case("a place is given back once, also when another has it", a_place_is_given_back_once);
    check_case("a bulkhead keeps its clock", clocks_are_kept);
    check_case("who comes first is served first", who_comes_first_is_served_first);
    check_case("time ends a ticket, which is told once", time_ends_a_ticket);
    check_case("a place that nobody claims goes to the next", a_place_that_nobody_claims_goes_on);
    check_case("who leaves the queue makes room", who_leaves_makes_room);
    check_case("what is no ticket is told from one", what_is_no_ticket_is_told);
    check_case("waiting ends with its time, and who waited has left", waiting_ends_with_its_time);
    check_case("a call has a place, and its bulkhead stays until it ends", a_call_has_a_place);
    check_case("calls may be nested", calls_may_be_nested);
    check_case("a child of fork begins at zero", a_child_begins_at_zero);
    check_case("whatever a child of fork asks first, it begins at zero", whatever_a_child_asks_first);
    check_case("a call may fork", a_call_may_fork);
    check_case("a child that was made in a call returns from it", a_child_returns_from_the_call);
    check_case("result structs keep the rules of results", results_keep_the_rules);
    check_case("NULL is refused, and nothing is written", null_is_refused);
    check_case("every function refuses what is no bulkhead", what_is_no_bulkhead_is_refused);
    return check_end();
}
