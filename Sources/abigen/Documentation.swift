import Foundation

/// A doc comment, taken apart.
internal struct Documentation {
    /// The first sentence or sentences, up to the first empty line.
    internal var abstract = ""
    /// Further paragraphs.
    internal var discussion: [String] = []
    /// The documented parameters, in their order.
    internal var parameters: [(name: String, text: String)] = []
    /// What follows "- Returns:", "- Threads:" and the like.
    internal var fields: [(name: String, text: String)] = []

    internal func field(_ name: String) -> String? { fields.first { $0.name == name }?.text }

    /// The statuses that "Returns" lists.
    internal var statuses: [String] {
        (field("Returns") ?? "").matches(of: /KEDGE_[A-Z0-9_]+/).map { String($0.output) }
    }

    internal init(lines: [String]) {
        var paragraphs: [String] = []
        var paragraph = ""
        func joined(_ text: String, _ more: String) -> String { text.isEmpty ? more : text + " " + more }
        enum Place { case text, parameters, field }
        var place = Place.text
        for line in lines {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty {
                if place == .text, !paragraph.isEmpty {
                    paragraphs.append(paragraph)
                    paragraph = ""
                }
            } else if trimmed == "- Parameters:" {
                place = .parameters
            } else if line.hasPrefix("- "), let (name, text) = Self.item(trimmed) {
                place = .field
                fields.append((name, text))
            } else if place == .parameters, trimmed.hasPrefix("- "), let (name, text) = Self.item(trimmed) {
                parameters.append((name, text))
            } else {
                switch place {
                case .text: paragraph = joined(paragraph, trimmed)
                case .parameters where !parameters.isEmpty:
                    parameters[parameters.count - 1].text = joined(parameters[parameters.count - 1].text, trimmed)
                case .field where !fields.isEmpty:
                    fields[fields.count - 1].text = joined(fields[fields.count - 1].text, trimmed)
                default: break
                }
            }
        }
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
        abstract = paragraphs.first ?? ""
        discussion = Array(paragraphs.dropFirst())
    }

    private static func item(_ line: String) -> (String, String)? {
        guard let match = line.wholeMatch(of: /- ([A-Za-z0-9_]+): ?(.*)/) else { return nil }
        return (String(match.1), String(match.2))
    }
}
