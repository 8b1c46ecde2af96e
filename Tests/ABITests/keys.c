/* Private and public keys: made, read, written, signing and verifying. */
#include "limits.h"
#include "traces.h"
#include "wallet.h"

/* --- private keys ------------------------------------------------------------------------------------------------ */

static void derives_the_published(void) {
    uint8_t address[20], public_key[65], exported[32];
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_private_key_create_hex, FIRST_KEY, 64, &key);
    EXPECT(KEDGE_OK, kedge_private_key_address, key, address);
    EXPECT(KEDGE_OK, kedge_private_key_public_key, key, public_key);
    EXPECT(KEDGE_OK, kedge_private_key_export, key, exported);
    CHECK(is_hex(address, 20, FIRST_ADDRESS));
    CHECK(is_hex(public_key, 65, "04" BASE_X BASE_Y));
    CHECK(is_hex(exported, 32, FIRST_KEY));
    drop_private_key(key);
}

static void reads_hex_and_bytes_alike(void) {
    static const char *const texts[] = {
        "00000000000000000000000000000000000000000000000000000000deadbeef",
        "0x00000000000000000000000000000000000000000000000000000000deadbeef",
        "0x00000000000000000000000000000000000000000000000000000000DEADBEEF",
    };
    uint8_t bytes[32] = {0}, exported[32];
    memcpy(bytes + 28, "\xde\xad\xbe\xef", 4);
    for (int i = 0; i < 4; i++) {
        kedge_private_key *key = NULL;
        if (i < 3) {
            EXPECT(KEDGE_OK, kedge_private_key_create_hex, texts[i], strlen(texts[i]), &key);
        } else {
            EXPECT(KEDGE_OK, kedge_private_key_create, bytes, 32, &key);
        }
        EXPECT(KEDGE_OK, kedge_private_key_export, key, exported);
        CHECK(memcmp(exported, bytes, 32) == 0);
        drop_private_key(key);
    }
}

static void refuses_what_is_no_key(void) {
    static const char *const out_of_range[] = {
        ZERO, ORDER, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364142",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    };
    uint8_t bytes[65] = {0};
    kedge_private_key *key = NULL;
    for (int i = 0; i < 4; i++) {
        check_unhex(out_of_range[i], bytes);
        EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create, bytes, 32, &key);
        EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create_hex, out_of_range[i], 64, &key);
        /* Nothing of the key is told. */
        CHECK(strstr(kedge_last_error(), "fff") == NULL);
    }
    memset(bytes, 1, sizeof bytes);
    for (size_t length = 0; length <= 65; length++) {
        if (length == 32) continue;
        EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create, bytes, length, &key);
    }
    char text[68] = FIRST_KEY;
    for (size_t length = 0; length < 68; length++) {
        if (length == 64) continue;
        EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create_hex, text, length, &key);
    }
    static const char *const no_hex[] = {
        "0X" FIRST_KEY, "000" FIRST_KEY, "0x" FIRST_KEY " ", "g" FIRST_KEY,
        "000000000000000000000000000000000000000000000000000000000000000g",
        "0x0x000000000000000000000000000000000000000000000000000000000001",
        "-000000000000000000000000000000000000000000000000000000000000001",
    };
    for (size_t i = 0; i < sizeof no_hex / sizeof no_hex[0]; i++) {
        EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create_hex, no_hex[i], strlen(no_hex[i]), &key);
    }
    CHECK(key == NULL);
}

static void refuses_bad_arguments(void) {
    uint8_t bytes[32] = {1}, out[65], before[65];
    kedge_private_key *key = NULL, *made = make_private_key(1);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_generate, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create, NULL, 32, &key);
    EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create, bytes, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create, bytes, SIZE_MAX, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create, bytes, 32, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create_hex, NULL, 64, &key);
    EXPECT(KEDGE_INVALID_PRIVATE_KEY, kedge_private_key_create_hex, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create_hex, FIRST_KEY, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create_hex, FIRST_KEY, SIZE_MAX, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_create_hex, FIRST_KEY, 64, NULL);
    CHECK(key == NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_export, made, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_address, made, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_public_key, made, NULL);
    memset(out, 0x5A, sizeof out);
    memset(before, 0x5A, sizeof before);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign, made, NULL, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign, made, bytes, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign_message, made, NULL, 1, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign_message, made, bytes, over, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign_message, made, bytes, SIZE_MAX, 0, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign_message, made, bytes, 32, 0, NULL);
    static const int32_t flags[] = {-1, 2, INT32_MAX, INT32_MIN};
    for (int i = 0; i < 4; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign, made, bytes, flags[i], out);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_private_key_sign_message, made, bytes, 32, flags[i], out);
    }
    CHECK(memcmp(out, before, sizeof out) == 0);
    drop_private_key(made);
}

static void makes_keys_that_differ(void) {
    uint8_t keys[64][32];
    for (int i = 0; i < 64; i++) {
        kedge_private_key *key = NULL;
        EXPECT(KEDGE_OK, kedge_private_key_generate, &key);
        EXPECT(KEDGE_OK, kedge_private_key_export, key, keys[i]);
        for (int j = 0; j < i; j++) CHECK(memcmp(keys[i], keys[j], 32) != 0);
        drop_private_key(key);
    }
}

/* --- signatures -------------------------------------------------------------------------------------------------- */

static void signs_as_published(void) {
    /* RFC 6979 for secp256k1 and SHA-256, from the tests of noble-secp256k1. */
    uint8_t hash[32], signature[65];
    kedge_private_key *key = NULL;
    check_unhex("916f0027a575074ce72a331777c3478d6513f786a591bd892da1a577bf2335f9", hash);
    EXPECT(KEDGE_OK, kedge_private_key_create_hex, "fee0a1f7afebf9d2a5a80c0c98a31c709681cce195cbcd06342b517970c0be1e",
        64, &key);
    EXPECT(KEDGE_OK, kedge_private_key_sign, key, hash, 0, signature);
    CHECK(is_hex(
        signature, 65,
        "5eee711af131ccce598836f0d900fa4ad8e1a5f1f57813eca560970a4b12aab2"
        "214b6a06bad4e6648342a3a6d044d9e3b29d40432fd76d5a5a4c4eecfd616c69" "1c"));
    /* The hash may lie where the signature goes. */
    uint8_t place[65];
    memcpy(place, hash, 32);
    EXPECT(KEDGE_OK, kedge_private_key_sign, key, place, 0, place);
    CHECK(memcmp(place, signature, 65) == 0);
    drop_private_key(key);
}

static void hedged_signatures_differ(void) {
    uint8_t hash[32], address[20], signatures[32][65];
    kedge_private_key *key = make_private_key(3);
    check_pattern(hash, 32, 3);
    EXPECT(KEDGE_OK, kedge_private_key_address, key, address);
    for (int i = 0; i < 32; i++) {
        if (i % 2 == 0) {
            EXPECT(KEDGE_OK, kedge_private_key_sign, key, hash, 1, signatures[i]);
            EXPECT(KEDGE_OK, kedge_signature_verify, hash, signatures[i], address);
        } else {
            EXPECT(KEDGE_OK, kedge_private_key_sign_message, key, hash, 32, 1, signatures[i]);
            EXPECT(KEDGE_OK, kedge_message_verify, hash, 32, signatures[i], address);
        }
        for (int j = 0; j < i; j++) CHECK(memcmp(signatures[i], signatures[j], 64) != 0);
    }
    drop_private_key(key);
}

static kedge_private_key *shared_key;
static uint8_t shared_signature[65];

static void *sign_often(void *argument) {
    uint8_t hash[32] = {1}, signature[65];
    (void)argument;
    for (int i = 0; i < (check_is_light() ? 20 : 200); i++) {
        CHECK(kedge_private_key_sign(shared_key, hash, 0, signature) == KEDGE_OK);
        CHECK(memcmp(signature, shared_signature, 65) == 0);
    }
    return NULL;
}

static void threads_share_a_key(void) {
    uint8_t hash[32] = {1};
    pthread_t threads[8];
    shared_key = make_private_key(4);
    EXPECT(KEDGE_OK, kedge_private_key_sign, shared_key, hash, 0, shared_signature);
    for (int i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, sign_often, NULL) == 0);
    for (int i = 0; i < 8; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    drop_private_key(shared_key);
}

/* --- public keys ------------------------------------------------------------------------------------------------- */

static void reads_and_writes_both_forms(void) {
    static const char *const forms[] = {"02" BASE_X, "04" BASE_X BASE_Y};
    for (int i = 0; i < 2; i++) {
        uint8_t bytes[65], out[66], address[20];
        size_t length = 0;
        kedge_public_key *key = NULL;
        check_unhex(forms[i], bytes);
        EXPECT(KEDGE_OK, kedge_public_key_create, bytes, i == 0 ? 33 : 65, &key);
        EXPECT(KEDGE_OK, kedge_public_key_address, key, address);
        CHECK(is_hex(address, 20, FIRST_ADDRESS));
        for (int32_t is_compressed = 0; is_compressed < 2; is_compressed++) {
            size_t size = is_compressed ? 33 : 65;
            memset(out, 0x5A, sizeof out);
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_public_key_write, key, is_compressed, NULL, 0, &length);
            CHECK(length == size);
            length = 0;
            EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_public_key_write, key, is_compressed, out, size - 1, &length);
            CHECK(length == size && check_all(out, sizeof out, 0x5A));
            EXPECT(KEDGE_OK, kedge_public_key_write, key, is_compressed, out, size, &length);
            CHECK(length == size && is_hex(out, size, forms[!is_compressed]) && out[size] == 0x5A);
            EXPECT(KEDGE_OK, kedge_public_key_write, key, is_compressed, out, sizeof out, &length);
            CHECK(length == size);
        }
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_write, key, 2, out, 65, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_write, key, -1, out, 65, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_write, key, 0, out, 65, NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_write, key, 0, out, over, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_address, key, NULL);
        EXPECT(KEDGE_OK, kedge_public_key_destroy, key);
    }
}

static void refuses_what_is_no_point(void) {
    static const char *const texts[] = {
        "00" BASE_X, "01" BASE_X, "04" BASE_X, "02" BASE_X BASE_Y, "06" BASE_X BASE_Y, "07" BASE_X BASE_Y,
        "020000000000000000000000000000000000000000000000000000000000000005", "04" BASE_X BASE_X,
        "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "04" ZERO ZERO,
    };
    uint8_t bytes[66];
    kedge_public_key *key = NULL;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        check_unhex(texts[i], bytes);
        EXPECT(KEDGE_INVALID_PUBLIC_KEY, kedge_public_key_create, bytes, strlen(texts[i]) / 2, &key);
    }
    check_unhex("04" BASE_X BASE_Y "00", bytes);
    for (size_t length = 0; length <= 66; length++) {
        if (length != 65) EXPECT(KEDGE_INVALID_PUBLIC_KEY, kedge_public_key_create, bytes, length, &key);
    }
    EXPECT(KEDGE_INVALID_PUBLIC_KEY, kedge_public_key_create, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_create, NULL, 65, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_create, bytes, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_create, bytes, 65, NULL);
    CHECK(key == NULL);
}

static void verifies_its_own_signatures_alone(void) {
    uint8_t hash[32], other_hash[32], signature[65], bytes[65];
    kedge_private_key *private_key = make_private_key(5), *other_private = make_private_key(6);
    kedge_public_key *key = NULL, *other = NULL;
    check_pattern(hash, 32, 1);
    check_pattern(other_hash, 32, 2);
    EXPECT(KEDGE_OK, kedge_private_key_sign, private_key, hash, 0, signature);
    EXPECT(KEDGE_OK, kedge_private_key_public_key, private_key, bytes);
    EXPECT(KEDGE_OK, kedge_public_key_create, bytes, 65, &key);
    EXPECT(KEDGE_OK, kedge_private_key_public_key, other_private, bytes);
    EXPECT(KEDGE_OK, kedge_public_key_create, bytes, 65, &other);
    EXPECT(KEDGE_OK, kedge_public_key_verify, key, hash, signature);
    EXPECT(KEDGE_WRONG_SIGNER, kedge_public_key_verify, other, hash, signature);
    EXPECT(KEDGE_WRONG_SIGNER, kedge_public_key_verify, key, other_hash, signature);
    for (int i = 0; i < 6; i++) {
        uint8_t refused[65];
        refused_signature(i, refused);
        EXPECT(refused_signatures[i].status, kedge_public_key_verify, key, hash, refused);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_verify, key, NULL, signature);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_public_key_verify, key, hash, NULL);
    EXPECT(KEDGE_OK, kedge_public_key_destroy, key);
    EXPECT(KEDGE_OK, kedge_public_key_destroy, other);
    drop_private_key(private_key);
    drop_private_key(other_private);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static void refuse_private(const kedge_private_key *key) {
    uint8_t hash[32] = {0}, out[65];
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_export, key, out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_address, key, out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_public_key, key, out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_sign, key, hash, 0, out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_sign_message, key, hash, 32, 0, out);
    if (key != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_private_key_destroy, (kedge_private_key *)key);
    CHECK(check_all(out, sizeof out, 0x5A));
}

static void refuse_public(const kedge_public_key *key) {
    uint8_t hash[32] = {0}, out[65], signature[65];
    size_t length = 77;
    check_unhex(ONE ONE, signature);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_public_key_write, key, 0, out, 65, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_public_key_write, key, 0, NULL, 0, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_public_key_address, key, out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_public_key_verify, key, hash, signature);
    if (key != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_public_key_destroy, (kedge_public_key *)key);
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
}

static void foreign_handles_are_refused(void) {
    uint8_t bytes[33];
    kedge_private_key *private_key = make_private_key(7);
    kedge_public_key *public_key = NULL;
    check_unhex("02" BASE_X, bytes);
    EXPECT(KEDGE_OK, kedge_public_key_create, bytes, 33, &public_key);
    EXPECT(KEDGE_OK, kedge_private_key_destroy, NULL);
    EXPECT(KEDGE_OK, kedge_public_key_destroy, NULL);
    refuse_private(NULL);
    refuse_public(NULL);
    refuse_private((kedge_private_key *)public_key);
    refuse_public((kedge_public_key *)private_key);
    drop_private_key(private_key);
    EXPECT(KEDGE_OK, kedge_public_key_destroy, public_key);
    refuse_private(private_key);
    refuse_public(public_key);
    refuse_private((kedge_private_key *)bytes);
    refuse_public((kedge_public_key *)bytes);
}

/* --- what the system refuses ------------------------------------------------------------------------------------- */

static void begin_without_randomness(void) {
    uint8_t bytes[32] = {1}, point[33];
    kedge_private_key *key = NULL;
    kedge_public_key *public_key = NULL;
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    check_unhex("02" BASE_X, point);
    for (int i = 0; i < 2; i++) {
        EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_private_key_generate, &key);
        EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_private_key_create, bytes, 32, &key);
        EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_private_key_create_hex, FIRST_KEY, 64, &key);
        EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_public_key_create, point, 33, &public_key);
    }
    CHECK(key == NULL && public_key == NULL && kedge_live_handles() == 0);
    CHECK(strstr(kedge_last_error(), "randomness") != NULL);
    /* Who needs no randomness goes on. */
    uint8_t hash[32], signature[65], address[20];
    memset(hash, 1, 32);
    nobodys_signature(signature);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signature_address, hash, signature, address);
}

static void sign_without_randomness(void) {
    uint8_t hash[32] = {1}, signature[65];
    kedge_private_key *key = make_private_key(8);
    kedge_private_key *other = NULL;
    if (!forbid_getrandom(ENOSYS)) SKIP("the system takes no seccomp filter");
    /* What was read before may be used up. */
    kedge_status status = KEDGE_OK, of_message = KEDGE_OK;
    for (int i = 0; i < 1000 && status == KEDGE_OK; i++) {
        memset(signature, 0x5A, sizeof signature);
        status = CALL(kedge_private_key_sign, key, hash, 1, signature);
    }
    CHECK(status == KEDGE_RANDOM_UNAVAILABLE && check_all(signature, 65, 0x5A));
    of_message = CALL(kedge_private_key_sign_message, key, hash, 32, 1, signature);
    CHECK(of_message == KEDGE_RANDOM_UNAVAILABLE && check_all(signature, 65, 0x5A));
    EXPECT(KEDGE_OK, kedge_private_key_sign, key, hash, 0, signature);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_private_key_generate, &other);
    drop_private_key(key);
}

static void missing_randomness_is_a_status(void) {
    check_in_child(begin_without_randomness);
    check_in_child(sign_without_randomness);
}

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *states[MOST_HANDLES];

static void fill_the_table(void) {
    uint8_t bytes[32] = {1}, point[33];
    kedge_private_key *key = NULL;
    kedge_public_key *public_key = NULL;
    check_unhex("02" BASE_X, point);
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_create(&states[i]) != KEDGE_OK) CHECK_AT(0, "handle %d", i);
    }
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_private_key_generate, &key);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_private_key_create, bytes, 32, &key);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_private_key_create_hex, FIRST_KEY, 64, &key);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_public_key_create, point, 33, &public_key);
    CHECK(key == NULL && public_key == NULL);
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_destroy(states[i]) != KEDGE_OK) CHECK_AT(0, "handle %d", i);
    }
}

static void the_table_has_an_end(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

static void issue_without_memory(void) {
    uint8_t bytes[32] = {1}, point[33];
    kedge_private_key *key = NULL;
    kedge_public_key *public_key = NULL;
    kedge_status statuses[4];
    /* What is made once. */
    drop_private_key(make_private_key(1));
    check_unhex("02" BASE_X, point);
    /* The table grows by 1,024 slots at a time. */
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &states[i]);
    take_all_memory(32768);
    statuses[0] = kedge_private_key_generate(&key);
    statuses[1] = kedge_private_key_create(bytes, 32, &key);
    statuses[2] = kedge_private_key_create_hex(FIRST_KEY, 64, &key);
    statuses[3] = kedge_public_key_create(point, 33, &public_key);
    size_t live = kedge_live_handles();
    give_memory_back();
    CHECK(check_note("kedge_private_key_generate", statuses[0]) == KEDGE_OUT_OF_MEMORY);
    CHECK(check_note("kedge_private_key_create", statuses[1]) == KEDGE_OUT_OF_MEMORY);
    CHECK(check_note("kedge_private_key_create_hex", statuses[2]) == KEDGE_OUT_OF_MEMORY);
    CHECK(check_note("kedge_public_key_create", statuses[3]) == KEDGE_OUT_OF_MEMORY);
    CHECK(key == NULL && public_key == NULL && live == 1024);
    for (int i = 0; i < 1024; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
    drop_private_key(make_private_key(1));
}

/* The first key of a process, without memory for the curve's context: malloc fails in pieces of any size. */
static void begin_without_memory(void) {
    uint8_t bytes[32] = {1};
    kedge_private_key *key = NULL;
    kedge_keccak256 *state = NULL;
    kedge_unlock *unlock = NULL;
    /* The table, the thread's record and secret memory are there. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    EXPECT(KEDGE_OK, kedge_unlock_create_key, bytes, 32, &unlock);
    take_all_memory(16);
    kedge_status status = kedge_private_key_create(bytes, 32, &key);
    give_memory_back();
    CHECK_AT(check_note("kedge_private_key_create", status) == KEDGE_OUT_OF_MEMORY, "%d", (int)status);
    CHECK(key == NULL);
    drop_private_key(make_private_key(1));
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    EXPECT(KEDGE_OK, kedge_unlock_destroy, unlock);
}

static void missing_memory_is_a_status(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(issue_without_memory);
    check_in_child(begin_without_memory);
}

static kedge_private_key *inherited;

static void sign_in_the_child(void) {
    uint8_t hash[32] = {1}, signature[65], hedged[65];
    EXPECT(KEDGE_OK, kedge_private_key_sign, inherited, hash, 0, signature);
    CHECK(memcmp(signature, shared_signature, 65) == 0);
    EXPECT(KEDGE_OK, kedge_private_key_sign, inherited, hash, 1, hedged);
    CHECK(memcmp(hedged, signature, 65) != 0);
    drop_private_key(make_private_key(9));
}

static void a_child_of_fork_may_use_a_key(void) {
    uint8_t hash[32] = {1};
    inherited = make_private_key(9);
    EXPECT(KEDGE_OK, kedge_private_key_sign, inherited, hash, 0, shared_signature);
    check_in_child(sign_in_the_child);
    drop_private_key(inherited);
}

/* --- what is left behind ------------------------------------------------------------------------------------------ */

/* The key, its nonce for the digest 1, 2 ... 32 (RFC 6979), and what that is when s would be high. */
static const char *const traces[] = {
    "8780620be593b7125ce36aefe8150c5be3163c29037524e76d3c133b7d03a841",
    "c6e0bbc9e87eb3970b2022c27e9a89e1c25bc61f1c3a41397511603d3fa3890d",
    "391f443617814c68f4dfdd3d8165761cf85316c7930e5f024ac0fe4f9092b834",
};

static struct {
    int call;
    kedge_private_key *key, *made;
    uint8_t bytes[32], digest[32], out[65];
} used;

static void *use_a_key(void *unused) {
    switch (used.call) {
    case 0: kedge_private_key_create(used.bytes, 32, &used.made); break;
    case 1: kedge_private_key_create_hex(traces[0], 64, &used.made); break;
    case 2: kedge_private_key_sign(used.key, used.digest, 0, used.out); break;
    case 3: kedge_private_key_sign_message(used.key, used.digest, 32, 0, used.out); break;
    case 4: kedge_private_key_address(used.key, used.out); break;
    default: kedge_private_key_public_key(used.key, used.out);
    }
    return unused;
}

static void nothing_is_left_on_the_stack(void) {
    SKIP_UNDER_A_TOOL();
    check_unhex(traces[0], used.bytes);
    for (int i = 0; i < 32; i++) used.digest[i] = (uint8_t)(i + 1);
    EXPECT(KEDGE_OK, kedge_private_key_create, used.bytes, 32, &used.key);
    for (used.call = 0; used.call < 6; used.call++) {
        memset(used.out, 0, sizeof used.out);
        const uint8_t *stack = traces_of(use_a_key);
        CHECK_AT((used.made != NULL) == (used.call < 2) && check_all(used.out, 20, 0) == (used.call < 2), "call %d",
            used.call);
        for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
            CHECK_AT(!has_trace(stack, traces[i]), "call %d: trace %zu", used.call, i);
        }
        EXPECT(KEDGE_OK, kedge_private_key_destroy, used.made);
        used.made = NULL;
        traces_end(stack);
    }
    drop_private_key(used.key);
}

static void tells_its_sizes(void) {
    CHECK(kedge_private_key_bytes() == KEDGE_PRIVATE_KEY_BYTES);
    CHECK(kedge_public_key_bytes() == KEDGE_PUBLIC_KEY_BYTES);
    CHECK(kedge_public_key_compressed_bytes() == KEDGE_PUBLIC_KEY_COMPRESSED_BYTES);
    CHECK(kedge_signature_bytes() == KEDGE_SIGNATURE_BYTES);
    CHECK(kedge_compact_signature_bytes() == KEDGE_COMPACT_SIGNATURE_BYTES);
    CHECK(kedge_address_bytes() == KEDGE_ADDRESS_BYTES);
    CHECK(kedge_address_text_bytes() == KEDGE_ADDRESS_TEXT_BYTES);
    CHECK(kedge_extended_key_text_bytes() == KEDGE_EXTENDED_KEY_TEXT_BYTES);
    CHECK(kedge_blob_bytes() == KEDGE_BLOB_BYTES);
    CHECK(kedge_kzg_bytes() == KEDGE_KZG_BYTES);
    CHECK(kedge_cell_proofs_per_blob() == KEDGE_CELL_PROOFS_PER_BLOB);
}

int main(void) {
    check_begin("keys");
    check_case("the sizes that are told are those of the header", tells_its_sizes);
    /* First, in children of a process that has not used the library. */
    check_case("missing randomness is a status", missing_randomness_is_a_status);
    check_case("missing memory is a status", missing_memory_is_a_status);
    check_case("the first key has the published public key and address", derives_the_published);
    check_case("hex in either case, with 0x or without, and bytes make the same key", reads_hex_and_bytes_alike);
    check_case("what is no private key is refused", refuses_what_is_no_key);
    check_case("arguments that break a rule are refused", refuses_bad_arguments);
    check_case("random keys differ", makes_keys_that_differ);
    check_case("a signature is the published one", signs_as_published);
    check_case("hedged signatures differ and are valid", hedged_signatures_differ);
    check_case("threads share a private key", threads_share_a_key);
    check_case("a public key is read and written in both forms", reads_and_writes_both_forms);
    check_case("what is no public key is refused", refuses_what_is_no_point);
    check_case("a public key verifies its own signatures alone", verifies_its_own_signatures_alone);
    check_case("handles that are no keys are refused everywhere", foreign_handles_are_refused);
    check_case("a full handle table is a status", the_table_has_an_end);
    check_case("no key is left on the stack", nothing_is_left_on_the_stack);
    check_case("a child of fork may use a key", a_child_of_fork_may_use_a_key);
    return check_end();
}
