import CPlatform
public import KedgeCore

/// Keeps the last good answer of a service, to be given instead of none while the service fails.
///
/// Any thread, concurrently.
public final class LastGoodAnswer<Value: Sendable>: @unchecked Sendable {
    // Unchecked: what is kept is used only by whoever has the lock, which is free in a child of fork().

    private struct Kept: Sendable {
        internal let value: Value
        internal let storedAt: UInt64
    }

    private var kept: Kept?
    private let clock: TimeSource

    /// - Parameter clock: Where another than the system's is wanted.
    public init(clock: any MonotonicClock = SystemClock()) {
        self.clock = TimeSource(clock)
    }

    /// Keeps an answer, in the place of the one before.
    public func store(_ value: Value) {
        replace(with: Kept(value: value, storedAt: clock.now))
    }

    /// Keeps none any more.
    public func clear() {
        replace(with: nil)
    }

    /// The answer that was kept last.
    ///
    /// - Parameter maximumAge: How old it may be; nil for any age, and below zero for none.
    /// - Returns: The answer, and how long ago it was stored; nil where there is none of that age.
    public func load(maximumAge: Duration? = nil) -> (value: Value, age: Duration)? {
        guard let kept = withLock({ kept }) else { return nil }
        let age = Duration(saturatingNanoseconds: clock.now.saturatingSubtracting(kept.storedAt))
        guard age <= maximumAge ?? age else { return nil }
        return (kept.value, age)
    }

    /// What the one before does when it goes is done without the lock.
    private func replace(with new: Kept?) {
        let old = withLock {
            let old = kept
            kept = new
            return old
        }
        _ = consume old
    }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        defer { cplatform_unlock(CPLATFORM_LOCK_RESILIENCE) }
        return body()
    }
}
