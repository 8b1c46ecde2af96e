extension Bulkhead {
    /// Takes a place without waiting.
    ///
    /// - Returns: nil if all are taken, or others wait.
    public func tryAcquire() -> BulkheadPlace? {
        let place = takePlace()
        return place == 0 ? nil : BulkheadPlace(self, place)
    }

    /// Takes a place, and blocks the calling thread for up to the maximum wait until there is one.
    ///
    /// Not for tasks, whose threads are few: they have the asynchronous `acquire()`.
    ///
    /// - Throws: `BulkheadError.full`, `.timedOut`.
    @available(*, noasync, message: "it blocks the thread: use the asynchronous acquire")
    public func acquire() throws(BulkheadError) -> BulkheadPlace {
        BulkheadPlace(self, try placeBlocking())
    }

    /// Calls `body` with a place held, and blocks the calling thread for up to the maximum wait until there is one.
    ///
    /// - Throws: `BulkheadError.full`, `.timedOut`; what `body` throws.
    // Or a body without await would have it chosen in tasks too.
    @_disfavoredOverload
    @available(*, noasync, message: "it blocks the thread: use the asynchronous withPlace")
    public func withPlace<Value: ~Copyable>(_ body: () throws -> Value) throws -> Value {
        let place = try placeBlocking()
        defer { giveBack(place) }
        return try body()
    }

    /// Takes a place, and blocks the calling thread for up to so long, and no longer than the maximum wait, until there is one.
    ///
    /// - Parameter timeout: By the system's clock. When it is over the queue is left.
    /// - Throws: `BulkheadError.full`, `.timedOut`.
    package func placeBlocking(nanoseconds timeout: UInt64 = .max) throws(BulkheadError) -> UInt64 {
        switch enqueue(isAttended: true) {
        case .place(let place): return place
        case .full: throw .full
        case .ticket(let ticket):
            switch wait(ticket, timeout, isAttending: true) {
            case .granted(let place): return place
            case .timedOut: throw .timedOut
            case .forked: throw .forked
            case .ended: throw .unknownTicket
            case .waiting:
                try cancel(ticket)
                throw .timedOut
            }
        }
    }

    /// Gives back a place that the library held itself, so that it is held, or from before a `fork()`.
    package func giveBack(_ place: UInt64) {
        try? release(place)
    }
}
