import CPlatform
import Synchronization

/// A value that any number of threads read without a lock while others put a new one in its place.
///
/// A reader counts itself in and out of a stripe of its thread's own, so that readers on several processors share no cache
/// line. A value that was replaced goes when every stripe was seen empty once since: whoever came later found the new one.
/// Nobody waits for anybody; whoever leaves last cleans up.
///
/// In a child of `fork()` readers that other threads of the parent were in the middle of never leave, so values that are
/// replaced in the child may stay until the end of the whole.
package struct Published<Value: ~Copyable>: ~Copyable, @unchecked Sendable {
    // Unchecked: values are only borrowed once they are published, and the list of old ones is guarded by a lock.

    /// What is read without the lock.
    private struct Head: ~Copyable {
        /// Where the current value is.
        internal let current: Atomic<UInt>
        /// The stripes that old values wait for: a bit for each that one of them has not seen empty yet.
        internal let awaited = Atomic<UInt32>(0)
    }

    /// A value that was replaced. Apart from the value, which readers may still hold while this changes.
    private struct Old {
        internal let value: UnsafeMutablePointer<Value>
        internal var next: UnsafeMutablePointer<Old>?
        /// A bit for each stripe that may still hold a reader of this value.
        internal var unseen: UInt32
    }

    private static var stripeCount: Int { 16 }
    private static var allStripes: UInt32 { (1 << 16) - 1 }
    // Two cache lines: the processor fetches them in pairs.
    private static var stripeStride: Int { 128 }

    private let head: UnsafeMutablePointer<Head>
    /// The list of old values, guarded by CPLATFORM_LOCK_PUBLISHED.
    private let list: UnsafeMutablePointer<UnsafeMutablePointer<Old>?>
    private let stripes: UnsafeMutableRawPointer

    /// Publishes a first value.
    package init(_ value: consuming Value) {
        let first = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        first.initialize(to: value)
        head = .allocate(capacity: 1)
        head.initialize(to: Head(current: Atomic(UInt(bitPattern: first))))
        list = .allocate(capacity: 1)
        list.initialize(to: nil)
        stripes = .allocate(byteCount: Self.stripeCount * Self.stripeStride, alignment: Self.stripeStride)
        for index in 0..<Self.stripeCount {
            stripe(index).initialize(to: Atomic(0))
        }
    }

    deinit {
        Self.free(list.pointee)
        let current = UnsafeMutablePointer<Value>(bitPattern: head.pointee.current.load(ordering: .relaxed))
        current?.deinitialize(count: 1)
        current?.deallocate()
        list.deallocate()
        head.deinitialize(count: 1)
        head.deallocate()
        stripes.deallocate()
    }

    /// Lends the value that is current now, which stays as it is for the length of `body`.
    ///
    /// - Cost: about 10 ns
    @inline(__always)
    package borrowing func read<Result: ~Copyable, Failure: Error>(
        _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let index = Int(truncatingIfNeeded: cplatform_thread_number()) & (Self.stripeCount &- 1)
        let stripe = stripe(index)
        stripe.pointee.wrappingAdd(1, ordering: .sequentiallyConsistent)
        defer {
            // Whoever empties a stripe looks afterwards whether it is waited for, and a writer first says so and then looks
            // whether it is empty: one of the two sees the other.
            let left = stripe.pointee.wrappingSubtract(1, ordering: .sequentiallyConsistent).newValue
            if left == 0, head.pointee.awaited.load(ordering: .sequentiallyConsistent) & Self.bit(index) != 0 {
                freeOld()
            }
        }
        let current = UnsafeMutablePointer<Value>(
            bitPattern: head.pointee.current.load(ordering: .sequentiallyConsistent))
        return try body(current.unsafelyUnwrapped.pointee)
    }

    /// Puts a value in the place of the current one.
    ///
    /// Writers agree among themselves on who is next: this replaces whatever is there.
    package borrowing func replace(with value: consuming Value) {
        let new = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        new.initialize(to: value)
        let old = UnsafeMutablePointer<Old>.allocate(capacity: 1)
        cplatform_lock(CPLATFORM_LOCK_PUBLISHED)
        let previous = head.pointee.current.exchange(UInt(bitPattern: new), ordering: .sequentiallyConsistent)
        let value = UnsafeMutablePointer<Value>(bitPattern: previous).unsafelyUnwrapped
        old.initialize(to: Old(value: value, next: list.pointee, unseen: Self.allStripes))
        list.pointee = old
        head.pointee.awaited.store(Self.allStripes, ordering: .sequentiallyConsistent)
        cplatform_unlock(CPLATFORM_LOCK_PUBLISHED)
        freeOld()
    }

    /// Frees the replaced values that no reader can hold any more.
    @inline(never)
    private borrowing func freeOld() {
        var free: UnsafeMutablePointer<Old>?
        var kept: UnsafeMutablePointer<Old>?
        var awaited: UInt32 = 0
        cplatform_lock(CPLATFORM_LOCK_PUBLISHED)
        var empty: UInt32 = 0
        for index in 0..<Self.stripeCount
        where stripe(index).pointee.load(ordering: .sequentiallyConsistent) == 0 {
            empty |= Self.bit(index)
        }
        var next = list.pointee
        while let old = next {
            next = old.pointee.next
            old.pointee.unseen &= ~empty
            if old.pointee.unseen == 0 {
                old.pointee.next = free
                free = old
            } else {
                old.pointee.next = kept
                kept = old
                awaited |= old.pointee.unseen
            }
        }
        list.pointee = kept
        head.pointee.awaited.store(awaited, ordering: .sequentiallyConsistent)
        cplatform_unlock(CPLATFORM_LOCK_PUBLISHED)
        // Without the lock, because what a value does when it goes may take others.
        Self.free(free)
    }

    private static func free(_ list: UnsafeMutablePointer<Old>?) {
        var next = list
        while let old = next {
            next = old.pointee.next
            old.pointee.value.deinitialize(count: 1)
            old.pointee.value.deallocate()
            old.deallocate()
        }
    }

    private static func bit(_ index: Int) -> UInt32 { 1 &<< UInt32(truncatingIfNeeded: index) }

    @inline(__always)
    private borrowing func stripe(_ index: Int) -> UnsafeMutablePointer<Atomic<Int>> {
        (stripes + index &* Self.stripeStride).assumingMemoryBound(to: Atomic<Int>.self)
    }
}
