#define _GNU_SOURCE
#include "CPlatform.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct cplatform_gate {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

/* Whoever waits for so long shall not wait longer because the date is set. */
static int make_condition(pthread_cond_t *condition) {
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0) return 0;
    int is_made = pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 && pthread_cond_init(condition, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    return is_made;
}

struct cplatform_gate *cplatform_gate_create(void) {
    struct cplatform_gate *gate = malloc(sizeof *gate);
    if (gate == NULL) return NULL;
    if (pthread_mutex_init(&gate->mutex, NULL) == 0) {
        if (make_condition(&gate->changed)) return gate;
        pthread_mutex_destroy(&gate->mutex);
    }
    free(gate);
    return NULL;
}

void cplatform_gate_enter(struct cplatform_gate *gate) { pthread_mutex_lock(&gate->mutex); }
void cplatform_gate_leave(struct cplatform_gate *gate) { pthread_mutex_unlock(&gate->mutex); }
void cplatform_gate_wait(struct cplatform_gate *gate) { pthread_cond_wait(&gate->changed, &gate->mutex); }

void cplatform_gate_wait_for(struct cplatform_gate *gate, uint32_t nanoseconds) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += nanoseconds;
    if (until.tv_nsec >= 1000000000) {
        until.tv_nsec -= 1000000000;
        until.tv_sec++;
    }
    pthread_cond_timedwait(&gate->changed, &gate->mutex, &until);
}

void cplatform_gate_announce(struct cplatform_gate *gate) { pthread_cond_broadcast(&gate->changed); }

void cplatform_gate_destroy(struct cplatform_gate *gate) {
    pthread_cond_destroy(&gate->changed);
    pthread_mutex_destroy(&gate->mutex);
    free(gate);
}

void cplatform_gate_abandon(struct cplatform_gate *gate) { free(gate); }
