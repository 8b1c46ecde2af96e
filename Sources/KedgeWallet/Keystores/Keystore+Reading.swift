import KedgeCore

extension Keystore {
    /// Reads a keystore and checks every field; it stays closed.
    ///
    /// What wallets have written differently over the years is taken: `Crypto` for `crypto`, hex in either case and
    /// with `0x`, no address, no id, any further member.
    ///
    /// - Parameter json: UTF-8, at most `maximumByteCount` bytes.
    /// - Throws: `KeystoreError.json`, `.malformed`, `.unsupported`.
    public init(json: RawSpan) throws(KeystoreError) {
        self = try JSON.withDocument(
            json, options: JSONOptions(maximumDepth: 16, maximumByteCount: Self.maximumByteCount),
            mapError: { .json($0) }
        ) { root throws(KeystoreError) in
            try Keystore(reading: root)
        }
    }

    private init(reading root: JSONView) throws(KeystoreError) {
        guard root.kind == .object else { throw .malformed(field: "the keystore", rule: "an object") }
        guard let version = root.member("version") else { throw .malformed(field: "version", rule: "the number 3") }
        guard version.uint64 == 3 else { throw .unsupported(field: "version", rule: "the number 3") }
        let crypto = try Self.crypto(root)
        guard let cipher = crypto.member("cipher"), cipher.kind == .string else {
            throw .malformed(field: "cipher", rule: "aes-128-ctr")
        }
        guard cipher.isString("aes-128-ctr") else { throw .unsupported(field: "cipher", rule: "aes-128-ctr") }
        let cipherParameters = try Self.object(crypto.member("cipherparams"), "cipherparams")
        let parameters = try Self.object(crypto.member("kdfparams"), "kdfparams")
        guard let kdf = crypto.member("kdf"), kdf.kind == .string else {
            throw .malformed(field: "kdf", rule: "scrypt or pbkdf2")
        }
        self.init(
            address: try Self.address(root), id: root.member("id")?.string,
            derivation: try Self.derivation(kdf, parameters),
            salt: try Self.bytes(parameters.member("salt"), 0...Self.maximumByteCount, "salt", rule: "hex"),
            iv: try Self.bytes(cipherParameters.member("iv"), 16...16, "iv", rule: "16 bytes in hex"),
            ciphertext: try Self.bytes(
                crypto.member("ciphertext"), 1...PrivateKey.byteCount, "ciphertext", rule: "1 to 32 bytes in hex"),
            mac: Hash32(try Self.bytes(crypto.member("mac"), 32...32, "mac", rule: "32 bytes in hex")) ?? .zero)
    }

    @_lifetime(copy root)
    private static func crypto(_ root: JSONView) throws(KeystoreError) -> JSONView {
        // MyEtherWallet wrote it with a capital. Of two, other software may read the other one.
        guard let upper = root.member("Crypto") else { return try object(root.member("crypto"), "crypto") }
        guard root.member("crypto") == nil else {
            throw .malformed(field: "crypto", rule: "there once, as crypto or as Crypto")
        }
        return try object(upper, "crypto")
    }

    @_lifetime(copy value)
    private static func object(_ value: JSONView?, _ name: StaticName) throws(KeystoreError) -> JSONView {
        guard let value, value.kind == .object else { throw .malformed(field: name, rule: "an object") }
        return value
    }

    private static func derivation(
        _ kdf: JSONView, _ parameters: JSONView
    ) throws(KeystoreError) -> KeystoreDerivation {
        let isScrypt = kdf.isString("scrypt")
        guard isScrypt || kdf.isString("pbkdf2") else { throw .unsupported(field: "kdf", rule: "scrypt or pbkdf2") }
        // Both halves of the key come from 32 bytes. More were never written, and would only be more work for PBKDF2.
        guard let length = parameters.member("dklen")?.uint64 else { throw .malformed(field: "dklen", rule: "32") }
        guard length == 32 else { throw .unsupported(field: "dklen", rule: "32") }
        let derivation: KeystoreDerivation
        if isScrypt {
            derivation = .scrypt(
                n: try number(parameters.member("n"), "n"), r: try number(parameters.member("r"), "r"),
                p: try number(parameters.member("p"), "p"))
        } else {
            guard let prf = parameters.member("prf"), prf.kind == .string else {
                throw .malformed(field: "prf", rule: "hmac-sha256")
            }
            guard prf.isString("hmac-sha256") else { throw .unsupported(field: "prf", rule: "hmac-sha256") }
            derivation = .pbkdf2(iterations: try number(parameters.member("c"), "c"))
        }
        if let (name, rule) = derivation.brokenRule { throw .malformed(field: name, rule: rule) }
        return derivation
    }

    private static func number(_ value: JSONView?, _ name: StaticName) throws(KeystoreError) -> Int {
        guard let number = value?.int64, number >= 1 else {
            throw .malformed(field: name, rule: "a whole number from 1 to 2^63 - 1")
        }
        return Int(number)
    }

    private static func address(_ root: JSONView) throws(KeystoreError) -> Address? {
        guard let value = root.member("address") else { return nil }
        return Address(try bytes(value, 20...20, "address", rule: "20 bytes in hex"))
    }

    private static func bytes(
        _ value: JSONView?, _ counts: ClosedRange<Int>, _ name: StaticName, rule: StaticName
    ) throws(KeystoreError) -> [UInt8] {
        guard let text = value?.string, let bytes = try? Hex.decode(text, prefix: .allowed),
            counts.contains(bytes.count)
        else { throw .malformed(field: name, rule: rule) }
        return bytes
    }
}
