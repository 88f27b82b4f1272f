using System.Globalization;
using System.Text.Json;
using Groundwork.Knowledge;
using Groundwork.Models;

namespace Groundwork.UseCases.Spending;

/// <summary>Reads an invoice as JSON Lines.</summary>
internal static class InvoiceFile
{
    private const long MostBytes = 256L << 20;
    private const int MostProblems = 10;
    private const int MostIdChars = 200;
    private const long MostTokens = 1L << 40;

    /// <exception cref="InvalidRequestException">It cannot be read, or lines are wrong; names them by number.</exception>
    public static async Task<IReadOnlyList<InvoiceLine>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new SourcePathException($"There is no file \"{path}\". Name the invoice, a JSON Lines file.");
        if (file.Length > MostBytes) throw new InvalidRequestException(string.Create(CultureInfo.InvariantCulture, $"The invoice {path} has {file.Length} bytes; at most {MostBytes} are read. Split it by days."));
        var lines = new List<InvoiceLine>();
        var firstLines = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<string>();
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var problem = Read(text, out var line);
            if (problem is null && !firstLines.TryAdd(line!.Id, number)) problem = string.Create(CultureInfo.InvariantCulture, $"names {line.Id}, as line {firstLines[line.Id]} does");
            if (problem is null) lines.Add(line!);
            else if (problems.Count < MostProblems) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number} {problem}."));
            else break;
        }

        if (problems.Count > 0)
            throw new InvalidRequestException($"The invoice {path} cannot be used; nothing was booked. {string.Join(' ', problems)} A line is like {{\"id\":\"…\",\"input\":120,\"output\":45}}.");
        return lines;
    }

    private static string? Read(string text, out InvoiceLine? line)
    {
        line = null;
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return "is no JSON object";
            if (!root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: >= 1 and <= MostIdChars } name) return "has no \"id\" of 1 to 200 characters";
            if (!TryTokens(root, "input", out var input)) return "has no \"input\", a count of tokens";
            if (!TryTokens(root, "output", out var output)) return "has no \"output\", a count of tokens";
            long cached = 0;
            if (root.TryGetProperty("cached", out _) && (!TryTokens(root, "cached", out cached) || cached > input)) return "has a \"cached\" that is no count of tokens up to \"input\"";
            line = new InvoiceLine(name, new TokenUsage(input, output, cached));
            return null;
        }
        catch (JsonException)
        {
            return "is not JSON";
        }
        catch (InvalidOperationException)
        {
            return "holds broken Unicode";
        }
    }

    private static bool TryTokens(JsonElement root, string name, out long tokens)
    {
        tokens = 0;
        return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out tokens) && tokens is >= 0 and <= MostTokens;
    }
}
