/* What the tests of logs share: logs of small records, and their bytes. */
#ifndef LOGS_H
#define LOGS_H

#include "sealing.h"

enum { LOG_HEADER = 120, RECORD_HEAD = 80, RECORD_OVERHEAD = 96, CHECKPOINT = 120 };

static const uint8_t context[] = "ledger";
static const size_t context_len = sizeof context - 1;
static kedge_keyring *ring;

/* Record number n of every log here. */
MAYBE_UNUSED static size_t make_record(uint64_t number, uint8_t *out) {
    size_t length = number % 4 == 3 ? 0 : 5 + number * 7 % 60;
    check_pattern(out, length, number + 100);
    return length;
}

/* Where record n begins, in the first file of a log. */
MAYBE_UNUSED static size_t offset_of(uint64_t number) {
    size_t offset = LOG_HEADER;
    uint8_t record[100];
    for (uint64_t i = 0; i < number; i++) offset += RECORD_OVERHEAD + make_record(i, record);
    return offset;
}

/* What a changed bit of a log's header is called. */
MAYBE_UNUSED static kedge_status status_of_flip(size_t byte) {
    if (byte == 5) return KEDGE_UNKNOWN_VERSION;
    if (byte < 8) return KEDGE_MALFORMED_HEADER;
    if (byte < 16) return KEDGE_UNKNOWN_KEY;
    return KEDGE_AUTHENTICATION_FAILED;
}

MAYBE_UNUSED static kedge_status open_log(const char *path, const uint8_t *checkpoint, kedge_sealed_log **log) {
    kedge_sealed_log_options options;
    EXPECT(KEDGE_OK, kedge_sealed_log_options_init, &options, sizeof options);
    options.checkpoint = checkpoint;
    options.checkpoint_len = checkpoint == NULL ? 0 : CHECKPOINT;
    return CALL(kedge_sealed_log_open, ring, path, &options, context, context_len, log);
}

MAYBE_UNUSED static kedge_status open_reader(const char *path, const uint8_t *checkpoint, kedge_sealed_log_reader **reader) {
    kedge_sealed_log_options options;
    EXPECT(KEDGE_OK, kedge_sealed_log_options_init, &options, sizeof options);
    options.checkpoint = checkpoint;
    options.checkpoint_len = checkpoint == NULL ? 0 : CHECKPOINT;
    return CALL(kedge_sealed_log_reader_open, ring, path, &options, context, context_len, reader);
}

MAYBE_UNUSED static void drop_log(kedge_sealed_log *log) { EXPECT(KEDGE_OK, kedge_sealed_log_destroy, log); }
MAYBE_UNUSED static void drop_reader(kedge_sealed_log_reader *reader) {
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_destroy, reader);
}

/* Appends records up to a number, without waiting for the disk each time. */
MAYBE_UNUSED static void append_up_to(kedge_sealed_log *log, uint64_t from, uint64_t to) {
    uint8_t record[100];
    for (uint64_t number = from; number < to; number++) {
        uint64_t given = 0;
        size_t length = make_record(number, record);
        EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, length, &given);
        CHECK_AT(given == number, "%llu is %llu", (unsigned long long)number, (unsigned long long)given);
    }
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
}

/* A log of so many records, open. */
MAYBE_UNUSED static kedge_sealed_log *make_log(const char *path, uint64_t count) {
    kedge_sealed_log *log = NULL;
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, path, context, context_len, &log);
    append_up_to(log, 0, count);
    return log;
}

MAYBE_UNUSED static kedge_sealed_log_info info_of(kedge_sealed_log *log) {
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_sealed_log_get_info, log, &info);
    return info;
}

MAYBE_UNUSED static kedge_sealed_log_info info_of_reader(kedge_sealed_log_reader *reader) {
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_get_info, reader, &info);
    return info;
}

/* Reads everything from where a reader is, and expects it to be the records of these numbers. */
MAYBE_UNUSED static void read_up_to(kedge_sealed_log_reader *reader, uint64_t from, uint64_t to) {
    uint8_t record[100], out[100];
    for (uint64_t number = from; number < to; number++) {
        uint64_t given = 0;
        size_t length = make_record(number, record), found = 77;
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, out, sizeof out, &found, &given);
        CHECK_AT(given == number && found == length && memcmp(out, record, length) == 0, "record %llu",
            (unsigned long long)number);
    }
    size_t found = 77;
    uint64_t given = 77;
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_next, reader, out, sizeof out, &found, &given);
    CHECK(found == 77 && given == 77);
}

/* A log that is whole and holds exactly the records of these numbers. */
MAYBE_UNUSED static void check_records(const char *path, uint64_t from, uint64_t to) {
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    read_up_to(reader, from, to);
    drop_reader(reader);
}

#endif
