/* Keystores when something fails underneath: every call of libcrypto, libsodium and the operating system that they make
 * fails here, one after another. Then what the system has no room for: handles, memory, randomness, an algorithm, a
 * disk. */
#include "faults.h"
#include "limits.h"
#include "ring.h"

#include <dirent.h>

/* --- calls of the operating system ------------------------------------------------------------------------------- */

/* What a failing call leaves in errno. */
static int error_number = EIO;

#define FAILS_WITH_ERRNO(result, name, parameters, arguments) \
    result name parameters { \
        REAL(result, name, parameters) \
        if (fails(#name)) { \
            errno = error_number; \
            return -1; \
        } \
        return real arguments; \
    }

FAILS_WITH_ERRNO(ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
FAILS_WITH_ERRNO(int, fsync, (int file), (file))
FAILS_WITH_ERRNO(int, linkat, (int f, const char *from, int t, const char *to, int flags), (f, from, t, to, flags))

/* A file that ends before its size says so, because somebody cut it meanwhile. */
static int is_cut;

ssize_t pread(int file, void *out, size_t count, off_t at) {
    REAL(ssize_t, pread, (int, void *, size_t, off_t))
    if (is_cut) return 0;
    if (fails("pread")) {
        errno = error_number;
        return -1;
    }
    return real(file, out, count, at);
}

int EVP_PBE_scrypt(const char *password, size_t password_len, const unsigned char *salt, size_t salt_len, uint64_t n,
                   uint64_t r, uint64_t p, uint64_t most, unsigned char *out, size_t out_len);
int EVP_PBE_scrypt(const char *password, size_t password_len, const unsigned char *salt, size_t salt_len, uint64_t n,
                   uint64_t r, uint64_t p, uint64_t most, unsigned char *out, size_t out_len) {
    REAL(int, EVP_PBE_scrypt, (const char *, size_t, const unsigned char *, size_t, uint64_t, uint64_t, uint64_t,
        uint64_t,
                               unsigned char *, size_t))
    return fails("EVP_PBE_scrypt") ? 0 : real(password, password_len, salt, salt_len, n, r, p, most, out, out_len);
}

/* No thread for whoever wants to know how far scrypt is. */
static int threads_fail;

/* A sanitizer's own, which has to know of every thread; NULL without one. */
__attribute__((weak)) int __interceptor_pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*begin)(void *), void *argument);

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*begin)(void *), void *argument) {
    REAL(int, pthread_create, (pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))
    if (__interceptor_pthread_create != NULL) real = __interceptor_pthread_create;
    return threads_fail ? EAGAIN : real(thread, attributes, begin, argument);
}

/* --- the calls --------------------------------------------------------------------------------------------------- */

enum call { ENCRYPT, DECRYPT, SAVE, OPEN, CALLS };

static const char *const call_names[] = {"kedge_keystore_encrypt", "kedge_keystore_decrypt", "kedge_keystore_save",
                                         "kedge_keystore_open"};

static kedge_keystore_options options;
static kedge_private_key *key;
static char text[1000];
static size_t text_len;
static uint8_t key_bytes[32];

static int files_in_folder(void) {
    int count = 0;
    DIR *found = opendir(ring_folder);
    if (found == NULL) return -1;
    for (struct dirent *entry; (entry = readdir(found)) != NULL;)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(found);
    return count;
}

static void prepare(uint32_t kdf) {
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    options.kdf = kdf;
    options.scrypt_n = 16;
    options.pbkdf2_iterations = 10;
    check_pattern(key_bytes, sizeof key_bytes, 4);
    EXPECT(KEDGE_OK, kedge_private_key_create, key_bytes, 32, &key);
    EXPECT(KEDGE_OK, kedge_keystore_encrypt, key, key_bytes, 9, &options, text, sizeof text, &text_len);
    FILE *file = fopen(copy_path, "w");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void finish(void) {
    EXPECT(KEDGE_OK, kedge_private_key_destroy, key);
    unlink(copy_path);
}

static kedge_status attempt(enum call call, int fault) {
    char out[1000];
    size_t length = 77, live = kedge_live_handles();
    kedge_private_key *opened = NULL;
    kedge_status status = KEDGE_OK;
    memset(out, 0x5A, sizeof out);
    countdown = fault;
    failed_function = NULL;
    switch (call) {
    case ENCRYPT: status = kedge_keystore_encrypt(key, key_bytes, 9, &options, out, sizeof out, &length); break;
    case DECRYPT: status = kedge_keystore_decrypt(text, text_len, key_bytes, 9, &options, &opened); break;
    case SAVE: status = kedge_keystore_save(key, key_bytes, 9, &options, ring_folder, out, sizeof out, &length); break;
    case OPEN: status = kedge_keystore_open(copy_path, key_bytes, 9, &options, &opened); break;
    default: abort();
    }
    countdown = -1;
    check_note(call_names[call], status);
    if (status != KEDGE_OK) {
        CHECK_AT(opened == NULL && length == 77, "%s, %s", call_names[call], failed_function);
        CHECK_AT(check_all((uint8_t *)out, sizeof out, 0x5A), "%s, %s", call_names[call], failed_function);
        CHECK_AT(files_in_folder() == 1, "%s, %s", call_names[call], failed_function);
        CHECK_AT(strlen(kedge_last_error()) > 15, "%s, %s", call_names[call], failed_function);
    } else if (call == SAVE) {
        CHECK(unlink(out) == 0);
    }
    kedge_private_key_destroy(opened);
    CHECK_AT(kedge_live_handles() == live, "%s, %s", call_names[call], failed_function);
    return status;
}

/* Memory that cannot be locked was not asked to be, and scrypt is had elsewhere too. */
static int is_made_good(const char *function) {
    return strcmp(function, "sodium_mlock") == 0 || strcmp(function, "EVP_PBE_scrypt") == 0;
}

static void keystores_meet_every_fault(void) {
    for (uint32_t kdf = KEDGE_KDF_SCRYPT; kdf <= KEDGE_KDF_PBKDF2; kdf++) {
        prepare(kdf);
        for (enum call call = ENCRYPT; call < CALLS; call++) {
            int fault = 0;
            for (; fault < 100; fault++) {
                kedge_status status = attempt(call, fault);
                const char *failed = failed_function;
                if (failed == NULL || is_made_good(failed))
                    CHECK_AT(status == KEDGE_OK, "%s: %d", call_names[call], (int)status);
                if (failed == NULL) break;
                if (is_made_good(failed)) continue;
                CHECK_AT(status != KEDGE_OK && status != KEDGE_WRONG_PASSWORD, "%s: %d though %s failed",
                    call_names[call],
                         (int)status, failed);
                CHECK_AT(attempt(call, -1) == KEDGE_OK, "%s after %s", call_names[call], failed);
            }
            CHECK_AT(fault >= 2 && fault < 100, "%s met %d faults", call_names[call], fault);
        }
        finish();
    }
}

static void the_disk_refuses(void) {
    static const struct {
        int number;
        kedge_status expected;
    } cases[] = {{ENOSPC, KEDGE_NO_SPACE}, {EACCES, KEDGE_PERMISSION_DENIED}, {EEXIST, KEDGE_FILE_EXISTS},
        {EIO, KEDGE_IO_FAILED}};
    prepare(KEDGE_KDF_PBKDF2);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int is_seen = 0;
        error_number = cases[i].number;
        for (int fault = 0; fault < 100; fault++) {
            kedge_status status = attempt(SAVE, fault);
            if (failed_function == NULL) break;
            is_seen |= status == cases[i].expected;
        }
        CHECK_AT(is_seen, "errno %d", cases[i].number);
    }
    error_number = EIO;
    is_cut = 1;
    CHECK(attempt(OPEN, -1) == KEDGE_FILE_CHANGED);
    is_cut = 0;
    finish();
}

/* --- no memory, no thread ---------------------------------------------------------------------------------------- */

static int calls_of_progress;

static int32_t count(uint64_t done, uint64_t total, void *context) {
    (void)context;
    CHECK(done <= total);
    calls_of_progress++;
    return 0;
}

static void scrypt_has_no_memory(void) {
    prepare(KEDGE_KDF_SCRYPT);
    options.max_memory_bytes = options.max_work = KEDGE_NO_LIMIT;
    options.scrypt_n = (uint64_t)1 << 31;
    options.scrypt_r = 1 << 20;
    /* In the keystore too: 2^31 * 2^20 * 128 bytes are beyond every address space. */
    char *at = strstr(text, "\"n\":16");
    memmove(at + 14, at + 6, strlen(at + 6) + 1);
    memcpy(at, "\"n\":2147483648", 14);
    at = strstr(text, "\"r\":8");
    memmove(at + 11, at + 5, strlen(at + 5) + 1);
    memcpy(at, "\"r\":1048576", 11);
    text_len = strlen(text);
    FILE *file = fopen(copy_path, "w");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    for (int is_told = 0; is_told <= 1; is_told++) {
        options.progress = is_told ? count : NULL;
        for (enum call call = ENCRYPT; call < CALLS; call++) {
            kedge_status status = attempt(call, -1);
            CHECK_AT(status == KEDGE_OUT_OF_MEMORY, "%s: %d", call_names[call], (int)status);
        }
    }
    options.progress = NULL;
    finish();
}

static void no_thread_is_had(void) {
    prepare(KEDGE_KDF_SCRYPT);
    options.progress = count;
    threads_fail = 1;
    for (enum call call = ENCRYPT; call < CALLS; call++) {
        calls_of_progress = 0;
        CHECK(attempt(call, -1) == KEDGE_OK);
        /* The beginning and the end are told all the same. */
        CHECK(calls_of_progress == 2);
    }
    threads_fail = 0;
    options.progress = NULL;
    finish();
}

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t made = 0;
    prepare(KEDGE_KDF_PBKDF2);
    while (made < MOST_HANDLES && kedge_keccak256_create(&many[made]) == KEDGE_OK) made++;
    CHECK(attempt(DECRYPT, -1) == KEDGE_TOO_MANY_HANDLES);
    CHECK(attempt(OPEN, -1) == KEDGE_TOO_MANY_HANDLES);
    for (size_t i = 0; i < made; i++) kedge_keccak256_destroy(many[i]);
    CHECK(attempt(DECRYPT, -1) == KEDGE_OK);
    finish();
}

static void the_table_is_full(void) { check_in_child(fill_the_table); }

static void begin_without_algorithm(void) {
    setenv("OPENSSL_CONF", configuration, 1);
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    options.kdf = KEDGE_KDF_PBKDF2;
    options.pbkdf2_iterations = 10;
    EXPECT(KEDGE_OK, kedge_private_key_create, key_bytes, 32, &key);
    for (enum call call = ENCRYPT; call < CALLS; call++) {
        kedge_status status = attempt(call, -1);
        CHECK_AT(status == KEDGE_ALGORITHM_UNAVAILABLE, "%s: %d", call_names[call], (int)status);
    }
    EXPECT(KEDGE_OK, kedge_private_key_destroy, key);
}

static void make_a_keystore(void) {
    prepare(KEDGE_KDF_PBKDF2);
    EXPECT(KEDGE_OK, kedge_private_key_destroy, key);
}

static void begin_without_randomness(void) {
    if (!forbid_getrandom(EIO)) SKIP("getrandom cannot be forbidden");
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    CHECK(attempt(DECRYPT, -1) == KEDGE_RANDOM_UNAVAILABLE);
    CHECK(attempt(OPEN, -1) == KEDGE_RANDOM_UNAVAILABLE);
}

/* In children, because libcrypto reads its configuration once in a process, and the library makes its table once. */
static void the_algorithm_or_randomness_is_missing(void) {
    write_empty_configuration();
    check_in_child(make_a_keystore);
    FILE *file = fopen(copy_path, "r");
    CHECK(file != NULL);
    if (file != NULL) {
        text_len = fread(text, 1, sizeof text - 1, file);
        fclose(file);
    }
    check_pattern(key_bytes, sizeof key_bytes, 4);
    check_in_child(begin_without_algorithm);
    check_in_child(begin_without_randomness);
    unlink(copy_path);
    unlink(configuration);
}

int main(void) {
    check_begin("keystore_faults");
    make_folder();
    check_case("without the algorithm or randomness nothing is made or opened", the_algorithm_or_randomness_is_missing);
    check_case("keystores are made and opened or refused, whatever fails underneath", keystores_meet_every_fault);
    check_case("a disk that refuses is told from others", the_disk_refuses);
    check_case("scrypt without memory is a status", scrypt_has_no_memory);
    check_case("without a thread the beginning and the end are told", no_thread_is_had);
    check_case("a full table is a status", the_table_is_full);
    remove_folder();
    return check_end();
}
