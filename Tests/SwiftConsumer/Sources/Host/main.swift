import Foundation

// A Swift program with the toolchain's (dynamic) runtime loads libkedge.so, which carries a runtime of its own inside.
// Both have to work, and neither may see the other's types.
typealias Hash = @convention(c) (UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UInt8>?) -> Int32
typealias Text = @convention(c) () -> UnsafePointer<CChar>

let path = CommandLine.arguments.dropFirst().first ?? "libkedge.so.0"
guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
    print("cannot load \(path): \(dlerror().map { String(cString: $0) } ?? "no reason given")")
    exit(1)
}
guard let hashSymbol = dlsym(library, "kedge_keccak256_hash"), let versionSymbol = dlsym(library, "kedge_version")
else {
    print("\(path) lacks a function")
    exit(1)
}
let hash = unsafeBitCast(hashSymbol, to: Hash.self)
let version = unsafeBitCast(versionSymbol, to: Text.self)

// The host's own runtime at work: existential casts, a dictionary, Foundation, concurrency.
let mixed: [any Sendable] = [1, "two", 3.0]
let described = mixed.map { value in (value as? String) ?? String(describing: value) }.joined(separator: ", ")
let total = await withTaskGroup(of: Int32.self) { group in
    for number in 0..<8 {
        group.addTask {
            let message = Array("message \(number)".utf8)
            var digest = [UInt8](repeating: 0, count: 32)
            return hash(message, message.count, &digest)
        }
    }
    var total: Int32 = 0
    for await status in group { total += status }
    return total
}
var digest = [UInt8](repeating: 0, count: 32)
let status = hash(nil, 0, &digest)
let text = digest.map { String(format: "%02x", $0) }.joined()
print("host: \(described); libkedge \(String(cString: version())): keccak256(\"\") = \(text)")
exit(status == 0 && total == 0 && text.hasPrefix("c5d2460186f7233c") ? 0 : 1)
