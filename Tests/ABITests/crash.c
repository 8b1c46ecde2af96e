/* SIGKILL in the middle: of saving keyrings and keystores, of appending to logs, of sealing files. What was acknowledged is there
 * afterwards, what is there verifies, and nothing else is. */
#include "check.h"

#include <dirent.h>
#include <sys/stat.h>

enum { ROUNDS = 200, LIGHT_ROUNDS = 8, FILE_BYTES = 6 << 20, LONGEST_RECORD = 1 << 20 };

static const uint8_t wrapping_key[32] = {3, 1, 4, 1, 5};
static char folder[] = "/tmp/kedge-crash-XXXXXX";
static char ring_path[64], log_path[64], plain_path[64], sealed_path[64], opened_path[64];
static kedge_unlock *unlock;
static kedge_keyring *ring;

static int rounds(void) { return check_is_light() ? LIGHT_ROUNDS : ROUNDS; }

static void name(char *path, const char *file) { snprintf(path, 64, "%s/%s", folder, file); }

/* --- killing ----------------------------------------------------------------------------------------------------- */

static int to_parent;

/* What the child has been promised, as it was promised. */
static void acknowledge(uint64_t number) {
    if (write(to_parent, &number, sizeof number) != sizeof number) _exit(3);
}

/* Runs work in a child that is killed after some microseconds; the numbers it acknowledged, at most `most`. */
static size_t kill_in_the_middle(void (*work)(void), unsigned microseconds, uint64_t *numbers, size_t most) {
    int ends[2];
    size_t count = 0;
    CHECK(pipe(ends) == 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        to_parent = ends[1];
        work();
        /* Whoever is done early waits for its end. */
        for (;;) pause();
    }
    close(ends[1]);
    /* Not before the child is at work, so that the whole range falls into it. */
    uint64_t number;
    CHECK(read(ends[0], &number, sizeof number) == sizeof number);
    usleep(microseconds);
    kill(child, SIGKILL);
    while (read(ends[0], &number, sizeof number) == sizeof number) {
        if (count < most) numbers[count++] = number;
    }
    close(ends[0]);
    int result = 0;
    waitpid(child, &result, 0);
    CHECK(WIFSIGNALED(result) && WTERMSIG(result) == SIGKILL);
    return count;
}

/* How many files are there besides the expected ones; removes those that a killed replacement left. */
static int strangers(void) {
    int count = 0;
    DIR *entries = opendir(folder);
    CHECK(entries != NULL);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        const char *expected[] = {".", "..", "ring", "log", "plain", "sealed", "opened"};
        int is_expected = 0;
        for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) is_expected |= !strcmp(entry->d_name, expected[i]);
        if (is_expected) continue;
        char path[320];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strncmp(entry->d_name, ".kedge-", 7) == 0) unlink(path);
        count++;
    }
    if (entries != NULL) closedir(entries);
    return count;
}

static void open_ring(void) { EXPECT(KEDGE_OK, kedge_keyring_open_file, ring_path, unlock, NULL, &ring); }
static void close_ring(void) { EXPECT(KEDGE_OK, kedge_keyring_destroy, ring); }

/* --- rings ------------------------------------------------------------------------------------------------------- */

static void change_the_ring(void) {
    if (kedge_keyring_open_file(ring_path, unlock, NULL, &ring) != KEDGE_OK) _exit(3);
    acknowledge(0);
    for (int i = 0; i < 900; i++) {
        uint64_t id = 0;
        if (kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &id) != KEDGE_OK) _exit(3);
        acknowledge(id);
    }
}

static void saved_rings_survive(void) {
    int left = 0;
    uint64_t before = 0;
    for (int round = 0; round < rounds(); round++) {
        unlink(ring_path);
        EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, unlock, NULL, &ring);
        EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &before);
        close_ring();
        uint64_t ids[900];
        size_t count = kill_in_the_middle(change_the_ring, (unsigned)(round * 7919 % 20000), ids, 900);
        open_ring();
        for (size_t i = 0; i < count; i++) {
            kedge_keyring_key key = {.struct_size = sizeof key};
            EXPECT(KEDGE_OK, kedge_keyring_get_key, ring, ids[i], &key);
        }
        uint64_t primary = 0;
        EXPECT(KEDGE_OK, kedge_keyring_primary, ring, &primary);
        CHECK(primary == before);
        close_ring();
        left += strangers();
    }
    /* A file that replaces another has a name of its own for a moment. */
    CHECK_AT(left * 4 <= rounds(), "%d rings were left beside the ring", left);
}

/* --- logs -------------------------------------------------------------------------------------------------------- */

static kedge_sealed_log *appended;
static uint8_t record[LONGEST_RECORD];

/* A record that tells its number. */
static size_t make_record(uint64_t number) {
    size_t length = number % 5 == 0 ? LONGEST_RECORD - number % 1000 : 8 + number % 300;
    check_pattern(record, length, number);
    return length;
}

static void append_to_the_log(int batch) {
    kedge_keyring *own = NULL;
    if (kedge_keyring_open_file(ring_path, unlock, NULL, &own) != KEDGE_OK) _exit(3);
    if (kedge_sealed_log_open(own, log_path, NULL, NULL, 0, &appended) != KEDGE_OK) _exit(3);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    if (kedge_sealed_log_get_info(appended, &info) != KEDGE_OK) _exit(3);
    acknowledge(0);
    for (uint64_t number = info.next_record;; number++) {
        uint64_t given = 0;
        size_t length = make_record(number);
        kedge_status status = batch ? kedge_sealed_log_append_batched(appended, record, length, &given)
                                    : kedge_sealed_log_append(appended, record, length, &given);
        if (status != KEDGE_OK || given != number) _exit(3);
        if (!batch) acknowledge(number);
        if (batch && number % 8 == 0) {
            if (kedge_sealed_log_sync(appended) != KEDGE_OK) _exit(3);
            acknowledge(number);
        }
    }
}

static void append_durably(void) { append_to_the_log(0); }
static void append_in_batches(void) { append_to_the_log(1); }

static void check_records(uint64_t from, uint64_t to) {
    kedge_sealed_log_reader *reader = NULL;
    static uint8_t text[LONGEST_RECORD];
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_open, ring, log_path, NULL, NULL, 0, &reader);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    for (uint64_t number = from; number < to; number++) {
        size_t length = make_record(number), text_len = 0;
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, number, text, sizeof text, &text_len);
        CHECK(text_len == length && memcmp(text, record, length) == 0);
    }
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_destroy, reader);
}

static void appended_records_survive(void) {
    unlink(log_path);
    open_ring();
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, log_path, NULL, 0, &appended);
    uint64_t first = 0, torn = 0;
    EXPECT(KEDGE_OK, kedge_sealed_log_append, appended, record, make_record(0), &first);
    EXPECT(KEDGE_OK, kedge_sealed_log_destroy, appended);
    uint8_t checkpoint[KEDGE_LOG_CHECKPOINT_BYTES];
    uint64_t next = 1;
    for (int round = 0; round < rounds(); round++) {
        uint64_t numbers[4096];
        size_t count = kill_in_the_middle(round % 2 ? append_durably : append_in_batches, (unsigned)(round * 7919 % 15000), numbers, 4096);
        kedge_sealed_log_options options;
        kedge_sealed_log_options_init(&options, sizeof options);
        if (round > 0) options.checkpoint = checkpoint, options.checkpoint_len = sizeof checkpoint;
        EXPECT(KEDGE_OK, kedge_sealed_log_open, ring, log_path, &options, NULL, 0, &appended);
        kedge_sealed_log_info info = {.struct_size = sizeof info};
        EXPECT(KEDGE_OK, kedge_sealed_log_get_info, appended, &info);
        torn += info.torn_bytes > 0;
        CHECK(info.next_record >= next && (count == 0 || info.next_record > numbers[count - 1]));
        check_records(next, info.next_record);
        next = info.next_record;
        EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, appended, checkpoint);
        EXPECT(KEDGE_OK, kedge_sealed_log_destroy, appended);
        struct stat file;
        CHECK(stat(log_path, &file) == 0);
        if (file.st_size > 200 << 20) { /* Verifying it all each time shall not take for ever. */
            unlink(log_path);
            EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, log_path, NULL, 0, &appended);
            EXPECT(KEDGE_OK, kedge_sealed_log_append, appended, record, make_record(0), &first);
            EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, appended, checkpoint);
            EXPECT(KEDGE_OK, kedge_sealed_log_destroy, appended);
            next = 1;
        }
    }
    printf("      %llu of %d kills tore a record\n", (unsigned long long)torn, rounds());
    CHECK(strangers() == 0);
    close_ring();
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static int tell_of_progress(uint64_t done, uint64_t total, void *told) {
    (void)total;
    if (done > 0 && *(int *)told == 0) {
        *(int *)told = 1;
        acknowledge(done);
    }
    return 0;
}

static void seal_or_open_the_file(int replace, int opening) {
    kedge_keyring *own = NULL;
    if (kedge_keyring_open_file(ring_path, unlock, NULL, &own) != KEDGE_OK) _exit(3);
    int told = 0;
    kedge_file_options options;
    kedge_file_options_init(&options, sizeof options);
    options.threads = 2;
    options.replace_existing = replace;
    options.progress = tell_of_progress;
    options.progress_context = &told;
    kedge_status status = opening ? kedge_file_open(own, sealed_path, opened_path, &options, NULL, 0)
                                  : kedge_file_seal(own, plain_path, sealed_path, &options, NULL, 0);
    if (status != KEDGE_OK) _exit(3);
    acknowledge(1);
}

static void seal_the_file(void) { seal_or_open_the_file(0, 0); }
static void seal_the_file_again(void) { seal_or_open_the_file(1, 0); }
static void open_the_file(void) { seal_or_open_the_file(0, 1); }

static uint8_t *contents(const char *path, size_t *length) {
    int file = open(path, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) return NULL;
    *length = (size_t)status.st_size;
    uint8_t *bytes = malloc(*length + 1);
    if (read(file, bytes, *length) != status.st_size) *length = 0;
    close(file);
    return bytes;
}

static void sealed_files_appear_as_a_whole(void) {
    uint8_t *plain = malloc(FILE_BYTES);
    check_pattern(plain, FILE_BYTES, 5);
    FILE *file = fopen(plain_path, "w");
    CHECK(fwrite(plain, 1, FILE_BYTES, file) == FILE_BYTES && fclose(file) == 0);
    open_ring();
    int complete = 0, left = 0;
    uint64_t acknowledged, length;
    for (int round = 0; round < rounds(); round++) {
        int kind = round % 3;
        void (*const works[])(void) = {seal_the_file, seal_the_file_again, open_the_file};
        if (kind == 0) unlink(sealed_path);
        if (kind != 0 && access(sealed_path, F_OK) != 0) {
            EXPECT(KEDGE_OK, kedge_file_seal, ring, plain_path, sealed_path, NULL, NULL, 0);
        }
        unlink(opened_path);
        size_t count = kill_in_the_middle(works[kind], (unsigned)(round * 7919 % 12000), &acknowledged, 1);
        int is_there = access(kind == 2 ? opened_path : sealed_path, F_OK) == 0;
        CHECK(count == 0 || is_there);
        complete += is_there && kind != 1;
        if (is_there && kind == 2) {
            size_t opened_len = 0;
            uint8_t *opened = contents(opened_path, &opened_len);
            CHECK(opened != NULL && opened_len == FILE_BYTES && memcmp(opened, plain, FILE_BYTES) == 0);
            free(opened);
        }
        if (is_there && kind != 2) {
            EXPECT(KEDGE_OK, kedge_file_verify, ring, sealed_path, NULL, NULL, 0, &length);
            CHECK(length == FILE_BYTES);
        }
        int found = strangers();
        CHECK_AT(kind == 1 || found == 0, "%d files were left behind", found);
        left += found;
    }
    printf("      %d of %d new files were complete when the kill came; %d names were left by replacements\n", complete,
           rounds() * 2 / 3, left);
    CHECK(left * 10 <= rounds());
    close_ring();
    free(plain);
}

/* --- keystores --------------------------------------------------------------------------------------------------- */

enum { SAVED = 400 };
static const uint8_t password[] = "correct horse";
static uint8_t saved_key[32];

static void save_keystores(void) {
    kedge_keystore_options options;
    kedge_private_key *key = NULL;
    if (kedge_keystore_options_init(&options, sizeof options) != KEDGE_OK) _exit(3);
    options.kdf = KEDGE_KDF_PBKDF2;
    options.pbkdf2_iterations = 1;
    if (kedge_private_key_create(saved_key, 32, &key) != KEDGE_OK) _exit(3);
    acknowledge(0);
    for (uint64_t number = 1; number <= SAVED; number++) {
        char path[200];
        size_t length = 0;
        if (kedge_keystore_save(key, password, sizeof password, &options, folder, path, sizeof path, &length) != KEDGE_OK) {
            _exit(3);
        }
        acknowledge(number);
    }
}

/* Opens and removes every keystore; how many there were. */
static size_t open_keystores(void) {
    size_t count = 0;
    DIR *entries = opendir(folder);
    CHECK(entries != NULL);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        char path[320];
        uint8_t key_bytes[32];
        kedge_private_key *key = NULL;
        struct stat file;
        if (strncmp(entry->d_name, "UTC--", 5) != 0) continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        CHECK(stat(path, &file) == 0 && (file.st_mode & 0777) == 0600);
        if (EXPECT(KEDGE_OK, kedge_keystore_open, path, password, sizeof password, NULL, &key)) {
            EXPECT(KEDGE_OK, kedge_private_key_export, key, key_bytes);
            CHECK(memcmp(key_bytes, saved_key, 32) == 0);
            EXPECT(KEDGE_OK, kedge_private_key_destroy, key);
        }
        unlink(path);
        count++;
    }
    if (entries != NULL) closedir(entries);
    return count;
}

static void keystores_appear_as_a_whole(void) {
    size_t complete = 0;
    check_pattern(saved_key, sizeof saved_key, 6);
    for (int round = 0; round < rounds(); round++) {
        uint64_t numbers[SAVED];
        size_t count = kill_in_the_middle(save_keystores, (unsigned)(round * 7919 % 15000), numbers, SAVED);
        size_t found = open_keystores();
        /* The last may be there and not be acknowledged yet. */
        CHECK_AT(found == count || found == count + 1, "%zu keystores, %zu acknowledged", found, count);
        complete += found;
        CHECK(strangers() == 0);
    }
    printf("      %zu keystores were complete when the kills came\n", complete);
    CHECK(check_is_light() || complete > 0);
}

int main(void) {
    check_begin("crash");
    if (mkdtemp(folder) == NULL) return 2;
    name(ring_path, "ring"), name(log_path, "log"), name(plain_path, "plain"), name(sealed_path, "sealed");
    name(opened_path, "opened");
    if (kedge_unlock_create_key(wrapping_key, sizeof wrapping_key, &unlock) != KEDGE_OK) return 2;
    check_case("every key that a ring acknowledged is in the file after a kill", saved_rings_survive);
    check_case("every record that a log acknowledged is in the file after a kill", appended_records_survive);
    check_case("a file that was being sealed or opened is there as a whole or not at all", sealed_files_appear_as_a_whole);
    check_case("a keystore that was being saved is there as a whole or not at all", keystores_appear_as_a_whole);
    kedge_unlock_destroy(unlock);
    const char *paths[] = {ring_path, log_path, plain_path, sealed_path, opened_path, folder};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) remove(paths[i]);
    return check_end();
}
