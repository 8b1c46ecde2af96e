import KedgeCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes the members of a transaction's JSON.
internal struct TransactionJSONWriter: ~Copyable {
    private var writer: JSONWriter

    /// Lends the text that `body` writes to `use`.
    internal static func text<Value>(
        _ body: (inout TransactionJSONWriter) throws(JSONWriterError) -> Void, _ use: (RawSpan) -> Value
    ) throws(TransactionError) -> Value {
        // A transaction read from RLP may be longer than what is read from JSON.
        var writer = TransactionJSONWriter(
            writer: JSONWriter(options: JSONOptions(maximumDepth: 4, maximumByteCount: .max)))
        do throws(JSONWriterError) {
            try body(&writer)
            return try writer.writer.withText(mapError: { $0 }) { (text) throws(JSONWriterError) in use(text) }
        } catch {
            throw .json(JSONError(error == .outOfMemory ? .outOfMemory : .tooLarge, at: 0))
        }
    }

    internal mutating func beginObject() throws(JSONWriterError) {
        try writer.beginObject()
    }

    internal mutating func endObject() throws(JSONWriterError) {
        try writer.endObject()
    }

    /// Writes the members that the type has.
    internal mutating func write(_ fields: TransactionFields, _ form: TransactionJSON.Form) throws(JSONWriterError) {
        try quantity("type", UInt256(UInt64(fields.kind.rawValue)))
        if let chainID = fields.chainID {
            try quantity("chainId", UInt256(chainID))
        } else if form == .unsigned {
            // What is for any chain has to say so before it is signed; afterwards v says it.
            try name("chainId")
            try writer.null()
        }
        try quantity("nonce", UInt256(fields.nonce))
        try quantity("gas", UInt256(fields.gasLimit))
        if fields.kind == .legacy || fields.kind == .accessList {
            try quantity("gasPrice", fields.gasPrice)
        } else {
            try quantity("maxPriorityFeePerGas", fields.maxPriorityFeePerGas)
            try quantity("maxFeePerGas", fields.maxFeePerGas)
        }
        try name("to")
        if let to = fields.to { try writer.string(to.hex) } else { try writer.null() }
        try quantity("value", fields.value)
        try name("input")
        try writer.string(bytes: fields.data)
        if fields.kind != .legacy { try write(fields.accessList) }
        if fields.kind == .blob {
            try quantity("maxFeePerBlobGas", fields.maxFeePerBlobGas)
            try write("blobVersionedHashes", fields.blobVersionedHashes)
        }
        if fields.kind == .setCode { try write(fields.authorizations) }
    }

    internal mutating func string(_ name: StaticString, _ value: String) throws(JSONWriterError) {
        try self.name(name)
        try writer.string(value)
    }

    internal mutating func quantity(_ name: StaticString, _ value: UInt256) throws(JSONWriterError) {
        try string(name, value.quantity)
    }

    private mutating func name(_ name: StaticString) throws(JSONWriterError) {
        try writer.name(name.description)
    }

    private mutating func write(_ name: StaticString, _ hashes: [Hash32]) throws(JSONWriterError) {
        try self.name(name)
        try writer.beginArray()
        for hash in hashes { try writer.string(hash.description) }
        try writer.endArray()
    }

    private mutating func write(_ accessList: [AccessListEntry]) throws(JSONWriterError) {
        try name("accessList")
        try writer.beginArray()
        for entry in accessList {
            try writer.beginObject()
            try string("address", entry.address.hex)
            try write("storageKeys", entry.storageKeys)
            try writer.endObject()
        }
        try writer.endArray()
    }

    private mutating func write(_ authorizations: [Authorization]) throws(JSONWriterError) {
        try name("authorizationList")
        try writer.beginArray()
        for authorization in authorizations {
            try writer.beginObject()
            try quantity("chainId", authorization.chainID)
            try string("address", authorization.address.hex)
            try quantity("nonce", UInt256(authorization.nonce))
            try quantity("yParity", UInt256(UInt64(authorization.yParity)))
            try quantity("r", authorization.r)
            try quantity("s", authorization.s)
            try writer.endObject()
        }
        try writer.endArray()
    }
}

extension JSONWriter {
    /// Writes bytes as a string of hex, in memory whose lack is an error.
    fileprivate mutating func string(bytes: [UInt8]) throws(JSONWriterError) {
        let count = bytes.count &* 2 &+ 2
        guard let text = malloc(count) else { throw .outOfMemory }
        defer { free(text) }
        text.storeBytes(of: UInt8(ascii: "0"), as: UInt8.self)
        text.storeBytes(of: UInt8(ascii: "x"), toByteOffset: 1, as: UInt8.self)
        var digits = UnsafeMutableRawBufferPointer(start: text + 2, count: count &- 2).mutableBytes
        do throws(HexError) {
            try Hex.encode(bytes.span.bytes, into: &digits)
        } catch {
            throw .outOfMemory
        }
        try string(UnsafeRawBufferPointer(start: text, count: count).bytes)
    }
}

extension Address {
    /// `0x`, then 40 hex digits in lower case, as nodes write it.
    internal var hex: String { "0x" + Hex.encode(bytes) }
}
