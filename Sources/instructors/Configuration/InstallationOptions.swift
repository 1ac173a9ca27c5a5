import ArgumentParser

/// The options that say which installation a command works on. Every command has them.
struct InstallationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL URL instead of SQLite files; better in INSTRUCTORS_DATABASE_URL: process lists show flags.",
            valueName: "url"))
    var databaseURL: String?

    @Option(help: ArgumentHelp("The PostgreSQL URL of the key store, on another cluster.", valueName: "url"))
    var keysURL: String?

    @Option(
        help: ArgumentHelp(
            "Where the server is reached from outside, for links: https://training.company.example.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("A configuration file instead of instructors.yaml.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: String?

    /// What was given as flags, by setting.
    var flags: [Setting: String] {
        var flags: [Setting: String] = [:]
        flags[.data] = data
        flags[.databaseURL] = databaseURL
        flags[.keysURL] = keysURL
        flags[.url] = url
        flags[.logLevel] = logLevel
        return flags
    }
}
