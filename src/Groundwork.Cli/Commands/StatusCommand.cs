using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork status</c></summary>
internal static class StatusCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("status", "Show the data directory, the configured models and how each collection's index stands.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new GetStatus(workspace).RunAsync(cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.StatusReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, StatusReply reply)
    {
        output.WriteLine($"groundwork {reply.Version}, {reply.Database}");
        output.WriteLine($"data       {reply.Data}");
        output.WriteLine($"chat       {reply.Chat ?? "none: answers are sentences of the sources"}");
        output.WriteLine($"embedder   {reply.Embedder ?? "none configured: collections learn from their own texts"}");
        foreach (var c in reply.Collections)
        {
            output.WriteLine();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Name}: {c.Documents} documents, {c.Chunks} chunks ({c.Indexed} searchable, {c.Pending} pending), commit {c.Commit}"));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  index {c.IndexBytes / 1024.0:F0} KiB in {c.Segments} segments; languages {string.Join(", ", c.Languages.Select(l => $"{l.Key} {l.Value}"))}"));
            output.WriteLine(c.Meaning is { } meaning ? string.Create(CultureInfo.InvariantCulture, $"  meaning {meaning.Kind} {meaning.Model}, {meaning.Dimensions} dimensions") : "  meaning none: searches go by words alone");
            if (c.Problem is { } problem) output.WriteLine($"  {problem.Code}  {problem.Message}");
        }
    }
}
