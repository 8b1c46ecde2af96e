/* Verifies a token with a wrong signature many times: verify SECRET PLACE
 *
 * SECRET is a byte that fills the secret, PLACE the byte of the signature that is wrong. */
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(kedge_status status) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s\n", kedge_status_name(status), kedge_last_error());
    exit(1);
}

static int64_t noon(void *context) {
    (void)context;
    return 1800000000;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    uint8_t secret[32];
    char token[512], out[512];
    size_t token_len, out_len;
    kedge_jwt_key *key = NULL;
    kedge_jwt_key_set *set = NULL;
    kedge_jwt_issuer *issuer = NULL;
    kedge_jwt_verifier *verifier = NULL;
    kedge_jwt_issuer_options issuing;
    kedge_jwt_verifier_options rules;
    memset(secret, (int)strtoul(argv[1], NULL, 0), sizeof secret);
    must(kedge_jwt_key_create_secret(secret, sizeof secret, KEDGE_HS256, NULL, 0, &key));
    must(kedge_jwt_key_set_create((const kedge_jwt_key *const *)&key, 1, &set));
    must(kedge_jwt_issuer_options_init(&issuing, sizeof issuing));
    issuing.clock = noon;
    must(kedge_jwt_issuer_create(key, &issuing, &issuer));
    must(kedge_jwt_verifier_options_init(&rules, sizeof rules));
    rules.clock = noon;
    must(kedge_jwt_verifier_create(set, &rules, &verifier));
    must(kedge_jwt_issue(issuer, "{\"sub\":\"7\"}", 11, token, sizeof token, &token_len));
    /* Three bytes are four characters; a letter stays one, so that the text stays base64url. */
    char *wrong = strrchr(token, '.') + 1 + strtoul(argv[2], NULL, 0) / 3 * 4;
    *wrong = *wrong == 'A' ? 'B' : 'A';
    for (int i = 0; i < 2000; i++) {
        if (kedge_jwt_verify(verifier, token, token_len, out, sizeof out, &out_len) != KEDGE_BAD_SIGNATURE) return 1;
    }
    return 0;
}
