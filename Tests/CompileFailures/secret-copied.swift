// A secret has one owner: it cannot be put into two places.
// expect: consumed more than once
import KedgeCore
import KedgeCrypto

func copy() throws {
    let secret = try SecretBytes.random(count: 32)
    let first = try AESGCMKey(secret)
    let second = try AESGCMKey(secret)
    _ = try first.seal([1])
    _ = try second.seal([1])
}
