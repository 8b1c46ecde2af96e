extension JSONView {
    /// Whether this is a string without escape sequences, so that `source` is its text.
    @inlinable package var isPlainString: Bool { token.kind == .string }

    /// Whether this is a string equal to `text`.
    @inlinable
    package func isString(_ text: StaticString) -> Bool {
        // Most names that a caller tries differ in length already, which costs no call.
        if token.kind == .string, Int(token.length) != text.utf8CodeUnitCount { return false }
        return isEqual(to: text)
    }

    @usableFromInline
    internal func isEqual(to text: StaticString) -> Bool {
        guard text.hasPointerRepresentation, kind == .string else { return false }
        return JSONNames.isEqual(
            token, in: self.text, to: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether this is a string equal to `text`, which is UTF-8. Not in constant time.
    package func isString(_ text: RawSpan) -> Bool {
        guard kind == .string else { return false }
        return text.withUnsafeBytes { JSONNames.isEqual(token, in: self.text, to: $0) }
    }

    /// The text of a string; `nil` for any other kind of value.
    package var string: String? {
        let token = token
        switch token.kind {
        case .string:
            let bytes = UnsafeRawBufferPointer(start: text + Int(token.start), count: Int(token.length))
            return String(decoding: bytes, as: UTF8.self)
        case .escapedString:
            return String(unsafeUninitializedCapacity: Int(token.length)) { buffer in
                copy(token, to: UnsafeMutableRawBufferPointer(buffer))
            }
        default:
            return nil
        }
    }

    /// How many bytes the text of a string has as UTF-8, escapes resolved; `nil` for any other kind of value.
    package var stringByteCount: Int? {
        let token = token
        guard kind == .string else { return nil }
        guard token.kind != .string else { return Int(token.length) }
        var source = JSONTextCursor(token, in: text)
        var count = 0
        while source.next() != nil { count &+= 1 }
        return count
    }

    /// Writes the text of a string as UTF-8, escapes resolved, and returns its length.
    ///
    /// - Parameter output: At least as long as `source`, which the text never exceeds.
    /// - Returns: The bytes written; `nil`, and nothing written, if this is no string or `output` is shorter.
    package func copyString(into output: inout MutableRawSpan) -> Int? {
        let token = token
        guard kind == .string, output.byteCount >= Int(token.length) else { return nil }
        return output.withUnsafeMutableBytes { copy(token, to: $0) }
    }

    /// Writes the text of a string, of which `copyString` told the length before, as UTF-8 with escapes resolved.
    ///
    /// - Parameter output: Exactly as long as the text; anything that does not fit is left out.
    package func copyString(exactly output: UnsafeMutableRawBufferPointer) {
        let token = token
        guard kind == .string, token.kind != .string || output.count >= Int(token.length) else { return }
        _ = copy(token, to: output)
    }

    /// - Parameter output: At least as long as the token; for one with escapes, as the text.
    private func copy(_ token: JSONToken, to output: UnsafeMutableRawBufferPointer) -> Int {
        if token.kind == .string {
            output.copyMemory(
                from: UnsafeRawBufferPointer(start: text + Int(token.start), count: Int(token.length)))
            return Int(token.length)
        }
        var source = JSONTextCursor(token, in: text)
        var count = 0
        while count < output.count, let byte = source.next() {
            output.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
            count &+= 1
        }
        return count
    }
}
