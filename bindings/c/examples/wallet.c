/* Makes a wallet from new words, derives ten addresses, keeps one key in a keystore, and signs one transaction of each type.
 *
 *   cc -std=c99 wallet.c $(pkg-config --cflags --libs kedge) -o wallet && ./wallet [FILE]
 *
 * FILE gets a line for each signed transaction, its sender and its bytes, for others to check.
 */
#define _XOPEN_SOURCE 700
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ADDRESSES = 10, CHAIN = 11155111 };

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static const char *address_text(const uint8_t *address) {
    static char text[43];
    size_t length;
    check(kedge_address_format(address, 0, text, sizeof text, &length), "an address");
    return text;
}

static int32_t show_progress(uint64_t done, uint64_t total, void *context) {
    unsigned *shown = context;
    while (*shown < 10 && done * 10 >= total * (*shown + 1)) {
        *shown += 1;
        printf(" %u0 %%", *shown);
        fflush(stdout);
    }
    return 0; /* anything else cancels the call */
}

/* Saves a key under a password, opens it again, and removes the file. */
static void keep_in_keystore(const kedge_private_key *key) {
    static const uint8_t password[] = "correct horse battery staple";
    char folder[] = "/tmp/kedge-wallet-XXXXXX", path[256];
    size_t length;
    unsigned shown = 0;
    kedge_keystore_options options;
    kedge_private_key *opened = NULL;
    check(kedge_keystore_options_init(&options, sizeof options), "options");
    options.progress = show_progress;
    options.progress_context = &shown;
    if (mkdtemp(folder) == NULL) exit(1);
    printf("\nkeystore, scrypt with N = 262,144:");
    check(kedge_keystore_save(key, password, sizeof password - 1, &options, folder, path, sizeof path, &length), "saving");
    printf("\n  %s\n", strrchr(path, '/') + 1);
    options.progress = NULL;
    check(kedge_keystore_open(path, password, sizeof password - 1, &options, &opened), "opening");
    if (kedge_keystore_open(path, password, 7, &options, &opened) != KEDGE_WRONG_PASSWORD) exit(1);
    printf("  opened again; another password is refused: %s\n", kedge_last_error());
    check(kedge_private_key_destroy(opened), "the key");
    unlink(path);
    rmdir(folder);
}

/* What is special about each type; the rest is the same. */
static void fill(kedge_transaction_fields *fields, uint32_t type, const uint8_t *to, const kedge_private_key *other) {
    static uint8_t blob_hash[32] = {1, 0xb1, 0x0b};
    static uint8_t storage_key[32] = {[31] = 1};
    static kedge_access_entry entry;
    static kedge_authorization authorization;
    check(kedge_transaction_fields_init(fields, sizeof *fields), "fields");
    fields->type = type;
    fields->chain_id = CHAIN;
    fields->nonce = type;
    fields->gas_limit = 100000;
    fields->to = to;
    check(kedge_amount_parse("0.25", 4, 18, fields->value), "an amount");
    uint8_t *fee = type <= KEDGE_TRANSACTION_ACCESS_LIST ? fields->gas_price : fields->max_fee_per_gas;
    check(kedge_amount_parse("30", 2, 9, fee), "a fee in gwei");
    if (type >= KEDGE_TRANSACTION_DYNAMIC_FEE)
        check(kedge_amount_parse("1.5", 3, 9, fields->max_priority_fee_per_gas), "a fee in gwei");
    if (type == KEDGE_TRANSACTION_ACCESS_LIST) {
        memcpy(entry.address, to, KEDGE_ADDRESS_BYTES);
        entry.storage_keys = storage_key;
        entry.storage_key_count = 1;
        fields->access_list = &entry;
        fields->access_list_count = 1;
    }
    if (type == KEDGE_TRANSACTION_BLOB) {
        check(kedge_amount_parse("2", 1, 9, fields->max_fee_per_blob_gas), "a fee in gwei");
        fields->blob_versioned_hashes = blob_hash;
        fields->blob_count = 1;
    }
    if (type == KEDGE_TRANSACTION_SET_CODE) {
        memset(&authorization, 0, sizeof authorization);
        memcpy(authorization.address, to, KEDGE_ADDRESS_BYTES);
        check(kedge_authorization_sign(other, 0, &authorization), "an authorization");
        fields->authorizations = &authorization;
        fields->authorization_count = 1;
    }
}

static void sign_each_type(const kedge_private_key *key, const uint8_t *to, const kedge_private_key *other, FILE *file) {
    static const char *const names[] = {"legacy", "access list", "dynamic fee", "blob", "set code"};
    printf("\n  %-12s %5s  %-20s %s\n", "transaction", "bytes", "hash", "sender, recovered");
    for (uint32_t type = KEDGE_TRANSACTION_LEGACY; type <= KEDGE_TRANSACTION_SET_CODE; type++) {
        kedge_transaction_fields fields;
        kedge_signed_transaction *signed_transaction;
        uint8_t raw[1024], hash[32], sender[20];
        size_t length;
        fill(&fields, type, to, other);
        check(kedge_transaction_sign_fields(key, &fields, 0, raw, sizeof raw, &length, hash), names[type]);
        check(kedge_signed_transaction_decode(raw, length, CHAIN, &signed_transaction), "decoding");
        check(kedge_signed_transaction_sender(signed_transaction, sender), "the sender");
        check(kedge_signed_transaction_destroy(signed_transaction), "the transaction");
        printf("  %-12s %5zu  ", names[type], length);
        for (int i = 0; i < 8; i++) printf("%02x", hash[i]);
        printf("...  %s\n", address_text(sender));
        if (file == NULL) continue;
        fprintf(file, "%s ", address_text(sender));
        for (size_t i = 0; i < length; i++) fprintf(file, "%02x", raw[i]);
        fputc('\n', file);
    }
}

int main(int argc, char **argv) {
    char phrase[1024];
    uint8_t addresses[ADDRESSES * 20];
    size_t length;
    kedge_hd_key *master, *account, *first, *second;
    kedge_private_key *key, *other;
    FILE *file = argc > 1 ? fopen(argv[1], "w") : NULL;

    check(kedge_mnemonic_generate(KEDGE_LANGUAGE_ENGLISH, 12, phrase, sizeof phrase, &length), "words");
    printf("words: %s\n", phrase);
    check(kedge_hd_key_create_mnemonic(phrase, length, NULL, 0, &master), "the master key");
    check(kedge_hd_key_derive(master, "m/44'/60'/0'/0", 14, &account), "the account");
    check(kedge_hd_key_addresses(account, 0, ADDRESSES, 1, addresses), "addresses");
    for (int i = 0; i < ADDRESSES; i++) printf("  m/44'/60'/0'/0/%d  %s\n", i, address_text(addresses + i * 20));

    check(kedge_hd_key_derive(account, "0", 1, &first), "the first key");
    check(kedge_hd_key_derive(account, "1", 1, &second), "the second key");
    check(kedge_hd_key_private_key(first, &key), "the first key");
    check(kedge_hd_key_private_key(second, &other), "the second key");
    keep_in_keystore(key);
    sign_each_type(key, addresses + 20, other, file);

    kedge_hd_key *keys[] = {master, account, first, second};
    for (int i = 0; i < 4; i++) check(kedge_hd_key_destroy(keys[i]), "a key");
    check(kedge_private_key_destroy(key), "a key");
    check(kedge_private_key_destroy(other), "a key");
    if (file != NULL && fclose(file) != 0) return 1;
    return kedge_live_handles() == 0 ? 0 : 1;
}
