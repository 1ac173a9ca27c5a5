/// The pages before signing in: the start page, an organization's door, the one-time link, and the page after signing out.
struct DoorTexts: Sendable {
    let skip: String
    let product: String
    let title: String
    /// The two lines of the heading.
    let headline: [String]
    let lead: String
    let email: String
    let emailHelp: String
    let emailHelpWithoutMail: String
    let emailError: String
    let organizationLabel: String
    let organizationHelp: String
    let organizationUnknown: String
    let go: String
    let orElse: String
    let linkOnce: String
    let linkMinutes: String
    let linkSentence: String
    let quote: String
    let instructorAlt: String

    let signInTitle: @Sendable (_ organization: String) -> String
    let turnedAwayLead: String
    let waysLead: String
    let throughEmployer: String
    let throughEmployerHelp: @Sendable (_ host: String) -> String
    let onlyEmployer: String
    let linkEmailHelp: String
    let sendLink: String
    let noWay: String

    let askedTitle: String
    let askedLead: String
    let askedBrowser: String
    let askedNothing: String
    let askAgain: String
    let unreachableTitle: String
    let unreachableLead: String

    let signInLead: String
    let signInButton: String
    let signInOnce: String

    let elsewhereTitle: String
    let elsewhereLead: String
    let elsewhereRemedy: String

    let expiredTitle: String
    let expiredLead: String
    let expiredRemedy: String
    let toDoor: String
    let toStart: String

    let faultTitle: String
    let tryAgain: String
    let fault: @Sendable (SignInFaultPage.Fault) -> String

    let againTitle: String
    let againLead: String
    let againButton: String
    let againKeep: String

    let signedOutTitle: String
    let signedOutLead: String
    let signedOutEmployer: String
    let signOutAtEmployer: String
    let signInAgain: String
}

extension DoorTexts {
    static let english = DoorTexts(
        skip: "Skip to the content",
        product: "Interactive Instructors",
        title: "Sign in",
        headline: ["Ten minutes,", "one instructor, you."],
        lead: "Sign in with the account you use at work.",
        email: "Work e-mail",
        emailHelp: "Your employer signs you in. Where it cannot, we send you a link.",
        emailHelpWithoutMail: "It leads to your employer’s sign-in, where there is one.",
        emailError: "Type your whole work e-mail, such as freja@havn.example.",
        organizationLabel: "Your organization’s short name",
        organizationHelp: "It stands after /o/ in each address that your employer gave you.",
        organizationUnknown: """
            No organization has this short name. Look for it after /o/ in an address from your employer, or type your \
            work e-mail above.
            """,
        go: "Continue",
        orElse: "or",
        linkOnce: "A link works once",
        linkMinutes: "and for ten minutes",
        linkSentence: "A sign-in link works once and for ten minutes.",
        quote: "“Tell me what you would do. Then we look at why.”",
        instructorAlt: "Ines, one of the instructors",
        signInTitle: { "Sign in to \($0)" },
        turnedAwayLead: "You are not signed in on this browser.",
        waysLead: "Sign in with the account you use at work.",
        throughEmployer: "Sign in through your employer",
        throughEmployerHelp: { "You sign in at \($0), as for your other work, and come back here." },
        onlyEmployer: "Your organization lets people in this way only.",
        linkEmailHelp: "We send a link to it, which works in this browser.",
        sendLink: "Send me a link",
        noWay: """
            This installation sends no mail, and your organization has not connected its own sign-in yet. Use the link \
            that your administrator gave you, or ask for one.
            """,
        askedTitle: "Look into your mail",
        askedLead: "If this address is known, a mail with a link is on its way to it.",
        askedBrowser: "Open the link in this browser: it works in no other.",
        askedNothing: """
            Nothing there after a few minutes? Look among the junk mail, see whether it was your work e-mail, and ask \
            again.
            """,
        askAgain: "Ask again",
        unreachableTitle: "No link can be sent from here",
        unreachableLead: """
            This installation sends no mail. Use your organization’s short name on the start page, or ask an \
            administrator of your organization for a link.
            """,
        signInLead: "Your link is used up once you press the button, not before.",
        signInButton: "Sign in",
        signInOnce: """
            You stay signed in on this browser until you sign out. Half an hour without a page ends it too, and eight \
            hours at most.
            """,
        elsewhereTitle: "Open this link in the other browser",
        elsewhereLead: """
            It works only in the browser where you asked for it, so that nobody who can read your mail signs in as you.
            """,
        elsewhereRemedy: "Go back to that browser, or ask for a new link in this one.",
        expiredTitle: "This link no longer works",
        expiredLead: """
            It was used already, or its ten minutes are over. Nothing else is wrong, and nothing was changed.
            """,
        expiredRemedy: "Ask for a new one here, or whoever sent it to you. A new link takes a minute to make.",
        toDoor: "Ask for a new link",
        toStart: "To the start page",
        faultTitle: "Signing in did not work",
        tryAgain: "Try again",
        fault: { fault in
            switch fault {
            case .refusedThere: "It was cancelled or refused at your employer’s sign-in. Nothing was changed."
            case .unavailable: "Your employer’s sign-in does not answer at the moment. Try again in a few minutes."
            case .unknownPerson:
                """
                Your employer’s sign-in worked, but nobody here is known by it. Ask an administrator of your \
                organization to look whether the directory has sent you.
                """
            case .unusable:
                """
                What came back from your employer’s sign-in could not be used. Begin again from here; if it happens \
                again, give your administrator the reference below.
                """
            }
        },
        againTitle: "Sign in again first",
        againLead: """
            What you are about to do needs a proof of the last 15 minutes that it is you at this browser. A new \
            sign-in is enough.
            """,
        againButton: "Sign out and in again",
        againKeep: "Go back",
        signedOutTitle: "You are signed out",
        signedOutLead: "Your session on this browser has ended, on our side too. You can close this page.",
        signedOutEmployer: """
            You are still signed in at your employer’s sign-in. On a browser that others use, sign out there, too.
            """,
        signOutAtEmployer: "Sign out at your employer too",
        signInAgain: "Sign in again"
    )
}
