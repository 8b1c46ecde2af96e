public import CKedge
import CPlatform
import KedgeCore
import KedgeResilienceCore

private func fail(_ ending: PipelineEnding) -> kedge_status {
    let status = status(ending)
    return switch ending.cause {
    case .call: fail(status, "the call failed")
    case .fallback: fail(status, "the call failed, and so did the fallback")
    case .circuitOpen: fail(status, "a breaker let the call not pass")
    case .rateLimited: fail(status, "a rate limiter let the call not pass")
    case .bulkheadFull: fail(status, "all places of a bulkhead are taken, and nobody more may wait")
    case .bulkheadTimedOut: fail(status, "no place of a bulkhead came free in time")
    case .deadlineExceeded: fail(status, "the time for the call is over")
    case .noTarget: fail(status, "no target is left for the call")
    case .cancelled: fail(status, "the call was cancelled")
    }
}

/// Makes a call through all layers of a pipeline with callbacks. The calling thread waits where they have it wait.
///
/// - Parameters:
///   - pipeline: live handle, which cannot be ended meanwhile
///   - is_idempotent: 1 if making the call twice does no more than making it once: others are not tried again
///   - deadline_ns: when its time is over, as kedge_deadline_after gives it; KEDGE_NO_LIMIT for never
///   - call: makes an attempt
///   - fallback: answers where everything has failed and the pipeline has that layer; NULL for nobody
///   - context: given to call and fallback
///   - result: struct_size set; the rest is written, with every status but KEDGE_INVALID_ARGUMENT and KEDGE_INVALID_HANDLE. NULL if
///     nobody asks
/// - Returns: KEDGE_OK, KEDGE_CALL_FAILED, KEDGE_CIRCUIT_OPEN, KEDGE_CIRCUIT_HALF_OPEN, KEDGE_RATE_LIMITED,
///   KEDGE_BULKHEAD_FULL, KEDGE_BULKHEAD_TIMED_OUT, KEDGE_DEADLINE_EXCEEDED, KEDGE_NO_TARGET, KEDGE_CANCELLED, KEDGE_INVALID_ARGUMENT,
///   KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently
/// - Cost: that of the layers and the attempts
/// - Since: 0.1
@_cdecl("kedge_pipeline_run")
public func kedge_pipeline_run(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ is_idempotent: Int32, _ deadline_ns: UInt64,
    _ call: kedge_attempt_call?, _ fallback: kedge_attempt_call?, _ context: UnsafeMutableRawPointer?,
    _ result: UnsafeMutablePointer<kedge_pipeline_result>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let isIdempotent = Bool(flag: is_idempotent) else { return failFlag("is_idempotent", is_idempotent) }
    if result != nil, kedge_pipeline_result.accept(result) == nil { return failResult("result", result) }
    let pipeline = object.pointee.pipeline
    var state = PipelineCall()
    object.pointee.calls.underWay.during {
        pipeline.begin(&state, isIdempotent: isIdempotent, deadline: deadline_ns)
        var isOver = false
        while !isOver {
            switch pipeline.advance(&state) {
            case .attempt(let left): attempt(pipeline, &state, call, context, left)
            case .wait(let nanoseconds): cplatform_sleep(nanoseconds)
            case .queue(let nanoseconds): pipeline.block(&state, nanoseconds: nanoseconds)
            case .fallback:
                if let fallback {
                    attempt(pipeline, &state, fallback, context, .max)
                } else {
                    _ = pipeline.skipFallback(&state)
                }
            case .ended: isOver = true
            }
        }
    }
    if let result { kedge_pipeline_result(state, pipeline).write(to: result) }
    return state.ending.isSuccess ? KEDGE_OK : fail(state.ending)
}

private func attempt(
    _ pipeline: Pipeline, _ state: inout PipelineCall, _ call: kedge_attempt_call, _ context: UnsafeMutableRawPointer?,
    _ left: UInt64
) {
    var attempt = kedge_attempt.first()
    attempt.time_left_ns = left
    attempt.number = state.attempts
    attempt.target = target(state, pipeline)
    let outcome = withErrorKept { call(&attempt, context) }
    _ = pipeline.report(&state, HostOutcome(outcome), retryAfter: attempt.retry_after_ns)
}
