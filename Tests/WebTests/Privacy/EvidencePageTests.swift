import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("The evidence log in the console")
struct EvidencePageTests {
    @Test("The newest checkpoint is shown, and what is downloaded is what was signed", arguments: Engine.allCases)
    func newest(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            let path = world.path(.evidence(.log))
            #expect(try await browser.get(path).text.contains("No checkpoint yet"))
            #expect(try await browser.get(world.path(.evidence(.checkpoint))).status == 404)
            try await world.customer.sequence()
            let page = try await browser.get(path)
            #expect(page.status == 200 && Markup.faults(in: page.text).isEmpty)
            let file = try await browser.get(world.path(.evidence(.checkpoint)))
            let signed = try #require(SignedCheckpoint(file.text.utf8))
            #expect(file.headers[.contentType] == "text/plain; charset=utf-8")
            let name = "attachment; filename=\"\(world.slug)-checkpoint-\(signed.checkpoint.size).txt\""
            #expect(file.headers[.contentDisposition] == name)
            #expect(page.text.contains(signed.checkpoint.root.base64))
            let key = try await world.evidenceKey()
            #expect(page.text.contains(key.description) && page.text.contains("Today so far: "))
        }
    }

    @Test("The whole log comes as a bundle that verifies, with or without details", arguments: Engine.allCases)
    func bundle(_ engine: Engine) async throws {
        try await ConsoleWorld.run(engine) { world in
            let browser = try await world.administrator()
            try await world.customer.sequence()
            let kept = try await browser.get(world.path(.evidence(.checkpoint))).text
            let token = try await browser.csrf(at: world.path(.evidence(.log)))
            for details in ["no", "yes"] {
                let answer = try await browser.post(
                    world.path(.evidence(.bundle)), ["csrf": token, "details": details])
                #expect(answer.headers[.contentDisposition] == "attachment; filename=\"\(world.slug).evidence\"")
                var audit = BundleAudit(key: try await world.evidenceKey(), earlier: Array(kept.utf8))
                audit.append(answer.bytes)
                let result = try audit.result()
                #expect(result.log.isSound && result.log.verdict == .appendOnly)
                #expect((result.openedCount > 0) == (details == "yes"))
            }
            #expect(try await browser.post(world.path(.evidence(.bundle)), ["csrf": "x"]).status == 403)
        }
    }

    @Test("A checkpoint that comes back is compared, however browsers and mail have changed its line ends")
    func verdict() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            try await world.customer.sequence()
            let kept = try await browser.get(world.path(.evidence(.checkpoint))).text
            _ = try await world.connection()
            try await world.customer.sequence()
            let path = world.path(.evidence(.verdict))
            let token = try await browser.csrf(at: world.path(.evidence(.log)))
            let pasted = "\r\n" + kept.replacing("\n", with: "\r\n") + "\r\n "
            let same = try await browser.post(path, ["csrf": token, "note": pasted])
            #expect(same.status == 200 && same.text.contains("<h1>History was only added to</h1>"))
            #expect(same.text.contains("Since the earlier checkpoint, events were only added."))
            #expect(same.text.contains("section 2.1.4"), "with its proof")
            #expect(Markup.faults(in: same.text).isEmpty)
            let file = try await browser.upload(path, csrf: token, file: kept)
            #expect(file.status == 200 && file.text.contains("<h1>History was only added to</h1>"))

            let size = try #require(SignedCheckpoint(kept.utf8)).checkpoint.size
            let altered = kept.replacing("\n\(size)\n", with: "\n\(size + 1)\n")
            let changed = try await browser.post(path, ["csrf": token, "note": altered])
            #expect(changed.status == 200 && changed.text.contains("<h1>Its signature is wrong</h1>"))
            let nonsense = try await browser.post(path, ["csrf": token, "note": "<b>hello"])
            #expect(nonsense.text.contains("<h1>It cannot be read</h1>") && !nonsense.text.contains("<b>hello"))
        }
    }

    @Test("What is no checkpoint at all is refused beside the field, and nothing is recorded")
    func refused() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            try await world.customer.sequence()
            let path = world.path(.evidence(.verdict))
            let token = try await browser.csrf(at: world.path(.evidence(.log)))
            let size = try await world.customer.sequence()?.size
            let empty = try await browser.post(path, ["csrf": token, "note": " \r\n"])
            #expect(empty.status == 400 && empty.text.contains("id=\"note-e\">Paste the checkpoint"))
            let long = String(repeating: "x", count: HandedText.bytesMax + 1)
            #expect(try await browser.post(path, ["csrf": token, "note": long]).text.contains("longer than 16 KiB"))
            let file = try await browser.upload(path, csrf: token, file: long)
            #expect(file.status == 400 && file.text.contains("longer than 16 KiB"))
            #expect(try await browser.upload(path, csrf: nil, file: "x").status >= 400)
            #expect(try await browser.post(path, ["csrf": token]).status == 400)
            #expect(try await world.customer.sequence()?.size == size)
        }
    }

    @Test("Checkpoints are listed page by page, the newest first")
    func pages() async throws {
        try await ConsoleWorld.run { world in
            let browser = try await world.administrator()
            for _ in 0..<(CheckpointsPage.pageSize + 2) {
                _ = try await browser.get(world.path(.staff(StaffListQuery())))
                _ = try await world.connection(named: "C \(UUIDValue.random())")
                try await world.customer.sequence()
            }
            let first = try await browser.get(world.path(.evidence(.checkpoints(before: nil)))).text
            #expect(
                first.split(separator: "<tr role=\"row\"><th role=\"rowheader\"").count - 1 == CheckpointsPage.pageSize)
            #expect(!first.contains(">From the newest<"))
            let older = try #require(first.split(separator: "checkpoints?before=").dropFirst().first).prefix {
                $0 != "\""
            }
            let second = try await browser.get(world.path(.evidence(.checkpoints(before: Int64(older))))).text
            #expect(second.contains(">From the newest<") && !second.contains("?before="))
            #expect(second.split(separator: "<tr role=\"row\"><th role=\"rowheader\"").count - 1 >= 2)
            let odd = try await browser.get(world.path(.evidence(.checkpoints(before: nil))) + "?before=x")
            #expect(odd.status == 200)
        }
    }
}

extension ConsoleWorld {
    func evidenceKey() async throws -> VerifierKey {
        let permit = try Policy.permit(SeeEvidence.self, to: .command, in: organization.id)
        return try #require(try await customer.read { tx in try tx.evidenceKey(permit) })
    }
}
