/* Contract data: calls, results, errors and events, between JSON and the contract ABI. */
#include "limits.h"

static const char transfer[] = "transfer(address,uint256)";
static const char transfer_types[] = "(address,uint256)";
static const char transfer_values[] = "[\"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\",\"1000000\"]";
static const char transfer_hex[] =
    "a9059cbb0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
    "00000000000000000000000000000000000000000000000000000000000f4240";
enum { TRANSFER = 68 };

static uint8_t call_data[TRANSFER];

/* --- what it computes -------------------------------------------------------------------------------------------- */

static void encodes_and_decodes_a_call(void) {
    uint8_t out[TRANSFER];
    char text[sizeof transfer_values];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_contract_encode_call, TEXT(transfer), TEXT(transfer_values), out, sizeof out, &length);
    CHECK(length == TRANSFER && memcmp(out, call_data, TRANSFER) == 0);
    EXPECT(KEDGE_OK, kedge_contract_decode_call, TEXT(transfer), call_data, TRANSFER, 0, text, sizeof text, &length);
    CHECK(length == sizeof transfer_values - 1 && strcmp(text, transfer_values) == 0);
}

static void encodes_and_decodes_results(void) {
    uint8_t out[64];
    char text[sizeof transfer_values];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_contract_encode, TEXT(transfer_types), TEXT(transfer_values), out, sizeof out, &length);
    CHECK(length == 64 && memcmp(out, call_data + 4, 64) == 0);
    EXPECT(KEDGE_OK, kedge_contract_decode, TEXT(transfer_types), out, 64, 0, text, sizeof text, &length);
    CHECK(length == sizeof transfer_values - 1 && strcmp(text, transfer_values) == 0);
    EXPECT(KEDGE_OK, kedge_contract_encode, TEXT("()"), TEXT("[]"), NULL, 0, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_OK, kedge_contract_decode, TEXT("()"), NULL, 0, 0, text, 3, &length);
    CHECK(length == 2 && strcmp(text, "[]") == 0);
}

static void packs(void) {
    /* Solidity documentation, "Contract ABI Specification", "Non-standard Packed Mode". */
    uint8_t out[18], expected[18];
    size_t length = 0;
    check_unhex("ffff42000348656c6c6f2c20776f726c6421", expected);
    EXPECT(KEDGE_OK, kedge_contract_encode_packed, TEXT("(int16,bytes1,uint16,string)"),
           TEXT("[-1,\"0x42\",\"0x03\",\"Hello, world!\"]"), out, sizeof out, &length);
    CHECK(length == 18 && memcmp(out, expected, 18) == 0);
}

static void computes_selectors_and_topics(void) {
    uint8_t selector[4], again[4], hash[32], expected[32];
    EXPECT(KEDGE_OK, kedge_contract_selector, TEXT(transfer), selector);
    EXPECT(KEDGE_OK, kedge_contract_selector, TEXT("transfer(address,uint)"), again);
    CHECK(memcmp(selector, call_data, 4) == 0 && memcmp(again, selector, 4) == 0);
    check_unhex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef", expected);
    EXPECT(KEDGE_OK, kedge_contract_topic, TEXT("Transfer(address,address,uint256)"), hash);
    CHECK(memcmp(hash, expected, 32) == 0);
}

/* --- what it refuses --------------------------------------------------------------------------------------------- */

typedef kedge_status (*encoder)(const char *, size_t, const char *, size_t, uint8_t *, size_t, size_t *);
typedef kedge_status (*decoder)(
    const char *, size_t, const uint8_t *, size_t, int32_t, char *, size_t, size_t *);

static const struct {
    encoder call;
    const char *name, *types;
} encoders[] = {
    {kedge_contract_encode, "kedge_contract_encode", transfer_types},
    {kedge_contract_encode_packed, "kedge_contract_encode_packed", transfer_types},
    {kedge_contract_encode_call, "kedge_contract_encode_call", transfer},
};

static const struct {
    decoder call;
    const char *name, *types;
    size_t skipped;
} decoders[] = {
    {kedge_contract_decode, "kedge_contract_decode", transfer_types, 4},
    {kedge_contract_decode_call, "kedge_contract_decode_call", transfer, 0},
};

static uint8_t out[400];
static char text[400];
static size_t length;

/* Calls an encoder that has to refuse, or to ask for more room, and to leave out as it is. */
static void expect_encoder(
    int i, kedge_status expected, const char *types, size_t types_len, const char *values, size_t values_len,
    uint8_t *to,
    size_t capacity, size_t *to_length) {
    memset(out, 0xA5, sizeof out);
    length = 4711;
    kedge_status status = check_note(encoders[i].name, encoders[i].call(types, types_len, values, values_len, to,
        capacity, to_length));
    CHECK_AT(status == expected, "%s: %d and not %d: %s", encoders[i].name, (int)status, (int)expected,
        kedge_last_error());
    CHECK(check_all(out, sizeof out, 0xA5) && (status == KEDGE_BUFFER_TOO_SMALL || length == 4711));
}

static void expect_decoder(
    int i, kedge_status expected, const char *types, size_t types_len, const uint8_t *data, size_t data_len,
    int32_t allow_trailing, char *to, size_t capacity, size_t *to_length) {
    memset(text, 0x5A, sizeof text);
    length = 4711;
    kedge_status status = check_note(
        decoders[i].name, decoders[i].call(types, types_len, data, data_len, allow_trailing, to, capacity, to_length));
    CHECK_AT(status == expected, "%s: %d and not %d: %s", decoders[i].name, (int)status, (int)expected,
        kedge_last_error());
    CHECK(check_all((uint8_t *)text, sizeof text, 0x5A) && (status == KEDGE_BUFFER_TOO_SMALL || length == 4711));
}

static void refuses_bad_arguments(void) {
    const size_t values_len = sizeof transfer_values - 1;
    for (int i = 0; i < 3; i++) {
        const char *types = encoders[i].types;
        size_t types_len = strlen(types);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, NULL, 1, transfer_values, values_len, out, sizeof out, &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, over, transfer_values, values_len, out, sizeof out, &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, SIZE_MAX, transfer_values, values_len, out, sizeof out,
            &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, NULL, 1, out, sizeof out, &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, transfer_values, over, out, sizeof out, &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, transfer_values, values_len, out, over, &length);
        expect_encoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, transfer_values, values_len, out, sizeof out, NULL);
    }
    for (int i = 0; i < 2; i++) {
        const char *types = decoders[i].types;
        const uint8_t *data = call_data + decoders[i].skipped;
        size_t types_len = strlen(types), data_len = TRANSFER - decoders[i].skipped;
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, NULL, 1, data, data_len, 0, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, over, data, data_len, 0, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, NULL, 1, 0, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, data, over, 0, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, data, data_len, 2, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, data, data_len, -1, text, sizeof text, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, data, data_len, 0, text, over, &length);
        expect_decoder(i, KEDGE_INVALID_ARGUMENT, types, types_len, data, data_len, 0, text, sizeof text, NULL);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_selector, NULL, 1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_selector, transfer, over, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_selector, TEXT(transfer), NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_topic, NULL, 1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_topic, transfer, over, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_contract_topic, TEXT(transfer), NULL);
}

static void takes_exactly_what_it_asks_for(void) {
    for (int i = 0; i < 3; i++) {
        static const size_t sizes[] = {64, 52, TRANSFER};
        const char *types = encoders[i].types;
        size_t types_len = strlen(types), values_len = sizeof transfer_values - 1;
        expect_encoder(i, KEDGE_BUFFER_TOO_SMALL, types, types_len, transfer_values, values_len, NULL, 0, &length);
        CHECK_AT(length == sizes[i], "%zu", length);
        expect_encoder(i, KEDGE_BUFFER_TOO_SMALL, types, types_len, transfer_values, values_len, NULL, sizeof out,
            &length);
        expect_encoder(i, KEDGE_BUFFER_TOO_SMALL, types, types_len, transfer_values, values_len, out, sizes[i] - 1,
            &length);
        CHECK(length == sizes[i]);
        memset(out, 0xA5, sizeof out);
        kedge_status status = check_note(
            encoders[i].name, encoders[i].call(types, types_len, transfer_values, values_len, out, sizes[i], &length));
        CHECK(status == KEDGE_OK && length == sizes[i] && check_all(out + length, sizeof out - length, 0xA5));
    }
    for (int i = 0; i < 2; i++) {
        const char *types = decoders[i].types;
        const uint8_t *data = call_data + decoders[i].skipped;
        size_t types_len = strlen(types), data_len = TRANSFER - decoders[i].skipped;
        expect_decoder(i, KEDGE_BUFFER_TOO_SMALL, types, types_len, data, data_len, 0, NULL, 0, &length);
        CHECK_AT(length == sizeof transfer_values, "%zu", length);
        expect_decoder(i, KEDGE_BUFFER_TOO_SMALL, types, types_len, data, data_len, 0, text, sizeof transfer_values - 1,
            &length);
        CHECK(length == sizeof transfer_values);
        memset(text, 0x5A, sizeof text);
        kedge_status status = check_note(
            decoders[i].name, decoders[i].call(types, types_len, data, data_len, 0, text, sizeof transfer_values,
            &length));
        CHECK(status == KEDGE_OK && length == sizeof transfer_values - 1 && strcmp(text, transfer_values) == 0);
        CHECK((uint8_t)text[sizeof transfer_values] == 0x5A);
    }
}

static void names_what_is_wrong(void) {
    for (int i = 0; i < 3; i++) {
        const char *types = encoders[i].types;
        size_t types_len = strlen(types);
        expect_encoder(i, KEDGE_CONTRACT_TYPE, types, types_len - 1, TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TYPE, NULL, 0, TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TYPE, TEXT("f(uint7)"), TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TYPE, TEXT("(uint256 a)"), TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_MALFORMED_JSON, types, types_len, NULL, 0, out, sizeof out, &length);
        expect_encoder(i, KEDGE_MALFORMED_JSON, types, types_len, TEXT("[1,"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_MALFORMED_JSON, types, types_len, TEXT("[\"\xff\"]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_VALUE, types, types_len, TEXT("[]"), out, sizeof out, &length);
        CHECK(strcmp(kedge_last_error(), "values: as many are needed as there are types") == 0);
        expect_encoder(i, KEDGE_CONTRACT_VALUE, types, types_len, TEXT("{}"), out, sizeof out, &length);
        expect_encoder(
            i, KEDGE_CONTRACT_VALUE, types, types_len, TEXT("[\"0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\",1]"), out,
            sizeof out, &length);
        CHECK(strcmp(kedge_last_error(), "argument 0: the letters of the address are not as its checksum wants them")
            == 0);
    }
    expect_encoder(
        0, KEDGE_CONTRACT_VALUE, TEXT("(bool,(uint8,int8[])[])"), TEXT("[true,[[1,[]],[2,[3,128]]]]"), out, sizeof out,
        &length);
    CHECK(strcmp(kedge_last_error(), "argument 1[1][1][1]: the number is out of the range of its type") == 0);
    expect_encoder(1, KEDGE_CONTRACT_VALUE, TEXT("(string[])"), TEXT("[[\"a\"]]"), out, sizeof out, &length);

    for (int i = 0; i < 2; i++) {
        const char *types = decoders[i].types;
        uint8_t data[TRANSFER + 1];
        size_t types_len = strlen(types), skipped = decoders[i].skipped, data_len = TRANSFER - skipped;
        memcpy(data, call_data + skipped, data_len);
        expect_decoder(i, KEDGE_CONTRACT_TYPE, TEXT("x"), data, data_len, 0, text, sizeof text, &length);
        expect_decoder(i, KEDGE_MALFORMED_CONTRACT_DATA, types, types_len, data, data_len - 1, 1, text, sizeof text,
            &length);
        data[data_len] = 0;
        expect_decoder(i, KEDGE_MALFORMED_CONTRACT_DATA, types, types_len, data, data_len + 1, 0, text, sizeof text,
            &length);
        CHECK(strcmp(kedge_last_error(), "encoded data, byte 64: from here on no byte belongs to a value") == 0);
        kedge_status status = check_note(
            decoders[i].name, decoders[i].call(types, types_len, data, data_len + 1, 1, text, sizeof text, &length));
        CHECK(status == KEDGE_OK && strcmp(text, transfer_values) == 0);
        data[4 - skipped] = 1;
        expect_decoder(i, KEDGE_MALFORMED_CONTRACT_DATA, types, types_len, data, data_len, 0, text, sizeof text,
            &length);
    }
    expect_decoder(1, KEDGE_WRONG_SELECTOR, TEXT("f(uint256)"), call_data, TRANSFER, 0, text, sizeof text, &length);
    expect_decoder(1, KEDGE_WRONG_SELECTOR, TEXT(transfer), call_data, 3, 0, text, sizeof text, &length);
    expect_decoder(1, KEDGE_WRONG_SELECTOR, TEXT(transfer), NULL, 0, 0, text, sizeof text, &length);

    memset(out, 0xA5, sizeof out);
    EXPECT(KEDGE_CONTRACT_TYPE, kedge_contract_selector, TEXT("transfer"), out);
    EXPECT(KEDGE_CONTRACT_TYPE, kedge_contract_selector, NULL, 0, out);
    EXPECT(KEDGE_CONTRACT_TYPE, kedge_contract_topic, TEXT("Transfer(address indexed)"), out);
    CHECK(check_all(out, sizeof out, 0xA5));
}

static void refuses_what_is_too_large(void) {
    static char types[70000];
    memset(types, '(', sizeof types);
    for (int i = 0; i < 3; i++) {
        types[0] = i == 2 ? 'f' : '(';
        expect_encoder(i, KEDGE_CONTRACT_TOO_LARGE, types, 66, TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TOO_LARGE, types, 65536, TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TOO_LARGE, types, 65537, TEXT("[]"), out, sizeof out, &length);
        expect_encoder(i, KEDGE_CONTRACT_TOO_LARGE, types, PTRDIFF_MAX, TEXT("[]"), out, sizeof out, &length);
        /* Not read, since it is too long whatever it is. */
        expect_encoder(
            i, KEDGE_CONTRACT_TOO_LARGE, encoders[i].types, strlen(encoders[i].types), types, (16 << 20) + 1, out,
            sizeof out, &length);
    }
    uint8_t data[64] = {0};
    data[31] = 32;
    data[61] = 1;
    expect_decoder(0, KEDGE_CONTRACT_TOO_LARGE, TEXT("(()[])"), data, 64, 0, text, sizeof text, &length);
    expect_decoder(0, KEDGE_CONTRACT_TOO_LARGE, TEXT("(bool)"), data, (16 << 20) + 1, 0, text, sizeof text, &length);
    EXPECT(KEDGE_OK, kedge_contract_selector, TEXT("f(()[1000000])"), data);
    expect_decoder(1, KEDGE_CONTRACT_TOO_LARGE, TEXT("f(()[1000000])"), data, 4, 0, text, sizeof text, &length);
    memset(out, 0xA5, sizeof out);
    EXPECT(KEDGE_CONTRACT_TOO_LARGE, kedge_contract_selector, types, 100, out);
    EXPECT(KEDGE_CONTRACT_TOO_LARGE, kedge_contract_topic, types, PTRDIFF_MAX, out);
    CHECK(check_all(out, sizeof out, 0xA5));
}

static void refuses_to_write_over_what_it_reads(void) {
    for (int i = 0; i < 3; i++) {
        char both[2 * sizeof transfer_values + TRANSFER];
        const size_t values_len = sizeof transfer_values - 1;
        memcpy(both, transfer_values, values_len);
        kedge_status status = check_note(
            encoders[i].name,
            encoders[i].call(
                encoders[i].types, strlen(encoders[i].types), both, values_len, (uint8_t *)both + values_len - 1,
                TRANSFER,
                &length));
        CHECK(status == KEDGE_INVALID_ARGUMENT && memcmp(both, transfer_values, values_len) == 0);
        status = check_note(
            encoders[i].name,
            encoders[i].call(
                encoders[i].types, strlen(encoders[i].types), both, values_len, (uint8_t *)both + values_len, TRANSFER,
                &length));
        CHECK(status == KEDGE_OK && memcmp(both, transfer_values, values_len) == 0);
    }
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static char large_values[200000];

static void encode_without_memory(void) {
    static const char types[] = "f(uint8[])";
    size_t count = 0;
    large_values[count++] = '[';
    large_values[count++] = '[';
    while (count < sizeof large_values - 4) {
        large_values[count++] = '1';
        large_values[count++] = ',';
    }
    large_values[count - 1] = ']';
    large_values[count++] = ']';
    kedge_status statuses[3];
    take_all_memory(32768);
    statuses[0] = kedge_contract_encode(types + 1, sizeof types - 2, large_values, count, out, sizeof out, &length);
    statuses[1] = kedge_contract_encode_packed(types + 1, sizeof types - 2, large_values, count, out, sizeof out,
        &length);
    statuses[2] = kedge_contract_encode_call(TEXT(types), large_values, count, out, sizeof out, &length);
    give_memory_back();
    CHECK(check_note("kedge_contract_encode", statuses[0]) == KEDGE_OUT_OF_MEMORY);
    CHECK(check_note("kedge_contract_encode_packed", statuses[1]) == KEDGE_OUT_OF_MEMORY);
    CHECK(check_note("kedge_contract_encode_call", statuses[2]) == KEDGE_OUT_OF_MEMORY);
}

static void decode_without_memory(void) {
    static uint8_t data[4 + 64 + 0x20000];
    CHECK(kedge_contract_selector(TEXT("f(bytes)"), data) == KEDGE_OK);
    data[4 + 31] = 32;
    data[4 + 61] = 2; /* 0x20000 bytes */
    take_all_memory(32768);
    kedge_status result = kedge_contract_decode(TEXT("(bytes)"), data + 4, sizeof data - 4, 0, text, sizeof text,
        &length);
    kedge_status arguments = kedge_contract_decode_call(TEXT("f(bytes)"), data, sizeof data, 0, text, sizeof text,
        &length);
    give_memory_back();
    CHECK_AT(check_note("kedge_contract_decode", result) == KEDGE_OUT_OF_MEMORY, "%d", (int)result);
    CHECK_AT(check_note("kedge_contract_decode_call", arguments) == KEDGE_OUT_OF_MEMORY, "%d", (int)arguments);
}

static void fails_without_memory(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(encode_without_memory);
    check_in_child(decode_without_memory);
}

/* Data in which every level leads a thousand times to the next would become a thousand to the fourth values. */
static void data_cannot_multiply(void) {
    enum { LEVELS = 4, COUNT = 1000, LEVEL = 32 + 32 * COUNT };
    static uint8_t data[32 + LEVELS * LEVEL + LEVEL];
    data[31] = 32;
    for (int level = 0; level < LEVELS; level++) {
        uint8_t *at = data + 32 + (size_t)level * LEVEL;
        at[30] = COUNT >> 8;
        at[31] = COUNT & 255;
        for (int i = 1; i <= COUNT; i++) {
            at[32 * i + 30] = (32 * COUNT) >> 8;
            at[32 * i + 31] = (32 * COUNT) & 255;
        }
    }
    expect_decoder(0, KEDGE_CONTRACT_TOO_LARGE, TEXT("(bytes[][][][])"), data, sizeof data, 1, text, sizeof text,
        &length);
}

int main(void) {
    check_unhex(transfer_hex, call_data);
    check_begin("contract");
    check_case("a call is encoded and decoded", encodes_and_decodes_a_call);
    check_case("results are encoded and decoded", encodes_and_decodes_results);
    check_case("the packed example of the specification packs as it says", packs);
    check_case("selectors and topics are the published ones", computes_selectors_and_topics);
    check_case("NULL, lengths over PTRDIFF_MAX and other numbers than 0 and 1 are refused", refuses_bad_arguments);
    check_case("a buffer of exactly the size is enough, and one less answers with the size",
        takes_exactly_what_it_asks_for);
    check_case("types, values, JSON and data that break a rule are refused, and named", names_what_is_wrong);
    check_case("what is too large is refused", refuses_what_is_too_large);
    check_case("values are not written over while they are read", refuses_to_write_over_what_it_reads);
    check_case("without memory every call fails and none ends the process", fails_without_memory);
    check_case("data that leads to itself cannot multiply", data_cannot_multiply);
    return check_end();
}
