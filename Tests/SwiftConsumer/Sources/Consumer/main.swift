import Kedge

let key = try AESGCMKey(.random(count: 32))
let sealed = try key.seal(Array("pay 12 to account 7".utf8), authenticating: Array("ledger 3".utf8))
let opened = try key.open(sealed, authenticating: Array("ledger 3".utf8))
print(
    "sealed \(opened.count) bytes as \(sealed.count), and opened them: \"\(String(decoding: opened, as: UTF8.self))\"")

do {
    _ = try key.open(sealed, authenticating: Array("ledger 4".utf8))
    print("opened for another ledger: this must not happen")
} catch {
    print("refused for another ledger: \(error)")
}

let hash = Keccak256.hash(Array("transfer(address,uint256)".utf8))
print("transfer(address,uint256) has the selector 0x\(Hex.encode(Array(hash.prefix(4))))")

let ring = Keyring()
let old = try ring.generateKey()
let record = try ring.seal(Array("alice paid 12 to bob".utf8), authenticating: Array("row 9".utf8))
try ring.setPrimary(try ring.generateKey())
let moved = try ring.reseal(record, authenticating: Array("row 9".utf8))
try ring.destroy(old)
print("resealed a record of \(record.count) bytes under a new key, and destroyed the old one")
do {
    _ = try ring.open(record, authenticating: Array("row 9".utf8))
    print("opened with a destroyed key: this must not happen")
} catch {
    print("refused with the old key: \(error)")
}
print("opened with the new one: \(try ring.open(moved, authenticating: Array("row 9".utf8)).count) bytes")

func useWallet() throws {
    let words = try Mnemonic.random(wordCount: 12, language: .english)
    let master = try words.seed().withUnsafeBytes { try HDPrivateKey(seed: $0.bytes) }
    let account = try master.derived(DerivationPath("m/44'/60'/0'/0"))
    let addresses = try account.publicKey.addresses(first: 0, count: 10)
    print("ten addresses of new words, from \(addresses[0]) to \(addresses[9])")

    var fields = TransactionFields(.dynamicFee, chainID: 11_155_111, nonce: 0, gasLimit: 21_000)
    fields.to = addresses[1]
    fields.value = 250_000_000_000_000_000
    fields.maxFeePerGas = 30_000_000_000
    fields.maxPriorityFeePerGas = 1_500_000_000
    let transaction = try Transaction(fields).sign(with: try account.child(0).privateKey())
    print("transaction \(transaction.hash), signed by the first: \(try transaction.sender == addresses[0])")
    let raw = transaction.serialized()  // consumes it: what was sent cannot be sent again by mistake
    print("and in \(raw.count) bytes to send")
}

try useWallet()
