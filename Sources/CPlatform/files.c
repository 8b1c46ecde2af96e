#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE 1
#endif

int cplatform_errno(void) { return errno; }

int cplatform_open(const char *path, int flags) { return open(path, flags, 0600); }

int cplatform_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }

/* The one way to a file without a name that needs no privilege. */
static void path_of(int descriptor, char path[static 32]) { snprintf(path, 32, "/proc/self/fd/%d", descriptor); }

int cplatform_open_nameless(const char *folder) {
#ifdef O_TMPFILE
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) return -1;
    char path[32];
    path_of(descriptor, path);
    if (access(path, F_OK) == 0) {
        /* The umask may have taken bits away. */
        fchmod(descriptor, 0600);
        return descriptor;
    }
    close(descriptor);
#else
    (void)folder;
#endif
    return -1;
}

int cplatform_name_file(int descriptor, const char *path) {
    char nameless[32];
    path_of(descriptor, nameless);
    return linkat(AT_FDCWD, nameless, AT_FDCWD, path, AT_SYMLINK_FOLLOW);
}

int cplatform_rename_to_new(const char *from, const char *to) {
    /* By number, because C libraries declare it since different versions. FAT knows this and no links, NFS the reverse. */
    if (syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    if (link(from, to) != 0) return -1;
    unlink(from);
    return 0;
}

int cplatform_open_folder(const char *folder) { return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }

int cplatform_synchronize_folder(int descriptor) {
    /* EINVAL: a file system whose folders need no such call. */
    return fsync(descriptor) == 0 || errno == EINVAL ? 0 : -1;
}
