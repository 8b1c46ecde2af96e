import KedgeCore

extension JWTClaims {
    /// Makes a value of `type` from the claims, through its `Decodable`.
    ///
    /// A name that `type` does not know is passed over. Nothing is converted: a number is no string and a string no number,
    /// and `aud`, which may be a string or a list, is decoded as what it is; `audiences` has both as a list.
    ///
    /// - Throws: `DecodingError` with the path to what is missing or does not fit, or what the type's own code throws. The
    ///   message has none of the claims.
    /// - Cost: one pass over the members of each object that `type` reads.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try json.decode(type)
    }
}
