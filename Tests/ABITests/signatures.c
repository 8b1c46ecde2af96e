/* Signatures of hashes: whose they are, one by one and many at once, and their compact form. */
#include "wallet.h"

static void tells_whose_a_signature_is(void) {
    uint8_t hash[32], signature[65], address[20], recovered[20], public_key[65], recovered_key[65], place[65];
    kedge_private_key *key = make_private_key(1);
    check_pattern(hash, 32, 1);
    EXPECT(KEDGE_OK, kedge_private_key_sign, key, hash, 0, signature);
    EXPECT(KEDGE_OK, kedge_private_key_address, key, address);
    EXPECT(KEDGE_OK, kedge_private_key_public_key, key, public_key);
    for (int with_27 = 0; with_27 < 2; with_27++) {
        if (with_27 == 0) signature[64] -= 27;
        EXPECT(KEDGE_OK, kedge_signature_address, hash, signature, recovered);
        EXPECT(KEDGE_OK, kedge_signature_public_key, hash, signature, recovered_key);
        EXPECT(KEDGE_OK, kedge_signature_verify, hash, signature, address);
        CHECK(memcmp(recovered, address, 20) == 0 && memcmp(recovered_key, public_key, 65) == 0);
        if (with_27 == 0) signature[64] += 27;
    }
    memcpy(place, signature, 65);
    EXPECT(KEDGE_OK, kedge_signature_public_key, hash, place, place);
    CHECK(memcmp(place, public_key, 65) == 0);
    memcpy(place, hash, 32);
    EXPECT(KEDGE_OK, kedge_signature_address, place, signature, place + 7);
    CHECK(memcmp(place + 7, address, 20) == 0);
    address[19] ^= 1;
    EXPECT(KEDGE_WRONG_SIGNER, kedge_signature_verify, hash, signature, address);
    address[19] ^= 1;
    hash[0] ^= 1;
    EXPECT(KEDGE_WRONG_SIGNER, kedge_signature_verify, hash, signature, address);
    drop_private_key(key);
}

static void refuses_what_is_no_signature(void) {
    uint8_t hash[32] = {1}, signature[65], out[65], address[20] = {0};
    memset(out, 0x5A, sizeof out);
    for (int i = 0; i < REFUSED_SIGNATURES; i++) {
        refused_signature(i, signature);
        kedge_status status = refused_signatures[i].status;
        EXPECT(status, kedge_signature_address, hash, signature, out);
        EXPECT(status, kedge_signature_public_key, hash, signature, out);
        EXPECT(status, kedge_signature_verify, hash, signature, address);
        EXPECT(status, kedge_signature_to_compact, signature, out);
    }
    nobodys_signature(signature);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signature_address, hash, signature, out);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signature_public_key, hash, signature, out);
    EXPECT(KEDGE_INVALID_SIGNATURE, kedge_signature_verify, hash, signature, address);
    CHECK(check_all(out, sizeof out, 0x5A));
}

static void refuses_null(void) {
    uint8_t hash[32] = {1}, signature[65], out[65];
    check_unhex(ONE ONE "1b", signature);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_address, NULL, signature, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_address, hash, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_address, hash, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_public_key, NULL, signature, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_public_key, hash, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_public_key, hash, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_verify, NULL, signature, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_verify, hash, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_verify, hash, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_to_compact, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_to_compact, signature, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_from_compact, NULL, out);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_from_compact, signature, NULL);
    CHECK(check_all(out, sizeof out, 0x5A));
}

static void writes_and_reads_the_compact_form(void) {
    /* The second example of EIP-2098. */
    static const char signature_text[] =
        "9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76"
        "139c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793" "1c";
    static const char compact_text[] =
        "9328da16089fcba9bececa81663203989f2df5fe1faa6291a45381c81bd17f76"
        "939c6d6b623b42da56557e5e734a43dc83345ddfadec52cbe24d0cc64f550793";
    uint8_t signature[65], compact[64], out[66];
    check_unhex(signature_text, signature);
    check_unhex(compact_text, compact);
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_OK, kedge_signature_to_compact, signature, out);
    CHECK(memcmp(out, compact, 64) == 0 && out[64] == 0x5A);
    EXPECT(KEDGE_OK, kedge_signature_from_compact, compact, out);
    CHECK(memcmp(out, signature, 65) == 0 && out[65] == 0x5A);
    /* In place. */
    EXPECT(KEDGE_OK, kedge_signature_to_compact, out, out);
    EXPECT(KEDGE_OK, kedge_signature_from_compact, out, out);
    CHECK(memcmp(out, signature, 65) == 0);
    static const struct {
        const char *text;
        kedge_status status;
    } refused[] = {
        {ONE ABOVE_HALF, KEDGE_HIGH_S}, {ZERO ONE, KEDGE_INVALID_SIGNATURE}, {ONE ZERO, KEDGE_INVALID_SIGNATURE},
        {ORDER ONE, KEDGE_INVALID_SIGNATURE},
        {ONE "8000000000000000000000000000000000000000000000000000000000000000", KEDGE_INVALID_SIGNATURE},
        {ONE "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", KEDGE_HIGH_S},
    };
    memset(out, 0x5A, sizeof out);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        check_unhex(refused[i].text, compact);
        EXPECT(refused[i].status, kedge_signature_from_compact, compact, out);
    }
    CHECK(check_all(out, sizeof out, 0x5A));
}

/* --- many at once ------------------------------------------------------------------------------------------------ */

enum { MOST = 67 };
static uint8_t hashes[MOST][32], signatures[MOST][65], signers[MOST][20];
static kedge_status right_statuses[MOST];

/* Every seventh is nobody's, and others have a high s or a wrong v. */
static void make_signatures(void) {
    kedge_private_key *key = make_private_key(2);
    for (int i = 0; i < MOST; i++) {
        check_pattern(hashes[i], 32, (uint64_t)i);
        EXPECT(KEDGE_OK, kedge_private_key_sign, key, hashes[i], 0, signatures[i]);
        EXPECT(KEDGE_OK, kedge_private_key_address, key, signers[i]);
        right_statuses[i] = KEDGE_OK;
        if (i % 7 == 2) {
            nobodys_signature(signatures[i]);
            right_statuses[i] = KEDGE_INVALID_SIGNATURE;
        } else if (i % 7 == 4) {
            refused_signature(4 + i % 6, signatures[i]);
            right_statuses[i] = refused_signatures[4 + i % 6].status;
        }
        if (right_statuses[i] != KEDGE_OK) memset(signers[i], 0, 20);
    }
    drop_private_key(key);
}

static void recovers_many(void) {
    static const uint32_t threads[] = {1, 2, 3, 64};
    uint8_t addresses[MOST + 1][20];
    kedge_status statuses[MOST + 1];
    make_signatures();
    for (int t = 0; t < 4; t++) {
        for (size_t count = 0; count <= MOST; count += count < 9 ? 1 : 29) {
            memset(addresses, 0x5A, sizeof addresses);
            memset(statuses, 0x5A, sizeof statuses);
            kedge_status asked = CALL(
                kedge_signatures_recover, hashes[0], signatures[0], count, threads[t], addresses[0], statuses);
            CHECK(asked == KEDGE_OK);
            CHECK(memcmp(addresses, signers, 20 * count) == 0);
            CHECK(memcmp(statuses, right_statuses, sizeof statuses[0] * count) == 0);
            CHECK(check_all(addresses[count], 20, 0x5A) && statuses[count] == 0x5A5A5A5A);
        }
    }
}

static void verifies_many(void) {
    static const uint32_t threads[] = {1, 2, 3, 64};
    uint8_t claims[MOST][20];
    kedge_status statuses[MOST + 1], expected[MOST];
    make_signatures();
    memcpy(claims, signers, sizeof claims);
    for (int i = 0; i < MOST; i++) {
        expected[i] = right_statuses[i];
        if (i % 5 == 3) {
            claims[i][i % 20] ^= 1;
            if (expected[i] == KEDGE_OK) expected[i] = KEDGE_WRONG_SIGNER;
        }
    }
    for (int t = 0; t < 4; t++) {
        for (size_t count = 0; count <= MOST; count += count < 9 ? 1 : 29) {
            memset(statuses, 0x5A, sizeof statuses);
            EXPECT(KEDGE_OK, kedge_signatures_verify, hashes[0], signatures[0], claims[0], count, threads[t], statuses);
            CHECK(memcmp(statuses, expected, sizeof statuses[0] * count) == 0 && statuses[count] == 0x5A5A5A5A);
        }
    }
}

static void a_refused_item_is_no_failed_call(void) {
    kedge_status status = KEDGE_OK;
    uint8_t address[20], signature[65];
    nobodys_signature(signature);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signature_address, NULL, NULL, NULL);
    char sentence[512];
    snprintf(sentence, sizeof sentence, "%s", kedge_last_error());
    EXPECT(KEDGE_OK, kedge_signatures_recover, hashes[0], signature, 1, 1, address, &status);
    CHECK(status == KEDGE_INVALID_SIGNATURE && strcmp(kedge_last_error(), sentence) == 0);
    EXPECT(KEDGE_OK, kedge_signatures_verify, hashes[0], signature, address, 1, 1, &status);
    CHECK(status == KEDGE_INVALID_SIGNATURE && strcmp(kedge_last_error(), sentence) == 0);
}

static void many_refuse_bad_arguments(void) {
    uint8_t addresses[2][20];
    kedge_status statuses[2];
    static const size_t counts[] = {(size_t)PTRDIFF_MAX + 1, SIZE_MAX, PTRDIFF_MAX, PTRDIFF_MAX / 65 + 1,
        PTRDIFF_MAX / 4};
    static const uint32_t threads[] = {0, 65, UINT32_MAX};
    make_signatures();
    memset(addresses, 0x5A, sizeof addresses);
    memset(statuses, 0x5A, sizeof statuses);
    const uint8_t *h = hashes[0], *s = signatures[0], *claims = signers[0];
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, NULL, s, 2, 1, addresses[0], statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, NULL, 2, 1, addresses[0], statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, NULL, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, addresses[0], NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, NULL, s, claims, 2, 1, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, NULL, claims, 2, 1, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, NULL, 2, 1, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, claims, 2, 1, NULL);
    for (int i = 0; i < 5; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, counts[i], 1, addresses[0], statuses);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, claims, counts[i], 1, statuses);
    }
    for (int i = 0; i < 3; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, threads[i], addresses[0], statuses);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, claims, 2, threads[i], statuses);
    }
    CHECK(check_all(addresses[0], sizeof addresses, 0x5A) && statuses[0] == 0x5A5A5A5A);
    EXPECT(KEDGE_OK, kedge_signatures_recover, NULL, NULL, 0, 1, NULL, NULL);
    EXPECT(KEDGE_OK, kedge_signatures_verify, NULL, NULL, NULL, 0, 64, NULL);
}

static void many_refuse_overlap(void) {
    _Alignas(8) uint8_t room[400] = {0};
    uint8_t before[400];
    kedge_status statuses[2];
    memcpy(before, room, sizeof room);
    uint8_t *h = room, *s = room + 64, *a = room + 194, *beyond = room + 300;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, h + 63, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, s + 129, statuses);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, beyond, (kedge_status *)(void *)(room + 60));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, beyond, (kedge_status *)(void *)(room + 192));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_recover, h, s, 2, 1, beyond, (kedge_status *)(void *)(room + 336));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, a, 2, 1, (kedge_status *)(void *)room);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, a, 2, 1, (kedge_status *)(void *)(room + 188));
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_signatures_verify, h, s, a, 2, 1, (kedge_status *)(void *)(room + 232));
    CHECK(memcmp(room, before, sizeof room) == 0);
    EXPECT(KEDGE_OK, kedge_signatures_recover, h, s, 2, 1, a, statuses);
}

int main(void) {
    check_begin("signatures");
    check_case("the signer of a signature is its key's address", tells_whose_a_signature_is);
    check_case("what is no signature is refused everywhere", refuses_what_is_no_signature);
    check_case("NULL is refused everywhere", refuses_null);
    check_case("the compact form is that of EIP-2098", writes_and_reads_the_compact_form);
    check_case("many signatures are recovered, each with its own status", recovers_many);
    check_case("many signatures are verified, each with its own status", verifies_many);
    check_case("a refused item leaves the last error alone", a_refused_item_is_no_failed_call);
    check_case("batches refuse arguments that break a rule", many_refuse_bad_arguments);
    check_case("batches refuse memory that overlaps", many_refuse_overlap);
    return check_end();
}
