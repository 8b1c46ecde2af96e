import CKedge
import KedgeCore

internal func fail(_ error: RandomnessError) -> kedge_status {
    switch error {
    case .unavailable(let number):
        fail(
            KEDGE_RANDOM_UNAVAILABLE, "the operating system gave no randomness: getrandom failed with errno {0}",
            Int(number))
    }
}

internal func fail(_ error: SecretMemoryError) -> kedge_status {
    switch error {
    case .invalidCount(let count):
        fail(KEDGE_INVALID_ARGUMENT, "a secret of {u0} bytes: at most {1} are held", count, SecretBytes.maximumCount)
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for a secret")
    case .notLocked:
        fail(
            KEDGE_MEMORY_NOT_LOCKED,
            "secret memory could not be locked; raise RLIMIT_MEMLOCK, or allow it with require_locked_memory 0")
    case .randomness(let error): fail(error)
    }
}

/// JSON that is not strict.
///
/// - Parameters:
///   - status: what the call answers.
///   - template: a sentence in which `{u0}` stands for the byte and `{text}` for the rule that it breaks.
///   - sentence: says that no memory is left.
internal func fail(
    _ error: JSONError, _ status: kedge_status, _ template: StaticString,
    outOfMemory sentence: StaticString = "no memory is left for the JSON"
) -> kedge_status {
    error.reason == .outOfMemory
        ? fail(KEDGE_OUT_OF_MEMORY, sentence) : fail(status, template, error.offset, text: error.reason.explanation)
}

internal func fail(_ error: FileError) -> kedge_status {
    switch error {
    case .invalidPath: fail(KEDGE_INVALID_ARGUMENT, "a path is empty")
    case .notFound: fail(KEDGE_FILE_NOT_FOUND, "there is no file, or no folder, at the path")
    case .exists: fail(KEDGE_FILE_EXISTS, "there is a file at the path already, and the call does not replace it")
    case .permissionDenied:
        fail(KEDGE_PERMISSION_DENIED, "the operating system does not let this process do that with the file")
    case .noSpace: fail(KEDGE_NO_SPACE, "no room is left: the disk, a quota or the largest size of a file")
    case .notRegular: fail(KEDGE_INVALID_ARGUMENT, "the path leads to something that is not a regular file")
    case .locked: fail(KEDGE_BUSY, "another process, or another handle of this one, holds the file's lock")
    case .changed: fail(KEDGE_FILE_CHANGED, "the file became shorter or longer while it was read")
    case .failed(let number): fail(KEDGE_IO_FAILED, "the operating system answered with errno {0}", Int(number))
    }
}
