/* Keyrings and sealed messages: changed, cut and spliced ones. */
#include "mutation.h"

#include <openssl/sha.h>

enum { MESSAGE = 100 };

static kedge_keyring *ring;
static kedge_unlock *unlocks[2];
static struct sample rings[2], messages[2], copy;
static uint8_t message[MESSAGE];
static const uint8_t context[] = "ledger 3";

static void prepare(void) {
    static const uint8_t key[32] = {1, 2, 3};
    kedge_passphrase_options cheap;
    if (ring != NULL) return;
    ring = sample_ring();
    MUST(kedge_passphrase_options_init(&cheap, sizeof cheap) == KEDGE_OK);
    cheap.scrypt_n = 2;
    cheap.scrypt_r = cheap.scrypt_p = 1;
    cheap.max_memory_bytes = 1 << 20;
    cheap.max_work = 1 << 10;
    MUST(kedge_unlock_create_key(key, sizeof key, &unlocks[0]) == KEDGE_OK);
    MUST(kedge_unlock_create_passphrase(key, 3, &cheap, &unlocks[1]) == KEDGE_OK);
    for (size_t i = 0; i < MESSAGE; i++) message[i] = (uint8_t)(i * 7 + 1);
    for (int i = 0; i < 2; i++) {
        MUST(kedge_keyring_save(ring, unlocks[i], rings[i].bytes, sizeof rings[i].bytes, &rings[i].count) == KEDGE_OK);
        MUST(kedge_keyring_seal(ring, context, i ? sizeof context : 0, message, i ? MESSAGE : 0, messages[i].bytes,
                                sizeof messages[i].bytes, &messages[i].count) == KEDGE_OK);
    }
}

static void load(struct reader *reader) {
    unsigned choice = take_byte(reader);
    const struct sample *original = &rings[choice % 2];
    int is_original = mutate(reader, original, &copy);
    /* Whoever changes a ring can compute its checksum anew. */
    if (choice & 4 && copy.count >= 32) {
        SHA256(copy.bytes, copy.count - 32, copy.bytes + copy.count - 32);
        is_original = is_same(&copy, original);
    }
    kedge_keyring *loaded = NULL;
    const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_KEYRING_DAMAGED) | BIT(KEDGE_WRONG_UNLOCK) |
                                BIT(KEDGE_UNKNOWN_VERSION) | BIT(KEDGE_DERIVATION_TOO_COSTLY) |
                                BIT(KEDGE_AUTHENTICATION_FAILED);
    kedge_status status = CALL(documented, kedge_keyring_load, copy.bytes, copy.count, unlocks[choice / 2 % 2], NULL,
        &loaded);
    int fits = choice % 2 == choice / 2 % 2;
    if (is_original) MUST(status == (fits ? KEDGE_OK : KEDGE_WRONG_UNLOCK));
    if (status != KEDGE_OK) {
        MUST(loaded == NULL);
        return;
    }
    MUST(is_original);
    uint8_t opened[MESSAGE];
    size_t length;
    MUST(kedge_keyring_open(loaded, NULL, 0, messages[0].bytes, messages[0].count, opened, sizeof opened, &length)
        == KEDGE_OK);
    MUST(kedge_keyring_destroy(loaded) == KEDGE_OK);
}

static void open_message(struct reader *reader) {
    unsigned choice = take_byte(reader);
    const struct sample *original = &messages[choice % 2];
    int is_original = mutate(reader, original, &copy);
    uint8_t out[sizeof copy.bytes];
    size_t length = 12345, context_len = choice % 2 ? sizeof context : 0;
    const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_AUTHENTICATION_FAILED) | BIT(KEDGE_MESSAGE_TOO_SHORT) |
                                BIT(KEDGE_MALFORMED_HEADER) | BIT(KEDGE_UNKNOWN_VERSION) | BIT(KEDGE_UNKNOWN_KEY) |
                                BIT(KEDGE_KEY_DISABLED) | BIT(KEDGE_KEY_DESTROYED);
    uint64_t id;
    CALL(documented, kedge_keyring_sealed_key_id, copy.bytes, copy.count, &id);
    memset(out, 0xA5, sizeof out);
    kedge_status status =
        CALL(documented, kedge_keyring_open, ring, context, context_len, copy.bytes, copy.count, out, sizeof out,
            &length);
    MUST((status == KEDGE_OK) == is_original);
    if (is_original) MUST(length == (choice % 2 ? MESSAGE : 0) && memcmp(out, message, length) == 0);
    else MUST(length == 12345 && (is_all(out, sizeof out, 0xA5) || is_all(out, copy.count - 88, 0)));
    status = CALL(documented, kedge_keyring_reseal, ring, context, context_len, copy.bytes, copy.count, out, sizeof out,
        &length);
    MUST((status == KEDGE_OK) == is_original);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    if (take_byte(&reader) % 2) load(&reader);
    else open_message(&reader);
    MUST(kedge_live_handles() == live);
    return 0;
}
