/// How the operator's people come to a customer: with a reason and an end, on record on both sides.
extension Platform {
    /// Opens a visit to a customer.
    ///
    /// The operator's own evidence has it first: a visit that is nowhere on record cannot be.
    /// - Parameters:
    ///   - reason: 1 to 500 characters, for the customer to read.
    ///   - hours: 1 to 4.
    /// - Returns: the secret for the browser's cookie of that customer.
    /// - Throws: `Failure.notFound`, `.invalid("reason")`, `.invalid("hours")`.
    package func visit(
        _ slug: String, reason: String, hours: Int, _ permit: Permit<VisitCustomer>, in browser: BrowserKind
    ) async throws -> Secret {
        try await accept(permit)
        let organization = try await required(slug)
        guard let person = permit.principal.id else { throw Failure.noSuchOperator }
        guard (1...4).contains(hours) else { throw Failure.invalid("hours", "A visit lasts one to four hours.") }
        try Visit.requireReason(reason)
        let customer = try await customer(slug)
        try await noteOwn(
            EvidenceEvent(.operatorAccess, detail: ["organization \(organization.id)", "hours \(hours)"]), permit)
        return try await customer.write { tx in
            try tx.openVisit(
                by: person, reason: reason, until: tx.now + Int64(hours) * Clock.hour, in: browser)
        }
    }

    /// Ends a visit before its time, whoever of the operator's people opened it.
    /// - Throws: `Failure.notFound` where it has ended.
    package func endVisit(_ id: UUIDValue, to slug: String, _ permit: Permit<VisitCustomer>) async throws {
        try await accept(permit)
        let organization = try await required(slug)
        try await openCustomer(organization).write { tx in
            try tx.endVisit(id, by: .visitor(visit: id), .operator)
        }
        try await noteOwn(
            EvidenceEvent(.visitEnded, detail: ["organization \(organization.id)", "visit \(id)"]), permit)
    }

    /// The visits to a customer in the last year, the latest first; at most 100.
    package func visits(to slug: String, _ permit: Permit<SeeOperators>) async throws -> [Visit] {
        try await accept(permit)
        let organization = try await required(slug)
        guard organization.ending.destroyingAt == nil else { return [] }
        return try await openCustomer(organization).read { tx in try tx.visits() }
    }
}

extension Visit {
    static func requireReason(_ reason: String) throws(Failure) {
        guard (1...500).contains(reason.unicodeScalars.count), !reason.utf8.allSatisfy({ $0 <= 0x20 }) else {
            throw .invalid("reason", "Say in 1 to 500 characters why; the customer reads it.")
        }
    }
}
