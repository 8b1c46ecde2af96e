import KedgeCrypto
import KedgeTestSupport
import Testing

struct HKDFTests {
    private struct Answer {
        let inputKey: [UInt8]
        let salt: [UInt8]
        let info: [UInt8]
        let pseudorandomKey: String
        let output: String
    }

    /// RFC 5869, appendices A.1 to A.3.
    private static let answers = [
        Answer(
            inputKey: Array(repeating: 0x0b, count: 22), salt: Array(0x00...0x0c), info: Array(0xf0...0xf9),
            pseudorandomKey: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
            output: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
        Answer(
            inputKey: Array(0x00...0x4f), salt: Array(0x60...0xaf), info: Array(0xb0...0xff),
            pseudorandomKey: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
            output: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"),
        Answer(
            inputKey: Array(repeating: 0x0b, count: 22), salt: [], info: [],
            pseudorandomKey: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
            output: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
    ]

    @Test func `published keys come out, in one step and in two`() throws {
        for answer in Self.answers {
            let output = try #require(bytes(hex: answer.output))
            let key = HKDF.extract(from: answer.inputKey, salt: answer.salt, using: .sha256)
            #expect(key == bytes(hex: answer.pseudorandomKey))
            #expect(try HKDF.expand(key, info: answer.info, byteCount: output.count, using: .sha256) == output)
            let derived = try HKDF.derive(
                from: answer.inputKey, salt: answer.salt, info: answer.info, byteCount: output.count, using: .sha256)
            #expect(derived == output)
        }
    }

    @Test(arguments: SHA2.allCases)
    func `a shorter output is the beginning of a longer one`(hash: SHA2) throws {
        let longest = try HKDF.derive(from: [1], byteCount: HKDF.maximumOutputByteCount(using: hash), using: hash)
        #expect(longest.count == 255 * hash.digestByteCount)
        let size = hash.digestByteCount
        for count in [1, size - 1, size, size + 1, 2 * size, 254 * size + 1] {
            #expect(try HKDF.derive(from: [1], byteCount: count, using: hash) == Array(longest[..<count]))
        }
    }

    @Test(arguments: SHA2.allCases)
    func `an output of no bytes, of fewer, or of over 255 digests is refused`(hash: SHA2) {
        let maximum = 255 * hash.digestByteCount
        let key = [UInt8](repeating: 1, count: 64)
        for count in [0, -1, .min, maximum + 1, .max] {
            #expect(throws: HKDFError.invalidOutputByteCount(count, maximum: maximum)) {
                try HKDF.derive(from: key, byteCount: count, using: hash)
            }
            #expect(throws: HKDFError.invalidOutputByteCount(count, maximum: maximum)) {
                try HKDF.expand(key, byteCount: count, using: hash)
            }
        }
        #expect(throws: HKDFError.invalidOutputByteCount(0, maximum: maximum)) {
            let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
            try HKDF.derive(
                from: nothing, salt: nothing, info: nothing, using: hash,
                into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
        }
    }

    @Test(arguments: SHA2.allCases)
    func `a pseudorandom key shorter than a digest is refused`(hash: SHA2) {
        let size = hash.digestByteCount
        for count in [0, size - 1] {
            #expect(throws: HKDFError.invalidPseudorandomKeyByteCount(count, minimum: size)) {
                try HKDF.expand(Array(repeating: 1, count: count), byteCount: 1, using: hash)
            }
        }
        #expect(throws: Never.self) { try HKDF.expand(Array(repeating: 1, count: size), byteCount: 1, using: hash) }
    }

    @Test func `an error names the field and its rule`() {
        #expect(
            HKDFError.invalidOutputByteCount(0, maximum: 8160).description
                == "output length 0: HKDF with this hash gives 1 to 8160 bytes")
        #expect(
            HKDFError.invalidPseudorandomKeyByteCount(3, minimum: 32).description
                == "pseudorandom key length 3: HKDF with this hash needs 32 bytes or more")
    }
}
