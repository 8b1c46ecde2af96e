import KedgeEncryption
import KedgeTestSupport
import Testing

@Test(arguments: lengthsAroundBorders, StreamOpening.allCases)
func `a stream opens again, whatever its length and the way it is read`(length: Int, reader: StreamOpening) throws {
    let ring = try streamRing()
    let plaintext = patternBytes(length)
    let opened = try reader.open(ring.sealed(plaintext, [1, 2, 3]), ring, [1, 2, 3])
    #expect(opened == (reader == .verification ? [UInt8](repeating: 0, count: length) : plaintext))
}

@Test(arguments: lengthsAroundBorders)
func `the size of a stream is known beforehand`(length: Int) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed(patternBytes(length))
    let segments = max((length + smallSegment - 1) / smallSegment, 1)
    #expect(sealed.count == streamHeader + length + 16 * segments)
    #expect(try StreamOptions(segmentByteCount: smallSegment).sealedByteCount(for: length) == sealed.count)
    #expect(try Keyring.plaintextByteCount(ofStream: sealed.span.bytes) == length)
}

@Test(arguments: [4096, 4097, 65_535, 65_536, 1 << 24])
func `every size of segments that is allowed works`(size: Int) throws {
    let ring = try streamRing()
    let plaintext = patternBytes(70_001)
    let sealed = try ring.sealed(plaintext, segment: size)
    #expect(try StreamOpening.pushed.open(sealed, ring) == plaintext)
    #expect(try StreamOpening.callback.open(sealed, ring) == plaintext)
}

@Test(arguments: [Int.min, -1, 0, 4095, (1 << 24) + 1, Int.max])
func `segments of another size are refused`(size: Int) throws {
    let ring = try streamRing()
    #expect(throws: EncryptionError.segmentByteCount(size)) { try ring.sealed([1], segment: size) }
    #expect(throws: EncryptionError.segmentByteCount(size)) {
        _ = try StreamWriter(ring: ring, segmentByteCount: size)
    }
}

@Test(arguments: [Int.min, -1, 0, 65, Int.max])
func `a number of threads outside 1 to 64 is refused`(threads: Int) throws {
    let ring = try streamRing()
    #expect(throws: EncryptionError.threadCount(threads)) { try ring.sealed([1], threads: threads) }
}

@Test func `a stream of more than 2^48 bytes is refused, and one of that many is not`() throws {
    let options = StreamOptions(segmentByteCount: smallSegment)
    #expect(try options.sealedByteCount(for: 1 << 48) == streamHeader + (1 << 48) + (1 << 40))
    for count in [(1 << 48) + 1, Int.max, -1, Int.min] {
        #expect(throws: EncryptionError.tooLong(count)) { try options.sealedByteCount(for: count) }
    }
}

@Test func `a writer refuses what would exceed 2^48 bytes, and goes on`() throws {
    let ring = try streamRing()
    var writer = try StreamWriter(ring: ring)
    _ = try writer.update(([1, 2, 3] as [UInt8]).span.bytes)
    let fits = try writer.updateByteCount(for: (1 << 48) - 3)
    #expect(fits > 1 << 48)
    for count in [(1 << 48) - 2, Int.max, -1] {
        let refusal = encryptionFailure { _ = try writer.updateByteCount(for: count) }
        #expect(refusal == .tooLong(count))
    }
    let end = try writer.finish()
    #expect(end.count == 3 + 16)
}

@Test func `a stream on four threads is as one on a single thread`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(5 << 20)
    for threads in 1...4 {
        let sealed = try ring.sealed(plaintext, threads: threads)
        let opened = try ring.openStream(sealed.span.bytes, StreamOptions(threadCount: 5 - threads))
        #expect(opened == plaintext)
    }
}

@Test func `two streams of one plaintext differ in every segment`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(2 * smallSegment)
    let first = try ring.sealed(plaintext)
    let second = try ring.sealed(plaintext)
    #expect(first[streamHeader..<streamHeader + smallSegment] != second[streamHeader..<streamHeader + smallSegment])
    #expect(first[(streamHeader + smallSegment + 16)...] != second[(streamHeader + smallSegment + 16)...])
}
