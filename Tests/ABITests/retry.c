/* Policies of retries: their options, what they decide, and how long they have callers wait. */
#include "guards.h"

#define DAYS_365 (365 * 86400 * KEDGE_SECOND)

static kedge_manual_clock *now;

/* --- options ------------------------------------------------------------------------------------------------------ */

static void refuses(const kedge_retry_options *options, kedge_status status, const char *sentence, int line) {
    kedge_retry *retry = (kedge_retry *)&now;
    CHECK_AT(CALL(kedge_retry_create, options, &retry) == status, "line %d", line);
    check_sentence(sentence, __FILE__, line);
    CHECK_AT(retry == (kedge_retry *)&now, "line %d", line);
}

#define REFUSES(field, value, status, sentence) \
    do { \
        kedge_retry_options options = retry_options(now); \
        options.field = (value); \
        refuses(&options, (status), (sentence), __LINE__); \
    } while (0)

#define TAKES(field, value) \
    do { \
        kedge_retry_options options = retry_options(now); \
        options.field = (value); \
        drop_retry(make_retry(&options)); \
    } while (0)

static void is_made_and_ended(void) {
    kedge_retry_options options;
    EXPECT(KEDGE_OK, kedge_retry_options_init, &options, sizeof options);
    CHECK(options.struct_size == sizeof options && options.clock == NULL && options.budget == NULL);
    CHECK(options.maximum_attempts == 3 && options.maximum_time_ns == FOREVER && options.seed == 0);
    CHECK(options.first_ns == 100 * KEDGE_MILLISECOND && options.longest_ns == 10 * KEDGE_SECOND);
    CHECK(options.retry_after_limit_ns == 60 * KEDGE_SECOND && options.jitter_share_ppm == 0 && options.factor == 2);
    CHECK(options.backoff == KEDGE_BACKOFF_EXPONENTIAL && options.jitter == KEDGE_JITTER_FULL && options.has_seed == 0);
    CHECK(options.retries_open_circuits == 0 && options.retries_non_idempotent == 0 && options.reserved == 0);
    kedge_retry *retry = make_retry(NULL);
    EXPECT(KEDGE_OK, kedge_retry_destroy, retry);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_destroy, retry);
    EXPECT(KEDGE_OK, kedge_retry_destroy, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_create, NULL, NULL);
    SAYS("out is NULL, and has to point somewhere");
}

static kedge_status init(void *options, size_t size) { return CALL(kedge_retry_options_init, options, size); }
static kedge_status use(void *options) {
    kedge_retry *retry = NULL;
    kedge_status status = CALL(kedge_retry_create, options, &retry);
    if (status == KEDGE_OK) drop_retry(retry);
    return status;
}

static void options_keep_the_rules(void) {
    check_options(init, sizeof(kedge_retry_options), use);
    REFUSES(reserved, 1, KEDGE_INVALID_ARGUMENT, "reserved has to be 0");
    REFUSES(has_seed, 2, KEDGE_INVALID_ARGUMENT, "has_seed is 2: it has to be 0 or 1");
    REFUSES(retries_open_circuits, -1, KEDGE_INVALID_ARGUMENT, "retries_open_circuits is -1: it has to be 0 or 1");
    REFUSES(retries_non_idempotent, 2, KEDGE_INVALID_ARGUMENT, "retries_non_idempotent is 2: it has to be 0 or 1");
    static const char backoff[] = "backoff 4 is none of KEDGE_BACKOFF_CONSTANT to KEDGE_BACKOFF_DECORRELATED";
    REFUSES(backoff, 4, KEDGE_INVALID_ARGUMENT, backoff);
    REFUSES(backoff, 0, KEDGE_INVALID_ARGUMENT, "backoff 0 is none of KEDGE_BACKOFF_CONSTANT to KEDGE_BACKOFF_DECORRELATED");
    REFUSES(jitter, 0, KEDGE_INVALID_ARGUMENT, "jitter 0 is none of KEDGE_JITTER_NONE to KEDGE_JITTER_SHARE");
    REFUSES(jitter, 5, KEDGE_INVALID_ARGUMENT, "jitter 5 is none of KEDGE_JITTER_NONE to KEDGE_JITTER_SHARE");
    REFUSES(clock, (const kedge_manual_clock *)&now, KEDGE_INVALID_HANDLE,
        "clock is no live handle of its type: it was destroyed, or this library never issued it");
    REFUSES(budget, (const kedge_retry_budget *)now, KEDGE_INVALID_HANDLE,
        "budget is no live handle of its type: it was destroyed, or this library never issued it");
}

static void options_have_their_ranges(void) {
    REFUSES(maximum_attempts, 0, KEDGE_INVALID_POLICY, "maximum attempts: 1 to 1,000");
    REFUSES(maximum_attempts, 1001, KEDGE_INVALID_POLICY, "maximum attempts: 1 to 1,000");
    REFUSES(maximum_attempts, FOREVER, KEDGE_INVALID_POLICY, "maximum attempts: 1 to 1,000");
    TAKES(maximum_attempts, 1);
    TAKES(maximum_attempts, 1000);
    REFUSES(maximum_time_ns, 0, KEDGE_INVALID_POLICY, "maximum time: 1 ns to 365 days");
    REFUSES(maximum_time_ns, DAYS_365 + 1, KEDGE_INVALID_POLICY, "maximum time: 1 ns to 365 days");
    TAKES(maximum_time_ns, 1);
    TAKES(maximum_time_ns, DAYS_365);
    REFUSES(first_ns, 0, KEDGE_INVALID_POLICY, "backoff base: 1 ns to 365 days");
    REFUSES(first_ns, FOREVER, KEDGE_INVALID_POLICY, "backoff base: 1 ns to 365 days");
    REFUSES(first_ns, 10 * KEDGE_SECOND + 1, KEDGE_INVALID_POLICY, "backoff cap: the base or more");
    TAKES(first_ns, 10 * KEDGE_SECOND);
    REFUSES(longest_ns, 0, KEDGE_INVALID_POLICY, "backoff cap: 1 ns to 365 days");
    REFUSES(longest_ns, DAYS_365 + 1, KEDGE_INVALID_POLICY, "backoff cap: 1 ns to 365 days");
    TAKES(longest_ns, DAYS_365);
    REFUSES(retry_after_limit_ns, DAYS_365 + 1, KEDGE_INVALID_POLICY, "retry-after limit: 0 to 365 days");
    REFUSES(retry_after_limit_ns, FOREVER, KEDGE_INVALID_POLICY, "retry-after limit: 0 to 365 days");
    TAKES(retry_after_limit_ns, 0);
    static const double factors[] = {0, 0.99, 1000.5, -1, 1e300};
    for (size_t i = 0; i < COUNT(factors); i++)
        REFUSES(factor, factors[i], KEDGE_INVALID_POLICY, "backoff factor: 1 to 1,000");
    REFUSES(factor, __builtin_nan(""), KEDGE_INVALID_POLICY, "backoff factor: 1 to 1,000");
    REFUSES(factor, __builtin_inf(), KEDGE_INVALID_POLICY, "backoff factor: 1 to 1,000");
    TAKES(factor, 1);
    TAKES(factor, 1000);
    kedge_retry_options options = retry_options(now);
    options.jitter = KEDGE_JITTER_SHARE;
    options.jitter_share_ppm = 1000001;
    refuses(&options, KEDGE_INVALID_POLICY, "jitter share: 0 to 1", __LINE__);
    options.jitter_share_ppm = 1000000;
    CHECK(use(&options) == KEDGE_OK);
    options = retry_options(now);
    options.backoff = KEDGE_BACKOFF_CONSTANT;
    options.first_ns = 0;
    refuses(&options, KEDGE_INVALID_POLICY, "backoff delay: 1 ns to 365 days", __LINE__);
    options.first_ns = DAYS_365;
    CHECK(use(&options) == KEDGE_OK);
    options = retry_options(now);
    options.backoff = KEDGE_BACKOFF_DECORRELATED;
    options.longest_ns = 1;
    refuses(&options, KEDGE_INVALID_POLICY, "backoff cap: the base or more", __LINE__);
}

/* --- decisions ---------------------------------------------------------------------------------------------------- */

static kedge_retry_call begin(const kedge_retry *retry, int32_t is_idempotent) {
    kedge_retry_call call;
    memset(&call, 0x5A, sizeof call);
    EXPECT(KEDGE_OK, kedge_retry_begin, retry, is_idempotent, &call);
    return call;
}

#define STOPS(status, retry, call, outcome, retry_after, time_left) \
    do { \
        uint64_t untouched = 77; \
        EXPECT((status), kedge_retry_next, (retry), (call), (outcome), (retry_after), (time_left), &untouched); \
        CHECK(untouched == 77); \
    } while (0)

#define WAITS(expected, retry, call, outcome, retry_after, time_left) \
    do { \
        uint64_t delay = 77; \
        EXPECT(KEDGE_OK, kedge_retry_next, (retry), (call), (outcome), (retry_after), (time_left), &delay); \
        CHECK_AT(delay == (expected), "%llu ns", (unsigned long long)delay); \
    } while (0)

static void tries_so_often(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    kedge_retry_call call = begin(retry, 1);
    WAITS(100 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    WAITS(200 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    STOPS(KEDGE_ATTEMPTS_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    SAYS("the call was tried as often as it may be");
    STOPS(KEDGE_ATTEMPTS_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    drop_retry(retry);
    options.maximum_attempts = 1;
    retry = make_retry(&options);
    call = begin(retry, 1);
    STOPS(KEDGE_ATTEMPTS_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    drop_retry(retry);
}

static void not_every_failure_is_tried_again(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry *retry = make_retry(&options);
    for (int32_t is_idempotent = 0; is_idempotent <= 1; is_idempotent++) {
        static const uint32_t lasting[] = {KEDGE_CALL_IGNORED, KEDGE_CALL_FAILED_FOR_GOOD, KEDGE_CALL_CANCELLED};
        for (size_t i = 0; i < COUNT(lasting); i++) {
            kedge_retry_call call = begin(retry, is_idempotent);
            STOPS(KEDGE_NOT_RETRYABLE, retry, &call, lasting[i], FOREVER, FOREVER);
            SAYS("the failure is not one that passes");
        }
        kedge_retry_call call = begin(retry, is_idempotent);
        /* Without a limit of the whole it is a failure like another. */
        STOPS(KEDGE_TIME_USED, retry, &call, KEDGE_CALL_TIMED_OUT, FOREVER, FOREVER - 1);
        call = begin(retry, is_idempotent);
        STOPS(KEDGE_CIRCUIT_OPEN, retry, &call, KEDGE_CALL_CIRCUIT_OPEN, FOREVER, FOREVER);
        SAYS("a circuit is open, which is not tried again");
    }
    kedge_retry_call call = begin(retry, 1);
    WAITS(100 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_TIMED_OUT, FOREVER, FOREVER);
    call = begin(retry, 0);
    STOPS(KEDGE_NOT_RETRYABLE, retry, &call, KEDGE_CALL_TIMED_OUT, FOREVER, FOREVER);
    STOPS(KEDGE_NOT_RETRYABLE, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    SAYS("the call may not be made twice");
    drop_retry(retry);
    /* What was turned away was not made, so that it is not made twice. */
    options.retries_open_circuits = 1;
    retry = make_retry(&options);
    call = begin(retry, 0);
    WAITS(100 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_CIRCUIT_OPEN, FOREVER, FOREVER);
    STOPS(KEDGE_NOT_RETRYABLE, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    drop_retry(retry);
    options.retries_non_idempotent = 1;
    retry = make_retry(&options);
    call = begin(retry, 0);
    WAITS(100 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    drop_retry(retry);
}

static void services_say_when(void) {
    kedge_retry_options options = retry_options(now);
    options.maximum_attempts = 10;
    kedge_retry *retry = make_retry(&options);
    kedge_retry_call call = begin(retry, 1);
    WAITS(5 * KEDGE_SECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, 5 * KEDGE_SECOND, FOREVER);
    /* Delays grow as if nobody had said anything, and are never shorter. */
    WAITS(200 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, 0, FOREVER);
    WAITS(60 * KEDGE_SECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, 60 * KEDGE_SECOND, FOREVER);
    STOPS(KEDGE_RETRY_AFTER_TOO_LONG, retry, &call, KEDGE_CALL_FAILED_ONCE, 60 * KEDGE_SECOND + 1, FOREVER);
    SAYS("the service asked for more time than the policy grants");
    STOPS(KEDGE_RETRY_AFTER_TOO_LONG, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER - 1, FOREVER);
    drop_retry(retry);
}

static void time_is_limited(void) {
    kedge_retry_options options = retry_options(now);
    options.maximum_time_ns = KEDGE_SECOND;
    options.maximum_attempts = 100;
    kedge_retry *retry = make_retry(&options);
    kedge_retry_call call = begin(retry, 1);
    STOPS(KEDGE_TIME_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, 100 * KEDGE_MILLISECOND - 1);
    SAYS("another attempt would begin after the time that there is");
    STOPS(KEDGE_TIME_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, 0);
    call = begin(retry, 1);
    WAITS(100 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, 100 * KEDGE_MILLISECOND);
    move_clock(now, 800 * KEDGE_MILLISECOND);
    WAITS(200 * KEDGE_MILLISECOND, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    call = begin(retry, 1);
    move_clock(now, 900 * KEDGE_MILLISECOND + 1);
    STOPS(KEDGE_TIME_USED, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER);
    drop_retry(retry);
}

static void arguments_are_checked(void) {
    static const uint32_t none[] = {0, KEDGE_CALL_SUCCEEDED, 8, UINT32_MAX};
    kedge_retry *retry = make_retry(NULL);
    kedge_retry_call call = {{1, 2, 3, 4}}, before = call;
    uint64_t delay = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_begin, retry, 2, &call);
    SAYS("is_idempotent is 2: it has to be 0 or 1");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_begin, retry, -1, &call);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_begin, retry, 1, NULL);
    SAYS("call is NULL, and has to point somewhere");
    for (size_t i = 0; i < COUNT(none); i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_next, retry, &call, none[i], FOREVER, FOREVER, &delay);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_next, retry, &call, 8, FOREVER, FOREVER, &delay);
    SAYS("outcome 8 is none of KEDGE_CALL_FAILED_ONCE to KEDGE_CALL_CIRCUIT_OPEN");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_next, retry, NULL, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_next, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, NULL);
    SAYS("delay_ns is NULL, and has to point somewhere");
    CHECK(delay == 77 && memcmp(&call, &before, sizeof call) == 0);
    drop_retry(retry);
}

static void a_call_may_be_anything(void) {
    for (uint32_t backoff = KEDGE_BACKOFF_CONSTANT; backoff <= KEDGE_BACKOFF_DECORRELATED; backoff++) {
        kedge_retry_options options = retry_options(now);
        options.backoff = backoff;
        options.jitter = KEDGE_JITTER_FULL;
        options.factor = 1000;
        options.longest_ns = DAYS_365;
        options.maximum_time_ns = DAYS_365;
        options.maximum_attempts = 1000;
        kedge_retry *retry = make_retry(&options);
        for (uint64_t seed = 0; seed < 2000; seed++) {
            kedge_retry_call call;
            uint64_t delay = 77, numbers[2];
            check_pattern((uint8_t *)&call, sizeof call, seed);
            check_pattern((uint8_t *)numbers, sizeof numbers, seed + 5000);
            if (seed % 3 == 0) call.words[2] %= 1000;
            if (seed % 2 == 0) call.words[3] = 1;
            if (seed % 5 == 0) call.words[0] = UINT64_MAX;
            if (seed % 7 == 0) call.words[1] = UINT64_MAX;
            uint64_t after = seed % 3 == 0 ? FOREVER : numbers[0], left = seed % 4 == 0 ? FOREVER : numbers[1];
            kedge_status status =
                CALL(kedge_retry_next, retry, &call, (uint32_t)(seed % 6 + 2), after, left, &delay);
            CHECK_AT(status == KEDGE_OK ? delay <= DAYS_365 : delay == 77 && status >= KEDGE_CIRCUIT_OPEN, "%d", (int)status);
        }
        drop_retry(retry);
    }
}

/* --- delays ------------------------------------------------------------------------------------------------------- */

static void draw(kedge_retry *retry, uint64_t *delays, int count) {
    kedge_retry_call call = begin(retry, 1);
    for (int i = 0; i < count; i++)
        EXPECT(KEDGE_OK, kedge_retry_next, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delays[i]);
}

enum { DELAYS = 12 };

/* The least and the most that a delay may be. */
static void check_delays(kedge_retry_options *options, uint64_t least_ppm, int is_growing) {
    int different = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        uint64_t delays[DELAYS], again[DELAYS], whole = options->first_ns;
        options->maximum_attempts = DELAYS + 1;
        options->has_seed = 1;
        options->seed = seed * 0x9E3779B97F4A7C15 + 1;
        kedge_retry *first = make_retry(options), *second = make_retry(options);
        draw(first, delays, DELAYS);
        draw(second, again, DELAYS);
        CHECK(memcmp(delays, again, sizeof delays) == 0);
        draw(first, again, DELAYS);
        different += memcmp(delays, again, sizeof delays) != 0;
        for (int i = 0; i < DELAYS; i++) {
            CHECK_AT(delays[i] <= whole && delays[i] + 1 >= whole / 1000000 * least_ppm, "delay %d: %llu ns", i,
                (unsigned long long)delays[i]);
            if (is_growing) whole = whole * 2 < options->longest_ns ? whole * 2 : options->longest_ns;
        }
        drop_retry(first);
        drop_retry(second);
    }
    CHECK(least_ppm == 1000000 ? different == 0 : different > 190);
}

static void backoff_and_jitter_have_their_ranges(void) {
    kedge_retry_options options = retry_options(now);
    for (options.backoff = KEDGE_BACKOFF_CONSTANT; options.backoff <= KEDGE_BACKOFF_EXPONENTIAL; options.backoff++) {
        int is_growing = options.backoff == KEDGE_BACKOFF_EXPONENTIAL;
        options.jitter = KEDGE_JITTER_NONE;
        check_delays(&options, 1000000, is_growing);
        options.jitter = KEDGE_JITTER_FULL;
        check_delays(&options, 0, is_growing);
        options.jitter = KEDGE_JITTER_EQUAL;
        check_delays(&options, 500000, is_growing);
        options.jitter = KEDGE_JITTER_SHARE;
        options.jitter_share_ppm = 100000;
        check_delays(&options, 900000, is_growing);
        options.jitter_share_ppm = 0;
        check_delays(&options, 1000000, is_growing);
    }
}

static void decorrelated_delays_have_their_ranges(void) {
    kedge_retry_options options = retry_options(now);
    options.backoff = KEDGE_BACKOFF_DECORRELATED;
    options.maximum_attempts = DELAYS + 1;
    options.has_seed = 1;
    for (options.seed = 0; options.seed < 200; options.seed++) {
        uint64_t delays[DELAYS], again[DELAYS], before = options.first_ns;
        kedge_retry *retry = make_retry(&options), *same = make_retry(&options);
        draw(retry, delays, DELAYS);
        draw(same, again, DELAYS);
        CHECK(memcmp(delays, again, sizeof delays) == 0);
        for (int i = 0; i < DELAYS; i++) {
            CHECK(delays[i] >= options.first_ns && delays[i] <= 3 * before && delays[i] <= options.longest_ns);
            before = delays[i];
        }
        drop_retry(retry);
        drop_retry(same);
    }
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("retry");
    runs_case("a policy is made with the defaults, and ends once", is_made_and_ended);
    runs_case("options keep the rules of options", options_keep_the_rules);
    runs_case("options have their ranges", options_have_their_ranges);
    runs_case("a call is tried so often", tries_so_often);
    runs_case("not every failure is tried again", not_every_failure_is_tried_again);
    runs_case("a service says when to come back, within a limit", services_say_when);
    runs_case("time is limited, by the policy and by the caller", time_is_limited);
    runs_case("arguments are checked", arguments_are_checked);
    runs_case("a call may be anything, and is answered", a_call_may_be_anything);
    runs_case("backoff and jitter have their ranges, and seeds decide", backoff_and_jitter_have_their_ranges);
    runs_case("decorrelated delays have their ranges", decorrelated_delays_have_their_ranges);
    return check_end();
}
