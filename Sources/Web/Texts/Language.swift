/// A language of the interface.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case german = "de"

    /// The value of the `lang` attribute (BCP 47).
    package var code: String { rawValue }

    /// The language to answer in, from an `Accept-Language` header (RFC 9110, section 12.5.4).
    ///
    /// The first of our languages that the header names wins: browsers list theirs by preference, and two languages do
    /// not need weights. Reads at most 256 bytes.
    package static func preferred(by header: String?) -> Language {
        guard let header else { return .english }
        var tag: [UInt8] = []
        for byte in header.utf8.prefix(256) + [UInt8(ascii: ",")] {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "-"):
                if let language = Language(rawValue: String(decoding: tag, as: UTF8.self)) { return language }
                // What follows a `-` or `;` up to the comma is region or weight: no language has this name.
                tag = byte == UInt8(ascii: ",") ? [] : [UInt8(ascii: "?")]
            case UInt8(ascii: " "), 0x09: break
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): tag.append(byte | 0x20)
            default: tag.append(byte)
            }
        }
        return .english
    }
}
