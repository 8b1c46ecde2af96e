#include "CKedge.h"

#include <pthread.h>
#include <stdlib.h>

void *ckedge_handle_chunks[CKEDGE_HANDLE_CHUNKS];

void *ckedge_handle_chunk_allocate(size_t byte_count) { return calloc(1, byte_count); }

struct record {
    struct ckedge_error error; /* first, so that a pointer to it is one to the record */
    char sentence[CKEDGE_SENTENCE_BYTES];
};

/* A pointer and not the record itself: thread-local bytes of a library that is loaded late come from a reserve of some
 * 1,600, which all such libraries of a process share. */
_Thread_local struct ckedge_error *ckedge_thread_error_made;

static pthread_key_t record_key;
static int record_key_exists;

static void release_record(void *record) {
    free(record);
    ckedge_thread_error_made = NULL;
}

__attribute__((constructor)) static void make_key(void) {
    record_key_exists = pthread_key_create(&record_key, release_record) == 0;
}

struct ckedge_error *ckedge_thread_error_make(void) {
    if (!record_key_exists) return NULL;
    struct record *record = calloc(1, sizeof *record);
    if (record == NULL) return NULL;
    if (pthread_setspecific(record_key, record) != 0) {
        free(record);
        return NULL;
    }
    return ckedge_thread_error_made = &record->error;
}

char *ckedge_thread_sentence(void) {
    struct ckedge_error *error = ckedge_thread_error();
    return error != NULL ? ((struct record *)error)->sentence : NULL;
}
