/// The whole C interface: what CKedge declares and what KedgeABI implements.
struct Interface {
    var areas: [Area]

    var functions: [Function] { areas.flatMap(\.functions) }
    var constants: [Constant] { areas.flatMap(\.constants) }
    var statuses: [Constant] { constants.filter(\.isStatus) }
    var structs: [Struct] { areas.flatMap(\.structs) }
    var callbacks: [Callback] { areas.flatMap(\.callbacks) }
    var opaqueTypes: [OpaqueType] { areas.flatMap(\.opaqueTypes) }
}

/// One header: a file of CKedge and the folder of KedgeABI that has its name.
struct Area {
    /// The header's name without its ending, such as "crypto".
    let name: String
    /// What the header is about, from its first comment.
    let title: String
    /// The text of the CKedge header.
    let text: String
    var constants: [Constant] = []
    var structs: [Struct] = []
    var callbacks: [Callback] = []
    var opaqueTypes: [OpaqueType] = []
    var functions: [Function] = []
}

/// A `#define` of CKedge: `((type)value)`.
struct Constant {
    let name: String
    let type: String
    let value: String
    let documentation: String

    var isStatus: Bool { type == "kedge_status" }
}

/// A type of CKedge that users only point to: a handle.
struct OpaqueType {
    let name: String
    let documentation: String
}

/// A struct of CKedge whose fields users see.
struct Struct {
    let name: String
    let size: Int
    var fields: [Field]
    var documentation = ""

    struct Field {
        let name: String
        let type: CType
        let offset: Int
        var documentation = ""
    }
}

/// A type of CKedge for functions of the caller, which the library calls.
struct Callback {
    let name: String
    let parameters: [Function.Parameter]
    let result: CType
    let documentation: String

    /// The C declaration on one line, without the semicolon.
    var declaration: String {
        let list = parameters.map { $0.type.declaring($0.name) }.joined(separator: ", ")
        return "typedef " + result.declaring("(*\(name))(\(list))")
    }
}

/// A `@_cdecl` function of KedgeABI.
struct Function {
    let name: String
    let area: String
    let parameters: [Parameter]
    let result: CType
    let documentation: Documentation

    struct Parameter {
        let name: String
        let type: CType
    }

    /// The C prototype on one line, without the semicolon.
    var prototype: String {
        let list = parameters.isEmpty ? "void" : parameters.map { $0.type.declaring($0.name) }.joined(separator: ", ")
        return result.declaring("\(name)(\(list))")
    }
}
