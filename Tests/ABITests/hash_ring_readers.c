/* Threads without a place to say that they read: in the end of a thread, and where the process has no thread-specific data left. */
#include "check.h"
#include "hash_rings.h"
#include <pthread.h>
#include <unistd.h>

static kedge_ring *ring;
static int stop, found;

static void look_up(void) {
    uint64_t node = 0, nodes[2];
    size_t count = 0;
    kedge_ring_admission admission = {.struct_size = sizeof admission};
    EXPECT(KEDGE_OK, kedge_ring_owner, ring, BYTES("key"), &node);
    EXPECT(KEDGE_OK, kedge_ring_owners, ring, BYTES("key"), nodes, 2, &count);
    EXPECT(KEDGE_OK, kedge_ring_admit, ring, BYTES("key"), 200, &node, &admission);
    kedge_status finished = kedge_ring_finish(ring, node);
    /* The changer's node may have gone, and its calls with it. */
    CHECK(finished == KEDGE_OK || finished == KEDGE_UNKNOWN_NODE);
    __atomic_add_fetch(&found, 1, __ATOMIC_RELAXED);
}

static void *change(void *nothing) {
    for (uint32_t number = 0; !__atomic_load_n(&stop, __ATOMIC_RELAXED); number++) {
        uint64_t node = 0;
        EXPECT(KEDGE_OK, kedge_ring_add, ring, (const uint8_t *)&number, sizeof number, 1, &node);
        EXPECT(KEDGE_OK, kedge_ring_remove, ring, node);
    }
    return nothing;
}

static void with_a_changer(void (*body)(void)) {
    pthread_t changer;
    ring = make_full_ring(KEDGE_RING_CIRCLE);
    stop = found = 0;
    if (pthread_create(&changer, NULL, change, NULL) != 0) abort();
    body();
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    CHECK(pthread_join(changer, NULL) == 0);
    drop_ring(ring);
}

/* --- no key left -------------------------------------------------------------------------------------------------- */

static void *look_up_often(void *nothing) {
    for (int i = 0; i < (check_is_light() ? 200 : 5000); i++) look_up();
    return nothing;
}

static void look_up_from_threads(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        if (pthread_create(&threads[i], NULL, look_up_often, NULL) != 0) abort();
    for (int i = 0; i < 3; i++) CHECK(pthread_join(threads[i], NULL) == 0);
}

static void go_on_without_keys(void) {
    alarm(60);
    with_a_changer(look_up_from_threads);
    alarm(0);
    CHECK(found == 15000);
}

/* --- the end of a thread ------------------------------------------------------------------------------------------ */

static pthread_key_t late;

/* It runs after the library's own, whose key is older. */
static void look_up_in_the_end(void *nothing) {
    (void)nothing;
    for (int i = 0; i < 20; i++) look_up();
}

static void *end_with_a_look_up(void *nothing) {
    look_up();
    CHECK(pthread_setspecific(late, &late) == 0);
    return nothing;
}

static void end_threads(void) {
    for (int round = 0; round < (check_is_light() ? 20 : 500); round++) {
        pthread_t threads[2];
        for (int i = 0; i < 2; i++)
            if (pthread_create(&threads[i], NULL, end_with_a_look_up, NULL) != 0) abort();
        for (int i = 0; i < 2; i++) CHECK(pthread_join(threads[i], NULL) == 0);
    }
}

static void threads_read_to_their_end(void) {
    CHECK(pthread_key_create(&late, look_up_in_the_end) == 0);
    with_a_changer(end_threads);
    CHECK(found == (check_is_light() ? 20 : 500) * 42);
    pthread_key_delete(late);
}

static const char *program;

static void a_process_without_keys_goes_on(void) {
    SKIP_UNDER_A_TOOL();
    char command[4096];
    snprintf(command, sizeof command, "%s again >/dev/null", program);
    CHECK(system(command) == 0);
}

int main(int argc, char **argv) {
    if (argc > 1) {
        /* A process of its own, in which no ring was made before. */
        pthread_key_t key;
        while (pthread_key_create(&key, NULL) == 0) continue;
        check_begin("hash_ring_readers without keys");
        check_case("look-ups, admissions and changes go on", go_on_without_keys);
        return check_end();
    }
    check_begin("hash_ring_readers");
    check_case("threads look keys up to their end", threads_read_to_their_end);
    program = argv[0];
    check_case("where no thread-specific data is left, look-ups, admissions and changes go on", a_process_without_keys_goes_on);
    return check_end();
}
