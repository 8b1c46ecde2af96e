/* A full disk: what does not fit is KEDGE_NO_SPACE, changes nothing, leaves nothing, and goes on working once there is room. */
#include "check.h"

#include <dirent.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

enum { DISK_BYTES = 512 << 10, BIG = 400 << 10 };

static const uint8_t wrapping_key[32] = {1, 6, 1, 8};
static char folder[] = "/tmp/kedge-disk-XXXXXX";
static char big[64], ring_path[64], log_path[64], ballast_path[64], sealed_path[64];
static kedge_unlock *unlock;
static kedge_keyring *ring;
static int is_mounted;

static void write_zeros(const char *path, size_t count) {
    static const uint8_t zeros[4096];
    int file = open(path, O_WRONLY | O_CREAT, 0600);
    CHECK(file >= 0);
    while (count > 0) {
        ssize_t written = write(file, zeros, count < sizeof zeros ? count : sizeof zeros);
        if (written <= 0) break;
        count -= (size_t)written;
    }
    close(file);
}

static void fill_the_disk(void) { write_zeros(ballast_path, 2 * DISK_BYTES); }

static int file_count(void) {
    int count = 0;
    DIR *entries = opendir(folder);
    while (entries != NULL && readdir(entries) != NULL) count++;
    if (entries != NULL) closedir(entries);
    return count - 2;
}

static void a_ring_that_cannot_be_saved_stays_as_it_was(void) {
    if (!is_mounted) SKIP("a small file system cannot be mounted here");
    uint64_t id = 77, ids[8];
    size_t count = 0;
    EXPECT(KEDGE_OK, kedge_keyring_create_file, ring_path, unlock, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    fill_the_disk();
    uint64_t refused = 77;
    int files = file_count();
    EXPECT(KEDGE_NO_SPACE, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &refused);
    CHECK(refused == 77 && file_count() == files);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, 8, &count);
    CHECK(count == 1 && ids[0] == id);
    EXPECT(KEDGE_OK, kedge_keyring_reload, ring);
    EXPECT(KEDGE_OK, kedge_keyring_key_ids, ring, ids, 8, &count);
    CHECK(count == 1);
    unlink(ballast_path);
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &refused);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
    unlink(ring_path);
}

static void a_record_that_does_not_fit_is_not_appended(void) {
    if (!is_mounted) SKIP("a small file system cannot be mounted here");
    static uint8_t record[70000], text[70000];
    kedge_sealed_log *log = NULL;
    kedge_sealed_log_reader *reader = NULL;
    uint64_t number = 0, appended = 0, id;
    EXPECT(KEDGE_OK, kedge_keyring_create, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    EXPECT(KEDGE_OK, kedge_sealed_log_create, ring, log_path, NULL, 0, &log);
    kedge_status status;
    while ((status = CALL(kedge_sealed_log_append, log, record, sizeof record, &number)) == KEDGE_OK) CHECK(number == appended++);
    CHECK(status == KEDGE_NO_SPACE && appended > 2);
    /* Smaller ones still fit, and follow on. */
    while ((status = CALL(kedge_sealed_log_append, log, record, 100, &number)) == KEDGE_OK) CHECK(number == appended++);
    CHECK(status == KEDGE_NO_SPACE);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_open, ring, log_path, NULL, NULL, 0, &reader);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_verify, reader, NULL, NULL);
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_read, reader, appended - 1, text, sizeof text, &length);
    CHECK(length == 100);
    EXPECT(KEDGE_END_OF_LOG, kedge_sealed_log_reader_read, reader, appended, text, sizeof text, &length);
    EXPECT(KEDGE_OK, kedge_sealed_log_reader_destroy, reader);
    EXPECT(KEDGE_OK, kedge_sealed_log_destroy, log);
    EXPECT(KEDGE_OK, kedge_sealed_log_open, ring, log_path, NULL, NULL, 0, &log);
    kedge_sealed_log_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_sealed_log_get_info, log, &info);
    CHECK(info.next_record == appended && info.torn_bytes == 0);
    EXPECT(KEDGE_OK, kedge_sealed_log_destroy, log);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
    unlink(log_path);
}

static void a_file_that_does_not_fit_is_not_there(void) {
    if (!is_mounted) SKIP("a small file system cannot be mounted here");
    uint64_t id, length = 0;
    kedge_file_options options;
    EXPECT(KEDGE_OK, kedge_file_options_init, &options, sizeof options);
    EXPECT(KEDGE_OK, kedge_keyring_create, NULL, &ring);
    EXPECT(KEDGE_OK, kedge_keyring_generate, ring, KEDGE_XAES_256_GCM, &id);
    write_zeros(big, BIG);
    write_zeros(ballast_path, DISK_BYTES / 2);
    int files = file_count();
    for (options.threads = 1; options.threads <= 3; options.threads++) {
        EXPECT(KEDGE_NO_SPACE, kedge_file_seal, ring, big, sealed_path, &options, NULL, 0);
        CHECK(file_count() == files);
    }
    unlink(ballast_path);
    EXPECT(KEDGE_OK, kedge_file_seal, ring, big, sealed_path, NULL, NULL, 0);
    EXPECT(KEDGE_OK, kedge_file_verify, ring, sealed_path, NULL, NULL, 0, &length);
    CHECK(length == BIG);
    /* What is to be replaced stays when its successor does not fit. */
    write_zeros(ballast_path, 2 * DISK_BYTES);
    options.replace_existing = 1;
    EXPECT(KEDGE_NO_SPACE, kedge_file_seal, ring, big, sealed_path, &options, NULL, 0);
    EXPECT(KEDGE_OK, kedge_file_verify, ring, sealed_path, NULL, NULL, 0, &length);
    EXPECT(KEDGE_OK, kedge_keyring_destroy, ring);
    unlink(ballast_path);
    unlink(sealed_path);
    unlink(big);
}

int main(void) {
    check_begin("disk");
    if (mkdtemp(folder) == NULL || kedge_unlock_create_key(wrapping_key, 32, &unlock) != KEDGE_OK) return 2;
    /* In a mount namespace of this process's own, which goes with it; whoever is not root needs a user namespace for that. */
    char size[32];
    snprintf(size, sizeof size, "size=%d", DISK_BYTES);
    if (unshare(geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS) == 0) {
        is_mounted = mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL) == 0 &&
                     mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, size) == 0;
    }
    snprintf(big, sizeof big, "%s.big", folder);
    snprintf(ring_path, sizeof ring_path, "%s/ring", folder);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    snprintf(sealed_path, sizeof sealed_path, "%s/sealed", folder);
    snprintf(ballast_path, sizeof ballast_path, "%s/ballast", folder);
    check_case("a ring that cannot be saved stays as it was", a_ring_that_cannot_be_saved_stays_as_it_was);
    check_case("a record that does not fit is not appended", a_record_that_does_not_fit_is_not_appended);
    check_case("a file that does not fit is not there", a_file_that_does_not_fit_is_not_there);
    kedge_unlock_destroy(unlock);
    if (is_mounted) umount(folder);
    rmdir(folder);
    return check_end();
}
