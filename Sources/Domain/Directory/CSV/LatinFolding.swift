/// Takes Latin letters down to `a` to `z`, for comparing column names and for making e-mail addresses.
///
/// Not for look-ups of people: those fold by NFKC and full case folding.
enum LatinFolding {
    enum Style: Sendable {
        /// `ä` becomes `a`: how most of the world writes it without the dots.
        case plain
        /// `ä` becomes `ae`: how German writes it without the dots.
        case german
    }

    /// Lower-case letters and digits only. Letters of other scripts remain, in lower case where they have case;
    /// spaces, punctuation and combining marks are dropped.
    static func fold(_ text: some StringProtocol, _ style: Style = .plain) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { append(lower, style, to: &output) }
        }
        return String(output)
    }

    private static func append(_ scalar: Unicode.Scalar, _ style: Style, to output: inout String.UnicodeScalarView) {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: output.append(scalar)
        case 0...0x7F: break
        case 0xE4 where style == .german: output.append(contentsOf: "ae".unicodeScalars)
        case 0xF6 where style == .german: output.append(contentsOf: "oe".unicodeScalars)
        case 0xFC where style == .german: output.append(contentsOf: "ue".unicodeScalars)
        default:
            if let letters = letters(scalar.value) {
                output.append(contentsOf: letters.unicodeScalars)
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                output.append(scalar)
            }
        }
    }

    /// Latin-1, Latin Extended-A, and what Vietnamese and Romanian need, by code point (lower case).
    private static func letters(_ value: UInt32) -> String? {
        switch value {
        case 0xE0...0xE5, 0x101, 0x103, 0x105, 0x1CE, 0x1EA1...0x1EB7: "a"
        case 0xE6: "ae"
        case 0xE7, 0x107, 0x109, 0x10B, 0x10D: "c"
        case 0x10F, 0x111, 0xF0: "d"
        case 0xE8...0xEB, 0x113, 0x115, 0x117, 0x119, 0x11B, 0x259, 0x1EB9...0x1EC7: "e"
        case 0x11D, 0x11F, 0x121, 0x123: "g"
        case 0x125, 0x127: "h"
        case 0xEC...0xEF, 0x129, 0x12B, 0x12D, 0x12F, 0x131, 0x1EC9...0x1ECB: "i"
        case 0x135: "j"
        case 0x137: "k"
        case 0x13A, 0x13C, 0x13E, 0x142: "l"
        case 0xF1, 0x144, 0x146, 0x148: "n"
        case 0xF2...0xF6, 0xF8, 0x14D, 0x14F, 0x151, 0x1A1, 0x1ECD...0x1EE3: "o"
        case 0x153: "oe"
        case 0x155, 0x157, 0x159: "r"
        case 0x15B, 0x15D, 0x15F, 0x161, 0x219: "s"
        case 0xDF: "ss"
        case 0x163, 0x165, 0x21B: "t"
        case 0xFE: "th"
        case 0xF9...0xFC, 0x169, 0x16B, 0x16D, 0x16F, 0x171, 0x173, 0x1B0, 0x1EE5...0x1EF1: "u"
        case 0x175: "w"
        case 0xFD, 0xFF, 0x177, 0x1EF3...0x1EF9: "y"
        case 0x17A, 0x17C, 0x17E: "z"
        // Combining marks: a decomposed ä is an a.
        case 0x300...0x36F: ""
        default: nil
        }
    }
}
