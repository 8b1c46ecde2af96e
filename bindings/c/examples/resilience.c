/* Payments go to an upstream that dies and comes back. A breaker stops calling it, a second one takes over meanwhile, and the first gets
 * its calls again by itself.
 *
 *   cc -std=c99 resilience.c $(pkg-config --cflags --libs kedge) -o resilience && ./resilience
 */
#define _POSIX_C_SOURCE 200809L
#include <arpa/inet.h>
#include <kedge.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PHASES = 3, CALLS = 120, PAUSE_MS = 4 };

static const char *const phases[PHASES] = {"all is well", "the upstream is dead", "the upstream is back"};
static const char *const states[] = {"closed", "disabled", "metrics only", "", "open", "half-open", "forced open"};
static const char *const reasons[] = {"", "failures in a row", "failure rate", "slow calls", "its open time is over", "probes succeeded",
                                      "probes failed", "probes were slow", "half-open for too long", "by hand", "restored"};

struct upstream {
    int listener;
    in_port_t port;
    pid_t process;
};
struct desk {
    struct upstream upstreams[2];
    int answered[2];
    int attempts;
};

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static void pause_for(long milliseconds) {
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static struct sockaddr_in address_of(in_port_t port) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = port;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* A server of its own process: it answers whatever it is sent. */
static void start(struct upstream *upstream) {
    struct sockaddr_in address = address_of(upstream->port);
    socklen_t length = sizeof address;
    int yes = 1;
    upstream->listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(upstream->listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(upstream->listener, (struct sockaddr *)&address, length) != 0 || listen(upstream->listener, 64) != 0) {
        perror("listen");
        exit(1);
    }
    getsockname(upstream->listener, (struct sockaddr *)&address, &length);
    upstream->port = address.sin_port;
    fflush(stdout);
    upstream->process = fork();
    if (upstream->process == 0) {
        alarm(60); /* whatever becomes of this program */
        for (;;) {
            char order[64];
            int connection = accept(upstream->listener, NULL, NULL);
            if (connection >= 0 && read(connection, order, sizeof order) > 0 && write(connection, "paid", 4) != 4) _exit(1);
            close(connection);
        }
    }
    close(upstream->listener);
}

static void stop(struct upstream *upstream) {
    kill(upstream->process, SIGKILL);
    waitpid(upstream->process, NULL, 0);
}

/* One attempt: the library says where, and for how long it may take. */
static uint32_t pay(kedge_attempt *attempt, void *context) {
    struct desk *desk = context;
    struct sockaddr_in address = address_of(desk->upstreams[attempt->target].port);
    long milliseconds = (long)(attempt->time_left_ns / KEDGE_MILLISECOND);
    struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000 + 1};
    char answer[8];
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    desk->attempts++;
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    const int is_paid = connect(connection, (struct sockaddr *)&address, sizeof address) == 0 && send(connection, "order", 5, MSG_NOSIGNAL) == 5
        && read(connection, answer, sizeof answer) == 4;
    close(connection);
    if (is_paid) desk->answered[attempt->target]++;
    return is_paid ? KEDGE_CALL_SUCCEEDED : KEDGE_CALL_FAILED_ONCE;
}

static kedge_breaker *make_breaker(void) {
    kedge_breaker *breaker = NULL;
    kedge_breaker_options options;
    check(kedge_breaker_options_init(&options, sizeof options), "options");
    options.consecutive_failures = 3;
    options.failure_rate_ppm = options.count_window = KEDGE_NO_LIMIT;
    options.open_time_ns = 150 * KEDGE_MILLISECOND;
    options.probes = 2;
    check(kedge_breaker_create(&options, &breaker), "a breaker");
    return breaker;
}

static void print_events(kedge_breaker *breaker) {
    static uint64_t first;
    kedge_breaker_event event = {.struct_size = sizeof event};
    while (kedge_breaker_next_event(breaker, &event) == KEDGE_OK) {
        if (first == 0) first = event.at_ns;
        printf("  %5.0f ms  %s -> %s (%s)\n", (double)(event.at_ns - first) / 1e6, states[event.from], states[event.to],
               reasons[event.reason]);
    }
}

int main(void) {
    static struct desk desk;
    kedge_pipeline *pipeline = NULL;
    kedge_failover *failover = NULL;
    kedge_retry *retry = NULL;
    kedge_breaker *breaker = make_breaker();
    kedge_failover_target targets[] = {{"first", 5, breaker, 0, 0}, {"second", 6, NULL, 1, 0}};
    kedge_failover_target_info first = {.struct_size = sizeof first}, second = {.struct_size = sizeof second};
    char layers_text[256];
    size_t length;
    int lost[PHASES] = {0}, answered[PHASES][2], attempts[PHASES];

    start(&desk.upstreams[0]);
    start(&desk.upstreams[1]);
    check(kedge_retry_create(NULL, &retry), "retries");
    check(kedge_failover_create(targets, 2, &failover), "a failover");
    kedge_pipeline_layer layers[] = {
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 2 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_RETRY, .retry = retry},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = failover},
        {.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = 200 * KEDGE_MILLISECOND},
    };
    check(kedge_pipeline_create(layers, 4, KEDGE_ORDER_RECOMMENDED, NULL, &pipeline), "a pipeline");
    check(kedge_pipeline_describe(pipeline, layers_text, sizeof layers_text, &length), "its layers");
    printf("payments through: %s\n", layers_text);

    for (int phase = 0; phase < PHASES; phase++) {
        if (phase == 1) stop(&desk.upstreams[0]);
        if (phase == 2) start(&desk.upstreams[0]);
        desk.answered[0] = desk.answered[1] = desk.attempts = 0;
        for (int i = 0; i < CALLS; i++) {
            if (kedge_pipeline_run(pipeline, 1, KEDGE_NO_LIMIT, pay, NULL, &desk, NULL) != KEDGE_OK) lost[phase]++;
            pause_for(PAUSE_MS);
        }
        answered[phase][0] = desk.answered[0];
        answered[phase][1] = desk.answered[1];
        attempts[phase] = desk.attempts;
    }
    puts("\nwhat the breaker of the first upstream did:");
    print_events(breaker);
    printf("\n%-22s %8s %9s %8s %8s %6s\n", "", "payments", "attempts", "first", "second", "lost");
    for (int phase = 0; phase < PHASES; phase++) {
        printf("%-22s %8d %9d %8d %8d %6d\n", phases[phase], CALLS, attempts[phase], answered[phase][0], answered[phase][1], lost[phase]);
    }
    check(kedge_failover_get_target_info(failover, 0, &first), "the first target");
    check(kedge_failover_get_target_info(failover, 1, &second), "the second target");
    printf("\n%d calls failed at the first, %d were kept away from it, %d were saved by the second\n", (int)first.failures, (int)first.rejected,
           (int)second.saved);

    stop(&desk.upstreams[0]);
    stop(&desk.upstreams[1]);
    check(kedge_pipeline_destroy(pipeline), "the end");
    check(kedge_failover_destroy(failover), "the end");
    check(kedge_retry_destroy(retry), "the end");
    check(kedge_breaker_destroy(breaker), "the end");
    return kedge_live_handles() == 0 && lost[0] + lost[1] + lost[2] == 0 ? 0 : 1;
}
