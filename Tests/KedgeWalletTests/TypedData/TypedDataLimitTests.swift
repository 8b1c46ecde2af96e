import Foundation
import KedgeCore
import KedgeTestSupport
import KedgeWallet
import Testing

/// Documents that are deep, large, or made to cost more than they have bytes.
struct TypedDataLimitTests {
    private static let recursive = #""T":[{"name":"a","type":"T"},{"name":"l","type":"T[][]"}]"#

    private static func error(
        _ types: String, _ message: String, _ options: TypedDataOptions = TypedDataOptions()
    ) -> TypedDataError? {
        TypedDataShapeTests.error(TypedDataShapeTests.document(types, message: message), options)
    }

    /// Structs in each other.
    private static func structs(_ depth: Int) -> String {
        let inner = String(repeating: #"{"l":[],"a":"#, count: depth - 1)
        return inner + #"{"l":[]}"# + String(repeating: "}", count: depth - 1)
    }

    /// Structs and arrays in each other, three a turn, and a struct in the middle.
    private static func arrays(_ turns: Int) -> String {
        String(repeating: #"{"l":[["#, count: turns) + #"{"l":[]}"# + String(repeating: "]]}", count: turns)
    }

    /// Of this thread's work alone, since tests run beside each other; 0 under a sanitizer, which takes many times as long.
    private static func milliseconds(_ body: () -> Void) -> Double {
        func worked() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
        }
        let start = worked()
        body()
        return ProcessInfo.processInfo.environment["KEDGE_TEST_UNDER"] == nil ? worked() - start : 0
    }

    @Test func `structs lie in each other as deep as the limit`() {
        // The array of the innermost one is a level of its own.
        #expect(Self.error(Self.recursive, Self.structs(63)) == nil)
        #expect(Self.error(Self.recursive, Self.structs(64)) == .tooDeep(maximum: 64))
        for depth in [2, 3, 10, 255, 256] {
            let options = TypedDataOptions(maximumDepth: depth)
            #expect(Self.error(Self.recursive, Self.structs(depth - 1), options) == nil)
            #expect(Self.error(Self.recursive, Self.structs(depth), options) == .tooDeep(maximum: depth))
        }
        #expect(Self.error(#""T":[]"#, "{}", TypedDataOptions(maximumDepth: 1)) == nil)
        #expect(Self.error(Self.recursive, Self.arrays(20)) == nil)
        #expect(Self.error(Self.recursive, Self.arrays(21)) == .tooDeep(maximum: 64))
    }

    @Test func `what is ignored may be deeper than the limit`() {
        let ignored = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(Self.error(#""T":[]"#, #"{"x":\#(ignored)}"#) == nil)
        let endless = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        guard case .json(let error) = Self.error(#""T":[]"#, #"{"x":\#(endless)}"#) else {
            return #expect(Bool(false))
        }
        #expect(error.reason == .tooDeep)
    }

    @Test func `the limits have limits`() {
        for depth in [Int.min, -1, 0, 257, Int.max] {
            #expect(Self.error(#""T":[]"#, "{}", TypedDataOptions(maximumDepth: depth)) == .depthLimit(depth))
        }
        for values in [Int.min, -1] {
            #expect(Self.error(#""T":[]"#, "{}", TypedDataOptions(maximumValues: values)) == .valueLimit(values))
        }
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["KEDGE_TEST_UNDER"] == nil, "sanitizers take more stack"))
    func `the deepest value needs no more stack than a small thread has`() throws {
        let options = TypedDataOptions(maximumDepth: 256)
        let documents = [Self.structs(255), Self.arrays(84)].map {
            Array(TypedDataShapeTests.document(Self.recursive, message: $0).utf8)
        }
        let hashed = Tally()
        let thread = Thread {
            for document in documents where (try? TypedData(json: document.span.bytes, options: options)) != nil {
                hashed.add()
            }
            hashed.add()
        }
        #if DEBUG
            thread.stackSize = 2 << 20
        #else
            thread.stackSize = 256 << 10
        #endif
        thread.start()
        let end = ContinuousClock.now + .seconds(20)
        while hashed.count < 3, !thread.isFinished, ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.001) }
        #expect(hashed.count == 3)
    }

    @Test func `there are as many values as the limit`() {
        let types = #""T":[{"name":"a","type":"uint8[]"},{"name":"s","type":"S"}],"S":[{"name":"b","type":"bool"}]"#
        func message(_ count: Int) -> String {
            #"{"s":{"b":true},"a":[\#(Array(repeating: "1", count: count).joined(separator: ","))]}"#
        }
        #expect(Self.error(types, message(99_997)) == nil)
        #expect(Self.error(types, message(99_998)) == .tooManyValues(maximum: 100_000))
        #expect(Self.error(types, message(200_000)) == .tooManyValues(maximum: 100_000))
        #expect(Self.error(types, message(200_000), TypedDataOptions(maximumValues: .max)) == nil)
        #expect(Self.error(types, message(4), TypedDataOptions(maximumValues: 7)) == nil)
        #expect(Self.error(types, message(5), TypedDataOptions(maximumValues: 7)) == .tooManyValues(maximum: 7))
        #expect(Self.error(#""T":[]"#, "{}", TypedDataOptions(maximumValues: 0)) == nil)
        #expect(
            Self.error(#""T":[{"name":"a","type":"T"}]"#, "{}", TypedDataOptions(maximumValues: 0))
                == .tooManyValues(maximum: 0))
    }

    @Test func `an array that says it is huge takes no memory`() {
        #expect(
            Self.error(#""T":[{"name":"a","type":"bool[4294967295][4294967295]"}]"#, #"{"a":[]}"#)
                == .value(path: "message.a", .elementCount(4_294_967_295)))
        let brackets = String(repeating: "[]", count: 1_000_000)
        #expect(Self.error(#""T":[{"name":"a","type":"bool\#(brackets)"}]"#, #"{"a":[]}"#) == nil)
        #expect(
            Self.error(#""T":[{"name":"a","type":"bool\#(brackets)"}]"#, #"{"a":[[1]]}"#)
                == .value(path: "message.a[0][0]", .array))
    }

    @Test func `structs that are absent count`() {
        // An element of three bytes would be 10,000 words.
        let members = (0..<10_000).map { #"{"name":"m\#($0)","type":"S"}"# }.joined(separator: ",")
        let types = #""T":[{"name":"a","type":"S[]"}],"S":[\#(members)]"#
        let elements = Array(repeating: "{}", count: 50_000).joined(separator: ",")
        var error: TypedDataError?
        let time = Self.milliseconds { error = Self.error(types, #"{"a":[\#(elements)]}"#) }
        #expect(error == .tooManyValues(maximum: 100_000))
        #expect(time < 5000)
    }

    @Test func `texts of types that repeat each other are limited`() {
        // Each of the types leads to all others, so the texts would have 20,000 * 20,000 * 17 bytes.
        let count = 20_000
        var types = (0..<count).map { #""U\#($0)":[{"name":"n","type":"U\#(($0 + 1) % count)"}]"# }
        types.append(#""T":[\#((0..<count).map { #"{"name":"m\#($0)","type":"U\#($0)"}"# }.joined(separator: ","))]"#)
        let message = (0..<count).map { #""m\#($0)":{}"# }.joined(separator: ",")
        var error: TypedDataError?
        let time = Self.milliseconds { error = Self.error(types.joined(separator: ","), "{\(message)}") }
        #expect(error == .typesTooLarge(maximum: 16 << 20))
        #expect(time < 10_000)
    }

    @Test func `a chain of types is followed without recursion`() throws {
        let count = 60_000
        let types = (0..<count).map { #""U\#($0)":[{"name":"n","type":"U\#(($0 + 1) % count)[]"}]"# }
        let json = TypedDataShapeTests.document(
            types.joined(separator: ","), primaryType: "U0", message: #"{"n":[]}"#)
        let data = try TypedData(json: json)
        #expect(try data.encodeType("U0").hasPrefix("U0(U1[] n)U1(U2[] n)U10(U11[] n)U100(U101[] n)"))
        #expect(try data.encodeType("U7").utf8.count == data.encodeType("U0").utf8.count)
    }

    @Test func `looking up members takes no square of time`() {
        let count = 40_000
        let members = (0..<count).map { #"{"name":"m\#($0)","type":"T"}"# }.joined(separator: ",")
        let message = (0..<count).map { #""x\#($0)":0"# }.joined(separator: ",")
        var error: TypedDataError?
        let time = Self.milliseconds { error = Self.error(#""T":[\#(members)]"#, "{\(message)}") }
        #expect(error == nil)
        #expect(time < 5000)
    }

    @Test func `an endless number is refused`() {
        let digits = String(repeating: "9", count: 3_000_000)
        #expect(
            Self.error(#""T":[{"name":"a","type":"uint8"}]"#, #"{"a":\#(digits)}"#)
                == .value(path: "message.a", .range(bitCount: 8, isSigned: false)))
        let zeros = String(repeating: "0", count: 3_000_000)
        #expect(Self.error(#""T":[{"name":"a","type":"uint8"}]"#, #"{"a":"\#(zeros)7"}"#) == nil)
    }
}
