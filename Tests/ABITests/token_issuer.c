/* Issuers: their options, what they add to claims and headers, and what they refuse to sign. */
#include "token_samples.h"

/* --- options ------------------------------------------------------------------------------------------------------ */

static kedge_jwt_key *options_key;

static kedge_status init_options(void *options, size_t size) {
    return CALL(kedge_jwt_issuer_options_init, options, size);
}

static kedge_status use_options(void *options) {
    kedge_jwt_issuer *issuer = NULL;
    kedge_status status = CALL(kedge_jwt_issuer_create, options_key, options, &issuer);
    CHECK((status == KEDGE_OK) == (issuer != NULL));
    drop_issuer(issuer);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_jwt_issuer_options options;
    CHECK(sizeof options == 152);
    options_key = make_secret("k1");
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_jwt_issuer_options_init, &options, sizeof options);
    CHECK(options.issuer == NULL && options.subject == NULL && options.audiences == NULL && options.headers == NULL);
    CHECK(options.issuer_len + options.subject_len + options.audience_count + options.headers_len == 0);
    CHECK(options.type_len == 3 && memcmp(options.type, "JWT", 3) == 0);
    CHECK(options.lifetime_seconds == 3600 && options.not_before_seconds == 0 && options.max_token_bytes == 16384);
    CHECK(options.adds_not_before == 0 && options.adds_issued_at == 1 && options.adds_id == 0);
    CHECK(options.adds_key_id == 1 && options.keeps_given_claims == 0 && options.reserved == 0);
    CHECK(options.clock == NULL && options.clock_context == NULL);
    drop_jwt_key(options_key);
}

#define REFUSES(field, value) \
    do { \
        kedge_jwt_issuer_options changed = sample_issuer_options(); \
        changed.field = (value); \
        CHECK_AT(use_options(&changed) == KEDGE_INVALID_ARGUMENT, #field " " #value); \
    } while (0)

#define TAKES(field, value) \
    do { \
        kedge_jwt_issuer_options changed = sample_issuer_options(); \
        changed.field = (value); \
        CHECK_AT(use_options(&changed) == KEDGE_OK, #field " " #value); \
    } while (0)

static void refuses_numbers_out_of_range(void) {
    options_key = make_secret("k1");
    REFUSES(lifetime_seconds, 0);
    REFUSES(lifetime_seconds, (uint64_t)1 << 63);
    REFUSES(lifetime_seconds, UINT64_MAX - 1);
    TAKES(lifetime_seconds, 1);
    TAKES(lifetime_seconds, INT64_MAX);
    TAKES(lifetime_seconds, KEDGE_NO_LIMIT);
    TAKES(not_before_seconds, INT64_MIN);
    REFUSES(max_token_bytes, 0);
    /* The header, the least claims, a signature and two dots. */
    REFUSES(max_token_bytes, 98);
    TAKES(max_token_bytes, 99);
    TAKES(max_token_bytes, (uint64_t)1 << 63);
    TAKES(max_token_bytes, KEDGE_NO_LIMIT);
    static const int32_t no_flags[] = {-1, 2, 256, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < COUNT(no_flags); i++) {
        REFUSES(adds_not_before, no_flags[i]);
        REFUSES(adds_issued_at, no_flags[i]);
        REFUSES(adds_id, no_flags[i]);
        REFUSES(adds_key_id, no_flags[i]);
        REFUSES(keeps_given_claims, no_flags[i]);
        REFUSES(reserved, no_flags[i]);
    }
    REFUSES(reserved, 1);
    drop_jwt_key(options_key);
}

static kedge_status use_text(size_t at, size_t count_at, const char *text, size_t count) {
    kedge_jwt_issuer_options options = sample_issuer_options();
    memcpy((char *)&options + at, &text, sizeof text);
    memcpy((char *)&options + count_at, &count, sizeof count);
    return use_options(&options);
}

static void refuses_bad_texts(void) {
    static const struct {
        size_t text, count;
    } texts[] = {
        {offsetof(kedge_jwt_issuer_options, issuer), offsetof(kedge_jwt_issuer_options, issuer_len)},
        {offsetof(kedge_jwt_issuer_options, subject), offsetof(kedge_jwt_issuer_options, subject_len)},
        {offsetof(kedge_jwt_issuer_options, type), offsetof(kedge_jwt_issuer_options, type_len)},
        {offsetof(kedge_jwt_issuer_options, headers), offsetof(kedge_jwt_issuer_options, headers_len)},
    };
    options_key = make_secret("k1");
    for (size_t i = 0; i < COUNT(texts); i++) {
        CHECK(use_text(texts[i].text, texts[i].count, i == 3 ? "{}" : "x", i == 3 ? 2 : 1) == KEDGE_OK);
        CHECK(use_text(texts[i].text, texts[i].count, "", 0) == (i == 3 ? KEDGE_MALFORMED_HEADERS : KEDGE_OK));
        CHECK(use_text(texts[i].text, texts[i].count, NULL, 0) == KEDGE_OK);
        CHECK(use_text(texts[i].text, texts[i].count, NULL, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, NULL, SIZE_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, "x", over) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, "\xC3(", 2) == KEDGE_INVALID_UTF8);
        if (i < 3) CHECK(use_text(texts[i].text, texts[i].count, "x\0y", 3) == KEDGE_INVALID_ARGUMENT);
    }
    static kedge_text many[1025];
    for (size_t i = 0; i < COUNT(many); i++) many[i] = text_of("x");
    const kedge_text missing = {NULL, 1}, endless = {"x", over}, broken = {"\xC3(", 2}, nul = {"x\0", 2};
    const struct {
        const kedge_text *list;
        size_t count;
        kedge_status status;
    } lists[] = {
        {many, 1, KEDGE_OK},
        {many, 1024, KEDGE_OK},
        {many, 1025, KEDGE_INVALID_ARGUMENT},
        {many, over, KEDGE_INVALID_ARGUMENT},
        {many, 0, KEDGE_INVALID_ARGUMENT},
        {NULL, 1, KEDGE_INVALID_ARGUMENT},
        {NULL, SIZE_MAX, KEDGE_INVALID_ARGUMENT},
        {&missing, 1, KEDGE_INVALID_ARGUMENT},
        {&endless, 1, KEDGE_INVALID_ARGUMENT},
        {&broken, 1, KEDGE_INVALID_UTF8},
        {&nul, 1, KEDGE_INVALID_ARGUMENT},
    };
    for (size_t i = 0; i < COUNT(lists); i++) {
        kedge_jwt_issuer_options options = sample_issuer_options();
        options.audiences = lists[i].list;
        options.audience_count = lists[i].count;
        CHECK_AT(use_options(&options) == lists[i].status, "list %zu", i);
    }
    drop_jwt_key(options_key);
}

static void refuses_headers_that_it_sets_itself(void) {
    static const struct {
        const char *headers;
        kedge_status status;
    } cases[] = {
        {"{}", KEDGE_OK},
        {" {\"a\" : 1 , \"jku\":\"https://x.example\"} ", KEDGE_OK},
        {"{\"alg\":\"none\"}", KEDGE_MALFORMED_HEADERS},
        {"{\"\\u0061lg\":\"none\"}", KEDGE_MALFORMED_HEADERS},
        {"{\"typ\":\"x\"}", KEDGE_MALFORMED_HEADERS},
        {"{\"kid\":\"x\"}", KEDGE_MALFORMED_HEADERS},
        {"{\"crit\":[\"a\"],\"a\":1}", KEDGE_MALFORMED_HEADERS},
        {"{\"b64\":false}", KEDGE_MALFORMED_HEADERS},
        {"{\"a\":1,\"a\":1}", KEDGE_MALFORMED_HEADERS},
        {"[]", KEDGE_MALFORMED_HEADERS},
        {"null", KEDGE_MALFORMED_HEADERS},
        {"{\"a\":1", KEDGE_MALFORMED_HEADERS},
        {"{\"a\":\"\\u0000\"}", KEDGE_MALFORMED_HEADERS},
        {"{\"a\":1}{}", KEDGE_MALFORMED_HEADERS},
    };
    options_key = make_secret("k1");
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_jwt_issuer_options options = sample_issuer_options();
        options.headers = cases[i].headers;
        options.headers_len = strlen(cases[i].headers);
        CHECK_AT(use_options(&options) == cases[i].status, "%s", cases[i].headers);
    }
    drop_jwt_key(options_key);
}

/* The largest headers that JSON itself takes leave no room in any token; nor does an issuer or a type beyond that. */
static void refuses_what_no_token_has_room_for(void) {
    if (check_is_light()) SKIP("some hundred megabytes");
    enum { MOST = 16 << 20 };
    char *text = malloc(MOST + 1);
    CHECK(text != NULL);
    if (text == NULL) return;
    memset(text, 'x', MOST + 1);
    options_key = make_secret("k1");
    CHECK(use_text(offsetof(kedge_jwt_issuer_options, issuer), offsetof(kedge_jwt_issuer_options, issuer_len), text,
              MOST + 1) == KEDGE_INVALID_ARGUMENT);
    CHECK(use_text(offsetof(kedge_jwt_issuer_options, type), offsetof(kedge_jwt_issuer_options, type_len), text,
              MOST + 1) == KEDGE_INVALID_ARGUMENT);
    memcpy(text, "{\"a\":\"", 6);
    memcpy(text + MOST - 2, "\"}", 2);
    CHECK(use_text(offsetof(kedge_jwt_issuer_options, headers), offsetof(kedge_jwt_issuer_options, headers_len), text,
              MOST) == KEDGE_INVALID_ARGUMENT);
    text[MOST] = ' ';
    CHECK(use_text(offsetof(kedge_jwt_issuer_options, headers), offsetof(kedge_jwt_issuer_options, headers_len), text,
              MOST + 1) == KEDGE_MALFORMED_HEADERS);
    drop_jwt_key(options_key);
    free(text);
}

static void a_key_has_to_be_one_that_signs(void) {
    kedge_jwt_key *pair = generate_key(KEDGE_ES256, NULL), *part = public_part(pair), *verifies = NULL;
    kedge_jwt_issuer *issuer = NULL;
    static const char jwk[] = "{\"kty\":\"oct\",\"alg\":\"HS256\",\"key_ops\":[\"verify\"],"
                              "\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}";
    EXPECT(KEDGE_KEY_IS_PUBLIC, kedge_jwt_issuer_create, part, NULL, &issuer);
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, jwk, sizeof jwk - 1, 0, &verifies);
    EXPECT(KEDGE_KEY_IS_PUBLIC, kedge_jwt_issuer_create, verifies, NULL, &issuer);
    CHECK(strstr(kedge_last_error(), "key_ops") != NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issuer_create, pair, NULL, NULL);
    drop_jwt_key(part);
    kedge_jwt_key *foreign[] = {NULL, part, (kedge_jwt_key *)(uintptr_t)-1, (kedge_jwt_key *)&pair};
    for (size_t i = 0; i < COUNT(foreign); i++)
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_issuer_create, foreign[i], NULL, &issuer);
    CHECK(issuer == NULL);
    drop_jwt_key(verifies);
    drop_jwt_key(pair);
}

/* --- tokens ------------------------------------------------------------------------------------------------------- */

static char header_text[SAMPLE_ROOM], claims_text[SAMPLE_ROOM];

/* Verifies a token of the secret and puts its parts into the texts above. */
static kedge_status read_token(const sample *token) {
    kedge_jwt_verifier_options options = sample_options();
    options.accepts_any_audience = 1;
    options.requires_expiry = 0;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    kedge_jwt_token *verified_token = NULL;
    size_t length = 0;
    kedge_status status = CALL(kedge_jwt_verify_token, verifier, token->text, token->count, &verified_token);
    if (status == KEDGE_OK) {
        EXPECT(KEDGE_OK, kedge_jwt_token_header, verified_token, header_text, sizeof header_text, &length);
        EXPECT(KEDGE_OK, kedge_jwt_token_claims, verified_token, claims_text, sizeof claims_text, &length);
    }
    drop_token(verified_token);
    drop_verifier(verifier);
    return status;
}

static void adds_what_the_options_say(void) {
    kedge_jwt_key *key = make_secret("k\"1");
    kedge_jwt_key *plain = make_secret(NULL);
    kedge_text audiences[] = {text_of("api"), text_of("b\xC3\xA4")};
    sample token, again;
    const char *names = NULL;

    kedge_jwt_issuer_options options = sample_issuer_options();
    kedge_jwt_issuer *issuer = make_issuer(plain, &options);
    issue(issuer, " {\"a\" : 1.50} ", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK(strcmp(header_text, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}") == 0);
    CHECK_AT(strcmp(claims_text, "{\"a\" : 1.50,\"iat\":1700000000,\"exp\":1700003600}") == 0, "%s", claims_text);
    issue(issuer, " {\"a\" : 1.50} ", &again);
    CHECK(strcmp(token.text, again.text) == 0);
    issue(issuer, "{}", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK(strcmp(claims_text, "{\"iat\":1700000000,\"exp\":1700003600}") == 0);
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, NULL, 0, again.text, SAMPLE_ROOM, &again.count);
    CHECK(strcmp(token.text, again.text) == 0);
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, "x", 0, again.text, SAMPLE_ROOM, &again.count);
    CHECK(strcmp(token.text, again.text) == 0);
    drop_issuer(issuer);

    options.issuer = "https://x.example/\"";
    options.issuer_len = 19;
    options.subject = "alice";
    options.subject_len = 5;
    options.audiences = audiences;
    options.audience_count = 2;
    options.type = "at+jwt";
    options.type_len = 6;
    options.headers = "{ \"a\" : [ 1 ] }";
    options.headers_len = 15;
    options.adds_not_before = 1;
    options.not_before_seconds = -30;
    options.adds_id = 1;
    options.lifetime_seconds = 60;
    issuer = make_issuer(key, &options);
    /* What the options point to is borrowed for the call alone. */
    audiences[0] = text_of("gone");
    issue(issuer, "{}", &token);
    kedge_jwt_key *set_key = make_secret("k\"1");
    kedge_jwt_key_set *set = make_set(set_key);
    kedge_jwt_verifier_options rules = sample_options();
    rules.accepts_any_audience = 1;
    kedge_jwt_verifier *verifier = make_verifier(set, &rules);
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, claims_text, sizeof claims_text, &length);
    names = "{\"iss\":\"https://x.example/\\\"\",\"sub\":\"alice\",\"aud\":[\"api\",\"b\xC3\xA4\"],\"iat\":1700000000,"
            "\"nbf\":1699999970,\"exp\":1700000060,\"jti\":\"";
    CHECK_AT(strncmp(claims_text, names, strlen(names)) == 0, "%s", claims_text);
    /* 128 bits are 22 letters. */
    CHECK(length == strlen(names) + 24 && strcmp(claims_text + length - 2, "\"}") == 0);
    kedge_jwt_token *kept = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, verifier, token.text, token.count, &kept);
    EXPECT(KEDGE_OK, kedge_jwt_token_header, kept, header_text, sizeof header_text, &length);
    CHECK_AT(strcmp(header_text, "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"k\\\"1\",\"a\":[1]}") == 0, "%s",
        header_text);
    drop_token(kept);
    issue(issuer, "{}", &again);
    CHECK(strcmp(token.text, again.text) != 0);
    drop_verifier(verifier);
    drop_set(set);
    drop_jwt_key(set_key);
    drop_issuer(issuer);

    /* As little as there can be. */
    options = sample_issuer_options();
    options.type = NULL;
    options.type_len = 0;
    options.adds_issued_at = 0;
    options.adds_key_id = 0;
    options.lifetime_seconds = KEDGE_NO_LIMIT;
    issuer = make_issuer(key, &options);
    issue(issuer, "{}", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK(strcmp(header_text, "{\"alg\":\"HS256\"}") == 0 && strcmp(claims_text, "{}") == 0);
    drop_issuer(issuer);

    /* One audience is a text. */
    options.audiences = audiences;
    options.audience_count = 1;
    issuer = make_issuer(key, &options);
    issue(issuer, "{\"a\":1}", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK(strcmp(claims_text, "{\"a\":1,\"aud\":\"gone\"}") == 0);
    /* An issuer outlives the handle of its key. */
    drop_jwt_key(key);
    drop_jwt_key(plain);
    issue(issuer, "{\"a\":1}", &again);
    CHECK(strcmp(token.text, again.text) == 0);
    drop_issuer(issuer);
}

static kedge_status try_claims(const kedge_jwt_issuer *issuer, const char *claims) {
    char out[SAMPLE_ROOM];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    kedge_status status = CALL(kedge_jwt_issue, issuer, claims, strlen(claims), out, sizeof out, &length);
    CHECK((status == KEDGE_OK) == (length != 77));
    if (status != KEDGE_OK) CHECK(check_all((uint8_t *)out, sizeof out, 0x5A));
    return status;
}

static void claims_are_checked(void) {
    static const struct {
        const char *claims;
        kedge_status status;
    } cases[] = {
        {"{\"iss\":\"\",\"sub\":\"\",\"jti\":\"\",\"aud\":[],\"nbf\":1.5}", KEDGE_OK},
        {"{\"aud\":[\"a\",\"b\"]}", KEDGE_OK},
        {"", KEDGE_OK},
        {" ", KEDGE_MALFORMED_CLAIMS},
        {"[]", KEDGE_MALFORMED_CLAIMS},
        {"null", KEDGE_MALFORMED_CLAIMS},
        {"{", KEDGE_MALFORMED_CLAIMS},
        {"{}{}", KEDGE_MALFORMED_CLAIMS},
        {"{\"a\":1,\"a\":1}", KEDGE_MALFORMED_CLAIMS},
        {"{\"a\":1,\"\\u0061\":1}", KEDGE_MALFORMED_CLAIMS},
        {"{\"a\":\"\\u0000\"}", KEDGE_MALFORMED_CLAIMS},
        {"{\"a\":\"\xC3(\"}", KEDGE_MALFORMED_CLAIMS},
        {"{\"a\":\"\\ud800\"}", KEDGE_MALFORMED_CLAIMS},
        {"{\"iss\":1}", KEDGE_MALFORMED_CLAIMS},
        {"{\"sub\":null}", KEDGE_MALFORMED_CLAIMS},
        {"{\"s\\u0075b\":null}", KEDGE_MALFORMED_CLAIMS},
        {"{\"jti\":7}", KEDGE_MALFORMED_CLAIMS},
        {"{\"aud\":1}", KEDGE_MALFORMED_CLAIMS},
        {"{\"aud\":[1]}", KEDGE_MALFORMED_CLAIMS},
        {"{\"nbf\":\"1\"}", KEDGE_MALFORMED_CLAIMS},
        {"{\"nbf\":1e300}", KEDGE_MALFORMED_CLAIMS},
        {"{\"exp\":\"1\"}", KEDGE_MALFORMED_CLAIMS},
        {"{\"exp\":1}", KEDGE_DUPLICATE_CLAIM},
        {"{\"iat\":1}", KEDGE_DUPLICATE_CLAIM},
        {"{\"\\u0065xp\":1}", KEDGE_DUPLICATE_CLAIM},
    };
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    for (size_t i = 0; i < COUNT(cases); i++) {
        kedge_status status = try_claims(issuer, cases[i].claims);
        CHECK_AT(status == cases[i].status, "%s: %d", cases[i].claims, (int)status);
    }
    CHECK(strstr(kedge_last_error(), "exp") != NULL);
    drop_issuer(issuer);
    /* The same of claims that were set one by one. */
    static const struct {
        const char *name;
        int64_t value;
        kedge_status status;
    } set[] = {{"iss", 1, KEDGE_MALFORMED_CLAIMS}, {"exp", 1, KEDGE_DUPLICATE_CLAIM}, {"nbf", 1, KEDGE_OK}};
    issuer = make_issuer(key, &options);
    for (size_t i = 0; i < COUNT(set); i++) {
        kedge_jwt_claims *claims = NULL;
        sample token;
        EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
        EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, set[i].name, 3, set[i].value);
        kedge_status status =
            CALL(kedge_jwt_issue_claims, issuer, claims, token.text, sizeof token.text, &token.count);
        CHECK_AT(status == set[i].status, "%s: %d", set[i].name, (int)status);
        EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims);
    }
    drop_issuer(issuer);
    drop_jwt_key(key);
}

static void given_claims_stay_if_told(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    kedge_text audience = text_of("api");
    options.keeps_given_claims = 1;
    options.issuer = "us";
    options.issuer_len = 2;
    options.audiences = &audience;
    options.audience_count = 1;
    options.adds_id = 1;
    options.adds_not_before = 1;
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    sample token;
    issue(issuer,
        "{\"exp\":1700000001,\"iss\":\"them\",\"jti\":\"1\",\"aud\":[],\"nbf\":0,\"iat\":1700000000}", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK(strcmp(claims_text,
              "{\"exp\":1700000001,\"iss\":\"them\",\"jti\":\"1\",\"aud\":[],\"nbf\":0,\"iat\":1700000000}") == 0);
    issue(issuer, "{\"jti\":\"1\",\"aud\":\"x\"}", &token);
    CHECK(read_token(&token) == KEDGE_OK);
    CHECK_AT(strcmp(claims_text, "{\"jti\":\"1\",\"aud\":\"x\",\"iss\":\"us\",\"iat\":1700000000,\"nbf\":1700000000,"
                                 "\"exp\":1700003600}") == 0,
        "%s", claims_text);
    drop_issuer(issuer);
    drop_jwt_key(key);
}

static void sizes_are_kept(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    sample token;
    issue(issuer, "{\"a\":\"0123456789\"}", &token);
    drop_issuer(issuer);
    options.max_token_bytes = token.count;
    issuer = make_issuer(key, &options);
    issue(issuer, "{\"a\":\"0123456789\"}", &token);
    CHECK(try_claims(issuer, "{\"a\":\"0123456789a\"}") == KEDGE_TOKEN_TOO_LARGE);
    kedge_jwt_claims *claims = NULL;
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "a", 1, "0123456789a", 11);
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jwt_issue_claims, issuer, claims, NULL, 0, &length);
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims);
    /* Claims longer than any token are not even read. */
    static char endless[1 << 20];
    memset(endless, '[', sizeof endless);
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jwt_issue, issuer, endless, sizeof endless, NULL, 0, &length);
    drop_issuer(issuer);
    drop_jwt_key(key);
}

static int clock_calls;
static int64_t count_calls(void *context) {
    (void)context;
    clock_calls++;
    return SAMPLE_NOW;
}

static void buffers_are_measured(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    options.adds_id = 1;
    options.clock = count_calls;
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    kedge_jwt_claims *claims = NULL;
    sample token;
    size_t needed = 0, length = 77;
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, "a", 1, 1);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue, issuer, "{\"a\":1}", 7, NULL, 0, &needed);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue_claims, issuer, claims, NULL, SIZE_MAX / 2, &length);
    CHECK(length == needed);
    memset(&token, 0x5A, sizeof token);
    for (size_t capacity = 0; capacity < needed; capacity += capacity + 2 < needed ? 7 : 1) {
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue, issuer, "{\"a\":1}", 7, token.text, capacity, &length);
        CHECK(length == needed);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue_claims, issuer, claims, token.text, capacity, &length);
        CHECK(length == needed && check_all((uint8_t *)token.text, SAMPLE_ROOM, 0x5A));
    }
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, "{\"a\":1}", 7, token.text, needed, &length);
    CHECK(length == needed - 1 && strlen(token.text) == length);
    CHECK(check_all((uint8_t *)token.text + needed, SAMPLE_ROOM - needed, 0x5A));
    EXPECT(KEDGE_OK, kedge_jwt_issue_claims, issuer, claims, token.text, needed, &length);
    CHECK(length == needed - 1 && strlen(token.text) == length);
    CHECK(clock_calls > 0);

    length = 77;
    memset(&token, 0x5A, sizeof token);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, "{}", 2, token.text, SAMPLE_ROOM, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, "{}", 2, token.text, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, "{}", 2, token.text, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, NULL, 2, token.text, SAMPLE_ROOM, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, "{}", over, token.text, SAMPLE_ROOM, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue_claims, issuer, claims, token.text, SAMPLE_ROOM, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue_claims, issuer, claims, token.text, over, &length);
    memcpy(token.text, "{}", 2);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, token.text, 2, token.text, SAMPLE_ROOM, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue, issuer, token.text, 2, token.text + 1, SAMPLE_ROOM - 1, &length);
    CHECK(length == 77 && check_all((uint8_t *)token.text + 2, SAMPLE_ROOM - 2, 0x5A));
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, token.text, 2, token.text + 2, SAMPLE_ROOM - 2, &length);

    kedge_jwt_issuer *gone = make_issuer(key, NULL);
    drop_issuer(gone);
    kedge_jwt_issuer *foreign[] = {NULL, gone, (kedge_jwt_issuer *)claims, (kedge_jwt_issuer *)(uintptr_t)-1};
    length = 77;
    for (size_t i = 0; i < COUNT(foreign); i++) {
        if (foreign[i] != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_issuer_destroy, foreign[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_issue, foreign[i], "{}", 2, token.text, SAMPLE_ROOM, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_issue_claims, foreign[i], claims, token.text, SAMPLE_ROOM, &length);
    }
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_jwt_issuer_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims);
    drop_issuer(issuer);
    drop_jwt_key(key);
}

static void times_beyond_the_range_are_refused(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_claims *claims = NULL;
    sample token;
    static const struct {
        int64_t now, not_before;
        uint64_t lifetime;
        kedge_status status;
    } cases[] = {
        {0, 0, INT64_MAX, KEDGE_OK},
        {1, 0, INT64_MAX, KEDGE_INVALID_ARGUMENT},
        {INT64_MAX, 0, KEDGE_NO_LIMIT, KEDGE_OK},
        {INT64_MAX, 1, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {INT64_MAX, 0, 1, KEDGE_INVALID_ARGUMENT},
        {INT64_MIN, 0, 1, KEDGE_OK},
        {INT64_MIN, -1, 1, KEDGE_INVALID_ARGUMENT},
        {-1, INT64_MIN, 1, KEDGE_INVALID_ARGUMENT},
        {0, INT64_MIN, 1, KEDGE_OK},
    };
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t now = cases[i].now;
        kedge_jwt_issuer_options options = sample_issuer_options();
        options.clock_context = &now;
        options.adds_not_before = 1;
        options.not_before_seconds = cases[i].not_before;
        options.lifetime_seconds = cases[i].lifetime;
        kedge_jwt_issuer *issuer = make_issuer(key, &options);
        CHECK_AT(try_claims(issuer, "{}") == cases[i].status, "case %zu", i);
        EXPECT(cases[i].status, kedge_jwt_issue_claims, issuer, claims, token.text, SAMPLE_ROOM, &token.count);
        drop_issuer(issuer);
    }
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims);
    drop_jwt_key(key);
}

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

static kedge_jwt_issuer *calling;

static int64_t end_what_calls(void *context) {
    int *depth = context;
    char out[SAMPLE_ROOM];
    size_t length = 0;
    EXPECT(KEDGE_BUSY, kedge_jwt_issuer_destroy, calling);
    CHECK(strstr(kedge_last_error(), "issuer") != NULL);
    if ((*depth)++ == 0) {
        /* Back into the library, and into the very issuer. */
        EXPECT(KEDGE_OK, kedge_jwt_issue, calling, "{}", 2, out, sizeof out, &length);
        EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_issue, calling, "{", 1, out, sizeof out, &length);
        EXPECT(KEDGE_BUSY, kedge_jwt_issuer_destroy, calling);
    }
    return SAMPLE_NOW;
}

static void a_clock_cannot_destroy_what_calls_it(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    int depth = 0;
    options.clock = end_what_calls;
    options.clock_context = &depth;
    calling = make_issuer(key, &options);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_key_destroy, (kedge_jwt_key *)calling);
    char before[256];
    snprintf(before, sizeof before, "%s", kedge_last_error());
    sample token;
    issue(calling, "{}", &token);
    CHECK(depth == 2);
    /* The last error is what it was before the callback failed calls of its own. */
    CHECK_AT(strcmp(kedge_last_error(), before) == 0, "%s", kedge_last_error());
    drop_issuer(calling);
    drop_jwt_key(key);
}

int main(void) {
    check_begin("token_issuer");
    check_case("the defaults are written and options of any release understood or refused", options_keep_the_rules);
    check_case("numbers out of range and flags other than 0 and 1 are refused", refuses_numbers_out_of_range);
    check_case("texts and lists that are endless, broken or no UTF-8 are refused", refuses_bad_texts);
    check_case("headers that the issuer sets itself, or that are no object, are refused",
        refuses_headers_that_it_sets_itself);
    check_case("texts that no token has room for are refused", refuses_what_no_token_has_room_for);
    check_case("a key has to be one that signs", a_key_has_to_be_one_that_signs);
    check_case("a token has what was given and then what the options add", adds_what_the_options_say);
    check_case("claims are strict JSON of the right kinds, and none is there twice", claims_are_checked);
    check_case("a given claim stays where the options say so", given_claims_stay_if_told);
    check_case("no token is longer than the options allow", sizes_are_kept);
    check_case("a buffer that is too small, a bad argument and a foreign handle cost nothing", buffers_are_measured);
    check_case("times beyond 64 bits are refused", times_beyond_the_range_are_refused);
    check_case("a clock may call back, but cannot destroy the issuer that calls it",
        a_clock_cannot_destroy_what_calls_it);
    return check_end();
}
