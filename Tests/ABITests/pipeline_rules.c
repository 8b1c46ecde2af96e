/* What a pipeline answers to hosts that wait, give up, or hand it whatever they like. */
#include "guards.h"

static kedge_manual_clock *now;

static void waits_as_a_step_says(void) {
    kedge_bulkhead *bulkhead = make_bulkhead(NULL, 1, 300 * KEDGE_SECOND);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, NULL);
    kedge_pipeline_call first = begin_call(pipeline, FOREVER), second = begin_call(pipeline, FOREVER);
    kedge_pipeline_step step = STEP(pipeline, &first, KEDGE_STEP_ATTEMPT, FOREVER);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_wait, pipeline, &first, &step);
    SAYS("kind 1 of the step is neither KEDGE_STEP_WAIT nor KEDGE_STEP_QUEUE");
    step = advance(pipeline, &second);
    CHECK(step.kind == KEDGE_STEP_QUEUE && step.time_ns <= 300 * KEDGE_SECOND && step.time_ns > 0);
    /* No longer than it says. */
    step.time_ns = 0;
    EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, &second, &step);
    CHECK(advance(pipeline, &second).kind == KEDGE_STEP_QUEUE);
    step.kind = KEDGE_STEP_WAIT;
    EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, &second, &step);
    /* No longer than until there is a place. */
    report(pipeline, &first, KEDGE_CALL_SUCCEEDED);
    STEP(pipeline, &first, KEDGE_STEP_ENDED, 0);
    step.kind = KEDGE_STEP_QUEUE;
    step.time_ns = 300 * KEDGE_SECOND;
    EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, &second, &step);
    STEP(pipeline, &second, KEDGE_STEP_ATTEMPT, FOREVER);
    /* Who is not in the queue waits for nothing. */
    EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, &second, &step);
    EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, &first, &step);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &second);
    static const size_t sizes[] = {0, 31, 4097, SIZE_MAX};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        step.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_wait, pipeline, &second, &step);
    }
    step.struct_size = 31;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_wait, pipeline, &second, &step);
    SAYS("step: struct_size 31 is of no release; set it to the size of the struct first");
    drop_pipeline(pipeline);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
}

static kedge_pipeline *shared;
static kedge_pipeline_call waiting;

static void *wait_for_a_place(void *unused) {
    kedge_pipeline_step step = {.struct_size = sizeof step, .kind = KEDGE_STEP_QUEUE, .time_ns = 300 * KEDGE_SECOND};
    CHECK(kedge_pipeline_wait(shared, &waiting, &step) == KEDGE_OK);
    CHECK(kedge_pipeline_advance(shared, &waiting, &step) == KEDGE_OK && step.kind == KEDGE_STEP_ATTEMPT);
    CHECK(kedge_pipeline_report(shared, &waiting, KEDGE_CALL_SUCCEEDED, FOREVER) == KEDGE_OK);
    CHECK(kedge_pipeline_advance(shared, &waiting, &step) == KEDGE_OK && step.kind == KEDGE_STEP_ENDED);
    return unused;
}

static void another_thread_is_woken(void) {
    kedge_bulkhead *bulkhead = make_bulkhead(NULL, 1, 300 * KEDGE_SECOND);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead};
    pthread_t thread;
    shared = make_pipeline(&layer, 1, NULL);
    kedge_pipeline_call call = begin_call(shared, FOREVER);
    STEP(shared, &call, KEDGE_STEP_ATTEMPT, FOREVER);
    waiting = begin_call(shared, FOREVER);
    CHECK(advance(shared, &waiting).kind == KEDGE_STEP_QUEUE);
    CHECK(pthread_create(&thread, NULL, wait_for_a_place, NULL) == 0);
    report(shared, &call, KEDGE_CALL_SUCCEEDED);
    STEP(shared, &call, KEDGE_STEP_ENDED, 0);
    pthread_join(thread, NULL);
    ENDED(shared, &waiting, KEDGE_OK, KEDGE_CAUSE_CALL, KEDGE_NO_LAYER);
    drop_pipeline(shared);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
}

/* --- giving up ---------------------------------------------------------------------------------------------------- */

static void what_is_held_is_given_back(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    kedge_breaker *breaker = make_strict(now, 100);
    kedge_bulkhead *bulkhead = make_bulkhead(now, 0, 0);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_FALLBACK}, {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead},
        {.kind = KEDGE_LAYER_RETRY, .retry = retry}, {.kind = KEDGE_LAYER_BREAKER, .breaker = breaker}};
    kedge_pipeline *pipeline = make_pipeline(layers, 4, now);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_HALF_OPEN);
    for (int at = 0; at < 5; at++) {
        kedge_pipeline_call call = begin_call(pipeline, FOREVER);
        if (at >= 1) STEP(pipeline, &call, KEDGE_STEP_ATTEMPT, FOREVER);
        if (at == 1) CHECK(breaker_info_of(breaker).probes_under_way == 1);
        if (at == 2) report(pipeline, &call, KEDGE_CALL_IGNORED);
        if (at == 3) {
            EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
            report(pipeline, &call, KEDGE_CALL_FAILED_ONCE);
            STEP(pipeline, &call, KEDGE_STEP_WAIT, 100 * KEDGE_MILLISECOND);
        }
        if (at == 4) {
            report(pipeline, &call, KEDGE_CALL_FAILED_FOR_GOOD);
            STEP(pipeline, &call, KEDGE_STEP_FALLBACK, 0);
        }
        EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &call);
        kedge_pipeline_result result = ENDED(pipeline, &call, KEDGE_CANCELLED, KEDGE_CAUSE_CANCELLED, KEDGE_NO_LAYER);
        CHECK_AT(result.attempts == (at >= 1), "at %d", at);
        STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
        EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &call);
        kedge_bulkhead_info info = {.struct_size = sizeof info};
        CHECK(kedge_bulkhead_get_info(bulkhead, &info) == KEDGE_OK && info.calls_under_way == 0);
        CHECK(breaker_info_of(breaker).probes_under_way == 0);
    }
    kedge_pipeline_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, pipeline, &info);
    CHECK(info.calls == 5 && info.successes == 0);
    drop_pipeline(pipeline);
    drop_breaker(breaker);
    drop_retry(retry);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
}

/* --- anything ----------------------------------------------------------------------------------------------------- */

static void arguments_are_checked(void) {
    static const uint32_t none[] = {0, 8, UINT32_MAX};
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 1};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    kedge_pipeline_call call, before;
    memset(&call, 0x5A, sizeof call);
    before = call;
    kedge_pipeline_step step = {.struct_size = sizeof step, .kind = 77};
    kedge_pipeline_result result = {.struct_size = sizeof result, .attempts = 77};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_begin, pipeline, 2, FOREVER, &call);
    SAYS("is_idempotent is 2: it has to be 0 or 1");
    CHECK(memcmp(&call, &before, sizeof call) == 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_begin, pipeline, 1, FOREVER, NULL);
    SAYS("call is NULL, and has to point somewhere");
    call = begin_call(pipeline, FOREVER);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_advance, pipeline, NULL, &step);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_advance, pipeline, &call, NULL);
    SAYS("step is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_wait, pipeline, NULL, &step);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_wait, pipeline, &call, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_report, pipeline, NULL, KEDGE_CALL_SUCCEEDED, FOREVER);
    for (size_t i = 0; i < COUNT(none); i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_report, pipeline, &call, none[i], FOREVER);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_report, pipeline, &call, 8, FOREVER);
    SAYS("outcome 8 is none of KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_cancel, pipeline, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_get_result, pipeline, NULL, &result);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_get_result, pipeline, &call, NULL);
    SAYS("result is NULL, and has to point somewhere");
    CHECK(step.kind == 77 && result.attempts == 77);
    /* A call that was never begun has nothing to do, and has not ended. */
    memset(&call, 0, sizeof call);
    EXPECT(KEDGE_NOTHING_TO_REPORT, kedge_pipeline_report, pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER);
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, &call);
    EXPECT(KEDGE_NOT_YET, kedge_pipeline_get_result, pipeline, &call, &result);
    STEP(pipeline, &call, KEDGE_STEP_ENDED, 0);
    drop_pipeline(pipeline);
}

static void check_one(kedge_pipeline *pipeline, kedge_pipeline_call *call, uint64_t seed) {
    for (int turn = 0; turn < 12; turn++) {
        kedge_pipeline_step step = advance(pipeline, call);
        CHECK_AT(step.kind >= KEDGE_STEP_ATTEMPT && step.kind <= KEDGE_STEP_ENDED, "step %u", step.kind);
        if (step.kind == KEDGE_STEP_WAIT || step.kind == KEDGE_STEP_QUEUE) {
            step.time_ns = 0;
            EXPECT(KEDGE_OK, kedge_pipeline_wait, pipeline, call, &step);
        }
        kedge_status status = CALL(kedge_pipeline_report, pipeline, call, (uint32_t)((seed + (uint64_t)turn) % 7 + 1), seed);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_NOTHING_TO_REPORT, "%d", (int)status);
        if (step.kind == KEDGE_STEP_ENDED) break;
    }
    EXPECT(KEDGE_OK, kedge_pipeline_cancel, pipeline, call);
    kedge_pipeline_result result = {.struct_size = sizeof result};
    kedge_status status = CALL(kedge_pipeline_get_result, pipeline, call, &result);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_NOT_YET, "%d", (int)status);
    if (status == KEDGE_OK) CHECK(result.cause >= KEDGE_CAUSE_CALL && result.cause <= KEDGE_CAUSE_CANCELLED);
}

static void a_call_may_be_anything(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    kedge_breaker *breaker = make_breaker(NULL);
    kedge_bulkhead *bulkhead = make_bulkhead(now, 2, KEDGE_SECOND);
    kedge_rate_limiter *limiter = make_limiter(now, KEDGE_SECOND);
    kedge_failover_target targets[] = {target_of("a", breaker, 0), target_of("b", NULL, 0)};
    kedge_failover *failover = make_failover(targets, 2);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_FALLBACK}, {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 1 << 30},
        {.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = limiter, .limit_ns = KEDGE_SECOND},
        {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead}, {.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = failover}, {.kind = KEDGE_LAYER_BREAKER, .breaker = breaker},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = 1 << 20}};
    for (size_t count = 1; count <= 8; count++) {
        kedge_pipeline *pipeline = make_pipeline(layers + 8 - count, count, now);
        for (uint64_t seed = 0; seed < (check_is_light() ? 200 : 3000); seed++) {
            kedge_pipeline_call call;
            check_pattern((uint8_t *)&call, sizeof call, seed * 8 + count);
            /* A phase and a position that may be, or are just out of reach. */
            if (seed % 4 != 0) call.words[0] = seed % 9 | seed / 9 % 11 << 32;
            if (seed % 3 == 0) call.words[2] = UINT64_MAX;
            if (seed % 5 == 0) memset(&call.words[8], (int)(seed % 256), 48 * sizeof(uint64_t));
            check_one(pipeline, &call, seed);
        }
        drop_pipeline(pipeline);
    }
    /* All goes on. */
    pass(breaker, 0, KEDGE_CALL_SUCCEEDED);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_CLOSED);
    pass(breaker, 3, KEDGE_CALL_SUCCEEDED);
    drop_breaker(breaker);
    drop_retry(retry);
    drop_failover(failover);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK && kedge_rate_limiter_destroy(limiter) == KEDGE_OK);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("pipeline_rules");
    runs_case("a thread waits as a step says, and no longer", waits_as_a_step_says);
    runs_case("a thread that waits for a place is woken", another_thread_is_woken);
    runs_case("wherever a call is given up, what it holds is given back", what_is_held_is_given_back);
    runs_case("arguments are checked", arguments_are_checked);
    runs_case("a call may be anything, and is answered", a_call_may_be_anything);
    return check_end();
}
