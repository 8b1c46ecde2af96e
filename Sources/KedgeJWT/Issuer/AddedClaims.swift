import KedgeCore

/// The claims that an issuer adds, worked out as far as they are the same for all tokens.
internal struct AddedClaims: Sendable {
    /// What is added to one token.
    internal struct Moment: BitwiseCopyable {
        internal var claims: UInt8 = 0
        internal var now: Int64 = 0
        internal var notBefore: Int64 = 0
        internal var expiry: Int64 = 0
        /// Bytes of all, each with a comma before it; 0 if nothing is added.
        internal var byteCount: Int = 0
    }

    /// 128 bits.
    private static let idByteCount: Int = 16

    internal let claims: JWTIssuer.Claims
    /// `"iss":` and its value.
    private let issuer: [UInt8]
    private let subject: [UInt8]
    private let audience: [UInt8]
    private let lifetime: Int64
    private let notBeforeOffset: Int64
    private let clock: any WallClock

    internal init(_ options: JWTIssuerOptions) throws(JWTIssueError) {
        var claims: JWTIssuer.Claims = []
        issuer = try Self.text(options.issuer.map { [$0] } ?? [], .issuer, .issuer)
        subject = try Self.text(options.subject.map { [$0] } ?? [], .subject, .subject)
        audience = try Self.text(options.audiences, .audience, .audiences)
        if !issuer.isEmpty { claims.formUnion(.init(.issuer)) }
        if !subject.isEmpty { claims.formUnion(.init(.subject)) }
        if !audience.isEmpty { claims.formUnion(.init(.audience)) }
        if options.addsIssuedAt { claims.formUnion(.init(.issuedAt)) }
        if options.notBeforeOffset != nil { claims.formUnion(.init(.notBefore)) }
        if let lifetime = options.lifetime {
            guard lifetime >= 1 else { throw .option(.lifetime) }
            claims.formUnion(.init(.expiry))
        }
        if options.addsID { claims.formUnion(.init(.id)) }
        self.claims = claims
        lifetime = options.lifetime ?? 0
        notBeforeOffset = options.notBeforeOffset ?? 0
        clock = options.clock
    }

    /// The name and its value, a list if there are several; nothing if there is none.
    private static func text(
        _ values: [String], _ claim: JWTIssuer.Claim, _ option: JWTIssueError.Option
    ) throws(JWTIssueError) -> [UInt8] {
        guard let first = values.first else { return [] }
        do throws(JSONWriterError) {
            var writer = JSONWriter()
            if values.count == 1 {
                try writer.string(first)
            } else {
                try writer.beginArray()
                for value in values { try writer.string(value) }
                try writer.endArray()
            }
            return Array("\"\(claim.name)\":".utf8) + (try writer.finishBytes())
        } catch {
            throw error == .outOfMemory ? .outOfMemory : .option(option)
        }
    }

    /// What is added now to a token that has the claims `given`.
    internal func moment(without given: JWTIssuer.Claims) throws(JWTIssueError) -> Moment {
        var moment = Moment()
        let added = claims.subtracting(given)
        guard !added.isEmpty else { return moment }
        moment.claims = added.rawValue
        if !added.isDisjoint(with: .times) {
            moment.now = clock.unixSeconds
            let (expiry, isLate) = moment.now.addingReportingOverflow(lifetime)
            let (notBefore, isFar) = moment.now.addingReportingOverflow(notBeforeOffset)
            guard !(isLate && added.contains(.init(.expiry))), !(isFar && added.contains(.init(.notBefore))) else {
                throw .timeOutOfRange
            }
            moment.expiry = expiry
            moment.notBefore = notBefore
        }
        // A time or an id is `"xyz":` and a comma around its value.
        if added.contains(.init(.issuer)) { moment.byteCount &+= issuer.count &+ 1 }
        if added.contains(.init(.subject)) { moment.byteCount &+= subject.count &+ 1 }
        if added.contains(.init(.audience)) { moment.byteCount &+= audience.count &+ 1 }
        if added.contains(.init(.issuedAt)) { moment.byteCount &+= Cursor.digitCount(moment.now) &+ 7 }
        if added.contains(.init(.notBefore)) { moment.byteCount &+= Cursor.digitCount(moment.notBefore) &+ 7 }
        if added.contains(.init(.expiry)) { moment.byteCount &+= Cursor.digitCount(moment.expiry) &+ 7 }
        if added.contains(.init(.id)) {
            moment.byteCount &+= Base64URL.encodedCount(ofByteCount: Self.idByteCount) &+ 9
        }
        return moment
    }

    /// Writes what a moment adds.
    ///
    /// - Parameter isFirst: Whether no claim stands before it.
    internal func write(_ moment: Moment, isFirst: Bool, to output: inout Cursor) throws(JWTIssueError) {
        var needsComma = !isFirst
        var rest = JWTIssuer.Claims(rawValue: moment.claims)
        while let claim = rest.first {
            rest.remove(.init(claim))
            if needsComma { output.append(UInt8(ascii: ",")) }
            needsComma = true
            switch claim {
            case .issuer: issuer.withUnsafeBytes { output.append($0) }
            case .subject: subject.withUnsafeBytes { output.append($0) }
            case .audience: audience.withUnsafeBytes { output.append($0) }
            case .issuedAt: output.append("\"iat\":", moment.now)
            case .notBefore: output.append("\"nbf\":", moment.notBefore)
            case .expiry: output.append("\"exp\":", moment.expiry)
            case .id: try Self.writeID(to: &output)
            }
        }
    }

    private static func writeID(to output: inout Cursor) throws(JWTIssueError) {
        output.append("\"jti\":\"")
        do throws(RandomnessError) {
            try withUnsafeTemporaryAllocation(byteCount: idByteCount, alignment: 16) {
                (random) throws(RandomnessError) in
                try SystemRandom.fill(random)
                output.appendBase64URL(UnsafeRawBufferPointer(random))
            }
        } catch {
            throw .randomness(error)
        }
        output.append(UInt8(ascii: "\""))
    }
}
