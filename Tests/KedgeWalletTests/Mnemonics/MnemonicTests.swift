import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite("mnemonics") struct MnemonicTests {
    private let twelve = String(repeating: "abandon ", count: 11) + "about"

    @Test(arguments: MnemonicLanguage.allCases, [12, 15, 18, 21, 24])
    func `a random one is read again`(language: MnemonicLanguage, wordCount: Int) throws {
        let made = try Mnemonic.random(wordCount: wordCount, language: language)
        let other = try Mnemonic.random(wordCount: wordCount, language: language)
        #expect(made.wordCount == wordCount)
        #expect(try made.phraseBytes != other.phraseBytes)
        #expect(try made.entropyBytes.count == wordCount / 3 * 4)
        let read = try Mnemonic(try made.phraseBytes.span.bytes, language: language)
        #expect(read.wordCount == wordCount)
        #expect(try read.entropyBytes == made.entropyBytes)
        #expect(try read.phraseBytes == made.phraseBytes)
        #expect(try read.phraseBytes.count < 1024)
    }

    @Test func `the longest phrase of each language has room in the C interface`() throws {
        for language in MnemonicLanguage.allCases {
            let longest = (0..<2048).map { language.word(at: $0)?.utf8.count ?? 0 }.max() ?? 0
            #expect(24 * longest + 23 * 3 + 1 <= 1024)
        }
    }

    @Test(arguments: [Int.min, -12, -1, 0, 1, 3, 9, 11, 13, 14, 16, 17, 19, 20, 22, 23, 25, 27, 48, Int.max])
    func `a random one of another number of words is refused`(wordCount: Int) {
        #expect(throws: MnemonicError.wordCount(wordCount)) {
            _ = try Mnemonic.random(wordCount: wordCount, language: .english)
        }
    }

    @Test func `entropy of another length is refused`() throws {
        for count in 0...100 {
            let entropy = [UInt8](repeating: 7, count: count)
            if count >= 16, count <= 32, count % 4 == 0 {
                #expect(try Mnemonic(entropy: entropy, .english).entropyBytes == entropy)
            } else {
                #expect(throws: MnemonicError.entropyLength(count)) { _ = try Mnemonic(entropy: entropy, .english) }
            }
        }
    }

    @Test func `a phrase of another number of words is refused`() throws {
        for count in 0...60 where ![12, 15, 18, 21, 24].contains(count) {
            let phrase = Array(repeating: "abandon", count: count).joined(separator: " ")
            #expect(throws: MnemonicError.wordCount(count)) { _ = try Mnemonic(phrase) }
            #expect(throws: MnemonicError.wordCount(count)) { _ = try Mnemonic(phrase, .czech) }
        }
    }

    @Test func `the position of an unknown word is told, and it counts from 1`() throws {
        let words = twelve.split(separator: " ").map { String($0) }
        for position in 1...12 {
            var phrase = words
            phrase[position - 1] = "abandom"
            for language in [nil, MnemonicLanguage.english] {
                #expect(throws: MnemonicError.unknownWord(position: position)) {
                    _ = try Mnemonic(phrase.joined(separator: " "), language)
                }
            }
        }
        #expect(throws: MnemonicError.unknownWord(position: 1)) { _ = try Mnemonic(twelve, .japanese) }
        #expect(throws: MnemonicError.unknownWord(position: 1)) { _ = try Mnemonic(twelve.uppercased()) }
    }

    @Test func `without a language it is the position in the one that has most of the words`() throws {
        // Eleven words of French, and one of English in their midst.
        var words = (100..<112).compactMap { MnemonicLanguage.french.word(at: $0) }
        words[6] = "zebra"
        #expect(throws: MnemonicError.unknownWord(position: 7)) { _ = try Mnemonic(words.joined(separator: " ")) }
        words[0] = "zebra"
        #expect(throws: MnemonicError.unknownWord(position: 1)) { _ = try Mnemonic(words.joined(separator: " ")) }
    }

    @Test func `a wrong checksum is refused`() throws {
        let phrase = String(repeating: "abandon ", count: 11) + "above"
        #expect(throws: MnemonicError.checksum) { _ = try Mnemonic(phrase) }
        #expect(throws: MnemonicError.checksum) { _ = try Mnemonic(phrase, .english) }
        #expect(throws: MnemonicError.checksum) { _ = try MnemonicLanguage.detect(Array(phrase.utf8).span.bytes) }
        // With so many words the last one has 3 to 7 bits of entropy, so that so many last words are right.
        for (wordCount, rightCount) in [(12, 128), (15, 64), (18, 32), (21, 16), (24, 8)] {
            let beginning = String(repeating: "legal ", count: wordCount - 1)
            let count = (0..<2048).count { last in
                (try? Mnemonic(beginning + (MnemonicLanguage.english.word(at: last) ?? ""))) != nil
            }
            #expect(count == rightCount)
        }
    }

    @Test func `two words that changed places are noticed`() throws {
        #expect(throws: MnemonicError.checksum) {
            _ = try Mnemonic("about " + String(repeating: "abandon ", count: 11))
        }
    }

    @Test func `white space between words and around them makes no difference`() throws {
        let words = twelve.split(separator: " ")
        let tidy = try Mnemonic(twelve)
        for space in ["  ", "\t", "\n", "\r\n", "\u{b}", "\u{c}", "\u{3000}", "\u{a0}", "\u{2003}", " \u{3000}\t"] {
            let typed = space + words.joined(separator: space) + space
            let read = try Mnemonic(typed)
            #expect(try read.phraseBytes == tidy.phraseBytes)
            #expect(try read.seed("") == tidy.seed(""))
        }
        // No space by its normal form.
        for other in ["\u{0}", "\u{200b}", "\u{2028}", "\u{85}", "\u{1680}", ","] {
            #expect(throws: MnemonicError.wordCount(1)) { _ = try Mnemonic(words.joined(separator: other)) }
        }
    }

    @Test func `the normal form of what is typed makes no difference`() throws {
        let entropy = (0..<32).map { UInt8($0 * 7) }
        let made = try Mnemonic(entropy: entropy, .spanish)
        let composed = String(decoding: try made.phraseBytes, as: UTF8.self).precomposed
        #expect(try [UInt8](composed.utf8) != made.phraseBytes)
        #expect(try Mnemonic(composed).seed("\u{e9}") == made.seed("e\u{301}"))
        #expect(try made.seed("\u{e9}") != made.seed("e"))
    }

    @Test func `bytes that are not UTF-8 are refused`() throws {
        let phrase = Array(twelve.utf8) + [0x20, 0xC3]
        #expect(throws: MnemonicError.invalidUTF8(.phrase)) { _ = try Mnemonic(phrase.span.bytes) }
        let mnemonic = try Mnemonic(twelve)
        #expect(throws: MnemonicError.invalidUTF8(.passphrase)) {
            _ = try mnemonic.seed(passphrase: ([0xED, 0xA0, 0x80] as [UInt8]).span.bytes)
        }
    }

    @Test func `text is taken up to its limit`() throws {
        let blank = [UInt8](repeating: 0x20, count: (1 << 14) - twelve.utf8.count)
        let phrase = blank + Array(twelve.utf8)
        let mnemonic = try Mnemonic(phrase.span.bytes)
        #expect(try mnemonic.phraseBytes == Array(twelve.utf8))
        #expect(throws: MnemonicError.tooLong(.phrase, byteCount: (1 << 14) + 1)) {
            _ = try Mnemonic((phrase + [0x20]).span.bytes)
        }
        let passphrase = [UInt8](repeating: 0x78, count: 1 << 16)
        #expect(try mnemonic.seed(passphrase: passphrase.span.bytes).count == 64)
        #expect(throws: MnemonicError.tooLong(.passphrase, byteCount: (1 << 16) + 1)) {
            _ = try mnemonic.seed(passphrase: (passphrase + [0x78]).span.bytes)
        }
    }

    @Test func `many words that are long in their normal form are counted and refused`() throws {
        // One character that is six without its square.
        let phrase = String(repeating: "zoo ", count: 11) + String(repeating: "\u{3316}", count: 5000)
        #expect(throws: MnemonicError.unknownWord(position: 12)) { _ = try Mnemonic(phrase) }
        #expect(throws: MnemonicError.wordCount(8192)) {
            _ = try Mnemonic(String(repeating: "a ", count: 8192))
        }
    }
}

extension String {
    /// The composed form, by another implementation than the one on trial.
    fileprivate var precomposed: String { precomposedStringWithCanonicalMapping }
}
