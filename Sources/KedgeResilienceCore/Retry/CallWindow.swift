import CPlatform
import Synchronization

/// Calls of the current bucket and the nine before, counted by any number of threads without a lock.
///
/// Threads count in stripes of their own, so that several processors share no cache line.
internal final class CallWindow: @unchecked Sendable {
    // Unchecked: the memory holds atomics only.

    internal static let bucketCount: UInt64 = 10
    private static let stripeCount = 8
    // Two cache lines: the processor fetches them in pairs.
    private static let stripeBytes = 128
    /// A count that is not exceeded, far from where it would run into the number of its bucket.
    private static let largestCount: UInt64 = 1 << 31

    /// How many buckets another thread may be ahead. Numbers go around, so that what is farther ahead is in truth behind.
    private static let longestLag: UInt32 = 1 << 20

    /// The upper half of each word is the number of a bucket, the lower half its count: the two change at once.
    private let memory: UnsafeMutableRawPointer

    internal init() {
        memory = .allocate(byteCount: Self.stripeCount * Self.stripeBytes, alignment: Self.stripeBytes)
        for stripe in 0..<Self.stripeCount {
            for bucket in 0..<Self.bucketCount { word(stripe, bucket).initialize(to: Atomic(0)) }
        }
    }

    deinit {
        memory.deallocate()
    }

    /// Counts a call in a bucket; not at all if the bucket is so old that its place has been taken.
    internal func add(at bucket: UInt64) {
        let word = word(Self.ownStripe(), bucket % Self.bucketCount)
        let number = UInt32(truncatingIfNeeded: bucket)
        var seen = word.pointee.load(ordering: .relaxed)
        while UInt32(truncatingIfNeeded: seen >> 32) != number {
            let lead = UInt32(truncatingIfNeeded: seen >> 32) &- number
            guard lead > Self.longestLag else { return }
            let (isDone, found) = word.pointee.compareExchange(
                expected: seen, desired: UInt64(number) << 32 | 1, ordering: .relaxed)
            if isDone { return }
            seen = found
        }
        guard seen & 0xFFFF_FFFF < Self.largestCount else { return }
        // A bucket that takes the place just now gets the call instead, which is counted a little later then.
        word.pointee.wrappingAdd(1, ordering: .relaxed)
    }

    /// The calls of the window that ends with a bucket.
    internal func total(at bucket: UInt64) -> UInt64 {
        var total: UInt64 = 0
        for stripe in 0..<Self.stripeCount {
            for index in 0..<Self.bucketCount {
                let seen = word(stripe, index).pointee.load(ordering: .relaxed)
                let age = UInt32(truncatingIfNeeded: bucket) &- UInt32(truncatingIfNeeded: seen >> 32)
                if age < Self.bucketCount { total &+= seen & 0xFFFF_FFFF }
            }
        }
        return total
    }

    @inline(__always)
    private static func ownStripe() -> Int {
        Int(truncatingIfNeeded: cplatform_stripe()) & (stripeCount &- 1)
    }

    @inline(__always)
    private func word(_ stripe: Int, _ index: UInt64) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (memory + (stripe &* Self.stripeBytes &+ Int(truncatingIfNeeded: index) &* 8))
            .assumingMemoryBound(to: Atomic<UInt64>.self)
    }
}
