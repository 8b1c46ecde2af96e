import CPlatform
import KedgeCore

extension TypedData {
    /// The encoded data of a struct on its own: the hash of its type, then 32 bytes for each member.
    ///
    /// - Parameters:
    ///   - types: JSON, an object of types.
    ///   - primaryType: the struct's type.
    ///   - message: JSON, the struct.
    /// - Throws: `TypedDataError`.
    public static func encodeData(
        types: RawSpan, primaryType: String, message: RawSpan, options: TypedDataOptions = TypedDataOptions()
    ) throws(TypedDataError) -> [UInt8] {
        var table = try withDocument(types, options) { (types) throws(TypedDataError) in
            try TypedDataTypes(types, isStrict: options.isStrict)
        }
        guard let type = table.index(of: primaryType) else {
            throw .unknownType(TypedDataPath.printable(primaryType))
        }
        try table.reach(type)
        let reached = table
        return try withDocument(message, options) { (message) throws(TypedDataError) in
            guard message.kind == .object else { throw .malformed(.message) }
            var encoder = TypedDataEncoder(reached, options: options)
            return try encoder.encode(message, as: type, root: "message")
        }
    }

    /// The hash of a struct on its own, as a message has it that is signed under a domain.
    ///
    /// - Throws: `TypedDataError`.
    public static func structHash(
        types: RawSpan, primaryType: String, message: RawSpan, options: TypedDataOptions = TypedDataOptions()
    ) throws(TypedDataError) -> Hash32 {
        Hash32(
            keccak256: try encodeData(types: types, primaryType: primaryType, message: message, options: options))
    }

    /// Checks the options and the text, and lends the document.
    internal static func withDocument<Value>(
        _ json: RawSpan, _ options: TypedDataOptions, _ body: (JSONView) throws(TypedDataError) -> Value
    ) throws(TypedDataError) -> Value {
        guard (1...TypedDataOptions.greatestDepth).contains(options.maximumDepth) else {
            throw .depthLimit(options.maximumDepth)
        }
        guard options.maximumValues >= 0 else { throw .valueLimit(options.maximumValues) }
        // What is ignored may lie deeper than the message, but no deeper than any message could.
        let limits = JSONOptions(
            maximumDepth: TypedDataOptions.greatestDepth &+ 4, maximumByteCount: TypedDataOptions.maximumByteCount,
            acceptsNUL: true)
        return try JSON.withDocument(
            json, options: limits, mapError: { $0.reason == .outOfMemory ? TypedDataError.outOfMemory : .json($0) }
        ) { (document) throws(TypedDataError) in
            // The tables of types and members take at most so much for each byte of their text. Swift would end the
            // process where there is no memory, so it is asked for beforehand.
            guard cplatform_can_allocate(4096 &+ 32 &* json.byteCount) else { throw .outOfMemory }
            return try body(document)
        }
    }
}
