import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import Testing

struct HMACTests {
    private struct Answer: Decodable {
        let key: HexBytes
        let data: HexBytes
        let sha256: HexBytes
        let sha384: HexBytes
        let sha512: HexBytes
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `published tags come out and are valid`() throws {
        let answers = try Vectors.json("hmac/rfc4231.json", as: [Answer].self)
        #expect(answers.count == 6)
        for answer in answers {
            for (hash, tag) in [(SHA2.sha256, answer.sha256), (.sha384, answer.sha384), (.sha512, answer.sha512)] {
                let key = try HMAC(key: answer.key.bytes, using: hash)
                #expect(key.tag(for: answer.data.bytes) == tag.bytes)
                #expect(key.isValid(tag.bytes, for: answer.data.bytes) == true)
            }
        }
    }

    @Test(arguments: SHA2.allCases)
    func `a key authenticates any number of messages`(hash: SHA2) throws {
        let key = try HMAC(key: [1, 2, 3], using: hash)
        let first = key.tag(for: [4])
        #expect(key.tag(for: [5]) != first)
        #expect(key.tag(for: [4]) == first)
    }

    @Test(arguments: SHA2.allCases)
    func `one wrong bit anywhere in a tag makes it invalid`(hash: SHA2) throws {
        let key = try HMAC(key: Array("key".utf8), using: hash)
        let message = Array("message".utf8)
        let tag = key.tag(for: message)
        for bit in 0..<(tag.count * 8) {
            var wrong = tag
            wrong[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(key.isValid(wrong, for: message) == false, "bit \(bit)")
        }
        #expect(key.isValid(tag, for: Array("messagf".utf8)) == false)
    }

    @Test(arguments: SHA2.allCases)
    func `a shortened or lengthened tag is invalid`(hash: SHA2) throws {
        let key = try HMAC(key: [7], using: hash)
        let tag = key.tag(for: [])
        for count in 0..<tag.count {
            #expect(key.isValid(Array(tag[..<count]), for: []) == false)
        }
        #expect(key.isValid(tag + [0], for: []) == false)
    }

    @Test(arguments: SHA2.allCases)
    func `a key longer than a block is its digest`(hash: SHA2) throws {
        let whole = [UInt8](repeating: 0xaa, count: hash.blockByteCount)
        let long = whole + [0xaa]
        #expect(try tag(long, hash) == tag(hash.hash(long), hash))
        #expect(try tag(whole, hash) != tag(hash.hash(whole), hash))
    }

    private func tag(_ key: [UInt8], _ hash: SHA2) throws -> [UInt8] {
        try HMAC(key: key, using: hash).tag(for: [1])
    }

    @Test func `the empty key and the empty message have a tag`() throws {
        // Worked out with Python's hmac module.
        let key = try HMAC(key: [], using: .sha256)
        #expect(
            key.tag(for: [])
                == bytes(hex: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"))
    }

    @Test func `threads may share a key`() async throws {
        let shared = Shared(key: try HMAC(key: [1], using: .sha512))
        let expected = shared.key.tag(for: [9])
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<200).allSatisfy { _ in shared.key.tag(for: [9]) == expected } }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    private final class Shared: Sendable {
        let key: HMAC

        init(key: consuming HMAC) {
            self.key = key
        }
    }
}
