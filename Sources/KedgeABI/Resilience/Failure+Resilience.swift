import CKedge
import KedgeResilienceCore

internal func fail(_ error: PolicyError) -> kedge_status {
    if error == .outOfMemory { return fail(KEDGE_OUT_OF_MEMORY, "no memory is left for what the policy keeps") }
    if error == .noRandomness { return fail(KEDGE_RANDOM_UNAVAILABLE, "the operating system gave no randomness") }
    return fail(KEDGE_INVALID_POLICY, "{text}: {rule}", text: error.optionText, rule: error.ruleText)
}

internal func fail(_ error: BulkheadError) -> kedge_status {
    switch error {
    case .full: fail(KEDGE_BULKHEAD_FULL, "all places of the bulkhead are taken, and nobody more may wait")
    case .timedOut:
        fail(KEDGE_BULKHEAD_TIMED_OUT, "no place of the bulkhead came free within the time that one may wait")
    case .forked: fail(KEDGE_FORKED, "the ticket is from before fork(), and in the child nobody waits")
    case .notHeld: fail(KEDGE_NOT_HELD, "the place was given back before, or is none of this bulkhead's")
    case .unknownTicket: fail(KEDGE_UNKNOWN_TICKET, "the ticket ended before, or is none of this bulkhead's")
    }
}

internal func fail(_ error: LastGoodBytesError, _ byteCount: Int) -> kedge_status {
    switch error {
    case .tooLong(let limit):
        fail(
            KEDGE_INVALID_ARGUMENT, "data_len is {u0}: an answer has at most maximum_bytes, which are {u1}", byteCount,
            limit)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for an answer of {u0} bytes", byteCount)
    }
}

internal func fail(_ error: DeadlineTextError) -> kedge_status {
    switch error {
    case .notDigits: fail(KEDGE_INVALID_ARGUMENT, "text: the time left is decimal digits and nothing else")
    case .leadingZero: fail(KEDGE_INVALID_ARGUMENT, "text: the time left has no zero in front")
    case .outOfRange: fail(KEDGE_INVALID_ARGUMENT, "text: the time left is 0 to 31,536,000,000 milliseconds")
    }
}

/// What the making of a policy gives, or a refusal with its status.
internal func policyRefusing<Value: ~Copyable>(_ body: () throws(PolicyError) -> Value) throws(Refusal) -> Value {
    do throws(PolicyError) {
        return try body()
    } catch {
        throw Refusal(fail(error))
    }
}
