/// How long a connection may take for what it has to do, and how many there may be.
package struct ConnectionSettings: Sendable {
    /// Seconds from a request's first byte to the end of its headers.
    package var headerDeadline = 10
    /// Seconds for a request's body; longer only while it arrives at `bytesPerWindow`.
    package var requestDeadline = 30
    /// Seconds without any request, after which a connection is closed; also for a handshake and a reader who takes
    /// nothing of an answer.
    package var idleDeadline = 60
    /// Connections in all.
    package var connectionsMax = 4_096
    /// Connections from one address, or one /64 of IPv6. Named proxies have as many as they need.
    package var connectionsPerAddressMax = 256

    /// Bytes of a large body that have to arrive within each `windowSeconds` beyond the request's deadline.
    static let bytesPerWindow = 16_384
    static let windowSeconds = 10

    package init() {}
}
