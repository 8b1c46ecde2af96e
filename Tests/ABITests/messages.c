/* Messages that a person signs (EIP-191). */
#include "wallet.h"

static void hashes_and_signs_as_published(void) {
    /* From the tests of MetaMask's eth-sig-util. */
    static const char message[] = "hello world";
    const uint8_t *bytes = (const uint8_t *)message;
    uint8_t hash[32], signature[65], address[20];
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_message_hash, bytes, 11, hash);
    CHECK(is_hex(hash, 32, "d9eba16ed0ecae432b71fe008c98cc872bb4cc214d3220a36f365326cf807d68"));
    EXPECT(
        KEDGE_OK, kedge_private_key_create_hex, "0x6969696969696969696969696969696969696969696969696969696969696969",
        66,
        &key);
    EXPECT(KEDGE_OK, kedge_private_key_sign_message, key, bytes, 11, 0, signature);
    CHECK(is_hex(
        signature, 65,
        "ce909e8ea6851bc36c007a0072d0524b07a3ff8d4e623aca4c71ca8e57250c4d"
        "0a3fc38fa8fbaaa81ead4b9f6bd03356b6f8bf18bccad167d78891636e1d6956" "1b"));
    EXPECT(KEDGE_OK, kedge_message_address, bytes, 11, signature, address);
    CHECK(is_hex(address, 20, "be93f9bacbcffc8ee6663f2647917ed7a20a57bb"));
    EXPECT(KEDGE_OK, kedge_message_verify, bytes, 11, signature, address);
    EXPECT(KEDGE_WRONG_SIGNER, kedge_message_verify, bytes, 10, signature, address);
    address[0] ^= 1;
    EXPECT(KEDGE_WRONG_SIGNER, kedge_message_verify, bytes, 11, signature, address);
    drop_private_key(key);
}

static void marks_the_length_in_bytes(void) {
    static const size_t lengths[] = {0, 1, 9, 10, 99, 100, 1000};
    uint8_t message[1100] = {0}, marked[1200], hash[32], expected[32];
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        int head = snprintf((char *)marked, sizeof marked, "\x19" "Ethereum Signed Message:\n%zu", lengths[i]);
        memcpy(marked + head, message, lengths[i]);
        EXPECT(KEDGE_OK, kedge_keccak256_hash, marked, (size_t)head + lengths[i], expected);
        EXPECT(KEDGE_OK, kedge_message_hash, lengths[i] == 0 ? NULL : message, lengths[i], hash);
        CHECK(memcmp(hash, expected, 32) == 0);
    }
    /* In place. */
    EXPECT(KEDGE_OK, kedge_message_hash, message, 1000, message);
    CHECK(memcmp(hash, message, 32) == 0);
}

static void hashes_for_a_validator(void) {
    uint8_t marked[2 + 20 + 300] = {0x19, 0}, hash[32], expected[32];
    check_pattern(marked + 2, 320, 1);
    for (size_t length = 0; length <= 300; length += 50) {
        EXPECT(KEDGE_OK, kedge_keccak256_hash, marked, 22 + length, expected);
        EXPECT(KEDGE_OK, kedge_message_validator_hash, marked + 2, length == 0 ? NULL : marked + 22, length, hash);
        CHECK(memcmp(hash, expected, 32) == 0);
    }
}

static void refuses_what_is_no_signature(void) {
    uint8_t message[3] = {1, 2, 3}, signature[65], out[65], address[20] = {0};
    memset(out, 0x5A, sizeof out);
    for (int i = 0; i < REFUSED_SIGNATURES; i++) {
        refused_signature(i, signature);
        EXPECT(refused_signatures[i].status, kedge_message_address, message, 3, signature, out);
        EXPECT(refused_signatures[i].status, kedge_message_verify, message, 3, signature, address);
    }
    nobodys_signature(signature);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_message_address, message, 3, signature, out);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_message_verify, message, 3, signature, address);
    CHECK(check_all(out, sizeof out, 0x5A));
}

static void refuses_bad_arguments(void) {
    uint8_t message[3] = {1, 2, 3}, signature[65], out[65], address[20] = {0};
    static const size_t lengths[] = {(size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    check_unhex(ONE ONE "1b", signature);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_hash, NULL, 3, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_hash, message, 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_validator_hash, NULL, message, 3, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_validator_hash, address, NULL, 3, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_validator_hash, address, message, 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_address, NULL, 3, signature, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_address, message, 3, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_address, message, 3, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_verify, NULL, 3, signature, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_verify, message, 3, NULL, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_verify, message, 3, signature, NULL);
    for (int i = 0; i < 2; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_hash, message, lengths[i], out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_validator_hash, address, message, lengths[i], out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_address, message, lengths[i], signature, out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_message_verify, message, lengths[i], signature, address);
    }
    CHECK(check_all(out, sizeof out, 0x5A));
}

int main(void) {
    check_begin("messages");
    check_case("a message is hashed, signed and recovered as published", hashes_and_signs_as_published);
    check_case("the length in bytes stands in decimal before the message", marks_the_length_in_bytes);
    check_case("data for a contract is hashed behind its address", hashes_for_a_validator);
    check_case("what is no signature is refused", refuses_what_is_no_signature);
    check_case("arguments that break a rule are refused", refuses_bad_arguments);
    return check_end();
}
