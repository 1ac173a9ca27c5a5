@testable import Domain
import TestSupport
import Testing

@Suite("The access matrix")
struct AccessMatrixTests {
    @Test("It is the reviewed one, and each actor may do exactly what that says")
    func everyCell() throws {
        var granted: [Substring: Set<String>] = [:]
        for line in try expectGolden("access-matrix.txt", Policy.matrix).split(separator: "\n") {
            let cells = line.split(separator: " ", maxSplits: 1)
            let classes = cells[1].split(separator: ",").map { $0.drop { $0 == " " } }
            granted[cells[0]] = Set(classes.map(String.init))
        }
        #expect(granted.count == Policy.actions.count)
        for action in Policy.actions {
            let classes = try #require(granted[Substring(action.name)])
            for actor in ActorClass.all {
                // Everyone who is signed in is a learner too.
                let isLearner = if case .role = actor { classes.contains("learner") } else { false }
                let expected = classes.contains(actor.name) || isLearner
                #expect(Self.may(action, Self.principal(actor)) == expected, "\(actor.name) \(action.name)")
            }
        }
    }

    @Test("A person without a role is a learner, and several roles add up")
    func roles() {
        #expect(Self.may(SeeOverview.self, .person(.random(), roles: [])))
        #expect(!Self.may(SeeStaff.self, .person(.random(), roles: [])))
        #expect(Self.may(SeeStaff.self, .person(.random(), roles: [.billingContact, .privacyOfficer])))
        #expect(!Self.may(DecideChanges.self, .person(.random(), roles: [.billingContact, .privacyOfficer])))
    }

    @Test("Every action of the program is in the matrix, once")
    func complete() throws {
        let declared = try domainSources().flatMap { source in
            source.text.split(separator: "\n").compactMap { line -> String? in
                guard line.contains("enum "), line.hasSuffix(": Action {") else { return nil }
                return line.split(separator: " ").dropLast(2).last.map { String($0.dropLast()) }
            }
        }
        #expect(Set(declared) == Set(Policy.actions.map { String(describing: $0) }))
        #expect(Set(Policy.actions.map { $0.name }).count == Policy.actions.count)
    }

    static func may<A: Action>(_ action: A.Type, _ principal: Principal) -> Bool {
        (try? Policy.permit(action, to: principal, in: .random())) != nil
    }

    private static func principal(_ actor: ActorClass) -> Principal {
        switch actor {
        case .connection: .connection(.random())
        case .role(let role): .person(.random(), roles: [role])
        case .scope(let scope): .integration(.random(), scopes: [scope])
        case .visitor: .visitor(visit: .random())
        case .command: .command
        case .program: .program
        }
    }
}
