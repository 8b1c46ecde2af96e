extension MnemonicLanguage {
    /// Tells the language of a phrase: the one in whose list all words are and in which the checksum is right.
    ///
    /// - Parameter phrase: as for `Mnemonic.init(_:language:)`.
    /// - Throws: `MnemonicError.ambiguous` if there are several such languages. If there is none, the error of the
    ///   language that has most of the words.
    public static func detect(_ phrase: RawSpan) throws(MnemonicError) -> MnemonicLanguage {
        try Mnemonic(phrase).language
    }
}
