// A secret that a key has taken over cannot be read any more.
// expect: 'secret' used after consume
import KedgeCore
import KedgeCrypto

func useTwice() throws {
    let secret = try SecretBytes.random(count: 32)
    let key = try AESGCMKey(secret)
    _ = try key.seal([1, 2, 3])
    print(secret.count)
}
