import KedgeCore

/// Writes values as JSON.
internal struct ContractJSONSink: ContractSink, ~Copyable {
    internal var writer: JSONWriter

    internal init() {
        writer = JSONWriter(
            options: JSONOptions(
                maximumDepth: ContractType.maximumDepth, maximumByteCount: ContractTypes.maximumOutputByteCount,
                acceptsNUL: true))
    }

    internal mutating func word(_ word: UInt256, of form: ContractType.Form) throws(ContractError) {
        switch form {
        case .unsigned: try string(word.decimal)
        case .signed: try string(Int256(word: word).decimal)
        case .unsignedFixed(_, let decimals):
            try string(ContractDecimal.text(isNegative: false, magnitude: word, decimals: decimals))
        case .signedFixed(_, let decimals):
            let value = Int256(word: word)
            try string(
                ContractDecimal.text(isNegative: value.isNegative, magnitude: value.magnitude, decimals: decimals))
        case .bool: try write { (writer) throws(JSONWriterError) in try writer.bool(word != .zero) }
        case .address:
            try Address(contractWord: word).withText { (text) throws(ContractError) in try string(text) }
        case .fixedBytes(let count, _):
            try withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { (room) throws(ContractError) in
                word.write(bigEndian: room)
                try bytes(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        case .bytes, .string, .array, .dynamicArray, .tuple: break
        }
    }

    internal mutating func bytes(_ bytes: UnsafeRawBufferPointer) throws(ContractError) {
        // It cannot overflow: the data is of at most 2^24 bytes.
        try withHeapBytes(bytes.count &* 2 &+ 2) { (text) throws(ContractError) in
            text.copyBytes(from: [UInt8(ascii: "0"), UInt8(ascii: "x")])
            var digits = UnsafeMutableRawBufferPointer(rebasing: text[2...]).mutableBytes
            do throws(HexError) {
                try Hex.encode(bytes.bytes, into: &digits)
            } catch {
                throw .tooLarge(.output)
            }
            try string(UnsafeRawBufferPointer(text))
        }
    }

    internal mutating func string(_ text: UnsafeRawBufferPointer) throws(ContractError) {
        try write { (writer) throws(JSONWriterError) in try writer.string(text.bytes) }
    }

    internal mutating func begin(count: Int) throws(ContractError) {
        try write { (writer) throws(JSONWriterError) in try writer.beginArray() }
    }

    internal mutating func end(isTuple: Bool) throws(ContractError) {
        try write { (writer) throws(JSONWriterError) in try writer.endArray() }
    }

    private mutating func string(_ text: String) throws(ContractError) {
        try write { (writer) throws(JSONWriterError) in try writer.string(text) }
    }

    private mutating func write(
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(ContractError) {
        do throws(JSONWriterError) {
            try body(&writer)
        } catch {
            throw error == .outOfMemory ? .outOfMemory : .tooLarge(.output)
        }
    }
}
