/* Lists of targets: which of them a call goes to, and what becomes of it. */
#include "guards.h"

static kedge_manual_clock *now;

static void refuses(kedge_failover_target target, kedge_status status, const char *sentence) {
    kedge_failover_target targets[] = {target_of("first", NULL, 3), target};
    kedge_failover *failover = (kedge_failover *)&now;
    EXPECT(status, kedge_failover_create, targets, 2, &failover);
    SAYS(sentence);
    CHECK(failover == (kedge_failover *)&now);
}

static void is_made_and_ended(void) {
    kedge_failover_target targets[65];
    kedge_failover *failover = (kedge_failover *)&now;
    for (size_t i = 0; i < 65; i++) targets[i] = target_of("x", NULL, 255);
    const size_t none[] = {0, 65, PTRDIFF_MAX, over, SIZE_MAX};
    for (size_t i = 0; i < COUNT(none); i++) {
        EXPECT(KEDGE_INVALID_POLICY, kedge_failover_create, targets, none[i], &failover);
        SAYS("targets: 1 to 64");
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_create, NULL, 1, &failover);
    SAYS("targets is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_create, targets, 1, NULL);
    SAYS("out is NULL, and has to point somewhere");
    CHECK(failover == (kedge_failover *)&now);
    kedge_failover_target target = target_of("a", NULL, 256);
    refuses(target, KEDGE_INVALID_POLICY, "level: 0 to 255");
    target.level = UINT32_MAX;
    refuses(target, KEDGE_INVALID_POLICY, "level: 0 to 255");
    target.level = 2;
    refuses(target, KEDGE_INVALID_POLICY, "level: no lower than that of the target before it");
    target.level = 3;
    target.reserved = 1;
    refuses(target, KEDGE_INVALID_ARGUMENT, "reserved has to be 0");
    refuses(target_of("\xFF", NULL, 3), KEDGE_INVALID_UTF8, "name is not UTF-8");
    target = target_of("a", NULL, 3);
    target.name = NULL;
    refuses(target, KEDGE_INVALID_ARGUMENT,
        "name_len is 1: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    target.name_len = over;
    target.name = "a";
    refuses(target, KEDGE_INVALID_ARGUMENT,
        "name_len is 9223372036854775808: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    target.name_len = SIZE_MAX;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_create, &target, 1, &failover);
    refuses(target_of("a", (kedge_breaker *)now, 3), KEDGE_INVALID_HANDLE,
        "breaker is no live handle of its type: it was destroyed, or this library never issued it");
    kedge_breaker *gone = make_strict(now, 1);
    drop_breaker(gone);
    refuses(target_of("a", gone, 3), KEDGE_INVALID_HANDLE,
        "breaker is no live handle of its type: it was destroyed, or this library never issued it");
    failover = make_failover(targets, 64);
    EXPECT(KEDGE_OK, kedge_failover_destroy, failover);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_failover_destroy, failover);
    EXPECT(KEDGE_OK, kedge_failover_destroy, NULL);
    target = (kedge_failover_target){NULL, 0, NULL, 0, 0};
    drop_failover(make_failover(&target, 1));
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

static kedge_failover_call begin(const kedge_failover *failover) {
    kedge_failover_call call;
    memset(&call, 0x5A, sizeof call);
    EXPECT(KEDGE_OK, kedge_failover_begin, failover, &call);
    return call;
}

/* The next target is this one. */
static kedge_permit go_to(kedge_failover *failover, kedge_failover_call *call, uint32_t expected) {
    uint32_t target = 77;
    kedge_permit permit = {77, 77};
    uint64_t retry_after = 77;
    EXPECT(KEDGE_OK, kedge_failover_next, failover, call, &target, &permit, &retry_after);
    CHECK_AT(target == expected && retry_after == 77, "target %u", target);
    return permit;
}

static void no_target(kedge_failover *failover, kedge_failover_call *call, uint64_t expected) {
    uint32_t target = 77;
    kedge_permit permit = {77, 78};
    uint64_t retry_after = 77;
    EXPECT(KEDGE_NO_TARGET, kedge_failover_next, failover, call, &target, &permit, &retry_after);
    SAYS("each target was tried, or its breaker let the call not pass");
    CHECK_AT(retry_after == expected, "%llu ns", (unsigned long long)retry_after);
    CHECK(target == 77 && permit.word == 77 && permit.moment == 78);
    EXPECT(KEDGE_NO_TARGET, kedge_failover_next, failover, call, &target, &permit, NULL);
}

static kedge_failover_target_info target_info_of(const kedge_failover *failover, uint32_t target) {
    kedge_failover_target_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_failover_get_target_info, failover, target, &info);
    return info;
}

static void check_counts(
    const kedge_failover *failover, uint32_t target, uint64_t calls, uint64_t failures, uint64_t rejected, uint64_t saved) {
    kedge_failover_target_info info = target_info_of(failover, target);
    CHECK_AT(info.calls == calls && info.failures == failures && info.rejected == rejected && info.saved == saved,
        "target %u: %llu calls, %llu failures, %llu rejected, %llu saved", target, (unsigned long long)info.calls,
        (unsigned long long)info.failures, (unsigned long long)info.rejected, (unsigned long long)info.saved);
}

static void goes_in_order(void) {
    kedge_failover_target targets[] = {target_of("a", NULL, 0), target_of("b", NULL, 0), target_of("c", NULL, 1)};
    kedge_failover *failover = make_failover(targets, 3);
    kedge_failover_call call = begin(failover);
    kedge_permit permit = go_to(failover, &call, 0);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_ONCE);
    permit = go_to(failover, &call, 1);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 1, &permit, KEDGE_CALL_TIMED_OUT);
    permit = go_to(failover, &call, 2);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 2, &permit, KEDGE_CALL_SUCCEEDED);
    no_target(failover, &call, FOREVER);
    call = begin(failover);
    permit = go_to(failover, &call, 0);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_SUCCEEDED);
    static const uint32_t others[] = {KEDGE_CALL_IGNORED, KEDGE_CALL_CANCELLED, KEDGE_CALL_CIRCUIT_OPEN};
    for (size_t i = 0; i < COUNT(others); i++) {
        call = begin(failover);
        permit = go_to(failover, &call, 0);
        EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, others[i]);
    }
    check_counts(failover, 0, 5, 1, 0, 0);
    check_counts(failover, 1, 1, 1, 0, 0);
    check_counts(failover, 2, 1, 0, 0, 1);
    drop_failover(failover);
}

static void breakers_say_where_calls_go(void) {
    kedge_breaker *first = make_strict(now, 1), *second = make_strict(now, 1);
    kedge_failover_target targets[] = {target_of("a", first, 0), target_of("b", second, 0)};
    kedge_failover *failover = make_failover(targets, 2);
    kedge_failover_call call = begin(failover);
    kedge_permit permit = go_to(failover, &call, 0);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_FOR_GOOD);
    CHECK(permit.word == 0);
    EXPECT(KEDGE_PERMIT_FINISHED, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_IGNORED);
    SAYS("the permit was finished before, or never acquired");
    CHECK(state_of(first) == KEDGE_BREAKER_OPEN && state_of(second) == KEDGE_BREAKER_CLOSED);
    move_clock(now, 10 * KEDGE_SECOND);
    call = begin(failover);
    permit = go_to(failover, &call, 1);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 1, &permit, KEDGE_CALL_SUCCEEDED);
    check_counts(failover, 0, 1, 1, 1, 0);
    check_counts(failover, 1, 1, 0, 0, 1);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, second, KEDGE_BREAKER_OPEN);
    /* The first that will let one pass, in 20 seconds. */
    call = begin(failover);
    no_target(failover, &call, 20 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, first, KEDGE_BREAKER_FORCED_OPEN);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, second, KEDGE_BREAKER_FORCED_OPEN);
    call = begin(failover);
    no_target(failover, &call, FOREVER);
    check_counts(failover, 0, 1, 1, 3, 0);
    /* It keeps breakers, and they are the same as before. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, second, KEDGE_BREAKER_HALF_OPEN);
    drop_breaker(first);
    call = begin(failover);
    permit = go_to(failover, &call, 1);
    CHECK(breaker_info_of(second).probes_under_way == 1);
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_PERMIT_TAKEN_BACK, kedge_failover_finish, failover, &call, 1, &permit, KEDGE_CALL_IGNORED);
    SAYS("the call took too long in half-open state, or the breaker went on without it");
    drop_breaker(second);
    drop_failover(failover);
}

/* A call that is finished twice has failed once: the second time answers KEDGE_PERMIT_FINISHED. */
static void a_target_fails_no_more_often_than_it_is_called(void) {
    kedge_breaker *breaker = make_strict(now, 100);
    kedge_failover_target target = target_of("a", breaker, 0);
    kedge_failover *failover = make_failover(&target, 1);
    kedge_failover_call call;
    kedge_permit permit;
    uint32_t number = 77;
    EXPECT(KEDGE_OK, kedge_failover_begin, failover, &call);
    EXPECT(KEDGE_OK, kedge_failover_next, failover, &call, &number, &permit, NULL);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_ONCE);
    EXPECT(KEDGE_PERMIT_FINISHED, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_ONCE);
    kedge_failover_target_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_failover_get_target_info, failover, 0, &info);
    CHECK_AT(info.calls == 1 && info.failures == 1, "%llu calls, %llu failures", (unsigned long long)info.calls,
        (unsigned long long)info.failures);
    drop_failover(failover);
    drop_breaker(breaker);
}

/* "permit: emptied, so that it is finished once", of targets without a breaker too. */
static void a_permit_without_a_breaker_is_finished_once(void) {
    kedge_failover_target target = target_of("a", NULL, 0);
    kedge_failover *failover = make_failover(&target, 1);
    kedge_failover_call call;
    kedge_permit permit;
    uint32_t number = 77;
    EXPECT(KEDGE_OK, kedge_failover_begin, failover, &call);
    EXPECT(KEDGE_OK, kedge_failover_next, failover, &call, &number, &permit, NULL);
    EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_ONCE);
    EXPECT(KEDGE_PERMIT_FINISHED, kedge_failover_finish, failover, &call, 0, &permit, KEDGE_CALL_FAILED_ONCE);
    drop_failover(failover);
}

static void levels_are_passed_over(void) {
    kedge_breaker *first = make_strict(now, 1), *last = make_strict(now, 1);
    kedge_failover_target targets[] = {target_of("full", first, 0), target_of("less", first, 1), target_of("cache", last, 5)};
    kedge_failover *failover = make_failover(targets, 3);
    uint32_t level = 77;
    EXPECT(KEDGE_OK, kedge_failover_get_level, failover, &level);
    CHECK(level == 0);
    static const uint32_t minimum[] = {0, 1, 2, 5}, expected[] = {0, 1, 5, 5}, index[] = {0, 1, 2, 2};
    for (size_t i = 0; i < COUNT(minimum); i++) {
        EXPECT(KEDGE_OK, kedge_failover_set_minimum_level, failover, minimum[i]);
        EXPECT(KEDGE_OK, kedge_failover_get_level, failover, &level);
        CHECK_AT(level == expected[i], "level %u", level);
        kedge_failover_call call = begin(failover);
        kedge_permit permit = go_to(failover, &call, index[i]);
        EXPECT(KEDGE_OK, kedge_failover_finish, failover, &call, index[i], &permit, KEDGE_CALL_SUCCEEDED);
    }
    /* What is passed over by hand saved nothing, and was not rejected. */
    check_counts(failover, 2, 2, 0, 0, 0);
    EXPECT(KEDGE_INVALID_POLICY, kedge_failover_set_minimum_level, failover, 6);
    SAYS("minimum level: 0 to that of the last target");
    EXPECT(KEDGE_INVALID_POLICY, kedge_failover_set_minimum_level, failover, UINT32_MAX);
    EXPECT(KEDGE_OK, kedge_failover_get_level, failover, &level);
    CHECK(level == 5);
    EXPECT(KEDGE_OK, kedge_failover_set_minimum_level, failover, 0);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, first, KEDGE_BREAKER_OPEN);
    EXPECT(KEDGE_OK, kedge_failover_get_level, failover, &level);
    CHECK(level == 5);
    EXPECT(KEDGE_OK, kedge_breaker_set_state, last, KEDGE_BREAKER_FORCED_OPEN);
    level = 77;
    EXPECT(KEDGE_NO_TARGET, kedge_failover_get_level, failover, &level);
    SAYS("no breaker of a target lets a call pass now");
    CHECK(level == 77);
    /* Asking changes nothing: the breaker stays open until a call comes. */
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_failover_get_level, failover, &level);
    CHECK(level == 0 && state_of(first) == KEDGE_BREAKER_OPEN);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_get_level, failover, NULL);
    SAYS("level is NULL, and has to point somewhere");
    drop_breaker(first);
    drop_breaker(last);
    drop_failover(failover);
}

static void arguments_are_checked(void) {
    static const uint32_t none[] = {0, 8, UINT32_MAX};
    kedge_failover_target targets[] = {target_of("a", NULL, 0), target_of("b", NULL, 0)};
    kedge_failover *failover = make_failover(targets, 2);
    kedge_failover_call call = begin(failover), before = call;
    kedge_permit permit = {77, 77};
    uint32_t target = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_begin, failover, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_next, failover, NULL, &target, &permit, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_next, failover, &call, NULL, &permit, NULL);
    SAYS("target is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_next, failover, &call, &target, NULL, NULL);
    SAYS("permit is NULL, and has to point somewhere");
    CHECK(memcmp(&call, &before, sizeof call) == 0 && target == 77 && permit.word == 77);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, NULL, 0, &permit, KEDGE_CALL_SUCCEEDED);
    SAYS("call is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, &call, 0, NULL, KEDGE_CALL_SUCCEEDED);
    for (size_t i = 0; i < COUNT(none); i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, &call, 0, &permit, none[i]);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, &call, 0, &permit, 8);
    SAYS("outcome 8 is none of KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, &call, 2, &permit, KEDGE_CALL_SUCCEEDED);
    SAYS("target is 2: there are 2, counted from 0");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_finish, failover, &call, UINT32_MAX, &permit, KEDGE_CALL_SUCCEEDED);
    kedge_failover_target_info info = {.struct_size = sizeof info, .calls = 77};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_get_target_info, failover, 2, &info);
    SAYS("target is 2: there are 2, counted from 0");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_failover_get_target_info, failover, UINT32_MAX, &info);
    CHECK(info.calls == 77);
    check_counts(failover, 0, 0, 0, 0, 0);
    drop_failover(failover);
}

static kedge_failover *shared;
static kedge_status use_info(void *info) { return CALL(kedge_failover_get_target_info, shared, 1, info); }

static void results_keep_the_rules(void) {
    kedge_failover_target targets[] = {target_of("a", NULL, 0), target_of("b", NULL, 0)};
    shared = make_failover(targets, 2);
    check_result(sizeof(kedge_failover_target_info), use_info, 1);
    drop_failover(shared);
}

static void a_call_may_be_anything(void) {
    kedge_breaker *breaker = make_breaker(NULL);
    kedge_failover_target targets[] = {target_of("a", breaker, 0), target_of("b", NULL, 3)};
    kedge_failover *failover = make_failover(targets, 2);
    for (uint64_t seed = 0; seed < 3000; seed++) {
        kedge_failover_call call;
        kedge_permit permit;
        uint32_t target = 77;
        check_pattern((uint8_t *)&call, sizeof call, seed);
        if (seed % 2 == 0) call.words[0] &= 0xFFFF00000003;
        kedge_status status = CALL(kedge_failover_next, failover, &call, &target, &permit, NULL);
        CHECK_AT(status == KEDGE_OK ? target < 2 : status == KEDGE_NO_TARGET && target == 77, "%d", (int)status);
        check_pattern((uint8_t *)&permit, sizeof permit, seed + 9000);
        status = CALL(kedge_failover_finish, failover, &call, (uint32_t)(seed % 2), &permit, (uint32_t)(seed % 7 + 1));
        CHECK(status == KEDGE_OK || status == KEDGE_PERMIT_FINISHED || status == KEDGE_PERMIT_TAKEN_BACK);
    }
    drop_breaker(breaker);
    drop_failover(failover);
}

static void *call_often(void *unused) {
    for (int i = 0; i < 2000; i++) {
        kedge_failover_call call;
        kedge_permit permit;
        uint32_t target = 77;
        CHECK(kedge_failover_begin(shared, &call) == KEDGE_OK);
        CHECK(kedge_failover_next(shared, &call, &target, &permit, NULL) == KEDGE_OK && target == 0);
        CHECK(kedge_failover_finish(shared, &call, target, &permit, KEDGE_CALL_FAILED_ONCE) == KEDGE_OK);
        CHECK(kedge_failover_next(shared, &call, &target, &permit, NULL) == KEDGE_OK && target == 1);
        CHECK(kedge_failover_finish(shared, &call, target, &permit, KEDGE_CALL_SUCCEEDED) == KEDGE_OK);
    }
    return unused;
}

static void threads_lose_no_count(void) {
    kedge_failover_target targets[] = {target_of("a", NULL, 0), target_of("b", NULL, 0)};
    pthread_t threads[8];
    shared = make_failover(targets, 2);
    for (size_t i = 0; i < 8; i++) CHECK(pthread_create(&threads[i], NULL, call_often, NULL) == 0);
    for (size_t i = 0; i < 8; i++) pthread_join(threads[i], NULL);
    check_counts(shared, 0, 16000, 16000, 0, 0);
    check_counts(shared, 1, 16000, 0, 0, 16000);
    drop_failover(shared);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("failover");
    runs_case("a failover is made of targets that are right, and ends once", is_made_and_ended);
    runs_case("a call goes to one target after another, in their order", goes_in_order);
    runs_case("breakers say where calls go, and when they will", breakers_say_where_calls_go);
    runs_case("a target fails no more often than it is called", a_target_fails_no_more_often_than_it_is_called);
    runs_case("a permit of a target without a breaker is finished once", a_permit_without_a_breaker_is_finished_once);
    runs_case("targets below the least level are passed over", levels_are_passed_over);
    runs_case("arguments are checked", arguments_are_checked);
    runs_case("result structs keep the rules of results", results_keep_the_rules);
    runs_case("a call may be anything, and is answered", a_call_may_be_anything);
    runs_case("threads lose no count", threads_lose_no_count);
    return check_end();
}
