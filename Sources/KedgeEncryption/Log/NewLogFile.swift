import KedgeCore

/// A log file that has no name yet. It is locked already, so that nobody gets in between when it has one.
internal struct NewLogFile: ~Copyable {
    private let file: AtomicFile
    private let log: LogFile

    /// Writes the header of a log that will be at `path`.
    ///
    /// - Parameter before: the end of the file before it; number 0 and zeros if there is none.
    internal init(
        at path: FilePath, sealedWith ring: borrowing Keyring, salt: Bytes32, after before: LogEnd,
        _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) {
        var header = LogHeader(
            try onRing { () throws(EncryptionError) in try ring.headForSealing() }, salt: salt,
            firstRecord: before.number, chainBefore: before.chain)
        let keys = try Self.keys(for: &header, ring, associatedData)
        let file = try onFile { () throws(FileError) in try AtomicFile(at: path) }
        let same = try onFile { () throws(FileError) in
            try file.file.lock(waiting: 0)
            try header.withUnsafeBytes { bytes throws(FileError) in try file.file.write(bytes, at: 0) }
            return try file.file.handOver()
        }
        self.file = file
        log = LogFile(same, header, keys)
    }

    private static func keys(
        for header: inout LogHeader, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) -> LogKeys {
        while true {
            do throws(SealedLogError) {
                return try LogKeys(for: &header, ring, associatedData)
            } catch {
                // Between the two questions the ring may have got another primary key, and have lost this one.
                let head = try onRing { () throws(EncryptionError) in try ring.headForSealing() }
                guard head != header.head else { throw error }
                header = LogHeader(
                    head, salt: header.salt, firstRecord: header.firstRecord, chainBefore: header.chainBefore)
            }
        }
    }

    /// Gives the file its name, durably.
    ///
    /// - Throws: `.encryption(.file)`.
    internal consuming func commit() throws(SealedLogError) -> LogFile {
        let file = file
        let log = log
        do throws(FileError) {
            try file.commit(replacing: false, durable: true)
        } catch {
            throw .encryption(.file(error))
        }
        return log
    }
}

extension Bytes32 {
    /// Thirty-two random bytes.
    internal static func random() throws(SealedLogError) -> Bytes32 {
        var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        do throws(RandomnessError) {
            try Swift.withUnsafeMutableBytes(of: &bytes) { bytes throws(RandomnessError) in
                try SystemRandom.fill(bytes)
            }
        } catch {
            throw .encryption(.randomness(error))
        }
        return Swift.withUnsafeBytes(of: bytes) { Bytes32($0) }
    }
}
