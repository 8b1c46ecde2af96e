import Foundation
import KedgeCore
import KedgeEncryption
import Testing

@Test func `every change of a ring that has a file is in the file`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let first = try ring.generateKey()
        let second = try ring.generateKey()
        let key = [UInt8](0..<32)
        let third = try ring.importKey(copying: key.span.bytes)
        let sealed = try ring.seal([1, 2])
        try ring.setPrimary(second)
        try ring.disable(third)
        let other = try Keyring.openFile(folder + "/ring", unlock: unlock)
        let (keys, primary) = (other.keys, other.primaryKeyID)
        #expect(keys.map(\.id) == [first, second, third])
        #expect(keys.map(\.state) == [.enabled, .enabled, .disabled])
        #expect(primary == second)
        let opened = try other.open(sealed)
        #expect(opened == [1, 2])
    }
}

@Test func `a ring's file is for its user alone, and nothing lies beside it`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        try ring.generateKey()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/ring")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["ring"])
    }
}

@Test func `a file that is there is neither replaced by a new ring nor by a copy`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try ring.generateKey()
        let path = folder + "/ring"
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.createFile(path, unlock: unlock) } == .file(.exists)
        )
        #expect(refusal { () throws(EncryptionError) in try ring.save(to: path, with: unlock) } == .file(.exists))
        let keys = try Keyring.openFile(path, unlock: unlock).keys
        #expect(keys.map(\.id) == [id])
    }
}

@Test func `a file that is not there, or is none, is said to be that`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.openFile(folder + "/ring", unlock: unlock) }
                == .file(.notFound))
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.createFile(folder + "/no/ring", unlock: unlock) }
                == .file(.notFound))
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.openFile(folder, unlock: unlock) }
                == .file(.notRegular))
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.openFile("", unlock: unlock) }
                == .file(.invalidPath))
    }
}

@Test func `a huge file is not read`() throws {
    try withFolder { folder in
        #expect(FileManager.default.createFile(atPath: folder + "/ring", contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: folder + "/ring"))
        try handle.truncate(atOffset: 1 << 40)
        try handle.close()
        let unlock = try keyUnlock()
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.openFile(folder + "/ring", unlock: unlock) }
                == .keyringDamaged)
    }
}

@Test func `changes of two handles both stay`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let first = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let second = try Keyring.openFile(folder + "/ring", unlock: unlock)
        let one = try first.generateKey()
        let two = try second.generateKey()
        let three = try first.generateKey()
        let (mine, before) = (first.keys, second.keys)
        #expect(mine.map(\.id) == [one, two, three])
        #expect(before.map(\.id) == [one, two])
        try second.reload()
        let after = second.keys
        #expect(after.map(\.id) == [one, two, three])
    }
}

@Test func `a key that another handle destroyed opens nothing after a reload`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let first = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let old = try first.generateKey()
        let sealed = try first.seal([1])
        let second = try Keyring.openFile(folder + "/ring", unlock: unlock)
        try second.setPrimary(try second.generateKey())
        try second.destroy(old)
        #expect(refusal { () throws(EncryptionError) in _ = try second.open(sealed) } == .keyDestroyed(old))
        try first.reload()
        #expect(refusal { () throws(EncryptionError) in _ = try first.open(sealed) } == .keyDestroyed(old))
        let third = try Keyring.openFile(folder + "/ring", unlock: unlock)
        #expect(refusal { () throws(EncryptionError) in _ = try third.open(sealed) } == .keyDestroyed(old))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/ring")))
        let body = try HandMadeRing.openBody(bytes)
        #expect(Array(body[16 + 40..<16 + 72]) == [UInt8](repeating: 0, count: 32))
    }
}

@Test func `handles add up what they sealed`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let first = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try first.generateKey()
        let second = try Keyring.openFile(folder + "/ring", unlock: unlock)
        for _ in 0..<3 { _ = try first.seal([1]) }
        for _ in 0..<4 { _ = try second.seal([1]) }
        try first.enable(id)
        try second.enable(id)
        _ = try first.seal([1])
        try first.enable(id)
        try second.reload()
        let counts = (try first.key(id).sealedCount, try second.key(id).sealedCount)
        #expect(counts == (8, 8))
    }
}

@Test func `what is sealed while the ring's file changes is counted once`() throws {
    try withFolder { folder in
        let ring = SharedRing(try Keyring.createFile(folder + "/ring", unlock: try keyUnlock()))
        let id = try ring.ring.generateKey()
        DispatchQueue.concurrentPerform(iterations: 4) { number in
            if number == 0 {
                for _ in 0..<300 { try? ring.ring.enable(id) }
            } else {
                for _ in 0..<20_000 { _ = try? ring.ring.seal([1]) }
            }
        }
        try ring.ring.enable(id)
        let count = try ring.ring.key(id).sealedCount
        #expect(count == 60_000)
    }
}

@Test func `another unlock opens the ring after a change, and the old one does not`() throws {
    try withFolder { folder in
        let old = try keyUnlock()
        let new = try passphraseUnlock()
        let path = folder + "/ring"
        let ring = try Keyring.createFile(path, unlock: old)
        try ring.generateKey()
        try ring.changeUnlock(to: new)
        try ring.generateKey()
        let keys = try Keyring.openFile(path, unlock: new).keys
        #expect(keys.count == 2)
        #expect(
            refusal { () throws(EncryptionError) in _ = try Keyring.openFile(path, unlock: old) } == .wrongUnlock)
    }
}

@Test func `a handle whose unlock another one changed cannot change the ring, and goes on opening`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        try ring.generateKey()
        let sealed = try ring.seal([1])
        let other = try Keyring.openFile(folder + "/ring", unlock: unlock)
        try other.changeUnlock(to: try passphraseUnlock())
        #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .wrongUnlock)
        #expect(refusal { () throws(EncryptionError) in try ring.reload() } == .wrongUnlock)
        let opened = try ring.open(sealed)
        #expect(opened == [1])
    }
}

@Test func `a ring in memory has nothing to reload and no unlock to change`() throws {
    let ring = Keyring()
    #expect(refusal { () throws(EncryptionError) in try ring.reload() } == .noFile)
    let unlock = try keyUnlock()
    #expect(refusal { () throws(EncryptionError) in try ring.changeUnlock(to: unlock) } == .noFile)
}

@Test func `an older file that was put back is refused`() throws {
    try withFolder { folder in
        let url = URL(fileURLWithPath: folder + "/ring")
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(url.path, unlock: unlock)
        try ring.generateKey()
        let doomed = try ring.generateKey()
        let older = try Data(contentsOf: url)
        try ring.destroy(doomed)
        try older.write(to: url)
        #expect(refusal { () throws(EncryptionError) in try ring.reload() } == .keyringDamaged)
        #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .keyringDamaged)
        let state = try ring.key(doomed).state
        #expect(state == .destroyed)
    }
}

@Test func `a damaged file changes nothing in memory`() throws {
    try withFolder { folder in
        let url = URL(fileURLWithPath: folder + "/ring")
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(url.path, unlock: unlock)
        let id = try ring.generateKey()
        let bytes = [UInt8](try Data(contentsOf: url))
        try Data(bytes.withBit(900)).write(to: url)
        #expect(refusal { () throws(EncryptionError) in try ring.reload() } == .keyringDamaged)
        #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .keyringDamaged)
        let keys = ring.keys
        #expect(keys.map(\.id) == [id])
    }
}

@Test func `a ring that cannot be written stays as it was, on disk and in memory`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let path = folder + "/inner/ring"
        try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: false)
        let ring = try Keyring.createFile(path, unlock: unlock)
        let id = try ring.generateKey()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        // Root writes to a folder whatever its mode, so the folder goes to another place.
        try FileManager.default.moveItem(atPath: folder + "/inner", toPath: folder + "/elsewhere")
        #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .file(.notFound))
        #expect(refusal { () throws(EncryptionError) in try ring.destroy(5) } == .file(.notFound))
        let keys = ring.keys
        #expect(keys.map(\.id) == [id])
        let after = try Data(contentsOf: URL(fileURLWithPath: folder + "/elsewhere/ring"))
        #expect(before == after)
        let sealed = try ring.seal([1])
        let opened = try ring.open(sealed)
        #expect(opened == [1])
    }
}

@Test(.enabled(if: geteuid() == 0, "only root gives files away"))
func `a ring that root changes still belongs to whom it belonged`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let path = folder + "/ring"
        let ring = try Keyring.createFile(path, unlock: unlock)
        try FileManager.default.setAttributes(
            [.ownerAccountID: 12345, .groupOwnerAccountID: 54321], ofItemAtPath: path)
        try ring.generateKey()
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.ownerAccountID] as? Int == 12345)
        #expect(attributes[.groupOwnerAccountID] as? Int == 54321)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}

@Test func `a call does not wait for a lock longer than it is told`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(
            folder + "/ring", unlock: unlock, options: KeyringOptions(lockTimeoutMilliseconds: 20))
        let held = try File.locked(FilePath(folder + "/ring"), waiting: 0)
        #expect(refusal { () throws(EncryptionError) in try ring.generateKey() } == .file(.locked))
        _ = consume held
        try ring.generateKey()
    }
}

@Test func `a copy in another file is a ring of its own`() throws {
    try withFolder { folder in
        let unlock = try keyUnlock()
        let ring = try Keyring.createFile(folder + "/ring", unlock: unlock)
        let id = try ring.generateKey()
        let other = try passphraseUnlock()
        try ring.save(to: folder + "/copy", with: other)
        let copy = try Keyring.openFile(folder + "/copy", unlock: other)
        try copy.generateKey()
        let (mine, copied) = (ring.keys, copy.keys)
        #expect(mine.map(\.id) == [id] && copied.count == 2)
    }
}

@Test func `many threads with two handles change one file, and no change is lost`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kedge-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path + "/ring"
    let unlock = try keyUnlock()
    let rings = [
        SharedRing(try Keyring.createFile(path, unlock: unlock)),
        SharedRing(try Keyring.openFile(path, unlock: unlock)),
    ]
    let ids = await withTaskGroup(of: [UInt64].self) { group in
        for number in 0..<4 {
            group.addTask {
                (0..<10).compactMap { round in
                    if round == 5 { try? rings[number % 2].ring.reload() }
                    return try? rings[number % 2].ring.generateKey()
                }
            }
        }
        return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(ids.count == 40)
    let keys = try Keyring.openFile(path, unlock: unlock).keys
    #expect(Set(keys.map(\.id)) == Set(ids))
    // Whoever published last has what the file says, whatever the order in which threads came.
    for ring in rings {
        try ring.ring.reload()
        let keys = ring.ring.keys
        #expect(Set(keys.map(\.id)) == Set(ids))
    }
}
