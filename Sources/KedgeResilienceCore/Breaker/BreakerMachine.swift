import CPlatform
import Synchronization

/// What a breaker decides, for whoever has the lock.
internal struct BreakerMachine: ~Copyable {
    internal let rules: BreakerRules
    internal let cells: UnsafeMutablePointer<BreakerCells>
    internal let random: RandomSource
    internal var countWindow: CountWindow
    internal var timeWindow: TimeWindow
    internal var probes: ProbeTable
    internal var events: BreakerEventQueue

    /// Good results of this generation that are in no stripe any more, and all bad ones of it.
    internal var movedGood: UInt64 = 0
    internal var bad: UInt64 = 0
    internal var reopenings: UInt64 = 0
    internal var stateSince: UInt64
    internal var halfOpenEnd: UInt64 = .max
    internal var totals = BreakerTotals()
    /// Whether the rule of open times has to be asked, once the lock is free.
    internal var wantsOpenTime = false
    /// Whether somebody is telling of changes.
    internal var teller: UInt64 = 0

    /// - Returns: nil if there is no memory.
    internal init?(_ rules: BreakerRules, _ cells: UnsafeMutablePointer<BreakerCells>, seed: UInt64?, now: UInt64) {
        guard let countWindow = CountWindow(size: rules.countWindow),
            let timeWindow = TimeWindow(stepCount: rules.stepCount, stepTime: rules.stepTime),
            let probes = ProbeTable(capacity: rules.probes),
            let events = BreakerEventQueue(capacity: rules.eventCapacity)
        else { return nil }
        self.rules = rules
        self.cells = cells
        self.countWindow = countWindow
        self.timeWindow = timeWindow
        self.probes = probes
        self.events = events
        random = RandomSource(seed: seed)
        stateSince = now
        self.timeWindow.clear(now: now)
        cells.pointee.turn.store(self.timeWindow.end, ordering: .relaxed)
    }

    internal var word: BreakerWord { BreakerWord(bits: cells.pointee.word.load(ordering: .acquiring)) }

    /// Whether a call that began then has taken too long by now.
    internal func isSlow(since started: UInt64, now: UInt64) -> Bool {
        rules.slowCallTime != .max && now >= started && now &- started >= rules.slowCallTime
    }

    // MARK: Results of calls in closed state

    /// Counts a result of this generation, and opens the breaker if that is what it says.
    internal mutating func count(isFailure: Bool, isSlow: Bool, now: UInt64) {
        let word = word
        if rules.stepCount > 0 { timeWindow.turn(now: now, good: good) }
        if isFailure || isSlow {
            bad &+= 1
            let result = BadResult(isFailure: isFailure, isSlow: isSlow)
            if rules.countWindow > 0 { countWindow.add(position: good &+ bad, result) }
            timeWindow.add(result)
        } else {
            movedGood &+= 1
            totals.movedGood &+= 1
        }
        totals.add(isFailure: isFailure, isSlow: isSlow)
        let failures = isFailure ? min(word.failures &+ 1, BreakerWord.maximumFailures) : 0
        judge(word, failures: failures, now: now)
    }

    /// Empties the thread's stripe where it is full.
    internal mutating func moveGood() {
        let generation = word.generation &<< 32
        let number = Int(cplatform_stripe())
        let count = cells.pointee.stripes[number].good.load(ordering: .relaxed) & BreakerStripe.countMask
        guard count &+ 1 >= BreakerStripe.fullCount else { return }
        // The shared stripe may get another meanwhile; the exchange takes all there are.
        let taken = cells.pointee.stripes[number].good.exchange(generation, ordering: .relaxed)
        totals.movedGood &+= taken & BreakerStripe.countMask
        if taken & BreakerWord.generationMask == generation { movedGood &+= taken & BreakerStripe.countMask }
    }

    /// Opens the breaker if a limit is reached, or notes what the next good results have to look at.
    private mutating func judge(_ word: BreakerWord, failures: UInt64, now: UInt64) {
        let good = good
        countWindow.forget(before: good &+ bad)
        if word.state == .closed, let reason = reasonToOpen(failures: failures, good: good) {
            return open(reason, now: now)
        }
        let isWatched =
            (countWindow.hasBad && good &+ bad < rules.minimumCalls)
            || (timeWindow.hasBad && timeWindow.calls(good: good) < rules.minimumCalls)
        cells.pointee.turn.store(timeWindow.end, ordering: .relaxed)
        store(BreakerWord(generation: word.generation, state: word.state, isWatched: isWatched, failures: failures))
    }

    private func reasonToOpen(failures: UInt64, good: UInt64) -> BreakerReason? {
        if rules.consecutiveFailures != 0, failures >= rules.consecutiveFailures { return .consecutiveFailures }
        if rules.countWindow > 0 {
            let calls = min(good &+ bad, UInt64(rules.countWindow))
            if let reason = reason(countWindow.failures, countWindow.slowCalls, of: calls) { return reason }
        }
        guard rules.stepCount > 0 else { return nil }
        return reason(timeWindow.failures, timeWindow.slowCalls, of: timeWindow.calls(good: good))
    }

    private func reason(_ failures: UInt64, _ slowCalls: UInt64, of calls: UInt64) -> BreakerReason? {
        guard calls >= rules.minimumCalls else { return nil }
        if BreakerRules.reaches(rules.failureRate, failures, of: calls) { return .failureRate }
        if BreakerRules.reaches(rules.slowCallRate, slowCalls, of: calls) { return .slowCallRate }
        return nil
    }

    /// Good results of this generation.
    internal var good: UInt64 {
        let generation = word.generation &<< 32
        var sum = movedGood
        for index in 0..<BreakerStripe.count {
            let stripe = cells.pointee.stripes[index].good.load(ordering: .relaxed)
            if stripe & BreakerWord.generationMask == generation { sum &+= stripe & BreakerStripe.countMask }
        }
        return sum
    }

    // MARK: Changes of state

    /// Goes over to another state, which is a new generation.
    internal mutating func change(to state: BreakerState, _ reason: BreakerReason, now: UInt64) {
        let old = word
        probes.clear()
        movedGood = 0
        bad = 0
        countWindow.clear()
        timeWindow.clear(now: now)
        cells.pointee.turn.store(timeWindow.end, ordering: .relaxed)
        halfOpenEnd = state == .halfOpen ? now.saturatingAdding(rules.maximumHalfOpenTime) : .max
        if state != .open, state != .halfOpen { reopenings = 0 }
        if state != .open { wantsOpenTime = false }
        stateSince = now
        // After 2^32 changes generations begin again with 1: no permit is 0.
        let generation = old.generation == 0xFFFF_FFFF ? 1 : old.generation &+ 1
        store(BreakerWord(generation: generation, state: state))
        if old.state != state { events.append(from: old.state, to: state, reason: reason, now: now) }
    }

    /// Opens for the first time, or again.
    internal mutating func open(_ reason: BreakerReason, now: UInt64) {
        if word.state == .halfOpen { reopenings = reopenings.saturatingAdding(1) }
        let time = rules.openTime(reopenings: reopenings, fraction: 1 - random.fraction())
        // Before the word, so that whoever sees that it is open sees for how long.
        cells.pointee.openUntil.store(now.saturatingAdding(time), ordering: .releasing)
        change(to: .open, reason, now: now)
        wantsOpenTime = true
    }

    /// Notes so many failures without a success between them.
    internal func setFailures(_ failures: UInt64) {
        let word = word
        store(
            BreakerWord(
                generation: word.generation, state: word.state, isWatched: word.isWatched, failures: failures))
    }

    private func store(_ word: BreakerWord) {
        cells.pointee.word.store(word.bits, ordering: .releasing)
    }

    // MARK: Half-open state

    /// Does what is due: an open breaker becomes half-open, calls that did not report are taken back, and who was in half-open
    /// state for too long opens again.
    internal mutating func runDue(now: UInt64) {
        switch word.state {
        case .open:
            let until = cells.pointee.openUntil.load(ordering: .relaxed)
            if until != .max, now >= until { change(to: .halfOpen, .openTimeOver, now: now) }
        case .halfOpen:
            takeBack(now: now)
            if word.state == .halfOpen, now >= halfOpenEnd { open(.halfOpenTimeOver, now: now) }
        case .closed, .metricsOnly, .disabled, .forcedOpen: break
        }
    }

    private mutating func takeBack(now: UInt64) {
        let before = probes.takenBackCount
        probes.takeBack(now: now)
        let count = probes.takenBackCount &- before
        guard count > 0 else { return }
        totals.failures &+= count
        judgeProbes(now: now)
    }

    /// Decides as soon as enough of the probes failed, or all of them have their results.
    internal mutating func judgeProbes(now: UInt64) {
        if probes.failures >= rules.probeFailures {
            open(.probesFailed, now: now)
        } else if probes.slowCalls >= rules.slowProbes {
            open(.probesSlow, now: now)
        } else if probes.results == UInt64(rules.probes) {
            change(to: .closed, .probesSucceeded, now: now)
        }
    }
}

/// Counts since a breaker was made.
internal struct BreakerTotals {
    /// Good results that are in no stripe.
    internal var movedGood: UInt64 = 0
    internal var slowSuccesses: UInt64 = 0
    internal var probeSuccesses: UInt64 = 0
    internal var failures: UInt64 = 0
    internal var slowCalls: UInt64 = 0
    internal var ignored: UInt64 = 0
    internal var stale: UInt64 = 0

    /// Counts a result of the closed state; good ones are counted with their generation.
    internal mutating func add(isFailure: Bool, isSlow: Bool) {
        if isFailure { failures &+= 1 }
        if isSlow { slowCalls &+= 1 }
        if isSlow, !isFailure { slowSuccesses &+= 1 }
    }
}
