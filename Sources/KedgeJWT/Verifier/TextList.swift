import KedgeCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Texts to compare strings of JSON with, in one piece of plain memory: no `String` is touched for a token.
internal struct TextList: ~Copyable, @unchecked Sendable {
    // Unchecked: written once, before anybody else knows of it.
    private let bytes: UnsafeMutableRawBufferPointer
    private let ends: UnsafeMutableBufferPointer<Int>

    internal init(_ texts: [String]) {
        bytes = .allocate(byteCount: texts.reduce(0) { $0 + $1.utf8.count }, alignment: 1)
        ends = .allocate(capacity: texts.count)
        var end = 0
        for (index, text) in texts.enumerated() {
            for byte in text.utf8 {
                bytes[end] = byte
                end += 1
            }
            ends.initializeElement(at: index, to: end)
        }
    }

    deinit {
        bytes.deallocate()
        ends.deallocate()
    }

    internal var count: Int { ends.count }

    /// The text at `index`, below `count`.
    internal borrowing func text(_ index: Int) -> UnsafeRawBufferPointer {
        let start = index == 0 ? 0 : ends[index &- 1]
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<ends[index]])
    }

    /// Whether a value is a string and one of the texts, as a whole.
    internal borrowing func contains(_ value: JSONView) -> Bool {
        for index in 0..<count where Self.isEqual(value, text(index)) { return true }
        return false
    }

    private static func isEqual(_ value: JSONView, _ text: UnsafeRawBufferPointer) -> Bool {
        guard value.isPlainString else { return value.isString(text.bytes) }
        let source = value.source
        guard source.byteCount == text.count, let start = text.baseAddress else {
            return source.byteCount == text.count
        }
        return source.withUnsafeBytes { source in
            guard let source = source.baseAddress else { return true }
            return memcmp(source, start, text.count) == 0
        }
    }
}
