using System.Globalization;

namespace Groundwork.Torture;

/// <summary>Spoiled documents of every format: each is read or listed with a code, nothing crashes, nothing hangs, every invariant holds.</summary>
internal sealed class FuzzTorture(Options options, Workplace workplace, Journal journal)
{
    private const int BatchInputs = 50;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public async Task RunAsync()
    {
        var random = new Random(options.Seed);
        var data = workplace.Folder("data");
        var folder = workplace.Folder("inputs");
        for (var start = 0; start < options.Inputs; start += BatchInputs)
        {
            foreach (var old in Directory.EnumerateFiles(folder).ToArray())
                if (random.Next(2) == 0) File.Delete(old);
            var made = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = start; i < Math.Min(options.Inputs, start + BatchInputs); i++)
            {
                var (path, how) = Make(random, folder, i);
                made[path] = how;
            }

            var problems = new List<string>();
            var counts = await BatchAsync(data, folder, made, problems);
            journal.Trial(new { inputs = string.Create(CultureInfo.InvariantCulture, $"{start}..{start + made.Count - 1}"), counts }, problems);
        }
    }

    private static (string Path, string How) Make(Random random, string folder, int number)
    {
        var sound = SmallDocuments.All(random);
        var (extension, content) = sound[random.Next(sound.Count)];
        var (how, mutated) = Mutations.Apply(random, content, [.. sound.Select(s => s.Content)]);
        var ending = random.Next(8) == 0 ? sound[random.Next(sound.Count)].Extension : extension;
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:D6}{ending}"));
        File.WriteAllBytes(path, mutated);
        return (path, $"{extension} as {ending}: {how}");
    }

    private async Task<object?> BatchAsync(string data, string folder, Dictionary<string, string> made, List<string> problems)
    {
        try
        {
            using var process = CliProcess.Start(options.Cli, data, "ingest", folder, "--json");
            var result = await process.EndAsync(Deadline);
            if (result.ExitCode != 0) problems.Add($"ingest: {result}");
            if ((result.Output + result.Error).Contains("GW1999", StringComparison.Ordinal)) problems.Add($"an unexpected failure reached the person: {result.Error}");
            if (result.ExitCode != 0) return new { files = made.Keys };
            var reply = result.Json;
            var accounted = await AccountedAsync(data);
            foreach (var failed in reply.GetProperty("failed").EnumerateArray())
            {
                accounted.Add(failed.GetProperty("path").GetString()!.Split(", line ")[0]);
                if (!failed.GetProperty("code").GetString()!.StartsWith("GW16", StringComparison.Ordinal)) problems.Add($"{failed} has no code of the readers");
            }

            foreach (var skipped in reply.GetProperty("skipped").EnumerateArray()) accounted.Add(skipped.GetProperty("path").GetString()!);
            foreach (var (path, how) in made)
                if (!accounted.Contains(path)) problems.Add($"{Path.GetFileName(path)} ({how}) is neither a document nor listed as failed or skipped");
            var verify = await CliProcess.RunAsync(options.Cli, data, "verify", "--json");
            if (verify.ExitCode != 0) problems.Add($"verify: {verify} {verify.Output.Trim()}");
            return new
            {
                added = reply.GetProperty("added").GetInt32(), updated = reply.GetProperty("updated").GetInt32(), removed = reply.GetProperty("removed").GetInt32(),
                failed = reply.GetProperty("failed").GetArrayLength(), skipped = reply.GetProperty("skipped").GetArrayLength(), ms = Math.Round(result.Elapsed.TotalMilliseconds),
            };
        }
        catch (TortureException broken)
        {
            problems.Add(broken.Message);
            return null;
        }
    }

    private async Task<HashSet<string>> AccountedAsync(string data)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var skip = 0; ; skip += 1000)
        {
            var page = (await CliProcess.MustAsync(options.Cli, data, "documents", "--limit", "1000", "--skip", skip.ToString(CultureInfo.InvariantCulture), "--json")).Json.GetProperty("documents");
            foreach (var document in page.EnumerateArray()) paths.Add(document.GetProperty("path").GetString()!);
            if (page.GetArrayLength() < 1000) return paths;
        }
    }
}
