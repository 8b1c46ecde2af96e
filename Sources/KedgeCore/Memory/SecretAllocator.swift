import CPlatform
import CSodium

/// Cuts guarded, locked regions into slots of one size each.
///
/// A `sodium_malloc` of its own for each secret would cost three pages, some 30 µs and one of about 16,000 memory maps, so
/// secrets of like size share a region.
package enum SecretAllocator {
    /// A place for one secret.
    internal struct Slot {
        internal let address: UnsafeMutableRawPointer
        /// Whether it was locked when it was taken, in the process that took it.
        fileprivate let wasLocked: Bool
        fileprivate let generation: UInt32
        fileprivate let region: UnsafeMutablePointer<Region>
        fileprivate let index: Int

        /// A child of `fork()` inherits the bytes and not the lock.
        internal var isLocked: Bool { wasLocked && generation == cplatform_fork_generation() }
    }

    /// One guarded region and which of its slots are taken.
    fileprivate struct Region {
        internal let base: UnsafeMutableRawPointer
        internal let slotSize: Int
        internal let slotCount: Int
        internal var isLocked = false
        /// The process that `isLocked` is true of.
        internal var generation: UInt32 = 0
        internal var taken: (UInt64, UInt64) = (0, 0)
        internal var takenCount = 0
        internal var previous: UnsafeMutablePointer<Region>?
        internal var next: UnsafeMutablePointer<Region>?

        internal var byteCount: Int { slotSize &* slotCount }
        internal var isShared: Bool { slotSize <= largestSharedSlot }
    }

    /// The regions of one slot size.
    private struct SizeClass {
        /// The list of those with room. A full one is in no list, and comes back when one of its slots does: however many
        /// secrets there are, the first of the list has room.
        internal var first: UnsafeMutablePointer<Region>?
        /// The one of them that is empty, if there is one: it stays, so that secrets made and dropped in a loop do not pay
        /// for a region each time, whatever else is alive. A second one that becomes empty goes.
        internal var empty: UnsafeMutablePointer<Region>?
        /// All of them, full ones too.
        internal var count = 0
    }

    // A page: the guard page begins where the slots end. 128 slots at most, which is what `taken` can tell apart.
    private static let regionBytes = 4096
    private static let smallestSlot = 32
    private static let largestSharedSlot = 2048
    private static let sizeClassCount = 7

    // Guarded by CPLATFORM_LOCK_SECRETS.
    private nonisolated(unsafe) static let sizeClasses: UnsafeMutablePointer<SizeClass> = {
        let classes = UnsafeMutablePointer<SizeClass>.allocate(capacity: sizeClassCount)
        classes.initialize(repeating: SizeClass(), count: sizeClassCount)
        return classes
    }()

    /// Takes a slot of at least `count` bytes, all zero.
    internal static func allocate(_ count: Int, requireLocked: Bool) throws(SecretMemoryError) -> Slot {
        try Sodium.prepare()
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        let region: UnsafeMutablePointer<Region>
        if count > largestSharedSlot {
            // Whole cache lines, because sodium_malloc ends a region at its guard page and so aligns only whole ones.
            region = try newRegion(slotSize: (count &+ 63) & ~63, slotCount: 1, requireLocked)
        } else {
            region = try sharedRegion(for: count, requireLocked)
        }
        let index = firstFree(in: region)
        take(index, of: region)
        return Slot(
            address: region.pointee.base + index &* region.pointee.slotSize, wasLocked: region.pointee.isLocked,
            generation: region.pointee.generation, region: region, index: index)
    }

    /// Wipes a slot and gives it back.
    internal static func release(_ slot: Slot) {
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        sodium_memzero(slot.address, slot.region.pointee.slotSize)
        giveBack(slot.index, of: slot.region)
    }

    /// How many regions there are for secrets of `count` bytes, up to 2,048; for tests.
    package static func regionCount(forSecretsOf count: Int) -> Int {
        cplatform_lock(CPLATFORM_LOCK_SECRETS)
        defer { cplatform_unlock(CPLATFORM_LOCK_SECRETS) }
        return sizeClass(of: slotSize(for: count)).pointee.count
    }

    private static func slotSize(for count: Int) -> Int {
        var slotSize = smallestSlot
        while slotSize < count { slotSize &<<= 1 }
        return slotSize
    }

    private static func sizeClass(of slotSize: Int) -> UnsafeMutablePointer<SizeClass> {
        sizeClasses + (slotSize.trailingZeroBitCount &- smallestSlot.trailingZeroBitCount)
    }
}

// MARK: - Regions, all under the lock

extension SecretAllocator {
    // A caller who requires locking gets a region of its own rather than a place in one that could not be locked: the limit
    // may have been raised since.
    private static func sharedRegion(
        for count: Int, _ requireLocked: Bool
    ) throws(SecretMemoryError) -> UnsafeMutablePointer<Region> {
        let slotSize = slotSize(for: count)
        let sizeClass = sizeClass(of: slotSize)
        var candidate = sizeClass.pointee.first
        while let region = candidate {
            if region.pointee.generation != cplatform_fork_generation() { lock(region) }
            if region.pointee.isLocked || !requireLocked { return region }
            candidate = region.pointee.next
        }
        let region = try newRegion(slotSize: slotSize, slotCount: regionBytes / slotSize, requireLocked)
        sizeClass.pointee.count &+= 1
        link(region, into: sizeClass)
        return region
    }

    private static func newRegion(
        slotSize: Int, slotCount: Int, _ requireLocked: Bool
    ) throws(SecretMemoryError) -> UnsafeMutablePointer<Region> {
        guard let base = sodium_malloc(slotSize &* slotCount) else { throw .outOfMemory }
        let region = UnsafeMutablePointer<Region>.allocate(capacity: 1)
        region.initialize(to: Region(base: base, slotSize: slotSize, slotCount: slotCount))
        // sodium_malloc locks too, but does not tell whether it could.
        lock(region)
        guard region.pointee.isLocked || !requireLocked else {
            discard(region)
            throw .notLocked
        }
        sodium_memzero(base, region.pointee.byteCount)
        return region
    }

    // Locking twice is harmless.
    private static func lock(_ region: UnsafeMutablePointer<Region>) {
        region.pointee.isLocked = sodium_mlock(region.pointee.base, region.pointee.byteCount) == 0
        region.pointee.generation = cplatform_fork_generation()
    }

    private static func discard(_ region: UnsafeMutablePointer<Region>) {
        sodium_free(region.pointee.base)
        region.deinitialize(count: 1)
        region.deallocate()
    }

    private static func take(_ index: Int, of region: UnsafeMutablePointer<Region>) {
        toggle(index, of: region)
        region.pointee.takenCount &+= 1
        guard region.pointee.isShared else { return }
        let sizeClass = sizeClass(of: region.pointee.slotSize)
        if sizeClass.pointee.empty == region { sizeClass.pointee.empty = nil }
        if region.pointee.takenCount == region.pointee.slotCount { unlink(region, from: sizeClass) }
    }

    private static func giveBack(_ index: Int, of region: UnsafeMutablePointer<Region>) {
        toggle(index, of: region)
        let wasFull = region.pointee.takenCount == region.pointee.slotCount
        region.pointee.takenCount &-= 1
        guard region.pointee.isShared else { return discard(region) }
        let sizeClass = sizeClass(of: region.pointee.slotSize)
        if wasFull { link(region, into: sizeClass) }
        guard region.pointee.takenCount == 0 else { return }
        guard let other = sizeClass.pointee.empty else {
            sizeClass.pointee.empty = region
            return
        }
        // The one that is locked is worth more.
        let (kept, spare) = region.pointee.isLocked ? (region, other) : (other, region)
        sizeClass.pointee.empty = kept
        sizeClass.pointee.count &-= 1
        unlink(spare, from: sizeClass)
        discard(spare)
    }

    private static func link(_ region: UnsafeMutablePointer<Region>, into sizeClass: UnsafeMutablePointer<SizeClass>) {
        region.pointee.next = sizeClass.pointee.first
        sizeClass.pointee.first?.pointee.previous = region
        sizeClass.pointee.first = region
    }

    private static func unlink(_ region: UnsafeMutablePointer<Region>, from sizeClass: UnsafeMutablePointer<SizeClass>)
    {
        let (previous, next) = (region.pointee.previous, region.pointee.next)
        if let previous { previous.pointee.next = next } else { sizeClass.pointee.first = next }
        next?.pointee.previous = previous
        region.pointee.previous = nil
        region.pointee.next = nil
    }

    private static func firstFree(in region: UnsafeMutablePointer<Region>) -> Int {
        let low = (~region.pointee.taken.0).trailingZeroBitCount
        return low < 64 ? low : 64 &+ (~region.pointee.taken.1).trailingZeroBitCount
    }

    private static func toggle(_ index: Int, of region: UnsafeMutablePointer<Region>) {
        let bit: UInt64 = 1 &<< UInt64(index & 63)
        if index < 64 { region.pointee.taken.0 ^= bit } else { region.pointee.taken.1 ^= bit }
    }
}
