/* Breakers, rate limiters and bulkheads, beside the clock that most of them read and the exchange that all of them need. */
#include "threads.h"

#include <kedge.h>

static kedge_breaker *consecutive, *with_count, *with_exact, *with_time, *open_breaker;
static kedge_rate_limiter *busy_limiter, *idle_limiter;
static kedge_bulkhead *bulkhead;
static kedge_pipeline *pipeline;
static int second_cpu;

/* --- getting ready --------------------------------------------------------------------------------------------------- */

static kedge_breaker_options breaker_options(void) {
    kedge_breaker_options options;
    must(kedge_breaker_options_init(&options, sizeof options) == KEDGE_OK);
    return options;
}

static kedge_breaker *make_breaker(kedge_breaker_options options) {
    kedge_breaker *breaker;
    must(kedge_breaker_create(&options, &breaker) == KEDGE_OK);
    return breaker;
}

/* Opens after five failures in a row, and looks at nothing else. */
static kedge_breaker_options counting_failures(void) {
    kedge_breaker_options options = breaker_options();
    options.consecutive_failures = 5;
    options.failure_rate_ppm = options.count_window = KEDGE_NO_LIMIT;
    return options;
}

static kedge_breaker_options slow_from(uint64_t nanoseconds) {
    kedge_breaker_options options = breaker_options();
    options.slow_call_rate_ppm = 50 * KEDGE_PERCENT;
    options.slow_call_ns = nanoseconds;
    return options;
}

static kedge_rate_limiter *make_limiter(uint64_t count, uint64_t burst) {
    kedge_rate_limiter_options options;
    kedge_rate_limiter *limiter;
    must(kedge_rate_limiter_options_init(&options, sizeof options) == KEDGE_OK);
    options.count = count;
    options.burst = burst;
    must(kedge_rate_limiter_create(&options, &limiter) == KEDGE_OK);
    return limiter;
}

static void make_breakers(void) {
    consecutive = make_breaker(counting_failures());
    with_count = make_breaker(slow_from(KEDGE_SECOND));
    with_exact = make_breaker(slow_from(50 * KEDGE_MILLISECOND));
    kedge_breaker_options timed = slow_from(KEDGE_SECOND);
    timed.count_window = KEDGE_NO_LIMIT;
    timed.time_window_ns = 60 * KEDGE_SECOND;
    with_time = make_breaker(timed);
    kedge_breaker_options long_open = counting_failures();
    long_open.open_time_ns = long_open.maximum_open_time_ns = 86400 * KEDGE_SECOND;
    open_breaker = make_breaker(long_open);
    must(kedge_breaker_set_state(open_breaker, KEDGE_BREAKER_OPEN) == KEDGE_OK);
}

static void make_pipeline(void) {
    kedge_retry *retry;
    must(kedge_retry_create(NULL, &retry) == KEDGE_OK);
    const kedge_pipeline_layer layers[] = {
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 2 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_BREAKER, .breaker = make_breaker(breaker_options())},
    };
    must(kedge_pipeline_create(layers, 3, KEDGE_ORDER_RECOMMENDED, NULL, &pipeline) == KEDGE_OK);
}

/* --- what is timed --------------------------------------------------------------------------------------------------- */

static void pass(kedge_breaker *breaker) {
    kedge_permit permit;
    must(kedge_breaker_acquire(breaker, &permit, NULL) == KEDGE_OK);
    must(kedge_breaker_success(breaker, &permit) == KEDGE_OK);
}

static void be_rejected(void) {
    kedge_permit permit;
    must(kedge_breaker_acquire(open_breaker, &permit, NULL) == KEDGE_CIRCUIT_OPEN);
}

static void take_and_give_back(void) {
    uint64_t place;
    must(kedge_bulkhead_acquire(bulkhead, &place) == KEDGE_OK);
    must(kedge_bulkhead_release(bulkhead, place) == KEDGE_OK);
}

static void go_through(void) {
    kedge_pipeline_call call;
    kedge_pipeline_step step = {.struct_size = sizeof step};
    must(kedge_pipeline_begin(pipeline, 1, KEDGE_NO_LIMIT, &call) == KEDGE_OK);
    must(kedge_pipeline_advance(pipeline, &call, &step) == KEDGE_OK && step.kind == KEDGE_STEP_ATTEMPT);
    must(kedge_pipeline_report(pipeline, &call, KEDGE_CALL_SUCCEEDED, KEDGE_NO_LIMIT) == KEDGE_OK);
    must(kedge_pipeline_advance(pipeline, &call, &step) == KEDGE_OK && step.kind == KEDGE_STEP_ENDED);
}

static double closed_consecutive(long times) { REPEAT(times, pass(consecutive)); }
static double closed_count(long times) { REPEAT(times, pass(with_count)); }
static double closed_exact(long times) { REPEAT(times, pass(with_exact)); }
static double closed_time(long times) { REPEAT(times, pass(with_time)); }
static double rejecting(long times) { REPEAT(times, be_rejected()); }
static double limiting(long times) { REPEAT(times, must(kedge_rate_limiter_acquire(busy_limiter, 1, NULL) == KEDGE_OK)); }
static double limiting_idle(long times) {
    REPEAT(times, must(kedge_rate_limiter_acquire(idle_limiter, 1, NULL) == KEDGE_OK));
}
static double through_pipeline(long times) { REPEAT(times, go_through()); }

/* Each of its two calls. */
static double bulkheading(long times) {
    long half = (times + 1) / 2;
    double start = thread_ns();
    for (long i = 0; i < half; i++) take_and_give_back();
    return (thread_ns() - start) * (double)times / (double)(2 * half);
}

static void pass_many(long times) {
    for (long i = 0; i < times; i++) pass(consecutive);
}
static double on_one(long times) { return on_one_thread(pass_many, times); }
static double on_two(long times) { return on_two_threads(pass_many, times, second_cpu); }

/* --- what it is timed beside ----------------------------------------------------------------------------------------- */

static double reading_clock(long times) {
    struct timespec now;
    REPEAT(times, must(clock_gettime(CLOCK_MONOTONIC, &now) == 0));
}

static double exchanging(long times) {
    static atomic_ullong word;
    REPEAT(times, atomic_fetch_add(&word, 1));
}

static void prepare(void) {
    kedge_bulkhead_options options;
    second_cpu = allowed_cpu(1);
    make_breakers();
    make_pipeline();
    /* A bucket that calls take from much faster than it fills, and one that is full again before the next call. */
    busy_limiter = make_limiter(1000, 31536000000);
    idle_limiter = make_limiter(1000000000, 1);
    must(kedge_bulkhead_options_init(&options, sizeof options) == KEDGE_OK);
    must(kedge_bulkhead_create(&options, &bulkhead) == KEDGE_OK);
}

#define CLOCK "reading CLOCK_MONOTONIC"
#define EXCHANGE "an atomic addition"
static const struct row rows[] = {
    {"Breaker closed, count window, slow limit 1 s", "ns", closed_count, reading_clock, CLOCK, .target = 0.8},
    {"Breaker closed, count window, slow limit 50 ms", "ns", closed_exact, reading_clock, CLOCK, .target = 0},
    {"Breaker closed, time window, slow limit 1 s", "ns", closed_time, reading_clock, CLOCK, .target = 0},
    {"Breaker open, rejecting", "ns", rejecting, reading_clock, CLOCK, .target = 0.6},
    {"Breaker closed, two threads", "ns", on_two, on_one, "the same, one thread", .target = 1.3},
    {"Rate limiter, in a burst", "ns", limiting, exchanging, EXCHANGE, .target = 5},
    {"Rate limiter, at rest before", "ns", limiting_idle, exchanging, EXCHANGE, .target = 0},
    {"Bulkhead, each of acquire and release", "ns", bulkheading, exchanging, EXCHANGE, .target = 5},
    {"Pipeline of deadline, retry and breaker", "ns", through_pipeline, closed_consecutive, "breaker alone", .target = 0},
};
const struct row_group resilience = {rows, sizeof rows / sizeof *rows, prepare};
