/* Wallets beside the raw libraries that they stand on. */
#include "rows.h"

#include <kedge.h>
#include <openssl/evp.h>
#include <secp256k1_recovery.h>

enum { MANY = 1024, SIGNATURE = 65, HASH = 32, ADDRESS = 20 };

static const uint8_t key_bytes[32] = {[31] = 7};
static const char phrase[] =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
static uint8_t hash[HASH] = {1, 2, 3}, signature[SIGNATURE], address[ADDRESS], raw[512], seed[64];
static uint8_t hashes[MANY * HASH], signatures[MANY * SIGNATURE], addresses[MANY * ADDRESS];
static kedge_status statuses[MANY];
static kedge_private_key *key;
static kedge_public_key *public_key;
static kedge_hd_key *account;
static kedge_transaction_fields fields;
static size_t length;

static secp256k1_context *context;
static secp256k1_pubkey point;
static secp256k1_ecdsa_signature plain;
static secp256k1_ecdsa_recoverable_signature recoverable;

static void prepare(void) {
    static const uint8_t to[ADDRESS] = {0x35, 0x35, 0x35};
    uint8_t public_bytes[65];
    kedge_hd_key *master;
    must(kedge_private_key_create(key_bytes, sizeof key_bytes, &key) == KEDGE_OK &&
         kedge_private_key_public_key(key, public_bytes) == KEDGE_OK &&
         kedge_public_key_create(public_bytes, sizeof public_bytes, &public_key) == KEDGE_OK &&
         kedge_private_key_sign(key, hash, 0, signature) == KEDGE_OK);
    must(kedge_transaction_fields_init(&fields, sizeof fields) == KEDGE_OK);
    fields.type = KEDGE_TRANSACTION_DYNAMIC_FEE;
    fields.chain_id = 1;
    fields.nonce = 42;
    fields.gas_limit = 21000;
    must(kedge_uint256_parse("2000000000", 10, fields.max_priority_fee_per_gas) == KEDGE_OK &&
         kedge_uint256_parse("30000000000", 11, fields.max_fee_per_gas) == KEDGE_OK &&
         kedge_amount_parse("1.5", 3, 18, fields.value) == KEDGE_OK);
    fields.to = to;
    for (int i = 0; i < MANY; i++) {
        memcpy(hashes + i * HASH, &i, sizeof i);
        must(kedge_private_key_sign(key, hashes + i * HASH, 0, signatures + i * SIGNATURE) == KEDGE_OK);
    }
    must(kedge_hd_key_create_mnemonic(phrase, sizeof phrase - 1, NULL, 0, &master) == KEDGE_OK &&
         kedge_hd_key_derive(master, "m/44'/60'/0'/0", 14, &account) == KEDGE_OK &&
         kedge_hd_key_destroy(master) == KEDGE_OK);

    context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY);
    must(context != NULL && secp256k1_ec_pubkey_create(context, &point, key_bytes) &&
         secp256k1_ecdsa_signature_parse_compact(context, &plain, signature) &&
         secp256k1_ecdsa_recoverable_signature_parse_compact(context, &recoverable, signature, signature[64] - 27));
}

static double kedge_sign(long times) {
    REPEAT(times, must(kedge_private_key_sign(key, hash, 0, signature) == KEDGE_OK));
}
static double kedge_verify(long times) {
    REPEAT(times, must(kedge_public_key_verify(public_key, hash, signature) == KEDGE_OK));
}
static double kedge_recover(long times) {
    REPEAT(times, must(kedge_signature_public_key(hash, signature, raw) == KEDGE_OK));
}
static double kedge_recover_address(long times) {
    REPEAT(times, must(kedge_signature_address(hash, signature, address) == KEDGE_OK));
}
static double kedge_many_on_two(long times) {
    if (CPU_COUNT(&every_cpu) < 2) return -1;
    REPEAT_ON_THE_WALL(times, must(kedge_signatures_recover(hashes, signatures, MANY, 2, addresses, statuses) == KEDGE_OK));
}
static void recover_in_a_loop(void) {
    for (int i = 0; i < MANY; i++)
        must(kedge_signature_address(hashes + i * HASH, signatures + i * SIGNATURE, address) == KEDGE_OK);
}
static double loop_of_recover(long times) { REPEAT_ON_THE_WALL(times, recover_in_a_loop()); }
static double kedge_transaction_signed(long times) {
    uint8_t name[HASH];
    REPEAT(times, must(kedge_transaction_sign_fields(key, &fields, 0, raw, sizeof raw, &length, name) == KEDGE_OK));
}
static double kedge_seed(long times) {
    REPEAT(times, must(kedge_mnemonic_seed(phrase, sizeof phrase - 1, NULL, 0, seed) == KEDGE_OK));
}
static double kedge_ten_addresses(long times) {
    REPEAT(times, must(kedge_hd_key_addresses(account, 0, 10, 1, addresses) == KEDGE_OK));
}

static double raw_sign(long times) { REPEAT(times, must(secp256k1_ecdsa_sign(context, &plain, hash, key_bytes, NULL, NULL))); }
static double raw_sign_recoverable(long times) {
    REPEAT(times, must(secp256k1_ecdsa_sign_recoverable(context, &recoverable, hash, key_bytes, NULL, NULL)));
}
static double raw_verify(long times) { REPEAT(times, must(secp256k1_ecdsa_verify(context, &plain, hash, &point))); }
static double raw_recover(long times) {
    REPEAT(times, must(secp256k1_ecdsa_recover(context, &point, &recoverable, hash)));
}
static double evp_seed(long times) {
    REPEAT(times, must(PKCS5_PBKDF2_HMAC(phrase, sizeof phrase - 1, (const uint8_t *)"mnemonic", 8, 2048, EVP_sha512(),
                                         sizeof seed, seed)));
}
static double raw_ten_keys(long times) {
    secp256k1_pubkey made;
    REPEAT(times * 10, must(secp256k1_ec_pubkey_create(context, &made, key_bytes)));
}

static const struct row rows[] = {
    {"secp256k1 sign", "µs", kedge_sign, raw_sign, "libsecp256k1", .target = 1.03},
    {"secp256k1 sign, recoverable", "µs", kedge_sign, raw_sign_recoverable, "libsecp256k1", .target = 1.03},
    {"secp256k1 verify", "µs", kedge_verify, raw_verify, "libsecp256k1", .target = 1.03},
    {"secp256k1 recover", "µs", kedge_recover, raw_recover, "libsecp256k1", .target = 1.03},
    {"recover, to the address", "µs", kedge_recover_address, raw_recover, "libsecp256k1, the key alone", .target = 0},
    {"recover 1,024 signatures, two threads", "ms", kedge_many_on_two, loop_of_recover, "the same in a loop",
     .target = 0.55},
    {"EIP-1559 transaction: encode, hash, sign", "µs", kedge_transaction_signed, raw_sign_recoverable,
     "libsecp256k1 sign alone", .target = 1.15},
    {"mnemonic to seed", "µs", kedge_seed, evp_seed, "PKCS5_PBKDF2_HMAC alone", .target = 0.7},
    {"ten addresses of an account", "µs", kedge_ten_addresses, raw_ten_keys, "ten public keys of libsecp256k1",
     .target = 0},
};
const struct row_group wallet = {rows, sizeof rows / sizeof *rows, prepare};
