import KedgeCore
import KedgeCrypto

/// The 37 bytes from which a child is derived, in memory that the caller wipes: 33 of the parent's key, and the number.
///
/// - Source: BIP-32, "Child key derivation (CKD) functions"
internal struct ChildInput {
    internal static let byteCount = 37
    private static let keyByteCount = 33

    internal let memory: UnsafeMutableRawPointer

    /// The HMAC whose key is a chain code.
    internal static func chain(_ code: UnsafeRawBufferPointer) throws(HDKeyError) -> HMAC {
        do throws(SecretMemoryError) {
            return try HMAC(key: code.bytes, using: .sha512)
        } catch {
            throw .memory(error)
        }
    }

    /// Puts a public key in front, for a normal child.
    internal func setKey(_ point: Secp256k1.Point) {
        point.write(
            .compressed,
            to: UnsafeMutableBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: Self.keyByteCount))
    }

    /// Puts a private key in front, for a hardened child.
    internal func setKey(_ secretKey: borrowing SecretBytes) {
        memory.storeBytes(of: 0, as: UInt8.self)
        secretKey.withUnsafeBytes { key in
            UnsafeMutableRawBufferPointer(start: memory + 1, count: Self.keyByteCount &- 1).copyMemory(from: key)
        }
    }

    /// Writes the 64 bytes that come of it: what is added to the key, and the child's chain code.
    internal func derive(_ number: UInt32, with chain: borrowing HMAC, to result: UnsafeMutableRawPointer) {
        memory.storeBytes(of: number.bigEndian, toByteOffset: Self.keyByteCount, as: UInt32.self)
        chain.writeTag(for: UnsafeRawBufferPointer(start: memory, count: Self.byteCount), to: result)
    }
}
