/// What a public RSA key has to be like.
internal enum RSAModulus {
    internal static let bitCounts = 2_048...16_384
    /// Bytes of the longest exponent, so that a signature is verified in milliseconds at most.
    private static let longestExponent = 8

    /// Makes sure that the public numbers are of a strong key.
    ///
    /// - Throws: `.malformed` for leading zeros, `.modulusSize`, `.exponent`, `.weakModulus`.
    internal static func check(_ modulus: [UInt8], exponent: [UInt8]) throws(SignatureKeyError) {
        guard let first = modulus.first, let last = modulus.last, first != 0 else { throw .malformed }
        let bits = modulus.count &* 8 &- first.leadingZeroBitCount
        guard bitCounts.contains(bits) else { throw .modulusSize(bits: bits) }
        guard let first = exponent.first, first != 0 else { throw .malformed }
        guard exponent.count <= longestExponent, exponent != [1], exponent.last.map({ $0 & 1 == 1 }) ?? false else {
            throw .exponent
        }
        guard last & 1 == 1, !isOfROCA(modulus) else { throw .weakModulus }
    }

    /// Whether a modulus has the mark of the library that made its primes as k · M + (65537^a mod M), M being a product of
    /// the first primes: modulo each of them, it is a power of 65537. Of other moduli, one in 2^27 or fewer is taken for such.
    ///
    /// - Source: CVE-2017-15361; Nemec et al., "The Return of Coppersmith's Attack", §3
    internal static func isOfROCA(_ modulus: [UInt8]) -> Bool {
        primes.allSatisfy { prime in
            var residue: UInt32 = 0
            for byte in modulus { residue = (residue &<< 8 | UInt32(byte)) % prime }
            return isPower(residue, modulo: prime)
        }
    }

    private static func isPower(_ residue: UInt32, modulo prime: UInt32) -> Bool {
        var power: UInt32 = 1
        repeat {
            if power == residue { return true }
            power = power &* (65_537 % prime) % prime
        } while power != 1
        return false
    }

    // The odd primes up to 167.
    private static var primes: [UInt32] {
        [
            3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
            109,
            113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
        ]
    }
}
