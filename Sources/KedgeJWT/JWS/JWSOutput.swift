import KedgeCore

/// Where a document goes, piece by piece; without an address it only counts.
internal struct JWSOutput {
    internal let base: UnsafeMutableRawPointer?
    internal private(set) var count = 0

    internal init(_ base: UnsafeMutableRawPointer?) {
        self.base = base
    }

    internal mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    internal mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    internal mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if let base, let source = bytes.baseAddress { (base + count).copyMemory(from: source, byteCount: bytes.count) }
        count &+= bytes.count
    }

    internal mutating func appendBase64(_ bytes: UnsafeRawBufferPointer) {
        let encodedCount = Base64URL.encodedCount(ofByteCount: bytes.count)
        if let base {
            var room = UnsafeMutableRawBufferPointer(start: base + count, count: encodedCount).mutableBytes
            // The room is of the right size.
            _ = try? Base64URL.encode(bytes.bytes, into: &room)
        }
        count &+= encodedCount
    }

    /// Leaves room for what `byteCount` bytes become.
    internal mutating func countBase64(ofByteCount byteCount: Int) {
        count &+= Base64URL.encodedCount(ofByteCount: byteCount)
    }

    /// Appends a string of JSON with its quotes.
    internal mutating func appendString(_ text: UnsafeRawBufferPointer) throws(JWSError) {
        var writer = JSONWriter(options: JSONOptions(maximumByteCount: .max))
        do throws(JSONWriterError) {
            try writer.string(text.bytes)
        } catch {
            switch error {
            case .outOfMemory: throw .outOfMemory
            case .tooLarge: throw .tooLarge(.payload)
            default: throw .payloadNotText
            }
        }
        try writer.withText(mapError: { _ in .outOfMemory }) { (text) throws(JWSError) in
            text.withUnsafeBytes { append($0) }
        }
    }
}
