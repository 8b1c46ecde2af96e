/* Transactions from bytes and JSON that anybody wrote: whatever is taken encodes to the same bytes and says the same
 * again. */
#include "fuzz.h"

enum {
    ROOM = 1 << 16,
    RAW = 4096,
};

static uint8_t input[RAW], encoded[ROOM], again[ROOM];
static char text[4 * ROOM], other_text[4 * ROOM];

static const statuses from_fields = BIT(KEDGE_OK) | BIT(KEDGE_TRANSACTION_TYPE) | BIT(KEDGE_TRANSACTION_FIELD);
static const statuses from_bytes = from_fields | BIT(KEDGE_MALFORMED_RLP) | BIT(KEDGE_RLP_STRUCTURE)
    | BIT(KEDGE_MALFORMED_TRANSACTION) | BIT(KEDGE_WRONG_CHAIN);
static const statuses from_json = from_fields | BIT(KEDGE_MALFORMED_JSON) | BIT(KEDGE_INVALID_UTF8)
    | BIT(KEDGE_MALFORMED_TRANSACTION);
static const statuses of_signature = BIT(KEDGE_INVALID_SIGNATURE) | BIT(KEDGE_HIGH_S);

/* What is written as JSON is read again, and is the same to the byte. */
static void check_transaction(kedge_transaction *transaction) {
    kedge_transaction *copy = NULL;
    kedge_transaction_fields fields = {0};
    size_t count, length, more;
    fields.struct_size = sizeof fields;
    MUST(kedge_transaction_encode(transaction, encoded, sizeof encoded, &count) == KEDGE_OK);
    MUST(kedge_transaction_read(transaction, &fields) == KEDGE_OK);
    MUST(kedge_transaction_create(&fields, &copy) == KEDGE_OK);
    MUST(kedge_transaction_encode(copy, again, sizeof again, &more) == KEDGE_OK);
    MUST(count == more && memcmp(encoded, again, count) == 0);
    MUST(kedge_transaction_destroy(copy) == KEDGE_OK);
    copy = NULL;
    MUST(kedge_transaction_decode(encoded, count, fields.has_chain_id ? fields.chain_id : KEDGE_ANY_CHAIN, &copy)
        == KEDGE_OK);
    MUST(kedge_transaction_format(copy, text, sizeof text, &length) == KEDGE_OK);
    MUST(kedge_transaction_destroy(copy) == KEDGE_OK);
    copy = NULL;
    MUST(kedge_transaction_create_json(text, length, &copy) == KEDGE_OK);
    MUST(kedge_transaction_encode(copy, again, sizeof again, &more) == KEDGE_OK);
    MUST(count == more && memcmp(encoded, again, count) == 0);
    MUST(kedge_transaction_destroy(copy) == KEDGE_OK);
}

static void check_signed(kedge_signed_transaction *transaction) {
    kedge_transaction *unsigned_one = NULL;
    kedge_signed_transaction *copy = NULL;
    uint8_t address[20], signature[65], hash[32], digest[32];
    size_t count, length, more;
    MUST(kedge_signed_transaction_transaction(transaction, &unsigned_one) == KEDGE_OK);
    check_transaction(unsigned_one);
    MUST(kedge_signed_transaction_encode(transaction, encoded, sizeof encoded, &count) == KEDGE_OK);
    MUST(kedge_signed_transaction_hash(transaction, hash) == KEDGE_OK);
    MUST(kedge_keccak256_hash(encoded, count, digest) == KEDGE_OK && memcmp(hash, digest, 32) == 0);
    MUST(kedge_signed_transaction_decode(encoded, count, KEDGE_ANY_CHAIN, &copy) == KEDGE_OK);
    MUST(kedge_signed_transaction_destroy(copy) == KEDGE_OK);
    copy = NULL;
    MUST(kedge_signed_transaction_signature(transaction, signature) == KEDGE_OK);
    kedge_status status = kedge_signed_transaction_sender(transaction, address);
    if (status == KEDGE_OK) {
        MUST(kedge_transaction_attach(unsigned_one, signature, &copy) == KEDGE_OK);
        MUST(kedge_signed_transaction_encode(copy, again, sizeof again, &more) == KEDGE_OK);
        MUST(count == more && memcmp(encoded, again, count) == 0);
        MUST(kedge_signed_transaction_destroy(copy) == KEDGE_OK);
        copy = NULL;
        MUST(kedge_signed_transaction_format(transaction, text, sizeof text, &length) == KEDGE_OK);
        MUST(kedge_signed_transaction_create_json(text, length, KEDGE_ANY_CHAIN, &copy) == KEDGE_OK);
        MUST(kedge_signed_transaction_format(copy, other_text, sizeof other_text, &more) == KEDGE_OK);
        MUST(length == more && memcmp(text, other_text, length) == 0);
        MUST(kedge_signed_transaction_destroy(copy) == KEDGE_OK);
    } else {
        MUST(status == KEDGE_INVALID_SIGNATURE);
        MUST(kedge_transaction_attach(unsigned_one, signature, &copy) == KEDGE_INVALID_SIGNATURE);
        MUST(kedge_signed_transaction_format(transaction, text, sizeof text, &length) == KEDGE_INVALID_SIGNATURE);
    }
    MUST(kedge_transaction_destroy(unsigned_one) == KEDGE_OK);
}

/* Fields of every kind, and their signature. */
static void build(struct reader *reader) {
    kedge_transaction_fields fields;
    kedge_access_entry entries[2] = {0};
    kedge_authorization authorizations[2] = {0};
    uint8_t to[20], hashes[64];
    kedge_transaction *transaction = NULL;
    kedge_private_key *key = NULL;
    static const uint8_t key_bytes[32] = {1};
    MUST(kedge_transaction_fields_init(&fields, sizeof fields) == KEDGE_OK);
    fields.type = take_byte(reader) % 6;
    unsigned flags = take_byte(reader);
    fields.has_chain_id = flags & 1;
    fields.chain_id = flags & 1 ? take_word(reader) >> take_byte(reader) % 64 : 0;
    fields.nonce = take_word(reader) >> take_byte(reader) % 64;
    fields.gas_limit = take_word(reader) >> take_byte(reader) % 64;
    uint8_t *numbers[] = {fields.gas_price, fields.max_priority_fee_per_gas, fields.max_fee_per_gas,
                          fields.max_fee_per_blob_gas, fields.value};
    for (int i = 0; i < 5; i++) {
        size_t count = take_byte(reader) % 5 == 0 ? 32 : take_byte(reader) % 9;
        /* Most types lack some. */
        if (flags >> (i % 4 + 1) & 1) take_bytes(reader, numbers[i] + 32 - count, count);
    }
    take_bytes(reader, to, 20);
    if (flags & 32) fields.to = to;
    /* Choosing takes bytes itself. */
    fields.data_len = take_count(reader, reader->left);
    if (fields.data_len > reader->left) fields.data_len = reader->left;
    fields.data = reader->next;
    reader->next += fields.data_len;
    reader->left -= fields.data_len;
    unsigned lists = take_byte(reader);
    take_bytes(reader, hashes, sizeof hashes);
    if (lists & 64) hashes[0] = hashes[32] = 1;
    for (int i = 0; i < 2; i++) {
        take_bytes(reader, entries[i].address, 20);
        entries[i].storage_keys = hashes;
        entries[i].storage_key_count = take_byte(reader) % 3;
        take_bytes(reader, authorizations[i].chain_id, 52);
        authorizations[i].y_parity = (uint8_t)take_byte(reader);
        authorizations[i].nonce = take_word(reader);
        take_bytes(reader, authorizations[i].r, 64);
    }
    fields.access_list = entries;
    fields.access_list_count = lists % 4 % 3;
    fields.blob_versioned_hashes = hashes;
    fields.blob_count = lists / 4 % 4 % 3;
    fields.authorizations = authorizations;
    fields.authorization_count = lists / 16 % 4 % 3;
    MUST(kedge_private_key_create(key_bytes, 32, &key) == KEDGE_OK);
    kedge_status status = CALL(from_fields, kedge_transaction_create, &fields, &transaction);
    size_t asked = 0, count = 0;
    kedge_status asking = kedge_transaction_sign_fields(key, &fields, 0, NULL, 0, &asked, NULL);
    if (status == KEDGE_OK) {
        kedge_signed_transaction *signed_one = NULL;
        MUST(asking == KEDGE_BUFFER_TOO_SMALL && asked <= sizeof again);
        check_transaction(transaction);
        MUST(kedge_transaction_sign(transaction, key, 0, &signed_one) == KEDGE_OK);
        MUST(kedge_signed_transaction_encode(signed_one, encoded, sizeof encoded, &count) == KEDGE_OK);
        MUST(count <= asked && count + 4 >= asked);
        MUST(kedge_transaction_sign_fields(key, &fields, 0, again, asked, &asked, NULL) == KEDGE_OK);
        MUST(asked == count && memcmp(encoded, again, count) == 0);
        check_signed(signed_one);
        MUST(kedge_signed_transaction_destroy(signed_one) == KEDGE_OK);
    } else {
        MUST(asking == status);
    }
    MUST(kedge_transaction_destroy(transaction) == KEDGE_OK);
    MUST(kedge_private_key_destroy(key) == KEDGE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    unsigned choice = take_byte(&reader);
    uint64_t chain_id = choice & 8 ? KEDGE_ANY_CHAIN : 1;
    kedge_transaction *transaction = NULL;
    kedge_signed_transaction *signed_one = NULL;
    kedge_status status = KEDGE_OK;
    MUST(kedge_live_handles() == 0);
    size_t count = reader.left < RAW ? reader.left : RAW;
    switch (choice % 5) {
    case 0:
        take_bytes(&reader, input, count);
        status = CALL(from_bytes, kedge_transaction_decode, input, count, chain_id, &transaction);
        break;
    case 1:
        take_bytes(&reader, input, count);
        status = CALL(
            from_bytes | of_signature | BIT(KEDGE_INVALID_SIDECAR), kedge_signed_transaction_decode, input, count,
            chain_id, &signed_one);
        break;
    case 2: /* The name of an unknown member may be anything. */
        status = CALL_QUOTING(
            from_json, kedge_transaction_create_json, (const char *)reader.next, reader.left, &transaction);
        break;
    case 3:
        status = CALL_QUOTING(
            from_json | of_signature | BIT(KEDGE_WRONG_CHAIN), kedge_signed_transaction_create_json,
            (const char *)reader.next, reader.left, chain_id, &signed_one);
        break;
    default: build(&reader);
    }
    if (transaction != NULL || signed_one != NULL) {
        MUST(status == KEDGE_OK);
    } else {
        MUST(choice % 5 == 4 || status != KEDGE_OK);
    }
    if (choice % 5 < 2 && status == KEDGE_OK) {
        size_t length;
        status = transaction != NULL ? kedge_transaction_encode(transaction, encoded, sizeof encoded, &length)
                                     : kedge_signed_transaction_encode(signed_one, encoded, sizeof encoded, &length);
        /* There is one way to write it. */
        MUST(status == KEDGE_OK && length == count && memcmp(encoded, input, count) == 0);
    }
    if (transaction != NULL) check_transaction(transaction);
    if (signed_one != NULL) check_signed(signed_one);
    MUST(kedge_transaction_destroy(transaction) == KEDGE_OK);
    MUST(kedge_signed_transaction_destroy(signed_one) == KEDGE_OK);
    MUST(kedge_live_handles() == 0);
    return 0;
}
