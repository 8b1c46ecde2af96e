package import CPlatform
package import Synchronization

// All that a call does while all is well; the C door asks here first.
extension BreakerCells {
    /// Lets a call pass, where that is all there is to it; else nothing was done.
    @inlinable @inline(__always)
    package static func passes(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        let word = cells.pointee.word.load(ordering: .acquiring)
        guard word & BreakerWord.restrictedBit == 0 else { return false }
        if cells.pointee.slowCallTime != .max {
            guard cells.pointee.reading == .coarse else { return false }
            permit.pointee.moment = cplatform_coarse_ns()
        } else {
            permit.pointee.moment = 0
        }
        permit.pointee.word = word & BreakerWord.generationMask
        return true
    }

    /// Counts a call that succeeded, where that is all there is to it; else nothing was done.
    @inlinable @inline(__always)
    package static func countsSuccess(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>
    ) -> Bool {
        let word = cells.pointee.word.load(ordering: .acquiring)
        // A healthy word says nothing but its generation.
        guard (word ^ permit.pointee.word) & ~BreakerWord.metricsOnlyBits == 0 else { return false }
        if cells.pointee.isTimed {
            guard cells.pointee.reading == .coarse, isOnTime(cells, permit, now: cplatform_coarse_ns()) else {
                return false
            }
        }
        let number = cplatform_stripe()
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
    package static func isOnTime(
        _ cells: UnsafeMutablePointer<BreakerCells>, _ permit: UnsafeMutablePointer<RawPermit>, now: UInt64
    ) -> Bool {
        let started = permit.pointee.moment
        return now < cells.pointee.turn.load(ordering: .relaxed)
            && (now < started || now &- started < cells.pointee.slowCallTime)
    }
}
