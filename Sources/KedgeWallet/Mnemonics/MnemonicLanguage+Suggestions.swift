import KedgeCore
import KedgeCrypto

extension MnemonicLanguage {
    /// The most words that are suggested for one.
    public static var maximumSuggestionCount: Int { 64 }

    /// Room for so many words, none of which has more than 33 bytes, and something between them.
    package static var suggestionsByteCount: Int { maximumSuggestionCount &* 34 }

    /// The words that somebody may have meant, the nearest first.
    ///
    /// Words that begin with what was typed come first, the shorter ones before the longer. Then come those that need
    /// few letters inserted, left out, replaced or exchanged with the next one, and those with the same first four
    /// letters, which identify a word in most lists. Accents and capitals make no difference, but between words that
    /// are otherwise as near.
    ///
    /// The array is not wiped, and tells somebody who knows the phrase was mistyped about one word of it.
    ///
    /// - Parameters:
    ///   - word: up to 64 bytes of UTF-8 in any normal form, not necessarily a whole word.
    ///   - limit: the most words to give, 1 to 64.
    /// - Returns: words in normalization form KD; none if no word is near.
    /// - Throws: `MnemonicError.invalidUTF8`, `.tooLong`, `.suggestionCount`, `.memory`.
    /// - Cost: under 1 ms.
    public func suggestions(for word: RawSpan, limit: Int) throws(MnemonicError) -> [String] {
        var suggestions: [String] = []
        try withSuggestions(for: word, limit: limit) { suggestions.append(String(decoding: $0, as: UTF8.self)) }
        return suggestions
    }

    /// Gives the words that somebody may have meant to `body`, one after another.
    package func withSuggestions(
        for word: RawSpan, limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(MnemonicError) {
        guard limit >= 1, limit <= Self.maximumSuggestionCount else { throw .suggestionCount(limit) }
        let typed = try MnemonicInput.word.normalize(word)
        let list = WordList(self)
        withScratchBytes(MemoryLayout<SuggestionSearch.Memory>.stride) { memory in
            let memory = memory.bindMemory(to: SuggestionSearch.Memory.self, capacity: 1)
            memory.initialize(to: SuggestionSearch.Memory())
            let search = SuggestionSearch(memory: memory)
            let count = typed.withUnsafeBytes { search.find($0, in: list, limit: limit) }
            for place in 0..<count { body(list.word(at: search.found(at: place))) }
        }
    }
}
