import KedgeResilience

/// A breaker as one would write it who has all the time in the world: lists of calls that are counted again after each.
struct ModelBreaker {
    struct Permit {
        var generation: Int
        var started: UInt64
        /// In half-open state.
        var probe: Int?
    }

    enum Fate {
        case underWay, finished, takenBack
    }

    struct Probe {
        var started: UInt64
        var deadline: UInt64
        var fate = Fate.underWay
        var isFailure = false
        var isSlow = false
        var counts = false
    }

    let options: BreakerOptions
    var state = BreakerState.closed
    var generation = 1
    var calls: [(step: UInt64, isFailure: Bool, isSlow: Bool)] = []
    var failuresInRow = 0
    var began: UInt64
    var step: UInt64 = 0
    var openUntil: UInt64 = 0
    var halfOpenEnd: UInt64 = 0
    var reopenings = 0
    var probes: [Probe] = []
    var events: [(BreakerState, BreakerState, BreakerReason)] = []
    var successes = 0
    var failures = 0
    var slowCalls = 0
    var ignored = 0
    var rejected = 0
    var stale = 0
    var admitted = 0
    var finished = 0
    var takenBack = 0

    init(_ options: BreakerOptions, now: UInt64) {
        self.options = options
        began = now
    }

    var stepTime: UInt64? { options.timeWindow.map { $0.saturatedNanoseconds / UInt64(options.timeWindowSteps) } }

    mutating func change(to next: BreakerState, _ reason: BreakerReason, _ now: UInt64) {
        if next != state { events.append((state, next, reason)) }
        takenBack += probes.count { $0.fate == .underWay }
        state = next
        generation += 1
        calls = []
        failuresInRow = 0
        began = now
        step = 0
        probes = []
        if next == .halfOpen { halfOpenEnd = now + options.maximumHalfOpenTime.saturatedNanoseconds }
        if next != .open, next != .halfOpen { reopenings = 0 }
    }

    mutating func open(_ reason: BreakerReason, _ now: UInt64) {
        let isAgain = state == .halfOpen
        change(to: .open, reason, now)
        if isAgain { reopenings += 1 }
        var time = Double(options.openTime.saturatedNanoseconds)
        for _ in 0..<min(reopenings, 200) { time = min(time * options.openTimeFactor, 1e18) }
        openUntil = now + min(UInt64(time), (options.maximumOpenTime ?? .seconds(3_600)).saturatedNanoseconds)
    }

    mutating func runDue(_ now: UInt64) {
        if state == .open, now >= openUntil { return change(to: .halfOpen, .openTimeOver, now) }
        guard state == .halfOpen else { return }
        var isAny = false
        for index in probes.indices where probes[index].fate == .underWay && now >= probes[index].deadline {
            probes[index].fate = .takenBack
            probes[index].isFailure = true
            probes[index].counts = true
            takenBack += 1
            failures += 1
            isAny = true
        }
        if isAny { judgeProbes(now) }
        if state == .halfOpen, now >= halfOpenEnd { open(.halfOpenTimeOver, now) }
    }

    mutating func judgeProbes(_ now: UInt64) {
        let counting = probes.filter(\.counts)
        let failed = Double(counting.count { $0.isFailure })
        let slow = Double(counting.count { $0.isSlow })
        let total = Double(options.probes)
        let rate = options.probeFailureRate ?? options.failureRate
        if rate.map({ failed * 100 >= $0 * total }) ?? (failed > 0) { return open(.probesFailed, now) }
        if let rate = options.slowCallRate, slow * 100 >= rate * total { return open(.probesSlow, now) }
        if counting.count == options.probes { change(to: .closed, .probesSucceeded, now) }
    }

    /// nil where no call may pass.
    mutating func acquire(_ now: UInt64) -> Permit? {
        runDue(now)
        switch state {
        case .closed, .disabled, .metricsOnly: return Permit(generation: generation, started: now)
        case .open, .forcedOpen: rejected += 1
        case .halfOpen:
            guard probes.count(where: { $0.counts || $0.fate == .underWay }) < options.probes else {
                rejected += 1
                return nil
            }
            admitted += 1
            probes.append(Probe(started: now, deadline: now + options.probeTime.saturatedNanoseconds))
            return Permit(generation: generation, started: now, probe: probes.count - 1)
        }
        return nil
    }

    mutating func finish(_ permit: Permit, _ outcome: CallOutcome, _ now: UInt64) -> PermitReport {
        if let probe = permit.probe { return finishProbe(permit, probe, outcome, now) }
        guard permit.generation == generation else {
            stale += 1
            return .stale
        }
        guard state != .disabled else { return .counted }
        guard outcome != .ignored else {
            ignored += 1
            return .counted
        }
        if let stepTime, now >= began { step = max(step, (now - began) / stepTime) }
        let isSlow = isSlow(permit.started, now)
        let isFailure = outcome == .failure
        calls.append((step, isFailure, isSlow))
        count(isFailure, isSlow)
        failuresInRow = isFailure ? failuresInRow + 1 : 0
        if state == .closed, let reason = reasonToOpen { open(reason, now) }
        return .counted
    }

    private func isSlow(_ started: UInt64, _ now: UInt64) -> Bool {
        guard let limit = options.slowCallDuration, now >= started else { return false }
        return now - started >= limit.saturatedNanoseconds
    }

    private mutating func count(_ isFailure: Bool, _ isSlow: Bool) {
        failures += isFailure ? 1 : 0
        successes += isFailure ? 0 : 1
        slowCalls += isSlow ? 1 : 0
    }

    private mutating func finishProbe(
        _ permit: Permit, _ probe: Int, _ outcome: CallOutcome, _ now: UInt64
    ) -> PermitReport {
        runDue(now)
        guard permit.generation == generation else { return .takenBack }
        switch probes[probe].fate {
        case .finished: return .finishedBefore
        case .takenBack: return .takenBack
        case .underWay: break
        }
        finished += 1
        probes[probe].fate = .finished
        guard outcome != .ignored else {
            ignored += 1
            return .counted
        }
        probes[probe].counts = true
        probes[probe].isFailure = outcome == .failure
        probes[probe].isSlow = isSlow(probes[probe].started, now)
        count(probes[probe].isFailure, probes[probe].isSlow)
        judgeProbes(now)
        return .counted
    }

    var countWindow: ArraySlice<(step: UInt64, isFailure: Bool, isSlow: Bool)> {
        calls.suffix(options.countWindow ?? 0)
    }

    /// The calls of the step that `now` lies in and of those before it.
    func timeWindow(_ now: UInt64? = nil) -> [(step: UInt64, isFailure: Bool, isSlow: Bool)] {
        guard let stepTime else { return [] }
        var step = step
        if let now, now >= began { step = max(step, (now - began) / stepTime) }
        return calls.filter { $0.step + UInt64(options.timeWindowSteps) > step }
    }

    private var reasonToOpen: BreakerReason? {
        if let limit = options.consecutiveFailures, failuresInRow >= limit { return .consecutiveFailures }
        if options.countWindow != nil, let reason = reason(Array(countWindow)) { return reason }
        if options.timeWindow != nil, let reason = reason(timeWindow()) { return reason }
        return nil
    }

    private func reason(_ calls: [(step: UInt64, isFailure: Bool, isSlow: Bool)]) -> BreakerReason? {
        guard calls.count >= options.minimumCalls else { return nil }
        let total = Double(calls.count)
        if let rate = options.failureRate, Double(calls.count { $0.isFailure }) * 100 >= rate * total {
            return .failureRate
        }
        if let rate = options.slowCallRate, Double(calls.count { $0.isSlow }) * 100 >= rate * total {
            return .slowCallRate
        }
        return nil
    }
}
