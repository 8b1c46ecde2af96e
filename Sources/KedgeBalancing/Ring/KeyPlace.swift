/// A key as a ring's placement sees it.
package struct KeyPlace {
    /// Where it is on the circle; with other placements its hash.
    internal let position: UInt64
    /// The key itself, for placements that hash it together with names; empty for others.
    internal let bytes: UnsafeRawBufferPointer
}

extension HashRing {
    @inline(__always)
    package func place(ofKey key: UnsafeRawBufferPointer) -> KeyPlace {
        let position: UInt64
        switch kind {
        case .circle(let rule): position = rule.position(ofKey: key)
        case .maglev: position = XXHash.hash64(key)
        case .jump: position = XXHash.hash3(key)
        case .rendezvous: position = 0
        }
        return KeyPlace(position: position, bytes: key)
    }

    /// - Throws: `RingError.invalidHash`, `.notInThisPlacement`.
    @inline(__always)
    package func place(ofHash hash: UInt64) throws(RingError) -> KeyPlace {
        var position = hash
        switch kind {
        case .circle(let rule):
            let idleBits = rule.idleBits
            guard idleBits == 0 || hash &>> (64 &- idleBits) == 0 else { throw .invalidHash(hash) }
            position = hash &<< idleBits
        case .maglev, .jump: break
        case .rendezvous: throw .notInThisPlacement
        }
        return KeyPlace(position: position, bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    }
}
