using Groundwork.Benchmarks;

// quality FOLDER: ranking and answer figures on every set in a folder of fixtures.
// folder PATH [QUERIES]: ingest rate, index size, search latency and peak memory on real files.
switch (args)
{
    case ["quality", var fixtures]:
        await new QualityBench(Console.Out).RunAsync(fixtures);
        return 0;
    case ["folder", var path]:
        await new FolderBench(Console.Out).RunAsync(path);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Groundwork.Benchmarks quality FIXTURES | folder PATH");
        return 2;
}
