/* Signed transactions: bytes and JSON in and out, whose they are, and what travels beside them. */
#include "transactions.h"

static uint8_t raw[1 << 12], blobs[2 * 131072], commitments[2 * 48], proofs[2 * 128 * 48];
static char text[1 << 14];

/* The address of EIP-155's key. */
static const char sender_hex[] = "9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f";

static kedge_signed_transaction *sign(const kedge_transaction_fields *fields) {
    kedge_private_key *key = make_key();
    kedge_transaction *transaction = make_transaction(fields);
    kedge_signed_transaction *signed_one = NULL;
    EXPECT(KEDGE_OK, kedge_transaction_sign, transaction, key, 0, &signed_one);
    drop_transaction(transaction);
    drop_key(key);
    return signed_one;
}

static kedge_blob_sidecar make_sidecar(uint32_t version) {
    kedge_blob_sidecar sidecar;
    EXPECT(KEDGE_OK, kedge_blob_sidecar_init, &sidecar, sizeof sidecar);
    check_pattern(blobs, sizeof blobs, 1);
    check_pattern(commitments, sizeof commitments, 2);
    check_pattern(proofs, sizeof proofs, 3);
    sidecar.version = version;
    sidecar.blobs = blobs;
    sidecar.commitments = commitments;
    sidecar.proofs = proofs;
    sidecar.blob_count = 2;
    return sidecar;
}

/* A signed transaction with the blobs of make_sidecar. */
static kedge_signed_transaction *sign_blobs(void) {
    kedge_transaction_fields fields = full_fields(KEDGE_TRANSACTION_BLOB);
    make_sidecar(0);
    for (int i = 0; i < 2; i++) {
        EXPECT(KEDGE_OK, kedge_blob_versioned_hash, commitments + 48 * i, some_hashes + 32 * i);
    }
    return sign(&fields);
}

/* --- bytes ------------------------------------------------------------------------------------------------------- */

static void what_is_encoded_is_decoded(void) {
    for (uint32_t type = 0; type <= 4; type++) {
        uint8_t hash[32], again[32], address[20], signature[65];
        size_t count = 0, length = 0;
        kedge_transaction_fields fields = full_fields(type), read = {0};
        read.struct_size = sizeof read;
        kedge_signed_transaction *one = sign(&fields), *other = NULL, *third = NULL;
        kedge_transaction *transaction = NULL;
        EXPECT(KEDGE_OK, kedge_signed_transaction_encode, one, raw, sizeof raw, &count);
        EXPECT(KEDGE_OK, kedge_signed_transaction_decode, raw, count, 1, &other);
        CHECK_OUTPUT(kedge_signed_transaction_encode, other, raw, count, count);
        EXPECT(KEDGE_OK, kedge_keccak256_hash, raw, count, hash);
        EXPECT(KEDGE_OK, kedge_signed_transaction_hash, other, again);
        CHECK(memcmp(hash, again, 32) == 0);
        EXPECT(KEDGE_OK, kedge_signed_transaction_sender, other, address);
        CHECK(is_hex(address, 20, sender_hex));
        EXPECT(KEDGE_OK, kedge_signed_transaction_transaction, other, &transaction);
        EXPECT(KEDGE_OK, kedge_transaction_read, transaction, &read);
        CHECK_AT(same_fields(&fields, &read), "type %u", type);

        /* The parts come to the whole again. */
        EXPECT(KEDGE_OK, kedge_signed_transaction_signature, other, signature);
        CHECK(signature[64] == 27 || signature[64] == 28);
        EXPECT(KEDGE_OK, kedge_transaction_attach, transaction, signature, &third);
        EXPECT(KEDGE_OK, kedge_signed_transaction_hash, third, again);
        CHECK(memcmp(hash, again, 32) == 0);
        drop_signed(third);
        third = NULL;

        EXPECT(KEDGE_OK, kedge_signed_transaction_format, other, text, sizeof text, &length);
        CHECK(strlen(text) == length && strstr(text, sender_hex) != NULL);
        CHECK_OUTPUT(kedge_signed_transaction_format, other, text, length, length + 1);
        EXPECT(KEDGE_OK, kedge_signed_transaction_create_json, text, length, 1, &third);
        EXPECT(KEDGE_OK, kedge_signed_transaction_hash, third, again);
        CHECK(memcmp(hash, again, 32) == 0);
        drop_signed(third);
        third = NULL;
        EXPECT(KEDGE_OK, kedge_signed_transaction_create_json, text, length, KEDGE_ANY_CHAIN, &third);
        drop_signed(third);
        third = NULL;
        EXPECT(KEDGE_WRONG_CHAIN, kedge_signed_transaction_create_json, text, length, 5, &third);
        char *from = strstr(text, sender_hex);
        if (from != NULL) *from = *from == '1' ? '2' : '1';
        EXPECT(KEDGE_TRANSACTION_FIELD, kedge_signed_transaction_create_json, text, length, 1, &third);
        CHECK(strstr(kedge_last_error(), "from: ") != NULL);

        EXPECT(KEDGE_WRONG_CHAIN, kedge_signed_transaction_decode, raw, count, 2, &third);
        EXPECT(KEDGE_OK, kedge_signed_transaction_decode, raw, count, KEDGE_ANY_CHAIN, &third);
        drop_signed(third);
        third = NULL;
        /* Nothing may be missing, and nothing may be left over. */
        for (size_t cut = 0; cut < count; cut += 1 + cut / 20) {
            EXPECT(KEDGE_MALFORMED_RLP, kedge_signed_transaction_decode, raw, cut, 1, &third);
        }
        raw[count] = 0;
        EXPECT(KEDGE_MALFORMED_RLP, kedge_signed_transaction_decode, raw, count + 1, 1, &third);
        CHECK(third == NULL);
        drop_transaction(transaction);
        drop_signed(other);
        drop_signed(one);
    }
}

static void what_is_for_any_chain_says_so(void) {
    size_t count = 0;
    kedge_transaction_fields fields = fields_of(0);
    fields.has_chain_id = 0;
    fields.chain_id = 0;
    kedge_signed_transaction *one = sign(&fields), *other = NULL;
    EXPECT(KEDGE_OK, kedge_signed_transaction_encode, one, raw, sizeof raw, &count);
    EXPECT(KEDGE_WRONG_CHAIN, kedge_signed_transaction_decode, raw, count, 1, &other);
    CHECK(strstr(kedge_last_error(), "any chain") != NULL && other == NULL);
    EXPECT(KEDGE_OK, kedge_signed_transaction_decode, raw, count, KEDGE_ANY_CHAIN, &other);
    drop_signed(other);
    drop_signed(one);
}

static void refuses_bytes(void) {
    static const char start[] =
        "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080";
    static const char r[] = "a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276";
    static const char s[] = "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83";
    static const struct {
        const char *v, *r, *s;
        kedge_status expected;
    } cases[] = {
        {"25", r, s, KEDGE_OK},
        {"1b", r, s, KEDGE_OK},
        {"01", r, s, KEDGE_TRANSACTION_FIELD},
        {"1d", r, s, KEDGE_TRANSACTION_FIELD},
        {"c0", r, s, KEDGE_MALFORMED_TRANSACTION},
        {"25", "a00000000000000000000000000000000000000000000000000000000000636276", s, KEDGE_MALFORMED_RLP},
        {"25", "a0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", s, KEDGE_INVALID_SIGNATURE},
        {"25", r, "a0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", KEDGE_HIGH_S},
        {"25", r, "a07fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1", KEDGE_HIGH_S},
        {"25", r, "a07fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", KEDGE_OK},
    };
    kedge_signed_transaction *one = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char hex[400];
        snprintf(hex, sizeof hex, "%s%s%s%s", start, cases[i].v, cases[i].r, cases[i].s);
        check_unhex(hex, raw);
        kedge_status status = CALL(kedge_signed_transaction_decode, raw, strlen(hex) / 2, KEDGE_ANY_CHAIN, &one);
        CHECK_AT(status == cases[i].expected, "case %zu: %d: %s", i, (int)status, kedge_last_error());
        CHECK((one != NULL) == (status == KEDGE_OK));
        drop_signed(one);
        one = NULL;
    }
    check_unhex("0280", raw);
    EXPECT(KEDGE_RLP_STRUCTURE, kedge_signed_transaction_decode, raw, 2, 1, &one);
    check_unhex("05c0c6800180808080", raw);
    EXPECT(KEDGE_TRANSACTION_TYPE, kedge_signed_transaction_decode, raw, 2, 1, &one);
    EXPECT(KEDGE_MALFORMED_TRANSACTION, kedge_signed_transaction_decode, raw + 2, 7, 1, &one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_decode, NULL, 7, 1, &one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_decode, raw, over, 1, &one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_decode, raw, 7, 1, NULL);
    EXPECT(KEDGE_MALFORMED_RLP, kedge_signed_transaction_decode, NULL, 0, 1, &one);
    CHECK(one == NULL);
}

static void knows_when_nobody_signed(void) {
    uint8_t address[20];
    size_t count = 0;
    kedge_signed_transaction *one = NULL;
    /* No point of the curve has 5 for x. */
    check_unhex("f84c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025"
                "05a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83", raw);
    EXPECT(KEDGE_OK, kedge_signed_transaction_decode, raw, 78, 1, &one);
    memset(address, 0x5A, 20);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signed_transaction_sender, one, address);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signed_transaction_format, one, text, sizeof text, &count);
    CHECK(check_all(address, 20, 0x5A) && count == 0);
    drop_signed(one);
}

static void refuses_bad_arguments(void) {
    uint8_t bytes[65];
    kedge_transaction_fields fields = fields_of(0);
    kedge_transaction *transaction = make_transaction(&fields), *made = NULL;
    kedge_signed_transaction *one = sign(&fields);
    const kedge_signed_transaction *foreign = (const void *)transaction;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_hash, one, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_sender, one, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_signature, one, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_transaction, one, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_hash, foreign, bytes);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_sender, foreign, bytes);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_signature, foreign, bytes);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_transaction, foreign, &made);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_destroy, (kedge_signed_transaction *)(void *)transaction);
    drop_signed(one);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_destroy, one);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_hash, one, bytes);
    drop_signed(NULL);
    drop_transaction(transaction);
    CHECK(made == NULL);
}

/* --- JSON -------------------------------------------------------------------------------------------------------- */

static void refuses_json(void) {
#define FIELDS "\"nonce\":\"0x9\",\"gasPrice\":\"0x4a817c800\",\"gas\":\"0x5208\",\"to\":null,\"value\":\"0x0\",\"input\":\"0x\""
#define R ",\"r\":\"0x28ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276\""
    static const struct {
        const char *text;
        kedge_status expected;
    } cases[] = {
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x25\"}", KEDGE_OK},
        {"{" FIELDS R ",\"s\":\"0x1\"}", KEDGE_MALFORMED_TRANSACTION},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x25\",\"yParity\":\"0x1\"}", KEDGE_MALFORMED_TRANSACTION},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":37}", KEDGE_MALFORMED_TRANSACTION},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x1\"}", KEDGE_TRANSACTION_FIELD},
        {"{" FIELDS R ",\"s\":\"0x0\",\"v\":\"0x25\"}", KEDGE_INVALID_SIGNATURE},
        {"{" FIELDS R ",\"v\":\"0x25\",\"s\":\"0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1\"}",
            KEDGE_HIGH_S},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x25\",\"type\":\"0x5\"}", KEDGE_TRANSACTION_TYPE},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x25\",\"l1Fee\":\"0x5\"}", KEDGE_MALFORMED_TRANSACTION},
        {"{" FIELDS R ",\"s\":\"0x1\",\"v\":\"0x25\",}", KEDGE_MALFORMED_JSON},
        {"{\"\xC0\x80\":1}", KEDGE_INVALID_UTF8},
    };
    kedge_signed_transaction *one = NULL;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kedge_status status = CALL(
            kedge_signed_transaction_create_json, cases[i].text, strlen(cases[i].text), KEDGE_ANY_CHAIN, &one);
        CHECK_AT(status == cases[i].expected, "case %zu: %d: %s", i, (int)status, kedge_last_error());
        CHECK((one != NULL) == (status == KEDGE_OK));
        drop_signed(one);
        one = NULL;
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_create_json, NULL, 1, 1, &one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_create_json, "{}", over, 1, &one);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_create_json, "{}", 2, 1, NULL);
    CHECK(one == NULL);
}

/* --- sidecars ---------------------------------------------------------------------------------------------------- */

static kedge_status init_sidecar(void *sidecar, size_t size) { return CALL(kedge_blob_sidecar_init, sidecar, size); }

static kedge_signed_transaction *blob_transaction;

static kedge_status use_sidecar(void *given) {
    kedge_blob_sidecar *sidecar = given, whole = make_sidecar(0);
    kedge_signed_transaction *made = NULL;
    memcpy(&sidecar->version, &whole.version, sizeof whole - offsetof(kedge_blob_sidecar, version));
    kedge_status status = CALL(kedge_signed_transaction_attach_sidecar, blob_transaction, sidecar, &made);
    CHECK((status == KEDGE_OK) == (made != NULL));
    drop_signed(made);
    return status;
}

static void sidecars_keep_the_rules_of_options(void) {
    blob_transaction = sign_blobs();
    CHECK(sizeof(kedge_blob_sidecar) == 48);
    check_options(init_sidecar, sizeof(kedge_blob_sidecar), use_sidecar);
    drop_signed(blob_transaction);
}

static void sidecars_travel_along(void) {
    static uint8_t network[1 << 19];
    for (uint32_t version = 0; version <= 1; version++) {
        uint8_t hash[32], again[32];
        size_t count = 0, proof_bytes = version == 0 ? 96 : sizeof proofs;
        kedge_blob_sidecar given = make_sidecar(version), read = {0};
        read.struct_size = sizeof read;
        kedge_signed_transaction *alone = sign_blobs(), *whole = NULL, *decoded = NULL;
        EXPECT(KEDGE_WITHOUT_SIDECAR, kedge_signed_transaction_network_form, alone, network, sizeof network, &count);
        EXPECT(KEDGE_WITHOUT_SIDECAR, kedge_signed_transaction_sidecar, alone, &read);
        EXPECT(KEDGE_OK, kedge_signed_transaction_attach_sidecar, alone, &given, &whole);
        EXPECT(KEDGE_OK, kedge_signed_transaction_network_form, whole, network, sizeof network, &count);
        CHECK(network[0] == 3);
        CHECK_OUTPUT(kedge_signed_transaction_network_form, whole, network, count, count);
        EXPECT(KEDGE_OK, kedge_signed_transaction_decode, network, count, 1, &decoded);
        EXPECT(KEDGE_OK, kedge_signed_transaction_sidecar, decoded, &read);
        CHECK(read.version == version && read.blob_count == 2 && read.blobs != blobs && read.reserved == 0);
        CHECK(memcmp(read.blobs, blobs, sizeof blobs) == 0 && memcmp(read.commitments, commitments, 96) == 0);
        CHECK(memcmp(read.proofs, proofs, proof_bytes) == 0);
        EXPECT(KEDGE_OK, kedge_signed_transaction_hash, decoded, hash);
        EXPECT(KEDGE_OK, kedge_signed_transaction_hash, alone, again);
        CHECK(memcmp(hash, again, 32) == 0);
        /* What was decoded can be attached as it is. */
        drop_signed(whole);
        whole = NULL;
        EXPECT(KEDGE_OK, kedge_signed_transaction_attach_sidecar, alone, &read, &whole);
        drop_signed(whole);
        whole = NULL;
        drop_signed(decoded);
        decoded = NULL;
        /* Cut, or with another blob. */
        EXPECT(KEDGE_MALFORMED_RLP, kedge_signed_transaction_decode, network, count - 1, 1, &decoded);
        commitments[50] ^= 1;
        EXPECT(KEDGE_INVALID_SIDECAR, kedge_signed_transaction_attach_sidecar, alone, &given, &whole);
        network[count - proof_bytes - 48] ^= 1;
        CHECK(whole == NULL && decoded == NULL);
        drop_signed(alone);
    }
}

static void refuses_sidecars(void) {
    static uint8_t network[1 << 19];
    kedge_signed_transaction *alone = sign_blobs(), *made = NULL, *legacy = NULL;
    kedge_transaction_fields fields = fields_of(0);
    kedge_blob_sidecar sidecar = make_sidecar(0);
    legacy = sign(&fields);
    EXPECT(KEDGE_INVALID_SIDECAR, kedge_signed_transaction_attach_sidecar, legacy, &sidecar, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_attach_sidecar, alone, NULL, &made);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_attach_sidecar, alone, &sidecar, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_attach_sidecar, NULL, &sidecar, &made);
#define REFUSES(expected, change) \
    do { \
        sidecar = make_sidecar(0); \
        change; \
        EXPECT(expected, kedge_signed_transaction_attach_sidecar, alone, &sidecar, &made); \
    } while (0)
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.version = 2);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.version = 256);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.reserved = 1);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.blobs = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.commitments = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.proofs = NULL);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.blob_count = over);
    REFUSES(KEDGE_INVALID_ARGUMENT, sidecar.blob_count = SIZE_MAX);
    REFUSES(KEDGE_INVALID_SIDECAR, sidecar.blob_count = PTRDIFF_MAX);
    REFUSES(KEDGE_INVALID_SIDECAR, sidecar.blob_count = 1025);
    REFUSES(KEDGE_INVALID_SIDECAR, sidecar.blob_count = 1);
    REFUSES(KEDGE_INVALID_SIDECAR, sidecar.blob_count = 0);
    REFUSES(KEDGE_INVALID_SIDECAR, commitments[0] ^= 1);
    CHECK(made == NULL);

    /* In the network form a commitment of another blob. */
    size_t count = 0;
    sidecar = make_sidecar(0);
    EXPECT(KEDGE_OK, kedge_signed_transaction_attach_sidecar, alone, &sidecar, &made);
    EXPECT(KEDGE_OK, kedge_signed_transaction_network_form, made, network, sizeof network, &count);
    for (size_t i = 0; i + 48 <= count; i++) {
        if (memcmp(network + i, commitments, 48) == 0) network[i] ^= 1;
    }
    drop_signed(made);
    made = NULL;
    EXPECT(KEDGE_INVALID_SIDECAR, kedge_signed_transaction_decode, network, count, 1, &made);
    CHECK(made == NULL);

    kedge_blob_sidecar read = {0};
    static const size_t wrong[] = {0, 8, 47, 4097, SIZE_MAX};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        read.struct_size = wrong[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_sidecar, alone, &read);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signed_transaction_sidecar, alone, NULL);
    read.struct_size = sizeof read;
    EXPECT(KEDGE_INVALID_HANDLE, kedge_signed_transaction_sidecar, NULL, &read);
    uint8_t hash[32];
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_blob_versioned_hash, NULL, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_blob_versioned_hash, commitments, NULL);
    drop_signed(legacy);
    drop_signed(alone);
}

int main(void) {
    check_begin("signed_transaction");
    check_case("what is encoded or formatted is read again", what_is_encoded_is_decoded);
    check_case("what is for any chain says so", what_is_for_any_chain_says_so);
    check_case("bytes that are no transaction are refused", refuses_bytes);
    check_case("a signature that nobody made has no sender", knows_when_nobody_signed);
    check_case("bad arguments are refused", refuses_bad_arguments);
    check_case("JSON that is no signed transaction is refused", refuses_json);
    check_case("sidecars keep the rules of options", sidecars_keep_the_rules_of_options);
    check_case("sidecars travel with their transaction", sidecars_travel_along);
    check_case("sidecars that do not fit are refused", refuses_sidecars);
    return check_end();
}
