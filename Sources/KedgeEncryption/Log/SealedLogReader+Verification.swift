import KedgeCore

extension SealedLogReader {
    /// Verifies everything that is in the file: every head, every record and the chain. Where `next` goes on is not changed.
    ///
    /// - Parameter progress: told how many records are done of how many, at least once; false cancels.
    /// - Returns: what is known of the log then.
    /// - Throws: `.damaged` with the first damaged record; `.encryption(.cancelled)` among others.
    /// - Cost: reads the whole file, a record at a time: about a second for a gigabyte
    @discardableResult
    public mutating func verify(
        progress: (_ done: UInt64, _ total: UInt64) -> Bool = { _, _ in true }
    ) throws(SealedLogError) -> SealedLogInfo {
        try checkFork()
        try refresh()
        // What was read before may have been changed since.
        window.drop()
        var place = log.header.start
        var chain = log.header.chainAtStart
        let first = place.number
        let end = map.end
        var bytesUntold = 0
        while place != end {
            guard let head = try log.head(at: place, size: end.offset, &window),
                let after = try log.open(head, at: place, after: chain, &window)
            else { throw .encryption(.file(.changed)) }
            bytesUntold &+= head.recordByteCount
            place = place.after(head)
            chain = after
            if bytesUntold >= Self.bytesBetweenReports, place != end {
                bytesUntold = 0
                guard progress(place.number &- first, end.number &- first) else { throw .encryption(.cancelled) }
            }
        }
        if let damage = map.damage { throw .damaged(record: damage) }
        try map.checkTorn(of: log, after: chain, &window)
        guard progress(end.number &- first, end.number &- first) else { throw .encryption(.cancelled) }
        return currentInfo
    }

    private static var bytesBetweenReports: Int { 1 << 20 }

    /// What is known of the log by now.
    ///
    /// - Throws: `.damaged` if the heads of the records are not all right; `.encryption`.
    public mutating func info() throws(SealedLogError) -> SealedLogInfo {
        try checkFork()
        try refresh()
        if let damage = map.damage { throw .damaged(record: damage) }
        return currentInfo
    }

    private var currentInfo: SealedLogInfo {
        SealedLogInfo(
            firstRecord: log.header.firstRecord, nextRecord: map.end.number, tornByteCount: map.tornByteCount,
            keyID: log.header.head.id, isRotated: map.isRotated)
    }

    /// What to keep elsewhere to know later that all whole records that are there now still are. Unlike the appender's, it may
    /// be about records that the disk does not have yet.
    ///
    /// - Returns: 120 bytes.
    /// - Throws: `.damaged` if the last record is, or the heads are not all right; `.encryption`.
    public mutating func checkpoint() throws(SealedLogError) -> [UInt8] {
        try .written(SealedLog.checkpointByteCount) { out throws(SealedLogError) in try writeCheckpoint(to: out) }
    }

    /// Writes a checkpoint to 120 bytes.
    package mutating func writeCheckpoint(to out: UnsafeMutableRawBufferPointer) throws(SealedLogError) {
        _ = try info()
        let chain = try map.chainAtEnd(of: log, &window)
        LogCheckpoint.write(LogEnd(number: map.end.number, chain: chain), of: log.header, log.keys, to: out)
    }
}
