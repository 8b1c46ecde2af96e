import KedgeCore
package import KedgeCrypto

/// A public key: it verifies.
public struct PublicKey: Sendable {
    package let point: Secp256k1.Point

    package init(_ point: Secp256k1.Point) {
        self.point = point
    }

    /// Reads a key.
    ///
    /// - Parameter bytes: 33 bytes that begin with 2 or 3, or 65 that begin with 4.
    /// - Throws: `KeyError.invalidPublicKey`.
    public init(_ bytes: RawSpan) throws(KeyError) {
        do throws(Secp256k1Error) {
            point = try Secp256k1.Point(bytes)
        } catch {
            throw KeyError(error)
        }
    }

    /// The key in 33 bytes: the parity of y, then x.
    public var compressedBytes: [UInt8] { point.bytes(.compressed) }

    /// The key in 65 bytes: 4, x, y.
    public var uncompressedBytes: [UInt8] { point.bytes(.uncompressed) }

    /// Its address.
    public var address: Address { Address(of: self) }

    /// Whether a signature of `digest` is this key's.
    ///
    /// - Returns: false also for a signature with a high s.
    /// - Cost: that of libsecp256k1, about 30 µs.
    public func verifies(_ signature: Signature, of digest: Hash32) -> Bool {
        signature.withUnsafePointer { signature in
            digest.withUnsafePointer { digest in point.verifies(signature, digest: digest) }
        }
    }

    /// Lends the 65 bytes for the length of `body`.
    package func withUncompressedBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65) { room in
            room.initialize(repeating: 0)
            point.write(.uncompressed, to: room)
            return body(UnsafeRawBufferPointer(room))
        }
    }
}

extension PublicKey: Equatable {
    public static func == (first: PublicKey, second: PublicKey) -> Bool {
        first.point == second.point
    }
}
