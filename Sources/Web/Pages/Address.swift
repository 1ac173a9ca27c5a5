/// Every address that the console has: the one place that pages link from and controllers register routes at.
///
/// No address holds personal data: people are named by random ids, and names are searched by POST.
enum Address: Sendable, Equatable {
    case start
    /// Takes `?slug=` from the start page's form and leads on to the organization.
    case chooser
    /// A file of `Resources/`.
    case asset(String)
    case room(slug: String, Room)

    /// The addresses below `/o/{slug}`.
    enum Room: Sendable, Equatable {
        case overview
        /// GET asks, POST signs in.
        case signIn(token: String)
        /// POST.
        case signOut
        case signedOut
        /// GET by state, department and source; POST with `q` in its body.
        case staff(StaffListQuery)
        case person(id: String)
        /// GET asks, POST ends the access of someone whom no directory sends any more.
        case departure(person: String)
        case groups(page: Int)
        case group(id: String, page: Int)
        case directory
        case connect
        case guide(Provider)
        /// POST: a new connection with its first token.
        case connections
        case connection(id: String)
        /// POST: one more token, beside those that exist.
        case tokens(connection: String)
        /// GET asks, POST revokes.
        case revocation(connection: String, token: String)
        /// GET shows the recorded instruction, POST records a new one.
        case attributes
        /// GET shows the brake's setting, POST records a new one.
        case brake
        /// GET shows the form, POST takes the file.
        case imports
        case change(id: String, ChangeQuery)
        /// GET asks, POST applies.
        case approval(change: String)
        /// GET asks, POST discards.
        case rejection(change: String)
    }

    /// What goes into `href` and `action`, percent-encoded.
    var path: String { render { $0.percentEncoded } + (query.isEmpty ? "" : "?" + query) }

    /// The route pattern, such as `/o/{slug}/staff/{id}`.
    var pattern: String { render(nil) }

    private enum Segment {
        case fixed(String)
        case variable(String, String)
    }

    private func render(_ encode: ((String) -> String)?) -> String {
        var text = ""
        for segment in segments {
            switch segment {
            case .fixed(let word): text += "/" + word
            case .variable(let name, let value): text += "/" + (encode?(value) ?? "{\(name)}")
            }
        }
        return text.isEmpty ? "/" : text
    }

    private var segments: [Segment] {
        switch self {
        case .start: []
        case .chooser: [.fixed("o")]
        case .asset(let file): [.fixed("assets"), .fixed(file)]
        case .room(let slug, let room): [.fixed("o"), .variable("slug", slug)] + Self.segments(of: room)
        }
    }

    private static func segments(of room: Room) -> [Segment] {
        switch room {
        case .overview: []
        case .signIn(let token): [.fixed("sign-in"), .variable("token", token)]
        case .signOut: [.fixed("sign-out")]
        case .signedOut: [.fixed("signed-out")]
        case .staff: [.fixed("staff")]
        case .person(let id): [.fixed("staff"), .variable("id", id)]
        case .departure(let id): [.fixed("staff"), .variable("id", id), .fixed("departure")]
        case .groups: [.fixed("groups")]
        case .group(let id, _): [.fixed("groups"), .variable("id", id)]
        default: [.fixed("directory")] + directorySegments(of: room)
        }
    }

    private static func directorySegments(of room: Room) -> [Segment] {
        switch room {
        case .connect: [.fixed("connect")]
        case .guide(let provider): [.fixed("connect"), .variable("provider", provider.rawValue)]
        case .connections: [.fixed("connections")]
        case .connection(let id): [.fixed("connections"), .variable("id", id)]
        case .tokens(let id): [.fixed("connections"), .variable("id", id), .fixed("tokens")]
        case .revocation(let id, let token):
            [
                .fixed("connections"), .variable("id", id), .fixed("tokens"), .variable("token", token),
                .fixed("revocation"),
            ]
        case .attributes: [.fixed("attributes")]
        case .brake: [.fixed("brake")]
        case .imports: [.fixed("import")]
        case .change(let id, _): [.fixed("changes"), .variable("id", id)]
        case .approval(let id): [.fixed("changes"), .variable("id", id), .fixed("approval")]
        case .rejection(let id): [.fixed("changes"), .variable("id", id), .fixed("rejection")]
        default: []
        }
    }

    private var query: String {
        guard case .room(_, let room) = self else { return "" }
        let fields: [(String, String)] =
            switch room {
            case .staff(let query): query.fields
            case .change(_, let query): query.fields
            case .groups(let page), .group(_, let page): page > 1 ? [("page", String(page))] : []
            default: []
            }
        return fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}

extension HTML.Interpolation {
    mutating func appendInterpolation(_ address: Address) { appendInterpolation(address.path) }
}

extension String {
    /// Everything but the unreserved characters as `%XX` (RFC 3986, section 2), over UTF-8 bytes.
    fileprivate var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
