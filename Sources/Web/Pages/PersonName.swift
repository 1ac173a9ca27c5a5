/// A name in whatever script its bearer writes it, kept from turning the text around it.
struct PersonName: Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    var html: HTML {
        let language: HTML? = Self.language(of: text).map { " lang=\"\($0)\"" }
        return "<bdi\(language)>\(text)</bdi>"
    }

    /// A language tag for the fonts and the voice (BCP 47), from the first letter that is neither Latin nor common.
    ///
    /// Where one script serves many languages, only the script is named. Nothing is said of Latin names.
    static func language(of text: String) -> String? {
        for scalar in text.unicodeScalars.prefix(256) {
            if let found = scripts.first(where: { $0.range.contains(scalar.value) }) { return found.tag }
        }
        return nil
    }

    private static let scripts: [(range: ClosedRange<UInt32>, tag: String)] = [
        (0x0370...0x03FF, "el"), (0x1F00...0x1FFF, "el"),
        (0x0400...0x052F, "und-Cyrl"),
        (0x0530...0x058F, "hy"),
        (0x0590...0x05FF, "he"),
        (0x0600...0x06FF, "und-Arab"), (0x0750...0x077F, "und-Arab"),
        (0x0900...0x097F, "und-Deva"),
        (0x0980...0x09FF, "und-Beng"),
        (0x0A00...0x0A7F, "pa"),
        (0x0A80...0x0AFF, "gu"),
        (0x0B80...0x0BFF, "ta"),
        (0x0C00...0x0C7F, "te"),
        (0x0C80...0x0CFF, "kn"),
        (0x0D00...0x0D7F, "ml"),
        (0x0E00...0x0E7F, "th"),
        (0x10A0...0x10FF, "ka"),
        (0x1200...0x137F, "und-Ethi"),
        (0x1100...0x11FF, "ko"), (0xAC00...0xD7AF, "ko"),
        (0x3040...0x30FF, "ja"),
        (0x3400...0x9FFF, "und-Hani"),
    ]
}
