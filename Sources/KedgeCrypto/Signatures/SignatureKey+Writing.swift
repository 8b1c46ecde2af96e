public import KedgeCore

extension SignatureKey {
    /// The private numbers.
    ///
    /// - Throws: `.publicKey`, `.memory`.
    public func privateNumbers() throws(SignatureKeyError) -> PrivateKeyNumbers {
        switch storedPrivateNumbers {
        case .some(let numbers): try numbers.copy()
        case .none: throw .publicKey
        }
    }

    /// The public key as SubjectPublicKeyInfo, DER.
    public func publicDER() throws(SignatureKeyError) -> [UInt8] {
        let writer = KeyWriter(scheme: scheme, publicNumbers: publicNumbers)
        return [UInt8](unsafeUninitializedCapacity: writer.longestByteCount) { room, count in
            var der = DERWriter(UnsafeMutableRawBufferPointer(room))
            writer.writePublic(to: &der)
            count = der.moveToStart()
        }
    }

    /// The private key as PKCS#8, DER.
    ///
    /// - Throws: `.publicKey`, `.memory`.
    public func privateDER() throws(SignatureKeyError) -> SecretBytes {
        let writer = KeyWriter(scheme: scheme, publicNumbers: publicNumbers)
        var room = try SecretBytes.forKey(count: writer.longestByteCount)
        switch storedPrivateNumbers {
        case .some(let numbers):
            return try room.withUnsafeMutableBytes { room throws(SignatureKeyError) in
                var der = DERWriter(room)
                writer.writePrivate(numbers, to: &der)
                guard let written = der.written else { throw .outOfMemory }
                return try .forKey(copying: written)
            }
        case .none: throw .publicKey
        }
    }

    /// The public key as PEM with the label PUBLIC KEY; the last line has its end.
    public func publicPEM() throws(SignatureKeyError) -> String {
        let der = try publicDER()
        let count = PEM.characterCount(label: "PUBLIC KEY", byteCount: der.count)
        return String(unsafeUninitializedCapacity: count) { text in
            der.withUnsafeBytes { PEM.write($0, label: "PUBLIC KEY", to: UnsafeMutableRawBufferPointer(text)) }
            return count
        }
    }

    /// The private key as PEM, ASCII, with the label PRIVATE KEY; the last line has its end.
    ///
    /// - Throws: `.publicKey`, `.memory`.
    public func privatePEM() throws(SignatureKeyError) -> SecretBytes {
        let der = try privateDER()
        var text = try SecretBytes.forKey(
            count: PEM.characterCount(label: "PRIVATE KEY", byteCount: der.count))
        text.withUnsafeMutableBytes { text in
            der.withUnsafeBytes { PEM.write($0, label: "PRIVATE KEY", to: text) }
        }
        return text
    }
}
