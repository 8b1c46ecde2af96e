import CPlatform

/// The points of one part of the circle, in ascending order; never changed once others know of it.
///
/// In memory: how many points there are, 56 starts, then the points, and behind them four times the first point of the parts
/// that follow, as the last place of all. The starts tell for each 56th of the part how many points lie before it, so that a
/// search looks at a handful of points, most often in one cache line. From the 256th point on a start says 255, and the search
/// walks from there.
internal struct PointChunk {
    internal static let startCount = 56
    internal static let sentinelCount = 4
    private static let headByteCount = 64

    internal let address: UnsafeMutableRawPointer

    /// Memory for `count` points, and for as many as `capacity`; nil if there is none.
    internal init?(count: Int, capacity: Int) {
        let (byteCount, overflow) = (capacity &+ Self.sentinelCount).multipliedReportingOverflow(
            by: MemoryLayout<Point>.stride)
        guard !overflow, let address = cplatform_allocate_aligned(byteCount &+ Self.headByteCount) else { return nil }
        self.address = address
        self.count = count
    }

    internal init(_ address: UnsafeMutableRawPointer) {
        self.address = address
    }

    internal func free() {
        cplatform_free(address)
    }

    @inline(__always)
    internal var count: Int {
        get { Int(truncatingIfNeeded: address.load(as: UInt64.self)) }
        nonmutating set { address.storeBytes(of: UInt64(truncatingIfNeeded: newValue), as: UInt64.self) }
    }

    /// Of a chunk in which nobody is interested any more, the next such one.
    internal var nextSpare: PointChunk? {
        get { (address + 8).load(as: UnsafeMutableRawPointer?.self).map { PointChunk($0) } }
        nonmutating set { (address + 8).storeBytes(of: newValue?.address, as: UnsafeMutableRawPointer?.self) }
    }

    @inline(__always)
    internal var points: UnsafeMutablePointer<Point> {
        (address + Self.headByteCount).assumingMemoryBound(to: Point.self)
    }

    @inline(__always)
    private var starts: UnsafeMutablePointer<UInt8> { (address + 8).assumingMemoryBound(to: UInt8.self) }

    /// Which 56th of its part a place lies in.
    ///
    /// - Parameter bits: How many bits tell the parts apart.
    @inline(__always)
    private static func section(_ hash: UInt64, bits: UInt64) -> Int {
        Int(truncatingIfNeeded: ((hash &<< bits) &>> 32 &* UInt64(startCount)) &>> 32)
    }

    /// Has the processor bring the point near that lies so many bytes behind the first.
    @inline(__always)
    internal func prefetch(at offset: UInt64) {
        cplatform_prefetch(address + (Self.headByteCount &+ Int(truncatingIfNeeded: offset)), 1)
    }

    /// The first point at or behind a place; behind the last of the part it is the first of those that follow.
    @inline(__always)
    internal func point(from hash: UInt64, bits: UInt64) -> UnsafeMutablePointer<Point> {
        let point = points + Int(starts[Self.section(hash, bits: bits)])
        // Without a branch that nobody could foretell. There are four points behind any start.
        let before =
            (point[0].hash < hash ? 1 : 0) &+ (point[1].hash < hash ? 1 : 0) &+ (point[2].hash < hash ? 1 : 0)
            &+ (point[3].hash < hash ? 1 : 0)
        guard before == 4 else { return point + before }
        var next = point + 4
        while next.pointee.hash < hash { next += 1 }
        return next
    }

    /// The node of the first point behind the part.
    internal var following: NodeEntry {
        get { points[count].node }
        nonmutating set {
            for index in count..<count &+ Self.sentinelCount {
                (points + index).initialize(to: Point(hash: .max, node: newValue))
            }
        }
    }

    /// Sets the starts of a chunk whose points are written.
    internal func setStarts(bits: UInt64) {
        var section = 0
        for index in 0..<count {
            let own = Self.section(points[index].hash, bits: bits)
            while section <= own {
                starts[section] = UInt8(clamping: index)
                section &+= 1
            }
        }
        while section < Self.startCount {
            starts[section] = UInt8(clamping: count)
            section &+= 1
        }
    }

    /// Sets the starts of a chunk whose points are those of another, without some and with others.
    internal func setStarts(
        from old: PointChunk, without removed: PointSlice, with added: PointSlice, bits: UInt64
    ) {
        guard old.count < Int(UInt8.max), old.count &+ added.count < Int(UInt8.max) else {
            return setStarts(bits: bits)
        }
        starts.update(from: old.starts, count: Self.startCount)
        // A start counts the points of the sections before it.
        for point in removed {
            for section in Self.section(point.hash, bits: bits) &+ 1..<Self.startCount { starts[section] &-= 1 }
        }
        for point in added {
            for section in Self.section(point.hash, bits: bits) &+ 1..<Self.startCount { starts[section] &+= 1 }
        }
    }
}
