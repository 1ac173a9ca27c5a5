/// What the column names of HR and directory exports mean, in English and German.
///
/// Names are compared folded: case, spaces, punctuation and diacritics do not count. They come from the exports
/// of Entra, Active Directory, Okta, Google Workspace, Workday, Personio, BambooHR, SAP and DATEV, and from SCIM's
/// own paths.
enum CSVSynonyms {
    enum Meaning: Sendable, Equatable {
        /// `isWeak`: gives way where another column says the same more exactly, as “E-Mail” to “Work e-mail”.
        case target(CSVMapping.Target, isWeak: Bool)
        /// “Name”: the family name beside a first name, the whole name elsewhere.
        case bareName
        /// “Title”, “Titel”: the job title, but “Dr.” beside a column with the job title.
        case bareTitle
    }

    static func meaning(of name: String) -> Meaning? {
        var key = LatinFolding.fold(name)
        if name.utf8.contains(UInt8(ascii: "#")) { key += "number" }
        // Marks of templates: “Email Address [Required]”, “Status [READ ONLY]”, “E-Mail (Pflichtfeld)”.
        for mark in ["required", "readonly", "optional", "pflichtfeld"] where key.utf8.count > mark.utf8.count {
            if key.hasSuffix(mark) { key.removeLast(mark.utf8.count) }
        }
        switch key {
        case "name": return .bareName
        case "title", "titel": return .bareTitle
        default: return meanings[key]
        }
    }

    private static let meanings: [String: Meaning] = {
        var meanings: [String: Meaning] = [:]
        for entry in entries {
            for (names, isWeak) in [(entry.exact, false), (entry.weak, true)] {
                for name in names.split(separator: "|") {
                    meanings[LatinFolding.fold(name)] = .target(entry.target, isWeak: isWeak)
                }
            }
        }
        return meanings
    }()

    struct Entry {
        let target: CSVMapping.Target
        /// Names with `|` between them.
        let exact: String
        let weak: String
    }

    static let entries: [Entry] = [
        userName, workEmail, displayName, formattedName, givenName, familyName, middleName, honorificPrefix,
        honorificSuffix,
        jobTitle, externalID, employeeNumber, department, manager, workPhone, active, inactive, groups,
    ]

    private static let userName = Entry(
        target: .attribute(.userName),
        exact: """
            username|user principal name|upn|userprincipalname|primary login|benutzername|anmeldename|\
            benutzerprinzipalname
            """,
        weak: """
            login|login name|logon name|sign-in name|sam account name|account name|benutzer|nutzername|\
            benutzerkennung|loginname
            """
    )

    private static let workEmail = Entry(
        target: .attribute(.workEmail),
        exact: """
            work email|work e-mail|work email address|business email|business e-mail|company email|\
            corporate email|primary work email|email primary work|office email|email (work)|\
            emails[type eq "work"].value|e-mail geschäftlich|e-mail geschaeftlich|e-mail dienstlich|\
            dienstliche e-mail|dienstliche e-mail-adresse|geschäftliche e-mail|geschäftliche e-mail-adresse|\
            geschaeftliche e-mail|firmen-e-mail|e-mail (arbeit)|arbeits-e-mail|e-mail firma
            """,
        weak: """
            email|mail|email address|mail address|primary email|emails.value|emails[primary eq true].value|\
            smtp address|primary smtp address|e-mail-adresse|mailadresse
            """
    )

    private static let displayName = Entry(
        target: .attribute(.displayName),
        exact: """
            display name|anzeigename
            """,
        weak: """
            full name|preferred full name|employee name|legal name|vollständiger name|vollstaendiger name|\
            name, vorname|vorname nachname|mitarbeitername
            """
    )

    private static let formattedName = Entry(
        target: .attribute(.formattedName),
        exact: """
            formatted name|name.formatted
            """,
        weak: """
            native name|name in local script
            """
    )

    private static let givenName = Entry(
        target: .attribute(.givenName),
        exact: """
            first name|given name|preferred first name|name.givenName|vorname|vorname(n)|rufname
            """,
        weak: """
            forename|fore name|legal first name|vornamen
            """
    )

    private static let familyName = Entry(
        target: .attribute(.familyName),
        exact: """
            last name|family name|surname|preferred last name|name.familyName|nachname|familienname
            """,
        weak: """
            legal last name|second name|sn|zuname|hausname
            """
    )

    private static let middleName = Entry(
        target: .attribute(.middleName),
        exact: """
            middle name|name.middleName|zweiter vorname
            """,
        weak: """
            middle names|legal middle name|mittelname
            """
    )

    private static let honorificPrefix = Entry(
        target: .attribute(.honorificPrefix),
        exact: """
            honorific prefix|name.honorificPrefix|name prefix|academic title|akademischer titel
            """,
        weak: """
            prefix|titel akademisch|akad. titel|namenszusatz vorn|titel vor dem namen
            """
    )

    private static let honorificSuffix = Entry(
        target: .attribute(.honorificSuffix),
        exact: """
            honorific suffix|name.honorificSuffix|name suffix
            """,
        weak: """
            suffix|titel nach dem namen|nachgestellter titel|namenszusatz
            """
    )

    private static let jobTitle = Entry(
        target: .attribute(.title),
        exact: """
            job title|business title|position title|employee title|stellenbezeichnung|positionsbezeichnung|\
            berufsbezeichnung|jobtitel
            """,
        weak: """
            position|job|job name|job role|role title|occupation|stelle|planstelle|funktion|tätigkeit|\
            taetigkeit|tätigkeitsbezeichnung|beruf|dienststellung
            """
    )

    private static let externalID = Entry(
        target: .attribute(.externalID),
        exact: """
            external id|externe id
            """,
        weak: """
            object id|source id|immutable id|source anchor|objectguid|objekt-id|fremdschlüssel
            """
    )

    private static let employeeNumber = Entry(
        target: .attribute(.employeeNumber),
        exact: """
            employee id|employee number|employee no|personalnummer|personnel number|mitarbeiternummer
            """,
        weak: """
            emp id|emp no|staff id|staff number|staff no|worker id|personnel no|person number|payroll number|\
            badge number|personal-nr|pers.-nr.|persnr|mitarbeiter-nr|mitarbeiter-id|stammnummer
            """
    )

    private static let department = Entry(
        target: .attribute(.department),
        exact: """
            department|department name|dept|abteilung
            """,
        weak: """
            division|org unit|organizational unit|organisational unit|organization unit|org unit path|\
            supervisory organization|team name|bereich|organisationseinheit|orgeinheit|fachbereich|station|\
            referat
            """
    )

    private static let manager = Entry(
        target: .attribute(.manager),
        exact: """
            manager email|manager's email|manager user name|manager upn|manager work email|line manager email|\
            supervisor email|reporting manager email|manager.value|e-mail vorgesetzter|vorgesetzter e-mail|\
            führungskraft e-mail|fuehrungskraft e-mail|e-mail führungskraft
            """,
        weak: """
            manager|line manager|supervisor|reports to|reporting to|reporting manager|vorgesetzter|vorgesetzte|\
            vorgesetzte/r|führungskraft|fuehrungskraft|teamleiter|teamleitung
            """
    )

    private static let workPhone = Entry(
        target: .attribute(.workPhone),
        exact: """
            work phone|work phone number|business phone|business phone number|office phone|phone (work)|\
            phoneNumbers[type eq "work"].value|primary work phone|telefon geschäftlich|telefon geschaeftlich|\
            telefon dienstlich|diensttelefon|telefon büro|telefon (arbeit)
            """,
        weak: """
            phone|telephone|telephone number|phone number|office number|telefon|telefonnummer|rufnummer|\
            durchwahl
            """
    )

    private static let active = Entry(
        target: .active(isInverted: false),
        exact: """
            active|is active|account enabled|aktiv|ist aktiv|konto aktiv|konto aktiviert
            """,
        weak: """
            status|employee status|employment status|account status|user status|worker status|enabled|\
            is enabled|mitarbeiterstatus|beschäftigungsstatus|aktiviert
            """
    )

    private static let inactive = Entry(
        target: .active(isInverted: true),
        exact: """
            inactive|is inactive|account disabled|block credential|inaktiv|konto gesperrt
            """,
        weak: """
            disabled|is disabled|deactivated|suspended|is suspended|blocked|terminated|deaktiviert|gesperrt|\
            ausgeschieden
            """
    )

    private static let groups = Entry(
        target: .groups,
        exact: """
            groups|group names|group memberships|gruppen|gruppennamen
            """,
        weak: """
            group|group membership|member of|memberships|teams|security groups|gruppe|gruppenmitgliedschaft|\
            gruppenmitgliedschaften|mitglied von|mitgliedschaften
            """
    )
}
