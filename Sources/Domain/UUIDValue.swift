internal import Crypto

/// A 16-byte identifier, stored as bytes and written as 36 lower-case characters (RFC 9562).
package struct UUIDValue: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// From exactly 16 bytes, big-endian.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
            if place < 8 { high = high << 8 | UInt64(byte) } else { low = low << 8 | UInt64(byte) }
        }
        self.init(high: high, low: low)
    }

    /// From `8-4-4-4-12` hexadecimal digits in either case; anything else is nil.
    package init?(_ text: some StringProtocol) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var digits = 0
        var place = 0
        for byte in text.utf8 {
            defer { place += 1 }
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            digits += 1
        }
        guard digits == 32, place == 36 else { return nil }
        self.init(high: high, low: low)
    }

    /// Random (version 4): says nothing.
    package static func random() -> UUIDValue {
        var generator = SystemRandomNumberGenerator()
        let high = UInt64.random(in: .min ... .max, using: &generator)
        let low = UInt64.random(in: .min ... .max, using: &generator)
        return UUIDValue(high: high & ~0xF000 | 0x4000, low: low & ~(0xC << 60) | 0x8 << 60)
    }

    /// The same for the same name, in every process (version 8): for what configuration names, and no table numbers.
    package static func named(_ name: String) -> UUIDValue {
        let words = SHA256.hash(data: Array(name.utf8)).prefix(16).map(\.self)
        let high = words[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let low = words[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return UUIDValue(high: high & ~0xF000 | 0x8000, low: low & ~(0xC << 60) | 0x8 << 60)
    }

    /// Ordered by time (version 7): good for keys that are paged over. `at` is in milliseconds UTC.
    package static func ordered(at milliseconds: Int64) -> UUIDValue {
        var generator = SystemRandomNumberGenerator()
        let random = UInt64.random(in: .min ... .max, using: &generator)
        let low = UInt64.random(in: .min ... .max, using: &generator)
        return UUIDValue(
            high: UInt64(bitPattern: milliseconds) << 16 | 0x7000 | random & 0xFFF,
            low: low & ~(0xC << 60) | 0x8 << 60
        )
    }

    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            for place in 0..<8 {
                buffer[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                buffer[place + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = 16
        }
    }

    /// The 36 characters, appended as ASCII.
    package func write(to output: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        var place = 0
        for word in [high, low] {
            for shift in stride(from: UInt64(60), through: 0, by: -4) {
                if place == 8 || place == 12 || place == 16 || place == 20 { output.append(UInt8(ascii: "-")) }
                output.append(digits.utf8Start[Int(word >> shift & 0xF)])
                place += 1
            }
        }
    }

    package var description: String {
        var output: [UInt8] = []
        output.reserveCapacity(36)
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    package static func < (left: UUIDValue, right: UUIDValue) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
