/// `/o/{slug}/sign-in/{token}`: one button, since mail scanners follow links by GET and would use it up.
struct SignInPage: Sendable {
    let slug: String
    let organization: String
    let token: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let title = texts.signInTitle(organization)
        return Door.page(
            context, title: title,
            """
            \(Door.heading(title, texts.signInLead))
            <form class="stack-s" method="post" action="\(Address.room(slug: slug, .signIn(token: token)))">\
            \(context.csrfField)<p class="btns"><button class="btn btn-main">\(texts.signInButton)</button></p>\
            <p class="help">\(texts.signInOnce)</p></form>
            """)
    }
}

/// A link that was asked for in another browser.
struct SignInElsewherePage: Sendable {
    let slug: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.elsewhereTitle,
            """
            \(Door.heading(texts.elsewhereTitle, texts.elsewhereLead))
            <p>\(texts.elsewhereRemedy)</p>
            <p class="btns">\(Button.link(texts.toDoor, to: .room(slug: slug, .door)))</p>
            """)
    }
}

/// A link that was used, has ended or never was: the same page for all three.
struct SignInExpiredPage: Sendable {
    let slug: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.expiredTitle,
            """
            \(Door.heading(texts.expiredTitle, texts.expiredLead))
            <p>\(texts.expiredRemedy)</p>
            <p class="btns">\(Button.link(texts.toDoor, to: .room(slug: slug, .door)))</p>
            """)
    }
}

/// Signing in through the employer did not work.
struct SignInFaultPage: Sendable {
    enum Fault: String, Sendable, CaseIterable {
        /// The person or the provider said no.
        case refusedThere = "refused-there"
        /// The provider does not answer.
        case unavailable
        /// Nobody here is known by what the provider vouches for.
        case unknownPerson = "unknown-person"
        /// Whatever else was wrong: one text, so that nobody can feel their way along.
        case unusable
    }

    let slug: String
    let fault: Fault
    /// As the log has it.
    let reference: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let errors = context.texts.errors
        return Door.page(
            context, title: texts.faultTitle, hasLine: false,
            """
            \(Door.heading(texts.faultTitle, texts.fault(fault)))
            <dl class="facts"><dt>\(errors.reference)</dt><dd><code>\(reference)</code></dd></dl>
            <p class="btns">\(Button.link(texts.tryAgain, to: .room(slug: slug, .door), "btn btn-main"))</p>
            """)
    }
}

/// A deed needs a sign-in of the last minutes, and there is no second step to prove instead.
struct SignInAgainPage: Sendable {
    let slug: String
    let back: Address

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.againTitle, hasLine: false,
            """
            \(Door.heading(texts.againTitle, texts.againLead))
            <form method="post" action="\(Address.room(slug: slug, .signOut))">\(context.csrfField)\
            <p class="btns"><button class="btn btn-main">\(texts.againButton)</button>\
            \(Button.link(texts.againKeep, to: back))</p></form>
            """)
    }
}

struct SignedOutPage: Sendable {
    let slug: String
    /// Where the employer's provider signs people out, where they came in through it.
    var employerURL: String?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        let employer: HTML? = employerURL.map {
            """
            <p>\(texts.signedOutEmployer)</p>
            <p class="btns"><a class="btn" href="\($0)">\(texts.signOutAtEmployer)</a></p>
            """
        }
        return Door.page(
            context, title: texts.signedOutTitle, hasLine: false,
            """
            \(Door.heading(texts.signedOutTitle, texts.signedOutLead))
            \(employer)
            <p class="btns">\(Button.link(texts.signInAgain, to: .room(slug: slug, .door)))</p>
            """)
    }
}
