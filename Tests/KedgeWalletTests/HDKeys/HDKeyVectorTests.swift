import KedgeTestSupport
import KedgeWallet
import Testing

@Suite(.enabled(if: Vectors.areAvailable, Vectors.absence)) struct HDKeyVectorTests {
    private struct BIP32: Decodable {
        struct Tree: Decodable {
            let seed: HexBytes
            let chains: [Chain]
        }
        struct Chain: Decodable {
            let path: String
            let xpub: String
            let xprv: String
        }
        struct Refused: Decodable {
            let key: String
            let reason: String
        }
        let valid: [Tree]
        let invalid_extended_keys: [Refused]
    }

    private static func bip32() throws -> BIP32 { try Vectors.json("bip32/bip32_vectors.json") }

    @Test func `the trees of BIP-32 come out of their seeds`() throws {
        let trees = try Self.bip32().valid
        #expect(trees.flatMap(\.chains).count == 17)
        for tree in trees {
            let master = try master(tree.seed.bytes)
            for chain in tree.chains {
                let path = try DerivationPath(chain.path)
                let key = try master.derived(path)
                #expect(try key.xprv() == chain.xprv)
                #expect(try key.publicKey.text == chain.xpub)
                #expect(key.depth == path.numbers.count)
                #expect(key.childNumber == path.numbers.last ?? 0)
            }
        }
    }

    @Test func `the extended keys of BIP-32 are read and written again`() throws {
        for chain in try Self.bip32().valid.flatMap(\.chains) {
            let read = try privateKey(chain.xprv)
            #expect(try read.xprv() == chain.xprv)
            #expect(try read.publicKey.text == chain.xpub)
            let twin = try HDPublicKey(chain.xpub)
            #expect(twin.text == chain.xpub)
            #expect(try twin == read.publicKey)
            #expect(try twin.fingerprint == read.fingerprint)
            #expect(try twin.address == read.address)
        }
    }

    @Test func `each level of BIP-32 is the child of the one above`() throws {
        for tree in try Self.bip32().valid {
            for (parent, child) in zip(tree.chains, tree.chains.dropFirst()) {
                let number = try #require(DerivationPath(child.path).numbers.last)
                let key = try privateKey(parent.xprv)
                let derived = try key.child(number)
                #expect(try derived.xprv() == child.xprv)
                #expect(try derived.parentFingerprint == key.fingerprint)
                let twin = try HDPublicKey(parent.xpub)
                if number < DerivationPath.hardened {
                    #expect(try twin.child(number).text == child.xpub)
                } else {
                    #expect(throws: HDKeyError.isPublic) { try twin.child(number) }
                }
            }
        }
    }

    @Test func `the extended keys that BIP-32 refuses are refused, each for its reason`() throws {
        let refused = try Self.bip32().invalid_extended_keys
        #expect(refused.count == 16)
        for vector in refused {
            let error = refusal { _ = try key(vector.key) }
            guard case .invalidExtendedKey(let rule) = error else {
                Issue.record("\(vector.reason): \(String(describing: error))")
                continue
            }
            #expect(Self.rules(vector.reason).contains(rule), "\(vector.reason): \(rule)")
        }
    }

    private static func rules(_ reason: String) -> [ExtendedKeyRule] {
        if reason.contains("checksum") { return [.checksum] }
        if reason.contains("mismatch") || reason.contains("invalid pubkey prefix")
            || reason.contains("invalid prvkey prefix")
        {
            return [.prefix]
        }
        if reason.contains("parent fingerprint") { return [.masterFingerprint] }
        if reason.contains("index") { return [.masterChildNumber] }
        if reason.contains("version") { return [.version] }
        if reason.contains("not in 1..n-1") { return [.privateKey] }
        if reason.contains("pubkey") { return [.publicKey] }
        return []
    }

    private struct Accounts: Decodable {
        struct Account: Decodable {
            let path: String
            let private_key: String
            let address: String
        }
        let seed: HexBytes
        let root_xprv: String
        let account_xpub_44_60_0: String
        let accounts: [Account]
    }

    @Test func `the accounts of BIP-44 come out`() throws {
        let vector = try Vectors.json("bip44/ethereum_dev_accounts.json", as: Accounts.self)
        let master = try master(vector.seed.bytes)
        #expect(try master.xprv() == vector.root_xprv)
        let account = try HDPublicKey(vector.account_xpub_44_60_0)
        #expect(try master.derived(DerivationPath("m/44'/60'/0'")).publicKey == account)
        let addresses = try account.child(0).addresses(first: 0, count: vector.accounts.count)
        #expect(vector.accounts.count == 10)
        for (index, expected) in vector.accounts.enumerated() {
            let path = try DerivationPath(expected.path)
            #expect(path == DerivationPath.ethereum(account: UInt32(index)))
            let key = try master.derived(path)
            let bytes = try key.privateKey().withUnsafeBytes { [UInt8]($0) }
            #expect(bytes == KedgeTestSupport.bytes(hex: String(expected.private_key.dropFirst(2))))
            let address = KedgeTestSupport.bytes(hex: String(expected.address.dropFirst(2)))
            #expect(try key.address.bytes == address)
            #expect(addresses[index].bytes == address)
        }
    }

    @Test func `the seeds of BIP-39 give the published master keys`() throws {
        let languages = try Vectors.json("bip39/vectors.json", as: [String: [[String]]].self)
        var count = 0
        for vector in languages.values.joined() {
            #expect(try master(#require(bytes(hex: vector[2]))).xprv() == vector[3])
            count += 1
        }
        struct Japanese: Decodable {
            let seed: HexBytes
            let bip32_xprv: String
        }
        for vector in try Vectors.json("bip39/test_JP_BIP39.json", as: [Japanese].self) {
            #expect(try master(vector.seed.bytes).xprv() == vector.bip32_xprv)
            count += 1
        }
        #expect(count == 288 + 24)
    }
}
