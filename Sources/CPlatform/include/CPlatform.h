/* What Kedge needs of the platform and Swift cannot declare: thread-local storage, locks that survive fork(), a page that
 * fork() wipes, and randomness. */
#ifndef CPLATFORM_H
#define CPLATFORM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Locks that are free, and what they guard consistent, in a child of fork() whatever other threads were doing.
 * A thread that holds one may take only those after it. */
enum cplatform_lock {
    CPLATFORM_LOCK_HANDLES,
    CPLATFORM_LOCK_SECRETS,
    CPLATFORM_LOCK_LIBCRYPTO,
    CPLATFORM_LOCK_COUNT
};
void cplatform_lock(enum cplatform_lock lock);
void cplatform_unlock(enum cplatform_lock lock);

/* How many calls of fork() lie between this process and the one that loaded the library: who remembers it with something that
 * a child does not inherit, such as locked memory, can tell when that is gone. */
extern uint32_t cplatform_forks __attribute__((visibility("hidden")));
static inline uint32_t cplatform_fork_generation(void) { return cplatform_forks; }

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

/* Zeros memory that nobody reads any more. Unlike a call of a library's, it is a few stores where size is a constant. */
static inline void cplatform_wipe(void *memory, size_t size) {
    memset(memory, 0, size);
    __asm__ volatile("" : : "r"(memory) : "memory");
}

/* Nanoseconds of the monotonic clock, and seconds of the wall clock; 0 where the clock cannot be read. */
uint64_t cplatform_monotonic_ns(void);
int64_t cplatform_wall_seconds(void);

#endif
