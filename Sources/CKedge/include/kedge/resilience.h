/* Kedge: resilience: circuit breakers, retries, deadlines, bulkheads, rate limiters, fallbacks, failover and pipelines of them.
 *
 * All times are in nanoseconds of a monotonic clock: write 30 * KEDGE_SECOND.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef KEDGE_RESILIENCE_H
#define KEDGE_RESILIENCE_H

#include <kedge/core.h>

/** An option of a policy is outside its range; the last error says which and what it has to be. */
#define KEDGE_INVALID_POLICY ((kedge_status)500)
/** A circuit breaker is open, by itself or by hand: the call may not be made. */
#define KEDGE_CIRCUIT_OPEN ((kedge_status)501)
/** A circuit breaker is half-open, and as many calls as may pass are under way. */
#define KEDGE_CIRCUIT_HALF_OPEN ((kedge_status)502)
/** The permit was finished before. */
#define KEDGE_PERMIT_FINISHED ((kedge_status)503)
/** The permit was taken back before: its call took too long in half-open state, or the breaker went on to another state. */
#define KEDGE_PERMIT_TAKEN_BACK ((kedge_status)504)
/** There is no event that nobody has fetched. */
#define KEDGE_NO_EVENT ((kedge_status)505)
/** The text is no saved state of a breaker; the last error says what is wrong. */
#define KEDGE_INVALID_SAVED_STATE ((kedge_status)506)
/** A registry has as many breakers, or options of breakers, as it may have. */
#define KEDGE_REGISTRY_FULL ((kedge_status)507)
/** The call would exceed a rate limit now. */
#define KEDGE_RATE_LIMITED ((kedge_status)508)
/** A rate limit never lets so many calls pass at once. */
#define KEDGE_OVER_RATE_LIMIT ((kedge_status)509)
/** A reservation cannot be given back any more: its time has come, or others were made after it. */
#define KEDGE_NOT_GIVEN_BACK ((kedge_status)510)
/** All places of a bulkhead are taken, and nobody more may wait. */
#define KEDGE_BULKHEAD_FULL ((kedge_status)511)
/** The ticket waits for its place. */
#define KEDGE_NOT_YET ((kedge_status)512)
/** No place came free within the time that one may wait. */
#define KEDGE_BULKHEAD_TIMED_OUT ((kedge_status)513)
/** The ticket ended before, or is none of this bulkhead's. */
#define KEDGE_UNKNOWN_TICKET ((kedge_status)514)
/** The place was given back before, or is none of this bulkhead's. */
#define KEDGE_NOT_HELD ((kedge_status)515)
/** No further attempt: there have been as many as there may be. */
#define KEDGE_ATTEMPTS_USED ((kedge_status)516)
/** No further attempt: its delay would end after the time that there is. */
#define KEDGE_TIME_USED ((kedge_status)517)
/** No further attempt: all users of the service together have made as many as they may. */
#define KEDGE_RETRY_BUDGET_USED ((kedge_status)518)
/** No further attempt: the failure is not one that passes, or the call may not be made twice. */
#define KEDGE_NOT_RETRYABLE ((kedge_status)519)
/** No further attempt: the service asked for more time than the policy grants. */
#define KEDGE_RETRY_AFTER_TOO_LONG ((kedge_status)520)
/** The time for the call is over. */
#define KEDGE_DEADLINE_EXCEEDED ((kedge_status)521)
/** No target is left for the call. */
#define KEDGE_NO_TARGET ((kedge_status)522)
/** No good answer is kept, or none that is young enough. */
#define KEDGE_NO_GOOD_ANSWER ((kedge_status)523)
/** The call itself failed. */
#define KEDGE_CALL_FAILED ((kedge_status)524)
/** Nothing is to be reported now: no attempt of the call is under way, and no fallback was asked for. */
#define KEDGE_NOTHING_TO_REPORT ((kedge_status)525)

/** A microsecond, in the unit of all times. */
#define KEDGE_MICROSECOND ((uint64_t)1000)
/** A millisecond, in the unit of all times. */
#define KEDGE_MILLISECOND ((uint64_t)1000000)
/** A second, in the unit of all times. */
#define KEDGE_SECOND ((uint64_t)1000000000)
/** One percent, in the unit of all rates, which are parts of a million. */
#define KEDGE_PERCENT ((uint64_t)10000)

/** A clock that moves only when told, for tests. */
typedef struct kedge_manual_clock kedge_manual_clock;

/** Limit: a bucket of burst tokens, full at first, that gains count of them in every per_ns, evenly spread; each call takes
 *  one. The default. */
#define KEDGE_RATE_TOKEN_BUCKET ((uint32_t)1)
/** Limit: the generic cell rate algorithm: count calls in every per_ns, evenly spread, of which burst may come at once. It lets
 *  the same calls pass as the bucket of the same numbers. */
#define KEDGE_RATE_GCRA ((uint32_t)2)
/** Limit: at most count calls in any time of the length per_ns, wherever it begins; 8 bytes of memory for each. */
#define KEDGE_RATE_SLIDING_WINDOW ((uint32_t)3)

/** Latency: calls are not held up. The default. */
#define KEDGE_FAULT_LATENCY_NONE ((uint32_t)1)
/** Latency: each call is held up for first_ns. */
#define KEDGE_FAULT_LATENCY_CONSTANT ((uint32_t)2)
/** Latency: every time from first_ns to second_ns is as likely as any other. */
#define KEDGE_FAULT_LATENCY_UNIFORM ((uint32_t)3)
/** Latency: many short times and few long ones, of the mean first_ns and no longer than second_ns. */
#define KEDGE_FAULT_LATENCY_EXPONENTIAL ((uint32_t)4)
/** Latency: around the mean first_ns with the standard deviation second_ns, within six of them and not below 0. */
#define KEDGE_FAULT_LATENCY_NORMAL ((uint32_t)5)
/** Latency: as measured, evenly between each of the percentiles and the next. */
#define KEDGE_FAULT_LATENCY_PERCENTILES ((uint32_t)6)

/** Lets calls pass no faster than a limit. */
typedef struct kedge_rate_limiter kedge_rate_limiter;

/** Lets calls pass no faster than a limit that each key has to itself. */
typedef struct kedge_keyed_rate_limiter kedge_keyed_rate_limiter;

/** At most so many calls at once, and a bounded, fair queue for the rest. */
typedef struct kedge_bulkhead kedge_bulkhead;

/** Keeps the last good answer of a service, to be used while the service gives none. */
typedef struct kedge_last_answer kedge_last_answer;

/** Makes some calls fail or late, so that a test sees what callers make of that. */
typedef struct kedge_fault_injector kedge_fault_injector;

/** The call that kedge_bulkhead_call makes. It may call back into the library, but may not throw or longjmp. */
typedef int32_t (*kedge_bulkhead_body)(void *context);

/** A reservation with a rate limiter, in memory of the caller's. All zeros are none. Its layout never changes. */
typedef struct kedge_rate_place {
    /** The library's own; whatever is in there breaks nothing. */
    uint64_t words[4];
} kedge_rate_place;

/** How many calls a rate limiter lets pass. Fill it with kedge_rate_limiter_options_init, then set count and burst. */
typedef struct kedge_rate_limiter_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. The handle may be destroyed before the limiter. */
    const kedge_manual_clock *clock;
    /** How many calls in every per_ns: 1 or more, at most one a nanosecond; of a sliding window 1 to 1,000,000. 0 unless told,
     *  which is refused: there is no default. */
    uint64_t count;
    /** 1 ns to 365 days; KEDGE_SECOND unless told. */
    uint64_t per_ns;
    /** How many calls may come at once after a rest: 1 or more, and as many as count lets pass within 365 days. 0 unless told.
     *  Not looked at with KEDGE_RATE_SLIDING_WINDOW. */
    uint64_t burst;
    /** One of KEDGE_RATE_TOKEN_BUCKET (the default) to KEDGE_RATE_SLIDING_WINDOW. */
    uint32_t kind;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_rate_limiter_options;

/** What a rate limiter has done. Counts begin again at 0 after 2^64. Set struct_size to sizeof(kedge_rate_limiter_info) before the
 *  call. */
typedef struct kedge_rate_limiter_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls that were let pass, or reserved and not given back. */
    uint64_t admitted;
    /** Calls that were refused; not those that are refused for ever. */
    uint64_t limited;
    /** How many calls may come at once now. */
    uint64_t available;
} kedge_rate_limiter_info;

/** How many calls a rate limiter lets pass for each key. Fill it with kedge_keyed_rate_limiter_options_init, then set count and
 *  burst. */
typedef struct kedge_keyed_rate_limiter_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. The handle may be destroyed before the limiter. */
    const kedge_manual_clock *clock;
    /** As in kedge_rate_limiter_options, for each key. */
    uint64_t count;
    /** As in kedge_rate_limiter_options. */
    uint64_t per_ns;
    /** As in kedge_rate_limiter_options, for each key. */
    uint64_t burst;
    /** How many keys are remembered: 1 to 67,108,864, and with KEDGE_RATE_SLIDING_WINDOW at most 1,073,741,824 calls of all keys
     *  together; 65,536 unless told. About 96 bytes are taken for each, and 8 more for each call of a window. */
    uint64_t maximum_keys;
    /** As in kedge_rate_limiter_options. */
    uint32_t kind;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_keyed_rate_limiter_options;

/** What a rate limiter with keys has done, all of it at one moment. Set struct_size to sizeof(kedge_keyed_rate_limiter_info) before
 *  the call. */
typedef struct kedge_keyed_rate_limiter_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls that were let pass, or reserved and not given back. */
    uint64_t admitted;
    /** Calls that were refused; not those that are refused for ever. */
    uint64_t limited;
    /** Keys that are remembered. */
    uint64_t key_count;
    /** The most keys that are remembered. */
    uint64_t maximum_keys;
    /** Keys that had to make room although they were not as good as new, so that they may come back too early. If it grows,
     *  maximum_keys is too small. */
    uint64_t forgotten_early;
} kedge_keyed_rate_limiter_info;

/** How many calls a bulkhead lets through at once, and who may wait for how long. Fill it with kedge_bulkhead_options_init, then set
 *  what is to differ. */
typedef struct kedge_bulkhead_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. The handle may be destroyed before the bulkhead. */
    const kedge_manual_clock *clock;
    /** How many calls may be under way at once: 1 to 1,000,000; 25 unless told. */
    uint64_t maximum_calls;
    /** How many may wait for a place: 0 to 1,000,000; 0 unless told, with which nobody waits. */
    uint64_t maximum_waiting;
    /** How long each of them may wait: 0 to 365 days; 0 unless told, with which nobody waits. */
    uint64_t maximum_wait_ns;
    /** How long a place that was granted to a ticket is kept for the next poll, before the next in the queue gets it: 1 ms to 365
     *  days; KEDGE_SECOND unless told. Threads that wait in a call take their place at once. */
    uint64_t claim_time_ns;
} kedge_bulkhead_options;

/** A bulkhead's counts at one moment. In a child of fork() all begin at zero. Set struct_size to sizeof(kedge_bulkhead_info) before the
 *  call. */
typedef struct kedge_bulkhead_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Places that are held. */
    uint64_t calls_under_way;
    /** Places that are kept for tickets that have not been polled since. */
    uint64_t granted;
    /** Tickets that wait. */
    uint64_t waiting;
    /** Calls that got a place; from 0 again after 2^43. */
    uint64_t admitted;
    /** Calls that were turned away because all places were taken and nobody more could wait. */
    uint64_t refused;
    /** Tickets that waited in vain. */
    uint64_t timed_out;
    /** Granted places that nobody came for in time, and that went to others. */
    uint64_t reclaimed;
} kedge_bulkhead_info;

/** What a last answer keeps. Fill it with kedge_last_answer_options_init, then set what is to differ. */
typedef struct kedge_last_answer_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. The handle may be destroyed before the last answer. */
    const kedge_manual_clock *clock;
    /** The longest answer that is kept: 1 to 1,073,741,824 bytes; 1,048,576 unless told. */
    uint64_t maximum_bytes;
} kedge_last_answer_options;

/** A point of a measured distribution: such a share of calls takes no longer than that. Its layout never changes. */
typedef struct kedge_fault_percentile {
    /** In parts of a million: 0 for the shortest time, 99 * KEDGE_PERCENT for the 99th percentile, 1,000,000 for the longest. */
    uint64_t share_ppm;
    /** 0 to 1 hour. */
    uint64_t time_ns;
} kedge_fault_percentile;

/** Which calls fail, and which come late. Fill it with kedge_fault_injector_options_init, then set maximum_faults and what is to
 *  differ. */
typedef struct kedge_fault_injector_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Which share of calls fails, 0 to 1,000,000 parts of a million; 0 unless told. */
    uint64_t error_rate_ppm;
    /** After how many calls that were made to fail or held up it stops for good: 1 or more, KEDGE_NO_LIMIT for never. 0 unless
     *  told, which is refused, so that nobody leaves one running without an end by mistake. */
    uint64_t maximum_faults;
    /** With has_seed: what decides the sequence of faults. */
    uint64_t seed;
    /** Of KEDGE_FAULT_LATENCY_PERCENTILES: points whose shares rise from 0 to 1,000,000, and whose times do not fall. */
    const kedge_fault_percentile *percentiles;
    /** Entries of percentiles: 2 to 100. */
    size_t percentile_count;
    /** As the latency has it: 0 to 1 hour; 0 unless told. */
    uint64_t first_ns;
    /** As the latency has it: 0 to 1 hour; 0 unless told. */
    uint64_t second_ns;
    /** One of KEDGE_FAULT_LATENCY_NONE (the default) to KEDGE_FAULT_LATENCY_PERCENTILES. */
    uint32_t latency;
    /** 1: seed decides the sequence; 0 (the default): it is another one each time. */
    int32_t has_seed;
} kedge_fault_injector_options;

/** What a fault injector has done. Counts begin again at 0 after 2^64. Set struct_size to sizeof(kedge_fault_injector_info) before the
 *  call. */
typedef struct kedge_fault_injector_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls that asked while it was enabled. */
    uint64_t calls;
    /** Of those, the ones that were made to fail. */
    uint64_t failures;
    /** Of those, the ones that were held up, some of which were made to fail too. */
    uint64_t delays;
    /** Of those, the ones that were made to fail or held up, which is what maximum_faults bounds. */
    uint64_t faults;
    /** 1: it is enabled; 0: it is not. */
    int32_t is_enabled;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_fault_injector_info;

/** State of a breaker: calls pass and are judged. */
#define KEDGE_BREAKER_CLOSED ((uint32_t)0)
/** State of a breaker: calls pass, and nothing is counted. */
#define KEDGE_BREAKER_DISABLED ((uint32_t)1)
/** State of a breaker: calls pass and are counted, and it never opens. */
#define KEDGE_BREAKER_METRICS_ONLY ((uint32_t)2)
/** State of a breaker: calls are rejected until the open time is over. */
#define KEDGE_BREAKER_OPEN ((uint32_t)4)
/** State of a breaker: a set number of calls pass, which decide whether it closes or opens again. */
#define KEDGE_BREAKER_HALF_OPEN ((uint32_t)5)
/** State of a breaker: calls are rejected until somebody says otherwise. */
#define KEDGE_BREAKER_FORCED_OPEN ((uint32_t)6)

/** Why a breaker changed its state: so many failures without a success between them. */
#define KEDGE_REASON_CONSECUTIVE_FAILURES ((uint32_t)1)
/** Why a breaker changed its state: the failure rate of a window reached its limit. */
#define KEDGE_REASON_FAILURE_RATE ((uint32_t)2)
/** Why a breaker changed its state: the rate of slow calls of a window reached its limit. */
#define KEDGE_REASON_SLOW_CALL_RATE ((uint32_t)3)
/** Why a breaker changed its state: the open time is over. */
#define KEDGE_REASON_OPEN_TIME_OVER ((uint32_t)4)
/** Why a breaker changed its state: not too many of the calls that passed in half-open state failed or were slow. */
#define KEDGE_REASON_PROBES_SUCCEEDED ((uint32_t)5)
/** Why a breaker changed its state: too many of them failed, or were taken back. */
#define KEDGE_REASON_PROBES_FAILED ((uint32_t)6)
/** Why a breaker changed its state: too many of them were slow. */
#define KEDGE_REASON_PROBES_SLOW ((uint32_t)7)
/** Why a breaker changed its state: it was in half-open state for too long. */
#define KEDGE_REASON_HALF_OPEN_TIME_OVER ((uint32_t)8)
/** Why a breaker changed its state: somebody said so. */
#define KEDGE_REASON_MANUAL ((uint32_t)9)
/** Why a breaker changed its state: it was restored from what was saved. */
#define KEDGE_REASON_RESTORED ((uint32_t)10)

/** What a call came to: a success. */
#define KEDGE_CALL_SUCCEEDED ((uint32_t)1)
/** What a call came to: a failure that may pass. */
#define KEDGE_CALL_FAILED_ONCE ((uint32_t)2)
/** What a call came to: neither; it says nothing about the service, and is not tried again: a request that was wrong, say. */
#define KEDGE_CALL_IGNORED ((uint32_t)3)
/** What a call came to: a failure that comes back however often the call is made. */
#define KEDGE_CALL_FAILED_FOR_GOOD ((uint32_t)4)
/** What a call came to: the time that it was given is over. (A shorter limit of the caller's own is KEDGE_CALL_FAILED_ONCE.) */
#define KEDGE_CALL_TIMED_OUT ((uint32_t)5)
/** What a call came to: the caller wants the answer no more. */
#define KEDGE_CALL_CANCELLED ((uint32_t)6)
/** What a call came to: a breaker of the caller's own let it not pass. */
#define KEDGE_CALL_CIRCUIT_OPEN ((uint32_t)7)

/** Backoff: always first_ns. */
#define KEDGE_BACKOFF_CONSTANT ((uint32_t)1)
/** Backoff: first_ns, multiplied with factor after each attempt, up to longest_ns. */
#define KEDGE_BACKOFF_EXPONENTIAL ((uint32_t)2)
/** Backoff: at random between first_ns and three times the delay before, up to longest_ns. */
#define KEDGE_BACKOFF_DECORRELATED ((uint32_t)3)
/** Jitter: none. */
#define KEDGE_JITTER_NONE ((uint32_t)1)
/** Jitter: at random between nothing and the whole delay. */
#define KEDGE_JITTER_FULL ((uint32_t)2)
/** Jitter: at random between half of the delay and the whole. */
#define KEDGE_JITTER_EQUAL ((uint32_t)3)
/** Jitter: the delay, shortened at random by up to jitter_share_ppm of it. */
#define KEDGE_JITTER_SHARE ((uint32_t)4)

/** Layer of a pipeline: gives the call's fallback where everything inside has failed. */
#define KEDGE_LAYER_FALLBACK ((uint32_t)1)
/** Layer of a pipeline: limits the time of everything inside to limit_ns. */
#define KEDGE_LAYER_DEADLINE ((uint32_t)2)
/** Layer of a pipeline: lets calls pass no faster than rate_limiter allows, and has them wait for up to limit_ns. */
#define KEDGE_LAYER_RATE_LIMITER ((uint32_t)3)
/** Layer of a pipeline: lets so many calls pass at once as bulkhead has places, and has others wait as it says. */
#define KEDGE_LAYER_BULKHEAD ((uint32_t)4)
/** Layer of a pipeline: tries again what is inside, as retry says. */
#define KEDGE_LAYER_RETRY ((uint32_t)5)
/** Layer of a pipeline: goes to the first target of failover that can be called, and on to the next where that fails, if the call may
 *  be made twice. */
#define KEDGE_LAYER_FAILOVER ((uint32_t)6)
/** Layer of a pipeline: keeps calls away while breaker is open. */
#define KEDGE_LAYER_BREAKER ((uint32_t)7)
/** Layer of a pipeline: limits the time of one attempt to limit_ns; the innermost in the recommended order. */
#define KEDGE_LAYER_ATTEMPT_DEADLINE ((uint32_t)8)
/** Order of layers: as this list of layers stands, the outermost first. */
#define KEDGE_ORDER_RECOMMENDED ((uint32_t)1)
/** Order of layers: as they are given, the outermost first. */
#define KEDGE_ORDER_AS_GIVEN ((uint32_t)2)
/** The most layers of a pipeline. */
#define KEDGE_MAXIMUM_LAYERS ((uint32_t)8)

/** Step of a call: make it, within time_ns, and report. */
#define KEDGE_STEP_ATTEMPT ((uint32_t)1)
/** Step of a call: come back after time_ns. */
#define KEDGE_STEP_WAIT ((uint32_t)2)
/** Step of a call: it waits for a place in a bulkhead; come back now and then, and after time_ns at the latest. */
#define KEDGE_STEP_QUEUE ((uint32_t)3)
/** Step of a call: ask for the fallback, and report. */
#define KEDGE_STEP_FALLBACK ((uint32_t)4)
/** Step of a call: it has ended, and kedge_pipeline_get_result says how. */
#define KEDGE_STEP_ENDED ((uint32_t)5)

/** What decided how a call ended: the call itself. */
#define KEDGE_CAUSE_CALL ((uint32_t)1)
/** What decided how a call ended: a breaker let it not pass. */
#define KEDGE_CAUSE_CIRCUIT_OPEN ((uint32_t)2)
/** What decided how a call ended: a rate limiter let it not pass. */
#define KEDGE_CAUSE_RATE_LIMITED ((uint32_t)3)
/** What decided how a call ended: a bulkhead had no place. */
#define KEDGE_CAUSE_BULKHEAD_FULL ((uint32_t)4)
/** What decided how a call ended: no place of a bulkhead came free in time. */
#define KEDGE_CAUSE_BULKHEAD_TIMED_OUT ((uint32_t)5)
/** What decided how a call ended: the time was over. */
#define KEDGE_CAUSE_DEADLINE_EXCEEDED ((uint32_t)6)
/** What decided how a call ended: no target was left. */
#define KEDGE_CAUSE_NO_TARGET ((uint32_t)7)
/** What decided how a call ended: the fallback. */
#define KEDGE_CAUSE_FALLBACK ((uint32_t)8)
/** What decided how a call ended: the caller wanted the answer no more. */
#define KEDGE_CAUSE_CANCELLED ((uint32_t)9)
/** Stands for no layer of a pipeline, and for no target. */
#define KEDGE_NO_LAYER ((uint32_t)0xFFFFFFFF)

/** Keeps calls away from a service for a while when too many fail or are slow. */
typedef struct kedge_breaker kedge_breaker;
/** Breakers by name, each made when it is first asked for. */
typedef struct kedge_breaker_registry kedge_breaker_registry;
/** Decides whether a call that failed is tried again, and when. */
typedef struct kedge_retry kedge_retry;
/** What users of one service share, so that retries do not multiply its load. */
typedef struct kedge_retry_budget kedge_retry_budget;
/** An ordered list of targets that calls go to. */
typedef struct kedge_failover kedge_failover;
/** Guards around a call, one inside another. */
typedef struct kedge_pipeline kedge_pipeline;

/** A call that a breaker let pass: what is in it is none of the caller's business, but that all 0 is none.
 *  Of copies only those of the half-open state are found out when they end a call twice. Its layout never changes. */
typedef struct kedge_permit {
    /** Not to be looked at. */
    uint64_t word;
    /** Not to be looked at. */
    uint64_t moment;
} kedge_permit;

/** One change of a breaker's state. Set struct_size to sizeof(kedge_breaker_event) before kedge_breaker_next_event. */
typedef struct kedge_breaker_event {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** 1 for a breaker's first; a gap shows that some were lost. */
    uint64_t sequence;
    /** When it was, by the breaker's clock. */
    uint64_t at_ns;
    /** KEDGE_BREAKER_CLOSED to KEDGE_BREAKER_FORCED_OPEN. */
    uint32_t from;
    /** KEDGE_BREAKER_CLOSED to KEDGE_BREAKER_FORCED_OPEN. */
    uint32_t to;
    /** KEDGE_REASON_CONSECUTIVE_FAILURES to KEDGE_REASON_RESTORED. */
    uint32_t reason;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_breaker_event;

/** Is told of a breaker's changes, one after another, with no lock held. It may call back into the library, but may not throw or
 *  longjmp. */
typedef void (*kedge_breaker_listener)(const kedge_breaker_event *event, void *context);

/** Says how long a breaker stays open, in nanoseconds, for how many times it has opened again without having closed: 0 at first.
 *  It may call back into the library, but may not throw or longjmp. */
typedef uint64_t (*kedge_open_time_rule)(uint64_t reopenings, void *context);

/** When a breaker opens, for how long, and how it finds out that it may close. Fill it with kedge_breaker_options_init, then set
 *  what is to differ. It opens when any of the limits is reached that are set; unless told when half of the last 100 calls
 *  failed. */
typedef struct kedge_breaker_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock, of which a breaker without short times reads the coarse one: its times are then
     *  exact to a step, 4 ms on most machines. */
    const kedge_manual_clock *clock;
    /** Told of changes; NULL (the default) for nobody: then kedge_breaker_next_event gives them. */
    kedge_breaker_listener listener;
    /** Given to listener; has to live as long as all that uses the breaker. */
    void *listener_context;
    /** Says how long it stays open, in place of what follows; NULL (the default) for no such rule. */
    kedge_open_time_rule open_time_rule;
    /** Given to open_time_rule; has to live as long as all that uses the breaker. */
    void *open_time_context;
    /** Opens after so many failures without a success between them: 1 to 268,435,455; KEDGE_NO_LIMIT unless told. */
    uint64_t consecutive_failures;
    /** Opens at this share of failures among the calls of a window: 1 to 100 * KEDGE_PERCENT, or KEDGE_NO_LIMIT; 50 * KEDGE_PERCENT
     *  unless told. */
    uint64_t failure_rate_ppm;
    /** Opens at this share of slow calls: as failure_rate_ppm; KEDGE_NO_LIMIT unless told. */
    uint64_t slow_call_rate_ppm;
    /** From how long on a call is slow: 1 ns to 365 days; KEDGE_NO_LIMIT unless told. Goes with slow_call_rate_ppm. */
    uint64_t slow_call_ns;
    /** The window of the last so many calls: 1 to 1,000,000, or KEDGE_NO_LIMIT for none; 100 unless told. */
    uint64_t count_window;
    /** The window of the last so much time: 1 ns to 365 days; KEDGE_NO_LIMIT unless told, for none. */
    uint64_t time_window_ns;
    /** Calls of a window below which it has no rate: 1 to 1,000,000, not above count_window; 10 unless told. */
    uint64_t minimum_calls;
    /** How long it stays open: 1 ns to 365 days; 30 s unless told. */
    uint64_t open_time_ns;
    /** What the open time does not grow beyond: open_time_ns to 365 days; KEDGE_NO_LIMIT unless told, for an hour, or open_time_ns
     *  where that is longer. */
    uint64_t maximum_open_time_ns;
    /** For how long a call that passed in half-open state may go without a report, after which it counts as failed: 1 ns to 365
     *  days; 30 s unless told. */
    uint64_t probe_time_ns;
    /** How long it stays in half-open state at most, after which it opens again: 1 ns to 365 days; 60 s unless told. */
    uint64_t maximum_half_open_ns;
    /** What share of the calls in half-open state has to fail for it to open again: as failure_rate_ppm; KEDGE_NO_LIMIT unless told,
     *  for failure_rate_ppm, or where there is none for a single failure. */
    uint64_t probe_failure_rate_ppm;
    /** Decides the jitter of open times, where has_seed is 1. */
    uint64_t seed;
    /** What the open time is multiplied with each time that it opens again without having closed: 1 to 1,000; 1 unless told. */
    double open_time_factor;
    /** By what share at most each open time is shortened at random: 0 to 100 * KEDGE_PERCENT; 10 * KEDGE_PERCENT unless told. */
    uint64_t open_time_jitter_ppm;
    /** Into how many steps the time window is divided: 1 to 1,000; 10 unless told. */
    uint32_t time_window_steps;
    /** How many calls pass in half-open state: 1 to 10,000; 5 unless told. */
    uint32_t probes;
    /** How many changes of state wait to be fetched before the oldest is lost: 1 to 65,536; 64 unless told. */
    uint32_t event_capacity;
    /** 1: jitter is decided by seed; 0 (the default): by the system's randomness. */
    int32_t has_seed;
} kedge_breaker_options;

/** A breaker at one moment. Set struct_size to sizeof(kedge_breaker_info) before the call. */
typedef struct kedge_breaker_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Goes up with each change of state, from 1. */
    uint64_t generation;
    /** How long the state has been so. */
    uint64_t in_state_ns;
    /** When a call may pass: 0 for now, KEDGE_NO_LIMIT where nobody knows. */
    uint64_t retry_after_ns;
    /** How often it has opened again without having closed. */
    uint64_t reopenings;
    /** Failures without a success between them, up to now. */
    uint64_t consecutive_failures;
    /** Calls of the count window; 0 without one, as all that follows of it. */
    uint64_t count_window_calls;
    /** Of them, those that failed. */
    uint64_t count_window_failures;
    /** Of them, those that were slow. */
    uint64_t count_window_slow_calls;
    /** Calls of the time window; 0 without one, as all that follows of it. */
    uint64_t time_window_calls;
    /** Of them, those that failed. */
    uint64_t time_window_failures;
    /** Of them, those that were slow. */
    uint64_t time_window_slow_calls;
    /** Calls that succeeded, since it was made, as all that follows. */
    uint64_t successes;
    /** Calls that failed, those among them that were taken back because they did not report in time. */
    uint64_t failures;
    /** Calls that took too long, whether they failed or not. */
    uint64_t slow_calls;
    /** Calls whose end says nothing about the service. */
    uint64_t ignored;
    /** Calls that did not pass. */
    uint64_t rejected;
    /** Calls that ended after the breaker had changed its state, and counted for nothing. */
    uint64_t stale;
    /** Calls that passed in half-open state: each is under way, finished or taken back. */
    uint64_t probes_admitted;
    /** Of them, those that reported in time. */
    uint64_t probes_finished;
    /** Of them, those that were taken back. */
    uint64_t probes_taken_back;
    /** Of them, those that are under way. */
    uint64_t probes_under_way;
    /** Changes of state that nobody fetched in time. */
    uint64_t events_lost;
    /** KEDGE_BREAKER_CLOSED to KEDGE_BREAKER_FORCED_OPEN, as the last call left it. */
    uint32_t state;
    /** 1: the count window has as many calls as a rate needs. */
    int32_t count_window_has_rates;
    /** 1: the time window has as many calls as a rate needs. */
    int32_t time_window_has_rates;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_breaker_info;

/** What a call sees of itself, where the library makes it through a callback. Its end may grow: struct_size says how much there
 *  is. */
typedef struct kedge_attempt {
    /** Size of this struct as the library knows it, in bytes. */
    size_t struct_size;
    /** How much time there is; KEDGE_NO_LIMIT for no limit. */
    uint64_t time_left_ns;
    /** When the service asked to come back: to be set by the callback; KEDGE_NO_LIMIT as it comes, for nothing said. */
    uint64_t retry_after_ns;
    /** 1 for the first. */
    uint32_t number;
    /** Which target of the failover to call; KEDGE_NO_LAYER where there is none. */
    uint32_t target;
} kedge_attempt;

/** Makes a call and tells what it came to: KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN; any other number is a failure. It may
 *  call back into the library, but may not throw or longjmp. */
typedef uint32_t (*kedge_attempt_call)(kedge_attempt *attempt, void *context);

/** How a call is tried again. Fill it with kedge_retry_options_init, then set what is to differ. */
typedef struct kedge_retry_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. */
    const kedge_manual_clock *clock;
    /** What users of the service share; NULL (the default) for no budget. */
    const kedge_retry_budget *budget;
    /** How often a call is tried, the first time counted: 1 to 1,000; 3 unless told. */
    uint64_t maximum_attempts;
    /** How long all attempts and delays may take: 1 ns to 365 days; KEDGE_NO_LIMIT unless told. */
    uint64_t maximum_time_ns;
    /** The delay, or the first: 1 ns to 365 days; 100 ms unless told. */
    uint64_t first_ns;
    /** What delays do not grow beyond: first_ns to 365 days; 10 s unless told. */
    uint64_t longest_ns;
    /** The longest time that a service may ask to be left alone for: 0 to 365 days; 60 s unless told. */
    uint64_t retry_after_limit_ns;
    /** Of KEDGE_JITTER_SHARE: 0 to 100 * KEDGE_PERCENT; 0 unless told. */
    uint64_t jitter_share_ppm;
    /** Decides the jitter, where has_seed is 1. */
    uint64_t seed;
    /** Of KEDGE_BACKOFF_EXPONENTIAL: 1 to 1,000; 2 unless told. */
    double factor;
    /** KEDGE_BACKOFF_CONSTANT to KEDGE_BACKOFF_DECORRELATED; KEDGE_BACKOFF_EXPONENTIAL unless told. */
    uint32_t backoff;
    /** KEDGE_JITTER_NONE to KEDGE_JITTER_SHARE; KEDGE_JITTER_FULL unless told. Not looked at by KEDGE_BACKOFF_DECORRELATED. */
    uint32_t jitter;
    /** 1: calls that an open circuit turned away are tried again; 0 unless told. */
    int32_t retries_open_circuits;
    /** 1: calls that may not be made twice are tried again; 0 unless told. */
    int32_t retries_non_idempotent;
    /** 1: jitter is decided by seed; 0 (the default): by the system's randomness. */
    int32_t has_seed;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_retry_options;

/** Where a call is in its retries: what is in it is none of the caller's business. Its layout never changes. */
typedef struct kedge_retry_call {
    /** Not to be looked at. */
    uint64_t words[4];
} kedge_retry_call;

/** What a retry budget allows. Fill it with kedge_retry_budget_options_init, then set what is to differ. */
typedef struct kedge_retry_budget_options {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** NULL (the default) for the system's clock. */
    const kedge_manual_clock *clock;
    /** Over how long calls and retries are counted: 1 s to 1 hour; 10 s unless told. */
    uint64_t window_ns;
    /** How many retries there may be for each call: 0 to 1; 0.2 unless told. */
    double share;
    /** How many retries a second there may be beside, however few calls there are: 0 to 1,000,000; 10 unless told. */
    double floor_per_second;
} kedge_retry_budget_options;

/** What a retry budget has counted. Set struct_size to sizeof(kedge_retry_budget_info) before the call. */
typedef struct kedge_retry_budget_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls of the window. */
    uint64_t calls;
    /** Retries of the window. */
    uint64_t retries;
} kedge_retry_budget_info;

/** One target of a failover. Its layout never changes. */
typedef struct kedge_failover_target {
    /** For people; UTF-8; NULL only with length 0. */
    const char *name;
    /** Bytes of name. */
    size_t name_len;
    /** Says whether calls may go to it; NULL where they always may. The failover keeps it for itself. */
    const kedge_breaker *breaker;
    /** How much less a call gets from it than from the best: 0 to 255, no lower than that of the target before it. */
    uint32_t level;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_failover_target;

/** Where a call stands in a list of targets: what is in it is none of the caller's business. Its layout never changes. */
typedef struct kedge_failover_call {
    /** Not to be looked at. */
    uint64_t words[2];
} kedge_failover_call;

/** What a target came to. Set struct_size to sizeof(kedge_failover_target_info) before the call. */
typedef struct kedge_failover_target_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls that went to it. */
    uint64_t calls;
    /** Of them, those that failed. */
    uint64_t failures;
    /** How often its breaker let a call pass on to the next target. */
    uint64_t rejected;
    /** Calls that it answered after a target before it had failed, or had let none pass. */
    uint64_t saved;
} kedge_failover_target_info;

/** One layer of a pipeline, and what it works with, which the pipeline keeps for itself. Its layout never changes. */
typedef struct kedge_pipeline_layer {
    /** KEDGE_LAYER_FALLBACK to KEDGE_LAYER_ATTEMPT_DEADLINE. */
    uint32_t kind;
    /** Has to be 0. */
    uint32_t reserved;
    /** Of deadlines: 1 ns to 365 days. Of KEDGE_LAYER_RATE_LIMITER: how long a call may wait, 0 to 365 days. */
    uint64_t limit_ns;
    /** Of KEDGE_LAYER_RATE_LIMITER. */
    const kedge_rate_limiter *rate_limiter;
    /** Of KEDGE_LAYER_BULKHEAD. */
    const kedge_bulkhead *bulkhead;
    /** Of KEDGE_LAYER_RETRY. */
    const kedge_retry *retry;
    /** Of KEDGE_LAYER_FAILOVER. */
    const kedge_failover *failover;
    /** Of KEDGE_LAYER_BREAKER. */
    const kedge_breaker *breaker;
} kedge_pipeline_layer;

/** Where a call stands in a pipeline: what is in it is none of the caller's business. Its layout never changes. */
typedef struct kedge_pipeline_call {
    /** Not to be looked at. */
    uint64_t words[64];
} kedge_pipeline_call;

/** What whoever makes a call has to do next. Set struct_size to sizeof(kedge_pipeline_step) before the call. */
typedef struct kedge_pipeline_step {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** How much time an attempt has, or how long to wait; KEDGE_NO_LIMIT for no limit. */
    uint64_t time_ns;
    /** KEDGE_STEP_ATTEMPT to KEDGE_STEP_ENDED. */
    uint32_t kind;
    /** Of KEDGE_STEP_ATTEMPT: 1 for the first. */
    uint32_t attempt;
    /** Of KEDGE_STEP_ATTEMPT: which target of the failover to call; KEDGE_NO_LAYER where there is none. */
    uint32_t target;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_pipeline_step;

/** How a call ended. Set struct_size to sizeof(kedge_pipeline_result) before the call. */
typedef struct kedge_pipeline_result {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** When it may be worth trying again; KEDGE_NO_LIMIT where nobody knows. */
    uint64_t retry_after_ns;
    /** KEDGE_OK for a success, from the fallback or a later attempt too; KEDGE_CALL_FAILED, or what the layer that decided returns
     *  by itself. */
    int32_t status;
    /** KEDGE_CAUSE_CALL to KEDGE_CAUSE_CANCELLED. */
    uint32_t cause;
    /** Which layer decided, from the outside, from 0; KEDGE_NO_LAYER for the call itself, or its own deadline. */
    uint32_t layer;
    /** How often it was tried. */
    uint32_t attempts;
    /** Why it was not tried once more: KEDGE_OK where no retry was asked, else what kedge_retry_next returned. */
    int32_t stop;
    /** The last target; KEDGE_NO_LAYER where there is no failover. */
    uint32_t target;
} kedge_pipeline_result;

/** What a pipeline or one of its layers came to. Set struct_size to sizeof(kedge_pipeline_info) before the call. */
typedef struct kedge_pipeline_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** Calls that began. */
    uint64_t calls;
    /** Calls that ended with a success. */
    uint64_t successes;
    /** Layers. */
    uint64_t layer_count;
} kedge_pipeline_info;

/** What a layer came to. Set struct_size to sizeof(kedge_pipeline_layer_info) before the call. */
typedef struct kedge_pipeline_layer_info {
    /** Size of this struct as the caller knows it, in bytes. */
    size_t struct_size;
    /** How often it decided how a call ended. */
    uint64_t decided;
    /** Attempts that it brought about beside the first: of a retry or a failover. */
    uint64_t repeated;
    /** KEDGE_LAYER_FALLBACK to KEDGE_LAYER_ATTEMPT_DEADLINE. */
    uint32_t kind;
    /** Has to be 0. */
    uint32_t reserved;
} kedge_pipeline_layer_info;

/* abigen: functions */

#endif
