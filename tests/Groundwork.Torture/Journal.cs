using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwork.Torture;

/// <summary>One JSON line per trial, and a summary at the end.</summary>
internal sealed class Journal(TextWriter output) : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _trials;
    private int _failures;

    /// <summary>A trial and what was wrong in it.</summary>
    public void Trial(object what, IReadOnlyCollection<string> problems)
    {
        lock (_lock)
        {
            _trials++;
            if (problems.Count > 0) _failures++;
            var line = JsonSerializer.SerializeToNode(what, Json)!.AsObject();
            line["ok"] = problems.Count == 0;
            if (problems.Count > 0) line["problems"] = JsonSerializer.SerializeToNode(problems.Take(12), Json);
            Write(line.ToJsonString(Json));
        }
    }

    /// <summary>A trial in which nothing was wrong, and about which there is nothing to say.</summary>
    public void Passed()
    {
        lock (_lock) _trials++;
    }

    /// <summary>A line that is no trial; one with <c>ok = false</c> counts as a failure.</summary>
    public void Note(object what)
    {
        lock (_lock)
        {
            var line = JsonSerializer.SerializeToNode(what, Json)!.AsObject();
            if (line["ok"] is { } ok && !ok.GetValue<bool>()) _failures++;
            Write(line.ToJsonString(Json));
        }
    }

    /// <summary>Prints the summary.</summary>
    /// <returns>The exit code: 0, or 1 when anything was wrong.</returns>
    public int Close(int seed)
    {
        Note(new { summary = true, seed, trials = _trials, failures = _failures, seconds = Math.Round(_watch.Elapsed.TotalSeconds, 1) });
        return _failures == 0 ? 0 : 1;
    }

    public void Dispose() => output.Flush();

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
