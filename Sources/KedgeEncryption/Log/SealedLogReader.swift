import CPlatform
package import KedgeCore

/// A log that is read, also while another process appends to it.
///
/// One thread at a time. In a child of `fork()` every call is `.forked`.
///
/// - Source: docs/formats.md, "Log"
public struct SealedLogReader: ~Copyable, Sendable {
    internal let log: LogFile
    private let forkGeneration: UInt32
    internal var map: LogMap
    internal var window: LogWindow
    /// Where `next` goes on, and the chain value that it expects there.
    private var place: LogPlace
    private var chain: Bytes32
    /// Where a record that was asked for by its number lies.
    internal var recent: LogPlace

    /// Opens a log.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - checkpoint: what the log has to contain, or nil.
    ///   - associatedData: as it was when the log was made.
    /// - Throws: `.rolledBack`, `.checkpointOfAnotherFile`, `.encryption`. A damaged record is an error only of the calls
    ///   that come upon it.
    /// - Cost: reads all heads: about a second for a gigabyte of small records
    public static func open(
        _ path: String, sealedWith ring: borrowing Keyring, containing checkpoint: [UInt8]? = nil,
        associatedData: [UInt8] = []
    ) throws(SealedLogError) -> SealedLogReader {
        let path = try onFile { () throws(FileError) in try FilePath(path) }
        return try associatedData.span.bytes.withUnsafeBytes { data throws(SealedLogError) in
            guard let checkpoint else { return try SealedLogReader(path, ring, data, containing: nil) }
            return try checkpoint.span.bytes.withUnsafeBytes { checkpoint throws(SealedLogError) in
                try SealedLogReader(path, ring, data, containing: checkpoint)
            }
        }
    }

    /// As `open(_:sealedWith:containing:associatedData:)`.
    package init(
        _ path: FilePath, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer,
        containing checkpoint: UnsafeRawBufferPointer?
    ) throws(SealedLogError) {
        let file = try onFile { () throws(FileError) in try File(path, for: .reading) }
        let log = try LogFile(opening: file, ring, associatedData)
        var window = LogWindow()
        map = try LogMap(surveying: log, containing: checkpoint, &window)
        place = log.header.start
        recent = place
        chain = log.header.chainAtStart
        self.log = log
        self.window = window
        forkGeneration = cplatform_fork_generation()
    }

    internal func checkFork() throws(SealedLogError) {
        guard forkGeneration == cplatform_fork_generation() else { throw .encryption(.forked) }
    }

    /// Sees what was appended meanwhile.
    internal mutating func refresh() throws(SealedLogError) {
        try map.extend(over: log, &window)
    }

    /// The head of the record at `place`, a border of the map.
    ///
    /// - Throws: `.endOfLog`, `.damaged`.
    internal mutating func head(at place: LogPlace) throws(SealedLogError) -> LogRecordHead {
        if place == map.end { try refresh() }
        guard place != map.end else {
            if let damage = map.damage { throw .damaged(record: damage) }
            throw .endOfLog
        }
        guard let head = try log.head(at: place, size: map.end.offset, &window) else {
            throw .encryption(.file(.changed))
        }
        if head.kind == .rotation { throw .endOfLog }
        return head
    }
}

// MARK: - In order

extension SealedLogReader {
    /// The next record, of which every part was verified: its seal, its number and its place in the chain.
    ///
    /// After the last record this may be called again, to see whether there are more by now.
    ///
    /// - Returns: nil after the last record.
    /// - Throws: `.damaged` if the next one is, and then again; `.encryption`.
    public mutating func next() throws(SealedLogError) -> SealedLogRecord? {
        let number = place.number
        let count: Int
        do throws(SealedLogError) {
            count = try nextByteCount()
        } catch {
            guard error == .endOfLog else { throw error }
            return nil
        }
        let bytes = try [UInt8].written(count) { out throws(SealedLogError) in _ = try next(into: out) }
        return SealedLogRecord(number: number, bytes: bytes)
    }

    /// Bytes of the next record.
    ///
    /// - Throws: `.endOfLog` after the last record; else as `next`.
    package mutating func nextByteCount() throws(SealedLogError) -> Int {
        try checkFork()
        return try head(at: place).count
    }

    /// Reads the next record.
    ///
    /// - Parameter out: exactly `nextByteCount` bytes; all zero if the record is damaged.
    /// - Returns: its number.
    /// - Throws: as `nextByteCount`.
    package mutating func next(into out: UnsafeMutableRawBufferPointer) throws(SealedLogError) -> UInt64 {
        try checkFork()
        let number = place.number
        let head = try head(at: place)
        let after = try open(head, at: place, after: chain, into: out)
        place = place.after(head)
        chain = after
        return number
    }

    internal mutating func open(
        _ head: LogRecordHead, at place: LogPlace, after chain: Bytes32?, into out: UnsafeMutableRawBufferPointer
    ) throws(SealedLogError) -> Bytes32 {
        guard head.count == out.count else { throw .encryption(.file(.changed)) }
        guard let after = try log.open(head, at: place, after: chain, &window, into: out) else {
            throw .encryption(.file(.changed))
        }
        return after
    }
}

/// One record of a log.
public struct SealedLogRecord: Equatable, Sendable {
    /// Its number in the log.
    public let number: UInt64
    /// What was appended.
    public let bytes: [UInt8]
}
