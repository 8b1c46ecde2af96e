public import KedgeCore

/// Why typed data was refused.
///
/// Names and paths are those of the document, in ASCII and at most 64 bytes; a value never stands in an error.
public enum TypedDataError: Error, Equatable, Sendable {
    /// The text is not strict JSON, or is longer than `TypedDataOptions.maximumByteCount`.
    case json(JSONError)
    /// A part of the document is missing or of a wrong shape.
    case malformed(Part)
    /// The type is neither one of EIP-712 nor defined.
    case unknownType(String)
    /// The definition of the type breaks a rule.
    case invalidType(String, TypeRule)
    /// The value at the path does not fit its type.
    case value(path: String, ValueRule)
    /// There is no value at the path, and only a struct may go without.
    case missing(path: String)
    /// The value at the path is no member of its type, and the options are strict, or the domain has no definition.
    case unknownMember(path: String)
    /// Structs and arrays lie in each other deeper than this.
    case tooDeep(maximum: Int)
    /// More members and elements than this would be encoded.
    case tooManyValues(maximum: Int)
    /// The texts of the types are longer in all than this many bytes.
    case typesTooLarge(maximum: Int)
    /// `maximumDepth` is not 1 to 256.
    case depthLimit(Int)
    /// `maximumValues` is negative.
    case valueLimit(Int)
    /// The system has no memory for the document.
    case outOfMemory
}

extension TypedDataError {
    /// The parts of a document.
    public enum Part: Equatable, Sendable, CaseIterable {
        /// The document itself, which is an object.
        case document
        /// An object of types, each an array of members.
        case types
        /// The name of the message's type.
        case primaryType
        /// An object.
        case domain
        /// An object.
        case message
    }

    /// What the definition of a type has to be.
    public enum TypeRule: Equatable, Sendable, CaseIterable {
        /// The name begins with a letter, `_` or `$`; digits and colons may follow.
        case name
        /// EIP-712 has a type of that name.
        case reserved
        /// An array of objects, each with the strings `name` and `type`.
        case shape
        /// A member's name begins with a letter, `_` or `$`; digits may follow.
        case memberName
        /// No two members have the same name.
        case duplicateMember
        /// A type is a name, then `[]` or `[n]` any number of times, n being 1 or more and without leading zeros.
        case memberType
        /// The domain has no structs.
        case structInDomain
    }

    /// What a value has to be.
    public enum ValueRule: Equatable, Sendable {
        /// A JSON number without fraction and exponent, or text: decimal digits, or `0x` and hex digits.
        case integer
        /// An integer that an `intN` or a `uintN` holds.
        case range(bitCount: Int, isSigned: Bool)
        /// `true` or `false`.
        case bool
        /// `0x` and 40 hex digits.
        case address
        /// A string.
        case string
        /// `0x` and an even number of hex digits.
        case bytes
        /// `0x` and the hex digits of exactly as many bytes.
        case fixedBytes(byteCount: Int)
        /// An array.
        case array
        /// An array of exactly as many elements.
        case elementCount(Int)
        /// An object.
        case object
    }
}
