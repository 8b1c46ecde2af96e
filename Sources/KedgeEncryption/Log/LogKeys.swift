import KedgeCore
import KedgeCrypto

/// The keys of one log file.
///
/// - Source: docs/formats.md, "Log"
internal struct LogKeys: ~Copyable, Sendable {
    internal let records: XAESGCMKey
    private let codes: HMAC

    /// Derives the keys of a file that is to be, and puts the commitment to them into its header.
    internal init(
        for header: inout LogHeader, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) {
        let secrets = try Self.secrets(header, ring, associatedData)
        header.commitment = secrets.withUnsafeBytes { Bytes32($0, at: 64) }
        try self.init(secrets, requireLocked: ring.options.requiresLockedMemory)
    }

    /// Derives the keys of a file that is there.
    ///
    /// - Throws: `.encryption(.authenticationFailed)` if its header commits to others.
    internal init(
        of header: LogHeader, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) {
        let secrets = try Self.secrets(header, ring, associatedData)
        guard header.commitment == secrets.withUnsafeBytes({ Bytes32($0, at: 64) }) else {
            throw .encryption(.authenticationFailed)
        }
        try self.init(secrets, requireLocked: ring.options.requiresLockedMemory)
    }

    private init(_ secrets: borrowing SecretBytes, requireLocked: Bool) throws(SealedLogError) {
        let records: XAESGCMKey
        do throws(AESGCMError) {
            records = try secrets.withUnsafeBytes { bytes throws(AESGCMError) in
                try XAESGCMKey(copying: bytes.part(0, 32).bytes, requireLocked: requireLocked)
            }
        } catch {
            throw .encryption(EncryptionError(error))
        }
        let codes: HMAC
        do throws(SecretMemoryError) {
            codes = try secrets.withUnsafeBytes { bytes throws(SecretMemoryError) in
                try HMAC(key: bytes.part(32, 32).bytes, using: .sha256, requireLocked: requireLocked)
            }
        } catch {
            throw .encryption(.memory(error))
        }
        self.records = records
        self.codes = codes
    }

    private static func secrets(
        _ header: LogHeader, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) -> SecretBytes {
        do throws(EncryptionError) {
            return try header.withUnsafeBytes { bytes throws(EncryptionError) in
                try ring.fileKeys(
                    .log, header.head, salt: bytes.part(16, Bytes32.byteCount),
                    header: bytes.part(0, LogHeader.committedByteCount), associatedData)
            }
        } catch {
            throw .encryption(error)
        }
    }
}

// MARK: - Codes

extension LogKeys {
    /// Writes the code of a head whose other fields are written.
    internal func writeCode(of number: UInt64, to head: UnsafeMutableRawBufferPointer) {
        let code = code(of: number, UnsafeRawBufferPointer(head))
        Swift.withUnsafeBytes(of: code) {
            head.part(LogRecordHead.codeOffset, LogRecordHead.codeByteCount).copyMemory(from: $0)
        }
    }

    /// Whether the code of a head of 80 bytes is right for the record of this number.
    internal func isCodeRight(of number: UInt64, _ head: UnsafeRawBufferPointer) -> Bool {
        let expected = code(of: number, head)
        let found = (
            head.loadUnaligned(fromByteOffset: LogRecordHead.codeOffset, as: UInt64.self),
            head.loadUnaligned(fromByteOffset: LogRecordHead.codeOffset + 8, as: UInt64.self)
        )
        return (expected.0 ^ found.0) | (expected.1 ^ found.1) == 0
    }

    private func code(of number: UInt64, _ head: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
        withUnsafeTemporaryAllocation(byteCount: 8 + LogRecordHead.codeOffset, alignment: 8) { message in
            message.storeBigEndian(number, at: 0)
            message.part(8, LogRecordHead.codeOffset).copyMemory(from: head.part(0, LogRecordHead.codeOffset))
            var code: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
            withUnsafeMutableBytes(of: &code) { code in
                if let start = code.baseAddress { codes.writeTag(for: UnsafeRawBufferPointer(message), to: start) }
            }
            return (code.0, code.1)
        }
    }

    /// The code of a checkpoint's first 88 bytes.
    internal func checkpointCode(_ checkpoint: UnsafeRawBufferPointer) -> Bytes32 {
        let label: StaticString = "kedge checkpoint v1"
        let labelCount = label.utf8CodeUnitCount
        return withUnsafeTemporaryAllocation(byteCount: labelCount &+ checkpoint.count, alignment: 1) { message in
            message.part(0, labelCount).copyMemory(
                from: UnsafeRawBufferPointer(start: label.utf8Start, count: labelCount))
            message.part(labelCount, checkpoint.count).copyMemory(from: checkpoint)
            var code: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
            return withUnsafeMutableBytes(of: &code) { code in
                if let start = code.baseAddress { codes.writeTag(for: UnsafeRawBufferPointer(message), to: start) }
                return Bytes32(UnsafeRawBufferPointer(code))
            }
        }
    }
}
