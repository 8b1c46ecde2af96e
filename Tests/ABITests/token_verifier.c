/* Verifiers: their options, the keys that they share, and what they remember. The rules themselves are in token_rules.c. */
#include "token_samples.h"

/* --- options ------------------------------------------------------------------------------------------------------ */

static kedge_jwt_key_set *options_set;

static kedge_status init_options(void *options, size_t size) {
    return CALL(kedge_jwt_verifier_options_init, options, size);
}

static kedge_status use_options(void *options) {
    kedge_jwt_verifier *verifier = NULL;
    kedge_status status = CALL(kedge_jwt_verifier_create, options_set, options, &verifier);
    CHECK((status == KEDGE_OK) == (verifier != NULL));
    drop_verifier(verifier);
    return status;
}

static void make_options_set(void) {
    kedge_jwt_key *key = make_secret("k1");
    options_set = make_set(key);
    drop_jwt_key(key);
}

static void options_keep_the_rules(void) {
    kedge_jwt_verifier_options options;
    CHECK(sizeof options == 232);
    make_options_set();
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_jwt_verifier_options_init, &options, sizeof options);
    CHECK(options.algorithms == NULL && options.issuers == NULL && options.audiences == NULL);
    CHECK(options.required_claims == NULL && options.critical_headers == NULL);
    CHECK(options.algorithm_count + options.issuer_count + options.audience_count == 0);
    CHECK(options.required_claim_count + options.critical_header_count == 0);
    CHECK(options.subject == NULL && options.subject_len == 0 && options.type == NULL && options.type_len == 0);
    CHECK(options.leeway_seconds == 0 && options.max_age_seconds == KEDGE_NO_LIMIT);
    CHECK(options.max_token_bytes == 16384 && options.max_header_bytes == 4096);
    CHECK(options.max_depth == 32 && options.cached_tokens == 0);
    CHECK(options.requires_expiry == 1 && options.accepts_any_audience == 0);
    CHECK(options.replay_cache == NULL && options.revocations == NULL);
    CHECK(options.admit == NULL && options.is_revoked == NULL && options.clock == NULL);
    CHECK(options.admit_context == NULL && options.is_revoked_context == NULL && options.clock_context == NULL);
    drop_set(options_set);
}

#define REFUSES(field, value) \
    do { \
        kedge_jwt_verifier_options changed = sample_options(); \
        changed.field = (value); \
        CHECK_AT(use_options(&changed) == KEDGE_INVALID_ARGUMENT, #field " " #value); \
    } while (0)

#define TAKES(field, value) \
    do { \
        kedge_jwt_verifier_options changed = sample_options(); \
        changed.field = (value); \
        CHECK_AT(use_options(&changed) == KEDGE_OK, #field " " #value); \
    } while (0)

static void refuses_numbers_out_of_range(void) {
    make_options_set();
    REFUSES(leeway_seconds, -1);
    REFUSES(leeway_seconds, INT64_MIN);
    REFUSES(leeway_seconds, 86401);
    REFUSES(leeway_seconds, INT64_MAX);
    TAKES(leeway_seconds, 86400);
    REFUSES(max_age_seconds, 0);
    REFUSES(max_age_seconds, ((uint64_t)1 << 40) + 1);
    REFUSES(max_age_seconds, (uint64_t)1 << 63);
    REFUSES(max_age_seconds, UINT64_MAX - 1);
    TAKES(max_age_seconds, 1);
    TAKES(max_age_seconds, (uint64_t)1 << 40);
    REFUSES(max_token_bytes, 0);
    REFUSES(max_token_bytes, 1048577);
    REFUSES(max_token_bytes, (uint64_t)1 << 63);
    REFUSES(max_token_bytes, KEDGE_NO_LIMIT);
    TAKES(max_token_bytes, 1);
    TAKES(max_token_bytes, 1048576);
    REFUSES(max_header_bytes, 0);
    REFUSES(max_header_bytes, 65537);
    REFUSES(max_header_bytes, (uint64_t)1 << 63);
    REFUSES(max_header_bytes, KEDGE_NO_LIMIT);
    TAKES(max_header_bytes, 1);
    TAKES(max_header_bytes, 65536);
    REFUSES(max_depth, 0);
    REFUSES(max_depth, 129);
    REFUSES(max_depth, UINT32_MAX);
    TAKES(max_depth, 1);
    TAKES(max_depth, 128);
    REFUSES(cached_tokens, 65537);
    REFUSES(cached_tokens, UINT32_MAX);
    TAKES(cached_tokens, 1);
    TAKES(cached_tokens, 65536);
    static const int32_t no_flags[] = {-1, 2, 256, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < COUNT(no_flags); i++) {
        REFUSES(requires_expiry, no_flags[i]);
        REFUSES(accepts_any_audience, no_flags[i]);
    }
    TAKES(requires_expiry, 0);
    TAKES(accepts_any_audience, 1);
    drop_set(options_set);
}

/* Every list of texts, by its place in the struct. */
static const struct {
    size_t list, count;
} lists[] = {
    {offsetof(kedge_jwt_verifier_options, issuers), offsetof(kedge_jwt_verifier_options, issuer_count)},
    {offsetof(kedge_jwt_verifier_options, audiences), offsetof(kedge_jwt_verifier_options, audience_count)},
    {offsetof(kedge_jwt_verifier_options, required_claims),
     offsetof(kedge_jwt_verifier_options, required_claim_count)},
    {offsetof(kedge_jwt_verifier_options, critical_headers),
     offsetof(kedge_jwt_verifier_options, critical_header_count)},
};

static kedge_status use_list(size_t number, const kedge_text *list, size_t count) {
    kedge_jwt_verifier_options options = sample_options();
    memcpy((char *)&options + lists[number].list, &list, sizeof list);
    memcpy((char *)&options + lists[number].count, &count, sizeof count);
    return use_options(&options);
}

static void refuses_bad_lists(void) {
    static kedge_text many[1025];
    make_options_set();
    for (size_t i = 0; i < COUNT(many); i++) many[i] = text_of("x");
    const kedge_text nothing = {"", 0}, null = {NULL, 0}, missing = {NULL, 1}, endless = {"x", over};
    const kedge_text largest = {"x", SIZE_MAX}, broken = {"\xC3(", 2};
    for (size_t i = 0; i < COUNT(lists); i++) {
        CHECK(use_list(i, many, 1) == KEDGE_OK);
        CHECK(use_list(i, many, 1024) == KEDGE_OK);
        CHECK(use_list(i, many, 1025) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, many, PTRDIFF_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, many, over) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, many, SIZE_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, many, 0) == KEDGE_INVALID_ARGUMENT);
        CHECK(strstr(kedge_last_error(), "NULL and 0 are none") != NULL);
        CHECK(use_list(i, NULL, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, NULL, SIZE_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &nothing, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &null, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &missing, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &endless, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &largest, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_list(i, &broken, 1) == KEDGE_INVALID_UTF8);
    }
    static const uint32_t algorithms[] = {KEDGE_HS256, KEDGE_EDDSA, 0, 15, UINT32_MAX};
    for (size_t i = 0; i < COUNT(algorithms); i++) {
        kedge_jwt_verifier_options options = sample_options();
        options.algorithms = &algorithms[i];
        CHECK(use_options(&options) == KEDGE_INVALID_ARGUMENT);
        options.algorithm_count = 1;
        CHECK(use_options(&options) == (i < 2 ? KEDGE_OK : KEDGE_INVALID_ARGUMENT));
        options.algorithm_count = 1025;
        CHECK(use_options(&options) == KEDGE_INVALID_ARGUMENT);
        options.algorithms = NULL;
        CHECK(use_options(&options) == KEDGE_INVALID_ARGUMENT);
    }
    drop_set(options_set);
}

static kedge_status use_text(size_t at, size_t count_at, const char *text, size_t count) {
    kedge_jwt_verifier_options options = sample_options();
    memcpy((char *)&options + at, &text, sizeof text);
    memcpy((char *)&options + count_at, &count, sizeof count);
    return use_options(&options);
}

static void refuses_bad_texts(void) {
    static const struct {
        size_t text, count;
    } texts[] = {
        {offsetof(kedge_jwt_verifier_options, subject), offsetof(kedge_jwt_verifier_options, subject_len)},
        {offsetof(kedge_jwt_verifier_options, type), offsetof(kedge_jwt_verifier_options, type_len)},
    };
    make_options_set();
    for (size_t i = 0; i < COUNT(texts); i++) {
        CHECK(use_text(texts[i].text, texts[i].count, "x", 1) == KEDGE_OK);
        CHECK(use_text(texts[i].text, texts[i].count, "", 0) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, NULL, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, "x", over) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, NULL, SIZE_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(use_text(texts[i].text, texts[i].count, "\xED\xA0\x80", 3) == KEDGE_INVALID_UTF8);
    }
    /* Nothing but what may be left out. */
    CHECK(use_text(texts[1].text, texts[1].count, "application/", 12) == KEDGE_INVALID_ARGUMENT);
    drop_set(options_set);
}

static void refuses_rules_that_cannot_be_meant(void) {
    static const char *const standard[] = {
        "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk", "apu",
        "apv", "iv", "tag", "p2s", "p2c", "b64"};
    kedge_text name = text_of("me");
    kedge_jwt_verifier_options options = sample_options();
    make_options_set();
    options.audiences = &name;
    options.audience_count = 1;
    CHECK(use_options(&options) == KEDGE_OK);
    options.accepts_any_audience = 1;
    CHECK(use_options(&options) == KEDGE_INVALID_ARGUMENT);
    for (size_t i = 0; i < COUNT(standard); i++) {
        options = sample_options();
        name = text_of(standard[i]);
        options.critical_headers = &name;
        options.critical_header_count = 1;
        CHECK_AT(use_options(&options) == KEDGE_INVALID_ARGUMENT, "%s", standard[i]);
        CHECK(strstr(kedge_last_error(), standard[i]) != NULL);
    }
    drop_set(options_set);
}

static void refuses_bad_arguments(void) {
    make_options_set();
    kedge_jwt_verifier *verifier = NULL, *gone = make_verifier(options_set, NULL);
    sample token, untouched;
    kedge_jwt_token *out = NULL;
    size_t length = 77;
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    memset(&untouched, 0x5A, sizeof untouched);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verifier_create, options_set, NULL, NULL);
    drop_verifier(gone);
    kedge_jwt_key_set *foreign[] = {
        NULL, (kedge_jwt_key_set *)gone, (kedge_jwt_key_set *)(uintptr_t)-1, (kedge_jwt_key_set *)&token};
    for (size_t i = 0; i < COUNT(foreign); i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verifier_create, foreign[i], NULL, &verifier);
        kedge_jwt_verifier *other = (kedge_jwt_verifier *)foreign[i];
        if (other != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verifier_destroy, other);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verify_token, other, token.text, token.count, &out);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verify, other, token.text, token.count, untouched.text, SAMPLE_ROOM,
            &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verify, other, token.text, token.count, NULL, 0, &length);
    }
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verify_token, (kedge_jwt_verifier *)options_set, token.text, 1, &out);
    EXPECT(KEDGE_OK, kedge_jwt_verifier_destroy, NULL);
    CHECK(verifier == NULL);

    verifier = make_secret_verifier(NULL);
    static const size_t endless[] = {(size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < COUNT(endless); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify_token, verifier, token.text, endless[i], &out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, endless[i], untouched.text, SAMPLE_ROOM,
            &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, untouched.text, endless[i],
            &length);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify_token, verifier, NULL, token.count, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify_token, verifier, token.text, token.count, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, NULL, token.count, untouched.text, SAMPLE_ROOM, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, untouched.text, SAMPLE_ROOM,
        NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, NULL, 0, NULL);
    /* Claims that would be written over the token itself. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, token.text, SAMPLE_ROOM,
        &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, token.text + token.count - 1,
        SAMPLE_ROOM - token.count, &length);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, token.text + token.count,
        SAMPLE_ROOM - token.count, &length);
    CHECK(strcmp(token.text + token.count, PLAIN_CLAIMS) == 0);
    EXPECT(KEDGE_MALFORMED_TOKEN, kedge_jwt_verify_token, verifier, NULL, 0, &out);
    length = 77;
    EXPECT(KEDGE_MALFORMED_TOKEN, kedge_jwt_verify, verifier, NULL, 0, untouched.text, SAMPLE_ROOM, &length);
    EXPECT(KEDGE_MALFORMED_TOKEN, kedge_jwt_verify, verifier, NULL, 0, NULL, 0, &length);
    CHECK(out == NULL && length == 77 && check_all((uint8_t *)untouched.text, SAMPLE_ROOM, 0x5A));
    drop_verifier(verifier);
    drop_set(options_set);
}

/* --- good tokens -------------------------------------------------------------------------------------------------- */

static void claims_are_written_as_they_stand(void) {
    static const char claims[] = " { \"a\\u0041\" : [ 1 , 2.50 ] , \"exp\":1.7000006e9 , \"\xC3\xA4\":\"\\/\"} \n";
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    char out[SAMPLE_ROOM];
    size_t length = 0;
    sample token;
    make_sample(&token, PLAIN_HEADER, claims);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, out, sizeof out, &length);
    /* The object itself, without white space around it. */
    CHECK(length == strlen(claims) - 3 && memcmp(out, claims + 1, length) == 0 && out[length] == 0);
    drop_verifier(verifier);
}

static void buffers_are_measured_first(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    char out[SAMPLE_ROOM];
    size_t needed = 0, length = 77;
    sample token;
    make_sample(&token, PLAIN_HEADER, PLAIN_CLAIMS);
    kedge_jwt_verify(verifier, "x", 1, out, sizeof out, &length);
    char before[256];
    snprintf(before, sizeof before, "%s", kedge_last_error());
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, NULL, 0, &needed);
    CHECK(needed > strlen(PLAIN_CLAIMS) && needed <= token.count);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, NULL, SIZE_MAX / 2, &length);
    CHECK(length == needed);
    memset(out, 0x5A, sizeof out);
    for (size_t capacity = 0; capacity < needed; capacity++) {
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, out, capacity, &length);
        CHECK(length == needed && check_all((uint8_t *)out, sizeof out, 0x5A));
    }
    CHECK(strcmp(kedge_last_error(), before) == 0);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, out, needed, &length);
    CHECK(length == strlen(PLAIN_CLAIMS) && strcmp(out, PLAIN_CLAIMS) == 0);
    CHECK(check_all((uint8_t *)out + needed, sizeof out - needed, 0x5A));
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, out, token.count, &length);
    CHECK(length == strlen(PLAIN_CLAIMS) && strcmp(out, PLAIN_CLAIMS) == 0);
    CHECK(check_all((uint8_t *)out + length + 1, sizeof out - length - 1, 0x5A));
    /* A token that is refused for its form needs no room. */
    EXPECT(KEDGE_MALFORMED_TOKEN, kedge_jwt_verify, verifier, token.text, 20, NULL, 0, &length);
    drop_verifier(verifier);
}

static void every_algorithm_verifies(void) {
    static const uint32_t algorithms[] = {
        KEDGE_HS256, KEDGE_HS384, KEDGE_HS512, KEDGE_RS256,  KEDGE_RS384, KEDGE_RS512, KEDGE_PS256,
        KEDGE_PS384, KEDGE_PS512, KEDGE_ES256, KEDGE_ES384, KEDGE_ES512,  KEDGE_ES256K, KEDGE_EDDSA};
    kedge_jwt_key *rsa = generate_key(KEDGE_RS256, NULL);
    static uint8_t der[4096];
    size_t der_len = 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_private_der, rsa, der, sizeof der, &der_len);
    drop_jwt_key(rsa);
    for (size_t i = 0; i < COUNT(algorithms); i++) {
        kedge_jwt_key *key = NULL, *verifying = NULL;
        if (algorithms[i] >= KEDGE_RS256 && algorithms[i] <= KEDGE_PS512) {
            EXPECT(KEDGE_OK, kedge_jwt_key_create_der, der, der_len, algorithms[i], "k", 1, &key);
        } else {
            key = generate_key(algorithms[i], "k");
        }
        if (algorithms[i] <= KEDGE_HS512) {
            EXPECT(KEDGE_OK, kedge_jwt_key_create_identified, key, "k", 1, &verifying);
        } else {
            verifying = public_part(key);
        }
        kedge_jwt_key_set *set = make_set(verifying);
        /* The system's clock on both sides. */
        kedge_jwt_verifier *verifier = make_verifier(set, NULL);
        kedge_jwt_issuer *issuer = make_issuer(key, NULL);
        sample token;
        issue(issuer, "{\"n\":1}", &token);
        CHECK_AT(verify_sample(verifier, &token) == KEDGE_OK, "%u", algorithms[i]);
        /* Not one bit of the signature is another. */
        for (size_t at = token.count; token.text[at - 1] != '.'; at -= at > 12 ? 11 : 1) {
            char was = token.text[at - 1];
            token.text[at - 1] = was == 'A' ? 'Q' : 'A';
            kedge_status status = verify_sample(verifier, &token);
            CHECK_AT(status == KEDGE_BAD_SIGNATURE || status == KEDGE_MALFORMED_TOKEN_SIGNATURE
                         || status == KEDGE_MALFORMED_TOKEN, "%u: %d", algorithms[i], (int)status);
            token.text[at - 1] = was;
            if (memchr(token.text + at - 12, '.', 12) != NULL) break;
        }
        drop_issuer(issuer);
        drop_verifier(verifier);
        drop_set(set);
        drop_jwt_key(verifying);
        drop_jwt_key(key);
    }
}

static void a_verifier_outlives_its_keys_and_a_token_its_verifier(void) {
    char out[64];
    size_t length = 0;
    kedge_jwt_token *token = NULL;
    sample made;
    /* make_secret_verifier() destroys key and set. */
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    make_sample(&made, PLAIN_HEADER, PLAIN_CLAIMS);
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, verifier, made.text, made.count, &token);
    drop_verifier(verifier);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verifier_destroy, verifier);
    memset(&made, 0, sizeof made);
    EXPECT(KEDGE_OK, kedge_jwt_token_text, token, "sub", 3, out, sizeof out, &length);
    CHECK(strcmp(out, "alice") == 0);
    drop_token(token);
}

static void keys_are_replaced_for_the_verifier(void) {
    kedge_jwt_key *old_key = make_secret("old"), *new_key = generate_key(KEDGE_HS256, "new");
    kedge_jwt_key_set *set = make_set(old_key), *other = make_set(new_key);
    kedge_jwt_verifier *verifier = make_verifier(set, NULL);
    kedge_jwt_issuer *old_issuer = make_issuer(old_key, NULL), *new_issuer = make_issuer(new_key, NULL);
    sample old_token, new_token;
    issue(old_issuer, "{}", &old_token);
    issue(new_issuer, "{}", &new_token);
    CHECK(verify_sample(verifier, &old_token) == KEDGE_OK);
    CHECK(verify_sample(verifier, &new_token) == KEDGE_UNKNOWN_TOKEN_KEY);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, set, other);
    CHECK(verify_sample(verifier, &old_token) == KEDGE_UNKNOWN_TOKEN_KEY);
    CHECK(verify_sample(verifier, &new_token) == KEDGE_OK);
    drop_issuer(old_issuer);
    drop_issuer(new_issuer);
    drop_verifier(verifier);
    drop_set(set);
    drop_set(other);
    drop_jwt_key(old_key);
    drop_jwt_key(new_key);
}

/* --- tokens that are remembered ----------------------------------------------------------------------------------- */

static kedge_status verify_alone(const kedge_jwt_verifier *verifier, const sample *token) {
    char out[SAMPLE_ROOM];
    size_t length = 0;
    return CALL(kedge_jwt_verify, verifier, token->text, token->count, out, sizeof out, &length);
}

static void a_remembered_token_meets_every_other_rule_again(void) {
    kedge_jwt_key *key = generate_key(KEDGE_ES256, "k"), *other = generate_key(KEDGE_ES256, "k");
    kedge_jwt_key_set *set = make_set(key), *others = make_set(other);
    kedge_jwt_replay_cache *cache = NULL;
    kedge_jwt_revocations *revocations = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_create, 100, &cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_create, 100, &revocations);
    kedge_jwt_issuer_options issuing = sample_issuer_options();
    issuing.adds_id = 1;
    kedge_jwt_issuer *issuer = make_issuer(key, &issuing);
    sample token, second;
    issue(issuer, "{\"sub\":\"alice\"}", &token);
    issue(issuer, "{\"sub\":\"bob\"}", &second);

    kedge_jwt_verifier_options options = sample_options();
    options.cached_tokens = 8;
    kedge_jwt_verifier *verifier = make_verifier(set, &options);
    for (int i = 0; i < 3; i++) CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    /* Its time ends, and begins. */
    sample_now = SAMPLE_NOW + 3600;
    CHECK(verify_sample(verifier, &token) == KEDGE_TOKEN_EXPIRED);
    sample_now = SAMPLE_NOW - 1;
    CHECK(verify_sample(verifier, &token) == KEDGE_TOKEN_ISSUED_IN_FUTURE);
    sample_now = SAMPLE_NOW;
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    /* The same text with one bit changed is another token. */
    token.text[token.count - 3] ^= 1;
    CHECK(verify_sample(verifier, &token) != KEDGE_OK);
    token.text[token.count - 3] ^= 1;
    /* The keys are replaced, and come back. */
    kedge_jwt_key_set *old = make_set(key);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, set, others);
    CHECK(verify_sample(verifier, &token) == KEDGE_BAD_SIGNATURE);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, set, old);
    CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    drop_set(old);
    drop_verifier(verifier);

    options.revocations = revocations;
    verifier = make_verifier(set, &options);
    for (int i = 0; i < 3; i++) CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, revocations, NULL, 0, "alice", 5, SAMPLE_NOW + 1, INT64_MAX,
        SAMPLE_NOW);
    CHECK(verify_sample(verifier, &token) == KEDGE_TOKEN_REVOKED);
    CHECK(verify_sample(verifier, &second) == KEDGE_OK);
    drop_verifier(verifier);

    options.replay_cache = cache;
    verifier = make_verifier(set, &options);
    CHECK(verify_alone(verifier, &second) == KEDGE_OK);
    CHECK(verify_alone(verifier, &second) == KEDGE_TOKEN_REPLAYED);
    CHECK(verify_alone(verifier, &token) == KEDGE_TOKEN_REVOKED);
    drop_verifier(verifier);

    /* More tokens than are remembered. */
    options = sample_options();
    options.cached_tokens = 8;
    verifier = make_verifier(set, &options);
    for (int i = 0; i < 40; i++) {
        issue(issuer, "{}", &second);
        CHECK(verify_sample(verifier, &second) == KEDGE_OK);
        CHECK(verify_sample(verifier, &token) == KEDGE_OK);
    }
    drop_verifier(verifier);
    drop_issuer(issuer);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, revocations);
    drop_set(set);
    drop_set(others);
    drop_jwt_key(key);
    drop_jwt_key(other);
}

/* The verifier remembers headers, too; those that the rules refuse are refused every time. */
static void headers_are_judged_every_time(void) {
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    char header[300];
    for (int i = 0; i < 40; i++) {
        snprintf(header, sizeof header, "{\"alg\":\"HS256\",\"kid\":\"k1\",\"n\":%d,\"pad\":\"%.*s\"}", i, i * 4,
            "................................................................................................"
            "................................................................................................");
        for (int j = 0; j < 3; j++) {
            CHECK(verify_parts(verifier, header, PLAIN_CLAIMS) == KEDGE_OK);
            CHECK(verify_parts(verifier, header, "{\"exp\":1}") == KEDGE_TOKEN_EXPIRED);
        }
        /* The same length and the same end, but another key. */
        memcpy(strstr(header, "k1"), "k2", 2);
        for (int j = 0; j < 2; j++) CHECK(verify_parts(verifier, header, PLAIN_CLAIMS) == KEDGE_UNKNOWN_TOKEN_KEY);
    }
    drop_verifier(verifier);
}

int main(void) {
    check_begin("token_verifier");
    check_case("the defaults are written and options of any release understood or refused", options_keep_the_rules);
    check_case("numbers out of range and flags other than 0 and 1 are refused", refuses_numbers_out_of_range);
    check_case("a list has 1 to 1,024 entries with text in them, and NULL and 0 are none", refuses_bad_lists);
    check_case("texts that are empty, endless or no UTF-8 are refused", refuses_bad_texts);
    check_case("rules that cannot be meant are refused", refuses_rules_that_cannot_be_meant);
    check_case("NULL, endless lengths, overlaps and foreign handles are refused", refuses_bad_arguments);
    check_case("claims are written as they stand in the token", claims_are_written_as_they_stand);
    check_case("a buffer is measured against the token before anything else", buffers_are_measured_first);
    check_case("tokens of every algorithm verify, and not with another signature", every_algorithm_verifies);
    check_case("a verifier outlives its keys, and a token its verifier",
        a_verifier_outlives_its_keys_and_a_token_its_verifier);
    check_case("a verifier takes the keys that replace others", keys_are_replaced_for_the_verifier);
    check_case("a remembered token meets the rules of time, replay and revocation again",
        a_remembered_token_meets_every_other_rule_again);
    check_case("headers are judged every time", headers_are_judged_every_time);
    return check_end();
}
