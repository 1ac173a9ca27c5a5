import Domain
import Testing

@testable import Web

@Suite("Every page")
struct PageStructureTests {
    @Test("is well-formed, with one heading and unique ids", arguments: SamplePages.all)
    func wellFormed(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        var open: [String] = []
        // Elements of HTML that have no end tag, and shapes of SVG, which end in themselves.
        let void: Set = ["meta", "link", "input", "img", "br", "rect", "circle", "path"]
        for tag in tags where !void.contains(tag.name) {
            if tag.isEnd {
                #expect(open.popLast() == tag.name)
            } else {
                open.append(tag.name)
            }
        }
        #expect(open.isEmpty)
        #expect(tags.filter { $0.name == "h1" && !$0.isEnd }.count == 1)
        let ids = tags.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
    }

    @Test("declares its language and reads well without a stylesheet", arguments: SamplePages.all)
    func language(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        let lang = try #require(tags.first { $0.name == "html" }?.attributes["lang"])
        #expect(Language(rawValue: lang) != nil)
        #expect(tags.contains { $0.name == "a" && $0.attributes["href"] == "#main" })
        #expect(tags.contains { $0.name == "main" && $0.attributes["id"] == "main" })
    }

    @Test("has no inline style, script or handler", arguments: SamplePages.all)
    func contentPolicy(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        for tag in tags {
            #expect(tag.attributes["style"] == nil)
            #expect(!tag.attributes.keys.contains { $0.utf8.starts(with: "on".utf8) })
            #expect(tag.name != "style" && tag.name != "iframe")
            if tag.name == "script", !tag.isEnd { #expect(tag.attributes["src"] == "/assets/site.js") }
        }
        #expect(!page.html.string.utf8.elementsEqual("".utf8))
    }

    @Test("sends the session's token with each POST form", arguments: SamplePages.all)
    func tokens(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        var isPost = false
        var tokens = 0
        for tag in tags {
            if tag.name == "form" {
                if tag.isEnd, isPost { #expect(tokens == 1) }
                isPost = !tag.isEnd && tag.attributes["method"] == "post"
                tokens = 0
            }
            if tag.name == "input", tag.attributes["name"] == "csrf" {
                tokens += 1
                #expect(isPost)
                #expect(tag.attributes["value"] == SamplePages.csrf)
            }
        }
    }

    @Test("links only to addresses that exist", arguments: SamplePages.all)
    func links(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        let links = tags.flatMap { tag in
            ["href", "src", "action", "formaction"].compactMap { tag.attributes[$0] }
        }
        let ids = Set(tags.compactMap { $0.attributes["id"] })
        for link in links {
            if link.hasPrefix("#") {
                #expect(ids.contains(String(link.dropFirst())), "\(link)")
                continue
            }
            #expect(SamplePages.patterns.contains { SamplePages.matches(link, $0) }, "\(link)")
        }
        #expect(!links.isEmpty)
    }

    @Test("names what labels, descriptions and dialogs refer to", arguments: SamplePages.all)
    func references(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        let ids = Set(tags.compactMap { $0.attributes["id"] })
        for tag in tags {
            for name in ["for", "aria-labelledby", "aria-describedby", "data-dialog", "form"] {
                if let id = tag.attributes[name] { #expect(ids.contains(id), "\(name)=\(id)") }
            }
        }
    }

    @Test("shows hostile values as text", arguments: SamplePages.hostile)
    func hostile(page: SamplePage) throws {
        let tags = try #require(Tag.all(in: page.html.string))
        #expect(!tags.contains { ["img", "b2", "x"].contains($0.name) && $0.attributes["src"] == "x" })
        #expect(!page.html.string.utf8.contains(0))
        #expect(page.html.string.contains("&lt;x src=x&gt;"))
    }
}

@Suite("Particular pages")
struct ParticularPageTests {
    @Test("A search keeps its words out of links and in the forms behind its buttons")
    func search() throws {
        let html = SamplePages.staff(StaffListQuery().with { $0.q = "okonkwo" }).string
        let tags = try #require(Tag.all(in: html))
        let again = try #require(tags.firstIndex { $0.attributes["id"] == "again" })
        #expect(tags[again + 2].attributes["value"] == "okonkwo")
        for tag in tags {
            for name in ["href", "action", "formaction"] {
                #expect(tag.attributes[name]?.contains("okonkwo") != true)
            }
        }
        #expect(tags.contains { $0.name == "button" && $0.attributes["form"] == "again" })
    }

    @Test("Without a search the list is paged by links")
    func paging() throws {
        let html = SamplePages.staff(StaffListQuery()).string
        let tags = try #require(Tag.all(in: html))
        #expect(tags.contains { $0.name == "a" && $0.attributes["href"] == "/o/havn/staff?page=2" })
        #expect(!tags.contains { $0.attributes["form"] == "again" })
    }

    @Test("A department is shown only where the organization keeps departments")
    func departments() {
        #expect(SamplePages.staff(StaffListQuery(), departments: ["Aarhus"]).string.contains("Aarhus inbound"))
        #expect(!SamplePages.staff(StaffListQuery(), departments: nil).string.contains("Aarhus inbound"))
    }

    @Test("The link page signs in by POST only")
    func signIn() throws {
        let page = SignInPage(slug: "havn", organization: "Havn", token: "T0ken")
        let tags = try #require(Tag.all(in: page.html(in: DoorContext(texts: .english, csrf: SamplePages.csrf)).string))
        let form = try #require(tags.first { $0.name == "form" })
        #expect(form.attributes["method"] == "post" && form.attributes["action"] == "/o/havn/sign-in/T0ken")
        #expect(!tags.contains { $0.name == "a" && $0.attributes["href"]?.contains("T0ken") == true })
    }

    @Test("What deactivates people is asked once more, with and without a script")
    func decision() {
        let html = SamplePages.change(.waiting).string
        #expect(html.contains("data-dialog=\"apply-ch1\""))
        #expect(html.contains("href=\"/o/havn/directory/changes/ch1/approval\""))
        #expect(html.contains("Deactivate 212 people"))
    }

    @Test("What only loses values is no deactivation, ahead or past, and takes one press")
    func movers() {
        let counts = DifferenceCounts(movers: 40, isStaged: true)
        let waiting = SamplePages.change(.waiting, counts: counts).string
        #expect(waiting.contains("40 people would lose a value or a group at once"))
        #expect(waiting.contains("Apply exactly these 40") && waiting.contains("Discard and give back"))
        let applied = SamplePages.change(.applied(by: "F", at: SamplePages.now), counts: counts).string
        #expect(applied.contains("<h1>40 people lost a value or a group</h1>"))
        for html in [waiting, applied] {
            #expect(!html.contains("e deactivated") && !html.contains("Deactivate") && !html.contains("sign in"))
        }
    }

    @Test("A file removes people, a directory deactivates them")
    func leaving() {
        #expect(SamplePages.change(.waiting, counts: SamplePages.fileCounts).string.contains("Remove 212 people"))
        let staged = DifferenceCounts(leavers: 1, leaving: .removed, isStaged: true)
        #expect(SamplePages.change(.waiting, counts: staged).string.contains("1 person would be removed at once"))
    }

    @Test("Once decided, a change is told in the past, and its rows are said to be deleted")
    func past() {
        let texts = Texts.english.changes
        let at = SamplePages.now
        let titles: [(ChangePage.Stage, DifferenceCounts, String)] = [
            (.applied(by: "F", at: at), SamplePages.counts, "212 people were deactivated"),
            (.discarded(by: "F", at: at), SamplePages.counts, "Discarded: 212 people kept access"),
            (.withdrawn(at: at), SamplePages.counts, "Taken back by the directory"),
            (.applied(by: "F", at: at), SamplePages.fileCounts, "This file made 217 changes"),
            (.discarded(by: "F", at: at), SamplePages.fileCounts, "Discarded: this file changed nothing"),
            (.expired, SamplePages.fileCounts, "Expired: this file changed nothing"),
        ]
        for (stage, counts, title) in titles {
            let html = SamplePages.change(stage, counts: counts).string
            #expect(html.contains("<h1>\(title)</h1>"), "\(stage)")
            #expect(html.contains(texts.rowsDeleted) && !html.contains("class=\"fold diff\""), "\(stage)")
        }
        #expect(!SamplePages.change(.waiting).string.contains(texts.rowsDeleted))
    }

    @Test("“All or none” is promised for at most 2,000 rows")
    func atomic() {
        let texts = Texts.english.changes
        #expect(SamplePages.change(.waiting, rowCount: 2_000).string.contains(texts.atomic))
        #expect(!SamplePages.change(.waiting, rowCount: 2_001).string.contains(texts.atomic))
        let large = DifferenceCounts(joiners: 2_001)
        #expect(!SamplePages.change(.waiting, counts: large).string.contains(texts.atomic))
    }

    @Test("Whoever may not decide sees counts and neither rows nor buttons")
    func reader() {
        for counts in [SamplePages.counts, SamplePages.fileCounts] {
            let html = SamplePages.change(
                .waiting, counts: counts, in: SamplePages.context([.privacyOfficer])
            ).string
            #expect(html.contains(Texts.english.changes.rowsWithheld))
            #expect(!html.contains("/approval") && !html.contains("class=\"fold diff\""))
        }
    }

    @Test("Only administrators end access, and only where no directory keeps the person")
    func departure() {
        let deed = "href=\"/o/havn/staff/p1/departure\""
        let alone = SamplePages.person("Amara", .active, isSent: false)
        #expect(alone.string.contains(deed) && alone.string.contains("No directory sends this person any more."))
        #expect(!alone.string.contains("as long as the directory sends"))
        #expect(!SamplePages.person("Amara", .active).string.contains(deed))
        let officer = SamplePages.context([.privacyOfficer])
        #expect(!SamplePages.person("Amara", .active, isSent: false, in: officer).string.contains(deed))
        #expect(!SamplePages.person("Amara", .held, isSent: false).string.contains(deed))
    }

    @Test("An error that nobody logged shows no reference")
    func reference() {
        let context = DoorContext(texts: .english)
        #expect(!ErrorPage(status: 404, reference: nil).html(in: context).string.contains("Reference"))
        #expect(ErrorPage(status: 503, reference: "k7p2").html(in: context).string.contains("<code>k7p2</code>"))
    }

    @Test("People who left are counted apart in the list’s lead")
    func lead() {
        let html = SamplePages.staff(StaffListQuery()).string
        #expect(html.contains("4,316 people.") && html.contains("2 more have left and are due for erasure."))
    }

    @Test("The progress of a change says how far it is and renews itself")
    func progress() {
        let html = SamplePages.change(.applying(done: 100, startedAt: SamplePages.now - 1_000)).string
        #expect(html.contains("100 of 217 changes applied"))
        #expect(html.contains("data-progress"))
        #expect(!SamplePages.change(.applied(by: "Freja", at: SamplePages.now)).string.contains("data-progress"))
    }

    @Test("German pages say nothing in English")
    func german() {
        let html = ErrorPage(status: 503, reference: "K7P2").html(in: DoorContext(texts: .german)).string
        #expect(html.contains("lang=\"de\"") && html.contains("Gerade nicht verfügbar"))
        #expect(!html.contains("Skip to") && !html.contains("Reference"))
    }

    @Test("The page of a token shows it once, beside the address it belongs to")
    func secret() {
        let html = SamplePages.secret.string
        #expect(html.components(of: "ii_s3cret") == 1)
        #expect(html.contains("https://x.example/scim/v2/havn"))
    }
}

extension String {
    /// How often a part occurs.
    fileprivate func components(of part: String) -> Int {
        let all = Array(utf8)
        let needle = Array(part.utf8)
        guard all.count >= needle.count else { return 0 }
        return (0...(all.count - needle.count)).count { all[$0..<($0 + needle.count)].elementsEqual(needle) }
    }
}
