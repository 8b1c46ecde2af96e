public import KedgeResilienceCore
import Synchronization

/// One attempt of a call, as whoever makes it sees it.
public struct PipelineAttempt: Sendable {
    /// 1 for the first.
    public let number: Int
    /// Where to call, if the pipeline has a failover.
    public let target: FailoverTarget?
    /// When the time is over: to be passed on to what is called.
    public let deadline: Deadline
}

extension Pipeline {
    /// Makes a call through all layers. The calling thread waits where they have it wait.
    ///
    /// - Parameters:
    ///   - isIdempotent: Whether making the call twice does no more than making it once: others are not tried again.
    ///   - isFailure: Whether a value is a failure all the same; the last one is then given back as it is.
    ///   - classify: What an error says about the service.
    ///   - fallback: Answers for an error, where the pipeline has the layer; without it the layer does nothing.
    ///   - body: Makes an attempt. ``Deadline/current`` is the attempt's.
    /// - Throws: What `body` or `fallback` threw last; `BreakerError`, `RateWaitError`, `BulkheadError`, `FailoverError` or
    ///   `DeadlineError` where a layer decided.
    @available(*, noasync, message: "it blocks the thread: use the asynchronous run")
    @_disfavoredOverload
    public func run<Value>(
        isIdempotent: Bool, isFailure: (Value) -> Bool = { _ in false },
        classify: CallClassifier = standardCallOutcome, fallback: ((any Error) throws -> Value)? = nil,
        _ body: (PipelineAttempt) throws -> Value
    ) throws -> Value {
        var call = PipelineCall()
        var latest: Result<Value, any Error>?
        begin(&call, isIdempotent: isIdempotent, deadline: moment(of: .current))
        while true {
            switch advance(&call) {
            case .attempt:
                let attempt = attempt(call)
                let result = Result {
                    attempt.deadline.isNever
                        ? try body(attempt) : try Deadline.$current.withValue(attempt.deadline) { try body(attempt) }
                }
                report(result, &call, isFailure: isFailure, classify: classify)
                latest = result
            case .wait(let nanoseconds): Sleeping.blockThread(nanoseconds)
            case .queue(let nanoseconds): block(&call, nanoseconds: nanoseconds)
            case .fallback:
                let result = Result { try self.result(call, latest).get() }
                guard let fallback, case .failure(let error) = result else {
                    _ = skipFallback(&call)
                    continue
                }
                let answer = Result { try fallback(error) }
                report(fallback: answer, &call)
                latest = answer
            case .ended: return try result(call, latest).get()
            }
        }
    }

    /// The same for a call that waits: the task is suspended, and its cancellation ends waiting, attempts and delays at once.
    ///
    /// - Throws: As the other does; `CancellationError`.
    public func run<Value: Sendable>(
        isIdempotent: Bool, isFailure: @Sendable (Value) -> Bool = { _ in false },
        classify: CallClassifier = standardCallOutcome,
        fallback: (@Sendable (any Error) async throws -> Value)? = nil,
        _ body: @escaping @Sendable (PipelineAttempt) async throws -> Value
    ) async throws -> Value {
        var call = PipelineCall()
        var latest: Result<Value, any Error>?
        begin(&call, isIdempotent: isIdempotent, deadline: moment(of: .current))
        while true {
            switch advance(&call, queues: false) {
            case .attempt:
                let attempt = attempt(call)
                let result: Result<Value, any Error>
                do {
                    result = .success(try await withDeadline(attempt.deadline) { try await body(attempt) })
                } catch {
                    result = .failure(error)
                }
                report(result, &call, isFailure: isFailure, classify: classify)
                latest = result
            case .wait(let nanoseconds):
                do { try await Sleeping.suspendTask(nanoseconds) } catch {
                    cancel(&call)
                    throw error
                }
            case .queue:
                do { try await suspendForPlace(&call) } catch {
                    cancel(&call)
                    throw error
                }
            case .fallback:
                let result = Result { try self.result(call, latest).get() }
                guard let fallback, case .failure(let error) = result else {
                    _ = skipFallback(&call)
                    continue
                }
                let answer: Result<Value, any Error>
                do { answer = .success(try await fallback(error)) } catch { answer = .failure(error) }
                report(fallback: answer, &call)
                latest = answer
            case .ended: return try result(call, latest).get()
            }
        }
    }

    private func attempt(_ call: PipelineCall) -> PipelineAttempt {
        var target: FailoverTarget?
        for case .failover(let failover) in layers { target = failover.targets[Int(call.target)] }
        return PipelineAttempt(
            number: Int(call.attempts), target: target, deadline: Deadline(nanoseconds: call.deadline, clock: clock))
    }

    /// A deadline by the pipeline's clock; `.max` for never.
    private func moment(of deadline: Deadline) -> UInt64 {
        guard let left = deadline.nanosecondsLeft else { return .max }
        // The last number is kept for never.
        return min(time.now.saturatingAdding(left), .max - 1)
    }

    private func report<Value>(
        _ result: Result<Value, any Error>, _ call: inout PipelineCall, isFailure: (Value) -> Bool,
        classify: CallClassifier
    ) {
        switch result {
        case .success(let value):
            let isFailure = isFailure(value)
            report(&call, isSuccess: !isFailure, outcome: isFailure ? .failure : .success)
        case .failure(let error):
            var kind = RetryFailure.Kind(error)
            if Task.isCancelled { kind = .cancelled }
            if error is DeadlineError, nanosecondsLeft(call) == 0 { kind = .deadline }
            var retryAfter = UInt64.max
            if let time = (error as? any RetryAfterProviding)?.retryAfter { retryAfter = time.saturatedNanoseconds }
            let outcome = kind == .cancelled ? .ignored : kind == .deadline ? .failure : classify(error)
            report(&call, isSuccess: false, outcome: outcome, kind: kind, retryAfter: retryAfter)
        }
    }

    private func report<Value>(fallback result: Result<Value, any Error>, _ call: inout PipelineCall) {
        if case .success = result {
            report(&call, isSuccess: true, outcome: .ignored)
        } else {
            report(&call, isSuccess: false, outcome: .ignored)
        }
    }

    /// What a call gives: its own value or error, or the error of the layer that decided.
    private func result<Value>(
        _ call: PipelineCall, _ latest: Result<Value, any Error>?
    ) -> Result<Value, any Error> {
        let retryAfter = call.ending.retryAfter
        switch call.ending.cause {
        case .call, .fallback, .cancelled: return latest ?? .failure(CancellationError())
        case .circuitOpen:
            return .failure(BreakerError(call.ending.rejection ?? .open, retryAfter: retryAfter))
        case .rateLimited:
            return .failure(RateWaitError.limited(retryAfter: Duration(saturatingNanoseconds: retryAfter)))
        case .bulkheadFull: return .failure(BulkheadError.full)
        case .bulkheadTimedOut: return .failure(BulkheadError.timedOut)
        case .deadlineExceeded: return .failure(DeadlineError.exceeded)
        case .noTarget:
            return .failure(
                FailoverError.noTarget(
                    retryAfter: retryAfter == .max ? nil : Duration(saturatingNanoseconds: retryAfter)))
        }
    }

    /// Suspends the task until there is a place in the bulkhead that the call stands at, or its time is over.
    private func suspendForPlace(_ call: inout PipelineCall) async throws {
        guard layers.indices.contains(Int(call.position)), case .bulkhead(let bulkhead) = layers[Int(call.position)]
        else { return }
        do {
            setPlace(.success(try await place(bulkhead, until: call.deadline)), of: &call)
        } catch let error as BulkheadError {
            setPlace(.failure(error), of: &call)
        } catch is DeadlineError {
            exceed(&call)
        }
    }

    private func place(_ bulkhead: Bulkhead, until moment: UInt64) async throws -> UInt64 {
        guard moment != .max else { return try await bulkhead.placeSuspending() }
        let granted = GrantedPlace()
        do {
            return try await withDeadline(Deadline(nanoseconds: moment, clock: clock)) {
                let place = try await bulkhead.placeSuspending()
                granted.place.store(place, ordering: .releasing)
                return place
            }
        } catch {
            // It may have been granted in the moment in which the time was over.
            let place = granted.place.load(ordering: .acquiring)
            if place != 0 { bulkhead.giveBack(place) }
            throw error
        }
    }

    /// A place that a task got for somebody who may want it no more.
    private final class GrantedPlace: Sendable {
        internal let place = Atomic<UInt64>(0)
    }
}
