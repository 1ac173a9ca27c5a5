@testable import Domain
import TestSupport
import Testing

@Suite("Visits of the operator")
struct OperatorVisitTests {
    @Test("A visit has a reason and an end; customer and operator both have it on record", arguments: Engine.allCases)
    func visit(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let house = try await OperatorHouse(platform)
            let permit = try house.permit(VisitCustomer.self)
            let secret = try await platform.visit("havn", reason: "Ticket 17", hours: 2, permit, in: .unknown)
            let login = try #require(try await company.customer.read { try $0.login(secret) })
            #expect(login.isVisit)
            #expect(login.roles.isEmpty)
            #expect(login.expiresAt == installation.clock.now + 2 * Clock.hour)
            let seen = try await company.customer.read { try $0.visits(try company.permit(SeeAccess.self)) }
            #expect(seen.map(\.reason) == ["Ticket 17"])
            #expect(seen.map(\.operator) == [house.kim])
            #expect(try await company.deeds().contains("operator.access"))
            #expect(try await house.deeds().contains("operator.access"))
            installation.clock.advance(by: 2 * Clock.hour)
            #expect(try await company.customer.read { try $0.login(secret) } == nil)
        }
    }

    @Test("ASVS 7.4.1: a visit ends with the operator's right to visit", arguments: Engine.allCases)
    func rightEnds(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let house = try await OperatorHouse(platform)
            let secret = try await platform.visit(
                "havn", reason: "Ticket 17", hours: 2, try house.permit(VisitCustomer.self), in: .unknown)
            #expect(try await platform.stillMayVisit(secret, company.customer))
            #expect(try await platform.stillMayVisit(.random(prefix: ""), company.customer), "no visitor's")
            #expect(try await !platform.stillMayVisit(.random(prefix: Visit.prefix), company.customer))
            try await house.customer.write { try $0.takeRoles(of: house.kim) }
            #expect(try await !platform.stillMayVisit(secret, company.customer))
        }
    }

    @Test("Without a reason or for too long there is no visit, and nothing on record", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let house = try await OperatorHouse(platform)
            let permit = try house.permit(VisitCustomer.self)
            for (reason, hours, field) in [
                ("", 1, "reason"), (" \n", 1, "reason"), (String(repeating: "x", count: 501), 1, "reason"),
                ("Why", 0, "hours"), ("Why", 5, "hours"), ("Why", -1, "hours"), ("Why", .max, "hours"),
            ] {
                #expect(
                    await failure {
                        _ = try await platform.visit("havn", reason: reason, hours: hours, permit, in: .unknown)
                    } == .invalid(field: field), "\(hours)")
            }
            for slug in ["operator", "nowhere"] {
                #expect(
                    await failure {
                        _ = try await platform.visit(slug, reason: "Why", hours: 1, permit, in: .unknown)
                    } == .notFound)
            }
            #expect(try await company.count("SELECT count(*) FROM visit") == 0)
            #expect(try await !house.deeds().contains("operator.access"))
        }
    }

    @Test("ASVS 7.4.1: either side ends a visit, at once", arguments: Engine.allCases, [true, false])
    func ended(engine: Engine, byOperator: Bool) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let house = try await OperatorHouse(platform)
            let permit = try house.permit(VisitCustomer.self)
            let secret = try await platform.visit("havn", reason: "Ticket 17", hours: 1, permit, in: .unknown)
            let see = try house.permit(SeeOperators.self, as: .operatorAuditor)
            let id = try #require(try await platform.visits(to: "havn", see).first).id
            if byOperator {
                try await platform.endVisit(id, to: "havn", permit)
            } else {
                let end = try company.permit(EndVisit.self)
                try await company.customer.write { try $0.endVisit(id, end) }
            }
            #expect(try await company.customer.read { try $0.login(secret) } == nil)
            #expect(
                try await platform.visits(to: "havn", see).map(\.endedBy) == [byOperator ? .operator : .organization])
            #expect(await failure { try await platform.endVisit(id, to: "havn", permit) } == .notFound)
            #expect(try await company.deeds().contains("visit.ended"))
        }
    }
}
