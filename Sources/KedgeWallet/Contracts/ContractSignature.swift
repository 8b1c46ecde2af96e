/// The name of a function, an event or an error, and the types of its values.
public struct ContractSignature: Hashable, Sendable {
    /// How many bytes a selector has.
    public static let selectorByteCount = 4

    /// The name alone.
    public let name: String
    /// The types.
    public let types: ContractTypes

    /// Reads a signature such as `transfer(address,uint256)`.
    ///
    /// - Parameter text: At most 65,536 bytes; no white space, no names of parameters. Aliases such as `uint` are
    ///   understood.
    /// - Throws: `ContractError.type` and `.tooLarge`
    public init(_ text: String) throws(ContractError) {
        (name, types) = try ContractTypeParser.parse(text, Self.read)
    }

    /// Reads UTF-8 text as `init(_: String)` does.
    package init(text: UnsafeRawBufferPointer) throws(ContractError) {
        (name, types) = try ContractTypeParser.parse(text, Self.read)
    }

    private static func read(
        _ parser: inout ContractTypeParser
    ) throws(ContractError) -> (String, ContractTypes) {
        (try parser.name(), ContractTypes(tuple: try parser.list(depth: 0)))
    }

    /// The signature as it is hashed: without aliases.
    public var canonical: String { name + types.canonical }

    /// The hash of the signature: the first topic of an event's log.
    ///
    /// - Source: Contract ABI Specification, "Events"
    public var topic: Hash32 { Hash32(keccak256: Array(canonical.utf8)) }

    /// The first four bytes of the hash, which calls and errors begin with.
    ///
    /// - Source: Contract ABI Specification, "Function Selector"
    public var selector: [UInt8] { [UInt8](topic.bytes.prefix(Self.selectorByteCount)) }

    /// Encodes a call: the selector, then the arguments.
    ///
    /// - Throws: `ContractError.value`
    public func encodeCall(_ arguments: [ContractValue]) throws(ContractError) -> [UInt8] {
        try types.encode(arguments, behind: selector)
    }

    /// Decodes a call, or the data of an error.
    ///
    /// - Parameters:
    ///   - data: At most 16,777,216 bytes behind the selector.
    ///   - allowsTrailing: Whether bytes may stand behind the last that belongs to a value.
    /// - Throws: `ContractError.wrongSelector`, `.malformed` and `.tooLarge`; offsets count from behind the selector.
    public func decodeCall(_ data: [UInt8], allowsTrailing: Bool = false) throws(ContractError) -> [ContractValue] {
        try data.span.bytes.withUnsafeBytes { (data) throws(ContractError) in
            try types.decode(try arguments(of: data), allowsTrailing: allowsTrailing)
        }
    }

    /// What stands behind the selector.
    ///
    /// - Throws: `ContractError.wrongSelector`
    package func arguments(of data: UnsafeRawBufferPointer) throws(ContractError) -> UnsafeRawBufferPointer {
        guard data.prefix(Self.selectorByteCount).elementsEqual(selector) else { throw .wrongSelector }
        return UnsafeRawBufferPointer(rebasing: data[Self.selectorByteCount...])
    }
}

extension ContractSignature: CustomStringConvertible {
    public var description: String { canonical }
}
