/* Rings of every placement while they change: what a look-up finds is there and up, a change that is refused changes
 * nothing, a preview tells what the change then does, and calls under way add up. */
#include "fuzz.h"

enum { MOST_CHANGES = 6, MOST_REPLICAS = 6, KEY_ROOM = 12, TEXT_ROOM = 1 << 14, OPERATIONS = 200 };

/* Two with the port that libmemcached leaves out have all points in common. */
static const char *const names[] = {"a", "a:11211", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "", "\xff"};
enum { MOST_NODES = sizeof names / sizeof *names };

/* What the ring has to be like. */
struct node {
    uint64_t id, load;
    uint32_t weight, state;
    const char *name;
};

static kedge_ring *ring;
static uint32_t placement;
static struct node nodes[MOST_NODES];
static size_t node_count;
static char exported[TEXT_ROOM], exported_again[TEXT_ROOM];

static const statuses finding = BIT(KEDGE_OK) | BIT(KEDGE_RING_EMPTY) | BIT(KEDGE_NO_NODE_UP);
static const statuses adding = BIT(KEDGE_OK) | BIT(KEDGE_DUPLICATE_NODE_NAME) | BIT(KEDGE_INVALID_NODE_WEIGHT)
    | BIT(KEDGE_TOO_MANY_POINTS) | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
static const statuses removing = BIT(KEDGE_OK) | BIT(KEDGE_UNKNOWN_NODE) | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
static const statuses weighing = removing | BIT(KEDGE_INVALID_NODE_WEIGHT) | BIT(KEDGE_TOO_MANY_POINTS);
static const statuses placing = removing | BIT(KEDGE_INVALID_ARGUMENT);
static const statuses standing = BIT(KEDGE_OK) | BIT(KEDGE_UNKNOWN_NODE) | BIT(KEDGE_INVALID_UTF8);
static const statuses applying = adding | weighing | placing | standing;

static const char *const zones[] = {"a", "b", "\xc3\xa4", "", "\xff", NULL};
enum { ZONES = sizeof zones / sizeof *zones };

/* --- the ring as it has to be ------------------------------------------------------------------------------------ */

static struct node *known(uint64_t id) {
    for (size_t i = 0; i < node_count; i++) {
        if (nodes[i].id == id) return &nodes[i];
    }
    return NULL;
}

static int is_up(uint64_t id) {
    struct node *node = known(id);
    return node != NULL && node->state == KEDGE_NODE_UP;
}

/* What holds whatever was done; the information on the whole ring. */
static kedge_ring_info check_ring(void) {
    kedge_ring_info info = {.struct_size = sizeof info};
    uint64_t ids[MOST_NODES], up_count = 0, total = 0;
    size_t count = 4711;
    MUST(kedge_ring_get_info(ring, &info) == KEDGE_OK && info.placement == placement && info.node_count == node_count);
    MUST(kedge_ring_nodes(ring, ids, MOST_NODES, &count) == KEDGE_OK && count == node_count);
    for (size_t i = 0; i < node_count; i++) {
        kedge_ring_node node = {.struct_size = sizeof node};
        uint64_t id = 0;
        MUST(ids[i] == nodes[i].id && kedge_ring_get_node(ring, ids[i], &node) == KEDGE_OK && node.node == ids[i]);
        MUST(node.load == nodes[i].load && node.weight == nodes[i].weight && node.state == nodes[i].state);
        MUST(kedge_ring_find(ring, (const uint8_t *)nodes[i].name, strlen(nodes[i].name), &id) == KEDGE_OK && id == ids[i]);
        up_count += node.state == KEDGE_NODE_UP;
        total += node.load;
    }
    MUST(info.total_load == total && info.up_count <= up_count);
    return info;
}

static size_t export(char text[TEXT_ROOM]) {
    size_t length = 0;
    MUST(kedge_ring_export(ring, text, TEXT_ROOM, &length) == KEDGE_OK && strlen(text) == length);
    return length;
}

/* --- changes ----------------------------------------------------------------------------------------------------- */

static uint32_t take_weight(struct reader *reader) {
    /* Not just within the limit of points, which takes seconds. */
    static const uint32_t extremes[] = {0, UINT32_MAX, 1u << 31, (1u << 24) + 1};
    unsigned choice = take_byte(reader);
    return choice < 8 ? extremes[choice % 4] : choice < 128 ? 1 : choice % 40 + 1;
}

static uint32_t take_state(struct reader *reader) { return take_byte(reader) % 32 == 31 ? 4 : take_byte(reader) % 3 + 1; }

/* Of a node that is there, mostly. */
static uint64_t take_id(struct reader *reader) {
    unsigned choice = take_byte(reader);
    if (choice >= 250) return take_word(reader);
    return node_count > 0 ? nodes[choice % node_count].id : choice;
}

static kedge_ring_change take_change(struct reader *reader) {
    kedge_ring_change change;
    MUST(kedge_ring_change_init(&change, sizeof change) == KEDGE_OK);
    unsigned choice = take_byte(reader);
    change.kind = choice % 8 < 3 ? KEDGE_RING_ADD : choice % 8 - 2;
    if (change.kind > KEDGE_RING_SET_ZONE) change.kind = KEDGE_RING_REMOVE;
    change.node = take_id(reader);
    change.name = (const uint8_t *)names[take_byte(reader) % MOST_NODES];
    change.name_len = strlen((const char *)change.name);
    change.zone = zones[take_byte(reader) % ZONES];
    change.zone_len = change.zone != NULL ? strlen(change.zone) : 0;
    change.weight = take_weight(reader);
    change.state = take_state(reader);
    return change;
}

/* Does to the model what the ring has done. */
static void follow(const kedge_ring_change *change, uint64_t added) {
    struct node *node = known(change->node);
    if (change->kind == KEDGE_RING_ADD) {
        MUST(node_count < MOST_NODES && known(added) == NULL);
        MUST(node_count == 0 || nodes[node_count - 1].id < added);
        nodes[node_count++] = (struct node){added, 0, change->weight, change->state, (const char *)change->name};
        return;
    }
    MUST(node != NULL);
    if (change->kind == KEDGE_RING_SET_WEIGHT) node->weight = change->weight;
    if (change->kind == KEDGE_RING_SET_STATE) node->state = change->state;
    if (change->kind == KEDGE_RING_REMOVE) {
        memmove(node, node + 1, (size_t)(nodes + node_count - (node + 1)) * sizeof *node);
        node_count--;
    }
}

/* One change by its own function. */
static kedge_status make(const kedge_ring_change *change, uint64_t *added) {
    switch (change->kind) {
    case KEDGE_RING_ADD: return CALL(adding, kedge_ring_add, ring, change->name, change->name_len, change->weight, added);
    case KEDGE_RING_REMOVE: return CALL(removing, kedge_ring_remove, ring, change->node);
    case KEDGE_RING_SET_WEIGHT: return CALL(weighing, kedge_ring_set_weight, ring, change->node, change->weight);
    case KEDGE_RING_SET_STATE: return CALL(placing, kedge_ring_set_state, ring, change->node, change->state);
    default: return CALL(standing, kedge_ring_set_zone, ring, change->node, change->zone, change->zone_len);
    }
}

static void change_once(struct reader *reader) {
    kedge_ring_change change = take_change(reader);
    uint64_t version = check_ring().version, added = 4711;
    export(exported);
    kedge_status status = make(&change, &added);
    if (change.kind == KEDGE_RING_ADD) change.state = KEDGE_NODE_UP;
    MUST(status == KEDGE_OK || added == 4711);
    if (status == KEDGE_OK) follow(&change, added);
    MUST(check_ring().version == version + (status == KEDGE_OK));
    export(exported_again);
    if (status != KEDGE_OK) MUST(strcmp(exported, exported_again) == 0);
}

static void check_same(const kedge_ring_report *left, const kedge_ring_report *right) {
    kedge_ring_report_info a = {.struct_size = sizeof a}, b = {.struct_size = sizeof b};
    MUST(kedge_ring_report_get_info(left, &a) == KEDGE_OK && kedge_ring_report_get_info(right, &b) == KEDGE_OK);
    MUST(memcmp(&a, &b, sizeof a) == 0);
    MUST(a.moved >= 0 && a.moved <= 1 && a.collateral >= 0 && a.collateral <= a.moved);
    if (placement == KEDGE_RING_CIRCLE) MUST(a.collateral == 0);
    double before = 0, after = 0;
    for (uint64_t i = 0; i < a.share_count; i++) {
        kedge_ring_share c = {.struct_size = sizeof c}, d = {.struct_size = sizeof d};
        MUST(kedge_ring_report_share(left, i, &c) == KEDGE_OK && kedge_ring_report_share(right, i, &d) == KEDGE_OK);
        MUST(memcmp(&c, &d, sizeof c) == 0 && (c.after == 0 || is_up(c.node)));
        MUST(c.before >= 0 && c.before <= 1 && c.after >= 0 && c.after <= 1);
        before += c.before;
        after += c.after;
    }
    MUST((before == 0 || (before > 0.999 && before < 1.001)) && (after == 0 || (after > 0.999 && after < 1.001)));
    uint64_t next = 0;
    for (uint64_t i = 0; i < a.range_count; i++) {
        kedge_ring_range c = {.struct_size = sizeof c}, d = {.struct_size = sizeof d};
        MUST(kedge_ring_report_range(left, i, &c) == KEDGE_OK && kedge_ring_report_range(right, i, &d) == KEDGE_OK);
        MUST(memcmp(&c, &d, sizeof c) == 0 && c.before != c.after && c.first <= c.last && (i == 0 || c.first >= next));
        MUST(c.after == 0 || is_up(c.after));
        uint64_t node = 0;
        if (c.after != 0) MUST(kedge_ring_owner_of_hash(ring, c.last, &node) == KEDGE_OK && node == c.after);
        next = c.last + 1;
    }
}

static void change_several(struct reader *reader) {
    kedge_ring_change changes[MOST_CHANGES];
    uint64_t added[MOST_CHANGES];
    size_t count = take_byte(reader) % (MOST_CHANGES + 1), added_count = 0;
    for (size_t i = 0; i < count; i++) changes[i] = take_change(reader);
    for (size_t i = 0; i < MOST_CHANGES; i++) added[i] = 4711;
    unsigned reports = take_byte(reader) % 4;
    kedge_ring_report *preview = NULL, *report = NULL;
    uint64_t version = check_ring().version;
    export(exported);
    kedge_status foreseen = CALL(applying, kedge_ring_preview, ring, changes, count, &preview);
    MUST((foreseen == KEDGE_OK) == (preview != NULL) && check_ring().version == version);
    export(exported_again);
    MUST(strcmp(exported, exported_again) == 0);
    kedge_status status = CALL(applying, kedge_ring_apply, ring, changes, count, added, reports > 0 ? &report : NULL);
    MUST(status == foreseen && (status == KEDGE_OK && reports > 0) == (report != NULL));
    for (size_t i = 0; i < count && status == KEDGE_OK; i++) {
        follow(&changes[i], changes[i].kind == KEDGE_RING_ADD ? added[added_count++] : 0);
    }
    for (size_t i = added_count; i < MOST_CHANGES; i++) MUST(added[i] == 4711);
    MUST(check_ring().version == version + (status == KEDGE_OK));
    export(exported_again);
    if (status != KEDGE_OK) MUST(strcmp(exported, exported_again) == 0);
    if (report != NULL) check_same(preview, report);
    MUST(kedge_ring_report_destroy(preview) == KEDGE_OK && kedge_ring_report_destroy(report) == KEDGE_OK);
}

/* --- look-ups ---------------------------------------------------------------------------------------------------- */

static int is_envoy(void) { return placement >= KEDGE_RING_ENVOY_XXHASH64 && placement <= KEDGE_RING_ENVOY_MAGLEV; }

/* The same answer by every call. */
static void look_up(struct reader *reader) {
    static const statuses replicating = finding | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
    uint8_t keys[2 * KEY_ROOM];
    size_t count = take_byte(reader) % (KEY_ROOM + 1);
    take_bytes(reader, keys, count);
    memset(keys + count, 'k', KEY_ROOM);
    const uint64_t ends[] = {count, count + KEY_ROOM};
    uint64_t owner = 4711, chosen = 4711, both[2] = {0}, owners[MOST_REPLICAS];
    kedge_ring_info info = check_ring();
    kedge_status status = CALL(finding, kedge_ring_owner, ring, keys, count, &owner);
    MUST(status == (node_count == 0 ? KEDGE_RING_EMPTY : info.up_count == 0 ? KEDGE_NO_NODE_UP : KEDGE_OK));
    MUST(status == KEDGE_OK ? is_up(owner) : owner == 4711);
    MUST(kedge_ring_owner_of_keys(ring, keys, count + KEY_ROOM, ends, 2, both) == status);
    MUST(kedge_ring_choice(ring, keys, count, 0, &chosen) == status && chosen == owner);
    if (status == KEDGE_OK) MUST(both[0] == owner && is_up(both[1]));
    size_t wanted = take_byte(reader) % MOST_REPLICAS + 1, found = 4711;
    kedge_status replicas = CALL(replicating, kedge_ring_owners, ring, keys, count, owners, wanted, &found);
    MUST(replicas == (placement == KEDGE_RING_JUMP ? KEDGE_NOT_IN_THIS_PLACEMENT : status) || status != KEDGE_OK);
    if (replicas != KEDGE_OK) {
        MUST(found == 4711);
        return;
    }
    MUST(found == (wanted < info.up_count ? wanted : info.up_count) && owners[0] == owner);
    for (size_t i = 0; i < found; i++) {
        for (size_t j = 0; j < i; j++) MUST(owners[i] != owners[j]);
        MUST(is_up(owners[i]) && kedge_ring_choice(ring, keys, count, (uint32_t)i, &chosen) == KEDGE_OK);
        MUST(is_envoy() ? is_up(chosen) : chosen == owners[i]);
    }
    if (is_envoy()) return;
    MUST(kedge_ring_choice(ring, keys, count, (uint32_t)info.up_count, &chosen) == KEDGE_NO_FURTHER_NODE);
}

static void look_up_hash(struct reader *reader) {
    static const statuses documented = finding | BIT(KEDGE_INVALID_KEY_HASH) | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
    uint64_t hash = take_word(reader), owner = 4711, same = 4711;
    if (take_byte(reader) % 2) hash >>= 32;
    kedge_status status = CALL(documented, kedge_ring_owner_of_hash, ring, hash, &owner);
    MUST(kedge_ring_owner_of_hashes(ring, &hash, 1, &same) == status && same == owner);
    MUST(kedge_ring_choice_of_hash(ring, hash, 0, &same) == status && same == owner);
    MUST(status == KEDGE_OK ? is_up(owner) : owner == 4711);
    if (placement == KEDGE_RING_RENDEZVOUS) MUST(status != KEDGE_OK);
    else MUST(status == KEDGE_OK || hash >> 32 != 0 || check_ring().up_count == 0);
}

/* --- loads ------------------------------------------------------------------------------------------------------- */

static void admit(struct reader *reader) {
    static const uint32_t bounds[] = {100, 101, 125, 200, 1000, 100000, 99, 100001};
    static const statuses documented =
        finding | BIT(KEDGE_INVALID_LOAD_BOUND) | BIT(KEDGE_NOT_IN_THIS_PLACEMENT);
    uint32_t percent = bounds[take_byte(reader) % 8];
    uint8_t key[2] = {(uint8_t)take_byte(reader), 0};
    uint64_t id = 4711;
    kedge_ring_admission admission = {.struct_size = sizeof admission};
    kedge_ring_info before = check_ring();
    kedge_status status = CALL(documented, kedge_ring_admit, ring, key, 2, percent, &id, &admission);
    if (status != KEDGE_OK) {
        MUST(id == 4711 && admission.total == 0);
        MUST(before.up_count == 0 || placement == KEDGE_RING_JUMP || status == KEDGE_INVALID_LOAD_BOUND);
        return;
    }
    MUST(is_up(id) && percent >= 100 && percent <= 100000);
    struct node *node = known(id);
    node->load++;
    MUST(admission.node == id && admission.load == node->load && admission.load <= admission.bound);
    MUST(admission.total == before.total_load + 1 && check_ring().total_load == admission.total);
    /* Some nodes are too light for a share of the keys; what the others' weights are together the ring does not tell. */
    unsigned __int128 weight = 0;
    uint64_t up_count = 0;
    for (size_t i = 0; i < node_count; i++) {
        if (nodes[i].state != KEDGE_NODE_UP) continue;
        weight += nodes[i].weight;
        up_count++;
    }
    unsigned __int128 share = (unsigned __int128)node->weight * percent * admission.total;
    if (up_count == before.up_count) MUST(admission.bound == (share + 100 * weight - 1) / (100 * weight));
}

static void finish(struct reader *reader) {
    static const statuses documented = BIT(KEDGE_OK) | BIT(KEDGE_UNKNOWN_NODE) | BIT(KEDGE_NO_CALL_UNDER_WAY);
    uint64_t id = take_id(reader);
    struct node *node = known(id);
    kedge_status status = CALL(documented, kedge_ring_finish, ring, id);
    MUST(status == (node == NULL ? KEDGE_UNKNOWN_NODE : node->load == 0 ? KEDGE_NO_CALL_UNDER_WAY : KEDGE_OK));
    if (status == KEDGE_OK) node->load--;
    check_ring();
}

/* --- inputs ------------------------------------------------------------------------------------------------------ */

static void create(struct reader *reader) {
    static const uint32_t points[] = {1, 2, 7, 160}, tables[] = {2, 7, 101, 1009};
    kedge_ring_options options;
    MUST(kedge_ring_options_init(&options, sizeof options) == KEDGE_OK);
    placement = options.placement = take_byte(reader) % KEDGE_RING_RENDEZVOUS + 1;
    unsigned choice = take_byte(reader);
    options.points_per_weight = points[choice % 4];
    options.table_size = tables[choice % 4];
    options.minimum_size = choice / 4 % 4 * 40 + 1;
    options.maximum_size = options.minimum_size + choice / 16 * 20;
    node_count = 0;
    MUST(kedge_ring_create(&options, &ring) == KEDGE_OK);
}

/* What is exported makes a ring that places keys and replicas alike. */
static void check_import(void) {
    kedge_ring *same = NULL;
    size_t length = export(exported), length_again = 0;
    MUST(kedge_ring_import(exported, length, &same) == KEDGE_OK);
    MUST(kedge_ring_export(same, exported_again, TEXT_ROOM, &length_again) == KEDGE_OK);
    MUST(strcmp(exported, exported_again) == 0);
    for (unsigned i = 0; i < 64; i++) {
        uint64_t here = 0, there = 0;
        kedge_status status = kedge_ring_owner(ring, (const uint8_t *)&i, sizeof i, &here);
        MUST(kedge_ring_owner(same, (const uint8_t *)&i, sizeof i, &there) == status && here == there);
        uint64_t owners[2][MOST_REPLICAS] = {{0}};
        size_t count = 0, count_there = 0;
        status = kedge_ring_owners(ring, (const uint8_t *)&i, sizeof i, owners[0], MOST_REPLICAS, &count);
        MUST(kedge_ring_owners(same, (const uint8_t *)&i, sizeof i, owners[1], MOST_REPLICAS, &count_there) == status);
        MUST(count == count_there && memcmp(owners[0], owners[1], sizeof owners[0]) == 0);
    }
    MUST(kedge_ring_destroy(same) == KEDGE_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct reader reader = {data, size};
    size_t live = kedge_live_handles();
    create(&reader);
    for (int i = 0; i < OPERATIONS && reader.left > 0; i++) {
        switch (take_byte(&reader) % 8) {
        case 0: change_several(&reader); break;
        case 1: look_up(&reader); break;
        case 2: look_up_hash(&reader); break;
        case 3:
        case 4: admit(&reader); break;
        case 5: finish(&reader); break;
        default: change_once(&reader);
        }
    }
    check_import();
    MUST(kedge_ring_destroy(ring) == KEDGE_OK);
    MUST(kedge_live_handles() == live);
    return 0;
}
