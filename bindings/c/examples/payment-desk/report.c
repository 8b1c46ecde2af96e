/* Tells what a run came to: as a table, as outcomes.json, and as a page with charts. */
#include "desk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOMENTS = 48 };
static const char *const stage_names[STAGES] = {"verify", "route", "sign", "deliver", "log"};

static int count_steps(const struct run *run, enum step step) {
    int count = 0;
    for (size_t i = 0; i < run->count; i++) count += run->outcomes[i].step == step;
    return count;
}

static int count_reasons(const struct run *run, enum reason reason) {
    int count = 0;
    for (size_t i = 0; i < run->count; i++) count += run->outcomes[i].reason == reason;
    return count;
}

static int count_transitions(const struct run *run, uint32_t to) {
    int count = 0;
    for (size_t i = 0; i < run->delivery.transition_count; i++) count += run->delivery.transitions[i].to == to;
    return count;
}

void report_print(const struct run *run) {
    printf("%-28s %8d\n", "orders accepted", count_reasons(run, GOOD));
    printf("%-28s %8d\n", "orders delivered", count_steps(run, DELIVERED));
    printf("%-28s %8d\n", "orders refused", count_steps(run, REFUSED));
    for (enum reason i = MALFORMED_ORDER; i < REASONS; i++) {
        if (count_reasons(run, i) > 0) printf("  %-26s %8d\n", reason_names[i], count_reasons(run, i));
    }
    printf("%-28s %8d\n", "attempts of delivery", (int)run->delivery.attempts);
    printf("  %-26s %8d\n", "of them retries", (int)(run->delivery.attempts - run->delivery.orders));
    printf("%-28s %8d\n", "breaker transitions", (int)run->delivery.transition_count);
    printf("  %-26s %8d\n", "to open", count_transitions(run, KEDGE_BREAKER_OPEN));
    printf("  %-26s %8d\n", "to half-open", count_transitions(run, KEDGE_BREAKER_HALF_OPEN));
    printf("  %-26s %8d\n", "to closed", count_transitions(run, KEDGE_BREAKER_CLOSED));
    printf("%-28s %8d\n", "customers moved by the drain", run->moved);
    printf("  %-26s %8d\n", "of other nodes", run->strays);
    for (int i = 0; i < STAGES; i++) printf("time to %-20s %8.1f ms\n", stage_names[i], (double)run->stages[i] / 1e6);
}

/* Opens a file that takes the place of another one when it is whole. */
static FILE *begin_file(const char *folder) {
    char *path = path_in(folder, "unfinished");
    FILE *file = fopen(path, "w");
    if (file == NULL) fail(path, strerror(errno));
    free(path);
    return file;
}

static void end_file(FILE *file, const char *folder, const char *name) {
    char *unfinished = path_in(folder, "unfinished"), *path = path_in(folder, name);
    bool is_whole = fflush(file) == 0 && !ferror(file) && fsync(fileno(file)) == 0;
    if (fclose(file) != 0 || !is_whole || rename(unfinished, path) != 0) fail(path, "it cannot be written");
    free(unfinished);
    free(path);
}

void report_write_outcomes(const struct run *run, const char *folder) {
    FILE *file = begin_file(folder);
    json_t *list = need(json_array());
    for (size_t i = 0; i < run->count; i++) {
        const struct outcome *outcome = &run->outcomes[i];
        const char *id = json_string_value(json_object_get(json_array_get(run->orders, i), "id"));
        bool is_good = outcome->reason == GOOD;
        json_t *entry = json_pack("{s:s, s:s, s:s, s:i, s:I, s:s}", "id", id != NULL ? id : "",
            "outcome", step_names[outcome->step], "reason", reason_names[outcome->reason],
            "account", is_good ? outcome->account : -1,
            "nonce", is_good ? (json_int_t)outcome->nonce : (json_int_t)-1, "hash", outcome->hash);
        if (json_array_append_new(list, entry) != 0) need(NULL);
    }
    char *text = write_json(list);
    fprintf(file, "%s\n", text);
    free(text);
    end_file(file, folder, "outcomes.json");
}

struct bar {
    const char *name;
    double value;
};

static void write_bars(FILE *file, const char *title, const struct bar *bars, int count, int decimals, const char *unit) {
    double largest = 1e-9;
    for (int i = 0; i < count; i++) largest = bars[i].value > largest ? bars[i].value : largest;
    fprintf(file, "<h2>%s</h2>\n<svg viewBox=\"0 0 720 %d\" role=\"img\">\n", title, 26 * count + 4);
    for (int i = 0; i < count; i++) {
        double width = 430 * bars[i].value / largest;
        fprintf(file, "<text x=\"170\" y=\"%d\" text-anchor=\"end\">%s</text>", 26 * i + 18, bars[i].name);
        fprintf(file, "<rect class=\"bar\" x=\"180\" y=\"%d\" width=\"%.1f\" height=\"18\" rx=\"3\"/>", 26 * i + 4, width);
        fprintf(file, "<text x=\"%.1f\" y=\"%d\">%.*f%s</text>\n", 188 + width, 26 * i + 18, decimals, bars[i].value, unit);
    }
    fputs("</svg>\n", file);
}

static void write_reasons(FILE *file, const struct run *run) {
    struct bar bars[REASONS];
    int count = 0;
    for (enum reason i = MALFORMED_ORDER; i < REASONS; i++) {
        if (count_reasons(run, i) > 0) bars[count++] = (struct bar){reason_names[i], count_reasons(run, i)};
    }
    write_bars(file, "Orders refused, by reason", bars, count, 0, "");
}

static void write_accounts(FILE *file, const struct run *run) {
    struct bar bars[MAX_ACCOUNTS] = {{0}};
    char names[MAX_ACCOUNTS][32];
    for (int i = 0; i < run->settings.accounts; i++) {
        snprintf(names[i], sizeof names[i], "account %d%s", i, i == run->settings.drained ? " (drained)" : "");
        bars[i].name = names[i];
    }
    for (size_t i = 0; i < run->count; i++) {
        if (run->outcomes[i].step == DELIVERED) bars[run->outcomes[i].account].value++;
    }
    write_bars(file, "Orders delivered, by account", bars, run->settings.accounts, 0, "");
}

static void write_stages(FILE *file, const struct run *run) {
    struct bar bars[STAGES];
    for (int i = 0; i < STAGES; i++) bars[i] = (struct bar){stage_names[i], (double)run->stages[i] / 1e6};
    write_bars(file, "Time by stage, all orders of this run together", bars, STAGES, 1, " ms");
}

/* Deliveries over the time of the run, above a strip that shows the breaker. */
static void write_timeline(FILE *file, const struct run *run) {
    static const char *const colors[] = {
        [KEDGE_BREAKER_CLOSED] = "#5b9f6e", [KEDGE_BREAKER_OPEN] = "#cf5c56", [KEDGE_BREAKER_HALF_OPEN] = "#e3b341"};
    const struct delivery *delivery = &run->delivery;
    const double whole = (double)(now_ns() - run->began_ns) + 1;
    int counts[MOMENTS] = {0}, largest = 1;
    uint32_t state = KEDGE_BREAKER_CLOSED;
    double from = 0;
    for (size_t i = 0; i < run->count; i++) {
        if (run->delivered_at[i] == 0) continue;
        int *moment = &counts[(int)((double)(run->delivered_at[i] - run->began_ns) / whole * MOMENTS)];
        if (++*moment > largest) largest = *moment;
    }
    fprintf(file, "<h2>Deliveries over the %.1f seconds of this run, and the breaker</h2>\n", whole / 1e9);
    fputs("<svg viewBox=\"0 0 720 150\" role=\"img\">\n", file);
    for (int i = 0; i < MOMENTS; i++) {
        double height = 110.0 * counts[i] / largest;
        fprintf(file, "<rect class=\"bar\" x=\"%d\" y=\"%.1f\" width=\"13\" height=\"%.1f\"/>\n", 15 * i, 115 - height, height);
    }
    for (size_t i = 0; i <= delivery->transition_count; i++) {
        bool is_last = i == delivery->transition_count;
        double to = is_last ? 720 : 720 * (double)(delivery->transitions[i].at_ns - run->began_ns) / whole;
        fprintf(file, "<rect x=\"%.2f\" y=\"122\" width=\"%.2f\" height=\"20\" ", from, to - from);
        fprintf(file, "fill=\"%s\"/>\n", colors[state]);
        if (!is_last) state = delivery->transitions[i].to;
        from = to;
    }
    fputs("</svg>\n<p>The strip is green while the breaker is closed, red while open, yellow while half-open.</p>\n", file);
}

bool report_has_page(const char *folder) {
    char *path = path_in(folder, "report.html");
    bool is_there = access(path, F_OK) == 0;
    free(path);
    return is_there;
}

void report_write_page(const struct run *run, const char *folder) {
    FILE *file = begin_file(folder);
    fputs("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Payment desk</title>\n<style>\n"
          "body{font:16px/1.5 system-ui,sans-serif;max-width:760px;margin:2em auto;padding:0 1em;color:#222;background:#fff}\n"
          "h2{font-size:1.05em;margin:2em 0 .5em}svg{width:100%;font-size:13px}.bar{fill:#4a7fb5}\n</style>\n"
          "<h1>Payment desk</h1>\n", file);
    fprintf(file, "<p><b>%d</b> orders: <b>%d</b> delivered, <b>%d</b> refused. In this run <b>%d</b> attempts of delivery, ",
            (int)run->count, count_steps(run, DELIVERED), count_steps(run, REFUSED), (int)run->delivery.attempts);
    fprintf(file, "<b>%d</b> of them retries. The drain moved <b>%d</b> customers, and <b>%d</b> of other nodes.</p>\n",
            (int)(run->delivery.attempts - run->delivery.orders), run->moved, run->strays);
    write_timeline(file, run);
    write_reasons(file, run);
    write_accounts(file, run);
    write_stages(file, run);
    fputs("</html>\n", file);
    end_file(file, folder, "report.html");
}
