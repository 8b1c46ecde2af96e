/// How many words and bytes go together.
///
/// Every 32 bits of entropy bring one bit of checksum and so make three words.
///
/// - Source: BIP-39, "Generating the mnemonic"
internal struct MnemonicShape: Equatable, Sendable {
    /// 12, 15, 18, 21 or 24.
    internal let wordCount: Int

    /// The most words there are.
    internal static var maximumWordCount: Int { 24 }
    /// Room for the most entropy and its checksum, and for reading two bytes more.
    internal static var bitByteCount: Int { 36 }

    internal init(wordCount: Int) throws(MnemonicError) {
        guard wordCount >= 12, wordCount <= Self.maximumWordCount, wordCount % 3 == 0 else {
            throw .wordCount(wordCount)
        }
        self.wordCount = wordCount
    }

    internal init(entropyByteCount count: Int) throws(MnemonicError) {
        guard count >= 16, count <= 32, count % 4 == 0 else { throw .entropyLength(count) }
        wordCount = count / 4 &* 3
    }

    internal var entropyByteCount: Int { wordCount / 3 &* 4 }
    /// At most a byte: one bit for four bytes of entropy.
    internal var checksumBitCount: Int { wordCount / 3 }
}
