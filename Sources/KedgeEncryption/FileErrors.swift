import KedgeCore

/// Runs `body` and says of its error that it is a file's.
@inline(__always)
func withFileErrors<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(EncryptionError) -> Value {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(error)
    }
}
