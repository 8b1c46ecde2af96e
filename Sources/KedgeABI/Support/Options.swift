import CKedge

/// A C struct of options, which a call reads.
internal protocol OptionStruct: SizedStruct {
    /// What `NULL` stands for.
    static var defaults: Self { get }
}

extension OptionStruct {
    /// The caller's options: the defaults, overlaid with the fields that both sides know.
    ///
    /// - Returns: nil, which `failOptions` refuses, if the caller's size is of no release, or a field that this release does not
    ///   know is not zero: an option that is not understood must not be ignored.
    internal static func read(_ given: UnsafePointer<Self>?) -> Self? {
        var options = defaults
        guard let given else { return options }
        let source = UnsafeRawPointer(given)
        guard let size = size(of: source) else { return nil }
        let known = min(size, MemoryLayout<Self>.stride)
        withUnsafeMutableBytes(of: &options) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: source, count: known))
        }
        let unknown = UnsafeRawBufferPointer(start: source + known, count: size &- known)
        return unknown.allSatisfy { $0 == 0 } ? options : nil
    }

    /// Writes the defaults, `size` bytes of them, with zeros for what this release does not know.
    internal static func write(
        _ out: UnsafeMutablePointer<Self>?, size: Int, _ name: StaticString = "options"
    ) -> kedge_status {
        guard let out else { return failNull(name) }
        guard isSize(size) else { return failSize(name, size) }
        let target = UnsafeMutableRawBufferPointer(start: out, count: size)
        let known = min(size, MemoryLayout<Self>.stride)
        withUnsafeBytes(of: defaults) { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.prefix(known))) }
        UnsafeMutableRawBufferPointer(rebasing: target.dropFirst(known)).initializeMemory(as: UInt8.self, repeating: 0)
        UnsafeMutableRawPointer(out).storeBytes(of: size, as: Int.self)
        return KEDGE_OK
    }
}

/// Refuses options that `OptionStruct.read` did not take.
internal func failOptions<Options: OptionStruct>(
    _ given: UnsafePointer<Options>?, _ name: StaticString = "options"
) -> kedge_status {
    guard let given else { return failNull(name) }
    guard Options.size(of: given) != nil else {
        return failSize(name, UnsafeRawPointer(given).loadUnaligned(as: Int.self))
    }
    return fail(
        KEDGE_INVALID_ARGUMENT, "{text}: a byte behind the first {u0} is not 0; this release has no field there",
        MemoryLayout<Options>.stride, text: name)
}

private func failSize(_ name: StaticString, _ size: Int) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text}: struct_size {u0} is of no release; call its _init first", size, text: name)
}

/// Refuses a flag that is neither 0 nor 1.
internal func failFlag(_ name: StaticString, _ value: Int32) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} is {0}: it has to be 0 or 1", Int(value), text: name)
}
