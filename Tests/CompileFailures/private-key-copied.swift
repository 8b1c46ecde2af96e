// A private key has one owner: it cannot be put into two places.
// expect: consumed more than once
import KedgeWallet

func keep(_ key: consuming PrivateKey) throws -> Address { try key.address }

func copy() throws {
    let key = try PrivateKey.random()
    _ = try keep(key)
    _ = try keep(key)
}
