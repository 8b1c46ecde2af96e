/// A delay that was drawn, and the least that it could have been: what lies between is jitter.
internal struct BackoffDelay: Equatable {
    internal let least: UInt64
    internal let nanoseconds: UInt64

    /// What it becomes where a service asks to be left alone for so long: that is the least then, and the same jitter comes
    /// on top, because the service has told many callers the same time.
    internal func atLeast(_ retryAfter: UInt64) -> UInt64 {
        max(least, retryAfter).saturatingAdding(nanoseconds.saturatingSubtracting(least))
    }
}

/// A backoff in checked numbers.
internal struct BackoffPlan: Sendable {
    private let base: UInt64
    private let cap: UInt64
    /// nil for decorrelated delays.
    private let growth: (factor: Double, jitterShare: Double)?

    /// - Throws: `PolicyError` of `"backoff delay"`, `"backoff base"`, `"backoff cap"`, `"backoff factor"`,
    ///   `"jitter share"`.
    internal init(_ backoff: Backoff) throws(PolicyError) {
        switch backoff {
        case .constant(let delay, let jitter):
            base = try delay.nanoseconds("backoff delay")
            cap = base
            growth = (1, try jitter.checkedShare())
        case .exponential(let base, let factor, let cap, let jitter):
            (self.base, self.cap) = try Self.range(base, cap)
            guard factor >= 1, factor <= 1_000 else { throw PolicyError("backoff factor", "1 to 1,000") }
            growth = (factor, try jitter.checkedShare())
        case .decorrelated(let base, let cap):
            (self.base, self.cap) = try Self.range(base, cap)
            growth = nil
        }
    }

    private static func range(_ base: Duration, _ cap: Duration) throws(PolicyError) -> (UInt64, UInt64) {
        let first = try base.nanoseconds("backoff base")
        let last = try cap.nanoseconds("backoff cap")
        guard first <= last else { throw PolicyError("backoff cap", "the base or more") }
        return (first, last)
    }

    /// Draws the delay before a retry.
    ///
    /// - Parameters:
    ///   - retry: 1 for the first.
    ///   - previous: what was drawn before it; any number where there was nothing.
    internal func delay(retry: UInt32, previous: UInt64, random: RandomSource) -> BackoffDelay {
        guard let growth else {
            let farthest = max(base, previous).saturatingMultiplied(by: 3)
            let drawn = base.saturatingAdding(random.number(upTo: farthest &- base))
            return BackoffDelay(least: base, nanoseconds: min(cap, drawn))
        }
        let whole = min(cap, base.scaled(by: growth.factor.power(retry.saturatingLess(1))))
        let jitter = min(whole, whole.scaled(by: growth.jitterShare))
        let least = whole &- jitter
        return BackoffDelay(least: least, nanoseconds: least &+ random.number(upTo: jitter))
    }
}

extension RandomSource {
    /// 0 to `bound`, each as often as any other but for one part in 2^64 / `bound`; `bound` where the system gives none.
    internal func number(upTo bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound.saturatingAdding(1)).high
    }
}

extension UInt32 {
    fileprivate func saturatingLess(_ other: UInt32) -> UInt32 { self > other ? self &- other : 0 }
}

extension Double {
    /// By squaring, because the C library's own `pow` would tie the library to a younger one.
    fileprivate func power(_ exponent: UInt32) -> Double {
        var result = 1.0
        var square = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            square *= square
            rest >>= 1
        }
        return result
    }
}
