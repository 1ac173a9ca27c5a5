import Glibc
import Synchronization
import TestSupport

/// A server on this machine that does what a test says, on a thread for each connection.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let listener: Int32
    private let wires = Mutex<[Wire]>([])

    /// - Parameter script: has the connection until it returns.
    init(_ script: @escaping @Sendable (Wire) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 256) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw TestSupportError("no port to listen at") }
        port = UInt16(bigEndian: address.sin_port)
        onThread { [self] in
            while true {
                let accepted = accept(descriptor, nil, nil)
                if accepted < 0 { break }
                let wire = Wire(accepted)
                wires.withLock { $0.append(wire) }
                onThread {
                    script(wire)
                    wire.end()
                }
            }
            close(descriptor)
        }
    }

    /// How many connections there have been.
    var acceptedCount: Int { wires.withLock { $0.count } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        for wire in wires.withLock({ $0 }) { wire.interrupt() }
    }
}

/// One connection, blocking.
final class Wire: Sendable {
    private let descriptor: Mutex<Int32?>
    private let number: Int32
    private let buffered = Mutex<[UInt8]>([])

    init(_ descriptor: Int32) {
        number = descriptor
        self.descriptor = Mutex(descriptor)
    }

    /// Bytes up to and with `mark`; nil where the other side ends before.
    func read(until mark: String) -> [UInt8]? {
        let mark = Array(mark.utf8)
        var searched = 0
        while true {
            let found = buffered.withLock { buffer -> [UInt8]? in
                guard buffer.count >= mark.count else { return nil }
                for place in searched...(buffer.count - mark.count)
                where buffer[place] == mark[0] && buffer[place..<place + mark.count].elementsEqual(mark) {
                    defer { buffer.removeFirst(place + mark.count) }
                    return Array(buffer[..<(place + mark.count)])
                }
                searched = buffer.count - mark.count + 1
                return nil
            }
            if let found { return found }
            if !fill() { return nil }
        }
    }

    func read(count: Int) -> [UInt8]? {
        while buffered.withLock({ $0.count }) < count {
            if !fill() { return nil }
        }
        return buffered.withLock { buffer in
            defer { buffer.removeFirst(count) }
            return Array(buffer.prefix(count))
        }
    }

    func line() -> String? {
        read(until: "\r\n").map { String(decoding: $0.dropLast(2), as: UTF8.self) }
    }

    /// Waits until the other side ends.
    func drain() {
        while fill() {}
    }

    /// Reads nothing until the other side, or the test, hangs up.
    func standStill() {
        var event = pollfd(fd: number, events: 0, revents: 0)
        poll(&event, 1, -1)
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            sent += count
        }
        return true
    }

    /// Wakes whoever reads.
    func interrupt() {
        descriptor.withLock { if let open = $0 { _ = shutdown(open, Int32(SHUT_RDWR)) } }
    }

    /// Closing alone would not do: a program that another test has just started may hold the descriptor, too.
    func end() {
        descriptor.withLock {
            if let open = $0 {
                shutdown(open, Int32(SHUT_RDWR))
                close(open)
            }
            $0 = nil
        }
    }

    private func fill() -> Bool {
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = recv(number, &part, part.count, 0)
        guard count > 0 else { return false }
        buffered.withLock { $0 += part.prefix(count) }
        return true
    }
}

/// Runs `body` with a server, and stops it.
func withServer<Result>(
    _ script: @escaping @Sendable (Wire) -> Void, _ body: (ScriptedServer) async throws -> Result
) async throws -> Result {
    let server = try ScriptedServer(script)
    defer { server.stop() }
    return try await body(server)
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

private func onThread(_ run: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
            return nil
        }, Unmanaged.passRetained(Body(run)).toOpaque())
    if code == 0 { pthread_detach(thread) }
}
