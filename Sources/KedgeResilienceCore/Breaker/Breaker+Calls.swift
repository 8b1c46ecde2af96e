import CPlatform
import Synchronization

extension Breaker {
    /// Asks for a call to pass.
    ///
    /// - Returns: A permit, to be finished with what the call came to.
    /// - Throws: `BreakerError` where no call may pass, with when one may.
    /// - Cost: A few nanoseconds, no lock and no allocation, but for calls of the half-open state.
    public func acquire() throws(BreakerError) -> BreakerPermit {
        var raw = RawPermit()
        let answer = Self.admit(cells, &raw)
        if let rejection = answer.rejection { throw BreakerError(rejection, retryAfter: answer.retryAfter) }
        return BreakerPermit(self, raw)
    }

    // MARK: Without counting references

    /// Asks for a call to pass.
    ///
    /// - Parameter permit: Written if it may.
    @inline(never)
    package static func admit(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> BreakerAnswer {
        let word = cells.pointee.word.load(ordering: .acquiring)
        guard word & BreakerWord.restrictedBit == 0 else { return admitRestricted(cells, permit) }
        permit.pointee.word = word & BreakerWord.generationMask
        permit.pointee.moment = cells.pointee.slowCallTime == .max ? 0 : now(cells)
        return BreakerAnswer()
    }

    @inline(never)
    private static func admitRestricted(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> BreakerAnswer {
        let state = BreakerWord(bits: cells.pointee.word.load(ordering: .acquiring)).state
        if state == .forcedOpen {
            BreakerStripe.addRejected(cells.pointee.stripes)
            return BreakerAnswer(.forcedOpen, retryAfter: .max)
        }
        if state == .open {
            let until = cells.pointee.openUntil.load(ordering: .acquiring)
            let now = now(cells)
            if now < until {
                BreakerStripe.addRejected(cells.pointee.stripes)
                return BreakerAnswer(.open, retryAfter: until == .max ? .max : until &- now)
            }
        }
        let breaker = cells.pointee.breaker.unsafelyUnwrapped.takeUnretainedValue()
        let now = breaker.now
        return breaker.withMachine { $0.admit(permit, now: now) }
    }

    /// Ends a call that succeeded.
    @inline(never)
    package static func succeed(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> PermitReport {
        let word = cells.pointee.word.load(ordering: .acquiring)
        if (word ^ permit.pointee.word) & ~BreakerWord.metricsOnlyBits == 0,
            !cells.pointee.isTimed || BreakerCells.isOnTime(cells, permit, now: now(cells)),
            BreakerStripe.addGood(cells.pointee.stripes, generation: word & BreakerWord.generationMask)
        {
            permit.pointee.word = 0
            return .counted
        }
        return finish(cells, permit, .success)
    }

    /// Ends a call.
    @inline(never)
    package static func finish(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>, _ outcome: CallOutcome
    ) -> PermitReport {
        guard permit.pointee.word != 0 else { return .finishedBefore }
        let breaker = cells.pointee.breaker.unsafelyUnwrapped.takeUnretainedValue()
        let now = breaker.now
        return breaker.withMachine { $0.finish(permit, outcome, now: now) }
    }

    @inline(__always)
    private static func now(_ cells: UnsafeMutablePointer<BreakerCells>) -> UInt64 {
        cells.pointee.reading == .coarse ? cplatform_coarse_ns() : anyNow(cells)
    }

    @inline(never)
    private static func anyNow(_ cells: UnsafeMutablePointer<BreakerCells>) -> UInt64 {
        cells.pointee.breaker.unsafelyUnwrapped._withUnsafeGuaranteedRef { $0.now }
    }

    /// The time, exact where the options have a short one.
    internal var now: UInt64 { isExact ? time.now : time.coarse }

    internal func finish(_ permit: UnsafeMutablePointer<RawPermit>, _ outcome: CallOutcome) -> PermitReport {
        outcome == .success ? Self.succeed(cells, permit) : Self.finish(cells, permit, outcome)
    }
}

extension BreakerMachine {
    /// Lets a call pass in half-open state, or in any other that it turned into meanwhile.
    fileprivate mutating func admit(_ permit: UnsafeMutablePointer<RawPermit>, now: UInt64) -> BreakerAnswer {
        runDue(now: now)
        let word = word
        switch word.state {
        case .closed, .metricsOnly, .disabled:
            permit.pointee.word = word.generation &<< 32
            permit.pointee.moment = now
            return BreakerAnswer()
        case .halfOpen:
            let deadline = now.saturatingAdding(rules.probeTime)
            if let (slot, serial) = probes.admit(now: now, deadline: deadline) {
                permit.pointee.word = word.generation &<< 32 | slot
                permit.pointee.moment = serial
                return BreakerAnswer()
            }
            BreakerStripe.addRejected(cells.pointee.stripes)
            return BreakerAnswer(.halfOpen, retryAfter: retryAfter(now: now))
        case .open:
            BreakerStripe.addRejected(cells.pointee.stripes)
            return BreakerAnswer(.open, retryAfter: retryAfter(now: now))
        case .forcedOpen:
            BreakerStripe.addRejected(cells.pointee.stripes)
            return BreakerAnswer(.forcedOpen, retryAfter: .max)
        }
    }

    /// When a call may pass at the latest, if nothing happens meanwhile.
    internal func retryAfter(now: UInt64) -> UInt64 {
        switch word.state {
        case .closed, .metricsOnly, .disabled: return 0
        case .open:
            let until = cells.pointee.openUntil.load(ordering: .relaxed)
            return until == .max ? .max : until.saturatingSubtracting(now)
        case .halfOpen:
            guard UInt64(probes.underWay) &+ probes.results >= UInt64(probes.capacity) else { return 0 }
            return min(probes.nextDeadline, halfOpenEnd).saturatingSubtracting(now)
        case .forcedOpen: return .max
        }
    }

    /// Ends a call.
    fileprivate mutating func finish(
        _ permit: UnsafeMutablePointer<RawPermit>, _ outcome: CallOutcome, now: UInt64
    ) -> PermitReport {
        let raw = permit.pointee
        let word = word
        let slot = raw.word & BreakerStripe.countMask
        if slot != 0 {
            runDue(now: now)
            return finishProbe(permit, slot: slot, outcome, now: now)
        }
        permit.pointee.word = 0
        guard raw.word &>> 32 == word.generation else {
            totals.stale &+= 1
            return .stale
        }
        guard word.state != .disabled else { return .counted }
        if outcome == .ignored {
            totals.ignored &+= 1
        } else {
            count(isFailure: outcome == .failure, isSlow: isSlow(since: raw.moment, now: now), now: now)
            moveGood()
        }
        return .counted
    }

    private mutating func finishProbe(
        _ permit: UnsafeMutablePointer<RawPermit>, slot: UInt64, _ outcome: CallOutcome, now: UInt64
    ) -> PermitReport {
        let raw = permit.pointee
        permit.pointee.word = 0
        let isOfThisRound = raw.word &>> 32 == word.generation
        switch probes.standing(slot: slot, serial: raw.moment, isOfThisRound: isOfThisRound) {
        case .finished: return .finishedBefore
        case .takenBack: return .takenBack
        case .underWay(let started):
            guard outcome != .ignored else {
                probes.giveBack(slot: slot)
                totals.ignored &+= 1
                return .counted
            }
            let isSlow = isSlow(since: started, now: now)
            probes.finish(slot: slot, isFailure: outcome == .failure, isSlow: isSlow)
            totals.failures &+= outcome == .failure ? 1 : 0
            totals.probeSuccesses &+= outcome == .failure ? 0 : 1
            totals.slowCalls &+= isSlow ? 1 : 0
            judgeProbes(now: now)
            return .counted
        }
    }
}
