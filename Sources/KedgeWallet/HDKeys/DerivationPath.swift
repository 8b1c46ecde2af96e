/// The way from a key of a tree to one of its descendants: at most 255 numbers.
///
/// As text, a path is numbers with slashes between, `44'/60'/0'`; a hardened number ends with `'` or `h`. `m` and a
/// slash before them say that the way begins at the master key, and `m` alone is that key itself.
///
/// - Source: BIP-32, "The key tree"; BIP-44
public struct DerivationPath: Hashable, Sendable {
    /// The most numbers that a path has, since a key's depth is one byte.
    public static let maximumLevelCount = 255

    /// The number that is added to the index of a hardened child.
    public static let hardened: UInt32 = 0x8000_0000

    /// An index for each level, with `hardened` added for hardened ones.
    public let numbers: [UInt32]

    /// Whether the way begins at the master key, and nowhere else.
    public let isFromMaster: Bool

    /// Takes the numbers of a path.
    ///
    /// - Parameters:
    ///   - numbers: an index for each level, with `hardened` added for hardened ones.
    ///   - isFromMaster: whether the way begins at the master key, and nowhere else.
    /// - Throws: `HDKeyError.tooDeep` for more than 255.
    public init(numbers: [UInt32], isFromMaster: Bool = false) throws(HDKeyError) {
        guard numbers.count <= Self.maximumLevelCount else { throw .tooDeep }
        self.init(checked: numbers, isFromMaster)
    }

    /// Reads a path.
    ///
    /// - Parameter text: as above; no white space, no sign, no leading zeros, nothing empty between the slashes.
    /// - Throws: `HDKeyError.invalidPath`, or `.tooDeep` for more than 255 levels.
    public init(_ text: String) throws(HDKeyError) {
        try self.init(text.utf8Span.span.bytes)
    }

    /// Reads a path; the same from the bytes of its text.
    public init(_ text: RawSpan) throws(HDKeyError) {
        var reader = DerivationPathReader(text)
        let isFromMaster = try reader.readStart()
        try self.init(numbers: reader.readNumbers(), isFromMaster: isFromMaster)
    }

    /// The path of an Ethereum account, `m/44'/60'/0'/0/index`.
    ///
    /// - Parameter index: below 2^31.
    /// - Returns: nil for an index from 2^31 on.
    /// - Source: BIP-44; SLIP-44 for 60
    public static func ethereum(account index: UInt32) -> DerivationPath? {
        guard index < hardened else { return nil }
        return DerivationPath(checked: [44 | hardened, 60 | hardened, hardened, 0, index], true)
    }

    private init(checked numbers: [UInt32], _ isFromMaster: Bool) {
        self.numbers = numbers
        self.isFromMaster = isFromMaster
    }
}

extension DerivationPath: CustomStringConvertible {
    /// The path as text, with `'` as the mark. It is empty for a relative path without numbers, and only that is not
    /// read back.
    public var description: String {
        var text = isFromMaster ? "m" : ""
        for number in numbers {
            if !text.isEmpty { text += "/" }
            text += String(number & ~Self.hardened)
            if number >= Self.hardened { text += "'" }
        }
        return text
    }
}
