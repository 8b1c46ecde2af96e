/* What the parts of the desk share. Whatever fails ends the desk at once, after it told on stderr what failed: all that the
 * next one has to know is in the log, so that it does not matter how a desk ends. */
#ifndef DESK_H
#define DESK_H

#include <jansson.h>
#include <kedge.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

enum { MAX_ACCOUNTS = 64, HASH_TEXT_BYTES = 67, AMOUNT_TEXT_BYTES = 80, ETHER_DECIMALS = 18, GWEI_DECIMALS = 9 };

/* Why an order is refused: the first rule that it breaks, in the order of the rules. */
enum reason {
    GOOD,
    MALFORMED_ORDER,
    TOKEN_MALFORMED,
    TOKEN_ALGORITHM,
    TOKEN_KEY,
    TOKEN_SIGNATURE,
    TOKEN_EXPIRED,
    TOKEN_NOT_YET_VALID,
    TOKEN_ISSUER,
    TOKEN_AUDIENCE,
    TOKEN_CLAIM,
    TOKEN_REPLAYED, /* the last of those whose token was not taken */
    REPEATED_ID,
    BAD_ADDRESS,
    BAD_AMOUNT,
    EXCESSIVE_AMOUNT,
    APPROVAL_MISSING,
    APPROVAL_SIGNATURE,
    REASONS
};
extern const char *const reason_names[REASONS];

enum step { UNDECIDED, REFUSED, SIGNED, DELIVERED };
extern const char *const step_names[];

/* What became of an order: what its records in the log say. */
struct outcome {
    enum step step;
    enum reason reason;
    int account;
    uint64_t nonce;
    char hash[HASH_TEXT_BYTES];
    char *transaction; /* 0x and hex digits; owned */
};

/* An order whose members are all there and of the right type. Texts are borrowed from its JSON. */
struct order {
    const char *id, *token, *to, *amount, *approval;
    uint32_t type;  /* one of the KEDGE_TRANSACTION_ constants */
    char *customer; /* sub of its token, once that is verified; owned */
    uint8_t address[KEDGE_ADDRESS_BYTES], value[32];
};

/* desk.json. Texts are borrowed from json. */
struct settings {
    json_t *json;
    const char *issuer, *audience, *path;
    json_int_t chain_id, gas_limit, drain_before;
    int accounts, drained;
    uint8_t largest[32], approval_from[32], gas_price[32], max_fee[32], max_priority_fee[32];
};

/* desk.c */
noreturn void fail(const char *what, const char *why);
void check(kedge_status status, const char *what);
void *need(void *memory); /* gives it back, unless it is NULL */
uint64_t now_ns(void);
char *path_in(const char *folder, const char *name); /* to be freed */
json_t *read_json(const char *folder, const char *name);
char *write_json(json_t *json);                                /* compact; takes json over; to be freed */
void write_hex(const uint8_t *bytes, size_t count, char *out); /* 0x, two digits a byte, NUL */
bool read_hex(const char *text, uint8_t *bytes, size_t count); /* false: the text is not that */
void settings_read(struct settings *settings, const char *folder);

/* orders.c: decides on orders */
struct intake {
    const struct settings *settings;
    kedge_jwt_key_set *keys;
    kedge_jwt_replay_cache *seen;
    kedge_jwt_verifier *verifier;
    json_t *ids;       /* of orders whose token was good: the members of an object, as a set */
    json_t *customers; /* likewise */
};
void intake_open(struct intake *intake, const struct settings *settings, const char *folder);
void intake_close(struct intake *intake);
enum reason intake_decide(struct intake *intake, const json_t *json, struct order *order); /* order->customer is to be freed */
void intake_remember(struct intake *intake, const json_t *json); /* an order that was decided, and its token taken */

/* wallet.c: the accounts, and the ring that gives each customer one */
struct wallet {
    const struct settings *settings;
    kedge_private_key *keys[MAX_ACCOUNTS];
    uint64_t nonces[MAX_ACCOUNTS];
    kedge_ring *ring;
    uint64_t nodes[MAX_ACCOUNTS];
};
void wallet_open(struct wallet *wallet, const struct settings *settings, const char *folder, const char *passphrase);
void wallet_close(struct wallet *wallet);
int wallet_account_of(const struct wallet *wallet, const char *customer);
void wallet_sign(struct wallet *wallet, const struct order *order, struct outcome *outcome); /* by outcome->account */
void wallet_drain(struct wallet *wallet);
void wallet_count_moved(struct wallet *wallet, json_t *customers, int *moved, int *strays);

/* journal.c: the sealed log */
struct journal {
    kedge_keyring *ring;
    kedge_sealed_log *log; /* NULL where it is only read */
    kedge_sealed_log_reader *reader;
};
void journal_open(struct journal *journal, const char *folder, const char *passphrase);
void journal_open_to_verify(struct journal *journal, const char *folder, const char *passphrase);
void journal_close(struct journal *journal);
json_t *journal_next(struct journal *journal);                               /* NULL at the end */
void journal_append(struct journal *journal, json_t *record, bool is_durable); /* takes the record over */

/* verify.c */
void verify_log(const char *folder, const char *passphrase);

/* delivery.c: brings transactions to the upstream */
enum { MAX_TRANSITIONS = 1024 };
struct transition {
    uint64_t at_ns;
    uint32_t from, to;
};
struct delivery {
    void *curl; /* CURL * */
    const char *url;
    kedge_breaker *breaker;
    kedge_retry *retry;
    kedge_pipeline *pipeline;
    uint64_t attempts, orders;
    size_t transition_count; /* the first MAX_TRANSITIONS are kept */
    struct transition transitions[MAX_TRANSITIONS];
};
void delivery_open(struct delivery *delivery, const char *url);
void delivery_close(struct delivery *delivery);
void delivery_send(struct delivery *delivery, const char *id, const char *transaction);

/* report.c: tells what a run came to */
enum stage { VERIFY, ROUTE, SIGN, DELIVER, LOG, STAGES };
struct run {
    struct settings settings;
    json_t *orders;
    size_t count;
    struct outcome *outcomes; /* count of them */
    uint64_t *delivered_at;   /* count of them; 0 where this run did not deliver it */
    uint64_t began_ns, stages[STAGES];
    int moved, strays;
    struct delivery delivery;
};
void report_print(const struct run *run);
void report_write_outcomes(const struct run *run, const char *folder);
bool report_has_page(const char *folder);
void report_write_page(const struct run *run, const char *folder);

#endif
