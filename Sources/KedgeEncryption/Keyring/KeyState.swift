/// What a ring key may do.
public enum KeyState: UInt8, Sendable {
    /// It opens, and seals if it is the primary key.
    case enabled = 1
    /// It does neither until it is enabled again.
    case disabled = 2
    /// It is gone for ever; the ring remembers its id.
    case destroyed = 3
}
