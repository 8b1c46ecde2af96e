import KedgeCore
import KedgeCrypto
import KedgeTestSupport
import KedgeWallet

func master(_ seed: [UInt8]) throws -> HDPrivateKey {
    try HDPrivateKey(seed: seed.span.bytes)
}

func privateKey(_ text: String) throws -> HDPrivateKey {
    try HDPrivateKey(text.utf8Span.span.bytes)
}

func key(_ text: String) throws -> HDKey {
    try HDKey(text.utf8Span.span.bytes)
}

extension HDPrivateKey {
    /// The `xprv` as a string.
    borrowing func xprv() throws -> String {
        try text().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

/// What a noncopyable result was refused with, which `#expect(throws:)` does not take.
func refusal(_ body: () throws -> Void) -> HDKeyError? {
    do {
        try body()
        return nil
    } catch {
        return error as? HDKeyError
    }
}

/// Base58Check of any bytes, for texts that the library would never write.
func extendedKey(_ hex: String) throws -> String {
    try Base58Check.encode(bytes(hex: hex) ?? [])
}
