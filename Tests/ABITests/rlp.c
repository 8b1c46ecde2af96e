/* RLP: written, read item by item, and checked as a whole. */
#include "limits.h"

static kedge_rlp_writer *begin(void) {
    kedge_rlp_writer *writer = NULL;
    EXPECT(KEDGE_OK, kedge_rlp_writer_create, &writer);
    return writer;
}

static void end(kedge_rlp_writer *writer) { EXPECT(KEDGE_OK, kedge_rlp_writer_destroy, writer); }

static void put(kedge_rlp_writer *writer, const char *text) {
    EXPECT(KEDGE_OK, kedge_rlp_writer_bytes, writer, (const uint8_t *)text, strlen(text));
}

/* Finishes and compares; asks for the size first, and tries with a byte less. */
static void gives(kedge_rlp_writer *writer, const char *hex) {
    uint8_t expected[256], out[256];
    size_t count = strlen(hex) / 2, length = 77;
    check_unhex(hex, expected);
    memset(out, 0x5A, sizeof out);
    if (count > 0) {
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_rlp_writer_finish, writer, NULL, 0, &length);
        CHECK_AT(length == count, "%zu", length);
        length = 77;
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_rlp_writer_finish, writer, out, count - 1, &length);
        CHECK_AT(length == count, "%zu", length);
        CHECK(check_all(out, sizeof out, 0x5A));
    }
    EXPECT(KEDGE_OK, kedge_rlp_writer_finish, writer, out, count, &length);
    CHECK_AT(length == count && memcmp(out, expected, count) == 0, "%s", hex);
    CHECK(check_all(out + count, sizeof out - count, 0x5A));
}

static kedge_rlp_item item_of(const uint8_t *data, size_t count) {
    kedge_rlp_item item = {.struct_size = sizeof item};
    EXPECT(KEDGE_OK, kedge_rlp_read, data, count, &item);
    return item;
}

/* --- writing ----------------------------------------------------------------------------------------------------- */

/* ethereum/tests RLPTests/rlptest.json and the Yellow Paper's own. */
static void writes_the_published(void) {
    kedge_rlp_writer *writer = begin();
    put(writer, "dog");
    gives(writer, "83646f67");
    put(writer, "");
    gives(writer, "80");
    EXPECT(KEDGE_OK, kedge_rlp_writer_bytes, writer, NULL, 0);
    gives(writer, "80");
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 0);
    gives(writer, "80");
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 1000);
    gives(writer, "8203e8");
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, UINT64_MAX);
    gives(writer, "88ffffffffffffffff");
    uint8_t number32[32] = {0};
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint256, writer, number32);
    gives(writer, "80");
    number32[0] = 1;
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint256, writer, number32);
    gives(writer, "a00100000000000000000000000000000000000000000000000000000000000000");
    EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
    put(writer, "dog");
    put(writer, "god");
    put(writer, "cat");
    EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
    gives(writer, "cc83646f6783676f6483636174");
    put(writer, "Lorem ipsum dolor sit amet, consectetur adipisicing elit");
    gives(writer,
        "b8384c6f72656d20697073756d20646f6c6f722073697420616d65742c20636f6e7365637465747572206164697069736963696e6720656c6974");
    /* The set theoretical representation of three. */
    static const char steps[] = "(()(())(()(())))";
    for (const char *step = steps; *step != 0; step++) {
        if (*step == '(') EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
        else EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
    }
    gives(writer, "c7c0c1c0c3c0c1c0");
    gives(writer, "");
    end(writer);
}

static void lists_are_balanced(void) {
    uint8_t out[8];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    kedge_rlp_writer *writer = begin();
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_writer_end_list, writer);
    EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_writer_finish, writer, out, sizeof out, &length);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_writer_finish, writer, NULL, 0, &length);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_writer_end_list, writer);
    gives(writer, "c0");
    end(writer);
}

/* Every length of header, against one worked out here. */
static void writes_every_length(void) {
    static const size_t counts[] = {1, 2, 55, 56, 255, 256, 65535, 65536, 1 << 24};
    kedge_rlp_writer *writer = begin();
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        size_t count = counts[i], digits = 0, length = 0;
        for (size_t rest = count; rest > 0; rest >>= 8) digits++;
        size_t header = count <= 55 ? 1 : 1 + digits;
        uint8_t *data = malloc(count), *out = malloc(count + 20);
        check_pattern(data, count, i);
        data[0] |= 0x80;
        EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
        EXPECT(KEDGE_OK, kedge_rlp_writer_bytes, writer, data, count);
        EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
        EXPECT(KEDGE_OK, kedge_rlp_writer_finish, writer, out, count + 20, &length);
        EXPECT(KEDGE_OK, kedge_rlp_check, out, length, 1);
        kedge_rlp_item list = item_of(out, length), item = item_of(list.content, list.content_len);
        CHECK(list.is_list == 1 && list.item_len == length && item.is_list == 0);
        CHECK_AT(item.content_len == count && item.item_len == header + count, "%zu", count);
        CHECK(memcmp(item.content, data, count) == 0);
        free(data);
        free(out);
    }
    end(writer);
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void reads_item_by_item(void) {
    static const uint8_t data[] = {0xC6, 0x05, 0x82, 0x03, 0xE8, 0xC0, 0x80, 0x7F, 0xFF};
    uint64_t number = 77;
    uint8_t number32[32];
    kedge_rlp_item list = item_of(data, sizeof data), item;
    CHECK(list.is_list == 1 && list.content == data + 1 && list.content_len == 6 && list.item_len == 7);
    item = item_of(list.content, list.content_len);
    CHECK(item.is_list == 0 && item.content == data + 1 && item.content_len == 1 && item.item_len == 1);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint64, &item, &number);
    CHECK(number == 5);
    item = item_of(data + 2, 5);
    CHECK(item.content == data + 3 && item.content_len == 2 && item.item_len == 3);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint64, &item, &number);
    CHECK(number == 1000);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint256, &item, number32);
    CHECK(check_all(number32, 30, 0) && number32[30] == 3 && number32[31] == 0xE8);
    item = item_of(data + 5, 2);
    CHECK(item.is_list == 1 && item.content_len == 0 && item.item_len == 1);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_read_uint64, &item, &number);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_read_uint256, &item, number32);
    item = item_of(data + 6, 1);
    CHECK(item.is_list == 0 && item.content_len == 0 && item.item_len == 1);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint64, &item, &number);
    CHECK(number == 0);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint256, &item, number32);
    CHECK(check_all(number32, 32, 0));
}

static void numbers_fit_and_have_no_leading_zero(void) {
    uint8_t data[34], number32[32];
    uint64_t number = 77;
    memset(number32, 0x5A, sizeof number32);
    memset(data, 0xFF, sizeof data);
    data[0] = 0x88;
    kedge_rlp_item item = item_of(data, 9);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint64, &item, &number);
    CHECK(number == UINT64_MAX);
    number = 77;
    data[0] = 0x89;
    item = item_of(data, 10);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_read_uint64, &item, &number);
    data[0] = 0xA1;
    item = item_of(data, 34);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_rlp_read_uint256, &item, number32);
    data[0] = 0;
    item = item_of(data, 1);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_read_uint64, &item, &number);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_read_uint256, &item, number32);
    data[0] = 0x82;
    data[1] = 0;
    item = item_of(data, 3);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_read_uint64, &item, &number);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_read_uint256, &item, number32);
    CHECK(number == 77 && check_all(number32, 32, 0x5A));
    data[0] = 0xA0;
    data[1] = 0xFF;
    item = item_of(data, 33);
    EXPECT(KEDGE_OK, kedge_rlp_read_uint256, &item, number32);
    CHECK(check_all(number32, 32, 0xFF));
}

static const char *const malformed[] = {
    "",     "81",       "8100",   "817f",       "83aabb", "b8",   "b800", "b801ff", "b90001ff", "bfffffffffffffffff",
    "c1",
    "f800", "f90001ff", "f838aa", "ffffffffffffffffff", "bf7fffffffffffffff", "ff8000000000000000",
};

static void refuses_what_is_not_canonical(void) {
    uint8_t data[16];
    kedge_rlp_item item, before;
    memset(&item, 0x5A, sizeof item);
    item.struct_size = sizeof item;
    before = item;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        check_unhex(malformed[i], data);
        size_t count = strlen(malformed[i]) / 2;
        CHECK_AT(CALL(kedge_rlp_read, data, count, &item) == KEDGE_MALFORMED_RLP, "%s", malformed[i]);
        CHECK_AT(CALL(kedge_rlp_check, data, count, 64) == KEDGE_MALFORMED_RLP, "%s", malformed[i]);
    }
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_read, NULL, 0, &item);
    CHECK(memcmp(&item, &before, sizeof item) == 0);
    /* What lies inside, and what is left over, only the check looks at. */
    static const uint8_t inner[] = {0xC2, 0x81, 0x05}, rest[] = {0x05, 0x05};
    EXPECT(KEDGE_OK, kedge_rlp_read, inner, sizeof inner, &item);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_check, inner, sizeof inner, 64);
    CHECK(strstr(kedge_last_error(), "at byte 1") != NULL);
    EXPECT(KEDGE_OK, kedge_rlp_read, rest, sizeof rest, &item);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_rlp_check, rest, sizeof rest, 64);
}

static void depth_is_limited(void) {
    enum { DEEP = 1000000 };
    kedge_rlp_writer *writer = begin();
    uint8_t *out = malloc(5 * DEEP);
    size_t length = 0;
    for (int depth = 0; depth <= 3; depth++) {
        for (int i = 0; i < depth; i++) EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
        EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 1);
        for (int i = 0; i < depth; i++) EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
        EXPECT(KEDGE_OK, kedge_rlp_writer_finish, writer, out, 100, &length);
        for (uint32_t limit = 0; limit <= 4; limit++) {
            kedge_status expected = limit < (uint32_t)depth ? KEDGE_RLP_TOO_DEEP : KEDGE_OK;
            CHECK_AT(CALL(kedge_rlp_check, out, length, limit) == expected, "%d within %u", depth, limit);
        }
    }
    int deep = check_is_light() ? 2000 : DEEP;
    for (int i = 0; i < deep; i++) kedge_rlp_writer_begin_list(writer);
    for (int i = 0; i < deep; i++) kedge_rlp_writer_end_list(writer);
    EXPECT(KEDGE_OK, kedge_rlp_writer_finish, writer, out, 5 * DEEP, &length);
    EXPECT(KEDGE_RLP_TOO_DEEP, kedge_rlp_check, out, length, 64);
    EXPECT(KEDGE_RLP_TOO_DEEP, kedge_rlp_check, out, length, 1024);
    free(out);
    end(writer);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void refuses_bad_arguments(void) {
    uint8_t data[40] = {0x80}, out[8];
    size_t length = 77;
    uint64_t number = 77;
    memset(out, 0x5A, sizeof out);
    kedge_rlp_writer *writer = begin();
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_create, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_bytes, writer, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_bytes, writer, data, over);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_bytes, writer, data, SIZE_MAX);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_uint256, writer, NULL);
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 5);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_finish, writer, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_finish, writer, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_writer_finish, writer, out, SIZE_MAX, &length);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_rlp_writer_finish, writer, NULL, 100, &length);
    CHECK(length == 1 && check_all(out, sizeof out, 0x5A));
    gives(writer, "05");
    end(writer);

    kedge_rlp_item item = {.struct_size = sizeof item};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read, NULL, 1, &item);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read, data, over, &item);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read, data, 1, NULL);
    static const size_t sizes[] = {0, 39, 4097, SIZE_MAX};
    for (int i = 0; i < 4; i++) {
        item.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read, data, 1, &item);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint64, &item, &number);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint256, &item, data);
    }
    item = item_of(data, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint64, NULL, &number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint64, &item, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint256, NULL, data);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint256, &item, NULL);
    kedge_rlp_item changed = item;
    changed.is_list = 2;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint64, &changed, &number);
    changed = item;
    changed.content_len = over;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint64, &changed, &number);
    changed = item;
    changed.content = NULL;
    changed.content_len = 1;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_read_uint256, &changed, data);
    CHECK(number == 77);

    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_check, NULL, 1, 64);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_check, data, over, 64);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_check, data, 1, 1025);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_rlp_check, data, 1, UINT32_MAX);
    EXPECT(KEDGE_OK, kedge_rlp_check, data, 1, 1024);
    EXPECT(KEDGE_OK, kedge_rlp_check, data, 1, 0);
}

/* A program that was compiled with a larger struct gets zeros for what this release does not know. */
static void fills_a_larger_struct(void) {
    struct {
        kedge_rlp_item item;
        uint8_t more[16];
    } larger;
    static const uint8_t data[] = {0x82, 1, 2};
    memset(&larger, 0x5A, sizeof larger);
    larger.item.struct_size = sizeof larger;
    EXPECT(KEDGE_OK, kedge_rlp_read, data, sizeof data, &larger.item);
    CHECK(larger.item.struct_size == sizeof larger && larger.item.reserved == 0 && check_all(larger.more, 16, 0));
}

static void refuses_bad_handles(void) {
    uint8_t out[8], number32[32] = {0};
    size_t length = 77;
    kedge_rlp_writer *writer = begin(), *freed = begin();
    kedge_keccak256 *other = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &other);
    end(freed);
    kedge_rlp_writer *const bad[] = {NULL, freed, (kedge_rlp_writer *)other, (kedge_rlp_writer *)out};
    for (int i = 0; i < 4; i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_bytes, bad[i], out, 1);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_uint64, bad[i], 1);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_uint256, bad[i], number32);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_begin_list, bad[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_end_list, bad[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_finish, bad[i], out, sizeof out, &length);
        if (bad[i] != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_destroy, bad[i]);
    }
    EXPECT(KEDGE_OK, kedge_rlp_writer_destroy, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_keccak256_destroy, (kedge_keccak256 *)writer);
    CHECK(length == 77);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, other);
    end(writer);
}

/* --- busy -------------------------------------------------------------------------------------------------------- */

/* The data ends in a page that may not be read. The thread that writes it faults there; the handler tells the main
 * thread, which tries everything, opens the page, and lets the call go on. */
static struct {
    kedge_rlp_writer *writer;
    uint8_t *data;
    size_t page;
    int faulted[2], resume[2];
} halt;

static void wait_in_the_fault(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    char byte = 0;
    uint8_t *at = info->si_addr;
    if (at < halt.data + halt.page || at >= halt.data + 2 * halt.page) _exit(99);
    if (write(halt.faulted[1], &byte, 1) != 1 || read(halt.resume[0], &byte, 1) != 1) _exit(98);
}

static void *write_into_the_fault(void *unused) {
    (void)unused;
    CHECK(kedge_rlp_writer_bytes(halt.writer, halt.data, 2 * halt.page) == KEDGE_OK);
    return NULL;
}

/* What another thread was in the middle of cannot be used in the child, but ended. */
static void end_in_the_child(void) {
    size_t live = kedge_live_handles();
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_uint64, halt.writer, 1);
    EXPECT(KEDGE_OK, kedge_rlp_writer_destroy, halt.writer);
    CHECK(kedge_live_handles() == live - 1);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_uint64, halt.writer, 1);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_rlp_writer_destroy, halt.writer);
    end(begin());
}

static void is_busy_during_a_call(void) {
    SKIP_UNDER_A_TOOL();
    uint8_t out[8], number32[32] = {0};
    size_t length = 77;
    char byte = 0;
    pthread_t thread;
    struct sigaction action, before_segv, before_bus;
    halt.page = (size_t)sysconf(_SC_PAGESIZE);
    halt.data = mmap(NULL, 2 * halt.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(halt.data != MAP_FAILED && pipe(halt.faulted) == 0 && pipe(halt.resume) == 0);
    halt.writer = begin();
    CHECK(mprotect(halt.data + halt.page, halt.page, PROT_NONE) == 0);
    memset(&action, 0, sizeof action);
    action.sa_sigaction = wait_in_the_fault;
    action.sa_flags = SA_SIGINFO;
    sigaction(SIGSEGV, &action, &before_segv);
    sigaction(SIGBUS, &action, &before_bus);

    CHECK(pthread_create(&thread, NULL, write_into_the_fault, NULL) == 0);
    CHECK(read(halt.faulted[0], &byte, 1) == 1);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_bytes, halt.writer, out, 1);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_uint64, halt.writer, 1);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_uint256, halt.writer, number32);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_begin_list, halt.writer);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_end_list, halt.writer);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_finish, halt.writer, out, sizeof out, &length);
    EXPECT(KEDGE_BUSY, kedge_rlp_writer_destroy, halt.writer);
    check_in_child(end_in_the_child);
    CHECK(mprotect(halt.data + halt.page, halt.page, PROT_READ) == 0);
    CHECK(write(halt.resume[1], &byte, 1) == 1);
    CHECK(pthread_join(thread, NULL) == 0);

    sigaction(SIGSEGV, &before_segv, NULL);
    sigaction(SIGBUS, &before_bus, NULL);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_rlp_writer_finish, halt.writer, NULL, 0, &length);
    CHECK(length == 2 * halt.page + 3);
    end(halt.writer);
    munmap(halt.data, 2 * halt.page);
    for (int i = 0; i < 2; i++) {
        close(halt.faulted[i]);
        close(halt.resume[i]);
    }
}

/* --- what the system refuses ------------------------------------------------------------------------------------- */

static void write_without_memory(void) {
    enum { LARGE = 1 << 28 };
    uint8_t number32[32] = {1};
    uint8_t *large = mmap(NULL, LARGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    size_t count = 0, length = 0;
    kedge_rlp_writer *writer = begin();
    CHECK(large != MAP_FAILED);
    /* Notes what will be noted, as that may take memory. */
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 5);
    EXPECT(KEDGE_OK, kedge_rlp_writer_begin_list, writer);
    EXPECT(KEDGE_OK, kedge_rlp_writer_end_list, writer);
    gives(writer, "05c0");
    take_all_memory(16);
    kedge_status bytes = kedge_rlp_writer_bytes(writer, large, LARGE), numbers = KEDGE_OK, lists = KEDGE_OK;
    kedge_status large_numbers = KEDGE_OK;
    while (numbers == KEDGE_OK && count < LARGE) {
        numbers = kedge_rlp_writer_uint64(writer, 5);
        count += numbers == KEDGE_OK;
    }
    large_numbers = kedge_rlp_writer_uint256(writer, number32);
    for (int i = 0; lists == KEDGE_OK && i < LARGE; i++) lists = kedge_rlp_writer_begin_list(writer);
    give_memory_back();
    check_note("kedge_rlp_writer_bytes", bytes);
    check_note("kedge_rlp_writer_uint64", numbers);
    check_note("kedge_rlp_writer_uint256", large_numbers);
    check_note("kedge_rlp_writer_begin_list", lists);
    CHECK(bytes == KEDGE_OUT_OF_MEMORY && numbers == KEDGE_OUT_OF_MEMORY && lists == KEDGE_OUT_OF_MEMORY);
    CHECK(large_numbers == KEDGE_OUT_OF_MEMORY);
    while (kedge_rlp_writer_end_list(writer) == KEDGE_OK) {}
    EXPECT(KEDGE_OK, kedge_rlp_writer_uint64, writer, 5);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_rlp_writer_finish, writer, NULL, 0, &length);
    CHECK(length > count);
    end(writer);
}

static void goes_on_after_memory_was_missing(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(write_without_memory);
}

static void create_without_memory(void) {
    kedge_rlp_writer *writer = NULL;
    take_all_memory(1024);
    kedge_status status = kedge_rlp_writer_create(&writer);
    give_memory_back();
    check_note("kedge_rlp_writer_create", status);
    CHECK_AT(status == KEDGE_OUT_OF_MEMORY && writer == NULL, "%d", (int)status);
    end(begin());
}

static void create_without_randomness(void) {
    kedge_rlp_writer *writer = NULL;
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_rlp_writer_create, &writer);
    CHECK(writer == NULL);
}

static kedge_rlp_writer *many[1 << 20];

static void create_too_many(void) {
    kedge_rlp_writer *writer = NULL;
    size_t count = 0;
    kedge_status status = KEDGE_OK;
    while (count < sizeof many / sizeof many[0] && status == KEDGE_OK) {
        status = kedge_rlp_writer_create(&many[count]);
        count += status == KEDGE_OK;
    }
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_rlp_writer_create, &writer);
    CHECK(writer == NULL);
    while (count > 0) kedge_rlp_writer_destroy(many[--count]);
    end(begin());
}

static void creation_fails_as_documented(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(create_without_memory);
    check_in_child(create_without_randomness);
    if (!check_is_light()) check_in_child(create_too_many);
}

int main(void) {
    check_begin("rlp");
    /* First, in children that find the library as nobody used it. */
    check_case("creating a writer fails as documented", creation_fails_as_documented);
    check_case("missing memory changes nothing", goes_on_after_memory_was_missing);
    check_case("published items are written", writes_the_published);
    check_case("a list that is not balanced is refused", lists_are_balanced);
    check_case("every length of header is written", writes_every_length);
    check_case("items are read one by one", reads_item_by_item);
    check_case("numbers fit and have no leading zero", numbers_fit_and_have_no_leading_zero);
    check_case("what is not canonical is refused", refuses_what_is_not_canonical);
    check_case("depth is limited", depth_is_limited);
    check_case("bad arguments are refused and change nothing", refuses_bad_arguments);
    check_case("a larger struct is filled with zeros", fills_a_larger_struct);
    check_case("bad handles are refused", refuses_bad_handles);
    check_case("a writer serves one call at a time", is_busy_during_a_call);
    return check_end();
}
