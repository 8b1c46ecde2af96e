import KedgeCore

/// Text with base64 between two marked lines.
///
/// - Source: RFC 7468 §2, §3
internal enum PEM {
    /// Bytes that a whole line of what is written stands for: 64 characters.
    private static let lineByteCount = 48
    /// Characters of the longest line that is read: MIME's.
    private static let longestLine = 76

    /// A text with one block: its format and its bytes.
    internal struct Block: ~Copyable {
        internal let format: KeyFormat
        internal let der: SecretBytes
    }

    /// Reads a text of one block, with nothing before it and nothing but line ends behind it.
    ///
    /// Lines end with LF or CRLF. All lines of base64 but the last are of one length, a multiple of 4 up to 76 characters, and
    /// the last is no longer.
    ///
    /// - Throws: `.malformed`; `.encrypted`, whichever way the key is encrypted; `.memory`.
    internal static func read(_ text: UnsafeRawBufferPointer) throws(SignatureKeyError) -> Block {
        var lines = Lines(text)
        guard let first = lines.next(), let label = marked("-----BEGIN ", first) else { throw .malformed }
        guard let format = KeyFormat(label: label) else { throw .malformed }
        if format == .encryptedPrivateKeyInfo { throw .encrypted }
        var der = try SecretBytes.forKey(count: Base64.decodedCount(ofCharacterCount: text.count))
        let count = try der.withUnsafeMutableBytes { der throws(SignatureKeyError) in
            try readBody(&lines, label, to: der)
        }
        guard lines.isAtEnd else { throw .malformed }
        return Block(
            format: format,
            der: try der.withUnsafeBytes { der throws(SignatureKeyError) in
                try .forKey(copying: UnsafeRawBufferPointer(rebasing: der[..<count]))
            })
    }

    /// Reads base64 up to the line that ends the block, and answers with how many bytes that was.
    private static func readBody(
        _ lines: inout Lines, _ label: UnsafeRawBufferPointer, to der: UnsafeMutableRawBufferPointer
    ) throws(SignatureKeyError) -> Int {
        var written = 0
        var wholeLine: Int?
        var isLast = false
        while let line = lines.next() {
            if let end = marked("-----END ", line) {
                guard end.elementsEqual(label), written > 0 else { throw .malformed }
                return written
            }
            if wholeLine == nil, line.starts(with: UnsafeRawBufferPointer.of("Proc-Type: 4,ENCRYPTED")) {
                throw .encrypted
            }
            let longest = wholeLine ?? min(line.count, longestLine)
            guard !isLast, !line.isEmpty, line.count <= longest, line.count.isMultiple(of: 4) else {
                throw .malformed
            }
            let count = try decode(line, to: UnsafeMutableRawBufferPointer(rebasing: der[written...]))
            // Padding is for the last line alone.
            isLast = line.count < longest || count < line.count / 4 &* 3
            wholeLine = longest
            written &+= count
        }
        throw .malformed
    }

    private static func decode(
        _ line: UnsafeRawBufferPointer, to room: UnsafeMutableRawBufferPointer
    ) throws(SignatureKeyError) -> Int {
        var output = room.mutableBytes
        do throws(Base64Error) {
            return try Base64.decode(line.bytes, into: &output)
        } catch {
            throw .malformed
        }
    }

    /// How many characters a block has.
    internal static func characterCount(label: StaticString, byteCount: Int) -> Int {
        let lineCount = (byteCount &+ lineByteCount &- 1) / lineByteCount
        let marks = 32 &+ 2 &* label.utf8CodeUnitCount
        return marks &+ Base64.encodedCount(ofByteCount: byteCount) &+ lineCount
    }

    /// Writes a block, the last line with its end.
    ///
    /// - Parameter text: `characterCount(label:byteCount:)` bytes.
    internal static func write(
        _ der: UnsafeRawBufferPointer, label: StaticString, to text: UnsafeMutableRawBufferPointer
    ) {
        var written = 0
        func append(_ part: StaticString) {
            let part = UnsafeRawBufferPointer.of(part)
            UnsafeMutableRawBufferPointer(rebasing: text[written...]).copyMemory(from: part)
            written &+= part.count
        }
        guard text.count == characterCount(label: label, byteCount: der.count) else { return }
        append("-----BEGIN ")
        append(label)
        append("-----\n")
        var offset = 0
        while offset < der.count {
            let line = UnsafeRawBufferPointer(rebasing: der[offset..<min(offset &+ lineByteCount, der.count)])
            var room = UnsafeMutableRawBufferPointer(rebasing: text[written...]).mutableBytes
            // There is room.
            written &+= (try? Base64.encode(line.bytes, into: &room)) ?? 0
            append("\n")
            offset &+= line.count
        }
        append("-----END ")
        append(label)
        append("-----\n")
    }

    /// What stands between a beginning and the five hyphens at the end of a line.
    private static func marked(_ beginning: StaticString, _ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let beginning = UnsafeRawBufferPointer.of(beginning)
        let end = UnsafeRawBufferPointer.of("-----")
        guard line.count >= beginning.count &+ end.count, line.starts(with: beginning),
            line.suffix(end.count).elementsEqual(end)
        else { return nil }
        return UnsafeRawBufferPointer(rebasing: line.dropFirst(beginning.count).dropLast(end.count))
    }

    /// The lines of a text, without what ends them.
    private struct Lines {
        private var rest: UnsafeRawBufferPointer

        internal init(_ text: UnsafeRawBufferPointer) {
            rest = text
        }

        /// Whether nothing but ends of lines is left.
        internal var isAtEnd: Bool { rest.allSatisfy { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } }

        internal mutating func next() -> UnsafeRawBufferPointer? {
            guard !rest.isEmpty else { return nil }
            var end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
            let following = min(end &+ 1, rest.count)
            if end < rest.count, end > 0, rest[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            rest = UnsafeRawBufferPointer(rebasing: rest[following...])
            return line
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate static func of(_ text: StaticString) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }
}
