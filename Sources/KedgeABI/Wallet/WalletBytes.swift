import KedgeCore
import KedgeWallet

/// Writes an address into 20 bytes.
@inline(__always)
internal func write(_ address: Address, to address20: UnsafeMutablePointer<UInt8>) {
    address.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(start: address20, count: Address.byteCount).copyMemory(from: $0)
    }
}

/// Writes a hash into 32 bytes.
@inline(__always)
internal func write(_ hash: Hash32, to hash32: UnsafeMutablePointer<UInt8>) {
    hash.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: hash32, count: 32).copyMemory(from: $0) }
}

/// Writes a number into 32 bytes, big-endian.
@inline(__always)
internal func write(_ number: UInt256, to number32: UnsafeMutablePointer<UInt8>) {
    number.write(bigEndian: UnsafeMutableRawBufferPointer(start: number32, count: 32))
}

/// Writes a public key into 65 bytes.
@inline(__always)
internal func write(_ publicKey: PublicKey, to public_key65: UnsafeMutablePointer<UInt8>) {
    publicKey.withUncompressedBytes {
        UnsafeMutableRawBufferPointer(start: public_key65, count: $0.count).copyMemory(from: $0)
    }
}

/// Writes a signature into 65 bytes.
@inline(__always)
internal func write(_ signature: Signature, to signature65: UnsafeMutablePointer<UInt8>) {
    signature.write(to: UnsafeMutableRawBufferPointer(start: signature65, count: Signature.byteCount))
}

extension Signature {
    /// Reads r, s and v.
    @inline(__always)
    internal init(_ signature65: UnsafePointer<UInt8>) throws(KeyError) {
        try self.init(UnsafeRawBufferPointer(start: signature65, count: Signature.byteCount).bytes)
    }
}

extension UInt256 {
    /// Reads 32 bytes, big-endian.
    @inline(__always)
    internal init(_ number32: UnsafePointer<UInt8>) {
        self.init(bigEndian: UnsafeRawBufferPointer(start: number32, count: 32))
    }
}
