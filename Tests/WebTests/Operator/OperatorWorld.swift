import Domain
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Web

/// A console with a customer and the operator's own people, whose mail goes to the demonstration's mailbox, and whose
/// way out to domains answers as a test says.
struct OperatorWorld: Sendable {
    static let base = "http://127.0.0.1:8080"

    let platform: Platform
    let clock: MovedClock
    let client: any TestClientProtocol
    let web: PretendedWeb
    /// The operator's one-time link, and that of the customer's administrator.
    let operatorLink: String
    let administratorLink: String

    static func run<Result: Sendable>(
        mailbox: Bool = true, _ body: @escaping @Sendable (OperatorWorld) async throws -> Result
    ) async throws -> Result {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let clock = MovedClock()
            let mail: any MailTransport = mailbox ? DemonstrationMailbox() : NoMail()
            let platform = try await Platform.open(
                StoragePlace(folder: folder), outside: Outside(mail: mail), clock: clock.clock, log: log)
            let web = PretendedWeb()
            let console = Console(platform: platform, base: base, errors: ErrorAnswers(log: log))
            let router = Router(context: WebContext.self)
            router.add(middleware: Edge(errors: ErrorAnswers(log: log)))
            let rooms = RoomRoutes(router: router, console: console)
            SignInRoutes().register(on: rooms)
            FactorRoutes().register(on: rooms)
            OverviewRoutes().register(on: rooms)
            StaffRoutes().register(on: rooms)
            AttributeRoutes().register(on: rooms)
            DomainsRoutes(reader: web.reader).register(on: rooms)
            VisitsRoutes().register(on: rooms)
            AuditRoutes().register(on: rooms)
            RegisterRoutes().register(on: rooms)
            LeavingRoutes().register(on: rooms)
            OperatorRoutes(console: console, reader: web.reader).register(on: router)
            let (_, administrator) = try await platform.create(
                OrganizationDraft(
                    slug: "havn", name: "Havn Logistics", domain: "havn.example",
                    administratorEmail: "freja@havn.example"))
            let (_, link) = try await platform.createOperator(email: "kim@operator.example")
            let result = try await Application(responder: router.buildResponder()).test(.router) { client in
                try await body(
                    OperatorWorld(
                        platform: platform, clock: clock, client: client, web: web,
                        operatorLink: link.secret.revealed, administratorLink: administrator.secret.revealed))
            }
            await platform.close()
            return result
        }
    }

    func browser() -> Browser { Browser(client: client, origin: Self.base) }

    /// A browser in which the first operator is signed in.
    func kim() async throws -> Browser {
        let browser = browser()
        try await browser.post("/o/operator/sign-in/\(operatorLink)", [:])
        return browser
    }

    /// A browser in which someone new of the operator's people is signed in.
    func newcomer(_ role: Role, by kim: Browser) async throws -> Browser {
        let email = "\(role.rawValue)@operator.example"
        let answer = try await kim.deed("/operator/people", [("email", email), ("role", role.rawValue)])
        let path = try #require(answer.text.between("\(Self.base)/o/operator/sign-in/", "<"))
        let browser = browser()
        try await browser.post("/o/operator/sign-in/\(path)", [:])
        return browser
    }

    func administrator() async throws -> Browser {
        let browser = browser()
        try await browser.post("/o/havn/sign-in/\(administratorLink)", [:])
        return browser
    }

    /// Has the customer's administrator name a domain.
    /// - Returns: the content of its file.
    func name(_ domain: String, by administrator: Browser) async throws -> String {
        let path = "/o/havn/access/domains"
        try await administrator.deed(path, [("domain", domain)], at: path)
        let page = try await administrator.get(path).text
        return "interactive-instructors-domain="
            + (try #require(page.between("interactive-instructors-domain=", "<")))
    }
}

/// What the domains' web servers answer.
final class PretendedWeb: Sendable {
    private let answer = Mutex<(status: Int, body: String)>((404, ""))

    func say(_ status: Int, _ body: String) { answer.withLock { $0 = (status, body) } }

    var reader: DomainReader {
        DomainReader { _ in
            let (status, body) = self.answer.withLock { $0 }
            return (status, Array(body.utf8))
        }
    }
}

extension Browser {
    /// A form of the operator's console or of another page that has one, sent as that page would send it.
    @discardableResult
    func deed(
        _ path: String, _ fields: [(String, String)], at page: String = "/operator"
    ) async throws -> Answer {
        try await post(path, [("csrf", try await csrf(at: page))] + fields)
    }
}

extension String {
    /// What stands between the first `start` and the next `end` after it.
    func between(_ start: String, _ end: String) -> String? {
        guard let from = firstRange(of: start)?.upperBound else { return nil }
        let rest = self[from...]
        guard let to = rest.firstRange(of: end)?.lowerBound else { return nil }
        return String(rest[..<to])
    }
}
