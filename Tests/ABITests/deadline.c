/* Deadlines: moments without a handle, and the time left as it is passed on. */
#include "limiters.h"

static uint64_t after(const kedge_manual_clock *clock, uint64_t duration) {
    uint64_t deadline = 77;
    EXPECT(KEDGE_OK, kedge_deadline_after, clock, duration, &deadline);
    return deadline;
}

static uint64_t left_of(const kedge_manual_clock *clock, uint64_t deadline) {
    uint64_t left = 77;
    EXPECT(KEDGE_OK, kedge_deadline_left, clock, deadline, &left);
    return left;
}

static void expect_over(const kedge_manual_clock *clock, uint64_t deadline) {
    uint64_t left = 77;
    EXPECT(KEDGE_DEADLINE_EXCEEDED, kedge_deadline_left, clock, deadline, &left);
    CHECK(left == 0);
    CHECK_SAYS("no time is left");
}

static void a_deadline_is_a_moment(void) {
    kedge_manual_clock *clock = make_clock(1000);
    CHECK(after(clock, 0) == 1000);
    expect_over(clock, 1000);
    expect_over(clock, 0);
    uint64_t deadline = after(clock, 500);
    CHECK(deadline == 1500 && left_of(clock, deadline) == 500);
    advance(clock, 499);
    CHECK(left_of(clock, deadline) == 1);
    advance(clock, 1);
    expect_over(clock, deadline);
    advance(clock, DAY);
    expect_over(clock, deadline);
    drop_clock(clock);
}

static void never_is_no_moment(void) {
    const uint64_t longest = INT64_MAX;
    kedge_manual_clock *clock = make_clock(10);
    CHECK(after(clock, KEDGE_NO_LIMIT) == KEDGE_NO_LIMIT && after(NULL, KEDGE_NO_LIMIT) == KEDGE_NO_LIMIT);
    CHECK(left_of(clock, KEDGE_NO_LIMIT) == KEDGE_NO_LIMIT && left_of(NULL, KEDGE_NO_LIMIT) == KEDGE_NO_LIMIT);
    CHECK(left_of(clock, KEDGE_NO_LIMIT - 1) == KEDGE_NO_LIMIT - 11);
    CHECK(after(clock, longest) == longest + 10);
    CHECK(after(clock, longest + 1) == longest + 10 && after(clock, KEDGE_NO_LIMIT - 1) == longest + 10);
    /* At the end of the clock's range there is no later moment, and never is another number. */
    advance(clock, KEDGE_NO_LIMIT - 20);
    CHECK(after(clock, 5) == KEDGE_NO_LIMIT - 5);
    CHECK(after(clock, 100) == KEDGE_NO_LIMIT - 1 && after(clock, DAY) == KEDGE_NO_LIMIT - 1);
    CHECK(left_of(clock, KEDGE_NO_LIMIT - 1) == 9);
    drop_clock(clock);
}

/* An hour does not go by here. */
static void the_system_has_a_clock(void) {
    uint64_t hour = 3600 * SECOND, deadline = after(NULL, hour), left = left_of(NULL, deadline);
    CHECK(left > 0 && left <= hour);
    CHECK(after(NULL, hour) >= deadline);
    expect_over(NULL, after(NULL, 0));
    expect_over(NULL, 1);
}

static void bad_arguments_are_refused(void) {
    kedge_keccak256 *state = NULL;
    kedge_manual_clock *clock = make_clock(0);
    uint64_t out = 77;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_after, NULL, 1, NULL);
    CHECK_SAYS("deadline_ns");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_after, NULL, KEDGE_NO_LIMIT, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_left, NULL, 1, NULL);
    CHECK_SAYS("left_ns");
    drop_clock(clock);
    const kedge_manual_clock *const none[] = {clock, (kedge_manual_clock *)state, (kedge_manual_clock *)&out};
    for (size_t i = 0; i < COUNT(none); i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_deadline_after, none[i], 1, &out);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_deadline_after, none[i], KEDGE_NO_LIMIT, &out);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_deadline_left, none[i], 1, &out);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_deadline_left, none[i], KEDGE_NO_LIMIT, &out);
        CHECK_SAYS("clock");
    }
    CHECK(out == 77);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
}

/* --- as text ------------------------------------------------------------------------------------------------------ */

static const struct {
    uint64_t left_ns;
    const char *text;
} times[] = {
    {0, "0"}, {1000000, "1"}, {9000000, "9"}, {10000000, "10"}, {1500 * 1000000ull, "1500"},
    {31536000000ull * 1000000, "31536000000"},
};

static void the_time_left_is_text(void) {
    static const struct {
        uint64_t left_ns;
        const char *text;
    } rounded[] = {{1, "0"}, {999999, "0"}, {1999999, "1"}, {31536000000ull * 1000000 + 999999, "31536000000"},
        {31536000001ull * 1000000, "31536000000"}, {(uint64_t)1 << 63, "31536000000"}, {UINT64_MAX - 1, "31536000000"}};
    char out[16];
    size_t length = 77;
    for (size_t i = 0; i < COUNT(times); i++) {
        uint64_t left = 77;
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_OK, kedge_deadline_write, times[i].left_ns, out, sizeof out, &length);
        CHECK_AT(length == strlen(times[i].text) && strcmp(out, times[i].text) == 0, "%s", times[i].text);
        CHECK(check_all((uint8_t *)out + length + 1, sizeof out - length - 1, 0x5A));
        EXPECT(KEDGE_OK, kedge_deadline_read, times[i].text, strlen(times[i].text), &left);
        CHECK_AT(left == times[i].left_ns, "%s", times[i].text);
    }
    for (size_t i = 0; i < COUNT(rounded); i++) {
        EXPECT(KEDGE_OK, kedge_deadline_write, rounded[i].left_ns, out, 12, &length);
        CHECK_AT(strcmp(out, rounded[i].text) == 0, "%s", rounded[i].text);
    }
}

static void buffers_keep_the_rules(void) {
    char out[16];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_write, 1500000000, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_write, 1500000000, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_write, 1500000000, NULL, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_write, KEDGE_NO_LIMIT, out, sizeof out, &length);
    CHECK_SAYS("KEDGE_NO_LIMIT");
    CHECK(length == 77);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_deadline_write, 1500000000, out, 4, &length);
    CHECK(length == 5);
    length = 77;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_deadline_write, 1500000000, NULL, 100, &length);
    CHECK(length == 5 && check_all((uint8_t *)out, sizeof out, 0x5A));
    CHECK_SAYS("KEDGE_NO_LIMIT");
    EXPECT(KEDGE_OK, kedge_deadline_write, 1500000000, out, 5, &length);
    CHECK(length == 4 && memcmp(out, "1500\0\x5A", 6) == 0);
}

static void other_text_is_refused(void) {
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"", "decimal digits and nothing else"}, {" 1", "decimal digits"}, {"1 ", "decimal digits"},
        {"+1", "decimal digits"}, {"-1", "decimal digits"}, {"1.5", "decimal digits"}, {"1e3", "decimal digits"},
        {"1500ms", "decimal digits"}, {"0x1", "decimal digits"}, {"\xD9\xA1", "decimal digits"}, {"1\n", "decimal digits"},
        {"00", "no zero in front"}, {"01", "no zero in front"}, {"031536000000", "no zero in front"},
        {"31536000001", "0 to 31,536,000,000 milliseconds"}, {"18446744073709551616", "0 to 31,536,000,000"},
        {"99999999999999999999999999999999999999999", "0 to 31,536,000,000"},
    };
    static char endless[100000];
    uint64_t left = 77;
    for (size_t i = 0; i < COUNT(cases); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, TEXT(cases[i].text), &left);
        CHECK_SAYS(cases[i].words);
    }
    memset(endless, '9', sizeof endless);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, endless, sizeof endless, &left);
    /* A NUL is no digit, either. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, "1\0", 2, &left);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, NULL, 0, &left);
    CHECK_SAYS("decimal digits");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, NULL, 1, &left);
    CHECK_SAYS("text_len");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, "1", over, &left);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, "1", SIZE_MAX, &left);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_deadline_read, "1", 1, NULL);
    CHECK(left == 77);
    EXPECT(KEDGE_OK, kedge_deadline_read, "12", 1, &left);
    CHECK(left == 1000000);
}

int main(void) {
    check_begin("deadline");
    check_case("a deadline is a moment of its clock", a_deadline_is_a_moment);
    check_case("never is no moment, and no moment becomes never", never_is_no_moment);
    check_case("without a clock of one's own it is the system's", the_system_has_a_clock);
    check_case("arguments that are none are refused, and nothing is written", bad_arguments_are_refused);
    check_case("the time left is written as it is read", the_time_left_is_text);
    check_case("buffers keep the rules of buffers", buffers_keep_the_rules);
    check_case("text of any other form is refused, with what is wrong", other_text_is_refused);
    return check_end();
}
