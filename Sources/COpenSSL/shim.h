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
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#endif
