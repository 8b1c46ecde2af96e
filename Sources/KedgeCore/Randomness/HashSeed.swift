/// Random bytes of one table: nobody outside can choose keys that meet in one place of it.
package struct HashSeed: BitwiseCopyable, Sendable {
    package private(set) var first: UInt64 = 0
    package private(set) var second: UInt64 = 0

    package init() throws(RandomnessError) {
        try withUnsafeMutableBytes(of: &self) { (bytes) throws(RandomnessError) in
            try SystemRandom.read(into: bytes)
        }
    }
}
