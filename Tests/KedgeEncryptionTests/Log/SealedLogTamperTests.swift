import KedgeCore
import KedgeEncryption
import KedgeTestSupport
import Testing

private let fiveRecords: [[UInt8]] = [[1, 2, 3], [], [4], [5, 6, 7, 8, 9], [10, 11]]

@Test func `every single bit that flips is found, and none is taken for a torn tail`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, fiveRecords)
    let whole = try folder.bytes()
    let borders = recordBorders(whole)
    #expect(borders.last == whole.count && borders.count == 6)
    for bit in 0..<whole.count * 8 {
        var flipped = whole
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        try folder.put(flipped)
        let verdict = folder.verdict(ring)
        let refusal = folder.refusal(ring)
        if let record = borders.firstIndex(where: { $0 > bit / 8 }), record > 0 {
            let damaged = SealedLogError.damaged(record: UInt64(record - 1))
            #expect(verdict == damaged, "bit \(bit)")
            // Opening for appending reads no bodies but the last one.
            let isHead = bit / 8 - borders[record - 1] < 80
            #expect(refusal == (isHead || record == 5 ? damaged : nil), "bit \(bit)")
        } else {
            #expect(isRefusalOfHeader(verdict, atByte: bit / 8), "bit \(bit): \(String(describing: verdict))")
            #expect(refusal == verdict)
        }
        #expect(try folder.bytes() == flipped, "bit \(bit)")
    }
}

private func isRefusalOfHeader(_ error: SealedLogError?, atByte byte: Int) -> Bool {
    guard case .encryption(let error) = error else { return false }
    return switch byte {
    case 0..<5, 6, 7: error == .malformedHeader
    case 5: if case .unknownVersion = error { true } else { false }
    case 8..<16: if case .unknownKey = error { true } else { false }
    default: error == .authenticationFailed
    }
}

@Test func `a torn record of another history of the log is damage and is not cut off`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1]])
    let beginning = try folder.bytes()
    func append(_ records: [[UInt8]]) throws -> [UInt8] {
        try folder.put(beginning)
        let log = try SealedLog.open(folder.path(), sealedWith: ring)
        for record in records { try log.append(record) }
        return try folder.bytes()
    }
    let other = try append([[2], [3]])
    let mine = try append([[4]])
    // Its number is right and its head authentic: only the chain tells.
    let spliced = mine + other[mine.count..<mine.count + 90]
    try folder.put(spliced)
    #expect(folder.verdict(ring) == .damaged(record: 2))
    #expect(folder.refusal(ring) == .damaged(record: 2))
    #expect(try folder.bytes() == spliced)
}

@Test func `wherever a log is cut, its whole records stay and the rest goes`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, fiveRecords)
    let whole = try folder.bytes()
    let borders = recordBorders(whole)
    for length in 0..<whole.count {
        try folder.put(Array(whole[..<length]))
        guard let kept = borders.lastIndex(where: { $0 <= length }) else {
            #expect(folder.refusal(ring) == .encryption(.malformedHeader))
            #expect(folder.verdict(ring) == .encryption(.malformedHeader))
            #expect(try folder.bytes().count == length)
            continue
        }
        let torn = length - borders[kept]
        var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
        let read = try reader.verify()
        #expect(read.tornByteCount == torn && read.nextRecord == UInt64(kept), "cut at \(length)")
        do {
            let log = try SealedLog.open(folder.path(), sealedWith: ring)
            let info = try log.info()
            #expect(info.tornByteCount == torn && info.nextRecord == UInt64(kept), "cut at \(length)")
            #expect(try folder.bytes() == Array(whole[..<borders[kept]]))
            #expect(try log.appendBatched([99]) == UInt64(kept))
        }
        #expect(folder.verdict(ring) == nil)
        #expect(try folder.records(ring) == fiveRecords.prefix(kept) + [[99]])
    }
}

@Test func `a cut at a border of records is seen with a checkpoint`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, fiveRecords)
    let whole = try folder.bytes()
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    let checkpoint = try reader.checkpoint()
    #expect(folder.verdict(ring, containing: checkpoint) == nil)
    for border in recordBorders(whole).dropLast() {
        for torn in [0, 1, 90] where border + torn < whole.count {
            let cut = Array(whole[..<(border + torn)])
            try folder.put(cut)
            #expect(folder.verdict(ring, containing: checkpoint) == .rolledBack)
            #expect(folder.refusal(ring, containing: checkpoint) == .rolledBack)
            #expect(try folder.bytes() == cut)
        }
    }
}

@Test func `a damaged record does not hide those before it`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, fiveRecords)
    var bytes = try folder.bytes()
    bytes[recordBorders(bytes)[3] + 3] ^= 1
    try folder.put(bytes)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    for record in fiveRecords.prefix(3) { #expect(try reader.next()?.bytes == record) }
    for _ in 0..<2 { #expect(throws: SealedLogError.damaged(record: 3)) { _ = try reader.next() } }
    #expect(try reader.read(2) == fiveRecords[2])
    #expect(throws: SealedLogError.damaged(record: 3)) { _ = try reader.read(3) }
    #expect(throws: SealedLogError.damaged(record: 3)) { _ = try reader.info() }
    #expect(throws: SealedLogError.damaged(record: 3)) { _ = try reader.checkpoint() }
    #expect(throws: SealedLogError.damaged(record: 3)) { try reader.verify() }
}

@Test func `a damaged record leaves zeros, and no plaintext`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[UInt8](repeating: 7, count: 5000)])
    var bytes = try folder.bytes()
    bytes[bytes.count - 1] ^= 1
    try folder.put(bytes)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    let out = UnsafeMutableRawBufferPointer.allocate(byteCount: 5000, alignment: 1)
    defer { out.deallocate() }
    out.initializeMemory(as: UInt8.self, repeating: 1)
    #expect(throws: SealedLogError.damaged(record: 0)) { _ = try reader.next(into: out) }
    #expect(out.allSatisfy { $0 == 0 })
    out.initializeMemory(as: UInt8.self, repeating: 1)
    #expect(throws: SealedLogError.damaged(record: 0)) { try reader.read(0, into: out) }
    #expect(out.allSatisfy { $0 == 0 })
}

@Test func `records that are moved, doubled, left out or taken from elsewhere are found`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let records: [[UInt8]] = [[1], [2], [3], [4]]
    try folder.makeLog(ring, records)
    try folder.makeLog(ring, records, "other")
    let bytes = try folder.bytes()
    let other = try folder.bytes("other")
    let header = Array(bytes[..<120])
    func record(_ index: Int, of bytes: [UInt8]) -> [UInt8] {
        Array(bytes[(120 + 97 * index)..<(120 + 97 * (index + 1))])
    }
    let all = (0..<4).map { record($0, of: bytes) }
    let wrong: [(at: UInt64, records: [[UInt8]])] = [
        (1, [all[0], all[2], all[1], all[3]]),
        (2, [all[0], all[1], all[1], all[2], all[3]]),
        (1, [all[0], all[2], all[3]]),
        (0, [all[1], all[2], all[3]]),
        (2, [all[0], all[1], record(2, of: other), all[3]]),
        (3, [all[0], all[1], all[2], record(3, of: other)]),
        (4, all + [all[3]]),
        (4, all + [[UInt8](repeating: 0, count: 97)]),
    ]
    for (index, records) in wrong {
        try folder.put(header + records.joined())
        #expect(folder.verdict(ring) == .damaged(record: index))
        #expect(folder.refusal(ring) == .damaged(record: index))
    }
    try folder.put(Array(other[..<120]) + all.joined())
    #expect(folder.verdict(ring) == .damaged(record: 0))
}

@Test func `two histories of one file cannot be mixed`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[0], [1]])
    let beginning = try folder.bytes()
    func history(_ records: [[UInt8]]) throws -> (bytes: [UInt8], checkpoint: [UInt8]) {
        try folder.put(beginning)
        let log = try SealedLog.open(folder.path(), sealedWith: ring)
        for record in records { try log.append(record) }
        return (try folder.bytes(), try log.checkpoint())
    }
    let one = try history([[2], [3], [4]])
    let two = try history([[12], [13], [14]])
    // The head of record 3 is authentic, and follows another record 2.
    let mixed = Array(one.bytes[..<(120 + 97 * 3)] + two.bytes[(120 + 97 * 3)...])
    try folder.put(mixed)
    #expect(folder.verdict(ring) == .damaged(record: 3))
    #expect(throws: SealedLogError.damaged(record: 3)) { _ = try folder.records(ring) }
    // And each history is another log to the checkpoint of the other one.
    try folder.put(one.bytes)
    #expect(folder.verdict(ring, containing: one.checkpoint) == nil)
    #expect(folder.verdict(ring, containing: two.checkpoint) == .rolledBack)
    #expect(folder.refusal(ring, containing: two.checkpoint) == .rolledBack)
    try folder.put(beginning)
    #expect(folder.refusal(ring, containing: one.checkpoint) == .rolledBack)
    #expect(try folder.bytes() == beginning)
}
