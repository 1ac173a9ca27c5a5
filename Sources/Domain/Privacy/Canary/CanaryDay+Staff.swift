internal import Storage

/// Whose data it is, where it comes from, and what of it is kept (promises S1 to D2).
extension CanaryDay {
    /// So many permits of other organizations are presented.
    private static let foreignMax = 4_096
    /// At so many organizations' addresses the canary's token is presented.
    private static let addressesMax = 64

    func probeIsolation() async throws -> ProbeFinding {
        let others = try await platform.allOrganizations().filter { $0.id != customer.organization.id }
        let foreign = others.prefix(Self.foreignMax).map(\.id)
        let connection = directory.connection
        let (tried, refused) = try await customer.read { tx in
            var ids = foreign
            while ids.count < Self.foreignMax { ids.append(.random()) }
            var refused = 0
            for id in ids {
                let permit = try Policy.permit(ReadDirectory.self, to: .connection(connection), in: id)
                do {
                    _ = try tx.recordCount(permit)
                } catch let failure as Failure where failure.kind == .forbidden {
                    refused += 1
                }
            }
            return (ids.count, refused)
        }
        guard refused == tried else { return .broken("\(tried - refused) of \(tried) foreign permits were taken") }
        var closed = 0
        for other in others.filter({ $0.state == .active }).prefix(Self.addressesMax) {
            guard try await scim("GET", "/Users?count=1", at: other.slug).status == 401 else {
                return .broken("The canary’s token was taken by another organization")
            }
            closed += 1
        }
        // That the token opens its own door shows that the others were closed to it.
        let own = try await scim("GET", "/Users?count=1").status
        guard own == 200 else { return .broken("The canary’s own address answered \(own)") }
        let ofOthers = closed == 1 ? "1 other address" : "\(closed) other addresses"
        return .kept("\(Self.counted(tried)) foreign ids tried, \(Self.counted(refused)) refused; \(ofOthers) closed")
    }

    func probeOwnership() async throws -> ProbeFinding {
        let colleague = try arrivedColleague()
        _ = try arrived()
        let found = try await scim(
            "GET", "/Users?filter=userName%20eq%20%22\(marks.email.replacing("@", with: "%40"))%22")
        guard found.status == 200, StrictJSON(parsing: found.body)?["totalResults"]?.isOne == true else {
            return .broken("The canary person arrived and is not found: GET answered \(found.status)")
        }
        let patch = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
            "Operations":[{"op":"replace","path":"displayName","value":"\(marks.laterTitle)"}]}
            """
        let foreign = try await scim("PATCH", "/Users/\(colleague.record)", patch, as: otherDirectory)
        guard foreign.status == 403 else {
            return .broken("Another connection changed the canary’s colleague: PATCH answered \(foreign.status)")
        }
        return .kept("Arrived through SCIM and found; another connection’s change refused")
    }

    func probeProvenance() async throws -> ProbeFinding {
        let person = try arrived().person
        let connections = [directory.connection, otherDirectory.connection]
        let (values, sourced) = try await customer.read { tx in
            guard let sealed = try tx.sealedPerson(person) else { throw Failure.noSuchRecord }
            let fields = try tx.opened(stored: sealed).fields
            let sourced = fields.filter { connections.contains($0.source) && $0.at > tx.now - Clock.hour }
            return (fields.count, sourced.count)
        }
        guard values > 0, sourced == values else {
            return .broken("\(values - sourced) of the canary’s \(values) values do not say where they come from")
        }
        return .kept("The canary’s \(values) values name their connection and their time")
    }

    func probeUndeclared() async throws -> ProbeFinding {
        let person = try arrived()
        let name = "\(marks.hostileName) né le 1er mars"
        let connection = directory.connection
        try await customer.write { tx in
            // As a staff file with such a heading does.
            let permit = try Policy.permit(
                SyncDirectory.self, to: .connection(connection), in: tx.customer.organization.id)
            tx.countDropped([name], permit)
        }
        try await customer.flushTally()
        let counted = try await customer.read { tx in
            try tx.droppedNames(Policy.permit(SeeDirectory.self, to: .command, in: tx.customer.organization.id))
                .map(\.name)
        }
        if counted.contains(where: { $0.utf8.starts(with: marks.hostileName.utf8) }) {
            return .broken("What was written in place of an attribute’s name was stored")
        }
        guard counted.contains("birthday") else { return .broken("The undeclared attribute was not counted") }
        let read = try await scim("GET", "/Users/\(person.record)")
        guard read.status == 200 else { return .broken("The canary person was not read back: \(read.status)") }
        let hunt = try await hunt()
        let found = hunt.places(of: [marks.undeclared, marks.hostileName])
        guard found.isEmpty, !ByteSearch.contains(read.body, marks.undeclared) else {
            return .broken("The undeclared value was found in \(found.joined(separator: ", "))")
        }
        return .kept("Undeclared “birthday” sent; its value found nowhere in \(hunt.stores) stores")
    }

    func probeUninstructed() async throws -> ProbeFinding {
        let person = try arrived()
        let (connection, number) = (directory.connection, marks.employeeNumber)
        let kept = try await customer.write { tx in
            let permit = try Policy.permit(
                SyncDirectory.self, to: .connection(connection), in: tx.customer.organization.id)
            // Past the decoder, which drops it as well.
            _ = try tx.updateRecord(person.record, if: nil, permit) { $0.attributes[.employeeNumber] = number }
            let catalogue = try tx.catalogue()
            guard let sealed = try tx.sealedPerson(person.person) else { throw Failure.noSuchRecord }
            return try tx.opened(stored: sealed).fields.filter { !catalogue.allows($0.attribute) }.map(\.attribute.path)
        }
        guard kept.isEmpty else { return .broken("Stored without an instruction: \(kept.joined(separator: ", "))") }
        return .kept("Department and employee number sent; neither stored")
    }

    static func counted(_ number: Int) -> String {
        number < 1_000 ? "\(number)" : "\(number / 1_000)," + String("\(1_000 + number % 1_000)".dropFirst())
    }
}

extension StrictJSON {
    fileprivate var isOne: Bool {
        if case .integer(1) = self { true } else { false }
    }
}

extension Reading {
    /// What is stored of a person, as it lies: for probes, which look at what the gate shows nobody.
    func opened(stored sealed: SealedPerson) throws -> Profile {
        try Profile(encoded: Sealing.open(sealed.profile, at: profilePlace(sealed.id), with: key(sealed.keyID)))
    }
}
