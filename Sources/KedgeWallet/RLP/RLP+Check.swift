extension RLP {
    /// Checks that `bytes` are one item in canonical form, with everything that lies in it.
    ///
    /// - Parameter maximumDepth: how deep lists may lie in each other: 0 takes bytes only, 1 a list of bytes; more than
    ///   `largestMaximumDepth` counts as that.
    /// - Throws: `RLPError.truncated`, `.trailingBytes`, `.notCanonical`, `.tooDeep`.
    /// - Cost: no allocation; a few nanoseconds for each item.
    public static func check(_ bytes: RawSpan, maximumDepth: Int = defaultMaximumDepth) throws(RLPError) {
        let maximumDepth = max(0, min(maximumDepth, largestMaximumDepth))
        try withUnsafeTemporaryAllocation(of: Int.self, capacity: maximumDepth &+ 1) { ends throws(RLPError) in
            // The ends of the lists around the place, the innermost last.
            var depth = 0
            var place = 0
            var end = bytes.byteCount
            repeat {
                let header = try RLPHeader(bytes, at: place, end: end, base: 0)
                if header.isList {
                    guard depth < maximumDepth else { throw .tooDeep(maximum: maximumDepth) }
                    ends.initializeElement(at: depth, to: end)
                    depth &+= 1
                    place = header.contentStart
                    end = header.end
                } else {
                    place = header.end
                }
                while depth > 0, place == end {
                    depth &-= 1
                    end = ends[depth]
                }
            } while depth > 0
            guard place == bytes.byteCount else { throw .trailingBytes(offset: place) }
        }
    }
    /// The same for bytes in an array.
    public static func check(_ bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth) throws(RLPError) {
        try check(bytes.span.bytes, maximumDepth: maximumDepth)
    }
}
