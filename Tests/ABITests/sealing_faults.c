/* Calls that streams, files and logs make into libcrypto, libsodium and the C library fail here, one after another: whichever
 * it is, the call answers with a status that it documents, leaks and leaves nothing, and works again afterwards. Then what the
 * system has no room for: handles, memory, randomness, files of such a size.
 *
 * The functions below stand before the real ones, since the dynamic linker looks into the program first. */
#undef _FORTIFY_SOURCE
#include "limits.h"
#include "logs.h"

#include <dlfcn.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

/* Counts down at every call that can fail; at zero it fails. Negative: nothing fails. */
static int countdown = -1;
static const char *failed_function;
/* How a system call fails; 0: reading finds the end of the file, and nothing else fails. */
static int error_number;
/* If not NULL, this function alone. */
static const char *only_function;
/* What failed once goes on failing. */
static int is_lasting;

static int fails(const char *function, int is_system_call) {
    if (__atomic_load_n(&countdown, __ATOMIC_RELAXED) < 0) return 0;
    if (only_function != NULL && strcmp(function, only_function) != 0) return 0;
    if (error_number == 0 && strcmp(function, "pread") != 0) return 0;
    /* A full disk is no reason not to read. */
    if (error_number == ENOSPC && (!is_system_call || strstr("pwrite fsync fdatasync linkat rename",
        function) == NULL)) return 0;
    int turn = __atomic_fetch_sub(&countdown, 1, __ATOMIC_RELAXED);
    if (is_lasting && turn == 0) __atomic_store_n(&countdown, 0, __ATOMIC_RELAXED);
    if (turn != 0) return 0;
    __atomic_store_n(&failed_function, function, __ATOMIC_RELAXED);
    errno = error_number;
    return 1;
}

#define REAL(result, name, parameters) \
    static result(*real) parameters; \
    if (real == NULL) { \
        void *found = dlsym(RTLD_NEXT, #name); \
        memcpy(&real, &found, sizeof real); \
    }

/* A function of libcrypto, and what it answers when it fails. */
#define STANDS_BEFORE(result, failure, name, parameters, arguments) \
    result name parameters; \
    result name parameters { \
        REAL(result, name, parameters) \
        return fails(#name, 0) ? failure : real arguments; \
    }

STANDS_BEFORE(int, 0, EVP_CipherInit_ex2, (void *c, void *t, void *k, void *n, int e, void *p), (c, t, k, n, e, p))
STANDS_BEFORE(int, 0, EVP_EncryptInit_ex2, (void *c, void *t, void *k, void *n, void *p), (c, t, k, n, p))
STANDS_BEFORE(int, 0, EVP_DecryptInit_ex2, (void *c, void *t, void *k, void *n, void *p), (c, t, k, n, p))
STANDS_BEFORE(int, 0, EVP_EncryptUpdate, (void *c, void *o, int *w, const void *i, int l), (c, o, w, i, l))
STANDS_BEFORE(int, 0, EVP_DecryptUpdate, (void *c, void *o, int *w, const void *i, int l), (c, o, w, i, l))
STANDS_BEFORE(int, 0, EVP_EncryptFinal_ex, (void *c, void *o, int *w), (c, o, w))
STANDS_BEFORE(int, 0, EVP_DecryptFinal_ex, (void *c, void *o, int *w), (c, o, w))
STANDS_BEFORE(int, 0, EVP_CIPHER_CTX_ctrl, (void *c, int t, int a, void *p), (c, t, a, p))
STANDS_BEFORE(int, 0, EVP_CIPHER_CTX_set_params, (void *c, void *p), (c, p))
STANDS_BEFORE(int, 0, EVP_CIPHER_CTX_get_params, (void *c, void *p), (c, p))
STANDS_BEFORE(int, 0, EVP_CIPHER_CTX_copy, (void *o, void *i), (o, i))
STANDS_BEFORE(void *, NULL, EVP_CIPHER_CTX_new, (void), ())
STANDS_BEFORE(void *, NULL, EVP_CIPHER_fetch, (void *l, const char *n, const char *p), (l, n, p))
STANDS_BEFORE(void *, NULL, EVP_MAC_fetch, (void *l, const char *n, const char *p), (l, n, p))
STANDS_BEFORE(void *, NULL, EVP_MAC_CTX_new, (void *m), (m))
STANDS_BEFORE(void *, NULL, EVP_MAC_CTX_dup, (void *c), (c))
STANDS_BEFORE(int, 0, EVP_MAC_init, (void *c, const void *k, size_t l, const void *p), (c, k, l, p))
STANDS_BEFORE(int, 0, EVP_MAC_update, (void *c, const void *d, size_t l), (c, d, l))
STANDS_BEFORE(int, 0, EVP_MAC_final, (void *c, void *o, size_t *w, size_t l), (c, o, w, l))

/* A system call. */
#define SYSTEM_CALL(result, name, parameters, arguments) \
    result name parameters; \
    result name parameters { \
        REAL(result, name, parameters) \
        return fails(#name, 1) ? -1 : real arguments; \
    }

SYSTEM_CALL(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o))
SYSTEM_CALL(int, fsync, (int f), (f))
SYSTEM_CALL(int, fdatasync, (int f), (f))
SYSTEM_CALL(int, ftruncate, (int f, off_t n), (f, n))
SYSTEM_CALL(int, linkat, (int a, const char *p, int b, const char *q, int f), (a, p, b, q, f))
SYSTEM_CALL(int, rename, (const char *p, const char *q), (p, q))
SYSTEM_CALL(int, flock, (int f, int o), (f, o))

ssize_t pread(int file, void *out, size_t count, off_t offset) {
    REAL(ssize_t, pread, (int, void *, size_t, off_t))
    if (!fails("pread", 1)) return real(file, out, count, offset);
    return error_number == 0 ? 0 : -1;
}

int open(const char *at, int flags, ...) {
    REAL(int, open, (const char *, int, ...))
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = va_arg(arguments, mode_t);
    va_end(arguments);
    return fails("open", 1) ? -1 : real(at, flags, mode);
}

/* What libsodium does when its own calls fail is not on trial. */
static int is_in_libsodium;

void *sodium_malloc(size_t size);
void *sodium_malloc(size_t size) {
    REAL(void *, sodium_malloc, (size_t))
    if (fails("sodium_malloc", 0)) return NULL;
    is_in_libsodium = 1;
    void *memory = real(size);
    is_in_libsodium = 0;
    return memory;
}

ssize_t getrandom(void *out, size_t size, unsigned flags);
ssize_t getrandom(void *out, size_t size, unsigned flags) {
    REAL(ssize_t, getrandom, (void *, size_t, unsigned))
    return !is_in_libsodium && fails("getrandom", 0) ? -1 : real(out, size, flags);
}

/* --- the calls --------------------------------------------------------------------------------------------------- */

enum { SEGMENT = 4096, TEXT = 3 * SEGMENT + 100, SEALED = 84 + TEXT + 4 * 16, LONG_RECORD = 300 << 10, LONG_RECORDS = 5 };

static uint8_t text[LONG_RECORD], sealed[SEALED], out[LONG_RECORD];
static size_t length;
static uint64_t number;
static char plain_path[160], sealed_path[160], new_path[160], log_path[160];
static kedge_stream_options stream_options;
static kedge_file_options file_options;
static kedge_stream_writer *writer;
static kedge_stream_reader *reader;
static kedge_sealed_file *file;
static kedge_sealed_log *appended;
static kedge_sealed_log_reader *log_reader;

static void prepare_nothing(void) {}

static kedge_status seal_all(void) {
    return CALL(kedge_stream_seal, ring, &stream_options, context, context_len, text, TEXT, out, sizeof out, &length);
}
static kedge_status open_all(void) {
    return CALL(kedge_stream_open, ring, &stream_options, context, context_len, sealed, SEALED, out, sizeof out, &length);
}

static void drop_writer(void) {
    EXPECT(KEDGE_OK, kedge_stream_writer_destroy, writer);
    writer = NULL;
}
static kedge_status create_writer(void) {
    return CALL(kedge_stream_writer_create, ring, &stream_options, context, context_len, &writer);
}
static void prepare_writer(void) { CHECK(create_writer() == KEDGE_OK); }
static kedge_status update_writer(void) {
    return CALL(kedge_stream_writer_update, writer, text, TEXT, out, sizeof out, &length);
}
static kedge_status finish_writer(void) { return CALL(kedge_stream_writer_finish, writer, out, sizeof out, &length); }

static void drop_stream_reader(void) {
    EXPECT(KEDGE_OK, kedge_stream_reader_destroy, reader);
    reader = NULL;
}
static kedge_status create_reader(void) {
    return CALL(kedge_stream_reader_create, ring, sealed, 84, context, context_len, &reader);
}
static void prepare_reader(void) { CHECK(create_reader() == KEDGE_OK); }
static kedge_status update_reader(void) {
    return CALL(kedge_stream_reader_update, reader, sealed + 84, SEALED - 84, out, sizeof out, &length);
}
static void prepare_the_end(void) {
    size_t count = 0;
    uint8_t small[200];
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, context, context_len, text, 50, small, sizeof small, &count);
    EXPECT(KEDGE_OK, kedge_stream_reader_create, ring, small, 84, context, context_len, &reader);
    EXPECT(KEDGE_OK, kedge_stream_reader_update, reader, small + 84, count - 84, NULL, 0, &length);
}
static kedge_status finish_reader(void) { return CALL(kedge_stream_reader_finish, reader, out, sizeof out, &length); }

static int32_t read_store(uint64_t offset, uint8_t *to, size_t count, void *unused) {
    (void)unused;
    memcpy(to, sealed + offset, count);
    return 0;
}
static void drop_file(void) {
    EXPECT(KEDGE_OK, kedge_sealed_file_destroy, file);
    file = NULL;
}
static kedge_status open_file(void) { return CALL(kedge_sealed_file_open, ring, sealed_path, context, context_len, &file); }
static kedge_status open_source(void) {
    return CALL(kedge_sealed_file_open_source, ring, read_store, NULL, SEALED, context, context_len, &file);
}
static void prepare_file(void) { CHECK(open_file() == KEDGE_OK); }
static kedge_status read_file_on(void) { return CALL(kedge_sealed_file_read, file, out, 2 * SEGMENT + 10, &length); }
static kedge_status read_file_at(void) { return CALL(kedge_sealed_file_read_at, file, 100, out, 2 * SEGMENT + 10, &length); }

static void drop_new_file(void) { unlink(new_path); }
static kedge_status seal_file(void) {
    return CALL(kedge_file_seal, ring, plain_path, new_path, &file_options, context, context_len);
}
static kedge_status open_into_file(void) {
    return CALL(kedge_file_open, ring, sealed_path, new_path, &file_options, context, context_len);
}
static kedge_status reseal_file(void) {
    return CALL(kedge_file_reseal, ring, sealed_path, new_path, &file_options, context, context_len);
}
static kedge_status verify_file(void) {
    return CALL(kedge_file_verify, ring, sealed_path, &file_options, context, context_len, &number);
}

static void drop_appended(void) {
    drop_log(appended);
    appended = NULL;
    unlink(new_path);
}
static kedge_status create_log(void) { return CALL(kedge_sealed_log_create, ring, new_path, context, context_len, &appended); }
static kedge_status open_old_log(void) {
    return CALL(kedge_sealed_log_open, ring, log_path, NULL, context, context_len, &appended);
}
static void prepare_log(void) { CHECK(create_log() == KEDGE_OK); }
static kedge_status append(void) { return CALL(kedge_sealed_log_append, appended, text, 100, &number); }
static kedge_status append_batched(void) { return CALL(kedge_sealed_log_append_batched, appended, text, LONG_RECORD, &number); }
static void prepare_batch(void) {
    prepare_log();
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, appended, text, 100, &number);
}
static kedge_status sync_log(void) { return CALL(kedge_sealed_log_sync, appended); }

static char rotated_path[160];
static void drop_rotated(void) {
    drop_appended();
    unlink(rotated_path);
}
/* As a crash leaves it: the new file is there, and the old one is opened. */
static void prepare_rotated(void) {
    prepare_batch();
    EXPECT(KEDGE_OK, kedge_sealed_log_rotate, appended, ring, rotated_path);
    append_up_to(appended, 2, 4);
    drop_log(appended);
    EXPECT(KEDGE_OK, kedge_sealed_log_open, ring, new_path, NULL, context, context_len, &appended);
}
static kedge_status rotate(void) { return CALL(kedge_sealed_log_rotate, appended, ring, rotated_path); }

static void drop_log_reader(void) {
    drop_reader(log_reader);
    log_reader = NULL;
}
static kedge_status open_log_reader(void) {
    return CALL(kedge_sealed_log_reader_open, ring, log_path, NULL, context, context_len, &log_reader);
}
static void prepare_log_reader(void) { CHECK(open_log_reader() == KEDGE_OK); }
static kedge_status next_record(void) {
    return CALL(kedge_sealed_log_reader_next, log_reader, out, sizeof out, &length, &number);
}
static kedge_status read_record(void) { return CALL(kedge_sealed_log_reader_read, log_reader, 70, out, sizeof out, &length); }
static kedge_status verify_log(void) { return CALL(kedge_sealed_log_reader_verify, log_reader, NULL, NULL); }
/* There is something new to see. */
static void prepare_growth(void) {
    prepare_log_reader();
    CHECK(open_old_log() == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, appended, text, 10, &number);
    drop_log(appended);
    appended = NULL;
}
static kedge_status reader_checkpoint(void) {
    uint8_t checkpoint[CHECKPOINT];
    return CALL(kedge_sealed_log_reader_checkpoint, log_reader, checkpoint);
}
static kedge_status reader_info(void) {
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    return CALL(kedge_sealed_log_reader_get_info, log_reader, &info);
}

enum after {
    /* The same call succeeds. */
    GOES_ON,
    /* It fails as it did: something that may be used once may have been used. */
    STAYS_BROKEN,
    /* Either. */
    MAY_BE_BROKEN
};

static const struct job {
    const char *name;
    void (*prepare)(void);
    kedge_status (*call)(void);
    void (*finish)(void);
    enum after after;
    /* How many faults it meets at least. */
    int least;
} jobs[] = {
    {"stream_seal", prepare_nothing, seal_all, prepare_nothing, GOES_ON, 3},
    {"stream_open", prepare_nothing, open_all, prepare_nothing, GOES_ON, 3},
    {"writer_create", prepare_nothing, create_writer, drop_writer, GOES_ON, 0},
    {"writer_update", prepare_writer, update_writer, drop_writer, STAYS_BROKEN, 3},
    {"writer_finish", prepare_writer, finish_writer, drop_writer, STAYS_BROKEN, 3},
    {"reader_create", prepare_nothing, create_reader, drop_stream_reader, GOES_ON, 0},
    {"reader_update", prepare_reader, update_reader, drop_stream_reader, STAYS_BROKEN, 3},
    {"reader_finish", prepare_the_end, finish_reader, drop_stream_reader, STAYS_BROKEN, 3},
    {"sealed_file_open", prepare_nothing, open_file, drop_file, GOES_ON, 6},
    {"sealed_file_open_source", prepare_nothing, open_source, drop_file, GOES_ON, 3},
    {"sealed_file_read", prepare_file, read_file_on, drop_file, GOES_ON, 4},
    {"sealed_file_read_at", prepare_file, read_file_at, drop_file, GOES_ON, 4},
    {"file_seal", prepare_nothing, seal_file, drop_new_file, GOES_ON, 8},
    {"file_open", prepare_nothing, open_into_file, drop_new_file, GOES_ON, 8},
    {"file_reseal", prepare_nothing, reseal_file, drop_new_file, GOES_ON, 8},
    {"file_verify", prepare_nothing, verify_file, prepare_nothing, GOES_ON, 6},
    {"log_create", prepare_nothing, create_log, drop_appended, GOES_ON, 4},
    {"log_open", prepare_nothing, open_old_log, drop_appended, GOES_ON, 6},
    {"log_append", prepare_log, append, drop_appended, MAY_BE_BROKEN, 4},
    {"log_append_batched", prepare_log, append_batched, drop_appended, MAY_BE_BROKEN, 3},
    {"log_sync", prepare_batch, sync_log, drop_appended, MAY_BE_BROKEN, 2},
    {"log_rotate", prepare_batch, rotate, drop_rotated, MAY_BE_BROKEN, 6},
    {"log_rotate_again", prepare_rotated, rotate, drop_rotated, GOES_ON, 4},
    {"log_reader_open", prepare_nothing, open_log_reader, drop_log_reader, GOES_ON, 3},
    {"log_reader_next", prepare_log_reader, next_record, drop_log_reader, GOES_ON, 1},
    {"log_reader_read", prepare_log_reader, read_record, drop_log_reader, GOES_ON, 1},
    {"log_reader_verify", prepare_log_reader, verify_log, drop_log_reader, GOES_ON, 3},
    {"log_reader_checkpoint", prepare_growth, reader_checkpoint, drop_log_reader, GOES_ON, 1},
    {"log_reader_get_info", prepare_growth, reader_info, drop_log_reader, GOES_ON, 1},
};

static const size_t job_count = sizeof jobs / sizeof *jobs;

static void begin_with_a_ring(void) {
    clear_folder();
    ring = make_ring();
    EXPECT(KEDGE_OK, kedge_stream_options_init, &stream_options, sizeof stream_options);
    EXPECT(KEDGE_OK, kedge_file_options_init, &file_options, sizeof file_options);
    stream_options.segment_bytes = file_options.segment_bytes = SEGMENT;
}

static void begin(void) {
    size_t count = 0;
    begin_with_a_ring();
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, &stream_options, context, context_len, text, TEXT, sealed, SEALED, &count);
    write_file(plain_path, text, TEXT);
    write_file(sealed_path, sealed, SEALED);
    kedge_sealed_log *log = make_log(log_path, 100);
    /* More than a reader reads ahead. */
    for (int i = 0; i < LONG_RECORDS; i++) EXPECT(KEDGE_OK, kedge_sealed_log_append_batched, log, text, LONG_RECORD, &number);
    drop_log(log);
}

static void end(void) {
    drop_ring(ring);
    clear_folder();
}

/* Lets the first call that can fail fail, then the second, and so on until the job succeeds without meeting the fault. Where loops
 * are short it is every third, and another third for each kind of error. */
static int meet_every_fault(const struct job *job) {
    int step = check_is_light() ? 3 : 1;
    for (int faults = error_number % step; faults < 5000; faults += step) {
        job->prepare();
        int files = file_count(), open_files = open_file_count(), threads = thread_count();
        size_t live = kedge_live_handles();
        memset(out, 0x5A, TEXT + 200);
        length = 77;
        failed_function = NULL;
        countdown = faults;
        kedge_status status = job->call();
        countdown = -1;
        const char *fault = failed_function;
        int is_over = fault == NULL;
        CHECK_AT(is_over ? status == KEDGE_OK : 1, "%s: %d without a fault", job->name, (int)status);
        CHECK(threads_end_at(threads));
        if (status != KEDGE_OK) {
            CHECK_AT(strlen(kedge_last_error()) > 15 && length == 77, "%s, %s", job->name, fault);
            CHECK_AT(kedge_live_handles() == live, "%s made a handle though %s failed", job->name, fault);
            CHECK_AT(job->after == MAY_BE_BROKEN || file_count() == files, "%s left a file though %s failed", job->name, fault);
            CHECK_AT(job->after == MAY_BE_BROKEN || open_file_count() == open_files, "%s left a file open though %s failed",
                job->name, fault);
            /* Never a byte of plaintext that was not proven. */
            if (job->call == open_all || job->call == update_reader || job->call == finish_reader ||
                job->call == read_file_on ||
                job->call == read_file_at || job->call == next_record || job->call == read_record) {
                size_t zeros = 0;
                while (zeros < TEXT + 200 && out[zeros] == 0) zeros++;
                CHECK_AT(check_all(out + zeros, TEXT + 200 - zeros, 0x5A), "%s left something though %s failed", job->name,
                    fault);
            }
            kedge_status again = job->call();
            switch (job->after) {
            case GOES_ON: CHECK_AT(again == KEDGE_OK, "%s: %d after %s had failed", job->name, (int)again, fault); break;
            case STAYS_BROKEN: CHECK_AT(again == status, "%s: %d, then %d, after %s had failed", job->name, (int)status,
                (int)again, fault); break;
            default: CHECK_AT(again == KEDGE_OK || again == status || again == KEDGE_IO_FAILED, "%s: %d after %s had failed",
                job->name, (int)again, fault);
            }
        } else if (fault != NULL) {
            /* Where the system offers two ways, the first may fail; and of a log that seems to have become shorter, a second
             * look decides. A lock that cannot be given back goes with the file. */
            int is_unlocking = job->call == rotate && strcmp(fault, "flock") == 0;
            CHECK_AT(strcmp(fault, "open") == 0 || is_unlocking || (error_number == 0 && strncmp(job->name, "log", 3) == 0),
                "%s succeeded though %s failed", job->name, fault);
        }
        if (job->call == open_old_log) CHECK_AT(info_of(appended).next_record >= 100 + LONG_RECORDS,
            "%s lost records though %s failed", job->name, fault);
        job->finish();
        if (is_over) return faults;
    }
    CHECK_AT(0, "%s never succeeded", job->name);
    return 0;
}

static void meet_every_fault_with(int number_of_error, uint32_t threads, size_t from, size_t to) {
    error_number = number_of_error;
    begin();
    stream_options.threads = file_options.threads = threads;
    for (size_t i = from; i < to; i++) {
        int faults = meet_every_fault(&jobs[i]);
        if (error_number == EIO) CHECK_AT(faults >= jobs[i].least, "%s meets %d faults", jobs[i].name, faults);
    }
    end();
}

static void streams_and_files_meet_every_fault(void) {
    meet_every_fault_with(EIO, 1, 0, 16);
    if (!check_is_light()) meet_every_fault_with(EIO, 3, 0, 16);
}

static void logs_meet_every_fault(void) { meet_every_fault_with(EIO, 1, 16, job_count); }

static void all_meet_a_full_disk(void) { meet_every_fault_with(ENOSPC, 1, 8, job_count); }

static void all_meet_files_that_end_early(void) {
    for (is_lasting = 0; is_lasting < 2; is_lasting++) meet_every_fault_with(0, 1, 8, job_count);
    is_lasting = 0;
}

/* Makes a call in which one function fails the first time. */
static kedge_status failing(const char *function, kedge_status (*call)(void)) {
    error_number = EIO;
    only_function = function;
    countdown = 0;
    kedge_status status = call();
    countdown = -1;
    only_function = NULL;
    return status;
}

static kedge_status checkpoint_of_log(void) {
    uint8_t checkpoint[CHECKPOINT];
    return CALL(kedge_sealed_log_checkpoint, appended, checkpoint);
}

static void a_log_whose_disk_failed_is_opened_anew(void) {
    begin();
    /* What a disk did not take once, it may say it took the next time; so a log asks no second time. */
    prepare_log();
    CHECK(append() == KEDGE_OK && failing("fdatasync", append) == KEDGE_IO_FAILED);
    kedge_status (*const calls[])(void) = {append, append_batched, sync_log, rotate, checkpoint_of_log};
    for (int i = 0; i < 5; i++) CHECK_AT(calls[i]() == KEDGE_IO_FAILED && strstr(kedge_last_error(),
        "open the log again") != NULL, "call %d: %s", i, kedge_last_error());
    drop_log(appended);
    EXPECT(KEDGE_OK, kedge_sealed_log_open, ring, new_path, NULL, context, context_len, &appended);
    CHECK(info_of(appended).next_record >= 1 && append() == KEDGE_OK);
    drop_appended();
    end();
}

/* What a log acknowledged is there, whatever failed underneath. */
static void no_acknowledged_record_is_lost(void) {
    begin();
    static const int numbers[] = {EIO, ENOSPC};
    for (int i = 0; i < 2; i++) {
        for (int faults = 0; faults < 60; faults++) {
            uint64_t acknowledged = 0;
            error_number = numbers[i];
            prepare_log();
            countdown = faults;
            for (int turn = 0; turn < 8; turn++) {
                uint64_t given = 77;
                kedge_status status = turn % 3 == 1 ? CALL(kedge_sealed_log_append_batched, appended, text, 40, &given)
                                                    : CALL(kedge_sealed_log_append, appended, text, 40, &given);
                if (status == KEDGE_OK && turn % 3 != 1) acknowledged = given + 1;
            }
            countdown = -1;
            drop_log(appended);
            kedge_status opened = CALL(kedge_sealed_log_open, ring, new_path, NULL, context, context_len, &appended);
            CHECK_AT(opened == KEDGE_OK, "%d after fault %d", (int)opened, faults);
            CHECK_AT(info_of(appended).next_record >= acknowledged, "fault %d", faults);
            append_up_to(appended, info_of(appended).next_record, info_of(appended).next_record);
            kedge_sealed_log_reader *whole = NULL;
            CHECK(open_reader(new_path, NULL, &whole) == KEDGE_OK);
            EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, whole, NULL, NULL);
            drop_reader(whole);
            drop_appended();
        }
    }
    end();
}

/* --- without randomness ------------------------------------------------------------------------------------------ */

/* In a child of fork, which has no randomness in store. */
static void work_without_randomness(void) {
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getrandom, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof rules / sizeof rules[0], rules};
    kedge_sealed_log *log = make_log(new_path, 1);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER,
        &program) != 0) SKIP("no seccomp filter");
    /* What was read before may be used up first. */
    appended = log;
    kedge_status (*const calls[])(void) = {append, append_batched, rotate, seal_all, create_writer, create_log, seal_file,
        reseal_file};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        kedge_status status = KEDGE_OK;
        for (int turn = 0; turn < 2000 && status == KEDGE_OK; turn++) {
            if (calls[i] == create_log) unlink(new_path);
            status = calls[i]();
            if (status == KEDGE_OK && calls[i] == create_writer) drop_writer();
            if (status == KEDGE_OK && calls[i] == create_log) drop_log(appended);
            if (calls[i] == seal_file || calls[i] == reseal_file || calls[i] == rotate) unlink(new_path), unlink(rotated_path);
        }
        CHECK_AT(status == KEDGE_RANDOM_UNAVAILABLE, "call %zu: %d", i, (int)status);
    }
    EXPECT(KEDGE_OK, kedge_stream_open, ring, &stream_options, context, context_len, sealed, SEALED, out, sizeof out, &length);
    CHECK(verify_file() == KEDGE_OK);
}

static void no_randomness_is_a_status(void) {
    begin();
    check_in_child(work_without_randomness);
    end();
}

/* --- without memory ---------------------------------------------------------------------------------------------- */

static void work_without_memory(void) {
    unsigned long pages = 0;
    /* Large blocks go back to the system when they are freed, so that the limit is met by the next one. */
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    /* Segments of 16 MiB, and room for a quarter of one. */
    kedge_file_options big = file_options;
    big.segment_bytes = stream_options.segment_bytes = 16 << 20;
    uint8_t *record = malloc(16 << 20), *header = malloc(200);
    memset(record, 1, 16 << 20);
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, &stream_options, context, context_len, text, 50, header, 200, &length);
    CHECK(truncate(plain_path, 16 << 20) == 0);
    EXPECT(KEDGE_OK, kedge_file_seal, ring, plain_path, new_path, &big, context, context_len);
    kedge_sealed_log *log = NULL;
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, rotated_path, context, context_len, &log);
    EXPECT(KEDGE_OK, kedge_sealed_log_append, log, record, 16 << 20, &number);
    drop_log(log);
    CHECK(open_old_log() == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_open, ring, rotated_path, NULL, context, context_len, &log_reader);
    /* A reader that has read nothing yet, and has to. */
    kedge_sealed_log_reader *fresh = NULL;
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, path_of("small"), context, context_len, &log);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_open, ring, path_of("small"), NULL, context, context_len, &fresh);
    append_up_to(log, 0, 1);
    drop_log(log);
    log = NULL;
    struct rlimit limit, old;
    getrlimit(RLIMIT_AS, &old);
    FILE *told = fopen("/proc/self/statm", "r");
    CHECK(told != NULL && fscanf(told, "%lu", &pages) == 1);
    fclose(told);
    limit = old;
    limit.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE) + (4 << 20);
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    int files = file_count();
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_stream_writer_create, ring, &stream_options, context, context_len, &writer);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_stream_reader_create, ring, header, 84, context, context_len, &reader);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_file_open, ring, new_path, context, context_len, &file);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_file_seal, ring, plain_path, path_of("never"), &big, context, context_len);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_file_open, ring, new_path, path_of("never"), NULL, context, context_len);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_file_reseal, ring, new_path, path_of("never"), NULL, context, context_len);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_file_verify, ring, new_path, NULL, context, context_len, &number);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_append, appended, record, 16 << 20, &number);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_append_batched, appended, record, 16 << 20, &number);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_reader_verify, log_reader, NULL, NULL);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_reader_next, log_reader, record, 16 << 20, &length, &number);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_reader_read, log_reader, 0, record, 16 << 20, &length);
    uint8_t checkpoint[CHECKPOINT];
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_reader_checkpoint, log_reader, checkpoint);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_open, ring, rotated_path, NULL, context, context_len, &log);
    CHECK(file_count() == files && writer == NULL && reader == NULL && file == NULL && log == NULL);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    limit.rlim_cur -= 4 << 20;
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_sealed_log_reader_get_info, fresh, &info);
    setrlimit(RLIMIT_AS, &old);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_get_info, fresh, &info);
    drop_reader(fresh);
    EXPECT(KEDGE_OK, kedge_sealed_log_append, appended, record, 16 << 20, &number);
    CHECK(number == 100 + LONG_RECORDS);
    EXPECT(KEDGE_OK, kedge_file_verify, ring, new_path, NULL, context, context_len, &number);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, log_reader, NULL, NULL);
    drop_log_reader();
    drop_appended();
    free(record), free(header);
}

static void missing_memory_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    begin();
    check_in_child(work_without_memory);
    end();
}

/* --- without locked memory --------------------------------------------------------------------------------------- */

/* The same ring, which from now on keeps keys in locked memory only. */
static void demand_locked_memory(void) {
    static const uint8_t key[32] = {5};
    uint8_t saved[4096];
    size_t saved_len;
    kedge_unlock *unlock = NULL;
    kedge_keyring_options options;
    EXPECT(KEDGE_OK, kedge_unlock_create_key, key, sizeof key, &unlock);
    EXPECT(KEDGE_OK, kedge_keyring_save, ring, unlock, saved, sizeof saved, &saved_len);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
    EXPECT(KEDGE_OK, kedge_keyring_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    EXPECT(KEDGE_OK, kedge_keyring_load, saved, saved_len, unlock, &options, &ring);
    EXPECT(KEDGE_OK, kedge_unlock_destroy, unlock);
}

static void work_without_locked_memory(void) {
    demand_locked_memory();
    prepare_batch();
    CHECK(chmod(folder, 0777) == 0 && chmod(plain_path, 0666) == 0 && chmod(sealed_path, 0666) == 0);
    CHECK(chmod(log_path, 0666) == 0);
    if (!become_nobody()) SKIP("root cannot become nobody here");
    limit_locked_memory(0);
    fill_secret_memory();
    CHECK(rotate() == KEDGE_MEMORY_NOT_LOCKED);
    /* The log goes on as if nobody had asked. */
    EXPECT(KEDGE_OK, kedge_sealed_log_append, appended, text, 10, &number);
    /* It stays, because its keys' places would be free. */
    kedge_sealed_log *log = appended;
    appended = NULL;
    kedge_status (*const calls[])(void) = {seal_all, open_all, create_writer, create_reader, open_file, open_source, seal_file,
        open_into_file, reseal_file, verify_file, create_log, open_old_log, open_log_reader};
    int files = file_count(), open_files = open_file_count();
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) CHECK_AT(calls[i]() == KEDGE_MEMORY_NOT_LOCKED, "call %zu", i);
    CHECK(writer == NULL && reader == NULL && file == NULL && appended == NULL && log_reader == NULL);
    CHECK(open_file_count() == open_files && file_count() == files);
    drop_log(log);
    empty_secret_memory();
}

static void memory_that_is_not_locked_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    begin();
    check_in_child(work_without_locked_memory);
    end();
}

/* --- without handles --------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };

static void work_without_handles(void) {
    static kedge_keccak256 *states[MOST_HANDLES];
    int made = 0, open_files = open_file_count(), files = file_count();
    unlink(new_path);
    while (made < MOST_HANDLES && kedge_keccak256_create(&states[made]) == KEDGE_OK) made++;
    kedge_status (*const calls[])(void) = {create_writer, create_reader, open_file, open_source, create_log, open_old_log,
        open_log_reader};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) CHECK_AT(calls[i]() == KEDGE_TOO_MANY_HANDLES, "call %zu", i);
    /* The file of a log whose handle could not be made may be there: it is a log without records. */
    unlink(new_path);
    CHECK(writer == NULL && reader == NULL && file == NULL && appended == NULL && log_reader == NULL);
    CHECK(open_file_count() == open_files && file_count() == files);
    for (int i = 0; i < made; i++) kedge_keccak256_destroy(states[i]);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) CHECK(calls[i]() == KEDGE_OK || calls[i] == open_source ||
        calls[i] == open_old_log);
}

static void a_full_table_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    begin();
    check_in_child(work_without_handles);
    end();
}

/* --- files of no size -------------------------------------------------------------------------------------------- */

static void files_that_no_stream_holds_are_refused(void) {
    begin();
    char path[64];
    int huge = memfd_create("huge", MFD_CLOEXEC);
    CHECK(huge >= 0 && write(huge, sealed, SEALED) == SEALED);
    snprintf(path, sizeof path, "/proc/self/fd/%d", huge);
    if (ftruncate(huge, ((off_t)1 << 48) + ((off_t)1 << 47)) != 0) {
        close(huge);
        end();
        SKIP("the system has no files of that size");
    }
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_file_seal, ring, path, new_path, NULL, context, context_len);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_file_open, ring, path, new_path, NULL, context, context_len);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_file_reseal, ring, path, new_path, NULL, context, context_len);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_file_verify, ring, path, NULL, context, context_len, &number);
    EXPECT(KEDGE_MESSAGE_TOO_LONG, kedge_sealed_file_open, ring, path, context, context_len, &file);
    CHECK(!is_there(new_path));
    close(huge);
    end();
}

int main(void) {
    check_begin("sealing_faults");
    if (!make_folder()) return 2;
    check_pattern(text, sizeof text, 8);
    snprintf(plain_path, sizeof plain_path, "%s/plain", folder), snprintf(sealed_path, sizeof sealed_path, "%s/sealed", folder);
    snprintf(new_path, sizeof new_path, "%s/new", folder), snprintf(log_path, sizeof log_path, "%s/log", folder);
    snprintf(rotated_path, sizeof rotated_path, "%s/rotated", folder);
    check_case("streams and files answer with a status, whatever fails underneath", streams_and_files_meet_every_fault);
    check_case("so do logs", logs_meet_every_fault);
    check_case("so do they all when the disk is full", all_meet_a_full_disk);
    check_case("so do they all when a file ends early", all_meet_files_that_end_early);
    check_case("a log whose disk failed has to be opened again", a_log_whose_disk_failed_is_opened_anew);
    check_case("no record that was acknowledged is lost", no_acknowledged_record_is_lost);
    check_case("without randomness nothing is sealed", no_randomness_is_a_status);
    check_case("missing memory is a status", missing_memory_is_a_status);
    check_case("a ring that demands locked memory keeps no key of a stream or log elsewhere", memory_that_is_not_locked_is_a_status);
    check_case("a full table of handles is a status", a_full_table_is_a_status);
    check_case("files of a size that no stream has are refused", files_that_no_stream_holds_are_refused);
    remove_folder();
    return check_end();
}
