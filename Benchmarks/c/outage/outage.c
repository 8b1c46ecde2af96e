/* Calls a server 200 times a second while that has an outage, in one of three ways, and prints what became of it.
 *
 *   outage naive|guarded|failover PORT SECOND_PORT START SECONDS
 *
 * naive tries up to four times, at once. guarded goes through a pipeline of a deadline, retries with a budget, a breaker
 * and a time limit of an attempt; failover through one that goes on to a second server too. START is when to begin, by
 * CLOCK_MONOTONIC in nanoseconds. For each quarter of a second comes a line of JSON: calls that began then, how many of
 * them succeeded, and attempts that were made then at the first server and at the second.
 *
 * One thread does all of it, with sockets that do not block: the library says what comes next and waits for nothing. */
#include "../rows.h"

#include <arpa/inet.h>
#include <errno.h>
#include <kedge.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

enum { MOST_CALLS = 4096, MOST_BINS = 256, NAIVE_ATTEMPTS = 4 };
static const uint64_t bin_ns = 250 * 1000000, call_every_ns = 5 * 1000000, naive_limit_ns = 500 * 1000000;

struct call {
    kedge_pipeline_call state;
    bool is_alive, is_sent;
    int bin, socket; /* below 0 while it waits */
    int attempts;
    uint64_t due;
    char answer[16];
    size_t answer_len;
};
static struct call calls[MOST_CALLS];
static struct bin {
    int calls, successes, attempts[2];
} bins[MOST_BINS];
static uint64_t start;
static uint16_t ports[2];
static kedge_pipeline *pipeline; /* NULL for naive */

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static int bin_at(uint64_t now) {
    uint64_t bin = now < start ? 0 : (now - start) / bin_ns;
    return bin < MOST_BINS ? (int)bin : MOST_BINS - 1;
}

/* --- the pipeline ---------------------------------------------------------------------------------------------------- */

static kedge_breaker *make_breaker(void) {
    kedge_breaker_options options;
    kedge_breaker *breaker;
    must(kedge_breaker_options_init(&options, sizeof options) == KEDGE_OK);
    options.minimum_calls = 20;
    options.open_time_ns = 500 * KEDGE_MILLISECOND;
    must(kedge_breaker_create(&options, &breaker) == KEDGE_OK);
    return breaker;
}

static kedge_retry *make_retry(void) {
    kedge_retry_options options;
    kedge_retry_budget *budget;
    kedge_retry *retry;
    must(kedge_retry_budget_create(NULL, &budget) == KEDGE_OK);
    must(kedge_retry_options_init(&options, sizeof options) == KEDGE_OK);
    options.budget = budget;
    options.first_ns = 50 * KEDGE_MILLISECOND;
    must(kedge_retry_create(&options, &retry) == KEDGE_OK);
    return retry;
}

static void make_pipeline(bool has_second) {
    kedge_failover *failover = NULL;
    kedge_breaker *breaker = make_breaker();
    const kedge_failover_target targets[] = {
        {.name = "first", .name_len = 5, .breaker = breaker},
        {.name = "second", .name_len = 6, .level = 1},
    };
    if (has_second) must(kedge_failover_create(targets, 2, &failover) == KEDGE_OK);
    const kedge_pipeline_layer layers[] = {
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = KEDGE_SECOND},
        {.kind = KEDGE_LAYER_RETRY, .retry = make_retry()},
        {.kind = has_second ? KEDGE_LAYER_FAILOVER : KEDGE_LAYER_BREAKER, .failover = failover, .breaker = breaker},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = 250 * KEDGE_MILLISECOND},
    };
    must(kedge_pipeline_create(layers, 4, KEDGE_ORDER_RECOMMENDED, NULL, &pipeline) == KEDGE_OK);
}

/* --- calls ----------------------------------------------------------------------------------------------------------- */

static void end(struct call *call, bool is_success) {
    bins[call->bin].successes += is_success;
    call->is_alive = false;
}

/* Whether it is under way. */
static bool begin_attempt(struct call *call, int server, uint64_t time) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(ports[server]), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    uint64_t now = now_ns();
    bins[bin_at(now)].attempts[server]++;
    call->due = time > UINT64_MAX - now ? UINT64_MAX : now + time;
    call->is_sent = false;
    call->answer_len = 0;
    call->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    must(call->socket >= 0);
    if (connect(call->socket, (struct sockaddr *)&address, sizeof address) == 0 || errno == EINPROGRESS) return true;
    close(call->socket);
    call->socket = -1;
    return false;
}

static void go_on_naively(struct call *call, bool is_success) {
    while (!is_success && call->attempts < NAIVE_ATTEMPTS) {
        call->attempts++;
        if (begin_attempt(call, 0, naive_limit_ns)) return;
    }
    end(call, is_success);
}

static void go_on(struct call *call) {
    kedge_pipeline_step step = {.struct_size = sizeof step};
    kedge_pipeline_result result = {.struct_size = sizeof result};
    for (;;) {
        must(kedge_pipeline_advance(pipeline, &call->state, &step) == KEDGE_OK);
        if (step.kind == KEDGE_STEP_WAIT) {
            call->due = now_ns() + step.time_ns;
            return;
        }
        if (step.kind == KEDGE_STEP_ENDED) {
            must(kedge_pipeline_get_result(pipeline, &call->state, &result) == KEDGE_OK);
            return end(call, result.status == KEDGE_OK);
        }
        must(step.kind == KEDGE_STEP_ATTEMPT);
        if (begin_attempt(call, step.target == 1, step.time_ns)) return;
        must(kedge_pipeline_report(pipeline, &call->state, KEDGE_CALL_FAILED_ONCE, KEDGE_NO_LIMIT) == KEDGE_OK);
    }
}

static void end_attempt(struct call *call, uint32_t outcome) {
    close(call->socket);
    call->socket = -1;
    if (pipeline == NULL) return go_on_naively(call, outcome == KEDGE_CALL_SUCCEEDED);
    must(kedge_pipeline_report(pipeline, &call->state, outcome, KEDGE_NO_LIMIT) == KEDGE_OK);
    go_on(call);
}

static void begin_call(uint64_t now) {
    struct call *call = calls;
    while (call < calls + MOST_CALLS && call->is_alive) call++;
    must(call < calls + MOST_CALLS);
    *call = (struct call){.is_alive = true, .bin = bin_at(now), .socket = -1};
    bins[call->bin].calls++;
    if (pipeline == NULL) return go_on_naively(call, false);
    must(kedge_pipeline_begin(pipeline, 1, KEDGE_NO_LIMIT, &call->state) == KEDGE_OK);
    go_on(call);
}

/* What has come on a call's socket. */
static void look(struct call *call) {
    static const char request[] = "GET / HTTP/1.0\r\n\r\n";
    enum { STATUS = 12 }; /* "HTTP/1.0 200" */
    if (!call->is_sent) {
        int error = 0;
        socklen_t error_len = sizeof error;
        getsockopt(call->socket, SOL_SOCKET, SO_ERROR, &error, &error_len);
        call->is_sent = error == 0 && send(call->socket, request, sizeof request - 1, MSG_NOSIGNAL) > 0;
        if (!call->is_sent) end_attempt(call, KEDGE_CALL_FAILED_ONCE);
        return;
    }
    ssize_t count = recv(call->socket, call->answer + call->answer_len, STATUS - call->answer_len, 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count > 0) call->answer_len += (size_t)count;
    if (count > 0 && call->answer_len < STATUS) return;
    bool is_good = call->answer_len == STATUS && memcmp(call->answer + 9, "200", 3) == 0;
    end_attempt(call, is_good ? KEDGE_CALL_SUCCEEDED : KEDGE_CALL_FAILED_ONCE);
}

/* Sleeps until something happens, or is due. */
static void wait_for_any(uint64_t next) {
    static struct pollfd polls[MOST_CALLS];
    static struct call *polled[MOST_CALLS];
    nfds_t count = 0;
    for (struct call *call = calls; call < calls + MOST_CALLS; call++) {
        if (!call->is_alive) continue;
        if (call->due < next) next = call->due;
        if (call->socket < 0) continue;
        polls[count] = (struct pollfd){.fd = call->socket, .events = call->is_sent ? POLLIN : POLLOUT};
        polled[count++] = call;
    }
    uint64_t now = now_ns(), rest = next > now ? next - now : 0;
    struct timespec timeout = {(time_t)(rest / 1000000000), (long)(rest % 1000000000)};
    if (ppoll(polls, count, &timeout, NULL) <= 0) return;
    for (nfds_t i = 0; i < count; i++) {
        if (polls[i].revents != 0) look(polled[i]);
    }
}

int main(int argc, char **argv) {
    must(argc == 6);
    ports[0] = (uint16_t)atoi(argv[2]);
    ports[1] = (uint16_t)atoi(argv[3]);
    start = strtoull(argv[4], NULL, 10);
    if (strcmp(argv[1], "naive") != 0) make_pipeline(strcmp(argv[1], "failover") == 0);
    uint64_t last = start + strtoull(argv[5], NULL, 10) * 1000000000, next = start;
    int alive = 0;
    while (next < last || alive > 0) {
        uint64_t now = now_ns();
        while (next <= now && next < last) {
            begin_call(next);
            next += call_every_ns;
        }
        wait_for_any(next < last ? next : UINT64_MAX / 2);
        now = now_ns();
        alive = 0;
        for (struct call *call = calls; call < calls + MOST_CALLS; call++) {
            if (!call->is_alive) continue;
            if (call->due <= now && call->socket >= 0) end_attempt(call, KEDGE_CALL_TIMED_OUT);
            else if (call->due <= now) go_on(call);
            alive += call->is_alive;
        }
    }
    for (int i = 0; i < bin_at(last); i++) {
        printf("{\"calls\": %d, \"successes\": %d, \"first\": %d, \"second\": %d}\n", bins[i].calls, bins[i].successes,
               bins[i].attempts[0], bins[i].attempts[1]);
    }
    return 0;
}
