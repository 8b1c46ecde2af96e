import CPlatform
import CSecp256k1
public import KedgeCore
import Synchronization

/// Why a secp256k1 key was refused.
public enum Secp256k1Error: Error, Equatable, Sendable {
    /// A secret key of this many bytes: it has 32.
    case secretKeyLength(Int)
    /// The secret key is 0, or not below the order of the curve.
    case secretKeyOutOfRange
    /// The bytes write no point of the curve as SEC 1 does, in 33 or 65 bytes.
    case invalidPublicKey
    /// r or s is 0 or not below the order of the curve, the recovery id is not 0 to 3, or no key makes the signature.
    case invalidSignature
    /// s is above half the order of the curve, so that the same signature has a second form.
    case highS
    /// The sum is 0, or what is added is not below the order of the curve.
    case invalidTweak
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

        package var byteCount: Int { self == .compressed ? 33 : 65 }
        package var flag: UInt32 {
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
        try Point(of: secretKey).bytes(form)
    }

    /// The context for points and signatures, which hold no secret: it takes no memory and no randomness.
    internal static var publicContext: OpaquePointer { csecp256k1_public_context() }

    // For secret keys. Made at the first use and kept for the life of the process; the bits of a pointer, 0 until then. Not a lazy global: a
    // fork in the middle of its initialiser would leave the child waiting for ever.
    private static let sharedContext = Atomic<UInt>(0)

    internal static func context() throws(Secp256k1Error) -> OpaquePointer {
        if let context = OpaquePointer(bitPattern: sharedContext.load(ordering: .acquiring)) { return context }
        // Memory of our own: the library ends the process where it finds none.
        let flags = UInt32(SECP256K1_CONTEXT_NONE)
        let byteCount = secp256k1_context_preallocated_size(flags)
        guard let memory = cplatform_allocate(byteCount) else { throw .memory(.outOfMemory) }
        guard let context = secp256k1_context_preallocated_create(memory, flags) else {
            cplatform_free_wiped(memory, byteCount)
            throw .memory(.outOfMemory)
        }
        do throws(Secp256k1Error) {
            // The default callback ends the process; a call that was refused returns 0 all the same.
            secp256k1_context_set_illegal_callback(context, { _, _ in }, nil)
            try blind(context)
        } catch {
            discard(context, memory, byteCount)
            throw error
        }
        let (isFirst, earlier) = sharedContext.compareExchange(
            expected: 0, desired: UInt(bitPattern: context), ordering: .acquiringAndReleasing)
        guard !isFirst, let earlier = OpaquePointer(bitPattern: earlier) else { return context }
        discard(context, memory, byteCount)
        return earlier
    }

    private static func discard(_ context: OpaquePointer, _ memory: UnsafeMutableRawPointer, _ byteCount: Int) {
        secp256k1_context_preallocated_destroy(context)
        cplatform_free_wiped(memory, byteCount)
    }

    // Blinding hides the secret key from whoever measures the computation.
    private static func blind(_ context: OpaquePointer) throws(Secp256k1Error) {
        do throws(SecretMemoryError) {
            let seed = try SecretBytes.random(count: 32)
            _ = seed.withUnsafeBytes {
                secp256k1_context_randomize(context, $0.assumingMemoryBound(to: UInt8.self).baseAddress)
            }
        } catch {
            throw .memory(error)
        }
    }
}
