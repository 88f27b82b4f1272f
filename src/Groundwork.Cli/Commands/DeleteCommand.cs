using System.CommandLine;
using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork delete DOCUMENT…</c></summary>
internal static class DeleteCommand
{
    public static Command Create(Shell shell)
    {
        var documents = new Argument<string[]>("DOCUMENT") { Description = "Ids of documents, as \"groundwork documents\" lists them.", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "The whole collection." };
        var command = new Command("delete", """
            Delete documents, or with --all a whole collection: from the database and from every file of the index. Your own files are not touched;
            ingesting them again brings the documents back. Files that were uploaded are deleted.
            """) { documents, all };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new DeleteDocuments(workspace).RunAsync(new DeleteRequest(parsed.GetValue(documents)!, parsed.GetValue(shell.Collection)!, parsed.GetValue(all)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.DeleteReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, DeleteReply reply)
    {
        output.WriteLine($"{reply.Removed.Count} documents deleted from {reply.Collection}.");
        var receipt = reply.Receipt;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Receipt {receipt.Number}, {receipt.CompletedAt:yyyy-MM-dd HH:mm:ss} UTC"));
        foreach (var place in receipt.Places) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {place.Removed,6}  {place.Place}"));
        output.WriteLine("Files outside the data directory were not touched. \"groundwork verify --deleted DOCUMENT\" looks for traces.");
    }
}
