public import KedgeCore
import Synchronization

// The format is in docs/formats.md, "States of breakers".

extension Breaker {
    private static let formatVersion: UInt64 = 1
    private static let formatOptions = JSONOptions(maximumDepth: 1, maximumByteCount: 4_096)

    /// The state, to be restored after a restart: open time that is left, how often it has opened again, failures in a row.
    ///
    /// Calls of windows are not kept, nor are calls that are under way: a half-open breaker is saved as an open one whose time is
    /// over.
    ///
    /// - Parameter date: Tells the time, so that the restart counts as open time.
    /// - Returns: JSON of at most 256 bytes.
    public func savedState(date: any WallClock = SystemClock()) -> String {
        let now = now
        let (state, retryAfter, reopenings, failures) = withMachineOnly { machine in
            let word = machine.word
            return (word.state, machine.retryAfter(now: now), machine.reopenings, word.failures)
        }
        do throws(JSONWriterError) {
            var json = JSONWriter()
            try json.beginObject()
            try json.number("kedge_breaker", Self.formatVersion)
            try json.name("state")
            try json.string((state == .halfOpen ? .open : state).name)
            if state == .open || state == .halfOpen {
                try json.number("open_ns", state == .halfOpen ? 0 : min(retryAfter, UInt64(Int64.max)))
                try json.number("reopenings", reopenings)
            }
            if state == .closed { try json.number("failures", failures) }
            try json.number(
                "saved_at_ms", Self.milliseconds(of: date))
            try json.endObject()
            return try json.finish()
        } catch {
            // Nothing above is refused, and so short a text needs no memory that could be missing.
            return ""
        }
    }

    /// Since 1970; 0 before that, and as many as the format takes at the most.
    private static func milliseconds(of date: any WallClock) -> UInt64 {
        let (seconds, nanoseconds) = date.unixTime
        let milliseconds = UInt64(max(0, seconds)).saturatingMultiplied(by: 1_000)
        return min(milliseconds.saturatingAdding(UInt64(nanoseconds / 1_000_000)), UInt64(Int64.max))
    }

    /// Goes over to a state that was saved.
    ///
    /// - Parameters:
    ///   - saved: As ``savedState(date:)`` gave it, of this breaker or another.
    ///   - date: Tells the time: what has passed since counts as open time, and nothing where the date has gone backwards.
    /// - Throws: `JSONFormatError`; then nothing has changed.
    public func restore(_ saved: String, date: any WallClock = SystemClock()) throws(JSONFormatError) {
        try restore(saved.utf8Span.span.bytes, date: date)
    }

    package func restore(_ saved: RawSpan, date: any WallClock) throws(JSONFormatError) {
        let root = try JSONDocument(formatted: saved, options: Self.formatOptions).root
        var members = try JSONMembers(root, of: nil)
        guard try members.number("kedge_breaker", in: 0...UInt64.max) == Self.formatVersion else {
            throw .unknownFormat
        }
        let name = try members.text("state")
        guard let state = BreakerState.allCases.first(where: { $0.name == name }), state != .halfOpen else {
            throw .invalidMember("state")
        }
        var openTime: UInt64 = 0
        var reopenings: UInt64 = 0
        var failures: UInt64 = 0
        if state == .open {
            openTime = try members.number("open_ns", in: 0...UInt64(Int64.max))
            reopenings = try members.number("reopenings", in: 0...UInt64.max)
        }
        if state == .closed { failures = try members.number("failures", in: 0...BreakerWord.maximumFailures) }
        let savedAt = try members.number("saved_at_ms", in: 0...UInt64(Int64.max))
        try members.end()

        let passed = Self.milliseconds(of: date).saturatingSubtracting(savedAt).saturatingMultiplied(by: 1_000_000)
        let now = now
        withMachine { machine in
            machine.restore(
                state, openTime: openTime.saturatingSubtracting(passed), reopenings: reopenings, failures: failures,
                now: now)
        }
    }
}

extension BreakerMachine {
    fileprivate mutating func restore(
        _ state: BreakerState, openTime: UInt64, reopenings: UInt64, failures: UInt64, now: UInt64
    ) {
        if state == .open { cells.pointee.openUntil.store(now.saturatingAdding(openTime), ordering: .releasing) }
        change(to: state, .restored, now: now)
        self.reopenings = state == .open ? reopenings : 0
        // One that would open the breaker did so, or its limit was another.
        let most = rules.consecutiveFailures == 0 ? 0 : rules.consecutiveFailures &- 1
        if state == .closed { setFailures(min(failures, most)) }
    }
}

extension BreakerState {
    fileprivate var name: String {
        switch self {
        case .closed: "closed"
        case .disabled: "disabled"
        case .metricsOnly: "metrics_only"
        case .open: "open"
        case .halfOpen: "half_open"
        case .forcedOpen: "forced_open"
        }
    }
}
