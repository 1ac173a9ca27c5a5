internal import Crypto

/// A code that stands in once for the second step: 125 random bits, of which only the hash is kept (ASVS 6.5.2).
package struct RecoveryCode: Sendable, Concealed {
    /// Five groups of five, as `7K2QD-…`.
    package let text: String
    let hash: [UInt8]

    package static let setSize = 10
    private static let length = 25
    /// Without I, L, O and U, which are misread.
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// New codes.
    static func set() -> [RecoveryCode] {
        (0..<setSize).map { _ in
            RecoveryCode((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
        }
    }

    /// What someone typed: in any case, with or without hyphens, dashes, spaces and the line end of a paste; O is read
    /// as 0, I and L as 1. Nil for what is no code.
    init?(typed: String) {
        var characters: [UInt8] = []
        for scalar in typed.unicodeScalars {
            let read: UInt8
            switch scalar {
            // Text programs make dashes of hyphens, and spaces that do not break.
            case "-", "\u{2010}"..."\u{2014}", " ", "\u{A0}", "\u{202F}", "\t", "\r", "\n": continue
            case "O", "o": read = UInt8(ascii: "0")
            case "I", "i", "L", "l": read = UInt8(ascii: "1")
            case "a"..."z": read = UInt8(scalar.value) - 32
            case "0"..."9", "A"..."Z": read = UInt8(scalar.value)
            default: return nil
            }
            guard Self.alphabet.contains(read), characters.count < Self.length else { return nil }
            characters.append(read)
        }
        guard characters.count == Self.length else { return nil }
        self.init(characters)
    }

    private init(_ characters: [UInt8]) {
        hash = SHA256.hash(data: characters).withUnsafeBytes { [UInt8]($0) }
        let groups = stride(from: 0, to: Self.length, by: 5).map { start in
            String(decoding: characters[start..<start + 5], as: UTF8.self)
        }
        text = groups.joined(separator: "-")
    }
}
