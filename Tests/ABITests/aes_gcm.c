/* AES-GCM: what it computes, and every rule about its arguments and buffers. */
#include "check.h"

static const uint8_t key_bytes[32] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
static const uint8_t nonce[128] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
static kedge_aes_gcm *make_key(size_t key_len, uint32_t tag_bytes) {
    kedge_aes_gcm *key = NULL;
    kedge_aes_gcm_options options;
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.tag_bytes = tag_bytes;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, key_len, &options, &key);
    return key;
}

static void drop_key(kedge_aes_gcm *key) { EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key); }

/* The four calls in one shape: the nonce is not used by those that make or find it themselves. */
enum call { SEAL, OPEN, SEAL_WITH_NONCE, OPEN_WITH_NONCE, CALLS };
static const char *const call_names[] = {"seal", "open", "seal_with_nonce", "open_with_nonce"};

struct arguments {
    const kedge_aes_gcm *key;
    const uint8_t *nonce;
    size_t nonce_len;
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
        return CALL(kedge_aes_gcm_seal, a->key, a->associated_data, a->associated_data_len, a->message, a->message_len,
                    a->out, a->out_capacity, a->out_len);
    case OPEN:
        return CALL(kedge_aes_gcm_open, a->key, a->associated_data, a->associated_data_len, a->message, a->message_len,
                    a->out, a->out_capacity, a->out_len);
    case SEAL_WITH_NONCE:
        return CALL(kedge_aes_gcm_seal_with_nonce, a->key, a->nonce, a->nonce_len, a->associated_data,
                    a->associated_data_len, a->message, a->message_len, a->out, a->out_capacity, a->out_len);
    default:
        return CALL(kedge_aes_gcm_open_with_nonce, a->key, a->nonce, a->nonce_len, a->associated_data,
                    a->associated_data_len, a->message, a->message_len, a->out, a->out_capacity, a->out_len);
    }
}

static int is_open(enum call call) { return call == OPEN || call == OPEN_WITH_NONCE; }
static int has_own_nonce(enum call call) { return call == SEAL || call == OPEN; }

/* --- what it computes -------------------------------------------------------------------------------------------- */

struct published {
    const char *key, *nonce, *associated_data, *plaintext, *ciphertext, *tag;
};

/* "The Galois/Counter Mode of Operation (GCM)" by McGrew and Viega, as submitted to NIST, appendix B. */
static const struct published test_cases[] = {
    /* Test Case 1 */
    {"00000000000000000000000000000000", "000000000000000000000000", "", "", "", "58e2fccefa7e3061367f1d57a4e7455a"},
    /* Test Case 2 */
    {"00000000000000000000000000000000", "000000000000000000000000", "", "00000000000000000000000000000000",
     "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b21257bddf"},
    /* Test Case 4 */
    {"feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
     "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
     "5bc94fbc3221a5db94fae95ae7121a47"},
    /* Test Case 6: a nonce of 60 bytes */
    {"feffe9928665731c6d6a8f9467308308",
     "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57"
     "a637b39b",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
     "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
     "8ce24998625615b603a033aca13fb894be9112a5c3a211a8ba262a3cca7e2ca7"
     "01e4a9a4fba43c90ccdcb281d48c7c6fd62875d2aca417034c34aee5",
     "619cc5aefffe0bfa462af43c1699d050"},
    /* Test Case 7: AES-192 */
    {"000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "",
     "cd33b28ac773f74ba00ed1f312572435"},
    /* Test Case 13, 14: AES-256 */
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {"0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "",
     "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"},
};

static void computes_the_published(void) {
    for (size_t i = 0; i < sizeof test_cases / sizeof test_cases[0]; i++) {
        const struct published *t = &test_cases[i];
        uint8_t k[32], n[64], ad[64], text[64], expected[80], out[80];
        size_t text_len = strlen(t->plaintext) / 2, length = 0;
        check_unhex(t->key, k);
        check_unhex(t->nonce, n);
        check_unhex(t->associated_data, ad);
        check_unhex(t->plaintext, text);
        check_unhex(t->ciphertext, expected);
        check_unhex(t->tag, expected + text_len);
        kedge_aes_gcm *key = NULL;
        EXPECT(KEDGE_OK, kedge_aes_gcm_create, k, strlen(t->key) / 2, NULL, &key);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, n, strlen(t->nonce) / 2, ad, strlen(t->associated_data) / 2,
               text, text_len, out, sizeof out, &length);
        CHECK_AT(length == text_len + 16 && memcmp(out, expected, length) == 0, "case %zu", i);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key, n, strlen(t->nonce) / 2, ad,
               strlen(t->associated_data) / 2, expected, text_len + 16, out, sizeof out, &length);
        CHECK_AT(length == text_len && memcmp(out, text, length) == 0, "case %zu", i);
        drop_key(key);
    }
}

static void opens_what_it_sealed(void) {
    uint8_t text[300], ad[20], sealed[400], opened[300];
    check_pattern(text, sizeof text, 1);
    check_pattern(ad, sizeof ad, 2);
    for (size_t key_len = 16; key_len <= 32; key_len += 8) {
        for (uint32_t tag = 12; tag <= 16; tag++) {
            kedge_aes_gcm *key = make_key(key_len, tag);
            for (size_t count = 0; count <= 300; count += check_is_light() ? 17 : 1) {
                size_t ad_len = count % 21, length = 0;
                memset(sealed, 0x5A, sizeof sealed);
                EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, ad, ad_len, text, count, sealed, sizeof sealed, &length);
                CHECK(length == count + 12 + tag);
                CHECK(check_all(sealed + length, sizeof sealed - length, 0x5A));
                memset(opened, 0x5A, sizeof opened);
                EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, ad, ad_len, sealed, length, opened, count, &length);
                CHECK(length == count && memcmp(opened, text, count) == 0);
                CHECK(check_all(opened + count, sizeof opened - count, 0x5A));
                /* The same with the nonce apart: the bytes after it are what seal_with_nonce makes. */
                EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key, sealed, 12, ad, ad_len, sealed + 12, count + tag,
                       opened, sizeof opened, &length);
                CHECK(length == count && memcmp(opened, text, count) == 0);
            }
            drop_key(key);
        }
    }
}

static void short_tags_begin_the_long_one(void) {
    uint8_t text[50], whole[66], out[66];
    size_t length;
    check_pattern(text, sizeof text, 3);
    kedge_aes_gcm *key = make_key(32, 16);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, text, 50, whole, 66, &length);
    drop_key(key);
    for (uint32_t tag = 12; tag < 16; tag++) {
        key = make_key(32, tag);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, text, 50, out, 66, &length);
        CHECK(length == 50 + tag && memcmp(out, whole, length) == 0);
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open_with_nonce, key, nonce, 12, NULL, 0, whole, 66, out, 66, &length);
        drop_key(key);
    }
}

static void takes_nonces_of_all_lengths(void) {
    uint8_t text[40], first[56], out[56], other[56];
    size_t length;
    check_pattern(text, sizeof text, 4);
    kedge_aes_gcm *key = make_key(16, 16);
    memset(first, 0, sizeof first);
    /* Up and down again, so that every change of length happens on one and the same context. */
    for (int step = 1; step <= 256; step++) {
        size_t count = step <= 128 ? (size_t)step : (size_t)(257 - step);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, count, NULL, 0, text, 40, out, 56, &length);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, text, 40, other, 56, &length);
        if (step == 1) memcpy(first, other, 56);
        CHECK(memcmp(first, other, 56) == 0);
        CHECK_AT(count == 12 || memcmp(out, other, 56) != 0, "%zu", count);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key, nonce, count, NULL, 0, out, 56, out, 56, &length);
        CHECK_AT(length == 40 && memcmp(out, text, 40) == 0, "%zu", count);
    }
    for (enum call call = SEAL_WITH_NONCE; call <= OPEN_WITH_NONCE; call++) {
        static const size_t lengths[] = {0, 129, 4096, PTRDIFF_MAX};
        for (size_t i = 0; i < 4; i++) {
            struct arguments a = {key, nonce, lengths[i], NULL, 0, first, 56, out, 200, &length};
            memset(out, 0x5A, sizeof out);
            length = 77;
            CHECK(make_call(call, &a) == KEDGE_INVALID_NONCE_LENGTH);
            CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        }
    }
    drop_key(key);
}

static void seals_megabytes(void) {
    size_t count = check_is_light() ? 300000 : 5u * 1024 * 1024 + 7, length = 0;
    uint8_t *text = malloc(count), *sealed = malloc(count + 28);
    CHECK(text != NULL && sealed != NULL);
    if (text == NULL || sealed == NULL) return;
    check_pattern(text, count, 5);
    kedge_aes_gcm *key = make_key(32, 16);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, text, count, text, count, sealed, count + 28, &length);
    CHECK(length == count + 28);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, text, count, sealed, length, sealed + 12, count, &length);
    CHECK(length == count && memcmp(sealed + 12, text, count) == 0);
    drop_key(key);
    free(text);
    free(sealed);
}

static void seals_gigabytes(void) {
    if (getenv("KEDGE_SLOW_TESTS") == NULL) SKIP("set KEDGE_SLOW_TESTS: it takes 2 GiB and some seconds");
    const size_t count = ((size_t)2 << 30) + 12345;
    size_t length = 0;
    uint8_t *buffer = malloc(count + 28);
    if (buffer == NULL) SKIP("no memory for a message over 2 GiB");
    memset(buffer, 0xC7, count + 28);
    kedge_aes_gcm *key = make_key(32, 16);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, buffer + 12, 0, buffer + 12, count, buffer, count + 28, &length);
    CHECK(length == count + 28);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, buffer, length, buffer + 12, count, &length);
    CHECK(length == count && check_all(buffer + 12, count, 0xC7));
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, buffer + 100, count - 100, NULL, 0, buffer, 28, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, buffer + 100, count - 100, buffer, 28, NULL, 0, &length);
    buffer[count - 1] ^= 1;
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, buffer + 100, count - 100, buffer, 28, NULL, 0, &length);
    drop_key(key);
    free(buffer);
}

/* --- forgeries --------------------------------------------------------------------------------------------------- */

static void refuses_every_changed_bit(void) {
    uint8_t text[33], ad[5] = {1, 2, 3, 4, 5}, sealed[61], changed[61], out[33];
    size_t length;
    check_pattern(text, sizeof text, 6);
    kedge_aes_gcm *key = make_key(24, 16), *other = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, nonce, 24, NULL, &other);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, ad, 5, text, 33, sealed, 61, &length);
    for (size_t bit = 0; bit < 61 * 8; bit++) {
        memcpy(changed, sealed, 61);
        changed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        memset(out, 0x5A, sizeof out);
        length = 77;
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, ad, 5, changed, 61, out, 33, &length);
        CHECK_AT(check_all(out, 33, 0), "bit %zu", bit);
        CHECK(length == 77);
        memcpy(changed, sealed, 61);
        changed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open_with_nonce, key, changed, 12, ad, 5, changed + 12, 49, out, 33, &length);
        CHECK_AT(check_all(out, 33, 0), "bit %zu", bit);
    }
    for (size_t count = 28; count < 61; count++) {
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, ad, 5, sealed, count, out, 33, &length);
    }
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, ad, 4, sealed, 61, out, 33, &length);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, NULL, 0, sealed, 61, out, 33, &length);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, other, ad, 5, sealed, 61, out, 33, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, ad, 5, sealed, 61, out, 33, &length);
    CHECK(memcmp(out, text, 33) == 0);
    drop_key(other);
    drop_key(key);
}

static void leaves_zeros_after_a_forgery(void) {
    uint8_t text[1000], buffer[1028];
    size_t length;
    check_pattern(text, sizeof text, 7);
    kedge_aes_gcm *key = make_key(32, 16);
    for (size_t count = 0; count <= 1000; count += 1 + count / 3) {
        /* In place: the plaintext's place is all zero, the nonce before and the tag after are as they were. */
        uint8_t tag[16], used[12];
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, text, count, buffer, sizeof buffer, &length);
        buffer[length - 1] ^= 0x80;
        memcpy(used, buffer, 12);
        memcpy(tag, buffer + 12 + count, 16);
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, NULL, 0, buffer, count + 28, buffer + 12, count, &length);
        CHECK_AT(check_all(buffer + 12, count, 0), "%zu bytes", count);
        CHECK(memcmp(used, buffer, 12) == 0 && memcmp(tag, buffer + 12 + count, 16) == 0);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, text, count, buffer, sizeof buffer, &length);
        buffer[0] ^= 1;
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open_with_nonce, key, nonce, 12, NULL, 0, buffer, count + 16, buffer, sizeof buffer, &length);
        CHECK_AT(check_all(buffer, count, 0), "%zu bytes", count);
        /* A larger buffer: nothing past the plaintext's place is touched. */
        uint8_t out[1028];
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, text, count, buffer, sizeof buffer, &length);
        memset(out, 0x5A, sizeof out);
        buffer[0] ^= 1;
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, NULL, 0, buffer, length, out, sizeof out, &length);
        CHECK(check_all(out, count, 0) && check_all(out + count, sizeof out - count, 0x5A));
    }
    drop_key(key);
}

/* --- buffers ----------------------------------------------------------------------------------------------------- */

static void works_in_place(void) {
    uint8_t text[500], buffer[528], expected[516];
    size_t length;
    check_pattern(text, sizeof text, 8);
    kedge_aes_gcm *key = make_key(32, 16);
    for (size_t count = 0; count <= 500; count += 1 + count / 4) {
        memcpy(buffer + 12, text, count);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, buffer + 12, count, buffer, count + 28, &length);
        CHECK(length == count + 28);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, buffer, 12, NULL, 0, text, count, expected, sizeof expected, &length);
        CHECK(memcmp(buffer + 12, expected, count + 16) == 0);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, buffer, count + 28, buffer + 12, count, &length);
        CHECK(length == count && memcmp(buffer + 12, text, count) == 0);
        memcpy(buffer, text, count);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, buffer, count, buffer, count + 16, &length);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key, nonce, 12, NULL, 0, buffer, count + 16, buffer, count, &length);
        CHECK(length == count && memcmp(buffer, text, count) == 0);
    }
    drop_key(key);
}

/* Slides out over each input, one byte at a time. Only the one place that the call names is accepted. */
static void refuses_partial_overlap(void) {
    enum { TEXT = 40, ROOM = 512 };
    uint8_t memory[ROOM], saved[ROOM];
    size_t length;
    kedge_aes_gcm *key = make_key(32, 16);
    for (enum call call = SEAL; call < CALLS; call++) {
        size_t extra = has_own_nonce(call) ? 28 : 16;
        size_t message_len = is_open(call) ? TEXT + extra : TEXT;
        size_t out_len = is_open(call) ? TEXT : TEXT + extra;
        uint8_t *message = memory + 200;
        /* Where out stands when the message is transformed in place. */
        ptrdiff_t in_place = !has_own_nonce(call) ? 0 : is_open(call) ? 12 : -12;
        for (ptrdiff_t offset = -150; offset <= 150; offset++) {
            uint8_t *out = message + offset;
            check_pattern(memory, ROOM, 9);
            if (is_open(call)) {
                /* Something authentic to open. */
                uint8_t sealed[TEXT + 28];
                EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, saved, TEXT, sealed, sizeof sealed, &length);
                memcpy(message, sealed + 28 - extra, message_len);
                memcpy(memory, sealed, 12);
            }
            memcpy(saved, memory, ROOM);
            length = 77;
            struct arguments a = {key, memory, 12, NULL, 0, message, message_len, out, out_len, &length};
            int shares = offset < (ptrdiff_t)message_len && -offset < (ptrdiff_t)out_len;
            kedge_status expected = shares && offset != in_place ? KEDGE_INVALID_ARGUMENT : KEDGE_OK;
            kedge_status status = make_call(call, &a);
            CHECK_AT(status == expected, "%s with out %td bytes from its input: %d", call_names[call], offset, (int)status);
            if (expected != KEDGE_OK) CHECK(length == 77 && memcmp(saved, memory, ROOM) == 0);
        }
        /* Associated data and nonce may share nothing with the result. */
        for (int which = 0; which < (has_own_nonce(call) ? 1 : 2); which++) {
            size_t input_len = 13;
            for (ptrdiff_t offset = -100; offset <= 40; offset++) {
                uint8_t other[TEXT + 28], sealed[TEXT + 28];
                uint8_t *input = memory + 200, *out = input + offset;
                check_pattern(memory, ROOM, 10);
                check_pattern(other, sizeof other, 11);
                const uint8_t *n = which == 0 ? nonce : input;
                size_t nonce_len = which == 0 ? 12 : input_len, ad_len = which == 0 ? input_len : 0;
                const uint8_t *source = other;
                if (is_open(call)) {
                    struct arguments s = {key, n, nonce_len, input, ad_len, other, TEXT, sealed, sizeof sealed, &length};
                    CHECK(make_call(call == OPEN ? SEAL : SEAL_WITH_NONCE, &s) == KEDGE_OK);
                    source = sealed;
                }
                memcpy(saved, memory, ROOM);
                length = 77;
                struct arguments a = {key, n, nonce_len, input, ad_len, source, message_len, out, out_len, &length};
                int shares = offset < (ptrdiff_t)input_len && -offset < (ptrdiff_t)out_len;
                kedge_status status = make_call(call, &a);
                CHECK_AT(status == (shares ? KEDGE_INVALID_ARGUMENT : KEDGE_OK),
                         "%s with out %td bytes from its %s: %d", call_names[call], offset, which ? "nonce" : "associated data",
                         (int)status);
                if (shares) CHECK(length == 77 && memcmp(saved, memory, ROOM) == 0);
            }
        }
    }
    drop_key(key);
}

static void lets_empty_ranges_lie_anywhere(void) {
    uint8_t buffer[64], sealed[28];
    size_t length;
    kedge_aes_gcm *key = make_key(16, 16);
    /* No byte is shared with an empty input, wherever its pointer stands. */
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, buffer + 5, 0, buffer + 7, 0, buffer, sizeof buffer, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, buffer + 5, 0, buffer + 7, 0, buffer, sizeof buffer, &length);
    /* Nor with an empty result. */
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, sealed, 28, &length);
    length = 77;
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, sealed, 28, sealed + 20, 8, &length);
    CHECK(length == 0);
    length = 77;
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, sealed, 28, NULL, 0, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key, sealed, 12, NULL, 0, sealed + 12, 16, sealed + 13, 0, &length);
    drop_key(key);
}

static void tells_the_size(void) {
    uint8_t text[100], sealed[128], out[200];
    size_t length;
    check_pattern(text, sizeof text, 12);
    for (uint32_t tag = 12; tag <= 16; tag++) {
        kedge_aes_gcm *key = make_key(32, tag);
        for (size_t count = 0; count <= 100; count += 25) {
            EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, text, count, sealed, sizeof sealed, &length);
            for (enum call call = SEAL; call < CALLS; call++) {
                size_t extra = has_own_nonce(call) ? 12 + tag : tag;
                size_t needed = is_open(call) ? count : count + extra;
                const uint8_t *message = !is_open(call) ? text : call == OPEN ? sealed : sealed + 12;
                struct arguments a = {key, sealed, 12, NULL, 0, message, is_open(call) ? count + extra : count, out, 0, &length};
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
                    a.out_capacity = 0;
                    length = 77;
                    CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL && length == needed);
                    a.out = out;
                }
                a.out_capacity = needed;
                CHECK(make_call(call, &a) == KEDGE_OK && length == needed);
                a.out_capacity = PTRDIFF_MAX;
                CHECK(make_call(call, &a) == KEDGE_OK && length == needed);
            }
        }
        drop_key(key);
    }
}

/* A question for the size that authenticated first would be an oracle that costs nothing, and one that reads would crash. */
static void asks_without_reading(void) {
    size_t length;
    void *hole = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    kedge_aes_gcm *key = make_key(32, 16);
    for (enum call call = SEAL; call < CALLS; call++) {
        struct arguments a = {key, hole, 12, hole, 100, hole, 100, NULL, 0, &length};
        CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL);
    }
    drop_key(key);
    munmap(hole, 4096);
}

static void takes_memory_of_any_alignment(void) {
    uint8_t memory[400], *out = memory + 200;
    size_t length;
    kedge_aes_gcm *key = make_key(32, 16);
    for (size_t shift = 0; shift < 64; shift++) {
        check_pattern(memory, sizeof memory, 13);
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, memory + shift, 9, memory + shift + 10, 50, out + shift, 78, &length);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, memory + shift, 9, out + shift, 78, out + shift + 12, 50, &length);
        CHECK(memcmp(out + shift + 12, memory + shift + 10, 50) == 0);
    }
    drop_key(key);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t message[60] = {0}, out[100];
    size_t length;
    kedge_aes_gcm *key = make_key(32, 16);
    for (enum call call = SEAL; call < CALLS; call++) {
        const struct arguments good = {key, nonce, 12, message, 5, message, 60, out, sizeof out, &length};
        for (int which = 0; which < 12; which++) {
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
            case 8: a.out_capacity = SIZE_MAX; break;
            case 9: a.nonce = NULL; break;
            case 10: a.nonce_len = over; break;
            default: a.nonce_len = SIZE_MAX; break;
            }
            if (which >= 9 && has_own_nonce(call)) continue;
            memset(out, 0x5A, sizeof out);
            length = 77;
            kedge_status status = make_call(call, &a);
            CHECK_AT(status == KEDGE_INVALID_ARGUMENT, "%s with flaw %d: %d", call_names[call], which, (int)status);
            CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        }
    }
    drop_key(key);
}

static void refuses_messages_of_no_size(void) {
    const size_t most = ((size_t)1 << 36) - 32;
    uint8_t message[8] = {0}, out[100];
    size_t length;
    for (uint32_t tag = 12; tag <= 16; tag += 4) {
        kedge_aes_gcm *key = make_key(32, tag);
        for (enum call call = SEAL; call < CALLS; call++) {
            size_t extra = has_own_nonce(call) ? 12 + tag : tag, added = is_open(call) ? extra : 0;
            struct arguments a = {key, nonce, 12, NULL, 0, message, 0, out, sizeof out, &length};
            size_t too_long[] = {most + added + 1, most + added + 2, (size_t)1 << 40, PTRDIFF_MAX - 1, PTRDIFF_MAX};
            memset(out, 0x5A, sizeof out);
            length = 77;
            for (size_t i = 0; i < 5; i++) {
                a.message_len = too_long[i];
                kedge_status status = make_call(call, &a);
                CHECK_AT(status == KEDGE_MESSAGE_TOO_LONG, "%s of %zu: %d", call_names[call], too_long[i], (int)status);
            }
            for (size_t count = 0; is_open(call) && count < extra; count++) {
                a.message_len = count;
                kedge_status status = make_call(call, &a);
                CHECK_AT(status == KEDGE_MESSAGE_TOO_SHORT, "%s of %zu: %d", call_names[call], count, (int)status);
            }
            CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
            a.message_len = most + added;
            CHECK(make_call(call, &a) == KEDGE_BUFFER_TOO_SMALL);
            CHECK(length == (is_open(call) ? most : most + extra));
        }
        drop_key(key);
    }
    /* No message at all is shorter still. */
    kedge_aes_gcm *key = make_key(16, 16);
    EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_aes_gcm_open, key, NULL, 0, NULL, 0, out, sizeof out, &length);
    EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_aes_gcm_open_with_nonce, key, nonce, 12, NULL, 0, NULL, 0, out, sizeof out, &length);
    drop_key(key);
}

static void takes_keys_of_three_lengths(void) {
    uint8_t long_key[300] = {0};
    for (size_t count = 0; count <= 300; count++) {
        kedge_aes_gcm *const untouched = (kedge_aes_gcm *)long_key, *key = untouched;
        kedge_status status = CALL(kedge_aes_gcm_create, long_key, count, NULL, &key);
        if (count == 16 || count == 24 || count == 32) {
            CHECK(status == KEDGE_OK && key != untouched);
            drop_key(key);
        } else {
            CHECK_AT(status == KEDGE_INVALID_KEY_LENGTH && key == untouched, "%zu", count);
        }
    }
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_aes_gcm_create, NULL, 0, NULL, &key);
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_aes_gcm_create, long_key, PTRDIFF_MAX, NULL, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, long_key, over, NULL, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, long_key, SIZE_MAX, NULL, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, NULL, 32, NULL, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, NULL, SIZE_MAX, NULL, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, long_key, 32, NULL, NULL);
    CHECK(key == NULL);
}

static void copies_the_key(void) {
    uint8_t bytes[32], first[16], second[16];
    size_t length;
    kedge_aes_gcm *key = NULL;
    check_pattern(bytes, sizeof bytes, 14);
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, NULL, 0, first, 16, &length);
    memset(bytes, 0, sizeof bytes);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key, nonce, 12, NULL, 0, NULL, 0, second, 16, &length);
    CHECK(memcmp(first, second, 16) == 0);
    drop_key(key);
}

static void never_makes_a_nonce_twice(void) {
    enum { COUNT = 20000 };
    static uint8_t nonces[COUNT][12];
    uint8_t sealed[28];
    size_t length;
    kedge_aes_gcm *key = make_key(16, 16);
    for (int i = 0; i < COUNT; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
        memcpy(nonces[i], sealed, 12);
    }
    CHECK(check_repeated_nonces(nonces, COUNT) == 0);
    drop_key(key);
}

static void leaves_the_hosts_errors_alone(void) {
    /* A forgery or a refusal may set errno no more than it may set anything else that is the caller's. */
    uint8_t sealed[40] = {0}, out[40];
    size_t length;
    kedge_aes_gcm *key = make_key(16, 16);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, out, sizeof out, &length);
    errno = 4242;
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, NULL, 0, sealed, 40, out, sizeof out, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, out, sizeof out, &length);
    CHECK(errno == 4242);
    drop_key(key);
}

/* --- options ----------------------------------------------------------------------------------------------------- */

static void writes_the_defaults(void) {
    union {
        kedge_aes_gcm_options options;
        uint8_t bytes[5000];
    } room;
    CHECK(sizeof(kedge_aes_gcm_options) == 16);
    for (size_t size = 16; size <= 4096; size += size < 64 ? 1 : 1000) {
        memset(&room, 0x5A, sizeof room);
        EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &room.options, size);
        CHECK(room.options.struct_size == size);
        CHECK(room.options.tag_bytes == 16);
        CHECK(room.options.require_locked_memory == 0);
        CHECK(check_all(room.bytes + 16, size - 16, 0));
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    static const size_t sizes[] = {0, 1, 8, 12, 15, 4097, 1 << 20, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        memset(&room, 0x5A, sizeof room);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_options_init, &room.options, sizes[i]);
        CHECK(check_all(room.bytes, sizeof room, 0x5A));
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_options_init, NULL, 16);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_options_init, NULL, 0);
}

static void reads_options_of_any_release(void) {
    union {
        kedge_aes_gcm_options options;
        uint8_t bytes[4200];
    } room;
    kedge_aes_gcm *key = NULL;
    /* A later caller's struct is taken while what this release does not know is zero, and refused otherwise. */
    for (size_t size = 16; size <= 4096; size += size < 40 ? 1 : 507) {
        memset(&room, 0x5A, sizeof room);
        EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &room.options, size);
        EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 16, &room.options, &key);
        drop_key(key);
        key = NULL;
        for (size_t at = 16; at < size; at += size < 40 ? 1 : 101) {
            room.bytes[at] = 1;
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, key_bytes, 16, &room.options, &key);
            room.bytes[at] = 0;
        }
        CHECK(key == NULL);
    }
    static const size_t sizes[] = {0, 1, 8, 15, 4097, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &room.options, sizeof room.options);
        room.options.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, key_bytes, 16, &room.options, &key);
    }
    CHECK(key == NULL);
}

static void refuses_options_out_of_range(void) {
    kedge_aes_gcm_options options;
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    static const uint32_t tags[] = {0, 1, 4, 8, 11, 17, 32, 128, 1u << 31, UINT32_MAX};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        options.tag_bytes = tags[i];
        EXPECT(KEDGE_INVALID_TAG_LENGTH, kedge_aes_gcm_create, key_bytes, 16, &options, &key);
    }
    options.tag_bytes = 16;
    static const int32_t flags[] = {-1, 2, 256, 65536, 1 << 24, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        options.require_locked_memory = flags[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_aes_gcm_create, key_bytes, 16, &options, &key);
    }
    CHECK(key == NULL);
    options.require_locked_memory = 1;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 16, &options, &key);
    drop_key(key);
}

int main(void) {
    check_begin("aes_gcm");
    check_case("published test cases are sealed and opened", computes_the_published);
    check_case("a key opens what it sealed, for every key, tag and message length", opens_what_it_sealed);
    check_case("a shorter tag is the beginning of the longest", short_tags_begin_the_long_one);
    check_case("nonces of 1 to 128 bytes are taken, and no others", takes_nonces_of_all_lengths);
    check_case("messages of megabytes are sealed", seals_megabytes);
    check_case("messages over 2 GiB are sealed", seals_gigabytes);
    check_case("every changed bit is a forgery", refuses_every_changed_bit);
    check_case("a forgery leaves zeros, in place too", leaves_zeros_after_a_forgery);
    check_case("a message is sealed and opened in place", works_in_place);
    check_case("partial overlap of out with any input is refused", refuses_partial_overlap);
    check_case("an empty input or result shares no byte, wherever it points", lets_empty_ranges_lie_anywhere);
    check_case("a short buffer is told the size and left alone", tells_the_size);
    check_case("a question for the size reads no input", asks_without_reading);
    check_case("memory of any alignment is taken", takes_memory_of_any_alignment);
    check_case("NULL and lengths over PTRDIFF_MAX are refused", refuses_bad_arguments);
    check_case("messages that are too long or too short are refused", refuses_messages_of_no_size);
    check_case("keys have 16, 24 or 32 bytes", takes_keys_of_three_lengths);
    check_case("a key is copied when the handle is made", copies_the_key);
    check_case("no nonce is made twice", never_makes_a_nonce_twice);
    check_case("errno is left alone", leaves_the_hosts_errors_alone);
    check_case("the defaults are written as far as the struct goes", writes_the_defaults);
    check_case("options of an earlier or later release are understood or refused", reads_options_of_any_release);
    check_case("options out of range are refused", refuses_options_out_of_range);
    return check_end();
}
