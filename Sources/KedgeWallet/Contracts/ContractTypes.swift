import KedgeCore

/// A list of types: the arguments of a function, what it returns, or the values of an error.
public struct ContractTypes: Hashable, Sendable {
    /// The longest data that is decoded.
    public static let maximumDataByteCount = 16 << 20
    internal static let maximumOutputByteCount = 256 << 20

    /// The list as one tuple.
    internal let tuple: ContractType

    internal init(tuple: ContractType) {
        self.tuple = tuple
    }

    /// Reads a list such as `(address,uint256)`; `()` is the empty one.
    ///
    /// - Parameter text: At most 65,536 bytes; no white space, no names.
    /// - Throws: `ContractError.type` and `.tooLarge`
    public init(_ text: String) throws(ContractError) {
        tuple = try ContractTypeParser.parse(text) { (parser) throws(ContractError) in try parser.list(depth: 0) }
    }

    /// Reads UTF-8 text as `init(_: String)` does.
    package init(text: UnsafeRawBufferPointer) throws(ContractError) {
        tuple = try ContractTypeParser.parse(text) { (parser) throws(ContractError) in try parser.list(depth: 0) }
    }

    /// The list as selectors are made from it: without aliases.
    public var canonical: String { tuple.canonical }

    /// Encodes values, as `abi.encode` does.
    ///
    /// - Throws: `ContractError.value`
    /// - Complexity: O(bytes of the result); the values are gone through twice.
    /// - Source: Contract ABI Specification, "Formal Specification of the Encoding"
    public func encode(_ values: [ContractValue]) throws(ContractError) -> [UInt8] {
        try encode(values, behind: [])
    }

    /// Encodes values behind other bytes.
    internal func encode(_ values: [ContractValue], behind prefix: [UInt8]) throws(ContractError) -> [UInt8] {
        let value = ContractValue.tuple(values)
        var counter = ContractEncoder(room: nil)
        try counter.encode(value, as: tuple, isList: true)
        return try [UInt8].zeros(prefix.count &+ counter.end) { (room) throws(ContractError) in
            room.copyBytes(from: prefix)
            var encoder = ContractEncoder(room: UnsafeMutableRawBufferPointer(rebasing: room[prefix.count...]))
            try encoder.encode(value, as: tuple, isList: true)
        }
    }

    /// Encodes values without padding, lengths and offsets, as `abi.encodePacked` does: what is hashed and signed.
    /// Nobody can decode it, and other values may pack to the same bytes.
    ///
    /// Solidity packs neither tuples nor arrays inside arrays; here they are what is in them, one behind the other.
    /// Inside an array everything takes whole words, and `bytes` and `string` are refused.
    ///
    /// - Throws: `ContractError.value`
    /// - Source: Contract ABI Specification, "Non-standard Packed Mode"
    public func encodePacked(_ values: [ContractValue]) throws(ContractError) -> [UInt8] {
        let value = ContractValue.tuple(values)
        var counter = ContractPacker(room: nil)
        try counter.pack(value, as: tuple, isList: true)
        return try [UInt8].zeros(counter.end) { (room) throws(ContractError) in
            var packer = ContractPacker(room: room)
            try packer.pack(value, as: tuple, isList: true)
        }
    }

    /// Decodes data strictly: every byte around a value is what its type wants, and strings are UTF-8.
    ///
    /// - Parameters:
    ///   - data: At most 16,777,216 bytes.
    ///   - allowsTrailing: Whether bytes may stand behind the last that belongs to a value, as some callers append
    ///     them.
    /// - Throws: `ContractError.malformed` and `.tooLarge`
    /// - Complexity: O(bytes of the data), in time and memory: what is read twice through two offsets counts
    ///   twice, and more than four times the data is refused.
    public func decode(_ data: [UInt8], allowsTrailing: Bool = false) throws(ContractError) -> [ContractValue] {
        try data.span.bytes.withUnsafeBytes { (data) throws(ContractError) in
            try decode(data, allowsTrailing: allowsTrailing)
        }
    }

    internal func decode(
        _ data: UnsafeRawBufferPointer, allowsTrailing: Bool
    ) throws(ContractError) -> [ContractValue] {
        var decoder = try ContractDecoder(data, into: ContractValueSink())
        try decoder.decode(tuple, allowsTrailing: allowsTrailing)
        guard case .tuple(let values) = decoder.sink.value else { return [] }
        return values
    }
}

extension ContractTypes: CustomStringConvertible {
    public var description: String { canonical }
}

extension Array where Element == UInt8 {
    /// So many zeros, which `body` may write over.
    internal static func zeros(
        _ count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(ContractError) -> Void
    ) throws(ContractError) -> [UInt8] {
        // Never a capacity of zero, which would be written into the one empty array that all threads share.
        try [UInt8](unsafeUninitializedCapacity: Swift.max(count, 1)) { (buffer, initialized) throws(ContractError) in
            let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count])
            room.initializeMemory(as: UInt8.self, repeating: 0)
            initialized = count
            try body(room)
        }
    }
}
