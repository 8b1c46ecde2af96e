/* Sealing, opening and resealing with a keyring: what it writes, every rule about arguments and buffers, forgeries, threads. */
#include "ring.h"

/* The three calls in one shape. */
enum call { SEAL, OPEN, RESEAL, CALLS };
static const char *const call_names[] = {"seal", "open", "reseal"};

struct arguments {
    const kedge_keyring *ring;
    const uint8_t *associated_data;
    size_t associated_data_len;
    const uint8_t *message;
    size_t message_len;
    uint8_t *out;
    size_t out_capacity;
    size_t *out_len;
};

static kedge_status make_call(enum call call, const struct arguments *a) {
    switch (call) {
    case SEAL:
        return CALL(kedge_keyring_seal, a->ring, a->associated_data, a->associated_data_len, a->message, a->message_len,
                    a->out, a->out_capacity, a->out_len);
    case OPEN:
        return CALL(kedge_keyring_open, a->ring, a->associated_data, a->associated_data_len, a->message, a->message_len,
                    a->out, a->out_capacity, a->out_len);
    default:
        return CALL(kedge_keyring_reseal, a->ring, a->associated_data, a->associated_data_len, a->message, a->message_len,
                    a->out, a->out_capacity, a->out_len);
    }
}

/* A ring in a file, whose primary key is for AES-256-GCM. */
static kedge_unlock *file_unlock;

static kedge_keyring *make_aes_ring(uint64_t *id) {
    kedge_keyring *ring = make_file_ring(file_unlock);
    uint64_t made = add_key(ring, KEDGE_AES_256_GCM);
    if (id != NULL) *id = made;
    return ring;
}

static kedge_keyring *make_ring_for(uint32_t algorithm, uint64_t *id) {
    return algorithm == KEDGE_XAES_256_GCM ? make_ring(id) : make_aes_ring(id);
}

static size_t overhead(uint32_t algorithm) {
    return algorithm == KEDGE_XAES_256_GCM ? SEALED_OVERHEAD : SEALED_OVERHEAD_AES;
}

/* --- what it writes ---------------------------------------------------------------------------------------------- */

static void opens_what_it_sealed(void) {
    uint8_t text[300], ad[20], sealed[400], opened[300];
    check_pattern(text, sizeof text, 1);
    check_pattern(ad, sizeof ad, 2);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        uint64_t id = 0, sealed_with = 0;
        kedge_keyring *ring = make_ring_for(algorithm, &id);
        for (size_t count = 0; count <= 300; count += check_is_light() ? 17 : 1) {
            size_t ad_len = count % 21, length = 0;
            memset(sealed, 0x5A, sizeof sealed);
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, ad, ad_len, text, count, sealed, sizeof sealed, &length);
            CHECK(length == count + overhead(algorithm));
            CHECK(check_all(sealed + length, sizeof sealed - length, 0x5A));
            const uint8_t head[8] = {'K', 'D', 'G', 'E', 'm', 1, (uint8_t)algorithm, 0};
            CHECK(memcmp(sealed, head, 8) == 0 && get64(sealed + SEALED_KEY_ID) == id);
            EXPECT(KEDGE_OK, kedge_keyring_sealed_key_id, sealed, length, &sealed_with);
            CHECK(sealed_with == id);
            memset(opened, 0x5A, sizeof opened);
            EXPECT(KEDGE_OK, kedge_keyring_open, ring, ad, ad_len, sealed, length, opened, count, &length);
            CHECK(length == count && memcmp(opened, text, count) == 0);
            CHECK(check_all(opened + count, sizeof opened - count, 0x5A));
        }
        drop_ring(ring);
    }
}

static void seals_megabytes(void) {
    size_t count = check_is_light() ? 300000 : 5u * 1024 * 1024 + 7, length = 0;
    uint8_t *text = malloc(count), *sealed = malloc(count + SEALED_OVERHEAD);
    CHECK(text != NULL && sealed != NULL);
    if (text == NULL || sealed == NULL) return;
    check_pattern(text, count, 3);
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, text, count, text, count, sealed, count + SEALED_OVERHEAD, &length);
    EXPECT(KEDGE_OK, kedge_keyring_open, ring, text, count, sealed, length, sealed + 72, count, &length);
    CHECK(length == count && memcmp(sealed + 72, text, count) == 0);
    drop_ring(ring);
    free(text);
    free(sealed);
}

static void a_key_commits_to_itself(void) {
    uint8_t first[SEALED_TEXT], second[SEALED_TEXT], other[SEALED_TEXT];
    kedge_keyring *ring = make_ring(NULL);
    seal_text(ring, first);
    seal_text(ring, second);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, add_key(ring, KEDGE_XAES_256_GCM));
    seal_text(ring, other);
    CHECK(memcmp(first, second, SEALED_NONCE) == 0);
    CHECK(memcmp(first + SEALED_COMMITMENT, other + SEALED_COMMITMENT, 32) != 0);
    CHECK(memcmp(first + SEALED_NONCE, second + SEALED_NONCE, 24) != 0);
    CHECK(memcmp(first + 72, second + 72, TEXT) != 0);
    drop_ring(ring);
}

static void never_makes_a_nonce_twice(void) {
    enum { COUNT = 20000 };
    static uint8_t nonces[COUNT][12];
    uint8_t sealed[SEALED_OVERHEAD];
    size_t length;
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        kedge_keyring *ring = make_ring_for(algorithm, NULL);
        for (int i = 0; i < COUNT; i++) {
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
            /* Of 24 bytes, either half repeats about never. */
            memcpy(nonces[i], sealed + SEALED_NONCE, 12);
        }
        CHECK(check_repeated_nonces(nonces, COUNT) == 0);
        drop_ring(ring);
    }
}

/* --- forgeries --------------------------------------------------------------------------------------------------- */

/* What a changed bit at a place of a sealed message makes of it. */
static kedge_status expected_at(size_t at) {
    if (at == 5) return KEDGE_UNKNOWN_VERSION;
    if (at < SEALED_KEY_ID) return KEDGE_MALFORMED_HEADER;
    if (at < SEALED_COMMITMENT) return KEDGE_UNKNOWN_KEY;
    return KEDGE_AUTHENTICATION_FAILED;
}

static void refuses_every_changed_bit(void) {
    uint8_t text[33], ad[5] = {1, 2, 3, 4, 5}, sealed[33 + SEALED_OVERHEAD], out[200];
    size_t length;
    check_pattern(text, sizeof text, 4);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        kedge_keyring *ring = make_ring_for(algorithm, NULL);
        EXPECT(KEDGE_OK, kedge_keyring_seal, ring, ad, 5, text, 33, sealed, sizeof sealed, &length);
        size_t sealed_len = length;
        for (size_t bit = 0; bit < sealed_len * 8; bit++) {
            sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
            for (enum call call = OPEN; call <= RESEAL; call++) {
                /* Room for exactly the result, and more. */
                for (size_t capacity = call == OPEN ? 33 : sealed_len; capacity <= sizeof out; capacity += 79) {
                    struct arguments a = {ring, ad, 5, sealed, sealed_len, out, capacity, &length};
                    memset(out, 0x5A, sizeof out);
                    length = 77;
                    kedge_status status = make_call(call, &a);
                    CHECK_AT(status == expected_at(bit / 8), "%s, bit %zu: %d", call_names[call], bit, (int)status);
                    CHECK(length == 77);
                    if (status == KEDGE_AUTHENTICATION_FAILED) {
                        size_t result = call == OPEN ? 33 : sealed_len;
                        CHECK_AT(check_all(out, result, 0), "%s, bit %zu", call_names[call], bit);
                        CHECK(check_all(out + result, sizeof out - result, 0x5A));
                    } else {
                        CHECK_AT(check_all(out, sizeof out, 0x5A), "%s, bit %zu", call_names[call], bit);
                    }
                }
            }
            sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
        for (size_t count = 0; count < sealed_len; count++) {
            struct arguments a = {ring, ad, 5, sealed, count, out, sizeof out, &length};
            kedge_status expected = count < overhead(algorithm) ? KEDGE_MESSAGE_TOO_SHORT : KEDGE_AUTHENTICATION_FAILED;
            for (enum call call = OPEN; call <= RESEAL; call++) {
                kedge_status status = make_call(call, &a);
                CHECK_AT(status == expected, "%s of %zu bytes: %d", call_names[call], count, (int)status);
            }
        }
        for (enum call call = OPEN; call <= RESEAL; call++) {
            struct arguments short_ad = {ring, ad, 4, sealed, sealed_len, out, sizeof out, &length};
            struct arguments no_ad = {ring, NULL, 0, sealed, sealed_len, out, sizeof out, &length};
            CHECK(make_call(call, &short_ad) == KEDGE_AUTHENTICATION_FAILED);
            CHECK(make_call(call, &no_ad) == KEDGE_AUTHENTICATION_FAILED);
        }
        EXPECT(KEDGE_OK, kedge_keyring_open, ring, ad, 5, sealed, sealed_len, out, 33, &length);
        CHECK(memcmp(out, text, 33) == 0);
        drop_ring(ring);
    }
}

static void leaves_zeros_where_it_does_not_open(void) {
    uint8_t text[1000], buffer[1000 + SEALED_OVERHEAD], out[1100];
    uint64_t first, second;
    size_t length;
    check_pattern(text, sizeof text, 5);
    kedge_keyring *ring = make_ring(&first);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    for (size_t count = 0; count <= 1000; count += 1 + count / 3) {
        /* In place: the plaintext's place is all zero, what stands before and behind it is as it was. */
        uint8_t before[72], tag[16];
        EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, text, count, buffer, sizeof buffer, &length);
        size_t sealed_len = length;
        buffer[length - 1] ^= 0x80;
        memcpy(before, buffer, 72);
        memcpy(tag, buffer + 72 + count, 16);
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_keyring_open, ring, NULL, 0, buffer, sealed_len, buffer + 72, count, &length);
        CHECK_AT(check_all(buffer + 72, count, 0), "%zu bytes", count);
        CHECK(memcmp(before, buffer, 72) == 0 && memcmp(tag, buffer + 72 + count, 16) == 0);
    }
    /* Keys that are not there, not enabled or gone: nothing is opened, and nothing is touched. */
    uint8_t sealed[SEALED_TEXT];
    seal_text(ring, sealed);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, second);
    for (int round = 0; round < 3; round++) {
        static const kedge_status statuses[] = {KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_UNKNOWN_KEY};
        if (round == 0) EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
        if (round == 1) EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
        if (round == 2) sealed[SEALED_KEY_ID] ^= 1;
        memset(out, 0x5A, sizeof out);
        length = 77;
        EXPECT(statuses[round], kedge_keyring_open, ring, NULL, 0, sealed, sizeof sealed, out, sizeof out, &length);
        EXPECT(statuses[round], kedge_keyring_reseal, ring, NULL, 0, sealed, sizeof sealed, out, sizeof out, &length);
        CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        /* Nor is a size told that nobody will need. */
        EXPECT(statuses[round], kedge_keyring_open, ring, NULL, 0, sealed, sizeof sealed, NULL, 0, &length);
        EXPECT(statuses[round], kedge_keyring_reseal, ring, NULL, 0, sealed, sizeof sealed, NULL, 0, &length);
        CHECK(length == 77);
    }
    drop_ring(ring);
}

/* A message of another ring, or of another kind of data. */
static void foreign_data_is_refused(void) {
    uint8_t sealed[SEALED_TEXT], saved[400], out[400];
    uint64_t id = 77;
    size_t length = 77;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_ring(NULL), *other = make_ring(NULL);
    seal_text(ring, sealed);
    CHECK(open_text(other, sealed, sizeof sealed) == KEDGE_UNKNOWN_KEY);
    size_t saved_len = save(ring, unlock, saved, sizeof saved);
    EXPECT(KEDGE_MALFORMED_HEADER, kedge_keyring_open, ring, NULL, 0, saved, saved_len, out, sizeof out, &length);
    EXPECT(KEDGE_MALFORMED_HEADER, kedge_keyring_reseal, ring, NULL, 0, saved, saved_len, out, sizeof out, &length);
    EXPECT(KEDGE_MALFORMED_HEADER, kedge_keyring_sealed_key_id, saved, saved_len, &id);
    CHECK(length == 77 && id == 77);
    drop_ring(ring);
    drop_ring(other);
    drop_unlock(unlock);
}

/* --- the id of the key ------------------------------------------------------------------------------------------- */

static void tells_which_key_sealed(void) {
    uint8_t sealed[SEALED_TEXT];
    uint64_t id = 77, made;
    kedge_keyring *ring = make_ring(&made);
    seal_text(ring, sealed);
    drop_ring(ring);
    /* No ring is needed, and nothing is verified. */
    EXPECT(KEDGE_OK, kedge_keyring_sealed_key_id, sealed, sizeof sealed, &id);
    CHECK(id == made);
    id = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_sealed_key_id, sealed, sizeof sealed, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_sealed_key_id, NULL, sizeof sealed, &id);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_sealed_key_id, sealed, over, &id);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_sealed_key_id, sealed, SIZE_MAX, &id);
    EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_keyring_sealed_key_id, NULL, 0, &id);
    for (size_t count = 0; count < SEALED_OVERHEAD; count++) {
        EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_keyring_sealed_key_id, sealed, count, &id);
    }
    /* More than a message can have; the head alone is read. */
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_keyring_sealed_key_id, sealed, ((size_t)1 << 36) - 31 + SEALED_OVERHEAD, &id);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_keyring_sealed_key_id, sealed, PTRDIFF_MAX, &id);
    for (size_t bit = 0; bit < SEALED_KEY_ID * 8; bit++) {
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        kedge_status expected = expected_at(bit / 8);
        kedge_status status = CALL(kedge_keyring_sealed_key_id, sealed, sizeof sealed, &id);
        /* The other algorithm is one, as far as the head tells. */
        int is_other_algorithm = bit / 8 == 6 && sealed[6] == 2;
        CHECK_AT(status == (is_other_algorithm ? KEDGE_OK : expected), "bit %zu: %d", bit, (int)status);
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    CHECK(id == 77);
}

/* --- buffers ----------------------------------------------------------------------------------------------------- */

static void works_in_place(void) {
    uint8_t text[500], buffer[500 + SEALED_OVERHEAD];
    size_t length;
    check_pattern(text, sizeof text, 6);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        kedge_keyring *ring = make_ring_for(algorithm, NULL);
        size_t before = overhead(algorithm) - 16;
        for (size_t count = 0; count <= 500; count += 1 + count / 4) {
            memcpy(buffer + before, text, count);
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, buffer + before, count, buffer, sizeof buffer, &length);
            size_t sealed_len = length;
            CHECK(sealed_len == count + before + 16 && (count < 16 || memcmp(buffer + before, text, count) != 0));
            EXPECT(KEDGE_OK, kedge_keyring_open, ring, NULL, 0, buffer, sealed_len, buffer + before, count, &length);
            CHECK(length == count && memcmp(buffer + before, text, count) == 0);
        }
        drop_ring(ring);
    }
}

/* Slides out over each input, one byte at a time. Only the one place that the call names is accepted. */
static void refuses_partial_overlap(void) {
    enum { LENGTH = 40, ROOM = 1024, AD = 13 };
    uint8_t memory[ROOM], saved[ROOM], sealed[LENGTH + SEALED_OVERHEAD], text[LENGTH];
    size_t length;
    kedge_keyring *ring = make_ring(NULL);
    check_pattern(text, sizeof text, 7);
    for (enum call call = SEAL; call < CALLS; call++) {
        size_t message_len = call == SEAL ? LENGTH : sizeof sealed, out_len = call == OPEN ? LENGTH : sizeof sealed;
        uint8_t *message = memory + 400;
        for (ptrdiff_t offset = -300; offset <= 300; offset += check_is_light() ? 7 : 1) {
            uint8_t *out = message + offset;
            check_pattern(memory, ROOM, 8);
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, text, LENGTH, sealed, sizeof sealed, &length);
            memcpy(message, call == SEAL ? text : sealed, message_len);
            memcpy(saved, memory, ROOM);
            length = 77;
            struct arguments a = {ring, NULL, 0, message, message_len, out, out_len, &length};
            int shares = offset < (ptrdiff_t)message_len && -offset < (ptrdiff_t)out_len;
            int is_in_place = call == SEAL ? offset == -72 : call == OPEN ? offset == 72 : 0;
            kedge_status status = make_call(call, &a);
            kedge_status expected = shares && !is_in_place ? KEDGE_INVALID_ARGUMENT : KEDGE_OK;
            CHECK_AT(status == expected, "%s with out %td bytes from its input: %d", call_names[call], offset, (int)status);
            if (expected != KEDGE_OK) CHECK(length == 77 && memcmp(saved, memory, ROOM) == 0);
        }
        /* Associated data may share nothing with the result. */
        for (ptrdiff_t offset = -200; offset <= 60; offset += check_is_light() ? 7 : 1) {
            uint8_t *ad = memory + 400, *out = ad + offset;
            check_pattern(memory, ROOM, 9);
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, ad, AD, text, LENGTH, sealed, sizeof sealed, &length);
            memcpy(saved, memory, ROOM);
            length = 77;
            struct arguments a = {ring, ad, AD, call == SEAL ? text : sealed, message_len, out, out_len, &length};
            int shares = offset < (ptrdiff_t)AD && -offset < (ptrdiff_t)out_len;
            kedge_status status = make_call(call, &a);
            CHECK_AT(status == (shares ? KEDGE_INVALID_ARGUMENT : KEDGE_OK),
                     "%s with out %td bytes from its associated data: %d", call_names[call], offset, (int)status);
            if (shares) CHECK(length == 77 && memcmp(saved, memory, ROOM) == 0);
        }
    }
    drop_ring(ring);
}

static void lets_empty_ranges_lie_anywhere(void) {
    uint8_t buffer[200], sealed[SEALED_OVERHEAD];
    size_t length = 77;
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, buffer + 5, 0, buffer + 7, 0, buffer, sizeof buffer, &length);
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_keyring_open, ring, NULL, 0, sealed, sizeof sealed, sealed + 20, 8, &length);
    CHECK(length == 0);
    length = 77;
    EXPECT(KEDGE_OK, kedge_keyring_open, ring, NULL, 0, sealed, sizeof sealed, NULL, 0, &length);
    CHECK(length == 0);
    drop_ring(ring);
}

static void tells_the_size_and_spends_nothing(void) {
    uint8_t text[100], sealed[100 + SEALED_OVERHEAD], out[400];
    uint64_t id;
    size_t length;
    check_pattern(text, sizeof text, 10);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        kedge_keyring *ring = make_ring_for(algorithm, &id);
        /* Not even the first block of nonces. */
        length = 77;
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_seal, ring, NULL, 0, text, 100, NULL, 0, &length);
        CHECK(length == 100 + overhead(algorithm) && get_key(ring, id).reserved_count == 0);
        for (size_t count = 0; count <= 100; count += 25) {
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, text, count, sealed, sizeof sealed, &length);
            size_t sealed_len = length;
            kedge_keyring_key before = get_key(ring, id);
            for (enum call call = SEAL; call < CALLS; call++) {
                size_t needed = call == OPEN ? count : sealed_len;
                struct arguments a = {ring, NULL, 0, call == SEAL ? text : sealed, call == SEAL ? count : sealed_len,
                                      out, 0, &length};
                EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
                for (size_t capacity = 0; capacity < needed; capacity += capacity < needed - 3 && capacity > 2 ? 3 : 1) {
                    memset(out, 0x5A, sizeof out);
                    length = 77;
                    a.out_capacity = capacity;
                    CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL);
                    CHECK_AT(length == needed, "%s of %zu asks for %zu", call_names[call], count, length);
                    CHECK(check_all(out, sizeof out, 0x5A));
                }
                CHECK(strstr(kedge_last_error(), "out is NULL") != NULL);
                /* NULL counts as no room, whatever the capacity says. */
                if (needed > 0) {
                    a.out = NULL;
                    a.out_capacity = 1000;
                    length = 77;
                    CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL && length == needed);
                    a.out = out;
                }
                kedge_keyring_key after = get_key(ring, id);
                CHECK(memcmp(&before, &after, sizeof before) == 0);
                a.out_capacity = needed;
                CHECK(make_call(call, &a) == KEDGE_OK && length == needed);
                a.out_capacity = PTRDIFF_MAX;
                CHECK(make_call(call, &a) == KEDGE_OK && length == needed);
                before = get_key(ring, id);
            }
        }
        drop_ring(ring);
    }
}

/* A question for the size that read the plaintext would crash, and one that opened would be an oracle that costs nothing. */
static void asks_without_reading(void) {
    size_t length = 77;
    uint8_t *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(page != MAP_FAILED && mprotect(page + 4096, 4096, PROT_NONE) == 0);
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_seal, ring, page + 4096, 100, page + 4096, 100, NULL, 0, &length);
    CHECK(length == 100 + SEALED_OVERHEAD);
    /* Of a sealed message the head tells the size; behind it nothing is read. */
    uint8_t sealed[SEALED_TEXT];
    seal_text(ring, sealed);
    memcpy(page + 4096 - 16, sealed, 16);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_open, ring, page + 4096, 100, page + 4096 - 16, SEALED_TEXT, NULL, 0, &length);
    CHECK(length == TEXT);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_reseal, ring, page + 4096, 100, page + 4096 - 16, SEALED_TEXT, NULL, 0, &length);
    CHECK(length == SEALED_TEXT);
    drop_ring(ring);
    munmap(page, 8192);
}

static void takes_memory_of_any_alignment(void) {
    uint8_t memory[600], *out = memory + 200;
    size_t length;
    kedge_keyring *ring = make_ring(NULL);
    for (size_t shift = 0; shift < 64; shift++) {
        check_pattern(memory, sizeof memory, 11);
        EXPECT(KEDGE_OK, kedge_keyring_seal, ring, memory + shift, 9, memory + shift + 10, 50, out + shift, 138, &length);
        EXPECT(KEDGE_OK, kedge_keyring_open, ring, memory + shift, 9, out + shift, 138, out + shift + 72, 50, &length);
        CHECK(memcmp(out + shift + 72, memory + shift + 10, 50) == 0);
    }
    drop_ring(ring);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t message[SEALED_TEXT] = {0}, out[300];
    size_t length;
    kedge_keyring *ring = make_ring(NULL);
    seal_text(ring, message);
    for (enum call call = SEAL; call < CALLS; call++) {
        const struct arguments good = {ring, message, 5, message, sizeof message, out, sizeof out, &length};
        for (int which = 0; which < 9; which++) {
            struct arguments a = good;
            switch (which) {
            case 0: a.associated_data = NULL; break;
            case 1: a.associated_data_len = over; break;
            case 2: a.associated_data_len = SIZE_MAX; break;
            case 3: a.message = NULL; break;
            case 4: a.message_len = over; break;
            case 5: a.message_len = SIZE_MAX; break;
            case 6: a.out_len = NULL; break;
            case 7: a.out_capacity = over; break;
            default: a.out_capacity = SIZE_MAX; break;
            }
            memset(out, 0x5A, sizeof out);
            length = 77;
            kedge_status status = make_call(call, &a);
            CHECK_AT(status == KEDGE_INVALID_ARGUMENT, "%s with flaw %d: %d", call_names[call], which, (int)status);
            CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        }
    }
    drop_ring(ring);
}

static void refuses_messages_of_no_size(void) {
    const size_t most = ((size_t)1 << 36) - 32;
    uint8_t sealed[SEALED_TEXT], out[300];
    size_t length;
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        kedge_keyring *ring = make_ring_for(algorithm, NULL);
        seal_text(ring, sealed);
        for (enum call call = SEAL; call < CALLS; call++) {
            size_t added = call == SEAL ? 0 : overhead(algorithm);
            struct arguments a = {ring, NULL, 0, sealed, 0, out, sizeof out, &length};
            size_t too_long[] = {most + added + 1, most + added + 2, (size_t)1 << 40, PTRDIFF_MAX - 1, PTRDIFF_MAX};
            memset(out, 0x5A, sizeof out);
            length = 77;
            for (size_t i = 0; i < 5; i++) {
                a.message_len = too_long[i];
                kedge_status status = make_call(call, &a);
                CHECK_AT(status == KEDGE_MESSAGE_TOO_LONG, "%s of %zu: %d", call_names[call], too_long[i], (int)status);
            }
            CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
            a.message_len = most + added;
            CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL);
            CHECK(length == (call == OPEN ? most : most + overhead(algorithm)));
        }
        EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_keyring_open, ring, NULL, 0, NULL, 0, out, sizeof out, &length);
        EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_keyring_reseal, ring, NULL, 0, NULL, 0, out, sizeof out, &length);
        drop_ring(ring);
    }
}

/* --- resealing --------------------------------------------------------------------------------------------------- */

static void moves_data_to_the_primary_key(void) {
    uint8_t text[100], ad[7] = {7}, old[200], new[200], out[100];
    uint64_t xaes, aes, next;
    size_t length;
    check_pattern(text, sizeof text, 12);
    kedge_keyring *ring = make_aes_ring(&aes);
    xaes = add_key(ring, KEDGE_XAES_256_GCM);
    next = add_key(ring, KEDGE_XAES_256_GCM);
    /* From each algorithm to each, and from a key to itself. */
    uint64_t steps[][2] = {{aes, xaes}, {xaes, aes}, {xaes, next}, {next, next}, {aes, aes}};
    for (size_t step = 0; step < sizeof steps / sizeof steps[0]; step++) {
        for (size_t count = 0; count <= 100; count += 20) {
            EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, steps[step][0]);
            EXPECT(KEDGE_OK, kedge_keyring_seal, ring, ad, 7, text, count, old, sizeof old, &length);
            size_t old_len = length;
            EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, steps[step][1]);
            size_t needed = count + (steps[step][1] == aes ? SEALED_OVERHEAD_AES : SEALED_OVERHEAD);
            kedge_keyring_key before = get_key(ring, steps[step][1]);
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_reseal, ring, ad, 7, old, old_len, new, needed - 1, &length);
            CHECK_AT(length == needed, "%zu", length);
            memset(new, 0x5A, sizeof new);
            EXPECT(KEDGE_OK, kedge_keyring_reseal, ring, ad, 7, old, old_len, new, sizeof new, &length);
            CHECK(length == needed && check_all(new + needed, sizeof new - needed, 0x5A));
            CHECK(get64(new + SEALED_KEY_ID) == steps[step][1]);
            CHECK(memcmp(new + SEALED_NONCE, old + SEALED_NONCE, 12) != 0);
            CHECK(get_key(ring, steps[step][1]).sealed_count == before.sealed_count + 1);
            EXPECT(KEDGE_OK, kedge_keyring_open, ring, ad, 7, new, needed, out, sizeof out, &length);
            CHECK(length == count && memcmp(out, text, count) == 0);
            /* The associated data goes along. */
            EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_keyring_open, ring, ad, 6, new, needed, out, sizeof out, &length);
            /* The source is as it was. */
            EXPECT(KEDGE_OK, kedge_keyring_open, ring, ad, 7, old, old_len, out, sizeof out, &length);
        }
    }
    drop_ring(ring);
}

static void what_cannot_be_resealed_stays(void) {
    uint8_t sealed[SEALED_TEXT], saved[400], out[SEALED_TEXT];
    size_t length = 77;
    kedge_keyring *ring = make_aes_ring(NULL);
    size_t sealed_len = seal_text(ring, sealed), saved_len = save(ring, file_unlock, saved, sizeof saved);
    drop_ring(ring);
    /* The primary key seals only in its own file. */
    ring = load(saved, saved_len, file_unlock);
    CHECK(open_text(ring, sealed, sealed_len) == KEDGE_OK);
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_reseal, ring, NULL, 0, sealed, sealed_len, out, sizeof out, &length);
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_reseal, ring, NULL, 0, sealed, sealed_len, NULL, 0, &length);
    CHECK(length == 77);
    drop_ring(ring);
    /* There is none, so the message is of a key that is not there. */
    ring = make_empty_ring();
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_reseal, ring, NULL, 0, sealed, sizeof sealed, out, sizeof out, &length);
    CHECK(length == 77);
    drop_ring(ring);
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

enum { THREADS = 4, SEALS = 3000 };

struct shared {
    kedge_keyring *ring;
    uint64_t sealed[THREADS];
    int stop;
};
static struct shared shared;

static void *seal_and_open(void *argument) {
    uint64_t *count = argument;
    uint8_t sealed[SEALED_TEXT], again[SEALED_TEXT], out[TEXT];
    size_t length = 0, again_len = 0;
    int most = check_is_light() ? SEALS / 10 : SEALS;
    for (int i = 0; i < most; i++) {
        if (!EXPECT(KEDGE_OK, kedge_keyring_seal, shared.ring, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length)) break;
        ++*count;
        EXPECT(KEDGE_OK, kedge_keyring_open, shared.ring, NULL, 0, sealed, length, out, sizeof out, &length);
        CHECK(memcmp(out, ring_text, TEXT) == 0);
        if (i % 8 == 0) {
            EXPECT(KEDGE_OK, kedge_keyring_reseal, shared.ring, NULL, 0, sealed, sizeof sealed, again, sizeof again, &again_len);
            ++*count;
            CHECK(open_text(shared.ring, again, again_len) == KEDGE_OK);
        }
    }
    return NULL;
}

/* Rotates the primary key, and does with other keys whatever can be done, all the while. */
static void *change_keys(void *unlock) {
    uint64_t before = primary_of(shared.ring);
    for (int i = 0; i < 200 && !__atomic_load_n(&shared.stop, __ATOMIC_RELAXED); i++) {
        uint8_t saved[32000];
        uint64_t id = add_key(shared.ring, KEDGE_XAES_256_GCM), other = add_key(shared.ring, KEDGE_XAES_256_GCM);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, shared.ring, id);
        CHECK(primary_of(shared.ring) == id);
        EXPECT(KEDGE_OK, kedge_keyring_disable, shared.ring, other);
        EXPECT(KEDGE_OK, kedge_keyring_enable, shared.ring, other);
        EXPECT(KEDGE_OK, kedge_keyring_destroy_key, shared.ring, other);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, shared.ring, before);
        if (i % 10 == 0) {
            size_t length = save(shared.ring, unlock, saved, sizeof saved);
            drop_ring(load(saved, length, unlock));
        }
    }
    return NULL;
}

static void threads_share_a_ring(void) {
    pthread_t threads[THREADS], changer;
    uint64_t counted = 0, expected = 0;
    memset(&shared, 0, sizeof shared);
    shared.ring = make_ring(NULL);
    kedge_unlock *unlock = make_unlock(1);
    CHECK(pthread_create(&changer, NULL, change_keys, unlock) == 0);
    for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, seal_and_open, &shared.sealed[i]) == 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    __atomic_store_n(&shared.stop, 1, __ATOMIC_RELAXED);
    pthread_join(changer, NULL);
    /* Every message was counted, with whatever key it was sealed. */
    uint64_t ids[1000];
    size_t count = 0;
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, shared.ring, ids, 1000, &count);
    for (size_t i = 0; i < count; i++) counted += get_key(shared.ring, ids[i]).sealed_count;
    for (int i = 0; i < THREADS; i++) expected += shared.sealed[i];
    CHECK_AT(counted == expected, "%llu of %llu", (unsigned long long)counted, (unsigned long long)expected);
    drop_ring(shared.ring);
    drop_unlock(unlock);
}

/* A key that is destroyed while others open with it: either it opens, or the key is destroyed; nothing else. */
static uint8_t contested[SEALED_TEXT];

static void *open_until_destroyed(void *unused) {
    (void)unused;
    uint8_t out[TEXT];
    size_t length = 0;
    for (int i = 0; i < 1000000; i++) {
        kedge_status status = CALL(kedge_keyring_open, shared.ring, NULL, 0, contested, sizeof contested, out, sizeof out, &length);
        if (status == KEDGE_KEY_DESTROYED) return NULL;
        CHECK_AT(status == KEDGE_OK && memcmp(out, ring_text, TEXT) == 0, "%d", (int)status);
    }
    CHECK(!"it still opens");
    return NULL;
}

static void a_key_goes_while_it_is_used(void) {
    for (int round = 0; round < (check_is_light() ? 5 : 50); round++) {
        pthread_t threads[THREADS];
        uint64_t first;
        shared.ring = make_ring(&first);
        seal_text(shared.ring, contested);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, shared.ring, add_key(shared.ring, KEDGE_XAES_256_GCM));
        for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, open_until_destroyed, NULL) == 0);
        EXPECT(KEDGE_OK, kedge_keyring_destroy_key, shared.ring, first);
        for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
        drop_ring(shared.ring);
    }
}

static void leaves_the_hosts_errors_alone(void) {
    uint8_t sealed[SEALED_TEXT], out[TEXT];
    size_t length;
    kedge_keyring *ring = make_ring(NULL);
    seal_text(ring, sealed);
    sealed[SEALED_TEXT - 1] ^= 1;
    errno = 4242;
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_keyring_open, ring, NULL, 0, sealed, sizeof sealed, out, sizeof out, &length);
    seal_text(ring, sealed);
    CHECK(open_text(ring, sealed, sizeof sealed) == KEDGE_OK);
    CHECK(errno == 4242);
    drop_ring(ring);
}

int main(void) {
    check_begin("keyring_seal");
    make_folder();
    file_unlock = make_unlock(9);
    check_case("a ring opens what it sealed, of every length, under both algorithms", opens_what_it_sealed);
    check_case("messages of megabytes are sealed", seals_megabytes);
    check_case("a sealed message commits to its key", a_key_commits_to_itself);
    check_case("no nonce is made twice", never_makes_a_nonce_twice);
    check_case("every changed bit and every cut has its status", refuses_every_changed_bit);
    check_case("a forgery leaves zeros, in place too, and a refusal what was there", leaves_zeros_where_it_does_not_open);
    check_case("data of another ring or kind is refused", foreign_data_is_refused);
    check_case("the key of a sealed message is told without a ring", tells_which_key_sealed);
    check_case("a message is sealed and opened in place", works_in_place);
    check_case("partial overlap of out with any input is refused", refuses_partial_overlap);
    check_case("an empty input or result shares no byte, wherever it points", lets_empty_ranges_lie_anywhere);
    check_case("a short buffer is told the size, and nothing is spent", tells_the_size_and_spends_nothing);
    check_case("a question for the size reads no more than a head", asks_without_reading);
    check_case("memory of any alignment is taken", takes_memory_of_any_alignment);
    check_case("NULL and lengths over PTRDIFF_MAX are refused", refuses_bad_arguments);
    check_case("messages that are too long or too short are refused", refuses_messages_of_no_size);
    check_case("data is moved to the primary key, whatever the algorithms", moves_data_to_the_primary_key);
    check_case("what cannot be resealed stays", what_cannot_be_resealed_stays);
    check_case("threads share a ring whose keys change", threads_share_a_ring);
    check_case("a key may be destroyed while threads use it", a_key_goes_while_it_is_used);
    check_case("errno is left alone", leaves_the_hosts_errors_alone);
    kedge_unlock_destroy(file_unlock);
    remove_folder();
    return check_end();
}
