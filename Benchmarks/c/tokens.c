/* Tokens: signing and verifying beside the bare signatures of the libraries that Kedge stands on, and beside libjwt. */
#include "threads.h"

#include <jwt.h>
#include <kedge.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <secp256k1.h>
#include <sodium.h>

/* The issuer adds iat and exp, 34 bytes, to what is given. */
enum { CLAIMS = 200, GIVEN = CLAIMS - 34, ROOM = 1024, SECRET = 32, DIGEST = 32 };

static const char given[] =
    "{\"iss\":\"https://issuer.example.com/tenant/7\",\"sub\":\"user-1234567890\",\"aud\":\"https://api.example.com\","
    "\"scope\":\"read write admin\",\"jti\":\"0123456789abcdef0123456789abc\"}";

/* A key of one algorithm, what issues and verifies with it, and a token. */
struct party {
    kedge_jwt_key *key;
    kedge_jwt_issuer *issuer;
    kedge_jwt_verifier *verifier;
    char token[ROOM];
    size_t token_len;
    size_t signed_len; /* up to the second dot */
};

static struct party hs256, rs256, es256, es256k, eddsa;
static kedge_jwt_verifier *caching;
static const uint8_t secret[SECRET] = {0x6b, 0x65, 0x79};
static char issued[ROOM], claims[ROOM];
static size_t length;
static int second_cpu;

/* A key in libcrypto's hands, ready to sign and to verify. */
struct raw_key {
    EVP_PKEY_CTX *signing, *verifying;
    uint8_t signature[512];
    size_t signature_len;
};

static struct raw_key raw_rs256, raw_es256;
static secp256k1_context *context;
static secp256k1_pubkey point;
static secp256k1_ecdsa_signature curve_signature;
static uint8_t scalar[32], sodium_public[crypto_sign_PUBLICKEYBYTES], sodium_secret[crypto_sign_SECRETKEYBYTES];
static uint8_t sodium_signature[crypto_sign_BYTES];

/* --- getting ready --------------------------------------------------------------------------------------------------- */

static kedge_jwt_verifier *verifier_of(const kedge_jwt_key *key, uint32_t cached_tokens) {
    kedge_jwt_key_set *keys;
    kedge_jwt_verifier *verifier;
    kedge_jwt_verifier_options options;
    const kedge_text audience = {"https://api.example.com", 23};
    must(kedge_jwt_verifier_options_init(&options, sizeof options) == KEDGE_OK);
    options.audiences = &audience;
    options.audience_count = 1;
    options.cached_tokens = cached_tokens;
    must(kedge_jwt_key_set_create(&key, 1, &keys) == KEDGE_OK &&
         kedge_jwt_verifier_create(keys, &options, &verifier) == KEDGE_OK && kedge_jwt_key_set_destroy(keys) == KEDGE_OK);
    return verifier;
}

static void make(struct party *party, uint32_t algorithm) {
    if (algorithm == KEDGE_HS256) {
        must(kedge_jwt_key_create_secret(secret, SECRET, algorithm, NULL, 0, &party->key) == KEDGE_OK);
    } else {
        uint32_t modulus_bits = algorithm == KEDGE_RS256 ? 2048 : 0;
        must(kedge_jwt_key_generate(algorithm, modulus_bits, NULL, 0, &party->key) == KEDGE_OK);
    }
    must(kedge_jwt_issuer_create(party->key, NULL, &party->issuer) == KEDGE_OK);
    party->verifier = verifier_of(party->key, 0);
    must(kedge_jwt_issue(party->issuer, given, GIVEN, party->token, ROOM, &party->token_len) == KEDGE_OK);
    party->signed_len = (size_t)(strrchr(party->token, '.') - party->token);
    must(kedge_jwt_verify(party->verifier, party->token, party->token_len, claims, ROOM, &length) == KEDGE_OK &&
         length == CLAIMS);
}

/* The same key as libcrypto reads it. */
static EVP_PKEY *libcrypto_key(const struct party *party) {
    static uint8_t der[4096];
    const uint8_t *start = der;
    EVP_PKEY *key;
    must(kedge_jwt_key_private_der(party->key, der, sizeof der, &length) == KEDGE_OK &&
         (key = d2i_AutoPrivateKey(NULL, &start, (long)length)) != NULL);
    return key;
}

static void sign_raw(struct raw_key *raw, const struct party *party) {
    uint8_t digest[DIGEST];
    SHA256((const uint8_t *)party->token, party->signed_len, digest);
    raw->signature_len = sizeof raw->signature;
    must(EVP_PKEY_sign(raw->signing, raw->signature, &raw->signature_len, digest, DIGEST) == 1);
}

static void verify_raw(struct raw_key *raw, const struct party *party) {
    uint8_t digest[DIGEST];
    SHA256((const uint8_t *)party->token, party->signed_len, digest);
    must(EVP_PKEY_verify(raw->verifying, raw->signature, raw->signature_len, digest, DIGEST) == 1);
}

/* A context of EVP_PKEY for digests, which takes less time than any way of reusing one of EVP_DigestSign. */
static void make_raw(struct raw_key *raw, const struct party *party) {
    EVP_PKEY *key = libcrypto_key(party);
    raw->signing = EVP_PKEY_CTX_new(key, NULL);
    raw->verifying = EVP_PKEY_CTX_new(key, NULL);
    must(EVP_PKEY_sign_init(raw->signing) == 1 && EVP_PKEY_CTX_set_signature_md(raw->signing, EVP_sha256()) == 1 &&
         EVP_PKEY_verify_init(raw->verifying) == 1 &&
         EVP_PKEY_CTX_set_signature_md(raw->verifying, EVP_sha256()) == 1);
    sign_raw(raw, party);
}

static void make_curve_key(void) {
    EVP_PKEY *key = libcrypto_key(&es256k);
    BIGNUM *number = NULL;
    context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    must(EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 && BN_bn2binpad(number, scalar, 32) == 32 &&
         secp256k1_ec_pubkey_create(context, &point, scalar));
}

static void make_sodium_key(void) {
    uint8_t seed[crypto_sign_SEEDBYTES];
    size_t count = sizeof seed;
    must(sodium_init() >= 0 && EVP_PKEY_get_raw_private_key(libcrypto_key(&eddsa), seed, &count) == 1 &&
         crypto_sign_seed_keypair(sodium_public, sodium_secret, seed) == 0);
}

static void sign_curve(void) {
    uint8_t digest[DIGEST];
    SHA256((const uint8_t *)es256k.token, es256k.signed_len, digest);
    must(secp256k1_ecdsa_sign(context, &curve_signature, digest, scalar, NULL, NULL));
}

static void sign_sodium(void) {
    must(crypto_sign_detached(sodium_signature, NULL, (const uint8_t *)eddsa.token, eddsa.signed_len, sodium_secret) == 0);
}

static void prepare(void) {
    must(sizeof given - 1 == GIVEN);
    second_cpu = allowed_cpu(1);
    make(&hs256, KEDGE_HS256);
    make(&rs256, KEDGE_RS256);
    make(&es256, KEDGE_ES256);
    make(&es256k, KEDGE_ES256K);
    make(&eddsa, KEDGE_EDDSA);
    caching = verifier_of(es256.key, 64);
    make_raw(&raw_rs256, &rs256);
    make_raw(&raw_es256, &es256);
    make_curve_key();
    sign_curve();
    make_sodium_key();
    sign_sodium();
}

/* --- Kedge ----------------------------------------------------------------------------------------------------------- */

static void issue(const struct party *party) {
    must(kedge_jwt_issue(party->issuer, given, GIVEN, issued, ROOM, &length) == KEDGE_OK);
}

static void verify(const kedge_jwt_verifier *verifier, const struct party *party) {
    must(kedge_jwt_verify(verifier, party->token, party->token_len, claims, ROOM, &length) == KEDGE_OK);
}

static void verify_on_any_thread(long times) {
    char out[ROOM];
    size_t count;
    for (long i = 0; i < times; i++) {
        must(kedge_jwt_verify(hs256.verifier, hs256.token, hs256.token_len, out, ROOM, &count) == KEDGE_OK);
    }
}

static double hs256_sign(long times) { REPEAT(times, issue(&hs256)); }
static double hs256_verify(long times) { REPEAT(times, verify(hs256.verifier, &hs256)); }
static double rs256_sign(long times) { REPEAT(times, issue(&rs256)); }
static double rs256_verify(long times) { REPEAT(times, verify(rs256.verifier, &rs256)); }
static double es256_sign(long times) { REPEAT(times, issue(&es256)); }
static double es256_verify(long times) { REPEAT(times, verify(es256.verifier, &es256)); }
static double es256k_sign(long times) { REPEAT(times, issue(&es256k)); }
static double es256k_verify(long times) { REPEAT(times, verify(es256k.verifier, &es256k)); }
static double eddsa_sign(long times) { REPEAT(times, issue(&eddsa)); }
static double eddsa_verify(long times) { REPEAT(times, verify(eddsa.verifier, &eddsa)); }
static double cached_verify(long times) { REPEAT(times, verify(caching, &es256)); }
static double one_thread(long times) { return on_one_thread(verify_on_any_thread, times); }
static double two_threads(long times) { return on_two_threads(verify_on_any_thread, times, second_cpu); }

/* --- peers ----------------------------------------------------------------------------------------------------------- */

static void authenticate(void) {
    uint8_t tag[DIGEST];
    must(HMAC(EVP_sha256(), secret, SECRET, (const uint8_t *)hs256.token, hs256.signed_len, tag, NULL) != NULL);
}

/* Claims as JSON to a token, as Kedge does it; without asking for the time. */
static void libjwt_issue(void) {
    jwt_t *token;
    char *text;
    must(jwt_new(&token) == 0 && jwt_add_grants_json(token, given) == 0 &&
         jwt_set_alg(token, JWT_ALG_HS256, secret, SECRET) == 0 && (text = jwt_encode_str(token)) != NULL);
    free(text);
    jwt_free(token);
}

static void libjwt_verify(void) {
    jwt_t *token;
    must(jwt_decode(&token, hs256.token, secret, SECRET) == 0);
    jwt_free(token);
}

static void verify_curve(void) {
    uint8_t digest[DIGEST];
    SHA256((const uint8_t *)es256k.token, es256k.signed_len, digest);
    must(secp256k1_ecdsa_verify(context, &curve_signature, digest, &point));
}

static void verify_sodium(void) {
    must(crypto_sign_verify_detached(sodium_signature, (const uint8_t *)eddsa.token, eddsa.signed_len, sodium_public) == 0);
}

static double one_shot_hmac(long times) { REPEAT(times, authenticate()); }
static double libjwt_sign_row(long times) { REPEAT(times, libjwt_issue()); }
static double libjwt_verify_row(long times) { REPEAT(times, libjwt_verify()); }
static double raw_rs256_sign(long times) { REPEAT(times, sign_raw(&raw_rs256, &rs256)); }
static double raw_rs256_verify(long times) { REPEAT(times, verify_raw(&raw_rs256, &rs256)); }
static double raw_es256_sign(long times) { REPEAT(times, sign_raw(&raw_es256, &es256)); }
static double raw_es256_verify(long times) { REPEAT(times, verify_raw(&raw_es256, &es256)); }
static double raw_es256k_sign(long times) { REPEAT(times, sign_curve()); }
static double raw_es256k_verify(long times) { REPEAT(times, verify_curve()); }
static double raw_eddsa_sign(long times) { REPEAT(times, sign_sodium()); }
static double raw_eddsa_verify(long times) { REPEAT(times, verify_sodium()); }

#define HMAC_ALONE "one-shot HMAC() alone"
#define LIBCRYPTO "SHA256, EVP_PKEY, key kept"
#define CURVE "SHA256, libsecp256k1"
#define SODIUM "libsodium"
static const struct row rows[] = {
    {"JWT HS256 sign, 200 bytes", "ns", hs256_sign, one_shot_hmac, HMAC_ALONE, .target = 0.45},
    {"JWT HS256 verify, 200 bytes", "ns", hs256_verify, one_shot_hmac, HMAC_ALONE, .target = 0.5},
    {"JWT HS256 sign, 200 bytes, and libjwt", "ns", hs256_sign, libjwt_sign_row, "libjwt", .target = 0.1},
    {"JWT HS256 verify, 200 bytes, and libjwt", "ns", hs256_verify, libjwt_verify_row, "libjwt", .target = 0.12},
    {"JWT RS256 sign, 2,048 bits", "µs", rs256_sign, raw_rs256_sign, LIBCRYPTO, .target = 1.10},
    {"JWT RS256 verify, 2,048 bits", "µs", rs256_verify, raw_rs256_verify, LIBCRYPTO, .target = 1.10},
    {"JWT ES256 sign", "µs", es256_sign, raw_es256_sign, LIBCRYPTO, .target = 1.10},
    {"JWT ES256 verify", "µs", es256_verify, raw_es256_verify, LIBCRYPTO, .target = 1.10},
    {"JWT ES256K sign", "µs", es256k_sign, raw_es256k_sign, CURVE, .target = 1.10},
    {"JWT ES256K verify", "µs", es256k_verify, raw_es256k_verify, CURVE, .target = 1.10},
    {"JWT EdDSA sign", "µs", eddsa_sign, raw_eddsa_sign, SODIUM, .target = 1.10},
    {"JWT EdDSA verify", "µs", eddsa_verify, raw_eddsa_verify, SODIUM, .target = 1.10},
    {"JWT ES256 verify, token remembered", "µs", cached_verify, es256_verify, "the same, not remembered", .target = 0},
    {"JWT HS256 verifier on two threads", "ns", two_threads, one_thread, "the same, one thread", .target = 0},
};
const struct row_group tokens = {rows, sizeof rows / sizeof *rows, prepare};
