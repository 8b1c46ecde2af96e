/// What a change makes of what readers find.
internal enum RingPlan {
    /// In the order of the circle.
    case points(removed: [Point], added: [Point])
    /// For each slot which of the owners has it.
    case table(owners: [NodeEntry], slots: [UInt32])
    case list([NodeList.Item])
}
