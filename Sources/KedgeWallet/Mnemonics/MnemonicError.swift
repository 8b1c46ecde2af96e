public import KedgeCore

/// Why a mnemonic was refused.
public enum MnemonicError: Error, Equatable, Sendable {
    /// A mnemonic of this many words: it has 12, 15, 18, 21 or 24.
    case wordCount(Int)
    /// The word at this position, counted from 1, is not in the list. If no language was named, it is that of the
    /// language which has most of the words.
    case unknownWord(position: Int)
    /// Every word is known, and the checksum is wrong: a word was taken for another, or two changed places.
    case checksum
    /// The mnemonic is valid in several languages, which one was not told, and it matters.
    case ambiguous
    /// Entropy of this many bytes: it has 16, 20, 24, 28 or 32.
    case entropyLength(Int)
    /// Text that is not UTF-8.
    case invalidUTF8(MnemonicInput)
    /// Text of this many bytes, more than is taken.
    case tooLong(MnemonicInput, byteCount: Int)
    /// The number of suggestions is not 1 to 64.
    case suggestionCount(Int)
    /// There is no memory for a secret, or no randomness.
    case memory(SecretMemoryError)
}

/// What text is given for.
public enum MnemonicInput: Equatable, Sendable {
    case phrase
    case passphrase
    case word

    /// The most bytes that are taken: far more than any mnemonic has, in any normal form.
    public var maximumByteCount: Int {
        switch self {
        case .phrase: 1 << 14
        case .passphrase: 1 << 16
        case .word: 64
        }
    }

    /// The normal form of text that was given for this.
    package func normalize(
        _ text: RawSpan, after prefix: StaticString = ""
    ) throws(MnemonicError) -> SecretBytes {
        guard text.byteCount <= maximumByteCount else { throw .tooLong(self, byteCount: text.byteCount) }
        do throws(NFKDError) {
            return try text.withUnsafeBytes { text throws(NFKDError) in try NFKD.normalize(text, after: prefix) }
        } catch {
            switch error {
            case .invalidUTF8: throw .invalidUTF8(self)
            case .tooLong(let count): throw .tooLong(self, byteCount: count)
            case .memory(let error): throw .memory(error)
            }
        }
    }
}
