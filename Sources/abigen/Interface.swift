/// The whole C interface: what CKedge declares and what KedgeABI implements.
internal struct Interface {
    internal var areas: [Area]

    internal var functions: [Function] { areas.flatMap(\.functions) }
    internal var constants: [Constant] { areas.flatMap(\.constants) }
    internal var statuses: [Constant] { constants.filter(\.isStatus) }
    internal var structs: [Struct] { areas.flatMap(\.structs) }
    internal var callbacks: [Callback] { areas.flatMap(\.callbacks) }
    internal var opaqueTypes: [OpaqueType] { areas.flatMap(\.opaqueTypes) }
}

/// One header: a file of CKedge and the folder of KedgeABI that has its name.
internal struct Area {
    /// The header's name without its ending, such as "crypto".
    internal let name: String
    /// What the header is about, from its first comment.
    internal let title: String
    /// The text of the CKedge header.
    internal let text: String
    internal var constants: [Constant] = []
    internal var structs: [Struct] = []
    internal var callbacks: [Callback] = []
    internal var opaqueTypes: [OpaqueType] = []
    internal var functions: [Function] = []
}

/// A `#define` of CKedge: `((type)value)`.
internal struct Constant {
    internal let name: String
    internal let type: String
    internal let value: String
    internal let documentation: String

    internal var isStatus: Bool { type == "kedge_status" }
}

/// A type of CKedge that users only point to: a handle.
internal struct OpaqueType {
    internal let name: String
    internal let documentation: String
}

/// A struct of CKedge whose fields users see.
internal struct Struct {
    internal let name: String
    internal let size: Int
    internal var fields: [Field]
    internal var documentation = ""

    internal struct Field {
        internal let name: String
        internal let type: CType
        internal let offset: Int
        internal var documentation = ""
    }
}

/// A type of CKedge for functions of the caller, which the library calls.
internal struct Callback {
    internal let name: String
    internal let parameters: [Function.Parameter]
    internal let result: CType
    internal let documentation: String

    /// The C declaration on one line, without the semicolon.
    internal var declaration: String {
        let list = parameters.map { $0.type.declaring($0.name) }.joined(separator: ", ")
        return "typedef " + result.declaring("(*\(name))(\(list))")
    }
}

/// A `@_cdecl` function of KedgeABI.
internal struct Function {
    internal let name: String
    internal let area: String
    internal let parameters: [Parameter]
    internal let result: CType
    internal let documentation: Documentation

    internal struct Parameter {
        internal let name: String
        internal let type: CType
    }

    /// The C prototype on one line, without the semicolon.
    internal var prototype: String {
        let list = parameters.isEmpty ? "void" : parameters.map { $0.type.declaring($0.name) }.joined(separator: ", ")
        return result.declaring("\(name)(\(list))")
    }
}
