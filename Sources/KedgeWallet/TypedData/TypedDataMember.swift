/// A member of a struct type.
internal struct TypedDataMember {
    /// What a type comes down to without its arrays.
    internal enum Kind: Equatable {
        case string, bytes, bool, address
        case fixedBytes(byteCount: Int)
        case integer(bitCount: Int, isSigned: Bool)
        /// The struct type of this index.
        case structure(Int)
    }

    internal let name: String
    /// The type as the document writes it.
    internal let type: String
    /// nil until the type turns out to be used.
    internal var kind: Kind?
    /// The lengths of the arrays, the outermost first, -1 for any length.
    internal var lengths: [Int] = []

    internal init(name: String, type: String) {
        self.name = name
        self.type = type
    }

    /// Whether a value may be absent.
    internal var isStruct: Bool {
        if case .structure = kind { lengths.isEmpty } else { false }
    }
}

extension TypedDataMember {
    /// Whether it is a struct, or an array of such.
    internal var leadsToStruct: Bool {
        if case .structure = kind { true } else { false }
    }

    /// Takes the arrays off a type.
    ///
    /// - Returns: the name before the first bracket, and the lengths, the outermost first; nil if the brackets break a
    ///   rule.
    internal static func parse(_ type: String) -> (name: Substring, lengths: [Int])? {
        var rest = type[...]
        var lengths: [Int] = []
        while rest.utf8.last == UInt8(ascii: "]") {
            guard let bracket = rest.utf8.lastIndex(of: UInt8(ascii: "[")) else { return nil }
            let digits = rest.utf8[rest.utf8.index(after: bracket)...].dropLast()
            if digits.isEmpty {
                lengths.append(-1)
            } else {
                guard let length = number(digits) else { return nil }
                lengths.append(length)
            }
            rest = rest[..<bracket]
        }
        return (rest, lengths)
    }

    /// The type of EIP-712 that has this name, the aliases `uint` and `int` of 256 bits included.
    internal static func atomicKind(_ name: Substring) -> Kind? {
        switch name {
        case "string": return .string
        case "bytes": return .bytes
        case "bool": return .bool
        case "address": return .address
        case "uint": return .integer(bitCount: 256, isSigned: false)
        case "int": return .integer(bitCount: 256, isSigned: true)
        default: break
        }
        let digits = name.utf8.drop { !isDigit($0) }
        guard let size = number(digits), size <= 256 else { return nil }
        switch name[..<digits.startIndex] {
        case "bytes": return size <= 32 ? .fixedBytes(byteCount: size) : nil
        case "uint": return size.isMultiple(of: 8) ? .integer(bitCount: size, isSigned: false) : nil
        case "int": return size.isMultiple(of: 8) ? .integer(bitCount: size, isSigned: true) : nil
        default: return nil
        }
    }

    /// Whether a name is one of Solidity's identifiers.
    ///
    /// - Parameter allowsColon: whether colons may follow the first character.
    internal static func isIdentifier(_ name: Substring, allowsColon: Bool) -> Bool {
        guard let first = name.utf8.first, !isDigit(first), first != UInt8(ascii: ":") else { return false }
        return name.utf8.allSatisfy { character in
            switch character {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
                UInt8(ascii: "$"):
                true
            case UInt8(ascii: ":"): allowsColon
            default: isDigit(character)
            }
        }
    }

    // 1 to 2^32 - 1, written without leading zeros.
    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 10, digits.allSatisfy(isDigit)
        else {
            return nil
        }
        let number = digits.reduce(0) { $0 &* 10 &+ Int($1 &- UInt8(ascii: "0")) }
        return number <= Int(UInt32.max) ? number : nil
    }

    private static func isDigit(_ character: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
    }
}
