import CKedge
import KedgeEncryption

/// A stream is nil once it is finished.
extension HandleKind where Tag == kedge_stream_writer, Object == OneAtATime<StreamWriter?> {
    internal static var streamWriter: Self { Self(.streamWriter) }
}

extension HandleKind where Tag == kedge_stream_reader, Object == OneAtATime<StreamReader?> {
    internal static var streamReader: Self { Self(.streamReader) }
}

extension HandleKind where Tag == kedge_sealed_file, Object == OneAtATime<SealedFile> {
    internal static var sealedFile: Self { Self(.sealedFile) }
}

/// Refuses to go on with a stream that has ended.
internal func failFinished(_ name: StaticString) -> kedge_status {
    fail(KEDGE_INVALID_ARGUMENT, "{text} has finished its stream: nothing follows the last segment", text: name)
}
