/* Encryption at rest: keyrings, streams and files beside the same steps by hand on libcrypto's EVP calls, and beside themselves
 * on one thread; logs beside plain writes. */
#include "rows.h"

#include <fcntl.h>
#include <kedge.h>
#include <openssl/evp.h>
#include <sys/random.h>

enum {
    SHORT = 64, HEADER = 48, XNONCE = 24, TAG = 16, BLOCK = 16, RECORD = 200, BATCH = 64, PAGE = 4096,
    SEGMENT = 64 << 10, SEALED_SEGMENT = SEGMENT + TAG, STREAM = 64 << 20
};

static const uint8_t key_bytes[32] = {1};
static uint8_t plaintext[SHORT], header[HEADER], sealed[256], opened[256], record[RECORD];
static uint8_t *big, *big_sealed;
static size_t big_sealed_len, sealed_len;
static kedge_keyring *ring, *counted;
static kedge_aes_gcm *bare;
static uint8_t bare_sealed[SHORT + 12 + TAG];
static EVP_CIPHER_CTX *block_cipher, *message_cipher, *segment_sealer, *segment_opener;
static uint8_t mask[BLOCK]; /* K1 of CMAC */
static char folder[] = "/dev/shm/kedge-bench-XXXXXX", disk[] = "/var/tmp/kedge-bench-XXXXXX";
static char path[5][64];
static kedge_sealed_file *file;
static kedge_sealed_log *durable, *batched;
static int plain_durable, plain_batched, sealed_by_hand;

static const char *in(const char *where, const char *name, int slot) {
    snprintf(path[slot], sizeof *path, "%s/%s", where, name);
    return path[slot];
}

static void clean_up(void) {
    kedge_sealed_log_destroy(durable);
    kedge_sealed_log_destroy(batched);
    const char *names[] = {"ring",    "plain",   "sealed",  "again",         "new",
                           "by-hand", "durable", "batched", "plain-durable", "plain-batched"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(in(folder, names[i], 0)), unlink(in(disk, names[i], 0));
    rmdir(folder);
    rmdir(disk);
}

/* What an expert keeps of a key: its AES, and the mask of CMAC, of which NIST SP 800-38B says how it is made. */
static void prepare_by_hand(void) {
    int size;
    uint8_t zeros[BLOCK] = {0}, first[BLOCK];
    must((block_cipher = EVP_CIPHER_CTX_new()) && (message_cipher = EVP_CIPHER_CTX_new()) &&
         (segment_sealer = EVP_CIPHER_CTX_new()) && (segment_opener = EVP_CIPHER_CTX_new()));
    must(EVP_EncryptInit_ex(block_cipher, EVP_aes_256_ecb(), NULL, key_bytes, NULL) &&
         EVP_CIPHER_CTX_set_padding(block_cipher, 0) && EVP_EncryptUpdate(block_cipher, first, &size, zeros, BLOCK));
    for (int i = 0; i < BLOCK; i++) mask[i] = (uint8_t)(first[i] << 1 | (i < BLOCK - 1 ? first[i + 1] >> 7 : 0));
    mask[BLOCK - 1] ^= first[0] >> 7 ? 0x87 : 0;
    must(EVP_EncryptInit_ex(message_cipher, EVP_aes_256_gcm(), NULL, key_bytes, NULL) &&
         EVP_EncryptInit_ex(segment_sealer, EVP_aes_256_gcm(), NULL, key_bytes, NULL) &&
         EVP_DecryptInit_ex(segment_opener, EVP_aes_256_gcm(), NULL, key_bytes, NULL));
}

static void prepare(void) {
    size_t size;
    uint64_t id;
    kedge_unlock *unlock;
    must(mkdtemp(folder) && mkdtemp(disk) && atexit(clean_up) == 0);
    must(kedge_keyring_create(NULL, &ring) == KEDGE_OK && kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &id) == KEDGE_OK);
    must(kedge_unlock_create_key(key_bytes, 32, &unlock) == KEDGE_OK &&
         kedge_keyring_create_file(in(folder, "ring", 0), unlock, NULL, &counted) == KEDGE_OK &&
         kedge_keyring_generate(counted, KEDGE_AES_256_GCM, &id) == KEDGE_OK);
    must(kedge_aes_gcm_create(key_bytes, 32, NULL, &bare) == KEDGE_OK);
    must(kedge_aes_gcm_seal(bare, NULL, 0, plaintext, SHORT, bare_sealed, sizeof bare_sealed, &size) == KEDGE_OK);
    must(kedge_keyring_seal(ring, NULL, 0, plaintext, SHORT, sealed, sizeof sealed, &sealed_len) == KEDGE_OK);

    prepare_by_hand();

    big = malloc(STREAM);
    big_sealed = malloc(STREAM + (1 << 20));
    must(big && big_sealed);
    memset(big, 7, STREAM);
    memset(big_sealed, 0, STREAM + (1 << 20));
    int plain = open(in(folder, "plain", 0), O_WRONLY | O_CREAT, 0600);
    must(plain >= 0 && write(plain, big, STREAM) == STREAM && close(plain) == 0);
    must(kedge_file_seal(ring, in(folder, "plain", 0), in(folder, "sealed", 1), NULL, NULL, 0) == KEDGE_OK);
    must(kedge_sealed_file_open(ring, in(folder, "sealed", 1), NULL, 0, &file) == KEDGE_OK);
    must(kedge_sealed_log_create(ring, in(disk, "durable", 0), NULL, 0, &durable) == KEDGE_OK &&
         kedge_sealed_log_create(ring, in(disk, "batched", 0), NULL, 0, &batched) == KEDGE_OK);
    plain_durable = open(in(disk, "plain-durable", 0), O_WRONLY | O_CREAT | O_APPEND, 0600);
    plain_batched = open(in(disk, "plain-batched", 0), O_WRONLY | O_CREAT | O_APPEND, 0600);
    must(plain_durable >= 0 && plain_batched >= 0);
}

/* --- messages ---------------------------------------------------------------------------------------------------- */

static void seal_with(kedge_keyring *keys) {
    size_t size;
    must(kedge_keyring_seal(keys, NULL, 0, plaintext, SHORT, sealed, sizeof sealed, &size) == KEDGE_OK);
}

/* Random bytes fetched ahead, as Kedge does too: a call of RAND_bytes for each nonce takes twice as long as all the rest. */
static const uint8_t *random_nonce(void) {
    static uint8_t ahead[PAGE];
    static size_t next = PAGE;
    if (next + XNONCE > PAGE) must(getrandom(ahead, PAGE, 0) == PAGE && (next = 0) == 0);
    next += XNONCE;
    return ahead + next - XNONCE;
}

/* CMAC of one whole block is AES of that block and the mask, so the two that make the message's key are one call. */
static void seal_by_hand(void) {
    static uint8_t out[HEADER + XNONCE + SHORT + TAG];
    const uint8_t *nonce = random_nonce();
    uint8_t blocks[2 * BLOCK] = {0, 1, 'X', 0}, key[2 * BLOCK];
    int size;
    memcpy(blocks + 4, nonce, 12);
    memcpy(blocks + BLOCK, blocks, BLOCK);
    blocks[BLOCK + 1] = 2;
    for (int i = 0; i < 2 * BLOCK; i++) blocks[i] ^= mask[i % BLOCK];
    memcpy(out, header, HEADER);
    memcpy(out + HEADER, nonce, XNONCE);
    must(EVP_EncryptUpdate(block_cipher, key, &size, blocks, sizeof blocks) &&
         EVP_EncryptInit_ex(message_cipher, NULL, NULL, key, nonce + 12) &&
         EVP_EncryptUpdate(message_cipher, NULL, &size, header, HEADER) &&
         EVP_EncryptUpdate(message_cipher, out + HEADER + XNONCE, &size, plaintext, SHORT) &&
         EVP_EncryptFinal_ex(message_cipher, out + HEADER + XNONCE + SHORT, &size) &&
         EVP_CIPHER_CTX_ctrl(message_cipher, EVP_CTRL_AEAD_GET_TAG, TAG, out + HEADER + XNONCE + SHORT));
}

static void seal_barely(void) {
    size_t size;
    must(kedge_aes_gcm_seal(bare, NULL, 0, plaintext, SHORT, bare_sealed, sizeof bare_sealed, &size) == KEDGE_OK);
}

static double ring_seal(long times) { REPEAT(times, seal_with(ring)); }
static double counted_seal(long times) { REPEAT(times, seal_with(counted)); }
static double hand_seal(long times) { REPEAT(times, seal_by_hand()); }
static double bare_seal(long times) { REPEAT(times, seal_barely()); }

static double ring_open(long times) {
    size_t size;
    seal_with(ring);
    REPEAT(times, must(kedge_keyring_open(ring, NULL, 0, sealed, sealed_len, opened, sizeof opened, &size) == KEDGE_OK));
}

static double bare_open(long times) {
    size_t size;
    REPEAT(times, must(kedge_aes_gcm_open(bare, NULL, 0, bare_sealed, sizeof bare_sealed, opened, sizeof opened, &size) ==
                       KEDGE_OK));
}

/* --- streams and files: by the clock on the wall, since several threads work ---------------------------------------- */

static void seal_stream(uint32_t threads) {
    kedge_stream_options options;
    must(kedge_stream_options_init(&options, sizeof options) == KEDGE_OK);
    options.threads = threads;
    must(kedge_stream_seal(ring, &options, NULL, 0, big, STREAM, big_sealed, STREAM + (1 << 20), &big_sealed_len) == KEDGE_OK);
}

static void seal_file(uint32_t threads) {
    kedge_file_options options;
    must(kedge_file_options_init(&options, sizeof options) == KEDGE_OK);
    options.threads = threads;
    options.replace_existing = 1;
    options.durable = 0;
    must(kedge_file_seal(ring, in(folder, "plain", 0), in(folder, "again", 1), &options, NULL, 0) == KEDGE_OK);
}

/* As a stream that somebody makes of their own: a key for each stream, and the segment's number for a nonce. The key is left out
 * here: to derive it takes some microseconds of thirteen thousand. */
static void number_nonce(uint8_t *nonce, size_t segment) {
    memset(nonce, 0, 12);
    memcpy(nonce, &segment, sizeof segment);
}

static void seal_segment(size_t segment, uint8_t *out) {
    uint8_t nonce[12];
    int size;
    number_nonce(nonce, segment);
    must(EVP_EncryptInit_ex(segment_sealer, NULL, NULL, NULL, nonce) &&
         EVP_EncryptUpdate(segment_sealer, out, &size, big + segment * SEGMENT, SEGMENT) &&
         EVP_EncryptFinal_ex(segment_sealer, out + SEGMENT, &size) &&
         EVP_CIPHER_CTX_ctrl(segment_sealer, EVP_CTRL_AEAD_GET_TAG, TAG, out + SEGMENT));
}

static void seal_segments_by_hand(void) {
    for (size_t i = 0; i < STREAM / SEGMENT; i++) seal_segment(i, big_sealed + i * SEALED_SEGMENT);
}

/* Segment by segment through buffers that stay in the cache, into a new file that takes the place of the last one. */
static void seal_file_by_hand(void) {
    static uint8_t out[SEALED_SEGMENT];
    int from = open(in(folder, "plain", 0), O_RDONLY), to = open(in(folder, "new", 1), O_WRONLY | O_CREAT | O_EXCL, 0600);
    must(from >= 0 && to >= 0);
    for (size_t i = 0; i < STREAM / SEGMENT; i++) {
        must(read(from, big + i * SEGMENT, SEGMENT) == SEGMENT);
        seal_segment(i, out);
        must(write(to, out, sizeof out) == sizeof out);
    }
    must(close(from) == 0 && close(to) == 0 && rename(in(folder, "new", 1), in(folder, "by-hand", 2)) == 0);
}

static double stream_one(long times) { REPEAT_ON_THE_WALL(times, seal_stream(1)); }
static double stream_two(long times) { REPEAT_ON_THE_WALL(times, seal_stream(2)); }
static double stream_by_hand(long times) { REPEAT_ON_THE_WALL(times, seal_segments_by_hand()); }
static double file_one(long times) { REPEAT_ON_THE_WALL(times, seal_file(1)); }
static double file_two(long times) { REPEAT_ON_THE_WALL(times, seal_file(2)); }
static double file_by_hand(long times) { REPEAT_ON_THE_WALL(times, seal_file_by_hand()); }

/* A page of another segment each time; none lies in two. */
static uint64_t next_place(void) {
    static uint64_t at;
    return at = (at + 7 * SEGMENT + PAGE) % STREAM;
}

static double read_at(long times) {
    static uint8_t page[PAGE];
    size_t size;
    REPEAT(times, must(kedge_sealed_file_read_at(file, next_place(), page, PAGE, &size) == KEDGE_OK));
}

static void read_by_hand(void) {
    static uint8_t segment[SEALED_SEGMENT], out[SEGMENT], page[PAGE];
    uint8_t nonce[12];
    size_t at = next_place(), number = at / SEGMENT;
    int size;
    number_nonce(nonce, number);
    must(pread(sealed_by_hand, segment, sizeof segment, (off_t)(number * SEALED_SEGMENT)) == sizeof segment &&
         EVP_DecryptInit_ex(segment_opener, NULL, NULL, NULL, nonce) &&
         EVP_DecryptUpdate(segment_opener, out, &size, segment, SEGMENT) &&
         EVP_CIPHER_CTX_ctrl(segment_opener, EVP_CTRL_AEAD_SET_TAG, TAG, segment + SEGMENT) &&
         EVP_DecryptFinal_ex(segment_opener, out + SEGMENT, &size));
    memcpy(page, out + at % SEGMENT, PAGE);
}

static double page_by_hand(long times) {
    if (!sealed_by_hand) {
        seal_file_by_hand();
        must((sealed_by_hand = open(in(folder, "by-hand", 0), O_RDONLY)) > 0);
    }
    REPEAT(times, read_by_hand());
}

/* --- logs ---------------------------------------------------------------------------------------------------------- */

static void append_durably(void) {
    uint64_t number;
    must(kedge_sealed_log_append(durable, record, RECORD, &number) == KEDGE_OK);
}

static void write_durably(void) {
    must(write(plain_durable, record, RECORD) == RECORD && fdatasync(plain_durable) == 0);
}

static void append_a_batch(void) {
    uint64_t number;
    for (int i = 0; i < BATCH; i++) must(kedge_sealed_log_append_batched(batched, record, RECORD, &number) == KEDGE_OK);
}

static void write_a_batch(void) {
    for (int i = 0; i < BATCH; i++) must(write(plain_batched, record, RECORD) == RECORD);
}

static double log_durable(long times) { REPEAT_ON_THE_WALL(times, append_durably()); }
static double plain_write_durable(long times) { REPEAT_ON_THE_WALL(times, write_durably()); }
static double log_batched(long times) { REPEAT_ON_THE_WALL(times, append_a_batch()); }
static double plain_write_batched(long times) { REPEAT_ON_THE_WALL(times, write_a_batch()); }

#define BY_HAND "EVP by hand: AES, GCM"
#define BARE "kedge_aes_gcm_seal"
static const struct row rows[] = {
    {"Keyring seal, 64 bytes", "ns", ring_seal, hand_seal, BY_HAND, .target = 1.15},
    {"Keyring seal, 64 bytes, and the bare call", "ns", ring_seal, bare_seal, BARE, .target = 0},
    {"Keyring seal, 64 bytes, AES-256-GCM counted", "ns", counted_seal, bare_seal, BARE, .target = 0},
    {"Keyring open, 64 bytes", "ns", ring_open, bare_open, "kedge_aes_gcm_open", .target = 0},
    {"Stream in memory, 64 MiB, two threads", "ms", stream_two, stream_one, "the same, one thread", .target = 0.6},
    {"Stream in memory, 64 MiB, one thread", "ms", stream_one, stream_by_hand, "EVP, 64 KiB segments", .target = 0},
    {"File on tmpfs, 64 MiB, two threads", "ms", file_two, file_one, "the same, one thread", .target = 0},
    {"File on tmpfs, 64 MiB, one thread", "ms", file_one, file_by_hand, "read, EVP, write", .target = 0},
    {"read_at, 4 KiB of a sealed file", "µs", read_at, page_by_hand, "pread, EVP, one segment", .target = 0},
    {"Log append, 200 bytes, durable", "µs", log_durable, plain_write_durable, "write, fdatasync", .target = 0},
    {"Log append, 64 of 200 bytes, batched", "µs", log_batched, plain_write_batched, "write each", .target = 0},
};
const struct row_group encryption = {rows, sizeof rows / sizeof *rows, prepare};
