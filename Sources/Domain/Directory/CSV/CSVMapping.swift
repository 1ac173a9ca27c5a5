/// From the columns of one file to the attributes of directory records, found by the header's names.
package struct CSVMapping: Sendable {
    /// What a column fills.
    package enum Target: Sendable, Hashable {
        case attribute(Attribute)
        /// `isInverted`: the column says who is *not* active, such as “Account disabled”.
        case active(isInverted: Bool)
        case groups
    }

    /// Why a column is not kept.
    package enum Drop: Sendable, Equatable {
        /// Its name means nothing here, or less than another column's (“E-Mail” beside “Work e-mail”).
        case unknown
        /// Kept only when the customer has instructed so.
        case notInstructed(Attribute)
    }

    package enum Use: Sendable, Equatable {
        case kept(Target)
        case dropped(Drop)
    }

    package struct Column: Sendable, Equatable {
        /// As the header has it, without control characters, cut to 64 scalars.
        package let name: String
        package let use: Use
    }

    /// In order of the file.
    package let columns: [Column]
    /// What the file speaks about: an attribute that is not among these is left as it is, not unset.
    package let attributes: Set<Attribute>
    package let hasActive: Bool
    package let hasGroups: Bool
    /// No column holds a user name, so that the e-mail address is it.
    package let isNamedByEmail: Bool

    /// Kept columns only; what `row(_:)` goes through.
    let sources: [(column: Int, target: Target)]

    /// Throws `headerIsData`, `headerLacksKey` or `headerRepeats`.
    package init(header: CSVRecord, catalogue: Catalogue) throws(CSVError) {
        let names = header.cells
        // Names of a person must not come back as names of columns.
        if names.contains(where: { $0.utf8.contains(UInt8(ascii: "@")) }) {
            throw CSVError(line: header.line, .headerIsData)
        }
        let shown = names.map(Self.shown)
        let targets = try Self.targets(names, shown: shown, line: header.line)
        guard targets.contains(.attribute(.userName)) || targets.contains(.attribute(.workEmail)) else {
            let found = shown.prefix(40).filter { !$0.isEmpty }
            throw CSVError(line: header.line, .headerLacksKey(found: Array(found)))
        }
        columns = zip(shown, targets).map { name, target in Column(name: name, use: Self.use(target, catalogue)) }
        sources = columns.enumerated().compactMap { place, column in
            if case .kept(let target) = column.use { (place, target) } else { nil }
        }
        let kept = Set(sources.map(\.target))
        isNamedByEmail = !kept.contains(.attribute(.userName))
        var attributes = Set(Attribute.allCases.filter { kept.contains(.attribute($0)) })
        if isNamedByEmail { attributes.insert(.userName) }
        self.attributes = attributes
        hasActive = kept.contains(.active(isInverted: false)) || kept.contains(.active(isInverted: true))
        hasGroups = kept.contains(.groups)
    }

    private static func use(_ target: Target?, _ catalogue: Catalogue) -> Use {
        switch target {
        case nil: .dropped(.unknown)
        case .attribute(let attribute) where !catalogue.allows(attribute): .dropped(.notInstructed(attribute))
        case let target?: .kept(target)
        }
    }

    /// What each column would fill were it kept; nil for what means nothing or gives way to a more exact column.
    private static func targets(_ names: [String], shown: [String], line: Int) throws(CSVError) -> [Target?] {
        let meanings = names.map { CSVSynonyms.meaning(of: $0) }
        let exact = Set(meanings.compactMap { meaning in subject(of: meaning, isWeak: false) })
        let known = exact.union(meanings.compactMap { meaning in subject(of: meaning, isWeak: true) })
        var first: [Target: Int] = [:]
        var targets: [Target?] = []
        for (place, meaning) in meanings.enumerated() {
            var target: Target?
            switch meaning {
            case .target(let plain, let isWeak):
                target = isWeak && exact.contains(subject(of: plain)) ? nil : plain
            case .bareName:
                let isFamily = known.contains(.attribute(.givenName)) && !known.contains(.attribute(.familyName))
                target = .attribute(isFamily ? .familyName : .displayName)
            case .bareTitle:
                target = .attribute(known.contains(.attribute(.title)) ? .honorificPrefix : .title)
            case nil: break
            }
            targets.append(target)
            guard let target else { continue }
            if let earlier = first.updateValue(place, forKey: subject(of: target)) {
                throw CSVError(line: line, .headerRepeats(first: shown[earlier], second: shown[place]))
            }
        }
        return targets
    }

    private static func subject(of meaning: CSVSynonyms.Meaning?, isWeak: Bool) -> Target? {
        if case .target(let target, isWeak) = meaning { subject(of: target) } else { nil }
    }

    /// “Active” and “Inactive” are about the same.
    private static func subject(of target: Target) -> Target {
        if case .active = target { .active(isInverted: false) } else { target }
    }

    private static func shown(_ name: String) -> String {
        var output = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(64) {
            let category = scalar.properties.generalCategory
            let isSpace = category == .control || category == .format || scalar.properties.isWhitespace
            if isSpace, output.isEmpty { continue }
            output.append(isSpace ? " " : scalar)
        }
        while output.last == " " { output.removeLast() }
        return String(output)
    }
}
