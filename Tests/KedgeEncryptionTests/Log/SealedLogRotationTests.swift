import Foundation
import KedgeCore
import Testing

@testable import KedgeEncryption

@Test func `a log goes on through three files and two keys`() throws {
    let folder = try LogFolder()
    let ring = Keyring()
    let first = try ring.generateKey()
    let other = try ringOfOneKey()
    let second = try other.headForSealing().id
    let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring, associatedData: [1])
    #expect(try log.append([0]) == 0)
    #expect(try log.appendBatched([1]) == 1)
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    // The end of a file is a record too.
    #expect(try log.append([3]) == 3)
    try log.rotate(to: folder.path("c"), sealedWith: other)
    #expect(try log.append([5]) == 5)
    let info = try log.info()
    #expect(info.firstRecord == 5 && info.nextRecord == 6 && info.keyID == second && !info.isRotated)

    try expectFile(folder, ring, "a", first: 0, [[0], [1]], next: 3, key: first, isRotated: true)
    try expectFile(folder, ring, "b", first: 3, [[3]], next: 5, key: first, isRotated: true)
    try expectFile(folder, other, "c", first: 5, [[5]], next: 6, key: second, isRotated: false)

    // The chain goes on too, and the rotation record names the file that follows.
    let (a, b, c) = (try folder.bytes("a"), try folder.bytes("b"), try folder.bytes("c"))
    #expect(a[16..<48] != b[16..<48] && b[16..<48] != c[16..<48])
    #expect(Array(b[56..<88]) != [UInt8](repeating: 0, count: 32) && b[56..<88] != c[56..<88])
}

private func expectFile(
    _ folder: LogFolder, _ ring: borrowing Keyring, _ name: String, first: UInt64, _ records: [[UInt8]], next: UInt64,
    key: UInt64, isRotated: Bool
) throws {
    var reader = try SealedLogReader.open(folder.path(name), sealedWith: ring, associatedData: [1])
    let info = try reader.verify()
    #expect(info.firstRecord == first && info.nextRecord == next && info.keyID == key && info.isRotated == isRotated)
    for (index, record) in records.enumerated() {
        let read = try #require(try reader.next())
        #expect(read.number == first + UInt64(index) && read.bytes == record)
        #expect(try reader.read(first + UInt64(index)) == record)
    }
    #expect(try reader.next() == nil)
    for number in [first &- 1, first + UInt64(records.count), next, .max] {
        #expect(throws: SealedLogError.endOfLog) { _ = try reader.read(number) }
    }
}

@Test func `a file that was rotated takes no more records`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    let before = try folder.bytes("a")
    let old = try SealedLog.open(folder.path("a"), sealedWith: ring)
    #expect(try old.info().isRotated)
    #expect(throws: SealedLogError.closed) { try old.append([1]) }
    #expect(throws: SealedLogError.closed) { try old.appendBatched([1]) }
    try old.sync()
    #expect(try folder.bytes("a") == before)
}

@Test func `nothing may follow the end of a rotated file`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
        try log.rotate(to: folder.path("b"), sealedWith: ring)
    }
    let whole = try folder.bytes("a")
    for extra in [1, 79, 200] {
        try folder.put(whole + [UInt8](repeating: 0, count: extra), "a")
        #expect(folder.verdict(ring, "a") == .damaged(record: 1))
        #expect(folder.refusal(ring, "a") == .damaged(record: 1))
    }
}

@Test func `a rotation is not begun where a file is in the way or no key is`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.put([1], "b")
    let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
    #expect(throws: SealedLogError.encryption(.file(.exists))) {
        try log.rotate(to: folder.path("b"), sealedWith: ring)
    }
    let keyless = Keyring()
    #expect(throws: SealedLogError.encryption(.noPrimaryKey)) {
        try log.rotate(to: folder.path("c"), sealedWith: keyless)
    }
    #expect(throws: SealedLogError.encryption(.file(.notFound))) {
        try log.rotate(to: folder.path("none/c"), sealedWith: ring)
    }
    #expect(try !log.info().isRotated)
    #expect(try log.append([1]) == 0)
    #expect(folder.verdict(ring, "a") == nil)
    #expect(try folder.bytes("b") == [1])
}

@Test func `a crash before the next file is there is made good by rotating again`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
        try log.append([0])
        try log.rotate(to: folder.path("b"), sealedWith: ring)
    }
    let lost = try folder.bytes("b")
    try FileManager.default.removeItem(atPath: folder.path("b"))
    let log = try SealedLog.open(folder.path("a"), sealedWith: ring)
    #expect(throws: SealedLogError.closed) { try log.append([1]) }
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    #expect(try log.append([2]) == 2)
    // The same salt, number and chain value as the record at the end of the first file says.
    #expect(try folder.bytes("b")[16..<88] == lost[16..<88])
    #expect(folder.verdict(ring, "b") == nil)
}

@Test func `a crash after the next file is there is made good by rotating again`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
        try log.rotate(to: folder.path("b"), sealedWith: ring)
        try log.append([1])
        let old = try SealedLog.open(folder.path("a"), sealedWith: ring)
        #expect(throws: SealedLogError.encryption(.file(.locked))) {
            try old.rotate(to: folder.path("b"), sealedWith: ring)
        }
    }
    let log = try SealedLog.open(folder.path("a"), sealedWith: ring)
    try folder.put([9], "c")
    try folder.makeLog(ring, [], "d")
    #expect(throws: SealedLogError.encryption(.malformedHeader)) {
        try log.rotate(to: folder.path("c"), sealedWith: ring)
    }
    #expect(throws: SealedLogError.encryption(.file(.exists))) {
        try log.rotate(to: folder.path("d"), sealedWith: ring)
    }
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    #expect(try log.append([2]) == 2)
    #expect(try folder.records(ring, "b") == [[1], [2]])
    // The first file is free again.
    #expect(folder.refusal(ring, "a") == nil)
}

@Test func `a crash in the middle of the last record leaves the log open`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
        try log.append([0])
        try log.rotate(to: folder.path("b"), sealedWith: ring)
    }
    let whole = try folder.bytes("a")
    try FileManager.default.removeItem(atPath: folder.path("b"))
    for length in (120 + 97)..<whole.count {
        try folder.put(Array(whole[..<length]), "a")
        let log = try SealedLog.open(folder.path("a"), sealedWith: ring)
        #expect(try !log.info().isRotated)
        #expect(try log.append([1]) == 1)
    }
    let log = try SealedLog.open(folder.path("a"), sealedWith: ring)
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    #expect(folder.verdict(ring, "a") == nil && folder.verdict(ring, "b") == nil)
}

@Test func `a checkpoint of a file before is one of another file`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path("a"), sealedWith: ring)
    try log.append([0])
    let before = try log.checkpoint()
    try log.rotate(to: folder.path("b"), sealedWith: ring)
    let after = try log.checkpoint()
    #expect(folder.verdict(ring, "a", containing: before) == nil)
    #expect(folder.verdict(ring, "b", containing: before) == .checkpointOfAnotherFile)
    #expect(folder.verdict(ring, "b", containing: after) == nil)
}
