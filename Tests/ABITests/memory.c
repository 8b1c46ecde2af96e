/* Memory does not grow with the length of what is sealed: a hundred megabytes and more go through files, streams and logs in
 * a few. */
#include "sealing.h"

enum { LONG = 160 << 20, ALLOWED = 12 << 20, PIECE = 1 << 20, RECORD = 100000 };

static kedge_keyring *ring;
static char plain[160], sealed[160], opened[160];
static uint8_t piece[PIECE], out[2 * PIECE];

/* The most memory that the process had at once since the last forget_peak(), in bytes. */
static size_t peak(void) {
    size_t kilobytes = 0;
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) sscanf(line, "VmHWM: %zu", &kilobytes);
    if (status != NULL) fclose(status);
    return kilobytes << 10;
}

static size_t forget_peak(void) {
    int file = open("/proc/self/clear_refs", O_WRONLY);
    CHECK(file >= 0 && write(file, "5", 1) == 1);
    if (file >= 0) close(file);
    return peak();
}

#define CHECK_GROWTH(before, what) \
    do { \
        size_t after = peak(); \
        CHECK_AT(before > 0 && after < before + ALLOWED, "%s: %zu bytes, then %zu", what, before, after); \
    } while (0)

static void files_go_through_little_memory(void) {
    SKIP_UNDER_A_TOOL();
    kedge_file_options options;
    uint64_t length = 0;
    EXPECT(KEDGE_OK, kedge_file_options_init, &options, sizeof options);
    options.threads = 3;
    options.durable = 0;
    write_file(plain, piece, PIECE);
    CHECK(truncate(plain, LONG) == 0);
    size_t before = forget_peak();
    EXPECT(KEDGE_OK, kedge_file_seal, ring, plain, sealed, &options, NULL, 0);
    CHECK_GROWTH(before, "seal");
    EXPECT(KEDGE_OK, kedge_file_verify, ring, sealed, &options, NULL, 0, &length);
    EXPECT(KEDGE_OK, kedge_file_open, ring, sealed, opened, &options, NULL, 0);
    CHECK_GROWTH(before, "open and verify");
    CHECK(length == LONG && size_of_file(opened) == LONG);
    kedge_sealed_file *file = NULL;
    size_t read = 0, total = 0;
    EXPECT(KEDGE_OK, kedge_sealed_file_open, ring, sealed, NULL, 0, &file);
    do {
        EXPECT(KEDGE_OK, kedge_sealed_file_read, file, out, sizeof out, &read);
        total += read;
    } while (read > 0);
    CHECK(total == LONG);
    EXPECT(KEDGE_OK, kedge_sealed_file_destroy, file);
    CHECK_GROWTH(before, "read");
    clear_folder();
}

static void streams_go_through_little_memory(void) {
    SKIP_UNDER_A_TOOL();
    static uint8_t given[2 * PIECE];
    kedge_stream_writer *writer = NULL;
    kedge_stream_reader *reader = NULL;
    size_t count = 0, back = 0, total = 0, before = forget_peak();
    EXPECT(KEDGE_OK, kedge_stream_writer_create, ring, NULL, NULL, 0, &writer);
    for (int i = 0; i <= LONG / PIECE; i++) {
        if (i < LONG / PIECE) EXPECT(KEDGE_OK, kedge_stream_writer_update, writer, piece, PIECE, out, sizeof out, &count);
        else EXPECT(KEDGE_OK, kedge_stream_writer_finish, writer, out, sizeof out, &count);
        size_t header = i == 0 ? KEDGE_STREAM_HEADER_BYTES : 0;
        if (i == 0) EXPECT(KEDGE_OK, kedge_stream_reader_create, ring, out, header, NULL, 0, &reader);
        EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, out + header, count - header, given, sizeof given, &back);
        total += back;
    }
    EXPECT(KEDGE_OK, kedge_stream_reader_finish, reader, given, sizeof given, &back);
    CHECK(total + back == LONG);
    EXPECT(KEDGE_OK, kedge_stream_writer_destroy, writer);
    EXPECT(KEDGE_OK, kedge_stream_reader_destroy, reader);
    CHECK_GROWTH(before, "stream");
}

static void logs_go_through_little_memory(void) {
    SKIP_UNDER_A_TOOL();
    kedge_sealed_log *log = NULL;
    kedge_sealed_log_reader *reader = NULL;
    uint64_t number = 0, seen = 0;
    size_t length = 0, before = forget_peak();
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, sealed, NULL, 0, &log);
    for (int i = 0; i < LONG / RECORD; i++) {
        EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, piece, RECORD, &number);
    }
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    EXPECT(KEDGE_OK, kedge_sealed_log_destroy, log);
    EXPECT(KEDGE_OK, kedge_sealed_log_open, ring, sealed, NULL, NULL, 0, &log);
    EXPECT(KEDGE_OK, kedge_sealed_log_destroy, log);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_open, ring, sealed, NULL, NULL, 0, &reader);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    while (CALL(kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &number) == KEDGE_OK) seen++;
    CHECK(seen == LONG / RECORD);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_destroy, reader);
    CHECK_GROWTH(before, "log");
    clear_folder();
}

int main(void) {
    check_begin("memory");
    if (!make_folder()) return 2;
    snprintf(plain, sizeof plain, "%s/plain", folder), snprintf(sealed, sizeof sealed, "%s/sealed", folder);
    snprintf(opened, sizeof opened, "%s/opened", folder);
    check_pattern(piece, sizeof piece, 9);
    /* So that they are in memory before it is measured. */
    memset(out, 1, sizeof out);
    ring = make_ring();
    check_case("files of any length are sealed, opened and read in a few megabytes", files_go_through_little_memory);
    check_case("so are streams that are pushed", streams_go_through_little_memory);
    check_case("so are logs that are appended to, opened and verified", logs_go_through_little_memory);
    drop_ring(ring);
    remove_folder();
    return check_end();
}
