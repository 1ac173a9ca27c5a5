internal import Storage

/// What lies on disk, and what goes out (promises E1, X1).
extension CanaryDay {
    func probeEncryption() async throws -> ProbeFinding {
        let (person, colleague) = (try arrived().person, try arrivedColleague().person)
        let areApart = try await customer.read { tx in
            guard let mine = try tx.sealedPerson(person), let theirs = try tx.sealedPerson(colleague) else {
                throw Failure.noSuchRecord
            }
            return try mine.keyID != theirs.keyID && tx.key(mine.keyID).bytes != tx.key(theirs.keyID).bytes
        }
        guard areApart else { return .broken("Two people share one key") }
        let hunt = try await hunt()
        // The hunt has to find what is there, or it shows nothing.
        guard hunt.found(control: person) else { return .broken("The hunt did not find what lies there openly") }
        let found = hunt.places(of: marks.stored)
        guard found.isEmpty else { return .broken("Markers found in \(found.joined(separator: ", "))") }
        guard hunt.keyPlaces.isEmpty else {
            return .broken("A key lies open in \(hunt.keyPlaces.joined(separator: ", "))")
        }
        return .kept(
            "\(marks.stored.count) planted markers hunted through \(hunt.stores) stores: 0 found"
                + (hunt.unread.isEmpty ? "" : "; not checked: \(hunt.unread.joined(separator: ", "))"))
    }

    func probeEgress() async throws -> ProbeFinding {
        guard let origin = Origin("https://listed.\(CanaryMarks.domain)") else {
            return .notChecked("No origin to try it with.")
        }
        let recipient = Recipient(
            id: .random(), kind: .operatorInfrastructure, name: "Probe", origins: [origin], purposes: [.security])
        // Names that resolve nowhere (RFC 2606): where the gate fails, nothing is reached all the same.
        let tries: [(PurposeName, String)] = [
            (.security, "https://unlisted.\(CanaryMarks.domain)/"), (.security, "http://listed.\(CanaryMarks.domain)/"),
            (.communication, "https://listed.\(CanaryMarks.domain)/"),
        ]
        var blocked = 0
        for (purpose, url) in tries {
            do {
                _ = try await platform.egress.fetch(OutgoingRequest(to: recipient, for: purpose, url: url))
            } catch let failure as Failure where failure.kind == .forbidden {
                blocked += 1
            } catch {
                continue
            }
        }
        guard blocked == tries.count else {
            return .broken("\(tries.count - blocked) of \(tries.count) unlisted connections passed the gate")
        }
        let paths = ["/", "/policy", "/trust", "/o/\(Organization.canarySlug)/sign-in"]
        for path in paths {
            let page = try await ask("GET", path)
            guard page.status == 200, ByteSearch.contains(page.body, "<main id=\"main\"") else {
                return .broken("The page \(path) answered \(page.status)")
            }
            guard !["src=\"http", "src=\"//", "<iframe"].contains(where: { ByteSearch.contains(page.body, $0) }) else {
                return .broken("The page \(path) loads something from elsewhere")
            }
        }
        return .kept("\(tries.count) unlisted connections blocked; \(paths.count) pages load nothing from elsewhere")
    }
}
