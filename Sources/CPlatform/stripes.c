#include "CPlatform.h"

#include <pthread.h>

_Thread_local uint32_t cplatform_stripe_taken;

/* A bit for each place that a thread has; that of the shared one is always set. */
static uint32_t taken = 1;
static pthread_key_t key;
static int key_exists;

/* Another destructor may yet count, and take a place again: then this is called once more. */
static void give_back(void *unused) {
    (void)unused;
    uint32_t stripe = cplatform_stripe_taken - 1;
    cplatform_stripe_taken = 0;
    if (stripe != 0) __atomic_fetch_and(&taken, ~(UINT32_C(1) << stripe), __ATOMIC_RELEASE);
}

__attribute__((constructor)) static void make_key(void) { key_exists = pthread_key_create(&key, give_back) == 0; }

uint32_t cplatform_stripe_take(void) {
    uint32_t stripe = 0;
    uint32_t old = __atomic_load_n(&taken, __ATOMIC_RELAXED);
    /* Without a word at its end, a thread would keep its place for ever. */
    while (key_exists && old != UINT32_MAX) {
        uint32_t place = (uint32_t)__builtin_ctz(~old);
        if (__atomic_compare_exchange_n(&taken, &old, old | UINT32_C(1) << place, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
            stripe = place;
            break;
        }
    }
    cplatform_stripe_taken = stripe + 1;
    if (stripe != 0 && pthread_setspecific(key, &key) != 0) {
        give_back(NULL);
        cplatform_stripe_taken = 1;
        return 0;
    }
    return stripe;
}

void cplatform_stripes_forked(void) {
    uint32_t own = cplatform_stripe_taken > 1 ? UINT32_C(1) << (cplatform_stripe_taken - 1) : 0;
    __atomic_store_n(&taken, own | 1, __ATOMIC_RELAXED);
}
