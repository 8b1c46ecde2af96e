/* What the tests of rate limiters, bulkheads, last answers, fault injectors and deadlines have in common. */
#ifndef LIMITERS_H
#define LIMITERS_H

#include "options.h"
#include "limits.h"

#define SECOND KEDGE_SECOND
#define DAY (86400 * KEDGE_SECOND)

/* The last failed call of this thread was refused with a sentence that has these words. */
#define CHECK_SAYS(words) \
    CHECK_AT(strstr(kedge_last_error(), (words)) != NULL, "\"%s\" in \"%s\"", (words), kedge_last_error())

/* --- clocks ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_manual_clock *make_clock(uint64_t nanoseconds) {
    kedge_manual_clock *clock = NULL;
    EXPECT(KEDGE_OK, kedge_manual_clock_create, nanoseconds, &clock);
    return clock;
}

MAYBE_UNUSED static void advance(kedge_manual_clock *clock, uint64_t nanoseconds) {
    EXPECT(KEDGE_OK, kedge_manual_clock_advance, clock, nanoseconds);
}

MAYBE_UNUSED static void drop_clock(kedge_manual_clock *clock) { EXPECT(KEDGE_OK, kedge_manual_clock_destroy, clock); }

/* --- threads ------------------------------------------------------------------------------------------------------ */

static pthread_barrier_t start_line;

MAYBE_UNUSED static int rounds(int count) { return check_is_light() ? count / 20 : count; }

/* Runs body on so many threads, whose first act it is to wait at start_line. */
MAYBE_UNUSED static void run_threads(int count, void *(*body)(void *number)) {
    pthread_t threads[16];
    CHECK(pthread_barrier_init(&start_line, NULL, (unsigned)count) == 0);
    for (intptr_t i = 0; i < count; i++)
        if (pthread_create(&threads[i], NULL, body, (void *)i) != 0) abort();
    for (int i = 0; i < count; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&start_line);
}

/* Forks again and again while threads are in the middle of body, which goes on until is_stopped. */
static int stopped;
MAYBE_UNUSED static int is_stopped(void) { return __atomic_load_n(&stopped, __ATOMIC_RELAXED); }

MAYBE_UNUSED static void fork_among_threads(int children, void *(*body)(void *number), void (*child)(void)) {
    enum { HAMMERS = 3 };
    pthread_t threads[HAMMERS];
    stopped = 0;
    CHECK(pthread_barrier_init(&start_line, NULL, HAMMERS + 1) == 0);
    for (intptr_t i = 0; i < HAMMERS; i++)
        if (pthread_create(&threads[i], NULL, body, (void *)i) != 0) abort();
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < children && check_problems == 0; i++) check_in_child(child);
    __atomic_store_n(&stopped, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&start_line);
}

/* --- what is no handle -------------------------------------------------------------------------------------------- */

/* Gives refuse, which calls every function that takes such a handle, whatever is none; make and drop are for one that is. */
MAYBE_UNUSED static void check_foreign_handles(
    void *(*make)(void), void (*drop)(void *handle), void (*refuse)(const void *handle, const char *what)) {
    kedge_keccak256 *state = NULL;
    uint64_t address = 0;
    void *handle = make();
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    refuse(NULL, "NULL");
    refuse(state, "a hash");
    refuse(&address, "an address");
    for (int bit = 0; bit < 64; bit++)
        refuse((void *)((uintptr_t)handle ^ (uintptr_t)1 << bit), "a handle with one bit changed");
    drop(handle);
    refuse(handle, "a destroyed handle");
    void *next = make();
    refuse(handle, "a handle whose slot is in use again");
    drop(next);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
}

/* --- what the system refuses to one that is made ------------------------------------------------------------------ */

static const char *created_name;
/* Makes one and does not note it, as writing the note may be what is refused just now. */
static kedge_status (*create_one)(void **out);
static kedge_status (*destroy_one)(void *handle);

MAYBE_UNUSED static void expect_creation(kedge_status expected) {
    void *handle = NULL;
    size_t live = kedge_live_handles();
    kedge_status status = create_one(&handle);
    check_note(created_name, status);
    CHECK_AT(status == expected && (handle != NULL) == (status == KEDGE_OK), "%d and not %d", (int)status, (int)expected);
    if (handle != NULL) destroy_one(handle);
    CHECK(kedge_live_handles() == live);
}

MAYBE_UNUSED static void create_without_randomness(void) {
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    expect_creation(KEDGE_RANDOM_UNAVAILABLE);
}

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *other_handles[MOST_HANDLES];

MAYBE_UNUSED static void create_beside_a_full_table(void) {
    size_t made = 0;
    while (made < MOST_HANDLES && kedge_keccak256_create(&other_handles[made]) == KEDGE_OK) made++;
    expect_creation(KEDGE_TOO_MANY_HANDLES);
    while (made > 0) kedge_keccak256_destroy(other_handles[--made]);
    expect_creation(KEDGE_OK);
}

static void *pieces[400];

/* Leaves malloc without `smallest` bytes in one piece, and with many pieces for what Swift itself needs. */
MAYBE_UNUSED static void have_little_memory(size_t smallest) {
    for (size_t i = 0; i < COUNT(pieces); i++) pieces[i] = malloc(3600);
    take_all_memory(smallest);
    for (size_t i = 0; i < COUNT(pieces); i += 2) free(pieces[i]);
}

MAYBE_UNUSED static void have_memory_again(void) {
    give_memory_back();
    for (size_t i = 1; i < COUNT(pieces); i += 2) free(pieces[i]);
}

/* The table of handles grows by 1,024 places at a time. */
MAYBE_UNUSED static void create_without_memory_for_a_handle(void) {
    size_t made = 0;
    void *handle = NULL;
    expect_creation(KEDGE_OK);
    while (kedge_live_handles() < 1024) EXPECT(KEDGE_OK, kedge_keccak256_create, &other_handles[made++]);
    have_little_memory(16384);
    kedge_status status = create_one(&handle);
    have_memory_again();
    check_note(created_name, status);
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY && handle == NULL, "%d", (int)status);
    while (made > 0) EXPECT(KEDGE_OK, kedge_keccak256_destroy, other_handles[--made]);
}

/* To be the first case of a program: the first handle of a process is what takes randomness. */
MAYBE_UNUSED static void check_creation(
    const char *name, kedge_status (*create)(void **out), kedge_status (*destroy)(void *handle)) {
    created_name = name;
    create_one = create;
    destroy_one = destroy;
    check_in_child(create_without_randomness);
    check_in_child(create_beside_a_full_table);
    check_in_child(create_without_memory_for_a_handle);
}

/* Lets the process have no more than so many bytes beside those that it has. */
MAYBE_UNUSED static void limit_memory(rlim_t bytes) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL && fscanf(file, "%lu", &pages) == 1);
    if (file != NULL) fclose(file);
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_AS, &limit) == 0);
    limit.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + bytes;
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
}

#endif
