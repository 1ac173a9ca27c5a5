import Glibc

/// Another program, run to its end.
package enum Command {
    /// - Parameters:
    ///   - words: the program's path or name, and its arguments.
    ///   - log: a file that takes over its output.
    /// - Returns: its exit code; 127 where it could not be started, 128 and more where a signal ended it.
    @discardableResult
    package static func run(_ words: [String], log: String = "/dev/null") -> Int32 {
        guard let process = start(words, standardInput: nil, log: log) else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    /// - Parameter standardInput: a descriptor that becomes its input; without it, there is none to read.
    /// - Returns: its process id.
    static func start(_ words: [String], standardInput: Int32?, log: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let standardInput {
            posix_spawn_file_actions_adddup2(&actions, standardInput, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        return posix_spawnp(&process, words[0], &actions, nil, arguments, environ) == 0 ? process : nil
    }
}
