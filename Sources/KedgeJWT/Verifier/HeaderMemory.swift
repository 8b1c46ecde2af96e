import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a header says about the signature; the id stands elsewhere.
internal struct TokenHeader {
    internal var algorithm: JWTAlgorithm
    /// How many bytes `kid` has, escapes resolved; nil where there is none.
    internal var idByteCount: Int?
}

/// The headers, as they stand in tokens, that came lately with good signatures, and what they were found to say.
///
/// Nearly all tokens of an issuer have the same header, byte for byte. Comparing it costs a few nanoseconds, reading it a
/// hundred. What a header says depends on nothing but its text and the rules of the verifier, so nothing here grows stale.
///
/// A slot is a number that is odd while somebody writes, and words that count only if the number was even and the same
/// before and after. Nobody waits: who finds a slot being written reads the header instead, and a fork in the middle of
/// another thread's writing leaves, at worst, one slot without use in the child.
internal struct HeaderMemory: ~Copyable, @unchecked Sendable {
    // Unchecked: only atomic words are touched.
    private typealias Word = Atomic<UInt64>

    private static var slotCount: Int { 8 }
    private static var textWords: Int { 24 }
    private static var idWords: Int { 8 }
    // Sequence, then what the header says; the text; the id. A whole number of pairs of cache lines.
    private static var wordsPerSlot: Int { 48 }
    private static var textOffset: Int { 2 }
    private static var idOffset: Int { textOffset + textWords }

    private let words: UnsafeMutablePointer<Word>

    internal init() {
        let count = Self.slotCount * Self.wordsPerSlot
        let memory = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Word>.stride, alignment: 128)
        words = memory.assumingMemoryBound(to: Word.self)
        for index in 0..<count { (words + index).initialize(to: Word(0)) }
    }

    deinit { UnsafeMutableRawPointer(words).deallocate() }

    /// What a header says, if it is remembered.
    ///
    /// - Parameters:
    ///   - header: As it stands in the token.
    ///   - id: Receives `kid`: room for three quarters of the header, and 8 bytes.
    @inline(__always)
    internal borrowing func find(_ header: UnsafeRawBufferPointer, id: UnsafeMutableRawPointer) -> TokenHeader? {
        guard let start = header.baseAddress, Self.isRememberable(header.count) else { return nil }
        let slot = words + Self.slot(start, header.count) &* Self.wordsPerSlot
        let sequence = slot[0].load(ordering: .acquiring)
        let meaning = slot[1].load(ordering: .acquiring)
        guard sequence & 1 == 0, meaning & 0xFFFF == UInt64(header.count) else { return nil }
        var difference: UInt64 = 0
        for index in 0..<header.count &>> 3 {
            let word = slot[Self.textOffset &+ index].load(ordering: .acquiring)
            difference |= word ^ (start + index &* 8).loadUnaligned(as: UInt64.self)
        }
        let last = slot[Self.textOffset &+ (header.count &+ 7) &>> 3].load(ordering: .acquiring)
        difference |= last ^ (start + (header.count &- 8)).loadUnaligned(as: UInt64.self)
        let idByteCount = Int(truncatingIfNeeded: meaning &>> 32 & 0xFFFF)
        for index in 0..<(idByteCount &+ 7) &>> 3 {
            let word = slot[Self.idOffset &+ index].load(ordering: .acquiring)
            (id + index &* 8).storeBytes(of: word, as: UInt64.self)
        }
        guard difference == 0, slot[0].load(ordering: .relaxed) == sequence,
            let algorithm = JWTAlgorithm(rawValue: UInt32(truncatingIfNeeded: meaning &>> 16 & 0xFF))
        else { return nil }
        return TokenHeader(algorithm: algorithm, idByteCount: meaning &>> 24 & 1 == 1 ? idByteCount : nil)
    }

    /// Remembers what a header says, in the place of another one.
    ///
    /// - Parameters:
    ///   - header: As it stands in a token whose signature is good.
    ///   - id: `kid`.
    internal borrowing func insert(_ header: UnsafeRawBufferPointer, _ meaning: TokenHeader, id: UnsafeRawPointer) {
        let idByteCount = meaning.idByteCount ?? 0
        guard let start = header.baseAddress, Self.isRememberable(header.count), idByteCount <= Self.idWords * 8
        else { return }
        let slot = words + Self.slot(start, header.count) &* Self.wordsPerSlot
        let sequence = slot[0].load(ordering: .relaxed)
        guard sequence & 1 == 0,
            slot[0].compareExchange(expected: sequence, desired: sequence &+ 1, ordering: .acquiring).exchanged
        else { return }
        for index in 0..<header.count &>> 3 {
            let word = (start + index &* 8).loadUnaligned(as: UInt64.self)
            slot[Self.textOffset &+ index].store(word, ordering: .releasing)
        }
        let last = (start + (header.count &- 8)).loadUnaligned(as: UInt64.self)
        slot[Self.textOffset &+ (header.count &+ 7) &>> 3].store(last, ordering: .releasing)
        var offset = 0
        while offset < idByteCount {
            var word: UInt64 = 0
            memcpy(&word, id + offset, min(8, idByteCount &- offset))
            slot[Self.idOffset &+ offset &>> 3].store(word, ordering: .releasing)
            offset &+= 8
        }
        let packed =
            UInt64(header.count) | UInt64(meaning.algorithm.rawValue) &<< 16
            | (meaning.idByteCount == nil ? 0 : 1 &<< 24) | UInt64(idByteCount) &<< 32
        slot[1].store(packed, ordering: .releasing)
        slot[0].store(sequence &+ 2, ordering: .releasing)
    }

    // The last word overlaps the one before, and has a place of its own: one more than the whole words.
    private static func isRememberable(_ count: Int) -> Bool { count >= 8 && count <= (textWords - 1) * 8 }

    @inline(__always)
    private static func slot(_ start: UnsafeRawPointer, _ count: Int) -> Int {
        var hash = (start + (count &- 8)).loadUnaligned(as: UInt64.self)
        for index in 0..<count &>> 3 {
            hash = (hash ^ (start + index &* 8).loadUnaligned(as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash &>> 29
        }
        return Int(truncatingIfNeeded: hash &>> 61)
    }
}
