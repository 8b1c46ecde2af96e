public import Foundation
public import Testing

/// A file system of 64 KiB, which is soon full. Only root may mount it.
public final class SmallDisk: Sendable {
    public let url: URL
    private let folder: TemporaryFolder

    /// Whether this process may mount one. Not so in most containers.
    public static let isAvailable: Bool = (try? SmallDisk()) != nil

    /// What a skipped test says.
    public static let absence: Comment = "no disk to fill: mounting one takes root's rights (CAP_SYS_ADMIN)"

    public init() throws {
        folder = try TemporaryFolder()
        url = folder.url.appendingPathComponent("disk")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        guard mount("tmpfs", url.path, "tmpfs", 0, "size=64k") == 0 else { throw POSIXError(.EPERM) }
    }

    deinit {
        // Also while a file of a failed test is open.
        umount2(url.path, Int32(MNT_DETACH))
    }

    /// The path of a file on it.
    public func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// The names of all that is on it, hidden files too.
    public var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }
}
