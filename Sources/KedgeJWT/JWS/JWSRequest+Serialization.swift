import KedgeCore

extension JWSRequest {
    /// - Source: RFC 7515 §7.1, appendix F; RFC 7797 §5.2
    internal func writeCompact(_ payload: UnsafeRawBufferPointer, to output: inout JWSOutput) throws(JWSError) {
        guard let signer = signers.first else { throw .signatureCount(0) }
        output.append(signer.protectedHeader)
        output.append(".")
        if options.isDetached {
            output.append(".")
            guard output.base != nil else { return countSignature(signer, in: &output) }
            var input = try JWSSigningInput(payload, isEncoded: options.encodesPayload)
            return try appendSignature(signer, &input, to: &output)
        }
        if options.encodesPayload {
            output.appendBase64(payload)
        } else {
            guard Self.isFitForCompact(payload) else { throw .payloadNotText }
            output.append(payload)
        }
        let signed = UnsafeRawBufferPointer(start: output.base, count: output.base == nil ? 0 : output.count)
        output.append(".")
        if signed.baseAddress == nil { return countSignature(signer, in: &output) }
        try appendSignature(signer, over: signed, to: &output)
    }

    /// - Source: RFC 7515 §7.2; RFC 7797 §5.3
    internal func writeJSON(_ payload: UnsafeRawBufferPointer, to output: inout JWSOutput) throws(JWSError) {
        output.append("{")
        if !options.isDetached {
            output.append("\"payload\":")
            if options.encodesPayload {
                output.append("\"")
                output.appendBase64(payload)
                output.append("\"")
            } else {
                try output.appendString(payload)
            }
            output.append(",")
        }
        if options.serialization == .general { output.append("\"signatures\":[") }
        if output.base == nil {
            for (index, signer) in signers.enumerated() {
                beginSignature(signer, isFirst: index == 0, in: &output)
                countSignature(signer, in: &output)
                endSignature(in: &output)
            }
        } else {
            var input = try JWSSigningInput(payload, isEncoded: options.encodesPayload)
            for (index, signer) in signers.enumerated() {
                beginSignature(signer, isFirst: index == 0, in: &output)
                try appendSignature(signer, &input, to: &output)
                endSignature(in: &output)
            }
        }
        output.append(options.serialization == .general ? "]}" : "}")
    }

    private func beginSignature(_ signer: Signer, isFirst: Bool, in output: inout JWSOutput) {
        if options.serialization == .general { output.append(isFirst ? "{" : ",{") }
        output.append("\"protected\":\"")
        output.append(signer.protectedHeader)
        output.append("\",")
        if !signer.unprotectedHeader.isEmpty {
            output.append("\"header\":")
            output.append(signer.unprotectedHeader)
            output.append(",")
        }
        output.append("\"signature\":\"")
    }

    private func endSignature(in output: inout JWSOutput) {
        output.append(options.serialization == .general ? "\"}" : "\"")
    }

    private func countSignature(_ signer: Signer, in output: inout JWSOutput) {
        output.countBase64(ofByteCount: signer.key.signatureByteCount)
    }

    private func appendSignature(
        _ signer: Signer, _ input: inout JWSSigningInput, to output: inout JWSOutput
    ) throws(JWSError) {
        try signer.protectedHeader.span.bytes.withUnsafeBytes { (header) throws(JWSError) in try input.setHeader(header)
        }
        try appendSignature(signer, over: input.bytes, to: &output)
    }

    private func appendSignature(
        _ signer: Signer, over signed: UnsafeRawBufferPointer, to output: inout JWSOutput
    ) throws(JWSError) {
        try withUnsafeTemporaryAllocation(byteCount: max(signer.key.signatureByteCount, 1), alignment: 1) {
            (signature) throws(JWSError) in
            guard let start = signature.baseAddress else { throw .outOfMemory }
            do throws(JWTKeyError) {
                try signer.key.sign(signed, to: start)
            } catch {
                throw .key(error)
            }
            output.appendBase64(UnsafeRawBufferPointer(start: start, count: signer.key.signatureByteCount))
        }
    }

    /// Whether a payload can stand between dots as it is: printable ASCII without a dot.
    ///
    /// - Source: RFC 7797 §5.2
    internal static func isFitForCompact(_ payload: UnsafeRawBufferPointer) -> Bool {
        payload.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ".") }
    }
}
