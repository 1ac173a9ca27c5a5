import Domain

/// `/o/{slug}/directory/connect/{provider}`: the set-up, step by step.
struct GuidePage: Sendable {
    let provider: Provider
    /// Absolute, both.
    let scimBase: String
    let tokenEndpoint: String
    let instructed: [Attribute]
    /// Why the form was refused, where it was, and what it held.
    var nameError: String?
    var name = ""

    func html(in context: ConsoleContext) -> HTML {
        let texts = context.texts.guides
        let connect = context.texts.connect
        let crumb = Crumb(
            steps: [
                (context.texts.directory.title, context.address(.directory)),
                (connect.title, context.address(.connect)),
            ], here: connect.provider(provider))
        let steps = texts.steps(provider).enumerated().map { step($0.element, number: $0.offset + 1, context) }
        return Layout.console(
            context, title: texts.title(provider), in: .directory,
            """
            \(crumb.html(label: context.texts.frame.path))
            \(Heading(title: "\(texts.title(provider))", lead: "\(texts.lead(provider))").html)
            <ol class="guide" role="list" aria-label="\(texts.stepsLabel)">\(steps)</ol>
            <section class="stack-top" aria-labelledby="ch"><h2 id="ch">\(texts.checkTitle)</h2>\
            <p>\(texts.checkText)</p></section>
            """)
    }

    private func step(_ step: GuideTexts.Step, number: Int, _ context: ConsoleContext) -> HTML {
        """
        <li><span class="guide-number" aria-hidden="true">\(number)</span><div class="stack-s">\
        <div><h2>\(step.title)</h2><p>\(step.text)</p></div>\(step.values.map { value($0, context) })</div></li>
        """
    }

    private func value(_ value: GuideTexts.Step.Value, _ context: ConsoleContext) -> HTML {
        let connect = context.texts.connect
        let frame = context.texts.frame
        func box(_ label: String, _ text: String) -> HTML {
            "<div><p class=\"label\">\(label)</p>\(CopyBox(label: label, text: text, texts: frame).html)</div>"
        }
        return switch value {
        case .baseURL: box(provider == .entra ? connect.tenantURL : connect.baseURL, scimBase)
        case .tokenEndpoint: box(connect.tokenEndpoint, tokenEndpoint)
        case .mapping: mapping(context)
        case .token:
            TokenForm(
                action: context.address(.connections), provider: provider, isFirst: true, name: name,
                nameError: nameError
            ).html(context)
        }
    }

    private func mapping(_ context: ConsoleContext) -> HTML {
        let texts = context.texts.guides
        let table = Table(
            label: texts.mappingLabel,
            columns: [
                Table.Column(texts.directoryColumn), Table.Column(texts.scimColumn), Table.Column(texts.actionColumn),
            ],
            rows: AttributeMapping.rows(provider).map { row in
                let action: HTML =
                    switch row.attribute {
                    case let attribute? where !attribute.needsInstruction: Badge(.ok, texts.keep).html
                    case let attribute? where instructed.contains(attribute): Badge(.ok, texts.add).html
                    default: Badge(.bad, texts.remove).html
                    }
                return [
                    Table.Cell("<code>\(row.theirs)</code>", header: true),
                    Table.Cell("<code>\(row.ours)</code>", names: "wrap"),
                    Table.Cell(action),
                ]
            })
        return "\(table.html)<p class=\"small quiet\">\(texts.mappingNote)</p>"
    }
}
