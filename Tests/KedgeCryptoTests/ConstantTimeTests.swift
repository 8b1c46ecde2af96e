import KedgeCrypto
import Testing

@Suite("Comparing and wiping")
struct ConstantTimeTests {
    private func isEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
        first.withUnsafeBytes { first in second.withUnsafeBytes { isEqualInConstantTime(first, $0) } }
    }

    @Test func `equal bytes are equal`() {
        #expect(isEqual([], []))
        #expect(isEqual([1, 2, 3], [1, 2, 3]))
    }

    @Test func `one bit makes a difference wherever it is`() {
        let bytes = [UInt8](repeating: 0x5a, count: 33)
        for index in bytes.indices {
            for bit in 0..<8 {
                var other = bytes
                other[index] ^= 1 << UInt8(bit)
                #expect(!isEqual(bytes, other))
            }
        }
    }

    @Test func `the beginning of something is not equal to it`() {
        #expect(!isEqual([1, 2], [1, 2, 3]))
        #expect(!isEqual([], [0]))
    }

    @Test func `wiped memory is zero`() {
        var bytes = [UInt8](repeating: 0xff, count: 100)
        bytes.withUnsafeMutableBytes { wipe($0) }
        #expect(bytes == [UInt8](repeating: 0, count: 100))
    }
}
