/* What Kedge needs of the platform and Swift cannot declare: thread-local storage, locks that survive fork(), a page that
 * fork() wipes, and randomness. */
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Locks that are free, and what they guard consistent, in a child of fork() whatever other threads were doing.
 * A thread that holds one may take only those after it. */
enum cplatform_lock {
    CPLATFORM_LOCK_HANDLES,
    CPLATFORM_LOCK_KEYRINGS,
    CPLATFORM_LOCK_SECRETS,
    CPLATFORM_LOCK_LIBCRYPTO,
    CPLATFORM_LOCK_PUBLISHED,
    CPLATFORM_LOCK_COUNT
};
void cplatform_lock(enum cplatform_lock lock);
void cplatform_unlock(enum cplatform_lock lock);

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

/* A small number of the calling thread's own, dense from 1, so that threads spread over slots; 0 until it is made. */
uint32_t cplatform_thread_number_create(void);
extern _Thread_local uint32_t cplatform_number __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline uint32_t cplatform_thread_number(void) { return cplatform_number; }

/* Has body called when the calling thread ends; one body for all threads. */
void cplatform_at_thread_end(void (*body)(void));

/* Zeros memory that nobody reads any more. Unlike a call of a library's, it is a few stores where size is a constant. */
static inline void cplatform_wipe(void *memory, size_t size) {
    memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
}

/* Zeros 2 KiB of stack below the caller's frame, where a call that has returned may have left a secret. */
void cplatform_wipe_stack(void);

/* Memory whose size depends on input: NULL where there is none, unlike Swift's own, which ends the process. It is given back
 * with its first size bytes zeroed. */
void *cplatform_allocate(size_t size);
void cplatform_free_wiped(void *memory, size_t size);

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

/* Nanoseconds of the monotonic clock, and seconds of the wall clock; 0 where the clock cannot be read. */
uint64_t cplatform_monotonic_ns(void);
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
