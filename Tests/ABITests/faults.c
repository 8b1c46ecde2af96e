/* Calls that libkedge makes into libcrypto, libsodium and the C library fail here, one after another: whichever it is, the
 * library answers with a status that it documents, leaks nothing and works again afterwards. */
#include "faults.h"

static const uint8_t key_bytes[32] = {1, 4, 1, 4, 2, 1};

/* --- the calls --------------------------------------------------------------------------------------------------- */

static kedge_aes_gcm *key;
static const uint8_t text[40] = {42};
static uint8_t sealed[68], out[68];
static size_t length;

static kedge_status create(void) {
    kedge_aes_gcm_options options;
    EXPECT(KEDGE_OK, kedge_aes_gcm_options_init, &options, sizeof options);
    options.require_locked_memory = 1;
    return CALL(kedge_aes_gcm_create, key_bytes, 32, &options, &key);
}

static kedge_status seal(void) { return CALL(kedge_aes_gcm_seal, key, text, 7, text, 40, out, 68, &length); }
static kedge_status open_it(void) { return CALL(kedge_aes_gcm_open, key, text, 7, sealed, 68, out, 40, &length); }
static kedge_status seal_with_nonce(void) {
    return CALL(kedge_aes_gcm_seal_with_nonce, key, text, 17, text, 7, text, 40, out, 68, &length);
}
static kedge_status open_with_nonce(void) {
    return CALL(kedge_aes_gcm_open_with_nonce, key, sealed, 12, text, 7, sealed + 12, 56, out, 40, &length);
}

/* Lets the first fallible call fail, then the second, and so on until the call succeeds without reaching the fault.
 * Returns how many faults it met. */
static int meet_every_fault(const char *name, kedge_status (*call)(void), int on_a_new_key) {
    int faults = 0;
    for (; faults < 100; faults++) {
        uint8_t before[68];
        memset(out, 0x5A, sizeof out);
        memcpy(before, out, sizeof before);
        length = 77;
        if (on_a_new_key && create() != KEDGE_OK) abort();
        countdown = faults;
        failed_function = NULL;
        kedge_status status = call();
        countdown = -1;
        const char *fault = failed_function;
        if (fault == NULL) {
            CHECK_AT(status == KEDGE_OK, "%s: %d without a fault", name, (int)status);
        } else {
            CHECK_AT(status != KEDGE_OK, "%s succeeded though %s failed", name, fault);
            CHECK_AT(strlen(kedge_last_error()) > 15, "%s", fault);
            CHECK_AT(length == 77, "%s set out_len though %s failed", name, fault);
            /* Never a byte of plaintext that was not authenticated. */
            if (call == open_it || call == open_with_nonce) {
                CHECK_AT(memcmp(out, before, 68) == 0 || check_all(out, 40, 0), "%s left plaintext though %s failed", name, fault);
            }
            CHECK_AT(call() == KEDGE_OK, "%s failed after %s had failed", name, fault);
        }
        if (on_a_new_key) EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
        if (fault == NULL) return faults;
    }
    CHECK_AT(0, "%s never succeeded", name);
    return faults;
}

static int *is_spared;

static void create_with_a_fault(void) {
    kedge_status status = create();
    countdown = -1;
    *is_spared = failed_function == NULL;
    if (failed_function == NULL) {
        CHECK(status == KEDGE_OK);
    } else {
        CHECK_AT(status != KEDGE_OK && key == NULL, "a key was made though %s failed", failed_function);
        CHECK_AT(kedge_live_handles() == 0 && strlen(kedge_last_error()) > 15, "%s", failed_function);
        /* What was begun for the first time in the process can be begun once more. */
        CHECK_AT(create() == KEDGE_OK, "no key was made after %s had failed", failed_function);
    }
    CHECK(seal() == KEDGE_OK);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
}

static void a_key_meets_every_fault(void) {
    /* In children of a process that has not used the library, so that what is done once is done in each. */
    int faults = 0;
    is_spared = mmap(NULL, sizeof *is_spared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(is_spared != MAP_FAILED);
    for (; faults < 100 && !*is_spared && check_problems == 0; faults++) {
        countdown = faults;
        check_in_child(create_with_a_fault);
    }
    countdown = -1;
    CHECK_AT(faults > 5 && faults < 100, "%d faults", faults);
    munmap(is_spared, sizeof *is_spared);
}

static void messages_meet_every_fault(void) {
    for (int on_a_new_key = 0; on_a_new_key < 2; on_a_new_key++) {
        if (create() != KEDGE_OK || seal() != KEDGE_OK) abort();
        memcpy(sealed, out, sizeof sealed);
        if (on_a_new_key) EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
        CHECK(meet_every_fault("seal", seal, on_a_new_key) >= 3);
        CHECK(meet_every_fault("open", open_it, on_a_new_key) >= 3);
        CHECK(meet_every_fault("seal_with_nonce", seal_with_nonce, on_a_new_key) >= 3);
        CHECK(meet_every_fault("open_with_nonce", open_with_nonce, on_a_new_key) >= 3);
        if (!on_a_new_key) EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    }
}

/* More threads than contexts that a key keeps: the last one keys a context for itself, and that too may fail. Here the
 * sixteen are held by threads that stand still in the middle of a call. */
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int halted, release;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};

static size_t fault_page;
static uint8_t *fault_memory;

static void stand_still(int signal) {
    (void)signal;
    /* Only waiting: neither malloc nor the library is entered from here. */
    pthread_mutex_lock(&gate.mutex);
    gate.halted++;
    pthread_cond_broadcast(&gate.changed);
    while (!gate.release) pthread_cond_wait(&gate.changed, &gate.mutex);
    pthread_mutex_unlock(&gate.mutex);
}

static void *seal_into_the_fault(void *argument) {
    uint8_t *mine = fault_memory + (size_t)(intptr_t)argument * 2 * fault_page;
    uint8_t *room = malloc(2 * fault_page + 28);
    size_t room_len = 0;
    CHECK(kedge_aes_gcm_seal(key, NULL, 0, mine, 2 * fault_page, room, 2 * fault_page + 28, &room_len) == KEDGE_OK);
    CHECK(kedge_aes_gcm_open(key, NULL, 0, room, room_len, room + 12, 2 * fault_page, &room_len) == KEDGE_OK);
    CHECK(memcmp(room + 12, mine, 2 * fault_page) == 0);
    free(room);
    return NULL;
}

static void a_seventeenth_thread_meets_every_fault(void) {
    enum { HOLDERS = 16 };
    pthread_t threads[HOLDERS];
    struct sigaction action, before;
    fault_page = (size_t)sysconf(_SC_PAGESIZE);
    fault_memory = mmap(NULL, HOLDERS * 2 * fault_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(fault_memory != MAP_FAILED);
    for (int i = 0; i < HOLDERS; i++) {
        CHECK(mprotect(fault_memory + (size_t)(2 * i + 1) * fault_page, fault_page, PROT_NONE) == 0);
    }
    if (create() != KEDGE_OK) abort();
    memset(&action, 0, sizeof action);
    action.sa_handler = stand_still;
    action.sa_flags = SA_NODEFER;
    sigaction(SIGSEGV, &action, &before);
    for (intptr_t i = 0; i < HOLDERS; i++) {
        CHECK(pthread_create(&threads[i], NULL, seal_into_the_fault, (void *)i) == 0);
    }
    pthread_mutex_lock(&gate.mutex);
    while (gate.halted < HOLDERS) pthread_cond_wait(&gate.changed, &gate.mutex);
    pthread_mutex_unlock(&gate.mutex);

    if (seal() != KEDGE_OK) abort();
    memcpy(sealed, out, sizeof sealed);
    CHECK(meet_every_fault("seal", seal, 0) >= 4);
    CHECK(meet_every_fault("open", open_it, 0) >= 4);
    CHECK(meet_every_fault("seal_with_nonce", seal_with_nonce, 0) >= 4);
    CHECK(meet_every_fault("open_with_nonce", open_with_nonce, 0) >= 4);

    CHECK(mprotect(fault_memory, HOLDERS * 2 * fault_page, PROT_READ) == 0);
    pthread_mutex_lock(&gate.mutex);
    gate.release = 1;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.mutex);
    for (int i = 0; i < HOLDERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    sigaction(SIGSEGV, &before, NULL);
    EXPECT(KEDGE_OK, kedge_aes_gcm_destroy, key);
    key = NULL;
    munmap(fault_memory, HOLDERS * 2 * fault_page);
}

int main(void) {
    check_begin("faults");
    check_case("a key is made or refused, whatever fails underneath", a_key_meets_every_fault);
    check_case("messages are sealed and opened or refused, whatever fails underneath", messages_meet_every_fault);
    check_case("so they are when more threads are inside than a key has contexts", a_seventeenth_thread_meets_every_fault);
    return check_end();
}
