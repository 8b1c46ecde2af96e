/* Breakers and what is built of them, on a clock that moves when told, for the C tests of resilience. */
#ifndef GUARDS_H
#define GUARDS_H

#include "options.h"

#define FOREVER KEDGE_NO_LIMIT

/* --- clocks ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_manual_clock *make_clock(uint64_t nanoseconds) {
    kedge_manual_clock *clock = NULL;
    EXPECT(KEDGE_OK, kedge_manual_clock_create, nanoseconds, &clock);
    return clock;
}

MAYBE_UNUSED static void drop_clock(kedge_manual_clock *clock) { EXPECT(KEDGE_OK, kedge_manual_clock_destroy, clock); }
MAYBE_UNUSED static void move_clock(kedge_manual_clock *clock, uint64_t nanoseconds) {
    EXPECT(KEDGE_OK, kedge_manual_clock_advance, clock, nanoseconds);
}

/* --- breakers ----------------------------------------------------------------------------------------------------- */

/* The defaults, without jitter. */
MAYBE_UNUSED static kedge_breaker_options breaker_options(const kedge_manual_clock *clock) {
    kedge_breaker_options options;
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    options.clock = clock;
    options.open_time_jitter_ppm = 0;
    return options;
}

/* Opens after so many failures in a row, and has no rate. */
MAYBE_UNUSED static kedge_breaker_options strict_options(const kedge_manual_clock *clock, uint64_t failures) {
    kedge_breaker_options options = breaker_options(clock);
    options.consecutive_failures = failures;
    options.failure_rate_ppm = FOREVER;
    options.count_window = FOREVER;
    return options;
}

MAYBE_UNUSED static kedge_breaker *make_breaker(const kedge_breaker_options *options) {
    kedge_breaker *breaker = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_create, options, &breaker);
    return breaker;
}

MAYBE_UNUSED static kedge_breaker *make_strict(const kedge_manual_clock *clock, uint64_t failures) {
    kedge_breaker_options options = strict_options(clock, failures);
    return make_breaker(&options);
}

MAYBE_UNUSED static void drop_breaker(kedge_breaker *breaker) { EXPECT(KEDGE_OK, kedge_breaker_destroy, breaker); }

MAYBE_UNUSED static kedge_permit acquire(kedge_breaker *breaker) {
    kedge_permit permit = {0, 0};
    EXPECT(KEDGE_OK, kedge_breaker_acquire, breaker, &permit, NULL);
    CHECK(permit.word != 0);
    return permit;
}

MAYBE_UNUSED static kedge_status finish(kedge_breaker *breaker, kedge_permit *permit, uint32_t outcome) {
    switch (outcome) {
    case KEDGE_CALL_SUCCEEDED: return CALL(kedge_breaker_success, breaker, permit);
    case KEDGE_CALL_IGNORED: return CALL(kedge_breaker_ignore, breaker, permit);
    default: return CALL(kedge_breaker_failure, breaker, permit);
    }
}

/* So many calls that come to this. */
MAYBE_UNUSED static void pass(kedge_breaker *breaker, int count, uint32_t outcome) {
    for (int i = 0; i < count; i++) {
        kedge_permit permit = acquire(breaker);
        CHECK_AT(finish(breaker, &permit, outcome) == KEDGE_OK && permit.word == 0, "call %d", i);
    }
}

MAYBE_UNUSED static uint32_t state_of(const kedge_breaker *breaker) {
    uint32_t state = 77;
    EXPECT(KEDGE_OK, kedge_breaker_get_state, breaker, &state);
    return state;
}

MAYBE_UNUSED static kedge_breaker_info breaker_info_of(const kedge_breaker *breaker) {
    kedge_breaker_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_breaker_get_info, breaker, &info);
    CHECK(info.reserved == 0 && info.struct_size == sizeof info);
    CHECK(info.probes_admitted == info.probes_finished + info.probes_taken_back + info.probes_under_way);
    return info;
}

/* The next event is this one. */
#define HAPPENED(breaker, from, to, reason) check_event((breaker), (from), (to), (reason), __FILE__, __LINE__)

MAYBE_UNUSED static kedge_breaker_event check_event(
    kedge_breaker *breaker, uint32_t from, uint32_t to, uint32_t reason, const char *file, int line) {
    kedge_breaker_event event = {.struct_size = sizeof event};
    kedge_status status = CALL(kedge_breaker_next_event, breaker, &event);
    if (status != KEDGE_OK || event.from != from || event.to != to || event.reason != reason || event.reserved != 0)
        check_fail(file, line, "status %d, from %u to %u because of %u", (int)status, event.from, event.to, event.reason);
    return event;
}

MAYBE_UNUSED static void nothing_happened(kedge_breaker *breaker) {
    kedge_breaker_event event;
    memset(&event, 0x5A, sizeof event);
    event.struct_size = sizeof event;
    EXPECT(KEDGE_NO_EVENT, kedge_breaker_next_event, breaker, &event);
    CHECK(check_all((uint8_t *)&event + sizeof(size_t), sizeof event - sizeof(size_t), 0x5A));
}

/* --- retries ------------------------------------------------------------------------------------------------------ */

/* The defaults, without jitter. */
MAYBE_UNUSED static kedge_retry_options retry_options(const kedge_manual_clock *clock) {
    kedge_retry_options options;
    EXPECT(KEDGE_OK, kedge_retry_options_init, &options, sizeof options);
    options.clock = clock;
    options.jitter = KEDGE_JITTER_NONE;
    return options;
}

MAYBE_UNUSED static kedge_retry *make_retry(const kedge_retry_options *options) {
    kedge_retry *retry = NULL;
    EXPECT(KEDGE_OK, kedge_retry_create, options, &retry);
    return retry;
}

MAYBE_UNUSED static void drop_retry(kedge_retry *retry) { EXPECT(KEDGE_OK, kedge_retry_destroy, retry); }

/* --- failover ----------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_failover_target target_of(const char *name, const kedge_breaker *breaker, uint32_t level) {
    kedge_failover_target target = {name, strlen(name), breaker, level, 0};
    return target;
}

MAYBE_UNUSED static kedge_failover *make_failover(const kedge_failover_target *targets, size_t count) {
    kedge_failover *failover = NULL;
    EXPECT(KEDGE_OK, kedge_failover_create, targets, count, &failover);
    return failover;
}

MAYBE_UNUSED static void drop_failover(kedge_failover *failover) { EXPECT(KEDGE_OK, kedge_failover_destroy, failover); }

/* --- pipelines ---------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_pipeline *make_pipeline(
    const kedge_pipeline_layer *layers, size_t count, const kedge_manual_clock *clock) {
    kedge_pipeline *pipeline = NULL;
    EXPECT(KEDGE_OK, kedge_pipeline_create, layers, count, KEDGE_ORDER_RECOMMENDED, clock, &pipeline);
    return pipeline;
}

MAYBE_UNUSED static void drop_pipeline(kedge_pipeline *pipeline) { EXPECT(KEDGE_OK, kedge_pipeline_destroy, pipeline); }

MAYBE_UNUSED static kedge_pipeline_call begin_call(kedge_pipeline *pipeline, uint64_t deadline) {
    kedge_pipeline_call call;
    memset(&call, 0x5A, sizeof call);
    EXPECT(KEDGE_OK, kedge_pipeline_begin, pipeline, 1, deadline, &call);
    return call;
}

MAYBE_UNUSED static kedge_pipeline_step advance(kedge_pipeline *pipeline, kedge_pipeline_call *call) {
    kedge_pipeline_step step = {.struct_size = sizeof step};
    EXPECT(KEDGE_OK, kedge_pipeline_advance, pipeline, call, &step);
    CHECK(step.reserved == 0 && step.struct_size == sizeof step);
    return step;
}

/* The next step is this one. */
#define STEP(pipeline, call, kind, time_ns) check_step((pipeline), (call), (kind), (time_ns), __FILE__, __LINE__)

MAYBE_UNUSED static kedge_pipeline_step check_step(
    kedge_pipeline *pipeline, kedge_pipeline_call *call, uint32_t kind, uint64_t time_ns, const char *file, int line) {
    kedge_pipeline_step step = advance(pipeline, call);
    if (step.kind != kind || step.time_ns != time_ns)
        check_fail(file, line, "step %u of %llu ns", step.kind, (unsigned long long)step.time_ns);
    return step;
}

MAYBE_UNUSED static void report(kedge_pipeline *pipeline, kedge_pipeline_call *call, uint32_t outcome) {
    EXPECT(KEDGE_OK, kedge_pipeline_report, pipeline, call, outcome, FOREVER);
}

MAYBE_UNUSED static kedge_pipeline_result result_of(kedge_pipeline *pipeline, const kedge_pipeline_call *call) {
    kedge_pipeline_result result = {.struct_size = sizeof result};
    EXPECT(KEDGE_OK, kedge_pipeline_get_result, pipeline, call, &result);
    return result;
}

/* The call has ended so. */
#define ENDED(pipeline, call, status, cause, layer) \
    check_ended((pipeline), (call), (status), (cause), (layer), __FILE__, __LINE__)

MAYBE_UNUSED static kedge_pipeline_result check_ended(
    kedge_pipeline *pipeline, const kedge_pipeline_call *call, kedge_status status, uint32_t cause, uint32_t layer,
    const char *file, int line) {
    kedge_pipeline_result result = result_of(pipeline, call);
    if (result.status != status || result.cause != cause || result.layer != layer)
        check_fail(file, line, "status %d, cause %u, layer %u", (int)result.status, result.cause, result.layer);
    return result;
}

MAYBE_UNUSED static kedge_pipeline_layer_info layer_info_of(const kedge_pipeline *pipeline, uint32_t layer) {
    kedge_pipeline_layer_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_layer_info, pipeline, layer, &info);
    return info;
}

/* A limit of one call in so much time. */
MAYBE_UNUSED static kedge_rate_limiter *make_limiter(const kedge_manual_clock *clock, uint64_t per_ns) {
    kedge_rate_limiter_options options;
    kedge_rate_limiter *limiter = NULL;
    kedge_rate_limiter_options_init(&options, sizeof options);
    options.clock = clock;
    options.count = 1;
    options.burst = 1;
    options.per_ns = per_ns;
    CHECK(kedge_rate_limiter_create(&options, &limiter) == KEDGE_OK);
    return limiter;
}

/* One place, for which so many may wait for so long. */
MAYBE_UNUSED static kedge_bulkhead *make_bulkhead(
    const kedge_manual_clock *clock, uint64_t maximum_waiting, uint64_t maximum_wait_ns) {
    kedge_bulkhead_options options;
    kedge_bulkhead *bulkhead = NULL;
    kedge_bulkhead_options_init(&options, sizeof options);
    options.clock = clock;
    options.maximum_calls = 1;
    options.maximum_waiting = maximum_waiting;
    options.maximum_wait_ns = maximum_wait_ns;
    CHECK(kedge_bulkhead_create(&options, &bulkhead) == KEDGE_OK);
    return bulkhead;
}

#endif
