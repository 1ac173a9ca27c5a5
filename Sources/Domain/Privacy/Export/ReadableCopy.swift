/// The page of a copy that people read: one file without anything from elsewhere, no script, made to be printed.
struct ReadableCopy {
    let language: MailLanguage
    let organization: Organization
    let export: BegunExport
    let snapshot: ExportSnapshot
    let tables: [PersonTable]
    let counts: [String: Int]
    /// The newest rows of each table.
    let shown: [String: [[ExportValue]]]

    static func fileName(_ language: MailLanguage) -> String {
        language == .english ? "index.html" : "index.\(language.rawValue).html"
    }

    private var texts: CopyTexts { CopyTexts.in(language) }

    var page: [UInt8] {
        let sections = tables.filter { counts[$0.name] ?? 0 > 0 && $0.name != "person" }.map(section)
        let page: CopyMarkup = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1">\
            <meta name="referrer" content="no-referrer"><title>\(texts.title)</title>
            <style>\(CopyMarkup.style)</style></head>
            <body><main>
            \(head)
            \(profile)
            \(sections)
            \(leftOut)
            \(files)
            </main></body></html>

            """
        return page.bytes
    }

    private var head: CopyMarkup {
        let other: MailLanguage = language == .english ? .german : .english
        return """
            <header><p class="over">\(organization.name)</p><h1>\(texts.title)</h1>
            <p class="lead">\(texts.lead(organization.name, moment(export.asOf)))</p>
            <p><a hreflang="\(other.rawValue)" lang="\(other.rawValue)" href="\(Self.fileName(other))">\
            \(CopyTexts.in(other).title)</a></p></header>
            """
    }

    /// What holds now, each value with where it came from.
    private var profile: CopyMarkup {
        let rows = snapshot.fields.map { field -> CopyMarkup in
            let value = field.value.revealed.isEmpty ? texts.nothing : field.value.revealed
            return """
                <tr><th scope="row">\(texts.attribute(field.attribute))</th><td>\(value)</td>\
                <td>\(source(of: field))</td><td>\(moment(field.at))</td></tr>

                """
        }
        return """
            <section><h2>\(texts.profileTitle)</h2><p>\(texts.profileLead)</p>
            \(table(texts.profileColumns, rows))
            \(standing)</section>
            """
    }

    /// The plain facts of the person's own row.
    private var standing: CopyMarkup {
        guard let table = tables.first(where: { $0.name == "person" }), let row = shown["person"]?.first else {
            return ""
        }
        let facts = zip(table.columns, row).filter { column, cell in
            isShown(column) && column.name != "profile" && cell != .none && cell != .list([])
        }
        let items = facts.map { column, cell -> CopyMarkup in
            "<div><dt>\(texts.column(column.name))</dt><dd>\(words(cell))</dd></div>"
        }
        return "<dl>\(items)</dl>"
    }

    private func source(of field: SourcedField) -> String {
        if let correction = field.correction {
            return texts.corrected(field.directoryValue?.revealed, correction.isDisputed)
        }
        return field.source.flatMap { snapshot.names[$0] } ?? texts.operatorSource
    }

    private func section(_ part: PersonTable) -> CopyMarkup {
        let rows = shown[part.name] ?? []
        let places = part.columns.indices.filter { place in
            isShown(part.columns[place]) && rows.contains { $0[place] != .none }
        }
        let lines = rows.reversed().map { row -> CopyMarkup in
            let cells = places.map { place -> CopyMarkup in "<td>\(words(row[place]))</td>" }
            return "<tr>\(cells)</tr>\n"
        }
        let labels = places.map { texts.column(part.columns[$0].name) }
        return """
            <section><h2>\(texts.table(part.name).title)</h2><p>\(texts.table(part.name).lead) \
            \(texts.count(counts[part.name] ?? 0, rows.count, "\(part.name).csv"))</p>
            \(places.isEmpty ? "" : table(labels, lines))</section>

            """
    }

    private func table(_ labels: [String], _ rows: [CopyMarkup]) -> CopyMarkup {
        let heads = labels.map { label -> CopyMarkup in "<th scope=\"col\">\(label)</th>" }
        return "<div class=\"wide\"><table><thead><tr>\(heads)</tr></thead><tbody>\n\(rows)</tbody></table></div>"
    }

    /// Ids and hashes tell a reader nothing; they are in the files beside this page.
    private func isShown(_ column: PersonColumn) -> Bool {
        switch column.form {
        case .id, .bytes: false
        case .number, .instant: !CopyTexts.unread.contains(column.name)
        default: true
        }
    }

    private var leftOut: CopyMarkup {
        let reasons = texts.leftOutReasons.map { reason -> CopyMarkup in "<li>\(reason)</li>" }
        return """
            <section><h2>\(texts.leftOutTitle)</h2><p>\(texts.leftOutLead)</p><ul>\(reasons)</ul></section>
            """
    }

    private var files: CopyMarkup {
        let items = texts.files.map { file -> CopyMarkup in
            "<div><dt><code>\(file.name)</code></dt><dd>\(file.use)</dd></div>"
        }
        return """
            <section><h2>\(texts.filesTitle)</h2><dl>\(items)</dl>
            <p class="small">\(texts.identity("\(export.id)", export.number))</p></section>
            """
    }

    /// A cell for people.
    private func words(_ value: ExportValue) -> String {
        switch value {
        case .none: ""
        case .flag(let flag): flag ? texts.yes : texts.no
        case .number(let number): String(number)
        case .text(let text): texts.words[text] ?? text
        case .instant(let instant): moment(instant)
        case .list(let values): values.map(words).joined(separator: ", ")
        case .object(let members):
            members.filter { $0.value != .none }.map { "\(texts.column($0.name)): \(words($0.value))" }
                .joined(separator: "; ")
        }
    }

    /// In the organization's zone.
    private func moment(_ instant: Int64) -> String {
        let offset = TimeZones.offset(of: organization.zone, at: instant)
        return texts.moment(CivilTime(instant, offsetMinutes: offset))
    }
}
