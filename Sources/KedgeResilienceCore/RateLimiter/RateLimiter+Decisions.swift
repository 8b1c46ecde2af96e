import KedgeCore
import Synchronization

extension RateLimiter {
    /// Asks whether calls may pass now, in plain numbers.
    ///
    /// - Returns: 0 if they may; else the nanoseconds to wait, `UInt64.max` if that never helps.
    @inline(__always)
    package func nanosecondsToWait(for count: Int) -> UInt64 {
        guard count >= 1, count <= mostAtOnce else { return .max }
        if window != nil { return take(count, within: 0).nanoseconds }
        let cost = rate.cost(count)
        var seen = arrival.load(ordering: .relaxed)
        if let coarseLag {
            // Why this is exact: while the arrival time lies ahead of now, the call moves it by its cost, whatever the time;
            // and what conforms to an earlier time conforms now.
            let coarse = time.coarse &* LimiterTime.ticksPerNanosecond
            while seen > coarse &+ coarseLag, seen &+ cost <= coarse &+ rate.tolerance {
                let change = arrival.weakCompareExchange(expected: seen, desired: seen &+ cost, ordering: .relaxed)
                if change.exchanged {
                    admitted.wrappingAdd(count, ordering: .relaxed)
                    return 0
                }
                seen = change.original
            }
        }
        return move(from: seen, cost: cost, count: count, within: 0).nanoseconds
    }

    /// Takes places for calls that may come within so many nanoseconds, of which no more than 365 days count.
    package func reserve(_ count: Int, withinNanoseconds within: UInt64) -> ReservedPlace {
        guard count >= 1, count <= mostAtOnce else { return .impossible }
        let within = min(within, LimiterTime.longestNanoseconds)
        if window != nil { return take(count, within: within) }
        return move(from: arrival.load(ordering: .relaxed), cost: rate.cost(count), count: count, within: within)
    }

    /// Gives a place back that this limiter has given, and that was not given back yet, if it can be.
    ///
    /// - Returns: Whether it was.
    package func giveBack(_ place: ReservedPlace) -> Bool {
        guard place.isAdmitted, place.count >= 1, place.count <= mostAtOnce else { return false }
        let now = time.now
        let isGivenBack: Bool
        if window != nil {
            isGivenBack = withWindow { $0.giveBack(place.count, end: place.mark, now: now, windowRule, slots) }
        } else {
            let previous = rate.previous(
                before: place.mark, cost: rate.cost(place.count), now: now &* LimiterTime.ticksPerNanosecond)
            guard let previous else { return false }
            isGivenBack = arrival.compareExchange(expected: place.mark, desired: previous, ordering: .relaxed).exchanged
        }
        if isGivenBack { admitted.wrappingSubtract(place.count, ordering: .relaxed) }
        return isGivenBack
    }

    /// Moves the arrival time, by the exact clock.
    @inline(__always)
    private func move(from arrival: UInt64, cost: UInt64, count: Int, within: UInt64) -> ReservedPlace {
        let now = time.now &* LimiterTime.ticksPerNanosecond
        var seen = arrival
        while true {
            let next = rate.next(after: seen, cost: cost, now: now)
            let wait = rate.wait(until: next, now: now)
            guard wait <= within else {
                limited.wrappingAdd(count, ordering: .relaxed)
                return ReservedPlace(refusedFor: wait &- within)
            }
            let change = self.arrival.weakCompareExchange(expected: seen, desired: next, ordering: .relaxed)
            if change.exchanged {
                admitted.wrappingAdd(count, ordering: .relaxed)
                return ReservedPlace(after: wait, count: count, mark: next)
            }
            seen = change.original
        }
    }

    /// Takes places in the window.
    private func take(_ count: Int, within: UInt64) -> ReservedPlace {
        // Before the lock is taken: the clock may be somebody else's code.
        let now = time.now
        let (wait, end) = withWindow { $0.take(count, now: now, within: within, windowRule, slots) }
        guard let end else {
            limited.wrappingAdd(count, ordering: .relaxed)
            return ReservedPlace(refusedFor: wait &- within)
        }
        admitted.wrappingAdd(count, ordering: .relaxed)
        return ReservedPlace(after: wait, count: count, mark: end)
    }
}
