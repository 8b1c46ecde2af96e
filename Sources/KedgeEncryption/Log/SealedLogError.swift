import KedgeCore

/// Why a log could not be used as asked.
public enum SealedLogError: Error, Equatable, Sendable {
    /// The record with this number was changed, or what stands in its place is no record and no torn one either.
    case damaged(record: UInt64)
    /// The log lacks records that the checkpoint was taken of, or has others in their place.
    case rolledBack
    /// The checkpoint was taken of another file of this log, or of another log.
    case checkpointOfAnotherFile
    /// The log was rotated: its records go to the file that follows.
    case closed
    /// There is no further record, or no record of that number, in this file.
    case endOfLog
    /// A record of this many bytes: `SealedLog.maximumRecordLength` are taken.
    case recordTooLong(Int)
    /// A write could not be undone, or the disk did not take what was written: only opening the log again can tell what is
    /// in the file.
    case broken
    /// What can go wrong with everything that is sealed.
    case encryption(EncryptionError)
}

/// Makes a call on a file, with its error as a log's.
@inline(__always)
internal func onFile<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(SealedLogError) -> Value {
    do throws(FileError) {
        return try body()
    } catch {
        throw .encryption(.file(error))
    }
}

/// Makes a call on a ring, with its error as a log's.
@inline(__always)
internal func onRing<Value: ~Copyable>(_ body: () throws(EncryptionError) -> Value) throws(SealedLogError) -> Value {
    do throws(EncryptionError) {
        return try body()
    } catch {
        throw .encryption(error)
    }
}
