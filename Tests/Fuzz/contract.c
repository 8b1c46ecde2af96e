/* Contract data: any types with any data and any JSON; what decodes has to encode, and to decode to the same again. */
#include "fuzz.h"

static char types[4096], json[1 << 20], again[1 << 20];
static uint8_t encoded[1 << 20];

static const statuses either =
    BIT(KEDGE_OK) | BIT(KEDGE_BUFFER_TOO_SMALL) | BIT(KEDGE_CONTRACT_TYPE) | BIT(KEDGE_CONTRACT_TOO_LARGE);
static const statuses encoding = either | BIT(KEDGE_MALFORMED_JSON) | BIT(KEDGE_CONTRACT_VALUE);
static const statuses decoding = either | BIT(KEDGE_MALFORMED_CONTRACT_DATA) | BIT(KEDGE_WRONG_SELECTOR);

/* Writes a type into room, most often a valid one. */
static size_t write_type(struct reader *reader, char *out, size_t room, int depth) {
    static const char *const leaves[] = {"uint256", "uint8",   "int8",    "int256", "uint", "bool",      "address",
                                         "bytes32", "bytes1",  "bytes",   "string", "int",  "fixed",     "function",
                                         "fixed8x1", "ufixed256x80", "uint48", "()", "bytes7", "bool[0]", "string[0]"};
    size_t used = 0;
    unsigned choice = take_byte(reader);
    if (room < 64) return 0;
    if (choice < 60 && depth < 6) {
        size_t parts = choice % 4;
        out[used++] = '(';
        for (size_t i = 0; i < parts && room - used > 80; i++) {
            if (i > 0) out[used++] = ',';
            used += write_type(reader, out + used, room - used - 16, depth + 1);
        }
        out[used++] = ')';
    } else {
        const char *leaf = leaves[choice % (sizeof leaves / sizeof *leaves)];
        memcpy(out, leaf, strlen(leaf));
        used = strlen(leaf);
    }
    while (take_byte(reader) % 4 == 3 && room - used > 32) {
        unsigned length = take_byte(reader);
        used += (size_t)(length < 128 ? sprintf(out + used, "[]") : sprintf(out + used, "[%u]", length % 5));
    }
    return used;
}

static size_t write_types(struct reader *reader) {
    if (take_byte(reader) % 8 == 0) { /* any text */
        size_t count = take_count(reader, 200);
        take_bytes(reader, (uint8_t *)types, count);
        return count;
    }
    size_t used = 0, parts = take_byte(reader) % 5;
    types[used++] = '(';
    for (size_t i = 0; i < parts; i++) {
        if (i > 0) types[used++] = ',';
        used += write_type(reader, types + used, 600, 0);
    }
    types[used++] = ')';
    return used;
}

/* What was decoded is valid: it encodes, and that decodes strictly and encodes to the same. */
static void check_round_trip(size_t types_len, size_t json_len) {
    size_t count = 0, length = 0;
    kedge_status status = kedge_contract_encode(types, types_len, json, json_len, encoded, sizeof encoded, &count);
    if (status == KEDGE_BUFFER_TOO_SMALL) return;
    MUST(status == KEDGE_OK);
    MUST(kedge_contract_decode(types, types_len, encoded, count, 0, again, sizeof again, &length) == KEDGE_OK);
    MUST(length == json_len && memcmp(json, again, length) == 0);
    status = CALL(encoding, kedge_contract_encode_packed, types, types_len, json, json_len, encoded, sizeof encoded,
        &length);
    MUST(status == KEDGE_CONTRACT_VALUE || length <= count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    unsigned choice = take_byte(&reader);
    size_t length = 4711, types_len = write_types(&reader);
    switch (choice % 6) {
    case 0:
    case 1:
    case 2: {
        kedge_status status = CALL(
            decoding, kedge_contract_decode, types, types_len, reader.next, reader.left, choice / 6 % 2, json,
            sizeof json, &length);
        if (status == KEDGE_OK) check_round_trip(types_len, length);
        MUST(status == KEDGE_OK || status == KEDGE_BUFFER_TOO_SMALL || length == 4711);
        break;
    }
    case 3: {
        kedge_status status = CALL(
            encoding, kedge_contract_encode, types, types_len, (const char *)reader.next, reader.left, encoded,
            sizeof encoded, &length);
        size_t needed = 0;
        if (status != KEDGE_OK) break;
        status = CALL(encoding, kedge_contract_encode, types, types_len, (const char *)reader.next, reader.left, NULL,
            0, &needed);
        MUST(needed == length || (length == 0 && status == KEDGE_OK));
        status = CALL(decoding, kedge_contract_decode, types, types_len, encoded, length, 0, json, sizeof json,
            &length);
        MUST(status == KEDGE_OK || status == KEDGE_BUFFER_TOO_SMALL);
        break;
    }
    case 4: {
        /* The whole input as a signature. */
        uint8_t selector[4], hash[32];
        const char *text = (const char *)data;
        kedge_status status = CALL(encoding, kedge_contract_selector, text, size, selector);
        MUST(CALL(encoding, kedge_contract_topic, text, size, hash) == status);
        MUST(status != KEDGE_OK || memcmp(hash, selector, 4) == 0);
        CALL(encoding, kedge_contract_encode_call, text, size, "[]", 2, encoded, sizeof encoded, &length);
        break;
    }
    default: {
        types[types_len] = 0;
        char signature[sizeof types + 1] = "f";
        memcpy(signature + 1, types, types_len);
        kedge_status status = CALL(
            decoding, kedge_contract_decode_call, signature, types_len + 1, reader.next, reader.left, 1, json,
            sizeof json, &length);
        MUST(status != KEDGE_OK || kedge_contract_selector(signature, types_len + 1, encoded) == KEDGE_OK);
        MUST(status != KEDGE_OK || memcmp(encoded, reader.next, 4) == 0);
    }
    }
    MUST(kedge_live_handles() == 0);
    return 0;
}
