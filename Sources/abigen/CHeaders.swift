import Foundation

/// The public headers of CKedge.
internal enum CHeaders {
    /// Where the prototypes go in a CKedge header.
    internal static let marker = "/* abigen: functions */"

    /// Reads `folder`, one area a file, and the compiler's record layouts of the same headers.
    internal static func areas(in folder: URL, layouts: String, _ problems: inout Problems) throws -> [Area] {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "h" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
        let structs = records(in: layouts, &problems)
        return try files.map { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return area(file.deletingPathExtension().lastPathComponent, text, structs, &problems)
        }
    }

    private static func area(
        _ name: String, _ text: String, _ structs: [String: Struct], _ problems: inout Problems
    ) -> Area {
        let title = text.firstMatch(of: /\/\* Kedge: (.+)/).map { String($0.1) } ?? name
        var area = Area(name: name, title: title, text: text)
        let file = "Sources/CKedge/include/kedge/\(name).h"
        if !text.contains(marker) { problems.add("\(file): add the line \(marker) where its prototypes shall stand") }
        for match in text.matches(of: /(\/\*\*(?:[^*]|\*[^\/])*\*\/\n)?#define (KEDGE_[A-Z0-9_]+) (\S+)/) {
            let constantName = String(match.2)
            if constantName.hasSuffix("_H") { continue }
            guard let value = match.3.wholeMatch(of: /\(\((\w+)\)(\w+)\)/) else {
                problems.add("\(file): write \(constantName) as ((type)value), which Swift and C read alike")
                continue
            }
            let documentation = match.1.map { comment(String($0)) } ?? ""
            if documentation.isEmpty { problems.add("\(file): write a /** */ comment above \(constantName)") }
            area.constants.append(
                Constant(
                    name: constantName, type: String(value.1), value: String(value.2), documentation: documentation))
        }
        for match in text.matches(of: /(\/\*\*(?:[^*]|\*[^\/])*\*\/\n)?typedef struct (kedge_\w+) kedge_\w+;/) {
            let type = OpaqueType(name: String(match.2), documentation: match.1.map { comment(String($0)) } ?? "")
            if type.documentation.isEmpty { problems.add("\(file): write a /** */ comment above \(type.name)") }
            area.opaqueTypes.append(type)
        }
        area.callbacks = callbacks(in: text, file, &problems)
        for match in text.matches(
            of: /(\/\*\*(?:[^*]|\*[^\/])*\*\/\n)?typedef struct (kedge_\w+) \{([^}]*)\}/)
        {
            guard var found = structs[String(match.2)] else {
                problems.add("\(file): the compiler gave no layout of \(match.2)")
                continue
            }
            found.documentation = match.1.map { comment(String($0)) } ?? ""
            if found.documentation.isEmpty { problems.add("\(file): write a /** */ comment above \(found.name)") }
            let comments = match.3.matches(of: /(\/\*\*(?:[^*]|\*[^\/])*\*\/)\s+[^;]*?(\w+)(?:\[\d+\])?;/)
            for field in found.fields.indices {
                let own = comments.first { $0.2 == found.fields[field].name }
                found.fields[field].documentation = own.map { comment(String($0.1)) } ?? ""
            }
            area.structs.append(found)
            check(found, file, &problems)
        }
        return area
    }

    private static func check(_ record: Struct, _ file: String, _ problems: inout Problems) {
        for field in record.fields where field.documentation.isEmpty {
            problems.add("\(file): write a /** */ comment above field \(field.name) of \(record.name)")
        }
        if !record.documentation.contains("Its layout never changes."), record.fields.first?.name != "struct_size" {
            problems.add(
                "\(file): \(record.name) has to begin with size_t struct_size, so that fields can be appended, or to say: Its layout never changes."
            )
        }
        var end = 0
        for field in record.fields {
            if field.offset != end {
                problems.add(
                    "\(file): \(record.name) has a hole before \(field.name); order its fields so that there is none")
            }
            end = field.offset + field.size
        }
        if end != record.size {
            problems.add(
                "\(file): \(record.name) ends in padding, which a later field would read as set; fill it with a field")
        }
    }

    /// Structs from clang's `-fdump-record-layouts-complete`.
    private static func records(in layouts: String, _ problems: inout Problems) -> [String: Struct] {
        var found: [String: Struct] = [:]
        for dump in layouts.components(separatedBy: "*** Dumping AST Record Layout") {
            guard let head = dump.firstMatch(of: /0 \| struct (kedge_\w+)\n/),
                let size = dump.firstMatch(of: /sizeof=(\d+)/)
            else { continue }
            let fields = dump.matches(of: /(?m)^ +(\d+) \|   (\S.*?) ?(\w+)$/).compactMap { match -> Struct.Field? in
                guard let type = CType(c: String(match.2)) else {
                    problems.add(
                        "field \(match.3) of \(head.1) has type \(match.2), which a binding cannot be given; see CType.swift"
                    )
                    return nil
                }
                return Struct.Field(name: String(match.3), type: type, offset: Int(match.1) ?? 0)
            }
            found[String(head.1)] = Struct(name: String(head.1), size: Int(size.1) ?? 0, fields: fields)
        }
        return found
    }

    internal static func comment(_ text: String) -> String {
        text.split(separator: "\n")
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " */")) }
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension Struct.Field {
    /// Bytes of the field; a pointer, a size and a callback have 8.
    internal var size: Int { Self.size(of: type) }

    private static func size(of type: CType) -> Int {
        switch type {
        case .array(let element, let count): size(of: element) * count
        case .named("int32_t"), .named("uint32_t"): 4
        case .named("uint8_t"), .named("char"): 1
        default: 8
        }
    }
}
