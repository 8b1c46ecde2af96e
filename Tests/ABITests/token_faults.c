/* Keys for tokens, sets of them and signed content when something fails underneath: every call of libcrypto, libsodium
 * and the operating system that they make fails here, one after another. Then what the system has no room for:
 * handles, memory, randomness, an algorithm. */
#include "faults.h"
#include "limits.h"
#include "tokens.h"

/* --- calls of libcrypto ------------------------------------------------------------------------------------------ */

/* What libcrypto does when its own calls fail is not on trial. */
static int is_in_libcrypto;

#define OF_LIBCRYPTO(result, name, parameters, arguments, is_failing, failure) \
    result name parameters; \
    result name parameters { \
        REAL(result, name, parameters) \
        if (is_in_libcrypto) return real arguments; \
        if (is_failing) return failure; \
        is_in_libcrypto = 1; \
        result answer = real arguments; \
        is_in_libcrypto = 0; \
        return answer; \
    }
/* One that answers 1 or, failing, 0; one that answers with memory or NULL; and one that does not fail for the system. */
#define ANSWERS(name, parameters, arguments) OF_LIBCRYPTO(int, name, parameters, arguments, fails(#name), 0)
#define GIVES(name, parameters, arguments) OF_LIBCRYPTO(void *, name, parameters, arguments, fails(#name), NULL)
#define JUDGES(name, parameters, arguments) OF_LIBCRYPTO(int, name, parameters, arguments, 0, 0)

ANSWERS(EVP_PKEY_fromdata_init, (void *c), (c))
ANSWERS(EVP_PKEY_fromdata, (void *c, void **k, int s, void *p), (c, k, s, p))
ANSWERS(EVP_PKEY_keygen_init, (void *c), (c))
ANSWERS(EVP_PKEY_generate, (void *c, void **k), (c, k))
ANSWERS(EVP_PKEY_get_bn_param, (const void *k, const char *n, void **b), (k, n, b))
ANSWERS(EVP_PKEY_sign_init, (void *c), (c))
ANSWERS(EVP_PKEY_verify_init, (void *c), (c))
ANSWERS(EVP_PKEY_CTX_set_signature_md, (void *c, const void *m), (c, m))
ANSWERS(EVP_PKEY_sign, (void *c, uint8_t *o, size_t *w, const uint8_t *i, size_t n), (c, o, w, i, n))
ANSWERS(EC_POINT_mul, (const void *g, void *o, const void *s, const void *p, const void *t, void *c), (g, o, s, p, t, c))
ANSWERS(BN_sub, (void *o, const void *a, const void *b), (o, a, b))
ANSWERS(BN_mul, (void *o, const void *a, const void *b, void *c), (o, a, b, c))
ANSWERS(BN_nnmod, (void *o, const void *a, const void *b, void *c), (o, a, b, c))
GIVES(EVP_PKEY_CTX_new_from_name, (void *l, const char *n, const char *p), (l, n, p))
GIVES(EVP_PKEY_CTX_new_from_pkey, (void *l, void *k, const char *p), (l, k, p))
GIVES(EVP_PKEY_dup, (void *k), (k))
GIVES(EC_GROUP_new_by_curve_name, (int n), (n))
GIVES(EC_POINT_new, (const void *g), (g))
GIVES(BN_new, (void), ())
GIVES(BN_CTX_new, (void), ())
GIVES(BN_bin2bn, (const uint8_t *b, int n, void *o), (b, n, o))
JUDGES(EC_POINT_oct2point, (const void *g, void *o, const uint8_t *b, size_t n, void *c), (g, o, b, n, c))
JUDGES(EVP_PKEY_verify, (void *c, const uint8_t *s, size_t w, const uint8_t *i, size_t n), (c, s, w, i, n))

/* --- the calls --------------------------------------------------------------------------------------------------- */

enum call {
    CREATE_SECRET,
    CREATE_PEM,
    CREATE_DER,
    CREATE_JWK,
    GENERATE,
    SET_CREATE_JWKS,
    SET_CREATE,
    CREATE_PUBLIC,
    CREATE_IDENTIFIED,
    GET_KEY,
    VERIFY,
    VERIFY_DETACHED,
    CONTENT_GET_KEY,
    HANDLE_CALLS,
    THUMBPRINT = HANDLE_CALLS,
    PUBLIC_JWK,
    PRIVATE_JWK,
    PUBLIC_PEM,
    PRIVATE_PEM,
    PUBLIC_DER,
    PRIVATE_DER,
    PUBLIC_JWKS,
    PRIVATE_JWKS,
    SIGN,
    CALLS
};

static const char *const call_names[] = {"kedge_jwt_key_create_secret", "kedge_jwt_key_create_pem",
    "kedge_jwt_key_create_der", "kedge_jwt_key_create_jwk", "kedge_jwt_key_generate", "kedge_jwt_key_set_create_jwks",
    "kedge_jwt_key_set_create", "kedge_jwt_key_create_public", "kedge_jwt_key_create_identified",
    "kedge_jwt_key_set_get_key", "kedge_jws_verify", "kedge_jws_verify_detached", "kedge_jws_content_get_key",
    "kedge_jwt_key_thumbprint", "kedge_jwt_key_public_jwk", "kedge_jwt_key_private_jwk", "kedge_jwt_key_public_pem",
    "kedge_jwt_key_private_pem", "kedge_jwt_key_public_der", "kedge_jwt_key_private_der",
    "kedge_jwt_key_set_public_jwks", "kedge_jwt_key_set_private_jwks", "kedge_jws_sign"};

enum { TEXT = 3 << 20, MOST_FAULTS = 200 };
static uint32_t algorithm;
static kedge_jwt_key *key;
static kedge_jwt_key_set *set;
static kedge_jws_content *content;
static char pem[4096], jwk[4096], jwks[4200], document[TEXT], detached[4096], out[TEXT];
static uint8_t der[4096];
static size_t der_len, document_len, detached_len, payload_len = 32;
static uint8_t payload[1 << 20];

static int is_shared(void) { return algorithm <= KEDGE_HS512; }

/* Whether the algorithm is one that has such a call. */
static int has(enum call call) {
    switch (call) {
    case CREATE_SECRET: return is_shared();
    case CREATE_PEM:
    case CREATE_DER:
    case CREATE_PUBLIC:
    case PUBLIC_JWK:
    case PUBLIC_PEM:
    case PRIVATE_PEM:
    case PUBLIC_DER:
    case PRIVATE_DER:
    case PUBLIC_JWKS: return !is_shared();
    default: return 1;
    }
}

/* What the calls are about, of one algorithm. */
static void prepare(uint32_t number) {
    size_t length = 0;
    algorithm = number;
    key = generate_key(number, "id");
    set = make_set(key);
    if (!is_shared()) {
        EXPECT(KEDGE_OK, kedge_jwt_key_private_pem, key, pem, sizeof pem, &length);
        EXPECT(KEDGE_OK, kedge_jwt_key_private_der, key, der, sizeof der, &der_len);
    }
    EXPECT(KEDGE_OK, kedge_jwt_key_private_jwk, key, jwk, sizeof jwk, &length);
    snprintf(jwks, sizeof jwks, "{\"keys\":[%s]}", jwk);
    kedge_jws_signer signer = {.key = key};
    kedge_jws_options options;
    EXPECT(KEDGE_OK, kedge_jws_options_init, &options, sizeof options);
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, payload, payload_len, NULL, document, TEXT, &document_len);
    options.is_detached = 1;
    EXPECT(KEDGE_OK, kedge_jws_sign, &signer, 1, payload, payload_len, &options, detached, sizeof detached, &detached_len);
    EXPECT(KEDGE_OK, kedge_jws_verify, set, document, document_len, NULL, &content);
}

static void finish(void) {
    EXPECT(KEDGE_OK, kedge_jws_content_destroy, content);
    drop_set(set);
    drop_jwt_key(key);
}

/* The call itself, unnoted, as writing the note may be what is refused just now. Whatever it makes, it takes away
 * again. */
static kedge_status attempt(enum call call, int fault) {
    kedge_jwt_key *made = NULL;
    kedge_jwt_key_set *made_set = NULL;
    kedge_jws_content *made_content = NULL;
    kedge_jws_signer signer = {.key = key};
    kedge_jws_options options = {.struct_size = sizeof options, .serialization = KEDGE_JWS_GENERAL, .encodes_payload = 1};
    const kedge_jwt_key *keys[] = {key};
    size_t length = 77, live = kedge_live_handles();
    uint32_t bits = algorithm >= KEDGE_RS256 && algorithm <= KEDGE_PS512 ? 2048 : 0;
    kedge_status status = KEDGE_OK;
    memset(out, 0x5A, 4096);
    failed_function = NULL;
    countdown = fault;
    switch (call) {
    case CREATE_SECRET: status = kedge_jwt_key_create_secret(secret_bytes, 32, KEDGE_HS256, NULL, 0, &made); break;
    case CREATE_PEM: status = kedge_jwt_key_create_pem(pem, strlen(pem), algorithm, "id", 2, &made); break;
    case CREATE_DER: status = kedge_jwt_key_create_der(der, der_len, algorithm, "id", 2, &made); break;
    case CREATE_JWK: status = kedge_jwt_key_create_jwk(jwk, strlen(jwk), 0, &made); break;
    case GENERATE: status = kedge_jwt_key_generate(algorithm, bits, "id", 2, &made); break;
    case SET_CREATE_JWKS: status = kedge_jwt_key_set_create_jwks(jwks, strlen(jwks), NULL, 0, &made_set); break;
    case SET_CREATE: status = kedge_jwt_key_set_create(keys, key == NULL ? 0 : 1, &made_set); break;
    case CREATE_PUBLIC: status = kedge_jwt_key_create_public(key, &made); break;
    case CREATE_IDENTIFIED: status = kedge_jwt_key_create_identified(key, "other", 5, &made); break;
    case GET_KEY: status = kedge_jwt_key_set_get_key(set, 0, &made); break;
    case VERIFY: status = kedge_jws_verify(set, document, document_len, NULL, &made_content); break;
    case VERIFY_DETACHED:
        status = kedge_jws_verify_detached(set, detached, detached_len, payload, payload_len, NULL, &made_content);
        break;
    case CONTENT_GET_KEY: status = kedge_jws_content_get_key(content, 0, &made); break;
    case THUMBPRINT: status = kedge_jwt_key_thumbprint(key, (uint8_t *)out); break;
    case PUBLIC_JWK: status = kedge_jwt_key_public_jwk(key, out, TEXT, &length); break;
    case PRIVATE_JWK: status = kedge_jwt_key_private_jwk(key, out, TEXT, &length); break;
    case PUBLIC_PEM: status = kedge_jwt_key_public_pem(key, out, TEXT, &length); break;
    case PRIVATE_PEM: status = kedge_jwt_key_private_pem(key, out, TEXT, &length); break;
    case PUBLIC_DER: status = kedge_jwt_key_public_der(key, (uint8_t *)out, TEXT, &length); break;
    case PRIVATE_DER: status = kedge_jwt_key_private_der(key, (uint8_t *)out, TEXT, &length); break;
    case PUBLIC_JWKS: status = kedge_jwt_key_set_public_jwks(set, out, TEXT, &length); break;
    case PRIVATE_JWKS: status = kedge_jwt_key_set_private_jwks(set, out, TEXT, &length); break;
    case SIGN: status = kedge_jws_sign(&signer, 1, payload, payload_len, &options, out, TEXT, &length); break;
    default: abort();
    }
    countdown = -1;
    if (status != KEDGE_OK) {
        const char *failed = failed_function == NULL ? "nothing" : failed_function;
        CHECK_AT(made == NULL && made_set == NULL && made_content == NULL, "%s, %s", call_names[call], failed);
        CHECK_AT(length == 77, "%s, %s", call_names[call], failed);
        /* A document may be written in part. */
        CHECK_AT(call == SIGN || check_all((uint8_t *)out, 4096, 0x5A), "%s, %s", call_names[call], failed);
        CHECK_AT(strlen(kedge_last_error()) > 15, "%s, %s", call_names[call], failed);
    }
    kedge_jwt_key_destroy(made);
    kedge_jwt_key_set_destroy(made_set);
    kedge_jws_content_destroy(made_content);
    CHECK_AT(kedge_live_handles() == live, "%s", call_names[call]);
    return status;
}

static void expect(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s, algorithm %u: %d and not %d", call_names[call], (unsigned)algorithm, (int)status,
        (int)expected);
}

static void all_of_it_works(void) {
    for (enum call call = CREATE_SECRET; call < CALLS; call++) {
        if (has(call)) expect(call, attempt(call, -1), KEDGE_OK);
    }
}

/* --- one fault after another ------------------------------------------------------------------------------------- */

/* Whether a fault may be no failure: memory that cannot be locked was not asked to be, and a key of a set is left out. */
static int is_made_good(enum call call, const char *function) {
    return strcmp(function, "sodium_mlock") == 0 || (call == SET_CREATE_JWKS && strcmp(function, "sodium_malloc") != 0);
}

static int is_of_the_system(kedge_status status) {
    return status == KEDGE_OUT_OF_MEMORY || status == KEDGE_RANDOM_UNAVAILABLE || status == KEDGE_ALGORITHM_UNAVAILABLE;
}

static void meet_every_fault(enum call call) {
    int fault = 0;
    for (; fault < MOST_FAULTS; fault++) {
        kedge_status status = attempt(call, fault);
        const char *failed = failed_function;
        check_note(call_names[call], status);
        if (failed == NULL) {
            CHECK_AT(status == KEDGE_OK, "%s: %d", call_names[call], (int)status);
            break;
        }
        if (is_made_good(call, failed)) {
            CHECK_AT(status == KEDGE_OK || is_of_the_system(status), "%s: %d", call_names[call], (int)status);
        } else if (call == VERIFY || call == VERIFY_DETACHED) {
            /* A signature that cannot be looked at is not good. */
            CHECK_AT(status == KEDGE_BAD_SIGNATURE, "%s: %d though %s failed", call_names[call], (int)status, failed);
        } else {
            CHECK_AT(is_of_the_system(status), "%s, algorithm %u: %d though %s failed", call_names[call],
                (unsigned)algorithm, (int)status, failed);
        }
        CHECK_AT(attempt(call, -1) == KEDGE_OK, "%s after %s", call_names[call], failed);
    }
    CHECK_AT(fault < MOST_FAULTS, "%s met %d faults", call_names[call], fault);
}

static void every_fault_is_met(void) {
    static const uint32_t algorithms[] = {KEDGE_HS256, KEDGE_ES256, KEDGE_ES256K, KEDGE_EDDSA, KEDGE_RS256};
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
        prepare(algorithms[i]);
        for (enum call call = CREATE_SECRET; call < CALLS; call++) {
            /* A new RSA key takes too long for each fault; what differs from others comes first. */
            if (call == GENERATE && algorithm == KEDGE_RS256) {
                for (int fault = 0; fault < 3; fault++) expect(call, attempt(call, fault), KEDGE_ALGORITHM_UNAVAILABLE);
            } else if (has(call)) {
                meet_every_fault(call);
            }
        }
        finish();
    }
}

/* --- randomness -------------------------------------------------------------------------------------------------- */

/* The first handle of a process takes some; neither key nor set is there. */
static void begin_without_randomness(void) {
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    algorithm = KEDGE_ES256;
    strcpy(pem, private_pem);
    der_len = der_of_pem(private_pem, der);
    strcpy(jwk, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
    strcpy(jwks, "{\"keys\":[]}");
    for (enum call call = CREATE_SECRET; call <= SET_CREATE; call++)
        expect(call, attempt(call, -1), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

static void generate_without_randomness(void) {
    prepare(KEDGE_HS256);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (algorithm = KEDGE_HS256; algorithm <= KEDGE_EDDSA; algorithm++) {
        if (algorithm >= KEDGE_RS256 && algorithm <= KEDGE_PS512) continue;
        kedge_status status = KEDGE_OK;
        /* What was read before may be used up. */
        for (int i = 0; i < 10000 && status == KEDGE_OK; i++) status = attempt(GENERATE, -1);
        expect(GENERATE, status, KEDGE_RANDOM_UNAVAILABLE);
    }
    finish();
}

/* The first secret of a process takes some too, and so does what is written by way of secret memory. */
static void write_without_randomness(void) {
    static const enum call calls[] = {THUMBPRINT, PUBLIC_JWK, PUBLIC_JWKS, PRIVATE_JWKS};
    strcpy(jwk, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
    EXPECT(KEDGE_OK, kedge_jwt_key_create_jwk, jwk, strlen(jwk), 0, &key);
    set = make_set(key);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        expect(calls[i], attempt(calls[i], -1), KEDGE_RANDOM_UNAVAILABLE);
    drop_set(set);
    drop_jwt_key(key);
}

static void randomness_is_refused(void) {
    check_in_child(begin_without_randomness);
    check_in_child(generate_without_randomness);
    check_in_child(write_without_randomness);
}

/* --- an algorithm ------------------------------------------------------------------------------------------------ */

/* In a child, because libcrypto reads its configuration once in a process. */
static void begin_without_algorithm(void) {
    setenv("OPENSSL_CONF", configuration, 1);
    algorithm = KEDGE_ES256;
    strcpy(pem, private_pem);
    der_len = der_of_pem(private_pem, der);
    strcpy(jwk, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"ybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgA\","
                "\"y\":\"GT2pvxFvs9Zs02i_BipJb9PqvnI8mUCMapaHSBRIjJM\"}");
    snprintf(jwks, sizeof jwks, "{\"keys\":[%s]}", jwk);
    for (enum call call = CREATE_PEM; call <= GENERATE; call++)
        expect(call, attempt(call, -1), KEDGE_ALGORITHM_UNAVAILABLE);
    algorithm = KEDGE_RS256;
    expect(GENERATE, attempt(GENERATE, -1), KEDGE_ALGORITHM_UNAVAILABLE);
    /* Such a key is left out of a set. */
    kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped};
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create_jwks, jwks, strlen(jwks), NULL, 0, &set);
    EXPECT(KEDGE_OK, kedge_jwt_key_set_get_skipped, set, 0, &skipped);
    CHECK(skipped.status == KEDGE_ALGORITHM_UNAVAILABLE);
    drop_set(set);
    /* What is not libcrypto's goes on. */
    for (algorithm = KEDGE_ES256K; algorithm <= KEDGE_EDDSA; algorithm++) {
        prepare(algorithm);
        all_of_it_works();
        finish();
    }
}

static void the_algorithm_is_missing(void) {
    write_empty_configuration();
    check_in_child(begin_without_algorithm);
    unlink(configuration);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static kedge_keccak256 *states[1024];

/* The table grows by 1,024 slots at a time. */
static void issue_without_memory(void) {
    kedge_status statuses[CALLS];
    prepare(KEDGE_EDDSA);
    for (size_t i = 0; i < 1024 - 3; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &states[i]);
    CHECK(kedge_live_handles() == 1024);
    /* Pieces are left for everything but a table's next part. */
    void *spare[64];
    for (int i = 0; i < 64; i++) spare[i] = malloc(24000);
    take_all_memory(32768);
    for (int i = 0; i < 64; i++) free(i % 2 == 0 ? spare[i] : NULL);
    for (enum call call = CREATE_SECRET; call < HANDLE_CALLS; call++) statuses[call] = attempt(call, -1);
    give_memory_back();
    for (int i = 1; i < 64; i += 2) free(spare[i]);
    for (enum call call = CREATE_SECRET; call < HANDLE_CALLS; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < 1024 - 3; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
    all_of_it_works();
    finish();
}

enum { BLOCKS = 64, BLOCK = 60000 };

/* malloc has memory, and secret memory has none. */
static void keep_no_secret(void) {
    static const enum call calls[] = {CREATE_SECRET, CREATE_PEM, CREATE_DER, CREATE_JWK, GENERATE, SET_CREATE_JWKS,
        CREATE_IDENTIFIED, THUMBPRINT, PUBLIC_JWK, PRIVATE_JWK, PRIVATE_PEM, PRIVATE_DER, PUBLIC_JWKS, PRIVATE_JWKS};
    enum { COUNT = sizeof calls / sizeof *calls };
    static const uint32_t algorithms[] = {KEDGE_HS256, KEDGE_ES256, KEDGE_EDDSA};
    static void *blocks[BLOCKS];
    for (size_t j = 0; j < 3; j++) {
        kedge_status statuses[COUNT];
        prepare(algorithms[j]);
        /* malloc keeps what it is given back below the last block. */
        for (int i = 0; i < BLOCKS; i++) blocks[i] = malloc(BLOCK);
        void *last = malloc(BLOCK);
        for (int i = 0; i < BLOCKS; i++) free(blocks[i]);
        take_all_memory((size_t)1 << 40);
        fill_secret_memory();
        for (size_t i = 0; i < COUNT; i++) statuses[i] = has(calls[i]) ? attempt(calls[i], -1) : KEDGE_OK;
        give_memory_back();
        for (size_t i = 0; i < COUNT; i++) {
            /* A key pair under another id shares what is secret of it. */
            int is_copy = calls[i] != CREATE_IDENTIFIED || is_shared();
            if (has(calls[i])) expect(calls[i], statuses[i], is_copy ? KEDGE_OUT_OF_MEMORY : KEDGE_OK);
        }
        empty_secret_memory();
        free(last);
        all_of_it_works();
        finish();
    }
}

/* Small pieces are there, and no large ones. */
static void copy_without_memory(void) {
    static const enum call calls[] = {VERIFY, VERIFY_DETACHED, SIGN};
    kedge_status statuses[3];
    payload_len = sizeof payload;
    prepare(KEDGE_EDDSA);
    take_all_memory(32768);
    for (int i = 0; i < 3; i++) statuses[i] = attempt(calls[i], -1);
    give_memory_back();
    for (int i = 0; i < 3; i++) expect(calls[i], statuses[i], KEDGE_OUT_OF_MEMORY);
    all_of_it_works();
    finish();
}

static void memory_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(issue_without_memory);
    check_in_child(keep_no_secret);
    check_in_child(copy_without_memory);
}

/* --- the handle table -------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t count = 0;
    for (uint32_t number = KEDGE_HS256; number <= KEDGE_EDDSA; number += KEDGE_EDDSA - KEDGE_HS256) {
        prepare(number);
        while (count < MOST_HANDLES && kedge_keccak256_create(&many[count]) == KEDGE_OK) count++;
        CHECK(kedge_live_handles() == MOST_HANDLES);
        for (enum call call = CREATE_SECRET; call < HANDLE_CALLS; call++) {
            if (has(call)) expect(call, attempt(call, -1), KEDGE_TOO_MANY_HANDLES);
        }
        while (count > 0) kedge_keccak256_destroy(many[--count]);
        all_of_it_works();
        finish();
    }
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

int main(void) {
    check_begin("token_faults");
    check_case("without randomness nothing is made", randomness_is_refused);
    check_case("without the algorithm nothing of libcrypto's is made", the_algorithm_is_missing);
    check_case("memory is refused", memory_is_refused);
    check_case("the handle table is full", the_table_is_full);
    check_case("keys and signatures are made or refused, whatever fails underneath", every_fault_is_met);
    return check_end();
}
