/* Handles that are none: every function of breakers, retries, failover and pipelines answers KEDGE_INVALID_HANDLE and writes
 * nothing. */
#include "guards.h"

static uint32_t never(kedge_attempt *attempt, void *context) {
    check_fail(__FILE__, __LINE__, "it was called with %p and %p", (void *)attempt, context);
    return KEDGE_CALL_SUCCEEDED;
}

/* Room for whatever a function writes, which has to stay as it is. */
static union room {
    size_t struct_size;
    uint8_t bytes[600];
} room;
static size_t length;
static void *handle_out;

static void *fresh(size_t struct_size) {
    memset(&room, 0x5A, sizeof room);
    if (struct_size != 0) room.struct_size = struct_size;
    length = 77;
    handle_out = &room;
    return &room;
}

static void untouched(size_t struct_size, const char *function, const char *what) {
    size_t from = struct_size == 0 ? 0 : sizeof(size_t);
    CHECK_AT(check_all(room.bytes + from, sizeof room - from, 0x5A), "%s, %s", function, what);
    CHECK_AT(length == 77 && handle_out == &room, "%s, %s", function, what);
}

#define NONE(struct_size, function, ...) \
    do { \
        fresh(struct_size); \
        kedge_status status = CALL(function, __VA_ARGS__); \
        CHECK_AT(status == KEDGE_INVALID_HANDLE, "%s, %s: %d", #function, what, (int)status); \
        untouched((struct_size), #function, what); \
    } while (0)

/* All handles are tried where a pointer to their type is asked for. */
static void refuse(void *none, const char *what) {
    void *out = &room;
    char *text = (char *)&room;
    uint64_t *number = (uint64_t *)&room;
    if (none != NULL) NONE(0, kedge_manual_clock_destroy, none);
    NONE(0, kedge_manual_clock_advance, none, 1);
    if (none != NULL) NONE(0, kedge_breaker_destroy, none);
    NONE(0, kedge_breaker_acquire, none, out, number + 20);
    NONE(0, kedge_breaker_success, none, out);
    NONE(0, kedge_breaker_failure, none, out);
    NONE(0, kedge_breaker_ignore, none, out);
    NONE(0, kedge_breaker_call, none, never, NULL, out);
    NONE(0, kedge_breaker_set_state, none, KEDGE_BREAKER_CLOSED);
    NONE(0, kedge_breaker_get_state, none, out);
    NONE(0, kedge_breaker_run_due, none);
    NONE(sizeof(kedge_breaker_info), kedge_breaker_get_info, none, out);
    NONE(sizeof(kedge_breaker_event), kedge_breaker_next_event, none, out);
    NONE(0, kedge_breaker_save, none, text, sizeof room, &length);
    NONE(0, kedge_breaker_restore, none, "{}", 2);
    if (none != NULL) NONE(0, kedge_breaker_registry_destroy, none);
    NONE(0, kedge_breaker_registry_set_options, none, "x", 1, NULL);
    NONE(0, kedge_breaker_registry_get, none, "x", 1, (kedge_breaker **)&handle_out);
    NONE(0, kedge_breaker_registry_remove, none, "x", 1, out);
    NONE(0, kedge_breaker_registry_names, none, out, sizeof room, &length);
    if (none != NULL) NONE(0, kedge_retry_budget_destroy, none);
    NONE(0, kedge_retry_budget_deposit, none);
    NONE(0, kedge_retry_budget_withdraw, none);
    NONE(sizeof(kedge_retry_budget_info), kedge_retry_budget_get_info, none, out);
    if (none != NULL) NONE(0, kedge_retry_destroy, none);
    NONE(0, kedge_retry_begin, none, 1, out);
    NONE(0, kedge_retry_next, none, out, KEDGE_CALL_FAILED_ONCE, FOREVER, FOREVER, number + 20);
    NONE(0, kedge_retry_run, none, 1, FOREVER, never, NULL, out);
    if (none != NULL) NONE(0, kedge_failover_destroy, none);
    NONE(0, kedge_failover_begin, none, out);
    NONE(0, kedge_failover_next, none, out, (uint32_t *)(number + 20), (kedge_permit *)(number + 30), number + 40);
    NONE(0, kedge_failover_finish, none, out, 0, (kedge_permit *)(number + 30), KEDGE_CALL_SUCCEEDED);
    NONE(0, kedge_failover_get_level, none, out);
    NONE(0, kedge_failover_set_minimum_level, none, 0);
    NONE(sizeof(kedge_failover_target_info), kedge_failover_get_target_info, none, 0, out);
    if (none != NULL) NONE(0, kedge_pipeline_destroy, none);
    NONE(0, kedge_pipeline_begin, none, 1, FOREVER, out);
    NONE(0, kedge_pipeline_report, none, out, KEDGE_CALL_SUCCEEDED, FOREVER);
    NONE(0, kedge_pipeline_cancel, none, out);
    NONE(0, kedge_pipeline_describe, none, text, sizeof room, &length);
    NONE(sizeof(kedge_pipeline_info), kedge_pipeline_get_info, none, out);
    NONE(sizeof(kedge_pipeline_layer_info), kedge_pipeline_get_layer_info, none, 0, out);
    kedge_pipeline_call call = {{0}};
    NONE(sizeof(kedge_pipeline_step), kedge_pipeline_advance, none, &call, out);
    NONE(sizeof(kedge_pipeline_result), kedge_pipeline_get_result, none, &call, out);
    NONE(sizeof(kedge_pipeline_result), kedge_pipeline_run, none, 1, FOREVER, never, never, NULL, out);
    kedge_pipeline_step step = {.struct_size = sizeof step, .kind = KEDGE_STEP_WAIT, .time_ns = FOREVER};
    NONE(0, kedge_pipeline_wait, none, &call, &step);
}

static void null_is_none(void) { refuse(NULL, "NULL"); }

static void what_was_never_issued_is_none(void) {
    static int somewhere;
    void *const none[] = {&somewhere, (void *)(uintptr_t)1, (void *)(uintptr_t)0x1000, (void *)UINTPTR_MAX,
        (void *)(uintptr_t)INTPTR_MAX, (void *)((uintptr_t)1 << 63)};
    for (size_t i = 0; i < COUNT(none); i++) refuse(none[i], "no handle");
}

/* Of each type. */
struct all {
    kedge_manual_clock *clock;
    kedge_breaker *breaker;
    kedge_breaker_registry *registry;
    kedge_retry_budget *budget;
    kedge_retry *retry;
    kedge_failover *failover;
    kedge_pipeline *pipeline;
};

static struct all make_all(void) {
    struct all all = {.clock = make_clock(5), .breaker = make_breaker(NULL), .retry = make_retry(NULL)};
    kedge_failover_target target = target_of("a", NULL, 0);
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_FALLBACK};
    EXPECT(KEDGE_OK, kedge_breaker_registry_create, NULL, 5, &all.registry);
    EXPECT(KEDGE_OK, kedge_retry_budget_create, NULL, &all.budget);
    all.failover = make_failover(&target, 1);
    all.pipeline = make_pipeline(&layer, 1, NULL);
    return all;
}

static void drop_all(struct all *all) {
    drop_clock(all->clock);
    drop_breaker(all->breaker);
    EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, all->registry);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, all->budget);
    drop_retry(all->retry);
    drop_failover(all->failover);
    drop_pipeline(all->pipeline);
}

static void what_was_destroyed_is_none(void) {
    struct all all = make_all();
    void *gone[7];
    memcpy(gone, &all, sizeof gone);
    drop_all(&all);
    for (size_t i = 0; i < COUNT(gone); i++) refuse(gone[i], "destroyed");
    /* Nor is it when others have taken its place. */
    all = make_all();
    for (size_t i = 0; i < COUNT(gone); i++) refuse(gone[i], "destroyed, and its place taken");
    drop_all(&all);
}

static void what_is_of_another_type_is_none(void) {
    kedge_rate_limiter *limiter = make_limiter(NULL, KEDGE_SECOND);
    kedge_bulkhead *bulkhead = make_bulkhead(NULL, 0, 0);
    kedge_keccak256 *hash = NULL;
    CHECK(kedge_keccak256_create(&hash) == KEDGE_OK);
    refuse(limiter, "a rate limiter");
    refuse(bulkhead, "a bulkhead");
    refuse(hash, "a hash");
    CHECK(kedge_rate_limiter_destroy(limiter) == KEDGE_OK && kedge_bulkhead_destroy(bulkhead) == KEDGE_OK);
    CHECK(kedge_keccak256_destroy(hash) == KEDGE_OK);
}

/* Each of these where another of them is asked for. */
static void they_are_not_taken_for_one_another(void) {
    struct all all = make_all();
    void *handles[7];
    memcpy(handles, &all, sizeof handles);
    for (size_t i = 0; i < COUNT(handles); i++) {
        void *handle = handles[i];
        kedge_permit permit;
        if (i != 0) EXPECT(KEDGE_INVALID_HANDLE, kedge_manual_clock_advance, handle, 1);
        if (i != 1) EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_acquire, handle, &permit, NULL);
        if (i != 2) EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_registry_remove, handle, "x", 1, NULL);
        if (i != 3) EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_budget_deposit, handle);
        if (i != 4) EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_run, handle, 1, FOREVER, never, NULL, NULL);
        if (i != 5) EXPECT(KEDGE_INVALID_HANDLE, kedge_failover_set_minimum_level, handle, 0);
        if (i != 6) EXPECT(KEDGE_INVALID_HANDLE, kedge_pipeline_run, handle, 1, FOREVER, never, NULL, NULL, NULL);
        if (i != 0) EXPECT(KEDGE_INVALID_HANDLE, kedge_manual_clock_destroy, handle);
        if (i != 1) EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_destroy, handle);
        if (i != 2) EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_registry_destroy, handle);
        if (i != 3) EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_budget_destroy, handle);
        if (i != 4) EXPECT(KEDGE_INVALID_HANDLE, kedge_retry_destroy, handle);
        if (i != 5) EXPECT(KEDGE_INVALID_HANDLE, kedge_failover_destroy, handle);
        if (i != 6) EXPECT(KEDGE_INVALID_HANDLE, kedge_pipeline_destroy, handle);
    }
    drop_all(&all);
}

int main(void) {
    check_begin("resilience_handles");
    check_case("NULL is none", null_is_none);
    check_case("what was never issued is none", what_was_never_issued_is_none);
    check_case("what was destroyed is none", what_was_destroyed_is_none);
    check_case("what is of another type is none", what_is_of_another_type_is_none);
    check_case("they are not taken for one another", they_are_not_taken_for_one_another);
    return check_end();
}
