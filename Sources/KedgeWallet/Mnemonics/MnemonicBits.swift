import KedgeCrypto

/// The entropy and its checksum as the numbers of words, 11 bits each.
///
/// - Source: BIP-39, "Generating the mnemonic"
internal enum MnemonicBits {
    /// Gives the numbers of the words of `entropy`, which is as long as `shape` says.
    internal static func encode(
        _ entropy: UnsafeRawBufferPointer, _ shape: MnemonicShape, to words: UnsafeMutableBufferPointer<UInt16>
    ) {
        withScratchBytes(MnemonicShape.bitByteCount) { bits in
            bits.initializeMemory(as: UInt8.self, repeating: 0, count: MnemonicShape.bitByteCount)
            UnsafeMutableRawBufferPointer(start: bits, count: entropy.count).copyMemory(from: entropy)
            bits.storeBytes(of: checksum(entropy, shape), toByteOffset: entropy.count, as: UInt8.self)
            for position in 0..<shape.wordCount {
                let bit = position &* WordList.bitsPerWord
                let window = UInt32(bigEndian: bits.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt32.self))
                let shift = UInt32(truncatingIfNeeded: 32 &- WordList.bitsPerWord &- (bit & 7))
                words[position] = UInt16(truncatingIfNeeded: window &>> shift & 0x7FF)
            }
        }
    }

    /// Gives the entropy that the numbers of words stand for, and tells whether their checksum is right.
    internal static func decode(
        _ words: UnsafeBufferPointer<UInt16>, _ shape: MnemonicShape, to entropy: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var accumulator: UInt32 = 0
        var bitCount = 0
        var written = 0
        for position in 0..<shape.wordCount {
            accumulator = accumulator &<< 11 | UInt32(words[position])
            bitCount &+= WordList.bitsPerWord
            while bitCount >= 8, written < shape.entropyByteCount {
                bitCount &-= 8
                entropy[written] = UInt8(truncatingIfNeeded: accumulator &>> UInt32(truncatingIfNeeded: bitCount))
                written &+= 1
            }
        }
        // What is left is the checksum: 4 to 8 bits.
        let claimed = UInt8(truncatingIfNeeded: accumulator &<< UInt32(truncatingIfNeeded: 8 &- shape.checksumBitCount))
        return claimed == checksum(UnsafeRawBufferPointer(entropy), shape)
    }

    /// The checksum in the upper bits of a byte.
    private static func checksum(_ entropy: UnsafeRawBufferPointer, _ shape: MnemonicShape) -> UInt8 {
        var checksum: UInt8 = 0
        withScratchBytes(32) { digest in
            SHA256.hash(entropy, into: digest)
            let mask = 0xFF as UInt8 &<< UInt8(truncatingIfNeeded: 8 &- shape.checksumBitCount)
            checksum = digest.load(as: UInt8.self) & mask
        }
        return checksum
    }
}
