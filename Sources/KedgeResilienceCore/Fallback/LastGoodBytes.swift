import CPlatform
package import KedgeCore

/// Why an answer was not kept; the one before it stays.
package enum LastGoodBytesError: Error, Equatable, Sendable {
    /// It has more bytes than may be kept.
    case tooLong(limit: Int)
    case outOfMemory
}

/// Keeps the last good answer of a service as bytes, for callers in C.
///
/// Any thread, concurrently; the lock is held for as long as it takes to exchange a pointer, not to copy the bytes.
package final class LastGoodBytes: @unchecked Sendable {
    // Unchecked: the pointer is guarded by a lock, and what it leads to does not change.

    /// The largest bound that may be chosen: 1 GiB.
    package static let largestLimit: Int = 1 << 30

    /// The most bytes that are kept.
    package let limit: Int
    private let clock: TimeSource
    /// Guarded by CPLATFORM_LOCK_RESILIENCE.
    private var kept: KeptBytes?

    /// - Throws: `PolicyError` of `"maximum bytes"`, 1 to 1 GiB.
    package init(limit: Int, clock: any MonotonicClock = SystemClock()) throws(PolicyError) {
        guard limit >= 1, limit <= Self.largestLimit else { throw PolicyError("maximum bytes", "1 to 1,073,741,824") }
        self.limit = limit
        self.clock = TimeSource(clock)
    }

    deinit {
        kept?.release()
    }

    /// Keeps a copy of an answer, in the place of the one before.
    ///
    /// - Throws: `LastGoodBytesError`; the one before stays.
    package func store(_ bytes: UnsafeRawBufferPointer) throws(LastGoodBytesError) {
        guard bytes.count <= limit else { throw .tooLong(limit: limit) }
        guard let new = KeptBytes(bytes, storedAt: clock.now) else { throw .outOfMemory }
        replace(with: new)
    }

    /// Keeps none any more.
    package func clear() {
        replace(with: nil)
    }

    /// Lends the answer that was kept last, which stays as it is for the length of `body`.
    ///
    /// - Parameters:
    ///   - maximumAge: How old it may be, in nanoseconds; nil for any age.
    ///   - body: Sees the bytes and how many nanoseconds ago they were stored.
    /// - Returns: nil where there is none of that age.
    package func load<Result>(
        maximumAge: UInt64? = nil, _ body: (_ bytes: UnsafeRawBufferPointer, _ age: UInt64) -> Result
    ) -> Result? {
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        let found = kept
        found?.retain()
        cplatform_unlock(CPLATFORM_LOCK_RESILIENCE)
        guard let found else { return nil }
        defer { found.release() }
        let age = clock.now.saturatingSubtracting(found.storedAt)
        guard age <= maximumAge ?? .max else { return nil }
        return body(found.bytes, age)
    }

    private func replace(with new: KeptBytes?) {
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        let old = kept
        kept = new
        cplatform_unlock(CPLATFORM_LOCK_RESILIENCE)
        old?.release()
    }
}
