#include "CPlatform.h"

#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t locks[CPLATFORM_LOCK_COUNT] = {[0 ... CPLATFORM_LOCK_COUNT - 1] = PTHREAD_MUTEX_INITIALIZER};

void cplatform_lock(enum cplatform_lock lock) { pthread_mutex_lock(&locks[lock]); }
void cplatform_unlock(enum cplatform_lock lock) { pthread_mutex_unlock(&locks[lock]); }

enum cplatform_lock cplatform_next_lock(enum cplatform_lock first) {
    static atomic_uint latest;
    return first + atomic_fetch_add_explicit(&latest, 1, memory_order_relaxed) % CPLATFORM_LOCKS_OF_EACH;
}

/* Held, for reading, by each thread that is in the Swift runtime; how deep this one is. */
static pthread_rwlock_t runtime = PTHREAD_RWLOCK_INITIALIZER;
static _Thread_local uint32_t runtime_depth __attribute__((tls_model("initial-exec")));

void cplatform_runtime_enter(void) {
    if (runtime_depth++ == 0) pthread_rwlock_rdlock(&runtime);
}

void cplatform_runtime_leave(void) {
    if (--runtime_depth == 0) pthread_rwlock_unlock(&runtime);
}

/* The locks first: who holds one may be on the way into the runtime, but nobody in there takes a lock of ours. */
static void before_fork(void) {
    for (int i = 0; i < CPLATFORM_LOCK_COUNT; i++) pthread_mutex_lock(&locks[i]);
    if (runtime_depth == 0) pthread_rwlock_wrlock(&runtime);
}

static void unlock_all(void) {
    for (int i = CPLATFORM_LOCK_COUNT - 1; i >= 0; i--) pthread_mutex_unlock(&locks[i]);
}

static void after_fork(void) {
    if (runtime_depth == 0) pthread_rwlock_unlock(&runtime);
    unlock_all();
}

uint32_t cplatform_forks;

static void after_fork_in_the_child(void) {
    cplatform_forks++;
    /* Made anew: it knows its writer by a number that this thread no longer has, and readers that are not here. */
    runtime = (pthread_rwlock_t)PTHREAD_RWLOCK_INITIALIZER;
    if (runtime_depth > 0) pthread_rwlock_rdlock(&runtime);
    cplatform_readers_forked();
    cplatform_stripes_forked();
    unlock_all();
}

__attribute__((constructor)) static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork, after_fork_in_the_child);
}
