internal import Storage

/// What is recorded of use, and what is told of many (promises D3, U1, G3).
extension CanaryDay {
    func probeUsage() async throws -> ProbeFinding {
        let person = try arrived().person
        guard refusesUse(of: "eye-colour", by: person) else {
            return .broken("A feature that is in no registry was counted")
        }
        try await customer.flushTally()
        // What is registered is taken, or refusing would show nothing.
        try customer.countUse(of: Feature.signIn.rawValue, by: person)
        let rows = try await uses(of: person)
        guard rows == [Feature.signIn.rawValue] else { return .broken("A sign-in left \(rows.count) rows of use") }
        let columns = try await SchemaReader.columns(of: customer.database).filter { $0.table == "usage" }.map(\.column)
        guard Set(columns) == ["id", "person", "feature", "at"] else {
            return .broken("A row of use has \(columns.count) columns")
        }
        return .kept("Undeclared feature refused; a row of use holds a feature and a time")
    }

    private func refusesUse(of name: String, by person: UUIDValue) -> Bool {
        do {
            try customer.countUse(of: name, by: person)
            return false
        } catch {
            return error.kind == .invalid(field: "feature")
        }
    }

    func probeInstructedUse() async throws -> ProbeFinding {
        let person = try arrived().person
        let experience = Feature.recorded(for: .experience).map(\.rawValue)
        try await instruct([])
        customer.usage.count(.overview, person, at: platform.clock.now)
        let without = try await uses(of: person).filter(experience.contains)
        guard without.isEmpty else { return .broken("Feature use was recorded without an instruction") }
        try await instruct(.experience)
        customer.usage.count(.overview, person, at: platform.clock.now)
        let with = try await uses(of: person).filter(experience.contains)
        try await instruct([])
        customer.usage.count(.directory, person, at: platform.clock.now)
        let withdrawn = try await uses(of: person)
        guard !with.isEmpty else { return .broken("Feature use is not recorded with an instruction either") }
        guard !withdrawn.contains(Feature.directory.rawValue) else {
            return .broken("Feature use was recorded after the instruction was withdrawn")
        }
        return .kept("Without an instruction nothing recorded; with it, it is; withdrawn, nothing more")
    }

    func probeStatistics() async throws -> ProbeFinding {
        let (nine, everyone, difference) = try await customer.read { tx in
            (
                tx.released(Self.cube(sizes: [30, 30, 30], people: [9, 20, 20])),
                tx.released(Self.cube(sizes: [12, 30, 30], people: [12, 20, 20])),
                tx.released(Self.cube(sizes: [40, 40, 40], people: [19, 10, 25]))
            )
        }
        guard nine.allSatisfy({ $0[0] == nil }) else { return .broken("A group of 9 gave a figure") }
        guard everyone.allSatisfy({ $0[0] == nil }) else { return .broken("What all of a group did was told") }
        // One withheld figure alone would be the difference between the sum and the others.
        guard nine.allSatisfy({ week in week.filter { $0 == nil }.count != 1 }) else {
            return .broken("A withheld figure follows from those beside it")
        }
        guard difference.allSatisfy({ week in week.allSatisfy { $0 != nil } }) else {
            return .broken("Figures of ten people and more are withheld as well")
        }
        return .kept("A group of 9 gave nothing, nor did everyone of a group; no figure follows from others")
    }

    /// The same use in each of four weeks.
    private static func cube(sizes: [Int], people: [Int]) -> Cube {
        var cube = Cube(sizes: sizes)
        for week in 0..<Int(StatisticBlock.weekCount) {
            for (group, count) in people.enumerated() {
                for _ in 0..<count { cube.add(days: 1, week: week, group: group) }
            }
        }
        return cube
    }

    /// The names of features that are recorded of someone.
    func uses(of person: UUIDValue) async throws -> [String] {
        try await customer.flushTally()
        return try await customer.read { tx in
            try tx.db.all(UsageProbeSQL.features, [.blob(person.bytes)]) { $0.text(0) }
        }
    }

    func instruct(_ uses: Instructed) async throws {
        try await customer.write { tx in
            let permit = try Policy.permit(InstructPurposes.self, to: .command, in: tx.customer.organization.id)
            guard try tx.gate().instructed != uses else { return }
            try tx.instruct(uses: uses, permit)
        }
    }
}

enum UsageProbeSQL {
    static let features: SQL = "SELECT feature FROM usage WHERE person = $1 ORDER BY id"
}
