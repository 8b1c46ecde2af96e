/* Kedge: encryption at rest: keyrings, sealed data, streams, files and logs.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_ENCRYPTION_H
#define KEDGE_ENCRYPTION_H

#include <kedge/core.h>

/** The ring has no key with the id that the sealed data names. */
#define KEDGE_UNKNOWN_KEY ((kedge_status)110)
/** The key is disabled; enable it to use it again. */
#define KEDGE_KEY_DISABLED ((kedge_status)111)
/** The key was destroyed: what was sealed with it never opens again. */
#define KEDGE_KEY_DESTROYED ((kedge_status)112)
/** The primary key can be neither disabled nor destroyed; make another one primary first. */
#define KEDGE_KEY_IS_PRIMARY ((kedge_status)113)
/** The ring has no primary key to seal with. */
#define KEDGE_NO_PRIMARY_KEY ((kedge_status)114)
/** An AES-256-GCM key seals messages only in the ring file that counts its nonces: this ring has no file, or is a copy. */
#define KEDGE_KEY_NEEDS_FILE ((kedge_status)115)
/** The options of the ring do not allow keys to be exported. */
#define KEDGE_EXPORT_NOT_ALLOWED ((kedge_status)116)
/** The ring holds as many keys as it may (1,000). */
#define KEDGE_TOO_MANY_KEYS ((kedge_status)117)
/** The data does not begin with a header of this kind, or a field of it breaks a rule. */
#define KEDGE_MALFORMED_HEADER ((kedge_status)118)
/** The data is of a format version that this library does not know: a newer library wrote it. */
#define KEDGE_UNKNOWN_VERSION ((kedge_status)119)
/** The keyring's bytes were changed or cut, or are no keyring: the checksum is wrong. Or an older file was put back. */
#define KEDGE_KEYRING_DAMAGED ((kedge_status)120)
/** The keyring is whole, and another passphrase or key unlocks it. */
#define KEDGE_WRONG_UNLOCK ((kedge_status)121)
/** The passphrase parameters in the keyring ask for more memory or work than the caller allows. */
#define KEDGE_DERIVATION_TOO_COSTLY ((kedge_status)122)
/** The caller's key service did not wrap or unwrap the ring's key. */
#define KEDGE_KEY_SERVICE_FAILED ((kedge_status)123)
/** The call needs a ring that was opened from a file. */
#define KEDGE_KEYRING_HAS_NO_FILE ((kedge_status)124)
/** A record of the log, or the log's end, was changed; the last error names the record. */
#define KEDGE_LOG_DAMAGED ((kedge_status)125)
/** The log is not the one that the checkpoint was taken of: records were cut off or replaced, or it is another file. */
#define KEDGE_LOG_ROLLED_BACK ((kedge_status)126)
/** The log was rotated: records go to the file that follows it. */
#define KEDGE_LOG_CLOSED ((kedge_status)127)
/** There is no further record, or no record of that number, in this file. */
#define KEDGE_END_OF_LOG ((kedge_status)128)

/** Algorithm of a ring key: XAES-256-GCM. Nonces of 192 bits: any number of messages, no count to keep. The one to take. */
#define KEDGE_XAES_256_GCM ((uint32_t)1)
/** Algorithm of a ring key: AES-256-GCM. At most 2^32 messages, counted in the ring's file. */
#define KEDGE_AES_256_GCM ((uint32_t)2)

/** State of a ring key: it seals if it is primary, and opens. */
#define KEDGE_KEY_STATE_ENABLED ((uint32_t)1)
/** State of a ring key: it does neither until it is enabled again. */
#define KEDGE_KEY_STATE_DISABLED ((uint32_t)2)
/** State of a ring key: gone for ever; the ring remembers its id. */
#define KEDGE_KEY_STATE_DESTROYED ((uint32_t)3)

/** Bytes of a ring key, of a wrapping key and of the data key that a key service wraps. */
#define KEDGE_RING_KEY_BYTES ((size_t)32)
/** Bytes of the longest answer of a key service. */
#define KEDGE_WRAPPED_KEY_MAX_BYTES ((size_t)4096)
/** Bytes that kedge_keyring_seal adds to a message under an XAES-256-GCM key. */
#define KEDGE_SEALED_OVERHEAD_BYTES ((size_t)88)
/** Bytes before the first segment of a stream. */
#define KEDGE_STREAM_HEADER_BYTES ((size_t)84)
/** Bytes of plaintext in a segment of a stream unless the options say otherwise. */
#define KEDGE_STREAM_SEGMENT_BYTES ((size_t)65536)
/** Bytes of the smallest segment. */
#define KEDGE_STREAM_SEGMENT_MIN_BYTES ((size_t)4096)
/** Bytes of the largest segment. */
#define KEDGE_STREAM_SEGMENT_MAX_BYTES ((size_t)16777216)
/** Bytes of the longest record of a log. */
#define KEDGE_LOG_RECORD_MAX_BYTES ((size_t)16777216)
/** Bytes of a checkpoint of a log. */
#define KEDGE_LOG_CHECKPOINT_BYTES ((size_t)120)

/** What unlocks a keyring: a passphrase, a key, or a key service. */
typedef struct kedge_unlock kedge_unlock;

/** Keys with ids, and what seals and opens with them. */
typedef struct kedge_keyring kedge_keyring;

/** A call of the host's key service: wraps or unwraps the data key of a keyring.
 *  It reads in_len bytes, writes at most out_capacity bytes to out and their number to *out_len, and returns 0; any other
 *  number is a failure, which the last error repeats. It may call back into the library, but may not throw or longjmp. */
typedef int32_t (*kedge_key_service_call)(const uint8_t *in, size_t in_len, uint8_t *out, size_t out_capacity,
                                          size_t *out_len, void *context);

/** What a passphrase costs to try; fill it with kedge_passphrase_options_init, then change what you need. */
typedef struct kedge_passphrase_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** N of scrypt for rings that are saved with this passphrase, a power of two, 2 to 2^31; 131,072 unless told. */
    uint64_t scrypt_n;
    /** r of scrypt; 8 unless told. */
    uint32_t scrypt_r;
    /** p of scrypt; 1 unless told. */
    uint32_t scrypt_p;
    /** The most memory in bytes that a ring's own parameters may ask for; 512 MiB unless told. Checked before any is
     *  reserved. */
    uint64_t max_memory_bytes;
    /** The most work, as N * r * p, that a ring's own parameters may ask for; 16,777,216 (about five seconds) unless told. */
    uint64_t max_work;
} kedge_passphrase_options;

/** How a keyring behaves; fill it with kedge_keyring_options_init, then change what you need. */
typedef struct kedge_keyring_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** 1: kedge_keyring_export gives keys out; 0 (the default): it refuses. */
    int32_t allow_export;
    /** 1: a call that would keep a key in memory that cannot be locked fails with KEDGE_MEMORY_NOT_LOCKED; 0 (the default):
     *  it goes on in memory that may be swapped out. */
    int32_t require_locked_memory;
    /** How long a call waits for another process that is changing the ring's file, before it returns KEDGE_BUSY; 10,000
     *  unless told. */
    uint64_t lock_timeout_ms;
} kedge_keyring_options;

/** What a keyring tells of one key. Set struct_size to sizeof(kedge_keyring_key) before the call. */
typedef struct kedge_keyring_key {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The id; never 0. */
    uint64_t id;
    /** When it was generated or imported: Unix seconds. */
    int64_t created_at;
    /** Messages sealed with it, as far as this handle and the saved ring know: what other handles sealed since they last
     *  saved is missing. */
    uint64_t sealed_count;
    /** Nonces reserved for it in the ring's file, at most 2^32; 0 for XAES-256-GCM. */
    uint64_t reserved_count;
    /** KEDGE_XAES_256_GCM or KEDGE_AES_256_GCM. */
    uint32_t algorithm;
    /** One of the KEDGE_KEY_STATE_ constants. */
    uint32_t state;
    /** 1 if it is the primary key, which seals. */
    int32_t is_primary;
    /** 1 if it could seal in this ring; 0 if it is not enabled, or an AES-256-GCM key whose count lives elsewhere. */
    int32_t can_seal;
} kedge_keyring_key;

/** Makes a sealed stream from plaintext that is pushed into it. */
typedef struct kedge_stream_writer kedge_stream_writer;

/** Opens a sealed stream that is pushed into it. */
typedef struct kedge_stream_reader kedge_stream_reader;

/** A sealed file, or any other sealed stream of known length, that is read from where one likes. */
typedef struct kedge_sealed_file kedge_sealed_file;

/** A log that records are appended to. */
typedef struct kedge_sealed_log kedge_sealed_log;

/** A log that is read. */
typedef struct kedge_sealed_log_reader kedge_sealed_log_reader;

/** Tells how far a long call is: done of total bytes, or records of a log. It returns 0 to go on; any other number cancels the
 *  call, which then returns KEDGE_CANCELLED. Called on the thread that made the call. */
typedef int32_t (*kedge_progress)(uint64_t done, uint64_t total, void *context);

/** Reads from the host's own store for a sealed file: exactly count bytes at offset, to out. It returns 0; any other number is
 *  a failure, which the last error repeats. */
typedef int32_t (*kedge_read_at)(uint64_t offset, uint8_t *out, size_t count, void *context);

/** How a stream is cut and worked on; fill it with kedge_stream_options_init, then change what you need. */
typedef struct kedge_stream_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Bytes of plaintext in a segment, 4,096 to 16,777,216; 65,536 unless told. A reader takes it from the stream. */
    uint32_t segment_bytes;
    /** Threads that work on it, the caller's included, 1 to 64; 1 unless told. They end with the call. */
    uint32_t threads;
} kedge_stream_options;

/** How a file is sealed or opened; fill it with kedge_file_options_init, then change what you need. */
typedef struct kedge_file_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Bytes of plaintext in a segment, 4,096 to 16,777,216; 65,536 unless told. A reader takes it from the file. */
    uint32_t segment_bytes;
    /** Threads that work on it, the caller's included, 1 to 64; 1 unless told. They end with the call. */
    uint32_t threads;
    /** Told how far the call is, at least once; NULL (the default) for nobody. */
    kedge_progress progress;
    /** Given to progress. */
    void *progress_context;
    /** 1: a file that is in the way is replaced, in one step; 0 (the default): KEDGE_FILE_EXISTS. */
    int32_t replace_existing;
    /** 1 (the default): the new file is on disk when the call returns; 0: the system writes it when it likes, and a power
     *  failure may lose it. */
    int32_t durable;
} kedge_file_options;

/** How a log is opened; fill it with kedge_sealed_log_options_init, then change what you need. */
typedef struct kedge_sealed_log_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** KEDGE_LOG_CHECKPOINT_BYTES bytes that the log has to contain, or NULL (the default); borrowed for the call. */
    const uint8_t *checkpoint;
    /** Bytes of checkpoint: KEDGE_LOG_CHECKPOINT_BYTES, or 0 for none. */
    size_t checkpoint_len;
} kedge_sealed_log_options;

/** What is known of a log. Set struct_size to sizeof(kedge_sealed_log_info) before the call. */
typedef struct kedge_sealed_log_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Number of the first record in this file. */
    uint64_t first_record;
    /** Number that the next record gets: records are numbered from 0 through all files of a log. */
    uint64_t next_record;
    /** Bytes of a record that a crash tore: what opening for appending cut off, or what a reader found at the end. */
    uint64_t torn_bytes;
    /** Id of the ring key that the file is sealed with. */
    uint64_t key_id;
    /** 1 if the log was rotated, so that its records continue in another file. */
    int32_t is_rotated;
    /** 0. */
    int32_t reserved;
} kedge_sealed_log_info;

/* abigen: functions */

#endif
