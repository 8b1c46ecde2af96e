import KedgeCore
import KedgeEncryption

/// A path as C gives it.
internal func filePath(_ path: UnsafePointer<CChar>) throws(EncryptionError) -> FilePath {
    try withFileErrors { () throws(FileError) in try FilePath(copying: path) }
}
