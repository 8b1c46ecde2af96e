public import CKedge
import KedgeCore
import KedgeEncryption

extension kedge_file_options: OptionStruct {
    internal static var firstReleaseSize: Int { 40 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.segment_bytes = UInt32(StreamOptions.defaultSegmentByteCount)
        options.threads = 1
        options.durable = 1
        return options
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_file_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_file_options_init")
public func kedge_file_options_init(
    _ options: UnsafeMutablePointer<kedge_file_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_file_options.write(options, size: struct_size)
}

/// Seals a file into another one, which appears as a whole or not at all, for this user alone (mode 0600).
///
/// - Parameters:
///   - ring: live handle, whose primary key is used; borrowed until progress is first called
///   - from_path: NUL-terminated path of a regular file of up to 2^48 bytes
///   - to_path: NUL-terminated path of the sealed file; may be from_path where replace_existing is 1
///   - options: NULL for the defaults: segments of 65,536 bytes, one thread, nothing replaced, durable
///   - associated_data: associated_data_len bytes that whoever opens the file has to have too; NULL only with length 0
///   - associated_data_len: any length
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE, KEDGE_FILE_NOT_FOUND, KEDGE_FILE_EXISTS,
///   KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_CANCELLED, KEDGE_FORKED (in a
///   child that progress forked), KEDGE_MESSAGE_TOO_LONG, KEDGE_NO_PRIMARY_KEY, KEDGE_RANDOM_UNAVAILABLE,
///   KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (no file is made, none replaced, unless
///   KEDGE_IO_FAILED is about the folder alone)
/// - Threads: any thread, concurrently
/// - Cost: memory for 1 MiB or one segment, whichever is more, for each thread; what the disk takes
/// - Since: 0.1
@_cdecl("kedge_file_seal")
public func kedge_file_seal(
    _ ring: UnsafePointer<kedge_keyring>?, _ from_path: UnsafePointer<CChar>?, _ to_path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_file_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int
) -> kedge_status {
    process(.seal, ring, from_path, to_path, options, associated_data, associated_data_len)
}

/// Opens a sealed file into another one, which appears as a whole or not at all, for this user alone (mode 0600).
///
/// - Parameters:
///   - ring: live handle; borrowed until progress is first called
///   - from_path: NUL-terminated path of a sealed file
///   - to_path: NUL-terminated path of the plaintext; may be from_path where replace_existing is 1
///   - options: NULL for the defaults: one thread, nothing replaced, durable; segment_bytes does not count
///   - associated_data: associated_data_len bytes, as they were when the file was sealed; NULL only with length 0
///   - associated_data_len: any length
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_FILE_NOT_FOUND, KEDGE_FILE_EXISTS, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED,
///   KEDGE_FILE_CHANGED, KEDGE_CANCELLED, KEDGE_FORKED (in a child that progress forked), KEDGE_MESSAGE_TOO_SHORT,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED,
///   KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (no file is made, none
///   replaced, unless KEDGE_IO_FAILED is about the folder alone)
/// - Threads: any thread, concurrently
/// - Cost: memory for 1 MiB or one segment, whichever is more, for each thread; what the disk takes
/// - Since: 0.1
@_cdecl("kedge_file_open")
public func kedge_file_open(
    _ ring: UnsafePointer<kedge_keyring>?, _ from_path: UnsafePointer<CChar>?, _ to_path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_file_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int
) -> kedge_status {
    process(.open, ring, from_path, to_path, options, associated_data, associated_data_len)
}

/// Seals a sealed file again, under the primary key and in segments of the same size; its plaintext is never on disk.
///
/// - Parameters:
///   - ring: live handle; borrowed until progress is first called
///   - from_path: NUL-terminated path of a sealed file
///   - to_path: NUL-terminated path of the new one; may be from_path where replace_existing is 1
///   - options: NULL for the defaults: one thread, nothing replaced, durable; segment_bytes does not count
///   - associated_data: associated_data_len bytes, as they were when the file was sealed, and as they are to be; NULL
///     only with length 0
///   - associated_data_len: any length
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_FILE_NOT_FOUND, KEDGE_FILE_EXISTS, KEDGE_PERMISSION_DENIED, KEDGE_NO_SPACE, KEDGE_IO_FAILED,
///   KEDGE_FILE_CHANGED, KEDGE_CANCELLED, KEDGE_FORKED (in a child that progress forked), KEDGE_MESSAGE_TOO_SHORT,
///   KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER, KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED,
///   KEDGE_KEY_DESTROYED, KEDGE_NO_PRIMARY_KEY, KEDGE_RANDOM_UNAVAILABLE, KEDGE_MEMORY_NOT_LOCKED, KEDGE_OUT_OF_MEMORY,
///   KEDGE_ALGORITHM_UNAVAILABLE (no file is made, none replaced, unless KEDGE_IO_FAILED is about the folder alone)
/// - Threads: any thread, concurrently
/// - Cost: memory for 1 MiB or one segment, whichever is more, for each thread; what the disk takes
/// - Since: 0.1
@_cdecl("kedge_file_reseal")
public func kedge_file_reseal(
    _ ring: UnsafePointer<kedge_keyring>?, _ from_path: UnsafePointer<CChar>?, _ to_path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_file_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int
) -> kedge_status {
    process(.reseal, ring, from_path, to_path, options, associated_data, associated_data_len)
}

/// Opens every segment of a sealed file and keeps nothing of it.
///
/// - Parameters:
///   - ring: live handle; borrowed until progress is first called
///   - path: NUL-terminated path of a sealed file
///   - options: NULL for the defaults: one thread; only threads and progress count
///   - associated_data: associated_data_len bytes, as they were when the file was sealed; NULL only with length 0
///   - associated_data_len: any length
///   - plaintext_len: out; bytes of plaintext in the file
/// - Returns: KEDGE_OK, KEDGE_AUTHENTICATION_FAILED, KEDGE_INVALID_ARGUMENT, KEDGE_INVALID_HANDLE,
///   KEDGE_FILE_NOT_FOUND, KEDGE_PERMISSION_DENIED, KEDGE_IO_FAILED, KEDGE_FILE_CHANGED, KEDGE_CANCELLED, KEDGE_FORKED
///   (in a child that progress forked), KEDGE_MESSAGE_TOO_SHORT, KEDGE_MESSAGE_TOO_LONG, KEDGE_MALFORMED_HEADER,
///   KEDGE_UNKNOWN_VERSION, KEDGE_UNKNOWN_KEY, KEDGE_KEY_DISABLED, KEDGE_KEY_DESTROYED, KEDGE_MEMORY_NOT_LOCKED,
///   KEDGE_OUT_OF_MEMORY, KEDGE_ALGORITHM_UNAVAILABLE (plaintext_len untouched)
/// - Threads: any thread, concurrently
/// - Cost: memory for 1 MiB or one segment, whichever is more, for each thread; what the disk takes
/// - Since: 0.1
@_cdecl("kedge_file_verify")
public func kedge_file_verify(
    _ ring: UnsafePointer<kedge_keyring>?, _ path: UnsafePointer<CChar>?,
    _ options: UnsafePointer<kedge_file_options>?, _ associated_data: UnsafePointer<UInt8>?,
    _ associated_data_len: Int, _ plaintext_len: UnsafeMutablePointer<UInt64>?
) -> kedge_status {
    guard let plaintext_len else { return failNull("plaintext_len") }
    guard let path else { return failNull("path") }
    return process(.open, ring, path, to: nil, options, associated_data, associated_data_len) {
        plaintext_len.pointee = UInt64($0)
    }
}

private func process(
    _ task: FileWork.Task, _ ring: UnsafePointer<kedge_keyring>?, _ from: UnsafePointer<CChar>?,
    _ to: UnsafePointer<CChar>?, _ options: UnsafePointer<kedge_file_options>?,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int
) -> kedge_status {
    guard let from else { return failNull("from_path") }
    guard let to else { return failNull("to_path") }
    return process(task, ring, from, to: to, options, associated_data, associated_data_len) { _ in }
}

private func process(
    _ task: FileWork.Task, _ ring: UnsafePointer<kedge_keyring>?, _ from: UnsafePointer<CChar>,
    to: UnsafePointer<CChar>?, _ options: UnsafePointer<kedge_file_options>?,
    _ associated_data: UnsafePointer<UInt8>?, _ associated_data_len: Int, _ done: (Int) -> Void
) -> kedge_status {
    guard let object = HandleKind.keyring.object(ring) else { return failHandle("ring") }
    guard let settings = kedge_file_options.read(options) else { return failOptions(options) }
    guard let replacesExisting = Bool(flag: settings.replace_existing) else {
        return failFlag("replace_existing", settings.replace_existing)
    }
    guard let isDurable = Bool(flag: settings.durable) else { return failFlag("durable", settings.durable) }
    guard let associatedData = bytes(associated_data, associated_data_len) else {
        return failInput("associated_data", associated_data_len)
    }
    let sealing = FileSealingOptions(
        segmentByteCount: Int(settings.segment_bytes), threadCount: Int(settings.threads),
        replacesExisting: replacesExisting, isDurable: isDurable)
    do throws(EncryptionError) {
        let path = try filePath(from)
        let target: FilePath? = if let to { try filePath(to) } else { nil }
        let work = try FileWork.prepared(for: task, path, with: object.pointee, associatedData, sealing.stream)
        try work.run(to: target, sealing) { progress in
            guard let report = settings.progress else { return true }
            return withErrorKept { report(progress.done, progress.total, settings.progress_context) == 0 }
        }
        done(work.plaintextByteCount)
        return KEDGE_OK
    } catch {
        return fail(error)
    }
}
