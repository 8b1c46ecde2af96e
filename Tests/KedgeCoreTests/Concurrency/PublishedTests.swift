import Foundation
import KedgeCore
import KedgeTestSupport
import Testing

@Suite("Published values")
struct PublishedTests {
    /// A value that tells when it goes, and whose two halves are alike while it is whole.
    private struct Probe: ~Copyable {
        let number: Int
        private let twin: UnsafeMutablePointer<Int>
        private let gone: Tally

        init(_ number: Int, _ gone: Tally) {
            self.number = number
            twin = .allocate(capacity: 1)
            twin.initialize(to: number)
            self.gone = gone
        }

        var isWhole: Bool { twin.pointee == number }

        deinit {
            twin.pointee = -1
            twin.deallocate()
            gone.add()
        }
    }

    /// Carries a value that cannot be copied into threads.
    private final class Shared: Sendable {
        let value: Published<Probe>

        init(_ probe: consuming Probe) {
            value = Published(probe)
        }
    }

    @Test func `readers find the latest value`() {
        let gone = Tally()
        let published = Published(Probe(1, gone))
        #expect(published.read { $0.number } == 1)
        published.replace(with: Probe(2, gone))
        #expect(published.read { $0.number } == 2)
    }

    @Test func `a replaced value that nobody reads goes at once`() {
        let gone = Tally()
        let published = Published(Probe(0, gone))
        for number in 1...100 {
            published.replace(with: Probe(number, gone))
            #expect(gone.count == number)
        }
    }

    @Test func `the last value goes with the whole`() {
        let gone = Tally()
        do {
            let published = Published(Probe(1, gone))
            published.replace(with: Probe(2, gone))
        }
        #expect(gone.count == 2)
    }

    @Test func `a value that is read stays until the reader leaves`() {
        let gone = Tally()
        let published = Published(Probe(1, gone))
        published.read { probe in
            published.replace(with: Probe(2, gone))
            #expect(gone.count == 0)
            let isWhole = probe.isWhole
            #expect(isWhole)
            #expect(published.read { $0.number } == 2)
            // The reader inside has left, the one outside has not.
            #expect(gone.count == 0)
        }
        #expect(gone.count == 1)
    }

    @Test func `all values that were replaced during a read go when it ends`() {
        let gone = Tally()
        let published = Published(Probe(0, gone))
        published.read { _ in
            for number in 1...50 { published.replace(with: Probe(number, gone)) }
            #expect(gone.count == 0)
        }
        #expect(gone.count == 50)
    }

    @Test func `a read that throws ends too`() {
        struct Refusal: Error {}
        let gone = Tally()
        let published = Published(Probe(1, gone))
        #expect(throws: Refusal.self) {
            try published.read { _ throws(Refusal) in
                published.replace(with: Probe(2, gone))
                throw Refusal()
            }
        }
        #expect(gone.count == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a reader in the middle of a long read stops neither writers nor other readers`() {
        let gone = Tally()
        let shared = Shared(Probe(0, gone))
        let (reading, mayLeave, left) = (Tally(), Tally(), Tally())
        let reader = BusyThreads(1) {
            guard reading.count == 0 else { return }
            shared.value.read { probe in
                reading.add()
                while mayLeave.count == 0 { sched_yield() }
                if probe.isWhole, probe.number == 0 { left.add() }
            }
        }
        while reading.count == 0 { sched_yield() }
        for number in 1...100 {
            shared.value.replace(with: Probe(number, gone))
            #expect(shared.value.read { $0.number } == number)
        }
        // The first is still being read.
        #expect(gone.count < 101)
        mayLeave.add()
        reader.stop()
        #expect(left.count == 1)
        #expect(gone.count == 100)
    }

    @Test func `many threads read whole values while they are replaced`() {
        let gone = Tally()
        let broken = Tally()
        let replaced = 3000
        let shared = Shared(Probe(0, gone))
        let readers = BusyThreads(20) {
            var last = 0
            for _ in 0..<50 {
                shared.value.read { probe in
                    // A value never goes back, nor goes while it is read.
                    if !probe.isWhole || probe.number < last { broken.add() }
                    last = probe.number
                    shared.value.read { if !$0.isWhole || $0.number < last { broken.add() } }
                    if !probe.isWhole { broken.add() }
                }
            }
        }
        for number in 1...replaced { shared.value.replace(with: Probe(number, gone)) }
        readers.stop()
        // Whoever left last cleaned up.
        #expect(gone.count == replaced)
        #expect(broken.count == 0)
    }

    @Test func `several writers lose no value`() {
        let gone = Tally()
        let shared = Shared(Probe(0, gone))
        onThreads(4) { writer in
            for number in 1...500 {
                shared.value.replace(with: Probe(writer * 1000 + number, gone))
                shared.value.read { _ in }
            }
        }
        #expect(gone.count == 2000)
    }

    @Test(.forks) func `a fork while other threads read and write leaves the child able to do both`() {
        let gone = Tally()
        let shared = Shared(Probe(0, gone))
        let busy = BusyThreads(3) {
            shared.value.read { _ in }
            shared.value.replace(with: Probe(1, gone))
        }
        defer { busy.stop() }
        for _ in 0..<20 {
            let isRight = ChildProcess.run {
                shared.value.replace(with: Probe(7, gone))
                return shared.value.read { $0.isWhole && $0.number == 7 }
            }
            #expect(isRight)
        }
    }
}
