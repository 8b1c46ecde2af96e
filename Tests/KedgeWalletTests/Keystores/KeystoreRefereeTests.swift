import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Random keystores that eth-keyfile made.
@Suite(.enabled(if: Referee.isAvailable, Referee.absence)) struct KeystoreRefereeTests {
    private struct Case: Decodable {
        let key: HexBytes
        let password: HexBytes
        let written: String
        let text: String?
    }

    @Test func `what the referee wrote opens`() throws {
        let cases = try Referee.cases("keystore", as: Case.self)
        #expect(cases.count >= 200)
        for item in cases {
            #expect(try opened(item.written, password: item.password.bytes) == item.key.bytes)
            #expect(refusal(item.written, password: item.password.bytes + [1]) == .wrongPassword)
        }
    }

    @Test func `with the same salt, IV and id, what Kedge writes is what the referee writes`() throws {
        let cases = try Referee.cases("keystore", as: Case.self)
        #expect(cases.count >= 200)
        for item in cases {
            let text = try #require(item.text)
            let parts = try keystore(text)
            let (bytes, password) = (item.key.bytes, item.password.bytes)
            let key = try PrivateKey(bytes.span.bytes)
            let written = try Keystore.encrypt(
                key: key, password: password.span.bytes,
                options: KeystoreOptions(derivation: parts.derivation),
                limits: KeystoreLimits(), salt: parts.salt, iv: parts.iv, id: parts.id ?? "", progress: nil)
            #expect(String(decoding: written, as: UTF8.self) == text)
        }
    }

    @Test func `the referee's short keys open as those with zeros before them`() throws {
        let cases = try Referee.cases("keystore_short", as: Case.self)
        #expect(Set(cases.map(\.key.bytes.count)) == Set(1...31))
        for item in cases {
            let padded = [UInt8](repeating: 0, count: 32 - item.key.bytes.count) + item.key.bytes
            #expect(try opened(item.written, password: item.password.bytes) == padded)
        }
    }
}
