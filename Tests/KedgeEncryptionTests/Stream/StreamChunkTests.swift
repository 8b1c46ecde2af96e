import KedgeEncryption
import KedgeTestSupport
import Testing

/// What a writer makes of pieces, each of which has to give out as many bytes as was said.
private func written(_ ring: borrowing Keyring, _ pieces: [[UInt8]]) throws -> [UInt8] {
    var writer = try StreamWriter(ring: ring, segmentByteCount: smallSegment)
    var sealed: [UInt8] = []
    for piece in pieces {
        let expected = try writer.updateByteCount(for: piece.count)
        let part = try writer.update(piece.span.bytes)
        #expect(part.count == expected)
        sealed += part
    }
    let expected = writer.finishByteCount
    let end = try writer.finish()
    #expect(end.count == expected)
    return sealed + end
}

private func read(_ ring: borrowing Keyring, _ header: [UInt8], _ pieces: [[UInt8]]) throws -> [UInt8] {
    var reader = try StreamReader(header: header.span.bytes, ring: ring)
    var opened: [UInt8] = []
    for piece in pieces {
        let expected = try reader.updateByteCount(for: piece.count)
        let part = try reader.update(piece.span.bytes)
        #expect(part.count == expected)
        opened += part
    }
    let expected = reader.finishByteCount
    let end = try reader.finish()
    #expect(end.count == expected)
    return opened + end
}

/// `bytes` cut wherever a bit of `cuts` is set.
private func pieces(_ bytes: [UInt8], _ cuts: Int) -> [[UInt8]] {
    var result: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
        if index > 0, cuts >> (index - 1) & 1 == 1 { result.append([]) }
        result[result.count - 1].append(byte)
    }
    return result
}

@Test func `a small stream may be written in pieces of any sizes`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(9)
    for cuts in 0..<(1 << 8) {
        let sealed = try written(ring, pieces(plaintext, cuts))
        let opened = try ring.openStream(sealed.span.bytes)
        #expect(opened == plaintext)
    }
}

@Test func `a small stream may be read in pieces of any sizes`() throws {
    let ring = try streamRing()
    let sealed = try ring.sealed([])
    for cuts in 0..<(1 << 15) where cuts % 7 == 0 || cuts < 256 {
        let opened = try read(
            ring, Array(sealed.prefix(streamHeader)), pieces(Array(sealed.dropFirst(streamHeader)), cuts))
        #expect(opened.isEmpty)
    }
}

@Test(arguments: [
    1, 2, 15, 16, 17, 1000, smallSegment - 1, smallSegment, smallSegment + 1, smallSegment + 15, smallSegment + 16,
    smallSegment + 17,
])
func `pieces of one size make and open every length around the borders`(size: Int) throws {
    let ring = try streamRing()
    for length in lengthsAroundBorders {
        let plaintext = patternBytes(length)
        let sealed = try written(
            ring, stride(from: 0, to: length, by: size).map { Array(plaintext[$0..<min($0 + size, length)]) })
        #expect(try ring.openStream(sealed.span.bytes) == plaintext)
        let body = Array(sealed.dropFirst(streamHeader))
        let parts = stride(from: 0, to: body.count, by: size).map { Array(body[$0..<min($0 + size, body.count)]) }
        let opened = try read(ring, Array(sealed.prefix(streamHeader)), parts)
        #expect(opened == plaintext)
    }
}

@Test func `two pieces may meet anywhere in a stream of two segments`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(smallSegment + 40)
    let sealed = try ring.sealed(plaintext)
    let body = Array(sealed.dropFirst(streamHeader))
    for cut in 0...body.count where cut < 20 || cut > smallSegment - 20 || cut % 61 == 0 {
        let opened = try read(ring, Array(sealed.prefix(streamHeader)), [Array(body[..<cut]), Array(body[cut...])])
        #expect(opened == plaintext)
    }
    for cut in 0...plaintext.count where cut < 20 || cut > smallSegment - 20 || cut % 61 == 0 {
        let sealed = try written(ring, [Array(plaintext[..<cut]), Array(plaintext[cut...])])
        #expect(try ring.openStream(sealed.span.bytes) == plaintext)
    }
}

@Test func `empty pieces change nothing`() throws {
    let ring = try streamRing()
    let sealed = try written(ring, [[], [], [1], [], [2], []])
    let opened = try read(
        ring, Array(sealed.prefix(streamHeader)), [[], Array(sealed.dropFirst(streamHeader)), [], []])
    #expect(opened == [1, 2])
}

@Test func `no plaintext leaves a reader before its segment is whole and the next one has begun`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(2 * smallSegment)
    let sealed = try ring.sealed(plaintext)
    var reader = try StreamReader(header: Array(sealed.prefix(streamHeader)).span.bytes, ring: ring)
    let whole = Array(sealed[streamHeader..<streamHeader + smallSegment + 16])
    let early = try reader.update(whole.span.bytes)
    #expect(early.isEmpty)
    let next = try reader.update([sealed[streamHeader + smallSegment + 16]].span.bytes)
    #expect(next == Array(plaintext.prefix(smallSegment)))
}
