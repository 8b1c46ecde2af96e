import Foundation

/// The bytes of a file.
///
/// By hand, because Foundation's `Data(contentsOf:)` leaks a page for an empty file, which AddressSanitizer reports.
public func contents(ofFile path: String) throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let count = Int(try handle.seekToEnd())
    guard count > 0 else { return [] }
    try handle.seek(toOffset: 0)
    return [UInt8](try handle.read(upToCount: count) ?? Data())
}
