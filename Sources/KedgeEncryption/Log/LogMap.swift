import KedgeCore

/// Where the records of a file are, as far as their heads were walked.
///
/// One place in 64 is remembered, and of a very long log fewer, so that the map stays within half a megabyte.
internal struct LogMap: Sendable {
    internal static let largestMarkCount = 1 << 16

    /// Where the file ends as far as it is known: behind the last whole record.
    internal private(set) var end: LogPlace
    /// The last whole record.
    internal private(set) var last: (place: LogPlace, head: LogRecordHead)?
    /// Bytes behind the end that are a record in the making, or were.
    internal private(set) var tornByteCount = 0
    /// The record at the end, if it is damaged.
    internal private(set) var damage: UInt64?

    private let first: UInt64
    private let largestMarkCount: Int
    private var marks: [Int] = []
    private var stride: UInt64 = 64

    /// A map of a file of which no record was seen.
    ///
    /// - Parameter largestMarkCount: even.
    internal init(of header: LogHeader, largestMarkCount: Int = LogMap.largestMarkCount) {
        self.largestMarkCount = largestMarkCount
        end = header.start
        first = header.firstRecord
    }

    /// Walks over all heads of a file, and sees whether the log contains what a checkpoint was taken of.
    ///
    /// - Parameter checkpoint: 120 bytes, or nil for none.
    /// - Throws: `SealedLogError`. A damaged record is an error only where it hides whether the checkpoint is contained.
    internal init(
        surveying log: borrowing LogFile, containing checkpoint: UnsafeRawBufferPointer?, _ window: inout LogWindow
    ) throws(SealedLogError) {
        self.init(of: log.header)
        var expected: LogEnd?
        if let checkpoint { expected = try LogCheckpoint(checkpoint, of: log.header, log.keys).end }
        try extend(over: log, after: log.header.chainAtStart, through: expected, &window)
        guard let expected else { return }
        guard expected.number >= first, expected.number <= end.number else {
            if let damage { throw .damaged(record: damage) }
            throw .rolledBack
        }
        if expected.number == end.number, try chainAtEnd(of: log, &window) != expected.chain { throw .rolledBack }
    }

    /// Whether the last record is that of a rotation.
    internal var isRotated: Bool { last?.head.kind == .rotation }

    /// Walks over the heads that are behind the end.
    ///
    /// - Parameters:
    ///   - chain: the chain value before the record at the end, or nil if nobody knows.
    ///   - checkpoint: a place in the log, and the chain value that it has to have.
    /// - Throws: `.rolledBack`. A damaged record is noted.
    internal mutating func extend(
        over log: borrowing LogFile, after chain: Bytes32? = nil, through checkpoint: LogEnd? = nil,
        _ window: inout LogWindow
    ) throws(SealedLogError) {
        var size = try onFile { () throws(FileError) in try log.file.byteCount() }
        guard size >= end.offset else { throw .encryption(.file(.changed)) }
        guard size > end.offset || damage != nil || tornByteCount > 0 else { return }
        // What was read ahead of the end may have been another record then, which an appender took back.
        window.drop(from: end.offset)
        var chain = chain
        damage = nil
        for isSecondLook in [false, true] {
            do throws(SealedLogError) {
                while let head = try nextHead(of: log, after: chain, size: size, &window) {
                    chain = nil
                    if let checkpoint, checkpoint.number == end.number, checkpoint.chain != head.chainBefore {
                        throw .rolledBack
                    }
                    note(head)
                }
                break
            } catch {
                // An appender may just have been undoing a write that failed.
                switch error {
                case .damaged(let record): if isSecondLook { damage = record }
                case .encryption(.file(.changed)) where !isSecondLook: break
                default: throw error
                }
                window.drop()
                size = try onFile { () throws(FileError) in try log.file.byteCount() }
            }
        }
        tornByteCount = damage == nil ? max(size &- end.offset, 0) : 0
    }

    private func nextHead(
        of log: borrowing LogFile, after chain: Bytes32?, size: Int, _ window: inout LogWindow
    ) throws(SealedLogError) -> LogRecordHead? {
        if isRotated {
            guard size == end.offset else { throw .damaged(record: end.number) }
            return nil
        }
        let head = try log.head(at: end, size: size, &window)
        if let chain, let head, head.chainBefore != chain { throw .damaged(record: end.number) }
        return head
    }

    private mutating func note(_ head: LogRecordHead) {
        if (end.number &- first).isMultiple(of: stride) {
            if marks.count == largestMarkCount {
                marks = marks.indices.filter { $0.isMultiple(of: 2) }.map { marks[$0] }
                stride &*= 2
            }
            marks.append(end.offset)
        }
        last = (end, head)
        end = end.after(head)
    }

    /// The chain value behind the last record, which is opened for that.
    ///
    /// - Parameter body: is lent its plaintext.
    /// - Throws: `.damaged` if the last record is.
    internal func chainAtEnd(
        of log: borrowing LogFile, _ window: inout LogWindow, _ body: (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws(SealedLogError) -> Bytes32 {
        guard let last else { return log.header.chainAtStart }
        guard let chain = try log.open(last.head, at: last.place, after: nil, &window, body) else {
            throw .encryption(.file(.changed))
        }
        return chain
    }

    /// Sees whether a torn record was being written behind the last one.
    ///
    /// - Parameter chain: the chain value behind the last record.
    /// - Throws: `.damaged` if it was cut out of another place or another time.
    internal func checkTorn(
        of log: borrowing LogFile, after chain: Bytes32, _ window: inout LogWindow
    ) throws(SealedLogError) {
        guard tornByteCount >= LogRecordHead.byteCount,
            let head = try window.view(log.file, at: end.offset, count: LogRecordHead.byteCount)
        else { return }
        if Bytes32(UnsafeRawBufferPointer(head), at: LogRecordHead.chainOffset) != chain {
            throw .damaged(record: end.number)
        }
    }

    /// The last place known at or before a record.
    ///
    /// - Parameter number: of a record within the map.
    internal func place(before number: UInt64) -> LogPlace {
        let index = (number &- first) / stride
        return LogPlace(offset: marks[Int(index)], number: first &+ index &* stride)
    }
}
