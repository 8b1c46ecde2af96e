/* What the targets of sealed formats share: an authentic original, and an input that is a list of changes to a copy of
 * it.
 *
 * Bytes that nobody with the key wrote would all end at the first check. So each input changes something authentic, a
 * little or a lot, and whatever then still opens has to be what was sealed. */
#ifndef MUTATION_H
#define MUTATION_H

#include "fuzz.h"

struct sample {
    uint8_t bytes[40000];
    size_t count;
};

MAYBE_UNUSED static int is_same(const struct sample *left, const struct sample *right) {
    return left->count == right->count && memcmp(left->bytes, right->bytes, left->count) == 0;
}

/* Applies changes until the input ends or says so; whether the copy is still the original. */
MAYBE_UNUSED static int mutate(struct reader *reader, const struct sample *original, struct sample *copy) {
    memcpy(copy->bytes, original->bytes, original->count);
    copy->count = original->count;
    while (reader->left > 0) {
        unsigned change = take_byte(reader) % 10;
        size_t at = take_count(reader, copy->count > 0 ? copy->count - 1 : 0), room = sizeof copy->bytes - copy->count;
        /* The beginning is where the parsing is. */
        if (take_byte(reader) % 2) at %= 160;
        if (at >= copy->count) at = 0;
        size_t length = take_count(reader, copy->count - at);
        switch (change) {
        case 0:
            if (copy->count > 0) copy->bytes[at] ^= (uint8_t)(1u << take_byte(reader) % 8);
            break;
        case 1:
            if (copy->count > 0) copy->bytes[at] = (uint8_t)take_byte(reader);
            break;
        case 2: copy->count = at; break;
        case 3: /* leaves a piece out */
            memmove(copy->bytes + at, copy->bytes + at + length, copy->count - at - length);
            copy->count -= length;
            break;
        case 4: /* repeats a piece */
            if (length > room) break;
            memmove(copy->bytes + at + length, copy->bytes + at, copy->count - at);
            copy->count += length;
            break;
        case 5: { /* appends a piece of the original */
            size_t from = take_count(reader, original->count), more = original->count - from;
            if (more > room) more = room;
            memcpy(copy->bytes + copy->count, original->bytes + from, more);
            copy->count += more;
            break;
        }
        case 6: /* a number of four bytes */
            if (copy->count >= 4 && at <= copy->count - 4) take_bytes(reader, copy->bytes + at, 4);
            break;
        case 7: /* the same as where it comes from, elsewhere */
            if (length <= copy->count / 2) memmove(copy->bytes, copy->bytes + at, length);
            break;
        case 8: /* back to what it was */
            memcpy(copy->bytes, original->bytes, original->count);
            copy->count = original->count;
            break;
        default: goto done;
        }
    }
done:
    return is_same(copy, original);
}

/* A ring with one key of each state, in memory. */
MAYBE_UNUSED static kedge_keyring *sample_ring(void) {
    kedge_keyring *ring = NULL;
    uint64_t first, second, third;
    MUST(kedge_keyring_create(NULL, &ring) == KEDGE_OK);
    MUST(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &first) == KEDGE_OK);
    MUST(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &second) == KEDGE_OK);
    MUST(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &third) == KEDGE_OK);
    MUST(kedge_keyring_disable(ring, second) == KEDGE_OK && kedge_keyring_destroy_key(ring, third) == KEDGE_OK);
    return ring;
}

#endif
