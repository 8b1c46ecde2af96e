/// What a handle stands for whose calls must count no reference.
struct CountedObject<Object: AnyObject> {
    let counted: Object
    /// The same for those calls: it lives as long as the handle does.
    let uncounted: Unmanaged<Object>

    init(_ object: Object) {
        counted = object
        uncounted = .passUnretained(object)
    }
}
