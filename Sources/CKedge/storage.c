#include "CKedge.h"

#include <stdlib.h>

void *ckedge_handle_chunks[CKEDGE_HANDLE_CHUNKS];

void *ckedge_handle_chunk_allocate(size_t byte_count) { return calloc(1, byte_count); }

static _Thread_local struct ckedge_error thread_error;
static _Thread_local char thread_sentence[CKEDGE_SENTENCE_BYTES];

struct ckedge_error *ckedge_thread_error(void) { return &thread_error; }
char *ckedge_thread_sentence(void) { return thread_sentence; }
