import KedgeCore

extension RawSpan {
    /// Whether these bytes are a key in one of its usual forms: PEM or the text of SSH, DER, a JSON Web Key or a set of them.
    ///
    /// A random secret of 32 bytes is taken for one with a probability below 2^-31.
    ///
    /// - Throws: `JWTKeyError.outOfMemory`.
    internal func looksLikeKey() throws(JWTKeyError) -> Bool {
        try withUnsafeBytes { (bytes) throws(JWTKeyError) in
            if Self.isDER(bytes) || Self.contains("-----BEGIN", bytes) || Self.contains("---- BEGIN", bytes) {
                return true
            }
            var text = bytes[...]
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
            text = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
            switch text.first {
            case UInt8(ascii: "s"): return text.starts(with: "ssh-".utf8) || text.starts(with: "sk-ssh-".utf8)
            case UInt8(ascii: "e"): return text.starts(with: "ecdsa-sha2-".utf8)
            case UInt8(ascii: "{"), UInt8(ascii: "["): return Self.contains("\"kty\"", bytes) ? true : try hasKeyType()
            default: return false
            }
        }
    }

    /// Whether this is a JSON object with the member, however its name is escaped, or a set of such objects.
    private func hasKeyType() throws(JWTKeyError) -> Bool {
        do throws(JSONError) {
            return try JSON.withDocument(self) { (view) throws(JSONError) in
                view.member("kty") != nil || view.member("keys")?.kind == .array
            }
        } catch {
            // A key that could not be read for want of memory is not a secret for that.
            guard error.reason != .outOfMemory else { throw .outOfMemory }
            return false
        }
    }

    private static func contains(_ text: StaticString, _ bytes: UnsafeRawBufferPointer) -> Bool {
        let text = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes.count >= text.count else { return false }
        for start in 0...(bytes.count &- text.count) where bytes[start] == text[0] {
            if bytes[start..<(start &+ text.count)].elementsEqual(text) { return true }
        }
        return false
    }

    /// Whether the bytes begin as every key and certificate in DER does, and end where their outermost SEQUENCE says.
    private static func isDER(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 6, bytes[0] == 0x30 else { return false }
        var start = 2
        var length = Int(bytes[1])
        if length >= 0x80 {
            let lengthByteCount = length &- 0x80
            guard (1...3).contains(lengthByteCount), bytes.count >= 6 &+ lengthByteCount else { return false }
            start &+= lengthByteCount
            length = bytes[2..<start].reduce(0) { $0 &<< 8 | Int($1) }
        }
        guard bytes.count == start &+ length, length >= 4 else { return false }
        switch (bytes[start], bytes[start &+ 1]) {
        // A version: a private key, of whatever kind.
        case (0x02, 1): return bytes[start &+ 2] <= 1
        // A modulus, or the body of a certificate.
        case (0x02, 0x81...0x83), (0x30, 0x81...0x83): return length >= 128
        // What algorithm a public key, or an encrypted one, is of.
        case (0x30, 0...0x7F): return bytes[start &+ 2] == 0x06
        default: return false
        }
    }
}
