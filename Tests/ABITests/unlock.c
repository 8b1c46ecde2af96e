/* What unlocks a keyring: passphrases and their cost, keys, and key services with all that a host's callback may do. */
#include "ring.h"

static const uint8_t passphrase[] = "correct horse battery staple";
enum { PASSPHRASE = sizeof passphrase - 1 };

static kedge_passphrase_options cheap_options(void) {
    kedge_passphrase_options options;
    EXPECT(KEDGE_OK, kedge_passphrase_options_init, &options, sizeof options);
    options.scrypt_n = 16;
    return options;
}

/* --- passphrases ------------------------------------------------------------------------------------------------- */

static kedge_status init_passphrase_options(void *options, size_t size) {
    return CALL(kedge_passphrase_options_init, options, size);
}

static kedge_status use_passphrase_options(void *options) {
    kedge_unlock *unlock = NULL;
    kedge_status status = CALL(kedge_unlock_create_passphrase, passphrase, PASSPHRASE, options, &unlock);
    CHECK((status == KEDGE_OK) == (unlock != NULL));
    EXPECT(KEDGE_OK, kedge_unlock_destroy, unlock);
    return status;
}

static void passphrase_options_keep_the_rules(void) {
    kedge_passphrase_options options;
    CHECK(sizeof options == 40);
    check_options(init_passphrase_options, sizeof options, use_passphrase_options);
    EXPECT(KEDGE_OK, kedge_passphrase_options_init, &options, sizeof options);
    CHECK(options.scrypt_n == 131072 && options.scrypt_r == 8 && options.scrypt_p == 1);
    CHECK(options.max_memory_bytes == 512u << 20 && options.max_work == 16777216);
}

static void refuses_parameters_out_of_range(void) {
    static const struct {
        uint64_t n;
        uint32_t r, p;
        uint64_t max_memory_bytes, max_work;
        kedge_status expected;
    } cases[] = {
        {2, 1, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_OK},
        {(uint64_t)1 << 31, 1, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_OK},
        {(uint64_t)1 << 31, 32768, 32767, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_OK},
        {0, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {1, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {3, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {131073, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {(uint64_t)1 << 32, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {(uint64_t)1 << 62, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {(uint64_t)1 << 63, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {UINT64_MAX, 8, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, 0, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, 1, 0, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, 32768, 32768, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, UINT32_MAX, 1, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, 1, UINT32_MAX, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {16, UINT32_MAX, UINT32_MAX, KEDGE_NO_LIMIT, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        /* Its own limits bind it too: a ring that it saves could not be opened with it. 128 r (N + p + 2) bytes, N r p. */
        {1024, 8, 1, 1024 * 1027, 8192, KEDGE_OK},
        {1024, 8, 1, 1024 * 1027 - 1, 8192, KEDGE_INVALID_ARGUMENT},
        {1024, 8, 1, 1024 * 1027, 8191, KEDGE_INVALID_ARGUMENT},
        {131072, 8, 1, 0, KEDGE_NO_LIMIT, KEDGE_INVALID_ARGUMENT},
        {131072, 8, 1, KEDGE_NO_LIMIT, 0, KEDGE_INVALID_ARGUMENT},
        {2, 1, 1, (uint64_t)1 << 63, (uint64_t)1 << 63, KEDGE_OK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kedge_unlock *unlock = NULL;
        kedge_passphrase_options options = cheap_options();
        options.scrypt_n = cases[i].n;
        options.scrypt_r = cases[i].r;
        options.scrypt_p = cases[i].p;
        options.max_memory_bytes = cases[i].max_memory_bytes;
        options.max_work = cases[i].max_work;
        kedge_status status = CALL(kedge_unlock_create_passphrase, passphrase, PASSPHRASE, &options, &unlock);
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
        CHECK((unlock != NULL) == (status == KEDGE_OK));
        drop_unlock(unlock);
    }
}

static void refuses_bad_passphrases(void) {
    kedge_unlock *unlock = NULL;
    kedge_passphrase_options options = cheap_options();
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, NULL, PASSPHRASE, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, over, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, SIZE_MAX, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, NULL, SIZE_MAX, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, PASSPHRASE, &options, NULL);
    /* More than is ever a passphrase, and not read. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, (16 << 20) + 1, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, PTRDIFF_MAX, &options, &unlock);
    /* A setting that was forgotten. */
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, passphrase, 0, &options, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_passphrase, NULL, 0, &options, &unlock);
    CHECK(unlock == NULL);
}

static void opens_with_the_passphrase_alone(void) {
    uint8_t saved[400], long_one[1500], sealed[SEALED_TEXT];
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    kedge_passphrase_options options = cheap_options();
    seal_text(ring, sealed);
    check_pattern(long_one, sizeof long_one, 1);
    static const size_t lengths[] = {1, 7, 32, 64, 65, 1000, 1500};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        kedge_unlock *right = NULL, *wrong = NULL;
        uint8_t given[1500];
        memcpy(given, long_one, sizeof given);
        EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, given, lengths[i], &options, &right);
        given[lengths[i] - 1] ^= 1;
        EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, given, lengths[i], &options, &wrong);
        size_t length = save(ring, right, saved, sizeof saved);
        CHECK(length == ring_bytes(12, 1) && saved[RING_LOCK] == 1);
        EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_load, saved, length, wrong, NULL, &opened);
        CHECK(opened == NULL);
        /* The passphrase was copied: what became of the caller's does not matter. */
        opened = load(saved, length, right);
        CHECK(open_text(opened, sealed, sizeof sealed) == KEDGE_OK);
        drop_ring(opened);
        opened = NULL;
        drop_unlock(right);
        drop_unlock(wrong);
    }
    drop_ring(ring);
}

static void takes_the_defaults(void) {
    uint8_t saved[400];
    if (check_is_light()) SKIP("128 MiB and most of a second");
    kedge_unlock *unlock = NULL;
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, passphrase, PASSPHRASE, NULL, &unlock);
    size_t length = save(ring, unlock, saved, sizeof saved);
    static const uint8_t parameters[] = {0, 0, 0, 17, 0, 0, 0, 8, 0, 0, 0, 1};
    CHECK(memcmp(saved + RING_LOCK_PARAMETERS, parameters, sizeof parameters) == 0);
    drop_ring(ring);
    ring = load(saved, length, unlock);
    drop_ring(ring);
    drop_unlock(unlock);
}

/* What a ring asks for is refused before any memory is reserved or time is spent. */
static void caps_what_a_ring_asks_for(void) {
    static const struct {
        uint32_t logarithm, r, p;
        kedge_status expected;
    } cases[] = {
        {0, 8, 1, KEDGE_KEYRING_DAMAGED},
        {4, 0, 1, KEDGE_KEYRING_DAMAGED},
        {4, 8, 0, KEDGE_KEYRING_DAMAGED},
        {0, 0, 0, KEDGE_KEYRING_DAMAGED},
        {4, 8, 2, KEDGE_WRONG_UNLOCK},
        {5, 8, 1, KEDGE_WRONG_UNLOCK},
        {19, 8, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {20, 8, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {31, 8, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {32, 8, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {33, 8, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {61, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {62, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {63, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {64, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {65, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {256, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {UINT32_MAX, 1, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {1, UINT32_MAX, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {1, 1, UINT32_MAX, KEDGE_DERIVATION_TOO_COSTLY},
        {1, 1 << 29, 1, KEDGE_DERIVATION_TOO_COSTLY},
        {1, 1, 1 << 29, KEDGE_DERIVATION_TOO_COSTLY},
        {1, 1 << 15, 1 << 15, KEDGE_DERIVATION_TOO_COSTLY},
        {1, UINT32_MAX, UINT32_MAX, KEDGE_DERIVATION_TOO_COSTLY},
        {UINT32_MAX, UINT32_MAX, UINT32_MAX, KEDGE_DERIVATION_TOO_COSTLY},
        {62, 1 << 15, 1 << 14, KEDGE_DERIVATION_TOO_COSTLY},
    };
    uint8_t saved[400], changed[400];
    kedge_unlock *unlock = make_passphrase("hostile");
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    size_t length = save(ring, unlock, saved, sizeof saved);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memcpy(changed, saved, length);
        put32(changed + RING_LOCK_PARAMETERS, cases[i].logarithm);
        put32(changed + RING_LOCK_PARAMETERS + 4, cases[i].r);
        put32(changed + RING_LOCK_PARAMETERS + 8, cases[i].p);
        /* Without the checksum it is damage, whatever it asks for. */
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, changed, length, unlock, NULL, &opened);
        mend_checksum(changed, length);
        double begun = seconds_now();
        kedge_status status = CALL(kedge_keyring_load, changed, length, unlock, NULL, &opened);
        double seconds = seconds_now() - begun;
        CHECK_AT(status == cases[i].expected, "case %zu: %d", i, (int)status);
        if (!check_is_light()) CHECK_AT(seconds < 0.5, "case %zu took %f seconds", i, seconds);
    }
    drop_unlock(unlock);

    /* The caller may allow less, and more. */
    kedge_passphrase_options options = cheap_options();
    options.scrypt_n = 1024;
    options.scrypt_p = 2;
    kedge_unlock *right = NULL, *less = NULL;
    EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, passphrase, PASSPHRASE, &options, &right);
    length = save(ring, right, saved, sizeof saved);
    options.scrypt_n = 16;
    options.scrypt_p = 1;
    for (int which = 0; which < 4; which++) {
        options.max_memory_bytes = 1024 * 1028 - (which == 1);
        options.max_work = 16384 - (which == 2);
        EXPECT(KEDGE_OK, kedge_unlock_create_passphrase, passphrase, PASSPHRASE, &options, &less);
        kedge_status expected = which == 1 || which == 2 ? KEDGE_DERIVATION_TOO_COSTLY : KEDGE_OK;
        kedge_status status = CALL(kedge_keyring_load, saved, length, less, NULL, &opened);
        CHECK_AT(status == expected, "case %d: %d", which, (int)status);
        if (status == KEDGE_OK) drop_ring(opened);
        opened = NULL;
        drop_unlock(less);
    }
    drop_unlock(right);
    drop_ring(ring);
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

static void takes_keys_of_32_bytes(void) {
    uint8_t bytes[100] = {0};
    kedge_unlock *unlock = NULL;
    for (size_t count = 0; count <= 100; count++) {
        if (count == 32) continue;
        EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_unlock_create_key, bytes, count, &unlock);
    }
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_unlock_create_key, NULL, 0, &unlock);
    EXPECT(KEDGE_INVALID_KEY_LENGTH, kedge_unlock_create_key, bytes, PTRDIFF_MAX, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_key, bytes, over, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_key, bytes, SIZE_MAX, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_key, NULL, 32, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_key, bytes, 32, NULL);
    CHECK(unlock == NULL);
}

static void opens_with_the_key_alone(void) {
    uint8_t saved[400], bytes[32];
    check_pattern(bytes, sizeof bytes, 2);
    kedge_unlock *right = NULL, *wrong = NULL;
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    EXPECT(KEDGE_OK, kedge_unlock_create_key, bytes, 32, &right);
    size_t length = save(ring, right, saved, sizeof saved);
    CHECK(length == ring_bytes(0, 1) && saved[RING_LOCK] == 2);
    for (int bit = 0; bit < 256; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        EXPECT(KEDGE_OK, kedge_unlock_create_key, bytes, 32, &wrong);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_load, saved, length, wrong, NULL, &opened);
        drop_unlock(wrong);
    }
    memset(bytes, 0, sizeof bytes);
    CHECK(opened == NULL);
    opened = load(saved, length, right);
    drop_ring(opened);
    drop_ring(ring);
    drop_unlock(right);
}

/* --- key services ------------------------------------------------------------------------------------------------ */

/* A service that masks the data key, and does on the way what a test tells it to. */
struct service {
    /* What to answer with; 0 is success. */
    int32_t wrap_answer, unwrap_answer;
    /* Bytes to tell of, where they are not what was written. */
    size_t wrap_tells, unwrap_tells;
    /* Bytes of a wrapped key. */
    size_t wrapped_len;
    /* Called in the middle. */
    void (*meanwhile)(struct service *service);
    kedge_unlock *unlock;
    kedge_keyring *ring;
    int wraps, unwraps;
    size_t in_len, out_capacity;
    uint8_t data_key[32];
};

enum { TELLS_NOTHING = 1 << 20 };

static int32_t wrap(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *context) {
    struct service *service = context;
    service->wraps++;
    service->in_len = in_len;
    service->out_capacity = out_capacity;
    if (in_len == 32) memcpy(service->data_key, in, 32);
    if (service->meanwhile != NULL) service->meanwhile(service);
    if (service->wrap_answer != 0) return service->wrap_answer;
    if (service->wrap_tells == TELLS_NOTHING) return 0;
    if (in_len == 32 && service->wrapped_len <= out_capacity) {
        for (size_t i = 0; i < service->wrapped_len; i++) out[i] = i < 32 ? in[i] ^ 0x3C : (uint8_t)i;
    }
    *out_len = service->wrap_tells != 0 ? service->wrap_tells : service->wrapped_len;
    return 0;
}

static int32_t unwrap(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity, size_t *out_len, void *context) {
    struct service *service = context;
    service->unwraps++;
    service->in_len = in_len;
    service->out_capacity = out_capacity;
    if (service->meanwhile != NULL) service->meanwhile(service);
    if (service->unwrap_answer != 0) return service->unwrap_answer;
    if (service->unwrap_tells == TELLS_NOTHING) return 0;
    if (out_capacity >= 32) {
        /* What a short wrapped key leaves out is known to the service. */
        memcpy(out, service->data_key, 32);
        for (size_t i = 0; i < 32 && i < in_len; i++) out[i] = in[i] ^ 0x3C;
    }
    *out_len = service->unwrap_tells != 0 ? service->unwrap_tells : 32;
    return 0;
}

static struct service make_service(void) {
    return (struct service){.wrapped_len = 40};
}

static kedge_unlock *make_service_unlock(struct service *service) {
    EXPECT(KEDGE_OK, kedge_unlock_create_service, wrap, unwrap, service, &service->unlock);
    return service->unlock;
}

static void refuses_no_service(void) {
    kedge_unlock *unlock = NULL;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_service, NULL, unwrap, NULL, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_service, wrap, NULL, NULL, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_service, NULL, NULL, NULL, &unlock);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_unlock_create_service, wrap, unwrap, NULL, NULL);
    CHECK(unlock == NULL);
    /* The context is the service's own matter. */
    EXPECT(KEDGE_OK, kedge_unlock_create_service, wrap, unwrap, NULL, &unlock);
    drop_unlock(unlock);
}

static void a_service_wraps_and_unwraps(void) {
    static uint8_t saved[5000];
    uint8_t sealed[SEALED_TEXT], first[32];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL);
    seal_text(ring, sealed);
    for (size_t count = 1; count <= KEDGE_WRAPPED_KEY_MAX_BYTES; count += count < 70 ? 1 : count == 70 ? 4025 : 1) {
        service.wrapped_len = count;
        int wraps = service.wraps, unwraps = service.unwraps;
        size_t length = save(ring, unlock, saved, sizeof saved);
        CHECK(service.wraps == wraps + 1 && service.in_len == 32 && service.out_capacity == KEDGE_WRAPPED_KEY_MAX_BYTES);
        CHECK(length == ring_bytes(count, 1) && saved[RING_LOCK] == 3);
        for (size_t i = 0; i < count && i < 32; i++) {
            CHECK(saved[RING_LOCK_PARAMETERS + i] == (service.data_key[i] ^ 0x3C));
        }
        /* A data key is made for each ring that is saved. */
        if (count > 1) CHECK(memcmp(first, service.data_key, 32) != 0);
        memcpy(first, service.data_key, 32);
        kedge_keyring *opened = load(saved, length, unlock);
        CHECK(service.unwraps == unwraps + 1 && service.in_len == count && service.out_capacity == 32);
        CHECK(open_text(opened, sealed, sizeof sealed) == KEDGE_OK);
        drop_ring(opened);
    }
    drop_ring(ring);
    drop_unlock(unlock);
}

static void a_size_asks_no_service(void) {
    size_t length = 0;
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_keyring_save, ring, unlock, NULL, 0, &length);
    /* How long its answer will be is not known, so there has to be room for the longest. */
    CHECK(service.wraps == 0 && length == ring_bytes(KEDGE_WRAPPED_KEY_MAX_BYTES, 1));
    drop_ring(ring);
    drop_unlock(unlock);
}

static void a_failure_is_repeated(void) {
    static uint8_t saved[5000];
    static const int32_t answers[] = {1, -1, 7, 255, INT32_MAX, INT32_MIN};
    size_t length = 77;
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    size_t saved_len = save(ring, unlock, saved, sizeof saved);
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        static uint8_t out[5000];
        char number[16];
        snprintf(number, sizeof number, "%d", (int)answers[i]);
        memset(out, 0x5A, sizeof out);
        length = 77;
        service.wrap_answer = answers[i];
        EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_save, ring, unlock, out, sizeof out, &length);
        CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s", kedge_last_error());
        CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
        service.wrap_answer = 0;
        service.unwrap_answer = answers[i];
        EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_load, saved, saved_len, unlock, NULL, &opened);
        CHECK_AT(strstr(kedge_last_error(), number) != NULL, "%s", kedge_last_error());
        service.unwrap_answer = 0;
    }
    CHECK(opened == NULL);
    opened = load(saved, saved_len, unlock);
    drop_ring(opened);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void a_wrong_length_is_a_failure(void) {
    static uint8_t saved[5000], out[5000];
    static const size_t wrap_lengths[] = {TELLS_NOTHING, 4097, 5000, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    static const size_t unwrap_lengths[] = {TELLS_NOTHING, 1, 31, 33, 64, 4096, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    size_t saved_len = save(ring, unlock, saved, sizeof saved);
    for (size_t i = 0; i < sizeof wrap_lengths / sizeof wrap_lengths[0]; i++) {
        size_t length = 77;
        service.wrap_tells = wrap_lengths[i];
        memset(out, 0x5A, sizeof out);
        kedge_status status = CALL(kedge_keyring_save, ring, unlock, out, sizeof out, &length);
        CHECK_AT(status == KEDGE_KEY_SERVICE_FAILED, "%zu bytes: %d", wrap_lengths[i], (int)status);
        CHECK(length == 77 && check_all(out, sizeof out, 0x5A));
    }
    service.wrap_tells = 0;
    for (size_t i = 0; i < sizeof unwrap_lengths / sizeof unwrap_lengths[0]; i++) {
        service.unwrap_tells = unwrap_lengths[i];
        kedge_status status = CALL(kedge_keyring_load, saved, saved_len, unlock, NULL, &opened);
        CHECK_AT(status == KEDGE_KEY_SERVICE_FAILED, "%zu bytes: %d", unwrap_lengths[i], (int)status);
        CHECK(opened == NULL);
    }
    drop_ring(ring);
    drop_unlock(unlock);
}

static void another_key_is_a_wrong_unlock(void) {
    static uint8_t saved[5000];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    service.wrapped_len = 4;
    size_t length = save(ring, unlock, saved, sizeof saved);
    service.data_key[20] ^= 1;
    EXPECT(KEDGE_WRONG_UNLOCK, kedge_keyring_load, saved, length, unlock, NULL, &opened);
    service.data_key[20] ^= 1;
    opened = load(saved, length, unlock);
    drop_ring(opened);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void a_damaged_ring_is_not_sent_to_the_service(void) {
    static uint8_t saved[5000];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    size_t length = save(ring, unlock, saved, sizeof saved);
    for (size_t at = 0; at < length; at++) {
        saved[at] ^= 0x10;
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved, length, unlock, NULL, &opened);
        saved[at] ^= 0x10;
    }
    CHECK(service.unwraps == 0);
    /* Nor is what claims a wrapped key of an impossible length. */
    static const uint32_t lengths[] = {0, 39, 41, 4097, 0x7FFFFFFF, 0x80000000, UINT32_MAX};
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        put32(saved + RING_LOCK_BYTES, lengths[i]);
        mend_checksum(saved, length);
        EXPECT(KEDGE_KEYRING_DAMAGED, kedge_keyring_load, saved, length, unlock, NULL, &opened);
    }
    CHECK(service.unwraps == 0 && opened == NULL);
    drop_ring(ring);
    drop_unlock(unlock);
}

/* --- what a callback does meanwhile ------------------------------------------------------------------------------ */

static void *use_the_ring(void *context) {
    struct service *service = context;
    uint8_t sealed[SEALED_TEXT];
    if (service->ring != NULL) {
        seal_text(service->ring, sealed);
        CHECK(open_text(service->ring, sealed, sizeof sealed) == KEDGE_OK);
        uint64_t id = add_key(service->ring, KEDGE_XAES_256_GCM);
        EXPECT(KEDGE_OK, kedge_keyring_disable, service->ring, id);
        EXPECT(KEDGE_OK, kedge_keyring_destroy_key, service->ring, id);
    }
    return NULL;
}

/* Any lock that were held would hang this, on the same thread or on another one. */
static void use_the_library(struct service *service) {
    static uint8_t saved[5000];
    pthread_t thread;
    void (*meanwhile)(struct service *) = service->meanwhile;
    service->meanwhile = NULL;
    use_the_ring(service);
    CHECK(pthread_create(&thread, NULL, use_the_ring, service) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    /* The same unlock, from inside its own callback. */
    uint8_t data_key[32];
    memcpy(data_key, service->data_key, 32);
    kedge_keyring *other = make_ring(NULL);
    size_t length = save(other, service->unlock, saved, sizeof saved);
    drop_ring(other);
    other = load(saved, length, service->unlock);
    drop_ring(other);
    memcpy(service->data_key, data_key, 32);
    service->meanwhile = meanwhile;
}

static void a_callback_may_use_the_library(void) {
    static uint8_t saved[5000];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    service.ring = make_ring(NULL);
    service.meanwhile = use_the_library;
    alarm(60);
    size_t length = save(service.ring, unlock, saved, sizeof saved);
    kedge_keyring *opened = load(saved, length, unlock);
    alarm(0);
    drop_ring(opened);
    drop_ring(service.ring);
    drop_unlock(unlock);
}

static void fail_a_call(struct service *service) {
    (void)service;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_keccak256_create, NULL);
    CHECK(strstr(kedge_last_error(), "ring") == NULL);
}

static void the_last_error_survives_a_callback(void) {
    static uint8_t saved[5000];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    kedge_keyring *ring = make_ring(NULL);
    service.meanwhile = fail_a_call;
    char before[512];
    EXPECT(KEDGE_UNKNOWN_KEY, kedge_keyring_set_primary, ring, 4242);
    snprintf(before, sizeof before, "%s", kedge_last_error());
    CHECK(strstr(before, "4242") != NULL);
    size_t length = save(ring, unlock, saved, sizeof saved);
    CHECK(strcmp(kedge_last_error(), before) == 0);
    kedge_keyring *opened = load(saved, length, unlock), *none = NULL;
    CHECK(strcmp(kedge_last_error(), before) == 0);
    service.unwrap_answer = 31337;
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_load, saved, length, unlock, NULL, &none);
    CHECK(strstr(kedge_last_error(), "31337") != NULL);
    drop_ring(opened);
    drop_ring(ring);
    drop_unlock(unlock);
}

static void destroy_what_is_in_use(struct service *service) {
    EXPECT(KEDGE_BUSY, kedge_unlock_destroy, service->unlock);
    if (service->ring != NULL) EXPECT(KEDGE_BUSY, kedge_keyring_destroy, service->ring);
}

static void a_callback_cannot_destroy_what_calls_it(void) {
    static uint8_t saved[5000];
    struct service service = make_service();
    kedge_unlock *unlock = make_service_unlock(&service);
    service.ring = make_ring(NULL);
    service.meanwhile = destroy_what_is_in_use;
    size_t length = save(service.ring, unlock, saved, sizeof saved);
    /* After the call it is as free as before it, and so it is after one that failed. */
    service.wrap_answer = 3;
    size_t refused = 0;
    EXPECT(KEDGE_KEY_SERVICE_FAILED, kedge_keyring_save, service.ring, unlock, saved, sizeof saved, &refused);
    drop_ring(service.ring);
    service.ring = NULL;
    service.meanwhile = destroy_what_is_in_use;
    service.wrap_answer = 0;
    kedge_keyring *opened = load(saved, length, unlock);
    drop_ring(opened);
    drop_unlock(unlock);
}

static void *save_many_times(void *context) {
    struct service *service = context;
    static _Thread_local uint8_t saved[5000];
    for (int i = 0; i < 20; i++) {
        size_t length = save(service->ring, service->unlock, saved, sizeof saved);
        kedge_keyring *opened = load(saved, length, service->unlock);
        drop_ring(opened);
    }
    return NULL;
}

static void unlocks_are_shared_by_threads(void) {
    pthread_t threads[4];
    struct service service = make_service();
    service.ring = make_ring(NULL);
    service.unlock = make_passphrase("shared");
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, save_many_times, &service) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    drop_unlock(service.unlock);
    drop_ring(service.ring);
}

/* --- handles ----------------------------------------------------------------------------------------------------- */

static void a_ring_is_opened_as_it_was_locked(void) {
    static uint8_t saved[3][5000];
    size_t lengths[3];
    struct service service = make_service();
    kedge_unlock *unlocks[3] = {make_passphrase("one of three"), make_unlock(1), make_service_unlock(&service)};
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    for (int i = 0; i < 3; i++) lengths[i] = save(ring, unlocks[i], saved[i], sizeof saved[i]);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            kedge_status status = CALL(kedge_keyring_load, saved[i], lengths[i], unlocks[j], NULL, &opened);
            CHECK_AT(status == (i == j ? KEDGE_OK : KEDGE_WRONG_UNLOCK), "%d with %d: %d", i, j, (int)status);
            if (status == KEDGE_OK) drop_ring(opened);
        }
    }
    CHECK(service.unwraps == 1);
    for (int i = 0; i < 3; i++) drop_unlock(unlocks[i]);
    drop_ring(ring);
}

static void an_unlock_may_go_before_its_rings(void) {
    uint8_t saved[400], sealed[SEALED_TEXT];
    kedge_unlock *unlock = make_unlock(1), *other = make_unlock(2);
    kedge_keyring *ring = make_ring(NULL);
    size_t length = save(ring, unlock, saved, sizeof saved);
    drop_ring(ring);
    ring = load(saved, length, unlock);
    drop_unlock(unlock);
    seal_text(ring, sealed);
    add_key(ring, KEDGE_XAES_256_GCM);
    save(ring, other, saved, sizeof saved);
    drop_ring(ring);
    drop_unlock(other);
}

static void foreign_handles_are_refused(void) {
    uint8_t saved[400], out[400];
    size_t length = 77;
    kedge_unlock *unlock = make_unlock(1), *gone = make_unlock(2);
    kedge_keyring *ring = make_ring(NULL), *opened = NULL;
    drop_unlock(gone);
    size_t saved_len = save(ring, unlock, saved, sizeof saved);
    kedge_unlock *foreign[] = {NULL, gone, (kedge_unlock *)ring, (kedge_unlock *)saved, (kedge_unlock *)(uintptr_t)-1};
    memset(out, 0x5A, sizeof out);
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        if (foreign[i] != NULL) EXPECT(KEDGE_INVALID_HANDLE, kedge_unlock_destroy, foreign[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_load, saved, saved_len, foreign[i], NULL, &opened);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_save, ring, foreign[i], out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_save, ring, foreign[i], NULL, 0, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_create_file, "/nowhere/ring", foreign[i], NULL, &opened);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_open_file, "/nowhere/ring", foreign[i], NULL, &opened);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_save_file, ring, "/nowhere/ring", foreign[i]);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_keyring_change_unlock, ring, foreign[i]);
    }
    CHECK(length == 77 && check_all(out, sizeof out, 0x5A) && opened == NULL);
    EXPECT(KEDGE_OK, kedge_unlock_destroy, NULL);
    drop_ring(ring);
    drop_unlock(unlock);
}

static kedge_unlock *inherited;
static kedge_keyring *inherited_ring;

static void use_an_inherited_unlock(void) {
    uint8_t saved[400];
    size_t length = save(inherited_ring, inherited, saved, sizeof saved);
    kedge_keyring *opened = load(saved, length, inherited);
    drop_ring(opened);
    drop_unlock(inherited);
}

static void a_child_of_fork_may_use_an_unlock(void) {
    inherited_ring = make_ring(NULL);
    for (int i = 0; i < 2; i++) {
        inherited = i == 0 ? make_unlock(1) : make_passphrase("inherited");
        check_in_child(use_an_inherited_unlock);
        drop_unlock(inherited);
    }
    drop_ring(inherited_ring);
}

int main(void) {
    check_begin("unlock");
    check_case("the defaults are written and options of any release understood or refused", passphrase_options_keep_the_rules);
    check_case("scrypt parameters out of range or over the limits are refused", refuses_parameters_out_of_range);
    check_case("NULL, empty and endless passphrases are refused", refuses_bad_passphrases);
    check_case("a ring opens with its passphrase alone", opens_with_the_passphrase_alone);
    check_case("a passphrase costs what the documentation says unless told", takes_the_defaults);
    check_case("what a ring's parameters ask for is capped beforehand", caps_what_a_ring_asks_for);
    check_case("wrapping keys have 32 bytes", takes_keys_of_32_bytes);
    check_case("a ring opens with its key alone", opens_with_the_key_alone);
    check_case("a key service has two calls", refuses_no_service);
    check_case("a key service wraps a fresh key in 1 to 4,096 bytes, and unwraps it", a_service_wraps_and_unwraps);
    check_case("a question for the size asks no key service", a_size_asks_no_service);
    check_case("a key service's failure is repeated with its number", a_failure_is_repeated);
    check_case("a key service's answer of a wrong length is a failure", a_wrong_length_is_a_failure);
    check_case("a key service that unwraps another key is a wrong unlock", another_key_is_a_wrong_unlock);
    check_case("a damaged ring is not sent to the key service", a_damaged_ring_is_not_sent_to_the_service);
    check_case("a key service may call back into the library", a_callback_may_use_the_library);
    check_case("the last error survives a key service that fails calls", the_last_error_survives_a_callback);
    check_case("a key service cannot destroy the unlock that calls it", a_callback_cannot_destroy_what_calls_it);
    check_case("threads share an unlock", unlocks_are_shared_by_threads);
    check_case("a ring is opened by the kind of unlock that locked it", a_ring_is_opened_as_it_was_locked);
    check_case("an unlock may go before the rings that it opened", an_unlock_may_go_before_its_rings);
    check_case("handles that are no unlocks are refused everywhere", foreign_handles_are_refused);
    check_case("unlocks work in a child of fork", a_child_of_fork_may_use_an_unlock);
    return check_end();
}
