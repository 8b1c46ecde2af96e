/* Several processes, each with several threads, seal with one AES-256-GCM key of one ring file: every nonce is counted once, and
 * none is made twice. */
#include "check.h"

#include <sys/stat.h>

enum { PROCESSES = 3, THREADS = 4, BLOCK = 1 << 20, BEYOND = 20000, KEPT = 3000 };

static const uint8_t wrapping_key[32] = {2, 7, 1};
static char folder[] = "/tmp/kedge-counts-XXXXXX";
static char ring_path[64];
static kedge_unlock *unlock;
static kedge_keyring *ring;
static uint64_t key_id;
/* Shared with the children: nonces of each thread. */
static uint8_t (*nonces)[12];

struct seals {
    uint64_t count;
    uint8_t (*kept)[12];
};

static void *seal_many(void *argument) {
    struct seals *seals = argument;
    uint8_t sealed[80];
    size_t length = 0;
    for (uint64_t i = 0; i < seals->count; i++) {
        if (!EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length)) break;
        if (i < KEPT) memcpy(seals->kept[i], sealed + 48, 12);
    }
    return NULL;
}

static int process;
static uint64_t seals_each;

static void seal_on_threads(void) {
    pthread_t threads[THREADS];
    struct seals seals[THREADS];
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    for (int i = 0; i < THREADS; i++) {
        seals[i] = (struct seals){seals_each, nonces + (process * THREADS + i) * KEPT};
        CHECK(pthread_create(&threads[i], NULL, seal_many, &seals[i]) == 0);
    }
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
}

static uint64_t reserved(void) {
    kedge_keyring_key key = {.struct_size = sizeof key};
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_get_key, ring, key_id, &key);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
    return key.reserved_count;
}

/* Every process seals so many messages on each of its threads, at the same time as the others. */
static void seal_in_processes(uint64_t each) {
    pid_t children[PROCESSES];
    seals_each = each;
    fflush(NULL);
    for (process = 0; process < PROCESSES; process++) {
        children[process] = fork();
        if (children[process] == 0) {
            check_problems = 0;
            seal_on_threads();
            _exit(check_problems != 0);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int result = -1;
        waitpid(children[i], &result, 0);
        CHECK_AT(result == 0, "process %d ended with %d", i, result);
    }
}

static void one_block_a_process(void) {
    uint64_t before = reserved();
    seal_in_processes(KEPT);
    uint64_t after = reserved();
    CHECK_AT(after - before == (uint64_t)PROCESSES * BLOCK, "%llu nonces", (unsigned long long)(after - before));
    CHECK(check_repeated_nonces(nonces, (size_t)PROCESSES * THREADS * KEPT) == 0);
}

static void a_second_block_when_the_first_is_used_up(void) {
    if (check_is_light()) SKIP("a million messages");
    uint64_t before = reserved();
    seal_in_processes((BLOCK + BEYOND) / THREADS);
    uint64_t after = reserved();
    CHECK_AT(after - before == (uint64_t)PROCESSES * 2 * BLOCK, "%llu nonces", (unsigned long long)(after - before));
    CHECK(check_repeated_nonces(nonces, (size_t)PROCESSES * THREADS * KEPT) == 0);
}

static void child_of_a_reservation(void) {
    uint8_t sealed[100];
    size_t length = 0;
    EXPECT(KEDGE_FORKED, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
}

static void a_reservation_is_not_inherited(void) {
    uint8_t sealed[100];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    check_in_child(child_of_a_reservation);
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
}

int main(void) {
    check_begin("reservations");
    if (mkdtemp(folder) == NULL) return 2;
    snprintf(ring_path, sizeof ring_path, "%s/ring", folder);
    size_t bytes = (size_t)PROCESSES * THREADS * KEPT * 12;
    nonces = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (nonces == MAP_FAILED || kedge_unlock_create_key(wrapping_key, 32, &unlock) != KEDGE_OK ||
        kedge_keyring_create_file(ring_path, unlock, NULL, &ring) != KEDGE_OK ||
        kedge_keyring_generate(ring, KEDGE_AES_256_GCM, &key_id) != KEDGE_OK || kedge_keyring_destroy(ring) != KEDGE_OK)
        return 2;
    check_case("threads of one process share a block of nonces, processes do not", one_block_a_process);
    check_case("a process reserves a second block when the first is used up", a_second_block_when_the_first_is_used_up);
    check_case("a child of fork cannot use what its parent reserved", a_reservation_is_not_inherited);
    kedge_unlock_destroy(unlock);
    unlink(ring_path);
    rmdir(folder);
    return check_end();
}
