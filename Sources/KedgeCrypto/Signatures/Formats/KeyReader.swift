import KedgeCore

/// Reads a key for one scheme from DER.
///
/// Only the structure is judged here, and that the key is of the scheme's kind and curve.
internal struct KeyReader {
    internal typealias Tag = DERReader.Tag

    internal let scheme: SignatureScheme

    internal func read(_ der: UnsafeRawBufferPointer, as format: KeyFormat) throws(SignatureKeyError) -> KeyMaterial {
        if format == .encryptedPrivateKeyInfo { throw .encrypted }
        var outer = DERReader(der)
        var reader = try outer.enter(Tag.sequence)
        try outer.end()
        switch format {
        case .encryptedPrivateKeyInfo: throw .encrypted
        case .privateKeyInfo: return try privateKeyInfo(&reader)
        case .rsaPrivateKey: return try rsaPrivateKey(&reader)
        case .rsaPublicKey: return try rsaPublicKey(&reader)
        case .ecPrivateKey: return try ecPrivateKey(&reader, isCurveKnown: false)
        case .subjectPublicKeyInfo: return try subjectPublicKeyInfo(&reader)
        case .certificate: return try certificate(&reader)
        }
    }

    // MARK: Any kind

    /// - Source: RFC 5958 §2
    private func privateKeyInfo(_ reader: inout DERReader) throws(SignatureKeyError) -> KeyMaterial {
        let version = try reader.smallInteger()
        guard version <= 1 else { throw .malformed }
        var algorithm = try reader.enter(Tag.sequence)
        let contents = try reader.read(Tag.octetString)
        if reader.next == Tag.context(0) { try reader.skip(Tag.context(0)) }
        var publicKey: UnsafeRawBufferPointer?
        // What makes it version 1.
        if version == 1 {
            publicKey = try DERReader.wholeBytes(reader.read(Tag.primitiveContext(1)))
        }
        try reader.end()
        try check(&algorithm)
        var outer = DERReader(contents)
        if scheme.kind == .ed25519 {
            let seed = try outer.read(Tag.octetString)
            try outer.end()
            guard seed.count == Ed25519.keyByteCount else { throw .invalidPrivateNumber }
            return KeyMaterial(
                publicNumbers: publicKey.map { .ed25519(Array($0)) },
                privateNumbers: .scalar(try .forKey(copying: seed)))
        }
        var inner = try outer.enter(Tag.sequence)
        try outer.end()
        let material =
            if case .curve = scheme.kind {
                try ecPrivateKey(&inner, isCurveKnown: true)
            } else {
                try rsaPrivateKey(&inner)
            }
        // A second copy of the public key, which nobody would compare with the first.
        guard publicKey == nil else { throw .malformed }
        return material
    }

    /// - Source: RFC 5280 §4.1.2.7
    private func subjectPublicKeyInfo(_ reader: inout DERReader) throws(SignatureKeyError) -> KeyMaterial {
        var algorithm = try reader.enter(Tag.sequence)
        let contents = try reader.bitString()
        try reader.end()
        try check(&algorithm)
        switch scheme.kind {
        case .ed25519:
            return KeyMaterial(publicNumbers: .ed25519(Array(contents)), privateNumbers: nil)
        case .curve(let curve):
            return KeyMaterial(publicNumbers: try point(contents, of: curve), privateNumbers: nil)
        case .rsa:
            var outer = DERReader(contents)
            var inner = try outer.enter(Tag.sequence)
            try outer.end()
            return try rsaPublicKey(&inner)
        }
    }

    /// - Source: RFC 5280 §4.1
    private func certificate(_ reader: inout DERReader) throws(SignatureKeyError) -> KeyMaterial {
        var signed = try reader.enter(Tag.sequence)
        try reader.skip(Tag.sequence)
        _ = try reader.bitString()
        try reader.end()
        // Version, serial number, then signature algorithm, issuer, validity and subject.
        if signed.next == Tag.context(0) { try signed.skip(Tag.context(0)) }
        try signed.skip(Tag.integer)
        for _ in 0..<4 { try signed.skip(Tag.sequence) }
        var key = try signed.enter(Tag.sequence)
        for tag in [Tag.primitiveContext(1), Tag.primitiveContext(2), Tag.context(3)] where signed.next == tag {
            try signed.skip(tag)
        }
        try signed.end()
        return try subjectPublicKeyInfo(&key)
    }

    /// Makes sure that an AlgorithmIdentifier names the scheme's kind of key.
    private func check(_ algorithm: inout DERReader) throws(SignatureKeyError) {
        let identifier = try algorithm.read(Tag.objectIdentifier)
        switch scheme.kind {
        case .rsa where scheme.isPSS && identifier.elementsEqual(ObjectIdentifier.rsaPSS):
            try PSSParameters.check(&algorithm, allow: scheme.hash)
        case .rsa:
            guard identifier.elementsEqual(ObjectIdentifier.rsa) else { throw .wrongKind }
            guard try algorithm.read(Tag.null).isEmpty else { throw .malformed }
        case .curve(let curve):
            guard identifier.elementsEqual(ObjectIdentifier.ellipticCurve) else { throw .wrongKind }
            try check(&algorithm, names: curve)
        case .ed25519:
            guard identifier.elementsEqual(ObjectIdentifier.ed25519) else { throw .wrongKind }
        }
        try algorithm.end()
    }

    // MARK: RSA

    /// - Source: RFC 8017 appendix A.1.1
    private func rsaPublicKey(_ reader: inout DERReader) throws(SignatureKeyError) -> KeyMaterial {
        guard scheme.kind == .rsa else { throw .wrongKind }
        let modulus = try reader.integer()
        let exponent = try reader.integer()
        try reader.end()
        return KeyMaterial(
            publicNumbers: .rsa(modulus: Array(modulus), exponent: Array(exponent)), privateNumbers: nil)
    }

    /// - Source: RFC 8017 appendix A.1.2
    private func rsaPrivateKey(_ reader: inout DERReader) throws(SignatureKeyError) -> KeyMaterial {
        guard scheme.kind == .rsa else { throw .wrongKind }
        // Version 1 has more than two primes.
        guard try reader.smallInteger() == 0 else { throw .malformed }
        let modulus = try reader.integer()
        let exponent = try reader.integer()
        let numbers = RSAPrivateNumbers(
            exponent: try .forKey(copying: reader.integer()), prime1: try .forKey(copying: reader.integer()),
            prime2: try .forKey(copying: reader.integer()), exponent1: try .forKey(copying: reader.integer()),
            exponent2: try .forKey(copying: reader.integer()), coefficient: try .forKey(copying: reader.integer()))
        try reader.end()
        return KeyMaterial(
            publicNumbers: .rsa(modulus: Array(modulus), exponent: Array(exponent)), privateNumbers: .rsa(numbers))
    }

    // MARK: Curves

    /// - Source: RFC 5915 §3
    private func ecPrivateKey(
        _ reader: inout DERReader, isCurveKnown: Bool
    ) throws(SignatureKeyError) -> KeyMaterial {
        guard case .curve(let curve) = scheme.kind else { throw .wrongKind }
        guard try reader.smallInteger() == 1 else { throw .malformed }
        let scalar = try reader.read(Tag.octetString)
        if reader.next == Tag.context(0) {
            var parameters = try reader.enter(Tag.context(0))
            try check(&parameters, names: curve)
            try parameters.end()
        } else if !isCurveKnown {
            throw .malformed
        }
        var publicNumbers: PublicKeyNumbers?
        if reader.next == Tag.context(1) {
            var wrapped = try reader.enter(Tag.context(1))
            publicNumbers = try point(wrapped.bitString(), of: curve)
            try wrapped.end()
        }
        try reader.end()
        return KeyMaterial(publicNumbers: publicNumbers, privateNumbers: .scalar(try .forKey(copying: scalar)))
    }

    /// Curves are known by name alone: explicit parameters can pass another base point off as the curve's.
    private func check(_ parameters: inout DERReader, names curve: EllipticCurve) throws(SignatureKeyError) {
        guard parameters.next == Tag.objectIdentifier else { throw parameters.isAtEnd ? .malformed : .wrongKind }
        guard try parameters.read(Tag.objectIdentifier).elementsEqual(ObjectIdentifier.curve(curve)) else {
            throw .wrongKind
        }
    }

    private func point(
        _ bytes: UnsafeRawBufferPointer, of curve: EllipticCurve
    ) throws(SignatureKeyError) -> PublicKeyNumbers {
        let coordinates = try curve.coordinates(reading: bytes)
        return .curve(x: coordinates.x, y: coordinates.y)
    }
}
