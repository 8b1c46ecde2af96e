/// Writes one JSON text, always the same for the same calls.
///
/// There is no white space, members stand in the order of the calls, and a character is escaped only where it must be. The
/// reader with the same options takes whatever this writes. A call that throws leaves everything as it was before. The
/// memory of the text is wiped when the writer goes.
///
/// ```swift
/// var writer = JSONWriter()
/// try writer.beginObject()
/// try writer.name("exp")
/// try writer.integer(1_735_689_600)
/// try writer.endObject()
/// let text = try writer.finish()
/// ```
///
/// Source: RFC 8259
public struct JSONWriter: ~Copyable {
    /// In which order an object takes its names.
    public enum NameOrder: Sendable, Hashable, CaseIterable {
        /// In any.
        case asWritten
        /// Each above the one before, by code points: the order of a JSON Web Key's thumbprint (RFC 7638 §3.3). A name out
        /// of order is refused, not moved.
        case ascending
    }

    /// Where in the text the writer stands. Restored when a call throws.
    internal struct State: BitwiseCopyable {
        internal var container: UInt32 = JSONParser.noContainer
        internal var isObject: Bool = false
        internal var depth: Int = 0
        internal var childCount: UInt32 = 0
        internal var latestName: UInt32 = 0
        internal var seenNames: UInt64 = 0
        internal var tokenCount: Int = 0
        internal var hasName: Bool = false
        internal var isComplete: Bool = false
    }

    internal let options: JSONOptions
    internal let nameOrder: NameOrder
    internal var text: JSONBuffer
    internal var state: State = State()

    /// The arrays and objects that are open, each with its names behind it. An open one keeps in `link` the one around it.
    internal var tape: JSONTape = JSONTape(borrowing: UnsafeMutableBufferPointer(start: nil, count: 0))

    /// A writer of one text within the limits of `options`.
    public init(options: JSONOptions = JSONOptions(), nameOrder: NameOrder = .asWritten) {
        self.options = options
        self.nameOrder = nameOrder
        text = JSONBuffer(maximumCount: options.maximumByteCount)
    }

    /// The text, once its value is complete.
    ///
    /// - Throws: `JSONWriterError.incomplete`
    public consuming func finish() throws(JSONWriterError) -> String {
        guard state.isComplete else { throw .incomplete }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// The UTF-8 bytes of the text, once its value is complete.
    ///
    /// - Throws: `JSONWriterError.incomplete`
    public consuming func finishBytes() throws(JSONWriterError) -> [UInt8] {
        guard state.isComplete else { throw .incomplete }
        return [UInt8](text.bytes)
    }

    /// Calls `body` with the UTF-8 bytes of the text, without copying them, once its value is complete.
    ///
    /// - Throws: What `mapError` made of `JSONWriterError.incomplete`, or what `body` threw.
    package borrowing func withText<Result: ~Copyable, Failure: Error>(
        mapError: (JSONWriterError) -> Failure, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard state.isComplete else { throw mapError(.incomplete) }
        return try body(text.bytes.bytes)
    }

    /// Calls `body` with the UTF-8 bytes that the text would have if its object, which is open and the only one, ended here.
    /// It stays open.
    ///
    /// - Throws: What `mapError` made of a `JSONWriterError`, or what `body` threw.
    package mutating func withObjectClosed<Result: ~Copyable, Failure: Error>(
        mapError: (JSONWriterError) -> Failure, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let saved = state
        let savedCount = text.count
        defer {
            state = saved
            text.truncate(to: savedCount)
        }
        do throws(JSONWriterError) { try close(.object) } catch { throw mapError(error) }
        return try withText(mapError: mapError, body)
    }

    /// Runs `body`; if it throws, everything is as before.
    internal mutating func atomically(
        _ body: (inout JSONWriter) throws(JSONWriterError) -> Void
    ) throws(JSONWriterError) {
        let saved = state
        let savedCount = text.count
        do throws(JSONWriterError) {
            try body(&self)
        } catch {
            state = saved
            text.truncate(to: savedCount)
            throw error
        }
    }
}
