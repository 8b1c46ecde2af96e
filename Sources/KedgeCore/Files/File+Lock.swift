import CPlatform
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

extension File {
    /// Locks the file against every other process and every other open file of this one, until it is closed.
    ///
    /// A child of `fork()` shares the lock, which ends when the parent closes the file, whether or not the child does.
    ///
    /// - Parameter milliseconds: how long to wait for whoever holds the lock.
    /// - Throws: `FileError.locked` if it is still held then.
    /// - Source: flock(2)
    package borrowing func lock(waiting milliseconds: UInt64) throws(FileError) {
        try lock(until: Deadline(milliseconds: milliseconds))
    }

    /// Opens and locks a file that its writers replace as a whole, and so the one that is in place when the lock is had.
    ///
    /// - Parameter milliseconds: how long to wait in all.
    /// - Throws: `FileError`.
    package static func locked(_ path: FilePath, waiting milliseconds: UInt64) throws(FileError) -> File {
        let deadline = Deadline(milliseconds: milliseconds)
        var access = Access.reading
        while true {
            let file = try File(path, for: access)
            do throws(FileError) {
                try file.lock(until: deadline)
            } catch {
                // NFS locks only what is open for writing. Elsewhere that would tell watchers of a write that never was.
                guard error == .failed(errno: EBADF), access == .reading else { throw error }
                access = .updating
                continue
            }
            // Whoever held the lock may have put another file in its place.
            if try file.isAt(path) { return file }
            guard deadline.nanosecondsLeft > 0 else { throw .locked }
        }
    }

    private struct Deadline {
        private let clock = SystemClock()
        private let begun: UInt64
        private let length: UInt64

        internal init(milliseconds: UInt64) {
            begun = clock.nanoseconds
            let (length, isTooLong) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
            self.length = isTooLong ? .max : length
        }

        internal var nanosecondsLeft: UInt64 {
            let gone = clock.nanoseconds &- begun
            return gone < length ? length &- gone : 0
        }
    }

    private borrowing func lock(until deadline: Deadline) throws(FileError) {
        var pause: UInt64 = 1_000_000
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if cplatform_errno() == EINTR { continue }
            guard cplatform_errno() == EWOULDBLOCK else { throw FileError(errno: cplatform_errno()) }
            // flock itself knows no deadline.
            let left = deadline.nanosecondsLeft
            guard left > 0 else { throw .locked }
            var time = timespec(tv_sec: 0, tv_nsec: Int(min(pause, left)))
            nanosleep(&time, nil)
            pause = min(pause &* 2, 16_000_000)
        }
        holdsLock.store(true, ordering: .relaxed)
    }
}
