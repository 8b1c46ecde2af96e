/// An option of a policy is outside its range, or there is no memory for what it asks; nothing was made or changed.
public struct PolicyError: Error, Equatable, Sendable {
    package let optionText: StaticString
    package let ruleText: StaticString

    /// The option: `"open time"`.
    public var option: String { optionText.description }
    /// What it has to be: `"1 ns to 365 days"`.
    public var rule: String { ruleText.description }

    package init(_ option: StaticString, _ rule: StaticString) {
        optionText = option
        ruleText = rule
    }

    /// There is no memory for what the policy keeps.
    public static let outOfMemory = PolicyError("memory", "there is none left for what the policy keeps")

    /// The operating system gave no randomness.
    public static let noRandomness = PolicyError("randomness", "the operating system gave none")

    public static func == (first: PolicyError, second: PolicyError) -> Bool {
        first.option == second.option && first.rule == second.rule
    }
}

extension PolicyError: CustomStringConvertible {
    public var description: String { "\(optionText): \(ruleText)" }
}
