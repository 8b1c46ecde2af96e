/* Claims: read from a verified token, and set one by one for a new one. */
#include <math.h>

#include "token_samples.h"

/* --- reading ------------------------------------------------------------------------------------------------------ */

#define EVERY_KIND \
    "{\"iss\":\"me\",\"exp\":1700000600,\"nbf\":1699999999.5,\"iat\":1699999990.5,\"n\":null,\"t\":true,\"f\":false," \
    "\"i\":-42,\"d\":12.50,\"s\":\"\\u00e9\\\"\\/\\ud83d\\ude00\\n\",\"e\":\"\",\"a\":[1, \"x\"],\"o\":{\"i\":1}," \
    "\"\":\"no name\",\"na\\u006de\":\"escaped\"}"

static kedge_jwt_token *every_kind;

static void every_kind_is_told(void) {
    static const struct {
        const char *name;
        uint32_t kind;
    } cases[] = {
        {"iss", KEDGE_CLAIM_TEXT}, {"exp", KEDGE_CLAIM_NUMBER}, {"n", KEDGE_CLAIM_NULL}, {"t", KEDGE_CLAIM_BOOLEAN},
        {"f", KEDGE_CLAIM_BOOLEAN}, {"i", KEDGE_CLAIM_NUMBER}, {"d", KEDGE_CLAIM_NUMBER}, {"s", KEDGE_CLAIM_TEXT},
        {"a", KEDGE_CLAIM_ARRAY}, {"o", KEDGE_CLAIM_OBJECT}, {"", KEDGE_CLAIM_TEXT}, {"name", KEDGE_CLAIM_TEXT},
    };
    every_kind = verified(EVERY_KIND);
    for (size_t i = 0; i < COUNT(cases); i++) {
        uint32_t kind = 0;
        EXPECT(KEDGE_OK, kedge_jwt_token_kind, every_kind, cases[i].name, strlen(cases[i].name), &kind);
        CHECK_AT(kind == cases[i].kind, "%s: %u", cases[i].name, kind);
    }
    /* Names are whole, and those of the outermost object. */
    static const char *const missing[] = {"is", "isss", "ISS", "x", "1", "na\\u006de"};
    uint32_t kind = 77;
    for (size_t i = 0; i < COUNT(missing); i++)
        EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_kind, every_kind, missing[i], strlen(missing[i]), &kind);
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_kind, every_kind, "iss\0", 4, &kind);
    CHECK(kind == 77);
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_kind, every_kind, "a_name", 6, &kind);
    CHECK(strstr(kedge_last_error(), "a_name") != NULL);
    drop_token(every_kind);
}

static void texts_are_written_without_escapes(void) {
    char out[100];
    size_t length = 0;
    every_kind = verified(EVERY_KIND);
    static const struct {
        const char *name, *text;
    } cases[] = {
        {"iss", "me"}, {"s", "\xC3\xA9\"/\xF0\x9F\x98\x80\n"}, {"e", ""}, {"", "no name"}, {"name", "escaped"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t name_len = strlen(cases[i].name), needed = strlen(cases[i].text) + 1;
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_text, every_kind, cases[i].name, name_len, NULL, 0, &length);
        CHECK_AT(length == needed, "%s: %zu", cases[i].name, length);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_text, every_kind, cases[i].name, name_len, out, needed - 1,
            &length);
        CHECK(length == needed && check_all((uint8_t *)out, sizeof out, 0x5A));
        EXPECT(KEDGE_OK, kedge_jwt_token_text, every_kind, cases[i].name, name_len, out, needed, &length);
        CHECK_AT(length == needed - 1 && strcmp(out, cases[i].text) == 0, "%s", cases[i].name);
        CHECK(check_all((uint8_t *)out + needed, sizeof out - needed, 0x5A));
    }
    static const char *const others[] = {"n", "t", "i", "a", "o"};
    length = 77;
    memset(out, 0x5A, sizeof out);
    for (size_t i = 0; i < COUNT(others); i++)
        EXPECT(KEDGE_CLAIM_KIND, kedge_jwt_token_text, every_kind, others[i], 1, out, sizeof out, &length);
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_text, every_kind, "x", 1, out, sizeof out, &length);
    CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
    drop_token(every_kind);
}

static void numbers_are_read_or_refused(void) {
    kedge_jwt_token *token = verified(
        "{\"most\":9223372036854775807,\"least\":-9223372036854775808,\"over\":9223372036854775808,"
        "\"under\":-9223372036854775809,\"half\":0.5,\"power\":1e3,\"zero\":0,\"minus\":-0,\"whole\":1.0,"
        "\"endless\":1e400,\"large\":1e300,\"text\":\"1\",\"n\":null}");
    static const struct {
        const char *name;
        kedge_status integer_status, number_status;
        int64_t integer;
        double number;
    } cases[] = {
        {"most", KEDGE_OK, KEDGE_OK, INT64_MAX, 9223372036854775808.0},
        {"least", KEDGE_OK, KEDGE_OK, INT64_MIN, -9223372036854775808.0},
        {"over", KEDGE_CLAIM_KIND, KEDGE_OK, 0, 9223372036854775808.0},
        {"under", KEDGE_CLAIM_KIND, KEDGE_OK, 0, -9223372036854775808.0},
        {"half", KEDGE_CLAIM_KIND, KEDGE_OK, 0, 0.5},
        {"power", KEDGE_CLAIM_KIND, KEDGE_OK, 0, 1000},
        {"whole", KEDGE_CLAIM_KIND, KEDGE_OK, 0, 1},
        {"zero", KEDGE_OK, KEDGE_OK, 0, 0},
        {"minus", KEDGE_OK, KEDGE_OK, 0, 0},
        {"endless", KEDGE_CLAIM_KIND, KEDGE_CLAIM_KIND, 0, 0},
        {"large", KEDGE_CLAIM_KIND, KEDGE_OK, 0, 1e300},
        {"text", KEDGE_CLAIM_KIND, KEDGE_CLAIM_KIND, 0, 0},
        {"n", KEDGE_CLAIM_KIND, KEDGE_CLAIM_KIND, 0, 0},
        {"x", KEDGE_CLAIM_NOT_FOUND, KEDGE_CLAIM_NOT_FOUND, 0, 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t integer = 77;
        double number = 77;
        size_t name_len = strlen(cases[i].name);
        kedge_status status = CALL(kedge_jwt_token_integer, token, cases[i].name, name_len, &integer);
        CHECK_AT(status == cases[i].integer_status, "%s: %d", cases[i].name, (int)status);
        CHECK_AT(integer == (status == KEDGE_OK ? cases[i].integer : 77), "%s: %lld", cases[i].name, (long long)integer);
        status = CALL(kedge_jwt_token_number, token, cases[i].name, name_len, &number);
        CHECK_AT(status == cases[i].number_status, "%s: %d", cases[i].name, (int)status);
        CHECK_AT(number == (status == KEDGE_OK ? cases[i].number : 77), "%s: %g", cases[i].name, number);
    }
    drop_token(token);
}

static void booleans_are_no_numbers(void) {
    static const char *const others[] = {"n", "i", "d", "s", "e", "a", "o"};
    int32_t value = 77;
    int64_t integer = 77;
    double number = 77;
    every_kind = verified(EVERY_KIND);
    for (size_t i = 0; i < COUNT(others); i++)
        EXPECT(KEDGE_CLAIM_KIND, kedge_jwt_token_boolean, every_kind, others[i], 1, &value);
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_boolean, every_kind, "x", 1, &value);
    CHECK(value == 77);
    EXPECT(KEDGE_OK, kedge_jwt_token_boolean, every_kind, "t", 1, &value);
    CHECK(value == 1);
    EXPECT(KEDGE_OK, kedge_jwt_token_boolean, every_kind, "f", 1, &value);
    CHECK(value == 0);
    EXPECT(KEDGE_CLAIM_KIND, kedge_jwt_token_integer, every_kind, "t", 1, &integer);
    EXPECT(KEDGE_CLAIM_KIND, kedge_jwt_token_number, every_kind, "t", 1, &number);
    CHECK(integer == 77 && number == 77);
    drop_token(every_kind);
}

static void any_claim_is_had_as_it_stands(void) {
    static const struct {
        const char *name, *json;
    } cases[] = {
        {"n", "null"}, {"t", "true"}, {"d", "12.50"}, {"s", "\"\\u00e9\\\"\\/\\ud83d\\ude00\\n\""}, {"e", "\"\""},
        {"a", "[1, \"x\"]"}, {"o", "{\"i\":1}"}, {"", "\"no name\""}, {"name", "\"escaped\""}, {"iss", "\"me\""},
        {"nbf", "1699999999.5"},
    };
    char out[100];
    size_t length = 0;
    every_kind = verified(EVERY_KIND);
    for (size_t i = 0; i < COUNT(cases); i++) {
        size_t name_len = strlen(cases[i].name), needed = strlen(cases[i].json) + 1;
        memset(out, 0x5A, sizeof out);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_raw, every_kind, cases[i].name, name_len, out, needed - 1,
            &length);
        CHECK_AT(length == needed && check_all((uint8_t *)out, sizeof out, 0x5A), "%s: %zu", cases[i].name, length);
        EXPECT(KEDGE_OK, kedge_jwt_token_raw, every_kind, cases[i].name, name_len, out, needed, &length);
        CHECK_AT(length == needed - 1 && strcmp(out, cases[i].json) == 0, "%s: %s", cases[i].name, out);
    }
    length = 77;
    EXPECT(KEDGE_CLAIM_NOT_FOUND, kedge_jwt_token_raw, every_kind, "x", 1, out, sizeof out, &length);
    CHECK(length == 77);
    drop_token(every_kind);
}

static void the_whole_is_had_as_it_stands(void) {
    static const char header[] = "{ \"alg\":\"HS256\" , \"more\":\"\\u0041\"}", claims[] = "{ \"exp\" : 1700000600 }";
    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    kedge_jwt_token *token = NULL;
    sample made;
    char out[100];
    size_t length = 0;
    make_sample(&made, header, claims);
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, verifier, made.text, made.count, &token);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_claims, token, out, sizeof claims - 1, &length);
    CHECK(length == sizeof claims);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_header, token, out, sizeof header - 1, &length);
    CHECK(length == sizeof header && check_all((uint8_t *)out, sizeof out, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_claims, token, NULL, 0, &length);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_token_header, token, NULL, 0, &length);
    EXPECT(KEDGE_OK, kedge_jwt_token_claims, token, out, sizeof claims, &length);
    CHECK(length == sizeof claims - 1 && strcmp(out, claims) == 0);
    EXPECT(KEDGE_OK, kedge_jwt_token_header, token, out, sizeof out, &length);
    CHECK(length == sizeof header - 1 && strcmp(out, header) == 0);
    drop_token(token);
    drop_verifier(verifier);
}

static void times_are_rounded_to_the_strict_side(void) {
    union {
        kedge_jwt_token_info info;
        uint8_t bytes[5000];
    } room;
    memset(&room, 0x5A, sizeof room);
    kedge_jwt_token_info *info = &room.info;
    CHECK(sizeof *info == 48);
    every_kind = verified(EVERY_KIND);
    for (size_t size = sizeof *info; size <= 4096; size += 450) {
        memset(&room, 0x5A, sizeof room);
        info->struct_size = size;
        EXPECT(KEDGE_OK, kedge_jwt_token_get_info, every_kind, info);
        CHECK(info->struct_size == size && info->algorithm == KEDGE_HS256);
        CHECK(info->has_expires_at == 1 && info->expires_at == 1700000600);
        CHECK(info->has_not_before == 1 && info->not_before == 1700000000);
        CHECK(info->has_issued_at == 1 && info->issued_at == 1699999990);
        CHECK(check_all(room.bytes + sizeof *info, size - sizeof *info, 0));
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
    }
    static const size_t wrong[] = {0, 1, sizeof *info - 1, 4097, PTRDIFF_MAX, SIZE_MAX};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        memset(&room, 0x5A, sizeof room);
        info->struct_size = wrong[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_get_info, every_kind, info);
        CHECK(check_all(room.bytes + sizeof(size_t), sizeof room - sizeof(size_t), 0x5A));
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_get_info, every_kind, NULL);
    drop_token(every_kind);
    kedge_jwt_token *bare = verified("{}");
    info->struct_size = sizeof *info;
    EXPECT(KEDGE_OK, kedge_jwt_token_get_info, bare, info);
    CHECK(info->has_expires_at == 0 && info->has_not_before == 0 && info->has_issued_at == 0);
    CHECK(info->expires_at == 0 && info->not_before == 0 && info->issued_at == 0);
    drop_token(bare);
}

static void bad_arguments_read_nothing(void) {
    char out[100];
    size_t length = 77;
    uint32_t kind = 77;
    int64_t integer = 77;
    double number = 77;
    int32_t boolean = 77;
    kedge_jwt_token_info info = {.struct_size = sizeof info};
    memset(out, 0x5A, sizeof out);
    every_kind = verified(EVERY_KIND);
    static const struct {
        const char *name;
        size_t count;
        kedge_status status;
    } names[] = {
        {NULL, 0, KEDGE_INVALID_ARGUMENT},
        {NULL, 1, KEDGE_INVALID_ARGUMENT},
        {NULL, SIZE_MAX, KEDGE_INVALID_ARGUMENT},
        {"iss", (size_t)PTRDIFF_MAX + 1, KEDGE_INVALID_ARGUMENT},
        {"iss", SIZE_MAX, KEDGE_INVALID_ARGUMENT},
        {"\xC3(", 2, KEDGE_INVALID_UTF8},
        {"\xED\xA0\x80", 3, KEDGE_INVALID_UTF8},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        EXPECT(names[i].status, kedge_jwt_token_kind, every_kind, names[i].name, names[i].count, &kind);
        EXPECT(names[i].status, kedge_jwt_token_text, every_kind, names[i].name, names[i].count, out, 100, &length);
        EXPECT(names[i].status, kedge_jwt_token_integer, every_kind, names[i].name, names[i].count, &integer);
        EXPECT(names[i].status, kedge_jwt_token_number, every_kind, names[i].name, names[i].count, &number);
        EXPECT(names[i].status, kedge_jwt_token_boolean, every_kind, names[i].name, names[i].count, &boolean);
        EXPECT(names[i].status, kedge_jwt_token_raw, every_kind, names[i].name, names[i].count, out, 100, &length);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_kind, every_kind, "iss", 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_integer, every_kind, "exp", 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_number, every_kind, "exp", 3, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_boolean, every_kind, "t", 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_text, every_kind, "iss", 3, out, 100, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_text, every_kind, "iss", 3, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_raw, every_kind, "iss", 3, out, 100, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_raw, every_kind, "iss", 3, out, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_claims, every_kind, out, 100, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_claims, every_kind, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_header, every_kind, out, 100, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_token_header, every_kind, out, over, &length);

    kedge_jwt_verifier *verifier = make_secret_verifier(NULL);
    kedge_jwt_token *gone = verified("{}");
    drop_token(gone);
    kedge_jwt_token *foreign[] = {NULL, gone, (kedge_jwt_token *)verifier, (kedge_jwt_token *)(uintptr_t)-1,
                                  (kedge_jwt_token *)out};
    for (size_t i = 0; i < COUNT(foreign); i++) {
        if (foreign[i] != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_destroy, foreign[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_get_info, foreign[i], &info);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_claims, foreign[i], out, 100, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_header, foreign[i], out, 100, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_kind, foreign[i], "iss", 3, &kind);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_text, foreign[i], "iss", 3, out, 100, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_integer, foreign[i], "exp", 3, &integer);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_number, foreign[i], "exp", 3, &number);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_boolean, foreign[i], "t", 1, &boolean);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_token_raw, foreign[i], "iss", 3, out, 100, &length);
    }
    EXPECT(KEDGE_OK, kedge_jwt_token_destroy, NULL);
    CHECK(length == 77 && kind == 77 && integer == 77 && number == 77 && boolean == 77 && info.algorithm == 0);
    CHECK(check_all((uint8_t *)out, sizeof out, 0x5A));
    drop_verifier(verifier);
    drop_token(every_kind);
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

static kedge_jwt_claims *make_claims(void) {
    kedge_jwt_claims *claims = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_claims_create, &claims);
    return claims;
}

static void drop_claims(kedge_jwt_claims *claims) { EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, claims); }

/* An issuer that adds nothing. */
static kedge_jwt_issuer *make_plain_issuer(void) {
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    options.lifetime_seconds = KEDGE_NO_LIMIT;
    options.adds_issued_at = 0;
    options.max_token_bytes = 1 << 22;
    kedge_jwt_issuer *issuer = make_issuer(key, &options);
    drop_jwt_key(key);
    return issuer;
}

/* Whether the claims are this text. */
static int is_written(kedge_jwt_claims *claims, const char *expected) {
    kedge_jwt_issuer *issuer = make_plain_issuer();
    kedge_jwt_verifier_options options = sample_options();
    options.requires_expiry = 0;
    options.accepts_any_audience = 1;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    static sample token;
    static char out[SAMPLE_ROOM];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_jwt_issue_claims, issuer, claims, token.text, sizeof token.text, &token.count);
    EXPECT(KEDGE_OK, kedge_jwt_verify, verifier, token.text, token.count, out, sizeof out, &length);
    drop_issuer(issuer);
    drop_verifier(verifier);
    if (strcmp(out, expected) != 0) fprintf(stderr, "%s\n", out);
    return strcmp(out, expected) == 0;
}

static void claims_stand_in_the_order_in_which_they_were_set(void) {
    kedge_jwt_claims *claims = make_claims();
    kedge_text texts[] = {text_of("api"), {"x\0y", 1}, {"", 0}, {NULL, 0}};
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "sub", 3, "\xC3\xA9\"\n", 4);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_texts, claims, "aud", 3, texts, 4);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, "least", 5, INT64_MIN);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, "most", 4, INT64_MAX);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_number, claims, "half", 4, 0.5);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_number, claims, "tenth", 5, 0.1);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_boolean, claims, "yes", 3, 1);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_boolean, claims, "no", 2, 0);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_json, claims, "json", 4, " { \"a\" : [ 1.0 , null ] } ", 26);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "", 0, NULL, 0);
    CHECK(is_written(claims,
        "{\"sub\":\"\xC3\xA9\\\"\\n\",\"aud\":[\"api\",\"x\",\"\",\"\"],\"least\":-9223372036854775808,"
        "\"most\":9223372036854775807,\"half\":0.5,\"tenth\":0.1,\"yes\":true,\"no\":false,"
        "\"json\":{\"a\":[1.0,null]},\"\":\"\"}"));
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);
    CHECK(is_written(claims, "{}"));
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "sub", 3, "bob", 3);
    CHECK(is_written(claims, "{\"sub\":\"bob\"}"));
    CHECK(is_written(claims, "{\"sub\":\"bob\"}"));
    /* They stay, and more can be set: also after the size was asked for, and after a failure. */
    kedge_jwt_issuer *issuer = make_plain_issuer();
    size_t length = 0;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_jwt_issue_claims, issuer, claims, NULL, 0, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_issue_claims, issuer, claims, NULL, 0, NULL);
    drop_issuer(issuer);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_boolean, claims, "late", 4, 1);
    CHECK(is_written(claims, "{\"sub\":\"bob\",\"late\":true}"));
    drop_claims(claims);
}

/* Every call that sets a claim, with a value that it takes. */
enum setter { TEXT, TEXTS, INTEGER, NUMBER, BOOLEAN, JSON, SETTERS };

static kedge_status set(enum setter setter, kedge_jwt_claims *claims, const char *name, size_t name_len) {
    static const kedge_text one = {"x", 1};
    switch (setter) {
    case TEXT: return CALL(kedge_jwt_claims_set_text, claims, name, name_len, "x", 1);
    case TEXTS: return CALL(kedge_jwt_claims_set_texts, claims, name, name_len, &one, 1);
    case INTEGER: return CALL(kedge_jwt_claims_set_integer, claims, name, name_len, 1);
    case NUMBER: return CALL(kedge_jwt_claims_set_number, claims, name, name_len, 1.5);
    case BOOLEAN: return CALL(kedge_jwt_claims_set_boolean, claims, name, name_len, 1);
    case JSON: return CALL(kedge_jwt_claims_set_json, claims, name, name_len, "1", 1);
    default: abort();
    }
}

static void names_are_unique_and_text(void) {
    static char endless[1 << 20];
    memset(endless, 'x', sizeof endless);
    kedge_jwt_claims *claims = make_claims();
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "a\"", 2, "x", 1);
    for (enum setter setter = TEXT; setter < SETTERS; setter++) {
        CHECK(set(setter, claims, "a\"", 2) == KEDGE_DUPLICATE_CLAIM);
        CHECK(set(setter, claims, "a\0b", 3) == KEDGE_MALFORMED_CLAIMS);
        CHECK(set(setter, claims, "\xC3(", 2) == KEDGE_INVALID_UTF8);
        CHECK(set(setter, claims, NULL, 0) == KEDGE_INVALID_ARGUMENT);
        CHECK(set(setter, claims, NULL, 1) == KEDGE_INVALID_ARGUMENT);
        CHECK(set(setter, claims, "a", over) == KEDGE_INVALID_ARGUMENT);
        CHECK(set(setter, claims, "a", SIZE_MAX) == KEDGE_INVALID_ARGUMENT);
        CHECK(set(setter, claims, endless, sizeof endless) == KEDGE_TOKEN_TOO_LARGE);
    }
    /* Nothing of all that is there. */
    CHECK(is_written(claims, "{\"a\\\"\":\"x\"}"));
    drop_claims(claims);
}

static void values_are_checked(void) {
    static kedge_text many[1025];
    static char nested[200];
    kedge_jwt_claims *claims = make_claims();
    for (size_t i = 0; i < COUNT(many); i++) many[i] = text_of("x");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_text, claims, "a", 1, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_text, claims, "a", 1, "x", over);
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_text, claims, "a", 1, "x\0y", 3);
    EXPECT(KEDGE_INVALID_UTF8, kedge_jwt_claims_set_text, claims, "a", 1, "\xFF", 1);

    kedge_text broken[] = {text_of("x"), {"\xC3(", 2}}, nul[] = {{"x\0", 2}}, missing[] = {{NULL, 1}};
    kedge_text endless[] = {{"x", over}};
    EXPECT(KEDGE_INVALID_UTF8, kedge_jwt_claims_set_texts, claims, "a", 1, broken, 2);
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_texts, claims, "a", 1, nul, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, missing, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, endless, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, NULL, 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, many, 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, many, 1025);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_texts, claims, "a", 1, many, SIZE_MAX);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_texts, claims, "many", 4, many, 1024);
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);

    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_number, claims, "a", 1, HUGE_VAL);
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_number, claims, "a", 1, -HUGE_VAL);
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_number, claims, "a", 1, (double)NAN);

    static const int32_t no_flags[] = {-1, 2, INT32_MIN, INT32_MAX};
    for (size_t i = 0; i < COUNT(no_flags); i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_boolean, claims, "a", 1, no_flags[i]);

    static const char *const no_json[] = {"", " ", "{", "x", "1 2", "{\"a\":1,\"a\":1}", "\"\\u0000\"", "\"\xFF\"",
                                          "\"\\ud800\"", "01"};
    for (size_t i = 0; i < COUNT(no_json); i++)
        EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_json, claims, "a", 1, no_json[i], strlen(no_json[i]));
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_json, claims, "a", 1, NULL, 0);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_json, claims, "a", 1, NULL, 1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_set_json, claims, "a", 1, "1", over);
    memset(nested, '[', 64);
    memset(nested + 64, ']', 64);
    EXPECT(KEDGE_MALFORMED_CLAIMS, kedge_jwt_claims_set_json, claims, "a", 1, nested, 128);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_json, claims, "a", 1, nested + 1, 126);
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);
    CHECK(is_written(claims, "{}"));
    drop_claims(claims);
}

/* The names of the first 32 claims are compared at once; those of more when they are issued. */
static void many_claims_are_compared_in_the_end(void) {
    kedge_jwt_issuer *issuer = make_plain_issuer();
    kedge_jwt_claims *claims = make_claims();
    char out[SAMPLE_ROOM], name[16];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "n%d", i);
        EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, name, strlen(name), i);
    }
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_integer, claims, "n39", 3, 1);
    EXPECT(KEDGE_DUPLICATE_CLAIM, kedge_jwt_issue_claims, issuer, claims, out, sizeof out, &length);
    EXPECT(KEDGE_DUPLICATE_CLAIM, kedge_jwt_issue_claims, issuer, claims, NULL, 0, &length);
    CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);
    CHECK(is_written(claims, "{}"));
    drop_claims(claims);
    drop_issuer(issuer);
}

static void claims_have_one_mebibyte(void) {
    static char text[1 << 20];
    memset(text, 'x', sizeof text);
    kedge_jwt_claims *claims = make_claims();
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jwt_claims_set_text, claims, "a", 1, text, sizeof text);
    EXPECT(KEDGE_OK, kedge_jwt_claims_set_text, claims, "a", 1, text, sizeof text - 20);
    for (enum setter setter = TEXT; setter < SETTERS; setter++)
        CHECK(set(setter, claims, "0123456789abcdef", 16) == KEDGE_TOKEN_TOO_LARGE);
    text[0] = text[sizeof text - 1] = '"';
    EXPECT(KEDGE_OK, kedge_jwt_claims_reset, claims);
    EXPECT(KEDGE_TOKEN_TOO_LARGE, kedge_jwt_claims_set_json, claims, "a", 1, text, sizeof text);
    drop_claims(claims);
}

static void foreign_claims_are_refused(void) {
    kedge_jwt_issuer *issuer = make_plain_issuer();
    kedge_jwt_claims *gone = make_claims();
    drop_claims(gone);
    char out[100];
    size_t length = 77;
    kedge_jwt_claims *foreign[] = {NULL, gone, (kedge_jwt_claims *)issuer, (kedge_jwt_claims *)(uintptr_t)-1,
                                   (kedge_jwt_claims *)out};
    for (size_t i = 0; i < COUNT(foreign); i++) {
        if (foreign[i] != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_claims_destroy, foreign[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_claims_reset, foreign[i]);
        for (enum setter setter = TEXT; setter < SETTERS; setter++)
            CHECK(set(setter, foreign[i], "a", 1) == KEDGE_INVALID_HANDLE);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_jwt_issue_claims, issuer, foreign[i], out, sizeof out, &length);
    }
    EXPECT(KEDGE_OK, kedge_jwt_claims_destroy, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_jwt_claims_create, NULL);
    CHECK(length == 77);
    drop_issuer(issuer);
}

static kedge_jwt_issuer *calling;

static int64_t touch_claims(void *claims) {
    char out[SAMPLE_ROOM];
    size_t length = 0;
    EXPECT(KEDGE_BUSY, kedge_jwt_issue_claims, calling, claims, out, sizeof out, &length);
    for (enum setter setter = TEXT; setter < SETTERS; setter++) CHECK(set(setter, claims, "b", 1) == KEDGE_BUSY);
    EXPECT(KEDGE_BUSY, kedge_jwt_claims_reset, claims);
    EXPECT(KEDGE_BUSY, kedge_jwt_claims_destroy, claims);
    CHECK(strstr(kedge_last_error(), "claims") != NULL);
    return SAMPLE_NOW;
}

static void claims_serve_one_call_at_a_time(void) {
    kedge_jwt_claims *claims = make_claims();
    CHECK(set(INTEGER, claims, "a", 1) == KEDGE_OK);
    kedge_jwt_key *key = make_secret(NULL);
    kedge_jwt_issuer_options options = sample_issuer_options();
    options.clock = touch_claims;
    options.clock_context = claims;
    calling = make_issuer(key, &options);
    sample token;
    EXPECT(KEDGE_OK, kedge_jwt_issue_claims, calling, claims, token.text, SAMPLE_ROOM, &token.count);
    CHECK(is_written(claims, "{\"a\":1}"));
    CHECK(set(INTEGER, claims, "b", 1) == KEDGE_OK);
    drop_issuer(calling);
    drop_jwt_key(key);
    drop_claims(claims);
}

int main(void) {
    check_begin("token_claims");
    check_case("the kind of every claim is told, by its whole name", every_kind_is_told);
    check_case("texts are written without escapes, into room that is large enough", texts_are_written_without_escapes);
    check_case("numbers that do not fit are refused", numbers_are_read_or_refused);
    check_case("true and false are no numbers, and nothing else is true or false", booleans_are_no_numbers);
    check_case("any claim is had as it stands in the token", any_claim_is_had_as_it_stands);
    check_case("claims and header are had as they stand in the token", the_whole_is_had_as_it_stands);
    check_case("times are told in whole seconds, on the strict side", times_are_rounded_to_the_strict_side);
    check_case("NULL, endless names, names that are no UTF-8 and foreign handles read nothing", bad_arguments_read_nothing);
    check_case("claims stand in the order in which they were set", claims_stand_in_the_order_in_which_they_were_set);
    check_case("names of claims are text, and unique", names_are_unique_and_text);
    check_case("values of claims are checked, and a refused one leaves nothing behind", values_are_checked);
    check_case("a name beyond the first 32 is found a second time when a token is issued",
        many_claims_are_compared_in_the_end);
    check_case("claims take one mebibyte at most", claims_have_one_mebibyte);
    check_case("claims that a call is using are busy for another", claims_serve_one_call_at_a_time);
    check_case("handles that are no claims are refused everywhere", foreign_claims_are_refused);
    return check_end();
}
