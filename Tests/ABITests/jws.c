/* Signed content in each of its serialisations: signed, verified, detached, not encoded, and whatever is refused. */
#include "tokens.h"

enum { TEXT = 5 << 20 };

static char document[TEXT], other[TEXT];
static uint8_t payload[TEXT];
static size_t document_len;

static kedge_jws_options options_of(uint32_t serialization, int is_detached, int encodes_payload) {
    kedge_jws_options options;
    EXPECT(KEDGE_OK, kedge_jws_options_init, &options, sizeof options);
    options.serialization = serialization;
    options.is_detached = is_detached;
    options.encodes_payload = encodes_payload;
    return options;
}

static kedge_jws_verifier_options verifier_options(void) {
    kedge_jws_verifier_options options;
    EXPECT(KEDGE_OK, kedge_jws_verifier_options_init, &options, sizeof options);
    return options;
}

/* Signs into document. */
static void sign(const kedge_jwt_key *key, const void *content, size_t length, const kedge_jws_options *options) {
    kedge_jws_signer signer = {.key = key};
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, content, length, options, document, TEXT, &document_len);
    CHECK(document_len == strlen(document));
}

static void refuse_text(
    kedge_status expected, const kedge_jwt_key_set *set, const char *jws, const kedge_jws_verifier_options *options) {
    kedge_jws_content *content = NULL;
    kedge_status status = CALL(kedge_jws_verify, set, jws, strlen(jws), options, &content);
    CHECK_AT(status == expected, "%.300s: %d and not %d", jws, (int)status, (int)expected);
    CHECK(content == NULL && strlen(kedge_last_error()) > 15);
    EXPECT(KEDGE_OK, kedge_jws_content_destroy, content);
}

static void refuse(kedge_status expected, const kedge_jwt_key_set *set) { refuse_text(expected, set, document, NULL); }

static void expect_payload(const kedge_jws_content *content, const void *expected, size_t length) {
    size_t written = 77;
    EXPECT(KEDGE_OK, kedge_jws_content_payload, content, payload, TEXT, &written);
    CHECK(written == length && memcmp(payload, expected, length) == 0);
}

static void verify(const kedge_jwt_key_set *set, const void *expected, size_t length) {
    kedge_jws_content *content = NULL;
    EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, NULL, &content);
    expect_payload(content, expected, length);
    EXPECT(KEDGE_OK, kedge_jws_content_destroy, content);
}

static void drop_content(kedge_jws_content *content) { EXPECT(KEDGE_OK, kedge_jws_content_destroy, content); }

/* A compact document of any header and payload whose signature is not good. */
static const char *unsigned_document(const char *header, const char *content) {
    size_t used = encode_base64((const uint8_t *)header, strlen(header), 1, other);
    other[used++] = '.';
    used += encode_base64((const uint8_t *)content, strlen(content), 1, other + used);
    strcpy(other + used, ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    return other;
}

/* --- there and back ---------------------------------------------------------------------------------------------- */

static void every_form_goes_there_and_back(void) {
    static const uint32_t algorithms[] = {KEDGE_HS256, KEDGE_HS384, KEDGE_HS512, KEDGE_ES256, KEDGE_ES384,
        KEDGE_ES512, KEDGE_ES256K, KEDGE_EDDSA, KEDGE_RS256, KEDGE_PS256};
    static uint8_t bytes[1000];
    check_pattern(bytes, sizeof bytes, 8);
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        kedge_jwt_key *key = generate_key(algorithms[i], i % 2 == 0 ? "id" : NULL);
        kedge_jwt_key *verifying = algorithms[i] <= KEDGE_HS512 ? NULL : public_part(key);
        kedge_jwt_key_set *set = make_set(verifying == NULL ? key : verifying);
        for (uint32_t form = KEDGE_JWS_COMPACT; form <= KEDGE_JWS_GENERAL; form++) {
            kedge_jws_options options = options_of(form, 0, 1);
            for (size_t length = 0; length <= sizeof bytes; length = length * 7 + 1) {
                sign(key, bytes, length, &options);
                verify(set, bytes, length);
            }
        }
        sign(key, NULL, 0, NULL);
        CHECK(strchr(document, '{') == NULL);
        verify(set, "", 0);
        drop_set(set);
        drop_jwt_key(verifying);
        drop_jwt_key(key);
    }
}

/* RFC 7515 A.1, whose secret is not secret at all. */
static const char published_secret[] =
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}";
static const char published[] =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9p"
    "c19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
static const char published_payload[] =
    "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

static void the_published_document_is_good(void) {
    kedge_jwt_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, published_secret, strlen(published_secret), KEDGE_HS256, &key);
    kedge_jwt_key_set *set = make_set(key);
    document_len = strlen(strcpy(document, published));
    verify(set, published_payload, strlen(published_payload));
    kedge_jws_signer signer = {.key = key, .protected_header = "{\"typ\":\"JWT\"}", .protected_header_len = 13};
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, (const uint8_t *)published_payload, strlen(published_payload), NULL,
        document, TEXT, &document_len);
    verify(set, published_payload, strlen(published_payload));
    document[document_len - 9] = document[document_len - 9] == 'A' ? 'B' : 'A';
    refuse(KEDGE_BAD_SIGNATURE, set);
    drop_set(set);
    drop_jwt_key(key);
}

static void changed_content_is_refused(void) {
    kedge_jwt_key *key = make_secret(NULL), *another = NULL;
    kedge_jwt_key_set *set = make_set(key), *others = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_generate, KEDGE_HS256, 0, NULL, 0, &another);
    others = make_set(another);
    for (uint32_t form = KEDGE_JWS_COMPACT; form <= KEDGE_JWS_GENERAL; form++) {
        kedge_jws_options options = options_of(form, 0, 1);
        sign(key, "some content", 12, &options);
        refuse(KEDGE_BAD_SIGNATURE, others);
        for (size_t i = 0; i < document_len; i++) {
            kedge_jws_content *content = NULL;
            char kept = document[i];
            document[i] = kept == 'A' ? 'B' : 'A';
            kedge_status status = CALL(kedge_jws_verify, set, document, document_len, NULL, &content);
            CHECK_AT(status != KEDGE_OK && content == NULL, "form %u, byte %zu", (unsigned)form, i);
            document[i] = kept;
        }
        verify(set, "some content", 12);
    }
    drop_set(set);
    drop_set(others);
    drop_jwt_key(key);
    drop_jwt_key(another);
}

/* Of the two forms that a signature of secp256k1 has, others may give the high one. */
static void either_s_of_secp256k1_is_good(void) {
    static const char order_hex[] = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    kedge_jwt_key *key = generate_key(KEDGE_ES256K, NULL);
    kedge_jwt_key_set *set = make_set(key);
    uint8_t order[32], signature[66];
    check_unhex(order_hex, order);
    for (int i = 0; i < 8; i++) {
        sign(key, &i, sizeof i, NULL);
        char *text = strrchr(document, '.') + 1;
        CHECK(decode_base64(text, strlen(text), signature) == 64);
        CHECK(signature[32] < 0x80);
        int borrow = 0;
        for (int j = 31; j >= 0; j--) {
            int difference = order[j] - signature[32 + j] - borrow;
            borrow = difference < 0;
            signature[32 + j] = (uint8_t)difference;
        }
        encode_base64(signature, 64, 1, text);
        verify(set, &i, sizeof i);
        signature[63] ^= 1;
        encode_base64(signature, 64, 1, text);
        refuse(KEDGE_BAD_SIGNATURE, set);
    }
    drop_set(set);
    drop_jwt_key(key);
}

/* --- what content tells ------------------------------------------------------------------------------------------ */

static void content_tells_of_its_signatures(void) {
    kedge_jwt_key *keys[2] = {generate_key(KEDGE_ES256, "first"), generate_key(KEDGE_EDDSA, NULL)}, *known = NULL;
    kedge_jwt_key_set *set = NULL;
    kedge_jws_content *content = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, (const kedge_jwt_key *const *)keys, 2, &set);
    kedge_jws_signer signers[2] = {
        {.key = keys[0], .protected_header = "{\"typ\":\"a\"}", .protected_header_len = 11},
        {.key = keys[1], .unprotected_header = "{\"kid\":\"unknown\",\"x\":[1]}", .unprotected_header_len = 25}};
    kedge_jws_options options = options_of(KEDGE_JWS_GENERAL, 0, 1);
    EXPECT(KEDGE_OK, kedge_jws_sign, signers, 2, secret_bytes, 32, &options, document, TEXT, &document_len);
    CHECK(strstr(document, "\"header\":{\"kid\":\"unknown\",\"x\":[1]}") != NULL);
    EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, NULL, &content);
    drop_set(set);
    size_t count = 0, length = 0, needed = 0;
    EXPECT(KEDGE_OK, kedge_jws_content_signature_count, content, &count);
    CHECK(count == 2);
    struct {
        kedge_jws_signature signature;
        uint8_t later[8];
    } room;
    for (size_t i = 0; i < 2; i++) {
        memset(&room, 0xA5, sizeof room);
        room.signature.struct_size = sizeof room;
        EXPECT(KEDGE_OK, kedge_jws_content_get_signature, content, i, &room.signature);
        CHECK(room.signature.status == KEDGE_OK && check_all(room.later, 8, 0));
        CHECK(room.signature.algorithm == (i == 0 ? KEDGE_ES256 : KEDGE_EDDSA));
        EXPECT(KEDGE_OK, kedge_jws_content_get_key, content, i, &known);
        kedge_jwt_key_info info = {.struct_size = sizeof info};
        EXPECT(KEDGE_OK, kedge_jwt_key_get_info, known, &info);
        CHECK(info.algorithm == room.signature.algorithm && info.has_id == (i == 0));
        drop_jwt_key(known);
    }
    EXPECT(KEDGE_OK, kedge_jws_content_header, content, 0, other, TEXT, &length);
    CHECK(strcmp(other, "{\"alg\":\"ES256\",\"kid\":\"first\",\"typ\":\"a\"}") == 0 && length == strlen(other));
    EXPECT(KEDGE_OK, kedge_jws_content_header, content, 1, other, TEXT, &length);
    CHECK(strcmp(other, "{\"alg\":\"EdDSA\"}") == 0);
    /* Room. */
    memset(other, 0x5A, 100);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_content_header, content, 1, NULL, 0, &needed);
    CHECK(needed == length + 1);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_content_header, content, 1, other, needed - 1, &needed);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_content_payload, content, NULL, 0, &needed);
    CHECK(needed == 32);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_content_payload, content, (uint8_t *)other, 31, &needed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_header, content, 1, other, over, &needed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_header, content, 1, other, TEXT, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_payload, content, (uint8_t *)other, over, &needed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_payload, content, (uint8_t *)other, TEXT, NULL);
    CHECK(needed == 32 && check_all((uint8_t *)other, 100, 0x5A));
    EXPECT(KEDGE_OK, kedge_jws_content_payload, content, (uint8_t *)other, 32, &length);
    CHECK(length == 32 && memcmp(other, secret_bytes, 32) == 0);
    /* Positions, and structs. */
    static const size_t beyond[] = {2, (size_t)PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    kedge_jws_signature signature = {.struct_size = sizeof signature, .algorithm = 77};
    known = NULL;
    for (size_t i = 0; i < 4; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_get_signature, content, beyond[i], &signature);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_header, content, beyond[i], other, TEXT, &needed);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_get_key, content, beyond[i], &known);
    }
    static const size_t sizes[] = {0, sizeof(kedge_jws_signature) - 1, 4097, SIZE_MAX};
    for (size_t i = 0; i < 4; i++) {
        signature.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_get_signature, content, 0, &signature);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_get_signature, content, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_get_key, content, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_content_signature_count, content, NULL);
    CHECK(known == NULL && signature.algorithm == 77);
    drop_content(content);
    drop_jwt_key(keys[0]);
    drop_jwt_key(keys[1]);
}

static void all_or_one_has_to_be_good(void) {
    kedge_jwt_key *keys[3] = {generate_key(KEDGE_ES256, "a"), generate_key(KEDGE_ES256, "b"),
        generate_key(KEDGE_EDDSA, "c")};
    kedge_jwt_key *other_c = generate_key(KEDGE_EDDSA, "c"), *known = NULL;
    const kedge_jwt_key *some[2] = {keys[1], other_c};
    kedge_jws_signer signers[3] = {{.key = keys[0]}, {.key = keys[1]}, {.key = keys[2]}};
    kedge_jwt_key_set *all = NULL, *few = NULL, *none = make_set(other_c);
    kedge_jws_content *content = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, (const kedge_jwt_key *const *)keys, 3, &all);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, some, 2, &few);
    kedge_jws_options options = options_of(KEDGE_JWS_GENERAL, 0, 1);
    kedge_jws_verifier_options settings = verifier_options();
    EXPECT(KEDGE_OK, kedge_jws_sign, signers, 3, secret_bytes, 32, &options, document, TEXT, &document_len);
    verify(all, secret_bytes, 32);
    refuse(KEDGE_UNKNOWN_TOKEN_KEY, few);
    refuse(KEDGE_UNKNOWN_TOKEN_KEY, none);
    settings.requirement = KEDGE_JWS_ANY;
    refuse_text(KEDGE_UNKNOWN_TOKEN_KEY, none, document, &settings);
    EXPECT(KEDGE_OK, kedge_jws_verify, few, document, document_len, &settings, &content);
    expect_payload(content, secret_bytes, 32);
    static const kedge_status expected[] = {KEDGE_UNKNOWN_TOKEN_KEY, KEDGE_OK, KEDGE_BAD_SIGNATURE};
    for (size_t i = 0; i < 3; i++) {
        kedge_jws_signature signature = {.struct_size = sizeof signature};
        size_t length = 77;
        EXPECT(KEDGE_OK, kedge_jws_content_get_signature, content, i, &signature);
        CHECK_AT(signature.status == expected[i] && (signature.algorithm != 0) == (i == 1), "%d", (int)signature.status);
        if (i == 1) continue;
        EXPECT(KEDGE_BAD_SIGNATURE, kedge_jws_content_header, content, i, other, TEXT, &length);
        EXPECT(KEDGE_BAD_SIGNATURE, kedge_jws_content_get_key, content, i, &known);
        CHECK(length == 77 && known == NULL);
    }
    drop_content(content);
    for (int i = 0; i < 3; i++) drop_jwt_key(keys[i]);
    drop_jwt_key(other_c);
    drop_set(all);
    drop_set(few);
    drop_set(none);
}

/* --- detached and not encoded ------------------------------------------------------------------------------------ */

static void payloads_travel_apart(void) {
    kedge_jwt_key *key = make_secret("id");
    kedge_jwt_key_set *set = make_set(key);
    for (uint32_t form = KEDGE_JWS_COMPACT; form <= KEDGE_JWS_GENERAL; form++) {
        for (int encodes = 0; encodes < 2; encodes++) {
            kedge_jws_options options = options_of(form, 1, encodes);
            kedge_jws_content *content = NULL;
            size_t length = 77;
            /* Bytes that could not stand in a document as they are. */
            static const uint8_t bytes[] = {0xFF, 0, '.', '"'};
            sign(key, bytes, sizeof bytes, &options);
            CHECK(strstr(document, "payload") == NULL);
            EXPECT(KEDGE_OK, kedge_jws_verify_detached, set, document, document_len, bytes, sizeof bytes, NULL, &content);
            EXPECT(KEDGE_PAYLOAD_NOT_ALLOWED, kedge_jws_content_payload, content, payload, TEXT, &length);
            CHECK(length == 77);
            drop_content(content);
            content = NULL;
            EXPECT(KEDGE_BAD_SIGNATURE, kedge_jws_verify_detached, set, document, document_len, bytes, 3, NULL, &content);
            EXPECT(KEDGE_BAD_SIGNATURE, kedge_jws_verify_detached, set, document, document_len, NULL, 0, NULL, &content);
            if (form != KEDGE_JWS_COMPACT) refuse(KEDGE_PAYLOAD_NOT_ALLOWED, set);
            else refuse(KEDGE_BAD_SIGNATURE, set);
            options.is_detached = 0;
            sign(key, "fit for all", 11, &options);
            verify(set, "fit for all", 11);
            EXPECT(KEDGE_PAYLOAD_NOT_ALLOWED, kedge_jws_verify_detached, set, document, document_len,
                (const uint8_t *)"fit for all", 11, NULL, &content);
            CHECK(content == NULL);
        }
    }
    drop_set(set);
    drop_jwt_key(key);
}

static void what_is_not_encoded_has_to_fit(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_signer signer = {.key = key};
    static const struct {
        uint32_t form;
        const char *content;
        size_t length;
    } cases[] = {{KEDGE_JWS_COMPACT, "a.b", 3}, {KEDGE_JWS_COMPACT, "a\nb", 3}, {KEDGE_JWS_COMPACT, "\xC3\xA4", 2},
        {KEDGE_JWS_FLATTENED, "\xFF", 1}, {KEDGE_JWS_FLATTENED, "a\0b", 3}, {KEDGE_JWS_GENERAL, "\xED\xA0\x80", 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_jws_options options = options_of(cases[i].form, 0, 0);
        size_t length = 77;
        strcpy(other, "untouched");
        EXPECT(KEDGE_PAYLOAD_NOT_ALLOWED, kedge_jws_sign, &signer, 1, (const uint8_t *)cases[i].content, cases[i].length,
            &options, other, TEXT, &length);
        CHECK(length == 77 && strcmp(other, "untouched") == 0);
    }
    /* In JSON whatever is text does. */
    kedge_jws_options options = options_of(KEDGE_JWS_FLATTENED, 0, 0);
    static const char text[] = "a.\"b\"\n\\ \xC3\xA4 \xF0\x9F\x98\x80";
    sign(key, text, strlen(text), &options);
    verify(set, text, strlen(text));
    drop_set(set);
    drop_jwt_key(key);
}

/* RFC 7797 §4.2, and the same without crit. */
static void a_reader_has_to_know_b64(void) {
    static const char good[] =
        "eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY";
    kedge_jwt_key *key = NULL;
    kedge_jws_content *content = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, published_secret, strlen(published_secret), KEDGE_HS256, &key);
    kedge_jwt_key_set *set = make_set(key);
    EXPECT(KEDGE_OK, kedge_jws_verify_detached, set, good, strlen(good), (const uint8_t *)"$.02", 4, NULL, &content);
    drop_content(content);
    content = NULL;
    const char *bad = unsigned_document("{\"alg\":\"HS256\",\"b64\":false}", "");
    EXPECT(KEDGE_UNKNOWN_CRITICAL_HEADER, kedge_jws_verify_detached, set, bad, strlen(bad), (const uint8_t *)"$.02", 4,
        NULL, &content);
    refuse_text(KEDGE_UNKNOWN_CRITICAL_HEADER, set, bad, NULL);
    drop_set(set);
    drop_jwt_key(key);
}

/* --- crit -------------------------------------------------------------------------------------------------------- */

static void critical_headers_have_to_be_understood(void) {
    static const char *const headers[] = {
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}",
        "{\"alg\":\"HS256\",\"crit\":[]}",
        "{\"alg\":\"HS256\",\"crit\":\"acted on\",\"acted on\":1}",
        "{\"alg\":\"HS256\",\"crit\":[\"acted on\"]}",
        "{\"alg\":\"HS256\",\"crit\":[\"acted on\",\"acted on\"],\"acted on\":1}",
        "{\"alg\":\"HS256\",\"crit\":[\"acted on\",7],\"acted on\":1}",
        "{\"alg\":\"HS256\",\"crit\":[\"acted on\",\"more\"],\"acted on\":1,\"more\":2}",
        "{\"alg\":\"HS256\",\"crit\":[\"alg\"]}",
        "{\"alg\":\"HS256\",\"crit\":[\"b64\"]}",
    };
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_content *content = NULL;
    kedge_text names[] = {{"acted on", 8}, {"alg", 3}};
    kedge_jws_verifier_options settings = verifier_options();
    settings.critical_headers = names;
    settings.critical_header_count = 2;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        refuse_text(KEDGE_UNKNOWN_CRITICAL_HEADER, set, unsigned_document(headers[i], "x"), &settings);
        const char *text = unsigned_document(headers[i], "");
        EXPECT(KEDGE_UNKNOWN_CRITICAL_HEADER, kedge_jws_verify_detached, set, text, strlen(text), NULL, 0, &settings,
            &content);
    }
    CHECK(content == NULL);
    /* What is understood passes, and then the signature is looked at. */
    const char *understood = unsigned_document("{\"alg\":\"HS256\",\"crit\":[\"acted on\"],\"acted on\":1}", "x");
    refuse_text(KEDGE_BAD_SIGNATURE, set, understood, &settings);
    refuse_text(KEDGE_UNKNOWN_CRITICAL_HEADER, set, understood, NULL);
    drop_set(set);
    drop_jwt_key(key);
}

/* --- what is refused --------------------------------------------------------------------------------------------- */

#define HS256 "eyJhbGciOiJIUzI1NiJ9"
#define TAG "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static void malformed_documents_are_refused(void) {
    static const struct {
        kedge_status status;
        const char *jws;
    } cases[] = {
        {KEDGE_BAD_SIGNATURE, HS256 ".YQ." TAG},
        {KEDGE_BAD_SIGNATURE, HS256 ".YQ."},
        {KEDGE_BAD_SIGNATURE, "{\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"signature\":\"" TAG "\"}"},
        {KEDGE_BAD_SIGNATURE, " \n{\"signatures\":[{\"protected\":\"" HS256 "\",\"signature\":\"\"}],\"payload\":\"YQ\"}"},
        /* The parts. */
        {KEDGE_MALFORMED_JWS, ""},
        {KEDGE_MALFORMED_JWS, HS256},
        {KEDGE_MALFORMED_JWS, HS256 ".YQ"},
        {KEDGE_MALFORMED_JWS, HS256 ".YQ." TAG "."},
        {KEDGE_MALFORMED_TOKEN_HEADER, ".YQ." TAG},
        {KEDGE_MALFORMED_JWS, "..."},
        {KEDGE_MALFORMED_TOKEN_HEADER, HS256 "=.YQ." TAG},
        {KEDGE_MALFORMED_TOKEN_HEADER, " " HS256 ".YQ." TAG},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, HS256 ".YQ." TAG "="},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, HS256 ".YQ." TAG "\n"},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, HS256 ".YQ.AAAAA"},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, HS256 ".YQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"},
        /* JSON. */
        {KEDGE_MALFORMED_JWS, "{"},
        {KEDGE_MALFORMED_JWS, "{\"payload\":\"YQ\",\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"signature\":\"\"}"},
        {KEDGE_MALFORMED_JWS, "{\"payload\":7,\"protected\":\"" HS256 "\",\"signature\":\"\"}"},
        {KEDGE_MALFORMED_JWS, "{\"payload\":\"YQ\",\"signatures\":[]}"},
        {KEDGE_MALFORMED_JWS, "{\"payload\":\"YQ\",\"signatures\":{}}"},
        {KEDGE_MALFORMED_JWS, "{\"payload\":\"YQ\",\"signatures\":[],\"signature\":\"\"}"},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, "{\"payload\":\"YQ\"}"},
        {KEDGE_MALFORMED_TOKEN_SIGNATURE, "{\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"signature\":7}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"payload\":\"YQ\",\"protected\":7,\"signature\":\"\"}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"signature\":\"\",\"header\":7}"},
        {KEDGE_PAYLOAD_NOT_ALLOWED, "{\"protected\":\"" HS256 "\",\"signature\":\"\"}"},
        /* alg counts only in the protected header, and none does not exist. */
        {KEDGE_ALGORITHM_NOT_ALLOWED, "{\"payload\":\"YQ\",\"header\":{\"alg\":\"HS256\"},\"signature\":\"" TAG "\"}"},
        {KEDGE_ALGORITHM_NOT_ALLOWED,
            "{\"payload\":\"YQ\",\"protected\":\"e30\",\"header\":{\"alg\":\"HS256\"},\"signature\":\"\"}"},
        {KEDGE_ALGORITHM_NOT_ALLOWED,
            "{\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"header\":{\"alg\":\"HS256\"},\"signature\":\"\"}"},
        {KEDGE_UNKNOWN_CRITICAL_HEADER,
            "{\"payload\":\"YQ\",\"protected\":\"" HS256 "\",\"header\":{\"crit\":[\"b64\"]},\"signature\":\"\"}"},
        /* RFC 7515 A.5 */
        {KEDGE_ALGORITHM_NOT_ALLOWED,
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0"
            "cnVlfQ."},
    };
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) refuse_text(cases[i].status, set, cases[i].jws, NULL);
    static const struct {
        kedge_status status;
        const char *header;
    } headers[] = {
        {KEDGE_MALFORMED_TOKEN_HEADER, "[]"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"alg\":\"HS256\",\"alg\":\"HS256\"}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"alg\":7}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"alg\":\"HS256\",\"kid\":7}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"alg\":\"HS256\",\"b64\":\"false\",\"crit\":[\"b64\"]}"},
        {KEDGE_MALFORMED_TOKEN_HEADER, "{\"alg\":\"HS256\"} x"},
        {KEDGE_ALGORITHM_NOT_ALLOWED, "{}"},
        {KEDGE_ALGORITHM_NOT_ALLOWED, "{\"alg\":\"hs256\"}"},
        {KEDGE_ALGORITHM_NOT_ALLOWED, "{\"alg\":\"HS256 \"}"},
        {KEDGE_UNKNOWN_TOKEN_KEY, "{\"alg\":\"HS384\"}"},
        /* Keys that a header brings along are ignored. */
        {KEDGE_UNKNOWN_TOKEN_KEY,
            "{\"alg\":\"EdDSA\",\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},"
            "\"jku\":\"https://example.com\",\"x5u\":\"https://example.com\"}"},
    };
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        kedge_jws_content *content = NULL;
        refuse_text(headers[i].status, set, unsigned_document(headers[i].header, "x"), NULL);
        const char *text = unsigned_document(headers[i].header, "");
        EXPECT(headers[i].status, kedge_jws_verify_detached, set, text, strlen(text), NULL, 0, NULL, &content);
        CHECK(content == NULL);
    }
    static const char *const detached[] = {"no JWS", "{\"payload\":7}", "{\"signatures\":[7]}", HS256 "..AAAAA"};
    static const kedge_status statuses[] = {KEDGE_MALFORMED_JWS, KEDGE_PAYLOAD_NOT_ALLOWED,
        KEDGE_MALFORMED_TOKEN_SIGNATURE, KEDGE_MALFORMED_TOKEN_SIGNATURE};
    kedge_jws_content *content = NULL;
    for (size_t i = 0; i < 4; i++) {
        EXPECT(statuses[i], kedge_jws_verify_detached, set, detached[i], strlen(detached[i]), NULL, 0, NULL, &content);
    }
    CHECK(content == NULL);
    drop_set(set);
    drop_jwt_key(key);
}

static void a_key_takes_its_algorithm_alone(void) {
    kedge_jwt_key *key = make_secret("id");
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_content *content = NULL;
    kedge_jws_verifier_options settings = verifier_options();
    static const uint32_t others[] = {KEDGE_HS384, KEDGE_ES256}, own[] = {KEDGE_ES256, KEDGE_HS256};
    refuse_text(KEDGE_ALGORITHM_NOT_ALLOWED, set, unsigned_document("{\"alg\":\"HS384\",\"kid\":\"id\"}", "x"), NULL);
    refuse_text(KEDGE_UNKNOWN_TOKEN_KEY, set, unsigned_document("{\"alg\":\"HS256\",\"kid\":\"di\"}", "x"), NULL);
    sign(key, "x", 1, NULL);
    settings.algorithms = others;
    settings.algorithm_count = 2;
    refuse_text(KEDGE_ALGORITHM_NOT_ALLOWED, set, document, &settings);
    settings.algorithms = own;
    EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, &settings, &content);
    drop_content(content);
    drop_set(set);
    drop_jwt_key(key);
}

static void sizes_are_bounded(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_signer signer = {.key = key};
    kedge_jws_content *content = NULL;
    kedge_jws_verifier_options settings = verifier_options();
    static uint8_t large[1048577];
    size_t length = 77;
    CHECK(settings.max_payload_bytes == 1048576 && settings.requirement == KEDGE_JWS_ALL);
    for (uint32_t form = KEDGE_JWS_COMPACT; form <= KEDGE_JWS_GENERAL; form++) {
        kedge_jws_options options = options_of(form, 0, 1);
        sign(key, large, 1048576, &options);
        verify(set, large, 1048576);
        sign(key, large, 1048577, &options);
        refuse(KEDGE_TOKEN_TOO_LARGE, set);
        settings.max_payload_bytes = KEDGE_NO_LIMIT;
        EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, &settings, &content);
        drop_content(content);
        settings.max_payload_bytes = 0;
        refuse_text(KEDGE_TOKEN_TOO_LARGE, set, document, &settings);
        sign(key, NULL, 0, &options);
        EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, &settings, &content);
        drop_content(content);
        content = NULL;
        /* A payload that travels apart may be longer. */
        options.is_detached = 1;
        sign(key, large, 1048577, &options);
        EXPECT(KEDGE_OK, kedge_jws_verify_detached, set, document, document_len, large, 1048577, &settings, &content);
        drop_content(content);
        content = NULL;
        memset(other, 'A', TEXT);
        other[0] = form == KEDGE_JWS_COMPACT ? 'A' : '{';
        EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jws_verify_detached, set, other, TEXT, NULL, 0, NULL, &content);
        EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jws_verify, set, other, TEXT, NULL, &content);
        EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jws_sign, &signer, 1, large, PTRDIFF_MAX, &options, document, TEXT, &length);
    }
    /* The longest header is one of 16 KiB. */
    memset(document, ' ', 20000);
    memcpy(document, "{\"a\":\"", 6);
    memset(document + 6, 'a', 16384);
    memcpy(document + 6 + 16384, "\"}", 2);
    signer.protected_header = document;
    signer.protected_header_len = 6 + 16384 + 2;
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jws_sign, &signer, 1, NULL, 0, NULL, other, TEXT, &length);
    CHECK(content == NULL && length == 77);
    drop_set(set);
    drop_jwt_key(key);
}

/* --- headers and signers that are refused ------------------------------------------------------------------------ */

static void headers_to_be_signed_are_checked(void) {
    static const struct {
        kedge_status status;
        uint32_t form;
        const char *protected_header, *unprotected_header;
    } cases[] = {
        {KEDGE_OK, KEDGE_JWS_COMPACT, "{\"typ\":\"a\",\"x\":{\"y\":[1,2.5,null]}}", NULL},
        {KEDGE_OK, KEDGE_JWS_COMPACT, "{}", NULL},
        {KEDGE_OK, KEDGE_JWS_FLATTENED, "{\"typ\":\"a\"}", "{\"kid\":\"a\"}"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "[]", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"a\":1,\"a\":1}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"a\":1} x", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"alg\":\"HS256\"}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"\\u0061lg\":\"HS256\"}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"kid\":\"a\"}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"b64\":true}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, "{\"crit\":[\"a\"],\"a\":1}", NULL},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_COMPACT, NULL, "{\"a\":1}"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_FLATTENED, NULL, "{\"alg\":\"HS256\"}"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_FLATTENED, NULL, "{\"crit\":[]}"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_FLATTENED, NULL, "{}"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_FLATTENED, NULL, "7"},
        {KEDGE_MALFORMED_HEADERS, KEDGE_JWS_GENERAL, "{\"a\":1}", "{\"a\":1}"},
        {KEDGE_INVALID_UTF8, KEDGE_JWS_COMPACT, "{\"a\":\"\xFF\"}", NULL},
        {KEDGE_INVALID_UTF8, KEDGE_JWS_FLATTENED, NULL, "{\"a\":\"\xC0\x80\"}"},
    };
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_jws_options options = options_of(cases[i].form, 0, 1);
        kedge_jws_signer signer = {.key = key, .protected_header = cases[i].protected_header,
            .unprotected_header = cases[i].unprotected_header};
        if (signer.protected_header != NULL) signer.protected_header_len = strlen(signer.protected_header);
        if (signer.unprotected_header != NULL) signer.unprotected_header_len = strlen(signer.unprotected_header);
        document_len = 77;
        kedge_status status = CALL(kedge_jws_sign, &signer, 1, secret_bytes, 32, &options, document, TEXT, &document_len);
        CHECK_AT(status == cases[i].status, "case %zu: %d, %s", i, (int)status, kedge_last_error());
        if (status == KEDGE_OK) verify(set, secret_bytes, 32);
        else CHECK(document_len == 77);
    }
    drop_set(set);
    drop_jwt_key(key);
}

static void only_keys_that_sign_are_signers(void) {
    kedge_jwt_key *pair = generate_key(KEDGE_ES256, NULL), *part = public_part(pair), *verifying = NULL, *signing = NULL;
    static const char verify_only[] =
        "{\"kty\":\"oct\",\"k\":\"jCFeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"key_ops\":[\"verify\"]}";
    static const char sign_only[] =
        "{\"kty\":\"oct\",\"k\":\"jCFeAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\",\"key_ops\":[\"sign\"]}";
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, verify_only, strlen(verify_only), KEDGE_HS256, &verifying);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, sign_only, strlen(sign_only), KEDGE_HS256, &signing);
    kedge_jws_signer signer = {.key = part};
    size_t length = 77;
    EXPECT(KEDGE_KEY_IS_PUBLIC, kedge_jws_sign, &signer, 1, NULL, 0, NULL, document, TEXT, &length);
    signer.key = verifying;
    EXPECT(KEDGE_KEY_USE, kedge_jws_sign, &signer, 1, NULL, 0, NULL, document, TEXT, &length);
    CHECK(length == 77);
    /* One that only signs is no key to verify with. */
    kedge_jwt_key_set *set = make_set(signing);
    sign(signing, "x", 1, NULL);
    refuse(KEDGE_UNKNOWN_TOKEN_KEY, set);
    drop_set(set);
    set = make_set(verifying);
    verify(set, "x", 1);
    drop_set(set);
    drop_jwt_key(pair);
    drop_jwt_key(part);
    drop_jwt_key(verifying);
    drop_jwt_key(signing);
}

static void signers_are_counted(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_signer signers[65];
    size_t length = 77;
    memset(signers, 0, sizeof signers);
    for (int i = 0; i < 65; i++) signers[i].key = key;
    kedge_jws_options options = options_of(KEDGE_JWS_GENERAL, 0, 1);
    EXPECT(KEDGE_OK, kedge_jws_sign, signers, 64, secret_bytes, 32, &options, document, TEXT, &document_len);
    verify(set, secret_bytes, 32);
    static const size_t counts[] = {0, 65, (size_t)PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < 5; i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, signers, counts[i], NULL, 0, &options, document, TEXT, &length);
    options.serialization = KEDGE_JWS_FLATTENED;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, signers, 2, NULL, 0, &options, document, TEXT, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, signers, 2, NULL, 0, NULL, document, TEXT, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, NULL, 1, NULL, 0, NULL, document, TEXT, &length);
    signers[1].key = (const kedge_jwt_key *)set;
    options.serialization = KEDGE_JWS_GENERAL;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_sign, signers, 2, NULL, 0, &options, document, TEXT, &length);
    signers[0].key = NULL;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_sign, signers, 1, NULL, 0, NULL, document, TEXT, &length);
    CHECK(length == 77);
    drop_set(set);
    drop_jwt_key(key);
}

/* --- options, buffers and arguments ------------------------------------------------------------------------------ */

static void a_document_needs_its_room(void) {
    kedge_jwt_key *key = generate_key(KEDGE_ES512, NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_signer signer = {.key = key};
    for (uint32_t form = KEDGE_JWS_COMPACT; form <= KEDGE_JWS_GENERAL; form++) {
        kedge_jws_options options = options_of(form, 0, 1);
        size_t needed = 0, length = 0;
        memset(document, 0x5A, 2000);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_sign, &signer, 1, secret_bytes, 32, &options, NULL, 0, &needed);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_sign, &signer, 1, secret_bytes, 32, &options, document, needed - 1,
            &length);
        CHECK(length == needed && check_all((uint8_t *)document, 2000, 0x5A));
        EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, secret_bytes, 32, &options, document, needed, &document_len);
        CHECK(document_len == needed - 1 && strlen(document) == document_len && document[needed] == 0x5A);
        verify(set, secret_bytes, 32);
    }
    size_t length = 77;
    memset(document, 0x5A, 2000);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, secret_bytes, 32, NULL, document, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, secret_bytes, 32, NULL, document, TEXT, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, NULL, 1, NULL, document, TEXT, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, secret_bytes, over, NULL, document, TEXT, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, (uint8_t *)document + 9, 2, NULL, document, TEXT, &length);
    signer.protected_header_len = 1;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, NULL, 0, NULL, document, TEXT, &length);
    signer.protected_header_len = 0;
    signer.unprotected_header = "{}";
    signer.unprotected_header_len = over;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, NULL, 0, NULL, document, TEXT, &length);
    CHECK(length == 77 && check_all((uint8_t *)document, 2000, 0x5A));
    drop_set(set);
    drop_jwt_key(key);
}

static void options_are_checked(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jws_signer signer = {.key = key};
    kedge_jws_content *content = NULL;
    size_t length = 77;
    static const size_t sizes[] = {0, 1, 23, 4097, SIZE_MAX};
    for (size_t i = 0; i < 5; i++) {
        kedge_jws_options options = options_of(KEDGE_JWS_COMPACT, 0, 1);
        kedge_jws_verifier_options settings = verifier_options();
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_options_init, &options, sizes[i]);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verifier_options_init, &settings, sizes[i]);
        options.struct_size = settings.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, NULL, 0, &options, document, TEXT, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify, set, "a", 1, &settings, &content);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify_detached, set, "a", 1, NULL, 0, &settings, &content);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_options_init, NULL, sizeof(kedge_jws_options));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verifier_options_init, NULL, sizeof(kedge_jws_verifier_options));
    static const struct {
        uint32_t serialization;
        int32_t is_detached, encodes_payload, reserved;
    } cases[] = {{0, 0, 1, 0}, {4, 0, 1, 0}, {UINT32_MAX, 0, 1, 0}, {1, 2, 1, 0}, {1, -1, 1, 0}, {1, 0, 2, 0},
        {1, 0, INT32_MIN, 0}, {1, 0, 1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_jws_options options = options_of(cases[i].serialization, cases[i].is_detached, cases[i].encodes_payload);
        options.reserved = cases[i].reserved;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_sign, &signer, 1, NULL, 0, &options, document, TEXT, &length);
    }
    static const uint32_t algorithms[] = {KEDGE_HS256, 15};
    static const kedge_text names[] = {{"a", 1}, {"\xFF", 1}, {NULL, 1}};
    for (int i = 0; i < 8; i++) {
        kedge_jws_verifier_options settings = verifier_options();
        kedge_status expected = KEDGE_INVALID_ARGUMENT;
        settings.algorithms = algorithms;
        settings.algorithm_count = 1;
        settings.critical_headers = names;
        settings.critical_header_count = 1;
        switch (i) {
        case 0: settings.requirement = 0; break;
        case 1: settings.requirement = 3; break;
        case 2: settings.reserved = 1; break;
        case 3: settings.algorithm_count = 2; break;
        case 4: settings.algorithm_count = 0; break;
        case 5: settings.critical_header_count = 1025; break;
        case 6: settings.critical_headers = &names[2]; break;
        default: settings.critical_header_count = 2; expected = KEDGE_INVALID_UTF8;
        }
        EXPECT(expected, kedge_jws_verify, set, "a", 1, &settings, &content);
        EXPECT(expected, kedge_jws_verify_detached, set, "a", 1, NULL, 0, &settings, &content);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify, set, NULL, 1, NULL, &content);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify, set, "a", over, NULL, &content);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify, set, "a", 1, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify_detached, set, NULL, 1, NULL, 0, NULL, &content);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify_detached, set, "a", 1, NULL, 1, NULL, &content);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify_detached, set, "a", 1, secret_bytes, over, NULL, &content);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jws_verify_detached, set, "a", 1, NULL, 0, NULL, NULL);
    EXPECT(KEDGE_MALFORMED_JWS, kedge_jws_verify, set, NULL, 0, NULL, &content);
    CHECK(content == NULL && length == 77);
    drop_set(set);
    drop_jwt_key(key);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static void refuse_content(kedge_jws_content *content) {
    kedge_jws_signature signature = {.struct_size = sizeof signature, .algorithm = 77};
    kedge_jwt_key *key = NULL;
    size_t length = 77;
    strcpy(other, "untouched");
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_payload, content, (uint8_t *)other, TEXT, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_signature_count, content, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_get_signature, content, 0, &signature);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_header, content, 0, other, TEXT, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_get_key, content, 0, &key);
    if (content != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_content_destroy, content);
    CHECK(length == 77 && key == NULL && signature.algorithm == 77 && strcmp(other, "untouched") == 0);
}

static void foreign_handles_are_refused(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key), *dead = make_set(key);
    kedge_jws_content *content = NULL, *none = NULL;
    sign(key, "x", 1, NULL);
    EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, NULL, &content);
    drop_set(dead);
    const kedge_jwt_key_set *no_sets[] = {NULL, dead, (kedge_jwt_key_set *)key, (kedge_jwt_key_set *)content};
    for (int i = 0; i < 4; i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_verify, no_sets[i], document, document_len, NULL, &none);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jws_verify_detached, no_sets[i], document, document_len, NULL, 0, NULL, &none);
    }
    CHECK(none == NULL);
    refuse_content(NULL);
    refuse_content((kedge_jws_content *)set);
    refuse_content((kedge_jws_content *)key);
    refuse_content((kedge_jws_content *)(uintptr_t)document);
    drop_content(content);
    refuse_content(content);
    drop_content(NULL);
    drop_set(set);
    drop_jwt_key(key);
}

int main(void) {
    check_begin("jws");
    check_case("content goes there and back in every form and by every kind of key", every_form_goes_there_and_back);
    check_case("the document of RFC 7515 is good", the_published_document_is_good);
    check_case("changed content is refused, whichever byte it is", changed_content_is_refused);
    check_case("either s of a signature of secp256k1 is good", either_s_of_secp256k1_is_good);
    check_case("content tells of its signatures", content_tells_of_its_signatures);
    check_case("all signatures have to be good, or one", all_or_one_has_to_be_good);
    check_case("payloads travel apart, encoded or not", payloads_travel_apart);
    check_case("a payload that is not encoded has to fit its place", what_is_not_encoded_has_to_fit);
    check_case("a payload that is not encoded is marked as critical", a_reader_has_to_know_b64);
    check_case("critical headers have to be understood", critical_headers_have_to_be_understood);
    check_case("malformed documents are refused", malformed_documents_are_refused);
    check_case("a key takes its algorithm alone", a_key_takes_its_algorithm_alone);
    check_case("sizes are bounded", sizes_are_bounded);
    check_case("headers to be signed are checked", headers_to_be_signed_are_checked);
    check_case("only keys that sign are signers", only_keys_that_sign_are_signers);
    check_case("signers are counted", signers_are_counted);
    check_case("a document that does not fit is not written", a_document_needs_its_room);
    check_case("options and arguments are checked", options_are_checked);
    check_case("dead and foreign handles are refused", foreign_handles_are_refused);
    return check_end();
}
