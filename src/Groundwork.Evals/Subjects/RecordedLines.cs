using System.Buffers;
using System.Text;
using System.Text.Json;
using Groundwork.Evals.Datasets;
using Groundwork.Evals.Running;
using Groundwork.Evals.Storing;
using Microsoft.Win32.SafeHandles;

namespace Groundwork.Evals.Subjects;

/// <summary>JSON Lines of observations or answers. Remembers where each line is, not what it says.</summary>
internal sealed class RecordedLines(SafeFileHandle file, Dictionary<(string Sample, int Repeat), (long Offset, int Length)> lines) : IRecording
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>True when the first character that is no white space begins a JSON object.</summary>
    public static async ValueTask<bool> LooksLikeJsonAsync(string path, CancellationToken cancellationToken)
    {
        await foreach (var (_, text) in TextLines.ReadAsync(path, TextLines.LongestRecord, cancellationToken))
            if (!string.IsNullOrWhiteSpace(text))
                return text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal);
        return true;
    }

    public static async ValueTask<RecordedLines> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var lines = new Dictionary<(string, int), (long, int)>();
        var numbers = new Dictionary<(string, int), int>();
        var problems = new ImportProblems(path);
        await foreach (var (line, offset, bytes) in ByteLines.ReadAsync(path, TextLines.LongestRecord, cancellationToken))
        {
            try
            {
                var text = s_strict.GetString(bytes.Span);
                if (string.IsNullOrWhiteSpace(text)) continue;
                var observation = Read(text);
                var (sample, repeat) = (observation.Sample, observation.Repeat);
                if (ObservationRules.ProblemOf(observation) is { } broken)
                    problems.Add(line, broken);
                else if (!lines.TryAdd((sample, repeat), (offset, bytes.Length)))
                    problems.Add(line, FormattableString.Invariant($"sample \"{JsonMembers.Shorten(sample)}\" (repeat {repeat}) stood in line {numbers[(sample, repeat)]} already"));
                else numbers.Add((sample, repeat), line);
            }
            catch (FormatException problem)
            {
                problems.Add(line, problem.Message);
            }
            catch (DecoderFallbackException)
            {
                problems.Add(line, "this is no UTF-8");
            }
        }

        problems.ThrowIfAny();
        if (lines.Count == 0) throw new DatasetRefusedException($"{path} is empty: it holds no observation.", []);
        return new RecordedLines(File.OpenHandle(path), lines);
    }

    public async ValueTask<Observation?> FindAsync(string sample, int repeat, CancellationToken cancellationToken)
    {
        if (!lines.TryGetValue((sample, repeat), out var place)) return null;
        var buffer = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            for (var read = 0; read < place.Length;)
            {
                var count = await RandomAccess.ReadAsync(file, buffer.AsMemory(read, place.Length - read), place.Offset + read, cancellationToken);
                if (count == 0) throw new SubjectUnavailableException("The recording became shorter while it was used.");
                read += count;
            }

            return Read(s_strict.GetString(buffer, 0, place.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <exception cref="FormatException">It is no observation.</exception>
    private static Observation Read(string line)
    {
        using var json = SampleReader.Parse(line);
        var members = new JsonMembers(json.RootElement, "an observation");
        var sample = members.Text("id") ?? members.Text("_id") ?? members.Text("sample") ?? throw members.Missing("id");
        var repeat = members.Number("repeat") ?? 0;
        if (!(repeat is >= 0 and <= 1_000_000) || Math.Floor(repeat) < repeat) throw new FormatException("\"repeat\" is a number from 0");
        if (members.Member("outcome") is not null) return Stored(line, sample, (int)repeat);
        var text = members.Text("text") ?? members.Text("answer") ?? members.Text("output") ?? "";
        var hasAbstained = members.Member("abstained") is { ValueKind: not JsonValueKind.False };
        var error = members.Member("error") is null ? null : members.Text("error");
        if (error is null && !hasAbstained && string.IsNullOrWhiteSpace(text)) error = "the recording has an empty answer";
        return new Observation(sample, (int)repeat, error is not null ? ObservedOutcome.Failed : hasAbstained ? ObservedOutcome.Abstained : ObservedOutcome.Answered, text)
        {
            Error = error, Confidence = members.Number("confidence"),
        };
    }

    private static Observation Stored(string line, string sample, int repeat)
    {
        try
        {
            var observation = ObservationJson.Read(line, sample, repeat, isReplayed: false);
            return (observation.Claims ?? []).FirstOrDefault(claim => !claim.Span.IsWithin(observation.Text.Length)) is { } outside
                ? throw new FormatException(FormattableString.Invariant($"the claim at {outside.Span.Start} with {outside.Span.Length} characters lies outside the text, which has {observation.Text.Length}"))
                : observation;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"this is no observation: {problem.Message}", problem);
        }
    }
}
