/* What the tests of keys, signatures, addresses and messages have in common. */
#ifndef WALLET_H
#define WALLET_H

#include "check.h"

/* The key 1, whose public key is the base point (SEC 2 section 2.4.1), and its address. */
#define FIRST_KEY "0000000000000000000000000000000000000000000000000000000000000001"
#define BASE_X "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
#define BASE_Y "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"
#define FIRST_ADDRESS "7e5f4552091a69125d5dfcb7b8c2659029395bdf"
#define ORDER "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
#define HALF_ORDER "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"
#define ABOVE_HALF "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"
#define ONE "0000000000000000000000000000000000000000000000000000000000000001"

MAYBE_UNUSED static kedge_private_key *make_private_key(uint8_t number) {
    uint8_t bytes[32] = {0, 9};
    kedge_private_key *key = NULL;
    bytes[31] = number;
    EXPECT(KEDGE_OK, kedge_private_key_create, bytes, 32, &key);
    return key;
}

MAYBE_UNUSED static void drop_private_key(kedge_private_key *key) { EXPECT(KEDGE_OK, kedge_private_key_destroy, key); }

MAYBE_UNUSED static int is_hex(const uint8_t *bytes, size_t count, const char *hex) {
    uint8_t expected[128];
    check_unhex(hex, expected);
    return memcmp(bytes, expected, count) == 0;
}

/* Signatures of 65 bytes that every call refuses, and how. */
static const struct {
    const char *rAndS;
    uint8_t v;
    kedge_status status;
} MAYBE_UNUSED refused_signatures[] = {
    {ZERO ONE, 27, KEDGE_INVALID_SIGNATURE},  {ONE ZERO, 27, KEDGE_INVALID_SIGNATURE},
    {ORDER ONE, 27, KEDGE_INVALID_SIGNATURE}, {ONE ORDER, 27, KEDGE_INVALID_SIGNATURE},
    {ONE ABOVE_HALF, 27, KEDGE_HIGH_S},       {ONE ABOVE_HALF, 0, KEDGE_HIGH_S},
    {ONE ONE, 2, KEDGE_INVALID_SIGNATURE},    {ONE ONE, 26, KEDGE_INVALID_SIGNATURE},
    {ONE ONE, 29, KEDGE_INVALID_SIGNATURE},   {ONE ONE, 255, KEDGE_INVALID_SIGNATURE},
};
enum { REFUSED_SIGNATURES = sizeof refused_signatures / sizeof refused_signatures[0] };

MAYBE_UNUSED static void refused_signature(int number, uint8_t *signature65) {
    check_unhex(refused_signatures[number].rAndS, signature65);
    signature65[64] = refused_signatures[number].v;
}

/* In range, and no point of the curve has x = 5. */
MAYBE_UNUSED static void nobodys_signature(uint8_t *signature65) {
    memset(signature65, 0, 65);
    signature65[31] = 5;
    signature65[63] = 1;
    signature65[64] = 27;
}

#endif
