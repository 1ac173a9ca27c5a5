import Domain
import HTTPTypes
import Hummingbird

/// Roles: who has them, giving and taking them.
///
/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /o/{slug}/access | roleHolders, groupRoles | SeeAccess |
/// | POST | /o/{slug}/staff/{id}/roles | give, take | ManageAccess |
/// | POST | /o/{slug}/staff/{id}/managed-groups | setManager, removeManager | ManageAccess |
/// | GET, POST | /o/{slug}/staff/{id}/factor-reset | resetFactor | ManageAccess; GET also SeeStaff |
/// | POST | /o/{slug}/groups/{id}/roles | follow, unfollow | ManageAccess |
struct AccessRoutes: Sendable {
    func register(on rooms: RoomRoutes) {
        rooms.get(.access) { call in try await Self.page(call) }
        rooms.post(.roles(person: ""), changeRole)
        rooms.post(.managedGroups(person: ""), changeManaged)
        rooms.get(.factorReset(person: ""), askReset)
        rooms.post(.factorReset(person: ""), reset)
        rooms.post(.groupRoles(group: ""), changeGroupRole)
    }

    private static func page(
        _ call: ConsoleCall, _ status: HTTPResponse.Status = .ok, problem: String? = nil
    ) async throws -> Response {
        let mailsLinks = call.console.platform.offersMail
        return try await call.page(status) { room in
            try AccessPage(room, mailsLinks: mailsLinks, problem: problem)
        }
    }

    // MARK: - People

    /// Taking one's own administrator role is asked once more: nobody but another administrator can give it back.
    private func changeRole(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (id, role, deed) = (try call.id(), try Self.role(form), try Deed(form))
        let isSure = try form.one("sure") == "yes"
        let back = try Back(form, person: id)
        do {
            let outcome = try await call.inside { room -> Outcome in
                let permit = try room.permit(ManageAccess.self)
                let isOwn = room.login.person == id && role == .administrator && deed == .take
                if isOwn, try room.tx.isLastAdministrator(id, permit) { return .last }
                if role.isGrave { try room.requireFreshProof() }
                if isOwn, !isSure { return .asked }
                switch deed {
                case .give: try room.tx.give(role, to: id, permit)
                case .take: try room.tx.take(role, from: id, permit)
                }
                return isOwn ? .ownTaken : .done
            }
            switch outcome {
            case .last: return try await Self.lastRefused(call)
            case .asked: return try await Self.askOwn(call, id)
            case .ownTaken: return call.done(.overview, .access(.roleTaken))
            case .done: return call.done(back.room, .access(deed == .give ? .roleGiven : .roleTaken))
            }
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await Self.refused(call, back, failure)
        }
    }

    private enum Outcome: Sendable { case last, asked, ownTaken, done }

    /// Before any question: nobody would be left to give the role back.
    private static func lastRefused(_ call: ConsoleCall) async throws -> Response {
        let mailsLinks = call.console.platform.offersMail
        return try await call.page(.conflict) { room in
            var page = try AccessPage(room, mailsLinks: mailsLinks)
            page.isLastAdministrator = true
            return page
        }
    }

    private static func askOwn(_ call: ConsoleCall, _ id: UUIDValue) async throws -> Response {
        try await call.page { room in
            _ = try room.permit(ManageAccess.self)
            return Question { context in ConfirmPage.ownRole(of: id.description, in: context) }
        }
    }

    private func changeManaged(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (id, deed) = (try call.id(), try Deed(form))
        guard let group = UUIDValue(try form.required("group")) else {
            throw Failure.notFound("There is no such group in this organization.")
        }
        let back = try Back(form, person: id)
        do {
            try await call.inside { room in
                let permit = try room.permit(ManageAccess.self)
                switch deed {
                case .give: try room.tx.setManager(id, of: group, permit)
                case .take: try room.tx.removeManager(id, of: group, permit)
                }
            }
        } catch let failure as Failure where failure.kind == .conflict(.state) {
            return try await Self.refused(call, back, failure)
        }
        return call.done(back.room, .access(deed == .give ? .managerSet : .managerRemoved))
    }

    /// The page that the form stood on, with the reason why nothing was done.
    private static func refused(_ call: ConsoleCall, _ back: Back, _ failure: Failure) async throws -> Response {
        switch back {
        case .access: try await page(call, .conflict, problem: failure.message)
        case .person(let id):
            try await call.page(.conflict) { room in try PersonPage(id, in: room, problem: failure.message) }
        }
    }

    // MARK: - The second step

    private func askReset(_ call: ConsoleCall) async throws -> Response {
        let id = try call.id()
        return try await call.page { room in
            _ = try room.permit(ManageAccess.self)
            try room.requireFreshProof()
            let name = try room.tx.person(id, try room.permit(SeeStaff.self)).name
            return Question { context in ConfirmPage.factorReset(of: id.description, name: name, in: context) }
        }
    }

    private func reset(_ call: ConsoleCall) async throws -> Response {
        _ = try await call.form()
        let id = try call.id()
        try await call.inside { room in
            let permit = try room.permit(ManageAccess.self)
            try room.requireFreshProof()
            try room.tx.resetFactor(of: id, permit)
        }
        return call.done(.person(id: id.description), .access(.factorReset))
    }

    // MARK: - Groups

    private func changeGroupRole(_ call: ConsoleCall) async throws -> Response {
        let form = try await call.form()
        let (id, role, deed) = (try call.id(), try Self.role(form), try Deed(form))
        if deed == .give, role.isGrave, try form.one("sure") != "yes" { return try await Self.askGroup(call, id, role) }
        try await call.inside { room in
            let permit = try room.permit(ManageAccess.self)
            if role.isGrave { try room.requireFreshProof() }
            switch deed {
            case .give: try room.tx.follow(id, with: role, permit)
            case .take: try room.tx.unfollow(id, with: role, permit)
            }
        }
        return call.done(
            .group(id: id.description, page: 1), .access(deed == .give ? .groupFollowed : .groupUnfollowed))
    }

    private static func askGroup(_ call: ConsoleCall, _ id: UUIDValue, _ role: Role) async throws -> Response {
        try await call.page { room in
            _ = try room.permit(ManageAccess.self)
            try room.requireFreshProof()
            let (group, _, total) = try room.tx.members(of: id, offset: 0, limit: 0, try room.permit(SeeStaff.self))
            return Question { context in
                ConfirmPage.groupRole(role, of: (id.description, group.displayName), members: total, in: context)
            }
        }
    }

    // MARK: - Fields

    private enum Deed: String, Sendable {
        case give, take

        init(_ form: Form) throws(Failure) {
            guard let deed = Deed(rawValue: try form.required("deed")) else {
                throw .invalid("deed", "A role is given or taken.")
            }
            self = deed
        }
    }

    /// Where a form stood, and where the answer leads.
    private enum Back: Sendable {
        case access
        case person(UUIDValue)

        init(_ form: Form, person: UUIDValue) throws(Failure) {
            self = try form.one("from") == "access" ? .access : .person(person)
        }

        var room: Address.Room {
            switch self {
            case .access: .access
            case .person(let id): .person(id: id.description)
            }
        }
    }

    private static func role(_ form: Form) throws(Failure) -> Role {
        guard let role = Role(rawValue: try form.required("role")) else {
            throw .invalid("role", "There is no such role.")
        }
        return role
    }
}

extension Role {
    /// Whoever gives or takes it has to be the one who signed in (ASVS 7.5).
    fileprivate var isGrave: Bool { self == .administrator || self == .privacyOfficer }
}
