/* The accounts that pay, all of one HD wallet, and the ring that gives each customer one of them. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRANSACTION_BYTES = 512 };

/* The wallet's file keeps the entropy of its words as a keystore keeps a private key. */
static kedge_hd_key *open_master(const char *folder, const char *passphrase) {
    kedge_private_key *secret = NULL;
    kedge_hd_key *master = NULL;
    uint8_t entropy[KEDGE_PRIVATE_KEY_BYTES];
    char words[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length;
    char *path = path_in(folder, "wallet.json");
    check(kedge_keystore_open(path, (const uint8_t *)passphrase, strlen(passphrase), NULL, &secret), path);
    free(path);
    check(kedge_private_key_export(secret, entropy), "the wallet's entropy");
    check(kedge_private_key_destroy(secret), "ending the wallet's entropy");
    check(kedge_mnemonic_from_entropy(KEDGE_LANGUAGE_ENGLISH, entropy, sizeof entropy, words, sizeof words, &length),
          "the wallet's words");
    check(kedge_hd_key_create_mnemonic(words, length, NULL, 0, &master), "the master key");
    explicit_bzero(entropy, sizeof entropy);
    explicit_bzero(words, sizeof words);
    return master;
}

void wallet_open(struct wallet *wallet, const struct settings *settings, const char *folder, const char *passphrase) {
    kedge_hd_key *parent = NULL, *master = open_master(folder, passphrase);
    wallet->settings = settings;
    check(kedge_hd_key_derive(master, settings->path, strlen(settings->path), &parent), "desk.json: path");
    check(kedge_ring_create(NULL, &wallet->ring), "a ring");
    for (uint32_t i = 0; i < (uint32_t)settings->accounts; i++) {
        kedge_hd_key *account = NULL;
        char name[16];
        int length = snprintf(name, sizeof name, "account-%u", (unsigned)i);
        check(kedge_hd_key_derive_numbers(parent, &i, 1, &account), name);
        check(kedge_hd_key_private_key(account, &wallet->keys[i]), name);
        check(kedge_hd_key_destroy(account), name);
        check(kedge_ring_add(wallet->ring, (const uint8_t *)name, (size_t)length, 1, &wallet->nodes[i]), name);
    }
    check(kedge_hd_key_destroy(parent), "ending the accounts' parent");
    check(kedge_hd_key_destroy(master), "ending the master key");
}

void wallet_close(struct wallet *wallet) {
    for (int i = 0; i < wallet->settings->accounts; i++) check(kedge_private_key_destroy(wallet->keys[i]), "ending an account");
    check(kedge_ring_destroy(wallet->ring), "ending the ring");
}

int wallet_account_of(const struct wallet *wallet, const char *customer) {
    uint64_t node;
    int account = 0;
    check(kedge_ring_owner_of_text(wallet->ring, customer, strlen(customer), &node), customer);
    while (wallet->nodes[account] != node) account++;
    return account;
}

void wallet_sign(struct wallet *wallet, const struct order *order, struct outcome *outcome) {
    const struct settings *settings = wallet->settings;
    kedge_transaction_fields fields;
    uint8_t raw[TRANSACTION_BYTES], hash[32];
    size_t length;
    outcome->nonce = wallet->nonces[outcome->account]++;
    check(kedge_transaction_fields_init(&fields, sizeof fields), "fields of a transaction");
    fields.type = order->type;
    fields.chain_id = (uint64_t)settings->chain_id;
    fields.nonce = outcome->nonce;
    fields.gas_limit = (uint64_t)settings->gas_limit;
    fields.to = order->address;
    memcpy(fields.value, order->value, sizeof fields.value);
    if (order->type == KEDGE_TRANSACTION_DYNAMIC_FEE) {
        memcpy(fields.max_fee_per_gas, settings->max_fee, sizeof fields.max_fee_per_gas);
        memcpy(fields.max_priority_fee_per_gas, settings->max_priority_fee, sizeof fields.max_priority_fee_per_gas);
    } else {
        memcpy(fields.gas_price, settings->gas_price, sizeof fields.gas_price);
    }
    /* Not hedged: a desk that is killed before this is in the log signs the same bytes when it starts again. */
    const kedge_private_key *key = wallet->keys[outcome->account];
    check(kedge_transaction_sign_fields(key, &fields, 0, raw, sizeof raw, &length, hash), order->id);
    outcome->transaction = need(malloc(2 * length + 3));
    write_hex(raw, length, outcome->transaction);
    write_hex(hash, sizeof hash, outcome->hash);
}

static void set_drained(struct wallet *wallet, uint32_t state) {
    check(kedge_ring_set_state(wallet->ring, wallet->nodes[wallet->settings->drained], state), "draining an account");
}

void wallet_drain(struct wallet *wallet) {
    set_drained(wallet, KEDGE_NODE_DRAINING);
}

/* How many of the customers have another account because of the drain, and how many of them need not. */
void wallet_count_moved(struct wallet *wallet, json_t *customers, int *moved, int *strays) {
    const char *customer;
    json_t *ignored;
    json_object_foreach(customers, customer, ignored) {
        set_drained(wallet, KEDGE_NODE_UP);
        int before = wallet_account_of(wallet, customer);
        set_drained(wallet, KEDGE_NODE_DRAINING);
        if (wallet_account_of(wallet, customer) == before) continue;
        ++*(before == wallet->settings->drained ? moved : strays);
    }
}
