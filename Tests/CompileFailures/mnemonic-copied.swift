// A mnemonic has one owner: it cannot be put into two places.
// expect: consumed more than once
import KedgeCore
import KedgeWallet

func keep(_ mnemonic: consuming Mnemonic) throws -> SecretBytes { try mnemonic.entropy() }

func copy(_ mnemonic: consuming Mnemonic) throws {
    _ = try keep(mnemonic)
    _ = try keep(mnemonic)
}
