import Dispatch
import Foundation

/// A server of HTTP/1.1, and what a desk asks of it: one exchange on a connection of its own.
///
/// Not by URLSession, which on Linux can end the whole process where a server breaks off or answers nonsense.
struct HTTPServer: Sendable {
    private static let statusByteCount = 12

    private let url: URL
    private let family: Int32
    /// What the operating system calls a sockaddr.
    private let address: [UInt8]

    /// - Throws: `ConnectionError` for what is not `http://host:port`, or a host that nobody knows.
    init(_ text: String) throws {
        guard let url = URL(string: text), url.scheme == "http", let host = url.host() else {
            throw ConnectionError("\(text) is not of the form http://host:port")
        }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(url.port ?? 80), &hints, &found)
        guard status == 0, let first = found?.pointee else {
            throw ConnectionError("\(host): " + String(cString: gai_strerror(status)))
        }
        defer { freeaddrinfo(found) }
        self.url = url
        family = first.ai_family
        address = [UInt8](UnsafeRawBufferPointer(start: first.ai_addr, count: Int(first.ai_addrlen)))
    }

    /// Sends JSON, and waits for the status of the answer, or until the task is cancelled. The rest is not read.
    ///
    /// - Parameter path: its components, as they are.
    /// - Returns: the status; 0 for an answer that is no HTTP, or none.
    /// - Throws: `ConnectionError`.
    func post(_ json: String, to path: String...) async throws -> Int {
        let target = path.reduce(url) { $0.appending(component: $1) }.path(percentEncoded: true)
        let request = """
            POST \(target) HTTP/1.1\r
            Host: \(url.host() ?? ""):\(url.port ?? 80)\r
            Content-Type: application/json\r
            Content-Length: \(json.utf8.count)\r
            Connection: close\r
            \r
            \(json)
            """
        let status = try await exchange(Array(request.utf8)).prefixMatch(of: /HTTP\/1\.[01] ([0-9]{3})/)
        return status.flatMap { Int($0.1) } ?? 0
    }

    /// - Returns: how the answer begins: `HTTP/1.1 201`.
    private func exchange(_ request: [UInt8]) async throws -> String {
        let connection = try openConnection()
        let request = request.withUnsafeBytes { DispatchData(bytes: $0) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                connection.write(offset: 0, data: request, queue: .global()) { isDone, _, error in
                    guard isDone else { return }
                    guard error == 0 else { return continuation.resume(throwing: ConnectionError(errno: error)) }
                    connection.read(offset: 0, length: Self.statusByteCount, queue: .global()) { isDone, data, error in
                        guard isDone else { return }
                        connection.close()
                        guard error == 0 else { return continuation.resume(throwing: ConnectionError(errno: error)) }
                        continuation.resume(returning: String(decoding: data ?? .empty, as: UTF8.self))
                    }
                }
            }
        } onCancel: {
            // Both handlers are called all the same, with ECANCELED.
            connection.close(flags: .stop)
        }
    }

    /// Begins a connection; what is written waits until it stands.
    private func openConnection() throws(ConnectionError) -> DispatchIO {
        let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let descriptor = socket(family, Int32(kind), 0)
        guard descriptor >= 0 else { throw ConnectionError(errno: errno) }
        let status = address.withUnsafeBytes { address in
            address.withMemoryRebound(to: sockaddr.self) {
                connect(descriptor, $0.baseAddress, socklen_t(address.count))
            }
        }
        guard status == 0 || errno == EINPROGRESS else {
            let number = errno
            close(descriptor)
            throw ConnectionError(errno: number)
        }
        let connection = DispatchIO(type: .stream, fileDescriptor: descriptor, queue: .global()) { _ in
            close(descriptor)
        }
        // The handler of a read is called once, with all that was asked for.
        connection.setLimit(lowWater: .max)
        return connection
    }
}

/// A server cannot be reached, or has broken off.
struct ConnectionError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    init(errno: Int32) {
        description = String(cString: strerror(errno))
    }
}
