import CPlatform
package import KedgeCore

extension SealedLog {
    /// Ends this file and goes on in a new one, sealed with the ring's primary key of now. Records are numbered on, and the
    /// end of this file takes a number of its own.
    ///
    /// After a crash in the middle this file may be closed and the other not be there. Then open this one and rotate again, to
    /// the same path: what is missing is made, and what is there already is gone on with.
    ///
    /// - Parameters:
    ///   - path: of the new file.
    ///   - ring: has to hold the key of the old file no more than to open it.
    /// - Throws: `SealedLogError`; `.encryption(.file(.exists))` if another file is there. This file is still open then, or
    ///   `info` says that it is rotated, and rotating again completes it.
    /// - Cost: three waits for the disk, during which other calls wait
    public borrowing func rotate(to path: String, sealedWith ring: borrowing Keyring) throws(SealedLogError) {
        try rotate(to: try onFile { () throws(FileError) in try FilePath(path) }, ring)
    }

    /// As `rotate(to:sealedWith:)`.
    package borrowing func rotate(to path: FilePath, _ ring: borrowing Keyring) throws(SealedLogError) {
        try enter()
        defer { cplatform_gate_leave(gate) }
        state.pointee.waitingRotations &+= 1
        while state.pointee.isSyncing { cplatform_gate_wait(gate) }
        state.pointee.waitingRotations &-= 1
        // For those who let this go first, and may find now that the disk has what they wait for.
        defer { cplatform_gate_announce(gate) }
        if state.pointee.isBroken { throw .broken }
        if let salt = state.pointee.successor {
            try completeRotation(to: path, ring, salt)
        } else {
            try beginRotation(to: path, ring)
        }
    }

    /// Writes the end of this file only when everything is ready for the next one, but for its name.
    private borrowing func beginRotation(to path: FilePath, _ ring: borrowing Keyring) throws(SealedLogError) {
        guard try Self.file(at: path) == nil else { throw .encryption(.file(.exists)) }
        let salt = try Bytes32.random()
        let end = try state.pointee.sealRotation(to: salt)
        let new: NewLogFile
        do throws(SealedLogError) {
            new = try NewLogFile(
                at: path, sealedWith: ring, salt: salt, after: end, state.pointee.associatedData.bytes)
        } catch {
            state.pointee.abandonRotation()
            throw error
        }
        try state.pointee.writeRotation(to: salt, end)
        try state.pointee.synchronize()
        try goOn(in: new)
    }

    private borrowing func completeRotation(
        to path: FilePath, _ ring: borrowing Keyring, _ salt: Bytes32
    ) throws(SealedLogError) {
        let end = state.pointee.end
        let data = state.pointee.associatedData.bytes
        guard let file = try Self.file(at: path) else {
            return try goOn(in: NewLogFile(at: path, sealedWith: ring, salt: salt, after: end, data))
        }
        let header = try LogFile.header(of: file)
        guard header.salt == salt, header.firstRecord == end.number, header.chainBefore == end.chain else {
            throw .encryption(.file(.exists))
        }
        try onFile { () throws(FileError) in try file.lock(waiting: 0) }
        replace(with: try LogAppender(opening: file, ring, LogBuffer(copying: data), containing: nil))
    }

    private borrowing func goOn(in new: consuming NewLogFile) throws(SealedLogError) {
        let data = try LogBuffer(copying: state.pointee.associatedData.bytes)
        replace(with: LogAppender(try new.commit(), data))
    }

    private borrowing func replace(with new: consuming LogAppender) {
        let waitingRotations = state.pointee.waitingRotations
        state.pointee = new
        state.pointee.waitingRotations = waitingRotations
    }

    /// The file at a path, or nil if there is none.
    private static func file(at path: FilePath) throws(SealedLogError) -> File? {
        do throws(FileError) {
            return try File(path, for: .updating)
        } catch {
            if case .notFound = error { return nil }
            throw .encryption(.file(error))
        }
    }
}
