import CPlatform
import Synchronization

/// A count that threads raise without meeting: each raises a part of its own.
internal struct SealCount: ~Copyable, @unchecked Sendable {
    // Unchecked: the parts are atomic.

    private static let stripeCount = 16
    // Two cache lines: the processor fetches them in pairs.
    private static let stripeStride = 128

    private let stripes: UnsafeMutableRawPointer

    internal init() {
        stripes = .allocate(byteCount: Self.stripeCount &* Self.stripeStride, alignment: Self.stripeStride)
        for index in 0..<Self.stripeCount { stripe(index).initialize(to: Atomic(0)) }
    }

    deinit {
        for index in 0..<Self.stripeCount { stripe(index).deinitialize(count: 1) }
        stripes.deallocate()
    }

    @inline(__always)
    internal borrowing func increment() {
        let index = Int(truncatingIfNeeded: cplatform_thread_number()) & (Self.stripeCount &- 1)
        stripe(index).pointee.wrappingAdd(1, ordering: .relaxed)
    }

    /// All that was counted so far.
    internal var value: UInt64 {
        var sum: UInt64 = 0
        for index in 0..<Self.stripeCount { sum &+= stripe(index).pointee.load(ordering: .relaxed) }
        return sum
    }

    @inline(__always)
    private borrowing func stripe(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (stripes + index &* Self.stripeStride).assumingMemoryBound(to: Atomic<UInt64>.self)
    }
}
