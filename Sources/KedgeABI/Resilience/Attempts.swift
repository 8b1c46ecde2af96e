import CKedge
import KedgeResilienceCore

extension kedge_attempt {
    /// The only attempt of a call.
    internal static func first() -> Self {
        Self(
            struct_size: MemoryLayout<Self>.stride, time_left_ns: .max, retry_after_ns: .max, number: 1, target: .max)
    }
}

/// What a host says that a call came to.
internal struct HostOutcome {
    internal let isSuccess: Bool
    internal let outcome: CallOutcome
    internal let kind: RetryFailure.Kind

    internal init(_ number: UInt32) {
        isSuccess = number == KEDGE_CALL_SUCCEEDED
        switch number {
        case KEDGE_CALL_SUCCEEDED: (outcome, kind) = (.success, .failure)
        case KEDGE_CALL_IGNORED: (outcome, kind) = (.ignored, .permanent)
        case KEDGE_CALL_FAILED_FOR_GOOD: (outcome, kind) = (.failure, .permanent)
        case KEDGE_CALL_TIMED_OUT: (outcome, kind) = (.failure, .deadline)
        case KEDGE_CALL_CANCELLED: (outcome, kind) = (.ignored, .cancelled)
        case KEDGE_CALL_CIRCUIT_OPEN: (outcome, kind) = (.ignored, .openCircuit)
        default: (outcome, kind) = (.failure, .failure)
        }
    }
}

extension HostOutcome {
    /// What a host reports; nil for a number that says nothing, which `failOutcome` refuses.
    internal init?(reported number: UInt32) {
        guard number >= KEDGE_CALL_SUCCEEDED, number <= KEDGE_CALL_CIRCUIT_OPEN else { return nil }
        self.init(number)
    }
}

/// Refuses an outcome that says nothing.
internal func failOutcome(_ number: UInt32) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT, "outcome {u0} is none of KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN", Int(number))
}
