#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* 68 years fit whatever the size of a time is. */
static struct timespec as_timespec(uint64_t nanoseconds) {
    uint64_t seconds = nanoseconds / 1000000000;
    return (struct timespec){.tv_sec = seconds < INT_MAX ? (time_t)seconds : INT_MAX, .tv_nsec = nanoseconds % 1000000000};
}

/* The length of a sleep is measured on the monotonic clock. */
void cplatform_sleep_while(const uint32_t *word, uint32_t value, uint64_t nanoseconds) {
    struct timespec length = as_timespec(nanoseconds);
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, &length, NULL, 0);
}

void cplatform_wake(const uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0); }

void cplatform_sleep(uint64_t nanoseconds) {
    struct timespec rest = as_timespec(nanoseconds);
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, &rest) == EINTR) {}
}
