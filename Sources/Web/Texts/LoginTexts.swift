import Domain

/// “How you sign in”: the second step and one's own logins.
struct LoginTexts: Sendable {
    let title: String
    let lead: String

    let factorTitle: String
    let isOn: String
    let isOff: String
    let onSince: @Sendable (_ date: String) -> String
    let offText: String
    let neededText: String
    let codesLeft: @Sendable (_ left: Int) -> String
    let setUp: String
    let setUpAnew: String
    let renewCodes: String

    let loginsTitle: String
    let loginsLead: String
    let browser: String
    let method: String
    let since: String
    let lastSeen: String
    let endsAt: @Sendable (_ moment: String) -> String
    let now: String
    let thisBrowser: String
    let end: String
    let deed: String
    let endOthers: @Sendable (_ count: Int) -> String
    let noOthers: String
    let freshTitle: String
    let freshText: String

    let methodName: @Sendable (Login.Method) -> String
    let browserName: @Sendable (BrowserKind) -> String
}

extension LoginTexts {
    static let english = LoginTexts(
        title: "How you sign in",
        lead: "Your second step, and every browser on which you are signed in now.",
        factorTitle: "Second step",
        isOn: "On",
        isOff: "Off",
        onSince: { "Codes from your authenticator app, since \($0)." },
        offText: "Nothing but your way of signing in protects what you see here. A code from your phone adds to it.",
        neededText: "Your role needs it: set it up now, or you are asked at your next sign-in by mail.",
        codesLeft: { $0 == 1 ? "One recovery code is left." : "\($0) recovery codes are left." },
        setUp: "Set it up",
        setUpAnew: "Set up another phone",
        renewCodes: "New recovery codes",
        loginsTitle: "Where you are signed in",
        loginsLead: """
            Each login ends after half an hour without a page, after eight hours, and at once when you end it here. Of a \
            browser only its kind is kept, as long as the login lasts.
            """,
        browser: "Browser",
        method: "Signed in by",
        since: "Since",
        lastSeen: "Last page",
        endsAt: { "ends \($0) at the latest" },
        now: "now",
        thisBrowser: "This browser",
        end: "End",
        deed: "What you can do",
        endOthers: { $0 == 1 ? "End the other login" : "End all \($0) others" },
        noOthers: "You are signed in on no other browser.",
        freshTitle: "Before something is changed",
        freshText: """
            Changes here need a proof of the last 15 minutes that it is you: the code of your second step, or where you \
            have none a new sign-in. You are asked for it when it is needed.
            """,
        methodName: { method in
            switch method {
            case .link: "Link from the operator"
            case .mail: "Mailed link"
            case .sso: "Your employer"
            case .visit: "Operator visit"
            }
        },
        browserName: { browser in
            browserName(browser, on: "on", otherFamily: "Another browser", otherPlatform: "another system")
        }
    )

    static let german = LoginTexts(
        title: "Wie Sie sich anmelden",
        lead: "Ihr zweiter Schritt und jeder Browser, in dem Sie gerade angemeldet sind.",
        factorTitle: "Zweiter Schritt",
        isOn: "An",
        isOff: "Aus",
        onSince: { "Codes Ihrer Authenticator-App, seit \($0)." },
        offText: "Was Sie hier sehen, schützt nur Ihre Anmeldung. Ein Code vom Telefon kommt hinzu.",
        neededText: """
            Ihre Rolle braucht ihn: Richten Sie ihn jetzt ein, oder Sie werden bei Ihrer nächsten Anmeldung per E-Mail \
            danach gefragt.
            """,
        codesLeft: {
            $0 == 1 ? "Ein Wiederherstellungscode ist übrig." : "\($0) Wiederherstellungscodes sind übrig."
        },
        setUp: "Einrichten",
        setUpAnew: "Anderes Telefon einrichten",
        renewCodes: "Neue Wiederherstellungscodes",
        loginsTitle: "Wo Sie angemeldet sind",
        loginsLead: """
            Jede Anmeldung endet nach einer halben Stunde ohne Seite, nach acht Stunden, und sofort, wenn Sie sie hier \
            beenden. Von einem Browser steht hier nur seine Art, solange die Anmeldung dauert.
            """,
        browser: "Browser",
        method: "Angemeldet durch",
        since: "Seit",
        lastSeen: "Letzte Seite",
        endsAt: { "endet spätestens \($0)" },
        now: "jetzt",
        thisBrowser: "Dieser Browser",
        end: "Beenden",
        deed: "Was Sie tun können",
        endOthers: { $0 == 1 ? "Die andere Anmeldung beenden" : "Alle \($0) anderen beenden" },
        noOthers: "In keinem anderen Browser sind Sie angemeldet.",
        freshTitle: "Bevor sich etwas ändert",
        freshText: """
            Änderungen hier brauchen einen Nachweis der letzten 15 Minuten, dass Sie es sind: den Code Ihres zweiten \
            Schritts oder, wenn Sie keinen haben, eine neue Anmeldung. Sie werden danach gefragt, wenn es so weit ist.
            """,
        methodName: { method in
            switch method {
            case .link: "Link vom Betreiber"
            case .mail: "Link per E-Mail"
            case .sso: "Ihren Arbeitgeber"
            case .visit: "Besuch des Betreibers"
            }
        },
        browserName: { browser in
            browserName(browser, on: "auf", otherFamily: "Ein anderer Browser", otherPlatform: "einem anderen System")
        }
    )

    /// “Firefox on Windows”.
    private static func browserName(
        _ browser: BrowserKind, on: String, otherFamily: String, otherPlatform: String
    ) -> String {
        let family =
            switch browser.family {
            case .firefox: "Firefox"
            case .chrome: "Chrome"
            case .edge: "Edge"
            case .safari: "Safari"
            case .other: otherFamily
            }
        let platform =
            switch browser.platform {
            case .windows: "Windows"
            case .macos: "macOS"
            case .linux: "Linux"
            case .android: "Android"
            case .ios: "iOS"
            case .other: otherPlatform
            }
        return "\(family) \(on) \(platform)"
    }
}
