import ArgumentParser

/// How the program ends, as scripts see it; Docs/Operations.md lists the same.
enum ExitStatus: Int32 {
    /// The dataset has errors, the folder of `init` or `export` is not empty, the server is not well.
    case refused = 1
    /// A dataset cannot be read, a certificate or its key not be used, or a folder not be written.
    case unreadable = 2
    /// The address cannot be listened on.
    case cannotListen = 3
    /// A flag, variable or settings file is wrong: EX_USAGE of sysexits.h, which the argument parser uses as well.
    case usage = 64

    /// Says why in one line on standard error; throw what it returns.
    func because(_ line: String) -> ExitCode {
        StandardStreams.printError("sitrep: " + line)
        return ExitCode(rawValue)
    }
}
