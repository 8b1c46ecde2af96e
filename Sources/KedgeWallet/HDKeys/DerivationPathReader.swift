/// Reads the text of a derivation path, from its first byte to its last.
internal struct DerivationPathReader: ~Escapable {
    private let text: RawSpan
    private var next = 0

    @_lifetime(copy text)
    internal init(_ text: RawSpan) {
        self.text = text
    }

    /// Reads what says where the way begins.
    ///
    /// - Returns: whether that is the master key.
    internal mutating func readStart() throws(HDKeyError) -> Bool {
        guard let first = peek() else { throw .invalidPath(.notEmpty, level: 0) }
        guard first == UInt8(ascii: "m") else { return false }
        next = 1
        return true
    }

    /// Reads the numbers behind the start, up to the end of the text.
    internal mutating func readNumbers() throws(HDKeyError) -> [UInt32] {
        var numbers: [UInt32] = []
        if next > 0 {
            guard let separator = peek() else { return numbers }
            guard separator == UInt8(ascii: "/") else { throw .invalidPath(.digits, level: 0) }
            next &+= 1
        }
        while true {
            guard numbers.count < DerivationPath.maximumLevelCount else { throw .tooDeep }
            numbers.append(try readNumber(level: numbers.count &+ 1))
            guard peek() != nil else { return numbers }
            next &+= 1
        }
    }

    /// Reads a number and its mark; what follows is a slash or the end.
    private mutating func readNumber(level: Int) throws(HDKeyError) -> UInt32 {
        let first = peek()
        guard first != nil, first != UInt8(ascii: "/") else { throw .invalidPath(.component, level: level) }
        let start = next
        var number: UInt32 = 0
        while let digit = peek(), digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            guard next == start || number != 0 else { throw .invalidPath(.leadingZero, level: level) }
            // Below 2^31 here, so ten times it fits 64 bits.
            let longer = UInt64(number) &* 10 &+ UInt64(digit &- UInt8(ascii: "0"))
            guard longer < UInt64(DerivationPath.hardened) else { throw .invalidPath(.range, level: level) }
            number = UInt32(truncatingIfNeeded: longer)
            next &+= 1
        }
        guard next > start else { throw .invalidPath(.digits, level: level) }
        if let mark = peek(), mark == UInt8(ascii: "'") || mark == UInt8(ascii: "h") {
            number |= DerivationPath.hardened
            next &+= 1
        }
        let end = peek()
        guard end == nil || end == UInt8(ascii: "/") else { throw .invalidPath(.digits, level: level) }
        return number
    }

    private func peek() -> UInt8? {
        next < text.byteCount ? text.unsafeLoad(fromByteOffset: next, as: UInt8.self) : nil
    }
}
