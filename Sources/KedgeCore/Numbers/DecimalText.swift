/// Decimal digits written into memory of the caller's.
package enum DecimalText {
    /// Writes a number without leading zeros.
    ///
    /// - Parameter room: 20 bytes, which hold any number.
    /// - Returns: How many digits it wrote, 1 to 20.
    package static func write(_ number: UInt64, to room: UnsafeMutableRawBufferPointer) -> Int {
        var count = 1
        var rest = number / 10
        while rest != 0 {
            rest /= 10
            count &+= 1
        }
        write(number, digitCount: count, to: room)
        return count
    }

    /// Writes the last `digitCount` digits of a number, leading zeros included.
    internal static func write(_ number: UInt64, digitCount: Int, to room: UnsafeMutableRawBufferPointer) {
        var rest = number
        for index in stride(from: digitCount &- 1, through: 0, by: -1) {
            room[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
