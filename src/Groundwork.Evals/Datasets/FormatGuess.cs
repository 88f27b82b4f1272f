using System.Text.Json;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Datasets;

/// <summary>Tells the format of a file from its name and its first line.</summary>
internal static class FormatGuess
{
    public static async ValueTask<DatasetFormat> OfAsync(string path, DatasetReadOptions options, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            return BeirFolder.Is(path) ? DatasetFormat.Beir : throw Unknown(path, "the folder has no queries.jsonl");
        var first = await FirstLineAsync(path, options, cancellationToken);
        if (first is null) throw new DatasetRefusedException($"{path} is empty: it holds no sample.", []);
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".CSV" or ".TSV":
                return DatasetFormat.Csv;
            case ".YAML" or ".YML":
                return DatasetFormat.Promptfoo;
        }

        var start = first.AsSpan().TrimStart();
        if (start.StartsWith("{", StringComparison.Ordinal)) return OfJson(first, path);
        if (start.StartsWith("<", StringComparison.Ordinal)) return DatasetFormat.Trec;
        if (start.StartsWith("[", StringComparison.Ordinal)) throw Unknown(path, "it is a JSON list; put each sample in a line of its own");
        return Path.GetFileName(path).Contains("topics", StringComparison.OrdinalIgnoreCase) ? DatasetFormat.Trec : throw Unknown(path, "its first line tells nothing");
    }

    private static DatasetFormat OfJson(string first, string path)
    {
        JsonElement line;
        try
        {
            using var json = SampleReader.Parse(first);
            line = json.RootElement.Clone();
        }
        catch (FormatException)
        {
            // One document over several lines.
            return Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? DatasetFormat.Questions : DatasetFormat.Squad;
        }

        if (line.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array) return DatasetFormat.Squad;
        return SampleReader.IsSample(line) ? DatasetFormat.Samples : DatasetFormat.Questions;
    }

    private static async ValueTask<string?> FirstLineAsync(string path, DatasetReadOptions options, CancellationToken cancellationToken)
    {
        // One JSON document may be a single long line.
        var longest = Math.Max(options.MaxRecordCharacters, SquadFile.MostBytes);
        await foreach (var (_, text) in TextLines.ReadAsync(path, longest, cancellationToken))
            if (!string.IsNullOrWhiteSpace(text))
                return text;
        return null;
    }

    private static DatasetRefusedException Unknown(string path, string why) =>
        new($"The format of {path} cannot be told: {why}. Name it: samples, questions, csv, beir, trec, squad or promptfoo.", []);
}
