/// A checked JSON text that is kept, with its own copy of the bytes.
///
/// Any thread may read it, concurrently. The copy is wiped when the last value of the document goes, so a document may hold
/// a private key; a `String` taken from it is an ordinary one.
public struct JSONDocument: Sendable {
    private let storage: JSONStorage

    /// Checks `text` and keeps it.
    ///
    /// - Throws: `JSONError`
    /// - Complexity: One pass over the text. Memory for the text, and 16 bytes for each value and each name.
    public init(_ text: String, options: JSONOptions = JSONOptions()) throws(JSONError) {
        try self.init(text.utf8Span.span.bytes, options: options)
    }

    /// Checks `text`, which is UTF-8, and keeps it.
    ///
    /// - Throws: `JSONError`
    /// - Complexity: One pass over the text. Memory for the text, and 16 bytes for each value and each name.
    public init(_ text: [UInt8], options: JSONOptions = JSONOptions()) throws(JSONError) {
        try self.init(text.span.bytes, options: options)
    }

    /// Checks `text`, which is UTF-8, and keeps it.
    ///
    /// - Throws: `JSONError`
    /// - Complexity: One pass over the text. Memory for the text, and 16 bytes for each value and each name.
    public init(_ text: RawSpan, options: JSONOptions = JSONOptions()) throws(JSONError) {
        storage = try text.withUnsafeBytes { (bytes) throws(JSONError) in
            try JSONStorage.parsing(bytes, options: options)
        }
    }

    /// The outermost value.
    public var root: JSONValue { JSONValue(storage: storage, index: 0) }
}
