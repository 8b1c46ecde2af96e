/* Many threads on one breaker: no count is lost, no more probes are under way than may be, and a child of fork() goes on
 * whatever other threads were doing. */
#include "guards.h"

enum { THREADS = 8, PROBES = 3 };

static kedge_manual_clock *now;
static kedge_breaker *shared;
static pthread_barrier_t barrier;
static int stop;

static int calls(void) { return check_is_light() ? 2000 : 20000; }

struct tally {
    uint64_t number, acquired, rejected, successes, failures, ignored, taken_back;
};

static struct tally run_threads(void *(*body)(void *)) {
    pthread_t threads[THREADS];
    struct tally tallies[THREADS] = {{0}}, sum = {0};
    pthread_barrier_init(&barrier, NULL, THREADS);
    for (uint64_t i = 0; i < THREADS; i++) {
        tallies[i].number = i;
        CHECK(pthread_create(&threads[i], NULL, body, &tallies[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        sum.acquired += tallies[i].acquired;
        sum.rejected += tallies[i].rejected;
        sum.successes += tallies[i].successes;
        sum.failures += tallies[i].failures;
        sum.ignored += tallies[i].ignored;
        sum.taken_back += tallies[i].taken_back;
    }
    pthread_barrier_destroy(&barrier);
    return sum;
}

/* Asks for a call, and ends it so. */
static void make_call(struct tally *tally, uint64_t outcome) {
    kedge_permit permit;
    kedge_status status = kedge_breaker_acquire(shared, &permit, NULL);
    if (status != KEDGE_OK) {
        CHECK(status == KEDGE_CIRCUIT_OPEN || status == KEDGE_CIRCUIT_HALF_OPEN);
        tally->rejected++;
        return;
    }
    tally->acquired++;
    status = outcome == 0 ? kedge_breaker_failure(shared, &permit)
             : outcome == 1 ? kedge_breaker_ignore(shared, &permit)
                            : kedge_breaker_success(shared, &permit);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_PERMIT_TAKEN_BACK, "%d", (int)status);
    if (status == KEDGE_PERMIT_TAKEN_BACK) tally->taken_back++;
    else if (outcome == 0) tally->failures++;
    else if (outcome == 1) tally->ignored++;
    else tally->successes++;
}

/* --- counts ------------------------------------------------------------------------------------------------------- */

static void *call_often(void *argument) {
    struct tally *tally = argument;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < calls(); i++) make_call(tally, ((uint64_t)i + tally->number) % 7);
    return NULL;
}

static void totals_are_exact(void) {
    kedge_breaker_options options = breaker_options(now);
    options.count_window = 1000;
    /* Never reached: no thread fails twice without a success between. */
    options.failure_rate_ppm = 100 * KEDGE_PERCENT;
    options.time_window_ns = KEDGE_SECOND;
    shared = make_breaker(&options);
    struct tally sum = run_threads(call_often);
    kedge_breaker_info info = breaker_info_of(shared);
    CHECK(sum.rejected == 0 && sum.taken_back == 0 && sum.acquired == (uint64_t)(THREADS * calls()));
    CHECK(info.successes == sum.successes && info.failures == sum.failures && info.ignored == sum.ignored);
    CHECK(info.stale == 0 && info.rejected == 0 && info.state == KEDGE_BREAKER_CLOSED && info.count_window_calls == 1000);
    CHECK(info.time_window_calls == sum.successes + sum.failures && info.time_window_failures == sum.failures);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, shared, KEDGE_BREAKER_FORCED_OPEN);
    struct tally rejected = run_threads(call_often);
    CHECK(rejected.acquired == 0 && breaker_info_of(shared).rejected == rejected.rejected);
    CHECK(rejected.rejected == (uint64_t)(THREADS * calls()));
    drop_breaker(shared);
}

/* Opens, becomes half-open and closes over and over, while nobody is late. */
static void *call_and_move(void *argument) {
    struct tally *tally = argument;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < calls(); i++) {
        CHECK(kedge_manual_clock_advance(now, 1) == KEDGE_OK);
        make_call(tally, ((uint64_t)i * 5 + tally->number) % 11);
    }
    return NULL;
}

static int told, in_listener;
static uint64_t latest_told;
static void listen(const kedge_breaker_event *event, void *context) {
    CHECK(context == &told && __atomic_fetch_add(&in_listener, 1, __ATOMIC_SEQ_CST) == 0);
    CHECK(event->sequence == latest_told + 1 && event->from != event->to);
    latest_told = event->sequence;
    told++;
    __atomic_fetch_sub(&in_listener, 1, __ATOMIC_SEQ_CST);
}

static void what_was_admitted_is_accounted_for(void) {
    kedge_breaker_options options = strict_options(now, 1);
    options.open_time_ns = 50;
    options.probes = PROBES;
    options.event_capacity = 65536;
    options.probe_time_ns = options.maximum_half_open_ns = 365 * 86400 * KEDGE_SECOND;
    options.listener = listen;
    options.listener_context = &told;
    told = 0;
    latest_told = 0;
    shared = make_breaker(&options);
    struct tally sum = run_threads(call_and_move);
    kedge_breaker_info info = breaker_info_of(shared);
    CHECK(sum.rejected == info.rejected && sum.acquired + sum.rejected == (uint64_t)(THREADS * calls()));
    CHECK(info.successes + info.failures + info.ignored + info.stale == sum.successes + sum.failures + sum.ignored);
    CHECK(info.successes <= sum.successes && info.failures <= sum.failures && info.ignored <= sum.ignored);
    CHECK(info.probes_under_way == 0 && info.probes_taken_back == sum.taken_back);
    CHECK(info.probes_admitted == info.probes_finished + info.probes_taken_back && info.probes_admitted > 0);
    /* All changes were told of, in their order, by one thread at a time. */
    CHECK(told > 2 && info.events_lost == 0 && info.generation == latest_told + 1);
    nothing_happened(shared);
    drop_breaker(shared);
}

/* --- probes ------------------------------------------------------------------------------------------------------- */

static int under_way, most_under_way;

/* In half-open state all that pass are probes; ended without a result, each leaves its place to another. */
static void *probe_often(void *argument) {
    struct tally *tally = argument;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < calls(); i++) {
        kedge_permit permit;
        kedge_status status = kedge_breaker_acquire(shared, &permit, NULL);
        if (status == KEDGE_CIRCUIT_HALF_OPEN) {
            tally->rejected++;
            continue;
        }
        CHECK_AT(status == KEDGE_OK, "%d", (int)status);
        int count = __atomic_add_fetch(&under_way, 1, __ATOMIC_SEQ_CST);
        int most = __atomic_load_n(&most_under_way, __ATOMIC_SEQ_CST);
        while (count > most &&
               !__atomic_compare_exchange_n(&most_under_way, &most, count, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {}
        tally->acquired++;
        __atomic_fetch_sub(&under_way, 1, __ATOMIC_SEQ_CST);
        CHECK(kedge_breaker_ignore(shared, &permit) == KEDGE_OK);
    }
    return NULL;
}

static void no_more_probes_than_may_be(void) {
    kedge_breaker_options options = strict_options(now, 1);
    options.probes = PROBES;
    shared = make_breaker(&options);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, shared, KEDGE_BREAKER_HALF_OPEN);
    most_under_way = 0;
    struct tally sum = run_threads(probe_often);
    kedge_breaker_info info = breaker_info_of(shared);
    CHECK_AT(most_under_way >= 1 && most_under_way <= PROBES, "%d were under way", most_under_way);
    CHECK(info.probes_admitted == sum.acquired && info.probes_finished == sum.acquired && info.ignored == sum.acquired);
    CHECK(info.rejected == sum.rejected && info.probes_under_way == 0 && info.state == KEDGE_BREAKER_HALF_OPEN);
    /* Places are free again, all of them. */
    for (int i = 0; i < PROBES; i++) acquire(shared);
    kedge_permit permit;
    EXPECT(KEDGE_CIRCUIT_HALF_OPEN, kedge_breaker_acquire, shared, &permit, NULL);
    drop_breaker(shared);
}

/* Eight at once: so many pass as may. */
static kedge_permit permits[THREADS];
static void *acquire_once(void *argument) {
    struct tally *tally = argument;
    pthread_barrier_wait(&barrier);
    kedge_status status = kedge_breaker_acquire(shared, &permits[tally->number], NULL);
    tally->acquired = status == KEDGE_OK;
    tally->rejected = status == KEDGE_CIRCUIT_HALF_OPEN;
    return NULL;
}

static void as_many_pass_as_may(void) {
    for (int round = 0; round < (check_is_light() ? 10 : 100); round++) {
        kedge_breaker_options options = strict_options(now, 1);
        options.probes = PROBES;
        shared = make_breaker(&options);
        EXPECT(KEDGE_OK, kedge_breaker_set_state, shared, KEDGE_BREAKER_OPEN);
        move_clock(now, 30 * KEDGE_SECOND);
        struct tally sum = run_threads(acquire_once);
        CHECK(sum.acquired == PROBES && sum.rejected == THREADS - PROBES);
        CHECK(breaker_info_of(shared).probes_under_way == PROBES && breaker_info_of(shared).generation == 3);
        drop_breaker(shared);
    }
}

/* --- fork --------------------------------------------------------------------------------------------------------- */

static void *work(void *argument) {
    struct tally tally = {.number = *(uint64_t *)argument};
    for (uint64_t i = 0; !__atomic_load_n(&stop, __ATOMIC_RELAXED); i++) {
        kedge_manual_clock_advance(now, 1);
        make_call(&tally, (i * 5 + tally.number) % 11);
        if (i % 64 == 0) kedge_breaker_set_state(shared, i % 128 == 0 ? KEDGE_BREAKER_OPEN : KEDGE_BREAKER_CLOSED);
    }
    return NULL;
}

static void go_on_in_child(void) {
    EXPECT(KEDGE_OK, kedge_breaker_set_state, shared, KEDGE_BREAKER_CLOSED);
    kedge_breaker_info before = breaker_info_of(shared);
    CHECK(before.probes_under_way == 0);
    pass(shared, 5, KEDGE_CALL_SUCCEEDED);
    pass(shared, 2, KEDGE_CALL_FAILED_ONCE);
    kedge_breaker_info info = breaker_info_of(shared);
    CHECK(info.successes == before.successes + 5 && info.failures == before.failures + 2);
    CHECK(info.state == KEDGE_BREAKER_OPEN);
    move_clock(now, 50);
    pass(shared, PROBES, KEDGE_CALL_SUCCEEDED);
    CHECK(state_of(shared) == KEDGE_BREAKER_CLOSED);
    drop_breaker(shared);
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[4];
    uint64_t numbers[4];
    kedge_breaker_options options = strict_options(now, 2);
    options.open_time_ns = 50;
    options.probes = PROBES;
    shared = make_breaker(&options);
    __atomic_store_n(&stop, 0, __ATOMIC_RELAXED);
    for (uint64_t i = 0; i < 4; i++) {
        numbers[i] = i;
        CHECK(pthread_create(&threads[i], NULL, work, &numbers[i]) == 0);
    }
    for (int i = 0; i < (check_is_light() ? 5 : 50); i++) check_in_child(go_on_in_child);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(breaker_info_of(shared).probes_under_way <= PROBES);
    drop_breaker(shared);
}

/* --- a thread that is telling at the fork ------------------------------------------------------------------------- */

static int is_telling, may_return;
static pid_t parent;

static void linger(const kedge_breaker_event *event, void *context) {
    CHECK(event->sequence >= 1 && context == NULL);
    __atomic_fetch_add(&told, 1, __ATOMIC_SEQ_CST);
    if (getpid() != parent) return;
    __atomic_store_n(&is_telling, 1, __ATOMIC_SEQ_CST);
    for (int i = 0; i < 60000 && !__atomic_load_n(&may_return, __ATOMIC_SEQ_CST); i++) usleep(1000);
}

static void *change_once(void *unused) {
    CHECK(kedge_breaker_set_state(shared, KEDGE_BREAKER_DISABLED) == KEDGE_OK);
    return unused;
}

static void tell_in_child(void) {
    told = 0;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, shared, KEDGE_BREAKER_CLOSED);
    CHECK(told == 1);
    drop_breaker(shared);
}

static void children_are_told(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t thread;
    kedge_breaker_options options = strict_options(now, 2);
    options.listener = linger;
    parent = getpid();
    told = is_telling = may_return = 0;
    shared = make_breaker(&options);
    CHECK(pthread_create(&thread, NULL, change_once, NULL) == 0);
    for (int i = 0; i < 60000 && !__atomic_load_n(&is_telling, __ATOMIC_SEQ_CST); i++) usleep(1000);
    CHECK(__atomic_load_n(&is_telling, __ATOMIC_SEQ_CST));
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, shared);
    check_in_child(tell_in_child);
    __atomic_store_n(&may_return, 1, __ATOMIC_SEQ_CST);
    pthread_join(thread, NULL);
    CHECK(told == 1);
    drop_breaker(shared);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_threads");
    runs_case("totals are exact", totals_are_exact);
    runs_case("what was admitted is finished or taken back, and all is told of", what_was_admitted_is_accounted_for);
    runs_case("no more probes are under way than may be", no_more_probes_than_may_be);
    runs_case("of many at once as many pass as may", as_many_pass_as_may);
    runs_case("children go on, whatever other threads were doing", children_go_on);
    runs_case("children are told of changes, whoever was telling", children_are_told);
    return check_end();
}
