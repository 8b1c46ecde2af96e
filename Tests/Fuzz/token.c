/* Tokens: good ones that are changed, and any header and claims under a good signature, which the target makes itself.
 * Verifiers of several kinds; what verifies is what was signed, and reads the same by every call. */
#include "mutation.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

enum { NOW = 1750000000, SECRET = 32, VERIFIERS = 4, KINDS = 5, LONGEST = 2000, ROOM = 3000 };

static const uint8_t secret[SECRET] = {7};
static const uint32_t algorithms[KINDS] = {KEDGE_HS256, KEDGE_ES256, KEDGE_EDDSA, KEDGE_ES256K, KEDGE_RS256};
static struct sample tokens[KINDS], headers[2], claims[2], copy, header, payload;
static kedge_jwt_key_set *sets[2];
/* Of the shared secret, and of the pairs; by what they ask for. */
static kedge_jwt_verifier *verifiers[2][VERIFIERS];
static size_t capacities[VERIFIERS];

static const statuses refusals = BIT(KEDGE_MALFORMED_TOKEN) | BIT(KEDGE_MALFORMED_TOKEN_HEADER)
    | BIT(KEDGE_MALFORMED_TOKEN_CLAIMS) | BIT(KEDGE_MALFORMED_TOKEN_SIGNATURE) | BIT(KEDGE_TOKEN_TOO_LARGE)
    | BIT(KEDGE_ALGORITHM_NOT_ALLOWED) | BIT(KEDGE_UNKNOWN_TOKEN_KEY) | BIT(KEDGE_BAD_SIGNATURE) | BIT(KEDGE_TOKEN_EXPIRED)
    | BIT(KEDGE_TOKEN_NOT_YET_VALID) | BIT(KEDGE_TOKEN_ISSUED_IN_FUTURE) | BIT(KEDGE_TOKEN_TOO_OLD)
    | BIT(KEDGE_WRONG_ISSUER) | BIT(KEDGE_WRONG_SUBJECT) | BIT(KEDGE_WRONG_AUDIENCE) | BIT(KEDGE_WRONG_TOKEN_TYPE)
    | BIT(KEDGE_MISSING_CLAIM) | BIT(KEDGE_UNKNOWN_CRITICAL_HEADER) | BIT(KEDGE_TOKEN_REPLAYED) | BIT(KEDGE_TOKEN_REVOKED)
    | BIT(KEDGE_TOKEN_STORE_UNAVAILABLE);

static const char good_header[] = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"k0\"}";
static const char critical_header[] =
    "{\"typ\":\"application\\/AT+JWT\",\"crit\":[\"x\"],\"x\":[1,{\"y\":null}],\"alg\":\"HS\\u003256\","
    "\"jku\":\"http://x\"}";
static const char good_claims[] =
    "{\"iss\":\"https://a\",\"sub\":\"me\",\"aud\":[\"x\",\"api\"],\"exp\":1750000060,\"nbf\":1749999999.5,"
    "\"iat\":17499999e2,\"jti\":\"1\",\"scope\":\"read\",\"deep\":{\"a\":[true,null,-1.5e-3]}}";
static const char odd_claims[] =
    " {\"\\u0069ss\" : \"https:\\/\\/a\", \"sub\":\"m\\u0065\",\"aud\":\"api\",\"exp\":1.75000006E+9 ,"
    "\"jti\":\"\\ud83d\\ude00\",\"iat\":1749999990,\"scope\":\"\xc3\xa4\",\"big\":9223372036854775808,"
    "\"small\":-9223372036854775808,\"no\":false}\n";

static const char *const pieces[] = {
    "{", "}", "[", "]", ",", ":", "\"", "\"alg\":\"HS256\"", "\"alg\":\"none\"", "\"alg\":\"ES256\"",
    "\"typ\":\"JWT\"", "\"typ\":\"at+jwt\"", "\"kid\":\"k0\"", "\"kid\":\"k1\"", "\"kid\":", "\"crit\":[\"x\"]",
    "\"crit\":[\"b64\"]", "\"b64\":false", "\"b64\":true", "\"x\":", "\"iss\":\"https://a\"", "\"sub\":\"me\"",
    "\"aud\":\"api\"", "\"aud\":[\"api\"]", "\"jti\":\"2\"", "\"exp\":1750000001", "\"iat\":1749999999",
    "\"nbf\":1750000000", "\"scope\":\"\"", "\"exp\":", "\"iat\":", "\"nbf\":", "\"iss\":", "\"aud\":", "\"sub\":",
    "\"jti\":", "null", "true", "1", "-1", "0", "1e999", "-0.0", "1e-9", "9223372036854775807", "9223372036854775808",
    "1749999999.999999999999", "1750000000.0000001", "\"a\"", "\\u0000", "\\ud800", " ", "\n", "{\"alg\":\"HS256\"",
    "{\"exp\":1750000001,", "\"deep\":{\"a\":", "\xef\xbb\xbf", "\xc3", "\"e\\u0078p\":2", "\"a\":1",
    "{\"exp\":1750000001,\"aud\":\"api\",\"jti\":\"", "ab\"", "abc\"", "1\"", "\"sub\":\"you\"", "\"sub\":\"abcde\"",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* --- getting ready ----------------------------------------------------------------------------------------------- */

static int64_t clock_of(void *context) { return *(const int64_t *)context; }

static int32_t admit(const kedge_jwt_identity *identity, int64_t now, void *context) {
    (void)context;
    MUST(identity->struct_size >= sizeof *identity && now == NOW && identity->id != NULL);
    MUST(strlen(identity->id) == identity->id_len && identity->has_refused_from);
    if (identity->issuer != NULL) MUST(strlen(identity->issuer) == identity->issuer_len);
    if (identity->subject != NULL) MUST(strlen(identity->subject) == identity->subject_len);
    /* The answer is a number of the token's own: it counts, it does not, or the store cannot tell. */
    return identity->id_len == 1 && identity->id[0] == '1' ? 0 : (int32_t)(identity->id_len % 4);
}

static int32_t is_revoked(const kedge_jwt_identity *identity, int64_t now, void *context) {
    (void)now;
    (void)context;
    return identity->subject_len == 3 ? 1 : identity->subject_len == 5 ? -1 : 0;
}

static kedge_jwt_verifier *make_verifier(const kedge_jwt_key_set *keys, int number) {
    static const int64_t now = NOW;
    static const kedge_text issuers[] = {{"https://b", 9}, {"https://a", 9}}, audiences[] = {{"api", 3}, {"y", 1}},
                            required[] = {{"scope", 5}, {"jti", 3}}, critical[] = {{"x", 1}};
    kedge_jwt_verifier_options options;
    kedge_jwt_verifier *verifier = NULL;
    MUST(kedge_jwt_verifier_options_init(&options, sizeof options) == KEDGE_OK);
    options.clock = clock_of;
    options.clock_context = (void *)(uintptr_t)&now;
    options.critical_headers = critical;
    options.critical_header_count = 1;
    if (number == 0) {
        options.accepts_any_audience = 1;
    } else if (number == 1) {
        options.issuers = issuers;
        options.issuer_count = 2;
        options.audiences = audiences;
        options.audience_count = 2;
        options.required_claims = required;
        options.required_claim_count = 2;
        options.subject = "me";
        options.subject_len = 2;
        options.type = "at+jwt";
        options.type_len = 6;
        options.leeway_seconds = 30;
        options.max_age_seconds = 3600;
        options.cached_tokens = 16;
    } else if (number == 2) {
        options.audiences = audiences;
        options.audience_count = 1;
        options.admit = admit;
        options.is_revoked = is_revoked;
    } else {
        options.accepts_any_audience = 1;
        options.requires_expiry = 0;
        options.algorithms = algorithms;
        options.algorithm_count = 4;
        options.critical_headers = NULL;
        options.critical_header_count = 0;
        options.max_token_bytes = 600;
        options.max_header_bytes = 120;
        options.max_depth = 3;
    }
    capacities[number] = options.max_token_bytes;
    MUST(kedge_jwt_verifier_create(keys, &options, &verifier) == KEDGE_OK);
    return verifier;
}

static void assign(struct sample *sample, const struct sample *other) {
    memcpy(sample->bytes, other->bytes, other->count);
    sample->count = other->count;
}

static void put(struct sample *sample, const char *text) {
    sample->count = strlen(text);
    memcpy(sample->bytes, text, sample->count);
}

/* What the library hides from the leak checker, in tags of pointers, goes before it looks. */
static void clean_up(void) {
    for (int set = 0; set < 2; set++) {
        for (int i = 0; i < VERIFIERS; i++) MUST(kedge_jwt_verifier_destroy(verifiers[set][i]) == KEDGE_OK);
        MUST(kedge_jwt_key_set_destroy(sets[set]) == KEDGE_OK);
    }
}

static void prepare(void) {
    static const int64_t now = NOW - 10;
    kedge_jwt_key *keys[KINDS];
    char id[] = "k0";
    if (sets[0] != NULL) return;
    put(&headers[0], good_header);
    put(&headers[1], critical_header);
    put(&claims[0], good_claims);
    put(&claims[1], odd_claims);
    for (int i = 0; i < KINDS; i++) {
        kedge_jwt_issuer_options options;
        kedge_jwt_issuer *issuer = NULL;
        id[1] = (char)('0' + i);
        if (i == 0) MUST(kedge_jwt_key_create_secret(secret, SECRET, algorithms[i], id, 2, &keys[i]) == KEDGE_OK);
        else MUST(kedge_jwt_key_generate(algorithms[i], i == 4 ? 2048 : 0, id, 2, &keys[i]) == KEDGE_OK);
        MUST(kedge_jwt_issuer_options_init(&options, sizeof options) == KEDGE_OK);
        options.clock = clock_of;
        options.clock_context = (void *)(uintptr_t)&now;
        options.keeps_given_claims = 1;
        options.adds_key_id = i % 2 == 0;
        options.type = "at+jwt";
        options.type_len = 6;
        MUST(kedge_jwt_issuer_create(keys[i], &options, &issuer) == KEDGE_OK);
        MUST(kedge_jwt_issue(issuer, good_claims, sizeof good_claims - 1, (char *)tokens[i].bytes, ROOM, &tokens[i].count)
            == KEDGE_OK);
        MUST(kedge_jwt_issuer_destroy(issuer) == KEDGE_OK);
    }
    MUST(kedge_jwt_key_set_create((const kedge_jwt_key *const *)keys, 1, &sets[0]) == KEDGE_OK);
    MUST(kedge_jwt_key_set_create((const kedge_jwt_key *const *)keys + 1, KINDS - 1, &sets[1]) == KEDGE_OK);
    for (int i = 0; i < KINDS; i++) MUST(kedge_jwt_key_destroy(keys[i]) == KEDGE_OK);
    for (int set = 0; set < 2; set++) {
        for (int i = 0; i < VERIFIERS; i++) verifiers[set][i] = make_verifier(sets[set], i);
    }
    atexit(clean_up);
}

/* --- signing ----------------------------------------------------------------------------------------------------- */

static void append_base64url(struct sample *out, const uint8_t *bytes, size_t count) {
    int length = EVP_EncodeBlock(out->bytes + out->count, bytes, (int)count);
    for (size_t end = out->count + (size_t)length; out->count < end; out->count++) {
        uint8_t *at = &out->bytes[out->count];
        if (*at == '=') break;
        if (*at == '+') *at = '-';
        if (*at == '/') *at = '_';
    }
}

/* Makes a token of a header and claims that need not be any. */
static void sign(void) {
    uint8_t tag[32];
    copy.count = 0;
    append_base64url(&copy, header.bytes, header.count);
    copy.bytes[copy.count++] = '.';
    append_base64url(&copy, payload.bytes, payload.count);
    MUST(HMAC(EVP_sha256(), secret, SECRET, copy.bytes, copy.count, tag, NULL) != NULL);
    copy.bytes[copy.count++] = '.';
    append_base64url(&copy, tag, sizeof tag);
}

static void put_together(struct reader *reader, struct sample *out) {
    out->count = 0;
    while (reader->left > 0) {
        unsigned choice = take_byte(reader);
        if (choice == 255) return;
        const char *piece = pieces[choice % PIECES];
        unsigned times = choice >= 3 * PIECES ? take_byte(reader) % 40 : 1;
        for (unsigned i = 0; i < times && out->count + strlen(piece) <= LONGEST; i++) {
            memcpy(out->bytes + out->count, piece, strlen(piece));
            out->count += strlen(piece);
        }
    }
}

/* --- verifying --------------------------------------------------------------------------------------------------- */

static const statuses got = BIT(KEDGE_OK) | BIT(KEDGE_BUFFER_TOO_SMALL) | BIT(KEDGE_CLAIM_NOT_FOUND);

/* A sentence may hold the name, which is the input's. */
static void read_claim(const kedge_jwt_token *token, const char *name, size_t name_len) {
    uint32_t kind = 0;
    int64_t integer = 77;
    double number = 77;
    int32_t boolean = 77;
    char text[ROOM], raw[ROOM];
    size_t length = 77;
    statuses named = got | BIT(KEDGE_INVALID_UTF8);
    kedge_status status = CALL_QUOTING(named, kedge_jwt_token_kind, token, name, name_len, &kind);
    int is_there = status == KEDGE_OK;
    MUST(is_there == (kind >= KEDGE_CLAIM_NULL && kind <= KEDGE_CLAIM_OBJECT));
    status = CALL_QUOTING(named, kedge_jwt_token_raw, token, name, name_len, raw, sizeof raw, &length);
    MUST((status == KEDGE_OK) == is_there && (!is_there || strlen(raw) == length));
    named |= BIT(KEDGE_CLAIM_KIND);
    length = 77;
    status = CALL_QUOTING(named, kedge_jwt_token_text, token, name, name_len, text, sizeof text, &length);
    MUST((status == KEDGE_OK) == (kind == KEDGE_CLAIM_TEXT));
    if (status == KEDGE_OK) {
        size_t needed = 0;
        MUST(strlen(text) == length && length < strlen(raw));
        MUST(kedge_jwt_token_text(token, name, name_len, text, length, &needed) == KEDGE_BUFFER_TOO_SMALL);
        MUST(needed == length + 1);
    }
    status = CALL_QUOTING(named, kedge_jwt_token_number, token, name, name_len, &number);
    MUST(status != KEDGE_OK || kind == KEDGE_CLAIM_NUMBER);
    MUST(status == KEDGE_OK || number == 77);
    status = CALL_QUOTING(named, kedge_jwt_token_integer, token, name, name_len, &integer);
    MUST(status != KEDGE_OK || kind == KEDGE_CLAIM_NUMBER);
    MUST(status == KEDGE_OK ? number == (double)integer : integer == 77);
    status = CALL_QUOTING(named, kedge_jwt_token_boolean, token, name, name_len, &boolean);
    MUST((status == KEDGE_OK) == (kind == KEDGE_CLAIM_BOOLEAN));
    MUST(status == KEDGE_OK ? boolean == (raw[0] == 't') : boolean == 77);
}

static void read_token(struct reader *reader, const kedge_jwt_token *token, const char *text, int64_t leeway) {
    static const char *const names[] = {"iss",   "sub",  "aud", "exp",   "nbf", "iat", "jti",
                                        "scope", "deep", "big", "small", "no",  "a",   ""};
    kedge_jwt_token_info info = {.struct_size = sizeof info};
    char out[ROOM], name[8];
    size_t length = 0;
    MUST(kedge_jwt_token_get_info(token, &info) == KEDGE_OK);
    MUST(!info.has_expires_at || info.expires_at > NOW - leeway);
    MUST(!info.has_not_before || info.not_before <= NOW + leeway);
    MUST(!info.has_issued_at || info.issued_at <= NOW + leeway);
    MUST(info.algorithm >= KEDGE_HS256 && info.algorithm <= KEDGE_EDDSA);
    MUST(kedge_jwt_token_claims(token, out, sizeof out, &length) == KEDGE_OK && strcmp(out, text) == 0);
    MUST(kedge_jwt_token_header(token, out, sizeof out, &length) == KEDGE_OK && strlen(out) == length);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) read_claim(token, names[i], strlen(names[i]));
    size_t count = take_count(reader, sizeof name);
    take_bytes(reader, (uint8_t *)name, count);
    read_claim(token, name, count);
}

/* Verifies the copy in both ways. */
static kedge_status verify(struct reader *reader, const kedge_jwt_verifier *verifier, int number) {
    static const statuses documented = refusals | BIT(KEDGE_OK) | BIT(KEDGE_BUFFER_TOO_SMALL);
    char out[ROOM];
    size_t length = 4711;
    const char *text = (const char *)copy.bytes;
    memset(out, 0xA5, sizeof out);
    /* A NULL and a small buffer ask for the size, and nothing else happens. */
    kedge_status asked = CALL(documented, kedge_jwt_verify, verifier, text, copy.count, NULL, 0, &length);
    size_t needed = asked == KEDGE_BUFFER_TOO_SMALL ? length : 0;
    MUST(asked != KEDGE_OK && (asked == KEDGE_BUFFER_TOO_SMALL ? needed <= copy.count : length == 4711));
    length = 4711;
    kedge_status status = CALL(documented, kedge_jwt_verify, verifier, text, copy.count, out, sizeof out, &length);
    if (status == KEDGE_OK) {
        MUST(length < needed && strlen(out) == length && is_all((uint8_t *)out + length + 1, ROOM - length - 1, 0xA5));
    } else {
        MUST(is_all((uint8_t *)out, sizeof out, 0xA5) && (length == 4711 || status == KEDGE_BUFFER_TOO_SMALL));
    }
    kedge_jwt_token *token = NULL;
    kedge_status kept = CALL(refusals | BIT(KEDGE_OK), kedge_jwt_verify_token, verifier, text, copy.count, &token);
    MUST((kept == KEDGE_OK) == (token != NULL));
    MUST(kept == status || status == KEDGE_BUFFER_TOO_SMALL);
    if (kept == KEDGE_OK) {
        MUST(copy.count <= capacities[number]);
        read_token(reader, token, out, number == 1 ? 30 : 0);
        MUST(kedge_jwt_token_destroy(token) == KEDGE_OK);
    }
    if (status == KEDGE_OK) {
        payload.count = length;
        memcpy(payload.bytes, out, length);
    }
    return status;
}

/* A token is taken once, and not at all once it is revoked. */
static void verify_with_stores(const kedge_jwt_key_set *keys) {
    static const int64_t now = NOW;
    static const statuses documented = refusals | BIT(KEDGE_OK);
    kedge_jwt_replay_cache *cache = NULL;
    kedge_jwt_revocations *revocations = NULL;
    kedge_jwt_verifier_options options;
    kedge_jwt_verifier *verifier = NULL;
    kedge_jwt_token *first = NULL, *second = NULL;
    char id[ROOM], issuer[ROOM];
    size_t id_len = 0, issuer_len = 0, count = 0;
    MUST(kedge_jwt_replay_cache_create(1, &cache) == KEDGE_OK && kedge_jwt_revocations_create(1, &revocations) == KEDGE_OK);
    MUST(kedge_jwt_verifier_options_init(&options, sizeof options) == KEDGE_OK);
    options.accepts_any_audience = 1;
    options.replay_cache = cache;
    options.revocations = revocations;
    options.clock = clock_of;
    options.clock_context = (void *)(uintptr_t)&now;
    MUST(kedge_jwt_verifier_create(keys, &options, &verifier) == KEDGE_OK);
    const char *text = (const char *)copy.bytes;
    kedge_status status = CALL(documented, kedge_jwt_verify_token, verifier, text, copy.count, &first);
    MUST(status != KEDGE_TOKEN_REPLAYED && status != KEDGE_TOKEN_REVOKED && status != KEDGE_TOKEN_STORE_UNAVAILABLE);
    if (status == KEDGE_OK) {
        MUST(CALL(documented, kedge_jwt_verify_token, verifier, text, copy.count, &second) == KEDGE_TOKEN_REPLAYED);
        MUST(kedge_jwt_replay_cache_count(cache, &count) == KEDGE_OK && count == 1);
        MUST(kedge_jwt_token_text(first, "jti", 3, id, ROOM, &id_len) == KEDGE_OK);
        int has_issuer = kedge_jwt_token_text(first, "iss", 3, issuer, ROOM, &issuer_len) == KEDGE_OK;
        MUST(kedge_jwt_revocations_add_token(
                 revocations, has_issuer ? issuer : NULL, issuer_len, id, id_len, INT64_MAX, NOW) == KEDGE_OK);
        MUST(CALL(documented, kedge_jwt_verify_token, verifier, text, copy.count, &second) == KEDGE_TOKEN_REVOKED);
        MUST(kedge_jwt_token_destroy(first) == KEDGE_OK);
    }
    MUST(kedge_jwt_verifier_destroy(verifier) == KEDGE_OK && kedge_jwt_replay_cache_destroy(cache) == KEDGE_OK &&
         kedge_jwt_revocations_destroy(revocations) == KEDGE_OK);
}

static int is_space(uint8_t byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }

/* Leaves out the white space around the claims, which are written without it. */
static void trim(struct sample *text) {
    size_t start = 0;
    while (text->count > 0 && is_space(text->bytes[text->count - 1])) text->count--;
    while (start < text->count && is_space(text->bytes[start])) start++;
    memmove(text->bytes, text->bytes + start, text->count - start);
    text->count -= start;
}

/* --- inputs ------------------------------------------------------------------------------------------------------ */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader), number = take_byte(&reader) % (VERIFIERS + 1);
    int kind = 0, is_original = 0, is_signed = choice % 4 != 0;
    const struct sample *first_header = &headers[choice / 4 % 2], *first_claims = &claims[choice / 8 % 2];
    assign(&header, first_header);
    assign(&payload, first_claims);
    switch (choice % 4) {
    case 0:
        kind = (int)(choice / 4 % KINDS);
        is_original = mutate(&reader, &tokens[kind], &copy);
        break;
    case 1:
        is_original = mutate(&reader, first_header, &header) && mutate(&reader, first_claims, &payload);
        break;
    case 2:
        mutate(&reader, first_claims, &payload);
        break;
    default:
        if (choice & 16) put_together(&reader, &header);
        put_together(&reader, &payload);
    }
    if (copy.count > LONGEST) copy.count = LONGEST;
    if (header.count > LONGEST) header.count = LONGEST;
    if (payload.count > LONGEST) payload.count = LONGEST;
    if (is_signed) sign();
    if (number == VERIFIERS) {
        verify_with_stores(sets[kind > 0]);
    } else {
        static struct sample before;
        assign(&before, &payload);
        trim(&before);
        kedge_status status = verify(&reader, verifiers[kind > 0][number], (int)number);
        if (is_signed) {
            MUST(status != KEDGE_BAD_SIGNATURE && status != KEDGE_MALFORMED_TOKEN_SIGNATURE);
            if (status == KEDGE_OK) MUST(is_same(&before, &payload));
        } else if (!is_original) {
            /* What nobody signed is not taken; BAD_SIGNATURE is only one of the reasons. */
            MUST(status != KEDGE_OK || copy.count == LONGEST);
        }
        if (is_original && number <= 1) MUST(status == KEDGE_OK);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
