import Foundation

extension CHeaders {
    /// The callback types of a header: `typedef int32_t (*kedge_x)(..., void *context);`, each with its comment.
    internal static func callbacks(in text: String, _ file: String, _ problems: inout Problems) -> [Callback] {
        text.matches(
            of: /(\/\*\*(?:[^*]|\*[^\/])*\*\/\n)?typedef ([^;{}()]+?) ?\(\*(\w+)\)\(([^()]*)\);/
        ).compactMap { match in
            let name = String(match.3)
            let documentation = match.1.map { comment(String($0)) } ?? ""
            if documentation.isEmpty { problems.add("\(file): write a /** */ comment above \(name)") }
            if !name.hasPrefix("kedge_") { problems.add("\(file): let the name of \(name) begin with kedge_") }
            let parameters = match.4.split(separator: ",").map { parameter($0, of: name, file, &problems) }
            guard let result = CType(c: String(match.2)) else {
                problems.add("\(file): \(name) returns \(match.2), which a binding cannot be given; see CType.swift")
                return nil
            }
            if parameters.last??.name != "context"
                || parameters.last??.type != .pointer(to: .named("void"), isConst: false)
            {
                problems.add("\(file): \(name) has to end with void *context, which the caller finds its own state by")
            }
            return Callback(
                name: name, parameters: parameters.compactMap(\.self), result: result, documentation: documentation)
        }
    }

    private static func parameter(
        _ text: Substring, of callback: String, _ file: String, _ problems: inout Problems
    ) -> Function.Parameter? {
        let words = text.replacing(/\s+/, with: " ")
        guard let match = words.wholeMatch(of: /(.*?)(\w+) ?/), let type = CType(c: String(match.1)) else {
            problems.add(
                "\(file): parameter \"\(words)\" of \(callback) is nothing that a binding can be given; see CType.swift"
            )
            return nil
        }
        return Function.Parameter(name: String(match.2), type: type)
    }
}
