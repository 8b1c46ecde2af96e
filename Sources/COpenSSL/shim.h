#ifndef KEDGE_COPENSSL_SHIM_H
#define KEDGE_COPENSSL_SHIM_H

/* HMAC from saved states needs the SHA256_CTX and SHA512_CTX calls, which libcrypto 3.0 marks as deprecated:
   EVP offers no copy of a digest state that is cheap enough. */
#ifndef OPENSSL_SUPPRESS_DEPRECATED
#define OPENSSL_SUPPRESS_DEPRECATED
#endif

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>

/* Pointers, because Swift would make a String of each name, whose bytes go when the call that it was passed to returns,
   while an OSSL_PARAM keeps the pointer. */
static const char *const kedge_openssl_aead_tag = OSSL_CIPHER_PARAM_AEAD_TAG;
static const char *const kedge_openssl_group = OSSL_PKEY_PARAM_GROUP_NAME;
static const char *const kedge_openssl_point = OSSL_PKEY_PARAM_PUB_KEY;
static const char *const kedge_openssl_scalar = OSSL_PKEY_PARAM_PRIV_KEY;
static const char *const kedge_openssl_modulus = OSSL_PKEY_PARAM_RSA_N;
static const char *const kedge_openssl_exponent = OSSL_PKEY_PARAM_RSA_E;
static const char *const kedge_openssl_private_exponent = OSSL_PKEY_PARAM_RSA_D;
static const char *const kedge_openssl_prime1 = OSSL_PKEY_PARAM_RSA_FACTOR1;
static const char *const kedge_openssl_prime2 = OSSL_PKEY_PARAM_RSA_FACTOR2;
static const char *const kedge_openssl_exponent1 = OSSL_PKEY_PARAM_RSA_EXPONENT1;
static const char *const kedge_openssl_exponent2 = OSSL_PKEY_PARAM_RSA_EXPONENT2;
static const char *const kedge_openssl_coefficient = OSSL_PKEY_PARAM_RSA_COEFFICIENT1;

/* Macros that Swift cannot read. */
static const int kedge_openssl_public_key = EVP_PKEY_PUBLIC_KEY;
static const int kedge_openssl_key_pair = EVP_PKEY_KEYPAIR;

#endif
