import KedgeCore
import KedgeTestSupport
import Testing

@Suite("NFKD") struct NFKDTests {
    private func normalize(_ text: [UInt8], after prefix: StaticString = "") throws -> [UInt8] {
        try text.withUnsafeBytes { text in
            let form = try NFKD.normalize(text, after: prefix)
            return form.withUnsafeBytes { [UInt8]($0) }
        }
    }

    private func normalize(_ text: String) throws -> String {
        String(decoding: try normalize([UInt8](text.utf8)), as: UTF8.self)
    }

    private func scalars(_ text: String) -> [UInt32] {
        text.unicodeScalars.map { $0.value }
    }

    // String's own == compares what is canonically equivalent, which is what these tests tell apart.
    private func expect(_ text: String, becomes form: [UInt32]) throws {
        #expect(scalars(try normalize(text)) == form)
    }

    @Test func `ASCII stays as it is, NUL included`() throws {
        for count in 0...40 {
            let text = (0..<count).map { UInt8($0 * 37 % 128) }
            #expect(try normalize(text) == text)
        }
    }

    @Test func `letters lose their accents to marks of their own`() throws {
        try expect("\u{e9}", becomes: [0x65, 0x301])
        try expect("a\u{1eb6}b\u{0}", becomes: [0x61, 0x41, 0x323, 0x306, 0x62, 0])
        try expect("\u{304c}", becomes: [0x304b, 0x3099])
    }

    @Test func `syllables of Hangul come apart`() throws {
        try expect("\u{ac00}\u{d7a3}", becomes: [0x1100, 0x1161, 0x1112, 0x1175, 0x11c2])
    }

    @Test func `what only looks different becomes alike`() throws {
        try expect("\u{fb01}\u{2460}\u{ff21}", becomes: [0x66, 0x69, 0x31, 0x41])
        for space in ["\u{a0}", "\u{2000}", "\u{2003}", "\u{202f}", "\u{205f}", "\u{3000}"] {
            try expect(space, becomes: [0x20])
        }
        // The longest of all decompositions.
        #expect(scalars(try normalize("\u{fdfa}")).count == 18)
    }

    @Test func `marks come into canonical order, and those of one class keep theirs`() throws {
        try expect("a\u{301}\u{323}", becomes: [0x61, 0x323, 0x301])
        try expect("a\u{301}\u{300}\u{323}\u{301}", becomes: [0x61, 0x323, 0x301, 0x300, 0x301])
        // Around the length from which another way of sorting is taken, and at the beginning of the text.
        for count in [2, 15, 16, 17, 18, 100] {
            for letter in ["", "a"] {
                let marks = (0..<count).map { [0x301, 0x323, 0x300, 0x334][$0 % 4] as UInt32 }
                let text =
                    letter + String(String.UnicodeScalarView(marks.compactMap { Unicode.Scalar($0) })) + "z\u{301}"
                let ordered = [[0x334], [0x323], [0x301, 0x300]].flatMap { kind in marks.filter { kind.contains($0) } }
                try expect(text, becomes: scalars(letter) + ordered + [0x7a, 0x301])
            }
        }
    }

    @Test func `64 KiB of marks in the worst order take no time`() throws {
        // With an insertion sort it is half a billion exchanges.
        let text = Array(repeating: [0xCC, 0x81, 0xCC, 0xA3] as [UInt8], count: NFKD.maximumByteCount / 4).flatMap {
            $0
        }
        let clock = ContinuousClock()
        var form: [UInt8] = []
        let time = try clock.measure { form = try normalize(text) }
        #expect(form.count == text.count)
        #expect(Array(form[0..<4]) == [0xCC, 0xA3, 0xCC, 0xA3])
        #expect(time < .seconds(3))
    }

    @Test func `a prefix comes first, whether or not the text is ASCII`() throws {
        #expect(try normalize([0x61], after: "salt") == [UInt8]("salta".utf8))
        #expect(try normalize([0xC3, 0xA9], after: "salt") == [UInt8]("salte\u{301}".utf8))
        #expect(try normalize([], after: "salt") == [UInt8]("salt".utf8))
    }

    @Test(
        arguments: [
            [0x80], [0x61, 0xC3], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82],
            [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x98], [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xFE],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(text: [UInt8]) {
        #expect(throws: NFKDError.invalidUTF8) { try normalize(text) }
    }

    @Test func `text of more than 64 KiB is refused, and of 64 KiB taken`() throws {
        let count = NFKD.maximumByteCount
        #expect(try normalize([UInt8](repeating: 0x61, count: count)).count == count)
        #expect(throws: NFKDError.tooLong(count + 1)) { try normalize([UInt8](repeating: 0x61, count: count + 1)) }
        // What grows most.
        let longest = Array(repeating: [0xEF, 0xB7, 0xBA] as [UInt8], count: count / 3).flatMap { $0 }
        #expect(try normalize(longest).count == count / 3 * 33)
    }

    private struct Case: Decodable {
        let text: HexBytes
        let form: HexBytes
    }

    @Test(.enabled(if: Referee.isAvailable, Referee.absence))
    func `the referee agrees on every character`() throws {
        let cases = try Referee.cases("nfkd_characters", as: Case.self)
        #expect(cases.count > 16000)
        for item in cases {
            #expect(try normalize(item.text.bytes) == item.form.bytes)
        }
        // All others stay as they are, in texts where no mark follows another. What was added to Unicode later is not known
        // to everybody.
        let changing = Set(cases.map { $0.text.bytes })
        var text: [UInt8] = []
        for value: UInt32 in 0...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 14 else { continue }
            let bytes = [UInt8](String(scalar).utf8)
            if !changing.contains(bytes) { text += [0x61] + bytes }
            if text.count > 60000 || value == 0x10FFFF {
                #expect(try normalize(text) == text)
                text = []
            }
        }
    }

    @Test(.enabled(if: Referee.isAvailable, Referee.absence))
    func `the referee agrees on texts`() throws {
        let cases = try Referee.cases("nfkd", as: Case.self)
        #expect(cases.count >= 3000)
        for item in cases {
            #expect(try normalize(item.text.bytes) == item.form.bytes)
            #expect(try normalize(item.form.bytes) == item.form.bytes)
        }
    }
}
