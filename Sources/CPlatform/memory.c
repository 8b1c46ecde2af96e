#include "CPlatform.h"

#include <stdlib.h>

void *cplatform_allocate(size_t size) { return malloc(size); }

void cplatform_free_wiped(void *memory, size_t size) {
    if (memory == NULL) return;
    cplatform_wipe(memory, size);
    free(memory);
}
