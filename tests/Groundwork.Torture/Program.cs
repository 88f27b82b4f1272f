using System.Globalization;
using Groundwork.Torture;
using Groundwork.Torture.Engine;
using Groundwork.Torture.Faults;

if (args is [BudgetsWorker.Command, _, _, _]) return await BudgetsWorker.RunAsync(args);

if (Options.Read(args, out var problem) is not { } options)
{
    await Console.Error.WriteLineAsync(problem);
    await Console.Error.WriteLineAsync(Options.Usage);
    return 2;
}

// First of all the seed: whatever happens next can be replayed.
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"torture":"{{options.Subject}}","seed":{{options.Seed}},"cli":"{{options.Cli.Replace("\\", "\\\\", StringComparison.Ordinal)}}"}"""));
using var workplace = new Workplace(options.KeepsFiles);
using var journal = new Journal(Console.Out);
try
{
    await (options.Subject switch
    {
        "crash" => new CrashTorture(options, workplace, journal).RunAsync(),
        "deletion" => new DeletionTorture(options, workplace, journal).RunAsync(),
        "generations" => new GenerationTorture(options, workplace, journal).RunAsync(),
        "ingest" => new IngestTorture(options, workplace, journal).RunAsync(),
        "disk-full" => new DiskFullTorture(options, workplace, journal).RunAsync(),
        "engine" => new EngineTorture(options, journal).RunAsync(),
        "budgets" => new BudgetsTorture(options, workplace, journal).RunAsync(),
        "faults" => new FaultsTorture(options, workplace, journal).RunAsync(),
        "fuzz" => new FuzzTorture(options, workplace, journal).RunAsync(),
        _ => new ConcurrentTorture(options, workplace, journal).RunAsync(),
    });
}
catch (TortureException broken)
{
    journal.Note(new { ok = false, problem = broken.Message });
}

return journal.Close(options.Seed);
