import CKedge
import KedgeEncryption

internal func fail(_ error: SealedLogError) -> kedge_status {
    switch error {
    case .damaged(let record):
        fail(
            KEDGE_LOG_DAMAGED, "record {u0} of the log was changed, or something else stands in its place",
            Int(bitPattern: UInt(record)))
    case .rolledBack:
        fail(
            KEDGE_LOG_ROLLED_BACK,
            "the log lacks records that the checkpoint was taken of, or has others in their place"
        )
    case .checkpointOfAnotherFile:
        fail(
            KEDGE_LOG_ROLLED_BACK,
            "the checkpoint was taken of another file: of another one of this log, or of a log that was replaced")
    case .closed:
        fail(KEDGE_LOG_CLOSED, "the log was rotated: append to the file that follows, or rotate again to complete it")
    case .endOfLog: fail(KEDGE_END_OF_LOG, "there is no further record, or no record of that number, in this file")
    case .recordTooLong(let count):
        fail(
            KEDGE_MESSAGE_TOO_LONG, "record_len is {u0}: a record has at most {1} bytes", count,
            SealedLog.maximumRecordLength)
    case .broken:
        fail(
            KEDGE_IO_FAILED,
            "an earlier write to this log failed and could not be undone, or the disk lost it: open the log again")
    case .encryption(let error): fail(error)
    }
}
