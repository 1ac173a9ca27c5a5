internal import Storage

/// The register of disclosures: drafted, approved by two natural persons, made; told to the customer unless forbidden.
extension Platform {
    /// The whole register, the latest first.
    package func disclosures(_ permit: Permit<SeeDisclosures>) async throws -> [Disclosure] {
        try await accept(permit)
        guard let seal = try await registerSealIfAny() else { return [] }
        return try await read { db in try db.disclosures(DisclosureSQL.all, [], seal) }
    }

    /// - Throws: `Failure.notFound`.
    package func disclosure(_ id: UUIDValue, _ permit: Permit<SeeDisclosures>) async throws -> Disclosure {
        try await accept(permit)
        return try await disclosure(id)
    }

    /// What was disclosed of the permit's own organization, as far as it has been told; the latest first.
    package func ownDisclosures(_ permit: Permit<SeeDisclosures>) async throws -> [Disclosure] {
        guard let seal = try await registerSealIfAny() else { return [] }
        return try await read { db in try db.disclosures(DisclosureSQL.told, [.blob(permit.organization.bytes)], seal) }
    }

    /// Drafts a disclosure. The people asked for are looked up at once and kept by their random ids.
    /// - Throws: `Failure.notFound`, `.invalid` that names the field.
    package func draftDisclosure(
        of slug: String, _ draft: DisclosureDraft, _ permit: Permit<ManageDisclosures>
    ) async throws -> UUIDValue {
        try await accept(permit)
        let organization = try await required(slug)
        guard let author = permit.principal.id else { throw Failure.noSuchOperator }
        let now = clock.now
        try draft.validate(at: now)
        let scope = try await scope(of: draft, in: organization)
        let id = UUIDValue.ordered(at: now)
        let content = try await registerSeal().seal(
            Disclosure.encode(draft, scope), in: "disclosure.content", of: id)
        try await noteOwn(
            EvidenceEvent(.disclosureDrafted, detail: scope.evidence(id, organization.id)), permit)
        _ = try await stored { db in
            try db.run(
                DisclosureSQL.insert,
                [
                    .blob(id.bytes), .blob(organization.id.bytes), .blob(content), .optional(draft.secretUntil),
                    .integer(now), .blob(author.bytes),
                ])
        }
        return id
    }

    /// Gives one approval. Whoever drafted it can be one of the two.
    /// - Throws: `Failure.notFound`; `.conflict(.state)` where this natural person has approved already, with this or
    ///   another account, or the disclosure has ended.
    package func approveDisclosure(_ id: UUIDValue, _ permit: Permit<ManageDisclosures>) async throws {
        try await accept(permit)
        let disclosure = try await disclosure(id)
        guard disclosure.state == .drafted else { throw Failure.disclosureEnded }
        guard let person = permit.principal.id else { throw Failure.noSuchOperator }
        let index = try await registerSeal().index
        let natural = try await customer(Organization.operatorSlug).read { tx in
            try tx.naturalPerson(person, index)
        }
        guard !disclosure.approvals.contains(where: { $0.natural == natural }) else { throw Failure.approvedAlready }
        try await noteOwn(EvidenceEvent(.disclosureApproved, detail: ["disclosure \(id)"]), permit)
        let now = clock.now
        let count = try await stored { db in
            guard try db.first(DisclosureSQL.isDrafted, [.blob(id.bytes)], { _ in true }) != nil else {
                throw Failure.disclosureEnded
            }
            return try db.run(
                DisclosureSQL.approve, [.blob(id.bytes), .blob(natural), .blob(person.bytes), .integer(now)])
        }
        guard count == 1 else { throw Failure.approvedAlready }
    }

    /// Ends a draft: nothing is given out.
    /// - Throws: `Failure.notFound`, `.conflict(.state)`.
    package func refuseDisclosure(_ id: UUIDValue, _ permit: Permit<ManageDisclosures>) async throws {
        try await accept(permit)
        let disclosure = try await disclosure(id)
        guard disclosure.state == .drafted, let person = permit.principal.id else { throw Failure.disclosureEnded }
        try await noteOwn(EvidenceEvent(.disclosureRefused, detail: ["disclosure \(id)"]), permit)
        let now = clock.now
        let count = try await stored { db in
            try db.run(
                DisclosureSQL.end,
                [.text("refused"), .integer(now), .blob(person.bytes), .null, .blob(id.bytes)])
        }
        guard count == 1 else { throw Failure.disclosureEnded }
    }

    /// Makes an approved disclosure: only now its content exists. It is not stored; whoever made it can fetch it again
    /// within an hour, which is recorded too.
    /// - Throws: `Failure.forbidden` with fewer than two approvals, `.notFound`, `.conflict(.state)`.
    package func makeDisclosure(
        _ id: UUIDValue, _ permit: Permit<ManageDisclosures>
    ) async throws -> DisclosedContent {
        try await accept(permit)
        let disclosure = try await disclosure(id)
        guard let person = permit.principal.id else { throw Failure.noSuchOperator }
        let now = clock.now
        switch disclosure.state {
        case .drafted: break
        case .made where disclosure.endedBy == person && (disclosure.endedAt ?? 0) > now - Disclosure.refetch: break
        case .made, .refused: throw Failure.disclosureEnded
        }
        guard let organization = try await organization(disclosure.organization) else {
            throw Failure.notFound("There is no such organization here.")
        }
        try disclosure.requireApproval(guards)
        try await noteOwn(
            EvidenceEvent(.disclosureMade, detail: disclosure.scope.evidence(id, organization.id)), permit)
        let content = try await openCustomer(organization).write { tx in
            let content = try tx.disclosed(disclosure)
            if disclosure.secretUntil == nil { try tx.recordDisclosure(disclosure, madeAt: now) }
            return content
        }
        let isTold = disclosure.secretUntil == nil
        _ = try await stored { db in
            try db.run(
                DisclosureSQL.end,
                [.text("made"), .integer(now), .blob(person.bytes), .blob(content.hash), .blob(id.bytes)])
            if isTold { try db.run(DisclosureSQL.setTold, [.integer(now), .blob(id.bytes)]) }
        }
        return content
    }

    /// Tells customers of what they could not be told before; called again and again.
    func tellOfDisclosures() async throws {
        guard let seal = try await registerSealIfAny() else { return }
        let now = clock.now
        let due = try await read { db in
            try db.all(DisclosureSQL.untold, [.integer(now)]) { UUIDValue(bytes: $0.blob(0)) }.compactMap(\.self)
        }
        for id in due {
            let found = try await read { db in
                try db.disclosures(DisclosureSQL.byID, [.blob(id.bytes)], seal).first
            }
            guard let disclosure = found, let organization = try await organization(disclosure.organization),
                organization.ending.destroyingAt == nil
            else { continue }
            try await openCustomer(organization).write { tx in
                try tx.recordDisclosure(disclosure, madeAt: disclosure.endedAt ?? tx.now)
            }
            _ = try await stored { db in try db.run(DisclosureSQL.setTold, [.integer(now), .blob(id.bytes)]) }
        }
    }

    private func disclosure(_ id: UUIDValue) async throws -> Disclosure {
        let seal = try await registerSeal()
        let found = try await read { db in try db.disclosures(DisclosureSQL.byID, [.blob(id.bytes)], seal).first }
        guard let found else { throw Failure.notFound("There is no such disclosure.") }
        return found
    }

    private func scope(of draft: DisclosureDraft, in organization: Organization) async throws -> Disclosure.Scope {
        guard !draft.people.isEmpty else { return .counts }
        let names = draft.people
        let people = try await openCustomer(organization).read { tx in
            try names.map { name in
                guard let person = try tx.findPerson(email: name) else {
                    throw Failure.invalid("people", "One of these is nobody's work e-mail or user name there.")
                }
                return person
            }
        }
        return .people(Array(Set(people)).sorted(), draft.attributes)
    }
}

extension Disclosure {
    /// The guard of promise X2.
    func requireApproval(_ guards: Guards) throws(Failure) {
        guard isApproved || !guards.stand(.x2) else {
            throw Failure(
                .forbidden, "Two of the operator's people have to approve this; one natural person counts once.")
        }
    }
}

extension Disclosure.Scope {
    /// Ids, names of attributes and a count.
    func evidence(_ id: UUIDValue, _ organization: UUIDValue) -> [String] {
        let head = ["disclosure \(id)", "organization \(organization)"]
        switch self {
        case .counts: return head + ["counts"]
        case .people(let people, let attributes):
            return head + ["people \(people.count)"] + attributes.map(\.path).sorted()
        }
    }
}

extension Failure {
    static let disclosureEnded = Failure(.conflict(.state), "This disclosure has been made or refused already.")
    static let approvedAlready = Failure(
        .conflict(.state), "You have approved this already. Another natural person has to be the second.")
}
