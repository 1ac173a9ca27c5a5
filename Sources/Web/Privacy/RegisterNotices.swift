import Domain

/// What the organization was told of and has not answered: on the overview, until it has.
struct RegisterNotices: Sendable {
    /// What the reader may see of it, taken in the transaction that read the login.
    struct Permits: Sendable {
        let incidents: Permit<SeeIncidents>?
        let subProcessors: Permit<SeeSubProcessors>?

        init(_ view: View) {
            incidents = view.permitIfAny(SeeIncidents.self)
            subProcessors = view.permitIfAny(SeeSubProcessors.self)
        }
    }

    var incidents: [OwnIncident] = []
    var subProcessors: [SubProcessorNotice] = []

    init() {}

    init(_ permits: Permits, _ platform: Platform) async throws {
        if let permit = permits.incidents { incidents = try await platform.ownIncidents(permit).filter(\.waits) }
        if let permit = permits.subProcessors {
            subProcessors = try await platform.subProcessors(permit).filter(\.isOpen)
        }
    }

    func sheets(_ context: ConsoleContext) -> [HTML] {
        let texts = context.texts.registers
        let incidents = incidents.map { own in
            sheet(
                texts.waitsForYou, texts.incidentWaits(own.incident.number), own.incident.title,
                (texts.seeIncidents, context.address(.register(.incidents))))
        }
        let others = subProcessors.map { notice in
            sheet(
                texts.waitsForYou, texts.subProcessorWaits(notice.subProcessor.recipient.name),
                texts.effective(context.date(notice.opensAt)),
                (texts.seeSubProcessors, context.address(.register(.subProcessors))))
        }
        return incidents + others
    }

    private func sheet(
        _ badge: String, _ title: String, _ text: String, _ link: (title: String, address: Address)
    ) -> HTML {
        """
        <section class="sheet sheet--now"><p>\(Badge(.now, badge).html)</p><h2>\(title)</h2><p>\(text)</p>\
        <p class="btns gap-s">\(Button.link(link.title, to: link.address, "btn"))</p></section>
        """
    }

    /// The way to the registers, from the overview.
    static func links(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.registers
        let rooms: [(title: String, room: RegisterRoom, isOpen: Bool)] = [
            (texts.incidentsTitle, .incidents, context.reader.may(SeeIncidents.self)),
            (texts.subProcessorsTitle, .subProcessors, context.reader.may(SeeSubProcessors.self)),
            (texts.disclosuresTitle, .disclosures, context.reader.may(SeeDisclosures.self)),
            (texts.leavingLink, .leaving, context.reader.may(ReturnData.self)),
        ]
        let links = rooms.filter(\.isOpen).map { room -> HTML in
            "<li><a href=\"\(context.address(.register(room.room)))\">\(room.title)</a></li>"
        }
        guard !links.isEmpty else { return "" }
        return """
            <section aria-labelledby="rg"><h2 id="rg">\(texts.linksTitle)</h2><ul class="plain">\(links)\
            </ul></section>
            """
    }
}
