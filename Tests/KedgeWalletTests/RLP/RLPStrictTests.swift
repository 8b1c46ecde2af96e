import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Every way in which bytes are not canonical RLP.
struct RLPStrictTests {
    private static let aa55 = String(repeating: "aa", count: 55)
    private static let refused: [(String, RLPError)] = [
        ("", .truncated(offset: 0)),
        ("81", .truncated(offset: 0)),
        ("83aabb", .truncated(offset: 0)),
        ("b8", .truncated(offset: 0)),
        ("b838" + aa55, .truncated(offset: 0)),
        ("bfffffffffffffffff", .truncated(offset: 0)),
        ("bf7fffffffffffffff", .truncated(offset: 0)),
        ("bf8000000000000000", .truncated(offset: 0)),
        ("ffffffffffffffffff", .truncated(offset: 0)),
        ("c1", .truncated(offset: 0)),
        ("f838", .truncated(offset: 0)),
        ("c182aabb", .truncated(offset: 1)),
        ("c2c201", .truncated(offset: 1)),
        ("c3c18081", .truncated(offset: 3)),
        ("8100", .notCanonical(offset: 0)),
        ("817f", .notCanonical(offset: 0)),
        ("c2817f", .notCanonical(offset: 1)),
        ("b800", .notCanonical(offset: 0)),
        ("b801ff", .notCanonical(offset: 0)),
        ("b837" + aa55, .notCanonical(offset: 0)),
        ("b90038aa" + aa55, .notCanonical(offset: 0)),
        ("f837" + aa55, .notCanonical(offset: 0)),
        ("f90038aa" + aa55, .notCanonical(offset: 0)),
        ("f800", .notCanonical(offset: 0)),
        ("8000", .trailingBytes(offset: 1)),
        ("0101", .trailingBytes(offset: 1)),
        ("c000", .trailingBytes(offset: 1)),
        ("c20102c0", .trailingBytes(offset: 3)),
    ]

    @Test(arguments: refused)
    func `what is not canonical is refused`(_ hex: String, _ expected: RLPError) throws {
        let data = try #require(bytes(hex: hex))
        #expect(throws: expected) { try RLP.check(data) }
        #expect(throws: expected) { _ = try RLPItem(decoding: data) }
    }

    @Test func `lists lie in each other as deep as allowed and no deeper`() throws {
        for depth in [0, 1, 2, 63, 64] {
            let item = nested(depth)
            try RLP.check(item.encoded(), maximumDepth: depth)
            #expect(try RLPItem(decoding: item.encoded()) == item)
            guard depth > 0 else { continue }
            #expect(throws: RLPError.tooDeep(maximum: depth - 1)) {
                try RLP.check(item.encoded(), maximumDepth: depth - 1)
            }
        }
        #expect(throws: RLPError.tooDeep(maximum: 64)) {
            _ = try RLPItem(decoding: nested(65).encoded())
        }
    }

    @Test func `a limit beyond the largest counts as the largest`() throws {
        let bytes = try nested(1025).encoded()
        #expect(throws: RLPError.tooDeep(maximum: 1024)) {
            try RLP.check(bytes, maximumDepth: .max)
        }
        try RLP.check(nested(1024).encoded(), maximumDepth: .max)
        #expect(throws: RLPError.tooDeep(maximum: 0)) { try RLP.check(bytes, maximumDepth: -1) }
    }

    @Test func `a million lists in each other are refused without harm`() throws {
        var writer = RLPWriter()
        for _ in 0..<1_000_000 { writer.beginList() }
        for _ in 0..<1_000_000 { try writer.endList() }
        let bytes = try writer.finish()
        #expect(throws: RLPError.tooDeep(maximum: 64)) { _ = try RLPItem(decoding: bytes) }
    }

    @Test func `changed bytes are refused or are another item`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let original = try randomItem(&random, depth: 4).encoded()
            var changed = original
            changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            guard changed != original, let item = try? RLPItem(decoding: changed) else { continue }
            #expect(try item.encoded() == changed)
        }
    }

    @Test func `random bytes are refused or are what their item is encoded to`() throws {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<50_000 {
            let bytes = random.bytes(Int.random(in: 0..<12, using: &random))
            guard let item = try? RLPItem(decoding: bytes) else { continue }
            #expect(try item.encoded() == bytes)
        }
    }

    private func nested(_ depth: Int) -> RLPItem {
        (0..<depth).reduce(RLPItem.bytes([1])) { item, _ in .list([item]) }
    }
}

/// A tree of random items.
func randomItem(_ random: inout SeededGenerator, depth: Int) -> RLPItem {
    guard depth > 0, Bool.random(using: &random) else {
        let count = [0, 1, 1, 2, 32, 54, 55, 56, 57, 255, 256, 300].randomElement(using: &random) ?? 0
        return .bytes(random.bytes(count))
    }
    return .list((0..<Int.random(in: 0..<6, using: &random)).map { _ in randomItem(&random, depth: depth - 1) })
}
