/* Times work that one thread does, or two at once.
 *
 * By the clock on the wall, because a thread that waits for the other uses no time of its own. A turn in which another
 * program took a CPU says nothing about Kedge and is taken again. */
#ifndef KEDGE_BENCHMARK_THREADS_H
#define KEDGE_BENCHMARK_THREADS_H

#include "rows.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

enum { MOST_TURNS = 100 };

struct shift {
    void (*work)(long times);
    long times;
    int threads;
    int cpu; /* of the second thread */
    atomic_int *ready;
    double taken;
    bool disturbed;
};

static inline long preemptions(void) {
    struct rusage usage;
    must(getrusage(RUSAGE_THREAD, &usage) == 0);
    return usage.ru_nivcsw;
}

static inline void do_shift(struct shift *shift) {
    atomic_fetch_add(shift->ready, 1);
    while (atomic_load(shift->ready) < shift->threads) {}
    long before = preemptions();
    double start = wall_ns();
    shift->work(shift->times);
    shift->taken = wall_ns() - start;
    shift->disturbed = preemptions() > before;
}

static inline void *second_thread(void *argument) {
    struct shift *shift = argument;
    pin(shift->cpu);
    do_shift(shift);
    return NULL;
}

/* The nanoseconds that work takes on this thread. */
static inline double on_one_thread(void (*work)(long times), long times) {
    struct shift shift;
    int turns = 0;
    do {
        atomic_int ready = 0;
        shift = (struct shift){.work = work, .times = times, .threads = 1, .ready = &ready};
        do_shift(&shift);
    } while (shift.disturbed && ++turns < MOST_TURNS);
    return shift.taken;
}

/* The nanoseconds that each of two threads takes on average, where both do the work so many times.
 *
 * second_cpu is where the second runs, asked for before the first was pinned; below zero if there is none. */
static inline double on_two_threads(void (*work)(long times), long times, int second_cpu) {
    if (second_cpu < 0) return -1;
    struct shift mine, other;
    int turns = 0;
    do {
        atomic_int ready = 0;
        mine = other = (struct shift){.work = work, .times = times, .threads = 2, .cpu = second_cpu, .ready = &ready};
        pthread_t second;
        must(pthread_create(&second, NULL, second_thread, &other) == 0);
        do_shift(&mine);
        must(pthread_join(second, NULL) == 0);
    } while ((mine.disturbed || other.disturbed) && ++turns < MOST_TURNS);
    return (mine.taken + other.taken) / 2;
}

#endif
