/* The clock that moves only when told. */
#include "guards.h"

static void is_made_and_ended(void) {
    kedge_manual_clock *clock = NULL, *other = NULL;
    size_t live = kedge_live_handles();
    EXPECT(KEDGE_OK, kedge_manual_clock_create, 0, &clock);
    EXPECT(KEDGE_OK, kedge_manual_clock_create, UINT64_MAX, &other);
    CHECK(clock != NULL && other != NULL && clock != other && kedge_live_handles() == live + 2);
    EXPECT(KEDGE_OK, kedge_manual_clock_advance, clock, 0);
    EXPECT(KEDGE_OK, kedge_manual_clock_advance, clock, UINT64_MAX);
    EXPECT(KEDGE_OK, kedge_manual_clock_destroy, clock);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_manual_clock_destroy, clock);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_manual_clock_advance, clock, 1);
    SAYS("clock is no live handle of its type: it was destroyed, or this library never issued it");
    EXPECT(KEDGE_OK, kedge_manual_clock_destroy, other);
    EXPECT(KEDGE_OK, kedge_manual_clock_destroy, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_manual_clock_advance, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_manual_clock_create, 0, NULL);
    SAYS("out is NULL, and has to point somewhere");
}

static void moves_when_told(void) {
    kedge_manual_clock *clock = make_clock(1000);
    uint64_t deadline = 0, left = 0;
    CHECK(kedge_deadline_after(clock, 500, &deadline) == KEDGE_OK && deadline == 1500);
    CHECK(kedge_deadline_left(clock, deadline, &left) == KEDGE_OK && left == 500);
    move_clock(clock, 499);
    CHECK(kedge_deadline_left(clock, deadline, &left) == KEDGE_OK && left == 1);
    move_clock(clock, 0);
    CHECK(kedge_deadline_left(clock, deadline, &left) == KEDGE_OK && left == 1);
    move_clock(clock, 1);
    CHECK(kedge_deadline_left(clock, deadline, &left) == KEDGE_DEADLINE_EXCEEDED);
    drop_clock(clock);
}

/* Times before and behind the end of the range: nothing traps, and breakers go on. */
static void wraps_around(void) {
    kedge_manual_clock *clock = make_clock(UINT64_MAX - 5);
    kedge_breaker *breaker = make_strict(clock, 1);
    uint64_t deadline = 0;
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN && kedge_deadline_after(clock, 500, &deadline) == KEDGE_OK);
    move_clock(clock, 10);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    CHECK(breaker_info_of(breaker).in_state_ns == 0);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(breaker_info_of(breaker).retry_after_ns == 30 * KEDGE_SECOND);
    drop_breaker(breaker);
    drop_clock(clock);
}

static void policies_keep_it(void) {
    kedge_manual_clock *clock = make_clock(7);
    kedge_breaker *breaker = make_strict(clock, 1);
    move_clock(clock, 3);
    drop_clock(clock);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES).at_ns == 10);
    CHECK(breaker_info_of(breaker).in_state_ns == 0);
    drop_breaker(breaker);
}

static kedge_manual_clock *shared;
static void *move_often(void *unused) {
    for (int i = 0; i < 10000; i++) CHECK(kedge_manual_clock_advance(shared, 3) == KEDGE_OK);
    return unused;
}

static void threads_lose_no_time(void) {
    pthread_t threads[8];
    uint64_t deadline = 0;
    shared = make_clock(0);
    for (size_t i = 0; i < COUNT(threads); i++) CHECK(pthread_create(&threads[i], NULL, move_often, NULL) == 0);
    for (size_t i = 0; i < COUNT(threads); i++) pthread_join(threads[i], NULL);
    CHECK(kedge_deadline_after(shared, 0, &deadline) == KEDGE_OK && deadline == 240000);
    drop_clock(shared);
}

int main(void) {
    check_begin("manual_clock");
    check_case("a clock is made, and ends once", is_made_and_ended);
    check_case("it moves when told, and not else", moves_when_told);
    check_case("at the end of its range it wraps around", wraps_around);
    check_case("a policy keeps the clock that it was made with", policies_keep_it);
    check_case("of many threads none loses time", threads_lose_no_time);
    return check_end();
}
