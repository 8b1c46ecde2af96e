public import CKedge
import KedgeCore
import KedgeResilienceCore

/// What the handle of a pipeline stands for.
internal struct PipelineObject {
    internal let pipeline: Pipeline
    internal let calls = HostCalls()
}

extension HandleKind where Tag == kedge_pipeline, Object == PipelineObject {
    internal static var pipeline: Self { Self(.pipeline) }
}

extension kedge_pipeline_info: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }
}

extension kedge_pipeline_layer_info: ResultStruct {
    internal static var firstReleaseSize: Int { 32 }
}

/// Makes a pipeline.
///
/// - Parameters:
///   - layers: layer_count layers, at most one of them a fallback and one a failover; what they name the pipeline keeps for itself
///   - layer_count: 1 to KEDGE_MAXIMUM_LAYERS
///   - order: KEDGE_ORDER_RECOMMENDED or KEDGE_ORDER_AS_GIVEN
///   - clock: of its deadlines; NULL for the system's. Other layers have clocks of their own
///   - out: the new handle; give it to kedge_pipeline_destroy in the end
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (the clock, or what a layer names), KEDGE_INVALID_POLICY,
///   KEDGE_OUT_OF_MEMORY, KEDGE_TOO_MANY_HANDLES, KEDGE_RANDOM_UNAVAILABLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_pipeline_create")
public func kedge_pipeline_create(
    _ layers: UnsafePointer<kedge_pipeline_layer>?, _ layer_count: Int, _ order: UInt32,
    _ clock: UnsafePointer<kedge_manual_clock>?, _ out: UnsafeMutablePointer<UnsafeMutablePointer<kedge_pipeline>?>?
) -> kedge_status {
    guard let out else { return failNull("out") }
    guard layer_count >= 1, layer_count <= Pipeline.maximumLayerCount else {
        return fail(PolicyError("layers", "1 to 8"))
    }
    guard let layers else { return failNull("layers") }
    return answer { () throws(Refusal) in
        var list: [PipelineLayer] = []
        for index in 0..<layer_count { list.append(try layers[index].pipelineLayer()) }
        let swiftOrder: PipelineOrder
        switch order {
        case KEDGE_ORDER_RECOMMENDED: swiftOrder = .recommended
        case KEDGE_ORDER_AS_GIVEN: swiftOrder = .asGiven
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "order {u0} is neither KEDGE_ORDER_RECOMMENDED nor KEDGE_ORDER_AS_GIVEN",
                    Int(order)))
        }
        let clock = try monotonicClock(clock)
        let pipeline = try policyRefusing { () throws(PolicyError) in
            try Pipeline(list, order: swiftOrder, clock: clock)
        }
        return HandleKind.pipeline.issue(PipelineObject(pipeline: pipeline), to: out)
    }
}

extension kedge_pipeline_layer {
    fileprivate func pipelineLayer() throws(Refusal) -> PipelineLayer {
        try checkReserved(reserved)
        switch kind {
        case KEDGE_LAYER_FALLBACK: return .fallback
        case KEDGE_LAYER_DEADLINE: return .deadline(time(limit_ns))
        case KEDGE_LAYER_ATTEMPT_DEADLINE: return .attemptDeadline(time(limit_ns))
        case KEDGE_LAYER_RATE_LIMITER:
            guard let object = HandleKind.rateLimiter.object(rate_limiter) else {
                throw Refusal(failHandle("rate_limiter"))
            }
            return .rateLimiter(object.pointee.counted, maximumWait: time(limit_ns))
        case KEDGE_LAYER_BULKHEAD:
            guard let object = HandleKind.bulkhead.object(bulkhead) else { throw Refusal(failHandle("bulkhead")) }
            return .bulkhead(object.pointee.bulkhead.counted)
        case KEDGE_LAYER_RETRY:
            guard let object = HandleKind.retry.object(retry) else { throw Refusal(failHandle("retry")) }
            return .retry(object.pointee.policy)
        case KEDGE_LAYER_FAILOVER:
            guard let object = HandleKind.failover.object(failover) else { throw Refusal(failHandle("failover")) }
            return .failover(object.pointee)
        case KEDGE_LAYER_BREAKER:
            guard let object = HandleKind.breaker.object(breaker) else { throw Refusal(failHandle("breaker")) }
            return .breaker(object.pointee.breaker)
        default:
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "kind {u0} is none of KEDGE_LAYER_FALLBACK to KEDGE_LAYER_ATTEMPT_DEADLINE",
                    Int(kind)))
        }
    }
}

extension PipelineLayer {
    fileprivate var number: UInt32 {
        switch self {
        case .fallback: KEDGE_LAYER_FALLBACK
        case .deadline: KEDGE_LAYER_DEADLINE
        case .rateLimiter: KEDGE_LAYER_RATE_LIMITER
        case .bulkhead: KEDGE_LAYER_BULKHEAD
        case .retry: KEDGE_LAYER_RETRY
        case .failover: KEDGE_LAYER_FAILOVER
        case .breaker: KEDGE_LAYER_BREAKER
        case .attemptDeadline: KEDGE_LAYER_ATTEMPT_DEADLINE
        }
    }
}

/// Ends a pipeline.
///
/// - Parameters:
///   - pipeline: live handle, or NULL, which is nothing to end
/// - Returns: KEDGE_OK, KEDGE_INVALID_HANDLE, KEDGE_BUSY (a callback is under way on its behalf)
/// - Threads: any thread; after every other call with this handle has returned
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_pipeline_destroy")
public func kedge_pipeline_destroy(_ pipeline: UnsafeMutablePointer<kedge_pipeline>?) -> kedge_status {
    HandleKind.pipeline.withdraw(pipeline, "pipeline", if: { $0.calls.underWay.isEmpty })
}

/// Writes the layers of a pipeline from the outside, for people: "deadline 2.0 seconds > retry > breaker".
///
/// - Parameters:
///   - pipeline: live handle; borrowed
///   - out: out_capacity bytes for the text and a NUL
///   - out_capacity: bytes at out
///   - out_len: out; the length without the NUL, or the capacity that is needed
/// - Returns: KEDGE_OK, KEDGE_BUFFER_TOO_SMALL, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (out untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few microseconds
/// - Since: 0.1
@_cdecl("kedge_pipeline_describe")
public func kedge_pipeline_describe(
    _ pipeline: UnsafePointer<kedge_pipeline>?, _ out: UnsafeMutablePointer<CChar>?, _ out_capacity: Int,
    _ out_len: UnsafeMutablePointer<Int>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    return write(object.pointee.pipeline.description, to: out, out_capacity, out_len)
}

/// Tells what a pipeline came to.
///
/// - Parameters:
///   - pipeline: live handle; borrowed
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_pipeline_get_info")
public func kedge_pipeline_get_info(
    _ pipeline: UnsafePointer<kedge_pipeline>?, _ info: UnsafeMutablePointer<kedge_pipeline_info>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let info = kedge_pipeline_info.accept(info) else { return failResult("info", info) }
    let snapshot = object.pointee.pipeline.snapshot
    kedge_pipeline_info(
        struct_size: 0, calls: snapshot.calls, successes: snapshot.successes,
        layer_count: UInt64(snapshot.layers.count)
    ).write(to: info)
    return KEDGE_OK
}

/// Tells what a layer of a pipeline came to.
///
/// - Parameters:
///   - pipeline: live handle; borrowed
///   - layer: from the outside, from 0
///   - info: struct_size set; the rest is written
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE (info untouched)
/// - Threads: any thread, concurrently
/// - Cost: under a microsecond
/// - Since: 0.1
@_cdecl("kedge_pipeline_get_layer_info")
public func kedge_pipeline_get_layer_info(
    _ pipeline: UnsafePointer<kedge_pipeline>?, _ layer: UInt32,
    _ info: UnsafeMutablePointer<kedge_pipeline_layer_info>?
) -> kedge_status {
    guard let object = HandleKind.pipeline.object(pipeline) else { return failHandle("pipeline") }
    guard let info = kedge_pipeline_layer_info.accept(info) else { return failResult("info", info) }
    let layers = object.pointee.pipeline.layers
    guard Int(layer) < layers.count else { return failIndex("layer", Int(layer), layers.count) }
    let snapshot = object.pointee.pipeline.snapshot.layers[Int(layer)]
    kedge_pipeline_layer_info(
        struct_size: 0, decided: snapshot.decided, repeated: snapshot.repeated, kind: layers[Int(layer)].number,
        reserved: 0
    ).write(to: info)
    return KEDGE_OK
}
