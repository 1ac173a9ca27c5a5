extension CopyTexts {
    static let english = CopyTexts(
        title: "What is held about you",
        lead: { organization, moment in
            """
            Everything that \(organization) has the training platform hold about you, as of \(moment). Times are those of \
            your organization's zone.
            """
        },
        profileTitle: "Your data",
        profileLead: "Each value that holds now, with where it came from and since when.",
        profileColumns: ["What", "Value", "From", "Since"],
        nothing: "none (set right by your employer)",
        operatorSource: "Set up by the operator",
        corrected: { said, isDisputed in
            let base =
                said.map { "Set right by your employer; the directory says “\($0)”" } ?? "Set right by your employer"
            return isDisputed ? base + ", which your employer still has to decide on" : base
        },
        count: { count, shown, file in
            let rows = count == 1 ? "One entry." : "\(count) entries."
            return shown < count ? "\(rows) Here are the newest \(shown); all are in \(file)." : rows
        },
        leftOutTitle: "What is not in this copy",
        leftOutLead:
            "The file manifest.json names each column that is left out, with its reason. These are the reasons:",
        leftOutReasons: [
            "Keyed look-ups of values that this copy gives in plain text.",
            "What opens a door, or stood for it: secrets, their hashes, keys.",
            "Who else was in a list in which you were seen, and to whom you did something: that is about others.",
            "Earlier copies of this copy, and the program's own numbering.",
        ],
        filesTitle: "The files beside this page",
        files: [
            ("data.json", "everything, for programs"),
            ("*.csv", "each table, for spreadsheets; a cell that would run as a formula begins with an apostrophe"),
            ("scim.json", "your record as your employer's directory sent it, for another service (RFC 7643)"),
            ("manifest.json", "what is here and what is not, why, and the SHA-256 of each file"),
        ],
        identity: { copy, request in "Copy \(copy)" + (request.map { ", for request \($0)" } ?? "") + "." },
        yes: "yes",
        no: "no",
        moment: { time in
            let month = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ][time.month - 1]
            return "\(time.day) \(month) \(time.year), \(twoDigits(time.hour)):\(twoDigits(time.minute))"
        },
        columns: englishColumns,
        tables: englishTables,
        words: englishWords,
        attributes: [
            .userName: "User name", .externalID: "Number in the directory", .displayName: "Name",
            .formattedName: "Full name", .givenName: "Given name", .familyName: "Family name",
            .middleName: "Middle name", .honorificPrefix: "Title before the name",
            .honorificSuffix: "Title after the name", .title: "Job title", .workEmail: "Work e-mail",
            .department: "Department", .manager: "Manager", .employeeNumber: "Employee number",
            .workPhone: "Work phone",
        ])

    private static let englishColumns: [String: String] = [
        "state": "State", "arrived_at": "Arrived", "changed_at": "Last changed", "erase_at": "Erased on",
        "closed": "Closed purposes", "active": "Active", "created_at": "Made", "gone_at": "Removed",
        "group_name": "Group", "role": "Role", "given_at": "Given", "kind": "Kind", "at": "When", "lost": "What went",
        "content": "What it says", "purpose": "Purpose", "keeps_sign_in": "May still sign in", "reason": "Reason",
        "begun_at": "Begun", "confirmed_at": "Confirmed", "ended_at": "Ended", "number": "Number",
        "origin": "Made by", "received_at": "Received", "due_at": "Due", "extended_at": "Extended", "step": "Step",
        "actor_kind": "By", "note": "Note", "expires_at": "Until", "fetched_at": "Downloaded", "bytes": "Size in bytes",
        "used_at": "Used", "channel": "Sent by", "method": "Signed in by", "assured": "With second step",
        "seen_at": "Last page", "proved_at": "Last proof", "family": "Browser", "platform": "System",
        "bound_at": "Connected", "drafted_at": "Begun", "failures": "Wrong codes", "locked_until": "Locked until",
        "reply": "The mail server's answer", "decided_at": "Decided", "topic": "About", "feature": "What",
        "deed": "What happened", "detail": "Detail", "because": "Why it is here", "fields": "Values",
        "ends_at": "Until", "before": "before", "after": "after", "attribute": "what", "value": "value",
        "source": "from", "groups": "groups", "corrections": "corrections", "group": "group", "name": "name",
        "externalId": "number in the directory", "author": "by", "disputed": "disputed",
    ]

    private static let englishTables: [String: Table] = [
        "directory_record": Table("Your records", "What your employer's directory keeps of you, and since when."),
        "membership": Table("Your groups", "Groups of the directory that you belong to."),
        "role": Table("Your roles", "What you may do here."),
        "managed_group": Table("Groups that you manage", "Whose training you may look at."),
        "departure": Table(
            "Changes that wait", "Departures and losses of the last hour, or those that wait for a decision."),
        "change_chunk": Table("A staff file that waits", "What it would change of you, once it is applied."),
        "restriction": Table("Restrictions and objections", "For what your data may not be used, and why."),
        "rights_request": Table("Your requests", "What you have asked for, and what came of it."),
        "rights_step": Table("The steps of your requests", "Each step, when it was taken and by whom."),
        "export_file": Table("Earlier copies", "Copies like this one that are still there."),
        "legal_hold": Table("What a law keeps", "Values that your employer must keep for a time."),
        "sign_in_link": Table("Sign-in links", "One-time links that were made for you."),
        "login": Table("Where you are signed in", "Of a browser only its kind is kept, until the login ends."),
        "identity": Table("Your employer's sign-in", "Where you are known to your employer's sign-in service."),
        "factor": Table("Your second step", "That you have one, and how it is used. Its secret is not in this copy."),
        "recovery_code": Table("Recovery codes", "That there are some. The codes are not in this copy."),
        "mail": Table("Mail to you", "What was sent, and what your mail server answered. Texts are not kept."),
        "change_set": Table("Staff changes that you decided", "Only that you did."),
        "instruction": Table("Instructions that you gave", "For your organization."),
        "usage": Table("What you used", "Sign-ins and features of the last 90 days."),
        "sighting": Table("Lists in which you were seen", "How often; what they were is said below."),
        "evidence": Table(
            "What was done with your data", "The log of what happened: who saw it, who changed it, what you did."),
    ]
}
