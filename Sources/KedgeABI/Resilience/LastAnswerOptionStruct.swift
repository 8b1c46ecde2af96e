public import CKedge

extension kedge_last_answer_options: OptionStruct {
    internal static var firstReleaseSize: Int { 24 }
    internal static var defaults: Self {
        Self(struct_size: MemoryLayout<Self>.stride, clock: nil, maximum_bytes: 1_048_576)
    }
}

/// Writes the default options: answers of up to 1,048,576 bytes.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_last_answer_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_last_answer_options_init")
public func kedge_last_answer_options_init(
    _ options: UnsafeMutablePointer<kedge_last_answer_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_last_answer_options.write(options, size: struct_size)
}
