/* What the system refuses to keyrings and unlocks: room on disk, files, permission, randomness, locked memory, memory, a place
 * in the handle table, an algorithm. Each in a child of its own, which begins from nothing, as this process itself never uses the
 * library. Whatever is refused changes nothing, and goes on once it is granted. */
#include "limits.h"
#include "ring.h"

#include <sys/stat.h>

/* Every call that needs something of the system. */
enum call {
    CREATE_PASSPHRASE,
    CREATE_KEY,
    CREATE_SERVICE,
    CREATE,
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
    RESEAL,
    CALLS
};

static const char *const call_names[] = {
    "kedge_unlock_create_passphrase", "kedge_unlock_create_key", "kedge_unlock_create_service", "kedge_keyring_create",
    "kedge_keyring_load", "kedge_keyring_create_file", "kedge_keyring_open_file", "kedge_keyring_save", "kedge_keyring_save_file",
    "kedge_keyring_generate", "kedge_keyring_import", "kedge_keyring_set_primary", "kedge_keyring_enable",
    "kedge_keyring_disable", "kedge_keyring_destroy_key", "kedge_keyring_change_unlock", "kedge_keyring_reload",
    "kedge_keyring_seal", "kedge_keyring_reseal",
};

static kedge_unlock *unlock;
static kedge_keyring *ring;
static kedge_keyring_options options;
static uint64_t first, second, aes;
/* Shared with children that begin without an algorithm. */
static struct shared {
    uint8_t saved[5000], sealed[SEALED_TEXT];
    size_t saved_len;
} *shared;

static int32_t serve(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *context) {
    (void)context;
    if (in_len != 32 || out_capacity < 32) return 1;
    memcpy(out, in, 32);
    *out_len = 32;
    return 0;
}

/* The call itself, unnoted, as writing the note may be what is refused just now. Whatever it makes, it takes away again. */
static kedge_status attempt(enum call call) {
    static const uint8_t bytes[32] = {7};
    uint8_t out[700];
    uint64_t id = 77;
    size_t length = 77, live = kedge_live_handles();
    kedge_unlock *made_unlock = NULL;
    kedge_keyring *made = NULL;
    kedge_status status = KEDGE_OK;
    memset(out, 0x5A, sizeof out);
    switch (call) {
    case CREATE_PASSPHRASE: status = kedge_unlock_create_passphrase(bytes, 32, NULL, &made_unlock); break;
    case CREATE_KEY: status = kedge_unlock_create_key(bytes, 32, &made_unlock); break;
    case CREATE_SERVICE: status = kedge_unlock_create_service(serve, serve, NULL, &made_unlock); break;
    case CREATE: status = kedge_keyring_create(&options, &made); break;
    case LOAD: status = kedge_keyring_load(shared->saved, shared->saved_len, unlock, &options, &made); break;
    case CREATE_FILE: status = kedge_keyring_create_file(copy_path, unlock, &options, &made); break;
    case OPEN_FILE: status = kedge_keyring_open_file(ring_path, unlock, &options, &made); break;
    case SAVE: status = kedge_keyring_save(ring, unlock, out, sizeof out, &length); break;
    case SAVE_FILE: status = kedge_keyring_save_file(ring, copy_path, unlock); break;
    case GENERATE: status = kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &id); break;
    case IMPORT: status = kedge_keyring_import(ring, KEDGE_XAES_256_GCM, bytes, 32, &id); break;
    case SET_PRIMARY: status = kedge_keyring_set_primary(ring, aes); break;
    case ENABLE: status = kedge_keyring_enable(ring, second); break;
    case DISABLE: status = kedge_keyring_disable(ring, second); break;
    case DESTROY_KEY: status = kedge_keyring_destroy_key(ring, second); break;
    case CHANGE_UNLOCK: status = kedge_keyring_change_unlock(ring, unlock); break;
    case RELOAD: status = kedge_keyring_reload(ring); break;
    case SEAL: status = kedge_keyring_seal(ring, NULL, 0, bytes, 32, out, sizeof out, &length); break;
    case RESEAL:
        status = kedge_keyring_reseal(ring, NULL, 0, shared->sealed, SEALED_TEXT, out, sizeof out, &length);
        break;
    default: abort();
    }
    if (status != KEDGE_OK) {
        CHECK_AT(made == NULL && made_unlock == NULL && id == 77 && length == 77, "%s", call_names[call]);
        CHECK_AT(check_all(out, sizeof out, 0x5A) || call == RESEAL, "%s", call_names[call]);
        if (call == RESEAL) CHECK(check_all(out, TEXT + SEALED_OVERHEAD_AES, 0) || check_all(out, sizeof out, 0x5A));
    }
    kedge_unlock_destroy(made_unlock);
    kedge_keyring_destroy(made);
    CHECK_AT(kedge_live_handles() == live, "%s", call_names[call]);
    return status;
}

static void expect_refusal(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s: %d and not %d", call_names[call], (int)status, (int)expected);
    /* A file that was begun is not left behind. */
    CHECK_AT(access(copy_path, F_OK) != 0, "%s", call_names[call]);
}

/* A ring in a file, with a key that needs its first nonces of the file: in memory is everything that the calls need. */
static void prepare(void) {
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    unlock = make_unlock(1);
    ring = make_file_ring(unlock);
    first = add_key(ring, KEDGE_XAES_256_GCM);
    second = add_key(ring, KEDGE_XAES_256_GCM);
    aes = add_key(ring, KEDGE_AES_256_GCM);
    seal_text(ring, shared->sealed);
    shared->saved_len = save(ring, unlock, shared->saved, sizeof shared->saved);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, aes);
}

static void finish(void) {
    drop_ring(ring);
    drop_unlock(unlock);
    unlink(copy_path);
}

/* After all that was refused the ring is what it was, here and in the file. */
static void is_unchanged(void) {
    kedge_keyring *opened = open_file_ring(unlock);
    CHECK(key_count(ring) == 3 && key_count(opened) == 3 && primary_of(opened) == aes);
    CHECK(get_key(ring, second).state == KEDGE_KEY_STATE_ENABLED && get_key(opened, second).state == KEDGE_KEY_STATE_ENABLED);
    CHECK(get_key(opened, aes).reserved_count == 0);
    drop_ring(opened);
}

/* All of it works, once it is granted. */
static void goes_on(void) {
    unlink(copy_path);
    for (enum call call = CREATE_PASSPHRASE; call < CALLS; call++) {
        kedge_status status = attempt(call);
        CHECK_AT(status == KEDGE_OK, "%s: %d", call_names[call], (int)status);
        unlink(copy_path);
        if (call == DISABLE) attempt(ENABLE);
    }
}

static int is_file_call(enum call call) { return call >= CREATE_FILE && call != SAVE; }
static int writes_a_file(enum call call) { return is_file_call(call) && call != OPEN_FILE && call != RELOAD; }

/* --- files ------------------------------------------------------------------------------------------------------- */

static void set_soft_limit(int resource, rlim_t value) {
    struct rlimit limit;
    CHECK(getrlimit(resource, &limit) == 0);
    limit.rlim_cur = value;
    CHECK(setrlimit(resource, &limit) == 0);
}

static void write_no_large_file(void) {
    struct rlimit before;
    prepare();
    signal(SIGXFSZ, SIG_IGN);
    CHECK(getrlimit(RLIMIT_FSIZE, &before) == 0);
    for (enum call call = CREATE_FILE; call < CALLS; call++) {
        if (!writes_a_file(call)) continue;
        set_soft_limit(RLIMIT_FSIZE, 10);
        kedge_status status = attempt(call);
        set_soft_limit(RLIMIT_FSIZE, before.rlim_cur);
        expect_refusal(call, status, KEDGE_NO_SPACE);
    }
    is_unchanged();
    goes_on();
    finish();
}

static void open_no_file(void) {
    struct rlimit before;
    prepare();
    CHECK(getrlimit(RLIMIT_NOFILE, &before) == 0);
    for (enum call call = CREATE_FILE; call < CALLS; call++) {
        if (!is_file_call(call)) continue;
        set_soft_limit(RLIMIT_NOFILE, 0);
        kedge_status status = attempt(call);
        set_soft_limit(RLIMIT_NOFILE, before.rlim_cur);
        expect_refusal(call, status, KEDGE_IO_FAILED);
        char number[16];
        snprintf(number, sizeof number, "errno %d", EMFILE);
        CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s", kedge_last_error());
    }
    is_unchanged();
    goes_on();
    finish();
}

static void files_are_limited(void) {
    const char *tool = getenv("KEDGE_TEST_UNDER");
    check_in_child(write_no_large_file);
    /* valgrind lets the system make the file, and only then finds that there are too many. */
    if (tool == NULL || strcmp(tool, "valgrind") != 0) check_in_child(open_no_file);
}

static void be_kept_out(void) {
    prepare();
    CHECK(chmod(ring_folder, 0) == 0);
    if (!become_nobody()) SKIP("root cannot become nobody here");
    for (enum call call = CREATE_FILE; call < CALLS; call++) {
        if (!is_file_call(call)) continue;
        kedge_status status = attempt(call);
        check_note(call_names[call], status);
        CHECK_AT(status == KEDGE_PERMISSION_DENIED, "%s: %d", call_names[call], (int)status);
    }
    CHECK(key_count(ring) == 3 && get_key(ring, second).state == KEDGE_KEY_STATE_ENABLED);
    finish();
}

/* The ring's file may be read and locked, and nothing may be put in its place. */
static void be_kept_from_writing(void) {
    prepare();
    CHECK(chmod(ring_folder, 0555) == 0 && chmod(ring_path, 0644) == 0);
    if (!become_nobody()) SKIP("root cannot become nobody here");
    for (enum call call = CREATE_FILE; call < CALLS; call++) {
        if (!is_file_call(call)) continue;
        expect_refusal(call, attempt(call), writes_a_file(call) ? KEDGE_PERMISSION_DENIED : KEDGE_OK);
    }
    is_unchanged();
    finish();
}

static void permission_is_refused(void) {
    check_in_child(be_kept_out);
    CHECK(chmod(ring_folder, 0700) == 0);
    check_in_child(be_kept_from_writing);
    CHECK(chmod(ring_folder, 0700) == 0);
}

/* --- randomness -------------------------------------------------------------------------------------------------- */

static void begin_without_randomness(void) {
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (enum call call = CREATE_PASSPHRASE; call <= CREATE; call++) expect_refusal(call, attempt(call), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

static void go_on_without_randomness(void) {
    static const enum call calls[] = {SAVE, CREATE_FILE, SAVE_FILE, GENERATE, IMPORT, SET_PRIMARY, ENABLE, DISABLE,
                                      DESTROY_KEY, CHANGE_UNLOCK, SEAL, RESEAL};
    prepare();
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, first);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    /* What was read before may be used up; that is all. */
    kedge_status status = KEDGE_OK;
    for (int i = 0; i < 10000 && status == KEDGE_OK; i++) status = attempt(SEAL);
    expect_refusal(SEAL, status, KEDGE_RANDOM_UNAVAILABLE);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        expect_refusal(calls[i], attempt(calls[i]), KEDGE_RANDOM_UNAVAILABLE);
    }
    /* What makes nothing new needs none. */
    CHECK(attempt(RELOAD) == KEDGE_OK && attempt(LOAD) == KEDGE_OK && attempt(OPEN_FILE) == KEDGE_OK);
    CHECK(open_text(ring, shared->sealed, SEALED_TEXT) == KEDGE_OK);
    CHECK(key_count(ring) == 3 && get_key(ring, second).state == KEDGE_KEY_STATE_ENABLED);
    finish();
}

/* The first secret of a process needs randomness, and a key service's unlock holds none. */
static void open_without_randomness(void) {
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    EXPECT(KEDGE_OK, kedge_unlock_create_service, serve, serve, NULL, &unlock);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    expect_refusal(LOAD, attempt(LOAD), KEDGE_RANDOM_UNAVAILABLE);
    expect_refusal(OPEN_FILE, attempt(OPEN_FILE), KEDGE_RANDOM_UNAVAILABLE);
    drop_unlock(unlock);
}

static void prepare_for_a_service(void) {
    EXPECT(KEDGE_OK, kedge_unlock_create_service, serve, serve, NULL, &unlock);
    ring = make_file_ring(unlock);
    shared->saved_len = save(ring, unlock, shared->saved, sizeof shared->saved);
    finish();
}

static void randomness_is_refused(void) {
    check_in_child(begin_without_randomness);
    check_in_child(go_on_without_randomness);
    check_in_child(prepare_for_a_service);
    check_in_child(open_without_randomness);
}

/* --- locked memory ----------------------------------------------------------------------------------------------- */

static void lock_no_memory(void) {
    prepare();
    drop_ring(ring);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, &options, &ring);
    CHECK(chmod(ring_folder, 0777) == 0 && chmod(ring_path, 0666) == 0);
    if (!become_nobody()) SKIP("root cannot become nobody here");
    limit_locked_memory(0);
    fill_secret_memory();
    for (enum call call = LOAD; call < CALLS; call++) {
        kedge_status refused = attempt(call);
        expect_refusal(call, refused, KEDGE_MEMORY_NOT_LOCKED);
        if (refused == KEDGE_MEMORY_NOT_LOCKED) CHECK(strstr(kedge_last_error(), "RLIMIT_MEMLOCK") != NULL);
    }
    is_unchanged();
    CHECK(open_text(ring, shared->sealed, SEALED_TEXT) == KEDGE_OK);
    /* Whoever does not ask for locked memory gets on. */
    options.require_locked_memory = 0;
    CHECK(attempt(LOAD) == KEDGE_OK && attempt(OPEN_FILE) == KEDGE_OK && attempt(CREATE_FILE) == KEDGE_OK);
    unlink(copy_path);
    empty_secret_memory();
    finish();
}

static void locking_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(lock_no_memory);
    CHECK(chmod(ring_folder, 0700) == 0);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

/* scrypt asks for 128 MiB, which are not there. */
static void stretch_without_memory(void) {
    static const uint8_t passphrase[] = "no memory";
    uint8_t out[700];
    size_t length = 77;
    kedge_unlock *costly = NULL;
    kedge_keyring *opened = NULL;
    kedge_passphrase_options passphrase_options;
    prepare();
    EXPECT(KEDGE_OK, kedge_passphrase_options_init, &passphrase_options, sizeof passphrase_options);
    EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, passphrase, 9, NULL, &costly);
    passphrase_options.scrypt_n = 16;
    kedge_unlock *cheap = NULL;
    EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, passphrase, 9, &passphrase_options, &cheap);
    /* A ring whose own parameters are those of the costly one. */
    uint8_t saved[700];
    size_t saved_len = save(ring, cheap, saved, sizeof saved);
    put32(saved + RING_LOCK_PARAMETERS, 17);
    mend_checksum(saved, saved_len);
    int file = open(copy_path, O_WRONLY | O_CREAT, 0600);
    CHECK(write(file, saved, saved_len) == (ssize_t)saved_len);
    close(file);
    unsigned long pages = 0;
    FILE *memory = fopen("/proc/self/statm", "r");
    CHECK(memory != NULL && fscanf(memory, "%lu", &pages) == 1);
    fclose(memory);
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_AS, &limit) == 0);
    set_soft_limit(RLIMIT_AS, pages * (rlim_t)sysconf(_SC_PAGESIZE) + (64 << 20));
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_save, ring, costly, out, sizeof out, &length);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_load, saved, saved_len, cheap, NULL, &opened);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_open_file, copy_path, cheap, NULL, &opened);
    unlink(copy_path);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_create_file, copy_path, costly, NULL, &opened);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_save_file, ring, copy_path, costly);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_keyring_change_unlock, ring, costly);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A) && opened == NULL && access(copy_path, F_OK) != 0);
    set_soft_limit(RLIMIT_AS, limit.rlim_cur);
    is_unchanged();
    goes_on();
    drop_unlock(costly);
    drop_unlock(cheap);
    finish();
}

static kedge_keccak256 *states[1024];

/* The table grows by 1,024 slots at a time. */
static void issue_without_memory(void) {
    kedge_unlock *made = NULL;
    kedge_keyring *made_ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &states[i]);
    /* Pieces are left for everything but a table's next part. */
    take_all_memory(32768);
    kedge_status created = kedge_keyring_create(&options, &made_ring), served = kedge_unlock_create_service(serve, serve, NULL, &made);
    give_memory_back();
    CHECK_AT(check_note("kedge_keyring_create", created) == KEDGE_OUT_OF_MEMORY, "%d", (int)created);
    CHECK_AT(check_note("kedge_unlock_create_service", served) == KEDGE_OUT_OF_MEMORY, "%d", (int)served);
    CHECK(made == NULL && made_ring == NULL);
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
    CHECK(attempt(CREATE) == KEDGE_OK && attempt(CREATE_SERVICE) == KEDGE_OK);
}

/* Ordinary memory is there, and no pages for secrets. */
static void keep_no_secret(void) {
    enum { BLOCKS = 4096, BLOCK = 8192 };
    static uint8_t *blocks[BLOCKS];
    kedge_status statuses[CALLS];
    prepare();
    /* malloc keeps what it is given back below the last block. */
    for (int i = 0; i < BLOCKS; i++) {
        blocks[i] = malloc(BLOCK);
        CHECK(blocks[i] != NULL);
        if (blocks[i] != NULL) memset(blocks[i], 1, BLOCK);
    }
    uint8_t *last = malloc(BLOCK);
    for (int i = 0; i < BLOCKS; i++) free(blocks[i]);
    take_all_memory((size_t)1 << 40);
    fill_secret_memory();
    for (enum call call = CREATE_PASSPHRASE; call < CALLS; call++) statuses[call] = attempt(call);
    give_memory_back();
    for (enum call call = CREATE_PASSPHRASE; call < CALLS; call++) {
        /* What keeps no secret goes on. */
        if (call == CREATE_SERVICE || call == CREATE) {
            CHECK_AT(statuses[call] == KEDGE_OK, "%s: %d", call_names[call], (int)statuses[call]);
        } else {
            expect_refusal(call, statuses[call], KEDGE_OUT_OF_MEMORY);
        }
    }
    empty_secret_memory();
    is_unchanged();
    goes_on();
    free(last);
    finish();
}

static void memory_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(stretch_without_memory);
    check_in_child(issue_without_memory);
    check_in_child(keep_no_secret);
}

/* --- the handle table -------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t count = 0;
    prepare();
    while (count < MOST_HANDLES && kedge_keccak256_create(&many[count]) == KEDGE_OK) count++;
    CHECK(kedge_live_handles() == MOST_HANDLES);
    for (enum call call = CREATE_PASSPHRASE; call <= OPEN_FILE; call++) {
        kedge_status status = attempt(call);
        check_note(call_names[call], status);
        CHECK_AT(status == KEDGE_TOO_MANY_HANDLES, "%s: %d", call_names[call], (int)status);
    }
    /* The one call whose file is there all the same, as its documentation says. */
    CHECK(access(copy_path, F_OK) == 0);
    for (size_t i = 0; i < count; i++) kedge_keccak256_destroy(many[i]);
    goes_on();
    finish();
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

/* --- the algorithm ----------------------------------------------------------------------------------------------- */

static void prepare_and_finish(void) {
    prepare();
    finish();
}

static void begin_without_algorithm(void) {
    static const enum call calls[] = {LOAD, CREATE_FILE, OPEN_FILE, SAVE, SAVE_FILE, GENERATE, IMPORT};
    setenv("OPENSSL_CONF", configuration, 1);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    unlock = make_unlock(1);
    ring = make_empty_ring();
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        expect_refusal(calls[i], attempt(calls[i]), KEDGE_ALGORITHM_UNAVAILABLE);
    }
    CHECK(key_count(ring) == 0);
    finish();
}

static void the_algorithm_is_missing(void) {
    write_empty_configuration();
    check_in_child(prepare_and_finish);
    check_in_child(begin_without_algorithm);
    unlink(configuration);
}

/* --- nonces ------------------------------------------------------------------------------------------------------ */

/* Every handle that seals reserves a block of 2^20 for itself, so 4,096 handles use up all 2^32. */
static void use_up_all_nonces(void) {
    uint8_t sealed[SEALED_TEXT];
    size_t length = 77;
    /* Thousands of durable writes take a disk half a minute, and memory a moment. */
    if (access("/dev/shm", W_OK) == 0) snprintf(ring_path, sizeof ring_path, "/dev/shm/kedge-nonces-%d", (int)getpid());
    prepare();
    for (int i = 0; i < 4096; i++) {
        kedge_keyring *own = open_file_ring(unlock);
        seal_text(own, sealed);
        drop_ring(own);
    }
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    CHECK(get_key(ring, aes).reserved_count == (uint64_t)1 << 32);
    EXPECT(KEDGE_KEY_EXHAUSTED, kedge_keyring_seal, ring, NULL, 0, ring_text, TEXT, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_KEY_EXHAUSTED, kedge_keyring_reseal, ring, NULL, 0, shared->sealed, SEALED_TEXT, sealed, sizeof sealed, &length);
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, first);
    seal_text(ring, sealed);
    finish();
    unlink(ring_path);
}

static void nonces_come_to_an_end(void) {
    if (check_is_light()) SKIP("thousands of handles");
    check_in_child(use_up_all_nonces);
}

int main(void) {
    check_begin("keyring_limits");
    make_folder();
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) return 2;
    check_case("a file that may not be written or opened is a status, and changes nothing", files_are_limited);
    check_case("permission that is refused is a status, and changes nothing", permission_is_refused);
    check_case("without randomness nothing new is made", randomness_is_refused);
    check_case("memory that cannot be locked is an error where asked for", locking_is_refused);
    check_case("missing memory is a status", memory_is_refused);
    check_case("a full handle table is a status", the_table_is_full);
    check_case("a missing algorithm is a status", the_algorithm_is_missing);
    check_case("2^32 nonces are reserved, and not one more", nonces_come_to_an_end);
    remove_folder();
    return check_end();
}
