import KedgeCore

/// A language that mnemonics are written in.
///
/// The raw values are those of the C interface.
///
/// - Source: BIP-39, "Wordlists"; Russian and Turkish: the lists of Trezor's python-mnemonic
public enum MnemonicLanguage: UInt32, CaseIterable, Sendable {
    case english = 1
    case japanese
    case korean
    case spanish
    case chineseSimplified
    case chineseTraditional
    case french
    case italian
    case czech
    case portuguese
    case russian
    case turkish
}

extension MnemonicLanguage {
    /// How many words each language has.
    public static var wordCount: Int { WordList.wordCount }

    /// The word with a number, in normalization form KD.
    ///
    /// - Parameter index: 0 to 2,047.
    /// - Returns: nil for any other number.
    public func word(at index: Int) -> String? {
        wordBytes(at: index).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The UTF-8 of a word, which is there as long as the process is.
    package func wordBytes(at index: Int) -> UnsafeRawBufferPointer? {
        index >= 0 && index < WordList.wordCount ? WordList(self).word(at: index) : nil
    }

    /// The number of a word, 0 to 2,047.
    ///
    /// - Parameter word: up to 64 bytes of UTF-8 in any normal form. Letters count as they are: "Zoo" is no word.
    /// - Returns: nil if the language has no such word.
    /// - Throws: `MnemonicError.invalidUTF8`, `.tooLong`, `.memory`.
    public func index(of word: RawSpan) throws(MnemonicError) -> Int? {
        let normalized = try MnemonicInput.word.normalize(word)
        let list = WordList(self)
        return normalized.withUnsafeBytes { list.index(of: $0) }
    }
}
