/// Why AES in counter mode did not run.
public enum AESCTRError: Error, Equatable, Sendable {
    /// The key's length in bytes: 16, 24 or 32.
    case invalidKeyByteCount(Int)
    /// The initial counter's length in bytes: 16.
    case invalidCounterByteCount(Int)
    /// Input and output overlap without being the same memory.
    case partialOverlap
    /// libcrypto does not offer the cipher of this name, or the host's configuration has disabled it.
    case unavailable(algorithm: String)
    /// libcrypto got no memory for its context.
    case outOfMemory
}

extension AESCTRError: CustomStringConvertible {
    /// A sentence that names the field and the rule it broke.
    public var description: String {
        switch self {
        case .invalidKeyByteCount(let count):
            "key length \(count): AES needs 16, 24 or 32 bytes"
        case .invalidCounterByteCount(let count):
            "initial counter length \(count): counter mode needs 16 bytes"
        case .partialOverlap:
            "output: it overlaps the input without being the same memory"
        case .unavailable(let algorithm):
            "\(algorithm): libcrypto does not offer it in this process"
        case .outOfMemory:
            "counter mode: the system has too little memory left"
        }
    }
}
