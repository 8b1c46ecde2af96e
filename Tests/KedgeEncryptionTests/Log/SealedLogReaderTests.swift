import KedgeCore
import KedgeTestSupport
import Testing

@testable import KedgeEncryption

@Test func `a reader sees what an appender adds`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    for number: UInt64 in 0..<300 {
        #expect(try reader.next() == nil)
        try log.append([UInt8(number % 256)])
        let record = try #require(try reader.next())
        #expect(record.number == number && record.bytes == [UInt8(number % 256)])
    }
    #expect(try reader.info().nextRecord == 300)
    #expect(try reader.verify().nextRecord == 300)
}

@Test func `a record in the making is seen when it is whole`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1], [UInt8](repeating: 2, count: 100), [3]])
    let whole = try folder.bytes()
    try folder.put(Array(whole[..<217]))
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    #expect(try reader.next()?.bytes == [1])
    for length in stride(from: 218, to: 217 + 196, by: 13) {
        try folder.grow(to: Array(whole[..<length]))
        #expect(try reader.next() == nil)
        #expect(try reader.info().tornByteCount == length - 217)
    }
    try folder.grow(to: whole)
    #expect(try reader.next()?.bytes.count == 100)
    #expect(try reader.next()?.bytes == [3])
    #expect(try reader.info().tornByteCount == 0)
}

@Test func `what was half written and taken back is forgotten`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1], [UInt8](repeating: 2, count: 100)])
    let whole = try folder.bytes()
    try folder.put(Array(whole[..<(217 + 90)]))
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    #expect(try reader.next()?.bytes == [1])
    #expect(try reader.next() == nil)
    // What opening for appending does to a torn record, without another file taking this one's place.
    do {
        let log = try SealedLog.open(folder.path(), sealedWith: ring)
        try log.append([9, 9])
    }
    #expect(try reader.next()?.bytes == [9, 9])
}

@Test func `a log that becomes shorter under a reader is an error`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1], [2]])
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    #expect(try reader.next()?.bytes == [1])
    #expect(try reader.next()?.bytes == [2])
    try folder.grow(to: Array(try folder.bytes()[..<217]))
    #expect(throws: SealedLogError.encryption(.file(.changed))) { _ = try reader.next() }
}

@Test func `any record is read by its number`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    var random = SeededGenerator(seed: 2)
    let records = (0..<1000).map { random.bytes($0 % 300) }
    try folder.makeLog(ring, records)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    for number in (0..<1000).shuffled(using: &random) { #expect(try reader.read(UInt64(number)) == records[number]) }
    for number in 0..<1000 { #expect(try reader.read(UInt64(number)) == records[number]) }
    for number: UInt64 in [1000, 5000, .max] {
        #expect(throws: SealedLogError.endOfLog) { _ = try reader.read(number) }
    }
    // And where next goes on is not changed.
    #expect(try reader.next()?.number == 0)
    #expect(try reader.read(777) == records[777])
    #expect(try reader.next()?.bytes == records[1])
}

@Test func `the map of a long log grows no more`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, (0..<3000).map { [UInt8](repeating: 1, count: $0 % 7) })
    let borders = recordBorders(try folder.bytes())
    let file = try File(FilePath(folder.path()), for: .reading)
    let log = try LogFile(opening: file, ring, UnsafeRawBufferPointer(start: nil, count: 0))
    var window = LogWindow()
    var map = LogMap(of: log.header, largestMarkCount: 4)
    try map.extend(over: log, &window)
    #expect(map.end == LogPlace(offset: borders[3000], number: 3000))
    for number: UInt64 in 0..<3000 {
        let place = map.place(before: number)
        #expect(place.number <= number && place.offset == borders[Int(place.number)])
        #expect(number - place.number < 1024)
    }
}

@Test func `verification tells how far it is, and may be cancelled`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[UInt8]](repeating: [UInt8](repeating: 1, count: 300_000), count: 20))
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    var told: [UInt64] = []
    try reader.verify { done, total in
        told.append(done)
        return total == 20
    }
    #expect(told == told.sorted() && told.count > 2 && told.last == 20)
    #expect(throws: SealedLogError.encryption(.cancelled)) { try reader.verify { done, _ in done < 5 } }
    #expect(throws: SealedLogError.encryption(.cancelled)) { try reader.verify { _, _ in false } }
    #expect(try reader.next()?.number == 0)
}

@Test func `verification reads the file anew`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1], [2]])
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    var bytes = try folder.bytes()
    bytes[120 + 80] ^= 1
    try folder.grow(to: bytes)
    #expect(throws: SealedLogError.damaged(record: 0)) { try reader.verify() }
}

@Test func `reading takes the memory of one record and what is read ahead`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    for _ in 0..<300 { try log.appendBatched([UInt8](repeating: 1, count: 100_000)) }
    #expect(log.state.pointee.heldByteCount <= 1 << 20)
    try log.sync()
    #expect(log.state.pointee.heldByteCount <= 1 << 20)
    try log.append([UInt8](repeating: 1, count: 3 << 20))
    #expect(log.state.pointee.heldByteCount <= 1 << 20)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    #expect(reader.window.heldByteCount <= 1 << 20)
    try reader.verify()
    for _ in 0..<301 { _ = try reader.next() }
    #expect(reader.window.heldByteCount <= (3 << 20) + 96)
}

extension LogFolder {
    /// Changes what is in the file without making another one.
    func grow(to bytes: [UInt8]) throws {
        let file = try File(FilePath(path()), for: .updating)
        try file.truncate(to: bytes.count)
        try bytes.withUnsafeBytes { try file.write($0, at: 0) }
    }
}
