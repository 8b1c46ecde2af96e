public import KedgeResilienceCore

extension Bulkhead {
    /// Takes a place, and suspends the task for up to the maximum wait until there is one.
    ///
    /// A task that is cancelled while it waits leaves the queue at once.
    ///
    /// - Throws: `BulkheadError.full`, `.timedOut`; `CancellationError`.
    public nonisolated(nonsending) func acquire() async throws -> BulkheadPlace {
        BulkheadPlace(self, try await placeSuspending())
    }

    /// Calls `body` with a place held, and suspends the task for up to the maximum wait until there is one.
    ///
    /// A task that is cancelled while it waits leaves the queue at once.
    ///
    /// - Throws: `BulkheadError.full`, `.timedOut`; `CancellationError` if the task is cancelled before `body` is called; what
    ///   `body` throws.
    public nonisolated(nonsending) func withPlace<Value: ~Copyable>(
        _ body: () async throws -> Value
    ) async throws -> Value {
        let place = try await placeSuspending()
        defer { giveBack(place) }
        return try await body()
    }

    /// Takes a place, or suspends the task until there is one.
    internal nonisolated(nonsending) func placeSuspending() async throws -> UInt64 {
        try Task.checkCancellation()
        switch enqueueAttended() {
        case .place(let place): return place
        case .full: throw BulkheadError.full
        case .ticket(let ticket):
            keepTime()
            // The ticket is what decides between grant, time and cancellation, under its lock: each ends it, and whatever comes
            // second finds it ended. So it does not matter which of them resumes the task.
            await withTaskCancellationHandler {
                await withUnsafeContinuation { continuation in
                    if !attach(BulkheadWaker(continuation), to: ticket) { continuation.resume() }
                }
            } onCancel: {
                discard(ticket)
            }
            switch endAttendance(ticket) {
            case .granted(let place): return place
            case .timedOut: throw BulkheadError.timedOut
            case .forked: throw BulkheadError.forked
            // It ends by none but this task's cancellation, and it does not go on waiting once the task was resumed.
            case .ended, .waiting: throw CancellationError()
            }
        }
    }

    /// Has one task look after the time, for as long as anybody waits.
    private func keepTime() {
        guard needsTimekeeper() else { return }
        Task.detached { [weak self] in
            // Between looks it does not keep the bulkhead.
            while let rest = self?.restUntilDue() { try? await Task.sleep(for: .nanoseconds(rest)) }
        }
    }
}

extension BulkheadWaker {
    /// Resumes a task: of a continuation, which is a pointer, those who grant places know no more.
    fileprivate init(_ continuation: UnsafeContinuation<Void, Never>) {
        self.init(unsafeBitCast(continuation, to: UnsafeMutableRawPointer.self)) { pointer in
            unsafeBitCast(pointer, to: UnsafeContinuation<Void, Never>.self).resume()
        }
    }
}
