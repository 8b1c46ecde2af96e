/// A C type, as it follows from the Swift type of a `@_cdecl` function.
indirect enum CType: Equatable, Sendable {
    case named(String)
    case pointer(to: CType, isConst: Bool)

    /// Reads a Swift type as the symbol graph spells it; nil if it has no counterpart here.
    init?(swift spelling: String) {
        let text = spelling.hasSuffix("?") ? String(spelling.dropLast()) : spelling
        for (prefix, isConst) in [("UnsafePointer<", true), ("UnsafeMutablePointer<", false)]
        where text.hasPrefix(prefix) {
            guard text.hasSuffix(">"), let target = CType(swift: String(text.dropFirst(prefix.count).dropLast())) else {
                return nil
            }
            self = .pointer(to: target, isConst: isConst)
            return
        }
        if text.hasPrefix("kedge_") {
            self = .named(text)
        } else if let name = Self.scalars[text] {
            self = name
        } else {
            return nil
        }
    }

    private static let scalars: [String: CType] = [
        "Int": .named("size_t"), "UInt": .named("size_t"), "CChar": .named("char"), "Int8": .named("char"),
        "UInt8": .named("uint8_t"), "Int32": .named("int32_t"), "UInt32": .named("uint32_t"),
        "Int64": .named("int64_t"), "UInt64": .named("uint64_t"), "Double": .named("double"), "Void": .named("void"),
        "UnsafeRawPointer": .pointer(to: .named("void"), isConst: true),
        "UnsafeMutableRawPointer": .pointer(to: .named("void"), isConst: false),
    ]

    /// The type as C writes it, without a name.
    var spelling: String { declaring("") }

    /// The innermost type's name.
    var base: String {
        switch self {
        case .named(let name): name
        case .pointer(let target, _): target.base
        }
    }

    /// A declaration of `name` with this type.
    func declaring(_ name: String) -> String {
        switch self {
        case .named(let type): return name.isEmpty ? type : "\(type) \(name)"
        case .pointer(.named(let type), let isConst): return "\(isConst ? "const " : "")\(type) *\(name)"
        case .pointer(let target, let isConst): return target.declaring(isConst ? "const *\(name)" : "*\(name)")
        }
    }

    /// A scalar's name in Python's ctypes.
    static func ctypes(scalar name: String) -> String {
        name == "size_t" ? "c_size_t" : "c_" + name.replacing("_t", with: "")
    }

    /// The type in Python's ctypes.
    ///
    /// Pointers to bytes and handles are plain addresses: a bytes object, an array and None all convert to one.
    var ctypes: String {
        switch self {
        case .named("void"): return "None"
        case .named("kedge_status"): return "c_int32"
        case .named("double"): return "c_double"
        case .named(let type) where type.hasPrefix("kedge_"): return type
        case .named(let type): return Self.ctypes(scalar: type)
        case .pointer(.named("char"), _): return "c_char_p"
        case .pointer(.named("size_t"), _): return "POINTER(c_size_t)"
        case .pointer(.named(let type), _) where type.hasSuffix("_options"): return "POINTER(\(type))"
        case .pointer(.pointer, _): return "POINTER(c_void_p)"
        case .pointer: return "c_void_p"
        }
    }
}
