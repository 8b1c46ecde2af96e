/* Verifies the log of a desk and tells what is in it; without the orders, and without the wallet. */
#include "desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sums {
    int records[DELIVERED + 1], payments[MAX_ACCOUNTS];
    uint8_t paid[MAX_ACCOUNTS][32];
    json_t *is_signed; /* by position, the records of orders that are signed and not delivered */
};

/* Adds a big-endian number to another. */
static void add(uint8_t *sum, const uint8_t *number) {
    unsigned carry = 0;
    for (int i = 31; i >= 0; i--) {
        carry += (unsigned)sum[i] + number[i];
        sum[i] = (uint8_t)carry;
        carry >>= 8;
    }
    if (carry != 0) fail("the log", "an account has paid more than there can be");
}

static void count_payment(struct sums *sums, json_t *record) {
    const char *amount;
    uint8_t value[32];
    int account;
    int is_wrong = json_unpack(record, "{s:i, s:s}", "account", &account, "amount", &amount);
    if (is_wrong || account < 0 || account >= MAX_ACCOUNTS)
        fail("the log", "an order was delivered that nobody signed");
    check(kedge_amount_parse(amount, strlen(amount), ETHER_DECIMALS, value), "an amount");
    sums->payments[account]++;
    add(sums->paid[account], value);
}

static void count_record(struct sums *sums, json_t *record) {
    const char *step;
    json_int_t position;
    char key[24];
    if (json_unpack(record, "{s:I, s:s}", "order", &position, "step", &step) != 0) fail("the log", "a record lacks a member");
    snprintf(key, sizeof key, "%lld", (long long)position);
    for (enum step i = REFUSED; i <= DELIVERED; i++) sums->records[i] += strcmp(step, step_names[i]) == 0;
    if (strcmp(step, "signed") == 0 && json_object_set(sums->is_signed, key, record) != 0) need(NULL);
    if (strcmp(step, "delivered") != 0) return;
    count_payment(sums, json_object_get(sums->is_signed, key));
    json_object_del(sums->is_signed, key);
}

void verify_log(const char *folder, const char *passphrase) {
    struct journal journal = {0};
    struct sums sums = {.is_signed = need(json_object())};
    json_t *record;
    char *own_folder = path_in(folder, "c"), text[AMOUNT_TEXT_BYTES];
    size_t length;
    journal_open_to_verify(&journal, own_folder, passphrase);
    while ((record = journal_next(&journal)) != NULL) {
        count_record(&sums, record);
        json_decref(record);
    }
    puts("the log is whole");
    for (enum step i = REFUSED; i <= DELIVERED; i++) printf("  %-12s %8d\n", step_names[i], sums.records[i]);
    for (int i = 0; i < MAX_ACCOUNTS; i++) {
        if (sums.payments[i] == 0) continue;
        check(kedge_amount_format(sums.paid[i], ETHER_DECIMALS, text, sizeof text, &length), "a sum");
        printf("account %d paid %s ether in %d payments\n", i, text, sums.payments[i]);
    }
    journal_close(&journal);
    json_decref(sums.is_signed);
    free(own_folder);
}
