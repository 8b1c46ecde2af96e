/* The library by dlopen, as a program with plugins or another language's runtime takes it. This program is not linked with
 * it; KEDGE_LIBRARY_FILE is its path. */
#include <stddef.h>
static size_t live_handles(void);
#define CHECK_LIVE_HANDLES live_handles
#include "check.h"

#include <dlfcn.h>
#include <link.h>

static void *library;

static void *find(const char *name) {
    void *symbol = dlsym(library, name);
    if (symbol == NULL) fprintf(stderr, "%s\n", dlerror());
    return symbol;
}

/* ISO C has no cast from an object's address to a function's. */
#define FIND(variable, name) \
    do { \
        void *symbol = find(name); \
        memcpy(&(variable), &symbol, sizeof(variable)); \
    } while (0)

static size_t live_handles(void) {
    size_t (*count)(void) = NULL;
    if (library == NULL) return 0;
    FIND(count, "kedge_live_handles");
    return count();
}

static void work(void) {
    uint8_t key_bytes[32] = {0}, sealed[33], opened[5], hash[32];
    size_t length = 0;
    kedge_aes_gcm *key = NULL;
    const char *(*version)(void) = NULL;
    const char *(*last_error)(void) = NULL;
    kedge_status (*create)(const uint8_t *, size_t, const kedge_aes_gcm_options *, kedge_aes_gcm **) = NULL;
    kedge_status (*destroy)(kedge_aes_gcm *) = NULL;
    kedge_status (*seal)(const kedge_aes_gcm *, const uint8_t *, size_t, const uint8_t *, size_t, uint8_t *, size_t, size_t *) = NULL;
    kedge_status (*open_sealed)(const kedge_aes_gcm *, const uint8_t *, size_t, const uint8_t *, size_t, uint8_t *, size_t, size_t *) = NULL;
    kedge_status (*keccak)(const uint8_t *, size_t, uint8_t *) = NULL;
    FIND(version, "kedge_version");
    FIND(last_error, "kedge_last_error");
    FIND(create, "kedge_aes_gcm_create");
    FIND(destroy, "kedge_aes_gcm_destroy");
    FIND(seal, "kedge_aes_gcm_seal");
    FIND(open_sealed, "kedge_aes_gcm_open");
    FIND(keccak, "kedge_keccak256_hash");
    CHECK(strcmp(version(), "0.1.0") == 0);
    CHECK(create(key_bytes, 32, NULL, &key) == KEDGE_OK);
    CHECK(seal(key, NULL, 0, (const uint8_t *)"hello", 5, sealed, sizeof sealed, &length) == KEDGE_OK && length == 33);
    CHECK(open_sealed(key, NULL, 0, sealed, 33, opened, 5, &length) == KEDGE_OK && memcmp(opened, "hello", 5) == 0);
    CHECK(destroy(key) == KEDGE_OK);
    CHECK(destroy(key) == KEDGE_INVALID_HANDLE && strstr(last_error(), "key is no live handle") != NULL);
    CHECK(keccak(NULL, 0, hash) == KEDGE_OK && hash[0] == 0xC5);
}

static void load(void) {
    library = dlopen(KEDGE_LIBRARY_FILE, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(2);
    }
}

static void *load_and_work(void *unused) {
    (void)unused;
    load();
    work();
    return NULL;
}

static void *only_work(void *unused) {
    (void)unused;
    work();
    return NULL;
}

static void on_a_thread_that_ends(void *(*body)(void *)) {
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, body, NULL) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void is_not_there_before(void) {
    CHECK(dlopen(KEDGE_LIBRARY_FILE, RTLD_NOW | RTLD_NOLOAD) == NULL);
    CHECK(dlsym(RTLD_DEFAULT, "kedge_version") == NULL);
}

/* In a child: which signals have another handler after the library was loaded than before, and whether it wrote anything. */
static int what_loading_changes(void) {
    int ends[2], changes = 0;
    char said[256];
    struct sigaction before[65], after;
    stack_t stack_before, stack_after;
    if (pipe(ends) != 0 || dup2(ends[1], 1) < 0 || dup2(ends[1], 2) < 0) return 100;
    for (int i = 1; i < 65; i++) memset(&before[i], 0, sizeof before[i]), sigaction(i, NULL, &before[i]);
    sigaltstack(NULL, &stack_before);
    void *loaded = dlopen(KEDGE_LIBRARY_FILE, RTLD_NOW | RTLD_LOCAL);
    if (loaded == NULL) return 101;
    for (int i = 1; i < 65; i++) {
        memset(&after, 0, sizeof after);
        sigaction(i, NULL, &after);
        if (after.sa_handler != before[i].sa_handler) changes++;
    }
    sigaltstack(NULL, &stack_after);
    if (stack_after.ss_sp != stack_before.ss_sp) changes++;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    if (read(ends[0], said, sizeof said) > 0) changes++;
    return changes;
}

static void leaves_the_host_alone(void) {
    SKIP_UNDER_A_TOOL();
    /* What a Swift runtime listens to. Each would make it install handlers or write to standard error. */
    static const char *const settings[] = {"enable=yes,swift-backtrace=/bin/true", "enable=yes", "no=such setting"};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            setenv("SWIFT_BACKTRACE", settings[i], 1);
            setenv("SWIFT_DEBUG_HELP", "YES", 1);
            _exit(what_loading_changes());
        }
        CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
}

static int count_thread_local_bytes(struct dl_phdr_info *info, size_t size, void *bytes) {
    (void)size;
    if (strstr(info->dlpi_name, "libkedge") == NULL) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_TLS) *(size_t *)bytes = info->dlpi_phdr[i].p_memsz;
    return 1;
}

/* glibc has some 1,600 bytes in all for libraries that are loaded late. */
static void takes_little_thread_local_memory(void) {
    SKIP_UNDER_A_TOOL();
    size_t bytes = 0;
    CHECK(dl_iterate_phdr(count_thread_local_bytes, &bytes) == 1);
    CHECK(bytes > 0 && bytes <= 96);
}

static void loads_on_a_thread_that_ends(void) {
    on_a_thread_that_ends(load_and_work);
    work();
}

static void keeps_its_names_to_itself(void) {
    CHECK(dlsym(RTLD_DEFAULT, "kedge_version") == NULL);
    CHECK(dlsym(library, "swift_retain") == NULL);
    CHECK(dlsym(library, "ckedge_thread_error") == NULL);
    CHECK(dlsym(library, "cplatform_lock") == NULL);
    CHECK(dlvsym(library, "kedge_version", "KEDGE_0.1") != NULL);
    CHECK(dlvsym(library, "kedge_version", "KEDGE_9.9") == NULL);
}

static void stays_when_closed(void) {
    CHECK(dlclose(library) == 0);
    void *again = dlopen(KEDGE_LIBRARY_FILE, RTLD_NOW | RTLD_NOLOAD);
    CHECK(again != NULL);
    library = again;
    if (again == NULL) return;
    work();
    /* Threads begin and end with the library closed as often as it was opened: what they leave behind is still cleared. */
    for (int i = 0; i < 20; i++) {
        CHECK(dlclose(library) == 0);
        load();
        on_a_thread_that_ends(only_work);
    }
}

static void *load_many_times(void *unused) {
    (void)unused;
    for (int i = 0; i < (check_is_light() ? 20 : 300); i++) {
        void *mine = dlopen(KEDGE_LIBRARY_FILE, RTLD_NOW | RTLD_LOCAL);
        CHECK(mine == library);
        work();
        CHECK(dlclose(mine) == 0);
    }
    return NULL;
}

static void may_be_opened_by_many_threads(void) {
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, load_many_times, NULL) == 0);
    for (int i = 0; i < 8; i++) CHECK(pthread_join(threads[i], NULL) == 0);
}

int main(void) {
    check_begin("loading");
    check_case("this program is not linked with the library", is_not_there_before);
    check_case("loading it changes no signal handler and writes nothing, whatever SWIFT_* says", leaves_the_host_alone);
    check_case("it loads on a thread that ends, and works on another", loads_on_a_thread_that_ends);
    check_case("it takes little thread-local memory", takes_little_thread_local_memory);
    check_case("it shows its own versioned names and nobody else's", keeps_its_names_to_itself);
    check_case("it stays when it is closed", stays_when_closed);
    check_case("many threads open, use and close it", may_be_opened_by_many_threads);
    return check_end();
}
