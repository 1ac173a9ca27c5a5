/// Given and family names of one language, to be combined freely. All are common; no combination means anyone.
struct NamePool: Sendable {
    /// One name in Latin letters and, where the language is written otherwise, in its own script.
    struct Name: Sendable, Hashable {
        let latin: String
        let native: String?
    }

    enum Order: Sendable {
        case givenFirst
        case familyFirst
        /// Family name first and no space between, as Han and Hangul are written; in Latin letters given name first.
        case familyFirstJoined
    }

    /// BCP 47.
    let language: String
    let given: [Name]
    let family: [Name]
    let order: Order
    let folding: LatinFolding.Style

    /// Names stand between `|`, each as `Latin` or `Latin=own script`.
    init(
        _ language: String, order: Order = .givenFirst, folding: LatinFolding.Style = .plain,
        given: String, family: String
    ) {
        self.language = language
        self.order = order
        self.folding = folding
        self.given = Self.names(given)
        self.family = Self.names(family)
    }

    private static func names(_ list: String) -> [Name] {
        list.utf8.split(separator: UInt8(ascii: "|")).map { entry in
            let parts = entry.split(separator: UInt8(ascii: "=")).map { String(Substring($0)) }
            return Name(latin: parts[0], native: parts.count > 1 ? parts[1] : nil)
        }
    }

    /// The whole name, in Latin letters and, where there is one, in the language's own script.
    func whole(_ given: Name, _ family: Name) -> (latin: String, native: String?) {
        let latin =
            order == .familyFirst ? "\(family.latin) \(given.latin)" : "\(given.latin) \(family.latin)"
        guard let ownGiven = given.native, let ownFamily = family.native else { return (latin, nil) }
        switch order {
        case .givenFirst: return (latin, "\(ownGiven) \(ownFamily)")
        case .familyFirst: return (latin, "\(ownFamily) \(ownGiven)")
        case .familyFirstJoined: return (latin, ownFamily + ownGiven)
        }
    }
}
