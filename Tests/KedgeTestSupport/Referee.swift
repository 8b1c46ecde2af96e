public import Foundation
public import Testing

/// Random cases worked out by independent software, which `Tests/Referee/make_cases.py` writes into one file.
///
/// `KEDGE_REFEREE` names the file. It is not part of the repository: making it takes Python packages.
public enum Referee {
    /// The file of the cases, if one was named.
    public static let file: URL? = {
        guard let path = ProcessInfo.processInfo.environment["KEDGE_REFEREE"], !path.isEmpty else { return nil }
        return URL(fileURLWithPath: path)
    }()

    /// Whether a file was named. Where `CI` is set this is always true, so that a missing file fails its tests there
    /// instead of skipping them.
    public static let isAvailable: Bool = file != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// What a skipped test says.
    public static let absence: Comment =
        "no referee's cases: run `python3 Tests/Referee/make_cases.py FILE` and set KEDGE_REFEREE to FILE"

    /// The cases of one section of the file, `sha2` for instance.
    public static func cases<T: Decodable>(_ section: String, as type: T.Type = T.self) throws -> [T] {
        guard let file else { throw MissingFile() }
        return try Sections.decode(Data(contentsOf: file), section)
    }

    /// `CI` is set and `KEDGE_REFEREE` is not.
    public struct MissingFile: Error {}

    /// Decodes one member of the file's object and leaves the others alone.
    private struct Sections<T: Decodable>: Decodable, DecodableWithConfiguration {
        let cases: [T]

        static func decode(_ data: Data, _ section: String) throws -> [T] {
            try JSONDecoder().decode(Sections<T>.self, from: data, configuration: section).cases
        }

        init(from decoder: any Decoder) throws {
            cases = []
        }

        init(from decoder: any Decoder, configuration: String) throws {
            let members = try decoder.container(keyedBy: Name.self)
            cases = try members.decode([T].self, forKey: Name(stringValue: configuration))
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            return nil
        }
    }
}

/// Bytes that JSON holds as hex.
public struct HexBytes: Decodable, Sendable {
    public let bytes: [UInt8]

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let bytes = KedgeTestSupport.bytes(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not hex: \(text)")
        }
        self.bytes = bytes
    }
}
