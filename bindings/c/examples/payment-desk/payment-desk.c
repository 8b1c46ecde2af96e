/* A desk that takes payment orders, decides on each by its token, its amount and its approval, signs the good ones from the
 * accounts of one wallet, and delivers them to an upstream that may be down. All it decides is in a sealed log: killed at any
 * moment and started again it goes on where it was, and each order is delivered once.
 *
 *   cc -std=c11 -D_GNU_SOURCE *.c $(pkg-config --cflags --libs kedge jansson libcurl) -o payment-desk
 *   DESK_PASSPHRASE=... ./payment-desk FOLDER URL        decides, signs and delivers the orders in FOLDER/orders.json
 *   DESK_PASSPHRASE=... ./payment-desk verify FOLDER     verifies the log, and tells what was paid
 *
 * In the checkout these make a folder of orders, and the upstream at http://127.0.0.1:8080:
 *
 *   DESK_PASSPHRASE=... .venv/bin/python Tests/PaymentDesk/orders.py FOLDER
 *   .venv/bin/python Tests/PaymentDesk/upstream.py --port 8080 --journal FOLDER/journal --port-file FOLDER/port
 */
#include "desk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct desk {
    struct run run;
    struct intake intake;
    struct wallet wallet;
    struct journal journal;
    bool has_worked;
};

static const char *id_of(const json_t *order) {
    const char *id = json_string_value(json_object_get(order, "id"));
    return id != NULL ? id : "";
}

static enum reason reason_named(const char *name) {
    for (enum reason reason = MALFORMED_ORDER; reason < REASONS; reason++) {
        if (strcmp(name, reason_names[reason]) == 0) return reason;
    }
    fail("the log", "a record has a reason that this desk does not know");
}

/* Takes over what one record of the log says. */
static void recall(struct desk *desk, json_t *record) {
    struct run *run = &desk->run;
    const char *id, *step, *reason = "", *hash = "", *transaction = "";
    json_int_t position, nonce = -1;
    int account = -1;
    if (json_unpack(record, "{s:I, s:s, s:s, s?s, s?i, s?I, s?s, s?s}", "order", &position, "id", &id, "step", &step,
                    "reason", &reason, "account", &account, "nonce", &nonce, "hash", &hash, "transaction", &transaction) != 0) {
        fail("the log", "a record is not one of this desk");
    }
    if (position < 0 || strcmp(id, id_of(json_array_get(run->orders, (size_t)position))) != 0 || (size_t)position >= run->count)
        fail("the log", "it is of other orders");
    struct outcome *outcome = &run->outcomes[position];
    if (strcmp(step, "refused") == 0 && outcome->step == UNDECIDED) {
        outcome->step = REFUSED;
        outcome->reason = reason_named(reason);
    } else if (strcmp(step, "signed") == 0 && outcome->step == UNDECIDED && account >= 0 && account < run->settings.accounts
               && (uint64_t)nonce == desk->wallet.nonces[account] && strlen(hash) == HASH_TEXT_BYTES - 1) {
        outcome->step = SIGNED;
        outcome->account = account;
        outcome->nonce = desk->wallet.nonces[account]++;
        memcpy(outcome->hash, hash, HASH_TEXT_BYTES);
        outcome->transaction = need(strdup(transaction));
    } else if (strcmp(step, "delivered") == 0 && outcome->step == SIGNED) {
        outcome->step = DELIVERED;
    } else {
        fail("the log", "a record does not follow from those before it");
    }
}

/* Adds the time since *began to a stage, and begins the next. */
static void end_stage(struct run *run, enum stage stage, uint64_t *began) {
    uint64_t now = now_ns();
    run->stages[stage] += now - *began;
    *began = now;
}

static void decide(struct desk *desk, size_t position, const json_t *json) {
    struct run *run = &desk->run;
    struct outcome *outcome = &run->outcomes[position];
    struct order order;
    uint64_t began = now_ns();
    outcome->reason = intake_decide(&desk->intake, json, &order);
    end_stage(run, VERIFY, &began);
    if (outcome->reason == GOOD) {
        outcome->account = wallet_account_of(&desk->wallet, order.customer);
        end_stage(run, ROUTE, &began);
        wallet_sign(&desk->wallet, &order, outcome);
        end_stage(run, SIGN, &began);
        /* On disk before the upstream hears of it: whatever happens, no other transaction is made for this order. */
        journal_append(&desk->journal, json_pack("{s:I, s:s, s:s, s:i, s:I, s:O, s:s, s:s, s:s, s:s}",
            "order", (json_int_t)position, "id", order.id, "step", "signed", "account", outcome->account,
            "nonce", (json_int_t)outcome->nonce, "kind", json_object_get(json, "kind"), "to", order.to, "amount", order.amount,
            "hash", outcome->hash, "transaction", outcome->transaction), true);
        outcome->step = SIGNED;
    } else {
        /* Not on disk at once: a desk that does not find it there decides it again, and nobody was told of the first time. */
        journal_append(&desk->journal, json_pack("{s:I, s:s, s:s, s:s}", "order", (json_int_t)position, "id", id_of(json),
            "step", "refused", "reason", reason_names[outcome->reason]), false);
        outcome->step = REFUSED;
    }
    end_stage(run, LOG, &began);
    free(order.customer);
}

static void deliver(struct desk *desk, size_t position, const char *id) {
    struct run *run = &desk->run;
    uint64_t began = now_ns();
    delivery_send(&run->delivery, id, run->outcomes[position].transaction);
    end_stage(run, DELIVER, &began);
    run->delivered_at[position] = began;
    run->outcomes[position].step = DELIVERED;
    /* Not on disk at once either: the upstream knows an order that it is sent again. */
    json_t *record = json_pack("{s:I, s:s, s:s}", "order", (json_int_t)position, "id", id, "step", "delivered");
    journal_append(&desk->journal, record, false);
    end_stage(run, LOG, &began);
}

static void show_progress(size_t done, size_t count) {
    if (isatty(STDOUT_FILENO)) {
        printf("\r%zu of %zu orders%s", done, count, done == count ? "\n" : "");
    } else if (done % 100 == 0 || done == count) {
        printf("%zu of %zu orders\n", done, count);
    }
    fflush(stdout);
}

static void work(struct desk *desk) {
    struct run *run = &desk->run;
    const size_t drain_before = run->settings.drain_before < 0 ? 0 : (size_t)run->settings.drain_before;
    run->began_ns = now_ns();
    for (size_t i = 0; i < run->count; i++) {
        const json_t *json = json_array_get(run->orders, i);
        struct outcome *outcome = &run->outcomes[i];
        if (i == drain_before) wallet_drain(&desk->wallet);
        if (outcome->step != UNDECIDED && (outcome->reason == GOOD || outcome->reason > TOKEN_REPLAYED))
            intake_remember(&desk->intake, json);
        if (outcome->step == UNDECIDED || outcome->step == SIGNED) desk->has_worked = true;
        if (outcome->step == UNDECIDED) decide(desk, i, json);
        if (outcome->step == SIGNED) deliver(desk, i, id_of(json));
        show_progress(i + 1, run->count);
    }
    if (drain_before < run->count) wallet_count_moved(&desk->wallet, desk->intake.customers, &run->moved, &run->strays);
}

static void open_desk(struct desk *desk, const char *folder, const char *own_folder, const char *url, const char *passphrase) {
    struct run *run = &desk->run;
    json_t *record;
    settings_read(&run->settings, folder);
    run->orders = read_json(folder, "orders.json");
    if (!json_is_array(run->orders)) fail("orders.json", "it is no list");
    run->count = json_array_size(run->orders);
    run->outcomes = need(calloc(run->count + 1, sizeof *run->outcomes));
    run->delivered_at = need(calloc(run->count + 1, sizeof *run->delivered_at));
    intake_open(&desk->intake, &run->settings, folder);
    wallet_open(&desk->wallet, &run->settings, folder, passphrase);
    if (mkdir(own_folder, 0700) != 0 && errno != EEXIST) fail(own_folder, strerror(errno));
    journal_open(&desk->journal, own_folder, passphrase);
    while ((record = journal_next(&desk->journal)) != NULL) {
        recall(desk, record);
        json_decref(record);
    }
    delivery_open(&run->delivery, url);
}

static void close_desk(struct desk *desk) {
    struct run *run = &desk->run;
    delivery_close(&run->delivery);
    wallet_close(&desk->wallet);
    intake_close(&desk->intake);
    for (size_t i = 0; i < run->count; i++) free(run->outcomes[i].transaction);
    free(run->outcomes);
    free(run->delivered_at);
    json_decref(run->orders);
    json_decref(run->settings.json);
}

static void run_desk(const char *folder, const char *url, const char *passphrase) {
    static struct desk desk;
    char *own_folder = path_in(folder, "c");
    open_desk(&desk, folder, own_folder, url, passphrase);
    work(&desk);
    journal_close(&desk.journal); /* from here on all is on disk */
    report_print(&desk.run);
    report_write_outcomes(&desk.run, own_folder);
    /* A run that found nothing to do leaves the page of the one that did it. */
    if (desk.has_worked || !report_has_page(own_folder)) report_write_page(&desk.run, own_folder);
    close_desk(&desk);
    free(own_folder);
}

int main(int argc, char **argv) {
    const char *passphrase = getenv("DESK_PASSPHRASE");
    if (argc != 3) fail("usage", "payment-desk FOLDER URL, or payment-desk verify FOLDER");
    if (passphrase == NULL) fail("DESK_PASSPHRASE", "the environment has to have the wallet's passphrase");
    if (strcmp(argv[1], "verify") == 0) {
        verify_log(argv[2], passphrase);
    } else {
        run_desk(argv[1], argv[2], passphrase);
    }
    if (kedge_live_handles() != 0) fail("the end", "handles are left alive");
    return 0;
}
