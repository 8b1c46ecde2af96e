import KedgeCore

extension AddedClaims {
    /// Writes one thing behind another into memory that was measured before; what does not fit is left out.
    internal struct Cursor {
        private let output: UnsafeMutableRawBufferPointer
        private var count: Int = 0

        internal init(_ output: UnsafeMutableRawBufferPointer) {
            self.output = output
        }

        internal mutating func append(_ byte: UInt8) {
            guard count < output.count else { return }
            output.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
            count &+= 1
        }

        internal mutating func append(_ bytes: UnsafeRawBufferPointer) {
            guard let source = bytes.baseAddress, let start = output.baseAddress, bytes.count <= output.count &- count
            else { return }
            (start + count).copyMemory(from: source, byteCount: bytes.count)
            count &+= bytes.count
        }

        internal mutating func append(_ text: StaticString) {
            append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }

        internal mutating func append(_ name: StaticString, _ value: Int64) {
            append(name)
            if value < 0 { append(UInt8(ascii: "-")) }
            let digitCount = Self.digitCount(value) &- (value < 0 ? 1 : 0)
            guard digitCount <= output.count &- count else { return }
            var rest = value.magnitude
            var position = count &+ digitCount
            count = position
            // Two digits at a time: each division waits for the one before.
            while rest >= 100 {
                let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
                position &-= 2
                store(pair / 10, at: position)
                store(pair % 10, at: position &+ 1)
                rest = quotient
            }
            if rest >= 10 { store(rest / 10, at: position &- 2) }
            store(rest % 10, at: position &- 1)
        }

        @inline(__always)
        private func store(_ digit: UInt64, at offset: Int) {
            output.storeBytes(
                of: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit), toByteOffset: offset, as: UInt8.self)
        }

        internal mutating func appendBase64URL(_ bytes: UnsafeRawBufferPointer) {
            var rest = UnsafeMutableRawBufferPointer(rebasing: output[count...]).mutableBytes
            count &+= (try? Base64URL.encode(bytes.bytes, into: &rest)) ?? 0
        }

        /// How many characters a number has in decimal, its sign included.
        internal static func digitCount(_ value: Int64) -> Int {
            // The times from 2001 to 2286.
            if value >= 1_000_000_000, value <= 9_999_999_999 { return 10 }
            var count = value < 0 ? 2 : 1
            var rest = value.magnitude
            while rest >= 10 {
                rest /= 10
                count &+= 1
            }
            return count
        }
    }
}
