import CPlatform
import Synchronization

/// How many calls with a callback of the host's are under way for something, so that nobody ends it meanwhile.
///
/// In a child of `fork()` the calls of other threads are not under way any more, but those of the thread that forked are.
package struct CallsUnderWay: ~Copyable, Sendable {
    private static let latestNumber = Atomic<UInt64>(0)

    /// Tells it from all others.
    private let number: UInt64
    /// The fork generation in the upper half; in the lower how many calls began in it and have not ended.
    private let state = Atomic<UInt64>(0)

    package init() {
        number = Self.latestNumber.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Whether there is none.
    package var isEmpty: Bool {
        let state = state.load(ordering: .acquiring)
        let isCurrent = state &>> 32 == UInt64(cplatform_fork_generation())
        return (!isCurrent || state & 0xFFFF_FFFF == 0) && !cplatform_is_in_call_of(number)
    }

    /// Counts a call for the length of `body`.
    package borrowing func during<Value: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        var call = cplatform_call(owner: number, outer: nil)
        return try withUnsafeMutablePointer(to: &call) { call throws(Failure) in
            let generation = begin()
            cplatform_call_enter(call)
            defer {
                cplatform_call_leave(call)
                end(generation)
            }
            return try body()
        }
    }

    /// Counts a call in, and returns the fork generation in which it does.
    private borrowing func begin() -> UInt64 {
        let generation = UInt64(cplatform_fork_generation())
        var old = state.load(ordering: .relaxed)
        while true {
            // Those of an older generation do not count.
            let new = old &>> 32 == generation ? old &+ 1 : generation &<< 32 | 1
            let (exchanged, original) = state.weakCompareExchange(
                expected: old, desired: new, ordering: .acquiringAndReleasing)
            if exchanged { return generation }
            old = original
        }
    }

    /// Counts a call out, unless others of a younger generation have begun since.
    private borrowing func end(_ generation: UInt64) {
        var old = state.load(ordering: .relaxed)
        while old &>> 32 == generation {
            let (exchanged, original) = state.weakCompareExchange(
                expected: old, desired: old &- 1, ordering: .acquiringAndReleasing)
            if exchanged { return }
            old = original
        }
    }
}
