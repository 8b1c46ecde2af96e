/* Keys in PEM and DER: in every form that libcrypto writes and Kedge reads, changed as bytes, or as text. What loads is
 * written, and reads again as the same key. */
#include "keys.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/* The private forms, then the public ones. */
enum { PKCS8, TRADITIONAL, PUBLIC, RSA_PUBLIC, CERTIFICATE, ENCRYPTED, FORMS, PAIRS = KEY_KINDS - 1 };

static const char *const labels[FORMS][2] = {
    {"PRIVATE KEY", "PRIVATE KEY"}, {"EC PRIVATE KEY", "RSA PRIVATE KEY"}, {"PUBLIC KEY", "PUBLIC KEY"},
    {"PUBLIC KEY", "RSA PUBLIC KEY"}, {"CERTIFICATE", "CERTIFICATE"}, {"ENCRYPTED PRIVATE KEY", "ENCRYPTED PRIVATE KEY"}};
/* Those of sample_key that are pairs. */
static const int kinds[PAIRS] = {0, 1, 2, 3, 5};
static struct sample samples[PAIRS][FORMS], copy, text;

static const statuses documented = loading | BIT(KEDGE_MALFORMED_KEY) | BIT(KEDGE_KEY_ENCRYPTED);

static void keep(struct sample *sample, uint8_t *der, int length) {
    MUST(length > 0 && length <= KEY_ROOM);
    memcpy(sample->bytes, der, (size_t)length);
    sample->count = (size_t)length;
    OPENSSL_free(der);
}

static X509 *certificate(EVP_PKEY *key, int kind) {
    X509 *made = X509_new();
    MUST(made != NULL && X509_set_version(made, 2) && ASN1_INTEGER_set(X509_get_serialNumber(made), 1) &&
         X509_gmtime_adj(X509_getm_notBefore(made), 0) != NULL && X509_gmtime_adj(X509_getm_notAfter(made), 3600) != NULL &&
         X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, (const uint8_t *)"a", 1, -1, 0) &&
         X509_set_issuer_name(made, X509_get_subject_name(made)) && X509_set_pubkey(made, key) &&
         X509_sign(made, key, key_algorithms[kind] == KEDGE_EDDSA ? NULL : EVP_sha256()) > 0);
    return made;
}

static void make_samples(int pair) {
    kedge_jwt_key *key = sample_key(kinds[pair]);
    struct sample *forms = samples[pair];
    uint8_t *der = NULL;
    size_t length = 0;
    int is_rsa = key_algorithms[kinds[pair]] == KEDGE_RS256, is_edwards = key_algorithms[kinds[pair]] == KEDGE_EDDSA;
    MUST(kedge_jwt_key_private_der(key, forms[PKCS8].bytes, KEY_ROOM, &forms[PKCS8].count) == KEDGE_OK);
    MUST(kedge_jwt_key_public_der(key, forms[PUBLIC].bytes, KEY_ROOM, &length) == KEDGE_OK);
    forms[PUBLIC].count = length;
    MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);

    const uint8_t *start = forms[PKCS8].bytes;
    EVP_PKEY *raw = d2i_AutoPrivateKey(NULL, &start, (long)forms[PKCS8].count);
    MUST(raw != NULL);
    int count;
    if (!is_edwards) {
        count = i2d_PrivateKey(raw, &der);
        keep(&forms[TRADITIONAL], der, count);
        der = NULL;
    }
    if (is_rsa) {
        count = i2d_PublicKey(raw, &der);
        keep(&forms[RSA_PUBLIC], der, count);
        der = NULL;
    }
    X509 *signed_key = certificate(raw, kinds[pair]);
    count = i2d_X509(signed_key, &der);
    keep(&forms[CERTIFICATE], der, count);
    BIO *memory = BIO_new(BIO_s_mem());
    MUST(memory != NULL && i2d_PKCS8PrivateKey_bio(memory, raw, EVP_aes_256_cbc(), "a", 1, NULL, NULL) == 1);
    count = BIO_read(memory, forms[ENCRYPTED].bytes, KEY_ROOM);
    MUST(count > 0);
    forms[ENCRYPTED].count = (size_t)count;
    BIO_free(memory);
    X509_free(signed_key);
    EVP_PKEY_free(raw);
}

static void prepare(void) {
    if (samples[0][0].count > 0) return;
    for (int pair = 0; pair < PAIRS; pair++) make_samples(pair);
}

static void append(const char *bytes, size_t count) {
    if (text.count + count > sizeof text.bytes) return;
    memcpy(text.bytes + text.count, bytes, count);
    text.count += count;
}

/* Writes the copy as PEM. */
static void write_pem(const char *label) {
    char line[80];
    text.count = 0;
    append(line, (size_t)snprintf(line, sizeof line, "-----BEGIN %s-----\n", label));
    for (size_t at = 0; at < copy.count; at += 48) {
        size_t count = copy.count - at < 48 ? copy.count - at : 48;
        append(line, (size_t)EVP_EncodeBlock((uint8_t *)line, copy.bytes + at, (int)count));
        append("\n", 1);
    }
    append(line, (size_t)snprintf(line, sizeof line, "-----END %s-----\n", label));
}

static void check_again(const kedge_jwt_key *key, kedge_jwt_key_info info) {
    uint8_t der[KEY_ROOM], again[KEY_ROOM];
    char pem[KEY_ROOM];
    size_t length = 0, pem_len = 0, length_again = 0;
    kedge_jwt_key *same = NULL;
    for (int is_private = 0; is_private <= info.is_private; is_private++) {
        if (is_private) {
            MUST(kedge_jwt_key_private_der(key, der, sizeof der, &length) == KEDGE_OK);
            MUST(kedge_jwt_key_private_pem(key, pem, sizeof pem, &pem_len) == KEDGE_OK);
        } else {
            MUST(kedge_jwt_key_public_der(key, der, sizeof der, &length) == KEDGE_OK);
            MUST(kedge_jwt_key_public_pem(key, pem, sizeof pem, &pem_len) == KEDGE_OK);
        }
        MUST(strlen(pem) == pem_len);
        MUST(kedge_jwt_key_create_der(der, length, info.algorithm, NULL, 0, &same) == KEDGE_OK);
        MUST(check_info(same).is_private == is_private && kedge_jwt_key_destroy(same) == KEDGE_OK);
        MUST(kedge_jwt_key_create_pem(pem, pem_len, info.algorithm, NULL, 0, &same) == KEDGE_OK);
        kedge_status status = is_private ? kedge_jwt_key_private_der(same, again, sizeof again, &length_again)
                                         : kedge_jwt_key_public_der(same, again, sizeof again, &length_again);
        MUST(status == KEDGE_OK && length_again == length && memcmp(again, der, length) == 0);
        MUST(kedge_jwt_key_destroy(same) == KEDGE_OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader), way = take_byte(&reader);
    /* A private RSA key takes as long as a hundred others, a public one does not. */
    int form = (int)(choice % FORMS), pair = (int)(choice / FORMS % PAIRS);
    if (pair == PAIRS - 1 && (form == PKCS8 || form == TRADITIONAL) && way < 240) pair = way % (PAIRS - 1);
    if (samples[pair][form].count == 0) form = PKCS8;
    const struct sample *original = &samples[pair][form];
    int is_rsa = pair == PAIRS - 1, is_text = way & 1, is_original;
    uint32_t algorithm = way % 16 == 14 ? KEDGE_PS384 : way % 16 == 12 ? way / 16 : key_algorithms[kinds[pair]];
    if (way & 2 && is_text) {
        static struct sample whole;
        memcpy(copy.bytes, original->bytes, original->count);
        copy.count = original->count;
        write_pem(labels[form][is_rsa]);
        memcpy(whole.bytes, text.bytes, text.count);
        whole.count = text.count;
        is_original = mutate(&reader, &whole, &text);
    } else {
        is_original = mutate(&reader, original, &copy);
        if (is_text) write_pem(labels[form][is_rsa]);
    }
    statuses expected = documented;
    if (algorithm < KEDGE_HS256 || algorithm > KEDGE_EDDSA) expected |= BIT(KEDGE_INVALID_ARGUMENT);
    kedge_jwt_key *key = NULL;
    kedge_status status =
        is_text ? CALL(expected, kedge_jwt_key_create_pem, (char *)text.bytes, text.count, algorithm, "id", 2, &key)
                : CALL(expected, kedge_jwt_key_create_der, copy.bytes, copy.count, algorithm, "id", 2, &key);
    MUST((status == KEDGE_OK) == (key != NULL));
    if (is_original && form == ENCRYPTED) MUST(status != KEDGE_OK);
    if (is_original && form != ENCRYPTED && algorithm == key_algorithms[kinds[pair]]) MUST(status == KEDGE_OK);
    if (status == KEDGE_OK) {
        kedge_jwt_key_info info = check_info(key);
        MUST(info.algorithm == algorithm && info.has_id && !info.is_shared && info.can_sign == info.is_private);
        check_again(key, info);
        if (info.can_sign) check_signature(key);
        MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
