/* Calls that libkedge makes into libcrypto, libsodium and the C library, made to fail one after another.
 *
 * The functions below stand before the real ones, since the dynamic linker looks into the program first. */
#ifndef FAULTS_H
#define FAULTS_H

#include <dlfcn.h>

#include "check.h"

/* Counts down at every call that can fail; at zero it fails. Negative: nothing fails. */
static int countdown = -1;
static const char *failed_function;

static int fails(const char *function) {
    if (countdown < 0) return 0;
    if (countdown-- > 0) return 0;
    failed_function = function;
    return 1;
}

#define REAL(result, name, parameters) \
    static result(*real) parameters; \
    if (real == NULL) { \
        void *found = dlsym(RTLD_NEXT, #name); \
        memcpy(&real, &found, sizeof real); \
    }

/* A function of libcrypto that answers 1 or, failing, 0. */
#define STANDS_BEFORE(name, parameters, arguments) \
    int name parameters; \
    int name parameters { \
        REAL(int, name, parameters) \
        return fails(#name) ? 0 : real arguments; \
    }

STANDS_BEFORE(EVP_CipherInit_ex2, (void *c, void *t, void *k, void *n, int e, void *p), (c, t, k, n, e, p))
STANDS_BEFORE(EVP_EncryptInit_ex2, (void *c, void *t, void *k, void *n, void *p), (c, t, k, n, p))
STANDS_BEFORE(EVP_DecryptInit_ex2, (void *c, void *t, void *k, void *n, void *p), (c, t, k, n, p))
STANDS_BEFORE(EVP_CipherUpdate, (void *c, void *o, int *w, const void *i, int l), (c, o, w, i, l))
STANDS_BEFORE(EVP_EncryptUpdate, (void *c, void *o, int *w, const void *i, int l), (c, o, w, i, l))
STANDS_BEFORE(EVP_DecryptUpdate, (void *c, void *o, int *w, const void *i, int l), (c, o, w, i, l))
STANDS_BEFORE(EVP_CipherFinal_ex, (void *c, void *o, int *w), (c, o, w))
STANDS_BEFORE(EVP_EncryptFinal_ex, (void *c, void *o, int *w), (c, o, w))
STANDS_BEFORE(EVP_DecryptFinal_ex, (void *c, void *o, int *w), (c, o, w))
STANDS_BEFORE(EVP_CIPHER_CTX_ctrl, (void *c, int t, int a, void *p), (c, t, a, p))
STANDS_BEFORE(EVP_CIPHER_CTX_set_params, (void *c, void *p), (c, p))
STANDS_BEFORE(EVP_CIPHER_CTX_get_params, (void *c, void *p), (c, p))
STANDS_BEFORE(EVP_CIPHER_CTX_copy, (void *o, void *i), (o, i))

int EVP_Cipher(void *context, void *out, const void *in, unsigned count);
int EVP_Cipher(void *context, void *out, const void *in, unsigned count) {
    REAL(int, EVP_Cipher, (void *, void *, const void *, unsigned))
    return fails("EVP_Cipher") ? -1 : real(context, out, in, count);
}

void *EVP_CIPHER_CTX_new(void);
void *EVP_CIPHER_CTX_new(void) {
    REAL(void *, EVP_CIPHER_CTX_new, (void))
    return fails("EVP_CIPHER_CTX_new") ? NULL : real();
}

void *EVP_CIPHER_fetch(void *library, const char *name, const char *properties);
void *EVP_CIPHER_fetch(void *library, const char *name, const char *properties) {
    REAL(void *, EVP_CIPHER_fetch, (void *, const char *, const char *))
    return fails("EVP_CIPHER_fetch") ? NULL : real(library, name, properties);
}

/* What libsodium does when its own calls fail is not on trial. */
static int is_in_libsodium;

void *sodium_malloc(size_t size);
void *sodium_malloc(size_t size) {
    REAL(void *, sodium_malloc, (size_t))
    if (fails("sodium_malloc")) return NULL;
    is_in_libsodium = 1;
    void *memory = real(size);
    is_in_libsodium = 0;
    return memory;
}

int sodium_mlock(void *memory, size_t size);
int sodium_mlock(void *memory, size_t size) {
    REAL(int, sodium_mlock, (void *, size_t))
    return !is_in_libsodium && fails("sodium_mlock") ? -1 : real(memory, size);
}

int sodium_init(void);
int sodium_init(void) {
    REAL(int, sodium_init, (void))
    if (fails("sodium_init")) return -1;
    is_in_libsodium = 1;
    int result = real();
    is_in_libsodium = 0;
    return result;
}

ssize_t getrandom(void *out, size_t size, unsigned flags);
ssize_t getrandom(void *out, size_t size, unsigned flags) {
    REAL(ssize_t, getrandom, (void *, size_t, unsigned))
    if (!is_in_libsodium && fails("getrandom")) {
        errno = EIO;
        return -1;
    }
    return real(out, size, flags);
}

#endif
