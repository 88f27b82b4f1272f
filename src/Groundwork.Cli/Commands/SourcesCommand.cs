using System.CommandLine;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork sources add|list|show|remove</c></summary>
internal static class SourcesCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("sources", """
            The sources that a collection is kept level with. "groundwork sync" does that.

              groundwork sources add folder ./notes --exclude drafts/
              groundwork sources add web https://example.org/docs/
              groundwork sources add git https://example.org/project.git --revision v2 --include "docs/**"
              groundwork sources add sql sqlite:notes.db --query "select id, title, body from notes" --text body --title title
            """) { Add(shell), List(shell), Show(shell), Remove(shell) };
        return command;
    }

    private static Command Add(Shell shell)
    {
        var kind = new Argument<string>("KIND") { Description = "folder, file, web (pages that links lead to), sitemap, urls (addresses, or a file with one on each line), git or sql." };
        var place = new Argument<string[]>("PLACE") { Description = "A folder, file, address or repository; for sql sqlite:FILE, a PostgreSQL connection string without its password, or env:NAME for a variable that holds all of it.", Arity = ArgumentArity.OneOrMore };
        var name = new Option<string?>("--name") { Description = "What it is called; a source of this name is replaced. Default: a name made of the place.", HelpName = "NAME" };
        var include = new Option<string[]>("--include") { Description = "Take only what matches, like \"*.md\" or \"docs/**\". May be repeated.", HelpName = "PATTERN" };
        var exclude = new Option<string[]>("--exclude") { Description = "Leave out what matches, like drafts/. May be repeated.", HelpName = "PATTERN" };
        var links = new Option<string?>("--links") { Description = "Folders: files (read links to files), skip (none), follow (links to folders too).", HelpName = "POLICY" };
        var mayLeave = new Option<bool>("--may-leave") { Description = "Folders: links may lead out of the folder." };
        var maxBytes = new Option<long?>("--max-bytes") { Description = "Skip larger files and pages.", HelpName = "N" };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "Web and git: the hosts you name may have private or loopback addresses." };
        var maxPages = new Option<int?>("--max-pages") { Description = "Web: most addresses. Default 10000.", HelpName = "N" };
        var maxDepth = new Option<int?>("--max-depth") { Description = "Web: most links from the start. Default 20.", HelpName = "N" };
        var delay = new Option<int?>("--delay-ms") { Description = "Web: milliseconds between two requests to one host. Default 500; robots.txt may ask for more.", HelpName = "N" };
        var revision = new Option<string?>("--revision") { Description = "Git: a branch, tag or commit. Default HEAD.", HelpName = "COMMIT" };
        var query = new Option<string?>("--query") { Description = "SQL: one SELECT; each row is a document.", HelpName = "SQL" };
        var key = new Option<string?>("--key") { Description = "SQL: the column that tells rows apart. Default id.", HelpName = "COLUMN" };
        var text = new Option<string[]>("--text") { Description = "SQL: a column of text. May be repeated. Default text.", HelpName = "COLUMN" };
        var title = new Option<string?>("--title") { Description = "SQL: the column of titles.", HelpName = "COLUMN" };
        var mediaType = new Option<string?>("--media-type") { Description = "SQL: how the texts are to be read, like text/markdown.", HelpName = "TYPE" };
        var command = new Command("add", "Register a source, or replace one of the same name or place. Secrets are taken from environment variables only.")
        {
            kind, place, name, include, exclude, links, mayLeave, maxBytes, allowPrivate, maxPages, maxDepth, delay, revision, query, key, text, title, mediaType,
        };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var request = new AddSourceRequest(
                parsed.GetValue(kind)!, PlaceOf(parsed.GetValue(kind)!, parsed.GetValue(place)!), parsed.GetValue(name), parsed.GetValue(shell.Collection)!, parsed.GetValue(include), parsed.GetValue(exclude),
                parsed.GetValue(links), parsed.GetValue(mayLeave), parsed.GetValue(maxBytes), parsed.GetValue(allowPrivate), parsed.GetValue(maxPages), parsed.GetValue(maxDepth), parsed.GetValue(delay),
                parsed.GetValue(revision), parsed.GetValue(query), parsed.GetValue(key), parsed.GetValue(text), parsed.GetValue(title), parsed.GetValue(mediaType));
            var reply = await new ManageSources(workspace).AddAsync(request, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.SourceReply, output => output.WriteLine($"{reply.Collection}: the source {reply.Name} ({reply.Kind} {reply.Place}) is registered. See what it would bring with \"groundwork sync {reply.Name} --collection {reply.Collection} --dry-run\"."));
            return Shell.Done;
        }));
        return command;
    }

    private static Command List(Shell shell)
    {
        var command = new Command("list", "List the sources of a collection and what came of their last synchronisation.");
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageSources(workspace).ListAsync(parsed.GetValue(shell.Collection)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.SourcesReply, output =>
            {
                foreach (var source in reply.Sources) SourceText.Draw(output, source);
                output.WriteLine($"{reply.Sources.Count} sources in {reply.Collection}.");
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command Show(Shell shell)
    {
        var name = new Argument<string>("NAME") { Description = "The source." };
        var command = new Command("show", "Show everything about one source.") { name };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageSources(workspace).ShowAsync(parsed.GetValue(shell.Collection)!, parsed.GetValue(name)!, cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.SourceReply, output =>
            {
                SourceText.Draw(output, reply);
                foreach (var (option, value) in reply.Options) output.WriteLine($"  {option}: {value}");
            });
            return Shell.Done;
        }));
        return command;
    }

    private static Command Remove(Shell shell)
    {
        var name = new Argument<string>("NAME") { Description = "The source." };
        var documents = new Option<bool>("--documents") { Description = "Delete its documents too. Those that another source covers stay." };
        var command = new Command("remove", "Forget a source. Its documents stay as they are unless --documents is given.") { name, documents };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var reply = await new ManageSources(workspace).RemoveAsync(new RemoveSourceRequest(parsed.GetValue(name)!, parsed.GetValue(shell.Collection)!, parsed.GetValue(documents)), cancellationToken);
            shell.Reply(parsed, reply, GroundworkJson.Readable.RemoveSourceReply, output => output.WriteLine($"{reply.Collection}: the source {reply.Name} is removed{(reply.Documents > 0 ? $", with {reply.Documents} documents" : "")}."));
            return Shell.Done;
        }));
        return command;
    }

    // A shell expands several addresses into several words; of other kinds there is one place.
    private static string PlaceOf(string kind, string[] words) => words.Length == 1 || kind is "urls"
        ? string.Join('\n', words)
        : throw new InvalidRequestException($"A source of the kind \"{kind}\" has one place, not {words.Length}. Add the others as sources of their own.");
}
