import Foundation
import KedgeEncryption
import KedgeTestSupport
import Testing

/// What a flip of a bit in byte `index` of a stream may be answered with.
private func isFitting(_ error: EncryptionError?, index: Int) -> Bool {
    switch (index, error) {
    case (0..<5, .malformedHeader), (6, .malformedHeader), (7, .malformedHeader): true
    case (5, .unknownVersion): true
    case (8..<16, .unknownKey): true
    case (16..<20, .malformedHeader), (16..<20, .authenticationFailed): true
    case (20..., .authenticationFailed): true
    default: false
    }
}

private func expectEveryFlipIsNoticed(
    in sealed: [UInt8], _ ring: borrowing Keyring, by reader: StreamOpening, bits: [Int] = Array(0..<8)
) throws {
    let folder = try StreamFolder()
    let path = try folder.write(sealed, "sealed")
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    for index in sealed.indices {
        for bit in bits {
            var changed = sealed
            changed[index] ^= 1 << UInt8(bit)
            let error: EncryptionError?
            if StreamOpening.inMemory.contains(reader) {
                error = encryptionFailure { _ = try reader.open(changed, ring) }
            } else {
                try file.seek(toOffset: UInt64(index))
                try file.write(contentsOf: [changed[index]])
                error = encryptionFailure { _ = try reader.open(file: path, ring) }
                try file.seek(toOffset: UInt64(index))
                try file.write(contentsOf: [sealed[index]])
            }
            if !isFitting(error, index: index) {
                Issue.record("bit \(bit) of byte \(index), \(reader): \(String(describing: error))")
            }
        }
    }
    let names = try folder.names
    #expect(names == ["sealed"])
}

@Test(arguments: StreamOpening.allCases)
func `every flipped bit of a stream of one segment is noticed`(reader: StreamOpening) throws {
    let ring = try streamRing()
    try expectEveryFlipIsNoticed(in: ring.sealed(patternBytes(100)), ring, by: reader)
}

@Test(arguments: StreamOpening.allCases)
func `a flipped bit in any byte of a stream of two segments is noticed`(reader: StreamOpening) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed(patternBytes(smallSegment + 50))
    try expectEveryFlipIsNoticed(in: sealed, ring, by: reader, bits: [Int(sealed[40] % 8)])
}

@Test(.enabled(if: SlowTests.areEnabled, SlowTests.absence), arguments: StreamOpening.allCases)
func `every flipped bit of a stream of two segments is noticed`(reader: StreamOpening) throws {
    let ring = try streamRing()
    try expectEveryFlipIsNoticed(in: ring.sealed(patternBytes(smallSegment + 50)), ring, by: reader)
}

@Test(arguments: StreamOpening.allCases)
func `a stream that is cut anywhere is refused`(reader: StreamOpening) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed(patternBytes(smallSegment + 50))
    for count in 0..<sealed.count where count < 300 || count > smallSegment || count % 37 == 0 {
        let error = encryptionFailure { _ = try reader.open(Array(sealed.prefix(count)), ring) }
        switch error {
        case .authenticationFailed where count >= streamHeader: break
        case .tooShort where count < streamHeader + 16: break
        default: Issue.record("cut to \(count), \(reader): \(String(describing: error))")
        }
    }
}

@Test(arguments: StreamOpening.allCases)
func `whole segments that are missing, doubled or swapped are noticed`(reader: StreamOpening) throws {
    let ring = try streamRing()
    let stream = try ring.sealed(patternBytes(3 * smallSegment + 50))
    let other = try ring.sealed(patternBytes(3 * smallSegment + 50))
    func part(_ index: Int, of stream: [UInt8]) -> ArraySlice<UInt8> {
        let start = streamHeader + index * (smallSegment + 16)
        return stream[start..<min(start + smallSegment + 16, stream.count)]
    }
    let orders: [[Int]] = [
        [], [0], [0, 1], [0, 1, 2], [1, 2, 3], [0, 2, 3], [0, 1, 3], [3], [0, 3], [0, 0, 1, 2, 3], [0, 1, 1, 2, 3],
        [1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2], [0, 1, 2, 3, 3], [0, 1, 2, 3, 0], [3, 0, 1, 2], [2, 1, 0, 3],
    ]
    for order in orders {
        let changed = stream.prefix(streamHeader) + order.flatMap { part($0, of: stream) }
        let error = encryptionFailure { _ = try reader.open(Array(changed), ring) }
        #expect(error == .authenticationFailed || (order.isEmpty && error == .tooShort(streamHeader)), "\(order)")
    }
    for index in 0..<4 {
        let changed = stream.prefix(streamHeader) + (0..<4).flatMap { part($0, of: $0 == index ? other : stream) }
        let error = encryptionFailure { _ = try reader.open(Array(changed), ring) }
        #expect(error == .authenticationFailed, "segment \(index) of another stream")
    }
    let error = encryptionFailure {
        _ = try reader.open(Array(other.prefix(streamHeader) + stream.dropFirst(streamHeader)), ring)
    }
    #expect(error == .authenticationFailed, "the header of another stream")
}

@Test(arguments: StreamOpening.allCases, [50, smallSegment, smallSegment + 50])
func `bytes behind the end are noticed`(reader: StreamOpening, length: Int) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed(patternBytes(length))
    for count in [1, 15, 16, 17, smallSegment, smallSegment + 16, smallSegment + 17] {
        let error = encryptionFailure { _ = try reader.open(sealed + patternBytes(count), ring) }
        #expect(error == .authenticationFailed, "\(count) bytes")
    }
}

@Test(arguments: StreamOpening.allCases)
func `other associated data opens nothing`(reader: StreamOpening) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed(patternBytes(50), [1, 2, 3])
    for context: [UInt8] in [[], [1, 2], [1, 2, 3, 0], [1, 2, 2]] {
        #expect(encryptionFailure { _ = try reader.open(sealed, ring, context) } == .authenticationFailed)
    }
}

@Test(arguments: StreamOpening.allCases)
func `another ring does not know the key`(reader: StreamOpening) throws {
    let ring = try streamRing()
    let id = try ring.sealed([1])[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let sealed = try ring.sealed([1])
    let other = try streamRing()
    #expect(encryptionFailure { _ = try reader.open(sealed, other) } == .unknownKey(id))
}

@Test func `a ring without keys seals no stream`() throws {
    let ring = Keyring()
    #expect(throws: EncryptionError.noPrimaryKey) { try ring.sealed([1]) }
    #expect(throws: EncryptionError.noPrimaryKey) { _ = try StreamWriter(ring: ring) }
}

@Test(arguments: StreamOpening.allCases, [0, 1, 4095, (1 << 24) + 1, 1 << 31, 0xFFFF_FFFF])
func `a segment size that is not allowed is a malformed header`(reader: StreamOpening, size: Int) throws {
    let ring = try streamRing()
    var sealed = try ring.sealed(patternBytes(50))
    for index in 0..<4 { sealed[16 + index] = UInt8(truncatingIfNeeded: size >> (24 - 8 * index)) }
    let changed = sealed
    #expect(encryptionFailure { _ = try reader.open(changed, ring) } == .malformedHeader)
}

@Test(arguments: [false, true])
func `after a failure a reader fails in the same way for ever`(endsInUpdate: Bool) throws {
    let ring = try streamRing()
    var sealed = try ring.sealed(patternBytes(3 * smallSegment))
    sealed[endsInUpdate ? streamHeader + smallSegment + 20 : sealed.count - 1] ^= 1
    var reader = try StreamReader(header: Array(sealed.prefix(streamHeader)).span.bytes, ring: ring)
    var out = [UInt8](repeating: 0xAA, count: try reader.updateByteCount(for: sealed.count - streamHeader))
    let first = encryptionFailure {
        try out.withUnsafeMutableBytes { out in
            try sealed.withUnsafeBytes { sealed in
                try reader.update(UnsafeRawBufferPointer(rebasing: sealed.dropFirst(streamHeader)), into: out)
            }
        }
    }
    if endsInUpdate {
        #expect(first == .authenticationFailed)
        #expect(out.allSatisfy { $0 == 0 })
    } else {
        var end = [UInt8](repeating: 0xAA, count: reader.finishByteCount)
        let second = encryptionFailure { try end.withUnsafeMutableBytes { try reader.finish(into: $0) } }
        #expect(second == .authenticationFailed)
        #expect(end.allSatisfy { $0 == 0 })
    }
    let size = encryptionFailure { _ = try reader.updateByteCount(for: 0) }
    let update = encryptionFailure { _ = try reader.update([UInt8]().span.bytes) }
    let finish = encryptionFailure { try reader.finish(into: UnsafeMutableRawBufferPointer(start: nil, count: 0)) }
    #expect([size, update, finish] == [.authenticationFailed, .authenticationFailed, .authenticationFailed])
}

@Test(arguments: [1, 2, 4])
func `a stream that fails leaves zeros in the whole output`(threads: Int) throws {
    let ring = try streamRing()
    var sealed = try ring.sealed(patternBytes(4 << 20))
    sealed[sealed.count - 1 << 20] ^= 1
    var out = [UInt8](repeating: 0xAA, count: 4 << 20)
    let error = encryptionFailure {
        try out.withUnsafeMutableBytes { out in
            try sealed.withUnsafeBytes { sealed in
                let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
                try ring.openStream(sealed, nothing, StreamOptions(threadCount: threads), into: out)
            }
        }
    }
    #expect(error == .authenticationFailed)
    #expect(out.allSatisfy { $0 == 0 })
}
