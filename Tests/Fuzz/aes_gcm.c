/* Every call of AES-GCM, with a handful of keys, over one arena so that buffers overlap in every way. */
#include "fuzz.h"

enum { KEYS = 4, ARENA = 1024, MOST = 300 };

struct slot {
    kedge_aes_gcm *key;
    uint8_t bytes[32];
    size_t key_len;
    unsigned tag_bytes;
};

static const statuses general = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_INVALID_HANDLE)
    | BIT(KEDGE_BUFFER_TOO_SMALL) | BIT(KEDGE_MESSAGE_TOO_LONG) | BIT(KEDGE_OUT_OF_MEMORY);
static const statuses sealing = BIT(KEDGE_KEY_EXHAUSTED) | BIT(KEDGE_RANDOM_UNAVAILABLE);
static const statuses opening = BIT(KEDGE_AUTHENTICATION_FAILED) | BIT(KEDGE_MESSAGE_TOO_SHORT);

static void create(struct reader *reader, struct slot *slot) {
    uint8_t bytes[64];
    union {
        kedge_aes_gcm_options options;
        uint8_t bytes[128];
    } room;
    const kedge_aes_gcm_options *options = &room.options;
    size_t key_len = 16 + 8 * (take_byte(reader) % 3);
    int expects_success = 1, is_null = 0;
    take_bytes(reader, bytes, sizeof bytes);
    memset(&room, 0, sizeof room);
    size_t struct_size = 16 + take_byte(reader) % 40;
    if (CALL(BIT(KEDGE_OK), kedge_aes_gcm_options_init, &room.options, struct_size) != KEDGE_OK) return;
    switch (take_byte(reader) % 8) {
    case 0: options = NULL; break;
    case 1: room.options.tag_bytes = 12 + take_byte(reader) % 5; break;
    case 2:
        /* Whatever bytes: an option is understood or refused. */
        take_bytes(reader, room.bytes, sizeof room);
        room.options.struct_size = take_byte(reader) % 3 == 0 ? (size_t)take_word(reader) : take_byte(reader) % 129;
        /* A size that the library believes has to be there. */
        if (room.options.struct_size > sizeof room && room.options.struct_size <= 4096) room.options.struct_size = 4097;
        expects_success = 0;
        break;
    case 3:
        key_len = take_byte(reader) % 65;
        expects_success = key_len == 16 || key_len == 24 || key_len == 32;
        break;
    case 4: key_len = take_over(reader); expects_success = 0; break;
    case 5: is_null = 1; expects_success = 0; break;
    default: break;
    }
    kedge_aes_gcm *const untouched = (kedge_aes_gcm *)&room;
    kedge_aes_gcm *key = untouched;
    size_t live = kedge_live_handles();
    kedge_status status = CALL(
        BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_INVALID_KEY_LENGTH) | BIT(KEDGE_INVALID_TAG_LENGTH)
            | BIT(KEDGE_MEMORY_NOT_LOCKED) | BIT(KEDGE_OUT_OF_MEMORY),
        kedge_aes_gcm_create, is_null ? NULL : bytes, key_len, options, &key);
    MUST(!expects_success || status == KEDGE_OK);
    if (status != KEDGE_OK) {
        MUST(key == untouched && kedge_live_handles() == live);
        return;
    }
    MUST(key != untouched && kedge_live_handles() == live + 1);
    MUST(key_len == 16 || key_len == 24 || key_len == 32);
    MUST(options == NULL || (options->tag_bytes >= 12 && options->tag_bytes <= 16
        && (uint32_t)options->require_locked_memory <= 1));
    if (slot->key != NULL) MUST(kedge_aes_gcm_destroy(slot->key) == KEDGE_OK);
    slot->key = key;
    slot->key_len = key_len;
    slot->tag_bytes = options == NULL ? 16 : options->tag_bytes;
    memcpy(slot->bytes, bytes, sizeof slot->bytes);
}

/* Seals, opens again by both ways, and opens what was changed. */
static void round_trip(struct reader *reader, const struct slot *slot) {
    uint8_t text[MOST], ad[64], nonce[128], sealed[MOST + 28], opened[MOST];
    size_t text_len = take_count(reader, MOST), ad_len = take_byte(reader) % 65, nonce_len = 12, length = 0;
    int makes_nonce = take_byte(reader) % 2;
    take_bytes(reader, ad, ad_len);
    take_bytes(reader, text, text_len);
    if (makes_nonce) {
        MUST(kedge_aes_gcm_seal(slot->key, ad, ad_len, text, text_len, sealed, sizeof sealed, &length) == KEDGE_OK);
        MUST(length == text_len + 12 + slot->tag_bytes);
        memcpy(nonce, sealed, 12);
        memmove(sealed, sealed + 12, length - 12);
        length -= 12;
    } else {
        nonce_len = 1 + take_byte(reader) % 128;
        take_bytes(reader, nonce, nonce_len);
        MUST(kedge_aes_gcm_seal_with_nonce(slot->key, nonce, nonce_len, ad, ad_len, text, text_len, sealed,
            sizeof sealed, &length) == KEDGE_OK);
        MUST(length == text_len + slot->tag_bytes);
    }
    size_t sealed_len = length;
    MUST(kedge_aes_gcm_open_with_nonce(slot->key, nonce, nonce_len, ad, ad_len, sealed, sealed_len, opened, MOST,
        &length) == KEDGE_OK);
    MUST(length == text_len && memcmp(opened, text, text_len) == 0);
    size_t at = take_count(reader, sealed_len - 1);
    uint8_t change = (uint8_t)(1 << take_byte(reader) % 8);
    sealed[at] ^= change;
    memset(opened, 0xA5, sizeof opened);
    length = 77;
    MUST(kedge_aes_gcm_open_with_nonce(slot->key, nonce, nonce_len, ad, ad_len, sealed, sealed_len, opened, MOST,
        &length) == KEDGE_AUTHENTICATION_FAILED);
    MUST(is_all(opened, text_len, 0) && is_all(opened + text_len, MOST - text_len, 0xA5) && length == 77);
    /* In place: zeros, and the tag behind them untouched. */
    uint8_t tag[16];
    memcpy(tag, sealed + text_len, slot->tag_bytes);
    MUST(kedge_aes_gcm_open_with_nonce(slot->key, nonce, nonce_len, ad, ad_len, sealed, sealed_len, sealed, sealed_len,
        &length) == KEDGE_AUTHENTICATION_FAILED);
    MUST(is_all(sealed, text_len, 0) && memcmp(tag, sealed + text_len, slot->tag_bytes) == 0);
}

/* Where two ranges share a byte. */
static int share(size_t a, size_t a_len, size_t b, size_t b_len) {
    return a_len > 0 && b_len > 0 && a < b + b_len && b < a + a_len;
}

/* Any call with any arguments: inputs and output anywhere in one arena, lengths of every sort, handles of every
 * sort. */
static void any_call(struct reader *reader, const struct slot *slot, void *freed, void *other) {
    uint8_t arena[ARENA], before[ARENA];
    take_bytes(reader, arena, 64);
    for (size_t i = 64; i < ARENA; i++) arena[i] = (uint8_t)(arena[i % 64] + i);
    unsigned call = take_byte(reader) % 4, flaw = take_byte(reader);
    int opens = call & 1, own_nonce = call < 2;
    size_t tag = slot->tag_bytes, extra = own_nonce ? 12 + tag : tag;
    size_t message = take_count(reader, MOST), message_len = take_count(reader, MOST);
    size_t ad = take_count(reader, MOST), ad_len = take_byte(reader);
    size_t nonce = take_count(reader, MOST), nonce_len = take_byte(reader);
    size_t out = take_count(reader, MOST), capacity = take_count(reader, MOST);
    size_t length = 77, *out_len = &length;
    const uint8_t *message_at = arena + message, *ad_at = arena + ad, *nonce_at = arena + nonce;
    uint8_t *out_at = arena + out;
    const kedge_aes_gcm *key = slot->key;
    switch (flaw % 16) {
    case 0: message_at = NULL; break;
    case 1: ad_at = NULL; break;
    case 2: nonce_at = NULL; break;
    case 3: out_at = NULL; break;
    case 4: out_len = NULL; break;
    case 5: message_len = take_over(reader); break;
    case 6: ad_len = take_over(reader); break;
    case 7: nonce_len = take_over(reader); break;
    case 8: capacity = take_over(reader); break;
    case 9: key = bad_handle(reader, freed, other, slot->key); break;
    /* Lengths that a call may believe as long as it does not read: the message cannot fit into out. */
    case 10: message_len = ((size_t)1 << 36) + take_word(reader) % 100 - 50; break;
    case 11: message_len = (size_t)(take_word(reader) >> 1) | (size_t)1 << 40; break;
    /* Sealed data in its place, to be found authentic now and then. */
    case 12:
    case 13:
        if (opens && message_len >= extra) {
            uint8_t text[MOST] = {0}, sealed[MOST + 28];
            size_t sealed_len = 0;
            /* The nonce is read from the arena after the message was put there. */
            memcpy(before, arena, ARENA);
            kedge_status status = own_nonce
                ? kedge_aes_gcm_seal(slot->key, ad_at, ad_len, text, message_len - extra, sealed, sizeof sealed,
                    &sealed_len)
                : kedge_aes_gcm_seal_with_nonce(slot->key, nonce_at, nonce_len, ad_at, ad_len, text,
                    message_len - extra, sealed, sizeof sealed, &sealed_len);
            if (status == KEDGE_OK) memcpy(arena + message, sealed, sealed_len);
        }
        break;
    default: break;
    }
    int is_huge = message_len > MOST;
    if (is_huge && opens) capacity = capacity > MOST ? capacity : capacity % 64;
    memcpy(before, arena, ARENA);
    kedge_status status;
    statuses documented = general | (opens ? opening : own_nonce ? sealing : 0)
        | (own_nonce ? 0 : BIT(KEDGE_INVALID_NONCE_LENGTH));
    switch (call) {
    case 0:
        status = CALL(documented, kedge_aes_gcm_seal, key, ad_at, ad_len, message_at, message_len, out_at, capacity,
            out_len);
        break;
    case 1:
        status = CALL(documented, kedge_aes_gcm_open, key, ad_at, ad_len, message_at, message_len, out_at, capacity,
            out_len);
        break;
    case 2:
        status = CALL(documented, kedge_aes_gcm_seal_with_nonce, key, nonce_at, nonce_len, ad_at, ad_len,
            message_at, message_len, out_at, capacity, out_len);
        break;
    default:
        status = CALL(documented, kedge_aes_gcm_open_with_nonce, key, nonce_at, nonce_len, ad_at, ad_len,
            message_at, message_len, out_at, capacity, out_len);
        break;
    }
    MUST(key == slot->key || status == KEDGE_INVALID_HANDLE);
    MUST(!is_huge || status != KEDGE_OK);
    size_t result_len = opens ? message_len - extra : message_len + extra;
    switch (status) {
    case KEDGE_OK: {
        MUST(length == result_len && length <= capacity);
        /* Only the result's place has changed, and it was allowed to lie there. */
        MUST(memcmp(arena, before, out_at == NULL ? ARENA : out) == 0);
        if (out_at != NULL) MUST(memcmp(arena + out + length, before + out + length, ARENA - out - length) == 0);
        size_t in_place = own_nonce ? (opens ? message + 12 : message - 12) : message;
        if (out_at != NULL && message_at != NULL) MUST(out == in_place || !share(message, message_len, out, length));
        if (out_at != NULL && ad_at != NULL) MUST(!share(ad, ad_len, out, length));
        if (out_at != NULL && !own_nonce) MUST(!share(nonce, nonce_len, out, length));
        break;
    }
    case KEDGE_BUFFER_TOO_SMALL:
        MUST(length == result_len && (out_at == NULL || length > capacity));
        MUST(memcmp(arena, before, ARENA) == 0);
        break;
    case KEDGE_AUTHENTICATION_FAILED:
        MUST(length == 77 && is_all(arena + out, out_at == NULL ? 0 : result_len, 0));
        MUST(memcmp(arena, before, out_at == NULL ? ARENA : out) == 0);
        if (out_at != NULL) {
            size_t end = out + result_len;
            MUST(memcmp(arena + end, before + end, ARENA - end) == 0);
        }
        break;
    default: MUST(length == 77 && memcmp(arena, before, ARENA) == 0); break;
    }
}

static void options_init(struct reader *reader) {
    uint8_t room[256];
    size_t size = take_byte(reader) % 4 == 0 ? (size_t)take_word(reader) : take_byte(reader) % 250;
    if (size > sizeof room && size <= 4096) size = 4097;
    memset(room, 0xA5, sizeof room);
    kedge_aes_gcm_options *options = take_byte(reader) % 8 == 0 ? NULL : (kedge_aes_gcm_options *)(void *)room;
    kedge_status status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT), kedge_aes_gcm_options_init, options, size);
    MUST((status == KEDGE_OK) == (options != NULL && size >= 16 && size <= 4096));
    size_t written = status == KEDGE_OK ? size : 0;
    MUST(is_all(room + written, sizeof room - written, 0xA5));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    struct slot slots[KEYS];
    kedge_keccak256 *other = NULL;
    kedge_aes_gcm *freed = NULL;
    memset(slots, 0, sizeof slots);
    MUST(kedge_live_handles() == 0);
    MUST(kedge_keccak256_create(&other) == KEDGE_OK);
    while (reader.left > 0) {
        unsigned choice = take_byte(&reader);
        struct slot *slot = &slots[choice / 16 % KEYS];
        switch (choice % 16) {
        case 0: create(&reader, slot); break;
        case 1:
            if (slot->key != NULL) {
                freed = slot->key;
                MUST(CALL(BIT(KEDGE_OK), kedge_aes_gcm_destroy, freed) == KEDGE_OK);
                MUST(CALL(BIT(KEDGE_INVALID_HANDLE), kedge_aes_gcm_destroy, freed) == KEDGE_INVALID_HANDLE);
                slot->key = NULL;
            }
            break;
        case 2: options_init(&reader); break;
        case 3: {
            void *bad = bad_handle(&reader, freed, other, slot->key);
            /* An invention may be the handle of another slot. */
            int is_alive = 0;
            for (int i = 0; i < KEYS; i++) is_alive |= bad == slots[i].key;
            if (bad != NULL && !is_alive) CALL(BIT(KEDGE_INVALID_HANDLE), kedge_aes_gcm_destroy, (kedge_aes_gcm *)bad);
            break;
        }
        default:
            if (slot->key == NULL) {
                struct reader fixed = {(const uint8_t *)"\0fuzz", 5};
                create(&fixed, slot);
            }
            if (slot->key == NULL) break;
            if (choice % 16 < 8) {
                round_trip(&reader, slot);
            } else {
                any_call(&reader, slot, freed, other);
            }
        }
    }
    for (int i = 0; i < KEYS; i++) MUST(kedge_aes_gcm_destroy(slots[i].key) == KEDGE_OK);
    MUST(kedge_keccak256_destroy(other) == KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    return 0;
}
