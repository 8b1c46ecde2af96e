import CPlatform
import CSecp256k1
public import KedgeCore

extension Secp256k1 {
    /// A public key: a point of the curve, read once and ready for use.
    public struct Point: Sendable, BitwiseCopyable {
        private var point = secp256k1_pubkey()

        /// The point that belongs to a secret key.
        ///
        /// - Parameter secretKey: 32 bytes, big-endian, 1 to the curve's order - 1.
        /// - Throws: `Secp256k1Error`.
        /// - Cost: one multiplication of the base point, about 20 µs, in a time that does not depend on the key.
        public init(of secretKey: borrowing SecretBytes) throws(Secp256k1Error) {
            guard secretKey.count == 32 else { throw .secretKeyLength(secretKey.count) }
            let context = try Secp256k1.context()
            // libsecp256k1 leaves the key on it.
            defer { cplatform_wipe_stack() }
            let isValid = secretKey.withUnsafeBytes { bytes in
                guard let key = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
                return secp256k1_ec_pubkey_create(context, &point, key) == 1
            }
            guard isValid else { throw .secretKeyOutOfRange }
        }

        /// Reads a point.
        ///
        /// - Parameter bytes: 33 bytes that begin with 2 or 3, or 65 that begin with 4; the hybrid form is refused.
        /// - Throws: `.invalidPublicKey`.
        /// - Cost: about 0.3 µs for 65 bytes; 4 µs for 33, which leave y to be worked out.
        public init(_ bytes: RawSpan) throws(Secp256k1Error) {
            let context = Secp256k1.publicContext
            let isValid = bytes.withUnsafeBytes { bytes in
                guard let first = bytes.first, bytes.count == (first == 4 ? 65 : 33) else { return false }
                guard let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress else { return false }
                return secp256k1_ec_pubkey_parse(context, &point, start, bytes.count) == 1
            }
            guard isValid else { throw .invalidPublicKey }
        }

        /// Recovers the point that verifies a signature.
        ///
        /// - Parameters:
        ///   - signature: 64 bytes: r, then s, both big-endian; s may be high.
        ///   - recoveryID: 0 to 3.
        ///   - digest: the 32 bytes that were signed.
        /// - Throws: `.invalidSignature`.
        package init(
            recoveringFrom signature: UnsafePointer<UInt8>, recoveryID: Int32, digest: UnsafePointer<UInt8>
        ) throws(Secp256k1Error) {
            let context = Secp256k1.publicContext
            var parsed = secp256k1_ecdsa_recoverable_signature()
            guard recoveryID >= 0, recoveryID <= 3,
                secp256k1_ecdsa_recoverable_signature_parse_compact(context, &parsed, signature, recoveryID) == 1,
                secp256k1_ecdsa_recover(context, &point, &parsed, digest) == 1
            else { throw .invalidSignature }
        }

        /// Writes the point.
        ///
        /// - Returns: 33 or 65 bytes.
        public func bytes(_ form: PublicKeyForm) -> [UInt8] {
            [UInt8](unsafeUninitializedCapacity: form.byteCount) { room, count in
                room.initialize(repeating: 0)
                write(form, to: room)
                count = room.count
            }
        }

        /// Writes the point into `form.byteCount` bytes.
        package func write(_ form: PublicKeyForm, to room: UnsafeMutableBufferPointer<UInt8>) {
            guard let start = room.baseAddress else { return }
            var written = room.count
            withUnsafePointer(to: point) {
                _ = secp256k1_ec_pubkey_serialize(Secp256k1.publicContext, start, &written, $0, form.flag)
            }
        }

        /// Whether a signature is this key's.
        ///
        /// - Parameters:
        ///   - signature: 64 bytes: r, then s, both big-endian, s not above half the order.
        ///   - digest: the 32 bytes that were signed.
        package func verifies(_ signature: UnsafePointer<UInt8>, digest: UnsafePointer<UInt8>) -> Bool {
            let context = Secp256k1.publicContext
            var parsed = secp256k1_ecdsa_signature()
            return secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature) == 1
                && withUnsafePointer(to: point) { secp256k1_ecdsa_verify(context, &parsed, digest, $0) == 1 }
        }

        /// Whether a signature is this key's, in either of its two forms.
        ///
        /// - Parameters:
        ///   - signature: 64 bytes: r, then s, both big-endian; s may be high.
        ///   - digest: the 32 bytes that were signed.
        package func verifiesEitherForm(_ signature: UnsafePointer<UInt8>, digest: UnsafePointer<UInt8>) -> Bool {
            let context = Secp256k1.publicContext
            var parsed = secp256k1_ecdsa_signature()
            guard secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature) == 1 else { return false }
            var low = secp256k1_ecdsa_signature()
            secp256k1_ecdsa_signature_normalize(context, &low, &parsed)
            return withUnsafePointer(to: point) { secp256k1_ecdsa_verify(context, &low, digest, $0) == 1 }
        }

        /// Adds the base point times `tweak`.
        ///
        /// - Parameter tweak: 32 bytes, big-endian, below the order.
        /// - Throws: `.invalidTweak` if it is not below the order, or the sum is the point at infinity.
        /// - Source: BIP-32, "Public parent key -> public child key"
        package func adding(_ tweak: UnsafePointer<UInt8>) throws(Secp256k1Error) -> Point {
            let context = Secp256k1.publicContext
            var sum = self
            guard secp256k1_ec_pubkey_tweak_add(context, &sum.point, tweak) == 1 else { throw .invalidTweak }
            return sum
        }
    }
}

extension Secp256k1.Point: Equatable {
    public static func == (first: Secp256k1.Point, second: Secp256k1.Point) -> Bool {
        withUnsafePointer(to: first.point) { first in
            withUnsafePointer(to: second.point) {
                secp256k1_ec_pubkey_cmp(Secp256k1.publicContext, first, $0) == 0
            }
        }
    }
}
