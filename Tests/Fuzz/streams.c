/* Sealed streams: changed, cut and spliced ones, through every reader there is. Whatever comes out is a piece of what
 * was sealed, in its place. */
#include "mutation.h"

enum { LENGTH = 2 * 4096 + 500, MOST = 40000 };

static kedge_keyring *ring;
static struct sample samples[3], copy; /* of several segments, of one, of none */
static const size_t lengths[3] = {LENGTH, 300, 0};
static uint8_t plaintext[LENGTH], out[MOST];
static const uint8_t context[] = "backup 7";

static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_AUTHENTICATION_FAILED) | BIT(KEDGE_MESSAGE_TOO_SHORT) |
                                   BIT(KEDGE_MESSAGE_TOO_LONG) | BIT(KEDGE_MALFORMED_HEADER) |
                                   BIT(KEDGE_UNKNOWN_VERSION) |
                                   BIT(KEDGE_UNKNOWN_KEY) | BIT(KEDGE_KEY_DISABLED) | BIT(KEDGE_KEY_DESTROYED);

static void prepare(void) {
    kedge_stream_options options;
    if (ring != NULL) return;
    ring = sample_ring();
    for (size_t i = 0; i < LENGTH; i++) plaintext[i] = (uint8_t)(i * 31 + i / 251);
    MUST(kedge_stream_options_init(&options, sizeof options) == KEDGE_OK);
    options.segment_bytes = 4096;
    for (int i = 0; i < 3; i++) {
        MUST(kedge_stream_seal(ring, &options, context, sizeof context, plaintext, lengths[i], samples[i].bytes,
                               sizeof samples[i].bytes, &samples[i].count) == KEDGE_OK);
    }
}

static int read_copy(uint64_t offset, uint8_t *bytes, size_t count, void *unused) {
    (void)unused;
    MUST(offset <= copy.count && count <= copy.count - offset);
    memcpy(bytes, copy.bytes + offset, count);
    return 0;
}

static void at_once(int which, int is_original, uint32_t threads) {
    kedge_stream_options options;
    size_t length = 999;
    MUST(kedge_stream_options_init(&options, sizeof options) == KEDGE_OK);
    options.threads = threads;
    memset(out, 0xA5, sizeof out);
    kedge_status status = CALL(documented, kedge_stream_open, ring, &options, context, sizeof context, copy.bytes,
        copy.count, out,
                               sizeof out, &length);
    MUST((status == KEDGE_OK) == is_original);
    if (is_original) MUST(length == lengths[which] && memcmp(out, plaintext, length) == 0);
    /* Zeros where plaintext would have been, and nothing behind. */
    for (size_t i = 0; !is_original && i < sizeof out; i++) MUST(out[i] == 0 || out[i] == 0xA5);
}

static void pushed(struct reader *reader, int which, int is_original) {
    kedge_stream_reader *stream = NULL;
    size_t header = copy.count < 84 ? copy.count : 84, total = 0, length = 0;
    kedge_status status =
        CALL(documented | BIT(KEDGE_INVALID_ARGUMENT), kedge_stream_reader_create, ring, copy.bytes, header, context,
            sizeof context, &stream);
    if (is_original) MUST(status == KEDGE_OK);
    if (status != KEDGE_OK) return;
    for (size_t at = header; at < copy.count && status == KEDGE_OK;) {
        size_t piece = take_byte(reader) % 4 == 0 ? take_count(reader, 9000) : take_byte(reader) * 40u + 1;
        /* An input that has ended chooses nothing any more, and empty pieces would go on for ever. */
        if (piece > copy.count - at || reader->left == 0) piece = copy.count - at;
        status = CALL(documented, kedge_stream_reader_update, stream, copy.bytes + at, piece, out, sizeof out, &length);
        if (status == KEDGE_OK) {
            MUST(total + length <= lengths[which] && memcmp(out, plaintext + total, length) == 0);
            total += length;
        }
        at += piece;
    }
    if (status == KEDGE_OK) {
        status = CALL(documented, kedge_stream_reader_finish, stream, out, sizeof out, &length);
        MUST((status == KEDGE_OK) == is_original);
        if (is_original) MUST(total + length == lengths[which] && memcmp(out, plaintext + total, length) == 0);
    }
    MUST(is_original == (status == KEDGE_OK));
    MUST(kedge_stream_reader_destroy(stream) == KEDGE_OK);
}

static void at_random(struct reader *reader, int which, int is_original) {
    kedge_sealed_file *file = NULL;
    kedge_status status = CALL(documented, kedge_sealed_file_open_source, ring, read_copy, NULL, copy.count, context,
        sizeof context, &file);
    if (is_original) MUST(status == KEDGE_OK);
    if (status != KEDGE_OK) return;
    uint64_t length = 0;
    MUST(kedge_sealed_file_length(file, &length) == KEDGE_OK);
    /* The final segment is authentic, so this is a length that was sealed. */
    MUST(length == lengths[which]);
    for (int i = 0; i < 6; i++) {
        size_t at = take_count(reader, LENGTH + 10), wanted = take_count(reader, 9000), got = 999;
        status = CALL(documented, kedge_sealed_file_read_at, file, at, out, wanted, &got);
        if (is_original) MUST(status == KEDGE_OK);
        if (status != KEDGE_OK) {
            MUST(got == 999 && is_all(out, wanted, 0));
            continue;
        }
        size_t expected = at >= length ? 0 : length - at < wanted ? length - at : wanted;
        MUST(got == expected && (got == 0 || memcmp(out, plaintext + at, got) == 0));
    }
    MUST(kedge_sealed_file_destroy(file) == KEDGE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    int which = choice % 3;
    /* What the changes do not use decides how the copy is read. */
    struct reader changes = {reader.next, reader.left * 3 / 4};
    int is_original = mutate(&changes, &samples[which], &copy);
    reader.left -= reader.left * 3 / 4;
    reader.next = data + size - reader.left;
    at_once(which, is_original, choice / 3 % 8 == 0 ? 2 : 1);
    pushed(&reader, which, is_original);
    at_random(&reader, which, is_original);
    MUST(kedge_live_handles() == live);
    return 0;
}
