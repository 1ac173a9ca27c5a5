/// `/o/{slug}/sign-in/{token}`: one button, since mail scanners follow links by GET and would use it up.
struct SignInPage: Sendable {
    let slug: String
    let organization: String
    let token: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.signInTitle(organization),
            """
            <div><h1>\(texts.signInHeadline(organization))</h1><p class="lead">\(texts.signInLead)</p></div>
            <form class="stack-s" method="post" action="\(Address.room(slug: slug, .signIn(token: token)))">\
            <input type="hidden" name="csrf" value="\(context.csrf)">\
            <p class="btns"><button class="btn btn-main">\(texts.signInButton)</button></p>\
            <p class="help">\(texts.signInOnce)</p></form>
            """)
    }
}

/// An organization's console, for someone who is not signed in.
struct SignInNeededPage: Sendable {
    let organization: String

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.signInTitle(organization),
            """
            <div><h1>\(texts.signInAtWorkHeadline(organization))</h1><p class="lead">\(texts.signInAtWorkLead)</p></div>
            <p>\(texts.useLink)</p>
            """)
    }
}

/// A link that was used, has ended or never was: the same page for all three.
struct ExpiredLinkPage: Sendable {
    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.expiredTitle,
            """
            <div><h1>\(texts.expiredHeadline)</h1><p class="lead">\(texts.expiredLead)</p></div>
            <p>\(texts.expiredRemedy)</p>
            <p class="btns">\(Button.link(texts.toStart, to: .start))</p>
            """)
    }
}

struct SignedOutPage: Sendable {
    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.door
        return Door.page(
            context, title: texts.signedOutTitle,
            """
            <div><h1>\(texts.signedOutHeadline)</h1><p class="lead">\(texts.signedOutLead)</p></div>
            <p class="btns">\(Button.link(texts.toStart, to: .start))</p>
            """)
    }
}
