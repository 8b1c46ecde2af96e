/// What the caller keeps elsewhere, to know later that a log still holds all that it held.
///
/// - Source: docs/formats.md, "Log"
internal struct LogCheckpoint {
    internal static let byteCount = 120
    private static let codeOffset = 88

    /// Up to where the log is meant.
    internal let end: LogEnd

    /// Reads a checkpoint of the file with this header and these keys.
    ///
    /// - Throws: `.checkpointOfAnotherFile`; `.encryption` of `.malformedHeader`, `.unknownVersion`, `.authenticationFailed`.
    internal init(
        _ bytes: UnsafeRawBufferPointer, of header: LogHeader, _ keys: borrowing LogKeys
    ) throws(SealedLogError) {
        let head: CommonHead
        do throws(HeaderError) {
            head = try CommonHead(bytes, as: .checkpoint)
        } catch {
            switch error {
            case .malformed: throw .encryption(.malformedHeader)
            case .unknownVersion(let version): throw .encryption(.unknownVersion(version))
            }
        }
        guard bytes.count == Self.byteCount else { throw .encryption(.malformedHeader) }
        guard Bytes32(bytes, at: 16) == header.salt else { throw .checkpointOfAnotherFile }
        guard head == header.head,
            Bytes32(bytes, at: Self.codeOffset) == keys.checkpointCode(bytes.part(0, Self.codeOffset))
        else { throw .encryption(.authenticationFailed) }
        end = LogEnd(number: bytes.bigEndian(UInt64.self, at: 48), chain: Bytes32(bytes, at: 56))
    }

    /// Writes a checkpoint to 120 bytes.
    internal static func write(
        _ end: LogEnd, of header: LogHeader, _ keys: borrowing LogKeys, to bytes: UnsafeMutableRawBufferPointer
    ) {
        header.head.write(to: bytes, as: .checkpoint)
        header.salt.write(to: bytes, at: 16)
        bytes.storeBigEndian(end.number, at: 48)
        end.chain.write(to: bytes, at: 56)
        keys.checkpointCode(UnsafeRawBufferPointer(bytes).part(0, codeOffset)).write(to: bytes, at: codeOffset)
    }
}
