import KedgeCore
import KedgeEncryption
import KedgeTestSupport
import Testing

@Test(.enabled(if: TinyDisk.isPossible, TinyDisk.absence))
func `a record for which there is no room leaves no trace, and later ones are taken`() throws {
    let disk = try TinyDisk(byteCount: 1 << 18)
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: disk.folder.path(), sealedWith: ring)
    try log.append([1])
    try disk.fill(leaving: 4096)
    let before = try disk.folder.bytes()
    for _ in 0..<3 {
        #expect(throws: SealedLogError.encryption(.file(.noSpace))) {
            try log.append([UInt8](repeating: 2, count: 50_000))
        }
        #expect(try disk.folder.bytes() == before)
    }
    #expect(try log.append([3]) == 1)
    try disk.empty()
    #expect(try log.append([UInt8](repeating: 2, count: 50_000)) == 2)
    #expect(disk.folder.verdict(ring) == nil)
}

@Test(.enabled(if: TinyDisk.isPossible, TinyDisk.absence))
func `batched records wait for room, and none is lost or doubled`() throws {
    let disk = try TinyDisk(byteCount: 1 << 20)
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: disk.folder.path(), sealedWith: ring)
    try disk.fill(leaving: 100_000)
    var random = SeededGenerator(seed: 3)
    var taken: [[UInt8]] = []
    var refused = 0
    for _ in 0..<200 {
        let record = random.bytes(3000)
        do throws(SealedLogError) {
            #expect(try log.appendBatched(record) == UInt64(taken.count))
            taken.append(record)
        } catch {
            #expect(error == .encryption(.file(.noSpace)))
            refused += 1
        }
    }
    #expect(refused > 0)
    #expect(throws: SealedLogError.encryption(.file(.noSpace))) { try log.sync() }
    // A durable record comes after the batched ones, so it has no room either.
    #expect(throws: SealedLogError.encryption(.file(.noSpace))) { try log.append([1]) }
    #expect(disk.folder.verdict(ring) == nil)
    let atMost = try disk.folder.records(ring)
    // What had room is there, and stays: a reader may have seen it.
    #expect(atMost.count > 20 && atMost.count < taken.count && atMost == Array(taken[..<atMost.count]))
    try disk.empty()
    try log.sync()
    #expect(try disk.folder.records(ring) == taken)
    #expect(disk.folder.verdict(ring) == nil)
}

@Test(.enabled(if: TinyDisk.isPossible, TinyDisk.absence))
func `a rotation for which there is no room can be made up for`() throws {
    let disk = try TinyDisk(byteCount: 1 << 18)
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: disk.folder.path("a"), sealedWith: ring)
    try log.append([UInt8](repeating: 1, count: 4096 - 120 - 96))
    try disk.fill(leaving: 0)
    #expect(throws: SealedLogError.encryption(.file(.noSpace))) {
        try log.rotate(to: disk.folder.path("b"), sealedWith: ring)
    }
    #expect(disk.folder.verdict(ring, "a") == nil)
    try disk.empty()
    try log.rotate(to: disk.folder.path("b"), sealedWith: ring)
    #expect(try log.append([2]) == 2)
    #expect(disk.folder.verdict(ring, "a") == nil && disk.folder.verdict(ring, "b") == nil)
}
