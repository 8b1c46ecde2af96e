/* Rings and what unlocks them, for the C tests of encryption at rest; and where things stand in a saved ring. */
#ifndef RING_H
#define RING_H

#include <time.h>

#include "check.h"
#include "options.h"
#include "sha256.h"

/* docs/formats.md, "Keyring" and "Sealed message". */
enum {
    RING_VERSION = 5,
    RING_LOCK = 6,
    RING_ZERO = 7,
    RING_ID = 8,
    RING_SALT = 16,
    RING_LOCK_BYTES = 48,
    RING_LOCK_PARAMETERS = 52,
    RING_AROUND_BODY = 156,
    RING_BODY_HEAD = 16,
    RING_KEY_RECORD = 72,
    SEALED_KEY_ID = 8,
    SEALED_COMMITMENT = 16,
    SEALED_NONCE = 48,
    SEALED_OVERHEAD = 88,
    SEALED_OVERHEAD_AES = 76,
};

/* Bytes of a ring of so many keys. */
MAYBE_UNUSED static size_t ring_bytes(size_t lock_bytes, size_t keys) {
    return RING_AROUND_BODY + lock_bytes + RING_BODY_HEAD + RING_KEY_RECORD * keys;
}

/* --- unlocks ----------------------------------------------------------------------------------------------------- */

/* A key that is told from others by its number. */
MAYBE_UNUSED static kedge_unlock *make_unlock(uint8_t number) {
    uint8_t key[32] = {number, 0xA5};
    kedge_unlock *unlock = NULL;
    EXPECT(KEDGE_OK, kedge_unlock_create_key, key, sizeof key, &unlock);
    return unlock;
}

/* A passphrase that is cheap to try. */
MAYBE_UNUSED static kedge_unlock *make_passphrase(const char *passphrase) {
    kedge_passphrase_options options;
    kedge_unlock *unlock = NULL;
    EXPECT(KEDGE_OK, kedge_passphrase_options_init, &options, sizeof options);
    options.scrypt_n = 16;
    EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, (const uint8_t *)passphrase, strlen(passphrase), &options, &unlock);
    return unlock;
}

MAYBE_UNUSED static void drop_unlock(kedge_unlock *unlock) { EXPECT(KEDGE_OK, kedge_unlock_destroy, unlock); }

/* --- rings ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_keyring *make_empty_ring(void) {
    kedge_keyring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_create, NULL, &ring);
    return ring;
}

MAYBE_UNUSED static uint64_t add_key(kedge_keyring *ring, uint32_t algorithm) {
    uint64_t id = 0;
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, algorithm, &id);
    CHECK(id != 0);
    return id;
}

/* One key, which is the primary one. */
MAYBE_UNUSED static kedge_keyring *make_ring(uint64_t *id) {
    kedge_keyring *ring = make_empty_ring();
    uint64_t made = add_key(ring, KEDGE_XAES_256_GCM);
    if (id != NULL) *id = made;
    return ring;
}

MAYBE_UNUSED static void drop_ring(kedge_keyring *ring) { EXPECT(KEDGE_OK, kedge_keyring_destroy, ring); }

MAYBE_UNUSED static size_t save(kedge_keyring *ring, kedge_unlock *unlock, uint8_t *out, size_t capacity) {
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_keyring_save, ring, unlock, out, capacity, &length);
    return length;
}

MAYBE_UNUSED static kedge_keyring *load(const uint8_t *data, size_t count, kedge_unlock *unlock) {
    kedge_keyring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_load, data, count, unlock, NULL, &ring);
    return ring;
}

MAYBE_UNUSED static kedge_keyring_key get_key(const kedge_keyring *ring, uint64_t id) {
    kedge_keyring_key key = {.struct_size = sizeof key};
    EXPECT(KEDGE_OK, kedge_keyring_get_key, ring, id, &key);
    CHECK(key.id == id);
    return key;
}

MAYBE_UNUSED static size_t key_count(const kedge_keyring *ring) {
    uint64_t ids[1000];
    size_t count = 0;
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, 1000, &count);
    return count;
}

MAYBE_UNUSED static uint64_t primary_of(const kedge_keyring *ring) {
    uint64_t id = 0;
    EXPECT(KEDGE_OK, kedge_keyring_primary, ring, &id);
    return id;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static char ring_folder[] = "/tmp/kedge-rings-XXXXXX";
static char ring_path[64], copy_path[64];

MAYBE_UNUSED static void make_folder(void) {
    if (mkdtemp(ring_folder) == NULL) exit(2);
    snprintf(ring_path, sizeof ring_path, "%s/ring", ring_folder);
    snprintf(copy_path, sizeof copy_path, "%s/copy", ring_folder);
}

MAYBE_UNUSED static void remove_folder(void) {
    unlink(ring_path);
    unlink(copy_path);
    /* Fails if anything else was left there. */
    if (rmdir(ring_folder) != 0) fprintf(stderr, "%s is not empty\n", ring_folder);
}

/* A ring without keys at ring_path, in the place of whatever is there. */
MAYBE_UNUSED static kedge_keyring *make_file_ring(const kedge_unlock *unlock) {
    kedge_keyring *ring = NULL;
    unlink(ring_path);
    EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, unlock, NULL, &ring);
    return ring;
}

MAYBE_UNUSED static kedge_keyring *open_file_ring(const kedge_unlock *unlock) {
    kedge_keyring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    return ring;
}

/* --- sealed text -------------------------------------------------------------------------------------------------- */

/* Seals a short text, which open_text() knows. */
enum { TEXT = 21, SEALED_TEXT = TEXT + SEALED_OVERHEAD };
static const uint8_t ring_text[] = "What is kept in rings"; /* and a NUL, which is not sealed */

MAYBE_UNUSED static size_t seal_text(const kedge_keyring *ring, uint8_t sealed[SEALED_TEXT]) {
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, sealed, SEALED_TEXT, &length);
    return length;
}

/* The status of opening it. A forgery leaves zeros, and what is refused before it is opened leaves everything as it was. */
MAYBE_UNUSED static kedge_status open_text(const kedge_keyring *ring, const uint8_t *sealed, size_t count) {
    uint8_t out[TEXT];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    kedge_status status = CALL(kedge_keyring_open, ring, NULL, 0, sealed, count, out, sizeof out, &length);
    CHECK(status == KEDGE_OK ? length == TEXT && memcmp(out, ring_text, TEXT) == 0
                             : length == 77 && check_all(out, sizeof out, status == KEDGE_AUTHENTICATION_FAILED ? 0 : 0x5A));
    return status;
}

/* The checksum of a ring that a test has changed, so that no checksum stands between the change and its reader. */
MAYBE_UNUSED static void mend_checksum(uint8_t *data, size_t count) {
    if (count >= 32) sha256(data, count - 32, data + count - 32);
}

MAYBE_UNUSED static void put32(uint8_t *out, uint32_t number) {
    for (int i = 0; i < 4; i++) out[i] = (uint8_t)(number >> (24 - 8 * i));
}

MAYBE_UNUSED static uint64_t get64(const uint8_t *bytes) {
    uint64_t number = 0;
    for (int i = 0; i < 8; i++) number = number << 8 | bytes[i];
    return number;
}

MAYBE_UNUSED static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* --- options ------------------------------------------------------------------------------------------------------ */

#endif
