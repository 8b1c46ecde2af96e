import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Synchronization

/// What tests of limiters share.
enum Rates {
    /// How often something is tried: less often without optimisation, where each takes many times as long.
    static func tries(_ count: Int) -> Int { SlowTests.areEnabled ? count : max(3, count / 12) }

    /// One limit of each kind: two at once, one a second.
    static let allKinds: [RateLimit] = [
        .tokenBucket(capacity: 2, refill: 1, per: .seconds(1)), .gcra(count: 1, per: .seconds(1), burst: 2),
        .slidingWindow(count: 2, per: .seconds(2)),
    ]
}

/// A clock that shows what it is told to, backwards too.
final class JumpingClock: MonotonicClock {
    private let time: Atomic<UInt64>

    init(_ nanoseconds: UInt64 = 0) { time = Atomic(nanoseconds) }

    var nanoseconds: UInt64 { time.load(ordering: .acquiring) }

    func set(_ nanoseconds: UInt64) { time.store(nanoseconds, ordering: .releasing) }
}

extension RateReservation {
    /// In numbers that may be copied, which `#expect` does.
    fileprivate consuming func outcome() -> (delay: Duration?, retryAfter: Duration?) {
        switch consume self {
        case .admitted(let place): return (place.delay, nil)
        case .limited(let time): return (nil, time)
        case .impossible: return (nil, nil)
        }
    }

    fileprivate consuming func cancel() -> Bool {
        switch consume self {
        case .admitted(let place): return place.cancel()
        case .limited: return false
        case .impossible: return false
        }
    }
}

extension RateLimiter {
    /// The wait of a place that was taken, which is kept.
    func delay(_ count: Int = 1, within: Duration) -> Duration? { reserve(count, within: within).outcome().delay }

    /// After which time to try again, if no place was taken.
    func retryAfter(_ count: Int = 1, within: Duration) -> Duration? {
        reserve(count, within: within).outcome().retryAfter
    }

    func isImpossible(_ count: Int = 1, within: Duration) -> Bool {
        reserve(count, within: within).outcome() == (nil, nil)
    }

    /// Whether there was a place, which was given back.
    func reserveAndCancel(_ count: Int = 1, within: Duration) -> Bool { reserve(count, within: within).cancel() }
}

extension KeyedRateLimiter {
    func delay(_ count: Int = 1, for key: String, within: Duration) -> Duration? {
        reserve(count, for: key, within: within).outcome().delay
    }

    func retryAfter(_ count: Int = 1, for key: String, within: Duration) -> Duration? {
        reserve(count, for: key, within: within).outcome().retryAfter
    }

    func isImpossible(_ count: Int = 1, for key: String, within: Duration) -> Bool {
        reserve(count, for: key, within: within).outcome() == (nil, nil)
    }

    func reserveAndCancel(_ count: Int = 1, for key: String, within: Duration) -> Bool {
        reserve(count, for: key, within: within).cancel()
    }
}

/// A sliding window as a plain list of the times that were granted.
struct WindowModel {
    let count: Int
    let period: UInt64
    private(set) var times: [UInt64] = []

    init(count: Int, period: UInt64) {
        self.count = count
        self.period = period
    }

    /// The first moment, from `now` on and not before any that was granted, at which so many more calls fit.
    func first(_ calls: Int, now: UInt64) -> UInt64 {
        let time = max(now, times.last ?? 0)
        let counted = times.suffix(count)
        // So many of the last ones have to be out of the window by then.
        let excess = counted.count + calls - count
        return excess > 0 ? max(time, counted[counted.startIndex + excess - 1] + period) : time
    }

    mutating func grant(_ calls: Int, at time: UInt64) { times += Array(repeating: time, count: calls) }

    mutating func giveBack(_ calls: Int, at time: UInt64) {
        for _ in 0..<calls { if let index = times.lastIndex(of: time) { times.remove(at: index) } }
    }

    /// Whether no window has more than the count.
    var isKept: Bool {
        guard times.count > count else { return true }
        return (0..<times.count - count).allSatisfy { times[$0 + count] - times[$0] >= period }
    }
}
