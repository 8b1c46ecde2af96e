import KedgeCore

extension JWSVerifier {
    /// Decodes base64url and lends the bytes.
    ///
    /// - Parameter most: The most bytes that the part may have.
    internal static func withDecoded<Value>(
        _ text: UnsafeRawBufferPointer, _ part: JWSPart, most: Int,
        _ body: (UnsafeRawBufferPointer) throws(JWSError) -> Value
    ) throws(JWSError) -> Value {
        guard text.count <= Base64URL.encodedCount(ofByteCount: most) else { throw .tooLarge(part) }
        let count = Base64URL.decodedCount(ofCharacterCount: text.count)
        return try withUnsafeTemporaryAllocation(byteCount: max(count, 1), alignment: 1) { (room) throws(JWSError) in
            let written = try decode(text, part, to: room)
            return try body(UnsafeRawBufferPointer(rebasing: room[..<written]))
        }
    }

    /// Decodes base64url.
    ///
    /// - Parameter room: For all that the text can become.
    /// - Returns: How many bytes that was.
    internal static func decode(
        _ text: UnsafeRawBufferPointer, _ part: JWSPart, to room: UnsafeMutableRawBufferPointer
    ) throws(JWSError) -> Int {
        var output = room.mutableBytes
        do throws(Base64Error) {
            return try Base64URL.decode(text.bytes, into: &output)
        } catch {
            throw .malformed(part, .base64)
        }
    }

    /// Finds the key that made a signature.
    internal func key(
        _ signature: UnsafeRawBufferPointer, over signed: UnsafeRawBufferPointer, algorithm: JWTAlgorithm,
        _ protected: JSONView, _ unprotected: JSONView?, among keys: JWTKeySet
    ) throws(JWSError) -> JWTKey {
        try Self.withKeyID(protected, unprotected) { (id) throws(JWSError) in
            do throws(JWTError) {
                return try keys.keyThatSigned(signed, signature: signature, id: id, algorithm: algorithm)
            } catch {
                switch error {
                case .unknownKey: throw .unknownKey
                case .algorithmNotAllowed: throw .algorithmNotAllowed
                case .outOfMemory: throw .outOfMemory
                default: throw .badSignature
                }
            }
        }
    }
}
