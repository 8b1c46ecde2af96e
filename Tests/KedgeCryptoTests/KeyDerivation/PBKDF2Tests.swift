import KedgeCrypto
import KedgeTestSupport
import Testing

struct PBKDF2Tests {
    private struct Answers: Decodable {
        struct Answer: Decodable {
            let password: String
            let salt: String
            let iterations: Int
            let key: HexBytes
        }

        let pbkdf2_hmac_sha256: [Answer]
    }

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `published keys come out`() throws {
        let answers = try Vectors.json("kdf/rfc7914.json", as: Answers.self).pbkdf2_hmac_sha256
        #expect(answers.count == 2)
        for answer in answers {
            #expect(
                try PBKDF2.derive(
                    password: Array(answer.password.utf8), salt: Array(answer.salt.utf8),
                    iterations: answer.iterations, byteCount: answer.key.bytes.count, using: .sha256)
                    == answer.key.bytes)
        }
    }

    @Test func `the seed of a BIP-39 phrase comes out`() throws {
        // BIP-39 test vectors by Trezor, English, first case.
        let phrase = Array(repeating: "abandon", count: 11).joined(separator: " ") + " about"
        let seed = try PBKDF2.derive(
            password: Array(phrase.utf8), salt: Array("mnemonicTREZOR".utf8), iterations: 2048, byteCount: 64,
            using: .sha512)
        #expect(
            seed
                == bytes(
                    hex: "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e5349553"
                        + "1f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04"))
    }

    @Test(arguments: SHA2.allCases)
    func `a shorter output is the beginning of a longer one`(hash: SHA2) throws {
        let long = try PBKDF2.derive(password: [1], salt: [2], iterations: 3, byteCount: 200, using: hash)
        for count in 1..<200 {
            #expect(
                try PBKDF2.derive(password: [1], salt: [2], iterations: 3, byteCount: count, using: hash)
                    == Array(long[..<count]))
        }
    }

    @Test func `the empty password and the empty salt are allowed`() throws {
        #expect(try PBKDF2.derive(password: [], salt: [], iterations: 1, byteCount: 20, using: .sha256).count == 20)
    }

    @Test func `fewer iterations than one are refused`() {
        for iterations in [0, -1, .min] {
            #expect(throws: PBKDF2Error.invalidIterations(iterations)) {
                try PBKDF2.derive(password: [1], salt: [2], iterations: iterations, byteCount: 32, using: .sha256)
            }
        }
    }

    @Test func `an output of no bytes or of too many is refused`() {
        for count in [0, -1, .min, PBKDF2.maximumOutputByteCount + 1, .max] {
            #expect(throws: PBKDF2Error.invalidOutputByteCount(count, maximum: 1 << 20)) {
                try PBKDF2.derive(password: [1], salt: [2], iterations: 1, byteCount: count, using: .sha512)
            }
        }
    }

    @Test func `iterations are limited for all blocks together`() throws {
        func derive(_ iterations: Int, byteCount: Int, maximum: Int) throws {
            _ = try PBKDF2.derive(
                password: [1], salt: [2], iterations: iterations, byteCount: byteCount, using: .sha256,
                maximumIterations: maximum)
        }
        #expect(throws: Never.self) { try derive(100, byteCount: 32, maximum: 100) }
        #expect(throws: PBKDF2Error.tooManyIterations(101, maximum: 100)) {
            try derive(101, byteCount: 32, maximum: 100)
        }
        #expect(throws: Never.self) { try derive(50, byteCount: 64, maximum: 100) }
        #expect(throws: PBKDF2Error.tooManyIterations(102, maximum: 100)) {
            try derive(51, byteCount: 33, maximum: 100)
        }
        #expect(throws: PBKDF2Error.tooManyIterations(.max, maximum: 100)) {
            try derive(.max, byteCount: 33, maximum: 100)
        }
        #expect(throws: PBKDF2Error.tooManyIterations(1, maximum: -1)) { try derive(1, byteCount: 1, maximum: -1) }
    }

    @Test func `by default ten million iterations are the limit`() {
        #expect(throws: PBKDF2Error.tooManyIterations(10_000_001, maximum: 10_000_000)) {
            try PBKDF2.derive(password: [1], salt: [2], iterations: 10_000_001, byteCount: 32, using: .sha256)
        }
    }

    private func told(
        _ byteCount: Int, using hash: SHA2, _ report: @escaping (Int) -> Bool
    ) throws -> (isDone: Bool, key: [UInt8]) {
        let (password, salt): ([UInt8], [UInt8]) = ([1, 2], [3])
        var key = [UInt8](repeating: 0xA5, count: byteCount)
        let isDone = try key.withUnsafeMutableBytes { key in
            try password.withUnsafeBytes { password in
                try salt.withUnsafeBytes { salt in
                    try PBKDF2.derive(
                        password: password, salt: salt, iterations: 70_000, using: hash, into: key, report: report)
                }
            }
        }
        return (isDone, key)
    }

    @Test(arguments: [SHA2.sha256, .sha384, .sha512])
    func `who is told how far it is gets the same key`(_ hash: SHA2) throws {
        for byteCount in [1, 20, hash.digestByteCount + 1] {
            var reports: [Int] = []
            let (isDone, key) = try told(byteCount, using: hash) {
                reports.append($0)
                return true
            }
            #expect(isDone)
            #expect(
                try key
                    == PBKDF2.derive(
                        password: [1, 2], salt: [3], iterations: 70_000, byteCount: byteCount, using: hash))
            #expect(reports == (byteCount > hash.digestByteCount ? [65_537, 135_537] : [65_537]))
        }
    }

    @Test func `who stops it gets zeros`() throws {
        for last in [65_537, 135_537] {
            let (isDone, key) = try told(33, using: .sha256) { $0 != last }
            #expect(!isDone && key == [UInt8](repeating: 0, count: 33))
        }
    }

    @Test func `an error names the field and its rule`() {
        #expect(PBKDF2Error.invalidIterations(0).description == "iterations 0: PBKDF2 needs 1 or more")
        #expect(
            PBKDF2Error.invalidOutputByteCount(0, maximum: 9).description
                == "output length 0: PBKDF2 gives 1 to 9 bytes here")
        #expect(
            PBKDF2Error.tooManyIterations(5, maximum: 4).description
                == "5 iterations for the whole output: the limit is 4")
    }
}
