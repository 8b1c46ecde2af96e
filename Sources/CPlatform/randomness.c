#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/random.h>

int cplatform_random(void *out, size_t length) {
    uint8_t *next = out;
    while (length > 0) {
        ssize_t got = getrandom(next, length, 0);
        if (got < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        next += got;
        length -= (size_t)got;
    }
    return 0;
}

_Thread_local uint8_t *cplatform_pool;

static pthread_key_t pool_key;
static int pool_key_exists;

static void release_pool(void *pool) {
    munmap(pool, CPLATFORM_POOL_BYTES);
    cplatform_pool = NULL;
}

__attribute__((constructor)) static void make_key(void) {
    pool_key_exists = pthread_key_create(&pool_key, release_pool) == 0;
}

uint8_t *cplatform_thread_pool_create(void) {
    if (!pool_key_exists) return NULL;
    void *pool = mmap(NULL, CPLATFORM_POOL_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pool == MAP_FAILED) return NULL;
    if (madvise(pool, CPLATFORM_POOL_BYTES, MADV_WIPEONFORK) != 0 || pthread_setspecific(pool_key, pool) != 0) {
        munmap(pool, CPLATFORM_POOL_BYTES);
        return NULL;
    }
    cplatform_pool = pool;
    return pool;
}
