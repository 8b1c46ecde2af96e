#include "CPlatform.h"

#include <pthread.h>
#include <stdlib.h>

struct cplatform_gate {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

struct cplatform_gate *cplatform_gate_create(void) {
    struct cplatform_gate *gate = malloc(sizeof *gate);
    if (gate == NULL) return NULL;
    if (pthread_mutex_init(&gate->mutex, NULL) == 0) {
        if (pthread_cond_init(&gate->changed, NULL) == 0) return gate;
        pthread_mutex_destroy(&gate->mutex);
    }
    free(gate);
    return NULL;
}

void cplatform_gate_enter(struct cplatform_gate *gate) { pthread_mutex_lock(&gate->mutex); }
void cplatform_gate_leave(struct cplatform_gate *gate) { pthread_mutex_unlock(&gate->mutex); }
void cplatform_gate_wait(struct cplatform_gate *gate) { pthread_cond_wait(&gate->changed, &gate->mutex); }
void cplatform_gate_announce(struct cplatform_gate *gate) { pthread_cond_broadcast(&gate->changed); }

void cplatform_gate_destroy(struct cplatform_gate *gate) {
    pthread_cond_destroy(&gate->changed);
    pthread_mutex_destroy(&gate->mutex);
    free(gate);
}

void cplatform_gate_abandon(struct cplatform_gate *gate) { free(gate); }
