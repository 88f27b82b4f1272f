using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork documents</c></summary>
internal static class DocumentsCommand
{
    public static Command Create(Shell shell)
    {
        var contains = new Option<string?>("--contains") { Description = "Only documents whose id or title contains this text.", HelpName = "TEXT" };
        var skip = new Option<int>("--skip") { Description = "Documents to leave out first.", HelpName = "N", DefaultValueFactory = _ => 0 };
        var limit = new Option<int>("--limit", "-k") { Description = "Most documents, 1..1000.", HelpName = "N", DefaultValueFactory = _ => 100 };
        var show = new Option<string?>("--show") { Description = "Print one document's canonical text; with --json its structure and chunks too.", HelpName = "ID" };
        var command = new Command("documents", "List a collection's documents and the files that could not be read.") { contains, skip, limit, show };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var collection = parsed.GetValue(shell.Collection)!;
            if (parsed.GetValue(show) is { } id)
            {
                var document = await new ShowDocument(workspace).RunAsync(new DocumentRequest(id, collection), cancellationToken);
                shell.Reply(parsed, document, GroundworkJson.Readable.DocumentReply, output => output.WriteLine(document.Text));
                return Shell.Done;
            }

            var reply = await new ListDocuments(workspace).RunAsync(
                new DocumentsRequest(collection, parsed.GetValue(contains), parsed.GetValue(skip), parsed.GetValue(limit)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DocumentsReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, DocumentsReply reply)
    {
        foreach (var d in reply.Documents)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{d.Document,-48} {d.Language,-3} {d.Chunks,5} chunks  {d.Title}"));
        output.WriteLine($"{reply.Documents.Count} of {reply.Total} documents in {reply.Collection}.");
        foreach (var failed in reply.Failed) output.WriteLine($"{failed.Code}  {failed.Path}: {failed.Reason}");
    }
}
