import CKedge

/// Bytes of a ring key, of a wrapping key and of the data key that a key service wraps.
///
/// - Returns: KEDGE_RING_KEY_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_ring_key_bytes")
public func kedge_ring_key_bytes() -> Int { KEDGE_RING_KEY_BYTES }

/// Bytes of the longest answer of a key service.
///
/// - Returns: KEDGE_WRAPPED_KEY_MAX_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_wrapped_key_max_bytes")
public func kedge_wrapped_key_max_bytes() -> Int { KEDGE_WRAPPED_KEY_MAX_BYTES }

/// Bytes that kedge_keyring_seal adds to a message under an XAES-256-GCM key.
///
/// - Returns: KEDGE_SEALED_OVERHEAD_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_sealed_overhead_bytes")
public func kedge_sealed_overhead_bytes() -> Int { KEDGE_SEALED_OVERHEAD_BYTES }

/// Bytes before the first segment of a stream.
///
/// - Returns: KEDGE_STREAM_HEADER_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_stream_header_bytes")
public func kedge_stream_header_bytes() -> Int { KEDGE_STREAM_HEADER_BYTES }

/// Bytes of plaintext in a segment of a stream unless the options say otherwise.
///
/// - Returns: KEDGE_STREAM_SEGMENT_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_stream_segment_bytes")
public func kedge_stream_segment_bytes() -> Int { KEDGE_STREAM_SEGMENT_BYTES }

/// Bytes of the smallest segment of a stream.
///
/// - Returns: KEDGE_STREAM_SEGMENT_MIN_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_stream_segment_min_bytes")
public func kedge_stream_segment_min_bytes() -> Int { KEDGE_STREAM_SEGMENT_MIN_BYTES }

/// Bytes of the largest segment of a stream.
///
/// - Returns: KEDGE_STREAM_SEGMENT_MAX_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_stream_segment_max_bytes")
public func kedge_stream_segment_max_bytes() -> Int { KEDGE_STREAM_SEGMENT_MAX_BYTES }

/// Bytes of the longest record of a log.
///
/// - Returns: KEDGE_LOG_RECORD_MAX_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_log_record_max_bytes")
public func kedge_log_record_max_bytes() -> Int { KEDGE_LOG_RECORD_MAX_BYTES }

/// Bytes of a checkpoint of a log.
///
/// - Returns: KEDGE_LOG_CHECKPOINT_BYTES
/// - Threads: any thread, concurrently
/// - Cost: a few nanoseconds
/// - Since: 0.1
@_cdecl("kedge_log_checkpoint_bytes")
public func kedge_log_checkpoint_bytes() -> Int { KEDGE_LOG_CHECKPOINT_BYTES }
