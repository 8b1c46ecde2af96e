/* What the fuzz targets share: a reader of the input's bytes, and checks that end the process.
 *
 * An input is a program: its first bytes choose calls and arguments, one after another, until it is used up. Lengths
 * are small, or hostile; a hostile length goes with a valid pointer only where the call has to refuse before it
 * reads. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <kedge.h>

#define MAYBE_UNUSED __attribute__((unused))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* --- the input --------------------------------------------------------------------------------------------------- */

struct reader {
    const uint8_t *next;
    size_t left;
};

MAYBE_UNUSED static unsigned take_byte(struct reader *reader) {
    if (reader->left == 0) return 0;
    reader->left--;
    return *reader->next++;
}

MAYBE_UNUSED static uint64_t take_word(struct reader *reader) {
    uint64_t word = 0;
    for (int i = 0; i < 8; i++) word = word << 8 | take_byte(reader);
    return word;
}

/* Fills out; with zeros where the input has ended. */
MAYBE_UNUSED static void take_bytes(struct reader *reader, uint8_t *out, size_t count) {
    size_t there = count < reader->left ? count : reader->left;
    memcpy(out, reader->next, there);
    memset(out + there, 0, count - there);
    reader->next += there;
    reader->left -= there;
}

/* 0 to most, the ends more often than the middle. */
MAYBE_UNUSED static size_t take_count(struct reader *reader, size_t most) {
    size_t count = take_byte(reader) << 8;
    count |= take_byte(reader);
    return count % (most + 1);
}

/* A length over PTRDIFF_MAX. */
MAYBE_UNUSED static size_t take_over(struct reader *reader) {
    static const size_t over[] = {(size_t)PTRDIFF_MAX + 1, (size_t)PTRDIFF_MAX + 2, SIZE_MAX - 1, SIZE_MAX};
    unsigned choice = take_byte(reader);
    return choice % 5 == 4 ? (size_t)take_word(reader) | (size_t)1 << 63 : over[choice % 5];
}

/* --- checks ------------------------------------------------------------------------------------------------------ */

#define MUST(condition) \
    do { \
        if (!(condition)) { \
            fprintf( \
                stderr, "%s:%d: %s does not hold; last error: %s\n", __FILE__, __LINE__, #condition, \
                kedge_last_error()); \
            abort(); \
        } \
    } while (0)

/* Statuses that a function documents: a bit for each. */
__extension__ typedef unsigned _BitInt(576) statuses;
#define BIT(status) ((statuses)1 << (status))

MAYBE_UNUSED static int is_listed(statuses documented, kedge_status status) {
    return status >= 0 && status < 576 && (documented & BIT(status)) != 0;
}

/* Makes the call and ends the process if it returns what it does not document, or leaves no sentence for it. */
#define CALL(documented, function, ...) \
    check_documented((documented), #function, function(__VA_ARGS__), 0)

/* The same for a call whose sentence may hold names of the input's, which may look like a place that was not filled. */
#define CALL_QUOTING(documented, function, ...) \
    check_documented((documented), #function, function(__VA_ARGS__), 1)

MAYBE_UNUSED static kedge_status check_documented(
    statuses documented, const char *function, kedge_status status, int is_quoting) {
    if (!is_listed(documented, status)) {
        fprintf(
            stderr, "%s returned %d (%s), which it does not document\n", function, (int)status,
            kedge_status_name(status));
        abort();
    }
    if (status != KEDGE_OK && status != KEDGE_BUFFER_TOO_SMALL) {
        const char *sentence = kedge_last_error();
        size_t length = strlen(sentence);
        MUST(length > 10 && length < 512 && (is_quoting || strchr(sentence, '{') == NULL));
    }
    return status;
}

MAYBE_UNUSED static int is_all(const uint8_t *bytes, size_t count, uint8_t value) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != value) return 0;
    }
    return 1;
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

/* A handle that is not alive, or not of the type asked for: freed ones, those of another type, and inventions. */
MAYBE_UNUSED static void *bad_handle(struct reader *reader, void *freed, void *other, void *alive) {
    switch (take_byte(reader) % 6) {
    case 0: return freed;
    case 1: return other;
    case 2: return (void *)(uintptr_t)take_word(reader);
    case 3: return (void *)(uintptr_t)take_byte(reader);
    case 4: return (void *)((uintptr_t)alive ^ (uintptr_t)1 << take_byte(reader) % 64);
    default: return NULL;
    }
}

#endif
