/* Seals a folder of files with progress, lists and verifies them, reads from the middle of one, changes the key, and is killed
 * half-way through a long file.
 *
 *   cc -std=c99 encryption.c $(pkg-config --cflags --libs kedge) -o encryption && ./encryption [FOLDER]
 *
 * Without FOLDER it takes docs in the current one.
 */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <kedge.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 1024, LONG_FILE_MIB = 64 };

static const char *folder = "docs", *passphrase = "correct horse battery staple";
static char vault[] = "/tmp/kedge-vault-XXXXXX";

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static const char *path_in(const char *where, const char *name) {
    static char paths[2][PATH_BYTES];
    static int turn;
    char *path = paths[turn = !turn];
    snprintf(path, PATH_BYTES, "%s/%s", where, name);
    return path;
}

/* Bytes of a file; -1 if there is none. */
static long long length_of(const char *path) {
    struct stat file;
    return stat(path, &file) == 0 && S_ISREG(file.st_mode) ? (long long)file.st_size : -1;
}

/* No hidden file, so that no name is that of the ring or of the long file, which lie beside the sealed ones. */
static int is_wanted(const struct dirent *entry) {
    return entry->d_name[0] != '.' && length_of(path_in(folder, entry->d_name)) >= 0;
}

static int count_files_of_vault(void) {
    struct dirent **entries;
    int count = scandir(vault, &entries, NULL, NULL);
    for (int i = 0; i < count; i++) free(entries[i]);
    if (count >= 0) free(entries);
    return count;
}

struct progress {
    uint64_t before, all; /* bytes of the files that are done, and of all files */
    unsigned percent;     /* that was shown */
    int dies_half_way;
};

static int32_t show_progress(uint64_t done, uint64_t total, void *context) {
    struct progress *progress = context;
    (void)total; /* of this file alone */
    while (progress->percent < 100 && (progress->before + done) * 100 >= progress->all * (progress->percent + 10)) {
        progress->percent += 10;
        printf(" %u %%%s", progress->percent, progress->percent == 100 ? "\n" : "");
        fflush(stdout);
        if (progress->dies_half_way && progress->percent == 50) kill(getpid(), SIGKILL);
    }
    return 0; /* anything else cancels the call */
}

/* A file is bound to its name: under another one it does not open. */
static void seal(kedge_keyring *ring, const char *from_path, const char *name, struct progress *progress) {
    kedge_file_options options;
    check(kedge_file_options_init(&options, sizeof options), "options");
    options.threads = 2;
    options.replace_existing = 1;
    options.progress = show_progress;
    options.progress_context = progress;
    check(kedge_file_seal(ring, from_path, path_in(vault, name), &options, (const uint8_t *)name, strlen(name)), name);
}

static uint64_t verify(kedge_keyring *ring, const char *name) {
    uint64_t bytes;
    check(kedge_file_verify(ring, path_in(vault, name), NULL, (const uint8_t *)name, strlen(name), &bytes), name);
    return bytes;
}

static void reseal(kedge_keyring *ring, const char *name) {
    kedge_file_options options;
    check(kedge_file_options_init(&options, sizeof options), "options");
    options.replace_existing = 1;
    const char *path = path_in(vault, name);
    check(kedge_file_reseal(ring, path, path, &options, (const uint8_t *)name, strlen(name)), name);
}

static void show_middle(kedge_keyring *ring, const char *name) {
    kedge_sealed_file *file = NULL;
    uint64_t length;
    uint8_t text[48];
    size_t text_len;
    check(kedge_sealed_file_open(ring, path_in(vault, name), (const uint8_t *)name, strlen(name), &file), name);
    check(kedge_sealed_file_length(file, &length), "length");
    check(kedge_sealed_file_read_at(file, length / 2, text, sizeof text, &text_len), "read_at");
    printf("%d bytes of %s from byte %llu on: \"", (int)text_len, name, (unsigned long long)length / 2);
    for (size_t i = 0; i < text_len; i++) putchar(text[i] >= ' ' && text[i] < 127 ? text[i] : '.');
    printf("\"\n");
    check(kedge_sealed_file_destroy(file), "destroy");
}

int main(int argc, char **argv) {
    if (argc > 1) folder = argv[1];
    struct dirent **files;
    int count = scandir(folder, &files, is_wanted, alphasort);
    if (count <= 0) return fprintf(stderr, "no files in %s\n", folder), 1;
    if (mkdtemp(vault) == NULL) return perror(vault), 1;

    kedge_unlock *unlock = NULL;
    kedge_keyring *ring = NULL;
    uint64_t old_key, new_key;
    check(kedge_unlock_create_passphrase((const uint8_t *)passphrase, strlen(passphrase), NULL, &unlock), "passphrase");
    check(kedge_keyring_create_file(path_in(vault, ".ring"), unlock, NULL, &ring), "ring");
    check(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &old_key), "generate");

    struct progress progress = {0, 0, 0, 0};
    for (int i = 0; i < count; i++) progress.all += (uint64_t)length_of(path_in(folder, files[i]->d_name));
    printf("sealing %d files of %s:", count, folder);
    for (int i = 0; i < count; i++) {
        seal(ring, path_in(folder, files[i]->d_name), files[i]->d_name, &progress);
        progress.before += (uint64_t)length_of(path_in(folder, files[i]->d_name));
    }
    printf("  %-32s %10s %10s\n", "file", "bytes", "sealed");
    for (int i = 0; i < count; i++) {
        const char *name = files[i]->d_name;
        uint64_t bytes = verify(ring, name);
        printf("  %-32.32s %10llu %10lld  authentic\n", name, (unsigned long long)bytes, length_of(path_in(vault, name)));
    }
    show_middle(ring, files[0]->d_name);

    uint8_t note[] = "sealed with the old key", sealed[sizeof note + KEDGE_SEALED_OVERHEAD_BYTES];
    size_t length;
    check(kedge_keyring_seal(ring, NULL, 0, note, sizeof note, sealed, sizeof sealed, &length), "seal");
    check(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &new_key), "generate");
    check(kedge_keyring_set_primary(ring, new_key), "set_primary");
    for (int i = 0; i < count; i++) reseal(ring, files[i]->d_name);
    check(kedge_keyring_destroy_key(ring, old_key), "destroy_key");
    printf("key %016llx replaced by %016llx: %d files sealed anew, the old key destroyed\n", (unsigned long long)old_key,
           (unsigned long long)new_key, count);
    printf("a note that was left under the old key: %s\n",
           kedge_status_name(kedge_keyring_open(ring, NULL, 0, sealed, sizeof sealed, note, sizeof note, &length)));

    const char *name = files[0]->d_name, *long_file = path_in(vault, ".long");
    FILE *file = fopen(long_file, "wb");
    if (file == NULL || fclose(file) != 0 || truncate(long_file, LONG_FILE_MIB << 20) != 0) return perror(long_file), 1;
    int files_before = count_files_of_vault();
    printf("sealing %d MiB in place of %s, in a process that kills itself:", LONG_FILE_MIB, name);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct progress half = {0, (uint64_t)LONG_FILE_MIB << 20, 0, 1};
        seal(ring, path_in(vault, ".long"), name, &half);
        _exit(0);
    }
    int result = 0;
    waitpid(child, &result, 0);
    printf(", then %s %d\n", WIFSIGNALED(result) ? "signal" : "exit", WIFSIGNALED(result) ? WTERMSIG(result) : 0);

    check(kedge_keyring_destroy(ring), "destroy");
    check(kedge_keyring_open_file(path_in(vault, ".ring"), unlock, NULL, &ring), "ring");
    uint64_t sum = 0;
    for (int i = 0; i < count; i++) sum += verify(ring, files[i]->d_name);
    printf("afterwards, with the ring opened again: %llu of %llu bytes authentic, %d files left half done\n",
           (unsigned long long)sum, (unsigned long long)progress.before, count_files_of_vault() - files_before);

    check(kedge_unlock_destroy(unlock), "destroy");
    check(kedge_keyring_destroy(ring), "destroy");
    for (int i = 0; i < count; i++) remove(path_in(vault, files[i]->d_name)), free(files[i]);
    free(files);
    remove(path_in(vault, ".long"));
    remove(path_in(vault, ".ring"));
    if (rmdir(vault) != 0) perror(vault);
    printf("handles left alive: %zu\n", kedge_live_handles());
    return 0;
}
