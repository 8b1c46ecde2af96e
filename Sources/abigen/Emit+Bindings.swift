import Foundation

// MARK: - Python, linker, Swift

extension Emit {
    internal var python: String {
        let constants = interface.constants.map { "\($0.name) = \($0.value)" }.joined(separator: "\n")
        let statuses = interface.statuses.map { "    \($0.value): \"\($0.name)\"," }.joined(separator: "\n")
        let records = Set(interface.structs.map(\.name))
        // Callbacks stand before the structs that have fields of them, and so know no struct.
        let callbacks = interface.callbacks.map { callback in
            let types = ([callback.result] + callback.parameters.map(\.type)).map { $0.ctypes(structs: []) }
            return "\(callback.name) = CFUNCTYPE(\(types.joined(separator: ", ")))"
        }.joined(separator: "\n")
        let structs = interface.structs.map { record in
            let fields = record.fields.map { field in
                "        (\"\(field.name)\", \(field.type.ctypes(structs: records))),"
            }.joined(separator: "\n")
            return """
                class \(record.name)(Structure):
                    _fields_ = [
                \(fields)
                    ]
                """
        }.joined(separator: "\n\n\n")
        let prototypes = interface.functions.map { function in
            let list = function.parameters.map { $0.type.ctypes(structs: records) }.joined(separator: ", ")
            return
                "    (\"\(function.name)\", \(function.result.ctypes(structs: records)), (\(list)\(function.parameters.count == 1 ? "," : ""))),"
        }.joined(separator: "\n")
        let attributes = interface.functions.map { "    \($0.name): Callable[..., \(pythonResult($0.result))]" }
        let names = Set(
            [callbacks, structs, prototypes].flatMap {
                $0.matches(of: /\b(c_\w+|POINTER|CFUNCTYPE|Structure)\b/).map { String($0.1) }
            })
        return """
            # \(Self.notice)
            \"""The C interface of libkedge: constants, structs and prototypes.\"""

            from __future__ import annotations

            from ctypes import CDLL, \(names.sorted { $0.lowercased() < $1.lowercased() }.joined(separator: ", "))

            # Only a type checker reads these: importing typing takes longer than everything else here.
            TYPE_CHECKING = False
            if TYPE_CHECKING:
                from collections.abc import Callable
                from typing import Any

            SONAME = "libkedge.so.0"

            \(constants)

            STATUS_NAMES = {
            \(statuses)
            }

            \(callbacks)


            \(structs)


            _PROTOTYPES: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
            \(prototypes)
            )


            class Functions:
                \"""The functions of one loaded library, each with its types.\"""

            \(attributes.joined(separator: "\n"))

                def __init__(self, library: CDLL) -> None:
                    for name, result, arguments in _PROTOTYPES:
                        function = getattr(library, name)
                        function.restype = result
                        function.argtypes = arguments
                        setattr(self, name, function)

            """
    }

    private func pythonResult(_ type: CType) -> String {
        switch type {
        case .named("void"): "None"
        case .named("double"): "float"
        case .named: "int"
        case .pointer, .array: "bytes"
        }
    }

    internal var versionScript: String {
        let releases = Dictionary(grouping: interface.functions) { $0.documentation.field("Since") ?? "0.1" }
        var text = "/* \(Self.notice) */\n"
        var previous = ""
        for release in releases.keys.sorted(by: { $0.compare($1, options: .numeric) == .orderedAscending }) {
            text += "KEDGE_\(release) {\n    global:\n"
            for function in releases[release] ?? [] { text += "        \(function.name);\n" }
            text += previous.isEmpty ? "    local:\n        *;\n};\n" : "} \(previous);\n"
            previous = "KEDGE_\(release)"
        }
        return text
    }

    internal var statusNames: String {
        let cases = interface.statuses.map { "    case \($0.name): \"\($0.name)\"" }.joined(separator: "\n")
        return """
            // \(Self.notice)
            import CKedge

            /// The name of a status that this library returns, or nil.
            internal func statusName(_ status: kedge_status) -> StaticString? {
                switch status {
            \(cases)
                default: nil
                }
            }

            """
    }
}
