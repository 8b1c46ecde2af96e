/* A child of fork() goes on with registries, budgets, retries, failover and pipelines, whatever other threads were doing. */
#include "guards.h"

enum { THREADS = 3 };

static kedge_manual_clock *now;
static kedge_breaker_registry *registry;
static kedge_retry_budget *budget;
static kedge_retry *retry;
static kedge_failover *failover;
static kedge_pipeline *pipeline;
static int stop;

static uint32_t answer(kedge_attempt *attempt, void *context) {
    uint64_t *turn = context;
    return attempt->number > 0 && ++*turn % 3 == 0 ? KEDGE_CALL_FAILED_ONCE : KEDGE_CALL_SUCCEEDED;
}

/* All of it once, each call of which takes locks or counts. */
static void use_all(uint64_t *turn) {
    kedge_breaker *breaker = NULL;
    char name[2] = {(char)('a' + *turn % 5), 0};
    CHECK(kedge_breaker_registry_get(registry, name, 1, &breaker) == KEDGE_OK);
    CHECK(kedge_breaker_destroy(breaker) == KEDGE_OK);
    if (*turn % 7 == 0) CHECK(kedge_breaker_registry_remove(registry, name, 1, NULL) == KEDGE_OK);
    CHECK(kedge_retry_budget_deposit(budget) == KEDGE_OK);
    kedge_status status = kedge_retry_budget_withdraw(budget);
    CHECK(status == KEDGE_OK || status == KEDGE_RETRY_BUDGET_USED);
    status = kedge_pipeline_run(pipeline, 1, FOREVER, answer, NULL, turn, NULL);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_CALL_FAILED || status == KEDGE_NO_TARGET, "%d", (int)status);
    status = kedge_retry_run(retry, 1, FOREVER, answer, turn, NULL);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_RETRY_BUDGET_USED, "%d", (int)status);
    uint32_t level;
    status = kedge_failover_get_level(failover, &level);
    CHECK(status == KEDGE_OK || status == KEDGE_NO_TARGET);
    CHECK(kedge_manual_clock_advance(now, 1000) == KEDGE_OK);
}

static void *work(void *unused) {
    uint64_t turn = 0;
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) use_all(&turn);
    return unused;
}

static void go_on(void) {
    uint64_t turn = 1;
    size_t length = 0;
    uint8_t names[64];
    for (int i = 0; i < 50; i++) use_all(&turn);
    EXPECT(KEDGE_OK, kedge_breaker_registry_names, registry, names, sizeof names, &length);
    kedge_pipeline_info before = {.struct_size = sizeof before}, after = before;
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, pipeline, &before);
    kedge_status status = CALL(kedge_pipeline_run, pipeline, 1, FOREVER, answer, NULL, &turn, NULL);
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, pipeline, &after);
    CHECK(after.calls == before.calls + 1 && after.successes == before.successes + (status == KEDGE_OK));
    /* What was under way in other threads is not in the way of ending anything. */
    drop_pipeline(pipeline);
    drop_failover(failover);
    drop_retry(retry);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, budget);
    EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, registry);
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[THREADS];
    now = make_clock(1000 * KEDGE_SECOND);
    kedge_breaker_options options = strict_options(now, 2);
    options.open_time_ns = 5000;
    kedge_breaker *breaker = make_breaker(&options);
    kedge_retry_options retrying = retry_options(NULL);
    retrying.first_ns = retrying.longest_ns = 1;
    EXPECT(KEDGE_OK, kedge_breaker_registry_create, &options, 10, &registry);
    EXPECT(KEDGE_OK, kedge_retry_budget_create, NULL, &budget);
    retrying.budget = budget;
    retry = make_retry(&retrying);
    kedge_failover_target target = target_of("a", breaker, 0);
    failover = make_failover(&target, 1);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = failover}, {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 3600 * KEDGE_SECOND}};
    pipeline = make_pipeline(layers, 3, NULL);
    __atomic_store_n(&stop, 0, __ATOMIC_RELAXED);
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, work, NULL) == 0);
    for (int i = 0; i < (check_is_light() ? 5 : 40); i++) check_in_child(go_on);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    drop_pipeline(pipeline);
    drop_failover(failover);
    drop_retry(retry);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, budget);
    EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, registry);
    drop_breaker(breaker);
    drop_clock(now);
}

/* A callback that forks: in the child the call is under way still, and ends as it does in the parent. */
static uint32_t fork_within(kedge_attempt *attempt, void *context) {
    kedge_breaker *breaker = context;
    CHECK(attempt->number == 1);
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        EXPECT(KEDGE_BUSY, kedge_breaker_destroy, breaker);
        return KEDGE_CALL_FAILED_ONCE;
    }
    int result = -1;
    CHECK(child > 0 && waitpid(child, &result, 0) == child && WIFEXITED(result) && WEXITSTATUS(result) == 0);
    return KEDGE_CALL_SUCCEEDED;
}

static void callbacks_may_fork(void) {
    kedge_breaker *breaker = make_breaker(NULL);
    pid_t parent = getpid();
    kedge_status status = CALL(kedge_breaker_call, breaker, fork_within, breaker, NULL);
    CHECK(status == (getpid() == parent ? KEDGE_OK : KEDGE_CALL_FAILED));
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.successes + info.failures == 1);
    drop_breaker(breaker);
    if (getpid() != parent) _exit(check_problems != 0);
}

int main(void) {
    check_begin("resilience_fork");
    check_case("children go on, whatever other threads were doing", children_go_on);
    check_case("a callback may fork", callbacks_may_fork);
    return check_end();
}
