import KedgeCore
import Synchronization

/// Random numbers that need not be secret, for jitter and faults: the system's, or a sequence that a seed decides.
///
/// Any thread, concurrently; threads that share a seeded one take its numbers in no certain order.
package final class RandomSource: Sendable {
    private let state: Atomic<UInt64>
    private let isSeeded: Bool

    /// - Parameter seed: nil for the system's randomness, of which no two processes see the same.
    package init(seed: UInt64? = nil) {
        state = Atomic(seed ?? 0)
        isSeeded = seed != nil
    }

    /// 64 random bits; all of them set where the system gives none, so that a time with jitter is the longest.
    ///
    /// - Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014), SplitMix64
    package func next() -> UInt64 {
        guard isSeeded else { return Self.system() }
        var bits = state.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits &>> 31)
    }

    /// 0 to below 1, in steps of 2^-53.
    package func fraction() -> Double { Double(next() &>> 11) * 0x1p-53 }

    private static func system() -> UInt64 {
        var bits: UInt64 = 0
        do throws(RandomnessError) {
            try withUnsafeMutableBytes(of: &bits) { bytes throws(RandomnessError) in try SystemRandom.fill(bytes) }
            return bits
        } catch {
            return .max
        }
    }
}
