import CPlatform

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A file in the making, which appears at its path as a whole or not at all, for this user alone (mode 0600).
///
/// Where the file system can (ext4, XFS, Btrfs, tmpfs), it has no name until it is complete, so that not even a killed
/// process leaves anything behind; elsewhere, and for the moment in which it replaces another file, it has a name that begins
/// with `.kedge-`. A symbolic link at the path is replaced and not followed: see `FilePath.resolved`.
package struct AtomicFile: ~Copyable, Sendable {
    package let file: File
    private let path: FilePath
    /// Nil while the file has no name, or has the one that it shall have.
    private var temporary: FilePath?

    /// Begins a file that will be at `path`; nothing is there before `commit`.
    ///
    /// - Parameters:
    ///   - path: looked up now and again when it is committed.
    ///   - isNameless: whether to try to begin without a name.
    /// - Throws: `FileError`.
    package init(at path: FilePath, isNameless: Bool = true) throws(FileError) {
        let nameless = isNameless ? path.directory.withCharacters { cplatform_open_nameless($0) } : -1
        let temporary = nameless >= 0 ? nil : try path.temporarySibling()
        file = if let temporary { try File(temporary, for: .creating) } else { File(owning: nameless) }
        self.temporary = temporary
        self.path = path
    }

    /// Puts the file in its place.
    ///
    /// - Parameters:
    ///   - replacing: whether a file that is there goes; else it is `FileError.exists`.
    ///   - durable: whether the file and its name are on disk when this returns.
    ///   - body: runs once it is in its place, and before it is closed; gets whether it is there as durably as was asked.
    /// - Throws: `FileError`; nothing is left behind then and what was there is unchanged, unless it replaced another file and
    ///   only the folder could not be brought to disk: that cannot be undone, and `body` ran.
    package consuming func commit(
        replacing: Bool, durable: Bool, then body: (borrowing File, _ isDurable: Bool) -> Void = { _, _ in }
    ) throws(FileError) {
        guard durable else {
            try name(replacing: replacing)
            return body(file, true)
        }
        let descriptor = file.descriptor
        try FileError.checked { fsync(descriptor) }
        // Before anything shows: a folder that may be written and not read cannot be waited for.
        let path = path
        let folder = File(
            owning: try FileError.checked { path.directory.withCharacters { cplatform_open_folder($0) } })
        try name(replacing: replacing)
        let folderDescriptor = folder.descriptor
        guard cplatform_synchronize_folder(folderDescriptor) == 0 else {
            // As it came: a full disk would say that nothing was changed.
            let number = cplatform_errno()
            if replacing { body(file, false) } else { path.withCharacters { _ = unlink($0) } }
            throw .failed(errno: number)
        }
        body(file, true)
    }

    private mutating func name(replacing: Bool) throws(FileError) {
        let path = path
        if temporary == nil {
            let descriptor = file.descriptor
            do throws(FileError) {
                return _ = try FileError.checked { path.withCharacters { cplatform_name_file(descriptor, $0) } }
            } catch {
                guard replacing, error == .exists else { throw error }
            }
            let sibling = try path.temporarySibling()
            try FileError.checked { sibling.withCharacters { cplatform_name_file(descriptor, $0) } }
            temporary = sibling
        }
        guard let temporary else { return }
        try FileError.checked {
            temporary.withCharacters { temporary in
                path.withCharacters { replacing ? rename(temporary, $0) : cplatform_rename_to_new(temporary, $0) }
            }
        }
        self.temporary = nil
    }

    deinit {
        // The file of a parent is not a child's to take away.
        if file.isOwn { temporary?.withCharacters { _ = unlink($0) } }
    }
}

extension AtomicFile {
    /// Writes a small file in one step, durably.
    ///
    /// - Parameter replacing: whether a file that is there goes; else it is `FileError.exists`.
    /// - Throws: `FileError`; what was there is then unchanged, with the exception that `commit` names.
    package static func write(
        _ bytes: UnsafeRawBufferPointer, to path: FilePath, replacing: Bool
    ) throws(FileError) {
        let new = try AtomicFile(at: path)
        try new.file.write(bytes, at: 0)
        try new.commit(replacing: replacing, durable: true)
    }
}
