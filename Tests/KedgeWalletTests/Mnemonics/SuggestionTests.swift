import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

@Suite("suggestions for words") struct SuggestionTests {
    private func suggestions(_ word: String, _ language: MnemonicLanguage = .english, limit: Int = 10) throws
        -> [String]
    {
        try language.suggestions(for: Array(word.utf8).span.bytes, limit: limit)
    }

    @Test(arguments: [
        ("abandonn", "abandon"), ("abadnon", "abandon"), ("Abandon", "abandon"), ("banana", "banana"),
        ("bannana", "banana"), ("recieve", "receive"), ("zooo", "zoo"), ("acident", "accident"), ("kichten", "kitchen"),
        ("yellwo", "yellow"), ("abso", "absorb"), ("lov", "love"), ("acces", "access"), ("sutdent", "student"),
    ])
    func `a mistyped word suggests what was meant`(typed: String, meant: String) throws {
        #expect(try suggestions(typed).first == meant)
    }

    @Test func `words that begin so come first, the shorter ones before`() throws {
        let found = try suggestions("act")
        #expect(found.prefix(5) == ["act", "actor", "action", "actual", "actress"])
        #expect(found.dropFirst(5).contains("cat") || found.dropFirst(5).contains("fact"))
    }

    @Test func `accents may be left out, and count between words that are otherwise alike`() throws {
        #expect(scalars(try suggestions("accion", .spanish).first) == scalars("accio\u{301}n"))
        #expect(try suggestions("ACCI\u{d3}N", .spanish).first?.unicodeScalars.count == 7)
        #expect(scalars(try suggestions("cinema", .french).first) == scalars("cine\u{301}ma"))
        let typed = "か\u{3099}いか"
        #expect(try suggestions(typed, .japanese, limit: 64).contains { scalars($0).first == 0x304B })
    }

    @Test func `every word of every list suggests itself first`() throws {
        for language in MnemonicLanguage.allCases {
            for index in stride(from: Int(language.rawValue), to: 2048, by: 101) {
                let word = language.word(at: index)
                #expect(scalars(try suggestions(word ?? "", language, limit: 1).first) == scalars(word))
            }
        }
    }

    @Test func `what is near to no word suggests none`() throws {
        for text in ["", "qqqqqqqq", "\u{10FFFF}", "\u{301}", "1234", String(repeating: "a", count: 64), "語"] {
            #expect(try suggestions(text).isEmpty)
        }
        // One sign is no correction of another.
        #expect(try suggestions("a", .chineseSimplified).isEmpty)
        // 18 letters of three bytes each.
        #expect(try suggestions(String(repeating: "\u{fdfa}", count: 21)).isEmpty)
    }

    @Test func `there are no more than asked for`() throws {
        for limit in [1, 2, 5, 63, 64] {
            #expect(try suggestions("s", limit: limit).count == limit)
            #expect(try suggestions("s", limit: limit) == Array(suggestions("s", limit: 64).prefix(limit)))
        }
    }

    @Test(arguments: [Int.min, -1, 0, 65, Int.max])
    func `another limit is refused`(limit: Int) {
        #expect(throws: MnemonicError.suggestionCount(limit)) { try suggestions("zoo", limit: limit) }
    }

    @Test func `a word that is too long or no UTF-8 is refused`() {
        #expect(throws: MnemonicError.tooLong(.word, byteCount: 65)) {
            try suggestions(String(repeating: "a", count: 65))
        }
        #expect(throws: MnemonicError.invalidUTF8(.word)) {
            try MnemonicLanguage.english.suggestions(for: ([0xC3] as [UInt8]).span.bytes, limit: 1)
        }
    }

    @Test func `suggestions are in the order of a plain count of edits`() throws {
        // Against the definition, worked out the slow way, for words without accents.
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20 {
            var letters = Array(
                try #require(MnemonicLanguage.english.word(at: Int.random(in: 0..<2048, using: &generator))))
            letters[Int.random(in: 0..<letters.count, using: &generator)] = "x"
            let typed = String(letters)
            let ranked = (0..<2048).compactMap { index -> (Int, Int)? in
                let word = MnemonicLanguage.english.word(at: index) ?? ""
                if word.hasPrefix(typed) { return (word.count - typed.count, index) }
                let edits = edits(Array(typed), Array(word))
                let isNear = edits <= (typed.count + 1) / 3 || word.prefix(4) == typed.prefix(4) && typed.count >= 4
                return isNear ? (64 + edits, index) : nil
            }
            let expected = ranked.sorted { $0 < $1 }.prefix(64).compactMap { MnemonicLanguage.english.word(at: $0.1) }
            #expect(try suggestions(typed, limit: 64) == expected)
        }
    }

    private func scalars(_ text: String?) -> [UInt32] {
        text?.unicodeScalars.map { $0.value } ?? []
    }

    private func edits(_ first: [Character], _ second: [Character]) -> Int {
        var table = Array(repeating: Array(repeating: 0, count: second.count + 1), count: first.count + 1)
        for i in 0...first.count {
            for j in 0...second.count {
                if i == 0 || j == 0 {
                    table[i][j] = max(i, j)
                    continue
                }
                let same = first[i - 1] == second[j - 1]
                table[i][j] = min(table[i - 1][j - 1] + (same ? 0 : 1), table[i - 1][j] + 1, table[i][j - 1] + 1)
                if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
                    table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
                }
            }
        }
        return table[first.count][second.count]
    }
}
