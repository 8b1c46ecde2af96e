/* Rings that are tied to a file: what every change leaves there, several handles and processes, other unlocks, the lock,
 * and fork(). What the system refuses is in keyring_limits.c. */
#include "ring.h"

#include <dirent.h>
#include <sys/file.h>
#include <sys/stat.h>

static kedge_unlock *unlock;

static size_t read_file(const char *path, uint8_t *out, size_t capacity) {
    int file = open(path, O_RDONLY);
    CHECK(file >= 0);
    ssize_t count = read(file, out, capacity);
    close(file);
    return count < 0 ? 0 : (size_t)count;
}

static void write_file(const char *path, const uint8_t *bytes, size_t count) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    CHECK(file >= 0 && write(file, bytes, count) == (ssize_t)count);
    close(file);
}

static int file_count(void) {
    int count = 0;
    DIR *entries = opendir(ring_folder);
    CHECK(entries != NULL);
    while (entries != NULL && readdir(entries) != NULL) count++;
    if (entries != NULL) closedir(entries);
    return count - 2;
}

/* A ring of one key. */
static kedge_keyring *make_small_ring(uint64_t *id) {
    kedge_keyring *ring = make_file_ring(unlock);
    uint64_t made = add_key(ring, KEDGE_XAES_256_GCM);
    if (id != NULL) *id = made;
    return ring;
}

/* --- making and opening ------------------------------------------------------------------------------------------ */

static void creates_a_file_for_its_owner_alone(void) {
    struct stat status;
    uint8_t saved[400];
    mode_t before = umask(0);
    kedge_keyring *ring = make_file_ring(unlock);
    CHECK(stat(ring_path, &status) == 0 && (status.st_mode & 07777) == 0600 && S_ISREG(status.st_mode));
    CHECK(read_file(ring_path, saved, sizeof saved) == ring_bytes(0, 0));
    add_key(ring, KEDGE_XAES_256_GCM);
    CHECK(stat(ring_path, &status) == 0 && (status.st_mode & 07777) == 0600);
    CHECK(read_file(ring_path, saved, sizeof saved) == ring_bytes(0, 1) && file_count() == 1);
    drop_ring(ring);
    umask(before);
}

static void replaces_no_file(void) {
    static const uint8_t bytes[] = "dear to somebody";
    uint8_t found[100];
    kedge_keyring *ring = NULL, *memory = make_ring(NULL);
    unlink(ring_path);
    write_file(ring_path, bytes, sizeof bytes);
    EXPECT(KEDGE_FILE_EXISTS, kedge_keyring_create_file, ring_path, unlock, NULL, &ring);
    EXPECT(KEDGE_FILE_EXISTS, kedge_keyring_create_file, ring_folder, unlock, NULL, &ring);
    EXPECT(KEDGE_FILE_EXISTS, kedge_keyring_save_file, memory, ring_path, unlock);
    CHECK(ring == NULL && read_file(ring_path, found, sizeof found) == sizeof bytes && memcmp(found, bytes, sizeof bytes) == 0);
    CHECK(file_count() == 1);
    drop_ring(memory);
}

static void refuses_bad_paths(void) {
    char path[128];
    kedge_keyring *ring = NULL, *memory = make_ring(NULL);
    unlink(ring_path);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create_file, NULL, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, NULL, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_save_file, memory, NULL, unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create_file, "", unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, "", unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_save_file, memory, "", unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_create_file, ring_path, unlock, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, ring_path, unlock, NULL, NULL);
    CHECK(file_count() == 0);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    snprintf(path, sizeof path, "%s/no/ring", ring_folder);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keyring_open_file, path, unlock, NULL, &ring);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keyring_create_file, path, unlock, NULL, &ring);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keyring_save_file, memory, path, unlock);
    /* No regular file: a folder, a FIFO that nobody writes to, a device that never ends. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, ring_folder, unlock, NULL, &ring);
    CHECK(mkfifo(ring_path, 0600) == 0);
    alarm(30);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keyring_open_file, "/dev/zero", unlock, NULL, &ring);
    alarm(0);
    unlink(ring_path);
    /* A name that no file system takes. */
    char endless[400];
    int begun = snprintf(endless, sizeof endless, "%s/", ring_folder);
    memset(endless + begun, 'a', 300);
    endless[begun + 300] = 0;
    EXPECT(KEDGE_IO_FAILED, kedge_keyring_open_file, endless, unlock, NULL, &ring);
    EXPECT(KEDGE_IO_FAILED, kedge_keyring_create_file, endless, unlock, NULL, &ring);
    EXPECT(KEDGE_IO_FAILED, kedge_keyring_save_file, memory, endless, unlock);
    CHECK(ring == NULL && file_count() == 0);
    drop_ring(memory);
}

static void opens_whole_files_alone(void) {
    uint8_t saved[400];
    kedge_unlock *other = make_unlock(2);
    kedge_keyring *ring = make_small_ring(NULL), *opened = NULL;
    drop_ring(ring);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_open_file, ring_path, other, NULL, &opened);
    size_t length = read_file(ring_path, saved, sizeof saved);
    for (size_t count = 0; count < length; count++) {
        write_file(ring_path, saved, count);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    }
    for (size_t at = 0; at < length; at++) {
        saved[at] ^= 1;
        write_file(ring_path, saved, length);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
        saved[at] ^= 1;
    }
    saved[RING_VERSION] = 2;
    mend_checksum(saved, length);
    write_file(ring_path, saved, length);
    EXPECT(KEDGE_UNKNOWN_VERSION, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    saved[RING_VERSION] = 1;
    saved[120] ^= 1;
    mend_checksum(saved, length);
    write_file(ring_path, saved, length);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    /* Nobody reads gigabytes to see that it is no ring. */
    CHECK(truncate(ring_path, (off_t)1 << 40) == 0);
    double begun = seconds_now();
    EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    CHECK(seconds_now() - begun < 5);
    CHECK(opened == NULL);
    /* What a ring asks for of a passphrase is capped here too. */
    kedge_unlock *passphrase = make_passphrase("file");
    unlink(ring_path);
    EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, passphrase, NULL, &ring);
    drop_ring(ring);
    length = read_file(ring_path, saved, sizeof saved);
    put32(saved + RING_LOCK_PARAMETERS, 31);
    mend_checksum(saved, length);
    write_file(ring_path, saved, length);
    EXPECT(KEDGE_DERIVATION_TOO_COSTLY, kedge_keyring_open_file, ring_path, passphrase, NULL, &opened);
    drop_unlock(passphrase);
    drop_unlock(other);
}

static void the_path_stays_what_it_was(void) {
    char folder[128], link_path[128], found[128];
    /* A relative path, and the working directory changes; a link to the file, and a change replaces what it leads to. */
    CHECK(getcwd(folder, sizeof folder) != NULL);
    unlink(ring_path);
    CHECK(chdir(ring_folder) == 0);
    kedge_keyring *ring = NULL, *opened = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_create_file, "ring", unlock, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_open_file, "ring", unlock, NULL, &opened);
    CHECK(chdir("/") == 0);
    add_key(ring, KEDGE_XAES_256_GCM);
    add_key(opened, KEDGE_XAES_256_GCM);
    CHECK(key_count(opened) == 2 && file_count() == 1);
    drop_ring(opened);
    snprintf(link_path, sizeof link_path, "%s/link", ring_folder);
    CHECK(symlink("ring", link_path) == 0);
    EXPECT(KEDGE_OK, kedge_keyring_open_file, link_path, unlock, NULL, &opened);
    add_key(opened, KEDGE_XAES_256_GCM);
    CHECK(readlink(link_path, found, sizeof found) == 4);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(key_count(ring) == 3);
    drop_ring(opened);
    drop_ring(ring);
    CHECK(chdir(folder) == 0);
    unlink(link_path);
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

static void every_change_is_in_the_file(void) {
    uint64_t first, second, id;
    static const uint8_t bytes[32] = {5};
    kedge_keyring *ring = make_small_ring(&first), *opened;
    opened = open_file_ring(unlock);
    CHECK(primary_of(opened) == first && key_count(opened) == 1);
    drop_ring(opened);
    EXPECT(KEDGE_OK, kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, &second);
    for (int step = 0; step < 5; step++) {
        switch (step) {
        case 1: EXPECT(KEDGE_OK, kedge_keyring_disable, ring, second); break;
        case 2: EXPECT(KEDGE_OK, kedge_keyring_enable, ring, second); break;
        case 3: EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, second); break;
        case 4: EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first); break;
        default: break;
        }
        opened = open_file_ring(unlock);
        CHECK(key_count(opened) == 2);
        for (int i = 0; i < 2; i++) {
            id = i == 0 ? first : second;
            kedge_keyring_key here = get_key(ring, id), there = get_key(opened, id);
            CHECK_AT(memcmp(&here, &there, sizeof here) == 0, "step %d, key %d", step, i);
        }
        drop_ring(opened);
        CHECK(file_count() == 1);
    }
    drop_ring(ring);
}

static void what_a_handle_sealed_is_counted_with_its_next_change(void) {
    uint8_t sealed[SEALED_TEXT];
    uint64_t id;
    kedge_keyring *ring = make_small_ring(&id), *other = open_file_ring(unlock);
    for (int i = 0; i < 5; i++) seal_text(ring, sealed);
    for (int i = 0; i < 7; i++) seal_text(other, sealed);
    CHECK(get_key(ring, id).sealed_count == 5 && get_key(other, id).sealed_count == 7);
    add_key(ring, KEDGE_XAES_256_GCM);
    add_key(other, KEDGE_XAES_256_GCM);
    CHECK(get_key(other, id).sealed_count == 12);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(get_key(ring, id).sealed_count == 12);
    seal_text(ring, sealed);
    CHECK(get_key(ring, id).sealed_count == 13);
    drop_ring(ring);
    drop_ring(other);
}

static void two_handles_change_one_ring(void) {
    uint64_t first, by_one, by_other;
    uint8_t sealed[SEALED_TEXT], sealed_by_one[SEALED_TEXT];
    kedge_keyring *one = make_small_ring(&first), *other = open_file_ring(unlock);
    seal_text(one, sealed);
    by_one = add_key(one, KEDGE_XAES_256_GCM);
    CHECK(key_count(other) == 1);
    /* The change is made to what the file says now, not to what the handle knew. */
    by_other = add_key(other, KEDGE_XAES_256_GCM);
    CHECK(key_count(other) == 3 && key_count(one) == 2);
    EXPECT(KEDGE_OK, kedge_keyring_reload, one);
    CHECK(key_count(one) == 3);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, one, by_one);
    seal_text(one, sealed_by_one);
    CHECK(primary_of(other) == first && open_text(other, sealed_by_one, SEALED_TEXT) == KEDGE_OK);
    /* What is primary to the file cannot be disabled, although it is not to this handle. */
    EXPECT(KEDGE_KEY_IS_PRIMARY, kedge_keyring_disable, other, by_one);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, one, first);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_keyring_set_primary, other, first);
    EXPECT(KEDGE_OK, kedge_keyring_reload, other);
    CHECK(primary_of(other) == by_one && open_text(other, sealed, SEALED_TEXT) == KEDGE_KEY_DESTROYED);
    CHECK(get_key(other, by_other).state == KEDGE_KEY_STATE_ENABLED);
    drop_ring(one);
    drop_ring(other);
}

static void another_unlock_takes_over(void) {
    uint8_t sealed[SEALED_TEXT], before[400];
    uint64_t id, refused = 77;
    kedge_unlock *new = make_unlock(2), *passphrase = make_passphrase("third");
    kedge_keyring *ring = make_small_ring(&id), *stale = open_file_ring(unlock), *opened = NULL;
    size_t length = read_file(ring_path, before, sizeof before);
    seal_text(ring, sealed);
    EXPECT(KEDGE_OK, kedge_keyring_change_unlock, ring, new);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    opened = open_file_ring(new);
    CHECK(open_text(opened, sealed, SEALED_TEXT) == KEDGE_OK);
    drop_ring(opened);
    opened = NULL;
    /* The handle that changed it goes on, the other one still opens and seals. */
    add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(open_text(stale, sealed, SEALED_TEXT) == KEDGE_OK);
    seal_text(stale, sealed);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_reload, stale);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_generate, stale, KEDGE_XAES_256_GCM, &refused);
    static const uint8_t bytes[32] = {5};
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_import, stale, KEDGE_XAES_256_GCM, bytes, 32, &refused);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_set_primary, stale, id);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_enable, stale, id);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_disable, stale, id);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_destroy_key, stale, id);
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_change_unlock, stale, passphrase);
    CHECK(refused == 77 && key_count(stale) == 1);
    drop_ring(stale);
    /* To another kind of unlock, and to the same one again. */
    EXPECT(KEDGE_OK, kedge_keyring_change_unlock, ring, passphrase);
    EXPECT(KEDGE_OK, kedge_keyring_change_unlock, ring, passphrase);
    drop_ring(ring);
    opened = open_file_ring(passphrase);
    CHECK(key_count(opened) == 2 && open_text(opened, sealed, SEALED_TEXT) == KEDGE_OK);
    drop_ring(opened);
    /* A copy from before still opens as it did. */
    opened = load(before, length, unlock);
    drop_ring(opened);
    drop_unlock(new);
    drop_unlock(passphrase);
}

/* Every call that changes the file, for a ring that has one; what it was asked for does not matter to the tests below. */
#define CHANGES 8
static kedge_status make_change(int change, kedge_keyring *ring, uint64_t id, uint64_t *new_id) {
    static const uint8_t bytes[32] = {5};
    switch (change) {
    case 0: return CALL(kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, new_id);
    case 1: return CALL(kedge_keyring_import, ring, KEDGE_XAES_256_GCM, bytes, 32, new_id);
    case 2: return CALL(kedge_keyring_set_primary, ring, id);
    case 3: return CALL(kedge_keyring_enable, ring, id);
    case 4: return CALL(kedge_keyring_disable, ring, id);
    case 5: return CALL(kedge_keyring_destroy_key, ring, id);
    case 6: return CALL(kedge_keyring_change_unlock, ring, unlock);
    default: return CALL(kedge_keyring_reload, ring);
    }
}

static uint8_t by_xaes[SEALED_TEXT];

/* If the primary key is for AES-256-GCM and has no nonces yet, sealing is a change too. */
static void refuse_all_changes(kedge_keyring *ring, uint64_t id, kedge_status expected, const char *why) {
    size_t count = key_count(ring);
    kedge_keyring_key primary = get_key(ring, primary_of(ring));
    if (primary.algorithm == KEDGE_AES_256_GCM && primary.reserved_count == 0) {
        uint8_t out[SEALED_TEXT];
        size_t length = 77;
        memset(out, 0x5A, sizeof out);
        kedge_status sealed = CALL(kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, out, sizeof out, &length);
        CHECK_AT(sealed == expected && length == 77 && check_all(out, sizeof out, 0x5A), "%s: sealing gave %d", why, (int)sealed);
        sealed = CALL(kedge_keyring_reseal, ring, NULL, 0, by_xaes, SEALED_TEXT, out, sizeof out, &length);
        /* The plaintext stood there for a moment. */
        CHECK_AT(sealed == expected && length == 77 && check_all(out, TEXT + SEALED_OVERHEAD_AES, 0), "%s: resealing gave %d", why,
                 (int)sealed);
    }
    for (int change = 0; change < CHANGES; change++) {
        uint64_t new_id = 77;
        kedge_status status = make_change(change, ring, id, &new_id);
        CHECK_AT(status == expected, "%s: change %d gave %d", why, change, (int)status);
        CHECK(new_id == 77 && key_count(ring) == count);
    }
    CHECK(get_key(ring, id).state == KEDGE_KEY_STATE_ENABLED);
}

static void a_file_that_is_not_what_it_was_is_not_changed(void) {
    uint8_t saved[3][600], sealed[SEALED_TEXT];
    uint64_t first, second;
    kedge_keyring *ring = make_small_ring(&first), *other;
    size_t before_len = read_file(ring_path, saved[0], sizeof saved[0]);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    seal_text(ring, sealed);
    memcpy(by_xaes, sealed, sizeof sealed);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, add_key(ring, KEDGE_AES_256_GCM));
    size_t length = read_file(ring_path, saved[1], sizeof saved[1]);

    write_file(ring_path, saved[1], length - 1);
    refuse_all_changes(ring, second, KEDGE_KEYRING_DAMAGED, "cut");
    write_file(ring_path, saved[1], 0);
    refuse_all_changes(ring, second, KEDGE_KEYRING_DAMAGED, "empty");
    /* An older file, which lacks a key that this handle knows. */
    write_file(ring_path, saved[0], before_len);
    refuse_all_changes(ring, second, KEDGE_KEYRING_DAMAGED, "put back");
    memcpy(saved[2], saved[1], length);
    saved[2][RING_VERSION] = 7;
    mend_checksum(saved[2], length);
    write_file(ring_path, saved[2], length);
    refuse_all_changes(ring, second, KEDGE_UNKNOWN_VERSION, "newer");
    saved[2][RING_VERSION] = 1;
    saved[2][150] ^= 1;
    mend_checksum(saved[2], length);
    write_file(ring_path, saved[2], length);
    refuse_all_changes(ring, second, KEDGE_AUTHENTICATION_FAILED, "forged");
    unlink(ring_path);
    refuse_all_changes(ring, second, KEDGE_FILE_NOT_FOUND, "gone");
    CHECK(file_count() == 0);
    /* Another ring, locked with the same key. */
    other = make_small_ring(NULL);
    drop_ring(other);
    refuse_all_changes(ring, second, KEDGE_WRONG_UNLOCK, "another");
    /* All the while it opens and seals what needs no file; and its own file is taken again. */
    CHECK(open_text(ring, sealed, SEALED_TEXT) == KEDGE_OK);
    write_file(ring_path, saved[1], length);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    seal_text(ring, sealed);
    add_key(ring, KEDGE_XAES_256_GCM);
    CHECK(key_count(ring) == 4 && file_count() == 1);
    drop_ring(ring);
}

/* A stale handle asks the file for nonces of a key that another handle took out of use. */
static void no_nonces_for_a_key_that_is_not_in_use(void) {
    for (int destroyed = 0; destroyed < 2; destroyed++) {
        uint8_t sealed[SEALED_TEXT];
        uint64_t xaes, aes;
        size_t length = 77;
        kedge_keyring *ring = make_small_ring(&xaes);
        seal_text(ring, by_xaes);
        aes = add_key(ring, KEDGE_AES_256_GCM);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, aes);
        kedge_keyring *stale = open_file_ring(unlock), *staler = open_file_ring(unlock);
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, xaes);
        if (destroyed) {
            EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, aes);
        } else {
            EXPECT(KEDGE_OK, kedge_keyring_disable, ring, aes);
        }
        kedge_status expected = destroyed ? KEDGE_KEY_DESTROYED : KEDGE_KEY_DISABLED;
        EXPECT(expected, kedge_keyring_seal, stale, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
        EXPECT(expected, kedge_keyring_reseal, staler, NULL, 0, by_xaes, SEALED_TEXT, sealed, sizeof sealed, &length);
        CHECK(length == 77);
        CHECK(get_key(ring, aes).reserved_count == 0);
        drop_ring(stale);
        drop_ring(staler);
        drop_ring(ring);
    }
}

static void a_destroyed_key_does_not_come_back(void) {
    uint8_t saved[600], sealed[SEALED_TEXT];
    uint64_t first, second;
    kedge_keyring *ring = make_small_ring(&first);
    seal_text(ring, sealed);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, second);
    size_t length = read_file(ring_path, saved, sizeof saved);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    write_file(ring_path, saved, length);
    EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_reload, ring);
    CHECK(open_text(ring, sealed, SEALED_TEXT) == KEDGE_KEY_DESTROYED);
    drop_ring(ring);
}

static void copies_are_of_their_own(void) {
    uint8_t sealed[2][SEALED_TEXT];
    uint64_t xaes, aes;
    size_t length, aes_len;
    struct stat status;
    kedge_unlock *other = make_unlock(2);
    kedge_keyring *ring = make_small_ring(&xaes), *copy = NULL;
    aes = add_key(ring, KEDGE_AES_256_GCM);
    seal_text(ring, sealed[0]);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, aes);
    aes_len = seal_text(ring, sealed[1]);
    unlink(copy_path);
    EXPECT(KEDGE_OK, kedge_keyring_save_file, ring, copy_path, other);
    CHECK(stat(copy_path, &status) == 0 && (status.st_mode & 07777) == 0600 && file_count() == 2);
    EXPECT(KEDGE_FILE_EXISTS, kedge_keyring_save_file, ring, copy_path, other);
    EXPECT(KEDGE_OK, kedge_keyring_open_file, copy_path, other, NULL, &copy);
    CHECK(open_text(copy, sealed[0], SEALED_TEXT) == KEDGE_OK && open_text(copy, sealed[1], aes_len) == KEDGE_OK);
    /* Nonces are counted in one file only. */
    uint8_t out[SEALED_TEXT];
    CHECK(get_key(copy, aes).can_seal == 0 && get_key(copy, aes).is_primary == 1 && get_key(ring, aes).can_seal == 1);
    EXPECT(KEDGE_KEY_NEEDS_FILE, kedge_keyring_seal, copy, NULL, 0, ring_text, TEXT, out, sizeof out, &length);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, copy, xaes);
    CHECK(primary_of(ring) == aes);
    seal_text(copy, out);
    /* A key that the copy makes is the copy's own, and seals there. */
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, copy, add_key(copy, KEDGE_AES_256_GCM));
    seal_text(copy, out);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(key_count(ring) == 2 && key_count(copy) == 3);
    drop_ring(copy);
    drop_ring(ring);
    drop_unlock(other);
    unlink(copy_path);
}

/* A ring in memory is saved to a file, and from then on lives there. */
static void a_ring_moves_into_a_file(void) {
    uint8_t sealed[SEALED_TEXT];
    kedge_keyring *ring = make_ring(NULL);
    seal_text(ring, sealed);
    unlink(ring_path);
    EXPECT(KEDGE_OK, kedge_keyring_save_file, ring, ring_path, unlock);
    EXPECT(KEDGE_KEYRING_HAS_NO_FILE, kedge_keyring_reload, ring);
    drop_ring(ring);
    ring = open_file_ring(unlock);
    CHECK(open_text(ring, sealed, SEALED_TEXT) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, add_key(ring, KEDGE_AES_256_GCM));
    seal_text(ring, sealed);
    drop_ring(ring);
}

static void options_reach_the_ring_of_a_file(void) {
    uint8_t key[32];
    uint64_t id;
    kedge_keyring_options options;
    kedge_keyring *ring = make_small_ring(&id);
    EXPECT(KEDGE_EXPORT_NOT_ALLOWED, kedge_keyring_export, ring, id, key);
    drop_ring(ring);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.allow_export = 1;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, &options, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_export, ring, id, key);
    drop_ring(ring);
}

/* --- services ---------------------------------------------------------------------------------------------------- */

static int32_t answer;
static int wraps, unwraps;

static int32_t mask(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *count) {
    ++*(int *)count;
    if (answer != 0) return answer;
    if (in_len != 32 || out_capacity < 32) return -1;
    for (int i = 0; i < 32; i++) out[i] = in[i] ^ 0x3C;
    *out_len = 32;
    return 0;
}

static int32_t wrap(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *context) {
    (void)context;
    return mask(in, in_len, out, out_capacity, out_len, &wraps);
}

static int32_t unwrap(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *context) {
    (void)context;
    return mask(in, in_len, out, out_capacity, out_len, &unwraps);
}

/* Asked once when the ring is made or opened, and not for every change. */
static void a_service_is_asked_once(void) {
    kedge_unlock *service = NULL;
    kedge_keyring *ring = NULL, *opened = NULL;
    wraps = unwraps = 0;
    EXPECT(KEDGE_OK, kedge_unlock_create_service, wrap, unwrap, NULL, &service);
    unlink(ring_path);
    answer = 9;
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_create_file, ring_path, service, NULL, &ring);
    CHECK(file_count() == 0 && ring == NULL);
    answer = 0;
    EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, service, NULL, &ring);
    for (int i = 0; i < 10; i++) add_key(ring, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(wraps == 2 && unwraps == 0);
    answer = 9;
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_open_file, ring_path, service, NULL, &opened);
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_change_unlock, ring, service);
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_save_file, ring, copy_path, service);
    /* While the service is away, what needs none of it goes on. */
    add_key(ring, KEDGE_XAES_256_GCM);
    answer = 0;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, service, NULL, &opened);
    CHECK(key_count(opened) == 11 && unwraps == 2 && file_count() == 1);
    drop_ring(opened);
    drop_ring(ring);
    drop_unlock(service);
}

/* --- the lock ---------------------------------------------------------------------------------------------------- */

/* A child that holds the lock of the ring's file until it is told to let go. */
static pid_t lock_in_a_child(int *to_child) {
    int ready[2], done[2];
    char byte = 0;
    CHECK(pipe(ready) == 0 && pipe(done) == 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(done[1]);
        int file = open(ring_path, O_RDONLY);
        if (flock(file, LOCK_EX) != 0 || write(ready[1], "", 1) != 1) _exit(1);
        /* Ends with the parent, too. */
        _exit(read(done[0], &byte, 1) < 0);
    }
    close(ready[1]);
    close(done[0]);
    CHECK(read(ready[0], &byte, 1) == 1);
    close(ready[0]);
    *to_child = done[1];
    return child;
}

static void waits_for_another_process_no_longer_than_told(void) {
    static const uint64_t timeouts[] = {0, 1, 200};
    uint8_t sealed[SEALED_TEXT], by_first[SEALED_TEXT];
    int to_child = -1, result = -1;
    uint64_t id;
    size_t length = 77;
    kedge_keyring_options options;
    kedge_keyring *ring = make_small_ring(&id), *aes_ring;
    seal_text(ring, by_first);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, add_key(ring, KEDGE_AES_256_GCM));
    drop_ring(ring);
    pid_t child = lock_in_a_child(&to_child);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    for (int i = 0; i < 3; i++) {
        options.lock_timeout_ms = timeouts[i];
        /* Reading takes no lock, as the file is replaced as a whole. */
        EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, &options, &ring);
        for (int change = 0; change < CHANGES; change++) {
            uint64_t new_id = 77;
            double begun = seconds_now();
            kedge_status status = make_change(change, ring, id, &new_id);
            double seconds = seconds_now() - begun, least = (double)timeouts[i] / 1000;
            CHECK_AT(status == KEDGE_BUSY, "change %d: %d", change, (int)status);
            CHECK_AT(seconds >= least && seconds < least + (check_is_light() ? 10 : 1), "change %d took %f s", change, seconds);
            CHECK(new_id == 77);
        }
        /* A reservation of nonces is a change too. */
        EXPECT(KEDGE_BUSY, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
        EXPECT(KEDGE_BUSY, kedge_keyring_reseal, ring, NULL, 0, by_first, SEALED_TEXT, sealed, sizeof sealed, &length);
        CHECK(length == 77);
        drop_ring(ring);
    }
    /* Who waits long enough gets on as soon as the other is done. */
    options.lock_timeout_ms = KEDGE_NO_LIMIT;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, &options, &aes_ring);
    CHECK(write(to_child, "", 1) == 1);
    seal_text(aes_ring, sealed);
    add_key(aes_ring, KEDGE_XAES_256_GCM);
    drop_ring(aes_ring);
    close(to_child);
    CHECK(waitpid(child, &result, 0) == child && result == 0);
}

/* --- fork -------------------------------------------------------------------------------------------------------- */

static kedge_keyring *inherited;
static uint64_t inherited_id;
static uint8_t inherited_sealed[SEALED_TEXT];

static void use_an_inherited_file_ring(void) {
    uint8_t sealed[SEALED_TEXT], saved[600];
    size_t length = 77;
    kedge_keyring *ring;
    /* Keys are in memory: they open, and an XAES-256-GCM key seals. */
    CHECK(open_text(inherited, inherited_sealed, SEALED_TEXT) == KEDGE_OK);
    seal_text(inherited, sealed);
    CHECK(open_text(inherited, sealed, SEALED_TEXT) == KEDGE_OK);
    CHECK(memcmp(sealed + SEALED_NONCE, inherited_sealed + SEALED_NONCE, 24) != 0);
    CHECK(key_count(inherited) == 2 && primary_of(inherited) == inherited_id);
    save(inherited, unlock, saved, sizeof saved);
    refuse_all_changes(inherited, inherited_id, KEDGE_FORKED, "in a child");
    drop_ring(inherited);
    /* A handle of its own does all of it. */
    ring = open_file_ring(unlock);
    uint64_t ids[2];
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, 2, &length);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, ids[1]);
    seal_text(ring, sealed);
    add_key(ring, KEDGE_XAES_256_GCM);
    drop_ring(ring);
}

static void reserve_in_the_child(void) {
    uint8_t sealed[SEALED_TEXT];
    size_t length = 77;
    memset(sealed, 0x5A, sizeof sealed);
    EXPECT(KEDGE_FORKED, kedge_keyring_seal, inherited, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
    CHECK(length == 77 && check_all(sealed, sizeof sealed, 0x5A));
    EXPECT(KEDGE_FORKED, kedge_keyring_reseal, inherited, NULL, 0, inherited_sealed, SEALED_TEXT, sealed, sizeof sealed, &length);
    CHECK(length == 77 && check_all(sealed, sizeof sealed, 0x5A));
    drop_ring(inherited);
}

static void a_child_leaves_the_parents_file_alone(void) {
    uint8_t sealed[SEALED_TEXT];
    uint64_t aes;
    inherited = make_small_ring(&inherited_id);
    aes = add_key(inherited, KEDGE_AES_256_GCM);
    seal_text(inherited, inherited_sealed);
    check_in_child(use_an_inherited_file_ring);
    /* The parent finds what the child's own handle did. */
    EXPECT(KEDGE_OK, kedge_keyring_reload, inherited);
    CHECK(key_count(inherited) == 3 && primary_of(inherited) == aes);
    seal_text(inherited, sealed);
    check_in_child(reserve_in_the_child);
    seal_text(inherited, sealed);
    drop_ring(inherited);
}

static void use_an_inherited_memory_ring(void) {
    uint8_t sealed[SEALED_TEXT], saved[600];
    CHECK(open_text(inherited, inherited_sealed, SEALED_TEXT) == KEDGE_OK);
    seal_text(inherited, sealed);
    CHECK(open_text(inherited, sealed, SEALED_TEXT) == KEDGE_OK);
    CHECK(memcmp(sealed + SEALED_NONCE, inherited_sealed + SEALED_NONCE, 24) != 0);
    uint64_t id = add_key(inherited, KEDGE_XAES_256_GCM);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, inherited, id);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, inherited, inherited_id);
    CHECK(open_text(inherited, inherited_sealed, SEALED_TEXT) == KEDGE_KEY_DESTROYED);
    size_t length = save(inherited, unlock, saved, sizeof saved);
    drop_ring(load(saved, length, unlock));
    drop_ring(inherited);
}

static int stop;

static void *hammer(void *unused) {
    (void)unused;
    uint8_t sealed[SEALED_TEXT];
    while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
        seal_text(inherited, sealed);
        CHECK(open_text(inherited, sealed, SEALED_TEXT) == KEDGE_OK);
        /* Changes take a lock that the fork has to find free. */
        EXPECT(KEDGE_OK, kedge_keyring_set_primary, inherited, inherited_id);
    }
    return NULL;
}

static void a_child_has_a_ring_of_its_own(void) {
    uint8_t sealed[SEALED_TEXT];
    inherited = make_ring(&inherited_id);
    seal_text(inherited, inherited_sealed);
    for (int i = 0; i < (check_is_light() ? 3 : 20); i++) check_in_child(use_an_inherited_memory_ring);
    const char *tool = getenv("KEDGE_TEST_UNDER");
    /* What the parent's threads held is lost in the child, which valgrind takes for a leak. */
    if (tool == NULL || strcmp(tool, "valgrind") != 0) {
        pthread_t threads[3];
        stop = 0;
        for (int i = 0; i < 3; i++) CHECK(pthread_create(&threads[i], NULL, hammer, NULL) == 0);
        for (int i = 0; i < (check_is_light() ? 3 : 40); i++) check_in_child(use_an_inherited_memory_ring);
        __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
        for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    }
    /* Nothing of it reached the parent. */
    CHECK(key_count(inherited) == 1 && open_text(inherited, inherited_sealed, SEALED_TEXT) == KEDGE_OK);
    seal_text(inherited, sealed);
    drop_ring(inherited);
}

/* --- several at once --------------------------------------------------------------------------------------------- */

enum { PROCESSES = 3, THREADS = 2, KEYS = 25 };

static void *add_keys(void *ring) {
    for (int i = 0; i < (check_is_light() ? 5 : KEYS); i++) add_key(ring, KEDGE_XAES_256_GCM);
    return NULL;
}

/* Each with handles of its own, and the threads of a process with one of them: no change is lost. */
static void processes_and_threads_change_one_file(void) {
    pid_t children[PROCESSES];
    size_t each = check_is_light() ? 5 : KEYS;
    kedge_keyring *ring = make_small_ring(NULL);
    fflush(NULL);
    for (int process = 0; process < PROCESSES; process++) {
        children[process] = fork();
        if (children[process] == 0) {
            check_problems = 0;
            pthread_t threads[THREADS];
            kedge_keyring *own = open_file_ring(unlock);
            for (int i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, add_keys, own) == 0);
            for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
            drop_ring(own);
            _exit(check_problems != 0);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int result = -1;
        waitpid(children[i], &result, 0);
        CHECK_AT(result == 0, "process %d ended with %d", i, result);
    }
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK_AT(key_count(ring) == 1 + PROCESSES * THREADS * each, "%zu keys", key_count(ring));
    CHECK(file_count() == 1);
    drop_ring(ring);
}

int main(void) {
    check_begin("keyring_file");
    make_folder();
    unlock = make_unlock(1);
    check_case("a ring's file is for its owner alone, whatever the umask", creates_a_file_for_its_owner_alone);
    check_case("no file is replaced by a new ring or a copy", replaces_no_file);
    check_case("NULL, empty and impossible paths have their statuses", refuses_bad_paths);
    check_case("whole files alone are opened, with their own unlock", opens_whole_files_alone);
    check_case("the path is that of the file, whatever the working directory", the_path_stays_what_it_was);
    check_case("every change is in the file when its call returns", every_change_is_in_the_file);
    check_case("what was sealed is counted with the next change", what_a_handle_sealed_is_counted_with_its_next_change);
    check_case("two handles change one ring, and reload shows it", two_handles_change_one_ring);
    check_case("another unlock takes over, and stale handles say so", another_unlock_takes_over);
    check_case("a file that is not what it was is not changed", a_file_that_is_not_what_it_was_is_not_changed);
    check_case("no nonces are reserved for a key that another handle took out of use", no_nonces_for_a_key_that_is_not_in_use);
    check_case("a destroyed key does not come back with an older file", a_destroyed_key_does_not_come_back);
    check_case("copies go their own way, and count no nonces", copies_are_of_their_own);
    check_case("a ring in memory moves into a file", a_ring_moves_into_a_file);
    check_case("options reach the ring of a file", options_reach_the_ring_of_a_file);
    check_case("a key service is asked when a ring is made or opened, and then no more", a_service_is_asked_once);
    check_case("another process that holds the lock is waited for, no longer than told", waits_for_another_process_no_longer_than_told);
    check_case("a child of fork leaves its parent's file alone", a_child_leaves_the_parents_file_alone);
    check_case("a child of fork has a ring in memory for its own", a_child_has_a_ring_of_its_own);
    check_case("processes and threads change one file, and nothing is lost", processes_and_threads_change_one_file);
    drop_unlock(unlock);
    remove_folder();
    return check_end();
}
