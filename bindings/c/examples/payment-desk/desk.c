/* What all parts of the desk use: errors, files, hex digits, settings. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *const reason_names[REASONS] = {
    [GOOD] = "",
    [MALFORMED_ORDER] = "malformed order",
    [TOKEN_MALFORMED] = "token malformed",
    [TOKEN_ALGORITHM] = "token algorithm",
    [TOKEN_KEY] = "token key",
    [TOKEN_SIGNATURE] = "token signature",
    [TOKEN_EXPIRED] = "token expired",
    [TOKEN_NOT_YET_VALID] = "token not yet valid",
    [TOKEN_ISSUER] = "token issuer",
    [TOKEN_AUDIENCE] = "token audience",
    [TOKEN_CLAIM] = "token claim",
    [TOKEN_REPLAYED] = "token replayed",
    [REPEATED_ID] = "repeated id",
    [BAD_ADDRESS] = "bad address",
    [BAD_AMOUNT] = "bad amount",
    [EXCESSIVE_AMOUNT] = "excessive amount",
    [APPROVAL_MISSING] = "approval missing",
    [APPROVAL_SIGNATURE] = "approval signature",
};
const char *const step_names[] = {"", "refused", "signed", "delivered"};

void fail(const char *what, const char *why) {
    fprintf(stderr, "payment-desk: %s: %s\n", what, why);
    exit(1);
}

void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "payment-desk: %s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

void *need(void *memory) {
    if (memory == NULL) fail("memory", "none is left");
    return memory;
}

uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * KEDGE_SECOND + (uint64_t)time.tv_nsec;
}

char *path_in(const char *folder, const char *name) {
    char *path = NULL;
    return need(asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path);
}

/* As jansson does, this refuses a file in which a text has a NUL. */
json_t *read_json(const char *folder, const char *name) {
    json_error_t error;
    char *path = path_in(folder, name);
    json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL) fail(path, error.text);
    free(path);
    return json;
}

char *write_json(json_t *json) {
    char *text = need(json_dumps(json, JSON_COMPACT));
    json_decref(json);
    return text;
}

void write_hex(const uint8_t *bytes, size_t count, char *out) {
    static const char digits[] = "0123456789abcdef";
    *out++ = '0';
    *out++ = 'x';
    for (size_t i = 0; i < count; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out = '\0';
}

static int value_of(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool read_hex(const char *text, uint8_t *bytes, size_t count) {
    if (strlen(text) != 2 + 2 * count || text[0] != '0' || text[1] != 'x') return false;
    for (size_t i = 0; i < count; i++) {
        int high = value_of(text[2 + 2 * i]), low = value_of(text[3 + 2 * i]);
        if (high < 0 || low < 0) return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

static void read_amount(const struct settings *settings, const char *name, uint32_t decimals, uint8_t *number) {
    const char *text = json_string_value(json_object_get(settings->json, name));
    if (text == NULL) fail("desk.json", name);
    check(kedge_amount_parse(text, strlen(text), decimals, number), name);
}

void settings_read(struct settings *settings, const char *folder) {
    json_error_t error;
    settings->json = read_json(folder, "desk.json");
    if (json_unpack_ex(settings->json, &error, 0, "{s:s, s:s, s:s, s:I, s:I, s:i, s:{s:i, s:I}}", "issuer", &settings->issuer,
                       "audience", &settings->audience, "path", &settings->path, "chain_id", &settings->chain_id,
                       "gas_limit", &settings->gas_limit, "accounts", &settings->accounts,
                       "drain", "account", &settings->drained, "before_order", &settings->drain_before) != 0) {
        fail("desk.json", error.text);
    }
    if (settings->accounts < 1 || settings->accounts > MAX_ACCOUNTS) fail("desk.json", "accounts: 1 to 64");
    if (settings->drained < 0 || settings->drained >= settings->accounts) fail("desk.json", "drain: there is no such account");
    if (settings->chain_id < 1 || settings->gas_limit < 1) fail("desk.json", "chain_id and gas_limit: 1 or more");
    read_amount(settings, "largest_amount", ETHER_DECIMALS, settings->largest);
    read_amount(settings, "approval_from", ETHER_DECIMALS, settings->approval_from);
    read_amount(settings, "gas_price", GWEI_DECIMALS, settings->gas_price);
    read_amount(settings, "max_fee", GWEI_DECIMALS, settings->max_fee);
    read_amount(settings, "max_priority_fee", GWEI_DECIMALS, settings->max_priority_fee);
}
