/* Keys for tokens: made, read and written in every form, what is refused, and what they tell of themselves. */
#include "tokens.h"

enum { TEXT = 16384 };

static char text[TEXT], other_text[TEXT];
static uint8_t der[TEXT];

static kedge_jwt_key *read_pem(const char *pem, uint32_t algorithm) {
    kedge_jwt_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_pem, pem, strlen(pem), algorithm, NULL, 0, &key);
    return key;
}

static kedge_jwt_key *read_jwk(const char *jwk, uint32_t algorithm) {
    kedge_jwt_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, jwk, strlen(jwk), algorithm, &key);
    return key;
}

static kedge_jwt_key_info info_of(const kedge_jwt_key *key) {
    kedge_jwt_key_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_jwt_key_get_info, key, &info);
    return info;
}

/* Whether one key verifies what another one signs. */
static int is_counterpart(const kedge_jwt_key *signer_key, const kedge_jwt_key *verifying) {
    kedge_jws_signer signer = {.key = signer_key};
    kedge_jwt_key_set *set = make_set(verifying);
    kedge_jws_content *content = NULL;
    size_t length = 0;
    char document[4096];
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, secret_bytes, 32, NULL, document, sizeof document, &length);
    kedge_status status = CALL(kedge_jws_verify, set, document, length, NULL, &content);
    CHECK(status == KEDGE_OK || status == KEDGE_BAD_SIGNATURE || status == KEDGE_UNKNOWN_TOKEN_KEY);
    EXPECT(KEDGE_OK, kedge_jws_content_destroy, content);
    drop_set(set);
    return status == KEDGE_OK;
}

/* Whether both have one thumbprint. */
static int is_same(const kedge_jwt_key *first, const kedge_jwt_key *second) {
    uint8_t thumbprints[2][KEDGE_JWK_THUMBPRINT_BYTES] = {{1}, {2}};
    EXPECT(KEDGE_OK, kedge_jwt_key_thumbprint, first, thumbprints[0]);
    EXPECT(KEDGE_OK, kedge_jwt_key_thumbprint, second, thumbprints[1]);
    return memcmp(thumbprints[0], thumbprints[1], sizeof thumbprints[0]) == 0;
}

/* --- there and back ---------------------------------------------------------------------------------------------- */

static void check_reading(const kedge_jwt_key *key, kedge_jwt_key *reading, int is_private) {
    kedge_jwt_key_info expected = info_of(key), info = info_of(reading);
    CHECK(info.algorithm == expected.algorithm && info.is_shared == expected.is_shared);
    CHECK(info.is_private == is_private && info.can_sign == is_private && info.can_verify == 1);
    CHECK(is_same(key, reading));
    CHECK(is_counterpart(key, reading));
    if (is_private) CHECK(is_counterpart(reading, key));
    drop_jwt_key(reading);
}

static void check_pair(const kedge_jwt_key *key, uint32_t algorithm) {
    size_t length = 0;
    kedge_jwt_key *reading = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_private_pem, key, text, TEXT, &length);
    CHECK(length == strlen(text) && strncmp(text, "-----BEGIN PRIVATE KEY-----\n", 28) == 0);
    check_reading(key, read_pem(text, algorithm), 1);
    EXPECT(KEDGE_OK, kedge_jwt_key_public_pem, key, text, TEXT, &length);
    CHECK(length == strlen(text) && strncmp(text, "-----BEGIN PUBLIC KEY-----\n", 27) == 0);
    check_reading(key, read_pem(text, algorithm), 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_private_der, key, der, TEXT, &length);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_der, der, length, algorithm, NULL, 0, &reading);
    check_reading(key, reading, 1);
    EXPECT(KEDGE_OK, kedge_jwt_key_public_der, key, der, TEXT, &length);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_der, der, length, algorithm, NULL, 0, &reading);
    check_reading(key, reading, 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_public_jwk, key, text, TEXT, &length);
    CHECK(length == strlen(text) && strstr(text, "\"d\":") == NULL && strstr(text, "\"use\":\"sig\"") != NULL);
    check_reading(key, read_jwk(text, 0), 0);
    check_reading(key, public_part(key), 0);
    /* The public part of a public key is itself. */
    kedge_jwt_key *part = public_part(key);
    check_reading(key, public_part(part), 0);
    drop_jwt_key(part);
}

static void keys_go_there_and_back(void) {
    static const uint32_t algorithms[] = {KEDGE_HS256, KEDGE_HS384, KEDGE_HS512, KEDGE_ES256, KEDGE_ES384,
        KEDGE_ES512, KEDGE_ES256K, KEDGE_EDDSA, KEDGE_RS256};
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        uint32_t algorithm = algorithms[i];
        kedge_jwt_key *key = generate_key(algorithm, "there and back"), *other = NULL;
        kedge_jwt_key_info info = info_of(key);
        size_t length = 0;
        CHECK(info.algorithm == algorithm && info.is_shared == (algorithm <= KEDGE_HS512) && info.has_id == 1);
        CHECK(info.is_private == 1 && info.can_sign == 1 && info.can_verify == 1);
        if (algorithm > KEDGE_HS512) check_pair(key, algorithm);
        EXPECT(KEDGE_OK, kedge_jwt_key_private_jwk, key, text, TEXT, &length);
        CHECK(length == strlen(text));
        kedge_jwt_key *reading = read_jwk(text, algorithm);
        /* What is written is always the same. */
        EXPECT(KEDGE_OK, kedge_jwt_key_private_jwk, reading, other_text, TEXT, &length);
        CHECK(strcmp(text, other_text) == 0);
        check_reading(key, reading, 1);
        /* Another new key is another key; one of RSA takes too long for that. */
        if (algorithm == KEDGE_RS256) other = read_pem(private_pem, KEDGE_ES256);
        else other = generate_key(algorithm, NULL);
        CHECK(!is_same(key, other) && !is_counterpart(other, key));
        drop_jwt_key(other);
        drop_jwt_key(key);
    }
}

static void rsa_keys_take_each_algorithm_of_theirs(void) {
    kedge_jwt_key *key = generate_key(KEDGE_PS256, NULL), *previous = NULL;
    size_t length = 0, der_len = 0, public_len = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_private_pem, key, text, TEXT, &length);
    for (uint32_t algorithm = KEDGE_RS256; algorithm <= KEDGE_PS512; algorithm++) {
        kedge_jwt_key *reading = read_pem(text, algorithm), *part = public_part(reading);
        CHECK(info_of(part).algorithm == algorithm && is_same(key, part) && is_counterpart(reading, part));
        /* Within the family too, a key has one algorithm. */
        if (previous != NULL) CHECK(!is_counterpart(reading, previous));
        drop_jwt_key(reading);
        drop_jwt_key(previous);
        previous = part;
    }
    drop_jwt_key(previous);
    /* PKCS#1 is what lies in the last string of PKCS#8 and of SubjectPublicKeyInfo. */
    EXPECT(KEDGE_OK, kedge_jwt_key_private_der, key, der, TEXT, &der_len);
    pem_of_der("RSA PRIVATE KEY", der + 26, der_len - 26, other_text);
    kedge_jwt_key *reading = read_pem(other_text, KEDGE_RS256);
    CHECK(is_same(key, reading) && info_of(reading).can_sign);
    drop_jwt_key(reading);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_der, der + 26, der_len - 26, KEDGE_RS256, NULL, 0, &reading);
    CHECK(is_same(key, reading));
    drop_jwt_key(reading);
    EXPECT(KEDGE_OK, kedge_jwt_key_public_der, key, der, TEXT, &public_len);
    pem_of_der("RSA PUBLIC KEY", der + 24, public_len - 24, other_text);
    reading = read_pem(other_text, KEDGE_RS256);
    CHECK(is_same(key, reading) && !info_of(reading).can_sign);
    drop_jwt_key(reading);
    drop_jwt_key(key);
}

static void every_label_is_read(void) {
    const char *pems[] = {private_pem, sec1_pem, public_pem, certificate_pem};
    kedge_jwt_key *key = read_pem(private_pem, KEDGE_ES256), *reading = NULL;
    for (size_t i = 0; i < 4; i++) {
        reading = read_pem(pems[i], KEDGE_ES256);
        CHECK_AT(is_same(key, reading) && info_of(reading).is_private == (i < 2), "PEM %zu", i);
        drop_jwt_key(reading);
        EXPECT(KEDGE_OK, kedge_jwt_key_create_der, der, der_of_pem(pems[i], der), KEDGE_ES256, "id", 2, &reading);
        CHECK_AT(is_same(key, reading) && info_of(reading).has_id == 1, "DER %zu", i);
        drop_jwt_key(reading);
    }
    drop_jwt_key(key);
}

/* RFC 7638 §3.1 */
static const char thumbprint_jwk[] =
    "{\"kty\":\"RSA\",\"n\":\"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
    "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZg"
    "nYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44"
    "-csFCur-kEgU8awapJzKnqDKgw\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"kid\":\"2011-04-29\"}";

static void the_published_thumbprint_comes_out(void) {
    kedge_jwt_key *key = read_jwk(thumbprint_jwk, 0);
    uint8_t thumbprint[KEDGE_JWK_THUMBPRINT_BYTES], before[KEDGE_JWK_THUMBPRINT_BYTES];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_thumbprint, key, thumbprint);
    encode_base64(thumbprint, sizeof thumbprint, 1, text);
    CHECK(strcmp(text, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs") == 0);
    CHECK(info_of(key).algorithm == KEDGE_RS256 && info_of(key).is_private == 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_id, key, text, TEXT, &length);
    CHECK(length == 10 && strcmp(text, "2011-04-29") == 0);
    CHECK(kedge_jwk_thumbprint_bytes() == KEDGE_JWK_THUMBPRINT_BYTES);
    memcpy(before, thumbprint, sizeof before);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_thumbprint, key, NULL);
    drop_jwt_key(key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_thumbprint, key, thumbprint);
    CHECK(memcmp(before, thumbprint, sizeof before) == 0);
}

/* --- texts and their buffers ------------------------------------------------------------------------------------- */

typedef kedge_status (*text_writer)(const kedge_jwt_key *, char *, size_t, size_t *);
typedef kedge_status (*byte_writer)(const kedge_jwt_key *, uint8_t *, size_t, size_t *);

static const struct {
    const char *name;
    text_writer write_text;
    byte_writer write_bytes;
    /* What it gives for a shared secret and for a public key. */
    kedge_status for_secret, for_public;
} writers[] = {
    {"kedge_jwt_key_id", kedge_jwt_key_id, NULL, KEDGE_OK, KEDGE_OK},
    {"kedge_jwt_key_public_jwk", kedge_jwt_key_public_jwk, NULL, KEDGE_WRONG_KEY_KIND, KEDGE_OK},
    {"kedge_jwt_key_private_jwk", kedge_jwt_key_private_jwk, NULL, KEDGE_OK, KEDGE_KEY_IS_PUBLIC},
    {"kedge_jwt_key_public_pem", kedge_jwt_key_public_pem, NULL, KEDGE_WRONG_KEY_KIND, KEDGE_OK},
    {"kedge_jwt_key_private_pem", kedge_jwt_key_private_pem, NULL, KEDGE_WRONG_KEY_KIND, KEDGE_KEY_IS_PUBLIC},
    {"kedge_jwt_key_public_der", NULL, kedge_jwt_key_public_der, KEDGE_WRONG_KEY_KIND, KEDGE_OK},
    {"kedge_jwt_key_private_der", NULL, kedge_jwt_key_private_der, KEDGE_WRONG_KEY_KIND, KEDGE_KEY_IS_PUBLIC},
};
enum { WRITERS = sizeof writers / sizeof *writers };

static void expect_writer(
    size_t i, kedge_status expected, const kedge_jwt_key *key, void *out, size_t capacity, size_t *length) {
    kedge_status status = writers[i].write_text != NULL ? writers[i].write_text(key, out, capacity, length)
                                                        : writers[i].write_bytes(key, out, capacity, length);
    check_note(writers[i].name, status);
    CHECK_AT(status == expected, "%s: %d and not %d", writers[i].name, (int)status, (int)expected);
}

static void texts_need_their_room(void) {
    kedge_jwt_key *key = generate_key(KEDGE_ES384, "id");
    for (size_t i = 0; i < WRITERS; i++) {
        size_t needed = 0, length = 0, is_text = writers[i].write_text != NULL;
        uint8_t *out = (uint8_t *)text;
        memset(out, 0x5A, TEXT);
        expect_writer(i, KEDGE_BUFFER_TOO_SMALL, key, NULL, 0, &needed);
        CHECK(needed > 2 && needed < 1000);
        expect_writer(i, KEDGE_BUFFER_TOO_SMALL, key, NULL, TEXT, &length);
        CHECK(length == needed);
        length = 0;
        expect_writer(i, KEDGE_BUFFER_TOO_SMALL, key, out, needed - 1, &length);
        CHECK(length == needed && check_all(out, TEXT, 0x5A));
        length = 77;
        expect_writer(i, KEDGE_INVALID_ARGUMENT, key, out, over, &length);
        expect_writer(i, KEDGE_INVALID_ARGUMENT, key, out, SIZE_MAX, &length);
        expect_writer(i, KEDGE_INVALID_ARGUMENT, key, out, TEXT, NULL);
        CHECK(length == 77 && check_all(out, TEXT, 0x5A));
        expect_writer(i, KEDGE_OK, key, out, needed, &length);
        CHECK(length == needed - is_text && out[needed] == 0x5A && (!is_text || out[length] == 0));
    }
    drop_jwt_key(key);
}

static void secrets_and_public_keys_write_what_they_have(void) {
    kedge_jwt_key *secret = make_secret(NULL), *key = read_pem(public_pem, KEDGE_ES256), *part = NULL;
    size_t length = 77;
    memset(text, 0x5A, TEXT);
    for (size_t i = 0; i < WRITERS; i++) {
        if (writers[i].for_secret != KEDGE_OK) expect_writer(i, writers[i].for_secret, secret, text, TEXT, &length);
        if (writers[i].for_public != KEDGE_OK) expect_writer(i, writers[i].for_public, key, text, TEXT, &length);
    }
    EXPECT(KEDGE_WRONG_KEY_KIND, kedge_jwt_key_create_public, secret, &part);
    CHECK(length == 77 && part == NULL && check_all((uint8_t *)text, TEXT, 0x5A));
    for (size_t i = 0; i < WRITERS; i++) {
        if (writers[i].for_secret == KEDGE_OK) expect_writer(i, KEDGE_OK, secret, text, TEXT, &length);
        if (writers[i].for_public == KEDGE_OK) expect_writer(i, KEDGE_OK, key, text, TEXT, &length);
    }
    drop_jwt_key(secret);
    drop_jwt_key(key);
}

static void a_key_without_an_id_has_an_empty_one(void) {
    kedge_jwt_key *key = make_secret(NULL);
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_jwt_key_id, key, text, 1, &length);
    CHECK(length == 0 && text[0] == 0 && info_of(key).has_id == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_key_id, key, text, 0, &length);
    CHECK(length == 1);
    drop_jwt_key(key);
}

/* --- ids and information ----------------------------------------------------------------------------------------- */

static void ids_are_given_and_taken(void) {
    kedge_jwt_key *keys[2] = {make_secret("first"), generate_key(KEDGE_EDDSA, "first")};
    char longest[1025];
    memset(longest, 'k', sizeof longest);
    for (int i = 0; i < 2; i++) {
        kedge_jwt_key *key = NULL, *plain = NULL;
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_jwt_key_create_identified, keys[i], longest, 1024, &key);
        EXPECT(KEDGE_OK, kedge_jwt_key_id, key, text, 1025, &length);
        CHECK(length == 1024 && check_all((uint8_t *)text, 1024, 'k') && text[1024] == 0);
        CHECK(is_same(key, keys[i]) && is_counterpart(key, keys[i]) == 0 && is_counterpart(keys[i], keys[i]));
        EXPECT(KEDGE_OK, kedge_jwt_key_create_identified, key, NULL, 0, &plain);
        CHECK(info_of(plain).has_id == 0 && is_counterpart(plain, key) && is_counterpart(key, plain));
        drop_jwt_key(plain);
        drop_jwt_key(key);
        key = NULL;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], longest, 1025, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], longest, 0, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], "a\0b", 3, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], NULL, 1, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], "a", over, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_identified, keys[i], "a", 1, NULL);
        EXPECT(KEDGE_INVALID_UTF8, kedge_jwt_key_create_identified, keys[i], "a\xC0\x80", 3, &key);
        CHECK(key == NULL);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_public, keys[1], NULL);
    drop_jwt_key(keys[0]);
    drop_jwt_key(keys[1]);
}

static void information_fits_its_struct(void) {
    kedge_jwt_key *key = make_secret("id");
    struct {
        kedge_jwt_key_info info;
        uint8_t later[8];
    } room;
    memset(&room, 0xA5, sizeof room);
    room.info.struct_size = sizeof room;
    EXPECT(KEDGE_OK, kedge_jwt_key_get_info, key, &room.info);
    CHECK(room.info.struct_size == sizeof room && room.info.has_id == 1 && check_all(room.later, 8, 0));
    static const size_t sizes[] = {0, 1, sizeof(kedge_jwt_key_info) - 1, 4097, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        kedge_jwt_key_info wrong;
        memset(&wrong, 0xA5, sizeof wrong);
        wrong.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_get_info, key, &wrong);
        CHECK(check_all((uint8_t *)&wrong + 8, sizeof wrong - 8, 0xA5));
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_get_info, key, NULL);
    drop_jwt_key(key);
}

/* --- what is no secret ------------------------------------------------------------------------------------------- */

static void expect_secret(kedge_status expected, const void *secret, size_t length, uint32_t algorithm) {
    kedge_jwt_key *key = NULL;
    EXPECT(expected, kedge_jwt_key_create_secret, secret, length, algorithm, NULL, 0, &key);
    CHECK((key != NULL) == (expected == KEDGE_OK));
    drop_jwt_key(key);
}

static void a_key_is_no_secret(void) {
    const char *pems[] = {private_pem, sec1_pem, public_pem, certificate_pem};
    size_t length = 0;
    for (size_t i = 0; i < 4; i++) {
        expect_secret(KEDGE_WRONG_KEY_KIND, pems[i], strlen(pems[i]), KEDGE_HS256);
        CHECK(strstr(kedge_last_error(), "could sign") != NULL);
        expect_secret(KEDGE_WRONG_KEY_KIND, der, der_of_pem(pems[i], der), KEDGE_HS256);
        snprintf(text, TEXT, "Bag Attributes\n%s", pems[i]);
        expect_secret(KEDGE_WRONG_KEY_KIND, text, strlen(text), KEDGE_HS512);
    }
    kedge_jwt_key *key = read_pem(public_pem, KEDGE_ES256);
    EXPECT(KEDGE_OK, kedge_jwt_key_public_jwk, key, text, TEXT, &length);
    expect_secret(KEDGE_WRONG_KEY_KIND, text, length, KEDGE_HS256);
    snprintf(other_text, TEXT, " \r\n\t{\"keys\":[%.1000s]}", text);
    expect_secret(KEDGE_WRONG_KEY_KIND, other_text, strlen(other_text), KEDGE_HS384);
    snprintf(other_text, TEXT, "{\"\\u006bty\":%.1000s", text + 7);
    expect_secret(KEDGE_WRONG_KEY_KIND, other_text, strlen(other_text), KEDGE_HS256);
    snprintf(text, TEXT, "{\"keys\":[%.1000s]}", other_text);
    expect_secret(KEDGE_WRONG_KEY_KIND, text, strlen(text), KEDGE_HS256);
    drop_jwt_key(key);
    /* Text as such is a secret like any other. */
    expect_secret(KEDGE_OK, "{\"a secret that begins with brackets\"", 32, KEDGE_HS256);
}

static void a_secret_is_as_long_as_the_hash(void) {
    static const size_t lengths[] = {32, 48, 64};
    static uint8_t bytes[65537];
    check_pattern(bytes, sizeof bytes, 5);
    for (uint32_t i = 0; i < 3; i++) {
        for (size_t length = 0; length < lengths[i]; length += 1 + length / 8)
            expect_secret(KEDGE_WEAK_KEY, bytes, length, KEDGE_HS256 + i);
        expect_secret(KEDGE_WEAK_KEY, bytes, lengths[i] - 1, KEDGE_HS256 + i);
        expect_secret(KEDGE_OK, bytes, lengths[i], KEDGE_HS256 + i);
        expect_secret(KEDGE_OK, bytes, 65536, KEDGE_HS256 + i);
        expect_secret(KEDGE_INVALID_ARGUMENT, bytes, 65537, KEDGE_HS256 + i);
    }
    expect_secret(KEDGE_WEAK_KEY, NULL, 0, KEDGE_HS256);
    for (uint32_t algorithm = KEDGE_RS256; algorithm <= KEDGE_EDDSA; algorithm++)
        expect_secret(KEDGE_WRONG_KEY_KIND, bytes, 64, algorithm);
}

/* --- what is no key ---------------------------------------------------------------------------------------------- */

/* Made for these tests with openssl. */
static const char encrypted_pem[] =
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
    "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiQrBXKs8BphgICA+gw\n"
    "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKQqRXBFpBI1X6xt3CdITTEEgZAy\n"
    "Hf2JZyQ7WFJAELpfEUwzuWWJ/BaxIgp5O5trlRq+nxBuHPSBfYUUvpWD5qvQQU3L\n"
    "dF+/d9unRiLIx8PJP/0hDxGHVVFD4f8Hpdxt44UruU2/CEw2ZcR/jro7CO+s3yoS\n"
    "+BpOqMKrgi18IjXr//oGA6cqXUcVxNZtauROXOntppZQNXhprEYyPovLFLfE1GI=\n"
    "-----END ENCRYPTED PRIVATE KEY-----\n";
static const char encrypted_sec1_pem[] =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "Proc-Type: 4,ENCRYPTED\n"
    "DEK-Info: AES-128-CBC,D85DA15C9FC5B37BCA60486BABA94D7A\n"
    "\n"
    "THB2ijBbpUXubds3vd3b/CN4CBAwREfYa73lDvAIr69FzqJWFN/K7ZSWqhy4QJM8\n"
    "kX4BcYFpdJqkd+PVD0g0fDQ2WykJXE/HRoK+FdRROKb8oyhc1qIYRcFjWHA8KIJz\n"
    "TiZR/U2S44M3Tr5o0ieWyh2Z4Wkv9qgd2P8pZCEotvc=\n"
    "-----END EC PRIVATE KEY-----\n";
static const char short_rsa_pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC5LM9e/JXy8IyMz3ZH2d0dmKZa\n"
    "utvVDbzST9qzU4vfyoryCnt+xxZ5LVACjkYx6mrXHlbLt1+mIKx6qttPgkJ8Dgam\n"
    "LBjofkcwW51OYALFZK9i1nxMxlzi+lHLuuoqaJSpRxYzDfR9wX7oyRigbLyQZHZ3\n"
    "mOerj9lK7tLcZgRKKwIDAQAB\n"
    "-----END PUBLIC KEY-----\n";

static void expect_pem(kedge_status expected, const char *pem, uint32_t algorithm) {
    kedge_jwt_key *key = NULL;
    EXPECT(expected, kedge_jwt_key_create_pem, pem, strlen(pem), algorithm, NULL, 0, &key);
    CHECK(strlen(kedge_last_error()) > 15 && (key != NULL) == (expected == KEDGE_OK));
    drop_jwt_key(key);
}

static void expect_der(kedge_status expected, size_t length, uint32_t algorithm) {
    kedge_jwt_key *key = NULL;
    EXPECT(expected, kedge_jwt_key_create_der, der, length, algorithm, NULL, 0, &key);
    CHECK(strlen(kedge_last_error()) > 15 && (key != NULL) == (expected == KEDGE_OK));
    drop_jwt_key(key);
}

static void bad_keys_are_refused(void) {
    size_t length = 0;
    expect_pem(KEDGE_KEY_ENCRYPTED, encrypted_pem, KEDGE_ES256);
    expect_pem(KEDGE_KEY_ENCRYPTED, encrypted_sec1_pem, KEDGE_ES256);
    expect_der(KEDGE_KEY_ENCRYPTED, der_of_pem(encrypted_pem, der), KEDGE_ES256);
    expect_pem(KEDGE_WEAK_KEY, short_rsa_pem, KEDGE_RS256);
    expect_der(KEDGE_WEAK_KEY, der_of_pem(short_rsa_pem, der), KEDGE_PS512);
    /* A point that is not on the curve. */
    length = der_of_pem(public_pem, der);
    der[length - 1] ^= 1;
    expect_der(KEDGE_INVALID_KEY, length, KEDGE_ES256);
    pem_of_der("PUBLIC KEY", der, length, text);
    expect_pem(KEDGE_INVALID_KEY, text, KEDGE_ES256);
    /* A private number that is not that of the public key. */
    length = der_of_pem(sec1_pem, der);
    der[20] ^= 1;
    expect_der(KEDGE_INVALID_KEY, length, KEDGE_ES256);
    /* Every algorithm but the key's own, the secrets' among them. */
    for (uint32_t algorithm = KEDGE_HS256; algorithm <= KEDGE_EDDSA; algorithm++) {
        if (algorithm == KEDGE_ES256) continue;
        expect_pem(KEDGE_WRONG_KEY_KIND, public_pem, algorithm);
        expect_pem(KEDGE_WRONG_KEY_KIND, sec1_pem, algorithm);
        expect_der(KEDGE_WRONG_KEY_KIND, der_of_pem(certificate_pem, der), algorithm);
    }
    static const char *const nothing[] = {
        "", "\n", "key", "-----BEGIN PUBLIC KEY-----\n", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "-----BEGIN PUBLIC KEY-----\n====\n-----END PUBLIC KEY-----\n",
        "-----BEGIN SECRET KEY-----\nAAAA\n-----END SECRET KEY-----\n",
    };
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        expect_pem(KEDGE_MALFORMED_KEY, nothing[i], KEDGE_ES256);
    /* One block, and nothing else. */
    snprintf(text, TEXT, "%s%s", public_pem, public_pem);
    expect_pem(KEDGE_MALFORMED_KEY, text, KEDGE_ES256);
    snprintf(text, TEXT, "for you\n%s", public_pem);
    expect_pem(KEDGE_MALFORMED_KEY, text, KEDGE_ES256);
    for (size_t cut = 1; cut < 40; cut++) {
        length = der_of_pem(public_pem, der);
        expect_der(KEDGE_MALFORMED_KEY, length - cut, KEDGE_ES256);
    }
    der[length] = 0;
    expect_der(KEDGE_MALFORMED_KEY, length + 1, KEDGE_ES256);
    expect_der(KEDGE_MALFORMED_KEY, 0, KEDGE_ES256);
    memset(der, 0x30, 1000);
    expect_der(KEDGE_MALFORMED_KEY, 1000, KEDGE_RS256);
    static uint8_t large[65537];
    kedge_jwt_key *key = NULL;
    EXPECT(KEDGE_MALFORMED_KEY, kedge_jwt_key_create_der, large, 65537, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_MALFORMED_KEY, kedge_jwt_key_create_pem, (char *)large, 65537, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_MALFORMED_KEY, kedge_jwt_key_create_pem, (char *)large, PTRDIFF_MAX, KEDGE_ES256, NULL, 0, &key);
    CHECK(key == NULL);
}

/* --- JSON Web Keys ----------------------------------------------------------------------------------------------- */

#define X "\"x\":\"ybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgA\""
#define Y "\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJM\""
#define D "\"d\":\"tnvzFGD700oFX_NwhyIEcpGVoQsDycA8CBpR3PF5sTo\""
#define EC "\"kty\":\"EC\",\"crv\":\"P-256\""
#define POINT EC "," X "," Y
#define OCT "\"kty\":\"oct\",\"k\":\"jCFeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\""
/* 2,048 bits: a modulus by its size alone. */
#define N64 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define LONG_N "\"n\":\"____" N64 N64 N64 N64 N64 "AAAAAAAAAAAAAAAAAA" "\""

static void the_members_of_a_jwk_count(void) {
    static const struct {
        kedge_status status;
        const char *members;
        uint32_t algorithm;
    } cases[] = {
        {KEDGE_OK, POINT, 0},
        {KEDGE_OK, POINT "," D, KEDGE_ES256},
        {KEDGE_OK, POINT ",\"use\":\"sig\",\"key_ops\":[\"verify\"],\"alg\":\"ES256\",\"other\":[null]", 0},
        {KEDGE_OK, OCT, KEDGE_HS256},
        {KEDGE_OK, OCT ",\"alg\":\"HS256\"", 0},
        /* Another kind or algorithm. */
        {KEDGE_WRONG_KEY_KIND, POINT, KEDGE_ES384},
        {KEDGE_WRONG_KEY_KIND, POINT, KEDGE_HS256},
        {KEDGE_WRONG_KEY_KIND, OCT, KEDGE_ES256},
        {KEDGE_WRONG_KEY_KIND, OCT ",\"alg\":\"HS256\"", KEDGE_HS384},
        {KEDGE_WRONG_KEY_KIND, POINT ",\"alg\":\"HS256\"", 0},
        {KEDGE_WRONG_KEY_KIND, POINT ",\"alg\":\"none\"", 0},
        {KEDGE_WRONG_KEY_KIND, OCT ",\"alg\":\"A128KW\"", 0},
        {KEDGE_WRONG_KEY_KIND, OCT, 0},
        {KEDGE_WRONG_KEY_KIND, "\"kty\":\"PX\"," X "," Y, 0},
        {KEDGE_WRONG_KEY_KIND, "\"kty\":\"ec\",\"crv\":\"P-256\"," X "," Y, 0},
        {KEDGE_WRONG_KEY_KIND, "\"kty\":\"EC\",\"crv\":\"P-224\"," X "," Y, 0},
        {KEDGE_WRONG_KEY_KIND, "\"kty\":\"OKP\",\"crv\":\"X25519\"," X, 0},
        /* Another use. */
        {KEDGE_KEY_USE, POINT ",\"use\":\"enc\"", 0},
        {KEDGE_KEY_USE, POINT ",\"key_ops\":[\"sign\"]", 0},
        {KEDGE_KEY_USE, POINT ",\"key_ops\":[]", 0},
        {KEDGE_KEY_USE, OCT ",\"key_ops\":[\"encrypt\"]", KEDGE_HS256},
        {KEDGE_KEY_USE, OCT ",\"use\":\"sig\",\"key_ops\":[\"sign\",\"wrapKey\"]", KEDGE_HS256},
        /* Members that are missing or broken. */
        {KEDGE_MALFORMED_JWK, X "," Y, 0},
        {KEDGE_MALFORMED_JWK, "\"kty\":1," X "," Y, 0},
        {KEDGE_MALFORMED_JWK, EC "," X, 0},
        {KEDGE_MALFORMED_JWK, "\"kty\":\"EC\"," X "," Y, 0},
        {KEDGE_MALFORMED_JWK, EC "," X ",\"y\":\"AAAA\"", 0},
        {KEDGE_MALFORMED_JWK, EC "," X ",\"y\":\"GT2pvxFvs9Zs02i/BipJb9PqvnI8mUCMapaHSBRIjJM\"", 0},
        {KEDGE_MALFORMED_JWK, EC "," X ",\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJM=\"", 0},
        {KEDGE_MALFORMED_JWK, EC "," X ",\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJN\"", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"d\":\"AAAA\"", 0},
        {KEDGE_MALFORMED_JWK, POINT "," X, 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"kid\":7", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"kid\":\"\"", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"kid\":\"a\\u0000\"", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"use\":7", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"alg\":7", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"key_ops\":\"verify\"", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"key_ops\":[\"verify\",\"verify\"]", 0},
        {KEDGE_MALFORMED_JWK, POINT ",\"kid\":\"\xFF\"", 0},
        {KEDGE_MALFORMED_JWK, POINT ",", 0},
        {KEDGE_MALFORMED_JWK, "\"kty\":\"oct\"", KEDGE_HS256},
        {KEDGE_MALFORMED_JWK, "\"kty\":\"RSA\",\"e\":\"AQAB\"," LONG_N ",\"d\":\"AQ\"", KEDGE_RS256},
        {KEDGE_MALFORMED_JWK, "\"kty\":\"RSA\",\"e\":\"AAEAAQ\"," LONG_N, KEDGE_RS256},
        /* Too weak. */
        {KEDGE_WEAK_KEY, "\"kty\":\"oct\",\"k\":\"AAAA\"", KEDGE_HS256},
        {KEDGE_WEAK_KEY, OCT, KEDGE_HS512},
        {KEDGE_WEAK_KEY, "\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"__" N64 N64 "AAAAAA\"", KEDGE_RS256},
        {KEDGE_WEAK_KEY, "\"kty\":\"RSA\",\"e\":\"AQ\"," LONG_N, KEDGE_RS256},
        {KEDGE_WEAK_KEY, "\"kty\":\"RSA\",\"e\":\"Ag\"," LONG_N, KEDGE_PS256},
        {KEDGE_WEAK_KEY, "\"kty\":\"RSA\",\"e\":\"AQAB\"," LONG_N, KEDGE_RS256},
        /* No key at all. */
        {KEDGE_INVALID_KEY, EC "," X ",\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJI\"", 0},
        {KEDGE_INVALID_KEY, POINT ",\"d\":\"tnvzFGD700oFX_NwhyIEcpGVoQsDycA8CBpR3PF5sTs\"", 0},
        {KEDGE_INVALID_KEY, POINT ",\"d\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", 0},
        {KEDGE_INVALID_KEY, "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_jwt_key *key = NULL;
        snprintf(text, TEXT, "{%s}", cases[i].members);
        kedge_status status = CALL(kedge_jwt_key_create_jwk, text, strlen(text), cases[i].algorithm, &key);
        CHECK_AT(status == cases[i].status, "%s: %d, %s", cases[i].members, (int)status, kedge_last_error());
        CHECK((key != NULL) == (status == KEDGE_OK));
        /* What the key is made of is not told. */
        CHECK(status == KEDGE_OK || strstr(kedge_last_error(), "tnvz") == NULL);
        drop_jwt_key(key);
    }
    static const char *const documents[] = {"", "[]", "null", "\"EC\"", "{" POINT "} ,", "{" POINT, "{\"keys\":[{" POINT "}]}"};
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        kedge_jwt_key *key = NULL;
        EXPECT(KEDGE_MALFORMED_JWK, kedge_jwt_key_create_jwk, documents[i], strlen(documents[i]), 0, &key);
        CHECK(key == NULL);
    }
}

static void a_long_jwk_is_refused(void) {
    static char document[65600];
    kedge_jwt_key *key = NULL;
    int used = sprintf(document, "{" POINT "}");
    memset(document + used, ' ', sizeof document - (size_t)used);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, document, 65536, 0, &key);
    drop_jwt_key(key);
    key = NULL;
    EXPECT(KEDGE_MALFORMED_JWK, kedge_jwt_key_create_jwk, document, 65537, 0, &key);
    CHECK(key == NULL);
    /* The longest id, and one that is longer. */
    for (int length = 1024; length <= 1025; length++) {
        used = sprintf(document, "{" POINT ",\"kid\":\"");
        memset(document + used, 'k', (size_t)length);
        strcpy(document + used + length, "\"}");
        EXPECT(length == 1024 ? KEDGE_OK : KEDGE_MALFORMED_JWK, kedge_jwt_key_create_jwk, document, strlen(document),
            0, &key);
        if (length == 1024) drop_jwt_key(key);
    }
    CHECK(strstr(kedge_last_error(), "kid") != NULL);
}

static void key_ops_are_kept_to(void) {
    static const struct {
        const char *operations;
        int32_t can_sign, can_verify;
    } cases[] = {{"\"sign\"", 1, 0}, {"\"verify\"", 0, 1}, {"\"verify\",\"sign\"", 1, 1}};
    for (size_t i = 0; i < 3; i++) {
        for (int is_pair = 0; is_pair < 2; is_pair++) {
            kedge_jws_signer signer = {0};
            size_t length = 0;
            snprintf(text, TEXT, "{%s,\"key_ops\":[%s]}", is_pair ? POINT "," D : OCT, cases[i].operations);
            kedge_jwt_key *key = read_jwk(text, is_pair ? KEDGE_ES256 : KEDGE_HS256);
            kedge_jwt_key_info info = info_of(key);
            CHECK(info.can_sign == cases[i].can_sign && info.can_verify == cases[i].can_verify && info.is_private == 1);
            signer.key = key;
            EXPECT(info.can_sign ? KEDGE_OK : KEDGE_KEY_USE, kedge_jws_sign, &signer, 1, NULL, 0, NULL, text, TEXT, &length);
            if (info.can_sign) CHECK(is_counterpart(key, key) == cases[i].can_verify);
            /* Written again, it says the same. */
            EXPECT(KEDGE_OK, kedge_jwt_key_private_jwk, key, text, TEXT, &length);
            kedge_jwt_key *reading = read_jwk(text, 0);
            kedge_jwt_key_info again = info_of(reading);
            CHECK(again.can_sign == info.can_sign && again.can_verify == info.can_verify);
            drop_jwt_key(reading);
            drop_jwt_key(key);
        }
    }
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void bad_arguments_are_refused(void) {
    kedge_jwt_key *key = NULL;
    static const char jwk[] = "{" POINT "}";
    const size_t jwk_len = sizeof jwk - 1, pem_len = strlen(public_pem), der_len = der_of_pem(public_pem, der);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, NULL, 32, KEDGE_HS256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, secret_bytes, over, KEDGE_HS256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, secret_bytes, SIZE_MAX, KEDGE_HS256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, secret_bytes, PTRDIFF_MAX, KEDGE_HS256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, secret_bytes, 32, KEDGE_HS256, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_pem, NULL, pem_len, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_pem, public_pem, over, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_pem, public_pem, pem_len, KEDGE_ES256, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_der, NULL, der_len, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_der, der, over, KEDGE_ES256, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_der, der, der_len, KEDGE_ES256, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_jwk, NULL, jwk_len, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_jwk, jwk, over, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_jwk, jwk, jwk_len, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_jwk, jwk, jwk_len, 15, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_generate, KEDGE_ES256, 0, NULL, 0, NULL);
    static const uint32_t no_algorithms[] = {0, 15, 256, UINT32_MAX};
    for (size_t i = 0; i < 4; i++) {
        uint32_t algorithm = no_algorithms[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_secret, secret_bytes, 32, algorithm, NULL, 0, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_pem, public_pem, pem_len, algorithm, NULL, 0, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_create_der, der, der_len, algorithm, NULL, 0, &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_generate, algorithm, 0, NULL, 0, &key);
    }
    static const struct {
        const char *id;
        size_t length;
        kedge_status status;
    } ids[] = {{"", 0, KEDGE_INVALID_ARGUMENT}, {NULL, 1, KEDGE_INVALID_ARGUMENT}, {"a\0", 2, KEDGE_INVALID_ARGUMENT},
        {"a", (size_t)PTRDIFF_MAX + 1, KEDGE_INVALID_ARGUMENT}, {"\xED\xA0\x80", 3, KEDGE_INVALID_UTF8}};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const char *id = ids[i].id;
        size_t length = ids[i].length;
        kedge_status status = ids[i].status;
        EXPECT(status, kedge_jwt_key_create_secret, secret_bytes, 32, KEDGE_HS256, id, length, &key);
        EXPECT(status, kedge_jwt_key_create_pem, public_pem, pem_len, KEDGE_ES256, id, length, &key);
        EXPECT(status, kedge_jwt_key_create_der, der, der_len, KEDGE_ES256, id, length, &key);
        EXPECT(status, kedge_jwt_key_generate, KEDGE_ES256, 0, id, length, &key);
        EXPECT(status, kedge_jwt_key_generate, KEDGE_HS256, 0, id, length, &key);
    }
    CHECK(key == NULL);
}

static void sizes_of_rsa_keys_are_bounded(void) {
    static const uint32_t sizes[] = {0, 1, 1024, 2047, 2049, 2052, 16392, 65536, UINT32_MAX};
    kedge_jwt_key *key = NULL;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        EXPECT(KEDGE_WEAK_KEY, kedge_jwt_key_generate, KEDGE_RS256, sizes[i], NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_generate, KEDGE_ES256, 2048, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_generate, KEDGE_HS256, 256, NULL, 0, &key);
    CHECK(key == NULL);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static void refuse_handle(kedge_jwt_key *key) {
    kedge_jwt_key *out = NULL;
    kedge_jwt_key_info info = {.struct_size = sizeof info};
    uint8_t thumbprint[KEDGE_JWK_THUMBPRINT_BYTES];
    size_t length = 77;
    memset(text, 0x5A, TEXT);
    memset(thumbprint, 0x5A, sizeof thumbprint);
    for (size_t i = 0; i < WRITERS; i++) expect_writer(i, KEDGE_INVALID_HANDLE, key, text, TEXT, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_create_public, key, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_create_identified, key, "a", 1, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_get_info, key, &info);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_thumbprint, key, thumbprint);
    if (key != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_destroy, key);
    CHECK(out == NULL && length == 77 && info.algorithm == 0);
    CHECK(check_all((uint8_t *)text, TEXT, 0x5A) && check_all(thumbprint, sizeof thumbprint, 0x5A));
}

static void foreign_handles_are_refused(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_private_key *private_key = NULL;
    EXPECT(KEDGE_OK, kedge_private_key_generate, &private_key);
    refuse_handle(NULL);
    refuse_handle((kedge_jwt_key *)set);
    refuse_handle((kedge_jwt_key *)private_key);
    refuse_handle((kedge_jwt_key *)(uintptr_t)text);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_destroy, (kedge_private_key *)key);
    drop_jwt_key(key);
    refuse_handle(key);
    kedge_jwt_key *next = make_secret(NULL);
    refuse_handle(key);
    drop_jwt_key(next);
    EXPECT(KEDGE_OK, kedge_jwt_key_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_private_key_destroy, private_key);
    drop_set(set);
}

int main(void) {
    check_begin("token_keys");
    check_case("keys of every kind are generated, written, read, and sign for one another", keys_go_there_and_back);
    check_case("an RSA key takes each algorithm of its family, one at a time", rsa_keys_take_each_algorithm_of_theirs);
    check_case("a key is read from every form of PEM and DER", every_label_is_read);
    check_case("the thumbprint of RFC 7638 comes out", the_published_thumbprint_comes_out);
    check_case("a text that does not fit is not written", texts_need_their_room);
    check_case("secrets and public keys write what they have", secrets_and_public_keys_write_what_they_have);
    check_case("a key without an id has an empty one", a_key_without_an_id_has_an_empty_one);
    check_case("a key is made again with another id or none", ids_are_given_and_taken);
    check_case("information fits the struct of its caller", information_fits_its_struct);
    check_case("what is a key in PEM, DER or JSON is no secret", a_key_is_no_secret);
    check_case("a secret is at least as long as the hash", a_secret_is_as_long_as_the_hash);
    check_case("keys that are encrypted, weak, broken or of another kind are refused", bad_keys_are_refused);
    check_case("every member of a JSON Web Key counts", the_members_of_a_jwk_count);
    check_case("a JSON Web Key or an id that is too long is refused", a_long_jwk_is_refused);
    check_case("key_ops are kept to", key_ops_are_kept_to);
    check_case("bad arguments are refused", bad_arguments_are_refused);
    check_case("the sizes of RSA keys are bounded", sizes_of_rsa_keys_are_bounded);
    check_case("dead and foreign handles are refused", foreign_handles_are_refused);
    return check_end();
}
