import CSecp256k1
public import KedgeCore
import Synchronization

/// Why a secp256k1 key was refused.
public enum Secp256k1Error: Error, Equatable, Sendable {
    /// A secret key of this many bytes: it has 32.
    case secretKeyLength(Int)
    /// The secret key is 0, or not below the order of the curve.
    case secretKeyOutOfRange
    /// There is no memory, or no randomness, for the library's context.
    case memory(SecretMemoryError)
}

/// The curve of Ethereum's keys.
///
/// - Source: SEC 2 section 2.4.1
public enum Secp256k1 {
    /// How a public key is written.
    public enum PublicKeyForm: Sendable {
        /// 33 bytes: the parity of y, then x.
        case compressed
        /// 65 bytes: 4, then x, then y.
        case uncompressed

        fileprivate var byteCount: Int { self == .compressed ? 33 : 65 }
        fileprivate var flag: UInt32 {
            UInt32(self == .compressed ? SECP256K1_EC_COMPRESSED : SECP256K1_EC_UNCOMPRESSED)
        }
    }

    /// The public key of a secret key.
    ///
    /// - Parameters:
    ///   - secretKey: 32 bytes, big-endian, 1 to the curve's order - 1.
    ///   - form: how the result is written.
    /// - Returns: 33 or 65 bytes.
    /// - Throws: `Secp256k1Error`.
    /// - Cost: one multiplication of the base point, about 20 µs, in a time that does not depend on the key.
    /// - Source: SEC 1 section 3.2.1
    public static func publicKey(
        of secretKey: borrowing SecretBytes, form: PublicKeyForm = .compressed
    ) throws(Secp256k1Error) -> [UInt8] {
        guard secretKey.count == 32 else { throw .secretKeyLength(secretKey.count) }
        let context = try context()
        var point = secp256k1_pubkey()
        let isValid = secretKey.withUnsafeBytes { bytes in
            bytes.assumingMemoryBound(to: UInt8.self).baseAddress.map {
                secp256k1_ec_pubkey_create(context, &point, $0) == 1
            }
        }
        guard isValid == true else { throw .secretKeyOutOfRange }
        var written = form.byteCount
        var result = [UInt8](repeating: 0, count: written)
        secp256k1_ec_pubkey_serialize(context, &result, &written, &point, form.flag)
        return result
    }

    // Made at the first use and kept for the life of the process; the bits of a pointer, 0 until then. Not a lazy global: a
    // fork in the middle of its initialiser would leave the child waiting for ever.
    private static let sharedContext = Atomic<UInt>(0)

    private static func context() throws(Secp256k1Error) -> OpaquePointer {
        if let context = OpaquePointer(bitPattern: sharedContext.load(ordering: .acquiring)) { return context }
        let context = secp256k1_context_create(UInt32(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY))
        guard let context else { throw .memory(.outOfMemory) }
        // The default callback ends the process; a call that was refused returns 0 all the same.
        secp256k1_context_set_illegal_callback(context, { _, _ in }, nil)
        try blind(context)
        let (isFirst, earlier) = sharedContext.compareExchange(
            expected: 0, desired: UInt(bitPattern: context), ordering: .acquiringAndReleasing)
        guard !isFirst, let earlier = OpaquePointer(bitPattern: earlier) else { return context }
        secp256k1_context_destroy(context)
        return earlier
    }

    // Blinding hides the secret key from whoever measures the computation.
    private static func blind(_ context: OpaquePointer) throws(Secp256k1Error) {
        do throws(SecretMemoryError) {
            let seed = try SecretBytes.random(count: 32)
            _ = seed.withUnsafeBytes {
                secp256k1_context_randomize(context, $0.assumingMemoryBound(to: UInt8.self).baseAddress)
            }
        } catch {
            secp256k1_context_destroy(context)
            throw .memory(error)
        }
    }
}
