import Domain
import HTTPTypes
import Hummingbird

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/people | operators | SeeOperators |
/// | POST | /operator/people | addOperator | ManageOperators, freshly proved |
/// | POST | /operator/people/{id}/role | setRole | ManageOperators, freshly proved |
/// | GET, POST | /operator/people/{id}/removal | removeOperator | ManageOperators, freshly proved |
struct OperatorPeopleRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.people) { call in try await page(call) }
        rooms.post(.people, add)
        rooms.post(.personRole(id: ""), setRole)
        rooms.get(.removal(id: ""), askRemoval)
        rooms.post(.removal(id: ""), remove)
    }

    private func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok,
        _ change: (inout OperatorPeoplePage) -> Void = { _ in }
    ) async throws -> Response {
        let ((people, isProved), context) = try await call.enter { room in
            let people = try room.tx.operators(try room.permit(SeeOperators.self))
            return (people, room.login.isFreshlyProved(at: room.now))
        }
        var page = OperatorPeoplePage(people: people, isProved: isProved)
        change(&page)
        return call.shown(page, context, status)
    }

    private func add(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let typed = try form.required("email")
        let email = String(decoding: HeaderParameters.trimmed(Array(typed.utf8)), as: UTF8.self)
        let role = try Self.role(form)
        do {
            let (link, context) = try await call.enter { room in
                try room.tx.addOperator(email: email, role: role, try Self.manage(room))
            }
            guard let link else { return call.done(.people, .roleGiven) }
            let address = call.address(.signIn(token: link.secret.revealed))
            return call.shown(
                HandedLinkPage(
                    title: context.texts.addedTitle, lead: context.texts.addedLead,
                    link: call.console.base + address.path,
                    next: (context.texts.toPeople, .operatorRoom(.people)), entry: .people), context)
        } catch let failure as Failure where failure.names("email") {
            return try await page(call, .badRequest) { page in
                page.email = typed
                page.emailError = failure.message
            }
        }
    }

    private func setRole(_ call: ConsoleCall) async throws -> Response {
        let role = try Self.role(try await call.form())
        let id = try call.id()
        return try await deed(call, .roleGiven) { room in
            try room.tx.setRole(role, ofOperator: id, try Self.manage(room))
        }
    }

    private func askRemoval(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        let (person, context) = try await call.enter { room in
            _ = try Self.manage(room)
            return try room.tx.operators(try room.permit(SeeOperators.self)).first { $0.id == id }
        }
        guard let person else { throw Failure.notFound("None of the operator’s people is that person.") }
        let texts = context.texts
        return call.shown(
            OperatorQuestion(
                steps: [(texts.entry(.people), .operatorRoom(.people))], title: texts.removeQuestion(person.name),
                text: texts.removeConsequence, deed: texts.remove,
                action: .operatorRoom(.removal(id: id.description)), refusal: texts.keep,
                back: .operatorRoom(.people), entry: .people), context)
    }

    private func remove(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        return try await deed(call, .personRemoved) { room in
            try room.tx.removeOperator(id, try Self.manage(room))
        }
    }

    /// Does it and leads on to the list; what the state forbids is said above the list.
    private func deed(
        _ call: ConsoleCall, _ deed: OperatorDeed, _ verb: @escaping @Sendable (Room) throws -> Void
    ) async throws -> Response {
        do {
            try await call.inside(verb)
            return call.done(.people, deed)
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await page(call, .conflict) { $0.alert = failure.message }
        }
    }

    private static func manage(_ room: Room) throws -> Permit<ManageOperators> {
        let permit = try room.permit(ManageOperators.self)
        try room.requireFreshProof()
        return permit
    }

    private static func role(_ form: Form) throws -> Role {
        guard let role = Role(rawValue: try form.required("role")), Role.ofOperators.contains(role) else {
            throw Failure.invalid("role", "The role is operator, support or auditor.")
        }
        return role
    }
}
