import Foundation

// MARK: - Reference and snapshot

extension Emit {
    internal var reference: String {
        var text = """
            <!-- \(Self.notice) -->
            # The C interface

            Everything that `#include <kedge.h>` declares, header by header. How errors are told is in [errors.md](errors.md), what
            may be called from which thread in [threads.md](threads.md).


            """
        text += "| header | about | functions |\n|---|---|---|\n"
        for area in interface.areas {
            text += "| [`kedge/\(area.name).h`](#kedge\(area.name)h) | \(area.title) | \(area.functions.count) |\n"
        }
        for area in interface.areas { text += section(area) }
        return text
    }

    private func section(_ area: Area) -> String {
        var text = "\n## `kedge/\(area.name).h`\n"
        let statuses = area.constants.filter(\.isStatus)
        let others = area.constants.filter { !$0.isStatus }
        if !statuses.isEmpty {
            text += "\n| status | number | meaning |\n|---|---|---|\n"
            for status in statuses { text += "| `\(status.name)` | \(status.value) | \(status.documentation) |\n" }
        }
        if !others.isEmpty {
            text += "\n| constant | value | meaning |\n|---|---|---|\n"
            for constant in others {
                text += "| `\(constant.name)` | \(constant.value) | \(constant.documentation) |\n"
            }
        }
        if !area.opaqueTypes.isEmpty {
            text += "\n| handle | what it stands for |\n|---|---|\n"
            for type in area.opaqueTypes { text += "| `\(type.name) *` | \(type.documentation) |\n" }
        }
        for record in area.structs {
            text += "\n### `\(record.name)`\n\n\(record.documentation)\n"
            text += "\n| field | type | offset | meaning |\n|---|---|---|---|\n"
            for field in record.fields {
                text += "| `\(field.name)` | `\(field.type.spelling)` | \(field.offset) | \(field.documentation) |\n"
            }
        }
        for callback in area.callbacks {
            text += "\n### `\(callback.name)`\n\n```c\n\(callback.declaration);\n```\n\n\(callback.documentation)\n"
        }
        for function in area.functions { text += section(function) }
        return text
    }

    private func section(_ function: Function) -> String {
        let documentation = function.documentation
        var text = "\n### `\(function.name)`\n\n```c\n\(function.prototype);\n```\n\n"
        text += ([documentation.abstract] + documentation.discussion).joined(separator: "\n\n") + "\n"
        if !documentation.parameters.isEmpty {
            text += "\n"
            for parameter in documentation.parameters { text += "- `\(parameter.name)`: \(parameter.text)\n" }
        }
        text += "\n"
        for field in documentation.fields { text += "- **\(field.name)**: \(field.text)\n" }
        return text
    }

    /// One line for everything that a program compiled against the headers relies on, sorted.
    internal var snapshot: String {
        var lines: [String] = []
        for constant in interface.constants {
            lines.append("constant \(constant.name) \(constant.type) \(constant.value)")
        }
        for type in interface.opaqueTypes { lines.append("type \(type.name)") }
        for record in interface.structs {
            lines.append("struct \(record.name) size \(record.size)")
            for field in record.fields {
                lines.append("field \(record.name).\(field.name) \(field.type.spelling) at \(field.offset)")
            }
        }
        for callback in interface.callbacks {
            let types = callback.parameters.map(\.type.spelling).joined(separator: ", ")
            lines.append("callback \(callback.result.spelling) \(callback.name)(\(types))")
        }
        for function in interface.functions {
            let types = function.parameters.map { $0.type.spelling.trimmingCharacters(in: .whitespaces) }
            let release = function.documentation.field("Since") ?? ""
            lines.append(
                "function \(function.result.spelling.trimmingCharacters(in: .whitespaces)) \(function.name)"
                    + "(\(types.joined(separator: ", "))) \(release)")
        }
        return lines.sorted().joined(separator: "\n") + "\n"
    }
}

/// How a new snapshot stands to an older one.
internal enum Snapshot {
    /// The entries of `old` that `new` no longer has as they were. A struct that grew at its end is no loss, nor is a higher
    /// version of the ABI.
    internal static func losses(from old: String, to new: String) -> [String] {
        let kept = entries(new)
        return entries(old).filter { !kept.contains($0) && !$0.hasPrefix("struct ") }.sorted()
    }

    /// Whether `new` has more than `old` and yet the same version of the ABI.
    internal static func forgetsVersion(from old: String, to new: String) -> Bool {
        version(old) == version(new) && !entries(new).subtracting(entries(old)).isEmpty
    }

    /// What an entry is about: the function's or callback's name, or the second word of any other entry.
    internal static func name(of entry: String) -> String {
        let words = entry.split(separator: " ")
        guard words.first == "function" || words.first == "callback" else {
            return words.dropFirst().first.map(String.init) ?? entry
        }
        return entry.prefix { $0 != "(" }.split(separator: " ").last.map(String.init) ?? entry
    }

    /// Whether `text` has `name` as a whole word: a longer name that begins with it is another one.
    internal static func mentions(_ name: String, in text: String) -> Bool {
        let word = #"\b"# + NSRegularExpression.escapedPattern(for: name) + #"\b"#
        return text.range(of: word, options: .regularExpression) != nil
    }

    private static func entries(_ snapshot: String) -> Set<String> {
        Set(snapshot.split(separator: "\n").map(String.init).filter { !isVersion($0) })
    }

    private static func version(_ snapshot: String) -> String? {
        snapshot.split(separator: "\n").map(String.init).first(where: isVersion)
    }

    private static func isVersion(_ line: String) -> Bool { line.hasPrefix("constant KEDGE_ABI_VERSION ") }
}
