/// Strict JSON: RFC 8259 without the freedoms that let two readers see two documents.
///
/// Beyond the grammar, a text is refused for a duplicate name, a NUL, a byte order mark, invalid UTF-8, a lone surrogate,
/// or any byte after the value. Numbers are kept as they were written, so that no digit is ever lost.
///
/// Source: RFC 8259; RFC 7493 (I-JSON) §2 for the refusals.
public enum JSON {}

extension JSON {
    /// How many tokens a document may have before its tape moves from the stack to the heap.
    ///
    /// 64 tokens are 1,024 bytes, the most that the standard library puts on the stack without asking the system.
    @usableFromInline internal static let stackTokenCount: Int = 64

    /// Checks `text` and hands `body` a view of its value, without copying it.
    ///
    /// - Parameters:
    ///   - text: UTF-8, at most `options.maximumByteCount` bytes. Not copied; it is never written to.
    ///   - options: Limits and permissions.
    ///   - mapError: Turns what is wrong with the text into the caller's own error.
    ///   - body: Receives the outermost value. The view cannot leave it.
    /// - Throws: What `mapError` made of a `JSONError`, or what `body` threw.
    /// - Complexity: One pass over `text`. No heap allocation up to 64 values and names; above that at most 24 bytes
    ///   for each byte of `text`, from malloc. An object of more than 32 names takes a table for the moment of its end.
    @inlinable
    package static func withDocument<Result: ~Copyable, Failure: Error>(
        _ text: RawSpan,
        options: JSONOptions = JSONOptions(),
        mapError: (JSONError) -> Failure,
        _ body: (JSONView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try text.withUnsafeBytes { (bytes) throws(Failure) -> Result in
            try withUnsafeTemporaryAllocation(of: JSONToken.self, capacity: stackTokenCount) {
                (stack) throws(Failure) -> Result in
                var tape = JSONTape(borrowing: stack)
                do throws(JSONError) {
                    try JSONParser.parse(bytes, options: options, into: &tape)
                } catch {
                    throw mapError(error)
                }
                return try tape.withView(of: bytes, body)
            }
        }
    }

    /// Checks `text` and hands `body` a view of its value; the errors of both are `JSONError`.
    @inlinable
    package static func withDocument<Result: ~Copyable>(
        _ text: RawSpan,
        options: JSONOptions = JSONOptions(),
        _ body: (JSONView) throws(JSONError) -> Result
    ) throws(JSONError) -> Result {
        try withDocument(text, options: options, mapError: { $0 }, body)
    }
}
