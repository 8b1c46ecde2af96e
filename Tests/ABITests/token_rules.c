/* The rules of a verifier: every way in which a token is good or refused. */
#include "token_samples.h"

/* A header or claims, and what comes of them. */
typedef struct judgement {
    const char *text;
    kedge_status status;
} judgement;

static void judge_headers(const kedge_jwt_verifier *verifier, const judgement *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        kedge_status status = verify_parts(verifier, list[i].text, PLAIN_CLAIMS);
        CHECK_AT(status == list[i].status, "%s: %d and not %d", list[i].text, (int)status, (int)list[i].status);
    }
}

static void judge_claims(const kedge_jwt_verifier *verifier, const judgement *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        kedge_status status = verify_parts(verifier, PLAIN_HEADER, list[i].text);
        CHECK_AT(status == list[i].status, "%s: %d and not %d", list[i].text, (int)status, (int)list[i].status);
    }
}

static void judge_texts(const kedge_jwt_verifier *verifier, const judgement *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        kedge_status status = verify_text(verifier, list[i].text, strlen(list[i].text));
        CHECK_AT(status == list[i].status, "\"%s\": %d and not %d", list[i].text, (int)status, (int)list[i].status);
    }
}

/* --- form --------------------------------------------------------------------------------------------------------- */

static void a_token_has_exactly_three_parts(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    static const judgement cases[] = {
        {"", KEDGE_MALFORMED_TOKEN},      {".", KEDGE_MALFORMED_TOKEN},     {"..", KEDGE_MALFORMED_TOKEN},
        {"...", KEDGE_MALFORMED_TOKEN},   {"e30", KEDGE_MALFORMED_TOKEN},   {"e30.e30", KEDGE_MALFORMED_TOKEN},
        {"e30.e30.", KEDGE_MALFORMED_TOKEN},  {".e30.e30", KEDGE_MALFORMED_TOKEN}, {"e30..e30", KEDGE_MALFORMED_TOKEN},
        {"e30.e30.e30.e30", KEDGE_MALFORMED_TOKEN}, {"e30.e30.e30.", KEDGE_MALFORMED_TOKEN},
        {"e30.e30.e30.e30.e30", KEDGE_MALFORMED_TOKEN}, {"{}", KEDGE_MALFORMED_TOKEN},
        /* An unsecured token (RFC 7515 A.5, RFC 7519 section 6.1). */
        {"eyJhbGciOiJub25lIn0."
         "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
         KEDGE_MALFORMED_TOKEN},
    };
    judge_texts(verifier, cases, COUNT(cases));
    sample token;
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    /* One part more or less of a good token. */
    size_t count = token.count;
    memcpy(token.text + count, ".e30", 5);
    CHECK(verify_text(verifier, token.text, count + 4) == KEDGE_MALFORMED_TOKEN);
    CHECK(verify_text(verifier, token.text, count + 1) == KEDGE_MALFORMED_TOKEN);
    CHECK(verify_text(verifier, token.text, count - 43) == KEDGE_MALFORMED_TOKEN);
    CHECK(verify_text(verifier, token.text, count - 44) == KEDGE_MALFORMED_TOKEN);
    CHECK(verify_text(verifier, token.text, count) == KEDGE_OK);
    drop_verifier(verifier);
}

/* Puts a text into a token that is signed as a whole afterwards, so that nothing but the form is wrong. */
static void make_spelled(sample *token, const char *header64, const char *claims64) {
    token->count = (size_t)snprintf(token->text, SAMPLE_ROOM, "%s.%s", header64, claims64);
    add_signature(token);
}

static void base64url_is_strict(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    char header[200], claims[200], spelled[210];
    sample token;
    encode64(PLAIN_HEADER, strlen(PLAIN_HEADER), header);
    size_t claims_len = encode64("{\"exp\":1700000600}", 18, claims);
    make_spelled(&token, header, claims);
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);

    static const char *const behind[] = {"=", "==", "===", " ", "\n", "\r\n", "\t", "A", "+", "/", "~", "\xC3\xA4"};
    for (size_t i = 0; i < COUNT(behind); i++) {
        snprintf(spelled, sizeof spelled, "%s%s", header, behind[i]);
        make_spelled(&token, spelled, claims);
        kedge_status status = verify_sample(verifier, &token);
        CHECK_AT(status == KEDGE_MALFORMED_TOKEN_HEADER, "header, %s: %d", behind[i], (int)status);
        snprintf(spelled, sizeof spelled, "%s%s", claims, behind[i]);
        make_spelled(&token, header, spelled);
        status = verify_sample(verifier, &token);
        CHECK_AT(status == KEDGE_MALFORMED_TOKEN_CLAIMS, "claims, %s: %d", behind[i], (int)status);
        snprintf(spelled, sizeof spelled, "%s%s", behind[i], claims);
        make_spelled(&token, header, spelled);
        status = verify_sample(verifier, &token);
        CHECK_AT(status == KEDGE_MALFORMED_TOKEN_CLAIMS, "claims, %s before: %d", behind[i], (int)status);
        make_spelled(&token, header, claims);
        token.count += (size_t)snprintf(token.text + token.count, 8, "%s", behind[i]);
        status = verify_sample(verifier, &token);
        /* A letter more makes 33 bytes, which no signature has. */
        kedge_status expected = *behind[i] == 'A' ? KEDGE_BAD_SIGNATURE : KEDGE_MALFORMED_TOKEN_SIGNATURE;
        CHECK_AT(status == expected, "signature, %s: %d", behind[i], (int)status);
    }
    /* White space in the middle, and a NUL. */
    for (int i = 0; i < 4; i++) {
        make_spelled(&token, header, claims);
        token.text[strlen(header) + 3] = " \n\t\0"[i];
        token.count = strlen(header) + 1 + claims_len;
        add_signature(&token);
        CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_CLAIMS);
        make_spelled(&token, header, claims);
        token.text[3] = " \n\t\0"[i];
        CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_HEADER);
        make_spelled(&token, header, claims);
        token.text[token.count - 3] = " \n\t\0"[i];
        CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_SIGNATURE);
    }
    /* Bits behind the last byte: the 43rd letter of a signature has two. */
    make_spelled(&token, header, claims);
    char last = token.text[token.count - 1];
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *place = strchr(letters, last);
    CHECK((place - letters) % 4 == 0);
    for (int i = 1; i < 4; i++) {
        token.text[token.count - 1] = place[i];
        CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_SIGNATURE);
    }
    /* Claims of one and of two bytes more have four and two such bits. */
    claims_len = encode64("{\"exp\":1700000600} ", 19, claims);
    claims[claims_len - 1]++;
    make_spelled(&token, header, claims);
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_CLAIMS);
    claims_len = encode64("{\"exp\":1700000600}  ", 20, claims);
    claims[claims_len - 1]++;
    make_spelled(&token, header, claims);
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_CLAIMS);
    drop_verifier(verifier);
}

/* JSON that is not strict, in the place of a member that nobody asks for; %s stands for what goes before it. */
#define NOT_STRICT(start, status) \
    {start "\"a\":1,\"a\":2}", status}, {start "\"a\":1,\"\\u0061\":2}", status}, {start "\"a\":1}x", status}, \
    {start "\"a\":1}{}", status}, {start "\"a\":1", status}, {start "\"a\":1,}", status}, {start "\"a\"}", status}, \
    {start "a:1}", status}, {start "'a':1}", status}, {start "\"a\":\"\\u0000\"}", status}, \
    {start "\"\\u0000\":1}", status}, {start "\"a\":\"\xC3(\"}", status}, {start "\"a\":\"\xED\xA0\x80\"}", status}, \
    {start "\"a\":\"\xC0\xAF\"}", status}, {start "\"a\":\"\\uD800\"}", status}, \
    {start "\"a\":\"\\uDC00\\uD800\"}", status}, {start "\"a\":\"\\x\"}", status}, {start "\"a\":\"\t\"}", status}, \
    {start "\"a\":01}", status}, {start "\"a\":+1}", status}, {start "\"a\":.5}", status}, \
    {start "\"a\":1.}", status}, {start "\"a\":NaN}", status}, {start "\"a\":Infinity}", status}, \
    {start "\"a\":tru}", status}, {start "\"a\":[1,]}", status}, {start "/**/\"a\":1}", status}, \
    {"\xEF\xBB\xBF" start "\"a\":1}", status}

static void json_is_strict(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    static const judgement headers[] = {
        NOT_STRICT("{\"alg\":\"HS256\",", KEDGE_MALFORMED_TOKEN_HEADER),
        {"{\"alg\":\"HS256\",\"alg\":\"HS256\"}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"alg\":\"none\"}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"\\u0061lg\":\"none\"}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"kid\":\"k1\",\"kid\":\"k2\"}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"[]", KEDGE_MALFORMED_TOKEN_HEADER},
        {"null", KEDGE_MALFORMED_TOKEN_HEADER},
        {"\"HS256\"", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"typ\":\"JWT\"}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":null}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":256}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":[\"HS256\"]}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"kid\":1}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"kid\":null}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"kid\":[\"k1\"]}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"typ\":1}", KEDGE_MALFORMED_TOKEN_HEADER},
        {"{\"alg\":\"HS256\",\"typ\":null}", KEDGE_MALFORMED_TOKEN_HEADER},
        {" {\"alg\" : \"HS256\" }\n", KEDGE_OK},
        {"{\"\\u0061lg\":\"HS25\\u0036\"}", KEDGE_OK},
    };
    judge_headers(verifier, headers, COUNT(headers));
    static const judgement claims[] = {
        NOT_STRICT("{\"exp\":1700000600,", KEDGE_MALFORMED_TOKEN_CLAIMS),
        {"{\"exp\":1700000600,\"exp\":1700000601}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1,\"e\\u0078p\":1700000601}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"a\":{\"b\":1,\"b\":1}}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"[]", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"null", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"1", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {" ", KEDGE_MALFORMED_TOKEN_CLAIMS},
        /* Claims of another kind than RFC 7519 has them, whether somebody asks for them or not. */
        {"{\"exp\":\"1700000600\"}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":null}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":[1700000600]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":true}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"nbf\":\"1\"}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"nbf\":null}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"iat\":\"1\"}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"iss\":1}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"iss\":null}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"iss\":[\"a\"]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"sub\":1}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"jti\":1}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":1}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":null}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":{}}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":[1]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":[\"a\",null]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"aud\":[[\"a\"]]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600,\"a\":\"\\uD83D\\uDE00\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"a\":123456789012345678901234567890}", KEDGE_OK},
    };
    judge_claims(verifier, claims, COUNT(claims));
    /* A NUL that is no escape. */
    sample token;
    make_sample_of(&token, PLAIN_HEADER, strlen(PLAIN_HEADER), PLAIN_CLAIMS, sizeof PLAIN_CLAIMS);
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_CLAIMS);
    make_sample_of(&token, PLAIN_HEADER, sizeof PLAIN_HEADER, PLAIN_CLAIMS, strlen(PLAIN_CLAIMS));
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_HEADER);
    drop_verifier(verifier);
}

static size_t nest(char *out, const char *start, int depth) {
    size_t count = (size_t)sprintf(out, "%s", start);
    for (int i = 0; i < depth; i++) out[count++] = '[';
    for (int i = 0; i < depth; i++) out[count++] = ']';
    out[count++] = '}';
    out[count] = 0;
    return count;
}

static void sizes_and_depth_are_limited(void) {
    kedge_jwt_verifier_options options = sample_options();
    sample token;
    char text[400], header[400];
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    size_t header_len = (size_t)(strchr(token.text, '.') - token.text);
    options.max_token_bytes = token.count;
    options.max_header_bytes = header_len;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    /* Before anything else, whatever is in it; and then the header, before it is read. */
    memset(text, '.', sizeof text);
    CHECK(verify_text(verifier, text, token.count + 1) == KEDGE_TOKEN_TOO_LARGE);
    CHECK(verify_text(verifier, text, token.count) == KEDGE_MALFORMED_TOKEN);
    CHECK(verify_text(verifier, text, 10) == KEDGE_MALFORMED_TOKEN);
    memset(text, '!', header_len + 1);
    memcpy(text + header_len + 1, ".e30.e30", 8);
    CHECK(verify_text(verifier, text, header_len + 9) == KEDGE_TOKEN_TOO_LARGE);
    CHECK(strstr(kedge_last_error(), "max_header_bytes") != NULL);
    CHECK(verify_text(verifier, text + 1, header_len + 8) == KEDGE_MALFORMED_TOKEN_HEADER);
    size_t needed = 77;
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jwt_verify, verifier, text, SIZE_MAX / 2, NULL, 0, &needed);
    CHECK(needed == 77);
    drop_verifier(verifier);

    verifier = make_secret_verifier(NULL);
    static const struct {
        uint32_t limit;
        int depth;
    } depths[] = {{1, 0}, {2, 1}, {32, 31}, {128, 127}};
    for (size_t i = 0; i < COUNT(depths); i++) {
        options = sample_options();
        options.max_depth = depths[i].limit;
        kedge_jwt_verifier *limited = make_secret_verifier(&options);
        for (int more = 0; more <= 1; more++) {
            kedge_status expected = more == 0 ? KEDGE_OK : KEDGE_TOKEN_TOO_LARGE;
            if (depths[i].depth + more == 0) continue;
            nest(text, "{\"exp\":1700000600,\"a\":", depths[i].depth + more);
            CHECK_AT(verify_parts(limited, PLAIN_HEADER, text) == expected, "claims, %d", depths[i].depth + more);
            nest(header, "{\"alg\":\"HS256\",\"a\":", depths[i].depth + more);
            CHECK_AT(verify_parts(limited, header, PLAIN_CLAIMS) == expected, "header, %d", depths[i].depth + more);
        }
        CHECK(strstr(kedge_last_error(), "max_depth") != NULL);
        drop_verifier(limited);
    }
    drop_verifier(verifier);
}

/* --- header ------------------------------------------------------------------------------------------------------- */

static void the_algorithm_is_that_of_the_key(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    static const judgement cases[] = {
        {"{\"alg\":\"HS256\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"kid\":\"k1\"}", KEDGE_OK},
        {"{\"alg\":\"none\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"None\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"NONE\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"nOnE\",\"kid\":\"k1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"hs256\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS256 \"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS2560\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS25\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"RS1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"A256GCM\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"dir\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        /* Of the same family: the key that the id names is for HS256. */
        {"{\"alg\":\"HS384\",\"kid\":\"k1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS512\",\"kid\":\"k1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"RS256\",\"kid\":\"k1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"EdDSA\",\"kid\":\"k1\"}", KEDGE_ALGORITHM_NOT_ALLOWED},
        {"{\"alg\":\"HS384\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"ES256\"}", KEDGE_UNKNOWN_TOKEN_KEY},
    };
    judge_headers(verifier, cases, COUNT(cases));
    drop_verifier(verifier);

    kedge_jwt_verifier_options options = sample_options();
    static const uint32_t others[] = {KEDGE_HS384, KEDGE_HS512, KEDGE_ES256}, ours[] = {KEDGE_ES256, KEDGE_HS256};
    options.algorithms = others;
    options.algorithm_count = 3;
    verifier = make_secret_verifier(&options);
    CHECK(verify_parts(verifier, PLAIN_HEADER, PLAIN_CLAIMS) == KEDGE_ALGORITHM_NOT_ALLOWED);
    drop_verifier(verifier);
    options.algorithms = ours;
    options.algorithm_count = 2;
    verifier = make_secret_verifier(&options);
    CHECK(verify_parts(verifier, PLAIN_HEADER, PLAIN_CLAIMS) == KEDGE_OK);
    drop_verifier(verifier);
}

/* The public key of a pair, in any of its forms, taken for a secret by whoever forges a token. */
static void a_public_key_is_no_secret(void) {
    kedge_jwt_key *pair = generate_key(KEDGE_ES256, "k1"), *secret = NULL;
    kedge_jwt_key_set *set = make_set(pair);
    kedge_jwt_verifier_options options = sample_options();
    kedge_jwt_verifier *verifier = make_verifier(set, &options);
    sample token;
    make_sample(&token, "{\"alg\":\"HS256\",\"kid\":\"k1\"}", PLAIN_CLAIMS);
    CHECK(verify_sample(verifier, &token) == KEDGE_ALGORITHM_NOT_ALLOWED);
    make_sample(&token, "{\"alg\":\"HS256\"}", PLAIN_CLAIMS);
    CHECK(verify_sample(verifier, &token) == KEDGE_UNKNOWN_TOKEN_KEY);
    char pem[1000];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_public_pem, pair, pem, sizeof pem, &length);
    EXPECT(KEDGE_WRONG_KEY_KIND, kedge_jwt_key_create_secret, (uint8_t *)pem, length, KEDGE_HS256, NULL, 0, &secret);
    drop_verifier(verifier);
    drop_set(set);
    drop_jwt_key(pair);
}

static void a_key_is_chosen_by_its_id(void) {
    kedge_jwt_key *first = make_secret("k1"), *second = generate_key(KEDGE_HS256, "k2");
    const kedge_jwt_key *keys[] = {second, first};
    kedge_jwt_key_set *set = NULL, *none = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, keys, 2, &set);
    kedge_jwt_verifier_options options = sample_options();
    kedge_jwt_verifier *verifier = make_verifier(set, &options);
    static const judgement cases[] = {
        {"{\"alg\":\"HS256\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"kid\":\"k1\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"kid\":\"\\u006b1\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"kid\":\"k2\"}", KEDGE_BAD_SIGNATURE},
        {"{\"alg\":\"HS256\",\"kid\":\"k3\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"HS256\",\"kid\":\"k\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"HS256\",\"kid\":\"k11\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"HS256\",\"kid\":\"K1\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"HS256\",\"kid\":\"\"}", KEDGE_UNKNOWN_TOKEN_KEY},
        {"{\"alg\":\"HS256\",\"kid\":\"k1\",\"kid \":\"k2\"}", KEDGE_OK},
    };
    judge_headers(verifier, cases, COUNT(cases));
    drop_verifier(verifier);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, NULL, 0, &none);
    verifier = make_verifier(none, &options);
    CHECK(verify_parts(verifier, PLAIN_HEADER, PLAIN_CLAIMS) == KEDGE_UNKNOWN_TOKEN_KEY);
    drop_verifier(verifier);
    drop_set(none);
    drop_set(set);
    drop_jwt_key(first);
    drop_jwt_key(second);
}

static void keys_that_a_header_brings_are_ignored(void) {
    kedge_jwt_key *theirs = generate_key(KEDGE_ES256, NULL), *ours = generate_key(KEDGE_ES256, NULL);
    kedge_jwt_key_set *set = make_set(ours);
    kedge_jwt_verifier_options options = sample_options();
    kedge_jwt_verifier *verifier = make_verifier(set, &options);
    char jwk[1000], headers[5][1200];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_public_jwk, theirs, jwk, sizeof jwk, &length);
    snprintf(headers[0], sizeof headers[0], "{\"jwk\":%s}", jwk);
    strcpy(headers[1], "{\"jku\":\"https://evil.example/keys\"}");
    strcpy(headers[2], "{\"x5u\":\"https://evil.example/chain\",\"x5t\":\"AAAA\"}");
    strcpy(headers[3], "{\"x5c\":[\"MIIB\"],\"x5t#S256\":\"AAAA\"}");
    /* Not even looked at. */
    strcpy(headers[4], "{\"jwk\":7,\"jku\":null,\"x5u\":[],\"x5c\":{}}");
    for (int i = 0; i < 5; i++) {
        for (int is_ours = 0; is_ours <= 1; is_ours++) {
            kedge_jwt_issuer_options more = sample_issuer_options();
            more.headers = headers[i];
            more.headers_len = strlen(headers[i]);
            kedge_jwt_issuer *issuer = make_issuer(is_ours ? ours : theirs, &more);
            sample token;
            issue(issuer, "{}", &token);
            CHECK(verify_sample(verifier, &token) == (is_ours ? KEDGE_OK : KEDGE_BAD_SIGNATURE));
            drop_issuer(issuer);
        }
    }
    drop_verifier(verifier);
    drop_set(set);
    drop_jwt_key(theirs);
    drop_jwt_key(ours);
}

static void critical_headers_have_to_be_understood(void) {
    static const judgement unknown[] = {
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"a\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"b\":2,\"crit\":[\"a\",\"b\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"crit\":[]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"crit\":[\"alg\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"\\u0063rit\":[\"a\"],\"a\":1}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        /* The payload unencoded, which a token never has (RFC 7797 section 7). */
        {"{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"b64\":true,\"crit\":[\"b64\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"b64\":false}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"b64\":true}", KEDGE_UNKNOWN_CRITICAL_HEADER},
    };
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    judge_headers(verifier, unknown, COUNT(unknown));
    drop_verifier(verifier);

    static const judgement known[] = {
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"a\"]}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"a\":null,\"b c\":{},\"crit\":[\"b c\",\"a\"]}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"\\u0061\"]}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"a\":1}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"A\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"c\":1,\"crit\":[\"a\",\"c\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        /* Named, and not there. */
        {"{\"alg\":\"HS256\",\"crit\":[\"a\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"b c\":1,\"crit\":[\"b c\",\"a\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        /* Twice. */
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"a\",\"a\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"a\",\"\\u0061\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":\"a\"}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":null}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":{\"a\":1}}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[1]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"crit\":[\"a\",null]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
        {"{\"alg\":\"HS256\",\"a\":1,\"b64\":false,\"crit\":[\"a\"]}", KEDGE_UNKNOWN_CRITICAL_HEADER},
    };
    kedge_text names[] = {text_of("a"), text_of("b c")};
    kedge_jwt_verifier_options options = sample_options();
    options.critical_headers = names;
    options.critical_header_count = 2;
    verifier = make_secret_verifier(&options);
    judge_headers(verifier, known, COUNT(known));
    drop_verifier(verifier);
}

static void the_type_is_compared_as_a_media_type(void) {
    static const judgement cases[] = {
        {"{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"typ\":\"AT+JWT\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"typ\":\"application/at+jwt\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\",\"typ\":\"Application/AT+jwt\"}", KEDGE_OK},
        {"{\"alg\":\"HS256\"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"JWT\"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"\"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"at+jw\"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"at+jwt \"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"application/at+jwt/1\"}", KEDGE_WRONG_TOKEN_TYPE},
        {"{\"alg\":\"HS256\",\"typ\":\"text/at+jwt\"}", KEDGE_WRONG_TOKEN_TYPE},
    };
    static const char *const spellings[] = {"at+jwt", "At+Jwt", "application/at+jwt", "APPLICATION/AT+JWT"};
    for (size_t i = 0; i < COUNT(spellings); i++) {
        kedge_jwt_verifier_options options = sample_options();
        options.type = spellings[i];
        options.type_len = strlen(spellings[i]);
        kedge_jwt_verifier *verifier = make_secret_verifier(&options);
        judge_headers(verifier, cases, COUNT(cases));
        drop_verifier(verifier);
    }
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    CHECK(verify_parts(verifier, "{\"alg\":\"HS256\",\"typ\":\"whatever\"}", PLAIN_CLAIMS) == KEDGE_OK);
    drop_verifier(verifier);
}

/* Another letter of base64url. */
static void change(char *letter) { *letter = *letter == 'A' ? 'B' : 'A'; }

/* --- signature ---------------------------------------------------------------------------------------------------- */

static void nothing_may_be_changed(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    sample token;
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    size_t claims_at = (size_t)(strchr(token.text, '.') - token.text) + 1;
    size_t signature_at = token.count - 43;
    for (size_t at = 0; at < token.count; at++) {
        char was = token.text[at];
        if (was == '.') continue;
        token.text[at] = was == 'A' ? 'B' : 'A';
        kedge_status status = verify_sample(verifier, &token);
        int is_expected = at >= claims_at && at < signature_at ? status == KEDGE_BAD_SIGNATURE
            : at >= signature_at ? status == KEDGE_BAD_SIGNATURE || status == KEDGE_MALFORMED_TOKEN_SIGNATURE
                                 : status != KEDGE_OK;
        CHECK_AT(is_expected, "letter %zu: %d", at, (int)status);
        token.text[at] = was;
    }
    /* A signature of another length, the empty one of a NUL included. */
    static const char *const signatures[] = {"AA", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    for (size_t i = 0; i < COUNT(signatures); i++) {
        strcpy(token.text + signature_at, signatures[i]);
        CHECK(verify_text(verifier, token.text, strlen(token.text)) == KEDGE_BAD_SIGNATURE);
    }
    /* The right one, cut and grown by whole bytes. */
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    CHECK(verify_text(verifier, token.text, token.count - 3) == KEDGE_BAD_SIGNATURE);
    drop_verifier(verifier);
}

static void claims_are_not_read_before_the_signature_is_good(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    static const char *const claims[] = {"{", "[]", "{\"exp\":1}", "{}", "\xFF", "{\"exp\":1,\"exp\":1}"};
    for (size_t i = 0; i < COUNT(claims); i++) {
        sample token;
        make_sample(&token, PLAIN_HEADER, claims[i]);
        change(&token.text[token.count - 2]);
        CHECK_AT(verify_sample(verifier, &token) == KEDGE_BAD_SIGNATURE, "%s", claims[i]);
    }
    sample token;
    char header[100];
    encode64(PLAIN_HEADER, strlen(PLAIN_HEADER), header);
    make_spelled(&token, header, "!!!!");
    change(&token.text[token.count - 2]);
    CHECK(verify_sample(verifier, &token) == KEDGE_BAD_SIGNATURE);
    drop_verifier(verifier);
}

static void the_first_broken_rule_is_told(void) {
    kedge_jwt_verifier_options options = sample_options();
    kedge_text other = text_of("other"), claim = text_of("scope");
    options.type = "at+jwt";
    options.type_len = 6;
    options.issuers = options.audiences = &other;
    options.issuer_count = options.audience_count = 1;
    options.required_claims = &claim;
    options.required_claim_count = 1;
    options.subject = "bob";
    options.subject_len = 3;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    sample token;
    make_sample(&token, "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"typ\":\"x\",\"kid\":\"?\"}", "{\"exp\":1}");
    token.text[token.count - 1] = '!';
    CHECK(verify_sample(verifier, &token) == KEDGE_UNKNOWN_CRITICAL_HEADER);
    make_sample(&token, "{\"alg\":\"none\",\"typ\":\"x\",\"kid\":\"?\"}", "{\"exp\":1}");
    token.text[token.count - 1] = '!';
    CHECK(verify_sample(verifier, &token) == KEDGE_ALGORITHM_NOT_ALLOWED);
    make_sample(&token, "{\"alg\":\"HS256\",\"typ\":\"x\",\"kid\":\"?\"}", "{\"exp\":1}");
    token.text[token.count - 1] = '!';
    CHECK(verify_sample(verifier, &token) == KEDGE_WRONG_TOKEN_TYPE);
    make_sample(&token, "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"?\"}", "{\"exp\":1}");
    token.text[token.count - 1] = '!';
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_SIGNATURE);
    token.text[token.count - 1] = 'A';
    CHECK(verify_sample(verifier, &token) == KEDGE_UNKNOWN_TOKEN_KEY);
    make_sample(&token, "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", "{\"exp\":1");
    CHECK(verify_sample(verifier, &token) == KEDGE_MALFORMED_TOKEN_CLAIMS);
    static const judgement cases[] = {
        {"{\"exp\":\"\"}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1}", KEDGE_MISSING_CLAIM},
        {"{\"exp\":1,\"iss\":\"x\",\"sub\":\"x\",\"aud\":\"x\"}", KEDGE_MISSING_CLAIM},
        {"{\"exp\":1,\"nbf\":1800000000,\"iss\":\"x\",\"sub\":\"x\",\"aud\":\"x\",\"scope\":1}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1900000000,\"nbf\":1800000000,\"iat\":1800000000,\"iss\":\"x\",\"sub\":\"x\",\"aud\":\"x\","
         "\"scope\":1}",
         KEDGE_TOKEN_NOT_YET_VALID},
        {"{\"exp\":1900000000,\"iat\":1800000000,\"iss\":\"x\",\"sub\":\"x\",\"aud\":\"x\",\"scope\":1}",
         KEDGE_TOKEN_ISSUED_IN_FUTURE},
        {"{\"exp\":1900000000,\"iss\":\"x\",\"sub\":\"x\",\"aud\":\"x\",\"scope\":1}", KEDGE_WRONG_ISSUER},
        {"{\"exp\":1900000000,\"iss\":\"other\",\"sub\":\"x\",\"aud\":\"x\",\"scope\":1}", KEDGE_WRONG_SUBJECT},
        {"{\"exp\":1900000000,\"iss\":\"other\",\"sub\":\"bob\",\"aud\":\"x\",\"scope\":1}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1900000000,\"iss\":\"other\",\"sub\":\"bob\",\"aud\":\"other\",\"scope\":1}", KEDGE_OK},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_status status = verify_parts(verifier, "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", cases[i].text);
        CHECK_AT(status == cases[i].status, "%s: %d", cases[i].text, (int)status);
    }
    drop_verifier(verifier);
}

/* --- claims ------------------------------------------------------------------------------------------------------- */

static void times_are_kept(void) {
    kedge_jwt_verifier *strict = make_secret_verifier(NULL);
    /* The clock stands at 1,700,000,000. */
    static const judgement cases[] = {
        {"{\"exp\":1700000001}", KEDGE_OK},
        {"{\"exp\":1700000000}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1699999999}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":0}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":-1}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1700000000.5}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1700000001.5}", KEDGE_OK},
        {"{\"exp\":1.700000001e9}", KEDGE_OK},
        {"{\"exp\":17E8}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":99999999999999999999999999}", KEDGE_OK},
        {"{\"exp\":1e999}", KEDGE_OK},
        {"{\"exp\":-1e999}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":9223372036854775807}", KEDGE_OK},
        {"{\"exp\":9223372036854775808}", KEDGE_OK},
        {"{\"exp\":-9223372036854775809}", KEDGE_TOKEN_EXPIRED},
        {"{}", KEDGE_MISSING_CLAIM},
        {"{\"EXP\":1700000001}", KEDGE_MISSING_CLAIM},
        {"{\"exp\":1700000001,\"nbf\":1700000000}", KEDGE_OK},
        {"{\"exp\":1700000001,\"nbf\":1700000001}", KEDGE_TOKEN_NOT_YET_VALID},
        {"{\"exp\":1700000001,\"nbf\":1700000000.1}", KEDGE_TOKEN_NOT_YET_VALID},
        {"{\"exp\":1700000001,\"nbf\":1699999999.9}", KEDGE_OK},
        {"{\"exp\":1700000001,\"nbf\":1e999}", KEDGE_TOKEN_NOT_YET_VALID},
        {"{\"exp\":1700000001,\"nbf\":-5}", KEDGE_OK},
        {"{\"exp\":1700000001,\"iat\":1700000000}", KEDGE_OK},
        {"{\"exp\":1700000001,\"iat\":1700000001}", KEDGE_TOKEN_ISSUED_IN_FUTURE},
        {"{\"exp\":1700000001,\"iat\":1700000000.1}", KEDGE_TOKEN_ISSUED_IN_FUTURE},
        {"{\"exp\":1700000001,\"iat\":0}", KEDGE_OK},
    };
    judge_claims(strict, cases, COUNT(cases));
    drop_verifier(strict);

    kedge_jwt_verifier_options options = sample_options();
    options.leeway_seconds = 60;
    kedge_jwt_verifier *lenient = make_secret_verifier(&options);
    static const judgement with_leeway[] = {
        {"{\"exp\":1699999941}", KEDGE_OK},
        {"{\"exp\":1699999940}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1699999940.9}", KEDGE_TOKEN_EXPIRED},
        {"{\"exp\":1700000600,\"nbf\":1700000060}", KEDGE_OK},
        {"{\"exp\":1700000600,\"nbf\":1700000061}", KEDGE_TOKEN_NOT_YET_VALID},
        {"{\"exp\":1700000600,\"iat\":1700000060}", KEDGE_OK},
        {"{\"exp\":1700000600,\"iat\":1700000061}", KEDGE_TOKEN_ISSUED_IN_FUTURE},
        {"{\"exp\":9223372036854775807}", KEDGE_OK},
    };
    judge_claims(lenient, with_leeway, COUNT(with_leeway));
    drop_verifier(lenient);

    options = sample_options();
    options.max_age_seconds = 100;
    options.leeway_seconds = 5;
    kedge_jwt_verifier *young = make_secret_verifier(&options);
    static const judgement aged[] = {
        {"{\"exp\":1700000600,\"iat\":1699999896}", KEDGE_OK},
        {"{\"exp\":1700000600,\"iat\":1699999895}", KEDGE_TOKEN_TOO_OLD},
        {"{\"exp\":1700000600,\"iat\":0}", KEDGE_TOKEN_TOO_OLD},
        {"{\"exp\":1700000600,\"iat\":-9223372036854775808}", KEDGE_TOKEN_TOO_OLD},
        {"{\"exp\":1700000600}", KEDGE_MISSING_CLAIM},
    };
    judge_claims(young, aged, COUNT(aged));
    CHECK(strstr(kedge_last_error(), "iat") != NULL);
    drop_verifier(young);

    options = sample_options();
    options.requires_expiry = 0;
    kedge_jwt_verifier *patient = make_secret_verifier(&options);
    static const judgement without_end[] = {{"{}", KEDGE_OK}, {"{\"exp\":1}", KEDGE_TOKEN_EXPIRED},
                                            {"{\"exp\":null}", KEDGE_MALFORMED_TOKEN_CLAIMS}};
    judge_claims(patient, without_end, COUNT(without_end));
    drop_verifier(patient);
}

static void no_clock_traps(void) {
    static const int64_t times[] = {INT64_MIN, INT64_MIN + 1, -1, 0, INT64_MAX - 1, INT64_MAX};
    static const char *const claims[] = {"{\"exp\":1e999,\"nbf\":-1e999,\"iat\":-1e999}", "{\"exp\":1,\"iat\":1}",
                                         "{\"exp\":-9223372036854775808,\"nbf\":9223372036854775807,\"iat\":0}"};
    kedge_jwt_verifier_options options = sample_options();
    options.leeway_seconds = 86400;
    options.max_age_seconds = (uint64_t)1 << 40;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    for (size_t i = 0; i < COUNT(times); i++) {
        sample_now = times[i];
        for (size_t j = 0; j < COUNT(claims); j++) {
            kedge_status status = verify_parts(verifier, PLAIN_HEADER, claims[j]);
            CHECK(status == KEDGE_OK || (status >= KEDGE_TOKEN_EXPIRED && status <= KEDGE_TOKEN_TOO_OLD));
        }
    }
    sample_now = SAMPLE_NOW;
    drop_verifier(verifier);
}

static void issuer_and_subject_are_compared_as_wholes(void) {
    static const char secret_name[] = "https://issuer.example/\xC3\xA9";
    kedge_text issuers[] = {text_of("https://other.example"), text_of(secret_name)};
    kedge_jwt_verifier_options options = sample_options();
    options.issuers = issuers;
    options.issuer_count = 2;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static const judgement by_issuer[] = {
        {"{\"exp\":1700000600,\"iss\":\"https://issuer.example/\xC3\xA9\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"iss\":\"https:\\/\\/issuer.example\\u002f\\u00e9\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"iss\":\"https://other.example\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"iss\":\"https://issuer.example/\"}", KEDGE_WRONG_ISSUER},
        {"{\"exp\":1700000600,\"iss\":\"https://issuer.example/\xC3\xA9/\"}", KEDGE_WRONG_ISSUER},
        {"{\"exp\":1700000600,\"iss\":\"HTTPS://issuer.example/\xC3\xA9\"}", KEDGE_WRONG_ISSUER},
        /* The same to look at, but e and an accent. */
        {"{\"exp\":1700000600,\"iss\":\"https://issuer.example/e\xCC\x81\"}", KEDGE_WRONG_ISSUER},
        {"{\"exp\":1700000600,\"iss\":\"\"}", KEDGE_WRONG_ISSUER},
        {"{\"exp\":1700000600}", KEDGE_MISSING_CLAIM},
    };
    judge_claims(verifier, by_issuer, COUNT(by_issuer));
    CHECK(strstr(kedge_last_error(), "iss") != NULL);
    drop_verifier(verifier);

    options = sample_options();
    options.subject = "alice\0bob";
    options.subject_len = 5;
    verifier = make_secret_verifier(&options);
    static const judgement by_subject[] = {
        {"{\"exp\":1700000600,\"sub\":\"alice\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"sub\":\"\\u0061lice\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"sub\":\"alic\"}", KEDGE_WRONG_SUBJECT},
        {"{\"exp\":1700000600,\"sub\":\"alice2\"}", KEDGE_WRONG_SUBJECT},
        {"{\"exp\":1700000600,\"sub\":\"Alice\"}", KEDGE_WRONG_SUBJECT},
        {"{\"exp\":1700000600,\"sub\":\"\"}", KEDGE_WRONG_SUBJECT},
        {"{\"exp\":1700000600}", KEDGE_MISSING_CLAIM},
    };
    judge_claims(verifier, by_subject, COUNT(by_subject));
    drop_verifier(verifier);
}

static void an_audience_is_a_text_or_a_list(void) {
    kedge_text names[] = {text_of("api"), text_of("backend")};
    kedge_jwt_verifier_options options = sample_options();
    options.audiences = names;
    options.audience_count = 2;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static const judgement named[] = {
        {"{\"exp\":1700000600,\"aud\":\"api\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":\"backend\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":[\"api\"]}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":[\"x\",\"y\",\"b\\u0061ckend\"]}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":\"ap\"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":\"api \"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":\"API\"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":\"api backend\"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":[\"ap\",\"i\"]}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":[]}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":\"\"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":[\"api\",7]}", KEDGE_MALFORMED_TOKEN_CLAIMS},
        {"{\"exp\":1700000600}", KEDGE_MISSING_CLAIM},
    };
    judge_claims(verifier, named, COUNT(named));
    drop_verifier(verifier);

    /* Whoever has no name is not meant by a token that names somebody. */
    verifier = make_secret_verifier(NULL);
    static const judgement nameless[] = {
        {"{\"exp\":1700000600,\"aud\":\"api\"}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600,\"aud\":[]}", KEDGE_WRONG_AUDIENCE},
        {"{\"exp\":1700000600}", KEDGE_OK},
    };
    judge_claims(verifier, nameless, COUNT(nameless));
    drop_verifier(verifier);

    options = sample_options();
    options.accepts_any_audience = 1;
    verifier = make_secret_verifier(&options);
    static const judgement any[] = {
        {"{\"exp\":1700000600,\"aud\":\"api\"}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":[]}", KEDGE_OK},
        {"{\"exp\":1700000600}", KEDGE_OK},
        {"{\"exp\":1700000600,\"aud\":1}", KEDGE_MALFORMED_TOKEN_CLAIMS},
    };
    judge_claims(verifier, any, COUNT(any));
    drop_verifier(verifier);
}

static void claims_may_be_required(void) {
    kedge_text names[] = {text_of("scope"), text_of("jti"), text_of("\xC3\xA4")};
    kedge_jwt_verifier_options options = sample_options();
    options.required_claims = names;
    options.required_claim_count = 3;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static const judgement cases[] = {
        {"{\"exp\":1700000600,\"scope\":\"\",\"jti\":\"\",\"\xC3\xA4\":false}", KEDGE_OK},
        {"{\"exp\":1700000600,\"sc\\u006fpe\":0,\"jti\":\"1\",\"\\u00e4\":[]}", KEDGE_OK},
        {"{\"exp\":1700000600,\"jti\":\"\",\"\xC3\xA4\":1}", KEDGE_MISSING_CLAIM},
        {"{\"exp\":1700000600,\"scope\":null,\"jti\":\"\",\"\xC3\xA4\":1}", KEDGE_MISSING_CLAIM},
        {"{\"exp\":1700000600,\"a\":{\"scope\":1},\"jti\":\"\",\"\xC3\xA4\":1}", KEDGE_MISSING_CLAIM},
    };
    judge_claims(verifier, cases, COUNT(cases));
    CHECK(strstr(kedge_last_error(), "scope") != NULL);
    CHECK(verify_parts(verifier, PLAIN_HEADER, "{\"exp\":1700000600,\"scope\":1,\"\xC3\xA4\":1}") == KEDGE_MISSING_CLAIM);
    CHECK(strstr(kedge_last_error(), "jti") != NULL);
    CHECK(verify_parts(verifier, PLAIN_HEADER, "{\"exp\":1700000600,\"scope\":1,\"jti\":\"\"}") == KEDGE_MISSING_CLAIM);
    CHECK(strstr(kedge_last_error(), "\xC3\xA4") != NULL);
    drop_verifier(verifier);
}

int main(void) {
    check_begin("token_rules");
    check_case("a token has exactly three parts", a_token_has_exactly_three_parts);
    check_case("base64url has no padding, no white space and no stray bits", base64url_is_strict);
    check_case("header and claims are strict JSON of the right kinds", json_is_strict);
    check_case("sizes are limited before any work, and depth in it", sizes_and_depth_are_limited);
    check_case("the algorithm is exactly that of the key, and never none", the_algorithm_is_that_of_the_key);
    check_case("a public key does not pass for a secret", a_public_key_is_no_secret);
    check_case("a key is chosen by the whole of its id", a_key_is_chosen_by_its_id);
    check_case("keys that a header brings along are ignored", keys_that_a_header_brings_are_ignored);
    check_case("what crit names has to be understood and there, once", critical_headers_have_to_be_understood);
    check_case("a type is compared without case and application/", the_type_is_compared_as_a_media_type);
    check_case("no letter of a token may be changed", nothing_may_be_changed);
    check_case("claims are not read before the signature is good", claims_are_not_read_before_the_signature_is_good);
    check_case("the first broken rule is told", the_first_broken_rule_is_told);
    check_case("exp, nbf, iat, leeway and the maximum age are kept to the second", times_are_kept);
    check_case("no time of a clock traps", no_clock_traps);
    check_case("issuer and subject are compared as whole texts", issuer_and_subject_are_compared_as_wholes);
    check_case("an audience is a text or a list, and for whoever has no name it is wrong", an_audience_is_a_text_or_a_list);
    check_case("claims that are required are named where they lack", claims_may_be_required);
    return check_end();
}
