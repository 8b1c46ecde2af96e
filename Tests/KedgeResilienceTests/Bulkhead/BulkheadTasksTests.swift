import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct BulkheadTasksTests {
    @Test func `two hundred tasks share five places, whoever is cancelled or times out, and nothing is lost`()
        async throws
    {
        for round in 0..<Bulkheads.tries(40) {
            let bulkhead = try Bulkhead(
                BulkheadOptions(
                    maximumCalls: 5, maximumWaiting: 150, maximumWait: .microseconds(500 + 100 * round)))
            let crowd = Crowd(limit: 5)
            let (admitted, refused, timedOut, cancelled, others) = (Tally(), Tally(), Tally(), Tally(), Tally())
            let random = RandomSource(seed: UInt64(round))
            let tasks = (0..<200).map { _ in
                Task {
                    do {
                        try await bulkhead.withPlace {
                            admitted.add()
                            crowd.enter()
                            for _ in 0..<random.next() % 4 { await Task.yield() }
                            crowd.leave()
                        }
                    } catch is CancellationError {
                        cancelled.add()
                    } catch {
                        switch error as? BulkheadError {
                        case .full: refused.add()
                        case .timedOut: timedOut.add()
                        default: others.add()
                        }
                    }
                }
            }
            for task in tasks where random.next() % 3 == 0 {
                if random.next() % 2 == 0 { await Task.yield() }
                task.cancel()
            }
            for task in tasks { await task.value }
            let snapshot = bulkhead.snapshot
            #expect(crowd.excesses.count == 0)
            #expect(others.count == 0)
            #expect(admitted.count + refused.count + timedOut.count + cancelled.count == 200)
            #expect(snapshot.callsUnderWay == 0)
            #expect(snapshot.granted == 0)
            #expect(snapshot.waiting == 0)
            #expect(snapshot.refused == UInt64(refused.count))
            // One that is cancelled when its time has run out may be told either.
            #expect(snapshot.timedOut >= UInt64(timedOut.count))
            let places = (0..<5).map { _ in bulkhead.takePlace() }
            #expect(!places.contains(0))
            #expect(bulkhead.takePlace() == 0)
        }
    }

    @Test func `tasks are served in the order in which they came`() async throws {
        let bulkhead = try Bulkheads.make(calls: 1, waiting: 5, wait: .seconds(3_600))
        let place = bulkhead.takePlace()
        let order = Notes()
        var tasks: [Task<Void, any Error>] = []
        for index in 0..<5 {
            tasks.append(Task { try await bulkhead.withPlace { order.note(index) } })
            #expect(await Bulkheads.eventually { bulkhead.snapshot.waiting == index + 1 })
        }
        try bulkhead.release(place)
        for task in tasks { try await task.value }
        #expect(order.numbers == [0, 1, 2, 3, 4])
    }

    @Test func `a task that is cancelled while it waits leaves at once`() async throws {
        let bulkhead = try Bulkheads.make(calls: 1, wait: .seconds(3_600))
        let place = bulkhead.takePlace()
        let task = Task { try await bulkhead.withPlace { _ = Issue.record("it was let through") } }
        #expect(await Bulkheads.eventually { bulkhead.snapshot.waiting == 1 })
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bulkhead.snapshot.waiting == 0)
        try bulkhead.release(place)
        #expect(bulkhead.takePlace() != 0)
    }

    @Test func `a task that was cancelled before takes no place`() async throws {
        let bulkhead = try Bulkheads.make(calls: 1)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await bulkhead.withPlace { _ = Issue.record("it was let through") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(bulkhead.snapshot.admitted == 0)
    }

    @Test func `a task's time runs out, on a clock that somebody moves and on the system's`() async throws {
        let clock = ManualClock()
        let bulkhead = try Bulkheads.make(clock, calls: 1, wait: .seconds(3_600))
        _ = bulkhead.takePlace()
        let task = Task { try await bulkhead.withPlace { _ = Issue.record("it was let through") } }
        #expect(await Bulkheads.eventually { bulkhead.snapshot.waiting == 1 })
        clock.advance(nanoseconds: 3_600_000_000_000)
        await #expect(throws: BulkheadError.timedOut) { try await task.value }

        let other = try Bulkhead(
            BulkheadOptions(maximumCalls: 1, maximumWaiting: 1, maximumWait: .milliseconds(3)))
        _ = other.takePlace()
        for _ in 0..<3 { await #expect(throws: BulkheadError.timedOut) { try await other.withPlace {} } }
        #expect(other.snapshot.timedOut == 3)
    }

    @Test func `a task that acquires holds its place until it gives it back`() async throws {
        let bulkhead = try Bulkheads.make(calls: 1, wait: .seconds(3_600))
        let place = try await bulkhead.acquire()
        let task = Task {
            let place = try await bulkhead.acquire()
            #expect(bulkhead.snapshot.callsUnderWay == 1)
            place.release()
        }
        #expect(await Bulkheads.eventually { bulkhead.snapshot.waiting == 1 })
        place.release()
        try await task.value
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(bulkhead.snapshot.admitted == 2)

        let full = try Bulkheads.make(calls: 1, waiting: 0)
        let held = try await full.acquire()
        await #expect(throws: BulkheadError.full) { try await full.acquire().release() }
        held.release()
    }

    @Test func `a body's error comes through, and its place is given back`() async throws {
        struct Failure: Error {}
        let bulkhead = try Bulkheads.make(calls: 1)
        await #expect(throws: Failure.self) {
            try await bulkhead.withPlace {
                await Task.yield()
                throw Failure()
            }
        }
        #expect(bulkhead.snapshot.callsUnderWay == 0)
        #expect(bulkhead.snapshot.admitted == 1)
    }
}
