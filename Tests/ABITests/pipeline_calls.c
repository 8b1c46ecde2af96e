/* Calls through a pipeline step by step, as a host makes them that has an event loop of its own. */
#include "guards.h"

static kedge_manual_clock *now;

static kedge_pipeline_layer breaker_layer(const kedge_breaker *breaker) {
    return (kedge_pipeline_layer){.kind = KEDGE_LAYER_BREAKER, .breaker = breaker};
}

static kedge_pipeline_layer retry_layer(const kedge_retry *retry) {
    return (kedge_pipeline_layer){.kind = KEDGE_LAYER_RETRY, .retry = retry};
}

static kedge_pipeline_layer deadline_layer(uint32_t kind, uint64_t limit_ns) {
    return (kedge_pipeline_layer){.kind = kind, .limit_ns = limit_ns};
}

static const kedge_pipeline_layer fallback_layer = {.kind = KEDGE_LAYER_FALLBACK};

/* An attempt with so much time, which comes to this. */
static void attempt(
    kedge_pipeline *pipeline, kedge_pipeline_call *call, uint64_t time_ns, uint32_t number, uint32_t outcome) {
    kedge_pipeline_step step = STEP(pipeline, call, KEDGE_STEP_ATTEMPT, time_ns);
    CHECK_AT(step.attempt == number, "attempt %u", step.attempt);
    report(pipeline, call, outcome);
}

static void a_call_goes_through(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_pipeline_layer layer = breaker_layer(breaker);
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    kedge_pipeline_call call = begin_call(pipeline, FOREVER);
    kedge_pipeline_result result = {.struct_size = sizeof result, .attempts = 77};
    EXPECT(KEDGE_NOTHING_TO_REPORT, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER);
    SAYS("no attempt is under way, and no fallback was asked for");
    EXPECT(KEDGE_NOT_YET, kedge_pipeline_get_result, pipeline, &call, &result);
    SAYS("the call has not ended");
    /* The same step is given until something is reported. */
    for (int i = 0; i < 3; i++) {
        kedge_pipeline_step step = STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER);
        CHECK(step.attempt == 1 && step.target == KEDGE_NO_LAYER);
    }
    EXPECT(KEDGE_NOT_YET, kedge_pipeline_get_result, pipeline, &call, &result);
    CHECK(result.attempts == 77);
    report(pipeline, &call, KEDGE_CALL_SUCCEEDED);
    EXPECT(KEDGE_NOTHING_TO_REPORT, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER);
    EXPECT(KEDGE_NOT_YET, kedge_pipeline_get_result, pipeline, &call, &result);
    for (int i = 0; i < 2; i++) STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    result = ENDED(pipeline, &call, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    CHECK(result.attempts == 1 && result.stop == KEDGE_OK && result.retry_after_ns == FOREVER);
    CHECK(result.target == KEDGE_NO_LAYER && breaker_info_of(breaker).successes == 1);
    EXPECT(KEDGE_NOTHING_TO_REPORT, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &call);
    ENDED(pipeline, &call, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    /* And one that fails. */
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER);
    EXPECT(KEDGE_OK, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_FAILED_ONCE, 5 * KEDGE_SECOND);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    result = ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    CHECK(result.retry_after_ns == 5 * KEDGE_SECOND && state_of(breaker) == KEDGE_BREAKER_OPEN);
    /* And one that is not let pass. */
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    result = ENDED(pipeline, &call, KEDGE_CIRCUIT_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN, 0);
    CHECK(result.attempts == 0 && result.retry_after_ns == 30 * KEDGE_SECOND && layer_info_of(pipeline, 0).decided == 1);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_HALF_OPEN);
    for (int i = 0; i < 5; i++) acquire(breaker);
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &call, KEDGE_CIRCUIT_HALF_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN, 0);
    kedge_pipeline_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, pipeline, &info);
    CHECK(info.calls == 4 && info.successes == 1 && info.layer_count == 1);
    drop_breaker(breaker);
    drop_pipeline(pipeline);
}

static void a_call_is_tried_again(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    kedge_breaker *breaker = make_strict(now, 4);
    kedge_pipeline_layer layers[] = {breaker_layer(breaker), retry_layer(retry)};
    kedge_pipeline *pipeline = make_pipeline(layers, 2, now), *other = NULL;
    kedge_pipeline_call call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_WAIT, 100 * KEDGE_MILLISECOND);
    EXPECT(KEDGE_NOTHING_TO_REPORT, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER);
    EXPECT(KEDGE_OK, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_FAILED_ONCE, 7 * KEDGE_SECOND);
    STEP(pipeline, &call, KEDGE_STEP_WAIT, 7 * KEDGE_SECOND);
    attempt(pipeline, &call, FOREVER, 3, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    kedge_pipeline_result result = ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    CHECK(result.attempts == 3 && result.stop == KEDGE_ATTEMPTS_USED && breaker_info_of(breaker).failures == 3);
    CHECK(layer_info_of(pipeline, 0).repeated == 2 && layer_info_of(pipeline, 1).repeated == 0);
    /* A call that may not be made twice, and an open circuit, are not tried again. */
    EXPECT(KEDGE_OK, kedge_pipeline_begin, pipeline, 0, FOREVER, &call);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(result_of(pipeline, &call).stop == KEDGE_NOT_RETRYABLE && state_of(breaker) == KEDGE_BREAKER_OPEN);
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    result = ENDED(pipeline, &call, KEDGE_CIRCUIT_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN, 1);
    CHECK(result.stop == KEDGE_CIRCUIT_OPEN && result.attempts == 0);
    /* A breaker around the retry sees one call. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    EXPECT(KEDGE_OK, kedge_pipeline_create, layers, 2, KEDGE_ORDER_AS_GIVEN, now, &other);
    call = begin_call(other, FOREVER);
    for (uint32_t i = 1; i <= 3; i++) {
        attempt(other, &call, FOREVER, i, KEDGE_CALL_FAILED_ONCE);
        if (i < 3) STEP(other, &call, KEDGE_STEP_WAIT, i * 100 * KEDGE_MILLISECOND);
    }
    STEP(other, &call, KEDGE_STEP_ENDED, 0);
    CHECK(breaker_info_of(breaker).consecutive_failures == 1);
    drop_pipeline(pipeline);
    drop_pipeline(other);
    drop_breaker(breaker);
    drop_retry(retry);
}

static void a_fallback_answers(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_pipeline_layer layers[] = {fallback_layer, breaker_layer(breaker)};
    kedge_pipeline *pipeline = make_pipeline(layers, 2, now);
    kedge_pipeline_call call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_SUCCEEDED);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &call, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_FAILED_FOR_GOOD);
    for (int i = 0; i < 2; i++) STEP(pipeline, &call, KEDGE_STEP_FALLBACK, 0);
    report(pipeline, &call, KEDGE_CALL_SUCCEEDED);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_OK, KEDGE_CAUSE_FALLBACK, 0).attempts == 1);
    static const uint32_t failures[] = {KEDGE_CALL_FAILED_ONCE, KEDGE_CALL_CANCELLED, KEDGE_CALL_TIMED_OUT};
    for (size_t i = 0; i < COUNT(failures); i++) {
        call = begin_call(pipeline, FOREVER);
        STEP(pipeline, &call, KEDGE_STEP_FALLBACK, 0);
        /* What it answers for. */
        ENDED(pipeline, &call, KEDGE_CIRCUIT_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN, 1);
        report(pipeline, &call, failures[i]);
        STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
        ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_FALLBACK, 0);
    }
    CHECK(layer_info_of(pipeline, 0).decided == 4);
    /* Without one the call ends as it would have. */
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_FALLBACK, 0);
    report(pipeline, &call, KEDGE_CALL_IGNORED);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &call, KEDGE_CIRCUIT_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN, 1);
    CHECK(layer_info_of(pipeline, 0).decided == 4 && layer_info_of(pipeline, 1).decided == 1);
    /* Who wants the answer no more is given none. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_CANCELLED);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &call, KEDGE_CANCELLED, KEDGE_CAUSE_CANCELLED, KEDGE_NO_LAYER);
    drop_pipeline(pipeline);
    drop_breaker(breaker);
}

static void time_is_limited(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    kedge_breaker *breaker = make_strict(now, 100);
    kedge_pipeline_layer layers[] = {deadline_layer(KEDGE_LAYER_DEADLINE, 2 * KEDGE_SECOND), retry_layer(retry),
        breaker_layer(breaker), deadline_layer(KEDGE_LAYER_ATTEMPT_DEADLINE, KEDGE_SECOND)};
    kedge_pipeline *pipeline = make_pipeline(layers, 4, now);
    kedge_pipeline_call call = begin_call(pipeline, FOREVER);
    /* An attempt that takes too long is a failure like another. */
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, KEDGE_SECOND);
    move_clock(now, KEDGE_SECOND);
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, 0);
    report(pipeline, &call, KEDGE_CALL_TIMED_OUT);
    STEP(pipeline, &call, KEDGE_STEP_WAIT, 100 * KEDGE_MILLISECOND);
    CHECK(breaker_info_of(breaker).failures == 1);
    move_clock(now, 100 * KEDGE_MILLISECOND);
    /* Then less is left than an attempt may take. */
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, 900 * KEDGE_MILLISECOND);
    move_clock(now, 900 * KEDGE_MILLISECOND);
    report(pipeline, &call, KEDGE_CALL_TIMED_OUT);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    kedge_pipeline_result result = ENDED(pipeline, &call, KEDGE_DEADLINE_EXCEEDED, KEDGE_CAUSE_DEADLINE_EXCEEDED, 0);
    CHECK(result.attempts == 2 && result.stop == KEDGE_TIME_USED && layer_info_of(pipeline, 0).decided == 1);
    /* A delay that would end too late is not begun. */
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, KEDGE_SECOND);
    move_clock(now, 1950 * KEDGE_MILLISECOND);
    report(pipeline, &call, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER).stop == KEDGE_TIME_USED);
    /* Who comes back too late makes no further attempt. */
    call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, KEDGE_SECOND, 1, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_WAIT, 100 * KEDGE_MILLISECOND);
    move_clock(now, 2 * KEDGE_SECOND);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_DEADLINE_EXCEEDED, KEDGE_CAUSE_DEADLINE_EXCEEDED, 0).attempts == 1);
    /* The caller has a deadline of its own. */
    uint64_t deadline = 0;
    CHECK(kedge_deadline_after(now, 300 * KEDGE_MILLISECOND, &deadline) == KEDGE_OK);
    call = begin_call(pipeline, deadline);
    STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, 300 * KEDGE_MILLISECOND);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &call);
    call = begin_call(pipeline, 1);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    result = ENDED(pipeline, &call, KEDGE_DEADLINE_EXCEEDED, KEDGE_CAUSE_DEADLINE_EXCEEDED, KEDGE_NO_LAYER);
    CHECK(result.attempts == 0);
    drop_pipeline(pipeline);
    drop_breaker(breaker);
    drop_retry(retry);
}

static void rates_are_limited(void) {
    kedge_rate_limiter *limiter = make_limiter(now, 10 * KEDGE_SECOND);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = limiter};
    kedge_pipeline *hasty = make_pipeline(&layer, 1, now);
    layer.limit_ns = 15 * KEDGE_SECOND;
    kedge_pipeline *patient = make_pipeline(&layer, 1, now);
    kedge_pipeline_call call = begin_call(hasty, FOREVER);
    attempt(hasty, &call, FOREVER, 1, KEDGE_CALL_SUCCEEDED);
    STEP(hasty, &call, KEDGE_STEP_ENDED, 0);
    call = begin_call(hasty, FOREVER);
    STEP(hasty, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(hasty, &call, KEDGE_RATE_LIMITED, KEDGE_CAUSE_RATE_LIMITED, 0).retry_after_ns == 10 * KEDGE_SECOND);
    call = begin_call(patient, FOREVER);
    STEP(patient, &call, KEDGE_STEP_WAIT, 10 * KEDGE_SECOND);
    /* Cancelled, its turn is that of the next. */
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, patient, &call);
    ENDED(patient, &call, KEDGE_CANCELLED, KEDGE_CAUSE_CANCELLED, KEDGE_NO_LAYER);
    call = begin_call(patient, FOREVER);
    STEP(patient, &call, KEDGE_STEP_WAIT, 10 * KEDGE_SECOND);
    move_clock(now, 10 * KEDGE_SECOND);
    attempt(patient, &call, FOREVER, 1, KEDGE_CALL_SUCCEEDED);
    STEP(patient, &call, KEDGE_STEP_ENDED, 0);
    ENDED(patient, &call, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    drop_pipeline(hasty);
    drop_pipeline(patient);
    CHECK(kedge_rate_limiter_destroy(limiter) == KEDGE_OK);
}

static uint64_t places_of(const kedge_bulkhead *bulkhead) {
    kedge_bulkhead_info info = {.struct_size = sizeof info};
    CHECK(kedge_bulkhead_get_info(bulkhead, &info) == KEDGE_OK);
    return info.calls_under_way << 32 | info.waiting;
}

static void places_are_limited(void) {
    kedge_bulkhead *bulkhead = make_bulkhead(now, 1, 5 * KEDGE_SECOND);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    kedge_pipeline_call first = begin_call(pipeline, FOREVER), second = begin_call(pipeline, FOREVER);
    kedge_pipeline_call third = begin_call(pipeline, FOREVER);
    STEP(pipeline, &first, KEDGE_STEP_ATTEMPT, FOREVER);
    STEP(pipeline, &second, KEDGE_STEP_QUEUE, 5 * KEDGE_SECOND);
    move_clock(now, KEDGE_SECOND);
    STEP(pipeline, &second, KEDGE_STEP_QUEUE, 4 * KEDGE_SECOND);
    STEP(pipeline, &third, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &third, KEDGE_BULKHEAD_FULL, KEDGE_CAUSE_BULKHEAD_FULL, 0);
    report(pipeline, &first, KEDGE_CALL_SUCCEEDED);
    STEP(pipeline, &first, KEDGE_STEP_ENDED, 0);
    STEP(pipeline, &second, KEDGE_STEP_ATTEMPT, FOREVER);
    CHECK(places_of(bulkhead) == (uint64_t)1 << 32);
    /* Waits in vain. */
    third = begin_call(pipeline, FOREVER);
    STEP(pipeline, &third, KEDGE_STEP_QUEUE, 5 * KEDGE_SECOND);
    move_clock(now, 5 * KEDGE_SECOND);
    STEP(pipeline, &third, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &third, KEDGE_BULKHEAD_TIMED_OUT, KEDGE_CAUSE_BULKHEAD_TIMED_OUT, 0);
    /* Waits no more. */
    third = begin_call(pipeline, FOREVER);
    STEP(pipeline, &third, KEDGE_STEP_QUEUE, 5 * KEDGE_SECOND);
    CHECK(places_of(bulkhead) == ((uint64_t)1 << 32 | 1));
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &third);
    CHECK(places_of(bulkhead) == (uint64_t)1 << 32);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &second);
    CHECK(places_of(bulkhead) == 0 && layer_info_of(pipeline, 0).decided == 2);
    drop_pipeline(pipeline);
    /* Waits no longer than its time. */
    kedge_pipeline_layer layers[] = {layer, deadline_layer(KEDGE_LAYER_DEADLINE, 2 * KEDGE_SECOND)};
    pipeline = make_pipeline(layers, 2, now);
    first = begin_call(pipeline, FOREVER);
    STEP(pipeline, &first, KEDGE_STEP_ATTEMPT, 2 * KEDGE_SECOND);
    second = begin_call(pipeline, FOREVER);
    STEP(pipeline, &second, KEDGE_STEP_QUEUE, 2 * KEDGE_SECOND);
    move_clock(now, 2 * KEDGE_SECOND);
    STEP(pipeline, &second, KEDGE_STEP_ENDED, 0);
    ENDED(pipeline, &second, KEDGE_DEADLINE_EXCEEDED, KEDGE_CAUSE_DEADLINE_EXCEEDED, 0);
    CHECK(places_of(bulkhead) == (uint64_t)1 << 32);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &first);
    CHECK(places_of(bulkhead) == 0);
    drop_pipeline(pipeline);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
}

static void targets_are_gone_through(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_failover_target targets[] = {target_of("a", breaker, 0), target_of("b", breaker, 0), target_of("c", NULL, 1)};
    kedge_failover *failover = make_failover(targets, 3);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_FAILOVER, .failover = failover};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    kedge_pipeline_call call = begin_call(pipeline, FOREVER);
    CHECK(STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER).target == 0);
    report(pipeline, &call, KEDGE_CALL_FAILED_ONCE);
    CHECK(STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER).target == 2);
    report(pipeline, &call, KEDGE_CALL_SUCCEEDED);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    kedge_pipeline_result result = ENDED(pipeline, &call, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    CHECK(result.target == 2 && result.attempts == 2 && layer_info_of(pipeline, 0).repeated == 1);
    /* A call that may not be made twice goes to one target. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    EXPECT(KEDGE_OK, kedge_pipeline_begin, pipeline, 0, FOREVER, &call);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_FAILED_ONCE);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER).target == 0);
    /* What fails for good fails everywhere. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    call = begin_call(pipeline, FOREVER);
    attempt(pipeline, &call, FOREVER, 1, KEDGE_CALL_FAILED_FOR_GOOD);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_CALL_FAILED, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER).target == 0);
    drop_pipeline(pipeline);
    drop_failover(failover);
    failover = make_failover(targets, 2);
    layer.failover = failover;
    pipeline = make_pipeline(&layer, 1, now);
    call = begin_call(pipeline, FOREVER);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    CHECK(ENDED(pipeline, &call, KEDGE_NO_TARGET, KEDGE_CAUSE_NO_TARGET, 0).retry_after_ns == 30 * KEDGE_SECOND);
    drop_pipeline(pipeline);
    drop_failover(failover);
    drop_breaker(breaker);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("pipeline_calls");
    runs_case("a call goes through, fails, or is not let pass", a_call_goes_through);
    runs_case("a call is tried again", a_call_is_tried_again);
    runs_case("a fallback answers where everything has failed", a_fallback_answers);
    runs_case("time is limited, of an attempt and of all", time_is_limited);
    runs_case("rates are limited, and turns given back", rates_are_limited);
    runs_case("places are limited, queued for and given back", places_are_limited);
    runs_case("targets are gone through", targets_are_gone_through);
    return check_end();
}
