/* Seals a message with AES-GCM, opens it, and computes a Keccak-256 hash.
 *
 *   cc -std=c99 crypto.c $(pkg-config --cflags --libs kedge) -o crypto && ./crypto
 */
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static void print_hex(const char *label, const uint8_t *bytes, size_t count) {
    printf("%-28s ", label);
    for (size_t i = 0; i < count; i++) printf("%02x", bytes[i]);
    printf("\n");
}

int main(void) {
    const uint8_t key_bytes[32] = {0}; /* an example; take a real key from a key store */
    const char *message = "pay 12 to account 7";
    const char *context = "ledger 3";
    uint8_t sealed[128], opened[128], hash[KEDGE_KECCAK256_BYTES];
    size_t sealed_len, opened_len;

    kedge_aes_gcm *key = NULL;
    check(kedge_aes_gcm_create(key_bytes, sizeof key_bytes, NULL, &key), "create");
    check(kedge_aes_gcm_seal(key, (const uint8_t *)context, strlen(context), (const uint8_t *)message,
                             strlen(message), sealed, sizeof sealed, &sealed_len),
          "seal");
    check(kedge_aes_gcm_open(key, (const uint8_t *)context, strlen(context), sealed, sealed_len, opened,
                             sizeof opened, &opened_len),
          "open");
    printf("%-28s %s\n", "Kedge", kedge_version());
    print_hex("sealed (new every time)", sealed, sealed_len);
    printf("%-28s %.*s\n", "opened", (int)opened_len, (const char *)opened);

    sealed[20] ^= 1;
    kedge_status status = kedge_aes_gcm_open(key, (const uint8_t *)context, strlen(context), sealed, sealed_len, opened,
                                             sizeof opened, &opened_len);
    printf("%-28s %s\n", "opened after a bit flipped", kedge_status_name(status));

    check(kedge_keccak256_hash((const uint8_t *)message, strlen(message), hash), "hash");
    print_hex("keccak256", hash, sizeof hash);
    check(kedge_aes_gcm_destroy(key), "destroy");
    printf("%-28s %zu\n", "handles left alive", kedge_live_handles());
    return 0;
}
