/* Extended keys, paths and derivation: texts whose checksum is always right beside texts that are anything, and a tree
 * of keys whose private and public halves have to agree. */
#include "fuzz.h"

#include <openssl/evp.h>

enum { KEYS = 4, TEXT = 111, PAYLOAD = 78, LONGEST_PATH = 3100 };

static kedge_hd_key *keys[KEYS];

static void keep(struct reader *reader, kedge_hd_key *key) {
    kedge_hd_key **place = &keys[take_byte(reader) % KEYS];
    MUST(kedge_hd_key_destroy(*place) == KEDGE_OK);
    *place = key;
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

/* Base58 of bytes that do not begin with 0, and how many characters it has. */
static size_t encode(const uint8_t *bytes, size_t count, char *out) {
    static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    uint8_t digits[160] = {0};
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned carry = bytes[i];
        for (size_t j = 0; j < used || carry != 0; j++) {
            carry += (unsigned)digits[j] * 256;
            digits[j] = (uint8_t)(carry % 58);
            carry /= 58;
            if (j == used) used++;
        }
    }
    for (size_t i = 0; i < used; i++) out[i] = alphabet[digits[used - 1 - i]];
    return used;
}

static void sha256(const uint8_t *bytes, size_t count, uint8_t *out) {
    MUST(EVP_Digest(bytes, count, out, NULL, EVP_sha256(), NULL) == 1);
}

/* A payload near to a valid one, with its checksum. */
static size_t make_text(struct reader *reader, char *out) {
    static const uint8_t versions[2][4] = {{0x04, 0x88, 0xAD, 0xE4}, {0x04, 0x88, 0xB2, 0x1E}};
    uint8_t payload[PAYLOAD + 34] = {0}, digest[32];
    unsigned choice = take_byte(reader);
    size_t count = choice % 32 == 31 ? PAYLOAD - 2 + take_byte(reader) % 5 : PAYLOAD;
    memcpy(payload, versions[choice % 2], 4);
    if (choice & 2) payload[4] = (uint8_t)take_byte(reader);
    if (choice & 4) take_bytes(reader, payload + 5, 8);
    take_bytes(reader, payload + 13, 33 + (choice & 8 ? 32 : 0));
    payload[45] = choice % 2 == 0 ? 0 : 2 + payload[45] % 2;
    if (choice & 16) payload[take_byte(reader) % PAYLOAD] ^= (uint8_t)take_byte(reader);
    if (payload[0] == 0) payload[0] = 4;
    sha256(payload, count, digest);
    sha256(digest, 32, digest);
    memcpy(payload + count, digest, 4);
    return encode(payload, count + 4, out);
}

static void expect_text(const kedge_hd_key *key, const char *expected) {
    char text[KEDGE_EXTENDED_KEY_TEXT_BYTES];
    size_t length = 0;
    MUST(CALL(BIT(KEDGE_OK) | BIT(KEDGE_BUFFER_TOO_SMALL), kedge_hd_key_format, key, text, sizeof text, &length)
        == KEDGE_OK);
    MUST(length == TEXT && text[TEXT] == 0 && memcmp(text, expected, TEXT) == 0);
}

static void read_text(struct reader *reader) {
    char text[200] = {0};
    kedge_hd_key *key = NULL;
    size_t count;
    if (take_byte(reader) % 4 == 0) {
        /* A text of the library's own, changed a little, or bytes. */
        size_t length = 0;
        count = TEXT;
        MUST(kedge_hd_key_format(keys[0], text, sizeof text, &length) == KEDGE_OK);
        for (unsigned changes = take_byte(reader) % 4; changes > 0; changes--) {
            unsigned at = take_byte(reader) % TEXT;
            text[at] = (char)take_byte(reader);
        }
        if (take_byte(reader) % 4 == 0) count = take_count(reader, sizeof text);
    } else {
        count = make_text(reader, text);
    }
    const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_EXTENDED_KEY);
    if (CALL(documented, kedge_hd_key_create_text, text, count, &key) != KEDGE_OK) {
        MUST(key == NULL);
        return;
    }
    /* No key has a second text. */
    MUST(count == TEXT);
    expect_text(key, text);
    kedge_hd_key_info info = {.struct_size = sizeof info};
    MUST(CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT), kedge_hd_key_get_info, key, &info) == KEDGE_OK);
    MUST(info.depth <= 255 && info.is_private == (text[3] == 'v'));
    MUST(info.depth > 0 || (info.child_number == 0 && info.parent_fingerprint == 0));
    keep(reader, key);
}

static void read_seed(struct reader *reader) {
    uint8_t seed[80];
    size_t count = take_byte(reader) % sizeof seed;
    kedge_hd_key *key = NULL;
    take_bytes(reader, seed, count);
    kedge_status status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_SEED), kedge_hd_key_create_seed, seed, count, &key);
    MUST((status == KEDGE_OK) == (count >= 16 && count <= 64));
    if (status == KEDGE_OK) keep(reader, key);
}

/* --- paths ------------------------------------------------------------------------------------------------------- */

/* Text of the alphabet of paths, mostly. */
static size_t make_path(struct reader *reader, char *out) {
    static const char alphabet[] = "m///''h0123456789MH -+x";
    size_t count = take_byte(reader) % 120;
    for (size_t i = 0; i < count; i++) {
        unsigned choice = take_byte(reader);
        out[i] = choice < 250 ? alphabet[choice % (sizeof alphabet - 1)] : (char)take_byte(reader);
    }
    return count;
}

/* Reads a path and writes it again; how many numbers it has, or -1. */
static int read_path(const char *text, size_t count, uint32_t *numbers) {
    uint32_t again[255];
    char written[LONGEST_PATH];
    size_t needed = 77, length = 0, found = 0;
    const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_BUFFER_TOO_SMALL) | BIT(KEDGE_INVALID_PATH)
        | BIT(KEDGE_HD_KEY_TOO_DEEP);
    kedge_status asked = CALL(documented, kedge_path_parse, text, count, NULL, 0, &needed);
    kedge_status status = CALL(documented, kedge_path_parse, text, count, numbers, 255, &found);
    if (status != KEDGE_OK) {
        MUST(asked == status && needed == 77);
        return -1;
    }
    MUST(asked == (found == 0 ? KEDGE_OK : KEDGE_BUFFER_TOO_SMALL) && needed == found);
    MUST(CALL(documented, kedge_path_format, numbers, found, written, sizeof written, &length) == KEDGE_OK);
    MUST(strlen(written) == length && written[0] == 'm');
    MUST(CALL(documented, kedge_path_parse, written, length, again, 255, &needed) == KEDGE_OK);
    MUST(needed == found && memcmp(numbers, again, 4 * found) == 0);
    return (int)found;
}

/* Derives by text and by numbers, from the key and from its public twin. */
static void derive(struct reader *reader) {
    char path[256], text[KEDGE_EXTENDED_KEY_TEXT_BYTES];
    uint32_t numbers[255];
    size_t length = 0;
    const kedge_hd_key *key = keys[take_byte(reader) % KEYS];
    size_t path_length = make_path(reader, path);
    int count = read_path(path, path_length, numbers), is_hardened = 0;
    kedge_hd_key *derived = NULL, *same = NULL, *twin = NULL, *below = NULL;
    kedge_hd_key_info info = {.struct_size = sizeof info};
    const statuses documented =
        BIT(KEDGE_OK) | BIT(KEDGE_INVALID_PATH) | BIT(KEDGE_HD_KEY_IS_PUBLIC) | BIT(KEDGE_HD_KEY_TOO_DEEP)
            | BIT(KEDGE_INVALID_CHILD);
    MUST(kedge_hd_key_get_info(key, &info) == KEDGE_OK);
    kedge_status status = CALL(documented, kedge_hd_key_derive, key, path, path_length, &derived);
    if (count < 0) {
        MUST(status == KEDGE_INVALID_PATH || status == KEDGE_HD_KEY_TOO_DEEP);
        return;
    }
    for (int i = 0; i < count; i++) is_hardened |= numbers[i] >= KEDGE_HARDENED;
    if (status == KEDGE_INVALID_PATH) {
        MUST(path[0] == 'm' && info.depth > 0);
        return;
    }
    MUST(CALL(documented, kedge_hd_key_derive_numbers, key, numbers, (size_t)count, &same) == status);
    if (status == KEDGE_HD_KEY_TOO_DEEP) MUST(info.depth + (unsigned)count > 255);
    if (status == KEDGE_HD_KEY_IS_PUBLIC) MUST(!info.is_private && is_hardened);
    if (status != KEDGE_OK) return;
    MUST(kedge_hd_key_format(derived, text, sizeof text, &length) == KEDGE_OK);
    expect_text(same, text);
    MUST(kedge_hd_key_destroy(same) == KEDGE_OK);
    MUST(kedge_hd_key_public(key, &twin) == KEDGE_OK);
    status = CALL(documented, kedge_hd_key_derive_numbers, twin, numbers, (size_t)count, &below);
    MUST(status == (is_hardened ? KEDGE_HD_KEY_IS_PUBLIC : KEDGE_OK));
    if (status == KEDGE_OK) {
        MUST(kedge_hd_key_public(derived, &same) == KEDGE_OK);
        MUST(kedge_hd_key_format(same, text, sizeof text, &length) == KEDGE_OK);
        expect_text(below, text);
        MUST(kedge_hd_key_destroy(same) == KEDGE_OK && kedge_hd_key_destroy(below) == KEDGE_OK);
    }
    MUST(kedge_hd_key_destroy(twin) == KEDGE_OK);
    keep(reader, derived);
}

static void read_addresses(struct reader *reader) {
    uint8_t addresses[6 * 20 + 1], address[20];
    const kedge_hd_key *key = keys[take_byte(reader) % KEYS];
    kedge_hd_key *child = NULL;
    unsigned choice = take_byte(reader);
    uint32_t first = (uint32_t)take_word(reader);
    uint32_t threads = choice % 8 == 7 ? (uint32_t)take_word(reader) : 1 + choice % 2;
    size_t count = choice / 8 % 8 == 7 ? take_over(reader) : choice / 8 % 7;
    if (choice & 64) first = KEDGE_HARDENED - take_byte(reader) % 8;
    int is_good = first < KEDGE_HARDENED && count <= KEDGE_HARDENED - first && threads >= 1 && threads <= 64;
    memset(addresses, 0xA5, sizeof addresses);
    kedge_status status =
        CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_HD_KEY_TOO_DEEP), kedge_hd_key_addresses, key,
            first, count, threads, addresses);
    MUST(status == (is_good ? KEDGE_OK : KEDGE_INVALID_ARGUMENT));
    MUST(is_all(addresses + (is_good ? 20 * count : 0), sizeof addresses - (is_good ? 20 * count : 0), 0xA5));
    for (size_t i = 0; is_good && i < count; i++) {
        uint32_t number = first + (uint32_t)i;
        if (kedge_hd_key_derive_numbers(key, &number, 1, &child) != KEDGE_OK) return;
        MUST(kedge_hd_key_address(child, address) == KEDGE_OK && memcmp(address, addresses + 20 * i, 20) == 0);
        MUST(kedge_hd_key_destroy(child) == KEDGE_OK);
    }
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void refuse(struct reader *reader) {
    kedge_hd_key *key = keys[0], *untouched = (kedge_hd_key *)reader, *out = untouched;
    void *bad = bad_handle(reader, NULL, NULL, key);
    uint32_t numbers[2] = {0, 1};
    uint8_t bytes[64] = {0};
    char text[112] = {0};
    size_t length = 77, live = kedge_live_handles();
    for (int i = 0; i < KEYS; i++) {
        if (bad == keys[i]) bad = NULL;
    }
    kedge_hd_key_info info = {.struct_size = take_byte(reader) % 32};
    kedge_private_key *private_key = NULL;
    const statuses argument = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT);
    const statuses handle = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_HANDLE);
    kedge_status status;
    switch (take_byte(reader) % 16) {
    case 0: status = CALL(argument, kedge_hd_key_create_seed, bytes, take_over(reader), &out); break;
    case 1: status = CALL(argument, kedge_hd_key_create_text, text, take_over(reader), &out); break;
    case 2: status = CALL(argument, kedge_hd_key_create_text, NULL, 1 + take_byte(reader), &out); break;
    case 3: status = CALL(argument, kedge_hd_key_derive, key, "m", take_over(reader), &out); break;
    case 4: status = CALL(argument, kedge_hd_key_derive_numbers, key, numbers, take_over(reader), &out); break;
    case 5: status = CALL(argument, kedge_hd_key_derive_numbers, key, NULL, 1 + take_byte(reader), &out); break;
    case 6: status = CALL(argument, kedge_hd_key_format, key, text, take_over(reader), &length); break;
    case 7: status = CALL(argument, kedge_hd_key_get_info, key, &info); break;
    case 8: status = CALL(argument, kedge_path_parse, "m", take_over(reader), numbers, 2, &length); break;
    case 9: status = CALL(argument, kedge_path_parse, "0", 1, numbers, take_over(reader), &length); break;
    case 10: status = CALL(argument, kedge_path_format, numbers, take_over(reader), text, 112, &length); break;
    case 11: status = CALL(handle, kedge_hd_key_derive, bad, "0", 1, &out); break;
    case 12: status = CALL(handle, kedge_hd_key_format, bad, text, 112, &length); break;
    case 13: status = CALL(handle, kedge_hd_key_address, bad, bytes); break;
    case 14: status = CALL(handle, kedge_hd_key_private_key, bad, &private_key); break;
    default: status = CALL(handle, kedge_hd_key_addresses, bad, 0, 1, 1, bytes); break;
    }
    MUST(status != KEDGE_OK && out == untouched && private_key == NULL && length == 77);
    MUST(is_all(bytes, sizeof bytes, 0) && is_all((uint8_t *)text, sizeof text, 0) && kedge_live_handles() == live);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint8_t seed[16] = {1, 2, 3};
    uint32_t numbers[255];
    char path[256];
    struct reader reader = {data, size};
    MUST(kedge_live_handles() == 0);
    for (int i = 0; i < KEYS; i++) MUST(kedge_hd_key_create_seed(seed, sizeof seed, &keys[i]) == KEDGE_OK);
    /* Derivation takes tens of microseconds a level, so an input makes some calls and not hundreds. */
    for (int calls = 0; reader.left > 0 && calls < 40; calls++) {
        switch (take_byte(&reader) % 8) {
        case 0: read_seed(&reader); break;
        case 1:
        case 2: read_text(&reader); break;
        case 3: read_path(path, make_path(&reader, path), numbers); break;
        case 4:
        case 5: derive(&reader); break;
        case 6: read_addresses(&reader); break;
        default: refuse(&reader);
        }
    }
    for (int i = 0; i < KEYS; i++) MUST(kedge_hd_key_destroy(keys[i]) == KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    return 0;
}
