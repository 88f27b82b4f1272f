using System.CommandLine;
using System.Globalization;
using Groundwork.Cli.Terminal;
using Groundwork.UseCases;

namespace Groundwork.Cli.Commands;

/// <summary><c>groundwork search "words"</c>, or a batch into a TREC run file.</summary>
internal static class SearchCommand
{
    public static Command Create(Shell shell)
    {
        var words = new Argument<string?>("WORDS") { Description = "What to look for; words in double quotes must stand together.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit", "-k") { Description = "Most hits, 1..1000.", HelpName = "K", DefaultValueFactory = _ => 10 };
        var queries = new Option<string?>("--queries") { Description = "Batch: JSONL file with {\"id\"|\"_id\",\"text\"} per line.", HelpName = "FILE" };
        var run = new Option<string?>("--run") { Description = "Batch: TREC run file to write (best chunk per document).", HelpName = "FILE" };
        var facets = new Option<string?>("--facets") { Description = "Count the values of these fields over everything found, like lang,path.", HelpName = "FIELD,…" };
        var vector = new Option<string?>("--vector-file") { Description = "The query's vector: a file with a JSON list of numbers, or float32 numbers as base64 or in raw bytes (little-endian).", HelpName = "FILE" };
        var effort = new Option<int?>("--effort") { Description = "Candidates that a search by vector keeps on its way (ef), 1..10000: more finds more of the nearest and takes longer.", HelpName = "EF" };
        var (mode, filter, collapse) = (QueryOptions.Mode(), QueryOptions.Filter(), QueryOptions.CollapseDuplicates());
        var (steps, history) = (QueryOptions.Steps(), QueryOptions.History());
        var command = new Command("search", "Find passages by words and, where the collection has vectors, by meaning.") { words, limit, mode, filter, collapse, facets, vector, effort, steps, history, queries, run };
        command.SetAction((parsed, cancellationToken) => shell.RunAsync(parsed, cancellationToken, async workspace =>
        {
            var collection = parsed.GetValue(shell.Collection)!;
            var filters = parsed.GetValue(filter);
            if (parsed.GetValue(queries) is { } file)
            {
                var target = parsed.GetValue(run) ?? throw new InvalidRequestException("--queries needs --run FILE: the TREC run file to write.");
                using var counting = new Counting(shell, shell.DrawsProgress(parsed), "queries");
                var batch = await new SearchBatch(workspace).RunAsync(new SearchBatchRequest(file, target, collection, parsed.GetValue(limit), parsed.GetValue(mode)!, filters, QueryOptions.Read(parsed.GetValue(steps))), counting, cancellationToken);
                shell.Reply(parsed, batch, GroundworkJson.Readable.BatchReply, output => BatchText.Draw(output, batch));
                return Shell.Done;
            }

            var numbers = parsed.GetValue(vector) is { } vectorFile ? await VectorFile.ReadAsync(vectorFile, cancellationToken) : null;
            var text = parsed.GetValue(words) ?? (numbers is null ? throw new InvalidRequestException("Say what to look for: groundwork search \"words\".") : string.Empty);
            var names = parsed.GetValue(facets)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var reply = await new SearchPassages(workspace).RunAsync(new SearchRequest(text, collection, parsed.GetValue(limit), parsed.GetValue(mode)!, filters, numbers, Facets: names, Effort: parsed.GetValue(effort), CollapseDuplicates: parsed.GetValue(collapse))
            {
                History = parsed.GetValue(history) is { } turns ? await HistoryFile.ReadAsync(turns, cancellationToken) : null,
                Steps = QueryOptions.Read(parsed.GetValue(steps)),
            }, cancellationToken);
            if (reply.Notice is { } notice) await shell.Error.WriteLineAsync(notice);
            await QueryOptions.WriteAsync(shell.Error, reply.Steps, parsed.GetValue(steps) is not null);
            shell.Reply(parsed, reply, GroundworkJson.Readable.SearchReply, output => Draw(output, reply));
            return Shell.Done;
        }));
        return command;
    }

    private static void Draw(TextWriter output, SearchReply reply)
    {
        if (reply.Hits.Count == 0) output.WriteLine("Nothing found.");
        foreach (var hit in reply.Hits)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hit.Rank,3}. {string.Join(" › ", hit.Headings.Prepend(hit.Title).Distinct(StringComparer.Ordinal))}  ({hit.Score:F2})"));
            output.WriteLine($"     {hit.Document}  {hit.Span.Start}..{hit.Span.Start + hit.Span.Length}");
            if (hit.StandsFor is { } others) output.WriteLine($"     also in {string.Join(", ", others)}");
            output.WriteLine($"     {Excerpts.Of(hit.Text, 200)}");
            output.WriteLine();
        }

        foreach (var field in reply.Facets?.Fields ?? [])
        {
            var values = field.Values?.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Value} {v.Passages}")) ?? [$"{field.Least} to {field.Most}"];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{field.Field} ({field.Passages}): {string.Join(", ", values)}"));
        }
    }
}
