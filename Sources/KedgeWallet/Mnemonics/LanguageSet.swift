/// Some of the languages.
internal struct LanguageSet: Equatable, Sendable {
    private var bits: UInt32

    internal static var all: LanguageSet { LanguageSet(bits: (1 << (MnemonicLanguage.turkish.rawValue + 1)) - 2) }
    internal static var none: LanguageSet { LanguageSet(bits: 0) }

    private init(bits: UInt32) {
        self.bits = bits
    }

    internal init(_ language: MnemonicLanguage) {
        bits = 1 &<< language.rawValue
    }

    internal var isEmpty: Bool { bits == 0 }

    /// The one language of the set, if there is just one.
    internal var only: MnemonicLanguage? {
        bits.nonzeroBitCount == 1 ? MnemonicLanguage(rawValue: UInt32(bits.trailingZeroBitCount)) : nil
    }

    internal mutating func insert(_ language: MnemonicLanguage) {
        bits |= 1 &<< language.rawValue
    }

    internal mutating func remove(_ language: MnemonicLanguage) {
        bits &= ~(1 &<< language.rawValue)
    }

    /// Takes the first language out of the set.
    internal mutating func popFirst() -> MnemonicLanguage? {
        guard let first = MnemonicLanguage(rawValue: UInt32(bits.trailingZeroBitCount)) else { return nil }
        remove(first)
        return first
    }
}
