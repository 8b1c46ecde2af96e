/* Sets of keys: made, read, written and replaced, what is left out of them and what makes the whole untrustworthy. */
#include "tokens.h"

enum { TEXT = 1 << 21 };

static char text[TEXT], out[TEXT];

static kedge_jwt_key_set *read_set(const char *jwks) {
    kedge_jwt_key_set *set = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, jwks, strlen(jwks), NULL, 0, &set);
    return set;
}

static void expect_count(const kedge_jwt_key_set *set, size_t keys, size_t skipped) {
    size_t key_count = 77, skipped_count = 77;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_count, set, &key_count, &skipped_count);
    CHECK_AT(key_count == keys && skipped_count == skipped, "%zu keys, %zu skipped", key_count, skipped_count);
}

static uint32_t algorithm_at(const kedge_jwt_key_set *set, size_t index) {
    kedge_jwt_key *key = NULL;
    kedge_jwt_key_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_jwt_key_set_get_key, set, index, &key);
    EXPECT(KEDGE_OK, kedge_jwt_key_get_info, key, &info);
    drop_jwt_key(key);
    return info.algorithm;
}

static kedge_status verify_with(const kedge_jwt_key_set *set, const kedge_jwt_key *key) {
    kedge_jws_signer signer = {.key = key};
    kedge_jws_content *content = NULL;
    char document[2048];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, secret_bytes, 32, NULL, document, sizeof document, &length);
    kedge_status status = CALL(kedge_jws_verify, set, document, length, NULL, &content);
    EXPECT(KEDGE_OK, kedge_jws_content_destroy, content);
    return status;
}

/* --- made -------------------------------------------------------------------------------------------------------- */

static void a_set_keeps_its_keys(void) {
    kedge_jwt_key *keys[3] = {generate_key(KEDGE_ES256, "a"), generate_key(KEDGE_EDDSA, "b"),
        generate_key(KEDGE_ES384, NULL)};
    kedge_jwt_key_set *set = NULL;
    size_t key_count = 0, length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, (const kedge_jwt_key *const *)keys, 3, &set);
    expect_count(set, 3, 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_count, set, &key_count, NULL);
    CHECK(key_count == 3 && algorithm_at(set, 0) == KEDGE_ES256 && algorithm_at(set, 2) == KEDGE_ES384);
    kedge_jwt_key *copy = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_get_key, set, 1, &copy);
    EXPECT(KEDGE_OK, kedge_jwt_key_id, copy, out, TEXT, &length);
    CHECK(strcmp(out, "b") == 0);
    for (int i = 0; i < 3; i++) CHECK(verify_with(set, keys[i]) == KEDGE_OK);
    for (int i = 0; i < 3; i++) drop_jwt_key(keys[i]);
    /* A key goes on when its set is gone, and a set when its keys are. */
    CHECK(verify_with(set, copy) == KEDGE_OK);
    drop_set(set);
    set = make_set(copy);
    CHECK(verify_with(set, copy) == KEDGE_OK);
    drop_jwt_key(copy);
    drop_set(set);
}

static void a_set_may_be_empty(void) {
    kedge_jwt_key_set *set = NULL;
    kedge_jwt_key *key = make_secret("a");
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, NULL, 0, &set);
    expect_count(set, 0, 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_public_jwks, set, out, TEXT, &length);
    CHECK(strcmp(out, "{\"keys\":[]}") == 0);
    CHECK(verify_with(set, key) == KEDGE_UNKNOWN_TOKEN_KEY);
    kedge_jwt_key_set *other = read_set(out);
    expect_count(other, 0, 0);
    drop_set(other);
    drop_set(set);
    drop_jwt_key(key);
}

static void untrustworthy_sets_are_refused(void) {
    kedge_jwt_key *secret = make_secret("a"), *pair = generate_key(KEDGE_ES256, "b"), *same_id = make_secret("a");
    kedge_jwt_key *other = NULL;
    kedge_jwt_key_set *set = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_generate, KEDGE_HS256, 0, "a", 1, &other);
    const kedge_jwt_key *mixed[] = {secret, pair}, *twice[] = {secret, other}, *same[] = {secret, same_id};
    EXPECT(KEDGE_MIXED_KEY_SET, kedge_jwt_key_set_create, mixed, 2, &set);
    EXPECT(KEDGE_DUPLICATE_KEY_ID, kedge_jwt_key_set_create, twice, 2, &set);
    EXPECT(KEDGE_DUPLICATE_KEY_ID, kedge_jwt_key_set_create, same, 2, &set);
    CHECK(set == NULL);
    drop_jwt_key(secret);
    drop_jwt_key(pair);
    drop_jwt_key(same_id);
    drop_jwt_key(other);
}

static void one_key_may_have_several_algorithms_under_one_id(void) {
    size_t length = 0;
    uint8_t secret[64];
    kedge_jwt_key *keys[3] = {NULL};
    kedge_jwt_key_set *set = NULL;
    check_pattern(secret, sizeof secret, 6);
    for (uint32_t i = 0; i < 3; i++)
        EXPECT(KEDGE_OK, kedge_jwt_key_create_secret, secret, 64, KEDGE_HS256 + i, "a", 1, &keys[i]);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, (const kedge_jwt_key *const *)keys, 3, &set);
    for (int i = 0; i < 3; i++) CHECK(verify_with(set, keys[i]) == KEDGE_OK);
    /* It is written once, without alg, and read once for each of those that are asked for. */
    EXPECT(KEDGE_OK, kedge_jwt_key_set_private_jwks, set, out, TEXT, &length);
    CHECK(strstr(out, "alg") == NULL && strstr(strstr(out, "kty") + 1, "kty") == NULL);
    drop_set(set);
    static const uint32_t algorithms[] = {KEDGE_HS512, KEDGE_HS256, KEDGE_ES256};
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, out, length, algorithms, 3, &set);
    expect_count(set, 2, 0);
    CHECK(verify_with(set, keys[0]) == KEDGE_OK && verify_with(set, keys[2]) == KEDGE_OK);
    CHECK(verify_with(set, keys[1]) == KEDGE_ALGORITHM_NOT_ALLOWED);
    drop_set(set);
    for (int i = 0; i < 3; i++) drop_jwt_key(keys[i]);
}

static void a_set_has_256_keys_at_most(void) {
    kedge_jwt_key *key = make_secret(NULL);
    const kedge_jwt_key *keys[257];
    kedge_jwt_key_set *set = NULL;
    for (int i = 0; i < 257; i++) keys[i] = key;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, keys, 256, &set);
    expect_count(set, 256, 0);
    drop_set(set);
    set = NULL;
    EXPECT(KEDGE_MALFORMED_KEY_SET, kedge_jwt_key_set_create, keys, 257, &set);
    EXPECT(KEDGE_MALFORMED_KEY_SET, kedge_jwt_key_set_create, keys, PTRDIFF_MAX, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create, keys, over, &set);
    CHECK(strstr(kedge_last_error(), "key_count") != NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create, keys, SIZE_MAX, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create, NULL, 1, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create, keys, 1, NULL);
    keys[100] = NULL;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_create, keys, 256, &set);
    CHECK(set == NULL);
    drop_jwt_key(key);
}

/* --- read -------------------------------------------------------------------------------------------------------- */

#define POINT \
    "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"ybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgA\"," \
    "\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJM\""
#define OFF_THE_CURVE \
    "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"ybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgA\"," \
    "\"y\":\"ybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgA\""
#define SECRET "\"kty\":\"oct\",\"k\":\"jCFeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\""
#define WEAK_RSA "\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"____\""

static void what_cannot_be_used_is_left_out(void) {
    static const char jwks[] =
        "{\"other\":1,\"keys\":[{" POINT ",\"kid\":\"good\"},{" POINT ",\"kid\":\"encrypts\",\"use\":\"enc\"},"
        "7,{" OFF_THE_CURVE ",\"kid\":\"off the curve\"},{" WEAK_RSA ",\"alg\":\"RS256\",\"kid\":\"weak\"},"
        "{\"kty\":\"new\",\"kid\":\"new\"},{" POINT ",\"alg\":\"ES512\",\"kid\":\"another\"},{\"kty\":\"EC\"},"
        "{" WEAK_RSA ",\"kid\":\"several\"},{" POINT ",\"kid\":\"last\"},{" POINT ",\"kid\":\"\"}]}";
    static const struct {
        size_t index;
        kedge_status status;
        const char *id, *word;
    } expected[] = {
        {1, KEDGE_KEY_USE, "encrypts", "use"},
        {2, KEDGE_MALFORMED_JWK, NULL, "object"},
        {3, KEDGE_INVALID_KEY, "off the curve", "point"},
        {4, KEDGE_WEAK_KEY, "weak", "24 bits"},
        {5, KEDGE_WRONG_KEY_KIND, "new", "kty"},
        {6, KEDGE_WRONG_KEY_KIND, "another", "kind"},
        {7, KEDGE_MALFORMED_JWK, NULL, "crv"},
        {8, KEDGE_WRONG_KEY_KIND, "several", "several"},
        {10, KEDGE_MALFORMED_JWK, "", "kid"},
    };
    enum { COUNT = sizeof expected / sizeof *expected };
    kedge_jwt_key_set *set = read_set(jwks);
    expect_count(set, 2, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped};
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_jwt_key_set_get_skipped, set, i, &skipped);
        CHECK_AT(skipped.index == expected[i].index, "%zu: %zu", i, skipped.index);
        CHECK_AT(skipped.status == expected[i].status, "%zu: %d", i, (int)skipped.status);
        CHECK_AT(skipped.has_id == (expected[i].id != NULL), "%zu", i);
        EXPECT(KEDGE_OK, kedge_jwt_key_set_skipped_id, set, i, out, TEXT, &length);
        CHECK_AT(strcmp(out, expected[i].id != NULL ? expected[i].id : "") == 0 && length == strlen(out), "%s", out);
        EXPECT(KEDGE_OK, kedge_jwt_key_set_skipped_reason, set, i, out, 512, &length);
        CHECK_AT(strstr(out, expected[i].word) != NULL && length == strlen(out) && length > 10, "%s", out);
    }
    drop_set(set);
}

/* The pointer that kedge_last_error gave is good until the next call of it. */
static void a_reason_leaves_the_last_error_alone(void) {
    kedge_jwt_key_set *set = read_set("{\"keys\":[7,{" POINT ",\"use\":\"enc\"}]}");
    size_t length = 0;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create, NULL, 1, &set);
    const char *sentence = kedge_last_error();
    char before[512];
    strcpy(before, sentence);
    for (size_t i = 0; i < 2; i++) {
        kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped};
        EXPECT(KEDGE_OK, kedge_jwt_key_set_skipped_reason, set, i, out, 512, &length);
        EXPECT(KEDGE_OK, kedge_jwt_key_set_get_skipped, set, i, &skipped);
        CHECK(strcmp(sentence, before) == 0 && strcmp(out, before) != 0);
    }
    CHECK(strcmp(kedge_last_error(), before) == 0);
    drop_set(set);
}

static void a_set_that_cannot_be_trusted_is_refused(void) {
    static const struct {
        kedge_status status;
        const char *jwks;
    } cases[] = {
        {KEDGE_DUPLICATE_KEY_ID, "{\"keys\":[{" POINT ",\"kid\":\"a\"},{" POINT ",\"kid\":\"a\"}]}"},
        {KEDGE_DUPLICATE_KEY_ID, "{\"keys\":[{" POINT ",\"kid\":\"a\"},{\"kty\":\"new\",\"kid\":\"\\u0061\"}]}"},
        {KEDGE_MIXED_KEY_SET, "{\"keys\":[{" POINT "},{" SECRET ",\"alg\":\"HS256\"}]}"},
        {KEDGE_MIXED_KEY_SET, "{\"keys\":[{\"kty\":\"oct\"},{\"kty\":\"RSA\"}]}"},
        {KEDGE_MALFORMED_KEY_SET, ""},
        {KEDGE_MALFORMED_KEY_SET, "{}"},
        {KEDGE_MALFORMED_KEY_SET, "[{" POINT "}]"},
        {KEDGE_MALFORMED_KEY_SET, "{" POINT "}"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":{" POINT "}}"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":[{" POINT "}]"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":[{" POINT "}]}}"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":[],\"keys\":[]}"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":[{" POINT ",\"kty\":\"EC\"}]}"},
        {KEDGE_MALFORMED_KEY_SET, "{\"keys\":[\"\xFF\"]}"},
    };
    kedge_jwt_key_set *set = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_status status = CALL(kedge_jwt_key_set_create_jwks, cases[i].jwks, strlen(cases[i].jwks), NULL, 0, &set);
        CHECK_AT(status == cases[i].status, "%s: %d", cases[i].jwks, (int)status);
    }
    /* As many keys as there may be, and one more; as many bytes, and one more. */
    for (int count = 256; count <= 257; count++) {
        char *at = text + sprintf(text, "{\"keys\":[");
        for (int i = 0; i < count; i++) at += sprintf(at, "%s7", i == 0 ? "" : ",");
        sprintf(at, "]}");
        EXPECT(count == 256 ? KEDGE_OK : KEDGE_MALFORMED_KEY_SET, kedge_jwt_key_set_create_jwks, text, strlen(text),
            NULL, 0, &set);
        if (count == 256) drop_set(set);
    }
    set = NULL;
    memset(text, ' ', 1048577);
    memcpy(text, "{\"keys\":[]}", 11);
    EXPECT(KEDGE_MALFORMED_KEY_SET, kedge_jwt_key_set_create_jwks, text, 1048577, NULL, 0, &set);
    EXPECT(KEDGE_MALFORMED_KEY_SET, kedge_jwt_key_set_create_jwks, text, PTRDIFF_MAX, NULL, 0, &set);
    CHECK(set == NULL);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, text, 1048576, NULL, 0, &set);
    drop_set(set);
}

static void only_the_algorithms_asked_for_are_read(void) {
    static const char jwks[] = "{\"keys\":[{" POINT ",\"kid\":\"a\"},{" SECRET ",\"kid\":\"b\"}]}";
    static const char secrets[] = "{\"keys\":[{" SECRET ",\"kid\":\"b\"}]}";
    static const char pairs[] = "{\"keys\":[{" POINT ",\"kid\":\"a\"}]}";
    static const uint32_t hs256[] = {KEDGE_HS256}, es256[] = {KEDGE_ES256, KEDGE_ES256};
    kedge_jwt_key_set *set = NULL;
    EXPECT(KEDGE_MIXED_KEY_SET, kedge_jwt_key_set_create_jwks, jwks, strlen(jwks), es256, 1, &set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, secrets, strlen(secrets), hs256, 1, &set);
    expect_count(set, 1, 0);
    drop_set(set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, secrets, strlen(secrets), es256, 2, &set);
    expect_count(set, 0, 1);
    drop_set(set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), es256, 2, &set);
    expect_count(set, 1, 0);
    drop_set(set);
    set = NULL;
    static uint32_t algorithms[1025];
    for (int i = 0; i < 1025; i++) algorithms[i] = KEDGE_ES256;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), algorithms, 1025, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), algorithms, over, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), algorithms, 0, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), NULL, 1, &set);
    algorithms[7] = 15;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), algorithms, 8, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, NULL, 5, NULL, 0, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, over, NULL, 0, &set);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), NULL, 0, NULL);
    CHECK(set == NULL);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, pairs, strlen(pairs), algorithms, 7, &set);
    drop_set(set);
}

/* --- written ----------------------------------------------------------------------------------------------------- */

static void sets_go_there_and_back(void) {
    static const uint32_t algorithms[] = {KEDGE_ES256, KEDGE_ES384, KEDGE_ES512, KEDGE_ES256K, KEDGE_EDDSA};
    kedge_jwt_key *keys[5], *secret = make_secret("s");
    kedge_jwt_key_set *set = NULL, *secrets = make_set(secret);
    size_t length = 77;
    for (int i = 0; i < 5; i++) keys[i] = generate_key(algorithms[i], i == 4 ? NULL : (char[]){(char)('a' + i), 0});
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, (const kedge_jwt_key *const *)keys, 5, &set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_public_jwks, set, out, TEXT, &length);
    CHECK(strstr(out, "\"d\":") == NULL && length == strlen(out));
    kedge_jwt_key_set *publics = read_set(out);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_private_jwks, set, out, TEXT, &length);
    kedge_jwt_key_set *privates = read_set(out);
    expect_count(publics, 5, 0);
    expect_count(privates, 5, 0);
    for (size_t i = 0; i < 5; i++) {
        kedge_jwt_key *key = NULL;
        CHECK(verify_with(publics, keys[i]) == KEDGE_OK && algorithm_at(publics, i) == algorithms[i]);
        EXPECT(KEDGE_OK, kedge_jwt_key_set_get_key, privates, i, &key);
        CHECK(verify_with(set, key) == KEDGE_OK);
        drop_jwt_key(key);
        drop_jwt_key(keys[i]);
    }
    drop_set(set);
    drop_set(publics);
    drop_set(privates);
    length = 77;
    strcpy(out, "untouched");
    EXPECT(KEDGE_WRONG_KEY_KIND, kedge_jwt_key_set_public_jwks, secrets, out, TEXT, &length);
    CHECK(length == 77 && strcmp(out, "untouched") == 0);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_private_jwks, secrets, out, TEXT, &length);
    set = read_set(out);
    CHECK(verify_with(set, secret) == KEDGE_OK);
    drop_set(set);
    drop_set(secrets);
    drop_jwt_key(secret);
}

/* What writes text about a set. */
enum writer { PUBLIC_JWKS, PRIVATE_JWKS, SKIPPED_ID, SKIPPED_REASON, WRITERS };
static const char *const writer_names[] = {"kedge_jwt_key_set_public_jwks", "kedge_jwt_key_set_private_jwks",
    "kedge_jwt_key_set_skipped_id", "kedge_jwt_key_set_skipped_reason"};

static void expect_writer(
    enum writer writer, kedge_status expected, const kedge_jwt_key_set *set, size_t capacity, size_t *length) {
    kedge_status status = KEDGE_OK;
    char *room = capacity == 0 ? NULL : out;
    switch (writer) {
    case PUBLIC_JWKS: status = kedge_jwt_key_set_public_jwks(set, room, capacity, length); break;
    case PRIVATE_JWKS: status = kedge_jwt_key_set_private_jwks(set, room, capacity, length); break;
    case SKIPPED_ID: status = kedge_jwt_key_set_skipped_id(set, 0, room, capacity, length); break;
    default: status = kedge_jwt_key_set_skipped_reason(set, 0, room, capacity, length);
    }
    check_note(writer_names[writer], status);
    CHECK_AT(status == expected, "%s: %d and not %d", writer_names[writer], (int)status, (int)expected);
}

static void texts_need_their_room(void) {
    kedge_jwt_key_set *set = read_set("{\"keys\":[{" POINT "},{" POINT ",\"kid\":\"enc\",\"use\":\"enc\"}]}");
    for (enum writer writer = PUBLIC_JWKS; writer < WRITERS; writer++) {
        size_t needed = 0, length = 77;
        memset(out, 0x5A, 2000);
        expect_writer(writer, KEDGE_BUFFER_TOO_SMALL, set, 0, &needed);
        CHECK(needed >= 4 && needed < 1000);
        expect_writer(writer, KEDGE_BUFFER_TOO_SMALL, set, needed - 1, &length);
        CHECK(length == needed && check_all((uint8_t *)out, 2000, 0x5A));
        length = 77;
        expect_writer(writer, KEDGE_INVALID_ARGUMENT, set, over, &length);
        expect_writer(writer, KEDGE_INVALID_ARGUMENT, set, TEXT, NULL);
        CHECK(length == 77 && check_all((uint8_t *)out, 2000, 0x5A));
        expect_writer(writer, KEDGE_OK, set, needed, &length);
        CHECK(length == needed - 1 && strlen(out) == length && out[needed] == 0x5A);
    }
    drop_set(set);
}

/* --- positions and structs --------------------------------------------------------------------------------------- */

static void positions_are_bounded(void) {
    kedge_jwt_key_set *set = read_set("{\"keys\":[{" POINT "},7]}");
    kedge_jwt_key *key = NULL;
    static const size_t beyond[] = {1, 2, (size_t)PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped, .index = 77};
    size_t length = 77;
    strcpy(out, "untouched");
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_get_key, set, beyond[i], &key);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_get_skipped, set, beyond[i], &skipped);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_skipped_id, set, beyond[i], out, TEXT, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_skipped_reason, set, beyond[i], out, TEXT, &length);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_get_key, set, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_count, set, NULL, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_get_skipped, set, 0, NULL);
    CHECK(key == NULL && skipped.index == 77 && length == 77 && strcmp(out, "untouched") == 0);
    static const size_t sizes[] = {0, 1, sizeof(kedge_jwt_skipped_key) - 1, 4097, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        skipped.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_key_set_get_skipped, set, 0, &skipped);
        CHECK(skipped.index == 77);
    }
    struct {
        kedge_jwt_skipped_key skipped;
        uint8_t later[8];
    } room;
    memset(&room, 0xA5, sizeof room);
    room.skipped.struct_size = sizeof room;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_get_skipped, set, 0, &room.skipped);
    CHECK(room.skipped.index == 1 && room.skipped.status == KEDGE_MALFORMED_JWK && check_all(room.later, 8, 0));
    drop_set(set);
}

/* --- replaced ---------------------------------------------------------------------------------------------------- */

static void a_set_is_replaced(void) {
    kedge_jwt_key *keys[2] = {generate_key(KEDGE_ES256, "old"), generate_key(KEDGE_ES256, "new")};
    kedge_jwt_key_set *sets[2] = {make_set(keys[0]), make_set(keys[1])};
    kedge_jwt_verifier *verifier = NULL;
    kedge_jwt_issuer *issuer = NULL;
    char token[1000];
    size_t length = 0, claims_len = 0;
    EXPECT(KEDGE_OK, kedge_jwt_issuer_create, keys[1], NULL, &issuer);
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, "{}", 2, token, sizeof token, &length);
    EXPECT(KEDGE_OK, kedge_jwt_verifier_create, sets[0], NULL, &verifier);
    EXPECT(KEDGE_UNKNOWN_TOKEN_KEY, kedge_jwt_verify, verifier, token, length, out, TEXT, &claims_len);
    CHECK(verify_with(sets[0], keys[1]) == KEDGE_UNKNOWN_TOKEN_KEY);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, sets[0], sets[1]);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, sets[0], sets[0]);
    CHECK(verify_with(sets[0], keys[1]) == KEDGE_OK && verify_with(sets[0], keys[0]) == KEDGE_UNKNOWN_TOKEN_KEY);
    CHECK(verify_with(sets[1], keys[1]) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token, length, out, TEXT, &claims_len);
    drop_set(sets[1]);
    drop_set(sets[0]);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token, length, out, TEXT, &claims_len);
    EXPECT(KEDGE_OK, kedge_jwt_verifier_destroy, verifier);
    EXPECT(KEDGE_OK, kedge_jwt_issuer_destroy, issuer);
    drop_jwt_key(keys[0]);
    drop_jwt_key(keys[1]);
}

static kedge_jwt_key *shared_keys[2];
static kedge_jwt_key_set *shared_sets[3];

static void *replace_often(void *argument) {
    for (int i = 0; i < (check_is_light() ? 50 : 1000); i++)
        CHECK(kedge_jwt_key_set_replace(shared_sets[2], shared_sets[i % 2]) == KEDGE_OK);
    return argument;
}

static void *verify_often(void *argument) {
    kedge_jws_signer signer = {.key = shared_keys[0]};
    char document[1000];
    size_t length = 0;
    CHECK(kedge_jws_sign(&signer, 1, secret_bytes, 32, NULL, document, sizeof document, &length) == KEDGE_OK);
    for (int i = 0; i < (check_is_light() ? 50 : 1000); i++) {
        kedge_jws_content *content = NULL;
        size_t count = 0;
        kedge_status status = kedge_jws_verify(shared_sets[2], document, length, NULL, &content);
        CHECK(status == KEDGE_OK || status == KEDGE_UNKNOWN_TOKEN_KEY);
        CHECK(kedge_jws_content_destroy(content) == KEDGE_OK);
        CHECK(kedge_jwt_key_set_count(shared_sets[2], &count, NULL) == KEDGE_OK && count == 1);
    }
    return argument;
}

static void sets_are_replaced_while_threads_verify(void) {
    pthread_t threads[6];
    for (int i = 0; i < 2; i++) {
        shared_keys[i] = generate_key(KEDGE_EDDSA, i == 0 ? "a" : "b");
        shared_sets[i] = make_set(shared_keys[i]);
    }
    shared_sets[2] = make_set(shared_keys[0]);
    for (int i = 0; i < 6; i++)
        CHECK(pthread_create(&threads[i], NULL, i < 2 ? replace_often : verify_often, NULL) == 0);
    for (int i = 0; i < 6; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    for (int i = 0; i < 3; i++) drop_set(shared_sets[i]);
    for (int i = 0; i < 2; i++) drop_jwt_key(shared_keys[i]);
}

static int is_over;

static void *use_until_over(void *argument) {
    while (!__atomic_load_n(&is_over, __ATOMIC_ACQUIRE)) {
        CHECK(kedge_jwt_key_set_replace(shared_sets[0], shared_sets[1]) == KEDGE_OK);
        CHECK(verify_with(shared_sets[0], shared_keys[1]) == KEDGE_OK);
    }
    return argument;
}

static void use_in_the_child(void) {
    kedge_jwt_key *key = generate_key(KEDGE_ES256, "a");
    kedge_jwt_key_set *set = make_set(key);
    CHECK(verify_with(set, key) == KEDGE_OK && verify_with(set, shared_keys[1]) == KEDGE_UNKNOWN_TOKEN_KEY);
    CHECK(verify_with(shared_sets[0], shared_keys[1]) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, shared_sets[0], set);
    CHECK(verify_with(shared_sets[0], key) == KEDGE_OK && verify_with(shared_sets[1], shared_keys[1]) == KEDGE_OK);
    drop_set(set);
    drop_jwt_key(key);
}

static void keys_and_sets_go_on_in_a_child(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[3];
    shared_keys[1] = generate_key(KEDGE_ES256, "b");
    shared_sets[0] = make_set(shared_keys[1]);
    shared_sets[1] = make_set(shared_keys[1]);
    is_over = 0;
    for (int i = 0; i < 3; i++) CHECK(pthread_create(&threads[i], NULL, use_until_over, NULL) == 0);
    for (int i = 0; i < (check_is_light() ? 3 : 30); i++) check_in_child(use_in_the_child);
    __atomic_store_n(&is_over, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < 3; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    for (int i = 0; i < 2; i++) drop_set(shared_sets[i]);
    drop_jwt_key(shared_keys[1]);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static void refuse_handle(kedge_jwt_key_set *set, const kedge_jwt_key_set *good) {
    kedge_jwt_key *key = NULL;
    kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped, .index = 77};
    size_t length = 77, count = 77;
    strcpy(out, "untouched");
    for (enum writer writer = PUBLIC_JWKS; writer < WRITERS; writer++)
        expect_writer(writer, KEDGE_INVALID_HANDLE, set, TEXT, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_replace, set, good);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_replace, good, set);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_count, set, &count, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_get_key, set, 0, &key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_get_skipped, set, 0, &skipped);
    if (set != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_destroy, set);
    CHECK(key == NULL && length == 77 && count == 77 && skipped.index == 77 && strcmp(out, "untouched") == 0);
}

static void foreign_handles_are_refused(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key), *good = make_set(key), *made = NULL;
    refuse_handle(NULL, good);
    refuse_handle((kedge_jwt_key_set *)key, good);
    refuse_handle((kedge_jwt_key_set *)(uintptr_t)text, good);
    drop_set(set);
    refuse_handle(set, good);
    const kedge_jwt_key *no_keys[] = {key, (const kedge_jwt_key *)good};
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_set_create, no_keys, 2, &made);
    CHECK(made == NULL);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_destroy, NULL);
    drop_set(good);
    drop_jwt_key(key);
}

int main(void) {
    check_begin("token_key_sets");
    check_case("a set keeps its keys", a_set_keeps_its_keys);
    check_case("a set may be empty", a_set_may_be_empty);
    check_case("two keys with one id, or secrets beside pairs, are no set", untrustworthy_sets_are_refused);
    check_case("one key may have several algorithms under one id", one_key_may_have_several_algorithms_under_one_id);
    check_case("a set has 256 keys at most", a_set_has_256_keys_at_most);
    check_case("what cannot be used is left out and reported", what_cannot_be_used_is_left_out);
    check_case("asking for a reason leaves the last error alone", a_reason_leaves_the_last_error_alone);
    check_case("a text of a set that cannot be trusted is refused", a_set_that_cannot_be_trusted_is_refused);
    check_case("only the algorithms that are asked for are read", only_the_algorithms_asked_for_are_read);
    check_case("sets are written, read, and their keys verify", sets_go_there_and_back);
    check_case("a text that does not fit is not written", texts_need_their_room);
    check_case("positions and structs are bounded", positions_are_bounded);
    check_case("a set is replaced for whoever has it", a_set_is_replaced);
    check_case("sets are replaced while threads verify", sets_are_replaced_while_threads_verify);
    check_case("keys and sets go on in a child, whatever threads did", keys_and_sets_go_on_in_a_child);
    check_case("dead and foreign handles are refused", foreign_handles_are_refused);
    return check_end();
}
