/// What is known of a log file.
public struct SealedLogInfo: Equatable, Sendable {
    /// Number of the first record in this file.
    public let firstRecord: UInt64
    /// Number that the next record gets. A rotation takes a number too.
    public let nextRecord: UInt64
    /// Bytes of a torn record: what opening for appending cut off, or what a reader found at the end.
    public let tornByteCount: Int
    /// Id of the ring key that the file is sealed with.
    public let keyID: UInt64
    /// Whether the log was rotated, so that its records continue in another file.
    public let isRotated: Bool
}
