/* What a call costs before it does any work. */
#include "rows.h"

#include <kedge.h>

uint32_t empty_call(void);

static kedge_aes_gcm *key;
static const uint8_t message[64];

static void prepare(void) { must(kedge_aes_gcm_create((const uint8_t[32]){0}, 32, NULL, &key) == KEDGE_OK); }

static double empty(long times) { REPEAT(times, must(empty_call() == 1)); }
static double version(long times) { REPEAT(times, must(kedge_abi_version() >= KEDGE_ABI_VERSION)); }

/* Asks for a size: the handle is looked up and every argument checked. */
static double size_of_sealed(long times) {
    size_t size = 0;
    REPEAT(times, must(kedge_aes_gcm_seal(key, NULL, 0, message, 64, NULL, 0, &size) == KEDGE_BUFFER_TOO_SMALL));
}

static const struct row rows[] = {
    {"C call without arguments", "ns", version, empty, "empty C call", .allowance = 3},
    {"C call with a handle, asking for a size", "ns", size_of_sealed, empty, "empty C call", .allowance = 3},
};
const struct row_group calls = {rows, sizeof rows / sizeof *rows, prepare};
