/* A breaker's life: calls that pass and end, and limits that open it. */
#include "guards.h"

static kedge_manual_clock *now;

/* --- permits ------------------------------------------------------------------------------------------------------ */

static void is_made_and_ended(void) {
    kedge_breaker *breaker = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_create, NULL, &breaker);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.state == KEDGE_BREAKER_CLOSED && info.generation == 1 && info.retry_after_ns == 0);
    CHECK(info.successes == 0 && info.failures == 0 && info.rejected == 0 && info.count_window_has_rates == 0);
    pass(breaker, 3, KEDGE_CALL_SUCCEEDED);
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 4, KEDGE_CALL_IGNORED);
    info = breaker_info_of(breaker);
    CHECK(info.successes == 3 && info.failures == 2 && info.ignored == 4 && info.consecutive_failures == 2);
    CHECK(info.count_window_calls == 5 && info.count_window_failures == 2 && info.count_window_slow_calls == 0);
    nothing_happened(breaker);
    EXPECT(KEDGE_OK, kedge_breaker_destroy, breaker);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_destroy, breaker);
    EXPECT(KEDGE_OK, kedge_breaker_destroy, NULL);
}

static void permits_end_once(void) {
    static const uint32_t outcomes[] = {KEDGE_CALL_SUCCEEDED, KEDGE_CALL_FAILED_ONCE, KEDGE_CALL_IGNORED};
    for (size_t i = 0; i < COUNT(outcomes); i++) {
        for (size_t j = 0; j < COUNT(outcomes); j++) {
            kedge_breaker *breaker = make_strict(now, 10);
            kedge_permit permit = acquire(breaker), none = {0, 0};
            CHECK(finish(breaker, &permit, outcomes[i]) == KEDGE_OK && permit.word == 0);
            CHECK(finish(breaker, &permit, outcomes[j]) == KEDGE_PERMIT_FINISHED);
            SAYS("the permit was finished before, or never acquired");
            CHECK(finish(breaker, &none, outcomes[j]) == KEDGE_PERMIT_FINISHED);
            kedge_breaker_info info = breaker_info_of(breaker);
            CHECK(info.successes + info.failures + info.ignored == 1);
            /* Among probes copies are found out too. */
            EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_HALF_OPEN);
            kedge_permit copy = permit = acquire(breaker);
            CHECK(finish(breaker, &permit, outcomes[i]) == KEDGE_OK && permit.word == 0);
            CHECK(finish(breaker, &permit, outcomes[j]) == KEDGE_PERMIT_FINISHED);
            CHECK(finish(breaker, &copy, outcomes[j]) == KEDGE_PERMIT_FINISHED && copy.word == 0);
            drop_breaker(breaker);
        }
    }
}

/* Whatever a permit is, it is answered, and counts for one call at the most. */
static void permits_may_be_anything(void) {
    kedge_breaker *breaker = make_breaker(NULL);
    uint64_t answered = 0;
    for (int state = 0; state <= 6; state += state == 2 ? 2 : 1) {
        EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, (uint32_t)state);
        for (uint64_t seed = 0; seed < 3000; seed++) {
            kedge_permit permit;
            check_pattern((uint8_t *)&permit, sizeof permit, seed);
            if (seed % 3 == 1) permit.word &= (uint64_t)7 << 32 | 0x1F;
            if (seed % 5 == 1) permit.moment &= 3;
            kedge_status status = finish(breaker, &permit, (uint32_t)(seed % 3 + 1));
            CHECK_AT(status == KEDGE_OK || status == KEDGE_PERMIT_FINISHED || status == KEDGE_PERMIT_TAKEN_BACK, "%d",
                (int)status);
            CHECK(permit.word == 0);
            answered += status == KEDGE_OK;
        }
    }
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.successes + info.failures + info.ignored + info.stale <= answered);
    drop_breaker(breaker);
}

static void results_of_other_times_are_stale(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_permit permits[4];
    for (int i = 0; i < 4; i++) permits[i] = acquire(breaker);
    /* In the same state too. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    EXPECT(KEDGE_OK, kedge_breaker_success, breaker, &permits[0]);
    EXPECT(KEDGE_OK, kedge_breaker_failure, breaker, &permits[1]);
    EXPECT(KEDGE_OK, kedge_breaker_ignore, breaker, &permits[2]);
    EXPECT(KEDGE_PERMIT_FINISHED, kedge_breaker_ignore, breaker, &permits[2]);
    nothing_happened(breaker);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    EXPECT(KEDGE_OK, kedge_breaker_failure, breaker, &permits[3]);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.stale == 4 && info.successes == 0 && info.failures == 1 && info.ignored == 0);
    CHECK(info.state == KEDGE_BREAKER_OPEN && info.generation == 3);
    drop_breaker(breaker);
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

static void opens_at_failures_in_a_row(void) {
    kedge_breaker *breaker = make_strict(now, 3);
    kedge_permit permit = {77, 78};
    uint64_t retry_after = 77;
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 1, KEDGE_CALL_IGNORED);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED && breaker_info_of(breaker).consecutive_failures == 2);
    EXPECT(KEDGE_OK, kedge_breaker_acquire, breaker, &permit, &retry_after);
    CHECK(retry_after == 77);
    EXPECT(KEDGE_OK, kedge_breaker_failure, breaker, &permit);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN);
    permit.word = permit.moment = 77;
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, &retry_after);
    SAYS("the breaker is open, because too many calls failed or were slow");
    CHECK(retry_after == 30 * KEDGE_SECOND && permit.word == 77 && permit.moment == 77);
    move_clock(now, 30 * KEDGE_SECOND - 1);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, &retry_after);
    CHECK(retry_after == 1);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, breaker, &permit, NULL);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.rejected == 3 && info.retry_after_ns == 1 && info.in_state_ns == 30 * KEDGE_SECOND - 1);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES);
    drop_breaker(breaker);
}

static void opens_at_a_rate_of_failures(void) {
    kedge_breaker_options options = breaker_options(now);
    options.count_window = 10;
    options.minimum_calls = 5;
    options.failure_rate_ppm = 40 * KEDGE_PERCENT;
    kedge_breaker *breaker = make_breaker(&options);
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 2, KEDGE_CALL_IGNORED);
    pass(breaker, 2, KEDGE_CALL_SUCCEEDED);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED && breaker_info_of(breaker).count_window_has_rates == 0);
    /* A success, too, may be the call that gives the window a rate. */
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_FAILURE_RATE);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_CLOSED, KEDGE_REASON_MANUAL);
    /* What is older than ten calls is forgotten. */
    pass(breaker, 6, KEDGE_CALL_SUCCEEDED);
    pass(breaker, 3, KEDGE_CALL_FAILED_ONCE);
    pass(breaker, 10, KEDGE_CALL_SUCCEEDED);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.count_window_calls == 10 && info.count_window_failures == 0 && info.count_window_has_rates == 1);
    pass(breaker, 3, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN);
    drop_breaker(breaker);
}

static void opens_at_a_rate_of_slow_calls(void) {
    kedge_breaker_options options = breaker_options(now);
    options.failure_rate_ppm = FOREVER;
    options.slow_call_rate_ppm = 50 * KEDGE_PERCENT;
    options.slow_call_ns = KEDGE_SECOND;
    options.minimum_calls = 4;
    kedge_breaker *breaker = make_breaker(&options);
    for (int i = 0; i < 4; i++) {
        kedge_permit permit = acquire(breaker);
        move_clock(now, KEDGE_SECOND - (i < 2));
        CHECK(finish(breaker, &permit, i == 3 ? KEDGE_CALL_FAILED_ONCE : KEDGE_CALL_SUCCEEDED) == KEDGE_OK);
    }
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.slow_calls == 2 && info.successes == 3 && info.failures == 1 && info.state == KEDGE_BREAKER_OPEN);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_SLOW_CALL_RATE);
    /* Slow probes open it again: half of five are three. */
    move_clock(now, 30 * KEDGE_SECOND);
    kedge_permit permits[3];
    for (int i = 0; i < 3; i++) permits[i] = acquire(breaker);
    move_clock(now, KEDGE_SECOND);
    for (int i = 0; i < 3; i++) EXPECT(KEDGE_OK, kedge_breaker_success, breaker, &permits[i]);
    HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_HALF_OPEN, KEDGE_REASON_OPEN_TIME_OVER);
    HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_OPEN, KEDGE_REASON_PROBES_SLOW);
    CHECK(breaker_info_of(breaker).slow_calls == 5 && breaker_info_of(breaker).successes == 6);
    drop_breaker(breaker);
}

static void opens_at_a_rate_in_a_time(void) {
    kedge_breaker_options options = breaker_options(now);
    options.count_window = FOREVER;
    options.time_window_ns = 10 * KEDGE_SECOND;
    options.minimum_calls = 4;
    kedge_breaker *breaker = make_breaker(&options);
    pass(breaker, 3, KEDGE_CALL_FAILED_ONCE);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.time_window_calls == 3 && info.time_window_failures == 3 && info.time_window_has_rates == 0);
    CHECK(info.count_window_calls == 0 && info.count_window_failures == 0);
    move_clock(now, 10 * KEDGE_SECOND);
    CHECK(breaker_info_of(breaker).time_window_calls == 0);
    pass(breaker, 3, KEDGE_CALL_FAILED_ONCE);
    move_clock(now, 5 * KEDGE_SECOND);
    pass(breaker, 4, KEDGE_CALL_IGNORED);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED && breaker_info_of(breaker).failures == 6);
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_FAILURE_RATE);
    drop_breaker(breaker);
}

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

struct made {
    kedge_breaker *breaker;
    uint32_t answer;
    int count;
};

static uint32_t make_call(kedge_attempt *attempt, void *context) {
    struct made *made = context;
    made->count++;
    CHECK(attempt->struct_size == sizeof *attempt && attempt->number == 1 && attempt->target == KEDGE_NO_LAYER);
    CHECK(attempt->time_left_ns == FOREVER && attempt->retry_after_ns == FOREVER);
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, made->breaker);
    SAYS("a callback is under way on behalf of breaker, which can be ended when that has returned");
    breaker_info_of(made->breaker);
    return made->answer;
}

static void calls_through_callbacks(void) {
    struct made made = {make_strict(now, 100), 0, 0};
    uint32_t outcome = 77;
    for (made.answer = 0; made.answer < 10; made.answer++) {
        kedge_breaker_info before = breaker_info_of(made.breaker);
        int is_success = made.answer == KEDGE_CALL_SUCCEEDED;
        int is_ignored = made.answer == KEDGE_CALL_IGNORED || made.answer == KEDGE_CALL_CANCELLED ||
                         made.answer == KEDGE_CALL_CIRCUIT_OPEN;
        kedge_status expected = is_success ? KEDGE_OK : KEDGE_CALL_FAILED;
        EXPECT(expected, kedge_breaker_call, made.breaker, make_call, &made, &outcome);
        CHECK(outcome == made.answer && made.count == (int)made.answer + 1);
        kedge_breaker_info info = breaker_info_of(made.breaker);
        CHECK_AT(info.successes - before.successes == (uint64_t)is_success, "outcome %u", made.answer);
        CHECK_AT(info.ignored - before.ignored == (uint64_t)is_ignored, "outcome %u", made.answer);
        CHECK_AT(info.failures - before.failures == (uint64_t)(!is_success && !is_ignored), "outcome %u", made.answer);
    }
    SAYS("the call was made, and answered 9");
    EXPECT(KEDGE_CALL_FAILED, kedge_breaker_call, made.breaker, make_call, &made, NULL);
    outcome = 77;
    made.count = 0;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_call, made.breaker, NULL, &made, &outcome);
    SAYS("call is NULL, and has to point somewhere");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, made.breaker, KEDGE_BREAKER_FORCED_OPEN);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_call, made.breaker, make_call, &made, &outcome);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, made.breaker, KEDGE_BREAKER_HALF_OPEN);
    for (int i = 0; i < 5; i++) acquire(made.breaker);
    EXPECT(KEDGE_CIRCUIT_HALF_OPEN, kedge_breaker_call, made.breaker, make_call, &made, &outcome);
    CHECK(made.count == 0 && outcome == 77);
    drop_breaker(made.breaker);
}

/* --- results ------------------------------------------------------------------------------------------------------ */

static kedge_breaker *shared;
static kedge_status use_info(void *info) { return CALL(kedge_breaker_get_info, shared, info); }
static kedge_status use_event(void *event) {
    /* There is one in any case, and always the same but for its number and time. */
    kedge_breaker_set_state(shared, KEDGE_BREAKER_CLOSED);
    kedge_breaker_event last = {.struct_size = sizeof last};
    while (kedge_breaker_next_event(shared, &last) == KEDGE_OK) {}
    kedge_breaker_set_state(shared, KEDGE_BREAKER_DISABLED);
    size_t size = event == NULL ? 0 : *(size_t *)event;
    kedge_status status = CALL(kedge_breaker_next_event, shared, event);
    if (status == KEDGE_OK && size >= sizeof last) ((kedge_breaker_event *)event)->sequence = 0;
    return status;
}

static void results_keep_the_rules(void) {
    shared = make_strict(now, 3);
    check_result(sizeof(kedge_breaker_info), use_info, 1);
    check_result(sizeof(kedge_breaker_event), use_event, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_get_info, shared, &(kedge_breaker_info){.struct_size = 199});
    SAYS("info: struct_size 199 is of no release; set it to the size of the struct first");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_get_state, shared, NULL);
    SAYS("state is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_acquire, shared, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_success, shared, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_failure, shared, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_ignore, shared, NULL);
    SAYS("permit is NULL, and has to point somewhere");
    drop_breaker(shared);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker");
    check_case("a breaker is made with the defaults, counts, and ends once", is_made_and_ended);
    runs_case("a permit ends once, and copies of probes are found out", permits_end_once);
    runs_case("a permit may be anything, and is answered", permits_may_be_anything);
    runs_case("results of calls from before a change count for nothing", results_of_other_times_are_stale);
    runs_case("it opens at failures in a row, for its open time", opens_at_failures_in_a_row);
    runs_case("it opens at a rate of failures among the last calls", opens_at_a_rate_of_failures);
    runs_case("it opens at a rate of slow calls, and again at that of slow probes", opens_at_a_rate_of_slow_calls);
    runs_case("it opens at a rate among the calls of the last time", opens_at_a_rate_in_a_time);
    runs_case("a callback makes the call, if it may be made", calls_through_callbacks);
    runs_case("result structs keep the rules of results", results_keep_the_rules);
    return check_end();
}
