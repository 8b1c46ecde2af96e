/// Reads types from text.
///
/// Tuples are read by recursion, as deep as types may be; arrays around a type in a loop.
internal struct ContractTypeParser {
    internal static let maximumByteCount = 65_536

    private let text: UnsafeRawBufferPointer
    private var position = 0
    private var typeCount = 0

    /// Reads all of `text` with `body`.
    internal static func parse<Result>(
        _ text: String, _ body: (inout ContractTypeParser) throws(ContractError) -> Result
    ) throws(ContractError) -> Result {
        let bytes = text.utf8Span.span.bytes
        return try bytes.withUnsafeBytes { (bytes) throws(ContractError) in try parse(bytes, body) }
    }

    /// Reads all of `text` with `body`.
    internal static func parse<Result>(
        _ text: UnsafeRawBufferPointer, _ body: (inout ContractTypeParser) throws(ContractError) -> Result
    ) throws(ContractError) -> Result {
        guard text.count <= maximumByteCount else { throw .tooLarge(.typeText) }
        var parser = ContractTypeParser(text: text)
        let result = try body(&parser)
        guard parser.position == text.count else { throw parser.error(.trailingText) }
        return result
    }

    private init(text: UnsafeRawBufferPointer) {
        self.text = text
    }

    /// A list of types in parentheses.
    ///
    /// - Parameter depth: How many tuples stand around it.
    internal mutating func list(depth: Int) throws(ContractError) -> ContractType {
        guard take("(") else { throw error(.listExpected) }
        guard depth < ContractType.maximumDepth else { throw .tooLarge(.typeDepth) }
        try countType()
        var components: [ContractType] = []
        if !take(")") {
            repeat {
                components.append(try type(depth: depth + 1))
            } while take(",")
            guard take(")") else { throw error(.commaOrEndExpected) }
        }
        return try ContractType(tupleOf: components)
    }

    /// A type with the arrays around it.
    internal mutating func type(depth: Int) throws(ContractError) -> ContractType {
        var type: ContractType
        if next == UInt8(ascii: "(") {
            type = try list(depth: depth)
        } else {
            try countType()
            type = ContractType(leaf: try leaf())
        }
        while take("[") {
            try countType()
            let count = next == UInt8(ascii: "]") ? nil : try arrayLength()
            guard take("]") else { throw error(.bracketExpected) }
            type = try ContractType(arrayOf: type, count: count)
        }
        return type
    }

    /// A name as functions, events and errors have them.
    internal mutating func name() throws(ContractError) -> String {
        let start = position
        while let character = next, Self.isLetter(character) || (Self.isDigit(character) && position > start) {
            position &+= 1
        }
        guard position > start else { throw error(.nameExpected) }
        return String(decoding: text[start..<position], as: UTF8.self)
    }

    private mutating func leaf() throws(ContractError) -> ContractType.Form {
        let start = position
        while let character = next, Self.isLetter(character) { position &+= 1 }
        let name = UnsafeRawBufferPointer(rebasing: text[start..<position])
        let hasNumber = next.map(Self.isDigit) ?? false
        switch (hasNumber, Self.word(name)) {
        case (false, .address): return .address
        case (false, .bool): return .bool
        case (false, .string): return .string
        case (false, .bytes): return .bytes
        case (false, .function): return .fixedBytes(24, isFunction: true)
        case (false, .uint): return .unsigned(bits: 256)
        case (false, .int): return .signed(bits: 256)
        case (false, .ufixed): return .unsignedFixed(bits: 128, decimals: 18)
        case (false, .fixed): return .signedFixed(bits: 128, decimals: 18)
        case (true, .bytes): return .fixedBytes(try number(in: 1...32, or: .byteCount), isFunction: false)
        case (true, .uint): return .unsigned(bits: try width(.integerWidth))
        case (true, .int): return .signed(bits: try width(.integerWidth))
        case (true, .ufixed):
            let bits = try width(.fixedPointWidth)
            return .unsignedFixed(bits: bits, decimals: try decimals())
        case (true, .fixed):
            let bits = try width(.fixedPointWidth)
            return .signedFixed(bits: bits, decimals: try decimals())
        default: throw .type(offset: start, .typeExpected)
        }
    }

    private mutating func width(_ rule: ContractTypeRule) throws(ContractError) -> Int {
        let start = position
        let bits = try number(in: 8...256, or: rule)
        guard bits.isMultiple(of: 8) else { throw .type(offset: start, rule) }
        return bits
    }

    private mutating func decimals() throws(ContractError) -> Int {
        guard take("x") else { throw error(.fixedPointWidth) }
        return try number(in: 1...80, or: .fixedPointWidth)
    }

    private mutating func arrayLength() throws(ContractError) -> Int {
        let start = position
        let length = try number(in: 0...Int.max, or: .arrayLength)
        guard length <= ContractType.maximumByteCount else { throw .tooLarge(.typeSize) }
        guard position > start else { throw error(.arrayLength) }
        return length
    }

    /// Digits without leading zeros; a number too large for an `Int` is taken for `Int.max`.
    private mutating func number(in range: ClosedRange<Int>, or rule: ContractTypeRule) throws(ContractError) -> Int {
        let start = position
        var value = 0
        while let character = next, Self.isDigit(character) {
            let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = shifted.addingReportingOverflow(Int(character &- UInt8(ascii: "0")))
            value = isTooLarge || carries ? Int.max : sum
            position &+= 1
        }
        let count = position &- start
        guard count > 0, count == 1 || text[start] != UInt8(ascii: "0"), range.contains(value) else {
            throw .type(offset: start, rule)
        }
        return value
    }

    private mutating func countType() throws(ContractError) {
        typeCount &+= 1
        guard typeCount <= ContractType.maximumCount else { throw .tooLarge(.typeCount) }
    }

    private var next: UInt8? { position < text.count ? text[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position &+= 1
        return true
    }

    private func error(_ rule: ContractTypeRule) -> ContractError { .type(offset: position, rule) }

    private static func isDigit(_ character: UInt8) -> Bool {
        character &- UInt8(ascii: "0") < 10
    }

    private static func isLetter(_ character: UInt8) -> Bool {
        (character | 0x20) &- UInt8(ascii: "a") < 26 || character == UInt8(ascii: "_") || character == UInt8(ascii: "$")
    }

    private enum Word {
        case address, bool, string, bytes, function, uint, int, ufixed, fixed
    }

    private static func word(_ name: UnsafeRawBufferPointer) -> Word? {
        func isEqual(_ text: StaticString) -> Bool {
            name.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
        switch name.first {
        case UInt8(ascii: "a") where isEqual("address"): return .address
        case UInt8(ascii: "b") where isEqual("bool"): return .bool
        case UInt8(ascii: "b") where isEqual("bytes"): return .bytes
        case UInt8(ascii: "f") where isEqual("function"): return .function
        case UInt8(ascii: "f") where isEqual("fixed"): return .fixed
        case UInt8(ascii: "i") where isEqual("int"): return .int
        case UInt8(ascii: "s") where isEqual("string"): return .string
        case UInt8(ascii: "u") where isEqual("uint"): return .uint
        case UInt8(ascii: "u") where isEqual("ufixed"): return .ufixed
        default: return nil
        }
    }
}
