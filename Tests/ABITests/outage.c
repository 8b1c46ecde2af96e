/* A real HTTP server that is made slow, broken and dead, and comes back: payments through a pipeline go on, and the server in trouble is
 * left alone but for so many calls. */
#include "check.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>

enum { PAYMENTS = 150, FAILURES = 5, PROBES = 2 };
static const uint64_t open_time = 100 * KEDGE_MILLISECOND, attempt_time = 100 * KEDGE_MILLISECOND;

enum mode { HEALTHY, SLOW, BROKEN };
/* Shared with the servers. */
struct conditions {
    int mode;
    int requests;
};
struct server {
    struct conditions *conditions;
    in_port_t port;
    pid_t process;
};
static struct server servers[2];

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * KEDGE_SECOND + (uint64_t)now.tv_nsec;
}

static void sleep_ms(long milliseconds) {
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static void serve(int listener, struct conditions *conditions) {
    alarm(120); /* whatever becomes of the test */
    for (;;) {
        char request[512];
        int connection = accept(listener, NULL, NULL);
        if (connection < 0) continue;
        if (recv(connection, request, sizeof request, 0) > 0) {
            __atomic_add_fetch(&conditions->requests, 1, __ATOMIC_SEQ_CST);
            for (int i = 0; i < 400 && __atomic_load_n(&conditions->mode, __ATOMIC_SEQ_CST) == SLOW; i++) sleep_ms(5);
            const char *answer = __atomic_load_n(&conditions->mode, __ATOMIC_SEQ_CST) == HEALTHY
                ? "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\npaid"
                : "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            send(connection, answer, strlen(answer), MSG_NOSIGNAL);
        }
        close(connection);
    }
}

static struct sockaddr_in address_of(in_port_t port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port, .sin_addr = {htonl(INADDR_LOOPBACK)}};
}

static void start(struct server *server) {
    struct sockaddr_in address = address_of(server->port);
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    if (server->conditions == NULL)
        server->conditions = mmap(NULL, sizeof *server->conditions, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    CHECK(bind(listener, (struct sockaddr *)&address, sizeof address) == 0 && listen(listener, 256) == 0);
    CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
    server->port = address.sin_port;
    server->process = fork();
    if (server->process == 0) serve(listener, server->conditions);
    close(listener);
}

static void stop(struct server *server) {
    kill(server->process, SIGKILL);
    waitpid(server->process, NULL, 0);
}

static void set_mode(struct server *server, enum mode mode) { __atomic_store_n(&server->conditions->mode, mode, __ATOMIC_SEQ_CST); }
static int requests(const struct server *server) { return __atomic_load_n(&server->conditions->requests, __ATOMIC_SEQ_CST); }

/* An HTTP request in the time that there is. */
static uint32_t pay(kedge_attempt *attempt, void *last_target) {
    static const char request[] = "POST /pay HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    struct sockaddr_in address = address_of(servers[attempt->target].port);
    uint64_t microseconds = attempt->time_left_ns / 1000 + 1;
    struct timeval limit = {(time_t)(microseconds / 1000000), (suseconds_t)(microseconds % 1000000)};
    uint64_t end = now_ns() + attempt->time_left_ns;
    char answer[256] = "";
    int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    int is_answered = connect(connection, (struct sockaddr *)&address, sizeof address) == 0
        && send(connection, request, sizeof request - 1, MSG_NOSIGNAL) > 0 && recv(connection, answer, sizeof answer - 1, 0) > 0;
    close(connection);
    *(uint32_t *)last_target = attempt->target;
    if (is_answered) return strstr(answer, " 200 ") != NULL ? KEDGE_CALL_SUCCEEDED : KEDGE_CALL_FAILED_ONCE;
    return now_ns() >= end ? KEDGE_CALL_TIMED_OUT : KEDGE_CALL_FAILED_ONCE;
}

static kedge_breaker *breaker;
static kedge_retry_budget *budget;
static kedge_retry *retry;
static kedge_failover *failover;
static kedge_pipeline *pipeline;

static void make_pipeline(void) {
    kedge_breaker_options options;
    kedge_retry_options retries;
    EXPECT(KEDGE_OK, kedge_breaker_options_init, &options, sizeof options);
    options.consecutive_failures = FAILURES;
    options.open_time_ns = open_time;
    options.open_time_jitter_ppm = 0;
    options.probes = PROBES;
    EXPECT(KEDGE_OK, kedge_breaker_create, &options, &breaker);
    EXPECT(KEDGE_OK, kedge_retry_budget_create, NULL, &budget);
    EXPECT(KEDGE_OK, kedge_retry_options_init, &retries, sizeof retries);
    retries.budget = budget;
    retries.first_ns = 5 * KEDGE_MILLISECOND;
    EXPECT(KEDGE_OK, kedge_retry_create, &retries, &retry);
    kedge_failover_target targets[] = {{"first", 5, breaker, 0, 0}, {"second", 6, NULL, 1, 0}};
    EXPECT(KEDGE_OK, kedge_failover_create, targets, 2, &failover);
    kedge_pipeline_layer layers[] = {
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 20 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = failover},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = attempt_time},
    };
    EXPECT(KEDGE_OK, kedge_pipeline_create, layers, 4, KEDGE_ORDER_RECOMMENDED, NULL, &pipeline);
}

static void drop_pipeline(void) {
    EXPECT(KEDGE_OK, kedge_pipeline_destroy, pipeline);
    EXPECT(KEDGE_OK, kedge_failover_destroy, failover);
    EXPECT(KEDGE_OK, kedge_retry_destroy, retry);
    EXPECT(KEDGE_OK, kedge_retry_budget_destroy, budget);
    EXPECT(KEDGE_OK, kedge_breaker_destroy, breaker);
}

/* Pays so many times; how many were answered, and by whom. */
static int pay_often(int count, int by[2]) {
    int succeeded = 0;
    by[0] = by[1] = 0;
    for (int i = 0; i < count; i++) {
        uint32_t target = 0;
        if (kedge_pipeline_run(pipeline, 1, KEDGE_NO_LIMIT, pay, NULL, &target, NULL) == KEDGE_OK) {
            succeeded++;
            by[target]++;
        }
        sleep_ms(2);
    }
    return succeeded;
}

/* The bounds: 98 of 100 payments succeed whatever becomes of the first server, and it gets no more calls than open the breaker, and
 * probes once in an open time. */
static void an_outage(const char *what, int by[2]) {
    int before = requests(&servers[0]);
    uint64_t start_time = now_ns();
    int succeeded = pay_often(PAYMENTS, by);
    int calls = requests(&servers[0]) - before;
    int most = FAILURES + PROBES * (int)((now_ns() - start_time) / open_time + 1);
    CHECK_AT(succeeded * 100 >= PAYMENTS * 98, "%s: %d of %d succeeded", what, succeeded, PAYMENTS);
    CHECK_AT(calls <= most, "%s: %d calls reached the server, and %d at most should", what, calls, most);
    CHECK_AT(by[1] >= PAYMENTS / 2, "%s: the second answered %d", what, by[1]);
}

/* Pays until the first server answers again. */
static void wait_for_recovery(void) {
    int by[2] = {0, 0};
    for (int i = 0; i < 600 && by[0] < 10; i++) {
        int some[2];
        pay_often(1, some);
        by[0] = some[0] > 0 ? by[0] + 1 : 0;
        sleep_ms(10);
    }
    uint32_t state = 99;
    EXPECT(KEDGE_OK, kedge_breaker_get_state, breaker, &state);
    CHECK(by[0] == 10 && state == KEDGE_BREAKER_CLOSED);
}

static void payments_go_on(void) {
    SKIP_UNDER_A_TOOL(); /* whose times are not those of a server */
    int by[2];
    start(&servers[0]);
    start(&servers[1]);
    make_pipeline();
    CHECK(pay_often(PAYMENTS, by) * 100 >= PAYMENTS * 98);
    CHECK(by[0] >= PAYMENTS / 2);

    set_mode(&servers[0], SLOW);
    an_outage("slow", by);
    set_mode(&servers[0], HEALTHY);
    wait_for_recovery();

    set_mode(&servers[0], BROKEN);
    an_outage("broken", by);
    set_mode(&servers[0], HEALTHY);
    wait_for_recovery();

    stop(&servers[0]);
    an_outage("dead", by);
    CHECK(by[0] == 0);
    start(&servers[0]);
    wait_for_recovery();

    stop(&servers[0]);
    stop(&servers[1]);
    drop_pipeline();
}

int main(void) {
    check_begin("outage");
    check_case("payments go on while a server is slow, broken and dead, and it is left alone", payments_go_on);
    return check_end();
}
