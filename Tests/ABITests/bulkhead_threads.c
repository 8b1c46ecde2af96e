/* Bulkheads on many threads: places that are shared, threads that wait, calls that keep a bulkhead, and children of fork(). */
#include "bulkheads.h"

enum { THREADS = 6 };

static kedge_bulkhead *shared;

/* Waits until so many tickets wait, for as long as a machine may take that is busy with something else. */
static void await_waiting(uint64_t count) {
    for (int i = 0; i < 100000 && counts_of(shared).waiting != count; i++) usleep(100);
    CHECK_AT(counts_of(shared).waiting == count, "%llu", (unsigned long long)count);
}

/* --- sharing ------------------------------------------------------------------------------------------------------ */

enum { PLACES = 3 };
static int inside, admitted, turned_away;

static void enter(void) {
    int now = __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST);
    CHECK_AT(now <= PLACES, "%d inside", now);
    __atomic_add_fetch(&admitted, 1, __ATOMIC_RELAXED);
}

static void leave(void) { __atomic_sub_fetch(&inside, 1, __ATOMIC_SEQ_CST); }

static int32_t enter_and_leave(void *context) {
    enter();
    if (context != NULL) sched_yield();
    leave();
    return 0;
}

static void hold(uint64_t place) {
    enter();
    if (place % 3 == 0) sched_yield();
    leave();
    CHECK(CALL(kedge_bulkhead_release, shared, place) == KEDGE_OK);
}

static void *take_turns(void *number) {
    uint64_t place = 0, ticket = 0;
    int refused = 0;
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < rounds(20000); i++) {
        kedge_status status = KEDGE_OK;
        switch ((i + (intptr_t)number) % 4) {
        case 0:
            status = CALL(kedge_bulkhead_acquire, shared, &place);
            if (status == KEDGE_OK) hold(place);
            break;
        case 1:
            status = CALL(kedge_bulkhead_acquire_wait, shared, KEDGE_NO_LIMIT, &place);
            if (status == KEDGE_OK) hold(place);
            break;
        case 2:
            status = CALL(kedge_bulkhead_call, shared, KEDGE_NO_LIMIT, enter_and_leave, i % 7 == 0 ? &place : NULL, NULL);
            break;
        default:
            status = CALL(kedge_bulkhead_enqueue, shared, &place, &ticket);
            if (status == KEDGE_NOT_YET) {
                while (i % 2 == 0 && (status = CALL(kedge_bulkhead_poll, shared, ticket, &place, NULL)) == KEDGE_NOT_YET)
                    sched_yield();
                if (i % 2 == 1) status = CALL(kedge_bulkhead_wait, shared, ticket, KEDGE_NO_LIMIT, &place);
            }
            CHECK_AT(status == KEDGE_OK || status == KEDGE_BULKHEAD_FULL, "%d", (int)status);
            if (status == KEDGE_OK) hold(place);
        }
        CHECK_AT(status == KEDGE_OK || status == KEDGE_BULKHEAD_FULL, "%d", (int)status);
        refused += status == KEDGE_BULKHEAD_FULL;
    }
    __atomic_add_fetch(&turned_away, refused, __ATOMIC_RELAXED);
    return NULL;
}

/* With room for some to wait, for all, and for nobody. */
static void no_more_are_inside_than_there_are_places(void) {
    static const uint64_t waiting[] = {2, THREADS, 0};
    for (size_t i = 0; i < COUNT(waiting); i++) {
        kedge_bulkhead_options options = options_of(PLACES, waiting[i], DAY);
        options.claim_time_ns = DAY;
        EXPECT(KEDGE_OK, kedge_bulkhead_create, &options, &shared);
        admitted = turned_away = 0;
        run_threads(THREADS, take_turns);
        kedge_bulkhead_info info = counts_of(shared);
        CHECK(inside == 0 && info.calls_under_way == 0 && info.granted == 0 && info.waiting == 0);
        CHECK_AT(info.admitted == (uint64_t)admitted && info.refused == (uint64_t)turned_away, "%llu, %llu",
            (unsigned long long)info.admitted, (unsigned long long)info.refused);
        CHECK(admitted + turned_away == THREADS * rounds(20000) && info.timed_out == 0 && info.reclaimed == 0);
        drop(shared);
    }
}

/* --- waiting ------------------------------------------------------------------------------------------------------ */

static int order[THREADS], served;
static uint64_t places[THREADS];

static void *wait_for_a_place(void *number) {
    CHECK(CALL(kedge_bulkhead_acquire_wait, shared, KEDGE_NO_LIMIT, &places[(intptr_t)number]) == KEDGE_OK);
    order[__atomic_fetch_add(&served, 1, __ATOMIC_SEQ_CST)] = (int)(intptr_t)number;
    return NULL;
}

static void threads_are_served_in_the_order_in_which_they_came(void) {
    pthread_t threads[THREADS];
    shared = make(1, THREADS, DAY, NULL);
    uint64_t held = take(shared);
    served = 0;
    for (intptr_t i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, wait_for_a_place, (void *)i) != 0) abort();
        await_waiting((uint64_t)i + 1);
    }
    for (int i = 0; i < THREADS; i++) {
        give(shared, held);
        /* The next has the place as its thread ends. */
        CHECK(pthread_join(threads[i], NULL) == 0);
        CHECK_AT(__atomic_load_n(&served, __ATOMIC_SEQ_CST) == i + 1 && order[i] == i, "%d", i);
        held = places[i];
    }
    give(shared, held);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
}

static uint64_t waited_for;
static kedge_status became;

static void *wait_for_a_ticket(void *place) {
    became = CALL(kedge_bulkhead_wait, shared, waited_for, KEDGE_NO_LIMIT, place);
    return NULL;
}

/* Nobody knows when the other thread has begun to wait; whenever it does, the answer is the same. */
static void run_waiter(uint64_t *place, void (*meanwhile)(void)) {
    pthread_t thread;
    waited_for = line_up(shared);
    if (pthread_create(&thread, NULL, wait_for_a_ticket, place) != 0) abort();
    usleep(2000);
    meanwhile();
    CHECK(pthread_join(thread, NULL) == 0);
}

static uint64_t held_here;
static kedge_manual_clock *clock_here;

static void give_mine(void) { give(shared, held_here); }
static void cancel_the_ticket(void) { EXPECT(KEDGE_OK, kedge_bulkhead_cancel, shared, waited_for); }
static void let_time_go_by(void) { advance(clock_here, SECOND); }

static void whatever_happens_wakes_who_waits(void) {
    uint64_t place = 77;
    clock_here = make_clock(0);
    shared = make(1, 2, SECOND, clock_here);
    held_here = take(shared);
    run_waiter(&place, cancel_the_ticket);
    CHECK_AT(became == KEDGE_UNKNOWN_TICKET && place == 77, "%d", (int)became);
    run_waiter(&place, let_time_go_by);
    CHECK_AT(became == KEDGE_BULKHEAD_TIMED_OUT && place == 77, "%d", (int)became);
    run_waiter(&place, give_mine);
    CHECK_AT(became == KEDGE_OK && place != 77, "%d", (int)became);
    give(shared, place);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
    drop_clock(clock_here);
}

/* A thread that waits takes its place at once, however short the claim time is. */
static void who_waits_need_not_claim(void) {
    kedge_manual_clock *clock = make_clock(0);
    kedge_bulkhead_options options = options_of(1, 1, DAY);
    pthread_t thread;
    options.claim_time_ns = KEDGE_MILLISECOND;
    options.clock = clock;
    EXPECT(KEDGE_OK, kedge_bulkhead_create, &options, &shared);
    for (int i = 0; i < rounds(100); i++) {
        uint64_t held = take(shared);
        served = 0;
        if (pthread_create(&thread, NULL, wait_for_a_place, (void *)0) != 0) abort();
        await_waiting(1);
        give(shared, held);
        advance(clock, KEDGE_MILLISECOND);
        CHECK(pthread_join(thread, NULL) == 0 && served == 1);
        give(shared, places[0]);
    }
    CHECK(counts_of(shared).reclaimed == 0 && counts_of(shared).timed_out == 0);
    drop(shared);
    drop_clock(clock);
}

/* Those who give up and those who get a place: no place is lost between the two. */
static void *give_up_soon(void *number) {
    pthread_barrier_wait(&start_line);
    for (int i = 0; i < rounds(2000); i++) {
        uint64_t place = 0;
        kedge_status status = CALL(kedge_bulkhead_acquire_wait, shared, (uint64_t)(i % 50) * 1000, &place);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_BULKHEAD_TIMED_OUT, "%d", (int)status);
        if (status != KEDGE_OK) continue;
        if (i % 3 == (intptr_t)number % 3) usleep(20);
        CHECK(CALL(kedge_bulkhead_release, shared, place) == KEDGE_OK);
    }
    return NULL;
}

static void no_place_is_lost_to_who_gives_up(void) {
    shared = make(2, THREADS, DAY, NULL);
    run_threads(THREADS, give_up_soon);
    CHECK_INFO(shared, 0, 0, 0);
    uint64_t first = take(shared), second = take(shared);
    give(shared, first);
    give(shared, second);
    drop(shared);
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static int is_in_call, may_return;

static int32_t wait_to_return(void *context) {
    __atomic_store_n(&is_in_call, 1, __ATOMIC_SEQ_CST);
    for (int i = 0; i < 100000 && !__atomic_load_n(&may_return, __ATOMIC_SEQ_CST); i++) usleep(100);
    return context == NULL;
}

static void *make_a_call(void *unused) {
    int32_t result = 0;
    CHECK(CALL(kedge_bulkhead_call, shared, 0, wait_to_return, NULL, &result) == KEDGE_OK && result == 1);
    return unused;
}

static void a_call_keeps_its_bulkhead(void) {
    pthread_t thread;
    shared = make(2, 0, 0, NULL);
    is_in_call = may_return = 0;
    if (pthread_create(&thread, NULL, make_a_call, NULL) != 0) abort();
    for (int i = 0; i < 100000 && !__atomic_load_n(&is_in_call, __ATOMIC_SEQ_CST); i++) usleep(100);
    EXPECT(KEDGE_BUSY, kedge_bulkhead_destroy, shared);
    CHECK_INFO(shared, 1, 0, 0);
    __atomic_store_n(&may_return, 1, __ATOMIC_SEQ_CST);
    CHECK(pthread_join(thread, NULL) == 0);
    drop(shared);
}

/* --- fork --------------------------------------------------------------------------------------------------------- */

static void *hammer(void *number) {
    uint64_t place = 0, ticket = 0;
    pthread_barrier_wait(&start_line);
    for (uint64_t i = (uint64_t)(intptr_t)number; !is_stopped(); i++) {
        if (kedge_bulkhead_acquire_wait(shared, 100000, &place) == KEDGE_OK) kedge_bulkhead_release(shared, place);
        kedge_status status = kedge_bulkhead_enqueue(shared, &place, &ticket);
        if (status == KEDGE_OK) kedge_bulkhead_release(shared, place);
        if (status == KEDGE_NOT_YET && i % 2 == 0) kedge_bulkhead_cancel(shared, ticket);
        if (status == KEDGE_NOT_YET && i % 2 == 1 && kedge_bulkhead_wait(shared, ticket, KEDGE_NO_LIMIT, &place) == KEDGE_OK)
            kedge_bulkhead_release(shared, place);
        kedge_bulkhead_call(shared, 0, enter_and_leave, NULL, NULL);
    }
    return NULL;
}

static void go_on_in_the_child(void) {
    CHECK_INFO(shared, 0, 0, 0);
    uint64_t place = take(shared), none = 77;
    CHECK_INFO(shared, 1, 0, 0);
    EXPECT(KEDGE_BULKHEAD_FULL, kedge_bulkhead_acquire, shared, &none);
    uint64_t ticket = line_up(shared);
    EXPECT(KEDGE_BULKHEAD_TIMED_OUT, kedge_bulkhead_acquire_wait, shared, 1000, &none);
    give(shared, place);
    EXPECT(KEDGE_OK, kedge_bulkhead_wait, shared, ticket, KEDGE_NO_LIMIT, &place);
    give(shared, place);
    inside = 0;
    EXPECT(KEDGE_OK, kedge_bulkhead_call, shared, 0, enter_and_leave, NULL, NULL);
    CHECK(counts_of(shared).admitted == 3);
    /* No call of the parent's is under way here. */
    drop(shared);
}

static void children_begin_at_zero(void) {
    SKIP_UNDER_VALGRIND();
    shared = make(1, THREADS, DAY, NULL);
    fork_among_threads(rounds(60), hammer, go_on_in_the_child);
    CHECK_INFO(shared, 0, 0, 0);
    drop(shared);
}

int main(void) {
    check_begin("bulkhead_threads");
    check_case("no more are inside than there are places", no_more_are_inside_than_there_are_places);
    check_case("threads are served in the order in which they came", threads_are_served_in_the_order_in_which_they_came);
    check_case("whatever becomes of a ticket wakes who waits for it", whatever_happens_wakes_who_waits);
    check_case("who waits need not claim a place in time", who_waits_need_not_claim);
    check_case("no place is lost to who gives up", no_place_is_lost_to_who_gives_up);
    check_case("a call on one thread keeps the bulkhead from being ended on another", a_call_keeps_its_bulkhead);
    check_case("a child of fork begins at zero, whatever threads were doing", children_begin_at_zero);
    return check_end();
}
