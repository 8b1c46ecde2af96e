/* Sealed files that are read from where one likes: from a path and from a store of the host's. */
#include "sealing.h"

enum { HEADER = 84, TAG = 16, SEGMENT = 4096, SEALED_SEGMENT = SEGMENT + TAG, TEXT = 3 * SEGMENT + 100,
    SEALED = HEADER + TEXT + 4 * TAG };

static const uint8_t context[] = "attachment 12";
static const size_t context_len = sizeof context - 1;
static uint8_t text[TEXT];
static kedge_keyring *ring;

/* --- a store in memory ------------------------------------------------------------------------------------------- */

struct store {
    const uint8_t *bytes;
    size_t count;
    int reads;
    /* The read that fails, from 1 on, and with which number. */
    int failing;
    int32_t answer;
    /* Called within every read. */
    void (*within)(void);
};

static int32_t read_store(uint64_t offset, uint8_t *out, size_t count, void *context_of_read) {
    struct store *store = context_of_read;
    CHECK(count > 0 && count <= store->count && offset <= store->count - count);
    memcpy(out, store->bytes + offset, count);
    if (store->within != NULL) store->within();
    store->reads++;
    return store->reads == store->failing ? store->answer : 0;
}

static kedge_status open_store(struct store *store, kedge_sealed_file **file) {
    return CALL(kedge_sealed_file_open_source, ring, read_store, store, store->count, context, context_len, file);
}

static void drop(kedge_sealed_file *file) { EXPECT(KEDGE_OK, kedge_sealed_file_destroy, file); }

/* The first count bytes of the text, sealed; to be freed. */
static uint8_t *seal(size_t count, size_t *length) {
    kedge_stream_options options;
    EXPECT(KEDGE_OK, kedge_stream_options_init, &options, sizeof options);
    options.segment_bytes = SEGMENT;
    uint8_t *sealed = malloc(SEALED);
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, &options, context, context_len, text, count, sealed, SEALED, length);
    return sealed;
}

static kedge_status read_at(kedge_sealed_file *file, uint64_t offset, uint8_t *out, size_t capacity, size_t *length) {
    return CALL(kedge_sealed_file_read_at, file, offset, out, capacity, length);
}

/* --- what it does ------------------------------------------------------------------------------------------------ */

static kedge_sealed_file *open_path(const char *path) {
    kedge_sealed_file *file = NULL;
    EXPECT(KEDGE_OK, kedge_sealed_file_open, ring, path, context, context_len, &file);
    return file;
}

static void reads_everywhere(void) {
    static const size_t counts[] = {0, 1, 4095, 4096, 4097, 8192, TEXT};
    static uint8_t out[TEXT + 100];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        size_t count = counts[i], sealed_len = 0;
        uint8_t *sealed = seal(count, &sealed_len);
        struct store store = {.bytes = sealed, .count = sealed_len};
        kedge_sealed_file *files[2] = {open_path((write_file(path_of("sealed"), sealed, sealed_len), path_of("sealed")))};
        CHECK(open_store(&store, &files[1]) == KEDGE_OK);
        for (int which = 0; which < 2; which++) {
            uint64_t length = 0, state = 1;
            size_t read = 77;
            EXPECT(KEDGE_OK, kedge_sealed_file_length, files[which], &length);
            CHECK(length == count);
            for (int turn = 0; turn < (check_is_light() ? 20 : 300); turn++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                size_t offset = (size_t)(state >> 33) % (count + 10),
                    size = (size_t)(state >> 20) % (turn % 3 ? 200 : TEXT + 90);
                size_t expected = offset >= count ? 0 : size < count - offset ? size : count - offset;
                memset(out, 0x5A, sizeof out);
                CHECK(read_at(files[which], offset, out, size, &read) == KEDGE_OK);
                CHECK_AT(read == expected && memcmp(out, text + offset, expected) == 0, "%zu at %zu of %zu", size, offset,
                    count);
                CHECK(check_all(out + expected, sizeof out - expected, 0x5A));
            }
            CHECK(read_at(files[which], UINT64_MAX, out, 10, &read) == KEDGE_OK && read == 0);
            CHECK(read_at(files[which], (uint64_t)1 << 63, out, 10, &read) == KEDGE_OK && read == 0);
            CHECK(read_at(files[which], 0, NULL, 0, &read) == KEDGE_OK && read == 0);
        }
        drop(files[0]), drop(files[1]);
        free(sealed);
    }
    clear_folder();
}

static void reads_on(void) {
    static const size_t pieces[] = {1, 100, 4096, 5000, TEXT, TEXT + 1};
    static uint8_t out[TEXT + 100], other[10];
    size_t sealed_len = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        kedge_sealed_file *file = NULL;
        CHECK(open_store(&store, &file) == KEDGE_OK);
        size_t at = 0, length = 77, unused = 0;
        while (at < TEXT) {
            EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out + at, pieces[i] < sizeof out - at ? pieces[i] : sizeof out - at,
                &length);
            CHECK(length == (pieces[i] < TEXT - at ? pieces[i] : TEXT - at));
            if (length == 0) break;
            at += length;
            /* Reading elsewhere does not change where it goes on, nor does reading nothing. */
            if (i != 0) CHECK(read_at(file, 5, other, sizeof other, &unused) == KEDGE_OK && memcmp(other, text + 5, 10) == 0);
            if (i != 0) EXPECT(KEDGE_OK, kedge_sealed_file_read, file, NULL, 0, &unused);
        }
        CHECK(at == TEXT && memcmp(out, text, TEXT) == 0);
        for (int again = 0; again < 2; again++) {
            length = 77;
            EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, 100, &length);
            CHECK(length == 0);
        }
        /* Each segment once, though it was read in bytes. */
        if (i == 0) CHECK_AT(store.reads <= 2 + 4, "%d reads", store.reads);
        drop(file);
    }
    free(sealed);
}

static void outlives_the_ring(void) {
    size_t sealed_len = 0, length = 0;
    static uint8_t out[TEXT];
    kedge_keyring *kept = ring;
    ring = make_ring();
    uint8_t *sealed = seal(TEXT, &sealed_len);
    write_file(path_of("sealed"), sealed, sealed_len);
    kedge_sealed_file *file = open_path(path_of("sealed"));
    drop_ring(ring);
    ring = kept;
    EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, TEXT, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    drop(file);
    free(sealed);
    clear_folder();
}

/* --- damage ------------------------------------------------------------------------------------------------------ */

static void refuses_every_changed_bit(void) {
    static uint8_t out[TEXT];
    size_t sealed_len = 0, length;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len};
    for (size_t bit = 0; bit < sealed_len * 8; bit += bit >= HEADER * 8 ? (check_is_light() ? 3001 : 13) : 1) {
        kedge_sealed_file *file = NULL;
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        kedge_status status = open_store(&store, &file);
        size_t segment = bit < HEADER * 8 ? 0 : (bit / 8 - HEADER) / SEALED_SEGMENT;
        if (bit < HEADER * 8 || segment == 3) {
            /* Header and last segment show it at once. */
            size_t byte = bit / 8;
            int is_size = byte >= 16 && byte < 20;
            kedge_status expected = byte == 5 ? KEDGE_UNKNOWN_VERSION
                                    : byte < 8 ? KEDGE_MALFORMED_HEADER
                                    : byte < 16 ? KEDGE_UNKNOWN_KEY : KEDGE_AUTHENTICATION_FAILED;
            CHECK_AT(status == expected || (is_size && status == KEDGE_MALFORMED_HEADER), "bit %zu: %d", bit, (int)status);
            CHECK(file == NULL);
        } else if (status != KEDGE_OK) {
            CHECK_AT(0, "bit %zu: %d", bit, (int)status);
        } else {
            memset(out, 0x5A, sizeof out);
            length = 77;
            CHECK_AT(read_at(file, 0, out, TEXT, &length) == KEDGE_AUTHENTICATION_FAILED && length == 77, "bit %zu", bit);
            CHECK_AT(check_all(out, TEXT, 0), "bit %zu leaves something", bit);
            memset(out, 0x5A, sizeof out);
            CHECK(read_at(file, segment * SEGMENT + 9, out, 5, &length) == KEDGE_AUTHENTICATION_FAILED && length == 77);
            CHECK(check_all(out, 5, 0) && check_all(out + 5, 100, 0x5A));
            /* Nothing counts as read, and what is whole still opens. */
            EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_file_read, file, out, TEXT, &length);
            for (size_t other = 0; other < 4; other++) {
                if (other == segment) continue;
                CHECK(read_at(file, other * SEGMENT, out, 100, &length) == KEDGE_OK && length == 100);
                CHECK(memcmp(out, text + other * SEGMENT, 100) == 0);
            }
            if (segment > 0) {
                EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, 10, &length);
                CHECK(length == 10 && memcmp(out, text, 10) == 0);
            }
            drop(file);
        }
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    free(sealed);
}

static void refuses_every_cut(void) {
    size_t sealed_len = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len), *longer = calloc(1, SEALED + SEALED_SEGMENT);
    memcpy(longer, sealed, SEALED);
    kedge_sealed_file *file = NULL;
    for (size_t count = 0; count < SEALED + SEALED_SEGMENT; count += count > 200 &&
        (count - HEADER) % SEALED_SEGMENT > 20 ? 51 : 1) {
        if (count == SEALED) continue;
        struct store store = {.bytes = longer, .count = count};
        kedge_status status = open_store(&store, &file);
        kedge_status expected = count < HEADER + TAG ? KEDGE_MESSAGE_TOO_SHORT : KEDGE_AUTHENTICATION_FAILED;
        CHECK_AT(status == expected && file == NULL, "%zu bytes: %d", count, (int)status);
        if (count < HEADER) CHECK(store.reads == 0);
    }
    free(longer), free(sealed);
}

static void refuses_every_splice(void) {
    size_t length = 0;
    static uint8_t out[TEXT];
    uint8_t *sealed = seal(TEXT, &length), *other = seal(TEXT, &length), *mixed = malloc(SEALED);
    struct store store = {.bytes = mixed, .count = SEALED};
    for (size_t to = 0; to < 3; to++) {
        for (size_t from = 0; from < 3; from++) {
            for (int foreign = 0; foreign < 2; foreign++) {
                if (from == to && !foreign) continue;
                kedge_sealed_file *file = NULL;
                memcpy(mixed, sealed, SEALED);
                memcpy(mixed + HEADER + to * SEALED_SEGMENT, (foreign ? other : sealed) + HEADER + from * SEALED_SEGMENT,
                    SEALED_SEGMENT);
                CHECK(open_store(&store, &file) == KEDGE_OK);
                CHECK(read_at(file, to * SEGMENT, out, 10, &length) == KEDGE_AUTHENTICATION_FAILED);
                drop(file);
            }
        }
    }
    kedge_sealed_file *file = NULL;
    memcpy(mixed, sealed, SEALED);
    memcpy(mixed + HEADER + 3 * SEALED_SEGMENT, other + HEADER + 3 * SEALED_SEGMENT, 100 + TAG);
    CHECK(open_store(&store, &file) == KEDGE_AUTHENTICATION_FAILED && file == NULL);
    free(sealed), free(other), free(mixed);
}

/* --- keys and files ---------------------------------------------------------------------------------------------- */

static void asks_the_key(void) {
    size_t sealed_len = 0;
    kedge_keyring *kept = ring, *other = make_ring();
    ring = make_ring();
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len};
    const char *path = path_of("sealed");
    write_file(path, sealed, sealed_len);
    uint64_t first = change_primary(ring);
    kedge_sealed_file *file = NULL;
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_file_open, ring, path, context, context_len - 1, &file);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_file_open, ring, path, NULL, 0, &file);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_file_open_source, ring, read_store, &store, sealed_len, NULL, 0, &file);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_sealed_file_open, other, path, context, context_len, &file);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_sealed_file_open_source, other, read_store, &store, sealed_len, context, context_len,
        &file);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    EXPECT(KEDGE_KEY_DISABLED, kedge_sealed_file_open, ring, path, context, context_len, &file);
    CHECK(open_store(&store, &file) == KEDGE_KEY_DISABLED);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_sealed_file_open, ring, path, context, context_len, &file);
    CHECK(open_store(&store, &file) == KEDGE_KEY_DESTROYED && file == NULL);
    free(sealed);
    drop_ring(ring), drop_ring(other);
    ring = kept;
    clear_folder();
}

static void refuses_what_is_no_sealed_file(void) {
    size_t sealed_len = 0;
    kedge_sealed_file *file = NULL;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    const char *path = path_of("sealed");
    int open_files = open_file_count();
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_sealed_file_open, ring, path, context, context_len, &file);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_sealed_file_open, ring, path_of("no/file"), context, context_len, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, "", context, context_len, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, folder, context, context_len, &file);
    CHECK(mkfifo(path, 0600) == 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, path, context, context_len, &file);
    unlink(path);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, "/dev/zero", context, context_len, &file);
    CHECK(symlink("loop", path_of("loop")) == 0);
    EXPECT(KEDGE_IO_FAILED, kedge_sealed_file_open, ring, path_of("loop"), context, context_len, &file);
    for (size_t count = 0; count < HEADER + TAG; count += 9) {
        write_file(path, sealed, count);
        EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_sealed_file_open, ring, path, context, context_len, &file);
    }
    static const struct {
        size_t byte;
        kedge_status status;
    } changes[] = {{0, KEDGE_MALFORMED_HEADER}, {4, KEDGE_MALFORMED_HEADER}, {5, KEDGE_UNKNOWN_VERSION},
                   {6, KEDGE_MALFORMED_HEADER}, {7, KEDGE_MALFORMED_HEADER}, {16, KEDGE_MALFORMED_HEADER},
                   {60, KEDGE_AUTHENTICATION_FAILED}, {SEALED - 1, KEDGE_AUTHENTICATION_FAILED}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sealed[changes[i].byte] ^= 0x40;
        write_file(path, sealed, sealed_len);
        EXPECT(changes[i].status, kedge_sealed_file_open, ring, path, context, context_len, &file);
        sealed[changes[i].byte] ^= 0x40;
    }
    CHECK(file == NULL && open_file_count() == open_files);
    free(sealed);
    clear_folder();
}

static void open_as_nobody(void) {
    kedge_sealed_file *file = NULL;
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    EXPECT(KEDGE_PERMISSION_DENIED, kedge_sealed_file_open, ring, path_of("sealed"), context, context_len, &file);
}

static void asks_the_system(void) {
    size_t sealed_len = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    write_file(path_of("sealed"), sealed, sealed_len);
    chmod(path_of("sealed"), 0);
    check_in_child(open_as_nobody);
    free(sealed);
    clear_folder();
}

static void notices_a_file_that_shrinks(void) {
    size_t sealed_len = 0, length = 77;
    static uint8_t out[TEXT];
    uint8_t *sealed = seal(TEXT, &sealed_len);
    const char *path = path_of("sealed");
    write_file(path, sealed, sealed_len);
    int open_files = open_file_count();
    kedge_sealed_file *file = open_path(path);
    CHECK(open_file_count() == open_files + 1);
    CHECK(truncate(path, HEADER + SEALED_SEGMENT) == 0);
    EXPECT(KEDGE_FILE_CHANGED, kedge_sealed_file_read, file, out, TEXT, &length);
    CHECK(read_at(file, SEGMENT, out, 10, &length) == KEDGE_FILE_CHANGED && length == 77 && check_all(out, TEXT, 0));
    CHECK(read_at(file, 0, out, SEGMENT, &length) == KEDGE_OK && memcmp(out, text, SEGMENT) == 0);
    drop(file);
    CHECK(open_file_count() == open_files);
    free(sealed);
    clear_folder();
}

/* --- callbacks --------------------------------------------------------------------------------------------------- */

static void repeats_the_stores_answer(void) {
    static const int32_t answers[] = {1, -1, 5, 4711, INT32_MAX, INT32_MIN};
    static uint8_t out[TEXT];
    size_t sealed_len = 0, length = 77;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    char number[16];
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        snprintf(number, sizeof number, "%d", (int)answers[i]);
        /* At the header, at the last segment, and at each segment of a read. */
        for (int failing = 1; failing <= 6; failing++) {
            struct store store = {.bytes = sealed, .count = sealed_len, .failing = failing, .answer = answers[i]};
            kedge_sealed_file *file = NULL;
            kedge_status status = open_store(&store, &file);
            if (failing <= 2) {
                CHECK_AT(status == KEDGE_IO_FAILED && file == NULL, "%d", (int)status);
            } else {
                CHECK(status == KEDGE_OK);
                memset(out, 0x5A, sizeof out);
                kedge_status read = failing % 2 ? CALL(kedge_sealed_file_read, file, out, TEXT, &length) : read_at(file, 0,
                    out, TEXT, &length);
                /* The last segment was kept from when the file was opened, or not: then nothing fails. */
                if (failing < 6 || read != KEDGE_OK) {
                    CHECK_AT(read == KEDGE_IO_FAILED && length == 77 && check_all(out, TEXT, 0), "read %d: %d", failing,
                        (int)read);
                    CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s", kedge_last_error());
                }
                /* It goes on where it was. */
                EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, TEXT, &length);
                CHECK(read == KEDGE_OK || (length == TEXT && memcmp(out, text, TEXT) == 0));
                length = 77;
                drop(file);
            }
            if (failing <= 2) CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s", kedge_last_error());
        }
    }
    free(sealed);
}

static kedge_sealed_file *called;

/* What a host may do in a callback, and what it may not. */
static void call_back(void) {
    uint8_t sealed[300], opened[100];
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, NULL, 0, text, 100, sealed, sizeof sealed, &length);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, NULL, 0, sealed, length, opened, sizeof opened, &length);
    /* A failure of the callback's own is not what the host reads afterwards. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    if (called == NULL) {
        /* It is being opened, and the ring is needed for that. */
        EXPECT(KEDGE_BUSY, kedge_keyring_destroy, ring);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
        return;
    }
    length = 77;
    EXPECT(KEDGE_BUSY, kedge_sealed_file_read, called, opened, 10, &length);
    EXPECT(KEDGE_BUSY, kedge_sealed_file_read_at, called, 0, opened, 10, &length);
    uint64_t byte_count = 77;
    EXPECT(KEDGE_BUSY, kedge_sealed_file_length, called, &byte_count);
    EXPECT(KEDGE_BUSY, kedge_sealed_file_destroy, called);
    CHECK(length == 77 && byte_count == 77);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
}

static void lets_the_store_call_back(void) {
    static uint8_t out[TEXT];
    size_t sealed_len = 0, length = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len, .within = call_back};
    kedge_sealed_file *file = NULL;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_set_primary, NULL, 1);
    char before[300];
    snprintf(before, sizeof before, "%s", kedge_last_error());
    called = NULL;
    CHECK(open_store(&store, &file) == KEDGE_OK);
    called = file;
    EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, TEXT, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    CHECK(read_at(file, SEGMENT, out, 10, &length) == KEDGE_OK && length == 10);
    CHECK_AT(strcmp(kedge_last_error(), before) == 0, "%s", kedge_last_error());
    drop(file);
    called = NULL;
    free(sealed);
}

/* The store's thread makes the host wait while another thread asks the same handle. */
static void *ask_from_another_thread(void *unused) {
    uint8_t out[10];
    size_t length = 77;
    (void)unused;
    CHECK(kedge_sealed_file_read(called, out, 10, &length) == KEDGE_BUSY && length == 77);
    CHECK(kedge_sealed_file_read_at(called, 0, out, 10, &length) == KEDGE_BUSY && length == 77);
    return NULL;
}

static void call_from_another_thread(void) {
    pthread_t thread;
    if (called == NULL) return;
    CHECK(pthread_create(&thread, NULL, ask_from_another_thread, NULL) == 0);
    pthread_join(thread, NULL);
}

static void serves_one_thread_at_a_time(void) {
    static uint8_t out[TEXT];
    size_t sealed_len = 0, length = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len, .within = call_from_another_thread};
    called = NULL;
    kedge_sealed_file *file = NULL;
    CHECK(open_store(&store, &file) == KEDGE_OK);
    called = file;
    EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, TEXT, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    drop(file);
    called = NULL;
    free(sealed);
}

static void distrusts_the_store(void) {
    size_t sealed_len = 0;
    kedge_sealed_file *file = NULL;
    uint8_t *sealed = seal(TEXT, &sealed_len), *zeros = calloc(1, SEALED);
    struct store store = {.bytes = zeros, .count = SEALED};
    CHECK(open_store(&store, &file) == KEDGE_MALFORMED_HEADER && file == NULL);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_file_open_source, ring, read_store, &(struct store){.bytes = sealed,
        .count = SEALED}, (uint64_t)1 << 49, context, context_len, &file);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_file_open_source, ring, read_store, &(struct store){.bytes = sealed,
        .count = SEALED}, (uint64_t)1 << 62, context, context_len, &file);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_file_open_source, ring, read_store, &(struct store){.bytes = sealed,
        .count = SEALED}, UINT64_MAX, context, context_len, &file);
    CHECK(file == NULL);
    free(sealed), free(zeros);
}

/* --- fork -------------------------------------------------------------------------------------------------------- */

static kedge_sealed_file *from_path, *from_store;

static void read_in_the_child(void) {
    static uint8_t out[TEXT];
    size_t length = 77;
    EXPECT(KEDGE_FORKED, kedge_sealed_file_read, from_path, out, TEXT, &length);
    CHECK(read_at(from_path, 0, out, TEXT, &length) == KEDGE_FORKED && length == 77);
    EXPECT(KEDGE_OK, kedge_sealed_file_read, from_store, out, TEXT, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    kedge_sealed_file *own = open_path(path_of("sealed"));
    EXPECT(KEDGE_OK, kedge_sealed_file_read, own, out, TEXT, &length);
    drop(own), drop(from_path), drop(from_store);
}

static void a_child_opens_its_own(void) {
    static uint8_t out[TEXT];
    size_t sealed_len = 0, length = 0;
    uint8_t *sealed = seal(TEXT, &sealed_len);
    struct store store = {.bytes = sealed, .count = sealed_len};
    write_file(path_of("sealed"), sealed, sealed_len);
    from_path = open_path(path_of("sealed"));
    CHECK(open_store(&store, &from_store) == KEDGE_OK);
    check_in_child(read_in_the_child);
    EXPECT(KEDGE_OK, kedge_sealed_file_read, from_path, out, TEXT, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    drop(from_path), drop(from_store);
    free(sealed);
    clear_folder();
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    size_t sealed_len = 0, length = 77;
    uint8_t *sealed = seal(TEXT, &sealed_len), out[100];
    uint64_t byte_count = 77;
    struct store store = {.bytes = sealed, .count = sealed_len};
    const char *path = path_of("sealed");
    write_file(path, sealed, sealed_len);
    kedge_sealed_file *file = NULL;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, NULL, context, context_len, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, path, NULL, 1, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, path, context, over, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, path, context, SIZE_MAX, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open, ring, path, context, context_len, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open_source, ring, NULL, &store, sealed_len, context, context_len, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open_source, ring, read_store, &store, sealed_len, NULL, 1, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open_source, ring, read_store, &store, sealed_len, context, over, &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open_source, ring, read_store, &store, sealed_len, context, SIZE_MAX,
        &file);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_open_source, ring, read_store, &store, sealed_len, context, context_len,
        NULL);
    CHECK(file == NULL && store.reads == 0);
    CHECK(open_store(&store, &file) == KEDGE_OK);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_length, file, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read, file, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read, file, out, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read, file, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read_at, file, 0, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read_at, file, 0, out, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_file_read_at, file, 0, out, sizeof out, NULL);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
    /* A file of the largest size that a buffer may have is read as far as it goes. */
    uint8_t *room = malloc(TEXT);
    EXPECT(KEDGE_OK, kedge_sealed_file_read, file, room, PTRDIFF_MAX, &length);
    CHECK(length == TEXT && memcmp(room, text, TEXT) == 0);
    free(room);
    drop(file);

    kedge_sealed_file *gone = open_path(path), *made = NULL;
    kedge_keyring *gone_ring = make_ring();
    drop(gone), drop_ring(gone_ring);
    void *const strangers[] = {NULL, (void *)1, out, gone, gone_ring, ring};
    length = 77;
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_file_length, strangers[i], &byte_count);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_file_read, strangers[i], out, 10, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_file_read_at, strangers[i], 0, out, 10, &length);
        EXPECT(strangers[i] == NULL ? KEDGE_OK : KEDGE_INVALID_HANDLE, kedge_sealed_file_destroy, strangers[i]);
        if (strangers[i] == ring) continue;
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_file_open, strangers[i], path, context, context_len, &made);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_file_open_source, strangers[i], read_store, &store, sealed_len, context,
            context_len, &made);
    }
    CHECK(made == NULL && length == 77 && byte_count == 77);
    free(sealed);
    clear_folder();
}

int main(void) {
    check_begin("sealed_file");
    if (!make_folder()) return 2;
    check_pattern(text, sizeof text, 4);
    ring = make_ring();
    check_case("any part is read, from a path and from a store", reads_everywhere);
    check_case("reading on gives everything once, and opens each segment once", reads_on);
    check_case("a file goes on without the ring", outlives_the_ring);
    check_case("every changed bit is refused, and leaves zeros", refuses_every_changed_bit);
    check_case("every cut and every addition is refused when the file is opened", refuses_every_cut);
    check_case("segments from elsewhere are refused", refuses_every_splice);
    check_case("other associated data, another ring, disabled and destroyed keys are refused", asks_the_key);
    check_case("what is no sealed file is refused, and nothing stays open", refuses_what_is_no_sealed_file);
    check_case("a file that may not be read is a status of its own", asks_the_system);
    check_case("a file that became shorter is noticed", notices_a_file_that_shrinks);
    check_case("what a store answers is repeated, and nothing counts as read", repeats_the_stores_answer);
    check_case("a store may call back into the library, but not into its own handle", lets_the_store_call_back);
    check_case("a second thread is told that the file is busy", serves_one_thread_at_a_time);
    check_case("a store that lies is refused", distrusts_the_store);
    check_case("a child of fork opens files of its own", a_child_opens_its_own);
    check_case("NULL, lengths over PTRDIFF_MAX and foreign handles are refused", refuses_bad_arguments);
    drop_ring(ring);
    remove_folder();
    return check_end();
}
