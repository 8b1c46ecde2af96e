import CPlatform

/// Nodes that were chosen one by one, and the zones that they stand in.
internal struct ChosenNodes {
    /// Up to this many, those that were chosen are looked through.
    private static let fewCount = 32

    private let nodes: UnsafeMutableBufferPointer<NodeEntry>
    internal private(set) var count = 0
    /// The zones of the first nodes that were chosen, where there are few.
    private var fewZones = InlineArray<32, UInt32>(repeating: 0)
    private var zoneCount = 0
    /// A bit for each slot, and behind them a table of zones: each at the place of its number or behind it, where no other
    /// was. Nil where there are few nodes, or no memory for it.
    private let marks: UnsafeMutableRawPointer?
    private let slotCount: Int
    private let zoneMask: Int

    internal init(_ nodes: UnsafeMutableBufferPointer<NodeEntry>, wanted: Int, slotCount: Int) {
        self.nodes = nodes
        self.slotCount = slotCount
        // At least twice as many places as zones, a power of two.
        zoneMask = (1 &<< (Int.bitWidth &- wanted.leadingZeroBitCount &+ 1)) &- 1
        let byteCount = Self.zonesOffset(slotCount) &+ (zoneMask &+ 1) &* MemoryLayout<UInt32>.stride
        guard wanted > Self.fewCount, let memory = cplatform_allocate_aligned(byteCount) else {
            marks = nil
            return
        }
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        marks = memory
    }

    internal func end() {
        if let marks { cplatform_free(marks) }
    }

    internal func contains(_ node: NodeEntry) -> Bool {
        if let marks, node.slot < slotCount {
            return marks.load(fromByteOffset: node.slot / 8, as: UInt8.self) & (1 &<< UInt8(node.slot % 8)) != 0
        }
        return nodes[..<count].contains(node)
    }

    internal mutating func append(_ node: NodeEntry) {
        nodes[count] = node
        count &+= 1
        if let marks, node.slot < slotCount {
            let byte = marks.load(fromByteOffset: node.slot / 8, as: UInt8.self)
            marks.storeBytes(of: byte | 1 &<< UInt8(node.slot % 8), toByteOffset: node.slot / 8, as: UInt8.self)
        }
    }

    /// Whether nobody stands in the zone yet; from now on somebody does.
    internal mutating func takeZone(_ zone: UInt32) -> Bool {
        guard let marks else {
            for index in 0..<min(zoneCount, Self.fewCount) where fewZones[index] == zone { return false }
            // Without memory for more, zones beyond the first 32 are not told apart.
            guard zoneCount < Self.fewCount else { return true }
            fewZones[zoneCount] = zone
            zoneCount &+= 1
            return true
        }
        var place = Int(truncatingIfNeeded: zone) & zoneMask
        while true {
            let offset = Self.zonesOffset(slotCount) &+ place &* MemoryLayout<UInt32>.stride
            let found = marks.load(fromByteOffset: offset, as: UInt32.self)
            if found == zone { return false }
            if found == 0 {
                marks.storeBytes(of: zone, toByteOffset: offset, as: UInt32.self)
                return true
            }
            place = (place &+ 1) & zoneMask
        }
    }

    private static func zonesOffset(_ slotCount: Int) -> Int { (slotCount / 64 &+ 1) &* 8 }
}
