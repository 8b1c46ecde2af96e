/* Changes of state, fetched or told, and the callbacks of breakers: what they may do, and what they may not. */
#include "guards.h"

static kedge_manual_clock *now;

static void events_come_in_their_order(void) {
    kedge_breaker *breaker = make_strict(now, 1);
    uint64_t at = 1000 * KEDGE_SECOND;
    for (uint64_t round = 0; round < 3; round++) {
        pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
        move_clock(now, 30 * KEDGE_SECOND);
        EXPECT(KEDGE_OK, kedge_breaker_run_due, breaker);
        pass(breaker, 5, KEDGE_CALL_SUCCEEDED);
    }
    for (uint64_t round = 0; round < 3; round++) {
        kedge_breaker_event event =
            HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES);
        CHECK(event.sequence == 3 * round + 1 && event.at_ns == at);
        at += 30 * KEDGE_SECOND;
        event = HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_HALF_OPEN, KEDGE_REASON_OPEN_TIME_OVER);
        CHECK(event.sequence == 3 * round + 2 && event.at_ns == at);
        event = HAPPENED(breaker, KEDGE_BREAKER_HALF_OPEN, KEDGE_BREAKER_CLOSED, KEDGE_REASON_PROBES_SUCCEEDED);
        CHECK(event.sequence == 3 * round + 3 && event.at_ns == at);
    }
    nothing_happened(breaker);
    SAYS("there is no change of state that nobody has fetched");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_next_event, breaker, NULL);
    SAYS("event is NULL, and has to point somewhere");
    /* A struct that is refused fetches nothing. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_DISABLED);
    kedge_breaker_event event = {.struct_size = 39};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_next_event, breaker, &event);
    SAYS("event: struct_size 39 is of no release; set it to the size of the struct first");
    CHECK(HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_DISABLED, KEDGE_REASON_MANUAL).sequence == 10);
    drop_breaker(breaker);
}

static void the_oldest_are_lost(void) {
    static const uint32_t capacities[] = {1, 2, 64};
    for (size_t i = 0; i < COUNT(capacities); i++) {
        kedge_breaker_options options = breaker_options(now);
        options.event_capacity = capacities[i];
        kedge_breaker *breaker = make_breaker(&options);
        for (int j = 0; j < 100; j++)
            EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, j % 2 == 0 ? KEDGE_BREAKER_DISABLED : KEDGE_BREAKER_CLOSED);
        CHECK(breaker_info_of(breaker).events_lost == 100 - capacities[i]);
        for (uint64_t number = 101 - capacities[i]; number <= 100; number++) {
            kedge_breaker_event event = {.struct_size = sizeof event};
            EXPECT(KEDGE_OK, kedge_breaker_next_event, breaker, &event);
            CHECK_AT(event.sequence == number, "%llu", (unsigned long long)event.sequence);
        }
        nothing_happened(breaker);
        drop_breaker(breaker);
    }
}

/* --- listeners ---------------------------------------------------------------------------------------------------- */

struct told {
    kedge_breaker *breaker;
    kedge_breaker_event events[64];
    int count, depth, deepest;
    /* What the listener does beside noting. */
    void (*act)(struct told *told);
};

static void listen(const kedge_breaker_event *event, void *context) {
    struct told *told = context;
    CHECK(event->struct_size == sizeof *event && event->reserved == 0);
    if (told->count < 64) told->events[told->count++] = *event;
    if (++told->depth > told->deepest) told->deepest = told->depth;
    if (told->act != NULL) told->act(told);
    told->depth--;
}

static struct told make_told(kedge_breaker_options options, struct told *told, void (*act)(struct told *)) {
    options.listener = listen;
    options.listener_context = told;
    return (struct told){.breaker = make_breaker(&options), .act = act};
}

static void a_listener_is_told(void) {
    struct told told = make_told(strict_options(now, 1), &told, NULL);
    pass(told.breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(told.count == 1 && told.events[0].reason == KEDGE_REASON_CONSECUTIVE_FAILURES);
    move_clock(now, 30 * KEDGE_SECOND);
    pass(told.breaker, 5, KEDGE_CALL_SUCCEEDED);
    CHECK(told.count == 3 && told.deepest == 1);
    for (uint64_t i = 0; i < 3; i++) CHECK(told.events[i].sequence == i + 1);
    CHECK(told.events[1].to == KEDGE_BREAKER_HALF_OPEN && told.events[1].at_ns == 1030 * KEDGE_SECOND);
    CHECK(told.events[2].to == KEDGE_BREAKER_CLOSED && told.events[2].from == KEDGE_BREAKER_HALF_OPEN);
    nothing_happened(told.breaker);
    CHECK(breaker_info_of(told.breaker).events_lost == 0);
    drop_breaker(told.breaker);
}

/* Goes on to the next state, which is another event. */
static void change_more(struct told *told) {
    static const uint32_t next[] = {KEDGE_BREAKER_DISABLED, KEDGE_BREAKER_METRICS_ONLY, KEDGE_BREAKER_FORCED_OPEN};
    kedge_breaker_info info = breaker_info_of(told->breaker);
    CHECK(info.events_lost == 0);
    state_of(told->breaker);
    nothing_happened(told->breaker);
    if (told->count <= 3) EXPECT(KEDGE_OK, kedge_breaker_set_state, told->breaker, next[told->count - 1]);
    kedge_permit permit;
    if (CALL(kedge_breaker_acquire, told->breaker, &permit, NULL) == KEDGE_OK)
        EXPECT(KEDGE_OK, kedge_breaker_success, told->breaker, &permit);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, told->breaker);
}

static void a_listener_calls_back(void) {
    struct told told = make_told(strict_options(now, 1), &told, change_more);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, told.breaker, KEDGE_BREAKER_OPEN);
    CHECK(told.count == 4 && state_of(told.breaker) == KEDGE_BREAKER_FORCED_OPEN);
    /* One after another, and in their order: none begins within another. */
    CHECK(told.deepest == 1);
    for (uint64_t i = 0; i < 4; i++) CHECK(told.events[i].sequence == i + 1);
    for (int i = 1; i < 4; i++) CHECK(told.events[i].from == told.events[i - 1].to);
    told.act = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, told.breaker, KEDGE_BREAKER_CLOSED);
    CHECK(told.count == 5);
    drop_breaker(told.breaker);
}

static void try_to_end(struct told *told) {
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, told->breaker);
    SAYS("a callback is under way on behalf of breaker, which can be ended when that has returned");
    /* Others may be ended. */
    drop_breaker(make_strict(now, 1));
}

static void a_listener_ends_nothing(void) {
    struct told told = make_told(strict_options(now, 1), &told, try_to_end);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_set_state, told.breaker, 77);
    pass(told.breaker, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(told.count == 1);
    /* What failed in the callback is forgotten; what failed before is not. */
    SAYS("state 77 is none of KEDGE_BREAKER_CLOSED and the others");
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, told.breaker);
    SAYS("state 77 is none of KEDGE_BREAKER_CLOSED and the others");
    CHECK(told.count == 2);
    drop_breaker(told.breaker);
}

/* Of a call that is refused, the last error is its own, whatever the listener does. */
static void the_last_error_is_that_of_the_call(void) {
    struct told told = make_told(strict_options(now, 1), &told, try_to_end);
    kedge_permit permit = {0, 0};
    EXPECT(KEDGE_OK, kedge_breaker_set_state, told.breaker, KEDGE_BREAKER_HALF_OPEN);
    acquire(told.breaker);
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_CIRCUIT_OPEN, kedge_breaker_acquire, told.breaker, &permit, NULL);
    CHECK(told.count == 2 && told.events[1].reason == KEDGE_REASON_PROBES_FAILED);
    SAYS("the breaker is open, because too many calls failed or were slow");
    drop_breaker(told.breaker);
}

/* --- rules of open times ------------------------------------------------------------------------------------------ */

struct rule {
    kedge_breaker *breaker;
    uint64_t answer, reopenings;
    int count;
};

static uint64_t say_open_time(uint64_t reopenings, void *context) {
    struct rule *rule = context;
    rule->count++;
    rule->reopenings = reopenings;
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, rule->breaker);
    /* It is open meanwhile, for the time that it would be without a rule. */
    kedge_breaker_info info = breaker_info_of(rule->breaker);
    CHECK(info.state == KEDGE_BREAKER_OPEN && info.retry_after_ns == 30 * KEDGE_SECOND);
    CHECK(info.reopenings == reopenings);
    return rule->answer;
}

static void a_rule_says_how_long(void) {
    static const uint64_t answers[] = {5 * KEDGE_SECOND, 1, 365 * 86400 * KEDGE_SECOND};
    struct rule rule = {NULL, 0, 77, 0};
    kedge_breaker_options options = strict_options(now, 1);
    options.open_time_rule = say_open_time;
    options.open_time_context = &rule;
    rule.breaker = make_breaker(&options);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_set_state, rule.breaker, 77);
    for (uint64_t i = 0; i < COUNT(answers); i++) {
        rule.answer = answers[i];
        pass(rule.breaker, 1, KEDGE_CALL_FAILED_ONCE);
        CHECK(rule.count == (int)i + 1 && rule.reopenings == i);
        CHECK(breaker_info_of(rule.breaker).retry_after_ns == answers[i]);
        SAYS("state 77 is none of KEDGE_BREAKER_CLOSED and the others");
        move_clock(now, answers[i]);
        EXPECT(KEDGE_OK, kedge_breaker_run_due, rule.breaker);
        CHECK(state_of(rule.breaker) == KEDGE_BREAKER_HALF_OPEN);
    }
    /* What it says is brought into the range of open times. */
    rule.answer = 0;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, rule.breaker, KEDGE_BREAKER_OPEN);
    CHECK(breaker_info_of(rule.breaker).retry_after_ns == 1);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, rule.breaker, KEDGE_BREAKER_CLOSED);
    rule.answer = UINT64_MAX;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, rule.breaker, KEDGE_BREAKER_OPEN);
    CHECK(breaker_info_of(rule.breaker).retry_after_ns == 365 * 86400 * KEDGE_SECOND && rule.reopenings == 0);
    drop_breaker(rule.breaker);
}

static uint64_t close_at_once(uint64_t reopenings, void *context) {
    kedge_breaker **breaker = context;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, *breaker, KEDGE_BREAKER_CLOSED);
    return reopenings + 7;
}

static void a_rule_calls_back(void) {
    kedge_breaker *breaker = NULL;
    kedge_breaker_options options = strict_options(now, 1);
    options.open_time_rule = close_at_once;
    options.open_time_context = &breaker;
    breaker = make_breaker(&options);
    pass(breaker, 1, KEDGE_CALL_FAILED_ONCE);
    /* What it answers comes too late, and is forgotten. */
    CHECK(state_of(breaker) == KEDGE_BREAKER_CLOSED && breaker_info_of(breaker).retry_after_ns == 0);
    HAPPENED(breaker, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES);
    HAPPENED(breaker, KEDGE_BREAKER_OPEN, KEDGE_BREAKER_CLOSED, KEDGE_REASON_MANUAL);
    pass(breaker, 1, KEDGE_CALL_SUCCEEDED);
    drop_breaker(breaker);
}

/* "Fetches a breaker's oldest change of state ... Where it has a listener, that gets them": it is told of each. */
static kedge_breaker *listening;
static int told;

static void change_and_fetch(const kedge_breaker_event *event, void *context) {
    told++;
    CHECK(context == NULL);
    if (event->sequence != 1) return;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, listening, KEDGE_BREAKER_DISABLED);
    nothing_happened(listening);
}

static void a_listener_is_told_of_each(void) {
    kedge_breaker_options options = strict_options(now, 1);
    options.listener = change_and_fetch;
    listening = make_breaker(&options);
    told = 0;
    EXPECT(KEDGE_OK, kedge_breaker_set_state, listening, KEDGE_BREAKER_OPEN);
    CHECK_AT(told == 2, "of %d", told);
    drop_breaker(listening);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_events");
    runs_case("events come in their order, each once", events_come_in_their_order);
    runs_case("where nobody fetches them the oldest are lost, and counted", the_oldest_are_lost);
    runs_case("a listener is told of each with its context", a_listener_is_told);
    runs_case("a listener may call back, and is told of one after another", a_listener_calls_back);
    runs_case("a listener ends no handle that is calling it, and the last error is kept", a_listener_ends_nothing);
    runs_case("the last error is that of the call, whatever a listener does", the_last_error_is_that_of_the_call);
    runs_case("a rule says how long it stays open", a_rule_says_how_long);
    runs_case("a rule may call back", a_rule_calls_back);
    runs_case("a listener is told of each change, whoever fetches", a_listener_is_told_of_each);
    return check_end();
}
