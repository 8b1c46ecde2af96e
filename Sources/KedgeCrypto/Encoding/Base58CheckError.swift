public import KedgeCore

/// Why something is not Base58Check, or has no room.
public enum Base58CheckError: Error, Equatable, Sendable {
    /// The text is not Base58, the payload with its checksum is longer than Base58 allows here, or the output is too
    /// small.
    case base58(Base58Error)
    /// The text stands for this many bytes, fewer than the four of a checksum.
    case tooShort(byteCount: Int)
    /// The last four bytes are not the checksum of those before: the text was mistyped or damaged.
    case wrongChecksum
}

extension Base58CheckError: CustomStringConvertible {
    /// A sentence for a person, without any of the text.
    public var description: String {
        switch self {
        case .base58(let error): error.description
        case .tooShort(let byteCount): "Base58Check: \(byteCount) bytes, fewer than the 4 of a checksum"
        case .wrongChecksum: "Base58Check: the checksum is wrong, the text was mistyped or damaged"
        }
    }
}
