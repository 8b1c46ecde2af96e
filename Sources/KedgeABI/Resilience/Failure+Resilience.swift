import CKedge
import KedgeResilienceCore

func fail(_ error: PolicyError) -> kedge_status {
    if error == .outOfMemory { return fail(KEDGE_OUT_OF_MEMORY, "no memory is left for what the policy keeps") }
    if error == .noRandomness { return fail(KEDGE_RANDOM_UNAVAILABLE, "the operating system gave no randomness") }
    return fail(KEDGE_INVALID_POLICY, "{text}: {rule}", text: error.optionText, rule: error.ruleText)
}

/// What the making of a policy gives, or a refusal with its status.
func policyRefusing<Value: ~Copyable>(_ body: () throws(PolicyError) -> Value) throws(Refusal) -> Value {
    do throws(PolicyError) {
        return try body()
    } catch {
        throw Refusal(fail(error))
    }
}

/// A number of a struct of options as Swift has it; what is above its range is the greatest there is, which no option takes.
func count(_ value: UInt64) -> Int { Int(clamping: value) }

/// A time of a struct of options.
func time(_ nanoseconds: UInt64) -> Duration { Duration(saturatingNanoseconds: nanoseconds) }
