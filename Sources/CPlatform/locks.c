#include "CPlatform.h"

#include <pthread.h>

static pthread_mutex_t locks[CPLATFORM_LOCK_COUNT] = {
    PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};

void cplatform_lock(enum cplatform_lock lock) { pthread_mutex_lock(&locks[lock]); }
void cplatform_unlock(enum cplatform_lock lock) { pthread_mutex_unlock(&locks[lock]); }

static void before_fork(void) {
    for (int i = 0; i < CPLATFORM_LOCK_COUNT; i++) pthread_mutex_lock(&locks[i]);
}

static void after_fork(void) {
    for (int i = CPLATFORM_LOCK_COUNT - 1; i >= 0; i--) pthread_mutex_unlock(&locks[i]);
}

uint32_t cplatform_forks;

static void after_fork_in_the_child(void) {
    cplatform_forks++;
    after_fork();
}

__attribute__((constructor)) static void watch_forks(void) {
    pthread_atfork(before_fork, after_fork, after_fork_in_the_child);
}
