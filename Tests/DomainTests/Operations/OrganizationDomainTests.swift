@testable import Domain
import Storage
import TestSupport
import Testing

@Suite("Domains, and the way home by them")
struct OrganizationDomainTests {
    /// A way out that answers like this, whatever is asked for.
    private static func reader(_ body: String, status: Int = 200) -> DomainReader {
        DomainReader { _ in (status, Array(body.utf8)) }
    }

    @Test(
        "A domain's name is one spelling, and no address",
        arguments: [
            ("havn.example", "havn.example"), ("HAVN.Example", "havn.example"), ("havn.example.", "havn.example"),
            ("xn--bcher-kva.example", "xn--bcher-kva.example"), ("havn", nil), ("", nil), (".", nil),
            ("havn..example", nil), ("127.0.0.1", nil), ("1.2", nil), ("ha vn.example", nil), ("hävn.example", nil),
            ("\u{212A}averi.example", nil), ("havn.example/x", nil), ("havn.example:443", nil), ("-havn.example", nil),
        ])
    func names(typed: String, name: String?) {
        #expect(DomainName(typed)?.text == name)
    }

    @Test("The domain of an e-mail is behind its last at-sign")
    func emails() {
        #expect(DomainName(ofEmail: "freja@HAVN.example")?.text == "havn.example")
        #expect(DomainName(ofEmail: "a@b@havn.example")?.text == "havn.example")
        for email in ["@havn.example", "havn.example", "freja@", "", "freja@havn", String(repeating: "a", count: 400)] {
            #expect(DomainName(ofEmail: email) == nil, "\(email)")
        }
    }

    @Test("What an organization is created with is its own; another cannot have it", arguments: Engine.allCases)
    func created(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let manage = try company.permit(ManageSignIn.self)
            let domains = try await company.platform.domains(manage)
            #expect(domains.map(\.name) == ["havn.example"])
            #expect(domains.map(\.method) == [.operator])
            #expect(try await company.deeds().contains("domain.verified"))
            let draft = try OrganizationDraft(
                slug: "other", name: "Other", domain: "Havn.Example", administratorEmail: "a@havn.example")
            #expect(await failure { _ = try await company.platform.create(draft) } == .conflict(.uniqueness))
            #expect(try await company.platform.organization("other") == nil)
            #expect(throws: Failure.self) {
                try OrganizationDraft(
                    slug: "other", name: "Other", domain: "gmail.com", administratorEmail: "a@gmail.com")
            }
        }
    }

    @Test("A named domain leads nobody home until its file is there", arguments: Engine.allCases)
    func proved(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let manage = try company.permit(ManageSignIn.self)
            let named = try await platform.nameDomain("HAVN.dk", manage)
            #expect(named.proof.hasPrefix("interactive-instructors-domain="))
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.dk") == nil)
            for (status, body) in [
                (404, named.proof), (301, named.proof), (200, ""), (200, named.proof + "x"), (200, "x\n" + named.proof),
                (200, "interactive-instructors-domain="),
            ] {
                let reader = Self.reader(body, status: status)
                #expect(
                    await failure { try await platform.checkDomain("havn.dk", manage, by: reader) }
                        == .conflict(.state),
                    "\(status) \(body)")
            }
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.dk") == nil)
            try await platform.checkDomain("havn.dk", manage, by: Self.reader("\u{FEFF}\(named.proof)\r\n"))
            #expect(try await platform.homeRealm(ofEmail: "ada@HAVN.dk")?.slug == "havn")
            #expect(try await platform.domains(manage).first { $0.name == "havn.dk" }?.method == .file)
            #expect(try await platform.organization("havn")?.domains == ["havn.dk", "havn.example"])
            let deeds = try await company.deeds()
            #expect(deeds.contains("domain.named"))
            #expect(deeds.count { $0 == "domain.verified" } == 2)
        }
    }

    @Test("The file is asked for at the domain alone, by https, for security", arguments: Engine.allCases)
    func request(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let manage = try company.permit(ManageSignIn.self)
            let proof = try await company.platform.nameDomain("havn.dk", manage).proof
            let reader = DomainReader { request in
                #expect(request.url == "https://havn.dk/.well-known/interactive-instructors.txt")
                #expect(request.recipient.kind == .customerSystem)
                #expect(request.recipient.origins.map(\.description) == ["https://havn.dk:443"])
                #expect(request.purpose == .security)
                #expect(request.body.isEmpty)
                return (200, Array(proof.utf8))
            }
            try await company.platform.checkDomain("havn.dk", manage, by: reader)
        }
    }

    @Test("What cannot be named is refused with the reason", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let other = try await installation.company("kaveri")
            let platform = company.platform
            let manage = try company.permit(ManageSignIn.self)
            for name in ["gmail.com", "GMX.de", "web.de", "outlook.com", "havn", "10.0.0.1", "https://havn.dk"] {
                #expect(
                    await failure { _ = try await platform.nameDomain(name, manage) } == .invalid(field: "domain"),
                    "\(name)")
            }
            #expect(
                await failure { _ = try await platform.nameDomain("kaveri.example", manage) } == .conflict(.uniqueness))
            #expect(await failure { _ = try await platform.nameDomain("havn.example", manage) } == .conflict(.state))
            #expect(await failure { try await platform.withdrawDomain("kaveri.example", manage) } == .notFound)
            let reader = Self.reader("")
            #expect(
                await failure { try await platform.checkDomain("kaveri.example", manage, by: reader) } == .notFound)
            #expect(try await platform.domains(other.permit(ManageSignIn.self)).count == 1)
            for number in 1..<Platform.domainsMax { _ = try await platform.nameDomain("d\(number).example", manage) }
            #expect(
                await failure { _ = try await platform.nameDomain("one-more.example", manage) }
                    == .limit(retryAfter: nil))
        }
    }

    @Test("Two organizations may name one domain; the first proof has it", arguments: Engine.allCases)
    func contested(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let (one, two) = (try await installation.company(), try await installation.company("kaveri"))
            let platform = one.platform
            let (first, second) = (try one.permit(ManageSignIn.self), try two.permit(ManageSignIn.self))
            let proofs = [
                try await platform.nameDomain("shared.example", first).proof,
                try await platform.nameDomain("shared.example", second).proof,
            ]
            #expect(proofs[0] != proofs[1])
            let outcomes = await withTaskGroup(of: Failure.Kind?.self, returning: [Failure.Kind?].self) { group in
                for (permit, proof) in zip([first, second], proofs) {
                    group.addTask {
                        await failure {
                            try await platform.checkDomain("shared.example", permit, by: Self.reader(proof))
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .conflict(.uniqueness) } == 1)
            #expect(try await platform.homeRealm(ofEmail: "x@shared.example") != nil)
        }
    }

    @Test("The operator approves and refuses; both sides have it on record", arguments: Engine.allCases)
    func decided(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let house = try await OperatorHouse(platform)
            let manage = try company.permit(ManageSignIn.self)
            let (see, decide) = (try house.permit(SeeOrganizations.self), try house.permit(DecideDomains.self))
            _ = try await platform.nameDomain("havn.dk", manage)
            installation.clock.advance(by: 1)
            _ = try await platform.nameDomain("havn.no", manage)
            #expect(try await platform.pendingDomains(see).map(\.domain.name) == ["havn.dk", "havn.no"])
            try await platform.approveDomain("havn.dk", of: "havn", decide)
            try await platform.refuseDomain("havn.no", of: "havn", decide)
            #expect(try await platform.pendingDomains(see).isEmpty)
            let decided = try await platform.domains(of: "havn", see)
            #expect(decided.map(\.name) == ["havn.dk", "havn.example", "havn.no"])
            #expect(decided.map(\.isRefused) == [false, false, true] && decided[2].challenge == nil)
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.dk")?.slug == "havn")
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.no") == nil)
            #expect(try await company.deeds().contains("domain.removed"))
            #expect(
                try await house.deeds().filter { $0.hasPrefix("domain.") }.sorted()
                    == ["domain.removed", "domain.verified"])
            #expect(
                await failure { try await platform.approveDomain("nowhere.example", of: "havn", decide) } == .notFound)
            #expect(
                await failure { try await platform.approveDomain("havn.dk", of: "operator", decide) } == .notFound)
            #expect(try await platform.nameDomain("havn.no", manage).challenge != nil, "it can be named again")
            #expect(try await platform.pendingDomains(see).map(\.domain.name) == ["havn.no"])
            try await platform.withdrawDomain("havn.dk", of: "havn", decide)
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.dk") == nil)
        }
    }

    @Test(
        "The way home ends with the domain and with the organization, at once here and in half a minute elsewhere",
        arguments: Engine.allCases)
    func home(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            let platform = company.platform
            let manage = try company.permit(ManageSignIn.self)
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example")?.slug == "havn")
            #expect(try await platform.homeRealm(ofEmail: "ada@nowhere.example") == nil)
            #expect(try await platform.homeRealm(ofEmail: "nonsense") == nil)
            try await platform.withdrawDomain("havn.example", manage)
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example") == nil)
            let proof = try await platform.nameDomain("havn.example", manage).proof
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example") == nil)
            try await platform.checkDomain("havn.example", manage, by: Self.reader(proof))
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example")?.slug == "havn")
            // Another node, which changes the data behind this one's back.
            _ = try await platform.stored { db in try db.run("DELETE FROM organization_domain") }
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example")?.slug == "havn")
            installation.clock.advance(by: 30_000)
            #expect(try await platform.homeRealm(ofEmail: "ada@havn.example") == nil)
        }
    }

    @Test("A closed organization is nobody's home", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await withInstallation(engine) { installation in
            let company = try await installation.company()
            #expect(try await company.platform.homeRealm(ofEmail: "ada@havn.example") != nil)
            _ = try await company.platform.close("havn")
            #expect(try await company.platform.homeRealm(ofEmail: "ada@havn.example") == nil)
        }
    }

    @Test("What is remembered stays bounded, however many domains strangers make up")
    func bounded() {
        let realms = HomeRealms()
        for number in 0..<10_000 {
            guard let domain = DomainName("d\(number).example") else { continue }
            realms.remember(nil, for: domain, since: realms.generation, at: 0)
        }
        let known = (0..<10_000).count { DomainName("d\($0).example").flatMap { realms.known($0, at: 0) } != nil }
        #expect(known > 0)
        #expect(known <= 4_096)
        let before = realms.generation
        realms.forget()
        guard let domain = DomainName("late.example") else { return }
        realms.remember(nil, for: domain, since: before, at: 0)
        #expect(realms.known(domain, at: 0) == nil, "an answer from before the change is not remembered after it")
    }
}
