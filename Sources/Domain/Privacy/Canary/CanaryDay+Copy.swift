internal import Storage

/// How long it stays, and what one gets of it (promises G5, R1, R6).
extension CanaryDay {
    /// Beyond the limit of usage data, and within it.
    private static let usageLimit = 90 * Clock.day

    func probeRetention() async throws -> ProbeFinding {
        let person = try arrived().person
        let now = platform.clock.now
        let (old, young) = (now - Self.usageLimit - Clock.day, now - Self.usageLimit + Clock.day)
        try await customer.write { tx in
            for at in [old, young] {
                try tx.db.run(
                    UsageSQL.insert,
                    [
                        .blob(UUIDValue.ordered(at: at).bytes), .text(Feature.signIn.rawValue), .integer(at),
                        .integer(0),
                        .blob(person.bytes),
                    ])
            }
        }
        try await customer.sweep(Job(id: .random(), kind: .sweep, subject: nil, attempts: 0))
        let left = try await customer.read { tx in
            try tx.db.all(CanaryCopySQL.usedAt, [.blob(person.bytes)]) { $0.integer(0) }
        }
        guard !left.contains(old) else { return .broken("A row a day older than its limit outlived the sweep") }
        guard left.contains(young) else { return .broken("The sweep took a row that had a day left") }
        return .kept("A row a day older than its limit swept, one with a day left kept")
    }

    func probeCopy() async throws -> ProbeFinding {
        let archive = try await copy()
        let planted = marks.stored.filter { $0 != marks.title } + [marks.correction]
        let missing = planted.filter { !ByteSearch.contains(archive, $0) }.count
        guard missing == 0 else { return .broken("\(missing) of \(planted.count) planted markers are not in the copy") }
        let tables = ["usage", "evidence", "directory_record", "person"]
        let absent = tables.filter { !ByteSearch.contains(archive, "\($0).csv") }
        guard absent.isEmpty else { return .broken("The copy lacks \(absent.joined(separator: ", "))") }
        return .kept("The copy holds each of \(planted.count) planted markers, in \(archive.count / 1_024) KiB")
    }

    func probeFormats() async throws -> ProbeFinding {
        let archive = try await copy()
        guard ByteSearch.contains(archive, "'" + marks.formula) else {
            return .broken("A value that looks like a formula stands in a sheet as one")
        }
        guard let user = Self.user(in: archive) else { return .broken("The SCIM copy cannot be read back") }
        let name = user["name"]
        let same = [
            user["userName"]?.text == marks.email, user["externalId"]?.text == marks.externalID,
            user["displayName"]?.text == marks.formula, name?["givenName"]?.text == marks.givenName,
            name?["familyName"]?.text == marks.familyName,
        ]
        guard same.allSatisfy(\.self) else { return .broken("What is read back is not what was there") }
        return .kept("A formula comes as text; \(same.count) values read back from the copy are the same")
    }

    /// The archive of the person's copy; made once a day. Its files are stored in it as they are, not compressed.
    private func copy() async throws -> [UInt8] {
        if let copied { return copied }
        let person = try arrived()
        try await replace(person, title: marks.laterTitle, displayName: marks.formula)
        // Whatever became of the first correction: a copy has to hold one.
        try await correct(person.person)
        try customer.countUse(of: Feature.signIn.rawValue, by: person.person)
        try await customer.flushTally()
        // As the operator's command makes one.
        let file = try await customer.makeExport(of: person.person, request: nil, by: .command)
        let download = try await customer.write { tx in
            let permit = try Policy.permit(ExportPerson.self, to: .command, in: tx.customer.organization.id)
            return try tx.claimExport(file.id, login: nil, permit)
        }
        var archive: [UInt8] = []
        for try await part in download { archive += part }
        guard archive.count == Int(file.bytes) else {
            throw ProbeObstacle.answered("The copy has \(archive.count) of \(file.bytes) bytes")
        }
        copied = archive
        return archive
    }

    /// `scim.json`, which is one line.
    private static func user(in archive: [UInt8]) -> StrictJSON? {
        guard let start = ByteSearch.first(archive, "{\"schemas\":"),
            let end = archive[start...].firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        return StrictJSON(parsing: Array(archive[start..<end]))
    }
}

enum CanaryCopySQL {
    static let usedAt: SQL = "SELECT at FROM usage WHERE person = $1 ORDER BY id"
}
