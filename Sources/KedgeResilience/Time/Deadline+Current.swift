public import KedgeResilienceCore

extension Deadline {
    /// The limit of the work that the current task or thread does: that of the innermost ``withDeadline(_:clock:_:)``, or
    /// of one around it where that is earlier; ``never`` outside.
    @TaskLocal public static var current: Deadline = .never
}
