import KedgeCore
import KedgeEncryption
import Testing

@Test func `a log contains every checkpoint that was taken of it`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    var checkpoints: [[UInt8]] = []
    do {
        let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
        checkpoints.append(try log.checkpoint())
        for number in 0..<5 {
            try log.append([UInt8(number)])
            checkpoints.append(try log.checkpoint())
        }
    }
    for checkpoint in checkpoints {
        #expect(folder.verdict(ring, containing: checkpoint) == nil)
        #expect(folder.refusal(ring, containing: checkpoint) == nil)
    }
}

@Test func `a checkpoint holds only what is on disk`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    let empty = try log.checkpoint()
    try log.appendBatched([1])
    #expect(try log.checkpoint() == empty)
    try log.sync()
    #expect(try log.checkpoint() != empty)
}

@Test func `reader and appender take the same checkpoint`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    let log = try SealedLog.create(at: folder.path(), sealedWith: ring)
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    #expect(try reader.checkpoint() == log.checkpoint())
    try log.append([1, 2, 3])
    #expect(try reader.checkpoint() == log.checkpoint())
}

@Test func `every bit of a checkpoint counts`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1], [2]])
    let before = try folder.bytes()
    var reader = try SealedLogReader.open(folder.path(), sealedWith: ring)
    let checkpoint = try reader.checkpoint()
    for bit in 0..<checkpoint.count * 8 {
        var flipped = checkpoint
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        let expected: SealedLogError =
            switch bit / 8 {
            case 0..<5, 7: .encryption(.malformedHeader)
            case 5: .encryption(.unknownVersion(flipped[5]))
            case 16..<48: .checkpointOfAnotherFile
            default: .encryption(.authenticationFailed)
            }
        #expect(folder.verdict(ring, containing: flipped) == expected, "bit \(bit)")
        #expect(folder.refusal(ring, containing: flipped) == expected, "bit \(bit)")
    }
    for wrong in [[], Array(checkpoint.dropLast()), checkpoint + [0], Array(before[..<120])] {
        #expect(folder.verdict(ring, containing: wrong) == .encryption(.malformedHeader))
    }
    #expect(try folder.bytes() == before)
}

@Test func `a checkpoint of another log is told from a log that was rolled back`() throws {
    let folder = try LogFolder()
    let ring = try ringOfOneKey()
    try folder.makeLog(ring, [[1]])
    try folder.makeLog(ring, [[1]], "other")
    var other = try SealedLogReader.open(folder.path("other"), sealedWith: ring)
    let checkpoint = try other.checkpoint()
    #expect(folder.verdict(ring, containing: checkpoint) == .checkpointOfAnotherFile)
    #expect(folder.refusal(ring, containing: checkpoint) == .checkpointOfAnotherFile)
}
