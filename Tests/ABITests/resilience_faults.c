/* What the system refuses to breakers, retries, failover and pipelines: memory, a place in the handle table, randomness.
 * Each is a status, and changes nothing. Each case runs in a child, which begins from nothing, as this process itself never
 * uses the library. */
#include "faults.h"
#include "guards.h"
#include "limits.h"

/* What breakers count in lies at the beginning of a cache line. Swift's own objects do not, and are not on trial. */
int posix_memalign(void **memory, size_t alignment, size_t size) {
    REAL(int, posix_memalign, (void **, size_t, size_t))
    return alignment == 64 && fails("posix_memalign") ? ENOMEM : real(memory, alignment, size);
}

/* --- the calls ---------------------------------------------------------------------------------------------------- */

enum call { CLOCK, BREAKER, REGISTRY, BUDGET, RETRY, FAILOVER, PIPELINE, FIRST_CALLS, GET = FIRST_CALLS, HANDLE_CALLS,
    SET_OPTIONS = HANDLE_CALLS, REMOVE, NAMES, CALLS };

static const char *const call_names[] = {"kedge_manual_clock_create", "kedge_breaker_create", "kedge_breaker_registry_create",
    "kedge_retry_budget_create", "kedge_retry_create", "kedge_failover_create", "kedge_pipeline_create",
    "kedge_breaker_registry_get", "kedge_breaker_registry_set_options", "kedge_breaker_registry_remove",
    "kedge_breaker_registry_names"};

enum { ENDLESS = 100000 };
static char endless[ENDLESS];
static size_t name_len = 3;
static kedge_breaker_registry *registry;
static kedge_breaker_options options;
static uint8_t names[4096];

static void prepare(void) {
    memset(endless, 'x', sizeof endless);
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    EXPECT(KEDGE_OK, kedge_breaker_registry_create, &options, 100000, &registry);
}

static void drop_registry(void) { EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, registry); }

/* The call itself, unnoted, as writing the note may be what is refused just now. What it makes is destroyed. */
static kedge_status attempt(enum call call) {
    size_t live = kedge_live_handles(), length = 77;
    void *const untouched = &live;
    void *made = untouched;
    int32_t was_there = 77;
    kedge_failover_target target = {endless, name_len, NULL, 0, 0};
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_FALLBACK};
    kedge_status status = KEDGE_OK;
    switch (call) {
    case CLOCK: status = kedge_manual_clock_create(0, (kedge_manual_clock **)&made); break;
    case BREAKER: status = kedge_breaker_create(&options, (kedge_breaker **)&made); break;
    case REGISTRY: status = kedge_breaker_registry_create(&options, 5, (kedge_breaker_registry **)&made); break;
    case BUDGET: status = kedge_retry_budget_create(NULL, (kedge_retry_budget **)&made); break;
    case RETRY: status = kedge_retry_create(NULL, (kedge_retry **)&made); break;
    case FAILOVER: status = kedge_failover_create(&target, 1, (kedge_failover **)&made); break;
    case PIPELINE:
        status = kedge_pipeline_create(&layer, 1, KEDGE_ORDER_AS_GIVEN, NULL, (kedge_pipeline **)&made);
        break;
    case GET: status = kedge_breaker_registry_get(registry, endless, name_len, (kedge_breaker **)&made); break;
    case SET_OPTIONS: status = kedge_breaker_registry_set_options(registry, endless, name_len, &options); break;
    case REMOVE: status = kedge_breaker_registry_remove(registry, endless, name_len, &was_there); break;
    case NAMES: status = kedge_breaker_registry_names(registry, names, sizeof names, &length); break;
    default: abort();
    }
    if (status != KEDGE_OK) {
        CHECK_AT(made == untouched && was_there == 77, "%s", call_names[call]);
        CHECK_AT(kedge_live_handles() == live, "%s", call_names[call]);
        CHECK_AT(length == 77 || status == KEDGE_BUFFER_TOO_SMALL, "%s", call_names[call]);
        return status;
    }
    switch (call) {
    case CLOCK: return kedge_manual_clock_destroy(made);
    case BREAKER: case GET: return kedge_breaker_destroy(made);
    case REGISTRY: return kedge_breaker_registry_destroy(made);
    case BUDGET: return kedge_retry_budget_destroy(made);
    case RETRY: return kedge_retry_destroy(made);
    case FAILOVER: return kedge_failover_destroy(made);
    case PIPELINE: return kedge_pipeline_destroy(made);
    default: return status;
    }
}

static void expect(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s: %d and not %d", call_names[call], (int)status, (int)expected);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static void meet_every_fault(void) {
    prepare();
    for (enum call call = CLOCK; call < CALLS; call++) {
        int fault = 0;
        for (; fault < 100; fault++) {
            if (call == GET) EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, endless, name_len, NULL);
            failed_function = NULL;
            countdown = fault;
            kedge_status status = attempt(call);
            countdown = -1;
            if (failed_function == NULL) break;
            expect(call, status, KEDGE_OUT_OF_MEMORY);
            /* It is as if nothing had been asked. */
            expect(call, attempt(call), KEDGE_OK);
        }
        CHECK_AT(fault < 100, "%s", call_names[call]);
        if (call == BREAKER || call == GET) CHECK_AT(fault > 0, "%s", call_names[call]);
    }
    drop_registry();
}

/* Every second one stays for what Swift itself needs; the others keep them from becoming larger ones. */
static void *pieces[400];

/* Leaves malloc without `smallest` bytes in one piece. */
static void have_little_memory(size_t smallest) {
    for (size_t i = 0; i < COUNT(pieces); i++) pieces[i] = malloc(3600);
    take_all_memory(smallest);
    for (size_t i = 0; i < COUNT(pieces); i += 2) free(pieces[i]);
}

static void have_memory_again(void) {
    give_memory_back();
    for (size_t i = 1; i < COUNT(pieces); i += 2) free(pieces[i]);
}

/* Of windows, probes and events one after another is large. */
static void have_no_memory_for_a_breaker(void) {
    static kedge_breaker_options large[4];
    kedge_status statuses[4][2];
    prepare();
    for (int i = 0; i < 4; i++) large[i] = options;
    large[0].count_window = 1000000;
    large[1].time_window_ns = KEDGE_SECOND;
    large[1].time_window_steps = 1000;
    large[2].probes = 10000;
    large[3].event_capacity = 65536;
    name_len = 1;
    for (int i = 0; i < 4; i++) {
        endless[0] = (char)('0' + i);
        options = large[i];
        expect(SET_OPTIONS, attempt(SET_OPTIONS), KEDGE_OK);
    }
    have_little_memory(16384);
    for (int i = 0; i < 4; i++) {
        options = large[i];
        endless[0] = (char)('0' + i);
        statuses[i][0] = attempt(BREAKER);
        statuses[i][1] = attempt(GET);
    }
    have_memory_again();
    for (int i = 0; i < 4; i++) {
        expect(BREAKER, statuses[i][0], KEDGE_OUT_OF_MEMORY);
        expect(GET, statuses[i][1], KEDGE_OUT_OF_MEMORY);
        options = large[i];
        endless[0] = (char)('0' + i);
        expect(BREAKER, attempt(BREAKER), KEDGE_OK);
        expect(GET, attempt(GET), KEDGE_OK);
    }
    drop_registry();
}

static void have_no_memory_for_long_names(void) {
    static const enum call calls[] = {FAILOVER, GET, SET_OPTIONS, REMOVE};
    kedge_status statuses[COUNT(calls)];
    prepare();
    name_len = ENDLESS;
    have_little_memory(16384);
    for (size_t i = 0; i < COUNT(calls); i++) statuses[i] = attempt(calls[i]);
    have_memory_again();
    for (size_t i = 0; i < COUNT(calls); i++) {
        expect(calls[i], statuses[i], KEDGE_OUT_OF_MEMORY);
        /* Breakers have short names, whatever memory there is. */
        int has_breaker = calls[i] == GET || calls[i] == SET_OPTIONS;
        expect(calls[i], attempt(calls[i]), has_breaker ? KEDGE_INVALID_ARGUMENT : KEDGE_OK);
    }
    drop_registry();
}

static void have_no_memory_for_many_names(void) {
    prepare();
    for (int i = 0; i < 3000; i++) {
        snprintf(endless, sizeof endless, "%03x", (unsigned)i);
        expect(GET, attempt(GET), KEDGE_OK);
    }
    have_little_memory(16384);
    kedge_status status = attempt(NAMES);
    have_memory_again();
    expect(NAMES, status, KEDGE_OUT_OF_MEMORY);
    expect(NAMES, attempt(NAMES), KEDGE_BUFFER_TOO_SMALL);
    drop_registry();
}

static kedge_keccak256 *fillers_of_table[1024];

/* The table grows by 1,024 places at a time. */
static void have_no_memory_for_a_handle(void) {
    size_t made = 0;
    kedge_status statuses[HANDLE_CALLS];
    prepare();
    while (kedge_live_handles() < 1024) EXPECT(KEDGE_OK, kedge_keccak256_create, &fillers_of_table[made++]);
    have_little_memory(16384);
    for (enum call call = CLOCK; call < HANDLE_CALLS; call++) statuses[call] = attempt(call);
    have_memory_again();
    for (enum call call = CLOCK; call < HANDLE_CALLS; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
    for (enum call call = CLOCK; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_OK);
    while (made > 0) EXPECT(KEDGE_OK, kedge_keccak256_destroy, fillers_of_table[--made]);
    drop_registry();
}

/* Swift ends the process where it gets no memory, so nothing here asks for any. */
static void call_without_memory(void) {
    kedge_breaker *breaker = NULL;
    kedge_retry *retry = make_retry(NULL);
    kedge_failover_target target = target_of("a", NULL, 0);
    kedge_failover *failover = make_failover(&target, 1);
    prepare();
    options.consecutive_failures = 3;
    EXPECT(KEDGE_OK, kedge_breaker_create, &options, &breaker);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = failover}, {.kind = KEDGE_LAYER_BREAKER, .breaker = breaker}};
    kedge_pipeline *pipeline = make_pipeline(layers, 3, NULL);
    /* A thread's place among those that count is not on trial. */
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    int failed = 0;
    have_little_memory(16);
    for (int i = 0; i < 300; i++) {
        kedge_permit permit = {0, 0};
        kedge_pipeline_call call;
        kedge_pipeline_step step = {.struct_size = sizeof step};
        kedge_retry_call retrying;
        uint64_t delay = 0;
        kedge_status status = kedge_breaker_acquire(breaker, &permit, NULL);
        if (status == KEDGE_OK && i % 5 == 0) status = kedge_breaker_failure(breaker, &permit);
        else if (status == KEDGE_OK) status = kedge_breaker_success(breaker, &permit);
        failed += status != KEDGE_OK;
        failed += kedge_pipeline_begin(pipeline, 1, FOREVER, &call) != KEDGE_OK;
        failed += kedge_pipeline_advance(pipeline, &call, &step) != KEDGE_OK;
        failed += kedge_pipeline_report(pipeline, &call, KEDGE_CALL_SUCCEEDED, FOREVER) != KEDGE_OK;
        failed += kedge_pipeline_advance(pipeline, &call, &step) != KEDGE_OK || step.kind != KEDGE_STEP_ENDED;
        failed += kedge_retry_begin(retry, 1, &retrying) != KEDGE_OK;
        failed += kedge_retry_next(retry, &retrying, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay) != KEDGE_OK;
        failed += kedge_breaker_run_due(breaker) != KEDGE_OK;
    }
    have_memory_again();
    CHECK_AT(failed == 0, "%d", failed);
    drop_pipeline(pipeline);
    drop_failover(failover);
    drop_retry(retry);
    drop_breaker(breaker);
    drop_registry();
}

/* A tool has a posix_memalign of its own, and memory for itself. */
#define IN_A_CHILD(name, body) \
    static void name(void) { \
        SKIP_UNDER_A_TOOL(); \
        check_in_child(body); \
    }

IN_A_CHILD(every_fault_is_met, meet_every_fault)
IN_A_CHILD(missing_memory_for_a_breaker_is_a_status, have_no_memory_for_a_breaker)
IN_A_CHILD(missing_memory_for_long_names_is_a_status, have_no_memory_for_long_names)
IN_A_CHILD(missing_memory_for_many_names_is_a_status, have_no_memory_for_many_names)
IN_A_CHILD(missing_memory_for_a_handle_is_a_status, have_no_memory_for_a_handle)
IN_A_CHILD(calls_need_no_memory, call_without_memory)

/* --- the handle table --------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t made = 0;
    prepare();
    while (made < MOST_HANDLES && kedge_keccak256_create(&many[made]) == KEDGE_OK) made++;
    for (enum call call = CLOCK; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_TOO_MANY_HANDLES);
    for (size_t i = 0; i < made; i++) kedge_keccak256_destroy(many[i]);
    for (enum call call = CLOCK; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_OK);
    drop_registry();
}

IN_A_CHILD(a_full_table_is_a_status, fill_the_table)

/* --- randomness --------------------------------------------------------------------------------------------------- */

/* The first handle of a process takes some. */
static void begin_without_randomness(void) {
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    memset(endless, 'x', sizeof endless);
    for (enum call call = CLOCK; call < FIRST_CALLS; call++) expect(call, attempt(call), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

/* Where jitter finds none, times are still within their ranges. */
static void go_on_without_randomness(void) {
    prepare();
    kedge_manual_clock *clock = make_clock(0);
    options.clock = clock;
    kedge_breaker *breaker = make_breaker(&options);
    kedge_retry *retry = make_retry(NULL);
    kedge_retry_call call;
    uint64_t delay = 77;
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (enum call other = CLOCK; other < HANDLE_CALLS; other++) expect(other, attempt(other), KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_OPEN);
    uint64_t time = breaker_info_of(breaker).retry_after_ns;
    CHECK(time >= 27 * KEDGE_SECOND && time <= 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_retry_begin, retry, 1, &call);
    EXPECT(KEDGE_OK, kedge_retry_next, retry, &call, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, &delay);
    CHECK(delay <= 100 * KEDGE_MILLISECOND);
    drop_breaker(breaker);
    drop_retry(retry);
    drop_clock(clock);
    drop_registry();
}

static void missing_randomness_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(begin_without_randomness);
    check_in_child(go_on_without_randomness);
}

int main(void) {
    check_begin("resilience_faults");
    check_case("without memory for what calls count in, nothing is made", every_fault_is_met);
    check_case("missing memory for windows, probes or events is a status", missing_memory_for_a_breaker_is_a_status);
    check_case("missing memory for a long name is a status", missing_memory_for_long_names_is_a_status);
    check_case("missing memory for many names is a status", missing_memory_for_many_names_is_a_status);
    check_case("missing memory for a handle is a status", missing_memory_for_a_handle_is_a_status);
    check_case("calls need no memory", calls_need_no_memory);
    check_case("a full table is a status", a_full_table_is_a_status);
    check_case("missing randomness is a status", missing_randomness_is_a_status);
    return check_end();
}
