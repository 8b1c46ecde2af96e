/* HD keys and derivation paths: what they give, what they refuse, and what they do when something fails underneath. */
#include "check.h"
#include "limits.h"
#include "traces.h"

#include <dlfcn.h>

/* BIP-32, test vector 1. */
static const uint8_t seed[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
static const char master_xprv[] =
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
static const char master_xpub[] =
    "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";
/* m/0'/1 */
static const char child_xprv[] =
    "xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs";
static const char child_xpub[] =
    "xpub6ASuArnXKPbfEwhqN6e3mwBcDTgzisQN1wXN9BJcM47sSikHjJf3UFHKkNAWbWMiGj7Wf5uMash7SyYq527Hqck2AxYysAA7xmALppuCkwQ";

enum { TEXT = 111 };

/* The seed of "test test test test test test test test test test test junk", whose accounts every developer knows. */
static const char known_seed[] =
    "9dfc3c64c2f8bede1533b6a79f8570e5943e0b8fd1cf77107adf7b72cef42185d564a3aee24cab43f80e3c4538087d70fc824eabbad596a2"
    "3c97b6ee8322ccc0";
static const char *known_addresses[3] = {
    "f39fd6e51aad88f6f4ce6ab8827279cfffb92266",
    "70997970c51812dc3a010c7d01b50e0d17dc79c8",
    "3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
};

/* Trezor's first vector, whose passphrase is TREZOR. */
static const char phrase[] = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
enum { PHRASE = sizeof phrase - 1 };

/* --- failures underneath ----------------------------------------------------------------------------------------- */

static int no_memory_maps, no_digest;

void *sodium_malloc(size_t size);
void *sodium_malloc(size_t size) {
    static void *(*real)(size_t);
    if (real == NULL) {
        void *found = dlsym(RTLD_NEXT, "sodium_malloc");
        memcpy(&real, &found, sizeof real);
    }
    return no_memory_maps ? NULL : real(size);
}

int EVP_Digest(const void *data, size_t count, unsigned char *out, unsigned *size, const void *type, void *engine);
int EVP_Digest(const void *data, size_t count, unsigned char *out, unsigned *size, const void *type, void *engine) {
    static int (*real)(const void *, size_t, unsigned char *, unsigned *, const void *, void *);
    if (real == NULL) {
        void *found = dlsym(RTLD_NEXT, "EVP_Digest");
        memcpy(&real, &found, sizeof real);
    }
    return no_digest ? 0 : real(data, count, out, size, type, engine);
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

static kedge_hd_key *make_master(void) {
    kedge_hd_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_create_seed, seed, sizeof seed, &key);
    return key;
}

static kedge_hd_key *read_key(const char *text) {
    kedge_hd_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_create_text, text, strlen(text), &key);
    return key;
}

static kedge_hd_key *derive(const kedge_hd_key *key, const char *path) {
    kedge_hd_key *derived = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_derive, key, path, strlen(path), &derived);
    return derived;
}

static kedge_hd_key *make_twin(const kedge_hd_key *key) {
    kedge_hd_key *twin = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_public, key, &twin);
    return twin;
}

static void drop(kedge_hd_key *key) { EXPECT(KEDGE_OK, kedge_hd_key_destroy, key); }

static void expect_text(const kedge_hd_key *key, const char *expected) {
    char text[KEDGE_EXTENDED_KEY_TEXT_BYTES];
    size_t length = 0;
    EXPECT(KEDGE_OK, kedge_hd_key_format, key, text, sizeof text, &length);
    CHECK(length == TEXT && strcmp(text, expected) == 0);
}

static void the_published_tree_comes_out(void) {
    kedge_hd_key *master = make_master(), *child = derive(master, "m/0'/1"), *twin = make_twin(child);
    const uint32_t numbers[2] = {KEDGE_HARDENED, 1};
    kedge_hd_key *same = NULL, *copy = NULL;
    expect_text(master, master_xprv);
    expect_text(child, child_xprv);
    expect_text(twin, child_xpub);
    EXPECT(KEDGE_OK, kedge_hd_key_derive_numbers, master, numbers, 2, &same);
    expect_text(same, child_xprv);
    EXPECT(KEDGE_OK, kedge_hd_key_derive_numbers, same, NULL, 0, &copy);
    expect_text(copy, child_xprv);
    drop(same);
    drop(copy);
    /* Each goes on without the key that it came from. */
    drop(master);
    drop(child);
    same = make_twin(twin);
    expect_text(same, child_xpub);
    drop(same);
    drop(twin);
    CHECK(KEDGE_EXTENDED_KEY_TEXT_BYTES == TEXT + 1);
}

static void texts_are_read(void) {
    static const char *texts[] = {master_xprv, master_xpub, child_xprv, child_xpub};
    for (size_t i = 0; i < 4; i++) {
        kedge_hd_key *key = read_key(texts[i]);
        expect_text(key, texts[i]);
        drop(key);
    }
}

static void known_accounts_come_out(void) {
    uint8_t bytes[64], expected[20], address[20], addresses[60], public_key[33], again[33];
    kedge_hd_key *master = NULL;
    check_unhex(known_seed, bytes);
    EXPECT(KEDGE_OK, kedge_hd_key_create_seed, bytes, 64, &master);
    kedge_hd_key *account = derive(master, "m/44h/60h/0h/0"), *twin = make_twin(account);
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, twin, 0, 3, 1, addresses);
    for (int i = 0; i < 3; i++) {
        char path[32];
        snprintf(path, sizeof path, "m/44'/60'/0'/0/%d", i);
        kedge_hd_key *key = derive(master, path), *watched = derive(twin, path + 15);
        check_unhex(known_addresses[i], expected);
        EXPECT(KEDGE_OK, kedge_hd_key_address, key, address);
        CHECK(memcmp(address, expected, 20) == 0);
        EXPECT(KEDGE_OK, kedge_hd_key_address, watched, address);
        CHECK(memcmp(address, expected, 20) == 0);
        CHECK(memcmp(addresses + 20 * i, expected, 20) == 0);
        EXPECT(KEDGE_OK, kedge_hd_key_public_key, key, public_key);
        EXPECT(KEDGE_OK, kedge_hd_key_public_key, watched, again);
        CHECK(memcmp(public_key, again, 33) == 0 && (public_key[0] == 2 || public_key[0] == 3));
        drop(key);
        drop(watched);
    }
    drop(account);
    drop(twin);
    drop(master);
}

static void a_private_key_is_handed_over(void) {
    kedge_hd_key *master = make_master(), *twin = make_twin(master);
    kedge_private_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_private_key, master, &key);
    CHECK(key != NULL);
    /* A handle of another type. */
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_destroy, (kedge_hd_key *)key);
    EXPECT(KEDGE_OK, kedge_private_key_destroy, key);
    key = NULL;
    EXPECT(KEDGE_HD_KEY_IS_PUBLIC, kedge_hd_key_private_key, twin, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_private_key, master, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_private_key, NULL, &key);
    CHECK(key == NULL);
    drop(master);
    drop(twin);
}

static void a_key_tells_its_place(void) {
    kedge_hd_key *master = make_master(), *parent = derive(master, "m/0'"), *child = derive(master, "m/0'/1");
    kedge_hd_key *twin = make_twin(child);
    struct {
        kedge_hd_key_info info;
        uint8_t later[8];
    } room;
    memset(&room, 0xA5, sizeof room);
    room.info.struct_size = sizeof room;
    CHECK(sizeof room.info == 32);
    EXPECT(KEDGE_OK, kedge_hd_key_get_info, master, &room.info);
    CHECK(room.info.depth == 0 && room.info.child_number == 0 && room.info.parent_fingerprint == 0);
    CHECK(room.info.fingerprint == 0x3442193E && room.info.is_private == 1 && room.info.reserved == 0);
    CHECK(room.info.struct_size == sizeof room && check_all(room.later, 8, 0));
    kedge_hd_key_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_hd_key_get_info, parent, &info);
    CHECK(info.depth == 1 && info.child_number == KEDGE_HARDENED && info.parent_fingerprint == 0x3442193E);
    uint32_t above = info.fingerprint;
    EXPECT(KEDGE_OK, kedge_hd_key_get_info, twin, &info);
    CHECK(info.depth == 2 && info.child_number == 1 && info.parent_fingerprint == above && info.is_private == 0);
    static const size_t sizes[] = {0, 1, 31, 4097, SIZE_MAX};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        kedge_hd_key_info wrong;
        memset(&wrong, 0xA5, sizeof wrong);
        wrong.struct_size = sizes[i];
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_get_info, master, &wrong);
        CHECK(check_all((uint8_t *)&wrong + 8, sizeof wrong - 8, 0xA5));
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_get_info, master, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_get_info, NULL, &info);
    drop(master);
    drop(parent);
    drop(child);
    drop(twin);
}

/* --- refusals ---------------------------------------------------------------------------------------------------- */

static void bad_seeds_are_refused(void) {
    uint8_t bytes[65] = {1};
    kedge_hd_key *key = NULL;
    static const size_t lengths[] = {0, 1, 15, 65};
    for (size_t i = 0; i < 4; i++) EXPECT(KEDGE_INVALID_SEED, kedge_hd_key_create_seed, bytes, lengths[i], &key);
    EXPECT(KEDGE_INVALID_SEED, kedge_hd_key_create_seed, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_SEED, kedge_hd_key_create_seed, bytes, PTRDIFF_MAX, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_seed, NULL, 16, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_seed, bytes, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_seed, bytes, SIZE_MAX, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_seed, bytes, 16, NULL);
    CHECK(key == NULL);
}

/* BIP-32, test vector 5, some of it; the Swift tests read all. */
static const char *bad_texts[] = {
    "",
    "xprv",
    "xpub661MyMwAqRbcEYS8w7XLSVeEsBXy79zSzH1J8vCdxAZningWLdN3zgtU6LBpB85b3D2yc8sfvZU521AAwdZafEz7mnzBBsz4wKY5fTtTQBm",
    "xprv9s2SPatNQ9Vc6GTbVMFPFo7jsaZySyzk7L8n2uqKXJen3KUmvQNTuLh3fhZMBoG3G4ZW1N2kZuHEPY53qmbZzCHshoQnNf4GvELZfqTUrcv",
    "xprv9s21ZrQH4r4TsiLvyLXqM9P7k1K3EYhA1kkD6xuquB5i39AU8KF42acDyL3qsDbU9NmZn6MsGSUYZEsuoePmjzsB3eFKSUEh3Gu1N3cqVUN",
    "DMwo58pR1QLEFihHiXPVykYB6fJmsTeHvyTp7hRThAtCX8CvYzgPcn8XnmdfHGMQzT7ayAmfo4z3gY5KfbrZWZ6St24UVf2Qgo6oujFktLHdHY4",
    "xprv9s21ZrQH143K24Mfq5zL5MhWK9hUhhGbd45hLXo2Pq2oqzMMo63oStZzF93Y5wvzdUayhgkkFoicQZcP3y52uPPxFnfoLZB21Teqt1VvEHx",
    "xpub661MyMwAqRbcEYS8w7XLSVeEsBXy79zSzH1J8vCdxAZningWLdN3zgtU6Q5JXayek4PRsn35jii4veMimro1xefsM58PgBMrvdYre8QyULY",
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHL",
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPH0",
};

static void bad_texts_are_refused(void) {
    kedge_hd_key *key = NULL;
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        EXPECT(KEDGE_INVALID_EXTENDED_KEY, kedge_hd_key_create_text, bad_texts[i], strlen(bad_texts[i]), &key);
        CHECK_AT(strstr(kedge_last_error(), "BIP-32") != NULL, "text %zu: %s", i, kedge_last_error());
    }
    EXPECT(KEDGE_INVALID_EXTENDED_KEY, kedge_hd_key_create_text, master_xprv, TEXT - 1, &key);
    /* The NUL is no character of it. */
    EXPECT(KEDGE_INVALID_EXTENDED_KEY, kedge_hd_key_create_text, master_xprv, TEXT + 1, &key);
    EXPECT(KEDGE_INVALID_EXTENDED_KEY, kedge_hd_key_create_text, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_EXTENDED_KEY, kedge_hd_key_create_text, master_xprv, PTRDIFF_MAX, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_text, NULL, TEXT, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_text, master_xprv, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_text, master_xprv, TEXT, NULL);
    CHECK(key == NULL);
}

static void bad_paths_are_refused(void) {
    static const char *paths[] = {
        "", "m/", "/", "/0", "0/", "m//0", "m0", "M/0", "m/'", "m/0''", "m/-1", "m/+1", "m/00", "m/ 0", "m/2147483648",
        "m/99999999999999999999", "m/0x1", "m/0H",
    };
    kedge_hd_key *master = make_master(), *child = derive(master, "5"), *twin = make_twin(master), *key = NULL;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        EXPECT(KEDGE_INVALID_PATH, kedge_hd_key_derive, master, paths[i], strlen(paths[i]), &key);
        CHECK_AT(strstr(kedge_last_error(), "path") != NULL, "path %zu: %s", i, kedge_last_error());
    }
    /* The tree's own path is for the master key. */
    EXPECT(KEDGE_INVALID_PATH, kedge_hd_key_derive, child, "m/0", 3, &key);
    EXPECT(KEDGE_INVALID_PATH, kedge_hd_key_derive, child, "m", 1, &key);
    EXPECT(KEDGE_INVALID_PATH, kedge_hd_key_derive, master, NULL, 0, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive, master, NULL, 1, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive, master, "m", over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive, master, "m", 1, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_derive, NULL, "m", 1, &key);
    EXPECT(KEDGE_HD_KEY_IS_PUBLIC, kedge_hd_key_derive, twin, "m/0/0'", 6, &key);
    const uint32_t numbers[2] = {0, KEDGE_HARDENED};
    EXPECT(KEDGE_HD_KEY_IS_PUBLIC, kedge_hd_key_derive_numbers, twin, numbers, 2, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive_numbers, master, NULL, 1, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive_numbers, master, numbers, over, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_derive_numbers, master, numbers, 2, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_derive_numbers, NULL, numbers, 2, &key);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_public, master, NULL);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_public, NULL, &key);
    CHECK(key == NULL);
    drop(master);
    drop(child);
    drop(twin);
}

static void no_key_is_deeper_than_255(void) {
    uint32_t numbers[256] = {0};
    char path[600] = "m";
    kedge_hd_key *master = make_master(), *deepest = NULL, *key = NULL;
    for (int i = 0; i < 255; i++) strcat(path, "/1");
    EXPECT(KEDGE_OK, kedge_hd_key_derive_numbers, master, numbers, 255, &deepest);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_hd_key_derive_numbers, master, numbers, 256, &key);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_hd_key_derive_numbers, master, numbers, PTRDIFF_MAX, &key);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_hd_key_derive_numbers, deepest, numbers, 1, &key);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_hd_key_derive, deepest, "0", 1, &key);
    kedge_hd_key *same = derive(master, path);
    drop(same);
    strcat(path, "/1");
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_hd_key_derive, master, path, strlen(path), &key);
    CHECK(key == NULL);
    drop(master);
    drop(deepest);
}

static void dead_handles_are_refused(void) {
    kedge_hd_key *key = make_master(), *out = NULL;
    uint8_t bytes[33];
    char text[112];
    size_t length = 77;
    kedge_hd_key_info info = {.struct_size = sizeof info};
    kedge_private_key *private_key = NULL;
    memset(bytes, 0xA5, sizeof bytes);
    drop(key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_destroy, key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_derive, key, "m", 1, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_derive_numbers, key, NULL, 0, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_public, key, &out);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_format, key, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_get_info, key, &info);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_private_key, key, &private_key);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_public_key, key, bytes);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_address, key, bytes);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_hd_key_addresses, key, 0, 1, 1, bytes);
    EXPECT(KEDGE_OK, kedge_hd_key_destroy, NULL);
    CHECK(out == NULL && private_key == NULL && length == 77 && check_all(bytes, sizeof bytes, 0xA5));
}

/* --- output ------------------------------------------------------------------------------------------------------ */

static void a_text_needs_its_room(void) {
    kedge_hd_key *key = make_master();
    char text[113];
    size_t length = 77;
    memset(text, 0x5A, sizeof text);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_hd_key_format, key, text, TEXT, &length);
    CHECK(length == KEDGE_EXTENDED_KEY_TEXT_BYTES && text[0] == 0x5A);
    length = 77;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_hd_key_format, key, NULL, 0, &length);
    CHECK(length == KEDGE_EXTENDED_KEY_TEXT_BYTES);
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_format, key, text, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_format, key, text, sizeof text, NULL);
    CHECK(length == 77 && text[0] == 0x5A);
    EXPECT(KEDGE_OK, kedge_hd_key_format, key, text, TEXT + 1, &length);
    CHECK(length == TEXT && text[TEXT] == 0 && text[TEXT + 1] == 0x5A);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_public_key, key, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_address, key, NULL);
    drop(key);
}

static void ranges_of_addresses(void) {
    enum { COUNT = 200 };
    static uint8_t one[COUNT * 20 + 1], many[COUNT * 20];
    uint8_t address[20];
    const uint32_t last = KEDGE_HARDENED - 1;
    kedge_hd_key *key = make_master(), *child = NULL;
    one[COUNT * 20] = 0x5A;
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 7, COUNT, 1, one);
    CHECK(one[COUNT * 20] == 0x5A);
    for (uint32_t threads = 2; threads <= 64; threads += 31) {
        memset(many, 0, sizeof many);
        EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 7, COUNT, threads, many);
        CHECK(memcmp(one, many, sizeof many) == 0);
    }
    for (uint32_t i = 0; i < COUNT; i += 33) {
        uint32_t number = 7 + i;
        EXPECT(KEDGE_OK, kedge_hd_key_derive_numbers, key, &number, 1, &child);
        EXPECT(KEDGE_OK, kedge_hd_key_address, child, address);
        CHECK(memcmp(address, one + 20 * i, 20) == 0);
        drop(child);
    }
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, last, 1, 1, one);
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 0, 0, 1, NULL);
    memset(many, 0x5A, sizeof many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, last, 2, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, KEDGE_HARDENED, 1, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, UINT32_MAX, 1, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, over, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, SIZE_MAX, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, PTRDIFF_MAX, 1, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, 1, 0, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, 1, 65, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, 1, UINT32_MAX, many);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_addresses, key, 0, 1, 1, NULL);
    CHECK(check_all(many, sizeof many, 0x5A));
    drop(key);
}

/* --- paths ------------------------------------------------------------------------------------------------------- */

static void paths_go_both_ways(void) {
    static const struct {
        const char *text, *again;
        size_t count;
        uint32_t numbers[5];
    } cases[] = {
        {"m", "m", 0, {0}},
        {"m/0", "m/0", 1, {0}},
        {"0", "m/0", 1, {0}},
        {"m/44'/60'/0'/0/3", "m/44'/60'/0'/0/3", 5,
         {44 + KEDGE_HARDENED, 60 + KEDGE_HARDENED, KEDGE_HARDENED, 0, 3}},
        {"44h/2147483647h/2147483647", "m/44'/2147483647'/2147483647", 3,
            {44 + KEDGE_HARDENED, UINT32_MAX, 0x7FFFFFFF}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t numbers[5];
        char text[64];
        size_t count = 77, length = 77, size = strlen(cases[i].again);
        EXPECT(KEDGE_OK, kedge_path_parse, cases[i].text, strlen(cases[i].text), numbers, cases[i].count, &count);
        CHECK_AT(count == cases[i].count && memcmp(numbers, cases[i].numbers, 4 * count) == 0, "%s", cases[i].text);
        EXPECT(KEDGE_OK, kedge_path_format, numbers, count, text, size + 1, &length);
        CHECK_AT(length == size && strcmp(text, cases[i].again) == 0, "%s", cases[i].text);
        memset(text, 0x5A, sizeof text);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_path_format, numbers, count, text, size, &length);
        CHECK(length == size + 1 && text[0] == 0x5A);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_path_format, numbers, count, NULL, 0, &length);
        CHECK(length == size + 1);
        if (count == 0) continue;
        memset(numbers, 0x5A, sizeof numbers);
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_path_parse, cases[i].text, strlen(cases[i].text), numbers, count - 1,
            &count);
        CHECK(count == cases[i].count && check_all((uint8_t *)numbers, sizeof numbers, 0x5A));
        EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_path_parse, cases[i].text, strlen(cases[i].text), NULL, 0, &count);
        CHECK(count == cases[i].count);
    }
}

static void bad_texts_of_paths_are_refused(void) {
    uint32_t numbers[256];
    char text[4000] = "m";
    size_t count = 77, length = 77;
    memset(numbers, 0xFF, sizeof numbers);
    EXPECT(KEDGE_INVALID_PATH, kedge_path_parse, "", 0, numbers, 255, &count);
    EXPECT(KEDGE_INVALID_PATH, kedge_path_parse, NULL, 0, numbers, 255, &count);
    EXPECT(KEDGE_INVALID_PATH, kedge_path_parse, "m/01", 4, numbers, 255, &count);
    CHECK(strstr(kedge_last_error(), "level 1") != NULL);
    EXPECT(KEDGE_INVALID_PATH, kedge_path_parse, "m/0", 4, numbers, 255, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_parse, NULL, 1, numbers, 255, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_parse, "m", over, numbers, 255, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_parse, "m", 1, numbers, over, &count);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_parse, "m", 1, numbers, 255, NULL);
    CHECK(count == 77);
    /* The longest, and one more. */
    EXPECT(KEDGE_OK, kedge_path_format, numbers, 255, text, 3062, &length);
    CHECK(length == 3061 && strlen(text) == 3061);
    EXPECT(KEDGE_OK, kedge_path_parse, text, length, numbers, 255, &count);
    CHECK(count == 255 && check_all((uint8_t *)numbers, 255 * 4, 0xFF));
    strcat(text, "/1");
    count = 77;
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_path_parse, text, strlen(text), numbers, 255, &count);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_path_format, numbers, 256, text, sizeof text, &length);
    EXPECT(KEDGE_HD_KEY_TOO_DEEP, kedge_path_format, numbers, PTRDIFF_MAX, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_format, numbers, over, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_format, NULL, 1, text, sizeof text, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_format, numbers, 1, text, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_path_format, numbers, 1, text, sizeof text, NULL);
    CHECK(count == 77 && length == 3061);
}

/* --- from a mnemonic --------------------------------------------------------------------------------------------- */

static void makes_the_master_key_of_a_mnemonic(void) {
    static const char expected[] =
        "xprv9s21ZrQH143K3h3fDYiay8mocZ3afhfULfb5GX8kCBdno77K4HiA15Tg23wpbeF1pLfs1c5SPmYHrEpTuuRhxMwvKDwqdKiGJS9XFKzUsAF";
    kedge_hd_key *key = NULL;
    EXPECT(KEDGE_OK, kedge_hd_key_create_mnemonic, phrase, PHRASE, "\uff34REZOR", 8, &key);
    expect_text(key, expected);
    drop(key);
    key = NULL;
    /* Without a passphrase it is another key. Valid in both kinds of Chinese, a phrase has one seed all the same. */
    EXPECT(KEDGE_OK, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 0, &key);
    drop(key);
    key = NULL;
    static const char chinese[] = "的 的 的 的 的 的 的 的 的 的 的 在";
    EXPECT(KEDGE_OK, kedge_hd_key_create_mnemonic, chinese, sizeof chinese - 1, NULL, 0, &key);
    drop(key);
}

static void refuses_bad_mnemonics(void) {
    kedge_hd_key *out = NULL;
    char changed[PHRASE + 1];
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 0, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, NULL, PHRASE, NULL, 0, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, phrase, over, NULL, 0, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 1, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, phrase, PHRASE, phrase, over, &out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_hd_key_create_mnemonic, phrase, KEDGE_MNEMONIC_PHRASE_MAX_BYTES + 1, NULL, 0, &out);
    EXPECT(KEDGE_INVALID_UTF8, kedge_hd_key_create_mnemonic, "\xC3", 1, NULL, 0, &out);
    CHECK(strstr(kedge_last_error(), "phrase") == kedge_last_error());
    EXPECT(KEDGE_INVALID_UTF8, kedge_hd_key_create_mnemonic, phrase, PHRASE, "\xC3", 1, &out);
    CHECK(strstr(kedge_last_error(), "passphrase") == kedge_last_error());
    EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_hd_key_create_mnemonic, phrase, PHRASE - 6, NULL, 0, &out);
    EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_hd_key_create_mnemonic, NULL, 0, NULL, 0, &out);
    memcpy(changed, phrase, sizeof changed);
    memcpy(changed + PHRASE - 5, "above", 5);
    EXPECT(KEDGE_MNEMONIC_CHECKSUM, kedge_hd_key_create_mnemonic, changed, PHRASE, NULL, 0, &out);
    changed[PHRASE - 1] = 'x';
    EXPECT(KEDGE_MNEMONIC_UNKNOWN_WORD, kedge_hd_key_create_mnemonic, changed, PHRASE, NULL, 0, &out);
    CHECK(strstr(kedge_last_error(), "word 12 ") != NULL);
    CHECK(out == NULL);
}

/* --- limits ------------------------------------------------------------------------------------------------------ */

static void begin_without_randomness(void) {
    kedge_hd_key *key = NULL;
    if (!forbid_getrandom(EIO)) SKIP("the system takes no seccomp filter");
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_hd_key_create_seed, seed, sizeof seed, &key);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 0, &key);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_hd_key_create_text, master_xprv, TEXT, &key);
    EXPECT(KEDGE_RANDOM_UNAVAILABLE, kedge_hd_key_create_text, master_xpub, TEXT, &key);
    CHECK(key == NULL && kedge_live_handles() == 0);
}

static void randomness_is_missing(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(begin_without_randomness);
}

static void begin_without_algorithm(void) {
    setenv("OPENSSL_CONF", configuration, 1);
    kedge_hd_key *key = make_master(), *out = NULL;
    uint32_t number = KEDGE_HARDENED;
    kedge_hd_key_info info = {.struct_size = sizeof info, .depth = 77};
    EXPECT(KEDGE_ALGORITHM_UNAVAILABLE, kedge_hd_key_derive, key, "m/0", 3, &out);
    CHECK(strstr(kedge_last_error(), "RIPEMD-160") != NULL);
    EXPECT(KEDGE_ALGORITHM_UNAVAILABLE, kedge_hd_key_derive_numbers, key, &number, 1, &out);
    EXPECT(KEDGE_ALGORITHM_UNAVAILABLE, kedge_hd_key_get_info, key, &info);
    CHECK(out == NULL && info.depth == 77);
    expect_text(key, master_xprv);
    drop(key);
}

static void the_algorithm_is_missing(void) {
    write_empty_configuration();
    check_in_child(begin_without_algorithm);
    unlink(configuration);
}

static void digests_fail(void) {
    kedge_hd_key *key = make_master(), *out = NULL;
    uint32_t number = 0;
    kedge_hd_key_info info = {.struct_size = sizeof info, .depth = 77};
    no_digest = 1;
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_derive, key, "m/0", 3, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_derive_numbers, key, &number, 1, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_get_info, key, &info);
    no_digest = 0;
    CHECK(out == NULL && info.depth == 77);
    drop(key);
}

static void secret_memory_is_missing(void) {
    uint8_t addresses[40];
    kedge_hd_key *key = make_master(), *twin = make_twin(key), *out = NULL;
    kedge_private_key *private_key = NULL;
    uint32_t number = 0;
    memset(addresses, 0x5A, sizeof addresses);
    no_memory_maps = 1;
    fill_secret_memory();
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_create_seed, seed, sizeof seed, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 0, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_create_text, master_xprv, TEXT, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_derive, key, "m/0", 3, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_derive, twin, "m/0", 3, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_derive_numbers, key, &number, 1, &out);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_private_key, key, &private_key);
    EXPECT(KEDGE_OUT_OF_MEMORY, kedge_hd_key_addresses, key, 0, 2, 1, addresses);
    CHECK(check_all(addresses, 40, 0x5A));
    /* What needs none goes on. */
    expect_text(key, master_xprv);
    EXPECT(KEDGE_OK, kedge_hd_key_address, key, addresses);
    no_memory_maps = 0;
    empty_secret_memory();
    CHECK(out == NULL && private_key == NULL);
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 0, 2, 1, addresses);
    drop(key);
    drop(twin);
}

enum { MOST_HANDLES = 1048576 };
static kedge_keccak256 *many[MOST_HANDLES];

static void create_twins_without_memory(void) {
    kedge_hd_key *key = make_master(), *twin = NULL;
    /* The table grows by 1,024 slots at a time. */
    for (int i = 0; i < 1023; i++) EXPECT(KEDGE_OK, kedge_keccak256_create, &many[i]);
    take_all_memory(4096);
    kedge_status status = kedge_hd_key_public(key, &twin);
    give_memory_back();
    CHECK_AT(check_note("kedge_hd_key_public", status) == KEDGE_OUT_OF_MEMORY, "%d", (int)status);
    CHECK(twin == NULL);
    for (int i = 0; i < 1023; i++) EXPECT(KEDGE_OK, kedge_keccak256_destroy, many[i]);
    drop(key);
}

static void memory_for_a_handle_is_missing(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(create_twins_without_memory);
}

static void fill_the_table(void) {
    kedge_hd_key *key = make_master(), *out = NULL;
    kedge_private_key *private_key = NULL;
    size_t count = 0;
    while (count < MOST_HANDLES && kedge_keccak256_create(&many[count]) == KEDGE_OK) count++;
    CHECK(kedge_live_handles() == MOST_HANDLES);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_create_seed, seed, sizeof seed, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_create_mnemonic, phrase, PHRASE, NULL, 0, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_create_text, master_xpub, TEXT, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_derive, key, "m/1", 3, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_derive_numbers, key, NULL, 0, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_public, key, &out);
    EXPECT(KEDGE_TOO_MANY_HANDLES, kedge_hd_key_private_key, key, &private_key);
    CHECK(out == NULL && private_key == NULL);
    for (size_t i = 0; i < count; i++) kedge_keccak256_destroy(many[i]);
    drop(key);
}

static void the_table_is_full(void) {
    SKIP_UNDER_A_TOOL();
    check_in_child(fill_the_table);
}

/* --- what is left behind ------------------------------------------------------------------------------------------ */

static const char *traces[] = {
    /* The key and the chain code of the master, and of m/0'/1. */
    "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35",
    "873dff81c02f525623fd1fe5167eac3a55a049de3d314bb42ee227ffed37d508",
    "3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368",
    "2a7857631386ba23dacac34180dd1983734e444fdbf774041578e9b6adb37c19",
    /* The seed of the phrase, and its master key and chain code. */
    "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553",
    "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04",
    "cbedc75b0d6412c85c79bc13875112ef912fd1e756631b5a00330866f22ff184",
    "a3fa8c983223306de0f0f65e74ebb1e98aba751633bf91d5fb56529aa5c132c1",
};

static struct {
    int call;
    kedge_hd_key *master, *child, *made;
    kedge_private_key *private_key;
    kedge_hd_key_info info;
    char text[112];
    uint8_t bytes[40];
    size_t length;
} used;

/* One call, so that no other overwrites what it leaves. */
static void *use_a_key(void *unused) {
    static const uint32_t numbers[2] = {KEDGE_HARDENED, 1};
    switch (used.call) {
    case 0: kedge_hd_key_create_seed(seed, sizeof seed, &used.made); break;
    case 1: kedge_hd_key_create_text(child_xprv, TEXT, &used.made); break;
    case 2: kedge_hd_key_derive(used.master, "m/0'/1", 6, &used.made); break;
    case 3: kedge_hd_key_derive_numbers(used.master, numbers, 2, &used.made); break;
    case 4: kedge_hd_key_create_mnemonic(phrase, PHRASE, "TREZOR", 6, &used.made); break;
    case 5: kedge_hd_key_format(used.child, used.text, sizeof used.text, &used.length); break;
    case 6: kedge_hd_key_get_info(used.child, &used.info); break;
    case 7: kedge_hd_key_private_key(used.child, &used.private_key); break;
    case 8: kedge_hd_key_address(used.child, used.bytes); break;
    default: kedge_hd_key_addresses(used.child, 0, 2, 1, used.bytes);
    }
    return unused;
}

static void nothing_is_left_on_the_stack(void) {
    SKIP_UNDER_A_TOOL();
    used.info.struct_size = sizeof used.info;
    used.master = make_master();
    used.child = derive(used.master, "m/0'/1");
    for (used.call = 0; used.call < 10; used.call++) {
        const uint8_t *stack = traces_of(use_a_key);
        CHECK((used.made != NULL) == (used.call < 5) && (used.private_key != NULL) == (used.call == 7));
        CHECK_AT(memmem(stack, TRACES_STACK, child_xprv + 60, 16) == NULL, "call %d: text", used.call);
        CHECK_AT(memmem(stack, TRACES_STACK, phrase, 16) == NULL, "call %d: phrase", used.call);
        for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
            CHECK_AT(!has_trace(stack, traces[i]), "call %d: trace %zu", used.call, i);
        }
        drop(used.made);
        EXPECT(KEDGE_OK, kedge_private_key_destroy, used.private_key);
        used.made = NULL;
        used.private_key = NULL;
        traces_end(stack);
    }
    CHECK(strcmp(used.text, child_xprv) == 0);
    drop(used.master);
    drop(used.child);
}

/* --- threads and fork -------------------------------------------------------------------------------------------- */

static kedge_hd_key *shared;
static int is_over;

static void *derive_on_and_on(void *unused) {
    uint8_t addresses[200 * 20];
    (void)unused;
    while (!__atomic_load_n(&is_over, __ATOMIC_RELAXED)) {
        kedge_hd_key *key = derive(shared, "m/0'/1");
        expect_text(key, child_xprv);
        EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 0, 200, 2, addresses);
        drop(key);
    }
    return NULL;
}

static void derive_in_the_child(void) {
    uint8_t addresses[200 * 20];
    kedge_hd_key *key = derive(shared, "m/0'/1");
    expect_text(key, child_xprv);
    EXPECT(KEDGE_OK, kedge_hd_key_addresses, key, 0, 200, 2, addresses);
    drop(key);
}

static void a_child_of_fork_goes_on(void) {
    SKIP_UNDER_A_TOOL();
    pthread_t threads[2];
    shared = make_master();
    is_over = 0;
    for (int i = 0; i < 2; i++) CHECK(pthread_create(&threads[i], NULL, derive_on_and_on, NULL) == 0);
    for (int i = 0; i < (check_is_light() ? 5 : 50); i++) check_in_child(derive_in_the_child);
    __atomic_store_n(&is_over, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    drop(shared);
}

int main(void) {
    check_begin("hd_key");
    /* In children of a process that has not used the library. */
    check_case("without randomness no key is made", randomness_is_missing);
    check_case("without RIPEMD-160 no key is derived", the_algorithm_is_missing);
    check_case("the published tree comes out", the_published_tree_comes_out);
    check_case("texts are read and written again", texts_are_read);
    check_case("the accounts of a known seed come out", known_accounts_come_out);
    check_case("a private key is handed over", a_private_key_is_handed_over);
    check_case("a key tells its place in the tree", a_key_tells_its_place);
    check_case("a mnemonic makes the master key of its seed", makes_the_master_key_of_a_mnemonic);
    check_case("bad mnemonics are refused", refuses_bad_mnemonics);
    check_case("bad seeds are refused", bad_seeds_are_refused);
    check_case("bad texts are refused", bad_texts_are_refused);
    check_case("bad paths are refused", bad_paths_are_refused);
    check_case("no key is deeper than 255 levels", no_key_is_deeper_than_255);
    check_case("dead handles are refused", dead_handles_are_refused);
    check_case("a text needs its room", a_text_needs_its_room);
    check_case("ranges of addresses are those of the children", ranges_of_addresses);
    check_case("paths go both ways", paths_go_both_ways);
    check_case("bad texts of paths are refused", bad_texts_of_paths_are_refused);
    check_case("a digest that fails is a status", digests_fail);
    check_case("missing secret memory is a status", secret_memory_is_missing);
    check_case("missing memory for a handle is a status", memory_for_a_handle_is_missing);
    check_case("a full table of handles is a status", the_table_is_full);
    check_case("no key is left on the stack", nothing_is_left_on_the_stack);
    check_case("a child of fork goes on, whatever threads were doing", a_child_of_fork_goes_on);
    return check_end();
}
