import KedgeCore

/// A log file that is open, its header, and the keys of its records.
internal struct LogFile: ~Copyable, Sendable {
    internal let file: File
    internal let header: LogHeader
    internal let keys: LogKeys

    internal init(_ file: consuming File, _ header: LogHeader, _ keys: consuming LogKeys) {
        self.file = file
        self.header = header
        self.keys = keys
    }

    /// Reads the header of a file and derives its keys.
    internal init(
        opening file: consuming File, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) {
        let header = try Self.header(of: file)
        let keys = try LogKeys(of: header, ring, associatedData)
        self.init(file, header, keys)
    }

    /// The header of a file, which nobody has authenticated yet.
    internal static func header(of file: borrowing File) throws(SealedLogError) -> LogHeader {
        try withUnsafeTemporaryAllocation(byteCount: LogHeader.byteCount, alignment: 8) {
            bytes throws(SealedLogError) in
            let count = try onFile { () throws(FileError) in try file.read(into: bytes, at: 0) }
            return try onRing { () throws(EncryptionError) in
                try LogHeader(UnsafeRawBufferPointer(bytes).part(0, count))
            }
        }
    }
}

// MARK: - Records

extension LogFile {
    /// The head of the record at `place`, if the whole record is within the file's first `size` bytes.
    ///
    /// - Returns: nil where the log ends, be it in a torn record.
    /// - Throws: `.damaged` if what is there is not the beginning of a record.
    internal borrowing func head(
        at place: LogPlace, size: Int, _ window: inout LogWindow
    ) throws(SealedLogError) -> LogRecordHead? {
        let left = size &- place.offset
        guard left >= LogRecordHead.byteCount else { return nil }
        // A file that ends before its size is no torn one, which would be cut off.
        guard let bytes = try window.view(file, at: place.offset, count: LogRecordHead.byteCount) else {
            throw .encryption(.file(.changed))
        }
        guard keys.isCodeRight(of: place.number, UnsafeRawBufferPointer(bytes)),
            let head = LogRecordHead(UnsafeRawBufferPointer(bytes))
        else { throw .damaged(record: place.number) }
        return left >= head.recordByteCount ? head : nil
    }

    /// Opens the record at `place`, whose head was found right.
    ///
    /// - Parameters:
    ///   - chain: the chain value that it has to follow, or nil if nobody knows.
    ///   - out: exactly as large as the plaintext; nil to open it for its tag alone, unless `body` asks for it.
    ///   - body: is lent the plaintext if there is no `out`; it is wiped afterwards.
    /// - Returns: the chain value after it; nil if the file ends before it does.
    /// - Throws: `.damaged`; `out` is all zero then.
    internal borrowing func open(
        _ head: LogRecordHead, at place: LogPlace, after chain: Bytes32?, _ window: inout LogWindow,
        into out: UnsafeMutableRawBufferPointer? = nil, _ body: (UnsafeRawBufferPointer) -> Void = { _ in }
    ) throws(SealedLogError) -> Bytes32? {
        guard let bytes = try window.view(file, at: place.offset, count: head.recordByteCount) else { return nil }
        let record = UnsafeRawBufferPointer(bytes)
        if let chain, chain != head.chainBefore {
            out?.initializeMemory(as: UInt8.self, repeating: 0)
            throw .damaged(record: place.number)
        }
        let after = Bytes32(hashing: record)
        if let out {
            try keys.open(record, number: place.number, into: out)
        } else {
            // The window's bytes are no longer the file's.
            defer { window.drop(before: place.offset &+ head.recordByteCount) }
            let plaintext = bytes.part(LogRecordHead.byteCount, head.count)
            try keys.open(record, number: place.number, into: plaintext)
            body(UnsafeRawBufferPointer(plaintext))
            plaintext.initializeMemory(as: UInt8.self, repeating: 0)
        }
        return after
    }
}
