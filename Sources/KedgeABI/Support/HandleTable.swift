import CKedge
import CPlatform
import KedgeCore
import Synchronization

/// A kind of handle: the C type that users see, and the Swift value that it stands for.
///
/// A handle's bits are no address. From the top: one bit that is always set, so that no handle looks like memory of the
/// process; 35 bits of generation; 8 bits of kind; 20 bits of slot. A slot holds the whole handle that it was last issued
/// as, so one comparison tells a live handle from one that was destroyed, is of another kind, or comes from elsewhere:
/// generations begin at a random number, different in every copy of the library.
internal struct HandleKind<Tag, Object: ~Copyable> {
    private let number: UInt64

    @inline(__always)
    internal init(_ number: HandleNumber) {
        self.number = number.rawValue
    }

    /// Puts `object` into the table and its handle into `out`.
    internal func issue(_ object: consuming Object, to out: UnsafeMutablePointer<UnsafeMutablePointer<Tag>?>)
        -> kedge_status
    {
        let address = UnsafeMutablePointer<Object>.allocate(capacity: 1)
        address.initialize(to: object)
        switch HandleTable.issue(address, kind: number) {
        case .success(let word):
            out.pointee = UnsafeMutablePointer(bitPattern: UInt(word))
            return KEDGE_OK
        case .failure(let refusal):
            address.deinitialize(count: 1)
            address.deallocate()
            return fail(refusal)
        }
    }

    /// The object of a live handle, or nil.
    ///
    /// Any thread, concurrently, with any other call but the withdrawal of the same handle.
    @inline(__always)
    internal func object(_ handle: UnsafePointer<Tag>?) -> UnsafeMutablePointer<Object>? {
        HandleTable.object(UInt64(UInt(bitPattern: handle)), kind: number)?.assumingMemoryBound(to: Object.self)
    }

    /// Ends a handle and what it stands for; NULL is nothing to end.
    internal func withdraw(_ handle: UnsafeMutablePointer<Tag>?, _ name: StaticString) -> kedge_status {
        guard let handle else { return KEDGE_OK }
        guard let object = HandleTable.withdraw(UInt64(UInt(bitPattern: handle)), kind: number) else {
            return failHandle(name)
        }
        let address = object.assumingMemoryBound(to: Object.self)
        address.deinitialize(count: 1)
        address.deallocate()
        return KEDGE_OK
    }

    /// Ends a handle, and leaves what it stands for.
    internal func abandon(_ handle: UnsafeMutablePointer<Tag>?, _ name: StaticString) -> kedge_status {
        guard HandleTable.withdraw(UInt64(UInt(bitPattern: handle)), kind: number) != nil else {
            return failHandle(name)
        }
        return KEDGE_OK
    }
}

/// Why the table issued no handle.
internal enum HandleRefusal: Error {
    case outOfMemory
    case full
    case randomness(RandomnessError)
}

private func fail(_ refusal: HandleRefusal) -> kedge_status {
    switch refusal {
    case .outOfMemory: fail(KEDGE_OUT_OF_MEMORY, "no memory is left for a handle")
    case .full:
        fail(KEDGE_TOO_MANY_HANDLES, "{0} handles are alive, and the library holds no more", HandleTable.capacity)
    case .randomness(let error): fail(error)
    }
}

/// The table of all handles. Its memory grows in chunks and is never freed, so a look-up needs no lock.
internal enum HandleTable {
    private struct Slot: ~Copyable {
        // The handle while it is alive, else 0.
        internal let word: Atomic<UInt64>
        internal var object: UnsafeMutableRawPointer?
        // The last generation issued, and, while the slot is free, the next free slot.
        internal var generation: UInt64
        internal var nextFree: Int
    }

    private static let slotBits: UInt64 = 20
    private static let kindBits: UInt64 = 8
    private static let generationMask: UInt64 = (1 << 35) - 1
    private static let mark: UInt64 = 1 << 63
    private static let chunkSlots = 1024

    /// How many handles can be alive at once.
    internal static let capacity = Int(CKEDGE_HANDLE_CHUNKS) * chunkSlots

    // Guarded by CPLATFORM_LOCK_HANDLES.
    private nonisolated(unsafe) static var slotsInUse = 0
    private nonisolated(unsafe) static var firstFree = -1
    private nonisolated(unsafe) static var firstGeneration: UInt64 = 0
    private nonisolated(unsafe) static var liveCount = 0

    /// How many handles are alive.
    internal static var live: Int {
        cplatform_lock(CPLATFORM_LOCK_HANDLES)
        defer { cplatform_unlock(CPLATFORM_LOCK_HANDLES) }
        return liveCount
    }

    @inline(__always)
    internal static func object(_ word: UInt64, kind: UInt64) -> UnsafeMutableRawPointer? {
        let index = Int(truncatingIfNeeded: word & ((1 &<< slotBits) &- 1))
        guard let chunk = ckedge_handle_chunk(index / chunkSlots) else { return nil }
        let slot = chunk.assumingMemoryBound(to: Slot.self) + index % chunkSlots
        // NULL is 0 like the word of a free slot, but its kind is 0, which no kind is.
        guard slot.pointee.word.load(ordering: .acquiring) == word,
            (word &>> slotBits) & ((1 &<< kindBits) &- 1) == kind
        else { return nil }
        return slot.pointee.object
    }

    internal static func issue(_ object: UnsafeMutableRawPointer, kind: UInt64) -> Result<UInt64, HandleRefusal> {
        cplatform_lock(CPLATFORM_LOCK_HANDLES)
        defer { cplatform_unlock(CPLATFORM_LOCK_HANDLES) }
        return Result { () throws(HandleRefusal) in
            let index = try takeSlot()
            guard let slot = slot(index) else { throw .outOfMemory }
            slot.pointee.generation = (slot.pointee.generation &+ 1) & generationMask
            slot.pointee.object = object
            let word =
                mark | slot.pointee.generation &<< (slotBits &+ kindBits) | kind &<< slotBits
                | UInt64(truncatingIfNeeded: index)
            slot.pointee.word.store(word, ordering: .releasing)
            liveCount &+= 1
            return word
        }
    }

    internal static func withdraw(_ word: UInt64, kind: UInt64) -> UnsafeMutableRawPointer? {
        cplatform_lock(CPLATFORM_LOCK_HANDLES)
        defer { cplatform_unlock(CPLATFORM_LOCK_HANDLES) }
        guard let object = object(word, kind: kind) else { return nil }
        let index = Int(truncatingIfNeeded: word & ((1 &<< slotBits) &- 1))
        guard let slot = slot(index) else { return nil }
        slot.pointee.word.store(0, ordering: .releasing)
        slot.pointee.object = nil
        liveCount &-= 1
        // A slot whose generations are used up stays empty for ever, so that no handle is ever issued twice.
        if slot.pointee.generation != firstGeneration {
            slot.pointee.nextFree = firstFree
            firstFree = index
        }
        return object
    }

    private static func slot(_ index: Int) -> UnsafeMutablePointer<Slot>? {
        ckedge_handle_chunk(index / chunkSlots).map { $0.assumingMemoryBound(to: Slot.self) + index % chunkSlots }
    }

    private static func takeSlot() throws(HandleRefusal) -> Int {
        if firstFree >= 0, let slot = slot(firstFree) {
            let index = firstFree
            firstFree = slot.pointee.nextFree
            return index
        }
        guard slotsInUse < capacity else { throw .full }
        if slotsInUse == 0 { firstGeneration = try randomGeneration() }
        if slotsInUse % chunkSlots == 0 { try addChunk(slotsInUse / chunkSlots) }
        slotsInUse &+= 1
        return slotsInUse &- 1
    }

    private static func addChunk(_ number: Int) throws(HandleRefusal) {
        guard let memory = ckedge_handle_chunk_allocate(chunkSlots &* MemoryLayout<Slot>.stride) else {
            throw .outOfMemory
        }
        let slots = memory.bindMemory(to: Slot.self, capacity: chunkSlots)
        for index in 0..<chunkSlots {
            (slots + index).initialize(
                to: Slot(word: Atomic(0), object: nil, generation: firstGeneration, nextFree: -1))
        }
        ckedge_handle_chunk_publish(number, memory)
    }

    private static func randomGeneration() throws(HandleRefusal) -> UInt64 {
        var generation: UInt64 = 0
        do throws(RandomnessError) {
            try withUnsafeMutableBytes(of: &generation) { bytes throws(RandomnessError) in
                try SystemRandom.read(into: bytes)
            }
        } catch {
            throw .randomness(error)
        }
        return generation & generationMask
    }
}
