/* Sealed logs: changed, cut and spliced ones. Every record that is read is the one that was appended under its number,
 * and opening for appending keeps whole records only. */
#include "mutation.h"

#include <fcntl.h>
#include <unistd.h>

/* The checkpoint is taken of the first CHECKED records. */
enum { RECORDS = 6, CHECKED = 4 };

static kedge_keyring *ring;
static struct sample original, copy;
static uint8_t checkpoint[KEDGE_LOG_CHECKPOINT_BYTES];
static char path[64];
/* Where each record ends. */
static size_t ends[RECORDS + 1];

static const statuses documented =
    BIT(KEDGE_OK) | BIT(KEDGE_AUTHENTICATION_FAILED) | BIT(KEDGE_MALFORMED_HEADER) | BIT(KEDGE_UNKNOWN_VERSION) |
    BIT(KEDGE_UNKNOWN_KEY) | BIT(KEDGE_KEY_DISABLED) | BIT(KEDGE_KEY_DESTROYED) | BIT(KEDGE_LOG_DAMAGED) |
    BIT(KEDGE_LOG_ROLLED_BACK) | BIT(KEDGE_MESSAGE_TOO_SHORT) | BIT(KEDGE_END_OF_LOG) | BIT(KEDGE_INVALID_ARGUMENT);

static size_t length_of(int number) { return number % 3 == 2 ? 0 : (size_t)number * 37 + 5; }

static void fill(uint8_t *record, int number) {
    for (size_t i = 0; i < length_of(number); i++) record[i] = (uint8_t)(i * 13 + (size_t)number);
}

static void write_file(const struct sample *sample) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    MUST(file >= 0 && write(file, sample->bytes, sample->count) == (ssize_t)sample->count && close(file) == 0);
}

static void read_file(struct sample *sample) {
    int file = open(path, O_RDONLY);
    ssize_t count = read(file, sample->bytes, sizeof sample->bytes);
    MUST(file >= 0 && count >= 0 && close(file) == 0);
    sample->count = (size_t)count;
}

static void remove_file(void) { unlink(path); }

static void prepare(void) {
    kedge_sealed_log *log = NULL;
    uint8_t record[400];
    uint64_t number;
    if (ring != NULL) return;
    ring = sample_ring();
    snprintf(path, sizeof path, "/dev/shm/kedge-fuzz-log-%d", (int)getpid());
    atexit(remove_file);
    remove_file();
    MUST(kedge_sealed_log_create(ring, path, NULL, 0, &log) == KEDGE_OK);
    ends[0] = 120;
    for (int i = 0; i < RECORDS; i++) {
        fill(record, i);
        MUST(kedge_sealed_log_append(log, record, length_of(i), &number) == KEDGE_OK);
        ends[i + 1] = ends[i] + 96 + length_of(i);
        if (i + 1 == CHECKED) MUST(kedge_sealed_log_checkpoint(log, checkpoint) == KEDGE_OK);
    }
    MUST(kedge_sealed_log_destroy(log) == KEDGE_OK);
    read_file(&original);
    MUST(original.count == ends[RECORDS]);
}

static void check_record(uint64_t number, const uint8_t *text, size_t length) {
    uint8_t record[400];
    MUST(number < RECORDS && length == length_of((int)number));
    fill(record, (int)number);
    MUST(memcmp(text, record, length) == 0);
}

static void read_records(
    struct reader *reader, const kedge_sealed_log_options *options, int is_original, int is_checkpoint_changed) {
    kedge_sealed_log_reader *log = NULL;
    uint8_t text[2000];
    size_t length;
    kedge_status status = CALL(documented, kedge_sealed_log_reader_open, ring, path, options, NULL, 0, &log);
    if (is_checkpoint_changed) MUST(status != KEDGE_OK);
    else if (is_original) MUST(status == KEDGE_OK);
    if (status != KEDGE_OK) return;
    uint64_t number = 99, expected = 0;
    while ((status = CALL(documented, kedge_sealed_log_reader_next, log, text, sizeof text, &length, &number))
        == KEDGE_OK) {
        MUST(number == expected++);
        check_record(number, text, length);
    }
    if (is_original) MUST(status == KEDGE_END_OF_LOG && expected == RECORDS);
    for (int i = 0; i < 3; i++) {
        number = take_byte(reader) % (RECORDS + 2);
        if (CALL(documented, kedge_sealed_log_reader_read, log, number, text, sizeof text, &length) == KEDGE_OK) {
            check_record(number, text, length);
        }
    }
    status = CALL(documented, kedge_sealed_log_reader_verify, log, NULL, NULL);
    if (is_original) MUST(status == KEDGE_OK);
    /* What verifies is what was appended, as far as it is there; of a torn record, as far as it can be known. */
    if (status == KEDGE_OK) {
        kedge_sealed_log_info info = {.struct_size = sizeof info};
        MUST(kedge_sealed_log_reader_get_info(log, &info) == KEDGE_OK && info.next_record == expected);
        size_t known = ends[expected] + (info.torn_bytes < 80 ? 0 : 80);
        MUST(ends[expected] + info.torn_bytes == copy.count && known <= original.count);
        MUST(memcmp(copy.bytes, original.bytes, known) == 0);
    }
    MUST(kedge_sealed_log_reader_destroy(log) == KEDGE_OK);
}

static void open_for_appending(const kedge_sealed_log_options *options) {
    static struct sample after;
    kedge_sealed_log *log = NULL;
    kedge_status status = CALL(documented, kedge_sealed_log_open, ring, path, options, NULL, 0, &log);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    if (status == KEDGE_OK) {
        MUST(kedge_sealed_log_get_info(log, &info) == KEDGE_OK && info.next_record <= RECORDS);
        MUST(options->checkpoint == NULL || info.next_record >= CHECKED);
        MUST(kedge_sealed_log_destroy(log) == KEDGE_OK);
    }
    read_file(&after);
    if (status != KEDGE_OK) {
        MUST(is_same(&after, &copy));
        return;
    }
    /* Cut after a whole record, and by less than a record. */
    MUST(after.count == ends[info.next_record] && after.count + info.torn_bytes == copy.count);
    MUST(info.torn_bytes < 80 || (info.next_record < RECORDS && copy.count < ends[info.next_record + 1]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    kedge_sealed_log_options options;
    uint8_t changed[KEDGE_LOG_CHECKPOINT_BYTES];
    memcpy(changed, checkpoint, sizeof changed);
    MUST(kedge_sealed_log_options_init(&options, sizeof options) == KEDGE_OK);
    int is_checkpoint_changed = 0;
    if (choice & 1) {
        options.checkpoint = changed;
        options.checkpoint_len = sizeof changed;
        is_checkpoint_changed = choice >> 1 & 1;
        if (is_checkpoint_changed)
            changed[take_byte(&reader) % sizeof changed] ^= (uint8_t)(1u << take_byte(&reader) % 8);
    }
    int is_original = mutate(&reader, &original, &copy);
    write_file(&copy);
    read_records(&reader, &options, is_original, is_checkpoint_changed);
    open_for_appending(&options);
    MUST(kedge_live_handles() == live);
    return 0;
}
