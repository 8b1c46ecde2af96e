import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

// One after the other, because tests of one size share regions, which some of them count.
@Suite("secret memory", .serialized)
struct SecretBytesTests {
    @Test(arguments: [0, 1, 31, 32, 33, 64, 100, 2048, 2049, 5000, 1 << 20])
    func `a new secret is all zero and can be written`(count: Int) throws {
        var secret = try SecretBytes(count: count)
        let isZero = secret.withUnsafeBytes { $0.count == count && $0.allSatisfy { $0 == 0 } }
        #expect(isZero)
        secret.withUnsafeMutableBytes { bytes in
            for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index) }
        }
        let isWritten = secret.withUnsafeBytes { $0.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: $0) } }
        #expect(isWritten)
    }

    @Test(arguments: [Int.min, -1, (1 << 24) + 1, Int.max])
    func `a count out of range is refused`(count: Int) {
        #expect(throws: SecretMemoryError.invalidCount(count)) { _ = try SecretBytes(count: count) }
    }

    @Test func `a secret's place is wiped when it goes`() throws {
        // Secrets of one size share a region, so the next one of that size gets the place that was just left.
        let address: UInt
        do {
            var secret = try SecretBytes(count: 512)
            _ = secret.withUnsafeMutableBytes { $0.initializeMemory(as: UInt8.self, repeating: 0xAA) }
            address = secret.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
        }
        let next = try SecretBytes(count: 512)
        let (nextAddress, isWiped) = next.withUnsafeBytes {
            (UInt(bitPattern: $0.baseAddress), $0.allSatisfy { $0 == 0 })
        }
        #expect(nextAddress == address)
        #expect(isWiped)
    }

    @Test func `a secret made and dropped in a loop takes one new region at most, though all others are full`() throws {
        // Four to a region.
        var kept = Secrets()
        for _ in 0..<4 { try kept.add(count: 1024, filledWith: 1) }
        let before = SecretAllocator.regionCount(forSecretsOf: 1024)
        var places: Set<UInt> = []
        for _ in 0..<20 {
            places.insert(Kept(try SecretBytes(count: 1024)).address)
            #expect(SecretAllocator.regionCount(forSecretsOf: 1024) == before + 1)
        }
        #expect(places.count == 1)
        #expect(kept.areIntact)
    }

    @Test func `full regions come back when a secret in them goes, and empty ones go but for one`() throws {
        // Two to a region.
        var kept: [Kept] = []
        for _ in 0..<100 { kept.append(Kept(try SecretBytes(count: 2048))) }
        #expect(SecretAllocator.regionCount(forSecretsOf: 2048) == 50)
        var left: Set<UInt> = []
        for index in stride(from: 98, through: 0, by: -2) { left.insert(kept.remove(at: index).address) }
        #expect(SecretAllocator.regionCount(forSecretsOf: 2048) == 50)
        var found: Set<UInt> = []
        for _ in 0..<50 {
            let secret = Kept(try SecretBytes(count: 2048))
            found.insert(secret.address)
            kept.append(secret)
        }
        #expect(found == left)
        #expect(SecretAllocator.regionCount(forSecretsOf: 2048) == 50)
        kept.removeAll()
        #expect(SecretAllocator.regionCount(forSecretsOf: 2048) == 1)
    }

    @Test func `secrets do not overlap`() throws {
        var kept = Secrets()
        for index in 0..<1000 { try kept.add(count: 1 + index % 300, filledWith: UInt8(index % 251)) }
        #expect(kept.areIntact)
    }

    @Test func `many secrets come and go in any order`() throws {
        var generator = SeededGenerator(seed: 7)
        var kept = Secrets()
        for round in 0..<3000 {
            if round % 3 == 2 { kept.removeRandom(using: &generator) }
            try kept.add(count: Int.random(in: 1...2100, using: &generator), filledWith: UInt8(round % 250))
        }
        #expect(kept.areIntact)
    }

    @Test func `comparison looks at counts and bytes`() throws {
        let one = try SecretBytes(copying: [1, 2, 3].span.bytes)
        let same = try SecretBytes(copying: [1, 2, 3].span.bytes)
        let other = try SecretBytes(copying: [1, 2, 4].span.bytes)
        let longer = try SecretBytes(copying: [1, 2, 3, 0].span.bytes)
        let answers = [one.isEqual(to: same), one.isEqual(to: other), one.isEqual(to: longer)]
        #expect(answers == [true, false, false])
    }

    @Test func `random secrets differ`() throws {
        let one = try SecretBytes.random(count: 32)
        let other = try SecretBytes.random(count: 32)
        let areEqual = one.isEqual(to: other)
        #expect(!areEqual)
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["KEDGE_TEST_UNDER"] == nil, "sanitizers make mlock do nothing")
    )
    func `a locked secret is out of swap`() throws {
        let secret = try SecretBytes(count: 32, requireLocked: true)
        let isLocked = secret.isLocked
        #expect(isLocked)
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let locked = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmLck:") })
        #expect(Int(locked.filter(\.isNumber)) ?? 0 >= 4)
    }
}

/// A secret that an array can hold.
private final class Kept {
    let secret: SecretBytes
    var address: UInt { secret.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }

    init(_ secret: consuming SecretBytes) {
        self.secret = secret
    }
}

/// Secrets that know what they should hold.
private struct Secrets {
    private final class Entry {
        let secret: SecretBytes
        let byte: UInt8

        init(_ secret: consuming SecretBytes, _ byte: UInt8) {
            self.secret = secret
            self.byte = byte
        }
    }

    private var entries: [Entry] = []

    mutating func add(count: Int, filledWith byte: UInt8) throws {
        var secret = try SecretBytes(count: count)
        _ = secret.withUnsafeMutableBytes { $0.initializeMemory(as: UInt8.self, repeating: byte) }
        entries.append(Entry(secret, byte))
    }

    mutating func removeRandom(using generator: inout SeededGenerator) {
        if let index = entries.indices.randomElement(using: &generator) { entries.remove(at: index) }
    }

    var areIntact: Bool {
        entries.allSatisfy { entry in entry.secret.withUnsafeBytes { $0.allSatisfy { $0 == entry.byte } } }
    }
}
