import KedgeCore
import KedgeCrypto

/// The text of a key and its place in the tree: `xprv` or `xpub`.
///
/// - Source: BIP-32, "Serialization format"
internal enum ExtendedKey {
    /// What the version says.
    internal enum Kind: UInt32 {
        case publicKey = 0x0488_B21E
        case privateKey = 0x0488_ADE4
    }

    /// 82 bytes that begin with such a version always have as many digits.
    internal static let textByteCount = 111

    private static let payloadByteCount = 78
    private static let chainCodeOffset = 13
    private static let keyOffset = 45

    /// Reads a text and lends its parts to `body`: a chain code of 32 bytes, and a key of 32 or of 33 by its kind.
    ///
    /// What is checked is all but the key's own range. The memory is wiped.
    internal static func read(
        _ text: RawSpan,
        _ body: (Kind, HDKeyPosition, _ chainCode: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer)
            throws(HDKeyError) -> Void
    ) throws(HDKeyError) {
        guard text.byteCount == textByteCount else { throw .invalidExtendedKey(.length) }
        try withScratchBytes(payloadByteCount) { memory throws(HDKeyError) in
            let payload = UnsafeMutableRawBufferPointer(start: memory, count: payloadByteCount)
            try decode(text, to: payload)
            guard let kind = Kind(rawValue: load(memory, 0)) else { throw .invalidExtendedKey(.version) }
            let position = HDKeyPosition(
                depth: payload[4], childNumber: load(memory, 9), parentFingerprint: load(memory, 5))
            if position.isMaster {
                guard position.parentFingerprint == 0 else { throw .invalidExtendedKey(.masterFingerprint) }
                guard position.childNumber == 0 else { throw .invalidExtendedKey(.masterChildNumber) }
            }
            let prefix = payload[keyOffset]
            guard kind == .privateKey ? prefix == 0 : prefix == 2 || prefix == 3 else {
                throw .invalidExtendedKey(.prefix)
            }
            let bytes = UnsafeRawBufferPointer(payload)
            let key = kind == .privateKey ? keyOffset &+ 1 : keyOffset
            try body(
                kind, position, UnsafeRawBufferPointer(rebasing: bytes[chainCodeOffset..<keyOffset]),
                UnsafeRawBufferPointer(rebasing: bytes[key...]))
        }
    }

    /// Writes a text of `textByteCount` bytes; nothing of it stays elsewhere.
    ///
    /// - Parameter writeKey: writes the 33 bytes of the key, the leading byte of a private one included.
    internal static func write(
        _ kind: Kind, _ position: HDKeyPosition, chainCode: UnsafeRawBufferPointer,
        to text: UnsafeMutableRawBufferPointer, _ writeKey: (UnsafeMutableRawBufferPointer) -> Void
    ) {
        withScratchBytes(payloadByteCount) { memory in
            let payload = UnsafeMutableRawBufferPointer(start: memory, count: payloadByteCount)
            payload.initializeMemory(as: UInt8.self, repeating: 0)
            payload.storeBytes(of: kind.rawValue.bigEndian, as: UInt32.self)
            payload[4] = position.depth
            payload.storeBytes(of: position.parentFingerprint.bigEndian, toByteOffset: 5, as: UInt32.self)
            payload.storeBytes(of: position.childNumber.bigEndian, toByteOffset: 9, as: UInt32.self)
            UnsafeMutableRawBufferPointer(rebasing: payload[chainCodeOffset..<keyOffset]).copyMemory(from: chainCode)
            writeKey(UnsafeMutableRawBufferPointer(rebasing: payload[keyOffset...]))
            var output = text.mutableBytes
            // 78 bytes are never too many, and the room is what they take.
            _ = try? Base58Check.encode(UnsafeRawBufferPointer(payload).bytes, into: &output)
        }
    }

    private static func decode(_ text: RawSpan, to payload: UnsafeMutableRawBufferPointer) throws(HDKeyError) {
        var output = payload.mutableBytes
        let count: Int
        do throws(Base58CheckError) {
            count = try Base58Check.decode(text, into: &output)
        } catch {
            switch error {
            case .base58(.invalidCharacter): throw .invalidExtendedKey(.base58)
            case .base58(.tooLong), .base58(.bufferTooSmall), .tooShort: throw .invalidExtendedKey(.length)
            case .wrongChecksum: throw .invalidExtendedKey(.checksum)
            }
        }
        guard count == payloadByteCount else { throw .invalidExtendedKey(.length) }
    }

    private static func load(_ memory: UnsafeMutableRawPointer, _ offset: Int) -> UInt32 {
        UInt32(bigEndian: memory.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}
