import Foundation
import Synchronization

/// Runs `body` on `count` threads at once and waits for all of them.
///
/// Threads of their own, because tasks share as many as there are processors.
public func onThreads(_ count: Int, _ body: @escaping @Sendable (_ index: Int) -> Void) {
    let group = DispatchGroup()
    for index in 0..<count {
        group.enter()
        Thread.detachNewThread {
            body(index)
            group.leave()
        }
    }
    group.wait()
}

/// Threads that do the same thing over and over until they are stopped.
public final class BusyThreads: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let group = DispatchGroup()

    public init(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        for _ in 0..<count {
            group.enter()
            Thread.detachNewThread { [self] in
                while !isOver.load(ordering: .relaxed) { body() }
                group.leave()
            }
        }
    }

    /// Stops them and waits until they have.
    public func stop() {
        isOver.store(true, ordering: .relaxed)
        group.wait()
    }
}
