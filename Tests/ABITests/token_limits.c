/* What the system refuses to verifiers, issuers, claims and stores: memory, a place in the handle table, randomness, a
 * signature of libcrypto's. Each in a child of its own, which begins from nothing, as this process itself never uses the
 * library. */
#include "faults.h"
#include "limits.h"
#include "token_samples.h"

STANDS_BEFORE(EVP_PKEY_sign, (void *c, unsigned char *s, size_t *n, const unsigned char *t, size_t l), (c, s, n, t, l))

/* --- the calls ---------------------------------------------------------------------------------------------------- */

/* Every call that needs something of the system. */
enum call {
    VERIFIER_CREATE,
    ISSUER_CREATE,
    CLAIMS_CREATE,
    REPLAY_CACHE_CREATE,
    REVOCATIONS_CREATE,
    VERIFY_TOKEN,
    HANDLE_CALLS,
    VERIFY = HANDLE_CALLS,
    ISSUE,
    ISSUE_CLAIMS,
    SET_TEXT,
    SET_TEXTS,
    SET_INTEGER,
    SET_NUMBER,
    SET_BOOLEAN,
    SET_JSON,
    ADD_TOKEN,
    ADD_SUBJECT,
    ADD_ISSUER,
    KIND,
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    RAW,
    CALLS
};

static const char *const call_names[] = {
    "kedge_jwt_verifier_create", "kedge_jwt_issuer_create", "kedge_jwt_claims_create", "kedge_jwt_replay_cache_create",
    "kedge_jwt_revocations_create", "kedge_jwt_verify_token", "kedge_jwt_verify", "kedge_jwt_issue",
    "kedge_jwt_issue_claims", "kedge_jwt_claims_set_text", "kedge_jwt_claims_set_texts",
    "kedge_jwt_claims_set_integer", "kedge_jwt_claims_set_number", "kedge_jwt_claims_set_boolean",
    "kedge_jwt_claims_set_json", "kedge_jwt_revocations_add_token", "kedge_jwt_revocations_add_subject",
    "kedge_jwt_revocations_add_issuer", "kedge_jwt_token_kind", "kedge_jwt_token_text", "kedge_jwt_token_integer",
    "kedge_jwt_token_number", "kedge_jwt_token_boolean", "kedge_jwt_token_raw",
};

/* LONG claims are more than the stack holds, and a name of ENDLESS bytes more than is taken without a look at memory. */
enum { LONG = 24000, ENDLESS = 100000, ROOM = 65536 };
static char long_claims[LONG + 1], endless[ENDLESS], token_text[ROOM], room[ROOM];
static size_t token_len, name_len;
static kedge_jwt_key *key;
static kedge_jwt_key_set *set;
static kedge_jwt_verifier_options rules;
static kedge_jwt_verifier *verifier;
static kedge_jwt_issuer_options issuing;
static kedge_jwt_issuer *issuer;
static kedge_jwt_replay_cache *cache;
static kedge_jwt_revocations *list;
static kedge_jwt_claims *claims, *finished;
static kedge_jwt_token *token;

/* Claims of so many bytes: one text, or many numbers. */
static size_t fill_claims(size_t count, int has_many) {
    memset(long_claims, ' ', sizeof long_claims);
    memcpy(long_claims, "{\"a\":", 5);
    if (has_many) {
        for (size_t i = 5; i < count - 2; i += 2) memcpy(long_claims + i, i == 5 ? "[1" : ",1", 2);
        memcpy(long_claims + count - 2, "]}", 2);
    } else {
        memset(long_claims + 5, 'x', count - 5);
        long_claims[5] = long_claims[count - 2] = '"';
        long_claims[count - 1] = '}';
    }
    return count;
}

static void prepare(size_t claims_len, int has_many) {
    key = make_secret("k1");
    set = make_set(key);
    memset(endless, 'x', sizeof endless);
    name_len = 1;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_create, 4, &cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_create, 4, &list);
    rules = sample_options();
    rules.max_token_bytes = ROOM;
    verifier = make_verifier(set, &rules);
    rules.replay_cache = cache;
    issuing = sample_issuer_options();
    issuing.max_token_bytes = ROOM;
    issuing.adds_id = 1;
    issuer = make_issuer(key, &issuing);
    size_t length = fill_claims(claims_len, has_many);
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, long_claims, length, token_text, sizeof token_text, &token_len);
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, verifier, token_text, token_len, &token);
    EXPECT(KEDGE_OK, kedge_jwt_verifier_destroy, verifier);
    verifier = make_verifier(set, &rules);
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &finished);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_json, finished, "b", 1, long_claims, length);
    EXPECT(KEDGE_OK, kedge_jwt_issue_claims, issuer, finished, room, sizeof room, &length);
}

static void finish(void) {
    drop_token(token);
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims);
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, finished);
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_destroy, cache);
    EXPECT(KEDGE_OK, kedge_jwt_revocations_destroy, list);
    drop_verifier(verifier);
    drop_issuer(issuer);
    drop_set(set);
    drop_jwt_key(key);
}

/* What a call left behind in room: nothing, zeros in the token's place, or text. */
static int room_is_clean(size_t length) {
    return length == 77 && (check_all((uint8_t *)room, sizeof room, 0x5A) || check_all((uint8_t *)room, 32, 0));
}

/* The call itself, unnoted, as writing the note may be what is refused just now. Whatever it makes, it takes away
 * again. */
static kedge_status attempt(enum call call) {
    static const kedge_text one = {"x", 1};
    kedge_jwt_verifier *made_verifier = NULL;
    kedge_jwt_issuer *made_issuer = NULL;
    kedge_jwt_claims *made_claims = NULL;
    kedge_jwt_replay_cache *made_cache = NULL;
    kedge_jwt_revocations *made_list = NULL;
    kedge_jwt_token *made_token = NULL;
    size_t length = 77, live = kedge_live_handles();
    uint32_t kind = 77;
    int64_t integer = 77;
    int32_t boolean = 77;
    double number = 77;
    kedge_status status = KEDGE_OK;
    memset(room, 0x5A, sizeof room);
    switch (call) {
    case VERIFIER_CREATE: status = kedge_jwt_verifier_create(set, &rules, &made_verifier); break;
    case ISSUER_CREATE: status = kedge_jwt_issuer_create(key, &issuing, &made_issuer); break;
    case CLAIMS_CREATE: status = kedge_jwt_claims_create(&made_claims); break;
    case REPLAY_CACHE_CREATE: status = kedge_jwt_replay_cache_create(ENDLESS, &made_cache); break;
    case REVOCATIONS_CREATE: status = kedge_jwt_revocations_create(ENDLESS, &made_list); break;
    case VERIFY_TOKEN: status = kedge_jwt_verify_token(verifier, token_text, token_len, &made_token); break;
    case VERIFY: status = kedge_jwt_verify(verifier, token_text, token_len, room, sizeof room, &length); break;
    case ISSUE: status = kedge_jwt_issue(issuer, long_claims, LONG, room, sizeof room, &length); break;
    case ISSUE_CLAIMS: status = kedge_jwt_issue_claims(issuer, finished, room, sizeof room, &length); break;
    case SET_TEXT: status = kedge_jwt_claims_set_text(claims, endless, name_len, "x", 1); break;
    case SET_TEXTS: status = kedge_jwt_claims_set_texts(claims, endless, name_len, &one, 1); break;
    case SET_INTEGER: status = kedge_jwt_claims_set_integer(claims, endless, name_len, 1); break;
    case SET_NUMBER: status = kedge_jwt_claims_set_number(claims, endless, name_len, 1.5); break;
    case SET_BOOLEAN: status = kedge_jwt_claims_set_boolean(claims, endless, name_len, 1); break;
    case SET_JSON: status = kedge_jwt_claims_set_json(claims, endless, name_len, "[1]", 3); break;
    case ADD_TOKEN: status = kedge_jwt_revocations_add_token(list, NULL, 0, endless, name_len, 9, 0); break;
    case ADD_SUBJECT: status = kedge_jwt_revocations_add_subject(list, NULL, 0, endless, name_len, 9, 9, 0); break;
    case ADD_ISSUER: status = kedge_jwt_revocations_add_issuer(list, endless, name_len, 9, 9, 0); break;
    case KIND: status = kedge_jwt_token_kind(token, endless, name_len, &kind); break;
    case TEXT: status = kedge_jwt_token_text(token, endless, name_len, room, sizeof room, &length); break;
    case INTEGER: status = kedge_jwt_token_integer(token, endless, name_len, &integer); break;
    case NUMBER: status = kedge_jwt_token_number(token, endless, name_len, &number); break;
    case BOOLEAN: status = kedge_jwt_token_boolean(token, endless, name_len, &boolean); break;
    case RAW: status = kedge_jwt_token_raw(token, endless, name_len, room, sizeof room, &length); break;
    default: abort();
    }
    if (status != KEDGE_OK) {
        CHECK_AT(made_verifier == NULL && made_issuer == NULL && made_claims == NULL, "%s", call_names[call]);
        CHECK_AT(made_cache == NULL && made_list == NULL && made_token == NULL, "%s", call_names[call]);
        CHECK_AT(room_is_clean(length) && kind == 77 && integer == 77, "%s", call_names[call]);
        CHECK_AT(boolean == 77 && number == 77 && kedge_live_handles() == live, "%s", call_names[call]);
    }
    kedge_jwt_verifier_destroy(made_verifier);
    kedge_jwt_issuer_destroy(made_issuer);
    kedge_jwt_claims_destroy(made_claims);
    kedge_jwt_replay_cache_destroy(made_cache);
    kedge_jwt_revocations_destroy(made_list);
    kedge_jwt_token_destroy(made_token);
    return status;
}

static void expect(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s: %d and not %d", call_names[call], (int)status, (int)expected);
}

static size_t cached(void) {
    size_t count = 77;
    EXPECT(KEDGE_OK, kedge_jwt_replay_cache_count, cache, &count);
    return count;
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

/* Every second one stays for what Swift itself needs; the others keep them from becoming larger ones. */
static void *pieces[400];

/* Leaves malloc without `smallest` bytes in one piece. */
static void have_little_memory(size_t smallest) {
    for (size_t i = 0; i < COUNT(pieces); i++) pieces[i] = malloc(3600);
    take_all_memory(smallest);
    for (size_t i = 0; i < COUNT(pieces); i += 2) free(pieces[i]);
}

static void have_memory_again(void) {
    give_memory_back();
    for (size_t i = 1; i < COUNT(pieces); i += 2) free(pieces[i]);
}

static void attempt_without_memory(enum call first, enum call last) {
    kedge_status statuses[CALLS];
    have_little_memory(16384);
    for (enum call call = first; call <= last; call++) statuses[call] = attempt(call);
    have_memory_again();
    for (enum call call = first; call <= last; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
}

static void have_no_memory_for_long_input(void) {
    prepare(LONG, 0);
    name_len = ENDLESS;
    attempt_without_memory(VERIFY_TOKEN, RAW);
    CHECK(strstr(kedge_last_error(), "100000") != NULL);
    CHECK(cached() == 0);
    rules.cached_tokens = 65536;
    issuing.headers = endless;
    issuing.headers_len = sizeof endless;
    attempt_without_memory(VERIFIER_CREATE, ISSUER_CREATE);
    attempt_without_memory(REPLAY_CACHE_CREATE, REVOCATIONS_CREATE);
    name_len = 1;
    /* It is as if nothing had been asked. */
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, "a", 1, 1);
    CHECK(attempt(VERIFY_TOKEN) == KEDGE_OK && attempt(VERIFY) == KEDGE_TOKEN_REPLAYED && cached() == 1);
    CHECK(attempt(ISSUE) == KEDGE_OK && attempt(ISSUE_CLAIMS) == KEDGE_OK);
    finish();
}

/* The values of the claims need more than their text. */
static void have_no_memory_for_many_values(void) {
    prepare(LONG / 2 + 1, 1);
    attempt_without_memory(VERIFY_TOKEN, ISSUE_CLAIMS);
    CHECK(cached() == 0);
    CHECK(attempt(VERIFY) == KEDGE_OK && attempt(VERIFY_TOKEN) == KEDGE_TOKEN_REPLAYED && cached() == 1);
    finish();
}

enum { MANY_TEXTS = 1024, TEXT_BYTES = 65536, HEADER_BYTES = 12000, MOST_SIGNERS = 64 };

/* Texts and headers that are small one by one. */
static void have_no_memory_for_long_lists(void) {
    static char text[TEXT_BYTES], header[HEADER_BYTES], out[1];
    static kedge_text many_texts[MANY_TEXTS];
    static kedge_jws_signer signers[MOST_SIGNERS];
    kedge_jwt_verifier *made_verifier = NULL;
    kedge_jwt_issuer *made_issuer = NULL;
    kedge_jws_content *content = NULL;
    kedge_jws_verifier_options content_rules;
    kedge_jws_options signing;
    kedge_status statuses[5];
    size_t length = 0;
    prepare(100, 0);
    memset(text, 'x', sizeof text);
    for (int i = 0; i < MANY_TEXTS; i++) many_texts[i] = (kedge_text){text, sizeof text};
    memset(header, 'x', sizeof header);
    memcpy(header, "{\"a\":\"", 6);
    memcpy(header + sizeof header - 2, "\"}", 2);
    for (int i = 0; i < MOST_SIGNERS; i++)
        signers[i] = (kedge_jws_signer){.key = key, .protected_header = header, .protected_header_len = sizeof header};
    rules.issuers = issuing.audiences = many_texts;
    rules.issuer_count = issuing.audience_count = MANY_TEXTS;
    EXPECT(KEDGE_OK, kedge_jws_verifier_options_init, &content_rules, sizeof content_rules);
    content_rules.critical_headers = many_texts;
    content_rules.critical_header_count = MANY_TEXTS;
    EXPECT(KEDGE_OK, kedge_jws_options_init, &signing, sizeof signing);
    signing.serialization = KEDGE_JWS_GENERAL;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jws_sign, signers, MOST_SIGNERS, NULL, 0, &signing, NULL, 0, &length);
    have_little_memory(1 << 20);
    statuses[0] = kedge_jwt_verifier_create(set, &rules, &made_verifier);
    statuses[1] = kedge_jwt_issuer_create(key, &issuing, &made_issuer);
    statuses[2] = kedge_jwt_claims_set_texts(claims, "aud", 3, many_texts, MANY_TEXTS);
    statuses[3] = kedge_jws_verify(set, token_text, token_len, &content_rules, &content);
    statuses[4] = kedge_jws_sign(signers, MOST_SIGNERS, NULL, 0, &signing, out, sizeof out, &length);
    have_memory_again();
    for (int i = 0; i < 5; i++) CHECK_AT(statuses[i] == KEDGE_OUT_OF_MEMORY, "call %d: %d", i, (int)statuses[i]);
    CHECK(made_verifier == NULL && made_issuer == NULL && content == NULL);
    rules.issuers = issuing.audiences = NULL;
    rules.issuer_count = issuing.audience_count = 0;
    finish();
}

/* Claims grow, and are as they were if they cannot. */
static void have_no_memory_for_claims(void) {
    static const enum call calls[] = {SET_TEXT, SET_TEXTS, SET_INTEGER, SET_NUMBER, SET_BOOLEAN, SET_JSON};
    kedge_status statuses[COUNT(calls)], status = KEDGE_OK;
    char name[16];
    size_t length = 0;
    int made = 0;
    prepare(100, 0);
    have_little_memory(16384);
    while (status == KEDGE_OK && made < 10000) {
        snprintf(name, sizeof name, "n%d", made);
        status = kedge_jwt_claims_set_integer(claims, name, strlen(name), made);
        made += status == KEDGE_OK;
    }
    for (size_t i = 0; i < COUNT(calls); i++) statuses[i] = attempt(calls[i]);
    have_memory_again();
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY && made > 100, "%d after %d claims", (int)status, made);
    for (size_t i = 0; i < COUNT(calls); i++) expect(calls[i], statuses[i], KEDGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < COUNT(calls); i++) {
        endless[0] = (char)('a' + i);
        CHECK(attempt(calls[i]) == KEDGE_OK);
    }
    EXPECT(KEDGE_OK, kedge_jwt_issue_claims, issuer, claims, room, sizeof room, &length);
    finish();
}

static kedge_keccak256 *fillers_of_table[1024];

/* The table grows by 1,024 places at a time. */
static void have_no_memory_for_a_handle(void) {
    size_t made = 0;
    prepare(100, 0);
    while (kedge_live_handles() < 1024) EXPECT(KEDGE_OK, kedge_keccak256_create, &fillers_of_table[made++]);
    have_little_memory(16384);
    kedge_status statuses[] = {attempt(VERIFIER_CREATE), attempt(ISSUER_CREATE), attempt(CLAIMS_CREATE),
                               attempt(VERIFY_TOKEN)};
    have_memory_again();
    expect(VERIFIER_CREATE, statuses[0], KEDGE_OUT_OF_MEMORY);
    expect(ISSUER_CREATE, statuses[1], KEDGE_OUT_OF_MEMORY);
    expect(CLAIMS_CREATE, statuses[2], KEDGE_OUT_OF_MEMORY);
    expect(VERIFY_TOKEN, statuses[3], KEDGE_OUT_OF_MEMORY);
    CHECK(cached() == 0);
    CHECK(attempt(VERIFY_TOKEN) == KEDGE_OK);
    while (made > 0) EXPECT(KEDGE_OK, kedge_keccak256_destroy, fillers_of_table[--made]);
    finish();
}

static void missing_memory_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(have_no_memory_for_long_input);
    check_in_child(have_no_memory_for_many_values);
    check_in_child(have_no_memory_for_long_lists);
    check_in_child(have_no_memory_for_claims);
    check_in_child(have_no_memory_for_a_handle);
}

/* --- the handle table --------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t made = 0;
    prepare(100, 0);
    while (made < MOST_HANDLES && kedge_keccak256_create(&many[made]) == KEDGE_OK) made++;
    for (enum call call = VERIFIER_CREATE; call < HANDLE_CALLS; call++)
        expect(call, attempt(call), KEDGE_TOO_MANY_HANDLES);
    /* A token that no handle is had for is not taken, and needs none in the other way. */
    CHECK(cached() == 0);
    expect(VERIFY, attempt(VERIFY), KEDGE_OK);
    CHECK(cached() == 1);
    expect(ISSUE, attempt(ISSUE), KEDGE_OK);
    for (size_t i = 0; i < made; i++) kedge_keccak256_destroy(many[i]);
    expect(VERIFY_TOKEN, attempt(VERIFY_TOKEN), KEDGE_TOKEN_REPLAYED);
    finish();
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

/* --- randomness and libcrypto ------------------------------------------------------------------------------------- */

static void begin_without_randomness(void) {
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    /* The first handle of a process needs some. */
    for (enum call call = CLAIMS_CREATE; call <= REVOCATIONS_CREATE; call++)
        expect(call, attempt(call), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

static void go_on_without_randomness(void) {
    static const enum call calls[] = {ISSUE, ISSUE_CLAIMS};
    prepare(100, 0);
    fill_claims(LONG, 0);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    expect(REPLAY_CACHE_CREATE, attempt(REPLAY_CACHE_CREATE), KEDGE_RANDOM_UNAVAILABLE);
    expect(REVOCATIONS_CREATE, attempt(REVOCATIONS_CREATE), KEDGE_RANDOM_UNAVAILABLE);
    /* What was read before may be used up; then no id is made of something else. */
    kedge_status status = KEDGE_OK;
    for (int i = 0; i < 10000 && status == KEDGE_OK; i++) status = attempt(ISSUE);
    for (size_t i = 0; i < COUNT(calls); i++) {
        expect(calls[i], attempt(calls[i]), KEDGE_RANDOM_UNAVAILABLE);
        CHECK(check_all((uint8_t *)room, 100, 0));
        CHECK(strstr(kedge_last_error(), "randomness") != NULL);
    }
    /* A size costs none, and what needs none goes on. */
    size_t length = 0;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue, issuer, "{}", 2, NULL, 0, &length);
    CHECK(attempt(VERIFIER_CREATE) == KEDGE_OK && attempt(CLAIMS_CREATE) == KEDGE_OK);
    CHECK(attempt(VERIFY_TOKEN) == KEDGE_OK && attempt(VERIFY) == KEDGE_TOKEN_REPLAYED);
    finish();
}

static void missing_randomness_is_a_status(void) {
    check_in_child(begin_without_randomness);
    check_in_child(go_on_without_randomness);
}

static void sign_with_faults(void) {
    kedge_jwt_claims *own = NULL;
    static const uint32_t algorithms[] = {KEDGE_ES256, KEDGE_EDDSA, KEDGE_ES384};
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &own);
    for (size_t i = 0; i < COUNT(algorithms); i++) {
        kedge_jwt_key *pair = generate_key(algorithms[i], NULL);
        kedge_jwt_issuer *signing = make_issuer(pair, NULL);
        for (int way = 0; way <= 1; way++) {
            size_t length = 77;
            int fault = 0;
            for (; fault < 1000; fault++) {
                memset(room, 0x5A, sizeof room);
                countdown = fault;
                failed_function = NULL;
                kedge_status status = way == 0 ? kedge_jwt_issue(signing, "{}", 2, room, sizeof room, &length)
                                               : kedge_jwt_issue_claims(signing, own, room, sizeof room, &length);
                countdown = -1;
                check_note(way == 0 ? "kedge_jwt_issue" : "kedge_jwt_issue_claims", status);
                if (failed_function == NULL) {
                    CHECK(status == KEDGE_OK);
                    break;
                }
                CHECK_AT(status == KEDGE_ALGORITHM_UNAVAILABLE, "%s: %d", failed_function, (int)status);
                CHECK(length == 77 && check_all((uint8_t *)room, 60, 0));
            }
            /* Ed25519 is libsodium's, where nothing fails. */
            CHECK_AT(fault < 1000, "%u", algorithms[i]);
            if (algorithms[i] == KEDGE_ES256) CHECK(fault > 0);
        }
        drop_issuer(signing);
        drop_jwt_key(pair);
    }
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, own);
}

static void a_missing_signature_is_a_status(void) { check_in_child(sign_with_faults); }

int main(void) {
    check_begin("token_limits");
    check_case("missing memory is a status, and takes no token", missing_memory_is_a_status);
    check_case("a full table is a status, and takes no token", the_table_is_full);
    check_case("missing randomness is a status, and no id is made without", missing_randomness_is_a_status);
    check_case("a signature that libcrypto does not make is a status", a_missing_signature_is_a_status);
    return check_end();
}
