import CKedge

/// A C struct of options. Its first field is `struct_size`, the caller's idea of its size, so that fields can be appended.
protocol OptionStruct {
    /// Bytes of the struct in the first release that had it; a caller cannot know less.
    static var firstReleaseSize: Int { get }
    /// What `NULL` stands for.
    static var defaults: Self { get }
}

extension OptionStruct {
    /// The caller's options: the defaults, overlaid with the fields that both sides know.
    ///
    /// - Returns: nil if the caller's size is below the first release's, or a field that this release does not know is not
    ///   zero: an option that is not understood must not be ignored.
    static func read(_ given: UnsafePointer<Self>?) -> Self? {
        var options = defaults
        guard let given else { return options }
        let source = UnsafeRawPointer(given)
        let size = source.loadUnaligned(as: Int.self)
        guard isSane(size) else { return nil }
        let known = min(size, MemoryLayout<Self>.stride)
        withUnsafeMutableBytes(of: &options) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: source, count: known))
        }
        let unknown = UnsafeRawBufferPointer(start: source + known, count: size &- known)
        return unknown.allSatisfy { $0 == 0 } ? options : nil
    }

    /// Writes the defaults, `size` bytes of them, with zeros for what this release does not know.
    static func write(_ out: UnsafeMutablePointer<Self>?, size: Int) -> kedge_status {
        guard let out else { return failNull("options") }
        guard isSane(size) else { return failOptions(size) }
        let target = UnsafeMutableRawBufferPointer(start: out, count: size)
        let known = min(size, MemoryLayout<Self>.stride)
        withUnsafeBytes(of: defaults) { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(known))) }
        UnsafeMutableRawBufferPointer(rebasing: target.dropFirst(known)).initializeMemory(as: UInt8.self, repeating: 0)
        UnsafeMutableRawPointer(out).storeBytes(of: size, as: Int.self)
        return KEDGE_OK
    }

    // No struct of options will ever be larger than a page; a size above is no size but memory that was never set.
    private static func isSane(_ size: Int) -> Bool { size >= firstReleaseSize && size <= 4096 }
}

/// Refuses options that `OptionStruct.read` did not take.
func failOptions(_ size: Int) -> kedge_status {
    fail(
        KEDGE_INVALID_ARGUMENT,
        "options: struct_size {u0} is of no release, or a field is set that this release lacks; call its _init first",
        size)
}

/// Refuses a flag that is neither 0 nor 1.
func failFlag(_ name: StaticString, _ value: Int32) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} is {0}: it has to be 0 or 1", Int(value), text: name)
}
