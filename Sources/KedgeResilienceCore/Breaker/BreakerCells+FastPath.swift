public import CPlatform
public import Synchronization

// All that a call does while all is well, or while the breaker is plainly open; the C door asks here first. Where there is more
// to it, nothing was done.
@_spi(HotPath) extension BreakerCells {
    /// Lets a call pass for which no time counts.
    @inlinable @inline(__always)
    public static func passes(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        let word = cells.pointee.word.load(ordering: .acquiring)
        guard word & BreakerWord.restrictedBit == 0, cells.pointee.slowCallTime == .max else { return false }
        permit.pointee.word = word & BreakerWord.generationMask
        permit.pointee.moment = 0
        return true
    }

    /// Lets a call pass that is slow from some time on.
    @inlinable @inline(__always)
    public static func passesTimed(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        let word = cells.pointee.word.load(ordering: .acquiring)
        guard word & BreakerWord.restrictedBit == 0, cells.pointee.reading == .coarse else { return false }
        permit.pointee.word = word & BreakerWord.generationMask
        permit.pointee.moment = cplatform_coarse_ns()
        return true
    }

    /// Rejects a call.
    ///
    /// - Returns: For how long the breaker is open; 0 if nothing was done.
    @inlinable @inline(__always)
    public static func rejects(_ cells: UnsafeMutablePointer<BreakerCells>) -> UInt64 {
        let word = cells.pointee.word.load(ordering: .acquiring)
        guard word & BreakerWord.stateMask == BreakerWord.openBits, cells.pointee.reading == .coarse else { return 0 }
        let until = cells.pointee.openUntil.load(ordering: .acquiring)
        let now = cplatform_coarse_ns()
        let number = cplatform_own_stripe()
        guard now < until, number != 0 else { return 0 }
        let stripe = cells.pointee.stripes + Int(number)
        stripe.pointee.rejected.store(stripe.pointee.rejected.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
        return until == .max ? .max : until &- now
    }

    /// Counts a call that succeeded and for which no time counts.
    @inlinable @inline(__always)
    public static func countsSuccess(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        !cells.pointee.isTimed && countsGood(cells, permit)
    }

    /// Counts a call that succeeded and was not slow, in the step that the time window is at.
    @inlinable @inline(__always)
    public static func countsTimedSuccess(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        cells.pointee.isTimed && cells.pointee.reading == .coarse
            && isOnTime(cells, permit, now: cplatform_coarse_ns()) && countsGood(cells, permit)
    }

    @inlinable @inline(__always)
    internal static func countsGood(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        let word = cells.pointee.word.load(ordering: .acquiring)
        // A healthy word says nothing but its generation.
        guard (word ^ permit.pointee.word) & ~BreakerWord.metricsOnlyBits == 0 else { return false }
        let number = cplatform_own_stripe()
        let stripe = cells.pointee.stripes + Int(number)
        let old = stripe.pointee.good.load(ordering: .relaxed)
        guard number != 0, (old ^ word) & BreakerWord.generationMask == 0,
            (old &+ 1) & BreakerStripe.countMask < BreakerStripe.fullCount
        else { return false }
        stripe.pointee.good.store(old &+ 1, ordering: .relaxed)
        permit.pointee.word = 0
        return true
    }

    /// Whether a call is not slow, and belongs to the current step of the time window.
    @inlinable @inline(__always)
    internal static func isOnTime(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>, now: UInt64
    ) -> Bool {
        let started = permit.pointee.moment
        return now < cells.pointee.turn.load(ordering: .relaxed)
            && (now < started || now &- started < cells.pointee.slowCallTime)
    }
}
