/* Every call of Keccak-256, with a handful of states beside a model that keeps the whole message and hashes it at
 * once. */
#include "fuzz.h"

enum { STATES = 4, MOST = 4096 };

struct slot {
    kedge_keccak256 *state;
    uint8_t message[MOST];
    size_t length;
};

static struct slot slots[STATES];

static const statuses with_handle = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_INVALID_HANDLE);

static void check_digest(const struct slot *slot) {
    uint8_t hash[32], expected[32];
    MUST(CALL(with_handle, kedge_keccak256_digest, slot->state, hash) == KEDGE_OK);
    MUST(CALL(BIT(KEDGE_OK), kedge_keccak256_hash, slot->message, slot->length, expected) == KEDGE_OK);
    MUST(memcmp(hash, expected, 32) == 0);
}

static void update(struct reader *reader, struct slot *slot) {
    size_t room = MOST - slot->length;
    size_t count = take_byte(reader) % 4 == 0 ? take_count(reader, room) : take_byte(reader) % 140;
    if (count > room) count = room;
    uint8_t *piece = slot->message + slot->length;
    /* A byte of the input, spread, so that long messages cost little input. */
    uint8_t value = (uint8_t)take_byte(reader);
    for (size_t i = 0; i < count; i++) piece[i] = (uint8_t)(value * (i + 1) + i);
    const uint8_t *data = count == 0 && value % 2 ? NULL : piece;
    MUST(CALL(with_handle, kedge_keccak256_update, slot->state, data, count) == KEDGE_OK);
    slot->length += count;
}

static void refuse(struct reader *reader, struct slot *slot, void *freed, void *other) {
    uint8_t data[4] = {1, 2, 3, 4}, hash[32];
    kedge_keccak256 *const untouched = (kedge_keccak256 *)data;
    kedge_keccak256 *made = untouched, *bad = bad_handle(reader, freed, other, slot->state);
    for (int i = 0; i < STATES; i++) {
        if (bad == slots[i].state) bad = NULL;
    }
    memset(hash, 0xA5, sizeof hash);
    size_t live = kedge_live_handles();
    const statuses argument = BIT(KEDGE_INVALID_ARGUMENT), handle = BIT(KEDGE_INVALID_HANDLE);
    switch (take_byte(reader) % 12) {
    case 0: CALL(argument, kedge_keccak256_hash, data, take_over(reader), hash); break;
    case 1: CALL(argument, kedge_keccak256_hash, NULL, 1 + take_byte(reader), hash); break;
    case 2: CALL(argument, kedge_keccak256_hash, data, 4, NULL); break;
    case 3: CALL(argument, kedge_keccak256_update, slot->state, data, take_over(reader)); break;
    case 4: CALL(argument, kedge_keccak256_update, slot->state, NULL, (size_t)take_word(reader) | 1); break;
    case 5: CALL(argument, kedge_keccak256_digest, slot->state, NULL); break;
    case 6: CALL(argument, kedge_keccak256_copy, slot->state, NULL); break;
    case 7: CALL(argument, kedge_keccak256_create, NULL); break;
    case 8: CALL(handle, kedge_keccak256_update, bad, data, 4); break;
    case 9: CALL(handle, kedge_keccak256_digest, bad, hash); break;
    case 10: CALL(handle, kedge_keccak256_reset, bad); break;
    default:
        CALL(handle, kedge_keccak256_copy, bad, &made);
        if (bad != NULL) CALL(handle, kedge_keccak256_destroy, bad);
    }
    MUST(made == untouched && is_all(hash, sizeof hash, 0xA5) && kedge_live_handles() == live);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const uint8_t key_bytes[16];
    struct reader reader = {data, size};
    kedge_aes_gcm *other = NULL;
    kedge_keccak256 *freed = NULL;
    const statuses created = BIT(KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    MUST(kedge_aes_gcm_create(key_bytes, 16, NULL, &other) == KEDGE_OK);
    for (int i = 0; i < STATES; i++) {
        slots[i].length = 0;
        MUST(CALL(created, kedge_keccak256_create, &slots[i].state) == KEDGE_OK);
    }
    while (reader.left > 0) {
        unsigned choice = take_byte(&reader);
        struct slot *slot = &slots[choice / 16 % STATES], *from = &slots[choice / 64 % STATES];
        switch (choice % 16) {
        case 0:
            freed = slot->state;
            MUST(CALL(with_handle, kedge_keccak256_destroy, freed) == KEDGE_OK);
            MUST(CALL(created, kedge_keccak256_create, &slot->state) == KEDGE_OK);
            MUST(slot->state != freed);
            slot->length = 0;
            break;
        case 1:
            if (slot == from) break;
            freed = slot->state;
            MUST(CALL(with_handle, kedge_keccak256_destroy, freed) == KEDGE_OK);
            MUST(CALL(with_handle, kedge_keccak256_copy, from->state, &slot->state) == KEDGE_OK);
            memcpy(slot->message, from->message, from->length);
            slot->length = from->length;
            break;
        case 2:
            MUST(CALL(with_handle, kedge_keccak256_reset, slot->state) == KEDGE_OK);
            slot->length = 0;
            break;
        case 3:
        case 4: check_digest(slot); break;
        case 5:
        case 6: refuse(&reader, slot, freed, other); break;
        case 7: {
            /* The hash over its own data. */
            uint8_t message[200], expected[32];
            size_t count = 32 + take_byte(&reader) % 168, at = take_byte(&reader) % (count - 31);
            take_bytes(&reader, message, count);
            MUST(CALL(BIT(KEDGE_OK), kedge_keccak256_hash, message, count, expected) == KEDGE_OK);
            MUST(CALL(BIT(KEDGE_OK), kedge_keccak256_hash, message, count, message + at) == KEDGE_OK);
            MUST(memcmp(message + at, expected, 32) == 0);
            break;
        }
        default: update(&reader, slot); break;
        }
    }
    for (int i = 0; i < STATES; i++) {
        check_digest(&slots[i]);
        MUST(CALL(with_handle, kedge_keccak256_destroy, slots[i].state) == KEDGE_OK);
    }
    MUST(kedge_aes_gcm_destroy(other) == KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    return 0;
}
