/* Transactions, keys and buffers for the tests of them. */
#ifndef TRANSACTIONS_H
#define TRANSACTIONS_H

#include "ring.h"

/* EIP-155's example. */
static const char eip155_key[] = "4646464646464646464646464646464646464646464646464646464646464646";
static const char eip155_signing[] =
    "ec098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080018080";
static const char eip155_hash[] = "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53";
static const char eip155_raw[] =
    "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025"
    "a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
    "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";
static const char eip155_json[] =
    "{\"chainId\":1,\"nonce\":\"0x9\",\"gas\":21000,\"gasPrice\":20000000000,"
    "\"to\":\"0x3535353535353535353535353535353535353535\",\"value\":1000000000000000000}";

static const uint8_t recipient[20] = {0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35,
                                      0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35, 0x35};

MAYBE_UNUSED static void set_number(uint8_t *number, uint64_t value) {
    memset(number, 0, 32);
    for (int i = 0; i < 8; i++) number[31 - i] = (uint8_t)(value >> 8 * i);
}

MAYBE_UNUSED static kedge_private_key *make_key(void) {
    uint8_t bytes[32];
    kedge_private_key *key = NULL;
    check_unhex(eip155_key, bytes);
    EXPECT(KEDGE_OK, kedge_private_key_create, bytes, 32, &key);
    return key;
}

MAYBE_UNUSED static void drop_key(kedge_private_key *key) { EXPECT(KEDGE_OK, kedge_private_key_destroy, key); }

MAYBE_UNUSED static kedge_transaction_fields fields_of(uint32_t type) {
    kedge_transaction_fields fields;
    EXPECT(KEDGE_OK, kedge_transaction_fields_init, &fields, sizeof fields);
    fields.type = type;
    fields.chain_id = 1;
    fields.nonce = 9;
    fields.gas_limit = 21000;
    set_number(fields.value, 1000000000000000000);
    fields.to = recipient;
    if (type < KEDGE_TRANSACTION_DYNAMIC_FEE) {
        set_number(fields.gas_price, 20000000000);
    } else {
        set_number(fields.max_fee_per_gas, 20000000000);
        set_number(fields.max_priority_fee_per_gas, 1000000000);
    }
    return fields;
}

static uint8_t some_data[1000], some_keys[3 * 32], some_hashes[2 * 32];
static kedge_access_entry some_entries[3];
static kedge_authorization some_authorizations[2];

/* Fields of a type with all that it has. */
MAYBE_UNUSED static kedge_transaction_fields full_fields(uint32_t type) {
    kedge_transaction_fields fields = fields_of(type);
    check_pattern(some_data, sizeof some_data, 1);
    check_pattern(some_keys, sizeof some_keys, 2);
    check_pattern(some_hashes, sizeof some_hashes, 3);
    some_hashes[0] = some_hashes[32] = 1;
    memset(some_entries, 0, sizeof some_entries);
    memset(some_authorizations, 0, sizeof some_authorizations);
    for (int i = 0; i < 3; i++) check_pattern(some_entries[i].address, 20, 4 + (uint64_t)i);
    some_entries[0].storage_keys = some_keys;
    some_entries[0].storage_key_count = 3;
    some_entries[2].storage_keys = some_keys + 32;
    some_entries[2].storage_key_count = 1;
    for (int i = 0; i < 2; i++) {
        kedge_authorization *authorization = &some_authorizations[i];
        set_number(authorization->chain_id, (uint64_t)i * 1000);
        check_pattern(authorization->address, 20, 8);
        check_pattern(authorization->r, 32, 9);
        check_pattern(authorization->s, 32, 10);
        authorization->y_parity = (uint8_t)(i * 255);
        authorization->nonce = UINT64_MAX - 1 - (uint64_t)i;
    }
    fields.data = some_data;
    fields.data_len = sizeof some_data;
    if (type >= KEDGE_TRANSACTION_ACCESS_LIST) {
        fields.access_list = some_entries;
        fields.access_list_count = 3;
    }
    if (type == KEDGE_TRANSACTION_BLOB) {
        set_number(fields.max_fee_per_blob_gas, 7);
        fields.blob_versioned_hashes = some_hashes;
        fields.blob_count = 2;
    }
    if (type == KEDGE_TRANSACTION_SET_CODE) {
        fields.authorizations = some_authorizations;
        fields.authorization_count = 2;
    }
    return fields;
}

MAYBE_UNUSED static kedge_transaction *make_transaction(const kedge_transaction_fields *fields) {
    kedge_transaction *transaction = NULL;
    EXPECT(KEDGE_OK, kedge_transaction_create, fields, &transaction);
    return transaction;
}

MAYBE_UNUSED static void drop_transaction(kedge_transaction *transaction) {
    EXPECT(KEDGE_OK, kedge_transaction_destroy, transaction);
}

MAYBE_UNUSED static void drop_signed(kedge_signed_transaction *transaction) {
    EXPECT(KEDGE_OK, kedge_signed_transaction_destroy, transaction);
}

/* Whether bytes are those of a text in hex. */
MAYBE_UNUSED static int is_hex(const uint8_t *bytes, size_t count, const char *hex) {
    uint8_t expected[2000];
    check_unhex(hex, expected);
    return strlen(hex) == 2 * count && memcmp(bytes, expected, count) == 0;
}

MAYBE_UNUSED static int same_entries(const kedge_transaction_fields *one, const kedge_transaction_fields *other) {
    if (one->access_list_count != other->access_list_count) return 0;
    for (size_t i = 0; i < one->access_list_count; i++) {
        const kedge_access_entry *first = &one->access_list[i], *second = &other->access_list[i];
        if (memcmp(first->address, second->address, 20) != 0 || !check_all(first->reserved, 4, 0)) return 0;
        if (first->storage_key_count != second->storage_key_count) return 0;
        if (first->storage_key_count > 0
            && memcmp(first->storage_keys, second->storage_keys, 32 * first->storage_key_count) != 0) return 0;
    }
    return 1;
}

/* Whether two sets of fields say the same. */
MAYBE_UNUSED static int same_fields(const kedge_transaction_fields *one, const kedge_transaction_fields *other) {
    size_t numbers = offsetof(kedge_transaction_fields, to) - sizeof(size_t);
    return memcmp(&one->type, &other->type, numbers) == 0 && (one->to == NULL) == (other->to == NULL)
        && (one->to == NULL || memcmp(one->to, other->to, 20) == 0) && one->data_len == other->data_len
        && (one->data_len == 0 || memcmp(one->data, other->data, one->data_len) == 0) && same_entries(one, other)
        && one->blob_count == other->blob_count
        && (one->blob_count == 0
            || memcmp(one->blob_versioned_hashes, other->blob_versioned_hashes, 32 * one->blob_count) == 0)
        && one->authorization_count == other->authorization_count
        && (one->authorization_count == 0
            || memcmp(one->authorizations, other->authorizations,
                one->authorization_count * sizeof *one->authorizations)
                == 0);
}

/* Calls what writes into a buffer with every kind of one; `result` is what it writes, `most` what it asks for. */
#define CHECK_OUTPUT(function, handle, result, count, asked) \
    do { \
        static uint8_t room[1 << 19]; \
        size_t told = 77; \
        memset(room, 0x5A, sizeof room); \
        EXPECT(KEDGE_INVALID_ARGUMENT, function, handle, (void *)room, sizeof room, NULL); \
        EXPECT(KEDGE_INVALID_ARGUMENT, function, handle, (void *)room, (size_t)PTRDIFF_MAX + 1, &told); \
        EXPECT(KEDGE_INVALID_HANDLE, function, NULL, (void *)room, sizeof room, &told); \
        CHECK(told == 77); \
        EXPECT(KEDGE_BUFFER_TOO_SMALL, function, handle, NULL, 0, &told); \
        CHECK(told == (asked)); \
        told = 77; \
        EXPECT(KEDGE_BUFFER_TOO_SMALL, function, handle, (void *)room, (asked)-1, &told); \
        CHECK(told == (asked) && check_all(room, sizeof room, 0x5A)); \
        EXPECT(KEDGE_OK, function, handle, (void *)room, (asked), &told); \
        CHECK(told == (count) && memcmp(room, (result), (count)) == 0); \
        CHECK(check_all(room + (asked), 100, 0x5A)); \
    } while (0)

#endif
