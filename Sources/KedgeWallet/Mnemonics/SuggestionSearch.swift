import KedgeCore

/// The search for the words of a list that are near to what somebody typed.
///
/// All memory is the caller's, who wipes it.
internal struct SuggestionSearch {
    /// What the search works in.
    internal struct Memory: BitwiseCopyable {
        fileprivate var typed = Letters()
        fileprivate var candidate = Letters()
        fileprivate var rows = InlineArray<3, InlineArray<65, UInt8>>(repeating: InlineArray(repeating: 0))
        fileprivate var ranks = InlineArray<64, UInt32>(repeating: 0)
    }

    /// The scalars of a word, of which the accents are left out.
    fileprivate struct Letters: BitwiseCopyable {
        internal var letters = InlineArray<64, UInt32>(repeating: 0)
        internal var count = 0
        /// Whether there were more than fit: no word of a list is that long.
        internal var isTooLong = false

        internal mutating func read(_ word: UnsafeRawBufferPointer) {
            count = 0
            isTooLong = false
            var position = 0
            while let (scalar, byteCount) = UTF8Scalar.read(word, at: position) {
                position &+= byteCount
                if CombiningMarks.contains(scalar) { continue }
                guard count < letters.count else {
                    isTooLong = true
                    return
                }
                letters[count] = UTF8Scalar.lowercased(scalar)
                count &+= 1
            }
        }
    }

    private static let identifyingLetters = 4

    private let memory: UnsafeMutablePointer<Memory>

    internal init(memory: UnsafeMutablePointer<Memory>) {
        self.memory = memory
    }

    /// The number of the word that was found as the nearest but `place`.
    internal func found(at place: Int) -> Int {
        Int(memory.pointee.ranks[place] & 0x7FF)
    }

    /// Finds up to `limit` words, at most 64, and tells how many they are.
    internal func find(_ word: UnsafeRawBufferPointer, in list: WordList, limit: Int) -> Int {
        memory.pointee.typed.read(word)
        guard memory.pointee.typed.count > 0, !memory.pointee.typed.isTooLong else { return 0 }
        var count = 0
        for index in 0..<WordList.wordCount {
            let candidate = list.word(at: index)
            memory.pointee.candidate.read(candidate)
            guard let nearness else { continue }
            // Of words that are equally near, the one with the accents that were typed comes first, then the one that
            // stands first in the list.
            let differs: UInt32 = isSame(word, candidate) ? 0 : 1
            count = keep(nearness &<< 12 | differs &<< 11 | UInt32(truncatingIfNeeded: index), count, limit)
        }
        return count
    }

    /// How far the candidate is from what was typed, nil if too far.
    private var nearness: UInt32? {
        let typedCount = memory.pointee.typed.count
        let candidateCount = memory.pointee.candidate.count
        let common = commonPrefixCount
        // Every completion is nearer than any correction.
        if common == typedCount { return UInt32(truncatingIfNeeded: candidateCount &- typedCount) }
        let allowed = (typedCount &+ 1) / 3
        let sharesBeginning = common >= Self.identifyingLetters
        guard sharesBeginning || abs(typedCount &- candidateCount) <= allowed else { return nil }
        let distance = distance
        return sharesBeginning || distance <= allowed ? 64 | UInt32(truncatingIfNeeded: distance) : nil
    }

    private var commonPrefixCount: Int {
        let limit = min(memory.pointee.typed.count, memory.pointee.candidate.count)
        var count = 0
        while count < limit, memory.pointee.typed.letters[count] == memory.pointee.candidate.letters[count] {
            count &+= 1
        }
        return count
    }

    /// How many letters have to be inserted, left out, replaced or exchanged with the next one.
    private var distance: Int {
        let candidateCount = memory.pointee.candidate.count
        // The row of the letters so far, the one before it, and the one before that.
        var (row, previous, earlier) = (0, 1, 2)
        for column in 0...candidateCount { memory.pointee.rows[row][column] = UInt8(truncatingIfNeeded: column) }
        for line in 0..<memory.pointee.typed.count {
            (row, previous, earlier) = (earlier, row, previous)
            memory.pointee.rows[row][0] = UInt8(truncatingIfNeeded: line &+ 1)
            let letter = memory.pointee.typed.letters[line]
            for column in 0..<candidateCount {
                let other = memory.pointee.candidate.letters[column]
                let replaced = memory.pointee.rows[previous][column] &+ (letter == other ? 0 : 1)
                let leftOut = memory.pointee.rows[previous][column &+ 1] &+ 1
                let inserted = memory.pointee.rows[row][column] &+ 1
                var least = min(replaced, leftOut, inserted)
                if line > 0, column > 0, letter == memory.pointee.candidate.letters[column &- 1],
                    memory.pointee.typed.letters[line &- 1] == other
                {
                    least = min(least, memory.pointee.rows[earlier][column &- 1] &+ 1)
                }
                memory.pointee.rows[row][column &+ 1] = least
            }
        }
        return Int(memory.pointee.rows[row][candidateCount])
    }

    /// Puts a rank to the lowest ones so far, and tells how many there are.
    private func keep(_ rank: UInt32, _ count: Int, _ limit: Int) -> Int {
        var place = count
        if count == limit {
            guard rank < memory.pointee.ranks[limit &- 1] else { return count }
            place = limit &- 1
        }
        while place > 0, memory.pointee.ranks[place &- 1] > rank {
            memory.pointee.ranks[place] = memory.pointee.ranks[place &- 1]
            place &-= 1
        }
        memory.pointee.ranks[place] = rank
        return min(count &+ 1, limit)
    }

    private func isSame(_ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Bool {
        first.count == second.count && first.elementsEqual(second)
    }
}
