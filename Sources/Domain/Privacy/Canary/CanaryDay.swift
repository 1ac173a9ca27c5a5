internal import Storage

/// One day of the canary: a person who does not exist arrives through the real way in, goes through what people go
/// through, and is erased. What each probe tries and finds lies in the extensions.
actor CanaryDay {
    let platform: Platform
    let customer: Customer
    let marks = CanaryMarks()
    private let door: (any CanaryDoor)?

    /// The connection that keeps the canary person, and one that keeps nobody.
    let directory: Credential
    let otherDirectory: Credential
    /// Who arrived; nil until they have, and where they could not.
    private(set) var person: Arrived?
    private(set) var colleague: Arrived?
    private var obstacle: ProbeObstacle?
    var hunted: MarkerHunt?
    /// The archive of the person's copy, once it was made.
    var copied: [UInt8]?

    struct Credential: Sendable {
        let connection: UUIDValue
        let token: Secret
    }

    struct Arrived: Sendable {
        let record: UUIDValue
        let person: UUIDValue
    }

    /// A probe by the promise that it is about; they run in this order, since each finds what the ones before it left.
    struct Probe: Sendable {
        let promise: PromiseID
        let run: @Sendable (CanaryDay) async throws -> ProbeFinding
    }

    static let probes: [Probe] = [
        Probe(promise: .s1) { try await $0.probeIsolation() },
        Probe(promise: .s2) { try await $0.probeOwnership() },
        Probe(promise: .s3) { try await $0.probeProvenance() },
        Probe(promise: .d1) { try await $0.probeUndeclared() },
        Probe(promise: .d2) { try await $0.probeUninstructed() },
        Probe(promise: .d3) { try await $0.probeUsage() },
        Probe(promise: .u1) { try await $0.probeInstructedUse() },
        Probe(promise: .g1) { try await $0.probePolicy() },
        Probe(promise: .g2) { try await $0.probePurposes() },
        Probe(promise: .g3) { try await $0.probeStatistics() },
        Probe(promise: .g6) { try await $0.probeSealing() },
        Probe(promise: .e1) { try await $0.probeEncryption() },
        Probe(promise: .r2) { try await $0.probeCorrection() },
        Probe(promise: .g4) { try await $0.probeStaleSync() },
        Probe(promise: .r4) { try await $0.probeRestriction() },
        Probe(promise: .r5) { try await $0.probeObjection() },
        Probe(promise: .r7) { try await $0.probeDeadline() },
        Probe(promise: .g5) { try await $0.probeRetention() },
        Probe(promise: .r1) { try await $0.probeCopy() },
        Probe(promise: .r6) { try await $0.probeFormats() },
        Probe(promise: .x1) { try await $0.probeEgress() },
        Probe(promise: .x2) { try await $0.probeDisclosure() },
        Probe(promise: .e2) { try await $0.probeAudit() },
        Probe(promise: .e3) { try await $0.probePractice() },
        Probe(promise: .r3) { try await $0.probeErasure() },
    ]

    private init(
        _ platform: Platform, _ customer: Customer, _ door: (any CanaryDoor)?, _ directory: Credential,
        _ otherDirectory: Credential
    ) {
        self.platform = platform
        self.customer = customer
        self.door = door
        self.directory = directory
        self.otherDirectory = otherDirectory
    }

    /// Opens the canary organization, and lets the day's people arrive.
    static func begin(_ platform: Platform, _ door: (any CanaryDoor)?) async throws -> CanaryDay {
        let customer = try await platform.canary()
        let (directory, other) = try await customer.write { tx in
            try tx.clearCanary(before: tx.now - Clock.hour)
            return (
                try tx.canaryCredential(named: "Canary’s directory"),
                try tx.canaryCredential(named: "Canary’s other directory")
            )
        }
        let day = CanaryDay(platform, customer, door, directory, other)
        await day.arrive()
        return day
    }

    /// Removes the day's people from the directory and ends its tokens.
    func end() async throws {
        let credentials = [directory, otherDirectory]
        try await customer.write { tx in
            try tx.clearCanary(before: tx.now + 1)
            for credential in credentials {
                try tx.db.run(CanarySQL.endToken, [.blob(credential.token.hash)])
            }
        }
        try await customer.flushTally()
    }

    // MARK: - Arriving

    private func arrive() async {
        do {
            person = try await send(personJSON)
            colleague = try await send(colleagueJSON)
        } catch let obstacle as ProbeObstacle {
            self.obstacle = obstacle
        } catch {
            obstacle = .answered("The canary person could not arrive: \(Failure(storage: error).message)")
        }
    }

    private func send(_ json: String) async throws -> Arrived {
        let answer = try await scim("POST", "/Users", json)
        guard answer.status == 201, let id = StrictJSON(parsing: answer.body)?["id"]?.text.flatMap({ UUIDValue($0) })
        else { throw ProbeObstacle.answered("The canary person did not arrive: POST answered \(answer.status)") }
        let person = try await customer.read { tx in
            try tx.db.first(CanarySQL.personOf, [.blob(id.bytes)]) { UUIDValue(bytes: $0.blob(0)) } ?? nil
        }
        guard let person else { throw ProbeObstacle.answered("The canary person was accepted and is not stored") }
        return Arrived(record: id, person: person)
    }

    /// - Throws: where the person did not arrive, so that there is nothing to find.
    func arrived() throws -> Arrived {
        if let obstacle { throw obstacle }
        guard let person else { throw ProbeObstacle.answered("The canary person is not there") }
        return person
    }

    func arrivedColleague() throws -> Arrived {
        if let obstacle { throw obstacle }
        guard let colleague else { throw ProbeObstacle.answered("The canary’s colleague is not there") }
        return colleague
    }

    /// As a directory would send it, with what nobody declared and nobody instructed.
    var personJSON: String {
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],\
        "userName":"\(marks.email)","externalId":"\(marks.externalID)","active":true,\
        "displayName":"\(marks.displayName)","title":"\(marks.title)",\
        "name":{"givenName":"\(marks.givenName)","familyName":"\(marks.familyName)"},\
        "emails":[{"type":"work","primary":true,"value":"\(marks.email)"}],\
        "birthday":"\(marks.undeclared)","\(marks.hostileName) lives at 4 Mill Lane":"x",\
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
        {"department":"\(marks.department)","employeeNumber":"\(marks.employeeNumber)"}}
        """
    }

    private var colleagueJSON: String {
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"active":true,\
        "userName":"\(marks.colleague)@\(CanaryMarks.domain)","displayName":"\(marks.colleague)"}
        """
    }

    // MARK: - The way in

    /// - Throws: `ProbeObstacle.noDoor`.
    func ask(
        _ method: String, _ path: String, headers: [(name: String, value: String)] = [], _ body: String = ""
    ) async throws -> CanaryAnswer {
        guard let door else { throw ProbeObstacle.noDoor }
        return try await door.send(method, path, headers: headers, body: Array(body.utf8))
    }

    /// A request of the canary's directory, or of another credential, at the canary's address or another's.
    func scim(
        _ method: String, _ path: String, _ body: String = "", as credential: Credential? = nil,
        at slug: String = Organization.canarySlug
    ) async throws -> CanaryAnswer {
        let token = (credential ?? directory).token.revealed
        var headers = [(name: "Authorization", value: "Bearer \(token)")]
        if !body.isEmpty { headers.append((name: "Content-Type", value: "application/scim+json")) }
        return try await ask(method, "/scim/v2/\(slug)\(path)", headers: headers, body)
    }
}

extension Writing {
    /// A token for one day's connection, good for an hour.
    fileprivate func canaryCredential(named name: String) throws -> CanaryDay.Credential {
        let connection = try connection(named: name, kind: .scim)
        try db.run(CanarySQL.forgetTokens, [.blob(connection.bytes), .integer(now)])
        // A bearer's: a connection without a living one keeps nothing.
        let issued = try insertToken(.bearer, connection: connection, lifetime: Self.accessLifetime)
        return CanaryDay.Credential(connection: connection, token: issued.secret)
    }

    /// Erases the canary's people who arrived before an instant: those of a day that did not come to its end, too.
    fileprivate func clearCanary(before instant: Int64) throws {
        let people = try db.all(CanarySQL.people, [.integer(instant)]) { UUIDValue(bytes: $0.blob(0)) }
        for person in people.compactMap(\.self) {
            _ = try beginErasure(of: person, cause: .grace, by: .program)
        }
    }
}

enum CanarySQL {
    static let forgetTokens: SQL = "DELETE FROM token WHERE connection = $1 AND expires_at <= $2"
    static let endToken: SQL = "DELETE FROM token WHERE hash = $1"
    static let personOf: SQL = "SELECT person FROM directory_record WHERE id = $1 AND gone_at IS NULL"
    static let people: SQL = """
        SELECT id FROM person WHERE state <> 'erasing' AND arrived_at < $1 ORDER BY id LIMIT 100
        """
    /// A probe carries its erasure out itself; where it dies, the job does.
    static let putOff: SQL = "UPDATE job SET due_at = $1 WHERE kind = 'person.erase' AND subject = $2"
    static let keyExists: SQL = "SELECT 1 FROM person_key WHERE id = $1"
    static let rows: SQL = """
        SELECT (SELECT count(*) FROM person WHERE id = $1)
            + (SELECT count(*) FROM directory_record WHERE person = $2)
        """
}
