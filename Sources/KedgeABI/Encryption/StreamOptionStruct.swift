public import CKedge
import KedgeEncryption

extension kedge_stream_options: OptionStruct {
    internal static var firstReleaseSize: Int { 16 }
    internal static var defaults: Self {
        var options = Self()
        options.struct_size = MemoryLayout<Self>.stride
        options.segment_bytes = UInt32(StreamOptions.defaultSegmentByteCount)
        options.threads = 1
        return options
    }

    internal var stream: StreamOptions {
        StreamOptions(segmentByteCount: Int(segment_bytes), threadCount: Int(threads))
    }
}

/// Writes the default options.
///
/// - Parameters:
///   - options: out; at most struct_size bytes are written
///   - struct_size: sizeof(kedge_stream_options); no release's exceeds 4,096
/// - Returns: KEDGE_OK, KEDGE_INVALID_ARGUMENT (NULL, or a size of no release; options untouched)
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_stream_options_init")
public func kedge_stream_options_init(
    _ options: UnsafeMutablePointer<kedge_stream_options>?, _ struct_size: Int
) -> kedge_status {
    kedge_stream_options.write(options, size: struct_size)
}
