/* Keccak-256 beside libcrypto's SHA3-256: the same permutation, another padding. */
#include "rows.h"

#include <kedge.h>
#include <openssl/evp.h>

static uint8_t data[1 << 20], hash[32];
static EVP_MD *fetched;

static void prepare(void) { must((fetched = EVP_MD_fetch(NULL, "SHA3-256", NULL)) != NULL); }

static double kedge_32(long times) { REPEAT(times, must(kedge_keccak256_hash(data, 32, hash) == KEDGE_OK)); }
static double kedge_1m(long times) { REPEAT(times, must(kedge_keccak256_hash(data, sizeof data, hash) == KEDGE_OK)); }

static double evp_32(long times) { REPEAT(times, must(EVP_Digest(data, 32, hash, NULL, EVP_sha3_256(), NULL))); }
static double evp_32_fetched(long times) { REPEAT(times, must(EVP_Digest(data, 32, hash, NULL, fetched, NULL))); }
static double evp_1m(long times) {
    REPEAT(times, must(EVP_Digest(data, sizeof data, hash, NULL, EVP_sha3_256(), NULL)));
}

static const struct row rows[] = {
    {"Keccak-256, 32 bytes", "ns", kedge_32, evp_32, "EVP_Digest SHA3-256", .target = 0.55},
    {"Keccak-256, 32 bytes, peer fetched once", "ns", kedge_32, evp_32_fetched, "EVP_Digest, EVP_MD kept",
     .target = 0},
    {"Keccak-256, 1 MiB", "ms", kedge_1m, evp_1m, "EVP_Digest SHA3-256", .target = 1.0},
};
const struct row_group keccak256 = {rows, sizeof rows / sizeof *rows, prepare};
