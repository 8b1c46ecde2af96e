/* The word lists of BIP-39 as tables. */
#ifndef CWORDLISTS_H
#define CWORDLISTS_H

#include <stdint.h>

/* One list: 2,048 words in NFKD, one after the other. */
struct cwordlists_list {
    /* The words' UTF-8, without anything between them. */
    const uint8_t *_Nonnull text;
    /* Where each word begins in text; the last of 2,049 is where the text ends. */
    const uint16_t *_Nonnull offsets;
    /* The words' numbers in the order of their bytes. */
    const uint16_t *_Nonnull sorted;
};

/* The list of a language, 1 to 12 as the KEDGE_LANGUAGE_ constants count them; any other number is taken for 1. */
const struct cwordlists_list *_Nonnull cwordlists_list(uint32_t language);

#endif
