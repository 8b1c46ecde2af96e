extension ContractType: CustomStringConvertible {
    /// The type as selectors are made from it: without aliases.
    public var canonical: String {
        var text = ""
        write(to: &text)
        return text
    }

    public var description: String { canonical }

    private func write(to text: inout String) {
        switch form {
        case .unsigned(let bits): text += "uint\(bits)"
        case .signed(let bits): text += "int\(bits)"
        case .unsignedFixed(let bits, let decimals): text += "ufixed\(bits)x\(decimals)"
        case .signedFixed(let bits, let decimals): text += "fixed\(bits)x\(decimals)"
        case .address: text += "address"
        case .bool: text += "bool"
        case .fixedBytes(let count, let isFunction): text += isFunction ? "function" : "bytes\(count)"
        case .bytes: text += "bytes"
        case .string: text += "string"
        case .array(let element, let count):
            element.write(to: &text)
            text += "[\(count)]"
        case .dynamicArray(let element):
            element.write(to: &text)
            text += "[]"
        case .tuple(let components):
            text += "("
            for (index, component) in components.enumerated() {
                if index > 0 { text += "," }
                component.write(to: &text)
            }
            text += ")"
        }
    }
}
