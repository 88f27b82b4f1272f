using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork conversations list|show|export|delete|feedback</c></summary>
internal static class ConversationsCommand
{
    private const int Listed = 50;

    public static Command Create(Shell shell) => new("conversations", """
        Conversations that were held on the pages, over HTTP, or with "groundwork ask --conversation ID".
        """) { List(shell), Show(shell), Export(shell), Delete(shell), Feedback(shell) };

    private static Argument<string> Id() => new("ID") { Description = "The conversation." };

    private static Command List(Shell shell)
    {
        var all = new Option<bool>("--all") { Description = "Those of every collection." };
        var skip = new Option<int>("--skip") { Description = "How many to leave out. Default 0.", HelpName = "N" };
        var command = new Command("list", "List conversations, the one that changed last first.") { all, skip };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageConversations(workspace).ListAsync(parsed.GetValue(all) ? null : parsed.GetValue(shell.Collection), parsed.GetValue(skip), Listed, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ConversationsReply, output =>
            {
                foreach (var c in reply.Conversations)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Conversation}  {c.ChangedAt.UtcDateTime:yyyy-MM-dd HH:mm}  {c.Collection,-16} {c.Title}"));
                output.WriteLine($"{reply.Conversations.Count} of {reply.Total} conversations.");
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command Show(Shell shell)
    {
        var id = Id();
        var command = new Command("show", "Show a conversation with its answers and their citations.") { id };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageConversations(workspace).ShowAsync(parsed.GetValue(id)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ConversationReply, output => ConversationLines.Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Export(Shell shell)
    {
        var id = Id();
        var command = new Command("export", "Write a conversation as Markdown with footnotes to standard output.") { id };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            await shell.Output.WriteAsync(await new ManageConversations(workspace).ExportAsync(parsed.GetValue(id)!, cancellationToken));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Delete(Shell shell)
    {
        var id = Id();
        var command = new Command("delete", "Delete a conversation, its feedback and its shared links from every file.") { id };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageConversations(workspace).DeleteAsync(parsed.GetValue(id)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.ConversationDeletedReply, output => output.WriteLine($"The conversation {reply.Conversation} is deleted."));
            return Shell.Done;
        }));
        return command;
    }

    private static Command Feedback(Shell shell)
    {
        var command = new Command("feedback", "List what readers said of a collection's answers; with --json everything an evaluation needs.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageConversations(workspace).FeedbackAsync(parsed.GetValue(shell.Collection)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.FeedbackListReply, output =>
            {
                foreach (var rated in reply.Feedback) output.WriteLine($"{rated.Verdict,-5} {rated.Question}{(rated.Reason is { } reason ? $"\n      {reason}" : "")}");
                output.WriteLine($"{reply.Feedback.Count} verdicts in {reply.Collection}.");
            });
            return Shell.Done;
        }));
        return command;
    }
}
