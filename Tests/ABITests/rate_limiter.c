/* Rate limiters without keys: three kinds of limit, reservations that are given back, and what is refused. */
#include "limiters.h"

enum { FIRST_KIND = KEDGE_RATE_TOKEN_BUCKET, LAST_KIND = KEDGE_RATE_SLIDING_WINDOW };

static kedge_rate_limiter_options options_of(uint32_t kind, uint64_t count, uint64_t per_ns, uint64_t burst) {
    kedge_rate_limiter_options options;
    EXPECT(KEDGE_OK, kedge_rate_limiter_options_init, &options, sizeof options);
    options.kind = kind;
    options.count = count;
    options.per_ns = per_ns;
    options.burst = burst;
    return options;
}

static kedge_rate_limiter *make(const kedge_rate_limiter_options *options) {
    kedge_rate_limiter *limiter = NULL;
    EXPECT(KEDGE_OK, kedge_rate_limiter_create, options, &limiter);
    return limiter;
}

/* A burst of 4, and 10 a second; of a window 4 a second. */
static kedge_rate_limiter *make_kind(uint32_t kind, const kedge_manual_clock *clock) {
    kedge_rate_limiter_options options = options_of(kind, kind == KEDGE_RATE_SLIDING_WINDOW ? 4 : 10, SECOND, 4);
    options.clock = clock;
    return make(&options);
}

static void drop(kedge_rate_limiter *limiter) { EXPECT(KEDGE_OK, kedge_rate_limiter_destroy, limiter); }

static kedge_rate_limiter_info counts_of(const kedge_rate_limiter *limiter) {
    kedge_rate_limiter_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_rate_limiter_get_info, limiter, &info);
    return info;
}

#define CHECK_INFO(limiter, a, l, v) \
    do { \
        kedge_rate_limiter_info seen = counts_of(limiter); \
        CHECK_AT(seen.admitted == (a) && seen.limited == (l) && seen.available == (v), "%llu, %llu, %llu", \
            (unsigned long long)seen.admitted, (unsigned long long)seen.limited, (unsigned long long)seen.available); \
    } while (0)

static void expect_wait(kedge_rate_limiter *limiter, uint64_t count, uint64_t wait) {
    uint64_t retry = 77;
    EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_acquire, limiter, count, &retry);
    CHECK_AT(retry == wait, "%llu and not %llu", (unsigned long long)retry, (unsigned long long)wait);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static kedge_status create(void **out) {
    kedge_rate_limiter_options options;
    kedge_rate_limiter *limiter = NULL;
    kedge_rate_limiter_options_init(&options, sizeof options);
    options.count = options.burst = 1;
    kedge_status status = kedge_rate_limiter_create(&options, &limiter);
    *out = limiter;
    return status;
}

static kedge_status destroy(void *handle) { return kedge_rate_limiter_destroy(handle); }

static kedge_rate_limiter_options largest;

static void make_large_windows(void) {
    kedge_rate_limiter *kept[64];
    size_t made = 0;
    kedge_status status = KEDGE_OK;
    limit_memory(64 << 20);
    while (made < COUNT(kept) && (status = CALL(kedge_rate_limiter_create, &largest, &kept[made])) == KEDGE_OK) made++;
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY && made > 0 && made < 16, "%zu, %d", made, (int)status);
    CHECK_SAYS("memory");
    while (made > 0) drop(kept[--made]);
    drop(make(&largest));
}

static void refusals_of_the_system_are_statuses(void) {
    SKIP_UNDER_A_TOOL();
    check_creation("kedge_rate_limiter_create", create, destroy);
    largest = options_of(KEDGE_RATE_SLIDING_WINDOW, 1000000, SECOND, 0);
    check_in_child(make_large_windows);
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_rate_limiter_options_init, options, struct_size);
}

static kedge_status use_options(void *given) {
    kedge_rate_limiter *limiter = NULL;
    kedge_rate_limiter_options *options = given;
    options->count = options->burst = 1;
    kedge_status status = CALL(kedge_rate_limiter_create, options, &limiter);
    CHECK((status == KEDGE_OK) == (limiter != NULL));
    kedge_rate_limiter_destroy(limiter);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_rate_limiter_options options;
    kedge_rate_limiter *limiter = NULL;
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_rate_limiter_options_init, &options, sizeof options);
    CHECK(options.clock == NULL && options.count == 0 && options.per_ns == SECOND && options.burst == 0);
    CHECK(options.kind == KEDGE_RATE_TOKEN_BUCKET && options.reserved == 0);
    EXPECT(KEDGE_INVALID_POLICY, kedge_rate_limiter_create, NULL, &limiter);
    CHECK_SAYS("count: 1 or more");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_create, &options, NULL);
    CHECK(limiter == NULL);
    EXPECT(KEDGE_OK, kedge_rate_limiter_destroy, NULL);
}

static void refuses_options_out_of_range(void) {
    const uint64_t most = UINT64_MAX, half = (uint64_t)1 << 63;
    const struct {
        uint32_t kind, reserved;
        uint64_t count, per_ns, burst;
        kedge_status status;
        const char *words;
    } cases[] = {
        {KEDGE_RATE_TOKEN_BUCKET, 0, 1, 1, 1, KEDGE_OK, NULL},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 1000, 1000, 1000000, KEDGE_OK, NULL},
        {KEDGE_RATE_GCRA, 0, 1, 365 * DAY, 1, KEDGE_OK, NULL},
        {KEDGE_RATE_GCRA, 0, 1, DAY, 365, KEDGE_OK, NULL},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1, 1, most, KEDGE_OK, NULL},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1000, 365 * DAY, 0, KEDGE_OK, NULL},
        {0, 0, 1, 1, 1, KEDGE_INVALID_POLICY, "kind: one of"},
        {4, 0, 1, 1, 1, KEDGE_INVALID_POLICY, "kind: one of"},
        {UINT32_MAX, 0, 1, 1, 1, KEDGE_INVALID_POLICY, "kind: one of"},
        {KEDGE_RATE_GCRA, 1, 1, 1, 1, KEDGE_INVALID_ARGUMENT, "reserved"},
        {KEDGE_RATE_GCRA, UINT32_MAX, 1, 1, 1, KEDGE_INVALID_ARGUMENT, "reserved"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 0, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 or more"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 2, 1, 1, KEDGE_INVALID_POLICY, "at most one a nanosecond"},
        {KEDGE_RATE_GCRA, 0, half, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 or more"},
        {KEDGE_RATE_GCRA, 0, most, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 or more"},
        {KEDGE_RATE_GCRA, 0, 1, 0, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_GCRA, 0, 1, 365 * DAY + 1, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 1, half, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 1, most, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_TOKEN_BUCKET, 0, 1, SECOND, 0, KEDGE_INVALID_POLICY, "burst: 1 or more"},
        {KEDGE_RATE_GCRA, 0, 1, DAY, 366, KEDGE_INVALID_POLICY, "burst: 1 or more"},
        {KEDGE_RATE_GCRA, 0, 1, DAY, half, KEDGE_INVALID_POLICY, "burst: 1 or more"},
        {KEDGE_RATE_GCRA, 0, 1, DAY, most, KEDGE_INVALID_POLICY, "burst: 1 or more"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 0, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 to 1,000,000"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1000001, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 to 1,000,000"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, most, SECOND, 1, KEDGE_INVALID_POLICY, "count: 1 to 1,000,000"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1, 0, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
        {KEDGE_RATE_SLIDING_WINDOW, 0, 1, most, 1, KEDGE_INVALID_POLICY, "period: 1 ns to 365 days"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_rate_limiter_options options =
            options_of(cases[i].kind, cases[i].count, cases[i].per_ns, cases[i].burst);
        kedge_rate_limiter *limiter = NULL;
        options.reserved = cases[i].reserved;
        kedge_status status = CALL(kedge_rate_limiter_create, &options, &limiter);
        CHECK_AT(status == cases[i].status && (limiter != NULL) == (status == KEDGE_OK), "case %zu: %d", i, (int)status);
        if (cases[i].words != NULL) CHECK_SAYS(cases[i].words);
        kedge_rate_limiter_destroy(limiter);
    }
}

static void clocks_are_kept(void) {
    kedge_manual_clock *clock = make_clock(UINT64_MAX - SECOND);
    kedge_rate_limiter_options options = options_of(KEDGE_RATE_GCRA, 1, SECOND, 1);
    options.clock = clock;
    kedge_rate_limiter *limiter = make(&options), *none = NULL;
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    /* The clock passes the end of its range on the way. */
    advance(clock, 2 * SECOND);
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    drop_clock(clock);
    expect_wait(limiter, 1, SECOND);
    drop(limiter);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_create, &options, &none);
    options.clock = (kedge_manual_clock *)&options;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_create, &options, &none);
    CHECK_SAYS("clock");
    CHECK(none == NULL);
}

/* --- deciding ----------------------------------------------------------------------------------------------------- */

/* The bucket, and the cell rate of the same numbers, which is the same. */
static void a_bucket_empties_and_fills(void) {
    for (uint32_t kind = KEDGE_RATE_TOKEN_BUCKET; kind <= KEDGE_RATE_GCRA; kind++) {
        uint64_t retry = 77;
        kedge_manual_clock *clock = make_clock(5);
        kedge_rate_limiter *limiter = make_kind(kind, clock);
        CHECK_INFO(limiter, 0, 0, 4);
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 3, &retry);
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, &retry);
        CHECK(retry == 77);
        CHECK_INFO(limiter, 4, 0, 0);
        expect_wait(limiter, 1, SECOND / 10);
        CHECK_SAYS("count 1");
        CHECK_SAYS("100000000 nanoseconds");
        expect_wait(limiter, 4, 4 * SECOND / 10);
        EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_acquire, limiter, 1, NULL);
        CHECK_INFO(limiter, 4, 6, 0);
        advance(clock, SECOND / 10 - 1);
        expect_wait(limiter, 1, 1);
        advance(clock, 1);
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
        expect_wait(limiter, 1, SECOND / 10);
        /* However long the rest, there is no more than a burst. */
        advance(clock, DAY);
        CHECK_INFO(limiter, 5, 8, 4);
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 4, NULL);
        expect_wait(limiter, 1, SECOND / 10);
        drop(limiter);
        drop_clock(clock);
    }
}

static void a_window_slides(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_rate_limiter *limiter = make_kind(KEDGE_RATE_SLIDING_WINDOW, clock);
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    advance(clock, SECOND / 2);
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 3, NULL);
    expect_wait(limiter, 1, SECOND / 2);
    expect_wait(limiter, 2, SECOND);
    advance(clock, SECOND / 2 - 1);
    expect_wait(limiter, 1, 1);
    advance(clock, 1);
    EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
    expect_wait(limiter, 1, SECOND / 2);
    CHECK_INFO(limiter, 5, 5, 0);
    advance(clock, SECOND / 2);
    CHECK_INFO(limiter, 5, 5, 3);
    drop(limiter);
    drop_clock(clock);
}

static void what_never_passes_is_no_wait(void) {
    static const uint64_t many[] = {5, 1000, (uint64_t)1 << 32, (uint64_t)1 << 63, UINT64_MAX};
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        uint64_t wait = 77;
        kedge_rate_place place = {{1, 2, 3, 4}};
        kedge_rate_limiter *limiter = make_kind(kind, NULL);
        for (size_t i = 0; i < COUNT(many); i++) {
            EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_rate_limiter_acquire, limiter, many[i], &wait);
            CHECK_SAYS("never lets so many");
            EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_rate_limiter_acquire, limiter, many[i], NULL);
            EXPECT(KEDGE_OVER_RATE_LIMIT, kedge_rate_limiter_reserve, limiter, many[i], KEDGE_NO_LIMIT, &place, &wait);
        }
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_acquire, limiter, 0, &wait);
        CHECK_SAYS("count is 0");
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_reserve, limiter, 0, 0, &place, &wait);
        CHECK(wait == 77 && place.words[0] == 1 && place.words[3] == 4);
        CHECK_INFO(limiter, 0, 0, 4);
        drop(limiter);
    }
}

/* By the system's clock: an hour does not go by here. */
static void the_system_has_a_clock(void) {
    const uint64_t hour = 3600 * SECOND;
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        uint64_t retry = 0;
        kedge_rate_limiter_options options = options_of(kind, 1, hour, 1);
        kedge_rate_limiter *limiter = make(&options);
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
        EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_acquire, limiter, 1, &retry);
        CHECK_AT(retry > 0 && retry <= hour, "%llu", (unsigned long long)retry);
        drop(limiter);
    }
}

/* --- reserving ---------------------------------------------------------------------------------------------------- */

static void reservations_wait_in_order(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        /* The wait for one more, and for four more. */
        uint64_t one = kind == KEDGE_RATE_SLIDING_WINDOW ? SECOND : SECOND / 10, wait = 77;
        kedge_manual_clock *clock = make_clock(0);
        kedge_rate_limiter *limiter = make_kind(kind, clock);
        kedge_rate_place place = {{1, 2, 3, 4}}, next;
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 4, 0, &place, &wait);
        CHECK(wait == 0 && place.words[0] == (uintptr_t)limiter);
        next = place;
        EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_reserve, limiter, 1, one - 1, &place, &wait);
        CHECK(wait == 1 && memcmp(&place, &next, sizeof place) == 0);
        CHECK_SAYS("1 nanoseconds");
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, one, &place, &wait);
        CHECK(wait == one);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, KEDGE_NO_LIMIT, &next, &wait);
        CHECK(wait == (kind == KEDGE_RATE_SLIDING_WINDOW ? SECOND : 2 * one));
        CHECK_INFO(limiter, 6, 1, 0);
        drop(limiter);
        drop_clock(clock);
    }
}

static void the_longest_wait_is_a_year(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_manual_clock *clock = make_clock(0);
        kedge_rate_limiter_options options = options_of(kind, 1, 365 * DAY, 1);
        options.clock = clock;
        kedge_rate_limiter *limiter = make(&options);
        kedge_rate_place place;
        uint64_t wait = 77;
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 1, NULL);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, 365 * DAY, &place, &wait);
        CHECK(wait == 365 * DAY);
        EXPECT(KEDGE_RATE_LIMITED, kedge_rate_limiter_reserve, limiter, 1, KEDGE_NO_LIMIT, &place, &wait);
        CHECK(wait == 365 * DAY);
        drop(limiter);
        drop_clock(clock);
    }
}

static void reservations_are_given_back_once(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        int is_window = kind == KEDGE_RATE_SLIDING_WINDOW;
        uint64_t wait = 77, first_wait = 77;
        kedge_manual_clock *clock = make_clock(0);
        kedge_rate_limiter *limiter = make_kind(kind, clock), *other = make_kind(kind, clock);
        kedge_rate_place first, second, third, empty = {{0}}, before;
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 4, NULL);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 2, SECOND, &first, &first_wait);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, SECOND, &second, &wait);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, SECOND, &third, &wait);
        CHECK_INFO(limiter, 8, 0, 0);
        /* Another limiter has not given it. */
        before = third;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_cancel, other, &third);
        CHECK_SAYS("of this limiter");
        CHECK(memcmp(&third, &before, sizeof third) == 0);
        /* The last one first. */
        EXPECT(KEDGE_OK, kedge_rate_limiter_cancel, limiter, &third);
        CHECK(memcmp(&third, &empty, sizeof third) == 0);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_rate_limiter_cancel, limiter, &third);
        CHECK_SAYS("empty");
        CHECK_INFO(limiter, 7, 0, 0);
        /* One from the middle, which only a window takes back; either way it was one try. */
        EXPECT(is_window ? KEDGE_OK : KEDGE_NOT_GIVEN_BACK, kedge_rate_limiter_cancel, limiter, &first);
        if (!is_window) CHECK_SAYS("any more");
        CHECK(memcmp(&first, &empty, sizeof first) == 0);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_rate_limiter_cancel, limiter, &first);
        CHECK_INFO(limiter, is_window ? 5 : 7, 0, 0);
        EXPECT(KEDGE_OK, kedge_rate_limiter_cancel, limiter, &second);
        CHECK_INFO(limiter, is_window ? 4 : 6, 0, 0);
        /* One whose time has come counts. */
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, SECOND, &first, &wait);
        advance(clock, wait);
        EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_rate_limiter_cancel, limiter, &first);
        CHECK(memcmp(&first, &empty, sizeof first) == 0);
        CHECK(counts_of(limiter).admitted == (is_window ? 5u : 7u));
        drop(limiter);
        drop(other);
        drop_clock(clock);
    }
}

/* A place is the caller's memory: whatever is written there, the answer is a status. */
static void forged_places_break_nothing(void) {
    static const uint64_t odd[] = {0, 1, 2, 4, 5, 0xFFFFFFFF, (uint64_t)1 << 32, INT64_MAX, (uint64_t)1 << 63,
        UINT64_MAX - 1, UINT64_MAX};
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_manual_clock *clock = make_clock(1);
        kedge_rate_limiter *limiter = make_kind(kind, clock);
        kedge_rate_place place, real;
        uint64_t wait = 0;
        EXPECT(KEDGE_OK, kedge_rate_limiter_acquire, limiter, 4, NULL);
        EXPECT(KEDGE_OK, kedge_rate_limiter_reserve, limiter, 1, SECOND, &real, &wait);
        for (size_t i = 0; i < COUNT(odd) * COUNT(odd) * COUNT(odd); i++) {
            place.words[0] = (uintptr_t)limiter;
            place.words[1] = odd[i % COUNT(odd)];
            place.words[2] = odd[i / COUNT(odd) % COUNT(odd)];
            place.words[3] = odd[i / COUNT(odd) / COUNT(odd)];
            EXPECT(KEDGE_NOT_GIVEN_BACK, kedge_rate_limiter_cancel, limiter, &place);
        }
        /* With the right mark and another count. */
        for (size_t i = 0; i < COUNT(odd); i++) {
            place = real;
            place.words[1] = odd[i];
            kedge_status status = CALL(kedge_rate_limiter_cancel, limiter, &place);
            CHECK(status == KEDGE_OK || status == KEDGE_NOT_GIVEN_BACK);
            CHECK(counts_of(limiter).available <= 4);
        }
        memset(&place, 0xFF, sizeof place);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_cancel, limiter, &place);
        drop(limiter);
        drop_clock(clock);
    }
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static kedge_rate_limiter *shared;
static kedge_status use_info(void *info) { return CALL(kedge_rate_limiter_get_info, shared, info); }

static void results_keep_the_rules(void) {
    shared = make_kind(KEDGE_RATE_GCRA, NULL);
    check_result(sizeof(kedge_rate_limiter_info), use_info, 1);
    drop(shared);
}

static void null_is_refused(void) {
    kedge_rate_limiter *limiter = make_kind(KEDGE_RATE_GCRA, NULL);
    kedge_rate_place place = {{1, 2, 3, 4}};
    uint64_t wait = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_reserve, limiter, 1, 0, NULL, &wait);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_reserve, limiter, 1, 0, &place, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_cancel, limiter, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rate_limiter_get_info, limiter, NULL);
    CHECK(wait == 77 && place.words[0] == 1 && place.words[1] == 2);
    CHECK_INFO(limiter, 0, 0, 4);
    drop(limiter);
}

static void *make_any(void) { return make_kind(KEDGE_RATE_TOKEN_BUCKET, NULL); }
static void drop_any(void *handle) { drop(handle); }

static void refuse(const void *handle, const char *what) {
    kedge_rate_limiter *limiter = (kedge_rate_limiter *)handle;
    kedge_rate_limiter_info info = {.struct_size = sizeof info, .admitted = 77};
    kedge_rate_place place = {{(uintptr_t)handle, 1, 2, 3}};
    uint64_t wait = 77;
    if (handle != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_destroy, limiter);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_acquire, limiter, 1, &wait);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_reserve, limiter, 1, 0, &place, &wait);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_cancel, limiter, &place);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rate_limiter_get_info, limiter, &info);
    CHECK_SAYS("limiter");
    CHECK_AT(wait == 77 && info.admitted == 77 && place.words[1] == 1 && place.words[3] == 3, "%s", what);
}

static void what_is_no_limiter_is_refused(void) { check_foreign_handles(make_any, drop_any, refuse); }

/* --- threads and forks -------------------------------------------------------------------------------------------- */

enum { THREADS = 4, BURST = 10000 };
static uint64_t passed, given_back;

static void *acquire_all(void *number) {
    uint64_t count = 1 + (uint64_t)(intptr_t)number % 3, wait = 0, mine = 0, returned = 0;
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < 2 * BURST; i++) {
        kedge_rate_place place;
        kedge_status status = i % 2 == 0 ? CALL(kedge_rate_limiter_acquire, shared, count, &wait)
                                         : CALL(kedge_rate_limiter_reserve, shared, count, 0, &place, &wait);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_RATE_LIMITED, "%d", (int)status);
        if (status == KEDGE_OK) mine += count;
        /* What may pass at once is never given back. */
        if (status == KEDGE_OK && i % 2 == 1 && i % 7 == 0)
            returned += CALL(kedge_rate_limiter_cancel, shared, &place) == KEDGE_OK;
    }
    __atomic_add_fetch(&passed, mine, __ATOMIC_RELAXED);
    __atomic_add_fetch(&given_back, returned, __ATOMIC_RELAXED);
    return NULL;
}

/* A clock that stands still: exactly a burst passes, whoever asks. */
static void threads_share_the_limit(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_manual_clock *clock = make_clock(7);
        kedge_rate_limiter_options options = options_of(kind, BURST, SECOND, BURST);
        options.clock = clock;
        shared = make(&options);
        passed = given_back = 0;
        run_threads(THREADS, acquire_all);
        CHECK_AT(passed <= BURST && passed + 3 > BURST && given_back == 0, "kind %u: %llu", kind, (unsigned long long)passed);
        CHECK(counts_of(shared).admitted == passed && counts_of(shared).available == BURST - passed);
        drop(shared);
        drop_clock(clock);
    }
}

static kedge_rate_limiter *of_kind[LAST_KIND + 1];

static void *hammer(void *number) {
    pthread_barrier_wait(&start_line);
    for (uint32_t i = (uint32_t)(intptr_t)number; !is_stopped(); i++) {
        kedge_rate_limiter *limiter = of_kind[FIRST_KIND + i % LAST_KIND];
        kedge_rate_limiter_info info = {.struct_size = sizeof info};
        kedge_rate_place place;
        uint64_t wait = 0;
        kedge_rate_limiter_acquire(limiter, 1, &wait);
        if (kedge_rate_limiter_reserve(limiter, 1, 10 * DAY, &place, &wait) == KEDGE_OK)
            kedge_rate_limiter_cancel(limiter, &place);
        kedge_rate_limiter_get_info(limiter, &info);
    }
    return NULL;
}

static void go_on_in_the_child(void) {
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_rate_place place;
        uint64_t wait = 0;
        for (int i = 0; i < 100; i++) {
            kedge_status status = CALL(kedge_rate_limiter_acquire, of_kind[kind], 1, &wait);
            CHECK(status == KEDGE_OK || status == KEDGE_RATE_LIMITED);
        }
        CHECK(counts_of(of_kind[kind]).available < 4);
        kedge_status status = CALL(kedge_rate_limiter_reserve, of_kind[kind], 1, KEDGE_NO_LIMIT, &place, &wait);
        CHECK(status == KEDGE_OK && (wait == 0 || CALL(kedge_rate_limiter_cancel, of_kind[kind], &place) == KEDGE_OK));
        drop(of_kind[kind]);
    }
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) {
        kedge_rate_limiter_options options = options_of(kind, 4, DAY, 4);
        of_kind[kind] = make(&options);
    }
    fork_among_threads(rounds(60), hammer, go_on_in_the_child);
    for (uint32_t kind = FIRST_KIND; kind <= LAST_KIND; kind++) drop(of_kind[kind]);
}

int main(void) {
    check_begin("rate_limiter");
    check_case("missing memory, handles and randomness are statuses", refusals_of_the_system_are_statuses);
    check_case("options keep the rules of options, and have no rate by themselves", options_keep_the_rules);
    check_case("options out of their range are refused by name", refuses_options_out_of_range);
    check_case("a limiter keeps its clock, and takes no other handle for one", clocks_are_kept);
    check_case("a bucket empties at once and fills at the rate, and so does a cell rate", a_bucket_empties_and_fills);
    check_case("a window lets its count pass in any time of its length", a_window_slides);
    check_case("what never passes is told from what has to wait", what_never_passes_is_no_wait);
    check_case("without a clock of its own a limiter has the system's", the_system_has_a_clock);
    check_case("reservations are told their wait, in order", reservations_wait_in_order);
    check_case("no reservation is made for more than a year ahead", the_longest_wait_is_a_year);
    check_case("a reservation is given back once, by its limiter, before its time", reservations_are_given_back_once);
    check_case("whatever is in a place, giving it back is a status", forged_places_break_nothing);
    check_case("result structs keep the rules of results", results_keep_the_rules);
    check_case("NULL is refused, and nothing is written", null_is_refused);
    check_case("every function refuses what is no limiter", what_is_no_limiter_is_refused);
    check_case("threads share a limit exactly", threads_share_the_limit);
    check_case("a child of fork goes on, whatever threads were doing", children_go_on);
    return check_end();
}
