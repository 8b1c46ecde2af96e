#include "CPlatform.h"

#include <linux/membarrier.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CHECKED_FOR_RACES 1
#endif
#endif
#ifndef CHECKED_FOR_RACES
#define CHECKED_FOR_RACES 0
#endif

uint64_t cplatform_reading_time = 1;
uint32_t cplatform_readers_are_fenced = 1;
_Thread_local struct cplatform_reader *cplatform_own_reader;

/* Slots are never freed; one whose thread has ended is given to the next. */
static struct cplatform_reader *readers;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t end_key;
static int end_key_exists;

static void give_back(void *slot) {
    struct cplatform_reader *reader = slot;
    /* A destructor that runs later may read again, and then has to have another slot. */
    cplatform_own_reader = NULL;
    __atomic_store_n(&reader->is_taken, 0, __ATOMIC_RELEASE);
}

static int register_process(void) {
    return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

static void prepare(void) {
    end_key_exists = pthread_key_create(&end_key, give_back) == 0;
    if (!CHECKED_FOR_RACES && register_process()) __atomic_store_n(&cplatform_readers_are_fenced, 0, __ATOMIC_RELEASE);
}

void cplatform_readers_prepare(void) { pthread_once(&once, prepare); }

struct cplatform_reader *cplatform_reader_create(void) {
    cplatform_readers_prepare();
    if (!end_key_exists) return NULL;
    struct cplatform_reader *reader = __atomic_load_n(&readers, __ATOMIC_ACQUIRE);
    for (; reader != NULL; reader = reader->next) {
        uint32_t free_slot = 0;
        if (__atomic_compare_exchange_n(&reader->is_taken, &free_slot, 1, 0, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) break;
    }
    if (reader == NULL) {
        reader = aligned_alloc(_Alignof(struct cplatform_reader), sizeof *reader);
        if (reader == NULL) return NULL;
        reader->since = 0;
        reader->is_taken = 1;
        reader->next = __atomic_load_n(&readers, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&readers, &reader->next, reader, 1, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {}
    }
    if (pthread_setspecific(end_key, reader) != 0) {
        give_back(reader);
        return NULL;
    }
    cplatform_own_reader = reader;
    return reader;
}

uint64_t cplatform_readers_advance(void) {
    uint64_t time = __atomic_add_fetch(&cplatform_reading_time, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&cplatform_readers_are_fenced, __ATOMIC_ACQUIRE) != 0) return time;
    /* Without memory it may fail for a moment. */
    for (int attempt = 0; attempt < 1000; attempt++) {
        if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0) return time;
        sched_yield();
    }
    return UINT64_MAX;
}

bool cplatform_readers_left(uint64_t time) {
    if (time == UINT64_MAX) return false;
    for (struct cplatform_reader *reader = __atomic_load_n(&readers, __ATOMIC_ACQUIRE); reader != NULL; reader = reader->next) {
        uint64_t since = __atomic_load_n(&reader->since, __ATOMIC_SEQ_CST);
        if (since != 0 && since < time) return false;
    }
    return true;
}

void cplatform_readers_forked(void) {
    for (struct cplatform_reader *reader = readers; reader != NULL; reader = reader->next) {
        if (reader == cplatform_own_reader) continue;
        reader->since = 0;
        reader->is_taken = 0;
    }
    if (cplatform_readers_are_fenced == 0 && !register_process()) cplatform_readers_are_fenced = 1;
}
