/* Keeps an audit log that nobody can change unseen: appends, is torn by a crash, verifies against a checkpoint, notices that
 * records were cut off.
 *
 *   cc -std=c99 sealed_log.c $(pkg-config --cflags --libs kedge) -o sealed_log && ./sealed_log
 */
#define _XOPEN_SOURCE 700
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[] = "/tmp/kedge-audit-XXXXXX";

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static off_t length_of_file(void) {
    struct stat file;
    return stat(path, &file) == 0 ? file.st_size : 0;
}

static void cut(off_t length) {
    if (truncate(path, length) != 0) perror(path), exit(1);
}

int main(void) {
    /* Only the name is wanted: a log never takes the place of a file. */
    int file = mkstemp(path);
    if (file < 0 || close(file) != 0 || unlink(path) != 0) return perror(path), 1;
    kedge_keyring *ring = NULL;
    kedge_sealed_log *log = NULL;
    uint64_t key, number;
    check(kedge_keyring_create(NULL, &ring), "keyring");
    check(kedge_keyring_generate(ring, KEDGE_XAES_256_GCM, &key), "generate");

    const char *entries[] = {"alice signed in", "alice paid 12 to bob", "bob signed in", "bob left"};
    check(kedge_sealed_log_create(ring, path, NULL, 0, &log), "create");
    for (int i = 0; i < 4; i++) {
        check(kedge_sealed_log_append(log, (const uint8_t *)entries[i], strlen(entries[i]), &number), "append");
        printf("record %llu is on disk: %s\n", (unsigned long long)number, entries[i]);
    }
    uint8_t checkpoint[KEDGE_LOG_CHECKPOINT_BYTES]; /* to be kept where whoever can write the log cannot */
    check(kedge_sealed_log_checkpoint(log, checkpoint), "checkpoint");
    check(kedge_sealed_log_append(log, (const uint8_t *)"a long night", 12, &number), "append");
    check(kedge_sealed_log_destroy(log), "destroy");

    cut(length_of_file() - 5); /* as a power failure in the middle of the last record would */
    kedge_sealed_log_options options;
    check(kedge_sealed_log_options_init(&options, sizeof options), "options");
    options.checkpoint = checkpoint;
    options.checkpoint_len = sizeof checkpoint;
    check(kedge_sealed_log_open(ring, path, &options, NULL, 0, &log), "open");
    kedge_sealed_log_info info;
    info.struct_size = sizeof info;
    check(kedge_sealed_log_get_info(log, &info), "get_info");
    printf("after the crash: %llu torn bytes were cut off, %llu records are whole\n",
           (unsigned long long)info.torn_bytes, (unsigned long long)info.next_record);
    off_t before = length_of_file();
    check(kedge_sealed_log_append(log, (const uint8_t *)"a bright morning", 16, &number), "append");
    check(kedge_sealed_log_destroy(log), "destroy");

    kedge_sealed_log_reader *reader = NULL;
    uint8_t record[256];
    size_t record_len;
    check(kedge_sealed_log_reader_open(ring, path, &options, NULL, 0, &reader), "reader");
    check(kedge_sealed_log_reader_verify(reader, NULL, NULL), "verify");
    kedge_status status;
    while ((status = kedge_sealed_log_reader_next(reader, record, sizeof record, &record_len, &number)) == KEDGE_OK) {
        printf("  %llu  %.*s\n", (unsigned long long)number, (int)record_len, (const char *)record);
    }
    if (status != KEDGE_END_OF_LOG) check(status, "next");
    check(kedge_sealed_log_reader_read(reader, 1, record, sizeof record, &record_len), "read");
    printf("record 1 alone: %.*s\n", (int)record_len, (const char *)record);
    check(kedge_sealed_log_reader_destroy(reader), "destroy");

    cut(before - 100); /* takes the last entry away; the rest of that record looks like one that a crash tore */
    status = kedge_sealed_log_reader_open(ring, path, &options, NULL, 0, &reader);
    printf("with an entry cut off: %s\n", kedge_status_name(status));

    check(kedge_keyring_destroy(ring), "destroy");
    unlink(path);
    printf("handles left alive: %zu\n", kedge_live_handles());
    return 0;
}
