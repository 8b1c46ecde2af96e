import KedgeCore
import KedgeCrypto
import Testing

struct PEMTests {
    private static let label = "-----BEGIN PUBLIC KEY-----\n"
    private static let end = "-----END PUBLIC KEY-----\n"

    private static func refusal(_ text: String) -> SignatureKeyError? {
        KedgeCryptoTests.refusal { try SignatureKey(pem: text, for: .ecdsaP256SHA256) }
    }

    /// RFC 6979 appendix A.2.5, as SubjectPublicKeyInfo.
    private static let der =
        [0x30, 89] + DERText.sequence(DERText.curveKey, DERText.p256)
        + DERText.bits([4] + SignatureKeySamples.p256X + SignatureKeySamples.p256Y)
    private static let base64 = Base64.encode(der)

    /// The text with lines of this many characters.
    private static func text(_ length: Int, _ base64: String = base64, lineEnd: String = "\n") -> String {
        var rest = Substring(base64)
        var lines: [Substring] = []
        while !rest.isEmpty {
            lines.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return (["-----BEGIN PUBLIC KEY-----"] + lines + ["-----END PUBLIC KEY-----", ""])
            .joined(separator: lineEnd)
    }

    @Test func `what is written has lines of 64 characters`() throws {
        let key = try SignatureKey(der: Self.der, for: .ecdsaP256SHA256)
        #expect(try key.publicPEM() == Self.text(64))
        #expect(Self.refusal(Self.text(64)) == nil)
        let secret = try SignatureKeySamples.key(for: .rsaPKCS1SHA256).privatePEM().bytes()
        let lines = String(decoding: secret, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "-----BEGIN PRIVATE KEY-----")
        #expect(lines.dropLast().last == "-----END PRIVATE KEY-----")
        #expect(lines.last == "")
        #expect(lines.dropFirst().dropLast(3).allSatisfy { $0.count == 64 })
    }

    @Test func `lines may be shorter, or MIME's, and end with CRLF`() {
        for length in [4, 60, 72, 76] { #expect(Self.refusal(Self.text(length)) == nil) }
        #expect(Self.refusal(Self.text(64, lineEnd: "\r\n")) == nil)
        #expect(Self.refusal(String(Self.text(64).dropLast())) == nil)
        #expect(Self.refusal(Self.text(64) + "\n\r\n") == nil)
    }

    @Test func `lines that are too long, uneven, blank or indented are refused`() {
        for length in [1, 2, 3, 5, 63, 77, 80, 1_000] { #expect(Self.refusal(Self.text(length)) == .malformed) }
        let lines = Self.text(64).split(separator: "\n").map(String.init)
        let uneven = [lines[0], String(lines[1].prefix(60)), String(lines[1].suffix(4)) + lines[2], lines[3]]
        #expect(Self.refusal(uneven.joined(separator: "\n")) == .malformed)
        for index in 1...3 {
            var changed = lines
            changed.insert("", at: index)
            #expect(Self.refusal(changed.joined(separator: "\n")) == .malformed)
            changed = lines
            changed[index] = " " + changed[index]
            #expect(Self.refusal(changed.joined(separator: "\n")) == .malformed)
            changed = lines
            changed[index] += " "
            #expect(Self.refusal(changed.joined(separator: "\n")) == .malformed)
        }
        #expect(Self.refusal(Self.text(64, lineEnd: "\r")) == .malformed)
        #expect(Self.refusal(Self.text(64, lineEnd: "\r\r\n")) == .malformed)
        #expect(Self.refusal(Self.text(64, lineEnd: "\n\n")) == .malformed)
    }

    @Test func `text outside the block is refused, and so is a second block`() throws {
        let text = Self.text(64)
        for other in [
            " " + text, "\n" + text, "a key:\n" + text, text + " ", text + "x", text + text, text + "\n" + text,
            "\u{FEFF}" + text, text + "\0", "Subject: a\n\n" + text,
        ] {
            #expect(Self.refusal(other) == .malformed)
        }
        let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
        #expect(Self.refusal(parameters + text) == .malformed)
    }

    @Test func `base64 is strict`() {
        let base64 = Self.base64
        #expect(base64.hasSuffix("=="))
        let strayBits = String(base64.dropLast(3)) + "V=="
        #expect(base64.dropLast(2).last != "V")
        for other in [
            strayBits, String(base64.dropLast()), String(base64.dropLast(2)), base64 + "=", base64 + "====",
            "=" + base64.dropFirst(), "-" + base64.dropFirst(), "", "====",
        ] {
            #expect(Self.refusal(Self.text(64, other)) == .malformed)
        }
    }

    @Test func `only the last line may be shorter, or padded`() {
        func refusal(of lines: [Int]) -> SignatureKeyError? {
            var rest = Self.der[...]
            var text = Self.label
            for byteCount in lines {
                text += Base64.encode(Array(rest.prefix(byteCount))) + "\n"
                rest = rest.dropFirst(byteCount)
            }
            #expect(rest.isEmpty)
            return Self.refusal(text + Self.end)
        }
        #expect(Self.der.count == 91)
        #expect(refusal(of: [48, 43]) == nil)
        #expect(refusal(of: [48, 42, 1]) == .malformed)
        #expect(refusal(of: [46, 45]) == .malformed)
        #expect(refusal(of: [47, 44]) == .malformed)
    }

    @Test func `the lines around the block match, and the block is closed`() {
        let body = Self.text(64).dropFirst(Self.label.count).dropLast(Self.end.count)
        for (first, last) in [
            ("-----BEGIN PUBLIC KEY----\n", Self.end), ("----BEGIN PUBLIC KEY-----\n", Self.end),
            ("-----BEGIN PUBLIC KEY-----", Self.end), ("-----BEGIN PUBLIC KEY----- \n", Self.end),
            ("-----BEGIN PUBLIC  KEY-----\n", Self.end), ("-----begin public key-----\n", Self.end),
            ("-----BEGIN-----\n", Self.end), ("-----BEGIN ", Self.end), (Self.label, ""), ("", Self.end),
            (Self.label, "-----END PRIVATE KEY-----\n"), (Self.label, "-----END PUBLIC KEY----\n"),
            (Self.label, "-----END PUBLIC KEY-----x\n"), (Self.label, Self.label),
        ] {
            #expect(Self.refusal(first + body + last) == .malformed)
        }
        #expect(Self.refusal("") == .malformed)
        #expect(Self.refusal("\n") == .malformed)
        #expect(Self.refusal(Self.label + Self.end) == .malformed)
        #expect(Self.refusal(Self.label) == .malformed)
    }

    @Test(arguments: ["PRIVATE KEY", "RSA PUBLIC KEY", "EC PRIVATE KEY", "CERTIFICATE", "RSA PRIVATE KEY"])
    func `a label that says something else is refused`(label: String) {
        let text = Self.text(64).replacing("PUBLIC KEY", with: label)
        let expected: SignatureKeyError = label.hasPrefix("RSA") ? .wrongKind : .malformed
        #expect(Self.refusal(text) == expected)
    }

    @Test(arguments: [
        "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "OPENSSH PRIVATE KEY", "PGP PUBLIC KEY BLOCK", "", "DSA PRIVATE KEY",
    ])
    func `a label that is not known is refused`(label: String) {
        #expect(Self.refusal(Self.text(64).replacing("PUBLIC KEY", with: label)) == .malformed)
    }

    @Test func `an encrypted key is told apart`() throws {
        // Both made by OpenSSL.
        let legacy = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,C58702BB391E23642300E68E4942D6B7

            9ScU510k3wQQGf5l2dBI9KxyiZQn18uy+kyV3J/XnFv1bzDcxoSKShMuwDrN2VbK
            nEjfefSY126UsxmsXVBHpina7SUBFJX8k6+sAG5exniWq3ZXQ/d85bCkR/KHHLc1
            F+g9PXPurWD1VBAOeaSa/C+SHVxCJIAMZeyqkHtDVQM=
            -----END EC PRIVATE KEY-----

            """
        let lines = [
            "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg3NZ5qtWlIOQICCAAw",
            "DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEKzU42WPHGGjlTf1DCWpgNcEgZBk",
            "7GAMc5wjORqk5OP3+fnHBaFIbPZZJwgawswA45MVVJ6zL8CMSi1LRAvcvkqHhQ/2",
            "q0MbYnCRPjT8IjVs3SmC8q3SLYYpQXoyj265r/nR1BT7XnwX8Hu3VZeQd0OZFKtY",
            "XWfg8qaYowoerUecB19TW8bJwaPJ+d65S1JehJkZeGA+p9aKilcIBEcIr7NSNj4=",
        ]
        let text =
            (["-----BEGIN ENCRYPTED PRIVATE KEY-----"] + lines + ["-----END ENCRYPTED PRIVATE KEY-----", ""])
            .joined(separator: "\n")
        #expect(Self.refusal(legacy) == .encrypted)
        #expect(Self.refusal(text) == .encrypted)
        let der = try Base64.decode(lines.joined())
        #expect(KedgeCryptoTests.refusal { try SignatureKey(der: der, for: .ecdsaP256SHA256) } == .encrypted)
        #expect(Self.refusal(legacy.replacing("ENCRYPTED", with: "MIC-ONLY")) == .malformed)
    }
}
