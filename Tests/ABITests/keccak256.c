/* Keccak-256, in one call and in pieces. */
#include "check.h"

static void hash_to(const uint8_t *data, size_t data_len, uint8_t *hash32) {
    EXPECT(KEDGE_OK, kedge_keccak256_hash, data, data_len, hash32);
}

static kedge_keccak256 *begin(void) {
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    return state;
}

static void end(kedge_keccak256 *state) { EXPECT(KEDGE_OK, kedge_keccak256_destroy, state); }

/* --- what it computes -------------------------------------------------------------------------------------------- */

static void computes_the_published(void) {
    static const struct {
        const char *text, *hash;
    } published[] = {
        /* Ethereum Yellow Paper, section 4.1: KEC of the empty sequence, the code hash of an account without code. */
        {"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
        /* Solidity documentation, "Contract ABI Specification": the first four bytes select transfer(address,uint256). */
        {"transfer(address,uint256)", "a9059cbb"},
        /* ERC-20: the topic of the Transfer event. */
        {"Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"},
        /* Keccak submission to the SHA-3 competition, round 3, ShortMsgKAT_256.txt, Len = 8. */
        {"\xcc", "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a"},
    };
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        uint8_t expected[32], hash[32];
        check_unhex(published[i].hash, expected);
        hash_to((const uint8_t *)published[i].text, strlen(published[i].text), hash);
        CHECK_AT(memcmp(hash, expected, strlen(published[i].hash) / 2) == 0, "case %zu", i);
    }
    /* Not SHA3-256, whose padding differs: FIPS 202, SHA3-256 of nothing. */
    uint8_t sha3[32], hash[32];
    check_unhex("a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a", sha3);
    hash_to(NULL, 0, hash);
    CHECK(memcmp(hash, sha3, 32) != 0);
}

static void pieces_equal_the_whole(void) {
    enum { MOST = 700 };
    uint8_t data[MOST], whole[32], hash[32];
    check_pattern(data, MOST, 1);
    kedge_keccak256 *state = begin();
    size_t step = check_is_light() ? 23 : 1;
    /* Every length with every place of the cut that is near the block of 136 bytes, and with pieces of one size. */
    for (size_t count = 0; count <= MOST; count += step) {
        hash_to(data, count, whole);
        for (size_t cut = 0; cut <= count; cut += cut % 136 < 3 || cut % 136 > 132 ? 1 : 43) {
            EXPECT(KEDGE_OK, kedge_keccak256_reset, state);
            EXPECT(KEDGE_OK, kedge_keccak256_update, state, data, cut);
            EXPECT(KEDGE_OK, kedge_keccak256_update, state, data + cut, count - cut);
            EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
            CHECK_AT(memcmp(hash, whole, 32) == 0, "%zu bytes cut at %zu", count, cut);
        }
    }
    for (size_t piece = 1; piece < 300; piece += step) {
        hash_to(data, MOST, whole);
        EXPECT(KEDGE_OK, kedge_keccak256_reset, state);
        for (size_t done = 0; done < MOST; done += piece) {
            EXPECT(KEDGE_OK, kedge_keccak256_update, state, data + done, piece < MOST - done ? piece : MOST - done);
        }
        EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
        CHECK_AT(memcmp(hash, whole, 32) == 0, "pieces of %zu", piece);
    }
    end(state);
}

static void digest_goes_on(void) {
    uint8_t data[400], whole[32], hash[32];
    check_pattern(data, sizeof data, 2);
    kedge_keccak256 *state = begin();
    for (size_t count = 0; count < sizeof data; count++) {
        hash_to(data, count, whole);
        EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
        CHECK_AT(memcmp(hash, whole, 32) == 0, "%zu", count);
        EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
        CHECK_AT(memcmp(hash, whole, 32) == 0, "%zu, asked again", count);
        EXPECT(KEDGE_OK, kedge_keccak256_update, state, data + count, 1);
    }
    end(state);
}

static void a_copy_goes_its_own_way(void) {
    uint8_t data[600], whole[32], hash[32];
    check_pattern(data, sizeof data, 3);
    for (size_t common = 0; common <= 300; common += 25) {
        kedge_keccak256 *state = begin(), *copy = NULL;
        EXPECT(KEDGE_OK, kedge_keccak256_update, state, data, common);
        EXPECT(KEDGE_OK, kedge_keccak256_copy, state, &copy);
        CHECK(copy != state);
        EXPECT(KEDGE_OK, kedge_keccak256_update, copy, data + common, 200);
        EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
        hash_to(data, common, whole);
        CHECK(memcmp(hash, whole, 32) == 0);
        end(state);
        EXPECT(KEDGE_OK, kedge_keccak256_digest, copy, hash);
        hash_to(data, common + 200, whole);
        CHECK(memcmp(hash, whole, 32) == 0);
        end(copy);
    }
}

static void reset_begins_anew(void) {
    uint8_t data[200], whole[32], hash[32];
    check_pattern(data, sizeof data, 4);
    kedge_keccak256 *state = begin();
    hash_to(NULL, 0, whole);
    for (size_t count = 0; count <= 200; count++) {
        EXPECT(KEDGE_OK, kedge_keccak256_update, state, data, count);
        EXPECT(KEDGE_OK, kedge_keccak256_reset, state);
        EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
        CHECK_AT(memcmp(hash, whole, 32) == 0, "%zu", count);
    }
    end(state);
}

static void takes_nothing(void) {
    uint8_t byte = 0, whole[32], hash[32];
    hash_to(NULL, 0, whole);
    hash_to(&byte, 0, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    kedge_keccak256 *state = begin();
    EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_update, state, NULL, 0);
    EXPECT(KEDGE_OK, kedge_keccak256_update, state, &byte, 0);
    EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    end(state);
}

static void hash_may_lie_in_the_data(void) {
    uint8_t data[300], saved[300], whole[32];
    check_pattern(saved, sizeof saved, 5);
    hash_to(saved, sizeof saved, whole);
    for (size_t at = 0; at + 32 <= sizeof data; at++) {
        memcpy(data, saved, sizeof data);
        hash_to(data, sizeof data, data + at);
        CHECK_AT(memcmp(data + at, whole, 32) == 0, "%zu", at);
        CHECK(memcmp(data, saved, at) == 0);
        CHECK(memcmp(data + at + 32, saved + at + 32, sizeof data - at - 32) == 0);
    }
}

static void takes_megabytes(void) {
    size_t count = check_is_light() ? 500001 : 4u * 1024 * 1024 + 5;
    uint8_t *data = malloc(count), whole[32], hash[32];
    CHECK(data != NULL);
    if (data == NULL) return;
    check_pattern(data, count, 6);
    hash_to(data, count, whole);
    kedge_keccak256 *state = begin();
    for (size_t done = 0, piece = 1; done < count; done += piece, piece = piece * 3 + 1) {
        if (piece > count - done) piece = count - done;
        EXPECT(KEDGE_OK, kedge_keccak256_update, state, data + done, piece);
    }
    EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    end(state);
    free(data);
}

static void takes_gigabytes(void) {
    if (getenv("KEDGE_SLOW_TESTS") == NULL) SKIP("set KEDGE_SLOW_TESTS: it takes some seconds");
    /* The same 64 KiB of physical memory many times over. */
    enum { PIECE = 1 << 16, PIECES = (1 << 15) + 10 };
    const size_t count = (size_t)PIECE * PIECES;
    FILE *file = tmpfile();
    uint8_t piece[PIECE], whole[32], hash[32];
    check_pattern(piece, PIECE, 7);
    CHECK(file != NULL && fwrite(piece, 1, PIECE, file) == PIECE && fflush(file) == 0);
    uint8_t *data = mmap(NULL, count, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    CHECK(data != MAP_FAILED);
    if (file == NULL || data == MAP_FAILED) return;
    for (size_t i = 0; i < PIECES; i++) {
        CHECK(mmap(data + i * PIECE, PIECE, PROT_READ, MAP_SHARED | MAP_FIXED, fileno(file), 0) != MAP_FAILED);
    }
    hash_to(data, count, whole);
    kedge_keccak256 *state = begin();
    for (size_t i = 0; i < PIECES; i++) EXPECT(KEDGE_OK, kedge_keccak256_update, state, piece, PIECE);
    EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    end(state);
    munmap(data, count);
    fclose(file);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t data[8] = {0}, hash[32], empty[32];
    kedge_keccak256 *state = begin();
    hash_to(NULL, 0, empty);
    memset(hash, 0x5A, sizeof hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, NULL, 1, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, NULL, SIZE_MAX, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, data, over, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, data, SIZE_MAX, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_hash, data, 8, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_update, state, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_update, state, NULL, over);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_update, state, data, over);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_update, state, data, SIZE_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_digest, state, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_copy, state, NULL);
    CHECK(check_all(hash, sizeof hash, 0x5A));
    EXPECT(KEDGE_OK, kedge_keccak256_digest, state, hash);
    CHECK(memcmp(hash, empty, 32) == 0);
    end(state);
}

/* --- busy -------------------------------------------------------------------------------------------------------- */

/* The data ends in a page that may not be read. The thread that hashes it faults there, in the middle of its update; the
 * handler tells the main thread, which tries everything, opens the page, and lets the update go on. */
static struct {
    kedge_keccak256 *state;
    uint8_t *data;
    size_t page;
    int faulted[2], resume[2];
} halt;

static void wait_in_the_fault(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    char byte = 0;
    uint8_t *at = info->si_addr;
    if (at < halt.data + halt.page || at >= halt.data + 2 * halt.page) _exit(99);
    if (write(halt.faulted[1], &byte, 1) != 1 || read(halt.resume[0], &byte, 1) != 1) _exit(98);
}

static void *hash_into_the_fault(void *unused) {
    (void)unused;
    CHECK(kedge_keccak256_update(halt.state, halt.data, 2 * halt.page) == KEDGE_OK);
    return NULL;
}

static void is_busy_during_a_call(void) {
    uint8_t hash[32], whole[32];
    char byte = 0;
    pthread_t thread;
    struct sigaction action, before_segv, before_bus;
    halt.page = (size_t)sysconf(_SC_PAGESIZE);
    halt.data = mmap(NULL, 2 * halt.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(halt.data != MAP_FAILED && pipe(halt.faulted) == 0 && pipe(halt.resume) == 0);
    halt.state = begin();
    check_pattern(halt.data, 2 * halt.page, 8);
    hash_to(halt.data, 2 * halt.page, whole);
    CHECK(mprotect(halt.data + halt.page, halt.page, PROT_NONE) == 0);
    memset(&action, 0, sizeof action);
    action.sa_sigaction = wait_in_the_fault;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &action, &before_segv);
    sigaction(SIGBUS, &action, &before_bus);

    CHECK(pthread_create(&thread, NULL, hash_into_the_fault, NULL) == 0);
    CHECK(read(halt.faulted[0], &byte, 1) == 1);
    memset(hash, 0x5A, sizeof hash);
    kedge_keccak256 *copy = NULL;
    size_t live = kedge_live_handles();
    EXPECT(KEDGE_BUSY, kedge_keccak256_update, halt.state, hash, 1);
    EXPECT(KEDGE_BUSY, kedge_keccak256_digest, halt.state, hash);
    EXPECT(KEDGE_BUSY, kedge_keccak256_reset, halt.state);
    EXPECT(KEDGE_BUSY, kedge_keccak256_copy, halt.state, &copy);
    CHECK(strstr(kedge_last_error(), "state is in use") != NULL);
    CHECK(copy == NULL && check_all(hash, sizeof hash, 0x5A) && kedge_live_handles() == live);
    CHECK(mprotect(halt.data + halt.page, halt.page, PROT_READ) == 0);
    CHECK(write(halt.resume[1], &byte, 1) == 1);
    CHECK(pthread_join(thread, NULL) == 0);

    sigaction(SIGSEGV, &before_segv, NULL);
    sigaction(SIGBUS, &before_bus, NULL);
    EXPECT(KEDGE_OK, kedge_keccak256_digest, halt.state, hash);
    CHECK(memcmp(hash, whole, 32) == 0);
    end(halt.state);
    munmap(halt.data, 2 * halt.page);
    for (int i = 0; i < 2; i++) {
        close(halt.faulted[i]);
        close(halt.resume[i]);
    }
}

/* Threads that share a state against the rule: each call is either done whole or refused. */
enum { RIVALS = 4, ROUNDS = 20000 };
static unsigned updates_done;

static void *update_in_rivalry(void *unused) {
    (void)unused;
    static const uint8_t block[64];
    uint8_t hash[32];
    for (int i = 0; i < (check_is_light() ? ROUNDS / 20 : ROUNDS); i++) {
        kedge_status status = kedge_keccak256_update(halt.state, block, sizeof block);
        CHECK(status == KEDGE_OK || status == KEDGE_BUSY);
        if (status == KEDGE_OK) __atomic_fetch_add(&updates_done, 1, __ATOMIC_RELAXED);
        status = kedge_keccak256_digest(halt.state, hash);
        CHECK(status == KEDGE_OK || status == KEDGE_BUSY);
    }
    return NULL;
}

static void survives_rivalry(void) {
    static const uint8_t block[64];
    pthread_t threads[RIVALS];
    uint8_t hash[32], expected[32];
    halt.state = begin();
    updates_done = 0;
    for (int i = 0; i < RIVALS; i++) CHECK(pthread_create(&threads[i], NULL, update_in_rivalry, NULL) == 0);
    for (int i = 0; i < RIVALS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_digest, halt.state, hash);
    EXPECT(KEDGE_OK, kedge_keccak256_reset, halt.state);
    for (unsigned i = 0; i < updates_done; i++) kedge_keccak256_update(halt.state, block, sizeof block);
    EXPECT(KEDGE_OK, kedge_keccak256_digest, halt.state, expected);
    CHECK(memcmp(hash, expected, 32) == 0);
    end(halt.state);
}

int main(void) {
    check_begin("keccak256");
    check_case("published hashes are computed", computes_the_published);
    check_case("a hash in pieces equals the hash of the whole", pieces_equal_the_whole);
    check_case("a digest leaves the hash as it was, and more may be added", digest_goes_on);
    check_case("a copy and its original go their own ways", a_copy_goes_its_own_way);
    check_case("a reset forgets everything", reset_begins_anew);
    check_case("nothing is hashed, with NULL and without", takes_nothing);
    check_case("the hash may be written over the data", hash_may_lie_in_the_data);
    check_case("megabytes are hashed", takes_megabytes);
    check_case("more than 2 GiB are hashed", takes_gigabytes);
    check_case("NULL and lengths over PTRDIFF_MAX are refused", refuses_bad_arguments);
    check_case("a state in the middle of a call is busy for every other", is_busy_during_a_call);
    check_case("threads that share a state get whole calls or KEDGE_BUSY", survives_rivalry);
    return check_end();
}
