/* Kedge: tokens: keys and key sets, issuing and verifying JWT, replay and revocation, JWS.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_JWT_H
#define KEDGE_JWT_H

#include <kedge/core.h>

/** The token is not three parts of base64url with dots between. */
#define KEDGE_MALFORMED_TOKEN ((kedge_status)300)
/** The token's header is not base64url of a strict JSON object, or a member of it is of a wrong kind. */
#define KEDGE_MALFORMED_TOKEN_HEADER ((kedge_status)301)
/** The token's claims are not base64url of a strict JSON object, or a claim is of another kind than its name wants. */
#define KEDGE_MALFORMED_TOKEN_CLAIMS ((kedge_status)302)
/** The token's signature is not base64url. */
#define KEDGE_MALFORMED_TOKEN_SIGNATURE ((kedge_status)303)
/** The token, or a part of it, is larger than the limits. */
#define KEDGE_TOKEN_TOO_LARGE ((kedge_status)304)
/** The header's algorithm is not known, not allowed, or not that of the key. */
#define KEDGE_ALGORITHM_NOT_ALLOWED ((kedge_status)305)
/** No key has the id that the header names, or none has its algorithm. */
#define KEDGE_UNKNOWN_TOKEN_KEY ((kedge_status)306)
/** The key did not make the signature, or the token was changed. */
#define KEDGE_BAD_SIGNATURE ((kedge_status)307)
/** The token's time is over (exp). */
#define KEDGE_TOKEN_EXPIRED ((kedge_status)308)
/** The token's time has not begun (nbf). */
#define KEDGE_TOKEN_NOT_YET_VALID ((kedge_status)309)
/** The token says that it was issued in the future (iat). */
#define KEDGE_TOKEN_ISSUED_IN_FUTURE ((kedge_status)310)
/** The token was issued longer ago than the options allow (iat). */
#define KEDGE_TOKEN_TOO_OLD ((kedge_status)311)
/** The token is of another issuer (iss). */
#define KEDGE_WRONG_ISSUER ((kedge_status)312)
/** The token is about another subject (sub). */
#define KEDGE_WRONG_SUBJECT ((kedge_status)313)
/** The token is for another audience (aud). */
#define KEDGE_WRONG_AUDIENCE ((kedge_status)314)
/** The token is of another type (typ). */
#define KEDGE_WRONG_TOKEN_TYPE ((kedge_status)315)
/** The token lacks a claim; the last error names it. */
#define KEDGE_MISSING_CLAIM ((kedge_status)316)
/** crit names a header that is not understood, or is itself not as it has to be. */
#define KEDGE_UNKNOWN_CRITICAL_HEADER ((kedge_status)317)
/** A token of the same issuer and id was taken before (jti). */
#define KEDGE_TOKEN_REPLAYED ((kedge_status)318)
/** The token was revoked. */
#define KEDGE_TOKEN_REVOKED ((kedge_status)319)
/** The replay cache is full, or the caller's store did not answer; the token was not taken. */
#define KEDGE_TOKEN_STORE_UNAVAILABLE ((kedge_status)320)
/** There is no claim of that name. */
#define KEDGE_CLAIM_NOT_FOUND ((kedge_status)321)
/** The claim is of another kind than the call reads, or does not fit it. */
#define KEDGE_CLAIM_KIND ((kedge_status)322)
/** Text or bytes that are no key in PEM or DER. */
#define KEDGE_MALFORMED_KEY ((kedge_status)330)
/** The private key is encrypted; decrypt it first. */
#define KEDGE_KEY_ENCRYPTED ((kedge_status)331)
/** The JSON is no JSON Web Key: a member is missing, too much, or breaks a rule; the last error names it. */
#define KEDGE_MALFORMED_JWK ((kedge_status)332)
/** The key is of another kind than the algorithm wants, or kind and algorithm are not known. */
#define KEDGE_WRONG_KEY_KIND ((kedge_status)333)
/** The key is too weak: an HMAC secret shorter than the hash, an RSA modulus of another size than 2,048 to 16,384 bits, one
 *  with the ROCA weakness, or an exponent out of range. */
#define KEDGE_WEAK_KEY ((kedge_status)334)
/** A number of the key is out of its range, a point is not on its curve, or private and public part do not fit. */
#define KEDGE_INVALID_KEY ((kedge_status)335)
/** The key says that it is not for signatures (use, key_ops). */
#define KEDGE_KEY_USE ((kedge_status)336)
/** The key is a public one, and the call needs the private one. */
#define KEDGE_KEY_IS_PUBLIC ((kedge_status)337)
/** Two keys of the set have the same id. */
#define KEDGE_DUPLICATE_KEY_ID ((kedge_status)338)
/** The set has shared secrets beside public or private keys. */
#define KEDGE_MIXED_KEY_SET ((kedge_status)339)
/** The JSON is no JSON Web Key Set, or has more than 256 keys. */
#define KEDGE_MALFORMED_KEY_SET ((kedge_status)340)
/** The claims to be signed are no strict JSON object, or one is of another kind than its name wants. */
#define KEDGE_MALFORMED_CLAIMS ((kedge_status)341)
/** A claim is there twice, or the issuer's options set it already. */
#define KEDGE_DUPLICATE_CLAIM ((kedge_status)342)
/** The headers to be signed are no strict JSON object, or have a name that the library sets itself. */
#define KEDGE_MALFORMED_HEADERS ((kedge_status)343)
/** The JSON is no JWS in its JSON serialisation. */
#define KEDGE_MALFORMED_JWS ((kedge_status)344)
/** The payload cannot stand in such a JWS: it has to be detached. */
#define KEDGE_PAYLOAD_NOT_ALLOWED ((kedge_status)345)
/** The store holds as many entries as it may. */
#define KEDGE_STORE_FULL ((kedge_status)346)

/** Algorithm: HMAC with SHA-256, a secret of at least 32 bytes. */
#define KEDGE_HS256 ((uint32_t)1)
/** Algorithm: HMAC with SHA-384, a secret of at least 48 bytes. */
#define KEDGE_HS384 ((uint32_t)2)
/** Algorithm: HMAC with SHA-512, a secret of at least 64 bytes. */
#define KEDGE_HS512 ((uint32_t)3)
/** Algorithm: RSASSA-PKCS1-v1_5 with SHA-256. */
#define KEDGE_RS256 ((uint32_t)4)
/** Algorithm: RSASSA-PKCS1-v1_5 with SHA-384. */
#define KEDGE_RS384 ((uint32_t)5)
/** Algorithm: RSASSA-PKCS1-v1_5 with SHA-512. */
#define KEDGE_RS512 ((uint32_t)6)
/** Algorithm: RSASSA-PSS with SHA-256. */
#define KEDGE_PS256 ((uint32_t)7)
/** Algorithm: RSASSA-PSS with SHA-384. */
#define KEDGE_PS384 ((uint32_t)8)
/** Algorithm: RSASSA-PSS with SHA-512. */
#define KEDGE_PS512 ((uint32_t)9)
/** Algorithm: ECDSA over P-256 with SHA-256. */
#define KEDGE_ES256 ((uint32_t)10)
/** Algorithm: ECDSA over P-384 with SHA-384. */
#define KEDGE_ES384 ((uint32_t)11)
/** Algorithm: ECDSA over P-521 with SHA-512. */
#define KEDGE_ES512 ((uint32_t)12)
/** Algorithm: ECDSA over secp256k1 with SHA-256. */
#define KEDGE_ES256K ((uint32_t)13)
/** Algorithm: Ed25519. */
#define KEDGE_EDDSA ((uint32_t)14)

/** Kind of a claim: null. */
#define KEDGE_CLAIM_NULL ((uint32_t)1)
/** Kind of a claim: true or false. */
#define KEDGE_CLAIM_BOOLEAN ((uint32_t)2)
/** Kind of a claim: a number, integer or not. */
#define KEDGE_CLAIM_NUMBER ((uint32_t)3)
/** Kind of a claim: text. */
#define KEDGE_CLAIM_TEXT ((uint32_t)4)
/** Kind of a claim: an array. */
#define KEDGE_CLAIM_ARRAY ((uint32_t)5)
/** Kind of a claim: an object. */
#define KEDGE_CLAIM_OBJECT ((uint32_t)6)

/** Serialisation of signed content: three parts with dots between, fit for URLs. */
#define KEDGE_JWS_COMPACT ((uint32_t)1)
/** Serialisation of signed content: a JSON object with one signature. */
#define KEDGE_JWS_FLATTENED ((uint32_t)2)
/** Serialisation of signed content: a JSON object with 1 to 64 signatures. */
#define KEDGE_JWS_GENERAL ((uint32_t)3)
/** Every signature has to be good. */
#define KEDGE_JWS_ALL ((uint32_t)1)
/** One signature has to be good; the result says which are. */
#define KEDGE_JWS_ANY ((uint32_t)2)

/** Bytes of the thumbprint of a key (RFC 7638). */
#define KEDGE_JWK_THUMBPRINT_BYTES ((size_t)32)

/** A key for tokens, bound to one algorithm. It never changes. */
typedef struct kedge_jwt_key kedge_jwt_key;

/** Keys among which a token's header chooses; the set can be replaced as a whole while others verify with it. */
typedef struct kedge_jwt_key_set kedge_jwt_key_set;

/** What verifies tokens. It never changes. */
typedef struct kedge_jwt_verifier kedge_jwt_verifier;

/** A token that was verified. It never changes. */
typedef struct kedge_jwt_token kedge_jwt_token;

/** What issues tokens. It never changes. */
typedef struct kedge_jwt_issuer kedge_jwt_issuer;

/** Claims in the making. */
typedef struct kedge_jwt_claims kedge_jwt_claims;

/** Remembers the ids of tokens that were taken. */
typedef struct kedge_jwt_replay_cache kedge_jwt_replay_cache;

/** Knows which tokens no longer count. */
typedef struct kedge_jwt_revocations kedge_jwt_revocations;

/** What signed and verified content was found to be. */
typedef struct kedge_jws_content kedge_jws_content;

/** Text in an array that a struct of options points to: UTF-8, with or without a NUL behind it. Its layout never changes. */
typedef struct kedge_text {
    /** The text; NULL only with length 0. */
    const char *text;
    /** Its bytes. */
    size_t text_len;
} kedge_text;

/** Tells the time in Unix seconds. It may call back into the library, but may not throw or longjmp. */
typedef int64_t (*kedge_wall_clock)(void *context);

/** What tells a token from others, of a token whose signature and times are good. Texts end with a NUL that their length
 *  does not count, and are NULL where the token lacks the claim; they live as long as the callback runs. */
typedef struct kedge_jwt_identity {
    /** Size of this struct as the library knows it, in bytes. */
    size_t struct_size;
    /** iss */
    const char *issuer;
    /** Bytes of issuer. */
    size_t issuer_len;
    /** sub */
    const char *subject;
    /** Bytes of subject. */
    size_t subject_len;
    /** jti */
    const char *id;
    /** Bytes of id. */
    size_t id_len;
    /** iat in Unix seconds, rounded down; 0 where has_issued_at is 0. */
    int64_t issued_at;
    /** When the verifier refuses the token for its age, in Unix seconds; 0 where has_refused_from is 0. */
    int64_t refused_from;
    /** Whether the token has iat. */
    int32_t has_issued_at;
    /** Whether the token's time ends. */
    int32_t has_refused_from;
} kedge_jwt_identity;

/** Asks a store of the host's about a token: a replay store takes it unless it was taken before, a revocation list looks it
 *  up. It returns 0 if the token counts, 1 if it does not, and any other number if the store cannot tell, which refuses the
 *  token. It gets the time by the verifier's clock, may run on several threads at once and may call back into the library,
 *  but may not throw or longjmp. */
typedef int32_t (*kedge_jwt_store_call)(const kedge_jwt_identity *identity, int64_t now, void *context);

/** What is known of a key. Set struct_size to sizeof(kedge_jwt_key_info) before the call. */
typedef struct kedge_jwt_key_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The algorithm, one of KEDGE_HS256 to KEDGE_EDDSA. */
    uint32_t algorithm;
    /** 1: a secret that both sides share; 0: a key pair or a public key. */
    int32_t is_shared;
    /** 1: a shared secret, or the private key of a pair; 0: a public key. */
    int32_t is_private;
    /** 1: it signs. */
    int32_t can_sign;
    /** 1: it verifies. */
    int32_t can_verify;
    /** 1: it has an id. */
    int32_t has_id;
} kedge_jwt_key_info;

/** A key that was left out of a set that was read. Set struct_size to sizeof(kedge_jwt_skipped_key) before the call. */
typedef struct kedge_jwt_skipped_key {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Its position in the set that was read, from 0. */
    size_t index;
    /** What loading it alone would have returned. */
    int32_t status;
    /** 1: it has an id that could be read. */
    int32_t has_id;
} kedge_jwt_skipped_key;

/** What a verifier asks of a token beyond a good signature; fill it with kedge_jwt_verifier_options_init, then change what
 *  you need. What it points to is borrowed for the call, contexts apart. */
typedef struct kedge_jwt_verifier_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** What a token may be signed with; NULL (the default) for the algorithms of the keys, each of which is bound to one. */
    const uint32_t *algorithms;
    /** Entries of algorithms, 1 or more where there are any. */
    size_t algorithm_count;
    /** One of these has to be the whole of iss; NULL (the default) for any issuer or none. */
    const kedge_text *issuers;
    /** Entries of issuers; at most 1,024, as for each list here. */
    size_t issuer_count;
    /** One of these has to be aud, or in it; NULL (the default) where the verifier is known by no name, and then a token that
     *  names an audience is refused unless accepts_any_audience. */
    const kedge_text *audiences;
    /** Entries of audiences. */
    size_t audience_count;
    /** Names of claims that have to be there, with a value other than null. */
    const kedge_text *required_claims;
    /** Entries of required_claims. */
    size_t required_claim_count;
    /** Names of headers that crit may have, because the caller acts on them; no name of the standards themselves. */
    const kedge_text *critical_headers;
    /** Entries of critical_headers. */
    size_t critical_header_count;
    /** The whole of sub; NULL (the default) for any or none. */
    const char *subject;
    /** Bytes of subject. */
    size_t subject_len;
    /** The typ that a header has to have, whatever the case of its letters and with or without application/; NULL (the
     *  default) for any or none. */
    const char *type;
    /** Bytes of type. */
    size_t type_len;
    /** How far the clocks of issuer and verifier may lie apart, 0 to 86,400 seconds; 0 unless told. */
    int64_t leeway_seconds;
    /** How long after iat a token is refused, whatever its exp, 1 to 2^40 seconds; iat is then required. KEDGE_NO_LIMIT unless
     *  told. */
    uint64_t max_age_seconds;
    /** The longest token in bytes, 1 to 1,048,576; 16,384 unless told. */
    uint64_t max_token_bytes;
    /** The longest header as it stands in the token, in bytes, 1 to 65,536; 4,096 unless told. */
    uint64_t max_header_bytes;
    /** How many arrays and objects may stand inside one another, 1 to 128; 32 unless told. */
    uint32_t max_depth;
    /** How many tokens with good signatures by key pairs are remembered, 0 to 65,536, so that the same signature is not
     *  computed again as long as the keys are the same; 0 unless told. All other rules are applied every time. */
    uint32_t cached_tokens;
    /** 1 (the default): a token has to have exp; 0: it may go without. */
    int32_t requires_expiry;
    /** 1: aud is somebody else's to judge; 0 (the default). Not together with audiences. */
    int32_t accepts_any_audience;
    /** Takes each token once; NULL (the default) where a token may come again. Requires jti, and exp or a maximum age. Verifiers
     *  that share one have the same leeway_seconds and max_age_seconds. The verifier keeps what it needs of it: the handle may be
     *  destroyed before the verifier. Not together with admit. */
    const kedge_jwt_replay_cache *replay_cache;
    /** Knows which tokens no longer count; NULL (the default) where all do. Kept as replay_cache is. Not together with
     *  is_revoked. */
    const kedge_jwt_revocations *revocations;
    /** The host's own replay store; NULL (the default) for none. It has to take a token and tell that it did as one step, and
     *  where verifiers of other times share it, to remember a token for the longest of them. */
    kedge_jwt_store_call admit;
    /** Given to admit; has to live as long as the verifier. */
    void *admit_context;
    /** The host's own revocation list; NULL (the default) for none. */
    kedge_jwt_store_call is_revoked;
    /** Given to is_revoked; has to live as long as the verifier. */
    void *is_revoked_context;
    /** Tells the time; NULL (the default) for the system's clock. */
    kedge_wall_clock clock;
    /** Given to clock; has to live as long as the verifier. */
    void *clock_context;
} kedge_jwt_verifier_options;

/** What is known of a verified token. Set struct_size to sizeof(kedge_jwt_token_info) before the call. */
typedef struct kedge_jwt_token_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** exp in Unix seconds, rounded down; 0 where has_expires_at is 0. */
    int64_t expires_at;
    /** nbf in Unix seconds, rounded up; 0 where has_not_before is 0. */
    int64_t not_before;
    /** iat in Unix seconds, rounded down; 0 where has_issued_at is 0. */
    int64_t issued_at;
    /** Whether the token has exp. */
    int32_t has_expires_at;
    /** Whether the token has nbf. */
    int32_t has_not_before;
    /** Whether the token has iat. */
    int32_t has_issued_at;
    /** What it was signed with, one of KEDGE_HS256 to KEDGE_EDDSA. */
    uint32_t algorithm;
} kedge_jwt_token_info;

/** What an issuer adds to claims and headers; fill it with kedge_jwt_issuer_options_init, then change what you need. What it
 *  points to is borrowed for the call, the context apart. */
typedef struct kedge_jwt_issuer_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** iss; NULL (the default) adds none. */
    const char *issuer;
    /** Bytes of issuer. */
    size_t issuer_len;
    /** sub; NULL (the default) adds none. */
    const char *subject;
    /** Bytes of subject. */
    size_t subject_len;
    /** aud: one as a string, several as a list; NULL (the default) adds none. */
    const kedge_text *audiences;
    /** Entries of audiences. */
    size_t audience_count;
    /** typ of the header; "JWT" unless told, NULL adds none. */
    const char *type;
    /** Bytes of type. */
    size_t type_len;
    /** Further headers: a JSON object without alg, typ, kid, crit and b64, which the library sets; NULL (the default) for
     *  none. */
    const char *headers;
    /** Bytes of headers. */
    size_t headers_len;
    /** Seconds from now to exp, 1 or more; 3,600 unless told. KEDGE_NO_LIMIT adds none, and verifiers refuse such a token
     *  unless told otherwise. */
    uint64_t lifetime_seconds;
    /** Seconds from now to nbf, below zero for clocks that are behind; only with adds_not_before. */
    int64_t not_before_seconds;
    /** The longest token in bytes; 16,384 unless told. */
    uint64_t max_token_bytes;
    /** 1: nbf is added; 0 (the default). */
    int32_t adds_not_before;
    /** 1 (the default): iat is added. */
    int32_t adds_issued_at;
    /** 1: jti is added, 128 random bits as base64url; 0 (the default). */
    int32_t adds_id;
    /** 1 (the default): the key's id, if it has one, is kid of the header. */
    int32_t adds_key_id;
    /** 1: a claim that is given stays, and the issuer does not add its own; 0 (the default): such a token is refused. */
    int32_t keeps_given_claims;
    /** 0. */
    int32_t reserved;
    /** Tells the time; NULL (the default) for the system's clock. */
    kedge_wall_clock clock;
    /** Given to clock; has to live as long as the issuer. */
    void *clock_context;
} kedge_jwt_issuer_options;

/** Who signs, and what the headers of the signature say. Its layout never changes. */
typedef struct kedge_jws_signer {
    /** A shared secret or a private key. Its id, if it has one, becomes kid of the protected header. */
    const kedge_jwt_key *key;
    /** Further members of the protected header, a JSON object without alg, kid, b64 and crit; NULL for none. */
    const char *protected_header;
    /** Bytes of protected_header. */
    size_t protected_header_len;
    /** The header that no signature covers, a JSON object; NULL for none, and always in the compact serialisation. */
    const char *unprotected_header;
    /** Bytes of unprotected_header. */
    size_t unprotected_header_len;
} kedge_jws_signer;

/** How content is signed; fill it with kedge_jws_options_init, then change what you need. */
typedef struct kedge_jws_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** KEDGE_JWS_COMPACT (the default), KEDGE_JWS_FLATTENED or KEDGE_JWS_GENERAL. */
    uint32_t serialization;
    /** 1: the payload is left out, to travel by another way; 0 (the default). */
    int32_t is_detached;
    /** 1 (the default): the payload is signed and written as base64url; 0: as it is (b64 of RFC 7797), and then one that is not
     *  detached has to be fit for its place. */
    int32_t encodes_payload;
    /** 0. */
    int32_t reserved;
} kedge_jws_options;

/** What signed content has to be; fill it with kedge_jws_verifier_options_init, then change what you need. What it points to
 *  is borrowed for the call. */
typedef struct kedge_jws_verifier_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The algorithms that are allowed; NULL (the default) for those of the keys. */
    const uint32_t *algorithms;
    /** Entries of algorithms, 1 or more where there are any. */
    size_t algorithm_count;
    /** Names that crit may have besides b64, because the caller acts on them. */
    const kedge_text *critical_headers;
    /** Entries of critical_headers. */
    size_t critical_header_count;
    /** The longest payload that a document may hold, in bytes; 1,048,576 unless told. One that is detached may be longer. */
    uint64_t max_payload_bytes;
    /** Of several signatures: KEDGE_JWS_ALL (the default) or KEDGE_JWS_ANY has to be good. */
    uint32_t requirement;
    /** 0. */
    uint32_t reserved;
} kedge_jws_verifier_options;

/** One signature of content that was verified. Set struct_size to sizeof(kedge_jws_signature) before the call. */
typedef struct kedge_jws_signature {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** KEDGE_OK if it is good, or why it is not, which only KEDGE_JWS_ANY lets be. */
    int32_t status;
    /** What it was made with, one of KEDGE_HS256 to KEDGE_EDDSA; 0 if it is not good. */
    uint32_t algorithm;
} kedge_jws_signature;

/* abigen: functions */

#endif
