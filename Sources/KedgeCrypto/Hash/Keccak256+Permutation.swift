extension Keccak256 {
    /// The 5 by 5 lanes of the state, lane (x, y) at x + 5y; lanes 1, 2, 8, 12, 17 and 20 are held inverted.
    ///
    /// Why inverted: chi computes `a ^ (~b & c)` for every lane, five NOTs a row. With these six lanes complemented all but
    /// one of them cancel, and the same lanes are inverted after every round. XOR of message bytes does not notice.
    ///
    /// - Source: Keccak implementation overview, version 3.2, §2.2 ("Lane complementing")
    internal typealias Lanes = InlineArray<25, UInt64>

    /// The all-zero state, in the form described at `Lanes`.
    @inline(__always)
    internal static var emptyLanes: Lanes {
        var lanes = Lanes(repeating: 0)
        lanes[1] = ~0
        lanes[2] = ~0
        lanes[8] = ~0
        lanes[12] = ~0
        lanes[17] = ~0
        lanes[20] = ~0
        return lanes
    }

    /// The XOR of each column's five lanes, which theta needs.
    private struct Parities {
        internal var column0: UInt64
        internal var column1: UInt64
        internal var column2: UInt64
        internal var column3: UInt64
        internal var column4: UInt64
    }

    /// Applies Keccak-f[1600].
    ///
    /// Two rounds a loop turn, from one copy of the state into the other and back, and lanes only under constant indices:
    /// then nearly all that the compiler spills is the state itself. Measured slower: one round a turn, all rounds
    /// unrolled, 25 variables, pointers, column parities computed in a pass of their own.
    ///
    /// - Source: The Keccak reference, version 3.0, §1.2
    internal static func permute(_ a: inout Lanes) {
        var parities = Parities(
            column0: a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20],
            column1: a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21],
            column2: a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22],
            column3: a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23],
            column4: a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24])
        var e = a
        var round = 0
        while round < 24 {
            applyRound(roundConstants[unchecked: round], from: a, to: &e, &parities)
            applyRound(roundConstants[unchecked: round &+ 1], from: e, to: &a, &parities)
            round &+= 2
        }
        // The message can be computed back from it, as from `a`.
        wipe(&e)
    }

    /// One round: theta, rho and pi as the `b` of a row are made, chi and iota as the row of `e` is, and the parities of
    /// the next round on the way.
    ///
    /// The order of the rows, and of the lanes in them, is the fastest of some hundred random ones: it decides what the
    /// compiler spills.
    @inline(__always)
    private static func applyRound(
        _ constant: UInt64, from a: Lanes, to e: inout Lanes, _ parities: inout Parities
    ) {
        let d0 = parities.column4 ^ rotated(parities.column1, 1)
        let d3 = parities.column2 ^ rotated(parities.column4, 1)
        let d1 = parities.column0 ^ rotated(parities.column2, 1)
        let d4 = parities.column3 ^ rotated(parities.column0, 1)
        let d2 = parities.column1 ^ rotated(parities.column3, 1)

        let b5 = rotated(a[3] ^ d3, 28)
        let b6 = rotated(a[9] ^ d4, 20)
        let b7 = rotated(a[10] ^ d0, 3)
        let b8 = rotated(a[16] ^ d1, 45)
        let b9 = rotated(a[22] ^ d2, 61)
        e[8] = b8 ^ (b9 | b5)
        parities.column3 = e[8]
        e[6] = b6 ^ (b7 & b8)
        parities.column1 = e[6]
        e[5] = b5 ^ (b6 | b7)
        parities.column0 = e[5]
        e[9] = b9 ^ (b5 & b6)
        parities.column4 = e[9]
        e[7] = b7 ^ (b8 | ~b9)
        parities.column2 = e[7]

        let b10 = rotated(a[1] ^ d1, 1)
        let b11 = rotated(a[7] ^ d2, 6)
        let b12 = rotated(a[13] ^ d3, 25)
        let b13 = rotated(a[19] ^ d4, 8)
        let b14 = rotated(a[20] ^ d0, 18)
        e[10] = b10 ^ (b11 | b12)
        parities.column0 ^= e[10]
        e[11] = b11 ^ (b12 & b13)
        parities.column1 ^= e[11]
        e[12] = b12 ^ (~b13 & b14)
        parities.column2 ^= e[12]
        e[13] = ~b13 ^ (b14 | b10)
        parities.column3 ^= e[13]
        e[14] = b14 ^ (b10 & b11)
        parities.column4 ^= e[14]

        let b0 = a[0] ^ d0
        let b1 = rotated(a[6] ^ d1, 44)
        let b2 = rotated(a[12] ^ d2, 43)
        let b3 = rotated(a[18] ^ d3, 21)
        let b4 = rotated(a[24] ^ d4, 14)
        e[1] = b1 ^ (~b2 | b3)
        parities.column1 ^= e[1]
        e[0] = b0 ^ (b1 | b2) ^ constant
        parities.column0 ^= e[0]
        e[4] = b4 ^ (b0 & b1)
        parities.column4 ^= e[4]
        e[2] = b2 ^ (b3 & b4)
        parities.column2 ^= e[2]
        e[3] = b3 ^ (b4 | b0)
        parities.column3 ^= e[3]

        let b15 = rotated(a[4] ^ d4, 27)
        let b16 = rotated(a[5] ^ d0, 36)
        let b17 = rotated(a[11] ^ d1, 10)
        let b18 = rotated(a[17] ^ d2, 15)
        let b19 = rotated(a[23] ^ d3, 56)
        e[15] = b15 ^ (b16 & b17)
        parities.column0 ^= e[15]
        e[16] = b16 ^ (b17 | b18)
        parities.column1 ^= e[16]
        e[17] = b17 ^ (~b18 | b19)
        parities.column2 ^= e[17]
        e[18] = ~b18 ^ (b19 & b15)
        parities.column3 ^= e[18]
        e[19] = b19 ^ (b15 | b16)
        parities.column4 ^= e[19]

        let b23 = rotated(a[15] ^ d0, 41)
        let b22 = rotated(a[14] ^ d4, 39)
        let b21 = rotated(a[8] ^ d3, 55)
        let b24 = rotated(a[21] ^ d1, 2)
        let b20 = rotated(a[2] ^ d2, 62)
        e[24] = b24 ^ (b20 & b21)
        parities.column4 ^= e[24]
        e[23] = b23 ^ (b24 | b20)
        parities.column3 ^= e[23]
        e[20] = b20 ^ (~b21 & b22)
        parities.column0 ^= e[20]
        e[21] = ~b21 ^ (b22 | b23)
        parities.column1 ^= e[21]
        e[22] = b22 ^ (b23 & b24)
        parities.column2 ^= e[22]
    }

    @inline(__always)
    private static func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word &<< count | word &>> (64 &- count)
    }

    private static let roundConstants: InlineArray<24, UInt64> = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
}
