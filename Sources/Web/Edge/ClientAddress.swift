import Domain
import Foundation
import NIOCore

/// Where a request comes from, as far as limits have to know. It is kept in memory only, and nothing prints it (promise
/// D3).
///
/// One form for both families: IPv4 is what RFC 4291, section 2.5.5.2, makes of it, `::ffff:a.b.c.d`, so that one client
/// has one address whichever socket took its call.
package struct ClientAddress: Sendable, Hashable, Concealed {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(ipv4 number: UInt32) {
        self.init(high: 0, low: Self.mapped | UInt64(number))
    }

    /// A caller whose address nobody knows. It is no loopback, and all such callers share their limits.
    package static let unknown = ClientAddress(high: 0, low: 0)

    private static let mapped: UInt64 = 0xFFFF_0000_0000

    var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// 127.0.0.0/8 or ::1.
    package var isLoopback: Bool { isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1 }

    /// What limits count as one caller: one IPv4 address, or a /64 of IPv6, which is what one subscriber is given.
    var network: ClientAddress { isIPv4 ? self : ClientAddress(high: high, low: 0) }

    /// Of a connection's other end.
    init(_ address: SocketAddress?) {
        switch address {
        case .v4(let address):
            self.init(ipv4: UInt32(bigEndian: address.address.sin_addr.s_addr))
        case .v6(let address):
            let (high, low) = withUnsafeBytes(of: address.address.sin6_addr) { bytes in
                (
                    bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) },
                    bytes.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                )
            }
            self.init(high: high, low: low)
        default:
            self = .unknown
        }
    }
}
