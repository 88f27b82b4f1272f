using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>Questions from a JSONL file: <c>{"id"|"_id","text"}</c> per line.</summary>
internal static class BatchQueries
{
    public static async IAsyncEnumerable<BatchQuery> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        var (line, count) = (0, 0);
        await foreach (var text in File.ReadLinesAsync(path, Encoding.UTF8, cancellationToken))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            count++;
            yield return Parse(path, line, text);
        }

        if (count == 0) throw new InvalidRequestException($"The file {path} is empty. Write one {{\"id\":…,\"text\":…}} per line.");
    }

    private static BatchQuery Parse(string path, int line, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && (json.RootElement.TryGetProperty("id", out var id) || json.RootElement.TryGetProperty("_id", out id))
                && json.RootElement.TryGetProperty("text", out var question)
                && question.ValueKind == JsonValueKind.String
                && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
                && !string.IsNullOrWhiteSpace(id.ToString()) && !string.IsNullOrWhiteSpace(question.GetString()))
                return question.GetString()!.Length <= QuestionText.MaxCharacters
                    ? new BatchQuery(id.ToString(), question.GetString()!)
                    : throw new InvalidRequestException(FormattableString.Invariant($"{path}, line {line}: the text has {question.GetString()!.Length} characters; the limit is {QuestionText.MaxCharacters}."));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The parser checks escapes, like half a surrogate pair, only when a string is read.
            throw new InvalidRequestException($"{path}, line {line} is not JSON ({problem.Message}). Write one {{\"id\":…,\"text\":…}} per line.");
        }

        throw new InvalidRequestException($"{path}, line {line} has no \"id\" or no \"text\", or one of them is empty. Write one {{\"id\":…,\"text\":…}} per line.");
    }
}

/// <summary>One question of a batch.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">The question.</param>
internal sealed record BatchQuery(string Id, string Text);
