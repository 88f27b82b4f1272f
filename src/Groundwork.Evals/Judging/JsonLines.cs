using System.Text;
using System.Text.Json;

namespace Groundwork.Evals.Judging;

/// <summary>Reads JSON Lines into objects with their line numbers, bounded.</summary>
internal static class JsonLines
{
    private const int MostLines = 100_000;
    private const int MostLineCharacters = 4 << 20;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static async ValueTask<IReadOnlyList<JsonLine>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var source = Path.GetFileName(path);
        if (!File.Exists(path)) throw new JudgeFileException(source, "", "There is no such file.");
        var lines = new List<JsonLine>();
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (var number = 1; ; number++)
        {
            var line = await NextAsync(reader, source, number, cancellationToken);
            if (line is null) return lines;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (lines.Count == MostLines) throw new JudgeFileException(source, FormattableString.Invariant($"line {number}"), FormattableString.Invariant($"there are more than {MostLines} items; split the file."));
            lines.Add(Parse(line, source, number));
        }
    }

    private static async ValueTask<string?> NextAsync(StreamReader reader, string source, int number, CancellationToken cancellationToken)
    {
        try
        {
            var line = await reader.ReadLineAsync(cancellationToken);
            return line is { Length: > MostLineCharacters } ? throw new JudgeFileException(source, FormattableString.Invariant($"line {number}"), FormattableString.Invariant($"it has {line.Length} characters; at most {MostLineCharacters} are read.")) : line;
        }
        catch (DecoderFallbackException)
        {
            throw new JudgeFileException(source, FormattableString.Invariant($"line {number}"), "the file is not UTF-8. Save it as UTF-8.");
        }
    }

    private static JsonLine Parse(string line, string source, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line, s_strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JudgeFileException(source, FormattableString.Invariant($"line {number}"), "this is no JSON object.");
            return new JsonLine(source, number, json.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new JudgeFileException(source, FormattableString.Invariant($"line {number}"), "this is no JSON.");
        }
    }
}
