import KedgeCore
import KedgeCrypto
import KedgeEncryption
import Testing

@Test func `a passphrase of no bytes is refused`() {
    let nothing: [UInt8] = []
    #expect(
        refusal { () throws(EncryptionError) in _ = try KeyringUnlock(passphrase: nothing.span.bytes) }
            == .emptyPassphrase)
}

@Test(arguments: [0, 16, 31, 33]) func `an unlocking key has 32 bytes`(count: Int) {
    let key = [UInt8](repeating: 1, count: count)
    #expect(
        refusal { () throws(EncryptionError) in _ = try KeyringUnlock(key: key.span.bytes) } == .keyLength(count))
}

@Test func `passphrase parameters beyond the caller's own limits are refused`() throws {
    let phrase: [UInt8] = [1]
    let costly = try ScryptParameters(cost: 1 << 20, blockSize: 8, parallelization: 1)
    #expect(
        refusal { () throws(EncryptionError) in
            _ = try KeyringUnlock(passphrase: phrase.span.bytes, parameters: costly)
        } == .invalidPassphraseParameters)
    #expect(
        refusal { () throws(EncryptionError) in
            _ = try KeyringUnlock(passphrase: phrase.span.bytes, limits: ScryptLimits(maximumWork: 1 << 19))
        } == .invalidPassphraseParameters)
}

@Test func `each kind of unlock opens what it saved`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([1, 2])
    try expectRoundTrip(ring, sealed, try keyUnlock())
    try expectRoundTrip(ring, sealed, try passphraseUnlock())
    try expectRoundTrip(ring, sealed, serviceUnlock())
}

private func expectRoundTrip(
    _ ring: borrowing Keyring, _ sealed: [UInt8], _ unlock: borrowing KeyringUnlock
) throws {
    let copy = try Keyring(try ring.saved(with: unlock), unlock: unlock)
    let opened = try copy.open(sealed)
    #expect(opened == [1, 2])
}

@Test func `what the key service answers is the error`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let saved = try ring.saved(with: serviceUnlock())
    let failing = KeyringUnlock(
        wrap: { _ throws(KeyServiceError) in throw KeyServiceError(code: -7) },
        unwrap: { _ throws(KeyServiceError) in throw KeyServiceError(code: 8) })
    #expect(refusal { () throws(EncryptionError) in _ = try ring.saved(with: failing) } == .keyServiceFailed(-7))
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(saved, unlock: failing) } == .keyServiceFailed(8))
}

@Test(arguments: [0, 4097]) func `a key service that wraps to another length failed`(count: Int) throws {
    let ring = Keyring()
    let unlock = KeyringUnlock(
        wrap: { _ in [UInt8](repeating: 1, count: count) },
        unwrap: { _ throws(KeyServiceError) in throw KeyServiceError(code: 1) })
    #expect(refusal { () throws(EncryptionError) in _ = try ring.saved(with: unlock) } == .keyServiceFailed(nil))
}

@Test(arguments: [0, 31, 33]) func `a key service that unwraps to another length failed`(count: Int) throws {
    let ring = Keyring()
    let saved = try ring.saved(with: serviceUnlock())
    let unlock = KeyringUnlock(
        wrap: { _ in [1] },
        unwrap: { _ throws(KeyServiceError) in
            do {
                return try SecretBytes(count: count)
            } catch {
                throw KeyServiceError(code: 1)
            }
        })
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(saved, unlock: unlock) } == .keyServiceFailed(nil))
}

@Test func `a key service is not asked for changes of an open ring`() throws {
    try withFolder { folder in
        let calls = Calls()
        let unlock = KeyringUnlock(
            wrap: { dataKey in
                calls.add()
                return dataKey.withUnsafeBytes { Array($0) }
            },
            unwrap: { wrapped throws(KeyServiceError) in
                calls.add()
                do {
                    return try SecretBytes(copying: wrapped.span.bytes)
                } catch {
                    throw KeyServiceError(code: 1)
                }
            })
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        try ring.generateKey()
        try ring.generateKey()
        try ring.reload()
        #expect(calls.count == 1)
        let again = try Keyring.openFile(folder + "/ring", unlock: unlock)
        let keys = again.keys
        #expect(keys.count == 2 && calls.count == 2)
    }
}
