import Foundation
import KedgeCore
import KedgeEncryption
import KedgeTestSupport
import Testing

/// A host's store that counts what is asked of it.
private final class Store {
    var bytes: [UInt8]
    var requests: [(offset: UInt64, count: Int)] = []
    var answer: Int32 = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func read(_ offset: UInt64, _ out: UnsafeMutableRawBufferPointer) -> Int32 {
        requests.append((offset, out.count))
        guard answer == 0 else { return answer }
        out.copyBytes(from: bytes[Int(offset)..<Int(offset) + out.count])
        return 0
    }

    func open(_ ring: borrowing Keyring) throws -> SealedFile {
        try SealedFile(byteCount: bytes.count, ring, UnsafeRawBufferPointer(start: nil, count: 0)) { self.read($0, $1) }
    }
}

@Test(arguments: lengthsAroundBorders)
func `reading at any offset gives what is there`(length: Int) throws {
    let ring = try streamRing()
    let plaintext = patternBytes(length)
    var file = try Store(ring.sealed(plaintext)).open(ring)
    #expect(file.byteCount == length)
    let edges = [
        0, 1, smallSegment - 1, smallSegment, smallSegment + 1, 2 * smallSegment, 2 * smallSegment + 1, length,
    ]
    for start in Set(edges + edges.map { max(length - $0, 0) }) {
        for count in Set(edges + [7, length - start, length + 10]) where count >= 0 {
            let bytes = try file.read(at: start, upTo: count)
            #expect(bytes == Array(plaintext.dropFirst(start).prefix(count)), "\(count) bytes at \(start)")
        }
    }
}

@Test(arguments: [UInt64(100), 101, 1 << 48, UInt64(Int.max), UInt64(Int.max) + 1, .max])
func `nothing is read at the end and behind it`(offset: UInt64) throws {
    let ring = try streamRing()
    var file = try Store(ring.sealed(patternBytes(100))).open(ring)
    var out = [UInt8](repeating: 0xAA, count: 10)
    let count = try out.withUnsafeMutableBytes { try file.read(at: offset, into: $0) }
    #expect(count == 0)
    #expect(out == [UInt8](repeating: 0xAA, count: 10))
}

@Test(arguments: [1, 3, 1000, smallSegment, smallSegment + 1, 3 * smallSegment])
func `reading on gives the whole file once, and then nothing`(size: Int) throws {
    let ring = try streamRing()
    let plaintext = patternBytes(2 * smallSegment + 77)
    var file = try Store(ring.sealed(plaintext)).open(ring)
    var result: [UInt8] = []
    while true {
        let part = try file.read(upTo: size)
        if part.isEmpty { break }
        result += part
    }
    #expect(result == plaintext)
}

@Test(arguments: [1, 100, smallSegment - 1, smallSegment, smallSegment + 1, smallSegment * 3 / 2])
func `reading on in pieces of any size opens each segment once`(size: Int) throws {
    let ring = try streamRing()
    let store = try Store(ring.sealed(patternBytes(8 * smallSegment)))
    var file = try store.open(ring)
    store.requests = []
    while try !file.read(upTo: size).isEmpty {}
    let offsets = store.requests.map(\.offset)
    #expect(offsets.count == Set(offsets).count)
}

@Test func `the last segment is proven before anything is read`() throws {
    let ring = try streamRing()
    let store = try Store(ring.sealed(patternBytes(4 * smallSegment)))
    let file = try store.open(ring)
    #expect(file.byteCount == 4 * smallSegment)
    let last = streamHeader + 3 * (smallSegment + 16)
    #expect(store.requests.map(\.offset) == [0, UInt64(last)])
    #expect(store.requests.map(\.count) == [streamHeader, smallSegment + 16])
}

@Test func `a changed segment leaves zeros, and the others stay readable`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(4 * smallSegment)
    let store = try Store(ring.sealed(plaintext))
    var file = try store.open(ring)
    store.bytes[streamHeader + smallSegment + 16 + 5] ^= 1
    var out = [UInt8](repeating: 0xAA, count: 3 * smallSegment)
    let error = encryptionFailure { _ = try out.withUnsafeMutableBytes { try file.read(at: 10, into: $0) } }
    #expect(error == .authenticationFailed)
    #expect(out.allSatisfy { $0 == 0 })
    let rest = try file.read(at: 2 * smallSegment, upTo: Int.max)
    #expect(rest == Array(plaintext.dropFirst(2 * smallSegment)))
    let first = try file.read(at: 0, upTo: smallSegment)
    #expect(first == Array(plaintext.prefix(smallSegment)))
}

@Test func `after a failure reading on begins where it was`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(4 * smallSegment)
    let store = try Store(ring.sealed(plaintext))
    var file = try store.open(ring)
    _ = try file.read(upTo: 10)
    store.answer = 5
    let error = encryptionFailure { _ = try file.read(upTo: 2 * smallSegment) }
    #expect(error == .sourceFailed(5))
    store.answer = 0
    let bytes = try file.read(upTo: smallSegment)
    #expect(bytes == Array(plaintext[10..<10 + smallSegment]))
}

@Test func `what was read before a failure is read again, not taken from what the failure left`() throws {
    let ring = try streamRing()
    let plaintext = patternBytes(3 * smallSegment)
    let store = try Store(ring.sealed(plaintext))
    var file = try store.open(ring)
    _ = try file.read(at: 0, upTo: 10)
    store.bytes[streamHeader + smallSegment + 16] ^= 1
    let error = encryptionFailure { _ = try file.read(at: smallSegment, upTo: 10) }
    #expect(error == .authenticationFailed)
    let bytes = try file.read(at: 0, upTo: 10)
    #expect(bytes == Array(plaintext.prefix(10)))
}

@Test func `a store that fails is said to`() throws {
    let ring = try streamRing()
    let store = try Store(ring.sealed([1]))
    store.answer = -7
    #expect(throws: EncryptionError.sourceFailed(-7)) { _ = try store.open(ring) }
}

@Test(arguments: [Int.min, -1, 0, 83, 99])
func `a length that is too short for a stream is refused`(count: Int) throws {
    let ring = try streamRing()
    let sealed = try ring.sealed([])
    #expect(throws: EncryptionError.tooShort(count)) {
        _ = try SealedFile(byteCount: count, ring: ring) { Array(sealed[Int($0)..<Int($0) + $1]) }
    }
}

@Test func `a length of 2^63 - 1 is refused before memory is reserved`() throws {
    let ring = try streamRing()
    let sealed = try ring.sealed([], segment: 1 << 24)
    #expect(throws: EncryptionError.tooLong(Int.max)) {
        _ = try SealedFile(byteCount: Int.max, ring: ring) { Array(sealed[Int($0)..<Int($0) + $1]) }
    }
}

@Test func `a file that shrinks while it is open has changed`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let sealed = try ring.sealed(patternBytes(4 * smallSegment))
    let path = try folder.write(sealed, "sealed")
    var file = try SealedFile(path: path, ring: ring)
    try FileHandle(forUpdating: URL(fileURLWithPath: path)).truncate(atOffset: 5000)
    let error = encryptionFailure { _ = try file.read(at: smallSegment, upTo: 10) }
    #expect(error == .file(.changed))
    let bytes = try file.read(at: 0, upTo: 1)
    #expect(bytes.count == 1)
}

@Test func `what is no regular file is refused`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    #expect(throws: EncryptionError.file(.notRegular)) { _ = try SealedFile(path: folder.path, ring: ring) }
    #expect(throws: EncryptionError.file(.notFound)) { _ = try SealedFile(path: folder("none"), ring: ring) }
    #expect(throws: EncryptionError.file(.invalidPath)) { _ = try SealedFile(path: "", ring: ring) }
}

@Test(.forks) func `in a child of fork an open file and a writer refuse to go on, and a reader does not`() throws {
    let ring = try streamRing()
    let folder = try StreamFolder()
    let sealed = try ring.sealed([1, 2, 3])
    var file = try SealedFile(path: try folder.write(sealed, "sealed"), ring: ring)
    var writer = try StreamWriter(ring: ring)
    var reader = try StreamReader(header: Array(sealed.prefix(streamHeader)).span.bytes, ring: ring)
    let data: [UInt8] = [1, 2, 3]
    let body = Array(sealed.dropFirst(streamHeader))
    // Once here, so that the child finds everything ready that is made at its first use.
    _ = try file.read(at: 0, upTo: 1)
    _ = try writer.updateByteCount(for: 1)
    let child = try startChild {
        var seen: Int32 = 0
        if encryptionFailure({ _ = try file.read(upTo: 1) }) == .forked { seen |= 1 }
        if encryptionFailure({ _ = try writer.update(data.span.bytes) }) == .forked { seen |= 2 }
        if encryptionFailure({ _ = try reader.update(body.span.bytes) }) == nil { seen |= 4 }
        return seen
    }
    #expect(waitForChild(child) == 7)
    let here = try file.read(upTo: 1)
    #expect(here == [1])
}
