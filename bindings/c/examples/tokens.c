/* A login service issues tokens; an orders service, which knows its public keys alone, decides about requests that carry good,
 * forged, expired, replayed and misdirected ones. Half-way the login service changes its key.
 *
 *   cc -std=c99 tokens.c $(pkg-config --cflags --libs kedge) -o tokens && ./tokens
 */
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TOKEN_BYTES = 1024 };
static const kedge_text orders = {"orders", 6}, login = {"https://login.example", 21};

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static int64_t two_hours_ago(void *context) {
    (void)context;
    return (int64_t)time(NULL) - 7200;
}

/* A token for a customer, or for somebody else's service, or from two hours ago. */
static void issue(const kedge_jwt_key *key, kedge_text audience, kedge_wall_clock clock, char *token) {
    static const char claims[] = "{\"sub\":\"customer 7\",\"scope\":\"orders:write\",\"limit\":2500}";
    kedge_jwt_issuer_options options;
    kedge_jwt_issuer *issuer = NULL;
    size_t length;
    check(kedge_jwt_issuer_options_init(&options, sizeof options), "options");
    options.issuer = login.text;
    options.issuer_len = login.text_len;
    options.audiences = &audience;
    options.audience_count = 1;
    options.adds_id = 1;
    options.clock = clock;
    check(kedge_jwt_issuer_create(key, &options, &issuer), "an issuer");
    check(kedge_jwt_issue(issuer, claims, sizeof claims - 1, token, TOKEN_BYTES, &length), "a token");
    check(kedge_jwt_issuer_destroy(issuer), "the issuer");
}

/* Publishes the public part of a key, as a login service does, and reads it, as an orders service does. */
static kedge_jwt_key_set *published(const kedge_jwt_key *key) {
    const kedge_jwt_key *keys[] = {key};
    kedge_jwt_key_set *own = NULL, *known = NULL;
    char jwks[1024];
    size_t length;
    check(kedge_jwt_key_set_create(keys, 1, &own), "a set");
    check(kedge_jwt_key_set_public_jwks(own, jwks, sizeof jwks, &length), "publishing");
    check(kedge_jwt_key_set_create_jwks(jwks, length, NULL, 0, &known), "reading a set");
    check(kedge_jwt_key_set_destroy(own), "a set");
    return known;
}

/* One line of the table: what the orders service does with a request. */
static int request(const kedge_jwt_verifier *verifier, const char *what, const char *token) {
    kedge_jwt_token *verified = NULL;
    char subject[64];
    int64_t limit;
    size_t length;
    kedge_status status = kedge_jwt_verify_token(verifier, token, strlen(token), &verified);
    if (status != KEDGE_OK) {
        printf("  %-28s refused   %-28s %s\n", what, kedge_status_name(status), kedge_last_error());
        return 0;
    }
    check(kedge_jwt_token_text(verified, "sub", 3, subject, sizeof subject, &length), "sub");
    check(kedge_jwt_token_integer(verified, "limit", 5, &limit), "limit");
    check(kedge_jwt_token_destroy(verified), "the token");
    printf("  %-28s accepted  %s, up to %lld\n", what, subject, (long long)limit);
    return 1;
}

int main(void) {
    kedge_jwt_key *key = NULL, *next_key = NULL, *stranger = NULL, *secret = NULL;
    kedge_jwt_key_set *keys, *next_keys;
    kedge_jwt_replay_cache *seen = NULL;
    kedge_jwt_verifier *verifier = NULL;
    kedge_jwt_verifier_options options;
    char good[TOKEN_BYTES], other[TOKEN_BYTES], pem[512];
    size_t length;
    int accepted = 0, requests = 0;

    check(kedge_jwt_key_generate(KEDGE_ES256, 0, "2026-01", 7, &key), "a key");
    check(kedge_jwt_key_generate(KEDGE_ES256, 0, "2026-02", 7, &next_key), "a key");
    check(kedge_jwt_key_generate(KEDGE_ES256, 0, "2026-01", 7, &stranger), "a key");
    keys = published(key);
    next_keys = published(next_key);
    check(kedge_jwt_replay_cache_create(10000, &seen), "a replay cache");
    check(kedge_jwt_verifier_options_init(&options, sizeof options), "options");
    options.issuers = &login;
    options.issuer_count = 1;
    options.audiences = &orders;
    options.audience_count = 1;
    options.replay_cache = seen;
    check(kedge_jwt_verifier_create(keys, &options, &verifier), "a verifier");

    printf("%-30s decision  why\n", "request with");
    issue(key, orders, NULL, good);
    requests++, accepted += request(verifier, "a good token", good);
    requests++, accepted += request(verifier, "the same once more", good);
    issue(key, orders, NULL, other);
    other[strcspn(other, ".") + 10] ^= 1;
    requests++, accepted += request(verifier, "a changed one", other);
    issue(stranger, orders, NULL, other);
    requests++, accepted += request(verifier, "one of a stranger's key", other);
    requests++, accepted += request(verifier, "one with alg none", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJjdXN0b21lciA3In0.AA");
    issue(key, orders, two_hours_ago, other);
    requests++, accepted += request(verifier, "an expired one", other);
    issue(key, (kedge_text){"billing", 7}, NULL, other);
    requests++, accepted += request(verifier, "one for another service", other);

    issue(next_key, orders, NULL, other);
    requests++, accepted += request(verifier, "one of the next key, early", other);
    check(kedge_jwt_key_set_replace(keys, next_keys), "the change of keys");
    requests++, accepted += request(verifier, "the same after the change", other);
    printf("%d of %d requests accepted\n", accepted, requests);

    /* Whoever takes a public key for a secret lets everybody sign, so it cannot be done. */
    check(kedge_jwt_key_public_pem(key, pem, sizeof pem, &length), "PEM");
    if (kedge_jwt_key_create_secret((uint8_t *)pem, length, KEDGE_HS256, NULL, 0, &secret) == KEDGE_OK) return 1;
    printf("a public key as a secret: %s\n", kedge_last_error());

    check(kedge_jwt_verifier_destroy(verifier), "the verifier");
    check(kedge_jwt_replay_cache_destroy(seen), "the replay cache");
    check(kedge_jwt_key_set_destroy(keys), "a set");
    check(kedge_jwt_key_set_destroy(next_keys), "a set");
    check(kedge_jwt_key_destroy(key), "a key");
    check(kedge_jwt_key_destroy(next_key), "a key");
    check(kedge_jwt_key_destroy(stranger), "a key");
    return accepted == 2 && kedge_live_handles() == 0 ? 0 : 1;
}
