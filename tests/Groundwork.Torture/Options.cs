using System.Globalization;

namespace Groundwork.Torture;

/// <summary>The command line.</summary>
/// <param name="Subject"><c>crash</c>, <c>ingest</c>, <c>disk-full</c>, <c>fuzz</c>, <c>budgets</c>, <c>concurrent</c>, <c>engine</c> or <c>faults</c>.</param>
/// <param name="Seed">Decides corpus, delays and mutations; printed first.</param>
/// <param name="Cli">The program under torture: groundwork-cli.dll.</param>
internal sealed record Options(string Subject, int Seed, string Cli)
{
    public const string Usage = """
        groundwork-torture crash       [--seed N] [--trials 20] [--files 240] [--records 3000]
        groundwork-torture ingest      [--seed N] [--trials 200] [--files 1000] [--hostile 50]
        groundwork-torture disk-full   [--seed N] [--trials 3]  [--files 240] [--records 3000]
        groundwork-torture deletion    [--seed N] [--documents 2000]
        groundwork-torture generations [--seed N] [--documents 3400]
        groundwork-torture fuzz        [--seed N] [--inputs 500]
        groundwork-torture budgets     [--seed N] [--trials 20]
        groundwork-torture concurrent  [--seed N] [--rounds 20]
        groundwork-torture engine      [--seed N] [--points 2000]
        groundwork-torture faults      [--seed N] [--only NAME] [--parallel 1] [--folder DIR] [--build-only] [--builder dotnet]
          --cli FILE   another groundwork-cli.dll than the one built beside this program
          --keep       leave the working folder where it is and print its path
        """;

    private static readonly string[] Subjects = ["crash", "ingest", "deletion", "generations", "disk-full", "fuzz", "budgets", "concurrent", "engine", "faults"];

    /// <summary>Kills, or filesystem sizes.</summary>
    public int? Trials { get; init; }

    /// <summary>Documents of the collection that loses some or switches.</summary>
    public int? Documents { get; init; }

    /// <summary>Files of the corpus, ≥ 12.</summary>
    public int Files { get; init; } = 240;

    /// <summary>True when the number of files was asked for.</summary>
    public bool HasFiles { get; init; }

    /// <summary>Hostile files of the mixed corpus.</summary>
    public int? Hostile { get; init; }

    /// <summary>JSONL records of the corpus.</summary>
    public int Records { get; init; } = 3000;

    /// <summary>Mutated files.</summary>
    public int Inputs { get; init; } = 500;

    /// <summary>Ingestions beside which others read.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>Failures of the engine's disk.</summary>
    public int Points { get; init; } = 2000;

    /// <summary>The only change that is tried; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>The program that builds the changed product.</summary>
    public string Builder { get; init; } = "dotnet";

    /// <summary>Where the changed products are built and kept for the next run; null for a temporary folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Ends when they are built.</summary>
    public bool BuildsOnly { get; init; }

    /// <summary>Changes that are tried at the same time.</summary>
    public int Parallel { get; init; } = 1;

    public bool KeepsFiles { get; init; }

    /// <returns>Null when the command line is wrong.</returns>
    public static Options? Read(string[] args, out string problem)
    {
        problem = string.Empty;
        if (args.Length == 0 || !Subjects.Contains(args[0], StringComparer.Ordinal))
        {
            problem = $"Name what to do: {string.Join(", ", Subjects)}.";
            return null;
        }

        var options = new Options(args[0], (int)(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() & 0x7FFFFFFF), CliProcess.BuiltBeside());
        for (var i = 1; i < args.Length; i++)
        {
            if (string.Equals(args[i], "--keep", StringComparison.Ordinal))
            {
                options = options with { KeepsFiles = true };
                continue;
            }

            if (string.Equals(args[i], "--build-only", StringComparison.Ordinal))
            {
                options = options with { BuildsOnly = true };
                continue;
            }

            var value = i + 1 < args.Length ? args[++i] : string.Empty;
            if (string.Equals(args[i - 1], "--cli", StringComparison.Ordinal))
            {
                options = options with { Cli = Path.GetFullPath(value) };
                continue;
            }

            if (args[i - 1] is "--only" or "--builder" or "--folder")
            {
                options = args[i - 1] switch
                {
                    "--only" => options with { Only = value },
                    "--builder" => options with { Builder = value },
                    _ => options with { Folder = Path.GetFullPath(value) },
                };
                continue;
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                problem = $"{args[i - 1]} needs a whole number.";
                return null;
            }

            switch (args[i - 1])
            {
                case "--seed": options = options with { Seed = number }; break;
                case "--trials": options = options with { Trials = number }; break;
                case "--documents": options = options with { Documents = number }; break;
                case "--files": options = options with { Files = Math.Max(12, number), HasFiles = true }; break;
                case "--hostile": options = options with { Hostile = number }; break;
                case "--records": options = options with { Records = number }; break;
                case "--inputs": options = options with { Inputs = number }; break;
                case "--rounds": options = options with { Rounds = number }; break;
                case "--parallel": options = options with { Parallel = Math.Max(1, number) }; break;
                case "--points": options = options with { Points = number }; break;
                default:
                    problem = $"{args[i - 1]} is unknown.";
                    return null;
            }
        }

        if (!File.Exists(options.Cli)) problem = $"There is no {options.Cli}. Build src/Groundwork.Cli, or name the program with --cli.";
        return problem.Length == 0 ? options : null;
    }
}
