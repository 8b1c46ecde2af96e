import CPlatform
public import KedgeCore

/// Breakers by name, each made when it is first asked for: one for each service or endpoint, with options of its own or those
/// of all.
///
/// Any thread, concurrently. Names that look the same are the same, as Swift compares texts.
public final class BreakerRegistry: @unchecked Sendable {
    // Unchecked: what follows is used only by whoever has the lock.
    private var breakers: [String: Breaker] = [:]
    private var overrides: [String: BreakerOptions] = [:]

    /// Bytes of the longest name.
    public static let longestName = 255

    /// Options of breakers that have none of their own.
    public let defaults: BreakerOptions
    /// How many breakers there are at most, so that names which strangers choose do not fill the memory.
    public let maximumCount: Int
    private let clock: any MonotonicClock

    /// A registry without breakers.
    ///
    /// - Parameters:
    ///   - defaults: Options of breakers that have none of their own.
    ///   - maximumCount: How many breakers there are at most: 1 to 1,000,000.
    ///   - clock: For all of them.
    /// - Throws: `PolicyError`
    public init(
        defaults: BreakerOptions = BreakerOptions(), maximumCount: Int = 10_000,
        clock: any MonotonicClock = SystemClock()
    ) throws(PolicyError) {
        _ = try BreakerRules(defaults)
        guard (1...1_000_000).contains(maximumCount) else { throw PolicyError("maximum count", "1 to 1,000,000") }
        self.defaults = defaults
        self.maximumCount = maximumCount
        self.clock = clock
    }

    /// Gives the breaker of a name options of its own, nil for the defaults again. A breaker that was made already keeps what it
    /// was made with, until it is removed.
    ///
    /// - Throws: `BreakerRegistryError`: an option is outside its range, or as many names as may be have options of their own.
    public func setOptions(_ options: BreakerOptions?, forName name: String) throws(BreakerRegistryError) {
        try check(name)
        if let options {
            do throws(PolicyError) { _ = try BreakerRules(options) } catch { throw .policy(error) }
        }
        // What there was before ends here, and not under the lock.
        let (isDone, old) = withLock { () -> (Bool, BreakerOptions?) in
            guard options == nil || overrides[name] != nil || overrides.count < maximumCount else {
                return (false, nil)
            }
            let old = overrides[name]
            overrides[name] = options
            return (true, old)
        }
        withExtendedLifetime(old) {}
        if !isDone { throw .full }
    }

    /// The breaker of a name, which is made if there is none.
    ///
    /// - Throws: `BreakerRegistryError`
    /// - Cost: A hash of the name and a lock; keep the breaker where calls are many.
    public func breaker(named name: String) throws(BreakerRegistryError) -> Breaker {
        try check(name)
        if let breaker = withLock({ breakers[name] }) { return breaker }
        let options = withLock { overrides[name] } ?? defaults
        let made: Breaker
        do throws(PolicyError) { made = try Breaker(options, clock: clock) } catch { throw .policy(error) }
        // Somebody else may have made it meanwhile.
        let breaker = withLock { () -> Breaker? in
            if let breaker = breakers[name] { return breaker }
            guard breakers.count < maximumCount else { return nil }
            breakers[name] = made
            return made
        }
        guard let breaker else { throw .full }
        return breaker
    }

    /// Names are short, so that those which strangers choose take little memory, and are hashed in no time under the lock.
    private func check(_ name: String) throws(BreakerRegistryError) {
        guard name.utf8.count <= Self.longestName, !name.utf8.contains(0) else { throw .invalidName }
        // Swift ends the process where a dictionary cannot grow.
        let entries = withLock { max(breakers.count, overrides.count) }
        guard entries < 1 << 10 || cplatform_can_allocate(entries &* 2_048) else { throw .policy(.outOfMemory) }
    }

    /// Forgets a breaker; who has it keeps it, and the next who asks for the name gets another.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    public func remove(named name: String) -> Bool {
        // It ends here, if nobody has it, and not under the lock.
        let breaker = withLock { breakers.removeValue(forKey: name) }
        return breaker != nil
    }

    /// The names of all breakers, in their order by Unicode.
    public var names: [String] { withLock { Array(breakers.keys) }.sorted() }

    /// How many breakers there are.
    public var count: Int { withLock { breakers.count } }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        cplatform_lock(CPLATFORM_LOCK_RESILIENCE)
        defer { cplatform_unlock(CPLATFORM_LOCK_RESILIENCE) }
        return body()
    }
}

/// Why a registry gave no breaker.
public enum BreakerRegistryError: Error, Equatable, Sendable {
    /// An option is outside its range, or there is no memory.
    case policy(PolicyError)
    /// It has as many breakers as it may have.
    case full
    /// A name of more than 255 bytes of UTF-8, or with a NUL in it.
    case invalidName
}
