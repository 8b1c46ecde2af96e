/// A C struct whose first field is `struct_size`, the caller's idea of its size, so that fields can be appended.
internal protocol SizedStruct {
    /// Bytes of the struct in the first release that had it; a caller cannot know less.
    static var firstReleaseSize: Int { get }
}

extension SizedStruct {
    /// The caller's size of a struct; nil if no release can have it.
    internal static func size(of given: UnsafeRawPointer) -> Int? {
        let size = given.loadUnaligned(as: Int.self)
        return isSize(size) ? size : nil
    }

    // No struct will ever be larger than a page; a size above is no size but memory that was never set.
    internal static func isSize(_ size: Int) -> Bool { size >= firstReleaseSize && size <= 4096 }
}
