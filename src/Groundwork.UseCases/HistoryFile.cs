using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A conversation from a JSONL file: <c>{"role","text"}</c> per line, oldest first.</summary>
public static class HistoryFile
{
    /// <summary>Reads the turns.</summary>
    /// <exception cref="SourcePathException">There is no such file.</exception>
    /// <exception cref="InvalidRequestException">A line is not a turn; says which.</exception>
    public static async Task<IReadOnlyList<TurnRequest>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        var turns = new List<TurnRequest>();
        var line = 0;
        await foreach (var text in File.ReadLinesAsync(path, cancellationToken))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            try
            {
                turns.Add(JsonSerializer.Deserialize(text, GroundworkJson.Default.TurnRequest) is { Role: not null, Text: not null } turn ? turn : throw new JsonException("\"role\" or \"text\" is missing"));
            }
            catch (JsonException problem)
            {
                throw new InvalidRequestException($"{path}, line {line} is no turn ({problem.Message}). Write one {{\"role\":\"user\",\"text\":…}} per line.");
            }
        }

        return turns;
    }
}
