import CPlatform

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

extension FileError {
    /// What the error number of a system call means.
    internal init(errno number: Int32) {
        switch number {
        case ENOENT, ENOTDIR: self = .notFound
        case EEXIST: self = .exists
        case EACCES, EPERM, EROFS: self = .permissionDenied
        case ENOSPC, EDQUOT, EFBIG: self = .noSpace
        case EISDIR, ENXIO, ENODEV: self = .notRegular
        default: self = .failed(errno: number)
        }
    }

    /// Makes a system call, again while a signal interrupts it.
    @discardableResult
    internal static func checked<Result: SignedInteger>(_ call: () -> Result) throws(FileError) -> Result {
        while true {
            let result = call()
            if result >= 0 { return result }
            if cplatform_errno() != EINTR { throw FileError(errno: cplatform_errno()) }
        }
    }
}
