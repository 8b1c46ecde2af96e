import KedgeCore
import KedgeEncryption
import KedgeTestSupport
import Testing

@Test func `a log gives back what was appended, in order`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    var random = SeededGenerator(seed: 1)
    let records = [[], [1], random.bytes(100), random.bytes(70_000), [], random.bytes(300_000)]
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    for (number, record) in records.enumerated() {
        let given = number.isMultiple(of: 2) ? try log.append(record) : try log.appendBatched(record)
        #expect(given == UInt64(number))
    }
    try log.sync()
    #expect(try folder.records(ring) == records)
}

@Test func `a log under an AES-256-GCM ring key works alike`() throws {
    let folder = try LogFolder()
    // Such a key lives in a file only, where its nonces are counted; a log takes none of them.
    let ring = try Keyring.createFile(folder.path("ring"), unlock: keyUnlock())
    try ring.generateKey(.aes256GCM)
    try folder.makeLog(ring, [[1], [2, 3]])
    #expect(try folder.records(ring) == [[1], [2, 3]])
    #expect(try folder.bytes()[6] == 2)
}

@Test func `an empty log has no records and verifies`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [])
    #expect(try folder.records(ring) == [])
    #expect(folder.verdict(ring) == nil)
    #expect(try folder.bytes().count == 120)
}

@Test func `a log is never made over a file that is there`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.put([1, 2, 3])
    #expect(throws: SealedLogError.encryption(.file(.exists))) {
        _ = try SealedLog.create(at: folder.path(), sealedWith: ring)
    }
    #expect(try folder.bytes() == [1, 2, 3])
}

@Test func `a log is made only with a primary key`() throws {
    let folder = try LogFolder()
    let ring = Keyring()
    #expect(throws: SealedLogError.encryption(.noPrimaryKey)) {
        _ = try SealedLog.create(at: folder.path(), sealedWith: ring)
    }
}

@Test func `the longest record is 16 MiB`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    let longest = [UInt8](repeating: 7, count: SealedLog.maximumRecordLength)
    try log.append(longest)
    #expect(throws: SealedLogError.recordTooLong(longest.count + 1)) { try log.append(longest + [7]) }
    #expect(throws: SealedLogError.recordTooLong(longest.count + 1)) { try log.appendBatched(longest + [7]) }
    try log.append([1])
    #expect(try folder.records(ring) == [longest, [1]])
    #expect(folder.verdict(ring) == nil)
}

@Test func `numbers go on when a log is opened again`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[0], [1]])
    let log = try SealedLog.open(folder.path(), sealedWith: ring)
    #expect(try log.append([2]) == 2)
    #expect(try folder.records(ring) == [[0], [1], [2]])
    #expect(folder.verdict(ring) == nil)
}

@Test func `a second appender is refused at once`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
        #expect(folder.refusal(ring) == .encryption(.file(.locked)))
        try log.append([1])
    }
    #expect(folder.refusal(ring) == nil)
}

@Test func `a log shows its facts`() throws {
    let folder = try LogFolder()
    let ring = Keyring()
    let id = try ring.generateKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    try log.appendBatched([1])
    let info = try log.info()
    #expect(info.firstRecord == 0 && info.nextRecord == 1 && info.tornByteCount == 0)
    #expect(info.keyID == id && !info.isRotated)
}

@Test func `another ring does not know the key of a log`() throws {
    let folder = try LogFolder()
    let id: UInt64
    do {
        let ring = Keyring()
        id = try ring.generateKey()
        try folder.makeLog(ring, [[1]])
    }
    let other = try ringOfOneKey()
    #expect(folder.verdict(other) == .encryption(.unknownKey(id)))
    #expect(folder.refusal(other) == .encryption(.unknownKey(id)))
}

@Test func `a log opens only with its own associated data`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    do {
        let log = try SealedLog.create(at: folder.path(), sealedWith: ring, associatedData: [1, 2])
        try log.append([9])
    }
    #expect(throws: SealedLogError.encryption(.authenticationFailed)) {
        _ = try SealedLog.open(folder.path(), sealedWith: ring, associatedData: [1, 3])
    }
    #expect(folder.verdict(ring) == .encryption(.authenticationFailed))
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring, associatedData: [1, 2])
    let record = try #require(try reader.next())
    #expect(record.number == 0 && record.bytes == [9])
}

@Test func `what is not there is not found, and what is no file is refused`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    #expect(folder.verdict(ring) == .encryption(.file(.notFound)))
    #expect(folder.refusal(ring) == .encryption(.file(.notFound)))
    #expect(folder.verdict(ring, "") != nil)
    try folder.put([UInt8](repeating: 0, count: 500))
    #expect(folder.verdict(ring) == .encryption(.malformedHeader))
    #expect(folder.refusal(ring) == .encryption(.malformedHeader))
}
