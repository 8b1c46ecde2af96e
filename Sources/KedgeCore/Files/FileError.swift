/// Why the operating system did not do with a file what was asked.
public enum FileError: Error, Equatable, Sendable {
    /// A path that is empty, or holds a NUL.
    case invalidPath
    /// No file or no folder at the path.
    case notFound
    /// A file at the path already.
    case exists
    /// Not allowed to this process.
    case permissionDenied
    /// The disk is full, or a quota or the largest size of a file is reached.
    case noSpace
    /// Something that is not a regular file, a folder for instance.
    case notRegular
    /// Another process holds the file's lock, for longer than the caller would wait.
    case locked
    /// The file became longer, shorter or another one while it was read.
    case changed
    /// Anything else, with the number that the operating system gave.
    case failed(errno: Int32)
}
