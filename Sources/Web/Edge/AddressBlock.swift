/// A block of addresses, `10.0.0.0/8` or `2001:db8::/32`; one address is a block of its own (RFC 4632, section 3.1).
package struct AddressBlock: Sendable, Equatable {
    private let first: ClientAddress
    /// Of 128 bits, whichever the family.
    private let bits: Int

    /// - Returns: nil for what is no block, and for a block whose address has bits beyond its length: a slip of the pen
    ///   that would trust other machines than were meant.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = parts.first.flatMap({ AddressText.parse($0) }) else { return nil }
        let size = address.isIPv4 ? 32 : 128
        var length = size
        if parts.count == 2 {
            guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
                let written = Int(String(decoding: parts[1], as: UTF8.self)), written <= size
            else { return nil }
            length = written
        }
        bits = 128 - size + length
        first = address
        guard Self.masked(address, bits) == address else { return nil }
    }

    package func contains(_ address: ClientAddress) -> Bool { Self.masked(address, bits) == first }

    private static func masked(_ address: ClientAddress, _ bits: Int) -> ClientAddress {
        // Shifting by the whole width gives zero: Swift's smart shift.
        let high = bits >= 64 ? address.high : address.high & (UInt64.max << UInt64(64 - bits))
        let low = bits <= 64 ? 0 : address.low & (UInt64.max << UInt64(128 - bits))
        return ClientAddress(high: high, low: low)
    }
}
