/* Keys for tokens, sets of them, and the texts that they are read from, for the tests of whatever takes them. */
#ifndef TOKENS_H
#define TOKENS_H

#include "check.h"

/* The secret of make_secret(), which is for HS256. */
static MAYBE_UNUSED const uint8_t secret_bytes[32] = {
    0x8C, 0x21, 0x5E, 0xF0, 0x97, 0x3B, 0xA4, 0x6D, 0x12, 0xE9, 0x40, 0xB7, 0x05, 0xDA, 0x7F, 0xC3,
    0x38, 0x91, 0xEE, 0x54, 0x0B, 0xA2, 0x6F, 0xD8, 0x73, 0x1C, 0xC5, 0x8A, 0x49, 0xF6, 0x2D, 0xB0,
};

/* One P-256 key in every form that it can have in PEM, made for these tests with openssl. */
static MAYBE_UNUSED const char private_pem[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtnvzFGD700oFX/Nw\n"
    "hyIEcpGVoQsDycA8CBpR3PF5sTqhRANCAATJuGkUKCiIkd6arypiCvp00CZ6YQIu\n"
    "Ms7eaVTODC9yABk9qb8Rb7PWbNNovwYqSW/T6r5yPJlAjGqWh0gUSIyT\n"
    "-----END PRIVATE KEY-----\n";
static MAYBE_UNUSED const char sec1_pem[] =
    "-----BEGIN EC PRIVATE KEY-----\n"
    "MHcCAQEEILZ78xRg+9NKBV/zcIciBHKRlaELA8nAPAgaUdzxebE6oAoGCCqGSM49\n"
    "AwEHoUQDQgAEybhpFCgoiJHemq8qYgr6dNAmemECLjLO3mlUzgwvcgAZPam/EW+z\n"
    "1mzTaL8GKklv0+q+cjyZQIxqlodIFEiMkw==\n"
    "-----END EC PRIVATE KEY-----\n";
static MAYBE_UNUSED const char public_pem[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEybhpFCgoiJHemq8qYgr6dNAmemEC\n"
    "LjLO3mlUzgwvcgAZPam/EW+z1mzTaL8GKklv0+q+cjyZQIxqlodIFEiMkw==\n"
    "-----END PUBLIC KEY-----\n";
static MAYBE_UNUSED const char certificate_pem[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdDCCARugAwIBAgIUQN888gk6HWEEfCGbv651Ly9KUc8wCgYIKoZIzj0EAwIw\n"
    "DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjkxMjUzNDhaGA8yMTI2MTEwNTEyNTM0\n"
    "OFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMm4\n"
    "aRQoKIiR3pqvKmIK+nTQJnphAi4yzt5pVM4ML3IAGT2pvxFvs9Zs02i/BipJb9Pq\n"
    "vnI8mUCMapaHSBRIjJOjUzBRMB0GA1UdDgQWBBT1R+fuXPdO66tnMP4ASkA/sMR1\n"
    "4zAfBgNVHSMEGDAWgBT1R+fuXPdO66tnMP4ASkA/sMR14zAPBgNVHRMBAf8EBTAD\n"
    "AQH/MAoGCCqGSM49BAMCA0cAMEQCIHAHgZSK19O/Bd9/7oEKeyYdIapkfZYLLzrE\n"
    "ZUXSWmvIAiByGCBrVTm4FQH2UbtbGhtFMip/WALY58NxhQMLcQIE+g==\n"
    "-----END CERTIFICATE-----\n";

/* Bytes as base64url, or base64 with its padding; text ends with a NUL. */
MAYBE_UNUSED static size_t encode_base64(const uint8_t *bytes, size_t count, int is_url, char *text) {
    const char *end = is_url ? "-_" : "+/";
    size_t written = 0;
    for (size_t i = 0; i < count; i += 3) {
        size_t left = count - i < 3 ? count - i : 3;
        uint32_t group = (uint32_t)bytes[i] << 16;
        if (left > 1) group |= (uint32_t)bytes[i + 1] << 8;
        if (left > 2) group |= bytes[i + 2];
        for (size_t j = 0; j < 4; j++) {
            uint32_t value = group >> (18 - 6 * j) & 63;
            if (j > left) {
                if (!is_url) text[written++] = '=';
            } else {
                text[written++] = (char)(value < 26   ? 'A' + value
                                         : value < 52 ? 'a' + value - 26
                                         : value < 62 ? '0' + value - 52
                                                      : (uint32_t)end[value - 62]);
            }
        }
    }
    text[written] = 0;
    return written;
}

/* Bytes of base64 of either kind; whatever is no character of it is passed over. */
MAYBE_UNUSED static size_t decode_base64(const char *text, size_t count, uint8_t *bytes) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    size_t written = 0;
    uint32_t group = 0;
    int bits = 0;
    for (size_t i = 0; i < count && text[i] != 0 && text[i] != '='; i++) {
        const char *at = strchr(alphabet, text[i]);
        uint32_t value = at != NULL ? (uint32_t)(at - alphabet)
                         : strchr("+-", text[i]) != NULL ? 62
                         : strchr("/_", text[i]) != NULL ? 63
                                                         : 64;
        if (value == 64) continue;
        group = group << 6 | value;
        bits += 6;
        if (bits >= 8) bytes[written++] = (uint8_t)(group >> (bits -= 8));
    }
    return written;
}

/* The bytes of a PEM text of one block. */
MAYBE_UNUSED static size_t der_of_pem(const char *pem, uint8_t *der) {
    const char *start = strchr(pem, '\n') + 1;
    return decode_base64(start, (size_t)(strstr(start, "-----END") - start), der);
}

/* A PEM text of one block. */
MAYBE_UNUSED static void pem_of_der(const char *label, const uint8_t *der, size_t count, char *pem) {
    pem += sprintf(pem, "-----BEGIN %s-----\n", label);
    for (size_t i = 0; i < count; i += 48) {
        pem += encode_base64(der + i, count - i < 48 ? count - i : 48, 0, pem);
        *pem++ = '\n';
    }
    sprintf(pem, "-----END %s-----\n", label);
}

/* An HS256 key; without an id for NULL. */
MAYBE_UNUSED static kedge_jwt_key *make_secret(const char *id) {
    kedge_jwt_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_secret, secret_bytes, sizeof secret_bytes, KEDGE_HS256, id,
        id == NULL ? 0 : strlen(id), &key);
    return key;
}

/* A new key of any algorithm, of 2,048 bits where it is RSA, which takes a while. */
MAYBE_UNUSED static kedge_jwt_key *generate_key(uint32_t algorithm, const char *id) {
    kedge_jwt_key *key = NULL;
    uint32_t bits = algorithm >= KEDGE_RS256 && algorithm <= KEDGE_PS512 ? 2048 : 0;
    EXPECT(KEDGE_OK, kedge_jwt_key_generate, algorithm, bits, id, id == NULL ? 0 : strlen(id), &key);
    return key;
}

MAYBE_UNUSED static kedge_jwt_key *public_part(const kedge_jwt_key *key) {
    kedge_jwt_key *part = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_create_public, key, &part);
    return part;
}

MAYBE_UNUSED static void drop_jwt_key(kedge_jwt_key *key) { EXPECT(KEDGE_OK, kedge_jwt_key_destroy, key); }

/* A set of one key, which keeps it when the key's own handle is gone. */
MAYBE_UNUSED static kedge_jwt_key_set *make_set(const kedge_jwt_key *key) {
    kedge_jwt_key_set *set = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_key_set_create, &key, 1, &set);
    return set;
}

MAYBE_UNUSED static void drop_set(kedge_jwt_key_set *set) { EXPECT(KEDGE_OK, kedge_jwt_key_set_destroy, set); }

#endif
