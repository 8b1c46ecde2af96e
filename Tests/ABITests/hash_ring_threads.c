/* Rings on many threads at once: look-ups while nodes come and go, admissions, and children of fork(). */
#include "hash_rings.h"

enum { MOST_CHANGES = 2000, READERS = 4, ADMITTING = 8, CHILDREN = 60, HAMMERS = 4 };

static pthread_barrier_t barrier;
static int stop;
static kedge_ring *shared_ring;

static int is_stopped(void) { return __atomic_load_n(&stop, __ATOMIC_RELAXED); }
static int rounds(int count) { return check_is_light() ? count / 20 : count; }
static uint64_t read_now(const uint64_t *word) { return __atomic_load_n(word, __ATOMIC_SEQ_CST); }
static void write_now(uint64_t *word, uint64_t value) { __atomic_store_n(word, value, __ATOMIC_SEQ_CST); }

/* The first of them changes the ring and says when it has done so; the others read until then. */
static void run(int readers, void *(*change)(void *), void *(*read)(void *)) {
    pthread_t threads[16];
    stop = 0;
    CHECK(pthread_barrier_init(&barrier, NULL, (unsigned)readers + 1) == 0);
    for (intptr_t i = 0; i <= readers; i++)
        if (pthread_create(&threads[i], NULL, i == 0 ? change : read, (void *)i) != 0) abort();
    for (int i = 0; i <= readers; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    pthread_barrier_destroy(&barrier);
}

/* --- nodes that come and go --------------------------------------------------------------------------------------- */

/* By id, what time it was when its removal had returned; and the latest id whose addition may have begun. */
static uint64_t removed_at[MOST_CHANGES + 100], latest_begun, passing_time;
static uint64_t saw_a_guest;

static void *change_nodes(void *unused) {
    uint64_t guests[2] = {0, 0};
    char name[32];
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(MOST_CHANGES); i++) {
        uint64_t *guest = &guests[i % 2];
        if (*guest != 0) {
            CHECK(kedge_ring_remove(shared_ring, *guest) == KEDGE_OK);
            write_now(&removed_at[*guest], __atomic_add_fetch(&passing_time, 1, __ATOMIC_SEQ_CST));
        }
        snprintf(name, sizeof name, "guest %d", i % 2);
        write_now(&latest_begun, read_now(&latest_begun) + 1);
        CHECK(kedge_ring_add(shared_ring, (const uint8_t *)name, strlen(name), 1, guest) == KEDGE_OK);
        CHECK(*guest == latest_begun);
    }
    /* Readers that had no time so far see those that are there now. */
    for (int i = 0; i < 100000 && !read_now(&saw_a_guest); i++) usleep(100);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    return unused;
}

/* Whether a node was in the ring at some moment since `since`. */
static void check_was_there(uint64_t node, uint64_t since, const char *call) {
    uint64_t begun = read_now(&latest_begun);
    if (node == 0 || node > begun || begun >= COUNT(removed_at)) {
        check_fail(__FILE__, __LINE__, "%s: node %llu, and %llu at most", call, (unsigned long long)node,
            (unsigned long long)begun);
        return;
    }
    uint64_t removed = read_now(&removed_at[node]);
    CHECK_AT(removed == 0 || removed > since, "%s: a node that was gone before", call);
    if (node > 3) write_now(&saw_a_guest, 1);
}

static void *look_up(void *argument) {
    uint32_t placement = info_of(shared_ring).placement;
    pthread_barrier_wait(&barrier);
    for (uint64_t i = (uint64_t)(intptr_t)argument; !is_stopped(); i++) {
        char key[32];
        uint64_t node = 0, nodes[5], ends[2];
        size_t count = 0, length = (size_t)snprintf(key, sizeof key, "%llu", (unsigned long long)(i * 7919));
        const uint8_t *bytes = (const uint8_t *)key;
        uint64_t since = read_now(&passing_time);
        CHECK(kedge_ring_owner(shared_ring, bytes, length, &node) == KEDGE_OK);
        check_was_there(node, since, "owner");
        since = read_now(&passing_time);
        CHECK(kedge_ring_owners(shared_ring, bytes, length, nodes, 5, &count) == KEDGE_OK);
        CHECK_AT(count >= 3 && count <= 5, "%zu nodes", count);
        for (size_t j = 0; j < count; j++) {
            check_was_there(nodes[j], since, "owners");
            for (size_t k = 0; k < j; k++) CHECK(nodes[j] != nodes[k]);
        }
        since = read_now(&passing_time);
        ends[0] = length / 2;
        ends[1] = length;
        CHECK(kedge_ring_owner_of_keys(shared_ring, bytes, length, ends, 2, nodes) == KEDGE_OK);
        check_was_there(nodes[0], since, "owner_of_keys");
        check_was_there(nodes[1], since, "owner_of_keys");
        since = read_now(&passing_time);
        CHECK(kedge_ring_choice(shared_ring, bytes, length, 2, &node) == KEDGE_OK);
        check_was_there(node, since, "choice");
        since = read_now(&passing_time);
        if (placement != KEDGE_RING_RENDEZVOUS) {
            CHECK(kedge_ring_owner_of_hash(shared_ring, i * 7919 & 0xFFFFFFFF, &node) == KEDGE_OK);
            check_was_there(node, since, "owner_of_hash");
        }
        since = read_now(&passing_time);
        CHECK(kedge_ring_admit(shared_ring, bytes, length, 200, &node, NULL) == KEDGE_OK);
        check_was_there(node, since, "admit");
        kedge_status status = kedge_ring_finish(shared_ring, node);
        CHECK_AT(status == KEDGE_OK || status == KEDGE_UNKNOWN_NODE, "%d", (int)status);
    }
    return NULL;
}

static void look_ups_find_nodes_that_are_there(void) {
    static const uint32_t placements[] = {KEDGE_RING_CIRCLE, KEDGE_RING_KETAMA_LIBMEMCACHED,
        KEDGE_RING_ENVOY_XXHASH64, KEDGE_RING_ENVOY_MAGLEV, KEDGE_RING_RENDEZVOUS};
    for (size_t i = 0; i < COUNT(placements); i++) {
        shared_ring = make_full_ring(placements[i]);
        memset(removed_at, 0, sizeof removed_at);
        latest_begun = 3;
        passing_time = saw_a_guest = 0;
        run(READERS, change_nodes, look_up);
        CHECK(saw_a_guest != 0);
        CHECK(info_of(shared_ring).total_load == 0 && info_of(shared_ring).node_count == 5);
        drop_ring(shared_ring);
    }
}

/* --- changes that are one ----------------------------------------------------------------------------------------- */

/* Two nodes go and two come, over and over: node 1 and 2, then 3 and 4. */
static void *replace_pairs(void *unused) {
    pthread_barrier_wait(&barrier);
    for (uint64_t i = 0; i < (uint64_t)rounds(MOST_CHANGES); i++) {
        kedge_ring_change changes[] = {change_of(KEDGE_RING_REMOVE, 2 * i + 1), change_of(KEDGE_RING_REMOVE, 2 * i + 2),
            addition("one"), addition("other")};
        CHECK(kedge_ring_apply(shared_ring, changes, 4, NULL, NULL) == KEDGE_OK);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    return unused;
}

static void *look_for_pairs(void *unused) {
    uint64_t ends[16];
    for (uint64_t i = 0; i < 16; i++) ends[i] = i + 1;
    pthread_barrier_wait(&barrier);
    while (!is_stopped()) {
        uint64_t nodes[16];
        size_t count = 0;
        CHECK(kedge_ring_owner_of_keys(shared_ring, (const uint8_t *)"0123456789abcdef", 16, ends, 16, nodes) == KEDGE_OK);
        for (int i = 1; i < 16; i++) CHECK((nodes[i] - 1) / 2 == (nodes[0] - 1) / 2);
        CHECK(kedge_ring_owners(shared_ring, (const uint8_t *)"k", 1, nodes, 16, &count) == KEDGE_OK);
        CHECK(count == 2 && (nodes[0] - 1) / 2 == (nodes[1] - 1) / 2);
        CHECK(kedge_ring_nodes(shared_ring, nodes, 16, &count) == KEDGE_OK);
        CHECK(count == 2 && nodes[0] + 1 == nodes[1] && nodes[1] % 2 == 0);
        kedge_ring_info info = {.struct_size = sizeof info};
        CHECK(kedge_ring_get_info(shared_ring, &info) == KEDGE_OK && info.node_count == 2 && info.up_count == 2);
    }
    return unused;
}

static void changes_are_seen_as_one(void) {
    static const uint32_t placements[] = {KEDGE_RING_CIRCLE, KEDGE_RING_ENVOY_MAGLEV, KEDGE_RING_RENDEZVOUS};
    for (size_t i = 0; i < COUNT(placements); i++) {
        shared_ring = make_ring(placements[i]);
        add_node(shared_ring, "one", 1);
        add_node(shared_ring, "other", 1);
        run(READERS, replace_pairs, look_for_pairs);
        drop_ring(shared_ring);
    }
}

/* --- a ring that is empty now and then ---------------------------------------------------------------------------- */

static void *come_and_go(void *unused) {
    uint64_t node = 0;
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(10 * MOST_CHANGES); i++) {
        CHECK(kedge_ring_add(shared_ring, (const uint8_t *)"a", 1, 1, &node) == KEDGE_OK);
        CHECK(kedge_ring_remove(shared_ring, node) == KEDGE_OK);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    return unused;
}

/* At every moment there is no node, or one that is up. */
static void check_is_true(kedge_status status) {
    CHECK_AT(status == KEDGE_OK || status == KEDGE_RING_EMPTY, "%d", (int)status);
}

static void *ask_whether_it_is_empty(void *unused) {
    const uint8_t *key = (const uint8_t *)"k";
    const uint64_t end = 1, hash = 1;
    pthread_barrier_wait(&barrier);
    while (!is_stopped()) {
        uint64_t node = 0;
        size_t count = 0;
        check_is_true(kedge_ring_owner(shared_ring, key, 1, &node));
        check_is_true(kedge_ring_owner_of_text(shared_ring, "k", 1, &node));
        check_is_true(kedge_ring_owner_of_hash(shared_ring, 1, &node));
        check_is_true(kedge_ring_owner_of_keys(shared_ring, key, 1, &end, 1, &node));
        check_is_true(kedge_ring_owner_of_hashes(shared_ring, &hash, 1, &node));
        check_is_true(kedge_ring_owners(shared_ring, key, 1, &node, 1, &count));
        check_is_true(kedge_ring_choice(shared_ring, key, 1, 0, &node));
        kedge_status status = kedge_ring_admit(shared_ring, key, 1, 100, &node, NULL);
        check_is_true(status);
        if (status == KEDGE_OK) kedge_ring_finish(shared_ring, node);
    }
    return unused;
}

static void a_refusal_is_true_too(void) {
    kedge_ring_options options = ring_options(KEDGE_RING_CIRCLE);
    options.points_per_weight = 1;
    EXPECT(KEDGE_OK, kedge_ring_create, &options, &shared_ring);
    run(READERS, come_and_go, ask_whether_it_is_empty);
    drop_ring(shared_ring);
}

/* --- bounded loads ------------------------------------------------------------------------------------------------ */

enum { LOADED = 5 };
static const uint64_t weights[LOADED] = {1, 2, 3, 4, 6};

static void *admit_and_finish(void *argument) {
    uint64_t percent = 100 + 25 * (uint64_t)(intptr_t)argument, sum = 0, held[16];
    int holding = 0;
    for (int i = 0; i < LOADED; i++) sum += weights[i];
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(20000); i++) {
        kedge_ring_admission given = {.struct_size = sizeof given};
        uint64_t node = 0;
        const uint8_t key[] = {(uint8_t)i, (uint8_t)(i >> 8), (uint8_t)percent};
        kedge_status status = i % 3 == 0 ? kedge_ring_admit_hash(shared_ring, 5, (uint32_t)percent, &node, &given)
                                         : kedge_ring_admit(shared_ring, key, 3, (uint32_t)percent, &node, &given);
        CHECK_AT(status == KEDGE_OK && node == given.node && node >= 1 && node <= LOADED, "%d", (int)status);
        if (status != KEDGE_OK || node < 1 || node > LOADED) continue;
        CHECK(given.load >= 1 && given.load <= given.bound && given.load <= given.total);
        uint64_t divisor = 100 * sum;
        CHECK(given.bound == (percent * given.total * weights[node - 1] + divisor - 1) / divisor);
        /* No other thread holds more than 16, either. */
        CHECK(given.total <= ADMITTING * 16);
        held[holding++] = node;
        if (holding < 16 && i % 2 == 0) continue;
        CHECK(kedge_ring_finish(shared_ring, held[--holding]) == KEDGE_OK);
    }
    while (holding > 0) CHECK(kedge_ring_finish(shared_ring, held[--holding]) == KEDGE_OK);
    return NULL;
}

static void bounds_hold_at_every_instant(void) {
    static const uint32_t placements[] = {KEDGE_RING_CIRCLE, KEDGE_RING_ENVOY_MAGLEV};
    for (size_t i = 0; i < COUNT(placements); i++) {
        shared_ring = make_ring(placements[i]);
        for (int j = 0; j < LOADED; j++) {
            char name[] = {(char)('a' + j), 0};
            add_node(shared_ring, name, (uint32_t)weights[j]);
        }
        run(ADMITTING - 1, admit_and_finish, admit_and_finish);
        CHECK(info_of(shared_ring).total_load == 0);
        for (uint64_t node = 1; node <= LOADED; node++)
            EXPECT(KEDGE_NO_CALL_UNDER_WAY, kedge_ring_finish, shared_ring, node);
        drop_ring(shared_ring);
    }
}

/* --- changes from several threads --------------------------------------------------------------------------------- */

static void *change_own_nodes(void *argument) {
    uint64_t latest = 0;
    char name[32];
    snprintf(name, sizeof name, "thread %d", (int)(intptr_t)argument);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < rounds(500); i++) {
        uint64_t node = 0, found = 0;
        kedge_ring_report *report = NULL;
        kedge_ring_change change = addition("other");
        CHECK(kedge_ring_add(shared_ring, (const uint8_t *)name, strlen(name), 1, &node) == KEDGE_OK && node > latest);
        latest = node;
        CHECK(kedge_ring_preview(shared_ring, &change, 1, &report) == KEDGE_OK);
        CHECK(kedge_ring_report_destroy(report) == KEDGE_OK);
        CHECK(kedge_ring_set_weight(shared_ring, node, 3) == KEDGE_OK);
        CHECK(kedge_ring_set_zone(shared_ring, node, name, strlen(name)) == KEDGE_OK);
        CHECK(kedge_ring_find(shared_ring, (const uint8_t *)name, strlen(name), &found) == KEDGE_OK && found == node);
        CHECK(kedge_ring_set_state(shared_ring, node, KEDGE_NODE_DOWN) == KEDGE_OK);
        if (i + 1 < rounds(500)) CHECK(kedge_ring_remove(shared_ring, node) == KEDGE_OK);
    }
    return NULL;
}

static void changes_take_turns(void) {
    enum { CHANGING = 4 };
    shared_ring = make_full_ring(KEDGE_RING_CIRCLE);
    run(CHANGING - 1, change_own_nodes, change_own_nodes);
    kedge_ring_info info = info_of(shared_ring);
    uint64_t made = (uint64_t)rounds(500) * CHANGING;
    CHECK(info.version == 3 + made * 5 - CHANGING && info.node_count == 3 + CHANGING && info.up_count == 3);
    CHECK(add_node(shared_ring, "next", 1) == 4 + made);
    drop_ring(shared_ring);
}

/* --- fork --------------------------------------------------------------------------------------------------------- */

static kedge_ring *forked_rings[3];

/* Everything that a fork could catch in the middle. */
static void *hammer(void *argument) {
    int number = (int)(intptr_t)argument;
    char name[32], text[4096];
    snprintf(name, sizeof name, "hammer %d", number);
    for (int i = 0; !is_stopped(); i++) {
        kedge_ring *ring = forked_rings[i % 3];
        uint64_t node = 0, given = 0;
        size_t length = 0;
        CHECK(kedge_ring_add(ring, (const uint8_t *)name, strlen(name), 1, &node) == KEDGE_OK);
        CHECK(kedge_ring_owner(ring, (const uint8_t *)name, 3, &given) == KEDGE_OK);
        CHECK(kedge_ring_admit(ring, (const uint8_t *)name, 3, 150, &given, NULL) == KEDGE_OK);
        CHECK(kedge_ring_export(ring, text, sizeof text, &length) == KEDGE_OK);
        kedge_status status = kedge_ring_finish(ring, given);
        CHECK(status == KEDGE_OK || status == KEDGE_UNKNOWN_NODE);
        CHECK(kedge_ring_remove(ring, node) == KEDGE_OK);
    }
    return NULL;
}

static void work_in_the_child(void) {
    for (int i = 0; i < 3; i++) {
        kedge_ring *ring = forked_rings[i];
        kedge_ring_info info = info_of(ring);
        uint64_t node = 0, nodes[32];
        size_t count = 0;
        /* Whatever was under way in the parent was done, or was not. */
        EXPECT(KEDGE_OK, kedge_ring_nodes, ring, nodes, 32, &count);
        CHECK(count == info.node_count && count >= 3 && count <= 3 + HAMMERS);
        uint64_t load = 0;
        for (size_t j = 0; j < count; j++) load += node_of(ring, nodes[j]).load;
        CHECK(load == info.total_load);
        for (int j = 0; j < 20; j++) {
            kedge_ring_admission given = {.struct_size = sizeof given};
            uint64_t added = 0;
            char key[32];
            snprintf(key, sizeof key, "child %d", j);
            EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES(key), &node);
            EXPECT(KEDGE_OK, kedge_ring_add, ring, BYTES(key), 1, &added);
            EXPECT(KEDGE_OK, kedge_ring_admit, ring, BYTES(key), 100, &node, &given);
            CHECK(given.load <= given.bound);
            EXPECT(KEDGE_OK, kedge_ring_finish, ring, node);
            EXPECT(KEDGE_OK, kedge_ring_remove, ring, added);
            CHECK(owner_of(ring, key) != added);
        }
        CHECK(info_of(ring).version == info.version + 40 && info_of(ring).total_load <= info.total_load);
        drop_ring(ring);
    }
}

static void children_go_on(void) {
    SKIP_UNDER_VALGRIND();
    pthread_t threads[HAMMERS];
    static const uint32_t placements[] = {KEDGE_RING_CIRCLE, KEDGE_RING_ENVOY_MAGLEV, KEDGE_RING_RENDEZVOUS};
    for (int i = 0; i < 3; i++) forked_rings[i] = make_full_ring(placements[i]);
    stop = 0;
    for (intptr_t i = 0; i < HAMMERS; i++)
        if (pthread_create(&threads[i], NULL, hammer, (void *)i) != 0) abort();
    for (int i = 0; i < (check_is_light() ? CHILDREN / 10 : CHILDREN); i++) check_in_child(work_in_the_child);
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < HAMMERS; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    for (int i = 0; i < 3; i++) {
        CHECK(info_of(forked_rings[i]).node_count == 3 && info_of(forked_rings[i]).total_load == 0);
        drop_ring(forked_rings[i]);
    }
}

int main(void) {
    check_begin("hash_ring_threads");
    check_case("a look-up finds a node that was there during the call", look_ups_find_nodes_that_are_there);
    check_case("changes that are one are seen as one", changes_are_seen_as_one);
    check_case("a refusal was true during the call", a_refusal_is_true_too);
    check_case("bounds hold at every instant, whoever admits", bounds_hold_at_every_instant);
    check_case("changes of several threads take turns", changes_take_turns);
    check_case("children of fork go on, whatever threads of the parent were doing", children_go_on);
    return check_end();
}
