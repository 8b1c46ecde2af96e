import COpenSSL

/// HMAC from the two states that a key leaves behind, in memory that the caller owns and wipes.
///
/// The first block of both the inner and the outer message depends on the key alone. Saved, the two states spare each
/// message two compressions and the padding of the key.
///
/// Whatever is written on the stack meanwhile is wiped before a function returns: the context holds the key's states.
///
/// - Source: RFC 2104, §2 and §4
internal enum HMACComputation<Engine: SHA2Engine> {
    /// The inner state's eight words, then the outer state's.
    internal typealias States = UnsafeMutablePointer<Engine.Word>

    /// Size of what `States` points to.
    internal static var stateByteCount: Int { 16 * MemoryLayout<Engine.Word>.size }

    /// Saves the states of `key`.
    internal static func save(_ key: UnsafeRawBufferPointer, to states: States) {
        withScratchContext { context in
            withScratchBytes(Engine.blockByteCount) { block in
                block.initializeMemory(as: UInt8.self, repeating: 0, count: Engine.blockByteCount)
                if key.count > Engine.blockByteCount {
                    var state = SHA2State<Engine>()
                    state.update(key)
                    state.finish(into: block)
                } else if let bytes = key.baseAddress {
                    block.copyMemory(from: bytes, byteCount: key.count)
                }
                mask(block, with: 0x36)
                context.pointee = Engine.makeContext()
                Engine.compress(context, block)
                states.update(from: Engine.words(of: context), count: 8)
                mask(block, with: 0x36 ^ 0x5c)
                context.pointee = Engine.makeContext()
                Engine.compress(context, block)
                (states + 8).update(from: Engine.words(of: context), count: 8)
            }
        }
    }

    /// Writes the full tag of a message made of up to three pieces.
    @inline(__always)
    internal static func authenticate(
        _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer? = nil,
        _ third: UnsafeRawBufferPointer? = nil, states: UnsafePointer<Engine.Word>, tag: UnsafeMutableRawPointer
    ) {
        withScratchContext { context in
            Engine.resume(context, from: states)
            append(first, to: context)
            if let second { append(second, to: context) }
            if let third { append(third, to: context) }
            withScratchBytes(Engine.digestByteCount) { digest in
                Engine.finish(context, digest)
                Engine.resume(context, from: states + 8)
                Engine.update(context, digest, Engine.digestByteCount)
                Engine.finish(context, tag)
            }
        }
    }

    @inline(__always)
    private static func append(_ bytes: UnsafeRawBufferPointer, to context: UnsafeMutablePointer<Engine.Context>) {
        guard let start = bytes.baseAddress else { return }
        Engine.update(context, start, bytes.count)
    }

    private static func mask(_ block: UnsafeMutableRawPointer, with byte: UInt8) {
        let bytes = block.assumingMemoryBound(to: UInt8.self)
        for index in 0..<Engine.blockByteCount {
            bytes[index] ^= byte
        }
    }

    /// Runs `body` with states of its own for `key`.
    internal static func withStates<Failure: Error>(
        of key: UnsafeRawBufferPointer, _ body: (States) throws(Failure) -> Void
    ) throws(Failure) {
        try withScratchBytes(stateByteCount) { memory throws(Failure) in
            let states = memory.bindMemory(to: Engine.Word.self, capacity: 16)
            save(key, to: states)
            try body(states)
        }
    }

    /// Runs `body` with a context on the stack.
    @inline(__always)
    internal static func withScratchContext<Failure: Error>(
        _ body: (UnsafeMutablePointer<Engine.Context>) throws(Failure) -> Void
    ) throws(Failure) {
        try withScratchBytes(MemoryLayout<Engine.Context>.size) { memory throws(Failure) in
            try body(memory.bindMemory(to: Engine.Context.self, capacity: 1))
        }
    }
}
