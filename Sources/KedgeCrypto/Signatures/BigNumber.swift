import COpenSSL
import KedgeCore

/// A number of libcrypto's, wiped when it goes.
internal struct BigNumber: ~Copyable {
    internal let pointer: OpaquePointer

    /// Zero.
    internal init() throws(SignatureKeyError) {
        guard let pointer = LibCrypto.withoutTrace({ BN_new() }) else { throw .outOfMemory }
        self.pointer = pointer
    }

    /// Reads a number, big-endian.
    internal init(_ bytes: UnsafeRawBufferPointer) throws(SignatureKeyError) {
        guard let count = Int32(exactly: bytes.count) else { throw .outOfMemory }
        let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
        guard let pointer = LibCrypto.withoutTrace({ BN_bin2bn(start, count, nil) }) else { throw .outOfMemory }
        self.pointer = pointer
    }

    /// Reads a number, big-endian.
    internal init(_ bytes: borrowing SecretBytes) throws(SignatureKeyError) {
        self = try bytes.withUnsafeBytes { bytes throws(SignatureKeyError) in try BigNumber(bytes) }
    }

    /// Reads a number, big-endian.
    internal init(_ bytes: [UInt8]) throws(SignatureKeyError) {
        self = try bytes.span.bytes.withUnsafeBytes { bytes throws(SignatureKeyError) in try BigNumber(bytes) }
    }

    deinit {
        BN_clear_free(pointer)
    }

    // Methods and not calls on `pointer` wherever a number may be at the end of its life: they keep it.

    internal borrowing func isZero() -> Bool { BN_is_zero(pointer) == 1 }
    internal borrowing func isOne() -> Bool { BN_is_one(pointer) == 1 }
    internal borrowing func isOdd() -> Bool { BN_is_odd(pointer) == 1 }
    internal borrowing func isEqual(to other: borrowing BigNumber) -> Bool { BN_cmp(pointer, other.pointer) == 0 }
    internal borrowing func isBelow(_ other: borrowing BigNumber) -> Bool { BN_cmp(pointer, other.pointer) < 0 }
}
