/* Typed data: documents put together from pieces, and a good one that was changed. */
#include "mutation.h"

static const char mail[] =
    "{\"types\":{\"EIP712Domain\":[{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"chainId\",\"type\":\"uint256\"}],"
    "\"P\":[{\"name\":\"n\",\"type\":\"string\"},{\"name\":\"w\",\"type\":\"address[]\"},{\"name\":\"p\",\"type\":\"P\"}],"
    "\"M\":[{\"name\":\"f\",\"type\":\"P\"},{\"name\":\"t\",\"type\":\"P[2][]\"},{\"name\":\"i\",\"type\":\"int8\"},"
    "{\"name\":\"b\",\"type\":\"bytes\"},{\"name\":\"c\",\"type\":\"bytes3\"},{\"name\":\"o\",\"type\":\"bool\"}]},"
    "\"primaryType\":\"M\",\"domain\":{\"name\":\"E\\u00e4\",\"chainId\":1},\"message\":{\"f\":{\"n\":\"C\",\"w\":"
    "[\"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826\"],\"p\":{\"n\":\"\",\"w\":[]}},\"t\":[[{\"n\":\"B\",\"w\":[]},null]],"
    "\"i\":\"-128\",\"b\":\"0x00ff\",\"c\":\"0x010203\",\"o\":true}}";

static const char *const pieces[] = {
    "{", "}", "[", "]", ",", ":", "\"", "\"types\":", "\"primaryType\":", "\"domain\":", "\"message\":",
    "\"EIP712Domain\"",
    "\"T\"", "\"U\"", "\"a\"", "\"b\"", "\"name\":", "\"type\":", "{\"name\":\"a\",\"type\":\"",
    "{\"name\":\"b\",\"type\":\"",
    "\"}", "\"T[]\"", "T", "U", "[]", "[2]", "[4294967295]", "[0]", "uint8", "int256", "int", "bytes", "bytes32",
    "string",
    "bool", "address", "\"a\":", "\"b\":", "null", "true", "false", "0", "1", "-1", "255", "256", "1e3", "\"0x", "00",
    "ff",
    "\\u0030", "{\"types\":{\"T\":[", "},\"primaryType\":\"T\",\"domain\":{},\"message\":{", "}}", "{\"a\":", "[[",
    "]]",
    "115792089237316195423570985008687907853269984665640564039457584007913129639936",
    "\"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826\"", "\"chainId\":1", "\"x\":0,",
};
enum { PIECES = sizeof pieces / sizeof *pieces, LONGEST = 40000 };

static kedge_private_key *key;
static struct sample original, document;

static void prepare(void) {
    static const uint8_t bytes[32] = {1, 2, 3};
    if (key != NULL) return;
    MUST(kedge_private_key_create(bytes, sizeof bytes, &key) == KEDGE_OK);
    original.count = sizeof mail - 1;
    memcpy(original.bytes, mail, original.count);
}

static void put_together(struct reader *reader) {
    document.count = 0;
    while (reader->left > 0) {
        unsigned choice = take_byte(reader);
        const char *piece = pieces[choice % PIECES];
        /* Deep things come of repeating. */
        unsigned times = choice >= 2 * PIECES ? take_byte(reader) % 100 : 1;
        for (unsigned i = 0; i < times; i++) {
            size_t length = strlen(piece);
            if (document.count + length > LONGEST) return;
            memcpy(document.bytes + document.count, piece, length);
            document.count += length;
        }
    }
}

static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_MALFORMED_JSON) | BIT(KEDGE_MALFORMED_TYPED_DATA)
    | BIT(KEDGE_TYPED_DATA_TYPE) | BIT(KEDGE_TYPED_DATA_VALUE) | BIT(KEDGE_TYPED_DATA_MISSING)
    | BIT(KEDGE_TYPED_DATA_UNKNOWN_MEMBER) | BIT(KEDGE_TYPED_DATA_TOO_LARGE);

static void use(const kedge_typed_data *data) {
    uint8_t hash[32], separator[32], inner[32], again[32], signature[65], address[20], prefixed[66] = {0x19, 0x01};
    uint8_t encoded[LONGEST];
    char text[LONGEST];
    size_t length = 0;
    MUST(kedge_typed_data_hash(data, hash) == KEDGE_OK);
    MUST(kedge_typed_data_domain_separator(data, separator) == KEDGE_OK);
    MUST(kedge_typed_data_struct_hash(data, inner) == KEDGE_OK);
    /* The hash of the domain alone, or of both. */
    memcpy(prefixed + 2, separator, 32);
    memcpy(prefixed + 34, inner, 32);
    MUST(kedge_keccak256_hash(prefixed, 66, again) == KEDGE_OK);
    if (memcmp(hash, again, 32) != 0) {
        MUST(kedge_keccak256_hash(prefixed, 34, again) == KEDGE_OK);
        MUST(memcmp(hash, again, 32) == 0 && memcmp(separator, inner, 32) == 0);
    }
    MUST(kedge_typed_data_encode_data(data, encoded, sizeof encoded, &length) == KEDGE_OK && length % 32 == 0);
    MUST(kedge_keccak256_hash(encoded, length, again) == KEDGE_OK && memcmp(again, inner, 32) == 0);
    static const char *const names[] = {"T", "U", "M", "P", "EIP712Domain"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        kedge_status status = kedge_typed_data_encode_type(data, names[i], strlen(names[i]), text, sizeof text,
            &length);
        MUST(status == kedge_typed_data_type_hash(data, names[i], strlen(names[i]), again));
        if (status == KEDGE_TYPED_DATA_TYPE) continue;
        MUST(status == KEDGE_OK && length == strlen(text));
        MUST(kedge_keccak256_hash((const uint8_t *)text, length, hash) == KEDGE_OK && memcmp(hash, again, 32) == 0);
    }
    MUST(kedge_typed_data_sign(data, key, 0, signature) == KEDGE_OK);
    MUST(kedge_typed_data_address(data, signature, address) == KEDGE_OK);
    MUST(kedge_typed_data_verify(data, signature, address) == KEDGE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    prepare();
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    unsigned choice = take_byte(&reader);
    kedge_typed_data_options options;
    MUST(kedge_typed_data_options_init(&options, sizeof options) == KEDGE_OK);
    options.is_strict = choice & 1;
    if (choice & 2) options.max_depth = 1 + take_byte(&reader);
    if (choice & 4) options.max_values = take_byte(&reader);
    int is_original = 0;
    if (choice & 8) is_original = mutate(&reader, &original, &document);
    else put_together(&reader);
    kedge_typed_data *typed = NULL;
    /* A name of the document may look like a placeholder. */
    kedge_status status = CALL_QUOTING(
        documented, kedge_typed_data_create, (const char *)document.bytes, document.count,
        choice & 16 ? &options : NULL, &typed);
    MUST((status == KEDGE_OK) == (typed != NULL));
    if (is_original && !(choice & 16)) MUST(status == KEDGE_OK);
    if (status == KEDGE_OK) {
        use(typed);
        MUST(kedge_typed_data_destroy(typed) == KEDGE_OK);
    } else {
        const char *sentence = kedge_last_error();
        for (size_t i = 0; sentence[i] != 0; i++) MUST(sentence[i] >= 0x20 && sentence[i] < 0x7F);
    }
    MUST(kedge_live_handles() == live);
    return 0;
}
