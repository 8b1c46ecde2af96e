/* RLP: whatever the check takes is written again from its items to the same bytes, and whatever is written the check
 * takes. */
#include "fuzz.h"

enum { DEPTH = 16, MOST = 1 << 16 };

/* Writes the items of a checked list, or the one item, once more. Recurses no deeper than the check allowed. */
static void write_again(kedge_rlp_writer *writer, const uint8_t *data, size_t count) {
    while (count > 0) {
        kedge_rlp_item item = {.struct_size = sizeof item};
        MUST(kedge_rlp_read(data, count, &item) == KEDGE_OK);
        MUST(item.item_len > 0 && item.item_len <= count && item.content_len <= item.item_len);
        MUST(item.content >= data && item.content + item.content_len == data + item.item_len);
        if (item.is_list) {
            MUST(kedge_rlp_writer_begin_list(writer) == KEDGE_OK);
            write_again(writer, item.content, item.content_len);
            MUST(kedge_rlp_writer_end_list(writer) == KEDGE_OK);
        } else {
            uint64_t number = 77;
            uint8_t number32[32];
            kedge_status small = kedge_rlp_read_uint64(&item, &number), large = kedge_rlp_read_uint256(&item, number32);
            int has_zero = item.content_len > 0 && item.content[0] == 0;
            MUST(small == (has_zero ? KEDGE_MALFORMED_RLP : item.content_len > 8 ? KEDGE_RLP_STRUCTURE : KEDGE_OK));
            MUST(large == (has_zero ? KEDGE_MALFORMED_RLP : item.content_len > 32 ? KEDGE_RLP_STRUCTURE : KEDGE_OK));
            if (small == KEDGE_OK) {
                MUST(kedge_rlp_writer_uint64(writer, number) == KEDGE_OK);
            } else if (large == KEDGE_OK) {
                MUST(kedge_rlp_writer_uint256(writer, number32) == KEDGE_OK);
            } else {
                MUST(number == 77);
                MUST(kedge_rlp_writer_bytes(writer, item.content, item.content_len) == KEDGE_OK);
            }
        }
        data += item.item_len;
        count -= item.item_len;
    }
}

static void expect_bytes(kedge_rlp_writer *writer, const uint8_t *data, size_t count) {
    static uint8_t out[MOST];
    size_t length = 77;
    MUST(count < MOST);
    if (count > 0) {
        kedge_status status = kedge_rlp_writer_finish(writer, out, count - 1, &length);
        MUST(status == KEDGE_BUFFER_TOO_SMALL && length == count);
    }
    MUST(kedge_rlp_writer_finish(writer, out, count, &length) == KEDGE_OK && length == count);
    MUST(count == 0 || memcmp(out, data, count) == 0);
}

static void read_anything(kedge_rlp_writer *writer, const uint8_t *data, size_t count, uint32_t depth) {
    kedge_rlp_item item = {.struct_size = sizeof item};
    const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_MALFORMED_RLP);
    kedge_status first = CALL(documented, kedge_rlp_read, data, count, &item);
    if (CALL(documented | BIT(KEDGE_RLP_TOO_DEEP), kedge_rlp_check, data, count, depth) != KEDGE_OK) return;
    MUST(first == KEDGE_OK && item.item_len == count);
    write_again(writer, data, count);
    expect_bytes(writer, data, count);
}

static void write_anything(kedge_rlp_writer *writer, struct reader *reader) {
    static uint8_t out[MOST];
    uint8_t data[300];
    int open = 0;
    uint32_t deepest = 0;
    size_t length = 0, written = 0;
    MUST(kedge_rlp_writer_begin_list(writer) == KEDGE_OK);
    while (reader->left > 0 && written < 100) {
        written++;
        switch (take_byte(reader) % 5) {
        case 0:
            if (open + 1 == DEPTH) break;
            MUST(kedge_rlp_writer_begin_list(writer) == KEDGE_OK);
            if ((uint32_t)++open > deepest) deepest = (uint32_t)open;
            MUST(kedge_rlp_writer_finish(writer, NULL, 0, &length) == KEDGE_RLP_STRUCTURE);
            break;
        case 1:
            if (open == 0) break;
            MUST(kedge_rlp_writer_end_list(writer) == KEDGE_OK);
            open--;
            break;
        case 2: MUST(kedge_rlp_writer_uint64(writer, take_word(reader) >> take_byte(reader) % 64) == KEDGE_OK); break;
        case 3: {
            uint8_t number32[32] = {0};
            size_t zeros = take_byte(reader) % 33;
            take_bytes(reader, number32 + zeros, 32 - zeros);
            MUST(kedge_rlp_writer_uint256(writer, number32) == KEDGE_OK);
            break;
        }
        default: {
            size_t count = take_count(reader, sizeof data);
            take_bytes(reader, data, count);
            MUST(kedge_rlp_writer_bytes(writer, data, count) == KEDGE_OK);
        }
        }
    }
    for (; open >= 0; open--) MUST(kedge_rlp_writer_end_list(writer) == KEDGE_OK);
    MUST(kedge_rlp_writer_end_list(writer) == KEDGE_RLP_STRUCTURE);
    MUST(kedge_rlp_writer_finish(writer, out, sizeof out, &length) == KEDGE_OK);
    MUST(kedge_rlp_check(out, length, deepest + 1) == KEDGE_OK);
    MUST(kedge_rlp_check(out, length, deepest) == KEDGE_RLP_TOO_DEEP);
    write_again(writer, out, length);
    static uint8_t copy[MOST];
    memcpy(copy, out, length);
    expect_bytes(writer, copy, length);
}

static void refuse(struct reader *reader, kedge_rlp_writer *writer, void *freed, void *other) {
    uint8_t data[4] = {1, 2, 3, 4}, number32[32] = {0};
    size_t length = 77;
    uint64_t number = 77;
    kedge_rlp_item item = {.struct_size = sizeof item, .content = data, .content_len = 4};
    kedge_rlp_writer *bad = bad_handle(reader, freed, other, writer);
    if (bad == writer) bad = NULL;
    switch (take_byte(reader) % 13) {
    case 0: MUST(kedge_rlp_read(data, take_over(reader), &item) == KEDGE_INVALID_ARGUMENT); break;
    case 1: MUST(kedge_rlp_check(data, take_over(reader), 64) == KEDGE_INVALID_ARGUMENT); break;
    case 2: MUST(kedge_rlp_check(data, 4, 1025 + (uint32_t)take_byte(reader)) == KEDGE_INVALID_ARGUMENT); break;
    case 3: MUST(kedge_rlp_writer_bytes(writer, data, take_over(reader)) == KEDGE_INVALID_ARGUMENT); break;
    case 4: MUST(kedge_rlp_writer_finish(writer, data, take_over(reader), &length) == KEDGE_INVALID_ARGUMENT); break;
    case 5:
        item.content_len = take_over(reader);
        MUST(kedge_rlp_read_uint64(&item, &number) == KEDGE_INVALID_ARGUMENT);
        break;
    case 6:
        item.is_list = (int32_t)(take_byte(reader) + 2);
        MUST(kedge_rlp_read_uint256(&item, number32) == KEDGE_INVALID_ARGUMENT);
        break;
    case 7:
        item.struct_size = take_byte(reader) % 2 ? take_over(reader) : take_byte(reader) % 40;
        MUST(kedge_rlp_read(data, 4, &item) == KEDGE_INVALID_ARGUMENT);
        break;
    case 8: MUST(kedge_rlp_writer_uint64(bad, 1) == KEDGE_INVALID_HANDLE); break;
    case 9: MUST(kedge_rlp_writer_bytes(bad, data, 4) == KEDGE_INVALID_HANDLE); break;
    case 10: MUST(kedge_rlp_writer_begin_list(bad) == KEDGE_INVALID_HANDLE); break;
    case 11: MUST(kedge_rlp_writer_finish(bad, data, 4, &length) == KEDGE_INVALID_HANDLE); break;
    default:
        if (bad != NULL) MUST(kedge_rlp_writer_destroy(bad) == KEDGE_INVALID_HANDLE);
    }
    MUST(length == 77 && number == 77 && is_all(number32, 32, 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    kedge_rlp_writer *writer = NULL, *freed = NULL;
    kedge_keccak256 *other = NULL;
    MUST(kedge_live_handles() == 0);
    MUST(kedge_rlp_writer_create(&freed) == KEDGE_OK && kedge_rlp_writer_destroy(freed) == KEDGE_OK);
    MUST(kedge_rlp_writer_create(&writer) == KEDGE_OK && kedge_keccak256_create(&other) == KEDGE_OK);
    unsigned choice = take_byte(&reader);
    if (choice % 4 == 0) refuse(&reader, writer, freed, other);
    else if (choice % 4 == 1) write_anything(writer, &reader);
    else read_anything(writer, reader.next, reader.left, choice / 4);
    expect_bytes(writer, NULL, 0);
    MUST(kedge_rlp_writer_destroy(writer) == KEDGE_OK && kedge_keccak256_destroy(other) == KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    return 0;
}
