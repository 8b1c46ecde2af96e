/* Logs that are read: in order, by number, while they grow, damaged in every way, and every rule about arguments. */
#include "logs.h"

static char path[160], other_path[160];

/* --- what it does ------------------------------------------------------------------------------------------------ */

static void reads_in_order(void) {
    int open_files = open_file_count();
    drop_log(make_log(path, 20));
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    read_up_to(reader, 0, 20);
    read_up_to(reader, 20, 20);
    kedge_sealed_log_info info = info_of_reader(reader);
    CHECK(info.first_record == 0 && info.next_record == 20 && info.torn_bytes == 0 && info.key_id == primary_of(ring));
    CHECK(info.is_rotated == 0 && info.reserved == 0);
    drop_reader(reader);
    drop_log(make_log(other_path, 0));
    CHECK(open_reader(other_path, NULL, &reader) == KEDGE_OK);
    read_up_to(reader, 0, 0);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    drop_reader(reader);
    CHECK(open_file_count() == open_files);
    clear_folder();
}

static void reads_by_number(void) {
    enum { COUNT = 300 };
    uint8_t record[100], out[100];
    size_t length;
    drop_log(make_log(path, COUNT));
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    uint64_t number = 7;
    for (int turn = 0; turn < 600; turn++) {
        number = turn < 300 ? (uint64_t)turn : (number * 97 + 31) % COUNT;
        size_t expected = make_record(number, record);
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, number, out, sizeof out, &length);
        CHECK_AT(length == expected && memcmp(out, record, length) == 0, "record %llu", (unsigned long long)number);
        CHECK(check_all(out + length, sizeof out - length, 0x5A));
        /* Reading in order goes on where it was. */
        if (turn % 100 == 5) {
            uint64_t next = 0, wanted = (uint64_t)turn / 100;
            EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &next);
            CHECK(next == wanted && length == make_record(wanted, record) && memcmp(out, record, length) == 0);
        }
    }
    static const uint64_t missing[] = {COUNT, COUNT + 1, 1 << 20, (uint64_t)1 << 63, UINT64_MAX};
    length = 77;
    for (int i = 0; i < 5; i++) EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, missing[i], out, sizeof out,
        &length);
    CHECK(length == 77);
    drop_reader(reader);
    clear_folder();
}

static void follows_a_log(void) {
    uint8_t record[100], out[100];
    kedge_sealed_log *log = make_log(path, 2);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    read_up_to(reader, 0, 2);
    for (uint64_t number = 2; number < 40; number += 1 + number % 3) {
        size_t length = 77;
        EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, number, out, sizeof out, &length);
        append_up_to(log, number, number + 1 + number % 3);
        CHECK(info_of_reader(reader).next_record == number + 1 + number % 3);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, number, out, sizeof out, &length);
        CHECK(length == make_record(number, record) && memcmp(out, record, length) == 0);
        read_up_to(reader, number, number + 1 + number % 3);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    }
    drop_log(log), drop_reader(reader);
    clear_folder();
}

enum { FOLLOWED = 400 };

static void *append_while_read(void *log) {
    uint8_t record[100];
    for (uint64_t number = 0; number < FOLLOWED; number++) {
        uint64_t given = 0;
        size_t length = make_record(number, record);
        CHECK(kedge_sealed_log_append_batched(log, record, length, &given) == KEDGE_OK && given == number);
        if (number % 3 == 0) CHECK(kedge_sealed_log_sync(log) == KEDGE_OK);
    }
    CHECK(kedge_sealed_log_sync(log) == KEDGE_OK);
    return NULL;
}

/* A reader never sees damage in a log that is being written, only its end. */
static void follows_a_log_that_grows(void) {
    pthread_t thread;
    uint8_t record[100], out[100];
    kedge_sealed_log *log = make_log(path, 0);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    CHECK(pthread_create(&thread, NULL, append_while_read, log) == 0);
    for (uint64_t number = 0; number < FOLLOWED && check_problems == 0;) {
        size_t length = 77;
        uint64_t given = 77;
        kedge_status status = CALL(kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &given);
        if (status == KEDGE_END_OF_LOG) {
            if (number % 50 == 0) EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
            sched_yield();
            continue;
        }
        CHECK_AT(status == KEDGE_OK && given == number && length == make_record(number, record) && memcmp(out, record,
            length) == 0,
                 "record %llu: %d", (unsigned long long)number, (int)status);
        number++;
    }
    pthread_join(thread, NULL);
    drop_log(log), drop_reader(reader);
    clear_folder();
}

static void short_buffers_keep_the_place(void) {
    uint8_t record[100], out[100];
    drop_log(make_log(path, 8));
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    for (uint64_t number = 0; number < 8; number++) {
        size_t expected = make_record(number, record), length;
        uint64_t given;
        for (size_t capacity = 0; capacity < expected; capacity++) {
            memset(out, 0x5A, sizeof out);
            length = 77, given = 77;
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_sealed_log_reader_next, reader, capacity == 0 ? NULL : out, capacity, &length,
                &given);
            CHECK(length == expected && given == 77 && check_all(out, sizeof out, 0x5A));
            length = 77;
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_sealed_log_reader_read, reader, number, capacity == 0 ? NULL : out, capacity,
                &length);
            CHECK(length == expected && check_all(out, sizeof out, 0x5A));
        }
        if (expected > 0) {
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_sealed_log_reader_next, reader, NULL, 1000, &length, &given);
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_sealed_log_reader_read, reader, number, NULL, 1000, &length);
        }
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, number, expected == 0 ? NULL : out, expected, &length);
        CHECK(length == expected && memcmp(out, record, expected) == 0);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, expected == 0 ? NULL : out, expected, &length, &given);
        CHECK(length == expected && given == number && memcmp(out, record, expected) == 0);
    }
    CHECK(strstr(kedge_last_error(), "out is NULL") != NULL);
    drop_reader(reader);
    clear_folder();
}

static void tells_of_a_torn_end(void) {
    size_t count = 0;
    drop_log(make_log(path, 4));
    uint8_t *bytes = read_file(path, &count);
    for (size_t cut = LOG_HEADER; cut < count; cut++) {
        kedge_sealed_log_reader *reader = NULL;
        uint64_t whole = 0;
        while (offset_of(whole + 1) <= cut) whole++;
        write_file(other_path, bytes, cut);
        CHECK(open_reader(other_path, NULL, &reader) == KEDGE_OK);
        kedge_sealed_log_info info = info_of_reader(reader);
        CHECK_AT(info.next_record == whole && info.torn_bytes == cut - offset_of(whole), "cut at %zu", cut);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
        read_up_to(reader, 0, whole);
        CHECK(size_of_file(other_path) == cut);
        drop_reader(reader);
    }
    free(bytes);
    clear_folder();
}

static void takes_checkpoints(void) {
    uint8_t ours[CHECKPOINT], theirs[CHECKPOINT];
    kedge_sealed_log *log = make_log(path, 3);
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    for (uint64_t number = 3; number < 6; number++) {
        EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, theirs);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_checkpoint, reader, ours);
        CHECK(memcmp(ours, theirs, CHECKPOINT) == 0);
        append_up_to(log, number, number + 1);
    }
    kedge_sealed_log_reader *second = NULL;
    CHECK(open_reader(path, ours, &second) == KEDGE_OK);
    drop_reader(second);
    drop_log(log), drop_reader(reader);
    clear_folder();
}

static void reads_rotated_logs(void) {
    uint8_t record[100], out[100], checkpoint[CHECKPOINT];
    size_t length = 77;
    kedge_sealed_log *log = make_log(path, 3);
    kedge_sealed_log_reader *reader = NULL, *following = NULL;
    CHECK(open_reader(path, NULL, &following) == KEDGE_OK);
    read_up_to(following, 0, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    append_up_to(log, 4, 6);
    CHECK(info_of_reader(following).is_rotated == 1);
    read_up_to(following, 3, 3);
    drop_reader(following);
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    read_up_to(reader, 0, 3);
    kedge_sealed_log_info info = info_of_reader(reader);
    CHECK(info.is_rotated == 1 && info.next_record == 4);
    /* The end of the file has a number, and nothing to read. */
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, 3, out, sizeof out, &length);
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, 4, out, sizeof out, &length);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_checkpoint, reader, checkpoint);
    drop_reader(reader);
    CHECK(open_reader(other_path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, 0, out, sizeof out, &length);
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, 3, out, sizeof out, &length);
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, 4, out, sizeof out, &length);
    CHECK(length == make_record(4, record) && memcmp(out, record, length) == 0);
    read_up_to(reader, 4, 6);
    info = info_of_reader(reader);
    CHECK(info.first_record == 4 && info.next_record == 6 && info.is_rotated == 0);
    drop_reader(reader), drop_log(log);
    clear_folder();
}

/* --- damage ------------------------------------------------------------------------------------------------------ */

/* Reads a damaged log: what comes before the damage is right, then every call says so, and names the record. */
static void meet_damage(const char *at, uint64_t damaged, int every_way, const char *what) {
    uint8_t record[100], out[100], checkpoint[CHECKPOINT];
    kedge_sealed_log_reader *reader = NULL;
    kedge_status status = open_reader(at, NULL, &reader);
    CHECK_AT(status == KEDGE_OK, "%s: %d", what, (int)status);
    if (status != KEDGE_OK) return;
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)damaged);
    size_t length;
    uint64_t given;
    CHECK_AT(CALL(kedge_sealed_log_reader_verify, reader, NULL, NULL) == KEDGE_LOG_DAMAGED, "%s", what);
    CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s: %s", what, kedge_last_error());
    for (uint64_t i = 0; i < damaged; i++) {
        size_t expected = make_record(i, record);
        status = CALL(kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &given);
        CHECK_AT(status == KEDGE_OK && given == i && length == expected && memcmp(out, record, length) == 0,
            "%s: record %llu is %d", what, (unsigned long long)i, (int)status);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, i, out, sizeof out, &length);
        CHECK(length == expected && memcmp(out, record, length) == 0);
    }
    for (int again = 0; again < 3; again++) {
        memset(out, 0x5A, sizeof out);
        length = 77, given = 77;
        status = CALL(kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &given);
        CHECK_AT(status == KEDGE_LOG_DAMAGED && length == 77 && given == 77, "%s: %d", what, (int)status);
        CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s: %s", what, kedge_last_error());
        size_t zeros = 0;
        while (zeros < sizeof out && out[zeros] == 0) zeros++;
        CHECK_AT(check_all(out + zeros, sizeof out - zeros, 0x5A), "%s leaves something", what);
    }
    if (every_way) {
        length = 77;
        status = CALL(kedge_sealed_log_reader_read, reader, damaged, out, sizeof out, &length);
        CHECK_AT(status == KEDGE_LOG_DAMAGED && length == 77, "%s: %d", what, (int)status);
    }
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    status = CALL(kedge_sealed_log_reader_get_info, reader, &info);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_LOG_DAMAGED, "%s: %d", what, (int)status);
    status = CALL(kedge_sealed_log_reader_checkpoint, reader, checkpoint);
    CHECK_AT(status == KEDGE_OK || status == KEDGE_LOG_DAMAGED, "%s: %d", what, (int)status);
    drop_reader(reader);
}

static void meets_every_changed_bit(void) {
    size_t count = 0;
    drop_log(make_log(path, 4));
    uint8_t *bytes = read_file(path, &count);
    kedge_sealed_log_reader *reader = NULL;
    for (size_t bit = 0; bit < count * 8; bit += check_is_light() ? 7 : 1) {
        size_t byte = bit / 8;
        bytes[byte] ^= (uint8_t)(1 << bit % 8);
        write_file(other_path, bytes, count);
        if (byte < LOG_HEADER) {
            kedge_status status = open_reader(other_path, NULL, &reader);
            kedge_status expected = status_of_flip(byte);
            CHECK_AT(status == expected && reader == NULL, "bit %zu: %d", bit, (int)status);
        } else {
            uint64_t damaged = 0;
            char what[40];
            while (damaged < 3 && byte >= offset_of(damaged + 1)) damaged++;
            snprintf(what, sizeof what, "bit %zu", bit);
            meet_damage(other_path, damaged, 1, what);
        }
        bytes[byte] ^= (uint8_t)(1 << bit % 8);
    }
    free(bytes);
    clear_folder();
}

/* Puts a log together from records of two logs of one ring: "a0 b1 a2". */
static void put_together(const char *recipe, uint8_t *const logs[2], const char *to) {
    uint8_t out[2000];
    size_t count = LOG_HEADER;
    memcpy(out, logs[*recipe == 'b'], LOG_HEADER);
    for (const char *part = recipe + 2; *part != 0; part += 2 + (part[2] == ' ')) {
        uint64_t number = (uint64_t)(part[1] - '0');
        size_t from = offset_of(number), size = offset_of(number + 1) - from;
        memcpy(out + count, logs[*part == 'b'] + from, size);
        count += size;
    }
    write_file(to, out, count);
}

static void refuses_every_splice(void) {
    static const struct {
        const char *recipe;
        uint64_t damaged;
    } splices[] = {
        {"a a1 a0 a2 a3", 0}, {"a a1 a2 a3", 0}, {"a a0 a2 a3", 1}, {"a a0 a1 a3", 2}, {"a a0 a0 a1 a2", 1}, {"a a0 a1 a1 a2",
            2},
        {"a a0 a1 a3 a2", 2}, {"a a0 a1 a2 a3 a3", 4}, {"a a0 a1 a2 a3 a0", 4}, {"a b0 a1 a2 a3", 0}, {"a a0 b1 a2 a3", 1},
        {"a a0 a1 a2 b3", 3}, {"b a0 a1 a2 a3", 0}, {"a b0 b1 b2 b3", 0}, {"a a0 a1 a2 a3 b4", 4}};
    size_t count = 0;
    drop_log(make_log(path, 5));
    drop_log(make_log(other_path, 5));
    uint8_t *logs[2] = {read_file(path, &count), read_file(other_path, &count)};
    put_together("a a0 a1 a2 a3", logs, path_of("mixed"));
    check_records(path_of("mixed"), 0, 4);
    for (size_t i = 0; i < sizeof splices / sizeof *splices; i++) {
        put_together(splices[i].recipe, logs, path_of("mixed"));
        meet_damage(path_of("mixed"), splices[i].damaged, 1, splices[i].recipe);
    }
    free(logs[0]), free(logs[1]);
    clear_folder();
}

/* Records of the same numbers, from the same file, but from another life of it: only the chain tells. */
static void refuses_another_life(void) {
    size_t count = 0, other_count = 0;
    drop_log(make_log(path, 3));
    uint8_t *bytes = read_file(path, &count);
    write_file(other_path, bytes, offset_of(1));
    kedge_sealed_log *log = NULL;
    CHECK(open_log(other_path, NULL, &log) == KEDGE_OK);
    append_up_to(log, 1, 3);
    drop_log(log);
    uint8_t *other = read_file(other_path, &other_count);
    CHECK(other_count == count);
    memcpy(other + offset_of(2), bytes + offset_of(2), count - offset_of(2));
    write_file(other_path, other, count);
    /* Asked for by its number, a record is authentic; in order it is not. */
    meet_damage(other_path, 2, 0, "another life");
    free(bytes), free(other);
    clear_folder();
}

static void damage_may_hide_a_checkpoint(void) {
    uint8_t early[CHECKPOINT], late[CHECKPOINT];
    size_t count = 0;
    kedge_sealed_log_reader *reader = NULL;
    kedge_sealed_log *log = make_log(path, 1);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, early);
    append_up_to(log, 1, 4);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, late);
    drop_log(log);
    uint8_t *bytes = read_file(path, &count);
    bytes[offset_of(2) + 10] ^= 1;
    write_file(path, bytes, count);
    CHECK(open_reader(path, late, &reader) == KEDGE_LOG_DAMAGED && reader == NULL);
    CHECK(strstr(kedge_last_error(), "2") != NULL);
    CHECK(open_reader(path, early, &reader) == KEDGE_OK);
    drop_reader(reader);
    free(bytes);
    clear_folder();
}

static void refuses_more_behind_a_rotation(void) {
    size_t count = 0;
    kedge_sealed_log *log = make_log(path, 3);
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, log, ring, other_path);
    drop_log(log);
    uint8_t *bytes = read_file(path, &count), *longer = calloc(1, count + 200);
    memcpy(longer, bytes, count);
    for (size_t more = 1; more < 200; more += 13) {
        kedge_sealed_log_reader *reader = NULL;
        write_file(path, longer, count + more);
        CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
        EXPECT(KEDGE_LOG_DAMAGED, kedge_sealed_log_reader_verify, reader, NULL, NULL);
        drop_reader(reader);
    }
    free(bytes), free(longer);
    clear_folder();
}

static void notices_a_log_that_shrinks(void) {
    uint8_t out[100];
    size_t length = 77;
    uint64_t number = 77;
    drop_log(make_log(path, 20));
    kedge_sealed_log_reader *reader = NULL;
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &number);
    CHECK(truncate(path, (off_t)offset_of(3)) == 0);
    EXPECT(KEDGE_FILE_CHANGED, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    EXPECT(KEDGE_FILE_CHANGED, kedge_sealed_log_reader_read, reader, 25, out, sizeof out, &length);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    uint8_t checkpoint[CHECKPOINT];
    EXPECT(KEDGE_FILE_CHANGED, kedge_sealed_log_reader_get_info, reader, &info);
    EXPECT(KEDGE_FILE_CHANGED, kedge_sealed_log_reader_checkpoint, reader, checkpoint);
    drop_reader(reader);
    clear_folder();
}

/* --- progress ---------------------------------------------------------------------------------------------------- */

static struct told {
    kedge_sealed_log_reader *reader;
    int calls, cancel_at, calls_back;
    uint64_t last, total;
} told;

static int32_t tell(uint64_t done, uint64_t total, void *context_of_call) {
    struct told *here = context_of_call;
    CHECK(here == &told && done >= here->last && done <= total);
    CHECK(here->calls == 0 || total == here->total);
    here->last = done, here->total = total;
    here->calls++;
    if (here->calls_back) {
        uint8_t out[100], checkpoint[CHECKPOINT];
        size_t length = 77;
        uint64_t number = 77;
        kedge_sealed_log_info info = {.struct_size = sizeof info};
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_destroy, here->reader);
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_next, here->reader, out, sizeof out, &length, &number);
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_read, here->reader, 0, out, sizeof out, &length);
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_verify, here->reader, NULL, NULL);
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_get_info, here->reader, &info);
        EXPECT(KEDGE_BUSY, kedge_sealed_log_reader_checkpoint, here->reader, checkpoint);
        CHECK(length == 77 && number == 77);
        kedge_sealed_log_reader *second = NULL;
        CHECK(open_reader(path, NULL, &second) == KEDGE_OK);
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, second, NULL, NULL);
        drop_reader(second);
        EXPECT(KEDGE_FILE_NOT_FOUND, kedge_sealed_log_reader_open, ring, path_of("nothing"), NULL, NULL, 0, &second);
    }
    return here->calls == here->cancel_at ? -5 : 0;
}

static void tells_how_far_it_is(void) {
    static uint8_t record[100000];
    char before[300];
    kedge_sealed_log *log = make_log(path, 0);
    kedge_sealed_log_reader *reader = NULL;
    uint64_t number = 0;
    for (int i = 0; i < 60; i++) EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, record, sizeof record, &number);
    EXPECT(KEDGE_OK, kedge_sealed_log_sync, log);
    drop_log(log);
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    snprintf(before, sizeof before, "%s", kedge_last_error());
    for (int calls_back = 0; calls_back < 2; calls_back++) {
        told = (struct told){.reader = reader, .calls_back = calls_back};
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, tell, &told);
        CHECK_AT(told.calls >= 5 && told.last == 60 && told.total == 60, "%d calls, %llu", told.calls,
            (unsigned long long)told.last);
        CHECK_AT(strcmp(kedge_last_error(), before) == 0, "%s", kedge_last_error());
    }
    int calls = told.calls;
    for (int at = 1; at <= calls; at++) {
        told = (struct told){.reader = reader, .cancel_at = at};
        EXPECT(KEDGE_CANCELLED, kedge_sealed_log_reader_verify, reader, tell, &told);
        CHECK(told.calls == at && strstr(kedge_last_error(), "callback") != NULL);
    }
    /* It goes on as if nothing had been. */
    size_t length = 0;
    static uint8_t out[100000];
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_next, reader, out, sizeof out, &length, &number);
    CHECK(number == 0 && length == sizeof record);
    drop_reader(reader);
    drop_log(make_log(other_path, 0));
    CHECK(open_reader(other_path, NULL, &reader) == KEDGE_OK);
    told = (struct told){.reader = reader};
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, tell, &told);
    CHECK(told.calls == 1 && told.total == 0);
    drop_reader(reader);
    clear_folder();
}

/* --- opening ----------------------------------------------------------------------------------------------------- */

static void refuses_what_is_no_log(void) {
    kedge_sealed_log_reader *reader = NULL;
    size_t count = 0;
    int open_files = open_file_count();
    CHECK(open_reader("", NULL, &reader) == KEDGE_INVALID_ARGUMENT);
    CHECK(open_reader(path, NULL, &reader) == KEDGE_FILE_NOT_FOUND);
    CHECK(open_reader(path_of("no/log"), NULL, &reader) == KEDGE_FILE_NOT_FOUND);
    CHECK(open_reader(folder, NULL, &reader) == KEDGE_INVALID_ARGUMENT);
    CHECK(mkfifo(path, 0600) == 0 && open_reader(path, NULL, &reader) == KEDGE_INVALID_ARGUMENT);
    unlink(path);
    CHECK(symlink("loop", path_of("loop")) == 0 && open_reader(path_of("loop"), NULL, &reader) == KEDGE_IO_FAILED);
    drop_log(make_log(path, 2));
    uint8_t *bytes = read_file(path, &count);
    for (size_t length = 0; length < LOG_HEADER; length++) {
        write_file(other_path, bytes, length);
        CHECK_AT(open_reader(other_path, NULL, &reader) == KEDGE_MALFORMED_HEADER, "%zu bytes", length);
    }
    CHECK(reader == NULL && open_file_count() == open_files);
    free(bytes);
    clear_folder();
}

static void read_as_nobody(void) {
    kedge_sealed_log_reader *reader = NULL;
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    CHECK(open_reader(path, NULL, &reader) == KEDGE_PERMISSION_DENIED && reader == NULL);
}

static void asks_for_permission(void) {
    drop_log(make_log(path, 1));
    chmod(path, 0);
    check_in_child(read_as_nobody);
    clear_folder();
}

static void asks_the_key(void) {
    kedge_keyring *kept = ring, *other = make_ring();
    kedge_sealed_log_reader *reader = NULL;
    ring = make_ring();
    drop_log(make_log(path, 3));
    uint64_t first = change_primary(ring);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_log_reader_open, ring, path, NULL, context, context_len - 1, &reader);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_sealed_log_reader_open, ring, path, NULL, NULL, 0, &reader);
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_sealed_log_reader_open, other, path, NULL, context, context_len, &reader);
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    CHECK(open_reader(path, NULL, &reader) == KEDGE_KEY_DISABLED);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    CHECK(open_reader(path, NULL, &reader) == KEDGE_KEY_DESTROYED && reader == NULL);
    drop_ring(ring), drop_ring(other);
    ring = kept;
    clear_folder();
}

/* --- fork and threads -------------------------------------------------------------------------------------------- */

static kedge_sealed_log_reader *inherited;

static void read_in_the_child(void) {
    uint8_t out[100], checkpoint[CHECKPOINT];
    size_t length = 77;
    uint64_t number = 77;
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_FORKED, kedge_sealed_log_reader_next, inherited, out, sizeof out, &length, &number);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_reader_read, inherited, 0, out, sizeof out, &length);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_reader_verify, inherited, NULL, NULL);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_reader_checkpoint, inherited, checkpoint);
    EXPECT(KEDGE_FORKED, kedge_sealed_log_reader_get_info, inherited, &info);
    CHECK(length == 77 && number == 77);
    drop_reader(inherited);
    check_records(path, 0, 5);
}

static void a_child_has_readers_of_its_own(void) {
    drop_log(make_log(path, 5));
    CHECK(open_reader(path, NULL, &inherited) == KEDGE_OK);
    check_in_child(read_in_the_child);
    read_up_to(inherited, 0, 5);
    drop_reader(inherited);
    clear_folder();
}

static void *ask_from_another_thread(void *unused) {
    uint8_t out[100], checkpoint[CHECKPOINT];
    size_t length = 77;
    uint64_t number = 77;
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    (void)unused;
    CHECK(kedge_sealed_log_reader_next(inherited, out, sizeof out, &length, &number) == KEDGE_BUSY);
    CHECK(kedge_sealed_log_reader_read(inherited, 0, out, sizeof out, &length) == KEDGE_BUSY);
    CHECK(kedge_sealed_log_reader_verify(inherited, NULL, NULL) == KEDGE_BUSY);
    CHECK(kedge_sealed_log_reader_checkpoint(inherited, checkpoint) == KEDGE_BUSY);
    CHECK(kedge_sealed_log_reader_get_info(inherited, &info) == KEDGE_BUSY);
    CHECK(length == 77 && number == 77);
    return NULL;
}

static int32_t ask_meanwhile(uint64_t done, uint64_t total, void *unused) {
    pthread_t thread;
    (void)done, (void)total, (void)unused;
    CHECK(pthread_create(&thread, NULL, ask_from_another_thread, NULL) == 0);
    pthread_join(thread, NULL);
    return 0;
}

static void serves_one_thread_at_a_time(void) {
    drop_log(make_log(path, 5));
    CHECK(open_reader(path, NULL, &inherited) == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, inherited, ask_meanwhile, NULL);
    read_up_to(inherited, 0, 5);
    drop_reader(inherited);
    clear_folder();
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t out[100], checkpoint[CHECKPOINT];
    size_t length = 77;
    uint64_t number = 77;
    kedge_sealed_log_reader *made = NULL, *reader = NULL;
    drop_log(make_log(path, 3));
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_open, ring, path, NULL, NULL, 1, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_open, ring, path, NULL, context, over, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_open, ring, path, NULL, context, SIZE_MAX, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_open, ring, NULL, NULL, context, context_len, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_open, ring, path, NULL, context, context_len, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_next, reader, out, over, &length, &number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_next, reader, out, SIZE_MAX, &length, &number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_next, reader, out, sizeof out, NULL, &number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_read, reader, 0, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_read, reader, 0, out, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_read, reader, 0, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_checkpoint, reader, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_get_info, reader, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_next, reader, out, sizeof out, &length, NULL);
    CHECK(length == 77 && number == 77 && made == NULL);
    read_up_to(reader, 0, 3);

    kedge_sealed_log_reader *gone = NULL;
    kedge_keyring *gone_ring = make_ring();
    CHECK(open_reader(path, NULL, &gone) == KEDGE_OK);
    drop_reader(gone), drop_ring(gone_ring);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    memset(checkpoint, 0x5A, sizeof checkpoint);
    void *const strangers[] = {NULL, (void *)1, out, gone, gone_ring, ring, reader};
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        void *no_ring = strangers[i] == ring ? (void *)reader : strangers[i],
            *no_reader = strangers[i] == reader ? (void *)ring : strangers[i];
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_open, no_ring, path, NULL, context, context_len, &made);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_next, no_reader, out, sizeof out, &length, &number);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_read, no_reader, 0, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_verify, no_reader, NULL, NULL);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_checkpoint, no_reader, checkpoint);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_get_info, no_reader, &info);
        EXPECT(no_reader == NULL ? KEDGE_OK : KEDGE_INVALID_HANDLE, kedge_sealed_log_reader_destroy, no_reader);
    }
    CHECK(length == 77 && number == 77 && made == NULL && check_all(checkpoint, sizeof checkpoint, 0x5A));
    drop_reader(reader);
    clear_folder();
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_sealed_log_options_init, options, struct_size);
}

static kedge_status open_with(const void *options) {
    kedge_sealed_log_reader *reader = NULL;
    kedge_status status = CALL(kedge_sealed_log_reader_open, ring, path, options, context, context_len, &reader);
    drop_reader(reader);
    return status;
}

static void keeps_the_rules_of_options(void) {
    uint8_t checkpoint[300] = {0};
    kedge_sealed_log *log = make_log(path, 2);
    EXPECT(KEDGE_OK, kedge_sealed_log_checkpoint, log, checkpoint);
    drop_log(log);
    struct option_rules rules = {sizeof(kedge_sealed_log_options), init_options, open_with};
    check_option_rules(&rules);
    kedge_sealed_log_options options = {0};
    EXPECT(KEDGE_OK, kedge_sealed_log_options_init, &options, sizeof options);
    static const size_t lengths[] = {1, 16, 119, 121, 240, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        options.checkpoint = checkpoint;
        options.checkpoint_len = lengths[i];
        CHECK_AT(open_with(&options) == KEDGE_INVALID_ARGUMENT, "%zu bytes", lengths[i]);
        options.checkpoint = NULL;
        CHECK_AT(open_with(&options) == KEDGE_INVALID_ARGUMENT, "NULL and %zu bytes", lengths[i]);
    }
    options.checkpoint_len = CHECKPOINT;
    CHECK(open_with(&options) == KEDGE_INVALID_ARGUMENT);
    options.checkpoint = checkpoint;
    CHECK(open_with(&options) == KEDGE_OK);
    options.checkpoint_len = 0;
    CHECK(open_with(&options) == KEDGE_OK);
    clear_folder();
}

static void keeps_the_rules_of_results(void) {
    union {
        kedge_sealed_log_info info;
        uint8_t bytes[5000];
    } room;
    kedge_sealed_log_reader *reader = NULL;
    drop_log(make_log(path, 2));
    CHECK(open_reader(path, NULL, &reader) == KEDGE_OK);
    for (size_t size = 48; size <= 4096; size += size < 80 ? 1 : 500) {
        memset(&room, 0x5A, sizeof room);
        room.info.struct_size = size;
        EXPECT(KEDGE_OK, kedge_sealed_log_reader_get_info, reader, &room.info);
        CHECK_AT(room.info.struct_size == size && room.info.next_record == 2 && room.info.reserved == 0, "size %zu", size);
        CHECK(check_all(room.bytes + 48, size - 48, 0) && check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    static const size_t sizes[] = {0, 1, 8, 47, 4097, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        memset(&room, 0x5A, sizeof room);
        room.info.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_sealed_log_reader_get_info, reader, &room.info);
        CHECK(room.info.struct_size == sizes[i] && check_all(room.bytes + 8, sizeof room - 8, 0x5A));
    }
    drop_reader(reader);
    clear_folder();
}

int main(void) {
    check_begin("sealed_log_reader");
    if (!make_folder()) return 2;
    snprintf(path, sizeof path, "%s/log", folder), snprintf(other_path, sizeof other_path, "%s/other", folder);
    ring = make_ring();
    check_case("records come in order, and then the end", reads_in_order);
    check_case("any record is read by its number, and the order goes on", reads_by_number);
    check_case("a reader sees what is appended later", follows_a_log);
    check_case("a reader follows a log that is being written", follows_a_log_that_grows);
    check_case("a short buffer is told the size, and the record comes again", short_buffers_keep_the_place);
    check_case("a torn end is told, and is no damage", tells_of_a_torn_end);
    check_case("a reader's checkpoint is the appender's", takes_checkpoints);
    check_case("a rotated log is read file by file", reads_rotated_logs);
    check_case("every changed bit is met, and the record named", meets_every_changed_bit);
    check_case("records that were swapped, dropped, repeated or taken from another log are refused", refuses_every_splice);
    check_case("records of another life of the same file are refused", refuses_another_life);
    check_case("damage before what a checkpoint was taken of is damage", damage_may_hide_a_checkpoint);
    check_case("nothing may follow the end of a rotated file", refuses_more_behind_a_rotation);
    check_case("a log that became shorter is noticed", notices_a_log_that_shrinks);
    check_case("verifying tells how far it is, and is cancelled", tells_how_far_it_is);
    check_case("what is no log is refused", refuses_what_is_no_log);
    check_case("a file that may not be read is a status of its own", asks_for_permission);
    check_case("other associated data, another ring, disabled and destroyed keys are refused", asks_the_key);
    check_case("a child of fork has readers of its own", a_child_has_readers_of_its_own);
    check_case("a second thread is told that the reader is busy", serves_one_thread_at_a_time);
    check_case("NULL, lengths over PTRDIFF_MAX and foreign handles are refused", refuses_bad_arguments);
    check_case("options keep the rules of options", keeps_the_rules_of_options);
    check_case("what is told of a log keeps the rules of results", keeps_the_rules_of_results);
    drop_ring(ring);
    remove_folder();
    return check_end();
}
