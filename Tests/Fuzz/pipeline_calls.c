/* Pipelines of any layers, and calls through them in any order, some of which are copies with bytes changed. When all have
 * ended, nothing is held any more: no place of the bulkhead, no probe of a breaker. A rate limiter never lets more pass
 * than it may. */
#include "fuzz.h"

enum { CALLS = 6, OPERATIONS = 300, TARGETS = 3, BREAKERS = TARGETS + 1 };

static kedge_manual_clock *timepiece;
static kedge_breaker *breakers[BREAKERS]; /* the pipeline's, and those of targets */
static kedge_rate_limiter *limiter;
static kedge_bulkhead *bulkhead;
static kedge_retry *retry;
static kedge_retry_budget *budget;
static kedge_failover *failover;
static kedge_pipeline *pipeline;
static kedge_rate_limiter_options limits;
static kedge_bulkhead_options places;

static kedge_pipeline_layer layers[KEDGE_MAXIMUM_LAYERS];
static size_t layer_count;
static int has_failover, retry_count;
static int is_quick; /* no wait is long */
static uint64_t elapsed, longest_wait, begun, succeeded, succeeded_perhaps;

/* A call, and the step that it stands at: 0 for none that is known. */
struct call {
    kedge_pipeline_call state;
    uint32_t step, attempt;
    int is_alive;
};
static struct call calls[CALLS];

static const statuses ends = BIT(KEDGE_OK) | BIT(KEDGE_CALL_FAILED) | BIT(KEDGE_CIRCUIT_OPEN)
    | BIT(KEDGE_CIRCUIT_HALF_OPEN) | BIT(KEDGE_RATE_LIMITED)
    | BIT(KEDGE_BULKHEAD_FULL) | BIT(KEDGE_BULKHEAD_TIMED_OUT) | BIT(KEDGE_DEADLINE_EXCEEDED) | BIT(KEDGE_NO_TARGET)
    | BIT(KEDGE_CANCELLED);
static const statuses stops = BIT(KEDGE_OK) | BIT(KEDGE_ATTEMPTS_USED) | BIT(KEDGE_TIME_USED)
    | BIT(KEDGE_RETRY_BUDGET_USED) | BIT(KEDGE_NOT_RETRYABLE) | BIT(KEDGE_CIRCUIT_OPEN) | BIT(KEDGE_RETRY_AFTER_TOO_LONG);

/* --- layers ------------------------------------------------------------------------------------------------------ */

static uint64_t take_time(struct reader *reader) {
    unsigned choice = take_byte(reader);
    switch (choice % 4) {
    case 0: return take_byte(reader) + 1;
    case 1: return (take_byte(reader) + 1) * KEDGE_MICROSECOND;
    case 2: return (take_byte(reader) + 1) * KEDGE_MILLISECOND;
    default: return choice < 240 ? (take_byte(reader) + 1) * KEDGE_SECOND : 365 * 86400 * KEDGE_SECOND;
    }
}

static void create_breaker(struct reader *reader, kedge_breaker **out) {
    kedge_breaker_options options;
    MUST(kedge_breaker_options_init(&options, sizeof options) == KEDGE_OK);
    unsigned choice = take_byte(reader);
    options.clock = timepiece;
    options.consecutive_failures = choice % 4 + 1;
    options.probes = choice / 4 % 3 + 1;
    options.open_time_ns = take_time(reader);
    options.maximum_open_time_ns = KEDGE_NO_LIMIT;
    options.probe_time_ns = take_time(reader);
    options.has_seed = 1;
    if (choice & 64) options.slow_call_rate_ppm = 50 * KEDGE_PERCENT, options.slow_call_ns = take_time(reader);
    MUST(kedge_breaker_create(&options, out) == KEDGE_OK);
}

static void create_guards(struct reader *reader) {
    kedge_retry_options tries;
    kedge_retry_budget_options shares;
    kedge_failover_target targets[TARGETS];
    unsigned choice = take_byte(reader);
    for (int i = 0; i < BREAKERS; i++) create_breaker(reader, &breakers[i]);

    MUST(kedge_rate_limiter_options_init(&limits, sizeof limits) == KEDGE_OK);
    limits.clock = timepiece;
    limits.kind = choice % 3 + 1;
    limits.count = take_byte(reader) % 5 + 1;
    limits.burst = take_byte(reader) % 5 + 1;
    limits.per_ns = take_time(reader) % (30 * 86400 * KEDGE_SECOND) + 10;
    MUST(kedge_rate_limiter_create(&limits, &limiter) == KEDGE_OK);

    MUST(kedge_bulkhead_options_init(&places, sizeof places) == KEDGE_OK);
    places.clock = timepiece;
    places.maximum_calls = take_byte(reader) % 3 + 1;
    places.maximum_waiting = is_quick ? 0 : take_byte(reader) % 3;
    places.maximum_wait_ns = is_quick ? 0 : take_time(reader);
    MUST(kedge_bulkhead_create(&places, &bulkhead) == KEDGE_OK);

    MUST(kedge_retry_budget_options_init(&shares, sizeof shares) == KEDGE_OK);
    shares.clock = timepiece;
    shares.floor_per_second = choice & 16 ? 0 : 1;
    MUST(kedge_retry_budget_create(&shares, &budget) == KEDGE_OK);

    MUST(kedge_retry_options_init(&tries, sizeof tries) == KEDGE_OK);
    tries.clock = timepiece;
    tries.budget = choice & 4 ? budget : NULL;
    tries.maximum_attempts = take_byte(reader) % 5 + 1;
    tries.first_ns = is_quick ? 100 : take_time(reader);
    tries.longest_ns = is_quick ? 100 : 365 * 86400 * KEDGE_SECOND;
    tries.retry_after_limit_ns = is_quick ? 0 : take_time(reader);
    if (choice & 8) tries.maximum_time_ns = take_time(reader);
    tries.backoff = take_byte(reader) % 3 + 1;
    tries.jitter = take_byte(reader) % 4 + 1;
    tries.retries_open_circuits = choice >> 5 & 1;
    tries.retries_non_idempotent = choice >> 6 & 1;
    tries.has_seed = 1;
    MUST(kedge_retry_create(&tries, &retry) == KEDGE_OK);

    for (unsigned i = 0; i < TARGETS; i++) {
        targets[i] = (kedge_failover_target){
            .name = "target", .name_len = 6, .breaker = choice >> i & 1 ? breakers[1 + i] : NULL, .level = i};
    }
    MUST(kedge_failover_create(targets, TARGETS, &failover) == KEDGE_OK);
}

/* Some that are refused, too: then there is a pipeline of one layer. */
static void create_pipeline(struct reader *reader) {
    static const statuses making = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_POLICY) | BIT(KEDGE_INVALID_ARGUMENT);
    layer_count = take_byte(reader) % 10;
    uint32_t order = take_byte(reader) % 16 == 15 ? 3 : take_byte(reader) % 2 + 1;
    for (size_t i = 0; i < KEDGE_MAXIMUM_LAYERS; i++) {
        unsigned kind = take_byte(reader);
        layers[i] = (kedge_pipeline_layer){
            .kind = kind > 250 ? kind : kind % 8 + 1,
            .limit_ns = take_byte(reader) == 255 ? take_word(reader) : take_time(reader),
            .rate_limiter = limiter,
            .bulkhead = bulkhead,
            .retry = retry,
            .failover = failover,
            .breaker = breakers[0],
        };
        if (is_quick && layers[i].kind == KEDGE_LAYER_RATE_LIMITER) layers[i].limit_ns = 0;
    }
    pipeline = NULL;
    if (layer_count > KEDGE_MAXIMUM_LAYERS) {
        kedge_pipeline_layer many[KEDGE_MAXIMUM_LAYERS + 1] = {layers[0]};
        memcpy(many + 1, layers, sizeof layers);
        MUST(CALL(making, kedge_pipeline_create, many, 9, order, timepiece, &pipeline) != KEDGE_OK && pipeline == NULL);
        layer_count = KEDGE_MAXIMUM_LAYERS;
    }
    kedge_status status = CALL(making, kedge_pipeline_create, layers, layer_count, order, timepiece, &pipeline);
    MUST((status == KEDGE_OK) == (pipeline != NULL));
    if (status != KEDGE_OK) {
        layers[0].kind = KEDGE_LAYER_BULKHEAD;
        layer_count = 1;
        MUST(kedge_pipeline_create(layers, 1, KEDGE_ORDER_AS_GIVEN, timepiece, &pipeline) == KEDGE_OK);
    }
    has_failover = retry_count = 0;
    longest_wait = 0;
    for (size_t i = 0; i < layer_count; i++) {
        has_failover |= layers[i].kind == KEDGE_LAYER_FAILOVER;
        retry_count += layers[i].kind == KEDGE_LAYER_RETRY;
        if (layers[i].kind != KEDGE_LAYER_RATE_LIMITER) continue;
        if (layers[i].limit_ns > longest_wait) longest_wait = layers[i].limit_ns;
    }
    char text[1024];
    size_t length = 0;
    MUST(kedge_pipeline_describe(pipeline, text, sizeof text, &length) == KEDGE_OK && strlen(text) == length);
}

/* --- what always holds ------------------------------------------------------------------------------------------- */

static void check_guards(int is_over) {
    kedge_bulkhead_info held = {.struct_size = sizeof held};
    MUST(kedge_bulkhead_get_info(bulkhead, &held) == KEDGE_OK);
    MUST(held.calls_under_way + held.granted <= places.maximum_calls && held.waiting <= places.maximum_waiting);
    if (is_over) MUST(held.calls_under_way == 0 && held.granted == 0 && held.waiting == 0);
    for (int i = 0; i < BREAKERS; i++) {
        kedge_breaker_info info = {.struct_size = sizeof info};
        MUST(kedge_breaker_get_info(breakers[i], &info) == KEDGE_OK);
        MUST(info.probes_admitted == info.probes_finished + info.probes_taken_back + info.probes_under_way);
        if (is_over) MUST(info.probes_under_way == 0);
    }
    kedge_rate_limiter_info passed = {.struct_size = sizeof passed};
    MUST(kedge_rate_limiter_get_info(limiter, &passed) == KEDGE_OK);
    __extension__ typedef unsigned __int128 wide;
    wide time = (wide)elapsed + longest_wait;
    wide most = limits.kind == KEDGE_RATE_SLIDING_WINDOW ? limits.count * (time / limits.per_ns + 1)
                                                        : limits.burst + time * limits.count / limits.per_ns;
    MUST(passed.admitted <= most);
    kedge_pipeline_info info = {.struct_size = sizeof info};
    MUST(kedge_pipeline_get_info(pipeline, &info) == KEDGE_OK && info.calls == begun && info.layer_count == layer_count);
    MUST(info.successes >= succeeded && info.successes <= succeeded + succeeded_perhaps);
}

static void check_result(const kedge_pipeline_call *call, int is_garbage, int is_cancelled) {
    kedge_pipeline_result result = {.struct_size = sizeof result};
    kedge_status status = kedge_pipeline_get_result(pipeline, call, &result);
    /* Of a phase that there is not, nothing is known but that nothing is to be done. */
    if (is_garbage && status == KEDGE_NOT_YET) return;
    MUST(status == KEDGE_OK && is_listed(ends, result.status));
    MUST(result.cause >= KEDGE_CAUSE_CALL && result.cause <= KEDGE_CAUSE_CANCELLED);
    if (is_garbage) return;
    MUST(is_listed(stops, result.stop) && (result.layer == KEDGE_NO_LAYER || result.layer < layer_count));
    if (result.status == KEDGE_OK) MUST(result.cause == KEDGE_CAUSE_CALL || result.cause == KEDGE_CAUSE_FALLBACK);
    if (is_cancelled) MUST(result.cause == KEDGE_CAUSE_CANCELLED && result.status == KEDGE_CANCELLED);
    if (!has_failover) MUST(result.target == KEDGE_NO_LAYER);
    succeeded += result.status == KEDGE_OK;
}

/* --- calls ------------------------------------------------------------------------------------------------------- */

static void cancel(struct call *call) {
    kedge_pipeline_result result = {.struct_size = sizeof result};
    int had_ended =
        call->step != KEDGE_STEP_FALLBACK && kedge_pipeline_get_result(pipeline, &call->state, &result) == KEDGE_OK;
    MUST(kedge_pipeline_cancel(pipeline, &call->state) == KEDGE_OK);
    if (call->is_alive && !had_ended) check_result(&call->state, 0, 1);
    call->is_alive = 0;
    call->step = 0;
}

static void begin(struct reader *reader, struct call *call) {
    unsigned choice = take_byte(reader);
    uint64_t deadline = KEDGE_NO_LIMIT;
    if (call->is_alive) cancel(call);
    if (choice & 2) MUST(kedge_deadline_after(timepiece, take_time(reader), &deadline) == KEDGE_OK);
    if (choice > 250) deadline = take_word(reader);
    MUST(kedge_pipeline_begin(pipeline, choice & 1, deadline, &call->state) == KEDGE_OK);
    *call = (struct call){.state = call->state, .is_alive = 1};
    begun++;
}

static void advance(struct call *call) {
    kedge_pipeline_step step = {.struct_size = sizeof step};
    int was_alive = call->is_alive;
    MUST(kedge_pipeline_advance(pipeline, &call->state, &step) == KEDGE_OK);
    MUST(step.kind >= KEDGE_STEP_ATTEMPT && step.kind <= KEDGE_STEP_ENDED && step.reserved == 0);
    if (!was_alive) {
        MUST(step.kind == KEDGE_STEP_ENDED);
        return;
    }
    if (call->step == KEDGE_STEP_ATTEMPT || call->step == KEDGE_STEP_FALLBACK) MUST(step.kind == call->step);
    if (step.kind == KEDGE_STEP_ATTEMPT) {
        MUST(step.attempt == call->attempt + (call->step != KEDGE_STEP_ATTEMPT));
        MUST(has_failover ? step.target < TARGETS : step.target == KEDGE_NO_LAYER);
        call->attempt = step.attempt;
    }
    if (step.kind == KEDGE_STEP_WAIT) MUST(step.time_ns > 0);
    if (step.kind == KEDGE_STEP_ENDED) {
        call->is_alive = 0;
        check_result(&call->state, 0, 0);
    }
    call->step = step.kind;
}

static uint64_t take_retry_after(struct reader *reader) {
    unsigned choice = take_byte(reader);
    return choice < 200 ? KEDGE_NO_LIMIT : choice < 240 ? take_time(reader) : take_word(reader);
}

static void report(struct reader *reader, struct call *call) {
    static const statuses reporting = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_NOTHING_TO_REPORT);
    unsigned choice = take_byte(reader);
    uint32_t outcome = choice < 160 ? KEDGE_CALL_FAILED_ONCE : choice % 9;
    kedge_status status =
        CALL(reporting, kedge_pipeline_report, pipeline, &call->state, outcome, take_retry_after(reader));
    MUST((status == KEDGE_INVALID_ARGUMENT) == (outcome < KEDGE_CALL_SUCCEEDED || outcome > KEDGE_CALL_CIRCUIT_OPEN));
    if (status == KEDGE_INVALID_ARGUMENT) return;
    int is_due = call->step == KEDGE_STEP_ATTEMPT || call->step == KEDGE_STEP_FALLBACK;
    MUST((status == KEDGE_OK) == (call->is_alive && is_due));
    if (status == KEDGE_OK) call->step = 0;
}

/* Waits by the manual clock, or for no longer than a microsecond. */
static void wait(struct reader *reader, struct call *call) {
    kedge_pipeline_step step = {.struct_size = sizeof step, .kind = take_byte(reader) % 7, .time_ns = take_byte(reader)};
    kedge_status status =
        CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT), kedge_pipeline_wait, pipeline, &call->state, &step);
    MUST((status == KEDGE_OK) == (step.kind == KEDGE_STEP_WAIT || step.kind == KEDGE_STEP_QUEUE));
    if (call->step == KEDGE_STEP_QUEUE) call->step = 0;
}

/* A copy of a call with bytes changed goes on, and ends. */
static void go_on_with_garbage(struct reader *reader, const struct call *call) {
    kedge_pipeline_call copy = call->state;
    unsigned changes = take_byte(reader) % 4;
    for (unsigned i = 0; i < changes; i++) {
        size_t word = take_byte(reader) % 64;
        switch (take_byte(reader) % 4) {
        case 0: copy.words[word] = take_word(reader); break;
        case 1: copy.words[word % 4] ^= (uint64_t)1 << take_byte(reader) % 64; break;
        case 2: memcpy((uint8_t *)&copy + take_byte(reader) % 32, &(uint8_t){(uint8_t)(take_byte(reader) % 9)}, 1); break;
        default: copy.words[word] = call->state.words[take_byte(reader) % 64];
        }
    }
    unsigned steps = take_byte(reader) % 6;
    succeeded_perhaps += steps + 1;
    for (unsigned i = 0; i < steps; i++) {
        kedge_pipeline_step step = {.struct_size = sizeof step};
        MUST(kedge_pipeline_advance(pipeline, &copy, &step) == KEDGE_OK);
        MUST(step.kind >= KEDGE_STEP_ATTEMPT && step.kind <= KEDGE_STEP_ENDED);
        kedge_status status = kedge_pipeline_report(pipeline, &copy, take_byte(reader) % 7 + 1, take_retry_after(reader));
        MUST(status == KEDGE_OK || status == KEDGE_NOTHING_TO_REPORT);
        if (step.kind == KEDGE_STEP_ENDED) check_result(&copy, 1, 0);
    }
    MUST(kedge_pipeline_cancel(pipeline, &copy) == KEDGE_OK);
}

static uint32_t make(kedge_attempt *attempt, void *context) {
    MUST(attempt->struct_size == sizeof *attempt);
    MUST(kedge_pipeline_destroy(pipeline) == KEDGE_BUSY);
    attempt->retry_after_ns = take_retry_after(context);
    return take_byte(context) % 9;
}

static void run(struct reader *reader) {
    kedge_pipeline_result result = {.struct_size = sizeof result};
    unsigned choice = take_byte(reader);
    /* Each retry inside another multiplies the attempts, and a thread sleeps between them. */
    if (!is_quick || retry_count > 1) return;
    kedge_status status = CALL(
        ends, kedge_pipeline_run, pipeline, choice & 1, KEDGE_NO_LIMIT, make, choice & 2 ? make : NULL, reader, &result);
    MUST(result.status == status);
    begun++;
    succeeded += status == KEDGE_OK;
}

static void move_clock(struct reader *reader) {
    uint64_t time = take_byte(reader) < 250 ? take_time(reader) : take_word(reader);
    MUST(kedge_manual_clock_advance(timepiece, time) == KEDGE_OK);
    elapsed = elapsed + time < elapsed ? UINT64_MAX : elapsed + time;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    memset(calls, 0, sizeof calls);
    elapsed = begun = succeeded = succeeded_perhaps = 0;
    is_quick = take_byte(&reader) % 2;
    MUST(kedge_manual_clock_create(KEDGE_SECOND, &timepiece) == KEDGE_OK);
    create_guards(&reader);
    create_pipeline(&reader);
    for (int i = 0; i < OPERATIONS && reader.left > 0; i++) {
        unsigned choice = take_byte(&reader);
        struct call *call = &calls[choice / 16 % CALLS];
        switch (choice % 16) {
        case 0:
        case 1: begin(&reader, call); break;
        case 2: cancel(call); break;
        case 3:
        case 4:
        case 5:
        case 6: report(&reader, call); break;
        case 7: move_clock(&reader); break;
        case 8: go_on_with_garbage(&reader, call); break;
        case 9: run(&reader); break;
        case 10: wait(&reader, call); break;
        default: advance(call);
        }
        check_guards(0);
    }
    for (int i = 0; i < CALLS; i++) cancel(&calls[i]);
    check_guards(1);
    MUST(kedge_pipeline_destroy(pipeline) == KEDGE_OK && kedge_failover_destroy(failover) == KEDGE_OK);
    MUST(kedge_retry_destroy(retry) == KEDGE_OK && kedge_retry_budget_destroy(budget) == KEDGE_OK);
    MUST(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK && kedge_rate_limiter_destroy(limiter) == KEDGE_OK);
    for (int i = 0; i < BREAKERS; i++) MUST(kedge_breaker_destroy(breakers[i]) == KEDGE_OK);
    MUST(kedge_manual_clock_destroy(timepiece) == KEDGE_OK && kedge_live_handles() == live);
    return 0;
}
