/* Kedge: AES-GCM for interoperation, and Keccak-256.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_CRYPTO_H
#define KEDGE_CRYPTO_H

#include <kedge/core.h>

/** The data is not what was sealed under this key, nonce and associated data: it was changed, or the wrong key was used. */
#define KEDGE_AUTHENTICATION_FAILED ((kedge_status)100)
/** The key made its 2^32nd nonce; NIST SP 800-38D section 8.3 allows no more. Take a new key. */
#define KEDGE_KEY_EXHAUSTED ((kedge_status)101)
/** A key's length is not one that the algorithm has. */
#define KEDGE_INVALID_KEY_LENGTH ((kedge_status)102)
/** A nonce's length is outside what the algorithm takes. */
#define KEDGE_INVALID_NONCE_LENGTH ((kedge_status)103)
/** A tag's length is outside what the library accepts. */
#define KEDGE_INVALID_TAG_LENGTH ((kedge_status)104)
/** The message is longer than the algorithm can protect under one nonce. */
#define KEDGE_MESSAGE_TOO_LONG ((kedge_status)105)
/** Sealed data is shorter than what surrounds an empty message: it was cut. */
#define KEDGE_MESSAGE_TOO_SHORT ((kedge_status)106)

/** Bytes of the nonce that kedge_aes_gcm_seal makes. */
#define KEDGE_AES_GCM_NONCE_BYTES ((size_t)12)
/** Bytes of the longest nonce that kedge_aes_gcm_seal_with_nonce takes. */
#define KEDGE_AES_GCM_NONCE_MAX_BYTES ((size_t)128)
/** Bytes of a tag unless the options say otherwise, and of the longest tag. */
#define KEDGE_AES_GCM_TAG_BYTES ((size_t)16)
/** Bytes of the shortest tag that is accepted. */
#define KEDGE_AES_GCM_TAG_MIN_BYTES ((size_t)12)
/** Bytes of a Keccak-256 hash. */
#define KEDGE_KECCAK256_BYTES ((size_t)32)

/** An AES-GCM key, for any number of messages and threads. */
typedef struct kedge_aes_gcm kedge_aes_gcm;

/** A Keccak-256 hash in the making. */
typedef struct kedge_keccak256 kedge_keccak256;

/** How an AES-GCM key behaves; fill it with kedge_aes_gcm_options_init, then change what you need. */
typedef struct kedge_aes_gcm_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Bytes of every tag made or checked with the key, 12 to 16; 16 unless told. One length per key, as
     *  NIST SP 800-38D section 5.2.1.2 asks. */
    uint32_t tag_bytes;
    /** 1: creating the key fails with KEDGE_MEMORY_NOT_LOCKED when its memory cannot be locked; 0 (the default): it
     *  goes on in memory that may be swapped out. */
    int32_t require_locked_memory;
} kedge_aes_gcm_options;

/* abigen: functions */

#endif
