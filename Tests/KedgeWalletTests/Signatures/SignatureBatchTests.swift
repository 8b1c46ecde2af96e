import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct SignatureBatchTests {
    @Test(arguments: [1, 2, 3, 64])
    func `each item gets its own result, in order`(threadCount: Int) throws {
        for count in [0, 1, 3, 4, 5, 41] {
            var items: [(digest: Hash32, signature: Signature)] = []
            var expected: [Result<Address, KeyError>] = []
            for index in 0..<count {
                let digest = Hash32(keccak256: [UInt8(index)])
                let key = try PrivateKey.random()
                if index % 7 == 3 {
                    items.append((digest, try Signature(r: 5, s: 1, yParity: false)))
                    expected.append(.failure(.invalidSignature))
                } else {
                    items.append((digest, try key.sign(digest)))
                    expected.append(.success(try key.address))
                }
            }
            let signers = try SignatureBatch.signers(of: items, threadCount: threadCount)
            #expect(signers == expected)
            let claims = zip(items, expected).enumerated().map { index, pair in
                let signer = (try? pair.1.get()) ?? .zero
                return (digest: pair.0.digest, signature: pair.0.signature, signer: index % 5 == 1 ? .zero : signer)
            }
            let refusals = try SignatureBatch.refusals(of: claims, threadCount: threadCount)
            #expect(
                refusals
                    == (0..<count).map { index in
                        index % 7 == 3 ? .invalidSignature : index % 5 == 1 ? .wrongSigner : nil
                    })
        }
    }

    @Test(arguments: [Int.min, -1, 0, 65, Int.max])
    func `a number of threads that is not 1 to 64 is refused`(threadCount: Int) {
        #expect(throws: KeyError.threadCount(threadCount)) {
            try SignatureBatch.signers(of: [], threadCount: threadCount)
        }
        #expect(throws: KeyError.threadCount(threadCount)) {
            try SignatureBatch.refusals(of: [], threadCount: threadCount)
        }
    }

    @Test func `every number comes up once`() throws {
        let tallies = (0..<1001).map { _ in Tally() }
        try SignatureBatch.run(count: tallies.count, threadCount: 8) { tallies[$0].add() }
        #expect(tallies.allSatisfy { $0.count == 1 })
    }
}
