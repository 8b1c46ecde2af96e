/* States of breakers that are saved, and restored after a restart. */
#include "guards.h"

static kedge_manual_clock *now;

/* What a breaker saves, without when that was. */
static size_t save(const kedge_breaker *breaker, char *text, size_t capacity) {
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_breaker_save, breaker, text, capacity, &length);
    CHECK(length < 256 && strlen(text) == length);
    unsigned long long saved_at = 0;
    char *end = strstr(text, ",\"saved_at_ms\":");
    CHECK(end != NULL && sscanf(end, ",\"saved_at_ms\":%llu}", &saved_at) == 1);
    /* After 2020. */
    CHECK(saved_at > 1577836800000 && saved_at < (unsigned long long)1 << 62);
    if (end == NULL) return 0;
    *end = 0;
    return (size_t)(end - text);
}

#define SAVES(breaker, expected) \
    do { \
        char text[256]; \
        save((breaker), text, sizeof text); \
        if (strcmp(text, (expected)) != 0) check_fail(__FILE__, __LINE__, "it saved %s", text); \
    } while (0)

/* Saved in the year 292 million, so that nothing has passed since. */
#define LATE ",\"saved_at_ms\":9223372036854775807}"
/* Saved in 1970, so that everything has. */
#define EARLY ",\"saved_at_ms\":0}"

static void restore(kedge_breaker *breaker, const char *text) {
    EXPECT(KEDGE_OK, kedge_breaker_restore, breaker, TEXT(text));
}

static void each_state_is_saved(void) {
    kedge_breaker *breaker = make_strict(now, 5);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":0");
    pass(breaker, 3, KEDGE_CALL_FAILED_ONCE);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":3");
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    move_clock(now, KEDGE_SECOND);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":29000000000,\"reopenings\":0");
    move_clock(now, 29 * KEDGE_SECOND);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":0,\"reopenings\":0");
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":30000000000,\"reopenings\":1");
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":0,\"reopenings\":1");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_DISABLED);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"disabled\"");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_METRICS_ONLY);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"metrics_only\"");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_FORCED_OPEN);
    SAVES(breaker, "{\"kedge_breaker\":1,\"state\":\"forced_open\"");
    drop_breaker(breaker);
}

static void buffers_keep_the_rules(void) {
    kedge_breaker *breaker = make_strict(now, 5);
    char text[256];
    size_t length = 77, needed = 0;
    kedge_breaker_acquire(breaker, NULL, NULL);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_breaker_save, breaker, NULL, 0, &needed);
    CHECK(needed > 60 && needed <= 256);
    /* The last error stays that of the call before. */
    SAYS("permit is NULL, and has to point somewhere");
    memset(text, 0x5A, sizeof text);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_breaker_save, breaker, text, needed - 1, &length);
    CHECK(length == needed && check_all((uint8_t *)text, sizeof text, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_breaker_save, breaker, NULL, 256, &length);
    EXPECT(KEDGE_OK, kedge_breaker_save, breaker, text, needed, &length);
    CHECK(length == needed - 1 && strlen(text) == length);
    CHECK(check_all((uint8_t *)text + needed, sizeof text - needed, 0x5A));
    memset(text, 0x5A, sizeof text);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_save, breaker, text, sizeof text, NULL);
    SAYS("out_len is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_save, breaker, text, over, &length);
    SAYS("out_capacity is 9223372036854775808: no length may be over PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_save, breaker, text, SIZE_MAX, &length);
    CHECK(length == 77 && check_all((uint8_t *)text, sizeof text, 0x5A));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_restore, breaker, text, over);
    SAYS("saved_len is 9223372036854775808: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_restore, breaker, text, SIZE_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_restore, breaker, NULL, 1);
    EXPECT(KEDGE_INVALID_SAVED_STATE, kedge_breaker_restore, breaker, NULL, 0);
    drop_breaker(breaker);
}

static void each_state_is_restored(void) {
    kedge_breaker *breaker = make_strict(now, 3);
    kedge_permit permit = acquire(breaker);
    restore(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":29000000000,\"reopenings\":7" LATE);
    CHECK(HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_RESTORED).sequence == 1);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.reopenings == 7 && info.retry_after_ns == 29 * KEDGE_SECOND && info.in_state_ns == 0);
    /* What was under way counts for nothing. */
    EXPECT(KEDGE_OK, kedge_breaker_failure, breaker, &permit);
    CHECK(breaker_info_of(breaker).stale == 1);
    move_clock(now, 29 * KEDGE_SECOND);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(breaker_info_of(breaker).reopenings == 8);
    restore(breaker, "{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":2" LATE);
    info = breaker_info_of(breaker);
    CHECK(info.state == KEDGE_BREAKER_CLOSED && info.consecutive_failures == 2 && info.reopenings == 0);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN);
    /* More failures than may be are one fewer than would open it. */
    restore(breaker, "{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":268435455" LATE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED && breaker_info_of(breaker).consecutive_failures == 2);
    static const struct {
        const char *text;
        uint32_t state;
    } others[] = {{"{\"kedge_breaker\":1,\"state\":\"disabled\"" LATE, KEDGE_BREAKER_DISABLED},
        {"{\"kedge_breaker\":1,\"state\":\"metrics_only\"" EARLY, KEDGE_BREAKER_METRICS_ONLY},
        {" { \"saved_at_ms\" : 5 , \"state\" : \"forced_open\" , \"kedge_breaker\" : 1 } ", KEDGE_BREAKER_FORCED_OPEN}};
    for (size_t i = 0; i < COUNT(others); i++) {
        restore(breaker, others[i].text);
        CHECK(state_of(breaker) == others[i].state);
    }
    drop_breaker(breaker);
}

static void time_since_counts(void) {
    kedge_breaker *breaker = make_strict(now, 3);
    restore(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":31536000000000000,\"reopenings\":0" EARLY);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN && breaker_info_of(breaker).retry_after_ns == 0);
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    CHECK(state_of(breaker) == KEDGE_BREAKER_HALF_OPEN);
    /* The longest times and numbers there are. */
    restore(breaker, "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":9223372036854775807,"
                     "\"reopenings\":18446744073709551615" LATE);
    kedge_breaker_info info = breaker_info_of(breaker);
    CHECK(info.retry_after_ns == INT64_MAX && info.reopenings == UINT64_MAX);
    move_clock(now, INT64_MAX);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(breaker) == KEDGE_BREAKER_OPEN && breaker_info_of(breaker).reopenings == UINT64_MAX);
    drop_breaker(breaker);
}

static void what_is_saved_is_restored(void) {
    for (uint32_t state = 0; state <= 6; state += state == 2 ? 2 : 1) {
        kedge_breaker *first = make_strict(now, 4), *second = make_strict(now, 4);
        pass(first, 3, KEDGE_CALL_FAILED_ONCE);
        if (state != KEDGE_BREAKER_CLOSED) EXPECT(KEDGE_OK, kedge_breaker_set_state, first, state);
        char text[256], again[256];
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_breaker_save, first, text, sizeof text, &length);
        EXPECT(KEDGE_OK, kedge_breaker_restore, second, text, length);
        uint32_t expected = state == KEDGE_BREAKER_HALF_OPEN ? KEDGE_BREAKER_OPEN : state;
        CHECK(state_of(second) == expected);
        kedge_breaker_info one = breaker_info_of(first), other = breaker_info_of(second);
        CHECK(one.consecutive_failures == other.consecutive_failures && one.reopenings == other.reopenings);
        if (state != KEDGE_BREAKER_OPEN) {
            size_t kept = save(second, again, sizeof again);
            CHECK(kept < length && memcmp(text, again, kept) == 0);
        }
        drop_breaker(first);
        drop_breaker(second);
    }
}

static void refuses(kedge_breaker *breaker, const char *text, size_t length, const char *sentence) {
    kedge_breaker_info before = breaker_info_of(breaker);
    CHECK_AT(CALL(kedge_breaker_restore, breaker, text, length) == KEDGE_INVALID_SAVED_STATE, "%s", text);
    CHECK_AT(strcmp(kedge_last_error(), sentence) == 0, "%s: %s", text, kedge_last_error());
    kedge_breaker_info after = breaker_info_of(breaker);
    CHECK_AT(memcmp(&before, &after, sizeof before) == 0, "%s", text);
}

static void other_text_is_refused(void) {
    static const char not_json[] = "the saved state is not strict JSON of at most 4,096 bytes";
    static const char no_object[] = "the saved state is no object whose kedge_breaker is 1";
    static const char unknown[] = "the saved state has a member that is not known";
    static const struct {
        const char *text, *sentence;
    } texts[] = {
        {"", not_json}, {"{", not_json}, {"}", not_json}, {"x", not_json}, {"{\"kedge_breaker\":1,}", not_json},
        {"{'kedge_breaker':1}", not_json}, {"{\"kedge_breaker\":01}", not_json}, {"{} {}", not_json},
        {"{\"kedge_breaker\":1/**/}", not_json}, {"{\"state\":\"\x80\"}", not_json}, {"{\"a\":{}}", not_json},
        {"{\"kedge_breaker\":1,\"kedge_breaker\":1}", not_json}, {"{\"state\":\"\\ud800\"}", not_json},
        {"[]", no_object}, {"1", no_object}, {"null", no_object}, {"\"closed\"", no_object},
        {"{\"kedge_breaker\":2,\"state\":\"disabled\"" LATE, no_object}, {"{\"kedge_breaker\":0}", no_object},
        {"{\"kedge_breaker\":1,\"state\":\"disabled\",\"failures\":0" LATE, unknown},
        {"{\"kedge_breaker\":1,\"state\":\"disabled\",\"x\":0" LATE, unknown},
        {"{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":0,\"open_ns\":0" LATE, unknown},
        {"{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":0,\"reopenings\":0,\"failures\":0" LATE, unknown},
    };
    static const struct {
        const char *text, *member;
    } members[] = {
        {"{}", "kedge_breaker"}, {"{\"kedge_breaker\":\"1\"}", "kedge_breaker"}, {"{\"kedge_breaker\":-1}", "kedge_breaker"},
        {"{\"kedge_breaker\":1.5}", "kedge_breaker"}, {"{\"kedge_breaker\":null}", "kedge_breaker"},
        {"{\"kedge_breaker\":1}", "state"}, {"{\"kedge_breaker\":1,\"state\":1" LATE, "state"},
        {"{\"kedge_breaker\":1,\"state\":\"\"" LATE, "state"}, {"{\"kedge_breaker\":1,\"state\":\"Open\"" LATE, "state"},
        {"{\"kedge_breaker\":1,\"state\":\"half_open\",\"open_ns\":0,\"reopenings\":0" LATE, "state"},
        {"{\"kedge_breaker\":1,\"state\":\"closed\"" LATE, "failures"},
        {"{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":268435456" LATE, "failures"},
        {"{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":-1" LATE, "failures"},
        {"{\"kedge_breaker\":1,\"state\":\"closed\",\"failures\":1e99" LATE, "failures"},
        {"{\"kedge_breaker\":1,\"state\":\"open\",\"reopenings\":0" LATE, "open_ns"},
        {"{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":9223372036854775808,\"reopenings\":0" LATE, "open_ns"},
        {"{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":0" LATE, "reopenings"},
        {"{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":0,\"reopenings\":18446744073709551616" LATE, "reopenings"},
        {"{\"kedge_breaker\":1,\"state\":\"disabled\"}", "saved_at_ms"},
        {"{\"kedge_breaker\":1,\"state\":\"disabled\",\"saved_at_ms\":9223372036854775808}", "saved_at_ms"},
        {"{\"kedge_breaker\":1,\"state\":\"disabled\",\"saved_at_ms\":true}", "saved_at_ms"},
    };
    static char padded[5000];
    kedge_breaker *breaker = make_strict(now, 3);
    pass(breaker, 2, KEDGE_CALL_FAILED_ONCE);
    for (size_t i = 0; i < COUNT(texts); i++) refuses(breaker, TEXT(texts[i].text), texts[i].sentence);
    for (size_t i = 0; i < COUNT(members); i++) {
        char sentence[200];
        snprintf(sentence, sizeof sentence, "\"%s\" of the saved state is missing, of another kind or out of its range",
            members[i].member);
        refuses(breaker, TEXT(members[i].text), sentence);
    }
    /* A NUL, and a byte too many. */
    static const char good[] = "{\"kedge_breaker\":1,\"state\":\"disabled\"" LATE;
    refuses(breaker, good, sizeof good, not_json);
    memset(padded, ' ', sizeof padded);
    memcpy(padded, good, sizeof good - 1);
    refuses(breaker, padded, 4097, not_json);
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED);
    for (size_t length = 0; length < sizeof good - 1; length++)
        EXPECT(KEDGE_INVALID_SAVED_STATE, kedge_breaker_restore, breaker, good, length);
    EXPECT(KEDGE_OK, kedge_breaker_restore, breaker, padded, 4096);
    CHECK(state_of(breaker) == KEDGE_BREAKER_DISABLED);
    drop_breaker(breaker);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_state");
    runs_case("each state is saved with what belongs to it", each_state_is_saved);
    runs_case("buffers and lengths keep the rules", buffers_keep_the_rules);
    runs_case("each state is restored", each_state_is_restored);
    runs_case("what has passed since counts as open time", time_since_counts);
    runs_case("what one breaker saves another is given", what_is_saved_is_restored);
    runs_case("any other text is refused, and changes nothing", other_text_is_refused);
    return check_end();
}
