import CRows

extension row {
    /// One line of the table; `target` is the highest Kedge / peer, `nil` where none is set.
    init(
        _ name: StaticString, _ unit: StaticString, kedge: @escaping timed, peer: @escaping timed,
        _ peerName: StaticString, target: Double? = nil
    ) {
        self.init(
            name: cString(name), unit: cString(unit), kedge: kedge, peer: peer, peer_name: cString(peerName),
            target: target ?? 0, allowance: 0, limit: 0)
    }
}

private func cString(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// The body of a timed function: nanoseconds for `times` turns of `work`.
@inline(__always)
func measure(_ times: Int, _ work: () throws -> Bool) -> Double {
    let start = thread_ns()
    do {
        for _ in 0..<times { must(try work()) }
    } catch {
        fatalError("a call that was to be timed failed: \(error)")
    }
    return thread_ns() - start
}
