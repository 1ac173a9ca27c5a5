internal import Storage

/// Reading one attribute by the name of a purpose, where the compiler cannot know either: the same gate as `open(_:for:)`,
/// asked as the program runs (promise G2).
extension Writing {
    /// What an attribute of a person is, for a purpose to which the inventory grants it.
    ///
    /// A refusal is an answer and no error, so that its evidence is stored with this transaction; see
    /// `Customer.read(_:of:for:by:)`.
    /// - Returns: the value, nil where there is none; or `Failure.forbidden` where the inventory does not grant the
    ///   attribute to the purpose, or the purpose is closed for the person.
    /// - Throws: `Failure.notFound` where there is no such person.
    func read(
        _ attribute: Attribute, of person: UUIDValue, for purpose: PurposeName, by principal: Principal
    ) throws -> Result<Personal<String>?, Failure> {
        guard let sealed = try sealedPerson(person) else {
            throw Failure.notFound("There is no such person in this organization.")
        }
        let key = try key(sealed.keyID)
        let isGranted = Inventory.grants(attribute, to: purpose) || !customer.guards.stand(.g2)
        guard isGranted, isOpen(purpose, sealed.closed) else {
            customer.tally.refused(purpose, at: now)
            try record(
                EvidenceEvent(.purposeRefused, of: (person, key), detail: [attribute.path, purpose.rawValue]),
                by: principal)
            return .failure(isGranted ? .closed(purpose) : .notGranted(attribute, to: purpose))
        }
        return .success(try value(attribute, of: sealed, with: key, for: purpose))
    }
}

extension Customer {
    /// As `Writing.read(_:of:for:by:)`, in a transaction of its own: what is refused is recorded before it is thrown.
    /// - Throws: `Failure.forbidden`, `.notFound`.
    package func read(
        _ attribute: Attribute, of person: UUIDValue, for purpose: PurposeName, by principal: Principal
    ) async throws -> Personal<String>? {
        try await write { tx in try tx.read(attribute, of: person, for: purpose, by: principal) }.get()
    }
}

extension Inventory {
    /// Whether a purpose may see an attribute of a profile.
    package static func grants(_ attribute: Attribute, to purpose: PurposeName) -> Bool {
        profile.contains { $0.attribute == attribute && $0.purposes.contains(purpose) }
    }

    /// The attributes of a profile that a purpose may see.
    package static func attributes(for purpose: PurposeName) -> [Attribute] {
        profile.filter { $0.purposes.contains(purpose) }.map(\.attribute)
    }

    /// The kinds of data about staff that a purpose may use, beside the profile.
    package static func categories(for purpose: PurposeName) -> [DataCategory] {
        let columns = tables(of: .customer).filter { $0.subject == .staffMember }.flatMap(\.columns)
        let used = Set(columns.filter { $0.purposes.contains(purpose) }.map(\.category))
        return DataCategory.allCases.filter { used.contains($0) && $0 != .profile }
    }
}

extension Failure {
    static func notGranted(_ attribute: Attribute, to purpose: PurposeName) -> Failure {
        Failure(
            .forbidden, "This purpose does not include that attribute.",
            detail: "\(attribute.path) is not granted to \(purpose.rawValue)")
    }
}
