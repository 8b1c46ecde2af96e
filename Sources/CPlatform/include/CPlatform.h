/* What Kedge needs of the platform and Swift cannot declare: thread-local storage, locks that survive fork(), a page that
 * fork() wipes, and randomness. */
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

enum { CPLATFORM_LOCKS_OF_EACH = 16 };
/* Locks that are free, and what they guard consistent, in a child of fork() whatever other threads were doing.
 * A thread that holds one may take only those after it. */
enum cplatform_lock {
    CPLATFORM_LOCK_HANDLES,
    CPLATFORM_LOCK_KEYRINGS,
    CPLATFORM_LOCK_SECRETS,
    CPLATFORM_LOCK_LIBCRYPTO,
    CPLATFORM_LOCK_PUBLISHED,
    CPLATFORM_LOCK_TOKENS,
    /* So many of each that two objects seldom share one. */
    CPLATFORM_LOCK_RING_CHANGES,
    CPLATFORM_LOCK_RING_LOADS = CPLATFORM_LOCK_RING_CHANGES + CPLATFORM_LOCKS_OF_EACH,
    CPLATFORM_LOCK_BREAKERS = CPLATFORM_LOCK_RING_LOADS + CPLATFORM_LOCKS_OF_EACH,
    CPLATFORM_LOCK_LIMITERS = CPLATFORM_LOCK_BREAKERS + CPLATFORM_LOCKS_OF_EACH,
    CPLATFORM_LOCK_BULKHEADS = CPLATFORM_LOCK_LIMITERS + CPLATFORM_LOCKS_OF_EACH,
    /* Of the rest of the family: budgets, answers kept, registries. */
    CPLATFORM_LOCK_RESILIENCE = CPLATFORM_LOCK_BULKHEADS + CPLATFORM_LOCKS_OF_EACH,
    CPLATFORM_LOCK_COUNT
};
void cplatform_lock(enum cplatform_lock lock);
void cplatform_unlock(enum cplatform_lock lock);
/* Of the locks of which there are several, from this one on, another with every call. */
enum cplatform_lock cplatform_next_lock(enum cplatform_lock first);

/* Around what a fork has to wait for although it takes no lock of ours; may be nested, and takes none of the locks above. */
void cplatform_runtime_enter(void);
void cplatform_runtime_leave(void);

/* How many calls of fork() lie between this process and the one that loaded the library: who remembers it with something that
 * a child does not inherit, such as locked memory, can tell when that is gone. */
extern uint32_t cplatform_forks __attribute__((visibility("hidden")));
static inline uint32_t cplatform_fork_generation(void) { return cplatform_forks; }

/* A lock with a condition, for threads that wait for what another thread does meanwhile. Not free in a child of fork() if a
 * thread of the parent held it: the child asks for the fork generation first, and gives it up with abandon, which touches
 * neither lock nor condition (glibc waits for those who wait, and in the child they never leave). */
struct cplatform_gate;
struct cplatform_gate *cplatform_gate_create(void);
void cplatform_gate_enter(struct cplatform_gate *gate);
void cplatform_gate_leave(struct cplatform_gate *gate);
/* Leaves, waits for an announcement (or for nothing), and enters again. */
void cplatform_gate_wait(struct cplatform_gate *gate);
/* The same, and for no longer than so many nanoseconds, up to a second. */
void cplatform_gate_wait_for(struct cplatform_gate *gate, uint32_t nanoseconds);
void cplatform_gate_announce(struct cplatform_gate *gate);
void cplatform_gate_destroy(struct cplatform_gate *gate);
void cplatform_gate_abandon(struct cplatform_gate *gate);

/* Sleeps until somebody wakes those who sleep on this word, for no longer than so many nanoseconds, and not at all if the word is
 * not value any more; may also end early. Whoever changes the word before waking therefore misses nobody. Nothing is held
 * meanwhile that a child of fork() could find taken. Leaves errno as it comes. */
void cplatform_sleep_while(const uint32_t *word, uint32_t value, uint64_t nanoseconds);
/* Wakes all of them; touches no memory of the caller's. */
void cplatform_wake(const uint32_t *word);
/* Sleeps for so long by the monotonic clock, also where signals wake the thread. */
void cplatform_sleep(uint64_t nanoseconds);

/* Fills length bytes with the operating system's randomness; 0, or the error number. */
int cplatform_random(void *out, size_t length);

/* CPLATFORM_POOL_BYTES of memory that belong to the calling thread, are all zero in a child of fork(), and go with the
 * thread; NULL where the system cannot give that. */
#define CPLATFORM_POOL_BYTES 4096
uint8_t *cplatform_thread_pool_create(void);
extern _Thread_local uint8_t *cplatform_pool __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline uint8_t *cplatform_thread_pool(void) {
    return cplatform_pool != NULL ? cplatform_pool : cplatform_thread_pool_create();
}

/* A small number of the calling thread's own, dense from 1, so that threads spread over slots; 0 until it is made, which is how
 * KedgeCrypto, and nobody else, tells the threads that libcrypto knows. */
uint32_t cplatform_thread_number_create(void);
extern _Thread_local uint32_t cplatform_number __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline uint32_t cplatform_thread_number(void) { return cplatform_number; }

/* Places of which a thread has one to itself, so that it may count there with plain stores: 1 to CPLATFORM_STRIPES - 1, given
 * back when the thread ends; 0, which all others share, where none is left. */
#define CPLATFORM_STRIPES 32
uint32_t cplatform_stripe_take(void);
/* One more than the number of the place; 0 before the thread asked for one. */
extern _Thread_local uint32_t cplatform_stripe_taken __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline uint32_t cplatform_stripe(void) {
    return __builtin_expect(cplatform_stripe_taken != 0, 1) ? cplatform_stripe_taken - 1 : cplatform_stripe_take();
}
/* The same, but 0 also where the thread did not ask yet. */
static inline uint32_t cplatform_own_stripe(void) {
    return cplatform_stripe_taken == 0 ? 0 : cplatform_stripe_taken - 1;
}
/* To be called in a child of fork(): the places of other threads are free. */
void cplatform_stripes_forked(void);

/* What the calling thread is in the middle of, the innermost first: calls with a callback of the host's, each on behalf of an
 * owner that has a number. A child of fork() has those of the thread that forked, and of no other. */
struct cplatform_call {
    uint64_t owner;
    struct cplatform_call *outer;
};
extern _Thread_local struct cplatform_call *cplatform_calls __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline void cplatform_call_enter(struct cplatform_call *call) {
    call->outer = cplatform_calls;
    cplatform_calls = call;
}
static inline void cplatform_call_leave(const struct cplatform_call *call) { cplatform_calls = call->outer; }
bool cplatform_is_in_call_of(uint64_t owner);

/* Reading without a lock what others replace and free. A reader says from which time on it reads, in a slot of its thread's own, with
 * a plain store; who has replaced something lets the time go on, has every processor take notice (membarrier), and frees it
 * when no slot shows an earlier time. Readings do not nest, and end soon. */
struct cplatform_reader {
    uint64_t since; /* 0: not reading */
    uint32_t is_taken;
    struct cplatform_reader *next;
} __attribute__((aligned(128)));
extern uint64_t cplatform_reading_time __attribute__((visibility("hidden")));
/* 1 where the system has no membarrier, and in builds that check for races: then readers order their own memory. */
extern uint32_t cplatform_readers_are_fenced __attribute__((visibility("hidden")));
extern _Thread_local struct cplatform_reader *cplatform_own_reader
    __attribute__((visibility("hidden"), tls_model("initial-exec")));
/* NULL where there is no memory. */
struct cplatform_reader *cplatform_reader_create(void);
/* NULL where there is no memory for a slot: who reads then has to keep writers out another way. */
static inline struct cplatform_reader *cplatform_read_begin(void) {
    struct cplatform_reader *reader = cplatform_own_reader;
    if (__builtin_expect(reader == NULL, 0) && (reader = cplatform_reader_create()) == NULL) return NULL;
    uint64_t now = __atomic_load_n(&cplatform_reading_time, __ATOMIC_ACQUIRE);
    if (__builtin_expect(cplatform_readers_are_fenced != 0, 0)) {
        __atomic_exchange_n(&reader->since, now, __ATOMIC_SEQ_CST);
    } else {
        __atomic_store_n(&reader->since, now, __ATOMIC_RELAXED);
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    }
    return reader;
}
static inline void cplatform_read_end(struct cplatform_reader *reader) {
    __atomic_store_n(&reader->since, 0, __ATOMIC_RELEASE);
}
/* To be called once before anything is read so; more often does no harm. */
void cplatform_readers_prepare(void);
/* Called when something was replaced, and is not to be found any more: the time from which on nobody can have found it; one
 * that readers never leave where the system could not be asked. */
uint64_t cplatform_readers_advance(void);
/* Whether all readers that began before that time have ended. */
bool cplatform_readers_left(uint64_t time);
/* To be called in a child of fork(): the readers of other threads are not there. */
void cplatform_readers_forked(void);

/* Has body called when the calling thread ends; one body for all threads. */
void cplatform_at_thread_end(void (*body)(void));

/* Zeros memory that nobody reads any more. Unlike a call of a library's, it is a few stores where size is a constant. */
static inline void cplatform_wipe(void *memory, size_t size) {
    memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
}

/* Zeros 6 KiB of stack below the caller's frame, where a call that has returned may have left a secret. */
void cplatform_wipe_stack(void);

/* Memory whose size depends on input: NULL where there is none, unlike Swift's own, which ends the process. */
void *cplatform_allocate(size_t size);
/* The same, where a cache line begins. */
void *cplatform_allocate_aligned(size_t size);
/* Both are given back as they are, or with their first size bytes zeroed. */
void cplatform_free(void *memory);
void cplatform_free_wiped(void *memory, size_t size);

/* Has the processor bring memory near that is going to be read soon: so many pairs of cache lines. */
static inline void cplatform_prefetch(const void *memory, uint32_t pairs) {
    for (uint32_t pair = 0; pair < pairs; pair++) {
        __builtin_prefetch((const char *)memory + 128 * (size_t)pair);
        __builtin_prefetch((const char *)memory + 128 * (size_t)pair + 64);
    }
}

/* Whether the system would give so much memory now: to be asked before Swift makes large arrays. */
bool cplatform_can_allocate(size_t size);

/* Threads that help the calling one with work of its own, and end with it. */
struct cplatform_workers;
/* Starts up to count threads, all signals blocked in them, each of which calls work(context) once; fewer, or none (then perhaps
 * NULL), where the system gives no more. */
struct cplatform_workers *cplatform_workers_start(uint32_t count, void (*work)(void *context), void *context);
/* How many were started. */
uint32_t cplatform_workers_count(const struct cplatform_workers *workers);
/* Waits until they have ended; in a child of fork(), where they never were, it waits for nobody. NULL is nobody too. */
void cplatform_workers_join(struct cplatform_workers *workers);

/* clock_gettime(), by the shortest way. */
extern int (*cplatform_read_clock)(clockid_t clock, struct timespec *now) __attribute__((visibility("hidden")));
/* Nanoseconds of the monotonic clock, and seconds of the wall clock; 0 where the clock cannot be read. */
uint64_t cplatform_monotonic_ns(void);
/* The same clock as it was at the system's last tick: a sixth of the cost, and behind by up to a step, mostly 1 to 10 ms. */
static inline uint64_t cplatform_coarse_ns(void) {
    struct timespec now;
    return cplatform_read_clock(CLOCK_MONOTONIC_COARSE, &now) == 0 ? (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec : 0;
}
uint64_t cplatform_coarse_step_ns(void);
int64_t cplatform_wall_seconds(void);
/* The wall clock in full: seconds, and nanoseconds below a second; 0 and 0 where it cannot be read. */
void cplatform_wall_time(int64_t *seconds, uint32_t *nanoseconds);

/* What the last system call of this thread failed with, and calls that take a variable number of arguments. Swift's own way to
 * them would tie the library to a younger C library than the rest of it needs. */
int cplatform_errno(void);
int cplatform_open(const char *path, int flags);
int cplatform_duplicate(int descriptor);

/* Opens a file without a name in a folder, mode 0600; -1 where the system or its mounts cannot give one that can be named
 * later. */
int cplatform_open_nameless(const char *folder);
/* Gives it a name; 0, or -1 with errno, EEXIST if the name is taken. */
int cplatform_name_file(int descriptor, const char *path);
/* Gives a file another name that no file has; 0, or -1 with errno, EEXIST if the name is taken. */
int cplatform_rename_to_new(const char *from, const char *to);
/* Opens a folder; -1 with errno. */
int cplatform_open_folder(const char *folder);
/* Waits until the names in an open folder are on disk; 0, or -1 with errno. */
int cplatform_synchronize_folder(int descriptor);

#endif
