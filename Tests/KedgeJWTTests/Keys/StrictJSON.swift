import KedgeCore

/// Members that make any object one that is not strict JSON, or too deep for keys and signed content.
enum StrictJSON {
    static let cases: [(String, JSONError.Reason)] = [
        (#""a":"\ud800""#, .loneSurrogate), (#""a":"\udc00\ud800""#, .loneSurrogate), (#""\udfff":1"#, .loneSurrogate),
        (#""a":"\u0000""#, .nulCharacter), ("\"a\":\"\0\"", .nulCharacter), (#""a":1,"\u0061":1"#, .duplicateName),
        (#""a":01"#, .malformedNumber), (#""a":1,"#, .nameExpected),
        ("\"a\":\(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))", .tooDeep),
    ]
}
