import CSodium

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The text and the tokens of one document, in one block from malloc: its size depends on input, so a failure must be an
/// error and not the end of the process.
internal final class JSONStorage: @unchecked Sendable {
    // Unchecked: written once, before anybody else knows of it.
    private let block: UnsafeMutableRawPointer
    private let byteCount: Int
    internal let text: UnsafeRawPointer
    internal let tokens: UnsafePointer<JSONToken>

    private init(
        block: UnsafeMutableRawPointer, tape: UnsafeBufferPointer<JSONToken>, text: UnsafeRawBufferPointer
    ) {
        self.block = block
        let tokenByteCount = tape.count &* MemoryLayout<JSONToken>.stride
        byteCount = tokenByteCount &+ text.count
        block.copyMemory(
            from: UnsafeRawPointer(tape.baseAddress ?? UnsafePointer(JSONTape.nowhere)), byteCount: tokenByteCount)
        let copy = UnsafeMutableRawBufferPointer(start: block + tokenByteCount, count: text.count)
        copy.copyMemory(from: text)
        tokens = UnsafePointer(block.bindMemory(to: JSONToken.self, capacity: tape.count))
        self.text = UnsafeRawPointer(block + tokenByteCount)
    }

    deinit {
        sodium_memzero(block, byteCount)
        free(block)
    }

    internal static func parsing(
        _ text: UnsafeRawBufferPointer, options: JSONOptions
    ) throws(JSONError) -> JSONStorage {
        try withUnsafeTemporaryAllocation(of: JSONToken.self, capacity: JSON.stackTokenCount) {
            (stack) throws(JSONError) in
            var tape = JSONTape(borrowing: stack)
            try JSONParser.parse(text, options: options, into: &tape)
            guard let block = malloc(tape.count &* MemoryLayout<JSONToken>.stride &+ text.count) else {
                throw JSONError(.outOfMemory, at: 0)
            }
            let tokens = UnsafeBufferPointer(start: UnsafePointer(tape.base), count: tape.count)
            return JSONStorage(block: block, tape: tokens, text: text)
        }
    }
}
