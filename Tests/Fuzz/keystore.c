/* Keystores: texts that are changed, cut and spliced, and texts with hostile numbers. The limits are so low that
 * whatever is derived costs nothing. */
#include "mutation.h"

static const uint8_t password[] = "fuzz";
static struct sample samples[4], copy;
static uint8_t key_bytes[32];
static kedge_keystore_options limits;

static void prepare(void) {
    if (samples[0].count > 0) return;
    kedge_private_key *key = NULL;
    for (int i = 0; i < 32; i++) key_bytes[i] = (uint8_t)(i + 1);
    MUST(kedge_private_key_create(key_bytes, 32, &key) == KEDGE_OK);
    MUST(kedge_keystore_options_init(&limits, sizeof limits) == KEDGE_OK);
    limits.scrypt_n = 4;
    limits.pbkdf2_iterations = 3;
    limits.max_memory_bytes = 1 << 16;
    limits.max_work = 1 << 9;
    limits.max_iterations = 1 << 8;
    for (int i = 0; i < 4; i++) {
        limits.kdf = i % 2 ? KEDGE_KDF_PBKDF2 : KEDGE_KDF_SCRYPT;
        limits.writes_address = i / 2;
        MUST(kedge_keystore_encrypt(key, password, 4, &limits, (char *)samples[i].bytes, sizeof samples[i].bytes,
                                    &samples[i].count) == KEDGE_OK);
    }
    MUST(kedge_private_key_destroy(key) == KEDGE_OK);
}

static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_WRONG_PASSWORD) | BIT(KEDGE_MALFORMED_JSON)
    | BIT(KEDGE_MALFORMED_KEYSTORE) | BIT(KEDGE_KEYSTORE_UNSUPPORTED) | BIT(KEDGE_KEYSTORE_TOO_COSTLY)
    | BIT(KEDGE_KEYSTORE_ADDRESS);

static void replace(struct reader *reader, const char *name) {
    static const char *const numbers[] = {"0",    "1",    "2",          "3",          "8",          "-1",  "1e9", "4.0",
                                          "null", "\"\"", "2147483648", "1073741824", "4294967296", "[]",  "{}",
                                           "true",
                                          "9223372036854775807", "9223372036854775808", "18446744073709551616", "512"};
    const char *number = numbers[take_byte(reader) % (sizeof numbers / sizeof numbers[0])];
    char *at = strstr((char *)copy.bytes, name);
    if (at == NULL) return;
    at += strlen(name);
    size_t old = strcspn(at, ",}"), length = strlen(number);
    memmove(at + length, at + old, strlen(at + old) + 1);
    memcpy(at, number, length);
    copy.count = strlen((char *)copy.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const names[] = {"\"n\":", "\"r\":", "\"p\":", "\"c\":", "\"dklen\":", "\"version\":",
        "\"salt\":",
                                        "\"mac\":", "\"iv\":", "\"address\":", "\"ciphertext\":", "\"kdfparams\":"};
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    const struct sample *original = &samples[choice % 4];
    int is_original;
    if (choice & 4) {
        memcpy(copy.bytes, original->bytes, original->count + 1);
        copy.count = original->count;
        while (reader.left > 0) replace(&reader, names[take_byte(&reader) % (sizeof names / sizeof names[0])]);
        is_original = is_same(original, &copy);
    } else {
        is_original = mutate(&reader, original, &copy);
    }
    kedge_private_key *key = NULL;
    uint8_t address[20], bytes[32];
    kedge_status status =
        CALL(documented, kedge_keystore_decrypt, (char *)copy.bytes, copy.count, password, 4, &limits, &key);
    MUST((status == KEDGE_OK) == (key != NULL));
    if (is_original) MUST(status == KEDGE_OK);
    if (status == KEDGE_OK) {
        MUST(kedge_private_key_export(key, bytes) == KEDGE_OK && kedge_private_key_destroy(key) == KEDGE_OK);
        /* The IV is not under the MAC, so another one gives another key; but none of another address than the text
         * says. */
        int has_address = kedge_keystore_address((char *)copy.bytes, copy.count, address) == KEDGE_OK;
        if (has_address || is_original) MUST(memcmp(bytes, key_bytes, 32) == 0);
    }
    CALL(
        documented | BIT(KEDGE_KEYSTORE_WITHOUT_ADDRESS), kedge_keystore_address, (char *)copy.bytes, copy.count,
        address);
    MUST(kedge_live_handles() == live);
    return 0;
}
