#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Comparison of the names of one object, which are chained through `JSONToken.link`.
internal enum JSONNames {
    /// 24 bits of a name: equal for equal names, however they are escaped.
    ///
    /// It looks at the first and the last eight bytes only. Names made to collide cost comparisons, at most
    /// `JSONParser.directNameCount` each, never a wrong answer.
    ///
    /// - Parameter readable: How many bytes may be read at `bytes`, `count` or more.
    @inline(__always)
    internal static func fingerprint(_ bytes: UnsafeRawPointer, count: Int, readable: Int) -> UInt32 {
        if count >= 8 {
            return fingerprint(
                head: bytes.loadUnaligned(as: UInt64.self).littleEndian,
                tail: (bytes + (count &- 8)).loadUnaligned(as: UInt64.self).littleEndian, count: count)
        }
        let head =
            readable >= 8
            ? bytes.loadUnaligned(as: UInt64.self).littleEndian & ~(UInt64.max &<< UInt64(count &* 8))
            : PartialBlock.load(bytes, count: count).low
        return fingerprint(head: head, tail: head, count: count)
    }

    /// The fingerprint of a name as its escapes are resolved.
    @inline(never)
    internal static func fingerprint(escaped bytes: UnsafeRawBufferPointer) -> UInt32 {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var count = 0
        var text = JSONTextCursor(bytes)
        while let byte = text.next() {
            if count < 8 { head |= UInt64(byte) &<< UInt64(count &* 8) }
            tail = tail &>> 8 | UInt64(byte) &<< 56
            count &+= 1
        }
        return fingerprint(head: head, tail: count < 8 ? head : tail, count: count)
    }

    @inline(__always)
    private static func fingerprint(head: UInt64, tail: UInt64, count: Int) -> UInt32 {
        let mixed = head ^ (tail &<< 31 | tail &>> 33) ^ UInt64(truncatingIfNeeded: count)
        return UInt32(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) &>> 40)
    }

    /// The bit of a fingerprint in a set of 64.
    @inline(__always)
    internal static func bit(_ fingerprint: UInt32) -> UInt64 {
        1 &<< UInt64(fingerprint &>> 18)
    }

    /// The bits of the names of an object that has `count` of them, for an object that goes on after a member that was an
    /// array or object itself.
    @inline(never)
    internal static func seen(tokens: UnsafeMutablePointer<JSONToken>, first: Int, count: UInt32) -> UInt64 {
        guard count <= JSONParser.directNameCount else { return .max }
        var bits: UInt64 = 0
        var index = first
        while index != 0 {
            bits |= bit(tokens[index].detail)
            index = Int(tokens[index].link)
        }
        return bits
    }

    /// Whether the chain that begins at `first` has `name`.
    @inline(never)
    internal static func contains(
        _ name: JSONToken, in base: UnsafeRawPointer, tokens: UnsafeMutablePointer<JSONToken>, first: Int
    ) -> Bool {
        var index = first
        while index != 0 {
            if tokens[index].detail == name.detail, areEqual(tokens[index], name, in: base) { return true }
            index = Int(tokens[index].link)
        }
        return false
    }

    /// Whether two strings of one text are equal as their escapes are resolved.
    internal static func areEqual(_ left: JSONToken, _ right: JSONToken, in base: UnsafeRawPointer) -> Bool {
        if left.kind == .string, right.kind == .string {
            return left.length == right.length
                && memcmp(base + Int(left.start), base + Int(right.start), Int(left.length)) == 0
        }
        var leftText = JSONTextCursor(left, in: base)
        var rightText = JSONTextCursor(right, in: base)
        while let byte = leftText.next() {
            guard byte == rightText.next() else { return false }
        }
        return rightText.next() == nil
    }

    /// Whether a string, its escapes resolved, is `text`.
    internal static func isEqual(
        _ token: JSONToken, in base: UnsafeRawPointer, to text: UnsafeRawBufferPointer
    ) -> Bool {
        if token.kind == .string {
            guard Int(token.length) == text.count else { return false }
            guard let address = text.baseAddress else { return true }
            return memcmp(base + Int(token.start), address, text.count) == 0
        }
        var cursor = JSONTextCursor(token, in: base)
        for byte in text where cursor.next() != byte { return false }
        return cursor.next() == nil
    }

    /// Whether `right` comes after `left` by code points, which is the order of UTF-8's bytes.
    internal static func areAscending(_ left: JSONToken, _ right: JSONToken, in base: UnsafeRawPointer) -> Bool {
        var leftText = JSONTextCursor(left, in: base)
        var rightText = JSONTextCursor(right, in: base)
        while let rightByte = rightText.next() {
            guard let leftByte = leftText.next() else { return true }
            if leftByte != rightByte { return leftByte < rightByte }
        }
        return false
    }

    /// Refuses an object in whose chain a name comes twice, in time linear in its text whatever the names are.
    ///
    /// The hash is the standard library's, seeded for each process, so nobody can choose names that collide.
    @inline(never)
    internal static func refuseDuplicates(
        in base: UnsafeRawPointer, tokens: UnsafeMutablePointer<JSONToken>, first: Int
    ) throws(JSONError) {
        var count = 0
        var index = first
        while index != 0 {
            count &+= 1
            index = Int(tokens[index].link)
        }
        var slotCount = 64
        while slotCount < count &* 2 { slotCount &*= 2 }
        // Each slot: 32 bits of the hash, then the index of the name. No name has index 0.
        guard let memory = calloc(slotCount, MemoryLayout<UInt64>.stride) else {
            throw JSONError(.outOfMemory, at: Int(tokens[first].start))
        }
        defer { free(memory) }
        let slots = memory.bindMemory(to: UInt64.self, capacity: slotCount)

        index = first
        while index != 0 {
            let name = tokens[index]
            let hash = hash(name, in: base)
            var slot = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
            while slots[slot] != 0 {
                if slots[slot] &>> 32 == hash &>> 32,
                    areEqual(tokens[Int(slots[slot] & 0xFFFF_FFFF)], name, in: base)
                {
                    throw JSONError(.duplicateName, at: Int(name.start) &- 1)
                }
                slot = (slot &+ 1) & (slotCount &- 1)
            }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index)
            index = Int(name.link)
        }
    }

    private static func hash(_ name: JSONToken, in base: UnsafeRawPointer) -> UInt64 {
        var hasher = Hasher()
        var text = JSONTextCursor(name, in: base)
        var word: UInt64 = 0
        var count = 0
        while let byte = text.next() {
            word = word &<< 8 | UInt64(byte)
            count &+= 1
            if count & 7 == 0 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(count)
        return UInt64(truncatingIfNeeded: hasher.finalize())
    }
}
