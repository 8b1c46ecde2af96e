import COpenSSL
import KedgeCore

extension EllipticCurve {
    /// The coordinates of a point, each as long as the field.
    internal struct Coordinates: Equatable {
        internal let x: [UInt8]
        internal let y: [UInt8]

        /// The point as SEC 1 writes it uncompressed: 4, x, y.
        internal var bytes: [UInt8] { [4] + x + y }
    }

    /// Reads a point, and makes sure that it is on the curve.
    ///
    /// - Parameter bytes: As SEC 1 writes it, compressed or not; neither the hybrid form nor the point at infinity.
    /// - Throws: `.invalidPoint`, `.unavailable`.
    /// - Source: SEC 1 §2.3.4
    internal func coordinates(reading bytes: UnsafeRawBufferPointer) throws(SignatureKeyError) -> Coordinates {
        let isRightForm =
            switch bytes.first {
            case 2, 3: bytes.count == 1 &+ fieldByteCount
            case 4: bytes.count == 1 &+ 2 &* fieldByteCount
            default: false
            }
        guard isRightForm else { throw .invalidPoint }
        if self == .secp256k1 { return try secp256k1Coordinates(reading: bytes) }
        return try coordinates { group, point in
            let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
            return EC_POINT_oct2point(group, point, start, bytes.count, nil) == 1 ? nil : .invalidPoint
        }
    }

    /// The point that belongs to a scalar.
    ///
    /// - Parameter scalar: `fieldByteCount` bytes, big-endian, 1 to the order - 1.
    /// - Throws: `.invalidPrivateNumber`, `.unavailable`, `.outOfMemory`, `.memory`.
    /// - Cost: one multiplication of the base point, in a time that does not depend on the scalar.
    internal func coordinates(of scalar: borrowing SecretBytes) throws(SignatureKeyError) -> Coordinates {
        guard scalar.count == fieldByteCount else { throw .invalidPrivateNumber }
        if self == .secp256k1 { return try secp256k1Coordinates(of: scalar) }
        let number = try BigNumber(scalar)
        return try coordinates { group, point in
            BN_set_flags(number.pointer, BN_FLG_CONSTTIME)
            guard !number.isZero(), BN_cmp(number.pointer, EC_GROUP_get0_order(group)) < 0 else {
                return .invalidPrivateNumber
            }
            return EC_POINT_mul(group, point, number.pointer, nil, nil, nil) == 1 ? nil : .outOfMemory
        }
    }

    /// The coordinates of the point that `body` sets, unless it answers with an error.
    private func coordinates(
        _ body: (_ group: OpaquePointer, _ point: OpaquePointer) -> SignatureKeyError?
    ) throws(SignatureKeyError) -> Coordinates {
        var bytes = [UInt8](repeating: 0, count: 1 &+ 2 &* fieldByteCount)
        let failure = LibCrypto.whileForksWait { () -> SignatureKeyError? in
            guard let group = EC_GROUP_new_by_curve_name(libCryptoNumber) else { return .unavailable }
            defer { EC_GROUP_free(group) }
            guard let point = EC_POINT_new(group) else { return .outOfMemory }
            defer { EC_POINT_clear_free(point) }
            if let failure = body(group, point) { return failure }
            let written = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil)
            return written == bytes.count ? nil : .invalidPoint
        }
        if let failure { throw failure }
        return coordinates(splitting: bytes)
    }

    private func secp256k1Coordinates(
        reading bytes: UnsafeRawBufferPointer
    ) throws(SignatureKeyError) -> Coordinates {
        do throws(Secp256k1Error) {
            return coordinates(splitting: try Secp256k1.Point(bytes.bytes).bytes(.uncompressed))
        } catch {
            throw .invalidPoint
        }
    }

    private func secp256k1Coordinates(of scalar: borrowing SecretBytes) throws(SignatureKeyError) -> Coordinates {
        do throws(Secp256k1Error) {
            return coordinates(splitting: try Secp256k1.Point(of: scalar).bytes(.uncompressed))
        } catch {
            if case .memory(let error) = error { throw .memory(error) }
            throw .invalidPrivateNumber
        }
    }

    private func coordinates(splitting bytes: [UInt8]) -> Coordinates {
        Coordinates(x: Array(bytes[1...fieldByteCount]), y: Array(bytes[(1 &+ fieldByteCount)...]))
    }
}
