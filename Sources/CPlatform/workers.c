#define _GNU_SOURCE
#include "CPlatform.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

struct cplatform_workers {
    void (*work)(void *);
    void *context;
    /* Threads of the parent's are not there to be waited for in a child of fork(). */
    uint32_t forks;
    uint32_t count;
    pthread_t threads[];
};

static void *begin(void *argument) {
    struct cplatform_workers *workers = argument;
    workers->work(workers->context);
    return NULL;
}

struct cplatform_workers *cplatform_workers_start(uint32_t count, void (*work)(void *), void *context) {
    struct cplatform_workers *workers = malloc(sizeof *workers + count * sizeof(pthread_t));
    if (workers == NULL) return NULL;
    workers->work = work;
    workers->context = context;
    workers->forks = cplatform_fork_generation();
    workers->count = 0;
    /* A new thread inherits the mask: a signal of the host's never lands on a thread that the host does not know. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (workers->count < count && pthread_create(&workers->threads[workers->count], NULL, begin, workers) == 0)
        workers->count++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return workers;
}

uint32_t cplatform_workers_count(const struct cplatform_workers *workers) { return workers == NULL ? 0 : workers->count; }

void cplatform_workers_join(struct cplatform_workers *workers) {
    if (workers == NULL) return;
    if (workers->forks == cplatform_fork_generation())
        for (uint32_t i = 0; i < workers->count; i++) pthread_join(workers->threads[i], NULL);
    free(workers);
}
