import KedgeCore

extension SignatureKey {
    /// Makes a new private key.
    ///
    /// - Parameter modulusBitCount: For RSA alone: 2,048 to 16,384, a multiple of 8.
    /// - Throws: `.modulusSize`, `.memory`, `.unavailable`, `.outOfMemory`.
    /// - Cost: microseconds; for RSA, tenths of a second with 2,048 or 3,072 bits, a minute or more with 16,384. Other
    ///   threads go on meanwhile, and may fork.
    public static func generate(
        for scheme: SignatureScheme, modulusBitCount: Int = 3_072
    ) throws(SignatureKeyError) -> SignatureKey {
        switch scheme.kind {
        case .rsa:
            return try SignatureKey(RSAGeneration.material(bitCount: modulusBitCount), for: scheme)
        case .curve(let curve):
            let scalar = try curve.randomScalar()
            return try SignatureKey(KeyMaterial(publicNumbers: nil, privateNumbers: .scalar(scalar)), for: scheme)
        case .ed25519:
            let seed = try SecretBytes.randomForKey(count: Ed25519.keyByteCount)
            return try SignatureKey(KeyMaterial(publicNumbers: nil, privateNumbers: .scalar(seed)), for: scheme)
        }
    }
}

extension EllipticCurve {
    /// Bits of the field's size that the first byte of a number has.
    private var firstByteMask: UInt8 { self == .p521 ? 0x01 : 0xFF }

    /// A scalar from 1 to the order - 1, each as likely as the others.
    ///
    /// - Throws: `.memory`, `.unavailable`, `.outOfMemory`.
    /// - Source: FIPS 186-4 appendix B.4.2, by testing candidates
    fileprivate func randomScalar() throws(SignatureKeyError) -> SecretBytes {
        // Candidates fail with a probability of 2^-32 at most.
        for _ in 0..<64 {
            var scalar = try SecretBytes.randomForKey(count: fieldByteCount)
            scalar.withUnsafeMutableBytes { $0[0] &= firstByteMask }
            do throws(SignatureKeyError) {
                _ = try coordinates(of: scalar)
                return scalar
            } catch {
                if error != .invalidPrivateNumber { throw error }
            }
        }
        throw .unavailable
    }
}
