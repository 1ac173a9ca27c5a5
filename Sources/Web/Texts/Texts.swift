/// Every sentence that a page says, in one language.
///
/// Pages hold no prose of their own. What all staff see (`door`, `errors`, `factor`, `logins`) exists in each language;
/// the rooms of administrators exist in English, so `roomLanguage` is the language that their pages declare.
///
/// A class, since it travels with every page: copying one reference instead of some hundred texts is a fifth of a page.
package final class Texts: Sendable {
    package let language: Language
    package let format: Format
    let door: DoorTexts
    let errors: ErrorTexts
    let factor: FactorTexts
    let logins: LoginTexts

    let home: HomeTexts
    let team: TeamTexts
    let features: FeatureTexts
    let statistics: StatisticsTexts
    let ownData: OwnDataTexts
    let rights: RightsTexts
    let privacy = PrivacyTexts()

    let copies: CopiesTexts

    let roomLanguage: Language
    let frame: FrameTexts
    let overview = OverviewTexts()
    let staff = StaffTexts()
    let person = PersonTexts()
    let groups = GroupTexts()
    let access = AccessTexts()
    let signInSettings = SignInSettingsTexts()
    let directory = DirectoryTexts()
    let connect = ConnectTexts()
    let guides = GuideTexts()
    let connection = ConnectionTexts()
    let attributes = AttributeTexts()
    let purposes = PurposeTexts()
    let brake = BrakeTexts()
    let imports = ImportTexts()
    let changes = ChangeTexts()
    let domains = DomainTexts()
    let visits = VisitTexts()
    let operators = OperatorTexts()
    let audit = AuditTexts()
    let trust = TrustTexts()
    let policy = PolicyTexts()
    let record = RecordTexts()
    let retention = RetentionTexts()
    let evidence = EvidenceTexts()
    let erasures = ErasureTexts()
    let holds = HoldTexts()
    let registers = RegisterTexts()
    let operatorRegisters = OperatorRegisterTexts()
    let leaving = LeavingTexts()

    package static let english = Texts(.english, rooms: .english)
    package static let german = Texts(.german, rooms: .english)
    private static let germanForStaff = Texts(.german, rooms: .german)

    private init(_ language: Language, rooms: Language) {
        self.language = language
        format = Format(language)
        switch language {
        case .english: (door, errors, factor, logins) = (.english, .english, .english, .english)
        case .german: (door, errors, factor, logins) = (.german, .german, .german, .german)
        }
        home = HomeTexts(language: language)
        team = TeamTexts(language: language)
        features = FeatureTexts(language: language)
        statistics = StatisticsTexts(language: language)
        ownData = OwnDataTexts(language: language)
        rights = RightsTexts(language: language)
        copies = CopiesTexts(language: rooms)
        roomLanguage = rooms
        frame = FrameTexts(language: rooms)
    }

    package static func `in`(_ language: Language) -> Texts {
        switch language {
        case .english: english
        case .german: german
        }
    }

    /// How the rooms write numbers and dates.
    var roomFormat: Format { Format(roomLanguage) }

    /// For the rooms that all staff see: their frame speaks the reader's language, too.
    var forStaff: Texts {
        switch language {
        case .english: Self.english
        case .german: Self.germanForStaff
        }
    }
}

/// The nouns that English counts in every room.
enum Count {
    private static let format = Format(.english)

    static func people(_ number: Int) -> String { noun(number, "person", "people") }
    static func changes(_ number: Int) -> String { noun(number, "change", "changes") }
    static func groups(_ number: Int) -> String { noun(number, "group", "groups") }
    static func connections(_ number: Int) -> String { noun(number, "connection", "connections") }
    static func days(_ number: Int) -> String { noun(number, "day", "days") }
    static func rows(_ number: Int) -> String { noun(number, "row", "rows") }
    static func minutes(_ number: Int) -> String { noun(number, "minute", "minutes") }
    static func requests(_ number: Int) -> String { noun(number, "request", "requests") }

    /// Up to nine in words, as in “from three connections”.
    static func inWords(_ number: Int, _ one: String, _ many: String) -> String {
        let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
        guard words.indices.contains(number) else { return noun(number, one, many) }
        return "\(words[number]) \(number == 1 ? one : many)"
    }

    static func noun(_ number: Int, _ one: String, _ many: String) -> String {
        "\(format.number(number)) \(number == 1 ? one : many)"
    }
}
