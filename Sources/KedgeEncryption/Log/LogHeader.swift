import KedgeCore

/// What a log file begins with.
///
/// - Source: docs/formats.md, "Log"
internal struct LogHeader: Sendable {
    internal static let byteCount = 120
    /// Bytes before the commitment.
    internal static let committedByteCount = 88

    internal let head: CommonHead
    internal let salt: Bytes32
    internal let firstRecord: UInt64
    /// Chain value at the end of the file before, zeros if there is none.
    internal let chainBefore: Bytes32
    internal var commitment = Bytes32()

    /// The header of a file that is to be.
    internal init(_ head: CommonHead, salt: Bytes32, firstRecord: UInt64, chainBefore: Bytes32) {
        self.head = head
        self.salt = salt
        self.firstRecord = firstRecord
        self.chainBefore = chainBefore
    }

    /// Reads the header of a file, without telling whether it is authentic.
    ///
    /// - Parameter bytes: what the file begins with; of a whole header, 120 bytes.
    internal init(_ bytes: UnsafeRawBufferPointer) throws(EncryptionError) {
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
    internal func withUnsafeBytes<Value: ~Copyable, Failure: Error>(
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
    internal var start: LogPlace { LogPlace(offset: Self.byteCount, number: firstRecord) }

    /// The chain value before the first record.
    internal var chainAtStart: Bytes32 { withUnsafeBytes { Bytes32(hashing: $0) } }
}

/// A border between two records, as far as a file alone tells it.
internal struct LogPlace: Equatable, Sendable {
    /// In the file.
    internal var offset: Int
    /// Of the record that begins there.
    internal var number: UInt64

    /// The border behind the record that begins here.
    internal func after(_ head: LogRecordHead) -> LogPlace {
        LogPlace(offset: offset &+ head.recordByteCount, number: number &+ 1)
    }
}

/// How far a log goes, whatever file it is in.
internal struct LogEnd: Equatable, Sendable {
    /// Of the next record.
    internal var number: UInt64
    internal var chain: Bytes32
}
