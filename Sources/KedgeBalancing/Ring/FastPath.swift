/// Placements whose look-ups have code of their own.
internal enum FastPath {
    /// Kedge's own circle.
    case circle
    case maglev
    /// All others.
    case none

    internal init(_ kind: RingKind) {
        self =
            switch kind {
            case .circle(.weighted): .circle
            case .maglev: .maglev
            case .circle, .jump, .rendezvous: .none
            }
    }
}
