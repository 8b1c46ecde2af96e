/* Typed data (EIP-712): what is read and refused, what is hashed, signed and verified, and every rule about
 * arguments. */
#include "limits.h"
#include "ring.h"

static const uint8_t key_bytes[32] = {1, 2, 3, 4, 5, 6, 7, 8};

static const char mail[] =
    "{\"types\":{\"EIP712Domain\":[{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"version\",\"type\":\"string\"},"
    "{\"name\":\"chainId\",\"type\":\"uint256\"},{\"name\":\"verifyingContract\",\"type\":\"address\"}],"
    "\"Person\":[{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"wallet\",\"type\":\"address\"}],"
    "\"Mail\":[{\"name\":\"from\",\"type\":\"Person\"},{\"name\":\"to\",\"type\":\"Person\"},"
    "{\"name\":\"contents\",\"type\":\"string\"}]},\"primaryType\":\"Mail\",\"domain\":{\"name\":\"Ether Mail\","
    "\"version\":\"1\",\"chainId\":1,\"verifyingContract\":\"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC\"},"
    "\"message\":{\"from\":{\"name\":\"Cow\",\"wallet\":\"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826\"},"
    "\"to\":{\"name\":\"Bob\",\"wallet\":\"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB\"},\"contents\":\"Hello, Bob!\"}}";

#define TYPES "\"types\":{\"T\":[{\"name\":\"a\",\"type\":\"uint8\"},{\"name\":\"t\",\"type\":\"T\"}]}"
#define REST ",\"primaryType\":\"T\",\"domain\":{}"
#define SIMPLE "{" TYPES REST ",\"message\":{\"a\":1}}"

static kedge_status create(const char *json, const kedge_typed_data_options *options, kedge_typed_data **out) {
    return CALL(kedge_typed_data_create, json, strlen(json), options, out);
}

static kedge_typed_data *make(const char *json) {
    kedge_typed_data *data = NULL;
    CHECK(create(json, NULL, &data) == KEDGE_OK && data != NULL);
    return data;
}

static void drop(kedge_typed_data *data) { EXPECT(KEDGE_OK, kedge_typed_data_destroy, data); }

static kedge_private_key *make_key(void) {
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_private_key_create, key_bytes, sizeof key_bytes, &key);
    return key;
}

static void drop_key(kedge_private_key *key) { EXPECT(KEDGE_OK, kedge_private_key_destroy, key); }

static int is_hex(const uint8_t *bytes, const char *hex) {
    uint8_t expected[512];
    check_unhex(hex, expected);
    return memcmp(bytes, expected, strlen(hex) / 2) == 0;
}

/* --- what it does ------------------------------------------------------------------------------------------------ */

/* The example of EIP-712. */
static void hashes_and_signs_as_published(void) {
    uint8_t hash[32], data_bytes[200], signature[65], address[20], cow[32];
    char text[100];
    size_t length = 0;
    kedge_typed_data *data = make(mail);
    EXPECT(KEDGE_OK, kedge_typed_data_hash, data, hash);
    CHECK(is_hex(hash, "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2"));
    EXPECT(KEDGE_OK, kedge_typed_data_domain_separator, data, hash);
    CHECK(is_hex(hash, "f2cee375fa42b42143804025fc449deafd50cc031ca257e0b194a650a912090f"));
    EXPECT(KEDGE_OK, kedge_typed_data_struct_hash, data, hash);
    CHECK(is_hex(hash, "c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e"));
    EXPECT(KEDGE_OK, kedge_typed_data_type_hash, data, "Mail", 4, hash);
    CHECK(is_hex(hash, "a0cedeb2dc280ba39b857546d74f5549c3a1d7bdc2dd96bf881f76108e23dac2"));
    EXPECT(KEDGE_OK, kedge_typed_data_encode_type, data, "Mail", 4, text, sizeof text, &length);
    CHECK(strcmp(text, "Mail(Person from,Person to,string contents)Person(string name,address wallet)") == 0);
    CHECK(length == strlen(text));
    EXPECT(KEDGE_OK, kedge_typed_data_encode_data, data, data_bytes, sizeof data_bytes, &length);
    CHECK(length == 128 && memcmp(data_bytes, hash, 32) == 0);
    EXPECT(KEDGE_OK, kedge_keccak256_hash, data_bytes, length, hash);
    CHECK(is_hex(hash, "c52c0ee5d84264471806290a3f2c4cecfc5490626bf912d01f240d7a274b371e"));
    /* Its key is the hash of "cow". */
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_hash, (const uint8_t *)"cow", 3, cow);
    EXPECT(KEDGE_OK, kedge_private_key_create, cow, sizeof cow, &key);
    EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, 0, signature);
    CHECK(is_hex(signature, "4355c47d63924e8a72e509b65029052eb6c299d53a04e167c5775fd466751c9d"
                            "07299936d304c153f6443dfa05f40ff007d72911b6f72307f996231605b915621c"));
    EXPECT(KEDGE_OK, kedge_typed_data_address, data, signature, address);
    CHECK(is_hex(address, "cd2a3d9f938e13cd947ec05abc7fe734df8dd826"));
    EXPECT(KEDGE_OK, kedge_typed_data_verify, data, signature, address);
    drop_key(key);
    drop(data);
}

static void a_hedged_signature_is_new_each_time(void) {
    uint8_t first[65], second[65], address[20], other[20];
    kedge_typed_data *data = make(SIMPLE);
    kedge_private_key *key = make_key();
    EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, 1, first);
    EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, 1, second);
    CHECK(memcmp(first, second, 64) != 0);
    EXPECT(KEDGE_OK, kedge_typed_data_address, data, first, address);
    EXPECT(KEDGE_OK, kedge_typed_data_address, data, second, other);
    CHECK(memcmp(address, other, 20) == 0);
    drop_key(key);
    drop(data);
}

static void refuses_signatures(void) {
    uint8_t signature[65], bad[65], address[20], room[20];
    kedge_typed_data *data = make(SIMPLE), *other = make(mail);
    kedge_private_key *key = make_key();
    EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, 0, signature);
    EXPECT(KEDGE_OK, kedge_typed_data_address, data, signature, address);
    EXPECT(KEDGE_WRONG_SIGNER, kedge_typed_data_verify, other, signature, address);
    address[19] ^= 1;
    EXPECT(KEDGE_WRONG_SIGNER, kedge_typed_data_verify, data, signature, address);
    address[19] ^= 1;
    /* v may be 0 or 1 too, and nothing else. */
    for (int v = 0; v < 256; v++) {
        memcpy(bad, signature, sizeof bad);
        bad[64] = (uint8_t)v;
        kedge_status expected = v == signature[64] || v + 27 == signature[64] ? KEDGE_OK
                                : v <= 1 || v == 27 || v == 28                ? KEDGE_WRONG_SIGNER
                                                                              : KEDGE_INVALID_SIGNATURE;
        EXPECT(expected, kedge_typed_data_verify, data, bad, address);
    }
    memset(room, 0x5A, sizeof room);
    for (int half = 0; half < 2; half++) {
        memcpy(bad, signature, sizeof bad);
        memset(bad + 32 * half, 0, 32);
        EXPECT(KEDGE_INVALID_SIGNATURE, kedge_typed_data_verify, data, bad, address);
        EXPECT(KEDGE_INVALID_SIGNATURE, kedge_typed_data_address, data, bad, room);
        memset(bad + 32 * half, 0xFF, 32);
        EXPECT(KEDGE_INVALID_SIGNATURE, kedge_typed_data_verify, data, bad, address);
        EXPECT(KEDGE_INVALID_SIGNATURE, kedge_typed_data_address, data, bad, room);
    }
    /* An r that is no point's: 5 is not on the curve. */
    memcpy(bad, signature, sizeof bad);
    memset(bad, 0, 32);
    bad[31] = 5;
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_typed_data_address, data, bad, room);
    /* s = n - 1. */
    memcpy(bad, signature, sizeof bad);
    check_unhex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", bad + 32);
    EXPECT(KEDGE_HIGH_S, kedge_typed_data_verify, data, bad, address);
    EXPECT(KEDGE_HIGH_S, kedge_typed_data_address, data, bad, room);
    CHECK(check_all(room, sizeof room, 0x5A));
    drop_key(key);
    drop(data);
    drop(other);
}

static void tells_what_is_wrong(void) {
    static const struct {
        const char *json;
        kedge_status expected;
        const char *sentence;
    } cases[] = {
        {"", KEDGE_MALFORMED_JSON, "json, byte 0: the text ends inside a value"},
        {"{\"types\":{},\"types\":{}}", KEDGE_MALFORMED_JSON, "json, byte 12: this object already has a member"},
        {"\"\xFF\"", KEDGE_MALFORMED_JSON, "json, byte 1: not UTF-8"},
        {"[]", KEDGE_MALFORMED_TYPED_DATA, "no object"},
        {"{}", KEDGE_MALFORMED_TYPED_DATA, "types is absent"},
        {"{" TYPES "}", KEDGE_MALFORMED_TYPED_DATA, "primaryType is absent"},
        {"{" TYPES ",\"primaryType\":\"T\"}", KEDGE_MALFORMED_TYPED_DATA, "domain is absent"},
        {"{" TYPES REST "}", KEDGE_MALFORMED_TYPED_DATA, "message is absent"},
        {"{" TYPES ",\"primaryType\":\"U\",\"domain\":{}}", KEDGE_TYPED_DATA_TYPE, "U is no type"},
        {"{\"types\":{\"1\":[]}" REST "}", KEDGE_TYPED_DATA_TYPE, "types.1: a name has"},
        {"{\"types\":{\"bool\":[]}" REST "}", KEDGE_TYPED_DATA_TYPE, "types.bool: EIP-712 has"},
        {"{\"types\":{\"T\":[1]}" REST "}", KEDGE_TYPED_DATA_TYPE, "types.T: it has to be an array"},
        {"{\"types\":{\"T\":[{\"name\":\"\",\"type\":\"\"}]}" REST "}", KEDGE_TYPED_DATA_TYPE, "a member's name"},
        {"{\"types\":{\"T\":[{\"name\":\"a\",\"type\":\"bool[0]\"}]}" REST "}", KEDGE_TYPED_DATA_TYPE,
            "a member's type"},
        {"{\"types\":{\"T\":[{\"name\":\"a\",\"type\":\"bool\"},{\"name\":\"a\",\"type\":\"bool\"}]}" REST "}",
            KEDGE_TYPED_DATA_TYPE, "types.T: two members"},
        {"{\"types\":{\"T\":[],\"EIP712Domain\":[{\"name\":\"a\",\"type\":\"T\"}]}" REST "}", KEDGE_TYPED_DATA_TYPE,
            "types.EIP712Domain: a domain has no structs"},
        {"{" TYPES REST ",\"message\":{}}", KEDGE_TYPED_DATA_MISSING, "message.a is null or absent"},
        {"{" TYPES REST ",\"message\":{\"a\":null}}", KEDGE_TYPED_DATA_MISSING, "message.a is null or absent"},
        {"{" TYPES REST ",\"message\":{\"a\":256}}", KEDGE_TYPED_DATA_VALUE,
            "message.a is no integer that a uint8 holds"},
        {"{" TYPES REST ",\"message\":{\"a\":1.5}}", KEDGE_TYPED_DATA_VALUE, "message.a: an integer is"},
        {"{" TYPES REST ",\"message\":{\"a\":1,\"t\":[]}}", KEDGE_TYPED_DATA_VALUE, "message.t has to be an object"},
        {"{" TYPES ",\"primaryType\":\"T\",\"domain\":{\"x\":1},\"message\":{\"a\":1}}",
            KEDGE_TYPED_DATA_UNKNOWN_MEMBER,
            "domain.x is there"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kedge_typed_data *data = NULL;
        kedge_status status = create(cases[i].json, NULL, &data);
        CHECK_AT(status == cases[i].expected && data == NULL, "%s: %d", cases[i].json, (int)status);
        CHECK_AT(strstr(kedge_last_error(), cases[i].sentence) != NULL, "%s", kedge_last_error());
    }
}

static void tells_what_a_value_has_to_be(void) {
    static const struct {
        const char *type, *value, *sentence;
    } cases[] = {
        {"int8", "128", "message.v is no integer that an int8 holds"},
        {"bool", "1", "message.v: a bool is true or false"},
        {"address", "\"0x\"", "message.v: an address is 0x and 40 hex digits"},
        {"string", "1", "message.v has to be a string"},
        {"bytes", "\"0x1\"", "message.v: bytes are 0x and an even number of hex digits"},
        {"bytes4", "\"0x010203\"", "message.v: bytes4 is 0x and 8 hex digits"},
        {"bool[]", "{}", "message.v has to be an array"},
        {"bool[3]", "[]", "message.v has to be an array of 3 elements"},
        {"bool[][2]", "[[],[true,0]]", "message.v[1][1]: a bool is"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char json[300];
        kedge_typed_data *data = NULL;
        snprintf(json, sizeof json,
            "{\"types\":{\"T\":[{\"name\":\"v\",\"type\":\"%s\"}]}" REST ",\"message\":{\"v\":%s}}",
            cases[i].type, cases[i].value);
        CHECK_AT(create(json, NULL, &data) == KEDGE_TYPED_DATA_VALUE && data == NULL, "%s", json);
        CHECK_AT(strstr(kedge_last_error(), cases[i].sentence) != NULL, "%s", kedge_last_error());
    }
}

/* --- options ----------------------------------------------------------------------------------------------------- */

static kedge_status init_options(void *options, size_t size) {
    return CALL(kedge_typed_data_options_init, options, size);
}

static kedge_status use_options(void *options) {
    kedge_typed_data *data = NULL;
    kedge_status status = create(SIMPLE, options, &data);
    CHECK((status == KEDGE_OK) == (data != NULL));
    drop(data);
    return status;
}

static kedge_status use(const char *json, int32_t is_strict, uint32_t max_depth, uint64_t max_values) {
    kedge_typed_data *data = NULL;
    kedge_typed_data_options options;
    EXPECT(KEDGE_OK, kedge_typed_data_options_init, &options, sizeof options);
    options.is_strict = is_strict;
    options.max_depth = max_depth;
    options.max_values = max_values;
    kedge_status status = create(json, &options, &data);
    drop(data);
    return status;
}

static void options_keep_the_rules(void) {
    static const char more[] = "{" TYPES REST ",\"message\":{\"a\":1,\"b\":2}}";
    static const char deep[] = "{" TYPES REST ",\"message\":{\"a\":1,\"t\":{\"a\":1}}}";
    kedge_typed_data_options options;
    CHECK(sizeof options == 24);
    check_options(init_options, sizeof options, use_options);
    EXPECT(KEDGE_OK, kedge_typed_data_options_init, &options, sizeof options);
    CHECK(options.is_strict == 0 && options.max_depth == 64 && options.max_values == 100000);
    CHECK(use(more, 0, 64, 100) == KEDGE_OK && use(more, 1, 64, 100) == KEDGE_TYPED_DATA_UNKNOWN_MEMBER);
    CHECK(use(SIMPLE, 1, 64, 100) == KEDGE_OK);
    CHECK(use(SIMPLE, 2, 64, 100) == KEDGE_INVALID_ARGUMENT && use(SIMPLE, -1, 64, 100) == KEDGE_INVALID_ARGUMENT);
    CHECK(use(deep, 0, 2, 100) == KEDGE_OK && use(deep, 0, 1, 100) == KEDGE_TYPED_DATA_TOO_LARGE);
    CHECK(use(deep, 0, 256, 100) == KEDGE_OK && use(deep, 0, 257, 100) == KEDGE_INVALID_ARGUMENT);
    CHECK(use(deep, 0, 0, 100) == KEDGE_INVALID_ARGUMENT && use(deep, 0, UINT32_MAX, 100) == KEDGE_INVALID_ARGUMENT);
    CHECK(use(deep, 0, 64, 4) == KEDGE_OK && use(deep, 0, 64, 3) == KEDGE_TYPED_DATA_TOO_LARGE);
    CHECK(use(deep, 0, 64, 0) == KEDGE_TYPED_DATA_TOO_LARGE && use(deep, 0, 64, KEDGE_NO_LIMIT) == KEDGE_OK);
}

/* As deep as an option allows, on a thread with little stack. */
static void *hash_deeply(void *json) {
    CHECK(use(json, 0, 256, KEDGE_NO_LIMIT) == KEDGE_OK);
    return NULL;
}

static void needs_little_stack(void) {
    SKIP_UNDER_A_TOOL();
    enum { DEPTH = 256 };
    static char structs[20 * DEPTH], arrays[20 * DEPTH];
    char *end = structs;
    end += sprintf(end, "{" TYPES REST ",\"message\":");
    for (int i = 0; i < DEPTH; i++) end += sprintf(end, i < DEPTH - 1 ? "{\"a\":1,\"t\":" : "{\"a\":1");
    for (int i = 0; i < DEPTH + 1; i++) end += sprintf(end, "}");
    end = arrays;
    end += sprintf(end, "{\"types\":{\"T\":[{\"name\":\"t\",\"type\":\"T[][][]\"}]}" REST ",\"message\":");
    for (int i = 0; i < DEPTH / 4; i++) end += sprintf(end, i < DEPTH / 4 - 1 ? "{\"t\":[[[" : "{\"t\":[[[null");
    for (int i = 0; i < DEPTH / 4; i++) end += sprintf(end, "]]]}");
    sprintf(end, "}");
    char *documents[] = {structs, arrays};
    for (int i = 0; i < 2; i++) {
        pthread_attr_t attributes;
        pthread_t thread;
        pthread_attr_init(&attributes);
        CHECK(pthread_attr_setstacksize(&attributes, 256 << 10) == 0);
        CHECK(pthread_create(&thread, &attributes, hash_deeply, documents[i]) == 0);
        pthread_join(thread, NULL);
        pthread_attr_destroy(&attributes);
        CHECK(use(documents[i], 0, 255, KEDGE_NO_LIMIT) == KEDGE_TYPED_DATA_TOO_LARGE);
    }
}

static void refuses_what_is_too_large(void) {
    enum { LONGEST = 4 << 20 };
    kedge_typed_data *data = NULL;
    char *json = malloc(LONGEST + 1);
    memset(json, ' ', LONGEST + 1);
    memcpy(json, SIMPLE, strlen(SIMPLE));
    EXPECT(KEDGE_OK, kedge_typed_data_create, json, LONGEST, NULL, &data);
    drop(data);
    data = NULL;
    EXPECT(KEDGE_TYPED_DATA_TOO_LARGE, kedge_typed_data_create, json, LONGEST + 1, NULL, &data);
    /* It is not read at all then. */
    EXPECT(KEDGE_TYPED_DATA_TOO_LARGE, kedge_typed_data_create, json, PTRDIFF_MAX, NULL, &data);
    /* What is ignored has a limit too. */
    memset(json, '[', LONGEST);
    EXPECT(KEDGE_TYPED_DATA_TOO_LARGE, kedge_typed_data_create, json, LONGEST, NULL, &data);
    CHECK(data == NULL);
    free(json);
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void checks_pointers_and_lengths(void) {
    uint8_t hash[32], signature[65] = {0}, address[20] = {0};
    char text[100];
    size_t length = 12345;
    kedge_typed_data *data = make(SIMPLE), *none = NULL;
    kedge_private_key *key = make_key();
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_create, NULL, 1, NULL, &none);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_create, SIMPLE, over, NULL, &none);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_create, SIMPLE, SIZE_MAX, NULL, &none);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_create, SIMPLE, strlen(SIMPLE), NULL, NULL);
    EXPECT(KEDGE_MALFORMED_JSON, kedge_typed_data_create, NULL, 0, NULL, &none);
    CHECK(none == NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_hash, data, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_domain_separator, data, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_struct_hash, data, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_type_hash, data, "T", 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_type_hash, data, NULL, 1, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_type_hash, data, "T", over, hash);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_type, data, "T", 1, text, sizeof text, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_type, data, NULL, 1, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_type, data, "T", SIZE_MAX, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_type, data, "T", 1, text, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_data, data, hash, sizeof hash, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_encode_data, data, hash, SIZE_MAX, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_sign, data, key, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_sign, data, key, 2, signature);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_sign, data, key, -1, signature);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_address, data, NULL, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_address, data, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_verify, data, NULL, address);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_typed_data_verify, data, signature, NULL);
    EXPECT(KEDGE_OK, kedge_typed_data_destroy, NULL);
    CHECK(length == 12345 && check_all(signature, sizeof signature, 0));
    drop_key(key);
    drop(data);
}

static void answers_with_the_size(void) {
    static const char expected[] = "T(uint8 a,T t)";
    uint8_t bytes[200];
    char text[100];
    size_t length = 0;
    kedge_typed_data *data = make(SIMPLE);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_typed_data_encode_type, data, "T", 1, NULL, 0, &length);
    CHECK(length == sizeof expected);
    memset(text, 0x5A, sizeof text);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_typed_data_encode_type, data, "T", 1, text, sizeof expected - 1, &length);
    CHECK(length == sizeof expected && check_all((uint8_t *)text, sizeof text, 0x5A));
    EXPECT(KEDGE_OK, kedge_typed_data_encode_type, data, "T", 1, text, sizeof expected, &length);
    CHECK(length == sizeof expected - 1 && strcmp(text, expected) == 0 && text[sizeof expected] == 0x5A);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_typed_data_encode_data, data, NULL, 1000, &length);
    CHECK(length == 96);
    memset(bytes, 0x5A, sizeof bytes);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_typed_data_encode_data, data, bytes, 95, &length);
    CHECK(length == 96 && check_all(bytes, sizeof bytes, 0x5A));
    EXPECT(KEDGE_OK, kedge_typed_data_encode_data, data, bytes, 96, &length);
    CHECK(length == 96 && bytes[63] == 1 && check_all(bytes + 64, 32, 0) && bytes[96] == 0x5A);
    drop(data);
}

static void knows_the_types_that_are_used(void) {
    uint8_t hash[32];
    char text[100];
    size_t length = 12345;
    static const struct {
        const char *name;
        size_t name_len;
        kedge_status expected;
    } cases[] = {
        {"T", 1, KEDGE_OK},
        {"EIP712Domain", 12, KEDGE_OK},
        {"U", 1, KEDGE_TYPED_DATA_TYPE},
        {"", 0, KEDGE_TYPED_DATA_TYPE},
        {NULL, 0, KEDGE_TYPED_DATA_TYPE},
        {"T", 2, KEDGE_TYPED_DATA_TYPE},
        {"T[]", 3, KEDGE_TYPED_DATA_TYPE},
        {"uint8", 5, KEDGE_TYPED_DATA_TYPE},
        {"T\xFF", 2, KEDGE_INVALID_UTF8},
        {"\xC0\x80", 2, KEDGE_INVALID_UTF8},
        {"\xED\xA0\x80", 3, KEDGE_INVALID_UTF8},
    };
    kedge_typed_data *data = make("{\"types\":{\"U\":[],\"T\":[]}" REST ",\"message\":{}}");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        EXPECT(cases[i].expected, kedge_typed_data_type_hash, data, cases[i].name, cases[i].name_len, hash);
        EXPECT(cases[i].expected, kedge_typed_data_encode_type, data, cases[i].name, cases[i].name_len, text,
            sizeof text,
            &length);
    }
    drop(data);
}

static void refuses_foreign_handles(void) {
    uint8_t hash[32], signature[65] = {0}, address[20] = {0};
    char text[100];
    size_t length = 12345;
    kedge_typed_data *data = make(SIMPLE), *freed = make(SIMPLE);
    kedge_private_key *key = make_key();
    kedge_keccak256 *state = NULL;
    EXPECT(KEDGE_OK, kedge_keccak256_create, &state);
    drop(freed);
    kedge_typed_data *const wrong[] = {
        NULL, freed, (kedge_typed_data *)state, (kedge_typed_data *)key, (kedge_typed_data *)hash,
            (kedge_typed_data *)8,
        (kedge_typed_data *)(uintptr_t)UINT64_MAX,
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_hash, wrong[i], hash);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_domain_separator, wrong[i], hash);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_struct_hash, wrong[i], hash);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_type_hash, wrong[i], "T", 1, hash);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_encode_type, wrong[i], "T", 1, text, sizeof text, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_encode_data, wrong[i], hash, sizeof hash, &length);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_sign, wrong[i], key, 0, signature);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_sign, data, (kedge_private_key *)(i == 3 ? NULL : wrong[i]), 0,
            signature);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_address, wrong[i], signature, address);
        EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_verify, wrong[i], signature, address);
        if (i > 0) EXPECT(KEDGE_INVALID_HANDLE, kedge_typed_data_destroy, wrong[i]);
    }
    CHECK(length == 12345 && check_all(signature, sizeof signature, 0));
    EXPECT(KEDGE_OK, kedge_keccak256_destroy, state);
    drop_key(key);
    drop(data);
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

static void *sign_often(void *shared) {
    uint8_t address[20], signature[65];
    const kedge_typed_data *data = *(kedge_typed_data **)shared;
    kedge_private_key *key = make_key();
    for (int i = 0; i < (check_is_light() ? 20 : 500); i++) {
        EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, i % 2, signature);
        EXPECT(KEDGE_OK, kedge_typed_data_address, data, signature, address);
        EXPECT(KEDGE_OK, kedge_typed_data_verify, data, signature, address);
        kedge_typed_data *own = make(mail);
        EXPECT(KEDGE_WRONG_SIGNER, kedge_typed_data_verify, own, signature, address);
        drop(own);
    }
    drop_key(key);
    return NULL;
}

static void threads_share_typed_data(void) {
    pthread_t threads[4];
    kedge_typed_data *data = make(SIMPLE);
    for (int i = 0; i < 4; i++) CHECK(pthread_create(&threads[i], NULL, sign_often, &data) == 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    drop(data);
}

/* --- what the system refuses ------------------------------------------------------------------------------------- */

static void begin_without_randomness(void) {
    kedge_typed_data *data = NULL;
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    CHECK(create(SIMPLE, NULL, &data) == KEDGE_RANDOM_UNAVAILABLE && data == NULL);
}

static const uint8_t any_signature[65] = {[31] = 1, [63] = 1};

/* What holds no secret takes none, also where the curve is used for the first time. */
static void use_the_curve_without_randomness(void) {
    uint8_t address[20];
    kedge_typed_data *data = make(SIMPLE);
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_OK, kedge_typed_data_address, data, any_signature, address);
    EXPECT(KEDGE_OK, kedge_typed_data_verify, data, any_signature, address);
    drop(data);
}

static void sign_without_randomness(void) {
    uint8_t signature[65];
    kedge_typed_data *data = make(SIMPLE);
    kedge_private_key *key = make_key();
    if (!forbid_getrandom(EPERM)) SKIP("the system takes no seccomp filter");
    kedge_status status = KEDGE_OK;
    for (int i = 0; i < 10000 && status == KEDGE_OK; i++) status = CALL(kedge_typed_data_sign, data, key, 1, signature);
    CHECK(status == KEDGE_RANDOM_UNAVAILABLE);
    EXPECT(KEDGE_OK, kedge_typed_data_sign, data, key, 0, signature);
    drop_key(key);
    drop(data);
}

static void randomness_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(begin_without_randomness);
    check_in_child(use_the_curve_without_randomness);
    check_in_child(sign_without_randomness);
}

static void read_without_memory(void) {
    kedge_typed_data *data = make(SIMPLE), *none = NULL;
    take_all_memory(1024);
    kedge_status small = kedge_typed_data_create(SIMPLE, strlen(SIMPLE), NULL, &none);
    kedge_status large = kedge_typed_data_create(mail, strlen(mail), NULL, &none);
    give_memory_back();
    CHECK_AT(check_note("kedge_typed_data_create", small) == KEDGE_OUT_OF_MEMORY, "%d", (int)small);
    CHECK_AT(check_note("kedge_typed_data_create", large) == KEDGE_OUT_OF_MEMORY, "%d", (int)large);
    CHECK(none == NULL);
    drop(data);
    drop(make(mail));
}

static void use_the_curve_without_memory(void) {
    uint8_t address[20];
    kedge_typed_data *data = make(SIMPLE);
    take_all_memory((size_t)1 << 40);
    kedge_status told = kedge_typed_data_address(data, any_signature, address);
    kedge_status verified = kedge_typed_data_verify(data, any_signature, address);
    give_memory_back();
    CHECK_AT(check_note("kedge_typed_data_address", told) == KEDGE_OK, "%d", (int)told);
    CHECK_AT(check_note("kedge_typed_data_verify", verified) == KEDGE_OK, "%d", (int)verified);
    drop(data);
}

static void memory_is_refused(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(read_without_memory);
    check_in_child(use_the_curve_without_memory);
}

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *states[MOST_HANDLES];

static void fill_the_table(void) {
    kedge_typed_data *data = NULL;
    for (int i = 0; i < MOST_HANDLES; i++) {
        if (kedge_keccak256_create(&states[i]) != KEDGE_OK) CHECK_AT(0, "handle %d", i);
    }
    CHECK(create(SIMPLE, NULL, &data) == KEDGE_TOO_MANY_HANDLES && data == NULL);
    for (int i = 0; i < MOST_HANDLES; i++) kedge_keccak256_destroy(states[i]);
}

static void the_table_is_full(void) {
    if (check_is_light()) SKIP("a million handles");
    check_in_child(fill_the_table);
}

static kedge_typed_data *inherited;
static kedge_private_key *inherited_key;

static void use_what_was_inherited(void) {
    uint8_t signature[65], address[20];
    EXPECT(KEDGE_OK, kedge_typed_data_sign, inherited, inherited_key, 0, signature);
    EXPECT(KEDGE_OK, kedge_typed_data_address, inherited, signature, address);
    drop(make(mail));
}

static void a_child_of_fork_may_use_it(void) {
    inherited = make(SIMPLE);
    inherited_key = make_key();
    check_in_child(use_what_was_inherited);
    drop_key(inherited_key);
    drop(inherited);
}

int main(void) {
    check_begin("typed_data");
    /* First, because the first use of the library is not like the others. */
    check_case("without randomness nothing that needs it is made", randomness_is_refused);
    check_case("without memory typed data is refused, and signatures are read", memory_is_refused);
    check_case("the example of EIP-712 comes out as published", hashes_and_signs_as_published);
    check_case("a hedged signature is new each time, and the same signer's", a_hedged_signature_is_new_each_time);
    check_case("signatures that are out of range, malleable or another's are refused", refuses_signatures);
    check_case("the last error names the part that is wrong", tells_what_is_wrong);
    check_case("the last error names the value and its rule", tells_what_a_value_has_to_be);
    check_case("options of any release are understood or refused, and obeyed", options_keep_the_rules);
    check_case("the deepest value needs no more stack than a small thread has", needs_little_stack);
    check_case("documents that are too long or too deep are refused", refuses_what_is_too_large);
    check_case("NULL and endless lengths are refused", checks_pointers_and_lengths);
    check_case("a buffer that is too small asks for the size", answers_with_the_size);
    check_case("types that are not used, or no text, are refused", knows_the_types_that_are_used);
    check_case("handles that are none of typed data are refused everywhere", refuses_foreign_handles);
    check_case("threads share typed data", threads_share_typed_data);
    check_case("a full table takes no more", the_table_is_full);
    check_case("typed data works in a child of fork", a_child_of_fork_may_use_it);
    return check_end();
}
