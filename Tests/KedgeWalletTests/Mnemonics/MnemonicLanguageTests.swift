import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite("languages of mnemonics") struct MnemonicLanguageTests {
    private func detect(_ phrase: String) throws(MnemonicError) -> MnemonicLanguage {
        try MnemonicLanguage.detect(Array(phrase.utf8).span.bytes)
    }

    @Test func `the numbers are those of the C interface`() {
        #expect(MnemonicLanguage.allCases.map { $0.rawValue } == Array(1...12))
    }

    @Test(arguments: MnemonicLanguage.allCases)
    func `a language is recognised`(language: MnemonicLanguage) throws {
        var generator = SeededGenerator(seed: UInt64(language.rawValue))
        for _ in 0..<50 {
            let mnemonic = try Mnemonic(entropy: generator.bytes(32), language)
            #expect(try detect(String(decoding: mnemonic.phraseBytes, as: UTF8.self)) == language)
        }
    }

    /// Words that both kinds of Chinese have, under the same numbers.
    private var commonChinese: [Int] {
        (0..<2048).filter {
            MnemonicLanguage.chineseSimplified.word(at: $0) == MnemonicLanguage.chineseTraditional.word(at: $0)
        }
    }

    @Test func `a phrase in the words of both kinds of Chinese is ambiguous, and its entropy is not`() throws {
        let common = commonChinese
        #expect(common.count == 1275)
        var found = 0
        for last in common {
            let phrase = MnemonicLanguage.chineseSimplified.words(Array(common.prefix(11)) + [last])
            guard let mnemonic = try? Mnemonic(phrase) else { continue }
            found += 1
            #expect(throws: MnemonicError.ambiguous) { _ = try mnemonic.language }
            #expect(throws: MnemonicError.ambiguous) { try detect(phrase) }
            let simplified = try Mnemonic(phrase, .chineseSimplified)
            let traditional = try Mnemonic(phrase, .chineseTraditional)
            #expect(try simplified.entropyBytes == traditional.entropyBytes)
            #expect(try mnemonic.entropyBytes == simplified.entropyBytes)
            #expect(try mnemonic.seed("") == simplified.seed(""))
            if found == 5 { break }
        }
        #expect(found == 5)
    }

    @Test func `the entropy of a phrase in the words of English and French is ambiguous`() throws {
        let common = (0..<2048).compactMap { index -> String? in
            guard let word = MnemonicLanguage.english.word(at: index) else { return nil }
            return (try? MnemonicLanguage.french.index(of: Array(word.utf8).span.bytes)) == nil ? nil : word
        }
        #expect(common.count == 100)
        var generator = SeededGenerator(seed: 39)
        var found = 0
        var onlyOne = Set<MnemonicLanguage>()
        // One phrase in 16 is valid in a language, and one in 256 in both.
        for first in common {
            for last in common.shuffled(using: &generator) {
                let phrase = Array(repeating: first, count: 11).joined(separator: " ") + " " + last
                guard let mnemonic = try? Mnemonic(phrase) else { continue }
                if let language = try? mnemonic.language {
                    onlyOne.insert(language)
                    continue
                }
                found += 1
                #expect(throws: MnemonicError.ambiguous) { _ = try mnemonic.entropyBytes }
                #expect(throws: MnemonicError.ambiguous) { try detect(phrase) }
                let english = try Mnemonic(phrase, .english)
                let french = try Mnemonic(phrase, .french)
                #expect(try english.entropyBytes != french.entropyBytes)
                #expect(try english.seed("a") == mnemonic.seed("a"))
                #expect(try french.seed("a") == mnemonic.seed("a"))
                #expect(try english.language == .english)
                break
            }
            if found == 3 { break }
        }
        #expect(found == 3)
        #expect(onlyOne == [.english, .french])
    }

    @Test func `words have numbers, and other numbers no words`() throws {
        #expect(MnemonicLanguage.wordCount == 2048)
        for index in [Int.min, -1, 2048, 2049, Int.max] {
            for language in MnemonicLanguage.allCases { #expect(language.word(at: index) == nil) }
        }
        #expect(MnemonicLanguage.english.word(at: 0) == "abandon")
        #expect(MnemonicLanguage.english.word(at: 2047) == "zoo")
    }

    @Test func `what is no word has no number`() throws {
        for text in ["", "a", "abando", "abandonn", "Zoo", "zoo ", "zz", "\u{0}", "\u{10FFFF}"] {
            for language in MnemonicLanguage.allCases {
                #expect(try language.index(of: Array(text.utf8).span.bytes) == nil)
            }
        }
        #expect(throws: MnemonicError.invalidUTF8(.word)) {
            _ = try MnemonicLanguage.english.index(of: ([0xFF] as [UInt8]).span.bytes)
        }
        #expect(throws: MnemonicError.tooLong(.word, byteCount: 65)) {
            _ = try MnemonicLanguage.english.index(of: [UInt8](repeating: 0x61, count: 65).span.bytes)
        }
    }

    @Test func `a word is found in its composed form too`() throws {
        #expect(try MnemonicLanguage.spanish.index(of: Array("acci\u{f3}n".utf8).span.bytes) != nil)
        #expect(try MnemonicLanguage.spanish.index(of: Array("accion".utf8).span.bytes) == nil)
    }
}
