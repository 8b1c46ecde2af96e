import KedgeCore

/// A phrase in normalization form KD, with one space between its words.
internal struct TidyPhrase: ~Copyable {
    internal let text: SecretBytes
    internal let shape: MnemonicShape

    /// Makes a phrase tidy, and checks how many words it has.
    internal init(_ phrase: RawSpan) throws(MnemonicError) {
        let normalized = try MnemonicInput.phrase.normalize(phrase)
        var (wordCount, letterCount) = (0, 0)
        normalized.withUnsafeBytes { text in
            var position = 0
            while let word = MnemonicWords.next(of: text, from: &position) {
                wordCount &+= 1
                letterCount &+= word.count
            }
        }
        let shape = try MnemonicShape(wordCount: wordCount)
        var tidied: SecretBytes
        do throws(SecretMemoryError) {
            tidied = try SecretBytes(count: letterCount &+ wordCount &- 1)
        } catch {
            throw .memory(error)
        }
        normalized.withUnsafeBytes { text in
            tidied.withUnsafeMutableBytes { room in
                var (position, used) = (0, 0)
                while let word = MnemonicWords.next(of: text, from: &position) {
                    if used > 0 {
                        room[used] = UInt8(ascii: " ")
                        used &+= 1
                    }
                    UnsafeMutableRawBufferPointer(rebasing: room[used...]).copyMemory(from: word)
                    used &+= word.count
                }
            }
        }
        text = tidied
        self.shape = shape
    }
}
