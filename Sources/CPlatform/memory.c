#include "CPlatform.h"

#include <stdlib.h>

void *cplatform_allocate(size_t size) { return malloc(size); }

void cplatform_free(void *memory) { free(memory); }

void cplatform_free_wiped(void *memory, size_t size) {
    if (memory == NULL) return;
    cplatform_wipe(memory, size);
    free(memory);
}

void *cplatform_allocate_aligned(size_t size) {
    void *memory = NULL;
    return posix_memalign(&memory, 64, size) == 0 ? memory : NULL;
}

bool cplatform_can_allocate(size_t size) {
    void *probe = malloc(size);
    /* Or the compiler, which knows that nothing is done with the memory, would not ask for it. */
    __asm__ volatile("" : "+r"(probe));
    free(probe);
    return probe != NULL;
}

/* The frames of libsecp256k1 are below 2 KiB. Below them the dynamic linker saves all vector registers, up to 2.7 KiB, when it
 * binds a call of that library for the first time; they may hold a key that was just copied. */
__attribute__((noinline)) void cplatform_wipe_stack(void) {
    uint8_t left_behind[6144];
    cplatform_wipe(left_behind, sizeof left_behind);
}
