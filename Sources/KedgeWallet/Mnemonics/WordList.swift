import CWordLists

/// The words of one language.
internal struct WordList {
    /// How many words each list has.
    internal static var wordCount: Int { 2048 }
    /// How many bits a word stands for.
    internal static var bitsPerWord: Int { 11 }

    private let list: UnsafePointer<cwordlists_list>

    internal init(_ language: MnemonicLanguage) {
        list = cwordlists_list(language.rawValue)
    }

    /// The UTF-8 of a word; its number is below 2,048.
    internal func word(at index: Int) -> UnsafeRawBufferPointer {
        let begin = Int(list.pointee.offsets[index])
        return UnsafeRawBufferPointer(
            start: list.pointee.text + begin, count: Int(list.pointee.offsets[index &+ 1]) &- begin)
    }

    /// The number of the word with exactly these bytes.
    internal func index(of word: UnsafeRawBufferPointer) -> Int? {
        // Lists in other letters, which most are when the language is sought, need no search.
        guard let first = word.first, first >= self.word(at: Int(list.pointee.sorted[0]))[0],
            first <= self.word(at: Int(list.pointee.sorted[Self.wordCount &- 1]))[0]
        else { return nil }
        var low = 0
        var high = Self.wordCount
        while low < high {
            let middle = (low &+ high) &>> 1
            let index = Int(list.pointee.sorted[middle])
            let order = Self.compare(word, self.word(at: index))
            if order == 0 { return index }
            if order < 0 { high = middle } else { low = middle &+ 1 }
        }
        return nil
    }

    /// Below, at or above 0, as the bytes of the first are before, equal to or behind those of the second.
    @inline(__always)
    private static func compare(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int {
        let count = min(first.count, second.count)
        var position = 0
        while position < count {
            let difference = Int(first[position]) &- Int(second[position])
            if difference != 0 { return difference }
            position &+= 1
        }
        return first.count &- second.count
    }
}
