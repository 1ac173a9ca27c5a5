internal import Crypto

/// Time-based one-time codes as authenticator apps have them (RFC 6238): HMAC-SHA-1, six digits, thirty seconds.
package enum OneTimeCode {
    private static let stepMilliseconds: Int64 = 30_000
    private static let digits = 6
    /// 160 bits, as RFC 4226, section 4, recommends.
    private static let secretBytes = 20

    package static func secret() -> [UInt8] {
        SymmetricKey(size: .init(bitCount: secretBytes * 8)).withUnsafeBytes { [UInt8]($0) }
    }

    /// The number of the half minute that an instant lies in, since 1970.
    package static func step(at milliseconds: Int64) -> Int64 { milliseconds / stepMilliseconds }

    /// Six digits (RFC 4226, section 5.3).
    package static func code(secret: [UInt8], step: Int64) -> String {
        let message = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret))
        let hash = code.withUnsafeBytes { [UInt8]($0) }
        let offset = Int(hash[hash.count - 1] & 15)
        let number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }

    /// The half minute whose code was typed: this one, that before or that after, so that clocks may differ a little.
    ///
    /// - Parameters:
    ///   - typed: six ASCII digits; spaces between them are ignored.
    ///   - last: the half minute of the last code that was taken: an older one, or that again, is refused (ASVS 6.5.1).
    /// - Returns: nil where none matches. All three are compared to the end, and of two that have the same digits the
    ///   later one is taken: else the same digits would open once more.
    package static func matchingStep(
        _ typed: String, secret: [UInt8], at now: Int64, after last: Int64?
    ) -> Int64? {
        let given = typed.utf8.filter { $0 != 0x20 }
        guard given.count == digits, given.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        let present = step(at: now)
        var found: Int64?
        for candidate in present - 1...present + 1 {
            let expected = code(secret: secret, step: candidate).utf8
            let difference = zip(given, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            if difference == 0, candidate > last ?? .min { found = candidate }
        }
        return found
    }

    /// What an authenticator app scans: `otpauth://totp/Issuer:account?secret=…`. Names go in without colons, since the
    /// one between them tells an app where the account begins.
    package static func otpauth(secret: [UInt8], issuer: String, account: String) -> String {
        let name = encoded(issuer)
        return "otpauth://totp/\(name):\(encoded(account))?secret=\(Base32.encode(secret))&issuer=\(name)"
            + "&algorithm=SHA1&digits=\(digits)&period=\(stepMilliseconds / 1_000)"
    }

    /// Without colons; everything but the unreserved characters of RFC 3986 as `%XX`.
    private static func encoded(_ name: String) -> String {
        let hexadecimal = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in name.utf8 where byte != UInt8(ascii: ":") {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(contentsOf: [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
