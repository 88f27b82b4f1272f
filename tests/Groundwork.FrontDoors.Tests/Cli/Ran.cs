using System.Text.Json;

namespace Groundwork.FrontDoors.Tests.Cli;

/// <summary>How a command ended.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error, long PeakBytes)
{
    /// <summary>Standard output, which must be one JSON document and one line.</summary>
    public JsonElement Json
    {
        get
        {
            Output.ShouldEndWith("\n", Case.Sensitive, ToString());
            Output.TrimEnd('\n').ShouldNotContain("\n", Case.Sensitive, ToString());
            return JsonSerializer.Deserialize<JsonElement>(Output);
        }
    }

    /// <summary>It worked.</summary>
    public Ran Well()
    {
        ExitCode.ShouldBe(0, ToString());
        return this;
    }

    /// <summary>It failed with one line that starts with this code.</summary>
    public Ran Failed(string code, int exitCode = 1)
    {
        ExitCode.ShouldBe(exitCode, ToString());
        Error.ShouldStartWith($"{code}  ", Case.Sensitive, ToString());
        Error.ShouldNotContain("   at ", Case.Sensitive, "no stack trace reaches a person");
        return this;
    }

    public override string ToString() => $"exit {ExitCode}\n--- out\n{Output}\n--- error\n{Error}";
}
