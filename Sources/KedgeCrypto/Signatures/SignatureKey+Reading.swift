import KedgeCore

extension SignatureKey {
    /// Reads a PEM text with one block: PRIVATE KEY, RSA PRIVATE KEY, EC PRIVATE KEY, PUBLIC KEY, RSA PUBLIC KEY or
    /// CERTIFICATE.
    ///
    /// Nothing may stand before the block, and nothing but line ends behind it. Nothing in a certificate is judged but its key.
    ///
    /// - Parameter pem: Up to `maximumByteCount` bytes.
    /// - Throws: `SignatureKeyError`
    public convenience init(pem: RawSpan, for scheme: SignatureScheme) throws(SignatureKeyError) {
        guard pem.byteCount <= Self.maximumByteCount else { throw .malformed }
        let material = try pem.withUnsafeBytes { pem throws(SignatureKeyError) in
            let block = try PEM.read(pem)
            return try block.der.withUnsafeBytes { der throws(SignatureKeyError) in
                try KeyReader(scheme: scheme).read(der, as: block.format)
            }
        }
        try self.init(material, for: scheme)
    }

    /// Reads DER: PKCS#8, PKCS#1, SEC 1, SPKI, or a certificate for its key.
    ///
    /// - Parameter der: Up to `maximumByteCount` bytes, with none behind the key.
    /// - Throws: `SignatureKeyError`
    public convenience init(der: RawSpan, for scheme: SignatureScheme) throws(SignatureKeyError) {
        guard der.byteCount <= Self.maximumByteCount else { throw .malformed }
        let material = try der.withUnsafeBytes { der throws(SignatureKeyError) in
            try KeyReader(scheme: scheme).read(der, as: KeyFormat(of: der))
        }
        try self.init(material, for: scheme)
    }

    /// Makes a public key of its numbers.
    ///
    /// - Throws: `SignatureKeyError`
    public convenience init(
        _ publicNumbers: PublicKeyNumbers, for scheme: SignatureScheme
    ) throws(SignatureKeyError) {
        try self.init(KeyMaterial(publicNumbers: publicNumbers, privateNumbers: nil), for: scheme)
    }

    /// Makes a private key of its numbers, all of which have to fit one another.
    ///
    /// - Throws: `SignatureKeyError`
    public convenience init(
        _ publicNumbers: PublicKeyNumbers, privateNumbers: borrowing PrivateKeyNumbers, for scheme: SignatureScheme
    ) throws(SignatureKeyError) {
        let copy = try privateNumbers.copy()
        try self.init(KeyMaterial(publicNumbers: publicNumbers, privateNumbers: copy), for: scheme)
    }
}
