import KedgeCore

/// What a log file begins with.
///
/// - Source: docs/formats.md, "Log"
struct LogHeader: Sendable {
    static let byteCount = 120
    /// Bytes before the commitment.
    static let committedByteCount = 88

    let head: CommonHead
    let salt: Bytes32
    let firstRecord: UInt64
    /// Chain value at the end of the file before, zeros if there is none.
    let chainBefore: Bytes32
    var commitment = Bytes32()

    /// The header of a file that is to be.
    init(_ head: CommonHead, salt: Bytes32, firstRecord: UInt64, chainBefore: Bytes32) {
        self.head = head
        self.salt = salt
        self.firstRecord = firstRecord
        self.chainBefore = chainBefore
    }

    /// Reads the header of a file, without telling whether it is authentic.
    ///
    /// - Parameter bytes: what the file begins with; of a whole header, 120 bytes.
    init(_ bytes: UnsafeRawBufferPointer) throws(EncryptionError) {
        do throws(HeaderError) {
            head = try CommonHead(bytes, as: .log)
        } catch {
            switch error {
            case .malformed: throw .malformedHeader
            case .unknownVersion(let version): throw .unknownVersion(version)
            }
        }
        guard bytes.count >= Self.byteCount else { throw .malformedHeader }
        salt = Bytes32(bytes, at: 16)
        firstRecord = bytes.bigEndian(UInt64.self, at: 48)
        chainBefore = Bytes32(bytes, at: 56)
        commitment = Bytes32(bytes, at: Self.committedByteCount)
    }

    /// Lends the bytes of the header for the length of `body`.
    func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 8) { bytes throws(Failure) in
            head.write(to: bytes, as: .log)
            salt.write(to: bytes, at: 16)
            bytes.storeBigEndian(firstRecord, at: 48)
            chainBefore.write(to: bytes, at: 56)
            commitment.write(to: bytes, at: Self.committedByteCount)
            return try body(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Where the records begin.
    var start: LogPlace { LogPlace(offset: Self.byteCount, number: firstRecord) }

    /// The chain value before the first record.
    var chainAtStart: Bytes32 { withUnsafeBytes { Bytes32(hashing: $0) } }
}

/// A border between two records, as far as a file alone tells it.
struct LogPlace: Equatable, Sendable {
    /// In the file.
    var offset: Int
    /// Of the record that begins there.
    var number: UInt64

    /// The border behind the record that begins here.
    func after(_ head: LogRecordHead) -> LogPlace {
        LogPlace(offset: offset &+ head.recordByteCount, number: number &+ 1)
    }
}

/// How far a log goes, whatever file it is in.
struct LogEnd: Equatable, Sendable {
    /// Of the next record.
    var number: UInt64
    var chain: Bytes32
}
