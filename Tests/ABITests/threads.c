/* Many threads: one key for all, and handles that come and go. */
#include "wallet_handles.h"

#include <dlfcn.h>

static const uint8_t key_bytes[32] = {3, 1, 4, 1, 5, 9, 2, 6};

enum { MOST_THREADS = 32, SEALS = 1500 };
static kedge_aes_gcm *shared_key;
static uint8_t nonces[MOST_THREADS * SEALS][12];
static pthread_barrier_t barrier;

static int rounds(int count) { return check_is_light() ? count / 20 : count; }

static void run_threads(int count, void *(*body)(void *)) {
    pthread_t threads[MOST_THREADS];
    CHECK(pthread_barrier_init(&barrier, NULL, (unsigned)count) == 0);
    for (intptr_t i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, body, (void *)i) != 0) abort();
    }
    for (int i = 0; i < count; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
}

/* --- libcrypto's record of a thread ------------------------------------------------------------------------------ */

static int records_given_back;

void OPENSSL_thread_stop(void);
void OPENSSL_thread_stop(void) {
    static void (*real)(void);
    if (real == NULL) {
        void *found = dlsym(RTLD_NEXT, "OPENSSL_thread_stop");
        memcpy(&real, &found, sizeof real);
    }
    records_given_back++;
    real();
}

/* Whatever a thread did before its first call that needs libcrypto. */
static void *count_and_then_seal(void *unused) {
    uint8_t sealed[28];
    size_t length = 0;
    kedge_retry_budget *budget = NULL;
    EXPECT(KEDGE_OK, kedge_retry_budget_create, NULL, &budget);
    EXPECT(KEDGE_OK, kedge_retry_budget_deposit, budget);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, budget);
    CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
    return unused;
}

static void records_are_given_back(void) {
    pthread_t thread;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &shared_key);
    int before = records_given_back;
    CHECK(pthread_create(&thread, NULL, count_and_then_seal, NULL) == 0 && pthread_join(thread, NULL) == 0);
    CHECK(records_given_back == before + 1);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
}

/* --- one key ----------------------------------------------------------------------------------------------------- */

static void *seal_and_open(void *argument) {
    int number = (int)(intptr_t)argument;
    uint8_t text[200], sealed[228], opened[200];
    size_t length = 0;
    check_pattern(text, sizeof text, (uint64_t)number);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(SEALS); i++) {
        size_t count = (size_t)(i * 7 + number) % sizeof text;
        CHECK(kedge_aes_gcm_seal(shared_key, text, count, text, count, sealed, sizeof sealed, &length) == KEDGE_OK);
        memcpy(nonces[number * rounds(SEALS) + i], sealed, 12);
        /* Other nonce lengths in between, so that contexts are set back and forth. */
        if (i % 3 == 0) {
            uint8_t apart[216];
            size_t apart_len = 0, nonce_len = 1 + (size_t)i % 128;
            CHECK(kedge_aes_gcm_seal_with_nonce(shared_key, text, nonce_len, NULL, 0, text, 9, apart, 216, &apart_len) == KEDGE_OK);
            CHECK(kedge_aes_gcm_open_with_nonce(shared_key, text, nonce_len, NULL, 0, apart, apart_len, apart, 216, &apart_len) == KEDGE_OK);
            CHECK(apart_len == 9 && memcmp(apart, text, 9) == 0);
        }
        CHECK(kedge_aes_gcm_open(shared_key, text, count, sealed, length, opened, sizeof opened, &length) == KEDGE_OK);
        CHECK(length == count && memcmp(opened, text, count) == 0);
        if (i % 16 == 0) {
            sealed[3] ^= 1;
            CHECK(kedge_aes_gcm_open(shared_key, text, count, sealed, count + 28, opened, sizeof opened, &length)
                  == KEDGE_AUTHENTICATION_FAILED);
        }
    }
    return NULL;
}

static void one_key_serves_all(void) {
    static const int counts[] = {1, 2, 3, 8, 16, 17, 32};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &shared_key);
        run_threads(counts[i], seal_and_open);
        size_t made = (size_t)(counts[i] * rounds(SEALS));
        CHECK_AT(check_repeated_nonces(nonces, made) == 0, "%d threads", counts[i]);
        EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
    }
}

/* --- one wallet -------------------------------------------------------------------------------------------------- */

static wallet_handles shared_wallet;

static void *use_the_wallet(void *unused) {
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(400); i++) {
        wallet_handles own;
        check_wallet(&shared_wallet);
        if (i % 16 != 0) continue;
        /* Others of the same kinds come and go beside it. */
        make_wallet(&own);
        own.answers = shared_wallet.answers;
        check_wallet(&own);
        drop_wallet(&own);
    }
    return unused;
}

static void one_wallet_serves_all(void) {
    make_wallet(&shared_wallet);
    ask_wallet(&shared_wallet, &shared_wallet.answers);
    run_threads(8, use_the_wallet);
    check_wallet(&shared_wallet);
    drop_wallet(&shared_wallet);
}

/* --- handles that come and go ------------------------------------------------------------------------------------ */

static void *create_and_destroy(void *argument) {
    pthread_barrier_wait(&barrier);
    intptr_t number = (intptr_t)argument;
    uint8_t hash[32], expected[32], sealed[40];
    uint8_t data[50];
    size_t length;
    check_pattern(data, sizeof data, (uint64_t)number);
    CHECK(kedge_keccak256_hash(data, sizeof data, expected) == KEDGE_OK);
    for (int i = 0; i < rounds(3000); i++) {
        kedge_keccak256 *states[4];
        for (int j = 0; j < 4; j++) CHECK(kedge_keccak256_create(&states[j]) == KEDGE_OK);
        for (int j = 0; j < 4; j++) {
            CHECK(kedge_keccak256_update(states[j], data, sizeof data) == KEDGE_OK);
            CHECK(kedge_keccak256_digest(states[j], hash) == KEDGE_OK);
            CHECK(memcmp(hash, expected, 32) == 0);
            CHECK(kedge_keccak256_destroy(states[j]) == KEDGE_OK);
            CHECK(kedge_keccak256_destroy(states[j]) == KEDGE_INVALID_HANDLE);
        }
        if (i % 10 == 0) {
            kedge_aes_gcm *key = NULL;
            CHECK(kedge_aes_gcm_create(key_bytes, 16 + 8 * (size_t)(i % 3), NULL, &key) == KEDGE_OK);
            CHECK(kedge_aes_gcm_seal(key, NULL, 0, data, 12, sealed, sizeof sealed, &length) == KEDGE_OK);
            CHECK(kedge_aes_gcm_open(key, NULL, 0, sealed, 40, sealed + 12, 12, &length) == KEDGE_OK);
            CHECK(memcmp(sealed + 12, data, 12) == 0);
            CHECK(kedge_aes_gcm_destroy(key) == KEDGE_OK);
            CHECK(kedge_aes_gcm_seal(key, NULL, 0, data, 12, sealed, sizeof sealed, &length) == KEDGE_INVALID_HANDLE);
        }
    }
    return NULL;
}

static void handles_come_and_go(void) {
    static const int counts[] = {2, 8, 32};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) run_threads(counts[i], create_and_destroy);
}

/* Handles that are dead before the threads begin, used by some while others create into the same slots. */
enum { DEAD = 256 };
static kedge_keccak256 *dead[DEAD];

static void *use_the_dead(void *argument) {
    uint8_t hash[32];
    kedge_keccak256 *made = NULL;
    if ((intptr_t)argument % 2 == 0) return create_and_destroy(argument);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(60000); i++) {
        kedge_keccak256 *state = dead[i % DEAD];
        CHECK(kedge_keccak256_update(state, hash, 0) == KEDGE_INVALID_HANDLE);
        CHECK(kedge_keccak256_digest(state, hash) == KEDGE_INVALID_HANDLE);
        if (i % 8 == 0) {
            CHECK(kedge_keccak256_copy(state, &made) == KEDGE_INVALID_HANDLE);
            CHECK(kedge_keccak256_destroy(state) == KEDGE_INVALID_HANDLE);
            CHECK(kedge_aes_gcm_destroy((kedge_aes_gcm *)state) == KEDGE_INVALID_HANDLE);
        }
    }
    CHECK(made == NULL);
    return NULL;
}

static void the_dead_stay_dead(void) {
    for (int i = 0; i < DEAD; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &dead[i]);
    for (int i = 0; i < DEAD; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, dead[i]);
    pthread_t threads[8];
    CHECK(pthread_barrier_init(&barrier, NULL, 8) == 0);
    for (intptr_t i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, use_the_dead, (void *)i) == 0);
    for (int i = 0; i < 8; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
}

/* --- a thread's own things --------------------------------------------------------------------------------------- */

static void *fail_in_its_own_way(void *argument) {
    size_t number = (size_t)(intptr_t)argument;
    uint8_t hash[32] = {0};
    kedge_aes_gcm *key = NULL;
    char expected[32];
    snprintf(expected, sizeof expected, "key_len is %zu:", 100 + number);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(2000); i++) {
        CHECK(kedge_aes_gcm_create(hash, 100 + number, NULL, &key) == KEDGE_INVALID_ARGUMENT
              || kedge_aes_gcm_create(hash, 100 + number, NULL, &key) == KEDGE_INVALID_KEY_LENGTH);
        CHECK(strncmp(kedge_last_error(), expected, strlen(expected)) == 0);
    }
    return NULL;
}

static void errors_do_not_mix(void) { run_threads(16, fail_in_its_own_way); }

static void *seal_once(void *argument) {
    uint8_t *nonce = argument, sealed[28];
    size_t length;
    CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
    memcpy(nonce, sealed, 12);
    CHECK(kedge_aes_gcm_open(shared_key, NULL, 0, sealed, 27, NULL, 0, &length) == KEDGE_MESSAGE_TOO_SHORT);
    CHECK(strstr(kedge_last_error(), "27") != NULL);
    return NULL;
}

/* Each thread leaves a page of randomness behind when it ends; a leak would be 8 MiB here. */
static size_t resident_pages(void) {
    unsigned long size = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL) return 0;
    if (fscanf(file, "%lu %lu", &size, &resident) != 2) size = 0;
    fclose(file);
    return size;
}

static void threads_leave_nothing_behind(void) {
    int count = rounds(2000);
    size_t before = 0;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &shared_key);
    for (int i = 0; i < count; i++) {
        pthread_t thread;
        if (i == 20) before = resident_pages();
        CHECK(pthread_create(&thread, NULL, seal_once, nonces[i]) == 0);
        CHECK(pthread_join(thread, NULL) == 0);
    }
    CHECK(check_repeated_nonces(nonces, (size_t)count) == 0);
    if (!check_is_light()) CHECK_AT(resident_pages() < before + 500, "%zu pages, then %zu", before, resident_pages());
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
}

/* --- the end of the process -------------------------------------------------------------------------------------- */

static void *seal_for_ever(void *unused) {
    uint8_t sealed[128];
    size_t length;
    (void)unused;
    for (;;) {
        kedge_keccak256 *state = NULL;
        if (kedge_aes_gcm_seal(shared_key, NULL, 0, sealed, 0, sealed, sizeof sealed, &length) != KEDGE_OK) abort();
        if (kedge_keccak256_create(&state) != KEDGE_OK || kedge_keccak256_destroy(state) != KEDGE_OK) abort();
    }
    return NULL;
}

static void leave_while_others_work(void) {
    pthread_t threads[4];
    uint8_t sealed[28];
    size_t length;
    check_log = -1;
    if (kedge_aes_gcm_create(key_bytes, 32, NULL, &shared_key) != KEDGE_OK) abort();
    for (int i = 0; i < 4; i++) {
        if (pthread_create(&threads[i], NULL, seal_for_ever, NULL) != 0) abort();
        pthread_detach(threads[i]);
    }
    for (int i = 0; i < 2000; i++) kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    exit(check_problems == 0 ? 0 : 1);
}

static void the_process_may_end_at_any_time(void) {
    /* exit() and not _exit(): its handlers run while the threads go on. */
    SKIP_UNDER_A_TOOL();
    for (int i = 0; i < 30; i++) check_in_child(leave_while_others_work);
}

int main(void) {
    check_begin("threads");
    check_case("one key serves 1 to 32 threads, and no nonce repeats", one_key_serves_all);
    check_case("the keys, transactions and typed data of one wallet serve 8 threads", one_wallet_serves_all);
    check_case("handles are made and ended by many threads at once", handles_come_and_go);
    check_case("a freed handle stays refused while others take its slot", the_dead_stay_dead);
    check_case("each thread has its own last error", errors_do_not_mix);
    check_case("libcrypto's record of a thread is given back, whatever it did first", records_are_given_back);
    check_case("threads that end leave nothing behind", threads_leave_nothing_behind);
    check_case("the process may end while threads are inside calls", the_process_may_end_at_any_time);
    return check_end();
}
