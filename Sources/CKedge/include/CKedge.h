/* What Swift sees of the C ABI: its public types, the tags behind its opaque handles, and the storage that Swift
 * itself cannot declare. Nothing below the public headers is installed. */
#ifndef CKEDGE_H
#define CKEDGE_H

#include "kedge/core.h"
#include "kedge/crypto.h"
#include "kedge/encryption.h"
#include "kedge/jwt.h"
#include "kedge/resilience.h"
#include "kedge/ring.h"
#include "kedge/wallet.h"

/* A complete type lets Swift tell a kedge_aes_gcm pointer from a kedge_keccak256 pointer. No handle is ever followed:
 * its bits are a slot and a generation of the handle table. */
struct kedge_aes_gcm {
    char unused;
};
struct kedge_keccak256 {
    char unused;
};
struct kedge_unlock {
    char unused;
};
struct kedge_keyring {
    char unused;
};
struct kedge_stream_writer {
    char unused;
};
struct kedge_stream_reader {
    char unused;
};
struct kedge_sealed_file {
    char unused;
};
struct kedge_sealed_log {
    char unused;
};
struct kedge_sealed_log_reader {
    char unused;
};
struct kedge_private_key {
    char unused;
};
struct kedge_public_key {
    char unused;
};
struct kedge_hd_key {
    char unused;
};
struct kedge_transaction {
    char unused;
};
struct kedge_signed_transaction {
    char unused;
};
struct kedge_typed_data {
    char unused;
};
struct kedge_rlp_writer {
    char unused;
};
struct kedge_jwt_key {
    char unused;
};
struct kedge_jwt_key_set {
    char unused;
};
struct kedge_jwt_verifier {
    char unused;
};
struct kedge_jwt_token {
    char unused;
};
struct kedge_jwt_issuer {
    char unused;
};
struct kedge_jwt_claims {
    char unused;
};
struct kedge_jwt_replay_cache {
    char unused;
};
struct kedge_jwt_revocations {
    char unused;
};
struct kedge_jws_content {
    char unused;
};
struct kedge_ring {
    char unused;
};
struct kedge_ring_report {
    char unused;
};
struct kedge_manual_clock {
    char unused;
};
struct kedge_keyed_rate_limiter {
    char unused;
};
struct kedge_last_answer {
    char unused;
};
struct kedge_fault_injector {
    char unused;
};
struct kedge_breaker {
    char unused;
};
struct kedge_breaker_registry {
    char unused;
};
struct kedge_retry {
    char unused;
};
struct kedge_retry_budget {
    char unused;
};
struct kedge_failover {
    char unused;
};
struct kedge_pipeline {
    char unused;
};
struct kedge_rate_limiter {
    char unused;
};
struct kedge_bulkhead {
    char unused;
};

/* The last failed call of a thread: a template and what goes into it. */
struct ckedge_error {
    const char *template_text;
    const char *rule_text;
    int64_t numbers[2];
    uint8_t text[64];
    uint8_t text_len;
};

/* The calling thread's own, and the buffer that its sentence is formed in: made at the first failure, gone with the thread,
 * NULL where there is no memory for them. */
struct ckedge_error *ckedge_thread_error_make(void);
extern _Thread_local struct ckedge_error *ckedge_thread_error_made
    __attribute__((visibility("hidden"), tls_model("initial-exec")));
static inline struct ckedge_error *ckedge_thread_error(void) {
    return __builtin_expect(ckedge_thread_error_made != NULL, 1) ? ckedge_thread_error_made : ckedge_thread_error_make();
}
char *ckedge_thread_sentence(void);
#define CKEDGE_SENTENCE_BYTES 512

/* The directory of the handle table's chunks, zero until a chunk is made; chunks are never freed. */
#define CKEDGE_HANDLE_CHUNKS 1024
extern void *ckedge_handle_chunks[CKEDGE_HANDLE_CHUNKS] __attribute__((visibility("hidden")));

/* Taken through these because Swift guards every direct use of an imported global with an exclusivity check. */
static inline __attribute__((always_inline)) void *ckedge_handle_chunk(size_t index) {
    return __atomic_load_n(&ckedge_handle_chunks[index], __ATOMIC_ACQUIRE);
}
/* Zeroed memory for a chunk, or NULL. */
void *ckedge_handle_chunk_allocate(size_t byte_count);
static inline void ckedge_handle_chunk_publish(size_t index, void *chunk) {
    __atomic_store_n(&ckedge_handle_chunks[index], chunk, __ATOMIC_RELEASE);
}

#endif
