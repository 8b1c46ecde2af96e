/// Why a CMAC key could not be made, or a tag not computed.
public enum CMACError: Error, Equatable, Sendable {
    /// The key's length in bytes: 16, 24 or 32.
    case invalidKeyByteCount(Int)
    /// libcrypto does not offer the algorithm of this name, or the host's configuration has disabled it.
    case unavailable(algorithm: String)
    /// libcrypto got no memory for its context.
    case outOfMemory
}

extension CMACError: CustomStringConvertible {
    /// A sentence that names the field and the rule it broke.
    public var description: String {
        switch self {
        case .invalidKeyByteCount(let count):
            "key length \(count): AES-CMAC needs 16, 24 or 32 bytes"
        case .unavailable(let algorithm):
            "\(algorithm): libcrypto does not offer it in this process"
        case .outOfMemory:
            "CMAC: the system has too little memory left"
        }
    }
}
