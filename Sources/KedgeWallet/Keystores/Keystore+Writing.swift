import KedgeCore

extension Keystore {
    /// Puts a key under a password.
    ///
    /// - Parameters:
    ///   - key: the key.
    ///   - password: its bytes count as they are: give text in UTF-8 and always in the same normal form. None are a
    ///     password too.
    ///   - options: how the keystore is made.
    ///   - limits: what the derivation may take, so that nothing is made that cannot be opened.
    ///   - progress: told how far it is; nil for nobody. With scrypt it starts a thread for the call.
    /// - Returns: the keystore as JSON, in the order of names that geth has.
    /// - Throws: `KeystoreError`; what the limits do not allow before anything is reserved.
    /// - Cost: that of the derivation: about half a second with the default options.
    public static func encrypt(
        key: borrowing PrivateKey, password: RawSpan, options: KeystoreOptions = KeystoreOptions(),
        limits: KeystoreLimits = KeystoreLimits(), progress: KeystoreProgress.Handler? = nil
    ) throws(KeystoreError) -> [UInt8] {
        let random: [UInt8]
        do throws(RandomnessError) {
            random = try SystemRandom.bytes(saltByteCount + ivByteCount + 16)
        } catch {
            throw .randomness(error)
        }
        return try encrypt(
            key: key, password: password, options: options, limits: limits, salt: Array(random[..<saltByteCount]),
            iv: Array(random[saltByteCount..<saltByteCount + ivByteCount]), id: uuid(random.suffix(16)),
            progress: progress)
    }

    /// The same with what is otherwise random.
    package static func encrypt(
        key: borrowing PrivateKey, password: RawSpan, options: KeystoreOptions, limits: KeystoreLimits,
        salt: [UInt8], iv: [UInt8], id: String, progress: KeystoreProgress.Handler?
    ) throws(KeystoreError) -> [UInt8] {
        try options.check(limits)
        let address = options.writesAddress ? try address(of: key) : nil
        let derived = try options.derivation.key(password: password, salt: salt, limits: limits, progress: progress)
        var ciphertext = [UInt8](repeating: 0, count: PrivateKey.byteCount)
        let encrypted = ciphertext.withUnsafeMutableBytes { room in
            Result { () throws(KeystoreError) in
                try key.withUnsafeBytes { key throws(KeystoreError) in
                    try applyCipher(to: key, derived, iv, into: room)
                }
            }
        }
        try encrypted.get()
        return try Keystore(
            address: address, id: id, derivation: options.derivation, salt: salt, iv: iv, ciphertext: ciphertext,
            mac: mac(of: ciphertext, derived)
        ).json()
    }

    /// How long a keystore made with `options` is.
    ///
    /// - Throws: `KeystoreError.outOfMemory`.
    package static func byteCount(_ options: KeystoreOptions) throws(KeystoreError) -> Int {
        try Keystore(
            address: options.writesAddress ? .zero : nil, id: uuid([UInt8](repeating: 0, count: 16)[...]),
            derivation: options.derivation, salt: [UInt8](repeating: 0, count: saltByteCount),
            iv: [UInt8](repeating: 0, count: ivByteCount),
            ciphertext: [UInt8](repeating: 0, count: PrivateKey.byteCount), mac: .zero
        ).json().count
    }

    /// The keystore as JSON, in the order of names that geth has.
    ///
    /// - Throws: `KeystoreError.outOfMemory`.
    public func json() throws(KeystoreError) -> [UInt8] {
        do throws(JSONWriterError) {
            var writer = JSONWriter()
            try writer.beginObject()
            if let address { try writer.member("address", hex: address.bytes) }
            try writer.name("crypto")
            try writer.beginObject()
            try writer.member("cipher", "aes-128-ctr")
            try writer.member("ciphertext", hex: ciphertext)
            try writer.name("cipherparams")
            try writer.beginObject()
            try writer.member("iv", hex: iv)
            try writer.endObject()
            try write(derivation, to: &writer)
            try writer.member("mac", hex: mac.bytes)
            try writer.endObject()
            if let id { try writer.member("id", id) }
            try writer.member("version", 3)
            try writer.endObject()
            return try writer.finishBytes()
        } catch {
            // Everything else that a writer refuses comes from calls in a wrong order.
            throw .outOfMemory
        }
    }

    private func write(_ derivation: KeystoreDerivation, to writer: inout JSONWriter) throws(JSONWriterError) {
        switch derivation {
        case .scrypt(let n, let r, let p):
            try writer.member("kdf", "scrypt")
            try writer.name("kdfparams")
            try writer.beginObject()
            try writer.member("dklen", KeystoreDerivation.keyByteCount)
            try writer.member("n", n)
            try writer.member("p", p)
            try writer.member("r", r)
        case .pbkdf2(let iterations):
            try writer.member("kdf", "pbkdf2")
            try writer.name("kdfparams")
            try writer.beginObject()
            try writer.member("c", iterations)
            try writer.member("dklen", KeystoreDerivation.keyByteCount)
            try writer.member("prf", "hmac-sha256")
        }
        try writer.member("salt", hex: salt)
        try writer.endObject()
    }

    private static var saltByteCount: Int { 32 }
    private static var ivByteCount: Int { 16 }

    /// A UUID of version 4 from 16 random bytes.
    ///
    /// - Source: RFC 9562 §5.4
    private static func uuid(_ random: ArraySlice<UInt8>) -> String {
        var bytes = [UInt8](random)
        guard bytes.count == 16 else { return "" }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return [bytes[..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10...]]
            .map { Hex.encode([UInt8]($0)) }.joined(separator: "-")
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ value: String) throws(JSONWriterError) {
        try self.name(name)
        try string(value)
    }

    fileprivate mutating func member(_ name: String, hex bytes: [UInt8]) throws(JSONWriterError) {
        try member(name, Hex.encode(bytes))
    }

    fileprivate mutating func member(_ name: String, _ value: Int) throws(JSONWriterError) {
        try self.name(name)
        try integer(Int64(value))
    }
}
