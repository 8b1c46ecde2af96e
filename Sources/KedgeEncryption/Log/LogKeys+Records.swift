import KedgeCore
import KedgeCrypto

extension LogKeys {
    /// Seals a record.
    ///
    /// - Parameters:
    ///   - plaintext: at most 16 MiB, apart from `out`.
    ///   - number: the record's.
    ///   - chain: the chain value before it.
    ///   - out: exactly the record's size.
    /// - Returns: the chain value after it.
    internal func seal(
        _ plaintext: UnsafeRawBufferPointer, _ kind: LogRecordHead.Kind, at end: LogEnd,
        into out: UnsafeMutableRawBufferPointer
    ) throws(SealedLogError) -> LogEnd {
        let head = out.part(0, LogRecordHead.byteCount)
        LogRecordHead(count: plaintext.count, kind: kind, chainBefore: end.chain).write(to: head)
        do throws(RandomnessError) {
            try SystemRandom.fill(head.part(LogRecordHead.nonceOffset, LogRecordHead.nonceByteCount))
        } catch {
            throw .encryption(.randomness(error))
        }
        writeCode(of: end.number, to: head)
        do throws(AESGCMError) {
            try withNumber(end.number) { number throws(AESGCMError) in
                let head = UnsafeRawBufferPointer(head)
                try records.seal(
                    plaintext, nonce: head.part(LogRecordHead.nonceOffset, LogRecordHead.nonceByteCount), number, head,
                    into: UnsafeMutableRawBufferPointer(rebasing: out[LogRecordHead.byteCount...]))
            }
        } catch {
            throw .encryption(EncryptionError(error))
        }
        return LogEnd(number: end.number &+ 1, chain: Bytes32(hashing: UnsafeRawBufferPointer(out)))
    }

    /// Opens a whole record.
    ///
    /// - Parameter out: exactly the size of its plaintext; where the ciphertext lies, or apart from the record. All zero if
    ///   the record is not authentic.
    /// - Throws: `.damaged`.
    internal func open(
        _ record: UnsafeRawBufferPointer, number: UInt64, into out: UnsafeMutableRawBufferPointer
    ) throws(SealedLogError) {
        let head = record.part(0, LogRecordHead.byteCount)
        do throws(AESGCMError) {
            try withNumber(number) { bytes throws(AESGCMError) in
                try records.open(
                    record.part(from: LogRecordHead.byteCount),
                    nonce: head.part(LogRecordHead.nonceOffset, LogRecordHead.nonceByteCount), bytes, head, into: out)
            }
        } catch {
            if case .authenticationFailed = error { throw .damaged(record: number) }
            throw .encryption(EncryptionError(error))
        }
    }

    private func withNumber<Failure: Error>(
        _ number: UInt64, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try Swift.withUnsafeBytes(of: number.bigEndian) { bytes throws(Failure) in try body(bytes) }
    }
}
