/* What the system refuses to transactions: randomness, memory, a place in the handle table. Each in a child of its own,
 * which begins from nothing, as this process itself never uses the library. */
#include "limits.h"
#include "transactions.h"

/* Every call that needs something of the system. */
enum call {
    CREATE,
    CREATE_JSON,
    DECODE,
    SIGNED_DECODE,
    SIGNED_CREATE_JSON,
    SIGN,
    ATTACH,
    TRANSACTION,
    ATTACH_SIDECAR,
    HANDLE_CALLS,
    SIGN_FIELDS = HANDLE_CALLS,
    READ,
    FORMAT,
    SIGNED_FORMAT,
    SIDECAR,
    ENCODE,
    HASH,
    SENDER,
    SIGN_AUTHORIZATION,
    CALLS
};

static const char *const call_names[] = {
    "kedge_transaction_create", "kedge_transaction_create_json", "kedge_transaction_decode",
    "kedge_signed_transaction_decode",
    "kedge_signed_transaction_create_json", "kedge_transaction_sign", "kedge_transaction_attach",
    "kedge_signed_transaction_transaction", "kedge_signed_transaction_attach_sidecar", "kedge_transaction_sign_fields",
    "kedge_transaction_read", "kedge_transaction_format", "kedge_signed_transaction_format",
    "kedge_signed_transaction_sidecar",
    "kedge_transaction_encode", "kedge_transaction_hash", "kedge_signed_transaction_sender", "kedge_authorization_sign",
};

enum { LARGE = 1 << 20 };
static uint8_t large_data[LARGE], unsigned_bytes[LARGE + 1000], signed_bytes[LARGE + 1000], signature[65];
static char json[3 * LARGE], signed_json[3 * LARGE], room[3 * LARGE];
static uint8_t blob[131072], commitment[48], proof[48], hash[32];
static size_t unsigned_len, signed_len, json_len, signed_json_len;
static kedge_private_key *key;
static kedge_transaction *transaction;
static kedge_signed_transaction *signed_one, *blob_one, *whole_one;
static kedge_transaction_fields fields;
static kedge_blob_sidecar sidecar;
static int32_t is_hedged;

static void prepare(size_t data_len) {
    key = make_key();
    fields = fields_of(KEDGE_TRANSACTION_BLOB);
    EXPECT(KEDGE_OK, kedge_blob_versioned_hash, commitment, hash);
    fields.blob_versioned_hashes = hash;
    fields.blob_count = 1;
    transaction = make_transaction(&fields);
    EXPECT(KEDGE_OK, kedge_transaction_sign, transaction, key, 0, &blob_one);
    drop_transaction(transaction);
    EXPECT(KEDGE_OK, kedge_blob_sidecar_init, &sidecar, sizeof sidecar);
    sidecar.blobs = blob;
    sidecar.commitments = commitment;
    sidecar.proofs = proof;
    sidecar.blob_count = 1;
    EXPECT(KEDGE_OK, kedge_signed_transaction_attach_sidecar, blob_one, &sidecar, &whole_one);

    fields = fields_of(KEDGE_TRANSACTION_DYNAMIC_FEE);
    fields.data = large_data;
    fields.data_len = data_len;
    transaction = make_transaction(&fields);
    EXPECT(KEDGE_OK, kedge_transaction_sign, transaction, key, 0, &signed_one);
    EXPECT(KEDGE_OK, kedge_signed_transaction_signature, signed_one, signature);
    EXPECT(KEDGE_OK, kedge_transaction_encode, transaction, unsigned_bytes, sizeof unsigned_bytes, &unsigned_len);
    EXPECT(KEDGE_OK, kedge_signed_transaction_encode, signed_one, signed_bytes, sizeof signed_bytes, &signed_len);
    EXPECT(KEDGE_OK, kedge_transaction_format, transaction, json, sizeof json, &json_len);
    EXPECT(KEDGE_OK, kedge_signed_transaction_format, signed_one, signed_json, sizeof signed_json, &signed_json_len);
}

static void finish(void) {
    drop_transaction(transaction);
    drop_signed(signed_one);
    drop_signed(blob_one);
    drop_signed(whole_one);
    drop_key(key);
}

/* The call itself, unnoted, as writing the note may be what is refused just now. Whatever it makes, it takes away
 * again. */
static kedge_status attempt(enum call call) {
    kedge_transaction *made = NULL;
    kedge_signed_transaction *made_signed = NULL;
    kedge_transaction_fields read = {0};
    kedge_blob_sidecar read_sidecar = {0};
    kedge_authorization authorization = {0};
    uint8_t out[32];
    size_t length = 77;
    kedge_status status = KEDGE_OK;
    read.struct_size = sizeof read;
    read_sidecar.struct_size = sizeof read_sidecar;
    switch (call) {
    case CREATE: status = kedge_transaction_create(&fields, &made); break;
    case CREATE_JSON: status = kedge_transaction_create_json(json, json_len, &made); break;
    case DECODE: status = kedge_transaction_decode(unsigned_bytes, unsigned_len, 1, &made); break;
    case SIGNED_DECODE: status = kedge_signed_transaction_decode(signed_bytes, signed_len, 1, &made_signed); break;
    case SIGNED_CREATE_JSON:
        status = kedge_signed_transaction_create_json(signed_json, signed_json_len, 1, &made_signed);
        break;
    case SIGN: status = kedge_transaction_sign(transaction, key, is_hedged, &made_signed); break;
    case ATTACH: status = kedge_transaction_attach(transaction, signature, &made_signed); break;
    case TRANSACTION: status = kedge_signed_transaction_transaction(signed_one, &made); break;
    case ATTACH_SIDECAR: status = kedge_signed_transaction_attach_sidecar(blob_one, &sidecar, &made_signed); break;
    case SIGN_FIELDS:
        status = kedge_transaction_sign_fields(key, &fields, is_hedged, (uint8_t *)room, sizeof room, &length, NULL);
        break;
    case READ: status = kedge_transaction_read(transaction, &read); break;
    case FORMAT: status = kedge_transaction_format(transaction, room, sizeof room, &length); break;
    case SIGNED_FORMAT: status = kedge_signed_transaction_format(signed_one, room, sizeof room, &length); break;
    case SIDECAR: status = kedge_signed_transaction_sidecar(whole_one, &read_sidecar); break;
    case ENCODE: status = kedge_transaction_encode(transaction, (uint8_t *)room, sizeof room, &length); break;
    case HASH: status = kedge_transaction_hash(transaction, out); break;
    case SENDER: status = kedge_signed_transaction_sender(signed_one, out); break;
    case SIGN_AUTHORIZATION: status = kedge_authorization_sign(key, is_hedged, &authorization); break;
    default: abort();
    }
    if (status != KEDGE_OK) {
        CHECK_AT(made == NULL && made_signed == NULL && length == 77, "%s", call_names[call]);
        CHECK_AT(read.data == NULL && read_sidecar.blobs == NULL && authorization.r[0] == 0, "%s", call_names[call]);
    }
    kedge_transaction_destroy(made);
    kedge_signed_transaction_destroy(made_signed);
    return status;
}

static void expect(enum call call, kedge_status status, kedge_status expected) {
    check_note(call_names[call], status);
    CHECK_AT(status == expected, "%s: %d and not %d", call_names[call], (int)status, (int)expected);
}

static void all_of_it_works(void) {
    for (enum call call = CREATE; call < CALLS; call++) expect(call, attempt(call), KEDGE_OK);
}

/* --- randomness -------------------------------------------------------------------------------------------------- */

/* The first handle of a process takes some. */
static void begin_without_randomness(void) {
    static const enum call calls[] = {CREATE, CREATE_JSON, DECODE, SIGNED_DECODE, SIGNED_CREATE_JSON};
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        expect(calls[i], attempt(calls[i]), KEDGE_RANDOM_UNAVAILABLE);
    CHECK(kedge_live_handles() == 0);
}

static void sign_without_randomness(void) {
    static const enum call calls[] = {SIGN, SIGN_FIELDS, SIGN_AUTHORIZATION};
    prepare(100);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    is_hedged = 1;
    /* What was read before may be used up; that is all. */
    kedge_status status = KEDGE_OK;
    for (int i = 0; i < 10000 && status == KEDGE_OK; i++) status = attempt(SIGN);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        expect(calls[i], attempt(calls[i]), KEDGE_RANDOM_UNAVAILABLE);
    is_hedged = 0;
    all_of_it_works();
    finish();
}

/* What children leave for the others, whose processes have not used the library. */
static struct shared {
    uint8_t unsigned_bytes[1000], signed_bytes[1000];
    char json[2000], signed_json[2000];
    size_t unsigned_len, signed_len, json_len, signed_json_len;
} *shared;

static void share(void) {
    prepare(100);
    memcpy(shared->unsigned_bytes, unsigned_bytes, shared->unsigned_len = unsigned_len);
    memcpy(shared->signed_bytes, signed_bytes, shared->signed_len = signed_len);
    memcpy(shared->json, json, shared->json_len = json_len);
    memcpy(shared->signed_json, signed_json, shared->signed_json_len = signed_json_len);
    finish();
}

static void randomness_is_refused(void) {
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED);
    check_in_child(share);
    memcpy(unsigned_bytes, shared->unsigned_bytes, unsigned_len = shared->unsigned_len);
    memcpy(signed_bytes, shared->signed_bytes, signed_len = shared->signed_len);
    memcpy(json, shared->json, json_len = shared->json_len);
    memcpy(signed_json, shared->signed_json, signed_json_len = shared->signed_json_len);
    /* Without a call to the library: its init would do. */
    memset(&fields, 0, sizeof fields);
    fields.struct_size = sizeof fields;
    fields.has_chain_id = 1;
    fields.chain_id = 1;
    check_in_child(begin_without_randomness);
    check_in_child(sign_without_randomness);
}

/* --- memory ------------------------------------------------------------------------------------------------------ */

static kedge_keccak256 *states[1024];

/* The table grows by 1,024 slots at a time. */
static void issue_without_memory(void) {
    kedge_status statuses[CALLS];
    prepare(100);
    for (size_t i = 0; i < 1024 - 5; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &states[i]);
    CHECK(kedge_live_handles() == 1024);
    /* Pieces are left for everything but a table's next part; and a large one, which gets it after that. */
    void *spare[64];
    for (int i = 0; i < 64; i++) spare[i] = malloc(24000);
    take_all_memory(32768);
    for (int i = 0; i < 64; i++) free(i % 2 == 0 ? spare[i] : NULL);
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) {
        /* A sidecar is large itself. */
        statuses[call] = call == ATTACH_SIDECAR ? KEDGE_OUT_OF_MEMORY : attempt(call);
    }
    statuses[ATTACH_SIDECAR] = attempt(ATTACH_SIDECAR);
    give_memory_back();
    for (int i = 1; i < 64; i += 2) free(spare[i]);
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) expect(call, statuses[call], KEDGE_OUT_OF_MEMORY);
    for (size_t i = 0; i < 1024 - 5; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, states[i]);
    all_of_it_works();
    finish();
}

/* Small pieces are there, and no large ones. */
static void copy_without_memory(void) {
    static const enum call calls[] = {CREATE, CREATE_JSON, DECODE, SIGNED_DECODE, SIGNED_CREATE_JSON, ATTACH_SIDECAR,
                                      SIGN_FIELDS, READ, FORMAT, SIDECAR, SIGNED_FORMAT, SIGN, ATTACH, ENCODE,
                                      HASH, SENDER};
    enum { COUNT = sizeof calls / sizeof calls[0] };
    kedge_status statuses[COUNT];
    prepare(LARGE);
    take_all_memory(32768);
    for (size_t i = 0; i < COUNT; i++) statuses[i] = attempt(calls[i]);
    give_memory_back();
    for (size_t i = 0; i < COUNT; i++) expect(calls[i], statuses[i], KEDGE_OUT_OF_MEMORY);
    all_of_it_works();
    finish();
}

static void memory_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(issue_without_memory);
    check_in_child(copy_without_memory);
}

/* --- the handle table -------------------------------------------------------------------------------------------- */

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void fill_the_table(void) {
    size_t count = 0;
    prepare(100);
    while (count < MOST_HANDLES && kedge_keccak256_create(&many[count]) == KEDGE_OK) count++;
    CHECK(kedge_live_handles() == MOST_HANDLES);
    for (enum call call = CREATE; call < HANDLE_CALLS; call++) expect(call, attempt(call), KEDGE_TOO_MANY_HANDLES);
    for (size_t i = 0; i < count; i++) kedge_keccak256_destroy(many[i]);
    all_of_it_works();
    finish();
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

int main(void) {
    check_begin("transaction_limits");
    check_case("randomness is refused", randomness_is_refused);
    check_case("memory is refused", memory_is_refused);
    check_case("the handle table is full", the_table_is_full);
    return check_end();
}
