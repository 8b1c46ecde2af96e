/* Streams in memory: at once, pushed through a writer and a reader, damaged in every way, and every rule about arguments. */
#include "sealing.h"

enum { HEADER = 84, TAG = 16, SMALL = 4096, SMALL_SEALED = SMALL + TAG };

static const uint8_t context[] = "invoice 7";
static const size_t context_len = sizeof context - 1;

static kedge_stream_options with(uint32_t segment_bytes, uint32_t threads) {
    kedge_stream_options options;
    EXPECT(KEDGE_OK, kedge_stream_options_init, &options, sizeof options);
    options.segment_bytes = segment_bytes;
    options.threads = threads;
    return options;
}

static size_t sealed_length(size_t count, size_t segment_bytes) {
    size_t segments = count == 0 ? 1 : (count - 1) / segment_bytes + 1;
    return HEADER + count + segments * TAG;
}

/* A stream of so many bytes in segments of 4,096; to be freed. */
static uint8_t *seal_small(kedge_keyring *ring, const uint8_t *text, size_t count, size_t *length) {
    kedge_stream_options options = with(SMALL, 1);
    size_t capacity = sealed_length(count, SMALL);
    uint8_t *sealed = malloc(capacity);
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, &options, context, context_len, text, count, sealed, capacity, length);
    CHECK(*length == capacity);
    return sealed;
}

static kedge_status open_stream(kedge_keyring *ring, const uint8_t *sealed, size_t count, uint8_t *out, size_t capacity,
                                size_t *length) {
    return CALL(kedge_stream_open, ring, NULL, context, context_len, sealed, count, out, capacity, length);
}

/* --- what it does ------------------------------------------------------------------------------------------------ */

static void opens_what_it_sealed(void) {
    static const size_t counts[] = {0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 65535, 65536, 65537, 200000};
    static const uint32_t sizes[] = {4096, 4097, 5000, 65536, 16777216};
    static const uint32_t threads[] = {1, 2, 64};
    enum { ROOM = 210000 };
    uint8_t *text = malloc(ROOM), *sealed = malloc(ROOM), *opened = malloc(ROOM);
    kedge_keyring *ring = make_ring();
    check_pattern(text, ROOM, 1);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            for (size_t k = 0; k < sizeof threads / sizeof *threads; k++) {
                kedge_stream_options options = with(sizes[j], threads[k]);
                size_t count = counts[i], length = 0;
                EXPECT(KEDGE_OK, kedge_stream_seal, ring, &options, context, context_len, text, count, sealed, ROOM, &length);
                CHECK_AT(length == sealed_length(count, sizes[j]), "%zu in segments of %u gave %zu", count, sizes[j], length);
                memset(opened, 0x5A, ROOM);
                EXPECT(KEDGE_OK, kedge_stream_open, ring, &options, context, context_len, sealed, length, opened, ROOM,
                    &length);
                CHECK_AT(length == count && memcmp(opened, text, count) == 0, "%zu in segments of %u", count, sizes[j]);
                CHECK(check_all(opened + count, ROOM - count, 0x5A));
            }
        }
    }
    /* Segments of 65,536 bytes, unless told, and no associated data. */
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, NULL, 0, text, 200000, sealed, ROOM, &length);
    CHECK(length == sealed_length(200000, 65536) && memcmp(sealed + 16, "\0\1\0\0", 4) == 0);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, NULL, 0, sealed, length, opened, ROOM, &length);
    CHECK(length == 200000 && memcmp(opened, text, 200000) == 0);
    drop_ring(ring);
    free(text), free(sealed), free(opened);
}

static void opens_megabytes(void) {
    enum { COUNT = 9000001 };
    uint8_t *text = malloc(COUNT), *sealed = malloc(COUNT + 100000), *opened = malloc(COUNT);
    kedge_keyring *ring = make_ring();
    int threads_before = thread_count();
    check_pattern(text, COUNT, 2);
    for (uint32_t threads = 1; threads <= 4; threads++) {
        kedge_stream_options options = with(threads == 3 ? 1 << 22 : 65536, threads);
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_stream_seal, ring, &options, NULL, 0, text, COUNT, sealed, COUNT + 100000, &length);
        memset(opened, 0, COUNT);
        EXPECT(KEDGE_OK, kedge_stream_open, ring, &options, NULL, 0, sealed, length, opened, COUNT, &length);
        CHECK(length == COUNT && memcmp(opened, text, COUNT) == 0);
        CHECK(threads_end_at(threads_before));
        /* One bit in the middle, in a segment that any of the threads may have: nothing of the others stays. */
        sealed[COUNT / 2] ^= 1;
        size_t untouched = 77;
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_open, ring, &options, NULL, 0, sealed, sealed_length(COUNT,
            options.segment_bytes), opened, COUNT, &untouched);
        CHECK(untouched == 77 && check_all(opened, COUNT, 0));
        CHECK(threads_end_at(threads_before));
    }
    drop_ring(ring);
    free(text), free(sealed), free(opened);
}

static void says_what_it_is(void) {
    kedge_keyring *ring = make_ring();
    size_t length = 0;
    uint8_t *sealed = seal_small(ring, NULL, 0, &length), id_bytes[8];
    uint64_t id = primary_of(ring);
    for (int i = 0; i < 8; i++) id_bytes[i] = (uint8_t)(id >> (56 - 8 * i));
    CHECK(length == HEADER + TAG && length == KEDGE_STREAM_HEADER_BYTES + 16);
    CHECK(memcmp(sealed, "KDGEs\1\1\0", 8) == 0 && memcmp(sealed + 8, id_bytes, 8) == 0);
    CHECK(memcmp(sealed + 16, "\0\0\x10\0", 4) == 0);
    CHECK(kedge_stream_header_bytes() == KEDGE_STREAM_HEADER_BYTES);
    CHECK(kedge_stream_segment_bytes() == KEDGE_STREAM_SEGMENT_BYTES);
    CHECK(kedge_stream_segment_min_bytes() == KEDGE_STREAM_SEGMENT_MIN_BYTES);
    CHECK(kedge_stream_segment_max_bytes() == KEDGE_STREAM_SEGMENT_MAX_BYTES);
    free(sealed);
    drop_ring(ring);
}

static void never_twice_the_same(void) {
    kedge_keyring *ring = make_ring();
    enum { COUNT = 200 };
    static uint8_t salts[COUNT][12];
    uint8_t sealed[200];
    for (int i = 0; i < COUNT; i++) {
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, NULL, 0, NULL, 0, sealed, sizeof sealed, &length);
        memcpy(salts[i], sealed + 20, 12);
    }
    CHECK(check_repeated_nonces(salts, COUNT) == 0);
    drop_ring(ring);
}

/* --- damage ------------------------------------------------------------------------------------------------------ */

enum { TEXT = 2 * SMALL + 100, SEALED = HEADER + TEXT + 3 * TAG };

static uint8_t text[TEXT];

/* What a changed bit of the header is called. */
static kedge_status status_of_flip(size_t byte) {
    if (byte == 5) return KEDGE_UNKNOWN_VERSION;
    if (byte < 8) return KEDGE_MALFORMED_HEADER;
    if (byte < 16) return KEDGE_UNKNOWN_KEY;
    return KEDGE_AUTHENTICATION_FAILED;
}

static void refuses_every_changed_bit(void) {
    kedge_keyring *ring = make_ring();
    size_t length = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &length), *opened = malloc(SEALED);
    CHECK(length == SEALED);
    for (size_t bit = 0; bit < (size_t)SEALED * 8; bit += bit >= HEADER * 8 && check_is_light() ? 997 : 1) {
        memset(opened, 0x5A, SEALED);
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        length = 77;
        kedge_status status = open_stream(ring, sealed, SEALED, opened, SEALED, &length), expected = status_of_flip(bit / 8);
        /* A segment size is out of range, or another one than the stream was committed to. */
        int is_size = bit / 8 >= 16 && bit / 8 < 20;
        CHECK_AT(status == expected || (is_size && status == KEDGE_MALFORMED_HEADER), "bit %zu: %d", bit, (int)status);
        CHECK_AT(length == 77, "bit %zu", bit);
        CHECK_AT(check_all(opened, TEXT, 0) || check_all(opened, SEALED, 0x5A), "bit %zu leaves something", bit);
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, SEALED, &length);
    CHECK(length == TEXT && memcmp(opened, text, TEXT) == 0);
    free(sealed), free(opened);
    drop_ring(ring);
}

static void refuses_every_cut(void) {
    kedge_keyring *ring = make_ring();
    size_t length = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &length), *opened = malloc(SEALED + 2 * SMALL_SEALED);
    for (size_t count = 0; count < SEALED; count += count > HEADER + 40 && check_is_light() ? 97 : 1) {
        kedge_status status = open_stream(ring, sealed, count, opened, SEALED, &length);
        kedge_status expected = count < HEADER + TAG ? KEDGE_MESSAGE_TOO_SHORT : KEDGE_AUTHENTICATION_FAILED;
        CHECK_AT(status == expected, "%zu bytes: %d", count, (int)status);
    }
    /* At the borders of segments, and with more behind. */
    static const size_t borders[] = {HEADER + SMALL_SEALED, HEADER + 2 * SMALL_SEALED};
    for (int i = 0; i < 2; i++) CHECK(open_stream(ring, sealed, borders[i], opened, SEALED,
        &length) == KEDGE_AUTHENTICATION_FAILED);
    uint8_t *longer = calloc(1, SEALED + 2 * SMALL_SEALED);
    memcpy(longer, sealed, SEALED);
    for (size_t more = 1; more < 2 * SMALL_SEALED; more += more < 40 ? 1 : 333) {
        CHECK_AT(open_stream(ring, longer, SEALED + more, opened, SEALED + 2 * SMALL, &length) == KEDGE_AUTHENTICATION_FAILED,
            "%zu more", more);
    }
    free(longer), free(sealed), free(opened);
    drop_ring(ring);
}

/* Puts segments together, each from one of two streams of the same ring: "a0 b1 a2". */
static void put_together(const char *recipe, uint8_t *const streams[2], uint8_t *out, size_t *count) {
    memcpy(out, streams[*recipe == 'b'], HEADER);
    *count = HEADER;
    for (const char *part = recipe + 2; *part != 0; part += 2 + (part[2] == ' ')) {
        size_t segment = (size_t)(part[1] - '0'), size = segment == 2 ? 100 + TAG : SMALL_SEALED;
        memcpy(out + *count, streams[*part == 'b'] + HEADER + segment * SMALL_SEALED, size);
        *count += size;
    }
}

static void refuses_every_splice(void) {
    /* A stream's header, then its segments. */
    static const char *const recipes[] = {
        "a a1 a0 a2", "a a0 a0 a2", "a a1 a1 a2", "a a0 a2", "a a1 a2", "a a2", "a a0 a1 a0", "a a0 a1 a2 a2",
        "a b0 a1 a2", "a a0 b1 a2", "a a0 a1 b2", "b a0 a1 a2", "a a0 a1 a1 a2", "a a0 a1 a2 a0", "a b0 b1 b2",
        "a a2 a1 a0", "a a0 a1", "a a0"};
    kedge_keyring *ring = make_ring();
    size_t length = 0, count;
    uint8_t *streams[2] = {seal_small(ring, text, TEXT, &length), seal_small(ring, text, TEXT, &length)};
    static uint8_t mixed[5 * SMALL_SEALED], opened[5 * SMALL_SEALED];
    put_together("a a0 a1 a2", streams, mixed, &count);
    CHECK(open_stream(ring, mixed, count, opened, sizeof opened, &length) == KEDGE_OK && length == TEXT);
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++) {
        put_together(recipes[i], streams, mixed, &count);
        memset(opened, 0x5A, sizeof opened);
        kedge_status status = open_stream(ring, mixed, count, opened, sizeof opened, &length);
        CHECK_AT(status == KEDGE_AUTHENTICATION_FAILED, "%s: %d", recipes[i], (int)status);
        CHECK_AT(opened[0] == 0x5A || check_all(opened, 100, 0), "%s", recipes[i]);
    }
    free(streams[0]), free(streams[1]);
    drop_ring(ring);
}

static void refuses_another_context(void) {
    kedge_keyring *ring = make_ring(), *other = make_ring();
    size_t length = 0;
    static uint8_t opened[TEXT];
    uint8_t *sealed = seal_small(ring, text, TEXT, &length);
    for (size_t count = 0; count < context_len; count++) {
        EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_open, ring, NULL, context, count, sealed, SEALED, opened, TEXT,
            &length);
    }
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_open, ring, NULL, context, context_len + 1, sealed, SEALED, opened, TEXT,
        &length);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_stream_open, other, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    /* What another format of the same ring sealed is no stream. */
    uint8_t message[200];
    EXPECT(KEDGE_OK, kedge_keyring_seal, ring, context, context_len, text, 100, message, sizeof message, &length);
    EXPECT(KEDGE_MALFORMED_HEADER, kedge_stream_open, ring, NULL, context, context_len, message, length, opened, TEXT, &length);
    free(sealed);
    drop_ring(ring), drop_ring(other);
}

static void asks_the_key(void) {
    kedge_keyring *ring = make_ring(), *empty = make_empty_ring();
    kedge_stream_writer *writer = NULL;
    kedge_stream_reader *reader = NULL;
    size_t length = 0;
    static uint8_t opened[TEXT], sealed_again[200];
    uint8_t *sealed = seal_small(ring, text, TEXT, &length);
    uint64_t first = change_primary(ring);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    length = 77;
    EXPECT(KEDGE_KEY_DISABLED, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    EXPECT(KEDGE_KEY_DISABLED, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, &reader);
    EXPECT(KEDGE_OK, kedge_keyring_enable, ring, first);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, &reader);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_stream_seal, empty, NULL, NULL, 0, text, 10, sealed_again, sizeof sealed_again, &length);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_stream_writer_create, empty, NULL, NULL, 0, &writer);
    CHECK(writer == NULL && reader == NULL);
    free(sealed);
    drop_ring(ring), drop_ring(empty);
}

/* A stream has a key of its own, so that nothing has to be counted. */
static void seals_under_either_algorithm(void) {
    kedge_keyring *ring = make_counting_ring();
    static uint8_t opened[TEXT];
    size_t length = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &length);
    CHECK(sealed[6] == 2);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    CHECK(length == TEXT && memcmp(opened, text, TEXT) == 0);
    sealed[6] = 1;
    EXPECT(KEDGE_MALFORMED_HEADER, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT, &length);
    free(sealed);
    drop_ring(ring);
}

static void reserves_nothing_for_hostile_headers(void) {
    kedge_keyring *ring = make_ring();
    size_t length = 77;
    static uint8_t opened[TEXT];
    uint8_t *sealed = seal_small(ring, text, TEXT, &length);
    static const uint32_t sizes[] = {0, 1, 4095, 16777217, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int j = 0; j < 4; j++) sealed[16 + j] = (uint8_t)(sizes[i] >> (24 - 8 * j));
        kedge_stream_reader *reader = NULL;
        EXPECT(KEDGE_MALFORMED_HEADER, kedge_stream_open, ring, NULL, context, context_len, sealed, SEALED, opened, TEXT,
            &length);
        EXPECT(KEDGE_MALFORMED_HEADER, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, &reader);
    }
    free(sealed);
    drop_ring(ring);
}

/* --- writer and reader ------------------------------------------------------------------------------------------- */

static kedge_stream_writer *make_writer(kedge_keyring *ring, uint32_t segment_bytes) {
    kedge_stream_options options = with(segment_bytes, 1);
    kedge_stream_writer *writer = NULL;
    EXPECT(KEDGE_OK, kedge_stream_writer_create, ring, &options, context, context_len, &writer);
    return writer;
}

static kedge_stream_reader *make_reader(kedge_keyring *ring, const uint8_t *sealed) {
    kedge_stream_reader *reader = NULL;
    EXPECT(KEDGE_OK, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, &reader);
    return reader;
}

static void drop_writer(kedge_stream_writer *writer) { EXPECT(KEDGE_OK, kedge_stream_writer_destroy, writer); }
static void drop_reader(kedge_stream_reader *reader) { EXPECT(KEDGE_OK, kedge_stream_reader_destroy, reader); }

/* Pushes bytes in pieces that differ in size; gives the length of what came out. */
static size_t write_in_pieces(kedge_keyring *ring, const uint8_t *bytes, size_t count, size_t piece, uint8_t *out,
    size_t capacity) {
    kedge_stream_writer *writer = make_writer(ring, SMALL);
    size_t written = 0, length = 0;
    for (size_t at = 0, turn = 0; at < count; turn++) {
        size_t next = piece + turn % 3 * (piece / 2);
        if (next > count - at) next = count - at;
        EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, bytes + at, next, out + written, capacity - written, &length);
        at += next;
        written += length;
    }
    EXPECT(KEDGE_OK, kedge_stream_writer_finish, writer, out + written, capacity - written, &length);
    drop_writer(writer);
    return written + length;
}

static size_t read_in_pieces(kedge_keyring *ring, const uint8_t *sealed, size_t count, size_t piece, uint8_t *out,
    size_t capacity) {
    kedge_stream_reader *reader = make_reader(ring, sealed);
    size_t written = 0, length = 0;
    for (size_t at = HEADER, turn = 0; at < count; turn++) {
        size_t next = piece + turn % 3 * (piece / 2);
        if (next > count - at) next = count - at;
        EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, sealed + at, next, out + written, capacity - written, &length);
        at += next;
        written += length;
    }
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, reader, out + written, capacity - written, &length);
    drop_reader(reader);
    return written + length;
}

static void pieces_make_the_same_stream(void) {
    static const size_t counts[] = {0, 1, 4095, 4096, 4097, 8192, 8193, TEXT};
    static const size_t pieces[] = {1, 7, 16, 100, 4095, 4096, 4097, 4112, 9000, 100000};
    static uint8_t sealed[SEALED + 100], opened[SEALED + 100];
    kedge_keyring *ring = make_ring();
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t j = 0; j < sizeof pieces / sizeof *pieces; j++) {
            size_t length = write_in_pieces(ring, text, counts[i], pieces[j], sealed, sizeof sealed);
            CHECK_AT(length == sealed_length(counts[i], SMALL), "%zu in pieces of %zu", counts[i], pieces[j]);
            size_t count = 0;
            EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, sealed, length, opened, sizeof opened,
                &count);
            CHECK(count == counts[i] && memcmp(opened, text, count) == 0);
            memset(opened, 0, sizeof opened);
            count = read_in_pieces(ring, sealed, length, pieces[j], opened, sizeof opened);
            CHECK_AT(count == counts[i] && memcmp(opened, text, count) == 0, "%zu in pieces of %zu", counts[i], pieces[j]);
        }
    }
    drop_ring(ring);
}

static void nothing_is_a_piece_too(void) {
    kedge_keyring *ring = make_ring();
    uint8_t sealed[HEADER + TAG + 5], opened[5];
    size_t length = 77, written = 0;
    kedge_stream_writer *writer = make_writer(ring, SMALL);
    for (int i = 0; i < 3; i++) {
        EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, NULL, 0, sealed + written, sizeof sealed - written, &length);
        written += length;
    }
    EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, text, 5, sealed + written, sizeof sealed - written, &length);
    written += length;
    CHECK(written == HEADER);
    EXPECT(KEDGE_OK, kedge_stream_writer_finish, writer, sealed + written, sizeof sealed - written, &length);
    CHECK(length == 5 + TAG);
    drop_writer(writer);
    kedge_stream_reader *reader = make_reader(ring, sealed);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, NULL, 0, NULL, 0, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, sealed + HEADER, 5 + TAG, NULL, 0, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, reader, opened, 5, &length);
    CHECK(length == 5 && memcmp(opened, text, 5) == 0);
    drop_reader(reader);
    drop_ring(ring);
}

/* One call of a writer or a reader: a piece, or the end of it when there is none. */
static kedge_status push(kedge_stream_writer *writer, kedge_stream_reader *reader, const uint8_t *piece, size_t count,
                         uint8_t *out, size_t capacity, size_t *length) {
    if (writer != NULL && piece != NULL) return CALL(kedge_stream_writer_update, writer, piece, count, out, capacity, length);
    if (writer != NULL) return CALL(kedge_stream_writer_finish, writer, out, capacity, length);
    if (piece != NULL) return CALL(kedge_stream_reader_update, reader, piece, count, out, capacity, length);
    return CALL(kedge_stream_reader_finish, reader, out, capacity, length);
}

/* Pushes four pieces and the end, each first with too little room, which may neither take nor give anything. */
static size_t push_with_short_buffers(kedge_stream_writer *writer, kedge_stream_reader *reader, const uint8_t *bytes,
                                      size_t count, uint8_t *out, size_t room) {
    const size_t ends[] = {10, count / 2 - 50, count - 90, count, count};
    size_t written = 0, taken = 0;
    for (int i = 0; i < 5; i++) {
        const uint8_t *piece = i < 4 ? bytes + taken : NULL;
        size_t size = ends[i] - taken, needed = 0, length = 77;
        kedge_status status = push(writer, reader, piece, size, NULL, 0, &length);
        if (status == KEDGE_BUFFER_TOO_SMALL) {
            needed = length;
            for (size_t capacity = 0; capacity < needed; capacity += 1 + needed / 40) {
                memset(out + written, 0x5A, needed);
                length = 77;
                status = push(writer, reader, piece, size, out + written, capacity, &length);
                CHECK_AT(status == KEDGE_BUFFER_TOO_SMALL && length == needed, "%d with room for %zu", (int)status, capacity);
                CHECK(check_all(out + written, needed, 0x5A));
            }
            length = 77;
            CHECK(push(writer, reader, piece, size, NULL, 100000, &length) == KEDGE_BUFFER_TOO_SMALL && length == needed);
            CHECK(written + needed <= room);
            status = push(writer, reader, piece, size, out + written, needed, &length);
        }
        CHECK_AT(status == KEDGE_OK && length == needed, "%d in turn %d", (int)status, i);
        written += length;
        taken += size;
    }
    return written;
}

static void short_buffers_take_nothing(void) {
    static uint8_t sealed[SEALED + 100], opened[SEALED + 100];
    kedge_keyring *ring = make_ring();
    kedge_stream_writer *writer = make_writer(ring, SMALL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    CHECK(push_with_short_buffers(writer, NULL, text, TEXT, sealed, sizeof sealed) == SEALED);
    kedge_stream_reader *reader = make_reader(ring, sealed);
    CHECK(push_with_short_buffers(NULL, reader, sealed + HEADER, SEALED - HEADER, opened, sizeof opened) == TEXT);
    CHECK(memcmp(opened, text, TEXT) == 0);
    /* A question is no failure. */
    CHECK(strstr(kedge_last_error(), "out is NULL") != NULL);
    drop_writer(writer), drop_reader(reader);
    drop_ring(ring);
}

static void short_buffers_of_whole_streams(void) {
    static const size_t counts[] = {0, 1, 100, TEXT};
    static uint8_t out[SEALED + 100];
    kedge_keyring *ring = make_ring();
    kedge_stream_options options = with(SMALL, 1);
    for (size_t i = 0; i < 4; i++) {
        size_t count = counts[i], sealed_count = 0, length;
        uint8_t *sealed = seal_small(ring, text, count, &sealed_count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
        for (int opening = 0; opening < 2; opening++) {
            size_t needed = opening ? count : sealed_count;
            for (size_t capacity = 0; capacity < needed; capacity += 1 + needed / 50) {
                memset(out, 0x5A, sizeof out);
                length = 77;
                kedge_status status =
                    opening ? open_stream(ring, sealed, sealed_count, out, capacity, &length)
                            : CALL(kedge_stream_seal, ring, &options, context, context_len, text, count, out, capacity,
                                &length);
                CHECK_AT(status == KEDGE_BUFFER_TOO_SMALL && length == needed, "%zu of %zu: %d", capacity, needed, (int)status);
                CHECK(check_all(out, sizeof out, 0x5A));
            }
        }
        length = 77;
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_stream_seal, ring, &options, context, context_len, text, count, NULL, 1 << 20,
            &length);
        CHECK(length == sealed_count);
        EXPECT(count == 0 ? KEDGE_OK : KEDGE_BUFFER_TOO_SMALL, kedge_stream_open, ring, NULL, context, context_len, sealed,
            sealed_count, NULL, 1 << 20, &length);
        CHECK(length == count);
        CHECK(strstr(kedge_last_error(), "out is NULL") != NULL);
        free(sealed);
    }
    /* A question for the size of what is sealed reads nothing. */
    size_t length = 0;
    uint8_t *hole = mmap(NULL, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_stream_seal, ring, &options, hole, 65536, hole, 65536, NULL, 0, &length);
    CHECK(length == sealed_length(65536, SMALL));
    munmap(hole, 65536);
    drop_ring(ring);
}

static void gives_nothing_before_it_is_verified(void) {
    kedge_keyring *ring = make_ring();
    size_t count = 0;
    static uint8_t opened[SEALED];
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    for (size_t segment = 0; segment < 3; segment++) {
        size_t start = HEADER + segment * SMALL_SEALED, size = segment == 2 ? 100 + TAG : SMALL_SEALED;
        static const size_t places[] = {0, 50, 99, 115};
        for (int i = 0; i < 4; i++) {
            kedge_stream_reader *reader = make_reader(ring, sealed);
            size_t length = 0, before = 0;
            sealed[start + places[i]] ^= 0x10;
            /* What is whole comes out; from the damage on nothing does, and the reader is of no use any more. */
            EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, sealed + HEADER, start - HEADER, opened, TEXT, &before);
            CHECK(memcmp(opened, text, before) == 0 && before == (segment == 0 ? 0 : segment - 1) * SMALL);
            memset(opened, 0x5A, sizeof opened);
            length = 77;
            kedge_status status = CALL(kedge_stream_reader_update, reader, sealed + start, SEALED - start, opened,
                sizeof opened, &length);
            if (segment == 2) {
                /* The segment before it came out, and the last one waits for the end. */
                CHECK(status == KEDGE_OK && length == SMALL && memcmp(opened, text + SMALL, SMALL) == 0);
                memset(opened, 0x5A, sizeof opened);
                length = 77;
                status = CALL(kedge_stream_reader_finish, reader, opened, sizeof opened, &length);
            }
            CHECK_AT(status == KEDGE_AUTHENTICATION_FAILED, "segment %zu: %d", segment, (int)status);
            CHECK(length == 77 && check_all(opened, size - TAG, 0));
            for (int again = 0; again < 2; again++) {
                EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_reader_update, reader, sealed + start, 10, opened,
                    sizeof opened, &length);
                EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_reader_finish, reader, opened, sizeof opened, &length);
            }
            CHECK(length == 77);
            drop_reader(reader);
            sealed[start + places[i]] ^= 0x10;
        }
    }
    free(sealed);
    drop_ring(ring);
}

static void misses_the_end(void) {
    kedge_keyring *ring = make_ring();
    size_t count = 0;
    static uint8_t opened[SEALED];
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    for (size_t end = HEADER; end < SEALED; end += end > HEADER + 20 && end % SMALL_SEALED > 100 ? 501 : 1) {
        kedge_stream_reader *reader = make_reader(ring, sealed);
        size_t length = 0;
        EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, sealed + HEADER, end - HEADER, opened, sizeof opened, &length);
        length = 77;
        kedge_status status = CALL(kedge_stream_reader_finish, reader, opened, sizeof opened, &length);
        CHECK_AT(status == KEDGE_AUTHENTICATION_FAILED && length == 77, "cut at %zu: %d", end, (int)status);
        drop_reader(reader);
    }
    free(sealed);
    drop_ring(ring);
}

static void refuses_headers(void) {
    kedge_keyring *ring = make_ring(), *other = make_ring();
    kedge_stream_reader *reader = NULL;
    size_t count = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    for (size_t bit = 0; bit < HEADER * 8; bit++) {
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
        kedge_status status = CALL(kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, &reader);
        int is_size = bit / 8 >= 16 && bit / 8 < 20;
        CHECK_AT(status == status_of_flip(bit / 8) || (is_size && status == KEDGE_MALFORMED_HEADER), "bit %zu: %d", bit,
            (int)status);
        sealed[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t length = 0; length < HEADER; length++) {
        EXPECT(KEDGE_MESSAGE_TOO_SHORT, kedge_stream_reader_create, ring, sealed, length, context, context_len, &reader);
    }
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len - 1, &reader);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_stream_reader_create, other, sealed, HEADER, context, context_len, &reader);
    CHECK(reader == NULL);
    free(sealed);
    drop_ring(ring), drop_ring(other);
}

static void outlives_the_ring(void) {
    static uint8_t sealed[SEALED], opened[SEALED];
    size_t count = 0, length = 0;
    kedge_keyring *ring = make_ring();
    uint8_t *whole = seal_small(ring, text, TEXT, &count);
    kedge_stream_writer *writer = make_writer(ring, SMALL);
    kedge_stream_reader *reader = make_reader(ring, whole);
    drop_ring(ring);
    EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, text, TEXT, sealed, sizeof sealed, &count);
    EXPECT(KEDGE_OK, kedge_stream_writer_finish, writer, sealed + count, sizeof sealed - count, &length);
    CHECK(count + length == SEALED);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, whole + HEADER, SEALED - HEADER, opened, sizeof opened, &count);
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, reader, opened + count, sizeof opened - count, &length);
    CHECK(count + length == TEXT && memcmp(opened, text, TEXT) == 0);
    free(whole);
    drop_writer(writer), drop_reader(reader);
}

static void ends_once(void) {
    static uint8_t sealed[SEALED], opened[SEALED];
    size_t count = 0, length = 0;
    kedge_keyring *ring = make_ring();
    kedge_stream_writer *writer = make_writer(ring, SMALL);
    EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, text, TEXT, sealed, sizeof sealed, &count);
    EXPECT(KEDGE_OK, kedge_stream_writer_finish, writer, sealed + count, sizeof sealed - count, &length);
    uint8_t *out = malloc(SEALED);
    memset(out, 0x5A, SEALED);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_update, writer, text, 10, out, SEALED, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_finish, writer, out, SEALED, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_finish, writer, NULL, 0, &length);
    CHECK(length == 77 && check_all(out, SEALED, 0x5A));
    drop_writer(writer);
    kedge_stream_reader *reader = make_reader(ring, sealed);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, sealed + HEADER, SEALED - HEADER, opened, sizeof opened, &count);
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, reader, opened + count, sizeof opened - count, &length);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_update, reader, sealed + HEADER, 100, out, SEALED, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_finish, reader, out, SEALED, &length);
    CHECK(length == 77 && check_all(out, SEALED, 0x5A));
    drop_reader(reader);
    free(out);
    drop_ring(ring);
}

/* --- two at a time ----------------------------------------------------------------------------------------------- */

static kedge_stream_writer *shared_writer;
static kedge_stream_reader *shared_reader;
static uint8_t shared_out[2 * 65536];
static size_t shared_len;

static void *write_from_the_hole(void *hole) {
    EXPECT(KEDGE_OK, kedge_stream_writer_update, shared_writer, hole, 65536, shared_out, sizeof shared_out, &shared_len);
    return NULL;
}

static void *read_from_the_hole(void *hole) {
    /* The first byte that is read is one of the ciphertext. */
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_stream_reader_update, shared_reader, hole, 65536, shared_out, sizeof shared_out,
        &shared_len);
    return NULL;
}

static void serves_one_thread_at_a_time(void) {
    SKIP_UNDER_A_TOOL();
    kedge_keyring *ring = make_ring();
    size_t length = 77, count = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &count), out[200];
    shared_writer = make_writer(ring, SMALL);
    shared_reader = make_reader(ring, sealed);
    begin_to_halt(write_from_the_hole);
    EXPECT(KEDGE_BUSY, kedge_stream_writer_update, shared_writer, text, 10, out, sizeof out, &length);
    EXPECT(KEDGE_BUSY, kedge_stream_writer_finish, shared_writer, out, sizeof out, &length);
    EXPECT(KEDGE_BUSY, kedge_stream_writer_destroy, shared_writer);
    end_halt();
    begin_to_halt(read_from_the_hole);
    EXPECT(KEDGE_BUSY, kedge_stream_reader_update, shared_reader, text, 10, out, sizeof out, &length);
    EXPECT(KEDGE_BUSY, kedge_stream_reader_finish, shared_reader, out, sizeof out, &length);
    EXPECT(KEDGE_BUSY, kedge_stream_reader_destroy, shared_reader);
    end_halt();
    CHECK(length == 77);
    drop_writer(shared_writer), drop_reader(shared_reader);
    free(sealed);
    drop_ring(ring);
}

static kedge_keyring *shared_ring;

static void *seal_and_open_often(void *unused) {
    static const uint32_t sizes[] = {4096, 5000, 65536};
    uint8_t *sealed = malloc(SEALED), *opened = malloc(TEXT);
    (void)unused;
    for (int i = 0; i < (check_is_light() ? 20 : 400); i++) {
        kedge_stream_options options = with(sizes[i % 3], 1 + (uint32_t)i % 3);
        size_t length = 0, count = (size_t)i * 37 % TEXT;
        EXPECT(KEDGE_OK, kedge_stream_seal, shared_ring, &options, context, context_len, text, count, sealed, SEALED, &length);
        EXPECT(KEDGE_OK, kedge_stream_open, shared_ring, &options, context, context_len, sealed, length, opened, TEXT, &length);
        CHECK(length == count && memcmp(opened, text, count) == 0);
    }
    free(sealed), free(opened);
    return NULL;
}

static void many_threads_share_a_ring(void) {
    pthread_t threads[4];
    shared_ring = make_ring();
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, seal_and_open_often, NULL) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    drop_ring(shared_ring);
}

static uint8_t *sealed_before;

static void go_on_in_the_child(void) {
    static uint8_t out[SEALED];
    size_t length = 77, count = 0;
    /* Two processes that went on with one writer would use its nonces twice. */
    EXPECT(KEDGE_FORKED, kedge_stream_writer_update, shared_writer, text, 10, out, sizeof out, &length);
    EXPECT(KEDGE_FORKED, kedge_stream_writer_finish, shared_writer, out, sizeof out, &length);
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, shared_reader, sealed_before + HEADER, SEALED - HEADER, out, sizeof out,
        &count);
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, shared_reader, out + count, sizeof out - count, &length);
    CHECK(count + length == TEXT && memcmp(out, text, TEXT) == 0);
    seal_and_open_often(NULL);
    drop_writer(make_writer(shared_ring, SMALL));
    drop_writer(shared_writer), drop_reader(shared_reader), drop_ring(shared_ring);
}

static void a_child_writes_no_stream_of_its_parents(void) {
    uint8_t out[200];
    size_t count = 0;
    shared_ring = make_ring();
    sealed_before = seal_small(shared_ring, text, TEXT, &count);
    shared_writer = make_writer(shared_ring, SMALL);
    shared_reader = make_reader(shared_ring, sealed_before);
    EXPECT(KEDGE_OK, kedge_stream_writer_update, shared_writer, text, 10, out, sizeof out, &count);
    check_in_child(go_on_in_the_child);
    EXPECT(KEDGE_OK, kedge_stream_writer_finish, shared_writer, out, sizeof out, &count);
    free(sealed_before);
    drop_writer(shared_writer), drop_reader(shared_reader), drop_ring(shared_ring);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments_of_whole_streams(void) {
    static uint8_t out[SEALED + 100];
    kedge_keyring *ring = make_ring();
    kedge_stream_options options = with(SMALL, 1);
    size_t count = 0;
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    for (int opening = 0; opening < 2; opening++) {
        const struct arguments {
            const uint8_t *ad;
            size_t ad_len;
            const uint8_t *in;
            size_t in_len;
            uint8_t *out;
            size_t capacity;
            size_t *length;
        } good = {context, context_len, opening ? sealed : text, opening ? SEALED : TEXT, out, sizeof out, &count};
        for (int which = 0; which < 9; which++) {
            struct arguments a = good;
            switch (which) {
            case 0: a.ad = NULL; break;
            case 1: a.ad_len = over; break;
            case 2: a.ad_len = SIZE_MAX; break;
            case 3: a.in = NULL; break;
            case 4: a.in_len = over; break;
            case 5: a.in_len = SIZE_MAX; break;
            case 6: a.capacity = over; break;
            case 7: a.capacity = SIZE_MAX; break;
            default: a.length = NULL; break;
            }
            memset(out, 0x5A, sizeof out);
            count = 77;
            kedge_status status =
                opening ? CALL(kedge_stream_open, ring, &options, a.ad, a.ad_len, a.in, a.in_len, a.out, a.capacity, a.length)
                        : CALL(kedge_stream_seal, ring, &options, a.ad, a.ad_len, a.in, a.in_len, a.out, a.capacity, a.length);
            CHECK_AT(status == KEDGE_INVALID_ARGUMENT, "%s with flaw %d: %d", opening ? "open" : "seal", which, (int)status);
            CHECK(count == 77 && check_all(out, sizeof out, 0x5A));
        }
    }
    /* Out may share no byte with what is read. */
    uint8_t *both = calloc(1, 3 * SEALED);
    memcpy(both + SEALED, sealed, SEALED);
    static const int shifts[] = {-SEALED + 100, -100, 0, 100, TEXT - 1};
    for (int i = 0; i < 5; i++) {
        uint8_t *place = both + SEALED + shifts[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_seal, ring, &options, NULL, 0, both + SEALED, TEXT, place, SEALED, &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_open, ring, NULL, context, context_len, both + SEALED, SEALED,
            both + SEALED + shifts[i] / 2, TEXT, &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_seal, ring, &options, place, SEALED, text, TEXT, both + SEALED, SEALED,
            &count);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_open, ring, NULL, place, SEALED, sealed, SEALED, both + SEALED + 20,
            TEXT + 20, &count);
    }
    CHECK(memcmp(both + SEALED, sealed, SEALED) == 0);
    free(both);
    /* More than a stream may hold. */
    count = 77;
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_seal, ring, &options, NULL, 0, text, ((size_t)1 << 48) + 1, NULL, 0, &count);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_seal, ring, &options, NULL, 0, text, PTRDIFF_MAX, NULL, 0, &count);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_open, ring, NULL, NULL, 0, sealed, (size_t)1 << 49, out, sizeof out, &count);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_open, ring, NULL, NULL, 0, sealed, PTRDIFF_MAX, out, sizeof out, &count);
    CHECK(count == 77);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_stream_seal, ring, &options, NULL, 0, text, (size_t)1 << 48, NULL, 0, &count);
    CHECK(count == sealed_length((size_t)1 << 48, SMALL));
    free(sealed);
    drop_ring(ring);
}

static void refuses_bad_arguments_of_pieces(void) {
    static uint8_t out[SEALED];
    kedge_keyring *ring = make_ring();
    size_t count = 0, length = 77;
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    kedge_stream_writer *writer = NULL;
    kedge_stream_reader *reader = NULL;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_create, ring, NULL, NULL, 1, &writer);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_create, ring, NULL, context, over, &writer);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_create, ring, NULL, context, SIZE_MAX, &writer);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_create, ring, NULL, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, NULL, HEADER, context, context_len, &reader);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, sealed, over, context, context_len, &reader);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, sealed, SIZE_MAX, context, context_len, &reader);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, sealed, HEADER, NULL, 1, &reader);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, sealed, HEADER, context, over, &reader);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_create, ring, sealed, HEADER, context, context_len, NULL);
    CHECK(writer == NULL && reader == NULL);
    writer = make_writer(ring, SMALL);
    reader = make_reader(ring, sealed);
    memset(out, 0x5A, sizeof out);
    for (int reading = 0; reading < 2; reading++) {
        kedge_stream_writer *w = reading ? NULL : writer;
        static const uint8_t piece[300];
        CHECK(push(w, reader, piece, over, out, sizeof out, &length) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, piece, SIZE_MAX, out, sizeof out, &length) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, piece, 300, out, over, &length) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, piece, 300, out, SIZE_MAX, &length) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, piece, 300, out, sizeof out, NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, NULL, 0, out, over, &length) == KEDGE_INVALID_ARGUMENT);
        CHECK(push(w, reader, NULL, 0, out, sizeof out, NULL) == KEDGE_INVALID_ARGUMENT);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_update, writer, NULL, 1, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_update, reader, NULL, 1, out, sizeof out, &length);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_writer_update, writer, text, ((size_t)1 << 48) + 1, out, sizeof out, &length);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_writer_update, writer, text, PTRDIFF_MAX, out, sizeof out, &length);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_stream_reader_update, reader, text, PTRDIFF_MAX, out, sizeof out, &length);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
    /* Where something comes out, it shares no byte with what goes in. */
    static uint8_t both[2 * SEALED];
    memcpy(both, sealed + HEADER, SEALED - HEADER);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_writer_update, writer, both + 100, TEXT, both, SEALED, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_stream_reader_update, reader, both, SEALED - HEADER, both, SEALED, &length);
    CHECK(length == 77 && memcmp(both, sealed + HEADER, SEALED - HEADER) == 0);
    /* Nothing of all that counted. */
    CHECK(push_with_short_buffers(writer, NULL, text, TEXT, out, sizeof out) == SEALED);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, out, SEALED, both, sizeof both, &length);
    CHECK(length == TEXT && memcmp(both, text, TEXT) == 0);
    CHECK(push_with_short_buffers(NULL, reader, sealed + HEADER, SEALED - HEADER, both, sizeof both) == TEXT);
    CHECK(memcmp(both, text, TEXT) == 0);
    drop_writer(writer), drop_reader(reader);
    free(sealed);
    drop_ring(ring);
}

static void refuses_foreign_handles(void) {
    static uint8_t out[SEALED];
    kedge_keyring *ring = make_ring();
    size_t count = 0, length = 77;
    uint8_t *sealed = seal_small(ring, text, TEXT, &count);
    kedge_stream_writer *writer = make_writer(ring, SMALL), *gone_writer = make_writer(ring, SMALL), *new_writer = NULL;
    kedge_stream_reader *reader = make_reader(ring, sealed), *gone_reader = make_reader(ring, sealed), *new_reader = NULL;
    kedge_keyring *gone_ring = make_ring();
    drop_writer(gone_writer), drop_reader(gone_reader), drop_ring(gone_ring);
    void *const strangers[] = {NULL, (void *)1, out, gone_writer, gone_reader, gone_ring, NULL, NULL, NULL};
    for (int i = 0; i < 9; i++) {
        void *no_ring = i == 6 ? (void *)writer : i == 7 ? (void *)reader : strangers[i];
        void *no_writer = i == 6 ? (void *)ring : i == 7 ? (void *)reader : strangers[i];
        void *no_reader = i == 6 ? (void *)ring : i == 7 ? (void *)writer : strangers[i];
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_seal, no_ring, NULL, NULL, 0, text, 10, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_open, no_ring, NULL, context, context_len, sealed, SEALED, out, sizeof out,
            &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_writer_create, no_ring, NULL, NULL, 0, &new_writer);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_reader_create, no_ring, sealed, HEADER, context, context_len, &new_reader);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_writer_update, no_writer, text, 10, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_writer_finish, no_writer, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_reader_update, no_reader, text, 10, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_stream_reader_finish, no_reader, out, sizeof out, &length);
        EXPECT(no_writer == NULL ? KEDGE_OK : KEDGE_INVALID_HANDLE, kedge_stream_writer_destroy, no_writer);
        EXPECT(no_reader == NULL ? KEDGE_OK : KEDGE_INVALID_HANDLE, kedge_stream_reader_destroy, no_reader);
    }
    CHECK(length == 77 && new_writer == NULL && new_reader == NULL);
    free(sealed);
    drop_writer(writer), drop_reader(reader), drop_ring(ring);
}

/* --- options ----------------------------------------------------------------------------------------------------- */

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_stream_options_init, options, struct_size);
}

static kedge_status seal_with(const void *options) {
    uint8_t sealed[200];
    size_t length = 0;
    return CALL(kedge_stream_seal, shared_ring, options, NULL, 0, text, 10, sealed, sizeof sealed, &length);
}

static kedge_status open_with(const void *options) {
    uint8_t opened[20], sealed[200];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_stream_seal, shared_ring, NULL, NULL, 0, text, 10, sealed, sizeof sealed, &length);
    return CALL(kedge_stream_open, shared_ring, options, NULL, 0, sealed, length, opened, sizeof opened, &length);
}

static kedge_status write_with(const void *options) {
    kedge_stream_writer *writer = NULL;
    kedge_status status = CALL(kedge_stream_writer_create, shared_ring, options, NULL, 0, &writer);
    drop_writer(writer);
    return status;
}

static void keeps_the_rules_of_options(void) {
    kedge_status (*const uses[])(const void *) = {seal_with, open_with, write_with};
    shared_ring = make_ring();
    CHECK(sizeof(kedge_stream_options) == 16);
    for (int i = 0; i < 3; i++) {
        struct option_rules rules = {sizeof(kedge_stream_options), init_options, uses[i]};
        check_option_rules(&rules);
        static const uint32_t sizes[] = {0, 1, 4095, 16777217, 1u << 31, UINT32_MAX}, threads[] = {0, 65, 1u << 31, UINT32_MAX};
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            kedge_stream_options options = with(sizes[j], 1);
            CHECK_AT(uses[i](&options) == KEDGE_INVALID_ARGUMENT, "call %d with segments of %u", i, sizes[j]);
        }
        for (size_t j = 0; j < sizeof threads / sizeof *threads; j++) {
            kedge_stream_options options = with(SMALL, threads[j]);
            CHECK_AT(uses[i](&options) == KEDGE_INVALID_ARGUMENT, "call %d with %u threads", i, threads[j]);
        }
        kedge_stream_options least = with(SMALL, 1), most = with(16777216, 64);
        CHECK(uses[i](&least) == KEDGE_OK && uses[i](&most) == KEDGE_OK);
    }
    kedge_stream_options options = {0};
    EXPECT(KEDGE_OK, kedge_stream_options_init, &options, sizeof options);
    CHECK(options.segment_bytes == KEDGE_STREAM_SEGMENT_BYTES && options.threads == 1);
    drop_ring(shared_ring);
}

int main(void) {
    check_begin("stream");
    if (!make_folder()) return 2;
    check_pattern(text, sizeof text, 3);
    check_case("a ring opens what it sealed, in segments of any size, with any number of threads", opens_what_it_sealed);
    check_case("megabytes are sealed by several threads, and none is left", opens_megabytes);
    check_case("a stream begins as the format says", says_what_it_is);
    check_case("no two streams have one salt", never_twice_the_same);
    check_case("every changed bit is refused, and leaves nothing", refuses_every_changed_bit);
    check_case("every cut and every addition is refused", refuses_every_cut);
    check_case("segments that were swapped, dropped, repeated or taken from another stream are refused", refuses_every_splice);
    check_case("other associated data, another ring and other formats are refused", refuses_another_context);
    check_case("a disabled, destroyed or missing key is a status of its own", asks_the_key);
    check_case("a key of either algorithm seals streams", seals_under_either_algorithm);
    check_case("a segment size that no stream has is refused at once", reserves_nothing_for_hostile_headers);
    check_case("pieces of any size make the same stream", pieces_make_the_same_stream);
    check_case("an empty piece is taken", nothing_is_a_piece_too);
    check_case("a short buffer is told the size, and nothing is taken", short_buffers_take_nothing);
    check_case("a short buffer for a whole stream is told the size", short_buffers_of_whole_streams);
    check_case("a reader gives nothing out before it is verified", gives_nothing_before_it_is_verified);
    check_case("a reader tells that the end is missing", misses_the_end);
    check_case("a reader refuses every changed header", refuses_headers);
    check_case("writers and readers go on without the ring", outlives_the_ring);
    check_case("a stream ends once", ends_once);
    check_case("a writer or reader that is in use is busy", serves_one_thread_at_a_time);
    check_case("threads seal and open with one ring", many_threads_share_a_ring);
    check_case("a child of fork writes no stream of its parent's, and reads on", a_child_writes_no_stream_of_its_parents);
    check_case("NULL, lengths over PTRDIFF_MAX, overlap and too long streams are refused",
        refuses_bad_arguments_of_whole_streams);
    check_case("so they are by writers and readers, and nothing is taken", refuses_bad_arguments_of_pieces);
    check_case("foreign and freed handles are refused", refuses_foreign_handles);
    check_case("options keep the rules of options", keeps_the_rules_of_options);
    remove_folder();
    return check_end();
}
