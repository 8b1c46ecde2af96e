/* Bulkheads, and what they count, for the C tests of them. */
#ifndef BULKHEADS_H
#define BULKHEADS_H

#include "limiters.h"

MAYBE_UNUSED static kedge_bulkhead_options options_of(uint64_t calls, uint64_t waiting, uint64_t wait_ns) {
    kedge_bulkhead_options options;
    EXPECT(KEDGE_OK, kedge_bulkhead_options_init, &options, sizeof options);
    options.maximum_calls = calls;
    options.maximum_waiting = waiting;
    options.maximum_wait_ns = wait_ns;
    return options;
}

MAYBE_UNUSED static kedge_bulkhead *make(
    uint64_t calls, uint64_t waiting, uint64_t wait_ns, const kedge_manual_clock *clock) {
    kedge_bulkhead_options options = options_of(calls, waiting, wait_ns);
    kedge_bulkhead *bulkhead = NULL;
    options.clock = clock;
    EXPECT(KEDGE_OK, kedge_bulkhead_create, &options, &bulkhead);
    return bulkhead;
}

MAYBE_UNUSED static void drop(kedge_bulkhead *bulkhead) { EXPECT(KEDGE_OK, kedge_bulkhead_destroy, bulkhead); }

MAYBE_UNUSED static uint64_t take(kedge_bulkhead *bulkhead) {
    uint64_t place = 0;
    EXPECT(KEDGE_OK, kedge_bulkhead_acquire, bulkhead, &place);
    CHECK(place != 0);
    return place;
}

MAYBE_UNUSED static void give(kedge_bulkhead *bulkhead, uint64_t place) {
    EXPECT(KEDGE_OK, kedge_bulkhead_release, bulkhead, place);
}

MAYBE_UNUSED static uint64_t line_up(kedge_bulkhead *bulkhead) {
    uint64_t place = 77, ticket = 77;
    EXPECT(KEDGE_NOT_YET, kedge_bulkhead_enqueue, bulkhead, &place, &ticket);
    CHECK(place == 0 && ticket != 0);
    return ticket;
}

MAYBE_UNUSED static kedge_bulkhead_info counts_of(const kedge_bulkhead *bulkhead) {
    kedge_bulkhead_info info = {.struct_size = sizeof info};
    EXPECT(KEDGE_OK, kedge_bulkhead_get_info, bulkhead, &info);
    return info;
}

#define CHECK_INFO(bulkhead, under_way, has, wait) \
    do { \
        kedge_bulkhead_info seen = counts_of(bulkhead); \
        CHECK_AT(seen.calls_under_way == (under_way) && seen.granted == (has) && seen.waiting == (wait), \
            "%llu, %llu, %llu", (unsigned long long)seen.calls_under_way, (unsigned long long)seen.granted, \
            (unsigned long long)seen.waiting); \
    } while (0)

#endif
