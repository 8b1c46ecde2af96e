import Foundation

/// What the compiler says of a module: the part of its symbol graph that is needed here.
internal struct SymbolGraph: Decodable {
    internal let symbols: [Symbol]

    internal struct Symbol: Decodable {
        internal let kind: Kind
        internal let names: Names
        internal let docComment: DocComment?
        internal let functionSignature: Signature?
        internal let declarationFragments: [Fragment]?
        internal let location: Location?
    }

    internal struct Kind: Decodable { let identifier: String }
    internal struct Names: Decodable { let title: String }
    internal struct Fragment: Decodable { let spelling: String }
    internal struct Location: Decodable {
        internal let uri: String
        internal let position: Position
        internal struct Position: Decodable { let line: Int }
    }

    internal struct DocComment: Decodable {
        internal let lines: [Line]
        internal struct Line: Decodable { let text: String }
    }

    internal struct Signature: Decodable {
        internal let parameters: [Parameter]?
        internal let returns: [Fragment]?

        internal struct Parameter: Decodable {
            internal let name: String
            internal let internalName: String?
            internal let declarationFragments: [Fragment]
        }
    }

    internal init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    /// The `@_cdecl` functions in the order of the source, each with the folder that it stands in as its area.
    internal func functions(_ problems: inout Problems) -> [Function] {
        let inOrder = symbols.sorted {
            ($0.location?.uri ?? "", $0.location?.position.line ?? 0)
                < ($1.location?.uri ?? "", $1.location?.position.line ?? 0)
        }
        return inOrder.compactMap { symbol in
            guard symbol.kind.identifier == "swift.func" else { return nil }
            let name = String(symbol.names.title.prefix { $0 != "(" })
            let declaration = (symbol.declarationFragments ?? []).map(\.spelling).joined()
            guard declaration.contains("@_cdecl(\"\(name)\")") else {
                problems.add(
                    "\(name) is public in KedgeABI but not @_cdecl(\"\(name)\"): make it internal, or give it that name"
                )
                return nil
            }
            return function(name, symbol, &problems)
        }
    }

    private func function(_ name: String, _ symbol: Symbol, _ problems: inout Problems) -> Function? {
        let parameters = (symbol.functionSignature?.parameters ?? []).compactMap { parameter -> Function.Parameter? in
            let text = parameter.declarationFragments.map(\.spelling).joined()
            let type = text.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
            guard let type = CType(swift: type) else {
                problems.add(
                    "\(name): parameter \(parameter.name) has type \(type), which has no C counterpart; see CType.swift"
                )
                return nil
            }
            return Function.Parameter(name: parameter.internalName ?? parameter.name, type: type)
        }
        let result = (symbol.functionSignature?.returns ?? []).map(\.spelling).joined()
        guard let result = CType(swift: result == "()" ? "Void" : result) else {
            problems.add("\(name) returns \(result), which has no C counterpart; see CType.swift")
            return nil
        }
        let folders = (symbol.location?.uri ?? "").split(separator: "/")
        let area = folders.count >= 2 ? folders[folders.count - 2].lowercased() : ""
        return Function(
            name: name, area: area, parameters: parameters, result: result,
            documentation: Documentation(lines: (symbol.docComment?.lines ?? []).map(\.text)))
    }
}
