/// The work of PBKDF2, once its parameters are checked.
///
/// From the second iteration on, both messages of the HMAC are one digest long: they fit one block, whose padding never
/// changes. So each iteration is two bare compressions from the saved states, with no call that counts, pads or buffers.
///
/// - Source: RFC 8018 §5.2
internal enum PBKDF2Computation<Engine: SHA2Engine> {
    private typealias Word = Engine.Word

    /// - Parameter report: told of the iterations that are done, now and then; it returns false to stop.
    /// - Returns: false if `report` did.
    @discardableResult
    internal static func derive(
        _ password: UnsafeRawBufferPointer, _ salt: UnsafeRawBufferPointer, _ iterations: Int,
        _ output: UnsafeMutableRawBufferPointer, report: ((_ done: Int) -> Bool)? = nil
    ) -> Bool {
        var isStopped = false
        HMACComputation<Engine>.withStates(of: password) { states in
            withScratchBytes(Engine.blockByteCount + Engine.digestByteCount) { memory in
                let block = memory.bindMemory(to: Word.self, capacity: 16 + digestWordCount)
                let sum = block + 16
                var written = 0
                var index: UInt32 = 1
                var reported = 0
                while written < output.count, !isStopped {
                    writeFirst(salt, index, states, to: block)
                    sum.update(from: block, count: digestWordCount)
                    if let report {
                        isStopped = !iterate(iterations, states, block, addingTo: sum) { done in
                            report(reported &+ done)
                        }
                        reported &+= iterations
                    } else {
                        iterate(iterations &- 1, states, block, addingTo: sum)
                    }
                    let count = min(Engine.digestByteCount, output.count &- written)
                    UnsafeMutableRawBufferPointer(rebasing: output[written...])
                        .copyMemory(from: UnsafeRawBufferPointer(start: sum, count: count))
                    written &+= count
                    index &+= 1
                }
            }
        }
        return !isStopped
    }

    private static var digestWordCount: Int { Engine.digestByteCount / MemoryLayout<Word>.size }

    /// Makes `block` the one that the second iteration starts from: the first iteration's digest, and its padding.
    private static func writeFirst(
        _ salt: UnsafeRawBufferPointer, _ index: UInt32, _ states: UnsafePointer<Word>,
        to block: UnsafeMutablePointer<Word>
    ) {
        block.update(repeating: 0, count: 16)
        withUnsafeBytes(of: index.bigEndian) { index in
            HMACComputation<Engine>.authenticate(salt, index, states: states, tag: block)
        }
        let end: Word = 1 << Word(truncatingIfNeeded: Word.bitWidth - 1)
        block[digestWordCount] = end.bigEndian
        // What is hashed is the key's block and then the digest.
        let bitCount = (Engine.blockByteCount + Engine.digestByteCount) * 8
        block[15] = Word(truncatingIfNeeded: bitCount).bigEndian
    }

    /// All iterations of a block, in steps of a few milliseconds.
    ///
    /// - Returns: false if `report` did, and the block is not complete.
    private static func iterate(
        _ iterations: Int, _ states: UnsafePointer<Word>, _ block: UnsafeMutablePointer<Word>,
        addingTo sum: UnsafeMutablePointer<Word>, report: (_ done: Int) -> Bool
    ) -> Bool {
        // `writeFirst` made the first.
        var done = 1
        while done < iterations {
            let step = min(iterations &- done, 1 << 16)
            iterate(step, states, block, addingTo: sum)
            done &+= step
            if done < iterations, !report(done) { return false }
        }
        return true
    }

    /// `count` iterations from where `block` stands.
    private static func iterate(
        _ count: Int, _ states: UnsafePointer<Word>, _ block: UnsafeMutablePointer<Word>,
        addingTo sum: UnsafeMutablePointer<Word>
    ) {
        HMACComputation<Engine>.withScratchContext { context in
            context.pointee = Engine.makeContext()
            let words = Engine.words(of: context)
            for _ in 0..<max(count, 0) {
                words.update(from: states, count: 8)
                Engine.compress(context, block)
                writeDigest(words, to: block)
                words.update(from: states + 8, count: 8)
                Engine.compress(context, block)
                writeDigest(words, to: block)
                for position in 0..<digestWordCount {
                    sum[position] ^= block[position]
                }
            }
        }
    }

    @inline(__always)
    private static func writeDigest(_ words: UnsafePointer<Word>, to block: UnsafeMutablePointer<Word>) {
        for position in 0..<digestWordCount {
            block[position] = words[position].bigEndian
        }
    }
}
