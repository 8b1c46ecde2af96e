import KedgeCore

/// A key as it was read or made, before its numbers are checked.
internal struct KeyMaterial: ~Copyable {
    /// nil where only private numbers were given, from which they follow.
    internal let publicNumbers: PublicKeyNumbers?
    internal private(set) var privateNumbers: PrivateKeyNumbers?

    internal init(publicNumbers: PublicKeyNumbers?, privateNumbers: consuming PrivateKeyNumbers?) {
        self.publicNumbers = publicNumbers
        self.privateNumbers = privateNumbers
    }

    /// Hands over the private numbers, of which there are none afterwards.
    internal mutating func takePrivateNumbers() -> PrivateKeyNumbers? {
        privateNumbers.take()
    }

    /// The public numbers, once it is certain that they are a good key's and that the private ones are theirs.
    ///
    /// - Throws: `SignatureKeyError`
    internal borrowing func checkedPublicNumbers(for scheme: SignatureScheme) throws(SignatureKeyError)
        -> PublicKeyNumbers
    {
        switch (scheme.kind, publicNumbers) {
        case (.rsa, .rsa(let modulus, let exponent)):
            try checkRSA(modulus, exponent)
        case (.curve(let curve), .curve(let x, let y)):
            try check(EllipticCurve.Coordinates(x: x, y: y), on: curve)
        case (.ed25519, .ed25519(let publicKey)):
            try checkEd25519(publicKey)
        case (.curve(let curve), nil):
            let coordinates = try withScalar { scalar throws(SignatureKeyError) in try curve.coordinates(of: scalar) }
            guard let coordinates else { throw .malformed }
            return .curve(x: coordinates.x, y: coordinates.y)
        case (.ed25519, nil):
            let publicKey = try withScalar { seed throws(SignatureKeyError) in
                Ed25519.publicKey(in: try Ed25519.secretKey(of: seed))
            }
            guard let publicKey else { throw .malformed }
            return .ed25519(publicKey)
        case (_, nil): throw .malformed
        default: throw .wrongKind
        }
        guard let publicNumbers else { throw .malformed }
        return publicNumbers
    }

    private borrowing func checkRSA(_ modulus: [UInt8], _ exponent: [UInt8]) throws(SignatureKeyError) {
        try RSAModulus.check(modulus, exponent: exponent)
        switch privateNumbers {
        case .some(.rsa(let numbers)): try numbers.check(modulus: modulus, exponent: exponent)
        case .some(.scalar): throw .wrongKind
        case .none: break
        }
    }

    private borrowing func check(
        _ coordinates: EllipticCurve.Coordinates, on curve: EllipticCurve
    ) throws(SignatureKeyError) {
        guard coordinates.x.count == curve.fieldByteCount, coordinates.y.count == curve.fieldByteCount else {
            throw .invalidPoint
        }
        _ = try coordinates.bytes.span.bytes.withUnsafeBytes { bytes throws(SignatureKeyError) in
            try curve.coordinates(reading: bytes)
        }
        let own = try withScalar { scalar throws(SignatureKeyError) in try curve.coordinates(of: scalar) }
        guard own == nil || own == coordinates else { throw .invalidPrivateNumber }
    }

    private borrowing func checkEd25519(_ publicKey: [UInt8]) throws(SignatureKeyError) {
        guard Ed25519.isPoint(publicKey) else { throw .invalidPoint }
        let own = try withScalar { seed throws(SignatureKeyError) in
            Ed25519.publicKey(in: try Ed25519.secretKey(of: seed))
        }
        guard own == nil || own == publicKey else { throw .invalidPrivateNumber }
    }

    /// Lends the scalar or seed; nil if there are no private numbers.
    private borrowing func withScalar<Result>(
        _ body: (borrowing SecretBytes) throws(SignatureKeyError) -> Result
    ) throws(SignatureKeyError) -> Result? {
        switch privateNumbers {
        case .some(.scalar(let scalar)): try body(scalar)
        case .some(.rsa): throw .wrongKind
        case .none: nil
        }
    }
}
