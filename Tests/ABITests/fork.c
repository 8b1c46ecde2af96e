/* fork(): keys and hashes go on working in the child, whatever the parent's threads were doing, and no nonce is made on both
 * sides. */
#include "wallet_handles.h"

#include <sys/resource.h>

static const uint8_t key_bytes[32] = {2, 7, 1, 8, 2, 8};

enum { HAMMERS = 4, CHILDREN = 150, CHILD_NONCES = 40, PARENT_NONCES = 50000 };

/* Written by children, read by the parent. */
static uint8_t (*child_nonces)[12];
static uint8_t parent_nonces[PARENT_NONCES][12];
static int parent_nonce_count;
static kedge_aes_gcm *shared_key;
static kedge_keccak256 *shared_state;
static uint8_t expected_hash[32];
static int stop;

static int is_stopped(void) { return __atomic_load_n(&stop, __ATOMIC_RELAXED); }
static int forks(int count) { return check_is_light() ? count / 15 : count; }

static void keep_nonce(const uint8_t *nonce) {
    int index = __atomic_fetch_add(&parent_nonce_count, 1, __ATOMIC_RELAXED);
    if (index < PARENT_NONCES) memcpy(parent_nonces[index], nonce, 12);
}

/* Everything that a fork could catch in the middle: sealing, the handle table's lock, secret memory's lock. */
static void *hammer(void *unused) {
    uint8_t sealed[60], hash[32];
    size_t length;
    (void)unused;
    while (!is_stopped()) {
        kedge_aes_gcm *keys[3];
        kedge_keccak256 *state = NULL;
        for (int i = 0; i < 3; i++) CHECK(kedge_aes_gcm_create(key_bytes, 32, NULL, &keys[i]) == KEDGE_OK);
        CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, sealed, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
        keep_nonce(sealed);
        CHECK(kedge_aes_gcm_seal(keys[0], NULL, 0, sealed, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
        CHECK(kedge_keccak256_create(&state) == KEDGE_OK);
        CHECK(kedge_keccak256_update(state, sealed, length) == KEDGE_OK);
        CHECK(kedge_keccak256_digest(state, hash) == KEDGE_OK);
        CHECK(kedge_keccak256_destroy(state) == KEDGE_OK);
        for (int i = 0; i < 3; i++) CHECK(kedge_aes_gcm_destroy(keys[i]) == KEDGE_OK);
    }
    return NULL;
}

static void *seal_and_keep(void *unused) {
    uint8_t sealed[28];
    size_t length;
    (void)unused;
    CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
    keep_nonce(sealed);
    return NULL;
}

/* Threads that begin and end, since the first call of a thread takes other ways than the later ones. */
static void *hammer_with_new_threads(void *unused) {
    (void)unused;
    while (!is_stopped()) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, seal_and_keep, NULL) != 0) continue;
        pthread_join(thread, NULL);
    }
    return NULL;
}

static int child_number;

/* Not in every child; and AddressSanitizer's list of freed memory, which a thread gives its own to in the end, may be locked
 * by a thread that the child does not have. */
static int child_starts_a_thread(void) {
    const char *tool = getenv("KEDGE_TEST_UNDER");
    return child_number % 4 == 0 && (tool == NULL || strcmp(tool, "AddressSanitizer") != 0);
}

static void *work_on_a_thread_of_the_child(void *nonce) {
    uint8_t sealed[28];
    size_t length;
    CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
    memcpy(nonce, sealed, 12);
    return NULL;
}

static void work_in_the_child(void) {
    uint8_t text[30] = {5}, sealed[58], opened[30], hash[32];
    uint8_t (*nonces)[12] = child_nonces + child_number * CHILD_NONCES;
    size_t length, live = kedge_live_handles();
    for (int i = 0; i < CHILD_NONCES - 1; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_seal, shared_key, text, 4, text, 30, sealed, sizeof sealed, &length);
        memcpy(nonces[i], sealed, 12);
        EXPECT(KEDGE_OK, kedge_aes_gcm_open, shared_key, text, 4, sealed, length, opened, 30, &length);
        CHECK(memcmp(opened, text, 30) == 0);
    }
    EXPECT(KEDGE_OK, kedge_keccak256_digest, shared_state, hash);
    CHECK(memcmp(hash, expected_hash, 32) == 0);
    /* Table and secret memory, enough of them for new slots and new regions. */
    kedge_aes_gcm *keys[200];
    kedge_keccak256 *states[200];
    for (int i = 0; i < 200; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &keys[i]);
        EXPECT(KEDGE_OK, kedge_keccak256_copy, shared_state, &states[i]);
    }
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, keys[199], text, 4, sealed, 58, opened, 30, &length);
    CHECK(memcmp(opened, text, 30) == 0);
    for (int i = 0; i < 200; i++) {
        EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, keys[i]);
        EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
    }
    CHECK(kedge_live_handles() == live);
    if (child_starts_a_thread()) {
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, work_on_a_thread_of_the_child, nonces[CHILD_NONCES - 1]) == 0);
        CHECK(pthread_join(thread, NULL) == 0);
    } else {
        work_on_a_thread_of_the_child(nonces[CHILD_NONCES - 1]);
    }
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, shared_state);
}

static void prepare(void) {
    uint8_t data[500];
    check_pattern(data, sizeof data, 1);
    stop = 0;
    parent_nonce_count = 0;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &shared_key);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &shared_state);
    EXPECT(KEDGE_OK, kedge_keccak256_update, shared_state, data, sizeof data);
    EXPECT(KEDGE_OK, kedge_keccak256_hash, data, sizeof data, expected_hash);
    child_nonces = mmap(NULL, CHILDREN * CHILD_NONCES * 12, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(child_nonces != MAP_FAILED);
}

static void compare(int children) {
    size_t from_parent = parent_nonce_count < PARENT_NONCES ? (size_t)parent_nonce_count : PARENT_NONCES;
    size_t from_children = (size_t)children * CHILD_NONCES, count = from_parent + from_children;
    uint8_t (*all)[12] = malloc(count * 12);
    CHECK(all != NULL);
    if (all != NULL) {
        memcpy(all, parent_nonces, from_parent * 12);
        memcpy(all + from_parent, child_nonces, from_children * 12);
        size_t repeated = check_repeated_nonces(all, count);
        CHECK_AT(repeated == 0, "%zu of %zu nonces were made twice", repeated, count);
        free(all);
    }
    munmap(child_nonces, CHILDREN * CHILD_NONCES * 12);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, shared_state);
}

static void a_single_thread_may_fork(void) {
    int count = forks(60);
    prepare();
    for (child_number = 0; child_number < count; child_number++) {
        /* The page of randomness is half used, so a child that kept it would make the parent's next nonces. */
        for (int i = 0; i < 5; i++) seal_and_keep(NULL);
        check_in_child(work_in_the_child);
        for (int i = 0; i < CHILD_NONCES; i++) seal_and_keep(NULL);
    }
    compare(count);
}

static void any_thread_may_be_anywhere(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[HAMMERS];
    int count = forks(CHILDREN);
    prepare();
    for (int i = 0; i < HAMMERS; i++) {
        CHECK(pthread_create(&threads[i], NULL, i == 0 ? hammer_with_new_threads : hammer, NULL) == 0);
    }
    for (child_number = 0; child_number < count; child_number++) {
        for (int i = 0; i < 5; i++) seal_and_keep(NULL);
        check_in_child(work_in_the_child);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    compare(count);
}

/* Children of children, each of which inherits contexts that the threads above it had taken. */
static int depth;

static void fork_again(void) {
    uint8_t sealed[28];
    size_t length;
    pthread_t threads[HAMMERS];
    stop = 0;
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_create(&threads[i], NULL, hammer, NULL) == 0);
    for (int i = 0; i < 200; i++) {
        CHECK(kedge_aes_gcm_seal(shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length) == KEDGE_OK);
    }
    if (depth++ < 12) check_in_child(fork_again);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_open, shared_key, NULL, 0, sealed, 28, NULL, 0, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
}

static void children_may_fork_in_turn(void) {
    SKIP_UNDER_A_TOOL();
    depth = 0;
    prepare();
    check_in_child(fork_again);
    compare(0);
}

/* The first use of the library in a process, while another thread's first use is under way. */
static void *use_for_the_first_time(void *unused) {
    kedge_aes_gcm *key = NULL;
    (void)unused;
    CHECK(kedge_aes_gcm_create(key_bytes, 32, NULL, &key) == KEDGE_OK);
    CHECK(kedge_aes_gcm_destroy(key) == KEDGE_OK);
    return NULL;
}

static void begin_in_the_child(void) {
    uint8_t sealed[28];
    size_t length;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &shared_key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_seal, shared_key, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, shared_key);
}

static void fork_during_the_first_use(void) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, use_for_the_first_time, NULL) == 0);
    for (int i = 0; i < 3; i++) check_in_child(begin_in_the_child);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void the_first_use_may_be_cut_by_a_fork(void) {
    SKIP_UNDER_A_TOOL();
    for (int i = 0; i < forks(300); i++) check_in_child(fork_during_the_first_use);
}

/* --- wallets ----------------------------------------------------------------------------------------------------- */

static wallet_handles shared_wallet;

static void *hammer_the_wallet(void *unused) {
    while (!is_stopped()) {
        wallet_handles own;
        check_wallet(&shared_wallet);
        make_wallet(&own);
        drop_wallet(&own);
    }
    return unused;
}

static void *use_the_wallet(void *unused) {
    check_wallet(&shared_wallet);
    return unused;
}

static void use_the_wallet_in_the_child(void) {
    wallet_handles own;
    size_t live = kedge_live_handles();
    check_wallet(&shared_wallet);
    make_wallet(&own);
    own.answers = shared_wallet.answers;
    check_wallet(&own);
    drop_wallet(&own);
    CHECK(kedge_live_handles() == live);
    if (child_starts_a_thread()) {
        pthread_t thread;
        CHECK(pthread_create(&thread, NULL, use_the_wallet, NULL) == 0 && pthread_join(thread, NULL) == 0);
    }
    drop_wallet(&shared_wallet);
}

static void wallets_work_in_the_child(void) {
    make_wallet(&shared_wallet);
    ask_wallet(&shared_wallet, &shared_wallet.answers);
    for (child_number = 0; child_number < forks(30); child_number++) check_in_child(use_the_wallet_in_the_child);
    check_wallet(&shared_wallet);
    drop_wallet(&shared_wallet);
}

static void wallets_work_wherever_threads_were(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[HAMMERS];
    stop = 0;
    make_wallet(&shared_wallet);
    ask_wallet(&shared_wallet, &shared_wallet.answers);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_create(&threads[i], NULL, hammer_the_wallet, NULL) == 0);
    for (child_number = 0; child_number < forks(CHILDREN); child_number++) check_in_child(use_the_wallet_in_the_child);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    check_wallet(&shared_wallet);
    drop_wallet(&shared_wallet);
}

/* The first use of the curve and of everything else in a process, in a parent and its children at once. */
static void *use_a_new_wallet(void *unused) {
    wallet_handles own;
    make_wallet(&own);
    ask_wallet(&own, &own.answers);
    check_wallet(&own);
    drop_wallet(&own);
    return unused;
}

static void use_a_new_wallet_in_the_child(void) { use_a_new_wallet(NULL); }

static void fork_during_the_first_wallet(void) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, use_a_new_wallet, NULL) == 0);
    for (int i = 0; i < 3; i++) check_in_child(use_a_new_wallet_in_the_child);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void the_first_wallet_may_be_cut_by_a_fork(void) {
    SKIP_UNDER_A_TOOL();
    for (int i = 0; i < forks(300); i++) check_in_child(fork_during_the_first_wallet);
}

/* --- locked memory, which fork() does not pass on ------------------------------------------------------------------ */

static kedge_status create_locked(kedge_aes_gcm **key) {
    kedge_aes_gcm_options options;
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    return CALL(kedge_aes_gcm_create, key_bytes, 32, &options, key);
}

/* Of this process, in KiB. */
static long locked_memory(void) {
    long kib = -1;
    char line[256];
    FILE *file = fopen("/proc/self/status", "r");
    CHECK(file != NULL);
    if (file == NULL) return kib;
    while (fgets(line, sizeof line, file) != NULL && sscanf(line, "VmLck: %ld", &kib) != 1) {}
    fclose(file);
    return kib;
}

static void lock_again_in_the_child(void) {
    kedge_aes_gcm *key = NULL;
    CHECK(locked_memory() == 0);
    CHECK(create_locked(&key) == KEDGE_OK);
    CHECK_AT(locked_memory() > 0, "%ld KiB", locked_memory());
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void find_no_lock_in_the_child(void) {
    struct rlimit limit;
    kedge_aes_gcm *key = NULL;
    /* Root may lock as much as it likes. */
    CHECK(getuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0));
    CHECK(getrlimit(RLIMIT_MEMLOCK, &limit) == 0);
    limit.rlim_cur = 0;
    CHECK(setrlimit(RLIMIT_MEMLOCK, &limit) == 0);
    CHECK(create_locked(&key) == KEDGE_MEMORY_NOT_LOCKED);
    CHECK(key == NULL && locked_memory() == 0);
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void a_child_locks_anew(void) {
    SKIP_UNDER_A_TOOL();
    kedge_aes_gcm *key = NULL;
    kedge_status status = create_locked(&key);
    if (status == KEDGE_MEMORY_NOT_LOCKED) SKIP("the system locks no memory");
    CHECK_AT(status == KEDGE_OK, "%d", (int)status);
    /* With a locked key alive, whose region has room, and with none, whose region was kept. */
    check_in_child(lock_again_in_the_child);
    check_in_child(find_no_lock_in_the_child);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    check_in_child(lock_again_in_the_child);
    check_in_child(find_no_lock_in_the_child);
}

int main(void) {
    check_begin("fork");
    /* First, while this process has not used the library. */
    check_case("a fork during the first use leaves the child able to begin", the_first_use_may_be_cut_by_a_fork);
    check_case("a fork during the first use of a wallet leaves the child able to begin", the_first_wallet_may_be_cut_by_a_fork);
    check_case("handles work in the child, and no nonce is made on both sides", a_single_thread_may_fork);
    check_case("handles work in the child whatever the parent's threads were doing", any_thread_may_be_anywhere);
    check_case("children of children go on working", children_may_fork_in_turn);
    check_case("keys, transactions and typed data work in the child", wallets_work_in_the_child);
    check_case("they work in the child whatever the parent's threads were doing", wallets_work_wherever_threads_were);
    check_case("memory that must be locked is locked in the child too, or refused", a_child_locks_anew);
    return check_end();
}
