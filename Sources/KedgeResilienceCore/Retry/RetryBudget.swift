import CPlatform
public import KedgeCore

/// How many retries all users of a service may make together.
///
/// Why a budget, and not only a number of attempts: three attempts are harmless while one call in a thousand fails. When
/// the service fails altogether they triple its load, at the moment when it can bear that least, and where callers call
/// callers that retry too, the factors multiply. A budget makes retries a share of the calls, so that a service in trouble
/// sees a fifth more load, say, and not three times as much. The floor keeps callers that make few calls from having no
/// retry at all.
///
/// It counts in ten buckets, of which the current one and the nine before are the window. Whenever a retry is granted,
/// retries in the window, that one included, are at most `share × calls in the window + floorPerSecond × window`, rounded
/// down. It follows that the retries of any run that lasts `b` buckets are at most
/// `share × calls + floorPerSecond × window × (b / 10, rounded up)`: counted back from the last retry, windows that end
/// with a retry and do not overlap cover all of them.
///
/// Any thread, concurrently. A clock that goes back takes calls out of the count, and no retry.
///
/// - Source: Alejandro Forero Cuervo, "Handling Overload", in "Site Reliability Engineering" (2016), "Deciding to Retry"
public final class RetryBudget: @unchecked Sendable {
    // Unchecked: the retries are guarded by a lock.

    /// A call is worth so many millionths of a retry: whole numbers, so that 0.29 of 100 is 29.
    private let shareMillionths: UInt64
    private let reserve: UInt64
    private let bucketNanoseconds: UInt64
    private let clock: TimeSource
    private let calls = CallWindow()
    /// Guarded by CPLATFORM_LOCK_RESILIENCE.
    private var retries = RetryWindow()

    /// - Parameters:
    ///   - share: How many retries a call is worth, 0 to 1, in steps of a millionth.
    ///   - floorPerSecond: How many retries there may be a second without any call, 0 to 1,000,000. They may all come at
    ///     the beginning of a window.
    ///   - window: For how long calls and retries count, 1 second to 1 hour.
    ///   - clock: Where another than the system's is wanted.
    /// - Throws: `PolicyError` of a parameter outside its range.
    public init(
        share: Double = 0.2, floorPerSecond: Double = 10, window: Duration = .seconds(10),
        clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        guard share >= 0, share <= 1 else { throw PolicyError("budget share", "0 to 1") }
        guard floorPerSecond >= 0, floorPerSecond <= 1_000_000 else {
            throw PolicyError("budget floor", "0 to 1,000,000 retries a second")
        }
        let length = try window.nanoseconds(
            "budget window", in: .seconds(1) ... .seconds(3_600), rule: "1 second to 1 hour")
        shareMillionths = UInt64((share * 1_000_000).rounded())
        // In millionths of a retry, so that round numbers give round numbers.
        let product = length.multipliedFullWidth(by: UInt64((floorPerSecond * 1_000_000).rounded()))
        reserve = UInt64(1_000_000_000_000_000).dividingFullWidth(product).quotient
        bucketNanoseconds = length / CallWindow.bucketCount
        self.clock = TimeSource(clock)
    }

    /// Counts a call, not its retries.
    ///
    /// - Cost: No lock, no allocation; about 20 ns.
    public func deposit() {
        calls.add(at: bucketNow)
    }

    /// Takes a retry out of the budget, if there is one.
    ///
    /// - Cost: A lock that objects of this module share; about 80 ns.
    public func withdraw() -> Bool {
        let now = bucketNow
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        defer { cplatform_unlock(CPLATFORM_LOCK_RESILIENCE) }
        retries.advance(to: now)
        guard retries.total < reserve || retries.total < allowance(at: retries.latest) else { return false }
        retries.add()
        return true
    }

    /// Calls and retries that count now, for reports.
    public var counts: (calls: UInt64, retries: UInt64) {
        let now = bucketNow
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        defer { cplatform_unlock(CPLATFORM_LOCK_RESILIENCE) }
        retries.advance(to: now)
        return (calls.total(at: retries.latest), retries.total)
    }

    /// How many retries there may be in the window that ends with a bucket.
    private func allowance(at bucket: UInt64) -> UInt64 {
        (calls.total(at: bucket).saturatingMultiplied(by: shareMillionths) / 1_000_000).saturatingAdding(reserve)
    }

    /// A tick is short beside a bucket, so that the coarse clock will do.
    private var bucketNow: UInt64 { clock.coarse / bucketNanoseconds }
}
