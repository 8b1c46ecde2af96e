import Foundation
import KedgeCore
import KedgeCrypto
import KedgeEncryption

/// Runs `body` with a fresh folder, which goes afterwards.
func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// The error that `body` throws.
func refusal(_ body: () throws(EncryptionError) -> Void) -> EncryptionError? {
    do throws(EncryptionError) {
        try body()
        return nil
    } catch {
        return error
    }
}

let wrappingKey = [UInt8](repeating: 7, count: 32)

/// An unlock that costs nothing.
func keyUnlock(_ key: [UInt8] = wrappingKey) throws -> KeyringUnlock {
    try KeyringUnlock(key: key.span.bytes)
}

/// scrypt as cheap as it comes.
func cheapScrypt() throws -> ScryptParameters {
    try ScryptParameters(cost: 2, blockSize: 1, parallelization: 1)
}

func passphraseUnlock(_ text: String = "correct horse") throws -> KeyringUnlock {
    let bytes = Array(text.utf8)
    return try KeyringUnlock(passphrase: bytes.span.bytes, parameters: try cheapScrypt())
}

/// A key service that inverts bits, and so wraps nothing.
func serviceUnlock(inverting mask: UInt8 = 0xFF) -> KeyringUnlock {
    KeyringUnlock(
        wrap: { dataKey in dataKey.withUnsafeBytes { bytes in [1, 2, 3] + bytes.map { $0 ^ mask } } },
        unwrap: { wrapped throws(KeyServiceError) in
            let bytes = wrapped.dropFirst(3).map { $0 ^ mask }
            do {
                return try SecretBytes(copying: bytes.span.bytes)
            } catch {
                throw KeyServiceError(code: 1)
            }
        })
}

func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
}

extension [UInt8] {
    func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self, at offset: Int) -> Number {
        self[offset..<offset + Number.bitWidth / 8].reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
    }

    func withBit(_ bit: Int) -> [UInt8] {
        var copy = self
        copy[bit / 8] ^= 1 << UInt8(bit % 8)
        return copy
    }

    /// With the last 32 bytes as the format wants them.
    func withRightChecksum() -> [UInt8] {
        let content = Array(dropLast(32))
        return content + SHA256.hash(content.span.bytes)
    }
}

/// A ring locked by `wrappingKey`, made and read from docs/formats.md alone.
struct HandMadeRing {
    struct Key {
        var id: UInt64 = 0x1122_3344_5566_7788
        var algorithm: UInt8 = 1
        var state: UInt8 = 1
        var isOpenOnly: UInt8 = 0
        var zeros: [UInt8] = [0, 0, 0, 0, 0]
        var createdAt: Int64 = 1_700_000_000
        var sealedCount: UInt64 = 0
        var reservedCount: UInt64 = 0
        var key = [UInt8](repeating: 0x4B, count: 32)

        var bytes: [UInt8] {
            bigEndian(id) + [algorithm, state, isOpenOnly] + zeros + bigEndian(createdAt) + bigEndian(sealedCount)
                + bigEndian(reservedCount) + key
        }
    }

    var id: UInt64 = 0x0102_0304_0506_0708
    var version: UInt8 = 1
    var lock: UInt8 = 2
    var parameters: [UInt8] = []
    var secret = wrappingKey
    var primary: UInt64 = 0x1122_3344_5566_7788
    var count: UInt32?
    var zeros: UInt32 = 0
    var keys = [Key()]

    static let salt = [UInt8](repeating: 0x53, count: 32)

    var head: [UInt8] {
        Array("KDGE".utf8) + Array("r".utf8) + [version, lock, 0] + bigEndian(id) + Self.salt
            + bigEndian(UInt32(parameters.count)) + parameters
    }

    var body: [UInt8] {
        bigEndian(primary) + bigEndian(count ?? UInt32(keys.count)) + bigEndian(zeros) + keys.flatMap(\.bytes)
    }

    func bytes() throws -> [UInt8] {
        let derived = try HKDF.derive(
            from: secret, salt: Self.salt, info: Array("kedge keyring v1".utf8) + head, byteCount: 64, using: .sha256)
        let nonce = [UInt8](repeating: 0x4E, count: 24)
        let before = head + derived[32...]
        let cipher = try XAESGCMKey(copying: Array(derived[..<32]))
        let sealed = try cipher.seal(body, nonce: nonce, authenticating: before)
        return (before + nonce + sealed + [UInt8](repeating: 0, count: 32)).withRightChecksum()
    }

    /// The body of a ring that was saved under `wrappingKey`.
    static func openBody(_ ring: [UInt8], secret: [UInt8] = wrappingKey) throws -> [UInt8] {
        let width = Int(ring.number(UInt32.self, at: 48))
        let derived = try HKDF.derive(
            from: secret, salt: Array(ring[16..<48]), info: Array("kedge keyring v1".utf8) + ring[..<(52 + width)],
            byteCount: 64, using: .sha256)
        let cipher = try XAESGCMKey(copying: Array(derived[..<32]))
        return try cipher.open(
            Array(ring[(108 + width)..<(ring.count - 32)]), nonce: Array(ring[(84 + width)..<(108 + width)]),
            authenticating: Array(ring[..<(84 + width)]))
    }
}

/// What docs/formats.md derives from a ring key.
func derived(_ purpose: String, from key: [UInt8], algorithm: UInt8, id: UInt64, _ count: Int) throws -> [UInt8] {
    try HKDF.derive(
        from: key, info: Array("kedge ring key v1 ".utf8) + Array(purpose.utf8) + [algorithm] + bigEndian(id),
        byteCount: count, using: .sha256)
}
