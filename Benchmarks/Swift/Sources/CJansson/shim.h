#include <jansson.h>

/* Macros, and inline functions on atomics, that Swift does not see. */
static inline json_t *jansson_parse(const char *text, size_t length) {
    json_error_t error;
    return json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
}
static inline void jansson_free(json_t *value) { json_decref(value); }
