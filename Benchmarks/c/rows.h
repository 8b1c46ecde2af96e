/* Times Kedge and its peers in turns and prints one line of JSON for each row. Used from C and from Swift. */
#ifndef KEDGE_BENCHMARK_ROWS_H
#define KEDGE_BENCHMARK_ROWS_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Does its work so many times and returns the nanoseconds taken; below zero, if this machine cannot do it. */
typedef double (*timed)(long times);

/* At most one of target, allowance and limit is above 0; a row without is only reported. */
struct row {
    const char *name;
    const char *unit; /* "ns", "µs" or "ms"; "B" where the functions tell bytes */
    timed kedge, peer;
    const char *peer_name;
    double target;    /* the highest Kedge / peer */
    double allowance; /* nanoseconds that Kedge may take beyond the peer */
    double limit;     /* nanoseconds that Kedge may take in all */
};

/* The C programs' rows, one group a file; prepare may be NULL. */
struct row_group {
    const struct row *rows;
    int count;
    void (*prepare)(void);
};

struct row_options {
    const char *only;
    bool quick;
};

static inline double clock_ns(clockid_t id) {
    struct timespec now;
    clock_gettime(id, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* This thread's own time: other programs on the machine do not count. */
static inline double thread_ns(void) { return clock_ns(CLOCK_THREAD_CPUTIME_ID); }
static inline double wall_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

/* The body of a timed function in C. */
#define REPEAT(times, statement)                       \
    do {                                               \
        double repeat_start = thread_ns();             \
        for (long i = 0; i < (times); i++) statement;  \
        return thread_ns() - repeat_start;             \
    } while (0)

/* The CPUs of this program before it was pinned to one of them; */
static cpu_set_t every_cpu;
__attribute__((constructor)) static void note_every_cpu(void) { sched_getaffinity(0, sizeof every_cpu, &every_cpu); }

/* The same by the clock on the wall and on every CPU, for work that several threads share. */
#define REPEAT_ON_THE_WALL(times, statement)           \
    do {                                               \
        cpu_set_t mine;                                \
        sched_getaffinity(0, sizeof mine, &mine);      \
        sched_setaffinity(0, sizeof every_cpu, &every_cpu); \
        double repeat_start = wall_ns();               \
        for (long i = 0; i < (times); i++) statement;  \
        double repeat_taken = wall_ns() - repeat_start; \
        sched_setaffinity(0, sizeof mine, &mine);      \
        return repeat_taken;                           \
    } while (0)

static inline void must(bool ok) {
    if (ok) return;
    fputs("bench: a call that was to be timed failed\n", stderr);
    exit(1);
}

/* The number-th CPU that this process may use, counted from 0; -1 if there are fewer. Ask before pinning. */
static inline int allowed_cpu(int number) {
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return -1;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed) && number-- == 0) return cpu;
    }
    return -1;
}

/* Keeps this thread on one CPU; where that is not allowed the figures are only noisier. */
static inline void pin(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    if (cpu >= 0) CPU_SET(cpu, &one);
    if (cpu >= 0 && sched_setaffinity(0, sizeof one, &one) != 0) fputs("bench: not pinned to a CPU\n", stderr);
}

static inline struct row_options row_options(int argc, char *const *argv) {
    struct row_options options = {"", false};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) options.quick = true;
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) options.only = argv[++i];
    }
    return options;
}

static inline int compare_times(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static inline double median(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, compare_times);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

enum { MAX_ROUNDS = 301, QUICK_ROUNDS = 41, MIN_ROUNDS = 5 };

struct side {
    timed work;
    long times; /* that one turn takes about a millisecond */
    double cost;
    double results[MAX_ROUNDS];
};

static inline void calibrate(struct side *side, timed work) {
    side->work = work;
    long times = 1;
    double taken = work(times);
    while (taken >= 0 && taken < 5e5 && times < 1L << 30) taken = work(times *= 2);
    /* Or a machine that halts for a moment right now would make each turn so short that what begins it is all it times. */
    for (int again = 0; again < 4 && taken >= 0 && taken < 5e8; again++) {
        double other = work(times);
        if (other < taken) taken = other;
    }
    side->cost = taken / (double)times;
    side->times = (long)(1e6 / side->cost) + 1;
}

static inline void take_turn(struct side *side, int round) {
    side->results[round] = side->work(side->times) / (double)side->times;
}

static inline void print_row(const struct row *row, double kedge, double peer) {
    double target = row->target;
    if (row->allowance > 0) target = (peer + row->allowance) / peer;
    if (row->limit > 0) target = row->limit / peer;
    double unit = strcmp(row->unit, "ms") == 0 ? 1e6 : strcmp(row->unit, "µs") == 0 ? 1e3 : 1;
    char text[32] = "null";
    if (target > 0) snprintf(text, sizeof text, "%.4f", target);
    printf("{\"name\": \"%s\", \"peer_name\": \"%s\", \"unit\": \"%s\", ", row->name, row->peer_name, row->unit);
    printf("\"kedge\": %.6g, \"peer\": %.6g, \"target\": %s}\n", kedge / unit, peer / unit, text);
    fflush(stdout);
}

/* Runs the rows whose name contains options.only. Every round gives each of them a turn of Kedge and one of its peer,
 * the next round in the other order, so that a machine whose speed drifts treats both alike. */
static inline void run_rows(const struct row *rows, int count, struct row_options options) {
    struct pair { struct side kedge, peer; int rounds; } *pairs = calloc((size_t)count, sizeof *pairs);
    must(pairs != NULL);
    int longest = 0;
    for (int i = 0; i < count; i++) {
        if (strcasestr(rows[i].name, options.only) == NULL) continue;
        calibrate(&pairs[i].kedge, rows[i].kedge);
        calibrate(&pairs[i].peer, rows[i].peer);
        if (pairs[i].kedge.cost < 0) {
            fprintf(stderr, "bench: this machine cannot do: %s\n", rows[i].name);
            continue;
        }
        double turn = pairs[i].kedge.cost * (double)pairs[i].kedge.times;
        double affordable = (options.quick ? 0.4e9 : 4e9) / turn;
        int most = options.quick ? QUICK_ROUNDS : MAX_ROUNDS;
        pairs[i].rounds = affordable < MIN_ROUNDS ? MIN_ROUNDS : affordable < most ? (int)affordable : most;
        if (pairs[i].rounds > longest) longest = pairs[i].rounds;
    }
    for (int round = 0; round < longest; round++) {
        if (isatty(2)) fprintf(stderr, "\r  round %d of %d ", round + 1, longest);
        for (int i = 0; i < count; i++) {
            if (round >= pairs[i].rounds) continue;
            if (round % 2 == 0) take_turn(&pairs[i].kedge, round);
            take_turn(&pairs[i].peer, round);
            if (round % 2 == 1) take_turn(&pairs[i].kedge, round);
        }
    }
    if (longest > 0 && isatty(2)) fputs("\r\033[K", stderr);
    for (int i = 0; i < count; i++) {
        struct pair *pair = &pairs[i];
        if (pair->rounds == 0) continue;
        print_row(&rows[i], median(pair->kedge.results, pair->rounds), median(pair->peer.results, pair->rounds));
    }
    free(pairs);
}

#endif
