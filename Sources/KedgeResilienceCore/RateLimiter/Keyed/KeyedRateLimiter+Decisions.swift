extension KeyedRateLimiter {
    /// Asks whether calls for a key may pass now, in plain numbers.
    ///
    /// - Returns: 0 if they may; else the nanoseconds to wait, `UInt64.max` if that never helps.
    package func nanosecondsToWait(for count: Int, key: UnsafeRawBufferPointer) -> UInt64 {
        take(count, LimiterKey(key, seed: seed), within: 0).nanoseconds
    }

    /// Takes places for a key's calls that may come within so many nanoseconds, of which no more than 365 days count.
    package func reserve(_ count: Int, key: UnsafeRawBufferPointer, withinNanoseconds: UInt64) -> ReservedPlace {
        take(count, LimiterKey(key, seed: seed), within: withinNanoseconds)
    }

    /// Gives a place back that this limiter has given for the key, and that was not given back yet, if it can be.
    ///
    /// - Returns: Whether it was.
    package func giveBack(_ place: ReservedPlace, key: UnsafeRawBufferPointer) -> Bool {
        giveBack(place, LimiterKey(key, seed: seed))
    }

    /// How many calls for a key may pass at once now; to ask is no use of the key.
    package func available(key: UnsafeRawBufferPointer) -> Int {
        let key = LimiterKey(key, seed: seed)
        let now = time.now
        return withState { state in
            guard let number = state.table.find(key) else { return mostAtOnce }
            return available(state.table, number, now)
        }
    }

    /// Has a key begin anew.
    ///
    /// - Returns: Whether it was remembered.
    package func forget(key: UnsafeRawBufferPointer) -> Bool {
        let key = LimiterKey(key, seed: seed)
        return withState { state in
            guard let number = state.table.find(key) else { return false }
            state.table.remove(number)
            return true
        }
    }

    internal func take(_ count: Int, _ key: LimiterKey, within: UInt64) -> ReservedPlace {
        guard count >= 1, count <= mostAtOnce else { return .impossible }
        let within = min(within, LimiterTime.longestNanoseconds)
        // Before the lock is taken: the clock may be somebody else's code.
        let now = time.now
        return withState { state in
            let number = use(key, now, &state)
            let place = take(count, number, state.table, within: within, now: now)
            if place.isAdmitted { state.admitted &+= count } else { state.limited &+= count }
            return place
        }
    }

    internal func giveBack(_ place: ReservedPlace, _ key: LimiterKey) -> Bool {
        guard place.isAdmitted, place.count >= 1, place.count <= mostAtOnce else { return false }
        let now = time.now
        return withState { state in
            guard let number = state.table.find(key), state.table[number].pointee.generation == place.generation,
                giveBack(place, number, state.table, now)
            else { return false }
            state.admitted &-= place.count
            return true
        }
    }

    /// The key's entry, now the one used last.
    private func use(_ key: LimiterKey, _ now: UInt64, _ state: inout State) -> UInt32 {
        if let number = state.table.find(key) {
            state.table.use(number)
            return number
        }
        if let leaving = state.table.leaving {
            if !isAsNew(state.table, leaving, now) { state.forgottenEarly &+= 1 }
            state.table.remove(leaving)
        }
        return state.table.add(key)
    }

    private func take(
        _ count: Int, _ number: UInt32, _ table: borrowing LimiterTable, within: UInt64, now: UInt64
    ) -> ReservedPlace {
        let entry = table[number]
        let (wait, mark): (UInt64, UInt64?)
        switch rule {
        case .paced(let rate):
            let ticks = now &* LimiterTime.ticksPerNanosecond
            let next = rate.next(after: entry.pointee.arrival, cost: rate.cost(count), now: ticks)
            wait = rate.wait(until: next, now: ticks)
            mark = wait <= within ? next : nil
            if let mark { entry.pointee.arrival = mark }
        case .window(let rule):
            (wait, mark) = entry.pointee.window.take(count, now: now, within: within, rule, table.times(of: number))
        }
        guard let mark else { return ReservedPlace(refusedFor: wait &- within) }
        return ReservedPlace(after: wait, count: count, mark: mark, generation: entry.pointee.generation)
    }

    private func giveBack(
        _ place: ReservedPlace, _ number: UInt32, _ table: borrowing LimiterTable, _ now: UInt64
    ) -> Bool {
        let entry = table[number]
        switch rule {
        case .paced(let rate):
            let previous = rate.previous(
                before: place.mark, cost: rate.cost(place.count), now: now &* LimiterTime.ticksPerNanosecond)
            guard let previous, entry.pointee.arrival == place.mark else { return false }
            entry.pointee.arrival = previous
            return true
        case .window(let rule):
            return entry.pointee.window.giveBack(place.count, end: place.mark, now: now, rule, table.times(of: number))
        }
    }

    private func available(_ table: borrowing LimiterTable, _ number: UInt32, _ now: UInt64) -> Int {
        switch rule {
        case .paced(let rate):
            rate.available(arrival: table[number].pointee.arrival, now: now &* LimiterTime.ticksPerNanosecond)
        case .window(let rule):
            table[number].pointee.window.available(now: now, rule, table.times(of: number))
        }
    }

    private func isAsNew(_ table: borrowing LimiterTable, _ number: UInt32, _ now: UInt64) -> Bool {
        switch rule {
        case .paced: table[number].pointee.arrival <= now &* LimiterTime.ticksPerNanosecond
        case .window(let rule): table[number].pointee.window.isAsNew(now: now, rule, table.times(of: number))
        }
    }
}
