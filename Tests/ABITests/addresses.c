/* Addresses as text, and the addresses of contracts. */
#include "wallet.h"

/* EIP-55 and EIP-1191. */
static const char plain[] = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
static const char of_rsk[] = "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD";

static void writes_and_reads_checksums(void) {
    static const char *const texts[] = {
        plain, "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb", "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77", of_rsk,
    };
    for (int i = 0; i < 7; i++) {
        uint64_t chain = i == 6 ? 30 : 0;
        uint8_t address[20], expected[20];
        char out[44];
        size_t length = 0;
        check_unhex(texts[i] + 2, expected);
        for (int32_t require = 0; require < 2; require++) {
            memset(address, 0, 20);
            EXPECT(KEDGE_OK, kedge_address_parse, texts[i], 42, chain, require, address);
            CHECK(memcmp(address, expected, 20) == 0);
        }
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_address_format, address, chain, NULL, 0, &length);
        CHECK(length == KEDGE_ADDRESS_TEXT_BYTES);
        length = 0;
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_address_format, address, chain, out, 42, &length);
        CHECK(length == 43 && check_all((uint8_t *)out, sizeof out, 0x5A));
        EXPECT(KEDGE_OK, kedge_address_format, address, chain, out, 43, &length);
        CHECK(length == 42 && strcmp(out, texts[i]) == 0 && out[43] == 0x5A);
    }
}

static void compares_checksums_where_there_are_any(void) {
    uint8_t address[20], before[20];
    static const char lower[] = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";
    static const char upper[] = "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED";
    static const char digits[] = "0x1234567890123456789012345678901234567890";
    EXPECT(KEDGE_OK, kedge_address_parse, lower, 42, 0, 0, address);
    EXPECT(KEDGE_OK, kedge_address_parse, upper, 42, 0, 0, address);
    EXPECT(KEDGE_OK, kedge_address_parse, digits, 42, 0, 1, address);
    memset(address, 0x5A, 20);
    memset(before, 0x5A, 20);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, lower, 42, 0, 1, address);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, upper, 42, 0, 1, address);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, of_rsk, 42, 0, 0, address);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, of_rsk, 42, 31, 0, address);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, plain, 42, 30, 0, address);
    EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, plain, 42, UINT64_MAX, 0, address);
    /* Any letter in the other case, any digit changed. */
    for (int i = 2; i < 42; i++) {
        char wrong[43];
        memcpy(wrong, plain, 43);
        if (wrong[i] < 'A') continue;
        wrong[i] ^= 0x20;
        EXPECT(KEDGE_ADDRESS_CHECKSUM, kedge_address_parse, wrong, 42, 0, 0, address);
    }
    CHECK(memcmp(address, before, 20) == 0);
}

static void refuses_what_is_no_address(void) {
    static const char *const texts[] = {
        "", "0x", "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed00", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea\xc3\xa9", " x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    };
    uint8_t address[20];
    memset(address, 0x5A, 20);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        EXPECT(KEDGE_INVALID_ADDRESS, kedge_address_parse, texts[i], strlen(texts[i]), 0, 0, address);
        EXPECT(KEDGE_INVALID_ADDRESS, kedge_address_parse, texts[i], strlen(texts[i]), 30, 1, address);
    }
    EXPECT(KEDGE_INVALID_ADDRESS, kedge_address_parse, plain, 43, 0, 0, address);
    EXPECT(KEDGE_INVALID_ADDRESS, kedge_address_parse, NULL, 0, 0, 0, address);
    CHECK(check_all(address, 20, 0x5A));
}

static void refuses_bad_arguments(void) {
    uint8_t address[20] = {1}, hash[32] = {1}, out[20];
    char text[43];
    size_t length = 77;
    memset(out, 0x5A, 20);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, NULL, 42, 0, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, plain, over, 0, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, plain, SIZE_MAX, 0, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, plain, 42, 0, 2, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, plain, 42, 0, -1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_parse, plain, 42, 0, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_format, NULL, 0, text, 43, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_format, address, 0, text, 43, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_format, address, 0, text, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation, NULL, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation, address, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2, NULL, hash, hash, 1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2, address, NULL, hash, 1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2, address, hash, NULL, 1, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2, address, hash, hash, over, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2, address, hash, hash, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2_hash, NULL, hash, hash, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2_hash, address, NULL, hash, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2_hash, address, hash, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_address_of_creation2_hash, address, hash, hash, NULL);
    CHECK(check_all(out, 20, 0x5A) && length == 77);
}

static void derives_created_contracts(void) {
    uint8_t sender[20], out[20];
    check_unhex("6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0", sender);
    EXPECT(KEDGE_OK, kedge_address_of_creation, sender, 0, out);
    CHECK(is_hex(out, 20, "cd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"));
    EXPECT(KEDGE_OK, kedge_address_of_creation, sender, 1, out);
    CHECK(is_hex(out, 20, "343c43a37d37dff08ae8c4a11544c718abb4fcf8"));
    /* RLP by hand: [sender, 2^64 - 1] and [sender, 0x80]. */
    static const struct {
        uint64_t nonce;
        const char *head, *tail;
    } lists[] = {{UINT64_MAX, "de94", "88ffffffffffffffff"}, {0x80, "d794", "8180"}, {0x7f, "d694", "7f"},
        {0x100, "d894", "820100"}};
    for (int i = 0; i < 4; i++) {
        uint8_t list[64], hash[32];
        check_unhex(lists[i].head, list);
        memcpy(list + 2, sender, 20);
        check_unhex(lists[i].tail, list + 22);
        EXPECT(KEDGE_OK, kedge_keccak256_hash, list, 22 + strlen(lists[i].tail) / 2, hash);
        EXPECT(KEDGE_OK, kedge_address_of_creation, sender, lists[i].nonce, out);
        CHECK(memcmp(out, hash + 12, 20) == 0);
    }
    EXPECT(KEDGE_OK, kedge_address_of_creation, sender, 0, sender);
    CHECK(is_hex(sender, 20, "cd234a471b72ba2f1ccf0a70fcaba648a5eecd8d"));
}

static void derives_contracts_with_a_salt(void) {
    /* EIP-1014. */
    uint8_t sender[20] = {0}, salt[32] = {0}, code[4] = {0}, hash[32], out[20];
    EXPECT(KEDGE_OK, kedge_address_of_creation2, sender, salt, code, 1, out);
    CHECK(is_hex(out, 20, "4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38"));
    check_unhex("deadbeef", code);
    EXPECT(KEDGE_OK, kedge_address_of_creation2, sender, salt, code, 4, out);
    CHECK(is_hex(out, 20, "70f2b2914a2a4b783faefb75f459a580616fcb5e"));
    EXPECT(KEDGE_OK, kedge_keccak256_hash, code, 4, hash);
    memset(out, 0, 20);
    EXPECT(KEDGE_OK, kedge_address_of_creation2_hash, sender, salt, hash, out);
    CHECK(is_hex(out, 20, "70f2b2914a2a4b783faefb75f459a580616fcb5e"));
    EXPECT(KEDGE_OK, kedge_address_of_creation2, sender, salt, NULL, 0, out);
    CHECK(is_hex(out, 20, "e33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0"));
    check_unhex("deadbeef", sender);
    EXPECT(KEDGE_OK, kedge_address_of_creation2, sender, salt, salt, 1, out);
    CHECK(is_hex(out, 20, "b928f69bb1d91cd65274e3c79d8986362984fda3"));
}

int main(void) {
    check_begin("addresses");
    check_case("checksums are those of EIP-55 and EIP-1191", writes_and_reads_checksums);
    check_case("a checksum is compared where there is one, and can be required",
        compares_checksums_where_there_are_any);
    check_case("text that is no address is refused", refuses_what_is_no_address);
    check_case("arguments that break a rule are refused", refuses_bad_arguments);
    check_case("a created contract's address comes from the nonce", derives_created_contracts);
    check_case("with CREATE2 it comes from the salt and the code", derives_contracts_with_a_salt);
    return check_end();
}
