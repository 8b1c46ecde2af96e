#include "CPlatform.h"

#include <stdlib.h>

void *cplatform_allocate(size_t size) { return malloc(size); }

void cplatform_free_wiped(void *memory, size_t size) {
    if (memory == NULL) return;
    cplatform_wipe(memory, size);
    free(memory);
}

bool cplatform_can_allocate(size_t size) {
    void *probe = malloc(size);
    /* Or the compiler, which knows that nothing is done with the memory, would not ask for it. */
    __asm__ volatile("" : "+r"(probe));
    free(probe);
    return probe != NULL;
}

__attribute__((noinline)) void cplatform_wipe_stack(void) {
    uint8_t left_behind[2048];
    cplatform_wipe(left_behind, sizeof left_behind);
}
