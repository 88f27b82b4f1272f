using BenchmarkDotNet.Running;
using Groundwork.Benchmarks;
using Groundwork.Benchmarks.Answers;
using Groundwork.Benchmarks.Chunkers;
using Groundwork.Benchmarks.Ingestion;
using Groundwork.Benchmarks.Macro;
using Groundwork.Benchmarks.Understanding;

// quality FOLDER: ranking and answer figures on every set in a folder of fixtures.
// legs FOLDER: what words, vectors and their fusions find on every set, with what collections learn from themselves.
// confidence FIXTURES REPOSITORY: fits the confidence of answers and says how well it is calibrated, and what each cost of a wrong answer gives.
// claims REPOSITORY [SEED...]: what the check of claims removes and harms, by kind of forgery, over 500 scripted answers for each seed.
// understanding FIXTURES [SET...]: what each step between a question and its passages gains or loses on every set.
// follow-ups FIXTURES: how much of a conversation should be searched with its last turn.
// fit-reranker FIXTURES: fits the weights of the re-ranker without a model, and measures them on sources left out.
// chunkers FIXTURES [PLAN...]: what each chunker finds, and what it costs, on records and on whole pages.
// folder PATH: ingest rate, index size, search latency and peak memory on real files.
// ingest ROOT: the command line ingests each folder of a root; rates, peak memory of all processes, and what an unchanged folder costs.
// search ...: the engine alone, over the files that other engines are measured on.
// kernels ...: the inner loops, by BenchmarkDotNet and with its arguments.
switch (args)
{
    case ["quality", var fixtures]:
        await new QualityBench(Console.Out).RunAsync(fixtures);
        return 0;
    case ["legs", var fixtures]:
        await new LegsBench(Console.Out).RunAsync(fixtures);
        return 0;
    case ["confidence", var fixtures, var repository]:
        await new ConfidenceBench(Console.Out).RunAsync(fixtures, repository);
        return 0;
    case ["claims", var repository, .. var seeds]:
        await new ClaimsBench(Console.Out).RunAsync(repository, seeds);
        return 0;
    case ["understanding", var fixtures, .. var sets]:
        await new UnderstandingBench(Console.Out).RunAsync(fixtures, sets);
        return 0;
    case ["follow-ups", var fixtures]:
        await new FollowUpBench(Console.Out).RunAsync(fixtures);
        return 0;
    case ["fit-reranker", var fixtures]:
        await new RerankerFit(Console.Out).RunAsync(fixtures);
        return 0;
    case ["chunkers", var fixtures, .. var plans]:
        await new ChunkerBench(Console.Out).RunAsync(fixtures, plans);
        return 0;
    case ["folder", var path]:
        await new FolderBench(Console.Out).RunAsync(path);
        return 0;
    case ["ingest", var root]:
        return await new IngestBench(Console.Out, Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Groundwork.Cli", "release", "groundwork-cli.dll"))).RunAsync(root);
    case ["search", .. var search]:
        return MacroBench.Run(search);
    case ["kernels", .. var kernels]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. kernels]);
        return 0;
    default:
        await Console.Error.WriteLineAsync("usage: Groundwork.Benchmarks quality FIXTURES | legs FIXTURES | confidence FIXTURES REPOSITORY | claims REPOSITORY [SEED...] | understanding FIXTURES [SET...] | follow-ups FIXTURES | fit-reranker FIXTURES | chunkers FIXTURES [PLAN...] | folder PATH | ingest ROOT | kernels ... | search ...\n" + MacroBench.Usage);
        return 2;
}
