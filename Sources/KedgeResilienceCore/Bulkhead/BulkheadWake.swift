import CPlatform

/// Wakes a task, in two words that memory may be filled with.
package struct BulkheadWaker: BitwiseCopyable {
    private let task: UnsafeMutableRawPointer
    private let call: @convention(c) (UnsafeMutableRawPointer) -> Void

    package init(_ task: UnsafeMutableRawPointer, _ call: @escaping @convention(c) (UnsafeMutableRawPointer) -> Void) {
        self.task = task
        self.call = call
    }

    internal func wake() { call(task) }
}

/// Whom to wake when the lock is free again.
internal struct BulkheadWake {
    private let waker: BulkheadWaker?
    /// What threads sleep on.
    internal let word: UnsafePointer<UInt32>

    internal init(_ ticket: UnsafeMutablePointer<BulkheadTicket>) {
        waker = ticket.pointee.waker
        let offset = MemoryLayout<BulkheadTicket>.offset(of: \.changes).unsafelyUnwrapped
        word = UnsafePointer(
            UnsafeRawPointer(ticket).advanced(by: offset).assumingMemoryBound(to: UInt32.self))
    }

    internal func perform() {
        if let waker { waker.wake() } else { cplatform_wake(word) }
    }
}

extension BulkheadQueue {
    internal func wake(_ number: UInt32) -> BulkheadWake { BulkheadWake(tickets[number]) }

    /// Whom to wake next; nil if there is nobody left.
    internal mutating func nextWake() -> BulkheadWake? {
        if let wake = ended {
            ended = nil
            return wake
        }
        guard !notices.isEmpty else { return nil }
        let number = notices.first
        let slot = tickets[number]
        let wake = wake(number)
        slot.pointee.waker = nil
        move(number, to: .none)
        if slot.pointee.state == .timedOut {
            slot.pointee.attendants = 0
            finish(number, isTold: false)
        }
        return wake
    }
}
