import CPlatform
package import KedgeCore

/// A log that records are appended to: each is sealed for itself, and chained to the one before it.
///
/// A record that `append` returned for is on disk. Those of `appendBatched` are when `sync` returned. A record is taken or
/// it is not: where a call fails for want of room, what it wrote is cut off again, and later calls may succeed. The records
/// that were batched before are kept, and tried again by the next call that writes; they are lost only with the value or its
/// process. When the disk itself fails, every later call is `.broken`, and opening the log anew tells what is in it.
///
/// The file is locked against every other appender for as long as the value lives; readers need no lock.
///
/// Any thread, concurrently. In a child of `fork()` every call is `.forked`, and the value only closes the file.
///
/// - Source: docs/formats.md, "Log"
public struct SealedLog: ~Copyable, @unchecked Sendable {
    // Unchecked: what `state` points to is used only by whoever is inside the gate.

    /// Bytes of the longest record: 16 MiB.
    public static let maximumRecordLength = 1 << 24
    /// Bytes of a checkpoint.
    public static let checkpointByteCount = 120

    internal let state: UnsafeMutablePointer<LogAppender>
    internal let gate: OpaquePointer
    internal let forkGeneration: UInt32

    private init(_ appender: consuming LogAppender, _ gate: OpaquePointer) {
        state = .allocate(capacity: 1)
        state.initialize(to: appender)
        self.gate = gate
        forkGeneration = cplatform_fork_generation()
    }

    /// Makes a new log, sealed with the ring's primary key.
    ///
    /// - Parameters:
    ///   - path: of the file; none may be there.
    ///   - associatedData: any length; has to be the same whenever the log is opened.
    /// - Throws: `SealedLogError.encryption`: `.noPrimaryKey`, `.file(.exists)` and others.
    /// - Cost: two waits for the disk
    public static func create(
        at path: String, sealedWith ring: borrowing Keyring, associatedData: [UInt8] = []
    ) throws(SealedLogError) -> SealedLog {
        let path = try onFile { () throws(FileError) in try FilePath(path) }
        return try associatedData.span.bytes.withUnsafeBytes { bytes throws(SealedLogError) in
            try SealedLog(creating: path, ring, bytes)
        }
    }

    /// Opens a log to append to it. What a crash tore from its last record is cut off, as `info` tells.
    ///
    /// - Parameters:
    ///   - path: of the file.
    ///   - checkpoint: what the log has to contain, or nil.
    ///   - associatedData: as it was when the log was made.
    /// - Throws: `SealedLogError`, `.encryption(.file(.locked))` at once if the log is being appended to; the file is then
    ///   unchanged.
    /// - Cost: reads all heads: about a second for a gigabyte of small records
    public static func open(
        _ path: String, sealedWith ring: borrowing Keyring, containing checkpoint: [UInt8]? = nil,
        associatedData: [UInt8] = []
    ) throws(SealedLogError) -> SealedLog {
        let path = try onFile { () throws(FileError) in try FilePath(path) }
        return try associatedData.span.bytes.withUnsafeBytes { data throws(SealedLogError) in
            guard let checkpoint else { return try SealedLog(opening: path, ring, data, containing: nil) }
            return try checkpoint.span.bytes.withUnsafeBytes { checkpoint throws(SealedLogError) in
                try SealedLog(opening: path, ring, data, containing: checkpoint)
            }
        }
    }

    /// As `create(at:sealedWith:associatedData:)`.
    package init(
        creating path: FilePath, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer
    ) throws(SealedLogError) {
        let associatedData = try LogBuffer(copying: associatedData)
        let new = try NewLogFile(
            at: path, sealedWith: ring, salt: .random(), after: LogEnd(number: 0, chain: Bytes32()),
            associatedData.bytes)
        let gate = try Self.makeGate()
        do throws(SealedLogError) {
            self.init(LogAppender(try new.commit(), associatedData), gate)
        } catch {
            cplatform_gate_destroy(gate)
            throw error
        }
    }

    /// As `open(_:sealedWith:containing:associatedData:)`.
    package init(
        opening path: FilePath, _ ring: borrowing Keyring, _ associatedData: UnsafeRawBufferPointer,
        containing checkpoint: UnsafeRawBufferPointer?
    ) throws(SealedLogError) {
        let associatedData = try LogBuffer(copying: associatedData)
        let file = try onFile { () throws(FileError) in
            let file = try File(path, for: .updating)
            try file.lock(waiting: 0)
            return file
        }
        let appender = try LogAppender(opening: file, ring, associatedData, containing: checkpoint)
        self.init(appender, try Self.makeGate())
    }

    private static func makeGate() throws(SealedLogError) -> OpaquePointer {
        guard let gate = cplatform_gate_create() else { throw .encryption(.outOfMemory) }
        return gate
    }

    deinit {
        let isOwn = forkGeneration == cplatform_fork_generation()
        if isOwn {
            if !state.pointee.isBroken {
                try? state.pointee.writeBatch()
                try? state.pointee.log.pointee.file.synchronize()
            }
        }
        state.deinitialize(count: 1)
        state.deallocate()
        if isOwn { cplatform_gate_destroy(gate) } else { cplatform_gate_abandon(gate) }
    }
}
