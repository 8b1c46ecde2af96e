/* What every struct of options has in common. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "check.h"

/* What the last call that failed on this thread is said to have done wrong. */
#define SAYS(sentence) check_sentence((sentence), __FILE__, __LINE__)

MAYBE_UNUSED static void check_sentence(const char *sentence, const char *file, int line) {
    if (strcmp(kedge_last_error(), sentence) != 0)
        check_fail(file, line, "the last error is \"%s\" and not \"%s\"", kedge_last_error(), sentence);
}

/* The rules that every struct of options keeps: what _init writes, and what `use` takes. `known` is the size of the struct in
 * this release; `use` calls a function of the library with the options. */
MAYBE_UNUSED static void check_options(kedge_status (*init)(void *options, size_t struct_size), size_t known,
                                       kedge_status (*use)(void *options)) {
    static const size_t wrong[] = {0, 1, 7, 8, 4097, 1 << 20, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    union {
        size_t struct_size;
        uint8_t bytes[5000];
    } room, first;
    memset(&first, 0x5A, sizeof first);
    CHECK(init(&first, known) == KEDGE_OK && first.struct_size == known);
    CHECK(check_all(first.bytes + known, sizeof first - known, 0x5A));
    for (size_t size = known; size <= 4096; size += size < known + 24 ? 1 : 507) {
        memset(&room, 0x5A, sizeof room);
        CHECK(init(&room, size) == KEDGE_OK && room.struct_size == size);
        CHECK(memcmp(room.bytes + sizeof(size_t), first.bytes + sizeof(size_t), known - sizeof(size_t)) == 0);
        CHECK(check_all(room.bytes + known, size - known, 0));
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
        CHECK_AT(use(&room) == KEDGE_OK, "%zu bytes", size);
        /* What this release does not know must not be ignored. */
        for (size_t at = known; at < size; at += size < known + 24 ? 1 : 101) {
            room.bytes[at] = 1;
            CHECK_AT(use(&room) == KEDGE_INVALID_ARGUMENT, "byte %zu of %zu", at, size);
            room.bytes[at] = 0;
        }
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0] + 1; i++) {
        size_t size = i == 0 ? known - 1 : wrong[i - 1];
        memset(&room, 0x5A, sizeof room);
        CHECK_AT(init(&room, size) == KEDGE_INVALID_ARGUMENT, "%zu bytes", size);
        CHECK(check_all(room.bytes, sizeof room, 0x5A));
        memcpy(&room, &first, sizeof room);
        room.struct_size = size;
        CHECK_AT(use(&room) == KEDGE_INVALID_ARGUMENT, "%zu bytes", size);
    }
    CHECK(init(NULL, known) == KEDGE_INVALID_ARGUMENT);
    CHECK(init(NULL, 0) == KEDGE_INVALID_ARGUMENT);
}

/* --- result structs ----------------------------------------------------------------------------------------------- */

/* The rules that every result struct keeps. `known` is its size in this release; `use` calls a function of the library
 * with the struct, or with NULL, which is refused if the struct has to be there. */
MAYBE_UNUSED static void check_result(size_t known, kedge_status (*use)(void *result), int has_to_be_there) {
    static const size_t wrong[] = {0, 1, 7, 8, 4097, 1 << 20, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    union {
        size_t struct_size;
        uint8_t bytes[5000];
    } room, first;
    memset(&first, 0x5A, sizeof first);
    first.struct_size = known;
    CHECK(use(&first) == KEDGE_OK && first.struct_size == known);
    CHECK(check_all(first.bytes + known, sizeof first - known, 0x5A));
    for (size_t size = known; size <= 4096; size += size < known + 24 ? 1 : 507) {
        memset(&room, 0x5A, sizeof room);
        room.struct_size = size;
        CHECK_AT(use(&room) == KEDGE_OK, "%zu bytes", size);
        CHECK(room.struct_size == size);
        CHECK(memcmp(room.bytes + sizeof(size_t), first.bytes + sizeof(size_t), known - sizeof(size_t)) == 0);
        CHECK(check_all(room.bytes + known, size - known, 0));
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    for (size_t i = 0; i <= COUNT(wrong); i++) {
        size_t size = i == COUNT(wrong) ? known - 1 : wrong[i];
        memset(&room, 0x5A, sizeof room);
        room.struct_size = size;
        CHECK_AT(use(&room) == KEDGE_INVALID_ARGUMENT, "%zu bytes", size);
        CHECK(room.struct_size == size && check_all(room.bytes + sizeof(size_t), sizeof room - sizeof(size_t), 0x5A));
    }
    CHECK(use(NULL) == (has_to_be_there ? KEDGE_INVALID_ARGUMENT : KEDGE_OK));
}

#endif
