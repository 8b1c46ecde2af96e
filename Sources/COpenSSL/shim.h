#ifndef KEDGE_COPENSSL_SHIM_H
#define KEDGE_COPENSSL_SHIM_H

/* HMAC from saved states needs the SHA256_CTX and SHA512_CTX calls, which libcrypto 3.0 marks as deprecated:
   EVP offers no copy of a digest state that is cheap enough. */
#ifndef OPENSSL_SUPPRESS_DEPRECATED
#define OPENSSL_SUPPRESS_DEPRECATED
#endif

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

/* A pointer, because Swift would make a String of the name, whose bytes go when the call that it was passed to returns,
   while an OSSL_PARAM keeps the pointer. */
static const char *const kedge_openssl_aead_tag = OSSL_CIPHER_PARAM_AEAD_TAG;

#endif
