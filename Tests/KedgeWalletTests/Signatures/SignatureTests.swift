import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct SignatureTests {
    private struct Compact: Decodable {
        let private_key: String
        let message: String
        let digest: PrefixedHexBytes
        let r: PrefixedHexBytes
        let s: PrefixedHexBytes
        let v: UInt8
        let compact: PrefixedHexBytes
    }

    // n and n - 1, and (n - 1) / 2 and one more. SEC 2 section 2.4.1
    private static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
    private static let last = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"
    private static let half = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0"
    private static let aboveHalf = "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1"
    private static let one = String(repeating: "0", count: 63) + "1"
    private static let zero = String(repeating: "0", count: 64)
    private static let most = String(repeating: "f", count: 64)

    @Test(.enabled(if: Vectors.areAvailable, Vectors.absence))
    func `the compact form is the published one, both ways`() throws {
        let cases: [Compact] = try Vectors.json("eip2098/compact_signatures.json")
        #expect(cases.count == 2)
        for item in cases {
            let digest = Message.hash(Array(item.message.utf8))
            #expect(digest.bytes == item.digest.bytes)
            let signature = try PrivateKey(hex: item.private_key).sign(digest)
            #expect(signature.bytes == item.r.bytes + item.s.bytes + [item.v])
            #expect(signature.compactBytes == item.compact.bytes)
            #expect(try Signature(compact: item.compact.bytes.span.bytes) == signature)
        }
    }

    @Test(arguments: [(one, one), (last, half), (one, half), (last, one)])
    func `the ends of the ranges are taken`(r: String, s: String) throws {
        let rAndS = try #require(bytes(hex: r + s))
        for (v, isOdd) in [(0, false), (1, true), (27, false), (28, true)] as [(UInt8, Bool)] {
            let signature = try Signature((rAndS + [v]).span.bytes)
            #expect(signature.yParity == isOdd)
            #expect(signature.bytes == rAndS + [isOdd ? 28 : 27])
            #expect(try Signature(r: signature.r, s: signature.s, yParity: isOdd) == signature)
            #expect(try Signature(compact: signature.compactBytes.span.bytes) == signature)
        }
    }

    @Test(arguments: [
        (zero, one, KeyError.invalidSignature), (one, zero, .invalidSignature), (zero, zero, .invalidSignature),
        (order, one, .invalidSignature), (most, one, .invalidSignature), (one, order, .invalidSignature),
        (one, most, .invalidSignature), (one, aboveHalf, .highS), (one, last, .highS), (last, last, .highS),
    ])
    func `r and s out of range are refused, whichever way they come`(r: String, s: String, error: KeyError) throws {
        let rAndS = try #require(bytes(hex: r + s))
        let numbers = try (#require(UInt256("0x" + r)), #require(UInt256("0x" + s)))
        for v in [0, 1, 27, 28] as [UInt8] {
            #expect(throws: error) { try Signature((rAndS + [v]).span.bytes) }
        }
        #expect(throws: error) { try Signature(r: numbers.0, s: numbers.1, yParity: false) }
    }

    @Test func `a compact signature out of range is refused`() throws {
        for (text, error) in [
            (Self.one + Self.aboveHalf, KeyError.highS), (Self.zero + Self.one, .invalidSignature),
            (Self.one + "8" + Self.zero.dropFirst(), .invalidSignature), (Self.order + Self.one, .invalidSignature),
        ] {
            let compact = try #require(bytes(hex: text))
            #expect(throws: error) { try Signature(compact: compact.span.bytes) }
        }
        for count in [0, 63, 65] {
            let compact = [UInt8](repeating: 1, count: count)
            #expect(throws: KeyError.invalidSignature) { try Signature(compact: compact.span.bytes) }
        }
    }

    @Test func `every other v is refused`() throws {
        let rAndS = try #require(bytes(hex: Self.one + Self.one))
        for v in UInt8.min...UInt8.max where ![0, 1, 27, 28].contains(v) {
            #expect(throws: KeyError.invalidSignature) { try Signature((rAndS + [v]).span.bytes) }
        }
    }

    @Test(arguments: [0, 1, 64, 66])
    func `another number of bytes is refused`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(throws: KeyError.invalidSignature) { try Signature(bytes.span.bytes) }
    }

    @Test func `a signature that no key makes is refused`() throws {
        // No point of the curve has x = 5.
        let signature = try Signature(r: 5, s: 1, yParity: false)
        #expect(throws: KeyError.invalidSignature) { try signature.signer(of: Hash32(keccak256: [1])) }
        #expect(throws: KeyError.invalidSignature) { try signature.verify(of: Hash32(keccak256: [1]), by: .zero) }
    }

    @Test func `another address or digest is refused`() throws {
        let key = try PrivateKey.random()
        let digest = Hash32(keccak256: [1])
        let signature = try key.sign(digest)
        try signature.verify(of: digest, by: key.address)
        #expect(throws: KeyError.wrongSigner) { try signature.verify(of: digest, by: .zero) }
        let address = try key.address
        #expect(throws: KeyError.wrongSigner) { try signature.verify(of: Hash32(keccak256: [2]), by: address) }
        let flipped = try Signature(r: signature.r, s: signature.s, yParity: !signature.yParity)
        #expect(throws: KeyError.wrongSigner) { try flipped.verify(of: digest, by: address) }
        #expect(flipped != signature)
        #expect(Set([signature, flipped, signature]).count == 2)
    }
}
