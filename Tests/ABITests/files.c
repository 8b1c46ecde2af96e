/* Whole files: sealed, opened, sealed again and verified, with threads, progress and cancelling. A file is there as a whole or
 * not at all, and nothing else is left behind. */
#include "sealing.h"

#include <sys/resource.h>

enum { HEADER = 84, TAG = 16, SEGMENT = 4096, SEALED_SEGMENT = SEGMENT + TAG, TEXT = 2 * SEGMENT + 100,
    SEALED = HEADER + TEXT + 3 * TAG, BIG = 5 << 20 };

static const uint8_t context[] = "backup of May";
static const size_t context_len = sizeof context - 1;
static uint8_t text[TEXT], *big;
static kedge_keyring *ring;
static char plain[160], sealed[160], opened[160], again[160];

static kedge_file_options options_with(uint32_t segment_bytes, uint32_t threads) {
    kedge_file_options options;
    EXPECT(KEDGE_OK, kedge_file_options_init, &options, sizeof options);
    options.segment_bytes = segment_bytes;
    options.threads = threads;
    return options;
}

/* The four calls in one shape. */
enum call { SEAL, OPEN, RESEAL, VERIFY, CALLS };
static const char *const call_names[] = {"seal", "open", "reseal", "verify"};

static kedge_status make_call_on(enum call call, kedge_keyring *on, const char *from, const char *to,
    const kedge_file_options *options) {
    uint64_t length = 77;
    switch (call) {
    case SEAL: return CALL(kedge_file_seal, on, from, to, options, context, context_len);
    case OPEN: return CALL(kedge_file_open, on, from, to, options, context, context_len);
    case RESEAL: return CALL(kedge_file_reseal, on, from, to, options, context, context_len);
    default: break;
    }
    kedge_status status = CALL(kedge_file_verify, on, from, options, context, context_len, &length);
    CHECK((status == KEDGE_OK) == (length != 77));
    return status;
}

static kedge_status make_call(enum call call, const char *from, const char *to, const kedge_file_options *options) {
    return make_call_on(call, ring, from, to, options);
}

static const char *source_of(enum call call) { return call == SEAL ? plain : sealed; }

/* A folder with the text, and with it sealed in segments of 4,096. */
static void begin_with_text(void) {
    clear_folder();
    kedge_file_options options = options_with(SEGMENT, 1);
    write_file(plain, text, TEXT);
    CHECK(make_call(SEAL, plain, sealed, &options) == KEDGE_OK && size_of_file(sealed) == SEALED);
}

static void begin_with_big(void) {
    clear_folder();
    write_file(plain, big, BIG);
    CHECK(make_call(SEAL, plain, sealed, NULL) == KEDGE_OK);
}

/* --- what it does ------------------------------------------------------------------------------------------------ */

static void opens_what_it_sealed(void) {
    static const size_t counts[] = {0, 1, 4095, 4096, 4097, TEXT, 1 << 20, (1 << 20) + 1, BIG};
    static const uint32_t sizes[] = {4096, 65536, 16777216}, threads[] = {1, 2, 5};
    int open_files = open_file_count(), threads_before = thread_count();
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (size_t j = 0; j < sizeof sizes / sizeof *sizes; j++) {
            for (size_t k = 0; k < sizeof threads / sizeof *threads; k++) {
                if (check_is_light() && i + j + k > 6) continue;
                kedge_file_options options = options_with(sizes[j], threads[k]);
                size_t count = counts[i], segments = count == 0 ? 1 : (count - 1) / sizes[j] + 1;
                uint64_t length = 77;
                options.durable = 0;
                clear_folder();
                write_file(plain, big, count);
                CHECK(make_call(SEAL, plain, sealed, &options) == KEDGE_OK);
                CHECK(size_of_file(sealed) == HEADER + count + segments * TAG);
                EXPECT(KEDGE_OK, kedge_file_verify, ring, sealed, &options, context, context_len, &length);
                CHECK(length == count);
                CHECK(make_call(OPEN, sealed, opened, &options) == KEDGE_OK);
                CHECK_AT(has_bytes(opened, big, count), "%zu in segments of %u by %u", count, sizes[j], threads[k]);
                CHECK(make_call(RESEAL, sealed, again, &options) == KEDGE_OK);
                CHECK(size_of_file(again) == size_of_file(sealed));
                EXPECT(KEDGE_OK, kedge_file_verify, ring, again, NULL, context, context_len, &length);
                CHECK(length == count && file_count() == 4);
            }
        }
    }
    CHECK(open_file_count() == open_files && threads_end_at(threads_before));
    clear_folder();
}

static void is_a_stream(void) {
    static uint8_t out[SEALED];
    size_t count = 0, length = 0;
    begin_with_text();
    uint8_t *bytes = read_file(sealed, &count);
    EXPECT(KEDGE_OK, kedge_stream_open, ring, NULL, context, context_len, bytes, count, out, sizeof out, &length);
    CHECK(length == TEXT && memcmp(out, text, TEXT) == 0);
    free(bytes);
    kedge_stream_options options;
    EXPECT(KEDGE_OK, kedge_stream_options_init, &options, sizeof options);
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, &options, context, context_len, text, TEXT, out, sizeof out, &length);
    write_file(sealed, out, length);
    CHECK(make_call(OPEN, sealed, opened, NULL) == KEDGE_OK && has_bytes(opened, text, TEXT));
    clear_folder();
}

static void is_for_its_owner_alone(void) {
    static const mode_t masks[] = {0, 022, 077, 0177, 0277, 0777};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        for (int replace = 0; replace < 2; replace++) {
            clear_folder();
            write_file(plain, text, TEXT);
            kedge_file_options options = options_with(SEGMENT, 1);
            options.replace_existing = replace;
            mode_t before = umask(masks[i]);
            CHECK(make_call(SEAL, plain, sealed, &options) == KEDGE_OK);
            CHECK(make_call(OPEN, sealed, opened, &options) == KEDGE_OK);
            CHECK(make_call(RESEAL, sealed, again, &options) == KEDGE_OK);
            umask(before);
            CHECK_AT(mode_of(sealed) == 0600 && mode_of(opened) == 0600 && mode_of(again) == 0600, "umask %o: %o %o %o",
                     (unsigned)masks[i], mode_of(sealed), mode_of(opened), mode_of(again));
        }
    }
    clear_folder();
}

static void replaces_only_when_told(void) {
    for (enum call call = SEAL; call < VERIFY; call++) {
        begin_with_text();
        kedge_file_options options = options_with(SEGMENT, 1);
        const char *from = source_of(call);
        write_file(again, "mine", 4);
        CHECK(symlink("nowhere", path_of("link")) == 0);
        CHECK(make_call(call, from, again, NULL) == KEDGE_FILE_EXISTS);
        CHECK(make_call(call, from, again, &options) == KEDGE_FILE_EXISTS);
        CHECK(make_call(call, from, from, &options) == KEDGE_FILE_EXISTS);
        CHECK(make_call(call, from, path_of("link"), &options) == KEDGE_FILE_EXISTS);
        CHECK(has_bytes(again, "mine", 4) && file_count() == 4);
        options.replace_existing = 1;
        CHECK(make_call(call, from, again, &options) == KEDGE_OK && mode_of(again) == 0600);
        CHECK(size_of_file(again) == (call == OPEN ? TEXT : SEALED) && file_count() == 4);
        /* A file may take its own place, and where there is none to replace, one is made. */
        CHECK(make_call(call, from, from, &options) == KEDGE_OK);
        CHECK(size_of_file(from) == (call == OPEN ? TEXT : SEALED) && file_count() == 4);
        unlink(again);
        CHECK(make_call(call == OPEN ? SEAL : VERIFY, from, again, &options) == KEDGE_OK);
    }
    clear_folder();
}

static void seals_again_under_the_primary_key(void) {
    kedge_keyring *kept = ring;
    size_t count = 0, other_count = 0;
    uint64_t length = 0;
    ring = make_ring();
    begin_with_text();
    uint64_t first = change_primary(ring);
    CHECK(make_call(RESEAL, sealed, again, NULL) == KEDGE_OK);
    uint8_t *old = read_file(sealed, &count), *new = read_file(again, &other_count);
    CHECK(count == other_count && memcmp(old + 8, new + 8, 8) != 0 && memcmp(old + 16, new + 16, 4) == 0);
    CHECK(memcmp(old + 20, new + 20, 32) != 0 && memcmp(old + HEADER, new + HEADER, 100) != 0);
    free(old), free(new);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    CHECK(make_call(VERIFY, sealed, NULL, NULL) == KEDGE_KEY_DESTROYED);
    CHECK(make_call(OPEN, again, opened, NULL) == KEDGE_OK && has_bytes(opened, text, TEXT));
    EXPECT(KEDGE_OK, kedge_file_verify, ring, again, NULL, context, context_len, &length);
    CHECK(length == TEXT);
    drop_ring(ring);
    ring = kept;
    clear_folder();
}

/* --- progress ---------------------------------------------------------------------------------------------------- */

struct told {
    pthread_t thread;
    int calls, cancel_at;
    int32_t answer;
    uint64_t last, total;
    void (*within)(struct told *told);
};

static int32_t tell(uint64_t done, uint64_t total, void *context_of_call) {
    struct told *told = context_of_call;
    CHECK(pthread_equal(told->thread, pthread_self()));
    CHECK(done >= told->last && done <= total);
    CHECK(told->calls == 0 || total == told->total);
    told->last = done;
    told->total = total;
    told->calls++;
    if (told->within != NULL) told->within(told);
    return told->calls == told->cancel_at ? told->answer : 0;
}

static kedge_file_options telling(struct told *told, uint32_t threads) {
    kedge_file_options options = options_with(65536, threads);
    told->thread = pthread_self();
    options.progress = tell;
    options.progress_context = told;
    options.durable = 0;
    return options;
}

static void tells_how_far_it_is(void) {
    static const size_t counts[] = {0, 1, BIG};
    for (size_t i = 0; i < 3; i++) {
        clear_folder();
        write_file(plain, big, counts[i]);
        for (enum call call = SEAL; call < CALLS; call++) {
            for (uint32_t threads = 1; threads <= 4; threads++) {
                struct told told = {0};
                kedge_file_options options = telling(&told, threads);
                options.replace_existing = 1;
                CHECK(make_call(call, source_of(call), call == SEAL ? sealed : opened, &options) == KEDGE_OK);
                CHECK_AT(told.calls >= 1 && told.last == counts[i] && told.total == counts[i],
                    "%s of %zu by %u: %d calls, %llu", call_names[call],
                         counts[i], threads, told.calls, (unsigned long long)told.last);
                if (threads == 1 && counts[i] == BIG) CHECK(told.calls >= BIG >> 20);
            }
        }
    }
    clear_folder();
}

static void leaves_nothing_when_cancelled(void) {
    static const int32_t answers[] = {1, -1, INT32_MIN, 256, INT32_MAX};
    begin_with_big();
    int open_files = open_file_count(), threads_before = thread_count(), files = file_count();
    for (enum call call = SEAL; call < CALLS; call++) {
        for (uint32_t threads = 1; threads <= 3; threads++) {
            for (int at = 1; at <= 40; at++) {
                struct told told = {.cancel_at = at, .answer = answers[at % 5]};
                kedge_file_options options = telling(&told, threads);
                kedge_status status = make_call(call, source_of(call), opened, &options);
                if (status == KEDGE_OK) {
                    CHECK_AT(told.calls < at && at > 1, "%s went on though told to stop at %d", call_names[call], at);
                    unlink(opened);
                    break;
                }
                CHECK_AT(status == KEDGE_CANCELLED && told.calls == at, "%s: %d after %d calls", call_names[call], (int)status,
                    told.calls);
                CHECK_AT(file_count() == files, "%s left something", call_names[call]);
            }
            CHECK(open_file_count() == open_files && threads_end_at(threads_before));
        }
    }
    /* What was to be replaced stays. */
    write_file(opened, "mine", 4);
    struct told told = {.cancel_at = 2, .answer = 1};
    /* One thread: with helpers it may all be done before the second telling. */
    kedge_file_options options = telling(&told, 1);
    options.replace_existing = 1;
    CHECK(make_call(OPEN, sealed, opened, &options) == KEDGE_CANCELLED && has_bytes(opened, "mine", 4));
    CHECK(strstr(kedge_last_error(), "callback") != NULL && file_count() == files + 1);
    clear_folder();
}

static void call_back(struct told *told) {
    uint8_t out[300];
    size_t length = 77;
    (void)told;
    EXPECT(KEDGE_OK, kedge_stream_seal, ring, NULL, NULL, 0, text, 10, out, sizeof out, &length);
    CHECK(make_call(VERIFY, sealed, NULL, NULL) == KEDGE_OK);
    CHECK(make_call(VERIFY, path_of("nothing"), NULL, NULL) == KEDGE_FILE_NOT_FOUND);
    add_key(ring);
}

static void may_call_back(void) {
    begin_with_big();
    char before[300];
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    snprintf(before, sizeof before, "%s", kedge_last_error());
    for (enum call call = SEAL; call < CALLS; call++) {
        struct told told = {.within = call_back};
        kedge_file_options options = telling(&told, 2);
        options.replace_existing = 1;
        CHECK(make_call(call, source_of(call), again, &options) == KEDGE_OK && told.calls > 0);
        CHECK_AT(strcmp(kedge_last_error(), before) == 0, "%s: %s", call_names[call], kedge_last_error());
    }
    clear_folder();
}

static kedge_keyring *passing;

static void end_the_ring(struct told *told) {
    if (told->calls == 1) drop_ring(passing);
}

static void needs_no_ring_once_it_tells(void) {
    begin_with_big();
    /* The ring is borrowed until then: whatever it is good for was taken from it. */
    kedge_keyring *kept = ring;
    for (enum call call = SEAL; call < CALLS; call++) {
        ring = passing = make_ring();
        CHECK(make_call(SEAL, plain, again, NULL) == KEDGE_OK);
        struct told told = {.within = end_the_ring};
        kedge_file_options options = telling(&told, 2);
        CHECK(make_call(call, call == SEAL ? plain : again, opened, &options) == KEDGE_OK);
        if (call == OPEN) CHECK(has_bytes(opened, big, BIG));
        unlink(again), unlink(opened);
    }
    ring = kept;
    clear_folder();
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

static int helpers_seen, helpers_block;

static void look_at_threads(struct told *told) {
    (void)told;
    int count = other_threads(&helpers_block);
    if (count > helpers_seen) helpers_seen = count;
}

static void helpers_take_no_signals(void) {
    SKIP_UNDER_A_TOOL();
    begin_with_big();
    int threads_before = thread_count();
    for (enum call call = SEAL; call < CALLS; call++) {
        helpers_seen = 0;
        helpers_block = 1;
        /* They may have done it all before this thread is told for the first time. */
        for (int turn = 0; turn < 5000 && helpers_seen == 0; turn++) {
            struct told told = {.within = look_at_threads};
            kedge_file_options options = telling(&told, 3);
            options.replace_existing = 1;
            CHECK(make_call(call, source_of(call), again, &options) == KEDGE_OK);
            CHECK(threads_end_at(threads_before));
        }
        CHECK_AT(helpers_seen >= 1 && helpers_seen <= 2 && helpers_block, "%s: %d helpers, %d", call_names[call], helpers_seen,
            helpers_block);
        /* One thread is the caller's own. */
        struct told told = {.within = look_at_threads};
        kedge_file_options options = telling(&told, 1);
        options.replace_existing = 1;
        helpers_seen = 0;
        CHECK(make_call(call, source_of(call), again, &options) == KEDGE_OK && helpers_seen == threads_before - 1);
    }
    sigset_t mask;
    CHECK(pthread_sigmask(SIG_SETMASK, NULL, &mask) == 0 && !sigismember(&mask, SIGTERM) && !sigismember(&mask, SIGUSR1));
    clear_folder();
}

static void *seal_and_open_a_file(void *number) {
    char own_sealed[200], own_opened[200];
    snprintf(own_sealed, sizeof own_sealed, "%s.%d", sealed, (int)(intptr_t)number);
    snprintf(own_opened, sizeof own_opened, "%s.%d", opened, (int)(intptr_t)number);
    for (int i = 0; i < (check_is_light() ? 2 : 20); i++) {
        kedge_file_options options = options_with(SEGMENT << i % 4, 1 + (uint32_t)i % 3);
        options.replace_existing = 1;
        options.durable = 0;
        CHECK(make_call(SEAL, plain, own_sealed, &options) == KEDGE_OK);
        CHECK(make_call(OPEN, own_sealed, own_opened, &options) == KEDGE_OK);
    }
    CHECK(size_of_file(own_opened) == 1 << 20);
    return NULL;
}

static void many_threads_share_a_ring(void) {
    pthread_t threads[4];
    clear_folder();
    write_file(plain, big, 1 << 20);
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, seal_and_open_a_file, (void *)(intptr_t)i) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    CHECK(file_count() == 9);
    clear_folder();
}

/* --- fork -------------------------------------------------------------------------------------------------------- */

static pid_t forked_child;
static int is_child;

static void fork_once(struct told *told) {
    if (told->calls != 1) return;
    fflush(NULL);
    forked_child = fork();
    is_child = forked_child == 0;
    if (is_child) {
        alarm(60);
        told->thread = pthread_self();
    }
}

static void forks_in_the_middle(void) {
    SKIP_UNDER_A_TOOL(); /* to which the memory of the threads that a child lacks is lost */
    begin_with_big();
    int files = file_count();
    for (enum call call = SEAL; call < CALLS; call++) {
        for (uint32_t threads = 1; threads <= 3; threads += 2) {
            struct told told = {.within = fork_once};
            kedge_file_options options = telling(&told, threads);
            kedge_status status = make_call(call, source_of(call), opened, &options);
            /* The child has the caller's thread alone, and leaves the file to its parent. */
            if (is_child) _exit(status == KEDGE_FORKED ? 0 : 1);
            CHECK_AT(status == KEDGE_OK, "%s by %u: %d", call_names[call], threads, (int)status);
            int result = -1;
            CHECK(waitpid(forked_child, &result, 0) == forked_child);
            CHECK_AT(result == 0, "the child of %s by %u ended with %d", call_names[call], threads, result);
            if (call == OPEN) CHECK(has_bytes(opened, big, BIG));
            unlink(opened);
            CHECK(file_count() == files);
        }
    }
    clear_folder();
}

static void work_in_the_child(void) {
    kedge_file_options options = options_with(SEGMENT, 2);
    CHECK(make_call(VERIFY, sealed, NULL, &options) == KEDGE_OK);
    CHECK(make_call(OPEN, sealed, opened, &options) == KEDGE_OK && has_bytes(opened, text, TEXT));
}

static void a_child_works_on_its_own(void) {
    begin_with_text();
    check_in_child(work_in_the_child);
    clear_folder();
}

/* --- damage ------------------------------------------------------------------------------------------------------ */

static kedge_status status_of_flip(size_t byte) {
    if (byte == 5) return KEDGE_UNKNOWN_VERSION;
    if (byte < 8) return KEDGE_MALFORMED_HEADER;
    if (byte < 16) return KEDGE_UNKNOWN_KEY;
    return KEDGE_AUTHENTICATION_FAILED;
}

static void refuses_every_changed_bit(void) {
    begin_with_text();
    size_t count = 0;
    uint8_t *bytes = read_file(sealed, &count);
    kedge_file_options options = options_with(SEGMENT, 1);
    options.durable = 0;
    int files = file_count(), open_files = open_file_count(), file = open(sealed, O_WRONLY | O_CLOEXEC);
    for (size_t bit = 0; bit < count * 8; bit += bit < HEADER * 8 ? 1 : check_is_light() ? 4001 : 31) {
        uint8_t changed = (uint8_t)(bytes[bit / 8] ^ 1 << bit % 8);
        CHECK(pwrite(file, &changed, 1, (off_t)(bit / 8)) == 1);
        int is_size = bit / 8 >= 16 && bit / 8 < 20;
        for (enum call call = OPEN; call < CALLS; call++) {
            options.threads = 1 + (uint32_t)(bit % 2);
            kedge_status status = make_call(call, sealed, opened, &options);
            CHECK_AT(status == status_of_flip(bit / 8) || (is_size && status == KEDGE_MALFORMED_HEADER), "%s, bit %zu: %d",
                call_names[call], bit, (int)status);
            CHECK_AT(!is_there(opened), "%s, bit %zu", call_names[call], bit);
        }
        CHECK(pwrite(file, bytes + bit / 8, 1, (off_t)(bit / 8)) == 1);
    }
    close(file);
    CHECK(file_count() == files && open_file_count() == open_files);
    CHECK(make_call(VERIFY, sealed, NULL, NULL) == KEDGE_OK);
    free(bytes);
    clear_folder();
}

static void refuses_every_cut(void) {
    begin_with_text();
    size_t count = 0;
    uint8_t *bytes = read_file(sealed, &count), *longer = calloc(1, SEALED + SEALED_SEGMENT);
    memcpy(longer, bytes, SEALED);
    int files = file_count();
    for (size_t length = 0; length < SEALED + SEALED_SEGMENT; length += length > 120 && (length - HEADER) % SEALED_SEGMENT > 4 ? 43 : 1) {
        if (length == SEALED) continue;
        write_file(sealed, longer, length);
        for (enum call call = OPEN; call < CALLS; call++) {
            kedge_status status = make_call(call, sealed, opened, NULL),
                expected = length < HEADER + TAG ? KEDGE_MESSAGE_TOO_SHORT : KEDGE_AUTHENTICATION_FAILED;
            CHECK_AT(status == expected, "%s of %zu bytes: %d", call_names[call], length, (int)status);
        }
    }
    CHECK(file_count() == files);
    free(bytes), free(longer);
    clear_folder();
}

static void refuses_swapped_segments(void) {
    begin_with_big();
    size_t count = 0, segment = 65536 + TAG;
    uint8_t *bytes = read_file(sealed, &count), *other = malloc(segment);
    int files = file_count();
    memcpy(other, bytes + HEADER + 20 * segment, segment);
    memcpy(bytes + HEADER + 20 * segment, bytes + HEADER + 60 * segment, segment);
    memcpy(bytes + HEADER + 60 * segment, other, segment);
    write_file(sealed, bytes, count);
    for (enum call call = OPEN; call < CALLS; call++) {
        for (uint32_t threads = 1; threads <= 4; threads++) {
            kedge_file_options options = options_with(65536, threads);
            CHECK(make_call(call, sealed, opened, &options) == KEDGE_AUTHENTICATION_FAILED && file_count() == files);
        }
    }
    free(bytes), free(other);
    clear_folder();
}

/* --- keys and files ---------------------------------------------------------------------------------------------- */

static void asks_the_key(void) {
    kedge_keyring *kept = ring, *other = make_ring(), *empty = make_empty_ring();
    uint64_t length = 77;
    ring = make_ring();
    begin_with_text();
    uint64_t first = change_primary(ring);
    int files = file_count();
    EXPECT(KEDGE_NO_PRIMARY_KEY, kedge_file_seal, empty, plain, again, NULL, NULL, 0);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_file_open, ring, sealed, opened, NULL, context, context_len - 1);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_file_reseal, ring, sealed, opened, NULL, NULL, 0);
    EXPECT(KEDGE_AUTHENTICATION_FAILED, kedge_file_verify, ring, sealed, NULL, context, context_len + 1, &length);
    for (enum call call = OPEN; call < CALLS; call++) {
        CHECK(make_call_on(call, other, sealed, opened, NULL) == KEDGE_UNKNOWN_KEY);
        CHECK(make_call_on(call, empty, sealed, opened, NULL) == KEDGE_UNKNOWN_KEY);
    }
    EXPECT(KEDGE_OK, kedge_keyring_disable, ring, first);
    for (enum call call = OPEN; call < CALLS; call++) CHECK(make_call(call, sealed, opened, NULL) == KEDGE_KEY_DISABLED);
    EXPECT(KEDGE_OK, kedge_keyring_destroy_key, ring, first);
    for (enum call call = OPEN; call < CALLS; call++) CHECK(make_call(call, sealed, opened, NULL) == KEDGE_KEY_DESTROYED);
    CHECK(length == 77 && file_count() == files);
    drop_ring(ring), drop_ring(other), drop_ring(empty);
    ring = kept;
    clear_folder();
}

static void asks_the_system(void) {
    begin_with_text();
    CHECK(mkfifo(path_of("fifo"), 0600) == 0 && symlink("loop", path_of("loop")) == 0 && mkdir(path_of("folder"), 0700) == 0);
    int files = file_count(), open_files = open_file_count();
    for (enum call call = SEAL; call < CALLS; call++) {
        const char *from = source_of(call);
        kedge_file_options options = options_with(SEGMENT, 1);
        CHECK(make_call(call, path_of("nothing"), opened, NULL) == KEDGE_FILE_NOT_FOUND);
        CHECK(make_call(call, path_of("plain/file"), opened, NULL) == KEDGE_FILE_NOT_FOUND);
        CHECK(make_call(call, "", opened, NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(make_call(call, folder, opened, NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(make_call(call, path_of("fifo"), opened, NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(make_call(call, "/dev/null", opened, NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(make_call(call, path_of("loop"), opened, NULL) == KEDGE_IO_FAILED);
        if (call == VERIFY) continue;
        CHECK(make_call(call, from, path_of("no/file"), NULL) == KEDGE_FILE_NOT_FOUND);
        CHECK(make_call(call, from, path_of("plain/file"), NULL) == KEDGE_FILE_NOT_FOUND);
        CHECK(make_call(call, from, "", NULL) == KEDGE_INVALID_ARGUMENT);
        CHECK(make_call(call, from, path_of("folder"), NULL) == KEDGE_FILE_EXISTS);
        options.replace_existing = 1;
        CHECK(make_call(call, from, path_of("folder"), &options) == KEDGE_INVALID_ARGUMENT);
    }
    CHECK(file_count() == files && open_file_count() == open_files);
    rmdir(path_of("folder"));
    clear_folder();
}

static void work_as_nobody(void) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) SKIP("the user cannot be changed");
    for (enum call call = SEAL; call < CALLS; call++) {
        CHECK(make_call(call, source_of(call), "/tmp/kedge-never", NULL) == KEDGE_PERMISSION_DENIED);
        if (call != VERIFY) CHECK(make_call(call, call == SEAL ? path_of("other") : path_of("other-sealed"),
            path_of("locked/file"), NULL) == KEDGE_PERMISSION_DENIED);
    }
}

static void asks_for_permission(void) {
    kedge_file_options options = options_with(SEGMENT, 1);
    begin_with_text();
    write_file(path_of("other"), text, TEXT);
    CHECK(make_call(SEAL, plain, path_of("other-sealed"), &options) == KEDGE_OK);
    chmod(plain, 0), chmod(sealed, 0), chmod(path_of("other-sealed"), 0644), chmod(folder, 0755);
    mkdir(path_of("locked"), 0700);
    if (getuid() != 0) chmod(path_of("locked"), 0500);
    check_in_child(work_as_nobody);
    rmdir(path_of("locked"));
    chmod(folder, 0700);
    clear_folder();
}

static off_t new_size;

static void change_the_source(struct told *told) {
    if (told->calls == 1) CHECK(truncate(path_of("source"), new_size) == 0);
}

static void notices_a_change(void) {
    begin_with_big();
    for (enum call call = SEAL; call < CALLS; call++) {
        size_t count = 0;
        uint8_t *bytes = read_file(source_of(call), &count);
        off_t sizes[] = {0, 2 << 20, (off_t)count - 1, (off_t)count + 1};
        for (int i = 0; i < 4; i++) {
            for (uint32_t threads = 1; threads <= 2; threads++) {
                struct told told = {.within = change_the_source};
                kedge_file_options options = telling(&told, threads);
                write_file(path_of("source"), bytes, count);
                int files = file_count();
                new_size = sizes[i];
                kedge_status status = make_call(call, path_of("source"), opened, &options);
                CHECK_AT(status == KEDGE_FILE_CHANGED, "%s, size %d: %d", call_names[call], i, (int)status);
                CHECK(file_count() == files);
            }
        }
        free(bytes);
    }
    clear_folder();
}

static void meets_the_largest_size(void) {
    begin_with_big();
    kedge_file_options options = options_with(65536, 2);
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    CHECK(make_call(SEAL, plain, path_of("other"), NULL) == KEDGE_OK);
    sigaction(SIGXFSZ, &ignore, &before);
    int files = file_count();
    struct rlimit limit, old;
    getrlimit(RLIMIT_FSIZE, &old);
    limit = old;
    limit.rlim_cur = 1 << 20;
    /* The log of statuses may be larger than that: it hears of them afterwards. */
    int log = check_log;
    check_log = -1;
    setrlimit(RLIMIT_FSIZE, &limit);
    for (enum call call = SEAL; call < VERIFY; call++) {
        CHECK(make_call(call, source_of(call), opened, &options) == KEDGE_NO_SPACE);
        CHECK(file_count() == files);
    }
    CHECK(make_call(VERIFY, sealed, NULL, &options) == KEDGE_OK);
    setrlimit(RLIMIT_FSIZE, &old);
    check_log = log;
    check_note("kedge_file_seal", KEDGE_NO_SPACE);
    check_note("kedge_file_open", KEDGE_NO_SPACE);
    check_note("kedge_file_reseal", KEDGE_NO_SPACE);
    sigaction(SIGXFSZ, &before, NULL);
    clear_folder();
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    begin_with_text();
    int files = file_count();
    uint64_t length = 77;
    for (int i = 0; i < 3; i++) {
        const uint8_t *data = i == 0 ? NULL : context;
        size_t data_len = i == 0 ? 1 : i == 1 ? over : SIZE_MAX;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_file_seal, ring, plain, opened, NULL, data, data_len);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_file_open, ring, sealed, opened, NULL, data, data_len);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_file_reseal, ring, sealed, opened, NULL, data, data_len);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_file_verify, ring, sealed, NULL, data, data_len, &length);
    }
    for (enum call call = SEAL; call < CALLS; call++) {
        CHECK(make_call(call, NULL, opened, NULL) == KEDGE_INVALID_ARGUMENT);
        if (call != VERIFY) CHECK(make_call(call, source_of(call), NULL, NULL) == KEDGE_INVALID_ARGUMENT);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_file_verify, ring, sealed, NULL, context, context_len, NULL);
    kedge_keyring *gone = make_ring();
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    drop_ring(gone);
    void *const strangers[] = {NULL, (void *)1, text, gone, state};
    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
        for (enum call call = SEAL; call < CALLS; call++) {
            kedge_status status = make_call_on(call, strangers[i], source_of(call), opened, NULL);
            CHECK_AT(status == KEDGE_INVALID_HANDLE, "%s: %d", call_names[call], (int)status);
        }
    }
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    CHECK(length == 77 && file_count() == files);
    clear_folder();
}

static kedge_status init_options(void *options, size_t struct_size) {
    return CALL(kedge_file_options_init, options, struct_size);
}

static enum call used;

static kedge_status use_options(const void *options) {
    unlink(opened);
    return make_call(used, source_of(used), opened, options);
}

static void keeps_the_rules_of_options(void) {
    begin_with_text();
    kedge_file_options defaults = {0};
    EXPECT(KEDGE_OK, kedge_file_options_init, &defaults, sizeof defaults);
    CHECK(sizeof defaults == 40 && defaults.segment_bytes == KEDGE_STREAM_SEGMENT_BYTES && defaults.threads == 1);
    CHECK(defaults.progress == NULL && defaults.progress_context == NULL && defaults.replace_existing == 0 &&
        defaults.durable == 1);
    for (used = SEAL; used < CALLS; used++) {
        struct option_rules rules = {sizeof(kedge_file_options), init_options, use_options};
        check_option_rules(&rules);
        static const uint32_t sizes[] = {0, 1, 4095, 16777217, 1u << 31, UINT32_MAX}, threads[] = {0, 65, 1u << 31, UINT32_MAX};
        static const int32_t flags[] = {-1, 2, 256, 65536, 1 << 24, INT32_MAX, INT32_MIN};
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            kedge_file_options options = options_with(sizes[i], 1);
            CHECK_AT(use_options(&options) == KEDGE_INVALID_ARGUMENT, "%s with segments of %u", call_names[used], sizes[i]);
        }
        for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
            kedge_file_options options = options_with(SEGMENT, threads[i]);
            CHECK_AT(use_options(&options) == KEDGE_INVALID_ARGUMENT, "%s with %u threads", call_names[used], threads[i]);
        }
        for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
            kedge_file_options options = options_with(SEGMENT, 1);
            options.replace_existing = flags[i];
            CHECK_AT(use_options(&options) == KEDGE_INVALID_ARGUMENT, "%s, replace %d", call_names[used], flags[i]);
            options.replace_existing = 0;
            options.durable = flags[i];
            CHECK_AT(use_options(&options) == KEDGE_INVALID_ARGUMENT, "%s, durable %d", call_names[used], flags[i]);
        }
        CHECK(!is_there(opened));
        kedge_file_options least = options_with(SEGMENT, 1), most = options_with(16777216, 64);
        CHECK(use_options(&least) == KEDGE_OK && use_options(&most) == KEDGE_OK);
    }
    clear_folder();
}

int main(void) {
    check_begin("files");
    if (!make_folder() || (big = malloc(BIG)) == NULL) return 2;
    check_pattern(text, sizeof text, 5);
    check_pattern(big, BIG, 6);
    snprintf(plain, sizeof plain, "%s/plain", folder), snprintf(sealed, sizeof sealed, "%s/sealed", folder);
    snprintf(opened, sizeof opened, "%s/opened", folder), snprintf(again, sizeof again, "%s/again", folder);
    ring = make_ring();
    check_case("a file is opened, sealed again and verified, in segments of any size, by any number of threads",
        opens_what_it_sealed);
    check_case("a sealed file is a stream", is_a_stream);
    check_case("what is written is for its owner alone, whatever the umask", is_for_its_owner_alone);
    check_case("a file in the way is replaced only when told", replaces_only_when_told);
    check_case("a file is sealed again under the primary key", seals_again_under_the_primary_key);
    check_case("progress is told on the caller's thread, up to the end", tells_how_far_it_is);
    check_case("a cancelled call leaves nothing, whenever it is cancelled", leaves_nothing_when_cancelled);
    check_case("the callback may call back, and the caller's last error stays", may_call_back);
    check_case("the ring may go once progress is told", needs_no_ring_once_it_tells);
    check_case("helping threads block all signals, and end with the call", helpers_take_no_signals);
    check_case("threads work on files of their own with one ring", many_threads_share_a_ring);
    check_case("a child that a callback forks leaves the file to its parent", forks_in_the_middle);
    check_case("a child of fork works on files of its own", a_child_works_on_its_own);
    check_case("every changed bit is refused, and leaves nothing", refuses_every_changed_bit);
    check_case("every cut and every addition is refused", refuses_every_cut);
    check_case("swapped segments are refused, whichever thread meets them", refuses_swapped_segments);
    check_case("other associated data, another ring, disabled, destroyed and missing keys are refused", asks_the_key);
    check_case("paths that lead to nothing, or to no file, are refused", asks_the_system);
    check_case("files that may not be read or made are a status of their own", asks_for_permission);
    check_case("a file that changes while it is read is noticed", notices_a_change);
    check_case("a file that grows too large is not there", meets_the_largest_size);
    check_case("NULL, lengths over PTRDIFF_MAX and foreign handles are refused", refuses_bad_arguments);
    check_case("options keep the rules of options", keeps_the_rules_of_options);
    drop_ring(ring);
    remove_folder();
    free(big);
    return check_end();
}
