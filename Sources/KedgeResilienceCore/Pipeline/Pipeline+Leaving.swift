extension Pipeline {
    /// Says what an attempt came to, or the fallback.
    ///
    /// - Parameters:
    ///   - isSuccess: Whether there is a value to give back.
    ///   - outcome: What it says about the service.
    ///   - kind: What it says about trying again.
    ///   - retryAfter: When the service asked to come back; `.max` where it did not.
    /// - Returns: Whether there was something to report.
    @discardableResult
    package func report(
        _ call: inout PipelineCall, isSuccess: Bool, outcome: CallOutcome, kind: RetryFailure.Kind = .failure,
        retryAfter: UInt64 = .max
    ) -> Bool {
        var ending = PipelineEnding()
        ending.isSuccess = isSuccess
        ending.outcome = outcome
        ending.kind = kind
        ending.retryAfter = retryAfter
        switch PipelineCall.Phase(rawValue: call.phase) {
        case .attempting:
            call.position = UInt32(layers.count)
            if !isSuccess, kind == .cancelled { ending.cause = .cancelled }
            if !isSuccess, kind == .deadline, call.deadline == .max { ending.kind = .failure }
            if ending.kind == .deadline, !isSuccess {
                // Who makes the call found its time over.
                ending.cause = .deadlineExceeded
                ending.layer = deadlineLayer(call)
            }
        case .fallingBack:
            // It says nothing about the service.
            ending = PipelineEnding()
            ending.isSuccess = isSuccess
            ending.cause = .fallback
            ending.layer = call.position
        default: return false
        }
        call.ending = ending
        call.phase = PipelineCall.Phase.leaving.rawValue
        return true
    }

    /// Goes on as if there were no fallback.
    ///
    /// - Returns: Whether one was asked for.
    package func skipFallback(_ call: inout PipelineCall) -> Bool {
        guard call.phase == PipelineCall.Phase.fallingBack.rawValue else { return false }
        call.phase = PipelineCall.Phase.leaving.rawValue
        return true
    }

    /// Ends a call that its caller wants no more, wherever it stands: what it holds is given back.
    package func cancel(_ call: inout PipelineCall) {
        let index = Int(call.position)
        switch PipelineCall.Phase(rawValue: call.phase) {
        case .ended, .unused, nil: return
        case .waiting:
            if layers.indices.contains(index), case .rateLimiter(let limiter, _) = layers[index] {
                let state = call.state(of: index, as: LimiterState.self)
                _ = limiter.giveBack(
                    ReservedPlace(after: 0, count: 1, mark: state.mark, generation: state.generation))
            }
        case .queueing:
            if layers.indices.contains(index), case .bulkhead(let bulkhead) = layers[index] {
                let ticket = call.state(of: index, as: BulkheadState.self).ticket
                if ticket != 0 { try? bulkhead.cancel(ticket) }
            }
        case .attempting: call.position = UInt32(layers.count)
        case .entering, .leaving, .fallingBack: break
        }
        var ending = PipelineEnding()
        ending.cause = .cancelled
        ending.kind = .cancelled
        call.ending = ending
        call.phase = PipelineCall.Phase.leaving.rawValue
        while call.phase == PipelineCall.Phase.leaving.rawValue { _ = leave(&call) }
    }

    /// Leaves the layer before the position.
    internal func leave(_ call: inout PipelineCall) -> PipelineStep? {
        guard call.position > 0, call.position <= UInt32(layers.count) else {
            call.phase = PipelineCall.Phase.ended.rawValue
            count(call.ending)
            return .ended
        }
        call.position &-= 1
        let index = Int(call.position)
        switch layers[index] {
        case .fallback:
            if !call.ending.isSuccess, call.ending.kind != .cancelled, call.ending.cause != .fallback {
                call.phase = PipelineCall.Phase.fallingBack.rawValue
                return .fallback
            }
        case .deadline, .attemptDeadline:
            call.deadline = call.state(of: index, as: DeadlineState.self).outer
            // Outside it is a failure like another.
            if call.ending.kind == .deadline, call.ending.layer == UInt32(index) { call.ending.kind = .failure }
        case .rateLimiter: break
        case .bulkhead(let bulkhead): bulkhead.giveBack(call.state(of: index, as: BulkheadState.self).place)
        case .retry(let policy): return leave(policy, index, &call)
        case .failover(let failover): leave(failover, index, &call)
        case .breaker(let breaker):
            var permit = call.state(of: index, as: RawPermit.self)
            _ = breaker.finish(&permit, call.ending.outcome)
        }
        return nil
    }

    private func leave(_ policy: RetryPolicy, _ index: Int, _ call: inout PipelineCall) -> PipelineStep? {
        guard !call.ending.isSuccess else { return nil }
        var state = call.state(of: index, as: RetryState.self).call
        let step = policy.next(
            after: call.ending.kind,
            retryAfterNanoseconds: call.ending.retryAfter == .max ? nil : call.ending.retryAfter, of: &state,
            nanosecondsLeft: call.deadline == .max ? nil : nanosecondsLeft(call))
        call.setState(RetryState(state), of: index)
        if let stop = step.stop {
            call.ending.stop = stop.rawValue
            return nil
        }
        countRepeated(index)
        call.phase = PipelineCall.Phase.waiting.rawValue
        return step.delayNanoseconds == 0 ? nil : .wait(nanoseconds: step.delayNanoseconds)
    }

    private func leave(_ failover: Failover, _ index: Int, _ call: inout PipelineCall) {
        var state = call.state(of: index, as: FailoverState.self)
        failover.finish(state.call, Int(call.target), &state.permit, call.ending.outcome)
        // Only what says something about the target is a reason to go on to the next, where the call may be made twice.
        guard call.isIdempotent == 1, !call.ending.isSuccess, call.ending.outcome == .failure,
            call.ending.kind != .permanent,
            call.ending.kind != .cancelled, nanosecondsLeft(call) > 0,
            let target = failover.next(&state.call, &state.permit)
        else { return }
        countRepeated(index)
        call.target = UInt32(target)
        call.setState(state, of: index)
        call.position &+= 1
        call.phase = PipelineCall.Phase.entering.rawValue
    }
}
