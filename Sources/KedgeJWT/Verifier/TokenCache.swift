import KedgeCore

/// Remembers which tokens the current key set was found to have signed.
///
/// A set that was replaced takes its tokens with it: the first look under another set begins anew.
internal struct TokenCache: ~Copyable, Sendable {
    private let count: Int
    private let current: Published<VerifiedTokens?>

    /// - Parameter count: 1 or more, the most tokens, rounded up to a multiple of 8.
    internal init(count: Int, keys: JWTKeySet) throws(JWTRulesError) {
        guard let tokens = VerifiedTokens(count: count, keys: keys.keys) else { throw .outOfMemory }
        self.count = count
        current = Published(tokens)
    }

    /// Whether a token is known to have been signed by a key of `keys`.
    internal borrowing func contains(_ digest: TokenDigest, under keys: borrowing JWTKeySet) -> Bool {
        current.read { tokens in
            guard let tokens, tokens.belong(to: keys) else { return false }
            return tokens.contains(digest)
        }
    }

    /// Calls `verify` unless the token is known to have been signed by a key of `keys`.
    internal borrowing func remember(
        _ token: UnsafeRawBufferPointer, under keys: borrowing JWTKeySet, verify: () throws(JWTError) -> Void
    ) throws(JWTError) {
        let digest = TokenDigest(of: token)
        let found = current.read { tokens in
            guard let tokens, tokens.belong(to: keys) else { return (isCurrent: false, isThere: false) }
            return (isCurrent: true, isThere: tokens.contains(digest))
        }
        if found.isThere { return }
        try verify()
        if !found.isCurrent { current.replace(with: VerifiedTokens(count: count, keys: keys.keys)) }
        current.read { tokens in
            // Another thread may work under another set, and have put the tokens of that one here.
            if let tokens, tokens.belong(to: keys) { tokens.insert(digest) }
        }
    }
}
