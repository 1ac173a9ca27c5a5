import Domain

/// The steps of a request as a timeline; the person and the employer see the same ones.
struct RequestSteps: Sendable {
    let shown: RightsCase
    /// Who reads: their own steps say “you”.
    let reader: UUIDValue?
    /// What is still to come, in the reader's words.
    var next: [(text: HTML, when: String, isNow: Bool)] = []

    func html(_ context: ConsoleContext) -> HTML {
        let coming = next.map { step -> HTML in
            let name: HTML = step.isNow ? "is-now" : "is-next"
            return "<li class=\"\(name)\">\(step.text)<span class=\"when\">\(step.when)</span></li>"
        }
        return "<ol class=\"steps gap-s\" role=\"list\">\(shown.steps.map { item($0, context) })\(coming)</ol>"
    }

    private func item(_ step: RightsStep, _ context: ConsoleContext) -> HTML {
        let texts = context.texts.rights
        let who = step.kind == .doing ? nil : actor(step, context)
        let isFrom = step.kind == .received || step.kind == .withdrawn
        let by: HTML? = who.map { who in
            isFrom && !isOfficer(step) ? " \(texts.from(who))" : " \(texts.by(who, role(step, context)))"
        }
        let note: HTML? = step.note.flatMap {
            $0.text.isEmpty ? nil : "<span class=\"said\"><bdi>“\($0.text)”</bdi></span>"
        }
        let key: HTML? = step.note?.key.map { " \(texts.key($0))" }
        let authority: HTML? = step.note?.authority.map { "<span class=\"when\">\(texts.complain($0))</span>" }
        return """
            <li><b>\(texts.step(step.kind))</b>\(by)\(key)\(note)\(authority)<time>\(context.moment(step.at))</time></li>
            """
    }

    private func isOfficer(_ step: RightsStep) -> Bool {
        step.actorKind != .person || step.actor != shown.request.person
    }

    private func actor(_ step: RightsStep, _ context: ConsoleContext) -> String? {
        let texts = context.texts.rights
        if step.actorKind == .program { return nil }
        guard let actor = step.actor, step.actorKind == .person else { return texts.actor(step.actorKind) }
        if actor == reader { return texts.you }
        return shown.names[actor] ?? texts.actor(.person)
    }

    private func role(_ step: RightsStep, _ context: ConsoleContext) -> String? {
        guard let actor = step.actor, actor != reader, let role = shown.roles[actor], role != .learner else {
            return nil
        }
        let name = context.texts.frame.roles([role])
        return context.texts.rights.language == .english ? name.lowercased() : name
    }
}
