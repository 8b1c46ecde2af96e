import CKedge
import Synchronization

/// An object that serves one call at a time: a second one at the same moment, or from inside a callback of the first,
/// is refused instead of corrupting it.
///
/// The object lies apart from the flag, because changing a part of a value claims the whole of it, for whose flag other
/// threads may be asking.
internal struct OneAtATime<Object: ~Copyable>: ~Copyable {
    internal let isInUse = Atomic<Bool>(false)
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
        guard !holder.pointee.isInUse.exchange(true, ordering: .acquiring) else { return failInUse(name) }
        defer { holder.pointee.isInUse.store(false, ordering: .releasing) }
        // The inner pointer first: a change through both at once would claim what the outer one points to.
        let object = holder.pointee.object
        return body(&object.pointee)
    }

    /// Ends a handle that no call is using; NULL is nothing to end.
    internal func withdrawUnused<Inner: ~Copyable>(
        _ handle: UnsafeMutablePointer<Tag>?, _ name: StaticString
    ) -> kedge_status where Object == OneAtATime<Inner> {
        guard handle != nil else { return KEDGE_OK }
        guard let holder = object(handle) else { return failHandle(name) }
        guard !holder.pointee.isInUse.load(ordering: .acquiring) else { return failInUse(name) }
        return withdraw(handle, name)
    }
}

private func failInUse(_ name: StaticString) -> kedge_status {
    fail(KEDGE_BUSY, "{text} is in use by another call; it serves one at a time", text: name)
}
