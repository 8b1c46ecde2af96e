import CPlatform
public import Synchronization

/// Counts of one thread, or of all that share one, in a cache line of their own.
@_spi(HotPath) public struct BreakerStripe: ~Copyable {
    /// Good results of a generation, which is in the upper half.
    public let good = Atomic<UInt64>(0)
    /// Good results of generations before that.
    internal let past = Atomic<UInt64>(0)
    /// Rejected calls.
    public let rejected = Atomic<UInt64>(0)
    private let padding: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)

    /// From how many on good results are moved to the rest of the counts: there is room for twice as many.
    @inlinable @inline(__always)
    public static var fullCount: UInt64 { 1 << 31 }
    @inlinable @inline(__always)
    public static var countMask: UInt64 { 0xFFFF_FFFF }
    internal static let count = Int(CPLATFORM_STRIPES)

    /// Counts a good result.
    ///
    /// - Parameter generation: In the upper half.
    /// - Returns: Whether it was; else somebody with the lock has to do it.
    @inline(__always)
    internal static func addGood(_ stripes: UnsafeMutablePointer<BreakerStripe>, generation: UInt64) -> Bool {
        let number = cplatform_stripe()
        let stripe = stripes + Int(number)
        let old = stripe.pointee.good.load(ordering: .relaxed)
        guard number != 0, old & BreakerWord.generationMask == generation else {
            return addFirstGood(stripe, generation: generation, isShared: number == 0)
        }
        guard (old &+ 1) & countMask < fullCount else { return false }
        stripe.pointee.good.store(old &+ 1, ordering: .relaxed)
        return true
    }

    /// Counts the first good result of a thread in a generation, or one in the stripe that threads share.
    @inline(never)
    private static func addFirstGood(
        _ stripe: UnsafeMutablePointer<BreakerStripe>, generation: UInt64, isShared: Bool
    ) -> Bool {
        var old = stripe.pointee.good.load(ordering: .relaxed)
        while true {
            let ahead = Int32(truncatingIfNeeded: old &>> 32) &- Int32(truncatingIfNeeded: generation &>> 32)
            if ahead > 0 {
                // The state has changed since the call looked at it: the result belongs to what is over.
                stripe.pointee.past.wrappingAdd(1, ordering: .relaxed)
                return true
            }
            let new = ahead == 0 ? old &+ 1 : generation | 1
            guard new & countMask < fullCount else { return false }
            let (exchanged, original) = stripe.pointee.good.weakCompareExchange(
                expected: old, desired: new, ordering: .relaxed)
            if exchanged {
                if ahead < 0 { stripe.pointee.past.wrappingAdd(old & countMask, ordering: .relaxed) }
                return true
            }
            old = original
        }
    }

    /// Counts a rejected call.
    @inline(__always)
    internal static func addRejected(_ stripes: UnsafeMutablePointer<BreakerStripe>) {
        let number = cplatform_stripe()
        let stripe = stripes + Int(number)
        if number != 0 {
            stripe.pointee.rejected.store(stripe.pointee.rejected.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
        } else {
            stripe.pointee.rejected.wrappingAdd(1, ordering: .relaxed)
        }
    }

    /// Good results of all generations.
    internal static func allGood(_ stripes: UnsafeMutablePointer<BreakerStripe>) -> UInt64 {
        var sum: UInt64 = 0
        for index in 0..<count {
            sum &+= stripes[index].past.load(ordering: .relaxed)
            sum &+= stripes[index].good.load(ordering: .relaxed) & countMask
        }
        return sum
    }
}
