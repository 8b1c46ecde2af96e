import KedgeCore

/// The set of keys that verifiers share, which can be replaced as a whole while they work.
public final class JWTKeyStore: Sendable {
    private let published: Published<JWTKeySet>

    /// Begins with a set.
    public init(_ keys: JWTKeySet) {
        published = Published(keys)
    }

    /// Puts another set in the place of the current one; verifications under way end with the set that they began with.
    public func replace(with keys: JWTKeySet) {
        published.replace(with: keys)
    }

    /// The current set.
    public var keys: JWTKeySet { published.read { $0 } }

    /// Lends the current set, which stays as it is for the length of `body`.
    package func read<Result, Failure: Error>(
        _ body: (borrowing JWTKeySet) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try published.read { (keys) throws(Failure) in try body(keys) }
    }
}
