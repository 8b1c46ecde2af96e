import KedgeCrypto

/// The words of phrases, and the languages that have them.
internal enum MnemonicWords {
    /// What separates words, once all spaces of Unicode are plain ones by their normal form.
    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (byte >= 0x09 && byte <= 0x0D)
    }

    /// Takes the next word of `text` from `position` on, and leaves `position` behind it; nil at the end.
    @inline(__always)
    internal static func next(
        of text: UnsafeRawBufferPointer, from position: inout Int
    ) -> UnsafeRawBufferPointer? {
        while position < text.count, isSeparator(text[position]) { position &+= 1 }
        let begin = position
        while position < text.count, !isSeparator(text[position]) { position &+= 1 }
        return position > begin ? UnsafeRawBufferPointer(rebasing: text[begin..<position]) : nil
    }

    /// The languages in which a tidy phrase is valid.
    ///
    /// - Parameter candidates: the languages in question; one alone for a language that was told.
    internal static func languages(
        of text: UnsafeRawBufferPointer, _ shape: MnemonicShape, among candidates: LanguageSet
    ) throws(MnemonicError) -> LanguageSet {
        var rest = narrow(candidates, to: text)
        var valid = LanguageSet.none
        var isKnown = false
        withScratchBytes(MnemonicShape.bitByteCount) { entropy in
            let entropy = UnsafeMutableRawBufferPointer(start: entropy, count: shape.entropyByteCount)
            while let language = rest.popFirst() {
                guard let isRight = decode(text, shape, in: language, to: entropy) else { continue }
                isKnown = true
                if isRight { valid.insert(language) }
            }
        }
        guard isKnown else { throw .unknownWord(position: firstUnknownWord(of: text, among: candidates)) }
        guard !valid.isEmpty else { throw .checksum }
        return valid
    }

    /// Gives the entropy of a tidy phrase, and tells whether the checksum is right; nil if the language lacks a word.
    internal static func decode(
        _ text: UnsafeRawBufferPointer, _ shape: MnemonicShape, in language: MnemonicLanguage,
        to entropy: UnsafeMutableRawBufferPointer
    ) -> Bool? {
        let list = WordList(language)
        var isRight: Bool?
        withScratchBytes(MnemonicShape.maximumWordCount &* MemoryLayout<UInt16>.size) { memory in
            let numbers = UnsafeMutableBufferPointer(
                start: memory.bindMemory(to: UInt16.self, capacity: shape.wordCount), count: shape.wordCount)
            numbers.initialize(repeating: 0)
            var position = 0
            for index in numbers.indices {
                guard let word = next(of: text, from: &position), let number = list.index(of: word) else { return }
                numbers[index] = UInt16(truncatingIfNeeded: number)
            }
            isRight = MnemonicBits.decode(UnsafeBufferPointer(numbers), shape, to: entropy)
        }
        return isRight
    }

    /// Leaves languages out that lack a word, until one is left, which may lack one too.
    private static func narrow(_ candidates: LanguageSet, to text: UnsafeRawBufferPointer) -> LanguageSet {
        var known = candidates
        var position = 0
        while known.only == nil, !known.isEmpty, let word = next(of: text, from: &position) {
            var rest = known
            while let language = rest.popFirst() {
                if WordList(language).index(of: word) == nil { known.remove(language) }
            }
        }
        return known
    }

    /// The position of the first unknown word in the language that has most of the words, the first such language.
    private static func firstUnknownWord(of text: UnsafeRawBufferPointer, among candidates: LanguageSet) -> Int {
        var best = (knownCount: -1, firstUnknown: 1)
        var rest = candidates
        while let language = rest.popFirst() {
            let list = WordList(language)
            var (position, index, knownCount, firstUnknown) = (0, 0, 0, 0)
            while let word = next(of: text, from: &position) {
                index &+= 1
                if list.index(of: word) != nil {
                    knownCount &+= 1
                } else if firstUnknown == 0 {
                    firstUnknown = index
                }
            }
            if knownCount > best.knownCount { best = (knownCount, firstUnknown) }
        }
        return best.firstUnknown
    }
}
