/* Handles that are freed, of another type or made up: every function answers KEDGE_INVALID_HANDLE and changes nothing. */
#include "check.h"

static const uint8_t key_bytes[32] = {7};

/* Every function that takes a handle, with other arguments that are right. */
#define FUNCTIONS 12
static kedge_status call_with(int function, const void *handle) {
    uint8_t sealed[44] = {0}, nonce[12] = {0}, out[64];
    size_t length = 99;
    void *made = out;
    kedge_status status = KEDGE_OK;
    memset(out, 0xA5, sizeof out);
    switch (function) {
    case 0: status = CALL(kedge_aes_gcm_seal, handle, NULL, 0, sealed, 4, out, sizeof out, &length); break;
    case 1: status = CALL(kedge_aes_gcm_open, handle, NULL, 0, sealed, 44, out, sizeof out, &length); break;
    case 2: status = CALL(kedge_aes_gcm_seal_with_nonce, handle, nonce, 12, NULL, 0, sealed, 4, out, sizeof out, &length); break;
    case 3: status = CALL(kedge_aes_gcm_open_with_nonce, handle, nonce, 12, NULL, 0, sealed, 44, out, sizeof out, &length); break;
    case 4: status = CALL(kedge_keccak256_update, (kedge_keccak256 *)handle, sealed, 44); break;
    case 5: status = CALL(kedge_keccak256_digest, (kedge_keccak256 *)handle, out); break;
    case 6: status = CALL(kedge_keccak256_reset, (kedge_keccak256 *)handle); break;
    case 7: status = CALL(kedge_keccak256_copy, (kedge_keccak256 *)handle, (kedge_keccak256 **)&made); break;
    case 8: status = CALL(kedge_aes_gcm_seal, handle, NULL, 0, sealed, 4, NULL, 0, &length); break;
    case 9: status = CALL(kedge_aes_gcm_open, handle, NULL, 0, sealed, 44, NULL, 0, &length); break;
    case 10: status = CALL(kedge_aes_gcm_destroy, (kedge_aes_gcm *)handle); break;
    case 11: status = CALL(kedge_keccak256_destroy, (kedge_keccak256 *)handle); break;
    default: abort();
    }
    CHECK_AT(check_all(out, sizeof out, 0xA5), "function %d wrote to out", function);
    CHECK_AT(length == 99, "function %d wrote to out_len", function);
    CHECK_AT(made == out, "function %d made a handle", function);
    return status;
}

static int takes_a_key(int function) { return function < 4 || function == 8 || function == 9 || function == 10; }
static int destroys(int function) { return function >= 10; }

static void refuse_everywhere(const void *handle, const char *what) {
    for (int function = 0; function < FUNCTIONS; function++) {
        if (handle == NULL && destroys(function)) continue;
        kedge_status status = call_with(function, handle);
        CHECK_AT(status == KEDGE_INVALID_HANDLE, "%s %p given to function %d gave %d", what, handle, function, (int)status);
    }
}

static void refuses_null(void) {
    refuse_everywhere(NULL, "NULL");
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, NULL);
}

static void refuses_freed(void) {
    kedge_aes_gcm *key = NULL;
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    refuse_everywhere(key, "a freed key");
    refuse_everywhere(state, "a freed state");
}

static void refuses_freed_after_reuse(void) {
    kedge_keccak256 *old[64], *new[64];
    for (int i = 0; i < 64; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &old[i]);
    for (int i = 0; i < 64; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, old[i]);
    for (int i = 0; i < 64; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &new[i]);
    for (int i = 0; i < 64; i++) {
        for (int j = 0; j < 64; j++) CHECK(old[i] != new[j]);
        refuse_everywhere(old[i], "the freed handle of a slot in use again");
    }
    for (int i = 0; i < 64; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, new[i]);
}

static void refuses_the_other_type(void) {
    kedge_aes_gcm *key = NULL;
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    for (int function = 0; function < FUNCTIONS; function++) {
        CHECK(call_with(function, takes_a_key(function) ? (void *)state : (void *)key) == KEDGE_INVALID_HANDLE);
    }
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void refuses_made_up(void) {
    kedge_aes_gcm *key = NULL;
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 32, NULL, &key);
    for (uintptr_t word = 1; word < 3000; word++) refuse_everywhere((void *)word, "a small number");
    for (int bit = 0; bit < 64; bit++) {
        refuse_everywhere((void *)((uintptr_t)1 << bit), "one bit");
        refuse_everywhere((void *)((uintptr_t)key ^ (uintptr_t)1 << bit), "a key with one bit changed");
    }
    for (uintptr_t step = 1; step < 3000; step++) {
        refuse_everywhere((void *)((uintptr_t)key + step), "the word after a key");
        refuse_everywhere((void *)((uintptr_t)key - step), "the word before a key");
    }
    refuse_everywhere((void *)UINTPTR_MAX, "all ones");
    refuse_everywhere((void *)(UINTPTR_MAX << 20), "the first slot");
    refuse_everywhere(&key, "an address on the stack");
    refuse_everywhere(key_bytes, "an address of constants");
    void *memory = malloc(64);
    refuse_everywhere(memory, "an address of the heap");
    free(memory);
    uint8_t words[4000 * sizeof(uintptr_t)];
    check_pattern(words, sizeof words, 1);
    for (int i = 0; i < 4000; i++) {
        uintptr_t word;
        memcpy(&word, words + i * sizeof word, sizeof word);
        refuse_everywhere((void *)word, "a random word");
        refuse_everywhere((void *)(word | (uintptr_t)1 << 63), "a random word");
        refuse_everywhere((void *)(((uintptr_t)key & 0xFFFFFFFF) | word << 32), "another generation");
    }
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void are_no_addresses(void) {
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    CHECK((uintptr_t)state >> 63 == 1);
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
}

static void refuses_a_second_destroy(void) {
    kedge_aes_gcm *key = NULL;
    kedge_keccak256 *state = NULL;
    for (int turn = 0; turn < 2000; turn++) {
        EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
        EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keccak256_destroy, state);
        CHECK(kedge_live_handles() == 0);
    }
    EXPECT(KEDGE_OK, kedge_aes_gcm_create, key_bytes, 16, NULL, &key);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_aes_gcm_destroy, key);
}

static void issues_each_once(void) {
    enum { COUNT = 20000 };
    static kedge_keccak256 *seen[COUNT];
    for (int i = 0; i < COUNT; i++) {
        EXPECT(KEDGE_OK, kedge_keccak256_create, &seen[i]);
        /* Half stay, so that slots are both new and used again. */
        if (i % 2 == 0) EXPECT(KEDGE_OK, kedge_keccak256_destroy, seen[i]);
    }
    for (int i = 0; i < COUNT; i++) {
        EXPECT(i % 2 == 0 ? KEDGE_INVALID_HANDLE : KEDGE_OK, kedge_keccak256_destroy, seen[i]);
    }
}

int main(void) {
    check_begin("handles");
    check_case("NULL is no handle, and destroying it is nothing to do", refuses_null);
    check_case("a freed handle is refused by every function", refuses_freed);
    check_case("a freed handle is refused though its slot is in use again", refuses_freed_after_reuse);
    check_case("a handle of another type is refused by every function", refuses_the_other_type);
    check_case("made-up words, addresses and near misses are refused by every function", refuses_made_up);
    check_case("a handle is no address of the process", are_no_addresses);
    check_case("a second destroy is refused", refuses_a_second_destroy);
    check_case("no handle is issued twice", issues_each_once);
    return check_end();
}
