/// The names of attributes that arrived and were not kept: names only, few and short, so that nobody's data gets in.
///
/// At most ``countMax`` names of at most ``lengthMax`` bytes. What does not look like an attribute's name, or is one
/// too many, is counted as `(other)`.
package struct DroppedNames: Sendable, Equatable {
    package static let countMax = 64
    package static let lengthMax = 128
    package static let other = "(other)"

    /// In order of arrival, each once.
    package private(set) var names: [String] = []

    package init() {}

    /// An attribute, in a name of letters, digits and `$ - _ : .`; anything else could be a value.
    package mutating func insert(_ name: String) {
        add(!name.isEmpty && name.utf8.count <= Self.lengthMax && Self.isName(name) ? name : Self.other)
    }

    /// A multi-valued attribute's element by its type: `addresses[type eq "home"]`, where the type is a usual one.
    package mutating func insert(_ name: String, type: String?, sub: String? = nil) {
        let tail = sub.map { "." + $0 } ?? ""
        guard let type, let usual = Self.usualType(type) else { return insert(name + tail) }
        let full = name + "[type eq \"" + usual + "\"]" + tail
        add(full.utf8.count <= Self.lengthMax && Self.isName(name) && Self.isName(tail) ? full : Self.other)
    }

    private mutating func add(_ name: String) {
        // All names are ASCII, so that equality is that of bytes.
        if names.contains(name) { return }
        guard names.count < Self.countMax - 1 else {
            if !names.contains(Self.other) { names.append(Self.other) }
            return
        }
        names.append(name)
    }

    private static func isName(_ text: String) -> Bool {
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
            case UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): continue
            default: return false
            }
        }
        return true
    }

    /// The canonical types of RFC 7643, section 4.1.2; another type is the directory's own text and stays out.
    private static func usualType(_ type: String) -> String? {
        for word in usualTypes where type.foldsTo(word) { return "\(word)" }
        return nil
    }

    private static let usualTypes: [StaticString] = [
        "work", "home", "other", "mobile", "fax", "pager", "photo", "thumbnail",
    ]
}
