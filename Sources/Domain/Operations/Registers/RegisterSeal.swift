/// Seals the texts of the platform's registers under the key of the operator's own organization.
struct RegisterSeal: Sendable {
    private let organization: UUIDValue
    private let keys: OrganizationKeys

    init(_ operators: Customer) {
        organization = operators.organization.id
        keys = operators.keys
    }

    /// The index that natural persons are told apart by.
    var index: BlindIndex { keys.index }

    func seal(_ plain: [UInt8], in column: StaticString, of row: UUIDValue) throws -> [UInt8] {
        try Sealing.seal(plain, at: SealedPlace(column, organization: organization, owner: row), with: keys.data)
    }

    func open(_ sealed: [UInt8], in column: StaticString, of row: UUIDValue) throws -> [UInt8] {
        try Sealing.open(sealed, at: SealedPlace(column, organization: organization, owner: row), with: keys.data)
    }
}

extension Platform {
    /// - Throws: `Failure.conflict(.state)` where nobody of the operator's is here yet: then there are no registers.
    func registerSeal() async throws -> RegisterSeal {
        guard let own = try await operatorOrganization() else {
            throw Failure(
                .conflict(.state), "Make the first of the operator's people first: instructors operator create.")
        }
        return RegisterSeal(try await customer(own.slug))
    }

    /// As `registerSeal`; nil where there is no operator, and so nothing to open.
    func registerSealIfAny() async throws -> RegisterSeal? {
        guard let own = try await operatorOrganization() else { return nil }
        return RegisterSeal(try await customer(own.slug))
    }
}

/// A text that someone types into a register.
enum RegisterText {
    /// - Throws: `Failure.invalid` that names the field.
    static func require(_ text: String, _ field: String, max: Int, _ what: String) throws(Failure) {
        let isBlank = text.utf8.allSatisfy { $0 <= 0x20 }
        guard !isBlank, text.unicodeScalars.count <= max, !text.utf8.contains(0) else {
            throw .invalid(field, "\(what) has 1 to \(max) characters.")
        }
    }
}
