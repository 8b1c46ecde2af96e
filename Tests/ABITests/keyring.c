/* Keyrings: their keys, what may be done with them, and the bytes that they are saved to and loaded from. */
#include "ring.h"

/* --- options ----------------------------------------------------------------------------------------------------- */

static kedge_status init_options(void *options, size_t size) { return CALL(kedge_keyring_options_init, options, size); }

static kedge_status create_with_options(void *options) {
    kedge_keyring *ring = NULL;
    kedge_status status = CALL(kedge_keyring_create, options, &ring);
    CHECK((status == KEDGE_OK) == (ring != NULL));
    drop_ring(ring);
    return status;
}

static uint8_t saved_for_options[400];
static size_t saved_for_options_len;
static kedge_unlock *unlock_for_options;

static kedge_status load_with_options(void *options) {
    kedge_keyring *ring = NULL;
    kedge_status status =
        CALL(kedge_keyring_load, saved_for_options, saved_for_options_len, unlock_for_options, options, &ring);
    CHECK((status == KEDGE_OK) == (ring != NULL));
    drop_ring(ring);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_keyring_options options;
    kedge_keyring *ring = make_ring(NULL), *refused = NULL;
    CHECK(sizeof options == 24);
    unlock_for_options = make_unlock(1);
    saved_for_options_len = save(ring, unlock_for_options, saved_for_options, sizeof saved_for_options);
    drop_ring(ring);
    check_options(init_options, sizeof options, create_with_options);
    check_options(init_options, sizeof options, load_with_options);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    CHECK(options.allow_export == 0 && options.require_locked_memory == 0 && options.lock_timeout_ms == 10000);
    static const int32_t flags[] = {-1, 2, 256, 65536, 1 << 24, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        for (int which = 0; which < 2; which++) {
            options.allow_export = which == 0 ? flags[i] : 1;
            options.require_locked_memory = which == 1 ? flags[i] : 0;
            CHECK(create_with_options(&options) == KEDGE_INVALID_ARGUMENT);
            CHECK(load_with_options(&options) == KEDGE_INVALID_ARGUMENT);
            /* Files are not even looked for. */
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create_file, "/nowhere/ring", unlock_for_options, &options, &refused);
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, "/nowhere/ring", unlock_for_options, &options, &refused);
        }
    }
    options.struct_size = 8;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create_file, "/nowhere/ring", unlock_for_options, &options, &refused);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, "/nowhere/ring", unlock_for_options, &options, &refused);
    CHECK(refused == NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create, NULL, NULL);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.lock_timeout_ms = KEDGE_NO_LIMIT;
    CHECK(create_with_options(&options) == KEDGE_OK);
    options.require_locked_memory = 1;
    kedge_status status = create_with_options(&options);
    CHECK(status == KEDGE_OK || status == KEDGE_MEMORY_NOT_LOCKED);
    drop_unlock(unlock_for_options);
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

static void an_empty_ring_seals_nothing(void) {
    uint64_t id = 77;
    uint8_t sealed[SEALED_TEXT];
    size_t length = 77;
    kedge_keyring *ring = make_empty_ring();
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_keyring_primary, ring, &id);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, NULL, 0, &length);
    CHECK(id == 77 && length == 0);
    drop_ring(ring);
}

/* time() reads a coarser clock, which is up to a timer tick behind and so a second behind at times. */
static int64_t unix_now(void) {
    struct timespec now;
    CHECK(clock_gettime(CLOCK_REALTIME, &now) == 0);
    return (int64_t)now.tv_sec;
}

static void generated_keys_are_told_apart(void) {
    enum { COUNT = 50 };
    uint64_t ids[COUNT], listed[COUNT];
    size_t count = 0;
    int64_t before = unix_now();
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_file_ring(unlock);
    for (int i = 0; i < COUNT; i++) {
        uint32_t algorithm = i % 3 == 2 ? KEDGE_AES_256_GCM : KEDGE_XAES_256_GCM;
        ids[i] = add_key(ring, algorithm);
        for (int j = 0; j < i; j++) CHECK(ids[i] != ids[j]);
        kedge_keyring_key key = get_key(ring, ids[i]);
        CHECK(key.algorithm == algorithm && key.state == KEDGE_KEY_STATE_ENABLED);
        CHECK(key.created_at >= before && key.created_at <= unix_now());
        CHECK(key.sealed_count == 0 && key.reserved_count == 0);
        CHECK(key.is_primary == (i == 0) && key.can_seal == 1);
    }
    /* The first one is the primary key; the list has them in the order in which they came. */
    CHECK(primary_of(ring) == ids[0]);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, listed, COUNT, &count);
    CHECK(count == COUNT && memcmp(listed, ids, sizeof ids) == 0);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void refuses_unknown_algorithms(void) {
    static const uint32_t unknown[] = {0, 3, 4, 256, 257, 1u << 31, UINT32_MAX};
    static const uint8_t bytes[32] = {1};
    uint64_t id = 77;
    kedge_keyring *ring = make_empty_ring();
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_generate, ring, unknown[i], &id);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_import, ring, unknown[i], bytes, 32, &id);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, NULL);
    CHECK(id == 77 && key_count(ring) == 0);
    drop_ring(ring);
}

static void imports_keys_of_32_bytes(void) {
    uint8_t bytes[100], exported[32];
    uint64_t id = 77;
    check_pattern(bytes, sizeof bytes, 1);
    kedge_keyring_options options;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.allow_export = 1;
    unlink(ring_path);
    EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, unlock, &options, &ring);
    for (size_t count = 0; count <= 100; count++) {
        if (count == 32) continue;
        EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, count, &id);
    }
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, NULL, 0, &id);
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, PTRDIFF_MAX, &id);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, over, &id);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, SIZE_MAX, &id);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, NULL, 32, &id);
    CHECK(id == 77 && key_count(ring) == 0);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        EXPECT(KEDGE_OK, kedge_keyring_import, ring, algorithm, bytes, 32, &id);
        CHECK(get_key(ring, id).algorithm == algorithm && get_key(ring, id).state == KEDGE_KEY_STATE_ENABLED);
        memset(exported, 0, sizeof exported);
        EXPECT(KEDGE_OK, kedge_keyring_export, ring, id, exported);
        CHECK(memcmp(exported, bytes, 32) == 0);
    }
    CHECK(key_count(ring) == 2 && primary_of(ring) != id);
    drop_ring(ring);
    drop_unlock(unlock);
}

/* One key's bytes under two ids are two keys: neither opens what the other sealed. */
static void an_id_is_part_of_the_key(void) {
    uint8_t bytes[32], sealed[SEALED_TEXT];
    uint64_t first, second;
    check_pattern(bytes, sizeof bytes, 2);
    kedge_keyring *ring = make_empty_ring();
    EXPECT(KEDGE_OK, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, &first);
    EXPECT(KEDGE_OK, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, &second);
    seal_text(ring, sealed);
    CHECK(get64(sealed + SEALED_KEY_ID) == first);
    for (int i = 0; i < 8; i++) sealed[SEALED_KEY_ID + i] = (uint8_t)(second >> (56 - 8 * i));
    CHECK(open_text(ring, sealed, sizeof sealed) == KEDGE_AUTHENTICATION_FAILED);
    drop_ring(ring);
}

static void exports_only_if_allowed(void) {
    uint8_t bytes[32], first[32], saved[600];
    uint64_t primary, other, gone;
    kedge_keyring_options options;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_file_ring(unlock);
    primary = add_key(ring, KEDGE_XAES_256_GCM);
    other = add_key(ring, KEDGE_AES_256_GCM);
    gone = add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, other);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, gone);
    memset(bytes, 0x5A, sizeof bytes);
    EXPECT(KEDGE_EXPORT_NOT_ALLOWED, kedge_keyring_export, ring, primary, bytes);
    EXPECT(KEDGE_EXPORT_NOT_ALLOWED, kedge_keyring_export, ring, other, bytes);
    CHECK(check_all(bytes, sizeof bytes, 0x5A));
    size_t length = save(ring, unlock, saved, sizeof saved);
    drop_ring(ring);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.allow_export = 1;
    EXPECT(KEDGE_OK, kedge_keyring_load, saved, length, unlock, &options, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_export, ring, primary, NULL);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_export, ring, 0, bytes);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_export, ring, primary ^ 1, bytes);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_export, ring, gone, bytes);
    CHECK(check_all(bytes, sizeof bytes, 0x5A));
    /* A disabled key is kept, and so it can be taken along. */
    EXPECT(KEDGE_OK, kedge_keyring_export, ring, primary, first);
    EXPECT(KEDGE_OK, kedge_keyring_export, ring, other, bytes);
    CHECK(memcmp(first, bytes, 32) != 0);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void keys_change_their_state(void) {
    uint64_t first, second, id = 77;
    uint8_t by_first[SEALED_TEXT], by_second[SEALED_TEXT];
    kedge_keyring *ring = make_ring(&first);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    seal_text(ring, by_first);
    EXPECT(KEDGE_KEY_IS_PRIMARY, kedge_keyring_disable, ring, first);
    EXPECT(KEDGE_KEY_IS_PRIMARY, kedge_keyring_destroy_key, ring, first);
    EXPECT(KEDGE_OK, kedge_keyring_enable, ring, first);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, first);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, second);
    CHECK(primary_of(ring) == second && get_key(ring, second).is_primary == 1 && get_key(ring, first).is_primary == 0);
    seal_text(ring, by_second);
    CHECK(get64(by_first + SEALED_KEY_ID) == first && get64(by_second + SEALED_KEY_ID) == second);

    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    CHECK(get_key(ring, first).state == KEDGE_KEY_STATE_DISABLED && get_key(ring, first).can_seal == 0);
    CHECK(open_text(ring, by_first, SEALED_TEXT) == KEDGE_KEY_DISABLED);
    EXPECT(KEDGE_KEY_DISABLED, kedge_keyring_set_primary, ring, first);
    CHECK(primary_of(ring) == second);
    EXPECT(KEDGE_OK, kedge_keyring_enable, ring, first);
    CHECK(open_text(ring, by_first, SEALED_TEXT) == KEDGE_OK);
    CHECK(get_key(ring, first).state == KEDGE_KEY_STATE_ENABLED && get_key(ring, first).can_seal == 1);

    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    kedge_keyring_key key = get_key(ring, first);
    CHECK(key.state == KEDGE_KEY_STATE_DESTROYED && key.can_seal == 0 && key.sealed_count == 1);
    CHECK(open_text(ring, by_first, SEALED_TEXT) == KEDGE_KEY_DESTROYED);
    CHECK(open_text(ring, by_second, SEALED_TEXT) == KEDGE_OK);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_enable, ring, first);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_disable, ring, first);
    /* It stays so. */
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_set_primary, ring, first);
    CHECK(primary_of(ring) == second);

    uint64_t unknown[] = {0, first ^ second, UINT64_MAX};
    for (int i = 0; i < 3; i++) {
        kedge_keyring_key none = {.struct_size = sizeof none};
        EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_enable, ring, unknown[i]);
        EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_disable, ring, unknown[i]);
        EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_destroy_key, ring, unknown[i]);
        EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_set_primary, ring, unknown[i]);
        EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_get_key, ring, unknown[i], &none);
        CHECK(none.id == 0 && none.state == 0);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_primary, ring, NULL);
    EXPECT(KEDGE_OK, kedge_keyring_primary, ring, &id);
    CHECK(id == second);
    drop_ring(ring);
}

static void a_disabled_key_may_be_destroyed(void) {
    uint64_t first, second;
    kedge_keyring *ring = make_ring(&first);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, second);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, second);
    CHECK(get_key(ring, second).state == KEDGE_KEY_STATE_DESTROYED && primary_of(ring) == first);
    drop_ring(ring);
}

static void a_ring_holds_1000_keys(void) {
    uint64_t id = 77, first, ids[1000];
    size_t count = 0;
    static uint8_t saved[80000];
    static const uint8_t bytes[32] = {9};
    kedge_keyring *ring = make_ring(&first);
    for (int i = 1; i < 1000; i++) add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_TOO_MANY_KEYS, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    EXPECT(KEDGE_TOO_MANY_KEYS, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, &id);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, 1000, &count);
    CHECK(count == 1000 && id == 77);
    /* A destroyed key keeps its place, as what it sealed has to be told from what is foreign. */
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, ids[500]);
    EXPECT(KEDGE_TOO_MANY_KEYS, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    kedge_unlock *unlock = make_unlock(1);
    size_t length = save(ring, unlock, saved, sizeof saved);
    CHECK(length == ring_bytes(0, 1000));
    drop_ring(ring);
    ring = load(saved, length, unlock);
    CHECK(key_count(ring) == 1000 && primary_of(ring) == first);
    EXPECT(KEDGE_TOO_MANY_KEYS, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void tells_how_many_ids_there_are(void) {
    uint64_t ids[6], made[4];
    size_t count;
    kedge_keyring *ring = make_empty_ring();
    for (int i = 0; i < 4; i++) made[i] = add_key(ring, KEDGE_XAES_256_GCM);
    for (size_t capacity = 0; capacity <= 6; capacity++) {
        memset(ids, 0x5A, sizeof ids);
        count = 77;
        kedge_status status = CALL(kedge_keyring_key_ids, ring, ids, capacity, &count);
        CHECK(status == (capacity < 4 ? KEDGE_BUFFER_TOO_SMALL : KEDGE_OK) && count == 4);
        if (status == KEDGE_OK) CHECK(memcmp(ids, made, sizeof made) == 0);
        size_t written = status == KEDGE_OK ? 4 : 0;
        CHECK(check_all((uint8_t *)(ids + written), (6 - written) * 8, 0x5A));
    }
    count = 77;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_key_ids, ring, NULL, 0, &count);
    CHECK(count == 4);
    count = 77;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_key_ids, ring, NULL, 100, &count);
    CHECK(count == 4);
    count = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_key_ids, ring, ids, 6, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_key_ids, ring, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_key_ids, ring, ids, over, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_key_ids, ring, ids, SIZE_MAX, &count);
    CHECK(count == 77);
    /* A capacity whose bytes would overflow is no more than a large one. */
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, PTRDIFF_MAX, &count);
    CHECK(count == 4);
    drop_ring(ring);
}

static void tells_of_a_key_in_a_struct_of_any_release(void) {
    union {
        kedge_keyring_key key;
        uint8_t bytes[5000];
    } room;
    uint64_t id;
    kedge_keyring *ring = make_ring(&id);
    kedge_keyring_key known = get_key(ring, id);
    CHECK(sizeof known == 56);
    for (size_t size = sizeof known; size <= 4096; size += size < sizeof known + 24 ? 1 : 507) {
        memset(&room, 0x5A, sizeof room);
        room.key.struct_size = size;
        EXPECT(KEDGE_OK, kedge_keyring_get_key, ring, id, &room.key);
        CHECK(room.key.struct_size == size && room.key.id == id && room.key.is_primary == 1 && room.key.can_seal == 1);
        CHECK(room.key.created_at == known.created_at && room.key.algorithm == KEDGE_XAES_256_GCM);
        /* Fields that this release does not know say nothing. */
        CHECK_AT(check_all(room.bytes + sizeof known, size - sizeof known, 0), "%zu bytes", size);
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    static const size_t wrong[] = {0, 1, 7, 8, 55, 4097, 1 << 20, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        memset(&room, 0x5A, sizeof room);
        room.key.struct_size = wrong[i];
        kedge_status status = CALL(kedge_keyring_get_key, ring, id, &room.key);
        CHECK_AT(status == KEDGE_INVALID_ARGUMENT, "%zu bytes: %d", wrong[i], (int)status);
        CHECK(check_all(room.bytes + sizeof(size_t), sizeof room - sizeof(size_t), 0x5A));
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_get_key, ring, id, NULL);
    drop_ring(ring);
}

/* --- saving and loading ------------------------------------------------------------------------------------------ */

static void a_saved_ring_is_the_same_ring(void) {
    uint64_t ids[5], listed[5];
    uint8_t sealed[5][SEALED_TEXT], saved[1000], again[1000];
    size_t count = 0;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_file_ring(unlock);
    /* Primary, enabled, disabled, destroyed, and one for AES-256-GCM. */
    for (int i = 0; i < 4; i++) {
        ids[i] = add_key(ring, KEDGE_XAES_256_GCM);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, ids[i]);
        for (int j = 0; j <= i; j++) seal_text(ring, sealed[i]);
    }
    ids[4] = add_key(ring, KEDGE_AES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, ids[1]);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, ids[2]);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, ids[3]);
    size_t length = save(ring, unlock, saved, sizeof saved);
    CHECK(length == ring_bytes(0, 5));
    kedge_keyring *loaded = load(saved, length, unlock);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, loaded, listed, 5, &count);
    CHECK(count == 5 && memcmp(listed, ids, sizeof ids) == 0 && primary_of(loaded) == ids[1]);
    for (int i = 0; i < 5; i++) {
        kedge_keyring_key before = get_key(ring, ids[i]), after = get_key(loaded, ids[i]);
        /* The copy of a key for AES-256-GCM only opens. */
        CHECK(before.can_seal == (i == 0 || i == 1 || i == 4));
        if (i == 4) before.can_seal = 0;
        CHECK_AT(memcmp(&before, &after, sizeof before) == 0, "key %d", i);
        CHECK(after.sealed_count == (i < 4 ? (uint64_t)i + 1 : 0));
        if (i == 4) continue;
        kedge_status expected = i == 2 ? KEDGE_KEY_DISABLED : i == 3 ? KEDGE_KEY_DESTROYED : KEDGE_OK;
        CHECK(open_text(loaded, sealed[i], SEALED_TEXT) == expected);
    }
    /* Counts go on where they were. */
    seal_text(loaded, sealed[0]);
    CHECK(get_key(loaded, ids[1]).sealed_count == 3 && get_key(ring, ids[1]).sealed_count == 2);
    /* No two rings share salt, nonce or ciphertext; the ring's id stays. */
    CHECK(save(ring, unlock, again, sizeof again) == length);
    CHECK(memcmp(saved, again, RING_SALT) == 0);
    CHECK(memcmp(saved + RING_SALT, again + RING_SALT, 32) != 0);
    CHECK(memcmp(saved + 84, again + 84, 24) != 0 && memcmp(saved + 108, again + 108, 64) != 0);
    drop_ring(loaded);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void a_ring_without_keys_is_saved_too(void) {
    uint8_t saved[200];
    uint64_t id = 77;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_empty_ring();
    size_t length = save(ring, unlock, saved, sizeof saved);
    CHECK(length == ring_bytes(0, 0));
    drop_ring(ring);
    ring = load(saved, length, unlock);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_keyring_primary, ring, &id);
    id = add_key(ring, KEDGE_XAES_256_GCM);
    CHECK(primary_of(ring) == id);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void writes_what_the_format_says(void) {
    uint8_t saved[400], checksum[32];
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_ring(NULL);
    size_t length = save(ring, unlock, saved, sizeof saved);
    static const uint8_t head[8] = {'K', 'D', 'G', 'E', 'r', 1, 2, 0};
    CHECK(memcmp(saved, head, sizeof head) == 0 && get64(saved + RING_ID) != 0);
    CHECK(check_all(saved + RING_LOCK_BYTES, 4, 0));
    sha256(saved, length - 32, checksum);
    CHECK(memcmp(checksum, saved + length - 32, 32) == 0);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void tells_the_size_of_a_saved_ring(void) {
    uint8_t out[600];
    size_t length;
    kedge_keyring *ring = make_ring(NULL);
    for (size_t keys = 1; keys <= 4; keys++) {
        kedge_unlock *unlock = keys % 2 ? make_unlock(1) : make_passphrase("how long is it");
        size_t needed = ring_bytes(keys % 2 ? 0 : 12, keys);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
        for (size_t capacity = 0; capacity < needed; capacity += capacity < needed - 7 ? 7 : 1) {
            memset(out, 0x5A, sizeof out);
            length = 77;
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_save, ring, unlock, out, capacity, &length);
            CHECK_AT(length == needed, "%zu", length);
            CHECK(check_all(out, sizeof out, 0x5A));
        }
        length = 77;
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_save, ring, unlock, NULL, 1000, &length);
        CHECK(length == needed && strstr(kedge_last_error(), "out is NULL") != NULL);
        EXPECT(KEDGE_OK, kedge_keyring_save, ring, unlock, out, needed, &length);
        CHECK(length == needed && check_all(out + needed, sizeof out - needed, 0x5A));
        EXPECT(KEDGE_OK, kedge_keyring_save, ring, unlock, out, PTRDIFF_MAX, &length);
        length = 77;
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_save, ring, unlock, out, sizeof out, NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_save, ring, unlock, out, over, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_save, ring, unlock, out, SIZE_MAX, &length);
        CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        drop_unlock(unlock);
        add_key(ring, KEDGE_XAES_256_GCM);
    }
    drop_ring(ring);
}

static void refuses_what_is_no_bytes(void) {
    uint8_t saved[400] = {0};
    kedge_keyring *ring = NULL;
    kedge_unlock *unlock = make_unlock(1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_load, NULL, 100, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_load, saved, over, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_load, saved, SIZE_MAX, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_load, saved, sizeof saved, unlock, NULL, NULL);
    EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, NULL, 0, unlock, NULL, &ring);
    EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved, sizeof saved, unlock, NULL, &ring);
    /* A length that no ring has is refused before the bytes are read. */
    EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved, PTRDIFF_MAX, unlock, NULL, &ring);
    CHECK(ring == NULL);
    drop_unlock(unlock);
}

/* --- hostile rings ----------------------------------------------------------------------------------------------- */

static void every_changed_bit_is_damage(void) {
    for (int kind = 0; kind < 2; kind++) {
        uint8_t saved[400];
        kedge_unlock *unlock = kind == 0 ? make_unlock(1) : make_passphrase("bits"), *other = make_unlock(2);
        kedge_keyring *ring = make_ring(NULL), *opened = NULL;
        size_t length = save(ring, unlock, saved, sizeof saved);
        for (size_t bit = 0; bit < length * 8; bit++) {
            saved[bit / 8] ^= (uint8_t)(1 << bit % 8);
            kedge_status status = CALL(kedge_keyring_load, saved, length, unlock, NULL, &opened);
            CHECK_AT(status == KEDGE_KEYRING_DAMAGED, "bit %zu: %d", bit, (int)status);
            /* Whatever it is unlocked with. */
            status = CALL(kedge_keyring_load, saved, length, other, NULL, &opened);
            CHECK_AT(status == KEDGE_KEYRING_DAMAGED, "bit %zu: %d", bit, (int)status);
            saved[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
        CHECK(opened == NULL);
        opened = load(saved, length, unlock);
        drop_ring(opened);
        drop_ring(ring);
        drop_unlock(unlock);
        drop_unlock(other);
    }
}

/* The same with the checksum made right, as whoever writes the file can: nothing opens, and nothing is called damage that only
 * the wrong unlock could show. */
static void no_changed_bit_opens_a_ring(void) {
    for (int kind = 0; kind < 2; kind++) {
        uint8_t saved[400], changed[400];
        size_t lock_bytes = kind == 0 ? 0 : 12, commitment = RING_LOCK_PARAMETERS + lock_bytes, nonce = commitment + 32;
        kedge_unlock *unlock = kind == 0 ? make_unlock(1) : make_passphrase("bits");
        kedge_keyring *ring = make_ring(NULL), *opened = NULL;
        size_t length = save(ring, unlock, saved, sizeof saved);
        /* Seven: of each byte at least one bit, and not always the same. */
        for (size_t bit = 0; bit < (length - 32) * 8; bit += check_is_light() ? 7 : 1) {
            size_t at = bit / 8;
            memcpy(changed, saved, length);
            changed[at] ^= (uint8_t)(1 << bit % 8);
            mend_checksum(changed, length);
            kedge_status status = CALL(kedge_keyring_load, changed, length, unlock, NULL, &opened);
            int is_head = at < RING_ID || (at >= RING_LOCK_BYTES && at < RING_LOCK_PARAMETERS);
            int is_expected = at == RING_VERSION   ? status == KEDGE_UNKNOWN_VERSION
                              : at == RING_LOCK    ? status == KEDGE_KEYRING_DAMAGED || status == KEDGE_WRONG_UNLOCK
                              : is_head            ? status == KEDGE_KEYRING_DAMAGED
                              : at >= nonce        ? status == KEDGE_AUTHENTICATION_FAILED || status == KEDGE_KEYRING_DAMAGED
                              : at < RING_LOCK_PARAMETERS || at >= commitment ? status == KEDGE_WRONG_UNLOCK
                                                   : status == KEDGE_WRONG_UNLOCK || status == KEDGE_DERIVATION_TOO_COSTLY ||
                                                         status == KEDGE_KEYRING_DAMAGED;
            CHECK_AT(is_expected, "bit %zu of byte %zu: %d", bit % 8, at, (int)status);
        }
        CHECK(opened == NULL);
        drop_ring(ring);
        drop_unlock(unlock);
    }
}

static void every_cut_is_damage(void) {
    uint8_t saved[600], changed[600];
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    add_key(ring, KEDGE_XAES_256_GCM);
    size_t length = save(ring, unlock, saved, sizeof saved);
    for (size_t count = 0; count < length; count++) {
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved, count, unlock, NULL, &opened);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved + length - count, count, unlock, NULL, &opened);
        /* With a checksum that is right for what is left. */
        memcpy(changed, saved, length);
        mend_checksum(changed, count);
        kedge_status status = CALL(kedge_keyring_load, changed, count, unlock, NULL, &opened);
        /* A body that is shorter by whole keys could be one. */
        int is_expected = (length - count) % RING_KEY_RECORD == 0 && count >= ring_bytes(0, 0) ? status == KEDGE_AUTHENTICATION_FAILED
                                                                                                 : status == KEDGE_KEYRING_DAMAGED;
        CHECK_AT(is_expected, "%zu bytes: %d", count, (int)status);
    }
    for (size_t count = 1; count <= 100; count++) {
        memcpy(changed, saved, length);
        memset(changed + length, 0, count);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, changed, length + count, unlock, NULL, &opened);
        mend_checksum(changed, length + count);
        kedge_status status = CALL(kedge_keyring_load, changed, length + count, unlock, NULL, &opened);
        int is_expected = status == (count == RING_KEY_RECORD ? KEDGE_AUTHENTICATION_FAILED : KEDGE_KEYRING_DAMAGED);
        CHECK_AT(is_expected, "%zu bytes more: %d", count, (int)status);
    }
    CHECK(opened == NULL);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void hostile_fields_are_refused(void) {
    static const struct {
        size_t at, count;
        uint8_t bytes[8];
        kedge_status expected;
    } cases[] = {
        {4, 1, {'m'}, KEDGE_KEYRING_DAMAGED},
        {4, 1, {'R'}, KEDGE_KEYRING_DAMAGED},
        {RING_VERSION, 1, {0}, KEDGE_UNKNOWN_VERSION},
        {RING_VERSION, 1, {2}, KEDGE_UNKNOWN_VERSION},
        {RING_VERSION, 1, {255}, KEDGE_UNKNOWN_VERSION},
        {RING_LOCK, 1, {0}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK, 1, {1}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK, 1, {3}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK, 1, {4}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK, 1, {255}, KEDGE_KEYRING_DAMAGED},
        {RING_ZERO, 1, {1}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK_BYTES, 4, {0, 0, 0, 1}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK_BYTES, 4, {0, 0, 0, 72}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK_BYTES, 4, {0x7F, 255, 255, 255}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK_BYTES, 4, {0x80, 0, 0, 0}, KEDGE_KEYRING_DAMAGED},
        {RING_LOCK_BYTES, 4, {255, 255, 255, 255}, KEDGE_KEYRING_DAMAGED},
    };
    uint8_t saved[400], changed[400];
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    size_t length = save(ring, unlock, saved, sizeof saved);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memcpy(changed, saved, length);
        memcpy(changed + cases[i].at, cases[i].bytes, cases[i].count);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, changed, length, unlock, NULL, &opened);
        mend_checksum(changed, length);
        kedge_status status = CALL(kedge_keyring_load, changed, length, unlock, NULL, &opened);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
    }
    CHECK(opened == NULL);
    drop_ring(ring);
    drop_unlock(unlock);
}

/* Parts of two rings that the same key unlocks do not make a third. */
static void spliced_rings_are_refused(void) {
    uint8_t saved[2][400], changed[400];
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *rings[2] = {make_ring(NULL), make_ring(NULL)}, *opened = NULL;
    size_t length = save(rings[0], unlock, saved[0], sizeof saved[0]);
    CHECK(save(rings[1], unlock, saved[1], sizeof saved[1]) == length);
    for (size_t at = RING_ID; at <= length - 32; at += 4) {
        memcpy(changed, saved[0], at);
        memcpy(changed + at, saved[1] + at, length - at);
        mend_checksum(changed, length);
        kedge_status status = CALL(kedge_keyring_load, changed, length, unlock, NULL, &opened);
        /* Nothing of the other ring is left in the one, nor anything of the one in the other. */
        int is_whole = at == RING_ID ? memcmp(saved[0], saved[1], at) == 0 && status == KEDGE_OK : at == length - 32 && status == KEDGE_OK;
        CHECK_AT(is_whole || status == KEDGE_WRONG_UNLOCK || status == KEDGE_AUTHENTICATION_FAILED, "%zu: %d", at, (int)status);
        if (status == KEDGE_OK) drop_ring(opened);
    }
    for (int i = 0; i < 2; i++) drop_ring(rings[i]);
    drop_unlock(unlock);
}

/* --- destroyed keys ---------------------------------------------------------------------------------------------- */

static void what_a_destroyed_key_sealed_is_gone(void) {
    uint8_t sealed[SEALED_TEXT], saved[600];
    uint64_t first, second;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring_options options;
    kedge_keyring *ring = make_ring(&first);
    seal_text(ring, sealed);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, second);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.allow_export = 1;
    for (int round = 0; round < 3; round++) {
        uint8_t key[32], out[SEALED_TEXT];
        size_t length = 77;
        CHECK(open_text(ring, sealed, sizeof sealed) == KEDGE_KEY_DESTROYED);
        EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_reseal, ring, NULL, 0, sealed, sizeof sealed, out, sizeof out, &length);
        CHECK(length == 77);
        if (round > 0) EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_export, ring, first, key);
        size_t saved_len = save(ring, unlock, saved, sizeof saved);
        drop_ring(ring);
        EXPECT(KEDGE_OK, kedge_keyring_load, saved, saved_len, unlock, &options, &ring);
    }
    drop_ring(ring);
    drop_unlock(unlock);
}

/* --- counts of AES-256-GCM keys ---------------------------------------------------------------------------------- */

static void an_aes_key_needs_a_file(void) {
    static const uint8_t bytes[32] = {3};
    uint8_t sealed[SEALED_TEXT], saved[400];
    uint64_t id = 77;
    size_t length = 77;
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_empty_ring();
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_generate, ring, KEDGE_AES_256_GCM, &id);
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_import, ring, KEDGE_AES_256_GCM, bytes, 32, &id);
    CHECK(id == 77 && key_count(ring) == 0);
    drop_ring(ring);
    ring = make_file_ring(unlock);
    id = add_key(ring, KEDGE_AES_256_GCM);
    size_t sealed_len = seal_text(ring, sealed), saved_len = save(ring, unlock, saved, sizeof saved);
    CHECK(get_key(ring, id).reserved_count == 1 << 20);
    drop_ring(ring);
    /* In a copy it opens what it sealed before. */
    ring = load(saved, saved_len, unlock);
    CHECK(open_text(ring, sealed, sealed_len) == KEDGE_OK);
    CHECK(primary_of(ring) == id && get_key(ring, id).can_seal == 0);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, id);
    memset(sealed, 0x5A, sizeof sealed);
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
    CHECK(length == 77 && check_all(sealed, sizeof sealed, 0x5A));
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, NULL, 0, &length);
    CHECK(length == 77 && get_key(ring, id).sealed_count == 1 && get_key(ring, id).reserved_count == 1 << 20);
    drop_ring(ring);
    drop_unlock(unlock);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static kedge_unlock *some_unlock;

#define FUNCTIONS 19
static kedge_status call_with(int function, void *ring) {
    uint8_t data[200] = {0}, out[400];
    uint64_t id = 77;
    size_t length = 77;
    kedge_keyring_key key;
    kedge_status status = KEDGE_OK;
    memset(out, 0xA5, sizeof out);
    memset(&key, 0xA5, sizeof key);
    key.struct_size = sizeof key;
    switch (function) {
    case 0: status = CALL(kedge_keyring_save, ring, some_unlock, out, sizeof out, &length); break;
    case 1: status = CALL(kedge_keyring_save, ring, some_unlock, NULL, 0, &length); break;
    case 2: status = CALL(kedge_keyring_save_file, ring, "/nowhere/ring", some_unlock); break;
    case 3: status = CALL(kedge_keyring_change_unlock, ring, some_unlock); break;
    case 4: status = CALL(kedge_keyring_reload, ring); break;
    case 5: status = CALL(kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id); break;
    case 6: status = CALL(kedge_keyring_import, ring, KEDGE_XAES_256_GCM, data, 32, &id); break;
    case 7: status = CALL(kedge_keyring_export, ring, 1, out); break;
    case 8: status = CALL(kedge_keyring_set_primary, ring, 1); break;
    case 9: status = CALL(kedge_keyring_enable, ring, 1); break;
    case 10: status = CALL(kedge_keyring_disable, ring, 1); break;
    case 11: status = CALL(kedge_keyring_destroy_key, ring, 1); break;
    case 12: status = CALL(kedge_keyring_primary, ring, &id); break;
    case 13: status = CALL(kedge_keyring_key_ids, ring, &id, 1, &length); break;
    case 14: status = CALL(kedge_keyring_get_key, ring, 1, &key); break;
    case 15: status = CALL(kedge_keyring_seal, ring, NULL, 0, data, 10, out, sizeof out, &length); break;
    case 16: status = CALL(kedge_keyring_open, ring, NULL, 0, data, 200, out, sizeof out, &length); break;
    case 17: status = CALL(kedge_keyring_reseal, ring, NULL, 0, data, 200, out, sizeof out, &length); break;
    case 18: status = CALL(kedge_keyring_destroy, ring); break;
    default: abort();
    }
    CHECK_AT(check_all(out, sizeof out, 0xA5), "function %d wrote to out", function);
    CHECK_AT(length == 77 && id == 77, "function %d wrote a length or an id", function);
    CHECK_AT(check_all((uint8_t *)&key + 8, sizeof key - 8, 0xA5), "function %d wrote to a key", function);
    return status;
}

static void foreign_handles_are_refused(void) {
    some_unlock = make_unlock(1);
    kedge_keyring *gone = make_ring(NULL);
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    drop_ring(gone);
    /* In the slot of the one that is gone. */
    kedge_keyring *ring = make_ring(NULL);
    void *foreign[] = {NULL, gone, some_unlock, state, &ring, (void *)(uintptr_t)1, (void *)(uintptr_t)-1};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        for (int function = 0; function < FUNCTIONS; function++) {
            if (foreign[i] == NULL && function == 18) continue;
            kedge_status status = call_with(function, foreign[i]);
            CHECK_AT(status == KEDGE_INVALID_HANDLE, "handle %zu given to function %d gave %d", i, function, (int)status);
        }
    }
    EXPECT(KEDGE_OK, kedge_keyring_destroy, NULL);
    CHECK(key_count(ring) == 1);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    drop_ring(ring);
    drop_unlock(some_unlock);
}

static void rings_without_a_file_say_so(void) {
    kedge_unlock *unlock = make_unlock(1);
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_KEYRING_HAS_NO_FILE, kedge_keyring_reload, ring);
    EXPECT(KEDGE_KEYRING_HAS_NO_FILE, kedge_keyring_change_unlock, ring, unlock);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void sizes_have_functions(void) {
    CHECK(kedge_ring_key_bytes() == KEDGE_RING_KEY_BYTES && KEDGE_RING_KEY_BYTES == 32);
    CHECK(kedge_wrapped_key_max_bytes() == KEDGE_WRAPPED_KEY_MAX_BYTES && KEDGE_WRAPPED_KEY_MAX_BYTES == 4096);
    CHECK(kedge_sealed_overhead_bytes() == KEDGE_SEALED_OVERHEAD_BYTES && KEDGE_SEALED_OVERHEAD_BYTES == SEALED_OVERHEAD);
}

int main(void) {
    check_begin("keyring");
    make_folder();
    check_case("options of any release are understood or refused, and flags are 0 or 1", options_keep_the_rules);
    check_case("an empty ring has no primary key and seals nothing", an_empty_ring_seals_nothing);
    check_case("generated keys have ids of their own, and the first is primary", generated_keys_are_told_apart);
    check_case("unknown algorithms are refused", refuses_unknown_algorithms);
    check_case("imported keys have 32 bytes", imports_keys_of_32_bytes);
    check_case("a key under another id is another key", an_id_is_part_of_the_key);
    check_case("keys are exported only where the options allow it", exports_only_if_allowed);
    check_case("keys are made primary, disabled, enabled and destroyed", keys_change_their_state);
    check_case("a disabled key may be destroyed", a_disabled_key_may_be_destroyed);
    check_case("a ring holds 1,000 keys, destroyed ones included", a_ring_holds_1000_keys);
    check_case("a short list is told how many ids there are", tells_how_many_ids_there_are);
    check_case("a key is told of in a struct of any release", tells_of_a_key_in_a_struct_of_any_release);
    check_case("a saved ring is the same ring when it is loaded", a_saved_ring_is_the_same_ring);
    check_case("a ring without keys is saved too", a_ring_without_keys_is_saved_too);
    check_case("a saved ring begins and ends as its format says", writes_what_the_format_says);
    check_case("a short buffer is told the size of the saved ring", tells_the_size_of_a_saved_ring);
    check_case("NULL and impossible lengths are refused", refuses_what_is_no_bytes);
    check_case("every changed bit of a saved ring is damage", every_changed_bit_is_damage);
    check_case("no changed bit opens a ring, be its checksum right", no_changed_bit_opens_a_ring);
    check_case("a ring that was cut or grew is damaged", every_cut_is_damage);
    check_case("hostile fields under a right checksum are refused", hostile_fields_are_refused);
    check_case("parts of two rings make no third", spliced_rings_are_refused);
    check_case("what a destroyed key sealed never opens again", what_a_destroyed_key_sealed_is_gone);
    check_case("an AES-256-GCM key is made and seals in a file only", an_aes_key_needs_a_file);
    check_case("handles that are no rings are refused everywhere", foreign_handles_are_refused);
    check_case("a ring without a file has nothing to reload", rings_without_a_file_say_so);
    check_case("sizes are had from functions too", sizes_have_functions);
    remove_folder();
    return check_end();
}
