import Foundation
import Testing

/// A file system of a few pages, which only a privileged process can make.
final class TinyDisk {
    static let isPossible: Bool = (try? TinyDisk(byteCount: 1 << 16)) != nil
    static let absence: Comment =
        "a full disk needs a small tmpfs, and so the right to mount one: run the tests as root"

    struct NotMounted: Error {}

    let folder: LogFolder

    init(byteCount: Int) throws {
        folder = try LogFolder()
        guard geteuid() == 0, mount("tmpfs", folder.url.path, "tmpfs", 0, "size=\(byteCount)") == 0 else {
            throw NotMounted()
        }
    }

    deinit {
        umount2(folder.url.path, Int32(MNT_DETACH))
    }

    /// Takes room away from the others.
    func fill(leaving byteCount: Int) throws {
        let free =
            try FileManager.default.attributesOfFileSystem(forPath: folder.url.path)[.systemFreeSize] as? Int ?? 0
        try folder.put([UInt8](repeating: 0, count: max(free - byteCount, 0)), "ballast")
    }

    func empty() throws {
        try FileManager.default.removeItem(atPath: folder.path("ballast"))
    }
}
