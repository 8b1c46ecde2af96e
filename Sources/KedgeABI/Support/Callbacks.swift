import CKedge
import KedgeCore

/// Runs a callback of the host's and leaves the last error of this thread as it was, whatever calls the callback makes.
internal func withErrorKept<Value>(_ body: () -> Value) -> Value {
    let kept = ckedge_thread_error().map { $0.pointee }
    defer {
        if let kept, let record = ckedge_thread_error() { record.pointee = kept }
    }
    return body()
}

extension HandleKind where Object: ~Copyable {
    /// Ends a handle and what it stands for, but not inside a callback of its own.
    ///
    /// - Parameter isIdle: whether no callback is under way on its behalf.
    internal func withdraw(
        _ handle: UnsafeMutablePointer<Tag>?, _ name: StaticString, if isIdle: (borrowing Object) -> Bool
    ) -> kedge_status {
        guard let object = object(handle), !isIdle(object.pointee) else { return withdraw(handle, name) }
        return fail(
            KEDGE_BUSY, "a callback is under way on behalf of {text}, which can be ended when that has returned",
            text: name)
    }
}

/// Callbacks of the host's that are under way for one handle, which may not be ended meanwhile.
internal final class HostCalls: Sendable {
    internal let underWay = CallsUnderWay()
}
