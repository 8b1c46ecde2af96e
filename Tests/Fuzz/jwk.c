/* JSON Web Keys: good ones that are changed, and texts put together from members. What loads is written, and reads again
 * as the same key. */
#include "keys.h"

static const char *const pieces[] = {
    "{", "}", ",", ":", "\"", "[", "]", "\"kty\":\"EC\"", "\"kty\":\"OKP\"", "\"kty\":\"oct\"", "\"kty\":\"RSA\"",
    "\"kty\":", "\"crv\":\"P-256\"", "\"crv\":\"Ed25519\"", "\"crv\":\"secp256k1\"", "\"crv\":\"P-521\"",
    "\"crv\":\"X25519\"", "\"crv\":", "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"",
    "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"", "\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"",
    "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"", "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPJHURo\"",
    "\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aK\"", "\"k\":\"\"",
    "\"k\":\"LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUlJQklqQU5CZ2tx\"", "\"n\":\"AQAB\"", "\"e\":\"AQAB\"",
    "\"e\":\"AQ\"", "\"d\":\"\"", "\"d\":\"AAAA\"", "\"alg\":\"ES256\"", "\"alg\":\"EdDSA\"", "\"alg\":\"HS256\"",
    "\"alg\":\"none\"", "\"alg\":", "\"use\":\"sig\"", "\"use\":\"enc\"", "\"use\":", "\"key_ops\":[\"sign\"]",
    "\"key_ops\":[\"verify\"]", "\"key_ops\":[\"sign\",\"verify\"]", "\"key_ops\":[\"sign\",\"sign\"]",
    "\"key_ops\":[\"encrypt\"]", "\"key_ops\":[]", "\"key_ops\":", "\"kid\":\"a\"", "\"kid\":\"\"",
    "\"kid\":\"\\u0000\"", "\"kid\":\"\\ud83d\\ude00\"", "\"kid\":1", "\"x5c\":[]", "\"x5t\":\"\"", "\"oth\":[]",
    "null", "1", "{\"kty\":\"EC\",\"crv\":\"P-256\",", "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",", "{\"kty\":\"oct\",",
    "\\u0064", "\"ext\":true",
};
enum { PIECES = sizeof pieces / sizeof *pieces, LONGEST = 6000 };

/* Private ones, and the public ones of all but the shared secret. */
static struct sample samples[2][KEY_KINDS], copy;

static const statuses documented = loading | BIT(KEDGE_MALFORMED_JWK) | BIT(KEDGE_KEY_USE);

static void prepare(void) {
    if (samples[0][0].count > 0) return;
    for (int kind = 0; kind < KEY_KINDS; kind++) {
        kedge_jwt_key *key = sample_key(kind);
        samples[0][kind].count = write_jwk(key, 1, (char *)samples[0][kind].bytes);
        if (key_algorithms[kind] != KEDGE_HS256) samples[1][kind].count = write_jwk(key, 0, (char *)samples[1][kind].bytes);
        MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);
    }
}

static void put_together(struct reader *reader) {
    copy.count = 0;
    while (reader->left > 0) {
        const char *piece = pieces[take_byte(reader) % PIECES];
        if (copy.count + strlen(piece) > LONGEST) return;
        memcpy(copy.bytes + copy.count, piece, strlen(piece));
        copy.count += strlen(piece);
    }
}

static void check_again(const kedge_jwt_key *key, kedge_jwt_key_info info) {
    char text[KEY_ROOM], again[KEY_ROOM];
    uint8_t thumbprint[32], other[32];
    size_t length = write_jwk(key, info.is_private, text);
    kedge_jwt_key *same = NULL;
    MUST(kedge_jwt_key_create_jwk(text, length, 0, &same) == KEDGE_OK);
    kedge_jwt_key_info known = check_info(same);
    MUST(memcmp(&known, &info, sizeof info) == 0);
    MUST(write_jwk(same, info.is_private, again) == length && strcmp(again, text) == 0);
    MUST(kedge_jwt_key_thumbprint(key, thumbprint) == KEDGE_OK && kedge_jwt_key_thumbprint(same, other) == KEDGE_OK);
    MUST(memcmp(thumbprint, other, 32) == 0);
    MUST(kedge_jwt_key_destroy(same) == KEDGE_OK);
    same = NULL;
    kedge_status status = kedge_jwt_key_create_public(key, &same);
    MUST(status == (info.is_shared ? KEDGE_WRONG_KEY_KIND : KEDGE_OK));
    if (status == KEDGE_OK) {
        known = check_info(same);
        MUST(!known.is_private && known.algorithm == info.algorithm);
        MUST(kedge_jwt_key_thumbprint(same, other) == KEDGE_OK && memcmp(thumbprint, other, 32) == 0);
        MUST(kedge_jwt_key_destroy(same) == KEDGE_OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader), asked = take_byte(&reader);
    /* An RSA key takes as long as a hundred others. */
    int is_public = choice >> 1 & 1, kind = choice >= 250 ? KEY_KINDS - 1 : (int)(choice / 4 % (KEY_KINDS - 1));
    if (key_algorithms[kind] == KEDGE_HS256) is_public = 0;
    uint32_t algorithm = asked < 160 ? 0 : asked < 224 ? key_algorithms[kind] : asked % 17;
    int is_original = 0;
    if (choice & 1) is_original = mutate(&reader, &samples[is_public][kind], &copy);
    else put_together(&reader);
    kedge_jwt_key *key = NULL;
    /* The sentence may hold a name of the input's. */
    kedge_status status = CALL_QUOTING(
        algorithm > KEDGE_EDDSA ? documented | BIT(KEDGE_INVALID_ARGUMENT) : documented, kedge_jwt_key_create_jwk,
        (const char *)copy.bytes, copy.count, algorithm, &key);
    MUST((status == KEDGE_OK) == (key != NULL));
    if (is_original && (algorithm == 0 || algorithm == key_algorithms[kind])) MUST(status == KEDGE_OK);
    if (status == KEDGE_OK) {
        kedge_jwt_key_info info = check_info(key);
        MUST(algorithm == 0 || info.algorithm == algorithm);
        check_again(key, info);
        if (info.can_sign && info.can_verify) check_signature(key);
        MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
