/* Brings signed transactions to the upstream: through a deadline, retries and a breaker, until it has them. */
#include "desk.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const uint64_t PATIENCE = 60 * KEDGE_SECOND;

/* One order on its way. */
struct parcel {
    struct delivery *delivery;
    char *url, *body;
    long answer; /* HTTP status; 0 for none */
};

static void check_curl(CURLcode code, const char *what) {
    if (code != CURLE_OK) fail(what, curl_easy_strerror(code));
}

static size_t ignore_body(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

static void note_transition(const kedge_breaker_event *event, void *context) {
    struct delivery *delivery = context;
    if (delivery->transition_count == MAX_TRANSITIONS) return;
    delivery->transitions[delivery->transition_count++] = (struct transition){now_ns(), event->from, event->to};
}

void delivery_open(struct delivery *delivery, const char *url) {
    kedge_breaker_options breaker;
    kedge_retry_options retry;
    check(kedge_breaker_options_init(&breaker, sizeof breaker), "options of the breaker");
    breaker.consecutive_failures = 5;
    breaker.failure_rate_ppm = breaker.count_window = KEDGE_NO_LIMIT;
    breaker.open_time_ns = 200 * KEDGE_MILLISECOND;
    breaker.probes = 1;
    breaker.listener = note_transition;
    breaker.listener_context = delivery;
    check(kedge_breaker_create(&breaker, &delivery->breaker), "a breaker");
    check(kedge_retry_options_init(&retry, sizeof retry), "options of retries");
    retry.first_ns = 50 * KEDGE_MILLISECOND;
    check(kedge_retry_create(&retry, &delivery->retry), "retries");
    const kedge_pipeline_layer layers[] = {
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 5 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_RETRY, .retry = delivery->retry},
        {.kind = KEDGE_LAYER_BREAKER, .breaker = delivery->breaker},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = KEDGE_SECOND},
    };
    check(kedge_pipeline_create(layers, 4, KEDGE_ORDER_RECOMMENDED, NULL, &delivery->pipeline), "a pipeline");
    delivery->url = url;
    check_curl(curl_global_init(CURL_GLOBAL_DEFAULT), "HTTP");
    delivery->curl = need(curl_easy_init());
    check_curl(curl_easy_setopt(delivery->curl, CURLOPT_WRITEFUNCTION, ignore_body), "HTTP");
    check_curl(curl_easy_setopt(delivery->curl, CURLOPT_NOSIGNAL, 1L), "HTTP");
}

void delivery_close(struct delivery *delivery) {
    check(kedge_pipeline_destroy(delivery->pipeline), "ending the pipeline");
    check(kedge_retry_destroy(delivery->retry), "ending the retries");
    check(kedge_breaker_destroy(delivery->breaker), "ending the breaker");
    curl_easy_cleanup(delivery->curl);
    curl_global_cleanup();
}

/* Answers to a request that is wrong, and stays wrong. */
static bool is_refusal(long answer) { return answer >= 400 && answer < 500 && answer != 408 && answer != 429; }

/* One attempt, as long as the library says. The upstream takes an order once, however often it is sent. */
static uint32_t post(kedge_attempt *attempt, void *context) {
    struct parcel *parcel = context;
    CURL *curl = parcel->delivery->curl;
    long milliseconds = (long)(attempt->time_left_ns / KEDGE_MILLISECOND);
    curl_off_t retry_after = 0;
    parcel->delivery->attempts++;
    parcel->answer = 0;
    check_curl(curl_easy_setopt(curl, CURLOPT_URL, parcel->url), parcel->url);
    check_curl(curl_easy_setopt(curl, CURLOPT_POSTFIELDS, parcel->body), parcel->url);
    check_curl(curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, milliseconds > 0 ? milliseconds : 1), parcel->url);
    CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OPERATION_TIMEDOUT) return KEDGE_CALL_TIMED_OUT;
    if (code != CURLE_OK) return KEDGE_CALL_FAILED_ONCE;
    check_curl(curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &parcel->answer), parcel->url);
    if (parcel->answer == 200 || parcel->answer == 201) return KEDGE_CALL_SUCCEEDED;
    if (is_refusal(parcel->answer)) return KEDGE_CALL_IGNORED; /* which says nothing against the upstream */
    check_curl(curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after), parcel->url);
    if (retry_after > 0) attempt->retry_after_ns = (uint64_t)retry_after * KEDGE_SECOND;
    return KEDGE_CALL_FAILED_ONCE;
}

/* Runs the pipeline until the upstream has the order: what it rejects comes again when it says so. */
static void send_parcel(struct parcel *parcel, const char *id) {
    const uint64_t began = now_ns();
    for (;;) {
        kedge_pipeline_result result = {.struct_size = sizeof result};
        kedge_status status = kedge_pipeline_run(parcel->delivery->pipeline, 1, KEDGE_NO_LIMIT, post, NULL, parcel, &result);
        if (status == KEDGE_OK) return;
        if (is_refusal(parcel->answer)) fail(id, "the upstream refuses it for good");
        if (status != KEDGE_CALL_FAILED && status != KEDGE_CIRCUIT_OPEN && status != KEDGE_CIRCUIT_HALF_OPEN
            && status != KEDGE_DEADLINE_EXCEEDED) {
            check(status, id);
        }
        const uint64_t spent = now_ns() - began;
        const uint64_t wait = result.retry_after_ns != KEDGE_NO_LIMIT ? result.retry_after_ns : 100 * KEDGE_MILLISECOND;
        if (spent > PATIENCE || wait > PATIENCE - spent) fail(id, "no upstream within a minute; start the desk again later");
        struct timespec time = {(time_t)(wait / KEDGE_SECOND), (long)(wait % KEDGE_SECOND)};
        nanosleep(&time, NULL);
    }
}

void delivery_send(struct delivery *delivery, const char *id, const char *transaction) {
    struct parcel parcel = {.delivery = delivery};
    char *name = need(curl_easy_escape(delivery->curl, id, 0));
    if (asprintf(&parcel.url, "%s/orders/%s", delivery->url, name) < 0) need(NULL);
    if (asprintf(&parcel.body, "{\"transaction\":\"%s\"}", transaction) < 0) need(NULL);
    delivery->orders++;
    send_parcel(&parcel, id);
    curl_free(name);
    free(parcel.url);
    free(parcel.body);
}
