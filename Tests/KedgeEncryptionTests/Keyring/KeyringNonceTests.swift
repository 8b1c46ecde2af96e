import Foundation
import KedgeCore
import KedgeCrypto
import KedgeEncryption
import Testing

/// Options under which blocks are small.
private func options(block: UInt64, limit: UInt64 = 1 << 32) -> KeyringOptions {
    var options = KeyringOptions()
    options.nonceBlock = block
    options.nonceLimit = limit
    return options
}

@Test func `an AES-256-GCM key seals by the format, in the ring's file`() throws {
    try withFolder { folder in
        let key = [UInt8](1...32)
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try ring.importKey(copying: key.span.bytes, .aes256GCM)
        let sealed = try ring.seal([1, 2, 3], authenticating: [9])
        #expect(sealed.count == 3 + 76)
        let size = try ring.sealedByteCount(for: 3)
        #expect(size == sealed.count)
        let secrets = try derived("message", from: key, algorithm: 2, id: id, 64)
        #expect(Array(sealed[..<48]) == Array("KDGEm".utf8) + [1, 2, 0] + bigEndian(id) + secrets[32...])
        let cipher = try AESGCMKey(copying: Array(secrets[..<32]))
        let opened = try cipher.open(
            Array(sealed[60...]), nonce: Array(sealed[48..<60]), authenticating: sealed[..<48] + [9])
        #expect(opened == [1, 2, 3])
        let again = try ring.open(sealed, authenticating: [9])
        #expect(again == [1, 2, 3])
    }
}

@Test func `nonces are reserved in the file before the first is used`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try ring.generateKey(.aes256GCM)
        let before = try ring.key(id).reservedCount
        _ = try ring.seal([1])
        _ = try ring.seal([1])
        let after = try ring.key(id).reservedCount
        let saved = try Keyring.openFile(folder + "/ring", unlock: unlock).key(id).reservedCount
        #expect(before == 0 && after == 1 << 20 && saved == 1 << 20)
    }
}

@Test func `a key whose nonces are used up seals no more, and opens`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock, options: options(block: 3, limit: 10))
        let id = try ring.generateKey(.aes256GCM)
        var sealed: [[UInt8]] = []
        for _ in 0..<10 { sealed.append(try ring.seal([7])) }
        #expect(refusal { () throws(EncryptionError) in _ = try ring.seal([7]) } == .keyExhausted(id))
        let info = try ring.key(id)
        #expect(info.reservedCount == 10 && info.sealedCount == 10)
        for message in sealed {
            let opened = try ring.open(message)
            #expect(opened == [7])
        }
    }
}

@Test func `a copy opens with an AES-256-GCM key and does not seal`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try ring.generateKey(.aes256GCM)
        let sealed = try ring.seal([1, 2])
        try ring.save(to: folder + "/copy", with: unlock)
        try expectOpenOnly(Keyring(try ring.saved(with: unlock), unlock: unlock), id, sealed)
        try expectOpenOnly(Keyring.openFile(folder + "/copy", unlock: unlock), id, sealed)
        // The very bytes of the file, in memory.
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/ring")))
        try expectOpenOnly(Keyring(bytes, unlock: unlock), id, sealed)
        // A copy of a copy, which has a file again.
        try Keyring(bytes, unlock: unlock).save(to: folder + "/again", with: unlock)
        try expectOpenOnly(Keyring.openFile(folder + "/again", unlock: unlock), id, sealed)
        let reopened = try Keyring.openFile(folder + "/ring", unlock: unlock)
        _ = try reopened.seal([1])
    }
}

private func expectOpenOnly(_ ring: consuming Keyring, _ id: UInt64, _ sealed: [UInt8]) throws {
    let copy = ring
    let (opened, canSeal) = (try copy.open(sealed), try copy.key(id).canSeal)
    #expect(opened == [1, 2] && !canSeal)
    #expect(refusal { () throws(EncryptionError) in _ = try copy.seal([1]) } == .keyNeedsFile(id))
    #expect(refusal { () throws(EncryptionError) in _ = try copy.reseal(sealed) } == .keyNeedsFile(id))
}

@Test func `a reservation finds out that another handle disabled the key`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock, options: options(block: 2))
        let id = try ring.generateKey(.aes256GCM)
        _ = try ring.seal([1])
        let other = try Keyring.openFile(folder + "/ring", unlock: unlock)
        try other.setPrimary(try other.generateKey())
        try other.disable(id)
        _ = try ring.seal([1])
        #expect(refusal { () throws(EncryptionError) in _ = try ring.seal([1]) } == .keyDisabled(id))
    }
}

@Test func `a file that went back behind what was reserved is refused`() throws {
    try withFolder { folder in
        let url = URL(fileURLWithPath: folder + "/ring")
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(url.path, unlock: unlock, options: options(block: 1))
        try ring.generateKey(.aes256GCM)
        let older = try Data(contentsOf: url)
        _ = try ring.seal([1])
        try older.write(to: url)
        #expect(refusal { () throws(EncryptionError) in _ = try ring.seal([1]) } == .keyringDamaged)
    }
}

@Test func `without room for a reservation nothing is sealed`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: false)
        let ring = try Keyring.createFile(folder + "/inner/ring", unlock: unlock, options: options(block: 1))
        let id = try ring.generateKey(.aes256GCM)
        _ = try ring.seal([1])
        try FileManager.default.removeItem(atPath: folder + "/inner")
        #expect(refusal { () throws(EncryptionError) in _ = try ring.seal([1]) } == .file(.notFound))
        let info = try ring.key(id)
        #expect(info.sealedCount == 1 && info.reservedCount == 1)
    }
}

@Test func `threads and handles that run out together reserve what they need and no more`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path + "/ring"
    let unlock = try keyUnlock()
    let limit: UInt64 = 403
    let first = SharedRing(try Keyring.createFile(path, unlock: unlock, options: options(block: 10, limit: limit)))
    let id = try first.ring.generateKey(.aes256GCM)
    let second = SharedRing(try Keyring.openFile(path, unlock: unlock, options: options(block: 10, limit: limit)))
    let sealed = await withTaskGroup(of: [[UInt8]].self) { group in
        for number in 0..<4 {
            group.addTask {
                let ring = number % 2 == 0 ? first : second
                var sealed: [[UInt8]] = []
                while let message = try? ring.ring.seal([1]) { sealed.append(message) }
                return sealed
            }
        }
        return await group.reduce(into: []) { $0 += $1 }
    }
    // Every nonce that was reserved was used once, but for those that a thread's own context held when the others ended.
    #expect(sealed.count <= Int(limit) && sealed.count >= Int(limit) - 4 * 10)
    #expect(Set(sealed.map { Array($0[48..<60]) }).count == sealed.count)
    let reopened = try Keyring.openFile(path, unlock: unlock)
    let info = try reopened.key(id)
    #expect(info.reservedCount == limit)
}

@Test func `threads that find the stock empty together reserve once`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let unlock = try keyUnlock()
    for round in 0..<10 {
        let ring = SharedRing(try Keyring.createFile(folder.path + "/\(round)", unlock: unlock))
        let id = try ring.ring.generateKey(.aes256GCM)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try? ring.ring.seal([1]) } }
        }
        let info = try ring.ring.key(id)
        #expect(info.reservedCount == 1 << 20 && info.sealedCount == 4)
    }
}
