public import Foundation
public import Testing

/// The published test vectors, read in place and never copied.
///
/// `KEDGE_VECTORS` names their folder; the default is `../shared/vectors` beside the checkout.
public enum Vectors {
    /// The folder of the vectors, whether or not it exists.
    public static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KEDGE_VECTORS"], !path.isEmpty {
            return URL(fileURLWithPath: path)
        }
        return Repository.root.deletingLastPathComponent().appendingPathComponent("shared/vectors")
    }()

    /// Whether the folder exists. Where `CI` is set this is always true, so that a missing folder fails its tests there
    /// instead of skipping them.
    public static let areAvailable: Bool =
        FileManager.default.fileExists(atPath: folder.path) || ProcessInfo.processInfo.environment["CI"] != nil

    /// What a skipped test says.
    public static let absence: Comment =
        "published vectors not found: set KEDGE_VECTORS to their folder (default: ../shared/vectors)"

    /// The text of one file of the collection, `path` relative to its folder.
    public static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    /// One file of the collection, decoded from JSON.
    public static func json<T: Decodable>(_ path: String, as type: T.Type = T.self) throws -> T {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appendingPathComponent(path)))
    }
}

/// Where this checkout is.
public enum Repository {
    /// The folder of `Package.swift`.
    public static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
