import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct FaultInjectorTests {
    private func sequence(_ options: FaultOptions, count: Int) throws -> [Fault] {
        let injector = try FaultInjector(options)
        injector.enable()
        return (0..<count).map { _ in injector.next() }
    }

    @Test func `it does nothing until it is enabled, and nothing when it is disabled again`() throws {
        let injector = try FaultInjector(FaultOptions(errorRate: 1, maximumFaults: 10))
        #expect(!injector.isEnabled)
        #expect(injector.next() == .none)
        injector.enable()
        #expect(injector.isEnabled)
        #expect(injector.next().isFailure)
        injector.disable()
        #expect(injector.next() == .none)
        #expect(injector.counts == FaultCounts(calls: 1, failures: 1, delays: 0, faults: 1))
    }

    @Test func `it stops after its number of faults`() throws {
        let options = FaultOptions(errorRate: 1, latency: .constant(.seconds(1)), maximumFaults: 3)
        let faults = try sequence(options, count: 10)
        let fault = Fault(delayNanoseconds: 1_000_000_000, isFailure: true)
        #expect(faults == [fault, fault, fault] + [Fault](repeating: .none, count: 7))
        #expect(fault.delay == .seconds(1))
    }

    @Test func `eight threads together get no more than its number of faults`() throws {
        let injector = try FaultInjector(FaultOptions(errorRate: 0.5, maximumFaults: 100))
        injector.enable()
        let failures = Tally()
        onThreads(8) { _ in
            for _ in 0..<1_000 where injector.next().isFailure { failures.add() }
        }
        #expect(failures.count == 100)
        #expect(injector.counts == FaultCounts(calls: 8_000, failures: 100, delays: 0, faults: 100))
    }

    @Test func `the same seed gives the same sequence, and another one another`() throws {
        var options = FaultOptions(
            errorRate: 0.3, latency: .uniform(.zero, .seconds(1)), maximumFaults: .max, seed: 5)
        let faults = try sequence(options, count: 200)
        #expect(try sequence(options, count: 200) == faults)
        options.seed = 6
        #expect(try sequence(options, count: 200) != faults)
        options.seed = nil
        #expect(try sequence(options, count: 200) != sequence(options, count: 200))
    }

    @Test(arguments: [0, 0.01, 0.5, 1])
    func `failures are as frequent as asked for`(_ rate: Double) throws {
        let count = RetryTesting.tries(60_000)
        let faults = try sequence(FaultOptions(errorRate: rate, maximumFaults: .max, seed: 8), count: count)
        let failures = Double(faults.count { $0.isFailure })
        // Five standard deviations of a binomial distribution.
        let deviation = (Double(count) * rate * (1 - rate)).squareRoot()
        #expect(abs(failures - rate * Double(count)) <= 5 * deviation)
    }

    @Test func `a call that is about to be made is held up and fails`() throws {
        let injector = try FaultInjector(
            FaultOptions(errorRate: 1, latency: .constant(.milliseconds(2)), maximumFaults: 1))
        try injector.disturb()
        injector.enable()
        let start = SystemClock().nanoseconds
        #expect(throws: InjectedFault()) { try injector.disturb() }
        #expect(SystemClock().nanoseconds - start >= 2_000_000)
        try injector.disturb()
        #expect(injector.counts.delays == 1)
        #expect(InjectedFault().description == "failure injected for a test")
    }

    @Test func `a call of a task is held up and fails`() async throws {
        let injector = try FaultInjector(
            FaultOptions(errorRate: 1, latency: .constant(.milliseconds(2)), maximumFaults: 1))
        injector.enable()
        let start = SystemClock().nanoseconds
        await #expect(throws: InjectedFault()) { () async throws in try await injector.disturb() }
        #expect(SystemClock().nanoseconds - start >= 2_000_000)
        try await injector.disturb()
    }

    @Test(.timeLimit(.minutes(5))) func `cancellation ends a delay of a task at once`() async throws {
        let injector = try FaultInjector(FaultOptions(latency: .constant(.seconds(3_600)), maximumFaults: 1))
        injector.enable()
        let task = Task { try await injector.disturb() }
        task.cancel()
        let result = await task.result
        #expect(throws: CancellationError.self) { try result.get() }
    }

    @Test func `options outside their ranges are refused by name`() {
        for rate in [Double.nan, -0.1, 1.1] {
            let error = #expect(throws: PolicyError.self) {
                try FaultInjector(FaultOptions(errorRate: rate, maximumFaults: 1))
            }
            #expect(error?.description == "error rate: 0 to 1")
        }
        for maximum in [0, -1, .min] {
            let error = #expect(throws: PolicyError.self) { try FaultInjector(FaultOptions(maximumFaults: maximum)) }
            #expect(error?.description == "maximum faults: 1 or more")
        }
    }
}
