/* Keyrings when something fails underneath: every call of libcrypto, libsodium and the operating system that a ring makes fails
 * here, one after another. Whichever it is, the library answers with a status that it documents, leaks nothing, leaves the ring
 * what it was, and works again afterwards. */
#include "faults.h"
#include "ring.h"

/* --- calls of the operating system ------------------------------------------------------------------------------- */

#define FAILS_WITH_EIO(result, name, parameters, arguments) \
    result name parameters { \
        REAL(result, name, parameters) \
        if (fails(#name)) { \
            errno = EIO; \
            return -1; \
        } \
        return real arguments; \
    }

int flock(int file, int operation);
FAILS_WITH_EIO(ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
FAILS_WITH_EIO(int, fsync, (int file), (file))
FAILS_WITH_EIO(int, flock, (int file, int operation), (file, operation))
FAILS_WITH_EIO(int, rename, (const char *from, const char *to), (from, to))
FAILS_WITH_EIO(int, linkat, (int f, const char *from, int t, const char *to, int flags), (f, from, t, to, flags))

/* A file that ends before its size says so, because somebody cut it meanwhile. */
static int is_cut;

ssize_t pread(int file, void *out, size_t count, off_t at) {
    REAL(ssize_t, pread, (int, void *, size_t, off_t))
    if (is_cut) return 0;
    if (fails("pread")) {
        errno = EIO;
        return -1;
    }
    return real(file, out, count, at);
}

int EVP_PBE_scrypt(const char *password, size_t password_len, const unsigned char *salt, size_t salt_len, uint64_t n,
                   uint64_t r, uint64_t p, uint64_t most, unsigned char *out, size_t out_len);
int EVP_PBE_scrypt(const char *password, size_t password_len, const unsigned char *salt, size_t salt_len, uint64_t n,
                   uint64_t r, uint64_t p, uint64_t most, unsigned char *out, size_t out_len) {
    REAL(int, EVP_PBE_scrypt, (const char *, size_t, const unsigned char *, size_t, uint64_t, uint64_t, uint64_t, uint64_t,
                               unsigned char *, size_t))
    return fails("EVP_PBE_scrypt") ? 0 : real(password, password_len, salt, salt_len, n, r, p, most, out, out_len);
}

/* --- the calls --------------------------------------------------------------------------------------------------- */

enum call {
    LOAD,
    CREATE_FILE,
    OPEN_FILE,
    SAVE,
    SAVE_FILE,
    GENERATE,
    IMPORT,
    SET_PRIMARY,
    ENABLE,
    DISABLE,
    DESTROY_KEY,
    CHANGE_UNLOCK,
    RELOAD,
    SEAL,
    OPEN,
    RESEAL,
    CALLS
};

static const char *const call_names[] = {
    "kedge_keyring_load", "kedge_keyring_create_file", "kedge_keyring_open_file", "kedge_keyring_save",
    "kedge_keyring_save_file", "kedge_keyring_generate", "kedge_keyring_import", "kedge_keyring_set_primary",
    "kedge_keyring_enable", "kedge_keyring_disable", "kedge_keyring_destroy_key",
    "kedge_keyring_change_unlock", "kedge_keyring_reload", "kedge_keyring_seal", "kedge_keyring_open", "kedge_keyring_reseal",
};

static kedge_unlock *unlock;
static kedge_keyring *ring;
static uint64_t xaes, aes, primary;
static uint8_t saved[600], sealed[SEALED_TEXT];
static size_t saved_len, sealed_len;

/* One call on a ring that was opened for it, so that what is done once for a key is done again. */
static kedge_status attempt(enum call call, int fault) {
    static const uint8_t bytes[32] = {7};
    uint8_t out[700];
    uint64_t id = 77;
    size_t length = 77, live = kedge_live_handles();
    kedge_keyring *made = NULL;
    kedge_status status = KEDGE_OK;
    memset(out, 0x5A, sizeof out);
    countdown = fault;
    failed_function = NULL;
    switch (call) {
    case LOAD: status = kedge_keyring_load(saved, saved_len, unlock, NULL, &made); break;
    case CREATE_FILE: status = kedge_keyring_create_file(copy_path, unlock, NULL, &made); break;
    case OPEN_FILE: status = kedge_keyring_open_file(ring_path, unlock, NULL, &made); break;
    case SAVE: status = kedge_keyring_save(ring, unlock, out, sizeof out, &length); break;
    case SAVE_FILE: status = kedge_keyring_save_file(ring, copy_path, unlock); break;
    case GENERATE: status = kedge_keyring_generate(ring, KEDGE_AES_256_GCM, &id); break;
    case IMPORT: status = kedge_keyring_import(ring, KEDGE_XAES_256_GCM, bytes, 32, &id); break;
    case SET_PRIMARY: status = kedge_keyring_set_primary(ring, primary); break;
    case ENABLE: status = kedge_keyring_enable(ring, aes); break;
    case DISABLE: status = kedge_keyring_disable(ring, aes); break;
    case DESTROY_KEY: status = kedge_keyring_destroy_key(ring, aes); break;
    case CHANGE_UNLOCK: status = kedge_keyring_change_unlock(ring, unlock); break;
    case RELOAD: status = kedge_keyring_reload(ring); break;
    case SEAL: status = kedge_keyring_seal(ring, NULL, 0, bytes, 32, out, sizeof out, &length); break;
    case OPEN: status = kedge_keyring_open(ring, NULL, 0, sealed, sealed_len, out, sizeof out, &length); break;
    case RESEAL: status = kedge_keyring_reseal(ring, NULL, 0, sealed, sealed_len, out, sizeof out, &length); break;
    default: abort();
    }
    countdown = -1;
    check_note(call_names[call], status);
    if (status != KEDGE_OK) {
        size_t result = call == SEAL     ? 32 + (primary == aes ? SEALED_OVERHEAD_AES : SEALED_OVERHEAD)
                        : call == OPEN   ? TEXT
                        : call == RESEAL ? TEXT + (primary == aes ? SEALED_OVERHEAD_AES : SEALED_OVERHEAD)
                                         : 0;
        CHECK_AT(made == NULL && id == 77 && length == 77, "%s, %s", call_names[call], failed_function);
        CHECK_AT(check_all(out, result, 0x5A) || check_all(out, result, 0), "%s, %s", call_names[call], failed_function);
        CHECK(check_all(out + result, sizeof out - result, 0x5A));
        CHECK_AT(strlen(kedge_last_error()) > 15, "%s, %s", call_names[call], failed_function);
    }
    kedge_keyring_destroy(made);
    CHECK_AT(kedge_live_handles() == live, "%s, %s", call_names[call], failed_function);
    return status;
}

static int is_about_files(const char *function) {
    static const char *const names[] = {"pread", "pwrite", "fsync", "flock", "rename", "linkat"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(function, names[i]) == 0) return 1;
    }
    return 0;
}

/* Faults that the library does without: memory that cannot be locked was not asked to be, a lock goes with its file anyway, and
 * scrypt is had elsewhere too. */
static int is_made_good(const char *function, kedge_status status) {
    return strcmp(function, "sodium_mlock") == 0 || strcmp(function, "EVP_PBE_scrypt") == 0 ||
           (strcmp(function, "flock") == 0 && status == KEDGE_OK);
}

/* How many faults the call met before it succeeded. */
static int meet_every_fault(enum call call) {
    for (int fault = 0; fault < 200; fault++) {
        ring = open_file_ring(unlock);
        size_t keys = key_count(ring);
        kedge_status status = attempt(call, fault);
        const char *failed = failed_function;
        if (failed == NULL) {
            CHECK_AT(status == KEDGE_OK, "%s: %d without a fault", call_names[call], (int)status);
        } else if (is_made_good(failed, status)) {
            CHECK_AT(status == KEDGE_OK, "%s: %d", call_names[call], (int)status);
        } else {
            CHECK_AT(status != KEDGE_OK, "%s succeeded though %s failed", call_names[call], failed);
            /* A cipher that fails in the middle of opening cannot be told from a forgery. */
            int is_blamed = status == KEDGE_WRONG_UNLOCK || status == KEDGE_KEYRING_DAMAGED ||
                            (status == KEDGE_AUTHENTICATION_FAILED && strncmp(failed, "EVP_", 4) != 0);
            CHECK_AT(!is_blamed, "%s blames the ring with %d for what %s did", call_names[call], (int)status, failed);
            if (is_about_files(failed)) CHECK_AT(status == KEDGE_IO_FAILED, "%s, %s: %d", call_names[call], failed, (int)status);
            /* A file that is in its place stays there, and the ring goes with it, if the folder is not brought to disk. */
            size_t most = keys + ((call == GENERATE || call == IMPORT) && strcmp(failed, "fsync") == 0);
            CHECK_AT(key_count(ring) >= keys && key_count(ring) <= most, "%s, %s", call_names[call], failed);
            CHECK_AT(access(copy_path, F_OK) != 0, "%s left a file although %s failed", call_names[call], failed);
            status = attempt(call, -1);
            CHECK_AT(status == KEDGE_OK, "%s after %s: %d", call_names[call], failed, (int)status);
        }
        unlink(copy_path);
        size_t after = key_count(ring);
        drop_ring(ring);
        /* Whatever happened, the file is whole and says what the ring said. */
        ring = open_file_ring(unlock);
        CHECK_AT(key_count(ring) == after, "%s, %s", call_names[call], failed);
        CHECK_AT(primary_of(ring) == primary && open_text(ring, sealed, sealed_len) == KEDGE_OK, "%s, %s", call_names[call],
                 failed);
        drop_ring(ring);
        if (failed == NULL) return fault;
    }
    CHECK_AT(0, "%s never succeeded", call_names[call]);
    return 0;
}

static void prepare(uint32_t algorithm) {
    ring = make_file_ring(unlock);
    xaes = add_key(ring, KEDGE_XAES_256_GCM);
    aes = add_key(ring, KEDGE_AES_256_GCM);
    primary = algorithm == KEDGE_AES_256_GCM ? aes : xaes;
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, primary);
    sealed_len = seal_text(ring, sealed);
    saved_len = save(ring, unlock, saved, sizeof saved);
    drop_ring(ring);
}

static void rings_meet_every_fault(void) {
    static const enum call calls[] = {LOAD, CREATE_FILE, OPEN_FILE, SAVE, SAVE_FILE, SET_PRIMARY, CHANGE_UNLOCK, RELOAD,
                                      GENERATE, IMPORT, DISABLE, ENABLE, DESTROY_KEY};
    unlock = make_unlock(1);
    prepare(KEDGE_XAES_256_GCM);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        int faults = meet_every_fault(calls[i]);
        CHECK_AT(faults >= 3 || calls[i] == RELOAD, "%s met %d faults", call_names[calls[i]], faults);
    }
    drop_unlock(unlock);
}

static void messages_meet_every_fault(void) {
    unlock = make_unlock(1);
    for (uint32_t algorithm = KEDGE_XAES_256_GCM; algorithm <= KEDGE_AES_256_GCM; algorithm++) {
        prepare(algorithm);
        for (enum call call = SEAL; call < CALLS; call++) {
            int faults = meet_every_fault(call);
            CHECK_AT(faults >= 3, "%s met %d faults", call_names[call], faults);
        }
    }
    drop_unlock(unlock);
}

static void passphrases_meet_every_fault(void) {
    unlock = make_passphrase("faults");
    prepare(KEDGE_XAES_256_GCM);
    CHECK(meet_every_fault(SAVE) >= 3 && meet_every_fault(LOAD) >= 3);
    drop_unlock(unlock);
}

static void a_file_that_is_cut_meanwhile_is_seen(void) {
    kedge_keyring *opened = NULL;
    unlock = make_unlock(1);
    prepare(KEDGE_XAES_256_GCM);
    is_cut = 1;
    EXPECT(KEDGE_FILE_CHANGED, kedge_keyring_open_file, ring_path, unlock, NULL, &opened);
    is_cut = 0;
    CHECK(opened == NULL);
    /* So it is when the file is looked at again: to change it, to adopt it, to reserve nonces in it. */
    prepare(KEDGE_AES_256_GCM);
    static const enum call calls[] = {GENERATE, IMPORT, SET_PRIMARY, ENABLE, DISABLE, DESTROY_KEY, CHANGE_UNLOCK, RELOAD,
                                      SEAL, RESEAL};
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        ring = open_file_ring(unlock);
        is_cut = 1;
        kedge_status status = attempt(calls[i], -1);
        is_cut = 0;
        CHECK_AT(status == KEDGE_FILE_CHANGED, "%s: %d", call_names[calls[i]], (int)status);
        drop_ring(ring);
    }
    drop_unlock(unlock);
}

int main(void) {
    check_begin("keyring_faults");
    make_folder();
    check_case("rings are made, opened and changed or refused, whatever fails underneath", rings_meet_every_fault);
    check_case("messages are sealed and opened or refused, whatever fails underneath", messages_meet_every_fault);
    check_case("passphrases are stretched or refused, whatever fails underneath", passphrases_meet_every_fault);
    check_case("a file that is cut while it is read is told from a damaged one", a_file_that_is_cut_meanwhile_is_seen);
    remove_folder();
    return check_end();
}
