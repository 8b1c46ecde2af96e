import KedgeTestSupport
import KedgeWallet
import Testing

@Suite struct ExtendedKeyTests {
    private static let chainCode = String(repeating: "ab", count: 32)
    private static let one = String(repeating: "0", count: 63) + "1"
    private static let x = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    private static let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"

    private static func text(
        version: String, depth: String = "00", parent: String = "00000000", number: String = "00000000", key: String
    ) throws -> String {
        try extendedKey(version + depth + parent + number + chainCode + key)
    }

    private static func rule(_ text: String) -> ExtendedKeyRule? {
        guard case .invalidExtendedKey(let rule) = refusal({ _ = try key(text) }) else { return nil }
        return rule
    }

    @Test func `a key that is made by hand is read`() throws {
        let secret = try Self.text(version: "0488ade4", key: "00" + Self.one)
        let twin = try Self.text(version: "0488b21e", key: "02" + Self.x)
        #expect(try privateKey(secret).xprv() == secret)
        #expect(try privateKey(secret).publicKey.text == twin)
        let deep = try Self.text(
            version: "0488b21e", depth: "ff", parent: "01020304", number: "80000005", key: "03" + Self.x)
        let read = try HDPublicKey(deep)
        #expect(read.depth == 255 && read.parentFingerprint == 0x0102_0304 && read.childNumber == 0x8000_0005)
    }

    @Test func `a depth above 0 may have any fingerprint and number`() throws {
        for (parent, number) in [("00000000", "00000000"), ("ffffffff", "ffffffff")] {
            let text = try Self.text(
                version: "0488ade4", depth: "01", parent: parent, number: number, key: "00" + Self.one)
            #expect(try privateKey(text).xprv() == text)
        }
    }

    @Test(arguments: ["04358394", "043587cf", "049d7878", "04b2430c", "045f18bc", "0488ade5", "0488b21f", "00000000"])
    func `the versions of other chains and of other scripts are refused`(version: String) throws {
        let text = try Self.text(version: version, key: "00" + Self.one)
        #expect(Self.rule(text) == (text.utf8.count == 111 ? .version : .length))
    }

    @Test func `a private key out of range is refused`() throws {
        for key in [String(repeating: "0", count: 64), Self.order, String(repeating: "f", count: 64)] {
            #expect(try Self.rule(Self.text(version: "0488ade4", key: "00" + key)) == .privateKey)
        }
    }

    @Test func `a prefix of another kind of key is refused`() throws {
        for prefix in ["01", "02", "03", "04", "80"] {
            #expect(try Self.rule(Self.text(version: "0488ade4", key: prefix + Self.one)) == .prefix)
        }
        for prefix in ["00", "01", "04", "05", "06", "07"] {
            #expect(try Self.rule(Self.text(version: "0488b21e", key: prefix + Self.x)) == .prefix)
        }
    }

    @Test func `a public key off the curve is refused`() throws {
        let seven = String(repeating: "0", count: 63) + "7"
        #expect(try Self.rule(Self.text(version: "0488b21e", key: "02" + seven)) == .publicKey)
        #expect(
            try Self.rule(Self.text(version: "0488b21e", key: "02" + String(repeating: "f", count: 64))) == .publicKey)
    }

    @Test func `a master key with a parent or a number is refused`() throws {
        let fingerprint = try Self.text(version: "0488ade4", parent: "00000001", key: "00" + Self.one)
        #expect(Self.rule(fingerprint) == .masterFingerprint)
        let number = try Self.text(version: "0488ade4", number: "80000000", key: "00" + Self.one)
        #expect(Self.rule(number) == .masterChildNumber)
    }

    @Test func `a text of another length is refused`() throws {
        let text = try Self.text(version: "0488ade4", key: "00" + Self.one)
        for wrong in ["", "x", String(text.dropLast()), text + "1", " " + text, text + "\n", "1" + text] {
            #expect(Self.rule(wrong) == .length)
        }
        #expect(Self.rule(String(repeating: "x", count: 100_000)) == .length)
        // 111 characters, and fewer or more bytes than 82.
        #expect(
            Self.rule(String(repeating: "1", count: 111)) == .length
                || Self.rule(String(repeating: "1", count: 111)) == .checksum)
        #expect(Self.rule(String(repeating: "1", count: 30) + text.dropFirst(30)) != nil)
    }

    @Test func `a changed character is refused`() throws {
        let text = try Self.text(version: "0488ade4", key: "00" + Self.one)
        for index in text.indices {
            for character in ["1", "z", "0", "l", " ", "\0"] where String(text[index]) != character {
                let changed = text.replacingCharacters(in: index...index, with: character)
                let expected: [ExtendedKeyRule] =
                    ["0", "l", " ", "\0"].contains(character) ? [.base58] : [.checksum, .length]
                let rule = try #require(Self.rule(changed))
                #expect(expected.contains(rule), "\(changed): \(rule)")
            }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: ClosedRange<Index>, with text: String) -> String {
        var changed = self
        changed.replaceSubrange(range, with: text)
        return changed
    }
}
