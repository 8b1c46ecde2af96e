/* Breakers by name. */
#include "guards.h"

static kedge_manual_clock *now;

static kedge_breaker_registry *make_registry(const kedge_breaker_options *defaults, uint64_t maximum_count) {
    kedge_breaker_registry *registry = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_registry_create, defaults, maximum_count, &registry);
    return registry;
}

static void drop_registry(kedge_breaker_registry *registry) {
    EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, registry);
}

static kedge_breaker *get(kedge_breaker_registry *registry, const char *name) {
    kedge_breaker *breaker = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_registry_get, registry, TEXT(name), &breaker);
    CHECK(breaker != NULL);
    return breaker;
}

static void is_made_and_ended(void) {
    static const uint64_t none[] = {0, 1000001, INT64_MAX, (uint64_t)1 << 63, UINT64_MAX};
    kedge_breaker_registry *registry = (kedge_breaker_registry *)&now;
    for (size_t i = 0; i < COUNT(none); i++) {
        EXPECT(KEDGE_INVALID_POLICY, kedge_breaker_registry_create, NULL, none[i], &registry);
        SAYS("maximum count: 1 to 1,000,000");
    }
    kedge_breaker_options options = breaker_options(now);
    options.probes = 0;
    EXPECT(KEDGE_INVALID_POLICY, kedge_breaker_registry_create, &options, 5, &registry);
    SAYS("probes: 1 to 10,000");
    options.struct_size = 5;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_create, &options, 5, &registry);
    options = breaker_options((const kedge_manual_clock *)&options);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_registry_create, &options, 5, &registry);
    options = breaker_options(now);
    options.has_seed = 7;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_create, &options, 5, &registry);
    SAYS("has_seed is 7: it has to be 0 or 1");
    CHECK(registry == (kedge_breaker_registry *)&now);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_create, NULL, 5, NULL);
    SAYS("out is NULL, and has to point somewhere");
    drop_registry(make_registry(NULL, 1));
    registry = make_registry(NULL, 1000000);
    drop_registry(registry);
    EXPECT(KEDGE_INVALID_HANDLE, kedge_breaker_registry_destroy, registry);
    EXPECT(KEDGE_OK, kedge_breaker_registry_destroy, NULL);
}

static kedge_status init(void *options, size_t size) { return CALL(kedge_breaker_options_init, options, size); }
static kedge_status use_defaults(void *options) {
    kedge_breaker_registry *registry = NULL;
    kedge_status status = CALL(kedge_breaker_registry_create, options, 5, &registry);
    if (status == KEDGE_OK) drop_registry(registry);
    return status;
}
static kedge_breaker_registry *shared;
static kedge_status use_own(void *options) {
    return CALL(kedge_breaker_registry_set_options, shared, "x", 1, options);
}

static void options_keep_the_rules(void) {
    shared = make_registry(NULL, 5);
    check_options(init, sizeof(kedge_breaker_options), use_defaults);
    check_options(init, sizeof(kedge_breaker_options), use_own);
    drop_registry(shared);
}

static void a_name_is_one_breaker(void) {
    kedge_breaker_options options = strict_options(now, 2);
    kedge_breaker_registry *registry = make_registry(&options, 10);
    kedge_breaker *first = get(registry, "db"), *again = get(registry, "db"), *other = get(registry, "DB");
    CHECK(first != again && first != other);
    pass(first, 1, KEDGE_CALL_FAILED_ONCE);
    pass(again, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(first) == KEDGE_BREAKER_OPEN && state_of(again) == KEDGE_BREAKER_OPEN);
    CHECK(state_of(other) == KEDGE_BREAKER_CLOSED);
    HAPPENED(again, KEDGE_BREAKER_CLOSED, KEDGE_BREAKER_OPEN, KEDGE_REASON_CONSECUTIVE_FAILURES);
    nothing_happened(first);
    /* The clock of the defaults is that of all. */
    move_clock(now, 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_run_due, first);
    CHECK(state_of(again) == KEDGE_BREAKER_HALF_OPEN);
    /* A permit of one handle is one of the other. */
    kedge_permit permit = acquire(first);
    EXPECT(KEDGE_OK, kedge_breaker_success, again, &permit);
    drop_breaker(first);
    CHECK(breaker_info_of(again).probes_finished == 1);
    drop_breaker(again);
    first = get(registry, "db");
    CHECK(state_of(first) == KEDGE_BREAKER_HALF_OPEN);
    /* Breakers whose handles were given out outlive it. */
    drop_registry(registry);
    pass(first, 4, KEDGE_CALL_SUCCEEDED);
    CHECK(state_of(first) == KEDGE_BREAKER_CLOSED);
    drop_breaker(first);
    drop_breaker(other);
}

static void names_are_text(void) {
    static const char *const none[] = {"\x80", "a\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3"};
    kedge_breaker_registry *registry = make_registry(NULL, 10);
    kedge_breaker *breaker = (kedge_breaker *)&now;
    int32_t was_there = 77;
    for (size_t i = 0; i < COUNT(none); i++) {
        EXPECT(KEDGE_INVALID_UTF8, kedge_breaker_registry_get, registry, TEXT(none[i]), &breaker);
        SAYS("name is not UTF-8");
        EXPECT(KEDGE_INVALID_UTF8, kedge_breaker_registry_set_options, registry, TEXT(none[i]), NULL);
        EXPECT(KEDGE_INVALID_UTF8, kedge_breaker_registry_remove, registry, TEXT(none[i]), &was_there);
    }
    const size_t lengths[] = {over, SIZE_MAX};
    for (size_t i = 0; i < COUNT(lengths); i++) {
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_get, registry, "x", lengths[i], &breaker);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_set_options, registry, "x", lengths[i], NULL);
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_remove, registry, "x", lengths[i], &was_there);
    }
    /* Names are short, and have no NUL among them. */
    static char name[256];
    memset(name, 'x', sizeof name);
    for (int i = 0; i < 2; i++) {
        size_t length = i == 0 ? 256 : 3;
        if (i == 1) name[1] = 0;
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_get, registry, name, length, &breaker);
        SAYS("a name has at most 255 bytes, and no NUL among them");
        EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_set_options, registry, name, length, NULL);
        SAYS("a name has at most 255 bytes, and no NUL among them");
        EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, name, length, &was_there);
        CHECK(was_there == 0);
        was_there = 77;
    }
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_get, registry, NULL, 1, &breaker);
    SAYS("name_len is 1: NULL is allowed only with 0, and no length may be over PTRDIFF_MAX");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_set_options, registry, NULL, 1, NULL);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_remove, registry, NULL, 1, &was_there);
    CHECK(breaker == (kedge_breaker *)&now && was_there == 77);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_get, registry, "x", 1, NULL);
    SAYS("out is NULL, and has to point somewhere");
    /* No name is one, and the same whether it is NULL or empty; composed and decomposed text is the same. */
    EXPECT(KEDGE_OK, kedge_breaker_registry_get, registry, NULL, 0, &breaker);
    kedge_breaker *same = get(registry, "");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_DISABLED);
    CHECK(state_of(same) == KEDGE_BREAKER_DISABLED);
    drop_breaker(breaker);
    drop_breaker(same);
    name[1] = 'x';
    EXPECT(KEDGE_OK, kedge_breaker_registry_get, registry, name, 255, &breaker);
    drop_breaker(breaker);
    breaker = get(registry, "caf\xC3\xA9");
    same = get(registry, "cafe\xCC\x81");
    EXPECT(KEDGE_OK, kedge_breaker_set_state, breaker, KEDGE_BREAKER_DISABLED);
    CHECK(state_of(same) == KEDGE_BREAKER_DISABLED);
    drop_breaker(breaker);
    drop_breaker(same);
    drop_registry(registry);
}

static void has_room_for_so_many(void) {
    kedge_breaker_registry *registry = make_registry(NULL, 2);
    kedge_breaker *one = get(registry, "one"), *two = get(registry, "two"), *three = (kedge_breaker *)&now;
    int32_t was_there = 77;
    EXPECT(KEDGE_REGISTRY_FULL, kedge_breaker_registry_get, registry, TEXT("three"), &three);
    SAYS("the registry has as many breakers, or names with options of their own, as it may have");
    CHECK(three == (kedge_breaker *)&now);
    drop_breaker(get(registry, "one"));
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, TEXT("three"), &was_there);
    CHECK(was_there == 0);
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, TEXT("one"), &was_there);
    CHECK(was_there == 1);
    three = get(registry, "three");
    EXPECT(KEDGE_REGISTRY_FULL, kedge_breaker_registry_get, registry, TEXT("one"), &three);
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, TEXT("two"), NULL);
    /* Who has it keeps it, and the next gets another. */
    EXPECT(KEDGE_OK, kedge_breaker_set_state, one, KEDGE_BREAKER_FORCED_OPEN);
    kedge_breaker *another = get(registry, "one");
    CHECK(state_of(another) == KEDGE_BREAKER_CLOSED && state_of(one) == KEDGE_BREAKER_FORCED_OPEN);
    drop_breaker(one);
    drop_breaker(another);
    drop_breaker(two);
    drop_breaker(three);
    /* Options of names have as much room, whether there is a breaker or not. */
    kedge_breaker_options options = breaker_options(NULL);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("a"), &options);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("b"), &options);
    EXPECT(KEDGE_REGISTRY_FULL, kedge_breaker_registry_set_options, registry, TEXT("c"), &options);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("c"), NULL);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("b"), &options);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("b"), NULL);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("c"), &options);
    drop_registry(registry);
}

static void names_have_options_of_their_own(void) {
    kedge_breaker_options options = strict_options(now, 1);
    kedge_breaker_registry *registry = make_registry(&options, 10);
    kedge_breaker *early = get(registry, "a");
    /* Its clock is not looked at. */
    options = strict_options((const kedge_manual_clock *)&options, 3);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("a"), &options);
    options.probes = 0;
    EXPECT(KEDGE_INVALID_POLICY, kedge_breaker_registry_set_options, registry, TEXT("a"), &options);
    SAYS("probes: 1 to 10,000");
    options.probes = 1;
    options.has_seed = 2;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_set_options, registry, TEXT("a"), &options);
    pass(early, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(early) == KEDGE_BREAKER_OPEN);
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, TEXT("a"), NULL);
    kedge_breaker *late = get(registry, "a"), *other = get(registry, "b");
    pass(late, 2, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(late) == KEDGE_BREAKER_CLOSED);
    pass(late, 1, KEDGE_CALL_FAILED_ONCE);
    pass(other, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(late) == KEDGE_BREAKER_OPEN && state_of(other) == KEDGE_BREAKER_OPEN);
    CHECK(breaker_info_of(late).retry_after_ns == 30 * KEDGE_SECOND);
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("a"), NULL);
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, registry, TEXT("a"), NULL);
    drop_breaker(late);
    late = get(registry, "a");
    pass(late, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(state_of(late) == KEDGE_BREAKER_OPEN);
    drop_breaker(early);
    drop_breaker(late);
    drop_breaker(other);
    drop_registry(registry);
}

static void names_are_listed(void) {
    static const char expected[] = "\0a\0b\0z\0\xC3\xA9";
    static const char *const names[] = {"z", "b", "", "\xC3\xA9", "a"};
    kedge_breaker_registry *registry = make_registry(NULL, 10);
    uint8_t out[64];
    size_t length = 77;
    EXPECT(KEDGE_OK, kedge_breaker_registry_names, registry, NULL, 0, &length);
    CHECK(length == 0);
    for (size_t i = 0; i < COUNT(names); i++) drop_breaker(get(registry, names[i]));
    memset(out, 0x5A, sizeof out);
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_breaker_registry_names, registry, out, sizeof expected - 1, &length);
    CHECK(length == sizeof expected && check_all(out, sizeof out, 0x5A));
    EXPECT(KEDGE_BUFFER_TOO_SMALL, kedge_breaker_registry_names, registry, NULL, sizeof out, &length);
    EXPECT(KEDGE_OK, kedge_breaker_registry_names, registry, out, sizeof expected, &length);
    CHECK(length == sizeof expected && memcmp(out, expected, length) == 0);
    CHECK(check_all(out + length, sizeof out - length, 0x5A));
    length = 77;
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_names, registry, out, sizeof out, NULL);
    SAYS("out_len is NULL, and has to point somewhere");
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_names, registry, out, over, &length);
    EXPECT(KEDGE_INVALID_ARGUMENT, kedge_breaker_registry_names, registry, out, SIZE_MAX, &length);
    CHECK(length == 77);
    drop_registry(registry);
}

/* --- callbacks ---------------------------------------------------------------------------------------------------- */

static kedge_breaker *listening, *found;
static int told;

static void try_to_end(const kedge_breaker_event *event, void *context) {
    CHECK(event->to == KEDGE_BREAKER_OPEN);
    told++;
    EXPECT(KEDGE_BUSY, kedge_breaker_registry_destroy, context);
    SAYS("a callback is under way on behalf of registry, which can be ended when that has returned");
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, listening);
    int32_t was_there = 0;
    kedge_breaker *breaker = NULL;
    EXPECT(KEDGE_OK, kedge_breaker_registry_get, context, TEXT("within"), &breaker);
    EXPECT(KEDGE_OK, kedge_breaker_registry_remove, context, TEXT("within"), &was_there);
    CHECK(was_there == 1);
    /* It is asked for on behalf of the registry, and ends when the callback has. */
    EXPECT(KEDGE_BUSY, kedge_breaker_destroy, breaker);
    found = breaker;
}

static void listeners_end_nothing(void) {
    kedge_breaker_options options = strict_options(now, 1);
    kedge_breaker_registry *registry = make_registry(&options, 10);
    options.listener = try_to_end;
    options.listener_context = registry;
    EXPECT(KEDGE_OK, kedge_breaker_registry_set_options, registry, TEXT("a"), &options);
    listening = get(registry, "a");
    told = 0;
    pass(listening, 1, KEDGE_CALL_FAILED_ONCE);
    CHECK(told == 1);
    drop_breaker(found);
    drop_breaker(listening);
    drop_registry(registry);
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static pthread_barrier_t barrier;
static void *ask_for_all(void *unused) {
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 200; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i % 20);
        kedge_breaker *breaker = NULL;
        kedge_permit permit;
        CHECK(kedge_breaker_registry_get(shared, name, strlen(name), &breaker) == KEDGE_OK);
        CHECK(kedge_breaker_acquire(breaker, &permit, NULL) == KEDGE_OK);
        CHECK(kedge_breaker_success(breaker, &permit) == KEDGE_OK);
        CHECK(kedge_breaker_destroy(breaker) == KEDGE_OK);
    }
    return unused;
}

static void threads_get_the_same(void) {
    pthread_t threads[8];
    uint64_t successes = 0;
    shared = make_registry(NULL, 20);
    pthread_barrier_init(&barrier, NULL, COUNT(threads));
    for (size_t i = 0; i < COUNT(threads); i++) CHECK(pthread_create(&threads[i], NULL, ask_for_all, NULL) == 0);
    for (size_t i = 0; i < COUNT(threads); i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&barrier);
    for (int i = 0; i < 20; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        kedge_breaker *breaker = get(shared, name);
        successes += breaker_info_of(breaker).successes;
        drop_breaker(breaker);
    }
    CHECK(successes == 8 * 200);
    drop_registry(shared);
}

static void runs_case(const char *name, void (*body)(void)) {
    now = make_clock(1000 * KEDGE_SECOND);
    check_case(name, body);
    drop_clock(now);
}

int main(void) {
    check_begin("breaker_registry");
    runs_case("a registry is made, and ends once", is_made_and_ended);
    runs_case("options keep the rules of options", options_keep_the_rules);
    runs_case("a name is one breaker, however many handles it has", a_name_is_one_breaker);
    runs_case("names are text", names_are_text);
    runs_case("it has room for so many breakers, and for options of as many", has_room_for_so_many);
    runs_case("names have options of their own", names_have_options_of_their_own);
    runs_case("names are listed in their order", names_are_listed);
    runs_case("a listener ends neither the registry nor its breakers", listeners_end_nothing);
    runs_case("threads that ask for a name at once get the same breaker", threads_get_the_same);
    return check_end();
}
