/// What a handle stands for whose calls must count no reference.
internal struct CountedObject<Object: AnyObject> {
    internal let counted: Object
    /// The same for those calls: it lives as long as the handle does.
    internal let uncounted: Unmanaged<Object>

    internal init(_ object: Object) {
        counted = object
        uncounted = .passUnretained(object)
    }
}
