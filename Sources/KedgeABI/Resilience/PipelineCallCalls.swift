public import CKedge
import CPlatform
import KedgeCore
import KedgeResilienceCore

extension kedge_pipeline_step: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }
}

extension kedge_pipeline_result: ResultStruct {
    internal static var firstReleaseSize: Int { 40 }
}

extension kedge_pipeline_call: CallerMemory {
    internal typealias State = PipelineCall
}

/// Begins a call through a pipeline.
///
/// - Parameters:
///   - pipeline: live handle
///   - is_idempotent: 1 if making the call twice does no more than making it once: others are not tried again
///   - deadline_ns: when its time is over, as kedge_deadline_after gives it; KEDGE_NO_LIMIT for never
///   - call: out; where the call stands. It ends with KEDGE_STEP_ENDED or with kedge_pipeline_cancel, else what it holds is lost
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (call untouched)
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: no allocation, no lock
/// - Since: 0.1
@_cdecl("kedge_pipeline_begin")
public func kedge_pipeline_begin(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ is_idempotent: Int32, _ deadline_ns: UInt64,
    _ call: UnsafeMutablePointer<kedge_pipeline_call>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let isIdempotent = Bool(flag: is_idempotent) else { return failFlag("is_idempotent", is_idempotent) }
    object.pointee.pipeline.begin(&call.state.pointee, isIdempotent: isIdempotent, deadline: deadline_ns)
    return KEDGE_OK
}

/// Goes on with a call until whoever makes it has something to do.
///
/// With KEDGE_STEP_ATTEMPT and KEDGE_STEP_FALLBACK kedge_pipeline_report comes next; the same step is given until then. With
/// KEDGE_STEP_WAIT the caller sleeps, and with KEDGE_STEP_QUEUE it comes back now and then, or lets kedge_pipeline_wait do either.
///
/// - Parameters:
///   - pipeline: live handle
///   - call: as kedge_pipeline_begin wrote it
///   - step: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (step untouched)
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: that of the layers, no allocation
/// - Since: 0.1
@_cdecl("kedge_pipeline_advance")
public func kedge_pipeline_advance(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ call: UnsafeMutablePointer<kedge_pipeline_call>?,
    _ step: UnsafeMutablePointer<kedge_pipeline_step>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let step = kedge_pipeline_step.accept(step) else { return failResult("step", step) }
    var result = kedge_pipeline_step()
    let pipeline = object.pointee.pipeline
    switch pipeline.advance(&call.state.pointee) {
    case .attempt(let left):
        result.kind = KEDGE_STEP_ATTEMPT
        result.time_ns = left
        result.attempt = call.state.pointee.attempts
    case .wait(let nanoseconds):
        result.kind = KEDGE_STEP_WAIT
        result.time_ns = nanoseconds
    case .queue(let nanoseconds):
        result.kind = KEDGE_STEP_QUEUE
        result.time_ns = nanoseconds
    case .fallback: result.kind = KEDGE_STEP_FALLBACK
    case .ended: result.kind = KEDGE_STEP_ENDED
    }
    result.target = target(call.state.pointee, pipeline)
    result.write(to: step)
    return KEDGE_OK
}

internal func target(_ call: PipelineCall, _ pipeline: Pipeline) -> UInt32 {
    pipeline.hasFailover && call.attempts > 0 ? call.target : .max
}

/// Sleeps, or waits for a place in a bulkhead, as a step says, with the calling thread.
///
/// - Parameters:
///   - pipeline: live handle
///   - call: as kedge_pipeline_advance left it
///   - step: as kedge_pipeline_advance wrote it
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: the time of the step, at most
/// - Since: 0.1
@_cdecl("kedge_pipeline_wait")
public func kedge_pipeline_wait(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ call: UnsafeMutablePointer<kedge_pipeline_call>?,
    _ step: UnsafePointer<kedge_pipeline_step>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let step = kedge_pipeline_step.accept(step) else { return failResult("step", step) }
    switch step.pointee.kind {
    case KEDGE_STEP_WAIT: cplatform_sleep(step.pointee.time_ns)
    case KEDGE_STEP_QUEUE: object.pointee.pipeline.block(&call.state.pointee, nanoseconds: step.pointee.time_ns)
    default:
        return fail(
            KEDGE_INVALID_ARGUMENT, "kind {u0} of the step is neither KEDGE_STEP_WAIT nor KEDGE_STEP_QUEUE",
            Int(step.pointee.kind))
    }
    return KEDGE_OK
}

/// Says what an attempt came to, or the fallback.
///
/// - Parameters:
///   - pipeline: live handle
///   - call: where it stands
///   - outcome: KEDGE_CALL_SUCCEEDED to KEDGE_CALL_CIRCUIT_OPEN; of a fallback KEDGE_CALL_SUCCEEDED, KEDGE_CALL_IGNORED where there is
///     none, and the call ends as it would have, or any other where it failed too
///   - retry_after_ns: for how long the service asked to be left alone; KEDGE_NO_LIMIT where it did not
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NOTHING_TO_REPORT (nothing has changed)
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: a few nanoseconds; kedge_pipeline_advance goes on
/// - Since: 0.1
@_cdecl("kedge_pipeline_report")
public func kedge_pipeline_report(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ call: UnsafeMutablePointer<kedge_pipeline_call>?,
    _ outcome: UInt32, _ retry_after_ns: UInt64
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let reported = HostOutcome(reported: outcome) else { return failOutcome(outcome) }
    if outcome == KEDGE_CALL_IGNORED, object.pointee.pipeline.skipFallback(&call.state.pointee) { return KEDGE_OK }
    guard object.pointee.pipeline.report(&call.state.pointee, reported, retryAfter: retry_after_ns) else {
        return fail(KEDGE_NOTHING_TO_REPORT, "no attempt is under way, and no fallback was asked for")
    }
    return KEDGE_OK
}

extension Pipeline {
    internal func report(_ call: inout PipelineCall, _ outcome: HostOutcome, retryAfter: UInt64) -> Bool {
        report(
            &call, isSuccess: outcome.isSuccess, outcome: outcome.outcome, kind: outcome.kind, retryAfter: retryAfter)
    }
}

/// Ends a call that its caller wants no more, wherever it stands: what it holds is given back.
///
/// - Parameters:
///   - pipeline: live handle
///   - call: where it stands; that it has ended already is no error
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: that of leaving the layers
/// - Since: 0.1
@_cdecl("kedge_pipeline_cancel")
public func kedge_pipeline_cancel(
    _ pipeline: UnsafeMutablePointer<kedge_pipeline>?, _ call: UnsafeMutablePointer<kedge_pipeline_call>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    object.pointee.pipeline.cancel(&call.state.pointee)
    return KEDGE_OK
}

/// Tells how a call ended, or, where its fallback is asked for, what that is to answer for.
///
/// - Parameters:
///   - pipeline: live handle; borrowed
///   - call: after KEDGE_STEP_ENDED, KEDGE_STEP_FALLBACK or kedge_pipeline_cancel
///   - result: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_NOT_YET (it has not ended; result untouched)
/// - Threads: any thread, concurrently; one thread at a time for each call
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_pipeline_get_result")
public func kedge_pipeline_get_result(
    _ pipeline: UnsafePointer<kedge_pipeline>?, _ call: UnsafePointer<kedge_pipeline_call>?,
    _ result: UnsafeMutablePointer<kedge_pipeline_result>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let call else { return failNull("call") }
    guard let result = kedge_pipeline_result.accept(result) else { return failResult("result", result) }
    let state = call.state.pointee
    let phase = PipelineCall.Phase(rawValue: state.phase)
    guard phase == .ended || phase == .fallingBack else {
        return fail(KEDGE_NOT_YET, "the call has not ended")
    }
    kedge_pipeline_result(state, object.pointee.pipeline).write(to: result)
    return KEDGE_OK
}

extension kedge_pipeline_result {
    internal init(_ call: PipelineCall, _ pipeline: Pipeline) {
        let ending = call.ending
        self.init(
            struct_size: 0, retry_after_ns: ending.retryAfter,
            status: ending.isSuccess ? KEDGE_OK : KedgeABI.status(ending), cause: ending.cause.rawValue,
            layer: ending.layer, attempts: call.attempts,
            stop: RetryStop(rawValue: ending.stop).map { KedgeABI.status($0) } ?? KEDGE_OK,
            target: KedgeABI.target(call, pipeline))
    }
}

/// What a call returns that ended without a success.
internal func status(_ ending: PipelineEnding) -> kedge_status {
    switch ending.cause {
    case .call, .fallback: KEDGE_CALL_FAILED
    case .circuitOpen: ending.rejection == .halfOpen ? KEDGE_CIRCUIT_HALF_OPEN : KEDGE_CIRCUIT_OPEN
    case .rateLimited: KEDGE_RATE_LIMITED
    case .bulkheadFull: KEDGE_BULKHEAD_FULL
    case .bulkheadTimedOut: KEDGE_BULKHEAD_TIMED_OUT
    case .deadlineExceeded: KEDGE_DEADLINE_EXCEEDED
    case .noTarget: KEDGE_NO_TARGET
    case .cancelled: KEDGE_CANCELLED
    }
}
