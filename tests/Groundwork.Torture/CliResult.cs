using System.Text.Json;

namespace Groundwork.Torture;

/// <summary>How a run of the command line ended.</summary>
/// <param name="ExitCode">137 after a kill.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Elapsed">From start to end.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error, TimeSpan Elapsed)
{
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(Output);
            }
            catch (JsonException problem)
            {
                throw new TortureException($"Standard output is not one JSON document ({problem.Message}): {Short(Output)}; standard error: {Short(Error)}");
            }
        }
    }

    public override string ToString() => $"exit {ExitCode}; {Short(Error)}";

    private static string Short(string text) => text.Length <= 600 ? text.Trim() : text[..600].Trim() + "…";
}
