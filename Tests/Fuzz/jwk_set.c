/* JSON Web Key Sets: a good one that is changed, and sets put together from good keys and bad ones. What loads is written,
 * and reads again as the same set. */
#include "keys.h"

enum { LONGEST = 20000, SET_ROOM = 40000 };

static const char *const pieces[] = {
    "{\"keys\":[", "]}", ",", "{", "}", "[", "]", "\"keys\":", "null", "{}", "{\"kty\":\"EC\"}",
    "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}", "{\"kty\":\"oct\",\"k\":\"\"}",
    "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwaaPJHURo\"}",
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aK\"}", "{\"kid\":\"a\"}",
    "{\"kid\":\"a\",\"use\":\"enc\"}", "{\"kid\":\"\xc3\xa4\\n\",\"kty\":1}", "1", "\"a\"", "\"a\":1",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* Whole keys: private, then public. */
static struct sample keys[2][KEY_KINDS], whole, copy;
static char text[SET_ROOM], again[SET_ROOM];

static void append(struct sample *out, const void *bytes, size_t count) {
    if (out->count + count > LONGEST) return;
    memcpy(out->bytes + out->count, bytes, count);
    out->count += count;
}

static void prepare(void) {
    if (whole.count > 0) return;
    append(&whole, "{\"keys\":[", 9);
    for (int kind = 0; kind < KEY_KINDS; kind++) {
        kedge_jwt_key *key = sample_key(kind);
        keys[0][kind].count = write_jwk(key, 1, (char *)keys[0][kind].bytes);
        if (key_algorithms[kind] != KEDGE_HS256) {
            keys[1][kind].count = write_jwk(key, 0, (char *)keys[1][kind].bytes);
            if (kind > 0) append(&whole, ",", 1);
            append(&whole, keys[1][kind].bytes, keys[1][kind].count);
        }
        MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);
    }
    append(&whole, "]}", 2);
}

/* In a frame with commas, or without. */
static void put_together(struct reader *reader, int is_framed) {
    copy.count = 0;
    if (is_framed) append(&copy, "{\"keys\":[", 9);
    while (reader->left > 0) {
        unsigned choice = take_byte(reader);
        if (is_framed && copy.count > 9) append(&copy, ",", 1);
        if (choice < 128) {
            append(&copy, pieces[choice % PIECES], strlen(pieces[choice % PIECES]));
        } else if (choice == 255) { /* more than a set may have */
            unsigned times = 250 + take_byte(reader) % 10;
            for (unsigned i = 0; i < times; i++) append(&copy, i > 0 ? ",{}" : "{}", i > 0 ? 3 : 2);
        } else {
            /* The private RSA key takes as long as a hundred others. */
            const struct sample *key = &keys[choice % 2][choice / 2 % (KEY_KINDS - 1)];
            append(&copy, key->bytes, key->count);
        }
    }
    if (is_framed) append(&copy, "]}", 2);
}

static const statuses getting = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT);
static const statuses skipping =
    (loading ^ BIT(KEDGE_OK)) | BIT(KEDGE_MALFORMED_JWK) | BIT(KEDGE_KEY_USE) | BIT(KEDGE_ALGORITHM_NOT_ALLOWED);

static void look_at(const kedge_jwt_key_set *set, size_t key_count, size_t skipped_count) {
    kedge_jwt_key *key = NULL;
    kedge_jwt_skipped_key skipped = {.struct_size = sizeof skipped};
    static char out[SET_ROOM];
    size_t length = 0, previous = 0;
    for (size_t i = 0; i < key_count; i++) {
        MUST(kedge_jwt_key_set_get_key(set, i, &key) == KEDGE_OK);
        check_info(key);
        MUST(kedge_jwt_key_destroy(key) == KEDGE_OK);
        key = NULL;
    }
    MUST(CALL(getting, kedge_jwt_key_set_get_key, set, key_count, &key) == KEDGE_INVALID_ARGUMENT && key == NULL);
    for (size_t i = 0; i < skipped_count; i++) {
        MUST(kedge_jwt_key_set_get_skipped(set, i, &skipped) == KEDGE_OK);
        MUST(is_listed(skipping, skipped.status) && skipped.index < 256 && (i == 0 || skipped.index >= previous));
        previous = skipped.index;
        MUST(kedge_jwt_key_set_skipped_id(set, i, out, sizeof out, &length) == KEDGE_OK && strlen(out) == length);
        MUST(length == 0 || skipped.has_id);
        MUST(kedge_jwt_key_set_skipped_reason(set, i, out, sizeof out, &length) == KEDGE_OK);
        MUST(strlen(out) == length && length > 10);
    }
    MUST(CALL(getting, kedge_jwt_key_set_get_skipped, set, skipped_count, &skipped) == KEDGE_INVALID_ARGUMENT);
}

static void check_again(
    const kedge_jwt_key_set *set, size_t key_count, const uint32_t *algorithms, size_t algorithm_count) {
    static const statuses writing = BIT(KEDGE_OK) | BIT(KEDGE_WRONG_KEY_KIND);
    kedge_jwt_key_set *same = NULL;
    size_t length = 0, length_again = 0, count = 0, skipped_count = 0;
    CALL(writing, kedge_jwt_key_set_public_jwks, set, text, sizeof text, &length);
    MUST(kedge_jwt_key_set_private_jwks(set, text, sizeof text, &length) == KEDGE_OK && strlen(text) == length);
    /* For the same algorithms: a key that was loaded for several of them is written once, and says none. */
    MUST(kedge_jwt_key_set_create_jwks(text, length, algorithms, algorithm_count, &same) == KEDGE_OK);
    MUST(kedge_jwt_key_set_count(same, &count, &skipped_count) == KEDGE_OK && count == key_count && skipped_count == 0);
    MUST(kedge_jwt_key_set_private_jwks(same, again, sizeof again, &length_again) == KEDGE_OK);
    MUST(length_again == length && strcmp(again, text) == 0);
    MUST(kedge_jwt_key_set_replace(set, same) == KEDGE_OK && kedge_jwt_key_set_destroy(same) == KEDGE_OK);
    MUST(kedge_jwt_key_set_count(set, &count, &skipped_count) == KEDGE_OK && count == key_count && skipped_count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_MALFORMED_KEY_SET) | BIT(KEDGE_DUPLICATE_KEY_ID)
        | BIT(KEDGE_MIXED_KEY_SET);
    static const uint32_t algorithms[] = {KEDGE_ES256, KEDGE_HS256, KEDGE_HS384, KEDGE_RS256, KEDGE_PS256, KEDGE_EDDSA};
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    size_t algorithm_count = choice / 2 % 7;
    int is_original = 0;
    if (choice & 1) is_original = mutate(&reader, &whole, &copy);
    else put_together(&reader, choice >= 128);
    const uint32_t *allowed = algorithm_count > 0 ? algorithms : NULL;
    kedge_jwt_key_set *set = NULL;
    /* The sentence may hold an id of the input's. */
    kedge_status status = CALL_QUOTING(
        documented, kedge_jwt_key_set_create_jwks, (const char *)copy.bytes, copy.count, allowed, algorithm_count,
        &set);
    MUST((status == KEDGE_OK) == (set != NULL));
    if (is_original) MUST(status == KEDGE_OK);
    if (status == KEDGE_OK) {
        size_t key_count = 4711, skipped_count = 4711;
        MUST(kedge_jwt_key_set_count(set, &key_count, &skipped_count) == KEDGE_OK);
        MUST(key_count <= 256 * 6 && skipped_count <= 256);
        if (is_original && algorithm_count == 0) MUST(key_count == KEY_KINDS - 1 && skipped_count == 0);
        look_at(set, key_count, skipped_count);
        check_again(set, key_count, allowed, algorithm_count);
        MUST(kedge_jwt_key_set_destroy(set) == KEDGE_OK);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
