/* What the C tests need and C does not bring: cases with names, checks that go on after a failure, and a record of every
 * status that a function returned, for scripts/abigen --statuses.
 *
 *     static void hashes_nothing(void) {
 *         uint8_t hash[32];
 *         EXPECT(KEDGE_OK, kedge_keccak256_hash, NULL, 0, hash);
 *         CHECK(hash[0] == 0xC5);
 *     }
 *     int main(void) {
 *         check_begin("keccak256");
 *         check_case("the hash of nothing is the published one", hashes_nothing);
 *         return check_end();
 *     }
 *
 * Every case has to end with as many live handles as it began with.
 *
 *   KEDGE_STATUS_LOG    a file to which "function status" lines are appended
 *   KEDGE_TEST_UNDER    a tool's name, such as "valgrind": what is not possible under it is skipped, visibly
 *   KEDGE_TEST_LIGHT    set: loops are short
 *   KEDGE_SLOW_TESTS    set: what takes seconds or gigabytes runs too
 */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kedge.h>

#define MAYBE_UNUSED __attribute__((unused))

/* A test that finds the library with dlopen says so, and where its count of live handles is. */
#ifndef CHECK_LIVE_HANDLES
#define CHECK_LIVE_HANDLES kedge_live_handles
#endif

static const char *check_group;
static const char *check_current;
static int check_log = -1;
static int check_passed;
static int check_failed;
static int check_skipped;
/* Of the case that is running; from any of its threads. */
static int check_problems;
static const char *check_reason_to_skip;

/* --- checks ------------------------------------------------------------------------------------------------------ */

/* Says what is wrong with the running case, which goes on. */
MAYBE_UNUSED __attribute__((format(printf, 3, 4))) static void check_fail(
    const char *file, int line, const char *format, ...) {
    /* Many threads or a loop may find the same thing a thousand times. */
    if (__atomic_fetch_add(&check_problems, 1, __ATOMIC_RELAXED) >= 10) return;
    char sentence[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    fprintf(stderr, "%s:%d: %s: %s\n", file, line, check_current, sentence);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define TEXT(text) (text), strlen(text)
#define BYTES(text) (const uint8_t *)(text), strlen(text)

/* A length that nothing may have. */
MAYBE_UNUSED static const size_t over = (size_t)PTRDIFF_MAX + 1;

#define CHECK(condition) \
    do { \
        if (!(condition)) check_fail(__FILE__, __LINE__, "%s does not hold", #condition); \
    } while (0)

/* The same with a note: for loops, where the condition alone does not tell which turn it was. */
#define CHECK_AT(condition, ...) \
    do { \
        if (!(condition)) check_fail(__FILE__, __LINE__, #condition " does not hold: " __VA_ARGS__); \
    } while (0)

/* Calls a function of the library and notes the status for the comparison with the documentation. */
#define CALL(function, ...) check_note(#function, function(__VA_ARGS__))

/* Calls it, and expects a status. */
#define EXPECT(status, function, ...) \
    check_status(#function, (status), CALL(function, __VA_ARGS__), __FILE__, __LINE__)

#define CHECK_NOTED 256

MAYBE_UNUSED static kedge_status check_note(const char *function, kedge_status status) {
    /* Per thread, so that noting takes no lock that a fork could leave locked and orders no two threads. */
    static _Thread_local struct {
        const char *function;
        kedge_status status;
    } noted[CHECK_NOTED];
    static _Thread_local int count;
    if (check_log < 0) return status;
    for (int i = 0; i < count; i++) {
        if (noted[i].status == status && strcmp(noted[i].function, function) == 0) return status;
    }
    char text[128];
    int length = snprintf(text, sizeof text, "%s %d\n", function, (int)status);
    if (write(check_log, text, (size_t)length) != length) {
        perror("the log of statuses");
        abort();
    }
    if (count < CHECK_NOTED) {
        noted[count].function = function;
        noted[count].status = status;
        count++;
    }
    return status;
}

MAYBE_UNUSED static int check_status(
    const char *function, kedge_status expected, kedge_status status, const char *file, int line) {
    if (status == expected) return 1;
    check_fail(file, line, "%s returned %d and not %d", function, (int)status, (int)expected);
    return 0;
}

/* --- cases ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static void check_begin(const char *group) {
    check_group = group;
    setvbuf(stdout, NULL, _IOLBF, 0);
    const char *log = getenv("KEDGE_STATUS_LOG");
    if (log != NULL && *log != 0) {
        check_log = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        if (check_log < 0) {
            fprintf(stderr, "%s: %s cannot be written: %s\n", group, log, strerror(errno));
            exit(2);
        }
    }
}

MAYBE_UNUSED static void check_case(const char *name, void (*body)(void)) {
    check_current = name;
    check_problems = 0;
    check_reason_to_skip = NULL;
    size_t live = CHECK_LIVE_HANDLES();
    body();
    size_t left = CHECK_LIVE_HANDLES();
    if (left != live) check_fail(__FILE__, __LINE__, "%zu handles were alive before it, %zu are after it", live, left);
    int problems = __atomic_load_n(&check_problems, __ATOMIC_RELAXED);
    if (problems != 0) {
        printf("FAIL  %s: %s\n", check_group, name);
        check_failed++;
    } else if (check_reason_to_skip != NULL) {
        printf("skip  %s: %s (%s)\n", check_group, name, check_reason_to_skip);
        check_skipped++;
    } else {
        printf("ok    %s: %s\n", check_group, name);
        check_passed++;
    }
}

/* Leaves the running case out, for a reason that is printed. */
#define SKIP(why) \
    do { \
        check_reason_to_skip = (why); \
        return; \
    } while (0)

/* Leaves it out under a tool: what it does to the process, the tool needs itself or takes for a mistake. */
#define SKIP_UNDER_A_TOOL() \
    do { \
        const char *tool = getenv("KEDGE_TEST_UNDER"); \
        if (tool != NULL && *tool != 0) SKIP(tool); \
    } while (0)

/* For children that are forked while other threads work. */
#define SKIP_UNDER_VALGRIND() \
    do { \
        const char *tool = getenv("KEDGE_TEST_UNDER"); \
        if (tool != NULL && strcmp(tool, "valgrind") == 0) \
            SKIP("what the parent's threads held is lost in the child, and valgrind says so"); \
    } while (0)

MAYBE_UNUSED static int check_is_light(void) {
    const char *light = getenv("KEDGE_TEST_LIGHT");
    return light != NULL && *light != 0;
}

MAYBE_UNUSED static int check_end(void) {
    printf("count %d %d %d\n", check_passed, check_failed, check_skipped);
    return check_failed == 0 ? 0 : 1;
}

/* --- children ---------------------------------------------------------------------------------------------------- */

/* Runs body in a child of fork(); whatever goes wrong there, a hang included, is a failure of the running case. */
MAYBE_UNUSED static void check_in_child(void (*body)(void)) {
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) {
        check_fail(__FILE__, __LINE__, "fork failed: %s", strerror(errno));
        return;
    }
    if (child == 0) {
        alarm(getenv("KEDGE_TEST_UNDER") != NULL ? 300 : 60);
        check_problems = 0;
        check_reason_to_skip = NULL;
        body();
        fflush(NULL);
        _exit(check_problems != 0 ? 1 : check_reason_to_skip != NULL ? 77 : 0);
    }
    int result = 0;
    while (waitpid(child, &result, 0) < 0 && errno == EINTR) {}
    if (WIFSIGNALED(result)) {
        int signal = WTERMSIG(result);
        check_fail(
            __FILE__, __LINE__, signal == SIGALRM ? "the child hangs (%d)" : "the child died of signal %d", signal);
    } else if (WEXITSTATUS(result) == 77) {
        check_reason_to_skip = "not possible here";
    } else if (WEXITSTATUS(result) != 0) {
        check_fail(__FILE__, __LINE__, "the child failed with %d", WEXITSTATUS(result));
    }
}

/* --- bytes ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static int check_all(const uint8_t *bytes, size_t count, uint8_t value) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != value) return 0;
    }
    return 1;
}

MAYBE_UNUSED static void check_unhex(const char *hex, uint8_t *out) {
    for (size_t i = 0; hex[2 * i] != 0; i++) {
        unsigned byte = 0;
        sscanf(hex + 2 * i, "%2x", &byte);
        out[i] = (uint8_t)byte;
    }
}

/* Bytes that differ from place to place and are the same in every run. */
MAYBE_UNUSED static void check_pattern(uint8_t *out, size_t count, uint64_t seed) {
    uint64_t state = seed * 2 + 1;
    for (size_t i = 0; i < count; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        out[i] = (uint8_t)(state >> 56);
    }
}

/* How many of count nonces stand there a second time. Sorts them. */
MAYBE_UNUSED static int check_compare_nonces(const void *first, const void *second) { return memcmp(first, second, 12); }
MAYBE_UNUSED static size_t check_repeated_nonces(uint8_t (*nonces)[12], size_t count) {
    size_t repeated = 0;
    qsort(nonces, count, sizeof *nonces, check_compare_nonces);
    for (size_t i = 1; i < count; i++) repeated += memcmp(nonces[i - 1], nonces[i], sizeof *nonces) == 0;
    return repeated;
}

#endif
