@testable import Domain
import Testing

/// The state machine alone: every event in every state.
@Suite("What may happen to a request")
struct RightsMachineTests {
    private static let zone = "Europe/Berlin"
    private static let received: Int64 = 1_795_514_400_000
    private static let (ada, ben, eva) = (UUIDValue.random(), UUIDValue.random(), UUIDValue.random())

    private static func request(
        _ kind: RightsKind, _ state: RightsRequest.State, approvers: [RightsApprover] = []
    ) -> RightsRequest {
        let due = RightsDeadline.end(monthsAfter: 1, received, in: zone)
        return RightsRequest(
            kind: kind, origin: .person, person: eva, state: state, receivedAt: received, dueAt: due, extendedAt: nil,
            endedAt: nil, approvers: approvers)
    }

    private static let events: [RightsRequest.Event] = [
        .identityConfirmed, .approved(by: .person(ada)), .extended, .refused, .withdrawn, .begun, .done,
    ]

    /// The state after each event; nil where it cannot happen.
    private static func table(
        _ kind: RightsKind
    ) -> [RightsRequest.State: [RightsRequest.State?]] {
        [
            .received: [.identified, nil, .received, .refused, .withdrawn, nil, nil],
            .identified: [
                nil, kind == .erasure ? .identified : .approved, .identified, .refused, .withdrawn, nil, nil,
            ],
            .approved: [nil, nil, nil, nil, nil, .doing, .done],
            .doing: [nil, nil, nil, nil, nil, nil, .done],
            .done: [nil, nil, nil, nil, nil, nil, nil],
            .refused: [nil, nil, nil, nil, nil, nil, nil],
            .withdrawn: [nil, nil, nil, nil, nil, nil, nil],
        ]
    }

    @Test("Each event in each state leads where the table says, and nowhere else", arguments: RightsKind.allCases)
    func every(_ kind: RightsKind) throws {
        for state in RightsRequest.State.allCases {
            let after = try found(Self.table(kind)[state])
            for (event, expected) in zip(Self.events, after) {
                var request = Self.request(kind, state)
                let before = request
                do {
                    let effects = try request.on(event, at: Self.received + 1, in: Self.zone)
                    #expect(request.state == expected, "\(state) \(event)")
                    #expect(!effects.isEmpty)
                    #expect(
                        effects.contains(.lift) == (kind == .objection && (event == .refused || event == .withdrawn)))
                    #expect((request.endedAt != nil) == !request.state.isOpen)
                } catch {
                    #expect(expected == nil && request == before, "\(state) \(event): \(error)")
                }
            }
        }
    }

    @Test("Erasure takes two people, and one counts once")
    func fourEyes() throws {
        var request = Self.request(.erasure, .identified)
        #expect(try request.on(.approved(by: .person(Self.ada)), at: 0, in: Self.zone).contains(.tellOfficers))
        #expect(throws: Failure.self) { try request.on(.approved(by: .person(Self.ada)), at: 0, in: Self.zone) }
        #expect(request.state == .identified)
        #expect(try request.on(.approved(by: .person(Self.ben)), at: 0, in: Self.zone).contains(.carryOut))
        #expect(request.state == .approved)
    }

    @Test("Nobody approves their own erasure")
    func ownErasure() {
        var request = Self.request(.erasure, .identified)
        #expect(throws: Failure.self) { try request.on(.approved(by: .person(Self.eva)), at: 0, in: Self.zone) }
        #expect(request.approvers.isEmpty)
    }

    @Test("Commands count once together, whatever their keys; the other approval is a person’s")
    func commands() throws {
        var request = Self.request(.erasure, .identified)
        _ = try request.on(.approved(by: .command(key: "one")), at: 0, in: Self.zone)
        #expect(throws: Failure.self) { try request.on(.approved(by: .command(key: "two")), at: 0, in: Self.zone) }
        _ = try request.on(.approved(by: .person(Self.ada)), at: 0, in: Self.zone)
        #expect(request.state == .approved)
    }

    @Test("It is extended by two months, once, and within the first")
    func extension_() throws {
        var request = Self.request(.access, .identified)
        let due = request.dueAt
        var late = request
        #expect(throws: Failure.self) { try late.on(.extended, at: due + 1, in: Self.zone) }
        let effects = try request.on(.extended, at: due, in: Self.zone)
        #expect(effects == [.note(.extended), .tellPerson(.extended), .remind])
        #expect(request.dueAt == RightsDeadline.end(monthsAfter: 3, Self.received, in: Self.zone))
        #expect(throws: Failure.self) { try request.on(.extended, at: due, in: Self.zone) }
    }

    @Test("It is overdue from the first millisecond of the next day, until it is answered")
    func overdue() throws {
        var request = Self.request(.access, .identified)
        #expect(!request.isOverdue(at: request.dueAt))
        #expect(request.isOverdue(at: request.dueAt + 1))
        _ = try request.on(.refused, at: request.dueAt + 1, in: Self.zone)
        #expect(!request.isOverdue(at: request.dueAt + 2))
    }

    @Test("Reminders come seven and two days before, and when the time is over")
    func reminders() {
        let due: Int64 = 100 * Clock.day
        #expect(RightsReminder.first(before: due, at: 0) == 93 * Clock.day)
        #expect(RightsReminder.next(before: due, after: 93 * Clock.day) == 98 * Clock.day)
        #expect(RightsReminder.next(before: due, after: 98 * Clock.day) == due + 1)
        #expect(RightsReminder.next(before: due, after: due + 1) == nil)
    }
}
