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
