extension TypedDataTypes {
    /// How many bytes the texts of the types may have in all: they may repeat each other, so that a document could ask
    /// for as much as the square of its size.
    internal static let maximumTextByteCount = 16 << 20

    /// Finds out what the members of a type are, and of all types that it leads to.
    ///
    /// - Throws: `.unknownType`, `.invalidType`.
    internal mutating func reach(_ root: Int) throws(TypedDataError) {
        guard !definitions[root].isReached else { return }
        definitions[root].isReached = true
        var found = [root]
        while let index = found.popLast() {
            for slot in definitions[index].members.indices {
                let type = definitions[index].members[slot].type
                guard let (name, lengths) = TypedDataMember.parse(type) else {
                    throw Self.invalid(definitions[index].name, .memberType)
                }
                definitions[index].members[slot].lengths = lengths
                if let kind = TypedDataMember.atomicKind(name) {
                    definitions[index].members[slot].kind = kind
                    continue
                }
                guard let structure = self.index(of: String(name)) else {
                    throw .unknownType(TypedDataPath.printable(String(name)))
                }
                definitions[index].members[slot].kind = .structure(structure)
                if !definitions[structure].isReached {
                    definitions[structure].isReached = true
                    found.append(structure)
                }
            }
        }
    }

    /// A type that was reached, and those that it leads to, sorted by name.
    ///
    /// - Parameter marks: for each type, whom it was last a part of; any number but `root + 1` at first.
    internal func closure(of root: Int, marks: inout [Int]) -> [Int] {
        let mark = root &+ 1
        var found = [root]
        marks[root] = mark
        var position = 0
        while position < found.count {
            for member in definitions[found[position]].members {
                if case .structure(let index) = member.kind, marks[index] != mark {
                    marks[index] = mark
                    found.append(index)
                }
            }
            position &+= 1
        }
        // By code units, as EIP-712's tools do, and not as Swift compares strings.
        found[1...].sort { definitions[$0].name.utf8.lexicographicallyPrecedes(definitions[$1].name.utf8) }
        return found
    }

    /// How many bytes the text of these types has.
    internal func textByteCount(_ closure: [Int]) -> Int {
        closure.reduce(0) { sum, index in
            let definition = definitions[index]
            return definition.members.reduce(
                sum &+ definition.name.utf8.count &+ 2 &+ max(0, definition.members.count &- 1)
            ) { $0 &+ $1.type.utf8.count &+ 1 &+ $1.name.utf8.count }
        }
    }

    /// The text of these types: `Mail(Person from,string contents)Person(string name)`.
    internal func text(_ closure: [Int]) -> String {
        var text = ""
        text.reserveCapacity(textByteCount(closure))
        for index in closure {
            text += definitions[index].name
            var separator = "("
            for member in definitions[index].members {
                text += separator
                text += member.type
                text += " "
                text += member.name
                separator = ","
            }
            text += definitions[index].members.isEmpty ? "()" : ")"
        }
        return text
    }
}
