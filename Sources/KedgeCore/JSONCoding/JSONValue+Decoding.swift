extension JSONValue {
    /// Makes a value of `type` from this one, through its `Decodable`.
    ///
    /// Nothing is converted: a number is no string and a string no number. An integer may be written in any way, 1e3 or 1.0
    /// too, as long as nothing of it is lost; 128-bit integers are read whole.
    ///
    /// - Throws: `DecodingError` with the path to what does not fit, or what the type's own code throws. The message has
    ///   none of the text. Types nested more than 256 deep are refused, whatever depth the document was read with.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try JSONValueDecoder(value: self, codingPath: []).decode(type)
    }
}

extension JSONDocument {
    /// Makes a value of `type` from the outermost value, as `JSONValue.decode` does.
    ///
    /// - Throws: `DecodingError`, or what the type's own code throws.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try root.decode(type)
    }
}
