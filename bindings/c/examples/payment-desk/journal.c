/* The desk's memory: a sealed log of JSON records, under a keyring that a passphrase opens. */
#include "desk.h"

#include <stdlib.h>
#include <string.h>

static void open_ring(struct journal *journal, const char *folder, const char *passphrase, bool may_create) {
    kedge_unlock *unlock = NULL;
    char *path = path_in(folder, "log.ring");
    check(kedge_unlock_create_passphrase((const uint8_t *)passphrase, strlen(passphrase), NULL, &unlock), path);
    kedge_status status = kedge_keyring_open_file(path, unlock, NULL, &journal->ring);
    if (status == KEDGE_FILE_NOT_FOUND && may_create) status = kedge_keyring_create_file(path, unlock, NULL, &journal->ring);
    check(status, path);
    check(kedge_unlock_destroy(unlock), "ending the unlock");
    free(path);
}

void journal_open(struct journal *journal, const char *folder, const char *passphrase) {
    uint64_t key;
    char *path = path_in(folder, "log");
    open_ring(journal, folder, passphrase, true);
    /* Not only in a new ring: a desk may have been killed between making the ring and making its key. */
    kedge_status status = kedge_keyring_primary(journal->ring, &key);
    if (status == KEDGE_NO_PRIMARY_KEY) status = kedge_keyring_generate(journal->ring, KEDGE_XAES_256_GCM, &key);
    check(status, "the log's key");
    /* Opening cuts off what a crash tore, and keeps every other desk away from this log. */
    status = kedge_sealed_log_open(journal->ring, path, NULL, NULL, 0, &journal->log);
    if (status == KEDGE_FILE_NOT_FOUND) status = kedge_sealed_log_create(journal->ring, path, NULL, 0, &journal->log);
    check(status, path);
    check(kedge_sealed_log_reader_open(journal->ring, path, NULL, NULL, 0, &journal->reader), path);
    free(path);
}

void journal_open_to_verify(struct journal *journal, const char *folder, const char *passphrase) {
    char *path = path_in(folder, "log");
    open_ring(journal, folder, passphrase, false);
    check(kedge_sealed_log_reader_open(journal->ring, path, NULL, NULL, 0, &journal->reader), path);
    check(kedge_sealed_log_reader_verify(journal->reader, NULL, NULL), path);
    free(path);
}

void journal_close(struct journal *journal) {
    if (journal->log != NULL) check(kedge_sealed_log_sync(journal->log), "the last records of the log");
    check(kedge_sealed_log_destroy(journal->log), "ending the log");
    check(kedge_sealed_log_reader_destroy(journal->reader), "ending the reader of the log");
    check(kedge_keyring_destroy(journal->ring), "ending the log's keys");
}

json_t *journal_next(struct journal *journal) {
    uint64_t number;
    size_t length;
    kedge_status status = kedge_sealed_log_reader_next(journal->reader, NULL, 0, &length, &number);
    if (status == KEDGE_END_OF_LOG) return NULL;
    if (status != KEDGE_BUFFER_TOO_SMALL) check(status, "reading the log");
    uint8_t *text = need(malloc(length));
    check(kedge_sealed_log_reader_next(journal->reader, text, length, &length, &number), "reading the log");
    json_t *record = json_loadb((const char *)text, length, 0, NULL);
    if (record == NULL) fail("reading the log", "a record is no JSON");
    free(text);
    return record;
}

void journal_append(struct journal *journal, json_t *record, bool is_durable) {
    char *text = write_json(record);
    const uint8_t *bytes = (const uint8_t *)text;
    uint64_t number;
    check(is_durable ? kedge_sealed_log_append(journal->log, bytes, strlen(text), &number)
                     : kedge_sealed_log_append_batched(journal->log, bytes, strlen(text), &number), "writing to the log");
    free(text);
}
