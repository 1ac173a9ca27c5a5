internal import Foundation

/// A text with signatures below it, in the form of C2SP's signed-note: the text, an empty line, and a line for each
/// signature, `— name base64(keyHash ‖ signature)`.
package struct SignedNote: Sendable, Equatable {
    package struct Signature: Sendable, Equatable {
        /// The name of the key.
        package let name: String
        /// 4 bytes that tell keys of one name apart.
        package let keyHash: [UInt8]
        package let bytes: [UInt8]
    }

    static let byteCountMax = 65_536
    private static let signaturesMax = 100
    private static let dash = Array("— ".utf8)
    private static let newline = UInt8(ascii: "\n")

    /// What is signed; it ends with a newline.
    package let text: String
    /// At least one; some may be of witnesses that nobody here knows.
    package let signatures: [Signature]

    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Takes exactly the one spelling of a note; everything else is nil.
    package init?(_ note: some Collection<UInt8>) {
        let bytes = Array(note)
        guard bytes.count <= Self.byteCountMax, String(validating: bytes, as: UTF8.self) != nil,
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == Self.newline }), bytes.last == Self.newline
        else { return nil }
        // The signatures are below the last empty line.
        let gap = bytes.indices.last { $0 > 0 && bytes[$0] == Self.newline && bytes[$0 - 1] == Self.newline }
        guard let gap, gap > 1, gap < bytes.count - 1 else { return nil }
        text = String(decoding: bytes[..<gap], as: UTF8.self)
        let lines = bytes[(gap + 1)..<(bytes.count - 1)].split(
            separator: Self.newline, omittingEmptySubsequences: false)
        guard lines.count <= Self.signaturesMax else { return nil }
        let signatures = lines.compactMap(Self.signature)
        guard signatures.count == lines.count, !signatures.isEmpty else { return nil }
        self.signatures = signatures
    }

    package var bytes: [UInt8] {
        var bytes = Array(text.utf8) + [Self.newline]
        for signature in signatures {
            bytes += Self.dash + Array(signature.name.utf8) + [UInt8(ascii: " ")]
            bytes += Base64.encode(signature.keyHash + signature.bytes).utf8
            bytes.append(Self.newline)
        }
        return bytes
    }

    private static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
        guard line.starts(with: dash) else { return nil }
        let parts = line.dropFirst(dash.count).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, VerifierKey.isName(parts[0]), let bytes = Base64.decode(parts[1]), bytes.count > 4
        else { return nil }
        return Signature(
            name: String(decoding: parts[0], as: UTF8.self), keyHash: Array(bytes[..<4]), bytes: Array(bytes[4...]))
    }
}

extension Base64 {
    /// Nil for anything but the one spelling of some bytes (RFC 4648, section 4, with padding).
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard let data = Data(base64Encoded: Data(text)) else { return nil }
        let bytes = Array(data)
        return encode(bytes).utf8.elementsEqual(text) ? bytes : nil
    }
}
