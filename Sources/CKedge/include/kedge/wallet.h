/* Kedge: wallets: keys, addresses, mnemonics, HD keys, keystores, transactions, messages, RLP and contract data.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_WALLET_H
#define KEDGE_WALLET_H

#include <kedge/core.h>

/** A private key that is 0, not below the order of the curve, or not 32 bytes or 64 hex digits. */
#define KEDGE_INVALID_PRIVATE_KEY ((kedge_status)200)
/** A public key that is no point of the curve, or not 33 or 65 bytes with the right first byte. */
#define KEDGE_INVALID_PUBLIC_KEY ((kedge_status)201)
/** A signature whose r, s or v is out of range, or that no key makes. */
#define KEDGE_INVALID_SIGNATURE ((kedge_status)202)
/** A signature with s above half the order of the curve: EIP-2 refuses it, because it has a second form. */
#define KEDGE_HIGH_S ((kedge_status)203)
/** The signature is valid, and another key's. */
#define KEDGE_WRONG_SIGNER ((kedge_status)204)
/** Text that is not 0x and 40 hex digits. */
#define KEDGE_INVALID_ADDRESS ((kedge_status)205)
/** The letters of the address are not as its checksum wants them: a digit was mistyped, or it is of another chain. */
#define KEDGE_ADDRESS_CHECKSUM ((kedge_status)206)
/** Text that is no number of the kind asked for, or one of more than 256 bits or more decimals than allowed. */
#define KEDGE_INVALID_NUMBER ((kedge_status)207)
/** Text that is not UTF-8. */
#define KEDGE_INVALID_UTF8 ((kedge_status)208)
/** Text that is not strict JSON; the last error tells where. */
#define KEDGE_MALFORMED_JSON ((kedge_status)209)
/** A mnemonic has 12, 15, 18, 21 or 24 words, which come from 16, 20, 24, 28 or 32 bytes. */
#define KEDGE_MNEMONIC_LENGTH ((kedge_status)210)
/** A word of the mnemonic is not in the list; the last error gives its position. */
#define KEDGE_MNEMONIC_UNKNOWN_WORD ((kedge_status)211)
/** Every word is known, and the checksum is wrong: a word was taken for another, or two changed places. */
#define KEDGE_MNEMONIC_CHECKSUM ((kedge_status)212)
/** The mnemonic is valid in more than one language; say which it is. */
#define KEDGE_MNEMONIC_AMBIGUOUS ((kedge_status)213)
/** A seed has 16 to 64 bytes; or, once in 2^127, the seed gives no key. */
#define KEDGE_INVALID_SEED ((kedge_status)214)
/** A derivation path that breaks a rule; the last error tells which. */
#define KEDGE_INVALID_PATH ((kedge_status)215)
/** Text that is no xprv or xpub by all rules of BIP-32. */
#define KEDGE_INVALID_EXTENDED_KEY ((kedge_status)216)
/** The HD key is a public one, and the call needs the private key. */
#define KEDGE_HD_KEY_IS_PUBLIC ((kedge_status)217)
/** The child at that index does not exist, once in 2^127; take the next index. */
#define KEDGE_INVALID_CHILD ((kedge_status)218)
/** The path goes deeper than 255 levels below the master key. */
#define KEDGE_HD_KEY_TOO_DEEP ((kedge_status)219)
/** The keystore lacks a field of version 3, or a field of it breaks a rule; the last error names it. */
#define KEDGE_MALFORMED_KEYSTORE ((kedge_status)220)
/** The keystore is of another version, or names a cipher or key derivation that version 3 does not have. */
#define KEDGE_KEYSTORE_UNSUPPORTED ((kedge_status)221)
/** The keystore's MAC is wrong: the password is another one, or the file was changed. */
#define KEDGE_WRONG_PASSWORD ((kedge_status)222)
/** The keystore asks for more memory or work than the caller allows. */
#define KEDGE_KEYSTORE_TOO_COSTLY ((kedge_status)223)
/** The key inside the keystore has another address than the keystore says. */
#define KEDGE_KEYSTORE_ADDRESS ((kedge_status)224)
/** The keystore does not say which address it is for. */
#define KEDGE_KEYSTORE_WITHOUT_ADDRESS ((kedge_status)225)
/** RLP that is cut, has bytes left over, or is not written in the one canonical way. */
#define KEDGE_MALFORMED_RLP ((kedge_status)230)
/** Lists within lists, deeper than the limit. */
#define KEDGE_RLP_TOO_DEEP ((kedge_status)231)
/** An RLP item of another kind than the one asked for, or a list that was never begun or never ended. */
#define KEDGE_RLP_STRUCTURE ((kedge_status)232)
/** A transaction type that this library does not know, or bytes that begin no transaction. */
#define KEDGE_TRANSACTION_TYPE ((kedge_status)240)
/** The bytes or the JSON are no transaction: a field is missing, too much, or of a wrong shape; the last error names it. */
#define KEDGE_MALFORMED_TRANSACTION ((kedge_status)241)
/** A field of the transaction is out of its range, or its type has no place for it; the last error names it and the rule. */
#define KEDGE_TRANSACTION_FIELD ((kedge_status)242)
/** The transaction is for another chain, or for any chain where one was asked for. */
#define KEDGE_WRONG_CHAIN ((kedge_status)243)
/** The blobs, commitments and proofs do not fit each other or the transaction. */
#define KEDGE_INVALID_SIDECAR ((kedge_status)244)
/** The transaction carries no blobs. */
#define KEDGE_WITHOUT_SIDECAR ((kedge_status)245)
/** The JSON is no typed data: types, primaryType, domain or message is missing or of a wrong shape. */
#define KEDGE_MALFORMED_TYPED_DATA ((kedge_status)250)
/** A type is neither of EIP-712 nor defined; the last error names it. */
#define KEDGE_TYPED_DATA_TYPE ((kedge_status)251)
/** A member's value does not fit its type; the last error names it. */
#define KEDGE_TYPED_DATA_VALUE ((kedge_status)252)
/** A member has no value, and only a struct may go without; the last error names it. */
#define KEDGE_TYPED_DATA_MISSING ((kedge_status)253)
/** A value is no member of its type, and the options are strict; the last error names it. */
#define KEDGE_TYPED_DATA_UNKNOWN_MEMBER ((kedge_status)254)
/** The typed data is deeper or larger than the limits. */
#define KEDGE_TYPED_DATA_TOO_LARGE ((kedge_status)255)
/** A type or a signature of a contract that is not written by the rules; the last error tells where. */
#define KEDGE_CONTRACT_TYPE ((kedge_status)260)
/** A value does not fit its type; the last error tells which. */
#define KEDGE_CONTRACT_VALUE ((kedge_status)261)
/** The data is not what such types encode to: cut, padded with other than zeros, or with an offset that leads outside. */
#define KEDGE_MALFORMED_CONTRACT_DATA ((kedge_status)262)
/** The data begins with the selector of another function or error. */
#define KEDGE_WRONG_SELECTOR ((kedge_status)263)
/** The result would be larger than the data allows, or the types are too many. */
#define KEDGE_CONTRACT_TOO_LARGE ((kedge_status)264)

/** Bytes of an address. */
#define KEDGE_ADDRESS_BYTES ((size_t)20)
/** Characters of an address as text, the NUL included. */
#define KEDGE_ADDRESS_TEXT_BYTES ((size_t)43)
/** Bytes of a private key. */
#define KEDGE_PRIVATE_KEY_BYTES ((size_t)32)
/** Bytes of a public key in the short form. */
#define KEDGE_PUBLIC_KEY_COMPRESSED_BYTES ((size_t)33)
/** Bytes of a public key in the long form. */
#define KEDGE_PUBLIC_KEY_BYTES ((size_t)65)
/** Bytes of a signature: r, s and v. */
#define KEDGE_SIGNATURE_BYTES ((size_t)65)
/** Bytes of a signature in the compact form of EIP-2098. */
#define KEDGE_COMPACT_SIGNATURE_BYTES ((size_t)64)
/** Bytes of the seed that a mnemonic gives. */
#define KEDGE_SEED_BYTES ((size_t)64)
/** Room for any mnemonic as text, the NUL included. */
#define KEDGE_MNEMONIC_MAX_BYTES ((size_t)1024)
/** The most bytes of a phrase that are read, in whatever form it is typed. */
#define KEDGE_MNEMONIC_PHRASE_MAX_BYTES ((size_t)16384)
/** The most bytes of a passphrase that are read. */
#define KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES ((size_t)65536)
/** The most words that are suggested for one. */
#define KEDGE_MNEMONIC_SUGGESTIONS_MAX ((uint32_t)64)
/** Characters of an xprv or xpub, the NUL included. */
#define KEDGE_EXTENDED_KEY_TEXT_BYTES ((size_t)112)
/** Bytes of a blob of EIP-4844. */
#define KEDGE_BLOB_BYTES ((size_t)131072)
/** Bytes of a KZG commitment, and of a KZG proof. */
#define KEDGE_KZG_BYTES ((size_t)48)
/** Proofs for each blob of a sidecar of version 1 (EIP-7594). */
#define KEDGE_CELL_PROOFS_PER_BLOB ((size_t)128)

/** The index from which children are hardened: add it to an index. */
#define KEDGE_HARDENED ((uint32_t)0x80000000)
/** Any chain will do. */
#define KEDGE_ANY_CHAIN ((uint64_t)0xFFFFFFFFFFFFFFFF)

/** Language of a mnemonic: whichever it is. */
#define KEDGE_LANGUAGE_ANY ((uint32_t)0)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_ENGLISH ((uint32_t)1)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_JAPANESE ((uint32_t)2)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_KOREAN ((uint32_t)3)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_SPANISH ((uint32_t)4)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_CHINESE_SIMPLIFIED ((uint32_t)5)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_CHINESE_TRADITIONAL ((uint32_t)6)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_FRENCH ((uint32_t)7)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_ITALIAN ((uint32_t)8)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_CZECH ((uint32_t)9)
/** Language of a mnemonic. */
#define KEDGE_LANGUAGE_PORTUGUESE ((uint32_t)10)
/** Language of a mnemonic: outside BIP-39 proper, from Trezor's lists. */
#define KEDGE_LANGUAGE_RUSSIAN ((uint32_t)11)
/** Language of a mnemonic: outside BIP-39 proper, from Trezor's lists. */
#define KEDGE_LANGUAGE_TURKISH ((uint32_t)12)

/** Key derivation of a keystore: scrypt. */
#define KEDGE_KDF_SCRYPT ((uint32_t)1)
/** Key derivation of a keystore: PBKDF2 with HMAC-SHA-256. */
#define KEDGE_KDF_PBKDF2 ((uint32_t)2)

/** Type of a transaction: the first kind, with or without EIP-155. */
#define KEDGE_TRANSACTION_LEGACY ((uint32_t)0)
/** Type of a transaction: with an access list (EIP-2930). */
#define KEDGE_TRANSACTION_ACCESS_LIST ((uint32_t)1)
/** Type of a transaction: with a fee that follows the base fee (EIP-1559). */
#define KEDGE_TRANSACTION_DYNAMIC_FEE ((uint32_t)2)
/** Type of a transaction: with blobs (EIP-4844). */
#define KEDGE_TRANSACTION_BLOB ((uint32_t)3)
/** Type of a transaction: with authorizations that set accounts' code (EIP-7702). */
#define KEDGE_TRANSACTION_SET_CODE ((uint32_t)4)

/** A private key, in memory that is locked and wiped. */
typedef struct kedge_private_key kedge_private_key;

/** A public key, read once and ready to verify. */
typedef struct kedge_public_key kedge_public_key;

/** A key of a tree (BIP-32), private or public. */
typedef struct kedge_hd_key kedge_hd_key;

/** A transaction that is not signed. It never changes. */
typedef struct kedge_transaction kedge_transaction;

/** A transaction and its signature. It never changes. */
typedef struct kedge_signed_transaction kedge_signed_transaction;

/** Typed data of EIP-712, checked. It never changes. */
typedef struct kedge_typed_data kedge_typed_data;

/** RLP in the making. */
typedef struct kedge_rlp_writer kedge_rlp_writer;

/** What is known of an HD key. Set struct_size to sizeof(kedge_hd_key_info) before the call. */
typedef struct kedge_hd_key_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Levels below the master key, 0 to 255. */
    uint32_t depth;
    /** The number that the key was derived with; KEDGE_HARDENED is added for a hardened one. 0 for a master key. */
    uint32_t child_number;
    /** The first four bytes of the hash of the public key, read as a big-endian number. */
    uint32_t fingerprint;
    /** The same of the parent; 0 for a master key. */
    uint32_t parent_fingerprint;
    /** 1 if it is a private key. */
    int32_t is_private;
    /** 0. */
    int32_t reserved;
} kedge_hd_key_info;

/** Tells how far a slow derivation is: done of total, in parts that are no unit of their own. It returns 0 to go on; any other
 *  number cancels the call, which then returns KEDGE_CANCELLED. Called on the thread that made the call. */
typedef int32_t (*kedge_keystore_progress)(uint64_t done, uint64_t total, void *context);

/** How keystores are made, and what opening one may cost; fill it with kedge_keystore_options_init, then change what you
 *  need. */
typedef struct kedge_keystore_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** KEDGE_KDF_SCRYPT (the default) or KEDGE_KDF_PBKDF2, for keystores that are made. */
    uint32_t kdf;
    /** p of scrypt; 1 unless told. */
    uint32_t scrypt_p;
    /** N of scrypt, a power of two, 2 to 2^31; 262,144 unless told, as geth's standard is. */
    uint64_t scrypt_n;
    /** r of scrypt; 8 unless told. */
    uint32_t scrypt_r;
    /** 1 (the default): the address stands in the keystore; 0: it does not. */
    int32_t writes_address;
    /** Rounds of PBKDF2; 600,000 unless told. */
    uint64_t pbkdf2_iterations;
    /** The most memory in bytes that a keystore may ask for; 512 MiB unless told. Checked before any is reserved. */
    uint64_t max_memory_bytes;
    /** The most work of scrypt, as N * r * p, that a keystore may ask for; 16,777,216 (about five seconds) unless told. */
    uint64_t max_work;
    /** The most rounds of PBKDF2 that a keystore may ask for; 10,000,000 unless told. */
    uint64_t max_iterations;
    /** Told how far a derivation is; NULL (the default) for nobody. With scrypt it starts a thread for the call, and the
     *  parts are an estimate by time; a cancelled call returns when the derivation has ended. */
    kedge_keystore_progress progress;
    /** Given to progress. */
    void *progress_context;
} kedge_keystore_options;

/** An entry of an access list. Its layout never changes. */
typedef struct kedge_access_entry {
    /** The account. */
    uint8_t address[20];
    /** 0. */
    uint8_t reserved[4];
    /** 32 bytes for each storage key; NULL if there are none. */
    const uint8_t *storage_keys;
    /** How many storage keys there are. */
    size_t storage_key_count;
} kedge_access_entry;

/** An authorization of EIP-7702: an account's consent to run the code of another. Its layout never changes. */
typedef struct kedge_authorization {
    /** The chain, big-endian; 0 for every chain. */
    uint8_t chain_id[32];
    /** The account whose code is to run; 0 to undo an earlier authorization. */
    uint8_t address[20];
    /** 0 or 1 in a signature; a transaction may carry any value. */
    uint8_t y_parity;
    /** 0. */
    uint8_t reserved[3];
    /** The nonce that the consenting account has to have. No account has 2^64 - 1: such a consent is not signed, and is read
     *  from a transaction that carries it. */
    uint64_t nonce;
    /** r of the signature, big-endian. */
    uint8_t r[32];
    /** s of the signature, big-endian. */
    uint8_t s[32];
} kedge_authorization;

/** The fields of a transaction; numbers of 32 bytes are big-endian. Fill it with kedge_transaction_fields_init, then set what
 *  the type has; every other field has to stay 0. What it points to is borrowed for the call. */
typedef struct kedge_transaction_fields {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** One of the KEDGE_TRANSACTION_ constants. */
    uint32_t type;
    /** 1 (the default): the signature is for chain_id alone (EIP-155); 0: for any chain, which only legacy ones can be. */
    int32_t has_chain_id;
    /** The chain, 1 to 2^63 - 37 (EIP-2294). */
    uint64_t chain_id;
    /** How many transactions the account sent before; at most 2^64 - 2 (EIP-2681). */
    uint64_t nonce;
    /** The most gas that the transaction may use. */
    uint64_t gas_limit;
    /** Wei for each unit of gas: legacy and access list. */
    uint8_t gas_price[32];
    /** The most wei for each unit of gas beyond the base fee: from dynamic fee on. At most max_fee_per_gas. */
    uint8_t max_priority_fee_per_gas[32];
    /** The most wei for each unit of gas in all: from dynamic fee on. */
    uint8_t max_fee_per_gas[32];
    /** The most wei for each unit of blob gas: blob. */
    uint8_t max_fee_per_blob_gas[32];
    /** Wei to transfer. */
    uint8_t value[32];
    /** The 20 bytes of the recipient, or NULL to create a contract, which blob and set code cannot. */
    const uint8_t *to;
    /** What the recipient is called with, or the code that creates the contract. */
    const uint8_t *data;
    /** Bytes of data. */
    size_t data_len;
    /** The access list: access list, and from dynamic fee on. */
    const kedge_access_entry *access_list;
    /** Entries of access_list. */
    size_t access_list_count;
    /** 32 bytes for each blob, the first of which is 1: blob. */
    const uint8_t *blob_versioned_hashes;
    /** How many blobs there are, 1 or more: blob. */
    size_t blob_count;
    /** The authorizations, 1 or more: set code. */
    const kedge_authorization *authorizations;
    /** Entries of authorizations. */
    size_t authorization_count;
} kedge_transaction_fields;

/** What travels beside a blob transaction until it is in a block. */
typedef struct kedge_blob_sidecar {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** 0: one proof for each blob (EIP-4844); 1: KEDGE_CELL_PROOFS_PER_BLOB for each (EIP-7594). */
    uint32_t version;
    /** 0. */
    uint32_t reserved;
    /** KEDGE_BLOB_BYTES bytes for each blob. */
    const uint8_t *blobs;
    /** KEDGE_KZG_BYTES bytes for each blob. */
    const uint8_t *commitments;
    /** KEDGE_KZG_BYTES bytes for each proof. */
    const uint8_t *proofs;
    /** How many blobs there are. */
    size_t blob_count;
} kedge_blob_sidecar;

/** How strictly typed data is read; fill it with kedge_typed_data_options_init, then change what you need. */
typedef struct kedge_typed_data_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** 1: a value that is no member of its type is refused; 0 (the default): it is ignored, as other software does. */
    int32_t is_strict;
    /** How deep structs and arrays may lie in each other, 1 to 256; 64 unless told. */
    uint32_t max_depth;
    /** How many values there may be in all; 100,000 unless told. */
    uint64_t max_values;
} kedge_typed_data_options;

/** One item of RLP, where it lies in the bytes that were read. Set struct_size to sizeof(kedge_rlp_item) before the call. */
typedef struct kedge_rlp_item {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The item's content, inside the bytes that were read: a list's items, or the bytes themselves. */
    const uint8_t *content;
    /** Bytes of content. */
    size_t content_len;
    /** Bytes of the whole item; the next one begins behind them. */
    size_t item_len;
    /** 1 for a list, 0 for bytes. */
    int32_t is_list;
    /** 0. */
    int32_t reserved;
} kedge_rlp_item;

/* abigen: functions */

#endif
