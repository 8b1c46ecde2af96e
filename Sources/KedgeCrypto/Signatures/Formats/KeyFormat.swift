/// How a key is written in DER.
internal enum KeyFormat: Equatable {
    /// PKCS#8, of any kind of private key.
    case privateKeyInfo
    /// PKCS#8, encrypted.
    case encryptedPrivateKeyInfo
    /// PKCS#1, of a private RSA key.
    case rsaPrivateKey
    /// PKCS#1, of a public RSA key.
    case rsaPublicKey
    /// SEC 1, of the private key of a curve.
    case ecPrivateKey
    /// SPKI, of any kind of public key.
    case subjectPublicKeyInfo
    /// X.509.
    case certificate

    /// The format that a PEM label stands for.
    ///
    /// - Source: RFC 7468; RFC 5915 §4; the labels of PKCS#1 are those that OpenSSL made known
    internal init?(label: UnsafeRawBufferPointer) {
        let known: [(StaticString, KeyFormat)] = [
            ("PRIVATE KEY", .privateKeyInfo), ("ENCRYPTED PRIVATE KEY", .encryptedPrivateKeyInfo),
            ("RSA PRIVATE KEY", .rsaPrivateKey), ("RSA PUBLIC KEY", .rsaPublicKey), ("EC PRIVATE KEY", .ecPrivateKey),
            ("PUBLIC KEY", .subjectPublicKeyInfo), ("CERTIFICATE", .certificate),
        ]
        guard let found = known.first(where: { label.isEqual(to: $0.0) }) else { return nil }
        self = found.1
    }

    /// Tells the format from the kinds of the first values.
    internal init(of der: UnsafeRawBufferPointer) throws(SignatureKeyError) {
        var outer = DERReader(der)
        var reader = try outer.enter(DERReader.Tag.sequence)
        try outer.end()
        var tags: [UInt8] = []
        while let tag = reader.next, tags.count < 3 {
            try reader.skip(tag)
            tags.append(tag)
        }
        typealias Tag = DERReader.Tag
        switch (tags.first, tags.dropFirst().first, tags.dropFirst(2).first) {
        case (Tag.integer, Tag.sequence, Tag.octetString): self = .privateKeyInfo
        case (Tag.sequence, Tag.octetString, nil): self = .encryptedPrivateKeyInfo
        case (Tag.integer, Tag.integer, Tag.integer): self = .rsaPrivateKey
        case (Tag.integer, Tag.integer, nil): self = .rsaPublicKey
        case (Tag.integer, Tag.octetString, _): self = .ecPrivateKey
        case (Tag.sequence, Tag.bitString, nil): self = .subjectPublicKeyInfo
        case (Tag.sequence, Tag.sequence, Tag.bitString): self = .certificate
        default: throw .malformed
        }
    }
}

extension UnsafeRawBufferPointer {
    internal func isEqual(to text: StaticString) -> Bool {
        elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
