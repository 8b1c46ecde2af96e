/* What a call leaves on the stack, looked at after it has returned. */
#ifndef TRACES_H
#define TRACES_H

#include <pthread.h>
#include <sys/mman.h>

#include "check.h"

enum { TRACES_STACK = 1 << 20 };

/* Runs body, which makes one call so that no other overwrites what it leaves, in a thread of its own, and gives the
 * stack that it had: TRACES_STACK bytes. */
MAYBE_UNUSED static const uint8_t *traces_of(void *(*body)(void *)) {
    pthread_attr_t attributes;
    pthread_t thread;
    uint8_t *stack = mmap(NULL, TRACES_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(stack != MAP_FAILED && pthread_attr_init(&attributes) == 0);
    CHECK(pthread_attr_setstack(&attributes, stack, TRACES_STACK) == 0);
    CHECK(pthread_create(&thread, &attributes, body, NULL) == 0 && pthread_join(thread, NULL) == 0);
    pthread_attr_destroy(&attributes);
    return stack;
}

MAYBE_UNUSED static void traces_end(const uint8_t *stack) { munmap((void *)(uintptr_t)stack, TRACES_STACK); }

/* Whether half of a secret of 32 bytes is there: as it is, as the words of a hash, or as a number of this machine's. */
MAYBE_UNUSED static int has_trace(const uint8_t *stack, const char *hex) {
    uint8_t bytes[32], words[32], reversed[32];
    check_unhex(hex, bytes);
    for (int i = 0; i < 32; i++) {
        words[i] = bytes[i / 8 * 8 + 7 - i % 8];
        reversed[i] = bytes[31 - i];
    }
    for (int half = 0; half < 32; half += 16) {
        if (memmem(stack, TRACES_STACK, bytes + half, 16) != NULL) return 1;
        if (memmem(stack, TRACES_STACK, words + half, 16) != NULL) return 1;
        if (memmem(stack, TRACES_STACK, reversed + half, 16) != NULL) return 1;
    }
    return 0;
}

#endif
