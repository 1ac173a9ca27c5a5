/// `/o/{slug}/factor/setup`: the key of a new second step, as a picture and to type, and the field for its first code.
struct FactorSetupPage: Sendable {
    /// What the authenticator app needs: shown in one answer and never again.
    struct Key: Sendable {
        /// The QR code; nil where organization and account have names longer than any picture holds.
        let picture: HTML?
        /// In Base32.
        let text: String
    }

    let slug: String
    /// Whether a role of the reader needs a second step.
    let isNeeded: Bool
    /// Whether the reader has a second step already, whose place this one takes.
    let replaces: Bool
    /// Nil after a wrong code: the app has the key by then.
    let key: Key?
    var trouble: FactorPage.Trouble?

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.factor
        let code = CodeField(
            label: texts.code, help: texts.codeHelp, error: trouble?.text(texts, wrong: texts.wrongFirst))
        let form: HTML = """
            <form class="stack-s" method="post" action="\(Address.room(slug: slug, .factorSetup))">\
            \(context.csrfField)\(code.html)\
            <p class="btns"><button class="btn btn-main">\(texts.confirm)</button></p></form>
            """
        return Door.page(
            context, title: texts.setupTitle, hasLine: false,
            """
            \(Door.heading(texts.setupTitle, lead(texts)))
            \(key.map { steps($0, form, context) } ?? form + again(texts))
            \(way(context))
            """)
    }

    private func lead(_ texts: FactorTexts) -> String {
        if replaces { return texts.setupReplaces }
        return isNeeded ? texts.setupNeeded : texts.setupWanted
    }

    private func steps(_ key: Key, _ form: HTML, _ context: DoorContext) -> HTML {
        let texts = context.texts.factor
        let box = CopyBox(label: texts.key, text: Self.grouped(key.text), texts: context.texts.forStaff.frame)
        return """
            <ol class="guide">
            <li><p class="guide-number">1</p><div><p>\(texts.setupApp)</p></div></li>
            <li><p class="guide-number">2</p><div class="stack-s"><p>\(texts.setupScan)</p>\
            <div class="qr">\(key.picture)</div>\(box.html)<p class="help">\(texts.keyHelp)</p></div></li>
            <li><p class="guide-number">3</p><div class="stack-s"><p>\(texts.setupCode)</p>\(form)</div></li>
            </ol>
            """
    }

    private func again(_ texts: FactorTexts) -> HTML {
        """
        <p class="help">\(texts.beginAgainHelp)</p>
        <p class="btns">\(Button.link(texts.beginAgain, to: .room(slug: slug, .factorSetup)))</p>
        """
    }

    private func way(_ context: DoorContext) -> HTML {
        if isNeeded { return FactorPage.signOut(slug, context) }
        let back = Button.link(context.texts.door.againKeep, to: .room(slug: slug, .ownSignIn), "btn btn-bare")
        return "<p class=\"btns\">\(back)</p>"
    }

    /// Four characters at a time, to type.
    private static func grouped(_ key: String) -> String {
        var bytes: [UInt8] = []
        for (place, byte) in key.utf8.enumerated() {
            if place > 0, place % 4 == 0 { bytes.append(UInt8(ascii: " ")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The recovery codes, at the only moment when they are known.
struct FactorCodesPage: Sendable {
    let slug: String
    let codes: [String]
    /// Whether the second step came into force with them.
    let isFirst: Bool
    let next: Address.Room

    func html(in context: DoorContext) -> HTML {
        let texts = context.texts.factor
        let said: HTML? =
            isFirst
            ? "<div class=\"flash flash-ok\" role=\"status\"><p>\(texts.codesOthersEnded)</p></div>" : nil
        let box = CopyBox(
            label: texts.codesLabel, text: codes.joined(separator: "\n"), texts: context.texts.forStaff.frame)
        return Door.page(
            context, title: texts.codesTitle, hasLine: false,
            """
            \(said)
            \(Door.heading(texts.codesTitle, texts.codesLead))
            \(box.html)
            <p>\(texts.codesKeep)</p>
            <p class="btns">\(Button.link(texts.codesDone, to: .room(slug: slug, next), "btn btn-main"))</p>
            """)
    }
}
