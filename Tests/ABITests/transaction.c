/* Transactions that are not signed yet: fields, JSON and bytes in and out, signing, and authorizations. */
#include "transactions.h"

/* --- fields ------------------------------------------------------------------------------------------------------ */

static kedge_status init_fields(void *fields, size_t size) { return CALL(kedge_transaction_fields_init, fields, size); }

static kedge_status use_fields(void *given) {
    kedge_transaction_fields *fields = given;
    kedge_transaction *transaction = NULL;
    /* The smallest transaction that is one. */
    fields->chain_id = 1;
    kedge_status status = CALL(kedge_transaction_create, fields, &transaction);
    CHECK((status == KEDGE_OK) == (transaction != NULL));
    drop_transaction(transaction);
    return status;
}

static void fields_keep_the_rules_of_options(void) {
    kedge_transaction_fields fields;
    CHECK(sizeof fields == 272 && sizeof(kedge_access_entry) == 40 && sizeof(kedge_authorization) == 128);
    check_options(init_fields, sizeof fields, use_fields);
    SAYS("fields is NULL, and has to point somewhere");
    EXPECT(KEDGE_OK, kedge_transaction_fields_init, &fields, sizeof fields);
    CHECK(fields.has_chain_id == 1 && fields.type == 0 && fields.chain_id == 0 && fields.to == NULL);
    CHECK(check_all((uint8_t *)&fields.chain_id, sizeof fields - offsetof(kedge_transaction_fields, chain_id), 0));
}

static void the_published_example_is_signed(void) {
    uint8_t out[200], hash[32], signing[100], raw[200];
    size_t length = 0;
    check_unhex(eip155_signing, signing);
    check_unhex(eip155_raw, raw);
    kedge_private_key *key = make_key();
    kedge_transaction_fields fields = fields_of(KEDGE_TRANSACTION_LEGACY);
    kedge_transaction *transaction = make_transaction(&fields);
    kedge_signed_transaction *signed_one = NULL;
    CHECK_OUTPUT(kedge_transaction_encode, transaction, signing, 45, 45);
    EXPECT(KEDGE_OK, kedge_transaction_hash, transaction, hash);
    CHECK(is_hex(hash, 32, eip155_hash));
    EXPECT(KEDGE_OK, kedge_transaction_sign, transaction, key, 0, &signed_one);
    EXPECT(KEDGE_OK, kedge_signed_transaction_encode, signed_one, out, sizeof out, &length);
    CHECK(is_hex(out, length, eip155_raw));
    EXPECT(KEDGE_OK, kedge_signed_transaction_hash, signed_one, hash);
    drop_signed(signed_one);

    uint8_t again[32];
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_transaction_sign_fields, key, &fields, 0, NULL, 0, &length, NULL);
    CHECK(length == 110);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_transaction_sign_fields, key, &fields, 0, out, 109, &length, again);
    CHECK(length == 110 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_transaction_sign_fields, key, &fields, 0, out, 110, &length, again);
    CHECK(is_hex(out, length, eip155_raw) && memcmp(hash, again, 32) == 0);
    EXPECT(KEDGE_OK, kedge_transaction_sign_fields, key, &fields, 0, out, sizeof out, &length, NULL);
    CHECK(is_hex(out, length, eip155_raw));
    /* Hedged signatures differ from each other. */
    EXPECT(KEDGE_OK, kedge_transaction_sign_fields, key, &fields, 1, out, sizeof out, &length, again);
    CHECK(memcmp(hash, again, 32) != 0);
    drop_transaction(transaction);
    drop_key(key);
}

/* One call does what three do, for every type, with r and s of every length. */
static void signing_fields_is_signing(void) {
    static uint8_t one[5000], other[5000];
    uint8_t hash[32], again[32];
    size_t length = 0, count = 0, asked = 0, shorter = 0;
    kedge_private_key *key = make_key();
    for (uint32_t type = 0; type <= 4; type++) {
        for (unsigned turn = 0; turn < (check_is_light() ? 5u : 300u); turn++) {
            kedge_transaction_fields fields = turn % 2 == 0 ? full_fields(type) : fields_of(type);
            if (turn % 2 == 1 && type >= KEDGE_TRANSACTION_BLOB) continue;
            fields.nonce = turn;
            fields.data_len = turn % 2 == 0 ? turn : 0;
            if (type != 0) fields.chain_id = (uint64_t)1 << turn % 63;
            if (type == 0 && turn % 3 == 0) {
                fields.has_chain_id = 0;
                fields.chain_id = 0;
            }
            if (type == 0 && turn == 2) fields.chain_id = ((uint64_t)1 << 63) - 37;
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_transaction_sign_fields, key, &fields, 0, NULL, 0, &asked, NULL);
            EXPECT(KEDGE_OK, kedge_transaction_sign_fields, key, &fields, 0, one, asked, &length, hash);
            kedge_transaction *transaction = make_transaction(&fields);
            kedge_signed_transaction *signed_one = NULL;
            EXPECT(KEDGE_OK, kedge_transaction_sign, transaction, key, 0, &signed_one);
            EXPECT(KEDGE_OK, kedge_signed_transaction_encode, signed_one, other, sizeof other, &count);
            EXPECT(KEDGE_OK, kedge_signed_transaction_hash, signed_one, again);
            CHECK_AT(count == length && memcmp(one, other, count) == 0, "type %u, turn %u", type, turn);
            CHECK(memcmp(hash, again, 32) == 0);
            CHECK_AT(count <= asked && count + 4 >= asked, "%zu of %zu", count, asked);
            shorter += count < asked;
            drop_signed(signed_one);
            drop_transaction(transaction);
        }
    }
    if (!check_is_light()) CHECK_AT(shorter > 0 && shorter < 100, "%zu", shorter);
    drop_key(key);
}

static void what_is_read_is_what_was_given(void) {
    for (uint32_t type = 0; type <= 4; type++) {
        union {
            kedge_transaction_fields fields;
            uint8_t bytes[400];
        } room;
        kedge_transaction_fields given = full_fields(type);
        kedge_transaction *transaction = make_transaction(&given);
        memset(&room, 0x5A, sizeof room);
        room.fields.struct_size = sizeof given;
        EXPECT(KEDGE_OK, kedge_transaction_read, transaction, &room.fields);
        CHECK_AT(same_fields(&room.fields, &given), "type %u", type);
        CHECK(room.fields.struct_size == sizeof given && check_all(room.bytes + sizeof given, 100, 0x5A));
        /* It is the same memory every time, and not the caller's. */
        const uint8_t *data = room.fields.data;
        CHECK(data != given.data && room.fields.to != given.to);
        room.fields.struct_size = sizeof given + 32;
        EXPECT(KEDGE_OK, kedge_transaction_read, transaction, &room.fields);
        CHECK(room.fields.data == data && check_all(room.bytes + sizeof given, 32, 0));
        room.fields.struct_size = sizeof given;
        kedge_transaction *copy = make_transaction(&room.fields);
        drop_transaction(transaction);
        EXPECT(KEDGE_OK, kedge_transaction_read, copy, &room.fields);
        CHECK(same_fields(&room.fields, &given));
        static const size_t wrong[] = {0, 8, 271, 4097, SIZE_MAX};
        for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
            room.fields.struct_size = wrong[i];
            EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_read, copy, &room.fields);
        }
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_read, copy, NULL);
        room.fields.struct_size = sizeof given;
        EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_read, transaction, &room.fields);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_read, NULL, &room.fields);
        drop_transaction(copy);
    }
}

static void *read_many(void *argument) {
    kedge_transaction_fields fields = {0};
    fields.struct_size = sizeof fields;
    return kedge_transaction_read(argument, &fields) == KEDGE_OK ? (void *)(uintptr_t)fields.data : NULL;
}

static void threads_read_the_same(void) {
    kedge_transaction_fields given = full_fields(KEDGE_TRANSACTION_DYNAMIC_FEE);
    for (int turn = 0; turn < (check_is_light() ? 5 : 200); turn++) {
        kedge_transaction *transaction = make_transaction(&given);
        pthread_t threads[4];
        void *seen[4];
        for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, read_many, transaction) == 0);
        for (int i = 0; i < 4; i++) pthread_join(threads[i], &seen[i]);
        CHECK(seen[0] != NULL && seen[0] == seen[1] && seen[0] == seen[2] && seen[0] == seen[3]);
        drop_transaction(transaction);
    }
}

/* Expects a refusal of fields by both calls that take them. */
static void refuses_at(int line, kedge_status expected, const kedge_transaction_fields *fields) {
    static uint8_t out[5000];
    kedge_private_key *key = make_key();
    kedge_transaction *transaction = NULL;
    size_t length = 77;
    kedge_status status = CALL(kedge_transaction_create, fields, &transaction);
    CHECK_AT(status == expected && transaction == NULL, "line %d: %d: %s", line, (int)status, kedge_last_error());
    if (transaction != NULL) kedge_transaction_destroy(transaction);
    status = CALL(kedge_transaction_sign_fields, key, fields, 0, out, sizeof out, &length, NULL);
    CHECK_AT(status == expected && length == 77, "line %d: %d", line, (int)status);
    drop_key(key);
}
#define REFUSES(expected, type, change) \
    do { \
        kedge_transaction_fields fields = full_fields(type); \
        change; \
        refuses_at(__LINE__, (expected), &fields); \
    } while (0)

static void refuses_bad_arguments(void) {
    refuses_at(__LINE__, KEDGE_INVALID_ARGUMENT, NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.has_chain_id = 2);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.has_chain_id = -1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.has_chain_id = 0);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.data = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.data_len = over);
    REFUSES(KEDGE_INVALID_ARGUMENT, 0, fields.data_len = SIZE_MAX);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, fields.access_list = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, fields.access_list_count = over);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, fields.access_list_count = SIZE_MAX);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, fields.access_list_count = PTRDIFF_MAX / 40 + 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, some_entries[1].reserved[3] = 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, some_entries[1].storage_key_count = 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, some_entries[0].storage_key_count = over);
    REFUSES(KEDGE_INVALID_ARGUMENT, 1, some_entries[0].storage_key_count = PTRDIFF_MAX / 32 + 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 3, fields.blob_versioned_hashes = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, 3, fields.blob_count = PTRDIFF_MAX / 32 + 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 3, fields.blob_count = SIZE_MAX);
    REFUSES(KEDGE_INVALID_ARGUMENT, 4, fields.authorizations = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, 4, fields.authorization_count = PTRDIFF_MAX / 128 + 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, 4, some_authorizations[1].reserved[0] = 1);
    /* Types and fields. */
    REFUSES(KEDGE_TRANSACTION_TYPE, 0, fields.type = 5);
    REFUSES(KEDGE_TRANSACTION_TYPE, 0, fields.type = 256);
    REFUSES(KEDGE_TRANSACTION_TYPE, 0, fields.type = UINT32_MAX);
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, fields.chain_id = 0);
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, fields.chain_id = ((uint64_t)1 << 63) - 36);
    REFUSES(KEDGE_TRANSACTION_FIELD, 2, fields.has_chain_id = 0; fields.chain_id = 0);
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, fields.nonce = UINT64_MAX);
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, memset(fields.gas_price, 0xFF, 32));
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, set_number(fields.max_fee_per_gas, 1));
    REFUSES(KEDGE_TRANSACTION_FIELD, 1, set_number(fields.max_priority_fee_per_gas, 1));
    REFUSES(KEDGE_TRANSACTION_FIELD, 2, set_number(fields.gas_price, 1));
    REFUSES(KEDGE_TRANSACTION_FIELD, 2, set_number(fields.max_fee_per_blob_gas, 1));
    REFUSES(KEDGE_TRANSACTION_FIELD, 2, set_number(fields.max_priority_fee_per_gas, 20000000001));
    REFUSES(KEDGE_TRANSACTION_FIELD, 3, fields.to = NULL);
    REFUSES(KEDGE_TRANSACTION_FIELD, 3, fields.blob_count = 0);
    REFUSES(KEDGE_TRANSACTION_FIELD, 3, some_hashes[32] = 2);
    REFUSES(KEDGE_TRANSACTION_FIELD, 4, fields.to = NULL);
    REFUSES(KEDGE_TRANSACTION_FIELD, 4, fields.authorization_count = 0);
    /* More than a transaction holds, of which nothing is read. */
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, fields.data_len = ((size_t)1 << 24) + 1);
    REFUSES(KEDGE_TRANSACTION_FIELD, 0, fields.data_len = PTRDIFF_MAX);
    REFUSES(KEDGE_TRANSACTION_FIELD, 1, fields.access_list_count = ((size_t)1 << 24) / 23 + 1);
    REFUSES(KEDGE_TRANSACTION_FIELD, 1, fields.access_list_count = PTRDIFF_MAX / 40);
    REFUSES(KEDGE_TRANSACTION_FIELD, 1, some_entries[0].storage_key_count = ((size_t)1 << 24) / 33 + 1);
    REFUSES(KEDGE_TRANSACTION_FIELD, 3, fields.blob_count = 1025);
    REFUSES(KEDGE_TRANSACTION_FIELD, 4, fields.authorization_count = ((size_t)1 << 24) / 27 + 1);
    kedge_transaction_fields fields = full_fields(0);
    fields.access_list = some_entries;
    fields.access_list_count = 1;
    refuses_at(__LINE__, KEDGE_TRANSACTION_FIELD, &fields);
    CHECK(strstr(kedge_last_error(), "access_list") != NULL);
    fields = fields_of(0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_create, &fields, NULL);
}

static void refuses_bad_arguments_of_signing(void) {
    uint8_t out[200];
    size_t length = 77;
    kedge_private_key *key = make_key();
    kedge_transaction_fields fields = fields_of(0);
    kedge_transaction *transaction = make_transaction(&fields);
    kedge_signed_transaction *signed_one = NULL;
    void *foreign = transaction;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign, transaction, key, 2, &signed_one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign, transaction, key, -1, &signed_one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign, transaction, key, 0, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_sign, NULL, key, 0, &signed_one);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_sign, transaction, NULL, 0, &signed_one);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_sign, transaction, foreign, 0, &signed_one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign_fields, key, &fields, 2, out, 200, &length, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign_fields, key, &fields, 0, out, over, &length, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_sign_fields, key, &fields, 0, out, 200, NULL, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_sign_fields, foreign, &fields, 0, out, 200, &length, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_hash, transaction, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_hash, NULL, out);
    CHECK(length == 77 && signed_one == NULL);
    drop_transaction(transaction);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_destroy, transaction);
    drop_transaction(NULL);
    drop_key(key);
}

/* --- signatures from elsewhere ----------------------------------------------------------------------------------- */

static void takes_signatures_from_elsewhere(void) {
    uint8_t signature[65], out[200];
    size_t length = 0;
    kedge_transaction_fields fields = fields_of(0);
    kedge_transaction *transaction = make_transaction(&fields);
    kedge_signed_transaction *signed_one = NULL;
    check_unhex("28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                "67cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83", signature);
    for (int v = 0; v <= 27; v += 27) {
        signature[64] = (uint8_t)v;
        EXPECT(KEDGE_OK, kedge_transaction_attach, transaction, signature, &signed_one);
        EXPECT(KEDGE_OK, kedge_signed_transaction_encode, signed_one, out, sizeof out, &length);
        CHECK(is_hex(out, length, eip155_raw));
        drop_signed(signed_one);
        signed_one = NULL;
    }
    signature[64] = 37;
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_transaction_attach, transaction, signature, &signed_one);
    signature[64] = 27;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_attach, transaction, NULL, &signed_one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_attach, transaction, signature, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_transaction_attach, NULL, signature, &signed_one);
    signature[32] = 0x80;
    EXPECT(KEDGE_HIGH_S, kedge_transaction_attach, transaction, signature, &signed_one);
    memset(signature, 0, 64);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_transaction_attach, transaction, signature, &signed_one);
    CHECK(signed_one == NULL);
    drop_transaction(transaction);
}

/* --- bytes and JSON ---------------------------------------------------------------------------------------------- */

static void what_is_encoded_is_decoded(void) {
    static uint8_t bytes[5000], text[20000], again[20000];
    for (uint32_t type = 0; type <= 4; type++) {
        size_t count = 0, length = 0, more = 0;
        kedge_transaction_fields given = full_fields(type), read = {0};
        read.struct_size = sizeof read;
        kedge_transaction *transaction = make_transaction(&given), *decoded = NULL, *parsed = NULL;
        EXPECT(KEDGE_OK, kedge_transaction_encode, transaction, bytes, sizeof bytes, &count);
        EXPECT(KEDGE_OK, kedge_transaction_decode, bytes, count, 1, &decoded);
        EXPECT(KEDGE_OK, kedge_transaction_read, decoded, &read);
        CHECK(same_fields(&given, &read));
        drop_transaction(decoded);
        EXPECT(KEDGE_OK, kedge_transaction_decode, bytes, count, KEDGE_ANY_CHAIN, &decoded);
        EXPECT(KEDGE_WRONG_CHAIN, kedge_transaction_decode, bytes, count, 2, &parsed);
        EXPECT(KEDGE_MALFORMED_RLP, kedge_transaction_decode, bytes, count - 1, 1, &parsed);

        EXPECT(KEDGE_OK, kedge_transaction_format, decoded, (char *)text, sizeof text, &length);
        CHECK(strlen((char *)text) == length);
        EXPECT(KEDGE_OK, kedge_transaction_create_json, (char *)text, length, &parsed);
        EXPECT(KEDGE_OK, kedge_transaction_read, parsed, &read);
        CHECK(same_fields(&given, &read));
        EXPECT(KEDGE_OK, kedge_transaction_format, parsed, (char *)again, sizeof again, &more);
        CHECK(more == length && memcmp(text, again, length) == 0);
        CHECK_OUTPUT(kedge_transaction_format, parsed, text, length, length + 1);
        drop_transaction(parsed);
        drop_transaction(decoded);
        drop_transaction(transaction);
    }
}

static void refuses_bytes(void) {
    static const struct {
        const char *hex;
        kedge_status expected;
    } cases[] = {
        {"", KEDGE_MALFORMED_RLP},
        {"05c0", KEDGE_TRANSACTION_TYPE},
        {"00c0", KEDGE_TRANSACTION_TYPE},
        {"80", KEDGE_TRANSACTION_TYPE},
        {"c0", KEDGE_MALFORMED_TRANSACTION},
        {"0280", KEDGE_RLP_STRUCTURE},
        {"c6c0c0c0c0c0c0", KEDGE_MALFORMED_TRANSACTION},
        {"cf890100000000000000000180808080", KEDGE_TRANSACTION_FIELD},
        {"c6800180808080", KEDGE_OK},
        {"c68001808080", KEDGE_MALFORMED_RLP},
        {"c68001808080808080", KEDGE_MALFORMED_RLP},
        {"c6000180808080", KEDGE_MALFORMED_RLP},
        {"c780810180808080", KEDGE_MALFORMED_RLP},
        {"c880018200018080808080", KEDGE_MALFORMED_RLP},
        {"f806800180808080", KEDGE_MALFORMED_RLP},
        {"c9800180808080018080", KEDGE_OK},
        {"c9800180808080808080", KEDGE_TRANSACTION_FIELD},
        {"c9800180808080010180", KEDGE_MALFORMED_TRANSACTION},
        {"ca80018080808001808080", KEDGE_MALFORMED_TRANSACTION},
        {"c6800180018080", KEDGE_MALFORMED_TRANSACTION},
        {"c58001808080", KEDGE_MALFORMED_TRANSACTION},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t bytes[32];
        kedge_transaction *transaction = NULL;
        check_unhex(cases[i].hex, bytes);
        kedge_status status =
            CALL(kedge_transaction_decode, bytes, strlen(cases[i].hex) / 2, KEDGE_ANY_CHAIN, &transaction);
        CHECK_AT(status == cases[i].expected, "%s: %d: %s", cases[i].hex, (int)status, kedge_last_error());
        CHECK((transaction != NULL) == (status == KEDGE_OK));
        drop_transaction(transaction);
    }
    kedge_transaction *transaction = NULL;
    uint8_t byte = 0xC0;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_decode, NULL, 1, 1, &transaction);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_decode, &byte, over, 1, &transaction);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_decode, &byte, 1, 1, NULL);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_transaction_decode, NULL, 0, 1, &transaction);
    CHECK(transaction == NULL);
}

static void reads_json(void) {
    uint8_t hash[32];
    kedge_transaction *transaction = NULL;
    EXPECT(KEDGE_OK, kedge_transaction_create_json, eip155_json, sizeof eip155_json - 1, &transaction);
    EXPECT(KEDGE_OK, kedge_transaction_hash, transaction, hash);
    CHECK(is_hex(hash, 32, eip155_hash));
    drop_transaction(transaction);
    transaction = NULL;
    static const struct {
        const char *text;
        kedge_status expected;
        const char *sentence;
    } cases[] = {
        {"", KEDGE_MALFORMED_JSON, "byte 0"},
        {"{\"nonce\":01}", KEDGE_MALFORMED_JSON, "byte 9"},
        {"{\"\xFF\":1}", KEDGE_INVALID_UTF8, "byte 2"},
        {"[]", KEDGE_MALFORMED_TRANSACTION, "transaction: has to be an object"},
        {"{\"gaz\":1}", KEDGE_MALFORMED_TRANSACTION, "no transaction has a member named gaz"},
        {"{\"chainId\":1,\"nonce\":\"0x01\"}", KEDGE_MALFORMED_TRANSACTION, "nonce: has to be a quantity"},
        {"{\"type\":\"0x5\"}", KEDGE_TRANSACTION_TYPE, "the type is 5"},
        {"{\"chainId\":0,\"nonce\":0,\"gas\":0,\"gasPrice\":0}", KEDGE_TRANSACTION_FIELD, "chain_id"},
        {"{\"chainId\":18446744073709551616}", KEDGE_TRANSACTION_FIELD, "chainId"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kedge_status status = CALL(kedge_transaction_create_json, cases[i].text, strlen(cases[i].text), &transaction);
        CHECK_AT(status == cases[i].expected && transaction == NULL, "%s: %d", cases[i].text, (int)status);
        CHECK_AT(strstr(kedge_last_error(), cases[i].sentence) != NULL, "%s: %s", cases[i].text, kedge_last_error());
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_create_json, NULL, 1, &transaction);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_create_json, eip155_json, over, &transaction);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_transaction_create_json, eip155_json, 5, NULL);
    EXPECT(KEDGE_MALFORMED_JSON, kedge_transaction_create_json, NULL, 0, &transaction);
    CHECK(transaction == NULL);
}

/* --- authorizations ---------------------------------------------------------------------------------------------- */

/* MetaMask's published example. */
static void authorizations_are_signed(void) {
    uint8_t bytes[65], hash[32], address[20];
    kedge_authorization authorization;
    kedge_private_key *key = NULL;
    check_unhex("4af1bceebf7f3634ec3cff8a2c38e51178d5d4ce585c52d6043e5e2cc3418bb0", bytes);
    EXPECT(KEDGE_OK, kedge_private_key_create, bytes, 32, &key);
    memset(&authorization, 0, sizeof authorization);
    set_number(authorization.chain_id, 8545);
    check_unhex("1234567890123456789012345678901234567890", authorization.address);
    authorization.nonce = 1;
    EXPECT(KEDGE_OK, kedge_authorization_hash, &authorization, hash);
    CHECK(is_hex(hash, 32, "b847dee5b33802280f3279d57574e1eb6bf5d628d7f63049e3cb20bad211056c"));
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_authorization_address, &authorization, address);
    EXPECT(KEDGE_OK, kedge_authorization_sign, key, 0, &authorization);
    check_unhex("ebea1ac12f17a56a514dfecbcbc8bbee7b089fa3fcee31680d1e2c1588f623df"
                "7973cab74e12536678995377da38c96c65c52897750b73462c6760ef2737dba41b", bytes);
    CHECK(memcmp(authorization.r, bytes, 32) == 0 && memcmp(authorization.s, bytes + 32, 32) == 0);
    CHECK(authorization.y_parity == 0 && authorization.nonce == 1);
    EXPECT(KEDGE_OK, kedge_authorization_address, &authorization, address);
    CHECK(is_hex(address, 20, "29C76e6aD8f28BB1004902578Fb108c507Be341b"));
    EXPECT(KEDGE_OK, kedge_authorization_sign, key, 1, &authorization);
    CHECK(memcmp(authorization.r, bytes, 32) != 0);
    memset(address, 0, 20);
    EXPECT(KEDGE_OK, kedge_authorization_address, &authorization, address);
    CHECK(is_hex(address, 20, "29C76e6aD8f28BB1004902578Fb108c507Be341b"));

    kedge_authorization changed = authorization;
    changed.s[0] |= 0x80;
    EXPECT(KEDGE_HIGH_S, kedge_authorization_address, &changed, address);
    changed = authorization;
    changed.y_parity = 2;
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_authorization_address, &changed, address);
    changed = authorization;
    changed.nonce = UINT64_MAX;
    EXPECT(KEDGE_TRANSACTION_FIELD, kedge_authorization_sign, key, 0, &changed);
    changed.nonce = 1;
    changed.reserved[1] = 1;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_sign, key, 0, &changed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_hash, &changed, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_address, &changed, address);
    changed.reserved[1] = 0;
    CHECK(memcmp(&changed, &authorization, sizeof changed) == 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_sign, key, 2, &changed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_sign, key, 0, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_authorization_sign, NULL, 0, &changed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_hash, NULL, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_hash, &changed, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_address, NULL, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_authorization_address, &changed, NULL);
    drop_key(key);
}

int main(void) {
    check_begin("transaction");
    check_case("fields keep the rules of options", fields_keep_the_rules_of_options);
    check_case("the published example is signed", the_published_example_is_signed);
    check_case("signing fields is creating, signing and encoding", signing_fields_is_signing);
    check_case("what is read is what was given", what_is_read_is_what_was_given);
    check_case("threads read the same memory", threads_read_the_same);
    check_case("bad fields are refused", refuses_bad_arguments);
    check_case("bad arguments of signing are refused", refuses_bad_arguments_of_signing);
    check_case("signatures from elsewhere are taken", takes_signatures_from_elsewhere);
    check_case("what is encoded or formatted is read again", what_is_encoded_is_decoded);
    check_case("bytes that are no transaction are refused", refuses_bytes);
    check_case("JSON is read, and refused with its place", reads_json);
    check_case("authorizations are signed", authorizations_are_signed);
    return check_end();
}
