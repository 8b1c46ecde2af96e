import KedgeCore
import KedgeCrypto
import KedgeEncryption
import KedgeTestSupport
import Testing

@Test func `a saved ring has the bytes of the format`() throws {
    let ring = Keyring(options: KeyringOptions(allowsExport: true), clock: ManualClock(unixSeconds: 1_700_000_000))
    let first = try ring.generateKey()
    let second = try ring.generateKey()
    try ring.destroy(second)
    _ = try ring.seal([1])
    let unlock = try keyUnlock()
    let saved = try ring.saved(with: unlock)
    #expect(saved.count == 156 + 16 + 2 * 72)
    #expect(Array(saved[..<8]) == Array("KDGEr".utf8) + [1, 2, 0])
    #expect(saved == saved.withRightChecksum())
    let key = try ring.exportKey(first)
    let expected =
        bigEndian(first) + bigEndian(UInt32(2)) + [0, 0, 0, 0]
        + HandMadeRing.Key(id: first, sealedCount: 1, key: key.withUnsafeBytes { Array($0) }).bytes
        + HandMadeRing.Key(id: second, state: 3, key: [UInt8](repeating: 0, count: 32)).bytes
    let body = try HandMadeRing.openBody(saved)
    #expect(body == expected)
}

@Test func `a passphrase locks a ring as the format says`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let phrase = Array("correct horse".utf8)
    let unlock = try KeyringUnlock(
        passphrase: phrase.span.bytes, parameters: try ScryptParameters(cost: 16, blockSize: 2, parallelization: 3))
    let saved = try ring.saved(with: unlock)
    #expect(saved[6] == 1)
    #expect(Array(saved[48..<64]) == [0, 0, 0, 12, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3])
    let secret = try Scrypt.derive(
        password: phrase, salt: Array(saved[16..<48]),
        parameters: try ScryptParameters(cost: 16, blockSize: 2, parallelization: 3), byteCount: 32)
    let body = try HandMadeRing.openBody(saved, secret: secret)
    #expect(body.count == 16 + 72)
}

@Test func `a key service locks a ring as the format says`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let saved = try ring.saved(with: serviceUnlock())
    #expect(saved[6] == 3)
    #expect(Array(saved[48..<55]) == [0, 0, 0, 35, 1, 2, 3])
    let body = try HandMadeRing.openBody(saved, secret: saved[55..<87].map { ~$0 })
    #expect(body.count == 16 + 72)
}

@Test func `a ring that was made by the format alone opens`() throws {
    var made = HandMadeRing()
    made.keys.append(.init(id: 2, algorithm: 2, state: 2, isOpenOnly: 1, sealedCount: 9, reservedCount: 1 << 32))
    made.keys.append(.init(id: 3, state: 3, key: [UInt8](repeating: 0, count: 32)))
    let unlock = try keyUnlock()
    let ring = try Keyring(try made.bytes(), unlock: unlock)
    let keys = ring.keys
    #expect(keys.map(\.id) == [0x1122_3344_5566_7788, 2, 3])
    #expect(keys.map(\.algorithm) == [.xaes256GCM, .aes256GCM, .xaes256GCM])
    #expect(keys.map(\.state) == [.enabled, .disabled, .destroyed])
    #expect(keys.map(\.sealedCount) == [0, 9, 0])
    #expect(keys.map(\.reservedCount) == [0, 1 << 32, 0])
}

@Test func `a ring keeps its id, and no two copies are alike`() throws {
    let ring = Keyring()
    let unlock = try keyUnlock()
    let first = try ring.saved(with: unlock)
    try ring.generateKey()
    let second = try ring.saved(with: unlock)
    let third = try Keyring(second, unlock: unlock).saved(with: unlock)
    #expect(first[8..<16] == second[8..<16] && second[8..<16] == third[8..<16])
    #expect(second != third)
}

@Test func `every bit of a saved ring counts`() throws {
    let saved = try HandMadeRing().bytes()
    let unlock = try keyUnlock()
    for bit in 0..<saved.count * 8 {
        let failure = refusal { () throws(EncryptionError) in _ = try Keyring(saved.withBit(bit), unlock: unlock) }
        #expect(failure == .keyringDamaged)
    }
}

@Test func `every bit of a saved ring counts for whoever mends the checksum too`() throws {
    let saved = try HandMadeRing().bytes()
    let unlock = try keyUnlock()
    for bit in 0..<(saved.count - 32) * 8 {
        let changed = saved.withBit(bit).withRightChecksum()
        let expected: EncryptionError =
            switch bit / 8 {
            case 5: .unknownVersion(changed[5])
            case 6 where changed[6] == 3: .keyringDamaged
            case 0..<8, 48..<52: .keyringDamaged
            case 8..<84: .wrongUnlock
            default: .authenticationFailed
            }
        #expect(refusal { () throws(EncryptionError) in _ = try Keyring(changed, unlock: unlock) } == expected)
    }
}

@Test func `a ring cut anywhere is damaged`() throws {
    let saved = try HandMadeRing().bytes()
    let unlock = try keyUnlock()
    for count in 0..<saved.count {
        let cut = Array(saved[..<count])
        #expect(refusal { () throws(EncryptionError) in _ = try Keyring(cut, unlock: unlock) } == .keyringDamaged)
        guard count >= 32 else { continue }
        let mended = cut.withRightChecksum()
        // What is left when a whole key is cut out has the size of a ring.
        let expected: EncryptionError = count == saved.count - 72 ? .authenticationFailed : .keyringDamaged
        #expect(refusal { () throws(EncryptionError) in _ = try Keyring(mended, unlock: unlock) } == expected)
    }
}

@Test func `a ring of another version is said to be that, however it is laid out`() throws {
    let unlock = try keyUnlock()
    let bytes = (Array("KDGEr".utf8) + [2, 9, 9] + [UInt8](repeating: 1, count: 90)).withRightChecksum()
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(bytes, unlock: unlock) } == .unknownVersion(2))
}

@Test(arguments: [1 << 17, (1 << 17) + 1, 1 << 24])
func `more bytes than a ring has are damage`(count: Int) throws {
    let unlock = try keyUnlock()
    let bytes = Array(HandMadeRing().head) + [UInt8](repeating: 0, count: count - HandMadeRing().head.count)
    #expect(
        refusal { () throws(EncryptionError) in _ = try Keyring(bytes.withRightChecksum(), unlock: unlock) }
            == .keyringDamaged)
}

@Test func `another key, another passphrase and another service are a wrong unlock`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let other = [UInt8](repeating: 8, count: 32)
    try expectWrong(ring.saved(with: try keyUnlock()), try keyUnlock(other))
    try expectWrong(ring.saved(with: try passphraseUnlock()), try passphraseUnlock("correct house"))
    try expectWrong(ring.saved(with: serviceUnlock()), serviceUnlock(inverting: 0xFE))
    try expectWrong(ring.saved(with: try keyUnlock()), try passphraseUnlock())
    try expectWrong(ring.saved(with: try passphraseUnlock()), serviceUnlock())
    try expectWrong(ring.saved(with: serviceUnlock()), try keyUnlock())
}

private func expectWrong(_ saved: [UInt8], _ unlock: borrowing KeyringUnlock) throws {
    var failure: EncryptionError?
    do throws(EncryptionError) {
        _ = try Keyring(saved, unlock: unlock)
    } catch {
        failure = error
    }
    #expect(failure == .wrongUnlock)
}

@Test(arguments: [
    (0, 1, 1, EncryptionError.keyringDamaged), (17, 0, 1, .keyringDamaged), (17, 8, 0, .keyringDamaged),
    (20, 8, 1, .derivationTooCostly), (17, 64, 1, .derivationTooCostly), (17, 8, 17, .derivationTooCostly),
    (61, 8, 1, .derivationTooCostly), (62, 1, 1, .derivationTooCostly), (64, 1, 1, .derivationTooCostly),
    (UInt32.max, UInt32.max, UInt32.max, .derivationTooCostly), (1, UInt32.max, UInt32.max, .derivationTooCostly),
    (31, 1 << 15, 1 << 14, .derivationTooCostly),
])
func `scrypt parameters over the caps are refused before memory is reserved`(
    logarithm: UInt32, blockSize: UInt32, parallelization: UInt32, expected: EncryptionError
) throws {
    var made = HandMadeRing()
    made.lock = 1
    made.parameters = bigEndian(logarithm) + bigEndian(blockSize) + bigEndian(parallelization)
    let bytes = try made.bytes()
    let unlock = try passphraseUnlock()
    let clock = SystemClock()
    let begun = clock.nanoseconds
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(bytes, unlock: unlock) } == expected)
    // The smallest of these would take seconds.
    #expect(clock.nanoseconds - begun < 1_000_000_000)
}

@Test func `the caller's own caps decide`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let phrase = Array("correct horse".utf8)
    let saved = try ring.saved(
        with: try KeyringUnlock(
            passphrase: phrase.span.bytes,
            parameters: try ScryptParameters(cost: 1024, blockSize: 1, parallelization: 1)))
    let strict = try KeyringUnlock(
        passphrase: phrase.span.bytes, parameters: try cheapScrypt(), limits: ScryptLimits(maximumWork: 1023))
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(saved, unlock: strict) } == .derivationTooCostly)
}

@Test(arguments: [
    "two keys of one id", "an id of 0", "an algorithm that is none", "a state that is none", "a flag of 2",
    "a flag on XAES", "zeros that are none", "more zeros that are none", "too many reserved", "reserved for XAES",
    "a destroyed key that is there", "a count of more", "a count of less", "no such primary key",
    "a disabled primary key", "a destroyed primary key",
])
func `a body that breaks a rule is damage`(rule: String) throws {
    var made = HandMadeRing()
    made.keys.append(.init(id: 2))
    switch rule {
    case "two keys of one id": made.keys[1].id = made.keys[0].id
    case "an id of 0": made.keys[1].id = 0
    case "an algorithm that is none": made.keys[1].algorithm = 3
    case "a state that is none": made.keys[1].state = 4
    case "a flag of 2": (made.keys[1].algorithm, made.keys[1].isOpenOnly) = (2, 2)
    case "a flag on XAES": made.keys[1].isOpenOnly = 1
    case "zeros that are none": made.keys[1].zeros[4] = 1
    case "more zeros that are none": made.zeros = 1
    case "too many reserved": (made.keys[1].algorithm, made.keys[1].reservedCount) = (2, (1 << 32) + 1)
    case "reserved for XAES": made.keys[1].reservedCount = 1
    case "a destroyed key that is there": made.keys[1].state = 3
    case "a count of more": made.count = 3
    case "a count of less": made.count = 1
    case "no such primary key": made.primary = 3
    case "a disabled primary key": made.keys[0].state = 2
    default: (made.keys[0].state, made.keys[0].key) = (3, [UInt8](repeating: 0, count: 32))
    }
    let bytes = try made.bytes()
    let unlock = try keyUnlock()
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(bytes, unlock: unlock) } == .keyringDamaged)
}

@Test func `a ring of a thousand and one keys is damage`() throws {
    var made = HandMadeRing()
    made.primary = 1
    made.keys = (1...1001).map { HandMadeRing.Key(id: $0) }
    let bytes = try made.bytes()
    let unlock = try keyUnlock()
    #expect(refusal { () throws(EncryptionError) in _ = try Keyring(bytes, unlock: unlock) } == .keyringDamaged)
}

@Test func `random bytes behind a right head never open`() throws {
    var generator = SeededGenerator(seed: 5)
    let unlock = try keyUnlock()
    let head = HandMadeRing().head
    for count in 0..<400 {
        let bytes = (head + generator.bytes(count) + [UInt8](repeating: 0, count: 32)).withRightChecksum()
        let failure = refusal { () throws(EncryptionError) in _ = try Keyring(bytes, unlock: unlock) }
        #expect(failure == .keyringDamaged || failure == .wrongUnlock)
    }
}
