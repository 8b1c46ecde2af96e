#include "CPlatform.h"

#include <pthread.h>

_Thread_local uint32_t cplatform_number;

static uint32_t threads_seen;

uint32_t cplatform_thread_number_create(void) {
    uint32_t number = __atomic_add_fetch(&threads_seen, 1, __ATOMIC_RELAXED);
    cplatform_number = number != 0 ? number : 1;
    return cplatform_number;
}

_Thread_local struct cplatform_call *cplatform_calls;

bool cplatform_is_in_call_of(uint64_t owner) {
    for (const struct cplatform_call *call = cplatform_calls; call != NULL; call = call->outer) {
        if (call->owner == owner) return true;
    }
    return false;
}

static pthread_key_t end_key;
static int end_key_exists;
static void (*at_thread_end)(void);

static void end_thread(void *unused) {
    (void)unused;
    __atomic_load_n(&at_thread_end, __ATOMIC_RELAXED)();
    /* Another destructor may yet come back to us: then the thread is new again, and this is called once more. */
    cplatform_number = 0;
}

/* Before other libraries make their keys where that is possible: the keys' destructors run in the order of their making. */
__attribute__((constructor)) static void make_end_key(void) {
    end_key_exists = pthread_key_create(&end_key, end_thread) == 0;
}

void cplatform_at_thread_end(void (*body)(void)) {
    if (!end_key_exists) return;
    __atomic_store_n(&at_thread_end, body, __ATOMIC_RELAXED);
    pthread_setspecific(end_key, &end_key);
}
