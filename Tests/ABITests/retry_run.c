/* Retry budgets, and retries through callbacks. */
#include "guards.h"

static kedge_manual_clock *now;

/* --- budgets ------------------------------------------------------------------------------------------------------ */

static kedge_retry_budget_options budget_options(double share, double floor_per_second) {
    kedge_retry_budget_options options;
    EXPECT(KEDGE_OK, kedge_retry_budget_options_init, &options, sizeof options);
    options.clock = now;
    options.share = share;
    options.floor_per_second = floor_per_second;
    return options;
}

static kedge_retry_budget *make_budget(double share, double floor_per_second) {
    kedge_retry_budget_options options = budget_options(share, floor_per_second);
    kedge_retry_budget *budget = NULL;
    EXPECT(KEDGE_OK, kedge_retry_budget_create, &options, &budget);
    return budget;
}

static void drop_budget(kedge_retry_budget *budget) { EXPECT(KEDGE_OK, kedge_retry_budget_destroy, budget); }

static kedge_retry_budget_info budget_info_of(const kedge_retry_budget *budget) {
    kedge_retry_budget_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_retry_budget_get_info, budget, &info);
    return info;
}

static kedge_status init(void *options, size_t size) { return CALL(kedge_retry_budget_options_init, options, size); }
static kedge_status use(void *options) {
    kedge_retry_budget *budget = NULL;
    kedge_status status = CALL(kedge_retry_budget_create, options, &budget);
    if (status == KEDGE_OK) drop_budget(budget);
    return status;
}
static kedge_retry_budget *shared;
static kedge_status use_info(void *info) { return CALL(kedge_retry_budget_get_info, shared, info); }

static void refuses(kedge_retry_budget_options options, kedge_status status, const char *sentence, int line) {
    kedge_retry_budget *budget = (kedge_retry_budget *)&now;
    CHECK_AT(CALL(kedge_retry_budget_create, &options, &budget) == status, "line %d", line);
    check_sentence(sentence, __FILE__, line);
    CHECK(budget == (kedge_retry_budget *)&now);
}

static void budgets_keep_the_rules(void) {
    kedge_retry_budget_options options;
    EXPECT(KEDGE_OK, kedge_retry_budget_options_init, &options, sizeof options);
    CHECK(options.clock == NULL && options.window_ns == 10 * KEDGE_SECOND && options.share == 0.2);
    CHECK(options.floor_per_second == 10);
    check_options(init, sizeof options, use);
    shared = make_budget(0.2, 10);
    check_result(sizeof(kedge_retry_budget_info), use_info, 1);
    drop_budget(shared);
    static const double shares[] = {-0.001, 1.001, 1e300, -1e300};
    for (size_t i = 0; i < COUNT(shares); i++)
        refuses(budget_options(shares[i], 1), KEDGE_INVALID_POLICY, "budget share: 0 to 1", __LINE__);
    refuses(budget_options(__builtin_nan(""), 1), KEDGE_INVALID_POLICY, "budget share: 0 to 1", __LINE__);
    static const char floor_rule[] = "budget floor: 0 to 1,000,000 retries a second";
    refuses(budget_options(1, -1), KEDGE_INVALID_POLICY, floor_rule, __LINE__);
    refuses(budget_options(1, 1000001), KEDGE_INVALID_POLICY, floor_rule, __LINE__);
    refuses(budget_options(1, __builtin_inf()), KEDGE_INVALID_POLICY, floor_rule, __LINE__);
    refuses(budget_options(1, __builtin_nan("")), KEDGE_INVALID_POLICY, floor_rule, __LINE__);
    static const uint64_t windows[] = {0, KEDGE_SECOND - 1, 3600 * KEDGE_SECOND + 1, FOREVER};
    for (size_t i = 0; i < COUNT(windows); i++) {
        options = budget_options(1, 1);
        options.window_ns = windows[i];
        refuses(options, KEDGE_INVALID_POLICY, "budget window: 1 second to 1 hour", __LINE__);
    }
    options = budget_options(1, 1);
    options.clock = (const kedge_manual_clock *)&options;
    refuses(options, KEDGE_INVALID_HANDLE,
        "clock is no live handle of its type: it was destroyed, or this library never issued it", __LINE__);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_budget_create, NULL, NULL);
    SAYS("out is NULL, and has to point somewhere");
    kedge_retry_budget *budget = NULL;
    EXPECT(KEDGE_OK, kedge_retry_budget_create, NULL, &budget);
    drop_budget(budget);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_budget_destroy, budget);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, NULL);
}

static void budgets_count(void) {
    kedge_retry_budget *budget = make_budget(0.5, 0);
    EXPECT(KEDGE_RETRY_BUDGET_USED, kedge_retry_budget_withdraw, budget);
    SAYS("all users of the service together have made as many retries as they may");
    for (int i = 0; i < 10; i++) EXPECT(KEDGE_OK, kedge_retry_budget_deposit, budget);
    for (int i = 0; i < 5; i++) EXPECT(KEDGE_OK, kedge_retry_budget_withdraw, budget);
    EXPECT(KEDGE_RETRY_BUDGET_USED, kedge_retry_budget_withdraw, budget);
    kedge_retry_budget_info info = budget_info_of(budget);
    CHECK(info.calls == 10 && info.retries == 5);
    move_clock(now, 9 * KEDGE_SECOND);
    CHECK(budget_info_of(budget).calls == 10 && budget_info_of(budget).retries == 5);
    move_clock(now, KEDGE_SECOND);
    CHECK(budget_info_of(budget).calls == 0 && budget_info_of(budget).retries == 0);
    EXPECT(KEDGE_RETRY_BUDGET_USED, kedge_retry_budget_withdraw, budget);
    drop_budget(budget);
    /* The floor alone: two in ten seconds. */
    budget = make_budget(0, 0.2);
    for (int i = 0; i < 100; i++) EXPECT(KEDGE_OK, kedge_retry_budget_deposit, budget);
    EXPECT(KEDGE_OK, kedge_retry_budget_withdraw, budget);
    EXPECT(KEDGE_OK, kedge_retry_budget_withdraw, budget);
    EXPECT(KEDGE_RETRY_BUDGET_USED, kedge_retry_budget_withdraw, budget);
    drop_budget(budget);
}

static void policies_share_a_budget(void) {
    kedge_retry_options options = retry_options(now);
    kedge_retry_budget *budget = make_budget(0.5, 0);
    options.budget = budget;
    kedge_retry *first = make_retry(&options), *second = make_retry(&options);
    kedge_retry_call calls[4];
    uint64_t delay = 77;
    for (int i = 0; i < 4; i++) EXPECT(KEDGE_OK, kedge_retry_begin, i % 2 == 0 ? first : second, 1, &calls[i]);
    CHECK(budget_info_of(budget).calls == 4);
    /* What is refused for another reason costs nothing. */
    EXPECT(KEDGE_TIME_USED, kedge_retry_next, first, &calls[0], KEDGE_CALL_FAILED_ONCE, FOREVER, 1, &delay);
    EXPECT(KEDGE_NOT_RETRYABLE, kedge_retry_next, first, &calls[0], KEDGE_CALL_CANCELLED, FOREVER, 1, &delay);
    CHECK(budget_info_of(budget).retries == 0 && delay == 77);
    EXPECT(KEDGE_OK, kedge_retry_next, second, &calls[1], KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay);
    EXPECT(KEDGE_OK, kedge_retry_next, first, &calls[2], KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay);
    /* They keep it. */
    CHECK(budget_info_of(budget).retries == 2);
    drop_budget(budget);
    delay = 77;
    EXPECT(KEDGE_RETRY_BUDGET_USED, kedge_retry_next, second, &calls[3], KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay);
    SAYS("all users of the service together have made as many retries as they may");
    CHECK(delay == 77);
    drop_retry(first);
    drop_retry(second);
}

static void *use_often(void *granted) {
    for (int i = 0; i < 1000; i++) {
        CHECK(kedge_retry_budget_deposit(shared) == KEDGE_OK);
        kedge_status status = kedge_retry_budget_withdraw(shared);
        CHECK(status == KEDGE_OK || status == KEDGE_RETRY_BUDGET_USED);
        *(uint64_t *)granted += status == KEDGE_OK;
    }
    return NULL;
}

static void threads_share_a_budget(void) {
    pthread_t threads[8];
    uint64_t granted[8] = {0}, sum = 0;
    shared = make_budget(0.25, 0);
    for (size_t i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, use_often, &granted[i]) == 0);
    for (size_t i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < 8; i++) sum += granted[i];
    kedge_retry_budget_info info = budget_info_of(shared);
    CHECK(info.calls == 8000 && info.retries == sum && sum <= 2000);
    drop_budget(shared);
}

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

struct script {
    kedge_retry *retry;
    /* What each attempt comes to; the last is repeated. */
    uint32_t answers[8];
    uint32_t answer_count, made;
    uint64_t retry_after, time_limit;
};

static uint32_t attempt(kedge_attempt *attempt, void *context) {
    struct script *script = context;
    CHECK(attempt->struct_size == sizeof *attempt && attempt->number == script->made + 1);
    CHECK(attempt->target == KEDGE_NO_LAYER && attempt->retry_after_ns == FOREVER);
    CHECK(script->time_limit == FOREVER ? attempt->time_left_ns == FOREVER : attempt->time_left_ns <= script->time_limit);
    attempt->retry_after_ns = script->retry_after;
    EXPECT(KEDGE_BUSY, kedge_retry_destroy, script->retry);
    SAYS("a callback is under way on behalf of retry, which can be ended when that has returned");
    uint32_t number = script->made < script->answer_count ? script->made : script->answer_count - 1;
    script->made++;
    return script->answers[number];
}

/* Delays of a nanosecond: nothing waits for time to pass. */
static kedge_retry_options quick_options(void) {
    kedge_retry_options options = retry_options(NULL);
    options.first_ns = options.longest_ns = 1;
    options.backoff = KEDGE_BACKOFF_CONSTANT;
    return options;
}

static void runs(
    const kedge_retry_options *options, struct script script, int32_t is_idempotent, kedge_status expected, uint32_t made) {
    uint32_t attempts = 77;
    script.retry = make_retry(options);
    while (script.answer_count < 8 && script.answers[script.answer_count] != 0) script.answer_count++;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_begin, script.retry, 2, NULL);
    EXPECT(expected, kedge_retry_run, script.retry, is_idempotent, script.time_limit, attempt, &script, &attempts);
    CHECK_AT(attempts == made && script.made == made, "%u and %u attempts", attempts, script.made);
    /* What failed within callbacks is not what failed. */
    if (expected == KEDGE_OK) SAYS("call is NULL, and has to point somewhere");
    script.made = 0;
    CHECK(kedge_retry_run(script.retry, is_idempotent, script.time_limit, attempt, &script, NULL) == expected ||
          options->budget != NULL);
    drop_retry(script.retry);
}

static void runs_until_it_succeeds(void) {
    kedge_retry_options options = quick_options();
    struct script script = {.retry_after = FOREVER, .time_limit = FOREVER, .answers = {KEDGE_CALL_SUCCEEDED}};
    runs(&options, script, 0, KEDGE_OK, 1);
    script.time_limit = 3600 * KEDGE_SECOND;
    script.answers[0] = KEDGE_CALL_FAILED_ONCE;
    script.answers[1] = KEDGE_CALL_SUCCEEDED;
    runs(&options, script, 1, KEDGE_OK, 2);
    script.answers[1] = 99;
    script.answers[2] = KEDGE_CALL_SUCCEEDED;
    runs(&options, script, 1, KEDGE_OK, 3);
}

static void runs_until_there_is_no_further_attempt(void) {
    kedge_retry_options options = quick_options();
    struct script script = {.retry_after = FOREVER, .time_limit = FOREVER, .answers = {KEDGE_CALL_FAILED_ONCE}};
    runs(&options, script, 1, KEDGE_ATTEMPTS_USED, 3);
    SAYS("the call was tried as often as it may be");
    runs(&options, script, 0, KEDGE_NOT_RETRYABLE, 1);
    SAYS("the call may not be made twice");
    script.time_limit = 0;
    runs(&options, script, 1, KEDGE_TIME_USED, 1);
    SAYS("another attempt would begin after the time that there is");
    script.time_limit = FOREVER;
    script.retry_after = 61 * KEDGE_SECOND;
    runs(&options, script, 1, KEDGE_RETRY_AFTER_TOO_LONG, 1);
    SAYS("the service asked for more time than the policy grants");
    script.retry_after = FOREVER;
    script.answers[1] = KEDGE_CALL_FAILED_FOR_GOOD;
    runs(&options, script, 1, KEDGE_NOT_RETRYABLE, 2);
    script.answers[1] = KEDGE_CALL_CIRCUIT_OPEN;
    runs(&options, script, 1, KEDGE_CIRCUIT_OPEN, 2);
    script.answers[1] = KEDGE_CALL_TIMED_OUT;
    runs(&options, script, 1, KEDGE_ATTEMPTS_USED, 3);
    script.time_limit = 3600 * KEDGE_SECOND;
    runs(&options, script, 1, KEDGE_TIME_USED, 2);
    script.time_limit = FOREVER;
    script.answers[1] = 0;
    kedge_retry_budget *budget = make_budget(0, 0.1);
    options.budget = budget;
    runs(&options, script, 1, KEDGE_RETRY_BUDGET_USED, 2);
    drop_budget(budget);
}

static void runs_nothing_without_a_callback(void) {
    kedge_retry_options options = quick_options();
    struct script script = {.retry = make_retry(&options), .answers = {KEDGE_CALL_SUCCEEDED}, .answer_count = 1};
    uint32_t attempts = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_run, script.retry, 1, FOREVER, NULL, &script, &attempts);
    SAYS("call is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_retry_run, script.retry, 2, FOREVER, attempt, &script, &attempts);
    SAYS("is_idempotent is 2: it has to be 0 or 1");
    drop_retry(script.retry);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_run, script.retry, 1, FOREVER, attempt, &script, &attempts);
    CHECK(attempts == 77 && script.made == 0);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("retry_run");
    runs_case("budgets keep the rules of options and results", budgets_keep_the_rules);
    runs_case("a budget counts calls and retries of its window", budgets_count);
    runs_case("policies share a budget, and keep it", policies_share_a_budget);
    runs_case("threads share a budget, and none takes too much", threads_share_a_budget);
    runs_case("a callback is run until it succeeds", runs_until_it_succeeds);
    runs_case("a callback is run until there is no further attempt", runs_until_there_is_no_further_attempt);
    runs_case("without what it takes nothing is run", runs_nothing_without_a_callback);
    return check_end();
}
