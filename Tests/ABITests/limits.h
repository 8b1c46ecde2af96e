/* How the system is made to refuse things, for the tests of what follows. */
#ifndef LIMITS_H
#define LIMITS_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include "check.h"

/* Lets the kernel answer getrandom with an error number, from here on and for ever. */
MAYBE_UNUSED static int forbid_getrandom(int number) {
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getrandom, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ((uint32_t)number & SECCOMP_RET_DATA)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof rules / sizeof rules[0], rules};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* Gives up what lets root lock as much as it likes. */
MAYBE_UNUSED static int become_nobody(void) { return getuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0); }

MAYBE_UNUSED static void limit_locked_memory(rlim_t bytes) {
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_MEMLOCK, &limit) == 0);
    limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
    CHECK(setrlimit(RLIMIT_MEMLOCK, &limit) == 0);
}

static kedge_unlock *fillers[2000];
static int filler_count;

/* Takes the places that secrets of every size still have beside others: three regions' worth, or until there is none. */
MAYBE_UNUSED static void fill_secret_memory(void) {
    static const uint8_t bytes[2048] = {1};
    for (size_t size = 32; size <= 2048; size *= 2) {
        kedge_status status = KEDGE_OK;
        for (size_t i = 0; i < 3 * 4096 / size && status == KEDGE_OK; i++) {
            status = kedge_unlock_create_passphrase(bytes, size, NULL, &fillers[filler_count]);
            filler_count += status == KEDGE_OK;
        }
    }
}

MAYBE_UNUSED static void empty_secret_memory(void) {
    while (filler_count > 0) kedge_unlock_destroy(fillers[--filler_count]);
}

static struct block {
    struct block *next;
} *taken;

/* Lets the process grow no further, and takes what malloc still has in pieces of down to smallest bytes. */
MAYBE_UNUSED static void take_all_memory(size_t smallest) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL && fscanf(file, "%lu", &pages) == 1);
    if (file != NULL) fclose(file);
    struct rlimit limit;
    CHECK(getrlimit(RLIMIT_AS, &limit) == 0);
    limit.rlim_cur = pages * (rlim_t)sysconf(_SC_PAGESIZE);
    CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
    for (size_t size = 65536; size >= smallest; size = size > 1024 ? size / 2 : size - 8) {
        struct block *block;
        while ((block = malloc(size)) != NULL) {
            block->next = taken;
            taken = block;
        }
    }
}

MAYBE_UNUSED static void give_memory_back(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_AS, &limit);
    while (taken != NULL) {
        struct block *next = taken->next;
        free(taken);
        taken = next;
    }
}

static char configuration[] = "/tmp/kedge-openssl-XXXXXX";

/* A libcrypto that is told to load nothing but the provider that offers nothing. */
MAYBE_UNUSED static void write_empty_configuration(void) {
    static const char text[] =
        "openssl_conf = start\n[start]\nproviders = offered\n[offered]\nnull = nothing\n[nothing]\nactivate = 1\n";
    int file = mkstemp(configuration);
    CHECK(file >= 0 && write(file, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
    close(file);
}

#endif
