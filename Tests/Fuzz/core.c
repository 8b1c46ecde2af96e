/* Status names, the last error, versions and the count, called in any order by a few threads that fail in between. */
#include "fuzz.h"

#include <pthread.h>

enum { THREADS = 3 };

struct worker {
    struct reader reader;
};

static void *work(void *argument) {
    struct worker *worker = argument;
    struct reader *reader = &worker->reader;
    /* What this thread's last error has to be, as far as it is known. */
    char expected[512] = "no call has failed on this thread";
    kedge_keccak256 *states[4] = {NULL, NULL, NULL, NULL};
    /* The first thread is libFuzzer's own and has failed before. */
    strcpy(expected, kedge_last_error());
    while (reader->left > 0) {
        unsigned choice = take_byte(reader);
        kedge_keccak256 **state = &states[choice / 16 % 4];
        switch (choice % 12) {
        case 0: {
            kedge_status status = (kedge_status)take_word(reader);
            const char *name = kedge_status_name(status);
            MUST(name != NULL && strncmp(name, "KEDGE_", 6) == 0 && strlen(name) < 64);
            MUST((status >= 0 && status <= KEDGE_NOTHING_TO_REPORT) || strcmp(name, "KEDGE_UNKNOWN_STATUS") == 0);
            MUST(kedge_status_name(status) == name);
            break;
        }
        case 1: {
            const char *name = kedge_status_name((kedge_status)take_byte(reader));
            MUST(name != NULL && strncmp(name, "KEDGE_", 6) == 0);
            break;
        }
        case 2: MUST(strcmp(kedge_version(), "0.1.0") == 0); break;
        case 3: MUST(kedge_abi_version() == KEDGE_ABI_VERSION); break;
        case 4: MUST(kedge_live_handles() <= 4 * THREADS); break;
        case 5: MUST(strcmp(kedge_last_error(), expected) == 0); break;
        case 6: {
            size_t count = take_over(reader);
            uint8_t byte = 0;
            MUST(kedge_keccak256_update(*state, &byte, count) == KEDGE_INVALID_ARGUMENT);
            snprintf(expected, sizeof expected,
                     "data_len is %zu: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX", count);
            break;
        }
        case 7: {
            uint8_t key_bytes[33] = {0};
            kedge_aes_gcm *key = NULL;
            size_t count = take_byte(reader) % 16;
            MUST(kedge_aes_gcm_create(key_bytes, count, NULL, &key) == KEDGE_INVALID_KEY_LENGTH);
            snprintf(expected, sizeof expected, "key_len is %zu: an AES key has 16, 24 or 32 bytes", count);
            break;
        }
        case 8: {
            uint8_t key_bytes[16] = {0};
            kedge_aes_gcm *key = NULL;
            kedge_aes_gcm_options options;
            MUST(kedge_aes_gcm_options_init(&options, sizeof options) == KEDGE_OK);
            options.require_locked_memory = (int32_t)take_word(reader);
            if (options.require_locked_memory == 0 || options.require_locked_memory == 1) break;
            MUST(kedge_aes_gcm_create(key_bytes, 16, &options, &key) == KEDGE_INVALID_ARGUMENT);
            snprintf(expected, sizeof expected, "require_locked_memory is %d: it has to be 0 or 1",
                     (int)options.require_locked_memory);
            break;
        }
        case 9:
            if (*state == NULL) MUST(kedge_keccak256_create(state) == KEDGE_OK);
            break;
        case 10:
            MUST(kedge_keccak256_destroy(*state) == KEDGE_OK);
            *state = NULL;
            break;
        default: {
            size_t sizes = kedge_aes_gcm_nonce_bytes() + kedge_aes_gcm_nonce_max_bytes() + kedge_aes_gcm_tag_bytes()
                + kedge_aes_gcm_tag_min_bytes() + kedge_keccak256_bytes();
            MUST(sizes == 12 + 128 + 16 + 12 + 32);
        }
        }
    }
    MUST(strcmp(kedge_last_error(), expected) == 0);
    for (int i = 0; i < 4; i++) MUST(kedge_keccak256_destroy(states[i]) == KEDGE_OK);
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct worker workers[THREADS];
    pthread_t threads[THREADS];
    MUST(kedge_live_handles() == 0);
    /* One input in eight goes to several threads: starting them costs more than the calls. */
    int count = size > 0 && data[0] % 8 == 0 ? THREADS : 1;
    size_t share = size / (size_t)count;
    for (int i = 0; i < count; i++) {
        workers[i].reader.next = data + (size_t)i * share;
        workers[i].reader.left = share;
        if (i > 0 && pthread_create(&threads[i], NULL, work, &workers[i]) != 0) abort();
    }
    work(&workers[0]);
    for (int i = 1; i < count; i++) pthread_join(threads[i], NULL);
    MUST(kedge_live_handles() == 0);
    return 0;
}
