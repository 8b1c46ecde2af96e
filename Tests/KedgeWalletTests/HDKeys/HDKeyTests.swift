import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct HDKeyTests {
    private static let seed = [UInt8](0..<16)
    private static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"

    @Test(arguments: [0, 1, 15, 65, 66, 1000])
    func `a seed that is shorter than 16 or longer than 64 bytes is refused`(count: Int) {
        #expect(refusal { _ = try master([UInt8](repeating: 1, count: count)) } == .seedLength(count))
    }

    @Test(arguments: 16...64)
    func `a seed of 16 to 64 bytes gives a master key`(count: Int) throws {
        let key = try master([UInt8](repeating: 1, count: count))
        #expect(key.depth == 0 && key.childNumber == 0 && key.parentFingerprint == 0)
    }

    @Test(arguments: [String(repeating: "0", count: 64), order, String(repeating: "f", count: 64)])
    func `a seed without a master key is refused and not replaced`(key: String) throws {
        let halves = try #require(bytes(hex: key)) + [UInt8](repeating: 7, count: 32)
        halves.withUnsafeBytes { halves in
            #expect(refusal { _ = try HDPrivateKey(master: halves) } == .invalidSeed)
        }
    }

    @Test func `a child without a key is refused and not replaced`() throws {
        // What is added: the order itself, and the order less the key, which is 5.
        for added in [Self.order, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd036413c"] {
            var result = try #require(bytes(hex: added)) + [UInt8](repeating: 7, count: 32)
            var five = try SecretBytes(count: 32)
            five.withUnsafeMutableBytes { $0[31] = 5 }
            let point = try Secp256k1.Point(of: five)
            var chainCode = try SecretBytes(count: 32)
            try result.withUnsafeMutableBytes { result in
                let start = try #require(result.baseAddress)
                #expect(throws: HDKeyError.invalidChild(9)) { try HDPublicKey.step(9, point, start) }
                #expect(refusal { try HDPrivateKey.step(9, start, &five, &chainCode) } == .invalidChild(9))
            }
            #expect(five.withUnsafeBytes { $0[31] } == 5)
            #expect(chainCode.withUnsafeBytes { $0.allSatisfy { $0 == 0 } })
        }
    }

    @Test func `a path that begins at the master key is refused elsewhere`() throws {
        let master = try master(Self.seed)
        let child = try master.child(3)
        #expect(refusal { _ = try child.derived(DerivationPath("m/1")) } == .notMaster)
        #expect(refusal { _ = try child.derived(DerivationPath("m")) } == .notMaster)
        let twin = try child.publicKey
        #expect(throws: HDKeyError.notMaster) { try twin.derived(DerivationPath("m/1")) }
        #expect(try master.publicKey.derived(DerivationPath("m/3/1")) == twin.derived(DerivationPath("1")))
        #expect(try child.derived(DerivationPath("1'")).xprv() == master.derived(DerivationPath("m/3/1'")).xprv())
    }

    @Test func `a path without levels leads to the key itself`() throws {
        let key = try master(Self.seed).child(7)
        let none = try DerivationPath(numbers: [])
        #expect(try key.derived(none).xprv() == key.xprv())
        #expect(try key.publicKey.derived(none) == key.publicKey)
    }

    @Test func `a public key derives no hardened child`() throws {
        let twin = try master(Self.seed).publicKey
        #expect(throws: HDKeyError.isPublic) { try twin.child(DerivationPath.hardened) }
        #expect(throws: HDKeyError.isPublic) { try twin.derived(DerivationPath("m/0/0'/0")) }
        #expect(refusal { _ = try key(twin.text).privateKey() } == .isPublic)
        #expect(refusal { _ = try privateKey(twin.text) } == .isPublic)
    }

    @Test func `a private key's text is no public key`() throws {
        let text = try master(Self.seed).xprv()
        #expect(throws: HDKeyError.invalidExtendedKey(.isPrivate)) { try HDPublicKey(text) }
    }

    @Test func `no key is deeper than 255 levels`() throws {
        let master = try master(Self.seed)
        let deepest = try master.derived(DerivationPath(numbers: [UInt32](repeating: 0, count: 255)))
        #expect(deepest.depth == 255)
        #expect(refusal { _ = try deepest.child(0) } == .tooDeep)
        let twin = try deepest.publicKey
        #expect(throws: HDKeyError.tooDeep) { try twin.child(0) }
        #expect(try HDPublicKey(twin.text) == twin)
        #expect(try master.publicKey.derived(DerivationPath(numbers: [UInt32](repeating: 0, count: 255))) == twin)
        let key = try master.child(0)
        #expect(
            refusal { _ = try key.derived(DerivationPath(numbers: [UInt32](repeating: 0, count: 255))) } == .tooDeep)
    }

    @Test func `the public keys of children are the children of the public key`() throws {
        var generator = SeededGenerator(seed: 44)
        let parent = try master(generator.bytes(32))
        let twin = try parent.publicKey
        for _ in 0..<50 {
            let number = UInt32(truncatingIfNeeded: generator.next()) & 0x7FFF_FFFF
            #expect(try parent.child(number).publicKey == twin.child(number))
        }
    }

    @Test func `either kind of key is derived as its kind`() throws {
        let master = try master(Self.seed)
        let path = try DerivationPath("m/1/2")
        let expected = try master.derived(path).publicKey
        #expect(try key(master.xprv()).derived(path).publicKey == expected)
        #expect(try key(master.publicKey.text).derived(path).publicKey == expected)
    }
}
