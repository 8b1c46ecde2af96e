public import KedgeCore

/// Why types, values or data of a contract were refused.
public enum ContractError: Error, Equatable, Sendable {
    /// The text of a type or a signature breaks a rule, at `offset` bytes from its start.
    case type(offset: Int, ContractTypeRule)
    /// A value does not fit its type. `path` is the argument's position, then the positions inside it: `2[1]` is the
    /// second element of the third argument; empty for the list as a whole.
    case value(path: String, ContractValueRule)
    /// The data is not what such types encode to, at `offset` bytes from its start.
    case malformed(offset: Int, ContractDataRule)
    /// The data begins with another selector, or is shorter than one.
    case wrongSelector
    /// Something exceeds a limit.
    case tooLarge(ContractLimit)
    /// The values are not strict JSON.
    case json(JSONError)
    /// There is no memory.
    case outOfMemory

    /// The same error, one level further out.
    internal func within(_ index: Int, isArgument: Bool) -> ContractError {
        guard case .value(let path, let rule) = self else { return self }
        return .value(path: (isArgument ? "\(index)" : "[\(index)]") + path, rule)
    }

    internal init(_ error: JSONError) {
        switch error.reason {
        case .outOfMemory: self = .outOfMemory
        case .tooLarge: self = .tooLarge(.values)
        default: self = .json(error)
        }
    }
}

/// A rule that the text of types or a signature has to keep.
public enum ContractTypeRule: Equatable, Sendable, CaseIterable {
    /// A type has to begin here: one of the ABI specification's, without white space and without a name behind it.
    case typeExpected
    /// The bits of an integer are 8 to 256, a multiple of 8.
    case integerWidth
    /// The bits of a fixed-point number are 8 to 256, a multiple of 8, and its decimals 1 to 80.
    case fixedPointWidth
    /// The bytes of `bytes<M>` are 1 to 32.
    case byteCount
    /// The length of an array is decimal digits without leading zeros.
    case arrayLength
    /// A `]` has to stand here.
    case bracketExpected
    /// A comma or a `)` has to stand here.
    case commaOrEndExpected
    /// A list of types in parentheses has to begin here.
    case listExpected
    /// A name has to begin here: a letter, `_` or `$`, then digits too.
    case nameExpected
    /// Nothing may follow.
    case trailingText
}

/// A rule that a value has to keep.
public enum ContractValueRule: Equatable, Sendable, CaseIterable {
    /// The value is of another kind than the type; in JSON: no array where one has to be.
    case kind
    /// A list or an array of a fixed length has as many values as its type says.
    case count
    /// An integer: in JSON an integer, or a text of decimal digits, or of hex digits behind `0x` and without a sign.
    case integer
    /// The number is out of the type's range.
    case range
    /// A fixed-point number: decimal digits with at most as many behind the point as the type has.
    case fixedPoint
    /// In JSON, `true` or `false`.
    case bool
    /// An address: `0x` and 40 hex digits.
    case address
    /// The letters of the address are not as its checksum wants them.
    case addressChecksum
    /// Bytes: in JSON, `0x` and two hex digits for each.
    case bytes
    /// As many bytes as the type says.
    case byteCount
    /// In JSON, a string.
    case string
    /// The packed mode has no form for `bytes` and `string` inside an array.
    case packedElement
}

/// A rule that encoded data has to keep.
public enum ContractDataRule: Equatable, Sendable, CaseIterable {
    /// The data ends before the value does.
    case cut
    /// An offset leads outside the data, or into the head that holds it.
    case offset
    /// An array or a text is longer than the data.
    case length
    /// The bytes around a value are not all as its type wants them: zeros, or copies of the sign.
    case padding
    /// A bool is 0 or 1.
    case bool
    /// A string is UTF-8.
    case utf8
    /// Bytes stand behind the last that belongs to a value.
    case trailingBytes
}

/// What has a limit.
public enum ContractLimit: Equatable, Sendable, CaseIterable {
    /// The text of types or a signature: 65,536 bytes.
    case typeText
    /// Types, those inside arrays and tuples counted: 4,096.
    case typeCount
    /// Arrays and tuples inside one another, the list itself counted: 64.
    case typeDepth
    /// The bytes that a type takes in a head: 67,108,864.
    case typeSize
    /// The JSON of values: 16,777,216 bytes.
    case values
    /// Encoded data: 16,777,216 bytes.
    case data
    /// The bytes that are read from data, those to which several offsets lead counted each time: four times the data.
    case decodedValues
    /// The values whose types take no bytes, such as `()` and `bool[0]`: 4,096.
    case emptyValues
    /// The JSON that is written: 268,435,456 bytes.
    case output
}
