import KedgeCore

extension ContractType {
    internal var isTuple: Bool {
        if case .tuple = form { true } else { false }
    }

    internal var isDynamicArray: Bool {
        if case .dynamicArray = form { true } else { false }
    }

    /// How many values a tuple or an array of fixed length has; 0 for any other type.
    internal var fixedCount: Int {
        switch form {
        case .tuple(let components): components.count
        case .array(_, let count): count
        default: 0
        }
    }
}

extension ContractType.Form {
    /// The rule that a word breaks if it is to be a value; nil if it keeps them all.
    internal func rule(brokenBy word: UInt256) -> ContractDataRule? {
        switch self {
        case .unsigned(let bits), .unsignedFixed(let bits, _): word.fits(bits: bits) ? nil : .padding
        case .signed(let bits), .signedFixed(let bits, _): Int256(word: word).fits(bits: bits) ? nil : .padding
        case .address: word.fits(bits: 160) ? nil : .padding
        case .bool: word <= UInt256(1) ? nil : .bool
        case .fixedBytes(let count, _): word.endsInZeros(bytes: 32 - count) ? nil : .padding
        case .bytes, .string, .array, .dynamicArray, .tuple: nil
        }
    }
}

extension UInt256 {
    /// Whether the last so many bytes are zeros.
    fileprivate func endsInZeros(bytes: Int) -> Bool {
        func zeros(_ word: UInt64, _ count: Int) -> Bool {
            count >= 64 ? word == 0 : count <= 0 || word &<< UInt64(64 - count) == 0
        }
        let bits = bytes * 8
        return zeros(words.0, bits) && zeros(words.1, bits - 64) && zeros(words.2, bits - 128)
            && zeros(words.3, bits - 192)
    }
}
