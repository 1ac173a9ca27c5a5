import Domain
import Foundation

/// Whether the server can listen where it is told to; asked first, so that the answer is one line.
enum PortProbe {
    /// - Parameter port: 0 for any that is free.
    /// - Returns: the port.
    /// - Throws: `Failure` where it is taken, not allowed, or the host is not this machine's.
    static func free(host: String, port: Int) throws(Failure) -> Int {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let address = found else {
            throw Failure(.unavailable, "The host \(Complaint.oneLine(host)) is not known; give --host 127.0.0.1.")
        }
        defer { freeaddrinfo(found) }
        let descriptor = socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        guard descriptor >= 0 else {
            throw Failure(.unavailable, "No socket can be opened; look at the limit of open files (ulimit -n).")
        }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(descriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 else {
            throw Failure(.unavailable, reason(errno, host: host, port: port))
        }
        return port == 0 ? number(descriptor) : port
    }

    private static func reason(_ code: Int32, host: String, port: Int) -> String {
        switch code {
        case EADDRINUSE: "Port \(port) is in use; give another with --port, or end the program that has it."
        case EACCES: "Port \(port) is not allowed to this user; give one above 1023 with --port."
        default: "\(Complaint.oneLine(host)) is no address of this machine; give --host 127.0.0.1."
        }
    }

    private static func number(_ descriptor: Int32) -> Int {
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let known = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard known == 0 else { return 0 }
        // The port stands at the same place for IPv4 and IPv6.
        return withUnsafeBytes(of: &address) { Int($0[2]) << 8 | Int($0[3]) }
    }
}
