/* Logs that are appended to: numbers, torn ends, checkpoints, rotation, threads, and every rule about arguments. */
#include "logs.h"

#include <sys/resource.h>

static char path[160], other_path[160];

/* --- what it does ------------------------------------------------------------------------------------------------ */

static void numbers_records(void) {
    uint8_t record[100];
    uint64_t number = 77;
    int open_files = open_file_count();
    kedge_sealed_log *log = make_log(path, 0);
    CHECK(size_of_file(path) == LOG_HEADER && mode_of(path) == 0600);
    kedge_sealed_log_info info = info_of(log);
    CHECK(info.struct_size == sizeof info && info.first_record == 0 && info.next_record == 0 && info.torn_bytes == 0);
    CHECK(info.key_id == primary_of(ring) && info.is_rotated == 0 && info.reserved == 0);
    for (uint64_t i = 0; i < 5; i++) {
        size_t length = make_record(i, record);
        EXPECT(KEDGE_OK, kedge_sealed_log_append, log, length == 0 ? NULL : record, length, &number);
        CHECK(number == i && size_of_file(path) == offset_of(i + 1) && info_of(log).next_record == i + 1);
    }
    check_records(path, 0, 5);
    drop_log(log);
    for (uint64_t turn = 5; turn < 9; turn++) {
        CHECK(open_log(path, NULL, &log) == KEDGE_OK);
        info = info_of(log);
        CHECK(info.first_record == 0 && info.next_record == turn && info.torn_bytes == 0 && info.is_rotated == 0);
        append_up_to(log, turn, turn + 1);
        drop_log(log);
    }
    check_records(path, 0, 9);
    CHECK(open_file_count() == open_files && file_count() == 1);
    clear_folder();
}

static void is_for_its_owner_alone(void) {
    static const mode_t masks[] = {0, 022, 0277, 0777};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t before = umask(masks[i]);
        kedge_sealed_log *log = make_log(path, 3);
        EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
        umask(before);
        CHECK_AT(mode_of(path) == 0600 && mode_of(other_path) == 0600, "umask %o: %o, %o", (unsigned)masks[i], mode_of(path),
            mode_of(other_path));
        drop_log(log);
        clear_folder();
    }
}

static void begins_as_the_format_says(void) {
    size_t count = 0;
    kedge_sealed_log *log = make_log(path, 1);
    uint8_t *bytes = read_file(path, &count), checkpoint[CHECKPOINT];
    CHECK(memcmp(bytes, "KDGEl\1\1\0", 8) == 0 && check_all(bytes + 48, 40, 0));
    CHECK(memcmp(bytes + LOG_HEADER, "\0\0\0\5\0\0\0\0", 8) == 0);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, checkpoint);
    CHECK(memcmp(checkpoint, "KDGEc\1\1\0", 8) == 0 && memcmp(checkpoint + 8, bytes + 8, 40) == 0);
    CHECK(memcmp(checkpoint + 48, "\0\0\0\0\0\0\0\1", 8) == 0);
    CHECK(kedge_log_checkpoint_bytes() == KEDGE_LOG_CHECKPOINT_BYTES &&
        kedge_log_record_max_bytes() == KEDGE_LOG_RECORD_MAX_BYTES);
    drop_log(log);
    free(bytes);
    clear_folder();
}

static void batches_records(void) {
    uint8_t record[100], before[CHECKPOINT], after[CHECKPOINT];
    uint64_t number = 77;
    kedge_sealed_log *log = make_log(path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, before);
    for (uint64_t i = 3; i < 6; i++) {
        size_t length = make_record(i, record);
        EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, length, &number);
        CHECK(number == i && info_of(log).next_record == i + 1);
    }
    /* What is batched is not promised, so the checkpoint is the one from before. */
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, after);
    CHECK(memcmp(before, after, CHECKPOINT) == 0);
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    check_records(path, 0, 6);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, after);
    CHECK(memcmp(before, after, CHECKPOINT) != 0);
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    /* A durable record takes those that were batched before it with it; so does the end of the handle. */
    size_t length = make_record(6, record);
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, length, &number);
    length = make_record(7, record);
    EXPECT(KEDGE_OK, kedge_sealed_log_append, log, record, length, &number);
    CHECK(number == 7);
    check_records(path, 0, 8);
    length = make_record(8, record);
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, length, &number);
    drop_log(log);
    check_records(path, 0, 9);
    clear_folder();
}

static void takes_long_records(void) {
    const size_t most = KEDGE_LOG_RECORD_MAX_BYTES;
    uint8_t *record = malloc(most + 1), *out = malloc(most);
    uint64_t number = 77;
    size_t length = 0;
    check_pattern(record, most + 1, 7);
    kedge_sealed_log *log = make_log(path, 1);
    EXPECT(KEDGE_OK, kedge_sealed_log_append, log, record, most, &number);
    CHECK(number == 1);
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, most, &number);
    CHECK(number == 2);
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    number = 77;
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_log_append, log, record, most + 1, &number);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_log_append_batched, log, record, most + 1, &number);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_log_append, log, record, PTRDIFF_MAX, &number);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_log_append_batched, log, record, PTRDIFF_MAX, &number);
    CHECK(number == 77 && info_of(log).next_record == 3);
    drop_log(log);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    for (number = 1; number < 3; number++) {
        memset(out, 0, most);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, number, out, most, &length);
        CHECK(length == most && memcmp(out, record, most) == 0);
    }
    drop_reader(reader);
    free(record), free(out);
    clear_folder();
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

static void refuses_what_is_no_log(void) {
    kedge_sealed_log *log = NULL;
    size_t count = 0;
    int open_files = open_file_count();
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_create, ring, "", context, context_len, &log);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_sealed_log_create, ring, path_of("no/log"), context, context_len, &log);
    CHECK(open_log("", NULL, &log) == KEDGE_INVALID_ARGUMENT);
    CHECK(open_log(path, NULL, &log) == KEDGE_FILE_NOT_FOUND);
    CHECK(open_log(path_of("no/log"), NULL, &log) == KEDGE_FILE_NOT_FOUND);
    CHECK(open_log(folder, NULL, &log) == KEDGE_INVALID_ARGUMENT);
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_create, ring, folder, context, context_len, &log);
    CHECK(mkfifo(path, 0600) == 0 && open_log(path, NULL, &log) == KEDGE_INVALID_ARGUMENT);
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_create, ring, path, context, context_len, &log);
    unlink(path);
    CHECK(symlink("loop", path_of("loop")) == 0 && open_log(path_of("loop"), NULL, &log) == KEDGE_IO_FAILED);
    unlink(path_of("loop"));
    drop_log(make_log(path, 3));
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_create, ring, path, context, context_len, &log);
    uint8_t *bytes = read_file(path, &count);
    for (size_t length = 0; length < LOG_HEADER; length++) {
        write_file(other_path, bytes, length);
        CHECK_AT(open_log(other_path, NULL, &log) == KEDGE_MALFORMED_HEADER, "%zu bytes", length);
        CHECK(size_of_file(other_path) == length);
    }
    uint8_t stream[300];
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, context, context_len, bytes, 100, stream, sizeof stream, &count);
    write_file(other_path, stream, count);
    CHECK(open_log(other_path, NULL, &log) == KEDGE_MALFORMED_HEADER);
    CHECK(log == NULL && open_file_count() == open_files && file_count() == 2);
    free(bytes);
    clear_folder();
}

static void work_as_nobody(void) {
    kedge_sealed_log *log = NULL;
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    CHECK(open_log(path, NULL, &log) == KEDGE_PERMISSION_DENIED);
    EXPECT(KEDGE_PERMISSION_DENIED, kedge_sealed_log_create, ring, path_of("locked/log"), context, context_len, &log);
    CHECK(log == NULL);
}

static kedge_sealed_log *inherited;

static void rotate_as_nobody(void) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    kedge_sealed_log *log = make_log(path_of("open/log"), 1);
    EXPECT(KEDGE_PERMISSION_DENIED, kedge_sealed_log_rotate, log, ring, path_of("locked/log"));
    append_up_to(log, 1, 2);
    drop_log(log);
    unlink(path_of("open/log"));
}

static void asks_for_permission(void) {
    drop_log(make_log(path, 1));
    chmod(path, 0), chmod(folder, 0755);
    mkdir(path_of("locked"), 0700);
    if (getuid() != 0) chmod(path_of("locked"), 0500);
    mkdir(path_of("open"), 0777);
    chmod(path_of("open"), 0777);
    check_in_child(work_as_nobody);
    check_in_child(rotate_as_nobody);
    rmdir(path_of("locked")), rmdir(path_of("open"));
    chmod(folder, 0700);
    clear_folder();
}

static void asks_the_key(void) {
    kedge_keyring *kept = ring, *other = make_ring(), *empty = make_empty_ring();
    kedge_sealed_log *log = NULL;
    ring = make_ring();
    drop_log(make_log(path, 3));
    uint64_t first = change_primary(ring);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_sealed_log_create, empty, other_path, NULL, 0, &log);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_log_open, ring, path, NULL, context, context_len - 1, &log);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_log_open, ring, path, NULL, NULL, 0, &log);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_sealed_log_open, other, path, NULL, context, context_len, &log);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    CHECK(open_log(path, NULL, &log) == KEDGE_KEY_DISABLED);
    EXPECT(KEDGE_OK, kedge_keyring_enable, ring, first);
    CHECK(open_log(path, NULL, &log) == KEDGE_OK);
    CHECK(info_of(log).key_id == first);
    drop_log(log);
    log = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    CHECK(open_log(path, NULL, &log) == KEDGE_KEY_DESTROYED && log == NULL);
    CHECK(file_count() == 1 && size_of_file(path) == offset_of(3));
    drop_ring(ring), drop_ring(other), drop_ring(empty);
    /* A log has keys of its own, so that nothing has to be counted. */
    ring = make_counting_ring();
    log = make_log(other_path, 4);
    CHECK(info_of(log).key_id == primary_of(ring));
    drop_log(log);
    check_records(other_path, 0, 4);
    drop_ring(ring);
    ring = kept;
    clear_folder();
}

static void append_beside(void) {
    kedge_sealed_log *log = NULL;
    CHECK(open_log(path, NULL, &log) == KEDGE_BUSY && log == NULL);
}

static void has_one_appender(void) {
    kedge_sealed_log *log = make_log(path, 2), *second = NULL;
    CHECK(open_log(path, NULL, &second) == KEDGE_BUSY && second == NULL);
    check_in_child(append_beside);
    CHECK(open_log(path, NULL, &second) == KEDGE_BUSY);
    append_up_to(log, 2, 3);
    drop_log(log);
    CHECK(open_log(path, NULL, &second) == KEDGE_OK);
    append_beside();
    drop_log(second);
    clear_folder();
}

static void outlives_the_ring(void) {
    kedge_keyring *kept = ring;
    ring = make_ring();
    kedge_sealed_log *log = make_log(path, 1);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    drop_ring(ring);
    append_up_to(log, 1, 3);
    read_up_to(reader, 0, 3);
    drop_log(log), drop_reader(reader);
    ring = kept;
    clear_folder();
}

/* --- torn and damaged -------------------------------------------------------------------------------------------- */

static void cuts_torn_ends_off(void) {
    size_t count = 0;
    drop_log(make_log(path, 5));
    uint8_t *bytes = read_file(path, &count);
    for (size_t cut = LOG_HEADER; cut <= count; cut++) {
        kedge_sealed_log *log = NULL;
        uint64_t whole = 0;
        while (whole < 5 && offset_of(whole + 1) <= cut) whole++;
        write_file(other_path, bytes, cut);
        CHECK(open_log(other_path, NULL, &log) == KEDGE_OK);
        kedge_sealed_log_info info = info_of(log);
        CHECK_AT(info.next_record == whole && info.torn_bytes == cut - offset_of(whole), "cut at %zu: %llu, %llu", cut,
                 (unsigned long long)info.next_record, (unsigned long long)info.torn_bytes);
        CHECK(size_of_file(other_path) == offset_of(whole));
        append_up_to(log, whole, 6);
        CHECK(info_of(log).torn_bytes == info.torn_bytes);
        drop_log(log);
        check_records(other_path, 0, 6);
    }
    free(bytes);
    clear_folder();
}

static void cuts_nothing_else(void) {
    size_t count = 0;
    drop_log(make_log(path, 3));
    uint8_t *bytes = read_file(path, &count), *changed = calloc(1, count + 200);
    kedge_sealed_log *log = NULL;
    memcpy(changed, bytes, count);
    /* Up to 79 bytes more may be the beginning of a record; more than that has to have the right code. */
    for (size_t more = 1; more <= 160; more++) {
        for (int filled = 0; filled < 2; filled++) {
            memset(changed + count, filled ? 0xA7 : 0, more);
            write_file(other_path, changed, count + more);
            kedge_status status = open_log(other_path, NULL, &log);
            if (more < RECORD_HEAD) {
                CHECK_AT(status == KEDGE_OK && info_of(log).torn_bytes == more, "%zu more: %d", more, (int)status);
                drop_log(log);
                CHECK(size_of_file(other_path) == count);
            } else {
                CHECK_AT(status == KEDGE_LOG_DAMAGED, "%zu more: %d", more, (int)status);
                CHECK(strstr(kedge_last_error(), "3") != NULL && has_bytes(other_path, changed, count + more));
            }
            log = NULL;
        }
    }
    /* No changed bit makes a torn end of what is none: neither in a length nor anywhere else. */
    for (size_t bit = 0; bit < count * 8; bit += check_is_light() ? 7 : 1) {
        size_t byte = bit / 8;
        memcpy(changed, bytes, count);
        changed[byte] ^= (uint8_t)(1 << bit % 8);
        write_file(other_path, changed, count);
        kedge_status status = open_log(other_path, NULL, &log), expected = KEDGE_LOG_DAMAGED;
        uint64_t record = 0;
        while (record < 2 && byte >= offset_of(record + 1)) record++;
        if (byte < LOG_HEADER) {
            expected = status_of_flip(byte);
            CHECK_AT(status == expected, "bit %zu: %d", bit, (int)status);
        } else if (record < 2 && byte >= offset_of(record) + RECORD_HEAD) {
            /* What a record before the last says is seen by readers alone. */
            CHECK_AT(status == KEDGE_OK || status == KEDGE_LOG_DAMAGED, "bit %zu: %d", bit, (int)status);
        } else {
            char number[2] = {(char)('0' + record), 0};
            CHECK_AT(status == KEDGE_LOG_DAMAGED, "bit %zu: %d", bit, (int)status);
            CHECK_AT(strstr(kedge_last_error(), number) != NULL, "bit %zu: %s", bit, kedge_last_error());
        }
        if (status == KEDGE_OK) {
            CHECK_AT(info_of(log).torn_bytes == 0 && info_of(log).next_record == 3, "bit %zu", bit);
            drop_log(log);
        }
        CHECK_AT(has_bytes(other_path, changed, count), "bit %zu: the file was changed", bit);
        log = NULL;
    }
    free(bytes), free(changed);
    clear_folder();
}

/* --- checkpoints ------------------------------------------------------------------------------------------------- */

static uint8_t checkpoints[6][CHECKPOINT];

/* A log of five records, with a checkpoint at each border. */
static void make_log_with_checkpoints(const char *at) {
    kedge_sealed_log *log = make_log(at, 0);
    for (uint64_t i = 0; i <= 5; i++) {
        if (i > 0) append_up_to(log, i - 1, i);
        EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, checkpoints[i]);
    }
    drop_log(log);
}

/* Opens it in both ways. */
static kedge_status open_both(const char *at, const uint8_t *checkpoint) {
    kedge_sealed_log *log = NULL;
    kedge_sealed_log_reader *reader = NULL;
    kedge_status status = open_log(at, checkpoint, &log), read = open_reader(at, checkpoint, &reader);
    CHECK_AT(status == read, "an appender says %d, a reader %d", (int)status, (int)read);
    drop_log(log), drop_reader(reader);
    return status;
}

static void knows_its_checkpoints(void) {
    size_t count = 0;
    make_log_with_checkpoints(path);
    for (int i = 0; i <= 5; i++) CHECK(open_both(path, checkpoints[i]) == KEDGE_OK);
    /* An older copy lacks what came later. */
    uint8_t *bytes = read_file(path, &count);
    for (uint64_t kept = 0; kept < 5; kept++) {
        for (size_t torn = 0; torn < 200; torn += 77) {
            if (offset_of(kept) + torn >= offset_of(kept + 1)) continue;
            write_file(other_path, bytes, offset_of(kept) + torn);
            for (uint64_t i = 0; i <= 5; i++) {
                kedge_status status = open_both(other_path, checkpoints[i]);
                CHECK_AT(status == (i <= kept ? KEDGE_OK : KEDGE_LOG_ROLLED_BACK), "%llu records, checkpoint %llu: %d",
                         (unsigned long long)kept, (unsigned long long)i, (int)status);
            }
        }
    }
    /* An older copy that was gone on with has other records in their place. */
    kedge_sealed_log *log = NULL;
    write_file(other_path, bytes, offset_of(2));
    CHECK(open_log(other_path, checkpoints[2], &log) == KEDGE_OK);
    append_up_to(log, 2, 6);
    drop_log(log);
    for (uint64_t i = 0; i <= 5; i++) CHECK(open_both(other_path,
        checkpoints[i]) == (i <= 2 ? KEDGE_OK : KEDGE_LOG_ROLLED_BACK));
    free(bytes);
    clear_folder();
}

static void refused_logs_stay_as_they_are(void) {
    size_t count = 0;
    make_log_with_checkpoints(path);
    uint8_t *bytes = read_file(path, &count);
    kedge_sealed_log *log = NULL;
    write_file(path, bytes, offset_of(3) + 50);
    CHECK(open_log(path, checkpoints[4], &log) == KEDGE_LOG_ROLLED_BACK && log == NULL);
    CHECK(size_of_file(path) == offset_of(3) + 50);
    free(bytes);
    clear_folder();
}

static void refuses_forged_checkpoints(void) {
    make_log_with_checkpoints(path);
    for (size_t bit = 0; bit < CHECKPOINT * 8; bit++) {
        size_t byte = bit / 8;
        uint8_t forged[CHECKPOINT];
        memcpy(forged, checkpoints[3], CHECKPOINT);
        forged[byte] ^= (uint8_t)(1 << bit % 8);
        kedge_status status = open_both(path, forged);
        /* One of another file is told by its salt: whoever took this log away may have put another in its place. */
        kedge_status expected = byte == 5 ? KEDGE_UNKNOWN_VERSION
                                : byte < 6 || byte == 7 ? KEDGE_MALFORMED_HEADER
                                : byte >= 16 && byte < 48 ? KEDGE_LOG_ROLLED_BACK : KEDGE_AUTHENTICATION_FAILED;
        CHECK_AT(status == expected, "bit %zu: %d", bit, (int)status);
    }
    uint8_t of_another[CHECKPOINT], zeros[CHECKPOINT] = {0};
    kedge_sealed_log *log = make_log(other_path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, of_another);
    drop_log(log);
    CHECK(open_both(path, of_another) == KEDGE_LOG_ROLLED_BACK);
    CHECK(open_both(path, zeros) == KEDGE_MALFORMED_HEADER);
    clear_folder();
}

/* --- rotation ---------------------------------------------------------------------------------------------------- */

static void goes_on_in_another_file(void) {
    kedge_keyring *kept = ring;
    uint8_t record[100], before[CHECKPOINT], after[CHECKPOINT], at_the_end[CHECKPOINT];
    uint64_t number = 77;
    int open_files = open_file_count();
    ring = make_ring();
    kedge_sealed_log *log = make_log(path, 4);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, before);
    /* What is batched belongs to the first file. */
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, make_record(4, record), &number);
    uint64_t first = change_primary(ring), second = primary_of(ring);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    kedge_sealed_log_info info = info_of(log);
    CHECK(info.first_record == 6 && info.next_record == 6 && info.key_id == second && info.is_rotated == 0 &&
        info.torn_bytes == 0);
    CHECK(size_of_file(path) == offset_of(5) + RECORD_OVERHEAD + 32 && size_of_file(other_path) == LOG_HEADER);
    append_up_to(log, 6, 9);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, after);
    drop_log(log);
    check_records(path, 0, 5);
    check_records(other_path, 6, 9);
    /* The first file is closed for ever. */
    CHECK(open_log(path, before, &log) == KEDGE_OK);
    info = info_of(log);
    CHECK(info.first_record == 0 && info.next_record == 6 && info.key_id == first && info.is_rotated == 1);
    number = 77;
    EXPECT(KEDGE_LOG_CLOSED, kedge_sealed_log_append, log, record, 5, &number);
    EXPECT(KEDGE_LOG_CLOSED, kedge_sealed_log_append_batched, log, record, 5, &number);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, at_the_end);
    CHECK(number == 77 && size_of_file(path) == offset_of(5) + RECORD_OVERHEAD + 32);
    drop_log(log);
    CHECK(open_both(path, at_the_end) == KEDGE_OK && open_both(path, before) == KEDGE_OK && open_both(other_path,
        after) == KEDGE_OK);
    CHECK(open_both(path, after) == KEDGE_LOG_ROLLED_BACK && open_both(other_path, before) == KEDGE_LOG_ROLLED_BACK);
    /* The new file needs the new key alone. */
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    CHECK(open_log(path, NULL, &log) == KEDGE_KEY_DESTROYED);
    CHECK(open_log(other_path, NULL, &log) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, path_of("third"));
    append_up_to(log, 10, 12);
    drop_log(log);
    check_records(path_of("third"), 10, 12);
    CHECK(file_count() == 3 && open_file_count() == open_files);
    drop_ring(ring);
    ring = kept;
    clear_folder();
}

static void goes_on_where_it_is_if_it_cannot(void) {
    kedge_keyring *empty = make_empty_ring();
    kedge_sealed_log *log = make_log(path, 2);
    write_file(other_path, "mine", 4);
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_rotate, log, ring, other_path);
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_rotate, log, ring, path);
    EXPECT(KEDGE_FILE_NOT_FOUND, kedge_sealed_log_rotate, log, ring, path_of("no/log"));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_rotate, log, ring, "");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_rotate, log, ring, NULL);
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_sealed_log_rotate, log, empty, path_of("third"));
    EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_rotate, log, NULL, path_of("third"));
    CHECK(has_bytes(other_path, "mine", 4) && file_count() == 2);
    kedge_sealed_log_info info = info_of(log);
    CHECK(info.next_record == 2 && info.is_rotated == 0 && info.first_record == 0);
    append_up_to(log, 2, 5);
    drop_log(log);
    check_records(path, 0, 5);
    drop_ring(empty);
    clear_folder();
}

static void completes_a_rotation(void) {
    kedge_sealed_log *log = make_log(path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    drop_log(log);
    /* As if the crash had come before the new file had its name. */
    unlink(other_path);
    CHECK(open_log(path, NULL, &log) == KEDGE_OK && info_of(log).is_rotated == 1);
    write_file(other_path, "mine", 4);
    kedge_status status = CALL(kedge_sealed_log_rotate, log, ring, other_path);
    CHECK_AT(status == KEDGE_FILE_EXISTS || status == KEDGE_MALFORMED_HEADER, "%d", (int)status);
    CHECK(has_bytes(other_path, "mine", 4));
    unlink(other_path);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    CHECK(info_of(log).first_record == 4);
    append_up_to(log, 4, 6);
    drop_log(log);
    /* And as if it had come afterwards. */
    CHECK(open_log(path, NULL, &log) == KEDGE_OK && info_of(log).is_rotated == 1);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    CHECK(info_of(log).first_record == 4 && info_of(log).next_record == 6);
    append_up_to(log, 6, 7);
    drop_log(log);
    check_records(path, 0, 3);
    check_records(other_path, 4, 7);
    /* The file of another log is not gone on with. */
    drop_log(make_log(path_of("third"), 2));
    CHECK(open_log(path, NULL, &log) == KEDGE_OK);
    EXPECT(KEDGE_FILE_EXISTS, kedge_sealed_log_rotate, log, ring, path_of("third"));
    drop_log(log);
    check_records(path_of("third"), 0, 2);
    clear_folder();
}

static void refuses_to_go_on_in_a_file_that_is_not_right(void) {
    kedge_keyring *kept = ring, *other = make_ring();
    kedge_sealed_log *log = NULL, *held = NULL;
    size_t count = 0;
    ring = make_ring();
    log = make_log(path, 3);
    uint64_t first = primary_of(ring);
    change_primary(ring);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    append_up_to(log, 4, 6);
    drop_log(log);
    CHECK(open_log(path, NULL, &log) == KEDGE_OK);
    CHECK(open_log(other_path, NULL, &held) == KEDGE_OK);
    EXPECT(KEDGE_BUSY, kedge_sealed_log_rotate, log, ring, other_path);
    drop_log(held);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_sealed_log_rotate, log, other, other_path);
    uint8_t *bytes = read_file(other_path, &count);
    static const struct {
        size_t byte;
        kedge_status status;
    } changes[] = {{0, KEDGE_MALFORMED_HEADER}, {5, KEDGE_UNKNOWN_VERSION}, {100, KEDGE_AUTHENTICATION_FAILED},
        {LOG_HEADER + 70, KEDGE_LOG_DAMAGED},
                   {20, KEDGE_FILE_EXISTS}, {55, KEDGE_FILE_EXISTS}, {60, KEDGE_FILE_EXISTS}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        bytes[changes[i].byte] ^= 2;
        write_file(other_path, bytes, count);
        EXPECT(changes[i].status, kedge_sealed_log_rotate, log, ring, other_path);
        CHECK(has_bytes(other_path, bytes, count) && info_of(log).is_rotated == 1);
        bytes[changes[i].byte] ^= 2;
    }
    write_file(other_path, bytes, count);
    uint64_t second = change_primary(ring);
    CHECK(second != first);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, second);
    EXPECT(KEDGE_KEY_DISABLED, kedge_sealed_log_rotate, log, ring, other_path);
    EXPECT(KEDGE_OK, kedge_keyring_enable, ring, second);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    append_up_to(log, 6, 7);
    drop_log(log);
    check_records(other_path, 4, 7);
    CHECK(open_log(path, NULL, &log) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, second);
    EXPECT(KEDGE_KEY_DESTROYED, kedge_sealed_log_rotate, log, ring, other_path);
    drop_log(log);
    free(bytes);
    drop_ring(ring), drop_ring(other);
    ring = kept;
    clear_folder();
}

static void refuses_records_behind_the_end(void) {
    size_t count = 0;
    kedge_sealed_log *log = make_log(path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    drop_log(log);
    uint8_t *bytes = read_file(path, &count), *longer = calloc(1, count + 100);
    memcpy(longer, bytes, count);
    for (size_t more = 1; more <= 100; more++) {
        write_file(path, longer, count + more);
        CHECK_AT(open_log(path, NULL, &log) == KEDGE_LOG_DAMAGED, "%zu more", more);
        CHECK(size_of_file(path) == count + more);
    }
    free(bytes), free(longer);
    clear_folder();
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

enum { THREADS = 4, EACH = 150 };
static kedge_sealed_log *shared;
static uint8_t seen[THREADS * EACH];

/* Records that tell who wrote them, and which number they got. */
static struct {
    uint32_t thread, index;
} written[THREADS * EACH];

static void *append_many(void *argument) {
    uint32_t thread = (uint32_t)(intptr_t)argument;
    uint64_t before = 0;
    for (uint32_t i = 0; i < EACH; i++) {
        uint8_t record[300] = {(uint8_t)thread, (uint8_t)i};
        uint64_t number = 0;
        kedge_status status = i % 3 == thread % 3 ? CALL(kedge_sealed_log_append, shared, record, 2 + i, &number)
                                                  : CALL(kedge_sealed_log_append_batched, shared, record, 2 + i, &number);
        CHECK(status == KEDGE_OK && number < THREADS * EACH && (i == 0 || number > before));
        before = number;
        if (number >= THREADS * EACH) continue;
        CHECK(__atomic_exchange_n(&seen[number], 1, __ATOMIC_RELAXED) == 0);
        written[number].thread = thread;
        written[number].index = i;
        if (i % 20 == 0) {
            uint8_t checkpoint[CHECKPOINT];
            EXPECT(KEDGE_OK, kedge_sealed_log_sync, shared);
            EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, shared, checkpoint);
            CHECK(info_of(shared).next_record > number);
        }
    }
    return NULL;
}

static void threads_share_a_log(void) {
    pthread_t threads[THREADS];
    memset(seen, 0, sizeof seen);
    shared = make_log(path, 0);
    for (intptr_t i = 0; i < THREADS; i++) CHECK(pthread_create(&threads[i], NULL, append_many, (void *)i) == 0);
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    drop_log(shared);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    for (uint64_t i = 0; i < THREADS * EACH; i++) {
        uint8_t out[400];
        size_t length = 0;
        uint64_t number = 0;
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &number);
        CHECK(number == i && seen[i] == 1 && length == 2 + written[i].index && out[0] == written[i].thread &&
            out[1] == (uint8_t)written[i].index);
    }
    CHECK(info_of_reader(reader).next_record == THREADS * EACH);
    drop_reader(reader);
    clear_folder();
}

/* --- fork -------------------------------------------------------------------------------------------------------- */

static void append_in_the_child(void) {
    uint8_t record[100] = {0}, checkpoint[CHECKPOINT];
    uint64_t number = 77;
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    kedge_sealed_log *log = NULL;
    memset(checkpoint, 0x5A, sizeof checkpoint);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_append, inherited, record, 5, &number);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_append_batched, inherited, record, 5, &number);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_sync, inherited);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_checkpoint, inherited, checkpoint);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_rotate, inherited, ring, other_path);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_get_info, inherited, &info);
    CHECK(number == 77 && check_all(checkpoint, sizeof checkpoint, 0x5A) && !is_there(other_path));
    /* It neither writes what its parent batched nor gives its parent's lock back. */
    drop_log(inherited);
    CHECK(open_log(path, NULL, &log) == KEDGE_BUSY);
    drop_log(make_log(path_of("own"), 3));
    check_records(path_of("own"), 0, 3);
}

static void a_child_has_logs_of_its_own(void) {
    uint8_t record[100];
    uint64_t number = 77;
    inherited = make_log(path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, inherited, record, make_record(3, record), &number);
    check_in_child(append_in_the_child);
    CHECK(size_of_file(path) == offset_of(3));
    append_up_to(inherited, 4, 6);
    drop_log(inherited);
    check_records(path, 0, 6);
    clear_folder();
}

static void *append_for_ever(void *stop) {
    uint8_t record[50] = {0};
    uint64_t number;
    while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED)) {
        CHECK(kedge_sealed_log_append_batched(inherited, record, sizeof record, &number) == KEDGE_OK);
        CHECK(kedge_sealed_log_append(inherited, record, sizeof record, &number) == KEDGE_OK);
    }
    return NULL;
}

static void end_the_inherited(void) {
    uint64_t number = 0;
    EXPECT(KEDGE_FORKED, kedge_sealed_log_append, inherited, NULL, 0, &number);
    drop_log(inherited);
}

/* Whatever the parent's threads were doing, the child neither hangs nor crashes. */
static void forks_while_threads_append(void) {
    SKIP_UNDER_A_TOOL(); /* to which the memory of the threads that a child lacks is lost */
    pthread_t threads[3];
    int stop = 0;
    inherited = make_log(path, 0);
    for (int i = 0; i < 3; i++) CHECK(pthread_create(&threads[i], NULL, append_for_ever, &stop) == 0);
    for (int i = 0; i < (check_is_light() ? 3 : 40); i++) check_in_child(end_the_inherited);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    drop_log(inherited);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    drop_reader(reader);
    clear_folder();
}

/* --- no room ----------------------------------------------------------------------------------------------------- */

static void goes_on_after_there_was_no_room(void) {
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    static uint8_t record[5000], large[3 << 20];
    uint64_t number = 77;
    kedge_sealed_log *log = make_log(path, 3);
    /* What this process writes elsewhere has to stay below the limit. */
    EXPECT(KEDGE_OK, kedge_sealed_log_append, log, large, sizeof large, &number);
    size_t size = size_of_file(path);
    struct rlimit limit, old;
    sigaction(SIGXFSZ, &ignore, &before);
    getrlimit(RLIMIT_FSIZE, &old);
    limit = old;
    limit.rlim_cur = size + 1000;
    setrlimit(RLIMIT_FSIZE, &limit);
    number = 77;
    EXPECT(KEDGE_NO_SPACE, kedge_sealed_log_append, log, record, sizeof record, &number);
    CHECK(number == 77 && info_of(log).next_record == 4 && size_of_file(path) == size);
    /* A batch that does not fit is kept until it does. */
    for (int i = 0; i < 300; i++) {
        number = 77;
        if (CALL(kedge_sealed_log_append_batched, log, record, sizeof record, &number) != KEDGE_OK) break;
        CHECK(number == 4 + (uint64_t)i);
    }
    uint64_t next = info_of(log).next_record;
    CHECK(number == 77 && next > 4);
    EXPECT(KEDGE_NO_SPACE, kedge_sealed_log_append_batched, log, record, sizeof record, &number);
    EXPECT(KEDGE_NO_SPACE, kedge_sealed_log_append, log, record, 1, &number);
    EXPECT(KEDGE_NO_SPACE, kedge_sealed_log_sync, log);
    EXPECT(KEDGE_NO_SPACE, kedge_sealed_log_rotate, log, ring, other_path);
    CHECK(number == 77 && info_of(log).next_record == next && !is_there(other_path));
    setrlimit(RLIMIT_FSIZE, &old);
    sigaction(SIGXFSZ, &before, NULL);
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    EXPECT(KEDGE_OK, kedge_sealed_log_append, log, record, 1, &number);
    CHECK(number == next);
    drop_log(log);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    CHECK(info_of_reader(reader).next_record == next + 1 && info_of_reader(reader).torn_bytes == 0);
    drop_reader(reader);
    clear_folder();
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t record[100] = {0}, checkpoint[CHECKPOINT];
    uint64_t number = 77;
    kedge_sealed_log *made = NULL, *log = make_log(path, 2);
    for (int i = 0; i < 3; i++) {
        const uint8_t *data = i == 0 ? NULL : context;
        size_t data_len = i == 0 ? 1 : i == 1 ? over : SIZE_MAX;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_create, ring, other_path, data, data_len, &made);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_open, ring, path, NULL, data, data_len, &made);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_append, log, i == 0 ? NULL : record, data_len, &number);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_append_batched, log, i == 0 ? NULL : record, data_len, &number);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_create, ring, NULL, context, context_len, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_create, ring, other_path, context, context_len, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_open, ring, NULL, NULL, context, context_len, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_open, ring, path, NULL, context, context_len, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_checkpoint, log, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_get_info, log, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_append, log, record, 5, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_append_batched, log, record, 5, NULL);
    CHECK(number == 77 && made == NULL && file_count() == 1 && info_of(log).next_record == 2);

    kedge_sealed_log *gone = make_log(other_path, 1);
    kedge_keyring *gone_ring = make_ring();
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    drop_log(gone), drop_ring(gone_ring);
    memset(checkpoint, 0x5A, sizeof checkpoint);
    void *const strangers[] = {NULL, (void *)1, record, gone, gone_ring, ring, log};
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        void *no_ring = strangers[i] == ring ? (void *)log : strangers[i],
            *no_log = strangers[i] == log ? (void *)ring : strangers[i];
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_create, no_ring, path_of("third"), context, context_len, &made);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_open, no_ring, other_path, NULL, context, context_len, &made);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_rotate, log, no_ring, path_of("third"));
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_rotate, no_log, ring, path_of("third"));
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_append, no_log, record, 5, &number);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_append_batched, no_log, record, 5, &number);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_sync, no_log);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_checkpoint, no_log, checkpoint);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_get_info, no_log, &info);
        EXPECT(no_log == NULL ? KEDGE_OK : KEDGE_INVALID_HANDLE, kedge_sealed_log_destroy, no_log);
    }
    CHECK(number == 77 && made == NULL && check_all(checkpoint, sizeof checkpoint, 0x5A) && file_count() == 2);
    drop_log(log);
    clear_folder();
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_sealed_log_options_init, options, struct_size);
}

static kedge_status open_with(const void *options) {
    kedge_sealed_log *log = NULL;
    kedge_status status = CALL(kedge_sealed_log_open, ring, path, options, context, context_len, &log);
    drop_log(log);
    return status;
}

static void keeps_the_rules_of_options(void) {
    make_log_with_checkpoints(path);
    struct option_rules rules = {sizeof(kedge_sealed_log_options), init_options, open_with};
    check_option_rules(&rules);
    kedge_sealed_log_options options = {0};
    EXPECT(KEDGE_OK, kedge_sealed_log_options_init, &options, sizeof options);
    CHECK(sizeof options == 24 && options.checkpoint == NULL && options.checkpoint_len == 0);
    static const size_t lengths[] = {1, 16, 119, 121, 240, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    uint8_t long_checkpoint[300] = {0};
    memcpy(long_checkpoint, checkpoints[2], CHECKPOINT);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        options.checkpoint = long_checkpoint;
        options.checkpoint_len = lengths[i];
        CHECK_AT(open_with(&options) == KEDGE_INVALID_ARGUMENT, "%zu bytes", lengths[i]);
        options.checkpoint = NULL;
        CHECK_AT(open_with(&options) == KEDGE_INVALID_ARGUMENT, "NULL and %zu bytes", lengths[i]);
    }
    options.checkpoint_len = CHECKPOINT;
    CHECK(open_with(&options) == KEDGE_INVALID_ARGUMENT);
    options.checkpoint = long_checkpoint;
    CHECK(open_with(&options) == KEDGE_OK);
    /* None is none, wherever it points. */
    options.checkpoint_len = 0;
    CHECK(open_with(&options) == KEDGE_OK);
    clear_folder();
}

static void keeps_the_rules_of_results(void) {
    union {
        kedge_sealed_log_info info;
        uint8_t bytes[5000];
    } room;
    kedge_sealed_log *log = make_log(path, 2);
    CHECK(sizeof(kedge_sealed_log_info) == 48);
    for (size_t size = 48; size <= 4096; size += size < 80 ? 1 : 500) {
        memset(&room, 0x5A, sizeof room);
        room.info.struct_size = size;
        EXPECT(KEDGE_OK, kedge_sealed_log_get_info, log, &room.info);
        CHECK_AT(room.info.struct_size == size && room.info.next_record == 2 && room.info.reserved == 0, "size %zu", size);
        CHECK(check_all(room.bytes + 48, size - 48, 0) && check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    static const size_t sizes[] = {0, 1, 8, 47, 4097, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        memset(&room, 0x5A, sizeof room);
        room.info.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_get_info, log, &room.info);
        CHECK(room.info.struct_size == sizes[i] && check_all(room.bytes + 8, sizeof room - 8, 0x5A));
    }
    drop_log(log);
    clear_folder();
}

int main(void) {
    check_begin("sealed_log");
    if (!make_folder()) return 2;
    snprintf(path, sizeof path, "%s/log", folder), snprintf(other_path, sizeof other_path, "%s/other", folder);
    ring = make_ring();
    check_case("records are numbered, through every handle on the file", numbers_records);
    check_case("a log is for its owner alone, whatever the umask", is_for_its_owner_alone);
    check_case("a log and its checkpoint begin as the format says", begins_as_the_format_says);
    check_case("batched records are there after sync, a durable record or the end of the handle", batches_records);
    check_case("records of 16 MiB are taken, and no longer ones", takes_long_records);
    check_case("what is no log is refused and not touched", refuses_what_is_no_log);
    check_case("files that may not be opened or made are a status of their own", asks_for_permission);
    check_case("other associated data, another ring, disabled, destroyed and missing keys are refused", asks_the_key);
    check_case("a log has one appender", has_one_appender);
    check_case("logs go on without the ring", outlives_the_ring);
    check_case("a torn end is told and cut off, wherever it was torn", cuts_torn_ends_off);
    check_case("damage is never taken for a torn end, and nothing is changed", cuts_nothing_else);
    check_case("a checkpoint tells records that were cut off or replaced", knows_its_checkpoints);
    check_case("a log that a checkpoint refuses is not changed", refused_logs_stay_as_they_are);
    check_case("forged and foreign checkpoints are refused", refuses_forged_checkpoints);
    check_case("a log goes on in another file, under another key", goes_on_in_another_file);
    check_case("a log that cannot be rotated goes on where it is", goes_on_where_it_is_if_it_cannot);
    check_case("a rotation that a crash interrupted is completed", completes_a_rotation);
    check_case("a rotation is not completed into a file that is not right", refuses_to_go_on_in_a_file_that_is_not_right);
    check_case("nothing may follow the end of a rotated file", refuses_records_behind_the_end);
    check_case("threads append to one log, and every record has its number", threads_share_a_log);
    check_case("a child of fork leaves the log to its parent", a_child_has_logs_of_its_own);
    check_case("a child of fork gets away from what its parent's threads were doing", forks_while_threads_append);
    check_case("records that found no room are not there, and later ones are", goes_on_after_there_was_no_room);
    check_case("NULL, lengths over PTRDIFF_MAX and foreign handles are refused", refuses_bad_arguments);
    check_case("options keep the rules of options", keeps_the_rules_of_options);
    check_case("what is told of a log keeps the rules of results", keeps_the_rules_of_results);
    drop_ring(ring);
    remove_folder();
    return check_end();
}
