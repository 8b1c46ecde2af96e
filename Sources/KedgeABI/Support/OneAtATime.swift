import CKedge
import CPlatform
import Synchronization

/// An object that serves one call at a time: a second one at the same moment, or from inside a callback of the first,
/// is refused instead of corrupting it.
///
/// The object lies apart from the flag, because changing a part of a value claims the whole of it, for whose flag other
/// threads may be asking.
internal struct OneAtATime<Object: ~Copyable>: ~Copyable {
    /// 0 while no call is using the object; while one does, one more than the fork generation that it began in.
    internal let user = Atomic<UInt64>(0)
    internal let object: UnsafeMutablePointer<Object>

    internal init(_ object: consuming Object) {
        self.object = .allocate(capacity: 1)
        self.object.initialize(to: object)
    }

    deinit {
        object.deinitialize(count: 1)
        object.deallocate()
    }
}

extension HandleKind where Object: ~Copyable {
    /// Lends the object of `handle` to `body`, which has it alone.
    internal func withObject<Inner: ~Copyable>(
        _ handle: UnsafePointer<Tag>?, _ name: StaticString, _ body: (inout Inner) -> kedge_status
    ) -> kedge_status where Object == OneAtATime<Inner> {
        guard let holder = object(handle) else { return failHandle(name) }
        let user = UInt64(cplatform_fork_generation()) &+ 1
        guard holder.pointee.user.compareExchange(expected: 0, desired: user, ordering: .acquiring).exchanged else {
            return failInUse(name)
        }
        defer { holder.pointee.user.store(0, ordering: .releasing) }
        // The inner pointer first: a change through both at once would claim what the outer one points to.
        let object = holder.pointee.object
        return body(&object.pointee)
    }

    /// Ends a handle that no call is using; NULL is nothing to end.
    ///
    /// Where a thread of the parent was using it as this process was forked, what it stands for may be half changed, and is left
    /// as it is.
    internal func withdrawUnused<Inner: ~Copyable>(
        _ handle: UnsafeMutablePointer<Tag>?, _ name: StaticString
    ) -> kedge_status where Object == OneAtATime<Inner> {
        guard handle != nil else { return KEDGE_OK }
        guard let holder = object(handle) else { return failHandle(name) }
        switch holder.pointee.user.load(ordering: .acquiring) {
        case 0: return withdraw(handle, name)
        case UInt64(cplatform_fork_generation()) &+ 1: return failInUse(name)
        default: return abandon(handle, name)
        }
    }
}

private func failInUse(_ name: StaticString) -> kedge_status {
    fail(KEDGE_BUSY, "{text} is in use by another call; it serves one at a time", text: name)
}
