/* What the targets of keys for tokens share: keys of every kind, and checks of whatever loads. */
#ifndef KEYS_H
#define KEYS_H

#include "mutation.h"

enum { KEY_KINDS = 6, KEY_ROOM = 8000 };

static const uint32_t key_algorithms[KEY_KINDS] = {
    KEDGE_ES256, KEDGE_EDDSA, KEDGE_ES256K, KEDGE_ES384, KEDGE_HS256, KEDGE_RS256};

static const statuses loading = BIT(KEDGE_OK) | BIT(KEDGE_WRONG_KEY_KIND) | BIT(KEDGE_WEAK_KEY) | BIT(KEDGE_INVALID_KEY);

/* A new key of a kind, with an id. */
MAYBE_UNUSED static kedge_jwt_key *sample_key(int kind) {
    kedge_jwt_key *key = NULL;
    char id[] = "k0";
    id[1] = (char)('0' + kind);
    MUST(kedge_jwt_key_generate(key_algorithms[kind], key_algorithms[kind] == KEDGE_RS256 ? 2048 : 0, id, 2, &key) == KEDGE_OK);
    return key;
}

/* A key that loaded, that signs and verifies, verifies what it signs. */
MAYBE_UNUSED static void check_signature(const kedge_jwt_key *key) {
    static const uint8_t content[] = "content";
    kedge_jws_signer signer = {key, NULL, 0, NULL, 0};
    kedge_jwt_key_set *keys = NULL;
    kedge_jws_content *verified = NULL;
    char document[KEY_ROOM];
    size_t length = 0;
    MUST(kedge_jws_sign(&signer, 1, content, 7, NULL, document, sizeof document, &length) == KEDGE_OK);
    MUST(kedge_jwt_key_set_create(&key, 1, &keys) == KEDGE_OK);
    MUST(kedge_jws_verify(keys, document, length, NULL, &verified) == KEDGE_OK);
    MUST(kedge_jws_content_destroy(verified) == KEDGE_OK && kedge_jwt_key_set_destroy(keys) == KEDGE_OK);
}

/* What is known of a key fits together. */
MAYBE_UNUSED static kedge_jwt_key_info check_info(const kedge_jwt_key *key) {
    kedge_jwt_key_info info = {.struct_size = sizeof info};
    char id[KEY_ROOM];
    size_t length = 4711;
    MUST(kedge_jwt_key_get_info(key, &info) == KEDGE_OK);
    MUST(info.algorithm >= KEDGE_HS256 && info.algorithm <= KEDGE_EDDSA);
    MUST(info.is_shared == (info.algorithm <= KEDGE_HS512) && (info.is_private || !info.is_shared));
    MUST(info.is_private || !info.can_sign);
    kedge_status status = kedge_jwt_key_id(key, id, sizeof id, &length);
    MUST(status == KEDGE_OK && length == strlen(id) && length <= 1024 && (length > 0) == info.has_id);
    return info;
}

/* Writes the whole of a key as JSON. */
MAYBE_UNUSED static size_t write_jwk(const kedge_jwt_key *key, int is_private, char *out) {
    size_t length = 0;
    kedge_status status = is_private ? kedge_jwt_key_private_jwk(key, out, KEY_ROOM, &length)
                                     : kedge_jwt_key_public_jwk(key, out, KEY_ROOM, &length);
    MUST(status == KEDGE_OK && length == strlen(out));
    return length;
}

#endif
