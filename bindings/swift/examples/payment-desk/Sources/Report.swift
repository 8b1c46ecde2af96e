import Foundation
import Kedge

/// What takes time.
enum Stage: CaseIterable {
    case verify, route, sign, deliver, log
}

/// How long the stages took, all orders together.
struct StageTimes {
    private var times: [Stage: Duration] = [:]

    mutating func add(_ stage: Stage, since begun: ContinuousClock.Instant) {
        times[stage, default: .zero] += begun.duration(to: .now)
    }

    func milliseconds(_ stage: Stage) -> Int {
        Int((times[stage, default: .zero] / .milliseconds(1)).rounded())
    }
}

/// How far the desk is: one line that changes, or for a file one for every hundred orders.
struct ProgressLine {
    private let isTerminal = isatty(STDOUT_FILENO) == 1
    private var shown = 0

    mutating func show(decided: Int, delivered: Int, of count: Int) {
        let line = "\(decided) of \(count) orders decided, \(delivered) delivered"
        if isTerminal {
            print("\r\(line)", terminator: "")
        } else if decided / 100 > shown {
            shown = decided / 100
            print(line)
        } else {
            return
        }
        fflush(nil)
    }
}

/// Names and numbers, one below the other.
struct Table {
    private(set) var text = ""

    mutating func add(_ name: String, _ value: Int) {
        let number = String(value)
        text += name.padding(toLength: 32, withPad: " ", startingAt: 0)
        text += String(repeating: " ", count: max(0, 10 - number.count)) + number + "\n"
    }
}

/// The text of outcomes.json, which all desks write alike.
func outcomesJSON(_ decided: [Int: Record], _ delivered: Set<Int>) throws -> [UInt8] {
    var writer = JSONWriter()
    try writer.beginArray()
    for (position, record) in decided.sorted(by: { $0.key < $1.key }) {
        try writer.beginObject()
        try writer.member("id", record.id)
        try writer.member("outcome", delivered.contains(position) ? "delivered" : "refused")
        try writer.member("reason", record.refusal?.rawValue ?? "")
        try writer.member("account", record.payment?.account ?? -1)
        try writer.member("nonce", record.payment.map { Int($0.nonce) } ?? -1)
        try writer.member("hash", record.payment?.hash ?? "")
        try writer.endObject()
    }
    try writer.endArray()
    return try writer.finishBytes() + [UInt8(ascii: "\n")]
}

extension Breaker {
    /// How often it went from one state to another; the first change comes first.
    func changes() -> [(name: String, count: Int)] {
        var changes: [(name: String, count: Int)] = []
        while let event = nextEvent() {
            let name = "\(event.from.words) to \(event.to.words)"
            if let known = changes.firstIndex(where: { $0.name == name }) {
                changes[known].count += 1
            } else {
                changes.append((name, 1))
            }
        }
        return changes
    }
}

extension BreakerState {
    fileprivate var words: String { self == .halfOpen ? "half-open" : "\(self)" }
}
