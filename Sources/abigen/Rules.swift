/// What is wrong with the interface, each a sentence that says what to do.
internal struct Problems {
    internal private(set) var all: [String] = []

    internal mutating func add(_ sentence: String) {
        all.append(sentence)
    }
}

/// The rules that every function, constant and status of the C interface keeps.
internal enum Rules {
    internal static func check(_ interface: Interface, _ problems: inout Problems) {
        let statuses = Set(interface.statuses.map(\.name))
        let opaque = Set(interface.opaqueTypes.map(\.name))
        for function in interface.functions {
            check(function, statuses, opaque, &problems)
        }
        let names = Set(interface.functions.map(\.name))
        let types = interface.opaqueTypes.map(\.name) + interface.callbacks.map(\.name) + interface.structs.map(\.name)
        for type in types where names.contains(type) {
            problems.add("\(type) is a type and a function, which C cannot have: give the function a verb")
        }
        for constant in interface.constants where constant.name.hasSuffix("_BYTES") {
            let twin = constant.name.lowercased()
            if !names.contains(twin) {
                problems.add(
                    "\(constant.name) needs a function \(twin)(), so that bindings need no number of their own")
            }
        }
        for (value, group) in Dictionary(grouping: interface.statuses, by: \.value) where group.count > 1 {
            problems.add(
                "status \(value) is given to \(group.map(\.name).joined(separator: " and ")): numbers are never shared")
        }
    }

    private static func check(
        _ function: Function, _ statuses: Set<String>, _ opaque: Set<String>, _ problems: inout Problems
    ) {
        let name = function.name
        let documentation = function.documentation
        if documentation.abstract.isEmpty {
            problems.add("\(name) has no doc comment: write one as docs/adding-a-call.md shows")
            return
        }
        for parameter in function.parameters
        where !documentation.parameters.contains(where: { $0.name == parameter.name }) {
            problems.add(
                "\(name): parameter \(parameter.name) is not documented; add a line for it under \"- Parameters:\"")
        }
        for parameter in documentation.parameters
        where !function.parameters.contains(where: { $0.name == parameter.name }) {
            problems.add("\(name): the doc comment describes \(parameter.name), which is no parameter; remove it")
        }
        for field in ["Returns", "Threads", "Cost", "Since"] where documentation.field(field)?.isEmpty ?? true {
            problems.add("\(name): the doc comment lacks \"- \(field):\"; add it as docs/adding-a-call.md shows")
        }
        if let since = documentation.field("Since"), since.wholeMatch(of: /\d+\.\d+/) == nil {
            problems.add("\(name): \"- Since: \(since)\" has to be a release such as 0.1")
        }
        guard function.result == .named("kedge_status") else { return }
        for status in documentation.statuses where !statuses.contains(status) {
            problems.add("\(name): \"- Returns:\" lists \(status), which CKedge does not define")
        }
        if !documentation.statuses.contains("KEDGE_OK") {
            problems.add("\(name): \"- Returns:\" has to list KEDGE_OK and every other status that the call returns")
        }
        let takesHandle = function.parameters.contains { parameter in
            if case .pointer(.named(let type), _) = parameter.type { opaque.contains(type) } else { false }
        }
        if takesHandle, !documentation.statuses.contains("KEDGE_INVALID_HANDLE") {
            problems.add("\(name) takes a handle: list KEDGE_INVALID_HANDLE under \"- Returns:\"")
        }
    }

    /// Compares what tests saw functions return with what their doc comments list.
    ///
    /// - Parameters:
    ///   - seen: lines of a function's name and a status number.
    ///   - unreachable: lines of a function's name and a status name that no test can provoke, and why.
    internal static func checkStatuses(
        seen: String, unreachable: String, of interface: Interface, _ problems: inout Problems
    ) {
        let names = Dictionary(interface.statuses.map { ($0.value, $0.name) }, uniquingKeysWith: { first, _ in first })
        var returned: [String: Set<String>] = [:]
        for line in Set(seen.split(separator: "\n")) {
            let words = line.split(separator: " ")
            guard words.count == 2 else { continue }
            returned[String(words[0]), default: []].insert(names[String(words[1])] ?? "status \(words[1])")
        }
        let excused = Set(
            unreachable.split(separator: "\n").filter { !$0.hasPrefix("#") }
                .map { $0.split(separator: " ").prefix(2).joined(separator: " ") })
        for function in interface.functions where function.result == .named("kedge_status") {
            let listed = Set(function.documentation.statuses)
            let seen = returned[function.name] ?? []
            for status in seen.subtracting(listed).sorted() {
                problems.add(
                    "\(function.name) returned \(status) in a test: list it under \"- Returns:\", or mend the call")
            }
            for status in listed.subtracting(seen).sorted() where !excused.contains("\(function.name) \(status)") {
                problems.add(
                    "\(function.name) lists \(status), which no test saw: write that test, or say in "
                        + "Tests/ABITests/unreachable.txt why there is none")
            }
            for status in seen.sorted() where excused.contains("\(function.name) \(status)") {
                problems.add(
                    "Tests/ABITests/unreachable.txt excuses \(function.name) \(status), which a test saw: remove the line"
                )
            }
        }
        for name in returned.keys.sorted() where !interface.functions.contains(where: { $0.name == name }) {
            problems.add("tests saw \(name), which is no function of the library: mend the test's recording")
        }
    }
}
