import KedgeCrypto
import KedgeTestSupport
import Testing

struct SHA2Tests {
    /// Messages and digests of the examples that NIST publishes beside FIPS 180-4.
    private static let examples: [(hash: SHA2, message: String, digest: String)] = [
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            .sha384, "abc",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha384,
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "09330c33f71147e83d192fc782cd1b4753111b173b3b05d22fa08086e3b0f712fcc7c71a557e2db966c3e9fa91746039"
        ),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            .sha512,
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
                + "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909"
        ),
    ]

    @Test func `published digests come out`() {
        for example in Self.examples {
            #expect(example.hash.hash(Array(example.message.utf8)) == bytes(hex: example.digest))
        }
    }

    @Test func `lengths around a block hash alike in one piece and in any two`() {
        checkSplits(of: SHA256.self, counts: [0, 1, 55, 56, 63, 64, 65, 127, 128, 129])
        checkSplits(of: SHA384.self, counts: [0, 1, 111, 112, 127, 128, 129, 255, 256, 257])
        checkSplits(of: SHA512.self, counts: [0, 1, 111, 112, 127, 128, 129, 255, 256, 257])
    }

    private func checkSplits<Hash: HashFunction>(of type: Hash.Type, counts: [Int]) {
        var generator = SeededGenerator(seed: 2)
        for count in counts {
            let message = generator.bytes(count)
            let whole = Hash.hash(message)
            for cut in 0...count {
                var hash = Hash()
                hash.update(Array(message[..<cut]))
                hash.update(Array(message[cut...]))
                #expect(hash.digest() == whole, "\(type), \(count) bytes cut at \(cut)")
            }
        }
    }

    @Test func `a digest does not end its message`() {
        var hash = SHA512()
        hash.update([1])
        #expect(hash.digest() == SHA512.hash([1]))
        hash.update([2])
        #expect(hash.digest() == SHA512.hash([1, 2]))
    }

    @Test func `the digest may be written over the message`() {
        var memory = [UInt8](repeating: 9, count: 100)
        memory.withUnsafeMutableBytes { memory in
            guard let start = memory.baseAddress else { return }
            SHA384.hash(UnsafeRawBufferPointer(memory), into: start)
        }
        #expect(Array(memory[..<48]) == SHA384.hash([UInt8](repeating: 9, count: 100)))
    }

    @Test func `sizes are those of the standard`() {
        #expect(SHA2.allCases.map(\.digestByteCount) == [32, 48, 64])
        #expect(SHA2.allCases.map(\.blockByteCount) == [64, 128, 128])
    }
}
