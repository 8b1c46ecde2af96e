import KedgeCore
import KedgeCrypto
import KedgeEncryption
import KedgeTestSupport
import Testing

@Test(arguments: [0, 1, 15, 16, 17, 64, 4096, 100_000, 1 << 20, 3_000_001])
func `what a ring seals it opens`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let message = generator.bytes(count)
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal(message, authenticating: [1, 2])
    let expected = try ring.sealedByteCount(for: count)
    #expect(sealed.count == expected && expected == count + 88)
    let opened = try ring.open(sealed, authenticating: [1, 2])
    #expect(opened == message)
    let size = try Keyring.plaintextByteCount(of: sealed.span.bytes)
    #expect(size == count)
}

@Test func `a sealed message has the bytes of the format`() throws {
    let key = [UInt8](1...32)
    let ring = Keyring()
    let id = try ring.importKey(copying: key.span.bytes)
    let sealed = try ring.seal([1, 2, 3], authenticating: [9])
    let secrets = try derived("message", from: key, algorithm: 1, id: id, 64)
    #expect(Array(sealed[..<16]) == Array("KDGEm".utf8) + [1, 1, 0] + bigEndian(id))
    #expect(Array(sealed[16..<48]) == Array(secrets[32...]))
    let cipher = try XAESGCMKey(copying: Array(secrets[..<32]))
    let opened = try cipher.open(
        Array(sealed[72...]), nonce: Array(sealed[48..<72]), authenticating: sealed[..<48] + [9])
    #expect(opened == [1, 2, 3])
}

@Test func `a message that another program sealed by the format opens`() throws {
    let key = [UInt8](1...32)
    let ring = Keyring()
    let id = try ring.importKey(copying: key.span.bytes)
    let secrets = try derived("message", from: key, algorithm: 1, id: id, 64)
    let prefix = Array("KDGEm".utf8) + [1, 1, 0] + bigEndian(id) + secrets[32...]
    let nonce = [UInt8](repeating: 3, count: 24)
    let cipher = try XAESGCMKey(copying: Array(secrets[..<32]))
    let sealed = prefix + nonce + (try cipher.seal([4, 5], nonce: nonce, authenticating: prefix + [6]))
    let opened = try ring.open(sealed, authenticating: [6])
    #expect(opened == [4, 5])
}

@Test func `no two messages are sealed alike`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let first = try ring.seal([1, 2, 3])
    let second = try ring.seal([1, 2, 3])
    #expect(first != second)
}

@Test func `every bit of a sealed message counts`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    let sealed = try ring.seal([0x5A, 0x5A], authenticating: [1])
    for bit in 0..<sealed.count * 8 {
        let changed = sealed.withBit(bit)
        let expected: EncryptionError =
            switch bit / 8 {
            case 5: .unknownVersion(changed[5])
            case 0..<8: .malformedHeader
            case 8..<16: .unknownKey(changed.number(at: 8))
            default: .authenticationFailed
            }
        #expect(refusal { () throws(EncryptionError) in _ = try ring.open(changed, authenticating: [1]) } == expected)
        #expect(refusal { () throws(EncryptionError) in _ = try ring.reseal(changed, authenticating: [1]) } == expected)
    }
    let state = try ring.key(id)
    #expect(state.sealedCount == 1)
}

@Test func `a failed open leaves zeros, in place too`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([1, 2, 3, 4])
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    for changed in [sealed.withBit(16 * 8), sealed.withBit(72 * 8), sealed.withBit(80 * 8)] {
        var place = changed
        let failure = place.withUnsafeMutableBytes { place in
            refusal { () throws(EncryptionError) in
                _ = try ring.open(UnsafeRawBufferPointer(place), nothing) { count in
                    UnsafeMutableRawBufferPointer(rebasing: place[72..<72 + count])
                }
            }
        }
        #expect(failure == .authenticationFailed)
        #expect(Array(place[72..<76]) == [0, 0, 0, 0])
    }
}

@Test func `sealing and opening work in place`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    var place = [UInt8](repeating: 0, count: 72) + [1, 2, 3, 4] + [UInt8](repeating: 0, count: 16)
    let (isSealed, isOpened) = try place.withUnsafeMutableBytes { place in
        (
            try ring.seal(UnsafeRawBufferPointer(rebasing: place[72..<76]), nothing) { $0 == 92 ? place : nil },
            try ring.open(UnsafeRawBufferPointer(place), nothing) { count in
                UnsafeMutableRawBufferPointer(rebasing: place[72..<72 + count])
            }
        )
    }
    #expect(isSealed && isOpened)
    #expect(Array(place[72..<76]) == [1, 2, 3, 4])
}

@Test func `without a place nothing is spent`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    let isSealed = try ring.seal(nothing, nothing) { _ in nil }
    #expect(!isSealed)
    let count = try ring.key(id).sealedCount
    #expect(count == 0)
}

@Test func `a sealed message cut anywhere does not open`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([UInt8](repeating: 1, count: 20))
    for count in 0..<sealed.count {
        let cut = Array(sealed[..<count])
        let expected: EncryptionError = count < 88 ? .tooShort(count) : .authenticationFailed
        #expect(refusal { () throws(EncryptionError) in _ = try ring.open(cut) } == expected)
    }
}

@Test func `a sealed message with something behind it does not open`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([1]) + [0]
    #expect(refusal { () throws(EncryptionError) in _ = try ring.open(sealed) } == .authenticationFailed)
}

@Test func `a message opens in its own context only`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([1], authenticating: [1])
    #expect(refusal { () throws(EncryptionError) in _ = try ring.open(sealed) } == .authenticationFailed)
    #expect(
        refusal { () throws(EncryptionError) in _ = try ring.open(sealed, authenticating: [2]) }
            == .authenticationFailed)
}

@Test func `another ring does not know the key`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    let other = Keyring()
    try other.generateKey()
    let sealed = try ring.seal([1])
    #expect(refusal { () throws(EncryptionError) in _ = try other.open(sealed) } == .unknownKey(id))
}

@Test func `another key of the same id is told by its commitment`() throws {
    var made = HandMadeRing()
    let unlock = try keyUnlock()
    let ring = try Keyring(try made.bytes(), unlock: unlock)
    made.keys[0].key = [UInt8](repeating: 1, count: 32)
    let other = try Keyring(try made.bytes(), unlock: unlock)
    let sealed = try ring.seal([1])
    #expect(refusal { () throws(EncryptionError) in _ = try other.open(sealed) } == .authenticationFailed)
}

@Test func `a key of another algorithm than the message names is refused`() throws {
    var made = HandMadeRing()
    let unlock = try keyUnlock()
    let ring = try Keyring(try made.bytes(), unlock: unlock)
    made.keys[0].algorithm = 2
    let other = try Keyring(try made.bytes(), unlock: unlock)
    let sealed = try ring.seal([1])
    #expect(refusal { () throws(EncryptionError) in _ = try other.open(sealed) } == .malformedHeader)
}

@Test func `a disabled key neither opens nor reseals until it is enabled again`() throws {
    let ring = Keyring()
    let old = try ring.generateKey()
    let sealed = try ring.seal([1, 2])
    try ring.setPrimary(try ring.generateKey())
    try ring.disable(old)
    #expect(refusal { () throws(EncryptionError) in _ = try ring.open(sealed) } == .keyDisabled(old))
    #expect(refusal { () throws(EncryptionError) in _ = try ring.reseal(sealed) } == .keyDisabled(old))
    try ring.enable(old)
    let opened = try ring.open(sealed)
    #expect(opened == [1, 2])
}

@Test func `what a destroyed key sealed opens nowhere in the ring, nor in what is saved afterwards`() throws {
    let ring = Keyring()
    let old = try ring.generateKey()
    let sealed = try ring.seal([1, 2])
    try ring.setPrimary(try ring.generateKey())
    try ring.destroy(old)
    #expect(refusal { () throws(EncryptionError) in _ = try ring.open(sealed) } == .keyDestroyed(old))
    #expect(refusal { () throws(EncryptionError) in _ = try ring.reseal(sealed) } == .keyDestroyed(old))
    let unlock = try keyUnlock()
    let saved = try ring.saved(with: unlock)
    let copy = try Keyring(saved, unlock: unlock)
    #expect(refusal { () throws(EncryptionError) in _ = try copy.open(sealed) } == .keyDestroyed(old))
    let body = try HandMadeRing.openBody(saved)
    #expect(Array(body[16 + 40..<16 + 72]) == [UInt8](repeating: 0, count: 32))
}

@Test func `resealing moves a message to the primary key`() throws {
    let ring = Keyring()
    let old = try ring.generateKey()
    let sealed = try ring.seal([1, 2, 3], authenticating: [7])
    let new = try ring.generateKey()
    try ring.setPrimary(new)
    let moved = try ring.reseal(sealed, authenticating: [7])
    let (before, after) = (try Keyring.keyID(of: sealed.span.bytes), try Keyring.keyID(of: moved.span.bytes))
    #expect(before == old && after == new)
    try ring.destroy(old)
    let opened = try ring.open(moved, authenticating: [7])
    #expect(opened == [1, 2, 3])
}

@Test func `a failed reseal leaves no plaintext in its place`() throws {
    let ring = Keyring()
    try ring.generateKey()
    let sealed = try ring.seal([UInt8](repeating: 0x5A, count: 32))
    var place = [UInt8](repeating: 0xEE, count: sealed.count)
    let failure = place.withUnsafeMutableBytes { place in
        sealed.withBit(sealed.count * 8 - 1).withUnsafeBytes { changed in
            refusal { () throws(EncryptionError) in
                _ = try ring.reseal(changed, UnsafeRawBufferPointer(start: nil, count: 0)) { _ in place }
            }
        }
    }
    #expect(failure == .authenticationFailed)
    #expect(place.allSatisfy { $0 == 0 })
}

@Test func `sealed messages are counted, resealed ones too`() throws {
    let ring = Keyring()
    let id = try ring.generateKey()
    let sealed = try ring.seal([1])
    _ = try ring.seal([2])
    _ = try ring.reseal(sealed)
    let count = try ring.key(id).sealedCount
    #expect(count == 3)
    let unlock = try keyUnlock()
    let copy = try Keyring(try ring.saved(with: unlock), unlock: unlock)
    _ = try copy.seal([1])
    let copied = try copy.key(id).sealedCount
    #expect(copied == 4)
}

@Test(arguments: [-1, (1 << 36) - 31, Int.max])
func `a message that no format holds has no size`(count: Int) throws {
    let ring = Keyring()
    try ring.generateKey()
    #expect(refusal { () throws(EncryptionError) in _ = try ring.sealedByteCount(for: count) } == .tooLong(count))
}

@Test func `a message is sealed and opened by many threads at once while keys change`() async throws {
    let ring = SharedRing(Keyring())
    try ring.ring.generateKey()
    let failures = await withTaskGroup(of: Int.self) { group in
        for number in 0..<4 {
            group.addTask {
                var failures = 0
                for round in 0..<300 {
                    let message = [UInt8(number), UInt8(truncatingIfNeeded: round)]
                    let opened = (try? ring.ring.seal(message)).flatMap { try? ring.ring.open($0) }
                    if opened != message { failures += 1 }
                }
                return failures
            }
        }
        group.addTask {
            for _ in 0..<50 {
                guard let id = try? ring.ring.generateKey() else { return 1 }
                try? ring.ring.setPrimary(id)
            }
            return 0
        }
        return await group.reduce(0, +)
    }
    #expect(failures == 0)
}
