import KedgeCore

extension ContractTypes {
    /// Which of the two encodings is asked for.
    package enum Encoding: Sendable {
        case standard
        case packed
    }

    /// Encodes values that a JSON array holds.
    ///
    /// Integers are JSON integers, texts of decimal digits, or of hex digits behind `0x`; fixed-point numbers texts
    /// such as `"1.5"`; addresses texts, whose checksum is verified; bytes texts of hex behind `0x`; arrays and tuples
    /// JSON arrays.
    ///
    /// - Parameter json: At most 16,777,216 bytes.
    /// - Throws: `ContractError`
    public func encode(json: String) throws(ContractError) -> [UInt8] {
        try withEncoding(ofJSON: json.utf8Span.span.bytes, .standard) { (count, write) throws(ContractError) in
            try [UInt8].zeros(count, write)
        }
    }

    /// Encodes values that a JSON array holds as `encodePacked` does.
    ///
    /// - Throws: `ContractError`
    public func encodePacked(json: String) throws(ContractError) -> [UInt8] {
        try withEncoding(ofJSON: json.utf8Span.span.bytes, .packed) { (count, write) throws(ContractError) in
            try [UInt8].zeros(count, write)
        }
    }

    /// Checks values, and calls `body` with the bytes that they encode to and with what writes them.
    ///
    /// - Parameter body: Gives as much room as it is told, all of it zeros, apart from the JSON.
    package func withEncoding<Result>(
        ofJSON json: RawSpan, _ encoding: Encoding,
        _ body: (Int, (UnsafeMutableRawBufferPointer) throws(ContractError) -> Void) throws(ContractError) -> Result
    ) throws(ContractError) -> Result {
        let options = JSONOptions(maximumDepth: ContractType.maximumDepth, acceptsNUL: true)
        return try JSON.withDocument(json, options: options, mapError: ContractError.init) {
            (view) throws(ContractError) in
            let count = try encode(view, encoding, into: nil)
            return try body(count) { (room) throws(ContractError) in _ = try encode(view, encoding, into: room) }
        }
    }

    private func encode(
        _ view: borrowing JSONView, _ encoding: Encoding, into room: UnsafeMutableRawBufferPointer?
    ) throws(ContractError) -> Int {
        switch encoding {
        case .standard:
            var encoder = ContractEncoder(room: room)
            try encoder.encode(view, as: tuple, isList: true)
            return encoder.end
        case .packed:
            var packer = ContractPacker(room: room)
            try packer.pack(view, as: tuple, isList: true)
            return packer.end
        }
    }

    /// Decodes data as `decode` does, into a JSON array: integers and fixed-point numbers as decimal texts, addresses
    /// with their checksums, bytes as hex behind `0x`, arrays and tuples as JSON arrays.
    ///
    /// - Throws: `ContractError`
    public func decodeToJSON(_ data: [UInt8], allowsTrailing: Bool = false) throws(ContractError) -> String {
        try data.span.bytes.withUnsafeBytes { (data) throws(ContractError) in
            try withJSON(of: data, allowsTrailing: allowsTrailing) { text in String(decoding: text, as: UTF8.self) }
        }
    }

    /// Decodes data, and calls `body` with the JSON.
    package func withJSON<Result>(
        of data: UnsafeRawBufferPointer, allowsTrailing: Bool, _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(ContractError) -> Result {
        var decoder = try ContractDecoder(data, into: ContractJSONSink())
        try decoder.decode(tuple, allowsTrailing: allowsTrailing)
        return try decoder.sink.writer.withText(mapError: { _ in ContractError.tooLarge(.output) }) {
            (text) throws(ContractError) in text.withUnsafeBytes(body)
        }
    }
}
