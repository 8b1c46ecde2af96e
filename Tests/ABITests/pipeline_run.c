/* Calls through a pipeline that callbacks make. */
#include "guards.h"

static kedge_manual_clock *now;

struct script {
    kedge_pipeline *pipeline;
    /* What each attempt comes to; the last is repeated. */
    uint32_t answers[4], answer_count, made;
    uint64_t time_left, retry_after;
    uint32_t target;
    /* What the fallback comes to. */
    uint32_t fallback_answer, fallbacks;
};

static void try_to_end(kedge_pipeline *pipeline) {
    EXPECT(KEDGE_BUSY, kedge_pipeline_destroy, pipeline);
    SAYS("a callback is under way on behalf of pipeline, which can be ended when that has returned");
}

static uint32_t attempt(kedge_attempt *attempt, void *context) {
    struct script *script = context;
    uint32_t number = script->made < script->answer_count ? script->made : script->answer_count - 1;
    script->made++;
    CHECK(attempt->struct_size == sizeof *attempt && attempt->number == script->made && attempt->retry_after_ns == FOREVER);
    CHECK_AT(attempt->time_left_ns == script->time_left, "%llu ns", (unsigned long long)attempt->time_left_ns);
    CHECK_AT(attempt->target == (script->target == KEDGE_NO_LAYER ? KEDGE_NO_LAYER : script->target + number), "target %u",
        attempt->target);
    attempt->retry_after_ns = script->retry_after;
    try_to_end(script->pipeline);
    return script->answers[number];
}

static uint32_t fall_back(kedge_attempt *attempt, void *context) {
    struct script *script = context;
    script->fallbacks++;
    CHECK(attempt->struct_size == sizeof *attempt && attempt->number == script->made);
    CHECK(attempt->time_left_ns == FOREVER && attempt->retry_after_ns == FOREVER);
    try_to_end(script->pipeline);
    return script->fallback_answer;
}

static struct script script_of(kedge_pipeline *pipeline, uint32_t first, uint32_t second) {
    return (struct script){.pipeline = pipeline, .answers = {first, second}, .answer_count = second == 0 ? 1 : 2,
        .time_left = FOREVER, .retry_after = FOREVER, .target = KEDGE_NO_LAYER, .fallback_answer = KEDGE_CALL_SUCCEEDED};
}

/* What the call comes to, and the last error is that sentence. */
static kedge_pipeline_result run(
    struct script *script, uint64_t deadline, kedge_attempt_call fallback, kedge_status expected, const char *sentence) {
    kedge_pipeline_result result = {.struct_size = sizeof result};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_begin, script->pipeline, 1, 0, NULL);
    EXPECT(expected, kedge_pipeline_run, script->pipeline, 1, deadline, attempt, fallback, script, &result);
    /* Whatever failed within callbacks is not what failed. */
    SAYS(sentence == NULL ? "call is NULL, and has to point somewhere" : sentence);
    CHECK(result.status == expected);
    return result;
}

static void attempts_come_to_something(void) {
    kedge_retry_options options = retry_options(now);
    options.first_ns = options.longest_ns = 1;
    options.backoff = KEDGE_BACKOFF_CONSTANT;
    kedge_retry *retry = make_retry(&options);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_RETRY, .retry = retry};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    struct script script = script_of(pipeline, KEDGE_CALL_SUCCEEDED, 0);
    CHECK(run(&script, FOREVER, NULL, KEDGE_OK, NULL).attempts == 1);
    script = script_of(pipeline, KEDGE_CALL_FAILED_ONCE, KEDGE_CALL_SUCCEEDED);
    kedge_pipeline_result result = run(&script, FOREVER, fall_back, KEDGE_OK, NULL);
    CHECK(result.attempts == 2 && result.cause == KEDGE_CAUSE_CALL && script.made == 2 && script.fallbacks == 0);
    script = script_of(pipeline, 99, 0);
    result = run(&script, FOREVER, fall_back, KEDGE_CALL_FAILED, "the call failed");
    CHECK(result.attempts == 3 && result.stop == KEDGE_ATTEMPTS_USED && script.fallbacks == 0);
    script = script_of(pipeline, KEDGE_CALL_FAILED_FOR_GOOD, 0);
    script.retry_after = 3 * KEDGE_SECOND;
    result = run(&script, FOREVER, NULL, KEDGE_CALL_FAILED, "the call failed");
    CHECK(result.attempts == 1 && result.stop == KEDGE_NOT_RETRYABLE && result.retry_after_ns == 3 * KEDGE_SECOND);
    script = script_of(pipeline, KEDGE_CALL_FAILED_ONCE, KEDGE_CALL_CANCELLED);
    result = run(&script, FOREVER, NULL, KEDGE_CANCELLED, "the call was cancelled");
    CHECK(result.attempts == 2 && result.cause == KEDGE_CAUSE_CANCELLED);
    script = script_of(pipeline, KEDGE_CALL_FAILED_ONCE, 0);
    EXPECT(KEDGE_CALL_FAILED, kedge_pipeline_run, pipeline, 0, FOREVER, attempt, NULL, &script, NULL);
    CHECK(script.made == 1);
    drop_pipeline(pipeline);
    drop_retry(retry);
}

static void layers_let_no_call_pass(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    kedge_rate_limiter *limiter = make_limiter(now, KEDGE_SECOND);
    kedge_bulkhead *full = make_bulkhead(now, 0, 0), *slow = make_bulkhead(NULL, 1, KEDGE_MILLISECOND);
    kedge_failover_target target = target_of("a", breaker, 0);
    kedge_failover *failover = make_failover(&target, 1);
    kedge_breaker *half_open = make_strict(now, 1);
    uint64_t place = 0;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, half_open, KEDGE_BREAKER_HALF_OPEN);
    for (int i = 0; i < 5; i++) acquire(half_open);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_FORCED_OPEN);
    CHECK(kedge_rate_limiter_acquire(limiter, 1, NULL) == KEDGE_OK);
    CHECK(kedge_bulkhead_acquire(full, &place) == KEDGE_OK && kedge_bulkhead_acquire(slow, &place) == KEDGE_OK);
    const struct {
        kedge_pipeline_layer layer;
        kedge_status status;
        uint32_t cause;
        const char *sentence;
    } cases[] = {
        {{.kind = KEDGE_LAYER_BREAKER, .breaker = breaker}, KEDGE_CIRCUIT_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN,
            "a breaker let the call not pass"},
        {{.kind = KEDGE_LAYER_BREAKER, .breaker = half_open}, KEDGE_CIRCUIT_HALF_OPEN, KEDGE_CAUSE_CIRCUIT_OPEN,
            "a breaker let the call not pass"},
        {{.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = limiter}, KEDGE_RATE_LIMITED, KEDGE_CAUSE_RATE_LIMITED,
            "a rate limiter let the call not pass"},
        {{.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = full}, KEDGE_BULKHEAD_FULL, KEDGE_CAUSE_BULKHEAD_FULL,
            "all places of a bulkhead are taken, and nobody more may wait"},
        {{.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = slow}, KEDGE_BULKHEAD_TIMED_OUT, KEDGE_CAUSE_BULKHEAD_TIMED_OUT,
            "no place of a bulkhead came free in time"},
        {{.kind = KEDGE_LAYER_FAILOVER, .failover = failover}, KEDGE_NO_TARGET, KEDGE_CAUSE_NO_TARGET,
            "no target is left for the call"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_FALLBACK}, cases[i].layer};
        kedge_pipeline *pipeline = make_pipeline(layers + 1, 1, now);
        struct script script = script_of(pipeline, KEDGE_CALL_SUCCEEDED, 0);
        kedge_pipeline_result result = run(&script, FOREVER, fall_back, cases[i].status, cases[i].sentence);
        CHECK(result.cause == cases[i].cause && result.layer == 0 && result.attempts == 0);
        CHECK(script.made == 0 && script.fallbacks == 0 && layer_info_of(pipeline, 0).decided == 1);
        drop_pipeline(pipeline);
        /* With a fallback, whoever asks for none is told the same. */
        pipeline = make_pipeline(layers, 2, now);
        script = script_of(pipeline, KEDGE_CALL_SUCCEEDED, 0);
        result = run(&script, FOREVER, NULL, cases[i].status, cases[i].sentence);
        CHECK(result.cause == cases[i].cause && result.layer == 1);
        result = run(&script, FOREVER, fall_back, KEDGE_OK, NULL);
        CHECK(result.cause == KEDGE_CAUSE_FALLBACK && result.layer == 0 && script.fallbacks == 1);
        script.fallback_answer = KEDGE_CALL_FAILED_ONCE;
        result = run(&script, FOREVER, fall_back, KEDGE_CALL_FAILED, "the call failed, and so did the fallback");
        CHECK(result.cause == KEDGE_CAUSE_FALLBACK && script.fallbacks == 2 && script.made == 0);
        drop_pipeline(pipeline);
    }
    drop_breaker(breaker);
    drop_breaker(half_open);
    drop_failover(failover);
    CHECK(kedge_rate_limiter_destroy(limiter) == KEDGE_OK);
    CHECK(kedge_bulkhead_destroy(full) == KEDGE_OK && kedge_bulkhead_destroy(slow) == KEDGE_OK);
}

static void deadlines_reach_attempts(void) {
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 5 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = 3 * KEDGE_SECOND}};
    kedge_pipeline *pipeline = make_pipeline(layers, 1, now);
    uint64_t deadline = 0;
    struct script script = script_of(pipeline, KEDGE_CALL_SUCCEEDED, 0);
    script.time_left = 5 * KEDGE_SECOND;
    run(&script, FOREVER, NULL, KEDGE_OK, NULL);
    CHECK(kedge_deadline_after(now, 4 * KEDGE_SECOND, &deadline) == KEDGE_OK);
    script.made = 0;
    script.time_left = 4 * KEDGE_SECOND;
    run(&script, deadline, NULL, KEDGE_OK, NULL);
    script = script_of(pipeline, KEDGE_CALL_TIMED_OUT, 0);
    script.time_left = 5 * KEDGE_SECOND;
    kedge_pipeline_result result = run(&script, FOREVER, NULL, KEDGE_DEADLINE_EXCEEDED, "the time for the call is over");
    CHECK(result.cause == KEDGE_CAUSE_DEADLINE_EXCEEDED && result.layer == 0 && script.made == 1);
    script.made = 0;
    static const uint64_t past[] = {0, 1, 1000 * KEDGE_SECOND};
    for (size_t i = 0; i < COUNT(past); i++) {
        result = run(&script, past[i], NULL, KEDGE_DEADLINE_EXCEEDED, "the time for the call is over");
        CHECK(result.attempts == 0 && script.made == 0);
    }
    drop_pipeline(pipeline);
    pipeline = make_pipeline(layers, 2, now);
    script = script_of(pipeline, KEDGE_CALL_SUCCEEDED, 0);
    script.time_left = 3 * KEDGE_SECOND;
    run(&script, FOREVER, NULL, KEDGE_OK, NULL);
    drop_pipeline(pipeline);
}

static void targets_reach_attempts(void) {
    kedge_failover_target targets[] = {target_of("a", NULL, 0), target_of("b", NULL, 0)};
    kedge_failover *failover = make_failover(targets, 2);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_FAILOVER, .failover = failover};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    struct script script = script_of(pipeline, KEDGE_CALL_FAILED_ONCE, KEDGE_CALL_SUCCEEDED);
    script.target = 0;
    kedge_pipeline_result result = run(&script, FOREVER, NULL, KEDGE_OK, NULL);
    CHECK(result.target == 1 && result.attempts == 2);
    drop_pipeline(pipeline);
    drop_failover(failover);
}

static void arguments_are_checked(void) {
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_FALLBACK};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, NULL);
    struct script script = script_of(pipeline, KEDGE_CALL_FAILED_ONCE, 0);
    kedge_pipeline_result result = {.struct_size = sizeof result, .attempts = 77};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_run, pipeline, 1, FOREVER, NULL, fall_back, &script, &result);
    SAYS("call is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_run, pipeline, 2, FOREVER, attempt, fall_back, &script, &result);
    SAYS("is_idempotent is 2: it has to be 0 or 1");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_run, pipeline, -1, FOREVER, attempt, fall_back, &script, &result);
    result.struct_size = 39;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_run, pipeline, 1, FOREVER, attempt, fall_back, &script, &result);
    SAYS("result: struct_size 39 is of no release; set it to the size of the struct first");
    CHECK(result.attempts == 77 && script.made == 0 && script.fallbacks == 0);
    kedge_pipeline_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, pipeline, &info);
    CHECK(info.calls == 0);
    drop_pipeline(pipeline);
    result.struct_size = sizeof result;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_pipeline_run, pipeline, 1, FOREVER, attempt, fall_back, &script, &result);
    CHECK(result.attempts == 77 && script.made == 0);
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

enum { THREADS = 8, CALLS = 300 };
static kedge_pipeline *shared;
static int inside;
static pthread_barrier_t barrier;

static uint32_t enter_alone(kedge_attempt *attempt, void *context) {
    CHECK(__atomic_fetch_add(&inside, 1, __ATOMIC_SEQ_CST) == 0);
    CHECK(attempt->number >= 1);
    int turn = (*(int *)context)++;
    CHECK(__atomic_fetch_sub(&inside, 1, __ATOMIC_SEQ_CST) == 1);
    return turn % 3 == 0 ? KEDGE_CALL_FAILED_ONCE : KEDGE_CALL_SUCCEEDED;
}

static void *run_often(void *unused) {
    int turn = 1;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < CALLS; i++) {
        kedge_pipeline_result result = {.struct_size = sizeof result};
        kedge_status status = kedge_pipeline_run(shared, 1, FOREVER, enter_alone, NULL, &turn, &result);
        CHECK_AT(status == KEDGE_OK && result.cause == KEDGE_CAUSE_CALL, "%d", (int)status);
    }
    return unused;
}

static void threads_queue(void) {
    pthread_t threads[THREADS];
    kedge_retry_options options = retry_options(NULL);
    options.first_ns = options.longest_ns = 1;
    options.backoff = KEDGE_BACKOFF_CONSTANT;
    kedge_retry *retry = make_retry(&options);
    kedge_bulkhead *bulkhead = make_bulkhead(NULL, THREADS, 300 * KEDGE_SECOND);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = bulkhead},
        {.kind = KEDGE_LAYER_RETRY, .retry = retry}};
    shared = make_pipeline(layers, 2, NULL);
    pthread_barrier_init(&barrier, NULL, THREADS);
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, run_often, NULL) == 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&barrier);
    kedge_pipeline_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, shared, &info);
    CHECK(info.calls == THREADS * CALLS && info.successes == THREADS * CALLS);
    /* Of three attempts one fails, so that to two calls one is made again. */
    CHECK(layer_info_of(shared, 1).repeated == THREADS * (CALLS / 2 - 1));
    drop_pipeline(shared);
    drop_retry(retry);
    CHECK(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("pipeline_run");
    runs_case("attempts come to something", attempts_come_to_something);
    runs_case("a layer that lets no call pass says so, or the fallback answers", layers_let_no_call_pass);
    runs_case("deadlines reach attempts", deadlines_reach_attempts);
    runs_case("targets reach attempts", targets_reach_attempts);
    runs_case("arguments are checked", arguments_are_checked);
    runs_case("threads queue for a place, and all get one", threads_queue);
    return check_end();
}
