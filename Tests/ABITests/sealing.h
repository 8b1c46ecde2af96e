/* What the tests of streams, files and logs share: rings in memory, a folder of their own, files as bytes, what the process
 * has open, and the rules that every struct of options keeps. */
#ifndef SEALING_H
#define SEALING_H

#include "check.h"

#include <dirent.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* --- rings ------------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static uint64_t add_key(kedge_keyring *ring) {
    uint64_t id = 0;
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    return id;
}

/* A ring without keys. */
MAYBE_UNUSED static kedge_keyring *make_empty_ring(void) {
    kedge_keyring *ring = NULL;
    EXPECT(KEDGE_OK, kedge_keyring_create, NULL, &ring);
    return ring;
}

/* A ring with one key, which is primary. */
MAYBE_UNUSED static kedge_keyring *make_ring(void) {
    kedge_keyring *ring = make_empty_ring();
    add_key(ring);
    return ring;
}

MAYBE_UNUSED static uint64_t primary_of(kedge_keyring *ring) {
    uint64_t id = 0;
    EXPECT(KEDGE_OK, kedge_keyring_primary, ring, &id);
    return id;
}

/* Makes a new key primary; gives the id of the one that was. */
MAYBE_UNUSED static uint64_t change_primary(kedge_keyring *ring) {
    uint64_t before = primary_of(ring);
    EXPECT(KEDGE_OK, kedge_keyring_set_primary, ring, add_key(ring));
    return before;
}

MAYBE_UNUSED static void drop_ring(kedge_keyring *ring) { EXPECT(KEDGE_OK, kedge_keyring_destroy, ring); }

/* --- files ------------------------------------------------------------------------------------------------------- */

static char folder[64];

/* Makes the folder that path_of leads into. */
MAYBE_UNUSED static int make_folder(void) {
    snprintf(folder, sizeof folder, "/tmp/kedge-test-XXXXXX");
    return mkdtemp(folder) != NULL;
}

/* The path of a file in the folder; good until eight more were asked for. */
MAYBE_UNUSED static const char *path_of(const char *name) {
    static char paths[8][160];
    static int next;
    char *path = paths[next++ % 8];
    snprintf(path, 160, "%s/%s", folder, name);
    return path;
}

/* Every name in the folder, hidden ones included. */
MAYBE_UNUSED static int file_count(void) {
    int count = 0;
    DIR *entries = opendir(folder);
    while (entries != NULL && readdir(entries) != NULL) count++;
    if (entries != NULL) closedir(entries);
    return count - 2;
}

/* Removes all files of the folder. */
MAYBE_UNUSED static void clear_folder(void) {
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) remove(path);
    }
    if (entries != NULL) closedir(entries);
}

MAYBE_UNUSED static void remove_folder(void) {
    clear_folder();
    rmdir(folder);
}

MAYBE_UNUSED static void write_file(const char *path, const void *bytes, size_t count) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    CHECK_AT(file >= 0 && write(file, bytes, count) == (ssize_t)count, "%s", path);
    if (file >= 0) close(file);
}

MAYBE_UNUSED static size_t size_of_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (size_t)status.st_size : 0;
}

/* Its bytes, to be freed; never NULL. */
MAYBE_UNUSED static uint8_t *read_file(const char *path, size_t *count) {
    *count = size_of_file(path);
    uint8_t *bytes = calloc(*count + 1, 1);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (bytes == NULL) abort();
    CHECK_AT(file >= 0 && read(file, bytes, *count) == (ssize_t)*count, "%s", path);
    if (file >= 0) close(file);
    return bytes;
}

MAYBE_UNUSED static int is_there(const char *path) { return access(path, F_OK) == 0; }

MAYBE_UNUSED static int mode_of(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 ? (int)(status.st_mode & 07777) : -1;
}

MAYBE_UNUSED static int has_bytes(const char *path, const void *bytes, size_t count) {
    size_t found = 0;
    uint8_t *contents = read_file(path, &found);
    int result = found == count && memcmp(contents, bytes, count) == 0;
    free(contents);
    return result;
}

/* A ring in a file of the folder, whose primary key is for AES-256-GCM. */
MAYBE_UNUSED static kedge_keyring *make_counting_ring(void) {
    static const uint8_t wrapping_key[32] = {6};
    kedge_unlock *unlock = NULL;
    kedge_keyring *ring = NULL;
    uint64_t id = 0;
    unlink(path_of("counting-ring"));
    EXPECT(KEDGE_OK, kedge_unlock_create_key, wrapping_key, sizeof wrapping_key, &unlock);
    EXPECT(KEDGE_OK, kedge_keyring_create_file, path_of("counting-ring"), unlock, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_AES_256_GCM, &id);
    EXPECT(KEDGE_OK, kedge_unlock_destroy, unlock);
    return ring;
}

/* --- the process ------------------------------------------------------------------------------------------------- */

MAYBE_UNUSED static int entry_count(const char *path) {
    int count = 0;
    DIR *entries = opendir(path);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) count += entry->d_name[0] != '.';
    if (entries != NULL) closedir(entries);
    return count;
}

MAYBE_UNUSED static int open_file_count(void) { return entry_count("/proc/self/fd"); }

MAYBE_UNUSED static void *end_at_once(void *nothing) { return nothing; }

MAYBE_UNUSED static int thread_count(void) {
    /* A sanitizer starts a thread of its own together with the first. */
    static int is_settled;
    pthread_t first;
    if (!is_settled && pthread_create(&first, NULL, end_at_once, NULL) == 0) pthread_join(first, NULL);
    is_settled = 1;
    return entry_count("/proc/self/task");
}

/* A thread that was joined may be listed for a moment longer, also when `count` was taken: it may be too large by one. */
MAYBE_UNUSED static int threads_end_at(int count) {
    for (int i = 0; i < 100000 && thread_count() > count; i++) sched_yield();
    return thread_count() <= count;
}

/* How many threads there are besides the calling one, and whether each of them blocks all signals that can be blocked. */
MAYBE_UNUSED static int other_threads(int *all_blocked) {
    int count = 0;
    char own[32];
    snprintf(own, sizeof own, "%d", (int)syscall(SYS_gettid));
    DIR *tasks = opendir("/proc/self/task");
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        char path[320], line[256];
        if (task->d_name[0] == '.' || strcmp(task->d_name, own) == 0) continue;
        snprintf(path, sizeof path, "/proc/self/task/%s/status", task->d_name);
        FILE *status = fopen(path, "r");
        /* It may have ended meanwhile. */
        if (status == NULL) continue;
        unsigned long long blocked = 0;
        int is_told = 0;
        while (fgets(line, sizeof line, status) != NULL) is_told |= sscanf(line, "SigBlk: %llx", &blocked) == 1;
        fclose(status);
        if (!is_told) continue;
        count++;
        for (int signal = 1; signal <= SIGRTMAX; signal++) {
            if (signal == SIGKILL || signal == SIGSTOP || (signal > SIGSYS && signal < SIGRTMIN)) continue;
            if (!(blocked >> (signal - 1) & 1)) *all_blocked = 0;
        }
    }
    if (tasks != NULL) closedir(tasks);
    return count;
}

/* --- standing still ---------------------------------------------------------------------------------------------- */

/* A thread that makes a call and stands still in the middle of it, where the library reads memory that is not there yet. */
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int halted, release;
    uint8_t *page;
    struct sigaction before;
    pthread_t thread;
} halt = {.mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER};

MAYBE_UNUSED static void halt_here(int signal) {
    (void)signal;
    /* Only waiting: neither malloc nor the library is entered from here. */
    pthread_mutex_lock(&halt.mutex);
    halt.halted = 1;
    pthread_cond_broadcast(&halt.changed);
    while (!halt.release) pthread_cond_wait(&halt.changed, &halt.mutex);
    pthread_mutex_unlock(&halt.mutex);
}

/* Runs body on a thread until it reads one of the 65,536 bytes that it is given; returns once it stands there. */
MAYBE_UNUSED static void begin_to_halt(void *(*body)(void *)) {
    struct sigaction action = {.sa_handler = halt_here, .sa_flags = SA_NODEFER};
    halt.halted = halt.release = 0;
    halt.page = mmap(NULL, 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(halt.page != MAP_FAILED);
    sigaction(SIGSEGV, &action, &halt.before);
    CHECK(pthread_create(&halt.thread, NULL, body, halt.page) == 0);
    pthread_mutex_lock(&halt.mutex);
    while (!halt.halted) pthread_cond_wait(&halt.changed, &halt.mutex);
    pthread_mutex_unlock(&halt.mutex);
}

/* Lets it go on, and waits for its end. */
MAYBE_UNUSED static void end_halt(void) {
    CHECK(mprotect(halt.page, 65536, PROT_READ | PROT_WRITE) == 0);
    pthread_mutex_lock(&halt.mutex);
    halt.release = 1;
    pthread_cond_broadcast(&halt.changed);
    pthread_mutex_unlock(&halt.mutex);
    CHECK(pthread_join(halt.thread, NULL) == 0);
    sigaction(SIGSEGV, &halt.before, NULL);
    munmap(halt.page, 65536);
}

/* --- options ----------------------------------------------------------------------------------------------------- */

/* Any struct of options: its size in this release, its _init, and a call that takes it and ends whatever it makes. */
struct option_rules {
    size_t size;
    kedge_status (*init)(void *options, size_t struct_size);
    kedge_status (*use)(const void *options);
};

/* The rules that are the same for all of them. */
MAYBE_UNUSED static void check_option_rules(const struct option_rules *rules) {
    static union {
        size_t struct_size;
        uint8_t bytes[5000];
    } room, defaults;
    CHECK(rules->init(&defaults, rules->size) == KEDGE_OK && defaults.struct_size == rules->size);
    for (size_t size = rules->size; size <= 4096; size += size < rules->size + 24 ? 1 : 500) {
        memset(&room, 0x5A, sizeof room);
        CHECK_AT(rules->init(&room, size) == KEDGE_OK && room.struct_size == size, "size %zu", size);
        CHECK(memcmp(room.bytes + sizeof(size_t), defaults.bytes + sizeof(size_t), rules->size - sizeof(size_t)) == 0);
        CHECK(check_all(room.bytes + rules->size, size - rules->size, 0));
        CHECK(check_all(room.bytes + size, sizeof room - size, 0x5A));
        CHECK_AT(rules->use(&room) == KEDGE_OK, "size %zu", size);
        /* What this release does not know may not be asked for. */
        for (size_t at = rules->size; at < size; at += size < rules->size + 24 ? 1 : 300) {
            room.bytes[at] = 1;
            CHECK_AT(rules->use(&room) == KEDGE_INVALID_ARGUMENT, "size %zu, byte %zu", size, at);
            room.bytes[at] = 0;
        }
    }
    const size_t sizes[] = {0, 1, 7, 8, rules->size - 1, 4097, 1 << 20, PTRDIFF_MAX, over, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        memset(&room, 0x5A, sizeof room);
        CHECK_AT(rules->init(&room, sizes[i]) == KEDGE_INVALID_ARGUMENT, "size %zu", sizes[i]);
        CHECK(check_all(room.bytes, sizeof room, 0x5A));
        memcpy(&room, &defaults, sizeof room);
        room.struct_size = sizes[i];
        CHECK_AT(rules->use(&room) == KEDGE_INVALID_ARGUMENT, "size %zu", sizes[i]);
    }
    CHECK(rules->init(NULL, rules->size) == KEDGE_INVALID_ARGUMENT);
    CHECK(rules->init(NULL, 0) == KEDGE_INVALID_ARGUMENT);
    CHECK(rules->use(NULL) == KEDGE_OK);
}

#endif
