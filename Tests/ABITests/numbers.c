/* Numbers of 256 bits and amounts, as text. */
#include "wallet.h"

#define GREATEST "115792089237316195423570985008687907853269984665640564039457584007913129639935"
#define ABOVE "115792089237316195423570985008687907853269984665640564039457584007913129639936"
#define MOST_HEX "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"

static void reads_numbers(void) {
    static const struct {
        const char *text, *hex;
    } cases[] = {
        {"0", ZERO}, {"1", ONE}, {"0001", ONE}, {"0x1", ONE}, {"0x0001", ONE}, {GREATEST, MOST_HEX},
        {"0x" MOST_HEX, MOST_HEX}, {"0xFFFFFFFFffffffffffffffffffffffffffffffffffffffffffffffffffffffff", MOST_HEX},
        {"18446744073709551616", "0000000000000000000000000000000000000000000000010000000000000000"},
    };
    uint8_t number[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memset(number, 0x5A, 32);
        EXPECT(KEDGE_OK, kedge_uint256_parse, cases[i].text, strlen(cases[i].text), number);
        CHECK_AT(is_hex(number, 32, cases[i].hex), "%s", cases[i].text);
    }
    static const char *const refused[] = {
        "", " ", "-1", "+1", "1 ", "1.0", "1e3", "0x", "0X1", "ff", "0xg", ABOVE, ("0x1" ZERO), "1_0",
    };
    memset(number, 0x5A, 32);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        EXPECT(KEDGE_INVALID_NUMBER, kedge_uint256_parse, refused[i], strlen(refused[i]), number);
    }
    EXPECT(KEDGE_INVALID_NUMBER, kedge_uint256_parse, "1", 2, number);
    EXPECT(KEDGE_INVALID_NUMBER, kedge_uint256_parse, NULL, 0, number);
    CHECK(check_all(number, 32, 0x5A));
}

static void check_text(const uint8_t *number, int decimals, const char *expected) {
    char out[82];
    size_t length = 0, size = strlen(expected);
    for (int turn = 0; turn < 3; turn++) {
        /* The size asked for, one byte less than it, and exactly it. */
        size_t capacity = turn == 0 ? 0 : turn == 1 ? size : size + 1;
        memset(out, 0x5A, sizeof out);
        kedge_status status = decimals < 0
            ? CALL(kedge_uint256_format, number, turn == 0 ? NULL : out, capacity, &length)
            : CALL(kedge_amount_format, number, (uint32_t)decimals, turn == 0 ? NULL : out, capacity, &length);
        if (turn < 2) {
            CHECK(status == KEDGE_BUFFER_TOO_SMALL && length == size + 1);
            CHECK(check_all((uint8_t *)out, sizeof out, 0x5A));
        } else {
            CHECK_AT(status == KEDGE_OK && length == size && strcmp(out, expected) == 0, "%s", expected);
            CHECK(out[size + 1] == 0x5A);
        }
    }
}

static void writes_numbers(void) {
    uint8_t number[32];
    check_unhex(ZERO, number);
    check_text(number, -1, "0");
    check_unhex(ONE, number);
    check_text(number, -1, "1");
    check_unhex(MOST_HEX, number);
    check_text(number, -1, GREATEST);
    check_unhex("0000000000000000000000000000000000000000000000008ac7230489e80000", number);
    check_text(number, -1, "10000000000000000000");
}

static void reads_and_writes_amounts(void) {
    static const struct {
        const char *text;
        uint32_t decimals;
        const char *hex, *written;
    } cases[] = {
        {"1.5", 18, "00000000000000000000000000000000000000000000000014d1120d7b160000", "1.5"},
        {"01.500", 18, "00000000000000000000000000000000000000000000000014d1120d7b160000", "1.5"},
        {"0.000000000000000001", 18, ONE, "0.000000000000000001"},
        {"0", 18, ZERO, "0"},
        {"0.0", 1, ZERO, "0"},
        {"1", 0, ONE, "1"},
        {GREATEST, 0, MOST_HEX, GREATEST},
        {"1.15792089237316195423570985008687907853269984665640564039457584007913129639935", 77, MOST_HEX,
         "1.15792089237316195423570985008687907853269984665640564039457584007913129639935"},
        {"0.00000000000000000000000000000000000000000000000000000000000000000000000000001", 77, ONE,
         "0.00000000000000000000000000000000000000000000000000000000000000000000000000001"},
    };
    uint8_t number[32];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        EXPECT(KEDGE_OK, kedge_amount_parse, cases[i].text, strlen(cases[i].text), cases[i].decimals, number);
        CHECK_AT(is_hex(number, 32, cases[i].hex), "%s", cases[i].text);
        check_text(number, (int)cases[i].decimals, cases[i].written);
    }
}

static void refuses_what_is_no_amount(void) {
    static const struct {
        const char *text;
        uint32_t decimals;
        kedge_status status;
    } cases[] = {
        {"", 18, KEDGE_INVALID_NUMBER}, {".", 18, KEDGE_INVALID_NUMBER}, {"1.", 18, KEDGE_INVALID_NUMBER},
        {".5", 18, KEDGE_INVALID_NUMBER}, {"1.2.3", 18, KEDGE_INVALID_NUMBER}, {"-1", 18, KEDGE_INVALID_NUMBER},
        {"+1", 18, KEDGE_INVALID_NUMBER}, {"1e18", 18, KEDGE_INVALID_NUMBER}, {"0x1", 18, KEDGE_INVALID_NUMBER},
        {"1,5", 18, KEDGE_INVALID_NUMBER}, {" 1", 18, KEDGE_INVALID_NUMBER}, {"1.0", 0, KEDGE_INVALID_NUMBER},
        {"1.001", 2, KEDGE_INVALID_NUMBER}, {"1.500", 2, KEDGE_INVALID_NUMBER}, {ABOVE, 0, KEDGE_INVALID_NUMBER},
        {"2", 77, KEDGE_INVALID_NUMBER}, {GREATEST, 1, KEDGE_INVALID_NUMBER}, {"1", 78, KEDGE_INVALID_ARGUMENT},
        {"1", UINT32_MAX, KEDGE_INVALID_ARGUMENT},
    };
    uint8_t number[32];
    memset(number, 0x5A, 32);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        EXPECT(cases[i].status, kedge_amount_parse, cases[i].text, strlen(cases[i].text), cases[i].decimals, number);
    }
    CHECK(check_all(number, 32, 0x5A));
}

static void refuses_bad_arguments(void) {
    uint8_t number[32] = {0};
    char out[82];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_parse, NULL, 1, number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_parse, "1", over, number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_parse, "1", SIZE_MAX, number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_parse, "1", 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_parse, NULL, 1, 18, number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_parse, "1", over, 18, number);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_parse, "1", 1, 18, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_format, NULL, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_format, number, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_uint256_format, number, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_format, NULL, 18, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_format, number, 18, out, sizeof out, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_format, number, 18, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_amount_format, number, 78, out, sizeof out, &length);
    CHECK(check_all((uint8_t *)out, sizeof out, 0x5A) && length == 77);
}

int main(void) {
    check_begin("numbers");
    check_case("decimal and hex text is read as the number it writes, and other text is refused", reads_numbers);
    check_case("numbers are written in decimal digits", writes_numbers);
    check_case("amounts are read and written with their decimals", reads_and_writes_amounts);
    check_case("text that is no amount is refused", refuses_what_is_no_amount);
    check_case("arguments that break a rule are refused", refuses_bad_arguments);
    return check_end();
}
