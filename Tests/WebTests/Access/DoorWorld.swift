import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import Domain
@testable import Web

/// A console whose mail is caught, and which may reach the provider of a test.
struct DoorWorld: Sendable {
    let world: ConsoleWorld
    let post: CaughtPost

    var platform: Platform { world.platform }
    var customer: Customer { world.customer }
    var clock: MovedClock { world.clock }

    static func run<Result: Sendable>(
        base: String = ConsoleWorld.base, sendsMail: Bool = true, provider: Origin? = nil,
        rates: DoorRates = DoorRates(), _ body: @escaping @Sendable (DoorWorld) async throws -> Result
    ) async throws -> Result {
        try await withScratchFolder { folder in
            let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let clock = MovedClock()
            let post = CaughtPost()
            let platform = try await Platform.open(
                StoragePlace(folder: folder),
                outside: Outside(
                    rules: EgressRules(listed: Set([provider].compactMap(\.self))), mail: sendsMail ? post : NoMail()),
                clock: clock.clock, log: log)
            let errors = ErrorAnswers(log: log)
            let router = Router(context: WebContext.self)
            router.add(middleware: Edge(errors: errors))
            ConsoleRoutes(platform: platform, base: base, errors: errors, rates: rates).register(on: router)
            let (organization, link) = try await platform.create(try ConsoleWorld.draft("havn"))
            let customer = try await platform.customer("havn")
            let result = try await Application(responder: router.buildResponder()).test(.router) { client in
                let world = ConsoleWorld(
                    platform: platform, customer: customer, organization: organization, link: link.secret,
                    clock: clock, client: client, base: base)
                return try await body(DoorWorld(world: world, post: post))
            }
            await platform.close()
            return result
        }
    }

    func browser() -> Browser { world.browser() }

    func path(_ room: Address.Room) -> String { world.path(room) }

    func permit<A: Action>(
        _ action: A.Type, _ principal: Principal = .person(.random(), roles: [.administrator])
    ) throws -> Permit<A> {
        try Policy.permit(action, to: principal, in: world.organization.id)
    }

    // MARK: - Mail

    func sendMail() async throws {
        _ = try await customer.runDueJobs(platform.log, platform.post, platform.surroundings)
        await platform.post.settle()
    }

    /// Asks for a link in that browser and takes it out of the mail.
    /// - Returns: its path.
    func mailedLink(to email: String, in browser: Browser, from path: String = "/o/havn/sign-in") async throws -> String
    {
        let before = post.letters.count
        let asked = try await browser.post(path, ["email": email])
        #expect(asked.status == 200)
        try await sendMail()
        // Other letters, such as that a second step is on, may go out in the same round.
        let links = post.letters.dropFirst(before).compactMap { CaughtPost.link(in: $0, base: world.base) }
        return try #require(links.first)
    }

    /// A browser in which that person is signed in by mail, with whatever is left to prove.
    func signedInByMail(_ email: String) async throws -> Browser {
        let browser = browser()
        try await browser.post(try await mailedLink(to: email, in: browser), [:])
        return browser
    }

    // MARK: - The second step

    /// Sets up the second step in a browser that is signed in.
    func enrol(_ browser: Browser) async throws -> (secret: [UInt8], codes: [String]) {
        let secret = try Self.key(in: try await browser.get("/o/havn/factor/setup"))
        let answer = try await browser.post(
            "/o/havn/factor/setup", ["csrf": Self.csrf(in: browser), "code": code(secret)])
        #expect(answer.status == 200)
        return (secret, Self.codes(in: answer))
    }

    /// What the authenticator app shows now.
    func code(_ secret: [UInt8], steps: Int64 = 0) -> String {
        OneTimeCode.code(secret: secret, step: OneTimeCode.step(at: clock.clock.now) + steps)
    }

    static func key(in page: Answer) throws -> [UInt8] {
        let shown = try #require(page.text.part(after: "<code>", before: "</code>"))
        return try #require(Base32.decode(shown))
    }

    static func codes(in page: Answer) -> [String] {
        let shown = page.text.part(after: "<code>", before: "</code>") ?? ""
        return shown.split(separator: "\n").map { String($0) }
    }

    /// The token that forms of this browser's login carry.
    static func csrf(in browser: Browser) -> String {
        Secret(presented: browser.cookies["ii-havn"] ?? "").derived(for: "console form")
    }
}

/// Takes the letters of a test's platform.
final class CaughtPost: MailTransport {
    private let caught = Mutex<[Letter]>([])

    var isConfigured: Bool { true }
    var letters: [Letter] { caught.withLock { $0 } }

    func carry(_ letter: Letter) async throws -> String {
        caught.withLock { $0.append(letter) }
        return "250 2.0.0 queued"
    }

    /// The path of the link that a letter brings.
    static func link(in letter: Letter, base: String) -> String? {
        letter.text.part(after: base, before: "\n").map { String($0.utf8.prefix { $0 > 0x20 }) ?? "" }
    }
}

extension String {
    /// What stands between the first of one text and the next of another, by bytes.
    func part(after start: String, before end: String) -> String? {
        let bytes = Array(utf8)
        func place(of text: String, from: Int) -> Int? {
            let needle = Array(text.utf8)
            return (from...max(from, bytes.count - needle.count)).first { bytes[$0...].starts(with: needle) }
        }
        guard let found = place(of: start, from: 0) else { return nil }
        let first = found + start.utf8.count
        return place(of: end, from: first).map { String(decoding: bytes[first..<$0], as: UTF8.self) }
    }
}
