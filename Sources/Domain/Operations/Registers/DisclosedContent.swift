internal import Crypto
internal import Storage

/// What a disclosure gives out: a JSON document, limited to the scope.
package struct DisclosedContent: Sendable, Concealed {
    package let bytes: [UInt8]
    /// SHA-256.
    package let hash: [UInt8]
}

extension Reading {
    /// Opens what the scope says, for the legal purpose, and nothing else.
    func disclosed(_ disclosure: Disclosure) throws -> DisclosedContent {
        var json = JSONText()
        json.open()
        json.field("disclosure") { $0.text("\(disclosure.id)") }
        json.field("organization") { $0.text(customer.organization.name) }
        json.field("authority") { $0.text(disclosure.authority) }
        json.field("legalBasis") { $0.text(disclosure.basis) }
        json.field("date") { $0.text(CivilDate(now).text) }
        switch disclosure.scope {
        case .counts:
            let counts = try db.all(DisclosedSQL.counts) { ($0.text(0), $0.integer(1)) }
            json.field("people") { json in
                json.object { json in for (state, count) in counts { json.field(state) { $0.number(count) } } }
            }
        case .people(let people, let attributes):
            let opened = try people.map { person in
                try open(person, for: LegalPurpose.self).sourcedFields.filter { attributes.contains($0.attribute) }
            }
            json.field("people") { json in
                json.array(opened) { json, fields in
                    json.object { json in
                        for field in fields {
                            json.field(field.attribute.instructionName) { $0.text(field.value.revealed) }
                        }
                    }
                }
            }
        }
        json.close()
        let hash = SHA256.hash(data: json.bytes).withUnsafeBytes { [UInt8]($0) }
        return DisclosedContent(bytes: json.bytes, hash: hash)
    }
}

extension Writing {
    /// Writes into the customer's evidence that this was disclosed, under each person whom it was about and who is still
    /// here, and tells those who answer for the organization.
    func recordDisclosure(_ disclosure: Disclosure, madeAt: Int64) throws {
        let detail = disclosure.scope.evidence(disclosure.id, customer.organization.id) + ["at \(madeAt)"]
        if case .people(let people, _) = disclosure.scope {
            for person in people where try state(of: person) != nil {
                guard let subject = try? subject(person) else { continue }
                try record(EvidenceEvent(.disclosureMade, of: subject, detail: detail), by: .program)
            }
        }
        try tell(.disclosed, EvidenceEvent(.disclosureMade, detail: detail))
    }
}

enum DisclosedSQL {
    static let counts: SQL = "SELECT state, count(*) FROM person GROUP BY state ORDER BY state"
}
