import CPlatform
import CSodium

/// Cuts guarded, locked regions into slots of one size each.
///
/// A `sodium_malloc` of its own for each secret would cost three pages, some 30 µs and one of about 16,000 memory maps, so
/// secrets of like size share a region.
enum SecretAllocator {
    /// A place for one secret.
    struct Slot {
        let address: UnsafeMutableRawPointer
        let isLocked: Bool
        fileprivate let region: UnsafeMutablePointer<Region>
        fileprivate let index: Int
    }

    /// One guarded region and which of its slots are taken; it is linked into the list of its slot size.
    fileprivate struct Region {
        let base: UnsafeMutableRawPointer
        let isLocked: Bool
        let slotSize: Int
        let slotCount: Int
        var taken: (UInt64, UInt64) = (0, 0)
        var takenCount = 0
        var previous: UnsafeMutablePointer<Region>?
        var next: UnsafeMutablePointer<Region>?
    }

    // A page: the guard page begins where the slots end. 128 slots at most, which is what `taken` can tell apart.
    private static let regionBytes = 4096
    private static let smallestSlot = 32
    private static let largestSharedSlot = 2048
    private static let sizeClasses = 7

    // Both guarded by CPLATFORM_LOCK_SECRETS.
    private nonisolated(unsafe) static var isPrepared = false
    // The first region of each slot size.
    private nonisolated(unsafe) static let regions: UnsafeMutablePointer<UnsafeMutablePointer<Region>?> = {
        let heads = UnsafeMutablePointer<UnsafeMutablePointer<Region>?>.allocate(capacity: sizeClasses)
        heads.initialize(repeating: nil, count: sizeClasses)
        return heads
    }()

    /// Takes a slot of at least `count` bytes, all zero.
    static func allocate(_ count: Int, requireLocked: Bool) throws(SecretMemoryError) -> Slot {
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        try prepare()
        // Whole cache lines, because sodium_malloc ends a region at its guard page and so aligns only whole ones.
        let lines = (count &+ 63) & ~63
        let isAlone = count > largestSharedSlot
        guard let region = isAlone ? newRegion(slotSize: lines) : regionWithRoom(for: count, requireLocked) else {
            throw .outOfMemory
        }
        guard region.pointee.isLocked || !requireLocked else {
            discardIfUnused(region)
            throw .notLocked
        }
        let index = firstFree(in: region)
        mark(index, of: region, taken: true)
        return Slot(
            address: region.pointee.base + index &* region.pointee.slotSize, isLocked: region.pointee.isLocked,
            region: region, index: index)
    }

    /// Wipes a slot and gives it back.
    static func release(_ slot: Slot) {
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        sodium_memzero(slot.address, slot.region.pointee.slotSize)
        mark(slot.index, of: slot.region, taken: false)
        discardIfUnused(slot.region)
    }

    private static func sizeClass(of slotSize: Int) -> Int {
        slotSize.trailingZeroBitCount &- smallestSlot.trailingZeroBitCount
    }

    // Under the lock, because a child of fork() would wait for ever for libsodium's own, had another thread just held it.
    private static func prepare() throws(SecretMemoryError) {
        if isPrepared { return }
        // libsodium ends the process when it finds no randomness, so that is found out before.
        var probe: UInt64 = 0
        let failure = cplatform_random(&probe, MemoryLayout<UInt64>.size)
        guard failure == 0 else { throw .randomness(.unavailable(errno: failure)) }
        guard sodium_init() >= 0 else { throw .outOfMemory }
        isPrepared = true
    }

    // A caller who requires locking gets a region of its own rather than a place in one that could not be locked: the limit
    // may have been raised since.
    private static func regionWithRoom(for count: Int, _ requireLocked: Bool) -> UnsafeMutablePointer<Region>? {
        var slotSize = smallestSlot
        while slotSize < count { slotSize &<<= 1 }
        let head = regions + sizeClass(of: slotSize)
        var candidate = head.pointee
        while let region = candidate {
            let hasRoom = region.pointee.takenCount < region.pointee.slotCount
            if hasRoom, region.pointee.isLocked || !requireLocked { return region }
            candidate = region.pointee.next
        }
        guard let region = newRegion(slotSize: slotSize) else { return nil }
        region.pointee.next = head.pointee
        head.pointee?.pointee.previous = region
        head.pointee = region
        return region
    }

    private static func newRegion(slotSize: Int) -> UnsafeMutablePointer<Region>? {
        let isShared = slotSize <= largestSharedSlot
        let byteCount = isShared ? regionBytes : slotSize
        guard let base = sodium_malloc(byteCount) else { return nil }
        // sodium_malloc locks too, but does not tell whether it could; locking again is harmless, and does.
        let isLocked = sodium_mlock(base, byteCount) == 0
        sodium_memzero(base, byteCount)
        let region = UnsafeMutablePointer<Region>.allocate(capacity: 1)
        region.initialize(
            to: Region(
                base: base, isLocked: isLocked, slotSize: slotSize, slotCount: isShared ? regionBytes / slotSize : 1))
        return region
    }

    // One region with room is kept for each size, so that a key made and dropped in a loop does not pay for a region each
    // time.
    private static func discardIfUnused(_ region: UnsafeMutablePointer<Region>) {
        guard region.pointee.takenCount == 0 else { return }
        if region.pointee.slotSize <= largestSharedSlot {
            let head = regions + sizeClass(of: region.pointee.slotSize)
            let isOnly = head.pointee == region && region.pointee.next == nil
            if isOnly { return }
            if head.pointee == region { head.pointee = region.pointee.next }
            region.pointee.previous?.pointee.next = region.pointee.next
            region.pointee.next?.pointee.previous = region.pointee.previous
        }
        sodium_free(region.pointee.base)
        region.deinitialize(count: 1)
        region.deallocate()
    }

    private static func firstFree(in region: UnsafeMutablePointer<Region>) -> Int {
        let low = (~region.pointee.taken.0).trailingZeroBitCount
        return low < 64 ? low : 64 &+ (~region.pointee.taken.1).trailingZeroBitCount
    }

    private static func mark(_ index: Int, of region: UnsafeMutablePointer<Region>, taken: Bool) {
        let bit: UInt64 = 1 &<< UInt64(index & 63)
        if index < 64 { region.pointee.taken.0 ^= bit } else { region.pointee.taken.1 ^= bit }
        region.pointee.takenCount &+= taken ? 1 : -1
    }
}
