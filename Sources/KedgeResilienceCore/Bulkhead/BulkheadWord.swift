/// A place or a ticket in 64 bits: its slot, whose turn in that slot it is, and the fork generation it is from. Never 0.
///
/// The turn is what makes giving back twice an error even when somebody else has the slot by now.
internal struct BulkheadWord {
    internal let bits: UInt64

    internal init(bits: UInt64) { self.bits = bits }

    internal init(number: UInt64, serial: UInt64, generation: UInt32) {
        bits = UInt64(generation) &<< 56 | serial &<< 21 | number
    }

    /// The slot's number, from 1; at most 2,000,000, of which 21 bits are enough.
    internal var number: UInt64 { bits & 0x1F_FFFF }
    internal var serial: UInt64 { bits &>> 21 & Self.serialMask }
    /// 35 bits: one slot has 34 billion turns before a forgotten word is mistaken for another.
    internal static var serialMask: UInt64 { 0x7_FFFF_FFFF }

    internal func isFrom(_ generation: UInt32) -> Bool { bits &>> 56 == UInt64(generation & 0xFF) }
}
