/* One handle of every kind that a wallet has, and what it answers, for the tests of threads and of fork(). */
#ifndef WALLET_HANDLES_H
#define WALLET_HANDLES_H

#include "check.h"

static const char wallet_json[] =
    "{\"types\":{\"T\":[{\"name\":\"a\",\"type\":\"uint8\"},{\"name\":\"b\",\"type\":\"string\"}]},"
    "\"primaryType\":\"T\",\"domain\":{\"name\":\"kedge\",\"chainId\":1},\"message\":{\"a\":1,\"b\":\"two\"}}";

typedef struct {
    uint8_t signature[65], address[20], children[3 * 20], transaction_hash[32], signed_transaction_hash[32];
    uint8_t typed_data_hash[32], typed_data_signature[65];
} wallet_answers;

typedef struct {
    kedge_private_key *key;
    kedge_public_key *public_key;
    kedge_hd_key *hd_key;
    kedge_transaction *transaction;
    kedge_signed_transaction *signed_transaction;
    kedge_typed_data *typed_data;
    wallet_answers answers;
} wallet_handles;

/* Makes everything from the same bytes. */
MAYBE_UNUSED static void make_wallet(wallet_handles *wallet) {
    uint8_t bytes[32], public_key[65];
    kedge_transaction_fields fields;
    check_pattern(bytes, sizeof bytes, 31);
    CHECK(kedge_private_key_create(bytes, 32, &wallet->key) == KEDGE_OK);
    CHECK(kedge_private_key_public_key(wallet->key, public_key) == KEDGE_OK);
    CHECK(kedge_public_key_create(public_key, 65, &wallet->public_key) == KEDGE_OK);
    CHECK(kedge_hd_key_create_seed(bytes, 32, &wallet->hd_key) == KEDGE_OK);
    CHECK(kedge_transaction_fields_init(&fields, sizeof fields) == KEDGE_OK);
    fields.type = KEDGE_TRANSACTION_DYNAMIC_FEE;
    fields.chain_id = 1;
    fields.gas_limit = 21000;
    fields.max_fee_per_gas[31] = 9;
    fields.to = public_key;
    CHECK(kedge_transaction_create(&fields, &wallet->transaction) == KEDGE_OK);
    CHECK(kedge_transaction_sign(wallet->transaction, wallet->key, 0, &wallet->signed_transaction) == KEDGE_OK);
    CHECK(kedge_typed_data_create(wallet_json, sizeof wallet_json - 1, NULL, &wallet->typed_data) == KEDGE_OK);
}

MAYBE_UNUSED static void drop_wallet(wallet_handles *wallet) {
    CHECK(kedge_private_key_destroy(wallet->key) == KEDGE_OK);
    CHECK(kedge_public_key_destroy(wallet->public_key) == KEDGE_OK);
    CHECK(kedge_hd_key_destroy(wallet->hd_key) == KEDGE_OK);
    CHECK(kedge_transaction_destroy(wallet->transaction) == KEDGE_OK);
    CHECK(kedge_signed_transaction_destroy(wallet->signed_transaction) == KEDGE_OK);
    CHECK(kedge_typed_data_destroy(wallet->typed_data) == KEDGE_OK);
}

/* Asks every handle. All that is answered is the same each time; what is fresh is verified here. */
MAYBE_UNUSED static void ask_wallet(const wallet_handles *wallet, wallet_answers *answers) {
    uint8_t hash[32] = {7}, hedged[65], address[20], signer[20];
    kedge_hd_key *child = NULL;
    kedge_signed_transaction *signed_transaction = NULL;
    memset(answers, 0, sizeof *answers);
    CHECK(kedge_private_key_sign(wallet->key, hash, 0, answers->signature) == KEDGE_OK);
    CHECK(kedge_private_key_sign(wallet->key, hash, 1, hedged) == KEDGE_OK);
    CHECK(kedge_public_key_verify(wallet->public_key, hash, answers->signature) == KEDGE_OK);
    CHECK(kedge_public_key_verify(wallet->public_key, hash, hedged) == KEDGE_OK);
    CHECK(kedge_public_key_address(wallet->public_key, answers->address) == KEDGE_OK);
    CHECK(kedge_hd_key_derive(wallet->hd_key, "m/44'/60'/0'/0", 14, &child) == KEDGE_OK);
    CHECK(kedge_hd_key_addresses(child, 0, 3, 2, answers->children) == KEDGE_OK);
    CHECK(kedge_hd_key_destroy(child) == KEDGE_OK);
    CHECK(kedge_transaction_hash(wallet->transaction, answers->transaction_hash) == KEDGE_OK);
    CHECK(kedge_transaction_sign(wallet->transaction, wallet->key, 1, &signed_transaction) == KEDGE_OK);
    CHECK(kedge_signed_transaction_sender(signed_transaction, signer) == KEDGE_OK);
    CHECK(kedge_signed_transaction_destroy(signed_transaction) == KEDGE_OK);
    CHECK(kedge_signed_transaction_sender(wallet->signed_transaction, address) == KEDGE_OK);
    CHECK(kedge_signed_transaction_hash(wallet->signed_transaction, answers->signed_transaction_hash) == KEDGE_OK);
    CHECK(memcmp(address, answers->address, 20) == 0 && memcmp(signer, address, 20) == 0);
    CHECK(kedge_typed_data_hash(wallet->typed_data, answers->typed_data_hash) == KEDGE_OK);
    CHECK(kedge_typed_data_sign(wallet->typed_data, wallet->key, 0, answers->typed_data_signature) == KEDGE_OK);
    CHECK(kedge_typed_data_verify(wallet->typed_data, answers->typed_data_signature, address) == KEDGE_OK);
}

/* Asks every handle, and expects what it answered in the beginning. */
MAYBE_UNUSED static void check_wallet(const wallet_handles *wallet) {
    wallet_answers answers;
    ask_wallet(wallet, &answers);
    CHECK(memcmp(&answers, &wallet->answers, sizeof answers) == 0);
}

#endif
