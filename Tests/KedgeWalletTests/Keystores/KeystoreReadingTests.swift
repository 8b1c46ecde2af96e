import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// What is taken of the ways in which keystores were written, and what is refused.
struct KeystoreReadingTests {
    @Test(arguments: [KeystoreSample.scrypt, KeystoreSample.pbkdf2])
    func `what was put under a password comes back`(_ derivation: KeystoreDerivation) throws {
        for password in [
            [], [0], KeystoreSample.password, Array("пароль 🔑".utf8), [UInt8](repeating: 0xFF, count: 5000),
        ] {
            let text = try KeystoreSample.text(derivation, password: password)
            #expect(try opened(text, password: password) == KeystoreSample.key)
            #expect(refusal(text, password: password + [1]) == .wrongPassword)
        }
    }

    @Test func `Crypto with a capital is crypto, and both together are refused`() throws {
        let text = try KeystoreSample.text()
        #expect(try opened(KeystoreSample.changed(text, "\"crypto\"", "\"Crypto\"")) == KeystoreSample.key)
        #expect(refusedField(KeystoreSample.changed(text, "\"crypto\"", "\"crypto\":{},\"Crypto\"")) == "crypto")
        #expect(refusedField(KeystoreSample.changed(text, "\"crypto\"", "\"CRYPTO\"")) == "crypto")
    }

    @Test func `an address may have 0x, capitals, or be absent`() throws {
        let text = try KeystoreSample.text()
        let address = try address()
        let hex = Hex.encode(address.bytes)
        for written in ["0x" + hex, hex.uppercased(), "0x" + hex.uppercased()] {
            let changed = KeystoreSample.changed(text, "\"\(hex)\"", "\"\(written)\"")
            #expect(try opened(changed) == KeystoreSample.key)
            #expect(try keystore(changed).address == address)
        }
        let without = try KeystoreSample.with(text, ["address"], nil)
        #expect(try opened(without) == KeystoreSample.key)
        #expect(try KeystoreSample.text(writesAddress: false).contains("address") == false)
    }

    @Test func `hex may have 0x and capitals everywhere`() throws {
        let text = try KeystoreSample.text()
        let keystore = try keystore(text)
        var changed = text
        for part in [keystore.salt, keystore.iv, keystore.ciphertext, keystore.mac.bytes] {
            changed = KeystoreSample.changed(
                changed, "\"\(Hex.encode(part))\"", "\"0x\(Hex.encode(part).uppercased())\"")
        }
        #expect(try opened(changed) == KeystoreSample.key)
    }

    @Test func `any id will do, and any member that nobody knows`() throws {
        let text = try KeystoreSample.text()
        for id: Any? in [nil, "", "anything", 7, [1, 2] as [Any], ["a": 1] as [String: Any], true] {
            #expect(try opened(KeystoreSample.with(text, ["id"], id)) == KeystoreSample.key)
        }
        for path in [
            ["x-ethers"], ["crypto", "extra"], ["crypto", "kdfparams", "extra"], ["crypto", "cipherparams", "x"],
        ] {
            #expect(try opened(KeystoreSample.with(text, path, ["client": "other"])) == KeystoreSample.key)
        }
    }

    @Test func `a short key is that with zeros before it`() throws {
        // 31 bytes: 256 and more of all keys begin with a zero, which older programs left out.
        for count in [1, 2, 20, 31, 32] {
            let short = [UInt8](repeating: 0x5A, count: count)
            let padded = [UInt8](repeating: 0, count: 32 - count) + short
            let text = try KeystoreForger(keystore(KeystoreSample.text(key: padded))).text(secret: short)
            #expect(try opened(text) == padded, "\(count)")
        }
    }

    @Test func `what a ciphertext holds has to be a key`() throws {
        let forger = try KeystoreForger(keystore(KeystoreSample.text(writesAddress: false)))
        #expect(refusal(try forger.text(secret: [0])) == .key(.privateKeyOutOfRange))
        #expect(refusal(try forger.text(secret: [UInt8](repeating: 0, count: 32))) == .key(.privateKeyOutOfRange))
        #expect(refusal(try forger.text(secret: [UInt8](repeating: 0xFF, count: 32))) == .key(.privateKeyOutOfRange))
        #expect(refusedField(try forger.text(secret: [])) == "ciphertext")
        #expect(refusedField(try forger.text(secret: [UInt8](repeating: 1, count: 33))) == "ciphertext")
    }

    @Test func `another address than the key's is refused`() throws {
        let text = try KeystoreSample.text()
        #expect(
            refusal(try KeystoreSample.with(text, ["address"], String(repeating: "12", count: 20))) == .addressMismatch)
        // The password is looked at first: who does not know it learns nothing.
        #expect(
            refusal(try KeystoreSample.with(text, ["address"], String(repeating: "12", count: 20)), password: [])
                == .wrongPassword)
    }

    @Test func `every change to what is authenticated is a wrong password`() throws {
        for derivation in [KeystoreSample.scrypt, KeystoreSample.pbkdf2] {
            let text = try KeystoreSample.text(derivation)
            let keystore = try keystore(text)
            for part in [keystore.salt, keystore.ciphertext, keystore.mac.bytes] {
                for index in part.indices {
                    var other = part
                    other[index] ^= 1
                    #expect(
                        refusal(KeystoreSample.changed(text, Hex.encode(part), Hex.encode(other))) == .wrongPassword)
                }
            }
            var iv = keystore.iv
            iv[3] ^= 1
            // The IV is not under the MAC: only the address tells.
            #expect(refusal(KeystoreSample.changed(text, Hex.encode(keystore.iv), Hex.encode(iv))) == .addressMismatch)
        }
    }
}
