/* AES-256-GCM beside libcrypto's EVP calls. Every message has a nonce of its own, on both sides. */
#include "threads.h"

#include <kedge.h>
#include <openssl/evp.h>

enum { SHORT = 64, LONG = 16 << 10, NONCE = 12, TAG = 16 };

static const uint8_t key_bytes[32] = {1};
static kedge_aes_gcm *key;
static EVP_CIPHER_CTX *keyed;
static uint8_t plaintext[LONG], nonce[NONCE], sealed[NONCE + LONG + TAG];
static int second_cpu;

static void prepare(void) {
    must(kedge_aes_gcm_create(key_bytes, 32, NULL, &key) == KEDGE_OK);
    must((keyed = EVP_CIPHER_CTX_new()) && EVP_EncryptInit_ex(keyed, EVP_aes_256_gcm(), NULL, key_bytes, NULL));
    second_cpu = allowed_cpu(1);
}

static const uint8_t *next_nonce(void) {
    uint64_t count;
    memcpy(&count, nonce, sizeof count);
    count++;
    memcpy(nonce, &count, sizeof count);
    return nonce;
}

static void kedge_seal(int length) {
    size_t size;
    must(kedge_aes_gcm_seal_with_nonce(key, next_nonce(), NONCE, NULL, 0, plaintext, (size_t)length, sealed,
                                       sizeof sealed, &size) == KEDGE_OK);
}

static void evp_finish(EVP_CIPHER_CTX *context, int length) {
    int size;
    must(EVP_EncryptUpdate(context, sealed, &size, plaintext, length) &&
         EVP_EncryptFinal_ex(context, sealed + size, &size) &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG, sealed + length));
}

static void evp_keyed(int length) {
    must(EVP_EncryptInit_ex(keyed, NULL, NULL, NULL, next_nonce()));
    evp_finish(keyed, length);
}

static void evp_new_context(int length) {
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    must(context && EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key_bytes, next_nonce()));
    evp_finish(context, length);
    EVP_CIPHER_CTX_free(context);
}

static double kedge_64(long times) { REPEAT(times, kedge_seal(SHORT)); }
static double kedge_16k(long times) { REPEAT(times, kedge_seal(LONG)); }
static double keyed_64(long times) { REPEAT(times, evp_keyed(SHORT)); }
static double keyed_16k(long times) { REPEAT(times, evp_keyed(LONG)); }
static double new_context_64(long times) { REPEAT(times, evp_new_context(SHORT)); }

static double random_nonce_64(long times) {
    size_t size;
    REPEAT(times, must(kedge_aes_gcm_seal(key, NULL, 0, plaintext, SHORT, sealed, sizeof sealed, &size) == KEDGE_OK));
}

/* --- one key on two threads ------------------------------------------------------------------------------------------ */

static void seal_with_one_key(long times) {
    uint8_t out[NONCE + SHORT + TAG];
    size_t size;
    for (long i = 0; i < times; i++) {
        must(kedge_aes_gcm_seal(key, NULL, 0, plaintext, SHORT, out, sizeof out, &size) == KEDGE_OK);
    }
}

static double one_thread(long times) { return on_one_thread(seal_with_one_key, times); }
static double two_threads(long times) { return on_two_threads(seal_with_one_key, times, second_cpu); }

#define PEER "EVP, keyed context"
#define NEW_CONTEXT "EVP, new context each"
static const struct row rows[] = {
    {"AES-256-GCM seal, 64 bytes", "ns", kedge_64, keyed_64, PEER, .target = 1.10},
    {"AES-256-GCM seal, 16 KiB", "µs", kedge_16k, keyed_16k, PEER, .target = 1.02},
    {"AES-256-GCM seal, 64 bytes, new context", "ns", kedge_64, new_context_64, NEW_CONTEXT, .target = 0.35},
    {"AES-256-GCM seal, 64 bytes, random nonce", "ns", random_nonce_64, keyed_64, PEER ", no nonce", .target = 1.2},
    {"AES-256-GCM key on two threads", "ns", two_threads, one_thread, "the same, one thread", .target = 1.4},
};
const struct row_group aes_gcm = {rows, sizeof rows / sizeof *rows, prepare};
