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
    /// As men bear them, where that differs.
    let family: [Name]
    let order: Order
    let folding: LatinFolding.Style
    /// The same names, one for one, as women bear them.
    private let familyOfWomen: [Name]
    /// The given names of women, in Latin letters, where family names follow them.
    private let women: Set<String>

    /// Names stand between `|`, each as `Latin` or `Latin=own script`. A family name that women bear differently has
    /// both forms, `Kowalski/Kowalska`; `women` then says which of the given names are theirs.
    init(
        _ language: String, order: Order = .givenFirst, folding: LatinFolding.Style = .plain,
        given: String, women: String = "", family: String
    ) {
        self.language = language
        self.order = order
        self.folding = folding
        self.given = Self.names(given)
        self.family = Self.names(family)
        familyOfWomen = Self.names(family, ofWomen: true)
        self.women = Set(Self.names(women).map(\.latin))
    }

    private static func names(_ list: String, ofWomen: Bool = false) -> [Name] {
        list.utf8.split(separator: UInt8(ascii: "|")).map { entry in
            let scripts = entry.split(separator: UInt8(ascii: "=")).map { script -> String in
                let forms = script.split(separator: UInt8(ascii: "/"))
                return String(Substring(forms[ofWomen ? forms.count - 1 : 0]))
            }
            return Name(latin: scripts[0], native: scripts.count > 1 ? scripts[1] : nil)
        }
    }

    /// The family name at a place of the list, in the form that goes with the given name.
    func family(at place: Int, with given: Name) -> Name {
        women.contains(given.latin) ? familyOfWomen[place] : family[place]
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
