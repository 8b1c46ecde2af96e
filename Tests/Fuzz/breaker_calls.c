/* A breaker of any options, or of none that there can be, and calls of it in any order: permits that are copied or
 * made up, a clock that goes anywhere, saved states that were changed. What it counts adds up after each of them. */
#include "fuzz.h"

#include <math.h>

enum { PERMITS = 12, OPERATIONS = 300, DAY = 86400, SAVED_ROOM = 256 };
static const uint64_t year = 365 * DAY * KEDGE_SECOND;

static kedge_breaker *breaker, *freed;
static kedge_manual_clock *timepiece;
static kedge_breaker_options options;
static kedge_permit permits[PERMITS];

/* What the breaker has to have counted, as far as its answers tell. */
static uint64_t rejected, probe_count, finished, finished_perhaps, uncounted_perhaps, last_sequence;
static uint32_t last_state;
static uint64_t open_times[4];
static unsigned depth;

static const statuses asking = BIT(KEDGE_OK) | BIT(KEDGE_CIRCUIT_OPEN) | BIT(KEDGE_CIRCUIT_HALF_OPEN);
static const statuses finishing = BIT(KEDGE_OK) | BIT(KEDGE_PERMIT_FINISHED) | BIT(KEDGE_PERMIT_TAKEN_BACK);
static const statuses making = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_POLICY) | BIT(KEDGE_INVALID_ARGUMENT);

/* --- options ----------------------------------------------------------------------------------------------------- */

static uint64_t take_time(struct reader *reader) {
    unsigned choice = take_byte(reader);
    switch (choice % 10) {
    case 0: return choice < 60 ? 0 : 1;
    case 1: return choice < 60 ? year + 1 : year;
    case 2: return choice < 60 ? take_word(reader) : UINT64_MAX;
    case 3: return UINT64_MAX;
    case 4:
    case 5: return take_byte(reader) + 1;
    case 6: return (take_byte(reader) + 1) * KEDGE_MILLISECOND;
    default: return (take_byte(reader) + 1) * KEDGE_SECOND;
    }
}

/* Mostly small. */
static uint64_t take_number(struct reader *reader) {
    static const uint64_t extremes[] = {
        0, 1000, 1001, 10000, 10001, 65536, 65537, 1000000, 1000001, 268435455, 268435456, UINT64_MAX - 1, UINT64_MAX,
        (uint64_t)1 << 63, (uint64_t)1 << 32, UINT64_MAX,
    };
    unsigned choice = take_byte(reader);
    if (choice < 208) return choice % 13 + 1;
    return choice < 248 ? UINT64_MAX : extremes[take_byte(reader) % (sizeof extremes / sizeof *extremes)];
}

static uint64_t take_rate(struct reader *reader) {
    unsigned choice = take_byte(reader);
    if (choice < 200) return (choice / 2 + 1) * KEDGE_PERCENT;
    return choice < 240 ? UINT64_MAX : choice < 248 ? choice % 2 * 1000001 : take_word(reader);
}

static double take_factor(struct reader *reader) {
    static const double factors[] = {1, 1.5, 2, 10, 1000, 1000.5, 0.5, 0, -1, 1e308};
    unsigned choice = take_byte(reader);
    if (choice == 255) return NAN;
    return factors[choice % (choice < 128 ? 5 : 10)];
}

static int is_count(uint64_t value, uint64_t most) { return value >= 1 && value <= most; }
static int is_rate(uint64_t value) { return value == UINT64_MAX || is_count(value, 1000000); }
static int is_time(uint64_t value) { return is_count(value, year); }

/* As kedge/resilience.h says. */
static int is_possible(void) {
    const uint64_t none = KEDGE_NO_LIMIT;
    const kedge_breaker_options *o = &options;
    int has_rate = o->failure_rate_ppm != none || o->slow_call_rate_ppm != none;
    int has_window = o->count_window != none || o->time_window_ns != none;
    return (o->consecutive_failures == none || is_count(o->consecutive_failures, 268435455)) && is_rate(o->failure_rate_ppm)
        && is_rate(o->slow_call_rate_ppm) && is_rate(o->probe_failure_rate_ppm)
        && (o->slow_call_ns == none || is_time(o->slow_call_ns))
        && (o->slow_call_ns == none) == (o->slow_call_rate_ppm == none)
        && (o->count_window == none || is_count(o->count_window, 1000000))
        && (o->time_window_ns == none || (is_time(o->time_window_ns) && o->time_window_ns >= o->time_window_steps))
        && (has_rate || o->consecutive_failures != none) && has_rate == has_window
        && is_count(o->minimum_calls, 1000000) && (o->count_window == none || o->minimum_calls <= o->count_window)
        && is_time(o->open_time_ns)
        && (o->maximum_open_time_ns == none
            || (is_time(o->maximum_open_time_ns) && o->maximum_open_time_ns >= o->open_time_ns))
        && is_time(o->probe_time_ns) && is_time(o->maximum_half_open_ns) && o->open_time_factor >= 1
        && o->open_time_factor <= 1000 && o->open_time_jitter_ppm <= 1000000 && is_count(o->time_window_steps, 1000)
        && is_count(o->probes, 10000) && is_count(o->event_capacity, 65536);
}

/* Changes what a set of bits says. */
static void take_options(struct reader *reader) {
    unsigned which = take_byte(reader) << 8;
    which |= take_byte(reader);
    MUST(kedge_breaker_options_init(&options, sizeof options) == KEDGE_OK && is_possible());
    options.minimum_calls = take_byte(reader) % 12 + 1;
    options.has_seed = 1;
    options.seed = take_byte(reader);
    if (which & 1) options.consecutive_failures = take_number(reader);
    if (which & 2) options.failure_rate_ppm = take_rate(reader);
    if (which & 4) {
        options.slow_call_rate_ppm = take_rate(reader);
        options.slow_call_ns = take_time(reader);
    }
    if (which & 8) options.count_window = take_number(reader);
    if (which & 16) options.time_window_ns = take_time(reader);
    if (which & 32) options.time_window_steps = (uint32_t)take_number(reader);
    if (which & 64) options.open_time_ns = take_time(reader);
    if (which & 128) options.maximum_open_time_ns = take_time(reader);
    if (which & 256) options.probe_time_ns = take_time(reader);
    if (which & 512) options.maximum_half_open_ns = take_time(reader);
    if (which & 1024) options.probe_failure_rate_ppm = take_rate(reader);
    if (which & 2048) options.open_time_factor = take_factor(reader);
    if (which & 4096) options.open_time_jitter_ppm = take_rate(reader);
    if (which & 8192) options.probes = (uint32_t)take_number(reader);
    if (which & 16384) options.event_capacity = (uint32_t)take_number(reader);
    if (which & 32768) options.has_seed = (int32_t)take_byte(reader) % 3;
}

/* --- what always holds ------------------------------------------------------------------------------------------- */

static int is_state(uint32_t state) {
    return state <= KEDGE_BREAKER_METRICS_ONLY || (state >= KEDGE_BREAKER_OPEN && state <= KEDGE_BREAKER_FORCED_OPEN);
}

static void check_window(uint64_t calls, uint64_t failures, uint64_t slow_calls, int32_t has_rates, uint64_t most) {
    MUST(failures <= calls && slow_calls <= calls && calls <= most);
    MUST(has_rates == (most > 0 && calls >= options.minimum_calls));
}

static kedge_breaker_info check_breaker(void) {
    const uint64_t none = KEDGE_NO_LIMIT;
    kedge_breaker_info info = {.struct_size = sizeof info};
    uint32_t state = 4711;
    MUST(kedge_breaker_get_info(breaker, &info) == KEDGE_OK && kedge_breaker_get_state(breaker, &state) == KEDGE_OK);
    MUST(info.state == state && is_state(state) && info.generation >= 1 && info.reserved == 0);
    MUST(info.rejected == rejected && info.probes_admitted == probe_count);
    MUST(info.probes_admitted == info.probes_finished + info.probes_taken_back + info.probes_under_way);
    MUST(info.probes_under_way <= options.probes && (info.probes_under_way == 0 || state == KEDGE_BREAKER_HALF_OPEN));
    MUST(info.slow_calls <= info.successes + info.failures);
    /* Each report counts for one thing; probes that were taken back in time to be judged are failures too. */
    uint64_t sum = info.successes + info.failures + info.ignored + info.stale;
    MUST(sum - info.probes_taken_back <= finished + finished_perhaps || sum < info.probes_taken_back);
    MUST(finished <= sum + uncounted_perhaps);
    check_window(
        info.count_window_calls, info.count_window_failures, info.count_window_slow_calls, info.count_window_has_rates,
        options.count_window == none ? 0 : options.count_window);
    check_window(
        info.time_window_calls, info.time_window_failures, info.time_window_slow_calls, info.time_window_has_rates,
        options.time_window_ns == none ? 0 : UINT64_MAX);
    if (state == KEDGE_BREAKER_CLOSED) {
        MUST(options.consecutive_failures == none || info.consecutive_failures < options.consecutive_failures);
        MUST(!info.count_window_has_rates || options.failure_rate_ppm == none
             || info.count_window_failures * 1000000 < options.failure_rate_ppm * info.count_window_calls);
        MUST(!info.count_window_has_rates || options.slow_call_rate_ppm == none
             || info.count_window_slow_calls * 1000000 < options.slow_call_rate_ppm * info.count_window_calls);
    }
    if (state <= KEDGE_BREAKER_METRICS_ONLY) MUST(info.retry_after_ns == 0 && info.reopenings == 0);
    if (state == KEDGE_BREAKER_FORCED_OPEN) MUST(info.retry_after_ns == none);
    return info;
}

static void follow(const kedge_breaker_event *event) {
    MUST(event->sequence > last_sequence && is_state(event->from) && is_state(event->to) && event->from != event->to);
    MUST(event->reason >= KEDGE_REASON_CONSECUTIVE_FAILURES && event->reason <= KEDGE_REASON_RESTORED);
    if (event->sequence == last_sequence + 1) MUST(event->from == last_state);
    last_sequence = event->sequence;
    last_state = event->to;
}

static void listen(const kedge_breaker_event *event, void *context) {
    uint32_t state = 4711;
    MUST(context == &options && event->struct_size == sizeof *event);
    MUST(kedge_breaker_get_state(breaker, &state) == KEDGE_OK && is_state(state));
    MUST(kedge_breaker_destroy(breaker) == KEDGE_BUSY);
    follow(event);
}

static uint64_t open_time(uint64_t reopenings, void *context) {
    MUST(context == open_times);
    return open_times[reopenings % 4];
}

/* --- calls ------------------------------------------------------------------------------------------------------- */

static uint32_t state_now(void) {
    uint32_t state = 4711;
    MUST(kedge_breaker_get_state(breaker, &state) == KEDGE_OK);
    return state;
}

static kedge_status acquire(kedge_permit *permit, uint64_t *retry_after) {
    kedge_permit before = *permit;
    kedge_status status = CALL(asking, kedge_breaker_acquire, breaker, permit, retry_after);
    if (status == KEDGE_OK) {
        MUST(permit->word != 0);
        probe_count += state_now() == KEDGE_BREAKER_HALF_OPEN;
    } else {
        MUST(memcmp(permit, &before, sizeof before) == 0);
        rejected++;
    }
    return status;
}

/* What it tells is right: to the nanosecond where it is open. */
static void acquire_later(struct reader *reader) {
    uint64_t left = 4711;
    kedge_permit *permit = &permits[take_byte(reader) % PERMITS];
    kedge_status status = acquire(permit, &left);
    if (status == KEDGE_OK) MUST(left == 4711);
    if (status != KEDGE_CIRCUIT_OPEN) return;
    /* Where the call itself had it open, the rule for open times was asked afterwards. */
    if (options.open_time_rule != NULL && acquire(permit, &left) != KEDGE_CIRCUIT_OPEN) return;
    if (left == KEDGE_NO_LIMIT) return;
    MUST(left >= 1 && state_now() == KEDGE_BREAKER_OPEN);
    MUST(kedge_manual_clock_advance(timepiece, left - 1) == KEDGE_OK);
    MUST(acquire(permit, &left) == KEDGE_CIRCUIT_OPEN && left == 1);
    MUST(kedge_manual_clock_advance(timepiece, 1) == KEDGE_OK);
    MUST(acquire(permit, NULL) == KEDGE_OK && state_now() == KEDGE_BREAKER_HALF_OPEN);
}

static void finish(struct reader *reader) {
    static kedge_status (*const ends[])(kedge_breaker *, kedge_permit *) = {
        kedge_breaker_success, kedge_breaker_success, kedge_breaker_failure, kedge_breaker_failure, kedge_breaker_ignore,
    };
    kedge_permit *permit = &permits[take_byte(reader) % PERMITS];
    int was_empty = permit->word == 0, is_disabled = state_now() == KEDGE_BREAKER_DISABLED;
    kedge_status status = CALL(finishing, ends[take_byte(reader) % 5], breaker, permit);
    MUST(permit->word == 0 && (!was_empty || status == KEDGE_PERMIT_FINISHED));
    finished += status == KEDGE_OK;
    uncounted_perhaps += status == KEDGE_OK && is_disabled;
    if (take_byte(reader) % 8 == 0) {
        MUST(CALL(finishing, kedge_breaker_failure, breaker, permit) == KEDGE_PERMIT_FINISHED);
    }
}

static void copy_or_make_up(struct reader *reader) {
    kedge_permit *permit = &permits[take_byte(reader) % PERMITS];
    const kedge_permit *other = &permits[take_byte(reader) % PERMITS];
    switch (take_byte(reader) % 6) {
    case 0: *permit = (kedge_permit){take_word(reader), take_word(reader)}; break;
    case 1: *permit = (kedge_permit){other->word ^ take_byte(reader), other->moment}; break;
    case 2: *permit = (kedge_permit){other->word, other->moment ^ take_word(reader)}; break;
    case 3: *permit = (kedge_permit){check_breaker().generation << 32 | take_byte(reader) % 8, take_byte(reader)}; break;
    default: *permit = *other;
    }
}

static uint32_t body(kedge_attempt *attempt, void *context) {
    struct reader *reader = context;
    MUST(attempt->struct_size == sizeof *attempt && attempt->number == 1 && attempt->time_left_ns == KEDGE_NO_LIMIT);
    probe_count += state_now() == KEDGE_BREAKER_HALF_OPEN;
    MUST(kedge_breaker_destroy(breaker) == KEDGE_BUSY);
    finished_perhaps++;
    if (++depth < 3 && take_byte(reader) % 2) finish(reader);
    depth--;
    return take_byte(reader) % 10;
}

static void call(struct reader *reader) {
    uint32_t outcome = 4711;
    kedge_status status = CALL(asking | BIT(KEDGE_CALL_FAILED), kedge_breaker_call, breaker, body, reader, &outcome);
    if (status == KEDGE_OK || status == KEDGE_CALL_FAILED) {
        MUST((outcome == KEDGE_CALL_SUCCEEDED) == (status == KEDGE_OK));
    } else {
        MUST(outcome == 4711);
        rejected++;
    }
}

/* --- states ------------------------------------------------------------------------------------------------------ */

static void set_state(struct reader *reader) {
    uint32_t state = take_byte(reader) % 9;
    uint64_t generation = check_breaker().generation;
    kedge_status status =
        CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_ARGUMENT), kedge_breaker_set_state, breaker, state);
    MUST((status == KEDGE_OK) == is_state(state));
    if (status == KEDGE_OK) MUST(state_now() == state);
    if (status != KEDGE_OK) MUST(check_breaker().generation == generation);
}

/* A saved state, changed or not. */
static void restore(struct reader *reader) {
    static const statuses restoring = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_SAVED_STATE);
    static char text[2][SAVED_ROOM];
    size_t length = 0, again = 0;
    MUST(kedge_breaker_save(breaker, text[0], SAVED_ROOM, &length) == KEDGE_OK && strlen(text[0]) == length);
    MUST(kedge_breaker_save(breaker, text[1], take_byte(reader) % length, &again) == KEDGE_BUFFER_TOO_SMALL);
    MUST(again >= length && again <= SAVED_ROOM);
    unsigned changes = take_byte(reader) % 4;
    for (unsigned i = 0; i < changes; i++) {
        size_t at = take_byte(reader) % length;
        switch (take_byte(reader) % 5) {
        case 0: text[0][at] = (char)take_byte(reader); break;
        case 1: text[0][at] = (char)('0' + take_byte(reader) % 10); break;
        case 2: length = at + 1; break;
        case 3: /* a digit more */
            if (length + 1 >= SAVED_ROOM) break;
            memmove(text[0] + at + 1, text[0] + at, length - at);
            length++;
            break;
        default: /* another number, or another state */
            length = (size_t)snprintf(
                text[0], SAVED_ROOM,
                "{\"kedge_breaker\":1,\"state\":\"open\",\"open_ns\":%llu,\"reopenings\":%llu,\"saved_at_ms\":%llu}",
                (unsigned long long)take_time(reader), (unsigned long long)take_word(reader),
                (unsigned long long)take_time(reader));
        }
    }
    kedge_breaker_info before = check_breaker(), after;
    kedge_status status = CALL_QUOTING(restoring, kedge_breaker_restore, breaker, text[0], length);
    if (changes == 0) MUST(status == KEDGE_OK);
    after = check_breaker();
    if (status == KEDGE_INVALID_SAVED_STATE) MUST(memcmp(&before, &after, sizeof before) == 0);
    MUST(kedge_breaker_restore(breaker, text[0], 4097) == KEDGE_INVALID_SAVED_STATE);
}

static void fetch(void) {
    kedge_breaker_event event = {.struct_size = sizeof event};
    kedge_status status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_NO_EVENT), kedge_breaker_next_event, breaker, &event);
    if (options.listener != NULL) MUST(status == KEDGE_NO_EVENT);
    if (status == KEDGE_OK) follow(&event);
}

static void advance(struct reader *reader) {
    uint64_t step = take_time(reader);
    if (step > year && take_byte(reader) % 4) step %= year;
    MUST(kedge_manual_clock_advance(timepiece, step) == KEDGE_OK);
}

static void misuse(struct reader *reader) {
    kedge_breaker *bad = bad_handle(reader, freed, timepiece, breaker);
    kedge_permit permit = permits[0];
    uint64_t left = 4711;
    if (bad == breaker) return;
    MUST(CALL(BIT(KEDGE_INVALID_HANDLE), kedge_breaker_acquire, bad, &permit, &left) && left == 4711);
    MUST(kedge_breaker_success(bad, &permit) == KEDGE_INVALID_HANDLE && permit.word == permits[0].word);
    MUST(kedge_breaker_run_due(bad) == KEDGE_INVALID_HANDLE && kedge_breaker_set_state(bad, 0) == KEDGE_INVALID_HANDLE);
    MUST(kedge_breaker_acquire(breaker, NULL, NULL) == KEDGE_INVALID_ARGUMENT);
    MUST(kedge_breaker_failure(breaker, NULL) == KEDGE_INVALID_ARGUMENT);
}

/* Whether there is a breaker. */
static int create(struct reader *reader) {
    unsigned choice = take_byte(reader);
    take_options(reader);
    for (int i = 0; i < 4; i++) open_times[i] = choice & 1 ? take_time(reader) : 0;
    MUST(kedge_manual_clock_create(choice & 2 ? take_word(reader) : 1, &timepiece) == KEDGE_OK);
    options.clock = timepiece;
    options.open_time_rule = choice & 1 ? open_time : NULL;
    options.open_time_context = open_times;
    options.listener = choice & 4 ? listen : NULL;
    options.listener_context = &options;
    breaker = NULL;
    kedge_status status = CALL(making, kedge_breaker_create, &options, &breaker);
    MUST((status == KEDGE_OK) == (breaker != NULL));
    MUST((status == KEDGE_OK) == (is_possible() && (unsigned)options.has_seed <= 1));
    return status == KEDGE_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    memset(permits, 0, sizeof permits);
    rejected = probe_count = finished = finished_perhaps = uncounted_perhaps = last_sequence = 0;
    last_state = KEDGE_BREAKER_CLOSED;
    depth = 0;
    MUST(kedge_breaker_create(NULL, &freed) == KEDGE_OK && kedge_breaker_destroy(freed) == KEDGE_OK);
    int is_there = create(&reader);
    for (int i = 0; i < OPERATIONS && is_there && reader.left > 0; i++) {
        switch (take_byte(&reader) % 16) {
        case 0:
        case 1:
        case 2:
        case 3: acquire(&permits[take_byte(&reader) % PERMITS], NULL); break;
        case 4: acquire_later(&reader); break;
        case 5: copy_or_make_up(&reader); break;
        case 6: call(&reader); break;
        case 7: set_state(&reader); break;
        case 8: restore(&reader); break;
        case 9: fetch(); break;
        case 10: MUST(kedge_breaker_run_due(breaker) == KEDGE_OK); break;
        case 11: misuse(&reader); break;
        case 12: advance(&reader); break;
        default: finish(&reader);
        }
        check_breaker();
    }
    MUST(kedge_breaker_destroy(breaker) == KEDGE_OK && kedge_manual_clock_destroy(timepiece) == KEDGE_OK);
    MUST(kedge_live_handles() == live);
    return 0;
}
