import CPlatform
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// An open file. It is closed when the value goes, and in a program that the process executes.
///
/// Any thread, concurrently: every read and write says where.
package struct File: ~Copyable, Sendable {
    internal let descriptor: Int32
    private let generation: UInt32
    /// Whether there is a lock to give back.
    internal let holdsLock: Atomic<Bool>

    /// Whether this process opened it, and not one that it was forked from.
    internal var isOwn: Bool { generation == cplatform_fork_generation() }

    /// What it is opened for.
    package enum Access: Sendable {
        case reading
        case updating
        /// New, for this user alone (mode 0600); a file that is there already is an error.
        case creating
    }

    /// Opens a regular file, or the one that a symbolic link leads to; a new file never replaces a link.
    ///
    /// - Throws: `FileError`; `.notRegular` for a folder, a pipe, a socket or a device, without waiting for any of them.
    package init(_ path: FilePath, for access: Access) throws(FileError) {
        let file = File(owning: try File.descriptor(of: path, for: access))
        guard try file.status().st_mode & 0o170000 == 0o100000 else { throw .notRegular }
        self = file
    }

    private static func descriptor(of path: FilePath, for access: Access) throws(FileError) -> Int32 {
        // Without O_NONBLOCK, opening a FIFO would wait for its other end.
        let flags =
            switch access {
            case .reading: O_RDONLY | O_NONBLOCK
            case .updating: O_RDWR | O_NONBLOCK
            case .creating: O_RDWR | O_CREAT | O_EXCL
            }
        let descriptor = try FileError.checked {
            path.withCharacters { cplatform_open($0, flags | O_CLOEXEC | O_NOCTTY) }
        }
        // The umask may have taken bits away. A file system without modes may refuse, and then has none to lose.
        if case .creating = access { _ = fchmod(descriptor, 0o600) }
        return descriptor
    }

    /// Takes over an open descriptor.
    internal init(owning descriptor: Int32) {
        self.descriptor = descriptor
        generation = cplatform_fork_generation()
        holdsLock = Atomic(false)
    }

    deinit {
        // A lock belongs to all copies of the descriptor, and a child of fork() has one: to close this one does not end it.
        // In such a child it is not for us to end.
        if isOwn, holdsLock.load(ordering: .relaxed) { flock(descriptor, LOCK_UN) }
        close(descriptor)
    }

    /// Another descriptor of the same open file, which takes over its lock.
    ///
    /// - Throws: `FileError`.
    package borrowing func handOver() throws(FileError) -> File {
        let descriptor = descriptor
        let heir = File(owning: try FileError.checked { cplatform_duplicate(descriptor) })
        heir.holdsLock.store(holdsLock.exchange(false, ordering: .relaxed), ordering: .relaxed)
        return heir
    }

    /// How many bytes it has.
    package borrowing func byteCount() throws(FileError) -> Int {
        Int(try status().st_size)
    }

    /// Reads bytes from `offset` on until `bytes` is full or the file ends.
    ///
    /// - Returns: how many were read; fewer than there is room for only where the file ends.
    /// - Throws: `FileError.failed` with `EINVAL` for an offset below zero.
    package borrowing func read(
        into bytes: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(FileError) -> Int {
        var count = 0
        while count < bytes.count, let base = bytes.baseAddress {
            let descriptor = descriptor
            let read = try FileError.checked { pread(descriptor, base + count, bytes.count &- count, offset &+ count) }
            if read == 0 { break }
            count &+= read
        }
        return count
    }

    /// Reads exactly as many bytes as `bytes` has room for.
    ///
    /// - Throws: `FileError.changed` if the file ends before; it is for parts that were seen to be there.
    package borrowing func readAll(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
        guard try read(into: bytes, at: offset) == bytes.count else { throw .changed }
    }

    /// Writes all of `bytes` at `offset`.
    package borrowing func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        var count = 0
        while count < bytes.count, let base = bytes.baseAddress {
            let descriptor = descriptor
            let written = try FileError.checked {
                pwrite(descriptor, base + count, bytes.count &- count, offset &+ count)
            }
            // Else this would go on for ever.
            guard written > 0 else { throw .failed(errno: EIO) }
            count &+= written
        }
    }

    /// Cuts the file, or makes it longer with zeros.
    package borrowing func truncate(to byteCount: Int) throws(FileError) {
        let descriptor = descriptor
        try FileError.checked { ftruncate(descriptor, byteCount) }
    }

    /// Waits until what was written is on disk.
    package borrowing func synchronize() throws(FileError) {
        let descriptor = descriptor
        try FileError.checked { fdatasync(descriptor) }
    }

    /// Whether `path` still leads to this file.
    package borrowing func isAt(_ path: FilePath) throws(FileError) -> Bool {
        let mine = try status()
        var other = stat()
        guard path.withCharacters({ stat($0, &other) }) == 0 else { return false }
        return mine.st_dev == other.st_dev && mine.st_ino == other.st_ino
    }

    /// Gives the file to whom `other` belongs, so that an administrator who replaces a service's file does not take it away.
    package borrowing func takeOwner(of other: borrowing File) throws(FileError) {
        let mine = try status()
        let theirs = try other.status()
        // A group alone is no matter: nobody but the owner may read what this library writes.
        guard mine.st_uid != theirs.st_uid else { return }
        let descriptor = descriptor
        try FileError.checked { fchown(descriptor, theirs.st_uid, theirs.st_gid) }
    }

    internal borrowing func status() throws(FileError) -> stat {
        var result = stat()
        let descriptor = descriptor
        try FileError.checked { fstat(descriptor, &result) }
        return result
    }
}

extension File {
    /// The whole of a small file.
    ///
    /// - Returns: nil if it has more than `limit` bytes.
    /// - Throws: `FileError`; `.changed` if it became longer or shorter meanwhile.
    package static func contents(of path: FilePath, limit: Int) throws(FileError) -> [UInt8]? {
        let file = try File(path, for: .reading)
        let count = try file.byteCount()
        guard count <= limit else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { bytes in
            Result { () throws(FileError) in try file.readAll(into: bytes, at: 0) }
        }
        try read.get()
        guard try file.byteCount() == count else { throw .changed }
        return bytes
    }
}
