import KedgeCore
import KedgeEncryption

/// A path as C gives it.
func filePath(_ path: UnsafePointer<CChar>) throws(EncryptionError) -> FilePath {
    do throws(FileError) {
        return try FilePath(copying: path)
    } catch {
        throw .file(error)
    }
}
