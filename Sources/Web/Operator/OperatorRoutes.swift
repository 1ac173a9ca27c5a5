import Domain
import Hummingbird

/// The operator's console at `/operator`. Every address needs a login in the operator's own organization.
struct OperatorRoutes: Sendable {
    let console: Console
    /// Looks for the file of a domain.
    let reader: DomainReader

    func register(on router: Router<WebContext>) {
        let rooms = OperatorRooms(router: router, console: console)
        OrganizationRoutes(reader: reader).register(on: rooms)
        OperatorPeopleRoutes().register(on: rooms)
        OrganizationLeavingRoutes().register(on: rooms)
        RecipientRoutes().register(on: rooms)
        OperatorAuditRoutes().register(on: rooms)
        DisclosureRoutes().register(on: rooms)
        IncidentRoutes().register(on: rooms)
        MailboxRoutes().register(on: rooms)
    }
}

/// | Method | Path | Verb | Permit |
/// |---|---|---|---|
/// | GET | /operator/mailbox | mailbox | SeeMailbox |
/// | GET | /operator/mailbox/{id} | mailbox | SeeMailbox |
struct MailboxRoutes: Sendable {
    func register(on rooms: OperatorRooms) {
        rooms.get(.mailbox) { call in
            let (permit, context) = try await call.glance { try $0.permit(SeeMailbox.self) }
            return call.shown(MailboxPage(letters: try await call.console.platform.mailbox(permit).letters), context)
        }
        rooms.get(.letter(id: "")) { call in
            let id = try call.id()
            let (permit, context) = try await call.glance { try $0.permit(SeeMailbox.self) }
            let letters = try await call.console.platform.mailbox(permit).letters
            guard let letter = letters.first(where: { $0.id == id }) else {
                throw Failure.notFound("There is no such letter, or it has been pushed out by later ones.")
            }
            return call.shown(LetterPage(letter: letter, base: call.console.base), context)
        }
    }
}
