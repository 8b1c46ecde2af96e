/* Orders are routed to workers by customer. Then one worker is drained: its customers go to others, and nobody else moves.
 *
 *   cc -std=c99 rings.c $(pkg-config --cflags --libs kedge) -o rings && ./rings
 */
#include <kedge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 5, ORDERS = 2000, CUSTOMERS = 400, DRAINED = 2 };

static const char *const zones[WORKERS] = {"east", "east", "west", "west", "north"};

static void check(kedge_status status, const char *what) {
    if (status == KEDGE_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, kedge_status_name(status), kedge_last_error());
    exit(1);
}

static kedge_ring *make_ring(uint64_t *ids) {
    kedge_ring *ring = NULL;
    kedge_ring_change changes[WORKERS];
    char names[WORKERS][16];
    check(kedge_ring_create(NULL, &ring), "a ring");
    for (int i = 0; i < WORKERS; i++) {
        snprintf(names[i], sizeof names[i], "worker-%d", i + 1);
        check(kedge_ring_change_init(&changes[i], sizeof changes[i]), "a change");
        changes[i].name = (const uint8_t *)names[i];
        changes[i].name_len = strlen(names[i]);
        changes[i].zone = zones[i];
        changes[i].zone_len = strlen(zones[i]);
        changes[i].weight = i == 0 ? 2 : 1; /* the first is twice as large as the others */
    }
    check(kedge_ring_apply(ring, changes, WORKERS, ids, NULL), "adding workers");
    return ring;
}

/* Which worker has an order: that of its customer. */
static int worker_of(const kedge_ring *ring, const uint64_t *ids, int order) {
    char customer[24];
    uint64_t node = 0;
    int length = snprintf(customer, sizeof customer, "customer %d", order * 7919 % CUSTOMERS);
    check(kedge_ring_owner(ring, (const uint8_t *)customer, (size_t)length, &node), "an owner");
    for (int i = 0; i < WORKERS; i++) {
        if (ids[i] == node) return i;
    }
    return -1;
}

static double share(const kedge_ring_report *report, uint64_t index, int after) {
    kedge_ring_share share;
    share.struct_size = sizeof share;
    check(kedge_ring_report_share(report, index, &share), "a share");
    return 100 * (after ? share.after : share.before);
}

int main(void) {
    uint64_t ids[WORKERS], replicas[3];
    static int before[ORDERS], after[ORDERS];
    int counts[WORKERS][2] = {{0}}, gained[WORKERS] = {0}, lost[WORKERS] = {0}, strays = 0, by_modulo = 0;
    size_t replica_count = 0;
    kedge_ring_report *report = NULL;
    kedge_ring_report_info info;
    kedge_ring *ring = make_ring(ids);
    for (int i = 0; i < ORDERS; i++) before[i] = worker_of(ring, ids, i);

    /* What would move is known before anything does. */
    kedge_ring_change drain;
    check(kedge_ring_change_init(&drain, sizeof drain), "a change");
    drain.kind = KEDGE_RING_SET_STATE;
    drain.node = ids[DRAINED];
    drain.state = KEDGE_NODE_DRAINING;
    check(kedge_ring_preview(ring, &drain, 1, &report), "a preview");
    check(kedge_ring_set_state(ring, ids[DRAINED], KEDGE_NODE_DRAINING), "draining");
    for (int i = 0; i < ORDERS; i++) {
        after[i] = worker_of(ring, ids, i);
        counts[before[i]][0]++;
        counts[after[i]][1]++;
        if (after[i] != before[i]) gained[after[i]]++, lost[before[i]]++;
        if (after[i] != before[i] && before[i] != DRAINED) strays++;
        if (i * 7919 % CUSTOMERS % WORKERS != i * 7919 % CUSTOMERS % (WORKERS - 1)) by_modulo++;
    }

    printf("%d orders of %d customers, %d workers; worker-%d is drained\n", ORDERS, CUSTOMERS, WORKERS, DRAINED + 1);
    printf("%-10s %-6s %15s %8s %8s %8s %15s\n", "worker", "zone", "share of keys", "orders", "leave", "arrive", "share after");
    for (int i = 0; i < WORKERS; i++) {
        printf("worker-%-3d %-6s %13.1f %% %8d %8d %8d %13.1f %%\n", i + 1, zones[i], share(report, (uint64_t)i, 0), counts[i][0],
            lost[i], gained[i], share(report, (uint64_t)i, 1));
    }
    info.struct_size = sizeof info;
    check(kedge_ring_report_get_info(report, &info), "a report");
    printf("orders of the other workers that moved %10d\n", strays);
    printf("foretold: %.1f %% of all keys move, %.1f %% between workers that stay\n", 100 * info.moved, 100 * info.collateral);
    printf("by customer modulo workers would move  %10d of %d\n", by_modulo, ORDERS);

    check(kedge_ring_owners(ring, (const uint8_t *)"customer 7", 10, replicas, 3, &replica_count), "replicas");
    printf("copies of customer 7 stand in");
    for (size_t i = 0; i < replica_count; i++) {
        for (int worker = 0; worker < WORKERS; worker++) {
            if (ids[worker] == replicas[i]) printf(" %s (worker-%d)", zones[worker], worker + 1);
        }
    }
    puts("");

    /* A customer whose orders come all at once does not bring its worker down. */
    int largest = 0;
    kedge_ring_admission admission;
    admission.struct_size = sizeof admission;
    for (int i = 0; i < 100; i++) {
        uint64_t node;
        check(kedge_ring_admit(ring, (const uint8_t *)"customer 7", 10, 125, &node, &admission), "an admission");
        if (node == replicas[0]) largest++;
    }
    printf("100 orders of customer 7 at once: its own worker takes %d, the others the rest\n", largest);

    check(kedge_ring_report_destroy(report), "the report");
    check(kedge_ring_destroy(ring), "the ring");
    return strays != 0 || kedge_live_handles() != 0;
}
