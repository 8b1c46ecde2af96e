import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite("published mnemonics", .enabled(if: Vectors.areAvailable, Vectors.absence)) struct MnemonicVectorTests {
    @Test(arguments: MnemonicLanguage.allCases)
    func `the words are those of the published list`(language: MnemonicLanguage) throws {
        let text = try Vectors.text("bip39/wordlists/\(language.vectorName).txt")
        // By bytes: Swift's own comparison takes all normal forms for the same.
        let words = text.utf8.split(separator: 0x0A).map { [UInt8]($0) }
        #expect(words.count == 2048)
        for (index, word) in words.enumerated() {
            #expect(language.word(at: index).map { [UInt8]($0.utf8) } == word)
            #expect(try language.index(of: word.span.bytes) == index)
        }
    }

    @Test func `all 288 mnemonics in twelve languages come out, and their seeds`() throws {
        let vectors = try Vectors.json("bip39/vectors.json", as: [String: [[String]]].self)
        var count = 0
        for language in MnemonicLanguage.allCases {
            for vector in try #require(vectors[language.vectorName]) {
                count += 1
                let entropy = try #require(bytes(hex: vector[0]))
                let made = try Mnemonic(entropy: entropy, language)
                // Some phrases are published in another normal form.
                let read = try Mnemonic(vector[1], language)
                let shown = try Mnemonic(String(decoding: try made.phraseBytes, as: UTF8.self), language)
                #expect(try made.phraseBytes == read.phraseBytes)
                #expect(try made.phraseBytes == shown.phraseBytes)
                #expect(try read.entropyBytes == entropy)
                #expect(try made.entropyBytes == entropy)
                #expect(try Mnemonic(vector[1]).entropyBytes == entropy)
                let seed = try #require(bytes(hex: vector[2]))
                #expect(try made.seed("TREZOR") == seed)
                #expect(try Mnemonic(vector[1]).seed("TREZOR") == seed)
            }
        }
        #expect(count == 288)
    }

    @Test func `what is shown is what is published`() throws {
        let vectors = try Vectors.json("bip39/vectors.json", as: [String: [[String]]].self)
        for language in MnemonicLanguage.allCases where language != .russian && language != .turkish {
            for vector in try #require(vectors[language.vectorName]) {
                let entropy = try #require(bytes(hex: vector[0]))
                #expect(try Mnemonic(entropy: entropy, language).phraseBytes == [UInt8](vector[1].utf8))
            }
        }
    }

    private struct JapaneseVector: Decodable {
        let entropy: HexBytes
        let mnemonic: String
        let passphrase: String
        let seed: HexBytes
    }

    @Test func `all 24 Japanese mnemonics come out, whose text is in no normal form`() throws {
        let vectors = try Vectors.json("bip39/test_JP_BIP39.json", as: [JapaneseVector].self)
        #expect(vectors.count == 24)
        for vector in vectors {
            let mnemonic = try Mnemonic(vector.mnemonic)
            let language = try mnemonic.language
            #expect(language == .japanese)
            #expect(try mnemonic.entropyBytes == vector.entropy.bytes)
            #expect(try mnemonic.seed(vector.passphrase) == vector.seed.bytes)
            #expect(try Mnemonic(entropy: vector.entropy.bytes, .japanese).phraseBytes == mnemonic.phraseBytes)
        }
    }
}

@Suite("mnemonics of other software", .enabled(if: Referee.isAvailable, Referee.absence)) struct MnemonicRefereeTests {
    private struct Case: Decodable {
        let language: UInt32
        let entropy: HexBytes
        let phrase: HexBytes
        let typed: HexBytes
        let passphrase: HexBytes
        let seed: HexBytes
    }

    @Test func `the referee agrees in both directions`() throws {
        let cases = try Referee.cases("mnemonic", as: Case.self)
        #expect(cases.count >= 2400)
        var seedCount = 0
        for item in cases {
            let language = try #require(MnemonicLanguage(rawValue: item.language))
            #expect(try Mnemonic(entropy: item.entropy.bytes, language).phraseBytes == item.phrase.bytes)
            let mnemonic = try Mnemonic(item.typed.bytes.span.bytes)
            #expect(try mnemonic.entropyBytes == item.entropy.bytes)
            #expect(try Mnemonic(item.typed.bytes.span.bytes, language: language).phraseBytes == item.phrase.bytes)
            if item.seed.bytes.isEmpty { continue }
            seedCount += 1
            #expect(try mnemonic.seed(passphrase: item.passphrase.bytes.span.bytes).copy == item.seed.bytes)
        }
        #expect(seedCount >= 500)
    }
}
