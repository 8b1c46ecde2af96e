import KedgeCrypto
import KedgeTestSupport
import Testing

struct CMACTests {
    /// The message that both standards cut their examples from.
    private static let message =
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
        + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"

    /// RFC 4493 §4 (AES-128), and the examples NIST publishes beside SP 800-38B (AES-192, AES-256), for the first
    /// 0, 16 and 64 bytes of the message, with AES-128 also for 40.
    private static let answers: [(key: String, tags: [Int: String])] = [
        (
            "2b7e151628aed2a6abf7158809cf4f3c",
            [
                0: "bb1d6929e95937287fa37d129b756746", 16: "070a16b46b4d4144f79bdd9dd04a287c",
                40: "dfa66747de9ae63030ca32611497c827", 64: "51f0bebf7e3b9d92fc49741779363cfe",
            ]
        ),
        (
            "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
            [
                0: "d17ddf46adaacde531cac483de7a9367", 16: "9e99a7bf31e710900662f65e617c5184",
                64: "a1d5df0eed790f794d77589659f39a11",
            ]
        ),
        (
            "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
            [
                0: "028962f61b7bf89efc6b551f4667d983", 16: "28a7023f452e8f82bd4bf28d8c37c35c",
                64: "e1992190549f6ed5696a2c056c315410",
            ]
        ),
    ]

    @Test func `published tags come out and are valid`() throws {
        let message = try #require(bytes(hex: Self.message))
        for answer in Self.answers {
            let key = try CMAC(key: #require(bytes(hex: answer.key)))
            for (count, hex) in answer.tags {
                let tag = try #require(bytes(hex: hex))
                #expect(try key.tag(for: Array(message[..<count])) == tag)
                #expect(try key.isValid(tag, for: Array(message[..<count])) == true)
            }
        }
    }

    @Test func `a key authenticates any number of messages`() throws {
        let key = try CMAC(key: [UInt8](repeating: 1, count: 32))
        let first = try key.tag(for: [4])
        #expect(try key.tag(for: [5]) != first)
        #expect(try key.tag(for: [4]) == first)
    }

    @Test func `one wrong bit anywhere in a tag makes it invalid`() throws {
        let key = try CMAC(key: [UInt8](repeating: 1, count: 16))
        let tag = try key.tag(for: [1, 2, 3])
        for bit in 0..<128 {
            var wrong = tag
            wrong[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(try key.isValid(wrong, for: [1, 2, 3]) == false, "bit \(bit)")
        }
        #expect(try key.isValid(tag, for: [1, 2, 4]) == false)
    }

    @Test func `a shortened or lengthened tag is invalid`() throws {
        let key = try CMAC(key: [UInt8](repeating: 1, count: 16))
        let tag = try key.tag(for: [])
        for count in 0..<16 {
            #expect(try key.isValid(Array(tag[..<count]), for: []) == false)
        }
        #expect(try key.isValid(tag + [0], for: []) == false)
    }

    @Test(arguments: [0, 1, 15, 17, 23, 25, 31, 33, 64])
    func `a key of the wrong length is refused`(count: Int) {
        #expect(throws: CMACError.invalidKeyByteCount(count)) {
            _ = try CMAC(key: [UInt8](repeating: 1, count: count)).tag(for: [])
        }
    }

    @Test func `threads may share a key`() async throws {
        let shared = Shared(key: try CMAC(key: [UInt8](repeating: 1, count: 16)))
        let expected = try shared.key.tag(for: [9])
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 {
                group.addTask { (0..<200).allSatisfy { _ in (try? shared.key.tag(for: [9])) == expected } }
            }
            for await isRight in group { #expect(isRight) }
        }
    }

    private final class Shared: Sendable {
        let key: CMAC

        init(key: consuming CMAC) {
            self.key = key
        }
    }

    @Test func `an error names the field and its rule`() {
        #expect(CMACError.invalidKeyByteCount(3).description == "key length 3: AES-CMAC needs 16, 24 or 32 bytes")
        #expect(
            CMACError.unavailable(algorithm: "CMAC").description
                == "CMAC: libcrypto does not offer it in this process")
        #expect(CMACError.outOfMemory.description == "CMAC: the system has too little memory left")
    }
}
