/* Decides on orders: is the token good, is the order one that the desk may pay, has the customer approved a large one? */
#include "desk.h"

#include <stdlib.h>
#include <string.h>

enum { REMEMBERED_TOKENS = 100000 };

void intake_open(struct intake *intake, const struct settings *settings, const char *folder) {
    static const uint32_t algorithms[] = {KEDGE_ES256, KEDGE_RS256, KEDGE_EDDSA};
    static const kedge_text required[] = {{"sub", 3}, {"jti", 3}, {"wallet", 6}};
    const kedge_text issuer = {settings->issuer, strlen(settings->issuer)};
    const kedge_text audience = {settings->audience, strlen(settings->audience)};
    kedge_jwt_verifier_options options;
    char *keys = write_json(read_json(folder, "keys.json"));
    intake->settings = settings;
    intake->ids = need(json_object());
    intake->customers = need(json_object());
    check(kedge_jwt_key_set_create_jwks(keys, strlen(keys), algorithms, 3, &intake->keys), "keys.json");
    free(keys);
    check(kedge_jwt_replay_cache_create(REMEMBERED_TOKENS, &intake->seen), "a replay cache");
    check(kedge_jwt_verifier_options_init(&options, sizeof options), "options of the verifier");
    options.algorithms = algorithms;
    options.algorithm_count = 3;
    options.issuers = &issuer;
    options.issuer_count = 1;
    options.audiences = &audience;
    options.audience_count = 1;
    options.required_claims = required;
    options.required_claim_count = 3;
    options.replay_cache = intake->seen;
    check(kedge_jwt_verifier_create(intake->keys, &options, &intake->verifier), "a verifier of tokens");
}

void intake_close(struct intake *intake) {
    check(kedge_jwt_verifier_destroy(intake->verifier), "ending the verifier");
    check(kedge_jwt_replay_cache_destroy(intake->seen), "ending the replay cache");
    check(kedge_jwt_key_set_destroy(intake->keys), "ending the keys");
    json_decref(intake->ids);
    json_decref(intake->customers);
}

static bool is_well_formed(const json_t *json, struct order *order) {
    static const char *const kinds[] = {"legacy", "access-list", "fee-market"};
    static const uint32_t types[] = {KEDGE_TRANSACTION_LEGACY, KEDGE_TRANSACTION_ACCESS_LIST, KEDGE_TRANSACTION_DYNAMIC_FEE};
    const char *kind;
    memset(order, 0, sizeof *order);
    if (json_unpack((json_t *)json, "{s:s, s:s, s:s, s:s, s:s, s?s}", "id", &order->id, "token", &order->token,
                    "to", &order->to, "amount", &order->amount, "kind", &kind, "approval", &order->approval) != 0) {
        return false;
    }
    for (int i = 0; i < 3; i++) {
        order->type = types[i];
        if (strcmp(kind, kinds[i]) == 0) return true;
    }
    return false;
}

/* Each status that is a verdict on a token has its reason; any other is trouble of the desk's own. */
static enum reason reason_of(kedge_status status) {
    switch (status) {
    case KEDGE_MALFORMED_TOKEN:
    case KEDGE_MALFORMED_TOKEN_HEADER:
    case KEDGE_MALFORMED_TOKEN_CLAIMS:
    case KEDGE_MALFORMED_TOKEN_SIGNATURE:
    case KEDGE_UNKNOWN_CRITICAL_HEADER:
    case KEDGE_TOKEN_TOO_LARGE: return TOKEN_MALFORMED;
    case KEDGE_ALGORITHM_NOT_ALLOWED: return TOKEN_ALGORITHM;
    case KEDGE_UNKNOWN_TOKEN_KEY: return TOKEN_KEY;
    case KEDGE_BAD_SIGNATURE: return TOKEN_SIGNATURE;
    case KEDGE_TOKEN_EXPIRED: return TOKEN_EXPIRED;
    case KEDGE_TOKEN_NOT_YET_VALID:
    case KEDGE_TOKEN_ISSUED_IN_FUTURE: return TOKEN_NOT_YET_VALID;
    case KEDGE_WRONG_ISSUER: return TOKEN_ISSUER;
    case KEDGE_WRONG_AUDIENCE: return TOKEN_AUDIENCE;
    case KEDGE_MISSING_CLAIM: return TOKEN_CLAIM;
    case KEDGE_TOKEN_REPLAYED: return TOKEN_REPLAYED;
    default: check(status, "verifying a token"); return GOOD;
    }
}

/* Whether the approval is what the customer's wallet signed (EIP-712): this order, this address, this amount. */
static bool is_approved(const struct intake *intake, const struct order *order, const kedge_jwt_token *token) {
    uint8_t signature[KEDGE_SIGNATURE_BYTES], wallet[KEDGE_ADDRESS_BYTES];
    char text[KEDGE_ADDRESS_TEXT_BYTES], amount[AMOUNT_TEXT_BYTES];
    size_t length;
    kedge_typed_data *approval = NULL;
    if (!read_hex(order->approval, signature, sizeof signature)) return false;
    if (kedge_jwt_token_text(token, "wallet", 6, text, sizeof text, &length) != KEDGE_OK) return false;
    if (kedge_address_parse(text, length, 0, 0, wallet) != KEDGE_OK) return false;
    check(kedge_uint256_format(order->value, amount, sizeof amount, &length), "an amount in wei");
    char *json = write_json(json_pack(
        "{s:{s:[{s:s, s:s}, {s:s, s:s}, {s:s, s:s}]}, s:s, s:{s:s, s:s, s:I}, s:{s:s, s:s, s:s}}", "types", "Approval",
        "name", "order", "type", "string", "name", "to", "type", "address", "name", "amount", "type", "uint256",
        "primaryType", "Approval", "domain", "name", "Payment desk", "version", "1", "chainId", intake->settings->chain_id,
        "message", "order", order->id, "to", order->to, "amount", amount));
    check(kedge_typed_data_create(json, strlen(json), NULL, &approval), order->id);
    free(json);
    kedge_status status = kedge_typed_data_verify(approval, signature, wallet);
    check(kedge_typed_data_destroy(approval), "ending an approval");
    if (status != KEDGE_INVALID_SIGNATURE && status != KEDGE_HIGH_S && status != KEDGE_WRONG_SIGNER) check(status, order->id);
    return status == KEDGE_OK;
}

/* The rules that come after the token. */
static enum reason check_order(const struct intake *intake, struct order *order, const kedge_jwt_token *token) {
    static const uint8_t zero[32];
    const struct settings *settings = intake->settings;
    if (json_object_get(intake->ids, order->id) != NULL) return REPEATED_ID;
    if (kedge_address_parse(order->to, strlen(order->to), 0, 0, order->address) != KEDGE_OK) return BAD_ADDRESS;
    if (kedge_amount_parse(order->amount, strlen(order->amount), ETHER_DECIMALS, order->value) != KEDGE_OK) return BAD_AMOUNT;
    /* Numbers are big-endian, so that their bytes compare as they do. */
    if (memcmp(order->value, zero, 32) == 0) return BAD_AMOUNT;
    if (memcmp(order->value, settings->largest, 32) > 0) return EXCESSIVE_AMOUNT;
    if (memcmp(order->value, settings->approval_from, 32) < 0) return GOOD;
    if (order->approval == NULL) return APPROVAL_MISSING;
    return is_approved(intake, order, token) ? GOOD : APPROVAL_SIGNATURE;
}

static void add_to_set(json_t *set, const char *member) {
    if (json_object_set_new(set, member, json_true()) != 0) need(NULL);
}

/* The text of sub, however long it is. */
static char *customer_of(const kedge_jwt_token *token) {
    size_t length;
    kedge_status status = kedge_jwt_token_text(token, "sub", 3, NULL, 0, &length);
    if (status != KEDGE_BUFFER_TOO_SMALL) check(status, "sub");
    char *customer = need(malloc(length));
    check(kedge_jwt_token_text(token, "sub", 3, customer, length, &length), "sub");
    return customer;
}

enum reason intake_decide(struct intake *intake, const json_t *json, struct order *order) {
    kedge_jwt_token *token = NULL;
    if (!is_well_formed(json, order)) return MALFORMED_ORDER;
    kedge_status status = kedge_jwt_verify_token(intake->verifier, order->token, strlen(order->token), &token);
    if (status != KEDGE_OK) return reason_of(status);
    order->customer = customer_of(token);
    enum reason reason = check_order(intake, order, token);
    add_to_set(intake->ids, order->id);
    add_to_set(intake->customers, order->customer);
    check(kedge_jwt_token_destroy(token), "ending a token");
    return reason;
}

void intake_remember(struct intake *intake, const json_t *json) {
    struct order order;
    enum reason reason = intake_decide(intake, json, &order);
    if (reason == MALFORMED_ORDER) fail("orders.json", "an order has changed since it was decided");
    add_to_set(intake->ids, order.id); /* even if its token has expired since */
    free(order.customer);
}
