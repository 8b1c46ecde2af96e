/* Options of breakers: each within its range, each outside it, and what jitter and seeds do. */
#include "guards.h"

#define DAYS_365 (365 * 86400 * KEDGE_SECOND)

static kedge_manual_clock *now;

static void refuses(const kedge_breaker_options *options, kedge_status status, const char *sentence, int line) {
    kedge_breaker *breaker = (kedge_breaker *)&now;
    CHECK_AT(CALL(kedge_breaker_create, options, &breaker) == status, "line %d", line);
    check_sentence(sentence, __FILE__, line);
    CHECK_AT(breaker == (kedge_breaker *)&now, "line %d", line);
}

/* With this field alone set to that value a breaker is refused. */
#define REFUSES(field, value, sentence) \
    do { \
        kedge_breaker_options options = breaker_options(now); \
        options.field = (value); \
        refuses(&options, KEDGE_INVALID_POLICY, (sentence), __LINE__); \
    } while (0)

/* With it one is made. */
#define TAKES(field, value) \
    do { \
        kedge_breaker_options options = breaker_options(now); \
        options.field = (value); \
        drop_breaker(make_breaker(&options)); \
    } while (0)

static void defaults_are_as_documented(void) {
    kedge_breaker_options options;
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    CHECK(options.struct_size == sizeof options && options.clock == NULL && options.listener == NULL);
    CHECK(options.listener_context == NULL && options.open_time_rule == NULL && options.open_time_context == NULL);
    CHECK(options.consecutive_failures == FOREVER && options.failure_rate_ppm == 50 * KEDGE_PERCENT);
    CHECK(options.slow_call_rate_ppm == FOREVER && options.slow_call_ns == FOREVER && options.count_window == 100);
    CHECK(options.time_window_ns == FOREVER && options.minimum_calls == 10 && options.open_time_ns == 30 * KEDGE_SECOND);
    CHECK(options.maximum_open_time_ns == FOREVER && options.probe_time_ns == 30 * KEDGE_SECOND);
    CHECK(options.maximum_half_open_ns == 60 * KEDGE_SECOND && options.probe_failure_rate_ppm == FOREVER);
    CHECK(options.seed == 0 && options.open_time_factor == 1 && options.open_time_jitter_ppm == 10 * KEDGE_PERCENT);
    CHECK(options.time_window_steps == 10 && options.probes == 5 && options.event_capacity == 64 && options.has_seed == 0);
}

static kedge_status init(void *options, size_t struct_size) {
    return CALL(kedge_breaker_options_init, options, struct_size);
}

static kedge_status use(void *options) {
    kedge_breaker *breaker = NULL;
    kedge_status status = CALL(kedge_breaker_create, options, &breaker);
    if (status == KEDGE_OK) drop_breaker(breaker);
    else CHECK(breaker == NULL);
    return status;
}

static void options_keep_the_rules(void) {
    check_options(init, sizeof(kedge_breaker_options), use);
    kedge_breaker_options options = breaker_options(now);
    options.struct_size = sizeof options - 1;
    refuses(&options, KEDGE_INVALID_ARGUMENT,
        "options: struct_size 183 is of no release; call its _init first", __LINE__);
    struct {
        kedge_breaker_options known;
        size_t more;
    } later = {.known = breaker_options(now), .more = 1};
    later.known.struct_size = sizeof later;
    refuses(&later.known, KEDGE_INVALID_ARGUMENT,
        "options: a byte behind the first 184 is not 0; this release has no field there", __LINE__);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_create, NULL, NULL);
    SAYS("out is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_options_init, NULL, sizeof options);
    SAYS("options is NULL, and has to point somewhere");
}

static void flags_and_clocks_are_checked(void) {
    kedge_breaker_options options = breaker_options(now);
    kedge_breaker *breaker = make_breaker(NULL);
    options.has_seed = 2;
    refuses(&options, KEDGE_INVALID_ARGUMENT, "has_seed is 2: it has to be 0 or 1", __LINE__);
    options.has_seed = -1;
    refuses(&options, KEDGE_INVALID_ARGUMENT, "has_seed is -1: it has to be 0 or 1", __LINE__);
    static const char sentence[] =
        "clock is no live handle of its type: it was destroyed, or this library never issued it";
    options = breaker_options((const kedge_manual_clock *)breaker);
    refuses(&options, KEDGE_INVALID_HANDLE, sentence, __LINE__);
    options.clock = (const kedge_manual_clock *)&options;
    refuses(&options, KEDGE_INVALID_HANDLE, sentence, __LINE__);
    kedge_manual_clock *gone = make_clock(0);
    drop_clock(gone);
    options.clock = gone;
    refuses(&options, KEDGE_INVALID_HANDLE, sentence, __LINE__);
    drop_breaker(breaker);
}

static void limits_have_their_ranges(void) {
    static const char rate[] = "failure rate: above 0, up to 100 percent";
    static const char failures[] = "consecutive failures: 1 to 268,435,455";
    REFUSES(consecutive_failures, 0, failures);
    REFUSES(consecutive_failures, 268435456, failures);
    REFUSES(consecutive_failures, FOREVER - 1, failures);
    TAKES(consecutive_failures, 1);
    TAKES(consecutive_failures, 268435455);
    REFUSES(failure_rate_ppm, 0, rate);
    REFUSES(failure_rate_ppm, 1000001, rate);
    REFUSES(failure_rate_ppm, FOREVER - 1, rate);
    TAKES(failure_rate_ppm, 1);
    TAKES(failure_rate_ppm, 100 * KEDGE_PERCENT);
    REFUSES(probe_failure_rate_ppm, 0, "probe failure rate: above 0, up to 100 percent");
    REFUSES(probe_failure_rate_ppm, 1000001, "probe failure rate: above 0, up to 100 percent");
    TAKES(probe_failure_rate_ppm, 1);
    TAKES(probe_failure_rate_ppm, 1000000);
    REFUSES(slow_call_rate_ppm, 50, "slow call duration: a slow call rate needs it");
    REFUSES(slow_call_ns, 50, "slow call duration: it needs a slow call rate");
    REFUSES(slow_call_rate_ppm, 0, "slow call rate: above 0, up to 100 percent");
    kedge_breaker_options options = breaker_options(now);
    options.slow_call_rate_ppm = 1;
    options.slow_call_ns = 0;
    refuses(&options, KEDGE_INVALID_POLICY, "slow call duration: 1 ns to 365 days", __LINE__);
    options.slow_call_ns = DAYS_365 + 1;
    refuses(&options, KEDGE_INVALID_POLICY, "slow call duration: 1 ns to 365 days", __LINE__);
    options.slow_call_ns = DAYS_365;
    CHECK(use(&options) == KEDGE_OK);
    options.slow_call_rate_ppm = 1000001;
    refuses(&options, KEDGE_INVALID_POLICY, "slow call rate: above 0, up to 100 percent", __LINE__);
    options = breaker_options(now);
    options.failure_rate_ppm = FOREVER;
    refuses(&options, KEDGE_INVALID_POLICY,
        "limits: one of consecutive failures, failure rate and slow call rate has to be set", __LINE__);
}

static void windows_have_their_ranges(void) {
    REFUSES(count_window, 0, "count window: 1 to 1,000,000");
    REFUSES(count_window, 1000001, "count window: 1 to 1,000,000");
    REFUSES(count_window, FOREVER - 1, "count window: 1 to 1,000,000");
    REFUSES(count_window, FOREVER, "window: a rate needs a count window or a time window");
    REFUSES(count_window, 9, "minimum calls: the count window never has so many calls");
    TAKES(count_window, 10);
    TAKES(count_window, 1000000);
    REFUSES(time_window_ns, 0, "time window: 1 ns to 365 days");
    REFUSES(time_window_ns, DAYS_365 + 1, "time window: 1 ns to 365 days");
    REFUSES(time_window_ns, FOREVER - 1, "time window: 1 ns to 365 days");
    REFUSES(time_window_ns, 9, "time window steps: each has to last 1 ns or more");
    TAKES(time_window_ns, 10);
    TAKES(time_window_ns, DAYS_365);
    REFUSES(time_window_steps, 0, "time window steps: 1 to 1,000");
    REFUSES(time_window_steps, 1001, "time window steps: 1 to 1,000");
    REFUSES(time_window_steps, UINT32_MAX, "time window steps: 1 to 1,000");
    TAKES(time_window_steps, 1);
    TAKES(time_window_steps, 1000);
    REFUSES(minimum_calls, 0, "minimum calls: 1 to 1,000,000");
    REFUSES(minimum_calls, 1000001, "minimum calls: 1 to 1,000,000");
    REFUSES(minimum_calls, FOREVER, "minimum calls: 1 to 1,000,000");
    REFUSES(minimum_calls, 101, "minimum calls: the count window never has so many calls");
    TAKES(minimum_calls, 1);
    TAKES(minimum_calls, 100);
    kedge_breaker_options options = strict_options(now, 1);
    options.count_window = 100;
    refuses(&options, KEDGE_INVALID_POLICY, "window: it needs a failure rate or a slow call rate", __LINE__);
}

static void open_times_have_their_ranges(void) {
    REFUSES(open_time_ns, 0, "open time: 1 ns to 365 days");
    REFUSES(open_time_ns, DAYS_365 + 1, "open time: 1 ns to 365 days");
    REFUSES(open_time_ns, FOREVER, "open time: 1 ns to 365 days");
    TAKES(open_time_ns, 1);
    TAKES(open_time_ns, DAYS_365);
    static const double none[] = {0, 0.999, 1000.001, -2, 1e308};
    for (size_t i = 0; i < COUNT(none); i++) REFUSES(open_time_factor, none[i], "open time factor: 1 to 1,000");
    REFUSES(open_time_factor, __builtin_nan(""), "open time factor: 1 to 1,000");
    REFUSES(open_time_factor, __builtin_inf(), "open time factor: 1 to 1,000");
    TAKES(open_time_factor, 1000);
    REFUSES(maximum_open_time_ns, 0, "maximum open time: 1 ns to 365 days");
    REFUSES(maximum_open_time_ns, DAYS_365 + 1, "maximum open time: 1 ns to 365 days");
    REFUSES(maximum_open_time_ns, 30 * KEDGE_SECOND - 1, "maximum open time: it may not be below the open time");
    TAKES(maximum_open_time_ns, 30 * KEDGE_SECOND);
    TAKES(maximum_open_time_ns, DAYS_365);
    REFUSES(open_time_jitter_ppm, 1000001, "open time jitter: 0 to 1");
    REFUSES(open_time_jitter_ppm, FOREVER, "open time jitter: 0 to 1");
    TAKES(open_time_jitter_ppm, 100 * KEDGE_PERCENT);
}

static void probes_and_events_have_their_ranges(void) {
    REFUSES(probes, 0, "probes: 1 to 10,000");
    REFUSES(probes, 10001, "probes: 1 to 10,000");
    REFUSES(probes, UINT32_MAX, "probes: 1 to 10,000");
    TAKES(probes, 1);
    TAKES(probes, 10000);
    REFUSES(probe_time_ns, 0, "probe time: 1 ns to 365 days");
    REFUSES(probe_time_ns, DAYS_365 + 1, "probe time: 1 ns to 365 days");
    TAKES(probe_time_ns, 1);
    TAKES(probe_time_ns, DAYS_365);
    REFUSES(maximum_half_open_ns, 0, "maximum half-open time: 1 ns to 365 days");
    REFUSES(maximum_half_open_ns, FOREVER, "maximum half-open time: 1 ns to 365 days");
    TAKES(maximum_half_open_ns, 1);
    TAKES(maximum_half_open_ns, DAYS_365);
    REFUSES(event_capacity, 0, "event capacity: 1 to 65,536");
    REFUSES(event_capacity, 65537, "event capacity: 1 to 65,536");
    REFUSES(event_capacity, UINT32_MAX, "event capacity: 1 to 65,536");
    TAKES(event_capacity, 1);
    TAKES(event_capacity, 65536);
}

/* How long the breaker of these options stays open for the first time. */
static uint64_t open_time(const kedge_breaker_options *options) {
    kedge_breaker *breaker = make_breaker(options);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_OPEN);
    uint64_t time = breaker_info_of(breaker).retry_after_ns;
    drop_breaker(breaker);
    return time;
}

static void jitter_shortens_open_times(void) {
    kedge_breaker_options options = breaker_options(now);
    CHECK(open_time(&options) == 30 * KEDGE_SECOND);
    static const uint64_t shares[] = {1, 100000, 1000000};
    for (size_t i = 0; i < COUNT(shares); i++) {
        uint64_t least = 30 * KEDGE_SECOND / 1000000 * (1000000 - shares[i]), different = 0, first = 0;
        options.open_time_jitter_ppm = shares[i];
        for (uint64_t seed = 0; seed < 200; seed++) {
            options.has_seed = 1;
            options.seed = seed * 0x9E3779B97F4A7C15;
            uint64_t time = open_time(&options);
            CHECK_AT(time >= least && time >= 1 && time <= 30 * KEDGE_SECOND, "%llu ns", (unsigned long long)time);
            CHECK_AT(open_time(&options) == time, "seed %llu", (unsigned long long)seed);
            if (seed == 0) first = time;
            different += time != first;
            /* Not looked at without has_seed, but within the range. */
            options.has_seed = 0;
            time = open_time(&options);
            CHECK_AT(time >= least && time >= 1 && time <= 30 * KEDGE_SECOND, "%llu ns", (unsigned long long)time);
        }
        CHECK(different > 100);
    }
    options.open_time_ns = 1;
    options.open_time_jitter_ppm = 1000000;
    CHECK(open_time(&options) == 1);
}

static void many_reopenings_overflow_nothing(void) {
    kedge_breaker_options options = strict_options(now, 1);
    options.open_time_factor = 1000;
    options.open_time_ns = options.maximum_open_time_ns = DAYS_365;
    options.event_capacity = 1;
    kedge_breaker *breaker = make_breaker(&options);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_HALF_OPEN);
    for (uint64_t i = 1; i < 500; i++) {
        pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
        kedge_breaker_info info = breaker_info_of(breaker);
        CHECK_AT(info.reopenings == i && info.retry_after_ns == DAYS_365, "%llu", (unsigned long long)info.retry_after_ns);
        move_clock(now, DAYS_365);
        EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
        CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
    }
    drop_breaker(breaker);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(0);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_options");
    runs_case("the defaults are as documented", defaults_are_as_documented);
    runs_case("options keep the rules of options", options_keep_the_rules);
    runs_case("flags and clocks are checked", flags_and_clocks_are_checked);
    runs_case("limits have their ranges", limits_have_their_ranges);
    runs_case("windows have their ranges", windows_have_their_ranges);
    runs_case("open times have their ranges", open_times_have_their_ranges);
    runs_case("probes and events have their ranges", probes_and_events_have_their_ranges);
    runs_case("jitter shortens open times, as a seed says", jitter_shortens_open_times);
    runs_case("however often it opens again, nothing overflows", many_reopenings_overflow_nothing);
    return check_end();
}
