import KedgeCore

extension SealedLogReader {
    /// The record with a number.
    ///
    /// The record itself is verified, and its number; that its neighbours are the ones that it was written between, `next` and
    /// `verify` tell.
    ///
    /// - Throws: `.endOfLog` if this file has no such record; `.damaged`; `.encryption`.
    /// - Cost: independent of the number: at most 64 heads are walked, and more only in a log of over four million records
    public mutating func read(_ number: UInt64) throws(SealedLogError) -> [UInt8] {
        try .written(try byteCount(of: number)) { out throws(SealedLogError) in try read(number, into: out) }
    }

    /// Bytes of the record with a number.
    ///
    /// - Throws: as `read`.
    package mutating func byteCount(of number: UInt64) throws(SealedLogError) -> Int {
        try checkFork()
        return try locate(number).count
    }

    /// Reads the record with a number.
    ///
    /// - Parameter out: exactly `byteCount(of:)` bytes; all zero if the record is damaged.
    /// - Throws: as `read`.
    package mutating func read(
        _ number: UInt64, into out: UnsafeMutableRawBufferPointer
    ) throws(SealedLogError) {
        try checkFork()
        let head = try locate(number)
        _ = try open(head, at: recent, after: nil, into: out)
    }

    private mutating func locate(_ number: UInt64) throws(SealedLogError) -> LogRecordHead {
        guard number >= log.header.firstRecord else { throw .endOfLog }
        if number >= map.end.number { try refresh() }
        guard number < map.end.number else {
            if let damage = map.damage { throw .damaged(record: damage) }
            throw .endOfLog
        }
        let mark = map.place(before: number)
        var place = recent.number > mark.number && recent.number <= number ? recent : mark
        // What is read ahead is seldom asked for.
        window.readAhead = LogWindow.shortReadAhead
        defer { window.readAhead = LogWindow.readAhead }
        while place.number < number { place = place.after(try head(at: place)) }
        recent = place
        return try head(at: place)
    }
}
