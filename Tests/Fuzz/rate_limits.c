/* Rate limiters, with keys and without, and bulkheads: calls of them in any order. The calls that pass are written down
 * with their times, and afterwards no time has had too many; of places no more are taken than there are. */
#include "fuzz.h"

enum { KEYS = 7, MOST_PASSED = 256, RESERVATIONS = 8, PLACES = 8, TICKETS = 8, OPERATIONS = 250 };
/* With which a limiter stops letting calls pass. */
static const uint64_t longest_time = 33 * 365 * (uint64_t)86400 * KEDGE_SECOND;

static kedge_manual_clock *timepiece;
static uint64_t elapsed; /* UINT64_MAX once the clock went back */

static void move_clock(uint64_t time) {
    MUST(kedge_manual_clock_advance(timepiece, time) == KEDGE_OK);
    elapsed = time > longest_time || elapsed > longest_time - time ? UINT64_MAX : elapsed + time;
}

static uint64_t take_time(struct reader *reader) {
    static const uint64_t units[] = {1, 1, 1000, 1000000, 1000000, 1000000000, 1000000000, 86400000000000};
    return take_byte(reader) * units[take_byte(reader) % 8];
}

/* --- what may pass ----------------------------------------------------------------------------------------------- */

static uint32_t kind;
static uint64_t count, per_ns, burst, most; /* most at once */

/* Calls of one key, or of a limiter without: when they pass, and how many. */
struct passing {
    struct {
        uint64_t time, count;
        int is_late;
    } passed[MOST_PASSED];
    size_t passed_count;
    int is_unknown; /* not all were written down */
};
static struct passing passings[KEYS];

static void pass(struct passing *passing, uint64_t wait, uint64_t calls) {
    if (passing->passed_count == MOST_PASSED || elapsed == UINT64_MAX) {
        passing->is_unknown = 1;
        return;
    }
    passing->passed[passing->passed_count].time = elapsed + wait;
    passing->passed[passing->passed_count].is_late = wait > 0;
    passing->passed[passing->passed_count++].count = calls;
}

static void take_back(struct passing *passing, uint64_t time, uint64_t calls) {
    for (size_t i = passing->passed_count; i-- > 0;) {
        if (passing->passed[i].time != time || passing->passed[i].count != calls) continue;
        passing->passed[i].count = 0;
        return;
    }
    MUST(passing->is_unknown);
}

/* In no time that begins and ends with a call were there more than may be. */
static void check_passed(const struct passing *passing) {
    __extension__ typedef unsigned __int128 wide;
    if (passing->is_unknown) return;
    for (size_t first = 0; first < passing->passed_count; first++) {
        for (size_t last = 0; last < passing->passed_count; last++) {
            uint64_t from = passing->passed[first].time, to = passing->passed[last].time, sum = 0;
            if (to < from || passing->passed[first].count == 0 || passing->passed[last].count == 0) continue;
            for (size_t i = 0; i < passing->passed_count; i++) {
                if (passing->passed[i].time >= from && passing->passed[i].time <= to) sum += passing->passed[i].count;
            }
            /* Who has to wait comes up to a nanosecond later than it may: a wait has no parts of one. */
            uint64_t time = to - from + (uint64_t)passing->passed[first].is_late;
            if (kind != KEDGE_RATE_SLIDING_WINDOW) MUST(sum <= burst + (wide)time * count / per_ns);
            if (kind == KEDGE_RATE_SLIDING_WINDOW && to - from < per_ns) MUST(sum <= count);
        }
    }
}

/* --- rate limiters ----------------------------------------------------------------------------------------------- */

static kedge_rate_limiter *limiter;
static kedge_keyed_rate_limiter *keyed; /* NULL where limiter is not */
static uint64_t maximum_keys;

struct reservation {
    kedge_rate_place place;
    uint64_t time, count;
    size_t key;
    int is_there;
};
static struct reservation reservations[RESERVATIONS];

static const statuses asking =
    BIT(KEDGE_OK) | BIT(KEDGE_RATE_LIMITED) | BIT(KEDGE_OVER_RATE_LIMIT) | BIT(KEDGE_INVALID_ARGUMENT);

static const uint8_t *key_bytes(size_t key, size_t *length) {
    static const uint8_t bytes[64] = {0};
    static const size_t lengths[KEYS] = {0, 1, 16, 31, 32, 33, 64};
    *length = lengths[key];
    return key == 0 ? NULL : bytes;
}

static kedge_status acquire_once(size_t key, uint64_t calls, uint64_t *after) {
    size_t length = 0;
    const uint8_t *bytes = key_bytes(key, &length);
    kedge_status status = keyed != NULL
        ? CALL(asking, kedge_keyed_rate_limiter_acquire, keyed, bytes, length, calls, after)
        : CALL(asking, kedge_rate_limiter_acquire, limiter, calls, after);
    MUST((status == KEDGE_INVALID_ARGUMENT) == (calls == 0) && (status == KEDGE_OVER_RATE_LIMIT) == (calls > most));
    if (status == KEDGE_OK) pass(&passings[key], 0, calls);
    return status;
}

static uint64_t take_calls(struct reader *reader) {
    unsigned choice = take_byte(reader);
    return choice < 240 ? choice % (most < 12 ? most + 2 : 12) : choice < 250 ? most : take_word(reader);
}

static size_t take_key(struct reader *reader) { return keyed != NULL ? take_byte(reader) % KEYS : 0; }

/* After the time that it tells the same calls pass, and not before. */
static void acquire(struct reader *reader) {
    size_t key = take_key(reader);
    uint64_t calls = take_calls(reader), after = 4711;
    kedge_status status = acquire_once(key, calls, &after);
    MUST(status == KEDGE_RATE_LIMITED || after == 4711);
    if (status != KEDGE_RATE_LIMITED) return;
    MUST(after > 0);
    if (take_byte(reader) % 3 || elapsed == UINT64_MAX || after > longest_time - elapsed) return;
    move_clock(after - 1);
    uint64_t again = 4711;
    MUST(acquire_once(key, calls, &again) == KEDGE_RATE_LIMITED && again == 1);
    move_clock(1);
    MUST(elapsed == UINT64_MAX || acquire_once(key, calls, NULL) == KEDGE_OK);
}

static void reserve(struct reader *reader) {
    struct reservation *made = &reservations[take_byte(reader) % RESERVATIONS];
    size_t key = take_key(reader), length = 0;
    const uint8_t *bytes = key_bytes(key, &length);
    uint64_t calls = take_calls(reader), wait = 4711;
    uint64_t within = take_byte(reader) < 250 ? take_time(reader) : take_word(reader);
    kedge_rate_place place = {{4711}};
    kedge_status status = keyed != NULL
        ? CALL(asking, kedge_keyed_rate_limiter_reserve, keyed, bytes, length, calls, within, &place, &wait)
        : CALL(asking, kedge_rate_limiter_reserve, limiter, calls, within, &place, &wait);
    MUST((status == KEDGE_INVALID_ARGUMENT) == (calls == 0) && (status == KEDGE_OVER_RATE_LIMIT) == (calls > most));
    if (status != KEDGE_OK) {
        MUST(place.words[0] == 4711 && (status == KEDGE_RATE_LIMITED ? wait > 0 : wait == 4711));
        return;
    }
    MUST(wait <= within);
    *made = (struct reservation){.place = place, .time = elapsed + wait, .count = calls, .key = key, .is_there = 1};
    if (elapsed == UINT64_MAX || wait > longest_time - elapsed) passings[key].is_unknown = 1;
    pass(&passings[key], elapsed == UINT64_MAX ? 0 : wait, calls);
}

/* Also what was never reserved, or is another key's; then nobody knows what was given back. */
static void cancel(struct reader *reader) {
    static const statuses cancelling = BIT(KEDGE_OK) | BIT(KEDGE_NOT_GIVEN_BACK) | BIT(KEDGE_INVALID_ARGUMENT);
    struct reservation *made = &reservations[take_byte(reader) % RESERVATIONS];
    kedge_rate_place before = made->place;
    size_t key = made->key, length = 0;
    unsigned choice = take_byte(reader);
    int is_made_up = choice > 240;
    if (is_made_up && choice % 2) key = take_key(reader);
    if (is_made_up) made->place.words[choice % 4] ^= (uint64_t)1 << take_byte(reader) % 64;
    const uint8_t *bytes = key_bytes(key, &length);
    kedge_status status = keyed != NULL
        ? CALL(cancelling, kedge_keyed_rate_limiter_cancel, keyed, bytes, length, &made->place)
        : CALL(cancelling, kedge_rate_limiter_cancel, limiter, &made->place);
    if (is_made_up) {
        if (status == KEDGE_OK) passings[key].is_unknown = 1;
        if (status == KEDGE_INVALID_ARGUMENT) made->place = before;
        if (status != KEDGE_INVALID_ARGUMENT) *made = (struct reservation){.key = made->key};
        return;
    }
    MUST(status != KEDGE_INVALID_ARGUMENT && (made->is_there || status == KEDGE_NOT_GIVEN_BACK));
    if (status == KEDGE_OK) take_back(&passings[key], made->time, made->count);
    MUST(is_all((const uint8_t *)&made->place, sizeof made->place, 0));
    made->is_there = 0;
    MUST(elapsed == UINT64_MAX || status != KEDGE_OK || made->time > elapsed);
}

/* Keys that had to make room may have had more than the limit. */
static uint64_t forgotten_early(void) {
    kedge_keyed_rate_limiter_info info = {.struct_size = sizeof info};
    if (keyed != NULL) MUST(kedge_keyed_rate_limiter_get_info(keyed, &info) == KEDGE_OK);
    return info.forgotten_early;
}

static void forget(struct reader *reader) {
    size_t key = take_key(reader), length = 0;
    const uint8_t *bytes = key_bytes(key, &length);
    int32_t was_there = 4711;
    uint64_t available = 4711;
    if (keyed == NULL) return;
    MUST(kedge_keyed_rate_limiter_available(keyed, bytes, length, &available) == KEDGE_OK && available <= most);
    MUST(kedge_keyed_rate_limiter_forget(keyed, bytes, length, &was_there) == KEDGE_OK);
    MUST(was_there == 0 || was_there == 1);
    if (forgotten_early() == 0) check_passed(&passings[key]);
    passings[key].passed_count = 0;
    for (int i = 0; i < RESERVATIONS; i++) {
        if (reservations[i].key == key && reservations[i].is_there) passings[key].is_unknown = 1;
    }
}

static void check_limiter(void) {
    kedge_rate_limiter_info info = {.struct_size = sizeof info};
    kedge_keyed_rate_limiter_info table = {.struct_size = sizeof table};
    if (keyed != NULL) {
        MUST(kedge_keyed_rate_limiter_get_info(keyed, &table) == KEDGE_OK);
        MUST(table.key_count <= maximum_keys && table.maximum_keys == maximum_keys);
    } else {
        MUST(kedge_rate_limiter_get_info(limiter, &info) == KEDGE_OK && info.available <= most);
    }
}

static uint64_t take_number(struct reader *reader) {
    unsigned choice = take_byte(reader);
    return choice < 240 ? choice % 16 + (choice > 15) : choice < 248 ? choice * 1000 : take_word(reader);
}

static int create_limiter(struct reader *reader) {
    static const statuses making = BIT(KEDGE_OK) | BIT(KEDGE_INVALID_POLICY) | BIT(KEDGE_INVALID_ARGUMENT)
        | BIT(KEDGE_OUT_OF_MEMORY);
    const uint64_t year = 365 * (uint64_t)86400 * KEDGE_SECOND;
    unsigned choice = take_byte(reader);
    kind = choice < 252 ? choice % 3 + 1 : choice;
    count = take_number(reader);
    burst = take_number(reader);
    per_ns = choice & 8 ? KEDGE_SECOND : take_time(reader);
    if (choice > 245) per_ns = take_word(reader);
    maximum_keys = take_byte(reader) < 250 ? take_byte(reader) % 12 + 1 : take_word(reader);
    /* No more memory than a run may have. */
    if (maximum_keys <= 67108864 && maximum_keys > 1000) maximum_keys %= 1000;
    kedge_status status;
    if (choice & 4) {
        kedge_keyed_rate_limiter_options options;
        MUST(kedge_keyed_rate_limiter_options_init(&options, sizeof options) == KEDGE_OK);
        options.clock = timepiece, options.kind = kind, options.count = count, options.burst = burst;
        options.per_ns = per_ns, options.maximum_keys = maximum_keys;
        status = CALL(making, kedge_keyed_rate_limiter_create, &options, &keyed);
    } else {
        kedge_rate_limiter_options options;
        MUST(kedge_rate_limiter_options_init(&options, sizeof options) == KEDGE_OK);
        options.clock = timepiece, options.kind = kind, options.count = count, options.burst = burst;
        options.per_ns = per_ns;
        status = CALL(making, kedge_rate_limiter_create, &options, &limiter);
    }
    MUST((status == KEDGE_OK) == (limiter != NULL || keyed != NULL));
    int is_possible = count >= 1 && per_ns >= 1 && per_ns <= year
        && (!(choice & 4) || (maximum_keys >= 1 && maximum_keys <= 67108864))
        && kind >= KEDGE_RATE_TOKEN_BUCKET && kind <= KEDGE_RATE_SLIDING_WINDOW;
    is_possible &= kind == KEDGE_RATE_SLIDING_WINDOW ? count <= 1000000 : count <= per_ns && burst >= 1;
    if (!is_possible) MUST(status != KEDGE_OK);
    if (is_possible && burst < 1000 && count < 1000 && per_ns <= KEDGE_SECOND) MUST(status == KEDGE_OK);
    most = kind == KEDGE_RATE_SLIDING_WINDOW ? count : burst;
    return status == KEDGE_OK;
}

static void limit(struct reader *reader) {
    if (!create_limiter(reader)) return;
    for (int i = 0; i < OPERATIONS && reader->left > 0; i++) {
        unsigned choice = take_byte(reader);
        switch (choice % 8) {
        case 0: move_clock(choice < 252 ? take_time(reader) : take_word(reader)); break;
        case 1:
        case 2: reserve(reader); break;
        case 3: cancel(reader); break;
        case 4: choice < 64 ? forget(reader) : move_clock(take_byte(reader)); break;
        default: acquire(reader);
        }
        check_limiter();
    }
    for (size_t key = 0; key < KEYS && forgotten_early() == 0; key++) check_passed(&passings[key]);
}

/* --- bulkheads --------------------------------------------------------------------------------------------------- */

static kedge_bulkhead *bulkhead;
static kedge_bulkhead_options options;
static uint64_t places[PLACES], tickets[TICKETS], held;

static void check_bulkhead(uint64_t inside) {
    kedge_bulkhead_info info = {.struct_size = sizeof info};
    MUST(kedge_bulkhead_get_info(bulkhead, &info) == KEDGE_OK && info.calls_under_way == held + inside);
    MUST(info.calls_under_way + info.granted <= options.maximum_calls && info.waiting <= options.maximum_waiting);
    MUST(info.waiting == 0 || info.calls_under_way + info.granted == options.maximum_calls);
}

static void keep(struct reader *reader, uint64_t place) {
    uint64_t *room = &places[take_byte(reader) % PLACES];
    MUST(place != 0);
    held++;
    if (*room != 0) held -= kedge_bulkhead_release(bulkhead, *room) == KEDGE_OK;
    *room = place;
}

/* Also what is made up, where no place is held but those that are written down. */
static void release(struct reader *reader, int may_make_up) {
    uint64_t place = places[take_byte(reader) % PLACES];
    unsigned choice = may_make_up ? take_byte(reader) : 0;
    if (choice > 240) place = choice % 2 ? take_word(reader) : place ^ (uint64_t)1 << take_byte(reader) % 64;
    kedge_bulkhead_info before = {.struct_size = sizeof before}, after = before;
    MUST(kedge_bulkhead_get_info(bulkhead, &before) == KEDGE_OK);
    kedge_status status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_NOT_HELD), kedge_bulkhead_release, bulkhead, place);
    MUST(kedge_bulkhead_get_info(bulkhead, &after) == KEDGE_OK);
    uint64_t given_back = before.calls_under_way - after.calls_under_way;
    /* What is made up may look like a place from before fork(), of which nothing is told. */
    MUST(given_back == (status == KEDGE_OK) || (choice > 240 && given_back == 0));
    MUST(given_back == 0 || kedge_bulkhead_release(bulkhead, place) == KEDGE_NOT_HELD);
    held -= given_back;
}

static int32_t inside(void *context) {
    struct reader *reader = context;
    MUST(kedge_bulkhead_destroy(bulkhead) == KEDGE_BUSY);
    check_bulkhead(1);
    release(reader, 0);
    return (int32_t)take_byte(reader);
}

static void hold(struct reader *reader) {
    static const statuses queueing = BIT(KEDGE_OK) | BIT(KEDGE_NOT_YET) | BIT(KEDGE_BULKHEAD_FULL);
    static const statuses waiting = BIT(KEDGE_OK) | BIT(KEDGE_BULKHEAD_FULL) | BIT(KEDGE_BULKHEAD_TIMED_OUT);
    static const statuses polling = BIT(KEDGE_OK) | BIT(KEDGE_NOT_YET) | BIT(KEDGE_BULKHEAD_TIMED_OUT)
        | BIT(KEDGE_UNKNOWN_TICKET) | BIT(KEDGE_FORKED);
    uint64_t place = 4711, ticket = 4711, due = 4711;
    uint64_t *room = &tickets[take_byte(reader) % TICKETS];
    unsigned choice = take_byte(reader);
    uint64_t asked = choice > 240 ? take_word(reader) : choice > 230 ? *room ^ (uint64_t)1 << choice % 64 : *room;
    kedge_status status;
    int32_t result = 4711;
    switch (choice % 9) {
    case 0:
        status = CALL(waiting, kedge_bulkhead_acquire_wait, bulkhead, take_byte(reader), &place);
        break;
    case 1:
        status = CALL(queueing, kedge_bulkhead_enqueue, bulkhead, &place, &ticket);
        if (status == KEDGE_BULKHEAD_FULL) MUST(place == 4711 && ticket == 4711);
        if (status == KEDGE_OK) MUST(ticket == 0);
        if (status == KEDGE_NOT_YET) {
            MUST(place == 0 && ticket != 0);
            if (*room != 0) kedge_bulkhead_cancel(bulkhead, *room);
            *room = ticket;
            return;
        }
        break;
    case 2:
    case 3:
        status = CALL(polling, kedge_bulkhead_poll, bulkhead, asked, &place, &due);
        MUST(status == KEDGE_NOT_YET || due == 4711);
        break;
    case 4: status = CALL(polling, kedge_bulkhead_wait, bulkhead, asked, take_byte(reader), &place); break;
    case 5: CALL(polling, kedge_bulkhead_cancel, bulkhead, asked); return;
    case 6:
        status = CALL(waiting, kedge_bulkhead_call, bulkhead, 0, inside, reader, &result);
        MUST((status == KEDGE_OK) == (result != 4711));
        return;
    default:
        status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_BULKHEAD_FULL), kedge_bulkhead_acquire, bulkhead, &place);
    }
    MUST(status == KEDGE_OK || place == 4711);
    if (status == KEDGE_OK) keep(reader, place);
}

static void bulk(struct reader *reader) {
    MUST(kedge_bulkhead_options_init(&options, sizeof options) == KEDGE_OK);
    unsigned choice = take_byte(reader);
    options.clock = timepiece;
    options.maximum_calls = choice < 250 ? take_byte(reader) % 4 + 1 : take_word(reader);
    options.maximum_waiting = choice < 248 ? take_byte(reader) % 4 : take_word(reader);
    options.maximum_wait_ns = choice < 246 ? take_time(reader) : take_word(reader);
    options.claim_time_ns = choice < 128 ? KEDGE_SECOND : KEDGE_MILLISECOND + take_time(reader);
    kedge_status status = CALL(BIT(KEDGE_OK) | BIT(KEDGE_INVALID_POLICY), kedge_bulkhead_create, &options, &bulkhead);
    MUST((status == KEDGE_OK) == (bulkhead != NULL));
    if (options.maximum_calls < 1 || options.maximum_calls > 1000000 || options.maximum_waiting > 1000000) {
        MUST(status == KEDGE_INVALID_POLICY);
    }
    if (bulkhead == NULL) return;
    for (int i = 0; i < OPERATIONS && reader->left > 0; i++) {
        choice = take_byte(reader);
        if (choice % 8 == 0) move_clock(choice < 250 ? take_time(reader) : take_word(reader));
        else if (choice % 8 < 3) release(reader, 1);
        else hold(reader);
        check_bulkhead(0);
    }
    for (int i = 0; i < TICKETS; i++) kedge_bulkhead_cancel(bulkhead, tickets[i]);
    for (int i = 0; i < PLACES; i++) held -= kedge_bulkhead_release(bulkhead, places[i]) == KEDGE_OK;
    MUST(held == 0);
    kedge_bulkhead_info info = {.struct_size = sizeof info};
    MUST(kedge_bulkhead_get_info(bulkhead, &info) == KEDGE_OK && info.calls_under_way == 0);
    MUST(info.granted == 0 && info.waiting == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    limiter = NULL, keyed = NULL, bulkhead = NULL;
    elapsed = held = 0;
    for (int i = 0; i < KEYS; i++) passings[i].passed_count = 0, passings[i].is_unknown = 0;
    memset(reservations, 0, sizeof reservations);
    memset(places, 0, sizeof places);
    memset(tickets, 0, sizeof tickets);
    unsigned choice = take_byte(&reader);
    MUST(kedge_manual_clock_create(choice & 2 ? take_word(&reader) : 0, &timepiece) == KEDGE_OK);
    choice % 3 == 0 ? bulk(&reader) : limit(&reader);
    MUST(kedge_bulkhead_destroy(bulkhead) == KEDGE_OK && kedge_rate_limiter_destroy(limiter) == KEDGE_OK);
    MUST(kedge_keyed_rate_limiter_destroy(keyed) == KEDGE_OK && kedge_manual_clock_destroy(timepiece) == KEDGE_OK);
    MUST(kedge_live_handles() == live);
    return 0;
}
