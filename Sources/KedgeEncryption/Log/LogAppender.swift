import KedgeCore

/// A log that is being appended to; whoever uses it has it alone.
internal struct LogAppender: ~Copyable {
    /// How far the file goes.
    internal struct Written {
        internal var offset: Int
        internal var end: LogEnd
    }

    /// Bytes of batched records beyond which they are written without being asked.
    internal static let batchLimit = 256 << 10

    /// Apart from the rest, because a thread that waits for the disk uses the file while others change the rest.
    internal let log: UnsafeMutablePointer<LogFile>
    /// The caller's, which the next file takes over.
    internal let associatedData: LogBuffer
    /// What opening cut off.
    internal let tornByteCount: Int

    /// Where the next record goes, behind those that are not written yet.
    internal var end: LogEnd
    internal var written: Written
    /// What the disk is known to hold.
    internal var synced: LogEnd
    /// Sealed records that are not written yet.
    internal var batch = LogBuffer()
    /// The salt of the file that follows, if the log was rotated.
    internal var successor: Bytes32?
    /// Whether a thread waits for the disk.
    internal var isSyncing = false
    /// Threads that wait for that one to end; nobody else begins before them, or they might wait for ever.
    internal var waitingRotations = 0
    internal var isBroken = false

    /// Begins with a new file.
    internal init(_ log: consuming LogFile, _ associatedData: consuming LogBuffer) {
        let end = LogEnd(number: log.header.firstRecord, chain: log.header.chainAtStart)
        written = Written(offset: LogHeader.byteCount, end: end)
        self.end = end
        synced = end
        self.log = .allocate(capacity: 1)
        self.log.initialize(to: log)
        self.associatedData = associatedData
        tornByteCount = 0
    }

    /// Goes on with a file that is there and locked; a torn tail is cut off.
    ///
    /// - Parameter checkpoint: what the log has to contain, or nil.
    /// - Throws: `SealedLogError`; the file is unchanged then, unless it could not be cut.
    internal init(
        opening file: consuming File, _ ring: borrowing Keyring, _ associatedData: consuming LogBuffer,
        containing checkpoint: UnsafeRawBufferPointer?
    ) throws(SealedLogError) {
        let log = try LogFile(opening: file, ring, associatedData.bytes)
        var window = LogWindow()
        var successor: Bytes32?
        let map = try LogMap(surveying: log, containing: checkpoint, &window)
        if let damage = map.damage { throw .damaged(record: damage) }
        let chain = try map.chainAtEnd(of: log, &window) { plaintext in
            if map.isRotated { successor = Bytes32(plaintext) }
        }
        try map.checkTorn(of: log, after: chain, &window)
        let place = map.end
        try onFile { () throws(FileError) in
            if map.tornByteCount > 0 { try log.file.truncate(to: place.offset) }
            // What an earlier process wrote and never waited for is to be counted on from now on.
            try log.file.synchronize()
        }
        let end = LogEnd(number: place.number, chain: chain)
        written = Written(offset: place.offset, end: end)
        self.end = end
        synced = end
        self.log = .allocate(capacity: 1)
        self.log.initialize(to: log)
        self.associatedData = associatedData
        self.successor = successor
        tornByteCount = map.tornByteCount
    }

    deinit {
        log.deinitialize(count: 1)
        log.deallocate()
    }

    /// Bytes of memory that records take which are not written yet.
    internal var heldByteCount: Int { batch.capacity }

    internal var info: SealedLogInfo {
        SealedLogInfo(
            firstRecord: log.pointee.header.firstRecord, nextRecord: end.number, tornByteCount: tornByteCount,
            keyID: log.pointee.header.head.id, isRotated: successor != nil)
    }
}
