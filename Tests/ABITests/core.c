/* Statuses, the last error, versions and the count of live handles. */
#include "check.h"

/* --- names and versions ------------------------------------------------------------------------------------------ */

static void names_every_status(void) {
#define NAMED(status) CHECK_AT(strcmp(kedge_status_name(status), #status) == 0, "%s", kedge_status_name(status))
    NAMED(KEDGE_OK);
    NAMED(KEDGE_INVALID_ARGUMENT);
    NAMED(KEDGE_INVALID_HANDLE);
    NAMED(KEDGE_BUFFER_TOO_SMALL);
    NAMED(KEDGE_OUT_OF_MEMORY);
    NAMED(KEDGE_BUSY);
    NAMED(KEDGE_RANDOM_UNAVAILABLE);
    NAMED(KEDGE_MEMORY_NOT_LOCKED);
    NAMED(KEDGE_TOO_MANY_HANDLES);
    NAMED(KEDGE_ALGORITHM_UNAVAILABLE);
    NAMED(KEDGE_AUTHENTICATION_FAILED);
    NAMED(KEDGE_KEY_EXHAUSTED);
    NAMED(KEDGE_INVALID_KEY_LENGTH);
    NAMED(KEDGE_INVALID_NONCE_LENGTH);
    NAMED(KEDGE_INVALID_TAG_LENGTH);
    NAMED(KEDGE_MESSAGE_TOO_LONG);
    NAMED(KEDGE_MESSAGE_TOO_SHORT);
}

static void knows_no_other_status(void) {
    static const kedge_status others[] = {-1, 50, 99, 199, 10000, INT32_MAX, INT32_MIN, 65536, 256, 16777216};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_AT(strcmp(kedge_status_name(others[i]), "KEDGE_UNKNOWN_STATUS") == 0, "%d", (int)others[i]);
    }
    for (kedge_status status = -2000; status < 2000; status++) {
        CHECK_AT(strncmp(kedge_status_name(status), "KEDGE_", 6) == 0, "%d", (int)status);
    }
}

static void tells_its_version(void) {
    CHECK(strcmp(kedge_version(), "0.1.0") == 0);
    CHECK(kedge_version() == kedge_version());
    CHECK(kedge_abi_version() == KEDGE_ABI_VERSION);
    CHECK(KEDGE_NO_LIMIT == UINT64_MAX);
}

static void sizes_equal_the_constants(void) {
    CHECK(kedge_aes_gcm_nonce_bytes() == KEDGE_AES_GCM_NONCE_BYTES);
    CHECK(kedge_aes_gcm_nonce_max_bytes() == KEDGE_AES_GCM_NONCE_MAX_BYTES);
    CHECK(kedge_aes_gcm_tag_bytes() == KEDGE_AES_GCM_TAG_BYTES);
    CHECK(kedge_aes_gcm_tag_min_bytes() == KEDGE_AES_GCM_TAG_MIN_BYTES);
    CHECK(kedge_keccak256_bytes() == KEDGE_KECCAK256_BYTES);
    CHECK(sizeof(kedge_status) == 4);
}

/* --- the last error ---------------------------------------------------------------------------------------------- */

static const char *const nothing_failed = "no call has failed on this thread";

static void *ask_on_a_fresh_thread(void *unused) {
    (void)unused;
    CHECK(strcmp(kedge_last_error(), nothing_failed) == 0);
    uint8_t hash[32];
    EXPECT(KEDGE_OK, kedge_keccak256_hash, NULL, 0, hash);
    CHECK(strcmp(kedge_last_error(), nothing_failed) == 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, NULL, 0, NULL);
    CHECK(strcmp(kedge_last_error(), "hash32 is NULL, and has to point somewhere") == 0);
    return NULL;
}

static void on_a_new_thread(void *(*body)(void *)) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, body, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void is_there_before_any_failure(void) {
    CHECK(strcmp(kedge_last_error(), nothing_failed) == 0);
    CHECK(strcmp(kedge_last_error(), nothing_failed) == 0);
}

static void belongs_to_its_thread(void) {
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    char mine[512];
    strcpy(mine, kedge_last_error());
    CHECK(strcmp(mine, "out is NULL, and has to point somewhere") == 0);
    on_a_new_thread(ask_on_a_fresh_thread);
    CHECK(strcmp(kedge_last_error(), mine) == 0);
}

/* Every failing call, and words that its sentence has to hold: the argument, and the rule or the value. */
static void names_argument_and_rule(void) {
    uint8_t key_bytes[32] = {0}, nonce[12] = {0}, data[64] = {0}, out[128];
    size_t length = 0;
    kedge_aes_gcm *key = NULL;
    kedge_keccak256 *state = NULL;
    kedge_aes_gcm_options options;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
#define SAYS(status, first, second, function, ...) \
    do { \
        EXPECT(status, function, __VA_ARGS__); \
        const char *sentence = kedge_last_error(); \
        CHECK_AT(strstr(sentence, first) != NULL, "\"%s\"", sentence); \
        CHECK_AT(strstr(sentence, second) != NULL, "\"%s\"", sentence); \
        CHECK_AT(strchr(sentence, '{') == NULL && strlen(sentence) > 15, "\"%s\"", sentence); \
    } while (0)
    SAYS(KEDGE_INVALID_ARGUMENT, "options", "NULL", kedge_aes_gcm_options_init, NULL, sizeof options);
    SAYS(KEDGE_INVALID_ARGUMENT, "struct_size", "15", kedge_aes_gcm_options_init, &options, 15);
    SAYS(KEDGE_INVALID_ARGUMENT, "out", "NULL", kedge_aes_gcm_create, key_bytes, 32, NULL, NULL);
    SAYS(KEDGE_INVALID_ARGUMENT, "key_len", "is 16", kedge_aes_gcm_create, NULL, 16, NULL, &key);
    SAYS(KEDGE_INVALID_ARGUMENT, "key_len", "18446744073709551615", kedge_aes_gcm_create, data, SIZE_MAX, NULL, &key);
    SAYS(KEDGE_INVALID_KEY_LENGTH, "key_len", "is 17", kedge_aes_gcm_create, data, 17, NULL, &key);
    SAYS(KEDGE_INVALID_KEY_LENGTH, "key_len", "is 0", kedge_aes_gcm_create, NULL, 0, NULL, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.tag_bytes = 11;
    SAYS(KEDGE_INVALID_TAG_LENGTH, "tag_bytes", "is 11", kedge_aes_gcm_create, data, 16, &options, &key);
    options.tag_bytes = UINT32_MAX;
    SAYS(KEDGE_INVALID_TAG_LENGTH, "tag_bytes", "4294967295", kedge_aes_gcm_create, data, 16, &options, &key);
    options.tag_bytes = 16;
    options.require_locked_memory = -7;
    SAYS(KEDGE_INVALID_ARGUMENT, "require_locked_memory", "-7", kedge_aes_gcm_create, data, 16, &options, &key);
    options.require_locked_memory = INT32_MIN;
    SAYS(KEDGE_INVALID_ARGUMENT, "0 or 1", "-2147483648", kedge_aes_gcm_create, data, 16, &options, &key);
    options.struct_size = 8;
    SAYS(KEDGE_INVALID_ARGUMENT, "struct_size 8", "_init", kedge_aes_gcm_create, data, 16, &options, &key);

    SAYS(KEDGE_INVALID_HANDLE, "key", "destroyed", kedge_aes_gcm_seal, NULL, NULL, 0, data, 1, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "associated_data_len", "NULL", kedge_aes_gcm_seal, key, NULL, 9, data, 1, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "plaintext_len", "NULL", kedge_aes_gcm_seal, key, NULL, 0, NULL, 3, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "out_len", "NULL", kedge_aes_gcm_seal, key, NULL, 0, data, 3, out, 128, NULL);
    SAYS(KEDGE_INVALID_ARGUMENT, "out_capacity", "PTRDIFF_MAX", kedge_aes_gcm_seal, key, NULL, 0, data, 3, out, SIZE_MAX, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "plaintext", "overlaps", kedge_aes_gcm_seal, key, NULL, 0, out, 3, out, 128, &length);
    SAYS(KEDGE_MESSAGE_TOO_LONG, "68719476705", "2^36", kedge_aes_gcm_seal, key, NULL, 0, data, 68719476705, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "sealed_len", "NULL", kedge_aes_gcm_open, key, NULL, 0, NULL, 3, out, 128, &length);
    SAYS(KEDGE_MESSAGE_TOO_SHORT, "sealed_len", "27", kedge_aes_gcm_open, key, NULL, 0, data, 27, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "sealed", "overlaps", kedge_aes_gcm_open, key, NULL, 0, out, 40, out, 128, &length);
    SAYS(KEDGE_AUTHENTICATION_FAILED, "not authentic", "changed", kedge_aes_gcm_open, key, NULL, 0, data, 40, out, 128, &length);
    SAYS(KEDGE_INVALID_NONCE_LENGTH, "nonce_len", "129", kedge_aes_gcm_seal_with_nonce, key, out, 129, NULL, 0, data, 1, out, 128, &length);
    SAYS(KEDGE_INVALID_NONCE_LENGTH, "nonce_len", "is 0", kedge_aes_gcm_open_with_nonce, key, NULL, 0, NULL, 0, data, 20, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "nonce_len", "NULL", kedge_aes_gcm_open_with_nonce, key, NULL, 12, NULL, 0, data, 20, out, 128, &length);
    SAYS(KEDGE_INVALID_ARGUMENT, "nonce", "overlaps", kedge_aes_gcm_seal_with_nonce, key, out, 12, NULL, 0, data, 1, out, 128, &length);
    SAYS(KEDGE_MESSAGE_TOO_SHORT, "sealed_len", "15", kedge_aes_gcm_open_with_nonce, key, nonce, 12, NULL, 0, data, 15, out, 128, &length);

    SAYS(KEDGE_INVALID_ARGUMENT, "data_len", "NULL", kedge_keccak256_hash, NULL, 5, out);
    SAYS(KEDGE_INVALID_ARGUMENT, "data_len", "9223372036854775808", kedge_keccak256_update, state, data, (size_t)PTRDIFF_MAX + 1);
    SAYS(KEDGE_INVALID_ARGUMENT, "hash32", "NULL", kedge_keccak256_digest, state, NULL);
    SAYS(KEDGE_INVALID_HANDLE, "state", "destroyed", kedge_keccak256_update, (kedge_keccak256 *)key, data, 1);
    SAYS(KEDGE_INVALID_HANDLE, "key", "never issued", kedge_aes_gcm_destroy, (kedge_aes_gcm *)state);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void survives_what_is_no_failure(void) {
    uint8_t key_bytes[32] = {0}, out[64], hash[32];
    size_t length = 0;
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_digest, NULL, NULL);
    char before[512];
    strcpy(before, kedge_last_error());
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, out, sizeof out, &length);
    CHECK(strcmp(kedge_last_error(), before) == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, NULL, 0, &length);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, out, 27, &length);
    CHECK(strcmp(kedge_last_error(), before) == 0);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    EXPECT(KEDGE_OK, kedge_keccak256_hash, NULL, 0, hash);
    CHECK(strcmp(kedge_last_error(), before) == 0);
    CHECK(kedge_live_handles() == 0);
    CHECK(strcmp(kedge_status_name(99), "KEDGE_UNKNOWN_STATUS") == 0);
    CHECK(strcmp(kedge_last_error(), before) == 0);
}

static void holds_no_secret(void) {
    static const char secret[] = "correct horse battery staple 32!";
    uint8_t out[64];
    size_t length;
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_aes_gcm_create, (const uint8_t *)secret, 31, NULL, &key);
    CHECK(strstr(kedge_last_error(), "horse") == NULL);
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, (const uint8_t *)secret, 32, NULL, &key);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_aes_gcm_open, key, NULL, 0, (const uint8_t *)secret, 32, out, 64, &length);
    CHECK(strstr(kedge_last_error(), "horse") == NULL);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

/* --- the count --------------------------------------------------------------------------------------------------- */

static void counts_what_is_alive(void) {
    uint8_t key_bytes[16] = {0};
    kedge_aes_gcm *key = NULL;
    kedge_keccak256 *first = NULL, *second = NULL;
    CHECK(kedge_live_handles() == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &first);
    CHECK(kedge_live_handles() == 1);
    EXPECT(KEDGE_OK, kedge_keccak256_copy, first, &second);
    CHECK(kedge_live_handles() == 2);
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 16, NULL, &key);
    CHECK(kedge_live_handles() == 3);
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_aes_gcm_create, key_bytes, 1, NULL, &key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keccak256_destroy, (kedge_keccak256 *)key);
    CHECK(kedge_live_handles() == 3);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, first);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keccak256_destroy, first);
    CHECK(kedge_live_handles() == 2);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, second);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    CHECK(kedge_live_handles() == 0);
}

int main(void) {
    check_begin("core");
    check_case("the last error is a sentence before any call failed", is_there_before_any_failure);
    check_case("every status has its name", names_every_status);
    check_case("a number that is no status is KEDGE_UNKNOWN_STATUS", knows_no_other_status);
    check_case("version and ABI version are those of the headers", tells_its_version);
    check_case("every size function equals its constant", sizes_equal_the_constants);
    check_case("the last error belongs to its thread", belongs_to_its_thread);
    check_case("the last error names the argument and the rule", names_argument_and_rule);
    check_case("success, destroy and a question for a size leave the last error alone", survives_what_is_no_failure);
    check_case("the last error holds no secret", holds_no_secret);
    check_case("live handles are counted", counts_what_is_alive);
    return check_end();
}
