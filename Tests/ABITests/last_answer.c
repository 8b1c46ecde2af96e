/* Last good answers: kept, replaced, aged, and read while others store. */
#include "limiters.h"

enum { MOST_BYTES = 1 << 30 };

static kedge_last_answer *make(uint64_t maximum_bytes, const kedge_manual_clock *clock) {
    kedge_last_answer_options options;
    kedge_last_answer *kept = NULL;
    EXPECT(KEDGE_OK, kedge_last_answer_options_init, &options, sizeof options);
    options.maximum_bytes = maximum_bytes;
    options.clock = clock;
    EXPECT(KEDGE_OK, kedge_last_answer_create, &options, &kept);
    return kept;
}

static void drop(kedge_last_answer *kept) { EXPECT(KEDGE_OK, kedge_last_answer_destroy, kept); }

static void store(kedge_last_answer *kept, const char *answer) {
    EXPECT(KEDGE_OK, kedge_last_answer_store, kept, BYTES(answer));
}

static void expect_answer(kedge_last_answer *kept, uint64_t maximum_age_ns, const char *answer, uint64_t age) {
    uint8_t out[64];
    size_t length = 77;
    uint64_t age_ns = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_OK, kedge_last_answer_load, kept, maximum_age_ns, out, sizeof out, &length, &age_ns);
    CHECK(length == strlen(answer) && memcmp(out, answer, length) == 0 && age_ns == age);
    CHECK(check_all(out + length, sizeof out - length, 0x5A));
}

static void expect_none(kedge_last_answer *kept, uint64_t maximum_age_ns) {
    uint8_t out[64];
    size_t length = 77;
    uint64_t age_ns = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_NO_GOOD_ANSWER, kedge_last_answer_load, kept, maximum_age_ns, out, sizeof out, &length, &age_ns);
    CHECK(length == 77 && age_ns == 77 && check_all(out, sizeof out, 0x5A));
    CHECK_SAYS("no good answer");
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static kedge_status create(void **out) {
    kedge_last_answer *kept = NULL;
    kedge_status status = kedge_last_answer_create(NULL, &kept);
    *out = kept;
    return status;
}

static kedge_status destroy(void *handle) { return kedge_last_answer_destroy(handle); }

static void store_without_memory(void) {
    enum { LARGE = 32 << 20 };
    uint8_t *large = calloc(LARGE, 1);
    size_t length = 0;
    kedge_last_answer *kept = make(MOST_BYTES, NULL);
    if (large == NULL) abort();
    store(kept, "small");
    limit_memory(16 << 20);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_last_answer_store, kept, large, LARGE);
    CHECK_SAYS("33554432 bytes");
    EXPECT(KEDGE_OK, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, large, LARGE, &length, NULL);
    CHECK(length == 5 && memcmp(large, "small", 5) == 0);
    drop(kept);
}

static void refusals_of_the_system_are_statuses(void) {
    SKIP_UNDER_A_TOOL();
    check_creation("kedge_last_answer_create", create, destroy);
    check_in_child(store_without_memory);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_last_answer_options_init, options, struct_size);
}

static kedge_status use_options(void *options) {
    kedge_last_answer *kept = NULL;
    kedge_status status = CALL(kedge_last_answer_create, options, &kept);
    CHECK((status == KEDGE_OK) == (kept != NULL));
    kedge_last_answer_destroy(kept);
    return status;
}

static void options_keep_the_rules(void) {
    static const uint64_t bad[] = {0, MOST_BYTES + 1u, INT64_MAX, (uint64_t)1 << 63, KEDGE_NO_LIMIT};
    kedge_last_answer_options options;
    kedge_last_answer *kept = NULL;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_last_answer_options_init, &options, sizeof options);
    CHECK(options.clock == NULL && options.maximum_bytes == 1048576);
    CHECK(use_options(NULL) == KEDGE_OK);
    for (size_t i = 0; i < COUNT(bad); i++) {
        options.maximum_bytes = bad[i];
        EXPECT(KEDGE_INVALID_POLICY, kedge_last_answer_create, &options, &kept);
        CHECK_SAYS("maximum bytes: 1 to 1,073,741,824");
    }
    options.maximum_bytes = 1;
    options.clock = (kedge_manual_clock *)&options;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_last_answer_create, &options, &kept);
    CHECK_SAYS("clock");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_create, NULL, NULL);
    CHECK(kept == NULL);
    EXPECT(KEDGE_OK, kedge_last_answer_destroy, NULL);
}

/* --- keeping ------------------------------------------------------------------------------------------------------ */

static void the_last_one_is_kept(void) {
    kedge_manual_clock *clock = make_clock(1000);
    kedge_last_answer *kept = make(10, clock);
    expect_none(kept, KEDGE_NO_LIMIT);
    store(kept, "first");
    expect_answer(kept, 0, "first", 0);
    advance(clock, 500);
    expect_answer(kept, KEDGE_NO_LIMIT, "first", 500);
    expect_answer(kept, 500, "first", 500);
    expect_none(kept, 499);
    expect_none(kept, 0);
    store(kept, "second");
    expect_answer(kept, 0, "second", 0);
    /* An empty answer is one. */
    EXPECT(KEDGE_OK, kedge_last_answer_store, kept, NULL, 0);
    expect_answer(kept, 0, "", 0);
    EXPECT(KEDGE_OK, kedge_last_answer_clear, kept);
    expect_none(kept, KEDGE_NO_LIMIT);
    EXPECT(KEDGE_OK, kedge_last_answer_clear, kept);
    store(kept, "third");
    advance(clock, UINT64_MAX - 1499);
    /* The clock has gone back to 0, and nothing is younger than new. */
    expect_answer(kept, 0, "third", 0);
    drop_clock(clock);
    expect_answer(kept, 0, "third", 0);
    drop(kept);
}

static void what_is_too_long_is_not_kept(void) {
    static const uint8_t bytes[11] = "0123456789";
    kedge_last_answer *kept = make(10, NULL);
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_last_answer_store, kept, bytes, 10);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_store, kept, bytes, 11);
    CHECK_SAYS("data_len is 11");
    CHECK_SAYS("maximum_bytes, which are 10");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_store, kept, bytes, PTRDIFF_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_store, kept, bytes, over);
    CHECK_SAYS("PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_store, kept, bytes, SIZE_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_store, kept, NULL, 1);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, NULL, 0, &length, NULL);
    CHECK(length == 10);
    drop(kept);
}

static void buffers_keep_the_rules(void) {
    kedge_last_answer *kept = make(10, NULL);
    uint8_t out[16];
    size_t length = 77;
    uint64_t age = 77;
    memset(out, 0x5A, sizeof out);
    /* What is wrong is said whether there is an answer or not. */
    for (int i = 0; i < 2; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_load, kept, 0, out, sizeof out, NULL, &age);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_load, kept, 0, out, over, &length, &age);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_load, kept, 0, NULL, SIZE_MAX, &length, &age);
        CHECK(length == 77 && age == 77);
        store(kept, "answer");
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, out, over, NULL, &age);
    CHECK_SAYS("out_len");
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, out, 5, &length, &age);
    CHECK_SAYS("out_len");
    CHECK(length == 6 && age == 77);
    length = 77;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, NULL, 100, &length, &age);
    CHECK(length == 6 && age == 77 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, out, 6, &length, NULL);
    CHECK(length == 6 && memcmp(out, "answer", 6) == 0 && check_all(out + 6, sizeof out - 6, 0x5A));
    /* Nothing fits into nothing. */
    EXPECT(KEDGE_OK, kedge_last_answer_store, kept, out, 0);
    EXPECT(KEDGE_OK, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, NULL, 0, &length, &age);
    CHECK(length == 0 && age != 77);
    drop(kept);
}

static void *make_any(void) { return make(10, NULL); }
static void drop_any(void *handle) { drop(handle); }

static void refuse(const void *handle, const char *what) {
    kedge_last_answer *kept = (kedge_last_answer *)handle;
    uint8_t out[4] = {0x5A, 0x5A, 0x5A, 0x5A};
    size_t length = 77;
    uint64_t age = 77;
    if (handle != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_last_answer_destroy, kept);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_last_answer_store, kept, out, 4);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_last_answer_load, kept, KEDGE_NO_LIMIT, out, 4, &length, &age);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_last_answer_clear, kept);
    CHECK_SAYS("last_answer");
    CHECK_AT(length == 77 && age == 77 && check_all(out, 4, 0x5A), "%s", what);
}

static void what_is_no_last_answer_is_refused(void) { check_foreign_handles(make_any, drop_any, refuse); }

/* --- threads and forks -------------------------------------------------------------------------------------------- */

enum { THREADS = 4, LARGEST = 5000 };
static kedge_last_answer *shared;

/* An answer's length says what its bytes are. */
static void store_one(int i) {
    uint8_t bytes[LARGEST];
    size_t count = 1 + (size_t)i * 7919 % LARGEST;
    memset(bytes, (int)(count % 251), count);
    CHECK(CALL(kedge_last_answer_store, shared, bytes, count) == KEDGE_OK);
}

static void load_one(void) {
    uint8_t out[LARGEST];
    size_t length = 0;
    uint64_t age = 0;
    kedge_status status = CALL(kedge_last_answer_load, shared, KEDGE_NO_LIMIT, out, sizeof out, &length, &age);
    if (status == KEDGE_NO_GOOD_ANSWER) return;
    CHECK_AT(status == KEDGE_OK && length >= 1 && length <= LARGEST, "%d", (int)status);
    if (status == KEDGE_OK) CHECK(check_all(out, length, (uint8_t)(length % 251)));
}

static void *store_and_load(void *number) {
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < rounds(20000); i++) {
        if ((i + (intptr_t)number) % 3 == 0) store_one(i + 1000 * (int)(intptr_t)number);
        load_one();
        if (i % 100 == 0) EXPECT(KEDGE_OK, kedge_last_answer_clear, shared);
    }
    return NULL;
}

static void an_answer_is_never_half_of_one(void) {
    shared = make(LARGEST, NULL);
    run_threads(THREADS, store_and_load);
    drop(shared);
}

static void *hammer(void *number) {
    pthread_barrier_wait(&start_line);
    for (int i = (int)(intptr_t)number; !is_stopped(); i = (i + 1) & 0xFFFF) {
        if (i % 2 == 0) store_one(i);
        load_one();
        if (i % 64 == 0) kedge_last_answer_clear(shared);
    }
    return NULL;
}

static void go_on_in_the_child(void) {
    load_one();
    store(shared, "a");
    EXPECT(KEDGE_OK, kedge_last_answer_clear, shared);
    expect_none(shared, KEDGE_NO_LIMIT);
    drop(shared);
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    shared = make(LARGEST, NULL);
    fork_among_threads(rounds(60), hammer, go_on_in_the_child);
    drop(shared);
}

int main(void) {
    check_begin("last_answer");
    check_case("missing memory, handles and randomness are statuses", refusals_of_the_system_are_statuses);
    check_case("options keep the rules of options", options_keep_the_rules);
    check_case("the last answer is kept, with its age", the_last_one_is_kept);
    check_case("an answer that is too long leaves the one before", what_is_too_long_is_not_kept);
    check_case("buffers keep the rules of buffers", buffers_keep_the_rules);
    check_case("every function refuses what is no last answer", what_is_no_last_answer_is_refused);
    check_case("threads that store and load see whole answers", an_answer_is_never_half_of_one);
    check_case("a child of fork goes on, whatever threads were doing", children_go_on);
    return check_end();
}
