/* Tokens on many threads at once, while keys are replaced, and in children of fork(). */
#include "token_samples.h"

enum { MOST_THREADS = 16, TOKENS = 200, CHILDREN = 60, ISSUED = 40 };

static pthread_barrier_t barrier;
static int stop;

static int is_stopped(void) { return __atomic_load_n(&stop, __ATOMIC_RELAXED); }
static int rounds(int count) { return check_is_light() ? count / 20 : count; }

/* --- keys that are replaced --------------------------------------------------------------------------------------- */

/* One key is in both sets; each of the others is in one. */
static kedge_jwt_key *common_key, *first_key, *second_key;
static kedge_jwt_key_set *shared_set, *first_set, *second_set;
static kedge_jwt_verifier *shared_verifier;
static kedge_jwt_issuer *shared_issuer;
static sample common_token, first_token, second_token;
static size_t first_seen, second_seen;

static void make_token(const kedge_jwt_key *key, sample *token) {
    kedge_jwt_issuer_options options = sample_issuer_options();
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    issue(issuer, "{\"sub\":\"alice\"}", token);
    drop_issuer(issuer);
}

static void make_shared(uint32_t algorithm, uint32_t cached_tokens) {
    common_key = generate_key(algorithm, "common");
    first_key = generate_key(algorithm, "first");
    second_key = generate_key(algorithm, "second");
    const kedge_jwt_key *first[] = {first_key, common_key}, *second[] = {common_key, second_key};
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, first, 2, &first_set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, second, 2, &second_set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, first, 2, &shared_set);
    kedge_jwt_verifier_options options = sample_options();
    options.cached_tokens = cached_tokens;
    shared_verifier = make_verifier(shared_set, &options);
    kedge_jwt_issuer_options issuing = sample_issuer_options();
    issuing.adds_id = 1;
    shared_issuer = make_issuer(common_key, &issuing);
    make_token(common_key, &common_token);
    make_token(first_key, &first_token);
    make_token(second_key, &second_token);
}

static void drop_shared(void) {
    drop_issuer(shared_issuer);
    drop_verifier(shared_verifier);
    drop_set(shared_set);
    drop_set(first_set);
    drop_set(second_set);
    drop_jwt_key(common_key);
    drop_jwt_key(first_key);
    drop_jwt_key(second_key);
}

static kedge_status verify_once(const sample *token) {
    char out[1000];
    size_t length = 0;
    return kedge_jwt_verify(shared_verifier, token->text, token->count, out, sizeof out, &length);
}

static int were_both_seen(void) {
    return __atomic_load_n(&first_seen, __ATOMIC_RELAXED) > 0 && __atomic_load_n(&second_seen, __ATOMIC_RELAXED) > 0;
}

static void *verify_all(void *argument) {
    int number = (int)(intptr_t)argument;
    kedge_jwt_token *token = NULL;
    sample own;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(3000) || (i < 1000000 && !were_both_seen()); i++) {
        /* A key that both sets have is never missed. */
        kedge_status status = verify_once(&common_token);
        CHECK_AT(status == KEDGE_OK, "%d", (int)status);
        /* One that a set lacks is known or not. */
        status = verify_once(&first_token);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_UNKNOWN_TOKEN_KEY, "%d", (int)status);
        if (status == KEDGE_OK) __atomic_fetch_add(&first_seen, 1, __ATOMIC_RELAXED);
        status = verify_once(&second_token);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_UNKNOWN_TOKEN_KEY, "%d", (int)status);
        if (status == KEDGE_OK) __atomic_fetch_add(&second_seen, 1, __ATOMIC_RELAXED);
        if ((i + number) % 8 != 0) continue;
        CHECK(kedge_jwt_issue(shared_issuer, "{\"n\":1}", 7, own.text, sizeof own.text, &own.count) == KEDGE_OK);
        CHECK(kedge_jwt_verify_token(shared_verifier, own.text, own.count, &token) == KEDGE_OK);
        int64_t value = 0;
        CHECK(kedge_jwt_token_integer(token, "n", 1, &value) == KEDGE_OK && value == 1);
        CHECK(kedge_jwt_token_destroy(token) == KEDGE_OK);
    }
    return NULL;
}

static void *replace_keys(void *unused) {
    pthread_barrier_wait(&barrier);
    while (!is_stopped()) {
        CHECK(kedge_jwt_key_set_replace(shared_set, second_set) == KEDGE_OK);
        CHECK(kedge_jwt_key_set_replace(shared_set, first_set) == KEDGE_OK);
    }
    return unused;
}

static void replace_while_others_verify(uint32_t algorithm, uint32_t cached_tokens) {
    enum { VERIFYING = 4 };
    pthread_t threads[VERIFYING], replacing;
    make_shared(algorithm, cached_tokens);
    stop = 0;
    first_seen = second_seen = 0;
    CHECK(pthread_barrier_init(&barrier, NULL, VERIFYING + 1) == 0);
    for (intptr_t i = 0; i < VERIFYING; i++)
        if (pthread_create(&threads[i], NULL, verify_all, (void *)i) != 0) abort();
    if (pthread_create(&replacing, NULL, replace_keys, NULL) != 0) abort();
    for (int i = 0; i < VERIFYING; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    CHECK(pthread_join(replacing, NULL) == 0);
    pthread_barrier_destroy(&barrier);
    /* Both sets were there at some time. */
    CHECK_AT(first_seen > 0 && second_seen > 0, "%zu and %zu", first_seen, second_seen);
    drop_shared();
}

static void secrets_are_replaced(void) { replace_while_others_verify(KEDGE_HS256, 0); }
static void pairs_are_replaced(void) { replace_while_others_verify(KEDGE_EDDSA, 64); }

/* --- stores ------------------------------------------------------------------------------------------------------- */

static sample tokens[TOKENS];
static int taken, revoked;
static kedge_jwt_revocations *shared_list;

static void *present_all(void *argument) {
    int number = (int)(intptr_t)argument;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < TOKENS; i++) {
        const sample *token = &tokens[(i * 7 + number) % TOKENS];
        kedge_status status = verify_once(token);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_TOKEN_REPLAYED || status == KEDGE_TOKEN_REVOKED, "%d",
            (int)status);
        if (status == KEDGE_OK) __atomic_fetch_add(&taken, 1, __ATOMIC_RELAXED);
        if (status == KEDGE_TOKEN_REVOKED) __atomic_fetch_add(&revoked, 1, __ATOMIC_RELAXED);
        char name[16];
        snprintf(name, sizeof name, "%d-%d", number, i);
        CHECK(kedge_jwt_revocations_add_token(shared_list, NULL, 0, name, strlen(name), SAMPLE_NOW + 60, SAMPLE_NOW)
              == KEDGE_OK);
    }
    return NULL;
}

static void each_token_is_taken_by_one_thread(void) {
    pthread_t threads[MOST_THREADS];
    kedge_jwt_replay_cache *cache = NULL;
    size_t count = 0;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_create, TOKENS, &cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_create, MOST_THREADS * TOKENS + 1, &shared_list);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, shared_list, NULL, 0, "id0", 3, INT64_MAX, SAMPLE_NOW);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = cache;
    options.revocations = shared_list;
    shared_verifier = make_secret_verifier(&options);
    for (int i = 0; i < TOKENS; i++) {
        char claims[100];
        snprintf(claims, sizeof claims, "{\"jti\":\"id%d\",\"exp\":1700000600}", i);
        make_sample(&tokens[i], PLAIN_HEADER, claims);
    }
    taken = revoked = 0;
    CHECK(pthread_barrier_init(&barrier, NULL, MOST_THREADS) == 0);
    for (intptr_t i = 0; i < MOST_THREADS; i++)
        if (pthread_create(&threads[i], NULL, present_all, (void *)i) != 0) abort();
    for (int i = 0; i < MOST_THREADS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
    CHECK_AT(taken == TOKENS - 1 && revoked == MOST_THREADS, "%d taken, %d times revoked", taken, revoked);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_count, cache, &count);
    CHECK(count == TOKENS - 1);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_count, shared_list, &count);
    CHECK(count == MOST_THREADS * TOKENS + 1);
    drop_verifier(shared_verifier);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, shared_list);
}

/* --- fork --------------------------------------------------------------------------------------------------------- */

/* Written by children, read by the parent; a token of its own id is unlike every other. */
static char (*issued_by_children)[300];
static int child_number;
static kedge_jwt_replay_cache *forked_cache;
static kedge_jwt_revocations *forked_list;
static kedge_jwt_verifier *forked_verifier;
static sample once, never;

static kedge_status verify_with_stores(const sample *token) {
    char out[1000];
    size_t length = 0;
    return kedge_jwt_verify(forked_verifier, token->text, token->count, out, sizeof out, &length);
}

/* Everything that a fork could catch in the middle. */
static void *hammer(void *argument) {
    intptr_t number = (intptr_t)argument;
    for (int i = 0; !is_stopped(); i++) {
        sample own;
        char name[32];
        CHECK(verify_once(&common_token) == KEDGE_OK);
        CHECK(kedge_jwt_issue(shared_issuer, "{}", 2, own.text, sizeof own.text, &own.count) == KEDGE_OK);
        kedge_status status = verify_with_stores(&own);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_TOKEN_STORE_UNAVAILABLE, "%d", (int)status);
        size_t count = (size_t)snprintf(name, sizeof name, "%d-%d", (int)number, i);
        status = kedge_jwt_revocations_add_token(forked_list, "x", 1, name, count, SAMPLE_NOW + 1, SAMPLE_NOW);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_STORE_FULL, "%d", (int)status);
        if (number != 0) continue;
        CHECK(kedge_jwt_key_set_replace(shared_set, i % 2 == 0 ? second_set : first_set) == KEDGE_OK);
    }
    return NULL;
}

static void work_in_the_child(void) {
    kedge_jwt_token *token = NULL;
    sample own;
    for (int i = 0; i < 3; i++) {
        EXPECT(KEDGE_OK, kedge_jwt_verify_token, shared_verifier, common_token.text, common_token.count, &token);
        drop_token(token);
        issue(shared_issuer, "{}", &own);
        CHECK(own.count < sizeof *issued_by_children);
        strcpy(issued_by_children[child_number * 3 + i], own.text);
        CHECK(verify_once(&own) == KEDGE_OK);
    }
    /* Copies of its own of what the stores knew. */
    CHECK(verify_with_stores(&never) == KEDGE_TOKEN_REVOKED);
    CHECK(verify_with_stores(&once) == KEDGE_TOKEN_REPLAYED);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_remove_expired, forked_cache, SAMPLE_NOW, NULL);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_remove_expired, forked_list, SAMPLE_NOW + 2, NULL);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_token, forked_list, NULL, 0, "x", 1, INT64_MAX, SAMPLE_NOW);
    /* Its keys are its own, too. */
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, shared_set, second_set);
    CHECK(verify_once(&first_token) == KEDGE_UNKNOWN_TOKEN_KEY && verify_once(&second_token) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_replace, shared_set, first_set);
    CHECK(verify_once(&first_token) == KEDGE_OK && verify_once(&second_token) == KEDGE_UNKNOWN_TOKEN_KEY);
    drop_verifier(forked_verifier);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, forked_cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, forked_list);
    drop_shared();
}

static int compare_texts(const void *left, const void *right) { return strcmp(left, right); }

static void children_verify_and_issue(void) {
    SKIP_UNDER_VALGRIND();
    enum { HAMMERS = 3 };
    pthread_t threads[HAMMERS];
    int children = check_is_light() ? CHILDREN / 10 : CHILDREN, count = children * 3 + ISSUED;
    size_t bytes = sizeof *issued_by_children * (CHILDREN * 3 + ISSUED);
    issued_by_children = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(issued_by_children != MAP_FAILED);
    if (issued_by_children == MAP_FAILED) return;
    make_shared(KEDGE_ES256, 64);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_create, 100000, &forked_cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_create, 100000, &forked_list);
    kedge_jwt_verifier_options options = sample_options();
    options.replay_cache = forked_cache;
    options.revocations = forked_list;
    forked_verifier = make_verifier(shared_set, &options);
    issue(shared_issuer, "{\"sub\":\"once\"}", &once);
    issue(shared_issuer, "{\"sub\":\"never\"}", &never);
    CHECK(verify_with_stores(&once) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_add_subject, forked_list, NULL, 0, "never", 5, INT64_MAX, INT64_MAX,
        SAMPLE_NOW);

    stop = 0;
    for (intptr_t i = 0; i < HAMMERS; i++)
        if (pthread_create(&threads[i], NULL, hammer, (void *)i) != 0) abort();
    for (child_number = 0; child_number < children; child_number++) check_in_child(work_in_the_child);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);

    for (int i = 0; i < ISSUED; i++) {
        sample own;
        issue(shared_issuer, "{}", &own);
        strcpy(issued_by_children[children * 3 + i], own.text);
    }
    /* The id stands in the claims: no two begin alike. */
    for (int i = 0; i < count; i++) {
        char *end = strrchr(issued_by_children[i], '.');
        CHECK_AT(end != NULL, "token %d", i);
        if (end != NULL) *end = 0;
    }
    qsort(issued_by_children, (size_t)count, sizeof *issued_by_children, compare_texts);
    for (int i = 1; i < count; i++) CHECK(strcmp(issued_by_children[i - 1], issued_by_children[i]) != 0);
    drop_verifier(forked_verifier);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, forked_cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, forked_list);
    drop_shared();
    munmap(issued_by_children, bytes);
}

/* --- fork inside a callback --------------------------------------------------------------------------------------- */

static int forking;

static void be_a_child_inside_a_callback(void) {
    kedge_jwt_issuer *own = shared_issuer;
    EXPECT(KEDGE_BUSY, kedge_jwt_verifier_destroy, shared_verifier);
    CHECK(verify_once(&common_token) == KEDGE_OK);
    EXPECT(KEDGE_BUSY, kedge_jwt_verifier_destroy, shared_verifier);
    /* Another thread is inside the issuer's clock, and in the child it is not. */
    drop_issuer(own);
}

static int64_t clock_that_forks(void *unused) {
    (void)unused;
    if (forking) {
        forking = 0;
        check_in_child(be_a_child_inside_a_callback);
    }
    return SAMPLE_NOW;
}

static int64_t clock_that_waits(void *unused) {
    (void)unused;
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    return SAMPLE_NOW;
}

static void *issue_slowly(void *token) {
    issue(shared_issuer, "{}", token);
    return NULL;
}

static void a_callback_may_fork(void) {
    SKIP_UNDER_VALGRIND();
    kedge_jwt_verifier_options options = sample_options();
    kedge_jwt_issuer_options issuing = sample_issuer_options();
    kedge_jwt_key *key = make_secret("k1");
    pthread_t thread;
    sample slow;
    make_token(key, &common_token);
    options.clock = clock_that_forks;
    shared_verifier = make_secret_verifier(&options);
    issuing.clock = clock_that_waits;
    shared_issuer = make_issuer(key, &issuing);
    CHECK(pthread_barrier_init(&barrier, NULL, 2) == 0);
    if (pthread_create(&thread, NULL, issue_slowly, &slow) != 0) abort();
    pthread_barrier_wait(&barrier);
    EXPECT(KEDGE_BUSY, kedge_jwt_issuer_destroy, shared_issuer);
    forking = 1;
    CHECK(verify_once(&common_token) == KEDGE_OK && forking == 0);
    pthread_barrier_wait(&barrier);
    CHECK(pthread_join(thread, NULL) == 0);
    pthread_barrier_destroy(&barrier);
    drop_issuer(shared_issuer);
    drop_verifier(shared_verifier);
    drop_jwt_key(key);
}

int main(void) {
    check_begin("token_threads");
    check_case("a token of a secret in both sets verifies while one takes the place of the other", secrets_are_replaced);
    check_case("so does a token of a key pair, remembered or not", pairs_are_replaced);
    check_case("each token is taken by one of many threads", each_token_is_taken_by_one_thread);
    check_case("children of fork verify and issue, whatever threads of the parent were doing", children_verify_and_issue);
    check_case("a callback may fork, and is under way in the child, where those of other threads are not",
        a_callback_may_fork);
    return check_end();
}
