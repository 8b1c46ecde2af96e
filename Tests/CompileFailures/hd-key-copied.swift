// A private HD key has one owner: it cannot be put into two places.
// expect: consumed more than once
import KedgeCore
import KedgeWallet

func keep(_ key: consuming HDPrivateKey) throws -> HDPublicKey { try key.publicKey }

func copy(_ key: consuming HDPrivateKey) throws {
    _ = try keep(key)
    _ = try keep(key)
}
