/* Pipelines: of what they are made, in which order, and what they tell of themselves. */
#include "guards.h"

#define DAYS_365 (365 * 86400 * KEDGE_SECOND)

static kedge_manual_clock *now;

/* One of each kind but a fallback, in no order. */
static struct parts {
    kedge_rate_limiter *limiter;
    kedge_bulkhead *bulkhead;
    kedge_retry *retry;
    kedge_failover *failover;
    kedge_breaker *breaker;
    kedge_pipeline_layer layers[8];
} parts;

static void make_parts(void) {
    kedge_retry_options options = retry_options(now);
    kedge_failover_target target = target_of("a", NULL, 0);
    parts.limiter = make_limiter(now, KEDGE_SECOND);
    parts.bulkhead = make_bulkhead(now, 0, 0);
    parts.retry = make_retry(&options);
    parts.failover = make_failover(&target, 1);
    parts.breaker = make_strict(now, 1);
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_ATTEMPT_DEADLINE, .limit_ns = 1500 * KEDGE_MILLISECOND},
        {.kind = KEDGE_LAYER_BREAKER, .breaker = parts.breaker}, {.kind = KEDGE_LAYER_FALLBACK},
        {.kind = KEDGE_LAYER_RETRY, .retry = parts.retry}, {.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = parts.bulkhead},
        {.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = parts.limiter},
        {.kind = KEDGE_LAYER_FAILOVER, .failover = parts.failover},
        {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 2 * KEDGE_SECOND}};
    memcpy(parts.layers, layers, sizeof layers);
}

static void drop_parts(void) {
    CHECK(kedge_rate_limiter_destroy(parts.limiter) == KEDGE_OK && kedge_bulkhead_destroy(parts.bulkhead) == KEDGE_OK);
    drop_retry(parts.retry);
    drop_failover(parts.failover);
    drop_breaker(parts.breaker);
}

static void describes(kedge_pipeline *pipeline, const char *expected) {
    char text[300];
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_pipeline_describe, pipeline, text, sizeof text, &length);
    CHECK_AT(length == strlen(text) && strcmp(text, expected) == 0, "%s", text);
}

static void orders_are_as_documented(void) {
    static const uint32_t given[] = {KEDGE_LAYER_ATTEMPT_DEADLINE, KEDGE_LAYER_BREAKER, KEDGE_LAYER_FALLBACK,
        KEDGE_LAYER_RETRY, KEDGE_LAYER_BULKHEAD, KEDGE_LAYER_RATE_LIMITER, KEDGE_LAYER_FAILOVER, KEDGE_LAYER_DEADLINE};
    kedge_pipeline *recommended = NULL, *as_given = NULL;
    make_parts();
    EXPECT(KEDGE_OK, kedge_pipeline_create, parts.layers, 8, KEDGE_ORDER_RECOMMENDED, now, &recommended);
    EXPECT(KEDGE_OK, kedge_pipeline_create, parts.layers, 8, KEDGE_ORDER_AS_GIVEN, NULL, &as_given);
    for (uint32_t i = 0; i < 8; i++) {
        CHECK(layer_info_of(recommended, i).kind == i + 1 && layer_info_of(as_given, i).kind == given[i]);
        CHECK(layer_info_of(recommended, i).decided == 0 && layer_info_of(recommended, i).repeated == 0);
    }
    describes(recommended, "fallback > deadline 2.0 seconds > rate limiter > bulkhead > retry > failover > breaker > "
                           "attempt deadline 1.5 seconds");
    describes(as_given, "attempt deadline 1.5 seconds > breaker > fallback > retry > bulkhead > rate limiter > failover > "
                        "deadline 2.0 seconds");
    kedge_pipeline_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_pipeline_get_info, recommended, &info);
    CHECK(info.calls == 0 && info.successes == 0 && info.layer_count == 8);
    /* It keeps what its layers name. */
    drop_parts();
    kedge_pipeline_call call = begin_call(recommended, FOREVER);
    STEP(recommended, &call, KEDGE_STEP_ATTEMPT, 1500 * KEDGE_MILLISECOND);
    report(recommended, &call, KEDGE_CALL_SUCCEEDED);
    STEP(recommended, &call, KEDGE_STEP_ENDED, 0);
    EXPECT(KEDGE_OK, kedge_pipeline_destroy, recommended);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_pipeline_destroy, recommended);
    EXPECT(KEDGE_OK, kedge_pipeline_destroy, NULL);
    drop_pipeline(as_given);
    /* Layers of one kind stay as they are. */
    kedge_pipeline_layer two[] = {{.kind = KEDGE_LAYER_DEADLINE, .limit_ns = 3 * KEDGE_SECOND},
        {.kind = KEDGE_LAYER_FALLBACK}, {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = KEDGE_SECOND}};
    recommended = make_pipeline(two, 3, now);
    describes(recommended, "fallback > deadline 3.0 seconds > deadline 1.0 seconds");
    drop_pipeline(recommended);
}

static void refuses(kedge_pipeline_layer layer, kedge_status status, const char *sentence) {
    kedge_pipeline_layer layers[] = {{.kind = KEDGE_LAYER_FALLBACK}, layer};
    kedge_pipeline *pipeline = (kedge_pipeline *)&now;
    EXPECT(status, kedge_pipeline_create, layers, 2, KEDGE_ORDER_RECOMMENDED, NULL, &pipeline);
    SAYS(sentence);
    CHECK(pipeline == (kedge_pipeline *)&now);
}

static void refuses_handle(kedge_pipeline_layer layer, const char *name) {
    char sentence[200];
    snprintf(sentence, sizeof sentence,
        "%s is no live handle of its type: it was destroyed, or this library never issued it", name);
    refuses(layer, KEDGE_INVALID_HANDLE, sentence);
}

static void layers_are_checked(void) {
    const size_t none[] = {0, 9, PTRDIFF_MAX, over, SIZE_MAX};
    kedge_pipeline *pipeline = (kedge_pipeline *)&now;
    make_parts();
    for (size_t i = 0; i < COUNT(none); i++) {
        EXPECT(KEDGE_INVALID_POLICY, kedge_pipeline_create, parts.layers, none[i], KEDGE_ORDER_AS_GIVEN, now, &pipeline);
        SAYS("layers: 1 to 8");
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_create, NULL, 1, KEDGE_ORDER_AS_GIVEN, now, &pipeline);
    SAYS("layers is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_create, parts.layers, 1, KEDGE_ORDER_AS_GIVEN, now, NULL);
    SAYS("out is NULL, and has to point somewhere");
    static const uint32_t orders[] = {0, UINT32_MAX, 3};
    for (size_t i = 0; i < COUNT(orders); i++)
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_create, parts.layers, 1, orders[i], now, &pipeline);
    SAYS("order 3 is neither KEDGE_ORDER_RECOMMENDED nor KEDGE_ORDER_AS_GIVEN");
    EXPECT(KEDGE_INVALID_HANDLE, kedge_pipeline_create, parts.layers, 1, KEDGE_ORDER_AS_GIVEN,
        (kedge_manual_clock *)parts.breaker, &pipeline);
    SAYS("clock is no live handle of its type: it was destroyed, or this library never issued it");
    CHECK(pipeline == (kedge_pipeline *)&now);
    typedef kedge_pipeline_layer layer;
    refuses((layer){.kind = 0}, KEDGE_INVALID_ARGUMENT,
        "kind 0 is none of KEDGE_LAYER_FALLBACK to KEDGE_LAYER_ATTEMPT_DEADLINE");
    refuses((layer){.kind = 9}, KEDGE_INVALID_ARGUMENT,
        "kind 9 is none of KEDGE_LAYER_FALLBACK to KEDGE_LAYER_ATTEMPT_DEADLINE");
    refuses((layer){.kind = KEDGE_LAYER_FALLBACK, .reserved = 1}, KEDGE_INVALID_ARGUMENT, "reserved has to be 0");
    refuses((layer){.kind = KEDGE_LAYER_FALLBACK}, KEDGE_INVALID_POLICY, "layers: one fallback at most");
    kedge_pipeline_layer failovers[] = {parts.layers[6], parts.layers[6]};
    EXPECT(KEDGE_INVALID_POLICY, kedge_pipeline_create, failovers, 2, KEDGE_ORDER_AS_GIVEN, now, &pipeline);
    SAYS("layers: one failover at most");
    CHECK(pipeline == (kedge_pipeline *)&now);
    static const uint64_t times[] = {0, DAYS_365 + 1, FOREVER};
    for (size_t i = 0; i < COUNT(times); i++) {
        layer deadline = {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = times[i]};
        refuses(deadline, KEDGE_INVALID_POLICY, "deadline: 1 ns to 365 days");
        deadline.kind = KEDGE_LAYER_ATTEMPT_DEADLINE;
        refuses(deadline, KEDGE_INVALID_POLICY, "deadline: 1 ns to 365 days");
        layer limiter = {.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = parts.limiter, .limit_ns = times[i]};
        if (times[i] != 0) refuses(limiter, KEDGE_INVALID_POLICY, "maximum wait: 0 to 365 days");
    }
    refuses_handle((layer){.kind = KEDGE_LAYER_RATE_LIMITER}, "rate_limiter");
    refuses_handle((layer){.kind = KEDGE_LAYER_RATE_LIMITER, .rate_limiter = (void *)parts.breaker}, "rate_limiter");
    refuses_handle((layer){.kind = KEDGE_LAYER_BULKHEAD, .bulkhead = (void *)parts.breaker}, "bulkhead");
    refuses_handle((layer){.kind = KEDGE_LAYER_RETRY, .retry = (void *)parts.breaker}, "retry");
    refuses_handle((layer){.kind = KEDGE_LAYER_FAILOVER, .failover = (void *)parts.breaker}, "failover");
    refuses_handle((layer){.kind = KEDGE_LAYER_BREAKER, .breaker = (void *)parts.retry}, "breaker");
    /* What another kind of layer names is not looked at. */
    layer much = {.kind = KEDGE_LAYER_BREAKER, .breaker = parts.breaker, .retry = (void *)parts.breaker, .limit_ns = 0};
    drop_pipeline(make_pipeline(&much, 1, NULL));
    drop_parts();
    refuses_handle((layer){.kind = KEDGE_LAYER_RETRY, .retry = parts.retry}, "retry");
}

static kedge_pipeline *shared;
static kedge_pipeline_call ended;
static kedge_status use_info(void *info) { return CALL(kedge_pipeline_get_info, shared, info); }
static kedge_status use_layer_info(void *info) { return CALL(kedge_pipeline_get_layer_info, shared, 0, info); }
static kedge_status use_result(void *result) { return CALL(kedge_pipeline_get_result, shared, &ended, result); }
static kedge_status use_step(void *step) { return CALL(kedge_pipeline_advance, shared, &ended, step); }
static uint32_t succeed(kedge_attempt *attempt, void *context) {
    return attempt != NULL && context == NULL ? KEDGE_CALL_SUCCEEDED : KEDGE_CALL_FAILED_ONCE;
}
static kedge_status use_run(void *result) {
    return CALL(kedge_pipeline_run, shared, 1, FOREVER, succeed, NULL, NULL, result);
}

static void results_keep_the_rules(void) {
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = KEDGE_SECOND};
    shared = make_pipeline(&layer, 1, now);
    ended = begin_call(shared, FOREVER);
    check_result(sizeof(kedge_pipeline_info), use_info, 1);
    check_result(sizeof(kedge_pipeline_layer_info), use_layer_info, 1);
    check_result(sizeof(kedge_pipeline_step), use_step, 1);
    report(shared, &ended, KEDGE_CALL_SUCCEEDED);
    STEP(shared, &ended, KEDGE_STEP_ENDED, 0);
    check_result(sizeof(kedge_pipeline_step), use_step, 1);
    check_result(sizeof(kedge_pipeline_result), use_result, 1);
    check_result(sizeof(kedge_pipeline_result), use_run, 0);
    kedge_pipeline_layer_info info = {.struct_size = sizeof info, .decided = 77};
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_get_layer_info, shared, 1, &info);
    SAYS("layer is 1: there are 1, counted from 0");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_get_layer_info, shared, KEDGE_NO_LAYER, &info);
    CHECK(info.decided == 77);
    drop_pipeline(shared);
}

static void texts_keep_the_rules(void) {
    static const char expected[] = "deadline 1.0 seconds";
    kedge_pipeline_layer layer = {.kind = KEDGE_LAYER_DEADLINE, .limit_ns = KEDGE_SECOND};
    kedge_pipeline *pipeline = make_pipeline(&layer, 1, now);
    char out[64];
    size_t length = 77;
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_pipeline_describe, pipeline, NULL, 0, &length);
    CHECK(length == sizeof expected);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_pipeline_describe, pipeline, out, sizeof expected - 1, &length);
    CHECK(length == sizeof expected && check_all((uint8_t *)out, sizeof out, 0x5A));
    EXPECT(KEDGE_OK, kedge_pipeline_describe, pipeline, out, sizeof expected, &length);
    CHECK(length == sizeof expected - 1 && strcmp(out, expected) == 0);
    CHECK(check_all((uint8_t *)out + sizeof expected, sizeof out - sizeof expected, 0x5A));
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_describe, pipeline, out, sizeof out, NULL);
    SAYS("out_len is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_describe, pipeline, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_pipeline_describe, pipeline, out, SIZE_MAX, &length);
    CHECK(length == 77);
    drop_pipeline(pipeline);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("pipeline");
    runs_case("layers stand in the order that was asked for", orders_are_as_documented);
    runs_case("layers are checked, and what they name", layers_are_checked);
    runs_case("result structs keep the rules of results", results_keep_the_rules);
    runs_case("texts keep the rules of texts", texts_keep_the_rules);
    return check_end();
}
