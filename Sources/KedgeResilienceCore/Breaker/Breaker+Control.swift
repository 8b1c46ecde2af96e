import Synchronization

extension Breaker {
    /// Goes over to a state by hand: to ``BreakerState/open`` for an open time, to ``BreakerState/halfOpen`` for a round of
    /// probes, to ``BreakerState/closed`` with nothing counted, to the others until somebody says otherwise.
    ///
    /// Calls that are under way count for nothing afterwards, in the same state too.
    public func change(to state: BreakerState) {
        let now = now
        withMachine { machine in
            if state == .open {
                machine.open(.manual, now: now)
            } else {
                machine.change(to: state, .manual, now: now)
            }
        }
    }

    /// Closes the breaker, with nothing counted.
    public func reset() { change(to: .closed) }

    /// The state, as the last call left it: an open breaker whose time is over stays open until a call comes, or
    /// ``runDue()``.
    ///
    /// - Cost: A few nanoseconds, no lock.
    public var state: BreakerState { BreakerWord(bits: cells.pointee.word.load(ordering: .acquiring)).state }

    /// Whether a call would pass now, as far as can be told without asking for it.
    internal var mayPass: Bool {
        switch state {
        case .closed, .disabled, .metricsOnly: return true
        case .open, .halfOpen:
            let now = now
            return withMachineOnly { $0.retryAfter(now: now) == 0 }
        case .forcedOpen: return false
        }
    }

    /// Does what is due although no call comes: an open breaker becomes half-open, and calls that did not report are taken
    /// back.
    public func runDue() {
        let now = now
        withMachine { $0.runDue(now: now) }
    }

    /// The oldest change of state that nobody has fetched, or nil. Where the options have `onStateChange`, that gets them.
    public func nextEvent() -> BreakerEvent? {
        hasListener ? nil : withMachineOnly { $0.events.popFirst() }
    }

    /// All counts at one moment.
    ///
    /// Calls that end at that very moment in other threads are in them or not.
    public var snapshot: BreakerSnapshot {
        let now = now
        return withMachineOnly { $0.snapshot(now: now) }
    }
}

extension BreakerMachine {
    fileprivate mutating func snapshot(now: UInt64) -> BreakerSnapshot {
        var snapshot = BreakerSnapshot()
        let word = word
        let good = good
        snapshot.state = word.state
        snapshot.generation = word.generation
        snapshot.nanosecondsInState = now.saturatingSubtracting(stateSince)
        snapshot.retryAfterNanoseconds = retryAfter(now: now)
        snapshot.reopenings = reopenings
        snapshot.consecutiveFailures = word.failures
        if rules.countWindow > 0 {
            countWindow.forget(before: good &+ bad)
            let calls = min(good &+ bad, UInt64(rules.countWindow))
            snapshot.countWindow = window(countWindow.failures, countWindow.slowCalls, of: calls)
        }
        if rules.stepCount > 0 {
            timeWindow.turn(now: now, good: good)
            // What has been forgotten may have raised a rate: the next result is judged.
            cells.pointee.turn.store(0, ordering: .relaxed)
            let calls = timeWindow.calls(good: good)
            snapshot.timeWindow = window(timeWindow.failures, timeWindow.slowCalls, of: calls)
        }
        snapshot.successes =
            BreakerStripe.allGood(cells.pointee.stripes) &+ totals.movedGood &+ totals.slowSuccesses
            &+ totals.probeSuccesses
        snapshot.failures = totals.failures
        snapshot.slowCalls = totals.slowCalls
        snapshot.ignored = totals.ignored
        for index in 0..<BreakerStripe.count {
            snapshot.rejected &+= cells.pointee.stripes[index].rejected.load(ordering: .relaxed)
        }
        snapshot.stale = totals.stale
        snapshot.probesAdmitted = probes.admittedCount
        snapshot.probesFinished = probes.finishedCount
        snapshot.probesTakenBack = probes.takenBackCount
        snapshot.probesUnderWay = UInt64(probes.underWay)
        snapshot.eventsLost = events.lostCount
        return snapshot
    }

    private func window(_ failures: UInt64, _ slowCalls: UInt64, of calls: UInt64) -> BreakerWindow {
        BreakerWindow(
            calls: calls, failures: failures, slowCalls: slowCalls, hasRates: calls >= rules.minimumCalls)
    }
}
