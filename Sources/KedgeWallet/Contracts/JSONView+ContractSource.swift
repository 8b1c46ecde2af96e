import KedgeCore

extension JSONView: ContractSource {
    internal func word(of form: ContractType.Form) throws(ContractError) -> UInt256 {
        switch form {
        case .unsigned(let bits):
            guard let value = try integer(isSigned: false).unsigned, value.fits(bits: bits) else {
                throw .value(path: "", .range)
            }
            return value
        case .signed(let bits):
            guard let value = try integer(isSigned: true).signed, value.fits(bits: bits) else {
                throw .value(path: "", .range)
            }
            return value.word
        case .unsignedFixed(let bits, let decimals):
            let (isNegative, magnitude) = try fixedPoint(decimals)
            guard !isNegative || magnitude == .zero, magnitude.fits(bits: bits) else { throw .value(path: "", .range) }
            return magnitude
        case .signedFixed(let bits, let decimals):
            let (isNegative, magnitude) = try fixedPoint(decimals)
            guard let value = Int256(isNegative: isNegative, magnitude: magnitude), value.fits(bits: bits) else {
                throw .value(path: "", .range)
            }
            return value.word
        case .address:
            return try address.withUnsafeBytes { UInt256(bigEndian: $0.bytes) ?? .zero }
        case .bool:
            guard let bool else { throw .value(path: "", .bool) }
            return UInt256(bool ? 1 : 0)
        case .fixedBytes(let count, _):
            guard try byteCount(isText: false) == count else { throw .value(path: "", .byteCount) }
            return try withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { (room) throws(ContractError) in
                try copyBytes(isText: false, to: UnsafeMutableRawBufferPointer(rebasing: room[..<count]))
                return UInt256(leading: UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        case .bytes, .string, .array, .dynamicArray, .tuple: throw .value(path: "", .kind)
        }
    }

    internal func byteCount(isText: Bool) throws(ContractError) -> Int {
        if isText {
            if isPlainString { return source.byteCount }
            guard kind == .string else { throw .value(path: "", .string) }
            return try unescapedByteCount()
        }
        guard isPlainString else { throw .value(path: "", .bytes) }
        let text = source
        guard text.byteCount >= 2, text.byteCount.isMultiple(of: 2),
            text.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "0"),
            text.unsafeLoad(fromByteOffset: 1, as: UInt8.self) == UInt8(ascii: "x")
        else { throw .value(path: "", .bytes) }
        for offset in 2..<text.byteCount where !Self.isHexDigit(text.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        {
            throw .value(path: "", .bytes)
        }
        return text.byteCount / 2 - 1
    }

    internal func copyBytes(isText: Bool, to room: UnsafeMutableRawBufferPointer) throws(ContractError) {
        if isText {
            // Without memory of its own, so that what was counted is written whole, whatever the system has left.
            return copyString(exactly: room)
        }
        var output = room.mutableBytes
        do throws(HexError) {
            try Hex.decode(source, prefix: .required, into: &output)
        } catch {
            throw .value(path: "", .bytes)
        }
    }

    /// How long the text of a string with escapes is.
    private func unescapedByteCount() throws(ContractError) -> Int {
        // Escapes are never shorter than what they stand for.
        try withHeapBytes(source.byteCount) { (room) throws(ContractError) in
            var output = room.mutableBytes
            guard let count = copyString(into: &output) else { throw .value(path: "", .string) }
            return count
        }
    }

    internal func count(isTuple: Bool) throws(ContractError) -> Int {
        guard kind == .array else { throw .value(path: "", .kind) }
        return count
    }

    internal func forEachInside(
        _ body: (Int, borrowing JSONView) throws(ContractError) -> Void
    ) throws(ContractError) {
        var index = 0
        var next = firstElement
        while let element = next {
            try body(index, element.value)
            index &+= 1
            next = element.next
        }
    }

    private var address: Address {
        get throws(ContractError) {
            guard isPlainString else { throw .value(path: "", .address) }
            do throws(AddressError) {
                return try Address(text: source)
            } catch {
                throw .value(path: "", error == .checksum ? .addressChecksum : .address)
            }
        }
    }

    /// An integer; nil where it is out of the range of either kind.
    private func integer(isSigned: Bool) throws(ContractError) -> (unsigned: UInt256?, signed: Int256?) {
        guard isInteger || isPlainString, Self.isInteger(source, isSigned: isSigned || kind == .number) else {
            throw .value(path: "", .integer)
        }
        return isSigned ? (nil, Int256(text: source)) : (UInt256(text: source), nil)
    }

    private func fixedPoint(_ decimals: Int) throws(ContractError) -> (isNegative: Bool, magnitude: UInt256) {
        guard isInteger || isPlainString else { throw .value(path: "", .fixedPoint) }
        return try ContractDecimal.read(source, decimals: decimals)
    }

    /// Whether `text` is digits, perhaps behind a minus where there may be one, or hex digits behind `0x`.
    private static func isInteger(_ text: RawSpan, isSigned: Bool) -> Bool {
        var offset = 0
        let isNegative = text.byteCount > 0 && text.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "-")
        if isNegative {
            guard isSigned else { return false }
            offset = 1
        }
        let isHex =
            !isNegative && text.byteCount > 2 && text.unsafeLoad(fromByteOffset: 0, as: UInt8.self) == UInt8(ascii: "0")
            && text.unsafeLoad(fromByteOffset: 1, as: UInt8.self) == UInt8(ascii: "x")
        if isHex { offset = 2 }
        guard offset < text.byteCount else { return false }
        for offset in offset..<text.byteCount {
            let character = text.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
            guard isHex ? isHexDigit(character) : character &- UInt8(ascii: "0") < 10 else { return false }
        }
        return true
    }

    private static func isHexDigit(_ character: UInt8) -> Bool {
        character &- UInt8(ascii: "0") < 10 || (character | 0x20) &- UInt8(ascii: "a") < 6
    }
}
