/* Kedge: rings: consistent hashing with weights, replicas, bounded loads and compatible placements.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_RING_H
#define KEDGE_RING_H

#include <kedge/core.h>

/** The ring has no node. */
#define KEDGE_RING_EMPTY ((kedge_status)400)
/** The ring has nodes, and none that is up has a share of the keys. */
#define KEDGE_NO_NODE_UP ((kedge_status)401)
/** There are not so many distinct nodes that are up. */
#define KEDGE_NO_FURTHER_NODE ((kedge_status)402)
/** No node of the ring has the id, or none any more. */
#define KEDGE_UNKNOWN_NODE ((kedge_status)403)
/** A node of that name is in the ring already. */
#define KEDGE_DUPLICATE_NODE_NAME ((kedge_status)404)
/** A weight of 0, or one that makes the sum of all weights 2^32 or more. */
#define KEDGE_INVALID_NODE_WEIGHT ((kedge_status)405)
/** A placement's number of points is outside its range. */
#define KEDGE_INVALID_POINT_COUNT ((kedge_status)406)
/** The size of a Maglev table is not a prime from 2 to 5,000,011. */
#define KEDGE_INVALID_TABLE_SIZE ((kedge_status)407)
/** The points of all nodes together would be more than 2^24, or the nodes more than the slots of a Maglev table. */
#define KEDGE_TOO_MANY_POINTS ((kedge_status)408)
/** The ring's placement has no such operation: of a jump hash only the last node can go, for example. */
#define KEDGE_NOT_IN_THIS_PLACEMENT ((kedge_status)409)
/** A hash of more bits than the placement's keys have. */
#define KEDGE_INVALID_KEY_HASH ((kedge_status)410)
/** A bound for loads below 100 or above 100,000 percent. */
#define KEDGE_INVALID_LOAD_BOUND ((kedge_status)411)
/** The node has no admitted call that could end. */
#define KEDGE_NO_CALL_UNDER_WAY ((kedge_status)412)
/** The text is no exported membership of a ring; the last error says what is wrong. */
#define KEDGE_INVALID_MEMBERSHIP ((kedge_status)413)

/** Placement: Kedge's own, the default: points_per_weight points on a circle for each unit of weight. Only keys of nodes
 *  that change move. */
#define KEDGE_RING_CIRCLE ((uint32_t)1)
/** Placement: ketama as the original libketama has it; names as they are. */
#define KEDGE_RING_KETAMA_LIBKETAMA ((uint32_t)2)
/** Placement: ketama as libmemcached has it with KETAMA_WEIGHTED; a name's port is left out where it is 11211. */
#define KEDGE_RING_KETAMA_LIBMEMCACHED ((uint32_t)3)
/** Placement: ketama as spymemcached has it; names as they are, no weights. */
#define KEDGE_RING_KETAMA_SPYMEMCACHED ((uint32_t)4)
/** Placement: Envoy's ring_hash with XXH64, its default. */
#define KEDGE_RING_ENVOY_XXHASH64 ((uint32_t)5)
/** Placement: Envoy's ring_hash with MurmurHash2; keys are hashed with XXH64 all the same. */
#define KEDGE_RING_ENVOY_MURMURHASH2 ((uint32_t)6)
/** Placement: Envoy's Maglev, a table of table_size slots. */
#define KEDGE_RING_ENVOY_MAGLEV ((uint32_t)7)
/** Placement: jump hash; nodes in a row of which only the last can go, no weights, no states. */
#define KEDGE_RING_JUMP ((uint32_t)8)
/** Placement: rendezvous hashing as pymemcache has it; no weights. */
#define KEDGE_RING_RENDEZVOUS ((uint32_t)9)

/** State of a node: it is given keys. */
#define KEDGE_NODE_UP ((uint32_t)1)
/** State of a node: it keeps its place and is passed over, so that it can end what it has begun. */
#define KEDGE_NODE_DRAINING ((uint32_t)2)
/** State of a node: it is passed over as it is when draining, because it cannot be reached. */
#define KEDGE_NODE_DOWN ((uint32_t)3)

/** Change: a new node, with name, weight, zone and state. */
#define KEDGE_RING_ADD ((uint32_t)1)
/** Change: the node goes. */
#define KEDGE_RING_REMOVE ((uint32_t)2)
/** Change: the node gets another weight. */
#define KEDGE_RING_SET_WEIGHT ((uint32_t)3)
/** Change: the node gets another state. */
#define KEDGE_RING_SET_STATE ((uint32_t)4)
/** Change: the node gets another zone, or none. */
#define KEDGE_RING_SET_ZONE ((uint32_t)5)

/** Nodes that share keys among them, so that each key has its node and few keys move when the nodes change. */
typedef struct kedge_ring kedge_ring;

/** What a change of a ring moves, or would. It never changes. */
typedef struct kedge_ring_report kedge_ring_report;

/** How a ring places keys. Fill it with kedge_ring_options_init, then set what is to differ. */
typedef struct kedge_ring_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** One of KEDGE_RING_CIRCLE (the default) to KEDGE_RING_RENDEZVOUS. */
    uint32_t placement;
    /** Of KEDGE_RING_CIRCLE: 1 to 65,536; 160 unless told. */
    uint32_t points_per_weight;
    /** Of Envoy's ring_hash: 1 to 8,388,608 points; 1,024 unless told. */
    uint32_t minimum_size;
    /** Of Envoy's ring_hash: minimum_size to 8,388,608 points; 8,388,608 unless told. */
    uint32_t maximum_size;
    /** Of Maglev: a prime from 2 to 5,000,011; 65,537 unless told. */
    uint32_t table_size;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_ring_options;

/** One change of a ring. Fill it with kedge_ring_change_init, then set what it is; in a list all have the same struct_size. */
typedef struct kedge_ring_change {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The node that changes; not looked at by KEDGE_RING_ADD. */
    uint64_t node;
    /** Of KEDGE_RING_ADD: the new node's name, any bytes that no other node has; NULL only with length 0. */
    const uint8_t *name;
    /** Bytes of name. */
    size_t name_len;
    /** Of KEDGE_RING_ADD and KEDGE_RING_SET_ZONE: where the node stands, as UTF-8; NULL for nowhere in particular. */
    const char *zone;
    /** Bytes of zone. */
    size_t zone_len;
    /** One of KEDGE_RING_ADD (the default) to KEDGE_RING_SET_ZONE. */
    uint32_t kind;
    /** Of KEDGE_RING_ADD and KEDGE_RING_SET_WEIGHT: 1 or more; 1 unless told. */
    uint32_t weight;
    /** Of KEDGE_RING_ADD and KEDGE_RING_SET_STATE: KEDGE_NODE_UP (the default) to KEDGE_NODE_DOWN. */
    uint32_t state;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_ring_change;

/** What is known of a ring. Set struct_size to sizeof(kedge_ring_info) before the call. */
typedef struct kedge_ring_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Goes up by one with each change, from 0. */
    uint64_t version;
    /** Nodes, in whatever state. */
    uint64_t node_count;
    /** Nodes that are up and have a share of the keys. */
    uint64_t up_count;
    /** Calls that were admitted and have not ended. */
    uint64_t total_load;
    /** One of KEDGE_RING_CIRCLE to KEDGE_RING_RENDEZVOUS. */
    uint32_t placement;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_ring_info;

/** What is known of a node. Set struct_size to sizeof(kedge_ring_node) before the call. */
typedef struct kedge_ring_node {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Its id, which no other node of the ring is ever given. */
    uint64_t node;
    /** Calls that were admitted to it and have not ended. */
    uint64_t load;
    /** Its share of the keys, in relation to the others' weights. */
    uint32_t weight;
    /** KEDGE_NODE_UP to KEDGE_NODE_DOWN. */
    uint32_t state;
    /** 1: kedge_ring_node_zone tells where it stands; 0: nowhere in particular. */
    int32_t has_zone;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_ring_node;

/** What an admission came to. Set struct_size to sizeof(kedge_ring_admission) before the call. */
typedef struct kedge_ring_admission {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The node that was given the call. */
    uint64_t node;
    /** Calls under way on it, this one included. */
    uint64_t load;
    /** How many it may have: the percentage of its share, by weight, of total, rounded up. */
    uint64_t bound;
    /** Calls under way on all nodes, this one included. */
    uint64_t total;
} kedge_ring_admission;

/** What a report sums up to. Set struct_size to sizeof(kedge_ring_report_info) before the call. */
typedef struct kedge_ring_report_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The ring's version after the change. */
    uint64_t version;
    /** Nodes of before and after. */
    uint64_t share_count;
    /** Ranges of hashes that change their node; jump and rendezvous hashing have none. */
    uint64_t range_count;
    /** The share of all keys that change their node, from 0 to 1. */
    double moved;
    /** The part of it that goes from one node to another of which neither was changed: 0 with KEDGE_RING_CIRCLE. */
    double collateral;
} kedge_ring_report_info;

/** How large a share of all keys a node has. Set struct_size to sizeof(kedge_ring_share) before the call. */
typedef struct kedge_ring_share {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Its id. */
    uint64_t node;
    /** From 0 to 1. */
    double before;
    /** From 0 to 1. */
    double after;
} kedge_ring_share;

/** Hashes whose keys change their node. Set struct_size to sizeof(kedge_ring_range) before the call. */
typedef struct kedge_ring_range {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** The first hash; with Maglev a slot of the table, which has the hashes that are so modulo its size. */
    uint64_t first;
    /** The last, which belongs to the range. */
    uint64_t last;
    /** The id of the node that had them; 0 for none. */
    uint64_t before;
    /** The id of the node that gets them; 0 for none. */
    uint64_t after;
} kedge_ring_range;

/* abigen: functions */

#endif
