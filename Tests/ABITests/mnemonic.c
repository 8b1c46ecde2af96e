/* Mnemonics: made, read, checked and turned into seeds, and the words of the lists. */
#include "faults.h"

/* Trezor's first vector: 16 zeros, and the passphrase TREZOR. */
static const char twelve[] =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
enum { TWELVE = sizeof twelve - 1 };
static const char twelve_seed[] =
    "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04";

static const char unknown[] =
    "abandon abandon abandon abandon abandon abandon abandon abandom abandon abandon abandon about";
static const char wrong[] =
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon above";
static const char eleven[] = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
static const char cut[] = "abandon \xC3";

/* Trezor's first vector in both kinds of Chinese: the same signs. */
static const char chinese[] = "的 的 的 的 的 的 的 的 的 的 的 在";

/* Words of both English and French, whose checksum is right in both, as different bytes. */
static char both[200];

static size_t find_both(void) {
    static const char *const words[] = {
        "alarm", "album", "animal", "article", "aspect", "attitude", "badge", "bonus", "brave", "bronze", "canal",
        "capable", "capital", "caution", "certain", "civil", "client", "concert", "correct", "cousin", "crucial",
        "danger", "distance", "divorce", "double", "effort", "exact", "festival", "figure", "final", "force",
        "fortune", "fragile", "fruit", "impact", "intact", "lecture", "loyal", "machine", "marine", "message",
        "minute", "mobile", "multiple", "muscle", "nation", "nature", "neutral", "notable", "noble", "olive", "opinion",
        "orange", "original", "palace", "parade", "patrol", "phrase", "piano", "pigeon", "pilot", "police", "prison",
        "prudent", "puzzle", "rare", "refuge", "relief", "ribbon", "romance", "rotation", "science", "session",
        "simple", "solution", "spatial", "surface", "surprise", "talent", "tissue", "torture", "total", "train",
        "vacant", "vague", "valve", "village", "violin", "virus", "voyage", "volume", "zone",
    };
    enum { WORDS = sizeof words / sizeof words[0] };
    for (int first = 0; first < WORDS; first++) {
        for (int last = 0; last < WORDS; last++) {
            both[0] = 0;
            for (int i = 0; i < 11; i++) strcat(strcat(both, words[first]), " ");
            strcat(both, words[last]);
            size_t length = strlen(both);
            if (kedge_mnemonic_check(both, length, KEDGE_LANGUAGE_ENGLISH, NULL) == KEDGE_OK &&
                kedge_mnemonic_check(both, length, KEDGE_LANGUAGE_FRENCH, NULL) == KEDGE_OK) {
                return length;
            }
        }
    }
    CHECK(!"a phrase of both languages was found");
    return 0;
}

static size_t word_count(const char *phrase) {
    size_t count = 1;
    for (const char *next = phrase; *next != 0; next++) count += *next == ' ' || strncmp(next, "\u3000", 3) == 0;
    return count;
}

/* --- what they compute ------------------------------------------------------------------------------------------- */

static void computes_the_published(void) {
    uint8_t zeros[16] = {0}, entropy[32], seed[64], expected[64];
    char phrase[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length = 0;
    uint32_t language = 99;
    EXPECT(KEDGE_OK, kedge_mnemonic_from_entropy, KEDGE_LANGUAGE_ENGLISH, zeros, 16, phrase, sizeof phrase, &length);
    CHECK(length == TWELVE && strcmp(phrase, twelve) == 0);
    EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, twelve, TWELVE, KEDGE_LANGUAGE_ANY, entropy, sizeof entropy, &length);
    CHECK(length == 16 && check_all(entropy, 16, 0));
    EXPECT(KEDGE_OK, kedge_mnemonic_language, twelve, TWELVE, &language);
    CHECK(language == KEDGE_LANGUAGE_ENGLISH);
    check_unhex(twelve_seed, expected);
    EXPECT(KEDGE_OK, kedge_mnemonic_seed, twelve, TWELVE, "TREZOR", 6, seed);
    CHECK(memcmp(seed, expected, 64) == 0);
    /* Whatever stands around the words, and whatever the normal form. */
    static const char typed[] =
        "\n abandon\tabandon abandon\u3000abandon abandon  abandon abandon\u00a0abandon abandon abandon abandon\r\nabout ";
    EXPECT(KEDGE_OK, kedge_mnemonic_seed, typed, sizeof typed - 1, "\uff34REZOR", 8, seed);
    CHECK(memcmp(seed, expected, 64) == 0);
    EXPECT(KEDGE_OK, kedge_mnemonic_seed, twelve, TWELVE, NULL, 0, seed);
    CHECK(memcmp(seed, expected, 64) != 0);
    /* Japanese is shown with its own space. */
    EXPECT(KEDGE_OK, kedge_mnemonic_from_entropy, KEDGE_LANGUAGE_JAPANESE, zeros, 16, phrase, sizeof phrase, &length);
    CHECK(length == strlen(phrase) && word_count(phrase) == 12 && strchr(phrase, ' ') == NULL);
    EXPECT(KEDGE_OK, kedge_mnemonic_language, phrase, length, &language);
    CHECK(language == KEDGE_LANGUAGE_JAPANESE);
}

static void generates_in_every_language(void) {
    char phrase[KEDGE_MNEMONIC_MAX_BYTES], again[KEDGE_MNEMONIC_MAX_BYTES];
    uint8_t entropy[32];
    for (uint32_t language = 1; language <= 12; language++) {
        for (uint32_t words = 12; words <= 24; words += 3) {
            size_t length = 0, entropy_len = 0, again_len = 0;
            EXPECT(KEDGE_OK, kedge_mnemonic_generate, language, words, phrase, sizeof phrase, &length);
            CHECK_AT(length == strlen(phrase) && word_count(phrase) == words, "%u words: %s", (unsigned)words, phrase);
            EXPECT(KEDGE_OK, kedge_mnemonic_check, phrase, length, language, NULL);
            EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, phrase, length, language, entropy, sizeof entropy,
                &entropy_len);
            CHECK(entropy_len == words / 3 * 4);
            EXPECT(KEDGE_OK, kedge_mnemonic_from_entropy, language, entropy, entropy_len, again, sizeof again,
                &again_len);
            CHECK(again_len == length && strcmp(phrase, again) == 0);
            EXPECT(KEDGE_OK, kedge_mnemonic_generate, language, words, again, sizeof again, &again_len);
            CHECK(strcmp(phrase, again) != 0);
        }
    }
}

static void tells_what_is_wrong(void) {
    uint8_t out[64];
    size_t length = 77, position = 77;
    uint32_t language = 77;
    static const struct {
        const char *phrase;
        kedge_status status;
    } cases[] = {
        {unknown, KEDGE_MNEMONIC_UNKNOWN_WORD}, {wrong, KEDGE_MNEMONIC_CHECKSUM}, {eleven, KEDGE_MNEMONIC_LENGTH},
        {cut, KEDGE_INVALID_UTF8},              {"", KEDGE_MNEMONIC_LENGTH},      {"zoo", KEDGE_MNEMONIC_LENGTH},
    };
    memset(out, 0x5A, sizeof out);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *phrase = cases[i].phrase;
        size_t count = strlen(phrase);
        for (uint32_t which = 0; which <= 1; which++) {
            position = 77;
            EXPECT(cases[i].status, kedge_mnemonic_check, phrase, count, which, &position);
            CHECK(position == (cases[i].status == KEDGE_MNEMONIC_UNKNOWN_WORD ? 8 : 77));
            EXPECT(cases[i].status, kedge_mnemonic_check, phrase, count, which, NULL);
            EXPECT(cases[i].status, kedge_mnemonic_to_entropy, phrase, count, which, out, sizeof out, &length);
        }
        EXPECT(cases[i].status, kedge_mnemonic_language, phrase, count, &language);
        EXPECT(cases[i].status, kedge_mnemonic_seed, phrase, count, NULL, 0, out);
    }
    EXPECT(KEDGE_INVALID_UTF8, kedge_mnemonic_seed, twelve, TWELVE, "\xFF", 1, out);
    EXPECT(KEDGE_MNEMONIC_UNKNOWN_WORD, kedge_mnemonic_check, twelve, TWELVE, KEDGE_LANGUAGE_CZECH, &position);
    CHECK(position == 1);
    CHECK(check_all(out, sizeof out, 0x5A) && length == 77 && language == 77);
    /* A word of the phrase is a secret: the sentence has its position alone. */
    EXPECT(KEDGE_MNEMONIC_UNKNOWN_WORD, kedge_mnemonic_check, unknown, strlen(unknown), KEDGE_LANGUAGE_ANY, NULL);
    CHECK(strcmp(kedge_last_error(), "word 8 of the mnemonic is not in the list of its language") == 0);
}

static void tells_what_is_ambiguous(void) {
    uint8_t out[32], english[32];
    size_t length = 77;
    uint32_t language = 77;
    size_t count = strlen(chinese);
    EXPECT(KEDGE_MNEMONIC_AMBIGUOUS, kedge_mnemonic_language, chinese, count, &language);
    CHECK(language == 77);
    /* Both kinds of Chinese give the same bytes. */
    EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, chinese, count, KEDGE_LANGUAGE_ANY, out, sizeof out, &length);
    CHECK(length == 16 && check_all(out, 16, 0));
    count = find_both();
    length = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_MNEMONIC_AMBIGUOUS, kedge_mnemonic_language, both, count, &language);
    EXPECT(KEDGE_MNEMONIC_AMBIGUOUS, kedge_mnemonic_to_entropy, both, count, KEDGE_LANGUAGE_ANY, out, sizeof out,
        &length);
    CHECK(language == 77 && length == 77 && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_mnemonic_check, both, count, KEDGE_LANGUAGE_ANY, NULL);
    EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, both, count, KEDGE_LANGUAGE_ENGLISH, english, sizeof english, &length);
    EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, both, count, KEDGE_LANGUAGE_FRENCH, out, sizeof out, &length);
    CHECK(length == 16 && memcmp(out, english, 16) != 0);
}

/* --- words ------------------------------------------------------------------------------------------------------- */

static void gives_every_word(void) {
    char word[64], longest[64];
    size_t length, most = 0;
    for (uint32_t language = 1; language <= 12; language++) {
        for (uint32_t index = 0; index < 2048; index++) {
            EXPECT(KEDGE_OK, kedge_mnemonic_word, language, index, word, sizeof word, &length);
            CHECK(length > 0 && length == strlen(word));
            if (length > most) {
                most = length;
                memcpy(longest, word, length + 1);
            }
        }
    }
    CHECK_AT(24 * most + 23 * 3 + 1 <= KEDGE_MNEMONIC_MAX_BYTES, "%s", longest);
    EXPECT(KEDGE_OK, kedge_mnemonic_word, KEDGE_LANGUAGE_ENGLISH, 2047, word, sizeof word, &length);
    CHECK(strcmp(word, "zoo") == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_word, KEDGE_LANGUAGE_ENGLISH, 2047, word, 3, &length);
    CHECK(length == 4);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_word, KEDGE_LANGUAGE_ENGLISH, 0, NULL, 0, &length);
    CHECK(length == 8);
    static const uint32_t indexes[] = {2048, 2049, 65536, INT32_MAX, UINT32_MAX};
    for (size_t i = 0; i < sizeof indexes / sizeof indexes[0]; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_word, 1, indexes[i], word, sizeof word, &length);
    }
    CHECK(length == 8);
}

static void suggests_words(void) {
    char out[64 * 34];
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_mnemonic_suggest, KEDGE_LANGUAGE_ENGLISH, "act", 3, 5, out, sizeof out, &length);
    CHECK(strcmp(out, "act\nactor\naction\nactual\nactress") == 0 && length == strlen(out));
    EXPECT(KEDGE_OK, kedge_mnemonic_suggest, KEDGE_LANGUAGE_SPANISH, "accion", 6, 1, out, sizeof out, &length);
    CHECK(strcmp(out, "accio\u0301n") == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_suggest, KEDGE_LANGUAGE_SPANISH, "accion", 6, 1, out, 8, &length);
    CHECK(length == 9);
    EXPECT(KEDGE_OK, kedge_mnemonic_suggest, KEDGE_LANGUAGE_SPANISH, "accion", 6, 1, out, 9, &length);
    CHECK(length == 8);
    EXPECT(KEDGE_OK, kedge_mnemonic_suggest, KEDGE_LANGUAGE_ENGLISH, "qqqqqqqq", 8, 5, out, 1, &length);
    CHECK(length == 0 && out[0] == 0);
    EXPECT(KEDGE_OK, kedge_mnemonic_suggest, KEDGE_LANGUAGE_ENGLISH, NULL, 0, 5, out, 1, &length);
    CHECK(length == 0);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_suggest, KEDGE_LANGUAGE_ENGLISH, "", 0, 5, NULL, 0, &length);
    CHECK(length == 1);
    length = 77;
    memset(out, 0x5A, sizeof out);
    char text[65];
    memset(text, 'a', sizeof text);
    EXPECT(KEDGE_INVALID_UTF8, kedge_mnemonic_suggest, 1, "\xC3", 1, 5, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, text, 65, 5, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, "act", 3, 0, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, "act", 3, 65, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, "act", 3, UINT32_MAX, out, sizeof out, &length);
    CHECK(length == 77 && check_all((uint8_t *)out, sizeof out, 0x5A));
    /* The most and the longest there can be. */
    for (uint32_t language = 1; language <= 12; language++) {
        char word[64];
        for (uint32_t index = 0; index < 2048; index += check_is_light() ? 500 : 61) {
            size_t word_len, first = 0;
            EXPECT(KEDGE_OK, kedge_mnemonic_word, language, index, word, sizeof word, &word_len);
            EXPECT(KEDGE_OK, kedge_mnemonic_suggest, language, word, word_len, 64, out, sizeof out, &length);
            while (out[first] != 0 && out[first] != '\n') first++;
            CHECK_AT(first == word_len && memcmp(out, word, first) == 0, "%s", word);
        }
    }
}

/* --- arguments --------------------------------------------------------------------------------------------------- */

static void answers_with_the_size(void) {
    uint8_t zeros[32] = {0}, entropy[32];
    char phrase[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length = 0;
    memset(phrase, 0x5A, sizeof phrase);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_from_entropy, 1, zeros, 16, phrase, TWELVE, &length);
    CHECK(length == TWELVE + 1 && check_all((uint8_t *)phrase, sizeof phrase, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_from_entropy, 1, zeros, 16, NULL, 1000, &length);
    CHECK(length == TWELVE + 1);
    EXPECT(KEDGE_OK, kedge_mnemonic_from_entropy, 1, zeros, 16, phrase, TWELVE + 1, &length);
    CHECK(length == TWELVE);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_to_entropy, twelve, TWELVE, 1, entropy, 15, &length);
    CHECK(length == 16);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_to_entropy, twelve, TWELVE, 1, NULL, 0, &length);
    CHECK(length == 16);
    EXPECT(KEDGE_OK, kedge_mnemonic_to_entropy, twelve, TWELVE, 1, entropy, 16, &length);
    /* A new one is made only where any would have room, so a question for the size costs no randomness. */
    memset(phrase, 0x5A, sizeof phrase);
    countdown = 0;
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_generate, 1, 12, phrase, sizeof phrase - 1, &length);
    CHECK(length == KEDGE_MNEMONIC_MAX_BYTES && check_all((uint8_t *)phrase, sizeof phrase, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_mnemonic_generate, 1, 12, NULL, 0, &length);
    CHECK(length == KEDGE_MNEMONIC_MAX_BYTES && countdown == 0);
    countdown = -1;
    EXPECT(KEDGE_OK, kedge_mnemonic_generate, 1, 12, phrase, sizeof phrase, &length);
    CHECK(kedge_mnemonic_max_bytes() == KEDGE_MNEMONIC_MAX_BYTES && kedge_seed_bytes() == 64);
    CHECK(kedge_mnemonic_phrase_max_bytes() == KEDGE_MNEMONIC_PHRASE_MAX_BYTES);
    CHECK(kedge_mnemonic_passphrase_max_bytes() == KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES);
}

static void refuses_bad_lengths(void) {
    uint8_t bytes[64] = {0};
    char phrase[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length = 77;
    memset(phrase, 0x5A, sizeof phrase);
    for (uint32_t words = 0; words < 60; words++) {
        if (words >= 12 && words <= 24 && words % 3 == 0) continue;
        EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_generate, 1, words, phrase, sizeof phrase, &length);
        EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_generate, 1, words, NULL, 0, &length);
    }
    EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_generate, 1, UINT32_MAX, phrase, sizeof phrase, &length);
    for (size_t count = 0; count <= 64; count++) {
        if (count >= 16 && count <= 32 && count % 4 == 0) continue;
        EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_from_entropy, 1, bytes, count, phrase, sizeof phrase, &length);
    }
    EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_from_entropy, 1, NULL, 0, phrase, sizeof phrase, &length);
    EXPECT(KEDGE_MNEMONIC_LENGTH, kedge_mnemonic_from_entropy, 1, bytes, PTRDIFF_MAX, phrase, sizeof phrase, &length);
    CHECK(length == 77 && check_all((uint8_t *)phrase, sizeof phrase, 0x5A));
}

static void refuses_bad_languages(void) {
    uint8_t bytes[32] = {0};
    char out[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length = 77, position = 77;
    static const uint32_t bad[] = {KEDGE_LANGUAGE_ANY, 13, 14, 31, 32, 33, 256, 257, INT32_MAX, UINT32_MAX};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_generate, bad[i], 12, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_from_entropy, bad[i], bytes, 16, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_word, bad[i], 0, out, sizeof out, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, bad[i], "act", 3, 5, out, sizeof out, &length);
        if (bad[i] == KEDGE_LANGUAGE_ANY) continue;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_to_entropy, twelve, TWELVE, bad[i], bytes, 32, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_check, twelve, TWELVE, bad[i], &position);
    }
    CHECK(length == 77 && position == 77);
}

static void refuses_bad_arguments(void) {
    uint8_t bytes[64] = {0};
    char out[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length = 77;
    uint32_t language = 77;
    static const size_t lengths[] = {1, PTRDIFF_MAX, (size_t)PTRDIFF_MAX + 1, SIZE_MAX};
    memset(out, 0x5A, sizeof out);
    memset(bytes, 0x5A, sizeof bytes);
    for (size_t i = 0; i < 8; i++) {
        const char *text = i < 4 ? NULL : twelve;
        size_t count = lengths[i % 4];
        if (text != NULL && count == 1) continue;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_to_entropy, text, count, 1, bytes, sizeof bytes, &length);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_check, text, count, 1, NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_language, text, count, &language);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_seed, text, count, NULL, 0, bytes);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_seed, twelve, TWELVE, text, count, bytes);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, text, count, 5, out, sizeof out, &length);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_from_entropy, 1, NULL, 16, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_from_entropy, 1, bytes, over, out, sizeof out, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_from_entropy, 1, bytes, SIZE_MAX, out, sizeof out, &length);
    for (int turn = 0; turn < 2; turn++) {
        size_t *to = turn == 0 ? NULL : &length, capacity = turn == 0 ? sizeof out : over;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_generate, 1, 12, out, capacity, to);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_from_entropy, 1, bytes, 16, out, capacity, to);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_to_entropy, twelve, TWELVE, 1, bytes, capacity, to);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_word, 1, 0, out, capacity, to);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_suggest, 1, "act", 3, 5, out, capacity, to);
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_language, twelve, TWELVE, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_seed, twelve, TWELVE, NULL, 0, NULL);
    CHECK(check_all((uint8_t *)out, sizeof out, 0x5A) && check_all(bytes, sizeof bytes, 0x5A));
    CHECK(length == 77 && language == 77);
}

static void reads_up_to_the_limits(void) {
    enum { MOST = KEDGE_MNEMONIC_PASSPHRASE_MAX_BYTES };
    char *text = malloc(MOST + 1);
    uint8_t seed[64];
    CHECK(text != NULL);
    if (text == NULL) return;
    memset(text, ' ', MOST + 1);
    memcpy(text, twelve, TWELVE);
    EXPECT(KEDGE_OK, kedge_mnemonic_check, text, KEDGE_MNEMONIC_PHRASE_MAX_BYTES, KEDGE_LANGUAGE_ANY, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_check, text, KEDGE_MNEMONIC_PHRASE_MAX_BYTES + 1, KEDGE_LANGUAGE_ANY,
        NULL);
    EXPECT(KEDGE_OK, kedge_mnemonic_seed, twelve, TWELVE, text, MOST, seed);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_mnemonic_seed, twelve, TWELVE, text, MOST + 1, seed);
    /* Marks in the worst order: what sorts them slowly takes seconds. */
    for (size_t i = 0; i < MOST; i += 4) memcpy(text + i, "\u0301\u0323", 4);
    EXPECT(KEDGE_OK, kedge_mnemonic_seed, twelve, TWELVE, text, MOST, seed);
    free(text);
}

/* --- what fails underneath --------------------------------------------------------------------------------------- */

enum call { GENERATE, FROM_ENTROPY, TO_ENTROPY, CHECK_PHRASE, LANGUAGE, SEED, SUGGEST, CALLS };

static const char *const call_names[] = {
    "kedge_mnemonic_generate", "kedge_mnemonic_from_entropy", "kedge_mnemonic_to_entropy", "kedge_mnemonic_check",
    "kedge_mnemonic_language", "kedge_mnemonic_seed", "kedge_mnemonic_suggest",
};

static enum call failing_call;
static int failing_fault;

/* One call of a process that has never used the library, so that what is done once is done here. */
static void fail_once(void) {
    /* The passphrase is long and in no normal form: it takes memory of its own. */
    static char passphrase[8000];
    uint8_t bytes[64];
    char out[64 * 34];
    size_t length = 77, position = 77;
    uint32_t language = 77;
    kedge_status status = KEDGE_OK;
    memset(bytes, 0x5A, sizeof bytes);
    memset(out, 0x5A, sizeof out);
    for (size_t i = 0; i < sizeof passphrase; i += 4) memcpy(passphrase + i, "\u0301\u0323", 4);
    countdown = failing_fault;
    switch (failing_call) {
    case GENERATE: status = kedge_mnemonic_generate(1, 24, out, sizeof out, &length); break;
    case FROM_ENTROPY:
        status = kedge_mnemonic_from_entropy(2, (const uint8_t *)twelve, 32, out, sizeof out, &length);
        break;
    case TO_ENTROPY: status = kedge_mnemonic_to_entropy(twelve, TWELVE, 0, bytes, sizeof bytes, &length); break;
    case CHECK_PHRASE: status = kedge_mnemonic_check(chinese, strlen(chinese), 0, &position); break;
    case LANGUAGE: status = kedge_mnemonic_language(twelve, TWELVE, &language); break;
    case SEED: status = kedge_mnemonic_seed(twelve, TWELVE, passphrase, sizeof passphrase, bytes); break;
    case SUGGEST: status = kedge_mnemonic_suggest(1, "act", 3, 5, out, sizeof out, &length); break;
    default: abort();
    }
    int reached = countdown < 0;
    countdown = -1;
    check_note(call_names[failing_call], status);
    /* Pages that could not be locked are no reason to fail. */
    int is_harmless = !reached || strcmp(failed_function, "sodium_mlock") == 0;
    kedge_status expected = is_harmless                                  ? KEDGE_OK
                            : strcmp(failed_function, "getrandom") == 0 ? KEDGE_RANDOM_UNAVAILABLE
                                                                        : KEDGE_OUT_OF_MEMORY;
    CHECK_AT(status == expected, "%s, fault %d in %s: %d", call_names[failing_call], failing_fault,
             reached ? failed_function : "nothing", (int)status);
    if (status != KEDGE_OK) {
        CHECK(check_all(bytes, sizeof bytes, 0x5A) && check_all((uint8_t *)out, sizeof out, 0x5A));
        CHECK(length == 77 && position == 77 && language == 77);
    }
    if (!reached) SKIP("every fault was tried");
}

static void fails_cleanly(void) {
    for (failing_call = GENERATE; failing_call < CALLS; failing_call++) {
        for (failing_fault = 0; failing_fault < 100; failing_fault++) {
            check_in_child(fail_once);
            if (check_reason_to_skip != NULL) break;
        }
        CHECK_AT(failing_fault >= 3 && failing_fault < 100, "%s: %d faults", call_names[failing_call], failing_fault);
        check_reason_to_skip = NULL;
    }
}

int main(void) {
    check_begin("mnemonic");
    check_case("whatever fails underneath, a status tells and nothing is written", fails_cleanly);
    check_case("the published mnemonic, entropy and seed come out", computes_the_published);
    check_case("a new one in every language and length is read again", generates_in_every_language);
    check_case("what is wrong with a phrase is told, and where", tells_what_is_wrong);
    check_case("a phrase that is valid in several languages is ambiguous where it matters", tells_what_is_ambiguous);
    check_case("every word has a number", gives_every_word);
    check_case("a mistyped word suggests what was meant", suggests_words);
    check_case("a short buffer is answered with the size", answers_with_the_size);
    check_case("other numbers of words and bytes are refused", refuses_bad_lengths);
    check_case("other languages are refused", refuses_bad_languages);
    check_case("NULL and lengths over PTRDIFF_MAX are refused", refuses_bad_arguments);
    check_case("phrase and passphrase are read up to their limits", reads_up_to_the_limits);
    return check_end();
}
