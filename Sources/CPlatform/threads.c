#include "CPlatform.h"

#include <time.h>

_Thread_local uint32_t cplatform_number;

static uint32_t threads_seen;

uint32_t cplatform_thread_number_create(void) {
    uint32_t number = __atomic_add_fetch(&threads_seen, 1, __ATOMIC_RELAXED);
    cplatform_number = number != 0 ? number : 1;
    return cplatform_number;
}

static int read_clock(clockid_t clock, struct timespec *now) { return clock_gettime(clock, now) == 0; }

uint64_t cplatform_monotonic_ns(void) {
    struct timespec now;
    return read_clock(CLOCK_MONOTONIC, &now) ? (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec : 0;
}

int64_t cplatform_wall_seconds(void) {
    struct timespec now;
    return read_clock(CLOCK_REALTIME, &now) ? (int64_t)now.tv_sec : 0;
}
