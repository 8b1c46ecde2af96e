/* Breakers that are half-open, and states by hand. */
#include "guards.h"

static kedge_manual_clock *now;

/* --- probes ------------------------------------------------------------------------------------------------------- */

static kedge_breaker *make_half_open(const kedge_breaker_options *options) {
    kedge_breaker *breaker = make_breaker(options);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_HALF_OPEN);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_HALF_OPEN, KEDGE_REASON_MANUAL);
    return breaker;
}

static void probes_close_it(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_permit permits[5], none = {77, 77};
    uint64_t retry_after = 77;
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    move_clock(now, 30 * KEDGE_SECOND);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN && breaker_info_of(breaker).retry_after_ns == 0);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
    for (int i = 0; i < 5; i++) permits[i] = acquire(breaker);
    move_clock(now, KEDGE_SECOND);
    EXPECT(KEDGE_CIRCUIT_HALF_OPEN, kedge_breaker_acquire, breaker, &none, &retry_after);
    SAYS("the breaker is half-open, and as many calls as may pass are under way");
    CHECK(retry_after == 29 * KEDGE_SECOND && none.word == 77 && none.moment == 77);
    EXPECT(KEDGE_CIRCUIT_HALF_OPEN, kedge_breaker_acquire, breaker, &none, NULL);
    /* A call that says nothing leaves its place to another. */
    EXPECT(KEDGE_OK, kedge_breaker_ignore, breaker, &permits[2]);
    permits[2] = acquire(breaker);
    for (int i = 0; i < 5; i++) {
        CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN && breaker_info_of(breaker).probes_under_way == 5u - (unsigned)i);
        EXPECT(KEDGE_OK, kedge_breaker_success, breaker, &permits[i]);
    }
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.state == KEDGE_BREAKER_CLOSED && info.probes_admitted == 6 && info.probes_finished == 6);
    CHECK(info.successes == 5 && info.failures == 1 && info.ignored == 1 && info.rejected == 2 && info.reopenings == 0);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES);
    HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_HALF_OPEN, KEDGE_REASON_OPEN_TIME_OVER);
    HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_CLOSED, KEDGE_REASON_PROBES_SUCCEEDED);
    nothing_happened(breaker);
    drop_breaker(breaker);
}

static void probes_open_it_again(void) {
    kedge_breaker_options options = breaker_options(now);
    options.open_time_factor = 3;
    options.maximum_open_time_ns = 200 * KEDGE_SECOND;
    kedge_breaker *breaker = make_half_open(&options);
    uint64_t expected[] = {90, 200, 200};
    for (uint64_t i = 0; i < COUNT(expected); i++) {
        /* Half of five are three. */
        pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
        CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
        kedge_permit left = acquire(breaker);
        pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
        HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_OPEN, KEDGE_REASON_PROBES_FAILED);
        kedge_breaker_info info = breaker_info_of(breaker);
        CHECK(info.reopenings == i + 1 && info.retry_after_ns == expected[i] * KEDGE_SECOND);
        CHECK(info.probes_taken_back == i + 1 && info.failures == 3 * (i + 1));
        EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_breaker_success, breaker, &left);
        SAYS("the call took too long in half-open state, or the breaker went on without it");
        CHECK(left.word == 0);
        move_clock(now, expected[i] * KEDGE_SECOND);
        EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
        HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_HALF_OPEN, KEDGE_REASON_OPEN_TIME_OVER);
    }
    drop_breaker(breaker);
}

static void late_probes_are_taken_back(void) {
    kedge_breaker_options options = breaker_options(now);
    options.probe_time_ns = 10 * KEDGE_SECOND;
    kedge_breaker *breaker = make_half_open(&options);
    kedge_permit late[3], copy;
    for (int i = 0; i < 2; i++) late[i] = acquire(breaker);
    move_clock(now, 10 * KEDGE_SECOND - 1);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    CHECK(breaker_info_of(breaker).probes_under_way == 2);
    move_clock(now, 1);
    copy = late[0];
    EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_breaker_success, breaker, &late[0]);
    EXPECT(KEDGE_PERMIT_FINISHED, kedge_breaker_success, breaker, &late[0]);
    EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_breaker_ignore, breaker, &copy);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.probes_taken_back == 2 && info.probes_under_way == 0 && info.failures == 2 && info.successes == 0);
    EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_breaker_failure, breaker, &late[1]);
    CHECK(breaker_info_of(breaker).failures == 2 && state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
    /* The third that fails is too many, whoever finds out. */
    late[2] = acquire(breaker);
    move_clock(now, 10 * KEDGE_SECOND);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &copy, NULL);
    HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_OPEN, KEDGE_REASON_PROBES_FAILED);
    EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_breaker_success, breaker, &late[2]);
    drop_breaker(breaker);
}

static void half_open_state_ends(void) {
    kedge_breaker_options options = breaker_options(now);
    kedge_breaker *breaker = make_half_open(&options);
    pass(breaker, 4, KEDGE_CALL_SUCCEEDED);
    move_clock(now, 60 * KEDGE_SECOND - 1);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
    move_clock(now, 1);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_OPEN, KEDGE_REASON_HALF_OPEN_TIME_OVER);
    CHECK(breaker_info_of(breaker).reopenings == 1);
    drop_breaker(breaker);
}

/* --- by hand ------------------------------------------------------------------------------------------------------ */

static void goes_over_by_hand(void) {
    static const uint32_t states[] = {KEDGE_BREAKER_DISABLED, KEDGE_BREAKER_METRICS_ONLY, KEDGE_BREAKER_OPEN,
        KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_FORCED_OPEN, KEDGE_BREAKER_CLOSED};
    static const uint32_t none[] = {3, 7, 8, 1u << 31, UINT32_MAX};
    kedge_breaker *breaker = make_strict(now, 2);
    uint32_t before = KEDGE_BREAKER_CLOSED;
    for (size_t i = 0; i < COUNT(states); i++) {
        EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, states[i]);
        CHECK(state_of(breaker) == states[i] && breaker_info_of(breaker).generation == i + 2);
        HAPPENED(breaker, before, states[i], KEDGE_REASON_MANUAL);
        before = states[i];
    }
    for (size_t i = 0; i < COUNT(none); i++) EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_set_state, breaker, none[i]);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_set_state, breaker, 3);
    SAYS("state 3 is none of KEDGE_BREAKER_CLOSED and the others");
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED);
    nothing_happened(breaker);
    drop_breaker(breaker);
}

static void states_by_hand_do_what_they_say(void) {
    kedge_breaker *breaker = make_strict(now, 2);
    kedge_permit permit = {0, 0};
    uint64_t retry_after = 77;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_DISABLED);
    pass(breaker, 5, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 5, KEDGE_CALL_SUCCEEDED);
    pass(breaker, 5, KEDGE_CALL_IGNORED);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.successes == 0 && info.failures == 0 && info.ignored == 0 && info.stale == 0);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_METRICS_ONLY);
    pass(breaker, 5, KEDGE_CALL_FAILED_ONCE);
    info = breaker_info_of(breaker);
    CHECK(info.state == KEDGE_BREAKER_METRICS_ONLY && info.failures == 5 && info.consecutive_failures == 5);
    pass(breaker, 4, KEDGE_CALL_SUCCEEDED);
    CHECK(breaker_info_of(breaker).successes == 4 && breaker_info_of(breaker).consecutive_failures == 0);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_FORCED_OPEN);
    move_clock(now, 365 * 86400 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, &retry_after);
    SAYS("the breaker was opened by hand");
    CHECK(retry_after == FOREVER && breaker_info_of(breaker).retry_after_ns == FOREVER);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_OPEN);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, &retry_after);
    CHECK(retry_after == 30 * KEDGE_SECOND);
    move_clock(now, 30 * KEDGE_SECOND);
    /* Without a rate a single failure is too many. */
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN && breaker_info_of(breaker).reopenings == 1);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    CHECK(breaker_info_of(breaker).reopenings == 0);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED);
    drop_breaker(breaker);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_probes");
    runs_case("probes that succeed close it", probes_close_it);
    runs_case("probes that fail open it again, each time for longer", probes_open_it_again);
    runs_case("probes that do not report in time are taken back", late_probes_are_taken_back);
    runs_case("half-open state ends", half_open_state_ends);
    runs_case("it goes over to any state by hand", goes_over_by_hand);
    runs_case("states by hand do what they say", states_by_hand_do_what_they_say);
    return check_end();
}
