namespace Groundwork.Benchmarks.Macro;

/// <summary>The macro harness: the engine over the files that other engines are measured on.</summary>
internal static class MacroBench
{
    public const string Usage = """
        search vectors SET      build, recall and speed, filters 1 % and 10 %, deletion and return of 30 %, opening, memory
        search text             indexing, queries, upserts, opening, memory
        search hybrid           [--rows 1000000] [--writers 1] [--ef 32]: build, exact answers, queries by leg, queries while a writer works
        search exactness        pruned against exhaustive evaluation of the real queries; exit code 1 when a hit differs
        search http URL         [--set SET] [--collection NAME] [--connections 1,8] [--encodings base64,json] [--ef EF] [--names]: query vectors to /api/search
        search records SET      writes the vectors as records to ingest [--to FILE]
        search identifiers      draws the identifier queries out of the passages [--to FOLDER]
          --data FOLDER         the data sets
          --scratch FOLDER      where indexes are made (default: the system's)
          --out FILE            appends the JSON lines to a file
          --segments N          segments that a build is merged down to (default 1)
          --ladder EF,...       efforts that a sweep of vectors tries (default: 10 to 2000)
          --only PHASE,...      some phases: build,sweep,filter,delete,reopen,memory; text: build,query,upsert,reopen,memory; hybrid: build,truth,query,ingest
        """;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var command = new CommandLine(arguments);
        switch (command.Words.Count > 0 ? command.Words[0] : "")
        {
            case "vectors":
                VectorsRun.Run(command);
                return 0;
            case "vectors-open":
                VectorsRun.RunOpened(command);
                return 0;
            case "text":
                TextRun.Run(command);
                return 0;
            case "text-open":
                TextRun.RunOpened(command);
                return 0;
            case "hybrid":
                HybridRun.Run(command);
                return 0;
            case "hybrid-query":
                HybridRun.RunQueries(command);
                return 0;
            case "hybrid-ingest":
                HybridRun.RunIngest(command);
                return 0;
            case "exactness":
                return ExactnessRun.Run(command);
            case "http":
                HttpRun.Run(command);
                return 0;
            case "records":
                HttpRun.WriteRecords(command);
                return 0;
            case "identifiers":
                IdentifierQueries.Write(command);
                return 0;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }
}
