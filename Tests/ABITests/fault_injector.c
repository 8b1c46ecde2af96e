/* Fault injectors: which faults they make, how many, and what is refused. */
#include "limiters.h"

enum { FIRST_LATENCY = KEDGE_FAULT_LATENCY_NONE, LAST_LATENCY = KEDGE_FAULT_LATENCY_PERCENTILES };
static const uint64_t hour = 3600 * KEDGE_SECOND;

static kedge_fault_injector_options options_of(uint32_t latency, uint64_t first_ns, uint64_t second_ns) {
    kedge_fault_injector_options options;
    EXPECT(KEDGE_OK, kedge_fault_injector_options_init, &options, sizeof options);
    options.maximum_faults = KEDGE_NO_LIMIT;
    options.latency = latency;
    options.first_ns = first_ns;
    options.second_ns = second_ns;
    options.has_seed = 1;
    options.seed = 42;
    return options;
}

static kedge_fault_injector *make(const kedge_fault_injector_options *options) {
    kedge_fault_injector *injector = NULL;
    EXPECT(KEDGE_OK, kedge_fault_injector_create, options, &injector);
    return injector;
}

static kedge_fault_injector *make_enabled(const kedge_fault_injector_options *options) {
    kedge_fault_injector *injector = make(options);
    EXPECT(KEDGE_OK, kedge_fault_injector_enable, injector);
    return injector;
}

static void drop(kedge_fault_injector *injector) { EXPECT(KEDGE_OK, kedge_fault_injector_destroy, injector); }

static kedge_fault_injector_info counts_of(const kedge_fault_injector *injector) {
    kedge_fault_injector_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_fault_injector_get_info, injector, &info);
    CHECK(info.reserved == 0);
    return info;
}

/* The next fault: the delay, and whether it is a failure. */
static uint64_t next(kedge_fault_injector *injector, int32_t *is_failure) {
    uint64_t delay = 77;
    *is_failure = 77;
    EXPECT(KEDGE_OK, kedge_fault_injector_next, injector, is_failure, &delay);
    CHECK(*is_failure == 0 || *is_failure == 1);
    return delay;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static kedge_status create(void **out) {
    kedge_fault_injector_options options;
    kedge_fault_injector *injector = NULL;
    kedge_fault_injector_options_init(&options, sizeof options);
    options.maximum_faults = 1;
    kedge_status status = kedge_fault_injector_create(&options, &injector);
    *out = injector;
    return status;
}

static kedge_status destroy(void *handle) { return kedge_fault_injector_destroy(handle); }

static void refusals_of_the_system_are_statuses(void) {
    SKIP_UNDER_A_TOOL();
    check_creation("kedge_fault_injector_create", create, destroy);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_fault_injector_options_init, options, struct_size);
}

static kedge_status use_options(void *given) {
    kedge_fault_injector *injector = NULL;
    kedge_fault_injector_options *options = given;
    options->maximum_faults = 1;
    kedge_status status = CALL(kedge_fault_injector_create, options, &injector);
    CHECK((status == KEDGE_OK) == (injector != NULL));
    kedge_fault_injector_destroy(injector);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_fault_injector_options options;
    kedge_fault_injector *injector = NULL;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_fault_injector_options_init, &options, sizeof options);
    CHECK(options.error_rate_ppm == 0 && options.maximum_faults == 0 && options.seed == 0 && options.has_seed == 0);
    CHECK(options.percentiles == NULL && options.percentile_count == 0);
    CHECK(options.first_ns == 0 && options.second_ns == 0 && options.latency == KEDGE_FAULT_LATENCY_NONE);
    EXPECT(KEDGE_INVALID_POLICY, kedge_fault_injector_create, NULL, &injector);
    CHECK_SAYS("maximum faults: 1 or more");
    options.maximum_faults = 1;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_create, &options, NULL);
    options.has_seed = 2;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_create, &options, &injector);
    CHECK_SAYS("has_seed");
    options.has_seed = -1;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_create, &options, &injector);
    CHECK(injector == NULL);
    EXPECT(KEDGE_OK, kedge_fault_injector_destroy, NULL);
}

static void refuses_options_out_of_range(void) {
    const struct {
        uint64_t rate, most, first_ns, second_ns;
        uint32_t latency;
        const char *words;
    } cases[] = {
        {0, 1, 0, 0, FIRST_LATENCY, NULL},
        {1000000, KEDGE_NO_LIMIT, 0, 0, FIRST_LATENCY, NULL},
        {1000001, 1, 0, 0, FIRST_LATENCY, "error rate: 0 to 1,000,000 parts of a million"},
        {KEDGE_NO_LIMIT, 1, 0, 0, FIRST_LATENCY, "error rate"},
        {0, 0, 0, 0, FIRST_LATENCY, "maximum faults: 1 or more"},
        {0, 1, 0, 0, 0, "latency: one of"},
        {0, 1, 0, 0, LAST_LATENCY + 1, "latency: one of"},
        {0, 1, 0, 0, UINT32_MAX, "latency: one of"},
        /* What the latency does not use is not looked at. */
        {0, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_FAULT_LATENCY_NONE, NULL},
        {0, 1, hour, KEDGE_NO_LIMIT, KEDGE_FAULT_LATENCY_CONSTANT, NULL},
        {0, 1, hour + 1, 0, KEDGE_FAULT_LATENCY_CONSTANT, "latency: 0 to 1 hour"},
        {0, 1, KEDGE_NO_LIMIT, 0, KEDGE_FAULT_LATENCY_CONSTANT, "latency: 0 to 1 hour"},
        {0, 1, 5, 5, KEDGE_FAULT_LATENCY_UNIFORM, NULL},
        {0, 1, 6, 5, KEDGE_FAULT_LATENCY_UNIFORM, "latency: the least time first"},
        {0, 1, 6, hour + 1, KEDGE_FAULT_LATENCY_UNIFORM, "latency: 0 to 1 hour"},
        {0, 1, hour, hour, KEDGE_FAULT_LATENCY_EXPONENTIAL, NULL},
        {0, 1, hour + 1, hour, KEDGE_FAULT_LATENCY_EXPONENTIAL, "latency mean: 0 to 1 hour"},
        {0, 1, hour, (uint64_t)1 << 63, KEDGE_FAULT_LATENCY_EXPONENTIAL, "latency cap: 0 to 1 hour"},
        {0, 1, hour, hour, KEDGE_FAULT_LATENCY_NORMAL, NULL},
        {0, 1, hour + 1, hour, KEDGE_FAULT_LATENCY_NORMAL, "latency mean: 0 to 1 hour"},
        {0, 1, hour, hour + 1, KEDGE_FAULT_LATENCY_NORMAL, "latency deviation: 0 to 1 hour"},
        {0, 1, 0, 0, KEDGE_FAULT_LATENCY_PERCENTILES, "latency percentiles: 2 to 100 points"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_fault_injector_options options = options_of(cases[i].latency, cases[i].first_ns, cases[i].second_ns);
        kedge_fault_injector *injector = NULL;
        options.error_rate_ppm = cases[i].rate;
        options.maximum_faults = cases[i].most;
        kedge_status status = CALL(kedge_fault_injector_create, &options, &injector);
        CHECK_AT(status == (cases[i].words == NULL ? KEDGE_OK : KEDGE_INVALID_POLICY), "case %zu: %d", i, (int)status);
        CHECK((injector != NULL) == (status == KEDGE_OK));
        if (cases[i].words != NULL) CHECK_SAYS(cases[i].words);
        kedge_fault_injector_destroy(injector);
    }
}

static void refuse_points(const kedge_fault_percentile *points, size_t count, kedge_status status, const char *words) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_PERCENTILES, 0, 0);
    kedge_fault_injector *injector = NULL;
    options.percentiles = points;
    options.percentile_count = count;
    EXPECT(status, kedge_fault_injector_create, &options, &injector);
    CHECK(injector == NULL);
    CHECK_SAYS(words);
}

static void refuses_percentiles_out_of_order(void) {
    static const kedge_fault_percentile few[] = {{0, 0}, {1000000, 1}}, late[] = {{1, 0}, {1000000, 1}},
                                        early[] = {{0, 0}, {999999, 1}}, beyond[] = {{0, 0}, {KEDGE_NO_LIMIT, 1}},
                                        equal[] = {{0, 0}, {5, 1}, {5, 2}, {1000000, 3}},
                                        falling[] = {{0, 0}, {5, 2}, {6, 1}, {1000000, 3}},
                                        long_time[] = {{0, 0}, {1000000, KEDGE_NO_LIMIT}};
    static kedge_fault_percentile many[101];
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_PERCENTILES, 0, 0);
    for (size_t i = 0; i < COUNT(many); i++) many[i] = (kedge_fault_percentile){i * 10000, i};
    options.percentiles = many;
    options.percentile_count = COUNT(many);
    refuse_points(few, 0, KEDGE_INVALID_POLICY, "2 to 100 points");
    refuse_points(few, 1, KEDGE_INVALID_POLICY, "2 to 100 points");
    refuse_points(late, 2, KEDGE_INVALID_POLICY, "from share 0 to share 1");
    refuse_points(early, 2, KEDGE_INVALID_POLICY, "from share 0 to share 1");
    refuse_points(beyond, 2, KEDGE_INVALID_POLICY, "from share 0 to share 1");
    refuse_points(equal, 4, KEDGE_INVALID_POLICY, "shares that rise");
    refuse_points(falling, 4, KEDGE_INVALID_POLICY, "times that do not fall");
    refuse_points(long_time, 2, KEDGE_INVALID_POLICY, "latency: 0 to 1 hour");
    refuse_points(many, COUNT(many), KEDGE_INVALID_POLICY, "2 to 100 points");
    /* More than any address space holds: none is looked at. */
    refuse_points(few, PTRDIFF_MAX, KEDGE_INVALID_POLICY, "2 to 100 points");
    refuse_points(few, over, KEDGE_INVALID_ARGUMENT, "percentile_count");
    refuse_points(few, SIZE_MAX, KEDGE_INVALID_ARGUMENT, "percentile_count");
    refuse_points(NULL, 2, KEDGE_INVALID_ARGUMENT, "percentile_count");
    refuse_points(NULL, SIZE_MAX, KEDGE_INVALID_ARGUMENT, "percentile_count");
    /* The most there may be. */
    options.percentile_count = 100;
    many[99].share_ppm = 1000000;
    drop(make(&options));
    /* Of another latency they are not looked at. */
    options.percentiles = NULL;
    options.percentile_count = SIZE_MAX;
    options.latency = KEDGE_FAULT_LATENCY_NONE;
    drop(make(&options));
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

static void does_nothing_until_enabled(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_CONSTANT, 5, 0);
    int32_t is_failure;
    options.error_rate_ppm = 1000000;
    kedge_fault_injector *injector = make(&options);
    CHECK(next(injector, &is_failure) == 0 && is_failure == 0);
    CHECK(counts_of(injector).calls == 0 && counts_of(injector).is_enabled == 0);
    EXPECT(KEDGE_OK, kedge_fault_injector_enable, injector);
    EXPECT(KEDGE_OK, kedge_fault_injector_enable, injector);
    CHECK(next(injector, &is_failure) == 5 && is_failure == 1);
    CHECK(next(injector, &is_failure) == 5 && is_failure == 1);
    CHECK(counts_of(injector).is_enabled == 1);
    EXPECT(KEDGE_OK, kedge_fault_injector_disable, injector);
    CHECK(next(injector, &is_failure) == 0 && is_failure == 0);
    kedge_fault_injector_info info = counts_of(injector);
    CHECK(info.calls == 2 && info.failures == 2 && info.delays == 2 && info.faults == 2 && info.is_enabled == 0);
    drop(injector);
}

static void stops_after_so_many(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_NONE, 0, 0);
    int32_t is_failure;
    options.error_rate_ppm = 1000000;
    options.maximum_faults = 3;
    kedge_fault_injector *injector = make_enabled(&options);
    for (int i = 0; i < 10; i++) {
        CHECK(next(injector, &is_failure) == 0);
        CHECK(is_failure == (i < 3));
    }
    EXPECT(KEDGE_OK, kedge_fault_injector_disable, injector);
    EXPECT(KEDGE_OK, kedge_fault_injector_enable, injector);
    next(injector, &is_failure);
    kedge_fault_injector_info info = counts_of(injector);
    CHECK(is_failure == 0 && info.calls == 11 && info.failures == 3 && info.delays == 0 && info.faults == 3);
    drop(injector);
}

/* Seeded, so that what is seen is the same in every run. */
static void faults_are_as_often_as_told(void) {
    static const kedge_fault_percentile points[] = {{0, 10}, {50 * 10000, 20}, {99 * 10000, 100}, {1000000, 1000}};
    static const struct {
        uint64_t first_ns, second_ns, least, greatest, mean_from, mean_to;
    } latencies[LAST_LATENCY + 1] = {
        [KEDGE_FAULT_LATENCY_NONE] = {9, 9, 0, 0, 0, 0},
        [KEDGE_FAULT_LATENCY_CONSTANT] = {1000, 9, 1000, 1000, 1000, 1000},
        [KEDGE_FAULT_LATENCY_UNIFORM] = {1000, 3000, 1000, 3000, 1950, 2050},
        [KEDGE_FAULT_LATENCY_EXPONENTIAL] = {1000, 10000, 0, 10000, 950, 1050},
        [KEDGE_FAULT_LATENCY_NORMAL] = {10000, 1000, 4000, 16000, 9950, 10050},
        [KEDGE_FAULT_LATENCY_PERCENTILES] = {0, 0, 10, 1000, 38, 46},
    };
    enum { CALLS = 20000 };
    for (uint32_t latency = FIRST_LATENCY; latency <= LAST_LATENCY; latency++) {
        kedge_fault_injector_options options =
            options_of(latency, latencies[latency].first_ns, latencies[latency].second_ns);
        uint64_t sum = 0, failures = 0;
        options.error_rate_ppm = 25 * KEDGE_PERCENT;
        if (latency == KEDGE_FAULT_LATENCY_PERCENTILES) {
            options.percentiles = points;
            options.percentile_count = COUNT(points);
        }
        kedge_fault_injector *injector = make_enabled(&options), *same = make_enabled(&options);
        options.seed++;
        kedge_fault_injector *other = make_enabled(&options);
        int differs = 0;
        for (int i = 0; i < CALLS; i++) {
            int32_t is_failure, second, third;
            uint64_t delay = next(injector, &is_failure);
            CHECK(delay >= latencies[latency].least && delay <= latencies[latency].greatest);
            sum += delay;
            failures += (uint64_t)is_failure;
            CHECK(next(same, &second) == delay && second == is_failure);
            differs |= next(other, &third) != delay || third != is_failure;
        }
        CHECK_AT(failures > CALLS * 24 / 100 && failures < CALLS * 26 / 100, "%llu", (unsigned long long)failures);
        CHECK_AT(sum / CALLS >= latencies[latency].mean_from && sum / CALLS <= latencies[latency].mean_to,
            "latency %u: %llu", latency, (unsigned long long)(sum / CALLS));
        CHECK(differs);
        kedge_fault_injector_info info = counts_of(injector);
        CHECK(info.calls == CALLS && info.failures == failures && info.faults >= info.delays);
        if (latency == KEDGE_FAULT_LATENCY_NONE) CHECK(info.delays == 0 && info.faults == failures);
        drop(injector);
        drop(same);
        drop(other);
    }
}

/* Without a seed two sequences of 64 even bits are the same once in 2^64 times. */
static void without_a_seed_each_is_another(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_UNIFORM, 0, hour);
    int differs = 0;
    options.has_seed = 0;
    kedge_fault_injector *first = make_enabled(&options), *second = make_enabled(&options);
    for (int i = 0; i < 64; i++) {
        int32_t is_failure;
        differs |= next(first, &is_failure) != next(second, &is_failure);
    }
    CHECK(differs);
    drop(first);
    drop(second);
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static kedge_fault_injector *shared;
static kedge_status use_info(void *info) { return CALL(kedge_fault_injector_get_info, shared, info); }

static void results_keep_the_rules(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_NONE, 0, 0);
    shared = make(&options);
    check_result(sizeof(kedge_fault_injector_info), use_info, 1);
    drop(shared);
}

static void null_is_refused(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_NONE, 0, 0);
    kedge_fault_injector *injector = make_enabled(&options);
    int32_t is_failure = 77;
    uint64_t delay = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_next, injector, NULL, &delay);
    CHECK_SAYS("is_failure");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_next, injector, &is_failure, NULL);
    CHECK_SAYS("delay_ns");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_fault_injector_get_info, injector, NULL);
    CHECK(is_failure == 77 && delay == 77 && counts_of(injector).calls == 0);
    drop(injector);
}

static void *make_any(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_NONE, 0, 0);
    return make(&options);
}

static void drop_any(void *handle) { drop(handle); }

static void refuse(const void *handle, const char *what) {
    kedge_fault_injector *injector = (kedge_fault_injector *)handle;
    kedge_fault_injector_info info = {.struct_size = sizeof info, .calls = 77};
    int32_t is_failure = 77;
    uint64_t delay = 77;
    if (handle != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_fault_injector_destroy, injector);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_fault_injector_enable, injector);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_fault_injector_disable, injector);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_fault_injector_next, injector, &is_failure, &delay);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_fault_injector_get_info, injector, &info);
    CHECK_AT(is_failure == 77 && delay == 77 && info.calls == 77, "%s", what);
}

static void what_is_no_injector_is_refused(void) { check_foreign_handles(make_any, drop_any, refuse); }

/* --- threads and forks -------------------------------------------------------------------------------------------- */

enum { THREADS = 4, MOST = 5000 };
static uint64_t seen_faults;

static void *draw(void *number) {
    uint64_t mine = 0;
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < 2 * MOST; i++) {
        int32_t is_failure;
        uint64_t delay = next(shared, &is_failure);
        mine += is_failure == 1 || delay > 0;
    }
    __atomic_add_fetch(&seen_faults, mine, __ATOMIC_RELAXED);
    return number;
}

static void threads_share_the_bound(void) {
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_UNIFORM, 0, 1000);
    options.error_rate_ppm = 500000;
    options.maximum_faults = MOST;
    shared = make_enabled(&options);
    seen_faults = 0;
    run_threads(THREADS, draw);
    kedge_fault_injector_info info = counts_of(shared);
    CHECK(seen_faults == MOST && info.faults == MOST && info.calls == 2 * MOST * THREADS);
    drop(shared);
}

static void go_on_in_the_child(void) {
    int32_t is_failure;
    uint64_t calls = counts_of(shared).calls;
    CHECK(next(shared, &is_failure) == 7 && counts_of(shared).calls == calls + 1);
    drop(shared);
}

static void *hammer(void *number) {
    pthread_barrier_wait(&start_line);
    while (!is_stopped()) {
        int32_t is_failure;
        next(shared, &is_failure);
    }
    return number;
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    kedge_fault_injector_options options = options_of(KEDGE_FAULT_LATENCY_CONSTANT, 7, 0);
    shared = make_enabled(&options);
    fork_among_threads(rounds(40), hammer, go_on_in_the_child);
    drop(shared);
}

int main(void) {
    check_begin("fault_injector");
    check_case("missing memory, handles and randomness are statuses", refusals_of_the_system_are_statuses);
    check_case("options keep the rules of options, and have no bound by themselves", options_keep_the_rules);
    check_case("options out of their range are refused by name", refuses_options_out_of_range);
    check_case("percentiles are points from the shortest time to the longest", refuses_percentiles_out_of_order);
    check_case("an injector does nothing until it is enabled", does_nothing_until_enabled);
    check_case("an injector stops for good after so many faults", stops_after_so_many);
    check_case("faults are as often and as long as told, and the same for the same seed", faults_are_as_often_as_told);
    check_case("without a seed each sequence is another", without_a_seed_each_is_another);
    check_case("result structs keep the rules of results", results_keep_the_rules);
    check_case("NULL is refused, and nothing is written", null_is_refused);
    check_case("every function refuses what is no injector", what_is_no_injector_is_refused);
    check_case("threads share the bound exactly", threads_share_the_bound);
    check_case("a child of fork goes on, whatever threads were doing", children_go_on);
    return check_end();
}
