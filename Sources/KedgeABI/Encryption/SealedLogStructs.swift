import CKedge
import KedgeCore
import KedgeEncryption

extension kedge_sealed_log_options: OptionStruct {
    internal static var firstReleaseSize: Int { 24 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        return options
    }
}

/// What a log is opened with, taken from a caller's arguments.
internal struct LogArguments {
    internal let path: FilePath
    internal let associatedData: UnsafeRawBufferPointer
    internal let checkpoint: UnsafeRawBufferPointer?

    /// Checks the arguments of a call that makes or opens a log.
    internal init(
        _ path: UnsafePointer<CChar>?, _ options: UnsafePointer<kedge_sealed_log_options>?,
        _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int
    ) throws(Refusal) {
        guard let path else { throw Refusal(failNull("path")) }
        guard let associatedData = bytes(associated_data, associated_data_len) else {
            throw Refusal(failInput("associated_data", associated_data_len))
        }
        guard let settings = kedge_sealed_log_options.read(options) else {
            throw Refusal(failOptions(options))
        }
        let count = settings.checkpoint_len
        guard count == 0 || (settings.checkpoint != nil && count == KEDGE_LOG_CHECKPOINT_BYTES) else {
            throw Refusal(
                fail(
                    KEDGE_INVALID_ARGUMENT, "checkpoint_len is {u0}: a checkpoint has {1} bytes, and none has 0", count,
                    KEDGE_LOG_CHECKPOINT_BYTES))
        }
        do throws(FileError) {
            self.path = try FilePath(copying: path)
        } catch {
            throw Refusal(fail(error))
        }
        self.associatedData = associatedData
        checkpoint = count == 0 ? nil : UnsafeRawBufferPointer(start: settings.checkpoint, count: count)
    }
}

extension kedge_sealed_log_info: ResultStruct {
    internal static var firstReleaseSize: Int { 48 }

    internal init(_ known: SealedLogInfo) {
        self.init()
        first_record = known.firstRecord
        next_record = known.nextRecord
        torn_bytes = UInt64(known.tornByteCount)
        key_id = known.keyID
        is_rotated = known.isRotated ? 1 : 0
    }
}
