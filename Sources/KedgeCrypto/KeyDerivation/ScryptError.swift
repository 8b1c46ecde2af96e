/// A parameter that scrypt, or the caller's limits, do not allow, or memory that could not be had.
public enum ScryptError: Error, Equatable, Sendable {
    /// N is not a power of two above 1.
    case invalidCost(Int)
    /// r is below 1.
    case invalidBlockSize(Int)
    /// p is below 1, or r · p is not below 2^30.
    case invalidParallelization(Int)
    /// The output's length in bytes: 1 to `maximum`.
    case invalidOutputByteCount(Int, maximum: Int)
    /// The parameters need this many bytes of memory, `Int.max` if they need more.
    case tooMuchMemory(Int, maximum: Int)
    /// N · r · p, `Int.max` if it is more.
    case tooMuchWork(Int, maximum: Int)
    /// The system did not give the memory, though the limits allow it; or it has no randomness, which libsodium begins with.
    case outOfMemory
}

extension ScryptError: CustomStringConvertible {
    /// A sentence that names the field and the rule it broke.
    public var description: String {
        switch self {
        case .invalidCost(let cost):
            "n \(cost): scrypt needs a power of two above 1"
        case .invalidBlockSize(let blockSize):
            "r \(blockSize): scrypt needs 1 or more"
        case .invalidParallelization(let parallelization):
            "p \(parallelization): scrypt needs 1 or more, and r times p below 2^30"
        case .invalidOutputByteCount(let count, let maximum):
            "output length \(count): scrypt gives 1 to \(maximum) bytes here"
        case .tooMuchMemory(let count, let maximum):
            "\(count) bytes of memory for n, r and p: the limit is \(maximum)"
        case .tooMuchWork(let work, let maximum):
            "n times r times p is \(work): the limit is \(maximum)"
        case .outOfMemory:
            "scrypt: the system has too little memory left for these n, r and p"
        }
    }
}
