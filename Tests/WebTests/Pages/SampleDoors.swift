import Domain

@testable import Web

extension SamplePages {
    /// An organization's door with each set of ways, and what follows on it.
    static func doorWays(_ context: DoorContext) -> [SamplePage] {
        let ways: [SignInDoorPage.Ways] = [
            .init(providerHost: "login.example", mailsLinks: true),
            .init(providerHost: "login.example", mailsLinks: false), .init(mailsLinks: true), .init(mailsLinks: false),
        ]
        let doors = ways.map { ways in
            var page = SignInDoorPage(slug: "havn", organization: "Havn", ways: ways)
            page.isTurnedAway = ways.mailsLinks
            page.wrongEmail = ways.providerHost == nil ? "x" : nil
            return SamplePage(name: "door \(ways)", html: page.html(in: context))
        }
        let asked = [true, false].map { isMailed in
            SamplePage(
                name: "asked \(isMailed)", html: SignInAskedPage(back: .start, isMailed: isMailed).html(in: context))
        }
        let faults = SignInFaultPage.Fault.allCases.map { fault in
            SamplePage(
                name: "fault \(fault)",
                html: SignInFaultPage(slug: "havn", fault: fault, reference: "k7").html(in: context))
        }
        return doors + asked + faults
    }

    static func factorPages(_ context: DoorContext) -> [SamplePage] {
        let troubles: [FactorPage.Trouble?] = [nil, .wrong, .locked(until: "14:52")]
        let key = FactorSetupPage.Key(picture: "<svg><path d=\"M0 0\"/></svg>", text: "ABCDEFGH234")
        return troubles.flatMap { trouble in
            [
                SamplePage(
                    name: "factor \(String(describing: trouble))",
                    html: FactorPage(
                        slug: "havn", isRepeated: trouble == nil, destination: .setup, trouble: trouble
                    ).html(in: context)),
                SamplePage(
                    name: "factor set-up \(String(describing: trouble))",
                    html: FactorSetupPage(
                        slug: "havn", isNeeded: trouble == nil, replaces: trouble == .wrong,
                        key: trouble == nil ? key : nil,
                        trouble: trouble
                    ).html(in: context)),
            ]
        }
            + [true, false].map { isFirst in
                SamplePage(
                    name: "recovery codes",
                    html: FactorCodesPage(slug: "havn", codes: ["A-B", "C-D"], isFirst: isFirst, next: .ownSignIn)
                        .html(in: context))
            }
    }

    static func logins(_ context: ConsoleContext) -> [SamplePage] {
        [Texts.english, .german].flatMap { texts in
            var context = context
            context.texts = texts
            let entries = [Login.Method.link, .mail, .sso].enumerated().map { place, method in
                LoginsPage.Entry(
                    id: "l\(place)", method: method, browser: .unknown, createdAt: now - 7_200_000,
                    seenAt: now - 60_000, endsAt: now + 7_200_000, isPresent: place == 1)
            }
            return [
                SamplePage(
                    name: "own logins",
                    html: LoginsPage(factorSince: now, codesLeft: 2, entries: entries).html(in: context)),
                SamplePage(
                    name: "own login",
                    html: LoginsPage(factorSince: nil, codesLeft: 0, entries: [entries[1]]).html(in: context)),
            ]
        }
    }
}
