import KedgeCore

/// The first 16 bytes of everything that Kedge seals.
///
/// - Source: docs/formats.md, "The common head"
internal struct CommonHead: Equatable {
    /// What follows.
    internal enum Kind: UInt8 {
        case message = 0x6D  // m
        case stream = 0x73  // s
        case log = 0x6C  // l
        case checkpoint = 0x63  // c
        case keyring = 0x72  // r
    }

    internal static let byteCount = 16
    private static let magic: UInt32 = 0x4B44_4745  // KDGE
    private static let version: UInt8 = 1

    /// Of the key; in a keyring, how it is locked.
    internal var algorithm: UInt8
    /// Id of the key; in a keyring, of the ring.
    internal var id: UInt64

    internal init(algorithm: UInt8, id: UInt64) {
        self.algorithm = algorithm
        self.id = id
    }

    /// Reads the head of `bytes`.
    ///
    /// - Parameter bytes: at least 16, of which the first 16 count.
    /// - Throws: `HeaderError`.
    internal init(_ bytes: UnsafeRawBufferPointer, as kind: Kind) throws(HeaderError) {
        guard bytes.count >= Self.byteCount, bytes.bigEndian(UInt32.self, at: 0) == Self.magic,
            bytes[4] == kind.rawValue
        else { throw .malformed }
        guard bytes[5] == Self.version else { throw .unknownVersion(bytes[5]) }
        guard bytes[7] == 0 else { throw .malformed }
        algorithm = bytes[6]
        id = bytes.bigEndian(UInt64.self, at: 8)
    }

    /// Writes the head to the first 16 bytes of `bytes`.
    internal func write(to bytes: UnsafeMutableRawBufferPointer, as kind: Kind) {
        bytes.storeBigEndian(Self.magic, at: 0)
        bytes[4] = kind.rawValue
        bytes[5] = Self.version
        bytes[6] = algorithm
        bytes[7] = 0
        bytes.storeBigEndian(id, at: 8)
    }
}

extension CommonHead {
    /// Reads the head of `bytes`, and answers with `error` where it breaks a rule.
    @inline(__always)
    internal init(
        _ bytes: UnsafeRawBufferPointer, as kind: Kind, orThrow error: EncryptionError
    ) throws(EncryptionError) {
        do throws(HeaderError) {
            try self.init(bytes, as: kind)
        } catch let failure {
            switch failure {
            case .malformed: throw error
            case .unknownVersion(let version): throw .unknownVersion(version)
            }
        }
    }
}

/// Why bytes are not the beginning of what they are said to be.
internal enum HeaderError: Error, Equatable {
    case malformed
    case unknownVersion(UInt8)
}
