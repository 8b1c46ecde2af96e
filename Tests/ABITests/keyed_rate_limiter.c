/* Rate limiters with keys: what each key may do, which keys are remembered, and what is refused. */
#include "limiters.h"

enum { FIRST_KIND = KEDGE_RATE_TOKEN_BUCKET, LAST_KIND = KEDGE_RATE_SLIDING_WINDOW };

static kedge_keyed_rate_limiter_options options_of(uint32_t kind, uint64_t count, uint64_t per_ns, uint64_t burst) {
    kedge_keyed_rate_limiter_options options;
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_options_init, &options, sizeof options);
    options.kind = kind;
    options.count = count;
    options.per_ns = per_ns;
    options.burst = burst;
    return options;
}

static kedge_keyed_rate_limiter *make(const kedge_keyed_rate_limiter_options *options) {
    kedge_keyed_rate_limiter *limiter = NULL;
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_create, options, &limiter);
    return limiter;
}

/* For each of so many keys a burst of 2, and 10 a second; of a window 2 a second. */
static kedge_keyed_rate_limiter *make_kind(uint32_t kind, uint64_t maximum_keys, const kedge_manual_clock *clock) {
    kedge_keyed_rate_limiter_options options = options_of(kind, kind == KEDGE_RATE_SLIDING_WINDOW ? 2 : 10, SECOND, 2);
    options.maximum_keys = maximum_keys;
    options.clock = clock;
    return make(&options);
}

static void drop(kedge_keyed_rate_limiter *limiter) { EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_destroy, limiter); }

static kedge_keyed_rate_limiter_info counts_of(const kedge_keyed_rate_limiter *limiter) {
    kedge_keyed_rate_limiter_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_get_info, limiter, &info);
    return info;
}

static uint64_t available_of(const kedge_keyed_rate_limiter *limiter, const char *key) {
    uint64_t available = 77;
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_available, limiter, BYTES(key), &available);
    return available;
}

static void pass(kedge_keyed_rate_limiter *limiter, const char *key, uint64_t count) {
    uint64_t retry = 77;
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_acquire, limiter, BYTES(key), count, &retry);
    CHECK(retry == 77);
}

static void expect_wait(kedge_keyed_rate_limiter *limiter, const char *key, uint64_t count, uint64_t wait) {
    uint64_t retry = 77;
    EXPECT(KEDGE_RATE_LIMITED, kedge_keyed_rate_limiter_acquire, limiter, BYTES(key), count, &retry);
    CHECK_AT(retry == wait, "%llu and not %llu", (unsigned long long)retry, (unsigned long long)wait);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static kedge_status create(void **out) {
    kedge_keyed_rate_limiter_options options;
    kedge_keyed_rate_limiter *limiter = NULL;
    kedge_keyed_rate_limiter_options_init(&options, sizeof options);
    options.count = options.burst = options.maximum_keys = 1;
    kedge_status status = kedge_keyed_rate_limiter_create(&options, &limiter);
    *out = limiter;
    return status;
}

static kedge_status destroy(void *handle) { return kedge_keyed_rate_limiter_destroy(handle); }

/* 6 GiB of keys, 8 GiB of calls, and the same with what is there just not enough. */
static void make_large_tables(void) {
    kedge_keyed_rate_limiter_options options = options_of(KEDGE_RATE_GCRA, 1, SECOND, 1);
    kedge_keyed_rate_limiter *limiter = NULL;
    limit_memory(64 << 20);
    options.maximum_keys = 67108864;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyed_rate_limiter_create, &options, &limiter);
    CHECK_SAYS("memory");
    options.maximum_keys = 1000000;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyed_rate_limiter_create, &options, &limiter);
    options.kind = KEDGE_RATE_SLIDING_WINDOW;
    options.maximum_keys = 1073;
    options.count = 1000000;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyed_rate_limiter_create, &options, &limiter);
    options.count = 10000;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyed_rate_limiter_create, &options, &limiter);
    CHECK(limiter == NULL);
    options.count = 1000;
    drop(make(&options));
}

static void ask_without_memory(void) {
    uint64_t seen = 0, wait = 0;
    kedge_rate_place place;
    int32_t was = 0;
    static const uint8_t large[1000];
    kedge_status statuses[6];
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_keyed_rate_limiter *limiter = make_kind(kind, 4, NULL);
        pass(limiter, "first", 1);
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_acquire, limiter, large, sizeof large, 1, NULL);
        have_little_memory(16);
        statuses[0] = kedge_keyed_rate_limiter_acquire(limiter, (const uint8_t *)"k", 1, 1, &wait);
        statuses[1] = kedge_keyed_rate_limiter_acquire(limiter, large, sizeof large - 1, 1, &wait);
        statuses[2] = kedge_keyed_rate_limiter_reserve(limiter, large, 3, 1, SECOND, &place, &wait);
        statuses[3] = kedge_keyed_rate_limiter_cancel(limiter, large, 3, &place);
        statuses[4] = kedge_keyed_rate_limiter_available(limiter, large, 3, &seen);
        statuses[5] = kedge_keyed_rate_limiter_forget(limiter, large, 3, &was);
        have_memory_again();
        for (size_t i = 0; i < COUNT(statuses); i++)
            CHECK_AT(statuses[i] == (i == 3 ? KEDGE_NOT_GIVEN_BACK : KEDGE_OK), "call %zu: %d", i, (int)statuses[i]);
        CHECK(was == 1);
        drop(limiter);
    }
}

static void refusals_of_the_system_are_statuses(void) {
    SKIP_UNDER_A_TOOL();
    check_creation("kedge_keyed_rate_limiter_create", create, destroy);
    check_in_child(make_large_tables);
    check_in_child(ask_without_memory);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_keyed_rate_limiter_options_init, options, struct_size);
}

static kedge_status use_options(void *given) {
    kedge_keyed_rate_limiter *limiter = NULL;
    kedge_keyed_rate_limiter_options *options = given;
    options->count = options->burst = 1;
    kedge_status status = CALL(kedge_keyed_rate_limiter_create, options, &limiter);
    CHECK((status == KEDGE_OK) == (limiter != NULL));
    kedge_keyed_rate_limiter_destroy(limiter);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_keyed_rate_limiter_options options;
    kedge_keyed_rate_limiter *limiter = NULL;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_options_init, &options, sizeof options);
    CHECK(options.clock == NULL && options.count == 0 && options.per_ns == SECOND && options.burst == 0);
    CHECK(options.maximum_keys == 65536 && options.kind == KEDGE_RATE_TOKEN_BUCKET && options.reserved == 0);
    EXPECT(KEDGE_INVALID_POLICY, kedge_keyed_rate_limiter_create, NULL, &limiter);
    CHECK_SAYS("count: 1 or more");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_create, &options, NULL);
    options.clock = (kedge_manual_clock *)&options;
    options.count = options.burst = 1;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_create, &options, &limiter);
    CHECK_SAYS("clock");
    CHECK(limiter == NULL);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_destroy, NULL);
}

static void refuses_options_out_of_range(void) {
    const struct {
        uint32_t kind, reserved;
        uint64_t count, per_ns, burst, maximum_keys;
        kedge_status status;
        const char *words;
    } cases[] = {
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 1, 1, KEDGE_OK, NULL},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1000, SECOND, 0, 100, KEDGE_OK, NULL},
        {0, 0, 1, 1, 1, 1, KEDGE_INVALID_POLICY, "kind: one of"},
        {4, 0, 1, 1, 1, 1, KEDGE_INVALID_POLICY, "kind: one of"},
        {KEDGE_RATE_GCRA, 1, 1, 1, 1, 1, KEDGE_INVALID_ARGUMENT, "reserved"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 0, SECOND, 1, 1, KEDGE_INVALID_POLICY, "count: 1 or more"},
        {KEDGE_RATE_GCRA, 0, 1, UINT64_MAX, 1, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 0, 1, KEDGE_INVALID_POLICY, "burst: 1 or more"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1000001, SECOND, 0, 1, KEDGE_INVALID_POLICY, "count: 1 to 1,000,000"},
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 1, 0, KEDGE_INVALID_POLICY, "maximum keys: 1 to 67,108,864"},
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 1, 67108865, KEDGE_INVALID_POLICY, "maximum keys: 1 to 67,108,864"},
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 1, (uint64_t)1 << 63, KEDGE_INVALID_POLICY, "maximum keys"},
        {KEDGE_RATE_GCRA, 0, 1, SECOND, 1, KEDGE_NO_LIMIT, KEDGE_INVALID_POLICY, "maximum keys"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1000000, SECOND, 1, 1074, KEDGE_INVALID_POLICY, "1,073,741,824 calls"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 17, SECOND, 1, 67108864, KEDGE_INVALID_POLICY, "1,073,741,824 calls"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_keyed_rate_limiter_options options =
            options_of(cases[i].kind, cases[i].count, cases[i].per_ns, cases[i].burst);
        kedge_keyed_rate_limiter *limiter = NULL;
        options.reserved = cases[i].reserved;
        options.maximum_keys = cases[i].maximum_keys;
        kedge_status status = CALL(kedge_keyed_rate_limiter_create, &options, &limiter);
        CHECK_AT(status == cases[i].status && (limiter != NULL) == (status == KEDGE_OK), "case %zu: %d", i, (int)status);
        if (cases[i].words != NULL) CHECK_SAYS(cases[i].words);
        kedge_keyed_rate_limiter_destroy(limiter);
    }
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void each_key_has_the_limit_to_itself(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        uint64_t one = kind == KEDGE_RATE_SLIDING_WINDOW ? SECOND : SECOND / 10;
        kedge_manual_clock *clock = make_clock(1);
        kedge_keyed_rate_limiter *limiter = make_kind(kind, 10, clock);
        pass(limiter, "a", 2);
        expect_wait(limiter, "a", 1, one);
        CHECK_SAYS("count 1");
        pass(limiter, "b", 1);
        CHECK(available_of(limiter, "a") == 0 && available_of(limiter, "b") == 1 && available_of(limiter, "c") == 2);
        advance(clock, one - 1);
        expect_wait(limiter, "a", 1, 1);
        advance(clock, 1);
        pass(limiter, "a", 1);
        EXPECT(KEDGE_RATE_LIMITED, kedge_keyed_rate_limiter_acquire, limiter, BYTES("a"), 2, NULL);
        kedge_keyed_rate_limiter_info info = counts_of(limiter);
        CHECK(info.admitted == 4 && info.limited == 4 && info.key_count == 2 && info.maximum_keys == 10);
        CHECK(info.forgotten_early == 0);
        drop_clock(clock);
        EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_keyed_rate_limiter_acquire, limiter, BYTES("a"), 3, NULL);
        EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_keyed_rate_limiter_acquire, limiter, BYTES("a"), UINT64_MAX, NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_acquire, limiter, BYTES("a"), 0, NULL);
        CHECK_SAYS("count is 0");
        drop(limiter);
    }
}

static void a_key_is_any_bytes(void) {
    static uint8_t large[100000];
    static const struct {
        const uint8_t *key;
        size_t length;
    } keys[] = {{NULL, 0}, {(const uint8_t *)"\0", 1}, {(const uint8_t *)"\0\0", 2}, {(const uint8_t *)"\xFF\xC0", 2},
        {large, 31}, {large, 32}, {large, 33}, {large, 34}, {large, sizeof large - 1}, {large, sizeof large}};
    kedge_keyed_rate_limiter *limiter = make_kind(KEDGE_RATE_GCRA, 100, NULL);
    check_pattern(large, sizeof large, 1);
    for (size_t i = 0; i < COUNT(keys); i++) {
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_acquire, limiter, keys[i].key, keys[i].length, 2, NULL);
        CHECK(counts_of(limiter).key_count == i + 1);
    }
    for (size_t i = 0; i < COUNT(keys); i++) {
        int32_t was = 77;
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_forget, limiter, keys[i].key, keys[i].length, &was);
        CHECK(was == 1 && counts_of(limiter).key_count == COUNT(keys) - i - 1);
    }
    drop(limiter);
}

static void a_forgotten_key_begins_anew(void) {
    int32_t was = 77;
    uint64_t wait = 0;
    kedge_rate_place place;
    kedge_keyed_rate_limiter *limiter = make_kind(KEDGE_RATE_SLIDING_WINDOW, 10, NULL);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_forget, limiter, BYTES("a"), &was);
    CHECK(was == 0);
    pass(limiter, "a", 2);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 1, DAY, &place, &wait);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_forget, limiter, BYTES("a"), &was);
    CHECK(was == 1 && available_of(limiter, "a") == 2 && counts_of(limiter).key_count == 0);
    pass(limiter, "a", 2);
    /* What it had reserved before is gone with it. */
    EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
    EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_forget, limiter, BYTES("a"), NULL);
    CHECK(counts_of(limiter).key_count == 0 && counts_of(limiter).admitted == 5);
    drop(limiter);
}

static void who_came_longest_ago_makes_room(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_keyed_rate_limiter *limiter = make_kind(KEDGE_RATE_TOKEN_BUCKET, 2, clock);
    pass(limiter, "a", 1);
    pass(limiter, "b", 2);
    pass(limiter, "a", 1);
    /* To ask is no use. */
    CHECK(available_of(limiter, "b") == 0);
    pass(limiter, "c", 2);
    CHECK(available_of(limiter, "b") == 2 && available_of(limiter, "a") == 0 && counts_of(limiter).key_count == 2);
    CHECK(counts_of(limiter).forgotten_early == 1);
    advance(clock, SECOND);
    pass(limiter, "d", 1);
    CHECK(counts_of(limiter).forgotten_early == 1 && counts_of(limiter).key_count == 2);
    drop(limiter);
    drop_clock(clock);
}

/* --- reservations ------------------------------------------------------------------------------------------------- */

static void reservations_are_given_back_once(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        uint64_t one = kind == KEDGE_RATE_SLIDING_WINDOW ? SECOND : SECOND / 10, wait = 77;
        kedge_manual_clock *clock = make_clock(0);
        kedge_keyed_rate_limiter *limiter = make_kind(kind, 10, clock), *other = make_kind(kind, 10, clock);
        kedge_rate_place place = {{1, 2, 3, 4}}, copy, empty = {{0}};
        pass(limiter, "a", 2);
        pass(other, "a", 2);
        EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 3, 0, &place, &wait);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 0, 0, &place, &wait);
        CHECK(wait == 77);
        EXPECT(KEDGE_RATE_LIMITED, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 1, one - 1, &place, &wait);
        CHECK(wait == 1 && place.words[0] == 1 && place.words[3] == 4);
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 1, KEDGE_NO_LIMIT, &place, &wait);
        CHECK(wait == one);
        copy = place;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_cancel, other, BYTES("a"), &place);
        CHECK(memcmp(&copy, &place, sizeof copy) == 0);
        /* Another key has not reserved it, whether it is known or not. */
        pass(limiter, "b", 2);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("b"), &place);
        CHECK(memcmp(&empty, &place, sizeof empty) == 0);
        place = copy;
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("c"), &place);
        place = copy;
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
        CHECK(memcmp(&empty, &place, sizeof empty) == 0 && counts_of(limiter).admitted == 4);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
        CHECK_SAYS("empty");
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 1, one, &place, &wait);
        CHECK(wait == one);
        advance(clock, one);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
        CHECK_SAYS("any more");
        CHECK(counts_of(limiter).admitted == 5);
        drop(limiter);
        drop(other);
        drop_clock(clock);
    }
}

static void forged_places_break_nothing(void) {
    static const uint64_t odd[] = {0, 1, 2, 3, 0xFFFFFFFF, (uint64_t)1 << 32, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX};
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_manual_clock *clock = make_clock(1);
        kedge_keyed_rate_limiter *limiter = make_kind(kind, 10, clock);
        kedge_rate_place place, real;
        uint64_t wait = 0;
        pass(limiter, "a", 2);
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_reserve, limiter, BYTES("a"), 1, DAY, &real, &wait);
        for (size_t i = 0; i < COUNT(odd) * COUNT(odd) * COUNT(odd); i++) {
            place.words[0] = (uintptr_t)limiter;
            place.words[1] = odd[i % COUNT(odd)];
            place.words[2] = odd[i / COUNT(odd) % COUNT(odd)];
            place.words[3] = odd[i / COUNT(odd) / COUNT(odd)];
            EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
        }
        for (size_t i = 0; i < COUNT(odd); i++) {
            place = real;
            place.words[1] = odd[i];
            kedge_status status = CALL(kedge_keyed_rate_limiter_cancel, limiter, BYTES("a"), &place);
            CHECK(status == KEDGE_OK || status == KEDGE_NOT_GIVEN_BACK);
            CHECK(available_of(limiter, "a") <= 2);
        }
        drop(limiter);
        drop_clock(clock);
    }
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static kedge_keyed_rate_limiter *shared;
static kedge_status use_info(void *info) { return CALL(kedge_keyed_rate_limiter_get_info, shared, info); }

static void results_keep_the_rules(void) {
    shared = make_kind(KEDGE_RATE_GCRA, 5, NULL);
    check_result(sizeof(kedge_keyed_rate_limiter_info), use_info, 1);
    drop(shared);
}

static void bad_arguments_are_refused(void) {
    const uint8_t *key = (const uint8_t *)"k";
    const struct {
        const uint8_t *key;
        size_t length;
    } bad[] = {{NULL, 1}, {NULL, SIZE_MAX}, {key, over}, {key, SIZE_MAX}};
    kedge_keyed_rate_limiter *limiter = make_kind(KEDGE_RATE_GCRA, 5, NULL);
    kedge_rate_place place = {{1, 2, 3, 4}};
    uint64_t out = 77;
    int32_t was = 77;
    for (size_t i = 0; i < COUNT(bad); i++) {
        const uint8_t *b = bad[i].key;
        size_t n = bad[i].length;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_acquire, limiter, b, n, 1, &out);
        CHECK_SAYS("key_len");
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_reserve, limiter, b, n, 1, 0, &place, &out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_cancel, limiter, b, n, &place);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_available, limiter, b, n, &out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_forget, limiter, b, n, &was);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_reserve, limiter, key, 1, 1, 0, NULL, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_reserve, limiter, key, 1, 1, 0, &place, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_cancel, limiter, key, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_available, limiter, key, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyed_rate_limiter_get_info, limiter, NULL);
    CHECK(out == 77 && was == 77 && place.words[0] == 1 && place.words[3] == 4);
    CHECK(counts_of(limiter).key_count == 0 && counts_of(limiter).admitted == 0);
    drop(limiter);
}

static void *make_any(void) { return make_kind(KEDGE_RATE_TOKEN_BUCKET, 5, NULL); }
static void drop_any(void *handle) { drop(handle); }

static void refuse(const void *handle, const char *what) {
    kedge_keyed_rate_limiter *limiter = (kedge_keyed_rate_limiter *)handle;
    kedge_keyed_rate_limiter_info info = {.struct_size = sizeof info, .admitted = 77};
    kedge_rate_place place = {{(uintptr_t)handle, 1, 2, 3}};
    uint64_t out = 77;
    int32_t was = 77;
    if (handle != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_destroy, limiter);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_acquire, limiter, BYTES("k"), 1, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_reserve, limiter, BYTES("k"), 1, 0, &place, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_cancel, limiter, BYTES("k"), &place);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_available, limiter, BYTES("k"), &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_forget, limiter, BYTES("k"), &was);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyed_rate_limiter_get_info, limiter, &info);
    CHECK_AT(out == 77 && was == 77 && info.admitted == 77 && place.words[1] == 1 && place.words[3] == 3, "%s", what);
}

static void what_is_no_limiter_is_refused(void) { check_foreign_handles(make_any, drop_any, refuse); }

/* --- threads and forks -------------------------------------------------------------------------------------------- */

enum { THREADS = 4, KEYS = 8, BURST = 2000 };
static uint64_t passed[KEYS];

static void *acquire_all(void *number) {
    uint64_t mine[KEYS] = {0}, wait = 0;
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < 2 * BURST * KEYS; i++) {
        uint8_t key = (uint8_t)((i + 3 * (intptr_t)number) % KEYS);
        kedge_rate_place place;
        kedge_status status = i % 2 == 0 ? CALL(kedge_keyed_rate_limiter_acquire, shared, &key, 1, 1, &wait)
                                         : CALL(kedge_keyed_rate_limiter_reserve, shared, &key, 1, 1, 0, &place, &wait);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_RATE_LIMITED, "%d", (int)status);
        mine[key] += status == KEDGE_OK;
    }
    for (int i = 0; i < KEYS; i++) __atomic_add_fetch(&passed[i], mine[i], __ATOMIC_RELAXED);
    return NULL;
}

static void threads_share_the_limits(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_manual_clock *clock = make_clock(7);
        kedge_keyed_rate_limiter_options options = options_of(kind, BURST, SECOND, BURST);
        options.clock = clock;
        options.maximum_keys = KEYS;
        shared = make(&options);
        memset(passed, 0, sizeof passed);
        run_threads(THREADS, acquire_all);
        for (int i = 0; i < KEYS; i++) CHECK_AT(passed[i] == BURST, "kind %u: %llu", kind, (unsigned long long)passed[i]);
        CHECK(counts_of(shared).admitted == BURST * KEYS && counts_of(shared).key_count == KEYS);
        CHECK(counts_of(shared).limited == (uint64_t)BURST * KEYS * (2 * THREADS - 1));
        drop(shared);
        drop_clock(clock);
    }
}

static kedge_keyed_rate_limiter *of_kind[LAST_KIND + 1];

static void *hammer(void *number) {
    pthread_barrier_wait(&start_line);
    for (uint32_t i = (uint32_t)(intptr_t)number; !is_stopped(); i++) {
        kedge_keyed_rate_limiter *limiter = of_kind[FIRST_KIND + i % LAST_KIND];
        kedge_keyed_rate_limiter_info info = {.struct_size = sizeof info};
        const uint8_t *key = (const uint8_t *)&i;
        kedge_rate_place place;
        uint64_t wait = 0;
        kedge_keyed_rate_limiter_acquire(limiter, key, 1, 1, &wait);
        if (kedge_keyed_rate_limiter_reserve(limiter, key, 1, 1, 10 * DAY, &place, &wait) == KEDGE_OK)
            kedge_keyed_rate_limiter_cancel(limiter, key, 1, &place);
        if (i % 5 == 0) kedge_keyed_rate_limiter_forget(limiter, key, 1, NULL);
        kedge_keyed_rate_limiter_available(limiter, key, 1, &wait);
        kedge_keyed_rate_limiter_get_info(limiter, &info);
    }
    return NULL;
}

static void go_on_in_the_child(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_keyed_rate_limiter *limiter = of_kind[kind];
        uint64_t wait = 0;
        EXPECT(KEDGE_OK, kedge_keyed_rate_limiter_forget, limiter, BYTES("new"), NULL);
        pass(limiter, "new", 2);
        EXPECT(KEDGE_RATE_LIMITED, kedge_keyed_rate_limiter_acquire, limiter, BYTES("new"), 1, &wait);
        CHECK(wait > 0 && wait <= DAY && counts_of(limiter).key_count <= 16);
        drop(limiter);
    }
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_keyed_rate_limiter_options options = options_of(kind, 2, DAY, 2);
        options.maximum_keys = 16;
        of_kind[kind] = make(&options);
    }
    fork_among_threads(rounds(60), hammer, go_on_in_the_child);
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) drop(of_kind[kind]);
}

int main(void) {
    check_begin("keyed_rate_limiter");
    check_case("missing memory, handles and randomness are statuses", refusals_of_the_system_are_statuses);
    check_case("options keep the rules of options, and have no rate by themselves", options_keep_the_rules);
    check_case("options out of their range are refused by name", refuses_options_out_of_range);
    check_case("each key has the limit to itself", each_key_has_the_limit_to_itself);
    check_case("a key is any bytes, however many", a_key_is_any_bytes);
    check_case("a key that is forgotten begins anew", a_forgotten_key_begins_anew);
    check_case("the key used longest ago makes room, and is counted if that was early", who_came_longest_ago_makes_room);
    check_case("a reservation is given back once, by its limiter and key, before its time", reservations_are_given_back_once);
    check_case("whatever is in a place, giving it back is a status", forged_places_break_nothing);
    check_case("result structs keep the rules of results", results_keep_the_rules);
    check_case("arguments that are none are refused, and nothing is written", bad_arguments_are_refused);
    check_case("every function refuses what is no limiter", what_is_no_limiter_is_refused);
    check_case("threads share each key's limit exactly", threads_share_the_limits);
    check_case("a child of fork goes on, whatever threads were doing", children_go_on);
    return check_end();
}
