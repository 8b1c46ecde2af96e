import CPlatform
import Synchronization

/// Nodes that share keys among them, so that each key has its node and few keys move when the nodes change.
///
/// Any number of threads look keys up while others change the ring: a lookup takes no lock, allocates nothing, and sees the
/// ring as it was at one moment of the call. Changes take turns.
///
/// With the default placement, ``Placement/circle(pointsPerWeight:)``, only keys of the nodes that change move.
public final class HashRing: @unchecked Sendable {
    // Unchecked: the state is guarded by the lock of changes, what readers find never changes, and loads have a lock too.

    /// How keys find their nodes.
    public let placement: Placement
    internal let kind: RingKind
    internal let fastPath: FastPath
    /// Where the current snapshot is.
    private let root: Atomic<UInt>
    internal let records = NodeRecords()
    /// Odd while zones of nodes are changing, which are not part of the snapshot.
    internal let zoneVersion = Atomic<UInt64>(0)
    private let state: UnsafeMutablePointer<RingState>
    internal let loads: UnsafeMutablePointer<RingLoads>
    private let changeLock = cplatform_next_lock(CPLATFORM_LOCK_RING_CHANGES)
    private let loadLock = cplatform_next_lock(CPLATFORM_LOCK_RING_LOADS)

    /// A ring without nodes.
    ///
    /// - Throws: `RingError.invalidPointCount`, `.invalidTableSize`, `.outOfMemory`.
    public init(_ placement: Placement = .circle()) throws(RingError) {
        cplatform_readers_prepare()
        self.placement = placement
        kind = try RingKind(placement)
        fastPath = FastPath(kind)
        guard let state = RingState(kind) else { throw .outOfMemory }
        root = Atomic(UInt(bitPattern: state.root))
        self.state = .allocate(capacity: 1)
        self.state.initialize(to: state)
        loads = .allocate(capacity: 1)
        loads.initialize(to: RingLoads())
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
        loads.deinitialize(count: 1)
        loads.deallocate()
    }

    /// Lends the snapshot that is current now, which stays as it is for the length of `body`.
    @inline(__always)
    internal func read<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
        guard let reader = cplatform_read_begin() else { return withState { body($0.root) } }
        defer { cplatform_read_end(reader) }
        return body(currentRoot)
    }

    /// To be read between the beginning and the end of a reading.
    @inline(__always)
    internal var currentRoot: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: root.load(ordering: .sequentiallyConsistent)).unsafelyUnwrapped
    }

    /// Lends what changes work on, to one thread at a time.
    internal func withState<Result: ~Copyable, Failure: Error>(
        _ body: (inout RingState) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        cplatform_lock(changeLock)
        defer { cplatform_unlock(changeLock) }
        return try body(&state.pointee)
    }

    /// Lends the counts of calls under way, to one thread at a time.
    internal func withLoads<Result, Failure: Error>(
        _ body: (inout RingLoads) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        cplatform_lock(loadLock)
        defer { cplatform_unlock(loadLock) }
        return try body(&loads.pointee)
    }

    /// Has readers find a snapshot, together with what else they need of the nodes in `slots`.
    ///
    /// - Returns: Since when no reader can have found the snapshot before.
    internal func publish(_ snapshot: UnsafeMutableRawPointer, _ changed: [RingMember]) -> UInt64 {
        withLoads { loads in
            let movesZones = changed.contains { records.zone($0.entry.slot) != $0.zoneNumber }
            if movesZones { zoneVersion.wrappingAdd(1, ordering: .sequentiallyConsistent) }
            for member in changed { loads.settle(member, records.record(member.entry.slot)) }
            root.store(UInt(bitPattern: snapshot), ordering: .sequentiallyConsistent)
            if movesZones { zoneVersion.wrappingAdd(1, ordering: .sequentiallyConsistent) }
        }
        return cplatform_readers_advance()
    }
}
