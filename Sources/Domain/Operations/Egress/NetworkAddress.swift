internal import Glibc

/// The address that a connection is about to be opened to, and whether it may be.
enum NetworkAddress: Sendable, Equatable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// From an address as text, in decimal dots or colons; names are nil.
    init?(literal: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, literal, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, literal, &six) == 1 {
            self = withUnsafeBytes(of: six) { .v6(bytes: $0) }
        } else {
            return nil
        }
    }

    /// From what the resolver gave; nil for other families.
    init?(socketAddress: UnsafeRawPointer, length: Int) {
        guard length >= MemoryLayout<sockaddr>.size else { return nil }
        switch Int32(socketAddress.loadUnaligned(as: sockaddr.self).sa_family) {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            self = .v4(UInt32(bigEndian: socketAddress.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            self = withUnsafeBytes(of: socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr) {
                .v6(bytes: $0)
            }
        default: return nil
        }
    }

    /// 16 bytes, big-endian.
    private static func v6(bytes: UnsafeRawBufferPointer) -> NetworkAddress {
        .v6(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    var isLoopback: Bool {
        switch self {
        case .v4(let address): address >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// Whether it is an address of the public internet (the special-purpose registries of RFC 6890): not one of this
    /// machine, of the network it stands in, or of the cloud it runs in.
    var isPublic: Bool {
        switch self {
        case .v4(let address):
            return !Self.special4.contains { address >> (32 - $0.bits) == $0.base >> (32 - $0.bits) }
        case .v6(let high, let low):
            // A network without IPv4 reaches it through NAT64 (RFC 6052): the address inside counts.
            if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 {
                return NetworkAddress.v4(UInt32(truncatingIfNeeded: low)).isPublic
            }
            // Only 2000::/3 is handed out; loopback, mapped, unique-local, link-local and multicast lie outside.
            guard high >> 61 == 0b001 else { return false }
            return !Self.special6.contains { high >> (64 - $0.bits) == $0.base >> (64 - $0.bits) }
        }
    }

    private static let special4: [(base: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8),  // this network
        (0x0A00_0000, 8),  // private
        (0x6440_0000, 10),  // shared by a carrier's customers
        (0x7F00_0000, 8),  // loopback
        (0xA9FE_0000, 16),  // link-local, clouds' metadata among it
        (0xAC10_0000, 12),  // private
        (0xC000_0000, 24),  // protocol assignments
        (0xC000_0200, 24),  // documentation
        (0xC058_6300, 24),  // 6to4 relays
        (0xC0A8_0000, 16),  // private
        (0xC612_0000, 15),  // benchmarks
        (0xC633_6400, 24),  // documentation
        (0xCB00_7100, 24),  // documentation
        (0xE000_0000, 4),  // multicast
        (0xF000_0000, 4),  // reserved, broadcast
    ]

    private static let special6: [(base: UInt64, bits: UInt64)] = [
        (0x2001_0000_0000_0000, 23),  // protocol assignments, Teredo and benchmarks among them
        (0x2001_0DB8_0000_0000, 32),  // documentation
        (0x2002_0000_0000_0000, 16),  // 6to4, retired (RFC 7526): any IPv4 address can hide in it
        (0x3FFF_0000_0000_0000, 20),  // documentation
    ]
}
