import CKedge
import KedgeCore

/// Runs a callback of the host's and leaves the last error of this thread as it was, whatever calls the callback makes.
func withErrorKept<Value>(_ body: () -> Value) -> Value {
    let kept = ckedge_thread_error().map { $0.pointee }
    defer {
        if let kept, let record = ckedge_thread_error() { record.pointee = kept }
    }
    return body()
}

/// Refuses to end a handle inside a callback of its own.
func failInCallback(_ name: StaticString) -> kedge_status {
    fail(
        KEDGE_BUSY, "a callback is under way on behalf of {text}, which can be ended when that has returned", text: name
    )
}

/// Callbacks of the host's that are under way for one handle, which may not be ended meanwhile.
final class HostCalls: Sendable {
    let underWay = CallsUnderWay()
}
