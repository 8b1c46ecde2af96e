import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct HDAddressTests {
    private static func account() throws -> HDPublicKey { try master([UInt8](0..<32)).publicKey }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 128, 300])
    func `a range has the addresses of its children`(count: Int) throws {
        let account = try Self.account()
        let addresses = try account.addresses(first: 5, count: count)
        #expect(addresses.count == count)
        for index in stride(from: 0, to: count, by: 7) {
            #expect(try addresses[index] == account.child(5 + UInt32(index)).address)
        }
        if let last = addresses.last { #expect(try last == account.child(4 + UInt32(count)).address) }
    }

    @Test(arguments: [2, 3, 8, 64])
    func `the number of threads changes nothing`(threads: Int) throws {
        let account = try Self.account()
        let expected = try account.addresses(first: 1000, count: 500)
        #expect(try account.addresses(first: 1000, count: 500, threads: threads) == expected)
        #expect(try master([UInt8](0..<32)).addresses(first: 1000, count: 500, threads: threads) == expected)
    }

    @Test func `a range ends below the hardened children`() throws {
        let account = try Self.account()
        let last: UInt32 = 0x7FFF_FFFF
        #expect(try account.addresses(first: last, count: 1) == [account.child(last).address])
        for (first, count) in [
            (last, 2), (last + 1, 1), (last + 1, 0), (UInt32.max, 1), (0, -1), (0, Int.max), (0, Int.min),
        ] {
            #expect(throws: HDKeyError.countTooLarge(first: first, count: count)) {
                try account.addresses(first: first, count: count)
            }
        }
        let tooMany = HDPublicKey.maximumAddressCount + 1
        #expect(throws: HDKeyError.countTooLarge(first: 0, count: tooMany)) {
            try account.addresses(first: 0, count: tooMany)
        }
    }

    @Test(arguments: [0, -1, 65, Int.max, Int.min])
    func `a number of threads that is not 1 to 64 is refused`(threads: Int) throws {
        let account = try Self.account()
        #expect(throws: HDKeyError.threadCount(threads)) {
            try account.addresses(first: 0, count: 1, threads: threads)
        }
    }

    @Test func `threads share one key`() throws {
        let account = try Self.account()
        let expected = try account.addresses(first: 0, count: 100)
        let wrong = Tally()
        onThreads(4) { _ in
            for _ in 0..<5 where (try? account.addresses(first: 0, count: 100, threads: 2)) != expected { wrong.add() }
        }
        #expect(wrong.count == 0)
    }
}
