import Storage

@testable import Domain

/// Requests that the table of routes names.
extension MatrixHouse {
    /// A request of somebody of `people`.
    func newRequest(of name: String) async throws -> String {
        guard let person = people[name] else { throw Failure.notFound(name) }
        return try await customer.newRequest(of: person)
    }

    /// A request of somebody new.
    /// - Parameter isKnown: false for one that came by letter.
    func newRequest(_ kind: RightsKind, _ number: Int, isKnown: Bool = true) async throws -> String {
        guard let record = UUIDValue(try await newRecord(10_000 + number)) else { throw Failure.notFound("record") }
        let organization = organization.id
        return try await customer.write { tx in
            let sql: SQL = "SELECT person FROM directory_record WHERE id = $1"
            let found = try tx.db.first(sql, [.blob(record.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
            guard let person = found else { throw Failure.notFound("person") }
            guard isKnown else {
                let permit = try Policy.permit(
                    DecideRights.self, to: .person(.random(), roles: [.privacyOfficer]), in: organization)
                return "\(try tx.enterRequest(kind, RightsWish(), of: person, receivedAt: tx.now, how: "", permit))"
            }
            let permit = try Policy.permit(AskForRights.self, to: .person(person, roles: []), in: organization)
            return "\(try tx.ask(kind, RightsWish(), permit))"
        }
    }
}

extension Customer {
    /// One more request of a person: a correction of something that no open one is about.
    func newRequest(of person: UUIDValue) async throws -> String {
        try await write { tx in
            let permit = try Policy.permit(
                AskForRights.self, to: .person(person, roles: []), in: tx.customer.organization.id)
            for attribute in Attribute.allCases {
                do {
                    return "\(try tx.ask(.rectification, RightsWish(attribute: attribute, value: "New"), permit))"
                } catch let failure as Failure where failure.kind == .conflict(.state) {
                    continue
                }
            }
            throw Failure.notFound("request")
        }
    }
}
