import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Hostile keystores: each is refused, with the name of what is wrong, and before any work.
struct KeystoreRefusalTests {
    /// Where each field is, and whether it may be missing.
    private static let fields: [(path: [String], derivation: KeystoreDerivation)] = [
        (["version"], KeystoreSample.scrypt), (["crypto"], KeystoreSample.scrypt),
        (["crypto", "cipher"], KeystoreSample.scrypt),
        (["crypto", "ciphertext"], KeystoreSample.scrypt), (["crypto", "cipherparams"], KeystoreSample.scrypt),
        (["crypto", "cipherparams", "iv"], KeystoreSample.scrypt), (["crypto", "kdf"], KeystoreSample.scrypt),
        (["crypto", "kdfparams"], KeystoreSample.scrypt), (["crypto", "kdfparams", "dklen"], KeystoreSample.scrypt),
        (["crypto", "kdfparams", "salt"], KeystoreSample.scrypt),
        (["crypto", "kdfparams", "n"], KeystoreSample.scrypt),
        (["crypto", "kdfparams", "r"], KeystoreSample.scrypt), (["crypto", "kdfparams", "p"], KeystoreSample.scrypt),
        (["crypto", "mac"], KeystoreSample.scrypt), (["crypto", "kdfparams", "c"], KeystoreSample.pbkdf2),
        (["crypto", "kdfparams", "prf"], KeystoreSample.pbkdf2),
        (["crypto", "kdfparams", "dklen"], KeystoreSample.pbkdf2),
        (["crypto", "kdfparams", "salt"], KeystoreSample.pbkdf2),
    ]

    @Test func `every field that is missing is named`() throws {
        for (path, derivation) in Self.fields {
            let text = try KeystoreSample.text(derivation)
            #expect(refusedField(try KeystoreSample.with(text, path, nil)) == path.last, "\(path)")
        }
    }

    @Test func `every field of a wrong type is named`() throws {
        let values: [Any] = [true, [] as [Any], [1], "", "zz", "0x", 1.5, -1, 0]
        for (path, derivation) in Self.fields {
            let text = try KeystoreSample.text(derivation)
            let name = try #require(path.last)
            for value in values
                + (["crypto", "cipherparams", "kdfparams"].contains(name) ? [] : [[:] as [String: Any]])
            {
                if name == "salt", let text = value as? String, text != "zz" { continue }
                let field = refusedField(try KeystoreSample.with(text, path, value))
                #expect(field == name || field == "unsupported \(name)", "\(path) \(value)")
            }
        }
    }

    @Test func `an address of a wrong shape is named`() throws {
        let text = try KeystoreSample.text()
        for value: Any in [
            "", "0x", "12", String(repeating: "1", count: 39), String(repeating: "1", count: 42), 5, [1],
        ] {
            #expect(refusedField(try KeystoreSample.with(text, ["address"], value)) == "address")
        }
        let address = Hex.encode(try address().bytes)
        #expect(refusedField(KeystoreSample.changed(text, "\"\(address)\"", "null")) == "address")
        #expect(refusedField(KeystoreSample.changed(text, "\"\(address)\"", "\"0X\(address)\"")) == "address")
    }

    @Test func `every length but the right one is refused`() throws {
        let text = try KeystoreSample.text()
        for (path, right) in [(["crypto", "cipherparams", "iv"], 16), (["crypto", "mac"], 32)] {
            for count in 0...70 where count != right {
                let hex = String(repeating: "ab", count: count)
                #expect(refusedField(try KeystoreSample.with(text, path, hex)) == path.last, "\(path) \(count)")
            }
            #expect(
                refusedField(try KeystoreSample.with(text, path, String(repeating: "a", count: right * 2 - 1)))
                    == path.last)
        }
        for count in [0, 33, 64] {
            let hex = String(repeating: "ab", count: count)
            #expect(refusedField(try KeystoreSample.with(text, ["crypto", "ciphertext"], hex)) == "ciphertext")
        }
        for count in 1...32 {
            let hex = String(repeating: "ab", count: count)
            #expect(refusal(try KeystoreSample.with(text, ["crypto", "ciphertext"], hex)) == .wrongPassword)
        }
    }

    @Test func `another version, cipher, derivation or length is not supported`() throws {
        let text = try KeystoreSample.text()
        for version: Any in [1, 2, 4, "3", 3.5, -3, [3]] {
            #expect(
                refusedField(try KeystoreSample.with(text, ["version"], version)) == "unsupported version", "\(version)"
            )
        }
        #expect(refusedField(KeystoreSample.changed(text, "\"version\":3", "\"version\":3.0")) == "unsupported version")
        #expect(
            refusedField(
                KeystoreSample.changed(text, "\"version\":3", "\"version\":\(String(repeating: "3", count: 99))"))
                == "unsupported version")
        for cipher in ["aes-128-cbc", "aes-256-ctr", "AES-128-CTR", "aes-128-ctr "] {
            #expect(refusedField(try KeystoreSample.with(text, ["crypto", "cipher"], cipher)) == "unsupported cipher")
        }
        for kdf in ["argon2id", "Scrypt", "bcrypt", "scrypt\\u0020"] {
            #expect(refusedField(try KeystoreSample.with(text, ["crypto", "kdf"], kdf)) == "unsupported kdf")
        }
        for length in [0, 1, 16, 31, 33, 64] {
            #expect(
                refusedField(try KeystoreSample.with(text, ["crypto", "kdfparams", "dklen"], length))
                    == "unsupported dklen")
        }
        for prf in ["hmac-sha512", "hmac-sha1", "HMAC-SHA256"] {
            #expect(
                refusedField(
                    try KeystoreSample.with(
                        KeystoreSample.text(KeystoreSample.pbkdf2), ["crypto", "kdfparams", "prf"], prf))
                    == "unsupported prf")
        }
    }

    @Test(arguments: [
        ("n", "0"), ("n", "1"), ("n", "3"), ("n", "17"), ("n", "-16"), ("n", "16.0"), ("n", "1.6e1"), ("n", "\"16\""),
        ("n", "9223372036854775808"), ("n", "18446744073709551616"), ("n", "1e400"), ("r", "0"), ("r", "-1"),
        ("r", "9223372036854775808"), ("p", "0"), ("p", "-1"), ("p", "1073741824"), ("p", "536870912"),
        ("p", "9223372036854775807"),
    ])
    func `scrypt parameters that break a rule are named`(_ name: String, _ value: String) throws {
        let (n, r, p) = (name == "n" ? value : "16", name == "r" ? value : "2", name == "p" ? value : "3")
        let text = try KeystoreSample.text()
        let changed = KeystoreSample.changed(text, "\"n\":16,\"p\":3,\"r\":2", "\"n\":\(n),\"p\":\(p),\"r\":\(r)")
        #expect(refusedField(changed) == name)
    }

    @Test(arguments: [
        (1 << 40, 8, 1), (1 << 62, 1, 1), (1 << 19, 8, 1), (1 << 20, 8, 1), (2, 1 << 29, 1), (1 << 62, 1 << 29, 1),
    ])
    func `memory that is too much is refused before it is taken`(_ n: Int, _ r: Int, _ p: Int) throws {
        let text = KeystoreSample.changed(
            try KeystoreSample.text(), "\"n\":16,\"p\":3,\"r\":2", "\"n\":\(n),\"p\":\(p),\"r\":\(r)")
        guard case .tooMuchMemory(let count, let maximum) = refusal(text) else {
            Issue.record("\(String(describing: refusal(text)))")
            return
        }
        #expect(count > maximum && maximum == 1 << 29)
    }

    @Test func `work that is too much is refused before it is begun`() throws {
        let text = KeystoreSample.changed(
            try KeystoreSample.text(), "\"n\":16,\"p\":3,\"r\":2", "\"n\":1024,\"p\":32768,\"r\":8")
        #expect(refusal(text) == .tooMuchWork(1 << 28, maximum: 1 << 24))
        let rounds = KeystoreSample.changed(
            try KeystoreSample.text(KeystoreSample.pbkdf2), "\"c\":10", "\"c\":10000001")
        #expect(refusal(rounds) == .tooManyIterations(10_000_001, maximum: 10_000_000))
        let most = KeystoreSample.changed(
            try KeystoreSample.text(KeystoreSample.pbkdf2), "\"c\":10", "\"c\":9223372036854775807")
        #expect(refusal(most) == .tooManyIterations(.max, maximum: 10_000_000))
    }

    @Test func `the caller may allow less, and exactly as much as is needed`() throws {
        let text = try KeystoreSample.text()
        // 128 · r · (N + p + 2) bytes.
        let memory = 128 * 2 * (16 + 3 + 2)
        #expect(
            refusal(text, limits: KeystoreLimits(maximumMemoryByteCount: memory - 1))
                == .tooMuchMemory(memory, maximum: memory - 1))
        #expect(refusal(text, limits: KeystoreLimits(maximumWork: 95)) == .tooMuchWork(96, maximum: 95))
        #expect(
            refusal(
                text, limits: KeystoreLimits(maximumMemoryByteCount: memory, maximumWork: 96, maximumIterations: 0))
                == nil)
        let rounds = try KeystoreSample.text(KeystoreSample.pbkdf2)
        #expect(
            refusal(rounds, limits: KeystoreLimits(maximumIterations: 9)) == .tooManyIterations(10, maximum: 9))
        let limits = KeystoreLimits(maximumMemoryByteCount: 0, maximumWork: 0, maximumIterations: 10)
        #expect(refusal(rounds, limits: limits) == nil)
    }

    @Test func `hostile JSON is refused`() throws {
        let text = try KeystoreSample.text()
        func reason(_ text: String) -> JSONError.Reason? {
            if case .json(let error) = refusal(text) { error.reason } else { nil }
        }
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        #expect(reason(KeystoreSample.changed(text, "\"version\":3", "\"x\":\(deep),\"version\":3")) == .tooDeep)
        #expect(reason(text + String(repeating: " ", count: 65_537 - text.utf8.count)) == .tooLarge)
        #expect(reason(text + String(repeating: " ", count: 65_536 - text.utf8.count)) == nil)
        #expect(reason(KeystoreSample.changed(text, "\"version\":3", "\"version\":3,\"version\":3")) == .duplicateName)
        #expect(reason(KeystoreSample.changed(text, "\"mac\":", "\"m\\u0061c\":\"\",\"mac\":")) == .duplicateName)
        #expect(reason("") == .unexpectedEnd)
        #expect(reason(text + "x") == .trailingBytes)
        for other in ["3", "null", "[]", "\"keystore\"", "{}", "[{}]"] {
            #expect(refusedField(other) != nil)
        }
    }

    @Test func `a keystore cut anywhere is refused`() throws {
        let text = try KeystoreSample.text()
        for count in 0..<text.utf8.count {
            #expect(refusal(String(text.prefix(count))) != nil)
        }
    }
}
