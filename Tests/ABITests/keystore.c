/* Keystores: made, opened, saved and refused; and what a progress callback may do. */
#include "ring.h"

#include <dirent.h>
#include <sys/stat.h>

static const uint8_t password[] = "testpassword";
enum { PASSWORD = sizeof password - 1, TEXT_ROOM = 1000 };

static uint8_t key_bytes[32];

/* Of the published vectors: "wikipage_test_vector_pbkdf2", with fewer spaces. */
static const char published[] =
    "{\"crypto\":{\"cipher\":\"aes-128-ctr\",\"cipherparams\":{\"iv\":\"6087dab2f9fdbbfaddc31a909735c1e6\"},"
    "\"ciphertext\":\"5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46\",\"kdf\":\"pbkdf2\","
    "\"kdfparams\":{\"c\":262144,\"dklen\":32,\"prf\":\"hmac-sha256\","
    "\"salt\":\"ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd\"},"
    "\"mac\":\"517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2\"},"
    "\"id\":\"3198bc9c-6672-5ab3-d995-4942343ae5b6\",\"version\":3}";
static const char published_key[] = "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";

static kedge_private_key *make_key(void) {
    kedge_private_key *key = NULL;
    check_pattern(key_bytes, sizeof key_bytes, 3);
    EXPECT(KEDGE_OK, kedge_private_key_create, key_bytes, 32, &key);
    return key;
}

static void drop_key(kedge_private_key *key) { EXPECT(KEDGE_OK, kedge_private_key_destroy, key); }

static int is_our_key(kedge_private_key *key) {
    uint8_t bytes[32];
    return EXPECT(KEDGE_OK, kedge_private_key_export, key, bytes) && memcmp(bytes, key_bytes, 32) == 0;
}

static kedge_keystore_options cheap_options(void) {
    kedge_keystore_options options;
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    options.scrypt_n = 16;
    options.pbkdf2_iterations = 10;
    return options;
}

static size_t encrypt(const kedge_keystore_options *options, char *out) {
    kedge_private_key *key = make_key();
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_keystore_encrypt, key, password, PASSWORD, options, out, TEXT_ROOM, &length);
    drop_key(key);
    CHECK(out[length] == 0 && strlen(out) == length);
    return length;
}

/* --- options ----------------------------------------------------------------------------------------------------- */

static kedge_status init_options(void *options, size_t size) {
    return CALL(kedge_keystore_options_init, options, size);
}

static kedge_status use_options(void *given) {
    kedge_private_key *key = make_key();
    char out[TEXT_ROOM];
    size_t length = 0;
    /* The defaults cost half a second each time: cheaper ones, where the size is that of a release. */
    kedge_keystore_options *options = given;
    if (options->struct_size >= sizeof *options && options->struct_size <= 4096) options->scrypt_n = 2;
    kedge_status status = CALL(kedge_keystore_encrypt, key, password, PASSWORD, options, out, sizeof out, &length);
    drop_key(key);
    return status;
}

static void options_keep_the_rules(void) {
    kedge_keystore_options options;
    CHECK(sizeof options == 80);
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    CHECK(options.kdf == KEDGE_KDF_SCRYPT && options.scrypt_n == 262144 && options.scrypt_r == 8
        && options.scrypt_p == 1);
    CHECK(options.writes_address == 1 && options.pbkdf2_iterations == 600000);
    CHECK(options.max_memory_bytes == 512u << 20 && options.max_work == 16777216 && options.max_iterations == 10000000);
    CHECK(options.progress == NULL && options.progress_context == NULL);
}

static void refuses_options_out_of_range(void) {
    static const struct {
        uint32_t kdf, r, p;
        uint64_t n, rounds;
        int32_t writes_address;
        kedge_status expected;
    } cases[] = {
        {KEDGE_KDF_SCRYPT, 1, 1, 2, 0, 1, KEDGE_OK},
        {KEDGE_KDF_PBKDF2, 0, 0, 0, 1, 0, KEDGE_OK},
        {0, 8, 1, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {3, 8, 1, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {UINT32_MAX, 8, 1, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, 16, 10, 2, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, 16, 10, -1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, 0, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, 1, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, 17, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, (uint64_t)1 << 32, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 1, UINT64_MAX, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 0, 1, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 8, 0, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, 1, 1 << 30, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_SCRYPT, UINT32_MAX, UINT32_MAX, 16, 10, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_PBKDF2, 8, 1, 16, 0, 1, KEDGE_INVALID_ARGUMENT},
        {KEDGE_KDF_PBKDF2, 8, 1, 16, UINT64_MAX, 1, KEDGE_KEYSTORE_TOO_COSTLY},
        {KEDGE_KDF_PBKDF2, 8, 1, 16, 10000001, 1, KEDGE_KEYSTORE_TOO_COSTLY},
        {KEDGE_KDF_SCRYPT, 8, 1, (uint64_t)1 << 31, 10, 1, KEDGE_KEYSTORE_TOO_COSTLY},
        {KEDGE_KDF_SCRYPT, 8, 1, 1 << 20, 10, 1, KEDGE_KEYSTORE_TOO_COSTLY},
        {KEDGE_KDF_SCRYPT, 8, 1 << 20, 16, 10, 1, KEDGE_KEYSTORE_TOO_COSTLY},
    };
    kedge_private_key *key = make_key();
    char out[TEXT_ROOM], path[200];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kedge_keystore_options options = cheap_options();
        options.kdf = cases[i].kdf;
        options.scrypt_n = cases[i].n;
        options.scrypt_r = cases[i].r;
        options.scrypt_p = cases[i].p;
        options.pbkdf2_iterations = cases[i].rounds;
        options.writes_address = cases[i].writes_address;
        size_t length = 77;
        kedge_status status = CALL(kedge_keystore_encrypt, key, password, PASSWORD, &options, out, sizeof out, &length);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
        CHECK((status == KEDGE_OK) == (length != 77));
        length = 77;
        status = CALL(kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, path, sizeof path, &length);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
        if (status == KEDGE_OK) unlink(path);
    }
    drop_key(key);
}

/* --- texts ------------------------------------------------------------------------------------------------------- */

static void what_was_encrypted_opens(void) {
    char text[TEXT_ROOM];
    uint8_t address[20];
    for (uint32_t kdf = KEDGE_KDF_SCRYPT; kdf <= KEDGE_KDF_PBKDF2; kdf++) {
        for (int32_t writes_address = 0; writes_address <= 1; writes_address++) {
            kedge_keystore_options options = cheap_options();
            kedge_private_key *key = NULL;
            options.kdf = kdf;
            options.writes_address = writes_address;
            size_t length = encrypt(&options, text);
            EXPECT(KEDGE_OK, kedge_keystore_decrypt, text, length, password, PASSWORD, NULL, &key);
            CHECK(is_our_key(key));
            drop_key(key);
            key = NULL;
            EXPECT(KEDGE_WRONG_PASSWORD, kedge_keystore_decrypt, text, length, password, PASSWORD - 1, NULL, &key);
            EXPECT(KEDGE_WRONG_PASSWORD, kedge_keystore_decrypt, text, length, NULL, 0, NULL, &key);
            CHECK(key == NULL);
            memset(address, 0x5A, sizeof address);
            EXPECT(writes_address ? KEDGE_OK : KEDGE_KEYSTORE_WITHOUT_ADDRESS, kedge_keystore_address, text, length,
                address);
            CHECK(check_all(address, 20, 0x5A) == !writes_address);
        }
    }
}

static void an_empty_password_is_one(void) {
    kedge_keystore_options options = cheap_options();
    kedge_private_key *key = make_key(), *opened = NULL;
    char text[TEXT_ROOM];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_keystore_encrypt, key, NULL, 0, &options, text, sizeof text, &length);
    EXPECT(KEDGE_OK, kedge_keystore_decrypt, text, length, NULL, 0, NULL, &opened);
    CHECK(is_our_key(opened));
    drop_key(opened);
    drop_key(key);
}

static void the_published_one_opens(void) {
    kedge_private_key *key = NULL;
    uint8_t expected[32], bytes[32];
    check_unhex(published_key, expected);
    EXPECT(KEDGE_OK, kedge_keystore_decrypt, published, strlen(published), password, PASSWORD, NULL, &key);
    EXPECT(KEDGE_OK, kedge_private_key_export, key, bytes);
    CHECK(memcmp(bytes, expected, 32) == 0);
    drop_key(key);
    EXPECT(KEDGE_KEYSTORE_WITHOUT_ADDRESS, kedge_keystore_address, published, strlen(published), bytes);
}

static void a_short_buffer_learns_the_size_and_costs_nothing(void) {
    kedge_private_key *key = make_key();
    kedge_keystore_options options;
    char text[TEXT_ROOM], path[200];
    size_t needed = 0, length = 0;
    /* So costly that a derivation would be felt; it is never made. */
    EXPECT(KEDGE_OK, kedge_keystore_options_init, &options, sizeof options);
    options.max_work = options.max_memory_bytes = options.max_iterations = KEDGE_NO_LIMIT;
    options.scrypt_n = (uint64_t)1 << 31;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_encrypt, key, password, PASSWORD, &options, NULL, 0, &needed);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_encrypt, key, password, PASSWORD, &options, text, needed - 1,
        &needed);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, NULL, 0,
        &needed);
    CHECK(needed == strlen(ring_folder) + 1 + 77 + 1);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, path,
        needed - 1, &needed);
    options = cheap_options();
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_encrypt, key, password, PASSWORD, &options, NULL, 1000, &needed);
    memset(text, 0x5A, sizeof text);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keystore_encrypt, key, password, PASSWORD, &options, text, needed - 1,
        &length);
    CHECK(length == needed && text[0] == 0x5A);
    EXPECT(KEDGE_OK, kedge_keystore_encrypt, key, password, PASSWORD, &options, text, needed, &length);
    CHECK(length == needed - 1 && text[length] == 0 && text[needed] == 0x5A);
    drop_key(key);
}

static void refuses_arguments(void) {
    kedge_private_key *key = make_key(), *opened = NULL;
    kedge_keystore_options options = cheap_options();
    char text[TEXT_ROOM], path[200];
    uint8_t address[20];
    size_t length = encrypt(&options, text), n = 77;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keystore_encrypt, NULL, password, PASSWORD, &options, text, TEXT_ROOM, &n);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keystore_encrypt, (kedge_private_key *)text, password, PASSWORD, &options, text,
        TEXT_ROOM, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_encrypt, key, NULL, 1, &options, text, TEXT_ROOM, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_encrypt, key, password, over, &options, text, TEXT_ROOM, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_encrypt, key, password, PASSWORD, &options, text, TEXT_ROOM, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_encrypt, key, password, PASSWORD, &options, text, over, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_decrypt, NULL, 1, password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_decrypt, text, over, password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_decrypt, text, length, NULL, 1, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_decrypt, text, length, password, SIZE_MAX, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_decrypt, text, length, password, PASSWORD, NULL, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_address, NULL, 1, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_address, text, over, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_address, text, length, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keystore_save, NULL, password, PASSWORD, &options, ring_folder, path,
        sizeof path, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, NULL, 1, &options, ring_folder, path, sizeof path, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, password, over, &options, ring_folder, path, sizeof path,
        &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, password, PASSWORD, &options, NULL, path, sizeof path, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, password, PASSWORD, &options, "", path, sizeof path, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, path, over, &n);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, path,
        sizeof path, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_open, NULL, password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_open, "", password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_open, "x", NULL, 1, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_open, "x", password, PASSWORD, NULL, NULL);
    kedge_private_key *gone = make_key();
    drop_key(gone);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keystore_encrypt, gone, password, PASSWORD, &options, text, TEXT_ROOM, &n);
    CHECK(n == 77 && opened == NULL);
    drop_key(key);
}

/* Replaces what stands once in a text. */
static size_t replace(char *text, const char *from, const char *to) {
    char *at = strstr(text, from);
    CHECK_AT(at != NULL, "%s", from);
    if (at == NULL) return strlen(text);
    memmove(at + strlen(to), at + strlen(from), strlen(at + strlen(from)) + 1);
    memcpy(at, to, strlen(to));
    return strlen(text);
}

static void tells_what_is_wrong_with_a_keystore(void) {
    static const struct {
        const char *from, *to;
        kedge_status expected, of_address;
        const char *named;
    } cases[] = {
        {"\"version\":3", "\"version\":4", KEDGE_KEYSTORE_UNSUPPORTED, KEDGE_KEYSTORE_UNSUPPORTED, "version"},
        {"\"version\":3", "\"Version\":3", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "version"},
        {"\"version\":3", "\"version\":3,", KEDGE_MALFORMED_JSON, KEDGE_MALFORMED_JSON, "byte"},
        {"\"n\":16", "\"n\":15", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "n in"},
        {"\"n\":16", "\"n\":1099511627776", KEDGE_KEYSTORE_TOO_COSTLY, KEDGE_OK, "memory"},
        {"\"p\":1", "\"p\":200000", KEDGE_KEYSTORE_TOO_COSTLY, KEDGE_OK, "max_work"},
        {"\"p\":1", "\"p\":1073741824", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "p in"},
        {"\"r\":8", "\"r\":0", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "r in"},
        {"\"dklen\":32", "\"dklen\":64", KEDGE_KEYSTORE_UNSUPPORTED, KEDGE_KEYSTORE_UNSUPPORTED, "dklen"},
        {"aes-128-ctr", "aes-128-cbc", KEDGE_KEYSTORE_UNSUPPORTED, KEDGE_KEYSTORE_UNSUPPORTED, "cipher"},
        {"\"mac\":\"", "\"mac\":\"g", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "mac"},
        {"\"address\":\"", "\"address\":\"00", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "address"},
        {"\"crypto\"", "\"Crypto\":{},\"crypto\"", KEDGE_MALFORMED_KEYSTORE, KEDGE_MALFORMED_KEYSTORE, "crypto"},
        {"\"address\"", "\"a\"", KEDGE_OK, KEDGE_KEYSTORE_WITHOUT_ADDRESS, NULL},
        {"\"crypto\"", "\"Crypto\"", KEDGE_OK, KEDGE_OK, NULL},
    };
    kedge_keystore_options options = cheap_options();
    char text[TEXT_ROOM], changed[TEXT_ROOM + 100];
    uint8_t address[20];
    kedge_private_key *key = NULL;
    size_t length = encrypt(&options, text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memcpy(changed, text, length + 1);
        size_t count = replace(changed, cases[i].from, cases[i].to);
        double begun = seconds_now();
        kedge_status status = CALL(kedge_keystore_decrypt, changed, count, password, PASSWORD, NULL, &key);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
        if (!check_is_light()) CHECK_AT(seconds_now() - begun < 0.5, "case %zu", i);
        if (status == KEDGE_OK) drop_key(key);
        else CHECK_AT(strstr(kedge_last_error(), cases[i].named) != NULL, "case %zu: %s", i, kedge_last_error());
        status = CALL(kedge_keystore_address, changed, count, address);
        CHECK_AT(status == cases[i].of_address, "case %zu: %d", i, (int)status);
    }
    /* Another account's address; and limits of the caller's own. */
    memcpy(changed, text, length + 1);
    char *digit = strstr(changed, "\"address\":\"") + 11;
    *digit = *digit == '1' ? '2' : '1';
    key = NULL;
    EXPECT(KEDGE_KEYSTORE_ADDRESS, kedge_keystore_decrypt, changed, length, password, PASSWORD, NULL, &key);
    options.max_work = 127;
    EXPECT(KEDGE_KEYSTORE_TOO_COSTLY, kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key);
    options.max_work = 128;
    options.max_memory_bytes = 128 * 8 * (16 + 1 + 2) - 1;
    EXPECT(KEDGE_KEYSTORE_TOO_COSTLY, kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key);
    options.max_memory_bytes++;
    CHECK(key == NULL);
    EXPECT(KEDGE_OK, kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key);
    drop_key(key);
}

/* A key of one zero, encrypted with the derived key of "", salt "", c 1: made with eth-keyfile's own functions. */
static void what_is_inside_has_to_be_a_key(void) {
    static const char zeros[] =
        "{\"crypto\":{\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"c6\",\"cipherparams\":{\"iv\":\"00000000000000000000000000000000\"},"
        "\"kdf\":\"pbkdf2\",\"kdfparams\":{\"c\":1,\"dklen\":32,\"prf\":\"hmac-sha256\",\"salt\":\"\"},"
        "\"mac\":\"7c9b921f140071e52b70fef582e1a2d29bc7767ab734d272ed74213cb74e1e60\"},\"version\":3}";
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_keystore_decrypt, zeros, strlen(zeros), NULL, 0, NULL, &key);
    FILE *file = fopen(copy_path, "w");
    CHECK(file != NULL && fputs(zeros, file) >= 0 && fclose(file) == 0);
    EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_keystore_open, copy_path, NULL, 0, NULL, &key);
    CHECK(key == NULL);
    unlink(copy_path);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static int files_in(const char *path) {
    int count = 0;
    DIR *found = opendir(path);
    CHECK(found != NULL);
    if (found == NULL) return 0;
    for (struct dirent *entry; (entry = readdir(found)) != NULL;)
        count += entry->d_name[0] != '.' || strlen(entry->d_name) > 2;
    closedir(found);
    return count;
}

static void what_was_saved_opens(void) {
    kedge_private_key *key = make_key(), *opened = NULL;
    kedge_keystore_options options = cheap_options();
    char path[200];
    size_t length = 0;
    int before = files_in(ring_folder);
    EXPECT(KEDGE_OK, kedge_keystore_save, key, password, PASSWORD, &options, ring_folder, path, sizeof path, &length);
    CHECK(strlen(path) == length && strncmp(path, ring_folder, strlen(ring_folder)) == 0);
    CHECK(strstr(path, "/UTC--20") != NULL && files_in(ring_folder) == before + 1);
    struct stat status;
    CHECK(stat(path, &status) == 0 && (status.st_mode & 07777) == 0600);
    EXPECT(KEDGE_OK, kedge_keystore_open, path, password, PASSWORD, NULL, &opened);
    CHECK(is_our_key(opened));
    drop_key(opened);
    opened = NULL;
    EXPECT(KEDGE_WRONG_PASSWORD, kedge_keystore_open, path, password, 3, NULL, &opened);
    options.max_work = 1;
    EXPECT(KEDGE_KEYSTORE_TOO_COSTLY, kedge_keystore_open, path, password, PASSWORD, &options, &opened);
    unlink(path);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keystore_open, path, password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keystore_open, ring_folder, password, PASSWORD, NULL, &opened);
    options = cheap_options();
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_keystore_save, key, password, PASSWORD, &options, "/nowhere/at/all", path,
        sizeof path, &length);
    CHECK(opened == NULL && files_in(ring_folder) == before);
    drop_key(key);
}

static void files_that_are_none(void) {
    static const struct {
        const char *text;
        kedge_status expected;
    } cases[] = {
        {"", KEDGE_MALFORMED_JSON},
        {"{}", KEDGE_MALFORMED_KEYSTORE},
        {"{\"version\":1}", KEDGE_KEYSTORE_UNSUPPORTED},
    };
    kedge_private_key *key = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        FILE *file = fopen(copy_path, "w");
        CHECK(file != NULL && fputs(cases[i].text, file) >= 0 && fclose(file) == 0);
        kedge_status status = CALL(kedge_keystore_open, copy_path, password, PASSWORD, NULL, &key);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
    }
    FILE *file = fopen(copy_path, "w");
    CHECK(file != NULL);
    for (int i = 0; i < 65537; i++) fputc(' ', file);
    fclose(file);
    EXPECT(KEDGE_MALFORMED_JSON, kedge_keystore_open, copy_path, password, PASSWORD, NULL, &key);
    CHECK(key == NULL);
    unlink(copy_path);
    /* Another account's address. */
    kedge_keystore_options options = cheap_options();
    char text[TEXT_ROOM];
    encrypt(&options, text);
    char *digit = strstr(text, "\"address\":\"") + 11;
    *digit = *digit == '1' ? '2' : '1';
    file = fopen(copy_path, "w");
    CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    EXPECT(KEDGE_KEYSTORE_ADDRESS, kedge_keystore_open, copy_path, password, PASSWORD, NULL, &key);
    unlink(copy_path);
}

static void open_and_save_without_permission(void) {
    kedge_private_key *key = make_key(), *opened = NULL;
    kedge_keystore_options options = cheap_options();
    char path[200];
    size_t length = 0;
    EXPECT(KEDGE_PERMISSION_DENIED, kedge_keystore_open, "/etc/shadow", password, PASSWORD, NULL, &opened);
    EXPECT(KEDGE_PERMISSION_DENIED, kedge_keystore_save, key, password, PASSWORD, &options, "/", path, sizeof path,
        &length);
    drop_key(key);
}

static void become_nobody_and_try(void) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    open_and_save_without_permission();
}

static void permission_is_needed(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(become_nobody_and_try);
}

/* --- progress ---------------------------------------------------------------------------------------------------- */

struct watch {
    int calls, stops_at, is_in_order;
    uint64_t last, total;
    void (*meanwhile)(struct watch *watch);
    kedge_private_key *key;
    pthread_t thread;
    pid_t parent;
};

static int32_t watch(uint64_t done, uint64_t total, void *context) {
    struct watch *watch = context;
    watch->calls++;
    if (done < watch->last || done > total || !pthread_equal(pthread_self(), watch->thread)) watch->is_in_order = 0;
    watch->last = done;
    watch->total = total;
    if (watch->meanwhile != NULL) watch->meanwhile(watch);
    return watch->calls == watch->stops_at;
}

static struct watch new_watch(void) {
    return (struct watch){.is_in_order = 1, .thread = pthread_self(), .parent = getpid()};
}

static uint64_t pbkdf2_iterations(void) { return check_is_light() ? 50000 : 400000; }

static kedge_keystore_options slow_options(uint32_t kdf, struct watch *state) {
    kedge_keystore_options options = cheap_options();
    options.kdf = kdf;
    options.scrypt_n = check_is_light() ? 1 << 14 : 1 << 17;
    options.pbkdf2_iterations = pbkdf2_iterations();
    options.progress = watch;
    options.progress_context = state;
    return options;
}

static void progress_is_told(void) {
    char text[TEXT_ROOM];
    for (uint32_t kdf = KEDGE_KDF_SCRYPT; kdf <= KEDGE_KDF_PBKDF2; kdf++) {
        struct watch made = new_watch(), opened = new_watch();
        kedge_keystore_options options = slow_options(kdf, &made);
        kedge_private_key *key = NULL;
        size_t length = encrypt(&options, text);
        options.progress_context = &opened;
        EXPECT(KEDGE_OK, kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key);
        CHECK(is_our_key(key));
        drop_key(key);
        CHECK_AT(made.is_in_order && opened.is_in_order, "kdf %u", kdf);
        CHECK(made.last == made.total && opened.last == opened.total);
        CHECK(made.total == (kdf == KEDGE_KDF_SCRYPT ? 1000 : pbkdf2_iterations()));
        if (!check_is_light()) {
            CHECK_AT(made.calls >= 4 && opened.calls >= 4, "kdf %u: %d, %d", kdf, made.calls, opened.calls);
        }
    }
}

static void a_call_is_cancelled(void) {
    char text[TEXT_ROOM], path[200];
    size_t length, n = 77;
    int before = files_in(ring_folder);
    for (uint32_t kdf = KEDGE_KDF_SCRYPT; kdf <= KEDGE_KDF_PBKDF2; kdf++) {
        struct watch state = new_watch();
        kedge_keystore_options options = slow_options(kdf, &state);
        kedge_private_key *key = NULL, *ours = make_key();
        length = encrypt(&options, text);
        for (int stop = 1; stop <= 2; stop++) {
            state = new_watch();
            state.stops_at = stop;
            EXPECT(KEDGE_CANCELLED, kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key);
            CHECK(state.calls == stop && key == NULL);
            state = new_watch();
            state.stops_at = stop;
            EXPECT(KEDGE_CANCELLED, kedge_keystore_encrypt, ours, password, PASSWORD, &options, text, sizeof text, &n);
            state = new_watch();
            state.stops_at = stop;
            EXPECT(KEDGE_CANCELLED, kedge_keystore_save, ours, password, PASSWORD, &options, ring_folder, path,
                sizeof path, &n);
            CHECK(n == 77 && files_in(ring_folder) == before);
            FILE *file = fopen(copy_path, "w");
            CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
            state = new_watch();
            state.stops_at = stop;
            EXPECT(KEDGE_CANCELLED, kedge_keystore_open, copy_path, password, PASSWORD, &options, &key);
            unlink(copy_path);
        }
        drop_key(ours);
    }
}

/* The key that is being encrypted goes, and calls fail; the caller's last error is its own. */
static void end_the_key(struct watch *state) {
    kedge_private_key *opened = NULL;
    if (state->key != NULL) EXPECT(KEDGE_OK, kedge_private_key_destroy, state->key);
    state->key = NULL;
    EXPECT(KEDGE_MALFORMED_JSON, kedge_keystore_decrypt, "", 0, NULL, 0, NULL, &opened);
}

static void a_callback_may_do_what_it_likes(void) {
    for (uint32_t kdf = KEDGE_KDF_SCRYPT; kdf <= KEDGE_KDF_PBKDF2; kdf++) {
        char text[TEXT_ROOM];
        size_t length = 0;
        struct watch state = new_watch();
        kedge_keystore_options options = slow_options(kdf, &state);
        kedge_private_key *opened = NULL;
        state.key = make_key();
        state.meanwhile = end_the_key;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create, NULL, 5, &opened);
        char sentence[200];
        snprintf(sentence, sizeof sentence, "%s", kedge_last_error());
        EXPECT(KEDGE_OK, kedge_keystore_encrypt, state.key, password, PASSWORD, &options, text, sizeof text, &length);
        CHECK(strcmp(sentence, kedge_last_error()) == 0);
        EXPECT(KEDGE_OK, kedge_keystore_decrypt, text, length, password, PASSWORD, NULL, &opened);
        CHECK(is_our_key(opened));
        drop_key(opened);
    }
}

static int forked_children;

static void fork_once(struct watch *state) {
    if (state->calls != 2 || getpid() != state->parent) return;
    fflush(NULL);
    forked_children = 0;
    pid_t child = fork();
    if (child == 0) {
        alarm(60);
        check_problems = 0;
    } else {
        forked_children = child;
    }
}

static void forks_in_a_callback(void) {
    SKIP_UNDER_A_TOOL();
    char text[TEXT_ROOM], path[200];
    size_t n = 77;
    kedge_keystore_options cheap = cheap_options();
    cheap.scrypt_n = 1 << 17;
    size_t length = encrypt(&cheap, text);
    for (int call = 0; call < 4; call++) {
        struct watch state = new_watch();
        state.meanwhile = fork_once;
        kedge_keystore_options options = slow_options(KEDGE_KDF_SCRYPT, &state);
        kedge_private_key *key = NULL, *ours = make_key();
        FILE *file = fopen(copy_path, "w");
        CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
        char out[TEXT_ROOM];
        kedge_status status =
            call == 0   ? CALL(kedge_keystore_decrypt, text, length, password, PASSWORD, &options, &key)
            : call == 1 ? CALL(kedge_keystore_open, copy_path, password, PASSWORD, &options, &key)
            : call == 2 ? CALL(kedge_keystore_encrypt, ours, password, PASSWORD, &options, out, sizeof out, &n)
                        : CALL(kedge_keystore_save, ours, password, PASSWORD, &options, ring_folder, path, sizeof path,
                            &n);
        if (getpid() != state.parent) {
            CHECK_AT(status == KEDGE_FORKED, "call %d in the child: %d", call, (int)status);
            CHECK(key == NULL && n == 77);
            fflush(NULL);
            _exit(check_problems != 0);
        }
        CHECK_AT(status == KEDGE_OK, "call %d: %d", call, (int)status);
        int result = -1;
        CHECK(forked_children > 0 && waitpid(forked_children, &result, 0) > 0 && result == 0);
        if (call == 3) unlink(path);
        n = 77;
        drop_key(key);
        drop_key(ours);
        unlink(copy_path);
    }
}

int main(void) {
    check_begin("keystore");
    make_folder();
    check_case("options keep the rules of options", options_keep_the_rules);
    check_case("options out of range are refused", refuses_options_out_of_range);
    check_case("what was encrypted opens with its password alone", what_was_encrypted_opens);
    check_case("an empty password is one", an_empty_password_is_one);
    check_case("the published keystore opens", the_published_one_opens);
    check_case("a buffer that is too small learns the size, and nothing is derived",
        a_short_buffer_learns_the_size_and_costs_nothing);
    check_case("arguments that are wrong are refused", refuses_arguments);
    check_case("what is wrong with a keystore is told, before any work", tells_what_is_wrong_with_a_keystore);
    check_case("what is inside has to be a key", what_is_inside_has_to_be_a_key);
    check_case("what was saved opens, and is for this user alone", what_was_saved_opens);
    check_case("a file that is no keystore is refused", files_that_are_none);
    check_case("without permission nothing is opened or saved", permission_is_needed);
    check_case("progress is told in order and to the end", progress_is_told);
    check_case("every call is cancelled", a_call_is_cancelled);
    check_case("a callback may end the key and make calls that fail", a_callback_may_do_what_it_likes);
    check_case("a child that a callback forks gives up, and the parent goes on", forks_in_a_callback);
    remove_folder();
    return check_end();
}
