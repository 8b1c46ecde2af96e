import KedgeCore
import KedgeResilience
import KedgeTestSupport
import Testing

@Suite struct RetryBudgetTests {
    private static let second: UInt64 = 1_000_000_000

    private func withdrawals(_ budget: RetryBudget, tries: Int = 1_000) -> Int {
        (0..<tries).count { _ in budget.withdraw() }
    }

    @Test(arguments: [
        (0.2, 100, 20), (0.29, 100, 29), (0.07, 100, 7), (1, 100, 100), (0.000_001, 999_999, 0), (0, 100, 0),
    ])
    func `retries are a share of the calls, rounded down`(_ share: Double, _ calls: Int, _ retries: Int) throws {
        let budget = try RetryBudget(share: share, floorPerSecond: 0, clock: ManualClock())
        for _ in 0..<calls { budget.deposit() }
        #expect(withdrawals(budget) == retries)
    }

    @Test func `the floor grants retries without any call, all at once if need be`() throws {
        let clock = ManualClock()
        let budget = try RetryBudget(share: 0.2, floorPerSecond: 0.5, window: .seconds(10), clock: clock)
        #expect(withdrawals(budget) == 5)
        clock.advance(nanoseconds: 10 * Self.second - 1)
        #expect(withdrawals(budget) == 0)
        clock.advance(nanoseconds: 1)
        #expect(withdrawals(budget) == 5)
    }

    @Test func `calls and retries count until their bucket leaves the window`() throws {
        let clock = ManualClock(nanoseconds: 7 * Self.second)
        let budget = try RetryBudget(share: 0.5, floorPerSecond: 0, window: .seconds(10), clock: clock)
        for _ in 0..<10 { budget.deposit() }
        clock.advance(nanoseconds: 9 * Self.second)
        #expect(budget.counts == (10, 0))
        #expect(withdrawals(budget, tries: 2) == 2)
        clock.advance(nanoseconds: Self.second)
        #expect(budget.counts == (0, 2))
        for _ in 0..<4 { budget.deposit() }
        #expect(!budget.withdraw())
        clock.advance(nanoseconds: 9 * Self.second)
        #expect(budget.counts == (4, 0))
        #expect(withdrawals(budget) == 2)
    }

    @Test func `a clock that goes back grants no retry more`() throws {
        let clock = ManualClock(nanoseconds: 500 * Self.second)
        let budget = try RetryBudget(share: 0.1, floorPerSecond: 0.1, window: .seconds(10), clock: clock)
        for _ in 0..<20 { budget.deposit() }
        #expect(withdrawals(budget) == 3)
        clock.advance(nanoseconds: 0 &- 400 * Self.second)
        #expect(withdrawals(budget) == 0)
        for _ in 0..<1_000 { budget.deposit() }
        #expect(withdrawals(budget) == 0)
        clock.advance(nanoseconds: .max)
        #expect(withdrawals(budget) == 0)
    }

    @Test func `a clock at its end does no harm`() throws {
        let clock = ManualClock(nanoseconds: .max)
        let budget = try RetryBudget(share: 0.5, floorPerSecond: 0, window: .seconds(1), clock: clock)
        for _ in 0..<10 { budget.deposit() }
        #expect(withdrawals(budget) == 5)
    }

    /// Says of each retry whether it is granted, by counting the whole history.
    private struct Model {
        let millionths: Int
        let reserve: Int
        var calls: [Int: Int] = [:]
        var retries: [Int: Int] = [:]

        mutating func withdraw(at bucket: Int) -> Bool {
            let window = (bucket - 9)...bucket
            let called = window.reduce(0) { $0 + calls[$1, default: 0] }
            let retried = window.reduce(0) { $0 + retries[$1, default: 0] }
            guard retried + 1 <= called * millionths / 1_000_000 + reserve else { return false }
            retries[bucket, default: 0] += 1
            return true
        }
    }

    @Test func `in any history each retry is granted that the window has room for, and no other`() throws {
        for seed in 0..<UInt64(RetryTesting.tries(60)) {
            var random = SeededGenerator(seed: seed)
            let share = Double.random(in: 0...1, using: &random)
            let floor = Double(Int.random(in: 0...3, using: &random))
            let clock = ManualClock()
            let budget = try RetryBudget(share: share, floorPerSecond: floor, window: .seconds(10), clock: clock)
            var model = Model(millionths: Int((share * 1_000_000).rounded()), reserve: Int(floor) * 10)
            var granted = 0
            for _ in 0..<2_000 {
                let bucket = Int(clock.nanoseconds / Self.second)
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<5:
                    budget.deposit()
                    model.calls[bucket, default: 0] += 1
                case 5..<9:
                    let isGranted = budget.withdraw()
                    #expect(isGranted == model.withdraw(at: bucket))
                    granted += isGranted ? 1 : 0
                default:
                    let steps: [UInt64] = [0, 1, Self.second / 3, Self.second, 4 * Self.second, 30 * Self.second]
                    clock.advance(nanoseconds: steps.randomElement(using: &random) ?? 0)
                }
            }
            let buckets = Int(clock.nanoseconds / Self.second) + 1
            let calls = model.calls.values.reduce(0, +)
            #expect(granted <= calls * model.millionths / 1_000_000 + model.reserve * ((buckets + 9) / 10))
        }
    }

    @Test func `eight threads that share a budget take exactly what it has`() throws {
        let budget = try RetryBudget(share: 0.2, floorPerSecond: 1, window: .seconds(10), clock: ManualClock())
        let granted = Tally()
        let rounds = RetryTesting.tries(20_000)
        onThreads(8) { _ in
            for _ in 0..<rounds {
                budget.deposit()
                if budget.withdraw() { granted.add() }
            }
        }
        let allowance = 8 * rounds / 5 + 10
        #expect(granted.count <= allowance)
        while budget.withdraw() { granted.add() }
        #expect(granted.count == allowance)
        #expect(budget.counts == (UInt64(8 * rounds), UInt64(allowance)))
    }

    @Test func `eight threads never exceed the bound while time passes`() throws {
        let clock = ManualClock()
        let budget = try RetryBudget(share: 0.3, floorPerSecond: 2, window: .seconds(1), clock: clock)
        let granted = Tally()
        let rounds = RetryTesting.tries(20_000)
        onThreads(8) { thread in
            for round in 0..<rounds {
                budget.deposit()
                for _ in 0..<2 where budget.withdraw() { granted.add() }
                if thread == 0, round % 64 == 0 { clock.advance(nanoseconds: 33_000_000) }
            }
        }
        let buckets = Int(clock.nanoseconds / 100_000_000) + 1
        #expect(granted.count > 0)
        #expect(granted.count <= 8 * rounds * 3 / 10 + 2 * ((buckets + 9) / 10))
    }

    @Test func `a budget outside its ranges is refused by name`() {
        for share in [Double.nan, -0.1, 1.1, .infinity] {
            let error = #expect(throws: PolicyError.self) { try RetryBudget(share: share) }
            #expect(error?.description == "budget share: 0 to 1")
        }
        for floor in [Double.nan, -1, 1_000_001, .infinity] {
            let error = #expect(throws: PolicyError.self) { try RetryBudget(floorPerSecond: floor) }
            #expect(error?.description == "budget floor: 0 to 1,000,000 retries a second")
        }
        for window in [Duration.zero, .milliseconds(999), .seconds(3_601), .seconds(-1), .seconds(Int64.max)] {
            let error = #expect(throws: PolicyError.self) { try RetryBudget(window: window) }
            #expect(error?.description == "budget window: 1 second to 1 hour")
        }
    }

    @Test func `round floors give round numbers of retries`() throws {
        for (window, floor, expected) in [(2, 15.0, 30), (1, 60.0, 60), (7, 0.3, 2), (3_600, 1_000_000, 3_600_000_000)]
        {
            let budget = try RetryBudget(
                share: 0, floorPerSecond: floor, window: .seconds(window), clock: ManualClock())
            for _ in 0..<min(expected, 1_000) { #expect(budget.withdraw()) }
            if expected < 1_000 { #expect(!budget.withdraw()) }
        }
    }
}
