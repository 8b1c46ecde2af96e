extension Pipeline {
    /// What layers keep about a call.
    internal struct LimiterState: BitwiseCopyable {
        internal var mark: UInt64
        internal var generation: UInt64
    }
    internal struct BulkheadState: BitwiseCopyable {
        /// 0 where none is held.
        internal var place: UInt64 = 0
        /// 0 where there is none.
        internal var ticket: UInt64 = 0
    }
    internal struct DeadlineState: BitwiseCopyable {
        /// The moment of what is outside.
        internal var outer: UInt64
    }
    internal struct RetryState: BitwiseCopyable {
        private var attemptCount: UInt32
        private var isIdempotent: UInt32
        private var startedAt: UInt64
        private var previousDelay: UInt64

        internal init(_ call: RetryCall) {
            attemptCount = call.attemptCount
            isIdempotent = call.isIdempotent ? 1 : 0
            startedAt = call.startedAt
            previousDelay = call.previousDelay
        }

        internal var call: RetryCall {
            RetryCall(
                attemptCount: attemptCount, isIdempotent: isIdempotent == 1, startedAt: startedAt,
                previousDelay: previousDelay)
        }
    }
    internal struct FailoverState: BitwiseCopyable {
        internal var call = FailoverCall()
        internal var permit = RawPermit()
    }

    /// Begins a call.
    package func begin(_ call: inout PipelineCall, isIdempotent: Bool, deadline: UInt64 = .max) {
        call = PipelineCall()
        call.phase = PipelineCall.Phase.entering.rawValue
        call.isIdempotent = isIdempotent ? 1 : 0
        call.deadline = deadline
        countCall()
    }

    /// Goes on with a call until whoever makes it has something to do.
    ///
    /// - Parameter queues: Whether a place in a bulkhead is waited for with a ticket, which is polled by coming back; else the step
    ///   `queue` says that ``setPlace(_:of:)`` is to be called.
    package func advance(_ call: inout PipelineCall, queues: Bool = true) -> PipelineStep {
        while true {
            let step: PipelineStep?
            switch PipelineCall.Phase(rawValue: call.phase) {
            case .entering: step = enter(&call, queues: queues)
            case .waiting:
                call.phase = PipelineCall.Phase.entering.rawValue
                call.position = min(call.position, UInt32(layers.count)) &+ 1
                step = nil
            case .queueing: step = poll(&call, queues: queues)
            case .attempting: return .attempt(nanosecondsLeft: nanosecondsLeft(call))
            case .leaving: step = leave(&call)
            case .fallingBack: return .fallback
            case .ended, .unused, nil: return .ended
            }
            if let step { return step }
        }
    }

    /// Time that is left to a call; `.max` for no limit.
    package func nanosecondsLeft(_ call: PipelineCall) -> UInt64 {
        call.deadline == .max ? .max : call.deadline.saturatingSubtracting(time.now)
    }

    /// Enters the next layer.
    private func enter(_ call: inout PipelineCall, queues: Bool) -> PipelineStep? {
        let index = Int(call.position)
        if call.deadline != .max, nanosecondsLeft(call) == 0 { return exceed(&call) }
        guard index < layers.count else {
            call.phase = PipelineCall.Phase.attempting.rawValue
            call.attempts = call.attempts == .max ? .max : call.attempts &+ 1
            return .attempt(nanosecondsLeft: nanosecondsLeft(call))
        }
        switch layers[index] {
        case .fallback: break
        case .deadline, .attemptDeadline:
            call.setState(DeadlineState(outer: call.deadline), of: index)
            // The last number is kept for never.
            call.deadline = min(call.deadline, time.now.saturatingAdding(limits[index]), .max - 1)
        case .rateLimiter(let limiter, _):
            return enter(limiter, index, &call)
        case .bulkhead(let bulkhead):
            let place = bulkhead.takeFreePlace()
            call.setState(BulkheadState(place: place), of: index)
            if place == 0 {
                call.phase = PipelineCall.Phase.queueing.rawValue
                return queues ? nil : .queue(nanoseconds: nanosecondsLeft(call))
            }
        case .retry(let policy):
            call.setState(RetryState(policy.begin(isIdempotent: call.isIdempotent == 1)), of: index)
        case .failover(let failover):
            var state = FailoverState()
            guard let target = failover.next(&state.call, &state.permit) else {
                return reject(&call, .noTarget, at: index, kind: .openCircuit, retryAfter: state.call.retryAfter)
            }
            call.target = UInt32(target)
            call.setState(state, of: index)
        case .breaker(let breaker):
            var permit = RawPermit()
            let answer = Breaker.admit(breaker.cells, &permit)
            guard answer.rejection == nil else {
                reject(&call, .circuitOpen, at: index, kind: .openCircuit, retryAfter: answer.retryAfter)
                call.ending.rejection = answer.rejection
                return nil
            }
            call.setState(permit, of: index)
        }
        call.position &+= 1
        return nil
    }

    private func enter(_ limiter: RateLimiter, _ index: Int, _ call: inout PipelineCall) -> PipelineStep? {
        let place = limiter.reserve(1, withinNanoseconds: min(limits[index], nanosecondsLeft(call)))
        guard place.isAdmitted else {
            return reject(&call, .rateLimited, at: index, retryAfter: place.nanoseconds)
        }
        guard place.nanoseconds > 0 else {
            call.position &+= 1
            return nil
        }
        call.setState(LimiterState(mark: place.mark, generation: place.generation), of: index)
        call.phase = PipelineCall.Phase.waiting.rawValue
        return .wait(nanoseconds: place.nanoseconds)
    }

    // MARK: Bulkheads

    /// Looks after the place that a call waits for.
    private func poll(_ call: inout PipelineCall, queues: Bool) -> PipelineStep? {
        let index = Int(call.position)
        guard layers.indices.contains(index), case .bulkhead(let bulkhead) = layers[index] else {
            return reject(&call, .bulkheadFull, at: index)
        }
        guard queues else { return .queue(nanoseconds: nanosecondsLeft(call)) }
        var state = call.state(of: index, as: BulkheadState.self)
        if state.ticket == 0 {
            switch bulkhead.enqueue() {
            case .place(let place): return setPlace(.success(place), of: &call)
            case .full: return setPlace(.failure(.full), of: &call)
            case .ticket(let ticket):
                state.ticket = ticket
                call.setState(state, of: index)
            }
        }
        let left = nanosecondsLeft(call)
        if left == 0 {
            try? bulkhead.cancel(state.ticket)
            return exceed(&call)
        }
        switch bulkhead.poll(state.ticket) {
        case .waiting(let due): return .queue(nanoseconds: min(due, left))
        case .granted(let place): return setPlace(.success(place), of: &call)
        case .timedOut: return setPlace(.failure(.timedOut), of: &call)
        case .ended, .forked: return setPlace(.failure(.full), of: &call)
        }
    }

    /// Blocks the thread until a call that queues may go on, for so long at most.
    package func block(_ call: inout PipelineCall, nanoseconds: UInt64) {
        let index = Int(call.position)
        guard call.phase == PipelineCall.Phase.queueing.rawValue, layers.indices.contains(index),
            case .bulkhead(let bulkhead) = layers[index]
        else { return }
        switch bulkhead.wait(call.state(of: index, as: BulkheadState.self).ticket, nanoseconds: nanoseconds) {
        case .waiting: break
        case .granted(let place): _ = setPlace(.success(place), of: &call)
        case .timedOut: _ = setPlace(.failure(.timedOut), of: &call)
        case .ended, .forked: _ = setPlace(.failure(.full), of: &call)
        }
    }

    /// Says what came of waiting for a place.
    @discardableResult
    package func setPlace(_ result: Result<UInt64, BulkheadError>, of call: inout PipelineCall) -> PipelineStep? {
        let index = Int(call.position)
        switch result {
        case .success(let place):
            call.setState(BulkheadState(place: place), of: index)
            call.phase = PipelineCall.Phase.entering.rawValue
            call.position &+= 1
            return nil
        case .failure(let error):
            return reject(&call, error == .timedOut ? .bulkheadTimedOut : .bulkheadFull, at: index)
        }
    }

    // MARK: Endings

    /// Ends a call that a layer did not let pass: nothing was sent.
    @discardableResult
    internal func reject(
        _ call: inout PipelineCall, _ cause: PipelineCause, at index: Int, kind: RetryFailure.Kind = .failure,
        retryAfter: UInt64 = .max
    ) -> PipelineStep? {
        var ending = PipelineEnding()
        ending.cause = cause
        ending.kind = kind
        ending.layer = UInt32(truncatingIfNeeded: index)
        ending.retryAfter = retryAfter
        call.ending = ending
        call.position = min(UInt32(truncatingIfNeeded: index), UInt32(layers.count))
        call.phase = PipelineCall.Phase.leaving.rawValue
        return nil
    }

    /// Ends a call whose time is over, before an attempt is made or while it waits.
    @discardableResult
    package func exceed(_ call: inout PipelineCall) -> PipelineStep? {
        let position = call.position
        let layer = deadlineLayer(call)
        reject(&call, .deadlineExceeded, at: 0, kind: .deadline)
        call.ending.layer = layer
        call.position = min(position, UInt32(layers.count))
        return nil
    }

    /// The innermost of the layers that made the time shorter; ``PipelineEnding/noLayer`` where its limit came with the call.
    internal func deadlineLayer(_ call: PipelineCall) -> UInt32 {
        for index in stride(from: min(Int(call.position), layers.count) - 1, through: 0, by: -1) {
            switch layers[index] {
            case .deadline, .attemptDeadline:
                if call.state(of: index, as: DeadlineState.self).outer != call.deadline { return UInt32(index) }
            default: break
            }
        }
        return PipelineEnding.noLayer
    }
}
