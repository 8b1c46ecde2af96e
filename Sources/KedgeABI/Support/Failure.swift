import CKedge

/// Notes what failed for `kedge_last_error` on this thread, and gives the status back to be returned.
///
/// Nothing is formatted here: the record keeps the template, the numbers and at most 64 bytes of text, and
/// `kedge_last_error` forms the sentence when somebody asks.
///
/// - Parameters:
///   - template: a sentence in which `{0}` and `{1}` stand for the numbers as they are, `{u0}` and `{u1}` for the same
///     read as `size_t`, `{text}` for the text and `{rule}` for the rule.
///   - text: never a secret.
@inline(never)
internal func fail(
    _ status: kedge_status, _ template: StaticString, _ first: Int = 0, _ second: Int = 0, text: StaticString? = nil
) -> kedge_status {
    note(
        template, first, second,
        text: text.map { UnsafeRawBufferPointer(start: $0.utf8Start, count: $0.utf8CodeUnitCount) })
    return status
}

/// The same for a sentence without a placeholder: nothing else of the record is read then.
@inline(never)
internal func fail(_ status: kedge_status, _ sentence: StaticString) -> kedge_status {
    guard let record = ckedge_thread_error() else { return status }
    record.pointee.template_text = cString(sentence)
    return status
}

/// The same with a second fixed text, which `{rule}` stands for: the rule that a named field breaks.
@inline(never)
internal func fail(_ status: kedge_status, _ template: StaticString, text: StaticString, rule: StaticString)
    -> kedge_status
{
    note(template, 0, 0, text: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), rule: rule)
    return status
}

/// The same with text that is made when the call fails, such as the name of a member; what is behind its 64th byte is cut off.
@inline(never)
internal func fail(
    _ status: kedge_status, _ template: StaticString, _ first: Int = 0, _ second: Int = 0, text: String
) -> kedge_status {
    var text = text
    text.withUTF8 { note(template, first, second, text: UnsafeRawBufferPointer($0)) }
    return status
}

private func note(
    _ template: StaticString, _ first: Int, _ second: Int, text: UnsafeRawBufferPointer?, rule: StaticString = ""
) {
    guard let record = ckedge_thread_error() else { return }
    record.pointee.template_text = cString(template)
    record.pointee.rule_text = cString(rule)
    record.pointee.numbers = (Int64(first), Int64(second))
    record.pointee.text_len = 0
    guard let text else { return }
    withUnsafeMutableBytes(of: &record.pointee.text) { room in
        var count = min(text.count, room.count)
        // A character is left out rather than cut in two.
        while count < text.count, count > 0, text[count] & 0xC0 == 0x80 { count &-= 1 }
        room.copyMemory(from: UnsafeRawBufferPointer(rebasing: text[..<count]))
        record.pointee.text_len = UInt8(truncatingIfNeeded: count)
    }
}

/// Forms the sentence about the last failed call of this thread, in memory of the thread's own.
///
/// - Returns: nil if there is no memory for it.
internal func lastErrorSentence() -> UnsafePointer<CChar>? {
    guard let record = ckedge_thread_error(), let sentence = ckedge_thread_sentence() else { return nil }
    writeSentence(
        about: record.pointee, to: UnsafeMutableBufferPointer(start: sentence, count: Int(CKEDGE_SENTENCE_BYTES)))
    return UnsafePointer(sentence)
}

/// A copy of that sentence, which leaves the one that the host may still hold as it is.
///
/// - Returns: "" if there is no memory for it.
internal func lastErrorText() -> String {
    guard let record = ckedge_thread_error() else { return "" }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CKEDGE_SENTENCE_BYTES)) { room in
        writeSentence(about: record.pointee, to: room)
        return room.baseAddress.map { String(cString: $0) } ?? ""
    }
}

private func writeSentence(about record: ckedge_error, to room: UnsafeMutableBufferPointer<CChar>) {
    var writer = SentenceWriter(room: room)
    if var next = record.template_text {
        while next.pointee != 0 {
            next += writer.write(from: next, of: record)
        }
    } else {
        writer.write("no call has failed on this thread")
    }
    writer.end()
}

/// Writes into a fixed room; what does not fit is cut off.
private struct SentenceWriter {
    internal let room: UnsafeMutableBufferPointer<CChar>
    private var used = 0

    internal init(room: UnsafeMutableBufferPointer<CChar>) {
        self.room = room
    }

    /// Writes what stands at `next`, a character or a placeholder, and tells how much of the template that was.
    internal mutating func write(from next: UnsafePointer<CChar>, of record: ckedge_error) -> Int {
        guard next.pointee == UInt8(ascii: "{") else {
            append(next.pointee)
            return 1
        }
        var length = 1
        var isUnsigned = false
        while next[length] != 0, next[length] != UInt8(ascii: "}") {
            switch UInt8(bitPattern: next[length]) {
            case UInt8(ascii: "u"): isUnsigned = true
            case UInt8(ascii: "0"): write(record.numbers.0, isUnsigned)
            case UInt8(ascii: "1"): write(record.numbers.1, isUnsigned)
            case UInt8(ascii: "x"):
                withUnsafeBytes(of: record.text) { text in
                    for byte in text.prefix(Int(record.text_len)) { append(CChar(bitPattern: byte)) }
                }
            case UInt8(ascii: "l"):
                var rule = record.rule_text
                while let character = rule?.pointee, character != 0 {
                    append(character)
                    rule? += 1
                }
            default: break
            }
            length += 1
        }
        return next[length] == 0 ? length : length + 1
    }

    internal mutating func write(_ text: StaticString) {
        for index in 0..<text.utf8CodeUnitCount { append(CChar(bitPattern: text.utf8Start[index])) }
    }

    internal mutating func end() {
        guard !room.isEmpty else { return }
        room[min(used, room.count - 1)] = 0
    }

    private mutating func write(_ number: Int64, _ isUnsigned: Bool) {
        var magnitude = isUnsigned ? UInt64(bitPattern: number) : number.magnitude
        if !isUnsigned, number < 0 { append(CChar(bitPattern: UInt8(ascii: "-"))) }
        var divisor: UInt64 = 1
        while magnitude / divisor >= 10 { divisor &*= 10 }
        while divisor > 0 {
            append(CChar(bitPattern: UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: magnitude / divisor)))
            magnitude %= divisor
            divisor /= 10
        }
    }

    private mutating func append(_ character: CChar) {
        guard used < room.count - 1 else { return }
        room[used] = character
        used &+= 1
    }
}
