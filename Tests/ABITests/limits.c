/* What the system refuses: randomness, locked memory, memory, a place in the handle table, an algorithm. Each in a child of
 * its own, and this process itself never uses the library, so that each child begins from nothing. */
#include "limits.h"

static const uint8_t key_bytes[32] = {1, 6, 1, 8};

static kedge_aes_gcm *make_key(void) {
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    return key;
}

/* --- randomness -------------------------------------------------------------------------------------------------- */

static int refusal;

static void begin_without_randomness(void) {
    uint8_t hash[32];
    kedge_keccak256 *state = NULL;
    kedge_aes_gcm *key = NULL;
    char number[16];
    if (!forbid_getrandom(refusal)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_keccak256_create, &state);
    snprintf(number, sizeof number, "errno %d", refusal);
    CHECK(strstr(kedge_last_error(), number) != NULL);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_keccak256_create, &state);
    CHECK(state == NULL && key == NULL && kedge_live_handles() == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_hash, NULL, 0, hash);
}

static kedge_aes_gcm *key_before_the_filter;

static void fail_at_once_in_the_child(void) {
    uint8_t sealed[28];
    size_t length = 77;
    memset(sealed, 0x5A, sizeof sealed);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, sealed, 28, &length);
    CHECK(length == 77 && check_all(sealed, sizeof sealed, 0x5A));
}

static void go_on_without_randomness(void) {
    uint8_t sealed[28], opened[1];
    size_t length = 0;
    kedge_keccak256 *state = NULL;
    key_before_the_filter = make_key();
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, sealed, 28, &length);
    if (!forbid_getrandom(refusal)) SKIP("the system takes no seccomp filter");
    /* What was read before may be used up; then the call fails, and never makes a nonce of something else. */
    static uint8_t nonces[10000][12];
    int made = 0;
    kedge_status status = KEDGE_OK;
    while (status == KEDGE_OK && made < 10000) {
        memset(sealed, 0x5A, sizeof sealed);
        length = 77;
        status = CALL(kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, sealed, 28, &length);
        if (status == KEDGE_OK) memcpy(nonces[made++], sealed, 12);
    }
    CHECK_AT(status == KEDGE_RANDOM_UNAVAILABLE, "%d after %d nonces", (int)status, made);
    CHECK(length == 77 && check_all(sealed, sizeof sealed, 0x5A));
    CHECK(check_repeated_nonces(nonces, (size_t)made) == 0);
    CHECK(strstr(kedge_last_error(), "randomness") != NULL);
    fail_at_once_in_the_child();
    /* A size costs no nonce, and what needs none goes on. */
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, NULL, 0, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal_with_nonce, key_before_the_filter, key_bytes, 12, NULL, 0, NULL, 0, sealed, 28, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open_with_nonce, key_before_the_filter, key_bytes, 12, NULL, 0, sealed, 16, opened, 1, &length);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key_before_the_filter);
}

static void fork_without_randomness(void) {
    uint8_t sealed[28];
    size_t length;
    key_before_the_filter = make_key();
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, sealed, 28, &length);
    if (!forbid_getrandom(refusal)) SKIP("the system takes no seccomp filter");
    check_in_child(fail_at_once_in_the_child);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key_before_the_filter, NULL, 0, NULL, 0, sealed, 28, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key_before_the_filter);
}

static void no_randomness_no_handle(void) {
    static const int numbers[] = {EPERM, ENOSYS, EIO};
    for (int i = 0; i < 3; i++) {
        refusal = numbers[i];
        check_in_child(begin_without_randomness);
    }
}

static void no_randomness_no_nonce(void) {
    refusal = EPERM;
    check_in_child(go_on_without_randomness);
    refusal = ENOSYS;
    check_in_child(fork_without_randomness);
}

/* --- locked memory ----------------------------------------------------------------------------------------------- */

static void create_without_locking(void) {
    uint8_t sealed[28];
    size_t length;
    kedge_aes_gcm_options options;
    kedge_aes_gcm *key = NULL, *locked = NULL;
    CHECK(become_nobody());
    limit_locked_memory(0);
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    EXPECT(KEDGE_MEMORY_NOT_LOCKED, kedge_aes_gcm_create, key_bytes, 32, &options, &locked);
    CHECK(strstr(kedge_last_error(), "RLIMIT_MEMLOCK") != NULL);
    CHECK(locked == NULL && kedge_live_handles() == 0);
    options.require_locked_memory = 0;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, &options, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, NULL, 0, sealed, 28, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, sealed, 28, NULL, 0, &length);
    /* A place beside a key that could not be locked is no locked place. */
    options.require_locked_memory = 1;
    for (int i = 0; i < 300; i++) {
        EXPECT(KEDGE_MEMORY_NOT_LOCKED, kedge_aes_gcm_create, key_bytes, 32, &options, &locked);
    }
    /* Once the limit is raised, locked memory is had although unlocked memory has room. */
    limit_locked_memory(RLIM_INFINITY);
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, &options, &locked);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, locked);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void unlocked_memory_is_an_error_if_asked(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(create_without_locking);
}

static kedge_aes_gcm *many_keys[20000];

static void create_many_locked(void) {
    kedge_aes_gcm_options options;
    int made = 0;
    CHECK(become_nobody());
    limit_locked_memory(1 << 20);
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    kedge_status status = KEDGE_OK;
    while (made < 20000 && status == KEDGE_OK) {
        status = CALL(kedge_aes_gcm_create, key_bytes, 32, &options, &many_keys[made]);
        made += status == KEDGE_OK;
    }
    /* 1 MiB is 256 pages of 128 keys, less what libsodium locks besides. */
    CHECK_AT(made >= 5000, "only %d keys fit into 1 MiB of locked memory", made);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_MEMORY_NOT_LOCKED, "%d", (int)status);
    for (int i = 0; i < made; i++) EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, many_keys[i]);
    CHECK(kedge_live_handles() == 0);
}

static void many_keys_share_locked_memory(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(create_many_locked);
}

/* --- the handle table -------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *states[MOST_HANDLES];

static void fill_the_table(void) {
    kedge_keccak256 *state = NULL;
    kedge_aes_gcm *key = NULL;
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_create(&states[i]) != KEDGE_OK) CHECK_AT(0, "handle %d", i);
    }
    CHECK(kedge_live_handles() == MOST_HANDLES);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_keccak256_create, &state);
    CHECK(strstr(kedge_last_error(), "1048576 handles are alive") != NULL);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_keccak256_copy, states[0], &state);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    CHECK(state == NULL && key == NULL);
    /* One goes, one comes. */
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[12345]);
    key = make_key();
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_keccak256_create, &state);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keccak256_destroy, states[12345]);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &states[12345]);
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_destroy(states[i]) != KEDGE_OK) CHECK_AT(0, "handle %d", i);
    }
    CHECK(kedge_live_handles() == 0);
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_reset(states[i]) != KEDGE_INVALID_HANDLE) CHECK_AT(0, "handle %d", i);
    }
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
}

static void the_table_has_an_end(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static void create_states_without_memory(void) {
    kedge_keccak256 *state = NULL, *copy = NULL;
    /* The table grows by 1,024 slots at a time. */
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &states[i]);
    take_all_memory(4096);
    kedge_status created = kedge_keccak256_create(&state), copied = kedge_keccak256_copy(states[0], &copy);
    size_t live = kedge_live_handles();
    give_memory_back();
    CHECK_AT(check_note("kedge_keccak256_create", created) == KEDGE_OUT_OF_MEMORY, "%d", (int)created);
    CHECK_AT(check_note("kedge_keccak256_copy", copied) == KEDGE_OUT_OF_MEMORY, "%d", (int)copied);
    CHECK(strcmp(kedge_last_error(), "no memory is left for a handle") == 0);
    CHECK(state == NULL && copy == NULL && live == 1024);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
}

static void create_keys_without_memory(void) {
    kedge_aes_gcm *key = NULL;
    /* 128 keys share a page of secret memory. */
    for (int i = 0; i < 128; i++) many_keys[i] = make_key();
    take_all_memory(16384);
    kedge_status status = kedge_aes_gcm_create(key_bytes, 32, NULL, &key);
    size_t live = kedge_live_handles();
    give_memory_back();
    CHECK_AT(check_note("kedge_aes_gcm_create", status) == KEDGE_OUT_OF_MEMORY, "%d", (int)status);
    CHECK(key == NULL && live == 128);
    key = make_key();
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    for (int i = 0; i < 128; i++) EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, many_keys[i]);
}

static void seal_without_memory(void) {
    uint8_t sealed[40], out[40];
    size_t length = 77;
    /* Nothing was sealed with this key, so there is no keyed context yet. */
    kedge_aes_gcm *key = make_key();
    memset(sealed, 0x5A, sizeof sealed);
    memset(out, 0x5A, sizeof out);
    take_all_memory(16);
    kedge_status results[4];
    results[0] = kedge_aes_gcm_seal(key, NULL, 0, sealed, 4, out, 40, &length);
    results[1] = kedge_aes_gcm_open(key, NULL, 0, sealed, 40, out, 40, &length);
    results[2] = kedge_aes_gcm_seal_with_nonce(key, key_bytes, 12, NULL, 0, sealed, 4, out, 40, &length);
    results[3] = kedge_aes_gcm_open_with_nonce(key, key_bytes, 12, NULL, 0, sealed, 40, out, 40, &length);
    give_memory_back();
    CHECK_AT(check_note("kedge_aes_gcm_seal", results[0]) == KEDGE_OUT_OF_MEMORY, "%d", (int)results[0]);
    CHECK_AT(check_note("kedge_aes_gcm_open", results[1]) == KEDGE_OUT_OF_MEMORY, "%d", (int)results[1]);
    CHECK_AT(check_note("kedge_aes_gcm_seal_with_nonce", results[2]) == KEDGE_OUT_OF_MEMORY, "%d", (int)results[2]);
    CHECK_AT(check_note("kedge_aes_gcm_open_with_nonce", results[3]) == KEDGE_OUT_OF_MEMORY, "%d", (int)results[3]);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, key, NULL, 0, sealed, 4, out, 40, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, key, NULL, 0, out, 32, out + 12, 4, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void missing_memory_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(create_states_without_memory);
    check_in_child(create_keys_without_memory);
    check_in_child(seal_without_memory);
}

/* --- the algorithm ----------------------------------------------------------------------------------------------- */

static void create_without_algorithm(void) {
    uint8_t hash[32];
    kedge_aes_gcm *key = NULL;
    setenv("OPENSSL_CONF", configuration, 1);
    for (size_t count = 16; count <= 32; count += 8) {
        char name[32];
        snprintf(name, sizeof name, "AES-%zu-GCM", count * 8);
        EXPECT(KEDGE_ALGORITHM_UNAVAILABLE, kedge_aes_gcm_create, key_bytes, count, NULL, &key);
        CHECK(strstr(kedge_last_error(), name) != NULL);
    }
    CHECK(key == NULL && kedge_live_handles() == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_hash, NULL, 0, hash);
}

static void a_missing_algorithm_is_a_status(void) {
    write_empty_configuration();
    check_in_child(create_without_algorithm);
    unlink(configuration);
}

int main(void) {
    check_begin("limits");
    check_case("without randomness nothing is created, and nothing crashes", no_randomness_no_handle);
    check_case("without randomness no nonce is made, nor in a child of fork", no_randomness_no_nonce);
    check_case("memory that cannot be locked is an error where asked for", unlocked_memory_is_an_error_if_asked);
    check_case("many keys share little locked memory", many_keys_share_locked_memory);
    check_case("the handle table holds 1,048,576 handles and refuses one more", the_table_has_an_end);
    check_case("missing memory is a status", missing_memory_is_a_status);
    check_case("a missing algorithm is a status", a_missing_algorithm_is_a_status);
    return check_end();
}
