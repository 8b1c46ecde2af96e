import KedgeCore

/// Whole files.
///
/// What a call writes appears at its path as a whole or not at all, readable for this user alone (mode 0600); the two
/// paths may be the same if the file there may be replaced. Each thread takes memory for about 1 MiB, or for one
/// segment if that is more.
extension Keyring {
    /// Seals a file under the primary key.
    ///
    /// - Parameters:
    ///   - path: a regular file of up to 2^48 bytes.
    ///   - newPath: where the sealed file goes.
    ///   - associatedData: any length; whoever opens the file has to have the same.
    ///   - progress: called on this thread, at least once and at the end; it returns false to cancel.
    /// - Throws: `EncryptionError.file`, `.segmentByteCount`, `.threadCount`, `.tooLong`, `.noPrimaryKey`,
    ///   `.keyDisabled`, `.cancelled`, `.randomness`, `.memory`, `.outOfMemory`, `.unavailable`; `.forked` in a child
    ///   that `progress` forked.
    public borrowing func sealFile(
        at path: String, to newPath: String, authenticating associatedData: RawSpan = RawSpan(),
        _ options: FileSealingOptions = .init(), progress: (StreamProgress) -> Bool = { _ in true }
    ) throws(EncryptionError) {
        try process(.seal, path, associatedData, options, to: newPath, progress)
    }

    /// Opens a sealed file into another one.
    ///
    /// - Parameters:
    ///   - path: a sealed file.
    ///   - newPath: where the plaintext goes.
    ///   - associatedData: what the file was sealed with.
    ///   - options: `stream.segmentByteCount` does not count.
    ///   - progress: called on this thread, at least once and at the end; it returns false to cancel.
    /// - Throws: as `sealFile`, and `EncryptionError.tooShort`, `.malformedHeader`, `.unknownVersion`, `.unknownKey`,
    ///   `.keyDestroyed`, `.authenticationFailed`.
    public borrowing func openFile(
        at path: String, to newPath: String, authenticating associatedData: RawSpan = RawSpan(),
        _ options: FileSealingOptions = .init(), progress: (StreamProgress) -> Bool = { _ in true }
    ) throws(EncryptionError) {
        try process(.open, path, associatedData, options, to: newPath, progress)
    }

    /// Seals a sealed file again, under the primary key and in segments of the same size. Its plaintext is never on
    /// disk.
    ///
    /// - Parameters:
    ///   - path: a sealed file.
    ///   - newPath: where the new one goes.
    ///   - associatedData: what the file was sealed with; the new one is sealed with the same.
    ///   - options: `stream.segmentByteCount` does not count.
    ///   - progress: called on this thread, at least once and at the end; it returns false to cancel.
    /// - Throws: as `openFile`.
    public borrowing func resealFile(
        at path: String, to newPath: String, authenticating associatedData: RawSpan = RawSpan(),
        _ options: FileSealingOptions = .init(), progress: (StreamProgress) -> Bool = { _ in true }
    ) throws(EncryptionError) {
        try process(.reseal, path, associatedData, options, to: newPath, progress)
    }

    /// Opens every segment of a sealed file and keeps nothing of it.
    ///
    /// - Parameters:
    ///   - path: a sealed file.
    ///   - associatedData: what the file was sealed with.
    ///   - threadCount: one of `StreamOptions.threadCounts`.
    ///   - progress: called on this thread, at least once and at the end; it returns false to cancel.
    /// - Returns: bytes of plaintext in it.
    /// - Throws: as `openFile`.
    @discardableResult
    public borrowing func verifyFile(
        at path: String, authenticating associatedData: RawSpan = RawSpan(), threadCount: Int = 1,
        progress: (StreamProgress) -> Bool = { _ in true }
    ) throws(EncryptionError) -> Int {
        let options = FileSealingOptions(threadCount: threadCount)
        return try process(.open, path, associatedData, options, to: nil, progress)
    }

    @discardableResult
    private borrowing func process(
        _ task: FileWork.Task, _ path: String, _ associatedData: RawSpan, _ options: FileSealingOptions,
        to newPath: String?, _ progress: (StreamProgress) -> Bool
    ) throws(EncryptionError) -> Int {
        let path = try filePath(path)
        let target: FilePath? = if let newPath { try filePath(newPath) } else { nil }
        let work = try associatedData.withUnsafeBytes { associatedData throws(EncryptionError) in
            try FileWork.prepared(for: task, path, with: self, associatedData, options.stream)
        }
        try work.run(to: target, options, progress)
        return work.plaintextByteCount
    }
}

private func filePath(_ path: String) throws(EncryptionError) -> FilePath {
    try withFileErrors { () throws(FileError) in try FilePath(path) }
}
