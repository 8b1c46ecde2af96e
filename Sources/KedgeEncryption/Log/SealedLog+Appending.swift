import CPlatform
import KedgeCore

extension SealedLog {
    /// Appends a record, which is on disk when this returns. Threads that append at the same time share the wait for the disk.
    ///
    /// It blocks the thread meanwhile: tasks, whose threads are few, append from an actor with an executor of its own.
    ///
    /// - Parameter record: at most 16 MiB; may be empty.
    /// - Returns: its number.
    /// - Throws: `.recordTooLong`, `.closed`, `.broken`, `.encryption`. The record was not taken then, unless the disk itself
    ///   failed: then `.broken` follows, and only opening the log again tells.
    /// - Cost: one wait for the disk
    @discardableResult
    public borrowing func append(_ record: RawSpan) throws(SealedLogError) -> UInt64 {
        try record.withUnsafeBytes { record throws(SealedLogError) in try append(record) }
    }

    /// Appends a record, which is on disk when this returns.
    ///
    /// - Throws: as `append(_:)` of a `RawSpan`.
    @discardableResult
    public borrowing func append(_ record: [UInt8]) throws(SealedLogError) -> UInt64 {
        try append(record.span.bytes)
    }

    /// Appends a record that is on disk when `sync` returned.
    ///
    /// It is kept in memory together with others, up to about 256 KiB, and then written.
    ///
    /// - Parameter record: at most 16 MiB; may be empty.
    /// - Returns: its number.
    /// - Throws: `.recordTooLong`, `.closed`, `.broken`, `.encryption`; this record was not taken then, and those before it are
    ///   kept.
    /// - Cost: a few microseconds
    @discardableResult
    public borrowing func appendBatched(_ record: RawSpan) throws(SealedLogError) -> UInt64 {
        try record.withUnsafeBytes { record throws(SealedLogError) in try appendBatched(record) }
    }

    /// Appends a record that is on disk when `sync` returned.
    ///
    /// - Throws: as `appendBatched(_:)` of a `RawSpan`.
    @discardableResult
    public borrowing func appendBatched(_ record: [UInt8]) throws(SealedLogError) -> UInt64 {
        try appendBatched(record.span.bytes)
    }

    /// Waits until everything that was appended is on disk.
    ///
    /// - Throws: `.broken`, `.encryption`. Where there is no room, what was batched is kept, and may be tried again.
    public borrowing func sync() throws(SealedLogError) {
        try enter()
        defer { cplatform_gate_leave(gate) }
        if state.pointee.isBroken { throw .broken }
        try state.pointee.writeBatch()
        try waitForDisk(holding: state.pointee.end.number)
    }

    /// What is known of the log. Records that are only batched count.
    ///
    /// - Throws: `.encryption(.forked)`.
    public borrowing func info() throws(SealedLogError) -> SealedLogInfo {
        try enter()
        defer { cplatform_gate_leave(gate) }
        return state.pointee.info
    }

    /// What to keep elsewhere to know later that everything is still there that is on disk now. What is only batched is not
    /// in it.
    ///
    /// - Returns: 120 bytes.
    /// - Throws: `.broken`, `.encryption(.forked)`.
    public borrowing func checkpoint() throws(SealedLogError) -> [UInt8] {
        try .written(Self.checkpointByteCount) { out throws(SealedLogError) in try writeCheckpoint(to: out) }
    }
}

// MARK: - On the caller's memory

extension SealedLog {
    package borrowing func append(_ record: UnsafeRawBufferPointer) throws(SealedLogError) -> UInt64 {
        try enter()
        defer { cplatform_gate_leave(gate) }
        try state.pointee.checkIsOpen()
        let number = try state.pointee.appendWritten(record)
        try waitForDisk(holding: number &+ 1)
        return number
    }

    package borrowing func appendBatched(_ record: UnsafeRawBufferPointer) throws(SealedLogError) -> UInt64 {
        try enter()
        defer { cplatform_gate_leave(gate) }
        try state.pointee.checkIsOpen()
        return try state.pointee.appendBatched(record)
    }

    /// Writes a checkpoint to 120 bytes.
    package borrowing func writeCheckpoint(to bytes: UnsafeMutableRawBufferPointer) throws(SealedLogError) {
        try enter()
        defer { cplatform_gate_leave(gate) }
        if state.pointee.isBroken { throw .broken }
        let log = state.pointee.log
        LogCheckpoint.write(state.pointee.synced, of: log.pointee.header, log.pointee.keys, to: bytes)
    }

    /// Takes the gate, which `cplatform_gate_leave` gives back.
    internal borrowing func enter() throws(SealedLogError) {
        // First of all: another thread of the parent may have had the gate.
        guard forkGeneration == cplatform_fork_generation() else { throw .encryption(.forked) }
        cplatform_gate_enter(gate)
    }

    /// Waits until the disk holds all records before `number`, which are written. To be called within the gate.
    ///
    /// One of the threads that wait asks the disk for all of them, and the others meanwhile write what it will be asked for
    /// next.
    internal borrowing func waitForDisk(holding number: UInt64) throws(SealedLogError) {
        while state.pointee.synced.number < number {
            if state.pointee.isBroken { throw .broken }
            if state.pointee.isSyncing || state.pointee.waitingRotations > 0 {
                cplatform_gate_wait(gate)
                continue
            }
            state.pointee.isSyncing = true
            let end = state.pointee.written.end
            let log = state.pointee.log
            cplatform_gate_leave(gate)
            let result = Result { () throws(FileError) in try log.pointee.file.synchronize() }
            cplatform_gate_enter(gate)
            state.pointee.isSyncing = false
            switch result {
            case .success: state.pointee.synced = end
            // The system may have forgotten by now what it could not write, and would report success the next time.
            case .failure: state.pointee.isBroken = true
            }
            cplatform_gate_announce(gate)
            try onFile { () throws(FileError) in try result.get() }
        }
    }
}
