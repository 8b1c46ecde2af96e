#include "CKedge.h"

#include <pthread.h>
#include <stdlib.h>

void *ckedge_handle_chunks[CKEDGE_HANDLE_CHUNKS];

void *ckedge_handle_chunk_allocate(size_t byte_count) { return calloc(1, byte_count); }

struct record {
    struct ckedge_error error;
    char sentence[CKEDGE_SENTENCE_BYTES];
};

/* A pointer and not the record itself: thread-local bytes of a library that is loaded late come from a reserve of some
 * 1,600, which all such libraries of a process share. */
static _Thread_local struct record *thread_record __attribute__((tls_model("initial-exec")));

static pthread_key_t record_key;
static int record_key_exists;

static void release_record(void *record) {
    free(record);
    thread_record = NULL;
}

__attribute__((constructor)) static void make_key(void) {
    record_key_exists = pthread_key_create(&record_key, release_record) == 0;
}

static struct record *own_record(void) {
    if (thread_record != NULL || !record_key_exists) return thread_record;
    struct record *record = calloc(1, sizeof *record);
    if (record == NULL) return NULL;
    if (pthread_setspecific(record_key, record) != 0) {
        free(record);
        return NULL;
    }
    thread_record = record;
    return record;
}

struct ckedge_error *ckedge_thread_error(void) {
    struct record *record = own_record();
    return record != NULL ? &record->error : NULL;
}

char *ckedge_thread_sentence(void) {
    struct record *record = own_record();
    return record != NULL ? record->sentence : NULL;
}
