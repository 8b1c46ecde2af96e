/* Mnemonics: phrases of any bytes, of words in any order, and with a byte changed; entropy both ways; suggestions. */
#include "fuzz.h"

enum { PHRASE = 1500, OUT = 64 * 34 };

static const statuses reading = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_UTF8) | BIT(KEDGE_MNEMONIC_LENGTH)
    | BIT(KEDGE_MNEMONIC_UNKNOWN_WORD) | BIT(KEDGE_MNEMONIC_CHECKSUM);

/* Words of a language with spaces of all kinds between them. */
static size_t take_words(struct reader *reader, char *out) {
    static const char *const spaces[] = {" ", " ", " ", "  ", "\t", "\r\n", "\u3000", "\u00a0"};
    unsigned choice = take_byte(reader);
    uint32_t language = choice % 12 + 1;
    size_t count = 12 + take_byte(reader) % 5 * 3, used = 0, length = 0;
    if (choice >= 240) count = take_byte(reader) % 26;
    for (size_t i = 0; i < count; i++) {
        /* Seldom a word of another list. */
        unsigned high = take_byte(reader);
        uint32_t index = (high << 8 | take_byte(reader)) % 2048, from = high >= 250 ? index % 12 + 1 : language;
        if (i > 0) used += (size_t)sprintf(out + used, "%s", spaces[high / 8 % 8]);
        MUST(kedge_mnemonic_word(from, index, out + used, PHRASE - used, &length) == KEDGE_OK);
        used += length;
    }
    return used;
}

/* A phrase that is valid in `language` stands for bytes that stand for the phrase. */
static void go_around(uint32_t language, const char *phrase, size_t phrase_len) {
    uint8_t entropy[32], again[32];
    char shown[KEDGE_MNEMONIC_MAX_BYTES];
    size_t length, shown_len, again_len;
    MUST(kedge_mnemonic_to_entropy(phrase, phrase_len, language, entropy, sizeof entropy, &length) == KEDGE_OK);
    MUST(kedge_mnemonic_from_entropy(language, entropy, length, shown, sizeof shown, &shown_len) == KEDGE_OK);
    MUST(strlen(shown) == shown_len);
    MUST(kedge_mnemonic_to_entropy(shown, shown_len, language, again, sizeof again, &again_len) == KEDGE_OK);
    MUST(again_len == length && memcmp(again, entropy, length) == 0);
}

static void read_phrase(struct reader *reader) {
    char phrase[PHRASE + 64];
    unsigned choice = take_byte(reader);
    size_t length;
    if (choice % 4 == 0) {
        length = take_count(reader, PHRASE);
        take_bytes(reader, (uint8_t *)phrase, length);
    } else {
        length = take_words(reader, phrase);
        if (choice % 4 == 1 && length > 0) phrase[take_count(reader, length - 1)] = (char)take_byte(reader);
    }
    size_t position = 0, found = 0;
    kedge_status any = CALL(reading, kedge_mnemonic_check, phrase, length, KEDGE_LANGUAGE_ANY, &position);
    MUST((any == KEDGE_MNEMONIC_UNKNOWN_WORD) == (position >= 1 && position <= 24));
    uint32_t last = 0;
    for (uint32_t language = 1; language <= 12; language++) {
        if (CALL(reading, kedge_mnemonic_check, phrase, length, language, NULL) != KEDGE_OK) continue;
        found++;
        last = language;
        go_around(language, phrase, length);
    }
    MUST((found > 0) == (any == KEDGE_OK));
    uint32_t language = 99;
    kedge_status status = kedge_mnemonic_language(phrase, length, &language);
    if (found > 1) MUST(status == KEDGE_MNEMONIC_AMBIGUOUS && language == 99);
    else MUST(status == any && language == (found == 1 ? last : 99));
    uint8_t entropy[32], seed[64];
    size_t entropy_len;
    status = kedge_mnemonic_to_entropy(phrase, length, KEDGE_LANGUAGE_ANY, entropy, sizeof entropy, &entropy_len);
    MUST(status == any || (found > 1 && status == KEDGE_MNEMONIC_AMBIGUOUS));
    /* The seed of a valid phrase costs a hundred times the rest: one in four, and every one of a phrase that is
     * refused. */
    if (any == KEDGE_OK && choice >= 64) return;
    uint8_t passphrase[200];
    size_t passphrase_len = take_count(reader, sizeof passphrase);
    take_bytes(reader, passphrase, passphrase_len);
    memset(seed, 0xA5, sizeof seed);
    status = kedge_mnemonic_seed(phrase, length, (const char *)passphrase, passphrase_len, seed);
    MUST(status == any || (any == KEDGE_OK && status == KEDGE_INVALID_UTF8));
    MUST((status == KEDGE_OK) == !is_all(seed, sizeof seed, 0xA5));
}

static void take_entropy(struct reader *reader) {
    uint8_t entropy[64];
    char phrase[KEDGE_MNEMONIC_MAX_BYTES];
    size_t count = take_byte(reader) % sizeof entropy, length = 0, capacity = take_count(reader, sizeof phrase);
    uint32_t language = take_byte(reader) % 14;
    take_bytes(reader, entropy, count);
    kedge_status status = CALL(
        BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_MNEMONIC_LENGTH) | BIT(KEDGE_BUFFER_TOO_SMALL),
        kedge_mnemonic_from_entropy, language, entropy, count, phrase, capacity, &length);
    if (status == KEDGE_BUFFER_TOO_SMALL) {
        MUST(length > capacity && length <= sizeof phrase);
        MUST(kedge_mnemonic_from_entropy(language, entropy, count, phrase, length, &length) == KEDGE_OK);
    } else if (status != KEDGE_OK) {
        return;
    }
    uint8_t again[32];
    size_t again_len;
    MUST(kedge_mnemonic_to_entropy(phrase, length, language, again, sizeof again, &again_len) == KEDGE_OK);
    MUST(again_len == count && memcmp(again, entropy, count) == 0);
}

static void suggest(struct reader *reader) {
    char word[70], out[OUT], small[OUT];
    uint32_t language = take_byte(reader) % 14, limit = take_byte(reader) % 70;
    size_t length = 0, small_len = 0, word_len = take_byte(reader) % 68;
    /* Most often something like a word. */
    if (word_len >= 4 && language >= 1 && language <= 12) {
        MUST(kedge_mnemonic_word(language, (uint32_t)take_word(reader) % 2048, word, sizeof word, &length) == KEDGE_OK);
        if (word_len > length) word_len = length;
        if (take_byte(reader) % 2) word[take_byte(reader) % word_len] = (char)take_byte(reader);
    } else {
        take_bytes(reader, (uint8_t *)word, word_len);
    }
    kedge_status status = CALL(
        BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT) | BIT(KEDGE_INVALID_UTF8), kedge_mnemonic_suggest, language, word,
        word_len, limit, out, sizeof out, &length);
    if (status != KEDGE_OK) return;
    MUST(length == strlen(out) && length < sizeof out);
    size_t count = length > 0;
    for (const char *next = out; *next != 0; next++) count += *next == '\n';
    MUST(count <= limit);
    MUST(kedge_mnemonic_suggest(language, word, word_len, limit, small, length, &small_len) == KEDGE_BUFFER_TOO_SMALL);
    MUST(small_len == length + 1);
    MUST(kedge_mnemonic_suggest(language, word, word_len, limit, small, small_len, &small_len) == KEDGE_OK);
    MUST(small_len == length && memcmp(small, out, length + 1) == 0);
}

static void refuse(struct reader *reader) {
    char byte = 'a';
    uint8_t out[64];
    size_t length = 77, hostile = take_over(reader);
    switch (take_byte(reader) % 6) {
    case 0: MUST(kedge_mnemonic_check(&byte, hostile, 0, NULL) == KEDGE_INVALID_ARGUMENT); break;
    case 1:
        MUST(kedge_mnemonic_to_entropy(&byte, hostile, 0, out, sizeof out, &length) == KEDGE_INVALID_ARGUMENT);
        break;
    case 2: MUST(kedge_mnemonic_seed(&byte, hostile, NULL, 0, out) == KEDGE_INVALID_ARGUMENT); break;
    case 3: MUST(kedge_mnemonic_seed(&byte, 1, &byte, hostile, out) == KEDGE_INVALID_ARGUMENT); break;
    case 4: MUST(kedge_mnemonic_suggest(1, &byte, hostile, 5, &byte, 1, &length) == KEDGE_INVALID_ARGUMENT); break;
    default: MUST(kedge_mnemonic_word(1, 0, &byte, hostile, &length) == KEDGE_INVALID_ARGUMENT); break;
    }
    MUST(length == 77);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    switch (take_byte(&reader) % 8) {
    case 0: refuse(&reader); break;
    case 1: take_entropy(&reader); break;
    case 2:
    case 3: suggest(&reader); break;
    default: read_phrase(&reader);
    }
    MUST(kedge_live_handles() == 0);
    return 0;
}
