import KedgeCore
import KedgeCrypto
import KedgeEncryption
import Testing

@Test func `the first key of a ring becomes its primary key`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    #expect(id != 0)
    let primary = ring.primaryKeyID
    #expect(primary == id)
}

@Test func `a second key does not take the place of the primary key`() throws {
    let ring = Keyring()
    let first = try ring.generateKey()
    try ring.generateKey()
    let primary = ring.primaryKeyID
    #expect(primary == first)
}

@Test func `a ring lists its keys as they came, with time and state`() throws {
    let clock = ManualClock(unixSeconds: 1_700_000_000)
    let ring = Keyring(clock: clock)
    let first = try ring.generateKey()
    clock.set(unixSeconds: 1_700_000_060)
    let second = try ring.generateKey()
    try ring.disable(second)
    let keys = ring.keys
    #expect(keys.map(\.id) == [first, second])
    #expect(keys.map(\.createdAt) == [1_700_000_000, 1_700_000_060])
    #expect(keys.map(\.state) == [.enabled, .disabled])
    #expect(keys.map(\.isPrimary) == [true, false])
    #expect(keys.map(\.canSeal) == [true, false])
}

@Test func `a ring without keys seals nothing`() throws {
    let ring = Keyring()
    #expect(refusal { () throws(EncryptionError) in _ = try ring.seal([1]) } == .noPrimaryKey)
    #expect(refusal { () throws(EncryptionError) in _ = try ring.sealedByteCount(for: 1) } == .noPrimaryKey)
}

@Test func `the primary key can be neither disabled nor destroyed`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    #expect(refusal { () throws(EncryptionError) in try ring.disable(id) } == .keyIsPrimary(id))
    #expect(refusal { () throws(EncryptionError) in try ring.destroy(id) } == .keyIsPrimary(id))
    let state = try ring.key(id).state
    #expect(state == .enabled)
}

@Test func `only an enabled key can become primary`() throws {
    let ring = Keyring()
    let first = try ring.generateKey()
    let second = try ring.generateKey()
    try ring.disable(second)
    #expect(refusal { () throws(EncryptionError) in try ring.setPrimary(second) } == .keyDisabled(second))
    try ring.destroy(second)
    #expect(refusal { () throws(EncryptionError) in try ring.setPrimary(second) } == .keyDestroyed(second))
    #expect(refusal { () throws(EncryptionError) in try ring.setPrimary(5) } == .unknownKey(5))
    let primary = ring.primaryKeyID
    #expect(primary == first)
}

@Test func `a destroyed key stays destroyed`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let id = try ring.generateKey()
    try ring.destroy(id)
    try ring.destroy(id)
    #expect(refusal { () throws(EncryptionError) in try ring.enable(id) } == .keyDestroyed(id))
    #expect(refusal { () throws(EncryptionError) in try ring.disable(id) } == .keyDestroyed(id))
    let keys = ring.keys
    #expect(keys.map(\.state) == [.enabled, .destroyed])
}

@Test func `calls for a key that is not there name it`() throws {
    let ring = Keyring()
    try ring.generateKey()
    for id: UInt64 in [0, 1, .max] {
        #expect(refusal { () throws(EncryptionError) in try ring.enable(id) } == .unknownKey(id))
        #expect(refusal { () throws(EncryptionError) in try ring.disable(id) } == .unknownKey(id))
        #expect(refusal { () throws(EncryptionError) in try ring.destroy(id) } == .unknownKey(id))
        #expect(refusal { () throws(EncryptionError) in _ = try ring.key(id) } == .unknownKey(id))
    }
}

@Test func `a ring takes a thousand keys and no more`() throws {
    let ring = Keyring()
    for _ in 0..<1000 { try ring.generateKey() }
    #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .tooManyKeys)
    let sealed = try ring.seal([1, 2, 3])
    let unlock = try keyUnlock()
    let copy = try Keyring(try ring.saved(with: unlock), unlock: unlock)
    let opened = try copy.open(sealed)
    #expect(opened == [1, 2, 3])
}

@Test func `a key leaves a ring only where the options allow it`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    #expect(refusal { () throws(EncryptionError) in _ = try ring.exportKey(id) } == .exportNotAllowed)
}

@Test func `an exported key is the one that was imported`() throws {
    let ring = Keyring(options: KeyringOptions(allowsExport: true))
    let key = [UInt8](0..<32)
    let id = try ring.importKey(copying: key.span.bytes)
    let exported = try ring.exportKey(id)
    let bytes = exported.withUnsafeBytes { Array($0) }
    #expect(bytes == key)
    #expect(refusal { () throws(EncryptionError) in _ = try ring.exportKey(id &+ 1) } == .unknownKey(id &+ 1))
}

@Test func `a destroyed key is not exported`() throws {
    let ring = Keyring(options: KeyringOptions(allowsExport: true))
    try ring.generateKey()
    let id = try ring.generateKey()
    try ring.destroy(id)
    #expect(refusal { () throws(EncryptionError) in _ = try ring.exportKey(id) } == .keyDestroyed(id))
}

@Test(arguments: [0, 16, 31, 33]) func `a key of another length than 32 bytes is not imported`(count: Int) throws {
    let ring = Keyring()
    let key = [UInt8](repeating: 1, count: count)
    #expect(
        refusal { () throws(EncryptionError) in try ring.importKey(copying: key.span.bytes) } == .keyLength(count))
    let keys = ring.keys
    #expect(keys.isEmpty)
}

@Test func `a ring in memory makes and takes no AES-256-GCM key`() throws {
    let ring = Keyring()
    let key = [UInt8](0..<32)
    #expect(refusal { () throws(EncryptionError) in try ring.generateKey(.aes256GCM) } == .keyNeedsFile(0))
    #expect(
        refusal { () throws(EncryptionError) in try ring.importKey(copying: key.span.bytes, .aes256GCM) }
            == .keyNeedsFile(0))
}

@Test func `many threads change one ring in memory, and every change counts`() async throws {
    let ring = SharedRing(Keyring())
    await withTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
            group.addTask {
                for _ in 0..<50 {
                    let sealed = (try? ring.ring.generateKey()).flatMap { _ in try? ring.ring.seal([1]) }
                    #expect(sealed.flatMap { try? ring.ring.open($0) } == [1])
                }
            }
        }
    }
    let keys = ring.ring.keys
    #expect(keys.count == 200)
    #expect(keys.reduce(0) { $0 + $1.sealedCount } == 200)
}

/// A ring that tasks share.
final class SharedRing: Sendable {
    let ring: Keyring

    init(_ ring: consuming Keyring) {
        self.ring = ring
    }
}
