import HTTPTypes
import Storage
import Testing

@testable import Domain

/// The way through the routes: what is asked, and what has to be so then.
final class MatrixWalk {
    private let world: MatrixWorld
    /// The other organization as it was, and has to stay.
    private var others: MatrixState

    init(_ world: MatrixWorld) async throws {
        self.world = world
        others = try await Self.theirs(world)
    }

    /// What an earlier route may have used up.
    func prepare(_ route: MatrixRoute) async throws {
        if route.name.contains("/sign-in/only") { try await world.ours.connectProvider() }
    }

    // MARK: - What is refused

    /// Everyone who is not let in, and everything foreign: nothing is done, here or there.
    func refuse(_ route: MatrixRoute) async throws {
        try await unchanged(route) {
            for actor in world.actors where !route.admits(actor) {
                try await expect(route, actor, nil, route.refusal(of: actor))
                for substitution in route.substitutions where !substitution.things.isEmpty {
                    let answer = try await world.call(route, by: actor, substitution)
                    let refusal = route.refusal(of: actor)
                    // Some may see what they may not change: there the foreign thing may be missed first.
                    #expect(
                        answer.status == refusal || refusal == 403 && answer.status == 404,
                        "\(route.name) by \(actor.name), \(substitution.what): \(answer.status)")
                    expectNothingOfTheirs(in: answer, route, actor, substitution.what)
                }
            }
            try await refuseForeign(route)
        }
    }

    /// Everything foreign, for those who are let in.
    func substitute(_ route: MatrixRoute) async throws {
        try await unchanged(route) { try await refuseForeign(route) }
        for substitution in route.substitutions where !substitution.isRefusal {
            for actor in world.actors where route.admits(actor) {
                try await expect(route, actor, substitution, substitution.gives)
            }
        }
        try await expectOthersUnchanged(route)
    }

    private func refuseForeign(_ route: MatrixRoute) async throws {
        let admitted = world.actors.filter(route.admits)
        #expect(!admitted.isEmpty, "\(route.name): nobody is let in")
        for substitution in route.substitutions where substitution.isRefusal {
            for actor in admitted { try await expect(route, actor, substitution, substitution.gives) }
        }
    }

    // MARK: - What is done

    /// Everyone who is let in, with what is theirs to name, and with what is foreign where that is no refusal.
    func admit(_ route: MatrixRoute) async throws {
        for actor in world.actors where route.admits(actor) {
            for substitution in route.substitutions {
                if let own = substitution.own { try await expect(route, actor, substitution, own, isOwn: true) }
                if !substitution.isRefusal { try await expect(route, actor, substitution, substitution.gives) }
            }
            try await expect(route, actor, nil, route.gives(actor))
            if route.signsOut { try await actor.renew() }
        }
        try await expectOthersUnchanged(route)
    }

    /// The other organization's own credentials still open it: they were not refused because they had ended.
    func expectTheOthersLive() async throws {
        for (path, headers) in world.theirWays() {
            let answer = try await world.ask(path, .get, headers, "")
            #expect(answer.status == 200, "\(path)")
        }
    }

    // MARK: -

    private func expect(
        _ route: MatrixRoute, _ actor: MatrixActor, _ substitution: MatrixSubstitution?, _ status: Int,
        isOwn: Bool = false
    ) async throws {
        let isFresh = substitution == nil && route.admits(actor) || isOwn
        let answer = try await world.call(route, by: actor, substitution, isOwn: isOwn, isFresh: isFresh)
        let what = substitution.map { isOwn ? "own \($0.what)" : "foreign \($0.what)" } ?? "own"
        #expect(answer.status == status, "\(route.name) by \(actor.name), \(what)")
        let isForeign = substitution != nil && !isOwn
        if let says = substitution == nil ? route.says : substitution?.says {
            #expect(answer.text.contains(says) == isForeign, "\(route.name) by \(actor.name), \(what): \(says)")
        }
        expectNothingOfTheirs(in: answer, route, actor, what)
    }

    private func expectNothingOfTheirs(
        in answer: Answer, _ route: MatrixRoute, _ actor: MatrixActor, _ what: String
    ) {
        let found = answer.text.lowercased().contains(world.theirs.mark.lowercased())
        #expect(!found, "\(route.name) by \(actor.name), \(what): names of the other organization")
    }

    private func unchanged(_ route: MatrixRoute, _ calls: () async throws -> Void) async throws {
        let before = try await state()
        try await calls()
        let changed = try await state().differences(from: before)
        #expect(changed.isEmpty, "\(route.name): what is refused changes nothing")
        try await expectOthersUnchanged(route)
    }

    private func expectOthersUnchanged(_ route: MatrixRoute) async throws {
        let now = try await Self.theirs(world)
        let changed = now.differences(from: others).filter { line in
            !route.writesForAll.contains { line.hasPrefix("\($0): ") }
        }
        #expect(changed.isEmpty, "\(route.name): the other organization is as it was")
        // Told once, by the route that did it.
        others = now
    }

    private func state() async throws -> MatrixState {
        try await MatrixState.of(world.ours.customer.database, "ours")
            .adding(try await MatrixState.of(world.operators.customer.database, "operators").withoutSeeing())
            .adding(try await MatrixState.of(world.platform.database, "platform"))
    }

    private static func theirs(_ world: MatrixWorld) async throws -> MatrixState {
        try await MatrixState.of(world.theirs.customer.database, "theirs").adding(
            try await MatrixState.of(world.platform.database, "platform").about(world.theirs.organization.id))
    }
}

extension MatrixSubstitution {
    /// Whether the foreign thing is refused; otherwise it is passed over, and the rest of the call is done.
    var isRefusal: Bool { gives >= 400 }
}

extension MatrixRoute {
    var isRoom: Bool {
        if case .room = gate { return true }
        return false
    }

    var isOfClients: Bool {
        if case .client = gate { return true }
        return false
    }

    func admits(_ actor: MatrixActor) -> Bool {
        switch gate {
        case .anyone: true
        case .room(let actions): actor.home != nil && actions.allSatisfy(actor.may)
        case .operators(let actions): actor.isOperator && actions.allSatisfy(actor.may)
        case .connection: actor.classes.contains(.connection)
        case .scope(let action): actor.may(action)
        case .client: actor.bearer == nil
        }
    }

    /// 401 for whoever is not known here, 403 for whoever is.
    func refusal(of actor: MatrixActor) -> Int {
        switch gate {
        case .anyone, .client, .connection: 401
        case .room: actor.home == nil ? 401 : 403
        case .operators: actor.isOperator ? 403 : 401
        case .scope: Scope.allCases.contains { actor.classes.contains(.scope($0)) } ? 403 : 401
        }
    }

    /// The operator's people are led on from the overview to a console of their own, and have no contract to end.
    func gives(_ actor: MatrixActor) -> Int {
        guard actor.isOperator else { return gives }
        return name == "GET /o/{slug}" ? 303 : name.contains("/leaving") ? 404 : gives
    }
}

extension MatrixActor {
    var isOperator: Bool { home == Organization.operatorSlug }
}
