import CPlatform
public import KedgeCore
import Synchronization

/// Lets calls pass no faster than a limit.
///
/// Safe from any number of threads, and usable in a child of `fork()`. It decides and counts; it starts no thread. Calls that
/// wait are served in the order of their reservations.
///
/// A clock that goes backwards lets nobody pass too early. 33 years after it was made, a limiter's time stands still, and it
/// lets nothing pass any more.
public final class RateLimiter: @unchecked Sendable {
    // Unchecked: the window is used only by whoever holds the lock, and all else is atomic or never changes.

    /// What it was made with.
    public let limit: RateLimit

    internal let time: LimiterTime
    /// Of a token bucket or cell rate; without use for a window.
    internal let rate: CellRate
    internal let mostAtOnce: Int
    /// How far behind the coarse clock may be, in ticks; nil where looking at it cannot help.
    internal let coarseLag: UInt64?
    internal let arrival = Atomic<UInt64>(0)
    internal let admitted = Atomic<Int>(0)
    internal let limited = Atomic<Int>(0)

    /// nil for a token bucket or cell rate.
    internal let window: UnsafeMutablePointer<AdmissionWindow>?
    internal let windowRule: WindowRule
    internal let slots: AdmissionWindow.Slots
    private let lock = cplatform_next_lock(CPLATFORM_LOCK_LIMITERS)

    /// A limiter of which nothing was asked yet.
    ///
    /// - Parameters:
    ///   - limit: What it lets pass; options and their ranges are described there.
    ///   - clock: The system's, or one for tests; it may stand still or jump.
    /// - Throws: `PolicyError` for an option outside its range, and, of a sliding window, where there is no memory.
    public init(_ limit: RateLimit, clock: any MonotonicClock = SystemClock()) throws(PolicyError) {
        let rule = try limit.rule
        self.limit = limit
        mostAtOnce = rule.mostAtOnce
        time = LimiterTime(clock)
        switch rule {
        case .paced(let rate):
            self.rate = rate
            let lag = time.coarseLag.saturatingMultiplied(by: LimiterTime.ticksPerNanosecond)
            coarseLag = time.isSystem && rate.tolerance > lag ? lag : nil
            window = nil
            windowRule = WindowRule(count: 0, period: 0)
            slots = UnsafeMutablePointer(bitPattern: MemoryLayout<UInt64>.alignment).unsafelyUnwrapped
        case .window(let rule):
            rate = .unused
            coarseLag = nil
            windowRule = rule
            let headByteCount = MemoryLayout<AdmissionWindow>.stride
            guard let memory = cplatform_allocate(headByteCount &+ rule.count &* MemoryLayout<UInt64>.stride) else {
                throw .outOfMemory
            }
            window = memory.bindMemory(to: AdmissionWindow.self, capacity: 1)
            window?.initialize(to: AdmissionWindow())
            slots = (memory + headByteCount).bindMemory(to: UInt64.self, capacity: rule.count)
        }
    }

    deinit { cplatform_free(window) }

    /// Asks whether calls may pass now, all of them or none.
    ///
    /// - Parameter count: How many, 1 or more.
    /// - Cost: one reading of the clock, 20 ns, and 8 more; 12 in all while calls come faster than the rate and the burst is not
    ///   used up, because a coarse clock is enough then. No allocation. A sliding window takes a lock, and time for each call.
    public func acquire(_ count: Int = 1) -> RateDecision { RateDecision(nanoseconds: nanosecondsToWait(for: count)) }

    /// What the limiter has done, and could do now.
    public var snapshot: RateLimiterSnapshot {
        RateLimiterSnapshot(
            admitted: admitted.load(ordering: .relaxed), limited: limited.load(ordering: .relaxed), available: available
        )
    }

    private var available: Int {
        let now = time.now
        guard window == nil else {
            return withWindow { $0.available(now: now, windowRule, slots) }
        }
        return rate.available(arrival: arrival.load(ordering: .relaxed), now: now &* LimiterTime.ticksPerNanosecond)
    }

    /// Lends the window to one thread at a time.
    ///
    /// Only where there is one.
    @inline(__always)
    internal func withWindow<Result>(_ body: (inout AdmissionWindow) -> Result) -> Result {
        cplatform_lock(lock)
        defer { cplatform_unlock(lock) }
        return body(&window.unsafelyUnwrapped.pointee)
    }
}
