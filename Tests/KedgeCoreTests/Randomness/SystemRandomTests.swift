import KedgeCore
import Testing

@Suite("randomness")
struct SystemRandomTests {
    @Test(arguments: [0, 1, 12, 63, 64, 65, 100_000])
    func `as many bytes as asked for are given`(count: Int) throws {
        #expect(try SystemRandom.bytes(count).count == count)
    }

    @Test func `a negative count gives none`() throws {
        #expect(try SystemRandom.bytes(-5) == [])
    }

    @Test(arguments: [12, 16, 32, 64, 65])
    func `small requests never repeat`(count: Int) throws {
        var seen: Set<[UInt8]> = []
        for _ in 0..<2000 {
            var bytes = [UInt8](repeating: 0, count: count)
            let filled = bytes.withUnsafeMutableBytes { buffer in
                Result { () throws(RandomnessError) in try SystemRandom.fill(buffer) }
            }
            try filled.get()
            seen.insert(bytes)
        }
        #expect(seen.count == 2000)
    }

    @Test func `requests of mixed sizes take every byte once`() throws {
        // 8-byte windows of what came out: with bytes served twice, two of these would be alike.
        var stream: [UInt8] = []
        for size in (1...64).reversed() + (1...64) + [64, 64, 1, 63] {
            var bytes = [UInt8](repeating: 0, count: size)
            let filled = bytes.withUnsafeMutableBytes { buffer in
                Result { () throws(RandomnessError) in try SystemRandom.fill(buffer) }
            }
            try filled.get()
            stream += bytes
        }
        let windows = stride(from: 0, to: stream.count - 8, by: 1).map { Array(stream[$0..<$0 + 8]) }
        #expect(Set(windows).count == windows.count)
    }

    @Test func `bits are set about half of the time`() throws {
        let ones = try SystemRandom.bytes(1 << 20).reduce(0) { $0 + $1.nonzeroBitCount }
        // 2^23 bits: the standard deviation is 1,448; ten of them.
        #expect(abs(ones - (1 << 22)) < 14_480)
    }
}
