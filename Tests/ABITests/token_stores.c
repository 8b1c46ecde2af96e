/* What a verifier asks beside the token: replay caches, revocation lists, and the host's own callbacks. */
#include "token_samples.h"

static kedge_jwt_replay_cache *make_cache(size_t capacity) {
    kedge_jwt_replay_cache *cache = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_create, capacity, &cache);
    return cache;
}

static void drop_cache(kedge_jwt_replay_cache *cache) { EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, cache); }

static kedge_jwt_revocations *make_list(size_t capacity) {
    kedge_jwt_revocations *list = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_revocations_create, capacity, &list);
    return list;
}

static void drop_list(kedge_jwt_revocations *list) { EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, list); }

static size_t cached(const kedge_jwt_replay_cache *cache) {
    size_t count = 77;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_count, cache, &count);
    return count;
}

static size_t listed(const kedge_jwt_revocations *list) {
    size_t count = 77;
    EXPECT(KEDGE_OK, kedge_jwt_revocations_count, list, &count);
    return count;
}

/* Once, with a handle or without: a token is taken by the first of them. */
static kedge_status present(const kedge_jwt_verifier *verifier, const char *claims, int is_kept) {
    char out[SAMPLE_ROOM];
    size_t length = 77;
    sample token;
    kedge_jwt_token *kept = NULL;
    make_sample(&token, PLAIN_HEADER, claims);
    if (!is_kept) return CALL(kedge_jwt_verify, verifier, token.text, token.count, out, sizeof out, &length);
    kedge_status status = CALL(kedge_jwt_verify_token, verifier, token.text, token.count, &kept);
    CHECK((kept != NULL) == (status == KEDGE_OK));
    drop_token(kept);
    return status;
}

/* --- replay cache ------------------------------------------------------------------------------------------------- */

static void a_token_is_taken_once(void) {
    kedge_jwt_replay_cache *cache = make_cache(100);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options), *other = make_secret_verifier(&options);
    for (int is_kept = 0; is_kept <= 1; is_kept++) {
        char claims[100];
        snprintf(claims, sizeof claims, "{\"jti\":\"%d\",\"exp\":1700000600}", is_kept);
        CHECK(present(verifier, claims, is_kept) == KEDGE_OK);
        CHECK(present(verifier, claims, 0) == KEDGE_TOKEN_REPLAYED);
        CHECK(present(verifier, claims, 1) == KEDGE_TOKEN_REPLAYED);
        CHECK(present(other, claims, is_kept) == KEDGE_TOKEN_REPLAYED);
        /* Another token of the same id, and the same id of another issuer. */
        snprintf(claims, sizeof claims, "{\"jti\":\"%d\",\"exp\":1700000900,\"n\":1}", is_kept);
        CHECK(present(verifier, claims, is_kept) == KEDGE_TOKEN_REPLAYED);
        snprintf(claims, sizeof claims, "{\"jti\":\"%d\",\"exp\":1700000600,\"iss\":\"\"}", is_kept);
        CHECK(present(verifier, claims, is_kept) == KEDGE_OK);
        CHECK(present(verifier, claims, is_kept) == KEDGE_TOKEN_REPLAYED);
    }
    CHECK(cached(cache) == 4);
    /* One that is refused for another reason is not taken. */
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1}", 0) == KEDGE_TOKEN_EXPIRED);
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600,\"aud\":\"y\"}", 1) == KEDGE_WRONG_AUDIENCE);
    CHECK(present(verifier, "{\"exp\":1700000600}", 0) == KEDGE_MISSING_CLAIM);
    CHECK(strstr(kedge_last_error(), "jti") != NULL);
    CHECK(present(verifier, "{\"jti\":\"x\"}", 1) == KEDGE_MISSING_CLAIM);
    CHECK(cached(cache) == 4);
    /* The handle may go before the verifiers that keep the cache. */
    drop_cache(cache);
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600}", 0) == KEDGE_OK);
    CHECK(present(other, "{\"jti\":\"x\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_REPLAYED);
    drop_verifier(verifier);
    drop_verifier(other);
}

static void asking_for_the_size_takes_no_token(void) {
    kedge_jwt_replay_cache *cache = make_cache(100);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    char out[SAMPLE_ROOM];
    size_t needed = 0;
    sample token;
    make_sample(&token, PLAIN_HEADER, "{\"jti\":\"1\",\"exp\":1700000600}");
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, NULL, 0, &needed);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, out, needed - 1, &needed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, out, needed, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify, verifier, token.text, token.count, token.text, needed, &needed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verify_token, verifier, token.text, token.count, NULL);
    CHECK(cached(cache) == 0);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, out, needed, &needed);
    CHECK(cached(cache) == 1);
    EXPECT(KEDGE_TOKEN_REPLAYED, kedge_jwt_verify, verifier, token.text, token.count, out, sizeof out, &needed);
    drop_verifier(verifier);
    drop_cache(cache);
}

/* Or the cache would forget a token that another verifier still takes. */
static void verifiers_of_a_cache_have_the_same_times(void) {
    kedge_jwt_replay_cache *cache = make_cache(10);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    options.leeway_seconds = 5;
    kedge_jwt_verifier *first = make_secret_verifier(&options), *second = make_secret_verifier(&options), *other = NULL;
    kedge_jwt_key *key = make_secret("k1");
    kedge_jwt_key_set *keys = make_set(key);
    options.leeway_seconds = 6;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verifier_create, keys, &options, &other);
    SAYS("replay_cache serves verifiers with another leeway_seconds or max_age_seconds; it has to be the same of all");
    options.leeway_seconds = 5;
    options.max_age_seconds = 60;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verifier_create, keys, &options, &other);
    CHECK(other == NULL);
    CHECK(present(first, "{\"jti\":\"a\",\"exp\":1700000600}", 0) == KEDGE_OK);
    CHECK(present(second, "{\"jti\":\"a\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_REPLAYED);
    sample_now = SAMPLE_NOW + 604;
    CHECK(present(second, "{\"jti\":\"a\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_REPLAYED);
    sample_now = SAMPLE_NOW + 605;
    CHECK(present(second, "{\"jti\":\"a\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_EXPIRED);
    sample_now = SAMPLE_NOW;
    drop_set(keys);
    drop_jwt_key(key);
    drop_verifier(first);
    drop_verifier(second);
    drop_cache(cache);
}

static void a_full_cache_forgets_nothing(void) {
    kedge_jwt_replay_cache *cache = make_cache(3);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    char claims[100];
    for (int i = 0; i < 3; i++) {
        snprintf(claims, sizeof claims, "{\"jti\":\"%d\",\"exp\":%d}", i, SAMPLE_NOW + 10 * (i + 1));
        CHECK(present(verifier, claims, i & 1) == KEDGE_OK);
    }
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_STORE_UNAVAILABLE);
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600}", 1) == KEDGE_TOKEN_STORE_UNAVAILABLE);
    CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1700000020}", 0) == KEDGE_TOKEN_REPLAYED);
    CHECK(cached(cache) == 3);
    /* There is room again when the first has expired, by the clock of the verifier. */
    sample_now = SAMPLE_NOW + 10;
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600}", 0) == KEDGE_OK);
    CHECK(cached(cache) == 3);
    size_t removed = 77;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, SAMPLE_NOW + 19, &removed);
    CHECK(removed == 0);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, SAMPLE_NOW + 20, &removed);
    CHECK(removed == 1 && cached(cache) == 2);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, INT64_MIN, &removed);
    CHECK(removed == 0);
    /* Whatever expires no later than what was forgotten may have been here: after all was, nothing is taken. */
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, INT64_MAX, NULL);
    CHECK(cached(cache) == 0);
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_STORE_UNAVAILABLE);
    CHECK(present(verifier, "{\"jti\":\"x\",\"exp\":1700000601}", 0) == KEDGE_OK);
    sample_now = SAMPLE_NOW;
    drop_verifier(verifier);
    drop_cache(cache);
}

static void a_token_is_remembered_as_long_as_it_counts(void) {
    kedge_jwt_replay_cache *cache = make_cache(100);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    options.leeway_seconds = 60;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static const char claims[] = "{\"jti\":\"1\",\"exp\":1700000600.5}";
    CHECK(present(verifier, claims, 0) == KEDGE_OK);
    for (int64_t later = 600; later < 660; later += 59) {
        size_t removed = 77;
        sample_now = SAMPLE_NOW + later;
        EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, sample_now, &removed);
        CHECK(removed == 0);
        CHECK(present(verifier, claims, 0) == KEDGE_TOKEN_REPLAYED);
    }
    sample_now = SAMPLE_NOW + 661;
    CHECK(present(verifier, claims, 0) == KEDGE_TOKEN_EXPIRED);
    /* The clock is set back behind what was forgotten. */
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, cache, sample_now, NULL);
    sample_now = SAMPLE_NOW;
    CHECK(present(verifier, claims, 0) == KEDGE_TOKEN_STORE_UNAVAILABLE);
    drop_verifier(verifier);

    /* By its age, where it has no end. */
    options.max_age_seconds = 100;
    options.requires_expiry = 0;
    drop_cache(cache);
    cache = make_cache(100);
    options.replay_cache = cache;
    verifier = make_secret_verifier(&options);
    CHECK(present(verifier, "{\"jti\":\"1\",\"iat\":1700000000}", 0) == KEDGE_OK);
    CHECK(present(verifier, "{\"jti\":\"1\",\"iat\":1700000000}", 0) == KEDGE_TOKEN_REPLAYED);
    CHECK(present(verifier, "{\"jti\":\"1\"}", 0) == KEDGE_MISSING_CLAIM);
    drop_verifier(verifier);
    drop_cache(cache);
}

/* --- revocations -------------------------------------------------------------------------------------------------- */

static void tokens_subjects_and_issuers_are_revoked(void) {
    kedge_jwt_revocations *list = make_list(100);
    kedge_jwt_verifier_options options = sample_options();
    options.revocations = list;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static const char one[] = "{\"iss\":\"a\",\"sub\":\"s\",\"jti\":\"1\",\"iat\":1699999990,\"exp\":1700000600}";
    static const char two[] = "{\"iss\":\"a\",\"sub\":\"s\",\"jti\":\"2\",\"iat\":1699999995,\"exp\":1700000600}";
    static const char undated[] = "{\"iss\":\"a\",\"sub\":\"s\",\"jti\":\"3\",\"exp\":1700000600}";
    static const char other[] = "{\"iss\":\"b\",\"sub\":\"s\",\"jti\":\"1\",\"iat\":1699999990,\"exp\":1700000600}";
    static const char nobodys[] = "{\"sub\":\"s\",\"jti\":\"1\",\"iat\":1699999990,\"exp\":1700000600}";
    CHECK(present(verifier, one, 0) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, "a", 1, "1", 1, SAMPLE_NOW + 600, SAMPLE_NOW);
    CHECK(present(verifier, one, 0) == KEDGE_TOKEN_REVOKED);
    CHECK(present(verifier, one, 1) == KEDGE_TOKEN_REVOKED);
    CHECK(present(verifier, two, 0) == KEDGE_OK && present(verifier, other, 0) == KEDGE_OK);
    CHECK(present(verifier, nobodys, 0) == KEDGE_OK && listed(list) == 1);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, NULL, 0, "1", 1, INT64_MAX, SAMPLE_NOW);
    CHECK(present(verifier, nobodys, 0) == KEDGE_TOKEN_REVOKED && present(verifier, other, 0) == KEDGE_OK);

    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, list, "a", 1, "s", 1, 1699999995, INT64_MAX, SAMPLE_NOW);
    CHECK(present(verifier, two, 0) == KEDGE_OK && present(verifier, undated, 0) == KEDGE_TOKEN_REVOKED);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, list, "a", 1, "s", 1, 1699999996, INT64_MAX, SAMPLE_NOW);
    CHECK(present(verifier, two, 0) == KEDGE_TOKEN_REVOKED);
    /* An earlier time takes nothing back. */
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, list, "a", 1, "s", 1, 0, SAMPLE_NOW + 1, SAMPLE_NOW);
    CHECK(present(verifier, two, 0) == KEDGE_TOKEN_REVOKED && listed(list) == 3);

    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_issuer, list, "b", 1, 1699999990, INT64_MAX, SAMPLE_NOW);
    CHECK(present(verifier, other, 0) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_issuer, list, "b", 1, INT64_MAX, INT64_MAX, SAMPLE_NOW);
    CHECK(present(verifier, other, 0) == KEDGE_TOKEN_REVOKED && listed(list) == 4);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_issuer, list, NULL, 0, INT64_MIN, SAMPLE_NOW + 1, SAMPLE_NOW);
    CHECK(listed(list) == 5);
    /* What is past does nothing. */
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, "c", 1, "1", 1, SAMPLE_NOW, SAMPLE_NOW);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_issuer, list, "c", 1, 0, INT64_MIN, INT64_MAX);
    CHECK(listed(list) == 5);

    size_t removed = 77;
    EXPECT(KEDGE_OK, kedge_jwt_revocations_remove_expired, list, SAMPLE_NOW + 1, &removed);
    CHECK(removed == 1 && listed(list) == 4);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_remove_expired, list, SAMPLE_NOW + 600, NULL);
    CHECK(listed(list) == 3);
    drop_list(list);
    CHECK(present(verifier, other, 0) == KEDGE_TOKEN_REVOKED);
    drop_verifier(verifier);
}

static void a_revoked_token_is_not_taken(void) {
    kedge_jwt_revocations *list = make_list(2);
    kedge_jwt_replay_cache *cache = make_cache(10);
    kedge_jwt_verifier_options options = sample_options();
    options.revocations = list;
    options.replay_cache = cache;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, NULL, 0, "1", 1, SAMPLE_NOW + 10, SAMPLE_NOW);
    for (int is_kept = 0; is_kept <= 1; is_kept++)
        CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1700000600}", is_kept) == KEDGE_TOKEN_REVOKED);
    CHECK(cached(cache) == 0);
    sample_now = SAMPLE_NOW + 10;
    CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1700000600}", 0) == KEDGE_OK);
    sample_now = SAMPLE_NOW;
    drop_verifier(verifier);
    drop_list(list);
    drop_cache(cache);
}

static void a_full_list_forgets_nothing(void) {
    kedge_jwt_revocations *list = make_list(2);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, "a", 1, "1", 1, 100, 0);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, list, "a", 1, "1", 1, 50, 200, 0);
    EXPECT(KEDGE_STORE_FULL, kedge_jwt_revocations_add_token, list, "a", 1, "2", 1, 100, 0);
    EXPECT(KEDGE_STORE_FULL, kedge_jwt_revocations_add_subject, list, "a", 1, "2", 1, 50, 100, 0);
    EXPECT(KEDGE_STORE_FULL, kedge_jwt_revocations_add_issuer, list, "a", 1, 50, 100, 0);
    CHECK(listed(list) == 2);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, list, "a", 1, "1", 1, 150, 0);
    EXPECT(KEDGE_STORE_FULL, kedge_jwt_revocations_add_issuer, list, "a", 1, 50, 300, 149);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_issuer, list, "a", 1, 50, 300, 150);
    CHECK(listed(list) == 2);
    drop_list(list);
}

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static void capacities_have_bounds(void) {
    static const size_t wrong[] = {0, 67108865, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    kedge_jwt_replay_cache *cache = NULL;
    kedge_jwt_revocations *list = NULL;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_replay_cache_create, wrong[i], &cache);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_revocations_create, wrong[i], &list);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_replay_cache_create, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_revocations_create, 1, NULL);
    CHECK(cache == NULL && list == NULL);
    drop_cache(make_cache(1));
    drop_list(make_list(1));
}

static void bad_arguments_change_nothing(void) {
    kedge_jwt_replay_cache *cache = make_cache(1), *gone_cache = make_cache(1);
    kedge_jwt_revocations *list = make_list(1), *gone_list = make_list(1);
    size_t count = 77;
    drop_cache(gone_cache);
    drop_list(gone_list);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_replay_cache_count, cache, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_revocations_count, list, NULL);
    static const struct {
        const char *text;
        size_t count;
        kedge_status status;
    } texts[] = {
        {NULL, 1, KEDGE_INVALID_ARGUMENT},
        {"a", (size_t)PTRDIFF_MAX + 1, KEDGE_INVALID_ARGUMENT},
        {"a", SIZE_MAX, KEDGE_INVALID_ARGUMENT},
        {"\xC3(", 2, KEDGE_INVALID_UTF8},
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        EXPECT(texts[i].status, kedge_jwt_revocations_add_token, list, texts[i].text, texts[i].count, "1", 1, 9, 0);
        EXPECT(texts[i].status, kedge_jwt_revocations_add_token, list, NULL, 0, texts[i].text, texts[i].count, 9, 0);
        EXPECT(texts[i].status, kedge_jwt_revocations_add_subject, list, texts[i].text, texts[i].count, "1", 1, 9, 9,
            0);
        EXPECT(texts[i].status, kedge_jwt_revocations_add_subject, list, NULL, 0, texts[i].text, texts[i].count, 9, 9,
            0);
        EXPECT(texts[i].status, kedge_jwt_revocations_add_issuer, list, texts[i].text, texts[i].count, 9, 9, 0);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_revocations_add_token, list, "a", 1, NULL, 0, 9, 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_revocations_add_subject, list, "a", 1, NULL, 0, 9, 9, 0);
    CHECK(listed(list) == 0);

    kedge_jwt_replay_cache *caches[] = {NULL, gone_cache, (kedge_jwt_replay_cache *)list,
                                        (kedge_jwt_replay_cache *)(uintptr_t)-1};
    kedge_jwt_revocations *lists[] = {NULL, gone_list, (kedge_jwt_revocations *)cache,
                                      (kedge_jwt_revocations *)(uintptr_t)-1};
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jwt_verifier *verifier = NULL;
    for (size_t i = 0; i < COUNT(caches); i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_replay_cache_count, caches[i], &count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_replay_cache_remove_expired, caches[i], 0, &count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_count, lists[i], &count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_remove_expired, lists[i], 0, &count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_add_token, lists[i], NULL, 0, "1", 1, 9, 0);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_add_subject, lists[i], NULL, 0, "1", 1, 9, 9, 0);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_add_issuer, lists[i], NULL, 0, 9, 9, 0);
        if (i == 0) continue;
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_replay_cache_destroy, caches[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_revocations_destroy, lists[i]);
        kedge_jwt_verifier_options options = sample_options();
        options.replay_cache = caches[i];
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verifier_create, set, &options, &verifier);
        options = sample_options();
        options.revocations = lists[i];
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_verifier_create, set, &options, &verifier);
    }
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, NULL);
    CHECK(count == 77 && verifier == NULL);
    drop_set(set);
    drop_jwt_key(key);
    drop_cache(cache);
    drop_list(list);
}

/* --- callbacks of the host's -------------------------------------------------------------------------------------- */

/* What the callbacks answer, and what they were given. */
static struct host {
    int32_t admit_answer, revoked_answer;
    int admit_calls, revoked_calls;
    int64_t now;
    kedge_jwt_identity identity;
    char issuer[100], subject[100], id[100];
    void (*meanwhile)(void);
    kedge_jwt_verifier *verifier;
} host;

static void keep_text(char *out, const char *text, size_t count) {
    if (text == NULL) {
        CHECK(count == 0);
        strcpy(out, "(none)");
        return;
    }
    CHECK(strlen(text) == count && count < 100);
    memcpy(out, text, count + 1);
}

static void keep_identity(const kedge_jwt_identity *identity, int64_t now) {
    CHECK(identity->struct_size == sizeof *identity);
    host.identity = *identity;
    host.now = now;
    keep_text(host.issuer, identity->issuer, identity->issuer_len);
    keep_text(host.subject, identity->subject, identity->subject_len);
    keep_text(host.id, identity->id, identity->id_len);
}

static int32_t host_admit(const kedge_jwt_identity *identity, int64_t now, void *context) {
    CHECK(context == &host.admit_answer);
    keep_identity(identity, now);
    host.admit_calls++;
    if (host.meanwhile != NULL) host.meanwhile();
    return host.admit_answer;
}

static int32_t host_is_revoked(const kedge_jwt_identity *identity, int64_t now, void *context) {
    CHECK(context == &host.revoked_answer);
    keep_identity(identity, now);
    host.revoked_calls++;
    if (host.meanwhile != NULL) host.meanwhile();
    return host.revoked_answer;
}

static kedge_jwt_verifier_options host_options(int admits, int revokes) {
    kedge_jwt_verifier_options options = sample_options();
    memset(&host, 0, sizeof host);
    if (admits) {
        options.admit = host_admit;
        options.admit_context = &host.admit_answer;
    }
    if (revokes) {
        options.is_revoked = host_is_revoked;
        options.is_revoked_context = &host.revoked_answer;
    }
    return options;
}

static void the_host_is_told_who_it_is(void) {
    kedge_jwt_verifier_options options = host_options(1, 1);
    options.leeway_seconds = 7;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    CHECK(present(verifier, "{\"iss\":\"\\u00e9\",\"sub\":\"\",\"jti\":\"1\",\"iat\":1699999999.5,"
                            "\"exp\":1700000600}", 0) == KEDGE_OK);
    CHECK(host.admit_calls == 1 && host.revoked_calls == 1 && host.now == SAMPLE_NOW);
    CHECK(strcmp(host.issuer, "\xC3\xA9") == 0 && strcmp(host.subject, "") == 0 && strcmp(host.id, "1") == 0);
    CHECK(host.identity.has_issued_at == 1 && host.identity.issued_at == 1699999999);
    CHECK(host.identity.has_refused_from == 1 && host.identity.refused_from == 1700000607);
    CHECK(present(verifier, "{\"jti\":\"2\",\"exp\":1700000600}", 1) == KEDGE_OK);
    CHECK(strcmp(host.issuer, "(none)") == 0 && strcmp(host.subject, "(none)") == 0 && strcmp(host.id, "2") == 0);
    CHECK(host.identity.has_issued_at == 0 && host.identity.issued_at == 0);
    drop_verifier(verifier);

    options = host_options(0, 1);
    options.requires_expiry = 0;
    verifier = make_secret_verifier(&options);
    CHECK(present(verifier, "{}", 0) == KEDGE_OK);
    CHECK(host.identity.has_refused_from == 0 && host.identity.refused_from == 0 && host.revoked_calls == 1);
    CHECK(strcmp(host.id, "(none)") == 0);
    drop_verifier(verifier);
}

static void an_answer_is_0_or_1_or_no_answer(void) {
    static const int32_t answers[] = {0, 1, 2, -1, INT32_MIN, INT32_MAX};
    static const char claims[] = "{\"jti\":\"1\",\"exp\":1700000600}";
    kedge_jwt_verifier_options options = host_options(1, 1);
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    for (size_t i = 0; i < COUNT(answers); i++) {
        for (int is_kept = 0; is_kept <= 1; is_kept++) {
            host.admit_answer = answers[i];
            host.revoked_answer = 0;
            kedge_status status = present(verifier, claims, is_kept);
            CHECK_AT(status == (i == 0 ? KEDGE_OK : i == 1 ? KEDGE_TOKEN_REPLAYED : KEDGE_TOKEN_STORE_UNAVAILABLE),
                "admit, %d: %d", answers[i], (int)status);
            /* A token that is revoked, or may be, is not taken. */
            int calls = host.admit_calls;
            host.admit_answer = 0;
            host.revoked_answer = answers[i];
            status = present(verifier, claims, is_kept);
            CHECK_AT(status == (i == 0 ? KEDGE_OK : i == 1 ? KEDGE_TOKEN_REVOKED : KEDGE_TOKEN_STORE_UNAVAILABLE),
                "is_revoked, %d: %d", answers[i], (int)status);
            CHECK(host.admit_calls == calls + (i == 0));
        }
    }
    /* Nor is one asked about that is refused without. */
    int calls = host.admit_calls + host.revoked_calls;
    CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1}", 0) == KEDGE_TOKEN_EXPIRED);
    CHECK(present(verifier, "{\"exp\":1700000600}", 1) == KEDGE_MISSING_CLAIM);
    CHECK(host.admit_calls + host.revoked_calls == calls);
    drop_verifier(verifier);
}

static void a_size_asks_no_host(void) {
    kedge_jwt_verifier_options options = host_options(1, 1);
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    sample token;
    size_t needed = 0;
    make_sample(&token, PLAIN_HEADER, "{\"jti\":\"1\",\"exp\":1700000600}");
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_verify, verifier, token.text, token.count, NULL, 0, &needed);
    CHECK(host.admit_calls == 0 && host.revoked_calls == 0);
    drop_verifier(verifier);
}

static void two_stores_are_one_too_many(void) {
    kedge_jwt_replay_cache *cache = make_cache(1);
    kedge_jwt_revocations *list = make_list(1);
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_key_set *set = make_set(key);
    kedge_jwt_verifier *verifier = NULL;
    kedge_jwt_verifier_options options = host_options(1, 0);
    options.replay_cache = cache;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verifier_create, set, &options, &verifier);
    CHECK(strstr(kedge_last_error(), "replay_cache and admit") != NULL);
    options = host_options(0, 1);
    options.revocations = list;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_verifier_create, set, &options, &verifier);
    CHECK(strstr(kedge_last_error(), "revocations and is_revoked") != NULL && verifier == NULL);
    /* One of each is none too many. */
    options.revocations = NULL;
    options.replay_cache = cache;
    EXPECT(KEDGE_OK, kedge_jwt_verifier_create, set, &options, &verifier);
    CHECK(verifier != NULL);
    drop_verifier(verifier);
    drop_set(set);
    drop_jwt_key(key);
    drop_cache(cache);
    drop_list(list);
}

static void call_back(void) {
    static int depth;
    kedge_jwt_token *token = NULL;
    sample made;
    EXPECT(KEDGE_BUSY, kedge_jwt_verifier_destroy, host.verifier);
    CHECK(strstr(kedge_last_error(), "verifier") != NULL);
    if (depth > 0) return;
    depth++;
    /* The very verifier, once more, whose callbacks come here again; and calls that fail. */
    make_sample(&made, PLAIN_HEADER, "{\"jti\":\"2\",\"exp\":1700000600}");
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, host.verifier, made.text, made.count, &token);
    EXPECT(KEDGE_MALFORMED_TOKEN, kedge_jwt_verify_token, host.verifier, "x", 1, &token);
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_kind, token, "x", 1, &(uint32_t){0});
    drop_token(token);
    EXPECT(KEDGE_BUSY, kedge_jwt_verifier_destroy, host.verifier);
    depth--;
}

static int64_t clock_that_calls_back(void *context) {
    host.now = *(int64_t *)context;
    call_back();
    return *(int64_t *)context;
}

static void a_callback_cannot_destroy_what_calls_it(void) {
    static const char claims[] = "{\"jti\":\"1\",\"exp\":1700000600}";
    int64_t now = SAMPLE_NOW;
    for (int from_clock = 0; from_clock <= 1; from_clock++) {
        kedge_jwt_verifier_options options = host_options(1, 1);
        if (from_clock) {
            options.clock = clock_that_calls_back;
            options.clock_context = &now;
        } else {
            host.meanwhile = call_back;
        }
        host.verifier = make_secret_verifier(&options);
        for (int is_kept = 0; is_kept <= 1; is_kept++) {
            EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_destroy, (kedge_jwt_token *)host.verifier);
            char before[256];
            snprintf(before, sizeof before, "%s", kedge_last_error());
            CHECK(present(host.verifier, claims, is_kept) == KEDGE_OK);
            /* Success leaves the last error alone, whatever failed in the callbacks. */
            CHECK_AT(strcmp(kedge_last_error(), before) == 0, "%s", kedge_last_error());
            host.admit_answer = 1;
            if (!from_clock) {
                host.meanwhile = NULL;
                CHECK(present(host.verifier, claims, is_kept) == KEDGE_TOKEN_REPLAYED);
                CHECK(strstr(kedge_last_error(), "jti") != NULL);
                host.meanwhile = call_back;
            }
            host.admit_answer = 0;
        }
        /* After the calls it is as free as before them. */
        drop_verifier(host.verifier);
    }
}

static kedge_jwt_replay_cache *dropped_cache;
static kedge_jwt_key_set *dropped_set;

static void drop_what_is_kept(void) {
    host.meanwhile = NULL;
    drop_set(dropped_set);
}

static void a_callback_may_destroy_what_the_verifier_keeps(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_verifier_options options = host_options(0, 1);
    dropped_set = make_set(key);
    dropped_cache = make_cache(4);
    options.replay_cache = dropped_cache;
    kedge_jwt_verifier *verifier = make_verifier(dropped_set, &options);
    host.meanwhile = drop_what_is_kept;
    drop_cache(dropped_cache);
    CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1700000600}", 0) == KEDGE_OK);
    CHECK(present(verifier, "{\"jti\":\"1\",\"exp\":1700000600}", 0) == KEDGE_TOKEN_REPLAYED);
    drop_verifier(verifier);
    drop_jwt_key(key);
}

int main(void) {
    check_begin("token_stores");
    check_case("a replay cache lets a verifier take each token once", a_token_is_taken_once);
    check_case("asking for the size takes no token out of the replay cache", asking_for_the_size_takes_no_token);
    check_case("verifiers that share a replay cache have the same leeway and maximum age", verifiers_of_a_cache_have_the_same_times);
    check_case("a full replay cache refuses, and forgets nothing", a_full_cache_forgets_nothing);
    check_case("a token is remembered as long as it counts", a_token_is_remembered_as_long_as_it_counts);
    check_case("single tokens, subjects and issuers are revoked", tokens_subjects_and_issuers_are_revoked);
    check_case("a revoked token is not taken", a_revoked_token_is_not_taken);
    check_case("a full revocation list refuses, and forgets nothing", a_full_list_forgets_nothing);
    check_case("capacities are 1 to 67,108,864", capacities_have_bounds);
    check_case("bad arguments and foreign handles change nothing", bad_arguments_change_nothing);
    check_case("the host's stores are told who the token is", the_host_is_told_who_it_is);
    check_case("the host's answer is 0 or 1, or none", an_answer_is_0_or_1_or_no_answer);
    check_case("a question for the size asks no store of the host's", a_size_asks_no_host);
    check_case("a verifier has one replay store and one revocation list", two_stores_are_one_too_many);
    check_case("a callback may call back, but cannot destroy the verifier that calls it",
        a_callback_cannot_destroy_what_calls_it);
    check_case("a callback may destroy what the verifier keeps", a_callback_may_destroy_what_the_verifier_keeps);
    return check_end();
}
