/* Tokens as anybody could make them, of any header and any claims, signed with the secret of make_secret(); and verifiers
 * whose clock stands still. */
#ifndef TOKEN_SAMPLES_H
#define TOKEN_SAMPLES_H

#include <stdarg.h>

#include "options.h"
#include "sha256.h"
#include "tokens.h"

enum { SAMPLE_ROOM = 8192 };

/* A token, with a NUL behind it. */
typedef struct sample {
    char text[SAMPLE_ROOM];
    size_t count;
} sample;

/* The header that the samples have where nothing is said of it, and claims that are good at the time of the clock. */
#define PLAIN_HEADER "{\"alg\":\"HS256\",\"typ\":\"JWT\"}"
#define PLAIN_CLAIMS "{\"sub\":\"alice\",\"exp\":1700000600}"

/* Where the clock of the verifiers stands. */
enum { SAMPLE_NOW = 1700000000 };
static int64_t sample_now = SAMPLE_NOW;

MAYBE_UNUSED static int64_t sample_clock(void *context) { return context == NULL ? sample_now : *(int64_t *)context; }

/* --- making ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static size_t encode64(const void *bytes, size_t count, char *out) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const uint8_t *in = bytes;
    size_t length = 0;
    for (size_t at = 0; at < count; at += 3) {
        uint32_t group = (uint32_t)in[at] << 16;
        if (at + 1 < count) group |= (uint32_t)in[at + 1] << 8;
        if (at + 2 < count) group |= in[at + 2];
        size_t letters_here = count - at >= 3 ? 4 : count - at + 1;
        for (size_t i = 0; i < letters_here; i++) out[length++] = letters[group >> (18 - 6 * i) & 63];
    }
    out[length] = 0;
    return length;
}

/* HMAC-SHA-256 with a secret of 32 bytes. Source: RFC 2104 section 2. */
MAYBE_UNUSED static void hmac_sha256(const uint8_t secret[32], const char *text, size_t count, uint8_t out[32]) {
    static _Thread_local uint8_t message[64 + SAMPLE_ROOM];
    uint8_t last[96];
    for (size_t i = 0; i < 64; i++) {
        message[i] = (i < 32 ? secret[i] : 0) ^ 0x36;
        last[i] = (i < 32 ? secret[i] : 0) ^ 0x5C;
    }
    memcpy(message + 64, text, count);
    sha256(message, 64 + count, last + 64);
    sha256(last, sizeof last, out);
}

/* Puts a dot and the signature of what stands there behind it. */
MAYBE_UNUSED static void add_signature(sample *token) {
    uint8_t tag[32];
    hmac_sha256(secret_bytes, token->text, token->count, tag);
    token->text[token->count++] = '.';
    token->count += encode64(tag, sizeof tag, token->text + token->count);
}

/* A token of a header and claims of so many bytes. */
MAYBE_UNUSED static void make_sample_of(
    sample *token, const char *header, size_t header_len, const char *claims, size_t claims_len) {
    token->count = encode64(header, header_len, token->text);
    token->text[token->count++] = '.';
    token->count += encode64(claims, claims_len, token->text + token->count);
    add_signature(token);
}

MAYBE_UNUSED static void make_sample(sample *token, const char *header, const char *claims) {
    make_sample_of(token, header, strlen(header), claims, strlen(claims));
}

/* --- verifying ---------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static kedge_jwt_verifier_options sample_options(void) {
    kedge_jwt_verifier_options options;
    EXPECT(KEDGE_OK, kedge_jwt_verifier_options_init, &options, sizeof options);
    options.clock = sample_clock;
    return options;
}

MAYBE_UNUSED static kedge_jwt_verifier *make_verifier(
    const kedge_jwt_key_set *set, const kedge_jwt_verifier_options *options) {
    kedge_jwt_verifier *verifier = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_verifier_create, set, options, &verifier);
    return verifier;
}

MAYBE_UNUSED static void drop_verifier(kedge_jwt_verifier *verifier) {
    EXPECT(KEDGE_OK, kedge_jwt_verifier_destroy, verifier);
}

/* A verifier of the secret of make_secret(), which has the id "k1", and of what the options say. */
MAYBE_UNUSED static kedge_jwt_verifier *make_secret_verifier(const kedge_jwt_verifier_options *options) {
    kedge_jwt_verifier_options defaults = sample_options();
    kedge_jwt_key *key = make_secret("k1");
    kedge_jwt_key_set *set = make_set(key);
    kedge_jwt_verifier *verifier = make_verifier(set, options == NULL ? &defaults : options);
    drop_set(set);
    drop_jwt_key(key);
    return verifier;
}

/* Verifies in both ways, which have to agree; the second comes first, as it takes the token where there is a store. */
MAYBE_UNUSED static kedge_status verify_text(const kedge_jwt_verifier *verifier, const char *text, size_t count) {
    static _Thread_local char out[SAMPLE_ROOM];
    kedge_jwt_token *token = NULL;
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    kedge_status kept = CALL(kedge_jwt_verify_token, verifier, text, count, &token);
    kedge_status written = CALL(kedge_jwt_verify, verifier, text, count, out, sizeof out, &length);
    CHECK_AT(kept == written, "%d with a handle, %d without", (int)kept, (int)written);
    CHECK((token != NULL) == (kept == KEDGE_OK));
    if (written != KEDGE_OK) {
        CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
        CHECK(strlen(kedge_last_error()) > 15);
    } else {
        CHECK(length == strlen(out));
    }
    EXPECT(KEDGE_OK, kedge_jwt_token_destroy, token);
    return written;
}

MAYBE_UNUSED static kedge_status verify_sample(const kedge_jwt_verifier *verifier, const sample *token) {
    return verify_text(verifier, token->text, token->count);
}

/* Of a token with this header and these claims. */
MAYBE_UNUSED static kedge_status verify_parts(
    const kedge_jwt_verifier *verifier, const char *header, const char *claims) {
    sample token;
    make_sample(&token, header, claims);
    return verify_sample(verifier, &token);
}

/* A verified token of these claims. */
MAYBE_UNUSED static kedge_jwt_token *verified(const char *claims) {
    kedge_jwt_verifier_options options = sample_options();
    options.requires_expiry = 0;
    options.accepts_any_audience = 1;
    kedge_jwt_verifier *verifier = make_secret_verifier(&options);
    kedge_jwt_token *token = NULL;
    sample made;
    make_sample(&made, PLAIN_HEADER, claims);
    EXPECT(KEDGE_OK, kedge_jwt_verify_token, verifier, made.text, made.count, &token);
    drop_verifier(verifier);
    return token;
}

MAYBE_UNUSED static void drop_token(kedge_jwt_token *token) { EXPECT(KEDGE_OK, kedge_jwt_token_destroy, token); }

/* --- issuing ------------------------------------------------------------------------------------------------------ */

MAYBE_UNUSED static kedge_jwt_issuer_options sample_issuer_options(void) {
    kedge_jwt_issuer_options options;
    EXPECT(KEDGE_OK, kedge_jwt_issuer_options_init, &options, sizeof options);
    options.clock = sample_clock;
    return options;
}

MAYBE_UNUSED static kedge_jwt_issuer *make_issuer(
    const kedge_jwt_key *key, const kedge_jwt_issuer_options *options) {
    kedge_jwt_issuer *issuer = NULL;
    EXPECT(KEDGE_OK, kedge_jwt_issuer_create, key, options, &issuer);
    return issuer;
}

MAYBE_UNUSED static void drop_issuer(kedge_jwt_issuer *issuer) { EXPECT(KEDGE_OK, kedge_jwt_issuer_destroy, issuer); }

MAYBE_UNUSED static void issue(const kedge_jwt_issuer *issuer, const char *claims, sample *token) {
    token->count = 0;
    EXPECT(KEDGE_OK, kedge_jwt_issue, issuer, claims, strlen(claims), token->text, sizeof token->text, &token->count);
    CHECK(token->text[token->count] == 0 && strlen(token->text) == token->count);
}

MAYBE_UNUSED static kedge_text text_of(const char *text) { return (kedge_text){text, strlen(text)}; }

#endif
