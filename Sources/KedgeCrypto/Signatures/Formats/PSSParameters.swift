/// What a key that is for RSASSA-PSS alone says about how to use it.
///
/// - Source: RFC 4055 §3.1
internal enum PSSParameters {
    private typealias Tag = DERReader.Tag

    /// Makes sure that the parameters, if any, allow a hash with MGF1 over it and a salt of its length.
    ///
    /// - Throws: `.wrongKind` if they demand something else, `.malformed`.
    internal static func check(_ algorithm: inout DERReader, allow hash: SHA2) throws(SignatureKeyError) {
        // Without parameters everything is allowed.
        if algorithm.isAtEnd { return }
        var parameters = try algorithm.enter(Tag.sequence)
        // Both have defaults with SHA-1.
        guard parameters.next == Tag.context(0) else { throw .wrongKind }
        var hashField = try parameters.enter(Tag.context(0))
        try check(&hashField, isFor: hash)
        try hashField.end()

        guard parameters.next == Tag.context(1) else { throw .wrongKind }
        var maskField = try parameters.enter(Tag.context(1))
        var mask = try maskField.enter(Tag.sequence)
        guard try mask.read(Tag.objectIdentifier).elementsEqual(ObjectIdentifier.mgf1) else { throw .wrongKind }
        try check(&mask, isFor: hash)
        try mask.end()
        try maskField.end()

        // The least length of a salt, 20 unless it says otherwise.
        if parameters.next == Tag.context(2) {
            var saltField = try parameters.enter(Tag.context(2))
            let saltByteCount = try saltField.smallInteger()
            try saltField.end()
            guard Int(saltByteCount) <= hash.digestByteCount else { throw .wrongKind }
        }
        if parameters.next == Tag.context(3) {
            var trailerField = try parameters.enter(Tag.context(3))
            guard try trailerField.smallInteger() == 1 else { throw .wrongKind }
            try trailerField.end()
        }
        try parameters.end()
    }

    private static func check(_ reader: inout DERReader, isFor hash: SHA2) throws(SignatureKeyError) {
        var algorithm = try reader.enter(Tag.sequence)
        guard try algorithm.read(Tag.objectIdentifier).elementsEqual(ObjectIdentifier.hash(hash)) else {
            throw .wrongKind
        }
        if algorithm.next == Tag.null {
            guard try algorithm.read(Tag.null).isEmpty else { throw .malformed }
        }
        try algorithm.end()
    }
}
